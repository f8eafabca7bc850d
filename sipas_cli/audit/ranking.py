"""From indices to ranks, bands and means in live formulas, beside what the run stored."""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from sipas_cli.audit import messages
from sipas_cli.audit.answers import SATISFIED_FROM, TOP, Sources, compared, verdict
from sipas_cli.audit.asked import units_of
from sipas_cli.audit.exact import cleaned, rounded
from sipas_cli.audit.leaves import Sums
from sipas_cli.documents.page import ABOUT, FIRST, HEADER, Page, number_format
from sipas_cli.messages import say
from sipas_cli.model import PAR, Group, GroupStandings, Standing
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.judging import Band
from sipas_cli.rules.par import ParRules
from sipas_cli.rules.policies import IndexOfPoints, OverallOfPoints, RankOn, Ties
from sipas_cli.runs.kept import Kept
from sipas_cli.workbook.book import Book

_ENDLESS = 10**9
_SCORE, _END = "0.000000000", '[<=-1000000]"–";[>=1000000]"–";General'
_DECIMALS, _MINIMUM = "decimals", "minimum"
(_NUMBER, _GROUP, _UNIT, _BALLOTS, _MAXIMUM, _EXACT, _PRINTED, _REASON, _JUDGED, _NEW, _RANK, _TIED) = range(
    12
)
_BAND, _STORED, _STORED_RANK, _STORED_BAND, _SAME = range(12, 17)
_HEADINGS = (
    messages.EXACT_INDEX,
    messages.INDEX,
    messages.NOT_RANKED_FOR,
    messages.RANKED_VALUE,
    messages.NEW_VALUE,
    messages.RANK,
    messages.SHARED_RANK,
    messages.BAND,
    messages.STORED_INDEX,
    messages.STORED_RANK,
    messages.STORED_BAND,
    messages.COMPARISON,
)
_OF_MEANS = (
    messages.GROUP,
    messages.SCORED_UNITS,
    messages.EXACT,
    messages.MEAN,
    messages.STORED,
    messages.COMPARISON,
)
_OF_BANDS = (
    messages.LOWER_END,
    messages.INCLUDED,
    messages.UPPER_END,
    messages.INCLUDED,
    messages.ORDER,
)


class Settings:
    """The sheet of the settings that formulas use: numbers, and the bands of each group."""

    def __init__(self, book: Book) -> None:
        self._page = Page(book, say(messages.RULES_SHEET), say(messages.RULES_TITLE), across=False)
        self._row = FIRST
        self._bands: dict[str, tuple[int, int]] = {}
        self.cells: dict[str, str] = {}

    def write(self, kept: Kept) -> None:
        """Fills the sheet."""
        rules, criteria = kept.rules, kept.criteria.criteria
        self._page.header([say(messages.RULE), say(messages.VALUE), "", "", "", ""], [58, 22, 14, 14, 14, 10])
        self._add(_DECIMALS, say(messages.DECIMALS), rules.rounding.decimals)
        self._add(_MINIMUM, say(messages.MINIMUM_BALLOTS), rules.least_ballots)
        if isinstance(criteria, Criteria):
            scale = criteria.plan.scale
            self._add(SATISFIED_FROM, say(messages.SATISFIED_FROM), scale.satisfied_from)
            self._add(TOP, say(messages.TOP_LEVEL), scale.top)
        self._write_bands("", rules.bands)
        for group, bands in rules.group_bands.items():
            self._write_bands(group, bands)

    def _add(self, name: str, text: str, value: int) -> None:
        self._page.text(self._row, 0, text)
        self._page.number(self._row, 1, value, "0")
        self.cells[name] = self._page.at(self._row, 1)
        self._row += 1

    def _write_bands(self, group: str, bands: Sequence[Band]) -> None:
        """One table of bands. Its first line is for a value that no band holds."""
        if not bands:
            return
        page, self._row = self._page, self._row + 1
        title = say(messages.GROUP_BANDS, group=group) if group else say(messages.BAND)
        for column, text in enumerate((title, *map(say, _OF_BANDS))):
            page.text(self._row, column, text, "header")
        first = self._row = self._row + 1
        page.text(first, 0, "")
        for column in range(1, 6):
            page.text(first, column, "")
        for number, band in enumerate(bands, start=1):
            self._row += 1
            low = -_ENDLESS if band.from_ is None and band.above is None else band.low
            high = _ENDLESS if band.to is None and band.below is None else band.high
            page.text(self._row, 0, band.name)
            for column, value in enumerate(
                (low, int(band.low_closed), high, int(band.high_closed), number), 1
            ):
                page.number(self._row, column, Fraction(value), _END if column in (1, 3) else "0")
        self._bands[group] = (first, self._row)
        self._row += 1

    def band(self, group: str, value: str) -> str:
        """The formula of the band of a value: the name on the line whose interval holds it."""
        place = self._bands.get(group, self._bands.get(""))
        if place is None:
            return '""'
        first, last = place
        low, low_in, high, high_in, number = (
            self._page.at(first + 1, column, last) for column in range(1, 6)
        )
        above, below = (
            f"(({low}<{value})+({low}={value})*{low_in})",
            f"(({high}>{value})+({high}={value})*{high_in})",
        )
        names = self._page.at(first, 0, last)
        return f'IF({value}="","",INDEX({names},1+SUMPRODUCT({above}*{below}*{number}))&"")'


