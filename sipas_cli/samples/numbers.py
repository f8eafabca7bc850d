"""Tables of numbers for units and their services: transactions, samples, ballots given out."""

import re
from collections.abc import Iterable, Iterator, Mapping

from sipas_cli.errors import RulesError
from sipas_cli.intake.readings import Progress
from sipas_cli.intake.totals import is_total
from sipas_cli.model import ERROR_CELL, NO_VALUE, Finding
from sipas_cli.samples import messages
from sipas_cli.samples.sampling import Key, Stratum
from sipas_cli.samples.strata import (
    MOST_TRANSACTIONS,
    Found,
    Part,
    Services,
    Units,
    find_sheets,
    in_order,
    name_in,
    refuse_many,
)
from sipas_cli.sheets import Source
from sipas_cli.text.spelling import nfc
from sipas_cli.wording import Remark, place, problem, remedy
from sipas_cli.workspace.units import Registry
from sipas_cli.workspace.workspace import Workspace

_WHOLE = re.compile(r"\d{1,12}")
_THOUSANDS = re.compile(r"\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*")
_POINT_ZERO = re.compile(r"(\d{1,12})[.,]0+")


def read_numbers(
    sources: Iterable[Source],
    workspace: Workspace,
    *,
    what: str = "transactions",
    columns: Mapping[str, str] | None = None,
    progress: Progress,
) -> tuple[Found, dict[Key, tuple[str, int]]]:
    """A table with a number for each unit, or for each service of a unit.

    what      "transactions", "sample", "issued" or "population"
    columns   role (unit, service, or `what`) -> the header that it has here

    Returns what was found, with its errors, and (unit, folded service) -> (service, number), in the order
    of the register. Raises DataError for a file without such a table.
    """
    sheets = find_sheets(sources, workspace, what, ("unit", what), columns or {}, progress)
    units, services = Units(sheets), Services()
    numbers: dict[Key, int] = {}
    first: dict[Key, str] = {}
    for part in sheets.parts:
        totals = 0
        for row in range(len(part.rows)):
            if part.is_total(row, sheets.registry) or is_total(part.text("service", row)):
                totals += 1
            elif part.is_passed_over(row) or _is_heading(part, row, what, sheets.registry):
                continue
            elif unit := units.of(part, row):
                key = unit.name, services.key(part.text("service", row))
                _take_number(sheets, part, row, what, key, numbers, first)
        if totals:
            sheets.remarks.append(Remark(messages.SAMPLE_TOTALS, {"place": part.sheet_place, "rows": totals}))
    sheets.remarks += units.remarks()
    if what != "issued":  # which is told where it is read
        sheets.errors += _mixed(numbers, first, sheets)
    refuse_many(numbers, sheets)
    names = services.names()
    return sheets, {key: (names[key[1]], numbers[key]) for key in in_order(numbers, sheets.registry)}


def faults(sheets: Found) -> list[RulesError]:
    """The faulty cells of a file of the workspace, each as an error of its own."""
    errors = []
    for finding in sheets.errors:
        params = {"problem": problem(finding), "what_to_do": remedy(finding)}
        errors.append(RulesError(messages.ISSUED_FAULT, where=place(finding), **params))
    return errors


def _mixed(numbers: Iterable[Key], first: Mapping[Key, str], sheets: Found) -> Iterator[Finding]:
    """The units that have a number for all services and others for some of them: they would be added up."""
    of_services = {unit: (unit, service) for unit, service in numbers if service}
    for unit, key in of_services.items():
        if (unit, "") in first:
            params = {"unit": unit, "place": first[unit, ""], "first": first[key]}
            yield Finding(messages.SAMPLE_MIXED, next(iter(sheets.digests)), params=params)


def _is_heading(part: Part, row: int, what: str, registry: Registry) -> bool:
    """Whether a row is no entry but the name of a part of the table, or a remark: it has no number and
    names no unit."""
    return not nfc(part.text(what, row)) and registry.find(name_in(part.text("unit", row))).unit is None


def _take_number(
    sheets: Found,
    part: Part,
    row: int,
    what: str,
    key: Key,
    numbers: dict[Key, int],
    first: dict[Key, str],
) -> None:
    number = whole_number(part.text(what, row))
    if part.text("service", row) in (ERROR_CELL, NO_VALUE):
        sheets.errors.append(part.finding(messages.SAMPLE_CELL, "service", row))
    elif number is None or number > MOST_TRANSACTIONS:
        sheets.errors.append(part.finding(messages.SAMPLE_NUMBER, what, row, limit=MOST_TRANSACTIONS))
    elif key in first:
        sheets.errors.append(part.finding(messages.SAMPLE_STRATUM_TWICE, "unit", row, first=first[key]))
    else:
        numbers[key] = number
        first[key] = part.place("unit", row)


def whole_number(text: str) -> int | None:
    """A whole number as people type it, with or without marks between the thousands; None for anything
    else. A number of transactions has no decimals, so that 1.234 can only be one thousand and more.

    >>> whole_number("1.234"), whole_number("12 000 000"), whole_number("5.0"), whole_number("1.5")
    (1234, 12000000, 5, None)
    """
    typed = nfc(text)
    if _WHOLE.fullmatch(typed):
        return int(typed)
    if _THOUSANDS.fullmatch(typed):
        return int(re.sub(r"\D", "", typed))
    zero = _POINT_ZERO.fullmatch(typed)
    if not zero:
        return None
    return int(zero[1])


def population(numbers: Mapping[Key, tuple[str, int]]) -> list[Stratum]:
    """The strata of a table of transactions."""
    return [Stratum(unit, service, number) for (unit, _), (service, number) in numbers.items()]
