"""Rows to ballots: what each answer is, whose ballot it is, whether it counts, and why not."""

import hashlib
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from sipas_cli.intake.stated_year import Claim
from sipas_cli.model import (
    BY_POSITION,
    ERROR_CELL,
    MERGED_CELL,
    NO_VALUE,
    OUTCOMES,
    TWO_UNITS,
    Ballots,
    Block,
    Column,
    Finding,
    Identity,
    Layout,
    cell_name,
    place_name,
)
from sipas_cli.rules.criteria import BLANK, NOT_APPLICABLE, OFF_SCALE, BallotRules, Plan, Scale
from sipas_cli.rules.policies import Duplicates, UniqueWithin
from sipas_cli.text import day_first, day_of, fold, nfc, old_fonts, sortable_day, typed_number
from sipas_cli.workspace.units import Registry

if TYPE_CHECKING:
    from sipas_cli.model import Bools, Bytes, Ints

_LABELLED = re.compile(r"\(?(\d{1,2})\s*[-–.:)=]\s*(\S.*)")  # 5 - Rất hài lòng, (5) Rất hài lòng
_NUMBERED = re.compile(r"(\S.*?)\s*[-–:=(]\s*(\d{1,2})\)?")  # Rất hài lòng (5), Rất hài lòng - 5
_DECIMAL = re.compile(r"\d{1,2}[.,]\d+")
#: Only a bare short number is shown in a finding; any other text may be a person's own words.
_DAY_CELL = re.compile(r"\d{4}-\d{2}-\d{2}(?:T[\d:.]+)?")  # what a cell with a day is read as
_SHOWABLE = re.compile(r"-?\d{1,3}(?:[.,]\d{1,2})?")

_NO_UNIT, _UNKNOWN_UNIT = -1, -2


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


def validate(table: Table, registry: Registry) -> tuple[Ballots, list[Finding]]:
    """The ballots of one table and what is wrong with them, before duplicates are looked for."""
    import numpy as np

    plan = table.plan
    units, unit = _units(table, registry)
    answers, breakdowns = _answers(table, plan), _breakdowns(table, plan)
    outcome = _outcomes(table, plan, registry, unit, answers, breakdowns)
    roles, columns = table.layout.roles, table.block.columns
    days = _days(table)
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
        ids=columns[roles["ballot_id"]] if "ballot_id" in roles else _contents(table, days, unit, answers),
        days=days,
        identity=table.identity,
        made_ids=table.made_ids,
        interviewer_column=roles.get("interviewer"),
        interviewers=columns[roles["interviewer"]] if "interviewer" in roles else None,
    )
    return ballots, _findings(table, plan, registry, ballots)


def _findings(table: Table, plan: Plan, registry: Registry, ballots: Ballots) -> list[Finding]:
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


#: Fewer rows may well be the same by chance.
_LEAST_COPIED = 5


def content_digest(table: Table) -> str:
    """What a sheet holds besides running numbers and times, whatever the file and the format: equal for
    copies. "" where its ballots have ids, by which duplicates are found, or are few or all the same."""
    roles = table.layout.roles
    left_out = {roles[role] for role in ("number", "date") if role in roles}
    columns = {place: own for place, own in table.block.columns.items() if place not in left_out}
    if "ballot_id" in roles or table.identity == "content" or len(table.block.rows) < _LEAST_COPIED:
        return ""
    folded = [_refolded(own) for _, own in sorted(columns.items())]
    if not any(codes.any() for _, codes in folded):
        return ""
    found = hashlib.sha256(fold(table.unit).encode())
    for texts, codes in folded:
        found.update("\0".join(texts).encode() + codes.tobytes())
    return found.hexdigest()


def _refolded(column: Column) -> tuple[list[str], "Ints"]:
    """A column by its folded texts in the order in which they come: 4 as a number and as a text are one."""
    import numpy as np

    order: dict[str, int] = {}
    used = dict.fromkeys(column.codes.tolist())
    places = np.zeros(max(len(column.texts), 1), dtype=np.int32)
    for code in used:
        places[code] = order.setdefault(fold(column.texts[code]), len(order))
    return list(order), places[column.codes]


