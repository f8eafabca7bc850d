"""The command line: words in, words out. One command a file; nothing is computed here."""

import gc
import os
import sys


def main() -> None:
    """The entry point of the `sipas` command."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no matrix is multiplied here: let numpy not prepare
    gc.disable()  # a run is short and makes no cycles of any size: collecting would cost a tenth of it
    try:
        from sipas_cli.cli.program import run
    except KeyboardInterrupt:  # so early that there are no words yet
        sys.exit(130)
    status = run(sys.argv[1:])
    gc.freeze()  # nor is there any use in looking for cycles at the end
    sys.exit(status)
