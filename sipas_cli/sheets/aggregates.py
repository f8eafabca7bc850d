"""Formulas that add up, average, count or rank the cells of their own column: their rows are no entries."""

import re

from sipas_cli.text.places import column_letters

_FUNCTIONS = (
    *("SUM", "SUMIF", "SUMIFS", "SUMPRODUCT", "PRODUCT", "SUBTOTAL", "AGGREGATE"),
    *("AVERAGE", "AVERAGEA", "AVERAGEIF", "AVERAGEIFS", "MEDIAN", "MODE", r"MODE\.SNGL", r"MODE\.MULT"),
    *("COUNT", "COUNTA", "COUNTBLANK", "COUNTIF", "COUNTIFS", "ROWS"),
    *("MAX", "MAXA", "MAXIFS", "MIN", "MINA", "MINIFS", "LARGE", "SMALL"),
    *("STDEV", r"STDEV\.S", r"STDEV\.P", "STDEVP", "VAR", r"VAR\.S", r"VAR\.P", "VARP"),
    *("QUARTILE", r"QUARTILE\.(?:INC|EXC)", "PERCENTILE", r"PERCENTILE\.(?:INC|EXC)"),
)
_AGGREGATE = re.compile(rf"\b(?:{'|'.join(_FUNCTIONS)})\s*\(", re.IGNORECASE)
#: A range of this sheet, of some rows or of whole columns. What stands behind "!" is of another one.
_RANGE = re.compile(
    r"(?<![!\w$.:])\$?([A-Z]{1,3})(?:\$?([0-9]+))?:\$?([A-Z]{1,3})(?:\$?([0-9]+))?(?![\w(!])", re.IGNORECASE
)
#: How an .ods writes places: [.D2:.D13], of another sheet [$Khác.D2:.D13].
_ODS_RANGE = re.compile(r"\[\.([^\]:.]+):\.([^\]]+)\]")
_LONGEST = 8_192  # letters that a formula may have


def is_aggregate(formula: str, column: str) -> bool:
    """Whether a formula in this column comes to a sum, mean, count or extreme of several cells of it.

    >>> is_aggregate("AVERAGE(D2:D13)", "D"), is_aggregate("SUBTOTAL(9,$D$2:$D$13)/12", "D")
    (True, True)
    >>> is_aggregate("of:=SUM([.D2:.D13])", "D"), is_aggregate("SUM(A2:C2)", "D"), is_aggregate("D2+1", "D")
    (True, False, False)
    """
    if len(formula) > _LONGEST or not _AGGREGATE.search(formula):
        return False
    plain = _ODS_RANGE.sub(r"\1:\2", formula)
    ranges = [tuple(map(str.upper, corners)) for corners in _RANGE.findall(plain)]
    spans = [(top, bottom) for first, top, last, bottom in ranges if first == last == column]
    return any(top != bottom or not top for top, bottom in spans)


class Formulas:
    """The formulas of a sheet in their order; one that is written once for several cells has its text in the
    first of them, and the others name its number."""

    def __init__(self) -> None:
        self._shared: set[str] = set()

    def is_aggregate(self, formula: str, shared: str, column: int) -> bool:
        """Whether a formula in this column from 0 comes to something of several cells of it.

        formula   "" where a cell before it has the text
        shared    the number of one for several cells; "" for any other
        """
        if not formula:
            return shared in self._shared
        aggregate = is_aggregate(formula, column_letters(column + 1))
        if aggregate and shared:
            self._shared.add(shared)
        return aggregate
