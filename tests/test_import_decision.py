"""Decisions brought in as results: Word, web page, Markdown, and the workbook of results."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import Once, Sipas

#: Example -> what is run in it, and the indices whose appendices its decision has.
DECISIONS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "quang-ninh-2023": (("score survey.xlsx",), ("sipas",)),
    "lang-son-2023": (("score survey.csv leaders.csv appraisal.xlsx",), ("sipas", "par")),
    "soc-trang-2023": (("score survey.xlsx leaders.csv appraisal.xlsx",), ("sipas", "par")),
    "hai-phong-2019": (("score survey.xlsx leaders.xlsx appraisal.xlsx",), ("sipas", "par", "xhh")),
}
#: The appendices of the decisions that print a band.
WITH_BANDS = {("soc-trang-2023", "par"), ("lang-son-2023", "par")}
FORMATS = ("docx", "html", "md")
PAPERS = (*(f"render-decision --format {form}" for form in FORMATS), "report --format xlsx")

REGISTER = """\
groups:
  - {id: so, name: "Các sở, ban, ngành"}
  - {id: xa, name: "Các xã, phường"}
units:
  - {id: so-noi-vu, group: so, name: Sở Nội vụ}
  - {id: so-y-te, group: so, name: Sở Y tế}
  - {id: my-xuyen, group: xa, name: Xã Mỹ Xuyên}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace of three units in two groups."""
    (tmp_path / "units.yaml").write_text(REGISTER, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module", params=DECISIONS)
def decided(request: pytest.FixtureRequest, examples_once: Once) -> Path:
    """An example with its decision in every format, and the workbook of its results."""
    name: str = request.param
    return examples_once(name, *DECISIONS[name][0], *PAPERS)


Standing = tuple[int | None, float | None, str, bool]


def standings(sipas: Sipas, folder: Path, year: str, index: str) -> dict[tuple[str, str], Standing]:
    """(group, unit) -> rank, score, band, whether the rank is shared, of the latest run of a workspace."""
    words = ("rank", "--year", year, "--index", index, "--format", "json")
    shown: dict[str, Any] = json.loads(sipas("-C", folder, *words).out)
    return {
        (group["name"], unit["unit"]): (unit["rank"], unit["score"], unit["band"], unit["tied"])
        for group in shown["groups"]
        for unit in group["units"]
    }


# --- the decisions of the examples ----------------------------------------------------------------


@pytest.mark.parametrize("form", [*FORMATS, "xlsx"])
def test_the_decision_of_each_example_comes_back_with_every_figure(
    decided: Path, tmp_path: Path, sipas: Sipas, form: str
) -> None:
    name, year = decided.name, decided.name.rpartition("-")[2]
    for kept in ("sipas.yaml", "units.yaml"):
        shutil.copy(decided / kept, tmp_path)
    file = decided / (f"ket-qua-{year}.xlsx" if form == "xlsx" else f"quyet-dinh-{year}.{form}")
    for index in DECISIONS[name][1]:
        result = sipas("import-results", file, "--year", year, "--index", index, "-q")
        assert result.status == 0, result.err
        scored = standings(sipas, decided, year, index)
        if form != "xlsx" and (name, index) not in WITH_BANDS:
            scored = {place: (rank, score, "", tied) for place, (rank, score, _, tied) in scored.items()}
        assert standings(sipas, tmp_path, year, index) == scored


def test_figures_of_a_decision_are_those_that_it_prints(
    examples_once: Once, tmp_path: Path, sipas: Sipas
) -> None:
    """Of Sóc Trăng's: Sở Tư pháp 84,81, first of the offices; two offices share the first place of SIPAS."""
    made = examples_once("soc-trang-2023", *DECISIONS["soc-trang-2023"][0], *PAPERS)
    for kept in ("sipas.yaml", "units.yaml"):
        shutil.copy(made / kept, tmp_path)
    for index in ("par", "sipas"):
        file = made / "quyet-dinh-2023.docx"
        assert sipas("import-results", file, "--year", 2023, "--index", index).status == 0
    offices = "Các sở, ban, ngành tỉnh"
    par = standings(sipas, tmp_path, "2023", "par")
    assert par[offices, "Sở Tư pháp"] == (1, 84.81, "Nhóm 2", False)
    assert par["Các đơn vị sự nghiệp công lập tỉnh", "Trường Cao đẳng Nghề Sóc Trăng"][1] == 64.03
    shared = standings(sipas, tmp_path, "2023", "sipas")
    assert shared[offices, "Ban Dân tộc"] == shared[offices, "Văn phòng UBND tỉnh"] == (1, 100.0, "", True)


