"""From ballots to indices in live formulas: the answers, their counts, questions, factors."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import assert_never

from sipas_cli.audit import messages
from sipas_cli.audit.asked import (
    BALLOTS_OF,
    NUMBER,
    Counted,
    Part,
    asked,
    by_kind,
    counted,
    index_place,
    units_of,
)
from sipas_cli.audit.weights import Weights
from sipas_cli.documents.page import ABOUT, ABOVE, FIRST, HEADER, Cells, Page
from sipas_cli.messages import say
from sipas_cli.model import Ballots, Standing
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.leaders import Kind
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.policies import FactorScore, Measure, MissingAnswers
from sipas_cli.rules.tree import Leaf
from sipas_cli.runs.kept import Kept
from sipas_cli.workbook.book import Book

SATISFIED_FROM, TOP = "satisfied_from", "top"
_SCORE = "0.000000"
#: A workbook with more ballots or cells than this opens in no bearable time.
_MOST_BALLOTS, _MOST_CELLS = 500_000, 12_000_000


@dataclass(frozen=True)
class Sources:
    """What the sheet of indices is made from: for each unit the formula of its ballots, None where they are
    numbers, that of its index, and its row, as links name it; the formula of the index for all units
    together, where that is so made."""

    ballots: Sequence[str | None]
    index: Sequence[str]
    places: Sequence[str]
    together: str | None


def too_large(kept: Kept, ballots: Sequence[Ballots]) -> bool:
    """Whether the ballots do not fit into a workbook that anybody would open."""
    rows = sum(int((table.outcome == 0).sum()) for table in ballots)
    return rows > _MOST_BALLOTS or rows * len(asked(kept).codes) > _MOST_CELLS


class Answers:
    """The sheets of ballots, counts, questions and factors. `rules` names the cells of the settings that the
    formulas use; `ballots` is None where the counts stand as numbers, or `by_weight` are added up from the
    ballots of each weight."""

    def __init__(
        self,
        book: Book,
        kept: Kept,
        ballots: Sequence[Ballots] | None,
        rules: Mapping[str, str],
        *,
        by_weight: bool,
    ) -> None:
        self._book, self._kept, self._rules = book, kept, rules
        self._form = asked(kept)
        self._rows = counted(kept, self._form)
        self._units = units_of(kept)
        self._live = ballots is not None
        self._split = by_kind(kept)
        self._throughout = not self._form.parts
        if not self._throughout:
            self._factors = Page(book, say(messages.FACTORS_SHEET), say(messages.FACTORS_TITLE))
            self._questions = Page(book, say(messages.QUESTIONS_SHEET), say(messages.QUESTIONS_TITLE))
        title = messages.COUNTS_WEIGHTED_TITLE if kept.is_weighted else messages.COUNTS_TITLE
        self._counts = Page(book, say(messages.COUNTS_SHEET), say(title))
        self._weights = Weights(book, kept, self._form, throughout=self._throughout) if by_weight else None
        self._places = self._write_ballots(ballots) if ballots is not None else {}

    def write(self) -> Sources:
        """Fills the sheets; what the indices are made from."""
        if self._throughout:
            return self._write_throughout()
        self._write_counts()
        self._write_questions()
        self._write_factors()
        units = [at for at, row in enumerate(self._rows) if row.kind is None and row.number]
        together = next((self._index(at) for at, row in enumerate(self._rows) if not row.number), None)
        places = [self._factors.place(FIRST + at) for at in units]
        return Sources(self._ballots(), [self._index(at) for at in units], places, together)

    # --- ballots -----------------------------------------------------------------------------

    def _write_ballots(self, ballots: Sequence[Ballots]) -> dict[int, tuple[int, int]]:
        """The sheet of ballots, a row for each valid one, unit by unit; number of each unit -> its first and
        its last row."""
        form = self._form
        self._sheet = page = Page(self._book, say(messages.BALLOTS_SHEET), say(messages.BALLOTS_TITLE))
        page.text(ABOUT, 0, say(messages.BALLOTS_NOTE), "note")
        more = [say(messages.SATISFIED_THROUGHOUT)] if self._throughout else []
        page.header(
            [say(messages.NUMBER), *_unit_titles(), *form.codes, *more],
            [8, 8, 34, *(7 for _ in form.codes), *(9 for _ in more)],
            lead=3,
        )
        page.sheet.freeze_panes(FIRST, 3)
        places: dict[int, tuple[int, int]] = {}
        written = list(enumerate(_in_order(ballots, self._units), start=FIRST))
        for row, (number, *_) in written:
            places[number] = (places.get(number, (row, row))[0], row)
        self._first_ballots = {first for first, _ in places.values()}
        page.rows(written, self._write_ballot)
        for number, (first, _) in places.items():
            page.link(first, 1, index_place(number))
        self._last = max(FIRST + len(written) - 1, FIRST)
        page.sheet.autofilter(HEADER, 0, self._last, 2 + len(form.codes))
        return places

    def _write_ballot(self, page: Cells, row: int, ballot: tuple[int, Standing, Sequence[int]]) -> None:
        number, line, answers = ballot
        form = self._form
        page.number(row, 0, row - FIRST + 1, "0")
        page.number(row, 1, number, "0", "link_number" if row in self._first_ballots else "number")
        page.text(row, 2, line.unit.name)
        by_code = dict(zip(self._kept_codes, answers, strict=True))
        for column, code in enumerate(form.codes, start=3):
            page.value(row, column, form.marks[by_code[code]], "0")
        if self._throughout:
            last = 2 + len(form.codes)
            cells = self._sheet.at(row, 3, row, last)
            satisfied = f'COUNTIF({cells},">="&{self._rules[SATISFIED_FROM]})'
            levels = [by_code[code] for code in form.codes if by_code[code] < form.levels]
            least = self._satisfied_from()
            yes = all(form.values[level] >= least for level in levels)
            page.formula(row, last + 1, f"IF({satisfied}=COUNT({cells}),1,0)", int(yes), "0")

    @cached_property
    def _kept_codes(self) -> tuple[str, ...]:
        criteria = self._kept.criteria.criteria
        plan = criteria.plan.survey.plan if isinstance(criteria, ParCriteria) else criteria.plan
        return plan.codes

    def _satisfied_from(self) -> int:
        criteria = self._kept.criteria.criteria
        if isinstance(criteria, ParCriteria):
            return 0
        return criteria.plan.scale.satisfied_from

    def _ballots(self) -> list[str | None]:
        """The formula of the ballots of each unit."""
        if self._weights:
            return [self._weights.ballots(number) for number in range(1, len(self._units) + 1)]
        if not self._live:
            return [None for _ in self._units]
        column = self._sheet.at(FIRST, 1, self._last)
        rows = range(FIRST + 1, FIRST + 1 + len(self._units))
        index = say(messages.INDEX_SHEET)
        return [f"COUNTIF({column},'{index}'!${NUMBER}${row})" for row in rows]

    def _write_throughout(self) -> Sources:
        """Shares of ballots need no counts of answers. Of weighted ones it is their weights that count."""
        page, weighted_ballots = self._counts, self._kept.is_weighted
        whole = messages.WEIGHT_OF_BALLOTS if weighted_ballots else messages.BALLOTS
        titles = [*_unit_titles(), say(whole), say(messages.SATISFIED_THROUGHOUT)]
        page.header(titles, [9, 44, 12, 12])
        for at, row in enumerate(self._rows):
            if row.counts is None:
                continue
            self._about(page, FIRST + at, row, back=bool(row.number), on=row.number in self._places)
            if row.number:
                page.link(FIRST + at, 0, index_place(row.number))
                self._link_ballots(FIRST + at, row.number)
            figures = (row.counts.whole, row.counts.throughout)
            for column, figure in enumerate(figures, start=2):
                if formula := self._throughout_formula(row, FIRST + at, column):
                    page.formula(FIRST + at, column, formula, figure, "0")
                else:
                    page.number(FIRST + at, column, figure, "0")
        shares = [
            f'IF({page.at(FIRST + at, 2)}=0,"",100*{page.at(FIRST + at, 3)}/{page.at(FIRST + at, 2)})'
            for at in range(len(self._rows))
        ]
        count = len(self._units)
        ballots: list[str | None] = [page.at(FIRST + at, 2) for at in range(count)]
        if weighted_ballots:
            ballots = self._ballots()
        places = [page.place(FIRST + at) for at in range(count)]
        return Sources(ballots, shares[:count], places, shares[count] if len(shares) > count else None)

    def _throughout_formula(self, row: Counted, at: int, column: int) -> str | None:
        if not row.number:
            return f"SUM({self._counts.at(FIRST, column, FIRST + len(self._units) - 1)})"
        if self._weights:
            return self._weights.weight(row.number) if column == 2 else self._weights.count(row.number, 0, 0)
        if not self._live:
            return None
        units, number = self._sheet.at(FIRST, 1, self._last), self._counts.at(at, 0)
        if column == 2:
            return f"COUNTIF({units},{number})"
        marks = 3 + len(self._form.codes)
        return f"SUMIF({units},{number},{self._sheet.at(FIRST, marks, self._last)})"

    # --- counts ------------------------------------------------------------------------------

    def _write_counts(self) -> None:
        """The sheet of counts, a row for each unit and question."""
        self._head_counts()
        self._at: dict[int, int] = {}
        written: list[tuple[Counted, int]] = []
        for at, row in enumerate(self._rows):
            if row.counts is not None:
                self._at[at] = FIRST + len(written)
                written += ((row, place) for place in range(len(self._form.codes)))
        self._counts.rows(list(enumerate(written, start=FIRST)), self._write_count)
        for at, first in self._at.items():
            if number := self._rows[at].number:
                self._counts.link(first, 0, index_place(number))
                self._link_ballots(first, number)
        last = self._start + len(self._form.marks) + 1
        self._counts.sheet.autofilter(HEADER, 0, FIRST + len(written) - 1, last)

    def _head_counts(self) -> None:
        """The headings: each answer as it stands in the ballots, its label above it, its value on top."""
        page, form = self._counts, self._form
        kinds = self._kind_titles()
        start = self._start = 4 + len(kinds)
        question = [say(messages.QUESTION_NUMBER), say(messages.QUESTION)]
        titles = [*_unit_titles(), *kinds, *question, *map(str, form.marks)]
        widths = [9, 34, *(18 for _ in kinds), 8, 12, *(10 for _ in form.marks), 10, 12]
        page.header([*titles, say(messages.SUM), say(messages.AGAINST_BALLOTS)], widths, lead=start)
        for place, (mark, label) in enumerate(zip(form.marks, form.labels, strict=True)):
            page.value(HEADER, start + place, mark, "0", "header")
            page.text(ABOVE, start + place, label, "header")
            if place < form.levels:
                page.number(ABOUT, start + place, form.values[place], "General")
        page.text(ABOUT, 0, say(messages.VALUES_NOTE), "note")
        page.sheet.set_row(ABOVE, 32)
        page.sheet.freeze_panes(FIRST, start)

    def _write_count(self, page: Cells, at: int, asked_of: tuple[Counted, int]) -> None:
        row, question = asked_of
        form, start = self._form, self._start
        counts = row.counts.answers.get(form.codes[question], {}) if row.counts else {}
        back = bool(row.number) and question == 0
        self._about(page, at, row, back=back, on=back and row.number in self._places)
        page.number(at, start - 2, question + 1, "0")
        page.text(at, start - 1, form.codes[question])
        columns = range(start, start + len(form.kinds))
        formulas = self._count_formulas(at, row, question, columns)
        for column, kind, formula in zip(columns, form.kinds, formulas, strict=True):
            count = counts.get(kind, 0)
            if formula:
                page.formula(at, column, formula, count, "0")
            else:
                page.number(at, column, count, "0")
        total, last = sum(counts.values()), start + len(form.kinds)
        page.formula(at, last, f"SUM({self._counts.at(at, start, at, last - 1)})", total, "0")
        if row.counts is not None and row.kind is None:
            ballots = self._whole_of(row, question)
            same = total == row.counts.whole
            condition = f"{self._counts.at(at, last)}={ballots}"
            page.formula(at, last + 1, compared(condition), verdict(same))

    def _whole_of(self, row: Counted, question: int) -> str:
        """What the answers to a question must come to: all ballots, or what they weigh."""
        if not self._kept.is_weighted:
            return self._ballots_of(row)
        if row.number and self._weights and (weight := self._weights.weight(row.number, question)):
            return weight
        return str(row.counts.whole if row.counts else 0)

    def _ballots_of(self, row: Counted) -> str:
        """Where the sheet of indices has the ballots of a unit, or those of all."""
        first = FIRST if not row.number else FIRST + row.number - 1
        last = FIRST + len(self._units) - 1 if not row.number else first
        index = say(messages.INDEX_SHEET)
        return f"SUM('{index}'!${BALLOTS_OF}${first + 1}:${BALLOTS_OF}${last + 1})"

    def _count_formulas(
        self, at: int, row: Counted, question: int, columns: Sequence[int]
    ) -> Sequence[str | None]:
        """How many ballots of a unit have each of the answers to one question; of all units the sums."""
        page = self._counts
        if not row.number:
            last = FIRST + len(self._units) * len(self._form.codes) - 1
            same = f"{page.at(FIRST, self._start - 2, last)},{page.at(at, self._start - 2)}"
            return [f"SUMIFS({page.at(FIRST, column, last)},{same})" for column in columns]
        if self._weights:
            return [self._weights.count(row.number, question, column - self._start) for column in columns]
        if not self._live:
            return [None for _ in columns]
        first, last = self._places.get(row.number, (FIRST, FIRST))
        units = f"{self._sheet.at(first, 1, last)},{page.at(at, 0)}"
        answers = self._sheet.at(first, 3 + question, last)
        return [f"COUNTIFS({units},{answers},{mark})" for mark in self._mark_places]

    @cached_property
    def _mark_places(self) -> Sequence[str]:
        """Where the sheet of counts has each answer as it stands in the ballots."""
        return [self._counts.at(HEADER, self._start + place) for place in range(len(self._form.kinds))]

    def _link_ballots(self, row: int, number: int) -> None:
        """Lets the name of a unit in the sheet of counts lead to its ballots, where these are there."""
        if number in self._places:
            self._counts.link(row, 1, self._sheet.place(self._places[number][0]))

    def _about(self, page: Cells, at: int, row: Counted, *, back: bool, on: bool) -> None:
        """The first cells of a row: whose it is; its number may lead back, its name on."""
        page.number(at, 0, row.number, "0", "link_number" if back else "number")
        page.text(at, 1, row.name, "link" if on else "plain")
        if self._split:
            kind = "" if row.kind is None else self._kinds()[row.kind].title
            page.text(at, 2, kind or say(messages.WHOLE_UNIT))

    def _kind_titles(self) -> list[str]:
        """The heading of the column of kinds of respondents, where there is one."""
        if self._split:
            return [say(messages.KIND)]
        return []

    def _kinds(self) -> tuple[Kind, ...]:
        criteria = self._kept.criteria.criteria
        if isinstance(criteria, ParCriteria):
            return criteria.plan.survey.kinds
        return ()

    # --- questions and factors ---------------------------------------------------------------

    def _measure(self, first: int, last: int) -> str:
        """The score of the answers that stand in some rows of the sheet of counts."""
        page, start, levels = self._counts, self._start, self._form.levels
        cells = page.at(first, start, last, start + levels - 1)
        marks = page.at(HEADER, start, HEADER, start + levels - 1)
        values = page.at(ABOUT, start, ABOUT, start + levels - 1)
        answered, criteria = f"SUM({cells})", self._kept.criteria.criteria
        if isinstance(criteria, ParCriteria):
            return f'IF({answered}=0,"",SUMPRODUCT({values}*{cells})/{answered})'
        match criteria.rules.measure:
            case Measure.MEAN_PERCENT:
                share = f"100*SUMPRODUCT({marks}*{cells})/({answered}*{self._rules[TOP]})"
            case Measure.SATISFIED_SHARE:
                satisfied = f"SUMPRODUCT(({marks}>={self._rules[SATISFIED_FROM]})*{cells})"
                share = f"100*{satisfied}/{self._denominator(criteria, answered, first, last)}"
            case Measure.SATISFIED_THROUGHOUT:
                raise ValueError("whole ballots are measured, no question by itself")
            case _:
                assert_never(criteria.rules.measure)
        return f'IF({answered}=0,"",{share})'

    def _denominator(self, criteria: Criteria, answered: str, first: int, last: int) -> str:
        """Refused and blank answers stand side by side behind those that do not apply."""
        match criteria.rules.missing_answers:
            case MissingAnswers.LEAVE_OUT:
                return answered
            case MissingAnswers.IN_DENOMINATOR:
                column = self._start + self._form.levels + 1
                return f"({answered}+SUM({self._counts.at(first, column, last, column + 1)}))"
            case _:
                assert_never(criteria.rules.missing_answers)

    def _write_questions(self) -> None:
        page, form = self._questions, self._form
        kinds = self._kind_titles()
        page.header(
            [*_unit_titles(), *kinds, *form.codes],
            [9, 34, *(18 for _ in kinds), *(12 for _ in form.codes)],
            lead=2 + len(kinds),
        )
        self._own = 2 + len(kinds)
        page.sheet.freeze_panes(FIRST, self._own)
        for part in form.parts:
            page.text(ABOVE, self._own + part.first, part.title, "note")
        page.rows([(FIRST + at, at) for at in self._at], self._write_scores)
        for at, first in self._at.items():
            if number := self._rows[at].number:
                page.link(FIRST + at, 0, index_place(number))
                page.link(FIRST + at, 1, self._counts.place(first))

    def _write_scores(self, page: Cells, at: int, number: int) -> None:
        """The score of each question in a row; `number` is its place among the rows of scores."""
        row, first = self._rows[number], self._at[number]
        self._about(page, at, row, back=bool(row.number), on=bool(row.number))
        for place, code in enumerate(self._form.codes):
            formula = self._measure(first + place, first + place)
            page.formula(at, self._own + place, formula, row.criteria.get(code), _SCORE)

    def _write_factors(self) -> None:
        page, form = self._factors, self._form
        kinds = self._kind_titles()
        titles = [part.title for part in form.parts]
        survey = isinstance(self._kept.criteria.criteria, ParCriteria)
        maxima = [say(messages.MAXIMUM_OF, part=part.id) for part in form.parts] if survey else []
        weight = [say(messages.WEIGHT)] if self._split else []
        widths = [
            9,
            34,
            *(18 for _ in kinds),
            *(16 for _ in titles),
            *(12 for _ in maxima),
            *(9 for _ in weight),
        ]
        page.header([*_unit_titles(), *kinds, *titles, *maxima, *weight], widths, lead=self._own)
        page.sheet.freeze_panes(FIRST, self._own)
        if not survey:
            page.text(ABOVE, 1, say(messages.WEIGHT), "bold")
            for place, part in enumerate(form.parts):
                page.number(ABOVE, self._own + place, part.weight, "General")
        for at, row in enumerate(self._rows):
            self._about(page, FIRST + at, row, back=bool(row.number), on=bool(row.number))
            if row.number:
                page.link(FIRST + at, 0, index_place(row.number))
                asked_at = at if row.counts else at - len(self._kinds())  # or the first of its kinds
                page.link(FIRST + at, 1, self._questions.place(FIRST + asked_at))
            for place, part in enumerate(form.parts):
                self._write_factor(at, row, place, part)
            if self._split and row.kind is not None:
                page.number(
                    FIRST + at, self._own + 2 * len(titles), self._kinds()[row.kind].weight, "General"
                )

    def _write_factor(self, at: int, row: Counted, place: int, part: Part) -> None:
        page, column = self._factors, self._own + place
        if (leaves := self._leaves()) is not None:
            maximum = leaves[part.id].maximum_of(self._units[row.number - 1].unit)
            if maximum is None:
                return
            if row.kind is None:
                page.number(FIRST + at, column + len(self._form.parts), maximum, "General")
        formula = self._factor(at, row, column, part)
        page.formula(FIRST + at, column, formula, row.factors.get(part.id), _SCORE)

    def _leaves(self) -> dict[str, Leaf] | None:
        criteria = self._kept.criteria.criteria
        if isinstance(criteria, ParCriteria):
            return {leaf.id: leaf for leaf in criteria.plan.leaves}
        return None

    def _factor(self, at: int, row: Counted, column: int, part: Part) -> str:
        """A factor from its questions, from all its answers, or from the kinds of respondents."""
        if row.counts is None:
            first, last = FIRST + at - len(self._kinds()), FIRST + at - 1
            weights = self._factors.at(first, self._own + 2 * len(self._form.parts), last)
            return weighted(weights, self._factors.at(first, column, last))
        criteria = self._kept.criteria.criteria
        cells = self._questions.at(FIRST + at, self._own + part.first, FIRST + at, self._own + part.last)
        average = f'IF(COUNT({cells})=0,"",AVERAGE({cells}))'
        if isinstance(criteria, ParCriteria):
            return average
        match criteria.rules.factor_score:
            case FactorScore.MEAN_OF_CRITERIA:
                return average
            case FactorScore.POOLED:
                return self._measure(self._at[at] + part.first, self._at[at] + part.last)
            case _:
                assert_never(criteria.rules.factor_score)

    def _index(self, at: int) -> str:
        """The index of a row: the mean of its factors by their weights, or of its leaves by their maxima."""
        count, row = len(self._form.parts), FIRST + at
        survey = isinstance(self._kept.criteria.criteria, ParCriteria)
        where, first = (row, self._own + count) if survey else (ABOVE, self._own)
        weights = self._factors.at(where, first, where, first + count - 1)
        return weighted(weights, self._factors.at(row, self._own, row, self._own + count - 1))


def _unit_titles() -> tuple[str, str]:
    """The headings of the two columns that say whose a row is."""
    return say(messages.UNIT_NUMBER), say(messages.UNIT)


def compared(same: str) -> str:
    """The formula that says whether two figures are the same; `same` is its condition."""
    return f'IF({same},"{verdict(True)}","{verdict(False)}")'


def verdict(same: bool) -> str:
    """What that formula says."""
    return say(messages.AGREES if same else messages.DIFFERS)


def weighted(weights: str, values: str) -> str:
    """The mean of what is a number among the values; what is none takes its weight with it."""
    weight = f"SUMPRODUCT({weights}*ISNUMBER({values}))"
    return f'IF({weight}=0,"",SUMPRODUCT({weights},{values})/{weight})'


def _in_order(
    ballots: Sequence[Ballots], units: Sequence[Standing]
) -> Iterator[tuple[int, Standing, list[int]]]:
    """The valid ballots of scored units, unit by unit: its number, itself, the kinds of its answers. Within a
    unit they stand as in the files; in which order files were named does not matter."""
    import numpy as np

    tables = sorted(ballots, key=lambda table: table.source)
    numbers = {line.unit.id: number for number, line in enumerate(units, start=1)}
    unit_numbers = [np.array([numbers.get(unit, 0) for unit in (*t.units, "")])[t.unit] for t in tables]
    number = np.concatenate(
        [np.where(t.outcome == 0, n, 0) for t, n in zip(tables, unit_numbers, strict=True)]
    )
    answers = np.concatenate([table.answers for table in tables])
    order = np.argsort(number, kind="stable")
    for place in order[np.searchsorted(number[order], 1) :].tolist():
        unit_number = int(number[place])
        yield unit_number, units[unit_number - 1], answers[place].tolist()
