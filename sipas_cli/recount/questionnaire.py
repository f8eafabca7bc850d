"""What the questions of a survey, or the leaves of a PAR tree, can tell: how they were answered, whether they
measure together, whether they tell units apart."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from math import sqrt
from statistics import StatisticsError, correlation
from typing import Any

from sipas_cli.figures.printing import json_number
from sipas_cli.rules.criteria import BLANK, NO_ANSWER, NOT_APPLICABLE, REFUSED, Criteria
from sipas_cli.rules.par import ParCriteria
from sipas_cli.runs.explanation import explain_all
from sipas_cli.runs.kept import Kept
from sipas_cli.score.reliability import Reliability, covariances, reliability
from sipas_cli.score.sipas import pooled
from sipas_cli.tally import by_unit


@dataclass(frozen=True)
class QuestionReview:
    """How a question was answered, over all ballots that count; shares from 0 to 1, None of nothing.

    silent         blank or refused, of those to whom it applies
    floor, ceiling    the lowest and the best answer, of those who answered
    rest           correlation with the sum of the other questions of its factor; `without` alpha of those
    """

    code: str
    text: str
    answered: int
    silent: Fraction | None
    floor: Fraction | None
    ceiling: Fraction | None
    rest: float | None
    without: float | None


@dataclass(frozen=True)
class FactorReview:
    """The questions of a factor, and how well they measure together: None without pairs of answers."""

    id: str
    title: str
    alpha: float | None
    questions: Sequence[QuestionReview]


@dataclass(frozen=True)
class LeafReview:
    """How far a leaf tells units apart, over those to whom it applies.

    mean      of their shares of the maximum, from 0 to 1
    at_full   how many have all of its points; at_nothing how many have none
    spread    standard deviation of the shares; 0 tells nobody apart
    rest      correlation with what the units have of all other leaves; None where one of the two does not
    vary
    """

    id: str
    title: str
    units: int
    mean: Fraction
    at_full: int
    at_nothing: int
    spread: float
    rest: float | None


def factor_reviews(kept: Kept) -> list[FactorReview]:
    """The factors of a SIPAS run; none for other indices."""
    criteria, tally = kept.criteria.criteria, kept.tally
    if not isinstance(criteria, Criteria) or tally is None:
        return []
    counts = [unit.answers for unit in by_unit(tally).values()]
    texts = {question.code: question.text for question in criteria.plan.questions}
    spread = covariances(tally.pairs, criteria.plan) if tally.pairs else None
    reviews = []
    for factor in criteria.rules.factors:
        places = [criteria.plan.codes.index(code) for code in factor.criteria]
        measured = Reliability(None, {}, {})
        if spread is not None:
            measured = reliability(spread[places][:, places], factor.criteria)
        questions = []
        for code in factor.criteria:
            answers = pooled(unit.get(code, {}) for unit in counts)
            questions.append(_question(code, texts[code], answers, criteria, measured))
        reviews.append(FactorReview(factor.id, factor.title, measured.alpha, questions))
    return reviews


def _question(
    code: str, text: str, answers: Mapping[str, int], criteria: Criteria, measured: Reliability
) -> QuestionReview:
    scale = criteria.plan.scale
    answered = sum(count for kind, count in answers.items() if kind not in NO_ANSWER)
    applied = sum(count for kind, count in answers.items() if kind != NOT_APPLICABLE)
    silent = answers.get(BLANK, 0) + answers.get(REFUSED, 0)
    return QuestionReview(
        code=code,
        text=text,
        answered=answered,
        silent=_share(silent, applied),
        floor=_share(answers.get(str(scale.answers[0].code), 0), answered),
        ceiling=_share(answers.get(str(scale.top), 0), answered),
        rest=measured.rest.get(code),
        without=measured.without.get(code),
    )


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def leaf_reviews(kept: Kept) -> list[LeafReview]:
    """The leaves of a PAR run that any unit with an index has points on; none for other indices."""
    criteria = kept.criteria.criteria
    if not isinstance(criteria, ParCriteria) or kept.tally is not None:
        return []
    shares: dict[str, list[tuple[Fraction, Fraction]]] = {}
    for explanation in explain_all(kept).values():
        index = explanation.score.index
        for item in explanation.contributions.items:
            others = (index or Fraction(0)) - item.gained
            shares.setdefault(item.id, []).append((item.reached / item.full, others))
    leaves = [leaf for leaf in criteria.plan.leaves if leaf.id in shares]
    return [_leaf(leaf.id, leaf.title, shares[leaf.id]) for leaf in leaves]


def _leaf(name: str, title: str, shares: Sequence[tuple[Fraction, Fraction]]) -> LeafReview:
    leaf_shares = [share for share, _ in shares]
    mean = sum(leaf_shares, Fraction(0)) / len(leaf_shares)
    squares = sum(((share - mean) ** 2 for share in leaf_shares), Fraction(0))
    return LeafReview(
        id=name,
        title=title,
        units=len(leaf_shares),
        mean=mean,
        at_full=leaf_shares.count(Fraction(1)),
        at_nothing=leaf_shares.count(Fraction(0)),
        spread=sqrt(squares / (len(leaf_shares) - 1)) if len(leaf_shares) > 1 else 0.0,
        rest=_correlation([(float(share), float(others)) for share, others in shares]),
    )


def _correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's; None for less than two pairs, or where one of the two does not vary."""
    try:
        return correlation([one for one, _ in pairs], [other for _, other in pairs])
    except StatisticsError:
        return None


def review_data(factors: Sequence[FactorReview], leaves: Sequence[LeafReview]) -> dict[str, Any]:
    """The JSON of both."""
    return {
        "factors": [
            {
                "id": factor.id,
                "title": factor.title,
                "alpha": factor.alpha,
                "questions": _questions_data(factor),
            }
            for factor in factors
        ],
        "leaves": [{**asdict(leaf), "mean": float(leaf.mean)} for leaf in leaves],
    }


def _questions_data(factor: FactorReview) -> list[dict[str, Any]]:
    data = []
    for question in factor.questions:
        shares = {"silent": question.silent, "floor": question.floor, "ceiling": question.ceiling}
        numbers = {name: json_number(share) for name, share in shares.items()}
        data.append({**asdict(question), **numbers})
    return data
