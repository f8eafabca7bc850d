"""The tables of a file that are read as published ones, and their lines.

A table is recognised by its header, or taken as somebody said (`TableSaid`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sipas_cli.intake import tables
from sipas_cli.intake.merged import Merges
from sipas_cli.intake.stated_year import Claim
from sipas_cli.intake.totals import is_total
from sipas_cli.messages import say
from sipas_cli.model import MERGED_CELL, Finding
from sipas_cli.rules import words
from sipas_cli.rules.tables_said import TableSaid
from sipas_cli.runs import published_messages
from sipas_cli.runs.headers import (
    ASIDE,
    Header,
    Rows,
    bare,
    headers_of,
    index_titles,
    index_words,
    text_at,
    unread_columns,
    value_at,
)
from sipas_cli.runs.lines import NUMBERING, Line, MeanRow, Published, known_part, unnumbered
from sipas_cli.sheets import Sheet
from sipas_cli.text.places import cell_name, column_number, place_name
from sipas_cli.text.spelling import fold, plain
from sipas_cli.wording import Remark
from sipas_cli.workspace.units import Registry

_OF_ONE_LINE = ("rank", "score", "maximum")
_OF_SEVERAL_LINES = ("unit", "group", "band")
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_PART = re.compile(r"(?:[IVX]{1,5}|[A-H])[.):]?")
_PART_START = re.compile(r"(?:[IVX]{1,5}|[A-H])\s*[.):–-]")
#: A paragraph that ends so, or has figures, is no title.
_SENTENCE_ENDS = (".", ";", ":", ",")
_FIGURE = re.compile(r"\d,\d|\d ?%")
#: The index of surveys that are made for another index.
_SURVEY = "xhh"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of a file: an index and a year, the units of that year, and what was said of its tables;
    None where nothing was said."""

    index: str
    year: int
    registry: Registry
    said: Sequence[TableSaid] | None = None


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above a table in its document.

    titles   its paragraphs, from the nearest up, and those of the tables before it
    part     the group that one of its own paragraphs names, as in `Line`
    title    the one that may name a group
    """

    titles: tuple[tables.Rows, ...] = ()
    part: str = ""
    title: str = ""

    def of(self, sheet: Sheet, registry: Registry) -> "Above":
        """What stands above the next table. Where nothing does, it goes on with the one before."""
        if not sheet.above:
            return self
        nearest = [text for text in reversed(sheet.above) if _may_be_title(text)]
        numbered = [unnumbered(text) for text in nearest[:1] if NUMBERING.match(text)]
        part = known_part(nearest, registry) if registry.groups else next(iter(numbered), "")
        title = next(iter(numbered or nearest), "")
        return Above((*({0: (text,)} for text in nearest), *self.titles), part, title)


def _may_be_title(text: str) -> bool:
    return not text.endswith(_SENTENCE_ENDS) and not _FIGURE.search(text)


# --- tables ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """A table of a sheet.

    titles   what stands above it, the nearest first
    claim    the year that it says of itself
    rows     those below its header
    layout   role -> the column that is read
    other    why it may be of another index, whose name stands above it
    passed   whether it is not read, as it is of another index, of people, or was said not to be
    group    the group that it was said to be of
    """

    header: Header
    titles: Sequence[tables.Rows]
    claim: Claim | None
    rows: Rows
    layout: Mapping[str, int]
    other: Finding | None = None
    passed: bool = False
    group: str = ""


def found_tables(sheet: Sheet, rows: Rows, above: Above, asked: Asked) -> Iterator[Found]:
    """The tables of a sheet that have ranks or scores. Raises DataError where two columns claim to be one."""
    if asked.said is not None:
        yield from _as_said(sheet, rows, above, asked.said)
        return
    place = place_name(sheet.file, sheet.name)
    headers = {header.first_row: header for header in headers_of(rows, sheet, asked.index, asked.year)}
    blocks = [range(header.first_row, header.last_row + 1) for header in headers.values()]
    for table in tables.split(dict(rows), blocks):
        header = headers[table.header[0]]
        layout = tables.only_columns(header.roles, place, header.row)
        if "rank" not in layout and "score" not in layout:
            continue
        titles = (*table.titles, *above.titles)
        claim = tables.year_claimed(titles, asked.year, sheet=sheet.name, file=sheet.file)
        other = _of_another_index(titles, sheet, asked.index)
        passed = _is_of_people(header) or (other is not None and not _names(header, asked.index))
        yield Found(header, titles, header.claim or claim, list(table.rows.items()), layout, other, passed)


def _as_said(sheet: Sheet, rows: Rows, above: Above, said: Sequence[TableSaid]) -> Iterator[Found]:
    """The tables of a sheet as somebody said; a table reaches down to the next one of which anything was."""
    of_sheet = sorted((one for one in said if one.sheet == sheet.name), key=lambda one: one.header)
    ends = [*(one.header for one in of_sheet[1:]), max((row for row, _ in rows), default=0) + 1]
    cells_of = dict(rows)
    for one, end in zip(of_sheet, ends, strict=False):
        layout: dict[str, int] = {
            role: column_number(letters.upper()) - 1 for role, letters in one.columns.items()
        }
        cells = cells_of.get(one.header, ())
        width = max([len(cells), *layout.values()]) + 1
        texts = {column: fold(text_at(cells, column)) for column in range(width)}
        roles: dict[str, Sequence[int]] = {role: [column] for role, column in layout.items()}
        header = Header(one.header, one.header, one.header, roles, texts, None, texts)
        body = [(row, row_cells) for row, row_cells in rows if one.header < row < end]
        yield Found(header, above.titles, None, body, layout, passed=not one.read, group=one.group)


def _of_another_index(titles: Iterable[tables.Rows], sheet: Sheet, index: str) -> Finding | None:
    """A finding where the nearest title that names an index, or the name of the sheet, names another one than
    `index`."""
    known = index_titles()
    of_index = index_words().get(index) or known.get(index)
    if index not in known or of_index is None:
        return None
    for texts in [*map(tables.texts, titles), [(sheet.name, "")]]:
        bare = [(plain(ASIDE.sub(" ", text)), cell) for text, cell in texts]
        named = {name: cell for text, cell in bare for name, pattern in known.items() if pattern.search(text)}
        survey = index != _SURVEY and _SURVEY in named  # a survey names the index that it is for too
        if not survey and any(of_index.search(plain(text)) for text, _ in texts):
            return None
        if named:
            other = _SURVEY if survey else next(iter(named))
            params = {"named": other.upper(), "index": index.upper()}
            return Finding(published_messages.OTHER_INDEX, sheet.file, sheet.name, named[other], params)
    return None


def _names(header: "Header", index: str) -> bool:
    """Whether the headers of the scores and ranks that are read name the index."""
    of_index = index_words().get(index) or index_titles().get(index)
    columns = [*header.roles.get("score", ()), *header.roles.get("rank", ())]
    return of_index is not None and any(of_index.search(plain(header.texts[column])) for column in columns)


def _is_of_people(header: "Header") -> bool:
    """Whether a table without scores is of the heads of units."""
    people = set(map(fold, words.published().people))
    return "score" not in header.roles and any(bare(text) in people for text in header.texts.values())


# --- lines ----------------------------------------------------------------------------------------


@dataclass
class _Body:
    """The rows of a table while they are read: the part that was begun last.

    part      as in `Line`; so are heading and title
    names     the units of its lines
    read      (row, column) of the cells that count
    """

    part: str
    title: str = ""
    heading: str = ""
    names: list[str] = field(default_factory=list)
    read: list[tuple[int, int]] = field(default_factory=list)


def lines_of(sheet: Sheet, above_sheet: Above, asked: Asked, table: Published) -> Iterator[Line]:
    """The lines of a sheet that have a rank or a score."""
    place = place_name(sheet.file, sheet.name)
    if sheet.hidden:
        table.remarks += tables.remark_of_sheet(sheet, published_messages.HIDDEN)
        return
    rows = list(tables.rows_of(sheet))
    used = False
    body = _Body(known_part([sheet.name], asked.registry) or above_sheet.part, above_sheet.title)
    read: list[tuple[int, int]] = []
    for found in found_tables(sheet, rows, above_sheet, asked):
        if found.passed:
            table.of_others += [found.other] if found.other else []
            continue
        if sheet.broken:
            table.errors.append(Finding(published_messages.BROKEN, sheet.file, sheet.name))
            continue
        used = used or bool(found.rows)
        table.headings |= {found.header.texts[column] for column in found.header.roles.get("score", ())}
        table.warnings += unread_columns(found.header, found.rows, sheet)
        if found.group:
            named = "" if asked.registry.groups else found.group
            body.part, body.title = known_part([found.group], asked.registry) or named, found.group
        body.names = []
        yield from _lines(found, sheet, rows, body, asked.registry, table)
        table.remarks.append(_understood(found, body.names, sheet).remark())
        read += body.read
    table.remarks += tables.hidden_rows(sheet, sorted({row for row, _ in read}))
    columns = {column for _, column in read} & sheet.hidden_columns
    table.remarks += tables.not_plain(place, columns, sheet.struck.intersection(read))
    if not used:
        table.remarks.append(Remark(published_messages.SKIPPED, {"place": place}))


def _lines(
    found: Found, sheet: Sheet, rows: Rows, body: _Body, registry: Registry, table: Published
) -> Iterator[Line]:
    """The lines of one table; its rows of means and of sums go to `table`."""
    merges, above = Merges(sheet.merged), dict(rows)
    for row, cells in found.rows:
        line_cells = {
            role: (column, _merged_text(role, row, column, above, merges) or value_at(cells, column))
            for role, column in found.layout.items()
        }
        line = Line(
            sheet.name, row, line_cells, body.part, body.heading, found.claim, found.other, body.title
        )
        below = row == found.header.last_row + 1
        if below and _COLUMN_NUMBER.fullmatch(line.text("unit")):  # (1) (2) (3) under the header
            continue
        if (begun := _part(line, cells, registry)) is not None:
            body.part = begun
            body.heading = "" if begun else _first_cell(row, cells)
            body.title = unnumbered(_first_title(cells))
        elif _is_total(line, registry):
            place = (sheet.file, sheet.name, line.cell("unit"))
            table.warnings.append(Finding(published_messages.AVERAGE, *place))
            if _is_mean(line):
                cell = line.cell("score")
                table.means.append(MeanRow(line.text("score"), sheet.name, row, cell))
        elif line.text("rank") or line.text("score"):
            body.names.append(line.text("unit"))
            for role, column in found.layout.items():
                if role in ("unit", "rank", "score"):
                    body.read.append((row, column))
            yield line


def _merged_text(role: str, row: int, column: int, above: Mapping[int, Sequence[str]], merges: Merges) -> str:
    """What a cell says that is merged with one above it; "" for any other cell. A rank or a score belongs
    to one line, and nobody knows to which."""
    first = merges.first_row(row, column)
    if first is None or first not in above:
        return ""
    text = text_at(above[first], column)
    if text and role in _OF_ONE_LINE:
        return MERGED_CELL
    if role in _OF_SEVERAL_LINES:
        return text
    return ""


def _understood(found: Found, names: Sequence[str], sheet: Sheet) -> tables.Understood:
    """What the line about a table says; `names` are the units of its lines."""
    roles = {"score": say(published_messages.TABLE_SCORES), "rank": say(published_messages.TABLE_RANKS)}
    return tables.Understood(
        file=sheet.file,
        sheet=sheet.name,
        header=found.header.row,
        units=[""] * len(set(map(fold, names))),
        columns={words: [found.layout[role]] for role, words in roles.items() if role in found.layout},
        year=found.claim,
        title=found.titles[0] if found.titles else {},
        rows=say(published_messages.TABLE_LINES, count=len(names)),
    )


def _is_total(line: Line, registry: Registry) -> bool:
    """Whether a line is no unit but a sum, a mean or a maximum: by a label in place of the unit, which a
    registered unit goes before, or in place of the number where no unit is named."""
    unit = line.text("unit")
    if unit:
        return (is_total(unit) or registry.is_province(unit)) and registry.unit(unit) is None
    return is_total(line.text("number"))


def _is_mean(line: Line) -> bool:
    """Whether a row of sums, means or extremes states a mean."""
    label = plain(line.text("unit") or line.text("number"))
    return any(re.search(rf"\b{plain(word)}\b", label) for word in words.published().means)


def _part(line: Line, cells: Sequence[str], registry: Registry) -> str | None:
    """The part of the table that a row begins, e.g. "II. Các huyện"; "" for one of no known group, None
    for any other row. Where groups are registered only their names begin a part; but a roman number, or a
    text without a number and figures, ends the one above."""
    if line.text("group") or (line.named and registry.unit(line.text("unit"))):
        return None
    numbered = bool(_PART.fullmatch(line.text("number")))
    texts = [text_at(cells, column) for column in range(len(cells))]
    texts = [text for text in texts if text]
    titles = [text for text in texts if re.search(r"[^\W\d_]{2}", text) and not _PART.fullmatch(text)]
    if registry.groups:
        lone = len(titles) == len(texts) == 1 and not is_total(titles[0])
        return known_part(texts, registry) or ("" if numbered or lone else None)
    alone = not any(line.text(role) for role in ("unit", "rank", "score"))
    if len(titles) == 1 and (numbered or alone or _PART_START.match(titles[0])):
        return unnumbered(titles[0])
    return None


def _first_title(cells: Sequence[str]) -> str:
    """What the first cell of a row says that is no number."""
    texts = (text_at(cells, column) for column in range(len(cells)))
    return next((text for text in texts if re.search(r"[^\W\d_]{2}", text) and not _PART.fullmatch(text)), "")


def _first_cell(row: int, cells: Sequence[str]) -> str:
    """The address of the first cell of a row that says something."""
    return cell_name(row, next(column for column in range(len(cells)) if text_at(cells, column)) + 1)
