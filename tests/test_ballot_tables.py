"""Whose ballots, of how many people, of which year, under which header: a sheet that contradicts itself is
refused.

The workspace is that of the field cases: two factors of two questions each, A1 and A2, B1 and B2. A unit's
figure is the share of answers of 4 and 5; every ballot here answers all four alike, so it is the share of its
satisfied ballots.
"""

import csv
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT, Outcome, Sipas

CODES = ["A1", "A2", "B1", "B2"]
GOOD, BAD = ["5"] * 4, ["2"] * 4


@pytest.fixture(autouse=True)
def _workspace(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "field" / "_workspace", tmp_path, dirs_exist_ok=True)


def changed(folder: Path, before: str, after: str) -> None:
    path = folder / "criteria" / "field.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")


def scored(
    sipas: Sipas, folder: Path, rows: Sequence[Sequence[str]], name: str = "a.csv", *more: object
) -> Outcome:
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return sipas("score", name, "--year", "2024", "--format", "json", "--lang", "en", *more)


def scores(outcome: Outcome) -> dict[str, float]:
    assert outcome.status == 0, outcome.err
    lines = [line for group in json.loads(outcome.out)["groups"] for line in group["units"]]
    return {line["unit"]: line["score"] for line in lines if line["score"] is not None}


# --- rows of several people ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "header", ["Số lượng", "SL", "Tần suất", "Tần số", "Số phiếu", "Trọng số", "weight", "Số lượt", "n"]
)
def test_a_column_of_counts_is_refused_and_named(tmp_path: Path, sipas: Sipas, header: str) -> None:
    rows = [["Tên đơn vị", *CODES, header], ["Sở Y tế", *GOOD, "3"], ["Sở Y tế", *BAD, "1"]]
    outcome = scored(sipas, tmp_path, rows)
    assert outcome.status == 3
    assert f'a.csv ! F1: the column "{header}" seems to say how many people' in outcome.err
    assert "name it as count" in outcome.err


def test_a_column_that_numbers_the_rows_counts_nobody(tmp_path: Path, sipas: Sipas) -> None:
    rows = [["Tên đơn vị", *CODES, "Số phiếu"], *(["Sở Y tế", *GOOD, str(n)] for n in range(1, 6))]
    assert scores(scored(sipas, tmp_path, rows)) == {"Sở Y tế": 100.0}


def test_where_the_criteria_name_the_column_each_row_counts_as_often(tmp_path: Path, sipas: Sipas) -> None:
    changed(tmp_path, "ballot_id: [Mã phiếu]", "count: [Số lượng]")
    header = ["Tên đơn vị", *CODES, "Số lượng"]
    rows = [header, ["Sở Y tế", *GOOD, "3"], ["Sở Y tế", *BAD, "1"], ["Sở Y tế", *BAD, "0"]]
    outcome = scored(sipas, tmp_path, rows)
    # 3 of 4 people are satisfied
    assert scores(outcome) == {"Sở Y tế": 75.0}
    assert json.loads(outcome.out)["findings"]["ballots_read"] == 4


@pytest.mark.parametrize("text", ["", "x", "1.5", "-1", "20%", "1000001"])
def test_what_is_no_count_is_refused_with_its_cell(tmp_path: Path, sipas: Sipas, text: str) -> None:
    changed(tmp_path, "ballot_id: [Mã phiếu]", "count: [Số lượng]")
    rows = [["Tên đơn vị", *CODES, "Số lượng"], ["Sở Y tế", *GOOD, "3"], ["Sở Y tế", *BAD, text]]
    outcome = scored(sipas, tmp_path, rows)
    assert outcome.status == 3
    assert "a.csv ! F3: this cell must say how many people" in outcome.err


# --- whose ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    ["Cơ quan giải quyết hồ sơ", "Nơi giải quyết thủ tục", "Sở được cho ý kiến", "Cơ quan được đánh giá"],
)
def test_a_second_column_of_units_that_differs_is_refused(tmp_path: Path, sipas: Sipas, header: str) -> None:
    rows = [["Tên đơn vị", header, *CODES], ["Sở Y tế", "Sở Tư pháp", *GOOD], ["Sở Y tế", "Sở Y tế", *BAD]]
    outcome = scored(sipas, tmp_path, rows)
    assert outcome.status == 3
    assert "a.csv ! B2: this column names units too, another one than A2" in outcome.err
    same = [[*row[:1], row[0] if n else row[1], *row[2:]] for n, row in enumerate(rows)]
    assert scores(scored(sipas, tmp_path, same)) == {"Sở Y tế": 50.0}


