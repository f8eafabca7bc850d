"""The first rows of a sheet, folded once, as every criteria set is asked whether it knows their headers."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from sipas_cli.model import TOP_ROWS
from sipas_cli.rules import words
from sipas_cli.rules.sources import HeaderForms, Source, header_key
from sipas_cli.rules.words import one_of
from sipas_cli.text.old_fonts import old_fonts
from sipas_cli.text.spelling import fold, plain

T = TypeVar("T")

_ABOVE = 2  # rows that a header may be merged over, above its own


@dataclass(frozen=True, slots=True)
class Name:
    """One thing that a header may call a question, as keys.

    key         the whole of it
    unnumbered  without a number before it
    code, text  its first word and the others: "F1_1. Cơ quan ..."
    """

    key: str
    unnumbered: str
    code: str
    text: str


class HeaderRows:
    """The first rows of a sheet.

    top    as typed
    tool   what made the file, where that is known
    forms  how this tool writes headers
    """

    def __init__(self, top: Sequence[Sequence[str]], tool: Source | None = None) -> None:
        self.top = top
        self.tool = tool
        self.forms = tool.header if tool else HeaderForms()
        self._keys: dict[str, str] = {}
        self._names: dict[str, tuple[Name, ...]] = {}
        self._others: dict[str, tuple[str, ...]] = {}
        self._below: dict[str, bool] = {}
        self._merged: dict[int, Sequence[str]] = {}

    def key(self, header: str) -> str:
        """`header_key` of a header."""
        return _once(self._keys, header, header_key)

    def names(self, header: str) -> tuple[Name, ...]:
        """What a header may call a question."""
        return _once(self._names, header, lambda text: tuple(self._names_of(text)))

    def _names_of(self, header: str) -> Iterator[Name]:
        for spelling in old_fonts(header):
            for text in self.forms.names(spelling):
                if key := header_key(text):
                    yield name_of(key)

    def others(self, header: str) -> tuple[str, ...]:
        """The keys of what in a header may name a column that is no question."""
        return _once(self._others, header, self._others_of)

    def _others_of(self, header: str) -> tuple[str, ...]:
        texts = (*self.forms.names(header), *old_fonts(header)[1:])
        return tuple(dict.fromkeys(map(header_key, texts)))

    def is_below(self, cell: str) -> bool:
        """Whether a cell is what the form tool writes into further rows of its header."""
        return bool(self.forms.below) and _once(self._below, cell, self.forms.is_below)

    def rows(self) -> Iterator[Sequence[str]]:
        """The rows that may be the header, from the top."""
        for place, row in enumerate(self.top[:TOP_ROWS]):
            if any(map(self.is_below, row)):
                yield self.merged(place)
            else:
                yield row

    def merged(self, place: int) -> Sequence[str]:
        """A row as a header, where a blank cell is part of what stands above it: a cell merged over two rows
        holds its text in the upper one, and a form tool may fill the lower one with a word that says
        nothing."""
        if place not in self._merged:
            self._merged[place] = self._merge(place)
        return self._merged[place]

    def _merge(self, place: int) -> Sequence[str]:
        row = list(map(self._own_text, self.top[place]))
        for above in reversed(self.top[max(0, place - _ABOVE) : place]):
            if sum(1 for cell in above if cell.strip()) > 1:  # a title stands alone in its row
                row = [_upper(above, column, cell) for column, cell in enumerate(row)]
        return row

    def _own_text(self, cell: str) -> str:
        if self.is_below(cell):
            return ""
        return cell


def _once(known: dict[str, T], text: str, make: Callable[[str], T]) -> T:
    """What was made of a text, or is made of it now."""
    if text not in known:
        known[text] = make(text)
    return known[text]


def _upper(above: Sequence[str], column: int, cell: str) -> str:
    """A cell, or where it is blank the one above it."""
    if cell.strip() or column >= len(above):
        return cell
    return above[column]


def name_of(key: str) -> Name:
    """A header, as a key, cut into what may name a question."""
    code, _, text = key.partition(" ")
    return Name(key, unnumbered(key), code.strip(".:)-–"), text.lstrip(".:)-– "))


def unnumbered(key: str) -> str:
    """A header, as a key, without the number before it."""
    return _numbering().sub("", key)


@cache
def _numbering() -> re.Pattern[str]:
    """The number of a question before its text, with or without the word for it."""
    question = words.headers().question
    word = one_of([*map(fold, question), *map(plain, question)], str)
    return re.compile(rf"^(?:{word} ?)?(?:\d{{1,3}}(?:\.\d{{1,3}})+\.?|\d{{1,3}} ?[.):\-–]) ?(?=\D)")
