"""What ballots answer to the questions beside those of the index, and what of it is not understood."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sipas_cli.findings import CellFindings
from sipas_cli.intake.ballots import messages
from sipas_cli.intake.ballots.findings import kind_of_answer, shown_answer
from sipas_cli.intake.ballots.table import Table
from sipas_cli.intake.other_columns import WHOLE_ANSWER
from sipas_cli.messages import FindingKind
from sipas_cli.model import Ballots, Column, Finding, is_marker
from sipas_cli.rules import words
from sipas_cli.rules.criteria import Scale
from sipas_cli.rules.other_questions import (
    ANSWERED,
    NOT_ANSWERED,
    NOT_UNDERSTOOD,
    STATES,
    OtherQuestion,
)
from sipas_cli.text.numbers import typed_number
from sipas_cli.text.old_fonts import old_fonts
from sipas_cli.text.places import cell_name
from sipas_cli.text.spelling import fold

if TYPE_CHECKING:
    from sipas_cli.model import Bits

#: What form tools and people put between choices in one cell: a choice may hold such a mark too. A blank
#: stands between codes, as of KoboToolbox; there nothing else may stand.
_MARKS, _BLANK = ",;|/", " "
_ENDS = re.compile(r"[;,|/]|$")
_LINES = re.compile(r"\s*[\r\n]+\s*")


class _Cells:
    """From what stands in a cell to bits: one for each kind of the question, in the order of its kinds."""

    def __init__(self, question: OtherQuestion, scale: Scale) -> None:
        self._question = question
        self._numbers = question.numbers
        self._longest_first = sorted(question.numbers, key=len, reverse=True)
        none = (*scale.not_applicable, *scale.refused, *scale.blank)
        self._none = {"", *map(fold, none)} - self._numbers.keys()
        self._marked = set(map(fold, words.marks().marked))
        self._unmarked = self._none | set(map(fold, words.marks().unmarked))
        self._choices = (1 << len(question.choices)) - 1
        self._state = {state: 1 << (len(question.choices) + n) for n, state in enumerate(STATES)}

    def whole(self, text: str) -> int:
        """The bits of a cell that holds the whole answer."""
        for spelling in old_fonts(text):
            key = _key(spelling)
            if key in self._none:
                return self._state[NOT_ANSWERED]
            if key in self._numbers:
                return self._state[ANSWERED] | 1 << self._numbers[key]
        if is_marker(text):
            return self._state[NOT_UNDERSTOOD]
        if not self._question.several:
            return self._own_words(text)
        key = fold(_LINES.sub("; ", text))
        bits, strange = self._several(key, _MARKS)
        if strange:
            coded, unknown = self._several(key, _MARKS + _BLANK)
            if not unknown:
                bits, strange = coded, []
        for piece in strange:
            bits |= self._own_words(piece)
        return bits | (self._state[ANSWERED] if bits & self._choices else 0)

    def _several(self, key: str, between: str) -> tuple[int, list[str]]:
        """The bits of choices that stand one after the other, the longest that fits first; and what else
        stands there."""
        bits, place, strange = 0, 0, []
        while place < len(key):
            if key[place] in f"{between} ":
                place += 1
                continue
            fitting = (text for text in self._longest_first if _stands(text, key, place, between))
            if text := next(fitting, ""):
                bits |= 1 << self._numbers[text]
                place += len(text)
            else:
                end = _ENDS.search(key, place)
                strange.append(key[place : end.start() if end else len(key)])
                place += len(strange[-1])
        return bits, strange

    def _own_words(self, text: str) -> int:
        """The bits of a text that is none of the choices: of the one for people's own words, if there is one.
        A number is nobody's own word."""
        choice = self._question.own_words
        if not choice or typed_number(text) is not None:
            return self._state[NOT_UNDERSTOOD]
        return self._state[ANSWERED] | 1 << self._question.choices.index(choice)

    def marked(self, text: str, choice: int) -> int:
        """The bits of a cell in the column of one choice."""
        key = _key(text)
        if key in self._marked or self._numbers.get(key) == choice:
            return self._state[ANSWERED] | 1 << choice
        if key in self._unmarked:
            return 0
        is_own = not is_marker(text) and self._question.choices[choice] == self._question.own_words
        return self._own_words(text) if is_own else self._state[NOT_UNDERSTOOD]

    def bits(self, text: str, choice: int) -> int:
        """The bits of a cell in a column of the question."""
        return self.whole(text) if choice == WHOLE_ANSWER else self.marked(text, choice)

    def is_strange(self, text: str, choice: int) -> bool:
        """Whether something in a cell is not understood."""
        return bool(self.bits(text, choice) & self._state[NOT_UNDERSTOOD])

    @property
    def not_answered(self) -> int:
        """The bit of a ballot in which nothing stands."""
        return self._state[NOT_ANSWERED]


