"""Tables and lists for sampling: their sheets, columns and units, and what is wrong with them."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from sipas_cli.errors import DataError, RulesError
from sipas_cli.files import as_typed
from sipas_cli.intake import merged, unknown_unit
from sipas_cli.intake import messages as intake_messages
from sipas_cli.intake.readings import Progress, of_sheet
from sipas_cli.intake.tables import hidden_rows, only_columns, remark_of_sheet
from sipas_cli.intake.totals import group_of_subtotal, is_total
from sipas_cli.intake.unknown_unit import Told
from sipas_cli.messages import FindingKind, say
from sipas_cli.model import ERROR_CELL, NO_VALUE, Finding, Unit
from sipas_cli.rules import words
from sipas_cli.samples import messages
from sipas_cli.samples.sampling import Key
from sipas_cli.sheets import Sheet, Source
from sipas_cli.sheets import messages as sheets_messages
from sipas_cli.text.places import cell_name, place_name
from sipas_cli.text.spelling import collation, fold, nfc
from sipas_cli.wording import Remark
from sipas_cli.workspace.units import Registry, registry_from_names
from sipas_cli.workspace.workspace import Workspace

_MOST_COLUMNS, _MOST_STRATA, MOST_TRANSACTIONS = 200, 20_000, 10**9

# --- words that stand in the headers -------------------------------------------------------------


def folded_header(text: str) -> str:
    """A header without what may stand around it."""
    return fold(text).strip(" *:?./")


@cache
def numbering() -> frozenset[str]:
    """The headers, folded, of a column that only numbers the rows and says nothing about a transaction."""
    return frozenset(map(fold, words.headers().numbering))


@cache
def either() -> frozenset[str]:
    """The headers, folded, of an id that may also be that of a number of transactions."""
    columns = words.samples().columns
    return frozenset(map(fold, columns["id"])) & frozenset(map(fold, columns["transactions"]))


@cache
def _unit_headers() -> frozenset[str]:
    return frozenset(map(folded_header, words.samples().columns["unit"]))


_ASIDE = re.compile(r"\([^)]*\)")


# --- sheets of any of these tables ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one sheet.

    roles     role -> column
    headers   the header of every column as typed
    columns   (texts, number of the text in each row), as in `model.Column`
    rows      the number of each row in the sheet
    overlong  those of a csv that have more cells than the header: theirs have shifted
    """

    file: str
    sheet: str
    roles: Mapping[str, int]
    headers: tuple[str, ...]
    columns: Sequence[tuple[Sequence[str], Sequence[int]]]
    rows: Sequence[int]
    overlong: frozenset[int]

    def texts(self, role: str) -> list[str]:
        """The cells of a column as typed."""
        texts, codes = self.columns[self.roles[role]]
        return [texts[code] for code in codes]

    def text(self, role: str, row: int) -> str:
        """A cell as typed; "" where the sheet has no such column."""
        if role not in self.roles:
            return ""
        texts, codes = self.columns[self.roles[role]]
        return texts[codes[row]]

    def cells(self, row: int) -> list[str]:
        """The texts of a column, row by row."""
        return [texts[codes[row]] for texts, codes in self.columns]

    def cell(self, role: str, row: int) -> str:
        """The address of a cell."""
        return cell_name(self.rows[row], self.roles[role] + 1)

    @property
    def sheet_place(self) -> str:
        """The file and the sheet, as they are shown."""
        return place_name(self.file, self.sheet)

    def place(self, role: str, row: int) -> str:
        """The file, the sheet and the cell of a role, as they are shown."""
        return f"{self.sheet_place} ! {self.cell(role, row)}"

    def finding(self, kind: FindingKind, role: str, row: int, **params: object) -> Finding:
        """A finding at the cell of a role."""
        return Finding(kind, self.file, self.sheet, self.cell(role, row), params)

    def misaligned(self, number: int) -> Finding:
        """The finding for an overlong row, by its number in the sheet."""
        return Finding(messages.SAMPLE_MISALIGNED, self.file, self.sheet, cell_name(number, 1))

    def is_passed_over(self, row: int) -> bool:
        """Whether a row is overlong, the header once more, or numbers the columns: (1) (2) (3) right under
        the header."""
        if self.rows[row] in self.overlong or self._is_header_again(row):
            return True
        if row:
            return False
        texts = [text.strip("()") for text in map(nfc, self.cells(row)) if text]
        return len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]

    def _is_header_again(self, row: int) -> bool:
        cells, headers = map(fold, self.cells(row)), map(fold, self.headers)
        pairs = [(cell, header) for cell, header in zip(cells, headers, strict=True) if cell]
        return len(pairs) > 1 and all(cell == header for cell, header in pairs)

    def other_header(self) -> int | None:
        """The first row that heads another table: it calls a column that of units, and another one as the
        header does."""
        rows: set[int] = set()
        for texts, codes in self.columns:
            heads = {code for code, text in enumerate(texts) if folded_header(text) in _unit_headers()}
            if heads:
                rows.update(row for row, code in enumerate(codes) if code in heads)
        known = {folded_header(text) for text in self.headers} - {""}
        for row in sorted(rows):
            headers = [cell for cell in self.cells(row) if folded_header(cell) in known]
            if len(headers) > 1 and not self._is_header_again(row):
                return row
        return None

    def until(self, row: int) -> "Part":
        """The rows above one."""
        columns = [(texts, codes[:row]) for texts, codes in self.columns]
        return replace(self, columns=columns, rows=self.rows[:row])

    def is_total(self, row: int, registry: Registry) -> bool:
        """Whether a row adds others up or is their mean: it says so in place of its unit, or anywhere where
        it has no unit. A registered unit goes before what else its name may mean."""
        unit = self.text("unit", row)
        if nfc(unit):
            subtotal = group_of_subtotal(unit)
            of_unit = subtotal == "grand" or (subtotal != "" and registry.unit(subtotal) is not None)
            return (is_total(unit) or of_unit) and registry.unit(name_in(unit)) is None
        return any(map(is_total, self.cells(row)))


