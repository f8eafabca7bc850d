"""`sipas template check`, and the same refusals where a document is made: everything at once, with places."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from conftest import ROOT, Sipas
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

TEMPLATES = ROOT / "templates"
Edit = Callable[[Any], object]


def told(sipas: Sipas, *words: str) -> list[str]:
    """What is wrong with a template: one line each, without "Lỗi: "."""
    result = sipas("template", "check", *words)
    lines = [line.removeprefix("Lỗi: ") for line in result.err.splitlines() if line.startswith("Lỗi: ")]
    assert result.status == (2 if lines else 0)
    return lines


def text(folder: Path, content: str, name: str = "decision.md") -> str:
    (folder / name).write_text(content, encoding="utf-8")
    return name


def word(folder: Path, edit: Edit, base: Path | None = None) -> str:
    """A Word document of its own, or the shipped one, changed."""
    document = docx.Document(str(base)) if base else docx.Document()
    edit(document)
    document.save(str(folder / "decision.docx"))
    return "decision.docx"


@pytest.mark.parametrize("name", ["decision.docx", "decision.html", "decision.md"])
def test_the_shipped_templates_are_sound(sipas: Sipas, name: str) -> None:
    result = sipas("template", "check", TEMPLATES / name)
    assert result.status == 0
    assert "mẫu dùng được (decision)" in result.err


# --- fields --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "field"),
    [
        ("{{ nunber }}", "nunber"),
        ("{{ number.digits }}", "number.digits"),
        ("{% for article in articles %}{{ article.title }}{% endfor %}", "article.title"),
        ("{% for article in articles %}{{ article['title'] }}{% endfor %}", "article['title']"),
        ("{{ articles[0].body }}", "articles[0].body"),
        ("{% for a in appendices %}{% for g in a.groups %}{{ g.mean }}{% endfor %}{% endfor %}", "g.mean"),
        ("{% for base in bases %}{% endfor %}{{ base }}", "base"),
        ("{% for base in bases %}{% endfor %}{{ loop.index }}", "loop"),
        ("{% for base in bases %}{{ loop.number }}{% endfor %}", "loop.number"),
        ("{% if number == nothing %}{% endif %}", "nothing"),
        ("{{ number if yes else year }}", "yes"),
        ("{% set here = about %}{{ there }}", "there"),
        ("{{ (articles | first).x }}", "articles | first.x"),
        ("{{ appendices[0].groups[0].rows[0][0].words }}", "appendices[0].groups[0].rows[0][0].words"),
    ],
)
def test_an_unknown_field_is_named(sipas: Sipas, tmp_path: Path, template: str, field: str) -> None:
    (line,) = told(sipas, text(tmp_path, f"một\n\n{template}"))
    assert line.startswith(f'decision.md:3: ở đây không có trường "{field}"')


def test_an_unknown_field_comes_with_those_that_there_are(sipas: Sipas, tmp_path: Path) -> None:
    (line,) = told(sipas, text(tmp_path, "{% for article in articles %}{{ article.x }}{% endfor %}"))
    assert "Có: head, text." in line


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in appendices %}{% for g in a.groups %}{% for row in g.rows %}{% for cell in row %}"
        "{{ cell.text | upper }}{{ loop.index0 }}{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
        "{% set last = articles | last %}{{ last.head }}",
        "{% with first = articles[0] %}{{ first.text }}{% endwith %}",
        "{% for line in agency %}{{ loop.last }}{% else %}{{ number }}{% endfor %}",
        "{{ not_there is defined }}{{ not_there | default('') }}",
        "{{ bases[1:] | join(', ') }}{{ year + 1 }}{{ about ~ number }}{{ bases | length > 5 }}",
        "{# {{ gone }} #}{% raw %}{{ as_it_is }}{% endraw %}",
        "{%- if draft -%}{{- draft -}}{%- elif notice %}{{ notice | md }}{% else %}–{% endif -%}",
    ],
)
def test_what_jinja_has_for_templates_is_allowed(sipas: Sipas, tmp_path: Path, template: str) -> None:
    assert told(sipas, text(tmp_path, template)) == []


# --- expressions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ cycler.__init__.__globals__ }}", "cycler.__init__.__globals__"),
        ("{{ ''.__class__.__mro__ }}", "''.__class__.__mro__"),
        ("{{ number['__class__'] }}", "number['__class__']"),
        ("{{ number | attr('__class__') }}", "number | attr"),
        ("{{ bases | map(attribute='_x') | list }}", "bases | map"),
        ("{{ about.upper() }}", "about.upper(…)"),
        ("{% for n in range(10**9) %}{% endfor %}", "range(…)"),
        ("{{ 10 ** 99 }}", "10 ** 99"),
        ("{{ 'a' * 9999999999 }}", "9999999999"),
        ("{{ about | safe }}", "about | safe"),
        ("{% include '/etc/passwd' %}", "{% include '/etc/passwd' %}"),
        ("{% import 'a' as b %}", "{% import 'a' as b %}"),
        ("{% macro f() %}{% endmacro %}", "{% macro f() %}"),
        ("{% autoescape false %}{{ about }}{% endautoescape %}", "{% autoescape false %}"),
    ],
)
def test_an_unsafe_expression_is_refused(sipas: Sipas, tmp_path: Path, template: str, shown: str) -> None:
    (line,) = told(sipas, text(tmp_path, f"\n{template}"))
    assert line.startswith(f'decision.md:2: biểu thức "{shown}" không được phép')


@pytest.mark.parametrize(
    "template", ["{{ appendices + 1 }}", "{{ 1 / 0 }}", "{% for n in year %}{% endfor %}"]
)
def test_what_cannot_be_computed_has_its_line(sipas: Sipas, tmp_path: Path, template: str) -> None:
    (line,) = told(sipas, text(tmp_path, f"\n\n{template}"))
    assert line.startswith("decision.md:3: mẫu có biểu thức không tính được")


def test_filters_and_tests_that_are_none_are_named(sipas: Sipas, tmp_path: Path) -> None:
    one, two = told(sipas, text(tmp_path, "{{ about | hoa }}\n{% if about is hoa %}{% endif %}"))
    assert one.startswith('decision.md:1: không có bộ lọc hoặc phép thử "hoa"')
    assert two.startswith("decision.md:2:")


# --- tags ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ number }", '"{{ number }" không được đóng'),
        ("{{ number\n{{ about }}", '"{{ number'),
        ("a { number }}", 'thẻ "a { number }}" viết sai'),
        ("{{ number about }}", 'thẻ "{{ number about }}" viết sai'),
        ("{% fro base in bases %}", 'thẻ "{% fro base in bases %}" viết sai'),
        ("{% for base bases %}{{ base }}{% endfor %}", 'thẻ "{% for base bases %}" viết sai'),
        ("{% if draft %}", 'khối "{% if draft %}" mở mà không đóng: thiếu thẻ {% endif %}'),
        ("{% endif %}", 'thẻ "{% endif %}" không thuộc khối nào'),
        ("{% for b in bases %}{% elif draft %}{% endfor %}", 'thẻ "{% elif draft %}" không thuộc khối nào'),
        (f"{{{{ {'(' * 5000} }}}}", 'thẻ "{{ (((('),
    ],
)
def test_a_broken_tag_is_shown(sipas: Sipas, tmp_path: Path, template: str, said: str) -> None:
    (line,) = told(sipas, text(tmp_path, template))
    assert line.startswith("decision.md:1: ")
    assert said in line


def test_everything_is_found_at_once_in_the_order_of_the_places(sipas: Sipas, tmp_path: Path) -> None:
    template = "\n".join(
        [
            "{{ nunber }}",
            "{% for base in bases %}",
            "{% if draft %}",
            "{{ base.x }}",
            "{% endfor %}",
            "{{ about",
            "{{ year.__class__ }}",
            "{% endif %}",
        ]
    )
    lines = told(sipas, text(tmp_path, template))
    assert [line.split(": ")[0] for line in lines] == [f"decision.md:{n}" for n in (1, 3, 4, 6, 7, 8)]


def test_several_templates_are_checked_in_one_command(sipas: Sipas, tmp_path: Path) -> None:
    names = text(tmp_path, "{{ x }}"), text(tmp_path, "<p>{{ y }}</p>", "decision.html")
    assert [line.split(":")[0] for line in told(sipas, *names)] == ["decision.md", "decision.html"]


def test_two_braces_that_end_a_style_are_no_tag(sipas: Sipas, tmp_path: Path) -> None:
    style = "<style>@media print { p { color: black }}</style>{{ number }}"
    assert told(sipas, text(tmp_path, style, "decision.html")) == []


# --- Word ----------------------------------------------------------------------------------------


def table(document: Any, *rows: list[str]) -> Any:
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    for line, words in zip(made.rows, rows, strict=True):
        for cell, word in zip(line.cells, words, strict=True):
            cell.text = word
    return made


def test_places_in_word_are_paragraphs_tables_headers_and_properties(sipas: Sipas, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        document.add_paragraph("Số {{ number }}")
        document.add_paragraph("{{ a }}")
        table(document, ["", "{{ number }}"], ["", "{{ b }}"])
        document.add_paragraph("{{ c }}")
        inner = document.tables[0].cell(0, 0).add_table(rows=1, cols=1)
        inner.cell(0, 0).text = "{{ d }}"
        document.sections[0].header.paragraphs[0].text = "{{ e }}"
        document.sections[0].footer.paragraphs[0].text = "{{ f }}"
        document.core_properties.title = "{{ g }}"

    lines = told(sipas, word(tmp_path, edit))
    found = {line.split('trường "')[1][0]: line.split(": ")[0] for line in lines}
    assert found == {
        "a": "decision.docx, đoạn 2",
        "b": "decision.docx, bảng 1, dòng 2, ô 2, đoạn 1",
        "c": "decision.docx, đoạn 3",
        "d": "decision.docx, bảng 1, dòng 1, ô 1, bảng 1, dòng 1, ô 1, đoạn 1",
        "e": "decision.docx, đầu trang 1, đoạn 1",
        "f": "decision.docx, chân trang 1, đoạn 1",
        "g": "decision.docx, thuộc tính title của tệp",
    }


def test_a_tag_that_word_has_cut_into_runs_is_one_tag(sipas: Sipas, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        paragraph = document.add_paragraph()
        for n, piece in enumerate(("{", "{ nun", "ber }", "}")):
            paragraph.add_run(piece).bold = n == 1
        paragraph.add_run(" ").add_text("{{ num")
        paragraph._p.append(parse_xml(f'<w:proofErr {nsdecls("w")} w:type="spellEnd"/>'))
        paragraph.add_run("ber }}")

    (line,) = told(sipas, word(tmp_path, edit))
    assert line.startswith('decision.docx, đoạn 1: ở đây không có trường "nunber"')


def test_a_tag_with_something_in_it_that_would_be_lost_is_refused(sipas: Sipas, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        paragraph = document.add_paragraph("{{ num")
        paragraph.runs[0].add_break()
        paragraph.add_run("ber }}")
        document.add_paragraph("{{ number").add_run().add_tab()
        document.add_paragraph("}}")

    lines = told(sipas, word(tmp_path, edit))
    assert [line.split(": ")[0] for line in lines] == [f"decision.docx, đoạn {n}" for n in (1, 2, 3)]
    assert 'giữa thẻ "{{ number }}" có thứ khác' in lines[0]
    assert "không được đóng trong cùng một đoạn" in lines[1]


def test_quotation_marks_that_word_has_curled_are_straight_in_a_tag(sipas: Sipas, tmp_path: Path) -> None:
    assert told(sipas, word(tmp_path, lambda d: d.add_paragraph("{{ agency | join(“ ”) }}"))) == []


def test_a_loop_that_tears_a_table_apart_is_refused(sipas: Sipas, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        document.add_paragraph("{% for base in bases %}")
        table(document, ["{{ base }}", "{% endfor %}"])

    (line,) = told(sipas, word(tmp_path, edit))
    assert line.startswith("decision.docx, bảng 1, dòng 1, ô 2, đoạn 1: khối mở bằng")
    assert "(decision.docx, đoạn 1)" in line


def test_loops_over_paragraphs_rows_and_cells_are_sound(sipas: Sipas, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        document.add_paragraph("{% for base in bases %}{{ base }}")
        document.add_paragraph("{% endfor %}")
        table(document, ["{%tr for article in articles %}"], ["{{ article.head }}"], ["{%tr endfor %}"])

    assert told(sipas, word(tmp_path, edit)) == []


def test_what_docxtpl_would_take_away_with_a_tag_is_told(sipas: Sipas, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        document.add_paragraph("Căn cứ {%p if draft %}")
        document.add_paragraph("{%p endif %}")
        document.add_paragraph("{%tr if draft %}")
        document.add_paragraph("{% endif %}")

    first, second = told(sipas, word(tmp_path, edit))
    assert first.startswith('decision.docx, đoạn 1: thẻ "{%p if draft %}" xóa cả đoạn')
    assert second.startswith('decision.docx, đoạn 3: thẻ "{%tr if draft %}" viết sai')


def test_a_tag_in_a_text_box_or_an_attribute_is_found(sipas: Sipas, tmp_path: Path) -> None:
    box = (
        f"<w:r {nsdecls('w')}><w:pict>"
        "<v:shape xmlns:v='urn:schemas-microsoft-com:vml' alt='{{ hidden }}'>"
        "<v:textbox><w:txbxContent><w:p><w:r><w:t>{{ boxed }}</w:t></w:r></w:p></w:txbxContent></v:textbox>"
        "</v:shape></w:pict></w:r>"
    )
    lines = told(sipas, word(tmp_path, lambda d: d.add_paragraph("a")._p.append(parse_xml(box))))
    assert [line.split('"')[1] for line in lines] == ["hidden", "boxed"]


def test_an_end_tag_taken_out_of_the_shipped_template_is_missed(sipas: Sipas, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        last = [p for p in document.paragraphs if p.text == "{%p endfor %}"][-1]
        last._p.getparent().remove(last._p)

    (line,) = told(sipas, word(tmp_path, edit, TEMPLATES / "decision.docx"))
    assert 'khối "{%p for appendix in appendices %}" mở mà không đóng: thiếu thẻ {% endfor %}' in line


# --- files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("decision.docx", b"not a document"),
        ("decision.md", b"\xff\xfe\xfa"),
        ("decision.txt", b"{{ number }}"),
    ],
)
def test_a_file_that_is_no_template_is_refused(
    sipas: Sipas, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    (line,) = told(sipas, name)
    assert line.startswith(f"{name}: mẫu")


def test_a_workbook_is_no_word_template(sipas: Sipas, tmp_path: Path) -> None:
    import openpyxl

    openpyxl.Workbook().save(tmp_path / "decision.docx")
    assert [line[:19] for line in told(sipas, "decision.docx")] == ["decision.docx: mẫu "]


def test_a_file_is_looked_for_in_the_workspace_and_named_if_it_is_not_there(
    sipas: Sipas, tmp_path: Path
) -> None:
    (tmp_path / "w").mkdir()
    text(tmp_path / "w", "{{ number }}")
    assert sipas("-C", "w", "template", "check", "decision.md").status == 0
    assert "không có tệp này" in sipas("template", "check", "decision.md").err
    assert sipas("template", "check", "w/decision.md", "--document", "nothing").status == 2


# --- what a template brings along ----------------------------------------------------------------


def with_member(folder: Path, name: str, change: Callable[[str], str]) -> str:
    """The shipped template of Word with one of its parts changed."""
    with ZipFile(TEMPLATES / "decision.docx") as package:
        members = {own: package.read(own) for own in package.namelist()}
    members[name] = change(members[name].decode()).encode()
    with ZipFile(folder / "decision.docx", "w", ZIP_DEFLATED) as package:
        for own, content in members.items():
            package.writestr(own, content)
    return "decision.docx"


def related(kind: str, target: str, mode: str = "") -> Callable[[str], str]:
    """Adds a relationship."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    tag = f'<Relationship Id="rX" Type="{office}/{kind}" Target="{target}"{mode}/>'
    return lambda text: text.replace("</Relationships>", f"{tag}</Relationships>")


