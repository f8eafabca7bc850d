"""Cells that were merged down their rows: whose value they hold depends on what the column is.

A unit, a group, a day or a trait is that of every row. A number, an id, an answer or points belong to one
row, and nobody knows to which: such cells are marked, and told where they would have counted.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sipas_cli.model import MERGED_CELL, Block, Column, Merge

if TYPE_CHECKING:
    from sipas_cli.model import Bools


def spread(
    block: Block, merged: Sequence[Merge], shared: Collection[int], ignored: Collection[int] = ()
) -> Block:
    """The block with the value of merged cells in each of their rows, in the `shared` columns. A row that
    holds nothing else, or only something in the `ignored` columns, stays as it is: nobody filled it in."""
    merges = [
        merge for merge in merged if merge.first_column in block.columns and merge.first_column in shared
    ]
    if not merges:
        return block
    used = _any_filled(block, [place for place in block.columns if place not in {*shared, *ignored}])
    places = {merge.first_column for merge in merges}
    blank = {place: ~block.columns[place].where(bool) for place in places}
    columns = {place: block.columns[place].codes.copy() for place in blank}
    for merge in merges:
        rows, codes = _rows(merge, block), columns[merge.first_column]
        if rows.stop > rows.start and block.rows[rows.start] == merge.first_row:
            codes[rows][used[rows] & blank[merge.first_column][rows]] = codes[rows.start]
    filled = {place: Column(block.columns[place].texts, codes) for place, codes in columns.items()}
    return replace(block, columns={**block.columns, **filled})


def marked(block: Block, merged: Sequence[Merge], shared: Collection[int], answers: Collection[int]) -> Block:
    """The block with MERGED_CELL in every merged cell whose value could be that of several rows, or of
    several `answers` of one row."""
    torn: dict[int, list[slice]] = {}
    for merge in merged:
        rows = _rows(merge, block)
        if merge.first_column not in block.columns or not _says(block.columns[merge.first_column], rows):
            continue
        for place in _torn(merge, rows, shared, answers):
            if place in block.columns:
                torn.setdefault(place, []).append(rows)
    columns = {place: _with_mark(block.columns[place], rows) for place, rows in torn.items()}
    if not columns:
        return block
    return replace(block, columns={**block.columns, **columns})


class Merges:
    """The merged cells of a sheet by the column in which they begin."""

    def __init__(self, merged: Iterable[Merge]) -> None:
        self._by_column: dict[int, list[Merge]] = {}
        for merge in sorted(merged, key=lambda merge: merge.first_row):
            self._by_column.setdefault(merge.first_column, []).append(merge)

    def first_row(self, row: int, column: int) -> int | None:
        """The row whose cell stands for this one too; None for a cell that is merged with none above it."""
        merges = self._by_column.get(column, [])
        place = bisect_right(merges, row, key=lambda merge: merge.first_row)
        candidate = merges[place - 1] if place else None
        if candidate and candidate.first_row < row <= candidate.last_row:
            return candidate.first_row
        return None


def _torn(merge: Merge, rows: slice, shared: Collection[int], answers: Collection[int]) -> list[int]:
    """The columns of a merge in which its value could be that of several cells."""
    across = [place for place in range(merge.first_column, merge.last_column + 1) if place in answers]
    if rows.stop - rows.start > 1 and merge.first_column not in shared:
        return sorted({merge.first_column, *across})
    if len(across) > 1 and merge.first_column in answers:
        return across
    return []


def _rows(merge: Merge, block: Block) -> slice:
    """Where in the block the rows of a merge are."""
    import numpy as np

    first, last = np.searchsorted(block.rows, (merge.first_row, merge.last_row + 1)).tolist()
    return slice(first, last)


def _says(column: Column, rows: slice) -> bool:
    return any(column.texts[code] for code in column.codes[rows].tolist())


def _any_filled(block: Block, places: Iterable[int]) -> "Bools":
    import numpy as np

    filled_rows: Bools = np.zeros(len(block.rows), dtype=bool)
    for place in places:
        filled_rows |= block.columns[place].where(bool)
    return filled_rows


def _with_mark(column: Column, rows: Iterable[slice]) -> Column:
    codes = column.codes.copy()
    for span in rows:
        codes[span] = len(column.texts)
    return Column((*column.texts, MERGED_CELL), codes)
