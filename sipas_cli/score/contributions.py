"""What an index is made of: how much each part adds to it, how much it loses there, what would close a gap.

Everything is exact. The parts of a unit add up to its index, digit for digit.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, assert_never

from sipas_cli.model import XHH, Score, Unit, UnitCounts
from sipas_cli.rules.criteria import NO_ANSWER, Criteria, Factor
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.policies import FactorScore, IndexOfPoints, Measure, MissingPoints
from sipas_cli.score.par import BONUS, PENALTY, Line, raises_maximum
from sipas_cli.score.sipas import not_answered
from sipas_cli.score.xhh import worth

_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Item:
    """A criterion, a question or a leaf below a part.

    id, title   as the criteria say
    part        the id of the part that it belongs to
    reached     what was reached of `full`: satisfied answers of all that count; the sum of the answers' codes
                of that at the top of the scale; points of the maximum
    weight      how many points of the index hang on it
    answers     kind of answer -> ballots; none where it is not counted from answers
    rises       how many answers could each be one better: from dissatisfied to satisfied, or a step up; 0
                where ballots are weighted: what one of them adds then depends on whose it is
    counted     whether `reached` and `full` are counts of answers, or sums of their codes
    """

    id: str
    title: str
    part: str
    reached: Fraction
    full: Fraction
    weight: Fraction
    answers: Mapping[str, int]
    rises: int = 0
    counted: bool = False

    @property
    def gained(self) -> Fraction:
        """Points of the index that it adds."""
        return self.weight * self.reached / self.full

    @property
    def lost(self) -> Fraction:
        """Points of the index that are missing to all that hang on it."""
        return self.weight - self.gained

    @property
    def rise(self) -> Fraction:
        """What one answer more adds to the index."""
        return self.weight / self.full


@dataclass(frozen=True, slots=True)
class Part:
    """A factor, an area, a leaf of the leader survey; or bonus and penalty points.

    weight   points of the index that hang on it
    gained   those that it adds; negative for a penalty
    score    in percent of its own; None for bonus and penalty
    """

    id: str
    weight: Fraction
    gained: Fraction
    score: Fraction | None

    @property
    def lost(self) -> Fraction:
        """Points of the index that are missing to all that hang on it."""
        return max(self.weight - self.gained, _NOTHING)


@dataclass(frozen=True, slots=True)
class Contributions:
    """What the index of one unit is made of; `parts` add up to it. Both are empty where it has no index, or
    where whole ballots are measured."""

    parts: tuple[Part, ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def gained(self) -> Mapping[str, Fraction]:
        """Id of each part -> the points of the index that it adds."""
        return {part.id: part.gained for part in self.parts}

    def rises_to(self, reached: Callable[[Fraction], bool], start: Fraction) -> int | None:
        """The least number of answers that would have to be one better until the index is `reached`, from
        `start` on; None where all of them together do not do it.

        Each answer adds what `Item.rise` says, whichever others are better too. So those that add most go
        first, and no other choice needs fewer.
        """
        possible = [(item.rise, item.rises) for item in self.items if item.rises]
        possible.sort(key=lambda rise: rise[0], reverse=True)
        if reached(start):
            return 0
        level, count = start, 0
        for rise, times in possible:
            top = level + rise * times
            if reached(top):  # where within these equal rises: each more brings it no lower
                return count + bisect_left(range(times), True, key=lambda n: reached(level + rise * n))
            level, count = top, count + times
        return None


def difference(mine: Contributions, other: Contributions) -> dict[str, Fraction]:
    """Part -> by how many points of the index one unit is ahead of another there; they add up to the
    difference of the two indices."""
    gained, beside = mine.gained, other.gained
    ids = dict.fromkeys([*gained, *beside])
    return {part: gained.get(part, _NOTHING) - beside.get(part, _NOTHING) for part in ids}


# --- SIPAS ---------------------------------------------------------------------------------------


def of_ballots(unit: UnitCounts, score: Score, criteria: Criteria) -> Contributions:
    """A unit's factors and criteria. The weights are those of the factors that it has, together 100."""
    rules = criteria.rules
    scored = [factor for factor in rules.factors if score.factors.get(factor.id) is not None]
    total = sum((rules.weight(factor) for factor in scored), _NOTHING)
    if not total:
        return Contributions()
    texts = {question.code: question.text for question in criteria.plan.questions}
    parts: list[Part] = []
    items: list[Item] = []
    for factor in scored:
        weight = 100 * rules.weight(factor) / total
        parts.append(_part(factor.id, weight, score.factors[factor.id]))
        items += _criteria(factor, weight, unit, criteria, texts)
    return Contributions(tuple(parts), tuple(items))


