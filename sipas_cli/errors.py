"""The one family of errors that a user can mend. Each holds the message that says it."""

import errno
from collections.abc import Mapping, Sequence
from typing import Any, Self

from sipas_cli.messages import Message

DONE, FAULT, WORDS, DATA, SURROUNDINGS = 0, 1, 2, 3, 4


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

    def __reduce__(self) -> tuple[Any, ...]:
        """So that another process can hand it on: of an exception alone the words would arrive."""
        return self._again, (self.message, self.where, self.params, self.more)

    @classmethod
    def _again(
        cls, message: Message, where: str, params: Mapping[str, Any], more: "Sequence[SipasError]"
    ) -> Self:
        error = cls(message, where=where, **params)
        error.more = more
        return error


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
