"""Workbooks that are written: the same bytes for the same content, text never a formula. Of forms all is
locked but what is to be filled in."""

import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sipas_cli.errors import RulesError
from sipas_cli.files import Made, part_of, timeless_package
from sipas_cli.messages import say
from sipas_cli.text.names import GUIDE_SHEET, LISTS_SHEET
from sipas_cli.workbook import messages
from sipas_cli.workbook.rows import Fill, Rows, shared_strings, uncounted, with_links, with_rows

FIRST_DAY, LAST_DAY = datetime(2000, 1, 1), datetime(2199, 12, 31)
#: Cells that are to be filled in, on all sheets together: beyond that a workbook no longer opens in Excel
#: in a bearable time.
MAX_CELLS = 2_500_000

_STRINGS = "xl/sharedStrings.xml"
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST_NAME = 31
_FONT = "Times New Roman"
_GREY, _BLUE = "#E7E6E6", "#DDEBF7"

_LEADS_ON = {"font_color": "#0563C1", "underline": 1}

#: Name -> how cells look. Only `entry...` is unlocked.
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "bold": {"bold": True, "valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "header": {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1},
    "question": {"text_wrap": True, "valign": "top", "border": 1, "font_size": 9},
    "cell": {"border": 1, "text_wrap": True, "valign": "vcenter"},
    "number": {"border": 1, "valign": "vcenter", "align": "right"},
    "sum": {"border": 1, "valign": "vcenter", "align": "right", "bold": True},
    "sum_title": {"border": 1, "text_wrap": True, "valign": "vcenter", "bold": True},
    "grey": {"border": 1},
    "plain": {"border": 1, "valign": "vcenter", "indent": 1},
    "note": {"italic": True, "font_size": 10},
    "link": {"border": 1, "valign": "vcenter", "indent": 1, **_LEADS_ON},
    "link_number": {"border": 1, "valign": "vcenter", "align": "right", **_LEADS_ON},
    "link_back": {"font_size": 10, **_LEADS_ON},
    "entry": {"border": 1, "locked": False, "valign": "vcenter"},
    "entry_text": {"border": 1, "locked": False, "num_format": "@", "valign": "vcenter"},
    "entry_note": {"border": 1, "locked": False, "num_format": "@", "text_wrap": True, "valign": "vcenter"},
    "entry_day": {"border": 1, "locked": False, "num_format": "dd/mm/yyyy", "valign": "vcenter"},
}
_FILLS = {"header": _BLUE, "question": _BLUE, "grey": _GREY, "sum": _GREY, "sum_title": _GREY}


@dataclass(frozen=True)
class Column:
    """A column to be filled in: its header, its width in letters, the look of its cells, and the choices
    that it takes; with none anything."""

    header: str
    width: int
    look: str
    choices: tuple[str | int, ...] = ()


