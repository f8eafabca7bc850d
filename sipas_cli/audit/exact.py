"""Rounding in a spreadsheet, which computes with binary fractions: formulas that print the digits that exact
arithmetic prints, and the proof for each figure that they do."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import assert_never

from sipas_cli.model import GroupStandings, Score
from sipas_cli.rules.judging import Judgement, Rounding
from sipas_cli.rules.policies import Mode, RankOn
from sipas_cli.score.rank import printed
from sipas_cli.text.numbers import half_up

#: A value is first brought to so many digits: what binary fractions put wrong lies far behind them.
DIGITS = 9
#: More than all additions of a workbook can put wrong: a figure of some hundred has 13 digits behind the
#: point, and each of at most a few thousand additions costs one unit of the last of them.
SLACK = Fraction(1, 10**10)


def cleaned(cell: str) -> str:
    """The formula of a value without what binary fractions put wrong."""
    return f"ROUND({cell},{DIGITS})"


def rounded(cell: str, rounding: Rounding, decimals: str) -> str:
    """The formula of a value as printed; `decimals` is the cell with the number of digits.

    half_even: where a half follows an even digit it is cut off, else rounded as usual.
    """
    value = cleaned(cell)
    match rounding.mode:
        case Mode.HALF_UP:
            return f"ROUND({value},{decimals})"
        case Mode.HALF_EVEN:
            behind = f"ROUND(MOD(ABS({value})*10^{decimals},2),{DIGITS - rounding.decimals})"
            return f"IF({behind}=0.5,ROUNDDOWN({value},{decimals}),ROUND({value},{decimals}))"
        case Mode.DOWN:
            return f"ROUNDDOWN({value},{decimals})"
        case _:
            assert_never(rounding.mode)


def prints_the_same(exact: Fraction, rounding: Rounding) -> bool:
    """Whether the formula prints the digits of the exact figure, wherever within SLACK the computed one is.

    95.435 computed as 95.43499999999999 is 95.44; 89.9999999996 cut off after two digits is 89.99, which a
    formula cannot tell from 90:

    >>> prints_the_same(Fraction(95435, 1000), Rounding())
    True
    >>> prints_the_same(Fraction(899999999996, 10**10), Rounding(mode="down"))
    False
    """
    ends = (exact - SLACK, exact + SLACK)
    return {printed(half_up(end, DIGITS), rounding) for end in ends} == {printed(exact, rounding)}


def doubtful(groups: Sequence[GroupStandings], scores: Mapping[str, Score], rules: Judgement) -> list[str]:
    """The ids of the units whose printed figure, rank or band the formulas might not give."""
    units: list[str] = []
    for group in groups:
        exact_scores = {
            line.unit.id: score
            for line in group.standings
            if (score := scores[line.unit.id].index) is not None
        }
        units += [unit for unit, score in exact_scores.items() if not prints_the_same(score, rules.rounding)]
        match rules.rank_on:
            case RankOn.PRINTED:
                pass
            case RankOn.EXACT:
                units += _confused(exact_scores, group.group.id, rules)
            case _:
                assert_never(rules.rank_on)
    return list(dict.fromkeys(units))


def _confused(scores: Mapping[str, Fraction], group: str, rules: Judgement) -> list[str]:
    """Units that the formulas might rank or class otherwise where exact figures decide."""
    ends = {
        unit: (half_up(score - SLACK, DIGITS), half_up(score + SLACK, DIGITS))
        for unit, score in scores.items()
    }
    units = []
    for unit, score in scores.items():
        if {rules.band_of(end, group) for end in ends[unit]} != {rules.band_of(score, group)}:
            units.append(unit)
    for upper, lower in pairwise(sorted(scores, key=lambda unit: scores[unit], reverse=True)):
        same = scores[upper] == scores[lower]
        if len({*ends[upper], *ends[lower]}) > 1 if same else ends[upper][0] <= ends[lower][1]:
            units += [upper, lower]
    return units
