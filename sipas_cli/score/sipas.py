"""The SIPAS index: measures, criteria, factors, index. Everything here is exact."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from sipas_cli.model import Finding, Score, Scores, Unit, UnitCounts
from sipas_cli.rules.criteria import BLANK, NO_ANSWER, REFUSED, Criteria, Factor, Rules

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
    satisfied = sum(n for code, n in counts.items() if code >= satisfied_from)
    return Fraction(100 * satisfied, answered + unanswered)


def mean_percent(counts: Counts, *, top: int) -> Fraction | None:
    """Mean answer over the top of the scale, in percent; None where nobody answered.

    >>> mean_percent({3: 1, 4: 1, 5: 2}, top=5)
    Fraction(85, 1)
    """
    answered = sum(counts.values())
    if not answered:
        return None
    return Fraction(100 * sum(code * n for code, n in counts.items()), answered * top)


def mean(scores: Iterable[Fraction | None]) -> Fraction | None:
    """The plain mean of the scores that are there; None where none is.

    >>> mean([Fraction(50), None, Fraction(100)])
    Fraction(75, 1)
    """
    there = [score for score in scores if score is not None]
    return sum(there, Fraction(0)) / len(there) if there else None


def weighted_mean(scores: Iterable[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    """The mean of (weight, score); a score that is not there takes its weight with it.

    >>> weighted_mean([(Fraction(20), Fraction(80)), (Fraction(80), None)])
    Fraction(80, 1)
    """
    there = [(weight, score) for weight, score in scores if score is not None]
    if not there:
        return None
    total = sum((weight for weight, _ in there), Fraction(0))
    return sum((weight * score for weight, score in there), Fraction(0)) / total


# --- one unit ------------------------------------------------------------------------------------


def score_unit(unit: UnitCounts, criteria: Criteria) -> Score:
    """The scores of one unit: criteria, factors, index."""
    rules = criteria.rules
    if rules.measure == "satisfied_throughout":
        share = Fraction(100 * unit.throughout, unit.ballots) if unit.ballots else None
        return Score(share, {}, {}, unit.ballots)
    scores = {code: _measured(unit.answers.get(code, {}), criteria) for code in criteria.plan.codes}
    factors = {factor.id: _factor(factor, unit, scores, criteria) for factor in rules.factors}
    missing = tuple(code for code, score in scores.items() if score is None)
    return Score(index(factors, rules), factors, scores, unit.ballots, missing)


def index(factors: Mapping[str, Fraction | None], rules: Rules) -> Fraction | None:
    """The weighted mean of the factors. A factor that nobody answered leaves with its weight."""
    return weighted_mean((rules.weight(factor), factors.get(factor.id)) for factor in rules.factors)


def _measured(counts: Mapping[str, int], criteria: Criteria) -> Fraction | None:
    rules, scale = criteria.rules, criteria.plan.scale
    codes = {int(kind): n for kind, n in counts.items() if kind not in NO_ANSWER}
    if rules.measure == "mean_percent":
        return mean_percent(codes, top=scale.top)
    stays = (BLANK, REFUSED) if rules.missing_answers == "in_denominator" else ()
    unanswered = sum(counts.get(kind, 0) for kind in stays)
    return satisfied_share(codes, satisfied_from=scale.satisfied_from, unanswered=unanswered)


def _factor(
    factor: Factor, unit: UnitCounts, scores: Mapping[str, Fraction | None], criteria: Criteria
) -> Fraction | None:
    if criteria.rules.factor_score == "pooled":
        return _measured(pooled(unit.answers.get(code, {}) for code in factor.criteria), criteria)
    return mean(scores[code] for code in factor.criteria)


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
    scores = {unit: score_unit(found, criteria) for unit, found in counts.items()}
    together = score_unit(_together(counts.values(), criteria), criteria)
    if criteria.rules.overall == "mean_of_units":
        average = mean(found.index for found in scores.values())
        together = Score(average, together.factors, together.criteria, together.ballots)
    return Scores(scores, together)


def _together(counts: Iterable[UnitCounts], criteria: Criteria) -> UnitCounts:
    every = list(counts)
    answers = {code: pooled(unit.answers.get(code, {}) for unit in every) for code in criteria.plan.codes}
    return UnitCounts(answers, sum(u.ballots for u in every), sum(u.throughout for u in every))


def findings(scores: Scores, criteria: Criteria, units: Iterable[Unit]) -> list[Finding]:
    """What could not be scored: units without ballots, criteria and factors without an answer."""
    found: list[Finding] = []
    for unit in units:
        if (own := scores.units.get(unit.id)) is None:
            continue
        if not own.ballots:
            found.append(Finding("unit_without_ballots", params={"unit": unit.name}))
            continue
        empty = {factor.id for factor in criteria.rules.factors if own.factors.get(factor.id, 0) is None}
        for factor in criteria.rules.factors:
            if factor.id in empty:
                params = {"unit": unit.name, "factor": factor.title}
                found.append(Finding("factor_without_answers", params=params))
                continue
            found.extend(
                Finding("criterion_without_answers", params={"unit": unit.name, "question": code})
                for code in factor.criteria
                if code in own.missing
            )
    return found
