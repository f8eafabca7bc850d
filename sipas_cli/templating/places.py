"""Where the tags of a template stand: in the lines of a text, in the paragraphs of a Word document."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sipas_cli.errors import RulesError
from sipas_cli.files import is_sound_package
from sipas_cli.messages import say
from sipas_cli.templating.outside import fetching_field

#: What all parts of a template may hold.
MOST_BYTES = 50_000_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACES = {
    "tbl": "note.place_table",
    "tr": "note.place_row",
    "tc": "note.place_cell",
    "p": "note.place_paragraph",
}
_PARTS = {
    "header": "note.place_header",
    "footer": "note.place_footer",
    "footnotes": "note.place_footnotes",
    "endnotes": "note.place_endnotes",
}
#: What docxtpl leaves as it is.
_UNFILLED = ("endnotes",)
#: What somebody wrote for the others who edit the document, and Word keeps with the name of that person.
_MARKS = {
    **dict.fromkeys(
        ("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart"), "tracked"
    ),
    **dict.fromkeys(("delText", "delInstrText", "cellIns", "cellDel", "cellMerge"), "tracked"),
    **dict.fromkeys(("rPrChange", "pPrChange", "sectPrChange", "numberingChange", "tblPrChange"), "tracked"),
    **dict.fromkeys(("tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange"), "tracked"),
    **dict.fromkeys(("customXmlInsRangeStart", "customXmlDelRangeStart"), "tracked"),
    **dict.fromkeys(("customXmlMoveFromRangeStart", "customXmlMoveToRangeStart"), "tracked"),
    **dict.fromkeys(("commentRangeStart", "commentReference"), "comment"),
}
#: What may lie between the pieces that Word cuts a tag into: nothing is lost with it.
_HARMLESS = {"t", "proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak"}
#: The properties of a document that docxtpl fills in.
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")

Place = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Line:
    """A line of a text, or a paragraph of a Word document.

    where   its place, with the file
    place   tables, rows, cells and paragraph in a Word document: (name of the element, number)
    path    the names of the elements around it, the outermost first, its own last
    cuts    offsets in `text` at which there is something that a tag around it would lose
    field   the field of Word in it that takes something from elsewhere, "" for none
    mark    what of those who edit the document is kept there: tracked, comment, or ""
    filled  whether its tags are filled in
    """

    where: str
    text: str
    place: Place = ()
    path: tuple[str, ...] = ()
    cuts: tuple[int, ...] = ()
    field: str = ""
    mark: str = ""
    filled: bool = True

    def within(self, element: str) -> Place | None:
        """The place of the innermost `element` that it stands in; None where there is none."""
        ends = [n for n, (name, _) in enumerate(self.place, start=1) if name == element]
        return self.place[: ends[-1]] if ends else None


#: What is filled in on its own: the text, or the body of a document, a header, a footer ...
Part = Sequence[Line]


def parts(template: Path) -> list[Part]:
    """What a template says, with its places. Raises RulesError for one that is damaged or too large."""
    try:
        if template.suffix.lower() == ".docx":
            return _word(template)
        texts = template.read_text(encoding="utf-8-sig").split("\n")
    except (KeyError, ValueError, OSError, SyntaxError) as error:  # a part is missing, is no XML, no UTF-8
        raise RulesError("template_damaged", where=template.name) from error
    return [[Line(f"{template.name}:{number}", text) for number, text in enumerate(texts, start=1)]]


def _word(template: Path) -> list[Part]:
    import docx
    from docx.oxml import parse_xml

    if not is_sound_package(template, MOST_BYTES):
        raise RulesError("template_damaged", where=template.name)
    document = docx.Document(str(template))
    found: list[Part] = [list(_lines(document.element.body, template.name, (), ("body",), Counter()))]
    beside = {
        str(own.target_part.partname): own for own in document.part.rels.values() if not own.is_external
    }
    for name, relation in sorted(beside.items()):
        if key := _PARTS.get(relation.reltype.rpartition("/")[2]):
            where = f"{template.name}, {say(key, number=''.join(filter(str.isdigit, name)) or 1)}"
            root = parse_xml(relation.target_part.blob)
            filled = relation.reltype.rpartition("/")[2] not in _UNFILLED
            lines = _lines(root, where, (), (), Counter())
            found.append([replace(line, filled=filled) for line in lines])
    if not any(line.mark == "comment" for part in found for line in part):
        found += [_kept_comments(template.name, own.target_part) for own in beside.values()]
    properties = document.core_properties
    for name in _PROPERTIES:
        where = f"{template.name}, {say('note.place_property', name=name)}"
        found.append([Line(where, str(getattr(properties, name)))])
    return found


def _kept_comments(file: str, part: Any) -> Part:
    """The comments of a document in which nothing shows them any more."""
    there = str(part.partname).rpartition("/")[2] == "comments.xml" and b"<w:comment " in part.blob
    return [Line(f"{file}, {str(part.partname).lstrip('/')}", "", mark="comment")] if there else []


def _lines(
    element: Any, file: str, place: Place, path: tuple[str, ...], counts: Counter[str]
) -> Iterator[Line]:
    """The paragraphs in an element, in their order; those of a text box come after the one it hangs on."""
    for child in element.iterchildren("{*}*"):
        name = child.tag.rpartition("}")[2]
        own, inner = place, counts
        if name in _PLACES and child.tag.startswith(_WORD):
            counts[name] += 1
            own, inner = (*place, (name, counts[name])), Counter()
        if name == "p":
            yield from _paragraph(child, file, own, (*path, name))
        if name in _MARKS:
            yield Line(_where(file, own), "", own, (*path, name), mark=_MARKS[name])
        yield from _lines(child, file, own, (*path, name), inner)


def _where(file: str, place: Place) -> str:
    return ", ".join([file, *(say(_PLACES[name], number=number) for name, number in place)])


def _paragraph(element: Any, file: str, place: Place, path: tuple[str, ...]) -> Iterator[Line]:
    """The text of a paragraph without that of text boxes, then whatever else in it holds a tag."""
    where = _where(file, place)
    text, cuts, hidden, field = "", [], [], ""
    for name, content, values in _pieces(element):
        field += content if name == "instrText" else "".join(values) if name == "fldSimple" else ""
        if name == "t":
            text += content
        else:
            cuts.append(len(text))
            hidden += [content, *values]
    yield Line(where, text, place, path, tuple(cuts), fetching_field(field))
    yield from (Line(where, words, place, path) for words in hidden if "{" in words)


def _pieces(element: Any) -> Iterator[tuple[str, str, list[str]]]:
    """(name, text, values of attributes) of what lies in a paragraph. What holds other things is there
    twice, where it begins and where it ends, as a tag must not reach across its edge."""
    for child in element.iterchildren("{*}*"):
        name = child.tag.rpartition("}")[2]
        if name == "p" or name in _HARMLESS - {"t"}:
            continue
        if name in ("r", "pPr", "rPr"):
            yield from _pieces(child) if name == "r" else ()
            continue
        yield name, child.xpath("string(text())"), list(child.attrib.values())  # .text is python-docx's own
        if name != "t":
            yield from _pieces(child)
            yield name, "", []


# --- tags ----------------------------------------------------------------------------------------

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OPENED = re.compile(r"\{[{%#]")
_CLOSED = re.compile(r"[%}]\}")
_CLOSED_IN_HTML = re.compile(r"%\}")  # two braces end a style, too
_RAW = re.compile(r"\{%[-+]?\s*raw\s*[-+]?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\}", re.DOTALL)
_OWN = re.compile(r"\{[{%#](p|tr|tc|r) ")  # what docxtpl takes away together with a tag
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

    typed   as it stands in the template
    jinja   as it is read, "" if it says nothing
    line    the number of its line in its part, from 0
    own     what docxtpl takes away with it: p, tr, tc or r; else ""
    whole   whether it is closed
    cut     whether something stands within it that would be lost
    """

    typed: str
    jinja: str
    line: int
    own: str = ""
    whole: bool = True
    cut: bool = False

    @property
    def words(self) -> list[str]:
        """The words of a statement, the first of which says what it does; none of other tags."""
        return re.findall(r"\w+", self.jinja) if self.jinja.startswith("{%") else []


