"""The workbook of results: a summary, a sheet for each group of each index, charts. Every figure is the
printed one, as a number."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, assert_never

from sipas_cli.documents import messages
from sipas_cli.documents.appendix import sources_differ
from sipas_cli.documents.data import lines_of_run
from sipas_cli.documents.page import ABOUT, ABOVE, FIRST, HEADER, Page, number_format, row_place
from sipas_cli.documents.suppression import too_few
from sipas_cli.figures import messages as figures_messages
from sipas_cli.figures import outputs, units
from sipas_cli.figures.figure import Column, Figure, Kind, columns_in
from sipas_cli.figures.lines import Lines, Movement
from sipas_cli.figures.printing import sheet_value
from sipas_cli.messages import say, speaking
from sipas_cli.model import PAR, SIPAS, XHH, GroupStandings
from sipas_cli.runs.run import StoredRun
from sipas_cli.text.numbers import decimal_text
from sipas_cli.wording import index_name, overall_name, source_name
from sipas_cli.workbook.book import Book, height, sheet_names
from sipas_cli.workbook.rows import Value

_SHORT = {SIPAS: "SIPAS", XHH: "XHH", PAR: "PAR"}
#: A heading longer than this is replaced by the id; what that means stands on a sheet of its own.
_LONGEST_HEADING = 60
#: A chart with more bars would not fit on a page; then it has the first so many.
_MOST_BARS, _BAR_PIXELS = 40, 22
_PAGE_PIXELS = 1000


@dataclass(frozen=True)
class Result:
    """The results of one index.

    earlier    the year that they are set against, None where none is stored
    movements  id of a unit -> the unit beside what it was then
    province   as in `sipas.yaml`; "" where it is not known
    minimum_cell   factors of units with fewer ballots are not shown, nor means of their groups
    """

    run: StoredRun
    earlier: int | None = None
    movements: Mapping[str, Movement] = field(default_factory=dict)
    province: str = ""
    minimum_cell: int = 0


def results_workbook(results: Sequence[Result]) -> bytes:
    """The workbook of one or several indices of a year, in Vietnamese whatever the user speaks."""
    with speaking("vi"):
        return _workbook([_publishable(result) for result in results])


def _publishable(result: Result) -> Result:
    """The results without groups that have none, and without what would tell of a handful of respondents."""
    standings, hidden = result.run.standings, too_few(result.run, result.minimum_cell)
    groups = tuple(_without_factors(group, hidden) for group in standings.groups if group.has_results)
    return replace(result, run=replace(result.run, standings=replace(standings, groups=groups)))


def _without_factors(group: GroupStandings, hidden: frozenset[str]) -> GroupStandings:
    if not any(line.unit.id in hidden for line in group.standings):
        return group
    lines = (replace(line, factors={}) if line.unit.id in hidden else line for line in group.standings)
    return replace(group, standings=tuple(lines), factor_means=dict.fromkeys(group.factor_means))


def _workbook(results: Sequence[Result]) -> bytes:
    year = results[0].run.year
    title = say(messages.RESULTS_TITLE, year=year)
    book = Book(title)
    tables = [(result, group) for result in results for group in result.run.standings.groups]
    several = len(results) > 1
    wanted = [
        f"{_short(result)} {group.group.name}" if several else group.group.name for result, group in tables
    ]
    fixed = [say(messages.SUMMARY_SHEET), say(messages.CHARTS_SHEET), say(messages.MEANING_SHEET)]
    summary, charts, meaning, *names = sheet_names([*fixed, *wanted])
    _write_summary(Page(book, summary, title), results, names)
    placed = [
        _Placed(result, group, _write_group(book, name, summary, result, group))
        for name, (result, group) in zip(names, tables, strict=True)
    ]
    _write_charts(Page(book, charts, say(messages.CHARTS_TITLE, year=year), across=False), placed)
    _write_meaning(Page(book, meaning, say(messages.MEANING_SHEET), across=False), results)
    return book.finished()


def _short(result: Result) -> str:
    return _SHORT.get(result.run.index, result.run.index)


def _name(result: Result) -> str:
    return index_title(result.run.index)


def index_title(index: str) -> str:
    """An index as the titles of sheets have it: the survey without its abbreviation."""
    if index == XHH:
        return say(messages.SURVEY_TITLE)
    return index_name(index)


# --- a group -------------------------------------------------------------------------------------


def _write_group(book: Book, name: str, summary: str, result: Result, group: GroupStandings) -> Page:
    """A row for each unit in the order of the ranks, then the mean of the group; above them a way back to
    the sheet `summary`."""
    run = result.run
    table = lines_of_run(run, group, result.movements, result.earlier)
    columns = _columns(table, result, group)
    index = _name(result)
    page = Page(book, name, say(messages.GROUP_TITLE, index=index, year=run.year, group=group.group.name))
    if run.notice:
        page.text(ABOUT, 0, run.notice, "note")
    page.header([column.title for column in columns], [column.width for column in columns], lead=2)
    page.text(ABOVE, 0, say(messages.BACK_TO, sheet=summary), "link_back")
    page.link(ABOVE, 0, row_place(summary, 0))
    page.sheet.freeze_panes(FIRST, 2)
    forms = [_number_format(column.figure, table) for column in columns]
    for row, line in enumerate(table.lines, start=FIRST):
        for place, (column, form) in enumerate(zip(columns, forms, strict=True)):
            page.value(row, place, sheet_value(column.figure, line), form)
    last = FIRST + len(table.lines) - 1
    for place, (column, form) in enumerate(zip(columns, forms, strict=True)):
        page.value(last + 1, place, _mean(column.figure, group), form, "sum")
    page.sheet.autofilter(HEADER, 0, last, len(columns) - 1)
    page.sheet.conditional_format(FIRST, 2, last, 2, _bar(result))
    return page


def _mean(figure: Figure, group: GroupStandings) -> Value:
    """What stands in the last row: below the units, that it is the mean of the group."""
    if figure is units.UNIT:
        return say(messages.MEAN)
    return figure.mean(group)


def _bar(result: Result) -> dict[str, Any]:
    """A bar in each cell of the index, from 0 to the most that there can be: half a bar is half the score."""
    low, high = _ends(result)
    ends = {"min_type": "num", "min_value": low, "max_type": "num", "max_value": high}
    return {"type": "data_bar", "bar_solid": True, "bar_color": "#9DC3E6", **ends}


def _ends(result: Result) -> tuple[float, float]:
    """From where to where bars go: from 0, or the lowest score where penalties make it negative, to 100,
    or the highest maximum or score."""
    lines = [line for group in result.run.standings.groups for line in group.standings]
    scores = [line.score for line in lines if line.score is not None]
    maxima = [line.achieved.total.maximum for line in lines if line.achieved] if result.run.in_points else []
    return float(min([*scores, Fraction(0)])), float(max([*scores, *(maxima or [Fraction(100)])]))


def _columns(table: Lines, result: Result, group: GroupStandings) -> list[Column]:
    """The columns of a group, each with its heading and its width."""
    columns = columns_in(outputs.WORKBOOK, table)
    if units.with_points(table):
        columns += map(_source, units.SOURCE_POINTS.names(group))
    columns += [_factor(result.run, name) for name in units.FACTORS.names(group)]
    columns += columns_in(outputs.WORKBOOK_AFTER, table)
    return [_fitted(column, table, result) for column in columns]


def _fitted(column: Column, table: Lines, result: Result) -> Column:
    """A column with its heading, and its width where that depends on what stands in it."""
    title = column.headed(table)
    if column.figure is units.SCORE:
        low, high = _ends(result)
        title = f"{title} {say(messages.BARS, low=f'{low:g}', high=f'{high:g}')}"
    if column.width:
        return replace(column, title=title)
    texts = (str(column.figure.value(line)) for line in table.lines)
    return replace(column, title=title, width=_width(texts))


def _width(texts: Iterable[str]) -> int:
    """The width of a column that shows the longest of `texts` in one line, as far as that is bearable."""
    return min(max(12, *(len(text) + 1 for text in texts)), 60)


def _source(name: str) -> Column:
    """The points of a source."""
    title = say(messages.POINTS_FROM, source=source_name(name))
    return Column(units.SOURCE_POINTS.figure(name), title=title, width=11)


def _factor(run: StoredRun, name: str) -> Column:
    """A factor, area or criterion of the survey in percent."""
    title = run.titles.get(name, name)
    heading = title if len(title) <= _LONGEST_HEADING else name
    return Column(units.FACTORS.figure(name), title=f"{heading} (%)", width=14)


def _number_format(figure: Figure, table: Lines) -> str:
    """How a workbook prints the figures of a column."""
    decimals = number_format(figure.digits(table.lines[0]))
    match figure.kind:
        case Kind.WORDS | Kind.REMARK:
            return ""
        case Kind.RANK | Kind.COUNT | Kind.YES_NO:
            return "0"
        case Kind.PLACES:
            return "+0;−0;0"
        case Kind.CHANGE:
            return f"+{decimals};−{decimals};{decimals}"
        case Kind.SCORE | Kind.POINTS | Kind.PERCENT:
            return decimals
        case _:
            assert_never(figure.kind)


# --- summary -------------------------------------------------------------------------------------


def _write_summary(page: Page, results: Sequence[Result], names: Sequence[str]) -> None:
    """A table of groups for each index, one below the other; each group leads to its sheet of `names`."""
    for column, width in enumerate((50, 10, 12, 50)):
        page.sheet.set_column(column, column, width)
    page.sheet.set_column(4, 40, 11)
    row = ABOUT
    for notice in dict.fromkeys(result.run.notice for result in results if result.run.notice):
        page.sheet.merge_range(row, 0, row, 7, "", page.book.look("wrapped"))
        page.text(row, 0, notice, "wrapped")
        page.sheet.set_row(row, height(notice, 160))
        row += 1
    page.sheet.freeze_panes(1, 0)
    sheets = iter(names)
    for result in results:
        row = _write_index(page, row + 1, result, sheets) + 1


def _write_index(page: Page, row: int, result: Result, sheets: Iterator[str]) -> int:
    """The table of one index from `row` on; the row below it."""
    run, ranking = result.run, result.run.standings
    about = say(messages.INDEX_OF_RUN, index=_name(result), year=run.year, run=run.name)
    page.text(row, 0, about, "title")
    titles = [
        say(messages.GROUP),
        say(messages.UNITS),
        say(messages.MEAN_SHORT),
        say(messages.LEADER),
        *ranking.bands,
        *([say(messages.FULL_SCORE)] if ranking.full else []),
    ]
    for column, title in enumerate(titles):
        page.text(row + 1, column, title, "header")
    page.sheet.set_row(row + 1, max(height(title, 11) for title in titles[4:] or ["-"]))
    form = number_format(ranking.decimals)
    for at, group in enumerate(ranking.groups, start=row + 2):
        bands = [group.bands.get(band, 0) for band in ranking.bands]
        values = [group.group.name, group.units, group.mean, _leaders(group, ranking.decimals), *bands]
        _write_row(page, at, [*values, *([len(group.full)] if ranking.full else [])], form, "number")
        page.text(at, 0, group.group.name, "link")
        page.link(at, 0, row_place(next(sheets), 0))
    last = row + 2 + len(ranking.groups)
    bands = [ranking.in_bands[band] for band in ranking.bands]
    name = overall_name(result.province)
    whole: list[Value] = [name, ranking.units, ranking.overall, None, *bands]
    _write_row(page, last, [*whole, *([len(ranking.full)] if ranking.full else [])], form, "sum")
    return last + 1


def _write_row(page: Page, row: int, values: Sequence[Value], form: str, look: str) -> None:
    for column, value in enumerate(values):
        if isinstance(value, str):
            page.text(row, column, value, "cell" if look == "number" else "sum_title")
        else:
            page.value(row, column, value, form if column == 2 else "0", look)


def _leaders(group: GroupStandings, decimals: int) -> str:
    return "; ".join(
        line.unit.name
        if line.score is None
        else f"{line.unit.name} ({decimal_text(line.score, decimals, mark=',')})"
        for line in group.leaders
    )


# --- charts --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Placed:
    """A group with the sheet that it stands on."""

    result: Result
    group: GroupStandings
    page: Page


def _write_charts(page: Page, placed: Sequence[_Placed]) -> None:
    """A chart of bars for each group, from 0, the first unit on top; none is parted by the end of
    a page."""
    row, breaks, left = ABOUT + 1, [], _PAGE_PIXELS
    for place in placed:
        bars = sum(line.score is not None for line in place.group.standings)
        if not bars:
            continue
        shown = min(bars, _MOST_BARS)
        pixels = 110 + _BAR_PIXELS * shown
        if pixels > left and row > ABOUT + 1:
            breaks.append(row - 1)
            left = _PAGE_PIXELS
        left -= pixels
        page.sheet.insert_chart(row, 0, _chart(place, shown, bars, pixels))
        row += pixels // 20 + 2
    page.sheet.set_h_pagebreaks(breaks)


def _chart(place: _Placed, shown: int, bars: int, pixels: int) -> Any:
    run, name = place.result.run, place.page.name
    low, high = _ends(place.result)
    scored = [at for at, line in enumerate(place.group.standings, start=FIRST) if line.score is not None]
    first, last = scored[0], scored[shown - 1]
    chart = place.page.book.book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": say(figures_messages.POINTS if run.in_points else figures_messages.SCORE),
            "categories": [name, first, 1, last, 1],
            "values": [name, first, 2, last, 2],
            "fill": {"color": "#2E75B6"},
            "gap": 40,
            "data_labels": {
                "value": True,
                "position": "inside_end",
                "num_format": number_format(run.standings.decimals),
                "font": {"color": "#FFFFFF", "bold": True},
            },
        }
    )
    title = place.page.title
    if shown < bars:
        title = say(messages.FIRST_UNITS, title=title, units=shown)
    chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_x_axis(
        {"min": low, "max": high, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    )
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": 9}})
    chart.set_size({"width": 760, "height": pixels})
    return chart


# --- what headings mean --------------------------------------------------------------------------


def _write_meaning(page: Page, results: Iterable[Result]) -> None:
    """What the ids of factors, areas and criteria mean, and how the figures are to be read."""
    page.header([say(messages.TERM), say(messages.TERM_MEANING)], [24, 90])
    lines = [
        (say(messages.FIGURES), say(messages.FIGURES_MEANING)),
        (say(messages.BARS_AND_CHARTS), say(messages.BARS_AND_CHARTS_MEANING)),
    ]
    for result in results:
        lines += _meanings(result)
    for row, (name, text) in enumerate(lines, start=FIRST):
        page.text(row, 0, name, "cell")
        page.text(row, 1, text, "cell")
        page.sheet.set_row(row, height(text, 90))


def _meanings(result: Result) -> Iterator[tuple[str, str]]:
    """Which run the figures of an index are from, and what is named in them by an id."""
    run, short = result.run, _short(result)
    criteria = run.manifest["criteria"]["id"]
    yield _name(result), say(messages.RUN_AND_CRITERIA, run=run.name, criteria=criteria)
    for index, source in run.manifest["folded"].items():
        yield say(messages.FOLDED, short=short, index=index), say(messages.FOLDED_MEANING, run=source)
    for name, title in run.titles.items():
        yield f"{short}: {name}", title
    if any(sources_differ(line) for group in run.standings.groups for line in group.standings):
        yield f"{short}: {say(figures_messages.TOTAL)}", say(messages.SUM_NOTE)
