"""A sheet that is known to hold ballots."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from sipas_cli.intake.layout import Layout
from sipas_cli.intake.stated_year import Claim
from sipas_cli.model import Block, Column, Identity
from sipas_cli.rules.criteria import Plan
from sipas_cli.text.day_parts import day_parts
from sipas_cli.text.packed import Packed, is_id
from sipas_cli.text.spelling import fold, nfc

if TYPE_CHECKING:
    from sipas_cli.model import Bools


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that is known to hold ballots: its place, its layout, its columns.

    plan         how this sheet is read: the plan of the criteria, with what the form tool and a mapping add
    unit         the unit of all ballots, where it is not in a column; `unit_cell` is where it stands
    answers_end  marks that the tool puts behind an answer
    assumed      codes of answers that are taken for levels of the scale by their place alone
    otherwise    texts that mean another answer than in the criteria, as a mapping confirms
    no_date      what the tool writes where it keeps no time of answering
    identity     what tells that two ballots are one, see Source.identity
    made_ids     whether the ids are those that the form tool makes
    claim        the year that the sheet says of itself
    named        the units that stand above its header
    title        what stands there
    """

    file: str
    sheet: str
    source: str
    layout: Layout
    block: Block
    plan: Plan
    unit: str = ""
    unit_cell: str = ""
    answers_end: str = ""
    assumed: Mapping[str, str] = field(default_factory=dict)
    otherwise: Mapping[str, str] = field(default_factory=dict)
    no_date: Sequence[str] = ()
    identity: Identity = "id"
    made_ids: bool = False
    claim: Claim | None = None
    named: Sequence[str] = ()
    title: Mapping[int, Sequence[str]] = field(default_factory=dict)


def column_of(table: Table, role: str) -> Column:
    """The column of a role that the table has."""
    return table.block.columns[table.layout.roles[role]]


def by_day(times: Column) -> Column:
    """Times by what their days are told from, see `day_parts`: far fewer texts where each row has its own."""
    if not isinstance(times.texts, Packed):
        return times
    parts, places = day_parts(times.texts)
    return Column(parts, places[times.codes])


def with_rows(table: Table, keep: "Bools") -> Table:
    """The table with some of its rows."""
    if keep.all():
        return table
    columns = {
        place: Column(column.texts, column.codes[keep]) for place, column in table.block.columns.items()
    }
    return replace(table, block=replace(table.block, rows=table.block.rows[keep], columns=columns))


def no_rows(table: Table) -> "Bools":
    """A mask of the rows that has none of them yet."""
    import numpy as np

    return np.zeros(len(table.block.rows), dtype=bool)


def of_keys(column: Column, keys: Collection[str]) -> "Bools":
    """The rows whose cell holds one of some texts, which are folded."""
    of_id = None if any(map(is_id, keys)) else False
    return column.where(partial(is_one_of, keys=keys), of_id=of_id)


# --- what a cell holds, for `Column.where` ---


def is_filled(text: str) -> bool:
    """Whether a cell holds more than blanks."""
    return text[:1].isalnum() or bool(nfc(text))


def is_one_of(text: str, keys: Collection[str]) -> bool:
    """Whether a cell holds one of some texts, which are folded."""
    return fold(text) in keys


def is_numbered(text: str) -> bool:
    """Whether there is a digit in a cell."""
    return any(map(str.isdigit, text))
