"""What the frozen program starts with: the command line, and for whoever has none the guide."""

import multiprocessing
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sipas_cli.cli import main


def guided(words: Sequence[str], *, alone: bool) -> list[str] | None:
    """The words of the guide, where no command was typed: files were dropped on the program, or it was
    started by a double click and is `alone` in its window. None for a command line."""
    if words and all(Path(word).is_file() for word in words):
        return ["guide", *words]
    if alone and not words:
        return ["guide"]
    return None


def is_alone() -> bool:
    """Whether the window of the program is its own: then it was not started from a command prompt."""
    if sys.platform != "win32":
        return False
    import ctypes

    several = (ctypes.c_uint32 * 2)()
    return ctypes.windll.kernel32.GetConsoleProcessList(several, 2) == 1


def start() -> None:
    """Runs a command line, or the guide; the window of the latter stays until somebody has read it."""
    words = guided(sys.argv[1:], alone=is_alone())
    if words is None:
        main()
        return
    documents = Path.home() / "Documents"
    if words == ["guide"] and documents.is_dir():
        os.chdir(documents)  # and not the folder of the program
    sys.argv[1:] = words
    try:
        main()
    finally:
        with suppress(EOFError):  # nobody is there who could press it
            input("\nEnter ... ")


if __name__ == "__main__":
    multiprocessing.freeze_support()  # files are read and notices are made by other processes of this program
    start()
