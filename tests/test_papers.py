"""Submission, report and notices in Word: their heads, what they say, pictures, names, files."""

import io
import json
import shutil
import struct
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import EXAMPLE, ROOT, Sipas, ballot, soffice, write_book
from test_word import HOSTILE, out_of_order

from sipas_cli.text.names import file_names
from sipas_cli.workspace.settings import Settings

TEMPLATES = ROOT / "templates"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
UNITS = """\
groups: [{id: so, name: Các sở}]
units:
  - {id: so-noi-vu, name: Sở Nội vụ, group: so, aliases: [SNV]}
  - {id: so-y-te, name: Sở Y tế, group: so}
  - {id: con, name: "Sở A & B <C>", group: so}
"""


@pytest.fixture
def workspace(tmp_path: Path, sipas: Sipas) -> Path:
    """Three departments: 12 ballots each, of which all, 9 (75 %) and 6 (50 %) are satisfied."""
    shutil.copy(EXAMPLE / "decision.yaml", tmp_path / "decision.yaml")
    (tmp_path / "units.yaml").write_text(UNITS, encoding="utf-8")
    (tmp_path / "sipas.yaml").write_text("province: tỉnh Quảng Ninh\nyear: 2023\n", encoding="utf-8")
    satisfied = {"Sở Nội vụ": 12, "Sở Y tế": 9, "Sở A & B <C>": 6}
    rows = [
        ballot(100 * n + k, unit, 4 if k < good else 2)
        for n, (unit, good) in enumerate(satisfied.items())
        for k in range(12)
    ]
    write_book(tmp_path / "a.xlsx", rows)
    assert sipas("-q", "score", "a.xlsx").status == 0
    return tmp_path


def texts(path: Path) -> list[str]:
    """Every paragraph of a Word file, those in tables too; a symbol's hyphens as they are typed."""
    body = docx.Document(str(path)).element.body
    said = ["".join(t.text or "" for t in p.iter("{*}t")) for p in body.iter("{*}p")]
    return [text.replace("\N{NON-BREAKING HYPHEN}", "-").replace("ngày\xa0", "ngày ") for text in said]


@pytest.fixture
def letter(workspace: Path, sipas: Sipas) -> Any:
    """Runs a command and reads the Word file that it wrote."""

    def read(*words: object, file: str) -> list[str]:
        result = sipas(*words)
        assert result.status == 0, result.err
        return texts(workspace / file)

    return read


# --- heads ---------------------------------------------------------------------------------------


def test_the_submission_has_its_head_its_subject_and_whom_it_is_for(letter: Any) -> None:
    said = letter("render-submission", "--year", 2023, file="to-trinh-2023.docx")
    assert said[:3] == ["ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NINH", "SỞ NỘI VỤ"]
    assert "Số: 75/TTr-SNV" in said  # submission trong decision.yaml, như căn cứ của quyết định
    assert "Quảng Ninh, ngày 26 tháng 3 năm 2024" in said
    assert said[said.index("TỜ TRÌNH") + 1].startswith("V/v công bố kết quả xếp hạng Chỉ số hài lòng")
    assert "Kính gửi: Chủ tịch UBND tỉnh" in said
    bases = [text for text in said if text.startswith("Căn cứ")]
    assert [text[-1] for text in bases] == [";", ";", ";", "."]
    assert not [text for text in said if text.startswith("Theo đề nghị")]  # là chính tờ trình này
    (last,) = (text for text in said if text.endswith("./."))
    assert "dự thảo Quyết định" in last


def test_number_and_day_stand_in_the_head_and_where_the_appendix_names_them(letter: Any) -> None:
    head = ("--number", "75", "--date", "26/3/2024")
    said = letter("render-submission", *head, file="to-trinh-2023.docx")
    assert {"Số: 75/TTr-SNV", "Quảng Ninh, ngày 26 tháng 3 năm 2024"} <= set(said)
    notice = letter("render-notice", "--unit", "SNV", *head, file="thong-bao-2023/thong-bao-so-noi-vu.docx")
    assert "LƯU HÀNH NỘI BỘ" in notice  # thông báo riêng của đơn vị, không công bố
    assert "LƯU HÀNH NỘI BỘ" not in said
    belongs = "(Kèm theo Thông báo số 75/TB-SNV ngày 26 tháng 3 năm 2024 của Sở Nội vụ)"
    assert belongs in [text.replace("\N{NO-BREAK SPACE}", " ") for text in notice]


