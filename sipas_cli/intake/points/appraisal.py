"""Appraisal workbooks: points of units on the leaves of a PAR tree, whatever way the sheet is laid out.

Three layouts are read, each into the same entries (unit, part of the tree, role, cell):

    form     a sheet for each unit: STT, tiêu chí, điểm tối đa, tự đánh giá, thẩm định, ghi chú
    across   the same rows, with a column or a pair of columns for each unit
    down     a row for each unit, a column for each leaf

Self-assessed and appraised points are both kept; only the second count.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TypeVar

from sipas_cli.intake import tables
from sipas_cli.intake.stated_year import Claim, of_header, of_title
from sipas_cli.intake.totals import is_total
from sipas_cli.messages import say
from sipas_cli.model import (
    ERROR_CELL,
    NO_VALUE,
    TOP_ROWS,
    Finding,
    Grid,
    Unit,
    cell_name,
    column_letters,
    place_name,
)
from sipas_cli.rules.criteria import NOT_APPLICABLE
from sipas_cli.rules.par import APPRAISAL, EITHER_ROLE, AppraisalHeaders, Extra, Leaf, Node, ParPlan
from sipas_cli.text import Typed, first_of, fold, half_up, nfc, plain, stem_of, typed_number
from sipas_cli.workspace.units import (
    UNIT_LABELS,
    Match,
    Registry,
    named_otherwise,
    stated_units,
    unit_in_name,
    unit_in_title,
)

CLAIMED, APPRAISED = "claimed", "appraised"
#: Stands for the row with the sum of all.
TOTAL = "\0total"

_NUMBERING = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3})*|[ivx]{1,5}|[a-z])[.):\-–] *(?=\S)")
#: What is said on the way: on what the points rest, to whom the paper goes.
_ASIDE = re.compile(r"\([^)]*\)")
_NOT_YET = re.compile(r" (?:chua|truoc khi) (?:duoc |qua |co )?(?:diem )?(?:tham dinh|cham)(?= )")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_SHORT_ID = re.compile(r"\W*\w{1,3}\W*")
_ID_AND_TITLE = re.compile(r"^(\w+(?:\.\w+)+|\w+(?=\.))\.? ?(\D.*)$")

#: How far sums of doubles may lie apart.
_EXCEL_NOISE = Fraction(1, 10**9)
#: A column of running numbers stands in any table; with one of these it is a form of points.
_POINTS_ROLES = {"maximum", "self_assessed", "appraised"}
_NO_POINTS = {"total", "ignored", "percentages"}
_BESIDE = re.compile(
    r"(?:chi so|xep|thu hang|hang|linh vuc|khoi|nhom|ma|dien thoai|sdt|email|nam|chenh lech|so voi"
    r"|diem quy doi|quy doi|ket qua xep)\b"
)
_OTHER_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: Stands for the header of a column that is of another year.
_OF_OTHER_YEAR = "\0other-year"
_FORM_ROLES = {"self_assessed": CLAIMED, "appraised": APPRAISED}


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell that says something: whose, of which part of the tree (an id or TOTAL), in which role.

    line   the row or the column along which the parts of the unit stand, and add up
    """

    unit: Unit
    part: str
    role: str
    row: int
    column: int
    line: int


@dataclass
class Appraisal:
    """The points of a run: unit -> leaf -> points, None where it does not apply; a leaf without valid
    points is not in it.

    due          units that the index measures
    cells, bad   how many cells were due, and how many of them had no valid points
    places       (unit, leaf) -> where its appraised points stand
    self_assessed   sheets that were taken for self-assessed points because of their names or titles
    unsaid       files with points of which nothing says whose they are
    totals       (sheet, rows) that were passed over as sums, means or maxima
    unclear      units with points that nobody knows the criterion of, or that could not be read: they have no
                 index
    understood   each table as it was understood
    passed_over  (place, year) of tables of another year
    other_years  (sheet, columns) that are of another year by their headers
    repeated     sheets that hold the same points of some units -> the names of these
    not_plain    what is to be said of hidden columns and cells that are struck through
    senders      (file, unit whose name stands alone above a form of another one) -> the first such sheet
    """

    appraised: dict[str, dict[str, Fraction | None]] = field(default_factory=dict)
    claimed: dict[str, dict[str, Fraction | None]] = field(default_factory=dict)
    places: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)
    self_assessed: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)
    totals: list[tuple[str, list[int]]] = field(default_factory=list)
    unclear: set[str] = field(default_factory=set)
    understood: list[tables.Understood] = field(default_factory=list)
    passed_over: list[tuple[str, int]] = field(default_factory=list)
    other_years: list[tuple[str, list[str]]] = field(default_factory=list)
    repeated: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    senders: dict[tuple[str, str], str] = field(default_factory=dict)
    not_plain: list[tables.Note] = field(default_factory=list)
    due: int = 0
    cells: int = 0
    bad: int = 0

    def of(self, role: str) -> dict[str, dict[str, Fraction | None]]:
        return self.claimed if role == CLAIMED else self.appraised


# --- finding the way in a sheet ------------------------------------------------------------------


