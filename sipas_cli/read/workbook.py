"""Workbooks (.xlsx): calamine reads them; before it does, the bytes of each sheet are looked over.

Two things make that look necessary. calamine allocates the whole rectangle of a sheet, so one cell
at XFD1048576 would cost gigabytes. And it returns error cells and formulas without a value as
blanks, which would then pass as "not answered".
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sipas_cli.errors import DataError
from sipas_cli.model import ERROR_CELL, NO_VALUE, TOP_ROWS, Block
from sipas_cli.read import package
from sipas_cli.read.columns import block, shown
from sipas_cli.read.held import LARGE, MAX_CELLS, SPARSE
from sipas_cli.read.source import Progress, Sheet

_CHUNK = 4_000_000
_OVERLAP = 64

# How the bytes of an honest sheet are written; what deviates is looked at more slowly.
_ROW = re.compile(rb'<row [^>]*?r="([0-9]{1,7})"')
_SHAPE = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789", b"A" * 26 + b"0" * 9)
_SHAPELESS = b"<>/abcdefghijklmnopquvwxyz"  # r, s and t remain: the names of a cell's attributes
_NEAR_COLUMNS = 702  # up to ZZ: columns of two letters
_HEAD = 4096  # declarations, with blanks and quotes of their own
_SMALL_LETTERS = re.compile(rb'r="[a-z]')  # no program writes a cell's place so, and calamine reads it
# Only inside the tag of a cell or a row: a respondent may have written r="..." in a comment.
_REFERENCE = re.compile(rb"""<(?:\w+:)?(?:c|row)\s(?:[^<>]*?\s)?r\s*=\s*["']([^"'<>]*)["']""")
_PLACE = re.compile(rb"([A-Z]{0,3})([1-9][0-9]{0,6})")
_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_LETTERS_AND_DIGITS = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(frozen=True)
class Look:
    """What the bytes of a sheet tell; `part` is where in the package they lie, `suspect` whether there
    may be error cells or formulas among them."""

    part: str
    suspect: bool


def look_over(path: Path, name: str) -> dict[str, Look]:
    """Name of each sheet -> what its bytes tell, without opening the workbook."""
    return {sheet: _look_over(path, name, sheet, part) for sheet, part in _parts(path, name).items()}


def sheets(path: Path, name: str, looks: Mapping[str, Look]) -> Iterator[Sheet]:
    """The work sheets that hold anything, in the order of the workbook."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with _damage("file_damaged", name):
        workbook = CalamineWorkbook.from_path(path)
    for metadata in workbook.sheets_metadata:
        look = looks.get(metadata.name)
        if metadata.typ != SheetTypeEnum.WorkSheet or look is None:
            continue
        if sheet := _sheet(path, name, metadata.name, look, workbook):
            yield replace(sheet, hidden=metadata.visible != SheetVisibleEnum.Visible)


@contextmanager
def _damage(key: str, where: str) -> Iterator[None]:
    """Whatever reading runs into is damage. calamine has an exception per cause, and where it did not think
    of a cause it panics, which is no `Exception`: one file would end the run."""
    try:
        yield
    except (DataError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise DataError(key, where=where) from error


def _sheet(path: Path, file: str, name: str, look: Look, workbook: Any) -> Sheet | None:
    where = f"{file} ! {name}"
    with _damage("sheet_damaged", where):
        content = workbook.get_sheet_by_name(name)
        hidden = _hidden_cells(path, look.part) if look.suspect else {}
    if content.start is None and not hidden:
        return None
    indent = content.start[1] if content.start else 0

    def rows() -> Iterator[list[Any]]:
        with _damage("sheet_damaged", where):
            yield from marked_rows() if hidden else content.iter_rows()

    def marked_rows() -> Iterator[list[Any]]:
        number = 0
        for number, row in enumerate(content.iter_rows(), start=1):
            yield _with_markers(row, hidden.get(number, ()), indent)
        for below in range(number + 1, max(hidden, default=0) + 1):
            yield _with_markers([], hidden.get(below, ()), indent)

    def top() -> list[list[str]]:
        padding = [""] * indent
        following = rows()
        first = [row for row, _ in zip(following, range(TOP_ROWS), strict=False)]
        return [padding + [shown(value) for value in row] for row in first]

    def read(header_row: int, columns: Sequence[int], progress: Progress) -> Block:
        below = rows()
        for _ in range(header_row):
            next(below)
        return block(below, columns, first_row=header_row + 1, first_column=indent, progress=progress)

    return Sheet(file, name, top(), read)


def _with_markers(row: list[Any], markers: Sequence[tuple[int, str]], indent: int) -> list[Any]:
    for column, marker in markers:
        row.extend([""] * (column - indent + 1 - len(row)))
        if column >= indent and row[column - indent] == "":
            row[column - indent] = marker
    return row


def _parts(path: Path, name: str) -> dict[str, str]:
    """Name of each sheet -> its part in the package."""
    with package.opened(path, name) as opened:
        members, targets = set(opened.namelist()), package.targets(opened, "workbook.xml")
        named = {}
        for tag in package.tags(opened, "xl/workbook.xml", "sheet"):
            part, _ = targets.get(package.attribute(tag, "id"), ("", ""))
            if part in members:
                named[package.attribute(tag, "name")] = part
        return named


def _look_over(path: Path, file: str, sheet: str, part: str) -> Look:
    """One pass over the bytes of a sheet, much faster than parsing it; a second and slower one where
    the first cannot tell, or finds few cells in a wide space."""
    where = f"{file} ! {sheet}"
    try:
        try:
            bounds, suspect = _scan(path, part, closely=False)
        except _CloserLookError:
            bounds, suspect = _scan(path, part, closely=True)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, _UnreadableError) as error:
        raise DataError("sheet_damaged", where=where) from error
    if bounds.empty_space or bounds.rows * bounds.columns > MAX_CELLS:
        raise DataError("sheet_too_wide", where=where, rows=bounds.rows, columns=bounds.columns)
    return Look(part, suspect)


