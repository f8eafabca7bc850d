"""Forms that branch: the unit, or a question, stands in one of several columns of which each row fills one.

The plan has four questions A1, A2, B1, B2 in two factors of equal weight; the unit may be asked for in two
questions. Each ballot answers all four alike, so a unit's index is the share of its satisfied ballots.
"""

import csv
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import ROOT, Outcome, Sipas

HEADER = ["Mã phiếu", "Chọn sở", "Chọn huyện", "A1", "A2", "B1", "B2"]
GOOD, BAD = ["4"] * 4, ["2"] * 4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "field" / "_workspace", tmp_path, dirs_exist_ok=True)
    changed(tmp_path, "unit: [Tên đơn vị, Đơn vị]", "unit: [Chọn sở, Chọn huyện]")
    return tmp_path


def changed(folder: Path, before: str, after: str) -> None:
    path = folder / "criteria" / "field.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def write(folder: Path, rows: Sequence[Sequence[str]]) -> None:
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def scored(sipas: Sipas) -> dict[str, Any]:
    outcome = sipas("score", "a.csv", "--year", "2024", "--format", "json")
    assert outcome.status == 0, outcome.err
    found: dict[str, Any] = json.loads(outcome.out)
    return found


def scores(found: dict[str, Any]) -> dict[str, float]:
    lines = [line for group in found["groups"] for line in group["units"]]
    return {line["unit"]: line["score"] for line in lines if line["score"] is not None}


def refused(sipas: Sipas) -> Outcome:
    outcome = sipas("score", "a.csv", "--year", "2024", "--lang", "en")
    assert outcome.status == 3, outcome.err
    return outcome


# --- units ---------------------------------------------------------------------------------------


def test_the_unit_is_the_one_that_a_row_fills(folder: Path, sipas: Sipas) -> None:
    rows = [
        ["P1", "Sở Y tế", "", *GOOD],
        ["P2", "", "Sở Tư pháp", *GOOD],
        ["P3", "", "Sở Y tế", *BAD],
    ]
    write(folder, [HEADER, *rows])
    # Sở Y tế: P1 and P3, one of two is satisfied; Sở Tư pháp: P2
    assert scores(scored(sipas)) == {"Sở Y tế": 50.0, "Sở Tư pháp": 100.0}


def test_units_are_made_of_both_columns_where_there_is_no_register(folder: Path, sipas: Sipas) -> None:
    (folder / "units.yaml").unlink()
    write(folder, [HEADER, ["P1", "Sở Y tế", "", *GOOD], ["P2", "", "Sở Tư pháp", *BAD]])
    assert scores(scored(sipas)) == {"Sở Y tế": 100.0, "Sở Tư pháp": 0.0}


def test_a_column_that_is_never_filled_does_no_harm(folder: Path, sipas: Sipas) -> None:
    write(folder, [HEADER, ["P1", "", "Sở Y tế", *GOOD], ["P2", "", "Sở Y tế", *BAD]])
    assert scores(scored(sipas)) == {"Sở Y tế": 50.0}


def test_one_unit_written_twice_is_one_unit(folder: Path, sipas: Sipas) -> None:
    """SYT is an alias of Sở Y tế."""
    write(folder, [HEADER, ["P1", "SYT", "Sở Y tế", *GOOD], ["P2", "SỞ Y TẾ", "Sở Y tế", *BAD]])
    assert scores(scored(sipas)) == {"Sở Y tế": 50.0}


def test_two_units_in_one_row_are_a_finding(folder: Path, sipas: Sipas) -> None:
    """One of six ballots: it counts for neither of its units."""
    rows = [[f"P{number}", "Sở Y tế", "", *GOOD] for number in range(5)]
    write(folder, [HEADER, *rows, ["P9", "Sở Y tế", "Sở Tư pháp", *BAD]])
    found = scored(sipas)
    assert scores(found) == {"Sở Y tế": 100.0}
    assert found["findings"]["ballots_rejected"] == 1
    said = sipas("check", "a.csv", "--lang", "en")
    told = "this row names two different units in two columns; the ballot is rejected"
    assert told in said.out + said.err


def test_an_unknown_unit_is_told_at_its_own_cell(folder: Path, sipas: Sipas) -> None:
    rows = [[f"P{number}", "Sở Y tế", "", *GOOD] for number in range(5)]
    write(folder, [HEADER, *rows, ["P9", "", "Sở Tư phap", *BAD]])
    said = sipas("check", "a.csv", "--lang", "en")
    assert 'a.csv ! C7: the unit "Sở Tư phap" is not registered' in said.out + said.err


def test_columns_that_most_rows_both_fill_are_of_two_things(folder: Path, sipas: Sipas) -> None:
    """The respondent's own unit, and the one that is judged: nobody is asked to guess."""
    rows = [[f"P{number}", "Sở Y tế", "Sở Tư pháp", *GOOD] for number in range(3)]
    write(folder, [HEADER, *rows, ["P9", "Sở Y tế", "", *GOOD], ["P8", "Sở Y tế", "", *GOOD]])
    told = "a.csv ! C1: most rows name two different units, in this column and at B1."
    assert told in refused(sipas).err


def test_a_mapping_says_which_of_them_is_meant(folder: Path, sipas: Sipas) -> None:
    (folder / "mappings").mkdir()
    (folder / "mappings" / "a.yaml").write_text(
        "criteria: field\ncolumns: {unit: Chọn huyện}\n", encoding="utf-8"
    )
    rows = [[f"P{number}", "Sở Y tế", "Sở Tư pháp", *GOOD] for number in range(3)]
    write(folder, [HEADER, *rows])
    assert scores(scored(sipas)) == {"Sở Tư pháp": 100.0}


