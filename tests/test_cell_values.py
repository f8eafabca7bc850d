"""What a cell holds and what it shows: noise of binary numbers, numbers in a format of days, .xls."""

import csv
import json
import struct
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import CODES, HEADER, Ods, Sipas, ballots, write_book

from sipas_cli.model import Merge
from sipas_cli.sheets import biff
from sipas_cli.sheets.columns import as_text
from sipas_cli.sheets.source import examine, open_examined
from sipas_cli.text.numbers import fifteen_digits


def top(path: Path) -> list[list[str]]:
    (sheet,) = open_examined(examine(path, path.name)).sheets
    return [list(row) for row in sheet.top]


# --- fifteen digits ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (3.0000000000000004, "3"),
        (94.460000000000008, "94.46"),
        (0.1 + 0.2, "0.3"),
        (2.9999999999999996, "3"),
        (88.87666666666667, "88.8766666666667"),
        (4.5, "4.5"),
        (123456789012345.0, "123456789012345"),
        (12345678901234567.0, "1.2345678901234568e+16"),  # hơn 15 chữ số: giữ nguyên, hai mã không thành một
    ],
)
def test_a_binary_number_has_the_15_digits_that_excel_shows(number: float, text: str) -> None:
    assert as_text(number) == text


@pytest.mark.parametrize(
    "text", ["3.0000000000000004", "00123", "20231115123456789", "1.10", "P 3.0000000000000004"]
)
def test_a_text_that_somebody_typed_stays_as_it_is(text: str, tmp_path: Path) -> None:
    assert as_text(text) == text
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = text
    book.active["A1"].data_type = "s"
    book.save(tmp_path / "a.xlsx")
    assert top(tmp_path / "a.xlsx") == [[text]]


def test_a_computed_text_of_a_number_has_15_digits_and_a_computed_id_all_of_its_own(ods: Ods) -> None:
    assert fifteen_digits("94,460000000000008") == "94.46"
    assert fifteen_digits("20231115123456789") == "20231115123456789"
    computed = 'table:formula="of:=A1" office:value-type="string"'
    cells = "".join(
        f"<table:table-cell {computed}><text:p>{text}</text:p></table:table-cell>"
        for text in ("94.460000000000008", "20231115123456789")
    )
    assert top(ods(f"<table:table-row>{cells}</table:table-row>")) == [["94.46", "20231115123456789"]]


def test_a_computed_text_in_an_xlsx(tmp_path: Path, sipas: Sipas) -> None:
    from test_package import FIRST, packed, replaced

    write_book(tmp_path / "whole.xlsx", [["Sở Y tế", 91.5], ["Sở Nội vụ", 7]], ["Tên đơn vị", "Chỉ số"])
    cell = '<c r="B3" t="str"><f>A1&amp;""</f><v>88.880000000000003</v></c>'
    changes = {FIRST: replaced('<c r="B3" t="n"><v>7</v></c>', cell)}
    packed(tmp_path / "whole.xlsx", tmp_path / "a.xlsx", {}, changes)
    assert top(tmp_path / "a.xlsx")[2] == ["Sở Nội vụ", "88.88"]
    assert sipas("import-results", "a.xlsx", "--year", "2022", "--group", "so").status == 0


def test_a_published_csv_that_a_program_wrote(tmp_path: Path, sipas: Sipas) -> None:
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["Tên đơn vị", "Chỉ số"], ["Sở Y tế", "94.460000000000008"], ["Sở Nội vụ", 90]]
        )
    assert sipas("import-results", "a.csv", "--year", "2022", "--group", "so").status == 0
    found = json.loads(sipas("rank", "--year", "2022", "--format", "json").out)
    assert [line["score"] for group in found["groups"] for line in group["units"]] == [94.46, 90]


# --- answers in a format of days -----------------------------------------------------------------


def as_days(sheet: Any, _: Any) -> None:
    for row in sheet.iter_rows(min_row=2, min_col=4, max_col=3 + len(CODES)):
        for cell in row:
            cell.number_format = "dd/mm/yyyy"