@dataclass
class Found:
    """The sheets that hold what was looked for, and the units that they name.

    digests   name of each file -> SHA-256 of its bytes
    errors    with any of them nothing may be used
    remarks   what was passed over or assumed
    """

    parts: list[Part]
    registry: Registry
    digests: dict[str, str]
    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def refuse(self) -> None:
        """Raises DataError if there are errors."""
        if self.errors:
            raise DataError(messages.SAMPLE_REJECTED, where=", ".join(self.digests), count=len(self.errors))


def find_sheets(
    sources: Iterable[Source],
    workspace: Workspace,
    table: str,
    needed: Sequence[str],
    named: Mapping[str, str],
    progress: Progress,
) -> Found:
    """All sheets that have the columns `needed`, and the units of the workspace or else of the sheets.

    table   which kind of table, as `samples.yaml` calls it
    named   role -> the one header that it has, where the user says so
    """
    headers: dict[str, Sequence[str]] = {**words.samples().headers_of(table)}
    headers |= {role: (header,) for role, header in named.items()}
    remarks: list[Remark] = []
    parts: list[Part] = []
    digests: dict[str, str] = {}
    for source in sources:
        _refuse_twice(source, digests)
        of_sheets = []
        for number, sheet in enumerate(source.sheets):
            told = of_sheet(progress, source.name, number, len(source.sheets))
            of_sheets.append(_part(sheet, headers, needed, told, remarks))
        of_source = [part for part in of_sheets if part]
        if not of_source:
            names = ", ".join(headers[role][0] for role in needed)
            raise DataError(messages.SAMPLE_NO_TABLE, where=source.name, headers=names)
        parts += of_source
        digests[source.name] = source.digest
    for role, header in named.items():
        if not any(role in part.roles for part in parts):
            raise RulesError(messages.SAMPLE_COLUMN, where=", ".join(digests), header=header)
    errors = [part.misaligned(row) for part in parts for row in sorted(part.overlong)]
    for place, part in enumerate(parts):
        if (row := part.other_header()) is not None:
            errors.append(part.finding(messages.SAMPLE_HEADER_AGAIN, "unit", row))
            parts[place] = part.until(row)
    return Found(parts, _registry(parts, workspace, remarks), digests, errors, remarks=remarks)


def _refuse_twice(source: Source, digests: Mapping[str, str]) -> None:
    for name, digest in digests.items():
        if digest == source.digest:
            raise DataError(messages.SAMPLE_FILE_TWICE, where=source.name, first=name)


def _part(
    sheet: Sheet,
    headers: Mapping[str, Sequence[str]],
    needed: Sequence[str],
    progress: Callable[[float], None],
    remarks: list[Remark],
) -> Part | None:
    place = place_name(sheet.file, sheet.name)
    if sheet.hidden:
        remarks += remark_of_sheet(sheet, messages.SAMPLE_HIDDEN)
        return None
    number, roles = _header_row(sheet, headers)
    if not all(role in roles for role in needed):
        remarks.append(Remark(messages.SAMPLE_SKIPPED, {"place": place}))
        return None
    only = only_columns(roles, place, number)
    header = sheet.top[number - 1]
    width = max(len(cells) for cells in sheet.top)
    if width > _MOST_COLUMNS:
        raise DataError(sheets_messages.TOO_MANY_COLUMNS, where=place, limit=_MOST_COLUMNS)
    block = sheet.read(number, range(width), progress)
    remarks += hidden_rows(sheet, block.rows.tolist())
    shared = [only[role] for role in ("unit", "service") if role in only]
    block = merged.spread(block, sheet.merged, shared)
    typed = tuple(nfc(text) for text in (*header, *[""] * (width - len(header))))
    columns = [(column.texts, column.codes.tolist()) for column in block.columns.values()]
    return Part(sheet.file, sheet.name, only, typed, columns, block.rows.tolist(), block.overlong)


