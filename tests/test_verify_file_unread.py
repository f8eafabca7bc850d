"""`sipas verify FILE`: what was checked is told, and what was not."""

import json
from pathlib import Path

import openpyxl
import pytest
from conftest import ROOT, Ods, Sipas, write_book
from test_verify_file import ROWS, checked, codes, text, word

from sipas_cli.sheets import open_as_shown
from sipas_cli.sheets.source import examine, open_examined

NUMBERS = [["1", "101", "95,10", "1"], ["2", "102", "95,20", "2"]]


def test_a_table_with_numbers_for_units_is_not_passed_over(tmp_path: Path, sipas: Sipas) -> None:
    word(tmp_path / "t.docx", [ROWS[0], *NUMBERS])
    found = checked(sipas, "t.docx", status=0)
    assert codes(found) == [("remark", "table_of_numbers", "table 1, row 1, column 1")]
    assert "Tên đơn vị" in found[0]["problem"]


def test_a_workbook_with_numbers_for_units_alone_is_refused(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "t.xlsx", [[1, 101, 95.1, 1], [2, 102, 95.2, 2]], header=ROWS[0])
    result = sipas("verify", "t.xlsx", "--lang", "en")
    assert result.status == 3
    assert "t.xlsx ! Phiếu ! B1" in result.err
    assert "holds numbers and no names of units" in result.err


@pytest.mark.parametrize(
    "lines",
    [
        "Sở A\t95,10\t1\nSở B\t95,20\t2",
        "| Tên | Giá trị |\n|---|---|\n| Sở A | 95,10 |\n| Sở B | 95,20 |",
    ],
)
def test_a_table_of_a_text_without_a_header_is_told(tmp_path: Path, sipas: Sipas, lines: str) -> None:
    found = checked(sipas, text(tmp_path, "CÔNG BỐ", lines), status=0)
    assert codes(found) == [("remark", "table_not_read", "line 3")]


def test_a_sheet_without_a_header_is_told_beside_one_that_is_checked(tmp_path: Path, sipas: Sipas) -> None:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.worksheets[0].append(row)
    other = book.create_sheet("Khác")
    for cells in (["Tên", "Giá trị"], ["Sở A", 95.1], ["Sở B", 95.2]):
        other.append(cells)
    book.save(tmp_path / "t.xlsx")
    found = checked(sipas, "t.xlsx")
    assert ("remark", "table_not_read", "A1") in codes(found)
    assert found[-1]["sheet"] == "Khác"


def test_a_title_with_a_number_above_a_table_is_no_table(tmp_path: Path, sipas: Sipas) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for cells in (["Phụ lục", "số 1"], ["Kèm theo Quyết định số", 25], [], ROWS[0], ["1", "Sở A", 95.1, 1]):
        sheet.append(cells)
    book.save(tmp_path / "t.xlsx")
    assert checked(sipas, "t.xlsx") == []


def test_the_summary_says_how_much_was_checked(tmp_path: Path, sipas: Sipas) -> None:
    """2 scores and 2 ranks; one sentence of two; the second says nothing that is known."""
    text(
        tmp_path,
        "Có 5/15 đơn vị (33,33%).",
        "Điểm thành phần của lĩnh vực này dao động quanh 91,5%.",
        "STT\tTên đơn vị\tChỉ số (%)\tXếp hạng\n1\tSở A\t95,20\t1\n2\tSở B\t95,10\t2",
        "Sở A\t95,10\nSở B\t95,20",
    )
    result = sipas("verify", "t.txt", "--lang", "en")
    assert "tables checked: 1 (4 figures), not checked: 1" in result.err
    assert "understood: 1 (1 statements), not understood: 1" in result.err
    assert "not understood, and not checked: line 3" in result.err
    assert "đã kiểm tra: 1 (4 số)" in sipas("verify", "t.txt").err
    data = json.loads(sipas("verify", "t.txt", "--format", "json").out)
    assert (data["tables"], data["tables_not_checked"], data["figures"]) == (1, 1, 4)
    assert (data["sentences"], data["not_understood"]) == (1, ["dòng 3"])


# --- digits that a cell shows --------------------------------------------------------------------


def test_the_figures_of_an_old_workbook_are_those_that_it_shows(sipas: Sipas) -> None:
    """95,126 95,124 95,121 94,004 are shown as 95,13 95,12 95,12 94,00: ranks 1 2 2 4. Below the table
    0,95126 is shown as 95,13%, and 95,126 in a cell without a format as it is."""
    path = ROOT / "tests" / "data" / "shown.xls"
    assert checked(sipas, path) == []
    (sheet,) = open_as_shown(path).sheets
    assert [row[2] for row in sheet.top[1:5]] == ["95.13", "95.12", "95.12", "94.00"]
    assert sheet.top[6][2:] == ["95.13%", "95.126"]
    (stored,) = open_examined(examine(path, "x")).sheets
    assert stored.top[1][2] == "95.126"


@pytest.mark.parametrize(
    ("kind", "value", "text", "shown"),
    [
        ("float", "98.73333333", "98,73", "98.73"),
        ("percentage", "0.9873333", "98.7%", "98.7%"),
        ("float", "1234.4", "1.234", "1234"),
        ("float", "98.73333333", "98,80", "98.73333333"),  # a text of another number
    ],
)
def test_the_figures_of_an_ods_are_those_that_it_shows(
    ods: Ods, kind: str, value: str, text: str, shown: str
) -> None:
    cell = (
        f'<table:table-cell office:value-type="{kind}" office:value="{value}"><text:p>{text}</text:p>'
        "</table:table-cell>"
    )
    path = ods(f"<table:table-row>{cell}</table:table-row>")
    (sheet,) = open_as_shown(path).sheets
    assert sheet.top[0] == [shown]
    (stored,) = open_examined(examine(path, "x")).sheets
    assert stored.top[0][0].startswith(("98.7333", "1234.4"))


def test_cells_without_a_format_count_with_all_their_digits_and_that_is_told(
    tmp_path: Path, sipas: Sipas
) -> None:
    """(98,73333333 + 97,516666 + 90,123) : 3 = 95,4576...; 95,46 as somebody typed it below is that."""
    rows = [[1, "A", 98.73333333, 1], [2, "B", 97.516666, 2], [3, "C", 90.123, 3], ["", "Trung bình", 95.46]]
    write_book(tmp_path / "t.xlsx", rows, header=ROWS[0])
    assert checked(sipas, "t.xlsx") == []
    assert "all stored digits count" in sipas("verify", "t.xlsx", "--lang", "en").err
    rows[-1][2] = 95.56
    write_book(tmp_path / "t.xlsx", rows, header=ROWS[0])
    assert codes(checked(sipas, "t.xlsx", status=3)) == [("error", "figure_mean", "C5")]
