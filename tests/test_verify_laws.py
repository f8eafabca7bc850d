"""A law: a document that was made of unrounded figures is never said to contradict itself."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sipas_cli.recount.published.checks import check_file

#: Unrounded figures: thousandths of thousandths, so that halves and equal figures occur.
EXACT = st.one_of(
    st.integers(50_000_000, 99_999_999).map(lambda n: Fraction(n, 1_000_000)),
    st.integers(5_000, 9_999).map(lambda n: Fraction(n, 100)),
    st.integers(10_000, 19_999).map(lambda n: Fraction(n, 200)),
)


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Half up, as people round by hand."""
    whole, rest = divmod(abs(value) * 10**decimals, 1)
    whole += 2 * rest >= 1
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


def cut(value: Fraction, decimals: int) -> Fraction:
    """What stands behind the last digit is left out."""
    whole = Fraction(abs(value) * 10**decimals // 1)
    return (whole if value >= 0 else -whole) / 10**decimals


def shown(value: Fraction, decimals: int) -> str:
    """With a comma, and as many digits."""
    digits = f"{int(abs(value) * 10**decimals):0{decimals + 1}d}"
    return f"{'-' if value < 0 else ''}{digits[:-decimals]},{digits[-decimals:]}"


def competition(values: Sequence[Fraction]) -> list[int]:
    return [1 + sum(other > own for other in values) for own in values]


def dense(values: Sequence[Fraction]) -> list[int]:
    return [1 + len({other for other in values if other > own}) for own in values]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    groups=st.lists(st.lists(st.tuples(EXACT, EXACT, EXACT), min_size=2, max_size=8), min_size=1, max_size=3),
    decimals=st.integers(1, 3),
    shorten=st.sampled_from([rounded, cut]),
    rank=st.sampled_from([competition, dense]),
    of_printed=st.booleans(),
)
def test_what_unrounded_figures_give_is_no_error(
    tmp_path: Path,
    groups: list[list[tuple[Fraction, Fraction, Fraction]]],
    decimals: int,
    shorten: Callable[[Fraction, int], Fraction],
    rank: Callable[[Sequence[Fraction]], list[int]],
    of_printed: bool,
) -> None:
    """Two parts that add up, half of each; the index; its rank; the year before and the change; means of
    groups and of all."""

    def text(value: Fraction) -> str:
        return shown(shorten(value, decimals), decimals)

    lines = ["STT\tTên đơn vị\tPhần A\tPhần B\tĐiểm năm 2023\tHạng\tĐiểm năm 2022\tTăng/giảm"]
    every: list[Fraction] = []
    for number, units in enumerate(groups, 1):
        lines.append(f"{'I' * number}\tNhóm {number}\t\t\t\t\t\t")
        ordered = sorted(units, key=lambda own: -(own[0] + own[1]) / 2)
        totals = [(own[0] + own[1]) / 2 for own in ordered]
        every += totals
        ranks = rank([shorten(own, decimals) for own in totals] if of_printed else totals)
        for place, (own, total) in enumerate(zip(ordered, totals, strict=True), 1):
            cells = [own[0] / 2, own[1] / 2, total]
            change = text(total - own[2])
            row = [str(place), f"Đơn vị {number}.{place}", *map(text, cells), str(ranks[place - 1])]
            lines.append("\t".join([*row, text(own[2]), change]))
        mean = sum(totals, Fraction(0)) / len(totals)
        lines.append(f"\tTrung bình\t\t\t{text(mean)}\t\t\t")
    lines.append(f"\tTrung bình chung\t\t\t{text(sum(every, Fraction(0)) / len(every))}\t\t\t")
    path = tmp_path / "t.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    checked = check_file(path)
    assert [(own.code, own.cell, own.params) for own in checked.errors] == [], "\n".join(lines)
    assert checked.tables == 1