def with_plain_blanks(tag: str) -> str:
    """A tag of a Word document with a plain blank for each of another width, and without what nobody sees:
    docxtpl knows a tag by a plain blank alone. The texts in it stay."""
    return _BLANKS.sub(lambda found: found[1] or (found[2] and " ") or "", tag)


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
    return [
        Tag(typed, with_plain_blanks(typed).replace("\n", " "), text.count("\n", 0, start), whole=whole)
        for typed, start, whole in _found(text, _CLOSED_IN_HTML if "</" in text else _CLOSED)
    ]


def _of_word(line: Line, number: int) -> Iterator[Tag]:
    for typed, start, whole in _found(line.text, _CLOSED):
        plain = with_plain_blanks(typed)
        own = found[1] if (found := _OWN.match(plain)) else ""
        jinja = plain.translate(_STRAIGHT)
        jinja = jinja[:2] + jinja[2 + len(own) :]
        jinja = _MERGES.sub("", _SPANS.sub(r"{{ \1 }}", jinja)).replace("\n", " ")
        cut = any(start < at < start + len(typed) for at in line.cuts)
        yield Tag(typed, jinja, number, own, whole, cut)


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
        end = tag.end() if tag and whole else following.start() if following else len(text)
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
    pieces = (text[found.start() : found.end()] for found in _BRACED.finditer(text.translate(_NARROW)))
    return [piece for piece in pieces if _WIDE.search(piece)]


def single_braces(text: str) -> dict[str, str]:
    """What stands in braces and is no tag -> the word in it.

    >>> single_braces("năm {year}, { day }, {{ month }}")
    {'{year}': 'year', '{ day }': 'day'}
    """
    bare = _TAG.sub("", text)
    return {found[0]: found[1] for found in _A_WORD.finditer(bare)}
