"""Runs that are gone, drafts that are none, and runs that were taken out of use."""

import json
import re
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
    assert refused.status in (2, 3)
    assert two[1] in refused.err
    assert "sipas score" in refused.err


@pytest.mark.parametrize("note", ["last-sipas.txt", "frozen-sipas.txt"])
def test_an_empty_note_of_the_run_to_use_is_told_with_what_to_do(
    note: str, two: tuple[str, str], year: Path, sipas: Sipas
) -> None:
    (year / note).write_text("")
    refused = sipas("rank", "--lang", "en")
    assert refused.status == 3
    assert f"{note}: the file is empty" in refused.err
    assert sipas("runs", "--year", "2023").status == 0
    (year / note).write_text(f"{two[0]}\n")
    assert used(sipas) == two[0]


def test_scoring_again_brings_a_lost_run_back(two: tuple[str, str], year: Path, sipas: Sipas) -> None:
    shutil.rmtree(year / two[1])
    assert "không còn trong results/" in sipas("runs").err
    assert sipas("score", "b.xlsx").status == 0
    assert used(sipas) == two[1]


@pytest.mark.parametrize("note", ["frozen-sipas.txt", "last-sipas.txt"])
def test_an_empty_note_is_refused(note: str, two: tuple[str, str], year: Path, sipas: Sipas) -> None:
    (year / note).write_text("", encoding="utf-8")
    refused = sipas("rank")
    assert refused.status == 3
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


# --- years and indices that lose their runs ------------------------------------------------------

DECISION = ROOT / "tests" / "field" / "_workspace" / "decision.yaml"


@pytest.mark.parametrize(
    "words",
    [
        ("rank",),
        ("rank", "--year", 2023),
        ("freeze", "--index", "sipas"),
        ("freeze",),
        ("render-decision",),
        ("report",),
        ("audit", "-o", "a.xlsx"),
    ],
)
@pytest.mark.parametrize("settled", [True, False])
@pytest.mark.parametrize("older", [True, False])
def test_a_year_whose_only_run_was_withdrawn_is_told_as_that(
    words: tuple[object, ...], settled: bool, older: bool, year: Path, tmp_path: Path, sipas: Sipas
) -> None:
    shutil.copy(DECISION, tmp_path)
    run = scored(sipas, tmp_path, "a.xlsx", 4)
    if older:
        (tmp_path / "t.csv").write_text("Tên đơn vị,Điểm\nSở Nội vụ,90\n", encoding="utf-8")
        assert sipas("import-results", "t.csv", "--year", 2022).status == 0
    assert sipas("runs", "--withdraw", run, "--why", "nhầm tệp").status == 0
    if not settled:
        (tmp_path / "sipas.yaml").write_text("criteria: quang-ninh-2023\n", encoding="utf-8")
    refused = sipas(*words)
    assert (refused.status, refused.out) == (2, "")
    assert f"lần chạy duy nhất của chỉ số sipas năm 2023, {run}, đã bị rút (nhầm tệp)" in refused.err
    assert f"sipas runs --year 2023 --restore {run}" in refused.err


def test_several_runs_that_were_all_withdrawn_are_counted(two: tuple[str, str], sipas: Sipas) -> None:
    for run in two:
        assert sipas("runs", "--withdraw", run, "--why", "nhầm").status == 0
    assert f"cả 2 lần chạy của chỉ số sipas năm 2023 đã bị rút, lần sau cùng là {two[1]}" in sipas("rank").err


def test_a_year_that_changes_are_not_told_against_as_it_was_withdrawn_is_said(
    year: Path, tmp_path: Path, sipas: Sipas
) -> None:
    scored(sipas, tmp_path, "a.xlsx", 4)
    for of_year in (2021, 2022):
        (tmp_path / f"{of_year}.csv").write_text(f"Tên đơn vị,Điểm\nSở Nội vụ,{of_year - 1940}\n", "utf-8")
        assert sipas("import-results", f"{of_year}.csv", "--year", of_year).status == 0
    run = sipas("-q", "rank", "--year", 2022, "--format", "json").out
    assert sipas("runs", "--withdraw", json.loads(run)["run"], "--why", "nhầm bảng").status == 0
    for words in (("compare",), ("report",)):
        told = sipas("-q", *words)
        assert told.status == 0, told.err
        assert "năm 2022" in told.err
        assert "đã bị rút (nhầm bảng)" in told.err


@pytest.mark.parametrize("words", [("rank",), ("render-decision",), ("report",), ("audit", "-o", "a.xlsx")])
def test_a_withdrawn_run_that_is_named_is_used_with_a_warning(
    words: tuple[str, ...], two: tuple[str, str], tmp_path: Path, sipas: Sipas
) -> None:
    shutil.copy(DECISION, tmp_path)
    assert sipas("runs", "--withdraw", two[1], "--why", "nhầm").status == 0
    named = sipas("-q", *words, "--run", two[1])
    assert named.status == 0
    assert f"CHÚ Ý: lần chạy {two[1]} đã bị rút: nhầm" in named.err


@pytest.mark.parametrize("command", [("rank",), ("report",), ("audit", "-o", "a.xlsx")])
def test_a_run_of_another_index_than_the_one_that_is_named_is_refused(
    command: tuple[str, ...], two: tuple[str, str], sipas: Sipas
) -> None:
    refused = sipas(*command, "--index", "par", "--run", two[1])
    assert refused.status == 2
    assert f"lần chạy {two[1]} thuộc chỉ số sipas, không phải par" in refused.err
    assert sipas(*command, "--index", "sipas", "--run", two[1]).status == 0


# --- the list of runs ----------------------------------------------------------------------------


@pytest.mark.parametrize("width", [60, 80])
def test_the_id_of_a_run_is_never_broken_and_heads_every_part(
    width: int, two: tuple[str, str], sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("sipas_cli.cli.output.on_terminal", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert sipas("runs", "--withdraw", two[1], "--why", "nhầm tệp của năm trước nữa rồi").status == 0
    shown = sipas("runs").out
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()
    assert max(map(len, lines)) <= width
    parts = sum("Lần chạy" in line for line in lines)
    assert parts > 1
    for run in two:
        assert sum(run in line for line in lines) == parts


def test_a_published_table_has_no_number_of_ballots(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "t.csv").write_text("Tên đơn vị,Điểm\nSở A,90\nSở B,80\n", encoding="utf-8")
    assert sipas("import-results", "t.csv", "--year", 2022).status == 0
    assert [row["ballots"] for row in json.loads(sipas("runs", "--format", "json").out)] == [None]
    assert " –" in sipas("runs").out


def test_a_mistyped_run_is_told_in_sentences(two: tuple[str, str], sipas: Sipas) -> None:
    assert f'Xem: sipas runs. Ý bạn là "{two[0]}"?' in sipas("rank", "--run", f"{two[0]}x").err
