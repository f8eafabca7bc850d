"""Weighted ballots in live formulas: how many ballots of each weight gave which answer, from which the sums
of weights follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from sipas_cli.audit import messages
from sipas_cli.audit.asked import Asked, units_of
from sipas_cli.documents.page import ABOUT, FIRST, HEADER, Page
from sipas_cli.messages import say
from sipas_cli.model import Standing, UnitCounts
from sipas_cli.rules.criteria import Criteria
from sipas_cli.runs.kept import Kept
from sipas_cli.tally import counts_by_weight, weight_unit
from sipas_cli.workbook.book import Book

_UNIT, _NAME, _QUESTION, _CODE, _WEIGHT, _WHOLE, _BALLOTS, _KINDS = range(8)
#: The cell with what makes the weights whole numbers.
_SCALE = (ABOUT, _WHOLE)
#: A sheet with more rows than this opens in no bearable time.
_MOST_ROWS = 200_000

Classes = dict[str, dict[str, UnitCounts]]


def classes_of(kept: Kept) -> Classes:
    """Unit -> weight -> its ballots with that weight, each counted once; none where there are no weights."""
    criteria = kept.criteria.criteria
    if not kept.is_weighted or not isinstance(criteria, Criteria) or kept.tally is None:
        return {}
    if kept.tally.pairs is None:
        return {}
    return counts_by_weight(kept.tally.pairs, str(criteria.plan.scale.top))


def too_many_classes(kept: Kept, form: Asked) -> bool:
    """Whether the classes of weights do not fit into a sheet that anybody would open."""
    classes = sum(map(len, classes_of(kept).values()))
    return classes * len(form.codes) > _MOST_ROWS


@dataclass(frozen=True)
class _Span:
    """The rows of one unit and one question on the sheet."""

    first: int
    last: int


class Weights:
    """The sheet of weights: a row for each unit, question and weight; where whole ballots are measured one
    for each unit and weight."""

    def __init__(self, book: Book, kept: Kept, form: Asked, *, throughout: bool) -> None:
        self._form, self._throughout = form, throughout
        self._page = Page(book, say(messages.WEIGHTS_SHEET), say(messages.WEIGHTS_TITLE))
        self._spans: dict[tuple[int, int], _Span] = {}
        self._head()
        pairs = kept.tally.pairs if kept.tally else None
        self._scale = weight_unit(pairs) if pairs else 1
        self._page.number(*_SCALE, self._scale, "0")
        classes, row = classes_of(kept), FIRST
        for number, line in enumerate(units_of(kept), start=1):
            row = self._write_unit(row, number, line, classes.get(line.unit.id, {}))
        self._page.sheet.autofilter(HEADER, 0, max(row - 1, FIRST), _BALLOTS + self._kinds)

    @property
    def _kinds(self) -> int:
        """How many columns of counts there are."""
        return 1 if self._throughout else len(self._form.marks)

    def _head(self) -> None:
        titles = [say(messages.UNIT_NUMBER), say(messages.UNIT), say(messages.QUESTION_NUMBER)]
        titles += [say(messages.QUESTION), say(messages.WEIGHT), say(messages.WEIGHT_WHOLE)]
        titles.append(say(messages.BALLOTS))
        if self._throughout:
            titles.append(say(messages.SATISFIED_THROUGHOUT))
        else:
            titles += map(str, self._form.marks)
        self._page.text(ABOUT, 0, say(messages.WEIGHTS_NOTE), "note")
        self._page.header(titles, [9, 34, 8, 12, 12, 14, 12, *(10 for _ in range(self._kinds))])
        self._page.sheet.freeze_panes(FIRST, _QUESTION)

    def _write_unit(self, row: int, number: int, line: Standing, classes: dict[str, UnitCounts]) -> int:
        """The rows of a unit; the row after them."""
        codes = ("",) if self._throughout else self._form.codes
        for question, code in enumerate(codes):
            first = row
            for weight, counts in classes.items():
                self._write_class(row, number, line, question, code)
                self._write_counts(row, Fraction(weight or 1), counts, code)
                row += 1
            if classes:
                self._spans[number, question] = _Span(first, row - 1)
        return row

    def _write_class(self, row: int, number: int, line: Standing, question: int, code: str) -> None:
        page = self._page
        page.number(row, _UNIT, number, "0")
        page.text(row, _NAME, line.unit.name)
        if code:
            page.number(row, _QUESTION, question + 1, "0")
            page.text(row, _CODE, code)

    def _write_counts(self, row: int, weight: Fraction, counts: UnitCounts, code: str) -> None:
        page = self._page
        page.number(row, _WEIGHT, weight, "General")
        whole = f"ROUND({page.at(row, _WEIGHT)}*{page.at(*_SCALE)},0)"
        page.formula(row, _WHOLE, whole, weight * self._scale, "0")
        page.number(row, _BALLOTS, counts.ballots, "0")
        for place, count in enumerate(self._of_kinds(counts, code)):
            page.number(row, _KINDS + place, count, "0")

    def _of_kinds(self, counts: UnitCounts, code: str) -> Iterator[int]:
        if self._throughout:
            yield counts.throughout
            return
        answers = counts.answers.get(code, {})
        for kind in self._form.kinds:
            yield answers.get(kind, 0)

    # --- formulas of other sheets ------------------------------------------------------------

    def ballots(self, number: int) -> str | None:
        """The ballots of a unit, each once; None where it has none."""
        span = self._spans.get((number, 0))
        if span is None:
            return None
        return f"SUM({self._page.at(span.first, _BALLOTS, span.last)})"

    def weight(self, number: int, question: int = 0) -> str | None:
        """What the ballots of a unit weigh together."""
        return self._product(number, question, _BALLOTS)

    def count(self, number: int, question: int, kind: int) -> str | None:
        """What the ballots with one kind of answer weigh together; of whole ballots those satisfied
        throughout."""
        return self._product(number, question, _KINDS + kind)

    def _product(self, number: int, question: int, column: int) -> str | None:
        span = self._spans.get((number, question))
        if span is None:
            return None
        weights = self._page.at(span.first, _WHOLE, span.last)
        return f"SUMPRODUCT({weights},{self._page.at(span.first, column, span.last)})"
