"""Which columns hold the questions that are asked beside those of the index: one for each, or one for each of
the choices, of which several may be marked.

A column of a single choice is headed by the question and the choice, however a form tool puts them together:
kenh/bao, kenh[2], Kênh thông tin [Báo], Kênh thông tin: Báo.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sipas_cli.intake.header_rows import HeaderRows, Name, unnumbered
from sipas_cli.rules.other_questions import OtherQuestion
from sipas_cli.rules.sources import header_key

#: In place of the number of a choice: the column holds the whole answer.
WHOLE_ANSWER = -1
#: What stands between a question and a choice.
_BETWEEN = re.compile(r"[\s*?]*[/\[(:._-]\s*")


@dataclass
class OtherColumns:
    """The columns of the other questions.

    questions   id -> column -> the number of the choice that it is for, or WHOLE_ANSWER
    strange     columns that are for a choice which the question does not have: (id, column)
    doubled     (id, column, column) of two that are for the same
    """

    questions: dict[str, dict[int, int]] = field(default_factory=dict)
    strange: list[tuple[str, int]] = field(default_factory=list)
    doubled: list[tuple[str, int, int]] = field(default_factory=list)

    @property
    def taken(self) -> frozenset[int]:
        """All of these columns."""
        strange = (column for _, column in self.strange)
        return frozenset((*(column for columns in self.questions.values() for column in columns), *strange))


def other_columns(
    free: Mapping[int, str], questions: Sequence[OtherQuestion], rows: HeaderRows
) -> OtherColumns:
    """What the columns that are no questions of the index are: `free` has their headers."""
    columns = OtherColumns()
    for question in questions:
        names = _Names(question)
        whole = [column for column, header in free.items() if header and names.is_headed(header, rows)]
        apart = dict(names.of_choices(free, rows)) if question.several else {}
        chosen = {column: number for column, number in apart.items() if number is not None}
        if chosen:  # a column of the whole answer says the same once more
            columns.strange += [(question.id, column) for column in apart if column not in chosen]
            columns.doubled += [(question.id, *pair) for pair in _pairs(chosen)]
        elif whole:
            chosen = {whole[0]: WHOLE_ANSWER}
            columns.doubled += [(question.id, whole[0], column) for column in whole[1:]]
        if chosen:
            columns.questions[question.id] = chosen
    return columns


def _pairs(chosen: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Columns that are for one and the same choice."""
    first: dict[int, int] = {}
    for column, number in chosen.items():
        if first.setdefault(number, column) != column:
            yield first[number], column


class _Names:
    """What a question is called, as keys of headers."""

    def __init__(self, question: OtherQuestion) -> None:
        keys = {header_key(text) for text in question.names}
        self._keys = keys | {unnumbered(key) for key in keys}
        self._question = question

    def is_headed(self, header: str, rows: HeaderRows) -> bool:
        """Whether a header names the question."""
        return not self._is_of_choice(header, rows) and any(map(self._is_named, rows.names(header)))

    def _is_named(self, name: Name) -> bool:
        both = name.code in self._keys and name.text in self._keys
        return both or not self._keys.isdisjoint((name.key, name.unnumbered))

    def _is_of_choice(self, header: str, rows: HeaderRows) -> bool:
        return any(True for _ in self._behind(header, rows))

    def of_choices(self, free: Mapping[int, str], rows: HeaderRows) -> Iterator[tuple[int, int | None]]:
        """The columns of single choices: column -> number of the choice, None for one that there is not."""
        for column, header in free.items():
            behind = [*self._behind(header, rows)]
            if behind:
                numbers = (self._question.numbers.get(text) for text in behind)
                yield column, next((number for number in numbers if number is not None), None)

    def _behind(self, header: str, rows: HeaderRows) -> Iterator[str]:
        """What may stand for a choice in a header that begins with the question, as keys."""
        for name in rows.names(header):
            for start in dict.fromkeys((name.key, name.unnumbered)):
                yield from self._behind_key(start)

    def _behind_key(self, start: str) -> Iterator[str]:
        for key in self._keys:
            between = _BETWEEN.match(start, len(key)) if start.startswith(key) else None
            rest = start[between.end() :] if between else ""
            if rest and rest not in self._keys:  # "N1. Kênh thông tin" says the question twice
                yield from (rest, rest.rstrip("])").rstrip())
                yield from self._behind_key(rest)