# --- what each cell is ---------------------------------------------------------------------------


class AnswerTexts:
    """From a text to the kind of answer it is: an index into the scale's kinds.

    end         marks that a form tool puts behind an answer
    otherwise   texts that mean another answer than in the criteria
    """

    def __init__(self, scale: Scale, end: str = "", otherwise: Mapping[str, str] | None = None) -> None:
        self._kinds = scale.kinds
        self._known = {fold(text): kind for kind, text in scale.texts()}
        self._known |= {fold(text): kind for text, kind in (otherwise or {}).items()}
        self._end = end

    def kind(self, text: str) -> int:
        return self._kinds.index(self.name(text))

    def name(self, text: str) -> str:
        """The kind of answer by its name. A text in TCVN3 or VNI counts if it is one of the scale's own."""
        for own in old_fonts(text):
            if (found := self._named(fold(own).rstrip(f" {self._end}" if self._end else None))) is not None:
                return found
        return OFF_SCALE

    def _named(self, key: str) -> str | None:
        if (found := self._known.get(key)) is not None:
            return found
        if (number := typed_number(key)) is not None:  # 4.4 is a number, not the number 4 with the label 4
            whole = _DECIMAL.fullmatch(key) and number.value.denominator == 1
            return self._known.get(str(number.value)) if whole else None
        # number and label: both must say the same
        for pattern, first, second in ((_LABELLED, 1, 2), (_NUMBERED, 2, 1)):
            if (pair := pattern.fullmatch(key)) and typed_number(pair[second]) is None:
                number_kind, label_kind = self._known.get(pair[first]), self._known.get(pair[second])
                if number_kind is not None and number_kind == label_kind:
                    return number_kind
        return None


def _answers(table: Table, plan: Plan) -> "Bytes":
    import numpy as np

    texts = AnswerTexts(plan.scale, table.answers_end, table.otherwise)
    answers = np.empty((len(table.block.rows), len(plan.codes)), dtype=np.uint8)
    for number, code in enumerate(plan.codes):
        if code in table.layout.choices:
            answers[:, number] = _marked(table.block, table.layout.choices[code], plan.scale)
            continue
        answers[:, number] = _kinds_in(table.block.columns[table.layout.questions[code]], texts)
        for further in table.layout.versions.get(code, ()):
            own = _kinds_in(table.block.columns[further], texts)
            answers[:, number] = _either(answers[:, number], own, plan.scale)
    return answers


def _kinds_in(column: Column, texts: AnswerTexts) -> "Bytes":
    import numpy as np

    kinds = np.array([texts.kind(text) for text in column.texts] or [0], dtype=np.uint8)
    found: Bytes = kinds[column.codes]
    return found


def _either(first: "Bytes", second: "Bytes", scale: Scale) -> "Bytes":
    """Of two columns of one question the filled one; off the scale where both are and differ."""
    import numpy as np

    blank, off = scale.kinds.index(BLANK), scale.kinds.index(OFF_SCALE)
    found: Bytes = np.where(first == blank, second, first)
    found[(first != blank) & (second != blank) & (first != second)] = off
    return found


def _marked(block: Block, choices: Mapping[int, str], scale: Scale) -> "Bytes":
    """Each answer has a column of its own, to be marked with an x; more than one mark is no answer."""
    import numpy as np

    marks = np.zeros(len(block.rows), dtype=np.int64)
    torn = np.zeros(len(block.rows), dtype=bool)
    found = np.full(len(block.rows), scale.kinds.index(BLANK), dtype=np.uint8)
    for place, kind in choices.items():
        column = block.columns[place]
        marked = column.where(lambda text: nfc(text) not in ("", "0"))
        marks += marked
        found[marked] = scale.kinds.index(kind)
        torn |= column.where(lambda text: text == MERGED_CELL)
    found[(marks > 1) | torn] = scale.kinds.index(OFF_SCALE)
    return found


