"""Rows whose answers are formulas over their own column: sums, means and counts, in whatever words."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import CODES, HEADER, Ods, Sipas, ballots, write_book
from openpyxl.utils import get_column_letter
from test_form import converted

from sipas_cli.sheets.aggregates import is_aggregate

FIRST_ANSWER = 4


@pytest.mark.parametrize(
    ("formula", "column", "known"),
    [
        ("AVERAGE(D2:D21)", "D", True),
        ("ROUND(AVERAGE($D$2:$D$21),2)", "D", True),
        ("SUBTOTAL(103,D2:D21)", "D", True),
        ('COUNTIF(D$2:D$21,">=4")/COUNT(D2:D21)', "D", True),
        ("SUM(D:D)", "D", True),
        ("_xlfn.STDEV.S(D2:D21)", "D", True),
        ("of:=AVERAGE([.D2:.D21])", "D", True),
        ("of:=AVERAGE([$Khác.D2:.D21])", "D", False),
        ("AVERAGE(Khác!D2:D21)", "D", False),
        ("AVERAGE('Trang 2'!$D$2:$D$21)", "D", False),
        ("AVERAGE(E2:E21)", "D", False),
        ("SUM(A2:C2)", "D", False),
        ("MAX(D5:D5)", "D", False),
        ("VLOOKUP(A2,D2:D21,1)", "D", False),
        ("IF(SUMMER(D2:D9),4,5)", "D", False),
        ("D2+D3", "D", False),
        ("SUM(AD2:AD9)", "D", False),
    ],
)
def test_which_formulas_are_over_their_own_column(formula: str, column: str, known: bool) -> None:
    assert is_aggregate(formula, column) is known


def counts(sipas: Sipas, name: str) -> tuple[int, int]:
    result = sipas("score", name, "--format", "json")
    assert result.status == 0, result.err
    found = json.loads(result.out)["findings"]
    return found["ballots_read"], found["ballots_rejected"]


def with_a_mean(sheet: Any, _: Any) -> None:
    """A row below that looks like a ballot, with a unit of its own: the formulas tell."""
    sheet["A22"], sheet["B22"] = "P0021", "Sở Y tế"
    for place in range(FIRST_ANSWER, FIRST_ANSWER + len(CODES)):
        letters = get_column_letter(place)
        sheet[f"{letters}22"] = f"=ROUND(AVERAGE({letters}2:{letters}21),0)"


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_row_of_means_by_formulas_is_no_ballot(kind: str, tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots(), edit=with_a_mean)
    path = converted(tmp_path / "a.xlsx", kind)  # LibreOffice tính giá trị của công thức
    assert counts(sipas, str(path)) == (20, 0)


def test_numbers_by_formulas_over_their_own_column_are_those_of_ballots(tmp_path: Path, sipas: Sipas) -> None:
    def edit(sheet: Any, _: Any) -> None:
        for row in range(3, 22):
            sheet[f"A{row}"] = f"=MAX(A$2:A{row - 1})+1"

    rows = [[1, *row[1:]] for row in ballots()]
    write_book(tmp_path / "a.xlsx", rows, ["STT", *HEADER[1:]], edit)
    assert counts(sipas, str(converted(tmp_path / "a.xlsx", "xlsx"))) == (20, 0)


def test_a_shared_formula_tells_for_every_cell_that_shares_it(tmp_path: Path, sipas: Sipas, ods: Ods) -> None:
    from test_package import FIRST, packed, replaced

    write_book(tmp_path / "whole.xlsx", ballots())
    cells = "".join(
        f'<c r="{get_column_letter(place)}22"><f t="shared" si="0"{own}</f><v>4</v></c>'
        for place, own in [
            (FIRST_ANSWER, ' ref="D22:AB22">AVERAGE(D2:D21)'),
            *((place, ">") for place in range(FIRST_ANSWER + 1, FIRST_ANSWER + len(CODES))),
        ]
    )
    row = f'<row r="22"><c r="B22" t="inlineStr"><is><t>Sở Y tế</t></is></c>{cells}</row>'
    packed(
        tmp_path / "whole.xlsx",
        tmp_path / "a.xlsx",
        {},
        {FIRST: replaced("</sheetData>", f"{row}</sheetData>")},
    )
    assert counts(sipas, "a.xlsx") == (20, 0)
