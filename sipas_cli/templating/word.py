"""Word: a template filled in, its pictures put in."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2.sandbox import SandboxedEnvironment

from sipas_cli.errors import RulesError
from sipas_cli.files import timeless_package
from sipas_cli.templating import messages
from sipas_cli.templating.tags import with_plain_tags
from sipas_cli.templating.word_tables import Columns, lay_out
from sipas_cli.text.visible import NOT_XML

#: What no line may end in: a symbol behind its number, as in 865/TTr-SNV; a blank before such a number or a
#: day; one between two years.
_SYMBOL = re.compile(r"(?<=/)[^\W\d_]+(?:-[^\W\d_]+)+")
_TOGETHER = re.compile(r"(?<=[^\W\d_]) (?=\d+/[^\W_])|(?<=\d{4}) (?=- \d{4})|(?<=\d{4} -) (?=\d{4})")
_UNBROKEN = str.maketrans({"-": "\N{NON-BREAKING HYPHEN}"})


@dataclass(frozen=True)
class Picture:
    """A picture for a Word document; `alt` tells what it shows to those who do not see it."""

    png: bytes
    width_mm: float
    alt: str


def filled(
    template: Path,
    context: Mapping[str, Any],
    environment: SandboxedEnvironment,
    tables: Sequence[Columns],
    prepared: dict[str, str],
) -> bytes:
    """The template with `context` filled in, as a package; a Picture in it is put where its field stands.
    Tables with the headings of one of `tables` (title of each column, and field in a table of ranks) are
    fitted to the page.

    prepared   the texts of the template, each with what is made of it before it is filled in: kept for the
               next document, as that takes half as long as filling in

    Raises RulesError where blocks have torn elements apart.
    """
    from docxtpl import DocxTemplate

    document = DocxTemplate(template)
    document.fix_tables = _strictly(document.fix_tables, template.name)
    patch_xml = document.patch_xml

    def patched(xml: str) -> str:
        if xml not in prepared:
            prepared[xml] = patch_xml(with_plain_tags(xml))
        return prepared[xml]

    document.patch_xml = patched
    document.render(_with_pictures(context, document), jinja_env=environment, autoescape=True)
    lay_out(document.docx, tables)
    _keep_together(document.docx)
    _forget_editors(document.docx)
    out = io.BytesIO()
    document.save(out)
    return timeless_package(out.getvalue())


def paragraphs_with(words: str, content: bytes) -> int:
    """How many paragraphs of a document have some words in them."""
    from docx import Document

    return sum(words in paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def _with_pictures(value: Any, document: Any) -> Any:
    """The same values, each Picture as what docxtpl can print."""
    match value:
        case Picture():
            return _Drawing(document, value)
        case Mapping():
            return {name: _with_pictures(item, document) for name, item in value.items()}
        case list():
            return [_with_pictures(item, document) for item in value]
    return value


class _Drawing:
    """A picture where it is printed: it ends the run of its field and begins another, as docxtpl's own
    InlineImage does, which has no alternative text."""

    def __init__(self, document: Any, picture: Picture) -> None:
        self.document, self.picture = document, picture

    def __html__(self) -> str:
        from docx.shared import Mm

        part, png = self.document.current_rendering_part, io.BytesIO(self.picture.png)
        drawn = part.new_pic_inline(png, Mm(self.picture.width_mm))
        drawn.docPr.set("descr", NOT_XML.sub("", self.picture.alt))
        markup = drawn.xml.replace("{", "&#123;").replace("}", "&#125;")
        return f'</w:t></w:r><w:r><w:drawing>{markup}</w:drawing></w:r><w:r><w:t xml:space="preserve">'

    __str__ = __html__


def _keep_together(document: Any) -> None:
    """Lets no line end within the symbol of a document, nor between a word and its number."""
    from docx.oxml.ns import qn

    for text in document.element.body.iter(qn("w:t")):
        if text.text:
            text.text = _unbroken(text.text)


def _unbroken(text: str) -> str:
    """
    >>> _unbroken("No. 28/TTr-SNV of 14/01/2024")
    'No. 28/TTr\u2011SNV of\\xa014/01/2024'
    >>> _unbroken("thong-bao-2023/thong-bao-so-y-te.docx")
    'thong-bao-2023/thong-bao-so-y-te.docx'
    """
    if not any(sign in text for sign in "/-"):
        return text
    spaced = _TOGETHER.sub("\N{NO-BREAK SPACE}", text)
    return _SYMBOL.sub(_without_end, spaced)


def _without_end(symbol: re.Match[str]) -> str:
    """A symbol in which no line ends; the path of a file, which is to be copied, is none."""
    if symbol[0][0].isupper():
        return symbol[0].translate(_UNBROKEN)
    return symbol[0]


def _forget_editors(document: Any) -> None:
    """Takes the names out of those who edited the template."""
    document.core_properties.last_modified_by = ""
    part = document.part
    for key in [key for key, relation in part.rels.items() if relation.reltype.endswith("/people")]:
        part.drop_rel(key)


def _strictly(fix_tables: Callable[[str], Any], name: str) -> Callable[[str], Any]:
    """docxtpl mends XML that blocks have torn apart by leaving things out, which nobody would notice."""
    from docx.oxml import parse_xml

    def fixed(xml: str) -> Any:
        try:
            parse_xml(xml)
        except SyntaxError as error:
            raise RulesError(messages.TEMPLATE_STRUCTURE, where=name) from error
        return fix_tables(xml)

    return fixed
