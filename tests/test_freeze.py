"""Frozen runs: which run the decision is made from, whatever is scored later."""

import json
import shutil
from pathlib import Path

import pytest
from conftest import EXAMPLE, Outcome, Sipas, ballots, write_book

from sipas_cli.runs import pointers
from sipas_cli.workspace.workspace import Workspace


def scored(folder: Path, sipas: Sipas, count: int) -> str:
    """Scores `count` ballots and returns the name of the run."""
    write_book(folder / f"{count}.xlsx", ballots(count))
    assert sipas("-q", "score", f"{count}.xlsx").status == 0
    return (folder / "results" / "2023" / "last-sipas.txt").read_text(encoding="utf-8").strip()


@pytest.fixture
def two(tmp_path: Path, sipas: Sipas) -> tuple[str, str]:
    """Two runs of SIPAS 2023, the second the latest, and a decision to print them."""
    shutil.copy(EXAMPLE / "decision.yaml", tmp_path / "decision.yaml")
    return scored(tmp_path, sipas, 20), scored(tmp_path, sipas, 18)


def test_commands_use_the_frozen_run_and_say_so(two: tuple[str, str], tmp_path: Path, sipas: Sipas) -> None:
    first, second = two
    assert f"{second}, năm 2023 (mới nhất)" in sipas("rank").err
    frozen = sipas("freeze", "--year", "2023", "--run", first)
    assert (frozen.status, frozen.out) == (0, f"{first}\n")
    assert (tmp_path / "results/2023/frozen-sipas.txt").read_text(encoding="utf-8") == f"{first}\n"
    assert pointers.frozen_run(Workspace(tmp_path), 2023, "sipas") == first
    assert pointers.frozen_run(Workspace(tmp_path), 2023, "par") == ""
    assert f"{first}, năm 2023 (đã chốt)" in sipas("rank").err
    assert f"{first}, năm 2023 (đã chốt)" in sipas("render-decision", "-o", "a.md").err
    assert f"{second}, năm 2023 (theo --run)" in sipas("rank", "--run", second).err


def test_another_run_is_not_frozen_unless_it_is_to_replace(
    two: tuple[str, str], tmp_path: Path, sipas: Sipas
) -> None:
    first, second = two
    sipas("freeze", "--run", first)
    assert sipas("freeze", "--run", first).status == 0
    refused = sipas("freeze", "--year", "2023")  # the latest is the second
    assert refused.status == 2
    assert first in refused.err
    assert "--replace" in refused.err
    assert pointers.frozen_run(Workspace(tmp_path), 2023, "sipas") == first
    replaced = sipas("freeze", "--year", "2023", "--replace")
    assert f"thay cho {first}" in replaced.err
    assert pointers.frozen_run(Workspace(tmp_path), 2023, "sipas") == second


def test_a_freeze_is_lifted_by_undo(two: tuple[str, str], tmp_path: Path, sipas: Sipas) -> None:
    sipas("freeze", "--run", two[0])
    assert two[0] in sipas("freeze", "--year", "2023", "--undo").err
    assert not (tmp_path / "results/2023/frozen-sipas.txt").exists()
    assert "mới nhất" in sipas("rank").err
    assert "không có lần chạy nào đã chốt" in sipas("freeze", "--undo", "--year", "2023").err
    assert sipas("freeze", "--undo", "--run", two[0]).status == 2


def test_runs_shows_what_is_frozen(two: tuple[str, str], sipas: Sipas) -> None:
    sipas("freeze", "--run", two[0])
    listed = json.loads(sipas("runs", "--format", "json").out)
    assert {row["run"]: (row["latest"], row["frozen"]) for row in listed} == {
        two[0]: (False, True),
        two[1]: (True, False),
    }
    assert "Đã chốt" in sipas("runs").out


