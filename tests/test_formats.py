"""Every kind of file gives the same sheets, with rows and cells where a person sees them.

tests/data/ballots.*, values.* and hidden.* were saved by LibreOffice 7.4 from workbooks that openpyxl wrote:
the 30 ballots of conftest, one row of every kind of value, and a hidden column beside cells that are struck
through.
"""

import codecs
import csv
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from conftest import HEADER, Ods, Sipas, ballots, write_book

from sipas_cli.model import ERROR_CELL, NO_VALUE
from sipas_cli.sheets import Sheet
from sipas_cli.sheets.source import examine, open_examined

DATA = Path(__file__).resolve().parent / "data"


def sheets(path: Path) -> Sequence[Sheet]:
    return open_examined(examine(path, path.name)).sheets


def content(sheet: Sheet) -> dict[int, list[str]]:
    """Number of each row that holds anything -> its cells."""
    width = max(map(len, sheet.top))
    block = sheet.read(0, range(width), lambda rows: None)
    columns = [[column.texts[code] for code in column.codes] for column in block.columns.values()]
    return dict(zip(block.rows.tolist(), map(list, zip(*columns, strict=True)), strict=True))


def write_csv(path: Path, encoding: str, delimiter: str, first: str = "") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        file.write(first)
        csv.writer(file, delimiter=delimiter).writerows([HEADER, *ballots(30)])
    return path


def write_parquet(path: Path) -> Path:
    columns = zip(*ballots(30), strict=True)
    pyarrow.parquet.write_table(pyarrow.table(dict(zip(HEADER, columns, strict=True))), path)
    return path


MADE: dict[str, Callable[[Path], Any]] = {
    "a.xlsx": lambda path: write_book(path, ballots(30)),
    "a.xls": lambda path: shutil.copy(DATA / "ballots.xls", path),
    "a.ods": lambda path: shutil.copy(DATA / "ballots.ods", path),
    "a.parquet": write_parquet,
    "utf8.csv": lambda path: write_csv(path, "utf-8", ";"),
    "utf16.csv": lambda path: write_csv(path, "utf-16", "\t"),
    "told.csv": lambda path: write_csv(path, "utf-8-sig", "|", first="sep=|\r\n"),
}


def test_the_same_ballots_in_every_format_give_the_same_standings_to_the_byte(
    tmp_path: Path, sipas: Sipas
) -> None:
    outs = set()
    for name, make in MADE.items():
        make(tmp_path / name)
        result = sipas("score", name, "--format", "csv")
        assert result.status == 0, f"{name}: {result.err}"
        outs.add(result.out)
        (tmp_path / name).unlink()
    assert len(outs) == 1
    # Sở Y tế: phiếu 2, 4 ... 30 là 15 phiếu, trong đó 10, 20, 30 không hài lòng: 12/15 = 80 %
    out = outs.pop()
    assert "Sở Nội vụ,100.00," in out
    assert "Sở Y tế,80.00," in out


@pytest.mark.parametrize("name", MADE)
def test_an_answer_stands_in_the_same_cell_in_every_format(tmp_path: Path, name: str) -> None:
    MADE[name](tmp_path / name)
    sheet = sheets(tmp_path / name)[0]
    assert sheet.name == ("Phiếu" if name.startswith("a.") and name != "a.parquet" else "")
    rows = content(sheet)
    assert list(rows) == list(range(1, 32))
    # dòng 11 là phiếu thứ 10, không hài lòng: 2
    assert rows[11] == ["P0010", "Sở Y tế", "2023-11-15", *["2"] * 25]


