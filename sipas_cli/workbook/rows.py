"""Rows of a sheet by the thousand, as the text of its XML.

XlsxWriter keeps every cell in memory and looks each over: for millions of cells that is a gigabyte and most
of the time. So of many rows it writes the first and the last, and those in between are put before the last
one when the workbook is packed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from sipas_cli.text.places import column_letters
from sipas_cli.text.visible import NOT_XML

#: What a formula comes to, and what stands in a cell; None for nothing.
Value = Fraction | float | int | str | None

_ROWS_AT_ONCE = 500
_SHARED = re.compile(rb"<si><t[^>]*>([^<]*)</t></si>")


class Rows:
    """Rows that are being written, each from the left to the right; as `Page`, which the first and the last
    go to.

    styles    (look, format of its number) -> the number of the style of a cell
    strings   text, as XML has it -> its place among the texts that the sheets share
    """

    def __init__(self, styles: Callable[[str, str], int], strings: Mapping[str, int]) -> None:
        self._styles, self._strings = styles, strings
        self._around = cache(self._around_row)  # the same all down a column
        self._cells: list[str] = []

    def text(self, row: int, column: int, text: str, look: str = "plain") -> None:
        """A text, whatever it begins with."""
        start, shown = self._start(row, column, look, ""), escape(text)
        if shown in self._strings:
            self._cells.append(f'{start} t="s"><v>{self._strings[shown]}</v></c>')
            return
        shown = NOT_XML.sub("", shown)
        self._cells.append(f'{start} t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>')

    def number(
        self, row: int, column: int, value: Fraction | Decimal | float, form: str, look: str = "number"
    ) -> None:
        """A number; `form` is its format."""
        self._cells.append(f"{self._start(row, column, look, form)}><v>{float(value):.16G}</v></c>")

    def value(self, row: int, column: int, value: Value, form: str = "", look: str = "number") -> None:
        """A text, a number, or an empty cell for None."""
        if value is None:
            self._cells.append(f"{self._start(row, column, look, '')}/>")
        elif isinstance(value, str):
            self.text(row, column, value)
        else:
            self.number(row, column, value, form, look)

    def formula(self, row: int, column: int, formula: str, value: Value, form: str = "") -> None:
        """A formula with the value that it has; "" stands for None."""
        start = self._start(row, column, "number" if form else "plain", form)
        text = escape(formula) if "<" in formula or ">" in formula or "&" in formula else formula
        if not value and (value is None or value == ""):
            self._cells.append(f"{start}><f>{text}</f><v></v></c>")
        elif isinstance(value, str):
            self._cells.append(f'{start} t="str"><f>{text}</f><v>{escape(value)}</v></c>')
        else:
            self._cells.append(f"{start}><f>{text}</f><v>{float(value)}</v></c>")

    def _around_row(self, column: int, look: str, form: str) -> tuple[str, str]:
        """What stands before and after the number of the row where a cell begins."""
        return f'<c r="{letters(column)}', f'" s="{self._styles(look, form)}"'

    def _start(self, row: int, column: int, look: str, form: str) -> str:
        before, after = self._around(column, look, form)
        return f"{before}{row + 1}{after}"

    def taken(self) -> str:
        """The cells that were written since this was last asked for."""
        text = "".join(self._cells)
        self._cells.clear()
        return text


@cache
def letters(column: int) -> str:
    """The name of a column, counted from 0."""
    return column_letters(column + 1)


#: Writes one row after another, and yields the number of each, counted from 0.
Fill = Callable[[Rows], Iterator[int]]


def with_rows(sheet: bytes, fill: Fill, rows: Rows) -> Iterator[bytes]:
    """The XML of a sheet, piece by piece, with more rows before its last one."""
    place = sheet.rindex(b"<row ")
    following = re.match(rb'<row r="\d+"([^>]*)>', sheet[place : place + 200])
    like = following[1].decode() if following else ""  # how far to the right the row goes
    yield sheet[:place]
    parts: list[str] = []
    for row in fill(rows):
        parts.append(f'<row r="{row + 1}"{like}>{rows.taken()}</row>')
        if len(parts) == _ROWS_AT_ONCE:
            yield "".join(parts).encode()
            parts.clear()
    yield "".join(parts).encode()
    yield sheet[place:]


def with_links(sheet: bytes, links: Mapping[str, str]) -> bytes:
    """The XML of a sheet in which cells lead to places of the workbook; margins are what follows links."""
    if not links:
        return sheet
    parts = (f'<hyperlink ref="{cell}" location={quoteattr(place)}/>' for cell, place in links.items())
    made = f"<hyperlinks>{''.join(parts)}</hyperlinks>"
    return sheet.replace(b"<pageMargins", made.encode() + b"<pageMargins", 1)


def shared_strings(part: bytes) -> dict[str, int]:
    """The texts that sheets share, as XML has them, each with its place; of texts in several looks, which no
    table has, none."""
    entries = re.findall(rb"<si>.*?</si>", part, re.DOTALL)
    found = ((_SHARED.fullmatch(entry), place) for place, entry in enumerate(entries))
    return {text[1].decode(): place for text, place in found if text}


def uncounted(part: bytes) -> bytes:
    """The part of shared texts without the number of cells that have one: nobody needs it, and it is not that
    of a workbook with more rows."""
    return re.sub(rb'(<sst [^>]*?) count="\d+"', rb"\1", part, count=1)
