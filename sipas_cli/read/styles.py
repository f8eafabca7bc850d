"""Number formats of .xlsx and .xls: which of them show a number as a percentage."""

import re
from collections.abc import Mapping

from sipas_cli.read.package import Package, attribute, parse

#: Formats that a workbook need not spell out. Source: ECMA-376, part 1, section 18.8.30.
BUILT_IN_PERCENTS: Mapping[int, str] = {9: "0%", 10: "0.00%"}

# What is shown as it stands, and colours and conditions: a % in it multiplies nothing.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', re.DOTALL)


def shows_percent(code: str) -> bool:
    """Whether a number format multiplies by a hundred.

    >>> shows_percent("0.00%"), shows_percent('0"%"'), shows_percent("0\\\\%"), shows_percent("General")
    (True, False, False, False)
    """
    return "%" in _LITERAL.sub("", code.partition(";")[0])


def percent_styles(parts: Package, styles: str) -> frozenset[int]:
    """The styles of cells that show percent, by their place in the part with the styles."""
    if not styles:
        return frozenset()
    found = _Styles()
    with parts.open(styles) as file:
        parse(file, found.start, found.end)
    return frozenset(place for place, number in enumerate(found.cells) if shows_percent(found.code(number)))


class _Styles:
    """Takes in the elements of the styles: formats by number, and the number of each style of cells."""

    def __init__(self) -> None:
        self.cells: list[str] = []
        self._codes: dict[str, str] = {str(number): code for number, code in BUILT_IN_PERCENTS.items()}
        self._inside = False

    def code(self, number: str) -> str:
        return self._codes.get(number, "")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "numFmt":
            self._codes[attribute(attributes, "numFmtId")] = attribute(attributes, "formatCode")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self.cells.append(attribute(attributes, "numFmtId"))

    def end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == "cellXfs":
            self._inside = False
