"""The command line: words in, words out. One command a file; nothing is computed here."""

import gc
import os
import sys
from collections.abc import Sequence

from sipas_cli.cli.signals import EndedError, end_in_order, end_no_more, ended_by


def main() -> None:
    """The entry point of the `sipas` command."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no matrix is multiplied here: let numpy not prepare
    gc.disable()  # a run is short and makes no cycles of any size: collecting would cost a tenth of it
    end_in_order()
    try:
        status = _run(sys.argv[1:])
        end_no_more()
    except EndedError:  # where nobody is left, or not yet there, to say so
        status = ended_by()
    gc.freeze()  # nor is there any use in looking for cycles at the end
    sys.exit(status)


def _run(words: Sequence[str]) -> int:
    """Runs a command line. Packages that are missing or too old are said by `doctor` before any of them is
    imported, and by every other command in place of a traceback."""
    warned = "doctor" in words and _say_lacking()
    try:
        from sipas_cli.cli.program import run
    except Exception:  # an old package may lack a name, or a parameter
        if not warned and not _say_lacking():
            raise
        from sipas_cli.errors import SURROUNDINGS

        return SURROUNDINGS
    return run(words)


def _say_lacking() -> bool:
    """Says which packages are missing or too old, without any of them; whether there are such."""
    from sipas_cli.cli import messages
    from sipas_cli.machine.requirements import lacking
    from sipas_cli.messages import say

    names = ", ".join(package.shown for package in lacking())
    if names:
        sentence = say(messages.PACKAGES_OLD, names=names)
        sys.stderr.write(f"{say(messages.PREFIX)}: {sentence}\n")  # not by click, which may be missing
    return bool(names)
