"""Web pages with tables (html), as the "Excel" button of many portals writes them, mostly named .xls.

Nothing is fetched, no script is run, and the page need not be sound: what may be left out may be left out.
"""

import codecs
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser
from pathlib import Path

from sipas_cli.errors import DataError, SurroundingsError, reason
from sipas_cli.files import FILE_UNREADABLE
from sipas_cli.messages import say
from sipas_cli.model import ERROR_CELL
from sipas_cli.sheets import held, messages
from sipas_cli.sheets.columns import percent_text
from sipas_cli.sheets.sheet import MOST_ABOVE, Sheet
from sipas_cli.text.numbers import fifteen_digits

_MAX_BYTES, _MAX_TABLES, _MAX_PIECES = 30_000_000, 10_000, 100_000
_MAX_ROWS, _MAX_COLUMNS, _MAX_COVERED = 1_048_576, 16_384, 5_000_000
_AT_ONCE, _MAX_DIGITS = 65_536, 30
#: What may lie between the beginning of a tag and its end: the parser looks at all of it again and again.
_MAX_TAG = 1_000_000
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{1,40})""", re.IGNORECASE)
_CHARSETS = re.compile(r"us-ascii|windows-125[0-8]|iso-8859-\d{1,2}", re.IGNORECASE)
_UNREAD = ("script", "style", "title", "select")
_LINES = ("br", "p", "div", "li")
#: What begins a line outside of tables.
_BLOCKS = (*_LINES, *(f"h{level}" for level in range(1, 7)), "section", "article", "header", "blockquote")
_LONGEST_LINE = 20_000


def sheets(path: Path, name: str) -> Iterator[Sheet]:
    """The tables of a page that hold anything, each a sheet. Raises DataError for a page that has none, is
    too large, or ends before its tables do."""
    page = _Page(name)
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise DataError(messages.HTML_TOO_LARGE, where=name)
        with path.open(encoding=_encoding(path, name), newline="") as file:
            while text := file.read(_AT_ONCE):
                page.take(text)
    except OSError as error:
        raise SurroundingsError(FILE_UNREADABLE, where=name, reason=reason(error)) from None
    except UnicodeError:
        raise DataError(messages.HTML_ENCODING, where=name) from None
    page.end()
    filled = [table for table in page.found if table.rows.found]
    if not filled:
        raise DataError(messages.HTML_WITHOUT_TABLE, where=name)
    for table in filled:
        shown = table.name if len(filled) > 1 else ""
        yield held.sheet(
            name,
            shown,
            table.rows.found,
            hidden=table.hidden,
            hidden_rows=table.hidden_rows,
            merged=table.merged.found,
            above=table.above,
        )


def _encoding(path: Path, name: str) -> str:
    """The encoding that the page names, UTF-8 where it names none. Raises DataError for one that is none of
    the web's."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    encoding = "utf-8"
    if named := _CHARSET.search(head):
        encoding = named[1].decode()
    if head.startswith(codecs.BOM_UTF8) or encoding.lower() in ("utf-8", "utf8"):
        return "utf-8-sig"
    if not _CHARSETS.fullmatch(encoding):
        raise DataError(messages.HTML_ENCODING, where=name)
    return encoding


class _Page(HTMLParser):
    """Takes in the tags of a page. `found` has its tables in their order, also those within others."""

    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[_Table] = []
        self._file = file
        self._room = held.Room(file)
        self._open: list[_Table] = []
        self._unread = ""  # the element that is passed over with all that is in it
        self._above: deque[str] = deque(maxlen=MOST_ABOVE)  # the lines since the last table
        self._line: list[str] = []  # the pieces of the one that is not over
        self._letters = 0  # in them
        self._page: list[str] = []  # the titles of the page, which stand above all of its tables

    def take(self, text: str) -> None:
        try:
            self.feed(text)
        except AssertionError as error:  # the parser's own, for a declaration that it does not know
            raise DataError(messages.FILE_DAMAGED, where=self._file) from error
        if len(self.rawdata) > _MAX_TAG or (self._open and len(self._open[-1].text) > _MAX_PIECES):
            raise DataError(messages.FILE_DAMAGED, where=self._file)

    def end(self) -> None:
        """The page is over. The parser is not closed: it would take the rest of a tag for text."""
        if self._open or self._unread:
            raise DataError(messages.FILE_DAMAGED, where=self._file)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if self._unread:
            return
        if tag in _UNREAD:
            self._unread = tag
        elif tag == "table":
            self._start_table(attributes)
        elif self._open and tag == "tr":
            self._open[-1].start_row(hidden=_is_hidden(attributes))
        elif self._open and tag in ("td", "th"):
            self._open[-1].start_cell(attributes)
        elif self._open and tag in _LINES:
            self._open[-1].text.append("\n")
        elif not self._open and tag in _BLOCKS:
            self._end_line()

    def _end_line(self, tag: str = "") -> None:
        """What was said since the last line, outside of tables, is one; that of an <h1> the title of all."""
        line = " ".join("".join(self._line).split())
        if line and tag == "h1" and not self.found:
            self._page.append(line)
        elif line:
            self._above.append(line)
        self._line, self._letters = [], 0

    def _start_table(self, attributes: Mapping[str, str]) -> None:
        if len(self.found) == _MAX_TABLES:
            raise DataError(messages.HTML_TOO_LARGE, where=self._file)
        name = say(messages.PLACE_TABLE, lang="vi", number=len(self.found) + 1)
        table = _Table(name, self._room, attributes)
        if not self._open:
            self._end_line()
            table.above = [*self._page[:MOST_ABOVE], *self._above]
            self._page = []
            self._above.clear()
        self.found.append(table)
        self._open.append(table)

    def handle_endtag(self, tag: str) -> None:
        if self._unread:
            if tag == self._unread:
                self._unread = ""
        elif self._open and tag == "table":
            self._open.pop().close()
        elif self._open and tag == "tr":
            self._open[-1].end_row()
        elif self._open and tag in ("td", "th"):
            self._open[-1].end_cell()
        elif self._open and tag == "caption":
            self._open[-1].end_caption()
        elif not self._open and tag in _BLOCKS:
            self._end_line(tag)

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        if self._open:
            self._open[-1].text.append(data.replace("\n", " "))  # only a tag breaks a line
        elif self._letters < _LONGEST_LINE:
            self._line.append(data)
            self._letters += len(data)


