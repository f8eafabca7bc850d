"""From a table of points to its entries: forms of a unit, units across, units down."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TypeVar

from sipas_cli.intake import unknown_unit
from sipas_cli.intake.points import messages
from sipas_cli.intake.points.entries import TOTAL, Entry
from sipas_cli.intake.points.grids import header_of
from sipas_cli.intake.points.parts import (
    FORM_ROLES,
    OF_OTHER_YEAR,
    Parts,
    cell_at,
    has_points,
    is_of_either_role,
    lower_header,
    plain_words,
    stands_beside_points,
    texts_of,
)
from sipas_cli.intake.stated_unit import named_otherwise, unit_in_name, unit_in_title
from sipas_cli.intake.stated_year import Claim, of_header
from sipas_cli.intake.totals import is_total
from sipas_cli.messages import FindingKind
from sipas_cli.model import APPRAISED, CLAIMED, Finding, Grid, Unit
from sipas_cli.rules import words
from sipas_cli.rules.words import one_of
from sipas_cli.text.names import first_of, stem_of
from sipas_cli.text.numbers import typed_number
from sipas_cli.text.places import cell_name
from sipas_cli.text.spelling import fold, nfc, plain
from sipas_cli.workspace.units import Registry

Head = TypeVar("Head")


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
            self._say(messages.ROW_MISALIGNED, number, 0)

    def entries(self) -> list[Entry]:
        """Every cell that belongs to a known unit and a known part."""
        headed = enumerate(map(self._parts.in_header, self._top))
        columns = {column: part for column, part in headed if part}
        alone = "title" not in self._roles and any(part != TOTAL for part in columns.values())
        self._matrix = "unit" in self._roles and (len(columns) > 1 or alone)
        if self._matrix:
            return list(self._down(columns))
        units = {}
        for column, text in enumerate(self._top):
            if column not in self._roles.values() and (
                unit := self._registered(text)
            ):  # TT is no Thanh tra tỉnh
                units[column] = unit
        if units:
            return list(self._across(units))
        return list(self._form())

    @property
    def header(self) -> int:
        """The row that names the columns."""
        return self._header

    def in_points(self, column: int) -> bool:
        """Whether a column has points also on leaves with steps: by its header, by the criteria, or as the
        percentages have a column of their own."""
        return self._percentages is not None or self._plan.in_points(
            lower_header(self._top, self._second, column)
        )

    def percentage(self, row: int) -> str:
        """The percentage that a form has beside the points of a row; "" where it has none."""
        return cell_at(self.grid.rows[row], self._percentages)

    def _registered(self, text: str) -> Unit | None:
        if not nfc(text):
            return None
        return self._registry.unit(text)

    def _sub_header(self) -> Sequence[str]:
        """The row below the header where it says more about the columns; () where it is of a part or of a
        unit."""
        row = self.grid.rows.get(self._header + 1, ())
        labels = {role: cell_at(row, self._roles.get(role)) for role in ("number", "title", "unit")}
        labelled = any(nfc(cell) and self._parts.role(cell) != role for role, cell in labels.items())
        return () if labelled else row

    def _take_years_out(self, year: int) -> None:
        """Takes the year that is asked for out of the headers, and blinds the columns of other years. A year
        stands beside the role of its column, or above one or more of them; that in the title of a criterion
        is none of these."""
        rows = [self._row_of_years(), self._top, self._second]
        texts = [self._padded(row) for row in rows]
        years: dict[int, frozenset[int]] = {}
        for place, row in enumerate(texts):
            covering: frozenset[int] = frozenset()
            for column, text in enumerate(row):
                if nfc(text):
                    row[column], covering = self._without_years(text)
                    years[column] = years.get(column, frozenset()) | covering
                elif any(nfc(lower[column]) for lower in texts[place + 1 :]):
                    years[column] = years.get(column, frozenset()) | covering
        self.other_years = sorted(column for column, of_it in years.items() if of_it and year not in of_it)
        if named := [column for column, of_it in years.items() if year in of_it]:
            self.of_columns = Claim(year, cell_name(self._header, named[0] + 1))
        for column in self.other_years:
            self._hand_on(texts[1], column)
            texts[1][column] = texts[2][column] = OF_OTHER_YEAR
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

    def _padded(self, row: Sequence[str]) -> list[str]:
        return [cell_at(row, column) for column in range(self._width)]

    def _row_of_years(self) -> Sequence[str]:
        """The row above the header where it says something of several columns right of the first."""
        row = self.grid.titles[0].get(self._header - 1, ()) if self.grid.titles else ()
        filled = [column for column, text in enumerate(row) if nfc(text)]
        if len(filled) > 1 and filled[0] > 0:
            return row
        return ()

    def _role_of_sheet(self) -> str:
        """Whose points a sheet holds that does not say it column by column: it may do so in its name or a
        title, else its file in its name. A sheet that contradicts itself does not count."""
        roles = self._mentioned([self.grid.sheet]) | self._mentioned_above()
        roles = roles or self._mentioned([stem_of(self.grid.file)]) or self._mentioned(self._notes_below())
        self.self_assessed = CLAIMED in roles
        self.unsaid = not roles
        return CLAIMED if self.self_assessed else APPRAISED

    def _mentioned_above(self) -> set[str]:
        """Whose points the nearest title that says so names."""
        for title in self.grid.titles:
            mentioned = self._mentioned(cell for row in title.values() for cell in row)
            if mentioned:
                return mentioned
        return set()

    def _notes_below(self) -> Iterator[str]:
        """The texts below the table that stand alone in their row and say whose the points above are."""
        about = re.compile(rf"\b{one_of(words.points().about_points, plain)}\b")
        for number, row in self.grid.rows.items():
            cells = [cell for cell in row if nfc(cell)]
            if number > self._header and len(cells) == 1 and about.search(plain_words(cells[0])):
                yield cells[0]

    def _mentioned(self, texts: Iterable[str]) -> set[str]:
        return set(filter(None, map(self._parts.mentioned, texts)))

    # --- what stands over the columns

    def _assigned(self, heads: Mapping[int, Head], *, sure: bool) -> dict[int, tuple[Head, str]]:
        """Column -> what it is headed by, and its role. A header may be merged over several columns, whose
        roles stand in the row below. Where they are not known none of the columns counts: the first one
        is as a rule the self-assessed. `sure`: a text below a single column is no role."""
        columns: dict[int, tuple[Head, str]] = {}
        paired = any(self._parts.role(cell) in FORM_ROLES for cell in self._second)
        for start, head in heads.items():
            span = self._span(start)
            roles = {c: FORM_ROLES.get(self._parts.role(cell_at(self._second, c)), "") for c in span}
            point_columns = [c for c in span if self._holds_points(c)]
            text = cell_at(self._second, start)
            strange = paired or (not sure and nfc(text) and typed_number(text) is None)
            if any(roles.values()):
                columns |= {column: (head, role) for column, role in roles.items() if role}
            elif point_columns and (point_columns != [start] or strange):
                self._say(messages.ROLE_UNCLEAR, self._header, start)
                self._told |= set(span)
            else:
                columns[start] = head, self._role_of_sheet()
        return columns

    def _span(self, start: int) -> list[int]:
        """The columns that a header stands over: its own and those to its right that have none."""
        taken = set(self._roles.values())
        others = (c for c in range(start + 1, self._width) if nfc(cell_at(self._top, c)) or c in taken)
        return list(range(start, next(others, self._width)))

    def _holds_points(self, column: int) -> bool:
        cells = (cell_at(row, column) for _, row in self._counted)
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
        known = {*read, *self._roles.values(), *self._told}
        unread = []
        for column in range(self._width):
            labels = [cell_at(row, column) for row in (self._top, self._second)]
            if column in known or any(map(self._parts.passes_over, labels)) or not self._holds_points(column):
                continue
            self._say(messages.COLUMN_UNKNOWN, self._header, column)
            if not any(map(stands_beside_points, labels)):
                unread.append(column)
        return unread

    # --- units down

    def _down(self, parts: Mapping[int, str]) -> Iterator[Entry]:
        columns = self._assigned(parts, sure=True)
        self._say_twice(columns)
        unread = self._say_unread([*parts, *columns])
        unit: Unit | None = None
        roles: list[str] = []  # that the rows of this unit have stated so far, "" for a row that states none
        for number, row in self._below():
            name = cell_at(row, self._roles["unit"])
            labels = (name, cell_at(row, self._roles.get("number")))
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
                if any(typed_number(cell_at(row, column)) for column in columns):
                    self._say(messages.POINTS_WITHOUT_UNIT, number, self._roles["unit"])
                    if unit is not None and any(roles):  # perhaps the last of several rounds
                        self.unclear.add(unit.id)
                unit = None
            roles.append(role_of_row)
            if unit is None:
                continue
            if has_points(row, unread):
                self.unclear.add(unit.id)
            for column, (part, role) in columns.items():
                yield Entry(unit, part, role_of_row or role, number, column, number)

    def _role_of_row(self, row: Sequence[str], columns: Collection[int]) -> str:
        """Whose points a row holds where one of its cells says so ("Tự đánh giá", and below it "Thẩm định"
        of the same unit); "" where none does."""
        cells = (cell for column, cell in enumerate(row) if column not in columns)
        exact = (FORM_ROLES.get(self._parts.role(cell), "") for cell in cells)
        mentioned = (self._parts.mentioned(cell_at(row, column)) for column in self._columns_of_roles)
        return next(filter(None, chain(exact, mentioned)), "")

    @cached_property
    def _columns_of_roles(self) -> list[int]:
        """The columns whose every filled cell says whose the points of its row are, in words of its own."""
        cells: dict[int, list[str]] = {}
        for _, row in self._below():
            for column, cell in enumerate(row):
                if nfc(cell):
                    cells.setdefault(column, []).append(cell)
        return [column for column, texts in cells.items() if all(map(self._parts.mentioned, texts))]

    def _is_total(self, label: str) -> bool:
        """Whether a row is of sums, means or maxima; a registered unit goes before what its name may mean."""
        if self._parts.role(label) in ("total", "maximum"):
            return True
        return is_total(label) and self._registered(label) is None

    def _say_twice(self, columns: Mapping[int, tuple[str, str]]) -> None:
        """Columns of one part and role: what they say is put together as that of two tables is."""
        first: dict[tuple[str, str], int] = {}
        for column, key in columns.items():
            if first.setdefault(key, column) != column:
                self._say(
                    messages.COLUMN_TWICE, self._header, column, first=cell_name(self._header, first[key] + 1)
                )

    # --- units across

    def _across(self, units: Mapping[int, Unit]) -> Iterator[Entry]:
        for column, name in enumerate(self._top):
            if nfc(name) and column not in self._roles.values() and column not in units:
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
        if self._parts.role(name) == "" and any(self._holds_points(place) for place in span):
            self._unit(name, self._header, column)
            self._told |= set(span)

    # --- one unit

    def _form(self) -> Iterator[Entry]:
        unit = self._unit_of_form()
        columns, unread = self._form_columns()
        if unit is None or not columns:
            return
        if any(has_points(row, unread) for _, row in self._counted):
            self.unclear.add(unit.id)
        appraised = {column: unit for column, role in columns.items() if role == APPRAISED}
        for number, part in self._rows(columns, appraised):
            for column, role in columns.items():
                yield Entry(unit, part, role, number, column, column)
            self._check_maximum(number, part, [unit])

    def _form_columns(self) -> tuple[dict[int, str], list[int]]:
        """Column -> role, and the columns with points that nobody reads. Where "Điểm" stands over "Tự đánh
        giá" and "Thẩm định", the lower row tells."""
        headers = [lower_header(self._top, self._second, column) for column in range(self._width)]
        self._roles = self._parts.roles(headers)
        self._percentages = self._roles.get("percentages")
        columns = {self._roles[r]: role for r, role in FORM_ROLES.items() if r in self._roles}
        if not columns:
            self._say(messages.FORM_WITHOUT_POINTS, self._header, None)
        if list(columns.values()) == [APPRAISED] and is_of_either_role(headers[self._roles["appraised"]]):
            columns = dict.fromkeys(columns, self._role_of_sheet())
        for column, header in enumerate(headers):
            role = self._parts.role(header)
            if role in FORM_ROLES and column not in columns and self._holds_points(column):
                self._say(
                    messages.COLUMN_TWICE,
                    self._header,
                    column,
                    first=cell_name(self._header, self._roles[role] + 1),
                )
                columns[column] = FORM_ROLES[role]
        return columns, self._say_unread(columns)

    def _unit_of_form(self) -> Unit | None:
        """The unit that is stated above the header, else named in a title, else by the sheet, else by the
        file. All that name one must agree."""
        stated = self._stated_units()
        titles = [unit_in_title(texts_of(title), self._registry) for title in self.grid.titles]
        title = next(filter(None, titles), "")
        others = [*(name for name, _, _ in stated[1:]), title, self.grid.sheet]
        place: tuple[int, int | None] = (self._header, None)
        if stated:
            unit, place = self._unit(*stated[0]), stated[0][1:]
        else:
            named = title or unit_in_name((self.grid.sheet, stem_of(self.grid.file)), self._registry)
            unit = self._registered(named)
            if not named:
                self._say(messages.FORM_WITHOUT_UNIT, self._header, None)
                return None
        if other := next(filter(None, (named_otherwise(unit, name, self._registry) for name in others)), ""):
            self._say(messages.FORM_OF_TWO_UNITS, *place, stated=unit.name if unit else "", other=other)
            return None
        if self._is_of_another(unit):
            self._say(messages.FORM_WITHOUT_UNIT, self._header, None)
            return None
        alone = [self._registered(text) for title in self.grid.titles[:1] for text in texts_of(title)]
        self.sender = next((sender.name for sender in alone if sender and unit and sender != unit), "")
        return unit

    def _stated_units(self) -> list[tuple[str, int, int]]:
        """(unit, row, column) of all that the nearest title states which states any."""
        return next(filter(None, map(self._parts.stated_units, self.grid.titles)), [])

    def _is_of_another(self, unit: Unit | None) -> bool:
        """Whether the title between this table and the one above it holds the name of another unit and no
        label: it may be whose form this is, or who sends the next page."""
        title = self.grid.titles[0] if len(self.grid.titles) > 1 else {}
        if unit is None or self._parts.stated_units(title):
            return False
        named = {unit_in_name([text], self._registry) for text in texts_of(title)} - {""}
        return bool(named) and unit.name not in named

    def _rows(
        self, columns: Mapping[int, object], appraised: Mapping[int, Unit]
    ) -> Iterator[tuple[int, str]]:
        """The rows below the header that are about a part of the tree; others are told if they hold numbers,
        and the units whose points these are have no index. `appraised` are the columns that count."""
        seen: dict[str, int] = {}
        renamed: dict[str, int] = {}
        for number, row, part in self._parts.rows(self._below(), self._roles):
            if part is None:
                if any(typed_number(cell_at(row, column)) for column in columns):
                    self._take_unknown(number, row, appraised)
            elif part in seen and part != TOTAL:
                column = self._roles.get("number", self._roles.get("title"))
                self._say(messages.ROW_TWICE, number, column, part=part, first=seen[part])
                yield number, part
            else:
                seen[part] = number
                if not self._parts.calls(part, cell_at(row, self._roles.get("title"))):
                    renamed[part] = number
                yield number, part
        self._say_renamed(renamed)

    def _take_unknown(self, number: int, row: Sequence[str], appraised: Mapping[int, Unit]) -> None:
        """A row with numbers that is about no part of the tree: of sums, ignored, or of unknown points."""
        labels = [cell_at(row, self._roles.get(role)) for role in ("title", "number")]
        if any(map(self._parts.passes_over, labels)):
            self.totals.append(number)
            return
        self._say(messages.ROW_UNKNOWN, number, self._roles.get("title", self._roles.get("number")))
        if any(map(stands_beside_points, labels)):
            return
        self.unclear |= {unit.id for column, unit in appraised.items() if has_points(row, [column])}

    def _say_renamed(self, rows: Mapping[str, int]) -> None:
        """Last year's form has numbers of this year's tree with other titles: once for a sheet, at the
        first of them."""
        if rows:
            first = next(iter(rows.values()))
            self._say(
                messages.TITLE_DIFFERS, first, self._roles.get("title"), count=len(rows), parts=first_of(rows)
            )

    def _below(self) -> Iterator[tuple[int, Sequence[str]]]:
        overlong = self.grid.overlong
        return (
            (n, row) for n, row in sorted(self.grid.rows.items()) if n > self._header and n not in overlong
        )

    def _check_maximum(self, row: int, part: str, units: Sequence[Unit]) -> None:
        """The maximum that the sheet prints for a leaf is that of the criteria."""
        column = self._roles.get("maximum")
        typed = typed_number(cell_at(self.grid.rows[row], column))
        if typed is None:
            return
        leaf = next((leaf for leaf in self._plan.leaves if leaf.id == part), None)
        if leaf is None:
            return
        maxima = map(leaf.maximum_of, units)
        known = {maximum for maximum in maxima if maximum is not None}
        if known and typed[0] not in known:
            self._say(messages.MAXIMUM_DIFFERS, row, column, part=part, maximum=max(known))

    def _unit(self, name: str, row: int, column: int) -> Unit | None:
        match = self._registry.find(name)
        if match.unit:
            return match.unit
        kind, params = unknown_unit.of_points(name, match)
        self._say(kind, row, column, **params)
        return None

    def _say(self, kind: FindingKind, row: int, column: int | None, **params: object) -> None:
        cell = "" if column is None else cell_name(row, column + 1)
        self.findings.append(Finding(kind, self.grid.file, self.grid.sheet, cell, params))
