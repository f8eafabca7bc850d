"""How much of files is read: what a small machine bears, and more where there is more memory."""

import os
import re
from dataclasses import dataclass, fields, replace

from sipas_cli.errors import SurroundingsError
from sipas_cli.sheets import messages

_PREFIX = "SIPAS_LIMIT_"
_NUMBER = re.compile(r"[1-9][0-9]{0,14}")

_STEP = 100_000_000


def _memory() -> int:
    """Bytes of memory that the machine has; 0 where nobody tells."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0


def grown(least: int, share: int, memory: int) -> int:
    """A limit that is one part in `share` of the memory, in round figures, and not below `least`.

    >>> grown(1_000_000_000, 4, 16_780_000_000), grown(1_000_000_000, 4, 0)
    (4100000000, 1000000000)
    """
    return max(least, memory // share // _STEP * _STEP)


@dataclass(frozen=True)
class Limits:
    """How much is read of one file.

    file_bytes       as it lies on the disk
    unpacked_bytes   of the parts of a package, or the columns that are read of a parquet file
    unpacked_times   how many times as large a part of a workbook is unpacked than packed: those of programs
                     are so 10 to 20 times, even where every answer is the same
    coded_cells      of parquet, where no more is held of a cell than the number of its text
    held_cells       of sheets that are held cell by cell
    sheets           of a workbook
    sheet_rows       that a sheet of an .ods has one by one
    columns          of a csv or parquet file
    line_letters     of a line of a csv
    """

    file_bytes: int
    unpacked_bytes: int
    coded_cells: int
    unpacked_times: int = 100
    held_cells: int = 80_000_000
    sheets: int = 1_000
    sheet_rows: int = 1_048_576
    columns: int = 5_000
    line_letters: int = 16_000_000


def limits() -> Limits:
    """What holds on this machine: what an administrator has set in the environment, as in
    SIPAS_LIMIT_FILE_BYTES=500000000, and what a machine of its memory bears.

    Raises SurroundingsError for a setting that is no such number.
    """
    memory = _memory()
    usual = Limits(
        file_bytes=grown(1_000_000_000, 4, memory),
        unpacked_bytes=grown(2_000_000_000, 6, memory),
        coded_cells=grown(200_000_000, 40, memory),
    )
    return replace(usual, **{field.name: set_to for field in fields(Limits) if (set_to := _set(field.name))})


def _set(name: str) -> int | None:
    """What the environment says of a limit."""
    variable = f"{_PREFIX}{name.upper()}"
    text = os.environ.get(variable, "")
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise SurroundingsError(messages.LIMIT_SETTING, where=variable)
    return int(text)
