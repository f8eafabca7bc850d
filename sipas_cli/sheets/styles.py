"""Formats of cells: which of them show a number as a percentage, and which strike it through."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sipas_cli.sheets.package import Package, attribute, parse

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


@dataclass(frozen=True)
class Styles:
    """The styles of cells that change what a number means, or whether it still holds, by their place in the
    part with the styles.

    percents   those that show a number as a percentage
    struck     those that draw a line through what a cell holds
    """

    percents: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()


def read(parts: Package, styles: str) -> Styles:
    """The styles of a workbook."""
    if not styles:
        return Styles()
    handler = _Styles()
    with parts.open(styles) as file:
        parse(file, handler.start, handler.end)
    percents = (
        place for place, (number, _) in enumerate(handler.cells) if shows_percent(handler.code(number))
    )
    struck = (place for place, (_, font) in enumerate(handler.cells) if font in handler.struck)
    return Styles(frozenset(percents), frozenset(struck))


class _Styles:
    """Takes in the elements of the styles: formats by number, the fonts that strike through, and the number
    and the font of each style of cells."""

    def __init__(self) -> None:
        self.cells: list[tuple[str, str]] = []
        self.struck: set[str] = set()
        self._codes: dict[str, str] = {str(number): code for number, code in BUILT_IN_PERCENTS.items()}
        self._fonts = -1
        self._inside = ""

    def code(self, number: str) -> str:
        return self._codes.get(number, "")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "numFmt":
            self._codes[attribute(attributes, "numFmtId")] = attribute(attributes, "formatCode")
        elif name in ("cellXfs", "fonts"):
            self._inside = name
        elif name == "xf" and self._inside == "cellXfs":
            self.cells.append((attribute(attributes, "numFmtId"), attribute(attributes, "fontId")))
        elif name == "font" and self._inside == "fonts":
            self._fonts += 1
        elif name == "strike" and self._inside == "fonts" and attribute(attributes, "val") not in _OFF:
            self.struck.add(str(self._fonts))

    def end(self, tag: str) -> None:
        if tag.rpartition(":")[2] in ("cellXfs", "fonts"):
            self._inside = ""


_OFF = ("0", "false")
