"""Traits of respondents: who answered, and the index of each kind of them, without small cells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sipas_cli.documents.run_scores import RunScores
from sipas_cli.documents.suppression import suppressed
from sipas_cli.model import UnitCounts
from sipas_cli.rules.criteria import Breakdown, Criteria, Plan
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.policies import Measure
from sipas_cli.score.rank import printed
from sipas_cli.score.sipas import score_unit
from sipas_cli.tally import UNKNOWN, Tally, pooled_answers

#: Question -> kind of answer -> ballots.
Answers = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Cell:
    """The respondents with one value of a trait. `ballots` and `score` are None where there are too few of
    them to be shown by themselves; the score also where nobody answered. `value` is "?" for unknown."""

    value: str
    ballots: int | None
    score: Fraction | None

    @property
    def suppressed(self) -> bool:
        """Whether so few answered that it is not shown by itself."""
        return self.ballots is None


@dataclass(frozen=True, slots=True)
class Trait:
    """A trait of respondents with its values, in the order of the criteria; none of so few respondents that
    hiding single values would not do."""

    id: str
    title: str
    cells: tuple[Cell, ...]


def traits_of(
    tally: Tally | None, criteria: Criteria | ParCriteria | None, scores: RunScores, minimum: int
) -> tuple[Trait, ...]:
    """Who answered, and the index of each kind of respondent: of SIPAS from all ballots of that kind
    together, of the leader survey the mean of the units by that kind alone."""
    if tally is None or criteria is None:
        return ()
    if isinstance(criteria, Criteria):
        plan, names = criteria.plan, {}
    else:
        plan = criteria.plan.survey.plan
        names = {kind.id: kind.title for kind in criteria.plan.survey.kinds}

    def score(value: str, answers: Answers) -> Fraction | None:
        if isinstance(criteria, Criteria):
            return _index(answers, criteria)
        return scores.mean("kind", value, scores.units("kind"))

    together = pooled_answers(tally)
    return tuple(_trait(together, plan, breakdown, score, names, minimum) for breakdown in plan.breakdowns)


def _trait(
    together: Mapping[str, Answers],
    plan: Plan,
    trait: Breakdown,
    score: Callable[[str, Answers], Fraction | None],
    names: Mapping[str, str],
    minimum: int,
) -> Trait:
    values = (*trait.values, UNKNOWN)
    answers = [together.get(f"{trait.id}={value}", {}) for value in values]
    first = plan.codes[0]  # each valid ballot has one kind of answer to it, be it a blank
    ballots = [sum(of_value.get(first, {}).values()) for of_value in answers]
    hidden = suppressed(ballots, minimum)
    if hidden and sum(ballots[n] for n in hidden) < minimum:  # all of them are known to be so few
        return Trait(trait.id, trait.title, ())
    cells = []
    for n, value in enumerate(values):
        name = names.get(value, value)
        if n in hidden:
            cells.append(Cell(name, None, None))
        elif ballots[n]:
            cells.append(Cell(name, ballots[n], score(value, answers[n])))
    return Trait(trait.id, trait.title, tuple(cells))


def _index(answers: Answers, criteria: Criteria) -> Fraction | None:
    """The index of some respondents, as printed; none where it is of whole ballots, which are not counted
    by traits."""
    if criteria.rules.measure == Measure.SATISFIED_THROUGHOUT:
        return None
    score = score_unit(UnitCounts(answers, 0, 0), criteria).index
    if score is None:
        return None
    return printed(score, criteria.rules.rounding)
