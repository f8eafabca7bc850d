"""Texts of an .xlsx as they are written: those of a cell, and the ones that cells share, which are found at
once and turned into text only where a cell that is wanted names one."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from sipas_cli.sheets.letters import HandOverError, Letters
from sipas_cli.text.packed import packed_lines

if TYPE_CHECKING:
    from sipas_cli.model import Bools, Longs

MOST_SHARED_BYTES = 1_000_000_000  # they are held while sheets are read

_OPEN = ord("<")
_TEXT = rb'<t(?: xml:space="(?P<kept>preserve)")?(?:/>|>(?P<text>[^<]*)</t>)'
_PLAIN = re.compile(_TEXT)
_RUN = re.compile(rb"<r>(?:<rPr>(?:<[\w:]+(?: [^<>]*)?/>)*</rPr>)?" + _TEXT + rb"</r>")
_UNUSUAL = re.compile(rb"[&\r\0]|_x[0-9A-Fa-f]{4}_")
_BLANK_AT_AN_END = re.compile(r"^[^\S\n]|[^\S\n]$", re.MULTILINE)
_TAGS_OF_TEXT = 4  # <si><t>...</t></si>
_STRING, _STRING_END = b"<si>", b"</si>"
_ENTITY = re.compile(r"&([^;&]*);?")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_CHARACTER = re.compile(r"#(?:[0-9]{1,7}|x[0-9A-Fa-f]{1,6})")
# Of the characters that may be written by their number: others are none, or libraries differ about them.
_LINES, _PRINTED, _SURROGATES, _PRIVATE, _ENDED = (9, 10), 0x20, 0xD800, 0xE000, 0xFFFE
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")


def text_of(content: bytes, *, kept: bool) -> str:
    """The text that some bytes between two tags are.

    kept   whether blanks at its ends are part of it. Where they are not, libraries differ; so they do for
           ends of lines of other systems. Such a text is handed over.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise HandOverError from None
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    if "\r" in text or "\0" in text or _ESCAPED.search(text) or (not kept and text != text.strip()):
        raise HandOverError
    return text


def _character(entity: re.Match[str]) -> str:
    name = entity[1]
    if entity[0].endswith(";") and name in _ENTITIES:
        return _ENTITIES[name]
    if entity[0].endswith(";") and _CHARACTER.fullmatch(name):
        number = int(name[2:], 16) if name.startswith("#x") else int(name[1:])
        if number in _LINES or _PRINTED <= number < _SURROGATES or _PRIVATE <= number < _ENDED:
            return chr(number)
    raise HandOverError


class SharedStrings:
    """The strings of a workbook, numbered from 0. Raises HandOverError for a part that programs write
    otherwise."""

    def __init__(self, raw: bytes) -> None:
        begin = raw.find(_STRING)
        body = raw[max(begin, 0) :]
        self._letters = Letters(body if begin >= 0 else b"")
        if b"<!" in raw or (begin < 0 and b"<si" in raw):
            raise HandOverError
        self._starts, self._stops, self._plain = self._spans()

    def _spans(self) -> tuple["Longs", "Longs", "Bools"]:
        """Where each string begins and ends, and whether it is one text and no more than that."""
        import numpy as np

        letters = self._letters
        tags = letters.places(_OPEN)
        first = np.flatnonzero(letters.begin(tags, _STRING))
        starts = tags[first] + len(_STRING)
        stops = tags[letters.begin(tags, _STRING_END)]
        written = letters.raw.count(b"<si")
        if not len(starts) == len(stops) == written or (starts > stops).any():
            raise HandOverError
        if (stops[:-1] + len(_STRING_END) != starts[1:] - len(_STRING)).any():
            raise HandOverError
        alone = np.diff(first, append=len(tags)) <= _TAGS_OF_TEXT + (starts == starts[-1:])
        plain = alone & letters.begin(starts, b"<t>") & letters.begin(stops - len("</t>"), b"</t>")
        return starts, stops, plain

    def __len__(self) -> int:
        return len(self._starts)

    def text(self, number: int) -> str:
        """The text of a string."""
        string = self._letters.raw[self._starts[number] : self._stops[number]]
        if match := _PLAIN.fullmatch(string):
            return _matched(match)
        runs = list(_RUN.finditer(string))
        if b"".join(run[0] for run in runs) != string:
            raise HandOverError
        return "".join(map(_matched, runs))

    def texts(self, numbers: "Longs") -> Sequence[str]:
        """The texts of some strings. Most are plain, and taken all at once."""
        raw = self._letters.raw
        if self._plain[numbers].all():
            starts, stops = (self._starts[numbers] + len("<t>")).tolist(), self._stops[numbers] - len("</t>")
            joined = b"\n".join(raw[start:stop] for start, stop in zip(starts, stops.tolist(), strict=True))
            if not _UNUSUAL.search(joined) and joined.count(b"\n") == len(numbers) - 1:
                _refuse_odd(joined)
                return packed_lines(joined)
        return [self.text(number) for number in numbers.tolist()]

    @cached_property
    def blank(self) -> "Longs":
        """The numbers of the strings without any text."""
        import numpy as np

        letters = self._letters
        closed = letters.begin(np.maximum(self._stops - len("></t>"), 0), b"></t>")
        at_once = letters.begin(np.maximum(self._stops - len("/>"), 0), b"/>")
        maybe = np.flatnonzero(closed | at_once).tolist()
        return np.array([number for number in maybe if not self.text(number)], dtype=np.int64)


def _refuse_odd(lines: bytes) -> None:
    """Hands over lines that are no UTF-8, or of which one has a blank at an end."""
    try:
        text = lines.decode()
    except UnicodeDecodeError:
        raise HandOverError from None
    if _BLANK_AT_AN_END.search(text):
        raise HandOverError


def _matched(match: re.Match[bytes]) -> str:
    return text_of(match["text"] or b"", kept=bool(match["kept"]))
