"""Runs of an earlier version, which kept less of what they were made from, and what scoring again adds."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import Sipas, ballots, write_book
from par_world import world
from test_fold import ballots as satisfied_ballots
from test_fold import points, survey

from sipas_cli.runs.run import Run


@contextmanager
def earlier_version() -> Iterator[None]:
    """Runs get the names that they had in version 0.3."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Run, "name", property(lambda run: run.name_before(run.folded)))
        yield


def names(folder: Path) -> list[str]:
    return [path.parent.name for path in sorted((folder / "results" / "2023").glob("*-*/manifest.json"))]


def latest(folder: Path, index: str = "sipas") -> str:
    return (folder / "results" / "2023" / f"last-{index}.txt").read_text(encoding="utf-8").strip()


def test_scoring_again_stores_what_is_kept_since_and_names_the_former_run(
    tmp_path: Path, sipas: Sipas
) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    with earlier_version():
        sipas("score", "a.xlsx")
    former = latest(tmp_path)
    again = sipas("score", "a.xlsx")
    assert again.status == 0
    assert former in again.err
    assert latest(tmp_path) != former
    manifest = json.loads((tmp_path / "results/2023" / latest(tmp_path) / "manifest.json").read_bytes())
    assert manifest["recounts"] == former
    assert len(names(tmp_path)) == 2
    sipas("score", "a.xlsx")
    assert len(names(tmp_path)) == 2


def test_a_frozen_run_of_an_earlier_version_stays_frozen_without_an_alarm(
    tmp_path: Path, sipas: Sipas
) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    with earlier_version():
        sipas("score", "a.xlsx")
    former = latest(tmp_path)
    sipas("freeze", "--year", "2023")
    again = sipas("score", "a.xlsx")
    assert "CHÚ Ý" not in again.err
    assert f"{former}, năm 2023 (đã chốt)" in sipas("rank").err


def test_a_withdrawn_run_does_not_come_back_under_its_new_name(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    with earlier_version():
        sipas("score", "a.xlsx")
    sipas("runs", "--withdraw", latest(tmp_path), "--why", "Đếm nhầm", "--year", "2023")
    refused = sipas("score", "a.xlsx")
    assert (refused.status, "Đếm nhầm" in refused.err) == (3, True)
    assert len(names(tmp_path)) == 1


def test_the_par_index_made_from_recounted_indices_contradicts_nothing(tmp_path: Path, sipas: Sipas) -> None:
    world(tmp_path)
    files = [points(tmp_path), survey(tmp_path), satisfied_ballots(tmp_path)]
    command = ["score", *(path.name for path in files)]
    with earlier_version():
        assert sipas(*command).status == 0
    former = latest(tmp_path, "par")
    sipas("freeze", "--year", "2023")
    again = sipas(*command)
    assert (again.status, "CHÚ Ý" in again.err) == (0, False)
    manifest = json.loads(
        (tmp_path / "results/2023" / latest(tmp_path, "par") / "manifest.json").read_bytes()
    )
    assert manifest["recounts"] == former
    assert set(manifest["folded"].values()) == {latest(tmp_path), latest(tmp_path, "xhh")}
