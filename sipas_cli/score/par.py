"""The PAR index: points over the unit's own maximum, whatever they come from. Everything is exact."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import assert_never

from sipas_cli.model import NO_POINTS, XHH, Achieved, Claim, Finding, Score, Scores, Share, Unit
from sipas_cli.rules.par import ParCriteria, ParRules
from sipas_cli.rules.policies import Bonus, IndexOfPoints, MissingPoints, OverallOfPoints
from sipas_cli.rules.tree import APPRAISAL, AS_PRINTED, Leaf
from sipas_cli.score import messages

BONUS, PENALTY = "bonus", "penalty"
#: Stands among the kept leaves of a unit for points that nobody knows the criterion of.
UNCLEAR = "unclear"

Appraised = Mapping[str, Fraction | None]


@dataclass(frozen=True)
class Given:
    """What is known of one unit.

    appraised   leaf, bonus or penalty -> points; None where it does not apply; absent where unknown
    claimed     the same as the unit assessed itself
    percents    index -> leaf, or "" for the whole index -> exact percent
    unclear     whether there are points besides that were not understood: then there is no index
    """

    appraised: Appraised
    claimed: Appraised = field(default_factory=dict)
    percents: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    unclear: bool = False


def folded(percent: Fraction, leaf: Leaf, maximum: Fraction) -> Fraction | None:
    """The points of an index that is folded in: by the steps or the formula of the leaf, else percent x max
    / 100; None where no step holds the percent.

    Source: 91.17 % of 10 points is printed 9.12 in published tables.
    """
    if leaf.takes_percentage:
        return leaf.points_of(percent, maximum)
    return percent * maximum / 100


def points_of(leaf: Leaf, maximum: Fraction, inputs: Given) -> Fraction | None:
    """The points of a unit on one leaf; None where they are not known. The stored score of an index goes
    before points that somebody typed for it."""
    if leaf.points_from != APPRAISAL:
        percents = inputs.percents.get(leaf.points_from, {})
        percent = percents.get(leaf.id if leaf.points_from == XHH else "")
        if percent is not None:
            return folded(percent, leaf, maximum)
    return inputs.appraised.get(leaf.id)


def score_unit(unit: Unit, inputs: Given, criteria: ParCriteria) -> Score:
    """The scores of one unit: its leaves and areas in percent of their maximum, its points, its index."""
    plan, rules = criteria.plan, criteria.rules
    counted: list[tuple[Leaf, Share]] = []
    leaves: dict[str, Fraction | None] = {}
    missing: list[str] = []
    for leaf in plan.leaves:
        maximum = leaf.maximum_of(unit)
        if maximum is None or (leaf.id in inputs.appraised and inputs.appraised[leaf.id] is None):
            continue
        points = points_of(leaf, maximum, inputs)
        if points is None:
            missing.append(leaf.id)
            leaves[leaf.id] = None
            if rules.missing_points == MissingPoints.LEAVE_OUT:
                continue
        share = Share(points or Fraction(0), maximum)
        leaves[leaf.id] = None if points is None else share.pct
        counted.append((leaf, share))
    areas, sources = _added_up(counted, unit, rules)
    sources |= _extras(unit, inputs.appraised, criteria)
    total = _total(sources, rules)
    torn = {leaf.area for leaf in plan.leaves if leaf.id in missing and _tears(rules)}
    known = bool(areas) and not torn and not inputs.unclear and _is_appraised(unit, inputs, criteria)
    achieved = Achieved(total, areas, sources, _claimed(unit, inputs, criteria))
    if not known:
        # areas that are complete would be read beside those of others, in a ranking that the unit is not in
        nothing = dict.fromkeys(leaves)
        return Score(None, dict.fromkeys(areas), nothing, 0, tuple(missing), achieved=achieved)
    return Score(
        index=index(total, rules),
        factors={area: share.pct for area, share in areas.items()},
        criteria=leaves,
        ballots=0,
        missing=tuple(missing),
        achieved=achieved,
    )


def _added_up(
    counted: Iterable[tuple[Leaf, Share]], unit: Unit, rules: ParRules
) -> tuple[dict[str, Share], dict[str, Share]]:
    """The points of some leaves by area and by where they come from; rescaled, where the rules say so."""
    maxima: dict[str, Fraction] = {}
    for leaf, share in counted:
        maxima[leaf.points_from] = maxima.get(leaf.points_from, Fraction(0)) + share.maximum
    factors = _factors(maxima, unit, rules)
    areas: dict[str, Share] = {}
    sources: dict[str, Share] = {}
    for leaf, share in counted:
        rescaled = share.times(factors.get(leaf.points_from, Fraction(1)))
        areas[leaf.area] = areas.get(leaf.area, NO_POINTS) + rescaled
        sources[leaf.points_from] = sources.get(leaf.points_from, NO_POINTS) + rescaled
    return areas, sources


def _factors(maxima: Mapping[str, Fraction], unit: Unit, rules: ParRules) -> dict[str, Fraction]:
    """Source of points -> by how much they count, where parts are rescaled: the points that hang on a part
    over the unit's own maximum there; `maxima` are those of its sources. A part of which nothing applies to
    the unit has no points, and none hang on it."""
    factors: dict[str, Fraction] = {}
    for part in rules.rescaled:
        maximum = sum((maxima.get(source, Fraction(0)) for source in part.sources), Fraction(0))
        if maximum:
            factors |= dict.fromkeys(part.sources, part.points_of(unit.group) / maximum)
    return factors


def _tears(rules: ParRules) -> bool:
    """Whether a leaf without points leaves its area and its unit without a score."""
    match rules.missing_points:
        case MissingPoints.NO_SCORE:
            return True
        case MissingPoints.ZERO | MissingPoints.LEAVE_OUT:
            return False
        case _:
            assert_never(rules.missing_points)


def _is_appraised(unit: Unit, inputs: Given, criteria: ParCriteria) -> bool:
    """Whether there are any appraised points where some are due. A unit that nobody appraised has no
    index under any policy: not 0, nor that of its SIPAS alone."""
    due = {
        leaf.id
        for leaf in criteria.plan.leaves
        if leaf.points_from == APPRAISAL and leaf.maximum_of(unit) is not None
    }
    return not due or bool(due & set(inputs.appraised))


def index(total: Share, rules: ParRules) -> Fraction | None:
    """The index of a sum of points.

    A unit with 93.76 of 95 points that apply to it goes before one with 93.95 of 98.5:

    >>> Share(Fraction("93.76"), Fraction(95)).pct > Share(Fraction("93.95"), Fraction("98.5")).pct
    True
    """
    match rules.score:
        case IndexOfPoints.PERCENT:
            return total.pct
        case IndexOfPoints.POINTS:
            return total.points
        case _:
            assert_never(rules.score)


def _extras(unit: Unit, appraised: Appraised, criteria: ParCriteria) -> dict[str, Share]:
    """Bonus and penalty points, where there are any; a penalty is negative and has no maximum. Bonus that
    raises the maximum does so for all whom it is for: else 0.1 points of it would cost a unit some."""
    shares = {}
    for name, extras, sign in ((BONUS, criteria.plan.bonus, 1), (PENALTY, criteria.plan.penalty, -1)):
        applied = [extra for extra in extras if extra.applies(unit)]
        points = [appraised.get(extra.id) or Fraction(0) for extra in applied]
        raised = sign > 0 and raises_maximum(criteria.rules)
        if (applied and raised) or any(points):
            maximum = Fraction(0)
            if sign > 0:
                maximum = sum((Fraction(extra.max) for extra in applied), Fraction(0))
            shares[name] = Share(sign * sum(points, Fraction(0)), maximum)
    return shares


def raises_maximum(rules: ParRules) -> bool:
    """Whether bonus points raise the maximum, too."""
    match rules.bonus:
        case Bonus.ADDS_POINTS:
            return False
        case Bonus.ADDS_POINTS_AND_MAXIMUM:
            return True
        case _:
            assert_never(rules.bonus)


def _total(sources: Mapping[str, Share], rules: ParRules) -> Share:
    points = sum((share.points for share in sources.values()), Fraction(0))
    counted = raises_maximum(rules)
    maxima = (share.maximum for name, share in sources.items() if name != BONUS or counted)
    return Share(points, sum(maxima, Fraction(0)))


def _claimed(unit: Unit, inputs: Given, criteria: ParCriteria) -> Claim | None:
    """Self-assessed and appraised points, of the leaves that have both; None where none has."""
    both = []
    for leaf in criteria.plan.leaves:
        claimed, appraised = inputs.claimed.get(leaf.id), inputs.appraised.get(leaf.id)
        if leaf.maximum_of(unit) is not None and claimed is not None and appraised is not None:
            both.append((claimed, appraised))
    if not both:
        return None
    return Claim(sum((c for c, _ in both), Fraction(0)), sum((a for _, a in both), Fraction(0)))


@dataclass(frozen=True)
class Line:
    """One leaf of one unit, to be kept with a run; or a bonus or penalty of it. `points` is None where they
    are not known, `applies` False where the leaf was taken out for this unit."""

    unit: str
    part: str
    source: str
    maximum: Fraction
    claimed: Fraction | None
    points: Fraction | None
    applies: bool

    @property
    def is_missing(self) -> bool:
        """Whether points are due and not known. Nobody is due a bonus or a penalty."""
        return self.applies and self.points is None and not self.is_extra

    @property
    def is_extra(self) -> bool:
        """Whether it is a bonus or a penalty."""
        return self.source in (BONUS, PENALTY)


def lines(inputs_by_unit: Mapping[str, Given], criteria: ParCriteria, units: Iterable[Unit]) -> list[Line]:
    """Every leaf that is for a unit, with bonus and penalty, in the order of the tree."""
    all_lines = []
    for unit in units:
        inputs = inputs_by_unit.get(unit.id)
        if inputs is None or unit.excluded or not criteria.plan.measures(unit.group):
            continue
        for leaf in criteria.plan.leaves:
            if (maximum := leaf.maximum_of(unit)) is not None:
                out = leaf.id in inputs.appraised and inputs.appraised[leaf.id] is None
                points = None if out else points_of(leaf, maximum, inputs)
                claimed = inputs.claimed.get(leaf.id)
                all_lines.append(Line(unit.id, leaf.id, leaf.points_from, maximum, claimed, points, not out))
        all_lines += _extra_lines(unit, inputs, criteria)
        if inputs.unclear:
            all_lines.append(Line(unit.id, UNCLEAR, UNCLEAR, Fraction(0), None, None, True))
    return all_lines


def _extra_lines(unit: Unit, inputs: Given, criteria: ParCriteria) -> Iterator[Line]:
    """Bonus and penalty of a unit, where any points of it are known: also none, and those that only the unit
    itself claimed. A unit may ask why it has not got them."""
    for name, extras in ((BONUS, criteria.plan.bonus), (PENALTY, criteria.plan.penalty)):
        for extra in extras:
            points, claimed = inputs.appraised.get(extra.id), inputs.claimed.get(extra.id)
            if points is not None or claimed is not None:
                yield Line(unit.id, extra.id, name, Fraction(extra.max), claimed, points, applies=True)


# --- all units -----------------------------------------------------------------------------------


def score(inputs_by_unit: Mapping[str, Given], criteria: ParCriteria, units: Iterable[Unit]) -> Scores:
    """Scores of all `units` that the index measures and that are not excluded."""
    nothing = Given({})
    scores = {
        unit.id: score_unit(unit, inputs_by_unit.get(unit.id, nothing), criteria)
        for unit in units
        if not unit.excluded and criteria.plan.measures(unit.group)
    }
    return Scores(scores, Score(overall(scores, criteria.rules), {}, {}, 0))


def overall(scores: Mapping[str, Score], rules: ParRules) -> Fraction | None:
    """The province's figure, of the units that have a score."""
    scored = [unit_score for unit_score in scores.values() if unit_score.index is not None]
    if not scored:
        return None
    match rules.overall:
        case OverallOfPoints.POOLED:
            return _pooled(scored, rules)
        case OverallOfPoints.MEAN_OF_UNITS:
            return sum(
                (unit_score.index for unit_score in scored if unit_score.index is not None), Fraction(0)
            ) / len(scored)
        case _:
            assert_never(rules.overall)


