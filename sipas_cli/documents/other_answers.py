"""What was answered to the questions beside those of the index, without small cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sipas_cli.documents.suppression import are_few, suppressed
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.other_questions import ANSWERED, OtherQuestion
from sipas_cli.rules.par import ParCriteria
from sipas_cli.tally import Tally, pooled_others


@dataclass(frozen=True, slots=True)
class ChoiceCell:
    """The ballots with one choice, and their share in percent of those that answered; both are None where
    they would tell what a handful of persons answered."""

    choice: str
    ballots: int | None
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class OtherAnswers:
    """One question with its choices, in the order of the criteria; none where so few answered that hiding
    single choices would not do.

    heading    the text of the table that it stands in; "" for none
    answered   ballots with at least one choice; None where there are none of the cells
    """

    id: str
    text: str
    heading: str
    several: bool
    answered: int | None
    cells: tuple[ChoiceCell, ...]


def other_answers(
    tally: Tally | None, criteria: Criteria | ParCriteria | None, minimum: int
) -> tuple[OtherAnswers, ...]:
    """The other questions of a set, each from the ballots of all units together."""
    if tally is None or not isinstance(criteria, Criteria):
        return ()
    together = pooled_others(tally.tables["others"])
    return tuple(
        _of_question(part, question.text if question.items else "", together.get(part.id, {}), minimum)
        for question in criteria.plan.other_questions
        for part in question.parts
    )


def _of_question(
    question: OtherQuestion, heading: str, counts: Mapping[str, int], minimum: int
) -> OtherAnswers:
    answered = counts.get(ANSWERED, 0)
    ballots = [counts.get(choice, 0) for choice in question.choices]
    hidden = _few_of_several(ballots, answered, minimum) if question.several else suppressed(ballots, minimum)
    few = not question.several and sum(ballots[n] for n in hidden) < minimum
    if not answered or are_few(answered, minimum) or (hidden and few):
        return OtherAnswers(question.id, question.text, heading, question.several, None, ())
    cells = []
    for n, choice in enumerate(question.choices):
        if n in hidden:
            cells.append(ChoiceCell(choice, None, None))
        else:
            cells.append(ChoiceCell(choice, ballots[n], Fraction(100 * ballots[n], answered)))
    return OtherAnswers(question.id, question.text, heading, question.several, answered, tuple(cells))


def _few_of_several(ballots: list[int], answered: int, minimum: int) -> frozenset[int]:
    """The choices of a question with several that few marked, or that few left out. They do not add up to
    what answered, so that nobody can subtract one from the others."""
    return frozenset(
        n for n, count in enumerate(ballots) if are_few(count, minimum) or are_few(answered - count, minimum)
    )
