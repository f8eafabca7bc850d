"""Formats of cells: which of them show a number as a percentage or with so many digits, and which strike it
through."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sipas_cli.sheets.package import Package, attribute, parse

#: Formats that a workbook need not spell out. Source: ECMA-376, part 1, section 18.8.30.
BUILT_IN_PERCENTS: Mapping[int, str] = {9: "0%", 10: "0.00%"}
BUILT_IN_NUMBERS: Mapping[int, str] = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00"}

# What is shown as it stands, and colours and conditions: a % in it multiplies nothing.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', re.DOTALL)


def shows_percent(code: str) -> bool:
    """Whether a number format multiplies by a hundred.

    >>> shows_percent("0.00%"), shows_percent('0"%"'), shows_percent("0\\\\%"), shows_percent("General")
    (True, False, False, False)
    """
    return "%" in _LITERAL.sub("", code.partition(";")[0])


# A number with as many digits behind its mark as there are noughts. Not here: digits that are left out where
# they are 0 (#), a comma at the end that divides by a thousand, dates, fractions, powers, conditions.
_FIXED = re.compile(r"[-+−() ]*(?:#,##|#+)?0+(?:\.(0+))?%?[) ]*")
_CONDITION = re.compile(r"\[[<>=]")


def decimals_shown(code: str) -> int | None:
    """How many digits a number format shows behind the mark of any number; None where that is not fixed.

    >>> decimals_shown("0.00"), decimals_shown("+0.0;−0.0;0.0"), decimals_shown('#,##0.00" điểm"')
    (2, 1, 2)
    >>> decimals_shown("General"), decimals_shown("0.0#"), decimals_shown("0.00,"), decimals_shown("yyyy")
    (None, None, None, None)
    """
    sections = _LITERAL.sub("", code).split(";")
    matches = [_FIXED.fullmatch(section) for section in sections if section != "@"]
    decimals = {len(match[1] or "") if match else None for match in matches}
    if _CONDITION.search(code) or len(decimals) != 1:
        return None
    return decimals.pop()


#: Formats of days and times that a workbook need not spell out, and the one of a span of time. Source: the
#: same.
_BUILT_IN_MOMENTS = frozenset((*range(14, 23), 45, 47))
_BUILT_IN_SPAN = 46
_SHOWN_AS_IT_STANDS = re.compile(r'"[^"]*(?:"|$)|[\\\\_].|[\\\\_]$', re.DOTALL)
_SPAN = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETED = re.compile(r"\[[^\]]*(?:\]|$)")

Moment = Literal["moment", "span"]


def moment_shown(code: str) -> Moment | None:
    """Whether a number format shows a day or a time, or a span of time; None for neither.

    >>> moment_shown("dd/mm/yyyy"), moment_shown("[h]:mm"), moment_shown('0.00" điểm mỗi ngày"')
    ('moment', 'span', None)
    >>> moment_shown("[Red]0;[Blue]-0"), moment_shown("General"), moment_shown("h:mm AM/PM")
    (None, None, 'moment')
    """
    plain = _SHOWN_AS_IT_STANDS.sub("", code).partition(";")[0]
    if _SPAN.search(plain):
        return "span"
    if re.search(r"[dmyhs]|a/p", _BRACKETED.sub("", plain).replace("General", ""), re.IGNORECASE):
        return "moment"
    return None


@dataclass(frozen=True)
class Styles:
    """The styles of cells that change what a number means, or whether it still holds, by their place in the
    part with the styles.

    percents   those that show a number as a percentage
    struck     those that draw a line through what a cell holds
    decimals   how many digits they show behind the mark, those that show a fixed number of them
    moments    those that show a number as a day, a time or a span of time
    """

    percents: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    decimals: Mapping[int, int] = field(default_factory=dict)
    moments: Mapping[int, Moment] = field(default_factory=dict)


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
    shown = {place: decimals_shown(handler.code(number)) for place, (number, _) in enumerate(handler.cells)}
    decimals = {place: digits for place, digits in shown.items() if digits is not None}
    moments = {place: handler.moment(number) for place, (number, _) in enumerate(handler.cells)}
    known = {place: moment for place, moment in moments.items() if moment is not None}
    return Styles(frozenset(percents), frozenset(struck), decimals, known)


class _Styles:
    """Takes in the elements of the styles: formats by number, the fonts that strike through, and the number
    and the font of each style of cells."""

    def __init__(self) -> None:
        self.cells: list[tuple[str, str]] = []
        self.struck: set[str] = set()
        self._codes: dict[str, str] = {
            str(number): code for number, code in ({**BUILT_IN_PERCENTS, **BUILT_IN_NUMBERS}).items()
        }
        self._fonts = -1
        self._inside = ""

    def code(self, number: str) -> str:
        return self._codes.get(number, "")

    def moment(self, number: str) -> Moment | None:
        """What a format by its number shows of a day or a time."""
        if number in self._codes:
            return moment_shown(self._codes[number])
        if number == str(_BUILT_IN_SPAN):
            return "span"
        return "moment" if number in map(str, _BUILT_IN_MOMENTS) else None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "numFmt" and self._inside == "numFmts":  # those of conditions have the numbers of others
            self._codes[attribute(attributes, "numFmtId")] = attribute(attributes, "formatCode")
        elif name in _PARTS:
            self._inside = name
        elif name == "xf" and self._inside == "cellXfs":
            self.cells.append((attribute(attributes, "numFmtId"), attribute(attributes, "fontId")))
        elif name == "font" and self._inside == "fonts":
            self._fonts += 1
        elif name == "strike" and self._inside == "fonts" and attribute(attributes, "val") not in _OFF:
            self.struck.add(str(self._fonts))

    def end(self, tag: str) -> None:
        if tag.rpartition(":")[2] in _PARTS:
            self._inside = ""


_PARTS = ("numFmts", "cellXfs", "fonts")
_OFF = ("0", "false")