RELATIONS = "word/_rels/document.xml.rels"
OUTSIDE = ' TargetMode="External"'


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "subDocument"])
def test_a_word_template_fetches_nothing_when_it_is_opened(tmp_path: Path, sipas: Sipas, kind: str) -> None:
    name = with_member(tmp_path, RELATIONS, related(kind, "http://a.vn/x", OUTSIDE))
    assert told(sipas, name) == [
        f'decision.docx, {RELATIONS}: "http://a.vn/x" được lấy từ nơi khác khi mở văn bản. '
        "Bỏ đi, hoặc nhúng hình vào chính mẫu."
    ]


def test_a_link_in_a_word_template_does_no_harm(tmp_path: Path, sipas: Sipas) -> None:
    name = with_member(tmp_path, RELATIONS, related("hyperlink", "https://a.vn", OUTSIDE))
    assert told(sipas, name) == []


def test_macros_are_named_also_where_a_docm_was_only_given_another_name(tmp_path: Path, sipas: Sipas) -> None:
    document = "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = "vnd.ms-word.document.macroEnabled.main+xml"
    name = with_member(tmp_path, "[Content_Types].xml", lambda text: text.replace(document, macros))
    assert ["(macro)" in line for line in told(sipas, name)] == [True]
    name = with_member(tmp_path, RELATIONS, related("vbaProject", "vbaProject.bin"))
    assert ["(vbaProject.bin)" in line for line in told(sipas, name)] == [True]


