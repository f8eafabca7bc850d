"""The lines of a published table, and what they say of themselves: their part, their group, their year."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from sipas_cli.intake import tables
from sipas_cli.intake.merged import Merges
from sipas_cli.intake.stated_year import Claim
from sipas_cli.intake.totals import is_total
from sipas_cli.messages import say
from sipas_cli.model import ERROR_CELL, MERGED_CELL, NO_VALUE, Finding, Group, Unit
from sipas_cli.rules import words
from sipas_cli.rules.words import one_of
from sipas_cli.runs import published_messages
from sipas_cli.runs.headers import (
    ASIDE,
    Header,
    Rows,
    headers_of,
    index_titles,
    index_words,
    text_at,
    unread_columns,
    value_at,
)
from sipas_cli.sheets import Sheet, Source
from sipas_cli.text.places import cell_name, place_name
from sipas_cli.text.spelling import fold, plain
from sipas_cli.wording import Remark
from sipas_cli.workspace.units import Registry

_OF_ONE_LINE = ("rank", "score", "maximum")
_OF_SEVERAL_LINES = ("unit", "group", "band")
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_PART = re.compile(r"(?:[IVX]{1,5}|[A-H])[.):]?")
_PART_START = re.compile(r"(?:[IVX]{1,5}|[A-H])\s*[.):–-]")
_NUMBERING = re.compile(r"(?:[IVX]{1,5}\s+|(?:[IVX]{1,5}|[A-Ha-h]|\d{1,2})\s*[.):–-]\s*)")


@dataclass(frozen=True, slots=True)
class Patterns:
    """The words of `published.yaml` in cells and headers."""

    rank: re.Pattern[str]
    tied: re.Pattern[str]
    points: re.Pattern[str]
    group: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """The words of published tables as regular expressions, made once."""
    known = words.published()
    return Patterns(
        # without diacritics where no word could be taken for another: they would only be in the way of \b
        rank=re.compile(rf"\b{one_of(known.rank_words, plain)}\b"),
        tied=re.compile(one_of(known.tied, plain)),
        points=re.compile(rf"\b{one_of(known.points, fold)}", re.IGNORECASE),
        group=re.compile(rf"^{one_of(known.group_words, fold)} "),
    )


@dataclass(frozen=True, slots=True)
class Line:
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
        """What stands in the cell of a role; "" where it is blank or there is none."""
        return self.cells.get(role, (0, ""))[1]

    def cell(self, role: str) -> str:
        """The address of a cell of this line, or of the heading above it."""
        if role == "heading":
            return self.heading
        return cell_name(self.row, self.cells.get(role, (0, ""))[0] + 1)

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
    remarks    sheets that were passed over
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
    remarks: list[Remark] = field(default_factory=list)
    headings: set[str] = field(default_factory=set)
    of_others: list[Finding] = field(default_factory=list)
    in_points: bool = False


def lines_of(sheet: Sheet, index: str, year: int, registry: Registry, table: Published) -> Iterator[Line]:
    """The lines of a sheet that have a rank or a score."""
    place = place_name(sheet.file, sheet.name)
    if sheet.hidden:
        table.remarks += tables.remark_of_sheet(sheet, published_messages.HIDDEN)
        return
    rows = list(tables.rows_of(sheet))
    merges, above = Merges(sheet.merged), dict(rows)
    read: list[tuple[int, int]] = []
    used, part, heading = False, _known_part([sheet.name], registry), ""
    for header, titles, claim, body in _tables(rows, sheet, index, year):
        layout = tables.only_columns(header.roles, place, header.row)
        if "rank" not in layout and "score" not in layout:
            continue
        others = [*_of_another_index(header, titles, sheet, index)]
        if others:
            table.of_others += others
            continue
        names: list[str] = []
        table.headings |= {header.texts[column] for column in header.roles.get("score", ())}
        table.warnings += unread_columns(header, body, sheet)
        for row, cells in body:
            used = True
            line_cells = {
                role: (column, _merged_text(role, row, column, above, merges) or value_at(cells, column))
                for role, column in layout.items()
            }
            line = Line(sheet.name, row, line_cells, part, heading, claim)
            below = row == header.last_row + 1
            if below and _COLUMN_NUMBER.fullmatch(line.text("unit")):  # (1) (2) (3) under the header
                continue
            if (begun := _part(line, cells, registry)) is not None:
                part = begun
                heading = "" if begun else _first_cell(row, cells)
            elif _is_total(line, registry):
                table.warnings.append(
                    Finding(published_messages.AVERAGE, sheet.file, sheet.name, line.cell("unit"))
                )
            elif line.text("rank") or line.text("score"):
                names.append(line.text("unit"))
                for role, column in layout.items():
                    if role in ("unit", "rank", "score"):
                        read.append((row, column))
                yield line
        table.remarks.append(_understood(header, titles, claim, layout, names, sheet).remark())
    table.remarks += tables.hidden_rows(sheet, sorted({row for row, _ in read}))
    columns = {column for _, column in read} & sheet.hidden_columns
    table.remarks += tables.not_plain(place, columns, sheet.struck.intersection(read))
    if not used:
        table.remarks.append(Remark(published_messages.SKIPPED, {"place": place}))


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
    if role in _OF_SEVERAL_LINES:
        return text
    return ""


def _understood(
    header: "Header",
    titles: Sequence[tables.Rows],
    claim: Claim | None,
    layout: Mapping[str, int],
    names: Sequence[str],
    sheet: Sheet,
) -> tables.Understood:
    """What the line about a table says; `names` are the units of its lines."""
    roles = {"score": say(published_messages.TABLE_SCORES), "rank": say(published_messages.TABLE_RANKS)}
    return tables.Understood(
        file=sheet.file,
        sheet=sheet.name,
        header=header.row,
        units=[""] * len(set(map(fold, names))),
        columns={words: [layout[role]] for role, words in roles.items() if role in layout},
        year=claim,
        title=titles[0] if titles else {},
        rows=say(published_messages.TABLE_LINES, count=len(names)),
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
        named = {name: cell for text, cell in bare for name, pattern in known.items() if pattern.search(text)}
        if named:
            other, cell = next(iter(named.items()))
            params = {"named": other.upper(), "index": index.upper()}
            yield Finding(published_messages.OTHER_INDEX, sheet.file, sheet.name, cell, params)
            return


def _is_total(line: Line, registry: Registry) -> bool:
    """Whether a line is no unit but a sum, a mean or a maximum: by a label in place of the unit, which a
    registered unit goes before, or in place of the number where no unit is named."""
    unit = line.text("unit")
    if unit:
        return (is_total(unit) or registry.is_province(unit)) and registry.unit(unit) is None
    return is_total(line.text("number"))


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
        return _known_part(texts, registry) or ("" if numbered or lone else None)
    alone = not any(line.text(role) for role in ("unit", "rank", "score"))
    if len(titles) == 1 and (numbered or alone or _PART_START.match(titles[0])):
        return _unnumbered(titles[0])
    return None


def _first_cell(row: int, cells: Sequence[str]) -> str:
    """The address of the first cell of a row that says something."""
    return cell_name(row, next(column for column in range(len(cells)) if text_at(cells, column)) + 1)


def _known_part(texts: Iterable[str], registry: Registry) -> str:
    for text in texts:
        if group := group_of(text, registry):
            return group.id
    return ""


def group_of(text: str, registry: Registry) -> Group | None:
    """The group that is named by its id or its name: "huyen", "II. Khối các huyện (9 đơn vị)"."""
    wanted = (_group_key(text), _group_key(_unnumbered(text)))
    for group in registry.groups:
        if _group_key(group.id) in wanted or _group_key(group.name) in wanted:
            return group
    return None


def _group_key(text: str) -> str:
    """A name without its marks, what stands in parentheses, and the word for a group before it."""
    name = " ".join(re.findall(r"\w+", fold(ASIDE.sub(" ", text))))
    return patterns().group.sub("", name) or name


def _unnumbered(text: str) -> str:
    if numbering := _NUMBERING.match(text):
        text = text[numbering.end() :]
    return text.strip(" :.")
