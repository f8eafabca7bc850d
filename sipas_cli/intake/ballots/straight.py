"""Ballots with one answer throughout, and rows of equal ballots one after the other."""

import math
from collections.abc import Iterator
from fractions import Fraction

from sipas_cli.intake.ballots import quality_messages
from sipas_cli.intake.ballots.pool import Look, numbered
from sipas_cli.model import Finding
from sipas_cli.rules.quality import QualityRules
from sipas_cli.text.numbers import half_up


def straight_units(look: Look) -> Iterator[Finding]:
    """Units with far more ballots of one answer throughout than all others: by the gap between the shares
    and by the usual test for two shares, with the standard error of the pooled one."""
    open_ = look.judged & ~look.told
    ballots, straight = look.per_unit(open_).tolist(), look.per_unit(open_ & look.straight).tolist()
    of_all = (sum(straight), sum(ballots))
    for unit, counts in zip(look.units, zip(straight, ballots, strict=True), strict=True):
        others = (of_all[0] - counts[0], of_all[1] - counts[1])
        if _is_beyond(counts, others, look.rules):
            yield Finding(
                quality_messages.STRAIGHT,
                params={
                    "unit": unit.name,
                    "straight": counts[0],
                    "ballots": counts[1],
                    "pct": int(half_up(Fraction(100 * counts[0], counts[1]), 0)),
                    "others": int(half_up(Fraction(100 * others[0], others[1]), 0)),
                },
            )


def _is_beyond(counts: tuple[int, int], others: tuple[int, int], rules: QualityRules) -> bool:
    """Whether the first share, (straight ballots, ballots), is far above the second."""
    (ticked, ballots), (ticked_others, ballots_others) = counts, others
    if min(ballots, ballots_others) < rules.least_ballots:
        return False
    gap = (ticked * ballots_others - ticked_others * ballots) / (ballots * ballots_others)
    pooled = (ticked + ticked_others) / (ballots + ballots_others)
    error = math.sqrt(pooled * (1 - pooled) * (1 / ballots + 1 / ballots_others))
    return gap * 100 >= float(rules.straight_gap_pct) and gap >= error * float(rules.standard_errors)


def equal_rows(look: Look) -> Iterator[Finding]:
    """Units with equal ballots one after the other: that n ballots of a unit in any order hold a row of k
    equal ones, of which there is the share p, has at most the chance n p^k."""
    import numpy as np

    pool = look.pool
    at = np.nonzero(look.judged & ~look.told)[0]
    at = at[np.lexsort((pool.table[at], pool.unit[at]))]
    if not len(at):
        return
    whole = look.per_unit(look.judged)
    kind = numbered(((look.content[at], look.ballots), (pool.unit[at], len(look.units))))
    start = np.nonzero(np.diff(kind, prepend=-1) | np.diff(pool.table[at], prepend=-1))[0]
    length, unit = np.diff(start, append=len(at)), pool.unit[at][start]
    chance = whole[unit] * (np.bincount(kind)[kind[start]] / whole[unit]) ** length
    long = (length >= look.rules.run_ballots) & (chance * 100 <= float(look.rules.chance_pct))
    for number in np.unique(unit[long]).tolist():
        rows = np.nonzero(long & (unit == number))[0]
        longest = rows[length[rows].argmax()]
        yield look.finding(
            quality_messages.EQUAL_ROWS,
            int(at[start[longest]]),
            unit=look.units[number].name,
            ballots=int(length[rows].sum()),
            rows=len(rows),
            longest=int(length[longest]),
        )
