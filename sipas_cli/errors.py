"""The one family of errors that a user can mend. Each holds the message that says it."""

import errno
from collections.abc import Sequence
from typing import Any

from sipas_cli.messages import Message

DONE, FAULT, WORDS, DATA, SURROUNDINGS, INTERRUPTED = 0, 1, 2, 3, 4, 130


class SipasError(Exception):
    """Something the user can mend.

    message what is wrong and what to do about it
    where   what the sentence is about, printed before it: a file, or "file:line"
    params  what the sentence needs to be filled in
    more    further complaints of the same kind, e.g. the other lines of one file
    """

    exit_status = FAULT

    def __init__(self, message: Message, /, *, where: str = "", **params: Any) -> None:
        super().__init__(message.en)
        self.message = message
        self.where = where
        self.params = params
        self.more: Sequence[SipasError] = ()


def together(errors: "Sequence[SipasError]") -> "SipasError":
    """The first of several errors, which says the others too."""
    first, *more = errors
    first.more = [*first.more, *more]
    return first


class RulesError(SipasError):
    """Wrong words on the command line, in a criteria file or in a workspace file."""

    exit_status = WORDS


class DataError(SipasError):
    """The data were rejected and nothing was stored, or a stored run does not hold."""

    exit_status = DATA


class SurroundingsError(SipasError):
    """The machine does not let us: a file that cannot be written, a program that is missing."""

    exit_status = SURROUNDINGS


def reason(error: OSError) -> str:
    """The system's own name for what went wrong, EACCES or ENOSPC: the same in every language."""
    return errno.errorcode.get(error.errno or 0, type(error).__name__)