def _pooled(scores: Sequence[Score], rules: ParRules) -> Fraction | None:
    """All points over all maxima; where the index is points, so many of them for each unit."""
    together = sum((unit_score.achieved.total for unit_score in scores if unit_score.achieved), NO_POINTS)
    match rules.score:
        case IndexOfPoints.PERCENT:
            return together.pct
        case IndexOfPoints.POINTS:
            return together.points / len(scores)
        case _:
            assert_never(rules.score)


def findings(
    scores: Scores, inputs_by_unit: Mapping[str, Given], criteria: ParCriteria, units: Iterable[Unit]
) -> list[Finding]:
    """Units without any points, leaves that an index gives nothing for, and typed points that differ from
    those of the index."""
    problems: list[Finding] = []
    for unit in units:
        unit_score = scores.units.get(unit.id)
        if unit_score is None:
            continue
        if (
            unit.id not in inputs_by_unit or not inputs_by_unit[unit.id].appraised
        ) and not unit_score.nothing_applies:
            problems.append(Finding(messages.UNIT_WITHOUT_POINTS, params={"unit": unit.name}))
            continue
        if unit_score.nothing_applies:
            problems.append(Finding(messages.NOTHING_APPLIES, params={"unit": unit.name}))
        for leaf in criteria.plan.leaves:
            if leaf.points_from != APPRAISAL:
                problems += _folded_findings(unit, leaf, unit_score, inputs_by_unit[unit.id])
    return problems


def _folded_findings(unit: Unit, leaf: Leaf, score: Score, inputs: Given) -> list[Finding]:
    params = {"unit": unit.name, "part": leaf.id, "index": leaf.points_from}
    if leaf.id in score.missing:
        return [Finding(messages.INDEX_MISSING, params=params)]
    typed, maximum = inputs.appraised.get(leaf.id), leaf.maximum_of(unit)
    if (
        typed is None
        or maximum is None
        or typed == (points := points_of(leaf, maximum, inputs))
        or points is None
    ):
        return []
    if abs(typed - points) <= AS_PRINTED:
        return []
    return [Finding(messages.INDEX_DIFFERS, params={**params, "typed": typed, "computed": points})]
