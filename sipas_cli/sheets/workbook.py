"""Workbooks (.xlsx): a sheet is scanned, and read by the library where it is written in an unusual way.

Both ways come to the same; the scan is several times faster.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from sipas_cli.errors import DataError
from sipas_cli.model import Block
from sipas_cli.sheets import messages, package
from sipas_cli.sheets.book import Book, WorkSheet
from sipas_cli.sheets.extent import marks_of
from sipas_cli.sheets.letters import HandOverError
from sipas_cli.sheets.library import Library
from sipas_cli.sheets.package import Package
from sipas_cli.sheets.scan import Scan, scanned, top_rows
from sipas_cli.sheets.sheet import Marks, Sheet, SheetProgress
from sipas_cli.sheets.strings import MOST_SHARED_BYTES, SharedStrings
from sipas_cli.sheets.values import Values

#: What makes the library read a sheet; it says what is damaged.
_UNUSUAL = (
    HandOverError,
    package.DamagedError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,  # zipfile: a part with a password, or packed in a way that no workbook is
)
#: Bytes of a sheet that are taken in at once; of its first rows, fewer do.
CHUNK, _TOP_CHUNK = 1 << 20, 1 << 17

T = TypeVar("T")


def sheets(path: Path, name: str, book: Book) -> Iterator[Sheet]:
    """The work sheets that hold anything, in the order of the workbook."""
    workbook = _Workbook(path, name, book)
    for listed in book.sheets:
        if sheet := _WorkSheet(workbook, listed).sheet():
            yield sheet


class _Workbook:
    """What the sheets of a workbook share, each read when the first of them asks for it."""

    def __init__(self, path: Path, name: str, book: Book) -> None:
        self.path = path
        self.name = name
        self.book = book
        self.library = Library(path, name, book)
        self._values: Values | None = None

    def values(self, parts: Package) -> Values:
        """The values of its cells. Raises one of _UNUSUAL."""
        if self._values is None:
            raw = b""
            if self.book.strings:
                with parts.open(self.book.strings) as content:
                    raw = content.read(MOST_SHARED_BYTES + 1)
            if len(raw) > MOST_SHARED_BYTES:
                raise HandOverError
            styles, since_1904 = self.book.styles, self.book.since_1904
            self._values = Values(SharedStrings(raw), styles, since_1904=since_1904)
        return self._values

    @contextmanager
    def opened(self) -> Iterator[Package]:
        """The package, open."""
        with package.opened(self.path, self.name) as file:
            yield Package(file)


class _WorkSheet:
    """A work sheet, and what the readings of it have said besides its texts."""

    def __init__(self, workbook: _Workbook, listed: WorkSheet) -> None:
        self._workbook = workbook
        self._listed = listed
        self._place = f"{workbook.name} ! {listed.name}"
        self._struck: set[tuple[int, int]] = set()
        self._marks: Marks | None = None

    def sheet(self) -> Sheet | None:
        """The sheet; None for one that holds nothing."""
        workbook, listed = self._workbook, self._listed
        top = None if workbook.book.styles.decimals else self._tried(top_rows, _TOP_CHUNK, _silent)
        if top is None or (not top and self._is_blank()):
            return workbook.library.sheet(listed)
        return Sheet(workbook.name, listed.name, top, self._read, listed.hidden, self._seen)

    def _is_blank(self) -> bool:
        """Whether nothing is in it, or only the library can tell."""
        scan = self._scan(0, (), _silent)
        return scan is None or not scan.extent.cells

    def _read(self, header_row: int, columns: Sequence[int], progress: SheetProgress) -> Block:
        if scan := self._scan(header_row, columns, progress):
            try:
                return scan.block()
            except HandOverError:  # by a text that cells share, which is only looked at now
                pass
        return self._by_library.read(header_row, columns, progress)

    def _seen(self) -> Marks:
        """What was said so far; where it was not read yet, what is said without reading any column."""
        if self._marks is None:
            self._scan(0, (), _silent)
        return self._marks or self._by_library.marks()

    @cached_property
    def _by_library(self) -> Sheet:
        """The sheet as the library reads it. What it says holds from now on."""
        sheet = self._workbook.library.sheet(self._listed)
        if sheet is None:  # nothing but what the scan took for something
            raise DataError(messages.SHEET_DAMAGED, where=self._place)
        self._marks = sheet.marks()
        self._struck |= self._marks.struck
        return sheet

    def _scan(self, header_row: int, columns: Sequence[int], progress: SheetProgress) -> Scan | None:
        """The sheet, scanned; None where the library must read it. Raises DataError for one that reaches too
        far."""
        scan = self._tried(
            lambda chunks, values: scanned(chunks, values, columns, header_row), CHUNK, progress
        )
        if scan is None:
            return None
        if scan.extent.is_empty_space:
            raise DataError(
                messages.SHEET_TOO_WIDE,
                where=self._place,
                rows=scan.extent.rows,
                columns=scan.extent.columns,
            )
        self._struck |= scan.struck
        self._marks = marks_of(scan.extent, scan.aggregates, self._struck)
        return scan

    def _tried(
        self, take: Callable[[Iterator[bytes], Values], T], chunk: int, progress: SheetProgress
    ) -> T | None:
        """What comes of the bytes of the sheet; None where they are written in an unusual way."""
        workbook = self._workbook
        with workbook.opened() as parts:
            try:
                return take(parts.chunks(self._listed.part, chunk, progress), workbook.values(parts))
            except _UNUSUAL:
                return None


def _silent(_: float) -> None:
    """Tells nobody."""