VALUES = {
    2: ["", *(f"c{n}" for n in range(13))],
    4: [
        *["", "5", "4.5", "Hài lòng", "TRUE", "2023-11-15", "2023-11-15T10:30:00", "10:30:00", "50%"],
        *[ERROR_CELL, ERROR_CELL, "", "5", "Hài lòng"],
    ],
    7: ["", "", "cuối", *[""] * 11],
}


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_every_kind_of_value_is_the_text_that_xlsx_gives_and_stands_in_its_cell(kind: str) -> None:
    (sheet,) = sheets(DATA / f"values.{kind}")
    assert content(sheet) == VALUES
    assert sheet.top[3][8:11] == ["50%", "", ""]  # no marker in the rows where the header is looked for


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_hidden_columns_and_cells_struck_through_are_known(kind: str) -> None:
    # column B is hidden; 4.5 in C3 and "Sở Tư pháp" in A4 have a line through them
    (sheet,) = sheets(DATA / f"hidden.{kind}")
    assert content(sheet)[3] == ["Sở Nội vụ", "3", "4.5"]
    assert sheet.hidden_columns == {1}
    assert sheet.struck == {(3, 2), (4, 0)}


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_a_hidden_sheet_is_known_as_hidden(kind: str) -> None:
    found = sheets(DATA / f"ballots.{kind}")
    assert [(sheet.name, sheet.hidden) for sheet in found] == [("Phiếu", False), ("Cũ", True)]


# --- ods -----------------------------------------------------------------------------------------


def test_what_is_repeated_in_an_ods_stands_in_each_of_its_cells(ods: Ods) -> None:
    columns, rows = "table:number-columns-repeated", "table:number-rows-repeated"
    path = ods(
        f'<table:table-row {rows}="2"><table:table-cell {columns}="3"/></table:table-row>'
        f'<table:table-row {rows}="2"><table:table-cell {columns}="2"/>'
        f'<table:table-cell {columns}="2" office:value-type="float" office:value="5"/>'
        f'<table:table-cell {columns}="16380"/></table:table-row>'
        f'<table:table-row {rows}="1048572"><table:table-cell/></table:table-row>'
    )
    assert content(sheets(path)[0]) == {3: ["", "", "5", "5"], 4: ["", "", "5", "5"]}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('office:value-type="string"><text:p>Hài<text:s text:c="2"/>lòng</text:p>', "Hài  lòng"),
        (
            'office:value-type="string"><text:p>một</text:p><text:p>h<text:span>ai</text:span></text:p>',
            "một\nhai",
        ),
        (
            'office:value-type="string"><office:annotation><text:p>x</text:p></office:annotation><text:p>4</text:p>',
            "4",
        ),
        ('office:value-type="string"><text:p>a<text:tab/>b<text:line-break/>c</text:p>', "a\tb\nc"),
        ('office:value-type="boolean" office:boolean-value="false"><text:p>SAI</text:p>', "FALSE"),
        ('office:value-type="float" office:value="5.0"><text:p>5,0</text:p>', "5"),
        ('office:value-type="float" office:value="x"><text:p>x</text:p>', "x"),
        ('office:value-type="date" office:date-value="15/11"><text:p>15/11</text:p>', "15/11"),
        ('office:value-type="time" office:time-value="sáng"><text:p>sáng</text:p>', "sáng"),
        ("><text:p>không ghi kiểu</text:p>", "không ghi kiểu"),
        (
            'table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>#DIV/0!</text:p>',
            ERROR_CELL,
        ),
        ('office:value-type="string"><text:p>#N/A</text:p>', "#N/A"),
        ('table:formula="of:=[.B1]">', NO_VALUE),
    ],
)
def test_a_cell_of_an_ods_is_what_a_person_sees(ods: Ods, cell: str, value: str) -> None:
    row = f"<table:table-row><table:table-cell {cell}</table:table-cell></table:table-row>"
    assert content(sheets(ods(row))[0]) == {1: [value]}


def test_tables_that_are_no_sheets_of_an_ods_are_not_read(ods: Ods) -> None:
    inner = (
        '<table:table table:name="N"><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell>'
    )
    inner += "</table:table-row></table:table>"
    linked = f"{inner[:-14]}<table:table-source/></table:table>"
    path = ods(
        f"<table:table-row><table:table-cell><text:p>4</text:p>{inner}</table:table-cell></table:table-row>",
        before=f"<table:tracked-changes>{inner}</table:tracked-changes>",
        after=linked,
    )
    (sheet,) = sheets(path)
    assert (sheet.name, content(sheet)) == ("S", {1: ["4"]})


# --- parquet -------------------------------------------------------------------------------------


