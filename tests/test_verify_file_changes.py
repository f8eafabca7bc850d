"""`sipas verify FILE`: columns of changes beside the columns that they are the difference of."""

from pathlib import Path

import pytest
from conftest import Sipas
from test_verify_file import checked, codes, table

# 96,00 − 90,00 = 6,00; 95,50 − 91,00 = 4,50 and not 4,40; 89,00 − 80,00 = 9,00
SCORES = """
    1 | Sở A | 90,00 | 96,00 | 6,00
    2 | Sở B | 91,00 | 95,50 | {change}
    3 | Sở C | 80,00 | 89,00 | 9,00
"""
# from 2 to 1, from 1 to 2; from 3 to 3 is no change
RANKS = """
    1 | Sở A | 2 | 1 | 1
    2 | Sở B | 1 | 2 | -1
    3 | Sở C | 3 | 3 | {change}
    4 | Sở D | 4 | 4 | 0
"""


@pytest.mark.parametrize(
    "header",
    [
        "STT | Tên đơn vị | Năm trước | Năm nay | Tăng/giảm",
        "STT | Tên đơn vị | Điểm năm trước | Điểm năm nay | Chênh lệch",
        "STT | Tên đơn vị | Điểm kỳ trước | Điểm | So với kỳ trước",
        "STT | Tên đơn vị | Chỉ số 2022 (%) | Chỉ số 2023 (%) | Mức thay đổi",
        "STT | Tên đơn vị | Năm trước | Năm 2023 | Tăng/giảm so với năm trước",
    ],
)
def test_changes_beside_the_year_before(tmp_path: Path, sipas: Sipas, header: str) -> None:
    table(tmp_path, header + SCORES.format(change="4,50"))
    assert checked(sipas, "t.csv") == []
    table(tmp_path, header + SCORES.format(change="4,40"))
    found = checked(sipas, "t.csv", status=3)
    assert codes(found) == [("error", "figure_change", "E3")]
    assert "95.50 − 91.00 = 4.5" in found[0]["problem"]


def test_changes_of_rank_beside_the_rank_of_the_year_before(tmp_path: Path, sipas: Sipas) -> None:
    header = "STT | Tên đơn vị | Hạng năm trước | Hạng năm nay | Thay đổi hạng"
    table(tmp_path, header + RANKS.format(change="0"))
    assert checked(sipas, "t.csv") == []
    table(tmp_path, header + RANKS.format(change="1"))
    assert codes(checked(sipas, "t.csv", status=3)) == [("error", "figure_change", "E4")]


def test_changes_of_rank_may_be_the_new_rank_less_the_old_one(tmp_path: Path, sipas: Sipas) -> None:
    """1 − 2 = −1; 2 − 1 = 1; 5 − 3 = 2; 4 − 4 = 0, and not 1."""
    table(
        tmp_path,
        """
        STT | Tên đơn vị | Hạng 2022 | Hạng 2023 | So sánh
        1 | Sở A | 2 | 1 | -1
        2 | Sở B | 1 | 2 | 1
        3 | Sở C | 5 | 3 | -2
        4 | Sở D | 4 | 4 | 1
        5 | Sở E | 3 | 5 | 2
        """,
    )
    assert codes(checked(sipas, "t.csv", status=3)) == [("error", "figure_change", "E5")]


def test_rises_and_falls_in_columns_of_their_own(tmp_path: Path, sipas: Sipas) -> None:
    """96,00 − 90,00 = 6,00; 95,50 − 96,00 = −0,50 and not −0,40; 89,00 − 80,00 = 9,00."""
    rows = """
        STT | Tên đơn vị | Điểm 2022 | Điểm 2023 | Tăng | Giảm
        1 | Sở A | 90,00 | 96,00 | 6,00 |
        2 | Sở B | 96,00 | 95,50 | | {fall}
        3 | Sở C | 80,00 | 89,00 | 9,00 |
    """
    table(tmp_path, rows.format(fall="0,50"))
    assert checked(sipas, "t.csv") == []
    table(tmp_path, rows.format(fall="0,40"))
    assert codes(checked(sipas, "t.csv", status=3)) == [("error", "figure_change", "F3")]


def test_the_ranks_of_the_year_before_are_not_held_against_the_figures_of_this_year(
    tmp_path: Path, sipas: Sipas
) -> None:
    table(
        tmp_path,
        """
        STT | Tên đơn vị | Chỉ số (%) | Hạng | Hạng năm trước
        1 | Sở A | 95,00 | 1 | 3
        2 | Sở B | 94,00 | 2 | 1
        3 | Sở C | 93,00 | 3 | 2
        """,
    )
    assert checked(sipas, "t.csv") == []
