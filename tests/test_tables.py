"""The tables of a sheet: each is told in one line, and the same cells in other tables give the same points.

The law at the end lays the same points of two units out in every way that is read (forms, units across, units
down), cut into tables, with headers repeated, columns and units in another order: what comes out is what was
typed, or nothing, and never another figure.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import CODES, HEADER, Sipas
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font
from par_world import (
    FORM,
    NOI_VU,
    NOI_VU_POINTS,
    TITLES,
    VAN_DON,
    VAN_DON_POINTS,
    Rows,
    book,
    csv_file,
    down,
    form,
    grid,
    numbers,
    par,
    registry,
    satisfied,
    world,
)

from sipas_cli.intake.points.appraisal import appraise
from sipas_cli.intake.points.entries import Appraisal
from sipas_cli.model import Finding, Grid

RIGHT = {"so-noi-vu": NOI_VU_POINTS, "huyen-van-don": VAN_DON_POINTS}
#: Points of another year or round, all of them different.
OTHERS: Mapping[str, object] = {
    "1.1.1": "Không ban hành", "1.1.2": 95, "1.2": 1, "2.1": 2, "2.2": 3, "2.10": 2
}  # fmt: skip


LEAVES = list(NOI_VU)


def taken_of(*grids: Grid, year: int | None = 2024) -> tuple[Appraisal, list[Finding]]:
    return appraise(grids, par().plan, registry(), year=year)


def two_columns(first: str, second: str, *above: str) -> Rows:
    """A form of Sở Nội vụ with two columns of points: OTHERS, then its own."""
    rows = form(NOI_VU, OTHERS)
    at = rows.index(list(FORM))
    rows[at] = ["STT", "Tiêu chí", "Điểm tối đa", first, second, "Ghi chú"]
    if above:
        rows.insert(at, ["", "", "", *above, ""])
    return rows


def line_of(outcome: Any, place: str) -> str:
    """The line about a table."""
    lines = [own for own in outcome.err.splitlines() if own.startswith(f"{place}: tiêu đề")]
    assert len(lines) == 1, outcome.err
    return str(lines[0])


# --- columns of several years --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "above"),
    [
        ("Thẩm định 2023", "Thẩm định 2024", ()),
        ("Thẩm định (năm 2023)", "Thẩm định (năm 2024)", ()),
        ("Thẩm định năm 2023", "Thẩm định", ()),
        ("Thẩm định", "Thẩm định", ("Năm 2023", "Năm 2024")),
    ],
)
def test_of_columns_of_several_years_those_of_the_asked_year_count(
    first: str, second: str, above: Sequence[str]
) -> None:
    taken, findings = taken_of(grid(two_columns(first, second, *above)))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert (findings, taken.other_years) == ([], [("diem.xlsx ! Bảng điểm", ["D"])])


def test_a_year_above_a_pair_of_columns_is_that_of_both() -> None:
    rows = form(NOI_VU, NOI_VU)
    for row in rows[2:]:
        row[5:] = [OTHERS.get(str(row[0]), ""), OTHERS.get(str(row[0]), "")]
    rows[1] = ["STT", "Tiêu chí", "Điểm tối đa", "Năm 2024", "", "Năm 2023", ""]
    rows.insert(2, ["", "", "", *["Tự đánh giá", "Thẩm định"] * 2])
    taken, findings = taken_of(grid(rows))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert numbers(taken.claimed["so-noi-vu"]) == NOI_VU_POINTS
    assert (findings, taken.other_years) == ([], [("diem.xlsx ! Bảng điểm", ["F", "G"])])


def test_years_below_the_units_tell_which_columns_are_meant() -> None:
    leaves = [(leaf, NOI_VU[leaf], VAN_DON[leaf]) for leaf in ("1.2", "2.1", "2.10")]
    rows: Rows = [
        ["STT", "Tiêu chí", "Sở Nội vụ", "", "Huyện Vân Đồn", ""],
        ["", "", "Năm 2023", "Năm 2024", "Năm 2023", "Năm 2024"],
        *([leaf, TITLES[leaf], 0, one, 0, other] for leaf, one, other in leaves),
    ]
    taken, _ = taken_of(grid(rows))
    assert numbers(taken.appraised["so-noi-vu"]) == {"1.2": "5/2", "2.1": "4", "2.10": "7/2"}
    assert numbers(taken.appraised["huyen-van-don"]) == {"1.2": "3", "2.1": "6", "2.10": "8"}


def test_the_year_in_the_title_of_a_criterion_is_no_year_of_a_column() -> None:
    plan = par(("title: Công tác kiểm tra", "title: Kiểm tra năm 2023")).plan
    leaves = ["Kiểm tra năm 2023", "2.1"]
    rows = [["STT", "Tên đơn vị", *leaves], [1, "Sở Nội vụ", 2.5, 4]]
    taken, _ = appraise([grid(rows)], plan, registry(), year=2024)
    assert numbers(taken.appraised["so-noi-vu"]) == {"1.2": "5/2", "2.1": "4"}


# --- tables below each other ---------------------------------------------------------------------


def test_a_second_table_has_the_year_of_its_own_title() -> None:
    rows = [["NĂM 2023"], *form(OTHERS), ["NĂM 2024"], *form(NOI_VU, unit=None)]
    taken, findings = taken_of(grid(rows))
    # the unit is stated above the first table only: it is that of the sheet
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert (findings, taken.passed_over) == ([], [("diem.xlsx ! Bảng điểm ! A1", 2023)])


def test_where_no_table_is_of_the_asked_year_each_is_told() -> None:
    rows = [["NĂM 2022"], *form(OTHERS), ["NĂM 2023"], *form(NOI_VU, unit=None)]
    taken, findings = taken_of(grid(rows))
    assert (taken.appraised, taken.passed_over) == ({}, [])
    assert [(own.code, own.cell, own.params["named"]) for own in findings] == [
        ("points_year", "A1", 2022),
        ("points_year", f"A{len(form({})) + 2}", 2023),
    ]


def test_a_title_that_says_whose_points_follow_begins_another_table() -> None:
    header: list[object] = ["STT", "Tiêu chí", "Sở Nội vụ"]
    own: Rows = [[part, title, NOI_VU.get(part, "")] for part, title in TITLES.items()]
    other: Rows = [[part, title, OTHERS.get(part, "")] for part, title in TITLES.items()]
    rows = [["BẢNG TỰ ĐÁNH GIÁ"], header, *other, ["KẾT QUẢ THẨM ĐỊNH"], header, *own]
    taken, findings = taken_of(grid(rows))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert taken.claimed["so-noi-vu"]["1.2"] == 1
    assert findings == []


def test_that_units_stand_in_several_tables_is_said_also_where_these_agree(
    sipas: Sipas, tmp_path: Path
) -> None:
    world(tmp_path)
    points = {**NOI_VU, "1.3": 2, "2.3": 3, "3.1": 5}
    book(tmp_path / "a.xlsx", Sở_Nội_vụ=form(points), Tổng_hợp=down(("Sở Nội vụ", points)))
    outcome = sipas("check", "a.xlsx")
    assert "a.xlsx ! Sở Nội vụ, a.xlsx ! Tổng hợp: điểm của 1 đơn vị có ở nhiều bảng" in outcome.err
    book(tmp_path / "b.xlsx", Sở_Nội_vụ=form(points))
    assert "nhiều bảng" not in sipas("check", "b.xlsx").err


# --- headers in other words ----------------------------------------------------------------------


@pytest.mark.parametrize("words", [["", "Tiêu chí"], ["LĨNH VỰC II", ""], ["Mã số", "Lĩnh vực"], ["", ""]])
def test_a_row_that_names_the_units_in_another_order_is_a_header_whatever_else_it_says(
    words: list[object],
) -> None:
    leaves = [(leaf, NOI_VU[leaf], VAN_DON.get(leaf, "")) for leaf in NOI_VU]
    above: Rows = [[leaf, TITLES[leaf], one, other] for leaf, one, other in leaves[:3]]
    below: Rows = [[leaf, TITLES[leaf], other, one] for leaf, one, other in leaves[3:]]
    first: list[object] = ["STT", "Tiêu chí", "Sở Nội vụ", "Huyện Vân Đồn"]
    rows = [first, *above, [*words, "Huyện Vân Đồn", "Sở Nội vụ"], *below]
    taken, findings = taken_of(grid(rows))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert numbers(taken.appraised["huyen-van-don"]) == VAN_DON_POINTS
    assert findings == []


def test_units_down_need_no_second_word_in_a_header_further_down() -> None:
    rows = [
        ["Đơn vị", "1.2", "2.1"],
        ["Sở Nội vụ", 2.5, 4],
        ["Đơn vị", "2.1", "1.2"],
        ["Huyện Vân Đồn", 6, 3],
    ]
    taken, _ = taken_of(grid(rows))
    assert numbers(taken.appraised["so-noi-vu"]) == {"1.2": "5/2", "2.1": "4"}
    assert numbers(taken.appraised["huyen-van-don"]) == {"1.2": "3", "2.1": "6"}


def test_a_table_above_the_one_with_most_criteria_is_read_too() -> None:
    small = form({"1.1.1": "Kịp thời"})[:5]
    large = down(("Sở Nội vụ", {leaf: NOI_VU[leaf] for leaf in LEAVES[1:]}), leaves=LEAVES[1:])
    taken, findings = taken_of(grid([*small, [], *large]))
    assert numbers(taken.appraised["so-noi-vu"]) == NOI_VU_POINTS
    assert findings == []


# --- whose points --------------------------------------------------------------------------------


def of_one_column(header: str, *above: str) -> Rows:
    body = [[part, title, NOI_VU.get(part, "")] for part, title in TITLES.items() if part != "1.1.2"]
    return [["Đơn vị: Sở Nội vụ"], *([own] for own in above), ["STT", "Tiêu chí", header], *body]


@pytest.mark.parametrize("header", ["Điểm", "Điểm đạt", "Điểm đạt được"])
@pytest.mark.parametrize(
    ("title", "sheet", "file", "claimed"),
    [
        ("BẢNG TỰ ĐÁNH GIÁ, CHẤM ĐIỂM", "S", "a.xlsx", True),
        ("PHIẾU TỰ CHẤM ĐIỂM", "S", "a.xlsx", True),
        ("", "TuDanhGia", "a.xlsx", True),
        ("", "S", "TuChamDiem_2024.xlsx", True),
        ("KẾT QUẢ THẨM ĐỊNH", "S", "a.xlsx", False),
        ("PHIẾU CHẤM ĐIỂM", "S", "a.xlsx", False),
    ],
)
def test_a_column_of_points_is_self_assessed_where_anything_about_the_table_says_so(
    header: str, title: str, sheet: str, file: str, claimed: bool
) -> None:
    taken, _ = taken_of(grid(of_one_column(header, title), sheet=sheet, file=file))
    assert ("so-noi-vu" in taken.claimed, "so-noi-vu" in taken.appraised) == (claimed, not claimed)


def test_a_column_headed_as_appraised_is_appraised_whatever_the_title_says() -> None:
    taken, _ = taken_of(grid(of_one_column("Thẩm định", "BẢNG TỰ ĐÁNH GIÁ, CHẤM ĐIỂM")))
    assert ("so-noi-vu" in taken.claimed, "so-noi-vu" in taken.appraised) == (False, True)


@pytest.mark.parametrize(
    "titles",
    [
        ["BẢNG ĐIỂM THẨM ĐỊNH", "(trên cơ sở báo cáo tự đánh giá của đơn vị)"],
        ["PHIẾU CHẤM ĐIỂM (GỬI KÈM BÁO CÁO TỰ ĐÁNH GIÁ)"],
    ],
)
def test_what_points_rest_on_is_not_whose_they_are(titles: list[str]) -> None:
    rows = of_one_column("Điểm", *titles)
    taken, _ = taken_of(grid([*rows, ["II. CÔNG TÁC TỰ ĐÁNH GIÁ"]]))
    assert (set(taken.claimed), set(taken.appraised)) == (set(), {"so-noi-vu"})


def test_a_report_of_self_assessment_stays_one_whoever_gets_it() -> None:
    rows = of_one_column("Điểm", "BÁO CÁO TỰ ĐÁNH GIÁ NĂM 2024 (GỬI HỘI ĐỒNG THẨM ĐỊNH)")
    taken, _ = taken_of(grid(rows))
    assert (set(taken.claimed), set(taken.appraised)) == ({"so-noi-vu"}, set())


def test_a_note_below_the_table_says_whose_its_points_are_where_nothing_else_does() -> None:
    rows = [*of_one_column("Điểm"), ["Ghi chú: điểm trên do đơn vị tự đánh giá, chưa thẩm định"]]
    taken, _ = taken_of(grid(rows))
    assert (set(taken.claimed), set(taken.appraised)) == ({"so-noi-vu"}, set())


@pytest.mark.parametrize("words", ["Điểm tự đánh giá của đơn vị", "Đơn vị tự chấm", "Tự chấm lần 1"])
def test_a_column_of_the_row_says_whose_its_points_are_in_words_of_its_own(words: str) -> None:
    rows = [["Đơn vị", "Loại điểm", "1.2", "2.1"], ["Sở Nội vụ", words, 3, 4]]
    taken, _ = taken_of(grid(rows))
    assert (numbers(taken.claimed["so-noi-vu"]), taken.appraised) == ({"1.2": "3", "2.1": "4"}, {})


def test_a_third_round_below_the_two_that_are_known_leaves_the_unit_without_an_index() -> None:
    rows = [
        ["Đơn vị", "Loại", "1.2", "2.1"],
        ["Sở Nội vụ", "Tự đánh giá", 3, 4],
        ["", "Thẩm định", 2, 3],
        ["", "Hội đồng chốt", 1, 2],
    ]
    taken, findings = taken_of(grid(rows))
    assert ("points_without_unit", "A4") in [(own.code, own.cell) for own in findings]
    assert taken.unclear == {"so-noi-vu"}


# --- the year in a cell or a column of its own ---------------------------------------------------


@pytest.mark.parametrize("above", [["Năm", 2023], ["Năm:", "2023"], ["Năm đánh giá: 2023"]])
def test_a_year_in_a_cell_of_its_own_is_that_of_the_table(above: list[object]) -> None:
    taken, findings = taken_of(grid([above, *form(NOI_VU)]))
    assert (taken.appraised, [own.code for own in findings]) == ({}, ["points_year"])


def test_a_column_of_years_is_that_of_the_table() -> None:
    rows = [["Năm", "Đơn vị", "1.2", "2.1"], [2024, "Sở Nội vụ", 2.5, 4], [2023, "Huyện Vân Đồn", 3, 6]]
    taken, findings = taken_of(grid(rows))
    assert (taken.appraised, [(own.code, own.cell) for own in findings]) == ({}, [("points_year", "A3")])
    rows[2][0] = 2024
    assert set(taken_of(grid(rows))[0].appraised) == {"so-noi-vu", "huyen-van-don"}


@pytest.mark.parametrize("title", ["CHẤM ĐIỂM THEO BỘ CHỈ SỐ NĂM 2023", "BỘ CHỈ SỐ CCHC BAN HÀNH NĂM 2022"])
def test_the_year_of_the_set_of_criteria_is_not_that_of_the_table(title: str) -> None:
    taken, findings = taken_of(grid([[title], *form(NOI_VU)]))
    assert (set(taken.appraised), findings) == ({"so-noi-vu"}, [])


def test_that_the_sheet_is_named_after_another_year_than_the_title_is_said(
    sipas: Sipas, tmp_path: Path
) -> None:
    world(tmp_path)
    book(tmp_path / "a.xlsx", Năm_2022=[["PHIẾU CHẤM NĂM 2023"], *form(NOI_VU)])
    assert "năm 2023 (A1; CHÚ Ý: tên trang ghi 2022)" in line_of(
        sipas("check", "a.xlsx"), "a.xlsx ! Năm 2022"
    )


def test_a_sheet_with_days_is_not_said_to_have_no_year(sipas: Sipas, tmp_path: Path) -> None:
    # the days stand in the third column; without them nothing says the year
    world(tmp_path)
    rows = satisfied(Sở_Nội_vụ=(1, 2))
    csv_file(tmp_path / "a.csv", rows)
    csv_file(tmp_path / "b.csv", [[*row[:2], *row[3:]] for row in rows])
    assert "; ngày trả lời ở cột C; 2 phiếu" in line_of(sipas("check", "a.csv"), "a.csv")
    assert "; không ghi năm; 2 phiếu" in line_of(sipas("check", "b.csv"), "b.csv")


def test_the_round_that_a_title_names_is_said(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    book(tmp_path / "a.xlsx", S=[["KẾT QUẢ CHẤM LẦN 2 (DỰ THẢO)"], *form(NOI_VU)])
    assert "; không ghi năm; bản DỰ THẢO; lần 2; 6 dòng" in line_of(sipas("check", "a.xlsx"), "a.xlsx ! S")


# --- hidden columns and cells that are struck through --------------------------------------------


def styled(path: Path) -> str:
    """A form of Sở Nội vụ whose appraised points are hidden, and 2.1 (E10) struck through."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in form({**NOI_VU, "1.3": 2, "2.3": 3, "3.1": 5}):
        sheet.append([None if cell == "" else cell for cell in row])
    sheet.column_dimensions["E"].hidden = True
    assert sheet["E10"].value == 4
    sheet["E10"].font = Font(strike=True)
    workbook.save(path)
    return path.name


