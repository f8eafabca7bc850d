"""Appraisal workbooks: three layouts, every way of writing a number, a part or a unit; what is told of what
does not count, and where."""

import zipfile
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from conftest import Sipas
from hypothesis import given, settings
from hypothesis import strategies as st
from par_world import (
    NOI_VU,
    NOI_VU_POINTS,
    TITLES,
    VAN_DON,
    VAN_DON_POINTS,
    Rows,
    appraised,
    book,
    csv_file,
    down,
    form,
    grid,
    numbers,
    par,
    registry,
    told,
    world,
)

from sipas_cli.intake.points.appraisal import appraise
from sipas_cli.intake.points.cells import BadCellError, points_in
from sipas_cli.messages import LANGUAGES
from sipas_cli.model import ERROR_CELL, NO_VALUE, Finding
from sipas_cli.rules.tree import Leaf
from sipas_cli.text.places import place_name
from sipas_cli.wording import finding_text


def leaf(name: str) -> Leaf:
    return next(own for own in par().plan.leaves if own.id == name)


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def in_both_languages(finding: Finding) -> str:
    return "\n".join(finding_text(finding, language) for language in LANGUAGES)


# --- what a cell gives ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "points"),
    [
        ("1.2", "2.5", "5/2"),
        ("1.2", "2,5", "5/2"),
        ("1.2", " 2,50 ", "5/2"),
        ("1.2", "0", "0"),
        ("1.2", "3", "3"),
        ("1.2", "+1", "1"),
        ("1.2", "2.5e0", "5/2"),
        ("1.2", "0.30000000000000004", "3/10"),  # 0.1 + 0.2 as Excel keeps it
        ("1.2", "2.9999999999999996", "3"),
        ("1.1.1", "Kịp thời", "1"),
        ("1.1.1", "  KỊP   thời ", "1"),
        ("1.1.1", "0,5", "1/2"),
        ("1.1.1", "1.0", "1"),
        ("1.1.2", "85", "1"),
        ("1.1.2", "85%", "1"),
        ("1.1.2", "85 %", "1"),
        ("1.1.2", "85,5%", "1"),
        ("1.1.2", "90.0001", "2"),
        ("1.1.2", "0.5%", "0"),
        ("1.1.2", "0", "0"),
        ("1.1.2", "2%", "0"),
        ("1.1.2", "3.5", "0"),  # more than the 3 points that there are here: a percentage
        ("1.1.2", "100", "2"),
        ("2.1", "4", "4"),
    ],
)
def test_points_are_read_as_people_write_them(name: str, text: str, points: str) -> None:
    assert points_in(text, leaf(name), leaf(name).maximum.get("so", Fraction(3))) == Fraction(points)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("1.2", "3.01", "points_above_maximum"),
        ("1.2", "3.0000000001", "points_above_maximum"),
        ("1.2", "1e99", "points_above_maximum"),
        ("1.2", "1e999", "points_not_number"),
        ("1.2", "-1", "points_negative"),
        ("1.2", "-0.01", "points_negative"),
        ("1.2", "3%", "points_not_number"),  # 3 points, or 3 % of the maximum?
        ("1.2", "hai", "points_not_number"),
        ("1.2", "2/3", "points_not_number"),
        ("1.2", "2 điểm", "points_not_number"),
        ("1.2", "1.234,5", "points_not_number"),
        ("1.2", "-", "points_not_number"),
        ("1.2", "TRUE", "points_not_number"),
        ("1.2", "2023-05-01", "points_not_number"),  # 1.5 that Excel took for a day
        ("1.2", ERROR_CELL, "points_error_cell"),
        ("1.2", NO_VALUE, "points_no_value"),
        ("1.1.1", ERROR_CELL, "points_error_cell"),
        ("1.1.1", "Kịp", "option_unknown"),
        ("1.1.1", "0.7", "option_unknown"),
        ("1.1.1", "1%", "option_unknown"),
        ("1.1.1", "Kip thoi", "option_unknown"),
        ("1.1.2", "0.85", "percent_unclear"),  # 85 % of a cell formatted as percent, or 0.85 %?
        ("1.1.2", "1", "percent_unclear"),
        ("1.1.2", "2", "percent_unclear"),  # 2 points of 2, or 2 %?
        ("1.1.2", "1,5", "percent_unclear"),
        ("1.1.2", "-5", "percent_off_scale"),
        ("1.1.2", "200.5", "percent_excessive"),
        ("1.1.2", "9500%", "percent_excessive"),
        ("1.1.2", "cao", "points_not_number"),
        ("1.1.2", NO_VALUE, "points_no_value"),
    ],
)
def test_what_is_no_number_of_points_is_refused_by_its_kind(name: str, text: str, code: str) -> None:
    with pytest.raises(BadCellError) as refused:
        points_in(text, leaf(name), Fraction(3))
    assert refused.value.kind.code == code


def test_a_number_without_percent_is_clear_only_where_points_and_percentage_come_to_the_same() -> None:
    wide = par(
        ("{above: 90, points: 2}", "{above: 90, points: 100}"),
        ("{from: 70, to: 90, points: 1}", "{from: 70, to: 90, points: 50}"),
        ("  maximum: {so: 30, huyen: 30}", "  maximum: {so: 128, huyen: 128}"),
    )
    own = next(own for own in wide.plan.leaves if own.id == "1.1.2")
    assert points_in("100", own, Fraction(100)) == 100  # 100 points of 100, or 100 %: the same
    assert points_in("80%", own, Fraction(100)) == 50
    with pytest.raises(BadCellError) as refused:
        points_in("80", own, Fraction(100))
    assert refused.value.kind.code == "percent_unclear"


def test_a_percentage_above_the_last_step_is_off_the_scale() -> None:
    closed = par(("{above: 90, points: 2}", "{above: 90, to: 100, points: 2}"))
    own = next(own for own in closed.plan.leaves if own.id == "1.1.2")
    with pytest.raises(BadCellError) as refused:
        points_in("100.5", own, Fraction(2))
    assert refused.value.kind.code == "percent_off_scale"


# --- forms ---------------------------------------------------------------------------------------


def test_a_form_gives_the_points_of_one_unit() -> None:
    taken, findings = appraised(grid(form(NOI_VU, {"1.2": 3, "2.1": 4})))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert numbers(taken.claimed["so-noi-vu"]) == {"1.2": "3", "2.1": "4"}
    assert (findings, taken.cells, taken.bad) == ([], 6, 0)


def test_only_appraised_points_count_even_where_none_are_self_assessed() -> None:
    taken, findings = appraised(grid(form({}, NOI_VU)))
    assert taken.appraised == {}
    assert numbers(taken.claimed["so-noi-vu"]) == NOI_VU_POINTS
    assert findings == []


@pytest.mark.parametrize(
    ("above", "sheet", "file"),
    [
        ([["PHIẾU CHẤM ĐIỂM"], [], ["Đơn vị: Sở Nội vụ"]], "Sheet1", "a.xlsx"),
        ([["ĐƠN VỊ : sở nội vụ"]], "Sheet1", "a.xlsx"),
        ([["Tên đơn vị", "", "Sở Nội vụ"]], "Sheet1", "a.xlsx"),
        ([["", "Cơ quan, đơn vị:", "Sở Nội vụ"]], "Sheet1", "a.xlsx"),
        ([["Phiếu chấm"]], "Sở Nội vụ", "a.xlsx"),
        ([["Phiếu chấm"]], "Sheet1", "phieu/Sở Nội vụ.xlsx"),
    ],
)
def test_a_form_is_of_the_unit_named_above_it_else_by_its_sheet_else_by_its_file(
    above: Rows, sheet: str, file: str
) -> None:
    taken, findings = appraised(grid([*above, *form(NOI_VU, unit=None)], sheet=sheet, file=file))
    assert set(taken.appraised) == {"so-noi-vu"}
    assert findings == []