@pytest.mark.parametrize(
    "header", ["Đơn vị công tác của ông/bà", "Nơi ở", "Địa bàn khảo sát", "Đơn vị cấp trên"]
)
def test_where_people_live_or_work_is_not_which_unit_is_judged(
    tmp_path: Path, sipas: Sipas, header: str
) -> None:
    rows = [["Tên đơn vị", header, *CODES], ["Sở Y tế", "Sở Tư pháp", *GOOD], ["Sở Y tế", "Sở Nội vụ", *BAD]]
    assert scores(scored(sipas, tmp_path, rows)) == {"Sở Y tế": 50.0}


def test_a_column_that_the_criteria_ignore_is_not_asked_about(tmp_path: Path, sipas: Sipas) -> None:
    changed(tmp_path, "ballot_id: [Mã phiếu]", "ignored: [Nơi giải quyết]")
    rows = [["Tên đơn vị", "Nơi giải quyết", *CODES], ["Sở Y tế", "Sở Tư pháp", *GOOD]]
    assert scores(scored(sipas, tmp_path, rows)) == {"Sở Y tế": 100.0}


@pytest.mark.parametrize(
    ("above", "name", "other"),
    [
        (["Đơn vị: Sở Tư pháp"], "a.csv", "Sở Tư pháp"),
        (["PHIẾU KHẢO SÁT TẠI SỞ TƯ PHÁP"], "a.csv", "Sở Tư pháp"),
    ],
)
def test_ballots_all_of_one_unit_below_the_name_of_another_are_refused(
    tmp_path: Path, sipas: Sipas, above: list[str], name: str, other: str
) -> None:
    titles = [[text] for text in above]
    rows = [*titles, ["Tên đơn vị", *CODES], ["Sở Y tế", *GOOD], ["Sở Y tế", *BAD]]
    outcome = scored(sipas, tmp_path, rows, name)
    assert outcome.status == 3
    assert 'the ballots here are those of "Sở Y tế", but a title' in outcome.err
    assert f"is that of {other}" in outcome.err
    both = [*rows, ["Sở Tư pháp", *GOOD]]  # of several units: the name is that of who sends them
    assert scores(scored(sipas, tmp_path, both, name)) == {"Sở Y tế": 50.0, "Sở Tư pháp": 100.0}


def test_the_bare_name_of_another_unit_between_the_ballots_is_refused(tmp_path: Path, sipas: Sipas) -> None:
    rows = [["Đơn vị: Sở Y tế"], ["STT", *CODES], ["1", *GOOD], ["SỞ TƯ PHÁP"], ["2", *BAD]]
    outcome = scored(sipas, tmp_path, rows)
    assert outcome.status == 3
    assert "a.csv ! A4: this cell states another unit than the one above the table" in outcome.err


def test_ballots_without_a_column_of_the_unit_are_those_of_one_that_all_names_agree_on(
    tmp_path: Path, sipas: Sipas
) -> None:
    rows = [["Đơn vị: Sở Y tế"], ["STT", *CODES], ["1", *GOOD], ["2", *BAD]]
    assert scores(scored(sipas, tmp_path, rows)) == {"Sở Y tế": 50.0}
    assert scored(sipas, tmp_path, rows, "So Tu phap.csv").status == 3
    # with a column, a name is that of who collected the ballots
    rows = [["Tên đơn vị", *CODES], ["Sở Y tế", *GOOD]]
    assert scores(scored(sipas, tmp_path, rows, "So Tu phap.csv")) == {"Sở Y tế": 100.0}


def test_beside_the_judged_unit_another_listed_column_is_the_respondents_own(
    tmp_path: Path, sipas: Sipas
) -> None:
    changed(tmp_path, "unit: [Tên đơn vị, Đơn vị]", "unit: [Tên đơn vị, Đơn vị, Đơn vị được đánh giá]")
    rows = [
        ["Đơn vị", "Đơn vị được đánh giá", *CODES],
        ["Sở Y tế", "Sở Tư pháp", *GOOD],
        ["Sở Y tế", "Sở Tư pháp", *BAD],
    ]
    outcome = scored(sipas, tmp_path, rows)
    assert scores(outcome) == {"Sở Tư pháp": 50.0}
    assert "unit in B" in outcome.err


