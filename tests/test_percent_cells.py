"""Cells that show 95% and hold 0.95: the format decides what was meant, in every format of workbooks."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import HEADER, Ods, Sipas, ballots, write_book
from test_package import FIRST, packed, replaced

from sipas_cli.sheets import cells
from sipas_cli.sheets.source import examine, open_examined
from sipas_cli.sheets.styles import shows_percent


def top(path: Path) -> list[list[str]]:
    (sheet,) = open_examined(examine(path, path.name)).sheets
    return [list(row) for row in sheet.top]


def one_column(path: Path, values: list[tuple[Any, str]]) -> Path:
    """A workbook with a header and the values below it, each in its number format."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "Tỷ lệ"
    for row, (value, code) in enumerate(values, start=2):
        sheet.cell(row, 1, value).number_format = code
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.95, "0%", "95%"),
        (0.9155, "0.00%", "91.55%"),
        (0.07, "0%", "7%"),  # 0.07 * 100 là 7.000000000000001 trong số nhị phân
        (0.285, "0%", "28.5%"),  # ô hiện 29%; giá trị chính xác là 28,5
        (1, "0%", "100%"),
        (0, "0%", "0%"),
        (-0.05, "0.0%;[Red]-0.0%", "-5%"),
        (1 / 3, "0%", "33.3333333333333%"),
        (95, '0"%"', "95"),  # dấu % chỉ là chữ hiện thêm
        (95, "0\\%", "95"),
        (0.95, "0.00", "0.95"),
        ("95%", "@", "95%"),
        ("chữ", "0%", "chữ"),
    ],
)
def test_a_number_is_handed_over_as_its_format_shows_it(
    value: Any, code: str, shown: str, tmp_path: Path
) -> None:
    assert top(one_column(tmp_path / "a.xlsx", [(value, code)]))[1] == [shown]


def test_below_the_first_rows_too(tmp_path: Path) -> None:
    path = one_column(tmp_path / "a.xlsx", [(n / 100, "0%" if n % 2 else "0.00") for n in range(60)])
    (sheet,) = open_examined(examine(path, "a.xlsx")).sheets
    column = sheet.read(1, [0], lambda _: None).columns[0]
    assert [column.texts[code] for code in column.codes.tolist()][56:] == ["0.56", "57%", "0.58", "59%"]


def test_formats_with_a_percent_that_no_cell_uses_cost_no_second_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit(sheet: Any, book: Any) -> None:
        sheet["A2"].number_format = "0%"
        second = book.create_sheet("Khác")
        second["A1"] = 0.5

    write_book(tmp_path / "whole.xlsx", ballots(), edit=edit)
    unusual = replaced("<sheetData>", "<sheetData><!-- -->")
    second = FIRST.replace("1", "2")
    packed(tmp_path / "whole.xlsx", tmp_path / "a.xlsx", {}, {FIRST: unusual, second: unusual})
    parsed: list[object] = []
    parsing = cells.Cells.parse
    monkeypatch.setattr(cells.Cells, "parse", lambda own, *more: parsed.append(own) or parsing(own, *more))
    open_examined(examine(tmp_path / "a.xlsx", "a.xlsx"))
    assert len(parsed) == 1  # trang "Khác" không có ô nào như vậy


def test_a_percentage_of_an_ods(ods: Ods) -> None:
    value = 'office:value-type="percentage" office:value="0.9155"'
    cell = f"<table:table-cell {value}><text:p>92%</text:p></table:table-cell>"
    assert top(ods(f"<table:table-row>{cell}</table:table-row>")) == [["91.55%"]]


@pytest.mark.parametrize(
    ("code", "percent"),
    [
        ("0%", True),
        ("0.00 %", True),
        ('"%"0', False),
        ("0\\%", False),
        ("[<1]0.0%;0", True),
        ("General", False),
    ],
)
def test_which_formats_show_a_percentage(code: str, percent: bool) -> None:
    assert shows_percent(code) is percent


# --- what is made of it --------------------------------------------------------------------------


def test_a_published_table_in_percent_format_is_read_as_it_was_published(
    tmp_path: Path, sipas: Sipas
) -> None:
    def edit(sheet: Any, _: Any) -> None:
        for row in (2, 3):
            sheet.cell(row, 2).number_format = "0.00%"

    write_book(
        tmp_path / "a.xlsx", [["Sở Y tế", 0.9155], ["Sở Nội vụ", 0.88]], ["Tên đơn vị", "Chỉ số"], edit
    )
    result = sipas("import-results", "a.xlsx", "--year", "2022", "--group", "so")
    assert result.status == 0, result.err
    found = json.loads(sipas("rank", "--year", "2022", "--format", "json").out)
    lines = [line for group in found["groups"] for line in group["units"]]
    assert {line["unit"]: f"{line['score']:.2f}" for line in lines} == {
        "Sở Y tế": "91.55",
        "Sở Nội vụ": "88.00",
    }


def test_an_answer_in_percent_format_is_no_answer(tmp_path: Path, sipas: Sipas) -> None:
    def edit(sheet: Any, _: Any) -> None:
        sheet["D5"].number_format = "0%"

    write_book(tmp_path / "a.xlsx", ballots(), HEADER, edit)
    result = sipas("check", "a.xlsx")
    assert "a.xlsx ! Phiếu ! D5: " in result.err + result.out
