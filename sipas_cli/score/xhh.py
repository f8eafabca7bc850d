"""The leader survey (điều tra xã hội học): shares of the points, by criterion, unit and kind of
respondent. Everything is exact."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import assert_never

from sipas_cli.intake.points import messages as points_messages
from sipas_cli.model import XHH, Finding, Score, Scores, Unit, UnitCounts
from sipas_cli.rules.leaders import LeaderSurvey
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.policies import Kinds
from sipas_cli.rules.tree import Leaf
from sipas_cli.score import messages
from sipas_cli.score.sipas import mean, weighted_mean

Answers = Mapping[str, Mapping[str, int]]


def worth(counts: Mapping[str, int], worths: Mapping[str, Fraction]) -> Fraction | None:
    """The share of the points that the answers to a question are worth, in percent.

    counts   answer -> ballots; what is not among the worths (no opinion, blank) is not counted
    worths   answer -> percent, e.g. A 100, B 60, C 20, D 0

    Returns sum(worth x count) / answers, or None where nobody answered.

    Source: inferred from an implementation for one province; its decision was not found.

    >>> worth({"A": 3, "B": 1, "E": 6}, {"A": Fraction(100), "B": Fraction(60), "C": Fraction(20)})
    Fraction(90, 1)
    """
    answered = sum(n for answer, n in counts.items() if answer in worths)
    if not answered:
        return None
    return (
        sum((worths[answer] * n for answer, n in counts.items() if answer in worths), Fraction(0)) / answered
    )


def score(
    counts: Mapping[str, UnitCounts],
    kinds: Mapping[str, Mapping[str, UnitCounts]],
    criteria: ParCriteria,
    units: Sequence[Unit],
) -> Scores:
    """Scores of all units that the index measures.

    counts   unit -> all its answers
    kinds    kind of respondent -> unit -> the answers of that kind
    """
    nothing = UnitCounts({}, 0, 0)
    measured = [unit for unit in units if not unit.excluded and criteria.plan.measures(unit.group)]
    scores = {}
    for unit in measured:
        by_kind = {kind: of_kind.get(unit.id, nothing).answers for kind, of_kind in kinds.items()}
        scores[unit.id] = score_unit(unit, counts.get(unit.id, nothing), by_kind, criteria)
    ballots = sum(counts[unit.id].ballots for unit in measured if unit.id in counts)
    return Scores(scores, Score(mean(score.index for score in scores.values()), {}, {}, ballots))


def score_unit(unit: Unit, counts: UnitCounts, kinds: Mapping[str, Answers], criteria: ParCriteria) -> Score:
    """The scores of one unit: questions, leaves in percent of their maximum, index; and by kind."""
    survey = criteria.plan.survey
    leaves = [leaf for leaf in criteria.plan.leaves if leaf.points_from == XHH and leaf.maximum_of(unit)]
    by_kind = {kind: leaf_shares(answers, leaves, survey) for kind, answers in kinds.items()}
    shares = leaf_shares(counts.answers, leaves, survey)
    match criteria.rules.xhh.kinds:
        case Kinds.POOLED:
            pass
        case Kinds.MEAN_OF_KINDS:
            weights = {kind.id: Fraction(kind.weight) for kind in survey.kinds}
            weighted = [(weights[kind], of_kind) for kind, of_kind in by_kind.items() if kind in weights]
            for leaf in leaves:
                shares[leaf.id] = weighted_mean((weight, of_kind[leaf.id]) for weight, of_kind in weighted)
        case _:
            assert_never(criteria.rules.xhh.kinds)
    return Score(
        index=_index(shares, leaves, unit),
        factors={leaf.id: shares[leaf.id] for leaf in leaves},
        criteria={q.code: worth(counts.answers.get(q.code, {}), survey.worth) for q in survey.questions},
        ballots=counts.ballots,
        missing=tuple(leaf.id for leaf in leaves if shares[leaf.id] is None),
        kinds=_by_kind(by_kind, leaves, unit),
    )


def leaf_shares(answers: Answers, leaves: Sequence[Leaf], survey: LeaderSurvey) -> dict[str, Fraction | None]:
    """Leaf -> the mean of its questions, in percent of the leaf's maximum."""
    shares = {q.code: worth(answers.get(q.code, {}), survey.worth) for q in survey.questions}
    by_leaf: dict[str, list[Fraction | None]] = {leaf.id: [] for leaf in leaves}
    for question in survey.questions:
        if question.criterion in by_leaf:
            by_leaf[question.criterion].append(shares[question.code])
    return {leaf: mean(of_leaf) for leaf, of_leaf in by_leaf.items()}


def _index(shares: Mapping[str, Fraction | None], leaves: Sequence[Leaf], unit: Unit) -> Fraction | None:
    """Points over maximum of the leaves that have a share, in percent."""
    return weighted_mean((leaf.maximum_of(unit) or Fraction(0), shares[leaf.id]) for leaf in leaves)


def _by_kind(
    kinds: Mapping[str, Mapping[str, Fraction | None]], leaves: Sequence[Leaf], unit: Unit
) -> dict[str, Fraction | None]:
    """Kind -> index, and "kind/leaf" -> share, by the respondents of that kind alone."""
    figures: dict[str, Fraction | None] = {}
    for kind, shares in kinds.items():
        figures[kind] = _index(shares, leaves, unit)
        figures |= {f"{kind}/{leaf}": share for leaf, share in shares.items()}
    return figures


def findings(
    scores: Scores,
    counts: Mapping[str, UnitCounts],
    unknown: Mapping[str, UnitCounts],
    units: Sequence[Unit],
) -> list[Finding]:
    """Units without ballots, or with ballots and no place in the index; criteria that nobody judged; and
    units with answers of respondents of an `unknown` kind."""
    problems: list[Finding] = []
    for unit in units:
        unit_score = scores.units.get(unit.id)
        if unit_score is None:
            if unit.id in counts and not unit.excluded:
                params = {"unit": unit.name, "group": unit.group}
                problems.append(Finding(points_messages.GROUP_NOT_MEASURED, params=params))
            continue
        if unit.id in unknown:
            strangers = unknown[unit.id].answers.values()
            if most := max((sum(counts.values()) for counts in strangers), default=0):
                problems.append(Finding(messages.KIND_UNKNOWN, params={"unit": unit.name, "ballots": most}))
        if not unit_score.ballots:
            problems.append(Finding(messages.UNIT_WITHOUT_SURVEY, params={"unit": unit.name}))
            continue
        problems += [
            Finding(messages.CRITERION_WITHOUT_ANSWERS, params={"unit": unit.name, "question": leaf})
            for leaf in unit_score.missing
        ]
    return problems
