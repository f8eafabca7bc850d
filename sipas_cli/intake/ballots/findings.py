"""What is said of the cells and rows of a table of ballots that do not count."""

import re
from collections.abc import Iterator, Mapping, Sequence

from sipas_cli.intake import unknown_unit
from sipas_cli.intake.ballots import messages
from sipas_cli.intake.ballots.outcomes import are_outside, has_period
from sipas_cli.intake.ballots.table import Table, column_of
from sipas_cli.messages import FindingKind
from sipas_cli.model import ERROR_CELL, MERGED_CELL, NO_VALUE, OUTCOMES, TWO_UNITS, Ballots, Finding
from sipas_cli.rules.criteria import OFF_SCALE, Plan
from sipas_cli.text.days import day_first, day_of
from sipas_cli.text.places import cell_name
from sipas_cli.text.spelling import nfc
from sipas_cli.workspace.units import Registry

#: Only a bare short number is shown in a finding; any other text may be a person's own words.
_DAY_CELL = re.compile(r"\d{4}-\d{2}-\d{2}(?:T[\d:.]+)?")  # what a cell with a day is read as
_SHOWABLE = re.compile(r"-?\d{1,3}(?:[.,]\d{1,2})?")


#: Outcome of a rejected ballot -> what is said of it, where its unit is not what decided.
_REJECTED = {
    "misaligned": messages.BALLOT_MISALIGNED,
    "not_approved": messages.BALLOT_NOT_APPROVED,
    "incomplete": messages.BALLOT_INCOMPLETE,
    "outside_period": messages.BALLOT_OUTSIDE_PERIOD,
    "excluded_kind": messages.BALLOT_EXCLUDED_KIND,
    "no_unit": messages.BALLOT_NO_UNIT,
    "no_answer": messages.BALLOT_NO_ANSWER,
    "few_answers": messages.BALLOT_FEW_ANSWERS,
}


def findings_of(table: Table, plan: Plan, registry: Registry, ballots: Ballots) -> list[Finding]:
    """What is wrong with a table: what concerns all of it first."""
    return [
        *_assumed_findings(table, plan),
        *_day_findings(table, plan, ballots),
        *_day_order_findings(table, plan),
        *_answer_findings(table, plan, ballots),
        *_unreadable_findings(table),
        *_merged_findings(table),
        *_ballot_findings(table, plan, registry, ballots),
    ]


def _assumed_findings(table: Table, plan: Plan) -> Iterator[Finding]:
    """One finding for all codes that are read by their place: which level each is taken for."""
    if table.assumed:
        labels = dict(zip(plan.scale.kinds, (answer.label for answer in plan.scale.answers), strict=False))
        read = sorted(table.assumed.items(), key=lambda pair: plan.scale.kinds.index(pair[1]))
        cell = cell_name(table.layout.header_row, table.layout.questions[plan.codes[0]] + 1)
        meaning = ", ".join(f"{text} = {labels[kind]}" for text, kind in read)
        yield Finding(messages.ANSWERS_BY_POSITION, table.file, table.sheet, cell, {"meaning": meaning})


def _day_findings(table: Table, plan: Plan, ballots: Ballots) -> Iterator[Finding]:
    """One finding for each valid ballot whose time is no day, where only those of a period count."""
    if ballots.days is None or not has_period(plan):
        return
    strange = {
        code
        for code, text in enumerate(ballots.days.texts)
        if nfc(text) and text not in (ERROR_CELL, NO_VALUE) and not day_of(text)
    }
    column = table.layout.roles["date"] + 1
    for row, code in enumerate(ballots.days.codes.tolist() if strange else ()):
        if code in strange and ballots.outcome[row] == 0:
            cell = cell_name(int(ballots.rows[row]), column)
            yield Finding(messages.DAY_UNREADABLE, table.file, table.sheet, cell)


def _day_order_findings(table: Table, plan: Plan) -> Iterator[Finding]:
    """One finding where a day is left out that would be in the period with the month before the day, and
    nothing in the column tells which of them is first."""
    if "date" not in table.layout.roles or not has_period(plan):
        return
    texts = column_of(table, "date").texts
    as_read = are_outside(day_first(texts), plan)
    otherwise = are_outside(day_first(texts, else_month=True), plan)
    if any(out and not else_out for out, else_out in zip(as_read, otherwise, strict=True)):
        cell = cell_name(table.layout.header_row, table.layout.roles["date"] + 1)
        yield Finding(messages.DAY_ORDER, table.file, table.sheet, cell)


def _answer_findings(table: Table, plan: Plan, ballots: Ballots) -> Iterator[Finding]:
    """One finding for each answer off the scale in a ballot that counts."""
    import numpy as np

    off_scale = plan.scale.kinds.index(OFF_SCALE)
    low, top = plan.scale.ends
    valid = ballots.outcome == 0
    places = np.argwhere((ballots.answers == off_scale) & valid[:, None])
    for row, question in places.tolist():
        code = plan.codes[question]
        versions = (table.layout.questions[code], *table.layout.versions.get(code, ()))
        place, *others = filled_of(table, row, versions)
        column = table.block.columns[place]
        text = column.texts[column.codes[row]]
        several = code in table.layout.choices or bool(others)
        kind = messages.ANSWER_SEVERAL if several and text != MERGED_CELL else _kind_of_answer(text)
        answer = nfc(text) if _SHOWABLE.fullmatch(nfc(text)) else ""
        cell = cell_name(int(table.block.rows[row]), place + 1)
        params = {"question": code, "answer": answer, "low": low, "top": top}
        yield Finding(kind, table.file, table.sheet, cell, params)


