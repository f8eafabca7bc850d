"""Workbooks (.xlsx): calamine reads them; before it does, the bytes of each sheet are looked over.

Two things make that look necessary. calamine allocates the whole rectangle of a sheet, so one cell
at XFD1048576 would cost gigabytes. And it returns error cells and formulas without a value as
blanks, which would then pass as "not answered".
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

from sipas_cli.errors import DataError
from sipas_cli.model import ERROR_CELL, NO_VALUE, TOP_ROWS, Block
from sipas_cli.read.columns import as_text, block
from sipas_cli.read.source import Progress, Sheet

MAX_UNPACKED_BYTES = 2_000_000_000
MAX_CELLS = 60_000_000
_CHUNK = 4_000_000
_OVERLAP = 64

_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]{0,3})([0-9]{1,7})["']""")
_SUSPECT = re.compile(rb"""\bt\s*=\s*["']e["']|<(?:\w+:)?f\b""")
_LETTERS_AND_DIGITS = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(frozen=True)
class _Look:
    """What the bytes of a sheet tell: how far it reaches, and whether it may hide anything."""

    rows: int
    columns: int
    suspect: bool


def sheets(path: Path, name: str) -> Iterator[Sheet]:
    """The visible and hidden work sheets that hold anything, in the order of the workbook."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    parts = _parts(path, name)
    try:
        workbook = CalamineWorkbook.from_path(path)
    except Exception as error:  # calamine has an exception per cause, all mean the same here
        raise DataError("file_damaged", where=name) from error
    found = False
    for metadata in workbook.sheets_metadata:
        if metadata.typ != SheetTypeEnum.WorkSheet or metadata.name not in parts:
            continue
        look = _look_over(path, name, metadata.name, parts[metadata.name])
        if look.rows and (sheet := _sheet(path, name, metadata.name, parts[metadata.name], look, workbook)):
            found = True
            yield sheet
    if not found:
        raise DataError("sheet_empty", where=name)


def _sheet(path: Path, file: str, name: str, part: str, look: _Look, workbook: Any) -> Sheet | None:
    try:
        content = workbook.get_sheet_by_name(name)
    except Exception as error:
        raise DataError("sheet_damaged", where=f"{file} ! {name}") from error
    hidden = _hidden_cells(path, part) if look.suspect else {}
    if content.start is None and not hidden:
        return None
    indent = content.start[1] if content.start else 0

    def rows() -> Iterator[list[Any]]:
        number = 0
        for number, row in enumerate(content.iter_rows(), start=1):
            yield _with_markers(row, hidden.get(number, ()), indent)
        for below in range(number + 1, max(hidden, default=0) + 1):
            yield _with_markers([], hidden.get(below, ()), indent)

    def top() -> list[list[str]]:
        padding = [""] * indent
        following = rows()
        first = [row for row, _ in zip(following, range(TOP_ROWS), strict=False)]
        return [padding + ["" if _is_marker(v) else as_text(v) for v in row] for row in first]

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


def _is_marker(value: Any) -> bool:
    return value in (ERROR_CELL, NO_VALUE)


def _parts(path: Path, name: str) -> dict[str, str]:
    """Name of each sheet -> its part in the package. Refuses what unpacks to too much."""
    try:
        with zipfile.ZipFile(path) as package:
            members = {info.filename: info.file_size for info in package.infolist()}
            if sum(members.values()) > MAX_UNPACKED_BYTES:
                raise DataError("file_unpacks_too_large", where=name, limit=MAX_UNPACKED_BYTES)
            if "xl/workbook.xml" not in members:
                raise DataError("file_not_workbook", where=name)
            targets = {
                _attribute(tag, "Id"): _attribute(tag, "Target")
                for tag in _tags(package, "xl/_rels/workbook.xml.rels", "Relationship")
            }
            named = {}
            for tag in _tags(package, "xl/workbook.xml", "sheet"):
                target = targets.get(_attribute(tag, "id"), "")
                part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                if part in members:
                    named[_attribute(tag, "name")] = part
            return named
    except (zipfile.BadZipFile, expat.ExpatError, KeyError, EOFError, OSError, RuntimeError) as error:
        raise DataError("file_damaged", where=name) from error


def _tags(package: zipfile.ZipFile, part: str, wanted: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == wanted:
            found.append(attributes)

    with package.open(part) as file:
        _parse(file, start)
    return found


def _attribute(attributes: dict[str, str], name: str) -> str:
    return next((v for k, v in attributes.items() if k.rpartition(":")[2] == name), "")


def _parse(file: IO[bytes], start: Any, end: Any = None, text: Any = None) -> None:
    """Parses XML without a document type: none of the formats has one, every attack needs one."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    if end:
        parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text

    def refuse(*_: Any) -> None:
        raise expat.ExpatError("document type")

    parser.StartDoctypeDeclHandler = refuse
    parser.ParseFile(file)


def _look_over(path: Path, file: str, sheet: str, part: str) -> _Look:
    """One pass over the bytes of a sheet, faster than parsing it."""
    rows: set[bytes] = set()
    columns: set[bytes] = set()
    suspect = False
    try:
        with zipfile.ZipFile(path) as package, package.open(part) as content:
            rest = b""
            while chunk := content.read(_CHUNK):
                chunk = rest + chunk
                for letters, digits in set(_REFERENCE.findall(chunk)):
                    columns.add(letters)
                    rows.add(digits)
                suspect = suspect or _SUSPECT.search(chunk) is not None
                rest = chunk[-_OVERLAP:]
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError) as error:
        raise DataError("sheet_damaged", where=f"{file} ! {sheet}") from error
    height = max((int(digits) for digits in rows), default=0)
    width = max((_column_number(letters.decode()) for letters in columns), default=0)
    if height * max(width, 1) > MAX_CELLS:
        raise DataError("sheet_too_wide", where=f"{file} ! {sheet}", rows=height, columns=width)
    return _Look(height, width, suspect)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _hidden_cells(path: Path, part: str) -> dict[int, list[tuple[int, str]]]:
    """Row -> the cells of it that calamine would call blank and that are not: errors, and formulas
    that no program has computed yet. The slow look, taken only where there is reason to."""
    found: dict[int, list[tuple[int, str]]] = {}
    cell: dict[str, Any] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            cell.clear()
            cell.update(attributes, formula=False, value=False)
        elif name in ("f", "v", "t") and cell:
            cell["formula"] = cell["formula"] or name == "f"
            cell["empty"] = name == "v"
            cell["inside"] = name

    def text(content: str) -> None:
        if cell.get("inside") in ("v", "t") and content.strip():
            cell["value"] = True

    def end(tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in ("f", "v", "t"):
            cell["inside"] = ""
        elif name == "c":
            marker = _marker(cell)
            address = _LETTERS_AND_DIGITS.fullmatch(cell.get("r", ""))
            if marker and address:
                place = (_column_number(address[1]) - 1, marker)
                found.setdefault(int(address[2]), []).append(place)
            cell.clear()

    with zipfile.ZipFile(path) as package, package.open(part) as content:
        _parse(content, start, end, text)
    return found


def _marker(cell: dict[str, Any]) -> str:
    if cell.get("t") == "e":
        return ERROR_CELL
    # A formula may well come to an empty text: then t="str", and an empty <v> says it was computed.
    computed = cell["value"] or (cell.get("t") == "str" and cell.get("empty"))
    return NO_VALUE if cell["formula"] and not computed else ""