@pytest.mark.parametrize("header", ["Ghi chú", "Nghề nghiệp", "Khu vực", "Đơn vị nhập phiếu", "Nơi cấp CCCD"])
def test_a_remark_with_the_name_of_a_unit_is_no_judged_unit(
    tmp_path: Path, sipas: Sipas, header: str
) -> None:
    rows = [["Tên đơn vị", header, *CODES], ["Sở Y tế", "Sở Tư pháp", *GOOD], ["Sở Y tế", "", *BAD]]
    assert scores(scored(sipas, tmp_path, rows)) == {"Sở Y tế": 50.0}


@pytest.mark.parametrize(
    "above",
    [
        ["UBND TỈNH THỬ NGHIỆM - SỞ NỘI VỤ"],
        ["SỞ NỘI VỤ"],
        ["Kính gửi: Sở Nội vụ"],
        ["Cơ quan chủ trì khảo sát: Sở Nội vụ"],
        ["(Mẫu ban hành theo Quyết định của UBND tỉnh năm 2022)"],
        ["Căn cứ Luật Tổ chức chính quyền địa phương năm 2015"],
    ],
)
def test_who_sends_or_gets_a_paper_and_what_it_rests_on_says_nothing_of_its_ballots(
    tmp_path: Path, sipas: Sipas, above: list[str]
) -> None:
    rows = [above, ["Đơn vị: Sở Y tế"], ["STT", *CODES], ["1", *GOOD], ["2", *BAD]]
    assert scores(scored(sipas, tmp_path, rows)) == {"Sở Y tế": 50.0}


# --- headers further down -------------------------------------------------------------------------

TEXTS = {"A1": "Nơi tiếp nhận dễ tìm", "A2": "Nơi ngồi chờ đủ chỗ"}


@pytest.mark.parametrize(
    "header",
    [
        ["Tên đơn vị", "B1", "B2", "A1", "A2"],
        ["Đơn vị", "B1", "B2", "A1", "A2"],
        ["Tên đơn vị", "Câu 3", "Câu 4", "Câu 1", "Câu 2"],
        ["", "Thái độ", "Trả lời", "Nơi tiếp nhận", "Nơi chờ"],
    ],
)
def test_a_header_further_down_in_other_words_or_another_order_is_refused(
    tmp_path: Path, sipas: Sipas, header: list[str]
) -> None:
    rows = [["Tên đơn vị", *CODES], ["Sở Y tế", *GOOD], header, ["Sở Y tế", *BAD]]
    outcome = scored(sipas, tmp_path, rows)
    assert outcome.status == 3
    assert "row 3 repeats the header with the questions in another order" in outcome.err


def test_a_second_header_row_in_short_words_right_below_the_codes_does_no_harm(
    tmp_path: Path, sipas: Sipas
) -> None:
    for below in (
        ["", "Nơi tiếp nhận", "Nơi chờ", "Thái độ", "Trả lời"],
        ["Tên đơn vị", "Câu 1", "Câu 2", "Câu 3", "Câu 4"],
    ):
        rows = [["Tên đơn vị", *CODES], below, ["Sở Y tế", *GOOD], ["Sở Y tế", *BAD]]
        assert scores(scored(sipas, tmp_path, rows)) == {"Sở Y tế": 50.0}


def test_the_same_header_again_does_no_harm(tmp_path: Path, sipas: Sipas) -> None:
    rows = [["Tên đơn vị", *CODES], ["Sở Y tế", *GOOD], ["Tên đơn vị", *CODES], ["Sở Y tế", *BAD]]
    assert scores(scored(sipas, tmp_path, rows)) == {"Sở Y tế": 50.0}


def test_the_same_header_below_a_title_of_another_year_is_refused(tmp_path: Path, sipas: Sipas) -> None:
    header = ["STT", "Tên đơn vị", *CODES]
    rows = [
        ["NĂM 2024"],
        header,
        ["1", "Sở Y tế", *GOOD],
        ["NĂM 2023"],
        header,
        ["1", "Sở Y tế", *BAD],
    ]
    outcome = scored(sipas, tmp_path, rows)
    assert outcome.status == 3
    assert "a.csv ! A4: this says 2023 above the header that is repeated in row 5" in outcome.err