class Book:
    """A workbook that is being written. The lists behind drop-downs go to a sheet that nobody sees: within
    a drop-down there is only room for 255 characters, and a comma would part an entry."""

    def __init__(self, title: str) -> None:
        import xlsxwriter

        self._out = io.BytesIO()
        self.book = xlsxwriter.Workbook(
            self._out,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self.book.set_properties({"title": title, "created": datetime(2000, 1, 1)})
        self._looks: dict[tuple[str, int, str], Any] = {}
        self._lists: dict[tuple[str | int, ...], str] = {}
        self._fills: dict[str, Fill] = {}
        self._links: dict[str, dict[str, str]] = {}

    def look(self, name: str, indent: int = 0, form: str = "") -> Any:
        """How a cell looks; `indent` moves its text to the right, `form` is the format of its number."""
        if (name, indent, form) not in self._looks:
            colour = {"bg_color": _FILLS[name]} if name in _FILLS else {}
            properties = {"font_name": _FONT, "font_size": 11, **colour, **_LOOKS[name]}
            more = ({"indent": indent} if indent else {}) | ({"num_format": form} if form else {})
            self._looks[name, indent, form] = self.book.add_format(properties | more)
        return self._looks[name, indent, form]

    def sheet(self, name: str, *, scale: int = 0, locked: bool = True, across: bool = True) -> Any:
        """A new sheet, protected without a password if `locked`, to be printed on A4, `across` or upright:
        as wide as the page, or at `scale` percent on several."""
        sheet = self.book.add_worksheet(name)
        if locked:
            sheet.protect("", {"format_columns": True, "format_rows": True})
        if across:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        if scale:
            sheet.set_print_scale(scale)
        else:
            sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L&A&R{say(messages.PAGE)} &P/&N")
        return sheet

    def place(self, values: Sequence[str | int]) -> str:
        """The cells that hold `values`, one below the other, as a formula names them."""
        key = tuple(values)
        if key not in self._lists:
            letters = _letters(len(self._lists))
            last = f":${letters}${len(key)}" if len(key) > 1 else ""
            self._lists[key] = f"'{LISTS_SHEET}'!${letters}$1{last}"
        return self._lists[key]

    def finished(self) -> bytes:
        """The workbook as bytes."""
        if self._lists:
            self._write_lists()
        self.book.close()
        package = self._out.getvalue()
        strings: Mapping[str, int] = {}
        made: dict[str, Made] = {}
        if self._fills:
            strings = shared_strings(part_of(package, _STRINGS))
            made[_STRINGS] = lambda part: [uncounted(part)]
        for number, sheet in enumerate(self.book.worksheets(), start=1):
            if sheet.get_name() in {*self._fills, *self._links}:
                made[f"xl/worksheets/sheet{number}.xml"] = self._completed(sheet.get_name(), strings)
        return timeless_package(package, made)

    def put_between(self, sheet: Any, fill: Fill) -> None:
        """Puts what `fill` writes before the last row of a sheet, once the workbook is finished."""
        self._fills[sheet.get_name()] = fill

    def link(self, sheet: Any, cell: str, place: str) -> None:
        """Lets a cell, such as B5, lead to a place in the workbook, such as 'Chỉ số'!A5. XlsxWriter links
        only cells that it writes itself."""
        self._links.setdefault(sheet.get_name(), {})[cell] = place

    def _completed(self, name: str, strings: Mapping[str, int]) -> Made:
        """A sheet with its links and its further rows."""

        def style(look: str, form: str) -> int:
            return int(self.look(look, form=form).xf_index)

        def complete(sheet: bytes) -> Iterable[bytes]:
            sheet = with_links(sheet, self._links.get(name, {}))
            if fill := self._fills.get(name):
                return with_rows(sheet, fill, Rows(style, strings))
            return [sheet]

        return complete

    def _write_lists(self) -> None:
        lists = self.book.add_worksheet(LISTS_SHEET)
        for column, values in enumerate(self._lists):
            for row, value in enumerate(values):
                if isinstance(value, int):
                    lists.write_number(row, column, value)
                else:
                    lists.write_string(row, column, value)
        lists.protect()
        lists.very_hidden()


def _letters(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """A name for each sheet: what Excel allows of the wanted one, no two alike.

    >>> sheet_names(["Sở A/B", "Sở A:B", "Trung tâm Phục vụ hành chính công tỉnh"])
    ['Sở A B', 'Sở A B (2)', 'Trung tâm Phục vụ hành chính cô']
    """
    taken = {GUIDE_SHEET.casefold(), LISTS_SHEET.casefold(), "history"}
    names = []
    for text in wanted:
        name = base = _cut(" ".join(text.translate(_FORBIDDEN).split()), "") or "-"
        number = 1
        while name.casefold() in taken:
            number += 1
            name = _cut(base, f" ({number})")
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(name: str, ending: str) -> str:
    return name[: _LONGEST_NAME - len(ending)].strip(" '") + ending


def write_guide(book: Book, title: str, lines: Iterable[tuple[str, str]]) -> None:
    """The first sheet: what a person who fills the form in has to know, as pairs of a name and a text;
    below them who filled it in, and when."""
    sheet = book.sheet(GUIDE_SHEET)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, title, book.look("title"))
    row = 2
    for name, text in lines:
        sheet.write_string(row, 0, name, book.look("bold"))
        sheet.write_string(row, 1, text, book.look("wrapped"))
        sheet.set_row(row, height(text, 90))
        row += 1
    for message, look in ((messages.FILLED_IN_BY, "entry_text"), (messages.FILLED_IN_ON, "entry_day")):
        row += 1
        sheet.write_string(row, 0, say(message), book.look("bold"))
        sheet.write_blank(row, 1, None, book.look(look))
    sheet.activate()


def refuse_too_large(cells: int, where: str) -> None:
    """Raises RulesError for a form that no spreadsheet program would open gladly."""
    if cells > MAX_CELLS:
        raise RulesError(messages.FORM_TOO_LARGE, where=where, cells=cells, limit=MAX_CELLS)


def height(text: str, width: int, *, size: int = 11) -> int:
    """The height in points of a cell `width` letters wide that shows the whole of `text`."""
    across = max(1, width * 25 // (2 * size) - 2)  # letters of this font are narrower than a digit
    lines = sum(max(1, math.ceil(len(line) / across)) for line in text.splitlines() or [""])
    return min(409, math.ceil(lines * size * 1.35) + 4)
