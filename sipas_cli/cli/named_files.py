"""Which files the command line names: those of the current folder, else those of the workspace; `-` is
standard input."""

import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from sipas_cli.cli import reading_words
from sipas_cli.cli.session import remarks, session
from sipas_cli.messages import say

STANDARD_INPUT = Path("-")


def meant(named: Path) -> list[Path]:
    """What a name means: a file as `located` finds it, or the files that a pattern matches, as the command
    prompt of Windows hands `*.csv` over as it is."""
    path = located(named)
    if path.exists():
        return [path]
    for pattern in (named, session().folder / named):
        with suppress(ValueError):  # ** within a name is no pattern
            if matches := sorted(pattern.parent.glob(pattern.name)):
                return matches
    return [named]


def located(named: Path) -> Path:
    """The file of a name: standard input, or that in the current folder, else in the workspace. Says where
    both have one."""
    if named == STANDARD_INPUT:
        return _standard_input()
    there = session().folder / named
    if not named.exists():
        return there if there.exists() else named
    if there.exists() and not there.samefile(named):
        remarks([say(reading_words.TWO_OF_A_NAME, here=named, there=there)])
    return named


def _standard_input() -> Path:
    """What comes in by standard input, as a file that lasts as long as the command."""
    if session().piped.name:
        return session().piped
    from sipas_cli.sheets.source import bring

    remarks([say(reading_words.PIPED)])
    context = click.get_current_context().find_root()
    folder = context.with_resource(TemporaryDirectory(prefix="sipas-"))
    session().piped = Path(folder) / STANDARD_INPUT
    bring(sys.stdin.buffer, session().piped, str(STANDARD_INPUT))
    return session().piped
