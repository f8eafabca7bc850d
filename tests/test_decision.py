"""The decision: right texts, nothing lost, blanks where nothing is known, templates held in check. What
is in its appendices: test_appendices.py."""

import importlib
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from conftest import EXAMPLE, ROOT, Sipas, ballot, soffice, write_book

UNITS = """
groups: [{id: so, name: "Các sở & ban"}]
units:
  - {id: a, group: so, name: "Sở LĐTB&XH"}
  - {id: b, group: so, name: "Sở A & B <C>"}
  - {id: c, group: so, name: "{{ 7*7 }}"}
  - {id: d, group: so, name: "=1+1 | *x*", not_ranked: mới thành lập}
"""


@pytest.fixture
def workspace(tmp_path: Path, sipas: Sipas) -> Path:
    """Four units with difficult names, a and b tied at 100, d not ranked."""
    (tmp_path / "units.yaml").write_text(UNITS, encoding="utf-8")
    shutil.copy(EXAMPLE / "decision.yaml", tmp_path / "decision.yaml")
    names = ["Sở LĐTB&XH", "Sở A & B <C>", "{{ 7*7 }}", "=1+1 | *x*"]
    rows = [
        ballot(10 * u + n, name, 2 if u == 2 and n == 0 else 5)
        for u, name in enumerate(names)
        for n in range(3)
    ]
    for row in rows:
        row[1] = f"{row[1]}"
    header_rows = rows
    write_book(tmp_path / "a.xlsx", header_rows, edit=lambda sheet, _: _as_text(sheet))
    assert sipas("-q", "score", "a.xlsx").status == 0
    return tmp_path


def _as_text(sheet: Any) -> None:
    """openpyxl takes "=1+1" for a formula unless told that it is text."""
    for row in sheet.iter_rows(min_row=2, min_col=2, max_col=2):
        for cell in row:
            cell.data_type = "s"


def words(path: Path) -> str:
    """All text of a Word document, paragraph by paragraph, those in tables too."""
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    paragraphs = root.iter(f"{space}p")
    said = "\n".join("".join(t.text or "" for t in p.iter(f"{space}t")) for p in paragraphs)
    return said.replace("\N{NON-BREAKING HYPHEN}", "-").replace("\N{NO-BREAK SPACE}", " ")


def test_difficult_names_come_out_as_themselves_in_word(workspace: Path, sipas: Sipas) -> None:
    assert sipas("render-decision", "-o", "qd.docx").status == 0
    table = docx.Document(str(workspace / "qd.docx")).tables[-1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["STT", "Tên đơn vị", "Chỉ số hài lòng SIPAS (%)"],
        ["1", "Sở A & B <C>", "100,00"],
        ["1", "Sở LĐTB&XH", "100,00"],
        ["3", "{{ 7*7 }}", "66,67"],  # 2 trên 3 phiếu
        ["–", "=1+1 | *x* (mới thành lập)", "100,00"],
    ]
    assert "1. Các sở & ban" in words(workspace / "qd.docx")


def test_difficult_names_come_out_as_themselves_in_html_and_markdown(workspace: Path, sipas: Sipas) -> None:
    html = sipas("render-decision", "--format", "html", "-o", "-").out
    assert "<td>Sở LĐTB&amp;XH</td>" in html
    assert "<td>Sở A &amp; B &lt;C&gt;</td>" in html
    assert "<td>{{ 7*7 }}</td>" in html
    assert "http" not in html  # không gọi ra ngoài
    markdown = sipas("render-decision", "--format", "md", "-o", "-").out
    assert "| 1 | Sở LĐTB&XH | 100,00 |" in markdown
    assert "| 3 | \\{\\{ 7\\*7 \\}\\} | 66,67 |" in markdown
    assert "=1+1 \\| \\*x\\* (mới thành lập)" in markdown


def test_the_page_breaks_no_figure_and_scrolls_what_is_too_wide(workspace: Path, sipas: Sipas) -> None:
    html = sipas("render-decision", "--format", "html", "-o", "-").out
    figures = re.search(r"th, td\.number \{(.*?)\}", html)
    assert figures is not None
    assert "overflow-wrap: normal" in figures[1]
    assert (
        '<div class="box" tabindex="0" role="region" aria-label="PHỤ LỤC: 1. Các sở &amp; ban">\n<table>'
        in html
    )
    assert re.findall("<(h1|main)\\b", html) == ["main", "h1"]


def test_no_emphasis_in_markdown_ends_with_a_space(workspace: Path, sipas: Sipas) -> None:
    wording = (workspace / "decision.yaml").read_text(encoding="utf-8")
    undated = re.sub("^date:.*\n", "", wording, flags=re.MULTILINE)
    (workspace / "decision.yaml").write_text(undated, encoding="utf-8")
    lines = sipas("render-decision", "--format", "md", "-o", "-").out.splitlines()
    (place,) = [line for line in lines if ", ngày" in line and line.startswith("*")]
    assert place.endswith("năm*")  # "năm   *" would show the asterisks; the day is blank


