"""What becomes of each row: the first reason why it does not count, else valid."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from sipas_cli.model import OUTCOMES, Column
from sipas_cli.rules.criteria import NOT_APPLICABLE, OFF_SCALE, Plan
from sipas_cli.rules.policies import BadAnswers, NotApproved, Unfinished
from sipas_cli.text.day_parts import day_parts
from sipas_cli.text.days import day_first, day_of
from sipas_cli.text.packed import Packed, as_packed
from sipas_cli.text.spelling import fold, nfc
from sipas_cli.workspace.units import Registry

if TYPE_CHECKING:
    from sipas_cli.model import Bools, Bytes, Ints
from sipas_cli.intake.ballots.answers import added_up
from sipas_cli.intake.ballots.table import Table, by_day, column_of

NO_UNIT, UNKNOWN_UNIT = -1, -2


def outcomes_of(
    table: Table,
    plan: Plan,
    registry: Registry,
    unit: "Ints",
    answers: "Bytes",
    breakdowns: Mapping[str, "Bytes"],
) -> "Bytes":
    """The first reason, in the order of OUTCOMES, why a row does not count; else valid."""
    import numpy as np

    kinds = plan.scale.kinds
    counts = [int(number < len(plan.scale.answers)) for number in range(len(kinds))]
    counted = added_up(answers, np.array(counts, dtype=np.int16))
    left_out = [int(kind == NOT_APPLICABLE) for kind in kinds]
    applicable = len(plan.codes) - added_up(answers, np.array(left_out, dtype=np.int16))
    least = [_least(n, plan.ballots.minimum_answered_pct) for n in range(len(plan.codes) + 1)]
    needed = np.array(least, dtype=np.int16)
    excluded = np.array([bool(u.excluded) for u in registry.units] + [False] * 2)
    tests: dict[str, Callable[[], Bools]] = {
        "misaligned": lambda: np.isin(table.block.rows, list(table.block.overlong)),
        "not_approved": lambda: _not_approved(table, plan),
        "incomplete": lambda: _incomplete(table, plan),
        "outside_period": lambda: _outside_period(table, plan),
        "excluded_kind": lambda: _excluded_kind(plan, breakdowns, len(table.block.rows)),
        "no_unit": lambda: unit == NO_UNIT,
        "unknown_unit": lambda: unit == UNKNOWN_UNIT,
        "excluded_unit": lambda: excluded[unit],
        "no_answer": lambda: counted == 0,
        "few_answers": lambda: counted < needed[applicable],
        "bad_answer": lambda: _bad_answer(answers, plan),
    }
    outcome = np.zeros(len(table.block.rows), dtype=np.uint8)
    for reason, holds in reversed(tests.items()):
        outcome[holds()] = OUTCOMES.index(reason)
    return outcome


def _least(applicable: int, minimum_pct: Decimal) -> int:
    """The fewest answers that are `minimum_pct` percent of the applicable questions, exactly."""
    return math.ceil(Fraction(minimum_pct) * applicable / 100)


def _no_rows(table: Table) -> "Bools":
    import numpy as np

    return np.zeros(len(table.block.rows), dtype=bool)


def _not_approved(table: Table, plan: Plan) -> "Bools":
    match plan.ballots.not_approved:
        case NotApproved.COUNT:
            return _no_rows(table)
        case NotApproved.LEAVE_OUT:
            if "status" not in table.layout.roles:
                return _no_rows(table)
            rejected = {fold(status) for status in plan.ballots.rejected_statuses}
            return column_of(table, "status").where(lambda text: fold(text) in rejected)
        case _:
            assert_never(plan.ballots.not_approved)


def _incomplete(table: Table, plan: Plan) -> "Bools":
    """Whether the column that tells which ballots were finished says that one was not, or nothing."""
    match plan.ballots.unfinished:
        case Unfinished.COUNT:
            return _no_rows(table)
        case Unfinished.LEAVE_OUT:
            if "complete" not in table.layout.roles:
                return _no_rows(table)
            unfinished = {"", *map(fold, plan.ballots.unfinished_statuses)}
            return column_of(table, "complete").where(lambda text: fold(text) in unfinished)
        case _:
            assert_never(plan.ballots.unfinished)


def _bad_answer(answers: "Bytes", plan: Plan) -> "Bools":
    """Whether an answer that is none of the scale takes its ballot along."""
    import numpy as np

    match plan.ballots.bad_answers:
        case BadAnswers.LEAVE_OUT:
            return np.zeros(len(answers), dtype=bool)
        case BadAnswers.REJECT_BALLOT:
            bad: Bools = (answers == plan.scale.kinds.index(OFF_SCALE)).any(axis=1)
            return bad
        case _:
            assert_never(plan.ballots.bad_answers)


def _outside_period(table: Table, plan: Plan) -> "Bools":
    """Whether a ballot has a day and it is before or after the period of the survey."""
    import numpy as np

    times = days_of(table) if has_period(plan) else None
    if times is None:
        return _no_rows(table)
    column = by_day(times)
    outside: Bools = np.array(are_outside(column.texts, plan) or [False])[column.codes]
    return outside


def are_outside(texts: Iterable[str], plan: Plan) -> list[bool]:
    """Whether each time is of a day that is not in the period; what is no day is not."""
    first, last = plan.ballots.period_from or "", plan.ballots.period_to or "\uffff"
    return [bool(day) and not first <= day <= last for day in map(day_of, texts)]


def has_period(plan: Plan) -> bool:
    """Whether only ballots of certain days count."""
    return bool(plan.ballots.period_from or plan.ballots.period_to)


def days_of(table: Table) -> Column | None:
    """The times of answering, in one order of day and month, "" where the tool keeps none."""
    if "date" not in table.layout.roles:
        return None
    column = column_of(table, "date")

    def day(text: str) -> str:
        if nfc(text) in table.no_date:
            return ""
        return text

    if isinstance(column.texts, Packed) and _is_day_first(by_day(column).texts, table.no_date):
        return column
    return Column(day_first(map(day, column.texts)), column.codes)


def _is_day_first(parts: Sequence[str], no_date: Sequence[str]) -> bool:
    """Whether times, given by their parts, need not be written otherwise: none stands for no time, and
    the day is before the month."""
    none = {*no_date, *day_parts(as_packed(no_date))[0]}
    if any(nfc(part) in none for part in parts):
        return False
    return list(day_first(parts)) == list(parts)


def _excluded_kind(plan: Plan, breakdowns: Mapping[str, "Bytes"], rows: int) -> "Bools":
    """Whether the respondent is of a kind that does not count."""
    import numpy as np

    excluded_rows = np.zeros(rows, dtype=bool)
    for breakdown in plan.breakdowns:
        excluded = [breakdown.values.index(text) for text in plan.ballots.excluded.get(breakdown.id, ())]
        excluded_rows |= np.isin(breakdowns[breakdown.id], excluded)
    return excluded_rows