def _part(name: str, weight: Fraction, score: Fraction | None) -> Part:
    return Part(name, weight, weight * (score or 0) / 100, score)


def _criteria(
    factor: Factor, weight: Fraction, unit: UnitCounts, criteria: Criteria, texts: Mapping[str, str]
) -> Iterable[Item]:
    """The answered criteria of a factor; its weight is shared out as the index does it.

    texts   question -> its words
    """
    counted = {code: _counted(unit.answers.get(code, {}), criteria) for code in factor.criteria}
    pooled = _is_pooled(criteria)
    counting = {code: count for code, count in counted.items() if count.answered or (pooled and count.full)}
    whole = sum((count.full for count in counting.values()), _NOTHING) if pooled else _NOTHING
    even = weight / (len(counting) or 1)
    for code, count in counting.items():
        hangs = weight * count.full / whole if pooled else even
        answers = unit.answers[code]
        rises = 0 if criteria.plan.columns.weight else count.rises
        yield Item(
            code,
            texts[code],
            factor.id,
            count.reached,
            count.full,
            hangs,
            answers,
            rises,
            counted=True,
        )


def _is_pooled(criteria: Criteria) -> bool:
    """Whether the answers to all criteria of a factor are counted as one; then one that nobody answered still
    has its blanks in the denominator."""
    match criteria.rules.factor_score:
        case FactorScore.POOLED:
            return True
        case FactorScore.MEAN_OF_CRITERIA:
            return False
        case _:
            assert_never(criteria.rules.factor_score)


class _Count(NamedTuple):
    """What the answers to a question come to; see Item. `answered` are those that count."""

    answered: int
    reached: Fraction
    full: Fraction
    rises: int


def ratio_of(answers: Mapping[str, int], criteria: Criteria) -> tuple[Fraction, Fraction]:
    """What the answers to a question reached, and of how much, by the measure of the criteria."""
    count = _counted(answers, criteria)
    return count.reached, count.full


def _counted(answers: Mapping[str, int], criteria: Criteria) -> _Count:
    scale = criteria.plan.scale
    codes = {int(kind): ballots for kind, ballots in answers.items() if kind not in NO_ANSWER}
    answered = sum(codes.values())
    match criteria.rules.measure:
        case Measure.SATISFIED_SHARE:
            satisfied = sum(ballots for code, ballots in codes.items() if code >= scale.satisfied_from)
            full = Fraction(answered + not_answered(answers, criteria.rules))
            return _Count(answered, Fraction(satisfied), full, answered - satisfied)
        case Measure.MEAN_PERCENT:
            reached = sum(code * ballots for code, ballots in codes.items())
            full = Fraction(answered * scale.top)
            return _Count(answered, Fraction(reached), full, answered * scale.top - reached)
        case Measure.SATISFIED_THROUGHOUT:
            raise ValueError("whole ballots are measured, no question by itself")
        case _:
            assert_never(criteria.rules.measure)


# --- the leader survey -----------------------------------------------------------------------------


