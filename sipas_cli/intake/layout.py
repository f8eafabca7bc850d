"""How the header of a sheet maps to a plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Layout:
    """How the header of a sheet maps to a plan; columns count from 0 for A.

    header_row  the last row of the header
    name_row    the row of it that names the questions
    questions   code -> column, of several the first
    versions    code -> further columns of the same question: the filled one of each row counts
    choices     code -> column -> answer, where each answer has a column of its own to be marked
    roles       unit, group, ballot_id, date, status, interviewer, complete, number -> column, where the sheet
                has one
    breakdowns  id -> column, where the sheet has one
    others      id of an other question -> its columns, see OtherColumns.questions
    strange_choices  columns for a choice that their question does not have: (id, column)
    missing     codes without a column; `similar` has the header that looks like each
    unknown     headers that look like question codes but are none: (column, header)
    doubled     (code or role, column, column); one that is also in `versions` or `units` does no harm where
                no row fills both
    headers     column -> its header as typed, for the columns in `roles` and of `questions`
    units       further columns of the unit: the filled one of each row counts
    resembling  column -> the question that its header resembles, where the form may have had other wordings
    """

    header_row: int
    questions: Mapping[str, int]
    roles: Mapping[str, int]
    breakdowns: Mapping[str, int]
    missing: tuple[str, ...] = ()
    similar: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    unknown: tuple[tuple[int, str], ...] = ()
    doubled: tuple[tuple[str, int, int], ...] = ()
    headers: Mapping[int, str] = field(default_factory=dict)
    versions: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    choices: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    resembling: Mapping[int, str] = field(default_factory=dict)
    name_row: int = 1
    units: tuple[int, ...] = ()
    others: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    strange_choices: tuple[tuple[str, int], ...] = ()

    @property
    def complete(self) -> bool:
        """Whether the plan explains this header row."""
        return not self.missing and not self.unknown

    def shared(self) -> frozenset[int]:
        """The columns whose value may be that of several rows: unit, group, day and traits."""
        roles = ("unit", "group", "date", "interviewer")
        named = (self.roles[role] for role in roles if role in self.roles)
        return frozenset((*named, *self.units, *self.breakdowns.values()))

    def given(self) -> tuple[int, ...]:
        """The columns that are filled in before anybody answers."""
        return tuple(self.roles[role] for role in ("number", "interviewer") if role in self.roles)

    def answers(self) -> frozenset[int]:
        """The columns of the questions."""
        further = (
            column for columns in (*self.versions.values(), *self.choices.values()) for column in columns
        )
        return frozenset((*self.questions.values(), *further))

    def columns(self) -> tuple[int, ...]:
        """Every column that is read."""
        mapped = {*self.questions.values(), *self.roles.values(), *self.breakdowns.values()}
        mapped.update(
            column for columns in (*self.versions.values(), *self.choices.values()) for column in columns
        )
        mapped.update(self.units, *self.others.values())
        return tuple(sorted(mapped))