def _scan(path: Path, part: str, *, closely: bool) -> tuple["_Bounds", bool]:
    """How far the cells reach, and whether some may hide an error or a formula."""
    bounds = _Bounds(closely)
    suspect = False
    with zipfile.ZipFile(path) as opened, opened.open(part) as content:
        rest = b""
        while chunk := content.read(_CHUNK):
            joined = rest + chunk
            suspect = suspect or _may_hide(joined)
            bounds.extend(joined)
            rest = joined[-_OVERLAP:]
    if not closely and bounds.empty_space:
        raise _CloserLookError
    return bounds, suspect


def _may_hide(chunk: bytes) -> bool:
    """Whether there may be an error cell or a formula. The single letters are looked for first: most
    stretches of a sheet have neither an e nor an f, and one byte is found ten times as fast as two."""
    if b"e" in chunk and _ERROR.search(chunk):
        return True
    return b"f" in chunk and (b"<f" in chunk or b":f" in chunk)


def _near(shape: bytes, digits: int) -> bool:
    """Whether the bytes of a sheet, letters as A and digits as 0, name no column of three letters and
    no row of more than `digits` digits. Values in single quotes are not looked into: not near."""
    return not any(mark in shape for mark in (b"'", b'"AAA', b"0" * (digits + 1) + b'"'))


class _UnreadableError(Exception):
    """A cell gives its place in a way that no program writes."""


class _CloserLookError(Exception):
    """The quick look cannot tell how far the cells reach."""


class _Bounds:
    """How far the cells of a sheet reach, from its bytes: at least as far as they do."""

    def __init__(self, closely: bool) -> None:
        self.rows = 0
        self.columns = 1
        self._cells = 0
        self._closely = closely

    @property
    def empty_space(self) -> bool:
        """Whether the rectangle is large and nearly empty: a cell lies far from all others."""
        rectangle = self.rows * self.columns
        return rectangle > LARGE and self._cells * SPARSE < rectangle

    def extend(self, chunk: bytes) -> None:
        """Takes in some bytes. Honest ones cost little: rows are counted by their own elements, and a
        few plain searches prove that no cell lies beyond them or far to the right."""
        self._cells += chunk.count(b'r="')
        if not self.rows:
            self._look_closely(chunk[:_HEAD])
            chunk = chunk[_HEAD - _OVERLAP :]
        if self._closely:
            self._look_closely(chunk)
            return
        rows = max(map(int, _ROW.findall(chunk)), default=0)
        digits = len(str(max(rows, self.rows)))
        if _NEAR_COLUMNS * 10**digits > MAX_CELLS or _SMALL_LETTERS.search(chunk):
            raise _CloserLookError
        if not _near(chunk.translate(_SHAPE, _SHAPELESS), digits):
            raise _CloserLookError
        self._reach(rows, _NEAR_COLUMNS)

    def _look_closely(self, chunk: bytes) -> None:
        for reference in set(_REFERENCE.findall(chunk)):
            place = _PLACE.fullmatch(reference)
            if place is None:
                raise _UnreadableError
            self._reach(int(place[2]), _column_number(place[1].decode()))

    def _reach(self, rows: int, columns: int) -> None:
        self.rows = max(self.rows, rows)
        self.columns = max(self.columns, columns)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _hidden_cells(path: Path, part: str) -> dict[int, list[tuple[int, str]]]:
    """Row -> the cells of it that calamine would call blank and that are not: errors, and formulas
    that no program has computed yet. The slow look, taken only where there is reason to."""
    cells = _HiddenCells()
    with zipfile.ZipFile(path) as opened, opened.open(part) as content:
        package.parse(content, cells.start, cells.end, cells.text)
    return cells.found


class _HiddenCells:
    """Takes in the elements of a sheet. A row or a cell that does not give its place, which the format
    allows, comes right after the one before it."""

    def __init__(self) -> None:
        self.found: dict[int, list[tuple[int, str]]] = {}
        self._row = self._column = 0
        self._cell: dict[str, Any] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name, cell = tag.rpartition(":")[2], self._cell
        if name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif name == "c":
            cell.clear()
            cell.update(attributes, formula=False, value=False)
            address = _LETTERS_AND_DIGITS.fullmatch(attributes.get("r", ""))
            self._column = _column_number(address[1]) if address else self._column + 1
            self._row = int(address[2]) if address else self._row
        elif name in ("f", "v", "t") and cell:
            cell["formula"] = cell["formula"] or name == "f"
            cell["empty"] = name == "v"
            cell["inside"] = name

    def text(self, content: str) -> None:
        if self._cell.get("inside") in ("v", "t") and content.strip():
            self._cell["value"] = True

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in ("f", "v", "t"):
            self._cell["inside"] = ""
        elif name == "c":
            if marker := _marker(self._cell):
                self.found.setdefault(self._row, []).append((self._column - 1, marker))
            self._cell.clear()


def _marker(cell: dict[str, Any]) -> str:
    if cell.get("t") == "e":
        return ERROR_CELL
    # A formula may well come to an empty text: then t="str", and an empty <v> says it was computed.
    computed = cell["value"] or (cell.get("t") == "str" and cell.get("empty"))
    return NO_VALUE if cell["formula"] and not computed else ""
