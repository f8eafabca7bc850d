"""A table that was published in an earlier year: its header, its rows, the standings it states.

Only what the table says is taken. A name that is not known, a rank or a score that is none, a unit
that stands twice: each is an error at its cell, and with one of them nothing of the table is used.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from typing import Any

from sipas_cli.errors import DataError, RulesError
from sipas_cli.intake import tables, unknown_unit
from sipas_cli.intake.merged import Merges
from sipas_cli.intake.stated_year import Claim
from sipas_cli.intake.totals import is_total
from sipas_cli.messages import FindingKind, say
from sipas_cli.model import (
    ERROR_CELL,
    MERGED_CELL,
    NO_VALUE,
    Finding,
    Group,
    GroupStandings,
    Score,
    Scores,
    Standing,
    Standings,
    Unit,
    cell_name,
    place_name,
)
from sipas_cli.rules import words
from sipas_cli.rules.judging import Rounding
from sipas_cli.rules.policies import OverallOfBallots
from sipas_cli.rules.words import one_of
from sipas_cli.runs.headers import (
    ASIDE,
    Header,
    Rows,
    headers_of,
    index_titles,
    index_words,
    layout_of,
    number,
    text_at,
    unread_columns,
    value_at,
)
from sipas_cli.runs.run import IMPORTED, PERCENT, POINTS, About, Run
from sipas_cli.runs.storing import NO_BALLOTS
from sipas_cli.score.rank import printed, ranks
from sipas_cli.sheets import Sheet, Source
from sipas_cli.text import OWN_SHEETS, collation, exact_text, first_of, fold, nearest, plain
from sipas_cli.workspace.units import Registry, registry_from_names

_MOST_COLUMNS, _MOST_ROWS, _MOST_DECIMALS = 200, 10_000, 6
#: Fewer figures of a column do not tell how many decimals it has; up to so many do where one ends in a zero,
#: as then they were typed as text.
_FEWEST_FIGURES, _MANY_FIGURES = 3, 5
#: No score is above it, unless the table itself has a maximum that is.
_WHOLE = Fraction(100)
#: Beside scores above it one of at most 1 is a share, 0.92 for 92 %.
_SMALLEST_WHOLE = Fraction(20)
_OF_ONE_LINE = ("rank", "score", "maximum")
_OF_SEVERAL_LINES = ("unit", "group", "band")
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_PART = re.compile(r"(?:[IVX]{1,5}|[A-H])[.):]?")
_PART_START = re.compile(r"(?:[IVX]{1,5}|[A-H])\s*[.):–-]")
_NUMBERING = re.compile(r"(?:[IVX]{1,5}\s+|(?:[IVX]{1,5}|[A-Ha-h]|\d{1,2})\s*[.):–-]\s*)")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The words of `published.yaml` in cells and headers."""

    rank: re.Pattern[str]
    tied: re.Pattern[str]
    points: re.Pattern[str]
    group: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    known = words.published()
    return _Patterns(
        # without diacritics where no word could be taken for another: they would only be in the way of \b
        rank=re.compile(rf"\b{one_of(known.rank_words, plain)}\b"),
        tied=re.compile(one_of(known.tied, plain)),
        points=re.compile(rf"\b{one_of(known.points, fold)}", re.IGNORECASE),
        group=re.compile(rf"^{one_of(known.group_words, fold)} "),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a table, its cells as typed: role -> (column, text).

    part      which part of the table it stands in: the group, by id if it is registered; may be empty
    heading   the address of the row that begins this part, where it names no registered group
    claim     the year that its table says of itself
    """

    sheet: str
    row: int
    cells: Mapping[str, tuple[int, str]]
    part: str
    heading: str = ""
    claim: Claim | None = None

    def text(self, role: str) -> str:
        return self.cells.get(role, (0, ""))[1]

    def cell(self, role: str) -> str:
        """The address of a cell of this line, or of the heading above it."""
        return (
            self.heading if role == "heading" else cell_name(self.row, self.cells.get(role, (0, ""))[0] + 1)
        )

    @property
    def named(self) -> bool:
        """Whether it has a readable unit."""
        return self.text("unit") not in ("", ERROR_CELL, NO_VALUE)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a table says of one unit; `rank` or `score` may be missing, `decimals` is how many digits
    the score has. The unit is in the group in which the table ranks it."""

    unit: Unit
    rank: int | None
    tied: bool
    score: Fraction | None
    band: str
    decimals: int
    sheet: str
    cell: str
    score_cell: str = ""


@dataclass
class Published:
    """A table as read. With `errors` it must not be used.

    warnings   what it says that does not hold together
    partial    ids of groups of which it does not have all units: they have no mean
    notes      sheets that were passed over: (key of the catalogue, what fills it)
    headings   the headers of its columns of scores
    of_others  why tables of another index are not read
    in_points  whether these are points rather than percent
    """

    source: Source
    groups: Sequence[Group] = ()
    entries: list[Entry] = field(default_factory=list)
    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    partial: set[str] = field(default_factory=set)
    notes: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    headings: set[str] = field(default_factory=set)
    of_others: list[Finding] = field(default_factory=list)
    in_points: bool = False


def read(
    source: Source, registry: Registry, *, index: str, year: int, group: str = "", province: str = ""
) -> Published:
    """The table of `index` and `year` that a file holds.

    registry   the units of that year; where it has none, units and groups are taken from the table
    group      id or name of the group of the units for which neither the table nor the register names one

    Raises DataError where the file holds no such table, RulesError for a `group` that is not known.
    """
    if group and registry.groups and _group_of(group, registry) is None:
        known = [own.id for own in registry.groups]
        raise RulesError("group_unknown", group=group, meant=nearest(group, known), known=", ".join(known))
    found = Published(source)
    lines = [line for sheet in source.sheets for line in _lines(sheet, index, year, registry, found)]
    if not lines and not found.of_others:
        raise DataError("published_no_table", where=source.name, year=year)
    _tell_others(bool(lines), found)
    lines = _of_year(lines, year, found)
    if found.errors:
        return found
    known_units = registry if registry.units else _registry_of(lines, group, province)
    found.groups = known_units.groups
    _take(lines, known_units, group, found)
    _note_group(_group_of(group, known_units), found)
    _refuse_fractions(found)
    found.warnings += _unlike(lines, source.name)
    percent = any("%" in text for text in (*found.headings, *(line.text("score") for line in lines)))
    in_points = bool(found.headings) and all(map(_patterns().points.search, found.headings))
    found.in_points = in_points and not percent
    for own in found.groups:
        _look_over(own, registry, found)
    return found


def _tell_others(read: bool, found: Published) -> None:
    """The tables of another index are passed over where one of the asked index was `read`; else they are why
    there is none."""
    if not read:
        found.errors += found.of_others
        return
    for own in found.of_others:
        place = place_name(found.source.name, own.sheet, own.cell)
        found.notes.append(("note.table_other_index", {"place": place, **own.params}))


def _of_year(lines: Sequence[_Line], year: int, found: Published) -> list[_Line]:
    """The lines of the tables that are not of another year. Where no table says that it is of the year that
    is asked for, those of another year are errors; else they are passed over."""
    others = {(line.sheet, line.claim) for line in lines if line.claim and line.claim.year != year}
    named = any(line.claim and line.claim.year == year for line in lines)
    for sheet, claim in sorted(others, key=lambda own: (own[0], own[1].cell)):
        place = (found.source.name, "" if claim.of_file else sheet, claim.cell)
        params = {"named": claim.year, "year": year}
        if named:
            shown = place_name(*place)
            found.notes.append(("note.table_other_year", {"place": shown, **params}))
        else:
            found.errors.append(Finding("published_year", *place, params))
    return [line for line in lines if (line.sheet, line.claim) not in others]


def _registry_of(lines: Iterable[_Line], group: str, province: str) -> Registry:
    """The units that the table names, where no register was written."""
    names = Counter(
        (line.text("unit"), line.text("group") or line.part or group) for line in lines if line.named
    )
    registry, torn = registry_from_names(names, province, everything=say("table.everything", lang="vi"))
    if torn:
        raise DataError("unit_in_two_groups", units=", ".join(torn))
    return registry


# --- rows of a sheet -----------------------------------------------------------------------------


def _lines(sheet: Sheet, index: str, year: int, registry: Registry, found: Published) -> Iterator[_Line]:
    """The lines of a sheet that have a rank or a score."""
    place = place_name(sheet.file, sheet.name)
    if sheet.hidden:
        if sheet.name not in OWN_SHEETS:
            found.notes.append(("note.published_hidden", {"place": place}))
        return
    rows = list(_rows(sheet))
    merges, above = Merges(sheet.merged), dict(rows)
    read: list[tuple[int, int]] = []
    hidden, used, part, heading = 0, False, _known_part([sheet.name], registry), ""
    for header, titles, claim, body in _tables(rows, sheet, index, year):
        layout = layout_of(header.roles, place, header.row)
        if "rank" not in layout and "score" not in layout:
            continue
        others = [*_of_another_index(header, titles, sheet, index)]
        if others:
            found.of_others += others
            continue
        names: list[str] = []
        found.headings |= {header.texts[column] for column in header.roles.get("score", ())}
        found.warnings += unread_columns(header, body, sheet)
        for row, cells in body:
            used = True
            own = {
                role: (column, _merged_text(role, row, column, above, merges) or value_at(cells, column))
                for role, column in layout.items()
            }
            line = _Line(sheet.name, row, own, part, heading, claim)
            below = row == header.last_row + 1
            if below and _COLUMN_NUMBER.fullmatch(line.text("unit")):  # (1) (2) (3) under the header
                continue
            if (begun := _part(line, cells, registry)) is not None:
                part, heading = begun, "" if begun else _first_cell(row, cells)
            elif _is_total(line, registry):
                found.warnings.append(Finding("published_average", sheet.file, sheet.name, line.cell("unit")))
            elif line.text("rank") or line.text("score"):
                hidden += sheet.hidden_among([row])
                names.append(line.text("unit"))
                read += [
                    (row, column) for role, column in layout.items() if role in ("unit", "rank", "score")
                ]
                yield line
        found.notes.append(_understood(header, titles, claim, layout, names, sheet).note())
    if hidden:
        found.notes.append(("note.rows_hidden", {"place": place, "count": hidden}))
    columns = {column for _, column in read} & sheet.hidden_columns
    found.notes += tables.not_plain(place, columns, sheet.struck.intersection(read))
    if not used:
        found.notes.append(("note.published_skipped", {"place": place}))


def _tables(
    rows: Rows, sheet: Sheet, index: str, year: int
) -> Iterator[tuple["Header", Sequence[tables.Rows], Claim | None, Rows]]:
    """The tables of a sheet: the header, what stands above it, the year that it says of itself, and the rows
    below it."""
    headers = {header.first_row: header for header in headers_of(rows, sheet, index, year)}
    blocks = [range(header.first_row, header.last_row + 1) for header in headers.values()]
    for table in tables.split(dict(rows), blocks):
        header = headers[table.header[0]]
        claim = tables.year_claimed(table.titles, year, sheet=sheet.name, file=sheet.file)
        yield header, table.titles, header.claim or claim, list(table.rows.items())


def _merged_text(role: str, row: int, column: int, above: Mapping[int, Sequence[str]], merges: Merges) -> str:
    """What a cell says that is merged with one above it; "" for any other cell. A rank or a score belongs
    to one line, and nobody knows to which."""
    first = merges.first_row(row, column)
    if first is None or first not in above:
        return ""
    text = text_at(above[first], column)
    if text and role in _OF_ONE_LINE:
        return MERGED_CELL
    return text if role in _OF_SEVERAL_LINES else ""


def _understood(
    header: "Header",
    titles: Sequence[tables.Rows],
    claim: Claim | None,
    layout: Mapping[str, int],
    names: Sequence[str],
    sheet: Sheet,
) -> tables.Understood:
    """What the line about a table says; `names` are the units of its lines."""
    roles = {"score": say("note.table_scores"), "rank": say("note.table_ranks")}
    return tables.Understood(
        file=sheet.file,
        sheet=sheet.name,
        header=header.row,
        units=[""] * len(set(map(fold, names))),
        columns={words: [layout[role]] for role, words in roles.items() if role in layout},
        year=claim,
        title=titles[0] if titles else {},
        rows=say("note.table_lines", count=len(names)),
    )


def _of_another_index(
    header: "Header", titles: Iterable[tables.Rows], sheet: Sheet, index: str
) -> Iterator[Finding]:
    """A finding where the nearest title that names an index, or the name of the sheet, names another one than
    `index`, and no header of the table names this one."""
    known, of_index = index_titles(), index_words().get(index)
    if index not in known or of_index is None:
        return
    if any(of_index.search(plain(text)) for text in header.texts.values()):
        return
    for texts in [*map(tables.texts, titles), [(sheet.name, "")]]:
        if any(of_index.search(plain(text)) for text, _ in texts):
            return
        bare = [(plain(ASIDE.sub(" ", text)), cell) for text, cell in texts]
        named = {name: cell for text, cell in bare for name, own in known.items() if own.search(text)}
        if named:
            other, cell = next(iter(named.items()))
            params = {"named": other.upper(), "index": index.upper()}
            yield Finding("published_other_index", sheet.file, sheet.name, cell, params)
            return


def _is_total(line: _Line, registry: Registry) -> bool:
    """Whether a line is no unit but a sum, a mean or a maximum: by a label in place of the unit, which a
    registered unit goes before, or in place of the number where no unit is named."""
    unit = line.text("unit")
    if unit:
        return (is_total(unit) or registry.is_province(unit)) and registry.unit(unit) is None
    return is_total(line.text("number"))


def _rows(sheet: Sheet) -> Iterator[tuple[int, Sequence[str]]]:
    """Every row that holds anything: its number and its cells."""
    width = min(max((len(row) for row in sheet.top), default=0), _MOST_COLUMNS)
    if not width:
        return
    yield 1, sheet.top[0]
    block = sheet.read(1, range(width), lambda _: None)
    if len(block.rows) > _MOST_ROWS:
        raise DataError("published_too_long", where=f"{sheet.file} ! {sheet.name}", limit=_MOST_ROWS)
    columns = [(own.texts, own.codes.tolist()) for own in block.columns.values()]
    for place, row in enumerate(block.rows.tolist()):
        yield row, [texts[codes[place]] for texts, codes in columns]


def _part(line: _Line, cells: Sequence[str], registry: Registry) -> str | None:
    """The part of the table that a row begins, e.g. "II. Các huyện"; "" for one of no known group, None
    for any other row. Where groups are registered only their names begin a part; but a roman number, or a
    text without a number and figures, ends the one above."""
    if line.text("group") or (line.named and registry.find(line.text("unit")).unit):
        return None
    numbered = bool(_PART.fullmatch(line.text("number")))
    texts = [text for column in range(len(cells)) if (text := text_at(cells, column))]
    titles = [text for text in texts if re.search(r"[^\W\d_]{2}", text) and not _PART.fullmatch(text)]
    if registry.groups:
        lone = len(titles) == len(texts) == 1 and not is_total(titles[0])
        return _known_part(texts, registry) or ("" if numbered or lone else None)
    alone = not any(line.text(role) for role in ("unit", "rank", "score"))
    if len(titles) == 1 and (numbered or alone or _PART_START.match(titles[0])):
        return _unnumbered(titles[0])
    return None


def _first_cell(row: int, cells: Sequence[str]) -> str:
    """The address of the first cell of a row that says something."""
    return cell_name(row, next(column for column in range(len(cells)) if text_at(cells, column)) + 1)


def _known_part(texts: Iterable[str], registry: Registry) -> str:
    return next((group.id for text in texts if (group := _group_of(text, registry))), "")


def _group_of(text: str, registry: Registry) -> Group | None:
    """The group that is named by its id or its name: "huyen", "II. Khối các huyện (9 đơn vị)"."""
    wanted = (_group_key(text), _group_key(_unnumbered(text)))
    keys = ((group, (_group_key(group.id), _group_key(group.name))) for group in registry.groups)
    return next((group for group, own in keys if any(key in wanted for key in own)), None)


def _group_key(text: str) -> str:
    """A name without its marks, what stands in parentheses, and the word for a group before it."""
    name = " ".join(re.findall(r"\w+", fold(ASIDE.sub(" ", text))))
    return _patterns().group.sub("", name) or name


def _unnumbered(text: str) -> str:
    return text[found.end() if (found := _NUMBERING.match(text)) else 0 :].strip(" :.")


# --- from a line to what it says -----------------------------------------------------------------


def _take(lines: Iterable[_Line], registry: Registry, group: str, found: Published) -> None:
    """The entries of all lines; what is wrong with a line goes to `found.errors`."""
    first: dict[str, str] = {}
    for line in lines:
        faults = [*_unreadable(line)] or [*_faults(line, registry, group)]
        unit = registry.find(line.text("unit")).unit
        if not faults and unit:
            if unit.id in first:
                faults = [("unit", "published_unit_twice", {"unit": unit.name, "first": first[unit.id]})]
            else:
                first[unit.id] = place_name(line.sheet, line.cell("unit"))
                used = _group(line, unit, registry, group)
                found.entries.append(_entry(line, replace(unit, group=used)))
                if differs := _group_differs(line, unit, used, registry):
                    found.warnings.append(replace(differs, file=found.source.name))
        told = (
            Finding(code, found.source.name, line.sheet, line.cell(role), params)
            for role, code, params in faults
        )
        found.errors += [finding for finding in told if finding not in found.errors]


#: (role of the cell, kind, what fills the sentence)
_Fault = tuple[str, FindingKind | str, Mapping[str, object]]


def _unreadable(line: _Line) -> Iterator[_Fault]:
    """Error cells, formulas without a value, and cells of several lines."""
    for role in line.cells:
        if line.text(role) == MERGED_CELL:
            yield role, "published_merged", {}
        if line.text(role) in (ERROR_CELL, NO_VALUE):
            yield role, "published_cell", {}


def _faults(line: _Line, registry: Registry, group: str) -> Iterator[_Fault]:
    """All that keeps a line from being used."""
    match = registry.find(line.text("unit"))
    if not line.named:
        yield "unit", "published_unit_missing", {}
    elif match.unit is None:
        yield "unit", *unknown_unit.of_result(line.text("unit"), match)
    elif line.text("group") and not _group_of(line.text("group"), registry):
        yield "group", "published_group", {"known": ", ".join(own.id for own in registry.groups)}
    elif not _group(line, match.unit, registry, group) and line.heading:
        yield "heading", "published_heading", {"known": "; ".join(own.name for own in registry.groups)}
    elif not _group(line, match.unit, registry, group):
        yield "unit", "published_no_group", {"unit": match.unit.name}
    if line.text("rank") and _rank(line.text("rank")) is None:
        yield "rank", "published_rank", {}
    score, decimals = number(line.text("score"))
    if line.text("score") and score is None:
        yield "score", "published_score", {}
    limit = max(_WHOLE, number(line.text("maximum"))[0] or _WHOLE)
    if score is not None and score > limit:
        yield "score", "published_above", {"limit": exact_text(limit)}
    if decimals > _MOST_DECIMALS:
        yield "score", "published_digits", {"limit": _MOST_DECIMALS}


def _group(line: _Line, unit: Unit, registry: Registry, group: str) -> str:
    """The group in which the table ranks a unit: as its line says, else that of the register, else the
    part of the table, else as was asked for; "" where nothing tells."""
    named = _group_of(line.text("group"), registry)
    if named or unit.group or line.part:
        return named.id if named else unit.group or line.part
    asked = _group_of(group, registry)
    return asked.id if asked else ""


def _group_differs(line: _Line, unit: Unit, used: str, registry: Registry) -> Finding | None:
    """Where the table has a unit in another group than the register: which of them counts."""
    named = _group_of(line.text("group"), registry)
    said = named or _group_of(line.part, registry)
    if said is None or unit.group in ("", said.id):
        return None
    names = {group.id: group.name for group in registry.groups}
    groups = {"said": said.name, "registered": names[unit.group], "used": names[used]}
    cell = line.cell("group" if named else "unit")
    return Finding("published_group_differs", "", line.sheet, cell, {"unit": unit.name, **groups})


def _entry(line: _Line, unit: Unit) -> Entry:
    score, decimals = number(line.text("score"))
    return Entry(
        unit=unit,
        rank=_rank(line.text("rank")) if line.text("rank") else None,
        tied=bool(_patterns().tied.search(plain(line.text("rank")))),
        score=score,
        band=line.text("band"),
        decimals=decimals,
        sheet=line.sheet,
        cell=line.cell("rank"),
        score_cell=line.cell("score"),
    )


def _rank(text: str) -> int | None:
    """The number in "6", "hạng 6", "đồng hạng 6", "6 (đồng hạng)", "6="."""
    bare = _patterns().rank.sub(" ", plain(text)).strip(" ().=")
    return int(bare) if re.fullmatch(r"[1-9]\d{0,3}", bare) else None


# --- the table as a whole ------------------------------------------------------------------------


def _note_group(asked: Group | None, found: Published) -> None:
    """Tells of the units that the group which was asked for is not used for."""
    others = [entry.unit.name for entry in found.entries if asked and entry.unit.group != asked.id]
    if asked and others:
        params = {"group": asked.name, "count": len(others), "units": first_of(others, 3)}
        found.warnings.append(Finding("published_group_asked", found.source.name, params=params))


def _refuse_fractions(found: Published) -> None:
    """A column of shares holds 0.9155 for what was published as 91,55."""
    scores = [entry.score for entry in found.entries if entry.score is not None]
    if scores and max(scores) <= 1:
        found.errors.append(Finding("published_fractions", found.source.name))
    elif scores and max(scores) > _SMALLEST_WHOLE:
        found.errors += [
            Finding("published_fraction", found.source.name, own.sheet, own.score_cell)
            for own in found.entries
            if own.score is not None and 0 < own.score <= 1
        ]


def _unlike(lines: Sequence[_Line], file: str) -> Iterator[Finding]:
    """The scores with more decimals than four fifths of the others of their column have: a digit of a
    footnote, or a comma of thousands. Fewer say nothing, as Excel drops the last zeros."""
    columns: dict[tuple[str, int], list[_Line]] = defaultdict(list)
    for line in lines:
        if number(line.text("score"))[0] is not None:
            columns[line.sheet, line.cells["score"][0]].append(line)
    for column in columns.values():
        figures = [line.text("score") for line in column]
        usual = _usual_decimals(figures)
        for line in column:
            decimals = number(line.text("score"))[1]
            if usual and decimals > usual:
                params = {"decimals": decimals, "usual": usual}
                yield Finding("published_decimals", file, line.sheet, line.cell("score"), params)


def _usual_decimals(figures: Sequence[str]) -> int:
    """How many decimals four fifths of the figures of a column have, but for one that may be a slip; 0 where
    nothing tells: whole numbers, or a few that may have lost their last zeros."""
    times = Counter(number(text)[1] for text in figures)
    usual, count = times.most_common(1)[0]
    as_text = any(re.search(r"[.,]\d*0$", text) for text in figures)
    enough = len(figures) > _MANY_FIGURES or (as_text and len(figures) >= _FEWEST_FIGURES)
    return usual if enough and count * 5 >= (len(figures) - 1) * 4 else 0


def _look_over(group: Group, registry: Registry, found: Published) -> None:
    """Whether the ranks of a group follow from its scores, and whether all of its units are there."""
    entries = [entry for entry in found.entries if entry.unit.group == group.id]
    for entry in _misplaced(entries):
        params = {"unit": entry.unit.name, "rank": entry.rank}
        place = (found.source.name, entry.sheet, entry.cell)
        found.warnings.append(Finding("published_rank_differs", *place, params))
    there = {entry.unit.id for entry in found.entries}
    missing = [unit for unit in registry.units if unit.group == group.id and not unit.excluded]
    missing = [unit for unit in missing if unit.id not in there]
    places = [entry.rank for entry in entries if entry.rank is not None]
    if missing or max(places, default=0) > len(places):
        found.partial.add(group.id)
        if any(entry.score is not None for entry in entries):
            params = {"group": group.name, "units": len(entries)}
            found.warnings.append(Finding("published_partial", found.source.name, params=params))


def _misplaced(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The units whose rank cannot be theirs: equal scores with two ranks, or a rank at which there is no
    room below those with more. A table may be partial, so a rank may be lower than it seems."""
    both = [(e.score, e.rank, e) for e in entries if e.score is not None and e.rank is not None]
    least = 1
    for score in sorted({score for score, _, _ in both}, reverse=True):
        equal = [(rank, entry) for own, rank, entry in both if own == score]
        place = min(rank for rank, _ in equal)
        yield from (entry for rank, entry in equal if rank != place or rank < least)
        least = max(least, place + len(equal))


def run(found: Published, *, index: str, year: int, overall: str | None = None) -> Run:
    """The table as a run that can be stored. Only for one without errors.

    overall   the figure of the province as published; else the mean of the units if all are there
    """
    given, digits = number(overall or "")
    decimals = max([digits, *(entry.decimals for entry in found.entries)])
    rounding = Rounding(decimals=decimals)
    groups = [_standings(group, found, rounding) for group in found.groups]
    scores = {entry.unit.id: _score(entry.score) for entry in found.entries}
    mean = None if found.partial else _mean([entry.score for entry in found.entries])
    given = mean if given is None else given
    shown = None if given is None else printed(given, rounding)
    # a figure that is the mean of the units as printed is no figure of all ballots together
    is_mean = mean is not None and shown == printed(mean, rounding)
    return Run(
        year=year,
        index=index,
        criteria=About("", "", "", "", titles={}, files={}),
        sources={found.source.name: found.source.digest},
        units=[entry.unit for entry in found.entries],
        scores=Scores(scores, _score(shown)),
        rounding=rounding,
        standings=Standings(
            tuple(group for group in groups if group.standings),
            shown,
            decimals,
            bands=_bands(found.entries),
            overall_kind=OverallOfBallots.MEAN_OF_UNITS.value if is_mean else "",
        ),
        findings=found.warnings,
        counts=NO_BALLOTS,
        parts={},
        folded={},
        unit_of_score=POINTS if found.in_points else PERCENT,
        origin=IMPORTED,
    )


def _bands(entries: Iterable[Entry]) -> tuple[str, ...]:
    """All bands that the table names, that of the highest score first."""
    ordered = sorted(entries, key=lambda entry: -entry.score if entry.score is not None else 0)
    return tuple(dict.fromkeys(entry.band for entry in ordered if entry.band))


def _score(index: Fraction | None) -> Score:
    return Score(index, {}, {}, 0)


def _mean(scores: Sequence[Fraction | None]) -> Fraction | None:
    """The mean, None unless all have a score."""
    there = [score for score in scores if score is not None]
    return sum(there, Fraction(0)) / len(there) if there and len(there) == len(scores) else None


def _standings(group: Group, found: Published, rounding: Rounding) -> GroupStandings:
    """The ranking as the table has it; where it has no rank at all, by the scores."""
    entries = [entry for entry in found.entries if entry.unit.group == group.id]
    places = [entry.rank for entry in entries]
    if not any(places):
        places = list(ranks([entry.score for entry in entries if entry.score is not None]))
    lines = [_standing(entry, rank, places) for entry, rank in zip(entries, places, strict=True)]
    lines.sort(key=lambda line: (line.rank is None, line.rank or 0, collation(line.unit.name)))
    mean = None if group.id in found.partial else _mean([entry.score for entry in entries])
    return GroupStandings(group, None if mean is None else printed(mean, rounding), tuple(lines))


def _standing(entry: Entry, rank: int | None, places: Sequence[int | None]) -> Standing:
    return Standing(
        unit=entry.unit,
        rank=rank,
        tied=rank is not None and (entry.tied or places.count(rank) > 1),
        score=entry.score,
        band=entry.band,
        ballots=0,
        factors={},
        note="" if rank else "not_ranked",
    )
