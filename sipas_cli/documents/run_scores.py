"""The scores of a run as printed, and those of an earlier one on what was asked alike in both."""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from typing import Protocol

from sipas_cli.figures.lines import Movement
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.judging import Rounding
from sipas_cli.rules.library import read_set
from sipas_cli.rules.par import ParCriteria
from sipas_cli.runs.kept import judgement
from sipas_cli.runs.run import SCORED, StoredRun
from sipas_cli.runs.tables import exact_scores
from sipas_cli.score.rank import printed
from sipas_cli.score.sipas import mean
from sipas_cli.text.spelling import fold


def rounding_of(run: StoredRun, criteria: Criteria | ParCriteria | None) -> Rounding:
    """How the figures of a run are printed."""
    if criteria is None:
        return Rounding(decimals=run.standings.decimals)
    return judgement(criteria, run.index).rounding


class RunScores:
    """The scores of a run by level: (unit, id) -> exact percent."""

    def __init__(self, run: StoredRun, rounding: Rounding) -> None:
        self.levels = exact_scores(run.path)
        self.rounding = rounding

    def printed(self, level: str, unit: str, name: str) -> Fraction | None:
        """The score of a unit as printed, that of the province for the unit ""."""
        return self.rounded(self.levels[level].get((unit, name)))

    def mean(self, level: str, name: str, units: Iterable[str]) -> Fraction | None:
        """The mean of the exact scores of some units, rounded once."""
        return self.rounded(mean(self.levels[level].get((unit, name)) for unit in units))

    def of_all(self, level: str, name: str, without: Collection[str] = ()) -> Fraction | None:
        """The figure of the province, or the mean of the units where there is no such figure, or not all of
        them may be in it."""
        figure = self.printed(level, "", name)
        if figure is not None and not without:
            return figure
        return self.mean(level, name, (unit for unit in self.units(level) if unit not in without))

    def units(self, level: str) -> list[str]:
        """The units that have any score on a level."""
        return list(dict.fromkeys(unit for unit, _ in self.levels[level] if unit))

    def names(self, level: str) -> list[str]:
        return list(dict.fromkeys(name for _, name in self.levels[level]))

    def rounded(self, score: Fraction | None) -> Fraction | None:
        """An exact score as it is printed."""
        if score is None:
            return None
        return printed(score, self.rounding)


class Titled(Protocol):
    """A factor, an area or a criterion."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def title(self) -> str:
        """Its wording."""


class EarlierScores:
    """What units scored in an earlier year: of what has the same id and the same wording in both years, as an
    id alone may have come to stand for another question.

    movements   id of a unit -> the unit in both years; none where there is no earlier year
    hidden      units whose scores that year did not publish
    """

    def __init__(
        self,
        before: StoredRun | None,
        movements: Mapping[str, Movement],
        items: Iterable[Titled],
        hidden: Collection[str] = (),
    ) -> None:
        self.movements = movements
        self._hidden = hidden
        self._asked: list[str] = []
        self._scores: RunScores | None = None
        if before is None:
            return
        criteria = read_set(before.path / "criteria.yaml").criteria if before.origin == SCORED else None
        titles = {**before.titles, **_titles(criteria)}
        self._scores = RunScores(before, rounding_of(before, criteria))
        self._asked = [item.id for item in items if fold(titles.get(item.id, "")) == fold(item.title)]

    def of(self, unit: str, level: str) -> dict[str, Fraction | None]:
        """Id of a factor or criterion -> the score, in percent as printed, of the unit that a unit continues;
        nothing of one that is hidden."""
        movement = self.movements.get(unit)
        before = movement.before if movement else None
        if before is None or self._scores is None or before.unit.id in self._hidden:
            return {}
        scores = {name: self._scores.printed(level, before.unit.id, name) for name in self._asked}
        return {name: score for name, score in scores.items() if score is not None}


def _titles(criteria: Criteria | ParCriteria | None) -> dict[str, str]:
    """Id of each factor, area and criterion -> its wording."""
    match criteria:
        case None:
            return {}
        case Criteria():
            return criteria.rules.titles | {
                question.code: question.text for question in criteria.plan.questions
            }
        case ParCriteria():
            titles = {area.id: area.title for area in criteria.plan.areas}
            return titles | {leaf.id: leaf.title for leaf in criteria.plan.leaves}
