"""Which rows of a sheet are ballots. What is left out and is more than a blank form is said with its rows;
what could be a ballot as well as a row of sums is refused, as either guess would change a figure."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, partial
from typing import TYPE_CHECKING

from sipas_cli.errors import DataError
from sipas_cli.intake.ballots.answers import AnswerTexts
from sipas_cli.intake.ballots.table import Table, column_of
from sipas_cli.intake.stated_unit import UNIT_LABELS
from sipas_cli.intake.stated_year import of_title
from sipas_cli.intake.totals import group_of_subtotal, is_total
from sipas_cli.model import Column, cell_name, place_name
from sipas_cli.rules.criteria import OFF_SCALE
from sipas_cli.text import Typed, day_of, first_of, fold, nfc, typed_number

if TYPE_CHECKING:
    from sipas_cli.model import Bools, Ints

#: Of ten rows nine, as exact integers: so many are numbered, or have something of their own.
_NINE, _TEN = 9, 10
_QUARTER = 4
#: To set a row against the others costs a look at all of them; no sheet has more rows of sums than these.
_MOST_LOOKED_AT = 300
_LABELLED = ("number", "unit", "ballot_id")


def ballots_only(table: Table, is_registered: Callable[[str], bool]) -> tuple[Table, list[int]]:
    """The table without the rows that are no ballots, and the numbers of those that hold sums, means, counts,
    shares or extremes.

    Silently left out are rows of a form that were numbered or given to an interviewer beforehand and stayed
    empty, the header once more, and who signed below.

    is_registered   whether a text names a unit: it goes before what else the text may mean

    Raises DataError for rows that are as well a ballot as a row of sums.
    """
    empty = _never_filled(table) | _signatures(table) | _header_again(table)
    left = _kept(table, ~empty)
    totals = _Totals(left, is_registered)
    found = totals.found()
    if unclear := totals.unclear(found):
        place = place_name(table.file, table.sheet)
        raise DataError("unclear_row", where=place, rows=first_of(unclear))
    return _kept(left, ~found), left.block.rows[found].tolist()


def times_counted(table: Table) -> Table:
    """The table with each row as often as its column of counts says, where the criteria name one. What then
    stands as an id is that of a row and of no ballot.

    Raises DataError for a cell that holds no count.
    """
    import numpy as np

    place = table.layout.roles.get("count")
    if place is None:
        return table
    column, rows = table.block.columns[place], table.block.rows
    numbers = [typed_number(text) for text in column.texts]
    counts = [_count(number) for number in numbers]
    for code in sorted(set(column.codes.tolist())):
        if counts[code] is None:
            row = int(rows[np.flatnonzero(column.codes == code)[0]])
            where = place_name(table.file, table.sheet, cell_name(row, place + 1))
            raise DataError("count_of_row", where=where, most=_MOST_OF_ROW)
    times = np.array([count or 0 for count in counts] or [0])[column.codes]
    if times.sum() > _MOST_COUNTED:
        raise DataError("too_many_counted", where=place_name(table.file, table.sheet), limit=_MOST_COUNTED)
    columns = {
        key: Column(own.texts, np.repeat(own.codes, times)) for key, own in table.block.columns.items()
    }
    roles = {role: own for role, own in table.layout.roles.items() if role != "ballot_id"}
    block = replace(table.block, rows=np.repeat(rows, times), columns=columns)
    return replace(table, block=block, layout=replace(table.layout, roles=roles))


#: No row stands for more people, and no sheet for more ballots.
_MOST_OF_ROW, _MOST_COUNTED = 1_000_000, 20_000_000


def _count(number: Typed | None) -> int | None:
    if number is None or number.percent or number.value.denominator != 1:
        return None
    return int(number.value) if 0 <= number.value <= _MOST_OF_ROW else None


def _kept(table: Table, keep: "Bools") -> Table:
    if keep.all():
        return table
    kept = {place: Column(own.texts, own.codes[keep]) for place, own in table.block.columns.items()}
    return replace(table, block=replace(table.block, rows=table.block.rows[keep], columns=kept))


def _no_rows(table: Table) -> "Bools":
    import numpy as np

    return np.zeros(len(table.block.rows), dtype=bool)


def _is_filled(text: str) -> bool:
    return bool(nfc(text))


def _is_one_of(text: str, keys: Collection[str]) -> bool:
    return fold(text) in keys


def _is_numbered(text: str) -> bool:
    return any(map(str.isdigit, text))


# --- rows that nobody filled in ------------------------------------------------------------------


def _header_again(table: Table) -> "Bools":
    """The header once more, as it is repeated for each page or unit; a column of names may be headed by one
    of them, so the numbers do not tell.

    Raises DataError where it names the questions in another order: whoever typed below it meant other
    columns.
    """
    found, layout = _no_rows(table), table.layout
    names = _names(table)
    for role, others in (("unit", (*table.plan.columns.unit, *UNIT_LABELS)), ("ballot_id", ())):
        if role in layout.roles:
            keys = {fold(text) for text in (layout.headers[layout.roles[role]], *others)} - {""}
            found |= column_of(table, role).where(partial(_is_one_of, keys=keys))
    for row in (*_headed(table, names), *_headed_otherwise(table)):
        found[row] = True
    for row in found.nonzero()[0].tolist():
        if _goes_on(table, row, names):
            continue
        if not _is_in_order(table, row, names):
            place = place_name(table.file, table.sheet)
            raise DataError("header_other_order", where=place, row=int(table.block.rows[row]))
        _refuse_other_year(table, row)
    return found


def _goes_on(table: Table, row: int, names: Mapping[str, str]) -> bool:
    """Whether a row right below the header goes on with it, in short words that name no question."""
    if row or int(table.block.rows[0]) != table.layout.header_row + 1:
        return False
    return not any(text in names for text in _texts_of(table, row, [*table.layout.questions.values()]))


def _refuse_other_year(table: Table, header: int) -> None:
    """Refuses a header that stands there again below a title with another year than that of the sheet."""
    above = range(max(0, header - _MOST_TITLES), header)
    for row in above:
        for place, column in table.block.columns.items():
            year = of_title(column.texts[column.codes[row]])
            if year and (table.claim is None or table.claim.year != year):
                where = cell_name(int(table.block.rows[row]), place + 1)
                params = {"header": int(table.block.rows[header]), "year": year}
                raise DataError("second_year", where=place_name(table.file, table.sheet, where), **params)


#: So many rows above a header may be its title.
_MOST_TITLES = 3


def _names(table: Table) -> dict[str, str]:
    """All that a question is called, folded -> its code; but for what is an answer too."""
    plan, layout = table.plan, table.layout
    names = {
        fold(text): question.code
        for question in plan.questions
        for text in (question.code, question.text, *question.headers)
    }
    headed = {code: layout.headers.get(place, "") for code, place in layout.questions.items()}
    names |= {fold(header): code for code, header in headed.items() if header}
    answers = {fold(text) for _, text in plan.scale.texts()}
    return {key: code for key, code in names.items() if key not in answers}


def _headed(table: Table, names: Mapping[str, str]) -> list[int]:
    """The rows whose questions hold what questions are called, each of another one."""
    import numpy as np

    columns, places = table.block.columns, [*table.layout.questions.values()]
    if len(places) < _LEAST_HEADED:
        return []
    hits = np.sum([columns[place].where(partial(_is_one_of, keys=names)) for place in places], axis=0)
    rows = np.nonzero(hits * 2 >= len(places))[0].tolist()
    return [row for row in rows if _all_differ(_texts_of(table, row, places))]


def _headed_otherwise(table: Table) -> list[int]:
    """The rows without a unit and an id that hold another text in each question, none of them an answer."""
    import numpy as np

    columns, places = table.block.columns, [*table.layout.questions.values()]
    if len(places) < _LEAST_HEADED or table.layout.choices:
        return []
    texts = AnswerTexts(table.plan.scale, table.answers_end, table.otherwise)
    found = np.all([columns[place].where(partial(_only_words, answers=texts)) for place in places], axis=0)
    for role in ("unit", "ballot_id"):
        if role in table.layout.roles:
            found &= ~column_of(table, role).where(_is_filled)
    return [row for row in found.nonzero()[0].tolist() if _all_differ(_texts_of(table, row, places))]


#: Of two questions one may be answered with a text that heads the other one.
_LEAST_HEADED = 3


def _texts_of(table: Table, row: int, places: Sequence[int]) -> list[str]:
    columns = table.block.columns
    return [fold(columns[place].texts[columns[place].codes[row]]) for place in places]


def _all_differ(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    return len(set(filled)) == len(filled)


def _is_in_order(table: Table, row: int, names: Mapping[str, str]) -> bool:
    """Whether a repeated header has each question where the header has it, or leaves it blank. An answer in
    it tells nothing of the order."""
    codes = {place: code for code, place in table.layout.questions.items()}
    answers = {fold(text) for _, text in table.plan.scale.texts()}
    texts = zip(codes, _texts_of(table, row, [*codes]), strict=True)
    return all(text in answers or names.get(text) == codes[place] for place, text in texts)


def _never_filled(table: Table) -> "Bools":
    import numpy as np

    roles = table.layout.roles
    given = {roles[role] for role in ("number", "interviewer") if role in roles}
    others = [own for place, own in table.block.columns.items() if place not in given]
    found: Bools = ~np.any([own.where(_is_filled) for own in others], axis=0)
    return found if given else _no_rows(table)


def _signatures(table: Table) -> "Bools":
    """Rows below a table that hold only some words, as "Người lập biểu": no number, unit, id, day or status,
    no answer, and words in no more than a quarter of the questions."""
    import numpy as np

    roles, columns = table.layout.roles, table.block.columns
    found = ~_no_rows(table)
    for role, place in roles.items():
        found &= ~columns[place].where(lambda text: _is_numbered(text) or "\0" in text)
        if role != "number":
            found &= ~columns[place].where(_is_filled)
        if not found.any():
            return found
    texts = AnswerTexts(table.plan.scale, table.answers_end, table.otherwise)
    places = [place for place in table.layout.columns() if place not in roles.values()]
    filled = np.sum([columns[place].where(_is_filled) for place in places], axis=0)
    found &= filled * _QUARTER <= len(places)
    for place in places:
        found &= ~columns[place].where(lambda text: _is_filled(text) and not _only_words(text, texts))
    return found


def _only_words(text: str, answers: AnswerTexts) -> bool:
    return answers.name(text) == OFF_SCALE and any(map(str.isalpha, text)) and "\0" not in text


# --- rows of sums --------------------------------------------------------------------------------


class _Totals:
    """Finds the rows of sums, means, counts, shares and extremes of one table."""

    def __init__(self, table: Table, is_registered: Callable[[str], bool]) -> None:
        self._table = table
        self._roles = table.layout.roles
        self._is_registered = is_registered

    def found(self) -> "Bools":
        """By the formulas of their answers, by a label, by a word in place of the number, by their values."""
        import numpy as np

        named = self._labelled() | self._worded()
        named |= np.isin(self._table.block.rows, list(self._table.block.computed))
        return self._valued(named)

    def unclear(self, totals: "Bools") -> list[int]:
        """The numbers of rows that would count, have nothing of their own, and equal what could be computed
        from the rows above: a ballot does so by chance."""
        if "unit" in self._roles:  # a row without a unit is rejected, and that is told
            return []
        own = self._own_number
        numbered = bool((own & ~totals).any())
        rows = []
        for row in self._last_rows(totals, own):
            below = self._is_below_totals(totals, row)
            if self._values(totals, row).may_be_computed(numbered=numbered, below_totals=below):
                rows.append(int(self._table.block.rows[row]))
        return rows

    # --- what a row has of its own

    @cached_property
    def _own(self) -> "Bools":
        """Which rows have a unit, an id, a day or a trait."""
        found = _no_rows(self._table)
        for role in ("unit", "ballot_id"):
            if role in self._roles:
                found |= column_of(self._table, role).where(_is_filled)
        return found | self._dated

    @cached_property
    def _dated(self) -> "Bools":
        """Which rows have a day or a trait: no row of sums has."""
        found = _no_rows(self._table)
        if "date" in self._roles:
            found |= column_of(self._table, "date").where(lambda text: bool(day_of(text)))
        for breakdown in self._table.plan.breakdowns:
            if (place := self._table.layout.breakdowns.get(breakdown.id)) is not None:
                known = {fold(text) for _, text in breakdown.texts()}
                found |= self._table.block.columns[place].where(partial(_is_one_of, keys=known))
        return found

    @cached_property
    def _own_number(self) -> "Bools":
        """Which rows have a number or something else of their own."""
        if "number" not in self._roles:
            return self._own
        return self._own | column_of(self._table, "number").where(_is_numbered)

    def _counts_on(self, row: int) -> bool:
        """Whether the number of a row goes on from that of the row above, or begins with 1, as those of
        ballots do."""
        if "number" not in self._roles:
            return False
        column = column_of(self._table, "number")
        above, number = (typed_number(column.texts[column.codes[at]]) for at in (max(row - 1, 0), row))
        if number is None:
            return False
        return number.value == 1 or (above is not None and number.value - above.value == 1)

    # --- by a label

    def _labelled(self) -> "Bools":
        """Rows with a label in place of a number, an id or a unit, unless something tells that they are
        ballots: a registered unit, a day, a trait, an id beside the label, a number that goes on."""
        import numpy as np

        found = _no_rows(self._table)
        for role in _LABELLED:
            if role in self._roles:
                found |= self._labels_in(role)
        for row in np.nonzero(found & ~self._dated)[0].tolist():
            found[row] = not self._is_identified(row)
        return found & ~self._dated

    def _labels_in(self, role: str) -> "Bools":
        column = column_of(self._table, role)
        groups = self._groups | {fold(text) for text in column.texts}

        def labels(text: str) -> bool:
            if is_total(text):
                return True
            group = group_of_subtotal(text)
            return bool(group) and (group in groups or self._is_registered(group))

        found = column.where(lambda text: labels(text) and not self._is_registered(text))
        return found & ~self._in_a_row(column) if role == "unit" else found

    @property
    def _groups(self) -> set[str]:
        """The units that the table names, folded, and what stands for all."""
        units = column_of(self._table, "unit").texts if "unit" in self._roles else ()
        return {"grand", *map(fold, units)}

    @staticmethod
    def _in_a_row(column: Column) -> "Bools":
        """The rows of texts that somewhere stand in two rows one after the other: units, as sums stand
        alone."""
        import numpy as np

        codes = column.codes
        again = np.unique(codes[1:][codes[1:] == codes[:-1]])
        found: Bools = np.isin(codes, again)
        return found

    def _is_identified(self, row: int) -> bool:
        """Whether a row with a label has an id besides, or goes on counting. A unit it may have: the label
        may be of its ballots."""
        if self._counts_on(row):
            return True
        text = self._text("ballot_id", row)
        return bool(text) and not (is_total(text) or group_of_subtotal(text) or typed_number(text))

    def _text(self, role: str, row: int) -> str:
        if role not in self._roles:
            return ""
        column = column_of(self._table, role)
        return nfc(column.texts[column.codes[row]])

    def _worded(self) -> "Bools":
        """Where nine in ten rows are numbered, those with a word in place of the number and neither unit nor
        id."""
        if "number" not in self._roles:
            return _no_rows(self._table)
        column = column_of(self._table, "number")
        numbered = column.where(_is_numbered)
        if numbered.sum() * _TEN < len(numbered) * _NINE:
            return self._worded_below(column, numbered)
        return self._words(column)

    def _words(self, column: Column) -> "Bools":
        found = column.where(lambda text: any(map(str.isalpha, text)) and not _is_numbered(text))
        for role in ("unit", "ballot_id"):
            if role in self._roles:
                found &= ~column_of(self._table, role).where(_is_filled)
        return found

    def _worded_below(self, column: Column, numbered: "Bools") -> "Bools":
        """The same below the last number of a short table, whose rows of sums are more than one in ten."""
        import numpy as np

        last = int(np.nonzero(numbered)[0][-1]) if numbered.any() else -1
        below = np.arange(len(numbered)) > last
        if last < 0 or not numbered[~below].all():
            return _no_rows(self._table)
        return self._words(column) & below

    # --- by their values

    def _valued(self, named: "Bools") -> "Bools":
        """`named` and the rows with nothing of their own that hold what was computed from the others, and
        that no answer could be."""
        import numpy as np

        found = named.copy()
        strange = self._columns.off_scale() & ~self._own
        rows = np.nonzero(strange & ~named)[0].tolist()
        for row in rows[-_MOST_LOOKED_AT:]:  # from the top, as sums stand below what they sum up
            found[row] = self._values(found, row).are_computed()
        return found

    @cached_property
    def _columns(self) -> "_Columns":
        return _Columns(self._table)

    def _values(self, left_out: "Bools", row: int) -> "_Values":
        return _Values(self._columns, left_out, row)

    def _last_rows(self, totals: "Bools", own: "Bools") -> Iterator[int]:
        """The rows without anything of their own that stand out: where nine in ten have something, all of
        them; else those below the last that has; where none has, the last row and those below sums."""
        import numpy as np

        rest = ~totals
        bare = np.nonzero(rest & ~own)[0]
        others = np.nonzero(rest & own)[0]
        if not len(bare):
            return
        if len(others):
            stand_out = len(others) * _TEN >= rest.sum() * _NINE
            yield from bare[(bare > others[-1]) | stand_out].tolist()[-_MOST_LOOKED_AT:]
        else:
            yield from (row for row in bare.tolist() if self._ends(totals, row, int(bare[-1])))

    def _ends(self, totals: "Bools", row: int, last: int) -> bool:
        return row == last or self._is_below_totals(totals, row)

    def _is_below_totals(self, totals: "Bools", row: int) -> bool:
        """Whether a row stands right below rows of sums, with no ballot after it that has more."""
        return bool(row and totals[row - 1])


@dataclass(frozen=True, slots=True)
class _Question:
    """One column of answers: of each distinct text the number that it is, and which answer, or None.

    places   the answer of each row from 1 on, as counted; 0 for none
    """

    numbers: Sequence[Typed | None]
    levels: Sequence[int | None]
    column: Column
    places: "Ints"


class _Columns:
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

        found = _no_rows(self._table)
        for own in self.questions:
            strange = [
                number is not None and level is None
                for number, level in zip(own.numbers, own.levels, strict=True)
            ]
            found |= np.array(strange or [False])[own.column.codes]
        return found


def _question(column: Column, answers: AnswerTexts) -> _Question:
    import numpy as np

    names = [answers.name(text) for text in column.texts]
    levels = [int(name) if name.isdecimal() else None for name in names]
    places = np.array([0 if level is None else level + 1 for level in levels] or [0], dtype=np.int32)
    return _Question([typed_number(text) for text in column.texts], levels, column, places[column.codes])


#: What a row of figures may be, in the order in which it is looked for.
_MEAN, _SUM, _COUNT, _SHARE, _PERCENT, _LARGEST, _LEAST = range(7)
_KINDS = (_MEAN, _SUM, _COUNT, _SHARE, _PERCENT)
_EXTREMES = (_LARGEST, _LEAST)


class _Values:
    """The figures of one row, set against what can be computed from the ballots of the table: from all of
    them, from those above the row, and from those between it and the rows of sums above it."""

    def __init__(self, columns: _Columns, left_out: "Bools", row: int) -> None:
        import numpy as np

        ballots = ~left_out
        ballots[row] = False
        above = ballots.copy()
        above[row:] = False
        sums = np.nonzero(left_out[:row])[0]
        within = above.copy()
        within[: int(sums[-1]) + 1 if len(sums) else 0] = False
        self._row = row
        self._columns = columns
        self._scopes = [scope for scope in (ballots, above, within) if scope.any()]

    def are_computed(self) -> bool:
        """Whether half of the figures, one off the scale among them, are means, or sums, counts, shares."""
        return any(
            2 * sum(equal) >= len(equal)
            and any(strange for same, strange in zip(equal, off, strict=True) if same)
            for equal, off in self._compared(_KINDS, exact=False)
        )

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
        typed = [(own, number, level) for own, number, level in self._figures() if number is not None]
        if not typed:
            return
        off = [level is None for _, _, level in typed]
        for scope in self._scopes:
            known = [_statistics(own, scope, self._columns.scale.satisfied_from) for own, _, _ in typed]
            for kind in kinds:
                equal = [
                    _is_near(number, statistics.get(kind), exact=exact)
                    for (_, number, _), statistics in zip(typed, known, strict=True)
                ]
                yield equal, off

    def _figures(self) -> Iterator[tuple[_Question, Typed | None, int | None]]:
        for own in self._columns.questions:
            code = own.column.codes[self._row]
            yield own, own.numbers[code], own.levels[code]

    def _all_alike(self) -> bool:
        """Whether every ballot has the answers of this row: then it changes no figure."""
        scope = self._scopes[0] if self._scopes else None
        if scope is None:
            return True
        return all(_all_equal(own.places[scope], own.places[self._row]) for own in self._columns.questions)


def _all_equal(answers: "Ints", answer: int) -> bool:
    return bool((answers == answer).all())


def _statistics(own: _Question, scope: "Bools", satisfied_from: int) -> Mapping[int, Fraction]:
    """Kind of figure -> its value over the answers of a column in some rows."""
    import numpy as np

    ballots = np.bincount(own.places[scope]).tolist()
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


_DIGITS = 9  # of a figure that a spreadsheet computed: the last of its 15 are noise
