"""`sipas verify FILE`: bands against figures, limits of bands against one another."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import Sipas
from test_verify_file import checked, codes, table, text

HEADER = "STT | Tên đơn vị | Chỉ số (%) | Xếp loại"


def rows(*lines: str) -> str:
    return "\n".join([HEADER, *(f"{n} | Sở {chr(64 + n)} | {line}" for n, line in enumerate(lines, 1))])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # 79,00 is Tốt and 82,00 is Khá, which is lower
        (("82,00 | Khá", "79,00 | Tốt"), [("error", "band_order", "D3")]),
        (("82,00 | Tốt", "79,00 | Khá", "70,00 | Trung bình"), []),
        # B has 81,00 and A has 79,00: the one A that two others contradict is named
        (("82,00 | A", "81,50 | B", "81,00 | B", "79,00 | A"), [("error", "band_order", "D5")]),
        # equal as printed: unrounded they may differ
        (("80,00 | Tốt", "80,00 | Khá"), []),
        # 1 is the best here, and the lowest there
        (("95,00 | Nhóm 1", "85,00 | Nhóm 2", "75,00 | Nhóm 3"), []),
        (("95,00 | Loại III", "85,00 | Loại II", "75,00 | Loại I"), []),
        # either may be wrong: both are told, at the place of the higher band
        (("95,00 | Nhóm 1", "85,00 | Nhóm 2", "96,00 | Nhóm 2", "75,00 | Nhóm 3"),
         [("error", "band_order", "D2")]),
        # bands of something else: most pairs are the other way round
        (("95,00 | Khá", "94,00 | Khá", "80,00 | Tốt", "79,00 | Tốt"), [("remark", "band_order", "D5")]),
        (("82,00 | Đạt", "79,00 | Hoàn thành tốt"), []),
    ],
)  # fmt: skip
def test_the_order_of_bands(
    tmp_path: Path, sipas: Sipas, lines: Sequence[str], expected: list[tuple[str, str, str]]
) -> None:
    table(tmp_path, rows(*lines))
    found = [finding for finding in codes(checked(sipas, "t.csv")) if finding[1] == "band_order"]
    assert found == expected


def test_the_finding_tells_both_units(tmp_path: Path, sipas: Sipas) -> None:
    table(tmp_path, rows("82,00 | Khá", "79,00 | Tốt"))
    [finding] = checked(sipas, "t.csv", status=3)
    assert "Sở B (79.00) is in Tốt, Sở A (82.00) in Khá: 79.00 < 82.00" in finding["problem"]


def test_groups_may_have_limits_of_their_own(tmp_path: Path, sipas: Sipas) -> None:
    """Tốt from 80 among the districts and from 90 among the offices: within each group it holds."""
    table(
        tmp_path,
        f"""
        {HEADER}
        | Các sở | |
        1 | Sở Nội vụ | 92,00 | Tốt
        2 | Sở Y tế | 88,00 | Khá
        | Các huyện | |
        1 | Huyện A | 82,00 | Tốt
        2 | Huyện B | 78,00 | Khá
        """,
    )
    assert [finding[0] for finding in codes(checked(sipas, "t.csv", status=0))] == ["remark"]


def test_units_below_a_heading_with_limits(tmp_path: Path, sipas: Sipas) -> None:
    """89,00 is not 90 or more, 79,00 is under 80; 90,00 printed under "below 90" may be 89,996."""
    table(
        tmp_path,
        """
        STT | Tên đơn vị | Chỉ số (%)
        | Nhóm A (từ 90 điểm trở lên) |
        1 | Sở A | 92,00
        2 | Sở B | 89,00
        | Nhóm B (từ 80 đến dưới 90 điểm) |
        1 | Sở C | 85,00
        2 | Sở D | 79,00
        3 | Sở E | 90,00
        """,
    )
    found = checked(sipas, "t.csv")
    assert [finding for finding in codes(found) if finding[1] == "figure_band"] == [
        ("error", "figure_band", "C4"),
        ("error", "figure_band", "C7"),
        ("remark", "figure_band", "C8"),
    ]
    assert "≥ 90" in found[0]["problem"]


def test_a_heading_whose_limits_no_unit_meets_is_of_something_else(tmp_path: Path, sipas: Sipas) -> None:
    table(
        tmp_path,
        """
        STT | Tên đơn vị | Chỉ số (%)
        | Các sở có trên 90% hồ sơ trực tuyến |
        1 | Sở A | 82,00
        2 | Sở B | 79,00
        """,
    )
    assert {finding[0] for finding in codes(checked(sipas, "t.csv", status=0))} == {"remark"}


def test_bands_in_words_against_the_limits_of_the_text(tmp_path: Path, sipas: Sipas) -> None:
    """79,00 is no Khá, which is from 80 to under 90. The wrong order of bands is not told besides."""
    found = checked(
        sipas,
        text(
            tmp_path,
            "Tốt: từ 90 điểm trở lên; Khá: từ 80 đến dưới 90 điểm; Trung bình: dưới 80 điểm.",
            "STT\tTên đơn vị\tChỉ số (%)\tXếp loại\n1\tSở A\t92,00\tTốt\n2\tSở B\t79,00\tKhá\n"
            "3\tSở C\t79,50\tTrung bình",
        ),
    )
    assert codes(found) == [("error", "figure_band", "line 5, column 4")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # 80 to 85 is in both
        ("Nhóm 1 (từ 80% đến 90%), Nhóm 2 (từ 70% đến 85%).", ["error band_overlap"]),
        ("Nhóm 1 (trên 90%), Nhóm 2 (từ 80% đến 90%), Nhóm 3 (dưới 80%).", []),
        ("Loại A: từ 90 điểm trở lên; Loại B: từ 80 đến 90 điểm.", ["remark band_overlap"]),  # 90 alone
        ("Tốt: từ 90 điểm trở lên; Khá: từ 80 điểm trở lên.", []),  # step by step
        ("Nhóm 1 (trên 90%). Nhóm 1 (trên 85%).", ["error told_twice"]),
        ("Kết quả: từ 80 đến 90: 5 đơn vị; từ 85 đến 95: 3 đơn vị.", ["remark band_overlap"]),
        ("Kết quả: từ 80 đến dưới 90: 5 đơn vị; từ 90 đến 95: 3 đơn vị.", []),
        ("Có 8 đơn vị trên 90 điểm, 10 đơn vị trên 80 điểm.", []),
        ("Sở A đạt 79,00 điểm, xếp loại Tốt; Sở B đạt 82,00 điểm, xếp loại Khá.", ["error band_order"]),
        ("Sở A đạt 82,00 điểm, xếp loại Tốt; Sở B đạt 79,00 điểm, xếp loại Khá.", []),
        ("Tốt (trên 90%), Khá (dưới 90%). Sở A đạt 89,00%, xếp loại Tốt.", ["error figure_band"]),
        ("Sở A đạt 79,00 điểm, dưới mức trung bình; Sở B đạt 82,00 điểm, mức khá.", []),
    ],
)
def test_bands_in_sentences(tmp_path: Path, sipas: Sipas, sentence: str, expected: list[str]) -> None:
    text(tmp_path, sentence)
    assert [f"{finding['level']} {finding['code']}" for finding in checked(sipas, "t.txt")] == expected
