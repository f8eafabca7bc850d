"""The forms: what a person may type where, and that what comes back in them is read as it is."""

import io
import json
import re
import shutil
import subprocess
import warnings
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from conftest import CODES, EXAMPLE, ROOT, Sipas, soffice
from pyxform.xls2xform import convert

from sipas_cli.cli.program import run
from sipas_cli.intake import headers
from sipas_cli.intake.ballots.answers import AnswerTexts
from sipas_cli.intake.header_rows import HeaderRows
from sipas_cli.rules.criteria import OFF_SCALE
from sipas_cli.rules.library import all_sets
from sipas_cli.rules.par import ParCriteria
from sipas_cli.workbook.book import sheet_names

SETS = [
    (found.criteria.id, "xhh" if isinstance(found.criteria, ParCriteria) else "sipas")
    for found in all_sets(ROOT)
]
N_A = "Không biết/Không áp dụng"
Cells = dict[str, object]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The register of the shipped example."""
    for name in ("sipas.yaml", "units.yaml"):
        shutil.copy(EXAMPLE / name, tmp_path / name)
    return tmp_path


def converted(path: Path, kind: str) -> Path:
    """A file as LibreOffice writes it again."""
    out = path.parent / kind
    command = [soffice(), f"-env:UserInstallation=file://{path.parent}/profile", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return out / f"{path.stem}.{kind}"


# --- typed ballots -------------------------------------------------------------------------------

#: Sở Nội vụ: all satisfied, so 100. Sở Y tế: of two ballots one is satisfied with everything, so each
#: question has 1/2 = 50; F5_1 does not apply to that one, so 0/1 = 0. Factor 5 is (0 + 4 x 50) / 5 = 40,
#: the index (4 x 50 + 40) / 5 = 48.
BALLOTS: list[tuple[str, str, Cells]] = [
    ("001", "Sở Nội vụ", dict.fromkeys(CODES, "4 - Hài lòng")),
    ("002", "Sở Nội vụ", dict.fromkeys(CODES, 5)),
    ("003", "Sở Y tế", dict.fromkeys(CODES, "3 - Bình thường")),
    ("004", "Sở Y tế", {**dict.fromkeys(CODES, "5 - Rất hài lòng"), "F5_1": N_A}),
]


def fill_ballots(path: Path, sheet: str = "Phiếu") -> None:
    """Types BALLOTS in, below the headers that the form has."""
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    columns = {str(cell.value).partition(". ")[0]: cell.column for cell in page[4]}
    for row, (number, unit, answers) in enumerate(BALLOTS, start=5):
        about: Cells = {
            "Mã phiếu": number,
            "Tên đơn vị": unit,
            "Ngày khảo sát": datetime(2023, 11, 15),
            "Giới tính": "Nữ",
        }
        for name, value in (about | answers).items():
            page.cell(row, columns[name], value)
    book.save(path)


def scores(sipas: Sipas, *words: object) -> dict[str, float]:
    """Unit -> score of those that have one; nothing may have been rejected or reported."""
    result = sipas("score", *words, "--format", "json")
    assert result.status == 0, result.err
    data = json.loads(result.out)
    data = data[-1] if isinstance(data, list) else data
    assert data["findings"]["ballots_rejected"] == 0
    units = [unit for group in data["groups"] for unit in group["units"]]
    return {unit["unit"]: unit["score"] for unit in units if unit["score"] is not None}


def test_typed_ballots_are_scored_without_any_mapping(workspace: Path, sipas: Sipas) -> None:
    made = sipas("form", "--criteria", "quang-ninh-2023", "-o", "nhap.xlsx")
    assert made.status == 0
    fill_ballots(workspace / "nhap.xlsx")
    assert scores(sipas, "nhap.xlsx") == {"Sở Nội vụ": 100, "Sở Y tế": 48}
    (counts,) = (workspace / "results" / "2023").glob("*/tally/answers.csv")
    assert "gioi-tinh=Nữ" in counts.read_text(encoding="utf-8-sig")


def test_ballots_typed_in_libreoffice_are_scored_too(workspace: Path, sipas: Sipas) -> None:
    sipas("form", "--criteria", "quang-ninh-2023", "-o", "nhap.xlsx", "--rows", 20)
    fill_ballots(workspace / "nhap.xlsx")
    again = converted(converted(workspace / "nhap.xlsx", "ods"), "xlsx")
    assert scores(sipas, again) == {"Sở Nội vụ": 100, "Sở Y tế": 48}


def test_an_empty_form_holds_no_ballots(workspace: Path, sipas: Sipas) -> None:
    sipas("form", "--criteria", "quang-ninh-2023", "-o", "nhap.xlsx")
    result = sipas("score", "nhap.xlsx")
    assert result.status == 3
    assert "không có phiếu nào" in result.err


@pytest.mark.parametrize(("name", "index"), SETS)
def test_the_header_of_every_shipped_set_is_explained_and_every_answer_offered_is_accepted(
    tmp_path: Path, sipas: Sipas, name: str, index: str
) -> None:
    shutil.copy(ROOT / "examples" / "soc-trang-2023" / "units.yaml", tmp_path / "units.yaml")
    made = sipas("form", "--criteria", name, "--index", index, "--rows", 3, "-o", "f.xlsx")
    if made.status:  # the groups of the register are not those of this set
        assert "không đơn vị nào" in made.err
        return
    found = next(found.criteria for found in all_sets(ROOT) if found.criteria.id == name)
    plan = found.plan.survey.plan if isinstance(found, ParCriteria) else found.plan
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    top = [
        [str(value or "") for value in row] for row in book["Phiếu"].iter_rows(values_only=True, max_row=9)
    ]
    layout = headers.layout(HeaderRows(top), plan)
    assert layout is not None
    assert layout.complete
    assert layout.header_row == 4
    assert not layout.doubled
    assert {"unit", *(["ballot_id"] if plan.columns.ballot_id else [])} <= set(layout.roles)
    assert set(layout.breakdowns) == {trait.id for trait in plan.breakdowns}
    texts, off_scale = AnswerTexts(plan.scale), plan.scale.kinds.index(OFF_SCALE)
    offered = choices(book, "Phiếu", 5, layout.questions[plan.codes[0]] + 1)
    assert len(offered) > len(plan.scale.answers)
    assert all(texts.kind(text) != off_scale for text in offered)


def choices(book: Any, sheet: str, row: int, column: int) -> list[str]:
    """What the drop-down of a cell offers."""
    cell = book[sheet].cell(row, column).coordinate
    rules = [rule for rule in book[sheet].data_validations.dataValidation if cell in rule.sqref]
    assert [rule.type for rule in rules] == ["list"]
    name, _, place = rules[0].formula1.rpartition("!")
    found = book[name.strip("'")][place.replace("$", "")]
    return [str(cell.value) for (cell,) in (found if isinstance(found, tuple) else [(found,)])]


def test_only_the_cells_to_be_typed_are_unlocked_and_the_lists_are_out_of_sight(
    workspace: Path, sipas: Sipas
) -> None:
    sipas("form", "--criteria", "quang-ninh-2023", "-o", "nhap.xlsx", "--rows", 7)
    book = openpyxl.load_workbook(workspace / "nhap.xlsx")
    assert book.sheetnames == ["Hướng dẫn", "Phiếu", "Danh mục"]
    assert book["Danh mục"].sheet_state == "veryHidden"
    page = book["Phiếu"]
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)
    unlocked = {cell.row for row in page.iter_rows() for cell in row if not cell.protection.locked}
    assert unlocked == set(range(5, 12))  # 7 rows below the header in row 4
    assert page["B12"].protection.locked
    assert page.freeze_panes == "C5"
    assert page.page_setup.orientation == "landscape"
    assert str(page.page_setup.paperSize) == "9"  # A4


def test_a_drop_down_offers_the_units_of_the_register_but_those_excluded(
    workspace: Path, sipas: Sipas
) -> None:
    path = workspace / "units.yaml"
    text = path.read_text(encoding="utf-8").replace("name: Sở Y tế}", "name: Sở Y tế, excluded: Giải thể}")
    assert "Giải thể" in text
    path.write_text(text, encoding="utf-8")
    sipas("form", "--criteria", "quang-ninh-2023", "-o", "nhap.xlsx")
    offered = choices(openpyxl.load_workbook(workspace / "nhap.xlsx"), "Phiếu", 5, 2)
    assert len(offered) == 40  # 41 units are in the register of the example
    assert "Sở Nội vụ" in offered
    assert "Sở Y tế" not in offered


def test_of_an_empty_register_it_is_not_said_that_it_is_not_there(tmp_path: Path, sipas: Sipas) -> None:
    sipas("init")
    (tmp_path / "units.yaml").write_text("groups: []\nunits: []\n", encoding="utf-8")
    made = sipas("form", "--criteria", "quang-ninh-2023", "-o", "nhap.xlsx", "--lang", "en")
    assert "No unit stands in units.yaml" in made.err


def test_without_a_register_units_are_typed_freely_and_that_is_said(tmp_path: Path, sipas: Sipas) -> None:
    made = sipas("form", "--criteria", "quang-ninh-2023", "-o", "nhap.xlsx")
    assert "Không có đơn vị nào trong units.yaml" in made.err
    fill_ballots(tmp_path / "nhap.xlsx")
    assert scores(sipas, "nhap.xlsx") == {"Sở Nội vụ": 100, "Sở Y tế": 48}


def test_a_sheet_for_each_unit_names_its_unit_above_the_header(workspace: Path, sipas: Sipas) -> None:
    sipas("form", "--criteria", "quang-ninh-2023", "--per-unit", "--rows", 2, "-o", "nhap.xlsx")
    book = openpyxl.load_workbook(workspace / "nhap.xlsx")
    assert len(book.sheetnames) == 43  # 41 units, the instructions, the lists
    page = book["Sở Nội vụ"]
    assert page["A2"].value == "Đơn vị: Sở Nội vụ"
    header = [cell.value for cell in page[4]]
    assert header[0] == "Mã phiếu"
    assert "Tên đơn vị" not in header
    assert len(header) == 30  # id, date, three traits, 25 questions


def test_ballots_typed_into_the_sheets_of_their_units_are_scored(workspace: Path, sipas: Sipas) -> None:
    sipas("form", "--criteria", "quang-ninh-2023", "--per-unit", "--rows", 3, "-o", "nhap.xlsx")
    book = openpyxl.load_workbook(workspace / "nhap.xlsx")
    for place, (number, unit, answers) in enumerate(BALLOTS):
        page = book[unit]
        columns = {str(cell.value).partition(". ")[0]: cell.column for cell in page[4]}
        for name, value in ({"Mã phiếu": number, "Ngày khảo sát": datetime(2023, 11, 15)} | answers).items():
            page.cell(5 + place % 2, columns[name], value)
    book.save(workspace / "nhap.xlsx")
    assert scores(sipas, "nhap.xlsx") == {"Sở Nội vụ": 100, "Sở Y tế": 48}


def test_names_of_sheets_are_what_excel_allows_and_no_two_alike() -> None:
    long = "Trung tâm Phục vụ hành chính công tỉnh Quảng Ninh"  # its first 31 letters end in "công"
    assert sheet_names([long, long, "A/B", "a:b", "'Sở'", "Hướng dẫn", "?"]) == [
        "Trung tâm Phục vụ hành chính cô",
        "Trung tâm Phục vụ hành chín (2)",
        "A B",
        "a b (2)",
        "Sở",
        "Hướng dẫn (2)",
        "-",
    ]


def test_no_text_of_a_criteria_set_or_register_becomes_a_formula(workspace: Path, sipas: Sipas) -> None:
    (workspace / "units.yaml").write_text(
        'groups: [{id: so, name: Sở}]\nunits: [{id: a, group: so, name: "=1+1"}]\n', encoding="utf-8"
    )
    local_set(
        workspace, ("title: Chỉ số hài lòng", 'title: "=cmd|x!A1" # '), ('text: "Cơ quan cung', 'text: "@Cơ')
    )
    for words in ([], ["--per-unit"], ["--xlsform"]):
        made = sipas("form", "--criteria", "cua-toi", *words, "-o", "f.xlsx")
        assert made.status == 0, made.err
        for sheet in openpyxl.load_workbook(workspace / "f.xlsx"):
            assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def local_set(workspace: Path, *changes: tuple[str, str]) -> None:
    """A set of the workspace, made of a shipped one."""
    text = (ROOT / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8")
    for old, new in (("id: quang-ninh-2023", "id: cua-toi"), *changes):
        assert old in text
        text = text.replace(old, new, 1)
    (workspace / "criteria").mkdir(exist_ok=True)
    (workspace / "criteria" / "cua-toi.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [[], ["--per-unit", "--rows", 2], ["--xlsform"], ["--ballot"]],
    ids=["typed", "per-unit", "xlsform", "ballot"],
)
def test_the_same_form_has_the_same_bytes(workspace: Path, sipas: Sipas, words: Sequence[object]) -> None:
    suffix = "docx" if "--ballot" in words else "xlsx"
    for name in ("a", "b"):
        sipas("form", "--criteria", "quang-ninh-2023", *words, "-o", f"{name}.{suffix}")
    assert (workspace / f"a.{suffix}").read_bytes() == (workspace / f"b.{suffix}").read_bytes()


def test_a_form_that_no_program_would_open_is_refused(workspace: Path, sipas: Sipas) -> None:
    made = sipas("form", "--criteria", "quang-ninh-2023", "--per-unit", "--rows", 10_000, "-o", "f.xlsx")
    assert made.status == 2
    assert "12300000 ô" in made.err  # 41 units x 10,000 rows x 30 columns
    assert not (workspace / "f.xlsx").exists()


# --- points --------------------------------------------------------------------------------------

PAR = """\
id: par-nho
index: par
title: Chỉ số CCHC thử
source: đặt ra để thử
holds_from: 2023
plan:
  areas:
    - id: "1"
      title: Chỉ đạo
      criteria:
        - id: "1.1"
          title: Kế hoạch
          components:
            - {id: 1.1.1, title: Ban hành, options: {Kịp thời: 1, Chậm: 0.5, Không có: 0}}
            - id: 1.1.2
              title: Hoàn thành
              steps:
                - {above: 90, points: 2}
                - {from: 70, to: 90, points: 1}
                - {below: 70, points: 0}
        - {id: "1.2", title: Kiểm tra, max: 3, groups: [so]}
    - id: "2"
      title: Tác động
      criteria:
        - {id: "2.1", title: Đánh giá, max: 4, points_from: xhh}
  maximum: {so: 10, huyen: 7}
  bonus: [{id: TH1, title: Điểm thưởng, max: 2}]
  penalty: [{id: TR1, title: Điểm trừ, max: 3}]
  xhh:
    answers:
      - {id: A, label: Tốt, worth: 100}
      - {id: B, label: Khá, worth: 60}
      - {id: C, worth: 0}
    not_applicable: [E, Không biết]
    kinds: [{id: hdnd, title: "Đại biểu HĐND, các cấp"}]
    questions:
      - {code: X1, text: "Chỉ đạo, điều hành", criterion: "2.1"}
      - {code: X2, text: Trách nhiệm, criterion: "2.1"}
