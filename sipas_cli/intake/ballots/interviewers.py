"""Interviewers whose ballots differ too little from each other."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sipas_cli.intake.ballots import quality_messages
from sipas_cli.intake.ballots.pool import NO_INTERVIEWER, Look, counts_in
from sipas_cli.model import Finding
from sipas_cli.rules.quality import QualityRules

if TYPE_CHECKING:
    from sipas_cli.intake.ballots.pool import Mask, Numbers, Reals

#: An interviewer's ballots in one unit, fewer of which have no spread to speak of.
_FEWEST = 5


def alike(look: Look) -> Iterator[Finding]:
    """Interviewers whose ballots differ too little from each other.

    The spread of some ballots is the share of questions in which two of them differ, over all pairs. That
    of an interviewer, within each unit, is set against that of the other ballots of the same unit, and
    the units are averaged by his ballots. If his ballots were like the others, his spread would have the
    variance 4 v / n: v that of how far one ballot is from the rest (first term of Hoeffding 1948 for the
    variance of a mean over all pairs), n his ballots.
    """
    import numpy as np

    spread = _spreads(look)
    for who in np.unique(spread.who).tolist():
        compared = _averaged(spread, spread.who == who)
        if not _is_too_alike(compared, look.rules):
            continue
        his = (look.pool.interviewer == who) & ~look.told
        look.told[his] = True
        yield look.interviewer_finding(
            quality_messages.INTERVIEWER_ALIKE,
            int(np.nonzero(his)[0][0]),
            ballots=int(his.sum()),
            own=round(100 * compared.own),
            others=round(100 * compared.usual),
            straight=int((his & look.straight).sum()),
        )


@dataclass(frozen=True, slots=True)
class _Compared:
    """An interviewer and the others: the smaller number of ballots, both spreads, and the standard error of
    their difference."""

    ballots: int
    own: float
    usual: float
    error: float


def _averaged(spread: "_Spreads", his: "Mask") -> _Compared:
    """The units of an interviewer, averaged by his ballots."""
    ballots, others = int(spread.ballots[his].sum()), int(spread.others[his].sum())
    weight = spread.ballots[his] / ballots
    error = (weight**2 * 4 * spread.variance[his] / spread.ballots[his]).sum()
    return _Compared(
        ballots=min(ballots, others),
        own=float((weight * spread.own[his]).sum()),
        usual=float((weight * spread.usual[his]).sum()),
        error=math.sqrt(float(error)),
    )


def _is_too_alike(compared: _Compared, rules: QualityRules) -> bool:
    if compared.ballots < rules.least_ballots or compared.error <= 0:
        return False
    little = compared.own * 100 <= compared.usual * float(rules.alike_pct)
    return little and compared.usual - compared.own >= compared.error * float(rules.standard_errors)


@dataclass(frozen=True, slots=True)
class _Spreads:
    """One entry for each interviewer in each unit: his ballots and the others, the spread of each, and the
    variance of how far one of the others is from the rest of the unit."""

    who: "Numbers"
    ballots: "Numbers"
    others: "Numbers"
    own: "Reals"
    usual: "Reals"
    variance: "Reals"


def _spreads(look: Look) -> _Spreads:
    import numpy as np

    pool, open_ = look.pool, ~look.told
    answers, unit, who = pool.answers[open_], pool.unit[open_], pool.interviewer[open_]
    his = np.nonzero(_frequent(who, look.rules.least_ballots))[0]
    cells, cell = np.unique(who[his] * len(look.units) + unit[his], return_inverse=True)
    of, ballots = cells % len(look.units), np.bincount(cell, minlength=len(cells))
    whole = np.bincount(unit, minlength=len(look.units))
    others = whole[of] - ballots
    equal, equal_others, near = np.zeros(len(cells)), np.zeros(len(cells)), np.zeros(len(unit))
    for question in range(look.questions):
        answer = answers[:, question].astype(np.int64)
        counts = counts_in(unit, answer, len(look.units), look.kinds)
        cell_counts = counts_in(cell, answer[his], len(cells), look.kinds)
        equal += (cell_counts * (cell_counts - 1)).sum(axis=1)
        equal_others += ((counts[of] - cell_counts) * (counts[of] - cell_counts - 1)).sum(axis=1)
        near += counts[unit, answer] - 1
    near /= np.maximum(whole[unit] - 1, 1) * look.questions
    variance = _variance_without(near, unit, cell, his, of, others)
    enough = (ballots >= _FEWEST) & (others >= _FEWEST)
    return _Spreads(
        who=cells[enough] // len(look.units),
        ballots=ballots[enough],
        others=others[enough],
        own=1 - (equal[enough] / (ballots * (ballots - 1) * look.questions)[enough]),
        usual=1 - (equal_others[enough] / (others * (others - 1) * look.questions)[enough]),
        variance=variance[enough],
    )


def _frequent(who: "Numbers", least: int) -> "Mask":
    """Whether a ballot is of an interviewer with enough of them."""
    import numpy as np

    ballots = np.bincount(who + 1)
    frequent: Mask = (who != NO_INTERVIEWER) & (ballots[who + 1] >= least)
    return frequent


def _variance_without(
    values: "Reals", unit: "Numbers", cell: "Numbers", his: "Numbers", of: "Numbers", others: "Numbers"
) -> "Reals":
    """The variance of the values of a unit without those of an interviewer, for each of his units."""
    import numpy as np

    sums = []
    for power in (1, 2):
        whole = np.bincount(unit, weights=values**power, minlength=int(of.max(initial=0)) + 1)
        sums.append(whole[of] - np.bincount(cell, weights=values[his] ** power, minlength=len(of)))
    number = np.maximum(others, 1)
    variance: Reals = np.maximum(sums[1] / number - (sums[0] / number) ** 2, 0)
    return variance
