"""How a run was judged, in the words of an official: (what, how) for each rule of the criteria."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from sipas_cli.messages import decimal_mark, say
from sipas_cli.model import PAR, XHH, Unit
from sipas_cli.rules.criteria import BallotRules, Criteria
from sipas_cli.rules.judging import Bands, HeadClass, Interval, Judgement
from sipas_cli.rules.par import EVERY, ParCriteria
from sipas_cli.rules.policies import Measure, Weights
from sipas_cli.text import exact_text
from sipas_cli.wording import source_name

#: What is judged, and how.
Rule = tuple[str, str]


def method(criteria: Criteria | ParCriteria, index: str) -> list[Rule]:
    """Every rule that a figure, rank or band of the run follows from, in the order in which they apply."""
    if isinstance(criteria, Criteria):
        return [*_sipas(criteria), *_ballots(criteria.plan.ballots), *_judgement(criteria.rules)]
    if index == XHH:
        survey = criteria.plan.survey
        return [*_survey(criteria), *_ballots(survey.ballots), *_judgement(criteria.rules.survey)]
    return [*_points(criteria), *_judgement(criteria.rules)]


def number(value: Fraction) -> str:
    """A figure of the criteria with as many digits as it has."""
    return exact_text(value, mark=decimal_mark())


def interval_text(part: Interval) -> str:
    """A part of the scale in words: from 70 to below 90."""
    ends = {"above": part.above, "from": part.from_, "to": part.to, "below": part.below}
    shown = (say(f"table.{end}", end=number(Fraction(own))) for end, own in ends.items() if own is not None)
    return " ".join(shown)


# --- what each index counts ----------------------------------------------------------------------


def _sipas(criteria: Criteria) -> Iterator[Rule]:
    rules, scale = criteria.rules, criteria.plan.scale
    label = {answer.code: answer.label for answer in scale.answers}[scale.satisfied_from]
    measure = say(f"report.measure.{rules.measure}", answer=label, top=scale.top)
    yield say("report.measure"), measure
    if rules.measure != Measure.SATISFIED_THROUGHOUT:
        yield say("report.factor_score"), say(f"report.factor_score.{rules.factor_score}")
        yield say("report.weights"), _weights(criteria)
        yield say("report.missing_answers"), say(f"report.missing_answers.{rules.missing_answers}")
    yield say("report.overall"), say(f"report.overall_sipas.{rules.overall}")


def _weights(criteria: Criteria) -> str:
    rules = criteria.rules
    match rules.weights:
        case Weights.EQUAL:
            return say("report.weights.equal")
        case Weights.GIVEN:
            given = "; ".join(f"{own.title} {number(rules.weight(own))} %" for own in rules.factors)
            return say("report.weights.given", weights=given)
        case _:
            assert_never(rules.weights)


def _ballots(rules: BallotRules) -> Iterator[Rule]:
    if rules.minimum_answered_pct:
        least = number(Fraction(rules.minimum_answered_pct))
        yield say("report.answered"), say("report.answered_least", least=least)
    within = say(f"report.ids_unique_within.{rules.ids_unique_within}")
    yield say("report.ids_unique_within"), within
    yield say("report.duplicates"), say(f"report.duplicates.{rules.duplicates}")


def _survey(criteria: ParCriteria) -> Iterator[Rule]:
    survey = criteria.plan.survey
    worth = "; ".join(
        f"{answer.id}{f' ({answer.label})' if answer.label else ''}: {number(Fraction(answer.worth))} %"
        for answer in survey.answers
    )
    yield say("report.measure"), say("report.measure_xhh", worth=worth)
    yield say("report.kinds"), say(f"report.kinds.{criteria.rules.xhh.kinds}")


def _points(criteria: ParCriteria) -> Iterator[Rule]:
    rules = criteria.rules
    yield say("report.measure"), say(f"report.score.{rules.score}")
    yield say("report.maximum"), "; ".join(f"{group}: {text}" for group, text in maxima(criteria))
    yield say("report.missing_points"), say(f"report.missing_points.{rules.missing_points}")
    if criteria.plan.bonus:
        yield say("report.bonus"), say(f"report.bonus.{rules.bonus}")
    yield say("report.overall"), say(f"report.overall_{PAR}.{rules.overall}")


def maxima(criteria: ParCriteria) -> list[tuple[str, str]]:
    """(group, the maximum of its units and what of it comes from where)."""
    rows = []
    for group, maximum in criteria.plan.maximum.items():
        unit = Unit("", "", group)
        sources: dict[str, Fraction] = {}
        for leaf in criteria.plan.leaves:
            if points := leaf.maximum_of(unit):
                sources[leaf.points_from] = sources.get(leaf.points_from, Fraction(0)) + points
        split = " + ".join(f"{source_name(source)} {number(points)}" for source, points in sources.items())
        name = say("table.every_group") if group == EVERY else group
        rows.append((name, f"{number(Fraction(maximum))} = {split}"))
    return rows


# --- how it is judged ----------------------------------------------------------------------------


def _judgement(rules: Judgement) -> Iterator[Rule]:
    rounding = rules.rounding
    if rules.least_ballots:
        yield say("report.minimum"), say("report.minimum_ballots", minimum=rules.least_ballots)
    digits = say(f"report.rounding.{rounding.mode}", decimals=rounding.decimals)
    yield say("report.rounding"), digits
    yield say("report.rank_on"), say(f"report.rank_on.{rules.rank_on}")
    yield say("report.ties"), say(f"report.ties.{rules.ties}")
    if rules.bands:
        yield say("report.bands"), _bands(rules.bands)
    for group, bands in rules.group_bands.items():
        yield say("report.bands_of", group=group), _bands(bands)
    if rules.heads:
        yield say("report.heads"), "; ".join(map(_head, rules.heads))


def _bands(bands: Sequence[Interval] | Bands) -> str:
    return "; ".join(f"{band.shown}: {interval_text(band)}" for band in bands)


def _head(rule: HeadClass) -> str:
    who = (
        say("report.heads_first", first=rule.first)
        if rule.first
        else say("report.heads_bands", bands=", ".join(rule.bands))
    )
    groups = f" ({', '.join(rule.groups)})" if rule.groups else ""
    return f"{rule.name}: {who}{groups}"