def test_a_document_type_in_a_word_template_is_refused_with_its_part(tmp_path: Path, sipas: Sipas) -> None:
    def typed(text: str) -> str:
        entity = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        return text.replace("?>", f"?>{entity}", 1).replace("{{ about }}", "&e;")

    name = with_member(tmp_path, "word/document.xml", typed)
    assert [line.split(": ")[0] for line in told(sipas, name)] == ["decision.docx, word/document.xml"]


def test_a_field_of_word_that_takes_from_elsewhere_is_refused_however_it_is_cut(
    tmp_path: Path, sipas: Sipas
) -> None:
    def edit(document: Any) -> None:
        document.add_paragraph("{{ number }}")
        for piece in (" INCLUDE", 'PICTURE "http://a.vn/x.png" '):
            instruction = parse_xml(f"<w:instrText {nsdecls('w')}>{piece}</w:instrText>")
            document.paragraphs[0].add_run()._element.append(instruction)

    assert told(sipas, word(tmp_path, edit)) == [
        'decision.docx, đoạn 1: "INCLUDEPICTURE" được lấy từ nơi khác khi mở văn bản. '
        "Bỏ đi, hoặc nhúng hình vào chính mẫu."
    ]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ('<img src="http://a.vn/x.png">', "src=http://a.vn/x.png"),
        ('<img src="logo.png">', "src=logo.png"),
        ('<img srcset="//a.vn/x 2x">', "srcset=//a.vn/x 2x"),
        ('<svg><image href="//a.vn/x"/></svg>', "href=//a.vn/x"),
        ('<link rel="icon" href="data:,">', "<link>"),
        ('<p style="background: url(//a.vn/x)">', "url(//a.vn/x"),
        ("<style>p { background: u\\72l('//a.vn/x') }</style>", "url('//a.vn/x'"),
        ("<style>p { background: u\\rl(//a.vn/x) }</style>", "url(//a.vn/x"),
        ("<style>p { background: image-set('//a.vn/x' 1x) }</style>", "image-set("),
        ("<style>\n@import '//a.vn/x';</style>", "@import"),
        ("<scr{# #}ipt>x</script>", "<script>"),
        ('<p onclick="x()">', "onclick=x()"),
        ('<a href="java&#10;script:x()">', "script:x()"),
        ('<meta http-equiv="Refresh" content="0;url=//a.vn">', "http-equiv=Refresh"),
    ],
)
def test_a_page_runs_nothing_and_fetches_nothing(
    tmp_path: Path, sipas: Sipas, content: str, what: str
) -> None:
    name = text(tmp_path, f"<p>{{{{ number }}}}</p>\n{content}", "decision.html")
    (line,) = told(sipas, name)
    assert line.startswith(("decision.html:2: ", "decision.html:3: "))
    assert what in line