def of_survey(unit: Unit, counts: UnitCounts, score: Score, criteria: ParCriteria) -> Contributions:
    """A unit's leaves of the leader survey, by their points, and their questions. Where the kinds of
    respondents are weighted a question tells what all of them together answered."""
    leaves = [leaf for leaf in criteria.plan.leaves if leaf.points_from == XHH]
    maxima = {leaf.id: leaf.maximum_of(unit) or _NOTHING for leaf in leaves}
    scored = [leaf.id for leaf in leaves if score.factors.get(leaf.id) is not None]
    total = sum((maxima[leaf] for leaf in scored), _NOTHING)
    parts = [_part(leaf, 100 * maxima[leaf] / total, score.factors[leaf]) for leaf in scored if total]
    survey = criteria.plan.survey
    items = []
    for part in parts:
        asked = [question for question in survey.questions if question.criterion == part.id]
        shares = {question: worth(counts.answers.get(question.code, {}), survey.worth) for question in asked}
        answered = {question: share for question, share in shares.items() if share is not None}
        for question, share in answered.items():
            weight = part.weight / len(answered)
            answers = counts.answers[question.code]
            items.append(Item(question.code, question.text, part.id, share, Fraction(100), weight, answers))
    return Contributions(tuple(parts), tuple(items))


# --- the PAR index ---------------------------------------------------------------------------------


def of_points(score: Score, lines: Sequence[Line], criteria: ParCriteria) -> Contributions:
    """A unit's areas and leaves, with bonus and penalty; `lines` are its leaves as kept with the run."""
    achieved = score.achieved
    if achieved is None or score.index is None:
        return Contributions()
    each = _of_one_point(achieved.total.maximum, criteria)
    parts = [
        Part(area, share.maximum * each, share.points * each, share.pct)
        for area, share in achieved.areas.items()
    ]
    for extra in (BONUS, PENALTY):
        if share := achieved.sources.get(extra):
            hangs = share.maximum * each if raises_maximum(criteria.rules) else _NOTHING
            parts.append(Part(extra, hangs, share.points * each, None))
    leaves = {leaf.id: leaf for leaf in criteria.plan.leaves}
    factors = factors_of(score, lines, criteria)
    items = []
    for line in lines:
        points = _counted_points(line, criteria)
        if line.part in leaves and points is not None:
            leaf, hangs = leaves[line.part], line.maximum * factors[line.source] * each
            items.append(Item(leaf.id, leaf.title, leaf.area, points, line.maximum, hangs, {}))
    return Contributions(tuple(parts), tuple(items))


def factors_of(score: Score, lines: Sequence[Line], criteria: ParCriteria) -> dict[str, Fraction]:
    """Source of points -> by how much those of a unit count: other than 1 where parts are rescaled apart.
    `lines` are its leaves as kept with the run."""
    own: dict[str, Fraction] = {}
    for line in lines:
        left_out = line.is_missing and criteria.rules.missing_points == MissingPoints.LEAVE_OUT
        if line.applies and not line.is_extra and not left_out:
            own[line.source] = own.get(line.source, _NOTHING) + line.maximum
    counted = score.achieved.sources if score.achieved else {}
    return {name: share.maximum / own[name] for name, share in counted.items() if own.get(name)}


def _counted_points(line: Line, criteria: ParCriteria) -> Fraction | None:
    """The points of a leaf as they count; None where it does not."""
    if not line.applies or line.points is not None:
        return line.points
    match criteria.rules.missing_points:
        case MissingPoints.ZERO:
            return _NOTHING
        case MissingPoints.NO_SCORE | MissingPoints.LEAVE_OUT:
            return None
        case _:
            assert_never(criteria.rules.missing_points)


def _of_one_point(maximum: Fraction, criteria: ParCriteria) -> Fraction:
    """What one point adds to the index of a unit with this maximum."""
    match criteria.rules.score:
        case IndexOfPoints.PERCENT:
            return Fraction(100) / maximum
        case IndexOfPoints.POINTS:
            return Fraction(1)
        case _:
            assert_never(criteria.rules.score)
