"""The workbook of results: a summary, a sheet for each group of each index, charts. Every figure is the
printed one, as a number."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from sipas_cli.documents.data import note_text
from sipas_cli.documents.page import ABOUT, FIRST, HEADER, Page, Value, number_format
from sipas_cli.messages import say
from sipas_cli.model import PAR, SIPAS, XHH, GroupStandings, Share, Standing, Standings
from sipas_cli.runs.history import Movement
from sipas_cli.runs.run import POINTS, SCORED, StoredRun
from sipas_cli.text import decimal_text
from sipas_cli.workbook.book import Book, height, sheet_names

SUMMARY, CHARTS, MEANING = "Tổng hợp", "Biểu đồ", "Chú thích"
#: The indices as the titles of sheets have them.
INDEX_TITLES = {
    SIPAS: "Chỉ số hài lòng (SIPAS)",
    XHH: "Điều tra xã hội học",
    PAR: "Chỉ số cải cách hành chính (PAR)",
}
_SHORT = {SIPAS: "SIPAS", XHH: "XHH", PAR: "PAR"}
_SOURCES = {"appraisal": "Thẩm định", "xhh": "XHH", "sipas": "SIPAS", "bonus": "Thưởng", "penalty": "Trừ"}
#: A heading longer than this is replaced by the id; what that means stands on a sheet of its own.
_LONGEST_HEADING = 60
#: A chart with more bars would not fit on a page; then it has the first so many.
_MOST_BARS, _BAR_PIXELS = 40, 22
_PAGE_PIXELS = 1000
_RANK_CHANGE = "+0;−0;0"


@dataclass(frozen=True)
class Result:
    """The results of one index.

    earlier    the year that they are set against, None where none is stored
    movements  id of a unit -> the unit beside what it was then
    """

    run: StoredRun
    earlier: int | None = None
    movements: Mapping[str, Movement] = field(default_factory=dict)


@dataclass(frozen=True)
class _Column:
    """A column of a group's table: its heading, its width in letters, what it shows of a unit, the format
    of its numbers, what it shows in the row of means."""

    title: str
    width: int
    value: Callable[[Standing], Value]
    form: str = ""
    mean: Value = None


def results_workbook(results: Sequence[Result]) -> bytes:
    """The workbook of one or several indices of a year."""
    year = results[0].run.year
    book = Book(f"Kết quả năm {year}")
    tables = [(result, group) for result in results for group in result.run.standings.groups]
    several = len(results) > 1
    wanted = [
        f"{_short(result)} {group.group.name}" if several else group.group.name for result, group in tables
    ]
    summary, charts, meaning, *names = sheet_names([SUMMARY, CHARTS, MEANING, *wanted])
    _write_summary(Page(book, summary, f"Kết quả năm {year}"), results)
    placed = [
        _Placed(result, group, _write_group(book, name, result, group))
        for name, (result, group) in zip(names, tables, strict=True)
    ]
    _write_charts(Page(book, charts, f"Biểu đồ năm {year}", across=False), placed)
    _write_meaning(Page(book, meaning, "Chú thích", across=False), results)
    return book.finished()


def _short(result: Result) -> str:
    return _SHORT.get(result.run.index, result.run.index)


def _name(result: Result) -> str:
    return INDEX_TITLES.get(result.run.index, result.run.index)


def _in_points(run: StoredRun) -> bool:
    return bool(run.manifest["unit_of_score"] == POINTS)


# --- a group -------------------------------------------------------------------------------------


def _write_group(book: Book, name: str, result: Result, group: GroupStandings) -> Page:
    """A row for each unit in the order of the ranks, then the mean of the group."""
    run, columns = result.run, _columns(result, group)
    page = Page(book, name, f"{_name(result)} năm {run.year}: {group.group.name}")
    if run.notice:
        page.text(ABOUT, 0, run.notice, "note")
    page.header([column.title for column in columns], [column.width for column in columns])
    page.sheet.freeze_panes(FIRST, 2)
    last = FIRST + len(group.standings) - 1
    for row, line in enumerate(group.standings, start=FIRST):
        for place, column in enumerate(columns):
            page.value(row, place, column.value(line), column.form)
    for place, column in enumerate(columns):
        value = say("table.mean", lang="vi") if place == 1 else column.mean
        page.value(last + 1, place, value, column.form, "sum")
    page.sheet.autofilter(HEADER, 0, last, len(columns) - 1)
    page.sheet.conditional_format(FIRST, 2, last, 2, _bar(result))
    return page


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
    maxima = (
        [line.achieved.total.maximum for line in lines if line.achieved] if _in_points(result.run) else []
    )
    return float(min([*scores, Fraction(0)])), float(max([*scores, *(maxima or [Fraction(100)])]))


def _columns(result: Result, group: GroupStandings) -> list[_Column]:
    run, ranking = result.run, result.run.standings
    lines, form = group.standings, number_format(ranking.decimals)
    points, low = _in_points(run), _ends(result)
    bar = f"(thanh từ {low[0]:g} đến {low[1]:g})"
    score = f"{'Điểm' if points else 'Chỉ số (%)'} {bar}"
    columns = [
        _Column("Hạng", 7, lambda line: line.rank, "0"),
        _Column("Đơn vị", _width(line.unit.name for line in lines), lambda line: line.unit.name),
        _Column(score, 20, lambda line: line.score, form, group.mean),
    ]
    if any(line.band for line in lines):
        columns.append(_Column("Xếp loại", 16, lambda line: line.band or None))
    if run.index != PAR and run.origin == SCORED:
        columns.append(_Column("Số phiếu", 9, lambda line: line.ballots, "0"))
    if any(line.achieved for line in lines):
        columns += _points(lines, form)
    columns += _factors(run, group, form)
    if result.earlier is not None:
        columns += _changes(result, result.earlier)
    if any(line.head_class for line in lines):
        columns.append(_Column("Người đứng đầu", 20, lambda line: line.unit.head or None))
        columns.append(_Column("Xếp loại người đứng đầu", 22, lambda line: line.head_class or None))
    notes = [_note(line, ranking) for line in lines]
    return [*columns, _Column("Ghi chú", _width(notes), lambda line: _note(line, ranking) or None)]


def _width(texts: Iterable[str]) -> int:
    """The width of a column that shows the longest of `texts` in one line, as far as that is bearable."""
    return min(max(12, *(len(text) + 1 for text in texts)), 60)


def _note(line: Standing, ranking: Standings) -> str:
    return "đồng hạng" if line.tied else note_text(line, ranking.minimum_ballots, "vi")


def _points(lines: Sequence[Standing], form: str) -> list[_Column]:
    """Points and maximum, and the points of each source. A unit without a score has none to be shown."""
    names = dict.fromkeys(name for line in lines if line.achieved for name in line.achieved.sources)

    def share(of: Callable[[Standing], Share | None], what: str) -> Callable[[Standing], Value]:
        def shown(line: Standing) -> Value:
            own = of(line) if line.score is not None else None
            return None if own is None else own.points if what == "points" else own.maximum

        return shown

    def total(line: Standing) -> Share | None:
        return line.achieved.total if line.achieved else None

    def source(name: str) -> Callable[[Standing], Share | None]:
        return lambda line: line.achieved.sources.get(name) if line.achieved else None

    return [
        _Column("Tổng điểm", 10, share(total, "points"), form),
        _Column("Điểm tối đa", 10, share(total, "maximum"), form),
        *(_Column(f"Điểm {_SOURCES.get(n, n)}", 11, share(source(n), "points"), form) for n in names),
    ]


def _factors(run: StoredRun, group: GroupStandings, form: str) -> list[_Column]:
    """Factors, areas or criteria of the survey in percent."""

    def shown(name: str) -> Callable[[Standing], Value]:
        return lambda line: line.factors.get(name)

    return [
        _Column(f"{_heading(run, name)} (%)", 14, shown(name), form, mean)
        for name, mean in group.factor_means.items()
    ]


def _heading(run: StoredRun, name: str) -> str:
    title = run.titles.get(name, name)
    return title if len(title) <= _LONGEST_HEADING else name


def _changes(result: Result, earlier: int) -> list[_Column]:
    """The unit in the earlier year, and what changed between the printed figures."""
    moved, run = result.movements, result.run
    some = next(iter(moved.values()), None)
    before = number_format(some.decimals_before if some else 2)
    change = number_format(some.decimals_of_change if some else 2)

    def of(value: Callable[[Movement], Value]) -> Callable[[Standing], Value]:
        return lambda line: value(moved[line.unit.id]) if line.unit.id in moved else None

    score = "Điểm" if _in_points(run) else "Chỉ số"
    return [
        _Column(f"Hạng {earlier}", 8, of(lambda own: own.before.rank if own.before else None), "0"),
        _Column(f"{score} {earlier}", 9, of(lambda own: own.before.score if own.before else None), before),
        _Column("Tăng, giảm hạng", 10, of(lambda own: own.rank_change), _RANK_CHANGE),
        _Column(
            f"Tăng, giảm {score.lower()}",
            11,
            of(lambda own: own.score_change),
            f"+{change};−{change};{change}",
        ),
    ]


# --- summary -------------------------------------------------------------------------------------


def _write_summary(page: Page, results: Sequence[Result]) -> None:
    """A table of groups for each index, one below the other."""
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
    for result in results:
        row = _write_index(page, row + 1, result) + 1


def _write_index(page: Page, row: int, result: Result) -> int:
    """The table of one index from `row` on; the row below it."""
    run, ranking = result.run, result.run.standings
    page.text(row, 0, f"{_name(result)} năm {run.year}, lần chạy {run.name}", "title")
    titles = [
        "Nhóm",
        "Đơn vị",
        "Bình quân",
        "Dẫn đầu",
        *ranking.bands,
        *(["Đạt 100 %"] if ranking.full else []),
    ]
    for column, title in enumerate(titles):
        page.text(row + 1, column, title, "header")
    page.sheet.set_row(row + 1, max(height(title, 11) for title in titles[4:] or ["-"]))
    form = number_format(ranking.decimals)
    for at, group in enumerate(ranking.groups, start=row + 2):
        bands = [group.bands.get(band, 0) for band in ranking.bands]
        values = [group.group.name, group.units, group.mean, _leaders(group, ranking.decimals), *bands]
        _write_row(page, at, [*values, *([len(group.full)] if ranking.full else [])], form, "number")
    last = row + 2 + len(ranking.groups)
    bands = [ranking.in_bands[band] for band in ranking.bands]
    whole: list[Value] = [say("table.overall", lang="vi"), ranking.units, ranking.overall, None, *bands]
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
    for own in placed:
        bars = sum(line.score is not None for line in own.group.standings)
        if not bars:
            continue
        shown = min(bars, _MOST_BARS)
        pixels = 110 + _BAR_PIXELS * shown
        if pixels > left and row > ABOUT + 1:
            breaks.append(row - 1)
            left = _PAGE_PIXELS
        left -= pixels
        page.sheet.insert_chart(row, 0, _chart(own, shown, bars, pixels))
        row += pixels // 20 + 2
    page.sheet.set_h_pagebreaks(breaks)


def _chart(own: _Placed, shown: int, bars: int, pixels: int) -> Any:
    run, name = own.result.run, own.page.name
    low, high = _ends(own.result)
    scored = [at for at, line in enumerate(own.group.standings, start=FIRST) if line.score is not None]
    first, last = scored[0], scored[shown - 1]
    chart = own.page.book.book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": "Điểm" if _in_points(run) else "Chỉ số (%)",
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
    title = own.page.title if shown == bars else f"{own.page.title} ({shown} đơn vị đầu)"
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
    page.header(["Mục", "Nội dung"], [24, 90])
    lines = [
        (
            "Số liệu",
            "Mọi con số là số đã làm tròn như in trong bảng xếp hạng; thay đổi là hiệu của hai số đã in.",
        ),
        ("Thanh, biểu đồ", "bắt đầu từ số ghi ở tiêu đề cột (thường là 0), nên độ dài tỷ lệ với điểm."),
    ]
    for result in results:
        run = result.run
        lines.append((_name(result), f"lần chạy {run.name}, bộ tiêu chí {run.manifest['criteria']['id']}"))
        lines += [
            (f"{_short(result)}: chỉ số {index}", f"từ lần chạy {own}")
            for index, own in run.manifest["folded"].items()
        ]
        lines += [(f"{_short(result)}: {name}", title) for name, title in run.titles.items()]
    for row, (name, text) in enumerate(lines, start=FIRST):
        page.text(row, 0, name, "cell")
        page.text(row, 1, text, "cell")
        page.sheet.set_row(row, height(text, 90))
