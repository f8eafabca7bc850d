"""What is said of the cells and rows of a table of ballots that do not count."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from sipas_cli.findings import CellFindings, Findings
from sipas_cli.intake import unknown_unit
from sipas_cli.intake.ballots import messages
from sipas_cli.intake.ballots.outcomes import are_outside, has_period
from sipas_cli.intake.ballots.table import Table, by_day, column_of
from sipas_cli.messages import FindingKind
from sipas_cli.model import ERROR_CELL, MERGED_CELL, NO_VALUE, OUTCOMES, TWO_UNITS, Ballots, Finding
from sipas_cli.rules.criteria import OFF_SCALE, Plan
from sipas_cli.text.days import day_first, day_of
from sipas_cli.text.places import cell_name
from sipas_cli.text.spelling import nfc
from sipas_cli.workspace.units import Registry

if TYPE_CHECKING:
    from sipas_cli.model import Ints, Longs

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
    "bad_answer": messages.BALLOT_BAD_ANSWER,
}

#: Outcome of a rejected ballot -> the role of the column that decided it.
_ROLES = {
    "not_approved": "status",
    "incomplete": "complete",
    "outside_period": "date",
    "no_unit": "unit",
    "unknown_unit": "unit",
    "excluded_unit": "unit",
}
_OF_UNIT = ("unknown_unit", "excluded_unit")
#: Names of units in a sheet for which names like them are looked for; whoever mistypes, mistypes fewer.
_MOST_SUGGESTED = 300


def findings_of(table: Table, plan: Plan, registry: Registry, ballots: Ballots) -> Findings:
    """What is wrong with a table: what concerns all of it first."""
    return Findings(
        [*_assumed_findings(table, plan)],
        _day_findings(table, plan, ballots),
        [*_day_order_findings(table, plan)],
        _answer_findings(table, plan, ballots),
        _unreadable_findings(table),
        _merged_findings(table),
        _ballot_findings(table, plan, registry, ballots),
    )


def _assumed_findings(table: Table, plan: Plan) -> Iterator[Finding]:
    """One finding for all codes that are read by their place: which level each is taken for."""
    if table.assumed:
        labels = dict(zip(plan.scale.kinds, (answer.label for answer in plan.scale.answers), strict=False))
        read = sorted(table.assumed.items(), key=lambda pair: plan.scale.kinds.index(pair[1]))
        cell = cell_name(table.layout.header_row, table.layout.questions[plan.codes[0]] + 1)
        meaning = ", ".join(f"{text} = {labels[kind]}" for text, kind in read)
        yield Finding(messages.ANSWERS_BY_POSITION, table.file, table.sheet, cell, {"meaning": meaning})


def _day_findings(table: Table, plan: Plan, ballots: Ballots) -> CellFindings:
    """One finding for each valid ballot whose time is no day, where only those of a period count."""
    findings = CellFindings(table.file, table.sheet)
    if ballots.days is None or not has_period(plan):
        return findings
    strange = by_day(ballots.days).where(_is_no_day)
    column = table.layout.roles["date"] + 1
    saying = findings.saying(messages.DAY_UNREADABLE)
    for row in ballots.rows[strange & (ballots.outcome == 0)].tolist():
        findings.add(row, column, saying)
    return findings


def _is_no_day(text: str) -> bool:
    """Whether something is typed that is no day."""
    return bool(nfc(text)) and text not in (ERROR_CELL, NO_VALUE) and not day_of(text)


def _day_order_findings(table: Table, plan: Plan) -> Iterator[Finding]:
    """One finding where a day is left out that would be in the period with the month before the day, and
    nothing in the column tells which of them is first."""
    if "date" not in table.layout.roles or not has_period(plan):
        return
    texts = by_day(column_of(table, "date")).texts
    as_read = are_outside(day_first(texts), plan)
    otherwise = are_outside(day_first(texts, else_month=True), plan)
    if any(out and not else_out for out, else_out in zip(as_read, otherwise, strict=True)):
        cell = cell_name(table.layout.header_row, table.layout.roles["date"] + 1)
        yield Finding(messages.DAY_ORDER, table.file, table.sheet, cell)


def _answer_findings(table: Table, plan: Plan, ballots: Ballots) -> CellFindings:
    """One finding for each answer off the scale in a ballot that counts."""
    import numpy as np

    findings = CellFindings(table.file, table.sheet)
    off_scale = plan.scale.kinds.index(OFF_SCALE)
    valid = ballots.outcome == 0
    of_questions = [
        np.flatnonzero((ballots.answers[:, number] == off_scale) & valid) for number in range(len(plan.codes))
    ]
    rows = np.concatenate(of_questions)
    questions = np.repeat(np.arange(len(plan.codes)), [len(found) for found in of_questions])
    order = np.argsort(rows, kind="stable")  # row by row, as somebody reads them
    rows, questions = rows[order], questions[order]
    columns, sayings = np.zeros(len(rows), dtype=np.int32), np.zeros(len(rows), dtype=np.int32)
    for number, code in enumerate(plan.codes):
        chosen = np.flatnonzero(questions == number)
        answers = _BadAnswers(table, plan, findings, code)
        columns[chosen], sayings[chosen] = answers.places_and_sayings(rows[chosen])
    findings.extend(table.block.rows[rows], columns, sayings)
    return findings


class _BadAnswers:
    """What is said of the answers to one question that are off the scale."""

    def __init__(self, table: Table, plan: Plan, findings: CellFindings, code: str) -> None:
        self._table = table
        self._findings = findings
        self._code = code
        self._columns = (table.layout.questions[code], *table.layout.versions.get(code, ()))
        self._marked = code in table.layout.choices
        self._ends = plan.scale.ends

    def places_and_sayings(self, rows: "Longs") -> tuple["Ints", "Ints"]:
        """The number of the column, from 1, and of the saying for each of these rows of the table."""
        import numpy as np

        if len(self._columns) > 1:
            pairs = np.array(list(map(self._in_row, rows.tolist())), dtype=np.int32).reshape(-1, 2)
            return pairs[:, 0], pairs[:, 1]
        column = self._table.block.columns[self._columns[0]]
        codes = column.codes[rows]
        saying_of = np.zeros(max(len(column.texts), 1), dtype=np.int32)
        for code in dict.fromkeys(codes.tolist()):
            saying_of[code] = self._saying(column.texts[code], several=self._marked)
        return np.full(len(rows), self._columns[0] + 1, dtype=np.int32), saying_of[codes]

    def _in_row(self, row: int) -> tuple[int, int]:
        """The same for one row of a question that has several columns."""
        place, *others = filled_of(self._table, row, self._columns)
        column = self._table.block.columns[place]
        several = self._marked or bool(others)
        return place + 1, self._saying(column.texts[column.codes[row]], several=several)

    def _saying(self, text: str, *, several: bool) -> int:
        kind = messages.ANSWER_SEVERAL if several and text != MERGED_CELL else kind_of_answer(text)
        answer = shown_answer(text)
        low, top = self._ends
        params = {"question": self._code, "answer": answer, "low": low, "top": top}
        return self._findings.saying(kind, params)


def _unreadable_findings(table: Table) -> CellFindings:
    """One finding for each error cell and uncomputed formula in a column that is no question: a
    status or an id that cannot be read must not pass as none."""
    findings = CellFindings(table.file, table.sheet)
    for role, place in table.layout.roles.items():
        # a ballot without a unit is rejected, and says so; nothing is decided by the other two
        if role not in ("unit", "interviewer", "number"):
            _add_cells(findings, table, place, (ERROR_CELL, NO_VALUE), messages.UNREADABLE_CELL)
    return findings


def _add_cells(
    findings: CellFindings, table: Table, place: int, texts: Collection[str], kind: FindingKind
) -> None:
    """Takes in the cells of a column that hold one of some texts."""
    column = table.block.columns[place]
    held = column.holding(texts)
    if not held.any():
        return
    saying = findings.saying(kind, {"header": table.layout.headers.get(place, "")})
    for row in table.block.rows[held].tolist():
        findings.add(row, place + 1, saying)


def shown_answer(text: str) -> str:
    """An answer that may be shown; "" for what may be a person's own words."""
    return nfc(text) if _SHOWABLE.fullmatch(nfc(text)) else ""


