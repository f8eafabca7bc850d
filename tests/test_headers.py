"""Which column is which question: header rows as offices and form tools write them."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipas_cli.intake.header_rows import HeaderRows
from sipas_cli.intake.headers import layout
from sipas_cli.intake.layout import Layout
from sipas_cli.rules.library import read_set

ROOT = Path(__file__).resolve().parents[1]
PLAN = read_set(ROOT / "criteria" / "quang-ninh-2023.yaml").criteria.plan
CODES = [f"F{factor}_{number}" for factor in range(1, 6) for number in range(1, 6)]
TEXTS = {question.code: question.text for question in PLAN.questions}
HEADER = ["Mã phiếu", "Tên đơn vị", "Ngày khảo sát", "Giới tính", *CODES]


def read(header: Sequence[str], *above: Sequence[str]) -> Layout:
    found = layout(HeaderRows([*above, header]), PLAN)
    assert found is not None
    return found


def with_headers(**headers: str) -> list[str]:
    """HEADER, where some codes are replaced by another header."""
    return [headers.get(header, header) for header in HEADER]


# --- what names a question -----------------------------------------------------------------------


def test_columns_are_found_by_their_codes() -> None:
    found = read(HEADER)
    # A Mã phiếu, B Tên đơn vị, C Ngày khảo sát, D Giới tính, then the 25 questions from column E on
    assert found.header_row == 1
    assert found.questions == {code: 4 + number for number, code in enumerate(CODES)}
    assert found.roles == {"ballot_id": 0, "unit": 1, "date": 2}
    assert found.breakdowns == {"gioi-tinh": 3}
    assert found.complete
    assert found.columns() == tuple(range(29))
    assert (found.missing, found.unknown, found.doubled, dict(found.similar)) == ((), (), (), {})


@pytest.mark.parametrize(
    "header",
    [
        "Nơi ngồi chờ giải quyết công việc tại cơ quan có đủ chỗ ngồi",
        "NƠI NGỒI CHỜ GIẢI QUYẾT CÔNG VIỆC TẠI CƠ QUAN CÓ ĐỦ CHỖ NGỒI",
        " Nơi ngồi chờ  giải quyết\ncông việc tại cơ quan có đủ chỗ ngồi ",
        "Nơi ngồi chờ giải quyết công việc tại cơ quan có đủ chỗ ngồi *",
        "Nơi ngồi chờ giải quyết công việc tại cơ quan có đủ chỗ ngồi*",
        "Nơi ngồi chờ giải quyết công việc tại cơ quan có đủ chỗ ngồi:",
        "Nơi ngồi chờ giải quyết công việc tại cơ quan có đủ chỗ ngồi? *",
        "5. Nơi ngồi chờ giải quyết công việc tại cơ quan có đủ chỗ ngồi",
        "5) Nơi ngồi chờ giải quyết công việc tại cơ quan có đủ chỗ ngồi",
        "5 - Nơi ngồi chờ giải quyết công việc tại cơ quan có đủ chỗ ngồi",
        "Câu 5: Nơi ngồi chờ giải quyết công việc tại cơ quan có đủ chỗ ngồi",
        "CÂU 5. Nơi ngồi chờ giải quyết công việc tại cơ quan có đủ chỗ ngồi *",
        "Câu hỏi 5: Nơi ngồi chờ giải quyết công việc tại cơ quan có đủ chỗ ngồi",
        "Cau 5: Nơi ngồi chờ giải quyết công việc tại cơ quan có đủ chỗ ngồi",
        "F1_5. Nơi ngồi chờ giải quyết công việc tại cơ quan có đủ chỗ ngồi",
        "F1_5: Nơi ngồi chờ giải quyết công việc tại cơ quan có đủ chỗ ngồi",
        "F1_5 Nơi ngồi chờ giải quyết công việc tại cơ quan có đủ chỗ ngồi",
        "F1_5 - Nơi ngồi chờ giải quyết công việc tại cơ quan có đủ chỗ ngồi *",
        "f1_5",
        "F1_5 *",
        "F1_5:",
    ],
)
def test_a_question_is_known_by_its_code_its_text_or_both(header: str) -> None:
    found = read(with_headers(F1_5=header))
    assert found.questions["F1_5"] == 8
    assert found.complete


def test_all_questions_are_found_by_their_texts_numbered_or_not() -> None:
    for numbered in ("{text}", "{number}. {text}", "Câu {number}: {text}", "{code}. {text} *"):
        header = [
            numbered.format(number=number, code=code, text=TEXTS[code])
            for number, code in enumerate(CODES, start=1)
        ]
        found = read(["Tên đơn vị", *header])
        assert found.questions == {code: number for number, code in enumerate(CODES, start=1)}
        assert found.complete


@given(st.permutations(range(len(HEADER))))
@settings(max_examples=50)
def test_columns_may_stand_in_any_order(order: list[int]) -> None:
    found = read([HEADER[column] for column in order])
    named = found.questions | found.roles | found.breakdowns
    place = {header: column for column, header in enumerate(HEADER[column] for column in order)}
    expected = {code: place[code] for code in CODES}
    expected |= {"ballot_id": place["Mã phiếu"], "unit": place["Tên đơn vị"], "date": place["Ngày khảo sát"]}
    expected |= {"gioi-tinh": place["Giới tính"]}
    assert named == expected
    assert found.complete


def test_of_several_headers_for_one_thing_the_first_listed_is_used() -> None:
    found = read(["Đơn vị", "Tên đơn vị", *CODES])
    assert found.roles["unit"] == 1
    assert found.doubled == ()


# --- where the header is -------------------------------------------------------------------------


def test_a_header_below_title_rows_is_found() -> None:
    found = read(HEADER, ["KẾT QUẢ KHẢO SÁT NĂM 2023"], [], ["", "Tên đơn vị", "Sở Nội vụ"])
    assert found.header_row == 4
    assert found.questions["F1_1"] == 4
    assert found.complete


def test_the_row_with_the_most_questions_is_the_header() -> None:
    assert read(HEADER, ["", "", "", "", "F1_1", "F1_2"]).header_row == 2


def test_a_second_row_of_the_same_questions_belongs_to_the_header() -> None:
    # codes above, texts below, as portals write it: the second row is no ballot
    assert read([TEXTS.get(header, "") for header in HEADER], HEADER).header_row == 2


def test_a_row_that_counts_the_columns_belongs_to_the_header() -> None:
    counted = [f"({number})" for number in range(1, len(HEADER) + 1)]
    assert read(counted, HEADER).header_row == 2
    assert read(["P1", "Sở Nội vụ", "", "Nam", *"1234512345123451234512345"], HEADER).header_row == 1


def test_a_header_stands_in_the_first_20_rows() -> None:
    title = ["Phiếu khảo sát"]
    assert read(HEADER, *[title] * 19).header_row == 20
    assert layout(HeaderRows([*[title] * 20, HEADER]), PLAN) is None


def test_a_sheet_without_a_question_has_no_layout() -> None:
    assert layout(HeaderRows([["Tên đơn vị", "Số phiếu"], ["Sở Nội vụ", "200"]]), PLAN) is None
    assert layout(HeaderRows([]), PLAN) is None
    assert layout(HeaderRows([[], [""]]), PLAN) is None


# --- what does not fit ---------------------------------------------------------------------------


def test_two_columns_of_one_question_are_told_with_both_places() -> None:
    found = read([*HEADER, "F2_3"])
    # F2_3 is the eighth question: column 4 + 7 = 11; the second one stands behind the 29 others
    assert found.doubled == (("F2_3", 11, 29),)
    assert found.questions["F2_3"] == 11


def test_a_code_and_its_text_in_two_columns_are_one_question_twice() -> None:
    assert read([*HEADER, f"3. {TEXTS['F1_3']}"]).doubled == (("F1_3", 6, 29),)


def test_two_unit_columns_of_one_header_are_told() -> None:
    assert read([*HEADER, "Tên đơn vị"]).doubled == (("unit", 1, 29),)


@pytest.mark.parametrize("header", ["F6_1", "F1_6", "f5_6", "F1_10", "F1_6 *"])
def test_a_header_like_a_code_that_is_none_is_told(header: str) -> None:
    found = read([*HEADER, header])
    assert found.unknown == ((29, header),)
    assert not found.complete


@pytest.mark.parametrize("header", ["Ghi chú", "F", "F1", "G1_1", "2023", "F1_1 ghi chú", "Phiếu F1_1", ""])
def test_a_header_unlike_any_code_is_left_alone(header: str) -> None:
    found = read([*HEADER, header])
    assert found.unknown == ()
    assert found.complete
    assert 29 not in found.columns()


def test_a_missing_question_is_told_and_the_header_that_resembles_it() -> None:
    misspelt = "Nơi ngồi chờ giải quyết công việc ở cơ quan có đủ ghế ngồi"
    found = read(with_headers(F1_5=misspelt))
    assert found.missing == ("F1_5",)
    assert found.similar == {"F1_5": (8, misspelt)}
    assert not found.complete


def test_a_missing_question_without_a_header_like_it_has_no_suggestion() -> None:
    found = read(with_headers(F1_5="Ghi chú"))
    assert found.missing == ("F1_5",)
    assert found.similar == {}


def test_a_comment_column_that_begins_with_a_question_is_no_question() -> None:
    for comment in (
        f"{TEXTS['F1_5']} - ý kiến khác",
        f"{TEXTS['F1_5']} (ghi rõ)",
        "F1_5 ý kiến khác",
        f"F1_5. {TEXTS['F1_4']}",
        f"Vì sao? {TEXTS['F1_5']}",
    ):
        found = read([*HEADER, comment])
        assert found.questions["F1_5"] == 8
        assert found.doubled == ()
        assert 29 not in found.columns()
        # and it does not stand in for the question either
        alone = read(with_headers(F1_5=comment))
        assert alone.missing == ("F1_5",)
        assert "F1_5" not in alone.questions


def test_five_columns_of_notes_are_no_fault() -> None:
    header = [part for code in CODES[:5] for part in (code, "Ghi chú")] + CODES[5:]
    found = read(["Tên đơn vị", *header])
    assert found.complete
    assert found.doubled == ()
    # B F1_1, C Ghi chú, D F1_2, ...: every second column from B on, then the rest
    assert [found.questions[code] for code in CODES[:6]] == [1, 3, 5, 7, 9, 11]
