"""`sipas verify FILE`: sentences that tell a sum, a share or a change together with what it is made of."""

import time
from pathlib import Path

import pytest
from conftest import Sipas
from test_verify_file import checked, text

TITLE = "CHỈ SỐ HÀI LÒNG NĂM 2023"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # 16 of 15 there cannot be
        ("Có 16 trên tổng số 15 đơn vị đạt trên 80%.", ["error told_over"]),
        ("Có 16/15 đơn vị hoàn thành.", ["error told_over"]),
        ("Có 14 trên tổng số 15 đơn vị đạt trên 80%.", []),
        ("Thu về 1.520/1.500 phiếu.", ["error told_over"]),
        ("Sở Y tế xếp thứ 16/15.", ["error told_over"]),
        ("Sở Y tế xếp thứ 15/15.", []),
        ("Quyết định số 16/15 ngày 20/10/2023.", []),
        # "one of the ten", and "more than fifteen"
        ("Sở Y tế là 1 trong 10 sở đạt trên 90%.", []),
        ("Có trên 15 đơn vị đạt trên 80%. Có 16 đơn vị đạt trên 80%.", []),
        # 5 : 15 = 33,333...%
        ("Có 5/15 đơn vị (40%).", ["error told_share"]),
        ("Có 5/15 đơn vị (33,33%).", []),
        ("Có 5/15 đơn vị (33,4%).", ["remark told_share"]),  # put so that three of them come to 100
        ("Có 5/15 đơn vị đạt trên 90%, chiếm 40%.", ["error told_share"]),
        ("Có 5/15 đơn vị đạt trên 90%, chiếm 33,3%.", []),
        ("Có 1.250/1.500 phiếu hợp lệ, chiếm 83,33%.", []),  # 83,333...
        ("Có 1.250/1.500 phiếu hợp lệ, chiếm 85,33%.", ["error told_share"]),
        ("Có 12 trên tổng số 15 đơn vị (chiếm 70%).", ["error told_share"]),  # 80
        # figures of units, and no share
        ("Có 1/15 đơn vị đạt trên 90% (91,93%).", []),
        ("Có 5/15 đơn vị đạt tỷ lệ 90%.", []),
        ("Có 5/15 sở giải quyết 120 hồ sơ, chiếm 40%.", []),
        # 5 + 10 = 15
        ("Gồm 5 + 10, tổng cộng 20 đơn vị.", ["error figure_sum"]),
        ("Gồm 5 + 10, tổng cộng 15 đơn vị.", []),
        ("Toàn tỉnh gồm 5 sở, 10 huyện, tổng 20.", ["error figure_sum"]),
        ("Toàn tỉnh gồm 5 sở, 10 huyện, tổng 15.", []),
        ("Có 5 sở, ban, ngành, 10 huyện và 120 xã, tổng cộng 140 đơn vị.", ["error figure_sum"]),  # 135
        ("Trong số 30 đơn vị có 5 sở và 10 huyện, tổng 15.", []),
        ("Có 5 sở và 10 huyện, tổng cộng 4.500 phiếu.", []),
        # 62,88 + 24,42 = 87,30, and unrounded from 87,29 to under 87,31
        ("Tổng điểm: 62,88 + 24,42 = 88,30 điểm.", ["error figure_sum"]),
        ("Tổng điểm: 62,88 + 24,42 = 87,31 điểm.", []),
        ("Điểm thẩm định 64,5 + điểm điều tra xã hội học 24,42 = 88,92 điểm.", []),
        ("Điểm thẩm định 64,5 + điểm điều tra xã hội học 24,42 = 89,92 điểm.", ["error figure_sum"]),
        ("Có 20 đơn vị (5 sở, 10 huyện).", ["error told_parts"]),
        ("Có 15 đơn vị: 5 sở, ban, ngành và 10 huyện.", []),
        ("Tổng số 20 đơn vị: 5 sở, ban, ngành và 10 huyện.", ["error told_parts"]),
        ("Có 20 đơn vị được khảo sát, trong đó 5 sở, 10 huyện đạt trên 90%.", []),  # and others below
        ("Có 16 đơn vị được khảo sát, trong đó 5 sở, 10 huyện.", ["error told_parts"]),
        # 82,00 − 80,10 = 1,90
        ("Sở A tăng 1,5 điểm (từ 80,10 lên 82,00).", ["error figure_change"]),
        ("Sở A tăng 1,90 điểm (từ 80,10 lên 82,00).", []),
        ("Sở A giảm 1,90 điểm (từ 80,10 lên 82,00).", ["error figure_change"]),
        ("Từ 80,10 điểm lên 82,00 điểm, tăng 1,5 điểm.", ["error figure_change"]),
        ("Từ 80,10 điểm lên 82,00 điểm, tăng 2 bậc.", []),  # places, and no points
        # in percent of 80,10: 1,90 : 80,10 × 100 = 2,372...
        ("Sở A tăng 2,37% (từ 80,10 điểm lên 82,00 điểm).", []),
        ("Sở A tăng 2 lần từ 40 lên 80 điểm.", []),
        ("Số đơn vị đạt tốt tăng 3 đơn vị (từ 5 lên 9 đơn vị).", ["error figure_change"]),  # 4
        ("Số đơn vị đạt tốt tăng 4 đơn vị (từ 5 lên 9 đơn vị).", []),
        ("Sở A tăng từ 80,10 điểm xuống 79,00 điểm.", ["error told_turn"]),
        ("Sở A giảm từ 80,10% xuống còn 82,00%.", ["error told_turn"]),
        ("Sở A giảm từ 80,10% xuống còn 79,00%.", []),
        # from 5 to 4 is up by 1
        ("Sở A tăng 2 bậc, từ hạng 5 lên hạng 4.", ["error told_move"]),
        ("Sở A tăng 2 bậc (từ 5 lên 4).", ["error told_move"]),
        ("Sở A tăng 1 bậc (từ 5 lên 4).", []),
        ("Sở A giảm 1 bậc, từ hạng 5 lên hạng 4.", ["error told_move"]),
        ("Sở A tăng 1 bậc, từ hạng 5 lên 4.", []),
        # no title of 2022: the sentence tells a figure of it
        (
            f"{TITLE}\n\nChỉ số hài lòng tăng từ 90,12% năm 2022 lên 92,34% năm 2023.",
            [],
        ),
        # an item of a list is about the group of its heading; the second year in a row is no rank
        (
            "- Các cơ quan Trung ương (06 đơn vị): dẫn đầu là Cục Thuế (90,06%, năm thứ 2 liên tiếp).\n"
            "- Các sở, ban, ngành (19 đơn vị): dẫn đầu là Sở Y tế (95,00%), Sở Tư pháp (95,00%).",
            [],
        ),
        (
            "- Các sở, ban, ngành: dẫn đầu là Sở Y tế (95,00%).\n"
            "- Các sở, ban, ngành: dẫn đầu là Sở Tư pháp (96,00%).",
            ["error rank_shared"],
        ),
    ],
)
def test_a_sentence_by_itself(tmp_path: Path, sipas: Sipas, sentence: str, expected: list[str]) -> None:
    text(tmp_path, sentence)
    assert [f"{finding['level']} {finding['code']}" for finding in checked(sipas, "t.txt")] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # 96,00 is above both groups, whatever counts how often
        (["Chỉ số hài lòng chung của tỉnh đạt 96,00%. Khối sở, ban, ngành đạt trung bình 91,25%; khối huyện "
          "đạt trung bình 92,50%."], ["error overall_outside"]),
        (["Khối sở, ban, ngành đạt 91,25%. Khối huyện đạt 92,50%. Toàn tỉnh đạt 96,00%."],
         ["error overall_outside"]),
        (["- Khối sở, ban, ngành: 91,25%.", "- Khối huyện: 92,50%.", "- Chung toàn tỉnh: 96,00%."],
         ["error overall_outside"]),
        (["Khối sở đạt trung bình 91,25%; khối huyện đạt trung bình 92,50%; chung toàn tỉnh đạt 90,00%."],
         ["error overall_outside"]),
        # between them it may be, by some weights
        (["Khối sở, ban, ngành đạt 91,25%. Khối huyện đạt 92,50%. Toàn tỉnh đạt 92,30%."], []),
        # of four groups two are told: the others may be higher
        (["Khảo sát 40 đơn vị thuộc 4 nhóm.",
          "Khối sở đạt 91,25%. Khối huyện đạt 92,50%. Toàn tỉnh đạt 96,00%."],
         ["remark overall_outside"]),
        # of something else
        (["Khối sở đạt 91,25%. Khối huyện đạt 92,50%. Toàn tỉnh đạt 99,80% hồ sơ đúng hạn."], []),
        (["Khối sở, đơn vị cao nhất đạt 95,25%. Khối huyện đạt 92,50%. Toàn tỉnh đạt 91,30%."], []),
    ],
)  # fmt: skip
def test_the_figure_of_all_lies_among_those_of_the_groups(
    tmp_path: Path, sipas: Sipas, lines: list[str], expected: list[str]
) -> None:
    text(tmp_path, TITLE, *lines)
    assert [f"{finding['level']} {finding['code']}" for finding in checked(sipas, "t.txt")] == expected


