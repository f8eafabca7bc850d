"""How an analysis is printed in a report and in letters: its figures, its notes, what a chart becomes."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from sipas_cli.documents import messages, report_words
from sipas_cli.documents.analysis import Analysis, Profile
from sipas_cli.documents.cells import Links
from sipas_cli.documents.drawing import TONES, Chart, Figures
from sipas_cli.figures import units
from sipas_cli.figures.lines import Line, Surety
from sipas_cli.figures.printing import Style
from sipas_cli.messages import decimal_mark, say
from sipas_cli.model import Group
from sipas_cli.runs.history import means
from sipas_cli.runs.run import StoredRun
from sipas_cli.wording import index_name, overall_kind


class Printer:
    """An analysis on its way into the context of a template.

    picture      what a chart becomes there
    links        where units and groups lead to
    most_drawn   with more units than this no chart has a row for each of them; None for no such bound
    """

    def __init__(
        self,
        analysis: Analysis,
        picture: Callable[[Chart], Any],
        links: Links | None = None,
        most_drawn: int | None = None,
    ) -> None:
        self.analysis = analysis
        self.picture = picture
        self.draws_units = most_drawn is None or analysis.run.standings.units <= most_drawn
        self.links = links or Links()
        self.run: StoredRun = analysis.run
        self.index_name = index_name(self.run.index)
        standings = self.run.standings
        self.unit = say(report_words.POINTS_UNIT) if self.run.in_points else "%"
        self.style = Style(decimal_mark(), tied=messages.TIED_SHORT)
        self.figure = Figures(standings.decimals, self.unit)
        self.percent = Figures(standings.decimals, "%")
        self.bands = {band: n % TONES + 1 for n, band in enumerate(standings.bands)}

    def notice(self) -> str:
        """What is to be said about the data, also about those of the earlier year."""
        runs = (self.run, self.analysis.before)
        return " ".join(dict.fromkeys(run.notice for run in runs if run and run.notice))

    def with_unit(self, score: Fraction | None) -> str:
        """A score with what it is measured in."""
        if score is None:
            return self.figure(score)
        return f"{self.figure(score)} {self.unit}"

    def interval(self, surety: Surety) -> str:
        """The interval of a score, or why there is none; "" where nobody asked."""
        if surety.low is None:
            return surety.reason
        return say(report_words.BETWEEN, low=self.figure(surety.low), high=self.with_unit(surety.high))

    def since(self, group: Group | None) -> str:
        """The change of a mean, or of the figure of the province, since the earlier year, in words; both
        figures with their kind where they are of two kinds."""
        change = self.mean_change(group)
        before = self.analysis.before
        if before is None:
            return ""
        if group is None and (other := self.of_other_kind()):
            return other
        if not change:
            return ""
        return say(report_words.SINCE, change=change, year=before.year)

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
        before = self.analysis.before
        if before is None:
            return ""
        results = {self.run.year: self.run.standings, before.year: before.standings}
        for mean in means(results, self.run.year, group):
            if mean.year == before.year and mean.change is not None:
                return self.figure.change(mean.change, mean.decimals_of_change)
        return ""

    def note(self, profile: Profile) -> str:
        """Why a unit is not ranked, in words; "" if it is."""
        line = Line(profile.line, profile.group, self.run.standings, profile.movement)
        return self.style.text(units.NOTE, line)
