"""What each cell means, and what becomes of each ballot."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from conftest import HEADER, Sipas, ballot, ballots, write_book

UNITS = """
groups: [{id: so, name: Các sở}]
units:
  - {id: so-noi-vu, group: so, name: Sở Nội vụ}
  - {id: so-y-te, group: so, name: Sở Y tế}
  - {id: so-ngoai-vu, group: so, name: Sở Ngoại vụ, excluded: giải thể}
"""


@pytest.fixture(autouse=True)
def _register(tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_text(UNITS, encoding="utf-8")


def scored(sipas: Sipas, *words: str) -> dict[str, Any]:
    result = sipas("score", *words, "--format", "json")
    assert result.status == 0, result.err
    return dict(json.loads(result.out))


def unit(data: dict[str, Any], name: str) -> dict[str, Any]:
    return next(u for group in data["groups"] for u in group["units"] if u["unit"] == name)


def test_numbers_labels_and_mixtures_of_them_are_the_same_answers(tmp_path: Path, sipas: Sipas) -> None:
    kinds = [
        4,
        "4",
        4.0,
        "4.0",
        "Hài lòng",
        " HÀI  LÒNG ",
        "Ha\u0300i lo\u0300ng",
        "4 - Hài lòng",
        "Rất hài lòng",
        5,
    ]
    answers = (kinds * 3)[:25]
    write_book(tmp_path / "a.xlsx", [ballot(n, "Sở Y tế", answers) for n in range(5)])
    data = scored(sipas, "a.xlsx")
    assert data["findings"]["by_code"] == {"unit_without_ballots": 1}
    assert unit(data, "Sở Y tế")["score"] == 100


def test_blank_not_applicable_and_refused_are_no_answers_and_no_zeros(tmp_path: Path, sipas: Sipas) -> None:
    # F1_1: một hài lòng, một bình thường, ba không tính -> 50; các câu khác 100
    # F1 = (50 + 4 x 100) / 5 = 90; chỉ số = (90 + 4 x 100) / 5 = 98
    first = [4, 3, None, "Không biết/Không áp dụng", "Từ chối trả lời"]
    write_book(tmp_path / "a.xlsx", [ballot(n, "Sở Y tế", [a] + [5] * 24) for n, a in enumerate(first)])
    data = scored(sipas, "a.xlsx")
    assert unit(data, "Sở Y tế")["score"] == 98
    assert unit(data, "Sở Y tế")["ballots"] == 5
    assert "answer_off_scale" not in data["findings"]["by_code"]


def test_each_kind_of_bad_cell_is_a_finding_at_its_cell_and_does_not_count(
    tmp_path: Path, sipas: Sipas
) -> None:
    def edit(sheet: Any, _: Any) -> None:
        sheet["D2"] = 6
        sheet["E3"] = "ý kiến riêng của ông Nguyễn Văn A"
        sheet["F4"] = "#N/A"
        sheet["F4"].data_type = "e"
        sheet["G5"] = "=1+3"  # openpyxl ghi công thức mà không có giá trị
        sheet["H6"] = True
        sheet["I7"] = 4.5

    write_book(tmp_path / "a.xlsx", [ballot(n, "Sở Y tế") for n in range(1, 21)], edit=edit)
    result = sipas("score", "a.xlsx")
    assert result.status == 0
    for line in (
        'a.xlsx ! Phiếu ! D2: câu trả lời "6" không thuộc thang 1–5 (câu F1_1).',
        "a.xlsx ! Phiếu ! E3: nội dung ô này không phải là câu trả lời nào của thang (câu F1_2).",
        "a.xlsx ! Phiếu ! F4: ô này là một lỗi của Excel (câu F1_3).",
        "a.xlsx ! Phiếu ! G5: ô này là công thức chưa được tính (câu F1_4).",
        "a.xlsx ! Phiếu ! H6: nội dung ô này không phải là câu trả lời nào của thang (câu F1_5).",
        'a.xlsx ! Phiếu ! I7: câu trả lời "4.5" không thuộc thang 1–5 (câu F2_1).',
    ):
        assert line in result.err
    assert "Nguyễn Văn A" not in result.err + result.out
    files = [path for path in tmp_path.glob("results/**/*.*") if path.is_file()]
    stored = "".join(path.read_text(encoding="utf-8", errors="replace") for path in files)
    assert "Nguyễn Văn A" not in stored
    tally = next(tmp_path.glob("results/2023/*/tally/answers.csv")).read_text(encoding="utf-8-sig")
    assert "so-y-te,all,F1_1,4,19\nso-y-te,all,F1_1,off_scale,1\n" in tally


def test_rows_of_nothing_but_uncomputed_formulas_are_not_lost(tmp_path: Path, sipas: Sipas) -> None:
    def edit(sheet: Any, _: Any) -> None:
        for column in range(1, len(HEADER) + 1):
            sheet.cell(22, column).value = "=1+1"

    write_book(tmp_path / "a.xlsx", ballots(), edit=edit)
    assert scored(sipas, "a.xlsx")["findings"]["ballots_read"] == 21


def test_each_reason_for_rejection_is_found_and_counted(tmp_path: Path, sipas: Sipas) -> None:
    rows = [[*ballot(n, "Sở Y tế"), "Đã duyệt"] for n in range(1, 41)]
    rows[1][1] = ""
    rows[2][1] = "Sở Nội vu"
    rows[3][1] = "Sở Ngoại vụ"
    rows[4][3:28] = [None] * 25
    rows[5][3:28] = ["Không biết"] * 25
    rows[6][0] = "p0001"  # cùng mã với dòng đầu, khác chữ hoa
    rows[7][-1] = "không duyệt"
    write_book(tmp_path / "a.xlsx", rows, [*HEADER, "Trạng thái phiếu"])
    result = sipas("score", "a.xlsx", "--format", "json")
    data = json.loads(result.out)
    assert data["findings"]["ballots_read"] == 40
    assert data["findings"]["ballots_rejected"] == 7
    assert data["findings"]["by_code"] == {
        "ballot_duplicate": 1,
        "ballot_excluded_unit": 1,
        "ballot_no_answer": 2,
        "ballot_no_unit": 1,
        "ballot_not_approved": 1,
        "ballot_unknown_unit": 1,
        "unit_without_ballots": 1,
    }
    assert 'a.xlsx ! Phiếu ! B4: không có đơn vị "Sở Nội vu" trong danh sách' in result.err
    assert "Gần giống: Sở Nội vụ" in result.err
    assert "a.xlsx ! Phiếu ! A8: mã phiếu đã có ở a.xlsx ! Phiếu ! A2" in result.err
    assert unit(data, "Sở Y tế")["ballots"] == 33


def test_a_text_in_the_unit_column_that_resembles_no_unit_is_not_repeated(
    tmp_path: Path, sipas: Sipas
) -> None:
    rows = ballots()
    rows[0][1] = "Trần Thị Bích Ngọc 0912345678"
    write_book(tmp_path / "a.xlsx", rows)
    result = sipas("score", "a.xlsx")
    assert result.status == 0
    assert "a.xlsx ! Phiếu ! B2: không có đơn vị này trong danh sách" in result.err
    assert "Bích" not in result.err


def test_of_two_ballots_with_one_id_the_earlier_counts_whatever_the_order_of_files(
    tmp_path: Path, sipas: Sipas
) -> None:
    early, late = ballot(1, "Sở Y tế", 5), ballot(1, "Sở Y tế", 1)
    early[2], late[2] = "02/11/2023", "2023-11-15"
    others = [ballot(n, "Sở Y tế", 5) for n in range(2, 12)]
    write_book(tmp_path / "a.xlsx", [late, *others[:5]])
    write_book(tmp_path / "b.xlsx", [early, *others[5:]])
    for order in (("a.xlsx", "b.xlsx"), ("b.xlsx", "a.xlsx")):
        data = scored(sipas, *order)
        assert unit(data, "Sở Y tế")["score"] == 100
        assert unit(data, "Sở Y tế")["ballots"] == 11


def test_rows_that_are_numbered_but_not_filled_in_are_no_ballots(tmp_path: Path, sipas: Sipas) -> None:
    rows = [[n, *row] for n, row in enumerate(ballots(), start=1)]
    rows += [[n] for n in range(21, 400)]
    write_book(tmp_path / "a.xlsx", rows, ["STT", *HEADER])
    assert scored(sipas, "a.xlsx")["findings"]["ballots_read"] == 20


def test_columns_may_stand_in_any_order_and_the_header_below_a_title(tmp_path: Path, sipas: Sipas) -> None:
    def edit(sheet: Any, _: Any) -> None:
        sheet.insert_rows(1, 3)
        sheet["B1"] = "KẾT QUẢ KHẢO SÁT"

    straight = scored(sipas, str(write_book(tmp_path / "a.xlsx", ballots())))
    backwards = write_book(tmp_path / "b.xlsx", [row[::-1] for row in ballots()], HEADER[::-1], edit)
    assert scored(sipas, str(backwards))["groups"] == straight["groups"]


def test_several_sheets_of_ballots_are_all_read_and_others_passed_over(tmp_path: Path, sipas: Sipas) -> None:
    def edit(_: Any, book: Any) -> None:
        second = book.create_sheet("Đợt 2")
        for row in [HEADER, *[ballot(n, "Sở Y tế") for n in range(100, 110)]]:
            second.append(row)
        book.create_sheet("Ghi chú").append(["Danh mục câu hỏi", "F1_1"])

    write_book(tmp_path / "a.xlsx", ballots(), edit=edit)
    result = sipas("score", "a.xlsx", "--format", "json")
    assert json.loads(result.out)["findings"]["ballots_read"] == 30
    assert "a.xlsx ! Ghi chú: bỏ qua" in result.err


def test_a_criterion_that_nobody_answered_leaves_its_factor_and_is_reported(
    tmp_path: Path, sipas: Sipas
) -> None:
    # F1_1 trống; F1_2 không ai hài lòng: F1 = (0 + 100 x 3) / 4 = 75; chỉ số = (75 + 400) / 5 = 95
    write_book(tmp_path / "a.xlsx", [ballot(n, "Sở Y tế", [None, 2] + [5] * 23) for n in range(9)])
    result = sipas("score", "a.xlsx", "--format", "json")
    data = json.loads(result.out)
    assert unit(data, "Sở Y tế")["score"] == 95
    assert data["findings"]["by_code"]["criterion_without_answers"] == 1
    assert "Sở Y tế: câu F1_1 không ai trả lời" in result.err


def test_na_may_be_the_name_of_a_unit(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "units.yaml").unlink()
    write_book(tmp_path / "a.xlsx", [ballot(n, "NA") for n in range(5)])
    assert unit(scored(sipas, "a.xlsx"), "NA")["ballots"] == 5


def test_without_a_register_groups_come_from_the_file(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "units.yaml").unlink()
    rows = [[*ballot(n, f"Huyện {n % 2}"), "Cấp huyện"] for n in range(6)]
    rows += [[*ballot(n, "Sở Y tế"), "Cấp tỉnh"] for n in range(6, 9)]
    write_book(tmp_path / "a.xlsx", rows, [*HEADER, "Nhóm"])
    data = scored(sipas, "a.xlsx")
    assert [(g["name"], [u["unit"] for u in g["units"]]) for g in data["groups"]] == [
        ("Cấp huyện", ["Huyện 0", "Huyện 1"]),
        ("Cấp tỉnh", ["Sở Y tế"]),
    ]


def test_a_unit_in_two_groups_of_the_file_is_refused(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "units.yaml").unlink()
    rows = [[*ballot(n, "Sở Y tế"), ["Cấp huyện", "Cấp tỉnh"][n % 2]] for n in range(6)]
    write_book(tmp_path / "a.xlsx", rows, [*HEADER, "Nhóm"])
    result = sipas("score", "a.xlsx")
    assert result.status == 3
    assert "Sở Y tế" in result.err


POLICIES = """
id: chinh-sach
index: sipas
title: Thử chính sách về phiếu
source: viết cho kiểm thử
holds_from: 2023
plan:
  scale:
    answers: [{code: 1, label: Không}, {code: 2, label: Có}]
    satisfied_from: 2
    not_applicable: [KAD]
  columns: {unit: [Đơn vị], ballot_id: [Mã], date: [Ngày]}
  questions: [{code: A1, text: Câu một}, {code: A2, text: Câu hai}, {code: A3, text: Câu ba}]
  ballots: {maximum_rejected_pct: 100%s}