class Parts:
    """The parts of a tree, found by their numbers and titles; and what the columns of a sheet may be.

    words   the texts that stand for points, folded: names of options, and what takes a leaf out
    """

    def __init__(self, plan: ParPlan) -> None:
        self.plan = plan
        self._by_id = {fold(node.id): node for node in plan.nodes()}
        self._by_title: dict[str, list[Node]] = {}
        for node in plan.nodes():
            self._by_title.setdefault(_title_key(node.title), []).append(node)
        self._with_points = {leaf.id for leaf in plan.leaves} | {
            extra.id for extra in (*plan.bonus, *plan.penalty)
        }
        self._area_of = {node.id: leaf.area for leaf in plan.leaves for node in leaf.nodes[1:]}
        options = (name for leaf in plan.leaves for name in leaf.options)
        self.words = frozenset(fold(text) for text in (*options, *plan.not_applicable))
        self._headers = {
            _key(text): (place, role)
            for role, texts in plan.headers
            for place, text in enumerate(texts)
            if role != "in_points"  # says something more about headers of other roles
        }

    def find(self, number: str, title: str, area: str = "") -> str | None:
        """The id of the part that a row is about, TOTAL, or None. A title goes before a number that
        Excel may have changed: 1.10 typed as a number is 1.1. Below the row of an `area` criteria may be
        numbered anew from 1."""
        by_id = self._by_id.get(fold(number).rstrip(". "))
        same = self._by_title.get(_title_key(title), []) if title else []
        if by_id is not None and (by_id in same or not same):
            return by_id.id
        if len(same) == 1 and (by_id is None or _equal_numbers(by_id.id, same[0].id)):
            return same[0].id
        inside = [node for node in same if area and self._area_of.get(node.id) == area]
        if len(inside) == 1 and _numbered_anew(number, inside[0].id, area):
            return inside[0].id
        return TOTAL if "total" in (self.role(title), self.role(number)) else None

    def role(self, header: str) -> str:
        """What a column (or the row of the total) is by its agreed header; "" for any other text."""
        return self._headers.get(_key(header), (0, ""))[1]

    def passes_over(self, label: str) -> bool:
        """Whether a column or row is headed by something that is no points, by the criteria or by nature."""
        known = self.role(label) in _NO_POINTS or _key(label) in _IGNORED
        return known or label == _OF_OTHER_YEAR or is_total(label)

    def roles(self, row: Sequence[str]) -> dict[str, int]:
        """Role -> column in a header row; of several headers for one role the first listed is used."""
        found: dict[str, tuple[int, int]] = {}
        for column, cell in enumerate(row):
            place, role = self._headers.get(_key(cell), (0, ""))
            if role not in ("", "total", "ignored"):
                found[role] = min(found.get(role, (place, column)), (place, column))
        return {role: column for role, (_, column) in found.items()}

    def stated_units(self, title: tables.Rows) -> list[tuple[str, int, int]]:
        """(unit, row, column) wherever the rows above a table say whose it is."""
        return [*stated_units(sorted(title.items()), self._is_label_of_unit)]

    def _is_label_of_unit(self, text: str) -> bool:
        return self.role(text) == "unit" or _key(text) in _UNIT_LABELS

    def mentioned(self, name: str) -> str | None:
        """Whose points a sheet or a file holds by its name or a title: of the self-assessed ones if it says
        so anywhere in it, of the appraised ones likewise; None where it says neither, or both. File names
        seldom have diacritics, so none are looked at."""
        words = _NOT_YET.sub(" ", f" {_plain_words(_ASIDE.sub(' ', name))} ")
        found = []
        for role, points in _FORM_ROLES.items():
            texts = map(_plain_words, getattr(self.plan.headers, role))
            if any(f" {text} " in words for text in texts if " " in text):
                found.append(points)
        return found[0] if len(found) == 1 else None

    def rows(
        self, rows: Iterable[tuple[int, Sequence[str]]], roles: Mapping[str, int]
    ) -> Iterator[tuple[int, Sequence[str], str | None]]:
        """(number, row, the part that it is about) of the rows of a form, from top to bottom."""
        area = ""
        areas = {own.id for own in self.plan.areas}
        for number, row in rows:
            part = self.part_of(row, roles, area)
            area = part if part in areas else area
            yield number, row, part

    def part_of(self, row: Sequence[str], roles: Mapping[str, int], area: str = "") -> str | None:
        """The part that a row is about, by its number and title."""
        number, title = _cell(row, roles.get("number")), _cell(row, roles.get("title"))
        found = self.find(number, title, area)
        if found is None and not nfc(number) and (numbered := _ID_AND_TITLE.match(nfc(title))):
            return self.find(numbered[1], numbered[2], area)
        return found

    def calls(self, part: str, title: str) -> bool:
        """Whether a typed title is that of a part; a blank one is."""
        numbered = _ID_AND_TITLE.match(nfc(title))
        typed = [_words(text) for text in (title, numbered[2] if numbered else title)]
        return not typed[0] or part == TOTAL or _words(self._by_id[fold(part)].title) in typed

    def headed(self, row: Sequence[str]) -> int:
        """How many parts stand in a header row. A single one must have points, and be there by its title or
        by a number such as 1.1: other tables have a column 1 or A too."""
        named = {cell: part for cell in row if (part := self.in_header(cell)) not in (None, TOTAL)}
        found = len(set(named.values()))
        sure = any(p in self._with_points and not _SHORT_ID.fullmatch(cell) for cell, p in named.items())
        return found if found > 1 or sure else 0

    def listed(self, rows: Mapping[int, Sequence[str]], roles: Mapping[str, int]) -> int:
        """How many parts stand in the rows of a form. A single one must have points, and be there by its
        title, beside its number or in a form of points: any list may have a row 1."""
        named = {part: row for _, row, part in self.rows(rows.items(), roles) if part not in (None, TOTAL)}
        if len(named) > 1:
            return len(named)
        sure = (
            part in self._with_points
            and bool(nfc(title := _cell(row, roles.get("title"))))
            and self.calls(part, title)
            and bool(_POINTS_ROLES & set(roles) or nfc(_cell(row, roles.get("number"))))
            for part, row in named.items()
            if part
        )
        return int(any(sure))

    def in_header(self, header: str) -> str | None:
        """The id that a column is headed by: "1.1.1", "1.1.1. Title" or the title. A number with a text
        that is no title is none: ballots too have headers such as "1. Question"."""
        if (alone := self.find(header, "")) is not None:
            return alone
        first, _, rest = nfc(header).partition(" ")
        numbered = self.find(first, rest) if _title_key(rest) in self._by_title else None
        return numbered or self.find("", header)


@lru_cache(maxsize=10_000)
def _key(text: str) -> str:
    return fold(text).strip(" *:?.")


_UNIT_LABELS = frozenset(map(_key, UNIT_LABELS))
#: A file that is called so is named after who sends it.
_SENT = re.compile(r"(?:tong hop|bao cao|cong van)\b")
_ABOUT_POINTS = re.compile(r"\bdiem (?:tren|o tren|nay|trong bang)\b")
_EITHER_ROLE = frozenset(map(_key, EITHER_ROLE))
#: What `headers.ignored` of the criteria is added to.
_IGNORED = frozenset(_key(text) for text in AppraisalHeaders().ignored)


@lru_cache(maxsize=10_000)
def _title_key(title: str) -> str:
    return _key(_NUMBERING.sub("", fold(title)))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _title_key(text))


@lru_cache(maxsize=10_000)
def _plain_words(text: str) -> str:
    """The words of a text without diacritics, also of one in which capitals part them."""
    return " ".join(re.findall(r"[a-z0-9]+", plain(_CAMEL.sub(" ", text))))


def stands_beside_points(label: str) -> bool:
    """Whether a column or row is headed by what tables of points often have beside them, and what is worth a
    word all the same: the index itself, ranks, contacts, figures of other years."""
    words = _plain_words(label)
    return bool(_BESIDE.match(words) or _OTHER_YEAR.search(words))


def _numbered_anew(number: str, part: str, area: str) -> bool:
    """Whether a typed number may be that of a part within its area: 1 for 2.1 of area 2."""
    typed = fold(number).strip(".:)- ")
    return bool(re.fullmatch(r"\d{1,2}|[a-z]", typed)) or f"{area}.{typed}" == fold(part)