def kind_of_answer(text: str) -> FindingKind:
    """What is wrong with an answer that is not of the scale."""
    kinds = {
        ERROR_CELL: messages.ERROR_CELL,
        NO_VALUE: messages.FORMULA_WITHOUT_VALUE,
        MERGED_CELL: messages.ANSWER_MERGED,
    }
    if text in kinds:
        return kinds[text]
    if shown_answer(text):
        return messages.ANSWER_OFF_SCALE
    if _DAY_CELL.fullmatch(text):
        return messages.ANSWER_OFF_SCALE_DAY
    return messages.ANSWER_OFF_SCALE_TEXT


def _merged_findings(table: Table) -> CellFindings:
    """One finding for each merged cell in a column that is no question, where it could be of several rows."""
    findings = CellFindings(table.file, table.sheet)
    for place in table.layout.roles.values():
        _add_cells(findings, table, place, (MERGED_CELL,), messages.MERGED_CELL)
    return findings


def _ballot_findings(table: Table, plan: Plan, registry: Registry, ballots: Ballots) -> CellFindings:
    """One finding for each rejected ballot, at the cell that decided it."""
    findings = CellFindings(table.file, table.sheet)
    rejected = ballots.outcome.nonzero()[0]
    named: set[str] = set()
    is_bad = ballots.answers[rejected] == plan.scale.kinds.index(OFF_SCALE)
    off_scale, first_bad = is_bad.any(axis=1), is_bad.argmax(axis=1)

    @cache
    def saying(outcome: str, unit: str, off_scale: bool) -> int:
        named.add(unit)
        suggest = len(named) <= _MOST_SUGGESTED
        return findings.saying(*_told(plan, registry, outcome, unit, off_scale=off_scale, suggest=suggest))

    for row, is_off, question in zip(rejected.tolist(), off_scale.tolist(), first_bad.tolist(), strict=True):
        outcome = OUTCOMES[ballots.outcome[row]]
        unit = _unit_text(table, row) if outcome in _OF_UNIT else ""
        column = _deciding_column(table, plan, row, outcome, question if outcome == "bad_answer" else 0)
        findings.add(int(table.block.rows[row]), column + 1, saying(outcome, unit, is_off))
    return findings


