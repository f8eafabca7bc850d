"""From points to PAR indices in live formulas: the leaves, the areas, the sums of points."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from sipas_cli.audit import messages
from sipas_cli.audit.asked import index_place, units_of
from sipas_cli.documents.page import ABOVE, FIRST, HEADER, Page
from sipas_cli.messages import say
from sipas_cli.model import NO_POINTS, Share, Standing
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.policies import Bonus, IndexOfPoints, MissingPoints
from sipas_cli.rules.tree import APPRAISAL, Area
from sipas_cli.runs.kept import Kept
from sipas_cli.score.contributions import factors_of
from sipas_cli.score.par import BONUS, PENALTY, UNCLEAR, Line
from sipas_cli.wording import source_name
from sipas_cli.workbook.book import Book

#: Where points come from that are those of no leaf.
_NO_LEAVES = {BONUS: messages.BONUS, PENALTY: messages.PENALTY, UNCLEAR: messages.UNCLEAR}
_HEADINGS = (
    messages.UNIT_NUMBER,
    messages.UNIT,
    messages.CRITERION,
    messages.CONTENT,
    messages.AREA,
    messages.SOURCE,
    messages.MAXIMUM,
    messages.POINTS,
    messages.COUNTS_AS,
    messages.FOLDED_RUN,
)
_ENDS = (
    messages.BONUS,
    messages.PENALTY,
    messages.BONUS_MAXIMUM,
    messages.TOTAL,
    messages.TOTAL_MAXIMUM,
)
#: The headings of the two columns of an area, by which its points and its maximum are added up.
_PAIR = (messages.POINTS, messages.MAXIMUM_SHORT)
_POINTS = "0.0000"
_UNIT, _AREA, _SOURCE, _MAXIMUM, _OWN, _STATE = 0, 4, 5, 6, 7, 8
#: Where parts are rescaled apart: the points that hang on the part, what a point counts, what comes of it.
_HANGS, _FACTOR, _RESCALED_MAXIMUM, _RESCALED = 10, 11, 12, 13
_RESCALING = (
    messages.PART_POINTS,
    messages.FACTOR_OF_POINT,
    messages.RESCALED_MAXIMUM,
    messages.RESCALED_POINTS,
)


@dataclass(frozen=True)
class Sums:
    """Where the points and the maximum of each unit stand, the formula of its index, and its row, as links
    name it."""

    points: tuple[str, ...]
    maximum: tuple[str, ...]
    index: tuple[str, ...]
    places: tuple[str, ...]


class Leaves:
    """The sheets of areas and leaves of a PAR run."""

    def __init__(self, book: Book, kept: Kept, criteria: ParCriteria) -> None:
        self._kept, self._criteria = kept, criteria
        self._rescaled = criteria.rules.rescaled
        self._units = units_of(kept)
        self._areas = Page(book, say(messages.AREAS_SHEET), say(messages.AREAS_TITLE))
        self._leaves = Page(book, say(messages.LEAVES_SHEET), say(messages.LEAVES_TITLE))

    def write(self) -> Sums:
        """Fills the sheets; where the sums are."""
        places = self._write_leaves()
        return self._write_areas(places)

    def _write_leaves(self) -> list[tuple[int, int]]:
        """A row for each leaf of each unit; first and last row of each unit."""
        page, areas = self._leaves, self._criteria.plan.areas
        numbers = {leaf.id: 1 + [a.id for a in areas].index(leaf.area) for leaf in self._criteria.plan.leaves}
        titles = {node.id: node.title for node in self._criteria.plan.nodes()}
        titles[UNCLEAR] = say(messages.UNCLEAR_POINTS)
        headings, widths = [*_HEADINGS], [9, 34, 11, 60, 9, 14, 10, 12, 15, 24]
        if self._rescaled:
            headings += _RESCALING
            widths += [12, 12, 12, 12]
        page.header([say(heading) for heading in headings], widths, lead=3)
        page.sheet.freeze_panes(FIRST, 3)
        lines_of_units: dict[str, list[Line]] = {}
        for line in self._kept.points:
            lines_of_units.setdefault(line.unit, []).append(line)
        places, row = [], FIRST
        for number, standing in enumerate(self._units, start=1):
            lines = lines_of_units.get(standing.unit.id, [])
            places.append((row, row + len(lines) - 1))
            factors = factors_of(self._kept.scores.units[standing.unit.id], lines, self._criteria)
            if lines:
                page.link(row, _UNIT, self._areas.place(FIRST + number - 1))
            for line in lines:
                look = "link_number" if row == places[-1][0] else "number"
                page.number(row, _UNIT, number, "0", look)
                self._write_leaf(row, standing, line, numbers.get(line.part, 0), titles[line.part])
                self._write_rescaled(row, standing, line, places[-1], factors)
                row += 1
        page.sheet.autofilter(HEADER, 0, max(row - 1, FIRST), len(headings) - 1)
        return places

    def _write_leaf(self, row: int, standing: Standing, line: Line, area: int, title: str) -> None:
        page = self._leaves
        page.text(row, 1, standing.unit.name)
        page.text(row, 2, line.part)
        page.text(row, 3, title)
        page.number(row, _AREA, area, "0")
        page.text(row, _SOURCE, _source(line.source))
        page.number(row, _MAXIMUM, line.maximum, "General")
        page.value(row, _OWN, line.points, "General")
        page.text(row, _STATE, _state(line))
        page.text(row, 9, self._kept.stored.manifest["folded"].get(line.source, ""))

    def _write_rescaled(
        self,
        row: int,
        standing: Standing,
        line: Line,
        span: tuple[int, int],
        factors: Mapping[str, Fraction],
    ) -> None:
        """What a line counts where its part is rescaled: the points that hang on the part over the unit's own
        maximum there. `factors` has what that comes to, by source."""
        part = next((part for part in self._rescaled if line.source in part.sources), None)
        if part is None:
            return
        page, number = self._leaves, self._leaves.at(row, _UNIT)
        maxima = []
        for source in part.sources:
            which = f'{self._of(span, _UNIT)},{number},{self._of(span, _SOURCE)},"{_source(source)}"'
            which += f',{self._of(span, _STATE)},"{self._condition()}"'
            maxima.append(f"SUMIFS({self._of(span, _MAXIMUM)},{which})")
        maximum = "+".join(maxima)
        factor = factors.get(line.source, Fraction(0))
        page.number(row, _HANGS, part.points_of(standing.unit.group), "General")
        formula = f"IF({maximum}=0,0,{page.at(row, _HANGS)}/({maximum}))"
        page.formula(row, _FACTOR, formula, factor, "General")
        for column, of, value in (
            (_RESCALED_MAXIMUM, _MAXIMUM, line.maximum),
            (_RESCALED, _OWN, line.points or Fraction(0)),
        ):
            formula = f"{page.at(row, _FACTOR)}*{page.at(row, of)}"
            page.formula(row, column, formula, factor * value, "General")

    # --- sums --------------------------------------------------------------------------------

    def _write_areas(self, places: list[tuple[int, int]]) -> Sums:
        """A row for each unit: points and maximum of each area, bonus, penalty, sums."""
        page, areas = self._areas, self._criteria.plan.areas
        end = 2 + 2 * len(areas)
        unit = [say(messages.UNIT_NUMBER), say(messages.UNIT)]
        pairs = [say(heading) for heading in _PAIR * len(areas)]
        ends = [say(heading) for heading in _ENDS]
        page.header([*unit, *pairs, *ends], [9, 40, *(11 for _ in pairs), *(12 for _ in ends)], lead=2)
        for place, area in enumerate(areas):
            page.text(ABOVE, 2 + 2 * place, f"{area.id}. {area.title}", "note")
            page.number(ABOVE, 3 + 2 * place, place + 1, "0")
        page.sheet.freeze_panes(FIRST, 2)
        for at, (line, span) in enumerate(zip(self._units, places, strict=True)):
            self._write_unit(FIRST + at, at + 1, line, span, areas)
        rows = range(FIRST, FIRST + len(self._units))
        return Sums(
            points=tuple(page.at(row, end + 3) for row in rows),
            maximum=tuple(page.at(row, end + 4) for row in rows),
            index=tuple(self._index(row, leaves, end) for row, leaves in zip(rows, places, strict=True)),
            places=tuple(page.place(row) for row in rows),
        )

    def _write_unit(
        self, row: int, number: int, line: Standing, span: tuple[int, int], areas: tuple[Area, ...]
    ) -> None:
        page, end = self._areas, 2 + 2 * len(areas)
        achieved = self._kept.scores.units[line.unit.id].achieved
        shares: Mapping[str, Share] = achieved.areas if achieved else {}
        sources: Mapping[str, Share] = achieved.sources if achieved else {}
        total = achieved.total if achieved else NO_POINTS
        page.number(row, 0, number, "0", "link_number")
        page.link(row, 0, index_place(number))
        page.text(row, 1, line.unit.name, "link")
        page.link(row, 1, self._leaves.place(span[0]))
        for place, area in enumerate(areas):
            column, share = 2 + 2 * place, shares.get(area.id)
            which = f"{self._of(span, _UNIT)},{page.at(row, 0)}"
            which += f",{self._of(span, _AREA)},{page.at(ABOVE, column + 1)}"
            which += f',{self._of(span, _STATE)},"{self._condition()}"'
            none = f'IF(COUNTIFS({which})=0,""'
            own, most = (_RESCALED, _RESCALED_MAXIMUM) if self._rescaled else (_OWN, _MAXIMUM)
            points = f"{none},SUMIFS({self._of(span, own)},{which}))"
            maximum = f"{none},SUMIFS({self._of(span, most)},{which}))"
            page.formula(row, column, points, share.points if share else None, _POINTS)
            page.formula(row, column + 1, maximum, share.maximum if share else None, _POINTS)
        for place, source in enumerate((BONUS, PENALTY)):
            which = f'{self._of(span, _UNIT)},{page.at(row, 0)},{self._of(span, _SOURCE)},"{_source(source)}"'
            value = abs(sources.get(source, NO_POINTS).points)
            page.formula(row, end + place, f"SUMIFS({self._of(span, _OWN)},{which})", value, _POINTS)
        page.number(row, end + 2, self._bonus_maximum(line), _POINTS)
        first, last = page.at(HEADER, 2, HEADER, end - 1), page.at(row, 2, row, end - 1)
        parts = [f'SUMIF({first},"{say(heading)}",{last})' for heading in _PAIR]
        points = f"{parts[0]}+{page.at(row, end)}-{page.at(row, end + 1)}"
        page.formula(row, end + 3, points, total.points, _POINTS)
        page.formula(row, end + 4, f"{parts[1]}+{page.at(row, end + 2)}", total.maximum, _POINTS)

    def _of(self, rows: tuple[int, int], column: int) -> str:
        """The cells of a unit in one column of the sheet of leaves."""
        return self._leaves.at(rows[0], column, max(rows))

    def _condition(self) -> str:
        """Which leaves stand in the sums: those without points too, unless these leave the maximum."""
        match self._criteria.rules.missing_points:
            case MissingPoints.LEAVE_OUT:
                return say(messages.COUNTED)
            case MissingPoints.NO_SCORE | MissingPoints.ZERO:
                return f"<>{say(messages.OUT)}"
            case _:
                assert_never(self._criteria.rules.missing_points)

    def _bonus_maximum(self, line: Standing) -> Fraction:
        """What bonus points raise the maximum by, for all whom they are for."""
        match self._criteria.rules.bonus:
            case Bonus.ADDS_POINTS:
                return Fraction(0)
            case Bonus.ADDS_POINTS_AND_MAXIMUM:
                maxima = (
                    Fraction(extra.max) for extra in self._criteria.plan.bonus if extra.applies(line.unit)
                )
                return sum(maxima, Fraction(0))
            case _:
                assert_never(self._criteria.rules.bonus)

    def _index(self, row: int, span: tuple[int, int], end: int) -> str:
        """The index: none where no area is there, where nobody appraised the unit, and, if the criteria
        want it so, where points are missing."""
        page = self._areas
        missing = say(messages.MISSING)
        unit = f"{self._of(span, _UNIT)},{page.at(row, 0)}"
        appraisal = f'{unit},{self._of(span, _SOURCE)},"{_source(APPRAISAL)}"'
        doubts = [
            f'COUNTIFS({unit},{self._of(span, _SOURCE)},"{_source(UNCLEAR)}")>0',
            f"COUNT({page.at(row, 2, row, end - 1)})=0",
            f'AND(COUNTIFS({appraisal})>0,COUNTIFS({appraisal},{self._of(span, _STATE)},"<>{missing}")=0)',
        ]
        if self._criteria.rules.missing_points == MissingPoints.NO_SCORE:
            doubts.append(f'COUNTIFS({unit},{self._of(span, _STATE)},"{missing}")>0')
        points, maximum = page.at(row, end + 3), page.at(row, end + 4)
        match self._criteria.rules.score:
            case IndexOfPoints.POINTS:
                return f'IF(OR({",".join(doubts)}),"",{points})'
            case IndexOfPoints.PERCENT:
                return f'IF(OR({",".join([*doubts, f"{maximum}=0"])}),"",100*{points}/{maximum})'
            case _:
                assert_never(self._criteria.rules.score)


def _state(line: Line) -> str:
    """Whether the points of a line count."""
    if not line.applies:
        return say(messages.OUT)
    return say(messages.MISSING if line.is_missing else messages.COUNTED)


def _source(source: str) -> str:
    """Where points come from, in the words that formulas look for."""
    if source in _NO_LEAVES:
        return say(_NO_LEAVES[source])
    return source_name(source)
