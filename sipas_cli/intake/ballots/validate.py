"""Rows to ballots: what each answer is, whose ballot it is, whether it counts."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sipas_cli.findings import Findings
from sipas_cli.model import ERROR_CELL, NO_VALUE, TWO_UNITS, Ballots, Column
from sipas_cli.rules.criteria import Plan
from sipas_cli.text.days import sortable_day
from sipas_cli.text.spelling import fold, nfc
from sipas_cli.workspace.units import Registry

if TYPE_CHECKING:
    from sipas_cli.model import Bytes, Ints
from sipas_cli.intake.ballots.answers import answers_of
from sipas_cli.intake.ballots.drawn import drawn_of
from sipas_cli.intake.ballots.findings import findings_of
from sipas_cli.intake.ballots.others import other_findings, others_of
from sipas_cli.intake.ballots.outcomes import NO_UNIT, UNKNOWN_UNIT, days_of, outcomes_of
from sipas_cli.intake.ballots.table import Table, column_of


def validate(table: Table, registry: Registry) -> tuple[Ballots, Findings]:
    """The ballots of one table and what is wrong with them, before duplicates are looked for. Raises
    DataError where it is not told how they were drawn, as the plan says that it is."""
    import numpy as np

    plan = table.plan
    units, unit = _units(table, registry)
    answers, breakdowns = answers_of(table, plan), _breakdowns(table, plan)
    outcome = outcomes_of(table, plan, registry, unit, answers, breakdowns)
    roles, columns = table.layout.roles, table.block.columns
    days = days_of(table)
    ballots = Ballots(
        file=table.file,
        sheet=table.sheet,
        source=table.source,
        rows=table.block.rows,
        units=units,
        unit=np.maximum(unit, -1).astype(np.int32),
        answers=answers,
        breakdowns=breakdowns,
        outcome=outcome,
        id_column=roles.get("date" if table.identity == "content" else "ballot_id"),
        ids=_ids(table, days, units, unit, answers),
        days=days,
        identity=table.identity,
        made_ids=table.made_ids,
        interviewer_column=roles.get("interviewer"),
        interviewers=columns[roles["interviewer"]] if "interviewer" in roles else None,
        drawn=drawn_of(table, plan, outcome),
        others=others_of(table),
    )
    findings = findings_of(table, plan, registry, ballots)
    return ballots, Findings(findings, *other_findings(table, ballots))


def _units(table: Table, registry: Registry) -> tuple[tuple[str, ...], "Ints"]:
    """The registered units' ids, and per row the index of its unit, -1 for blank, -2 for unknown."""
    import numpy as np

    ids = tuple(unit.id for unit in registry.units)
    place = {unit: number for number, unit in enumerate(ids)}
    if table.unit:
        judged = registry.unit(table.unit)
        whole = place[judged.id] if judged else UNKNOWN_UNIT
        return ids, np.full(len(table.block.rows), whole, dtype=np.int32)
    column = column_of(table, "unit")
    indices = np.full(max(len(column.texts), 1), NO_UNIT, dtype=np.int32)
    for number, text in enumerate(column.texts):
        if text in (ERROR_CELL, NO_VALUE, TWO_UNITS):
            indices[number] = UNKNOWN_UNIT
        elif nfc(text):
            unit = registry.unit(text)
            indices[number] = place[unit.id] if unit else UNKNOWN_UNIT
    return ids, indices[column.codes]


def _breakdowns(table: Table, plan: Plan) -> dict[str, "Bytes"]:
    import numpy as np

    breakdowns = {}
    for breakdown in plan.breakdowns:
        values = {fold(text): number for number, text in breakdown.texts()}
        unknown = len(breakdown.values)
        if breakdown.id not in table.layout.breakdowns:
            breakdowns[breakdown.id] = np.full(len(table.block.rows), unknown, dtype=np.uint8)
            continue
        column = table.block.columns[table.layout.breakdowns[breakdown.id]]
        numbers = [values.get(fold(text), unknown) for text in column.texts]
        breakdowns[breakdown.id] = np.array(numbers or [unknown], dtype=np.uint8)[column.codes]
    return breakdowns


def _ids(
    table: Table, days: Column | None, units: Sequence[str], unit: "Ints", answers: "Bytes"
) -> Column | None:
    """What tells ballots apart, a text for each row; None where nothing does."""
    roles = table.layout.roles
    if "ballot_id" in roles:
        return table.block.columns[roles["ballot_id"]]
    if table.identity != "content" or days is None:
        return None
    names = (*units, "", "")  # the last two are for a row without a unit that is known
    return _contents(days, [names[number] for number in unit.tolist()], answers)


def _contents(days: Column, units: Sequence[str], answers: "Bytes") -> Column:
    """In place of ids, where a tool makes none: when to the second, about whom and what was answered. Equal
    ballots of one sheet are counted, as they are several; they are one with those of another sheet."""
    import numpy as np

    stamps = list(map(_stamp, days.texts))
    times: Counter[str] = Counter()
    keys = []
    for code, unit, marks in zip(days.codes.tolist(), units, answers, strict=True):
        if not stamps[code]:
            keys.append("")
            continue
        key = f"{stamps[code]} {unit} {marks.tobytes().hex()}"
        times[key] += 1
        keys.append(f"{key} {times[key]}")
    return Column(tuple(keys), np.arange(len(keys), dtype=np.int32))


def _stamp(text: str) -> str:
    """A time of answering; "" for one that does not say the second."""
    if not _TO_THE_SECOND.search(text):
        return ""
    return second(text)


_TO_THE_SECOND = re.compile(r"\d:\d\d:\d\d")


def second(text: str) -> str:
    """A time without what is smaller than a second, and without the zone: of one form, the workbook has
    08:00:00.123, the csv of the table 8:00:00, that of the form itself 8:00:00 SA GMT+7."""
    return sortable_day(text)[: len("2023-11-15 09:30:00")]
