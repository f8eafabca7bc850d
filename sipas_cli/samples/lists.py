"""Lists of transactions, one in each row: which of them are there, and where."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sipas_cli.intake.readings import Progress
from sipas_cli.model import ERROR_CELL, NO_VALUE, Finding
from sipas_cli.rules import words
from sipas_cli.samples import messages
from sipas_cli.samples.numbers import whole_number
from sipas_cli.samples.sampling import Key
from sipas_cli.samples.strata import (
    Found,
    Part,
    Services,
    Units,
    either,
    find_sheets,
    folded_header,
    in_order,
    name_in,
    numbering,
    refuse_many,
)
from sipas_cli.sheets import Source
from sipas_cli.text.spelling import fold, nfc
from sipas_cli.workspace.workspace import Workspace

Place = tuple[int, int]  # (number of the part, row in it)


@dataclass
class Transactions:
    """A list of transactions, each of which is there once.

    strata       (unit, service) -> key of each transaction -> where it stands
    id_headers   the columns that say which transaction a row is; none where its whole content does
    rows         rows read, `doubled` of them left out as they repeat another one
    without_id   rows whose cell of the id is blank: their content is the key
    """

    found: Found
    strata: dict[Key, dict[str, Place]]
    id_headers: tuple[str, ...]
    by_service: bool
    rows: int = 0
    doubled: int = 0
    without_id: int = 0

    @property
    def headers(self) -> tuple[tuple[str, int], ...]:
        """The columns of all files, each as (header, how many of that name are before it)."""
        return tuple(dict.fromkeys(column for part in self.found.parts for column in _columns(part)))

    def row(self, place: Place) -> list[str]:
        """The cells of a transaction under `headers`; what could not be read is blank."""
        part = self.found.parts[place[0]]
        cells = dict(zip(_columns(part), part.cells(place[1]), strict=True))
        cells |= {column: "" for column, text in cells.items() if text in (ERROR_CELL, NO_VALUE)}
        return [cells.get(column, "") for column in self.headers]

    def of_units(self) -> "dict[Key, dict[str, Place]]":
        """The strata without a difference between services."""
        merged: dict[Key, dict[str, Place]] = {}
        for (unit, _), places in self.strata.items():
            merged.setdefault((unit, ""), {}).update(places)
        return merged


def _columns(part: Part) -> list[tuple[str, int]]:
    seen: Counter[str] = Counter()
    columns = []
    for header in part.headers:
        columns.append((header, seen[header]))
        seen[header] += 1
    return columns


def read_list(
    sources: Iterable[Source],
    workspace: Workspace,
    *,
    columns: Mapping[str, str] | None = None,
    progress: Progress,
) -> Transactions:
    """A list with one transaction a row, over one file or several.

    columns   role (unit, service, id) -> the header that it has here, where the known words do not do

    Raises DataError for a file without a column of the unit, RulesError for a header that no file has.
    """
    sheets = find_sheets(sources, workspace, "list", ("unit",), columns or {}, progress)
    header = words.samples().columns["id"][0]
    summaries = [part for part in sheets.parts if _is_summary(part)]
    sheets.errors += [part.finding(messages.SAMPLE_SUMMARY, "id", 0, header=header) for part in summaries]
    ids = dict.fromkeys(part.headers[part.roles["id"]] for part in sheets.parts if "id" in part.roles)
    by_service = any("service" in part.roles for part in sheets.parts)
    listed = Transactions(sheets, {}, tuple(ids), by_service)
    _take_rows(listed)
    return listed


def _is_summary(part: Part) -> bool:
    """Whether a sheet has a number of transactions for each unit, and no transactions: each unit once, and in
    place of ids whole numbers under a header that may mean either."""
    if "id" not in part.roles or folded_header(part.headers[part.roles["id"]]) not in either():
        return False
    rows = [row for row in range(len(part.rows)) if nfc(part.text("unit", row))]
    units = {fold(part.text("unit", row)) for row in rows}
    numbers = all(whole_number(part.text("id", row)) is not None for row in rows)
    return len(rows) > 1 and len(units) == len(rows) and numbers


def _take_rows(listed: Transactions) -> None:
    sheets = listed.found
    units, services = Units(sheets), Services()
    taken: dict[tuple[str, str], tuple[str, Place]] = {}  # (unit, key) -> (service, where)
    for number, part in enumerate(sheets.parts):
        for row in range(len(part.rows)):
            if part.is_passed_over(row) or part.is_total(row, sheets.registry):
                continue
            listed.rows += 1
            if (unit := units.of(part, row)) is None or _unreadable(sheets, part, row):
                continue
            key = name_in(part.text("id", row))
            listed.without_id += bool("id" in part.roles and not key)
            transaction = unit.name, key or _content(part, row)
            service = services.key(part.text("service", row))
            if transaction in taken:
                listed.doubled += 1
                sheets.warnings.append(_doubled(sheets, part, row, taken[transaction][1]))
            if transaction not in taken or _before(sheets, (number, row), taken[transaction][1]):
                taken[transaction] = service, (number, row)
    sheets.remarks += units.remarks()
    names = services.names()
    strata: dict[Key, dict[str, Place]] = defaultdict(dict)
    for (unit_name, key), (service, place) in taken.items():
        strata[unit_name, names[service]][key] = place
    refuse_many(strata, sheets)
    listed.strata = {key: strata[key] for key in in_order(strata, sheets.registry)}


def _unreadable(sheets: Found, part: Part, row: int) -> bool:
    """Whether the service or the id is an error cell, which must not pass as none."""
    wrong = [role for role in ("service", "id") if part.text(role, row) in (ERROR_CELL, NO_VALUE)]
    sheets.errors += [part.finding(messages.SAMPLE_CELL, role, row) for role in wrong]
    return bool(wrong)


def _content(part: Part, row: int) -> str:
    """What a row without an id is known by: JSON of its headers and filled cells, sorted; the numbering of
    the rows is no part of it."""
    pairs = zip(part.headers, map(nfc, part.cells(row)), strict=True)
    filled = sorted((header, text) for header, text in pairs if text and fold(header) not in numbering())
    return json.dumps(filled, ensure_ascii=False, separators=(",", ":"))


def _before(sheets: Found, one: Place, other: Place) -> bool:
    """Which of two rows with one id is drawn, whatever their order: the one whose content sorts first."""
    return _content(sheets.parts[one[0]], one[1]) < _content(sheets.parts[other[0]], other[1])


def _doubled(sheets: Found, part: Part, row: int, other: Place) -> Finding:
    role = "id" if "id" in part.roles else "unit"
    other_part = sheets.parts[other[0]]
    first = other_part.place("id" if "id" in other_part.roles else "unit", other[1])
    return part.finding(messages.SAMPLE_DOUBLED, role, row, first=first)