class Ranking:
    """The sheets of indices and of means."""

    def __init__(self, book: Book, kept: Kept, settings: Settings) -> None:
        self._kept, self._settings = kept, settings
        self._units = units_of(kept)
        self._form = number_format(kept.standings.decimals)
        self._points = kept.stored.index == PAR
        self._page = Page(book, say(messages.INDEX_SHEET), say(messages.INDEX_TITLE))
        self._means = Page(book, say(messages.MEANS_SHEET), say(messages.MEANS_TITLE))
        self._new = {line.unit.id: line for group in kept.standings.groups for line in group.standings}
        self._exact = kept.scores.units

    def write(self, sources: Sources | Sums) -> None:
        """Fills the sheets."""
        page = self._page
        two = [say(messages.BALLOTS), ""]
        if self._points:
            two = [say(messages.TOTAL), say(messages.TOTAL_MAXIMUM)]
        unit = [say(messages.UNIT_NUMBER), say(messages.GROUP), say(messages.UNIT)]
        titles = [*unit, *two, *map(say, _HEADINGS)]
        page.header(titles, [8, 22, 36, 10, 10, 15, 9, 16, 13, 8, 7, 8, 14, 9, 8, 14, 10], lead=3)
        page.sheet.freeze_panes(FIRST, 3)
        page.sheet.set_column(_NEW, _NEW, 8, None, {"hidden": self._kept.rules.ties != Ties.DENSE})
        page.sheet.set_column(_MAXIMUM, _MAXIMUM, 10, None, {"hidden": not self._points})
        row = FIRST
        for group in self._kept.stored.standings.groups:
            last = row + len(group.standings) - 1
            for at, line in enumerate(group.standings, start=row):
                self._write_unit(at, (row, last), group.group, line, sources)
            row = last + 1
        page.sheet.autofilter(HEADER, 0, row - 1, _SAME)
        same = page.at(FIRST, _SAME, row - 1)
        page.text(ABOUT, 0, say(messages.UNITS_DIFFERING), "note")
        page.formula(ABOUT, 3, f'COUNTIF({same},"{say(messages.DIFFERS)}")', self._differing(), "0")
        self._write_means(sources)

    def _differing(self) -> int:
        return sum(not self._agrees(line) for line in self._units)

    def _agrees(self, line: Standing) -> bool:
        new = self._new[line.unit.id]
        return (new.score, new.rank, new.band) == (line.score, line.rank, line.band)

    def _write_unit(
        self, row: int, rows: tuple[int, int], group: Group, line: Standing, sources: Sources | Sums
    ) -> None:
        page, new = self._page, self._new[line.unit.id]
        number = row - FIRST
        page.number(row, _NUMBER, number + 1, "0")
        page.text(row, _GROUP, group.name)
        page.text(row, _UNIT, line.unit.name, "link")
        page.link(row, _UNIT, sources.places[number])
        self._write_basis(row, line, sources)
        page.formula(row, _EXACT, sources.index[number], self._exact[line.unit.id].index, _SCORE)
        exact = page.at(row, _EXACT)
        shown = rounded(exact, self._kept.rules.rounding, self._settings.cells[_DECIMALS])
        page.formula(row, _PRINTED, f'IF({exact}="","",{shown})', new.score, self._form)
        page.text(row, _REASON, line.reason)
        self._write_rank(row, rows, new)
        match self._kept.rules.rank_on:
            case RankOn.PRINTED:
                band = self._settings.band(group.id, page.at(row, _PRINTED))
            case RankOn.EXACT:
                band = f'IF({exact}="","",{self._settings.band(group.id, cleaned(exact))})'
            case _:
                assert_never(self._kept.rules.rank_on)
        page.formula(row, _BAND, band, new.band)
        self._write_stored(row, line)

    def _write_basis(self, row: int, line: Standing, sources: Sources | Sums) -> None:
        """Points and maximum of the PAR index; else the ballots."""
        page, number = self._page, row - FIRST
        if isinstance(sources, Sums):
            achieved = self._exact[line.unit.id].achieved
            total = (
                (achieved.total.points, achieved.total.maximum) if achieved else (Fraction(0), Fraction(0))
            )
            page.formula(row, _BALLOTS, sources.points[number], total[0], "0.0000")
            page.formula(row, _MAXIMUM, sources.maximum[number], total[1], "0.0000")
            return
        ballots = self._exact[line.unit.id].ballots
        if formula := sources.ballots[number]:
            page.formula(row, _BALLOTS, formula, ballots, "0")
        else:
            page.number(row, _BALLOTS, ballots, "0")

    def _write_rank(self, row: int, rows: tuple[int, int], new: Standing) -> None:
        """What a unit competes with, its rank among the units of its group, whether that is shared."""
        page, rules = self._page, self._kept.rules
        printed, reason = page.at(row, _PRINTED), page.at(row, _REASON)
        match rules.rank_on:
            case RankOn.PRINTED:
                value, judged = printed, new.score
            case RankOn.EXACT:
                value, judged = cleaned(page.at(row, _EXACT)), self._exact[new.unit.id].index
            case _:
                assert_never(rules.rank_on)
        out = [f'{printed}=""', f'{reason}<>""']
        if not self._points:
            out.append(f"{page.at(row, _BALLOTS)}<{self._settings.cells[_MINIMUM]}")
        competes = new.rank is not None
        shown = judged if competes else None
        page.formula(row, _JUDGED, f'IF(OR({",".join(out)}),"",{value})', shown, _SCORE)
        cell, every = page.at(row, _JUDGED), page.at(rows[0], _JUDGED, rows[1])
        match rules.ties:
            case Ties.COMPETITION:
                rank = f"RANK({cell},{every})"
            case Ties.DENSE:
                above = page.at(rows[0], _JUDGED, row)
                first = self._first_of_rank(new) if competes else 0
                page.formula(
                    row, _NEW, f"IF(ISNUMBER({cell}),IF(COUNTIF({above},{cell})=1,1,0),0)", first, "0"
                )
                rank = f"1+SUMPRODUCT(({every}>{cell})*{page.at(rows[0], _NEW, rows[1])})"
            case _:
                assert_never(rules.ties)
        page.formula(row, _RANK, f'IF(ISNUMBER({cell}),{rank},"")', new.rank, "0")
        ranks, place = page.at(rows[0], _RANK, rows[1]), page.at(row, _RANK)
        tied = say(messages.TIED)
        formula = f'IF(ISNUMBER({place}),IF(COUNTIF({ranks},{place})>1,"{tied}",""),"")'
        page.formula(row, _TIED, formula, tied if new.tied else "")

    def _first_of_rank(self, new: Standing) -> int:
        """1 for the first of those who share a rank, as they stand in the sheet."""
        same = [line for line in self._units if line.unit.group == new.unit.group]
        ranks = [self._new[line.unit.id].rank for line in same]
        return int([line.unit.id for line in same].index(new.unit.id) == ranks.index(new.rank))

    def _write_stored(self, row: int, line: Standing) -> None:
        page = self._page
        page.value(row, _STORED, line.score, self._form)
        page.value(row, _STORED_RANK, line.rank, "0")
        page.text(row, _STORED_BAND, line.band)
        pairs = ((_PRINTED, _STORED), (_RANK, _STORED_RANK), (_BAND, _STORED_BAND))
        same = ",".join(f'{page.at(row, live)}&""={page.at(row, stored)}&""' for live, stored in pairs)
        page.formula(row, _SAME, compared(f"AND({same})"), verdict(self._agrees(line)))

    # --- means -------------------------------------------------------------------------------

    def _write_means(self, sources: Sources | Sums) -> None:
        page = self._means
        page.header([say(heading) for heading in _OF_MEANS], [50, 12, 18, 12, 12, 12])
        page.sheet.freeze_panes(FIRST, 1)
        row, first = FIRST, FIRST
        news = {standings.group.id: standings for standings in self._kept.standings.groups}
        for group in self._kept.stored.standings.groups:
            last = first + len(group.standings) - 1
            exact = self._page.at(first, _EXACT, last)
            mean = _mean([self._exact[line.unit.id].index for line in group.standings])
            self._write_mean(
                row, group.group.name, exact, _average(exact), mean, news[group.group.id].mean, group.mean
            )
            row, first = row + 1, last + 1
        every = self._page.at(FIRST, _EXACT, first - 1)
        name = say(messages.OVERALL)
        overall, stored = self._kept.standings, self._kept.stored.standings
        formula = self._overall(every, first - 1, sources)
        whole = self._kept.scores.overall.index
        self._write_mean(row, name, every, formula, whole, overall.overall, stored.overall)

    def _write_mean(
        self,
        row: int,
        name: str,
        exact: str,
        formula: str,
        value: Fraction | None,
        new: Fraction | None,
        stored: Fraction | None,
    ) -> None:
        page = self._means
        page.text(row, 0, name)
        page.formula(row, 1, f"COUNT({exact})", self._count(row), "0")
        page.formula(row, 2, formula, value, _SCORE)
        cell = page.at(row, 2)
        shown = rounded(cell, self._kept.rules.rounding, self._settings.cells[_DECIMALS])
        page.formula(row, 3, f'IF({cell}="","",{shown})', new, self._form)
        page.value(row, 4, stored, self._form)
        same = f'{page.at(row, 3)}&""={page.at(row, 4)}&""'
        page.formula(row, 5, compared(same), verdict(new == stored))

    def _count(self, row: int) -> int:
        groups: Sequence[GroupStandings] = self._kept.standings.groups
        if row - FIRST < len(groups):
            return groups[row - FIRST].units
        return self._kept.standings.units

    def _overall(self, every: str, last: int, sources: Sources | Sums) -> str:
        """The figure of all units: their mean, or all ballots or points together."""
        rules = self._kept.rules
        if isinstance(sources, Sources):
            return sources.together or _average(every)
        if not isinstance(rules, ParRules):
            return _average(every)
        match rules.overall:
            case OverallOfPoints.MEAN_OF_UNITS:
                return _average(every)
            case OverallOfPoints.POOLED:
                return self._pooled(every, last, rules)
            case _:
                assert_never(rules.overall)

    def _pooled(self, every: str, last: int, rules: ParRules) -> str:
        """All points over all maxima, or so many points for each unit."""
        points, maximum = (self._page.at(FIRST, column, last) for column in (_BALLOTS, _MAXIMUM))
        mask = f"ISNUMBER({every})"
        match rules.score:
            case IndexOfPoints.POINTS:
                share = f"SUMPRODUCT({mask}*{points})/COUNT({every})"
            case IndexOfPoints.PERCENT:
                share = f"100*SUMPRODUCT({mask}*{points})/SUMPRODUCT({mask}*{maximum})"
            case _:
                assert_never(rules.score)
        return f'IF(COUNT({every})=0,"",{share})'


def _average(cells: str) -> str:
    return f'IF(COUNT({cells})=0,"",AVERAGE({cells}))'


def _mean(scores: Sequence[Fraction | None]) -> Fraction | None:
    values = [score for score in scores if score is not None]
    if values:
        return sum(values, Fraction(0)) / len(values)
    return None