def test_scoring_after_a_freeze_says_that_the_frozen_run_stays_in_use(
    two: tuple[str, str], tmp_path: Path, sipas: Sipas
) -> None:
    sipas("freeze", "--run", two[0])
    write_book(tmp_path / "16.xlsx", ballots(16))
    scored = sipas("-q", "score", "16.xlsx")
    assert scored.status == 0
    assert f"đã chốt lần chạy {two[0]}" in scored.err
    assert f"đã chốt lần chạy {two[0]}" not in sipas("-q", "score", "20.xlsx").err


def test_a_frozen_run_that_is_gone_is_not_replaced_by_another_one(
    two: tuple[str, str], tmp_path: Path, sipas: Sipas
) -> None:
    sipas("freeze", "--run", two[1])
    shutil.rmtree(tmp_path / "results" / "2023" / two[1])
    for command in ("rank", "render-decision"):
        refused = sipas(command)
        assert refused.status == 3
        assert two[1] in refused.err
        assert "--undo" in refused.err
    assert two[1] in sipas("runs").err
    assert sipas("freeze", "--index", "sipas", "--undo").status == 0
    assert "sipas runs --withdraw" in sipas("rank").err  # nor does an older one without a word
    assert sipas("runs", "--withdraw", two[1], "--why", "mất").status == 0
    assert two[0] in sipas("rank").err


@pytest.mark.parametrize(
    "words", [["--run", "sipas-000000000000"], ["--year", "2022"], ["--year", "2023", "--index", "par"]]
)
def test_what_is_not_stored_cannot_be_frozen(
    two: tuple[str, str], tmp_path: Path, sipas: Sipas, words: list[str]
) -> None:
    assert sipas("freeze", *words).status == 2
    assert not list(tmp_path.glob("results/*/frozen-*"))


def test_a_run_that_was_changed_is_not_frozen(two: tuple[str, str], tmp_path: Path, sipas: Sipas) -> None:
    standings = tmp_path / "results" / "2023" / two[0] / "standings.csv"
    standings.write_bytes(standings.read_bytes() + b"\n")
    assert sipas("freeze", "--run", two[0]).status == 3
    assert not list(tmp_path.glob("results/*/frozen-*"))


@pytest.mark.parametrize("form", ["docx", "html", "md"])
def test_a_decision_is_marked_as_a_draft_until_its_run_is_frozen(
    two: tuple[str, str], tmp_path: Path, sipas: Sipas, form: str
) -> None:
    def printed(*words: str) -> Outcome:
        result = sipas("render-decision", "-o", f"a.{form}", *words)
        content = (tmp_path / f"a.{form}").read_bytes()
        if form == "docx":
            import docx

            content = docx.Document(str(tmp_path / "a.docx")).element.xml.encode()
        return Outcome(result.status, content.decode(), result.err)

    draft = printed()
    assert "DỰ THẢO" in draft.out
    assert f"sipas freeze --year 2023 --run {two[1]}" in draft.err
    sipas("freeze", "--year", "2023")
    final = printed()
    assert "DỰ THẢO" not in final.out
    assert "DỰ THẢO" not in final.err
    assert "DỰ THẢO" in printed("--run", two[0]).out


def test_a_draft_whose_template_has_no_place_for_the_mark_is_told(
    two: tuple[str, str], tmp_path: Path, sipas: Sipas
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "decision.md").write_text("{{ number }}", encoding="utf-8")
    assert "không có trường draft" in sipas("-q", "render-decision", "-o", "a.md").err
    sipas("freeze", "--year", "2023")
    assert "draft" not in sipas("render-decision", "-o", "a.md").err


def test_an_index_whose_last_run_is_gone_is_not_passed_over(tmp_path: Path, sipas: Sipas) -> None:
    name = scored(tmp_path, sipas, 20)
    folder = tmp_path / "results" / "2023"
    (folder / "last-par.txt").write_text("par-0123456789ab\n", encoding="utf-8")
    refused = sipas("freeze", "--year", "2023")
    assert (refused.status, "par-0123456789ab" in refused.err) == (3, True)
    assert sipas("freeze", "--year", "2023", "--index", "sipas").out == f"{name}\n"