@pytest.mark.parametrize("command", ["render-submission", "render-notice"])
def test_a_date_that_is_no_day_is_refused(workspace: Path, sipas: Sipas, command: str) -> None:
    refused = sipas(command, "--date", "30/2/2024")
    assert refused.status == 2
    assert "--date" in refused.err


def test_documents_are_drafts_until_their_run_is_frozen(letter: Any, sipas: Sipas) -> None:
    documents = (
        (("render-submission",), "to-trinh-2023.docx"),
        (("report", "--format", "docx"), "bao-cao-2023.docx"),
        (("render-notice",), "thong-bao-2023/thong-bao-so-y-te.docx"),
    )
    for words, file in documents:
        assert "DỰ THẢO" in letter(*words, file=file)
    assert sipas("freeze", "--year", 2023).status == 0
    for words, file in documents:
        assert "DỰ THẢO" not in letter(*words, file=file)


def test_a_template_without_the_mark_of_a_draft_is_told(workspace: Path, sipas: Sipas) -> None:
    (workspace / "templates").mkdir()
    for name in ("submission", "report", "notice"):
        document = docx.Document()
        document.add_paragraph("{{ province }} {{ year }}")
        document.save(str(workspace / "templates" / f"{name}.docx"))
    for words in (("render-submission",), ("report", "--format", "docx"), ("render-notice",)):
        assert "không có trường draft" in sipas(*words).err
    assert texts(workspace / "bao-cao-2023.docx") == ["tỉnh Quảng Ninh 2023"]


def test_the_documents_are_vietnamese_whatever_the_user_speaks(letter: Any, workspace: Path) -> None:
    first = letter("report", "--format", "docx", "-o", "a.docx", file="a.docx")
    letter("report", "--format", "docx", "-o", "b.docx", "--lang", "en", file="b.docx")
    assert "Bảng xếp hạng: Các sở" in first
    assert (workspace / "a.docx").read_bytes() == (workspace / "b.docx").read_bytes()


# --- what they say -------------------------------------------------------------------------------


def test_the_submission_sums_up_each_index(letter: Any) -> None:
    said = letter("render-submission", file="to-trinh-2023.docx")
    told = [text.replace("\N{NO-BREAK SPACE}", " ") for text in said]
    # (100 + 75 + 50) / 3 = 75
    (group,) = (text for text in told if "trong một nhóm" in text)
    assert group.endswith("(các sở): bình quân 75,00%; dẫn đầu là Sở Nội vụ (100,00%).")
    assert "Có 01 đơn vị đạt 100%: Sở Nội vụ." in told
    # quang-ninh-2023: Nhóm 1 trên 90, Nhóm 3 từ 65 đến dưới 80, Nhóm 4 từ 50 đến dưới 65
    assert "Trong đó, 01 đơn vị đạt Nhóm 1; 01 đơn vị đạt Nhóm 3; 01 đơn vị đạt Nhóm 4." in told
    (read,) = (text for text in told if "tiếp nhận 36 phiếu" in text)
    assert "tất cả đều hợp lệ và được đưa vào tính toán; 03 đơn vị có kết quả" in read


