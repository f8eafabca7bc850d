"""The SIPAS index: measures, criteria, factors, index. Everything here is exact."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import assert_never

from sipas_cli.model import Finding, Score, Scores, Unit, UnitCounts
from sipas_cli.rules.criteria import BLANK, NO_ANSWER, REFUSED, Criteria, Factor, Rules
from sipas_cli.rules.policies import FactorScore, Measure, MissingAnswers, OverallOfBallots
from sipas_cli.score import messages
from sipas_cli.text.numbers import exact_mean, exact_weighted_mean

Counts = Mapping[int, int]


# --- measures ------------------------------------------------------------------------------------


def satisfied_share(counts: Counts, *, satisfied_from: int, unanswered: int = 0) -> Fraction | None:
    """Share of the answers that are at `satisfied_from` or above, in percent.

    counts          answer code -> ballots (n >= 0); only codes of the scale, so blanks and
                    "không áp dụng" are not among them
    satisfied_from  lowest code that counts as satisfied, e.g. 4 of 1..5
    unanswered      ballots without an answer that stay in the denominator; 0 leaves them out

    Returns an exact percentage in [0, 100], or None where nobody answered: no score is not 0.

    Source: the "hài lòng và rất hài lòng" share of published SIPAS results.

    >>> satisfied_share({3: 1, 4: 1, 5: 1}, satisfied_from=4)
    Fraction(200, 3)
    >>> satisfied_share({4: 3}, satisfied_from=4, unanswered=1)
    Fraction(75, 1)
    """
    answered = sum(counts.values())
    if not answered:
        return None
    satisfied = sum([n for code, n in counts.items() if code >= satisfied_from])
    return _percent(satisfied, answered + unanswered)


def mean_percent(counts: Counts, *, top: int) -> Fraction | None:
    """Mean answer over the top of the scale, in percent; None where nobody answered.

    >>> mean_percent({3: 1, 4: 1, 5: 2}, top=5)
    Fraction(85, 1)
    """
    answered = sum(counts.values())
    if not answered:
        return None
    return _percent(sum([code * n for code, n in counts.items()]), answered * top)


@lru_cache(1 << 14)  # of units with some dozens of ballots, each of many questions, most shares occur often
def _percent(part: int, whole: int) -> Fraction:
    return Fraction(100 * part, whole)


def mean(scores: Iterable[Fraction | None]) -> Fraction | None:
    """The plain mean of the scores that are there; None where none is.

    >>> mean([Fraction(50), None, Fraction(100)])
    Fraction(75, 1)
    """
    known = [score for score in scores if score is not None]
    if not known:
        return None
    return exact_mean(known)


def weighted_mean(scores: Iterable[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    """The mean of (weight, score); a score that is not there takes its weight with it.

    >>> weighted_mean([(Fraction(20), Fraction(80)), (Fraction(80), None)])
    Fraction(80, 1)
    """
    known = [(weight, score) for weight, score in scores if score is not None]
    if not known:
        return None
    return exact_weighted_mean(known)


# --- one unit ------------------------------------------------------------------------------------


def score_unit(unit: UnitCounts, criteria: Criteria) -> Score:
    """The scores of one unit: criteria, factors, index."""
    rules = criteria.rules
    if rules.measure == Measure.SATISFIED_THROUGHOUT:
        share = Fraction(100 * unit.throughout, unit.whole) if unit.ballots else None
        return Score(share, {}, {}, unit.ballots)
    scores = {code: _measured(unit.answers.get(code, {}), criteria) for code in criteria.plan.codes}
    factors = {factor.id: _factor(factor, unit, scores, criteria) for factor in rules.factors}
    missing = tuple(code for code, score in scores.items() if score is None)
    whole = index(factors, rules)
    return Score(whole, factors | contents(factors, rules), scores, unit.ballots, missing)


def index(factors: Mapping[str, Fraction | None], rules: Rules) -> Fraction | None:
    """The weighted mean of the factors. A factor that nobody answered leaves with its weight."""
    return weighted_mean((rules.weight(factor), factors.get(factor.id)) for factor in rules.factors)


def contents(factors: Mapping[str, Fraction | None], rules: Rules) -> dict[str, Fraction | None]:
    """The index of each content: the mean of its factors by their weights in the index."""
    weights = {factor.id: rules.weight(factor) for factor in rules.factors}
    means = {}
    for content in rules.contents:
        means[content.id] = weighted_mean((weights[name], factors.get(name)) for name in content.factors)
    return means


def _measured(counts: Mapping[str, int], criteria: Criteria) -> Fraction | None:
    rules, scale = criteria.rules, criteria.plan.scale
    codes = {int(kind): n for kind, n in counts.items() if kind not in NO_ANSWER}
    match rules.measure:
        case Measure.SATISFIED_SHARE:
            unanswered = not_answered(counts, rules)
            return satisfied_share(codes, satisfied_from=scale.satisfied_from, unanswered=unanswered)
        case Measure.MEAN_PERCENT:
            return mean_percent(codes, top=scale.top)
        case Measure.SATISFIED_THROUGHOUT:
            raise ValueError("whole ballots are measured, no question by itself")
        case _:
            assert_never(rules.measure)


def not_answered(counts: Mapping[str, int], rules: Rules) -> int:
    """The ballots without an answer that stay in the denominator."""
    match rules.missing_answers:
        case MissingAnswers.LEAVE_OUT:
            return 0
        case MissingAnswers.IN_DENOMINATOR:
            return counts.get(BLANK, 0) + counts.get(REFUSED, 0)
        case _:
            assert_never(rules.missing_answers)


def _factor(
    factor: Factor, unit: UnitCounts, scores: Mapping[str, Fraction | None], criteria: Criteria
) -> Fraction | None:
    match criteria.rules.factor_score:
        case FactorScore.POOLED:
            return _measured(pooled(unit.answers.get(code, {}) for code in factor.criteria), criteria)
        case FactorScore.MEAN_OF_CRITERIA:
            return mean(scores[code] for code in factor.criteria)
        case _:
            assert_never(criteria.rules.factor_score)


def pooled(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Several counts in one.

    >>> pooled([{"4": 1, "5": 2}, {"4": 3}])
    {'4': 4, '5': 2}
    """
    total: dict[str, int] = {}
    for one in counts:
        for kind, n in one.items():
            total[kind] = total.get(kind, 0) + n
    return total