rules:
  measure: satisfied_share
  factors: [{id: a, title: A, weight: 100, criteria: [A1, A2, A3]}]
"""


def with_policy(tmp_path: Path, sipas: Sipas, policy: str, rows: list[list[object]]) -> dict[str, Any]:
    (tmp_path / "c.yaml").write_text(POLICIES % policy, encoding="utf-8")
    write_book(tmp_path / "a.xlsx", rows, ["Mã", "Ngày", "Đơn vị", "A1", "A2", "A3"])
    return scored(sipas, "a.xlsx", "--criteria", "c.yaml")


@pytest.mark.parametrize(
    ("minimum", "valid"),
    [
        ("66", 3),
        ("66.6666666", 3),  # 2/3 = 66,66666666...
        ("66.6666667", 2),
        ("100", 2),
    ],
)
def test_a_ballot_below_the_minimum_share_of_applicable_questions_is_rejected(
    tmp_path: Path, sipas: Sipas, minimum: str, valid: int
) -> None:
    rows: list[list[object]] = [
        ["1", "2023-11-01", "Sở Y tế", 2, 2, 2],  # 3 trên 3
        ["2", "2023-11-01", "Sở Y tế", 2, 2, None],  # 2 trên 3
        ["3", "2023-11-01", "Sở Y tế", 2, 2, "KAD"],  # 2 trên 2 câu áp dụng
    ]
    data = with_policy(tmp_path, sipas, f", minimum_answered_pct: {minimum}", rows)
    assert unit(data, "Sở Y tế")["ballots"] == valid
    assert data["findings"]["by_code"].get("ballot_few_answers", 0) == 3 - valid


@pytest.mark.parametrize(
    ("policy", "score", "ballots"),
    [
        ("duplicates: first", 100, 2),  # phiếu 1 ngày 01/11: Có; phiếu 2: Có
        ("duplicates: last", 50, 2),  # phiếu 1 ngày 02/11: Không
        ("duplicates: reject_all", 100, 1),
    ],
)
def test_which_of_two_ballots_with_one_id_counts_is_a_policy(
    tmp_path: Path, sipas: Sipas, policy: str, score: int, ballots: int
) -> None:
    rows: list[list[object]] = [
        ["1", "02/11/2023", "Sở Y tế", 1, 1, 1],
        ["1", "01/11/2023", "Sở Y tế", 2, 2, 2],
        ["2", "01/11/2023", "Sở Y tế", 2, 2, 2],
    ]
    data = with_policy(tmp_path, sipas, f", {policy}", rows)
    assert (unit(data, "Sở Y tế")["score"], unit(data, "Sở Y tế")["ballots"]) == (score, ballots)


@pytest.mark.parametrize(("within", "ballots"), [("run", 1), ("unit", 2)])
def test_ids_may_begin_anew_for_every_unit(tmp_path: Path, sipas: Sipas, within: str, ballots: int) -> None:
    rows: list[list[object]] = [["1", "2023-11-01", name, 2, 2, 2] for name in ("Sở Nội vụ", "Sở Y tế")]
    data = with_policy(tmp_path, sipas, f", ids_unique_within: {within}", rows)
    assert data["overall"]["ballots"] == ballots


def test_a_status_or_an_id_that_cannot_be_read_is_a_finding(tmp_path: Path, sipas: Sipas) -> None:
    def edit(sheet: Any, _: Any) -> None:
        sheet["A2"] = "=B2"
        sheet["AC3"] = "#REF!"
        sheet["AC3"].data_type = "e"

    rows = [[*row, "Đã duyệt"] for row in ballots()]
    write_book(tmp_path / "a.xlsx", rows, [*HEADER, "Trạng thái phiếu"], edit)
    result = sipas("score", "a.xlsx")
    assert 'a.xlsx ! Phiếu ! A2: ô này (cột "Mã phiếu") là lỗi của Excel hoặc công thức' in result.err
    assert 'a.xlsx ! Phiếu ! AC3: ô này (cột "Trạng thái phiếu")' in result.err


def test_cells_that_do_not_give_their_place_are_found_by_counting(tmp_path: Path, sipas: Sipas) -> None:
    from test_bad_files import rewrite

    def edit(sheet: Any, _: Any) -> None:
        sheet["D3"] = "#N/A"
        sheet["D3"].data_type = "e"

    write_book(tmp_path / "b.xlsx", ballots(), edit=edit)
    bare = re.compile(rb'(<(?:c|row)) r="[A-Z0-9]+"')
    part = "xl/worksheets/sheet1.xml"
    rewrite(tmp_path / "b.xlsx", tmp_path / "a.xlsx", part, lambda xml: bare.sub(rb"\1", xml))
    result = sipas("score", "a.xlsx")
    assert result.status == 0, result.err
    assert "a.xlsx ! Phiếu ! D3: ô này là một lỗi của Excel" in result.err


def test_a_hidden_sheet_is_not_counted_and_that_is_said(tmp_path: Path, sipas: Sipas) -> None:
    def edit(sheet: Any, book: Any) -> None:
        copy = book.copy_worksheet(sheet)
        copy.title = "Bản cũ"
        copy.sheet_state = "veryHidden"

    write_book(tmp_path / "a.xlsx", ballots(), edit=edit)
    result = sipas("score", "a.xlsx", "--format", "json")
    assert json.loads(result.out)["findings"]["ballots_read"] == 20
    assert "a.xlsx ! Bản cũ: bỏ qua trang tính bị ẩn" in result.err


def test_names_taken_from_the_data_are_composed_and_on_one_line(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "units.yaml").unlink()
    name = unicodedata.normalize("NFD", "Sở  Nội\nvụ ")
    write_book(tmp_path / "a.xlsx", [ballot(n, name) for n in range(5)])
    assert scored(sipas, "a.xlsx")["groups"][0]["units"][0]["unit"] == "Sở Nội vụ"


def test_a_comment_that_looks_like_the_place_of_a_cell_does_no_harm(tmp_path: Path, sipas: Sipas) -> None:
    from test_bad_files import rewrite

    write_book(tmp_path / "b.xlsx", [[*row, "GHICHU"] for row in ballots()], [*HEADER, "Ý kiến khác"])
    inline = re.compile(rb'<c r="(AC[0-9]+)" t="s"><v>[0-9]+</v></c>')
    comment = r'<c r="\1" t="inlineStr"><is><t>xem r="xfd1048576" nhé</t></is></c>'
    part = "xl/worksheets/sheet1.xml"
    rewrite(tmp_path / "b.xlsx", tmp_path / "a.xlsx", part, lambda xml: inline.sub(comment.encode(), xml))
    assert sipas("score", "a.xlsx").status == 0