def _units(table: Table, registry: Registry) -> tuple[tuple[str, ...], "Ints"]:
    """The registered units' ids, and per row the index of its unit, -1 for blank, -2 for unknown."""
    import numpy as np

    ids = tuple(unit.id for unit in registry.units)
    place = {unit: number for number, unit in enumerate(ids)}
    if table.unit:
        match = registry.find(table.unit)
        whole = place[match.unit.id] if match.unit else _UNKNOWN_UNIT
        return ids, np.full(len(table.block.rows), whole, dtype=np.int32)
    column = _role(table, "unit")
    found = np.full(max(len(column.texts), 1), _NO_UNIT, dtype=np.int32)
    for number, text in enumerate(column.texts):
        if text in (ERROR_CELL, NO_VALUE, TWO_UNITS):
            found[number] = _UNKNOWN_UNIT
        elif nfc(text):
            match = registry.find(text)
            found[number] = place[match.unit.id] if match.unit else _UNKNOWN_UNIT
    return ids, found[column.codes]


def _breakdowns(table: Table, plan: Plan) -> dict[str, "Bytes"]:
    import numpy as np

    found = {}
    for breakdown in plan.breakdowns:
        values = {fold(text): number for number, text in breakdown.texts()}
        unknown = len(breakdown.values)
        if breakdown.id not in table.layout.breakdowns:
            found[breakdown.id] = np.full(len(table.block.rows), unknown, dtype=np.uint8)
            continue
        column = table.block.columns[table.layout.breakdowns[breakdown.id]]
        numbers = [values.get(fold(text), unknown) for text in column.texts]
        found[breakdown.id] = np.array(numbers or [unknown], dtype=np.uint8)[column.codes]
    return found


def _role(table: Table, role: str) -> Column:
    return table.block.columns[table.layout.roles[role]]


def _contents(table: Table, days: Column | None, unit: "Ints", answers: "Bytes") -> Column | None:
    """In place of ids, where a tool makes none: when to the second, about whom and what was answered. Equal
    ballots of one sheet are counted, as they are several; they are one with those of another sheet."""
    import numpy as np

    if table.identity != "content" or days is None:
        return None
    stamps = [_second(text) if _TO_THE_SECOND.search(text) else "" for text in days.texts]
    times: Counter[str] = Counter()
    keys = []
    for code, own, given in zip(days.codes.tolist(), unit.tolist(), answers, strict=True):
        key = f"{stamps[code]} {own} {given.tobytes().hex()}" if stamps[code] else ""
        times[key] += 1
        keys.append(f"{key} {times[key]}" if key else "")
    return Column(tuple(keys), np.arange(len(keys), dtype=np.int32))


_TO_THE_SECOND = re.compile(r"\d:\d\d:\d\d")


def _second(text: str) -> str:
    """A time without what is smaller than a second, and without the zone: of one form, the workbook has
    08:00:00.123, the csv of the table 8:00:00, that of the form itself 8:00:00 SA GMT+7."""
    return sortable_day(text)[: len("2023-11-15 09:30:00")]


# --- what becomes of each row --------------------------------------------------------------------