def test_the_texts_are_those_of_the_published_decision(scored_example: Path, sipas: Sipas) -> None:
    assert sipas("render-decision", "--year", "2023", "-o", "qd.docx").status == 0
    text = words(scored_example / "qd.docx")
    for line in (
        "ỦY BAN NHÂN DÂN",
        "TỈNH QUẢNG NINH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 865/QĐ-UBND",
        "Quảng Ninh, ngày 27 tháng 3 năm 2024",
        "QUYẾT ĐỊNH",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH",
        "Theo đề nghị của Sở Nội vụ tại Tờ trình số 75/TTr-SNV ngày 26/3/2024.",
        "Nơi nhận:",
        "- Như Điều 4;",
        "- Lưu: VT, SNV.",
        "CHỦ TỊCH",
        "Cao Tường Huy",
        "PHỤ LỤC",
        "TỈNH QUẢNG NINH NĂM 2023",
        "(Kèm theo Quyết định số: 865/QĐ-UBND ngày 27/3/2024 của Chủ tịch UBND tỉnh)",
        "1. Các sở, ban, ngành",
        "2. Các huyện, thị xã, thành phố",
        "3. Các cơ quan Trung ương đóng trên địa bàn tỉnh",
    ):
        assert line in text.splitlines()
    bases = [line for line in text.splitlines() if line.startswith(("Căn cứ", "Theo đề nghị"))]
    assert [line[-1] for line in bases] == [";", ";", ";", ";", "."]
    articles = [line for line in text.splitlines() if line.startswith("Điều ")]
    assert [line[:7] for line in articles] == ["Điều 1.", "Điều 2.", "Điều 3.", "Điều 4."]
    assert articles[-1].endswith("chịu trách nhiệm thi hành Quyết định này./.")
    assert "{" not in text


