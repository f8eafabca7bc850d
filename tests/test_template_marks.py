"""What would be signed and should not: tracked changes, comments, braces that make no tag; and blanks that
look like others, which do no harm."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import ROOT, Sipas, ballots, write_book
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

TEMPLATES = ROOT / "templates"
Edit = Callable[[Any], object]
BY = 'w:id="1" w:author="Nguyen Van A" w:date="2024-01-01T00:00:00Z"'


def xml(text: str) -> Any:
    """An element; w: stands for the namespace of Word."""
    name, _, rest = text.partition(" ")
    return parse_xml(f"{name} {nsdecls('w')} {rest}")


def template(folder: Path, edit: Edit, base: Path | None = None) -> Path:
    """A Word template of the workspace: one of its own, or the shipped one, changed."""
    path = folder / "templates" / "decision.docx"
    path.parent.mkdir(exist_ok=True)
    document = docx.Document(str(base)) if base else docx.Document()
    edit(document)
    document.save(str(path))
    return path


def told(sipas: Sipas, path: Path) -> list[str]:
    """What is wrong with a template: one line each."""
    result = sipas("template", "check", path)
    lines = [line.removeprefix("Lỗi: ") for line in result.err.splitlines() if line.startswith("Lỗi: ")]
    assert result.status == (2 if lines else 0)
    return lines


def element(paragraph: Any) -> Any:
    return paragraph.paragraph_format.element


def put_in(paragraph: Any, text: str) -> None:
    element(paragraph).append(xml(text))


# --- tracked changes and comments ----------------------------------------------------------------


RUN = "<w:r><w:t>x</w:t></w:r>"


@pytest.mark.parametrize(
    "change",
    [
        f"<w:ins {BY}>{RUN}</w:ins>",
        f"<w:del {BY}><w:r><w:delText>x</w:delText></w:r></w:del>",
        f"<w:moveFrom {BY}>{RUN}</w:moveFrom>",
        f"<w:moveTo {BY}>{RUN}</w:moveTo>",
        f"<w:r ><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>x</w:t></w:r>",
        f"<w:r ><w:rPr><w:ins {BY}/></w:rPr><w:t>x</w:t></w:r>",
    ],
)
def test_a_tracked_change_is_refused_at_its_place(sipas: Sipas, tmp_path: Path, change: str) -> None:
    def edit(document: Any) -> None:
        document.add_paragraph("{{ year }}")
        put_in(document.add_paragraph("a"), change)

    lines = told(sipas, template(tmp_path, edit))
    assert {line.split(" (")[0] for line in lines} == {"decision.docx, đoạn 2: ở đây còn vết sửa"}
    assert "Accept hoặc Reject All Changes" in lines[0]
    assert not [line for line in lines if "Nguyen Van A" in line]


@pytest.mark.parametrize(
    ("change", "owner", "place"),
    [
        (f"<w:pPrChange {BY}><w:pPr/></w:pPrChange>", "pPr", "bảng 1, dòng 2, ô 1, đoạn 1"),
        (f"<w:tblPrChange {BY}><w:tblPr/></w:tblPrChange>", "tblPr", "bảng 1"),
        (f"<w:trPrChange {BY}><w:trPr/></w:trPrChange>", "trPr", "bảng 1, dòng 2"),
        (f"<w:ins {BY}/>", "trPr", "bảng 1, dòng 2"),
        (f"<w:cellDel {BY}/>", "tcPr", "bảng 1, dòng 2, ô 1"),
    ],
)
def test_a_change_of_a_table_is_told_with_its_table_row_or_cell(
    sipas: Sipas, tmp_path: Path, change: str, owner: str, place: str
) -> None:
    def edit(document: Any) -> None:
        table = document.add_table(rows=2, cols=1)
        own = element(table.cell(1, 0).paragraphs[0])
        holders = {
            "pPr": own.get_or_add_pPr(),
            "tcPr": own.getparent().get_or_add_tcPr(),
            "trPr": own.getparent().getparent().get_or_add_trPr(),
            "tblPr": own.getparent().getparent().getparent().tblPr,
        }
        holders[owner].append(xml(change))

    lines = told(sipas, template(tmp_path, edit))
    assert [line.split(" (")[0] for line in lines] == [f"decision.docx, {place}: ở đây còn vết sửa"]


def test_a_change_of_a_header_and_of_the_page_is_found(sipas: Sipas, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        header = document.sections[0].header
        header.is_linked_to_previous = False
        put_in(header.paragraphs[0], f"<w:ins {BY}>{RUN}</w:ins>")
        document.element.body.sectPr.append(xml(f"<w:sectPrChange {BY}><w:sectPr/></w:sectPrChange>"))

    lines = told(sipas, template(tmp_path, edit))
    assert [line.split(":")[0] for line in lines] == ["decision.docx", "decision.docx, đầu trang 1, đoạn 1"]


MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
COMMENTS = (
    f"<?xml version='1.0' encoding='UTF-8'?><w:comments xmlns:w='{MAIN}'>"
    "<w:comment w:id='0' w:author='Nguyen Van A'><w:p><w:r><w:t>a</w:t></w:r></w:p></w:comment></w:comments>"
)
NOTE = (
    "<w:{0}s xmlns:w='{1}'><w:{0} w:id='2'><w:p><w:r><w:t>{{{{ year }}}}</w:t></w:r></w:p></w:{0}></w:{0}s>"
)


def with_part(path: Path, kind: str, name: str, content: str) -> None:
    """Puts a part beside the text of a document, as Word does."""
    relation = f'<Relationship Id="rId999" Type="{RELATION}/{kind}" Target="{name}"/>'
    override = f'<Override PartName="/word/{name}" ContentType="{CONTENT}.{kind}+xml"/>'
    added = {
        "word/_rels/document.xml.rels": ("</Relationships>", relation),
        "[Content_Types].xml": ("</Types>", override),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            own = old.read(member)
            if member in added:
                end, more = added[member]
                own = own.replace(end.encode(), f"{more}{end}".encode())
            new.writestr(member, own)
        new.writestr(f"word/{name}", content)
    path.write_bytes(out.getvalue())


def test_a_comment_is_refused_at_its_place(sipas: Sipas, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        document.add_paragraph("a")
        own = document.add_paragraph("b")
        put_in(own, '<w:commentRangeStart w:id="0"/>')
        put_in(own, '<w:r ><w:commentReference w:id="0"/></w:r>')

    path = template(tmp_path, edit)
    with_part(path, "comments", "comments.xml", COMMENTS)
    (line,) = told(sipas, path)
    assert line.startswith("decision.docx, đoạn 2: ở đây còn ghi chú (Comment)")
    assert "Delete All Comments" in line
    assert "Nguyen Van A" not in line


def test_a_comment_that_nothing_shows_any_more_is_found(sipas: Sipas, tmp_path: Path) -> None:
    path = template(tmp_path, lambda d: d.add_paragraph("a"))
    with_part(path, "comments", "comments.xml", COMMENTS)
    (line,) = told(sipas, path)
    assert line.startswith("decision.docx, word/comments.xml: ở đây còn ghi chú")


@pytest.fixture
def scored(tmp_path: Path, sipas: Sipas) -> Sipas:
    """A workspace with one stored run of 2023."""
    assert sipas("init").status == 0
    (tmp_path / "units.yaml").unlink()
    write_book(tmp_path / "a.xlsx", ballots())
    assert sipas("score", "a.xlsx").status == 0
    return sipas


def test_what_check_refuses_the_decision_refuses_in_the_same_words(scored: Sipas, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        put_in(document.add_paragraph("a"), f"<w:ins {BY}>{RUN}</w:ins>")
        document.add_paragraph("{year} ｛｛ year ｝｝")

    path = template(tmp_path, edit, TEMPLATES / "decision.docx")
    lines = told(scored, path)
    assert len(lines) == 3
    result = scored("render-decision", "--year", "2023")
    assert result.status == 2
    assert [
        line.removeprefix("Lỗi: ") for line in result.err.splitlines() if line.startswith("Lỗi: ")
    ] == lines
    assert not (tmp_path / "quyet-dinh-2023.docx").exists()


def test_the_names_of_who_edited_the_template_do_not_go_out(scored: Sipas, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        document.core_properties.last_modified_by = "Nguyen Van A"

    path = template(tmp_path, edit, TEMPLATES / "decision.docx")
    people = (
        '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        '<w15:person w15:author="Nguyen Van A"/></w15:people>'
    )
    with_part(path, "people", "people.xml", people)
    assert told(scored, path) == []
    assert scored("render-decision", "--year", "2023").status == 0
    with zipfile.ZipFile(tmp_path / "quyet-dinh-2023.docx") as package:
        assert package.testzip() is None
        assert not [name for name in package.namelist() if b"Nguyen Van A" in package.read(name)]


# --- braces --------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["{year}", "{ year }", "{năm}", "{signer.name}"])
def test_single_braces_in_word_are_refused_with_the_tag_to_write(
    sipas: Sipas, tmp_path: Path, typed: str
) -> None:
    def edit(document: Any) -> None:
        document.add_paragraph("{{ year }}")
        document.add_paragraph(f"Năm {typed} và")

    lines = told(sipas, template(tmp_path, edit))
    assert any(f'đoạn 2: "{typed}" sẽ in ra nguyên như vậy' in line for line in lines)
    assert any(f"Viết {{{{ {typed.strip('{ }')} }}}}." in line for line in lines)


@pytest.mark.parametrize("name", ["decision.md", "decision.html"])
def test_a_page_may_have_braces_of_its_own_but_none_around_a_field(
    sipas: Sipas, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_text("<style>p {color} a{b}</style>\n{{ year }}\n{year} {next_year}", encoding="utf-8")
    lines = told(sipas, path)
    assert [line.split(" sẽ")[0] for line in lines] == [f'{name}:3: "{{year}}"', f'{name}:3: "{{next_year}}"']


@pytest.mark.parametrize(
    "typed",
    [
        "｛｛ year ｝｝",
        "｛year｝",
        "{{ year ｝｝",
        "{％ if draft ％}",
        "﹛﹛ year ﹜﹜",
        "｛% if draft %｝",
        "❴year❵",
    ],
)
@pytest.mark.parametrize("name", ["decision.docx", "decision.md", "decision.html"])
def test_braces_of_another_width_are_refused(sipas: Sipas, tmp_path: Path, typed: str, name: str) -> None:
    if name.endswith(".docx"):
        path = template(tmp_path, lambda d: d.add_paragraph(f"Năm {typed}"))
    else:
        path = tmp_path / name
        path.write_text(f"Năm {typed}", encoding="utf-8")
    lines = told(sipas, path)
    assert any(f'"{typed}" sẽ in ra nguyên như vậy: dấu ngoặc nhọn hay ký hiệu' in line for line in lines)


def test_braces_within_a_tag_are_its_own(sipas: Sipas, tmp_path: Path) -> None:
    path = template(tmp_path, lambda d: d.add_paragraph("{{ '{year}' }} {# {year} #} {{ 'ｘ５％' }}"))
    assert told(sipas, path) == []


def test_a_tag_in_an_endnote_is_refused_and_one_in_a_footnote_is_filled_in(
    scored: Sipas, tmp_path: Path
) -> None:
    path = template(tmp_path, lambda d: None, TEMPLATES / "decision.docx")
    with_part(path, "footnotes", "footnotes.xml", NOTE.format("footnote", MAIN))
    assert told(scored, path) == []
    assert scored("render-decision", "--year", "2023").status == 0
    with zipfile.ZipFile(tmp_path / "quyet-dinh-2023.docx") as package:
        assert b">2023</w:t>" in package.read("word/footnotes.xml")
    path = template(tmp_path, lambda d: None, TEMPLATES / "decision.docx")
    with_part(path, "endnotes", "endnotes.xml", NOTE.format("endnote", MAIN))
    (line,) = told(scored, path)
    assert line.startswith(
        'decision.docx, chú thích cuối 1, đoạn 1: thẻ "{{ year }}" nằm trong chú thích cuối'
    )


# --- blanks --------------------------------------------------------------------------------------

LOOKALIKES = ["\u00a0", "\u2009", "\u202f", "\u3000", "\u200b ", "\ufeff ", " \u2060"]


@pytest.mark.parametrize("blank", LOOKALIKES)
def test_a_blank_that_looks_like_another_is_one_in_check_and_in_the_document(
    scored: Sipas, tmp_path: Path, blank: str
) -> None:
    def edit(document: Any) -> None:
        document.add_paragraph(f"{{%p{blank}for{blank}base in{blank}bases %}}")
        document.add_paragraph(f"Lưu ý: {{{{{blank}year{blank}}}}}")
        document.add_paragraph(f"{{%p{blank}endfor %}}")
        cut = document.add_paragraph("{")
        cut.add_run("{").bold = True
        cut.add_run(f"{blank}number{blank}}}}}")

    path = template(tmp_path, edit)
    assert told(scored, path) == []
    assert scored("render-decision", "--year", "2023").status == 0
    words = [own.text for own in docx.Document(str(tmp_path / "quyet-dinh-2023.docx")).paragraphs]
    assert "Lưu ý: 2023" in words
    assert not [line for line in words if "{" in line or "%" in line]
    assert words[-1].endswith("UBND")


def test_blanks_in_a_text_within_a_tag_and_outside_stay(scored: Sipas, tmp_path: Path) -> None:
    template(tmp_path, lambda d: d.add_paragraph("a\u00a0b {{ 'c\u00a0d' }} {{\u00a0year }}"))
    assert scored("render-decision", "--year", "2023").status == 0
    assert (
        docx.Document(str(tmp_path / "quyet-dinh-2023.docx")).paragraphs[0].text == "a\u00a0b c\u00a0d 2023"
    )


@pytest.mark.parametrize("blank", LOOKALIKES)
def test_blanks_in_a_text_template_are_read_too(scored: Sipas, tmp_path: Path, blank: str) -> None:
    (tmp_path / "templates").mkdir(exist_ok=True)
    path = tmp_path / "templates" / "decision.md"
    path.write_text(f"Năm {{{{{blank}year{blank}}}}}", encoding="utf-8")
    assert told(scored, path) == []
    assert scored("render-decision", "--year", "2023", "--format", "md").status == 0
    assert (tmp_path / "quyet-dinh-2023.md").read_text(encoding="utf-8") == "Năm 2023"


@pytest.mark.parametrize("typed", ["{{year}}", "｛year｝", "{year", "year}", "{ year }"])
def test_braces_of_the_wording_that_make_no_field_are_refused(
    scored: Sipas, tmp_path: Path, typed: str
) -> None:
    path = tmp_path / "decision.yaml"
    text = path.read_text(encoding="utf-8")
    assert "{year}" in text
    path.write_text(text.replace("{year}", typed), encoding="utf-8")
    result = scored("render-decision", "--year", "2023")
    assert result.status == 2
    assert "decision.yaml:" in result.err