def _outcomes(
    table: Table,
    plan: Plan,
    registry: Registry,
    unit: "Ints",
    answers: "Bytes",
    breakdowns: Mapping[str, "Bytes"],
) -> "Bytes":
    """The first reason, in the order of OUTCOMES, why a row does not count; else valid."""
    import numpy as np

    counted = (answers < len(plan.scale.answers)).sum(axis=1)
    applicable = len(plan.codes) - (answers == plan.scale.kinds.index(NOT_APPLICABLE)).sum(axis=1)
    needed = np.array([_least(n, plan.ballots.minimum_answered_pct) for n in range(len(plan.codes) + 1)])
    excluded = np.array([bool(u.excluded) for u in registry.units] + [False] * 2)
    tests = {
        "misaligned": np.isin(table.block.rows, list(table.block.overlong)),
        "not_approved": _not_approved(table, plan),
        "incomplete": _incomplete(table),
        "outside_period": _outside_period(table, plan),
        "excluded_kind": _excluded_kind(plan, breakdowns, len(table.block.rows)),
        "no_unit": unit == _NO_UNIT,
        "unknown_unit": unit == _UNKNOWN_UNIT,
        "excluded_unit": excluded[unit],
        "no_answer": counted == 0,
        "few_answers": counted < needed[applicable],
    }
    outcome = np.zeros(len(table.block.rows), dtype=np.uint8)
    for reason, holds in reversed(tests.items()):
        outcome[holds] = OUTCOMES.index(reason)
    return outcome


def _least(applicable: int, minimum_pct: Decimal) -> int:
    """The fewest answers that are `minimum_pct` percent of the applicable questions, exactly."""
    return math.ceil(Fraction(minimum_pct) * applicable / 100)


def _not_approved(table: Table, plan: Plan) -> "Bools":
    import numpy as np

    if "status" not in table.layout.roles:
        return np.zeros(len(table.block.rows), dtype=bool)
    rejected = {fold(status) for status in plan.ballots.rejected_statuses}
    return _role(table, "status").where(lambda text: fold(text) in rejected)


def _incomplete(table: Table) -> "Bools":
    """Whether the column that a finished ballot has is empty."""
    import numpy as np

    if "complete" not in table.layout.roles:
        return np.zeros(len(table.block.rows), dtype=bool)
    return _role(table, "complete").where(lambda text: not nfc(text))


def _outside_period(table: Table, plan: Plan) -> "Bools":
    """Whether a ballot has a day and it is before or after the period of the survey."""
    import numpy as np

    column = _days(table) if _has_period(plan) else None
    if column is None:
        return np.zeros(len(table.block.rows), dtype=bool)
    found: Bools = np.array(_outside(column.texts, plan) or [False])[column.codes]
    return found


def _outside(texts: Iterable[str], plan: Plan) -> list[bool]:
    """Whether each time is of a day that is not in the period; what is no day is not."""
    first, last = plan.ballots.period_from or "", plan.ballots.period_to or "\uffff"
    return [bool(day := day_of(text)) and not first <= day <= last for text in texts]


def _has_period(plan: Plan) -> bool:
    return bool(plan.ballots.period_from or plan.ballots.period_to)


def _days(table: Table) -> Column | None:
    """The times of answering, in one order of day and month, "" where the tool keeps none."""
    if "date" not in table.layout.roles:
        return None
    column = _role(table, "date")
    return Column(day_first("" if nfc(t) in table.no_date else t for t in column.texts), column.codes)


def _excluded_kind(plan: Plan, breakdowns: Mapping[str, "Bytes"], rows: int) -> "Bytes":
    """Whether the respondent is of a kind that does not count."""
    import numpy as np

    found = np.zeros(rows, dtype=bool)
    for breakdown in plan.breakdowns:
        excluded = [breakdown.values.index(text) for text in plan.ballots.excluded.get(breakdown.id, ())]
        found |= np.isin(breakdowns[breakdown.id], excluded)
    return found


# --- what is said about it -----------------------------------------------------------------------


def _assumed_findings(table: Table, plan: Plan) -> Iterator[Finding]:
    """One finding for all codes that are read by their place: which level each is taken for."""
    if table.assumed:
        labels = dict(zip(plan.scale.kinds, (own.label for own in plan.scale.answers), strict=False))
        read = sorted(table.assumed.items(), key=lambda pair: plan.scale.kinds.index(pair[1]))
        cell = cell_name(table.layout.header_row, table.layout.questions[plan.codes[0]] + 1)
        meaning = ", ".join(f"{text} = {labels[kind]}" for text, kind in read)
        yield Finding(BY_POSITION, table.file, table.sheet, cell, {"meaning": meaning})


