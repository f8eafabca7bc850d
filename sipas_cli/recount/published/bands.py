"""Bands: their limits against one another, the units in them against these limits and against one another."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from sipas_cli.recount.published import messages
from sipas_cli.recount.published.columns import Role
from sipas_cli.recount.published.document import Place
from sipas_cli.recount.published.facts import LEAST, MOST, About, BandRange, Count, Statements
from sipas_cli.recount.published.figures import Figure, Interval, Reading
from sipas_cli.recount.published.phrases import all_grades, band_key, phrases
from sipas_cli.recount.published.statements import limits_of
from sipas_cli.recount.published.sums import number
from sipas_cli.recount.published.tables import Entry, Table
from sipas_cli.recount.published.told import Group, holds, of, size_of
from sipas_cli.recount.published.verdicts import Verdict
from sipas_cli.rules import words
from sipas_cli.text.numbers import roman

_FEWEST_BANDS = 3
#: Within so many letters the heading of a table names its band; further behind a sentence may.
_HEADING = 20


@dataclass(frozen=True, slots=True)
class Banded:
    """A unit with its figure and its band as printed."""

    unit: str
    figure: Figure
    band: str
    place: Place


# --- limits against one another ------------------------------------------------------------------


def check_ranges(statements: Statements) -> Iterator[Verdict]:
    """Whether the limits of bands leave each figure to one of them, and those of numbers of units told in one
    breath do."""
    for first, second in combinations(statements.ranges, 2):
        if _alike(first.about, second.about):
            yield from _two_ranges(first, second)
    for one, other in combinations(statements.counts, 2):
        near = abs(one.about.sentence - other.about.sentence) <= 1
        if near and _alike(one.about, other.about) and _cross(one.limits, other.limits):
            yield _overlap(other, one, error=False)


def _alike(one: About, other: About) -> bool:
    return (one.topic, one.scope, one.year) == (other.topic, other.scope, other.year)


def _two_ranges(first: BandRange, second: BandRange) -> Iterator[Verdict]:
    """Bands of one kind part the figures. Limits that are open at one end alone go down step by step: who is
    above 90 is not meant by "above 80"."""
    if first.band == second.band:
        if first.limits != second.limits:
            params = {"said": second.said, "other": first.said, "place": first.about.place.cell}
            yield Verdict(messages.TOLD_TWICE, second.about.place, True, params)
        return
    open_ends = (
        first.limits.low == second.limits.low == LEAST,
        first.limits.high == second.limits.high == MOST,
    )
    if _kind(first.band) != _kind(second.band) or any(open_ends):
        return
    common = _common(first.limits, second.limits)
    if common.high > common.low:
        yield _overlap(second, first, error=True)
    elif common.high == common.low and common.low_in and common.high_in:
        yield _overlap(second, first, error=False)


def _common(one: Interval, other: Interval) -> Interval:
    """What two intervals share; its lower end is above the higher one where they share nothing."""
    low, low_in = max((one.low, not one.low_in), (other.low, not other.low_in))
    high, high_in = min((one.high, one.high_in), (other.high, other.high_in))
    return Interval(low, high, not low_in, high_in)


def _cross(one: Interval, other: Interval) -> bool:
    """Whether two intervals share more than an end and neither lies within the other."""
    lower, upper = sorted((one, other), key=lambda limits: (limits.low, limits.high))
    return lower.low < upper.low < lower.high < upper.high


def _overlap(one: BandRange | Count, other: BandRange | Count, *, error: bool) -> Verdict:
    params = {"said": _said(one), "other": _said(other), "common": _shown(_common(one.limits, other.limits))}
    return Verdict(messages.BAND_OVERLAP, one.about.place, error, params)


def _said(fact: BandRange | Count) -> str:
    match fact:
        case BandRange():
            return f"{fact.band}: {fact.said}"
        case Count():
            return fact.said


# --- numbers of units ----------------------------------------------------------------------------


def check_band_counts(statements: Statements, groups: Sequence[Group]) -> Iterator[Verdict]:
    """Whether the bands of a sentence add up to all units, and have as many as the tables."""
    sentences: dict[int, list[int]] = {}
    for band in statements.bands:
        sentences.setdefault(band.about.sentence, []).append(band.count)
    for sentence, counts in sentences.items():
        about = next(band.about for band in statements.bands if band.about.sentence == sentence)
        whole = size_of(statements, about)
        result = sum(counts)
        complete = len(counts) >= _FEWEST_BANDS or (whole is not None and result > whole)
        if whole is not None and complete and result != whole:
            sum_ = " + ".join(map(str, counts))
            params = {"sum": f"{sum_} = {result}", "whole": whole}
            yield Verdict(messages.TOLD_PARTS, about.place, True, params)
    for band in statements.bands:
        of_index = [group for group in of(groups, band.about) if group.table.of(Role.BAND)]
        rows = [(group, entry) for group in of_index for entry in group.entries]
        count = sum(band_key(_band(group.table, entry)) == band.band for group, entry in rows)
        if rows and count != band.count:
            params = {"said": f"{band.count} · {band.band}", "count": band.count, "possible": str(count)}
            yield Verdict(messages.TOLD_COUNT, band.about.place, True, params)


def _band(table: Table, entry: Entry) -> str:
    """The band of a unit: as its column says, else its part where that is named as a band."""
    for column in table.of(Role.BAND):
        return entry.cells.get(column.place, "")
    if band_key(entry.part) in map(str.casefold, all_grades()):
        return entry.part
    return ""


# --- units against limits ------------------------------------------------------------------------


def check_bands(statements: Statements, groups: Sequence[Group], reading: Reading) -> Iterator[Verdict]:
    """Whether each unit is in the band that its figure is in, where the document says the limits: in its
    text, or in the row that begins a part."""
    for group in groups:
        figures = group.table.figures(group.column)
        rows = [(entry, figures[entry.row]) for entry in group.entries if entry.row in figures]
        for entry, figure in rows:
            band = _band(group.table, entry)
            limits = _limits(statements, band, group.scope)
            if limits is not None:
                line = Banded(entry.unit, figure, band, _place(group.table, entry))
                yield from _against(line, limits, reading)
        yield from _heading(group, rows, reading)
    for fact in statements.told:
        limits = _limits(statements, fact.band, fact.about.scope)
        if fact.line.figure and limits is not None:
            line = Banded(fact.line.unit, fact.line.figure, fact.band, fact.line.place)
            yield from _against(line, limits, reading)


def _limits(statements: Statements, band: str, scope: str) -> Interval | None:
    """The limits of a band: those of a group, else those of all."""
    same = [fact for fact in statements.ranges if band and fact.band == band_key(band)]
    of_scope = [fact for fact in same if fact.about.scope == scope]
    return next((fact.limits for fact in (*of_scope, *same)), None)


def _place(table: Table, entry: Entry) -> Place:
    """Where the band of a unit stands; where a row of its own says it, the unit's figure."""
    for column in (*table.of(Role.BAND), *filter(None, [table.main()])):
        return table.place(entry.row, column)
    return table.raw.whole