# --- documents of all sorts -----------------------------------------------------------------------


def paper(path: Path, *blocks: str | Sequence[Sequence[str]]) -> Path:
    """A Word document of paragraphs and tables."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(0, len(block[0]))
        for row in block:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.save(str(path))
    return path


HEADER = ("Hạng", "Đơn vị", "Điểm")
OFFICES = (HEADER, ("1", "Sở Y tế", "90,10"), ("2", "Sở Nội vụ", "80,05"))
COMMUNES = (HEADER, ("1", "Xã Mỹ Xuyên", "85,00"))


def test_the_group_is_named_above_each_table(tmp_path: Path, sipas: Sipas) -> None:
    paper(tmp_path / "a.docx", "CHỈ SỐ CCHC NĂM 2023", "I. Khối sở", OFFICES, "II. Khối xã", COMMUNES)
    assert sipas("import-results", "a.docx", "--year", 2023, "--index", "par").status == 0
    assert standings(sipas, tmp_path, "2023", "par") == {
        ("Khối sở", "Sở Y tế"): (1, 90.1, "", False),
        ("Khối sở", "Sở Nội vụ"): (2, 80.05, "", False),
        ("Khối xã", "Xã Mỹ Xuyên"): (1, 85.0, "", False),
    }


def test_the_title_above_tells_the_index_and_the_year(folder: Path, sipas: Sipas) -> None:
    paper(
        folder / "a.docx",
        "CHỈ SỐ HÀI LÒNG NĂM 2023",
        OFFICES,
        "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH",
        "NĂM 2023",
        (HEADER, ("1", "Sở Y tế", "70,00")),
    )
    assert sipas("import-results", "a.docx", "--year", 2023, "--index", "sipas").status == 0
    assert standings(sipas, folder, "2023", "sipas")["Các sở, ban, ngành", "Sở Y tế"][1] == 90.1
    other = sipas("import-results", "a.docx", "--year", 2022, "--index", "sipas")
    assert other.status != 0
    assert "2023" in other.err


def test_a_part_that_is_called_as_another_index_is_not_that_index(folder: Path, sipas: Sipas) -> None:
    """The PAR appendix prints 9,01 points for SIPAS; the appendix of SIPAS says 90,10 %."""
    parts = (("Hạng", "Đơn vị", "SIPAS", "Điểm"), ("1", "Sở Y tế", "9,01", "88,00"))
    paper(folder / "a.docx", "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023", parts, "SIPAS NĂM 2023", OFFICES)
    for index in ("par", "sipas"):
        assert sipas("import-results", "a.docx", "--year", 2023, "--index", index).status == 0
    office = ("Các sở, ban, ngành", "Sở Y tế")
    assert standings(sipas, folder, "2023", "par")[office][1] == 88.0
    assert standings(sipas, folder, "2023", "sipas")[office][1] == 90.1


def test_a_table_of_heads_is_no_table_of_results(folder: Path, sipas: Sipas) -> None:
    heads = (("Hạng", "Đơn vị", "Chức danh", "Xếp loại"), ("1", "Sở Nội vụ", "Giám đốc", "Xuất sắc"))
    paper(folder / "a.docx", "CHỈ SỐ CCHC NĂM 2023", OFFICES, "CCHC CỦA NGƯỜI ĐỨNG ĐẦU", heads)
    assert sipas("import-results", "a.docx", "--year", 2023, "--index", "par").status == 0
    assert standings(sipas, folder, "2023", "par")["Các sở, ban, ngành", "Sở Nội vụ"][0] == 2


def test_rows_of_a_page_and_its_caption(folder: Path, sipas: Sipas) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in OFFICES)
    page = f"<html><p>CHỈ SỐ CCHC</p><table><caption>Năm 2023</caption>{rows}</table></html>"
    (folder / "a.html").write_text(page, encoding="utf-8")
    result = sipas("import-results", "a.html", "--year", 2023, "--index", "par")
    assert result.status == 0, result.err
    assert standings(sipas, folder, "2023", "par")["Các sở, ban, ngành", "Sở Y tế"][1] == 90.1
    assert sipas("import-results", "a.html", "--year", 2022, "--index", "par").status != 0
    assert sipas("import-results", "a.html", "--year", 2023, "--index", "sipas").status != 0


def test_the_title_of_a_page_stands_above_all_of_its_tables(folder: Path, sipas: Sipas) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in OFFICES)
    prose = "".join(f"<p>Mục {number}</p>" for number in range(30))
    page = f"<html><h1>Chỉ số hài lòng (SIPAS) năm 2023</h1>{prose}<table>{rows}</table></html>"
    (folder / "a.html").write_text(page, encoding="utf-8")
    other = sipas("import-results", "a.html", "--year", 2023, "--index", "par")
    assert other.status != 0
    assert "a.html ! phía trên bảng: ở đây ghi là bảng SIPAS" in other.err
    assert sipas("import-results", "a.html", "--year", 2023, "--index", "sipas").status == 0


def test_a_table_whose_rows_are_not_equally_wide_is_refused(folder: Path, sipas: Sipas) -> None:
    path = paper(folder / "a.docx", "CHỈ SỐ CCHC NĂM 2023", OFFICES)
    document = docx.Document(str(path))
    row = document.tables[0].rows[1]
    row._tr.remove(row.cells[0]._tc)
    document.save(str(path))
    result = sipas("import-results", "a.docx", "--year", 2023, "--index", "par")
    assert result.status != 0
    assert "bảng 1: các dòng của bảng không cùng số cột" in result.err


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut", b"%PDF-1.7", b"no document"])
def test_what_is_no_word_document_is_told(folder: Path, sipas: Sipas, content: bytes) -> None:
    (folder / "a.docx").write_bytes(content)
    result = sipas("import-results", "a.docx", "--year", 2023)
    assert result.status != 0
    assert "Word" in result.err
    assert not (folder / "results").exists()


def test_a_document_without_a_table_is_told(folder: Path, sipas: Sipas) -> None:
    paper(folder / "a.docx", "CHỈ SỐ CCHC NĂM 2023")
    assert "không có bảng nào" in sipas("import-results", "a.docx", "--year", 2023).err


def test_the_noise_of_binary_arithmetic_is_no_digit(folder: Path, sipas: Sipas) -> None:
    (folder / "a.csv").write_text(
        "Đơn vị,Điểm\nSở Y tế,95.43499999999999\nSở Nội vụ,94.460000000000008\n", encoding="utf-8"
    )
    assert sipas("import-results", "a.csv", "--year", 2023).status == 0
    found = standings(sipas, folder, "2023", "sipas")
    assert found["Các sở, ban, ngành", "Sở Y tế"][1] == 95.435
    assert found["Các sở, ban, ngành", "Sở Nội vụ"][1] == 94.46


def test_a_text_with_something_above_its_table_is_a_document(folder: Path, sipas: Sipas) -> None:
    table = "\n".join("\t".join(row) for row in OFFICES)
    text = f"Điều 1. Công bố kết quả năm 2024.\n\nCHỈ SỐ CCHC NĂM 2023\n\n1. Các sở, ban, ngành\n\n{table}\n"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    result = sipas("import-results", "a.txt", "--year", 2023, "--index", "par")
    assert result.status == 0, result.err
    assert "a.txt ! bảng 1" in result.err
    (folder / "b.txt").write_text(table, encoding="utf-8")
    assert sipas("import-results", "b.txt", "--year", 2022, "--index", "par").status == 0


# --- rows of means --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mean", "warned"),
    [
        ("85,08", False),  # (90,10 + 80,05) / 2 = 85,075
        ("85,07", False),  # as the exact scores may have been a little less
        ("85,10", True),
    ],
)
def test_a_row_of_means_is_no_unit_and_is_compared(
    folder: Path, sipas: Sipas, mean: str, warned: bool
) -> None:
    paper(folder / "a.docx", "CHỈ SỐ CCHC NĂM 2023", (*OFFICES, ("", "Bình quân", mean)))
    result = sipas("import-results", "a.docx", "--year", 2023, "--index", "par")
    assert result.status == 0, result.err
    assert ("bình quân các đơn vị phía trên là 85,08" in result.err) == warned
    assert len(standings(sipas, folder, "2023", "par")) == 2


# --- groups that are no more ----------------------------------------------------------------------

DISTRICTS = (HEADER, ("1", "Huyện Kế Sách", "88,00"), ("2", "Huyện Long Phú", "82,00"))


def test_former_groups_are_kept_and_told_in_comparisons(folder: Path, sipas: Sipas) -> None:
    paper(
        folder / "a.docx", "CHỈ SỐ CCHC NĂM 2023", "1. Các sở, ban, ngành", OFFICES, "2. Các huyện", DISTRICTS
    )
    words = ("import-results", "a.docx", "--year", 2023, "--index", "par")
    refused = sipas(*words)
    assert refused.status != 0
    assert "--former-groups" in refused.err
    result = sipas(*words, "--former-groups")
    assert result.status == 0, result.err
    assert "Nhóm Các huyện nay không còn trong units.yaml: 2 đơn vị" in result.err
    assert standings(sipas, folder, "2023", "par") == {
        ("Các sở, ban, ngành", "Sở Y tế"): (1, 90.1, "", False),
        ("Các sở, ban, ngành", "Sở Nội vụ"): (2, 80.05, "", False),
        ("Các huyện", "Huyện Kế Sách"): (1, 88.0, "", False),
        ("Các huyện", "Huyện Long Phú"): (2, 82.0, "", False),
    }
    paper(folder / "b.docx", "CHỈ SỐ CCHC NĂM 2025", OFFICES)
    assert sipas("import-results", "b.docx", "--year", 2025, "--index", "par").status == 0
    compared = sipas("compare", "--year", 2025, "--index", "par").out
    assert "Nhóm của năm 2023 nay không còn" in compared
    assert "Các huyện" in compared


def test_a_unit_of_a_former_group_that_there_is_today_stays_in_its_group(folder: Path, sipas: Sipas) -> None:
    """Of three units one goes on, in another group: it is told, the two others are kept."""
    three = (*DISTRICTS, ("3", "Xã Mỹ Xuyên", "80,00"))
    paper(folder / "a.docx", "CHỈ SỐ CCHC NĂM 2023", "2. Các huyện", three)
    words = ("import-results", "a.docx", "--year", 2023, "--index", "par", "--former-groups")
    result = sipas(*words)
    assert result.status == 0, result.err
    assert "Xã Mỹ Xuyên: bảng xếp vào nhóm Các huyện" in result.err
    assert list(standings(sipas, folder, "2023", "par")) == [
        ("Các xã, phường", "Xã Mỹ Xuyên"),
        ("Các huyện", "Huyện Kế Sách"),
        ("Các huyện", "Huyện Long Phú"),
    ]


def test_a_name_that_is_mistyped_in_a_group_of_today_stays_an_error(folder: Path, sipas: Sipas) -> None:
    mistyped = (HEADER, ("1", "Sở Y tê", "90,10"), ("2", "Sở Nội vu", "80,05"))
    paper(folder / "a.docx", "CHỈ SỐ CCHC NĂM 2023", "1. Các sở, ban, ngành", mistyped)
    words = ("import-results", "a.docx", "--year", 2023, "--index", "par", "--former-groups")
    assert sipas(*words).status != 0


# --- asking ---------------------------------------------------------------------------------------


def test_what_is_not_sure_is_asked_in_a_file_and_read_as_answered(folder: Path, sipas: Sipas) -> None:
    unknown = (
        ("Vị trí thi đua", "Tên gọi", "Kết quả chung cuộc"),
        ("1", "Sở Y tế", "90,10"),
        ("2", "Sở Nội vụ", "80,05"),
    )
    paper(folder / "a.docx", "Các sở, ban, ngành", unknown, "Các xã, phường", COMMUNES)
    words = ("import-results", "a.docx", "--year", 2023, "--index", "par")
    assert sipas(*words, "--ask", "q.yaml").status == 0
    assert not (folder / "results").exists()
    asked = (folder / "q.yaml").read_text(encoding="utf-8")
    assert asked.count("    read: true") == 1
    assert "# C: Kết quả chung cuộc" in asked
    answered = asked.replace(
        'read: false\n    group: ""\n    columns: {}',
        "read: true\n    group: so\n    columns: {rank: a, unit: B, score: C}",
    )
    (folder / "q.yaml").write_text(answered, encoding="utf-8")
    result = sipas(*words, "--tables", "q.yaml")
    assert result.status == 0, result.err
    assert standings(sipas, folder, "2023", "par") == {
        ("Các sở, ban, ngành", "Sở Y tế"): (1, 90.1, "", False),
        ("Các sở, ban, ngành", "Sở Nội vụ"): (2, 80.05, "", False),
        ("Các xã, phường", "Xã Mỹ Xuyên"): (1, 85.0, "", False),
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("tables:\n  - sheet: a\n    header: 1\n    columns: {score: 3}\n", "q.yaml:4"),
        ("tables:\n  - sheet: a\n    header: -1\n", "q.yaml:3"),
        ("tables:\n  - sheet: a\n    header: 1\n    columns: {points: C}\n", "q.yaml:4"),
    ],
)
def test_an_answer_that_is_none_is_told_at_its_line(folder: Path, sipas: Sipas, text: str, line: str) -> None:
    paper(folder / "a.docx", "CHỈ SỐ CCHC NĂM 2023", OFFICES)
    (folder / "q.yaml").write_text(text, encoding="utf-8")
    result = sipas("import-results", "a.docx", "--year", 2023, "--tables", "q.yaml")
    assert result.status != 0
    assert line in result.err