# --- all units -----------------------------------------------------------------------------------


def score(counts: Mapping[str, UnitCounts], criteria: Criteria, units: Iterable[Unit]) -> Scores:
    """Scores of all `units` that are not excluded; a unit without ballots has none (index None)."""
    nothing = UnitCounts({}, 0, 0)
    return score_all({unit.id: counts.get(unit.id, nothing) for unit in units if not unit.excluded}, criteria)


def score_all(counts: Mapping[str, UnitCounts], criteria: Criteria) -> Scores:
    """Scores of every unit that is counted, and of all of them together."""
    scores = {unit: score_unit(unit_counts, criteria) for unit, unit_counts in counts.items()}
    together = score_unit(_together(counts.values(), criteria), criteria)
    match criteria.rules.overall:
        case OverallOfBallots.POOLED:
            return Scores(scores, together)
        case OverallOfBallots.MEAN_OF_UNITS:
            average = mean(unit_score.index for unit_score in scores.values())
            return Scores(scores, replace(together, index=average))
        case _:
            assert_never(criteria.rules.overall)


def _together(counts: Iterable[UnitCounts], criteria: Criteria) -> UnitCounts:
    every = list(counts)
    answers = {}
    for code in criteria.plan.codes:
        answers[code] = pooled(unit.answers.get(code, {}) for unit in every)
    ballots, throughout = sum(u.ballots for u in every), sum(u.throughout for u in every)
    return UnitCounts(answers, ballots, throughout, sum(u.whole for u in every))


def findings(scores: Scores, criteria: Criteria, units: Iterable[Unit]) -> list[Finding]:
    """What could not be scored: units without ballots, criteria and factors without an answer."""
    problems: list[Finding] = []
    for unit in units:
        if (unit_score := scores.units.get(unit.id)) is None:
            continue
        if not unit_score.ballots:
            problems.append(Finding(messages.UNIT_WITHOUT_BALLOTS, params={"unit": unit.name}))
            continue
        empty = {
            factor.id for factor in criteria.rules.factors if unit_score.factors.get(factor.id, 0) is None
        }
        for factor in criteria.rules.factors:
            if factor.id in empty:
                params = {"unit": unit.name, "factor": factor.title}
                problems.append(Finding(messages.FACTOR_WITHOUT_ANSWERS, params=params))
                continue
            problems.extend(
                Finding(messages.CRITERION_WITHOUT_ANSWERS, params={"unit": unit.name, "question": code})
                for code in factor.criteria
                if code in unit_score.missing
            )
    return problems
