"""Whether the figures of a row are what can be computed from the other rows of a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from sipas_cli.intake.ballots.answers import AnswerTexts
from sipas_cli.intake.ballots.table import Table, no_rows
from sipas_cli.model import Column
from sipas_cli.text.numbers import Typed, typed_number

if TYPE_CHECKING:
    from sipas_cli.model import Bools, Codes

_DIGITS = 9  # of a figure that a spreadsheet computed: the last of its 15 are noise


@dataclass(frozen=True, eq=False)
class _Question:
    """One column of answers: of each distinct text the number that it is, and which answer, or None."""

    numbers: Sequence[Typed | None]
    levels: Sequence[int | None]
    column: Column

    @cached_property
    def places(self) -> "Codes":
        """The answer of each row from 1 on, as counted; 0 for none. Most sheets have no row that is to be
        compared with the others, and then nobody asks."""
        import numpy as np

        places = [0 if level is None else level + 1 for level in self.levels] or [0]
        return np.array(places, dtype=np.min_scalar_type(max(places)))[self.column.codes]

    @property
    def off_scale(self) -> list[bool]:
        """Of each distinct text whether it is a number that is no answer."""
        pairs = zip(self.numbers, self.levels, strict=True)
        return [number is not None and level is None for number, level in pairs]


class Figures:
    """The answers of a table as numbers."""

    def __init__(self, table: Table) -> None:
        self._table = table
        texts = AnswerTexts(table.plan.scale, table.answers_end, table.otherwise)
        self.scale = table.plan.scale
        self.questions = [
            _question(table.block.columns[place], texts)
            for code, place in table.layout.questions.items()
            if code not in table.layout.choices
        ]

    def off_scale(self) -> "Bools":
        """The rows with a number that is no answer."""
        import numpy as np

        rows = no_rows(self._table)
        for question in self.questions:
            if any(question.off_scale):
                rows |= np.array(question.off_scale)[question.column.codes]
        return rows


def _question(column: Column, answers: AnswerTexts) -> _Question:
    levels = [_level(answers.name(text)) for text in column.texts]
    return _Question([typed_number(text) for text in column.texts], levels, column)


def _level(name: str) -> int | None:
    if name.isdecimal():
        return int(name)
    return None


#: What a row of figures may be, in the order in which it is looked for.
_MEAN, _SUM, _COUNT, _SHARE, _PERCENT, _LARGEST, _LEAST = range(7)
_KINDS = (_MEAN, _SUM, _COUNT, _SHARE, _PERCENT)
_EXTREMES = (_LARGEST, _LEAST)


class Compared:
    """The figures of one row, set against what can be computed from the ballots of the table: from all of
    them, from those above the row, and from those between it and the rows of sums above it."""

    def __init__(self, columns: Figures, left_out: "Bools", row: int) -> None:
        import numpy as np

        ballots = ~left_out
        ballots[row] = False
        above = ballots.copy()
        above[row:] = False
        sums = np.nonzero(left_out[:row])[0]
        within = above.copy()
        if len(sums):
            within[: int(sums[-1]) + 1] = False
        self._row = row
        self._columns = columns
        self._scopes = [scope for scope in (ballots, above, within) if scope.any()]

    def are_computed(self) -> bool:
        """Whether half of the figures, one off the scale among them, are means, or sums, counts, shares."""
        for equal, off in self._compared(_KINDS, exact=False):
            strange = [off_scale for is_equal, off_scale in zip(equal, off, strict=True) if is_equal]
            if 2 * len(strange) >= len(equal) and any(strange):
                return True
        return False

    def may_be_computed(self, *, numbered: bool, below_totals: bool) -> bool:
        """Whether all the figures are what can be computed, where the ballots are not all alike.

        numbered       the ballots have numbers: a bare row is one by mistake, or holds means, also rounded
                       ones. Else it has nothing less than they, and one answer throughout proves nothing
        below_totals   they may be extremes too
        """
        kinds = (*_KINDS, *_EXTREMES) if below_totals else _KINDS
        if self._all_alike() or not (numbered or below_totals or self._varies()):
            return False
        return any(all(equal) for equal, _ in self._compared(kinds, exact=not numbered))

    def _varies(self) -> bool:
        """Whether the figures are not all the same."""
        return len({level for _, _, level in self._figures()}) > 1

    def _compared(self, kinds: Sequence[int], *, exact: bool) -> Iterator[tuple[list[bool], list[bool]]]:
        """For each kind and scope: which of the figures of the row are that, and which are off the scale."""
        typed = list(self._typed())
        if not typed:
            return
        off = [level is None for _, _, level in typed]
        satisfied_from = self._columns.scale.satisfied_from
        for scope in self._scopes:
            known = [_statistics(question, scope, satisfied_from) for question, _, _ in typed]
            for kind in kinds:
                pairs = zip(typed, known, strict=True)
                yield [_is_near(figure[1], values.get(kind), exact=exact) for figure, values in pairs], off

    def _typed(self) -> Iterator[tuple[_Question, Typed, int | None]]:
        """The figures of the row that are numbers."""
        for question, number, level in self._figures():
            if number is not None:
                yield question, number, level

    def _figures(self) -> Iterator[tuple[_Question, Typed | None, int | None]]:
        for question in self._columns.questions:
            code = question.column.codes[self._row]
            yield question, question.numbers[code], question.levels[code]

    def _all_alike(self) -> bool:
        """Whether every ballot has the answers of this row: then it changes no figure."""
        scope = self._scopes[0] if self._scopes else None
        if scope is None:
            return True
        places = [question.places for question in self._columns.questions]
        return all(bool((column[scope] == column[self._row]).all()) for column in places)


def _statistics(question: _Question, scope: "Bools", satisfied_from: int) -> Mapping[int, Fraction]:
    """Kind of figure -> its value over the answers of a column in some rows."""
    import numpy as np

    ballots = np.bincount(question.places[scope]).tolist()
    counts = {place - 1: number for place, number in enumerate(ballots) if place and number}
    if not counts:
        return {}
    count, total = sum(counts.values()), sum(level * number for level, number in counts.items())
    satisfied = sum(number for level, number in counts.items() if level >= satisfied_from)
    return {
        _MEAN: Fraction(total, count),
        _SUM: Fraction(total),
        _COUNT: Fraction(count),
        _SHARE: Fraction(satisfied, count),
        _PERCENT: Fraction(100 * satisfied, count),
        _LARGEST: Fraction(max(counts)),
        _LEAST: Fraction(min(counts)),
    }


def _is_near(number: Typed, value: Fraction | None, *, exact: bool) -> bool:
    """Whether a typed number is a value, or that value rounded to its digits."""
    if value is None:
        return False
    if exact:
        return number.value == value
    within = Fraction(1, 2 * 10 ** min(number.decimals, _DIGITS))
    return abs(number.value - value) <= within