@pytest.mark.parametrize(
    ("above", "sheet", "file", "place"),
    [
        (["Đơn vị: Sở Nội vụ"], "Sở Y tế", "a.xlsx", "a.xlsx ! Sở Y tế ! A1"),
        (["Đơn vị: Sở Nội vụ", "Cơ quan: Sở Y tế"], "S", "a.xlsx", "a.xlsx ! S ! A1"),
        (["PHIẾU CHẤM ĐIỂM CỦA SỞ NỘI VỤ"], "Sở Y tế", "a.xlsx", "a.xlsx ! Sở Y tế"),
        (["PHIẾU CHẤM ĐIỂM CỦA SỞ Y TẾ NĂM 2023", "Đơn vị: Sở Nội vụ"], "S", "a.xlsx", "a.xlsx ! S ! A2"),
        (["Đơn vị: Sở Nội vụ"], "S", "Sở Y tế.xlsx", "Sở Y tế.xlsx"),
        (["Phiếu chấm"], "SỞ NỘI VỤ", "So Y te.xlsx", "So Y te.xlsx"),
    ],
)
def test_a_form_that_names_two_units_counts_for_neither(
    above: Sequence[str], sheet: str, file: str, place: str
) -> None:
    rows = [*([own] for own in above), *form(NOI_VU, unit=None)]
    taken, findings = appraised(grid(rows, sheet=sheet, file=file))
    assert taken.appraised == {}
    assert [own.code for own in findings] == ["form_of_two_units"]
    assert place_name(findings[0].file, findings[0].sheet, findings[0].cell) == place
    assert "Sở Y tế" in in_both_languages(findings[0])


def test_a_file_with_forms_of_several_units_may_be_named_after_who_sends_it() -> None:
    forms = [grid(form(NOI_VU), sheet="A", file="So Y te.xlsx"),
             grid(form(VAN_DON, unit="Huyện Vân Đồn"), sheet="B", file="So Y te.xlsx")]  # fmt: skip
    taken, findings = appraised(*forms)
    assert (set(taken.appraised), findings) == ({"so-noi-vu", "huyen-van-don"}, [])


