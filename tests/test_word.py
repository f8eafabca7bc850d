"""The Word file of the decision: valid for Word, its sections, what stays together, old templates."""

import io
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from conftest import EXAMPLE, ROOT, Sipas, ballot, key_of, write_book

SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OTHER = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
#: The children of each element in their order, by the sequences of ISO/IEC 29500-4 (transitional), annex A.
#: CT_TrPr is no sequence but a choice: its children may stand in any order, so only their names are checked.
SEQUENCES = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
    "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct "
    "autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing "
    "mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl "
    "divId cnfStyle rPr sectPr pPrChange",
    "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline "
    "shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position "
    "sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout "
    "specVanish oMath rPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
    "vAlign hideMark headers cellIns cellDel cellMerge tcPrChange",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
    "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
    "docGrid printerSettings sectPrChange",
    "pBdr": "top left bottom right between bar",
    "tblCellMar": "top start left bottom end right",
    "tblBorders": "top start left bottom end right insideH insideV",
    "tcBorders": "top start left bottom end right insideH insideV tl2br tr2bl",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr *",
    "p": "pPr *",
    "r": "rPr *",
    "body": "* sectPr",
}
ROW = (
    "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden"
)
#: These may be repeated, and the first two mixed.
REPEATED = {"headerReference", "footerReference", "tr", "tc"}


