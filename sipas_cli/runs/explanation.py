"""How the figure of one unit came about: what its index is made of, down to counts, and what parts it from
the units next to it."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from sipas_cli.model import (
    APPRAISED,
    CLAIMED,
    PAR,
    XHH,
    GroupStandings,
    Score,
    Standing,
    TypedCell,
    UnitCounts,
)
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.judging import Judgement
from sipas_cli.rules.leaders import LeaderSurvey
from sipas_cli.rules.library import AnySet
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.policies import Kinds, Measure, MissingPoints
from sipas_cli.rules.tree import Extra, Leaf
from sipas_cli.runs.kept import Kept
from sipas_cli.runs.run import StoredRun
from sipas_cli.runs.tables import TypedCells, read_typed
from sipas_cli.score import contributions
from sipas_cli.score.contributions import Contributions, Part
from sipas_cli.score.par import Line
from sipas_cli.score.rank import deciding
from sipas_cli.tally import judged_counts
from sipas_cli.text.numbers import exact_mean, exact_sum

_NOTHING = UnitCounts({}, 0, 0)


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
    left_out             whether it has no points and, by the policy of the criteria, no maximum either
    """

    leaf: Leaf
    line: Line
    appraised: TypedCell | None
    claimed: TypedCell | None
    left_out: bool = False

    @property
    def missing(self) -> Fraction:
        """The points that are missing to the maximum; 0 where it does not apply, or left it."""
        if not self.line.applies or self.left_out:
            return Fraction(0)
        return self.line.maximum - (self.line.points or Fraction(0))


@dataclass(frozen=True)
class ExtraExplanation:
    """A bonus or a penalty of a unit, with what was typed for it; see LeafExplanation. A line without points
    is a claim that came to nothing."""

    extra: Extra
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
    extras          PAR index: every bonus and penalty that anything was typed for
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
    extras: Sequence[ExtraExplanation]
    level: Sequence[Standing]
    above: Neighbour | None
    below: Neighbour | None

    @property
    def of_ballots(self) -> bool:
        """Whether the index is made from ballots, not from points."""
        return self.run.index != PAR

    @property
    def is_of_whole_ballots(self) -> bool:
        """Whether the index is the share of ballots that are satisfied throughout: then it has no parts."""
        criteria = self.criteria.criteria
        return isinstance(criteria, Criteria) and criteria.rules.measure == Measure.SATISFIED_THROUGHOUT

    @property
    def survey(self) -> LeaderSurvey | None:
        """The leader survey whose answers were counted; None for the other indices."""
        criteria = self.criteria.criteria
        return criteria.plan.xhh if isinstance(criteria, ParCriteria) and self.run.index == XHH else None

    @property
    def kinds_apart(self) -> bool:
        """Whether the leader survey takes the mean of its kinds of respondents, not all answers together."""
        criteria = self.criteria.criteria
        return isinstance(criteria, ParCriteria) and criteria.rules.xhh.kinds == Kinds.MEAN_OF_KINDS

    @property
    def parts(self) -> Sequence[Part]:
        """What the index is made of, with a part of nothing for each that only other units of the group have:
        then what they are ahead of the group adds up."""
        parts = self.contributions.parts
        if not parts:
            return parts
        lacking = [part for part in self.mean_parts if part not in self.contributions.gained]
        return [*parts, *(Part(part, Fraction(0), Fraction(0), None) for part in lacking)]


@dataclass(frozen=True)
class _Facts:
    """What a run keeps of its units, each looked up once for all of them.

    counts     unit -> its answers, weighted where its ballots are; none of points
    outcomes   unit -> what became of its ballots: outcome -> ballots; none of points
    points     unit -> the points that were kept of it; none of ballots
    typed      the cells that points were typed in
    """

    kept: Kept
    counts: Mapping[str, UnitCounts]
    outcomes: Mapping[str, Mapping[str, int]]
    points: Mapping[str, Sequence[Line]]
    typed: TypedCells


