"""What holds for the command that is running: its workspace, how much it says, and what it has said."""

from collections.abc import Iterable
from pathlib import Path

import click

from sipas_cli.errors import WORDS, SipasError


class UsageFaultError(SipasError):
    """Wrong words on the command line."""

    exit_status = WORDS


class Session:
    """What the options that every command has came to."""

    def __init__(self) -> None:
        self.folder = Path()
        self.verbose = False
        self.quiet = False
        self.said: set[str] = set()


def session() -> Session:
    """The session of the command that is running."""
    return click.get_current_context().find_root().ensure_object(Session)


def remarks(lines: Iterable[str]) -> None:
    """Remarks to standard error, each once, unless -q."""
    said = session().said
    for line in lines:
        if not session().quiet and line not in said:
            click.echo(line, err=True)
        said.add(line)


def warn(lines: Iterable[str]) -> None:
    """Warnings to standard error, each once, under -q too: of what must not be published as it is."""
    said = session().said
    for line in lines:
        if line not in said:
            click.echo(line, err=True)
        said.add(line)
