"""What a message is, and the language in use.

The sentences themselves stand in the `messages.py` of the room that says them. One says what is wrong and what to
do; where it is wrong is put before it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

LANGUAGES = ("vi", "en")

_chosen = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One sentence in both languages; what is put into it stands in braces, under the same names in both."""

    vi: str
    en: str


class Worded(StrEnum):
    """A word of ours, as files and JSON have it, with the sentence that says it to people."""

    sentence: Message

    def __new__(cls, word: str, *_: object) -> Self:
        member = str.__new__(cls, word)
        member._value_ = word
        return member

    def __init__(self, _: str, sentence: Message) -> None:
        self.sentence = sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingKind:
    """What is wrong in all findings of one kind, and what to do about it.

    code     its name in findings.csv and in JSON; kinds that differ only in their words share one
    problem  without a full stop; it and the remedy are filled with the params of the finding
    remedy   a sentence of its own
    """

    code: str
    problem: Message
    remedy: Message


def use(language: str) -> None:
    """Sets the language of everything said from now on; "" leaves it to SIPAS_LANG."""
    global _chosen  # noqa: PLW0603  # one process speaks one language, as gettext does
    _chosen = language


def language() -> str:
    """The language in use: `--lang`, else SIPAS_LANG, else Vietnamese."""
    if _chosen not in LANGUAGES:
        wanted = os.environ.get("SIPAS_LANG", "")
        use(wanted if wanted in LANGUAGES else "vi")
    return _chosen


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything is said in one language for a while: that of a document, whatever the user speaks."""
    former = _chosen
    use(language)
    try:
        yield
    finally:
        use(former)


def decimal_mark(lang: str | None = None) -> str:
    """The mark before the decimals in what people read."""
    if (lang or language()) == "vi":
        return ","
    return "."


def say(message: Message, /, *, lang: str | None = None, **params: Any) -> str:
    """A message in the language in use, filled in. Raises KeyError where something for a blank is missing."""
    sentence = message.vi if (lang or language()) == "vi" else message.en
    if params:
        return sentence.format(**params)
    return sentence