def test_earlier_years_are_told_with_how_much_was_won_or_lost(letter: Any, sipas: Sipas) -> None:
    earlier = {2021: (95, 80, 65), 2022: (90, 70, 63.5)}  # bình quân 80 và 74,5
    for year, scores in earlier.items():
        names = ("Sở Nội vụ", "Sở Y tế", "Sở A & B <C>")
        rows = [f"so,{name},{score:.2f}" for name, score in zip(names, scores, strict=True)]
        Path(f"{year}.csv").write_text("\n".join(["group,unit,score", *rows]), encoding="utf-8")
        assert sipas("-q", "import-results", f"{year}.csv", "--year", year, "--index", "sipas").status == 0
    said = letter("render-submission", "--year", 2023, file="to-trinh-2023.docx")
    (told,) = (text for text in said if text.startswith("Các đơn vị được xếp hạng trong một nhóm (các sở)"))
    # 75 - 74,5 = 0,5; 75 - 80 = -5; Sở Nội vụ dẫn đầu cả ba năm
    wanted = "bình quân 75,00%, tăng 0,50% so với năm 2022 (74,50%) và giảm 5,00% so với năm 2021 (80,00%)"
    assert wanted in told.replace("\N{NO-BREAK SPACE}", " ")
    assert "Sở Nội vụ (100,00%, năm thứ 3 liên tiếp)" in told
    notice = letter("render-notice", "--unit", "SNV", file="thong-bao-2023/thong-bao-so-noi-vu.docx")
    (line,) = (text for text in notice if text.startswith("- Chỉ số hài lòng (SIPAS): đạt"))
    # 100 - 90 = 10; hạng 1 cả hai năm
    assert line.replace("\N{NO-BREAK SPACE}", " ").endswith(
        "So với năm 2022: tăng 10,00% (năm 2022: 90,00%); giữ nguyên thứ hạng (năm 2022: hạng 1/3)."
    )


def test_a_notice_sets_the_unit_against_its_group(letter: Any) -> None:
    said = letter("render-notice", "--unit", "Sở A & B <C>", file="thong-bao-2023/thong-bao-con.docx")
    (line,) = (text for text in said if text.startswith("- Chỉ số hài lòng (SIPAS): đạt"))
    assert line.replace("\N{NO-BREAK SPACE}", " ") == (
        "- Chỉ số hài lòng (SIPAS): đạt 50,00%, xếp hạng 3 trên 3 đơn vị của nhóm các sở, xếp loại Nhóm 4; "
        "bình quân nhóm là 75,00%."
    )
    strong, weak = said.index("Điểm mạnh so với nhóm"), said.index("Điểm yếu so với nhóm")
    assert said[strong + 1] == "Không có."
    assert [text[:6] for text in said[weak + 1 : weak + 4]] == ["- 1.1 ", "- 1.2 ", "- 1.3 "]
    assert said[weak + 1].endswith(": 50,00% (thấp hơn bình quân nhóm 25,00%)")
    assert "Tiêu chí: Sở A & B <C>" in said
    assert "- Sở A & B <C>;" in said


def test_small_cells_are_hidden_in_word_too(workspace: Path, sipas: Sipas) -> None:
    settings = (workspace / "sipas.yaml").read_text(encoding="utf-8")
    (workspace / "sipas.yaml").write_text(f"{settings}minimum_cell: 13\n", encoding="utf-8")
    assert sipas("render-notice", "--unit", "SNV").status == 0
    said = texts(workspace / "thong-bao-2023" / "thong-bao-so-noi-vu.docx")
    assert "Tiêu chí: Sở Nội vụ" not in said
    assert [text for text in said if "13 phiếu" in text]


# --- files of notices ----------------------------------------------------------------------------


def test_all_units_get_a_notice_of_their_own(workspace: Path, sipas: Sipas) -> None:
    result = sipas("render-notice", "--year", 2023)
    assert result.status == 0
    assert result.out.strip() == "thong-bao-2023"
    assert "Số thông báo đã soạn: 3." in result.err
    files = sorted(path.name for path in (workspace / "thong-bao-2023").iterdir())
    # "con" là tên mà Windows không nhận cho tệp, nên có chữ đứng trước
    assert files == ["thong-bao-con.docx", "thong-bao-so-noi-vu.docx", "thong-bao-so-y-te.docx"]


def test_notices_become_pdf_together_and_each_is_that_of_its_unit(workspace: Path, sipas: Sipas) -> None:
    soffice()
    assert sipas("render-notice", "--format", "pdf").status == 0
    together = workspace / "thong-bao-2023"
    assert len(list(together.glob("*.pdf"))) == 3
    assert sipas("render-notice", "--unit", "Sở Y tế", "--format", "pdf", "-o", "alone").status == 0
    name = "thong-bao-so-y-te.pdf"
    assert (workspace / "alone" / name).read_bytes() == (together / name).read_bytes()
    assert (together / name).read_bytes() != (together / "thong-bao-so-noi-vu.pdf").read_bytes()


