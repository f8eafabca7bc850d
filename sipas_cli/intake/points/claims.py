"""What all tables say of a part of a unit, and which of it counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from sipas_cli.intake.points import messages
from sipas_cli.intake.points.cells import BadCellError, points_in, within_maximum
from sipas_cli.intake.points.entries import TOTAL, Appraisal, Entry
from sipas_cli.intake.points.layout import Sheet
from sipas_cli.intake.points.parts import cell_at
from sipas_cli.messages import FindingKind
from sipas_cli.model import APPRAISED, ERROR_CELL, Finding, TypedCell
from sipas_cli.rules.criteria import NOT_APPLICABLE
from sipas_cli.rules.par import ParPlan
from sipas_cli.rules.tree import APPRAISAL, AS_PRINTED, Extra, Leaf
from sipas_cli.text.numbers import half_up, typed_number
from sipas_cli.text.places import cell_name, place_name
from sipas_cli.text.spelling import fold, nfc

#: How far sums of doubles may lie apart.
_EXCEL_NOISE = Fraction(1, 10**9)


_Key = tuple[str, str, str]
#: The row or column of a sheet along which a unit's parts stand: (source of the grid, line).
_Table = tuple[str, int]


@dataclass
class _Claim:
    """What was said first of a part, where, and in which tables and sheets it is said."""

    value: Fraction | str
    typed: TypedCell
    place: str
    unit: str
    tables: list[_Table] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)


class Claims:
    """What all tables say of one part of one unit in one role. Of two unequal claims neither counts: which of
    them is the last nobody knows. Nor does one that another table of the same leaves has left blank; tables
    that have no filled leaf in common complete each other."""

    def __init__(self) -> None:
        self._claims: dict[_Key, _Claim] = {}
        self._blanks: list[tuple[_Key, _Table, Reader, Entry]] = []
        self._filled: dict[_Table, set[_Key]] = {}
        self._torn: set[_Key] = set()

    def add(self, reader: "Reader", entry: Entry, value: Fraction | str) -> None:
        """Takes down what a table says of a part; two unequal values tear it."""
        key, table = _key_and_table(reader, entry)
        self._filled.setdefault(table, set()).add(key)
        claim = self._claims.setdefault(key, _new_claim(reader, entry, value))
        claim.tables.append(table)
        claim.sheets.append(reader.sheet_place)
        if claim.value != value:
            self._torn.add(key)
            reader.bad(entry, messages.POINTS_TWICE, first=claim.place)

    def add_blank(self, reader: "Reader", entry: Entry) -> None:
        """Takes down that a table leaves a part empty."""
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
        by_sheets: dict[tuple[str, ...], dict[str, None]] = {}
        for key, claim in self._claims.items():
            places = tuple(dict.fromkeys(claim.sheets))
            if len(places) > 1 and key not in self._torn:
                by_sheets.setdefault(places, {})[claim.unit] = None
        return {places: list(units) for places, units in by_sheets.items()}

    def agreed(self) -> Iterator[tuple[_Key, Fraction | str, TypedCell]]:
        """(unit, part, role), the points, and the cell that they were typed in, of what counts."""
        for key, claim in self._claims.items():
            if key not in self._torn:
                yield key, claim.value, claim.typed


def _new_claim(reader: "Reader", entry: Entry, value: Fraction | str) -> _Claim:
    return _Claim(value, reader.typed(entry), reader.place(entry), entry.unit.name)


def _key_and_table(reader: "Reader", entry: Entry) -> tuple[_Key, _Table]:
    return (entry.unit.id, entry.part, entry.role), (reader.grid.source, entry.line)


class Reader:
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
        """The file and the sheet, as they are shown."""
        return place_name(self.grid.file, self.grid.sheet)

    def claim(self, entries: Sequence[Entry], claims: Claims) -> None:
        """Adds what the cells say."""
        torn = self._torn(entries)
        for entry in entries:
            if (entry.row, entry.column) in torn:
                self.bad(entry, messages.POINTS_MERGED)
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
            self._bad_extra(entry, messages.POINTS_BLANK_HERE, first=other)
        else:
            self.bad(entry, messages.POINTS_BLANK_HERE, first=other)

    def text(self, entry: Entry) -> str:
        """What was typed in the cell of an entry."""
        return nfc(cell_at(self.grid.rows[entry.row], entry.column))

    def typed(self, entry: Entry) -> TypedCell:
        """The cell of an entry, as it is kept with the points that were taken from it."""
        return TypedCell(self.text(entry), self.grid.file, self.grid.sheet, self.cell(entry))

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
                self.bad(entry, messages.POINTS_NOT_DUE)
            return None
        return self._checked(entry, leaf, maximum, text)

    def _checked(self, entry: Entry, leaf: Leaf, maximum: Fraction, text: str) -> Fraction | None:
        try:
            points = points_in(text, leaf, maximum, in_points=self._sheet.in_points(entry.column))
            self._check_percentage(entry, leaf, points, maximum)
        except BadCellError as bad:
            self.bad(entry, bad.kind, **bad.params)
            return None
        self._points[self._key(entry)] = points
        return points

    def _check_percentage(self, entry: Entry, leaf: Leaf, points: Fraction, maximum: Fraction) -> None:
        """The points of a leaf that takes a percentage are those of the one that stands beside them, by a
        formula as they are printed with two digits. Without a % one up to 1 may be another, 85 % as 0.85, and
        tells nothing."""
        if not leaf.takes_percentage:
            return
        typed = typed_number(self._sheet.percentage(entry.row))
        if typed is None or (not typed.percent and 0 < typed.value <= 1):
            return
        expected = leaf.points_of(typed.value, maximum)
        if expected is None or abs(expected - points) > (AS_PRINTED if leaf.formula else 0):
            raise BadCellError(messages.POINTS_OTHER_STEP, points=points, percentage=typed.value)

    def _extra(self, entry: Entry, extra: Extra, text: str) -> Fraction | None:
        if not text or fold(text) in self._not_applicable or not extra.applies(entry.unit):
            return None
        number, maximum = typed_number(text), Fraction(extra.max)
        if number is None or number.percent:
            self._bad_extra(entry, messages.POINTS_NOT_NUMBER)
            return None
        points = abs(number.value) if extra in self._plan.penalty else number.value
        try:
            self._points[self._key(entry)] = within_maximum(points, maximum)
        except BadCellError as bad:
            self._bad_extra(entry, bad.kind, **bad.params)
            return None
        return points

    def _bad_extra(self, entry: Entry, kind: FindingKind, **params: object) -> None:
        """Bonus or penalty points that cannot be read are missing as those of a leaf are."""
        self.bad(entry, kind, **params)
        if entry.role == APPRAISED:
            self.unclear.add(entry.unit.id)

    @staticmethod
    def _key(entry: Entry, part: str = "") -> tuple[str, str, str, int]:
        return entry.unit.id, part or entry.part, entry.role, entry.line

    def _torn(self, entries: Sequence[Entry]) -> set[tuple[int, int]]:
        """The cells whose points could be those of several parts or units, as they were merged into one."""
        cells = {(entry.row, entry.column) for entry in entries if entry.part in self._points_on}
        torn_cells: set[tuple[int, int]] = set()
        for merge in self.grid.merged:
            rows = range(merge.first_row, merge.last_row + 1)
            columns = range(merge.first_column, merge.last_column + 1)
            merged_cells = {(row, column) for row, column in cells if row in rows and column in columns}
            if len(merged_cells) > 1 and cell_at(self.grid.rows.get(merge.first_row, ()), merge.first_column):
                torn_cells |= merged_cells
        return torn_cells

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
            yield self._finding(entry, messages.GROUP_NOT_MEASURED, group=entry.unit.group)

    def cell(self, entry: Entry) -> str:
        """The address of the cell of an entry."""
        return cell_name(entry.row, entry.column + 1)

    def place(self, entry: Entry) -> str:
        """The file, the sheet and the cell of an entry, as they are shown."""
        return place_name(self.grid.file, self.grid.sheet, self.cell(entry))

    def bad(self, entry: Entry, kind: FindingKind, **params: object) -> None:
        """A cell that does not count."""
        if entry.role == APPRAISED:
            self.said.add((entry.unit.id, entry.part))
        self.findings.append(self._finding(entry, kind, part=entry.part, **params))

    def _finding(self, entry: Entry, kind: FindingKind, **params: object) -> Finding:
        about = {"unit": entry.unit.name, **params}
        return Finding(kind, self.grid.file, self.grid.sheet, self.cell(entry), about)

    def sums(self, entries: Sequence[Entry], taken: Appraisal) -> Iterator[Finding]:
        """The rows of areas, criteria and of the whole whose number is not the sum of what they hold: of the
        leaves along the same line or, in a summary without any, of those that count."""
        below = _leaves_below(self._plan)
        self._take_from(entries, taken)
        for entry in entries:
            text = self.text(entry)
            leaves = below.get(entry.part)
            if leaves is not None and text == ERROR_CELL:
                yield self._finding(entry, messages.SUM_ERROR_CELL)
            number = typed_number(text)
            if leaves is None or number is None:
                continue
            due = [leaf for leaf in leaves if leaf.maximum_of(entry.unit) is not None]
            low, room = self._sum(entry, due)
            more = self._extras_of(entry) if entry.part == TOTAL else Fraction(0)
            if not any(self._adds_up(number.value, sum_, room) for sum_ in (low, low + more)):
                yield self._finding(entry, messages.SUM_DIFFERS, typed=number.value, sum=low)

    def _take_from(self, entries: Sequence[Entry], taken: Appraisal) -> None:
        """Fills in the points of the run for the lines of units that have no leaf of their own."""
        lines = {(unit, role, line) for unit, _, role, line in self._points}
        for entry in entries:
            if (entry.unit.id, entry.role, entry.line) not in lines:
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
        total = Fraction(0)
        for extra in self._extras:
            points = self._points.get(self._key(entry, extra), Fraction(0))
            total += points if extra in bonus else -points
        return total

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
    leaves: dict[str, list[Leaf]] = {TOTAL: list(plan.leaves)}
    for leaf in plan.leaves:
        for node in leaf.nodes[:-1]:
            leaves.setdefault(node.id, []).append(leaf)
    return leaves