@pytest.mark.parametrize("value", [Fraction(95435, 1000), Fraction(-95435, 1000)])
def test_the_helpers_of_this_file_round_as_people_do(value: Fraction) -> None:
    assert abs(rounded(value, 2)) == Fraction(9544, 100)
    assert abs(cut(value, 2)) == Fraction(9543, 100)
    assert shown(Fraction(904, 10), 2) == "90,40"
    assert (
        competition([Fraction(3), Fraction(2), Fraction(2), Fraction(1)]),
        dense([Fraction(3), Fraction(2)]),
    ) == (
        [1, 2, 2, 4],
        [1, 2],
    )


LIMITS = (Fraction(90), Fraction(80), Fraction(70))
BANDS = ("Tốt", "Khá", "Trung bình", "Yếu")


def band_of(value: Fraction) -> str:
    return BANDS[sum(value < limit for limit in LIMITS)]


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    groups=st.lists(st.lists(st.tuples(EXACT, EXACT), min_size=1, max_size=8), min_size=2, max_size=2),
    decimals=st.integers(1, 3),
    shorten=st.sampled_from([rounded, cut]),
)
def test_sentences_and_bands_that_unrounded_figures_give_are_no_error(
    tmp_path: Path,
    groups: list[list[tuple[Fraction, Fraction]]],
    decimals: int,
    shorten: Callable[[Fraction, int], Fraction],
) -> None:
    """Bands with their limits, or ranked by them alone; shares, sums, changes, means of two groups and of
    all; rises and falls in columns of their own."""

    def text(value: Fraction) -> str:
        return shown(shorten(value, decimals), decimals)

    every = [now for units in groups for now, _ in units]
    best = sum(now >= LIMITS[0] for now in every)
    first, second = (sum((now for now, _ in units), Fraction(0)) / len(units) for units in groups)
    now, before = groups[0][0]
    way, turn = ("tăng", "lên") if now >= before else ("giảm", "xuống")
    lines = [
        "CÔNG BỐ CHỈ SỐ HÀI LÒNG NĂM 2023",
        "Tốt: từ 90 điểm trở lên; Khá: từ 80 đến dưới 90 điểm; Trung bình: từ 70 đến dưới 80 điểm; "
        "Yếu: dưới 70 điểm.",
        f"Toàn tỉnh có {len(groups[0])} sở và {len(groups[1])} huyện, tổng cộng {len(every)} đơn vị.",
        f"Có {best}/{len(every)} đơn vị xếp loại cao nhất, chiếm {text(Fraction(100 * best, len(every)))}%.",
        f"Chỉ số của đơn vị thứ nhất {way} {text(abs(now - before))} điểm (từ {text(before)} điểm {turn} "
        f"{text(now)} điểm).",
        f"Khối sở đạt {text(first)}%. Khối huyện đạt {text(second)}%. "
        f"Toàn tỉnh đạt {text(sum(every, Fraction(0)) / len(every))}%.",
    ]
    for units in groups:
        lines.append("STT\tTên đơn vị\tĐiểm năm trước\tĐiểm năm nay\tTăng\tGiảm\tXếp loại")
        for number, (value, former) in enumerate(units, 1):
            change = text(abs(value - former))
            rise, fall = (change, "") if value >= former else ("", change)
            name = f"Đơn vị {len(lines)}.{number}"
            cells = [str(number), name, text(former), text(value), rise, fall, band_of(value)]
            lines[-1] += "\n" + "\t".join(cells)
    path = tmp_path / "t.txt"
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    checked = check_file(path)
    assert [(own.code, own.cell, own.params) for own in checked.errors] == [], "\n".join(lines)
    assert (checked.tables, checked.sentences) == (2, 7)
    without = tmp_path / "u.txt"
    without.write_text("\n\n".join([lines[0], *lines[-2:]]) + "\n", encoding="utf-8")
    checked = check_file(without)  # bands whose limits nobody says
    assert [(own.code, own.cell, own.params) for own in checked.errors] == [], "\n".join(lines)