def parts(package: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    with zipfile.ZipFile(io.BytesIO(package)) as found:
        for name in found.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                yield name, ElementTree.fromstring(found.read(name))


def out_of_order(package: bytes) -> list[str]:
    """Where a Word file departs from the sequences, or repeats what may stand once."""
    wrong = []
    for name, root in parts(package):
        for element in root.iter():
            own = element.tag.removeprefix(SPACE)
            children = [child.tag.removeprefix(SPACE) for child in element]
            if own == "trPr":
                wrong += [f"{name}: trPr {child}" for child in children if child not in ROW.split()]
            elif own in SEQUENCES and not fits(children, SEQUENCES[own].split()):
                wrong.append(f"{name}: {own} {children}")
            if own == "tc" and children[-1:] != ["p"]:
                wrong.append(f"{name}: a cell must end in a paragraph")
    return wrong


def fits(children: Sequence[str], sequence: Sequence[str]) -> bool:
    """Whether `children` are in the order of `sequence`, each once; "*" stands for anything else."""
    known = [name for name in sequence if name != "*"]
    if "*" in sequence:
        named = [child for child in children if child in known]
        ends = children[: len(named)] if sequence[-1] == "*" else children[len(children) - len(named) :]
        return list(ends) == named and len(named) == len(set(named))
    places = [known.index(child) if child in known else -1 for child in children]
    once = [child for child in children if child not in REPEATED]
    return -1 not in places and places == sorted(places) and len(once) == len(set(once))


@pytest.fixture
def workspace(tmp_path: Path, sipas: Sipas) -> Path:
    """60 departments and 3 districts, so that tables go over pages; two indices of appendices are one."""
    shutil.copy(EXAMPLE / "decision.yaml", tmp_path / "decision.yaml")
    units = [("so", f"Sở số {n}") for n in range(60)] + [("huyen", f"Huyện {n}") for n in range(3)]
    register = "groups: [{id: so, name: Các sở}, {id: huyen, name: Các huyện}]\nunits:\n"
    register += "".join(
        f"  - {{id: u{n}, group: {group}, name: {name}}}\n" for n, (group, name) in enumerate(units)
    )
    (tmp_path / "units.yaml").write_text(register, encoding="utf-8")
    write_book(tmp_path / "a.xlsx", [ballot(n, name, 4) for n, (_, name) in enumerate(units)])
    assert sipas("-q", "score", "a.xlsx").status == 0
    return tmp_path


def rendered(workspace: Path, sipas: Sipas) -> bytes:
    assert sipas("render-decision", "-o", "qd.docx").status == 0
    return (workspace / "qd.docx").read_bytes()


def test_the_order_of_elements_is_that_of_the_schema_in_every_shipped_template() -> None:
    templates = sorted((ROOT / "templates").glob("*.docx"))
    assert templates
    assert {path.name: out_of_order(path.read_bytes()) for path in templates} == {
        p.name: [] for p in templates
    }


def test_the_order_of_elements_is_that_of_the_schema_in_a_rendered_document(
    workspace: Path, sipas: Sipas
) -> None:
    assert out_of_order(rendered(workspace, sipas)) == []
    more = ("band", "note", "ballots", "points", "maximum", "head", "head_class", "previous_rank")
    with (workspace / "decision.yaml").open("a", encoding="utf-8") as file:  # many columns: narrow margins
        file.writelines(f"      - {{field: {field}, title: {field}}}\n" for field in more)
    wide = rendered(workspace, sipas)
    assert "tblCellMar" in docx.Document(io.BytesIO(wide)).tables[-1]._tbl.xml
    assert out_of_order(wide) == []


@pytest.mark.parametrize(
    ("children", "sequence", "right"),
    [
        ("jc rPr", "pPr", True),
        ("rPr jc", "pPr", False),
        ("jc jc", "pPr", False),
        ("jc madeUp", "pPr", False),
        ("headerReference headerReference pgSz", "sectPr", True),
        ("cols pgNumType", "sectPr", False),
        ("pPr r r", "p", True),
        ("r pPr", "p", False),
        ("p tbl sectPr", "body", True),
        ("sectPr p", "body", False),
    ],
)
def test_the_check_of_the_order_can_fail(children: str, sequence: str, right: bool) -> None:
    assert fits(children.split(), SEQUENCES[sequence].split()) is right


def test_pages_are_numbered_from_1_in_the_decision_and_in_each_appendix(
    workspace: Path, sipas: Sipas
) -> None:
    document = docx.Document(io.BytesIO(rendered(workspace, sipas)))
    assert len(document.sections) == 2
    for section in document.sections:
        (numbers,) = section._sectPr.findall(f"{SPACE}pgNumType")
        assert numbers.get(f"{SPACE}start") == "1"
        assert section.different_first_page_header_footer
        (paragraph,) = section.header.paragraphs
        assert paragraph.alignment == 1  # giữa
        assert "PAGE" in paragraph._p.xml
        assert [p.text for p in section.first_page_header.paragraphs if p.text] == []


def test_tables_repeat_their_heading_and_no_row_is_split(workspace: Path, sipas: Sipas) -> None:
    document = docx.Document(io.BytesIO(rendered(workspace, sipas)))
    assert len(document.tables) == 4  # đầu văn bản, chữ ký, hai nhóm
    for table in document.tables:
        assert all(row._tr.trPr.find(f"{SPACE}cantSplit") is not None for row in table.rows)
    for table in document.tables[2:]:
        headings = [row._tr.trPr.find(f"{SPACE}tblHeader") is not None for row in table.rows]
        assert headings == [True] + [False] * (len(headings) - 1)


def kept(element: ElementTree.Element) -> bool:
    return element.find(f"{SPACE}pPr/{SPACE}keepNext") is not None


def test_titles_stay_with_their_tables_and_the_signature_with_the_last_article(
    workspace: Path, sipas: Sipas
) -> None:
    body = dict(parts(rendered(workspace, sipas)))["word/document.xml"].find(f"{SPACE}body")
    assert body is not None
    texts = {"".join(t.text or "" for t in p.iter(f"{SPACE}t")): p for p in body.findall(f"{SPACE}p")}
    for title in ("PHỤ LỤC", "TỈNH QUẢNG NINH NĂM 2023", "1. Các sở", "2. Các huyện", "QUYẾT ĐỊNH:"):
        assert kept(texts[title]), title
    articles = [kept(p) for text, p in texts.items() if text.startswith("Điều ")]
    assert articles == [False, False, False, True]
    children = list(body)
    signature = [child for child in children if child.tag == f"{SPACE}tbl"][1]
    assert kept(children[children.index(signature) - 1])  # khoảng trống giữa điều cuối và chữ ký
    assert children[children.index(signature) - 2] is texts[next(t for t in texts if t.startswith("Điều 4."))]


def test_no_page_begins_with_the_last_rows_or_ends_after_the_first(workspace: Path, sipas: Sipas) -> None:
    document = docx.Document(io.BytesIO(rendered(workspace, sipas)))
    rows = [all(kept(p._p) for c in row.cells for p in c.paragraphs) for row in document.tables[2].rows]
    assert rows == [*[True] * 5, *[False] * 51, *[True] * 5]  # đầu bảng và 60 đơn vị


def test_the_line_below_the_agency_is_a_third_to_a_half_as_long(workspace: Path, sipas: Sipas) -> None:
    # in chữ đậm 13 pt: TỈNH QUẢNG NINH rộng khoảng 120 pt; gạch dưới rộng nửa cỡ chữ, 7 x 6,5 = 45,5 pt
    cell = docx.Document(io.BytesIO(rendered(workspace, sipas))).tables[0].cell(0, 0)
    assert [p.text for p in cell.paragraphs] == ["ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NINH", "_" * 7]


def test_the_template_of_version_0_2_still_works(workspace: Path, sipas: Sipas) -> None:
    (workspace / "templates").mkdir()
    shutil.copy(
        Path(__file__).parent / "data" / "decision-0.2.docx", workspace / "templates" / "decision.docx"
    )
    assert sipas("template", "check", "templates/decision.docx").status == 0
    result = sipas("render-decision", "-o", "qd.docx")
    assert result.status == 0
    assert "không có trường draft" in result.err
    table = docx.Document(str(workspace / "qd.docx")).tables[-1]
    assert [cell.text for cell in table.rows[1].cells] == ["1", "Huyện 0", "100,00"]


HOSTILE = [
    "Sở A & B <C>",
    "{{ 7*7 }}",
    "=1+1",
    "{_{ about }_} {_% if %_}",
    "Sở \x01 ký tự điều khiển",
    "Đ" * 150,
    "{%p if draft %}",
    "&amp; &#123;",
]


def test_hostile_names_come_out_as_themselves_in_every_format(tmp_path: Path, sipas: Sipas) -> None:
    from sipas_cli.templating import template

    context = {"names": HOSTILE}
    document = docx.Document()
    for tag in ("{%p for name in names %}", "{{ name }}", "{%p endfor %}"):
        document.add_paragraph(tag)
    document.save(str(tmp_path / "a.docx"))
    (tmp_path / "a.html").write_text("{% for name in names %}{{ name }}|{% endfor %}", encoding="utf-8")
    made = template.filled(tmp_path / "a.docx", context, context)
    shown = [paragraph.text for paragraph in docx.Document(io.BytesIO(made)).paragraphs]
    assert shown == [name.replace("\x01", "") for name in HOSTILE]
    html = template.filled(tmp_path / "a.html", context, context).decode()
    assert html.startswith("Sở A &amp; B &lt;C&gt;|{{ 7*7 }}|=1+1|{_{ about }_} {_% if %_}|")
    assert html.endswith(f"|{'Đ' * 150}|{{%p if draft %}}|&amp;amp; &amp;#123;|")


def test_a_template_that_tears_the_document_apart_is_refused(tmp_path: Path) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    from sipas_cli.errors import RulesError
    from sipas_cli.templating import template

    document = docx.Document()
    paragraph = document.add_paragraph()._p
    link = f"<w:hyperlink {nsdecls('w')} w:anchor='a'><w:r><w:t>{{% if draft %}}</w:t></w:r></w:hyperlink>"
    paragraph.append(parse_xml(link))
    paragraph.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>{{% endif %}}</w:t></w:r>"))
    document.save(str(tmp_path / "a.docx"))
    with pytest.raises(RulesError) as refused:
        template.filled(tmp_path / "a.docx", {"draft": ""}, {"draft": "x"})
    assert key_of(refused.value) == "template_structure"
