"""Leaves with steps of a percentage on which the council typed points: the header of the column says it, the
criteria say it, or the percentages have a column of their own.

Leaf 1.1.2: above 90 % 2 points, from 70 to 90 % 1, below 70 % none.
"""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from conftest import Sipas
from par_world import NOI_VU, appraised, book, form, grid, numbers, par, told, world

from sipas_cli.wording import finding_text

IN_POINTS = ("  maximum: {so: 30, huyen: 30}", "  maximum: {so: 30, huyen: 30}\n  steps_hold: points")
TITLE = "Hoàn thành kế hoạch"


def read(
    header: Sequence[str], *cells: object, changes: Sequence[tuple[str, str]] = ()
) -> tuple[str | None, list[str]]:
    """(points of 1.1.2, findings but for leaves that are missing) of a form of Sở Nội vụ."""
    rows = [["Đơn vị: Sở Nội vụ"], ["STT", "Tiêu chí", *header], ["1.1.2", TITLE, *cells]]
    taken, findings = appraised(grid(rows), criteria=par(*changes))
    points = numbers(taken.appraised.get("so-noi-vu", {}))
    return points.get("1.1.2"), [code for code, _ in told(findings) if code != "leaf_missing"][:1]


@pytest.mark.parametrize("header", ["Điểm", "Điểm thẩm định", "ĐIỂM ĐẠT", "Điểm đạt được *"])
@pytest.mark.parametrize(("typed", "points"), [(2, "2"), (1, "1"), ("1,0", "1"), (0, "0")])
def test_a_header_of_points_means_points(header: str, typed: object, points: str) -> None:
    assert read([header], typed) == (points, [])


@pytest.mark.parametrize("typed", [1.5, 0.85, 3, 85, 95, -1])
def test_points_are_those_of_a_step_or_are_told(typed: object) -> None:
    assert read(["Điểm thẩm định"], typed) == (None, ["points_off_steps"])


def test_the_steps_are_named() -> None:
    rows = [["Đơn vị: Sở Nội vụ"], ["STT", "Tiêu chí", "Điểm"], ["1.1.2", TITLE, "1,5"]]
    _, findings = appraised(grid(rows))
    (text,) = (finding_text(own, "vi") for own in findings if own.code == "points_off_steps")
    assert text.startswith(
        "diem.xlsx ! Bảng điểm ! C3: Sở Nội vụ, 1.1.2: 1,5 không phải là điểm của mức nào; "
        "các mức có 2; 1; 0 điểm."
    )


@pytest.mark.parametrize(("typed", "points"), [("95%", "2"), ("90 %", "1"), ("0,5%", "0")])
def test_a_percentage_with_its_sign_is_clear_everywhere(typed: str, points: str) -> None:
    assert read(["Điểm thẩm định"], typed) == (points, [])


@pytest.mark.parametrize(("typed", "points"), [(95, "2"), (85, "1"), (0, "0")])
def test_a_header_that_says_neither_means_percentages_as_before(typed: object, points: str) -> None:
    assert read(["Thẩm định"], typed) == (points, [])
    assert read(["Thẩm định"], 2) == (None, ["percent_unclear"])


@pytest.mark.parametrize(("typed", "points"), [(2, "2"), (1, "1"), (0, "0"), (85, None)])
def test_the_criteria_may_say_points(typed: object, points: str | None) -> None:
    expected = [] if points else ["points_off_steps"]
    assert read(["Thẩm định"], typed, changes=[IN_POINTS]) == (points, expected)


@pytest.mark.parametrize("header", ["Tỷ lệ (%)", "Kết quả (%)", "KẾT QUẢ THỰC HIỆN (%)"])
def test_points_stand_beside_their_percentage(header: str) -> None:
    assert read([header, "Thẩm định"], 85, 1) == ("1", [])
    assert read([header, "Thẩm định"], "95%", 2) == ("2", [])
    assert read([header, "Thẩm định"], "", 2) == ("2", [])
    assert read([header, "Thẩm định"], 0.95, 2) == ("2", [])  # 95 % as Excel stores it, or 0.95 %