def test_links_and_pictures_within_a_page_do_no_harm(tmp_path: Path, sipas: Sipas) -> None:
    content = (
        '<a href="https://a.vn">{{ number }}</a><img src="data:image/png;base64,AA"><p style="color: red">'
    )
    assert told(sipas, text(tmp_path, content, "decision.html")) == []


# --- fields --------------------------------------------------------------------------------------


def fields(sipas: Sipas, *words: object) -> dict[str, str]:
    result = sipas("template", "fields", *words, "--format", "json")
    assert result.status == 0, result.err
    listed: dict[str, str] = json.loads(result.out)
    return listed


def test_the_fields_of_a_template_are_listed_with_the_values_that_they_have(
    example: Path, sipas: Sipas
) -> None:
    assert sipas("score", "survey.xlsx").status == 0
    decision = fields(sipas)
    assert decision["number"] == "865/QĐ-UBND"
    assert decision["appendices[].groups"] == "danh sách, 3 mục"
    assert decision["appendices[].groups[].title"] == "1. Các sở, ban, ngành"
    assert decision["articles[].head"] == "Điều 1."
    notice = fields(sipas, "notice")
    assert (notice["unit"], notice["sheets[].score"]) == ("Sở Tư pháp", "96,99")
    assert fields(sipas, "submission")["indices[].overall"] == "94,81"
    assert fields(sipas, "report")["year"] == "2023"


def test_without_results_the_values_are_made_up_which_is_said(tmp_path: Path, sipas: Sipas) -> None:
    result = sipas("-C", tmp_path, "template", "fields", "handover", "--format", "csv")
    assert result.status == 0
    assert "chỉ để minh họa" in result.err
    assert "checksums,van-ban.sha256" in result.out.splitlines()
    assert sipas("template", "fields", "công văn").status == 2
