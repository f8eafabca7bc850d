"""The command line: words in, words out. One command a file; nothing is computed here."""

import sys

from sipas_cli.cli.program import run


def main() -> None:
    """The entry point of the `sipas` command."""
    sys.exit(run(sys.argv[1:]))
