"""How ballots were drawn: the columns of stratum, cluster and weight that a plan names."""

import hashlib
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from sipas_cli.errors import DataError, together
from sipas_cli.intake.ballots import messages
from sipas_cli.intake.ballots.table import Table, column_of
from sipas_cli.messages import Message
from sipas_cli.model import ERROR_CELL, MERGED_CELL, NO_VALUE, Ballots, Column, Drawn
from sipas_cli.rules.criteria import Plan
from sipas_cli.text.numbers import typed_number
from sipas_cli.text.places import cell_name, place_name
from sipas_cli.text.spelling import fold, nfc

if TYPE_CHECKING:
    from sipas_cli.model import Bools, Bytes

_NOTHING = ("", ERROR_CELL, NO_VALUE, MERGED_CELL)
#: So many faulty cells are told at once.
_MOST_TOLD = 20
#: No more weights are told apart.
_MOST_WEIGHTS = 200


def drawn_of(table: Table, plan: Plan, outcome: "Bytes") -> Drawn:
    """The stratum, cluster and weight of each row. Only of ballots that count they must be right.

    Raises DataError for a column that is missing, and for the faulty cells.
    """
    columns, valid = plan.columns, outcome == 0
    weights = _column(table, "weight", columns.weight, valid, _weight, messages.WEIGHT_FAULT)
    _refuse_many(weights, table)
    return Drawn(
        strata=_column(table, "stratum", columns.stratum, valid, _stratum, messages.STRATUM_MISSING),
        clusters=_column(table, "cluster", columns.cluster, valid, _cluster, messages.CLUSTER_MISSING),
        weights=weights,
        stratum_column=table.layout.roles.get("stratum", 0),
    )


def _column(
    table: Table,
    role: str,
    headers: Collection[str],
    valid: "Bools",
    read: Callable[[str], str],
    fault: Message,
) -> Column | None:
    """A column with each text as it is compared; None where the plan names none."""
    if not headers:
        return None
    if role not in table.layout.roles:
        where = place_name(table.file, table.sheet)
        raise DataError(messages.DRAWN_COLUMN_MISSING, where=where, role=role, headers=", ".join(headers))
    column = column_of(table, role)
    read_column = Column(tuple(map(read, column.texts)), column.codes)
    cells = _cells(table.block.rows[valid & read_column.where(lambda text: not text)].tolist(), table, role)
    _refuse(table.file, table.sheet, cells, fault)
    return read_column


def _refuse_many(weights: Column | None, table: Table) -> None:
    """Raises DataError for weights that are nearly one for each ballot: then what is counted by weight would
    be the ballots themselves."""
    if weights is None:
        return
    number = len(set(weights.texts))
    if number > _MOST_WEIGHTS:
        where = place_name(table.file, table.sheet)
        raise DataError(messages.WEIGHTS_MANY, where=where, found=number, most=_MOST_WEIGHTS)


def _cells(rows: Collection[int], table: Table, role: str) -> list[str]:
    return [cell_name(row, table.layout.roles[role] + 1) for row in rows]


def _refuse(file: str, sheet: str, cells: Collection[str], fault: Message) -> None:
    """Raises DataError where there are faulty cells, one for each of the first."""
    errors = [DataError(fault, where=place_name(file, sheet, cell)) for cell in [*cells][:_MOST_TOLD]]
    if errors:
        raise together(errors)


def _stratum(text: str) -> str:
    """The name of a stratum as it is compared; "" for none."""
    if text in _NOTHING:
        return ""
    return fold(text)


def _cluster(text: str) -> str:
    """A digest of the name of a cluster, which may be that of a person; "" for none."""
    if text in _NOTHING or not nfc(text):
        return ""
    return hashlib.sha256(fold(text).encode()).hexdigest()[:16]


def _weight(text: str) -> str:
    """A weight as an exact number, 3/2; "" for what is none or not above 0."""
    number = typed_number(text)
    if number is None or number.percent or number.value <= 0:
        return ""
    return str(number.value)


def refuse_unknown_strata(ballots: Ballots, known: Mapping[str, Collection[str]]) -> None:
    """Raises DataError for the valid ballots whose stratum is none of those that the population of their unit
    has; `known` is unit -> strata, of the units whose population is known."""
    strata = ballots.drawn.strata
    if strata is None:
        return
    cells = []
    for row in (ballots.outcome == 0).nonzero()[0].tolist():
        unit = ballots.units[ballots.unit[row]]
        if unit in known and strata.texts[strata.codes[row]] not in known[unit]:
            cells.append(cell_name(int(ballots.rows[row]), ballots.drawn.stratum_column + 1))
    _refuse(ballots.file, ballots.sheet, cells, messages.STRATUM_UNKNOWN)
