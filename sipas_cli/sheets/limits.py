"""How much of files is read: what a small machine bears, and more where there is more memory."""

import os

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


#: Of a csv a few rows are held at a time, and the distinct texts of the columns that are wanted.
MAX_FILE_BYTES = grown(1_000_000_000, 4, _memory())
#: The parts of a package, or the columns that are read of a parquet file.
MAX_UNPACKED_BYTES = grown(2_000_000_000, 6, _memory())
#: Cells of which no more is held than the number of their text.
MAX_CODED_CELLS = grown(200_000_000, 40, _memory())
