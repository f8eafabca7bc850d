"""The figures of a run of ballots with their variances: each unit, and all of them together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from sipas_cli.model import Score
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.policies import Kinds, Measure
from sipas_cli.runs.kept import Kept
from sipas_cli.runs.tables import read_population
from sipas_cli.runs.tally_tables import read_persons
from sipas_cli.score.covariance import correlations
from sipas_cli.score.linearized import Design, design_of
from sipas_cli.score.precision import (
    AnyPrecision,
    NoPrecision,
    Variance,
    mean_variance,
    precision,
    reason_of,
    variance,
)
from sipas_cli.score.sipas import mean, weighted_mean
from sipas_cli.score.terms import (
    INDEX,
    Figure,
    Term,
    Terms,
    Worth,
    Worths,
    leader_terms,
    leader_worths,
    mean_of,
    terms_of,
    worths_of,
)
from sipas_cli.tally import Tally, by_unit
from sipas_cli.tally.pairs import Block, Key, Pairs, of_counts, of_throughout
from sipas_cli.tally.persons import NOT_JUDGED, question_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

#: Unit -> figure -> leaf of the leader survey -> its weight.
Wanted = Mapping[str, Mapping[Figure, Mapping[str, Fraction]]]


@dataclass(frozen=True)
class Measured:
    """The figures of a unit, or of several together, in exact percent, with their variances or why there are
    none."""

    estimates: Mapping[Figure, Fraction | None]
    found: Variance | NoPrecision

    def variance_of(self, figure: Figure) -> Variance | NoPrecision:
        """The variance of one figure."""
        if self.estimates.get(figure) is None:
            return NoPrecision.NO_SCORE
        if isinstance(self.found, NoPrecision):
            return self.found
        if figure not in self.found.figures:
            return NoPrecision.SCORE_AGAIN
        return self.found.only(figure)

    @cached_property
    def precisions(self) -> Mapping[Figure, AnyPrecision]:
        """How precise each figure is."""
        precisions = {}
        for figure, estimate in self.estimates.items():
            precisions[figure] = _precision(estimate, self.variance_of(figure))
        return precisions


def _precision(estimate: Fraction | None, error: Variance | NoPrecision) -> AnyPrecision:
    if isinstance(error, NoPrecision):
        return error
    if estimate is None:
        return NoPrecision.NO_SCORE
    return precision(estimate, error)


def _estimates(score: Score) -> dict[Figure, Fraction | None]:
    figures = {INDEX: score.index}
    figures |= {Figure("factor", name): value for name, value in score.factors.items()}
    figures |= {Figure("criterion", name): value for name, value in score.criteria.items()}
    return figures


def mean_of_units(units: Sequence[Measured], figure: Figure) -> AnyPrecision:
    """How precise the mean of the units that have a figure is: they are strata of it."""
    scored = [one for one in units if one.estimates.get(figure) is not None]
    variances = []
    for one in scored:
        error = one.variance_of(figure)
        if isinstance(error, NoPrecision):
            return _within(error)
        variances.append(error)
    if not variances:
        return NoPrecision.NO_SCORE
    return _precision(mean(one.estimates[figure] for one in scored), mean_variance(variances))


def _within(reason: NoPrecision) -> NoPrecision:
    """Why nothing can be said of several units, where of one of them nothing can for a `reason`."""
    if reason in (NoPrecision.ONE_BALLOT, NoPrecision.ONE_CLUSTER):
        return NoPrecision.LONE_IN_STRATUM
    return reason


def _measured(
    estimates: Mapping[Figure, Fraction | None], terms: Terms, worths: Worths, pairs: Pairs, design: Design
) -> Measured:
    if reason := reason_of(design):
        return Measured(estimates, reason)
    return Measured(estimates, variance(terms, worths, pairs, design))


def _of_index(terms: Terms) -> Terms:
    """The index alone, if there is one."""
    return {figure: parts for figure, parts in terms.items() if figure == INDEX}


def _of_single_questions(terms: Terms) -> Terms:
    """The figures whose errors follow from counts alone."""
    return {figure: parts for figure, parts in terms.items() if figure.level == "criterion"}


# --- SIPAS -----------------------------------------------------------------------------------------


def sipas_units(
    kept: Kept, tally: Tally, criteria: Criteria, *, parts: bool = True
) -> tuple[Mapping[str, Measured], Measured]:
    """Each unit, and all ballots together; the indices alone, or with all `parts`. Of a run that was stored
    before pairs were counted, the questions."""
    pairs, complete = tally.pairs or of_counts(by_unit(tally), criteria.plan), tally.pairs is not None
    if criteria.rules.measure == Measure.SATISFIED_THROUGHOUT:
        pairs, complete = of_throughout(pairs), True
    worths, sizes = worths_of(criteria), read_population(kept.stored.path)
    known: dict[tuple[Any, ...], Terms] = {}

    def terms_like(score: Score) -> Terms:
        """The terms depend on which figures there are: nearly all units have the same."""
        parts_of = (score.criteria, score.factors)
        names = [tuple(name for name, value in part.items() if value is not None) for part in parts_of]
        key = (*names, bool(score.ballots))
        if key not in known:
            known[key] = terms_of(score, criteria)
        return known[key]

    def measured(score: Score, design: Design) -> Measured:
        terms, estimates = terms_like(score), _estimates(score)
        if not parts:
            terms, estimates = _of_index(terms), {INDEX: score.index}
        counted = terms if complete else _of_single_questions(terms)
        return _measured(estimates, counted, worths, pairs, design)

    designs = {}
    for unit in kept.scores.units:
        designs[unit] = design_of(pairs.by_unit.get(unit, {}), sizes.get(unit, {}))
    units = {unit: measured(score, designs[unit]) for unit, score in kept.scores.units.items()}
    return units, measured(kept.scores.overall, list(chain.from_iterable(designs.values())))


# --- the leader survey -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Leaders:
    """The leader survey: the figures of each unit, and how the errors of units go together.

    units     unit -> its figures
    terms     unit -> what these are made of
    worths    what each answer is worth
    persons   the pairs of persons who judged several units, and how they were drawn; None where it is not
              known which ballots are of one person
    """

    units: Mapping[str, Measured]
    terms: Mapping[str, Terms]
    worths: Worths
    persons: tuple[Pairs, Design] | None

    @property
    def bounded(self) -> bool:
        """Whether bounds stand for what nobody knows of how the errors of units go together."""
        return self.persons is None

    def correlations(self, figure: Figure, units: Sequence[str], *, unknown: float) -> "Floats":
        """Units x units: the correlations of the errors of a figure; `unknown` where nobody knows them."""
        import numpy as np

        matrix = np.full((len(units), len(units)), unknown)
        measured = [place for place, unit in enumerate(units) if figure in self.terms.get(unit, {})]
        if self.persons and measured:
            pairs, design = self.persons
            terms = {Figure("unit", units[place]): self._about(units[place], figure) for place in measured}
            known = correlations(terms, self.worths, pairs, design)
            matrix[np.ix_(measured, measured)] = np.where(np.isnan(known), unknown, known)
        np.fill_diagonal(matrix, 1.0)
        return matrix

    def _about(self, unit: str, figure: Figure) -> list[Term]:
        """A figure of a unit, made of the questions about this unit."""
        terms = []
        for term in self.terms[unit][figure]:
            questions = tuple(question_of(unit, code) for code in term.questions)
            terms.append(replace(term, questions=questions))
        return terms


def leaders(kept: Kept, tally: Tally, criteria: ParCriteria, wanted: Wanted | None = None) -> Leaders:
    """The leader survey of a run. `wanted` are further figures, the weighted means of some leaves."""
    pairs = tally.pairs or of_counts(by_unit(tally), criteria.plan.survey.plan)
    worths, pooled = leader_worths(criteria), criteria.rules.xhh.kinds == Kinds.POOLED
    measured, terms_of_units = {}, {}
    for unit in (line.unit for group in kept.standings.groups for line in group.standings):
        score, blocks = kept.scores.units[unit.id], pairs.by_unit.get(unit.id, {})
        terms = dict(leader_terms(score, unit, criteria, _answered(blocks, pairs, worths)))
        estimates = _estimates(score)
        for figure, weights in (wanted or {}).get(unit.id, {}).items():
            if all(Figure("factor", leaf) in terms for leaf in weights):  # else its points were typed
                leaves = [(weight, terms[Figure("factor", leaf)]) for leaf, weight in weights.items()]
                terms[figure] = mean_of(leaves)
                shares = [(weight, score.factors[leaf]) for leaf, weight in weights.items()]
                estimates[figure] = weighted_mean(shares)
        counted = terms if tally.pairs else _of_single_questions(terms)
        design = design_of(blocks, {}, unstratified=pooled)
        measured[unit.id] = _measured(estimates, counted, worths, pairs, design)
        terms_of_units[unit.id] = terms
    worths_of_persons = {**worths, NOT_JUDGED: Worth(Fraction(0), 0)}
    return Leaders(measured, terms_of_units, worths_of_persons, _drawn_persons(kept, pooled=pooled))


def _drawn_persons(kept: Kept, *, pooled: bool) -> tuple[Pairs, Design] | None:
    persons = read_persons(kept.stored.path)
    if persons is None:
        return None
    return persons, design_of(persons.blocks, {}, unstratified=pooled)


def _answered(blocks: Mapping[Key, Block], pairs: Pairs, worths: Worths) -> set[tuple[str, str]]:
    """Each (stratum, question) that has an answer that counts."""
    import numpy as np

    counted = np.array([worths[kind].counted for kind in pairs.kinds], dtype=bool)
    answered = set()
    for key, block in blocks.items():
        cells = np.zeros(len(pairs.questions) * len(pairs.kinds), dtype=np.int64)
        cells[block.cells] = block.singles
        others = cells.reshape(len(pairs.questions), -1)[:, ~counted].sum(axis=1)
        for question, without in zip(pairs.questions, others.tolist(), strict=True):
            if without < block.ballots:
                answered.add((key.stratum, question))
    return answered
