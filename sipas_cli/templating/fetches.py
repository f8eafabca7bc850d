"""What a template would bring along: programs, and what is fetched from elsewhere when its document is
opened."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from xml.parsers import expat

from sipas_cli.errors import RulesError
from sipas_cli.files import members
from sipas_cli.messages import Message
from sipas_cli.templating import messages

_MACROS = b"macroEnabled"
_LINKS = ("hyperlink",)  # nothing is fetched before somebody clicks
_EMBEDDED = ("vbaProject", "oleObject", "control", "aFChunk")
#: Fields that Word fills from other files or from programs.
_FETCHING = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|IMPORT|DATABASE|RD)\b", re.IGNORECASE)

_ACTIVE = ("script", "iframe", "frame", "object", "embed", "applet", "base", "link")
_FETCHED = ("src", "srcset", "poster", "data", "background", "action", "formaction", "xlink:href")
_INNER = re.compile(r"\s*(?:data:|#|$)", re.IGNORECASE)
_STYLED = re.compile(r"@import\b|image-set\(|url\(\s*['\"]?(?!data:|#)[^)]*", re.IGNORECASE)
_ESCAPED = re.compile(r"\\0{0,4}([2-7][0-9a-f])\s?", re.IGNORECASE)  # u\72l is url


# --- Word ----------------------------------------------------------------------------------------


def of_package(template: Path) -> list[RulesError]:
    """What the parts of a Word document bring along, each thing with its part.

    Raises RulesError for XML with a document type: no document has one, and attacks need one.
    """
    errors: list[RulesError] = []
    for name, content in members(template):
        if name == "[Content_Types].xml" and _MACROS in content:
            errors.append(RulesError(messages.TEMPLATE_PROGRAM, where=template.name, what="macro"))
        if name.endswith((".xml", ".rels")):
            errors += _of_member(content, f"{template.name}, {name}", name.endswith(".rels"))
    return errors


def _of_member(content: bytes, where: str, relations: bool) -> list[RulesError]:
    errors: list[RulesError] = []

    def start(_: str, attributes: Mapping[str, str]) -> None:
        if relations and (wrong := _wrong_relation(attributes)):
            errors.append(RulesError(wrong, where=where, what=attributes.get("Target", "")[:80]))

    def refuse(*_: object) -> None:
        raise RulesError(messages.TEMPLATE_DAMAGED, where=where)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = start, refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise RulesError(messages.TEMPLATE_DAMAGED, where=where) from error
    return errors


def _wrong_relation(attributes: Mapping[str, str]) -> Message | None:
    """What is wrong with a relationship; None for a harmless one."""
    kind = attributes.get("Type", "").rpartition("/")[2]
    if kind in _EMBEDDED:
        return messages.TEMPLATE_PROGRAM
    fetched = attributes.get("TargetMode") == "External" and kind not in _LINKS
    if fetched:
        return messages.TEMPLATE_OUTSIDE
    return None


def fetching_field(instructions: str) -> str:
    """The first field, in the instructions of a paragraph, that takes something from elsewhere; "" for none.

    >>> fetching_field('PAGE'), fetching_field('HYPERLINK "https://a.vn/link"'), fetching_field("DDEAUTO c")
    ('', '', 'DDEAUTO')
    """
    match = _FETCHING.search(re.sub(r'"[^"]*"', "", instructions))
    if match:
        return match[1].upper()
    return ""


# --- HTML ----------------------------------------------------------------------------------------


def of_page(text: str) -> list[tuple[int, Message, str]]:
    """What a page of HTML, its tags of Jinja taken out, brings: (line from 0, what is wrong, its text)."""
    page = _Page()
    page.feed(text)
    page.close()
    return page.found


class _Page(HTMLParser):
    """Reads a page and keeps what in it runs or is fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, Message, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ACTIVE:
            self._keep(messages.TEMPLATE_PROGRAM, f"<{tag}>")
        for name, value in attrs:
            if wrong := _wrong_attribute(tag, name, value or ""):
                self._keep(wrong, f"{name}={value}")
            if name == "style":
                self._styles(value or "")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "style":
            self._styles(data)

    def _styles(self, text: str) -> None:
        plain = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text).replace("\\", "")
        for match in _STYLED.finditer(plain):
            self._keep(messages.TEMPLATE_OUTSIDE, match[0], plain.count("\n", 0, match.start()))

    def _keep(self, wrong: Message, what: str, below: int = 0) -> None:
        self.found.append((self.getpos()[0] - 1 + below, wrong, " ".join(what.split())))


def _wrong_attribute(tag: str, name: str, value: str) -> Message | None:
    """What is wrong with an attribute; None for a harmless one."""
    if name.startswith("on") or re.sub(r"[\s\x00]", "", value).lower().startswith("javascript:"):
        return messages.TEMPLATE_PROGRAM
    refreshes = name == "http-equiv" and value.strip().lower() == "refresh"
    fetched = name in _FETCHED or (name == "href" and tag not in ("a", "area"))
    if refreshes or (fetched and not _INNER.match(value)):
        return messages.TEMPLATE_OUTSIDE
    return None