@pytest.mark.parametrize("command", ["render-decision", "render-submission", "render-notice"])
def test_a_number_with_its_symbol_is_refused_as_the_document_has_the_symbol(
    workspace: Path, sipas: Sipas, command: str
) -> None:
    refused = sipas(command, "--number", "865/QĐ-UBND")
    assert refused.status == 2
    assert "--number: chỉ ghi số, không ghi ký hiệu" in refused.err
    text = (workspace / "decision.yaml").read_text(encoding="utf-8")
    changed = "\n".join(
        "number: 865/QĐ-UBND" if line.startswith("number:") else line for line in text.splitlines()
    )
    (workspace / "decision.yaml").write_text(changed, encoding="utf-8")
    refused = sipas("render-decision")
    assert refused.status == 2
    assert "chỉ ghi số" in refused.err


def test_a_file_whose_name_says_another_format_is_refused(workspace: Path, sipas: Sipas) -> None:
    for command in ("render-decision", "report"):
        refused = sipas(command, "--format", "docx", "-o", "a.html")
        assert refused.status == 2
        assert 'tên tệp "a.html" phải kết thúc bằng .docx' in refused.err
    assert not (workspace / "a.html").exists()


def test_a_unit_that_is_not_there_is_never_guessed(workspace: Path, sipas: Sipas) -> None:
    refused = sipas("render-notice", "--unit", "Sở Ngoại vụ")
    assert refused.status == 2
    assert 'không có đơn vị "Sở Ngoại vụ". Gần giống: Sở Nội vụ' in refused.err
    assert "sipas rank" in sipas("render-notice", "--unit", "Xyz").err
    assert not (workspace / "thong-bao-2023").exists()


def test_no_id_leads_out_of_the_folder_and_no_two_files_are_one() -> None:
    ids = ["../../etc/x", "sở y tế", "so-y-te", "so y te", "đ" * 300, "…"]
    names = file_names(ids, "thong-bao")
    assert list(names.values()) == [
        "thong-bao-etc-x",
        "thong-bao-so-y-te",
        "thong-bao-so-y-te--2",
        "thong-bao-so-y-te--3",
        f"thong-bao-{'d' * 80}",
        "thong-bao",
    ]


def test_a_year_without_results_is_refused(workspace: Path, sipas: Sipas) -> None:
    for words in (("render-submission",), ("render-notice",), ("report", "--format", "docx")):
        assert sipas(*words, "--year", 2020).status == 2


# --- the package ---------------------------------------------------------------------------------


def packages(workspace: Path, sipas: Sipas) -> dict[str, bytes]:
    for words in (("render-submission",), ("report", "--format", "docx"), ("render-notice",)):
        assert sipas("-q", *words).status == 0
    found = [*workspace.glob("*-2023.docx"), *workspace.glob("thong-bao-2023/*.docx")]
    return {path.name: path.read_bytes() for path in found}


def test_the_order_of_elements_is_that_of_the_schema(workspace: Path, sipas: Sipas) -> None:
    made = packages(workspace, sipas)
    assert len(made) == 5
    assert [(name, flaw) for name, content in made.items() for flaw in out_of_order(content)] == []


def test_the_same_run_gives_the_same_bytes(workspace: Path, sipas: Sipas) -> None:
    assert packages(workspace, sipas) == packages(workspace, sipas)


def test_pictures_are_in_the_file_have_ids_of_their_own_and_say_what_they_show(
    workspace: Path, sipas: Sipas
) -> None:
    content = packages(workspace, sipas)["bao-cao-2023.docx"]
    drawn = list(docx.Document(io.BytesIO(content)).element.body.iter(f"{DRAWING}docPr"))
    assert drawn
    assert len({own.get("id") for own in drawn}) == len(drawn)
    assert (
        drawn[0].get("descr").startswith("Chỉ số các đơn vị: Các sở. 1. Sở Nội vụ: 100,00 · Nhóm 1; 2. Sở Y")
    )
    assert "3. Sở A & B <C>: 50,00" in drawn[0].get("descr")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        first = package.read("word/media/image1.png")
    width, height = struct.unpack(">II", first[16:24])
    assert width == 2 * 432  # hai điểm ảnh cho mỗi đơn vị của bản vẽ, có lề hai bên
    assert height > 100


