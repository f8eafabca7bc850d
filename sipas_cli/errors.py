"""The one family of errors that a user can mend. Words for them are in `messages`, nowhere else."""

import errno
from collections.abc import Sequence
from typing import Any

DONE, FAULT, WORDS, DATA, SURROUNDINGS, INTERRUPTED = 0, 1, 2, 3, 4, 130


class SipasError(Exception):
    """Something the user can mend; `key` names its sentence in the catalogue.

    where   what the sentence is about, printed before it: a file, or "file:line"
    params  what the sentence needs to be filled in
    more    further complaints of the same kind, e.g. the other lines of one file
    """

    exit_status = FAULT

    def __init__(self, key: str, /, *, where: str = "", **params: Any) -> None:
        super().__init__(key)
        self.key = key
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