def test_number_and_day_are_blank_when_they_are_not_given(scored_example: Path, sipas: Sipas) -> None:
    path = scored_example / "decision.yaml"
    text = re.sub(r"(?m)^(number|date|appendix_of): .*\n", "", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    draft = sipas("render-decision", "--format", "md", "-o", "-").out
    assert "Số:        /QĐ-UBND" in draft
    assert "ngày       tháng       năm" in draft
    given = sipas("render-decision", "--number", "12", "--date", "8/1/2024", "--format", "md", "-o", "-").out
    assert "Số: 12/QĐ-UBND" in given
    assert "ngày 08 tháng 01 năm 2024" in given
    assert "(Kèm theo Quyết định số 12/QĐ-UBND ngày 08 tháng 01 năm 2024 của" in given
    month = sipas("render-decision", "--date", "2024-01", "--format", "md", "-o", "-").out
    assert "ngày       tháng 01 năm 2024" in month
    wrong = sipas("render-decision", "--date", "31/2/2024", "-o", "-")
    assert wrong.status == 2
    assert "2024-03-27" in wrong.err


def test_an_office_says_in_its_own_words_to_which_decision_an_appendix_belongs(
    scored_example: Path, sipas: Sipas
) -> None:
    path = scored_example / "decision.yaml"
    text = path.read_text(encoding="utf-8")
    own = 'appendix_of: "(Ban hành kèm theo Quyết định {number} {date})"'
    path.write_text(re.sub(r"(?m)^appendix_of: .*$", own, text), encoding="utf-8")
    draft = sipas("render-decision", "--format", "md", "-o", "-").out
    assert draft.count("(Ban hành kèm theo Quyết định 865/QĐ-UBND ngày 27 tháng 3 năm 2024)") == 1
    path.write_text(text.replace("about: >-\n", "about: >-\n  Ngày {date}\n"), encoding="utf-8")
    refused = sipas("render-decision", "-o", "-")  # an appendix alone has a decision to belong to
    assert refused.status == 2
    assert "{date}" in refused.err


def test_the_same_run_gives_the_same_bytes(workspace: Path, sipas: Sipas) -> None:
    for form in ("docx", "html", "md"):
        first = sipas("render-decision", "-o", f"a.{form}")
        second = sipas("render-decision", "-o", f"b.{form}")
        assert first.status == second.status == 0
        assert (workspace / f"a.{form}").read_bytes() == (workspace / f"b.{form}").read_bytes()


def test_an_edited_document_is_kept_when_it_is_written_again(workspace: Path, sipas: Sipas) -> None:
    made = workspace / "quyet-dinh-2023.docx"
    assert sipas("render-decision").out.strip().endswith("quyet-dinh-2023.docx")
    assert sipas("render-decision").err.count("giữ tại") == 0
    made.write_bytes(b"edited by hand")
    assert "quyet-dinh-2023.docx.bak" in sipas("render-decision").err
    assert (workspace / "quyet-dinh-2023.docx.bak").read_bytes() == b"edited by hand"


def test_a_document_is_in_vietnamese_whatever_the_language_of_the_messages(
    workspace: Path, sipas: Sipas
) -> None:
    (workspace / "units.yaml").write_text(UNITS + "  - {id: e, group: so, name: Sở E}\n", encoding="utf-8")
    assert sipas("score", "a.xlsx", "--lang", "en").status == 0
    assert "Sở E (không có điểm)" in sipas("render-decision", "-o", "-", "--format", "md", "--lang", "en").out


def test_a_template_of_the_office_goes_before_the_shipped_one(workspace: Path, sipas: Sipas) -> None:
    (workspace / "templates").mkdir()
    (workspace / "templates" / "decision.md").write_text("Số {{ number }}", encoding="utf-8")
    assert sipas("render-decision", "--format", "md", "-o", "-").out == "Số 865/QĐ-UBND"
    document = docx.Document(str(ROOT / "templates" / "decision.docx"))
    document.add_paragraph("Phòng Cải cách hành chính: {{ number }}")
    document.save(str(workspace / "templates" / "decision.docx"))
    assert sipas("render-decision", "-o", "qd.docx").status == 0
    assert "Phòng Cải cách hành chính: 865/QĐ-UBND" in words(workspace / "qd.docx")


@pytest.mark.parametrize(
    "expression",
    [
        "{{ cycler.__init__.__globals__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ no_such_field }}",
        "{% for one in appendices %}",
        "{% include '/etc/passwd' %}",
    ],
)
def test_a_template_with_an_unknown_field_or_a_forbidden_expression_is_refused(
    workspace: Path, sipas: Sipas, expression: str
) -> None:
    (workspace / "templates").mkdir()
    (workspace / "templates" / "decision.md").write_text(expression, encoding="utf-8")
    refused = sipas("render-decision", "--format", "md", "-o", "-")
    assert refused.status == 2
    assert refused.err.splitlines()[-1].startswith("Lỗi: decision.md")
    document = docx.Document()
    document.add_paragraph(expression)
    document.save(str(workspace / "templates" / "decision.docx"))
    refused = sipas("render-decision", "-o", "qd.docx")
    assert refused.status == 2
    assert not (workspace / "qd.docx").exists()


@pytest.mark.parametrize(
    ("script", "names"),
    [
        ("make_decision_docx", ["decision.docx"]),
        ("make_letters_docx", ["handover.docx", "notice.docx", "report.docx", "submission.docx"]),
    ],
)
def test_the_shipped_templates_are_what_their_scripts_make(
    script: str, names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(ROOT / "tools")
    monkeypatch.setattr(importlib.import_module("word_layout"), "TEMPLATES", tmp_path)
    importlib.import_module(script).main()
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    for name in names:
        made, shipped = (
            zipfile.ZipFile(folder / name).read("word/document.xml")
            for folder in (tmp_path, ROOT / "templates")
        )
        assert made == shipped


def test_the_document_opens_in_libreoffice_with_its_tables(scored_example: Path, sipas: Sipas) -> None:
    sipas("render-decision", "-o", "qd.docx")
    profile = f"-env:UserInstallation=file://{scored_example}/profile"
    command = [soffice(), profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "qd.docx"]
    subprocess.run(command, cwd=scored_example, check=True, capture_output=True, timeout=180)
    text = (scored_example / "qd.txt").read_text(encoding="utf-8-sig")
    assert "Sở Lao động, Thương binh và Xã hội" in text
    for score in ("96,99", "90,34", "97,21", "93,85", "97,82", "94,56"):
        assert score in text.splitlines()


def test_a_package_has_no_times_of_its_own(workspace: Path, sipas: Sipas) -> None:
    sipas("render-decision", "-o", "qd.docx")
    with zipfile.ZipFile(io.BytesIO((workspace / "qd.docx").read_bytes())) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_field_of_the_wording_that_is_none_is_refused_at_its_line(workspace: Path, sipas: Sipas) -> None:
    path = workspace / "decision.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("NĂM {year}", "NĂM {yaer}"), encoding="utf-8")
    refused = sipas("render-decision")
    assert refused.status == 2
    assert "decision.yaml:" in refused.err
    assert "{yaer}" in refused.err
    assert "{province_name}" in refused.err


@pytest.mark.parametrize(
    "template", ["{{ appendices + 1 }}", "{{ 1 / 0 }}", "{% for n in range(10**9) %}{% endfor %}"]
)
def test_an_expression_that_cannot_be_computed_is_the_templates_fault(
    workspace: Path, sipas: Sipas, template: str
) -> None:
    (workspace / "templates").mkdir()
    (workspace / "templates" / "decision.md").write_text(template, encoding="utf-8")
    result = sipas("render-decision", "--format", "md", "-o", "-")
    assert result.status == 2
    assert "decision.md" in result.err


def test_a_damaged_template_is_named(workspace: Path, sipas: Sipas) -> None:
    (workspace / "templates").mkdir()
    (workspace / "templates" / "decision.docx").write_bytes(b"not a document")
    result = sipas("render-decision")
    assert result.status == 2
    assert "decision.docx: mẫu bị hỏng" in result.err