def _against(line: Banded, limits: Interval, reading: Reading, *, error: bool = True) -> Iterator[Verdict]:
    if holds(line.figure.value, limits):
        return
    outside = not line.figure.interval(reading).meets(limits)
    params = {"unit": line.unit, "figure": line.figure.text, "band": line.band, "limits": _shown(limits)}
    yield Verdict(messages.BAND, line.place, error and outside, params)


def _shown(limits: Interval) -> str:
    """Limits as they are written; those that are open at one end by the other one."""
    if limits.high == MOST:
        return f"{'≥' if limits.low_in else '>'} {number(limits.low)}"
    if limits.low == LEAST:
        return f"{'≤' if limits.high_in else '<'} {number(limits.high)}"
    return limits.shown()


def _heading(group: Group, rows: Sequence[tuple[Entry, Figure]], reading: Reading) -> Iterator[Verdict]:
    """The units of a part whose heading names limits. Where none of them lies within, the limits may be those
    of something else: that is remarked."""
    if not rows:
        return
    part = rows[0][0].part
    named = list(phrases().threshold.finditer(part.casefold()))
    is_title = part in (title.text for title in group.table.raw.titles)
    if len(named) != 1 or (is_title and not phrases().graded.search(part[:_HEADING].casefold())):
        return
    limits = limits_of(named[0])
    error = any(holds(figure.value, limits) for _, figure in rows)
    for entry, figure in rows:
        line = Banded(entry.unit, figure, part, group.table.place(entry.row, group.column))
        yield from _against(line, limits, reading, error=error)


# --- units against one another -------------------------------------------------------------------