@dataclass(frozen=True)
class _Group:
    """A group with what the indices of its units are made of, each worked out once.

    made     unit -> what its index is made of
    """

    facts: _Facts
    standings: GroupStandings
    made: Mapping[str, Contributions]

    @property
    def kept(self) -> Kept:
        """The run."""
        return self.facts.kept

    @cached_property
    def ranked(self) -> Sequence[Standing]:
        """The units that have a rank, in the order of ranks."""
        return [line for line in self.standings.standings if line.rank is not None]

    @cached_property
    def levels(self) -> Mapping[int, Sequence[Standing]]:
        """Rank -> the units that have it."""
        levels: dict[int, list[Standing]] = {}
        for line in self.ranked:
            levels.setdefault(line.rank or 0, []).append(line)
        return levels

    @cached_property
    def means(self) -> tuple[Fraction | None, Mapping[str, Fraction]]:
        """The mean of the group, and what each part adds to it: these add up to it."""
        indices = {line.unit.id: self.index(line) for line in self.standings.standings}
        known = {unit: index for unit, index in indices.items() if index is not None}
        if not known:
            return None, {}
        parts: dict[str, list[Fraction]] = {}
        for unit in known:
            for part, gained in self.made[unit].gained.items():
                parts.setdefault(part, []).append(gained)
        mean = exact_mean(known.values())
        return mean, {part: exact_sum(gained) / len(known) for part, gained in parts.items()}

    def index(self, line: Standing) -> Fraction | None:
        """The exact index of a unit."""
        return self.kept.scores.units[line.unit.id].index


def explain(kept: Kept, unit: str) -> Explanation:
    """The explanation of the unit with the id `unit` of a run."""
    groups = kept.standings.groups
    standings = next(one for one in groups if unit in {line.unit.id for line in one.standings})
    line = next(line for line in standings.standings if line.unit.id == unit)
    return _explanation(_group(_facts(kept), standings), line)


def explain_all(kept: Kept) -> dict[str, Explanation]:
    """Id of each unit of a run -> its explanation."""
    explained = explainer(kept)
    lines = (line for standings in kept.standings.groups for line in standings.standings)
    return {line.unit.id: explained(line.unit.id) for line in lines}


def explainer(kept: Kept) -> Callable[[str], Explanation]:
    """Explains the unit with an id, for whoever asks for one after the other: what they share is worked out
    once, and nothing is kept of those that were explained."""
    facts = _facts(kept)
    places = {}
    for standings in kept.standings.groups:
        group = _group(facts, standings)
        for line in standings.standings:
            places[line.unit.id] = (group, line)
    return lambda unit: _explanation(*places[unit])


def _facts(kept: Kept) -> _Facts:
    points: dict[str, list[Line]] = {}
    for line in kept.points:
        points.setdefault(line.unit, []).append(line)
    if kept.tally is None:
        return _Facts(kept, {}, {}, points, read_typed(kept.stored.path))
    outcomes: dict[str, dict[str, int]] = {}
    for unit, outcome, rows in kept.tally.rows("intake"):
        outcomes.setdefault(unit, {})[outcome] = rows
    criteria = kept.criteria.criteria
    plan = criteria.plan.survey.plan if isinstance(criteria, ParCriteria) else criteria.plan
    return _Facts(kept, judged_counts(kept.tally, plan), outcomes, points, {})


def _group(facts: _Facts, standings: GroupStandings) -> _Group:
    return _Group(
        facts, standings, {line.unit.id: _contributions(facts, line) for line in standings.standings}
    )


def _explanation(group: _Group, standing: Standing) -> Explanation:
    kept, unit = group.kept, standing.unit.id
    mean, mean_parts = group.means
    return Explanation(
        run=kept.stored,
        standing=standing,
        group=group.standings,
        criteria=kept.criteria,
        score=kept.scores.units[unit],
        contributions=group.made[unit],
        counts=group.facts.counts.get(unit, _NOTHING),
        group_mean=mean,
        mean_parts=mean_parts,
        outcomes=group.facts.outcomes.get(unit, {}),
        leaves=_leaves(group, unit),
        extras=_extras(group, unit),
        level=_level(group, standing),
        above=_neighbour(group, standing, -1),
        below=_neighbour(group, standing, 1),
    )