# --- which year's ---------------------------------------------------------------------------------


def test_a_column_of_years_names_the_ballots_of_another_year(tmp_path: Path, sipas: Sipas) -> None:
    rows = [["Năm", "Tên đơn vị", *CODES], ["2024", "Sở Y tế", *GOOD], ["2023", "Sở Y tế", *BAD]]
    outcome = scored(sipas, tmp_path, rows)
    assert outcome.status == 3
    assert "a.csv ! A3: this says that it is of 2023, but 2024 is being scored" in outcome.err
    rows[2][0] = "2024"
    assert scores(scored(sipas, tmp_path, rows)) == {"Sở Y tế": 50.0}


def test_that_some_days_lie_outside_the_year_is_said(tmp_path: Path, sipas: Sipas) -> None:
    header = ["Tên đơn vị", "Ngày khảo sát", *CODES]
    rows = [header, ["Sở Y tế", "2024-03-01", *GOOD], ["Sở Y tế", "2023-11-15", *BAD]]
    outcome = scored(sipas, tmp_path, rows)
    assert scores(outcome) == {"Sở Y tế": 50.0}
    told = "a.csv: some ballots were answered outside the period of 2024 (from 2023-11-15 to 2023-11-15)"
    assert told in outcome.err


# --- labels that are missing ----------------------------------------------------------------------


def of_unit(unit: str, *answers: tuple[int, str]) -> list[list[str]]:
    """So many ballots each with all four answers alike."""
    return [[unit, *[answer] * 4] for count, answer in answers for _ in range(count)]


def test_one_unknown_text_in_many_ballots_is_a_missing_label(tmp_path: Path, sipas: Sipas) -> None:
    # Sở Y tế: 10 of 40 ballots say what nobody knows, 25 % of its answers; of all 100 ballots it is a tenth
    rows = [["Tên đơn vị", *CODES], *of_unit("Sở Tư pháp", (60, "4")),
            *of_unit("Sở Y tế", (10, "Chưa hài lòng"), (30, "4"))]  # fmt: skip
    outcome = scored(sipas, tmp_path, rows)
    assert outcome.status == 3
    assert (
        'a.csv ! B62: answers that are one and the same label which the criteria do not know ("Chưa hài'
        in outcome.err
    )
    changed(tmp_path, "\n  questions:", "\n  ballots: {maximum_unknown_label_pct: 100}\n  questions:")
    assert scores(scored(sipas, tmp_path, rows))["Sở Tư pháp"] == 100.0


def test_a_text_of_few_is_not_shown_and_one_respondents_own_word_is_no_label(
    tmp_path: Path, sipas: Sipas
) -> None:
    header = ["Tên đơn vị", *CODES]
    three = [header, *of_unit("Sở Y tế", (3, "Bà Nguyễn Thị X"), (30, "4"))]
    outcome = scored(sipas, tmp_path, three)
    assert outcome.status == 3
    assert "a.csv ! B2: answers that are one and the same label" in outcome.err
    assert "Nguyễn" not in outcome.err + outcome.out
    two = [header, *of_unit("Sở Y tế", (2, "tạm được"), (30, "4"))]
    assert scores(scored(sipas, tmp_path, two)) == {"Sở Y tế": 100.0}


def test_a_dash_for_no_answer_is_no_label(tmp_path: Path, sipas: Sipas) -> None:
    rows = [["Tên đơn vị", *CODES], *of_unit("Sở Y tế", (30, "4")), *(["Sở Y tế", "-", "4", "4", "4"],) * 4]
    assert scores(scored(sipas, tmp_path, rows)) == {"Sở Y tế": 100.0}


def test_the_years_of_births_are_not_those_of_the_ballots(tmp_path: Path, sipas: Sipas) -> None:
    rows = [["Năm", "Tên đơn vị", *CODES], *([str(1970 + n), "Sở Y tế", *GOOD] for n in range(9))]
    assert scores(scored(sipas, tmp_path, rows)) == {"Sở Y tế": 100.0}
