"""The one way out to a screen: what a terminal would obey, or what nobody would see, is shown there and
never sent. Whoever sends a file may have written it into a name, a header or a text."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import click

from sipas_cli.errors import SurroundingsError, reason
from sipas_cli.messages import Message
from sipas_cli.text.visible import visible

OUTPUT_FAILED = Message(
    vi="không ghi được ra đầu ra chuẩn ({reason}). Kiểm tra nơi nhận kết quả, hoặc ghi vào tệp bằng -o.",
    en="cannot write to standard output ({reason}). Look where it leads, or write into a file with -o.",
)


def echo(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Words to standard output, or to standard error."""
    with _open(err=err):
        click.echo(visible(text), err=err, nl=nl)


def draw(text: str) -> None:
    """Tables to standard output, which have been made visible and may have colours of ours."""
    with _open():
        click.echo(text, nl=False)


def hand_over(content: str | bytes) -> None:
    """Data to standard output: as they are for a program or a file, made visible for a person."""
    if not on_terminal():
        with _open():
            click.echo(content, nl=False, color=True)  # else click takes out of data what looks like a colour
        return
    if isinstance(content, bytes):
        content = content.decode("utf-8-sig", errors="replace")
    echo(content, nl=False)


def on_terminal() -> bool:
    """Whether a person is looking at standard output."""
    return sys.stdout.isatty()


@contextmanager
def _open(*, err: bool = False) -> Iterator[None]:
    """Raises SurroundingsError where standard output does not take what is written: it is closed, or goes to
    a disk that is full. Where nobody can hear what is wrong, nothing is said of it."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        discard(sys.stderr if err else sys.stdout)
        if not err:
            raise SurroundingsError(OUTPUT_FAILED, reason=reason(error)) from error


def discard(stream: IO[str]) -> None:
    """What could not be written to a stream is not tried again when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def hold_streams() -> None:
    """Takes the places of the standard streams that are closed: else the next file that is opened would get
    the number of one, and what is said would be written into it. Whoever writes to them is refused, as the
    system does with those that are closed."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            held = os.open(os.devnull, os.O_RDONLY)  # the lowest number that is free
            setattr(sys, name, os.fdopen(held, "w" if number else "r", encoding="utf-8"))