def test_who_sends_a_form_is_not_whose_it_is() -> None:
    rows = [["SỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], *form(NOI_VU)]
    taken, findings = appraised(grid(rows))
    assert (set(taken.appraised), findings) == ({"so-noi-vu"}, [])


def test_a_bare_name_between_two_pages_leaves_open_whose_the_second_is() -> None:
    pages = form({leaf: NOI_VU[leaf] for leaf in ("1.1.1", "1.1.2", "1.2")})
    rows = [*pages, [], ["SỞ Y TẾ"], *form({"2.1": 4}, unit=None)]
    taken, findings = appraised(grid(rows))
    assert numbers(taken.appraised["so-noi-vu"]) == {"1.1.1": "1", "1.1.2": "1", "1.2": "5/2"}
    assert "form_without_unit" in {own.code for own in findings}


@pytest.mark.parametrize("title", ["BẢNG TỰ ĐÁNH GIÁ, CHẤM ĐIỂM", "Bang tu danh gia nam 2024"])
def test_a_title_tells_that_points_are_self_assessed(title: str) -> None:
    header = ["STT", "Tiêu chí", "Sở Nội vụ"]
    body = [["1.2", TITLES["1.2"], 2], ["2.1", TITLES["2.1"], 3]]
    taken, _ = appraised(grid([[title], header, *body]))
    assert (taken.appraised, set(taken.claimed)) == ({}, {"so-noi-vu"})
    taken, _ = appraised(grid([["BẢNG ĐIỂM"], header, *body]))
    assert (set(taken.appraised), taken.unsaid) == ({"so-noi-vu"}, ["diem.xlsx"])


def test_a_form_of_nobody_is_told_at_its_header() -> None:
    taken, findings = appraised(grid([["Phiếu chấm"], *form(NOI_VU, unit=None)]))
    assert (taken.appraised, codes(findings)) == ({}, ["form_without_unit"])
    assert findings[0].sheet == "Bảng điểm"


@pytest.mark.parametrize(
    "numbering",
    [
        {},
        dict.fromkeys(TITLES, ""),  # titles alone
        {part: f"{part}." for part in TITLES},
        {"1": "I", "2": "II", "3": "III"},
        {"2.10": "2.1"},  # 2.10 typed as a number
        {"1.1.1": "2001-01-01", "1.1.2": "2002-01-01"},  # 1.1.1 that Excel took for a day
    ],
    ids=["ids", "titles", "dots", "roman", "numbers", "days"],
)
def test_a_row_is_known_by_its_number_and_its_title(numbering: Mapping[str, str]) -> None:
    rows = [[numbering.get(str(row[0]), row[0]), *row[1:]] for row in form(NOI_VU)]
    taken, findings = appraised(grid(rows))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert findings == []


@pytest.mark.parametrize("mark", [". ", ".", " "])
def test_a_number_may_stand_before_the_title_in_one_column(mark: str) -> None:
    rows = form(NOI_VU)
    joined = [row if n < 2 else ["", f"{row[0]}{mark}{row[1]}", *row[2:]] for n, row in enumerate(rows)]
    taken, findings = appraised(grid(joined))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert findings == []


def test_a_number_before_a_title_tells_apart_parts_of_one_title() -> None:
    same = par(("title: Công tác kiểm tra", "title: Công khai thủ tục"))
    rows = [["Đơn vị: Sở Nội vụ"], ["Tiêu chí", "Thẩm định"], ["1.2. Công khai thủ tục", 3],
            ["2.1. Công khai thủ tục", 4], ["Công khai thủ tục", 1]]  # fmt: skip
    taken, findings = appraised(grid(rows), criteria=same)
    assert numbers(taken.appraised["so-noi-vu"]) == {"1.2": "3", "2.1": "4"}
    assert told(findings)[0] == ("row_unknown", "A5")


def test_a_number_that_contradicts_its_title_is_not_guessed_at() -> None:
    rows = [["1.2" if row[0] == "2.1" else row[0], *row[1:]] for row in form(NOI_VU)]
    taken, findings = appraised(grid(rows))
    assert "2.1" not in taken.appraised["so-noi-vu"]
    assert told(findings) == [("row_unknown", "B10"), ("leaf_missing", "")]


def test_headers_may_be_of_two_rows() -> None:
    # "Điểm" alone would be the appraised points: the row below it says that the first column is not
    upper = ["STT", "Tiêu chí", "Điểm tối đa", "Điểm", "", "Ghi chú"]
    lower = ["", "", "", "Tự đánh giá", "Thẩm định", ""]
    body = form(NOI_VU, dict.fromkeys(NOI_VU, 0.5))[2:]
    taken, _ = appraised(grid([["Đơn vị: Sở Nội vụ"], upper, lower, *body]))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert taken.claimed["so-noi-vu"]["1.2"] == Fraction(1, 2)


def test_the_maxima_below_a_merged_header_of_points_are_no_points() -> None:
    body = [[row[0], row[1], 3 if row[0] == "1.2" else "", *row[3:]] for row in form(NOI_VU)[2:]]
    upper = ["STT", "Tiêu chí", "Điểm", "", "", "Ghi chú"]
    for name, expected in (("Tối đa", []), ("Mức cao nhất", [("column_unknown", "C2")])):
        taken, findings = appraised(
            grid([["Đơn vị: Sở Nội vụ"], upper, ["", "", name, "Tự đánh giá", "Thẩm định", ""], *body])
        )
        assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
        assert told(findings) == expected
    unknown = ["", "", "Mức", "TĐG", "TĐ", ""]
    taken, findings = appraised(grid([["Đơn vị: Sở Nội vụ"], upper, unknown, *body]))
    assert taken.appraised == {}
    assert told(findings)[0] == ("form_without_points", "")


def test_columns_of_numbers_that_nobody_reads_are_told_and_remarks_are_not() -> None:
    header = ["STT", "Tiêu chí", "Thẩm định", "Hội đồng chấm", "Ghi chú", "Hạng"]
    body = [["1.2", TITLES["1.2"], 1, 2, 3, 4], ["2.1", TITLES["2.1"], 1, "", "", ""]]
    taken, findings = appraised(grid([["Đơn vị: Sở Nội vụ"], header, *body]))
    assert numbers(taken.appraised["so-noi-vu"]) == {"1.2": "1", "2.1": "1"}
    assert told(findings)[0] == ("column_unknown", "D2")
    assert "column_unknown" not in codes(findings[1:])


def test_titles_that_are_not_those_of_their_numbers_are_told_once_and_count() -> None:
    rows = form(NOI_VU)
    rows[6][1], rows[9][1] = "Công tác cán bộ nữ", "Nguyễn Văn A"
    taken, findings = appraised(grid(rows))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert told(findings) == [("title_differs", "B7")]
    text = in_both_languages(findings[0])
    assert "1.2, 2.1" in text
    assert "Nguyễn" not in text


def test_criteria_may_be_numbered_anew_in_each_area() -> None:
    # area 3 has one criterion only; 2.10 is the fourth of its area
    anew = {"1": "I", "1.2": "2", "2": "II", "2.1": "1", "2.2": "2", "2.10": "4", "3": "III", "3.1": "1"}
    rows = [[anew.get(str(row[0]), row[0]), *row[1:]] for row in form({**NOI_VU, "3.1": 5})]
    taken, findings = appraised(grid(rows))
    assert numbers(taken.appraised["so-noi-vu"]) == {**NOI_VU_POINTS, "3.1": "5"}
    assert findings == []
    # below the row of another area the same number and title contradict each other
    moved = [
        rows[0],
        rows[1],
        ["II", TITLES["2"]],
        ["1", TITLES["1.2"], "", "", 1],
        ["1", TITLES["2.1"], "", "", 4],
    ]
    taken, findings = appraised(grid(moved))
    assert numbers(taken.appraised["so-noi-vu"]) == {"2.1": "4"}
    assert told(findings)[0] == ("row_unknown", "B4")


def test_of_several_columns_of_points_neither_counts_where_they_differ() -> None:
    header = ["STT", "Tiêu chí", "Điểm", "Tự đánh giá", "Điểm thẩm định"]
    body = [["1.2", TITLES["1.2"], 3, 2, 3], ["2.1", TITLES["2.1"], 1, 2, 3]]
    taken, findings = appraised(grid([["Đơn vị: Sở Nội vụ"], header, *body]))
    assert numbers(taken.appraised["so-noi-vu"]) == {"1.2": "3"}
    assert told(findings)[0] == ("column_twice", "C2")
    assert ("points_twice", "C4") in told(findings)
    assert "E2" in in_both_languages(findings[0])


def test_two_columns_of_one_name_are_told() -> None:
    header = ["STT", "Tiêu chí", "Thẩm định", "Thẩm định"]
    body = [["1.2", TITLES["1.2"], 1, 2], ["2.1", TITLES["2.1"], 2, 2]]
    taken, findings = appraised(grid([["Đơn vị: Sở Nội vụ"], header, *body]))
    assert numbers(taken.appraised["so-noi-vu"]) == {"2.1": "2"}
    assert told(findings)[0] == ("column_twice", "D2")
    assert ("points_twice", "D3") in told(findings)


def test_a_form_without_a_column_of_points_is_told() -> None:
    header = ["STT", "Tiêu chí", "Kết quả của hội đồng"]
    taken, findings = appraised(
        grid([["Đơn vị: Sở Nội vụ"], header, *([p, t, 1] for p, t in TITLES.items())])
    )
    # and the column is told that may be the one
    assert (taken.appraised, told(findings)) == ({}, [("form_without_points", ""), ("column_unknown", "C2")])


def test_rows_that_belong_nowhere_are_told_only_if_they_hold_points() -> None:
    more = [["", "Người chấm"], ["9.9", "Tiêu chí lạ", "", "", 2], ["", "", "", "", ""]]
    _, findings = appraised(grid(form(NOI_VU, more=more)))
    # title, header, 13 parts: the strange row is number 17
    assert told(findings) == [("row_unknown", "B17")]


def test_a_leaf_twice_counts_only_where_both_say_the_same() -> None:
    taken, findings = appraised(grid(form(NOI_VU, more=[["2.1", TITLES["2.1"], "", "", 4]])))
    assert taken.appraised["so-noi-vu"]["2.1"] == 4
    assert told(findings) == [("row_twice", "A16")]
    assert "10" in in_both_languages(findings[0])
    taken, findings = appraised(grid(form(NOI_VU, more=[["2.1", TITLES["2.1"], "", "", 1]])))
    assert "2.1" not in taken.appraised["so-noi-vu"]
    assert ("points_twice", "E16") in told(findings)


def test_a_leaf_that_one_form_has_and_another_leaves_blank_does_not_count() -> None:
    final, draft = {**NOI_VU, "2.1": ""}, {**NOI_VU, "2.1": 1}
    taken, findings = appraised(grid(form(final), file="cuoi.xlsx"), grid(form(draft), file="nhap.xlsx"))
    assert "2.1" not in taken.appraised["so-noi-vu"]
    assert ("points_blank_here", "E10") in told(findings)
    assert "nhap.xlsx ! Bảng điểm ! E10" in " ".join(in_both_languages(own) for own in findings)


def test_a_bonus_of_a_draft_leaves_no_index() -> None:
    title = "Điểm thưởng sáng kiến"
    final, draft = (form(NOI_VU, more=[["TH1", title, "", "", own]]) for own in ("", 2))
    taken, findings = appraised(grid(final, file="cuoi.xlsx"), grid(draft, file="nhap.xlsx"))
    assert "points_blank_here" in [code for code, _ in told(findings)]
    assert taken.unclear == {"so-noi-vu"}


def test_a_summary_is_checked_against_the_points_of_the_run() -> None:
    # so: 1.1.1 1 + 1.1.2 1 + 1.2 2.5 = 4.5 in area 1, as the form says
    summary = [["STT", "Tiêu chí", "Sở Nội vụ"], ["1", TITLES["1"], 4.5], ["2", TITLES["2"], 99]]
    _, findings = appraised(grid(form(NOI_VU)), grid(summary, sheet="Tổng hợp"))
    assert [(code, cell) for code, cell in told(findings) if code == "sum_differs"] == [("sum_differs", "C3")]


def test_forms_one_below_the_other_are_of_their_own_units() -> None:
    """The first has no points on 2.1; those of the second must not fill them."""
    first = form({**NOI_VU, "2.1": ""}, unit="Sở Nội vụ")
    second = form({**NOI_VU, "2.1": 3}, unit="Sở Y tế")
    taken, findings = appraised(grid([*first, [""], *second]))
    assert "2.1" not in taken.appraised["so-noi-vu"]
    assert taken.appraised["so-y-te"]["2.1"] == 3
    assert told(findings) == [("leaf_missing", "E10")]


def test_a_header_repeated_with_its_columns_exchanged_is_read_as_it_says() -> None:
    header = ["STT", "Tiêu chí", "Tự đánh giá", "Thẩm định"]
    other = ["STT", "Tiêu chí", "Thẩm định", "Tự đánh giá"]
    rows = [["Đơn vị: Sở Nội vụ"], header, ["1.2", TITLES["1.2"], 3, 2], other, ["2.1", TITLES["2.1"], 1, 4]]
    taken, _ = appraised(grid(rows))
    assert numbers(taken.appraised["so-noi-vu"]) == {"1.2": "2", "2.1": "1"}
    assert numbers(taken.claimed["so-noi-vu"]) == {"1.2": "3", "2.1": "4"}


def test_a_leaf_that_stands_twice_in_one_table_and_is_blank_once_does_not_count() -> None:
    taken, findings = appraised(grid(form({**NOI_VU, "2.1": ""}, more=[["2.1", TITLES["2.1"], "", "", 1]])))
    assert "2.1" not in taken.appraised["so-noi-vu"]
    assert ("points_blank_here", "E10") in told(findings)


# --- matrices ------------------------------------------------------------------------------------


def test_units_down_have_a_column_for_each_leaf() -> None:
    taken, findings = appraised(grid(down(("Sở Nội vụ", NOI_VU), ("H. Vân Đồn", VAN_DON))))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert numbers(taken.appraised["huyen-van-don"]) == VAN_DON_POINTS
    assert (findings, taken.cells) == ([], 11)


def test_columns_may_be_headed_by_number_and_title_or_by_title() -> None:
    for head in ("{0}. {1}", "{0} {1}", "{1}", "{0}.", "{0}"):
        rows = down(("Sở Nội vụ", NOI_VU))
        rows[0] = ["STT", "Tên đơn vị", *(head.format(part, title) for part, title in TITLES.items())]
        taken, findings = appraised(grid(rows))
        assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS, head
        assert findings == []


def test_units_down_have_self_assessed_points_on_a_sheet_of_that_name() -> None:
    claimed = grid(down(("Sở Nội vụ", {"1.2": 3, "2.1": 4})), sheet="Tự đánh giá")
    taken, findings = appraised(claimed, grid(down(("Sở Nội vụ", NOI_VU)), sheet="Thẩm định"))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert numbers(taken.claimed["so-noi-vu"]) == {"1.2": "3", "2.1": "4"}
    assert findings == []


def test_a_column_twice_is_told_and_counts_only_where_both_say_the_same() -> None:
    # 2.10 typed as a number is 2.1: the second column is not taken for the first
    rows = down(("Sở Nội vụ", NOI_VU), leaves=["1.1.1", "1.1.2", "1.2", "2.1", "2.2", "2.10"])
    rows[0][-1] = "2.1"
    taken, findings = appraised(grid(rows))
    assert "2.1" not in taken.appraised["so-noi-vu"]
    assert told(findings) == [("column_twice", "H1"), ("points_twice", "H2"), ("leaf_missing", "")]


def test_an_unknown_column_of_points_is_told_and_a_remark_is_not() -> None:
    rows = [[*row, more, note] for row, more, note in zip(
        down(("Sở Nội vụ", NOI_VU)), ["9.9 Lạ", 5], ["Ghi chú", "đã ký"], strict=True)]  # fmt: skip
    _, findings = appraised(grid(rows))
    assert told(findings) == [("column_unknown", "P1")]


def test_rows_say_whose_points_they_hold_and_only_the_other_ones_go_to_the_unit_above() -> None:
    header, noi_vu = down(("Sở Nội vụ", NOI_VU))
    lower = [dict(zip(header, noi_vu, strict=True))[part] for part in TITLES]
    best = [9] * len(TITLES)
    rows = [
        [*header, "Loại điểm"],
        [1, "Sở Nội vụ", *best, "Tự đánh giá"],
        ["", "", *lower, "Thẩm định"],
        ["", "", *best, "Thẩm định"],  # whose they are, nobody says
        ["", "", *best, "Tự đánh giá"],
    ]
    taken, findings = appraised(grid(rows))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert [own for own in told(findings) if own[0] == "points_without_unit"] == [
        ("points_without_unit", "B4"),
        ("points_without_unit", "B5"),
    ]


def test_a_row_with_points_and_no_unit_is_told_and_rows_of_maxima_and_totals_are_not() -> None:
    rows = [*down(("Sở Nội vụ", NOI_VU)), ["", "", *[1] * 13], ["", "Điểm tối đa", *[9] * 13],
            ["", "Tổng cộng", *[9] * 13], ["Tổng", "", *[9] * 13], ["", "", "", ""]]  # fmt: skip
    taken, findings = appraised(grid(rows))
    assert set(taken.appraised) == {"so-noi-vu"}
    assert told(findings) == [("points_without_unit", "B3")]


def across(*units: str, second: bool = False) -> Rows:
    """A matrix with a column, or a pair of columns, for Sở Nội vụ and Huyện Vân Đồn."""
    header: list[object] = ["STT", "Tiêu chí", "Điểm tối đa"]
    below: list[object] = ["", "", ""]
    points = {"Sở Nội vụ": NOI_VU, "Huyện Vân Đồn": VAN_DON}
    for unit in units:
        header += [unit, ""] if second else [unit]
        below += ["Tự đánh giá", "Thẩm định"] if second else [""]
    body: Rows = []
    for part, title in TITLES.items():
        row: list[object] = [part, title, ""]
        for unit in units:
            own = points.get(unit, {}).get(part, "")
            row += [0 if own != "" else "", own] if second else [own]
        body.append(row)
    return [["BẢNG ĐIỂM"], header, *([below] if second else []), *body]


def test_units_across_have_one_column_each() -> None:
    taken, findings = appraised(grid(across("Sở Nội vụ", "Huyện Vân Đồn")))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert numbers(taken.appraised["huyen-van-don"]) == VAN_DON_POINTS
    assert findings == []


def test_units_across_may_have_a_pair_of_columns_each() -> None:
    taken, findings = appraised(grid(across("Sở Nội vụ", "Huyện Vân Đồn", second=True)))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert numbers(taken.appraised["huyen-van-don"]) == VAN_DON_POINTS
    # 0 % is no unclear percentage, and 0 is the option that was not done
    assert set(taken.claimed["huyen-van-don"].values()) == {Fraction(0)}
    assert findings == []


def test_units_across_on_a_sheet_of_self_assessed_points_are_not_taken_for_appraised() -> None:
    taken, _ = appraised(
        grid(across("Huyện Vân Đồn"), sheet="Tự đánh giá"), grid(across("Sở Nội vụ"), sheet="Thẩm định")
    )
    assert (set(taken.claimed), set(taken.appraised)) == ({"huyen-van-don"}, {"so-noi-vu"})


@pytest.mark.parametrize(
    ("left", "right"), [("TĐG", "TĐ"), ("Điểm của đơn vị", "Điểm của Hội đồng"), ("", "")]
)
def test_units_across_with_columns_that_nobody_knows_do_not_count(left: str, right: str) -> None:
    rows = across("Sở Nội vụ", "Huyện Vân Đồn", second=True)
    rows[2] = ["", "", "", left, right, "Tự đánh giá", "Thẩm định"]
    taken, findings = appraised(grid(rows))
    assert "so-noi-vu" not in taken.appraised | taken.claimed
    assert numbers(taken.appraised["huyen-van-don"]) == VAN_DON_POINTS
    assert told(findings) == [("role_unclear", "D2")]


def test_one_strange_column_for_each_unit_may_be_self_assessed_and_does_not_count() -> None:
    rows = across("Sở Nội vụ")
    rows.insert(2, ["", "", "", "TĐG"])
    taken, findings = appraised(grid(rows))
    assert (taken.appraised, told(findings)) == ({}, [("role_unclear", "D2")])


def test_a_column_beside_a_known_one_of_a_unit_is_told() -> None:
    rows = across("Sở Nội vụ", second=True)
    rows[2][3] = "TĐG"
    taken, findings = appraised(grid(rows))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert (taken.claimed, told(findings)) == ({}, [("column_unknown", "D2")])


def pairs_down(left: str, right: str) -> Rows:
    """A matrix with two columns for each leaf: 0, and the points of Sở Nội vụ."""
    header: list[object] = ["STT", "Tên đơn vị"]
    below: list[object] = ["", ""]
    row: list[object] = [1, "Sở Nội vụ"]
    for part, points in NOI_VU.items():
        header += [part, ""]
        below += [left, right]
        row += [0, points]
    return [header, below, row]


def test_units_down_may_have_a_pair_of_columns_for_each_leaf() -> None:
    taken, findings = appraised(grid(pairs_down("Tự đánh giá", "Thẩm định")))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert set(taken.claimed["so-noi-vu"].values()) == {Fraction(0)}
    assert findings == []


def test_units_down_with_pairs_of_columns_that_nobody_knows_do_not_count() -> None:
    taken, findings = appraised(grid(pairs_down("TĐG", "TĐ")))
    assert (taken.appraised, taken.claimed) == ({}, {})
    assert [own.code for own in findings] == ["role_unclear"] * 6


@pytest.mark.parametrize(
    ("sheet", "file", "claimed"),
    [
        ("Tự đánh giá năm 2024", "a.xlsx", True),
        ("Điểm TỰ CHẤM", "a.xlsx", True),
        ("Sheet1", "Tự đánh giá 2024.xlsx", True),
        ("", "tự chấm.csv", True),
        ("Thẩm định", "Tự đánh giá 2024.xlsx", False),
        ("Sheet1", "a.xlsx", False),
        ("Tự do", "a.xlsx", False),
    ],
)
def test_the_name_of_a_sheet_or_file_tells_that_its_points_are_self_assessed(
    sheet: str, file: str, claimed: bool
) -> None:
    taken, _ = appraised(grid(down(("Sở Nội vụ", NOI_VU)), sheet=sheet, file=file))
    assert (bool(taken.claimed), bool(taken.appraised)) == (claimed, not claimed)
    assert taken.self_assessed == ([f"{file} ! {sheet}" if sheet else file] if claimed else [])


def test_that_a_sheet_was_taken_for_self_assessed_points_is_said(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    own = typed(NOI_VU)
    book(
        tmp_path / "diem.xlsx",
        Tự_đánh_giá_2023=down(("Sở Nội vụ", own)),
        Thẩm_định=down(("Sở Nội vụ", own)),
    )
    result = sipas("score", "diem.xlsx")
    assert (result.status, "Điểm ở diem.xlsx ! Tự đánh giá 2023" in result.err) == (0, True)
    assert "Điểm ở diem.xlsx ! Thẩm định" not in result.err


def test_an_unknown_unit_across_is_told_once_and_its_neighbours_count() -> None:
    for second in (False, True):
        rows = across("Sở Nội vụ", "Bí mật X", "Huyện Vân Đồn", second=second)
        for row in rows[3 if second else 2 :]:
            row[6 if second else 4] = 1
        taken, findings = appraised(grid(rows))
        assert set(taken.appraised) == {"so-noi-vu", "huyen-van-don"}
        assert told(findings) == [("points_unknown_unit", "F2" if second else "E2")]
        assert "Bí mật" not in in_both_languages(findings[0])


def test_all_three_layouts_give_the_same_points() -> None:
    one, _ = appraised(grid(form(NOI_VU)), grid(form(VAN_DON, unit="Huyện Vân Đồn"), sheet="B"))
    two, _ = appraised(grid(down(("Sở Nội vụ", NOI_VU), ("Huyện Vân Đồn", VAN_DON))))
    three, _ = appraised(grid(across("Huyện Vân Đồn", "Sở Nội vụ")))
    assert one.appraised == two.appraised == three.appraised


# --- what does not count -------------------------------------------------------------------------


def with_cell(part: str, value: object) -> Mapping[str, object]:
    return {**NOI_VU, part: value}


@pytest.mark.parametrize(
    ("part", "value", "code", "cell"),
    [
        ("1.2", 3.5, "points_above_maximum", "E7"),
        ("1.2", -1, "points_negative", "E7"),
        ("1.2", "Nguyễn Văn A 0912345678", "points_not_number", "E7"),
        ("1.1.1", "Nguyễn Văn A 0912345678", "option_unknown", "E5"),
        ("1.1.2", "Nguyễn Văn A 0912345678", "points_not_number", "E6"),
        ("1.1.2", 0.85, "percent_unclear", "E6"),
        ("1.1.2", -3, "percent_off_scale", "E6"),
        ("2.1", ERROR_CELL, "points_error_cell", "E10"),
        ("2.1", NO_VALUE, "points_no_value", "E10"),
        ("2.1", "", "leaf_missing", "E10"),
    ],
)
def test_a_cell_that_does_not_count_is_told_with_its_place_and_without_its_text(
    part: str, value: object, code: str, cell: str
) -> None:
    taken, findings = appraised(grid(form(with_cell(part, value))))
    assert told(findings) == [(code, cell)]
    assert part not in taken.appraised["so-noi-vu"]
    assert (taken.cells, taken.bad) == (6, 1)
    text = in_both_languages(findings[0])
    assert "Nguyễn" not in text
    assert "0912345678" not in text
    assert "Sở Nội vụ" in text
    assert part in text
    assert f"diem.xlsx ! Bảng điểm ! {cell}" in text


@pytest.mark.parametrize("text", ["Không áp dụng", "KHÔNG ÁP DỤNG", "KAD", "n/a"])
def test_what_does_not_apply_is_taken_out_and_is_not_missing(text: str) -> None:
    taken, findings = appraised(grid(form(with_cell("2.1", text))))
    assert taken.appraised["so-noi-vu"]["2.1"] is None
    assert (findings, taken.bad) == ([], 0)


def test_points_on_a_leaf_that_is_not_for_the_group_are_told_and_a_0_is_not() -> None:
    for value, expected in ((2, [("points_not_due", "E11")]), ("x", [("points_not_due", "E11")]), (0, [])):
        taken, findings = appraised(grid(form({**VAN_DON, "2.2": value}, unit="Huyện Vân Đồn")))
        assert told(findings) == expected
        assert numbers(taken.appraised["huyen-van-don"]) == VAN_DON_POINTS


def test_a_leaf_is_measured_by_the_maximum_of_the_group() -> None:
    # 2.1 has 4 points for a sở and 6 for a huyện
    _, findings = appraised(grid(down(("Sở Nội vụ", {**NOI_VU, "2.1": 6}), ("Huyện Vân Đồn", VAN_DON))))
    assert told(findings) == [("points_above_maximum", "J2")]
    assert "6" in in_both_languages(findings[0])
    assert "4" in in_both_languages(findings[0])


def test_an_unknown_unit_is_named_only_where_it_resembles_one() -> None:
    rows = down(("Sở Nội vụu", NOI_VU), ("Trần Thị Bích", NOI_VU), ("SYT", NOI_VU))
    taken, findings = appraised(grid(rows))
    assert set(taken.appraised) == {"so-y-te"}
    assert told(findings) == [("points_unknown_unit", "B2"), ("points_unknown_unit", "B3")]
    near, far = map(in_both_languages, findings)
    assert "Sở Nội vụu" in near
    assert "Sở Nội vụ" in near
    assert "Bích" not in far


def test_the_name_of_a_person_is_not_repeated_because_it_resembles_a_unit() -> None:
    names = ("Nguyễn Vân Đồn", "Sở Nội vụ 0912345678", "Huyện Vân Đồng")
    _, findings = appraised(grid(down(*((name, NOI_VU) for name in names))))
    person, number, unit = map(in_both_languages, findings)
    assert "Nguyễn" not in person
    assert "Huyện Vân Đồn" in person  # the suggestion
    assert "0912345678" not in number
    assert "Huyện Vân Đồng" in unit


def test_an_unknown_unit_above_a_form_is_told_at_its_cell() -> None:
    for above, cell in (([["Đơn vị: Trần Thị Bích"]], "A1"), ([["Đơn vị", "", "Trần Thị Bích"]], "C1")):
        taken, findings = appraised(grid([*above, *form(NOI_VU, unit=None)], sheet="Sở Nội vụ"))
        assert (taken.appraised, told(findings)) == ({}, [("points_unknown_unit", cell)])
        assert "Bích" not in in_both_languages(findings[0])


def test_an_excluded_unit_has_no_points_and_needs_none() -> None:
    taken, findings = appraised(grid(down(("Ban Quản lý", {"1.2": 99}), ("Sở Nội vụ", NOI_VU))))
    assert (set(taken.appraised), findings, taken.cells) == ({"so-noi-vu"}, [], 6)


def test_a_unit_of_a_group_that_is_not_measured_is_told_once() -> None:
    rows = down(("Xã Hạ Long", {"1.2": 3, "2.1": 1}), ("Sở Nội vụ", NOI_VU))
    taken, findings = appraised(grid(rows))
    assert set(taken.appraised) == {"so-noi-vu"}
    assert told(findings) == [("group_not_measured", "G2")]
    assert "Xã Hạ Long" in in_both_languages(findings[0])


def test_a_unit_all_of_whose_cells_are_wrong_counts_as_missing() -> None:
    wrong = dict.fromkeys(NOI_VU, "?")
    taken, findings = appraised(grid(down(("Sở Nội vụ", wrong), ("Sở Y tế", NOI_VU))))
    assert (taken.cells, taken.bad) == (12, 6)
    assert len(findings) == 6


# --- the same unit twice -------------------------------------------------------------------------


def test_equal_points_in_two_files_count_once() -> None:
    taken, findings = appraised(grid(form(NOI_VU)), grid(down(("Sở Nội vụ", NOI_VU)), file="khac.xlsx"))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert findings == []


def test_different_points_in_two_files_are_told_with_the_other_place_and_neither_counts() -> None:
    other = grid(form({**NOI_VU, "1.2": 3}), file="khac.xlsx", sheet="A")
    taken, findings = appraised(grid(form(NOI_VU)), other)
    assert "1.2" not in taken.appraised["so-noi-vu"]
    assert taken.appraised["so-noi-vu"]["2.1"] == 4
    assert [(f.code, f.file, f.cell) for f in findings] == [("points_twice", "khac.xlsx", "E7")]
    assert "diem.xlsx ! Bảng điểm ! E7" in in_both_languages(findings[0])


def test_points_and_not_applicable_for_one_leaf_contradict_each_other() -> None:
    taken, findings = appraised(
        grid(form(NOI_VU)), grid(form({**NOI_VU, "1.2": "KAD"}), file="khac.xlsx")
    )  # fmt: skip
    assert "1.2" not in taken.appraised["so-noi-vu"]
    assert codes(findings) == ["points_twice"]


def test_a_leaf_without_a_row_is_missing_from_the_sheet_of_its_unit() -> None:
    rows = [row for row in form(NOI_VU) if row[0] != "2.1"]
    _, findings = appraised(grid(rows))
    assert [(f.code, f.file, f.sheet, f.cell) for f in findings] == [
        ("leaf_missing", "diem.xlsx", "Bảng điểm", "")
    ]


def test_points_of_one_unit_may_be_spread_over_files() -> None:
    some = {part: NOI_VU[part] for part in ("1.1.1", "1.1.2", "1.2")}
    rest = {part: NOI_VU[part] for part in ("2.1", "2.2", "2.10")}
    taken, findings = appraised(grid(form(some)), grid(form(rest), file="khac.xlsx"))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert (findings, taken.bad) == ([], 0)


# --- sums and maxima -----------------------------------------------------------------------------

# area 1: 1 + 1 + 2.5 = 4.5, and up to 2 from the survey (1.3); area 2: 4 + 5 + 3.5 = 12.5, and up to 3 (2.3)
# all: 17, and up to 10 more


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        ({"1.1": 2, "1": 4.5, "2": 12.5}, []),
        ({"1.1": 2.01}, [("sum_differs", "E4")]),
        ({"1.1": 86}, [("sum_differs", "E4")]),  # SUM() of the percentage
        ({"1": 6.5, "2": 15.5, "3": 5}, []),  # with all of the survey and SIPAS
        ({"1": 6.51}, [("sum_differs", "E3")]),
        ({"1": 4.49}, [("sum_differs", "E3")]),
        ({"3": 5.01}, [("sum_differs", "E14")]),
        ({"3": "tổng"}, []),
    ],
)
def test_sums_of_criteria_and_areas_are_those_of_their_leaves(
    sums: Mapping[str, object], expected: list[tuple[str, str]]
) -> None:
    taken, findings = appraised(grid(form({**NOI_VU, **sums})))
    assert told(findings) == expected
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS


def test_a_sum_may_be_rounded_to_the_digits_of_the_criteria_and_no_further() -> None:
    own = {**NOI_VU, "2.1": 1.125, "2.2": 1.12, "2.10": 1, "2.3": 0}  # 3.245
    wrong = ["sum_differs"]
    for typed, expected in (
        (3.25, []),
        (3.245, []),
        (3.2450000001, []),
        (3.2, wrong),
        (3.24, wrong),
        (3, wrong),
    ):
        _, findings = appraised(grid(form({**own, "2": typed})))
        assert codes(findings) == expected, typed
    _, findings = appraise([grid(form({**own, "2": 3.2}))], par().plan, registry(), decimals=1)
    assert codes(findings) == []


def test_a_sum_that_is_an_error_cell_is_told() -> None:
    _, findings = appraised(grid(form({**NOI_VU, "2": ERROR_CELL}, more=[["", "Tổng", "", "", ERROR_CELL]])))
    assert told(findings) == [("sum_error_cell", "E9"), ("sum_error_cell", "E16")]


@pytest.mark.parametrize(("total", "expected"), [(17, []), (18.5, []), (16, [("sum_differs", "Q2")])])
def test_the_total_of_a_matrix_is_that_of_its_row(total: float, expected: list[tuple[str, str]]) -> None:
    # 17 on the leaves, and 18.5 with 1.5 of bonus; the 19.5 of the other unit are none of its business
    rows = [[*row, more, sum_] for row, more, sum_ in zip(
        down(("Sở Nội vụ", NOI_VU), ("Huyện Vân Đồn", VAN_DON), leaves=[*TITLES]),
        ["TH1", 1.5, ""], ["Tổng điểm", total, 19.5], strict=True)]  # fmt: skip
    _, findings = appraised(grid(rows))
    assert told(findings) == expected


@pytest.mark.parametrize("label", ["Tổng điểm", "TỔNG CỘNG", "Tổng số:", "Tổng"])
@pytest.mark.parametrize(
    ("total", "right"), [(17, True), (16, False), (18.25, True), (27, True), (29, False)]
)
def test_a_total_is_checked_with_and_without_bonus_and_penalty(label: str, total: float, right: bool) -> None:
    # 17 appraised; 1.5 of bonus less 0.25 of penalty: 18.25; with all that others may add: 27 or 28.25
    more = [["TH1", "Điểm thưởng sáng kiến", "", "", 1.5], ["TR1", "Điểm trừ vi phạm", "", "", 0.25],
            ["", label, "", "", total]]  # fmt: skip
    taken, findings = appraised(grid(form(NOI_VU, more=more)))
    assert told(findings) == ([] if right else [("sum_differs", "E18")])
    assert (taken.appraised["so-noi-vu"]["TH1"], taken.appraised["so-noi-vu"]["TR1"]) == (
        Fraction("1.5"),
        Fraction("0.25"),
    )


def test_a_negative_bonus_is_refused_and_not_turned_round() -> None:
    taken, findings = appraised(grid(form(NOI_VU, more=[["TH1", "Điểm thưởng sáng kiến", "", "", -1.5]])))
    assert "TH1" not in taken.appraised["so-noi-vu"]
    assert told(findings) == [("points_negative", "E16")]


def test_a_penalty_may_be_typed_as_negative_and_too_much_of_one_is_told() -> None:
    for typed, points, expected in (
        (-0.5, Fraction(1, 2), []),
        (1.5, None, ["points_above_maximum"]),
        ("nhiều", None, ["points_not_number"]),
        ("50%", None, ["points_not_number"]),
        ("", None, []),
        ("KAD", None, []),
    ):
        taken, findings = appraised(
            grid(form(NOI_VU, more=[["TR1", "Điểm trừ vi phạm", "", "", typed]]))
        )  # fmt: skip
        assert taken.appraised["so-noi-vu"].get("TR1") == points
        assert codes(findings) == expected


def test_a_maximum_that_is_not_that_of_the_criteria_is_told() -> None:
    rows = form(NOI_VU)
    rows[6][2], rows[9][2] = 3, 6  # 1.2 has 3, and 2.1 has 4 for a sở
    _, findings = appraised(grid(rows))
    assert told(findings) == [("maximum_differs", "C10")]
    assert "4" in in_both_languages(findings[0])


def test_sums_in_self_assessed_points_are_checked_too() -> None:
    _, findings = appraised(grid(form(NOI_VU, {**NOI_VU, "1.1": 3})))
    assert told(findings) == [("sum_differs", "D4")]


# --- laws ----------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(st.permutations(list(NOI_VU)), st.integers(0, 6), st.booleans())
def test_how_points_are_split_over_sheets_and_in_which_order_changes_nothing(
    order: list[str], cut: int, backwards: bool
) -> None:
    parts = [
        grid(form({p: NOI_VU[p] for p in own}), sheet=f"S{n}")
        for n, own in enumerate((order[:cut], order[cut:]))
    ]
    parts.append(grid(form(VAN_DON, unit="Huyện Vân Đồn"), sheet="B"))
    taken, findings = appraise(reversed(parts) if backwards else parts, par().plan, registry())
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert numbers(taken.appraised["huyen-van-don"]) == VAN_DON_POINTS
    assert (findings, taken.bad) == ([], 0)


@settings(max_examples=60)
@given(st.text(max_size=12), st.sampled_from(["1.1.1", "1.1.2", "1.2", "2.1", "1", "TH1"]))
def test_no_text_in_a_cell_is_a_fault_of_the_program_or_repeated(text: str, part: str) -> None:
    more = [["TH1", "Điểm thưởng sáng kiến", "", "", text]] if part == "TH1" else []
    _, findings = appraised(grid(form({**NOI_VU, part: f"Trần{text}"}, more=more)))
    assert all("Trần" not in in_both_languages(finding) for finding in findings)


# --- on the command line -------------------------------------------------------------------------


def typed(points: Mapping[str, object]) -> dict[str, object]:
    """With the points that others give: 2 of 2, 3 of 3 and 5 of 5."""
    return {**points, "1.3": 2, "2.3": 3, "3.1": 5}


def test_a_workbook_of_forms_is_scored(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    book(
        tmp_path / "diem.xlsx",
        Bìa=[["BỘ PHIẾU CHẤM"]],
        Nháp=form({}, unit="Sở Y tế"),
        hidden=["Nháp"],
        Sở_Nội_vụ=form(typed(NOI_VU), unit=None),
        Huyện_Vân_Đồn=form(typed(VAN_DON), unit=None),
    )
    result = sipas("score", "diem.xlsx")
    assert result.status == 0
    # 17 + 10 = 27 of 30 = 90 %, Nhóm 2; 19.5 + 10 = 29.5 of 30 = 98.333... %
    assert "90,00" in result.out
    assert "98,33" in result.out
    assert "Bìa" in result.err
    assert "Nháp" in result.err


def test_a_csv_matrix_is_scored_with_either_mark(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    leaves = [part for part in TITLES if part not in ("1", "1.1", "2", "3")]
    rows = down(("Sở Nội vụ", typed(NOI_VU)), ("Huyện Vân Đồn", typed(VAN_DON)), leaves=leaves)
    csv_file(tmp_path / "a.csv", rows)
    rows[1][rows[0].index("1.2")] = "2,5"
    csv_file(tmp_path / "b.csv", rows, mark=";")
    for name in ("a.csv", "b.csv"):
        result = sipas("score", name, "--format", "csv")
        assert result.status == 0
        assert ",90.00,Nhóm 2," in result.out
        assert ",98.33,Nhóm 1," in result.out


def test_a_row_of_a_csv_that_a_decimal_comma_shifts_does_not_count(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    leaves = [part for part in TITLES if part not in ("1", "1.1", "2", "3")]
    units = [("Huyện Vân Đồn", typed(VAN_DON))] * 25 + [("Sở Nội vụ", typed(NOI_VU))]
    rows = down(*units, leaves=leaves)
    rows[-1][rows[0].index("1.2")] = "2,5"
    csv_file(tmp_path / "a.csv", [["BẢNG ĐIỂM"], *rows])
    result = sipas("score", "a.csv", "--format", "json")
    assert result.status == 0
    assert "a.csv ! A28" in result.err
    assert '"row_misaligned": 1' in result.out
    assert '"unit_without_points": 2' in result.out  # Sở Nội vụ, and Sở Y tế who is in no file


def test_a_sheet_of_3000_columns_is_passed_over_or_refused_with_its_place(
    sipas: Sipas, tmp_path: Path
) -> None:
    world(tmp_path)
    book(tmp_path / "diem.xlsx", Sở_Nội_vụ=form(typed(NOI_VU), unit=None), Rộng=[["x"] * 3000] * 3)
    result = sipas("score", "diem.xlsx")
    assert (result.status, "Rộng" in result.err) == (0, True)
    wide = form(typed(NOI_VU), unit=None)
    wide[2] = [*wide[2], *[""] * 2993, "lạc"]
    book(tmp_path / "rong.xlsx", Sở_Nội_vụ=wide)
    result = sipas("score", "rong.xlsx")
    assert (result.status, "rong.xlsx ! Sở Nội vụ" in result.err) == (3, True)


def test_a_run_with_too_many_bad_cells_is_refused_and_nothing_is_stored(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    # 2 of 6 leaves are 33 %, more than the 20 % that are allowed
    book(tmp_path / "diem.xlsx", A=form({**typed(NOI_VU), "1.2": 9, "2.1": "?"}))
    result = sipas("score", "diem.xlsx")
    assert result.status == 3
    assert not (tmp_path / "results").exists()
    assert "diem.xlsx ! A ! E7" in result.err
    assert sipas("check", "diem.xlsx").status == 3


def test_units_that_nobody_knows_are_refused_with_what_to_do(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    book(tmp_path / "diem.xlsx", A=form(typed(NOI_VU), unit="Trần Thị Bích"))
    result = sipas("score", "diem.xlsx")
    assert result.status == 3
    assert "Bích" not in result.err + result.out


def test_error_cells_and_formulas_without_a_value_are_told(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path, ("  maximum: {so: 30", "  maximum_bad_pct: 100\n  maximum: {so: 30"))
    book(tmp_path / "diem.xlsx", A=form({**typed(NOI_VU), "1.2": "=1/0", "2.1": "=2+2", "2.2": "#N/A"}))
    result = sipas("check", "diem.xlsx", "--format", "json")
    assert '"points_no_value"' in result.out
    assert '"cell": "E7"' in result.out
    assert '"cell": "E10"' in result.out


def test_findings_are_stored_and_strict_refuses_them(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    book(tmp_path / "diem.xlsx", A=form({**typed(NOI_VU), "2": 1}))
    assert sipas("score", "diem.xlsx", "--strict").status == 3
    assert not (tmp_path / "results").exists()
    assert sipas("score", "diem.xlsx").status == 0
    (stored,) = (tmp_path / "results" / "2023").glob("par-*/findings.csv")
    assert "sum_differs" in stored.read_text(encoding="utf-8-sig")


def test_points_are_kept_leaf_by_leaf_with_their_differences(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    book(tmp_path / "diem.xlsx", A=form({**typed(NOI_VU), "2.2": "KAD"}, {"1.2": 3, "2.1": 3.5}))
    assert sipas("score", "diem.xlsx").status == 0
    (stored,) = (tmp_path / "results" / "2023").glob("par-*/points.csv")
    lines = stored.read_text(encoding="utf-8-sig").splitlines()
    # claimed 3, appraised 2.5 = 5/2: 0.5 more was claimed; 3.5 against 4: 0.5 less
    # behind them what was typed, and in which cell: of the appraisal, then of the self-assessment
    assert "so-noi-vu,1.2,appraisal,3,3,5,2,0.5,1,2.5,diem.xlsx,A,E7,3,diem.xlsx,A,D7" in lines
    assert "so-noi-vu,2.1,appraisal,4,3.5,4,1,-0.5,1,4,diem.xlsx,A,E10,3.5,diem.xlsx,A,D10" in lines
    assert "so-noi-vu,2.2,appraisal,6,,,,,0,KAD,diem.xlsx,A,E11,,,," in lines


def test_the_set_that_is_named_for_one_index_leaves_the_others_to_be_found(
    sipas: Sipas, tmp_path: Path
) -> None:
    world(tmp_path, settings="year: 2023\ncriteria: sipas-thu\n")
    book(tmp_path / "diem.xlsx", A=form(typed(NOI_VU)))
    result = sipas("score", "diem.xlsx")
    assert (result.status, "par-thu" in result.err) == (0, True)


def test_titles_are_read_in_any_case() -> None:
    rows = [[row[0], str(row[1]).upper(), *row[2:]] if n > 1 else row for n, row in enumerate(form(NOI_VU))]
    taken, findings = appraised(grid(rows))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert findings == []


def test_a_maximum_of_0_takes_the_leaf_from_the_group(sipas: Sipas, tmp_path: Path) -> None:
    # without the 4 points of 2.10 a sở has 26; Sở Nội vụ has 17 - 3.5 + 10 = 23.5 of them: 90.38
    world(
        tmp_path,
        ("title: Xử lý phản ánh, max: {so: 4, huyen: 8}", "title: Xử lý phản ánh, max: {so: 0, huyen: 8}"),
        ("  maximum: {so: 30", "  maximum: {so: 26"),
    )
    own = {part: value for part, value in typed(NOI_VU).items() if part != "2.10"}
    book(tmp_path / "diem.xlsx", A=form(own))
    result = sipas("score", "diem.xlsx")
    assert "90,38" in result.out
    assert "2.10" not in result.err


def test_a_group_whose_maximum_is_0_is_not_measured() -> None:
    plan = par(
        ("  maximum: {so: 30, huyen: 30}", "  maximum: {so: 30, huyen: 30, xa: 0}"),
        ("title: Công tác kiểm tra, max: 3}", "title: Công tác kiểm tra, max: {so: 3, huyen: 3}}"),
        ("Đánh giá về chỉ đạo, max: 2,", "Đánh giá về chỉ đạo, max: {so: 2, huyen: 2},"),
        ("title: Đánh giá về thủ tục, max: 3,", "title: Đánh giá về thủ tục, max: {so: 3, huyen: 3},"),
        ("title: Chỉ số hài lòng, max: 5,", "title: Chỉ số hài lòng, max: {so: 5, huyen: 5},"),
        ("- id: 1.1.1\n", "- id: 1.1.1\n              groups: [so, huyen]\n"),
        ("- id: 1.1.2\n", "- id: 1.1.2\n              groups: [so, huyen]\n"),
    ).plan
    assert [plan.measures(group) for group in ("so", "xa", "khac")] == [True, False, False]


def test_a_run_in_which_nobody_gets_an_index_is_refused_with_its_findings(
    sipas: Sipas, tmp_path: Path
) -> None:
    world(tmp_path, ("  maximum: {so: 30", "  maximum_bad_pct: 100\n  maximum: {so: 30"))
    book(tmp_path / "diem.xlsx", A=form({**typed(NOI_VU), "1.2": 9}))
    result = sipas("score", "diem.xlsx")
    assert result.status == 3
    assert "diem.xlsx ! A ! E7" in result.err
    assert not (tmp_path / "results").exists()


def test_a_unit_to_which_nothing_applies_has_a_note_and_a_finding_of_its_own(
    sipas: Sipas, tmp_path: Path
) -> None:
    world(tmp_path)
    nothing = dict.fromkeys(TITLES, "KAD")
    book(tmp_path / "diem.xlsx", A=form(typed(NOI_VU)), B=form(nothing, unit="Sở Y tế"))
    result = sipas("score", "diem.xlsx", "--lang", "en")
    assert result.status == 0
    assert "no criterion applies" in result.out
    assert "Sở Y tế: no criterion is for this unit" in result.err
    assert "Sở Y tế has no points" not in result.err


def test_groups_that_only_the_criteria_name_are_told_once_and_are_no_fault(
    sipas: Sipas, tmp_path: Path
) -> None:
    world(
        tmp_path,
        ("title: Công tác kiểm tra, max: 3}", "title: Công tác kiểm tra, max: {so: 3, huyen: 3, sso: 1}}"),
        ("  score: percent\n", "  score: percent\n  heads: [{name: Giỏi, first: 1, groups: [huyenn]}]\n"),
    )
    book(tmp_path / "diem.xlsx", A=form(typed(NOI_VU)))
    result = sipas("score", "diem.xlsx")
    assert result.status == 0
    assert "huyenn, sso (units.yaml có: so, huyen, xa)" in result.err


@pytest.mark.parametrize(("language", "word"), [("vi", "Giải nén"), ("en", "Unpack")])
def test_a_zip_is_to_be_unpacked(sipas: Sipas, tmp_path: Path, language: str, word: str) -> None:
    world(tmp_path)
    with zipfile.ZipFile(tmp_path / "diem.zip", "w") as package:
        package.writestr("so-noi-vu.csv", "STT,Tiêu chí\n")
    result = sipas("score", "diem.zip", "--lang", language)
    assert (result.status, word in result.err) == (3, True)


def test_a_header_below_row_20_is_refused_with_where_it_must_stand(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    book(tmp_path / "diem.xlsx", A=[*[["lời dẫn"]] * 20, *form(typed(NOI_VU))])
    result = sipas("score", "diem.xlsx")
    assert result.status == 3
    assert "20 hàng đầu" in result.err
    assert "Bảng điểm thẩm định" in result.err


# --- points of another year ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "sheet", "file", "place"),
    [
        ("BẢNG ĐIỂM NĂM 2023", "Sở Nội vụ", "diem.xlsx", ("diem.xlsx", "Sở Nội vụ", "A1")),
        ("BẢNG ĐIỂM", "Sở Nội vụ 2023", "diem.xlsx", ("diem.xlsx", "Sở Nội vụ 2023", "")),
        ("BẢNG ĐIỂM", "Sở Nội vụ", "nop/diem-2023.xlsx", ("nop/diem-2023.xlsx", "", "")),
    ],
)
def test_no_points_are_taken_from_a_sheet_of_another_year(
    title: str, sheet: str, file: str, place: tuple[str, str, str]
) -> None:
    rows = [[title], *form(NOI_VU)]
    taken, findings = appraise([grid(rows, sheet=sheet, file=file)], par().plan, registry(), year=2024)
    assert "so-noi-vu" not in taken.appraised
    told = next(finding for finding in findings if finding.code == "points_year")
    assert (told.file, told.sheet, told.cell) == place
    assert told.params == {"named": 2023, "year": 2024}
    for year in (2023, None):
        taken, findings = appraise([grid(rows, sheet=sheet, file=file)], par().plan, registry(), year=year)
        assert taken.appraised["so-noi-vu"]["1.2"] == Fraction("2.5")
        assert "points_year" not in {finding.code for finding in findings}


@pytest.mark.parametrize(
    ("title", "sheet"),
    [
        ("BẢNG ĐIỂM NĂM 2024 (Kèm theo Quyết định số 12/QĐ-UBND ngày 5/1/2025)", "2023"),
        ("NĂM 2024 SO VỚI NĂM 2023", "Sở Nội vụ"),
        ("Chấm ngày 15/01/2025", "Sở Nội vụ"),
    ],
)
def test_a_day_and_two_years_say_nothing_against_points(title: str, sheet: str) -> None:
    rows = [[title], *form(NOI_VU)]
    _, findings = appraise([grid(rows, sheet=sheet)], par().plan, registry(), year=2024)
    assert "points_year" not in {finding.code for finding in findings}