def test_two_columns_of_units_with_one_header_count_where_no_row_fills_both(
    folder: Path, sipas: Sipas
) -> None:
    header = ["Mã phiếu", "Chọn sở", "Chọn sở", *HEADER[3:]]
    rows = [["P1", "Sở Y tế", "", *GOOD], ["P2", "", "Sở Y tế", *BAD], ["P3", "", "Sở Y tế", *GOOD]]
    write(folder, [header, *rows[:2]])
    assert scores(scored(sipas)) == {"Sở Y tế": 50.0}
    write(folder, [header, *rows, ["P4", "Sở Y tế", "Sở Y tế", *GOOD]])
    assert 'a.csv ! C1: two columns are "unit", the other one at B1.' in refused(sipas).err


def test_a_row_of_sums_is_known_in_the_second_column_too(folder: Path, sipas: Sipas) -> None:
    rows = [
        ["P1", "Sở Y tế", "", *GOOD],
        ["P2", "", "Sở Y tế", *BAD],
        ["", "", "Tổng cộng", "6", "6", "6", "6"],
    ]
    write(folder, [HEADER, *rows])
    assert scores(scored(sipas)) == {"Sở Y tế": 50.0}


# --- questions -----------------------------------------------------------------------------------


@pytest.fixture
def branching(folder: Path) -> Path:
    """A1 is asked of people in two ways."""
    changed(
        folder,
        "- {code: A1, text: Nơi tiếp nhận hồ sơ dễ tìm}",
        "- {code: A1, text: Nơi tiếp nhận hồ sơ dễ tìm, headers: [A1 trực tiếp, A1 trực tuyến]}",
    )
    return folder


TWO_WAYS = ["Mã phiếu", "Chọn sở", "A1 trực tiếp", "A1 trực tuyến", "A2", "B1", "B2"]


def test_a_question_is_answered_in_the_column_that_a_row_fills(branching: Path, sipas: Sipas) -> None:
    rows = [["P1", "Sở Y tế", "4", "", "4", "4", "4"], ["P2", "Sở Y tế", "", "2", "2", "4", "4"]]
    write(branching, [TWO_WAYS, *rows])
    # A1: 1 of 2, A2: 1 of 2, B1 and B2: 2 of 2; (50 + 100) / 2
    assert scores(scored(sipas)) == {"Sở Y tế": 75.0}


def test_two_different_answers_to_one_question_are_a_finding(branching: Path, sipas: Sipas) -> None:
    rows = [[f"P{number}", "Sở Y tế", "4", "", "4", "4", "4"] for number in range(9)]
    write(branching, [TWO_WAYS, *rows, ["P9", "Sở Y tế", "4", "2", "4", "4", "4"]])
    said = sipas("check", "a.csv", "--lang", "en")
    assert "a.csv ! C11: question A1 has more than one answer" in said.out + said.err


def test_an_answer_off_the_scale_is_told_at_its_own_cell(branching: Path, sipas: Sipas) -> None:
    rows = [[f"P{number}", "Sở Y tế", "4", "", "4", "4", "4"] for number in range(9)]
    write(branching, [TWO_WAYS, *rows, ["P9", "Sở Y tế", "", "7", "4", "4", "4"]])
    said = sipas("check", "a.csv", "--lang", "en")
    assert 'a.csv ! D11: the answer "7" is not on the scale' in said.out + said.err


def test_a_question_twice_under_one_header_counts_where_no_row_fills_both(folder: Path, sipas: Sipas) -> None:
    header = ["Mã phiếu", "Chọn sở", "A1", "A1", "A2", "B1", "B2"]
    rows = [["P1", "Sở Y tế", "4", "", "4", "4", "4"], ["P2", "Sở Y tế", "", "2", "2", "4", "4"]]
    write(folder, [header, *rows])
    assert scores(scored(sipas)) == {"Sở Y tế": 75.0}
    write(folder, [header, *rows, ["P3", "Sở Y tế", "4", "4", "4", "4", "4"]])
    assert 'a.csv ! D1: two columns are "A1", the other one at C1.' in refused(sipas).err


def test_code_and_text_of_a_question_in_two_columns_are_refused(folder: Path, sipas: Sipas) -> None:
    """Perhaps labels beside codes: nobody says that each row fills one."""
    header = ["Mã phiếu", "Chọn sở", "A1", "Nơi tiếp nhận hồ sơ dễ tìm", "A2", "B1", "B2"]
    write(folder, [header, ["P1", "Sở Y tế", "4", "", "4", "4", "4"]])
    assert 'a.csv ! D1: two columns are "A1", the other one at C1.' in refused(sipas).err


def test_a_unit_merged_down_is_that_of_its_rows_in_either_column(folder: Path, sipas: Sipas) -> None:
    book = openpyxl.Workbook()
    for row in [HEADER, ["P1", "Sở Y tế", "", *GOOD], ["P2", "", "Sở Tư pháp", *GOOD], ["P3", "", "", *BAD]]:
        book.active.append([cell or None for cell in row])
    book.active.merge_cells("C3:C4")
    book.save(folder / "a.xlsx")
    outcome = sipas("score", "a.xlsx", "--year", "2024", "--format", "json")
    assert outcome.status == 0, outcome.err
    assert scores(json.loads(outcome.out)) == {"Sở Y tế": 100.0, "Sở Tư pháp": 50.0}