def test_points_of_another_step_than_their_percentage_are_told() -> None:
    assert read(["Tỷ lệ (%)", "Thẩm định"], 85, 2) == (None, ["points_other_step"])
    assert read(["Tỷ lệ (%)", "Thẩm định"], 85, 85) == (None, ["points_off_steps"])


def test_other_leaves_have_points_in_any_case() -> None:
    rows = [
        ["Đơn vị: Sở Nội vụ"],
        ["STT", "Tiêu chí", "Tỷ lệ (%)", "Điểm thẩm định"],
        ["1.2", "Công tác kiểm tra", 80, 2.5],
        ["1.1.1", "Ban hành kế hoạch", "", "Kịp thời"],
    ]
    taken, _ = appraised(grid(rows))
    assert numbers(taken.appraised["so-noi-vu"]) == {"1.2": "5/2", "1.1.1": "1"}


def test_the_row_below_a_unit_says_it_too() -> None:
    rows = [
        ["STT", "Tiêu chí", "Sở Nội vụ", "", "Sở Y tế", ""],
        ["", "", "Tự đánh giá", "Điểm thẩm định", "Tự đánh giá", "Điểm thẩm định"],
        ["1.1.2", TITLE, 95, 1, 95, 95],
        ["1.2", "Công tác kiểm tra", 3, 3, 3, 3],
    ]
    taken, findings = appraised(grid(rows))
    assert numbers(taken.appraised["so-noi-vu"])["1.1.2"] == "1"
    assert numbers(taken.claimed["so-noi-vu"])["1.1.2"] == "2"
    assert ("points_off_steps", "F3") in told(findings)


# --- forms ---------------------------------------------------------------------------------------


def test_the_form_of_criteria_in_points_asks_for_points_and_is_read(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path, IN_POINTS)
    assert sipas("form", "--criteria", "par-thu", "-o", "mau.xlsx").status == 0
    workbook = openpyxl.load_workbook(tmp_path / "mau.xlsx")
    sheet = workbook["Sở Nội vụ"]
    (row,) = (cell.row for cell in sheet["B"] if cell.value == TITLE)
    (limit,) = (own for own in sheet.data_validations.dataValidation if f"E{row}" in own.sqref)
    assert f"E{row}=2,E{row}=1,E{row}=0" in limit.formula1
    assert "mức" in limit.prompt
    guide = " ".join(str(cell.value) for line in workbook["Hướng dẫn"].iter_rows() for cell in line)
    assert "gõ điểm của mức, không gõ tỷ lệ" in guide
    assert "Gõ 85" not in guide


def test_cases_are_typed_as_the_criteria_say(sipas: Sipas, tmp_path: Path) -> None:
    """1 point of 30, as 1.1.2 is the only leaf with points and the others count as 0."""
    case = (
        "cases:\n  - title: Điểm của mức\n    with: {missing_points: zero}\n"
        "    units: {X: {group: so, points: {1.1.2: 1}}}\n    expect: {X: {points: 1}}\n"
    )
    world(tmp_path, IN_POINTS, ("rules:\n", f"{case}rules:\n"))
    assert sipas("criteria", "check", "criteria/par-thu.yaml").status == 0


def test_a_workbook_of_points_is_scored(sipas: Sipas, tmp_path: Path) -> None:
    """As NOI_VU, where 85 % is a step of 1 point, and 2 + 3 + 5 from others: 27 of 30."""
    world(tmp_path, IN_POINTS)
    own = {**NOI_VU, "1.1.2": 1, "1.3": 2, "2.3": 3, "3.1": 5}
    book(tmp_path / "diem.xlsx", Sở_Nội_vụ=form(own, unit=None))
    result = sipas("score", "diem.xlsx")
    assert result.status == 0, result.err
    assert "90,00" in result.out
