"""The valid ballots of all tables, one after the other, and what signs in them are told from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sipas_cli.intake.ballots.stamps import NO_TIME, seconds
from sipas_cli.messages import FindingKind
from sipas_cli.model import Ballots, Finding, Unit, is_marker
from sipas_cli.rules.criteria import Plan
from sipas_cli.rules.quality import QualityRules
from sipas_cli.text.places import cell_name
from sipas_cli.text.spelling import fold

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]
    Reals = npt.NDArray[np.float64]

NO_INTERVIEWER = -1


@dataclass(frozen=True, slots=True)
class Pool:
    """The valid ballots of all tables, one after the other: one entry a ballot in each column.

    table, row    where it stands
    answers       ballots x questions, indexes into the scale's kinds; a question lies in one piece
    interviewer   a number for each interviewer of all tables, or NO_INTERVIEWER
    time          seconds, or NO_TIME
    """

    tables: Sequence[Ballots]
    table: "Numbers"
    row: "Numbers"
    unit: "Numbers"
    answers: "Numbers"
    interviewer: "Numbers"
    time: "Numbers"


def pool(tables: Sequence[Ballots]) -> Pool:
    """The valid ballots of all tables."""
    import numpy as np

    names: dict[str, int] = {}
    rows = [np.nonzero(table.outcome == 0)[0] for table in tables]

    def joined(columns: Iterable["npt.NDArray[Any]"]) -> "npt.NDArray[Any]":
        return np.concatenate([column[valid] for column, valid in zip(columns, rows, strict=True)])

    return Pool(
        tables=tables,
        table=np.repeat(np.arange(len(tables)), [len(valid) for valid in rows]),
        row=np.concatenate(rows),
        unit=joined(table.unit for table in tables).astype(np.int64),
        answers=np.asfortranarray(joined(table.answers for table in tables)),
        interviewer=joined(interviewers_of(table, names) for table in tables),
        time=joined(_times(table) for table in tables),
    )


def interviewers_of(table: Ballots, names: dict[str, int]) -> "Numbers":
    """The number of the interviewer of each row; `names` gives one person the same in all tables."""
    import numpy as np

    if table.interviewers is None:
        return np.full(len(table.rows), NO_INTERVIEWER)
    numbers = [_number_of(fold(text), names) for text in table.interviewers.texts]
    return np.array(numbers, dtype=np.int64)[table.interviewers.codes]


def _number_of(name: str, names: dict[str, int]) -> int:
    if not name or is_marker(name):  # what a refused cell holds
        return NO_INTERVIEWER
    return names.setdefault(name, len(names))


def _times(table: Ballots) -> "Numbers":
    import numpy as np

    if table.days is None:
        return np.full(len(table.rows), NO_TIME)
    return seconds(table.days.texts)[table.days.codes]


class Look:
    """The pool with what all signs are told from; `told` marks ballots that a finding is about already."""

    def __init__(self, pool: Pool, plan: Plan, units: Sequence[Unit], rules: QualityRules) -> None:
        import numpy as np

        self.pool, self.plan, self.units, self.rules = pool, plan, units, rules
        self.kinds, self.levels = len(plan.scale.kinds), len(plan.scale.answers)
        self.ballots, self.questions = pool.answers.shape
        chosen = np.stack([(pool.answers == level).sum(axis=1) for level in range(self.levels)], axis=1)
        self.counted = chosen.sum(axis=1)
        self.usual = chosen.argmax(axis=1)
        self.judged: Mask = self.counted >= rules.least_answers
        changes = (pool.answers[:, 1:] != pool.answers[:, :-1]).sum(axis=1)
        self.varied: Mask = self.judged & (changes >= rules.identical_changes)
        self.straight: Mask = self.judged & (chosen.max(axis=1) == self.counted)
        self.content = numbered((pool.answers[:, n], self.kinds) for n in range(self.questions))
        self.told: Mask = np.zeros(self.ballots, dtype=bool)

    def per_unit(self, which: "Mask") -> "Numbers":
        """How many of the ballots each unit has."""
        import numpy as np

        return np.bincount(self.pool.unit[which], minlength=len(self.units))

    def finding(self, kind: FindingKind, ballot: int, **params: Any) -> Finding:
        """A finding with the place of the first of the ballots that it is about."""
        column = self._table_of(ballot).id_column or 0
        return self._finding(kind, ballot, column, params)

    def interviewer_finding(self, kind: FindingKind, ballot: int, **params: Any) -> Finding:
        """The same for an interviewer, who is named by his number among those in the column, the first of
        them 1: names are personal data."""
        import numpy as np

        table = self._table_of(ballot)
        column = interviewers_of(table, {})
        named = column[column != NO_INTERVIEWER]
        _, first = np.unique(named, return_index=True)
        in_order = named[np.sort(first)].tolist()
        params["number"] = in_order.index(column[self.pool.row[ballot]]) + 1
        return self._finding(kind, ballot, table.interviewer_column or 0, params)

    def _table_of(self, ballot: int) -> Ballots:
        return self.pool.tables[int(self.pool.table[ballot])]

    def _finding(self, kind: FindingKind, ballot: int, column: int, params: Mapping[str, Any]) -> Finding:
        table = self._table_of(ballot)
        address = cell_name(int(table.rows[self.pool.row[ballot]]), column + 1)
        return Finding(kind, table.file, table.sheet, address, params)


def numbered(columns: Iterable[tuple["npt.NDArray[Any]", int]]) -> "Numbers":
    """A number for each row of some columns, the same for equal rows and for no others.

    columns   values from 0, and how many different ones there can be

    As many columns as have room are packed into one integer before it is counted what occurs.
    """
    import numpy as np

    numbers, size = np.zeros(1, dtype=np.int64), 1
    for values, kinds in columns:
        if size * kinds >= 2**62:
            numbers = np.unique(numbers, return_inverse=True)[1]
            size = len(numbers)
        numbers, size = numbers * kinds + values, size * kinds
    return np.unique(numbers, return_inverse=True)[1]


def counts_in(area: "Numbers", values: "Numbers", areas: int, kinds: int) -> "Numbers":
    """How often each value occurs in each area."""
    import numpy as np

    return np.bincount(area * kinds + values, minlength=areas * kinds).reshape(areas, kinds)