def test_names_come_out_as_themselves(tmp_path: Path, sipas: Sipas) -> None:
    names = [name for name in HOSTILE if "\x01" not in name]
    shutil.copy(EXAMPLE / "decision.yaml", tmp_path / "decision.yaml")
    units = [{"id": f"u{n}", "name": name, "group": "so"} for n, name in enumerate(names)]
    register = {"groups": [{"id": "so", "name": "{{ 7*7 }}"}], "units": units}
    (tmp_path / "units.yaml").write_text(json.dumps(register, ensure_ascii=False), encoding="utf-8")
    rows = [ballot(9 * n + k, f"u{n}", 4) for n in range(len(names)) for k in range(9)]
    write_book(tmp_path / "a.xlsx", rows)
    assert sipas("-q", "score", "a.xlsx").status == 0
    made = packages(tmp_path, sipas)
    said = "\n".join(texts(tmp_path / "bao-cao-2023.docx"))
    assert [name for name in names if name not in said] == []
    subjects = [text for content in made.values() for text in texts_of(content) if " của " in text]
    for name in names:
        assert f"Kết quả xác định chỉ số năm 2023 của {name}" in subjects


def texts_of(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


# --- templates -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["submission.docx", "report.docx", "notice.docx", "report.html", "report.css", "report.js"]
    + [f"charts/{name}.svg" for name in ("answers", "bars", "changes", "marks", "parts", "priorities")],
)
def test_the_shipped_templates_are_sound(sipas: Sipas, name: str) -> None:
    result = sipas("template", "check", TEMPLATES / name)
    assert result.status == 0
    document = Path(name).stem if name.endswith(".docx") else "report"
    assert f"mẫu dùng được ({document})" in result.err


@pytest.mark.parametrize("name", ["submission", "report", "notice"])
def test_a_field_that_a_letter_does_not_have_is_refused_with_its_place(
    workspace: Path, sipas: Sipas, name: str
) -> None:
    (workspace / "templates").mkdir()
    path = workspace / "templates" / f"{name}.docx"
    document = docx.Document(str(TEMPLATES / f"{name}.docx"))
    document.paragraphs[-1].add_run("{{ nunber }}")
    document.save(str(path))
    checked = sipas("template", "check", path)
    assert checked.status == 2
    assert f"{name}.docx, đoạn " in checked.err
    assert 'không có trường "nunber"' in checked.err
    words = {"submission": ["render-submission"], "report": ["report", "--format", "docx"]}
    made = sipas(*words.get(name, ["render-notice"]))
    assert made.status == 2
    assert 'không có trường "nunber"' in made.err
    assert not list(workspace.glob("thong-bao*"))


@pytest.mark.parametrize(
    ("name", "right", "wrong", "said"),
    [
        ("report.html", "{{ title }}", "{{ titel }}", '"titel"'),
        ("report.css", ":root", "{% if %}:root", "report.css:"),
        ("report-macros.html", "unit.losses.neighbours", "unit.losses.neighbors", '"neighbors"'),
        ("charts/bars.svg", "row.place }}", "row.plaze }}", '"plaze"'),
        ("charts/parts.svg", "{{ chart.title }}", "{{ cycler.__init__ }}", '"__init__"'),
    ],
)
def test_a_template_of_the_html_report_is_tried_on_a_made_up_one(
    tmp_path: Path, sipas: Sipas, name: str, right: str, wrong: str, said: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    checked = sipas("template", "check", path)
    assert checked.status == 2
    assert said in checked.err


def test_every_list_of_the_examples_holds_something() -> None:
    from sipas_cli.documents import papers

    def empty(value: Any, path: str) -> list[str]:
        if isinstance(value, dict):
            return [own for name, inner in value.items() for own in empty(inner, f"{path}.{name}")]
        if isinstance(value, list):
            return [path] if not value else [own for inner in value for own in empty(inner, f"{path}[]")]
        return [path] if value is None else []

    assert {name: empty(papers.example(name), name) for name in ("submission", "report", "notice")} == {
        "submission": [],
        "report": [],
        "notice": [],
    }
    assert Settings().minimum_cell == 10  # các mẫu được thử với số này
