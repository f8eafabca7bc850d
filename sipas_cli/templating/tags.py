"""The tags of a template, and braces that make none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sipas_cli.templating.lines import Line, Part

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OPENED = re.compile(r"\{[{%#]")
_CLOSED = re.compile(r"[%}]\}")
_CLOSED_IN_HTML = re.compile(r"%\}")  # two braces end a style, too
_RAW = re.compile(r"\{%[-+]?\s*raw\s*[-+]?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\}", re.DOTALL)
_TAKEN = re.compile(r"\{[{%#](p|tr|tc|r) ")  # what docxtpl takes away together with a tag
_SPANS = re.compile(r"\{%\s*(?:colspan|cellbg)\s+(.*?)%\}")  # tags that only docxtpl knows
_MERGES = re.compile(r"\{%\s*[vh]m\s*%\}")
_TAIL = 20
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
#: A text within a tag, or a tag of XML that Word put in between; blanks of other widths; what nobody sees.
_BLANKS = re.compile(
    r"""("[^"]*"|'[^']*'|“[^”]*”|‘[^’]*’|<[^>]*>)"""
    "|([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    "|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_TAG_IN_XML = re.compile(r"\{(?:<[^>]*>)*[{%#].*?[}%#](?:<[^>]*>)*\}", re.DOTALL)


@dataclass(frozen=True)
class Tag:
    """A tag.

    typed    as it stands in the template
    jinja    as it is read, "" if it says nothing
    line     the number of its line in its part, from 0
    element  what docxtpl takes away with it: p, tr, tc or r; else ""
    whole    whether it is closed
    cut      whether something stands within it that would be lost
    """

    typed: str
    jinja: str
    line: int
    element: str = ""
    whole: bool = True
    cut: bool = False

    @property
    def words(self) -> list[str]:
        """The words of a statement, the first of which says what it does; none of other tags."""
        if not self.jinja.startswith("{%"):
            return []
        return re.findall(r"\w+", self.jinja)


def with_plain_blanks(tag: str) -> str:
    """A tag of a Word document with a plain blank for each of another width, and without what nobody sees:
    docxtpl knows a tag by a plain blank alone. The texts in it stay."""
    return _BLANKS.sub(lambda match: match[1] or (match[2] and " ") or "", tag)


def with_plain_tags(xml: str) -> str:
    """The XML of a Word document, or a web page, with plain blanks in its tags."""
    return _TAG_IN_XML.sub(lambda tag: with_plain_blanks(tag[0]), xml)


def without_tags(part: Part) -> str:
    """A text without its tags, line by line as it was."""
    text = "\n".join(line.text for line in part)
    return _TAG.sub(lambda tag: "\n" * tag[0].count("\n"), text)


def tags(part: Part) -> list[Tag]:
    """The tags of a part, in their order. In a Word document each is closed in its own paragraph."""
    if part and part[0].path:
        return [tag for number, line in enumerate(part) for tag in _of_word(line, number)]
    text = "\n".join(line.text for line in part)
    text = _RAW.sub(lambda raw: "\n" * raw[0].count("\n"), text)
    closed = _CLOSED_IN_HTML if "</" in text else _CLOSED
    return [
        Tag(typed, with_plain_blanks(typed).replace("\n", " "), text.count("\n", 0, start), whole=whole)
        for typed, start, whole in _found(text, closed)
    ]


def _of_word(line: Line, number: int) -> Iterator[Tag]:
    for typed, start, whole in _found(line.text, _CLOSED):
        plain = with_plain_blanks(typed)
        taken = _TAKEN.match(plain)
        element = taken[1] if taken else ""
        jinja = plain.translate(_STRAIGHT)
        jinja = jinja[:2] + jinja[2 + len(element) :]
        jinja = _MERGES.sub("", _SPANS.sub(r"{{ \1 }}", jinja)).replace("\n", " ")
        cut = any(start < at < start + len(typed) for at in line.cuts)
        yield Tag(typed, jinja, number, element, whole, cut)


def _found(text: str, closed: re.Pattern[str]) -> Iterator[tuple[str, int, bool]]:
    """(tag, where it begins, whether it is whole); one that is not closed ends where the next begins, of
    one that is not opened there are only the last letters."""
    end = 0
    while end < len(text):
        opened = _OPENED.search(text, end)
        start = opened.start() if opened else len(text)
        for stray in closed.finditer(text, end, start):
            yield text[max(end, stray.start() - _TAIL) : stray.end()].lstrip(), stray.start(), False
        if not opened:
            return
        tag = _TAG.match(text, start)
        following = _OPENED.search(text, opened.end())
        if text[start + 1] == "#":  # what a comment holds is none
            following = None
        whole = tag is not None and (following is None or tag.end() <= following.start())
        end = following.start() if following else len(text)
        if tag and whole:
            end = tag.end()
        yield text[start:end], start, whole


# --- braces that are no tags ---------------------------------------------------------------------

_WIDE_BRACES = "｛﹛❴⦃｝﹜❵⦄"
_NARROW = str.maketrans(f"{_WIDE_BRACES}％﹪＃", "{{{{}}}}%%#")
_WIDE = re.compile(rf"[{_WIDE_BRACES}]|\{{[％﹪＃]|[％﹪＃]\}}")
_BRACED = re.compile(r"\{+[^{}]*\}+|[{}]")
_A_WORD = re.compile(r"(?<!\{)\{\s*([^\W\d][\w.]*)\s*\}(?!\})")


def wide_braces(text: str) -> list[str]:
    """What stands in braces or signs of another width, which nothing fills in.

    >>> wide_braces("ngày ｛｛ day ｝｝, {{ month }}, {％ if a ％}")
    ['｛｛ day ｝｝', '{％ if a ％}']
    """
    pieces = (text[match.start() : match.end()] for match in _BRACED.finditer(text.translate(_NARROW)))
    return [piece for piece in pieces if _WIDE.search(piece)]


def single_braces(text: str) -> dict[str, str]:
    """What stands in braces and is no tag -> the word in it.

    >>> single_braces("năm {year}, { day }, {{ month }}")
    {'{year}': 'year', '{ day }': 'day'}
    """
    bare = _TAG.sub("", text)
    return {match[0]: match[1] for match in _A_WORD.finditer(bare)}
