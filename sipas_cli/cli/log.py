"""The log of commands that nobody watches: an event a line, for people or for programs. It says what was done
with which files, never what stands in them."""

import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sipas_cli.cli.messages import PREFIX
from sipas_cli.cli.screen import echo
from sipas_cli.cli.session import Session, UsageFaultError
from sipas_cli.errors import SURROUNDINGS, SipasError
from sipas_cli.messages import Message, say
from sipas_cli.text.visible import visible

FORMATS = ("text", "json")
FORMAT_ALONE = Message(
    vi="--log-format cần có --log-file: nêu tệp để ghi nhật ký.",
    en="--log-format needs --log-file: name the file to write the log to.",
)
#: So many errors of a command are logged, of as many as it says, and so many letters of each.
_ERRORS, _LETTERS = 20, 2000
_BARE = re.compile(r"[\w.:/+-]+")


def begin(session: Session, command: str, version: str) -> None:
    """Notes that a command begins. Raises SurroundingsError where the log cannot be written, before anything
    is done that it would lack."""
    session.command = command
    if session.log_format and not session.log_file:
        raise UsageFaultError(FORMAT_ALONE)
    note(session, "start", version=version)
    if error := session.log_error:
        session.log_error = None
        raise error


def note(session: Session, event: str, **fields: Any) -> None:
    """Writes an event with its fields: texts, numbers, or name -> number. A log that can no longer be written
    does not stop what is being done: it is told when the command ends."""
    if not session.log_file:
        return
    from sipas_cli.files import append_line

    moment = datetime.now().astimezone().isoformat(timespec="seconds")
    record = {"time": moment, "process": os.getpid(), "command": session.command, "event": event, **fields}
    line = json.dumps(record, ensure_ascii=False) if session.log_format == "json" else _text(record)
    try:
        append_line(session.log_file, visible(line))
    except SipasError as error:
        session.log_file, session.log_error = None, error


def note_error(session: Session, error: SipasError) -> None:
    """Notes what a command was refused for."""
    from sipas_cli.wording import error_text

    for one in (error, *error.more)[:_ERRORS]:
        note(session, "error", message=error_text(one)[:_LETTERS])


def end(session: Session, status: int) -> int:
    """Notes how a command ended; its status, or that of a log that can no longer be written."""
    note(session, "end", status=status, seconds=round(time.monotonic() - session.began, 3))
    if not session.log_error:
        return status
    from sipas_cli.wording import error_text

    echo(f"{say(PREFIX)}: {error_text(session.log_error)}", err=True)
    return status or SURROUNDINGS


def _text(record: Mapping[str, Any]) -> str:
    """A line for people: when, who, which command, what; then each field as name=value."""
    moment, process, command, event, *rest = record.items()
    return " ".join([f"{moment[1]} [{process[1]}] {command[1]}: {event[1]}", *_fields(dict(rest))])


def _fields(fields: Mapping[str, Any]) -> Iterator[str]:
    for name, value in fields.items():
        if isinstance(value, Mapping):
            yield from (f"{name}.{part}={count}" for part, count in value.items())
            continue
        bare = isinstance(value, str) and _BARE.fullmatch(value)
        yield f"{name}={value}" if bare else f"{name}={json.dumps(value, ensure_ascii=False)}"
