"""Ballots to counts. Rows stop here: everything later is a pure function of a tally and the rules."""

from sipas_cli.tally.counting import (
    COLUMNS,
    MEASURES,
    NUMBERS,
    WHOLE,
    Tally,
    add,
    by_unit,
    judged_counts,
    tally,
)
from sipas_cli.tally.pairs import UNKNOWN

__all__ = [
    "COLUMNS",
    "MEASURES",
    "NUMBERS",
    "UNKNOWN",
    "WHOLE",
    "Tally",
    "add",
    "by_unit",
    "judged_counts",
    "tally",
]
