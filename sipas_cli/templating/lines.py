"""What a template says and where: the lines of a text, the paragraphs of a Word document."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sipas_cli.errors import RulesError
from sipas_cli.files import is_sound_package
from sipas_cli.messages import Message, say
from sipas_cli.templating import messages
from sipas_cli.templating.fetches import fetching_field

#: What all parts of a template may hold.
MOST_BYTES = 50_000_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACES = {
    "tbl": messages.PLACE_TABLE,
    "tr": messages.PLACE_ROW,
    "tc": messages.PLACE_CELL,
    "p": messages.PLACE_PARAGRAPH,
}
_PARTS = {
    "header": messages.PLACE_HEADER,
    "footer": messages.PLACE_FOOTER,
    "footnotes": messages.PLACE_FOOTNOTES,
    "endnotes": messages.PLACE_ENDNOTES,
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

_SHOWN = 80  # letters of a tag

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
        if ends:
            return self.place[: ends[-1]]
        return None


#: What is filled in on its own: the text, or the body of a document, a header, a footer ...
Part = Sequence[Line]
#: (number of the line in its part, what is wrong there).
Flaw = tuple[int, RulesError]


def flaw(part: Part, line: int, message: Message, /, **params: Any) -> Flaw:
    """What is wrong with a line of a part; the texts that are shown of it are shortened."""
    texts = {name: shortened(value) for name, value in params.items() if isinstance(value, str)}
    return line, RulesError(message, where=part[line].where, **params | texts)


def shortened(text: str) -> str:
    """The beginning of a long text."""
    if len(text) <= _SHOWN:
        return text
    return f"{text[:_SHOWN]}…"


def parts(template: Path) -> list[Part]:
    """What a template says, with its places. Raises RulesError for one that is damaged or too large."""
    try:
        if template.suffix.lower() == ".docx":
            return _word(template)
        texts = template.read_text(encoding="utf-8-sig").split("\n")
    except (KeyError, ValueError, OSError, SyntaxError) as error:  # a part is missing, is no XML, no UTF-8
        raise RulesError(messages.TEMPLATE_DAMAGED, where=template.name) from error
    return [[Line(f"{template.name}:{number}", text) for number, text in enumerate(texts, start=1)]]


def _word(template: Path) -> list[Part]:
    import docx

    if not is_sound_package(template, MOST_BYTES):
        raise RulesError(messages.TEMPLATE_DAMAGED, where=template.name)
    document = docx.Document(str(template))
    body = list(_lines(document.element.body, template.name, (), ("body",), Counter()))
    inner = [relation for relation in document.part.rels.values() if not relation.is_external]
    inner.sort(key=lambda relation: str(relation.target_part.partname))
    texts = [body, *(_beside(template.name, relation) for relation in inner)]
    if not any(line.mark == "comment" for part in texts for line in part):
        texts += [_unseen_comments(template.name, relation.target_part) for relation in inner]
    return [*texts, *_properties(template.name, document.core_properties)]


def _beside(file: str, relation: Any) -> Part:
    """A header, a footer, the notes; nothing of a part that has no text."""
    from docx.oxml import parse_xml

    kind = relation.reltype.rpartition("/")[2]
    if kind not in _PARTS:
        return []
    number = "".join(filter(str.isdigit, str(relation.target_part.partname))) or 1
    where = f"{file}, {say(_PARTS[kind], number=number)}"
    lines = _lines(parse_xml(relation.target_part.blob), where, (), (), Counter())
    return [replace(line, filled=kind not in _UNFILLED) for line in lines]


def _unseen_comments(file: str, part: Any) -> Part:
    """The comments of a document in which nothing shows them any more."""
    name = str(part.partname).lstrip("/")
    if not name.endswith("/comments.xml") or b"<w:comment " not in part.blob:
        return []
    return [Line(f"{file}, {name}", "", mark="comment")]


def _properties(file: str, properties: Any) -> list[Part]:
    places = {name: f"{file}, {say(messages.PLACE_PROPERTY, name=name)}" for name in _PROPERTIES}
    return [[Line(place, str(getattr(properties, name)))] for name, place in places.items()]


def _lines(
    element: Any, file: str, place: Place, path: tuple[str, ...], counts: Counter[str]
) -> Iterator[Line]:
    """The paragraphs in an element, in their order; those of a text box come after the one it hangs on."""
    for child in element.iterchildren("{*}*"):
        name = child.tag.rpartition("}")[2]
        child_place, inner = place, counts
        if name in _PLACES and child.tag.startswith(_WORD):
            counts[name] += 1
            child_place, inner = (*place, (name, counts[name])), Counter()
        if name == "p":
            yield from _paragraph(child, file, child_place, (*path, name))
        if name in _MARKS:
            yield Line(_where(file, child_place), "", child_place, (*path, name), mark=_MARKS[name])
        yield from _lines(child, file, child_place, (*path, name), inner)


def _where(file: str, place: Place) -> str:
    return ", ".join([file, *(say(_PLACES[name], number=number) for name, number in place)])


def _paragraph(element: Any, file: str, place: Place, path: tuple[str, ...]) -> Iterator[Line]:
    """The text of a paragraph without that of text boxes, then whatever else in it holds a tag."""
    where = _where(file, place)
    text, cuts, hidden, field = "", [], [], ""
    for name, content, values in _pieces(element):
        if name == "instrText":
            field += content
        elif name == "fldSimple":
            field += "".join(values)
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
        if name == "r":
            yield from _pieces(child)
        if name in ("r", "pPr", "rPr"):
            continue
        yield name, child.xpath("string(text())"), list(child.attrib.values())  # .text is python-docx's own
        if name != "t":
            yield from _pieces(child)
            yield name, "", []