def _unreadable_findings(table: Table) -> Iterator[Finding]:
    """One finding for each error cell and uncomputed formula in a column that is no question: a
    status or an id that cannot be read must not pass as none."""
    for role, place in table.layout.roles.items():
        column = table.block.columns[place]
        hidden = [n for n, text in enumerate(column.texts) if text in (ERROR_CELL, NO_VALUE)]
        # a ballot without a unit is rejected, and says so; nothing is decided by the other two
        if role in ("unit", "interviewer", "number") or not hidden:
            continue
        for row, code in enumerate(column.codes.tolist()):
            if code in hidden:
                address = cell_name(int(table.block.rows[row]), place + 1)
                params = {"header": table.layout.headers.get(place, "")}
                yield Finding(messages.UNREADABLE_CELL, table.file, table.sheet, address, params)


def _kind_of_answer(text: str) -> FindingKind:
    """What is wrong with an answer that is not of the scale."""
    kinds = {
        ERROR_CELL: messages.ERROR_CELL,
        NO_VALUE: messages.FORMULA_WITHOUT_VALUE,
        MERGED_CELL: messages.ANSWER_MERGED,
    }
    if text in kinds:
        return kinds[text]
    if _SHOWABLE.fullmatch(nfc(text)):
        return messages.ANSWER_OFF_SCALE
    if _DAY_CELL.fullmatch(text):
        return messages.ANSWER_OFF_SCALE_DAY
    return messages.ANSWER_OFF_SCALE_TEXT


def _merged_findings(table: Table) -> Iterator[Finding]:
    """One finding for each merged cell in a column that is no question, where it could be of several rows."""
    for place in table.layout.roles.values():
        column = table.block.columns[place]
        for row in column.rows_with(MERGED_CELL):
            address = cell_name(int(table.block.rows[row]), place + 1)
            params = {"header": table.layout.headers.get(place, "")}
            yield Finding(messages.MERGED_CELL, table.file, table.sheet, address, params)


def _ballot_findings(table: Table, plan: Plan, registry: Registry, ballots: Ballots) -> Iterator[Finding]:
    """One finding for each rejected ballot, at the cell that decided it."""
    for row in ballots.outcome.nonzero()[0].tolist():
        off_scale = bool((ballots.answers[row] == plan.scale.kinds.index(OFF_SCALE)).any())
        outcome = OUTCOMES[ballots.outcome[row]]
        yield _ballot_finding(table, plan, registry, row, outcome, off_scale=off_scale)


def _ballot_finding(
    table: Table, plan: Plan, registry: Registry, row: int, outcome: str, *, off_scale: bool
) -> Finding:
    role = {
        "not_approved": "status",
        "incomplete": "complete",
        "outside_period": "date",
        "no_unit": "unit",
        "unknown_unit": "unit",
        "excluded_unit": "unit",
    }
    column = table.layout.roles.get(role.get(outcome, ""))
    if column is not None and role[outcome] == "unit":
        column = filled_of(table, row, (*table.layout.units, column))[0]
    if column is None:
        column = table.layout.questions[plan.codes[0]]
    cell = cell_name(int(table.block.rows[row]), column + 1)
    kind, params = _told(table, plan, registry, row, outcome, off_scale=off_scale)
    return Finding(kind, table.file, table.sheet, cell, params)


def _told(
    table: Table, plan: Plan, registry: Registry, row: int, outcome: str, *, off_scale: bool
) -> tuple[FindingKind, Mapping[str, object]]:
    """The kind of finding about a rejected ballot, and what fills its sentence."""
    params = {"minimum": str(plan.ballots.minimum_answered_pct)}
    match outcome:
        case "unknown_unit" | "excluded_unit":
            return _of_unit(_unit_text(table, row), registry)
        case "no_answer" if off_scale:
            return messages.BALLOT_NO_ANSWER_READ, {}
        case _:
            return _REJECTED[outcome], params


def filled_of(table: Table, row: int, columns: Sequence[int]) -> Sequence[int]:
    """Those of `columns` that a row fills; all where it fills none."""
    texts = {place: table.block.columns[place] for place in columns}
    filled = [place for place, column in texts.items() if nfc(column.texts[column.codes[row]])]
    return filled or columns


def _unit_text(table: Table, row: int) -> str:
    """The unit of a ballot as typed."""
    if table.unit:
        return table.unit
    column = column_of(table, "unit")
    return str(column.texts[column.codes[row]])


def _of_unit(text: str, registry: Registry) -> tuple[FindingKind, Mapping[str, object]]:
    if text == TWO_UNITS:
        return messages.BALLOT_TWO_UNITS, {}
    if text in (ERROR_CELL, NO_VALUE):
        return unknown_unit.of_ballot(text, None)
    match = registry.find(text)
    if match.unit:
        return messages.BALLOT_EXCLUDED_UNIT, {"unit": match.unit.name, "reason": match.unit.excluded}
    return unknown_unit.of_ballot(text, match)