def check_band_order(statements: Statements, groups: Sequence[Group], reading: Reading) -> Iterator[Verdict]:
    """Whether a unit in a higher band has at least the figure of one in a lower band: within a group, where
    limits are the same; over all groups of a table it is remarked. Bands with limits are checked by these."""
    tables: dict[int, list[Banded]] = {}
    blamed: set[Place] = set()
    for group in groups:
        rows = _banded(group, statements)
        tables.setdefault(id(group.table), []).extend(rows)
        yield from _in_order(rows, reading, blamed, error=True)
    for group in {id(group.table): group for group in groups}.values():
        by_heading = not group.table.of(Role.BAND)
        yield from _in_order(tables[id(group.table)], reading, blamed, error=by_heading)
    told: dict[tuple[str, str, int | None], list[Banded]] = {}
    for fact in statements.told:
        known = _limits(statements, fact.band, fact.about.scope)
        if fact.line.figure and fact.band and known is None:
            line = Banded(fact.line.unit, fact.line.figure, fact.band, fact.line.place)
            told.setdefault((fact.about.topic, fact.about.scope, fact.about.year), []).append(line)
    for lines in told.values():
        yield from _in_order(lines, reading, blamed, error=True)


def _banded(group: Group, statements: Statements) -> list[Banded]:
    figures = group.table.figures(group.column)
    rows: list[Banded] = []
    for entry in group.entries:
        band, figure = _band(group.table, entry), figures.get(entry.row)
        if band and figure and _limits(statements, band, group.scope) is None:
            rows.append(Banded(entry.unit, figure, band, _place(group.table, entry)))
    return rows


def _in_order(
    lines: Iterable[Banded], reading: Reading, blamed: set[Place], *, error: bool
) -> Iterator[Verdict]:
    by_kind: dict[str, dict[int, list[Banded]]] = {}
    for line in lines:
        if kind := _kind(line.band):
            by_kind.setdefault(kind, {}).setdefault(_order(line.band), []).append(line)
    for kind, by_order in by_kind.items():
        bands = [by_order[order] for order in sorted(by_order)]
        if kind not in (_GRADE, _LETTER) and _turned(bands[::-1]) < _turned(bands):  # 1 may be the lowest
            bands = bands[::-1]
        pairs = sum(len(better) * len(worse) for better, worse in combinations(bands, 2))
        few = _turned(bands) * 2 <= pairs or _turned(bands) == 1
        for better, worse in combinations(bands, 2):
            yield from _two_bands(better, worse, reading, blamed, error=error and few)


def _turned(bands: Sequence[Sequence[Banded]]) -> int:
    """How many pairs of units have the lower figure in the better band, as printed."""
    turned = 0
    for better, worse in combinations(bands, 2):
        values = sorted(line.figure.value for line in worse)
        turned += sum(len(values) - bisect_right(values, line.figure.value) for line in better)
    return turned


def _two_bands(
    better: Sequence[Banded], worse: Sequence[Banded], reading: Reading, blamed: set[Place], *, error: bool
) -> Iterator[Verdict]:
    """The lowest of the better band against the highest of the other. The one that more units of the other
    band contradict is to blame."""
    upper = min(better, key=lambda line: line.figure.value)
    lower = max(worse, key=lambda line: line.figure.value)
    if upper.figure.interval(reading).may_reach(lower.figure.interval(reading)):
        return
    above = sum(line.figure.value > upper.figure.value for line in worse)
    below = sum(line.figure.value < lower.figure.value for line in better)
    place = upper.place if above >= below else lower.place
    if place in blamed:
        return
    blamed.add(place)
    params = {
        "upper": upper.unit,
        "upper_figure": upper.figure.text,
        "upper_band": upper.band,
        "lower": lower.unit,
        "lower_figure": lower.figure.text,
        "lower_band": lower.band,
    }
    yield Verdict(messages.BAND_ORDER, place, error, params)


_GRADE, _LETTER = "grade", "letter"


def _kind(band: str) -> str:
    """Which bands are in one order: those in words, letters, or the numbers of "Nhóm"; "" for none."""
    key = band_key(band)
    if key in map(str.casefold, all_grades()):
        return _GRADE
    word, _, last = key.rpartition(" ")
    if _number(last):
        return f"{word} 1"
    if (
        len(last) == 1
        and "a" <= last <= "e"
        and (not word or word in map(str.casefold, words.statements().bands))
    ):
        return _LETTER
    return ""


@cache
def _roman_numbers() -> Mapping[str, int]:
    return {roman(number).casefold(): number for number in range(1, 21)}


def _number(text: str) -> int | None:
    """A number in digits or in roman ones."""
    if text.isdecimal():
        return int(text)
    return _roman_numbers().get(text)


def _order(band: str) -> int:
    """Which place a band has among those of its kind, the best first; numbers may run either way."""
    key = band_key(band)
    for place, texts in enumerate(words.statements().grades):
        if key in map(str.casefold, texts):
            return place
    last = key.rpartition(" ")[2]
    return _number(last) or ord(last)