def test_the_values_of_a_parquet_file_are_texts_as_typed(tmp_path: Path) -> None:
    columns = {
        "số": [5.0, 4.5, None, float("nan")],
        "nguyên": pyarrow.array([5, None, -1, 0], pyarrow.int8()),
        "thập phân": pyarrow.array([Decimal("5.00"), Decimal("4.50"), None, Decimal(0)]),
        "loại": pyarrow.array(["Nam", None, "Nữ", "Nam"]).dictionary_encode(),
        "mã": pyarrow.array([5, 4, None, 5]).dictionary_encode(),
        "đúng": [True, False, None, True],
        "ngày": [date(2023, 11, 15), None, None, None],
        "lúc": pyarrow.array(
            [datetime(2023, 11, 15), datetime(2023, 11, 15, 10), None, None], pyarrow.timestamp("ns")
        ),
        "giờ": pyarrow.array([time(10, 30), None, None, None], pyarrow.time64("ns")),
        "nhị phân": [b"a", None, None, b"b"],
        "nul": ["a\0b", None, None, "\0error"],
    }
    pyarrow.parquet.write_table(pyarrow.table(columns), tmp_path / "a.parquet", row_group_size=3)
    (sheet,) = sheets(tmp_path / "a.parquet")
    assert content(sheet) == {
        1: list(columns),
        2: ["5", "5", "5", "Nam", "5", "TRUE", "2023-11-15", "2023-11-15", "10:30:00", "a", "ab"],
        3: ["4.5", "", "4.5", "", "4", "FALSE", "", "2023-11-15T10:00:00", "", "", ""],
        4: ["", "-1", "", "Nữ", "", "", "", "", "", "", ""],
        5: ["", "0", "0", "Nam", "5", "TRUE", "", "", "", "b", "error"],
    }


def test_wanted_columns_of_a_parquet_file_are_those_by_place_whatever_their_names(tmp_path: Path) -> None:
    columns = {"a.b": ["1"], "a": ["2"], "c": [[1, 2]], "": ["3"]}
    pyarrow.parquet.write_table(pyarrow.table(columns), tmp_path / "a.parquet")
    (sheet,) = sheets(tmp_path / "a.parquet")
    assert sheet.top == [["a.b", "a", "c", ""], ["1", "2", "", "3"]]
    block = sheet.read(1, [1, 3], lambda rows: None)
    assert {column: found.texts for column, found in block.columns.items()} == {1: ("2",), 3: ("3",)}
    assert block.rows.tolist() == [2]


# --- csv -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "encoding"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]
)
def test_unicode_text_of_excel_is_read(tmp_path: Path, mark: bytes, encoding: str) -> None:
    text = 'Mã\tĐơn vị\r\n1\t"Sở\nNội vụ"\r\n\r\n2\tSở Y tế\r\n'
    (tmp_path / "a.txt").write_bytes(mark + text.encode(encoding))
    rows = {1: ["Mã", "Đơn vị"], 2: ["1", "Sở\nNội vụ"], 4: ["2", "Sở Y tế"]}
    assert content(sheets(tmp_path / "a.txt")[0]) == rows


@pytest.mark.parametrize("first", ["sep=;\r\n", '"sep=;"\r\n', "SEP=;\n"])
def test_the_line_that_tells_excel_the_delimiter_is_obeyed_and_is_no_row(tmp_path: Path, first: str) -> None:
    (tmp_path / "a.csv").write_text(f"{first}a,b,c;d\n1,2,3;4\n", encoding="utf-8", newline="")
    assert content(sheets(tmp_path / "a.csv")[0]) == {1: ["a,b,c", "d"], 2: ["1,2,3", "4"]}


def test_a_fault_in_a_csv_is_named_by_its_line_in_the_file_also_below_that_line(
    tmp_path: Path, sipas: Sipas
) -> None:
    (tmp_path / "a.csv").write_text('sep=;\na;b\n"1;2\n', encoding="utf-8")
    assert "a.csv:3: dấu ngoặc kép" in sipas("score", "a.csv").err


# --- what is missing -----------------------------------------------------------------------------


def test_without_pyarrow_it_is_said_how_to_get_it(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_parquet(tmp_path / "a.parquet")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = sipas("score", "a.parquet")
    assert result.status == 4
    assert "pip install 'sipas[parquet]'" in result.err
