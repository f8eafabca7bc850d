"""Figures as sums of ratios of answers: what their errors are made from.

A figure of ballots is a sum of coefficients times the pooled answers to some questions: a criterion is one
ratio, a factor the mean of several or one of all its answers, an index the weighted sum of those of its
factors.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple, assert_never

from sipas_cli.model import XHH, Score, Unit
from sipas_cli.rules.criteria import BLANK, NO_ANSWER, REFUSED, Criteria, Factor
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.policies import FactorScore, Kinds, Measure, MissingAnswers
from sipas_cli.rules.tree import Leaf
from sipas_cli.tally.pairs import NOT_THROUGHOUT, THROUGHOUT


class Figure(NamedTuple):
    """What a figure is of: the level as in scores.csv (index, factor, criterion) and the id on it."""

    level: str
    id: str = ""


INDEX = Figure("index")


@dataclass(frozen=True, slots=True)
class Term:
    """`coefficient` times the ratio of the answers to some questions; where a stratum is named, of the
    ballots of that stratum alone."""

    coefficient: Fraction
    questions: tuple[str, ...]
    stratum: str | None = None


class Worth(NamedTuple):
    """What one answer adds to the two sums of a ratio: `value` above, in percent, and `counted` below."""

    value: Fraction
    counted: int


Terms = Mapping[Figure, Sequence[Term]]
Worths = Mapping[str, Worth]


# --- SIPAS -----------------------------------------------------------------------------------------


def worths_of(criteria: Criteria) -> Worths:
    """Kind of answer -> what it is worth under the measure of a set."""
    if criteria.rules.measure == Measure.SATISFIED_THROUGHOUT:
        return {THROUGHOUT: Worth(Fraction(100), 1), NOT_THROUGHOUT: Worth(Fraction(0), 1)}
    in_denominator = (
        (BLANK, REFUSED) if criteria.rules.missing_answers == MissingAnswers.IN_DENOMINATOR else ()
    )
    worths = {kind: Worth(Fraction(0), int(kind in in_denominator)) for kind in NO_ANSWER}
    for answer in criteria.plan.scale.answers:
        worths[str(answer.code)] = Worth(_value(answer.code, criteria), 1)
    return worths


def _value(code: int, criteria: Criteria) -> Fraction:
    scale = criteria.plan.scale
    match criteria.rules.measure:
        case Measure.SATISFIED_SHARE:
            return Fraction(100 * int(code >= scale.satisfied_from))
        case Measure.MEAN_PERCENT:
            return Fraction(100 * code, scale.top)
        case Measure.SATISFIED_THROUGHOUT:
            raise ValueError("whole ballots are measured, no question by itself")
        case _:
            assert_never(criteria.rules.measure)


def terms_of(score: Score, criteria: Criteria) -> Terms:
    """The figures of a unit, or of all together, that have a score."""
    if criteria.rules.measure == Measure.SATISFIED_THROUGHOUT:
        return {INDEX: [Term(Fraction(1), (THROUGHOUT,))]} if score.ballots else {}
    terms: dict[Figure, Sequence[Term]] = {}
    for code, value in score.criteria.items():
        if value is not None:
            terms[Figure("criterion", code)] = [Term(Fraction(1), (code,))]
    weighted = {}
    for factor in criteria.rules.factors:
        if score.factors.get(factor.id) is not None:
            of_factor = _factor(factor, score, criteria)
            terms[Figure("factor", factor.id)] = of_factor
            weighted[factor.id] = (criteria.rules.weight(factor), of_factor)
    for content in criteria.rules.contents:
        if of_content := [weighted[name] for name in content.factors if name in weighted]:
            terms[Figure("factor", content.id)] = mean_of(of_content)
    if weighted:
        terms[INDEX] = mean_of(weighted.values())
    return terms


def _factor(factor: Factor, score: Score, criteria: Criteria) -> Sequence[Term]:
    match criteria.rules.factor_score:
        case FactorScore.POOLED:
            return [Term(Fraction(1), factor.criteria)]
        case FactorScore.MEAN_OF_CRITERIA:
            scored = [code for code in factor.criteria if score.criteria.get(code) is not None]
            return [Term(Fraction(1, len(scored)), (code,)) for code in scored]
        case _:
            assert_never(criteria.rules.factor_score)


def mean_of(weighted: Iterable[tuple[Fraction, Sequence[Term]]]) -> Sequence[Term]:
    """The weighted mean of some figures, as a figure."""
    parts = list(weighted)
    total = sum((weight for weight, _ in parts), Fraction(0))
    terms = []
    for weight, part in parts:
        for term in part:
            terms.append(replace(term, coefficient=term.coefficient * weight / total))
    return terms


# --- the leader survey -----------------------------------------------------------------------------


def leader_worths(criteria: ParCriteria) -> Worths:
    """Letter, or what is no answer, -> what it is worth."""
    worths = dict.fromkeys(NO_ANSWER, Worth(Fraction(0), 0))
    for letter, percent in criteria.plan.survey.worth.items():
        worths[letter] = Worth(percent, 1)
    return worths


def leader_terms(
    score: Score, unit: Unit, criteria: ParCriteria, answered: Collection[tuple[str, str]]
) -> Terms:
    """The figures of a unit that have a score: its questions, leaves and index. `answered` has each (kind of
    respondent, question) that has an answer that counts."""
    terms: dict[Figure, Sequence[Term]] = {}
    for code, value in score.criteria.items():
        if value is not None:
            terms[Figure("criterion", code)] = [Term(Fraction(1), (code,))]
    weighted = []
    for leaf in criteria.plan.leaves:
        if leaf.points_from == XHH and score.factors.get(leaf.id) is not None:
            of_leaf = _leaf(leaf, score, criteria, answered)
            terms[Figure("factor", leaf.id)] = of_leaf
            weighted.append((leaf.maximum_of(unit) or Fraction(0), of_leaf))
    if weighted:
        terms[INDEX] = mean_of(weighted)
    return terms


def _leaf(
    leaf: Leaf, score: Score, criteria: ParCriteria, answered: Collection[tuple[str, str]]
) -> Sequence[Term]:
    survey = criteria.plan.survey
    questions = [question.code for question in survey.questions if question.criterion == leaf.id]
    match criteria.rules.xhh.kinds:
        case Kinds.POOLED:
            return _mean([code for code in questions if score.criteria.get(code) is not None], None)
        case Kinds.MEAN_OF_KINDS:
            weighted = []
            for kind in survey.kinds:
                judged = [code for code in questions if (kind.id, code) in answered]
                if judged:
                    weighted.append((Fraction(kind.weight), _mean(judged, kind.id)))
            return mean_of(weighted)
        case _:
            assert_never(criteria.rules.xhh.kinds)


def _mean(questions: Sequence[str], stratum: str | None) -> Sequence[Term]:
    return [Term(Fraction(1, len(questions)), (code,), stratum) for code in questions]
