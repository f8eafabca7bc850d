"""`sipas guide`, with the answers of a person."""

import importlib.util
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Outcome, Sipas, ballot, ballots, write_book

from sipas_cli.machine import programs

Answered = Callable[..., Outcome]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were opened; none is."""
    folders: list[Path] = []
    monkeypatch.setattr(programs, "open_folder", lambda folder: not folders.append(folder))
    return folders


@pytest.fixture
def answered(sipas: Sipas, monkeypatch: pytest.MonkeyPatch, opened: list[Path]) -> Answered:
    """Runs the guide with these answers, a line each."""

    def run(*answers: str, words: tuple[object, ...] = ()) -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))
        return sipas("guide", *words)

    return run


def survey(path: Path, wrong: int = 0) -> Path:
    """20 ballots, the first of which are of a unit that nobody knows."""
    rows = ballots()
    for row in rows[:wrong]:
        row[1] = "Sở Không Có"
    return write_book(path, rows)


UNITS = """
groups: [{id: so, name: "Các sở"}]
units: [{id: so-noi-vu, group: so, name: Sở Nội vụ}, {id: so-y-te, group: so, name: Sở Y tế}]
"""


def test_from_an_empty_folder_to_documents(tmp_path: Path, answered: Answered, opened: list[Path]) -> None:
    survey(tmp_path / "phieu.xlsx")
    # thư mục: Enter; tỉnh: không điền; năm; tệp: Enter (chỉ có một); chấm, soạn, mở: Enter
    result = answered("", "", "2023", "", "", "", "")
    assert result.status == 0, result.err
    assert opened == [tmp_path]
    names = {path.name for path in tmp_path.iterdir()}
    documents = {"quyet-dinh-2023.docx", "to-trinh-2023.docx", "bao-cao-2023.html", "ket-qua-2023.xlsx"}
    assert documents | {"sipas.yaml", "units.yaml", "results", "phat-hien.xlsx"} <= names
    assert f"Chạy: sipas -C {tmp_path} score {tmp_path / 'phieu.xlsx'} --year 2023" in result.out
    assert "Sở Nội vụ" in result.out
    assert "sipas publish --year 2023" in result.out


def test_the_commands_that_are_named_do_the_same(tmp_path: Path, answered: Answered, sipas: Sipas) -> None:
    survey(tmp_path / "phieu.xlsx")
    answered("", "", "2023", "", "", "", "")
    made = {path: path.read_bytes() for path in tmp_path.glob("*-2023.*")}
    assert len(made) == 4
    for path in made:
        path.unlink()
    for words in (["render-decision"], ["render-submission"], ["report"], ["report", "--format", "xlsx"]):
        assert sipas(*words, "--year", "2023").status == 0
    assert {path: path.read_bytes() for path in tmp_path.glob("*-2023.*")} == made


def test_a_file_that_was_dropped_brings_its_folder_and_english_is_spoken(
    tmp_path: Path, answered: Answered
) -> None:
    (tmp_path / "w").mkdir()
    path = survey(tmp_path / "w" / "ballots of 2023.xlsx")
    result = answered("", "", "2023", "y", "n", "n", words=(path, "--lang", "en"))
    assert result.status == 0, result.err
    assert f"The folder to work in [{tmp_path / 'w'}]:" in result.out
    assert f'Running: sipas -C {tmp_path / "w"} score "{path}" --year 2023' in result.out
    assert (tmp_path / "w" / "results" / "2023").is_dir()
    assert not list((tmp_path / "w").glob("quyet-dinh*"))
    assert f"The folder: {tmp_path / 'w'}" in result.out


class Mending(io.StringIO):
    """Answers of somebody who mends a file before the one that says so."""

    def __init__(self, answers: str, mend: Callable[[], object]) -> None:
        super().__init__(answers)
        self._mend = mend

    def readline(self, size: int | None = -1, /) -> str:
        line = super().readline(size or -1)
        if line == "mended\n":
            self._mend()
        return line


def test_what_was_found_is_mended_and_checked_again(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sipas.yaml").write_text("year: 2023\n", encoding="utf-8")
    (tmp_path / "units.yaml").write_text(UNITS, encoding="utf-8")
    survey(tmp_path / "phieu.xlsx", wrong=8)  # 8 trên 20 phiếu bị loại, quá 20 %
    # thư mục, năm, tệp: Enter; kiểm tra lại: có; chấm: không
    monkeypatch.setattr(sys, "stdin", Mending("\n\n\nmended\nk\n", lambda: survey(tmp_path / "phieu.xlsx")))
    result = sipas("guide")
    assert result.status == 0, result.err
    assert "8 bị loại" in result.err
    assert "20 hợp lệ, 0 bị loại" in result.err
    assert not (tmp_path / "results").exists()
    assert not list(tmp_path.glob("*.bak"))


def test_whoever_stops_at_the_findings_gets_the_status_of_check(tmp_path: Path, answered: Answered) -> None:
    (tmp_path / "units.yaml").write_text(UNITS, encoding="utf-8")
    (tmp_path / "sipas.yaml").write_text("year: 2023\n", encoding="utf-8")
    survey(tmp_path / "phieu.xlsx", wrong=8)
    result = answered("", "", "", "Không")
    assert result.status == 3
    assert (tmp_path / "phat-hien.xlsx").exists()
    assert not (tmp_path / "results").exists()


def test_wrong_answers_are_asked_again(tmp_path: Path, answered: Answered) -> None:
    survey(tmp_path / "a.xlsx")
    write_book(tmp_path / "b.xlsx", [ballot(40, "Sở Nội vụ"), ballot(41, "Sở Y tế")])
    (tmp_path / "~$a.xlsx").write_text("", encoding="utf-8")
    # tỉnh không có, rồi để trống; năm sai hai lần; tệp không có; hai tệp; không chấm
    result = answered("", "Tỉnh Không Có", "", "23", "nay", "2023", "7", "1 2", "k")
    assert result.status == 0, result.err
    assert result.out.count("Ghi năm bằng bốn chữ số") == 2
    assert "Không có tệp 7." in result.out
    assert "~$a.xlsx" not in result.out
    assert "22 phiếu đã đọc" in result.err


def test_documents_of_the_program_are_not_offered_as_ballots(tmp_path: Path, answered: Answered) -> None:
    survey(tmp_path / "phieu.xlsx")
    assert answered("", "", "2023", "", "", "", "").status == 0
    result = answered("", "2023", "", "k")
    assert "  1. phieu.xlsx\n" in result.out
    assert "  2." not in result.out


@pytest.mark.parametrize("answers", [(), ("",), ("", "", "2023", "")])
def test_where_nobody_answers_the_guide_ends(
    tmp_path: Path, answered: Answered, answers: tuple[str, ...]
) -> None:
    survey(tmp_path / "phieu.xlsx")
    assert answered(*answers).status == 130
    assert not (tmp_path / "results").exists()


@pytest.fixture
def start() -> Any:
    """What the program for machines without Python starts with."""
    path = ROOT / "contrib" / "windows" / "start.py"
    spec = importlib.util.spec_from_file_location("start_of_windows", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_double_click_and_dropped_files_lead_to_the_guide(tmp_path: Path, start: Any) -> None:
    path = str(survey(tmp_path / "phieu 1.xlsx"))
    assert start.guided([], alone=True) == ["guide"]
    assert start.guided([path, path], alone=False) == ["guide", path, path]
    for words, alone in (([], False), (["--help"], True), (["score", path], True), ([f"{path}x"], True)):
        assert start.guided(words, alone=alone) is None
    assert start.is_alone() is False


def test_the_window_of_the_guide_stays_until_it_was_read(
    tmp_path: Path, start: Any, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = survey(tmp_path / "phieu.xlsx")
    monkeypatch.setattr(sys, "argv", ["sipas", str(path)])
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n\n2023\nk\n"))
    monkeypatch.setattr(start, "main", lambda: sys.exit(sipas(*sys.argv[1:]).status))
    asked: list[str] = []
    monkeypatch.setattr("builtins.input", asked.append)
    with pytest.raises(SystemExit) as ended:
        start.start()
    assert (ended.value.code, len(asked)) == (0, 1)