def _day_findings(table: Table, plan: Plan, ballots: Ballots) -> Iterator[Finding]:
    """One finding for each valid ballot whose time is no day, where only those of a period count."""
    if ballots.days is None or not _has_period(plan):
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
            yield Finding("day_unreadable", table.file, table.sheet, cell)


def _day_order_findings(table: Table, plan: Plan) -> Iterator[Finding]:
    """One finding where a day is left out that would be in the period with the month before the day, and
    nothing in the column tells which of them is first."""
    if "date" not in table.layout.roles or not _has_period(plan):
        return
    texts = _role(table, "date").texts
    as_read = _outside(day_first(texts), plan)
    otherwise = _outside(day_first(texts, else_month=True), plan)
    if any(out and not else_out for out, else_out in zip(as_read, otherwise, strict=True)):
        cell = cell_name(table.layout.header_row, table.layout.roles["date"] + 1)
        yield Finding("day_order", table.file, table.sheet, cell)


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
        place, *others = _filled(table, row, versions)
        column = table.block.columns[place]
        text = column.texts[column.codes[row]]
        several = code in table.layout.choices or bool(others)
        yield Finding(
            "answer_several" if several and text != MERGED_CELL else _answer_code(text),
            table.file,
            table.sheet,
            cell_name(int(table.block.rows[row]), place + 1),
            {
                "question": code,
                "answer": nfc(text) if _SHOWABLE.fullmatch(nfc(text)) else "",
                "day": bool(_DAY_CELL.fullmatch(text)),
                "low": low,
                "top": top,
            },
        )


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
                yield Finding("unreadable_cell", table.file, table.sheet, address, params)


def _answer_code(text: str) -> str:
    codes = {ERROR_CELL: "error_cell", NO_VALUE: "formula_without_value", MERGED_CELL: "answer_merged"}
    return codes.get(text, "answer_off_scale")


def _merged_findings(table: Table) -> Iterator[Finding]:
    """One finding for each merged cell in a column that is no question, where it could be of several rows."""
    for place in table.layout.roles.values():
        column = table.block.columns[place]
        for row in [n for n, code in enumerate(column.codes.tolist()) if column.texts[code] == MERGED_CELL]:
            address = cell_name(int(table.block.rows[row]), place + 1)
            params = {"header": table.layout.headers.get(place, "")}
            yield Finding("merged_cell", table.file, table.sheet, address, params)


def _ballot_findings(table: Table, plan: Plan, registry: Registry, ballots: Ballots) -> Iterator[Finding]:
    """One finding for each rejected ballot, at the cell that decided it."""
    codes = ballots.outcome.tolist()
    for row, outcome in enumerate(codes):
        if outcome:
            off_scale = bool((ballots.answers[row] == plan.scale.kinds.index(OFF_SCALE)).any())
            yield _ballot_finding(table, plan, registry, row, OUTCOMES[outcome], off_scale=off_scale)


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
        column = _filled(table, row, (*table.layout.units, column))[0]
    if column is None:
        column = table.layout.questions[plan.codes[0]]
    params: dict[str, object] = {"minimum": str(plan.ballots.minimum_answered_pct)}
    if outcome == "no_answer":
        params["off_scale"] = off_scale
    if outcome in ("unknown_unit", "excluded_unit"):
        params |= _unit_params(_unit_text(table, row), registry)
    address = cell_name(int(table.block.rows[row]), column + 1)
    return Finding(f"ballot_{outcome}", table.file, table.sheet, address, params)


def _filled(table: Table, row: int, columns: Sequence[int]) -> Sequence[int]:
    """Those of `columns` that a row fills; all where it fills none."""
    texts = {place: table.block.columns[place] for place in columns}
    filled = [place for place, own in texts.items() if nfc(own.texts[own.codes[row]])]
    return filled or columns


