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
    pooled_answers,
    tally,
    tally_of,
)
from sipas_cli.tally.others import pooled_others
from sipas_cli.tally.pairs import UNKNOWN, counts_by_weight, weight_unit

__all__ = [
    "COLUMNS",
    "MEASURES",
    "NUMBERS",
    "UNKNOWN",
    "WHOLE",
    "Tally",
    "add",
    "by_unit",
    "counts_by_weight",
    "judged_counts",
    "pooled_answers",
    "pooled_others",
    "tally",
    "tally_of",
    "weight_unit",
]
