"""Makes templates/decision.docx, the Word template of the decision.

The template itself is what counts: open it in Word and edit it there. This script is how the shipped
one was first laid out, by Nghị định 30/2020/NĐ-CP as far as a table of ranks needs it, and how it is
made again if the layout of the shipped template changes.

    python tools/make_decision_docx.py
"""

from typing import Any

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from word_layout import (
    ALIGN,
    foot,
    head,
    listing,
    new_document,
    outlined,
    run,
    save,
    smallest,
    tag,
    text,
    title,
)


def agency(cell: Any) -> None:
    """The agency, with a line below it that is 0.4 of its last one."""
    tag(cell, "{%p for line in agency %}")
    text(cell, "{{ line }}", 13, bold=True)
    tag(cell, "{%p endfor %}")
    text(cell, "{{ agency_line }}", 13, bold=True, after=4).paragraph_format.line_spacing = Pt(8)


def body(document: Document) -> None:
    """Title, subject, bases and articles."""
    title(document, "QUYẾT ĐỊNH", "{{ about }}")
    text(document, "{{ issuer }}", 14, bold=True, after=8)
    tag(document, "{%p for base in bases %}")
    text(document, "{{ base }}", 14, italic=True, align=ALIGN.JUSTIFY, after=6, indent=12.5)
    tag(document, "{%p endfor %}")
    text(document, "QUYẾT ĐỊNH:", 14, bold=True, after=6).paragraph_format.keep_with_next = True
    tag(document, "{%p for article in articles %}")
    tag(document, "{%p if loop.last %}")
    article(document).paragraph_format.keep_with_next = True  # nobody signs a page without a word of it
    tag(document, "{%p else %}")
    article(document)
    tag(document, "{%p endif %}")
    tag(document, "{%p endfor %}")


def article(document: Document) -> Paragraph:
    """One Điều."""
    paragraph = text(document, "{{ article.head }}", 14, bold=True, align=ALIGN.JUSTIFY, after=6, indent=12.5)
    run(paragraph, " {{ article.text }}", 14)
    return paragraph


def recipients(cell: Any) -> None:
    """Who gets it."""
    tag(cell, "{%p if recipients %}")
    text(cell, "Nơi nhận:", 12, bold=True, italic=True, align=ALIGN.LEFT)
    tag(cell, "{%p endif %}")
    tag(cell, "{%p for recipient in recipients_in_parts %}")
    paragraph = text(cell, "{%r for part in recipient %}", 11, align=ALIGN.LEFT)
    for words, italic in (
        ("{%r if part.italic %}", False),
        ("{{ part.text }}", True),
        ("{%r else %}", False),
        ("{{ part.text }}", False),
        ("{%r endif %}", False),
        ("{%r endfor %}", False),
    ):
        run(paragraph, words, 11, italic=italic)
    tag(cell, "{%p endfor %}")


def signer(cell: Any) -> None:
    """Who signs it."""
    tag(cell, "{%p if signer_for %}")
    text(cell, "{{ signer_for }}", 14, bold=True)
    tag(cell, "{%p endif %}")
    text(cell, "{{ signer_office }}", 14, bold=True)
    for _ in range(4):
        text(cell, "", 14)
    text(cell, "{{ signer_name }}", 14, bold=True)


def appendices(document: Document) -> None:
    """Each on pages of its own: title, which decision it belongs to, a table for each group.

    A break of section stands at the beginning of the loop, so each appendix is a section of its own, with
    pages numbered from 1, and without a number on the first of them like the decision.
    """
    tag(document, "{%p for appendix in appendices %}")
    document.add_section(WD_SECTION.NEW_PAGE)
    smallest(document.paragraphs[-1])
    lines = [outlined(text(document, "{{ appendix.heading }}", 14, bold=True), 1)]
    tag(document, "{%p for line in appendix.title %}")
    lines.append(text(document, "{{ line }}", 14, bold=True))
    tag(document, "{%p endfor %}")
    lines.append(text(document, "{{ appendix_of }}", 13, italic=True, after=4))
    tag(document, "{%p if appendix.notice %}")
    lines.append(text(document, "{{ appendix.notice }}", 12, bold=True, italic=True, after=4))
    tag(document, "{%p endif %}")
    tag(document, "{%p for group in appendix.groups %}")
    tag(document, "{%p if not loop.first %}")
    text(document, "", 8)
    tag(document, "{%p endif %}")
    group = text(document, "{{ group.title }}", 14, bold=True, align=ALIGN.LEFT, after=4)
    lines.append(outlined(group, 2))
    for line in lines:
        line.paragraph_format.keep_with_next = True
    listing(document, "appendix.columns", "group.rows")
    tag(document, "{%p if group.footnote %}")
    note = text(document, "{{ group.footnote }}", 12, italic=True, align=ALIGN.JUSTIFY)
    note.paragraph_format.space_before = Pt(4)
    tag(document, "{%p endif %}")
    tag(document, "{%p endfor %}")
    tag(document, "{%p endfor %}")
    smallest(text(document, "", 1))  # a document must not end in a table


def main() -> None:
    document = new_document()
    head(document, agency, "Số: {{ number }}")
    body(document)
    foot(document, recipients, signer)
    appendices(document)
    save(document, "decision.docx", "Quyết định")


if __name__ == "__main__":
    main()
