"""Published tables say of which year they are; columns of several years, and figures unlike the others."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import Sipas, write_book

from sipas_cli.intake.stated_year import Claim, of_name, of_title
from sipas_cli.intake.tables import year_claimed

REGISTER = """\
groups:
  - {id: so, name: "Các sở, ban, ngành"}
units:
  - {id: so-noi-vu, group: so, name: Sở Nội vụ}
  - {id: so-y-te, group: so, name: Sở Y tế}
  - {id: so-tu-phap, group: so, name: Sở Tư pháp}
"""
HEADER = ("Đơn vị", "Chỉ số CCHC", "Hạng")
LINES = (("Sở Y tế", 92.1, 1), ("Sở Tư pháp", 90.55, 2), ("Sở Nội vụ", 85, 3))
RIGHT = {"Sở Y tế": (1, 92.1), "Sở Tư pháp": (2, 90.55), "Sở Nội vụ": (3, 85.0)}
IMPORT = ("import-results", "--index", "par", "--year", 2023)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "units.yaml").write_text(REGISTER, encoding="utf-8")
    return tmp_path


def book(path: Path, sheets: dict[str, Sequence[Sequence[object]]], merged: Sequence[str] = ()) -> str:
    """A workbook with these sheets; `merged` are cells of the first."""

    def fill(first: Any, whole: Any) -> None:
        first.title, *more = sheets
        for name in more:
            whole.create_sheet(name)
        for name, rows in sheets.items():
            for row in rows:
                whole[name].append(list(row))
        for cells in merged:
            first.merge_cells(cells)

    return write_book(path, [], None, fill).name


def figures(sipas: Sipas) -> dict[str, tuple[int | None, float | None]]:
    """Unit -> rank and score of what is stored for 2023."""
    shown = json.loads(sipas("rank", "--year", 2023, "--index", "par", "--format", "json").out)
    return {line["unit"]: (line["rank"], line["score"]) for own in shown["groups"] for line in own["units"]}


# --- what names a year ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022", 2022),
        ("BANG DIEM NAM 2022", 2022),
        ("PAR INDEX 2022", 2022),
        ("Năm: 2022", 2022),
        ("KẾT QUẢ CCHC NĂM 2022 (Kèm theo Quyết định số 25/QĐ-UBND ngày 12/01/2024)", 2022),
        ("(Ban hành kèm theo Quyết định số      /QĐ-UBND ngày   tháng   năm 2024)", None),
        ("Sóc Trăng, ngày 5 tháng 01 năm 2024", None),
        ("KẾT QUẢ NĂM 2023 SO VỚI NĂM 2022", None),
        ("(so với năm 2022)", None),
        ("Kế hoạch giai đoạn 2021 - 2025", None),
        ("Tổng số phiếu: 2022", None),
        ("Nguồn: báo cáo năm 2022", None),
        ("theo Thông tư số 01/2021/TT-BNV", None),
    ],
)
def test_a_title_names_a_year_and_a_day_or_a_document_does_not(text: str, year: int | None) -> None:
    assert of_title(text) == year


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("Sở Tư pháp 2023", 2023),
        ("CCHC_2022_chinh thuc", 2022),
        ("PAR2022", 2022),
        ("2022-2023", None),
        ("diem 2024-01-15", None),
        ("diem 15.01.2024", None),
        ("20240115", None),
        ("QĐ 25 2024", None),
        ("QĐ 25 CCHC năm 2023", 2023),
        ("Sheet1", None),
    ],
)
def test_the_name_of_a_sheet_or_a_file_names_a_year_and_a_day_in_it_does_not(
    name: str, year: int | None
) -> None:
    assert of_name(name) == year


def test_the_nearest_that_names_a_year_decides() -> None:
    title = {1: ["CHỈ SỐ NĂM 2022"], 2: ["Số liệu năm 2021"]}
    assert year_claimed([title], 2023, sheet="2023", file="2023.xlsx") == Claim(2022, "A1")
    assert year_claimed([title], 2021, sheet="2023", file="2023.xlsx") == Claim(2021, "A2")
    assert year_claimed([{9: ["Năm 2023"]}, title], 2022, sheet="S", file="a.xlsx") == Claim(2023, "A9")
    assert year_claimed([{9: ["Điểm"]}, title], 2022, sheet="S", file="a.xlsx") == Claim(2022, "A1")
    assert year_claimed([], 2023, sheet="2022", file="2023.xlsx") == Claim(2022)
    assert year_claimed([], 2023, sheet="S", file="2022.xlsx") == Claim(2022, of_file=True)
    assert year_claimed([], 2023, sheet="S", file="cchc.xlsx") is None


# --- another year's table ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "sheet", "title", "place"),
    [
        ("t.xlsx", "S", "CHỈ SỐ CCHC NĂM 2022", "t.xlsx ! S ! A1"),
        ("t.xlsx", "Năm 2022", "CHỈ SỐ CCHC", "t.xlsx ! Năm 2022"),
        ("cchc_2022.xlsx", "S", "CHỈ SỐ CCHC", "cchc_2022.xlsx"),
    ],
)
def test_a_table_of_another_year_is_refused_where_it_says_so(
    folder: Path, sipas: Sipas, name: str, sheet: str, title: str, place: str
) -> None:
    refused = sipas(*IMPORT, book(folder / name, {sheet: [[title], HEADER, *LINES]}))
    assert refused.status == 3
    assert f"{place}: bảng này ghi là của năm 2022, không phải năm 2023" in refused.err
    assert not (folder / "results").exists()


@pytest.mark.parametrize(
    "title", ["CHỈ SỐ CCHC NĂM 2023", "NĂM 2023 SO VỚI NĂM 2022", "Kèm theo QĐ năm 2022"]
)
def test_a_title_of_this_year_or_of_two_says_nothing_against_it(
    folder: Path, sipas: Sipas, title: str
) -> None:
    assert sipas(*IMPORT, book(folder / "t.xlsx", {"S": [[title], HEADER, *LINES]})).status == 0
    assert figures(sipas) == RIGHT


def test_of_a_file_with_a_sheet_for_each_year_that_of_the_year_is_read(folder: Path, sipas: Sipas) -> None:
    old = [HEADER, ("Sở Nội vụ", 99, 1), ("Sở Y tế", 70, 2)]
    name = book(folder / "t.xlsx", {"2022": old, "2023": [HEADER, *LINES]})
    result = sipas(*IMPORT, name)
    assert result.status == 0, result.err
    assert "t.xlsx ! 2022: bỏ qua bảng ghi là của năm 2022, chỉ lấy bảng của năm 2023" in result.err
    assert figures(sipas) == RIGHT


def test_of_two_tables_on_a_sheet_that_of_the_year_is_read(folder: Path, sipas: Sipas) -> None:
    old = [("Sở Nội vụ", 99, 1), ("Sở Y tế", 70, 2)]
    rows = [["NĂM 2022"], HEADER, *old, ["NĂM 2023"], HEADER, *LINES]
    assert sipas(*IMPORT, book(folder / "t.xlsx", {"S": rows})).status == 0
    assert figures(sipas) == RIGHT


def test_ranks_beside_scores_of_another_year_are_not_this_years(folder: Path, sipas: Sipas) -> None:
    rows = [["Đơn vị", "Chỉ số CCHC 2022", "Hạng"], *LINES]
    refused = sipas(*IMPORT, book(folder / "t.xlsx", {"S": rows}))
    assert refused.status == 3
    assert "t.xlsx ! S ! B1: bảng này ghi là của năm 2022" in refused.err


# --- columns of several years ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "merged"),
    [
        ([["Đơn vị", "Năm 2022", "Năm 2023", "Hạng 2022", "Hạng 2023"]], []),
        ([["Đơn vị", "2022", "2023", "Hạng 2022", "Hạng 2023"]], []),
        (
            [["Đơn vị", "Chỉ số CCHC", None, "Xếp hạng", None], [None, "Năm 2022", "Năm 2023", 2022, 2023]],
            ["A1:A2", "B1:C1", "D1:E1"],
        ),
        (
            [["Đơn vị", "Chỉ số CCHC", None, "Xếp hạng", None], [None, "2022", "2023", "2022", "2023"]],
            [],
        ),
        (
            [[None, "Điểm", None, "Hạng", None], ["Đơn vị", "Năm 2022", "Năm 2023", "Năm 2022", "Năm 2023"]],
            ["B1:C1", "D1:E1"],
        ),
        (
            [
                ["Đơn vị", "KẾT QUẢ", None, None, None],
                [None, "Điểm", None, "Hạng", None],
                [None, "Năm 2022", "Năm 2023", "Năm 2022", "Năm 2023"],
            ],
            ["A1:A3", "B1:E1", "B2:C2", "D2:E2"],
        ),
    ],
)
def test_of_columns_of_two_years_those_of_the_year_are_read(
    folder: Path, sipas: Sipas, header: list[list[object]], merged: list[str]
) -> None:
    lines = [
        ["Sở Y tế", "88,00", "92,10", 2, 1],
        ["Sở Tư pháp", "89,00", "90,55", 1, 2],
        ["Sở Nội vụ", "80,00", "85,00", 3, 3],
    ]
    result = sipas(*IMPORT, book(folder / "t.xlsx", {"S": [*header, *lines]}, merged))
    assert result.status == 0, result.err
    assert figures(sipas) == RIGHT


@pytest.mark.parametrize("merged", [["B1:C1", "D1:E1"], []])
def test_a_year_above_score_and_rank_is_that_of_both(folder: Path, sipas: Sipas, merged: list[str]) -> None:
    rows = [
        ["Đơn vị", "Năm 2022", None, "Năm 2023", None],
        [None, "Điểm", "Hạng", "Điểm", "Hạng"],
        ["Sở Y tế", "88,00", 2, "92,10", 1],
        ["Sở Tư pháp", "89,00", 1, "90,55", 2],
        ["Sở Nội vụ", "80,00", 3, "85,00", 3],
    ]
    result = sipas(*IMPORT, book(folder / "t.xlsx", {"S": rows}, merged))
    assert result.status == 0, result.err
    assert figures(sipas) == RIGHT


def test_two_indices_above_score_and_rank_are_told_apart(folder: Path, sipas: Sipas) -> None:
    rows = [
        ["Đơn vị", "Chỉ số CCHC", None, "Chỉ số hài lòng", None],
        [None, "Điểm", "Hạng", "Điểm", "Hạng"],
        ["Sở Y tế", "92,10", 1, "70,00", 3],
        ["Sở Tư pháp", "90,55", 2, "80,00", 2],
        ["Sở Nội vụ", "85,00", 3, "90,00", 1],
    ]
    assert sipas(*IMPORT, book(folder / "t.xlsx", {"S": rows}, ["B1:C1", "D1:E1"])).status == 0
    assert figures(sipas) == RIGHT


def test_ranks_beside_scores_of_another_index_are_that_index(folder: Path, sipas: Sipas) -> None:
    other = [["Đơn vị", "Chỉ số hài lòng", "Xếp hạng"], ("Sở Nội vụ", "99,00", 1), ("Sở Y tế", "70,00", 2)]
    name = book(folder / "t.xlsx", {"Phụ lục I": other})
    assert sipas(*IMPORT, name).status == 3
    name = book(folder / "t.xlsx", {"Phụ lục I": other, "Phụ lục II": [HEADER, *LINES]})
    result = sipas(*IMPORT, name)
    assert result.status == 0, result.err
    assert figures(sipas) == RIGHT


def test_years_alone_over_whole_numbers_may_be_ranks_and_are_not_taken_for_scores(
    folder: Path, sipas: Sipas
) -> None:
    rows = [["Đơn vị", "Năm 2022", "Năm 2023"], ["Sở Y tế", 2, 1], ["Sở Tư pháp", 1, 2]]
    assert sipas(*IMPORT, book(folder / "t.xlsx", {"S": rows})).status == 3
    rows = [
        ["Đơn vị", "Năm 2022", "Năm 2023"],
        ["Sở Y tế", "88,00", "92,10"],
        ["Sở Tư pháp", "89,00", "90,55"],
    ]
    assert sipas(*IMPORT, book(folder / "t.xlsx", {"S": rows})).status == 0
    assert figures(sipas) == {"Sở Y tế": (1, 92.1), "Sở Tư pháp": (2, 90.55)}


def test_a_column_of_figures_that_nobody_reads_is_told(folder: Path, sipas: Sipas) -> None:
    rows = [
        ["Đơn vị", "Hạng", "Giá trị", "Ghi chú"],
        ["Sở Y tế", 1, "92,10", ""],
        ["Sở Tư pháp", 2, "90,55", "x"],
    ]
    result = sipas(*IMPORT, book(folder / "t.xlsx", {"S": rows}))
    assert result.status == 0
    assert "t.xlsx ! S ! C1: không rõ các cột này là gì nên không đọc số liệu trong đó: C1" in result.err
    assert "D1" not in result.err


def test_columns_without_a_header_are_told_and_changes_and_self_assessed_points_are_known(
    folder: Path, sipas: Sipas
) -> None:
    rows = [
        [None, "Đơn vị", "Điểm tự đánh giá", "Điểm thẩm định", "Hạng", "Tăng/giảm", None],
        [1, "Sở Y tế", "95,00", "92,10", 1, 2, 7],
        [2, "Sở Tư pháp", "94,00", "90,55", 2, 1, 8],
        [3, "Sở Nội vụ", "93,00", "85,00", 3, 0, 9],
    ]
    result = sipas(*IMPORT, book(folder / "t.xlsx", {"S": rows}))
    assert result.status == 0, result.err
    assert "không đọc số liệu trong đó: G1." in result.err
    assert figures(sipas) == RIGHT


# --- a figure unlike the others ----------------------------------------------------------------------


def scores(folder: Path, sipas: Sipas, *typed: object) -> str:
    """What is said of a table of the three units with these scores."""
    units = ("Sở Y tế", "Sở Tư pháp", "Sở Nội vụ")
    rows = [["Đơn vị", "Điểm"], *([unit, score] for unit, score in zip(units, typed, strict=True))]
    result = sipas(*IMPORT, book(folder / "t.xlsx", {"S": rows}))
    assert result.status == 0, result.err
    return result.err


def test_a_score_with_more_decimals_than_the_others_is_told(folder: Path, sipas: Sipas) -> None:
    said = scores(folder, sipas, "92,101", "90,55", "85,00")
    assert "t.xlsx ! S ! B2: điểm có 3 chữ số thập phân, các điểm khác của cột có nhiều nhất 2" in said
    assert "B4: điểm có 3" in scores(folder, sipas, "92,10", "90,55", "8,500")


@pytest.mark.parametrize(
    "typed",
    [
        (92.1, 90.55, 85),
        (92.1, 90.5, 85.25),
        (92, 90.5, 85),
        ("92,101", "90,552", "85,003"),
        ("92,10", 90.5, 85),
    ],
)
def test_fewer_decimals_and_those_of_a_few_figures_are_not_told(
    folder: Path, sipas: Sipas, typed: tuple[object, ...]
) -> None:
    assert "chữ số thập phân" not in scores(folder, sipas, *typed)


def test_raised_digits_and_marks_are_footnotes(folder: Path, sipas: Sipas) -> None:
    rows = [
        ["Đơn vị", "Điểm", "Hạng"],
        ["Sở Y tế (*)", "92,10¹", "1"],
        ["Sở Tư pháp*", "90,55 *", "2²"],
        ["Sở Nội vụ¹", "85,00", "3 (**)"],
    ]
    result = sipas(*IMPORT, book(folder / "t.xlsx", {"S": rows}))
    assert result.status == 0, result.err
    assert figures(sipas) == RIGHT
    # a digit in parentheses may be anything
    assert sipas(*IMPORT, book(folder / "t.xlsx", {"S": [HEADER, ("Sở Y tế", "92,10 (1)", 1)]})).status == 3


# --- another index, another figure ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "title", "place"),
    [("S", "CHỈ SỐ HÀI LÒNG (SIPAS) NĂM 2023", "t.xlsx ! S ! A1"), ("SIPAS 2023", "", "t.xlsx ! SIPAS 2023")],
)
def test_a_table_of_another_index_is_refused(
    folder: Path, sipas: Sipas, sheet: str, title: str, place: str
) -> None:
    rows = [[title], ("Đơn vị", "Chỉ số", "Hạng"), *LINES]
    refused = sipas(*IMPORT, book(folder / "t.xlsx", {sheet: rows}))
    assert refused.status == 3
    assert f"{place}: ở đây ghi là bảng SIPAS, nhưng đang nhập PAR" in refused.err


def test_a_header_that_names_the_index_goes_before_the_title(folder: Path, sipas: Sipas) -> None:
    rows = [["CHỈ SỐ HÀI LÒNG VÀ KẾT QUẢ CCHC"], HEADER, *LINES]
    assert sipas(*IMPORT, book(folder / "t.xlsx", {"S": rows})).status == 0
    assert figures(sipas) == RIGHT


@pytest.mark.parametrize("headers", [("Năm 2021", "Năm 2022"), ("2022",), ("Năm 2022",)])
def test_ranks_beside_scores_of_other_years_alone_are_refused(
    folder: Path, sipas: Sipas, headers: tuple[str, ...]
) -> None:
    rows = [
        ("Đơn vị", *headers, "Hạng"),
        *((unit, *[score] * len(headers), rank) for unit, score, rank in LINES),
    ]
    refused = sipas(*IMPORT, book(folder / "t.xlsx", {"S": rows}))
    assert refused.status == 3
    assert "t.xlsx ! S ! B1: bảng này ghi là của năm" in refused.err


def test_a_year_in_a_cell_of_its_own_above_the_header_names_the_year(folder: Path, sipas: Sipas) -> None:
    refused = sipas(*IMPORT, book(folder / "t.xlsx", {"S": [["", "Năm", 2022], HEADER, *LINES]}))
    assert refused.status == 3
    assert "t.xlsx ! S ! C1: bảng này ghi là của năm 2022" in refused.err


def test_one_share_among_percentages_is_refused_with_its_cell(folder: Path, sipas: Sipas) -> None:
    rows = [HEADER, ("Sở Y tế", 0.921, 1), *LINES[1:]]
    refused = sipas(*IMPORT, book(folder / "t.xlsx", {"S": rows}), "-q")
    assert refused.status == 3
    assert "t.xlsx ! S ! B2: điểm này không quá 1" in refused.err  # under -q too: it is why


def test_the_last_score_of_several_rounds_is_read(folder: Path, sipas: Sipas) -> None:
    header = ("Đơn vị", "Điểm thẩm định", "Điểm cuối cùng", "Hạng")
    rows = [header, *((unit, 60, score, rank) for unit, score, rank in LINES)]
    assert sipas(*IMPORT, book(folder / "t.xlsx", {"S": rows})).status == 0
    assert figures(sipas) == RIGHT


def test_the_row_of_the_province_is_no_unit(folder: Path, sipas: Sipas) -> None:
    (folder / "sipas.yaml").write_text("province: tỉnh Lạng Sơn\n", encoding="utf-8")
    assert (
        sipas(*IMPORT, book(folder / "t.xlsx", {"S": [HEADER, *LINES, ("Tỉnh Lạng Sơn", 89, "")]})).status
        == 0
    )
    assert figures(sipas) == RIGHT


def test_a_published_table_is_told_in_a_line(folder: Path, sipas: Sipas) -> None:
    rows = [["CHỈ SỐ CCHC NĂM 2023"], HEADER, *LINES]
    told = sipas(*IMPORT, book(folder / "t.xlsx", {"2022": rows})).err
    assert (
        "t.xlsx ! 2022: tiêu đề ở dòng 2; 3 đơn vị; điểm ở cột B, hạng ở cột C; "
        "năm 2023 (A1; CHÚ Ý: tên trang ghi 2022); 3 dòng."
    ) in told


def test_the_appendix_of_another_index_is_passed_over_beside_that_of_the_asked_one(
    folder: Path, sipas: Sipas
) -> None:
    other = [["CHỈ SỐ HÀI LÒNG (SIPAS) NĂM 2023"], ("Đơn vị", "Chỉ số", "Hạng"), ("Sở Y tế", 50, 1)]
    asked = [["CHỈ SỐ CCHC NĂM 2023"], HEADER, *LINES]
    outcome = sipas(*IMPORT, book(folder / "t.xlsx", {"PL2": other, "PL1": asked}))
    assert outcome.status == 0
    assert figures(sipas) == RIGHT
    assert "t.xlsx ! PL2 ! A1: bỏ qua bảng SIPAS; đang nhập PAR." in outcome.err


def test_the_decision_to_which_a_table_belongs_is_not_its_index(folder: Path, sipas: Sipas) -> None:
    title = "KẾT QUẢ ĐO LƯỜNG SỰ HÀI LÒNG NĂM 2023 (Kèm theo Quyết định công bố Chỉ số cải cách hành chính)"
    rows = [[title], ("Đơn vị", "Chỉ số", "Hạng"), *LINES]
    words = ("import-results", "--index", "sipas", "--year", 2023)
    assert sipas(*words, book(folder / "t.xlsx", {"S": rows})).status == 0