def test_answers_formatted_as_days_are_the_numbers_that_were_typed(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots(), edit=as_days)
    result = sipas("score", "a.xlsx", "--format", "json")
    assert result.status == 0, result.err
    lines = [line for group in json.loads(result.out)["groups"] for line in group["units"]]
    assert {line["unit"]: line["score"] for line in lines} == {"Sở Nội vụ": 100, "Sở Y tế": 80}
    assert result.err.count("a.xlsx ! Phiếu: có ô câu trả lời được định dạng kiểu ngày") == 1


def test_a_real_day_in_place_of_an_answer_is_no_number(tmp_path: Path, sipas: Sipas) -> None:
    rows = ballots()
    rows[0][3] = date(2023, 1, 4)
    write_book(tmp_path / "a.xlsx", rows)
    result = sipas("check", "a.xlsx")
    assert "D2: ô này là một ngày, không phải câu trả lời" in result.err + result.out


def test_a_day_of_1900_in_an_ods_may_be_one_number_or_the_next_and_is_told(
    tmp_path: Path, sipas: Sipas, ods: Ods
) -> None:
    def row(values: list[Any]) -> str:
        return "".join(
            f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
            for value in values
        )

    day = '<table:table-cell office:value-type="date" office:date-value="1900-01-03"/>'
    lines = [row(HEADER), *(row(own) for own in ballots()), row([*ballots()[0][:3]]) + day + row([4] * 24)]
    ods("".join(f"<table:table-row>{line}</table:table-row>" for line in lines))
    result = sipas("check", "a.ods")
    assert "D22: ô này là một ngày, không phải câu trả lời" in result.err + result.out


# --- records of .xls -----------------------------------------------------------------------------


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def begin(kind: int, version: int = 0x600) -> bytes:
    return record(0x809, struct.pack("<HH12x", version, kind))


def style(number: int, *, of_cells: bool = True) -> bytes:
    return record(0xE0, struct.pack("<HHH14x", 0, number, 0 if of_cells else 4))


def book(*sheet: bytes, formats: bytes = b"", styles: bytes = b"") -> bytes:
    """The records of a workbook with one sheet "S"."""
    listed = record(0x85, struct.pack("<IBBBB", 0, 0, 0, 1, 0) + b"S")
    start = len(begin(5) + formats + styles + listed + record(0x0A))
    listed = record(0x85, struct.pack("<IBBBB", start, 0, 0, 1, 0) + b"S")
    return begin(5) + formats + styles + listed + record(0x0A) + begin(0x10) + b"".join(sheet) + record(0x0A)


def row(number: int, *, hidden: bool) -> bytes:
    return record(0x208, struct.pack("<H10xH2x", number, 0x20 if hidden else 0))


def test_hidden_rows_and_merged_cells_of_an_xls() -> None:
    merged = record(0xE5, struct.pack("<H8H", 2, 1, 3, 0, 0, 5, 5, 2, 4))
    (told,) = biff.told(book(row(0, hidden=False), row(4, hidden=True), merged))
    assert told.hidden_rows == {5}
    assert told.merged.found == [Merge(2, 4, 0, 0), Merge(6, 6, 2, 4)]
    assert told.percents == set()


def test_percentages_of_an_xls_by_the_style_of_their_cells() -> None:
    code = "0.0%".encode("latin-1")
    formats = record(0x41E, struct.pack("<HHB", 164, len(code), 0) + code)
    styles = style(9, of_cells=False) + style(0) + style(164) + style(10)
    number = record(0x203, struct.pack("<HHHd", 1, 0, 2, 0.95))
    plain = record(0x203, struct.pack("<HHHd", 1, 1, 1, 0.95))
    many = record(0xBD, struct.pack("<HHHIHIH", 2, 3, 1, 0, 3, 0, 4))
    formula = record(0x06, struct.pack("<HHH14x", 3, 0, 3))
    of_builtin_style = record(0x27E, struct.pack("<HHHI", 4, 0, 0, 0))
    chart = begin(0x20) + record(0x203, struct.pack("<HHHd", 9, 9, 2, 0.5)) + record(0x0A)
    (told,) = biff.told(
        book(number, plain, many, chart, formula, of_builtin_style, formats=formats, styles=styles)
    )
    assert told.percents == {(1, 0), (2, 4), (3, 0)}
