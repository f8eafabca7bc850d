"""What each answer is: a text of the scale, a number, a mark in a column of its own."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sipas_cli.intake.ballots.table import Table
from sipas_cli.model import MERGED_CELL, Block, Column, is_marker
from sipas_cli.rules.criteria import BLANK, OFF_SCALE, Plan, Scale
from sipas_cli.text.numbers import typed_number
from sipas_cli.text.old_fonts import old_fonts
from sipas_cli.text.spelling import fold, nfc

if TYPE_CHECKING:
    import numpy.typing as npt

    from sipas_cli.model import Bytes

_LABELLED = re.compile(r"\(?(\d{1,2})\s*[-–.:)=]\s*(\S.*)")  # 5 - Rất hài lòng, (5) Rất hài lòng
_NUMBERED = re.compile(r"(\S.*?)\s*[-–:=(]\s*(\d{1,2})\)?")  # Rất hài lòng (5), Rất hài lòng - 5
_BLOCK = 1 << 15  # rows that are added up together: what fits the processor's cache
_DECIMAL = re.compile(r"\d{1,2}[.,]\d+")


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
        ending = f" {self._end}" if self._end else None
        for spelling in old_fonts(text):
            kind = self._named(fold(spelling).rstrip(ending))
            if kind is not None:
                return kind
        return OFF_SCALE

    def _named(self, key: str) -> str | None:
        if key in self._known:
            return self._known[key]
        number = typed_number(key)
        if number is not None:  # 4.4 is a number, not the number 4 with the label 4
            whole = _DECIMAL.fullmatch(key) and number.value.denominator == 1
            if not whole:
                return None
            return self._known.get(str(number.value))
        return self._both_said(_LABELLED.fullmatch(key), 1, 2) or self._both_said(
            _NUMBERED.fullmatch(key), 2, 1
        )

    def _both_said(self, pair: re.Match[str] | None, number: int, label: int) -> str | None:
        """The answer of a number and a label, groups of `pair`: both must say the same."""
        if pair is None or typed_number(pair[label]) is not None:
            return None
        kind = self._known.get(pair[number])
        if kind == self._known.get(pair[label]):
            return kind
        return None


def only_words(text: str, answers: AnswerTexts) -> bool:
    """Whether a cell holds words that are no answer."""
    return answers.name(text) == OFF_SCALE and any(map(str.isalpha, text)) and not is_marker(text)


def answers_of(table: Table, plan: Plan) -> "Bytes":
    """The answers of a table, a row a ballot and a column a question, as places in `plan.scale.kinds`."""
    import numpy as np

    texts = AnswerTexts(plan.scale, table.answers_end, table.otherwise)
    answers = np.empty((len(table.block.rows), len(plan.codes)), dtype=np.uint8)
    for number, code in enumerate(plan.codes):
        if code in table.layout.choices:
            answers[:, number] = _marked(table.block, table.layout.choices[code], plan.scale)
            continue
        answers[:, number] = _kinds_in(table.block.columns[table.layout.questions[code]], texts)
        for further in table.layout.versions.get(code, ()):
            kinds = _kinds_in(table.block.columns[further], texts)
            answers[:, number] = _either(answers[:, number], kinds, plan.scale)
    return answers


def added_up(answers: "Bytes", worth: "npt.NDArray[Any]") -> "npt.NDArray[Any]":
    """The sum of what the answers of each ballot are worth; `worth` of each kind of answer, in numbers that
    hold the sums."""
    import numpy as np

    sums = np.zeros(len(answers), dtype=worth.dtype)
    for first in range(0, len(answers), _BLOCK):
        rows = slice(first, first + _BLOCK)
        for question in range(answers.shape[1]):
            sums[rows] += worth[answers[rows, question]]
    return sums


def _kinds_in(column: Column, texts: AnswerTexts) -> "Bytes":
    import numpy as np

    kinds = np.array([texts.kind(text) for text in column.texts] or [0], dtype=np.uint8)
    answers: Bytes = kinds[column.codes]
    return answers


def _either(first: "Bytes", second: "Bytes", scale: Scale) -> "Bytes":
    """Of two columns of one question the filled one; off the scale where both are and differ."""
    import numpy as np

    blank, off = scale.kinds.index(BLANK), scale.kinds.index(OFF_SCALE)
    answers: Bytes = np.where(first == blank, second, first)
    answers[(first != blank) & (second != blank) & (first != second)] = off
    return answers


def _marked(block: Block, choices: Mapping[int, str], scale: Scale) -> "Bytes":
    """Each answer has a column of its own, to be marked with an x; more than one mark is no answer."""
    import numpy as np

    marks = np.zeros(len(block.rows), dtype=np.int64)
    torn = np.zeros(len(block.rows), dtype=bool)
    answers = np.full(len(block.rows), scale.kinds.index(BLANK), dtype=np.uint8)
    for place, kind in choices.items():
        column = block.columns[place]
        marked = column.where(lambda text: nfc(text) not in ("", "0"))
        marks += marked
        answers[marked] = scale.kinds.index(kind)
        torn |= column.where(lambda text: text == MERGED_CELL)
    answers[(marks > 1) | torn] = scale.kinds.index(OFF_SCALE)
    return answers
