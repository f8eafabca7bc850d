"""Runs that are gone, drafts that are none, and runs that were taken out of use."""

import json
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Sipas, ballot, write_book

UNITS = """
groups: [{id: so, name: Các sở}]
units:
  - {id: so-noi-vu, group: so, name: Sở Nội vụ}
  - {id: so-y-te, group: so, name: Sở Y tế}
"""


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """The folder of a year, in a workspace that knows two units."""
    (tmp_path / "units.yaml").write_text(UNITS, encoding="utf-8")
    (tmp_path / "sipas.yaml").write_text("criteria: quang-ninh-2023\nyear: 2023\n", encoding="utf-8")
    return tmp_path / "results" / "2023"


def scored(sipas: Sipas, folder: Path, name: str, answer: int) -> str:
    """Stores a run in which every answer is `answer`; returns its name."""
    rows = [ballot(n, "Sở Nội vụ" if n % 2 else "Sở Y tế", answer) for n in range(20)]
    write_book(folder / name, rows)
    outcome = sipas("score", name, "--format", "json")
    assert outcome.status == 0, outcome.err
    return str(json.loads(outcome.out)["run"])


@pytest.fixture
def two(year: Path, tmp_path: Path, sipas: Sipas) -> tuple[str, str]:
    return scored(sipas, tmp_path, "a.xlsx", 4), scored(sipas, tmp_path, "b.xlsx", 2)


def used(sipas: Sipas) -> str:
    outcome = sipas("rank", "--format", "json")
    assert outcome.status == 0, outcome.err
    return str(json.loads(outcome.out)["run"])


@pytest.mark.parametrize("lost", ["folder", "manifest.json"])
@pytest.mark.parametrize("command", [("rank",), ("freeze",), ("render-decision",), ("report",)])
def test_an_older_run_does_not_take_the_place_of_one_that_is_gone(
    lost: str, command: tuple[str, ...], two: tuple[str, str], year: Path, sipas: Sipas
) -> None:
    shutil.copy(ROOT / "tests" / "field" / "_workspace" / "decision.yaml", year.parents[1])
    shutil.rmtree(year / two[1]) if lost == "folder" else (year / two[1] / lost).unlink()
    refused = sipas(*command)
    assert refused.status in (1, 2)
    assert two[1] in refused.err
    assert "sipas score" in refused.err


def test_scoring_again_brings_a_lost_run_back(two: tuple[str, str], year: Path, sipas: Sipas) -> None:
    shutil.rmtree(year / two[1])
    assert "không còn trong results/" in sipas("runs").err
    assert sipas("score", "b.xlsx").status == 0
    assert used(sipas) == two[1]


@pytest.mark.parametrize("note", ["frozen-sipas.txt", "last-sipas.txt"])
def test_an_empty_note_is_refused(note: str, two: tuple[str, str], year: Path, sipas: Sipas) -> None:
    (year / note).write_text("", encoding="utf-8")
    refused = sipas("rank")
    assert refused.status == 2
    assert note in refused.err


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"run": "sipas-000000000000"}'])
def test_a_draft_that_a_kill_left_is_no_run(
    content: bytes | None, two: tuple[str, str], year: Path, tmp_path: Path, sipas: Sipas
) -> None:
    draft = year / ".draft-abc-def"
    draft.mkdir()
    if content is not None:
        (draft / "manifest.json").write_bytes(content)
    assert used(sipas) == two[1]
    third = scored(sipas, tmp_path, "c.xlsx", 5)
    assert len(json.loads(sipas("runs", "--format", "json").out)) == 3
    assert used(sipas) == third


def test_a_withdrawn_run_is_not_used_and_its_reason_is_shown(two: tuple[str, str], sipas: Sipas) -> None:
    outcome = sipas("runs", "--withdraw", two[1], "--why", "nhầm tệp của năm trước")
    assert (outcome.status, outcome.out.strip()) == (0, two[1])
    assert used(sipas) == two[0]
    rows = {row["run"]: row for row in json.loads(sipas("runs", "--format", "json").out)}
    assert rows[two[1]]["withdrawn"] == "nhầm tệp của năm trước"
    assert [rows[run]["latest"] for run in two] == [True, False]
    assert "nhầm tệp của năm trước" in sipas("runs").out
    named = sipas("rank", "--run", two[1])
    assert named.status == 0
    assert "đã bị rút: nhầm tệp của năm trước" in named.err


def test_a_withdrawn_run_is_not_stored_again_nor_frozen(two: tuple[str, str], sipas: Sipas) -> None:
    sipas("runs", "--withdraw", two[1], "--why", "nhầm")
    again = sipas("score", "b.xlsx")
    assert again.status == 3
    assert "--restore" in again.err
    assert sipas("freeze", "--run", two[1]).status == 2
    assert sipas("runs", "--restore", two[1]).status == 0
    assert sipas("score", "b.xlsx").status == 0
    assert used(sipas) == two[1]


def test_without_any_other_run_nothing_is_left_to_use(year: Path, tmp_path: Path, sipas: Sipas) -> None:
    only = scored(sipas, tmp_path, "a.xlsx", 4)
    assert sipas("runs", "--withdraw", only, "--why", "nhầm").status == 0
    refused = sipas("rank")
    assert refused.status == 2
    assert sipas("runs").status == 0


def test_the_files_of_a_withdrawn_run_may_be_scored_for_their_own_year(
    year: Path, tmp_path: Path, sipas: Sipas
) -> None:
    run = scored(sipas, tmp_path, "a.xlsx", 4)
    assert sipas("score", "a.xlsx", "--year", 2024, "--force").status == 0
    other = json.loads(sipas("rank", "--year", 2024, "--format", "json").out)["run"]
    assert sipas("runs", "--withdraw", other, "--why", "nhầm năm").status == 0
    assert sipas("score", "a.xlsx", "--year", 2023).status == 0
    assert used(sipas) == run


@pytest.mark.parametrize(
    "words",
    [
        ("--withdraw", "RUN"),
        ("--withdraw", "RUN", "--why", " "),
        ("--why", "nhầm"),
        ("--withdraw", "sipas-000000000000", "--why", "nhầm"),
        ("--withdraw", "RUN", "--why", "nhầm", "--restore", "RUN"),
    ],
)
def test_a_withdrawal_needs_a_run_and_a_reason(
    words: tuple[str, ...], two: tuple[str, str], sipas: Sipas
) -> None:
    assert sipas("runs", *(two[1] if word == "RUN" else word for word in words)).status == 2
    assert used(sipas) == two[1]


def test_a_frozen_run_is_not_withdrawn(two: tuple[str, str], sipas: Sipas) -> None:
    sipas("freeze", "--run", two[1])
    refused = sipas("runs", "--withdraw", two[1], "--why", "nhầm")
    assert refused.status == 2
    assert "--undo" in refused.err
