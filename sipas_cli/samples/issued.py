"""`issued.csv` of a workspace: how many ballots were given out, against which response rates are measured."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sipas_cli.errors import DataError, RulesError
from sipas_cli.files import csv_bytes, write_file
from sipas_cli.samples import messages
from sipas_cli.samples.numbers import faults, read_numbers
from sipas_cli.samples.sampling import Key, Stratum
from sipas_cli.sheets import open_ahead, readable
from sipas_cli.text.spelling import fold
from sipas_cli.wording import Remark
from sipas_cli.workspace.units import Registry, rule_key
from sipas_cli.workspace.workspace import ISSUED, Workspace

_COLUMNS = ("unit", "service", "issued")

Row = tuple[str, str, int]


def merged(
    former: Mapping[Key, tuple[str, int]], strata: Iterable[Stratum], *, province: str
) -> tuple[list[Row], int]:
    """The former numbers and the new ones, which go before: (unit, service, issued), and how many of the
    former were replaced. Drawing again thus does not count a ballot twice.

    former   (unit, folded service) -> (service, issued)

    Raises DataError for a unit of which one number is for all services and another for one of them: they
    would be added up.
    """
    rows = {_key(unit, service, province): (unit, service, n) for (unit, _), (service, n) in former.items()}
    replaced = 0
    for stratum in strata:
        replaced += rows.pop(key := _key(stratum.unit, stratum.service, province), None) is not None
        if stratum.sample:
            rows[key] = stratum.unit, stratum.service, stratum.sample
    whole = {unit for unit, service in rows if not service}
    for unit, service in rows:
        if service and unit in whole:
            raise DataError(messages.ISSUED_MIXED, where=ISSUED, unit=rows[unit, service][0])
    return sorted(rows.values()), replaced


def _key(unit: str, service: str, province: str) -> Key:
    return rule_key(unit, province), fold(service)


def write(workspace: Workspace, rows: Iterable[Row]) -> Path:
    """Writes the file; the former one is kept beside it."""
    path = workspace.folder / ISSUED
    write_file(path, csv_bytes(_COLUMNS, list(rows), bom=True))
    return path


def by_unit(workspace: Workspace, registry: Registry) -> tuple[dict[str, int], Sequence[Remark]]:
    """Id of a unit -> ballots given out, over all services, and what was passed over in the file; empty
    where there is none.

    Raises RulesError for the first faulty cell, the others are in its `more`: a response that is measured
    against half of the numbers would be wrong.
    """
    path = workspace.folder / ISSUED
    if not path.is_file():
        return {}, []
    with open_ahead([path]) as sources:
        sheets, numbers = read_numbers(readable(sources), workspace, what="issued", progress=lambda *_: None)
    errors = faults(sheets)
    issued: dict[str, int] = {}
    for (name, service), (_, number) in numbers.items():
        unit = registry.unit(name)
        if unit is None:
            errors.append(RulesError(messages.ISSUED_UNIT, where=ISSUED, unit=name))
        elif service and (name, "") in numbers:
            raise DataError(messages.ISSUED_MIXED, where=ISSUED, unit=name)
        else:
            issued[unit.id] = issued.get(unit.id, 0) + number
    if errors:
        errors[0].more = errors[1:]
        raise errors[0]
    return issued, sheets.remarks