class _Table:
    """One table. What a cell covers of other columns and rows is blank.

    hidden_rows   rows that a browser does not show
    merged        cells over several rows or columns
    text          the pieces of text since the beginning of the cell
    """

    def __init__(self, name: str, room: held.Room, attributes: Mapping[str, str]) -> None:
        self.name = name
        self.hidden = _is_hidden(attributes)
        self.rows = held.Rows(room, name)
        self.hidden_rows: set[int] = set()
        self.merged = held.Merged()
        self.text: list[str] = []
        self.above: list[str] = []
        self._row = 0
        self._row_begun = False
        self._cells: list[str] = []
        self._cell: Mapping[str, str] | None = None
        self._column = 0
        self._covered: dict[int, int] = {}  # column -> the row down to which a cell above reaches
        self._skipped = 0

    def start_row(self, *, hidden: bool) -> None:
        self.end_row()
        self._row_begun = True
        if hidden:
            self.hidden_rows.add(self._row + 1)

    def end_caption(self) -> None:
        """What stood before the first row is its caption."""
        if not self._row_begun and not self._row:
            self.above += _shown(self.text).split("\n")
            self.text = []

    def start_cell(self, attributes: Mapping[str, str]) -> None:
        self.end_cell()
        self._row_begun = True
        self._cell = attributes
        self.text = []

    def end_cell(self) -> None:
        if self._cell is None:
            return
        while self._covered.get(self._column, 0) > self._row:
            self._column += 1
            self._skipped += 1
        width, height = _span(self._cell, "colspan"), _span(self._cell, "rowspan")
        if self._column + width > _MAX_COLUMNS or self._skipped > _MAX_COVERED:
            self.rows.refuse(self._row + 1, self._column + width)
        if value := _value(_shown(self.text), self._cell):
            self._cells += [""] * (self._column - len(self._cells))
            self._cells.append(value)
        self.merged.add(self._row + 1, self._column, height, width)
        if height > 1:
            self._covered |= dict.fromkeys(range(self._column, self._column + width), self._row + height)
            self._skipped += width
        self._column += width
        self._cell = None

    def end_row(self) -> None:
        self.end_cell()
        if not self._row_begun:
            return
        if self._row >= _MAX_ROWS:
            self.rows.refuse(self._row + 1, len(self._cells))
        if self._cells:
            self.rows.add(self._row, self._cells, written=sum(map(bool, self._cells)))
        self._row += 1
        self._row_begun = False
        self._cells, self._column = [], 0

    def close(self) -> None:
        self.end_row()
        self.rows.close()
        merges = self.merged.found
        merges[:] = [replace(merge, last_row=min(merge.last_row, self._row)) for merge in merges]


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return "display:none" in "".join(attributes.get("style", "").lower().split())


def _span(attributes: Mapping[str, str], name: str) -> int:
    """Over how many columns or rows a cell reaches; what is no number is one, as in browsers."""
    text = attributes.get(name, "").strip()
    if not re.fullmatch(r"[0-9]{1,9}", text):
        return 1
    return min(max(int(text), 1), _MAX_ROWS)


def _shown(pieces: list[str]) -> str:
    """The text of a cell as a browser shows it: blanks folded, the lines that it breaks kept."""
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _value(shown: str, attributes: Mapping[str, str]) -> str:
    """What is in a cell. Excel writes the number beside a text that shows it rounded (x:num), and says that a
    text is an error (x:err)."""
    if "x:err" in attributes:
        return ERROR_CELL
    try:
        exact = Decimal(attributes.get("x:num", ""))
    except InvalidOperation:
        return shown
    if not exact.is_finite() or abs(exact.adjusted()) > _MAX_DIGITS:
        return shown
    if shown.endswith("%"):
        return percent_text(str(exact))
    return fifteen_digits(f"{exact:f}")