def _key(text: str) -> str:
    """A cell, folded; 1.0 is the number 1, as programs write it where others of the column are blank."""
    number = typed_number(text)
    if number is not None and not number.percent and number.value.denominator == 1:
        return str(number.value)
    return fold(text)


def _stands(text: str, key: str, place: int, between: str) -> bool:
    """Whether a choice stands at a place of a cell, and ends there."""
    if not key.startswith(text, place):
        return False
    rest = key[place + len(text) :]
    return not rest or rest[0] in between or rest.lstrip(" ")[:1] in set(between) - {" "}


def others_of(table: Table) -> dict[str, "Bits"]:
    """Id of each other question -> the bits of each ballot. Where no column is of the question, nothing
    stands in any of them."""
    import numpy as np

    others = {}
    for question in table.plan.others:
        cells = _Cells(question, table.plan.scale)
        kind = np.min_scalar_type((1 << len(question.kinds)) - 1)
        bits: Bits = np.zeros(len(table.block.rows), dtype=kind)
        for place, choice in table.layout.others.get(question.id, {}).items():
            column = table.block.columns[place]
            of_texts = [cells.bits(text, choice) for text in column.texts]
            bits |= np.array(of_texts or [0], dtype=kind)[column.codes]
        bits[bits == 0] = cells.not_answered
        others[question.id] = bits
    return others


def other_findings(table: Table, ballots: Ballots) -> Iterator[CellFindings | list[Finding]]:
    """What is said of the other questions of a table: columns that there are not, or for no choice; then
    each cell of a valid ballot that is not understood."""
    layout = table.layout
    missing = [one.id for one in table.plan.others if one.id not in layout.others]
    if missing:
        cell = cell_name(layout.name_row, 1)
        params = {"questions": ", ".join(missing)}
        yield [Finding(messages.OTHER_QUESTION_MISSING, table.file, table.sheet, cell, params)]
    for name, place in layout.strange_choices:
        cell = cell_name(layout.name_row, place + 1)
        yield [Finding(messages.OTHER_CHOICE_UNKNOWN, table.file, table.sheet, cell, {"question": name})]
    for question in table.plan.others:
        cells = _Cells(question, table.plan.scale)
        for place, choice in layout.others.get(question.id, {}).items():
            yield _strange_cells(table, ballots, question.id, place, cells, choice)


def _strange_cells(
    table: Table, ballots: Ballots, question: str, place: int, cells: _Cells, choice: int
) -> CellFindings:
    findings = CellFindings(table.file, table.sheet)
    column: Column = table.block.columns[place]
    strange = column.where(lambda text: cells.is_strange(text, choice))
    sayings: dict[int, int] = {}
    for row in (strange & (ballots.outcome == 0)).nonzero()[0].tolist():
        code = int(column.codes[row])
        if code not in sayings:
            sayings[code] = findings.saying(*_told(question, column.texts[code]))
        findings.add(int(table.block.rows[row]), place + 1, sayings[code])
    return findings


def _told(question: str, text: str) -> tuple[FindingKind, Mapping[str, str]]:
    """The kind of finding about a cell, and what fills its sentence."""
    if is_marker(text):
        return kind_of_answer(text), {"question": question}
    if shown := shown_answer(text):
        return messages.OTHER_ANSWER_UNKNOWN, {"question": question, "answer": shown}
    return messages.OTHER_ANSWER_UNKNOWN_TEXT, {"question": question}
