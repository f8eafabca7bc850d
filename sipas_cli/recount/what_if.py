"""What the ranks of a stored run would be under other weights or policies. Nothing of it is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from statistics import median
from typing import Any

from sipas_cli.errors import RulesError
from sipas_cli.model import Score, Scores, Standings
from sipas_cli.recount import messages
from sipas_cli.rules.criteria import Criteria, Rules
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.policies import FactorScore, Measure, MissingAnswers, MissingPoints, Weights
from sipas_cli.runs.explanation import Explanation, explain_all
from sipas_cli.runs.kept import Kept
from sipas_cli.score import par, rank, sipas
from sipas_cli.tally import judged_counts
from sipas_cli.text.names import nearest


@dataclass(frozen=True)
class Supposition:
    """What is supposed to be otherwise.

    weights   factor -> its weight in percent; the others share the rest in proportion
    measure, factor_score, missing_answers   other policies of SIPAS
    missing_points   another policy of the PAR index
    medians   (unit, criterion) whose score is supposed to be the median of the group
    """

    weights: Mapping[str, Fraction]
    measure: Measure | None = None
    factor_score: FactorScore | None = None
    missing_answers: MissingAnswers | None = None
    missing_points: MissingPoints | None = None
    medians: Sequence[tuple[str, str]] = ()

    @property
    def changes_rules(self) -> bool:
        """Whether anything of the rules is supposed to be otherwise."""
        policies = (self.measure, self.factor_score, self.missing_answers, self.missing_points)
        return bool(self.weights) or any(policies)


def suppose(kept: Kept, supposition: Supposition) -> Standings:
    """The standings of a run under a supposition. Raises RulesError for one that does not fit "
    "its criteria."""
    scores = _scores(kept, supposition) if supposition.changes_rules else kept.scores
    if supposition.medians:
        scores = _with_medians(kept, scores, supposition)
    groups = [group.group for group in kept.stored.standings.groups]
    return rank.standings(scores.units, scores.overall.index, kept.rules, groups, kept.units)


def _scores(kept: Kept, supposition: Supposition) -> Scores:
    criteria, units = kept.criteria.criteria, kept.units
    if isinstance(criteria, Criteria) and kept.tally:
        if supposition.missing_points:
            raise RulesError(messages.NO_SUCH_POLICY, policy="missing_points", run=kept.stored.name)
        changed = criteria.model_copy(update={"rules": _rules(criteria.rules, supposition)})
        return sipas.score(judged_counts(kept.tally, changed.plan), changed, units)
    if isinstance(criteria, ParCriteria) and not kept.tally and supposition.missing_points:
        _refuse_all_but(supposition, kept.stored.name)
        rules = criteria.rules.model_copy(update={"missing_points": supposition.missing_points})
        return par.score(kept.given, criteria.model_copy(update={"rules": rules}), units)
    raise RulesError(messages.ONLY_SIPAS_WEIGHTS, run=kept.stored.name)


def _refuse_all_but(supposition: Supposition, run: str) -> None:
    """Refuses policies of SIPAS for the PAR index."""
    if replace(supposition, missing_points=None).changes_rules:
        raise RulesError(messages.ONLY_SIPAS_WEIGHTS, run=run)


def _rules(rules: Rules, supposition: Supposition) -> Rules:
    """The rules of a SIPAS set with what is supposed instead."""
    changes: dict[str, Any] = {
        "measure": supposition.measure,
        "factor_score": supposition.factor_score,
        "missing_answers": supposition.missing_answers,
    }
    changed = rules.model_copy(update={name: word for name, word in changes.items() if word is not None})
    silent_counts = changed.missing_answers == MissingAnswers.IN_DENOMINATOR
    if silent_counts and changed.measure != Measure.SATISFIED_SHARE:
        raise RulesError(messages.MEASURE_AND_MISSING)
    if changed.measure != Measure.SATISFIED_THROUGHOUT and not rules.factors:
        raise RulesError(messages.NO_FACTORS)
    if changed.measure == Measure.SATISFIED_THROUGHOUT and supposition.weights:
        raise RulesError(messages.NO_WEIGHTS)
    if supposition.weights:
        return _weighted(changed, weights_with(rules, supposition.weights))
    return changed


def weights_with(rules: Rules, changed: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Factor -> its weight in percent: those of `changed` as given, the others share what is left.

    Raises RulesError for an unknown factor, or where the weights do not leave the others anything, or do not
    add up to 100 where all are given.
    """
    weights = shares(rules)
    for factor in changed:
        if factor not in weights:
            meant = nearest(factor, list(weights))
            raise RulesError(messages.FACTOR_UNKNOWN, factor=factor, meant=meant, known=", ".join(weights))
    total = sum(changed.values(), Fraction(0))
    left = 100 - total
    others = {factor: weight for factor, weight in weights.items() if factor not in changed}
    if left < 0 or (not others and left) or any(weight < 0 for weight in changed.values()):
        raise RulesError(messages.WEIGHTS_SUM, total=total)
    scale = left / sum(others.values(), Fraction(0)) if others else Fraction(0)
    return {factor: changed.get(factor, weight * scale) for factor, weight in weights.items()}


def shares(rules: Rules) -> dict[str, Fraction]:
    """Factor -> its weight in percent of all."""
    total = sum((rules.weight(factor) for factor in rules.factors), Fraction(0))
    return {factor.id: 100 * rules.weight(factor) / total for factor in rules.factors}


def _weighted(rules: Rules, weights: Mapping[str, Fraction]) -> Rules:
    """Rules with other weights. They stand there as whole numbers: only how they relate counts, and a third
    has no decimals."""
    whole = lcm(*(weight.denominator for weight in weights.values()))
    factors = []
    for factor in rules.factors:
        if weights[factor.id]:
            factors.append(factor.model_copy(update={"weight": int(weights[factor.id] * whole)}))
    return rules.model_copy(update={"factors": tuple(factors), "weights": Weights.RATIO})


# --- a criterion at the median -----------------------------------------------------------------------


def _with_medians(kept: Kept, scores: Scores, supposition: Supposition) -> Scores:
    """The scores with some criteria of some units at the median of their groups."""
    if supposition.changes_rules:
        raise RulesError(messages.MEDIAN_ALONE)
    explanations = explain_all(kept)
    units = dict(scores.units)
    for unit, criterion in supposition.medians:
        units[unit] = _at_median(units[unit], explanations, unit, criterion)
    return replace(scores, units=units)


def _at_median(score: Score, explanations: Mapping[str, Explanation], unit: str, criterion: str) -> Score:
    """The score of a unit as if a criterion of it were at the median of its group: its weight in the index
    stays what it is."""
    items = {contribution.id: contribution for contribution in explanations[unit].contributions.items}
    if criterion not in items or score.index is None:
        meant = nearest(criterion, list(items))
        raise RulesError(messages.CRITERION_UNKNOWN, criterion=criterion, unit=unit, meant=meant)
    group = explanations[unit].group
    shares_of_group: list[Fraction] = []
    for line in group.standings:
        of_unit = explanations[line.unit.id].contributions.items
        same = [contribution for contribution in of_unit if contribution.id == criterion]
        shares_of_group += [contribution.reached / contribution.full for contribution in same]
    item = items[criterion]
    middle = Fraction(median(shares_of_group))  # of Fractions it is exact
    change = item.weight * (middle - item.reached / item.full)
    return replace(score, index=score.index + change)
