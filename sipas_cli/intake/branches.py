"""Columns of which each row fills one: a form that branches asks for the same in several places."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

from sipas_cli.intake.layout import Layout
from sipas_cli.model import TWO_UNITS, Block, Column
from sipas_cli.text.spelling import fold, nfc
from sipas_cli.workspace.units import Registry, rule_key


def overlap(block: Block, columns: Sequence[int]) -> bool:
    """Whether some row fills more than one of `columns`."""
    import numpy as np

    filled = [block.columns[column].where(lambda text: bool(nfc(text))) for column in columns]
    return bool((np.sum(filled, axis=0) > 1).any())


def with_one_unit(block: Block, layout: Layout, registry: Registry | None) -> tuple[Block, bool]:
    """The block with the unit of each row in the first of the columns for it, TWO_UNITS where the row names
    several; and whether most of the rows do: then the columns are of different things."""
    if not layout.units:
        return block, False
    same = _same(registry)
    columns = [block.columns[column] for column in (layout.roles["unit"], *layout.units)]
    rows = zip(*map(_texts, columns), strict=True)
    units = [_one_of(texts, same) for texts in rows]
    two = units.count(TWO_UNITS)
    most = 2 * two > sum(1 for unit in units if unit)
    return replace(block, columns={**block.columns, layout.roles["unit"]: _column(units)}), most


def _texts(column: Column) -> list[str]:
    """The text of each row."""
    return [column.texts[code] for code in column.codes.tolist()]


def _one_of(texts: Sequence[str], same: Callable[[str, str], bool]) -> str:
    filled = [text for text in texts if nfc(text)]
    if any(not same(one, other) for one, other in combinations(filled, 2)):
        return TWO_UNITS
    if filled:
        return filled[0]
    return ""


def _same(registry: Registry | None) -> Callable[[str, str], bool]:
    @cache
    def unit(text: str) -> str:
        """What a text means: a unit of the register, or itself where there is none of the name."""
        if registry is None:
            return f"\0{rule_key(text)}"
        registered = registry.unit(text)
        if registered:
            return registered.id
        return f"\0{fold(text)}"

    return lambda one, other: unit(one) == unit(other)


def _column(texts: Sequence[str]) -> Column:
    import numpy as np

    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return Column(tuple(numbers), np.array([numbers[text] for text in texts], dtype=np.int32))
