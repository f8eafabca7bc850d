"""The ballots of one unit file by file: what adds up to the counts of a run."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sipas_cli.model import Ballots
from sipas_cli.rules.par import ParCriteria
from sipas_cli.runs.kept import Kept
from sipas_cli.tally import by_unit, tally
from sipas_cli.text.places import place_name


@dataclass(frozen=True)
class FileCounts:
    """What one sheet of a file says of a unit.

    outcomes   what became of its ballots: outcome -> ballots
    answers    question -> kind of answer -> ballots, of those that count
    """

    file: str
    sheet: str
    outcomes: dict[str, int]
    answers: dict[str, dict[str, int]]

    @property
    def place(self) -> str:
        """The sheet as people are told of it."""
        return place_name(self.file, self.sheet)

    @property
    def read(self) -> int:
        """Ballots that were read."""
        return sum(self.outcomes.values())

    @property
    def valid(self) -> int:
        """Ballots that count."""
        return self.outcomes.get("valid", 0)

    def data(self) -> dict[str, Any]:
        """For JSON."""
        return {"place": self.place, "outcomes": self.outcomes, "answers": self.answers}


def counts(sheets: Sequence[Ballots], unit: str, kept: Kept) -> list[FileCounts]:
    """The sheets that have ballots of a unit, in the order in which they were read."""
    criteria = kept.criteria.criteria
    plan = criteria.plan.survey.plan if isinstance(criteria, ParCriteria) else criteria.plan
    counted = []
    for ballots in sheets:
        of_sheet = tally(ballots, plan)
        outcomes = of_sheet.outcomes_of(unit)
        if outcomes:
            of_unit = by_unit(of_sheet).get(unit)
            answers = {code: dict(kinds) for code, kinds in of_unit.answers.items()} if of_unit else {}
            counted.append(FileCounts(ballots.file, ballots.sheet, outcomes, answers))
    return counted
