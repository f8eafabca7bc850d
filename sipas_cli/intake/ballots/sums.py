"""Rows of sums, means, counts, shares and extremes among ballots."""

from collections.abc import Callable, Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING

from sipas_cli.intake.ballots.computed import Compared, Figures
from sipas_cli.intake.ballots.table import Table, by_day, column_of, is_filled, is_numbered, no_rows, of_keys
from sipas_cli.intake.totals import group_of_subtotal, is_total, may_label
from sipas_cli.model import Column
from sipas_cli.text.days import day_of
from sipas_cli.text.numbers import typed_number
from sipas_cli.text.spelling import fold, nfc

if TYPE_CHECKING:
    from sipas_cli.model import Bools

#: Of ten rows nine, as exact integers: so many are numbered, or have something of their own.
_NINE, _TEN = 9, 10
#: To set a row against the others costs a look at all of them; no sheet has more rows of sums than these.
_MOST_LOOKED_AT = 300
_LABELLED = ("number", "unit", "ballot_id")


class Sums:
    """Finds the rows of sums, means, counts, shares and extremes of one table."""

    def __init__(self, table: Table, is_registered: Callable[[str], bool]) -> None:
        self._table = table
        self._roles = table.layout.roles
        self._is_registered = is_registered

    def rows(self) -> "Bools":
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
        numbered = bool((self._own_number & ~totals).any())
        rows = []
        for row in self._last_rows(totals):
            below = self._is_below_totals(totals, row)
            if self._values(totals, row).may_be_computed(numbered=numbered, below_totals=below):
                rows.append(int(self._table.block.rows[row]))
        return rows

    # --- what a row has of its own

    @cached_property
    def _own(self) -> "Bools":
        """Which rows have a unit, an id, a day or a trait."""
        return self._named_by_role | self._dated

    @cached_property
    def _named_by_role(self) -> "Bools":
        """Which rows have a unit or an id."""
        rows = no_rows(self._table)
        for role in ("unit", "ballot_id"):
            if role in self._roles:
                rows |= column_of(self._table, role).where(is_filled, of_id=True)
        return rows

    @cached_property
    def _dated(self) -> "Bools":
        """Which rows have a day or a trait: no row of sums has."""
        rows = no_rows(self._table)
        if "date" in self._roles:
            rows |= by_day(column_of(self._table, "date")).where(lambda text: bool(day_of(text)))
        places = self._table.layout.breakdowns
        for breakdown in self._table.plan.breakdowns:
            if breakdown.id in places:
                column = self._table.block.columns[places[breakdown.id]]
                traits = {fold(text) for _, text in breakdown.texts()}
                rows |= of_keys(column, traits)
        return rows

    @cached_property
    def _own_number(self) -> "Bools":
        """Which rows have a number or something else of their own."""
        if "number" not in self._roles:
            return self._own
        return self._own | column_of(self._table, "number").where(is_numbered, of_id=True)

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

        rows = no_rows(self._table)
        for role in _LABELLED:
            if role in self._roles:
                rows |= self._labels_in(role)
        for row in np.nonzero(rows & ~self._dated)[0].tolist():
            rows[row] = not self._is_identified(row)
        return rows & ~self._dated

    def _labels_in(self, role: str) -> "Bools":
        column = column_of(self._table, role)

        @cache
        def groups() -> set[str]:
            return self._groups | {fold(text) for text in column.texts}

        def labels(text: str) -> bool:
            if is_total(text):
                return True
            group = group_of_subtotal(text)
            return bool(group) and (group in groups() or self._is_registered(group))

        rows = column.where(
            lambda text: may_label(text) and labels(text) and not self._is_registered(text), of_id=False
        )
        if role != "unit":
            return rows
        return rows & ~self._in_a_row(column)

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
        rows: Bools = np.isin(codes, again)
        return rows

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
            return no_rows(self._table)
        column = column_of(self._table, "number")
        numbered = column.where(is_numbered, of_id=True)
        if numbered.sum() * _TEN < len(numbered) * _NINE:
            return self._worded_below(column, numbered)
        return self._words(column)

    def _words(self, column: Column) -> "Bools":
        words = column.where(lambda text: not is_numbered(text) and any(map(str.isalpha, text)), of_id=False)
        return words & ~self._named_by_role

    def _worded_below(self, column: Column, numbered: "Bools") -> "Bools":
        """The same below the last number of a short table, whose rows of sums are more than one in ten."""
        import numpy as np

        last = int(np.nonzero(numbered)[0][-1]) if numbered.any() else -1
        below = np.arange(len(numbered)) > last
        if last < 0 or not numbered[~below].all():
            return no_rows(self._table)
        return self._words(column) & below

    # --- by their values

    def _valued(self, named: "Bools") -> "Bools":
        """`named` and the rows with nothing of their own that hold what was computed from the others, and
        that no answer could be."""
        import numpy as np

        totals = named.copy()
        strange = self._figures.off_scale() & ~self._own
        rows = np.nonzero(strange & ~named)[0].tolist()
        for row in rows[-_MOST_LOOKED_AT:]:  # from the top, as sums stand below what they sum up
            totals[row] = self._values(totals, row).are_computed()
        return totals

    @cached_property
    def _figures(self) -> Figures:
        return Figures(self._table)

    def _values(self, left_out: "Bools", row: int) -> Compared:
        return Compared(self._figures, left_out, row)

    def _last_rows(self, totals: "Bools") -> Iterator[int]:
        """The rows without anything of their own that stand out: where nine in ten have something, all of
        them; else those below the last that has; where none has, the last row and those below sums."""
        import numpy as np

        rest = ~totals
        bare = np.nonzero(rest & ~self._own_number)[0]
        others = np.nonzero(rest & self._own_number)[0]
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