def _deciding_column(table: Table, plan: Plan, row: int, outcome: str, question: int) -> int:
    """The index of the column that decided that a ballot is rejected; else that of a question, by its place
    in the plan."""
    role = _ROLES.get(outcome, "")
    if role not in table.layout.roles:
        return table.layout.questions[plan.codes[question]]
    column = table.layout.roles[role]
    if role == "unit":
        return filled_of(table, row, (*table.layout.units, column))[0]
    return column


def _told(
    plan: Plan, registry: Registry, outcome: str, unit: str, *, off_scale: bool, suggest: bool
) -> tuple[FindingKind, Mapping[str, object]]:
    """The kind of finding about a rejected ballot, and what fills its sentence; `unit` as it was typed."""
    params = {"minimum": str(plan.ballots.minimum_answered_pct)}
    match outcome:
        case "unknown_unit" | "excluded_unit":
            return _of_unit(unit, registry, suggest=suggest)
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


def _of_unit(text: str, registry: Registry, *, suggest: bool) -> tuple[FindingKind, Mapping[str, object]]:
    if text == TWO_UNITS:
        return messages.BALLOT_TWO_UNITS, {}
    if text in (ERROR_CELL, NO_VALUE):
        return unknown_unit.of_ballot(text, None)
    match = registry.find(text, suggest=suggest)
    if match.unit:
        return messages.BALLOT_EXCLUDED_UNIT, {"unit": match.unit.name, "reason": match.unit.excluded}
    return unknown_unit.of_ballot(text, match)