def _unit_text(table: Table, row: int) -> str:
    """The unit of a ballot as typed."""
    if table.unit:
        return table.unit
    column = _role(table, "unit")
    return str(column.texts[column.codes[row]])


def _unit_params(text: str, registry: Registry) -> dict[str, object]:
    if text == TWO_UNITS:
        return {"two": True}
    match = registry.find(text) if text not in (ERROR_CELL, NO_VALUE) else None
    if match and match.unit:
        return {"unit": match.unit.name, "reason": match.unit.excluded}
    return {
        "typed": match.shown(text) if match else "",
        "suggestions": " / ".join(match.suggestions if match else ()),
        "ambiguous": bool(match and match.ambiguous),
    }


# --- over all files of a run ---------------------------------------------------------------------


def reject_duplicates(tables: Sequence[Ballots], plan: Plan) -> tuple[list[Ballots], list[Finding]]:
    """Of several valid ballots with one id, lets the one count that the plan wants.

    Which is first does not depend on the order in which files were named: by the time of answering
    where there is one, then by the name of the file and the row.
    """
    if not _any_id_twice(tables):
        return list(tables), []
    key = _id_key(tables)
    keyed = sorted(
        (ballot_id, day, number, row)
        for number, ballots in enumerate(tables)
        for ballot_id, day, row in _valid_ids(ballots, key, _within_unit(plan.ballots))
    )
    rejected: dict[int, list[tuple[int, tuple[int, int]]]] = {}
    for group in _same_id(keyed):
        places = [(number, row) for _, _, number, row in group]
        keep = _counts(places, plan.ballots)
        for number, row in places:
            if (number, row) != keep:
                other = keep or (places[1] if (number, row) == places[0] else places[0])
                rejected.setdefault(number, []).append((row, other))
    result, findings = list(tables), []
    for number, rows in sorted(rejected.items()):
        ballots, outcome = tables[number], tables[number].outcome.copy()
        for row, (kept, kept_row) in sorted(rows):
            outcome[row] = OUTCOMES.index("duplicate")
            findings.append(_duplicate_finding(ballots, row, tables[kept], kept_row))
        result[number] = replace(ballots, outcome=outcome)
    return result, findings


def _counts(places: Sequence[tuple[int, int]], rules: BallotRules) -> tuple[int, int] | None:
    """Which of several ballots with one id counts, None if none does."""
    match rules.duplicates:
        case Duplicates.FIRST:
            return places[0]
        case Duplicates.LAST:
            return places[-1]
        case Duplicates.REJECT_ALL:
            return None
        case _:
            assert_never(rules.duplicates)


def _within_unit(rules: BallotRules) -> bool:
    """Whether an id may stand once for each unit."""
    match rules.ids_unique_within:
        case UniqueWithin.RUN:
            return False
        case UniqueWithin.UNIT:
            return True
        case _:
            assert_never(rules.ids_unique_within)


def _id_key(tables: Sequence[Ballots]) -> Callable[[str], str]:
    """The key under which two ids are equal. One that a program made is compared letter by letter: R_3nYx and
    R_3nYX are two ballots. A person types one id now with capitals, now with blanks."""
    made = {
        nfc(text)
        for ballots in tables
        if ballots.ids is not None
        for text in ballots.ids.texts
        if ballots.made_ids or _looks_made(text)
    }
    return lambda text: exact if (exact := nfc(text)) in made else fold(text)


_LONG_ID = re.compile(r"[!-~]{10,}")
_MIXED = re.compile(r"[a-z][A-Z]|[a-z]\d+[A-Z]|[A-Z]\d+[a-z]|[A-Z]{2}[a-z]")


def _looks_made(text: str) -> bool:
    """Whether no person wrote an id: ten and more signs, with capitals in the middle of words, which those
    of Phieu-SNV-01 are not."""
    return bool(_LONG_ID.fullmatch(text.strip()) and _MIXED.search(text))


