"""`issued.csv` of a workspace: how many ballots were given out, against which response rates are measured."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from sipas_cli.errors import DataError
from sipas_cli.files import csv_bytes, write_file
from sipas_cli.sampling import Key, Stratum
from sipas_cli.text import fold
from sipas_cli.units import rule_key

ISSUED = "issued.csv"
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
    for own in strata:
        replaced += rows.pop(key := _key(own.unit, own.service, province), None) is not None
        if own.sample:
            rows[key] = own.unit, own.service, own.sample
    whole = {unit for unit, service in rows if not service}
    for unit, service in rows:
        if service and unit in whole:
            raise DataError("issued_mixed", where=ISSUED, unit=rows[unit, service][0])
    return sorted(rows.values()), replaced


def _key(unit: str, service: str, province: str) -> Key:
    return rule_key(unit, province), fold(service)


def write(folder: Path, rows: Iterable[Row]) -> Path:
    """Writes the file; the former one is kept beside it."""
    path = folder / ISSUED
    write_file(path, csv_bytes(_COLUMNS, list(rows), bom=True))
    return path
