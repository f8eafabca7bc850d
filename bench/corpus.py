"""Reads the test workbooks of other readers and writers twice, with `sipas` and with openpyxl, cell by cell.

    make corpus                        fetches them into corpus/, which is not kept, and reads them
    python bench/corpus.py FOLDER...   reads what is in some folders

Prints a line for each file in which a cell differs, and for each that one of the two reads and the other
does not. Ends with status 1 where a cell differs, or where `sipas` fails in another way than by saying what
is wrong with a file.
"""

import logging
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl

from sipas_cli.errors import DataError, SurroundingsError
from sipas_cli.model import ERROR_CELL, NO_VALUE
from sipas_cli.sheets import Source, Unreadable, opened
from sipas_cli.sheets.columns import as_text, percent_text
from sipas_cli.text.spelling import nfc

SUFFIXES = (".xlsx", ".xls", ".ods")
_SHOWN = 3
_MOST_CELLS = 5_000_000

Cells = dict[tuple[str, int, int], str]


def ours(source: Source) -> Cells:
    """(sheet, row, column) of each filled cell -> what it holds, as `sipas` reads it."""
    cells: Cells = {}
    for sheet in source.sheets:
        block = sheet.read(0, range(sheet.width), lambda _: None)
        for place, column in block.columns.items():
            for row, code in zip(block.rows.tolist(), column.codes.tolist(), strict=True):
                if text := column.texts[code]:
                    cells[sheet.name, row, place + 1] = text
    return cells


def theirs(path: Path) -> Iterator[tuple[tuple[str, int, int], Any]]:
    """The same of each cell of openpyxl, with the cell."""
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book.worksheets:
        if sheet.max_row * sheet.max_column > _MOST_CELLS:
            raise ValueError(sheet.title)  # a cell far away, and openpyxl makes all before it
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield (sheet.title, cell.row, cell.column), cell


def same(text: str, cell: Any) -> bool:
    """Whether a text is what a cell of openpyxl holds."""
    value = cell.value
    if cell.data_type == "e":
        return text == ERROR_CELL
    if text == NO_VALUE:  # a formula that was never worked out, or the address of a link
        return True
    if isinstance(value, timedelta):  # a span of time, which each reader writes otherwise
        return bool(text)
    wanted = {nfc(as_text(value).replace("\r\n", "\n").replace("\r", "\n"))}
    if isinstance(value, int | float) and not isinstance(value, bool):
        wanted |= {percent_text(repr(value)), percent_text(as_text(value)), f"{as_text(value)}.0"}
    if hasattr(value, "hour"):  # a moment at midnight is a day
        wanted.add(as_text(value).removesuffix("T00:00:00"))
    return nfc(text) in wanted


def differing(path: Path, cells: Cells) -> list[str]:
    """Where the two differ, in words."""
    left, lines = dict(cells), []
    for place, cell in theirs(path):
        text = left.pop(place, "")
        if not same(text, cell) and (text or nfc(as_text(cell.value))):
            lines.append(f"{place}: {text!r}, openpyxl {cell.value!r}")
    lines += [f"{place}: {text!r}, openpyxl nothing" for place, text in left.items() if text != NO_VALUE]
    return lines


def outcome(path: Path) -> str:
    """Reads a file twice and says how that ended: what begins with a capital is amiss."""
    try:
        source = opened(path, path.name)
        cells = ours(source) if isinstance(source, Source) else {}
    except (DataError, SurroundingsError):
        return "refused while it was read"
    except Exception as error:
        return f"Failed: {error!r}"
    if path.suffix.lower() != ".xlsx":
        return "read alone" if isinstance(source, Source) else "refused"
    return compared(path, source, cells)


def compared(path: Path, source: Source | Unreadable, cells: Cells) -> str:
    """How a workbook that was read, or refused, stands to what openpyxl makes of it."""
    try:
        lines = differing(path, cells)
    except Exception:
        return "read, not by openpyxl" if isinstance(source, Source) else "refused by both"
    if isinstance(source, Unreadable):
        return f"refused, read by openpyxl: {source.error}" if lines else "refused, and empty"
    return f"Differs in {len(lines)}: {'; '.join(lines[:_SHOWN])}" if lines else "equal"


def main() -> None:
    warnings.simplefilter("ignore")
    logging.disable()
    files = [path for folder in sys.argv[1:] for path in sorted(Path(folder).rglob("*"))]
    counts: Counter[str] = Counter()
    for path in (path for path in files if path.suffix.lower() in SUFFIXES and path.is_file()):
        how = outcome(path)
        counts[how.split(":")[0].split(" in ")[0]] += 1
        if how[0].isupper() or "openpyxl" in how:
            print(f"{path}: {how}"[:400])
    print(", ".join(f"{how} {count}" for how, count in counts.most_common()))
    sys.exit(any(how[0].isupper() for how in counts))


if __name__ == "__main__":
    main()
