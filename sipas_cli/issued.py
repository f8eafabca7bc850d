"""`issued.csv` of a workspace: how many ballots were given out, which the response is measured against."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from sipas_cli.errors import RulesError
from sipas_cli.quality import ISSUED
from sipas_cli.read import Sheet, open_ahead
from sipas_cli.text import fold, nfc
from sipas_cli.units import Match, Registry

_COLUMNS = ("unit", "service", "issued")
_MOST_LINES = 20_000
_NUMBER = re.compile(r"\d{1,7}")


def read_issued(folder: Path, registry: Registry) -> dict[str, int]:
    """Id of a unit -> ballots that were issued, over all services; empty where there is no such file.

    Columns unit (name or id), service (may be blank or missing), issued (a whole number); a unit may have
    a line for each service. Raises RulesError for the first faulty line, the others are in its `more`.
    """
    if not (folder / ISSUED).is_file():
        return {}
    with open_ahead([folder / ISSUED]) as sources:
        lines = list(_lines(next(sources).sheets[0]))
    matches = {name: registry.find(name) for name in {line["unit"] for _, line in lines}}
    found: dict[str, int] = {}
    first: dict[tuple[str, str], int] = {}
    errors: list[RulesError] = []
    for number, line in lines:
        match = matches[line["unit"]]
        error = _fault(line, match)
        if error is None and match.unit:
            key = match.unit.id, fold(line["service"])
            if first.setdefault(key, number) != number:
                error = RulesError("issued_twice", unit=match.unit.name, first=first[key])
            found[match.unit.id] = found.get(match.unit.id, 0) + int(line["issued"])
        if error:
            error.where = _at(number)
            errors.append(error)
    if errors:
        errors[0].more = errors[1:]
        raise errors[0]
    return found


def _at(line: int) -> str:
    return f"{ISSUED}:{line}"


def _lines(sheet: Sheet) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The number and the cells of each line that is not blank."""
    header = [fold(cell) for cell in sheet.top[0]]
    if missing := [name for name in ("unit", "issued") if header.count(name) != 1]:
        raise RulesError("issued_header", where=_at(1), name=missing[0])
    places = {name: header.index(name) for name in _COLUMNS if name in header}
    block = sheet.read(1, tuple(places.values()), lambda _: None)
    if len(block.rows) > _MOST_LINES:
        raise RulesError("too_many_rows", where=ISSUED, limit=_MOST_LINES)
    cells = {name: block.columns[place] for name, place in places.items()}
    for number, row in enumerate(block.rows.tolist()):
        own = {name: nfc(column.texts[column.codes[number]]) for name, column in cells.items()}
        yield row, {"service": "", **own}


def _fault(line: Mapping[str, str], match: Match) -> RulesError | None:
    """What is wrong with a line by itself."""
    if not line["unit"]:
        return RulesError("issued_unit_missing")
    if match.unit is None:
        hint = " / ".join(match.suggestions) or "-"
        return RulesError("issued_unit_unknown", unit=line["unit"], suggestions=hint)
    if not _NUMBER.fullmatch(line["issued"]):
        return RulesError("issued_number", issued=line["issued"][:20])
    return None
