"""What holds for the command that is running: its workspace, how much it says, and what it has said."""

import time
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sipas_cli.cli.screen import echo
from sipas_cli.errors import WORDS, SipasError

if TYPE_CHECKING:
    from sipas_cli.wording import Remark
    from sipas_cli.workspace.workspace import Workspace


class UsageFaultError(SipasError):
    """Wrong words on the command line."""

    exit_status = WORDS


class Session:
    """What the options that every command has came to."""

    def __init__(self) -> None:
        self.folder = Path()
        self.verbose = False
        self.quiet = False
        self.log_file: Path | None = None
        self.log_format = ""
        self.log_error: SipasError | None = None  # why nothing more is written to it
        self.command = "sipas"
        self.began = time.monotonic()
        self.said: set[str] = set()
        self.piped = Path()  # where standard input was put, once it was read

    @cached_property
    def workspace(self) -> "Workspace":
        """The folder of the office; its files are read when they are needed."""
        from sipas_cli.workspace.workspace import Workspace

        return Workspace(self.folder)


def session() -> Session:
    """The session of the command that is running."""
    return click.get_current_context().find_root().ensure_object(Session)


def remarks(lines: Iterable[str]) -> None:
    """Remarks to standard error, each once, unless -q."""
    former_lines = session().said
    for line in lines:
        if not session().quiet and line not in former_lines:
            echo(line, err=True)
        former_lines.add(line)


def warn(lines: Iterable[str]) -> None:
    """Warnings to standard error, each once, under -q too: of what must not be published as it is."""
    former_lines = session().said
    for line in lines:
        if line not in former_lines:
            echo(line, err=True)
        former_lines.add(line)


def tell(lines: "Iterable[Remark]") -> None:
    """What is to be said of a choice, in its order."""
    from sipas_cli.wording import remark_text

    for remark in lines:
        (warn if remark.loud else remarks)([remark_text(remark)])
