"""Sheets of an .xlsx as calamine reads them; before it does, the bytes of each are looked over.

Three things make that look necessary. calamine allocates the whole rectangle of a sheet, so one cell
at XFD1048576 would cost gigabytes. It returns error cells and formulas without a value as blanks, which
would then pass as "not answered". And it finds the parts of a package only under their usual names.
"""

import io
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from sipas_cli.errors import DataError
from sipas_cli.messages import Message
from sipas_cli.model import TOP_ROWS, Block
from sipas_cli.sheets import messages, package
from sipas_cli.sheets.book import SHARED, Book, WorkSheet
from sipas_cli.sheets.cells import Cells, Told
from sipas_cli.sheets.columns import block, shown
from sipas_cli.sheets.extent import Extent, UnsureError, marks_of, quick_look
from sipas_cli.sheets.held import MOST_COLUMNS
from sipas_cli.sheets.limits import limits
from sipas_cli.sheets.package import Package, member_of
from sipas_cli.sheets.sheet import Marks, Sheet, SheetProgress, rows_told
from sipas_cli.sheets.styles import Styles

_MAIN = "xl/workbook.xml"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Look:
    """What the bytes of a sheet tell.

    told     row -> its cells that are not what calamine hands over
    marks    what else it says
    """

    told: Told
    marks: Marks


class Library:
    """A workbook as calamine reads it, which is opened when its first sheet is asked for."""

    def __init__(self, path: Path, name: str, book: Book) -> None:
        self._path = path
        self._name = name
        self._book = book

    @cached_property
    def _workbook(self) -> Any:
        from python_calamine import CalamineWorkbook

        copied = None if self._book.usual else _usual_copy(self._path, self._name, self._book)
        with _damage(messages.FILE_DAMAGED, self._name):
            if copied is None:
                return CalamineWorkbook.from_path(self._path)
            return CalamineWorkbook.from_filelike(copied)

    def sheet(self, listed: WorkSheet) -> Sheet | None:
        """A work sheet; None for one that holds nothing. Raises DataError for one that is damaged or reaches
        too far."""
        with package.opened(self._path, self._name) as file:
            look = _look_over(Package(file), self._name, listed, self._book.styles)
        return _sheet(self._name, listed, look, self._workbook)


def _usual_copy(path: Path, name: str, book: Book) -> IO[bytes]:
    """The workbook with its tables under the names that calamine knows, and nothing else. No larger than
    a package may be that is read."""
    copy = io.BytesIO()
    places = {f"xl/worksheets/sheet{n}.xml": sheet.part for n, sheet in enumerate(book.sheets, start=1)}
    for kind, usual in SHARED.items():
        if member := member_of(book.relations, kind):
            places[usual] = member
    with (
        package.opened(path, name) as file,
        zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        new.writestr(_MAIN, _main_part(book))
        new.writestr("_rels/.rels", _relations_part(["officeDocument"], "xl/workbook.xml"))
        new.writestr(
            "xl/_rels/workbook.xml.rels",
            _relations_part(["worksheet"] * len(book.sheets), "worksheets/sheet{n}.xml"),
        )
        for usual, member in places.items():
            with file.open(member) as source, new.open(usual, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target)
    copy.seek(0)
    return copy


def _main_part(book: Book) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in enumerate(book.sheets, start=1)
    )
    return (
        f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{_RELATIONS}">'
        f'<workbookPr date1904="{int(book.since_1904)}"/><sheets>{listed}</sheets></workbook>'
    )


def _relations_part(kinds: Sequence[str], target: str) -> str:
    """Relations of these kinds to parts that are numbered from 1."""
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{target.format(n=n)}"/>'
        for n, kind in enumerate(kinds, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE_RELATIONS}">{listed}</Relationships>'


@contextmanager
def _damage(message: Message, where: str) -> Iterator[None]:
    """Whatever calamine runs into is damage; nothing else may be called within. It has an exception per
    cause, and where it has none it panics, which is no `Exception`: one file would end the run."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise DataError(message, where=where) from error


def _sheet(file: str, listed: WorkSheet, look: Look, workbook: Any) -> Sheet | None:
    where = f"{file} ! {listed.name}"
    with _damage(messages.SHEET_DAMAGED, where):
        content = workbook.get_sheet_by_name(listed.name)
    if content.start is None and not look.told:
        return None
    indent = content.start[1] if content.start else 0

    def plain_rows() -> Iterator[list[Any]]:
        with _damage(messages.SHEET_DAMAGED, where):
            yield from content.iter_rows()

    def rows() -> Iterator[list[Any]]:
        if look.told:
            return _told_rows(plain_rows(), look.told, indent)
        return plain_rows()

    def top() -> list[list[str]]:
        padding = [""] * indent
        following = rows()
        first = [row for row, _ in zip(following, range(TOP_ROWS), strict=False)]
        return [[*padding, *map(shown, row)] for row in first]

    def read(header_row: int, columns: Sequence[int], progress: SheetProgress) -> Block:
        below = rows()
        for _ in range(header_row):
            next(below)
        told = rows_told(progress, content.total_height - header_row)
        return block(below, columns, first_row=header_row + 1, first_column=indent, progress=told)

    return Sheet(file, listed.name, top(), read, listed.hidden, lambda: look.marks)


def _told_rows(rows: Iterator[list[Any]], corrections: Told, indent: int) -> Iterator[list[Any]]:
    """The rows as calamine hands them over, with what it was told otherwise."""
    number = 0
    for number, row in enumerate(rows, start=1):
        yield _with_told(row, corrections.get(number, ()), indent)
    for below in range(number + 1, max(corrections, default=0) + 1):
        yield _with_told([], corrections.get(below, ()), indent)


def _with_told(row: list[Any], corrections: Sequence[tuple[int, str]], indent: int) -> list[Any]:
    for column, text in corrections:
        row.extend([""] * (column - indent + 1 - len(row)))
        if column >= indent:
            row[column - indent] = text
    return row


#: What taking a sheet out of its package and parsing it may raise.
_UNREADABLE = (
    package.DamagedError,
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    UnicodeDecodeError,
    EOFError,
    OSError,
    RuntimeError,
)


def _look_over(parts: Package, file: str, listed: WorkSheet, known: Styles) -> Look:
    """One pass over the bytes of a sheet, much faster than parsing it; a second and slower one where
    the first cannot tell, or where there may be cells that calamine would get wrong."""
    where = f"{file} ! {listed.name}"
    try:
        extent, cells = _looked(parts, listed.part, known)
    except _UNREADABLE as error:
        raise DataError(messages.SHEET_DAMAGED, where=where) from error
    too_many = extent.columns > MOST_COLUMNS or extent.rows * extent.columns > limits().held_cells
    if extent.is_empty_space or too_many:
        raise DataError(messages.SHEET_TOO_WIDE, where=where, rows=extent.rows, columns=extent.columns)
    return Look(cells.told, marks_of(extent, cells.aggregates, cells.struck))


def _looked(parts: Package, part: str, known: Styles) -> tuple[Extent, Cells]:
    """How far a sheet reaches, and its cells as far as they had to be parsed."""
    cells = Cells(known.percents, known.struck, known.decimals)
    try:
        with parts.open(part) as content:
            extent, suspect = quick_look(content, known.percents | known.struck)
    except UnsureError:
        with parts.open(part) as content:
            cells.parse(content)
        return cells.extent, cells
    if (suspect or known.decimals) and extent.end:
        with parts.open(part) as content:
            cells.parse(content, extent.end)
    return extent, cells
