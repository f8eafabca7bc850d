"""How the figure of one unit came about: what its index is made of, down to counts, and what parts it from
the units next to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from sipas_cli.intake.points.entries import APPRAISED, CLAIMED
from sipas_cli.model import GroupStandings, Score, Standing, TypedCell, UnitCounts
from sipas_cli.rules.judging import Judgement
from sipas_cli.rules.library import AnySet
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.tree import Leaf
from sipas_cli.runs.kept import Kept
from sipas_cli.runs.run import StoredRun
from sipas_cli.runs.tables import TypedCells, read_typed
from sipas_cli.score import contributions
from sipas_cli.score.contributions import Contributions
from sipas_cli.score.par import Line
from sipas_cli.score.rank import deciding
from sipas_cli.tally import by_unit


@dataclass(frozen=True)
class Neighbour:
    """The unit ranked next above or below.

    ahead    by how much this unit is ahead of it, exactly; negative where it is behind
    parts    part -> the share of that; they add up to it
    rises    how many answers of the lower of the two would have to be one better until both are level; None
             where that cannot be told from answers, or is not to be reached
    """

    standing: Standing
    score: Fraction
    ahead: Fraction
    parts: Mapping[str, Fraction]
    rises: int | None


@dataclass(frozen=True)
class LeafExplanation:
    """A leaf of the PAR index with what was typed for it.

    appraised, claimed   the cells that the points that count, and those of the unit itself, were typed in;
                         None where nobody typed any, or the run keeps none
    """

    leaf: Leaf
    line: Line
    appraised: TypedCell | None
    claimed: TypedCell | None


@dataclass(frozen=True)
class Explanation:
    """All that stands behind the figure of one unit.

    score           exact, with its factors and criteria
    contributions   what the index is made of
    group_mean      exact, of the units of the group that have an index
    mean_parts      part -> how many points of the index it adds to the units of the group on average
    outcomes        what became of the ballots of the unit: outcome -> ballots; none for the PAR index
    leaves          PAR index: every leaf that is for the unit
    level           the units with the same rank
    """

    run: StoredRun
    standing: Standing
    group: GroupStandings
    criteria: AnySet
    score: Score
    contributions: Contributions
    counts: UnitCounts
    group_mean: Fraction | None
    mean_parts: Mapping[str, Fraction]
    outcomes: Mapping[str, int]
    leaves: Sequence[LeafExplanation]
    level: Sequence[Standing]
    above: Neighbour | None
    below: Neighbour | None


def explain(kept: Kept, unit: str) -> Explanation:
    """The explanation of the unit with the id `unit` of a run."""
    group = next(own for own in kept.standings.groups if unit in {line.unit.id for line in own.standings})
    made = {line.unit.id: _contributions(kept, line) for line in group.standings}
    position = next(n for n, line in enumerate(group.standings) if line.unit.id == unit)
    standing = group.standings[position]
    score = kept.scores.units[unit]
    mean, mean_parts = _means(kept, group, made)
    next_to = partial(_neighbour, kept, group, made, standing)
    return Explanation(
        run=kept.stored,
        standing=standing,
        group=group,
        criteria=kept.criteria,
        score=score,
        contributions=made[unit],
        counts=_counts(kept, unit),
        group_mean=mean,
        mean_parts=mean_parts,
        outcomes=_outcomes(kept, unit),
        leaves=_leaves(kept, unit),
        level=_level(group, standing),
        above=next_to(-1),
        below=next_to(1),
    )


def _level(group: GroupStandings, standing: Standing) -> Sequence[Standing]:
    """The other units with the rank of `standing`."""
    if standing.rank is None:
        return []
    return [line for line in group.standings if line.rank == standing.rank and line is not standing]


def _contributions(kept: Kept, line: Standing) -> Contributions:
    score, criteria = kept.scores.units.get(line.unit.id), kept.criteria.criteria
    if score is None or score.index is None:
        return Contributions()
    counts = _counts(kept, line.unit.id)
    if not isinstance(criteria, ParCriteria):
        return contributions.of_ballots(counts, score, criteria)
    if kept.tally:
        return contributions.of_survey(line.unit, counts, score, criteria)
    lines = [own for own in kept.points if own.unit == line.unit.id]
    return contributions.of_points(score, lines, criteria)


def _counts(kept: Kept, unit: str) -> UnitCounts:
    nothing = UnitCounts({}, 0, 0)
    return by_unit(kept.tally).get(unit, nothing) if kept.tally else nothing


def _outcomes(kept: Kept, unit: str) -> Mapping[str, int]:
    if kept.tally is None:
        return {}
    return {outcome: ballots for own, outcome, ballots in kept.tally.rows("intake") if own == unit}


def _means(
    kept: Kept, group: GroupStandings, made: Mapping[str, Contributions]
) -> tuple[Fraction | None, Mapping[str, Fraction]]:
    """The mean of a group, and what each part adds to it: these add up to it."""
    scored = [line.unit.id for line in group.standings if _index(kept, line) is not None]
    if not scored:
        return None, {}
    total = sum((kept.scores.units[unit].index or Fraction(0) for unit in scored), Fraction(0))
    parts: dict[str, Fraction] = {}
    for unit in scored:
        for part, gained in made[unit].gained.items():
            parts[part] = parts.get(part, Fraction(0)) + gained
    return total / len(scored), {part: gained / len(scored) for part, gained in parts.items()}


def _index(kept: Kept, line: Standing) -> Fraction | None:
    return kept.scores.units[line.unit.id].index


def _neighbour(
    kept: Kept, group: GroupStandings, made: Mapping[str, Contributions], standing: Standing, side: int
) -> Neighbour | None:
    """The ranked unit next above (-1) or below (1) that is not level with `standing`; None where there is
    none."""
    other = _next_line(group, standing, side)
    if other is None:
        return None
    mine, its = _index(kept, standing) or Fraction(0), _index(kept, other) or Fraction(0)
    lower, upper = (standing, its) if side < 0 else (other, mine)
    return Neighbour(
        standing=other,
        score=its,
        ahead=mine - its,
        parts=contributions.difference(made[standing.unit.id], made[other.unit.id]),
        rises=_rises(made[lower.unit.id], _index(kept, lower) or Fraction(0), upper, kept.rules),
    )


def _next_line(group: GroupStandings, standing: Standing, side: int) -> Standing | None:
    ranked = [line for line in group.standings if line.rank is not None]
    if standing.rank is None:
        return None
    if side < 0:
        return next((line for line in reversed(ranked) if (line.rank or 0) < standing.rank), None)
    return next((line for line in ranked if (line.rank or 0) > standing.rank), None)


def _rises(made: Contributions, start: Fraction, goal: Fraction, rules: Judgement) -> int | None:
    """How many answers bring an index from `start` to where what decides ranks is level with `goal`."""
    if not any(item.rises for item in made.items):
        return None
    wanted = deciding(goal, rules) or Fraction(0)
    return made.rises_to(lambda level: (deciding(level, rules) or Fraction(0)) >= wanted, start)


def _leaves(kept: Kept, unit: str) -> Sequence[LeafExplanation]:
    """Every leaf of a unit as it was kept, the ones that do not apply with them."""
    criteria = kept.criteria.criteria
    if kept.tally or not isinstance(criteria, ParCriteria):
        return []
    typed = read_typed(kept.stored.path)
    leaves = {leaf.id: leaf for leaf in criteria.plan.leaves}
    lines = [line for line in kept.points if line.unit == unit and line.part in leaves]
    return [_leaf(leaves[line.part], line, typed) for line in lines]


def _leaf(leaf: Leaf, line: Line, typed: TypedCells) -> LeafExplanation:
    places = [typed.get((line.unit, line.part, role)) for role in (APPRAISED, CLAIMED)]
    return LeafExplanation(leaf, line, *places)