rules:
  score: percent
"""
LEAF = "{id: 1.1.1, title: Ban hành, max: {so: 3, huyen: 2}}"
UNITS = """\
groups: [{id: so, name: Các sở}, {id: huyen, name: Các huyện}, {id: xa, name: Các xã}]
units:
  - {id: so-noi-vu, group: so, name: Sở Nội vụ}
  - {id: van-don, group: huyen, name: Huyện Vân Đồn}
  - {id: xa-a, group: xa, name: Xã A}
"""
#: Survey: Sở Nội vụ X1 (100 + 60) / 2 = 80, as "không biết" does not count, X2 100: the mean is 90 % of 4,
#: 3.6; Huyện Vân Đồn 60 % of 4, 2.4. Points: Sở Nội vụ 0.5 + 1 (85 % lies from 70 to 90) + 2.5 + 3.6 with
#: bonus 1, penalty 0.5 is 8.1 of 10: 81.00 %. Huyện Vân Đồn 1 + 2 (95 %) + 2.4 is 5.4 of 7: 77.142857 %.
POINTS: dict[str, Cells] = {
    "Sở Nội vụ": {"1.1.1": "Chậm", "1.1.2": 85, "1.2": 2.5, "TH1": 1, "TR1": 0.5},
    "Huyện Vân Đồn": {"1.1.1": "Kịp thời", "1.1.2": 95},
}
LEADERS = [
    ("1", "Sở Nội vụ", "A. Tốt", "A"),
    ("2", "Sở Nội vụ", "B. Khá", "A"),
    ("3", "Sở Nội vụ", "Không biết", "A. Tốt"),
    ("1", "Huyện Vân Đồn", "B", "B"),
]


@pytest.fixture
def par(tmp_path: Path) -> Path:
    (tmp_path / "criteria").mkdir()
    (tmp_path / "criteria" / "par-nho.yaml").write_text(PAR, encoding="utf-8")
    (tmp_path / "units.yaml").write_text(UNITS, encoding="utf-8")
    (tmp_path / "sipas.yaml").write_text("criteria: par-nho\nyear: 2023\n", encoding="utf-8")
    return tmp_path


def fill_leaders(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for row, (number, unit, *answers) in enumerate(LEADERS, start=5):
        for column, value in enumerate((number, unit, "Đại biểu HĐND, các cấp", *answers), start=1):
            book["Phiếu"].cell(row, column, value)
    book.save(path)


def rows_of(page: Any) -> dict[str, int]:
    """Number of a part of the tree -> its row."""
    return {str(cell.value): cell.row for cell in page["A"] if cell.value}


def fill_points(path: Path, sheets: Mapping[str, str], columns: Mapping[str, int]) -> None:
    """Types the appraised points of each unit into its column of its sheet."""
    book = openpyxl.load_workbook(path)
    for unit, points in POINTS.items():
        page = book[sheets[unit]]
        for part, value in points.items():
            page.cell(rows_of(page)[part], columns[unit], value)
    book.save(path)


def test_points_and_the_survey_typed_into_their_forms_are_scored(par: Path, sipas: Sipas) -> None:
    assert sipas("form", "-o", "cham.xlsx").status == 0
    assert sipas("form", "--index", "xhh", "-o", "xhh.xlsx").status == 0
    fill_points(par / "cham.xlsx", {unit: unit for unit in POINTS}, dict.fromkeys(POINTS, 5))
    fill_leaders(par / "xhh.xlsx")
    result = sipas("score", "xhh.xlsx", "cham.xlsx")
    assert result.status == 0, result.err
    data = json.loads(sipas("rank", "--index", "par", "--format", "json").out)
    units = {unit["unit"]: unit for group in data["groups"] for unit in group["units"]}
    assert units["Sở Nội vụ"]["score"] == 81.00
    assert units["Huyện Vân Đồn"]["score"] == 77.14
    assert data["findings"]["by_code"] == {}


def test_points_in_one_sheet_for_all_units_come_to_the_same(par: Path, sipas: Sipas) -> None:
    sipas("form", "--matrix", "-o", "cham.xlsx")
    sipas("form", "--index", "xhh", "-o", "xhh.xlsx")
    page = openpyxl.load_workbook(par / "cham.xlsx")["Chấm điểm"]
    assert [cell.value for cell in page[4]][:7] == [
        *("STT", "Tiêu chí", "Điểm tối đa", "Sở Nội vụ", None, "Huyện Vân Đồn", None),
    ]
    fill_points(
        par / "cham.xlsx",
        dict.fromkeys(POINTS, "Chấm điểm"),
        {"Sở Nội vụ": 5, "Huyện Vân Đồn": 7},
    )
    fill_leaders(par / "xhh.xlsx")
    assert sipas("score", "xhh.xlsx", "cham.xlsx").status == 0
    data = json.loads(sipas("rank", "--index", "par", "--format", "json").out)
    units = {unit["unit"]: unit["score"] for group in data["groups"] for unit in group["units"]}
    assert (units["Sở Nội vụ"], units["Huyện Vân Đồn"]) == (81.00, 77.14)
    assert data["findings"]["by_code"] == {}


def test_one_sheet_for_all_units_shows_a_maximum_only_where_all_groups_have_it(
    par: Path, sipas: Sipas
) -> None:
    text = PAR.replace("{id: 1.1.1, title: Ban hành, options: {Kịp thời: 1, Chậm: 0.5, Không có: 0}}", LEAF)
    assert text != PAR
    (par / "criteria" / "par-nho.yaml").write_text(
        text.replace("maximum: {so: 10, huyen: 7}", "maximum: {so: 12, huyen: 8}"), encoding="utf-8"
    )
    made = sipas("form", "--matrix", "-o", "cham.xlsx")
    assert made.status == 0, made.err
    page = openpyxl.load_workbook(par / "cham.xlsx")["Chấm điểm"]
    rows = rows_of(page)
    shown = {part: (page.cell(row, 3).value, page.cell(row, 8).value) for part, row in rows.items()}
    assert shown["1.1.1"] == ("tùy nhóm", "Tối đa: Các sở: 3; Các huyện: 2. Gõ số điểm")
    # 1.1: 3 + 2 and 2 + 2; area 1 has 1.2 for the departments alone: 5 + 3 and 4
    assert shown["1.1"] == ("tùy nhóm", "Tối đa: Các sở: 5; Các huyện: 4")
    assert shown["1"] == ("tùy nhóm", "Tối đa: Các sở: 8; Các huyện: 4")
    assert [shown[part][0] for part in ("1.1.2", "1.2", "2", "TH1")] == [2, 3, 4, 2]
    # the total leaves out the bonus: 8 + 4 and 4 + 4
    total = rows["TR1"] + 1
    assert page.cell(total, 3).value == "tùy nhóm"
    assert page.cell(total, 8).value == "Tối đa: Các sở: 12; Các huyện: 8"
    found = sipas("-q", "check", "cham.xlsx", "--format", "csv").out
    assert "maximum_differs" not in found


def test_libreoffice_computes_the_sums_and_they_are_those_that_are_checked(par: Path, sipas: Sipas) -> None:
    sipas("form", "-o", "cham.xlsx")
    sipas("form", "--index", "xhh", "-o", "xhh.xlsx")
    fill_points(par / "cham.xlsx", {unit: unit for unit in POINTS}, dict.fromkeys(POINTS, 5))
    fill_leaders(par / "xhh.xlsx")
    again = converted(converted(par / "cham.xlsx", "ods"), "xlsx")
    page = openpyxl.load_workbook(again, data_only=True)["Sở Nội vụ"]
    rows = rows_of(page)
    # 1.1: 0.5 + 1 = 1.5; 1: 1.5 + 2.5 = 4; the whole: 4 + bonus 1 - penalty 0.5 = 4.5; nothing of the survey
    assert [page.cell(rows[part], 5).value for part in ("1.1", "1")] == [1.5, 4]
    assert page.cell(rows["TR1"] + 1, 5).value == 4.5
    assert page.cell(rows["TR1"] + 1, 3).value == 10
    assert sipas("score", "xhh.xlsx", again).status == 0
    data = json.loads(sipas("rank", "--index", "par", "--format", "json").out)
    assert data["groups"][0]["units"][0]["score"] == 81.00
    assert data["findings"]["by_code"] == {}


def test_a_sheet_of_points_has_what_is_for_its_unit_and_locks_what_is_not_typed(
    par: Path, sipas: Sipas
) -> None:
    sipas("form", "-o", "cham.xlsx")
    book = openpyxl.load_workbook(par / "cham.xlsx")
    assert book.sheetnames == ["Hướng dẫn", "Sở Nội vụ", "Huyện Vân Đồn", "Danh mục"]  # Xã A has no index
    page = book["Sở Nội vụ"]
    assert page["A2"].value == "Đơn vị: Sở Nội vụ"
    assert [cell.value for cell in page[4]] == [
        *("STT", "Tiêu chí", "Điểm tối đa", "Tự đánh giá", "Thẩm định", "Ghi chú", "Cách cho điểm"),
    ]
    assert list(rows_of(page))[3:] == ["1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.1", "TH1", "TR1"]
    assert list(rows_of(book["Huyện Vân Đồn"]))[3:] == [
        "1",
        "1.1",
        "1.1.1",
        "1.1.2",
        "2",
        "2.1",
        "TH1",
        "TR1",
    ]
    rows = rows_of(page)
    unlocked = {part for part, row in rows.items() if not page.cell(row, 5).protection.locked}
    assert unlocked == {"1.1.1", "1.1.2", "1.2", "TH1", "TR1"}
    assert choices(book, "Sở Nội vụ", rows["1.1.1"], 5) == ["Kịp thời", "Chậm", "Không có", "Không áp dụng"]
    assert page.cell(rows["1.1.2"], 7).value == "Tỷ lệ % trên 90: 2; từ 70 đến 90: 1; dưới 70: 0"
    limits = {
        str(rule.sqref): rule.formula1
        for rule in page.data_validations.dataValidation
        if rule.type == "custom"
    }
    assert limits[f"E{rows['1.2']}"] == "OR(E9='Danh mục'!$B$1,AND(ISNUMBER(E9),E9>=0,E9<=3))"
    assert book["Danh mục"]["B1"].value == "Không áp dụng"


def test_a_sum_that_no_formula_could_hold_is_left_blank(par: Path, sipas: Sipas) -> None:
    # 70 parts with three options each are some 120 letters a part: more than a formula may have
    parts = "\n".join(
        f"        - {{id: 1.{n}, title: Phần {n}, options: {{Tốt: 1, Khá: 0.5, Kém: 0}}}}"
        for n in range(1, 101)
    )
    start, end = PAR.index('        - id: "1.1"'), PAR.index('    - id: "2"')
    text = PAR[:start] + parts + "\n" + PAR[end:]
    text = text.replace("maximum: {so: 10, huyen: 7}", "maximum: {so: 104, huyen: 104}")
    (par / "criteria" / "par-nho.yaml").write_text(text, encoding="utf-8")
    made = sipas("form", "-o", "cham.xlsx")
    assert made.status == 0, made.err
    page = openpyxl.load_workbook(par / "cham.xlsx")["Sở Nội vụ"]
    rows = rows_of(page)
    assert page.cell(rows["1"], 5).value is None
    assert page.cell(rows["1.100"], 5).protection.locked is False


# --- XLSForm -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "index"), SETS)
def test_pyxform_converts_the_form_of_every_shipped_set_without_a_warning(
    tmp_path: Path, sipas: Sipas, name: str, index: str
) -> None:
    made = sipas("form", "--criteria", name, "--index", index, "--xlsform", "-o", "f.xlsx")
    assert made.status == 0, made.err
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of libraries; those about the form come with the result
        result = convert(tmp_path / "f.xlsx", validate=False)
    assert result.warnings == []
    assert "<h:title>" in result.xform


def xlsform(path: Path) -> tuple[list[dict[str, str]], dict[str, list[tuple[str, str]]]]:
    """The rows of the survey, and list -> (name, label) of its choices."""
    book = openpyxl.load_workbook(path)
    head, *rows = book["survey"].iter_rows(values_only=True)
    survey = [dict(zip(map(str, head), map(str, row), strict=True)) for row in rows]
    lists: dict[str, list[tuple[str, str]]] = {}
    for own, name, label in list(book["choices"].iter_rows(values_only=True, max_col=3))[1:]:
        lists.setdefault(str(own), []).append((str(name), str(label)))
    return survey, lists


def export(form: Path, place: int, out: Path) -> None:
    """BALLOTS as Kobo exports them: stored values (`place` 0) or labels (1), headers likewise."""
    survey, lists = xlsform(form)
    answers = dict(lists["answers"])
    by_label = {label: (name, label) for own in lists.values() for name, label in own}
    asked = [row for row in survey if row["type"].startswith("select_one")]
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["start", "end", *(row["label" if place else "name"] for row in asked), "_uuid"])
    for number, unit, cells in BALLOTS:
        given: Cells = {survey[2]["name"]: unit, "gioi_tinh": "Nữ", "do_tuoi": "18 - 24 tuổi"}
        for code, value in cells.items():
            text = str(value).partition(" - ")[0]
            given[code] = answers.get(text, N_A if text == N_A else "")
        values = [by_label[str(given[row["name"]])][place] if row["name"] in given else "" for row in asked]
        book.active.append(["2023-11-15T08:00:00", "2023-11-15T08:05:00", *values, f"uuid:{number}"])
    book.save(out)


def test_an_export_with_labels_is_scored_without_any_mapping(workspace: Path, sipas: Sipas) -> None:
    sipas("form", "--criteria", "quang-ninh-2023", "--xlsform", "-o", "kobo.xlsx")
    export(workspace / "kobo.xlsx", 1, workspace / "xuat.xlsx")
    assert scores(sipas, "xuat.xlsx") == {"Sở Nội vụ": 100, "Sở Y tế": 48}


def test_an_export_with_stored_values_is_scored_by_the_names_of_the_fields(
    workspace: Path, sipas: Sipas
) -> None:
    sipas("form", "--criteria", "quang-ninh-2023", "--xlsform", "-o", "kobo.xlsx")
    survey, lists = xlsform(workspace / "kobo.xlsx")
    assert survey[2]["name"] == "ten_don_vi"
    assert ("so-noi-vu", "Sở Nội vụ") in lists["units"]
    assert lists["answers"][:2] == [("1", "Rất không hài lòng"), ("2", "Không hài lòng")]
    export(workspace / "kobo.xlsx", 0, workspace / "xuat.xlsx")
    assert scores(sipas, "xuat.xlsx", "--criteria", "quang-ninh-2023") == {"Sở Nội vụ": 100, "Sở Y tế": 48}


def test_the_form_says_which_set_and_which_questions_it_is(workspace: Path, sipas: Sipas) -> None:
    sipas("form", "--criteria", "quang-ninh-2023", "--xlsform", "-o", "kobo.xlsx")
    book = openpyxl.load_workbook(workspace / "kobo.xlsx")
    assert book.sheetnames == ["survey", "choices", "settings"]
    title, form_id, version = next(book["settings"].iter_rows(min_row=2, values_only=True))
    assert title == "Chỉ số hài lòng của người dân, tổ chức (SIPAS) tỉnh Quảng Ninh năm 2023"
    assert form_id == "quang-ninh-2023"
    plan = next(found.criteria.plan for found in all_sets(ROOT) if found.criteria.id == form_id)
    assert version == plan.digest[:12]
    survey, _ = xlsform(workspace / "kobo.xlsx")
    required = [row["name"] for row in survey if row["required"] == "yes"]
    assert required == ["ten_don_vi", *CODES]
    assert [row["label"] for row in survey if row["type"] == "begin_group"][:2] == [
        "Tiếp cận dịch vụ hành chính công",
        "Thủ tục hành chính",
    ]


def test_codes_that_no_field_can_bear_are_said(workspace: Path, sipas: Sipas) -> None:
    local_set(workspace, ("{code: F1_1,", "{code: 1.1,"), ("criteria: [F1_1,", "criteria: ['1.1',"))
    made = sipas("form", "--criteria", "cua-toi", "--xlsform", "-o", "kobo.xlsx")
    assert "không dùng làm tên trường được: 1.1." in made.err
    assert convert(workspace / "kobo.xlsx", validate=False).warnings == []


# --- the printed ballot --------------------------------------------------------------------------


def test_the_printed_ballot_has_a_box_for_every_answer(workspace: Path, sipas: Sipas) -> None:
    made = sipas("form", "--criteria", "quang-ninh-2023", "--ballot", "-o", "phieu.docx")
    assert made.status == 0, made.err
    document = docx.Document(str(workspace / "phieu.docx"))
    head, questions = document.tables
    assert "TỈNH QUẢNG NINH" in head.rows[0].cells[0].text
    texts = [[cell.text for cell in row.cells] for row in questions.rows]
    assert len(texts) == 31  # the header, 5 factors, 25 questions
    assert texts[0][:3] == ["TT", "Nội dung", "Rất không hài lòng"]
    assert texts[1][0] == "Tiếp cận dịch vụ hành chính công"
    assert texts[2][0] == "1"
    assert sum(row.count("☐") for row in texts) == 150  # 25 questions x (5 answers + not applicable)
    written = [paragraph.text for paragraph in document.paragraphs]
    assert "PHIẾU KHẢO SÁT" in written
    assert any(text.startswith("Mã phiếu: …") for text in written)
    assert "Giới tính:   ☐\xa0Nam   ☐\xa0Nữ" in written
    section = document.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == (
        pytest.approx(210, abs=0.1),
        pytest.approx(297, abs=0.1),
    )
    assert "quang-ninh-2023" in section.footer.paragraphs[0].text


def test_a_printed_ballot_ends_on_no_page_of_its_own(workspace: Path, sipas: Sipas) -> None:
    sipas("form", "--criteria", "sipas-soc-trang-2023", "--ballot", "-o", "phieu.docx")
    rows = docx.Document(str(workspace / "phieu.docx")).tables[1].rows
    last = [cell.paragraphs[0].paragraph_format.keep_with_next for cell in rows[-1].cells]
    assert last == [True] * 8  # number, question, 5 answers, not applicable: with the thanks below
    assert not rows[-2].cells[0].paragraphs[0].paragraph_format.keep_with_next
    pdf = converted(workspace / "phieu.docx", "pdf")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes())) == 1  # 22 questions


def test_the_ballot_of_the_leader_survey_asks_for_the_kind_of_respondent(par: Path, sipas: Sipas) -> None:
    sipas("form", "--index", "xhh", "--ballot", "-o", "phieu.docx")
    document = docx.Document(str(par / "phieu.docx"))
    assert [cell.text for cell in document.tables[1].rows[0].cells] == [
        *("TT", "Nội dung", "Tốt", "Khá", "C", "Không biết"),
    ]
    assert any("Đại\xa0biểu\xa0HĐND,\xa0các\xa0cấp" in paragraph.text for paragraph in document.paragraphs)


# --- words on the command line -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--criteria", "quang-ninh-2023", "--matrix", "-o", "f.xlsx"], "--matrix không dùng cho sipas"),
        (["--criteria", "quang-ninh-2023", "--xlsform", "--ballot", "-o", "f.xlsx"], "không dùng cùng nhau"),
        (["--criteria", "quang-ninh-2023", "-o", "f.docx"], "phải kết thúc bằng .xlsx"),
        (["--criteria", "quang-ninh-2023", "--ballot", "-o", "f.xlsx"], "phải kết thúc bằng .docx"),
        (["--criteria", "quang-ninh-2023", "--index", "par", "-o", "f.xlsx"], "không có biểu mẫu cho par"),
        (["--criteria", "par-soc-trang-2023", "--ballot", "-o", "f.docx"], "thêm --index xhh"),
        (["--criteria", "par-soc-trang-2023", "-o", "f.xlsx"], "cần danh sách đơn vị"),
        (["--criteria", "quang-ninh-2023", "--per-unit", "-o", "f.xlsx"], "cần danh sách đơn vị"),
        (["-o", "f.xlsx"], "Nêu --criteria"),
        (["--criteria", "quang-ninh-2023"], "-o còn thiếu"),
        (["--criteria", "khong-co", "-o", "f.xlsx"], "khong-co"),
    ],
)
def test_wrong_words_are_refused_and_nothing_is_written(
    tmp_path: Path, sipas: Sipas, words: list[str], said: str
) -> None:
    result = sipas("form", *words)
    assert result.status == 2
    assert said in result.err
    assert list(tmp_path.iterdir()) == []


def test_the_set_of_the_workspace_that_has_the_index_is_used(tmp_path: Path, sipas: Sipas) -> None:
    for name in ("sipas.yaml", "units.yaml"):  # which names a set of each index
        shutil.copy(ROOT / "examples" / "soc-trang-2023" / name, tmp_path / name)
    guides = []
    for words in ([], ["--index", "xhh"]):
        assert sipas("form", *words, "--rows", 1, "-o", "f.xlsx").status == 0
        guides.append(openpyxl.load_workbook(tmp_path / "f.xlsx")["Hướng dẫn"]["B3"].value)
    assert "(sipas-soc-trang-2023)" in guides[0]
    assert "(par-soc-trang-2023)" in guides[1]


def test_without_settings_the_only_set_of_the_workspace_is_used_as_by_score(par: Path, sipas: Sipas) -> None:
    (par / "sipas.yaml").unlink()
    made = sipas("form", "-o", "cham.xlsx")
    assert made.status == 0, made.err
    assert "Bộ tiêu chí: par-nho." in made.err
    refused = sipas("form", "--index", "sipas", "-o", "nhap.xlsx")  # which it has no form for
    assert refused.status == 2
    assert "Nêu --criteria" in refused.err
    (par / "criteria" / "par-hai.yaml").write_text(PAR.replace("id: par-nho", "id: par-hai"), "utf-8")
    two = sipas("form", "-o", "nhap.xlsx")
    assert two.status == 2
    assert "nhiều bộ tiêu chí: par-hai, par-nho" in two.err


def test_units_of_groups_that_the_index_does_not_measure_get_no_form(par: Path, sipas: Sipas) -> None:
    text = "groups: [{id: xa, name: Các xã}]\nunits: [{id: xa-a, group: xa, name: Xã A}]\n"
    (par / "units.yaml").write_text(text, encoding="utf-8")
    result = sipas("form", "-o", "cham.xlsx")
    assert result.status == 2
    assert "không đơn vị nào thuộc nhóm" in result.err


def test_a_form_goes_to_standard_output_too(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(workspace)
    assert run(["-q", "form", "--criteria", "quang-ninh-2023", "--rows", "1", "-o", "-"]) == 0
    content = capfdbinary.readouterr().out
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames[1] == "Phiếu"


# --- the language --------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [(), ("--per-unit",), ("--xlsform",), ("--ballot",)])
def test_forms_of_ballots_are_in_vietnamese_whatever_the_user_speaks(
    workspace: Path, sipas: Sipas, words: Sequence[str]
) -> None:
    assert_alike_in_both_languages(workspace, sipas, "--criteria", "quang-ninh-2023", "--rows", "2", *words)


@pytest.mark.parametrize("words", [(), ("--matrix",)])
def test_forms_of_points_are_in_vietnamese_whatever_the_user_speaks(
    par: Path, sipas: Sipas, words: Sequence[str]
) -> None:
    assert_alike_in_both_languages(par, sipas, "--index", "par", *words)


def assert_alike_in_both_languages(folder: Path, sipas: Sipas, *words: str) -> None:
    ending = "docx" if "--ballot" in words else "xlsx"
    for language in ("vi", "en"):
        made = sipas("--lang", language, "form", *words, "-o", f"{language}.{ending}")
        assert made.status == 0, made.err
    assert (folder / f"en.{ending}").read_bytes() == (folder / f"vi.{ending}").read_bytes()


def test_a_ballot_of_wordings_that_are_not_official_says_so(workspace: Path, sipas: Sipas) -> None:
    told = sipas("form", "--criteria", "sipas-39", "--ballot", "-o", "phieu.docx")
    note = "Lời văn các câu đã được rút gọn, không phải lời văn của phiếu do Bộ Nội vụ ban hành."
    assert f"Chú ý, bộ sipas-39: {note}" in told.err
    assert docx.Document(str(workspace / "phieu.docx")).paragraphs[0].text == note
