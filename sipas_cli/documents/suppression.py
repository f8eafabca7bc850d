"""Whose figures are hidden in what is published: units and cells that would tell what a few persons said."""

from collections.abc import Sequence

from sipas_cli.model import PAR
from sipas_cli.rules.policies import OverallOfBallots
from sipas_cli.runs.run import StoredRun

#: Ballots of which the printed figure of all together hides three answers, of 25 to 40 questions each.
ENOUGH_TOGETHER = 1000


def are_few(ballots: int, minimum: int) -> bool:
    """Whether the counts of so many ballots would tell what a handful of persons answered."""
    return 0 < ballots < minimum


def too_few(run: StoredRun, minimum: int) -> frozenset[str]:
    """The units of a run of ballots whose factors and criteria are not published: they would tell what a
    handful of persons answered. No mean that is published is made with them either: it could be taken apart.
    Their index, rank and band are what is decided, and published.

    Where the province's figure is of so few ballots all together that it shows single answers, it gives away
    a single such unit beside all the others: then the next smallest is hidden too.
    """
    lines = [line for group in run.standings.groups for line in group.standings]
    if run.index == PAR:  # points are no answers
        return frozenset()
    few = frozenset(line.unit.id for line in lines if are_few(line.ballots, minimum))
    pooled_figure = run.standings.overall_kind == OverallOfBallots.POOLED
    if not few or not pooled_figure or sum(line.ballots for line in lines) >= ENOUGH_TOGETHER:
        return few
    return frozenset(lines[n].unit.id for n in suppressed([line.ballots for line in lines], minimum))


def suppressed(ballots: Sequence[int], minimum: int) -> frozenset[int]:
    """The cells of a table with a known total that must not be shown: those below `minimum`, and as many of
    the next smallest that nobody can find them by subtraction. An empty cell tells of nobody.

    Source: primary and complementary suppression as in statistical disclosure control.

    >>> sorted(suppressed([400, 3, 50, 0], 10)), sorted(suppressed([400, 6, 7, 50], 10))
    ([1, 2], [1, 2])
    """
    hidden = {n for n, count in enumerate(ballots) if are_few(count, minimum)}
    others = sorted((n for n, count in enumerate(ballots) if count >= minimum), key=lambda n: ballots[n])
    while hidden and others and sum(ballots[n] for n in hidden) < minimum:  # as of each single one
        hidden.add(others.pop(0))
    return frozenset(hidden)
