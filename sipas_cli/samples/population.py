"""`population.csv` of a workspace: how many people a unit's respondents were drawn from.

Where the criteria declare strata there is a line for each; where they declare clusters it counts clusters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sipas_cli.errors import RulesError, together
from sipas_cli.samples import messages
from sipas_cli.samples.numbers import faults, read_numbers
from sipas_cli.samples.strata import Found, name_in
from sipas_cli.sheets import open_ahead, readable
from sipas_cli.text.spelling import fold
from sipas_cli.wording import Remark
from sipas_cli.workspace.units import Registry
from sipas_cli.workspace.workspace import POPULATION, Workspace

_TABLE = "population"


@dataclass(frozen=True)
class Populations:
    """Unit -> stratum, folded, "" for the whole of it -> how many there are; and the cells that say so."""

    sizes: Mapping[str, Mapping[str, int]]
    places: Mapping[tuple[str, str], str]


NOT_KNOWN = Populations({}, {})


def read_populations(workspace: Workspace, registry: Registry) -> tuple[Populations, Sequence[Remark]]:
    """The sizes by id of a unit, and what was passed over in the file; none where there is no file.

    Raises RulesError for the first faulty cell, the others are in its `more`.
    """
    path = workspace.folder / POPULATION
    if not path.is_file():
        return NOT_KNOWN, []
    with open_ahead([path]) as sources:
        sheets, numbers = read_numbers(readable(sources), workspace, what=_TABLE, progress=lambda *_: None)
    errors = faults(sheets)
    sizes: dict[str, dict[str, int]] = {}
    for (name, stratum), (_, number) in numbers.items():
        unit = registry.unit(name)
        if unit is None:
            errors.append(RulesError(messages.ISSUED_UNIT, where=POPULATION, unit=name))
        else:
            sizes.setdefault(unit.id, {})[stratum] = number
    if errors:
        raise together(errors)
    return Populations(sizes, _places(sheets, registry)), sheets.remarks


def _places(sheets: Found, registry: Registry) -> dict[tuple[str, str], str]:
    """Id of a unit and its stratum -> the cell that says how many there are."""
    places = {}
    for part in sheets.parts:
        for row in range(len(part.rows)):
            unit = registry.find(name_in(part.text("unit", row))).unit
            if unit is not None:
                places[unit.id, fold(name_in(part.text("service", row)))] = part.place(_TABLE, row)
    return places
