"""A sheet that is known to hold ballots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sipas_cli.intake.stated_year import Claim
from sipas_cli.model import Block, Column, Identity, Layout
from sipas_cli.rules.criteria import Plan

if TYPE_CHECKING:
    pass


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
    return table.block.columns[table.layout.roles[role]]
