"""Findings as lines of a terminal: those that a person mends together are one line."""

import pytest

from sipas_cli.cli.finding_lines import alike
from sipas_cli.findings import CellFindings, Findings
from sipas_cli.intake.ballots.messages import BALLOT_NO_UNIT
from sipas_cli.messages import use
from sipas_cli.model import Finding
from sipas_cli.score.messages import UNIT_WITHOUT_BALLOTS


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    use("vi")


def cells(*rows: int, column: int = 6) -> CellFindings:
    """The same finding in some rows of a column; 6 is F."""
    findings = CellFindings("a.xlsx", "Phiếu")
    saying = findings.saying(BALLOT_NO_UNIT)
    for row in rows:
        findings.add(row, column, saying)
    return findings


def test_what_is_wrong_in_a_column_is_one_line_with_its_first_cells() -> None:
    (line,) = alike(cells(17, 47, *range(50, 59)))  # 11 rows
    assert line.line.startswith("a.xlsx ! Phiếu ! F17, F47 và 9 dòng nữa: không ghi đơn vị")
    assert line.count == 11


def test_two_cells_are_named_and_one_is_told_as_ever() -> None:
    two, one = alike(Findings(cells(17, 47), cells(3, column=7)))
    assert two.line.startswith("a.xlsx ! Phiếu ! F17, F47: ")
    assert one.line.startswith("a.xlsx ! Phiếu ! G3: ")


def test_units_without_ballots_are_one_line() -> None:
    names = ["Sở Y tế", "Sở Nội vụ", *(f"Xã {number}" for number in range(68))]
    (line,) = alike([Finding(UNIT_WITHOUT_BALLOTS, params={"unit": name}) for name in names])
    assert line.line.startswith("đơn vị không có phiếu hợp lệ: Sở Y tế, Sở Nội vụ và 68 đơn vị nữa. ")
    (alone,) = alike([Finding(UNIT_WITHOUT_BALLOTS, params={"unit": "Sở Y tế"})])
    assert alone.line.startswith("Sở Y tế: không có phiếu hợp lệ nào. ")


def test_single_findings_of_one_column_are_together_where_they_say_the_same() -> None:
    places = [("F2", "a.xlsx"), ("F9", "a.xlsx"), ("F9", "b.xlsx")]
    lines = alike([Finding(BALLOT_NO_UNIT, file, "", cell) for cell, file in places])
    assert [line.count for line in lines] == [2, 1]
