"""Appraisal workbooks: points of units on the leaves of a PAR tree, whatever way the sheet is laid out.

Three layouts are read, each into the same entries (unit, part of the tree, role, cell):

    form     a sheet for each unit: STT, tiêu chí, điểm tối đa, tự đánh giá, thẩm định, ghi chú
    across   the same rows, with a column or a pair of columns for each unit
    down     a row for each unit, a column for each leaf

Self-assessed and appraised points are both kept; only the second count.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

from sipas_cli.model import ERROR_CELL, NO_VALUE, NOTHING, TOP_ROWS, Finding, Grid, Unit, cell_name
from sipas_cli.rules.criteria import NOT_APPLICABLE
from sipas_cli.rules.par import APPRAISAL, Extra, Leaf, Node, ParPlan
from sipas_cli.text import exact_text, fold, half_up, nfc
from sipas_cli.units import Match, Registry, stated_unit, unit_in_name

CLAIMED, APPRAISED = "claimed", "appraised"
#: Stands for the row with the sum of all.
TOTAL = "\0total"

_NUMBER = re.compile(r"([+-]?\d{1,12}(?:[.,]\d{1,20})?(?:[eE][+-]?\d{1,2})?) ?(%?)")
_NUMBERING = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3})*|[ivx]{1,5}|[a-z])[.):\-–] *(?=\S)")
_ID_AND_TITLE = re.compile(r"^(\w+(?:\.\w+)+|\w+(?=\.))\.? ?(\D.*)$")
_EXCEL_DIGITS = Context(prec=15)  # what Excel keeps: 0.30000000000000004 was typed or computed as 0.3

Points = Mapping[str, Mapping[str, Fraction | None]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell that says something: whose, of which part of the tree (an id or TOTAL), in which role."""

    unit: Unit
    part: str
    role: str
    row: int
    column: int


@dataclass
class Appraisal:
    """The points of a run: unit -> leaf -> points, None where it does not apply; a leaf without valid
    points is not in it.

    cells, bad   how many cells were due, and how many of them had no valid points
    places       (unit, leaf) -> where its appraised points stand
    """

    appraised: dict[str, dict[str, Fraction | None]] = field(default_factory=dict)
    claimed: dict[str, dict[str, Fraction | None]] = field(default_factory=dict)
    places: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)
    cells: int = 0
    bad: int = 0

    def of(self, role: str) -> dict[str, dict[str, Fraction | None]]:
        return self.claimed if role == CLAIMED else self.appraised


# --- finding the way in a sheet ------------------------------------------------------------------


class Parts:
    """The parts of a tree, found by their numbers and titles; and what the columns of a sheet may be."""

    def __init__(self, plan: ParPlan) -> None:
        self.plan = plan
        self._by_id = {fold(node.id): node for node in plan.nodes()}
        self._by_title: dict[str, list[Node]] = {}
        for node in plan.nodes():
            self._by_title.setdefault(_title_key(node.title), []).append(node)
        self._headers = {
            _key(text): (place, role) for role, texts in plan.headers for place, text in enumerate(texts)
        }

    def find(self, number: str, title: str) -> str | None:
        """The id of the part that a row is about, TOTAL, or None. A title goes before a number that
        Excel may have changed: 1.10 typed as a number is 1.1."""
        by_id = self._by_id.get(fold(number).rstrip(". "))
        same = self._by_title.get(_title_key(title), []) if title else []
        if by_id is not None and (by_id in same or not same):
            return by_id.id
        if len(same) == 1 and (by_id is None or _equal_numbers(by_id.id, same[0].id)):
            return same[0].id
        return TOTAL if "total" in (self.role(title), self.role(number)) else None

    def role(self, header: str) -> str:
        """What a column (or the row of the total) is by its agreed header; "" for any other text."""
        return self._headers.get(_key(header), (0, ""))[1]

    def roles(self, row: Sequence[str]) -> dict[str, int]:
        """Role -> column in a header row; of several headers for one role the first listed is used."""
        found: dict[str, tuple[int, int]] = {}
        for column, cell in enumerate(row):
            place, role = self._headers.get(_key(cell), (0, ""))
            if role not in ("", "total"):
                found[role] = min(found.get(role, (place, column)), (place, column))
        return {role: column for role, (_, column) in found.items()}

    def part_of(self, row: Sequence[str], roles: Mapping[str, int]) -> str | None:
        """The part that a row is about, by its number and title."""
        number, title = _cell(row, roles.get("number")), _cell(row, roles.get("title"))
        found = self.find(number, title)
        if found is None and not nfc(number) and (numbered := _ID_AND_TITLE.match(nfc(title))):
            return self.find(numbered[1], numbered[2])
        return found

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