def _any_id_twice(tables: Sequence[Ballots]) -> bool:
    """A quick look that most runs pass: whether ids are as many as rows that have one. A text that no row has
    is no id: that of a row of sums stays among the texts."""
    seen: set[str] = set()
    rows = 0
    for ballots in tables:
        if ballots.ids is not None:
            texts, codes = ballots.ids.texts, ballots.ids.codes.tolist()
            seen.update(fold(texts[code]) for code in set(codes))
            rows += sum(1 for code in codes if texts[code])
    return len(seen - {""}) < rows


def _valid_ids(ballots: Ballots, key: Callable[[str], str], per_unit: bool) -> Iterator[tuple[str, str, int]]:
    """(id, day, row) of every valid ballot that has an id; `per_unit`: the unit is part of the id. Of running
    ids the time of the first ballot with it in this sheet is part: two forms may both have a number 1."""
    if ballots.ids is None:
        return
    keys = [key(text) for text in ballots.ids.texts]
    days = ballots.days
    begun: dict[str, str] = {}
    for row, code in enumerate(ballots.ids.codes.tolist()):
        if ballots.outcome[row] == 0 and keys[code] and not keys[code].startswith("\0"):
            day = sortable_day(days.texts[days.codes[row]]) if days is not None else ""
            unit = f"{ballots.units[ballots.unit[row]]} " if per_unit else ""
            form = f" {_second(begun.setdefault(keys[code], day))}" if ballots.identity == "number" else ""
            yield unit + keys[code] + form, day, row


def _same_id(keyed: list[tuple[str, str, int, int]]) -> Iterator[list[tuple[str, str, int, int]]]:
    start = 0
    for end in range(1, len(keyed) + 1):
        if end == len(keyed) or keyed[end][0] != keyed[start][0]:
            if end - start > 1:
                yield keyed[start:end]
            start = end


def _duplicate_finding(ballots: Ballots, row: int, kept: Ballots, kept_row: int) -> Finding:
    column = (ballots.id_column or 0) + 1
    first = cell_name(int(kept.rows[kept_row]), (kept.id_column or 0) + 1)
    place = place_name(kept.file, kept.sheet, first)
    address = cell_name(int(ballots.rows[row]), column)
    same_unit = ballots.units[ballots.unit[row]] == kept.units[kept.unit[kept_row]]
    alike = bool((ballots.answers[row] == kept.answers[kept_row]).all())
    params = {
        "first": place,
        "copy": ballots.identity == "content",
        "spelled": _id_as_typed(ballots, row) != _id_as_typed(kept, kept_row),
        "other_unit": not same_unit,
        "again": same_unit and alike and ballots.source != kept.source,
        "years": "" if alike else _two_years(_day(ballots, row), _day(kept, kept_row)),
    }
    return Finding("ballot_duplicate", ballots.file, ballots.sheet, address, params)


def _day(ballots: Ballots, row: int) -> str:
    return "" if ballots.days is None else day_of(ballots.days.texts[ballots.days.codes[row]])


def _two_years(day: str, other: str) -> str:
    """The years of two days, where they are of two years."""
    years = sorted({text[:4] for text in (day, other) if text})
    return ", ".join(years) if len(years) > 1 else ""


def _id_as_typed(ballots: Ballots, row: int) -> str:
    """The id of a ballot, which is only compared; that of content has a place in the sheet beside it."""
    if ballots.ids is None or ballots.identity == "content":
        return ""
    return nfc(ballots.ids.texts[ballots.ids.codes[row]])


def downloaded_again(duplicates: Iterable[Finding], plan: Plan) -> int:
    """How many duplicates are nobody's fault: each stands in two sheets with the same unit and answers, as
    where two exports of one form overlap, and counts once."""
    if plan.ballots.duplicates == Duplicates.REJECT_ALL:
        return 0
    return sum(bool(finding.params["again"]) for finding in duplicates)
