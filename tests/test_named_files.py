"""Files as the command line names them: here, in the workspace, standard input."""

import io
import json
import sys
from pathlib import Path

import pytest
from conftest import HEADER, ROOT, Sipas, ballot, ballots, write_book

from sipas_cli.sheets import named

WORDS = ("--criteria", "quang-ninh-2023", "--year", "2023")


def pipe(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def csv_of(rows: list[list[object]]) -> bytes:
    return "\n".join(",".join(map(str, row)) for row in [HEADER, *rows]).encode()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_ballots_come_by_standard_input(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    book = write_book(tmp_path / "a.xlsx", ballots())
    pipe(monkeypatch, csv_of(ballots()) if kind == "csv" else book.read_bytes())
    result = sipas("score", "-", *WORDS)
    assert (result.status, "20 phiếu đã đọc, 20 hợp lệ" in result.err) == (0, True)
    assert "Đọc đầu vào chuẩn; trong các thông báo nó có tên là -" in result.err
    (manifest,) = tmp_path.glob("results/2023/*/manifest.json")
    assert [one["name"] for one in json.loads(manifest.read_text())["sources"]] == ["-"]


def test_standard_input_is_a_file_among_others_and_its_cells_are_named(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    pipe(monkeypatch, csv_of([ballot(31, "Sở Nội vụ"), ballot(32, "Sở Nội vụ", [9] + [4] * 24)]))
    result = sipas("check", "a.xlsx", "-", *WORDS)
    assert "22 phiếu đã đọc" in result.err
    assert '- ! D3: câu trả lời "9" không thuộc thang 1–5' in result.out


def test_standard_input_is_called_so_also_where_two_files_have_one_name(tmp_path: Path) -> None:
    paths = [tmp_path / "a" / "x.csv", tmp_path / "b" / "x.csv", Path("/elsewhere/-")]
    assert named(paths) == [(paths[2], "-"), (paths[0], "a/x.csv"), (paths[1], "b/x.csv")]


def test_standard_input_twice_is_one_file_twice(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe(monkeypatch, csv_of(ballots()))
    assert sipas("score", "-", "-", *WORDS).status == 3


@pytest.mark.parametrize(("content", "status"), [(b"", 3), (b"PK\x03\x04 no workbook", 3), (b"\x00\x01", 3)])
def test_what_is_no_file_of_ballots_is_refused_by_its_name(
    sipas: Sipas, monkeypatch: pytest.MonkeyPatch, content: bytes, status: int
) -> None:
    pipe(monkeypatch, content)
    result = sipas("score", "-", *WORDS)
    assert (result.status, "Lỗi: -" in result.err) == (status, True)


def test_standard_input_is_bounded(sipas: Sipas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIPAS_LIMIT_FILE_BYTES", "1000")
    pipe(monkeypatch, b"a" * 1001)
    result = sipas("score", "-", *WORDS)
    assert (result.status, "Lỗi: -: tệp" in result.err) == (3, True)


def test_nothing_of_standard_input_is_left_behind(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    pipe(monkeypatch, csv_of(ballots()))
    assert sipas("score", "-", *WORDS).status == 0
    assert list((tmp_path / "temporary").iterdir()) == []


def test_other_machines_see_no_standard_input(sipas: Sipas) -> None:
    words = ("--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
    result = sipas("tally", "-", *words, "-o", "a.tally")
    assert (result.status, "không đọc đầu vào chuẩn" in result.err) == (2, True)


def test_of_two_files_of_one_name_the_one_here_is_used_and_that_is_said(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "w").mkdir()
    write_book(tmp_path / "a.xlsx", ballots())
    write_book(tmp_path / "w" / "a.xlsx", ballots()[:10])
    result = sipas("-C", "w", "check", "a.xlsx", *WORDS)
    assert "20 phiếu đã đọc" in result.err
    assert "Chú ý: a.xlsx có ở cả thư mục hiện tại lẫn thư mục làm việc" in result.err
    assert "Muốn dùng tệp kia thì ghi w/a.xlsx" in result.err
    assert "10 phiếu đã đọc" in sipas("-C", "w", "check", "w/a.xlsx", *WORDS).err
    assert "Chú ý" not in sipas("-C", ".", "check", "a.xlsx", *WORDS).err  # một tệp, hai cách gọi


@pytest.mark.parametrize("words", [("verify", "bang.csv"), ("template", "check", "decision.docx")])
def test_other_files_are_looked_for_by_the_same_rule(
    tmp_path: Path, sipas: Sipas, words: tuple[str, ...]
) -> None:
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / "bang.csv").write_text("Đơn vị,Hạng,Điểm\nSở A,1,90\nSở B,2,80\n", encoding="utf-8")
    template = (ROOT / "templates" / "decision.docx").read_bytes()
    (tmp_path / "w" / "decision.docx").write_bytes(template)
    assert sipas("-C", "w", *words).status == 0
    (tmp_path / words[-1]).write_bytes((tmp_path / "w" / words[-1]).read_bytes())
    assert f"Chú ý: {words[-1]} có ở cả thư mục hiện tại" in sipas("-C", "w", *words).err


@pytest.mark.parametrize(
    "header", ["Đơn vị;Hạng;Chỉ số hài lòng", "Tên cơ quan;Điểm 2022;Xếp loại", "unit;score"]
)
def test_a_table_of_results_is_told_from_ballots(tmp_path: Path, sipas: Sipas, header: str) -> None:
    (tmp_path / "a.csv").write_text(f"{header}\nSở Y tế;90;1\n", encoding="utf-8")
    result = sipas("score", "a.csv")
    assert result.status == 3
    assert "sipas import-results TỆP --year NĂM" in result.err
    (tmp_path / "b.csv").write_text("Đơn vị,Họ tên\nSở Y tế,x\n", encoding="utf-8")
    assert "import-results" not in sipas("score", "b.csv").err
