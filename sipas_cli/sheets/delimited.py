"""csv: UTF-8 with or without a byte order mark, UTF-16 with one; comma, semicolon, tab or bar."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any, TextIO

from sipas_cli.errors import DataError, SurroundingsError, reason
from sipas_cli.files import FILE_UNREADABLE
from sipas_cli.model import TOP_ROWS, Block
from sipas_cli.sheets import messages
from sipas_cli.sheets.columns import block
from sipas_cli.sheets.csv_columns import columns_below
from sipas_cli.sheets.csv_look import NotTextError, look_over
from sipas_cli.sheets.limits import limits
from sipas_cli.sheets.sheet import Sheet, SheetProgress

_DELIMITERS = ",;\t|"
csv.field_size_limit(10_000_000)  # a cell may hold a whole letter, or a picture of a signature
_FILE_END = "\x1a"  # Ctrl-Z, with which DOS ends a text
#: A text that Excel is to leave alone: ="0123" is 0123.
_PROTECTED = re.compile(r'="(.*)"', re.DOTALL)
_DELIMITER_TOLD = re.compile(r'"?sep=([,;\t|])"?', re.IGNORECASE)


@dataclass(frozen=True)
class _Text:
    """How a csv is written.

    told        whether its first line is no row and tells the delimiter, as "sep=;": Excel obeys it and
                does not show it, so the row below is row 1
    spaced      whether blanks stand between a delimiter and a quotation mark
    protected   whether there may be cells as ="0123"
    plain       whether it is written so that all readers of csv take it for the same
    """

    path: Path
    name: str
    encoding: str
    told: bool = False
    delimiter: str = ","
    spaced: bool = False
    protected: bool = False
    plain: bool = False

    @contextmanager
    def opened(self) -> Iterator[TextIO]:
        """The text from row 1."""
        with self.path.open(encoding=self.encoding, newline="") as file:
            if self.told:
                file.readline()
            yield file

    def rows(self, file: TextIO) -> Iterator[list[str]]:
        """Raises DataError for a row that is too wide or has a quotation mark in the wrong place."""
        reader = csv.reader(
            self.lines(file), delimiter=self.delimiter, skipinitialspace=self.spaced, strict=True
        )
        most = limits().columns
        try:
            for row in reader:
                if len(row) > most:
                    raise DataError(messages.TOO_MANY_COLUMNS, where=self._line(reader), limit=most)
                yield [_unprotected(cell) for cell in row] if self.protected else row
        except csv.Error:
            raise DataError(messages.CSV_QUOTES, where=self._line(reader)) from None

    def _line(self, reader: Any) -> str:
        return f"{self.name}:{reader.line_num + self.told}"

    def lines(self, file: TextIO) -> Iterator[str]:
        """The lines without the mark with which old programs end a file. Raises DataError for one that is too
        long to be of a table."""
        most = limits().line_letters
        for number, line in enumerate(iter(lambda: file.readline(most), ""), start=1 + self.told):
            if len(line) == most:
                raise DataError(messages.CSV_LINE_TOO_LONG, where=f"{self.name}:{number}", limit=most)
            yield line.replace(_FILE_END, "") if _FILE_END in line else line


def sheets(path: Path, name: str) -> Iterator[Sheet]:
    """The one sheet of a csv; its name is empty."""
    text = _text(path, name)
    with text.opened() as file:
        top = list(islice(text.rows(file), TOP_ROWS))
    if not any(cell.strip() for cell in chain.from_iterable(top)):
        raise DataError(messages.SHEET_EMPTY, where=name)

    def read(header_row: int, columns: Sequence[int], progress: SheetProgress) -> Block:
        width = len(top[header_row - 1])
        if text.plain:
            content = columns_below(path, text.delimiter, header_row, width, columns, progress)
            if content is not None:
                return content
        size = path.stat().st_size
        with text.opened() as file:
            rows = islice(text.rows(file), header_row, None)
            return block(
                rows,
                columns,
                first_row=header_row + 1,
                width=width,
                progress=lambda _: progress(file.buffer.tell() / size),
            )

    yield Sheet(name, "", top, read)


def _text(path: Path, name: str) -> _Text:
    """Finds out how a csv is written, and refuses what is no text in a known encoding."""
    try:
        with path.open("rb") as file:
            utf16 = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        if utf16:
            return _written(_Text(path, name, "utf-16", protected=_refuse_damaged_utf16(path, name)))
        look = look_over(path)
    except (UnicodeDecodeError, NotTextError):
        raise _not_utf8(path, name) from None
    except OSError as error:
        raise SurroundingsError(FILE_UNREADABLE, where=name, reason=reason(error)) from None
    text = _written(_Text(path, name, "utf-8-sig", protected=look.protected))
    plain = look.is_plain(text.delimiter) and not (text.told or text.spaced)
    return replace(text, plain=plain)


def _written(text: _Text) -> _Text:
    """A text with what its first rows tell."""
    with text.opened() as file:
        match = _DELIMITER_TOLD.fullmatch(file.readline(20).rstrip("\r\n"))
    text = replace(text, told=match is not None)
    text = replace(text, delimiter=match[1] if match else _delimiter(text))
    return replace(text, spaced=_is_spaced(text))


def _not_utf8(path: Path, name: str) -> DataError:
    """What is said of a file that is no text in UTF-8: the line of the first fault is looked for."""
    with path.open("rb") as file:
        for line, raw in enumerate(file, start=1):
            if b"\0" in raw:
                return DataError(messages.CSV_NOT_TEXT, where=f"{name}:{line}")
            try:
                raw.decode("utf-8")
            except UnicodeDecodeError:
                return DataError(messages.CSV_NOT_UTF8, where=f"{name}:{line}")
    return DataError(messages.FILE_CHANGED, where=name)


def _refuse_damaged_utf16(path: Path, name: str) -> bool:
    """Refuses what is no UTF-16. Whether there may be protected cells."""
    line, protected = 1, False
    try:
        with path.open(encoding="utf-16") as file:
            for text in file:
                if "\0" in text:
                    raise DataError(messages.CSV_NOT_TEXT, where=f"{name}:{line}")
                protected = protected or '="' in text
                line += 1
    except UnicodeError:  # an odd number of bytes, or half a character
        raise DataError(messages.CSV_NOT_TEXT, where=f"{name}:{line}") from None
    return protected


def _unprotected(cell: str) -> str:
    protected = _PROTECTED.fullmatch(cell)
    if not protected:
        return cell
    return protected[1].replace('""', '"')


def _is_spaced(text: _Text) -> bool:
    """Whether the first line has blanks before quotation marks: then the marks are no part of the cells.
    Other lines are not asked: a free text may begin with a blank and a mark of its own."""
    with text.opened() as file:
        first = next((line for line in text.lines(file) if line.strip()), "")
    return bool(re.search(rf'(?:^|{re.escape(text.delimiter)}) +"', first))


def _delimiter(text: _Text) -> str:
    """The mark under which most of the first rows have one and the same number of columns, more than
    one; of two such marks the one with more columns. The mark that is the most frequent would not do:
    in a file with semicolons, the texts of the questions are full of commas."""

    def agreement(mark: str) -> tuple[int, int]:
        with text.opened() as file:
            try:
                rows = csv.reader(text.lines(file), delimiter=mark, skipinitialspace=True)
                widths = [len(row) for row in islice(rows, TOP_ROWS) if row]
            except csv.Error:
                return 0, 0
        times = Counter(width for width in widths if width > 1)
        return max(((rows, width) for width, rows in times.items()), default=(0, 0))

    return max(_DELIMITERS, key=agreement)