def _equal_numbers(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except ArithmeticError:
        return False


def header_of(rows: Mapping[int, Sequence[str]], parts: Parts) -> tuple[int, int]:
    """(number of the header row, parts of the tree that it leads to) of a sheet that holds points;
    (0, 0) where there is none."""
    best = (0, 0)
    for place, (number, row) in enumerate(rows.items()):
        if place >= TOP_ROWS:
            break
        roles = parts.roles(row)
        found = 0
        if "unit" in roles:
            found = parts.headed(row)
        if "title" in roles or ("number" in roles and _POINTS_ROLES & set(roles)):
            found = max(found, parts.listed({n: own for n, own in rows.items() if n > number}, roles))
        if found > best[1]:
            best = number, found
    return best


def tables_of(grid: Grid, parts: Parts, registry: Registry) -> list[Grid]:
    """The tables of a sheet, each as a grid of its own. One with the same header goes on with the one above
    it, unless a title between them names a unit, a year or whose points these are."""

    def begins(title: tables.Rows) -> bool:
        texts = [cell for row in title.values() for cell in row if nfc(cell)]
        said = any(parts.mentioned(own) or of_title(own) for own in texts)
        return said or bool(parts.stated_units(title)) or bool(unit_in_name(texts, registry))

    whole = replace(grid, rows=_with_header_words(grid.rows, parts, registry))
    found = tables.split(whole.rows, _headers(whole.rows, parts, registry), begins)
    return [_grid_of(whole, own) for own in found]


def _grid_of(grid: Grid, table: tables.Table) -> Grid:
    header = {number: grid.rows[number] for number in table.header}
    rows = {number: tuple(row) for number, row in {**header, **table.rows}.items()}
    return replace(grid, source=f"{grid.source}@{table.header[0]}", rows=rows, titles=table.titles)


def _with_header_words(
    rows: Mapping[int, tuple[str, ...]], parts: Parts, registry: Registry
) -> dict[int, tuple[str, ...]]:
    """The rows, those that only name units with the words of the header above them in the columns that name
    none: "LĨNH VỰC II" may stand there in place of "Tiêu chí"."""
    found: dict[int, tuple[str, ...]] = {}
    above: Sequence[str] = ()
    roles: Mapping[str, int] = {}
    for number, row in sorted(rows.items()):
        own = parts.roles(row)
        if above and len(own) < _LEAST_NAMED and _names_units(row, parts, registry):
            known = {column: above[column] for role, column in roles.items() if role not in own}
            found[number] = tuple(known.get(column, cell) for column, cell in enumerate(row))
            continue
        if "title" in own or "number" in own:
            above, roles = row, own
        found[number] = row
    return found


def _names_units(row: Sequence[str], parts: Parts, registry: Registry) -> bool:
    """Whether a row without points names several units."""
    filled = [cell for cell in row if nfc(cell)]
    if any(typed_number(cell) or fold(cell) in parts.words for cell in filled):
        return False
    units = {unit.id for cell in filled if (unit := registry.unit(cell))}
    return len(units) >= _LEAST_NAMED


def _is_header(row: Sequence[str], parts: Parts, registry: Registry) -> bool:
    """Whether a row names the roles of two columns, or a role and units or parts of the tree."""
    roles = parts.roles(row)
    if len(roles) >= _LEAST_NAMED:
        return True
    if "unit" in roles:
        return parts.headed(row) > 0
    return bool(roles) and _names_units(row, parts, registry)


def _headers(rows: Mapping[int, tuple[str, ...]], parts: Parts, registry: Registry) -> list[list[int]]:
    """The headers of a sheet, those rows right below each other together; the first of those that lead to
    parts of the tree begins its tables."""
    best, _ = header_of(rows, parts)
    blocks: list[list[int]] = []
    for number, row in sorted(rows.items()):
        if number != best and not _is_header(row, parts, registry):
            continue
        if blocks and number == blocks[-1][-1] + 1:
            blocks[-1].append(number)
        else:
            blocks.append([number])
    ends = [*(block[0] for block in blocks[1:]), max(rows) + 1]
    led = [
        header_of({n: row for n, row in sorted(rows.items()) if block[0] <= n < end}, parts)[1]
        for block, end in zip(blocks, ends, strict=True)
    ]
    first = next((place for place, parts_led in enumerate(led) if parts_led), len(blocks))
    return blocks[first:]


_LEAST_NAMED = 2
Head = TypeVar("Head")


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


# --- a sheet to entries --------------------------------------------------------------------------


class Sheet:
    """One sheet with points, and what is found wrong with its layout.

    self_assessed   whether its name or title, and nothing else, made its points self-assessed ones
    unsaid          whether nothing says whose points these are: they are taken for appraised ones
    totals          rows of sums, means or maxima between the units
    unclear         units with appraised points in a row or column that belongs to no criterion
    other_years     columns that are of another year by their header
    sender          another unit whose name stands alone above a form
    of_columns      the year that is asked for, where columns say that they are of it
    """

    def __init__(self, grid: Grid, parts: Parts, registry: Registry, year: int | None = None) -> None:
        self.grid = grid
        self.findings: list[Finding] = []
        self.self_assessed = False
        self.unsaid = False
        self.sender = ""
        self.totals: list[int] = []
        self.unclear: set[str] = set()
        self._matrix = False
        self._percentages: int | None = None
        self._told: set[int] = set()  # columns about which something was said
        self._plan = parts.plan
        self._parts = parts
        self._registry = registry
        self._header, _ = header_of(grid.rows, parts)
        self._width = max((len(row) for row in grid.rows.values()), default=0)
        self._top = grid.rows.get(self._header, ())
        self._roles = parts.roles(self._top)
        self._second = self._sub_header()
        self.other_years: list[int] = []
        self.of_columns: Claim | None = None
        if year:
            self._take_years_out(year)
        for number in sorted(grid.overlong):
            self._say("row_misaligned", number, 0)

    def entries(self) -> list[Entry]:
        """Every cell that belongs to a known unit and a known part."""
        columns = {c: part for c, cell in enumerate(self._top) if (part := self._parts.in_header(cell))}
        alone = "title" not in self._roles and any(part != TOTAL for part in columns.values())
        self._matrix = "unit" in self._roles and (len(columns) > 1 or alone)
        if self._matrix:
            return list(self._down(columns))
        named = (c for c in range(len(self._top)) if c not in self._taken)  # TT is no Thanh tra tỉnh
        units = {c: unit for c in named if (unit := self._registered(self._top[c]))}
        return list(self._across(units)) if units else list(self._form())

    @property
    def header(self) -> int:
        """The row that names the columns."""
        return self._header

    def in_points(self, column: int) -> bool:
        """Whether a column has points also on leaves with steps: by its header, by the criteria, or as the
        percentages have a column of their own."""
        return self._percentages is not None or self._plan.in_points(self._lowest(column))

    def percentage(self, row: int) -> str:
        """The percentage that a form has beside the points of a row; "" where it has none."""
        return _cell(self.grid.rows[row], self._percentages)

    def _registered(self, text: str) -> Unit | None:
        return self._registry.find(text).unit if nfc(text) else None

    def _sub_header(self) -> Sequence[str]:
        """The row below the header where it says more about the columns; () where it is of a part or of a
        unit."""
        row = self.grid.rows.get(self._header + 1, ())
        labels = {role: _cell(row, self._roles.get(role)) for role in ("number", "title", "unit")}
        own = any(nfc(cell) and self._parts.role(cell) != role for role, cell in labels.items())
        return () if own else row

    def _take_years_out(self, year: int) -> None:
        """Takes the year that is asked for out of the headers, and blinds the columns of other years. A year
        stands beside the role of its column, or above one or more of them; that in the title of a criterion
        is none of these."""
        rows = [self._row_of_years(), self._top, self._second]
        texts = [[_cell(row, column) for column in range(self._width)] for row in rows]
        years: dict[int, frozenset[int]] = {}
        for place, row in enumerate(texts):
            covering: frozenset[int] = frozenset()
            for column, text in enumerate(row):
                if nfc(text):
                    row[column], covering = self._without_years(text)
                    years[column] = years.get(column, frozenset()) | covering
                elif any(nfc(lower[column]) for lower in texts[place + 1 :]):
                    years[column] = years.get(column, frozenset()) | covering
        self.other_years = sorted(column for column, own in years.items() if own and year not in own)
        if named := [column for column, own in years.items() if year in own]:
            self.of_columns = Claim(year, cell_name(self._header, named[0] + 1))
        for column in self.other_years:
            self._hand_on(texts[1], column)
            texts[1][column] = texts[2][column] = _OF_OTHER_YEAR
        self._top = tuple(texts[1])
        self._second = tuple(texts[2]) if self._second else ()
        self._roles = self._parts.roles(self._top)

    def _hand_on(self, top: list[str], column: int) -> None:
        """The unit above columns of several years stands above the first of them: it is that of the next."""
        following = column + 1
        if self._registered(top[column]) and following < len(top) and not nfc(top[following]):
            top[following] = top[column]

    def _without_years(self, text: str) -> tuple[str, frozenset[int]]:
        """A header without the years that are said of its column, and these years."""
        bare, years = of_header(text)
        if not years or self._is_header(text) or (bare and not self._is_header(bare)):
            return text, frozenset()
        return bare, years

    def _is_header(self, text: str) -> bool:
        """Whether a text says what the points of a column are, of which part or whose."""
        return bool(self._parts.role(text) or self._parts.in_header(text) or self._registered(text))

    def _row_of_years(self) -> Sequence[str]:
        """The row above the header where it says something of several columns right of the first."""
        row = self.grid.titles[0].get(self._header - 1, ()) if self.grid.titles else ()
        filled = [column for column, text in enumerate(row) if nfc(text)]
        return row if len(filled) > 1 and filled[0] > 0 else ()

    @property
    def _stem(self) -> str:
        return stem_of(self.grid.file)

    def _role_of_sheet(self) -> str:
        """Whose points a sheet holds that does not say it column by column: it may do so in its name or a
        title, else its file in its name. A sheet that contradicts itself does not count."""
        said = self._mentioned([self.grid.sheet]) | self._mentioned_above()
        said = said or self._mentioned([self._stem]) or self._mentioned(self._notes_below())
        self.self_assessed = CLAIMED in said
        self.unsaid = not said
        return CLAIMED if self.self_assessed else APPRAISED

    def _mentioned_above(self) -> set[str]:
        """Whose points the nearest title that says so names."""
        said = (self._mentioned(cell for row in title.values() for cell in row) for title in self.grid.titles)
        return next(filter(None, said), set())

    def _notes_below(self) -> Iterator[str]:
        """The texts below the table that stand alone in their row and say whose the points above are."""
        rows = (row for number, row in self.grid.rows.items() if number > self._header)
        alone = ([cell for cell in row if nfc(cell)] for row in rows)
        texts = (cells[0] for cells in alone if len(cells) == 1)
        return (text for text in texts if _ABOUT_POINTS.search(_plain_words(text)))

    def _mentioned(self, texts: Iterable[str]) -> set[str]:
        return {role for text in texts if (role := self._parts.mentioned(text))}

    # --- what stands over the columns

    def _assigned(self, heads: Mapping[int, Head], *, sure: bool) -> dict[int, tuple[Head, str]]:
        """Column -> what it is headed by, and its role. A header may be merged over several columns, whose
        roles stand in the row below. Where they are not known none of the columns counts: the first one
        is as a rule the self-assessed. `sure`: a text below a single column is no role."""
        found: dict[int, tuple[Head, str]] = {}
        paired = any(self._parts.role(cell) in _FORM_ROLES for cell in self._second)
        for start, head in heads.items():
            span = self._span(start)
            roles = {c: _FORM_ROLES.get(self._parts.role(_cell(self._second, c)), "") for c in span}
            held = [c for c in span if self._holds_points(c)]
            text = _cell(self._second, start)
            strange = paired or (not sure and nfc(text) and typed_number(text) is None)
            if any(roles.values()):
                found |= {column: (head, role) for column, role in roles.items() if role}
            elif held and (held != [start] or strange):
                self._say("role_unclear", self._header, start)
                self._told |= set(span)
            else:
                found[start] = head, self._role_of_sheet()
        return found

    def _span(self, start: int) -> list[int]:
        """The columns that a header stands over: its own and those to its right that have none."""
        others = (c for c in range(start + 1, self._width) if nfc(_cell(self._top, c)) or c in self._taken)
        return list(range(start, next(others, self._width)))

    @property
    def _taken(self) -> set[int]:
        return set(self._roles.values())

    def _holds_points(self, column: int) -> bool:
        cells = (_cell(row, column) for _, row in self._counted)
        return any(typed_number(cell) or fold(cell) in self._parts.words for cell in cells)

    @cached_property
    def _counted(self) -> list[tuple[int, Sequence[str]]]:
        """The rows below the header in which points may stand: of a part, or of a unit in a matrix."""
        if self._matrix:
            return list(self._below())
        return [(n, row) for n, row, part in self._parts.rows(self._below(), self._roles) if part]

    def _say_unread(self, read: Iterable[int]) -> list[int]:
        """Every column with points that nobody reads is told, unless its header says that it is none of ours;
        those that may hold points of the unit are returned."""
        known = {*read, *self._taken, *self._told}
        unread = []
        for column in range(self._width):
            labels = [_cell(row, column) for row in (self._top, self._second)]
            if column in known or any(map(self._parts.passes_over, labels)) or not self._holds_points(column):
                continue
            self._say("column_unknown", self._header, column)
            if not any(map(stands_beside_points, labels)):
                unread.append(column)
        return unread

    @staticmethod
    def _has_points(row: Sequence[str], columns: Iterable[int]) -> bool:
        """Whether a row has a number other than 0 in one of some columns."""
        numbers = (typed_number(_cell(row, column)) for column in columns)
        return any(number is not None and number.value != 0 for number in numbers)

    def _address(self, column: int) -> str:
        return cell_name(self._header, column + 1)

    # --- units down

    def _down(self, parts: Mapping[int, str]) -> Iterator[Entry]:
        columns = self._assigned(parts, sure=True)
        self._say_twice(columns)
        unread = self._say_unread([*parts, *columns])
        unit: Unit | None = None
        roles: list[str] = []  # that the rows of this unit have stated so far, "" for a row that states none
        for number, row in self._below():
            name = _cell(row, self._roles["unit"])
            labels = (name, _cell(row, self._roles.get("number")))
            if any(map(self._is_total, labels)):
                self.totals.append(number)
                continue
            role_of_row = self._role_of_row(row, columns)
            if role_of_row:
                self.unsaid = False
            completes = role_of_row not in ("", *roles) and "" not in roles and bool(roles)
            if nfc(name):
                unit = self._unit(name, number, self._roles["unit"])
                roles = []
            elif not completes:
                if any(typed_number(_cell(row, column)) for column in columns):
                    self._say("points_without_unit", number, self._roles["unit"])
                    if unit is not None and any(roles):  # perhaps the last of several rounds
                        self.unclear.add(unit.id)
                unit = None
            roles.append(role_of_row)
            if unit is None:
                continue
            if self._has_points(row, unread):
                self.unclear.add(unit.id)
            for column, (part, role) in columns.items():
                yield Entry(unit, part, role_of_row or role, number, column, number)

    def _role_of_row(self, row: Sequence[str], columns: Collection[int]) -> str:
        """Whose points a row holds where one of its cells says so ("Tự đánh giá", and below it "Thẩm định"
        of the same unit); "" where none does."""
        cells = (cell for column, cell in enumerate(row) if column not in columns)
        if exact := next((own for cell in cells if (own := _FORM_ROLES.get(self._parts.role(cell), ""))), ""):
            return exact
        said = (self._parts.mentioned(_cell(row, column)) for column in self._columns_of_roles)
        return next(filter(None, said), "")

    @cached_property
    def _columns_of_roles(self) -> list[int]:
        """The columns whose every filled cell says whose the points of its row are, in words of its own."""
        cells: dict[int, list[str]] = {}
        for _, row in self._below():
            for column, cell in enumerate(row):
                if nfc(cell):
                    cells.setdefault(column, []).append(cell)
        return [column for column, own in cells.items() if all(map(self._parts.mentioned, own))]

    def _is_total(self, label: str) -> bool:
        """Whether a row is of sums, means or maxima; a registered unit goes before what its name may mean."""
        if self._parts.role(label) in ("total", "maximum"):
            return True
        return is_total(label) and self._registered(label) is None

    def _say_twice(self, columns: Mapping[int, tuple[str, str]]) -> None:
        """Columns of one part and role: what they say is put together as that of two tables is."""
        first: dict[tuple[str, str], int] = {}
        for column, own in columns.items():
            if first.setdefault(own, column) != column:
                self._say("column_twice", self._header, column, first=self._address(first[own]))

    # --- units across

    def _across(self, units: Mapping[int, Unit]) -> Iterator[Entry]:
        for column, name in enumerate(self._top):
            if nfc(name) and column not in self._taken and column not in units:
                self._say_unknown_unit(name, column)
        columns = self._assigned(units, sure=False)
        self._say_unread(columns)
        appraised = {column: unit for column, (unit, role) in columns.items() if role == APPRAISED}
        for number, part in self._rows(columns, appraised):
            for column, (unit, role) in columns.items():
                yield Entry(unit, part, role, number, column, column)
            self._check_maximum(number, part, [unit for unit, _ in columns.values()])

    def _say_unknown_unit(self, name: str, column: int) -> None:
        """A header over numbers is an unknown unit, else a column of remarks."""
        span = self._span(column)
        if self._parts.role(name) == "" and any(self._holds_points(own) for own in span):
            self._unit(name, self._header, column)
            self._told |= set(span)

    # --- one unit

    def _form(self) -> Iterator[Entry]:
        unit = self._unit_of_form()
        columns, unread = self._form_columns()
        if unit is None or not columns:
            return
        if any(self._has_points(row, unread) for _, row in self._counted):
            self.unclear.add(unit.id)
        appraised = {column: unit for column, role in columns.items() if role == APPRAISED}
        for number, part in self._rows(columns, appraised):
            for column, role in columns.items():
                yield Entry(unit, part, role, number, column, column)
            self._check_maximum(number, part, [unit])

    def _form_columns(self) -> tuple[dict[int, str], list[int]]:
        """Column -> role, and the columns with points that nobody reads. Where "Điểm" stands over "Tự đánh
        giá" and "Thẩm định", the lower row tells."""
        headers = [self._lowest(column) for column in range(self._width)]
        self._roles = self._parts.roles(headers)
        self._percentages = self._roles.get("percentages")
        columns = {self._roles[r]: role for r, role in _FORM_ROLES.items() if r in self._roles}
        if not columns:
            self._say("form_without_points", self._header, None)
        if list(columns.values()) == [APPRAISED] and self._is_of_either_role(
            headers[self._roles["appraised"]]
        ):
            columns = dict.fromkeys(columns, self._role_of_sheet())
        for column, header in enumerate(headers):
            role = self._parts.role(header)
            if role in _FORM_ROLES and column not in columns and self._holds_points(column):
                self._say("column_twice", self._header, column, first=self._address(self._roles[role]))
                columns[column] = _FORM_ROLES[role]
        return columns, self._say_unread(columns)

    @staticmethod
    def _is_of_either_role(header: str) -> bool:
        return _key(header) in _EITHER_ROLE

    def _lowest(self, column: int) -> str:
        """The header of a column, of two rows the lower one: the maxima too may stand under "Điểm"."""
        lower = _cell(self._second, column)
        return lower if nfc(lower) and typed_number(lower) is None else _cell(self._top, column)

    def _unit_of_form(self) -> Unit | None:
        """The unit that is stated above the header, else named in a title, else by the sheet, else by the
        file. All that name one must agree."""
        stated = self._stated_units()
        titles = [unit_in_title(self._texts(title), self._registry) for title in self.grid.titles]
        title = next(filter(None, titles), "")
        others = [*(name for name, _, _ in stated[1:]), title, self.grid.sheet]
        place: tuple[int, int | None] = (self._header, None)
        if stated:
            unit, place = self._unit(*stated[0]), stated[0][1:]
        else:
            named = title or unit_in_name((self.grid.sheet, self._stem), self._registry)
            unit = self._registered(named)
            if not named:
                self._say("form_without_unit", self._header, None)
                return None
        if other := next(filter(None, (named_otherwise(unit, own, self._registry) for own in others)), ""):
            self._say("form_of_two_units", *place, stated=unit.name if unit else "", other=other)
            return None
        if self._is_of_another(unit):
            self._say("form_without_unit", self._header, None)
            return None
        alone = [self._registered(text) for title in self.grid.titles[:1] for text in self._texts(title)]
        self.sender = next((own.name for own in alone if own and unit and own != unit), "")
        return unit

    def _stated_units(self) -> list[tuple[str, int, int]]:
        """(unit, row, column) of all that the nearest title states which states any."""
        return next(filter(None, map(self._parts.stated_units, self.grid.titles)), [])

    def _is_of_another(self, unit: Unit | None) -> bool:
        """Whether the title between this table and the one above it holds the name of another unit and no
        label: it may be whose form this is, or who sends the next page."""
        own = self.grid.titles[0] if len(self.grid.titles) > 1 else {}
        if unit is None or self._parts.stated_units(own):
            return False
        named = {unit_in_name([text], self._registry) for text in self._texts(own)} - {""}
        return bool(named) and unit.name not in named

    @staticmethod
    def _texts(title: tables.Rows) -> list[str]:
        return [cell for _, row in sorted(title.items()) for cell in row if nfc(cell)]

    def _rows(
        self, columns: Mapping[int, object], appraised: Mapping[int, Unit]
    ) -> Iterator[tuple[int, str]]:
        """The rows below the header that are about a part of the tree; others are told if they hold numbers,
        and the units whose points these are have no index. `appraised` are the columns that count."""
        seen: dict[str, int] = {}
        renamed: dict[str, int] = {}
        for number, row, part in self._parts.rows(self._below(), self._roles):
            if part is None:
                if any(typed_number(_cell(row, column)) for column in columns):
                    self._take_unknown(number, row, appraised)
            elif part in seen and part != TOTAL:
                column = self._roles.get("number", self._roles.get("title"))
                self._say("row_twice", number, column, part=part, first=seen[part])
                yield number, part
            else:
                seen[part] = number
                if not self._parts.calls(part, _cell(row, self._roles.get("title"))):
                    renamed[part] = number
                yield number, part
        self._say_renamed(renamed)

    def _take_unknown(self, number: int, row: Sequence[str], appraised: Mapping[int, Unit]) -> None:
        """A row with numbers that is about no part of the tree: of sums, ignored, or of unknown points."""
        labels = [_cell(row, self._roles.get(role)) for role in ("title", "number")]
        if any(map(self._parts.passes_over, labels)):
            self.totals.append(number)
            return
        self._say("row_unknown", number, self._roles.get("title", self._roles.get("number")))
        if any(map(stands_beside_points, labels)):
            return
        self.unclear |= {unit.id for column, unit in appraised.items() if self._has_points(row, [column])}

    def _say_renamed(self, rows: Mapping[str, int]) -> None:
        """Last year's form has numbers of this year's tree with other titles: once for a sheet, at the
        first of them."""
        if rows:
            first = next(iter(rows.values()))
            self._say("title_differs", first, self._roles.get("title"), count=len(rows), parts=first_of(rows))

    def _below(self) -> Iterator[tuple[int, Sequence[str]]]:
        overlong = self.grid.overlong
        return (
            (n, row) for n, row in sorted(self.grid.rows.items()) if n > self._header and n not in overlong
        )

    def _check_maximum(self, row: int, part: str, units: Sequence[Unit]) -> None:
        """The maximum that the sheet prints for a leaf is that of the criteria."""
        column = self._roles.get("maximum")
        typed = typed_number(_cell(self.grid.rows[row], column))
        leaf = next((leaf for leaf in self._plan.leaves if leaf.id == part), None) if typed else None
        if typed is None or leaf is None:
            return
        known = {maximum for unit in units if (maximum := leaf.maximum_of(unit)) is not None}
        if known and typed[0] not in known:
            self._say("maximum_differs", row, column, part=part, maximum=max(known))

    def _unit(self, name: str, row: int, column: int) -> Unit | None:
        match = self._registry.find(name)
        if match.unit:
            return match.unit
        self._say("points_unknown_unit", row, column, **_named(name, match))
        return None

    def _say(self, code: str, row: int, column: int | None, **params: object) -> None:
        cell = "" if column is None else cell_name(row, column + 1)
        self.findings.append(Finding(code, self.grid.file, self.grid.sheet, cell, params))


def _named(name: str, match: Match) -> dict[str, object]:
    suggestions = " / ".join(match.suggestions)
    return {"typed": match.shown(name), "suggestions": suggestions, "ambiguous": match.ambiguous}


# --- a cell to points ----------------------------------------------------------------------------


class BadCellError(Exception):
    """A cell that holds no valid points; `code` is that of the finding."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def points_in(text: str, leaf: Leaf, maximum: Fraction, *, in_points: bool = False) -> Fraction:
    """The points that a cell gives on a leaf: a number, the name of an option, or a percentage.

    in_points   a number without % on a leaf with steps is points and no percentage

    Raises BadCellError for anything else.
    """
    if text in (ERROR_CELL, NO_VALUE):
        raise BadCellError("points_error_cell" if text == ERROR_CELL else "points_no_value")
    number = typed_number(text)
    if leaf.options:
        return _option(text, number, leaf)
    if number and leaf.steps:
        return _of_step(number, leaf) if in_points else _stepped(number, leaf, maximum)
    if number is None or number.percent:  # 5 % of the maximum, or 5 points? nothing is guessed
        raise BadCellError("points_not_number")
    return _within(number.value, maximum)


def _option(text: str, number: Typed | None, leaf: Leaf) -> Fraction:
    if (points := leaf.by_option.get(fold(text))) is not None:
        return points
    if number and not number.percent and number.value in leaf.options.values():
        return number.value
    raise BadCellError("option_unknown", known=leaf.options)


def _of_step(number: Typed, leaf: Leaf) -> Fraction:
    """Points that were typed for a step; a percentage with its % is clear here too."""
    if number.percent:
        return _stepped(number, leaf, Fraction(0))
    steps = sorted({Fraction(step.points) for step in leaf.steps}, reverse=True)
    if number.value not in steps:
        raise BadCellError("points_off_steps", points=number.value, known=tuple(steps))
    return number.value


#: What is done is hardly more than twice what was planned: above it a decimal mark was lost.
_MOST_PERCENT = 200


def _stepped(number: Typed, leaf: Leaf, maximum: Fraction) -> Fraction:
    if number.value > _MOST_PERCENT:
        raise BadCellError("percent_excessive", limit=_MOST_PERCENT)
    points = leaf.points_of(number.value) if number.value >= 0 else None
    if not number.percent and _unclear(number.value, points, maximum):
        raise BadCellError("percent_unclear", maximum=maximum)
    if points is None:
        raise BadCellError("percent_off_scale")
    return points


def _unclear(value: Fraction, points: Fraction | None, maximum: Fraction) -> bool:
    """Whether a number without % may be another percentage, or points. 85 % may be typed as 0.85 where the
    cell is not formatted as percent; 2 where there are 2 points to get is more likely points than 2 %. What
    comes to the same, as 100 of 100 points, is clear."""
    return 0 < value <= 1 or (0 < value <= maximum and points != value)


def _within(value: Fraction, maximum: Fraction) -> Fraction:
    if value < 0:
        raise BadCellError("points_negative")
    if value > maximum:
        raise BadCellError("points_above_maximum", points=value, maximum=maximum)
    return value


# --- all sheets of a run -------------------------------------------------------------------------


def appraise(
    grids: Iterable[Grid], plan: ParPlan, registry: Registry, *, decimals: int = 2, year: int | None = None
) -> tuple[Appraisal, list[Finding]]:
    """The points in all sheets, and what is wrong with them, cell by cell. A typed sum may be rounded to
    `decimals`. Nothing is taken from a sheet that says that it is of another year than `year`."""
    taken, parts = Appraisal(), Parts(plan)
    findings: list[Finding] = []
    claims = _Claims()
    readers: list[tuple[_Reader, list[Entry]]] = []
    sheets: dict[str, tuple[str, str, str]] = {}
    found_tables = [own for grid in grids for own in tables_of(grid, parts, registry)]
    read = [
        (sheet := Sheet(table, parts, registry, year), sheet.entries(), claim)
        for table, claim in _of_year(found_tables, year, taken, findings)
    ]
    others = _files_of_others(((sheet.grid.file, entries) for sheet, entries, _ in read), registry)
    findings += others.values()
    for sheet, entries, claim in read:
        table = sheet.grid
        found = [own for own in entries if not own.unit.excluded and table.file not in others]
        reader = _Reader(sheet, plan, decimals)
        taken.understood.append(_understood(reader, sheet, found, claim))
        if sheet.other_years:
            taken.other_years.append((reader.sheet_place, [column_letters(c + 1) for c in sheet.other_years]))
        if sheet.self_assessed:
            taken.self_assessed.append(reader.sheet_place)
        if sheet.unsaid and table.file not in taken.unsaid:
            taken.unsaid.append(table.file)
        filled = {(own.row, own.column) for own in found if reader.text(own)}
        hidden = {column for _, column in filled} & table.hidden_columns
        taken.not_plain += tables.not_plain(reader.sheet_place, hidden, filled & table.struck)
        if sheet.sender:
            taken.senders.setdefault((table.file, sheet.sender), reader.sheet_place)
        if sheet.totals:
            taken.totals.append((reader.sheet_place, sheet.totals))
        taken.unclear |= sheet.unclear
        findings += [*sheet.findings, *reader.unmeasured(found)]
        measured = [entry for entry in found if plan.measures(entry.unit.group)]
        reader.claim(measured, claims)
        for entry in measured:
            if entry.role == APPRAISED and reader.text(entry):
                sheets.setdefault(entry.unit.id, (table.file, table.sheet, ""))
        readers.append((reader, measured))
    claims.settle()
    taken.repeated = claims.repeated()
    for unit, part, role, value in claims.agreed():
        taken.of(role).setdefault(unit, {})[part] = None if isinstance(value, str) else value
    said: set[tuple[str, str]] = set()
    for reader, measured in readers:
        findings += [*reader.findings, *reader.sums(measured, taken)]
        said |= reader.said
        taken.unclear |= reader.unclear
        for own, cell in reader.places.items():
            taken.places.setdefault(own, cell)
    findings += _missing(taken, said, sheets, plan, registry)
    return taken, findings


def _of_year(
    found: Iterable[Grid], year: int | None, taken: Appraisal, findings: list[Finding]
) -> list[tuple[Grid, Claim | None]]:
    """The tables that do not say that they are of another year than `year`, with the year that they say. The
    others are a finding each, or only passed over where some table says that it is of the year."""
    claims = [(own, _claim_of(own, year)) for own in found]
    named = any(claim and claim.year == year for _, claim in claims)
    kept: list[tuple[Grid, Claim | None]] = []
    for table, claim in claims:
        if not (year and claim and claim.year != year):
            kept.append((table, claim))
            continue
        place = (table.file, "" if claim.of_file else table.sheet, claim.cell)
        if named:
            taken.passed_over.append((place_name(*place), claim.year))
        else:
            findings.append(Finding("points_year", *place, {"named": claim.year, "year": year}))
    return kept


def _claim_of(table: Grid, year: int | None) -> Claim | None:
    """The year that a table says of itself, in a column of years or else above it."""
    header = table.rows[min(table.rows)]
    of_rows = tables.year_of_rows(header, table.rows, year)
    return of_rows or tables.year_claimed(table.titles, year, sheet=table.sheet, file=table.file)


def _files_of_others(read: Iterable[tuple[str, Sequence[Entry]]], registry: Registry) -> dict[str, Finding]:
    """The files all of whose points are of one unit while they are named after another one, each with its
    finding. `read` has the file and the entries of each table."""
    units: dict[str, set[Unit]] = {}
    for file, entries in read:
        units.setdefault(file, set()).update(entry.unit for entry in entries)
    alone = {file: next(iter(own)) for file, own in units.items() if len(own) == 1}
    named = {
        file: named_otherwise(unit, stem_of(file), registry)
        for file, unit in alone.items()
        if not _SENT.match(plain(stem_of(file)))
    }
    return {
        file: Finding("form_of_two_units", file, params={"stated": alone[file].name, "other": other})
        for file, other in named.items()
        if other
    }


def _understood(
    reader: "_Reader", sheet: Sheet, entries: Sequence[Entry], claim: Claim | None
) -> tables.Understood:
    """What the line about a table says."""
    columns = {role: sorted({own.column for own in entries if own.role == role}) for role in _ROLE_WORDS}
    by_rows = columns[CLAIMED] == columns[APPRAISED]
    return tables.Understood(
        file=reader.grid.file,
        sheet=reader.grid.sheet,
        header=sheet.header,
        units=list(dict.fromkeys(own.unit.name for own in entries)),
        columns={say(_ROLE_WORDS[role][by_rows]): own for role, own in columns.items() if own},
        year=sheet.of_columns or claim,
        title=reader.grid.titles[0] if reader.grid.titles else {},
        rows=say("note.table_rows", count=len({own.row for own in entries if reader.text(own)})),
    )


#: What the line about a table calls its columns: of one role each, or of both by rows.
_ROLE_WORDS = {
    CLAIMED: ("note.table_claimed", "note.table_claimed_rows"),
    APPRAISED: ("note.table_appraised", "note.table_appraised_rows"),
}


def _repeated(found: Mapping[tuple[str, ...], Sequence[str]]) -> list[tables.Note]:
    """That units stand in several tables that agree: a line for each set of sheets; of many, one for all."""
    if len(found) > _FEW:
        places = dict.fromkeys(place for own in found for place in own)
        found = {tuple(places): [unit for units in found.values() for unit in units]}
    return [
        (
            "note.units_in_tables",
            {"places": first_of(places, 4), "units": first_of(units), "count": len(units)},
        )
        for places, units in found.items()
    ]


#: So many lines of one kind are read over.
_FEW = 3


def appraisal_notes(appraisal: Appraisal, year: int | None) -> list[tables.Note]:
    """How the tables of points were understood, and what was assumed about them."""
    columns: list[tables.Note] = [
        ("note.columns_other_year", {"place": place, "columns": ", ".join(letters)})
        for place, letters in appraisal.other_years
    ]
    senders: list[tables.Note] = [
        ("note.title_of_sender", {"place": place, "unit": unit})
        for (_, unit), place in appraisal.senders.items()
    ]
    repeated = _repeated(appraisal.repeated)
    assumed: list[tables.Note] = [
        ("note.sheet_self_assessed", {"place": place}) for place in appraisal.self_assessed
    ]
    totals: list[tables.Note] = [
        ("note.rows_totals_points", {"place": place, "rows": first_of(rows), "count": len(rows)})
        for place, rows in appraisal.totals
    ]
    unsaid: list[tables.Note] = [("note.points_unsaid", {"place": own}) for own in appraisal.unsaid]
    read = tables.notes(appraisal.understood)
    others = tables.passed_over(appraisal.passed_over, year)
    return [*read, *others, *columns, *appraisal.not_plain, *senders, *repeated, *assumed, *unsaid, *totals]


_Key = tuple[str, str, str]
#: The row or column of a sheet along which a unit's parts stand: (source of the grid, line).
_Table = tuple[str, int]


@dataclass
class _Claim:
    """What was said first of a part, where, and in which tables and sheets it is said."""

    value: Fraction | str
    place: str
    unit: str
    tables: list[_Table] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)


class _Claims:
    """What all tables say of one part of one unit in one role. Of two unequal claims neither counts: which of
    them is the last nobody knows. Nor does one that another table of the same leaves has left blank; tables
    that have no filled leaf in common complete each other."""

    def __init__(self) -> None:
        self._claims: dict[_Key, _Claim] = {}
        self._blanks: list[tuple[_Key, _Table, _Reader, Entry]] = []
        self._filled: dict[_Table, set[_Key]] = {}
        self._torn: set[_Key] = set()

    def add(self, reader: "_Reader", entry: Entry, value: Fraction | str) -> None:
        key, table = _key_and_table(reader, entry)
        self._filled.setdefault(table, set()).add(key)
        claim = self._claims.setdefault(key, _Claim(value, reader.place(entry), entry.unit.name))
        claim.tables.append(table)
        claim.sheets.append(reader.sheet_place)
        if claim.value != value:
            self._torn.add(key)
            reader.bad(entry, "points_twice", first=claim.place)

    def add_blank(self, reader: "_Reader", entry: Entry) -> None:
        key, table = _key_and_table(reader, entry)
        self._blanks.append((key, table, reader, entry))

    def settle(self) -> None:
        """Tells the blanks of which another table of the same leaves has points."""
        for key, table, reader, entry in self._blanks:
            claim = self._claims.get(key)
            filled = self._filled.get(table, set())
            if claim is None or key in self._torn:
                continue
            # in one table a part stands twice where it is blank and filled; two may complete each other
            if any(table == other or filled & self._filled[other] for other in claim.tables):
                reader.bad_blank(entry, claim.place)
                self._torn.add(key)

    def repeated(self) -> dict[tuple[str, ...], list[str]]:
        """Sheets that say the same of a part -> the names of the units of which they do."""
        found: dict[tuple[str, ...], dict[str, None]] = {}
        for key, claim in self._claims.items():
            places = tuple(dict.fromkeys(claim.sheets))
            if len(places) > 1 and key not in self._torn:
                found.setdefault(places, {})[claim.unit] = None
        return {places: list(units) for places, units in found.items()}

    def agreed(self) -> Iterator[tuple[str, str, str, Fraction | str]]:
        """(unit, part, role, points) of what counts."""
        for (unit, part, role), claim in self._claims.items():
            if (unit, part, role) not in self._torn:
                yield unit, part, role, claim.value


def _key_and_table(reader: "_Reader", entry: Entry) -> tuple[_Key, _Table]:
    return (entry.unit.id, entry.part, entry.role), (reader.grid.source, entry.line)


class _Reader:
    """Turns the cells of one sheet into points."""

    def __init__(self, sheet: Sheet, plan: ParPlan, decimals: int) -> None:
        self.grid = sheet.grid
        self._sheet = sheet
        self._decimals = decimals
        self.findings: list[Finding] = []
        self.places: dict[tuple[str, str], tuple[str, str, str]] = {}
        self.said: set[tuple[str, str]] = set()
        self.unclear: set[str] = set()  # units with bonus or penalty points that could not be read
        self._plan = plan
        self._leaves = {leaf.id: leaf for leaf in plan.leaves}
        self._extras = {extra.id: extra for extra in (*plan.bonus, *plan.penalty)}
        self._not_applicable = {fold(text) for text in plan.not_applicable}
        self._points: dict[tuple[str, str, str, int], Fraction] = {}

    @property
    def sheet_place(self) -> str:
        return place_name(self.grid.file, self.grid.sheet)

    def claim(self, entries: Sequence[Entry], claims: _Claims) -> None:
        """Adds what the cells say."""
        torn = self._torn(entries)
        for entry in entries:
            if (entry.row, entry.column) in torn:
                self.bad(entry, "points_merged")
            elif self._is_open(entry):
                claims.add_blank(self, entry)
            elif (value := self.value(entry)) is not None:
                claims.add(self, entry, value)

    def _is_open(self, entry: Entry) -> bool:
        """Whether a cell is blank in which points of the appraisal are due, or bonus or penalty may stand."""
        if self.text(entry):
            return False
        leaf = self._leaves.get(entry.part)
        if leaf is None:
            return entry.part in self._extras
        self.value(entry)  # its place is known all the same
        return leaf.points_from == APPRAISAL and leaf.maximum_of(entry.unit) is not None

    def bad_blank(self, entry: Entry, other: str) -> None:
        """A blank cell where another table has points."""
        if entry.part in self._extras:
            self._bad_extra(entry, "points_blank_here", first=other)
        else:
            self.bad(entry, "points_blank_here", first=other)

    def text(self, entry: Entry) -> str:
        return nfc(_cell(self.grid.rows[entry.row], entry.column))

    def value(self, entry: Entry) -> Fraction | str | None:
        """The points of a cell, NOT_APPLICABLE where it takes the leaf out, None where it says nothing
        that counts."""
        text = self.text(entry)
        if entry.part in self._extras:
            return self._extra(entry, self._extras[entry.part], text)
        leaf = self._leaves.get(entry.part)
        if leaf is None:
            return None
        if entry.role == APPRAISED:
            self.places[entry.unit.id, entry.part] = (self.grid.file, self.grid.sheet, self.cell(entry))
        maximum = leaf.maximum_of(entry.unit)
        if not text:
            return None
        if fold(text) in self._not_applicable:
            return NOT_APPLICABLE
        if maximum is None:
            if (number := typed_number(text)) is None or number.value != 0:
                self.bad(entry, "points_not_due")
            return None
        return self._checked(entry, leaf, maximum, text)

    def _checked(self, entry: Entry, leaf: Leaf, maximum: Fraction, text: str) -> Fraction | None:
        try:
            points = points_in(text, leaf, maximum, in_points=self._sheet.in_points(entry.column))
            self._check_percentage(entry, leaf, points)
        except BadCellError as bad:
            self.bad(entry, bad.code, **bad.params)
            return None
        self._points[self._key(entry)] = points
        return points

    def _check_percentage(self, entry: Entry, leaf: Leaf, points: Fraction) -> None:
        """The points of a leaf with steps are those of the percentage that stands beside them. Without a %
        one up to 1 may be another, 85 % as 0.85, and tells nothing."""
        typed = typed_number(self._sheet.percentage(entry.row)) if leaf.steps else None
        if typed is None or (not typed.percent and 0 < typed.value <= 1):
            return
        expected = leaf.points_of(typed.value)
        if expected != points:
            raise BadCellError("points_other_step", points=points, percentage=typed.value)

    def _extra(self, entry: Entry, extra: Extra, text: str) -> Fraction | None:
        if not text or fold(text) in self._not_applicable or not extra.applies(entry.unit):
            return None
        number, maximum = typed_number(text), Fraction(extra.max)
        if number is None or number.percent:
            self._bad_extra(entry, "points_not_number")
            return None
        points = abs(number.value) if extra in self._plan.penalty else number.value
        try:
            self._points[self._key(entry)] = _within(points, maximum)
        except BadCellError as bad:
            self._bad_extra(entry, bad.code, **bad.params)
            return None
        return points

    def _bad_extra(self, entry: Entry, code: str, **params: object) -> None:
        """Bonus or penalty points that cannot be read are missing as those of a leaf are."""
        self.bad(entry, code, **params)
        if entry.role == APPRAISED:
            self.unclear.add(entry.unit.id)

    @staticmethod
    def _key(entry: Entry, part: str = "") -> tuple[str, str, str, int]:
        return entry.unit.id, part or entry.part, entry.role, entry.line

    def _torn(self, entries: Sequence[Entry]) -> set[tuple[int, int]]:
        """The cells whose points could be those of several parts or units, as they were merged into one."""
        cells = {(entry.row, entry.column) for entry in entries if entry.part in self._points_on}
        found: set[tuple[int, int]] = set()
        for merge in self.grid.merged:
            rows = range(merge.first_row, merge.last_row + 1)
            columns = range(merge.first_column, merge.last_column + 1)
            own = {(row, column) for row, column in cells if row in rows and column in columns}
            if len(own) > 1 and _cell(self.grid.rows.get(merge.first_row, ()), merge.first_column):
                found |= own
        return found

    @property
    def _points_on(self) -> set[str]:
        return {*self._leaves, *self._extras}

    def unmeasured(self, entries: Sequence[Entry]) -> Iterator[Finding]:
        """One finding for each unit with points whose group has no PAR index."""
        seen: set[str] = set()
        for entry in entries:
            if entry.unit.id in seen or self._plan.measures(entry.unit.group) or not self.text(entry):
                continue
            seen.add(entry.unit.id)
            yield self._finding(entry, "group_not_measured", group=entry.unit.group)

    def cell(self, entry: Entry) -> str:
        return cell_name(entry.row, entry.column + 1)

    def place(self, entry: Entry) -> str:
        return place_name(self.grid.file, self.grid.sheet, self.cell(entry))

    def bad(self, entry: Entry, code: str, **params: object) -> None:
        """A cell that does not count."""
        if entry.role == APPRAISED:
            self.said.add((entry.unit.id, entry.part))
        self.findings.append(self._finding(entry, code, part=entry.part, **params))

    def _finding(self, entry: Entry, code: str, **params: object) -> Finding:
        about = {"unit": entry.unit.name, **params}
        return Finding(code, self.grid.file, self.grid.sheet, self.cell(entry), about)

    def sums(self, entries: Sequence[Entry], taken: Appraisal) -> Iterator[Finding]:
        """The rows of areas, criteria and of the whole whose number is not the sum of what they hold: of the
        leaves along the same line or, in a summary without any, of those that count."""
        below = _leaves_below(self._plan)
        self._take_from(entries, taken)
        for entry in entries:
            text = self.text(entry)
            leaves = below.get(entry.part)
            if leaves is not None and text == ERROR_CELL:
                yield self._finding(entry, "sum_error_cell")
            number = typed_number(text)
            if leaves is None or number is None:
                continue
            due = [leaf for leaf in leaves if leaf.maximum_of(entry.unit) is not None]
            low, room = self._sum(entry, due)
            more = self._extras_of(entry) if entry.part == TOTAL else Fraction(0)
            if not any(self._adds_up(number.value, sum_, room) for sum_ in (low, low + more)):
                yield self._finding(entry, "sum_differs", typed=number.value, sum=low)

    def _take_from(self, entries: Sequence[Entry], taken: Appraisal) -> None:
        """Fills in the points of the run for the lines of units that have no leaf of their own."""
        own = {(unit, role, line) for unit, _, role, line in self._points}
        for entry in entries:
            if (entry.unit.id, entry.role, entry.line) not in own:
                points = taken.of(entry.role).get(entry.unit.id, {})
                for part, value in points.items():
                    self._points[self._key(entry, part)] = value or Fraction(0)

    def _adds_up(self, typed: Fraction, low: Fraction, room: Fraction) -> bool:
        """Whether a typed sum is the sum of the parts, or that as rounded by the criteria; the last digits
        of Excel's own sums aside."""
        same = abs(typed - low) <= _EXCEL_NOISE or typed == half_up(low, self._decimals)
        return same or low < typed <= low + room

    def _extras_of(self, entry: Entry) -> Fraction:
        """Bonus less penalty in the column of a total, which may hold them or not."""
        bonus = {extra.id for extra in self._plan.bonus}
        own = {i: self._points.get(self._key(entry, i), Fraction(0)) for i in self._extras}
        return sum((points if i in bonus else -points for i, points in own.items()), Fraction(0))

    def _sum(self, entry: Entry, leaves: Sequence[Leaf]) -> tuple[Fraction, Fraction]:
        """(the points typed on the leaves, what those that are computed elsewhere may add to them)."""
        total, room = Fraction(0), Fraction(0)
        for leaf in leaves:
            points = self._points.get(self._key(entry, leaf.id))
            if points is not None:
                total += points
            elif leaf.points_from != APPRAISAL:
                room += leaf.maximum_of(entry.unit) or 0
        return total, room


def _leaves_below(plan: ParPlan) -> dict[str, list[Leaf]]:
    """Part that is no leaf, or TOTAL -> the leaves in it."""
    found: dict[str, list[Leaf]] = {TOTAL: list(plan.leaves)}
    for leaf in plan.leaves:
        for node in leaf.nodes[:-1]:
            found.setdefault(node.id, []).append(leaf)
    return found


def _missing(
    taken: Appraisal,
    said: set[tuple[str, str]],
    sheets: Mapping[str, tuple[str, str, str]],
    plan: ParPlan,
    registry: Registry,
) -> Iterator[Finding]:
    """One finding for each leaf of an appraised unit that has no points, unless its cell was `said` to be
    bad, at its cell or else in the first of the unit's `sheets`; counts the cells that were due."""
    wrong = {unit for unit, _ in said}
    for unit in registry.units:
        own = taken.appraised.get(unit.id, {})
        if unit.excluded or not plan.measures(unit.group):
            continue
        taken.due += 1
        if not own and unit.id not in wrong:
            continue
        for leaf in plan.leaves:
            if leaf.points_from != APPRAISAL or leaf.maximum_of(unit) is None:
                continue
            taken.cells += 1
            if leaf.id not in own:
                taken.bad += 1
                if (unit.id, leaf.id) in said:
                    continue
                place = taken.places.get((unit.id, leaf.id), sheets.get(unit.id, ("", "", "")))
                yield Finding("leaf_missing", *place, {"unit": unit.name, "part": leaf.id})