@lru_cache(maxsize=10_000)
def _title_key(title: str) -> str:
    return _key(_NUMBERING.sub("", fold(title)))


def _equal_numbers(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except ArithmeticError:
        return False


def header_of(rows: Mapping[int, Sequence[str]], parts: Parts) -> tuple[int, int]:
    """(number of the header row, parts of the tree that it leads to) of a sheet that holds points;
    (0, 0) where there is none."""
    best = (0, 0)
    for number, row in rows.items():
        if number > TOP_ROWS:
            break
        roles = parts.roles(row)
        found = 0
        if "unit" in roles:
            found = len({part for cell in row if (part := parts.in_header(cell)) not in (None, TOTAL)})
        if "title" in roles or "number" in roles:
            below = (own for n, own in rows.items() if n > number)
            hits = {parts.part_of(own, roles) for own in below} - {None, TOTAL}
            found = max(found, len(hits))
        if found > best[1]:
            best = number, found
    return best if best[1] > 1 else (0, 0)


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


# --- a sheet to entries --------------------------------------------------------------------------


class Sheet:
    """One sheet with points, and what is found wrong with its layout."""

    def __init__(self, grid: Grid, parts: Parts, registry: Registry) -> None:
        self.grid = grid
        self.findings: list[Finding] = []
        self._plan = parts.plan
        self._parts = parts
        self._registry = registry
        self._header, _ = header_of(grid.rows, parts)
        self._roles = parts.roles(grid.rows.get(self._header, ()))
        for number in sorted(grid.overlong):
            self._say("row_misaligned", number, 0)

    def entries(self) -> list[Entry]:
        """Every cell that belongs to a known unit and a known part."""
        header = self.grid.rows.get(self._header, ())
        columns = {c: part for c, cell in enumerate(header) if (part := self._parts.in_header(cell))}
        if "unit" in self._roles and len(columns) > 1:
            self._say_unknown_columns(columns)
            return list(self._down(self._once(columns)))
        units = {c: unit for c, cell in enumerate(header) if (unit := self._registered(cell))}
        return list(self._across(units)) if units else list(self._form())

    def _registered(self, text: str) -> Unit | None:
        return self._registry.find(text).unit if nfc(text) else None

    @property
    def _role_of_sheet(self) -> str:
        """Whose points a sheet holds that does not say it column by column."""
        return _FORM_ROLES.get(self._parts.role(self.grid.sheet), APPRAISED)

    def _once(self, columns: Mapping[int, str]) -> dict[int, str]:
        """The first column of each part; another one is told and not counted."""
        first: dict[str, int] = {}
        for column, part in columns.items():
            if first.setdefault(part, column) != column:
                self._say("column_twice", self._header, column, first=self._address(first[part]))
        return {column: part for part, column in first.items()}

    def _address(self, column: int) -> str:
        return cell_name(self._header, column + 1)

    def _down(self, columns: Mapping[int, str]) -> Iterator[Entry]:
        role = self._role_of_sheet
        for number, row in self._below():
            name = _cell(row, self._roles["unit"])
            labels = (name, _cell(row, self._roles.get("number")))
            if any(self._parts.role(label) in ("total", "maximum") for label in labels):
                continue
            if not nfc(name):
                if any(_number(_cell(row, column)) for column in columns):
                    self._say("points_without_unit", number, self._roles["unit"])
            elif unit := self._unit(name, number, self._roles["unit"]):
                yield from (Entry(unit, part, role, number, column) for column, part in columns.items())

    def _say_unknown_columns(self, columns: Mapping[int, str]) -> None:
        for column, header in enumerate(self.grid.rows[self._header]):
            known = column in columns or column in self._roles.values() or not nfc(header)
            if not known and any(_number(_cell(row, column)) for _, row in self._below()):
                self._say("column_unknown", self._header, column)

    def _across(self, units: Mapping[int, Unit]) -> Iterator[Entry]:
        second = self.grid.rows.get(self._header + 1, ())
        pairs = {
            c: _FORM_ROLES[r] for c, cell in enumerate(second) if (r := self._parts.role(cell)) in _FORM_ROLES
        }
        header, roles = self.grid.rows[self._header], set(self._roles.values())
        columns: dict[int, tuple[Unit, str]] = {}
        unit: Unit | None = None
        for column in range(max(len(header), len(second))):
            name = _cell(header, column)
            if nfc(name) and column not in roles:
                unit = units.get(column) or self._unknown(name, column)
            elif not pairs or column in roles:
                unit = None
            if unit and (not pairs or column in pairs):
                columns[column] = unit, pairs.get(column, self._role_of_sheet)
        for number, part in self._rows(dict.fromkeys(columns)):
            yield from (Entry(unit, part, role, number, c) for c, (unit, role) in columns.items())
            self._check_maximum(number, part, [unit for unit, _ in columns.values()])

    def _unknown(self, name: str, column: int) -> Unit | None:
        """No unit: an unknown one where numbers stand below, else a column of remarks."""
        if any(_number(_cell(row, c)) for _, row in self._below() for c in (column, column + 1)):
            return self._unit(name, self._header, column)
        return None

    def _form(self) -> Iterator[Entry]:
        unit = self._unit_of_form()
        columns = self._form_columns()
        if unit is None or not columns:
            return
        for number, part in self._rows(columns):
            yield from (Entry(unit, part, role, number, column) for column, role in columns.items())
            self._check_maximum(number, part, [unit])

    def _form_columns(self) -> dict[int, str]:
        """Column -> role. Where "Điểm" stands over "Tự đánh giá" and "Thẩm định", the lower row tells."""
        second = self.grid.rows.get(self._header + 1, ())
        if self._parts.part_of(second, self._roles) is None:
            lower = self._parts.roles(second)
            upper = {role: column for role, column in self._roles.items() if column not in lower.values()}
            self._roles = {**upper, **lower}
        columns = {self._roles[r]: role for r, role in _FORM_ROLES.items() if r in self._roles}
        if not columns:
            self._say("form_without_points", self._header, None)
        for row in (self.grid.rows[self._header], second):
            for column, header in enumerate(row):
                role = self._parts.role(header)
                same = role in _FORM_ROLES and role in self._roles and column not in columns
                if same and any(_number(_cell(own, column)) for _, own in self._below()):
                    self._say("column_twice", self._header, column, first=self._address(self._roles[role]))
        return columns

    def _unit_of_form(self) -> Unit | None:
        """The unit named above the header, else by the sheet, else by the file."""
        above = [(n, row) for n, row in sorted(self.grid.rows.items()) if n < self._header]
        if stated := stated_unit(above, lambda label: self._parts.role(label) == "unit"):
            return self._unit(*stated)
        stem = self.grid.file.rpartition("/")[2].rpartition(".")[0]
        if name := unit_in_name((self.grid.sheet, stem), self._registry):
            return self._registered(name)
        self._say("form_without_unit", self._header, None)
        return None

    def _rows(self, columns: Mapping[int, object]) -> Iterator[tuple[int, str]]:
        """The rows below the header that are about a part of the tree; others only if they hold numbers."""
        seen: dict[str, int] = {}
        for number, row in self._below():
            part = self._parts.part_of(row, self._roles)
            if part is None:
                if any(_number(_cell(row, column)) for column in columns):
                    self._say("row_unknown", number, self._roles.get("title", self._roles.get("number")))
            elif part in seen and part != TOTAL:
                column = self._roles.get("number", self._roles.get("title"))
                self._say("row_twice", number, column, part=part, first=seen[part])
            else:
                seen[part] = number
                yield number, part

    def _below(self) -> Iterator[tuple[int, Sequence[str]]]:
        overlong = self.grid.overlong
        return (
            (n, row) for n, row in sorted(self.grid.rows.items()) if n > self._header and n not in overlong
        )

    def _check_maximum(self, row: int, part: str, units: Sequence[Unit]) -> None:
        """The maximum that the sheet prints for a leaf is that of the criteria."""
        column = self._roles.get("maximum")
        typed = _number(_cell(self.grid.rows[row], column))
        leaf = next((leaf for leaf in self._plan.leaves if leaf.id == part), None) if typed else None
        if typed is None or leaf is None:
            return
        known = {maximum for unit in units if (maximum := leaf.maximum_of(unit)) is not None}
        if known and typed[0] not in known:
            self._say("maximum_differs", row, column, part=part, maximum=exact_text(max(known)))

    def _unit(self, name: str, row: int, column: int) -> Unit | None:
        match = self._registry.find(name)
        if match.unit:
            return match.unit
        self._say("points_unknown_unit", row, column, **_named(name, match))
        return None

    def _say(self, code: str, row: int, column: int | None, **params: object) -> None:
        cell = "" if column is None else cell_name(row, column + 1)
        self.findings.append(Finding(code, self.grid.file, self.grid.sheet, cell, params))


_FORM_ROLES = {"self_assessed": CLAIMED, "appraised": APPRAISED}


def _named(name: str, match: Match) -> dict[str, object]:
    """The typed name is repeated only where it resembles a unit."""
    shown = nfc(name) if match.suggestions else ""
    return {"typed": shown, "suggestions": " / ".join(match.suggestions), "ambiguous": match.ambiguous}


# --- a cell to points ----------------------------------------------------------------------------


def _number(text: str) -> tuple[Fraction, bool] | None:
    """(the number, whether a % stands behind it), or None for what is no number."""
    found = _NUMBER.fullmatch(nfc(text))
    if not found:
        return None
    exact = _EXCEL_DIGITS.create_decimal(found[1].replace(",", "."))
    return Fraction(exact), bool(found[2])


class BadCellError(Exception):
    """A cell that holds no valid points; `code` is that of the finding."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def points_in(text: str, leaf: Leaf, maximum: Fraction) -> Fraction:
    """The points that a cell gives on a leaf: a number, the name of an option, or a percentage.

    Raises BadCellError for anything else.
    """
    if text in (ERROR_CELL, NO_VALUE):
        raise BadCellError("points_error_cell" if text == ERROR_CELL else "points_no_value")
    number = _number(text)
    if leaf.options:
        return _option(text, number, leaf)
    if number and leaf.steps:
        return _stepped(*number, leaf)
    if number is None or number[1]:  # 5 % of the maximum, or 5 points? nothing is guessed
        raise BadCellError("points_not_number")
    return _within(number[0], maximum)


def _option(text: str, number: tuple[Fraction, bool] | None, leaf: Leaf) -> Fraction:
    if (points := leaf.by_option.get(fold(text))) is not None:
        return points
    if number and not number[1] and number[0] in leaf.options.values():
        return number[0]
    known = " / ".join(f"{name} ({exact_text(points)})" for name, points in leaf.options.items())
    raise BadCellError("option_unknown", known=known)


def _stepped(value: Fraction, marked: bool, leaf: Leaf) -> Fraction:
    if not marked and 0 < value <= 1:  # 85 % of a cell formatted as percent arrives as 0.85
        raise BadCellError("percent_unclear")
    points = leaf.points_of(value) if value >= 0 else None
    if points is None:
        raise BadCellError("percent_off_scale")
    return points


def _within(value: Fraction, maximum: Fraction) -> Fraction:
    if value < 0:
        raise BadCellError("points_negative")
    if value > maximum:
        raise BadCellError("points_above_maximum", points=exact_text(value), maximum=exact_text(maximum))
    return value


# --- all sheets of a run -------------------------------------------------------------------------


def appraise(grids: Iterable[Grid], plan: ParPlan, registry: Registry) -> tuple[Appraisal, list[Finding]]:
    """The points in all sheets, and what is wrong with them, cell by cell."""
    taken, parts = Appraisal(), Parts(plan)
    findings: list[Finding] = []
    typed: dict[tuple[str, str, str], tuple[Fraction | str, str]] = {}
    torn: set[tuple[str, str, str]] = set()
    said: set[tuple[str, str]] = set()
    for grid in grids:
        sheet = Sheet(grid, parts, registry)
        reader = _Reader(grid, plan)
        entries = [entry for entry in sheet.entries() if not entry.unit.excluded]
        findings += reader.unmeasured(entries)
        entries = [entry for entry in entries if plan.measures(entry.unit.group)]
        for entry in entries:
            if (value := reader.value(entry)) is None:
                continue
            key, place = (entry.unit.id, entry.part, entry.role), reader.place(entry)
            if typed.setdefault(key, (value, place))[0] != value:
                torn.add(key)
                reader.bad(entry, "points_twice", first=typed[key][1])
        findings += [*sheet.findings, *reader.findings, *reader.sums(entries)]
        said |= reader.said
        for own, cell in reader.places.items():
            taken.places.setdefault(own, cell)
    for (unit, part, role), (value, _) in typed.items():
        if (unit, part, role) not in torn:
            taken.of(role).setdefault(unit, {})[part] = None if isinstance(value, str) else value
    findings += _missing(taken, said, plan, registry)
    return taken, findings


class _Reader:
    """Turns the cells of one sheet into points."""

    def __init__(self, grid: Grid, plan: ParPlan) -> None:
        self.grid = grid
        self.findings: list[Finding] = []
        self.places: dict[tuple[str, str], tuple[str, str, str]] = {}
        self.said: set[tuple[str, str]] = set()
        self._plan = plan
        self._leaves = {leaf.id: leaf for leaf in plan.leaves}
        self._extras = {extra.id: extra for extra in (*plan.bonus, *plan.penalty)}
        self._not_applicable = {fold(text) for text in plan.not_applicable}
        self._points: dict[tuple[str, str, int], Fraction] = {}

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
            if (number := _number(text)) is None or number[0] != 0:
                self.bad(entry, "points_not_due")
            return None
        return self._checked(entry, leaf, maximum, text)

    def _checked(self, entry: Entry, leaf: Leaf, maximum: Fraction, text: str) -> Fraction | None:
        try:
            points = points_in(text, leaf, maximum)
        except BadCellError as bad:
            self.bad(entry, bad.code, **bad.params)
            return None
        self._points[entry.unit.id, leaf.id, entry.column] = points
        return points

    def _extra(self, entry: Entry, extra: Extra, text: str) -> Fraction | None:
        if not text or fold(text) in self._not_applicable or not extra.applies(entry.unit):
            return None
        number = _number(text)
        if number is None or number[1] or abs(number[0]) > extra.max:
            code = "points_not_number" if number is None or number[1] else "points_above_maximum"
            points = "" if number is None else exact_text(abs(number[0]))
            self.bad(entry, code, points=points, maximum=exact_text(Fraction(extra.max)))
            return None
        self._points[entry.unit.id, extra.id, entry.column] = abs(number[0])
        return abs(number[0])

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
        return " ! ".join(part for part in (self.grid.file, self.grid.sheet, self.cell(entry)) if part)

    def bad(self, entry: Entry, code: str, **params: object) -> None:
        """A cell that does not count."""
        if entry.role == APPRAISED:
            self.said.add((entry.unit.id, entry.part))
        self.findings.append(self._finding(entry, code, part=entry.part, **params))

    def _finding(self, entry: Entry, code: str, **params: object) -> Finding:
        about = {"unit": entry.unit.name, **params}
        return Finding(code, self.grid.file, self.grid.sheet, self.cell(entry), about)

    def sums(self, entries: Sequence[Entry]) -> Iterator[Finding]:
        """The rows of areas, criteria and of the whole whose number is not the sum of what they hold."""
        below = _leaves_below(self._plan)
        for entry in entries:
            number = _number(self.text(entry))
            leaves = below.get(entry.part)
            if leaves is None or number is None:
                continue
            due = [leaf for leaf in leaves if leaf.maximum_of(entry.unit) is not None]
            low, room = self._sum(entry, due)
            more = self._extras_of(entry) if entry.part == TOTAL else Fraction(0)
            if not any(_adds_up(number[0], sum_, room, self.text(entry)) for sum_ in (low, low + more)):
                yield self._finding(entry, "sum_differs", typed=exact_text(number[0]), sum=exact_text(low))

    def _extras_of(self, entry: Entry) -> Fraction:
        """Bonus less penalty in the column of a total, which may hold them or not."""
        bonus = {extra.id for extra in self._plan.bonus}
        own = {i: self._points.get((entry.unit.id, i, entry.column), Fraction(0)) for i in self._extras}
        return sum((points if i in bonus else -points for i, points in own.items()), Fraction(0))

    def _sum(self, entry: Entry, leaves: Sequence[Leaf]) -> tuple[Fraction, Fraction]:
        """(the points typed on the leaves, what those that are computed elsewhere may add to them)."""
        total, room = NOTHING.points, NOTHING.points
        for leaf in leaves:
            points = self._points.get((entry.unit.id, leaf.id, entry.column))
            if points is not None:
                total += points
            elif leaf.points_from != APPRAISAL:
                room += leaf.maximum_of(entry.unit) or 0
        return total, room


def _adds_up(typed: Fraction, low: Fraction, room: Fraction, text: str) -> bool:
    """Whether a typed sum is the sum of the parts, or the sum as rounded to the digits typed."""
    digits = len(text.replace(",", ".").partition(".")[2])
    return typed in (low, half_up(low, digits)) or low < typed <= low + room


def _leaves_below(plan: ParPlan) -> dict[str, list[Leaf]]:
    """Part that is no leaf, or TOTAL -> the leaves in it."""
    found: dict[str, list[Leaf]] = {TOTAL: list(plan.leaves)}
    for leaf in plan.leaves:
        for node in leaf.nodes[:-1]:
            found.setdefault(node.id, []).append(leaf)
    return found


def _missing(
    taken: Appraisal, said: set[tuple[str, str]], plan: ParPlan, registry: Registry
) -> Iterator[Finding]:
    """One finding for each leaf of an appraised unit that has no points, unless its cell was `said` to be
    bad; counts the cells that were due."""
    wrong = {unit for unit, _ in said}
    for unit in registry.units:
        own = taken.appraised.get(unit.id, {})
        if unit.excluded or not plan.measures(unit.group) or not (own or unit.id in wrong):
            continue
        for leaf in plan.leaves:
            if leaf.points_from != APPRAISAL or leaf.maximum_of(unit) is None:
                continue
            taken.cells += 1
            if leaf.id not in own:
                taken.bad += 1
                if (unit.id, leaf.id) in said:
                    continue
                file, sheet, cell = taken.places.get((unit.id, leaf.id), ("", "", ""))
                yield Finding("leaf_missing", file, sheet, cell, {"unit": unit.name, "part": leaf.id})
