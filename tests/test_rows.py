"""Which rows of a sheet are ballots: rows of sums, means, counts and extremes are told and never counted, and
no ballot is lost because it looks like one.

The workspace is that of the field cases: two factors of two questions each, A1 and A2, B1 and B2; a unit's
figure is the share of answers of 4 and 5. Every sheet here holds the four ballots

    5 4 4 3      4 4 5 2      3 5 4 4      5 5 1 5

A1: 5, 4, 3, 5 (3 of 4), A2: 4 of 4, B1: 3 of 4, B2: 2 of 4 -> (75 + 100) / 2 = 87.5 and (75 + 50) / 2 = 62.5,
together 75.00.
"""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import ROOT, Outcome, Sipas

CODES = ["A1", "A2", "B1", "B2"]
ANSWERS = [[5, 4, 4, 3], [4, 4, 5, 2], [3, 5, 4, 4], [5, 5, 1, 5]]
NUMBERED = [[number, *answers] for number, answers in enumerate(ANSWERS, 1)]
MEANS = [4.25, 4.5, 3.5, 3.5]


@pytest.fixture(autouse=True)
def _workspace(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "field" / "_workspace", tmp_path, dirs_exist_ok=True)


def scored(
    sipas: Sipas, folder: Path, rows: Sequence[Sequence[object]], sheet: str = "Sở Tư pháp"
) -> Outcome:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    book.save(folder / "a.xlsx")
    return sipas("score", "a.xlsx", "--year", "2024", "--format", "json", "--lang", "en")


def read_and_score(outcome: Outcome) -> tuple[int, int, Any]:
    """(rows read, ballots rejected, score of Sở Tư pháp)."""
    assert outcome.status == 0, outcome.err
    data = json.loads(outcome.out)
    unit = next(u for group in data["groups"] for u in group["units"] if u["unit"] == "Sở Tư pháp")
    return data["findings"]["ballots_read"], data["findings"]["ballots_rejected"], unit["score"]


LABELS = [
    *(
        "Trung bình",
        "TB",
        "ĐTB",
        "Điểm TB",
        "Điểm trung bình",
        "Bình quân",
        "Tỷ lệ",
        "Tỉ lệ",
        "Tỷ lệ (%)",
        "%",
    ),
    *(
        "Số phiếu",
        "Tổng",
        "TỔNG CỘNG",
        "Cộng",
        "Tổng số phiếu: 4",
        "Tổng điểm",
        "Cao nhất",
        "Thấp nhất",
        "Max",
    ),
    *("Min", "Average", "Mean", "Count", "Sum", "Total", "Grand Total", "Độ lệch chuẩn", "Trung vị", "SL"),
]


@pytest.mark.parametrize("label", LABELS)
def test_a_label_in_place_of_the_number_makes_a_row_of_sums(label: str, sipas: Sipas, tmp_path: Path) -> None:
    outcome = scored(sipas, tmp_path, [["STT", *CODES], *NUMBERED, [label, 4, 4, 4, 4]])
    assert read_and_score(outcome) == (4, 0, 75.0)
    assert "a.xlsx ! Sở Tư pháp: rows that are no ballots but sums" in outcome.err
    assert "(rows 6)" in outcome.err


@pytest.mark.parametrize("label", ["Tổng cục", "Cộng tác viên 3", "P05", "Max Mobile", "Trung tâm", "5a"])
def test_what_only_looks_like_a_label_is_a_ballot(label: str, sipas: Sipas, tmp_path: Path) -> None:
    # the id of a ballot: five ballots, the fifth with 4 throughout: 4/5, 5/5, 4/5, 3/5 -> (90 + 70) / 2
    ids = [[f"P0{number}", *answers] for number, *answers in NUMBERED]
    outcome = scored(sipas, tmp_path, [["Mã phiếu", *CODES], *ids, [label, 4, 4, 4, 4]])
    assert read_and_score(outcome) == (5, 0, 80.0)