def _header_row(sheet: Sheet, headers: Mapping[str, Sequence[str]]) -> tuple[int, dict[str, list[int]]]:
    """The row with the most of the columns, the upper one of equals: above it "Đơn vị" may stand beside
    the name of who made the table."""
    rows = [(number, _roles(row, headers)) for number, row in enumerate(sheet.top, start=1)]
    return max(rows, key=lambda row: len(row[1]))


def _roles(row: Sequence[str], headers: Mapping[str, Sequence[str]]) -> dict[str, list[int]]:
    """Role -> the columns whose header is the first of those of the role that the row has."""
    columns: dict[str, list[int]] = defaultdict(list)
    for column, text in enumerate(row):
        for key in dict.fromkeys((folded_header(text), folded_header(_ASIDE.sub(" ", text)))):
            columns[key].append(column)
    roles = {}
    for role, texts in headers.items():
        key = next((key for key in map(folded_header, texts) if key in columns), "")
        if key:
            roles[role] = columns[key]
    return roles


def _registry(parts: Iterable[Part], workspace: Workspace, remarks: list[Remark]) -> Registry:
    if workspace.units:
        return workspace.registry
    remarks.append(Remark(messages.UNITS_FROM_FILE))
    names: Counter[tuple[str, str]] = Counter()
    for part in parts:
        for text, rows in Counter(part.texts("unit")).items():
            if (name := name_in(text)) and not is_total(name):
                names[name, ""] += rows
    return registry_from_names(
        names, workspace.province, everything=say(intake_messages.EVERYTHING, lang="vi")
    )[0]


def name_in(text: str) -> str:
    """The name that a cell holds; "" for none and for an error."""
    if text in (ERROR_CELL, NO_VALUE):
        return ""
    return nfc(as_typed(text))


# --- the unit of each row ------------------------------------------------------------------------


class Units:
    """From a cell to its unit; what is wrong is said once for each text of a sheet."""

    def __init__(self, sheets: Found) -> None:
        self._found = sheets
        self._known: dict[str, Unit | None] = {}
        self._said: set[tuple[str, str, str]] = set()
        self._excluded: Counter[str] = Counter()

    def of(self, part: Part, row: int) -> Unit | None:
        """The unit of a row that counts; None for one that does not, which has been said."""
        text = part.text("unit", row)
        if text not in self._known:
            name = name_in(text)
            self._known[text] = self._found.registry.unit(name) if name else None
        unit = self._known[text]
        if unit is None:
            self._say(part, row, text)
        elif unit.excluded:
            self._excluded[unit.name] += 1
            return None
        return unit

    def _say(self, part: Part, row: int, text: str) -> None:
        cell = part.file, part.sheet, text
        if cell not in self._said:
            self._said.add(cell)
            kind, params = _unknown(text, self._found.registry)
            self._found.errors.append(part.finding(kind, "unit", row, **params))

    def remarks(self) -> Iterator[Remark]:
        for unit, rows in sorted(self._excluded.items()):
            yield Remark(messages.SAMPLE_EXCLUDED, {"unit": unit, "rows": rows})


def _unknown(text: str, registry: Registry) -> Told:
    """What is wrong with a unit's cell."""
    if text in (ERROR_CELL, NO_VALUE):
        return messages.SAMPLE_CELL, {}
    if not name_in(text):
        return messages.SAMPLE_UNIT_MISSING, {}
    return unknown_unit.of_sample(text, registry.find(name_in(text)))


class Services:
    """The usual spelling of each service: the most frequent, then the first in the alphabet, so that the
    order of rows plays no part."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._rows: Counter[str] = Counter()

    def key(self, text: str) -> str:
        """The key of a cell, which is counted."""
        if text not in self._keys:
            self._keys[text] = fold(name_in(text))
        self._rows[text] += 1
        return self._keys[text]

    def names(self) -> dict[str, str]:
        """The spelling of each key, once all rows are counted."""
        spellings: dict[str, Counter[str]] = defaultdict(Counter)
        for text, rows in self._rows.items():
            spellings[self._keys[text]][name_in(text)] += rows
        return {key: min(uses, key=lambda s: (-uses[s], collation(s), s)) for key, uses in spellings.items()}


def in_order(keys: Iterable[Key], registry: Registry) -> list[Key]:
    """(unit, service) in the order of the register, the services of each as in a dictionary."""
    place = {unit.name: number for number, unit in enumerate(registry.units)}
    return sorted(keys, key=lambda key: (place[key[0]], collation(key[1]), key[1]))


def refuse_many(strata: Collection[Key], sheets: Found) -> None:
    """Raises DataError where there are more strata than anybody would draw from."""
    if len(strata) > _MOST_STRATA:
        raise DataError(messages.SAMPLE_STRATA, where=", ".join(sheets.digests), limit=_MOST_STRATA)