def _level(group: _Group, standing: Standing) -> Sequence[Standing]:
    """The other units with the rank of `standing`."""
    level = group.levels.get(standing.rank or 0, [])
    return [line for line in level if line is not standing]


def _contributions(facts: _Facts, line: Standing) -> Contributions:
    unit, kept = line.unit.id, facts.kept
    score, criteria = kept.scores.units.get(unit), kept.criteria.criteria
    if score is None or score.index is None:
        return Contributions()
    counts = facts.counts.get(unit, _NOTHING)
    if not isinstance(criteria, ParCriteria):
        return contributions.of_ballots(counts, score, criteria)
    if kept.tally:
        return contributions.of_survey(line.unit, counts, score, criteria)
    return contributions.of_points(score, facts.points.get(unit, []), criteria)


def _neighbour(group: _Group, standing: Standing, side: int) -> Neighbour | None:
    """The ranked unit next above (-1) or below (1) that is not level with `standing`; None where there is
    none."""
    other = _next_line(group, standing, side)
    if other is None:
        return None
    mine, its = group.index(standing) or Fraction(0), group.index(other) or Fraction(0)
    lower, start, goal = (standing, mine, its) if side < 0 else (other, its, mine)
    return Neighbour(
        standing=other,
        score=its,
        ahead=mine - its,
        parts=contributions.difference(group.made[standing.unit.id], group.made[other.unit.id]),
        rises=_rises(group.made[lower.unit.id], start, goal, group.kept.rules),
    )


def _next_line(group: _Group, standing: Standing, side: int) -> Standing | None:
    if standing.rank is None:
        return None
    first = bisect_left(group.ranked, standing.rank, key=_rank)
    place = first - 1 if side < 0 else first + len(group.levels[standing.rank])
    if 0 <= place < len(group.ranked):
        return group.ranked[place]
    return None


def _rank(line: Standing) -> int:
    return line.rank or 0


def _rises(made: Contributions, start: Fraction, goal: Fraction, rules: Judgement) -> int | None:
    """How many answers bring an index from `start` to where what decides ranks is level with `goal`."""
    if not any(item.rises for item in made.items):
        return None
    wanted = deciding(goal, rules) or Fraction(0)
    return made.rises_to(lambda level: (deciding(level, rules) or Fraction(0)) >= wanted, start)


def _leaves(group: _Group, unit: str) -> Sequence[LeafExplanation]:
    """Every leaf of a unit as it was kept, the ones that do not apply with them."""
    kept, criteria = group.kept, group.kept.criteria.criteria
    if kept.tally or not isinstance(criteria, ParCriteria):
        return []
    leaves = {leaf.id: leaf for leaf in criteria.plan.leaves}
    lines = [line for line in group.facts.points.get(unit, []) if line.part in leaves]
    leaves_out = criteria.rules.missing_points == MissingPoints.LEAVE_OUT
    return [_leaf(leaves[line.part], line, group.facts.typed, leaves_out=leaves_out) for line in lines]


def _leaf(leaf: Leaf, line: Line, typed: TypedCells, *, leaves_out: bool) -> LeafExplanation:
    appraised, claimed = _cells(line, typed)
    return LeafExplanation(leaf, line, appraised, claimed, left_out=leaves_out and line.points is None)


def _extras(group: _Group, unit: str) -> Sequence[ExtraExplanation]:
    """Every bonus and penalty of a unit as it was kept."""
    criteria = group.kept.criteria.criteria
    if not isinstance(criteria, ParCriteria):
        return []
    extras = {extra.id: extra for extra in (*criteria.plan.bonus, *criteria.plan.penalty)}
    lines = [line for line in group.facts.points.get(unit, []) if line.part in extras]
    return [ExtraExplanation(extras[line.part], line, *_cells(line, group.facts.typed)) for line in lines]


def _cells(line: Line, typed: TypedCells) -> tuple[TypedCell | None, TypedCell | None]:
    """Where the points of a line that count were typed, and those that the unit claimed."""
    return typed.get((line.unit, line.part, APPRAISED)), typed.get((line.unit, line.part, CLAIMED))
