"""Who fixed a run, and for which document; lifting leaves a trace, and a note changed by hand is told."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import Sipas
from test_chain import scored

DECISION = "Quyết định số 865/QĐ-UBND"


@pytest.fixture
def two(tmp_path: Path, sipas: Sipas) -> list[str]:
    return [scored(tmp_path, sipas, count) for count in (20, 18)]


@pytest.fixture
def year(tmp_path: Path) -> Path:
    return tmp_path / "results" / "2023"


def on_record(year: Path) -> list[list[str]]:
    """The lines of freezes.csv below its header: action, index, run, by, for."""
    text = (year / "freezes.csv").read_text(encoding="utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text))
    assert header == ["action", "index", "run", "by", "for"]
    return rows


def test_who_froze_a_run_and_for_what_is_kept_and_shown(two: list[str], year: Path, sipas: Sipas) -> None:
    assert sipas("freeze", "--year", "2023", "--by", "Sở  Nội vụ", "--for", DECISION).status == 0
    assert on_record(year) == [["frozen", "sipas", two[1], "Sở Nội vụ", DECISION]]
    listed = {row["run"]: row for row in json.loads(sipas("runs", "--format", "json").out)}
    assert listed[two[1]]["freezes"] == [{"action": "frozen", "by": "Sở Nội vụ", "for": DECISION}]
    assert listed[two[0]]["freezes"] == []
    assert f"chốt: Sở Nội vụ, {DECISION}" in sipas("runs").out
    assert f"chốt: Sở Nội vụ, {DECISION}" in sipas("runs", "--format", "csv").out.replace('"', "")


def test_lifting_and_replacing_leave_a_trace(two: list[str], year: Path, sipas: Sipas) -> None:
    sipas("freeze", "--run", two[0])
    sipas("freeze", "--run", two[0])  # nothing new
    sipas("freeze", "--run", two[1], "--replace", "--by", "Hội đồng thẩm định")
    sipas("freeze", "--year", "2023", "--undo", "--by", "Văn phòng UBND tỉnh", "--for", "Công văn số 12")
    assert on_record(year) == [
        ["frozen", "sipas", two[0], "", ""],
        ["lifted", "sipas", two[0], "Hội đồng thẩm định", ""],
        ["frozen", "sipas", two[1], "Hội đồng thẩm định", ""],
        ["lifted", "sipas", two[1], "Văn phòng UBND tỉnh", "Công văn số 12"],
    ]
    assert not (year / "frozen-sipas.txt").exists()
    assert "bỏ chốt: Văn phòng UBND tỉnh, Công văn số 12" in sipas("runs").out
    assert sipas("verify", "--quick").status == 0


def test_the_document_may_be_told_later(two: list[str], year: Path, sipas: Sipas) -> None:
    sipas("freeze", "--run", two[1])
    sipas("freeze", "--run", two[1], "--for", DECISION)
    assert on_record(year) == [
        ["frozen", "sipas", two[1], "", ""],
        ["frozen", "sipas", two[1], "", DECISION],
    ]


def test_a_text_that_excel_would_run_comes_back_as_itself(two: list[str], year: Path, sipas: Sipas) -> None:
    sipas("freeze", "--by", "=1+1", "--for", "@x")
    assert on_record(year)[0][3:] == ["'=1+1", "'@x"]
    row = json.loads(sipas("runs", "--format", "json").out)[1]
    assert row["freezes"] == [{"action": "frozen", "by": "=1+1", "for": "@x"}]


@pytest.mark.parametrize("command", ["rank", "render-decision", "verify"])
def test_a_note_that_was_changed_by_hand_is_told(
    command: str, two: list[str], year: Path, sipas: Sipas
) -> None:
    sipas("init")
    sipas("freeze", "--run", two[0])
    (year / "frozen-sipas.txt").write_text(f"{two[1]}\n", encoding="utf-8")
    result = sipas(command)
    assert result.status == 3
    assert f"frozen-sipas.txt: tệp này nêu lần chạy {two[1]}" in result.err
    assert two[0] in result.err
    (year / "frozen-sipas.txt").unlink()
    result = sipas(command)
    assert result.status == 3
    assert "frozen-sipas.txt: thiếu tệp này" in result.err
    assert sipas("freeze", "--year", "2023", "--run", two[0]).status == 0
    assert sipas(command, "-o", "a.md").status == 0


def test_a_note_that_was_put_back_after_lifting_is_told(two: list[str], year: Path, sipas: Sipas) -> None:
    sipas("freeze", "--run", two[0])
    sipas("freeze", "--year", "2023", "--undo")
    (year / "frozen-sipas.txt").write_text(f"{two[0]}\n", encoding="utf-8")
    result = sipas("rank")
    assert result.status == 3
    assert "việc chốt đã được bỏ" in result.err
    assert sipas("freeze", "--year", "2023", "--undo").status == 0
    assert sipas("rank").status == 0


def test_a_freeze_of_an_earlier_version_has_no_record_and_is_used(
    two: list[str], year: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sipas_cli.recount.traces._WITHOUT_RECORD", ("0.",))
    (year / "frozen-sipas.txt").write_text(f"{two[0]}\n", encoding="utf-8")
    assert f"{two[0]}, năm 2023 (đã chốt)" in sipas("rank").err
    assert sipas("verify", "--quick").status == 0
    sipas("freeze", "--year", "2023", "--undo")
    assert on_record(year) == [["lifted", "sipas", two[0], "", ""]]


def test_a_record_that_was_damaged_is_added_to_and_never_lost(
    two: list[str], year: Path, sipas: Sipas
) -> None:
    (year / "freezes.csv").write_bytes(b'\xff\x00 "no csv')
    assert sipas("freeze", "--run", two[0]).status == 0
    content = (year / "freezes.csv").read_bytes()
    assert content.startswith(b'\xff\x00 "no csv\n')
    assert two[0].encode() in content
    listed = json.loads(sipas("runs", "--format", "json").out)
    assert listed[0]["freezes"] == [{"action": "frozen", "by": "", "for": ""}]


def test_a_record_that_excel_saved_with_semicolons_is_read(two: list[str], year: Path, sipas: Sipas) -> None:
    sipas("freeze", "--run", two[0], "--by", "Sở Nội vụ")
    text = (year / "freezes.csv").read_text(encoding="utf-8-sig").replace(",", ";")
    (year / "freezes.csv").write_text(text, encoding="utf-8-sig")
    assert "chốt: Sở Nội vụ" in sipas("runs").out


def test_who_reads_between_the_two_files_of_a_freeze_waits_for_the_other_one(
    two: tuple[str, str], year: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As another process freezes: what it does until it gives the lock back is done by the lock here."""
    assert sipas("freeze", "--year", 2023, "--run", two[0]).status == 0
    note = year / "frozen-sipas.txt"
    content = note.read_bytes()
    note.unlink()  # the record says that the run is frozen

    @contextmanager
    def locked(folder: Path) -> Iterator[None]:
        note.write_bytes(content)
        yield

    with monkeypatch.context() as beside:
        beside.setattr("sipas_cli.runs.pointers.locked", locked)
        assert sipas("rank").status == 0
    note.unlink()
    assert sipas("rank").status == 3  # nobody freezes: the note is gone
