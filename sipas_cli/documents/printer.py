"""How an analysis is printed in a report and in letters: its figures, its notes, what a chart becomes."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from sipas_cli.documents import report_words
from sipas_cli.documents.analysis import Analysis, Profile
from sipas_cli.documents.cells import Links
from sipas_cli.documents.drawing import TONES, Chart, Figures
from sipas_cli.figures import units
from sipas_cli.figures.lines import Line, Movement, Surety
from sipas_cli.figures.printing import (
    NOTHING,
    PERCENT,
    Style,
    counted,
    figure_text,
    measured,
    rank_text,
    rounded_text,
)
from sipas_cli.messages import Message, decimal_mark, say
from sipas_cli.model import PAR, SIPAS, XHH, Group
from sipas_cli.runs.history import Mean, means
from sipas_cli.runs.run import StoredRun
from sipas_cli.wording import index_name, overall_kind, overall_name

#: Index -> what its parts are called, and what is under these.
_LEVELS = {
    SIPAS: (report_words.FACTOR, report_words.CRITERION),
    PAR: (report_words.AREA, report_words.LEAF),
    XHH: (report_words.CRITERION, report_words.CRITERION),
}


class Printer:
    """An analysis on its way into the context of a template.

    picture      what a chart becomes there
    links        where units and groups lead to
    most_drawn   with more units than this no chart has a row for each of them; None for no such bound
    numbered     whether columns of factors are headed by their numbers, which a note below explains: on
                 paper their names would be taller than the table
    """

    def __init__(
        self,
        analysis: Analysis,
        picture: Callable[[Chart], Any],
        links: Links | None = None,
        most_drawn: int | None = None,
        *,
        numbered: bool = False,
    ) -> None:
        self.analysis = analysis
        self.picture = picture
        self.draws_units = most_drawn is None or analysis.run.standings.units <= most_drawn
        self.links = links or Links()
        self.numbered = numbered
        self.run: StoredRun = analysis.run
        self.index_name = index_name(self.run.index)
        standings = self.run.standings
        self.unit = say(report_words.POINTS_UNIT) if self.run.in_points else PERCENT
        self.style = Style(decimal_mark(), tied=True)
        self.figure = Figures(standings.decimals, self.unit)
        self.percent = Figures(standings.decimals, PERCENT)
        self.change_of_percent = PERCENT
        if analysis.in_percentage_points:
            self.change_of_percent = say(report_words.PERCENTAGE_POINTS)
        self.change_unit = self.unit if self.run.in_points else self.change_of_percent
        self.overall_name = overall_name(analysis.province)
        part, criterion = _LEVELS.get(self.run.index, _LEVELS[SIPAS])
        self.part, self.criterion = say(part), say(criterion)
        self.bands = {band: n % TONES + 1 for n, band in enumerate(standings.bands)}

    def notice(self) -> str:
        """What is to be said about the data, also about those of the earlier year."""
        runs = (self.run, self.analysis.before)
        return " ".join(dict.fromkeys(run.notice for run in runs if run and run.notice))

    def with_unit(self, score: Fraction | None) -> str:
        """A score with what it is measured in."""
        return measured(self.figure(score), self.unit)

    def known(self, score: Fraction | None) -> str:
        """A score, "" where there is none."""
        if score is None:
            return ""
        return self.figure(score)

    def points(self, points: Fraction | None) -> str:
        """Points that are not rounded yet, with as many digits as a score has."""
        if points is None:
            return NOTHING
        return rounded_text(points, self.run.standings.decimals)

    def by(self, change: Fraction, decimals: int) -> str:
        """How much the index has changed, up or down: 1,91%."""
        return measured(figure_text(abs(change), decimals, decimal_mark()), self.change_unit)

    def change(self, change: Fraction, decimals: int) -> str:
        """A change of the index in words: giảm 1,91%."""
        return _moved(change, self.by(change, decimals), report_words.UNCHANGED)

    def change_of_score(self, moved: Movement) -> str:
        """The change of the score of a unit in words, and what it was; "" where that is not known."""
        before, change = self.analysis.before, moved.score_change
        if before is None or moved.before is None or change is None:
            return ""
        words = self.change(change, moved.decimals_of_change)
        figure = figure_text(moved.before.score, moved.decimals_before, decimal_mark())
        figure = measured(figure, self.unit)
        return say(report_words.SCORE_BEFORE, moved=words, year=before.year, figure=figure)

    def change_of_rank(self, moved: Movement) -> str:
        """The places that a unit won or lost in words, and its rank then; "" where that is not known."""
        before, change = self.analysis.before, moved.rank_change
        if before is None or moved.before is None or moved.before.rank is None or change is None:
            return ""
        places = say(report_words.PLACES, places=counted(abs(change)))
        words = _moved(change, places, report_words.SAME_RANK)
        rank = rank_text(moved.before.rank, moved.ranked_before)
        return say(report_words.RANK_BEFORE, moved=words, year=before.year, rank=rank)

    def beside_mean(self, difference: Fraction) -> str:
        """How far a percentage is from the mean of the group, in words."""
        by = measured(self.percent(abs(difference)), self.change_of_percent)
        message = report_words.ABOVE_MEAN if difference > 0 else report_words.BELOW_MEAN
        return say(message, by=by)

    def interval(self, surety: Surety) -> str:
        """The interval of a score, or why there is none; "" where nobody asked."""
        if surety.low is None:
            return surety.reason
        return say(report_words.BETWEEN, low=self.figure(surety.low), high=self.with_unit(surety.high))

    def since(self, group: Group | None) -> str:
        """The change of a mean, or of the figure of the province, since the earlier year, in words; both
        figures with their kind where they are of two kinds."""
        mean = self.earlier_mean(group)
        if group is None and (other := self.of_other_kind()):
            return other
        if mean is None or mean.change is None:
            return ""
        change = self.change(mean.change, mean.decimals_of_change)
        return say(report_words.SINCE, change=change, year=mean.year)

    def of_other_kind(self) -> str:
        """What is to be said where the earlier figure of the province is of another kind; "" else."""
        before, now = self.analysis.before, self.run.standings
        if before is None or before.standings.overall is None or now.overall is None:
            return ""
        kinds = [now.overall_kind, before.standings.overall_kind]
        if "" in kinds or kinds[0] == kinds[1]:
            return ""
        figure = self.with_unit(before.standings.overall)
        kind, other = map(overall_kind, kinds)
        return say(report_words.OF_OTHER_KIND, own=kind, year=before.year, figure=figure, other=other)

    def mean_change(self, group: Group | None) -> str:
        """The change of a mean since the earlier year, "" where there is none."""
        mean = self.earlier_mean(group)
        if mean is None or mean.change is None:
            return ""
        return self.figure.change(mean.change, mean.decimals_of_change)

    def earlier_mean(self, group: Group | None) -> Mean | None:
        """The mean of a group, or the figure of the province, in the earlier year."""
        before = self.analysis.before
        if before is None:
            return None
        results = {self.run.year: self.run.standings, before.year: before.standings}
        return next((mean for mean in means(results, self.run.year, group) if mean.year == before.year), None)

    def note(self, profile: Profile) -> str:
        """Why a unit is not ranked, in words; "" if it is."""
        line = Line(profile.line, profile.group, self.run.standings, profile.movement)
        return self.style.text(units.NOTE, line)

    def no_result(self, profile: Profile) -> str:
        """What stands for the score of a unit that has none, and why it has none."""
        if note := self.note(profile):
            return say(report_words.NO_RESULT_AS, reason=note)
        return say(report_words.NO_RESULT)


def _moved(change: Fraction | int, by: str, unchanged: Message) -> str:
    """A change in words; `by` how much it is."""
    if change > 0:
        return say(report_words.RISEN, by=by)
    if change < 0:
        return say(report_words.FALLEN, by=by)
    return say(unchanged)