def test_a_registered_unit_goes_before_the_label_that_its_name_is(sipas: Sipas, tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_text(
        "groups: [{id: xa, name: Các xã}]\nunits: [{id: tb, group: xa, name: Trung Bình}]\n", encoding="utf-8"
    )
    rows = [["Trung Bình", *answers] for answers in ANSWERS]
    outcome = scored(sipas, tmp_path, [["Tên đơn vị", *CODES], *rows], sheet="S")
    assert json.loads(outcome.out)["overall"] == {"score": 75.0, "units": 1, "ballots": 4}


@pytest.mark.parametrize("own", [["", "04/11/2024"], ["P9", ""], [5, ""]])
def test_a_label_beside_an_id_or_a_day_of_its_own_is_no_row_of_sums(
    own: list[object], sipas: Sipas, tmp_path: Path
) -> None:
    # the unit is typed as "Tổng số": nobody knows which one is meant, so the ballot is rejected and told
    rows = [[n, "04/11/2024", "Sở Tư pháp", *answers] for n, *answers in NUMBERED]
    number = own[0] if isinstance(own[0], int) else ""
    ids = ["P1", "P2", "P3", "P4", own[0] if isinstance(own[0], str) else ""]
    head = ["STT", "Mã phiếu", "Ngày khảo sát", "Tên đơn vị", *CODES]
    told = [[row[0], one, *row[1:]] for row, one in zip(rows, ids, strict=False)]
    outcome = scored(
        sipas, tmp_path, [head, *told, [number, ids[4], own[1], "Tổng số", 4, 4, 4, 4]], sheet="S"
    )
    assert read_and_score(outcome) == (5, 1, 75.0)


def test_answers_that_are_a_word_for_a_mean_stay_answers(sipas: Sipas, tmp_path: Path) -> None:
    criteria = tmp_path / "criteria" / "field.yaml"
    text = criteria.read_text(encoding="utf-8").replace("label: Bình thường", "label: Trung bình")
    criteria.write_text(text, encoding="utf-8")
    rows = [[n, *("Trung bình" if a == 3 else a for a in answers)] for n, *answers in NUMBERED]
    assert read_and_score(scored(sipas, tmp_path, [["STT", *CODES], *rows])) == (4, 0, 75.0)


def test_a_word_in_place_of_the_number_is_no_ballot_where_the_rows_are_numbered(
    sipas: Sipas, tmp_path: Path
) -> None:
    outcome = scored(sipas, tmp_path, [["STT", *CODES], *NUMBERED, ["Ghi nhận chung", 4, 4, 4, 4]])
    assert read_and_score(outcome) == (4, 0, 75.0)


def test_rows_of_figures_without_a_label_are_known_by_what_they_hold(sipas: Sipas, tmp_path: Path) -> None:
    # means, sums, counts (4, 4, 4, 4 equals an answer, so a sum beside them tells nothing), shares in percent
    below = [["", *MEANS], ["", 17, 18, 14, 14], ["", 75, 100, 75, 50], ["", 0.75, 1, 0.75, 0.5]]
    for row in below:
        assert read_and_score(scored(sipas, tmp_path, [["STT", *CODES], *NUMBERED, row])) == (4, 0, 75.0)
    plain = scored(sipas, tmp_path, [CODES, *ANSWERS, MEANS])
    assert read_and_score(plain) == (4, 0, 75.0)


def test_rounded_means_are_known_too(sipas: Sipas, tmp_path: Path) -> None:
    # three ballots: 12 / 3 = 4, 13 / 3 = 4.33, 13 / 3 = 4.33, 9 / 3 = 3
    rows = [["STT", *CODES], *NUMBERED[:3], ["", "4,00", "4,33", "4,33", "3,00"]]
    # A1 2 of 3, A2 3 of 3, B1 3 of 3, B2 1 of 3 -> (83.33 + 66.67) / 2
    assert read_and_score(scored(sipas, tmp_path, rows)) == (3, 0, 75.0)


def test_a_ballot_with_a_slip_is_no_row_of_means(sipas: Sipas, tmp_path: Path) -> None:
    # 44 in place of 4: the answer does not count, the rest of the ballot does: A1 4/5, A2 4/4, B1 4/5, B2 3/5
    outcome = scored(sipas, tmp_path, [["STT", *CODES], *NUMBERED, ["", 4, 44, 4, 4]])
    assert read_and_score(outcome) == (5, 0, 80.0)


@pytest.mark.parametrize(
    ("head", "rows", "row"),
    [
        # the mean of two ballots, without a number
        (["STT", *CODES], [[1, 5, 4, 4, 3], [2, 3, 4, 4, 5]], ["", 4, 4, 4, 4]),
        # nothing but answers, and the mean at the end
        (CODES, [[5, 4, 4, 3], [3, 4, 2, 5]], [4, 4, 3, 4]),
    ],
)
def test_a_row_that_may_be_a_ballot_or_a_mean_is_refused(
    head: list[str], rows: list[list[object]], row: list[object], sipas: Sipas, tmp_path: Path
) -> None:
    outcome = scored(sipas, tmp_path, [head, *rows, row])
    assert outcome.status == 3
    assert "a.xlsx ! Sở Tư pháp: rows 4 may be ballots or rows of sums" in outcome.err


def test_rounded_means_in_place_of_a_numbered_ballot_are_asked_about(sipas: Sipas, tmp_path: Path) -> None:
    outcome = scored(sipas, tmp_path, [["STT", *CODES], *NUMBERED, ["", 4, 5, 4, 4]])  # 4.25 4.5 3.5 3.5
    assert outcome.status == 3
    assert "rows 6" in outcome.err


@pytest.mark.parametrize("last", [[4, 4, 4, 4], [1, 1, 1, 1], [5, 5, 5, 5]])
def test_one_answer_throughout_at_the_end_is_a_ballot_where_none_has_a_number(
    last: list[int], sipas: Sipas, tmp_path: Path
) -> None:
    # 4 is how many ballots there are above, 1 the share of satisfied ones of a question
    assert read_and_score(scored(sipas, tmp_path, [CODES, *ANSWERS, last]))[:2] == (5, 0)


@pytest.mark.parametrize("label", ["Trung bình", "Cộng", "Số phiếu"])
def test_a_label_in_place_of_the_number_may_stand_beside_the_unit(
    label: str, sipas: Sipas, tmp_path: Path
) -> None:
    rows = [[n, "Sở Tư pháp", *answers] for n, *answers in NUMBERED]
    outcome = scored(
        sipas, tmp_path, [["STT", "Tên đơn vị", *CODES], *rows, [label, "Sở Tư pháp", 4, 4, 4, 4]]
    )
    assert read_and_score(outcome) == (4, 0, 75.0)


def test_communes_whose_names_begin_as_labels_do_are_units(sipas: Sipas, tmp_path: Path) -> None:
    (tmp_path / "units.yaml").unlink()
    names = ["Cộng Hiền", "Cộng Lạc", "Trung Bình", "Xã A"]
    for numbered in (True, False):
        rows = [[n, name, *ANSWERS[n - 1]] for name in names for n in (1, 2, 3)]
        head = ["STT", "Tên đơn vị", *CODES]
        cut = 0 if numbered else 1
        outcome = scored(sipas, tmp_path, [row[cut:] for row in [head, *rows]], sheet="S")
        assert outcome.status == 0, outcome.err
        found = json.loads(outcome.out)
        assert found["overall"]["ballots"] == 12
        assert sorted(unit["unit"] for group in found["groups"] for unit in group["units"]) == names


def test_sums_of_a_unit_of_the_table_are_no_ballots(sipas: Sipas, tmp_path: Path) -> None:
    rows = [["Sở Tư pháp", *answers] for answers in ANSWERS]
    outcome = scored(
        sipas, tmp_path, [["Tên đơn vị", *CODES], *rows, ["Cộng Sở Tư pháp", 4, 4, 4, 4]], sheet="S"
    )
    assert read_and_score(outcome) == (4, 0, 75.0)


def test_extremes_without_a_label_below_means_are_refused(sipas: Sipas, tmp_path: Path) -> None:
    outcome = scored(sipas, tmp_path, [CODES, *ANSWERS, MEANS, [5, 5, 5, 5], [3, 4, 1, 2]])
    assert outcome.status == 3
    assert "rows 7" in outcome.err


def test_ballots_that_are_all_alike_are_ballots(sipas: Sipas, tmp_path: Path) -> None:
    assert read_and_score(scored(sipas, tmp_path, [CODES, *[[5, 5, 5, 5]] * 6])) == (6, 0, 100.0)


def test_a_forgotten_number_loses_no_ballot(sipas: Sipas, tmp_path: Path) -> None:
    rows = [[n if n != 2 else "", *answers] for n, *answers in NUMBERED]
    assert read_and_score(scored(sipas, tmp_path, [["STT", *CODES], *rows])) == (4, 0, 75.0)