def test_hidden_columns_and_struck_cells_that_count_are_said(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    outcome = sipas("check", styled(tmp_path / "a.xlsx"))
    assert "a.xlsx ! Sheet: cột E đang bị ẩn mà vẫn được tính" in outcome.err
    assert "a.xlsx ! Sheet: 1 ô bị gạch ngang mà vẫn được tính (E10)" in outcome.err


# --- the line about each table -------------------------------------------------------------------


def test_each_table_of_points_is_told_in_a_line(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    book(
        tmp_path / "diem.xlsx",
        Nội_vụ=[["PHIẾU CHẤM NĂM 2023"], *form(NOI_VU, NOI_VU)],
        Bảng=down(("Sở Y tế", {"2.1": 3}), ("Huyện Vân Đồn", VAN_DON), leaves=["1.1.1", "2.1", "2.10"]),
    )
    for command in ("check", "score"):
        outcome = sipas(command, "diem.xlsx")
        assert line_of(outcome, "diem.xlsx ! Nội vụ") == (
            "diem.xlsx ! Nội vụ: tiêu đề ở dòng 3; Sở Nội vụ; tự đánh giá D, thẩm định E; năm 2023 (A1); "
            "6 dòng điểm."
        )
        assert line_of(outcome, "diem.xlsx ! Bảng") == (
            "diem.xlsx ! Bảng: tiêu đề ở dòng 1; 2 đơn vị; thẩm định C–E; không ghi năm; 2 dòng điểm."
        )


def test_of_many_tables_alike_the_first_are_told_and_the_number_of_the_others(
    sipas: Sipas, tmp_path: Path
) -> None:
    world(tmp_path)
    book(tmp_path / "diem.xlsx", **{f"Phần_{n}": form({leaf: NOI_VU[leaf]}) for n, leaf in
                                    enumerate([*NOI_VU, *NOI_VU, *NOI_VU])})  # fmt: skip
    outcome = sipas("check", "diem.xlsx")
    assert outcome.err.count("tiêu đề ở dòng 2") == 3
    assert "diem.xlsx: còn 15 bảng nữa có cùng cách trình bày." in outcome.err


# --- ballots of another year ---------------------------------------------------------------------

SETTINGS = "criteria: quang-ninh-2023\nyear: 2023\n"
UNITS = "groups: [{id: so, name: Các sở}]\nunits: [{id: so-y-te, group: so, name: Sở Y tế}]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "units.yaml").write_text(UNITS, encoding="utf-8")
    (tmp_path / "sipas.yaml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


def ballots(path: Path, *, day: str = "", **sheets: tuple[str, int]) -> str:
    """A workbook with a sheet of three ballots for each (title above it, answer to every question)."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, (title, answer) in sheets.items():
        sheet = workbook.create_sheet(name.replace("_", " "))
        rows = [[f"{name}{n}", "Sở Y tế", day, *[answer] * len(CODES)] for n in range(3)]
        for row in [*([[title]] if title else []), HEADER, *rows]:
            sheet.append(list(row))
    workbook.save(path)
    return path.name


@pytest.mark.parametrize(
    ("name", "sheet", "title", "place"),
    [
        ("a.xlsx", "S", "KẾT QUẢ KHẢO SÁT NĂM 2022", "a.xlsx ! S ! A1"),
        ("a.xlsx", "Năm_2022", "", "a.xlsx ! Năm 2022"),
        ("khao-sat-2022.xlsx", "S", "", "khao-sat-2022.xlsx"),
    ],
)
def test_ballots_that_say_another_year_and_have_no_days_are_refused(
    folder: Path, sipas: Sipas, name: str, sheet: str, title: str, place: str
) -> None:
    file = ballots(folder / name, **{sheet: (title, 5)})
    for command in ("check", "score"):
        outcome = sipas(command, file)
        assert outcome.status == 3
        assert f"{place}: ở đây ghi là của năm 2022, nhưng đang chấm năm 2023" in outcome.err
    assert not (folder / "results").exists()
    assert sipas("score", file, "--year", 2022).status == 0
    assert sipas("score", file, "--force").status == 0


def test_days_tell_the_year_of_ballots_better_than_a_title(folder: Path, sipas: Sipas) -> None:
    file = ballots(folder / "khao-sat-2022.xlsx", day="2023-11-15", S=("", 5))
    outcome = sipas("score", file)
    assert outcome.status == 0
    assert "khao-sat-2022.xlsx: ghi năm 2022, nhưng ngày trên phiếu cho biết năm 2023" in outcome.err


def test_ballots_of_another_year_beside_those_of_the_year_are_passed_over(folder: Path, sipas: Sipas) -> None:
    # all of the year answer 5: 100 %; those of the other year answer 1
    file = ballots(folder / "a.xlsx", Năm_2022=("", 1), Năm_2023=("", 5))
    outcome = sipas("score", file, "--format", "csv")
    assert outcome.status == 0, outcome.err
    assert ",100.00," in outcome.out
    assert "a.xlsx ! Năm 2022: bỏ qua bảng ghi là của năm 2022" in outcome.err
    assert line_of(outcome, "a.xlsx ! Năm 2023").endswith("năm 2023 (tên trang); 3 phiếu.")


# --- the law -------------------------------------------------------------------------------------

UNIT_NAMES = {"so-noi-vu": "Sở Nội vụ", "huyen-van-don": "Huyện Vân Đồn"}
POINTS = {"so-noi-vu": NOI_VU, "huyen-van-don": VAN_DON}


@st.composite
def pieces(draw: Any) -> list[list[str]]:
    """The leaves in some order, cut into one to three pieces."""
    order = draw(st.permutations(LEAVES))
    cuts = sorted(draw(st.lists(st.integers(1, len(order) - 1), max_size=2, unique=True)))
    return [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(order)], strict=True)]


@st.composite
def tables(draw: Any) -> list[Grid]:
    """The points of both units, each piece in a layout of its own, on one sheet or on several."""
    found: list[Rows] = []
    for leaves in draw(pieces()):
        units = draw(st.permutations(list(UNIT_NAMES)))
        layout = draw(st.sampled_from(["form", "across", "down"]))
        again = draw(st.integers(0, len(leaves)))  # where the header stands once more
        if layout == "form":
            found += [_form(unit, leaves, again, swapped=draw(st.booleans())) for unit in units]
        elif layout == "across":
            found.append(_across(units, leaves, again))
        else:
            found.append(_down(units, leaves))
    if draw(st.booleans()):
        below = [row for rows in found for row in [*rows, []]]
        return [grid(below, sheet="Bảng")]
    return [grid(rows, sheet=f"Bảng {n}") for n, rows in enumerate(draw(st.permutations(found)))]


def _form(unit: str, leaves: Sequence[str], again: int, *, swapped: bool) -> Rows:
    """A form; from the row `again` on below a second header, with the columns of points `swapped`."""
    header: list[object] = ["STT", "Tiêu chí", "Tự đánh giá", "Thẩm định"]
    body: Rows = [[leaf, TITLES[leaf], "", POINTS[unit].get(leaf, "")] for leaf in leaves]
    second = [*header[:2], header[3], header[2]] if swapped else header
    if swapped:
        body[again:] = [[number, title, own, empty] for number, title, empty, own in body[again:]]
    return [[f"Đơn vị: {UNIT_NAMES[unit]}"], header, *body[:again], second, *body[again:]]


def _across(units: Sequence[str], leaves: Sequence[str], again: int) -> Rows:
    """Units across; from the row `again` on they stand in another order."""
    rows: Rows = []
    for own, part in ((units, leaves[:again]), (units[::-1], leaves[again:])):
        rows.append(["STT", "Tiêu chí", *(UNIT_NAMES[unit] for unit in own)])
        rows += [[leaf, TITLES[leaf], *(POINTS[unit].get(leaf, "") for unit in own)] for leaf in part]
    return rows


def _down(units: Sequence[str], leaves: Sequence[str]) -> Rows:
    named = [f"{leaf}. {TITLES[leaf]}" for leaf in leaves]
    return [["STT", "Đơn vị", *named],
            *([n, UNIT_NAMES[unit], *(POINTS[unit].get(leaf, "") for leaf in leaves)]
              for n, unit in enumerate(units, 1))]  # fmt: skip


@settings(max_examples=150)
@given(tables())
def test_the_same_cells_in_other_tables_never_give_another_figure(found: list[Grid]) -> None:
    taken, findings = taken_of(*found)
    for unit, points in taken.appraised.items():
        for leaf, value in points.items():
            assert value == Fraction(RIGHT[unit][leaf])
    missing = [
        leaf for unit, own in RIGHT.items() for leaf in own if leaf not in taken.appraised.get(unit, {})
    ]
    assert not missing or findings