@pytest.mark.parametrize(
    ("sentence", "arithmetic"),
    [
        ("Có 5/15 đơn vị (40%).", "5 : 15 × 100 = 33.333333"),
        ("Toàn tỉnh gồm 5 sở, 10 huyện, tổng 20.", "5 + 10 = 15, printed is 20"),
        ("Sở A tăng 1,5 điểm (từ 80,10 lên 82,00).", "82.00 − 80.10 = 1.9"),
        ("Có 16/15 đơn vị hoàn thành.", "16 > 15"),
    ],
)
def test_a_finding_holds_its_arithmetic(tmp_path: Path, sipas: Sipas, sentence: str, arithmetic: str) -> None:
    text(tmp_path, sentence)
    [finding] = checked(sipas, "t.txt", status=3)
    assert arithmetic in finding["problem"]
    assert finding["cell"] == "line 1"


@pytest.mark.parametrize(
    "line",
    [
        "5 sở, " * 2500,
        "5 + " * 3000,
        "5 sở, ban, ngành và 10 huyện, " * 500,
        "từ 80,10 lên " * 1200,
        "tăng 1,5 điểm năm 2022, " * 700,
        "tăng 1,5 điểm (từ 80,10 lên 82,00 " * 500,
        "5/15 đơn vị chiếm " * 900,
        "12 trên tổng số 15 " * 800,
        "5/15 đơn vị đạt từ 80 đến 90 điểm, chiếm " * 400,
        "khối sở; " * 2000,
        "chung của tỉnh " * 1200,
        "loại tốt: từ 80 " * 1100,
        "từ 80 đến 90: 5 đơn vị; " * 700,
    ],
)
def test_no_sum_takes_long(tmp_path: Path, sipas: Sipas, line: str) -> None:
    text(tmp_path, line)
    start = time.process_time()
    sipas("verify", "t.txt")
    # what grows without bound takes hours; measured coverage and a busy machine take ten times as long
    assert time.process_time() - start < 100
