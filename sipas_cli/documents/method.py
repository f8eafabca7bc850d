"""How a run was judged, in the words of an official: (what, how) for each rule of the criteria."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from sipas_cli.documents import messages, report_words
from sipas_cli.messages import decimal_mark, say
from sipas_cli.model import XHH, Unit
from sipas_cli.rules.criteria import BallotRules, Criteria
from sipas_cli.rules.judging import Bands, HeadClass, Interval, Judgement
from sipas_cli.rules.leaders import LeaderAnswer
from sipas_cli.rules.par import ParCriteria, Rescaled
from sipas_cli.rules.policies import Measure, Weights
from sipas_cli.rules.tree import EVERY
from sipas_cli.text.numbers import exact_text
from sipas_cli.wording import source_name

#: What is judged, and how.
Rule = tuple[str, str]
#: Id of a group -> its name.
Names = Mapping[str, str]


def method(criteria: Criteria | ParCriteria, index: str, groups: Names) -> list[Rule]:
    """Every rule that a figure, rank or band of the run follows from, in the order in which they apply.

    groups   id of each group that there are results of -> its name
    """
    if isinstance(criteria, Criteria):
        return [*_sipas(criteria), *_ballots(criteria.plan.ballots), *_judgement(criteria.rules, groups)]
    if index == XHH:
        survey = criteria.plan.survey
        return [*_survey(criteria), *_ballots(survey.ballots), *_judgement(criteria.rules.survey, groups)]
    return [*_points(criteria, groups), *_judgement(criteria.rules, groups)]


def number(value: Fraction) -> str:
    """A figure of the criteria with as many digits as it has."""
    return exact_text(value, mark=decimal_mark())


def interval_text(part: Interval) -> str:
    """A part of the scale in words: from 70 to below 90."""
    begins = part.above is not None or part.from_ is not None
    below = messages.TO_BELOW if begins else messages.BELOW
    ends = (
        (messages.ABOVE, part.above),
        (messages.FROM, part.from_),
        (messages.TO, part.to),
        (below, part.below),
    )
    return " ".join(say(key, end=number(Fraction(end))) for key, end in ends if end is not None)


# --- what each index counts ----------------------------------------------------------------------


def _sipas(criteria: Criteria) -> Iterator[Rule]:
    rules, scale = criteria.rules, criteria.plan.scale
    label = {answer.code: answer.label for answer in scale.answers}[scale.satisfied_from]
    measure = say(rules.measure.sentence, answer=label, top=scale.top)
    yield say(report_words.MEASURE), measure
    if rules.measure != Measure.SATISFIED_THROUGHOUT:
        yield say(report_words.FACTOR_SCORE), say(rules.factor_score.sentence)
        yield say(report_words.WEIGHTS), _weights(criteria)
        yield say(report_words.MISSING_ANSWERS), say(rules.missing_answers.sentence)
    yield say(report_words.OVERALL), say(rules.overall.sentence)


def _weights(criteria: Criteria) -> str:
    rules = criteria.rules
    sign = "" if rules.weights is Weights.RATIO else "%"
    weights = "; ".join(f"{factor.title} {number(rules.weight(factor))}{sign}" for factor in rules.factors)
    return say(rules.weights.sentence, weights=weights)


def _ballots(rules: BallotRules) -> Iterator[Rule]:
    if rules.minimum_answered_pct:
        least = number(Fraction(rules.minimum_answered_pct))
        yield say(report_words.ANSWERED), say(report_words.ANSWERED_LEAST, least=least)
    within = say(rules.ids_unique_within.sentence)
    yield say(report_words.IDS_UNIQUE_WITHIN), within
    yield say(report_words.DUPLICATES), say(rules.duplicates.sentence)
    named = rules.model_fields_set
    for key, heading, word in (
        ("bad_answers", report_words.BAD_ANSWERS, rules.bad_answers),
        ("not_approved", report_words.NOT_APPROVED, rules.not_approved),
        ("unfinished", report_words.UNFINISHED, rules.unfinished),
    ):
        if key in named:
            yield say(heading), say(word.sentence)


def _survey(criteria: ParCriteria) -> Iterator[Rule]:
    survey = criteria.plan.survey
    worth = "; ".join(map(_worth, survey.answers))
    yield say(report_words.MEASURE), say(report_words.MEASURE_XHH, worth=worth)
    yield say(report_words.KINDS), say(criteria.rules.xhh.kinds.sentence)


def _points(criteria: ParCriteria, groups: Names) -> Iterator[Rule]:
    rules, names = criteria.rules, {EVERY: say(messages.EVERY_GROUP), **groups}
    of_groups = [f"{names[group]}: {text}" for group, text in maxima(criteria) if group in names]
    yield say(report_words.MEASURE), say(rules.score.sentence)
    yield say(report_words.MAXIMUM), "; ".join(of_groups)
    if rules.rescaled:
        yield say(report_words.RESCALED), "; ".join(_rescaled(part, names) for part in rules.rescaled)
    yield say(report_words.MISSING_POINTS), say(rules.missing_points.sentence)
    if criteria.plan.bonus:
        yield say(report_words.BONUS), say(rules.bonus.sentence)
    yield say(report_words.OVERALL), say(rules.overall.sentence)


def _worth(answer: LeaderAnswer) -> str:
    """An answer of the leader survey with what it counts."""
    label = f" ({answer.label})" if answer.label else ""
    return f"{answer.id}{label}: {number(Fraction(answer.worth))}%"


def _rescaled(part: Rescaled, names: Names) -> str:
    """The sources of a part, and the points that hang on it."""
    sources = " + ".join(map(source_name, part.sources))
    points = "; ".join(
        number(Fraction(points)) if group == EVERY else f"{names[group]} {number(Fraction(points))}"
        for group, points in part.points.items()
        if group in names
    )
    return say(report_words.RESCALED_TO, sources=sources, points=points)


def maxima(criteria: ParCriteria) -> list[tuple[str, str]]:
    """(id of a group, or EVERY; the maximum of its units and what of it comes from where)."""
    rows = []
    for group, maximum in criteria.plan.maximum.items():
        unit = Unit("", "", group)
        sources: dict[str, Fraction] = {}
        for leaf in criteria.plan.leaves:
            if points := leaf.maximum_of(unit):
                sources[leaf.points_from] = sources.get(leaf.points_from, Fraction(0)) + points
        split = " + ".join(f"{source_name(source)} {number(points)}" for source, points in sources.items())
        rows.append((group, f"{number(Fraction(maximum))} = {split}"))
    return rows


# --- how it is judged ----------------------------------------------------------------------------


def _judgement(rules: Judgement, groups: Names) -> Iterator[Rule]:
    rounding = rules.rounding
    if rules.least_ballots:
        yield say(report_words.MINIMUM), say(report_words.MINIMUM_BALLOTS, minimum=rules.least_ballots)
    digits = say(rounding.mode.sentence, decimals=rounding.decimals)
    yield say(report_words.ROUNDING), digits
    yield say(report_words.RANK_ON), say(rules.rank_on.sentence)
    yield say(report_words.TIES), say(rules.ties.sentence)
    if rules.bands:
        yield say(report_words.BANDS), _bands([band for band in rules.bands if band.name])
    for group, bands in rules.group_bands.items():
        if group in groups:
            yield say(report_words.BANDS_OF, group=groups[group]), _bands(bands)
    if rules.heads:
        yield say(report_words.HEADS), "; ".join(_head(rule, groups) for rule in rules.heads)


def _bands(bands: Sequence[Interval] | Bands) -> str:
    return "; ".join(map(_band, bands))


def _band(band: Interval) -> str:
    """A band with its interval, which many are named after: then it is not said twice."""
    interval, unit = interval_text(band), say(report_words.POINTS_UNIT)
    if band.shown.lower().removesuffix("%").removesuffix(f" {unit}") == interval:
        return band.shown
    return f"{band.shown}: {interval}"


def _head(rule: HeadClass, groups: Names) -> str:
    if rule.first:
        who = say(report_words.HEADS_FIRST, first=rule.first)
    else:
        who = say(report_words.HEADS_BANDS, bands=", ".join(rule.bands))
    named = [groups[group] for group in rule.groups if group in groups]
    if named:
        return f"{rule.name}: {who} ({', '.join(named)})"
    return f"{rule.name}: {who}"
