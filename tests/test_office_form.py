"""`sipas map --form`: the form that an office surveyed with tells what its export of codes means."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
import yaml
from conftest import ROOT, Sipas

DATA = ROOT / "tests" / "data"
GROUPS = ("tiep_can", "thu_tuc", "cong_chuc", "ket_qua", "gop_y")
LEVELS = ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"]
CODES = "kobo_codes_groups.xlsx"


def write_sheets(path: Path, **sheets: Sequence[Sequence[str]]) -> None:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The genuine export of KoboToolbox with codes, and the form that its fields and codes are of."""
    (tmp_path / "criteria").mkdir()
    shutil.copy(DATA / "kobo.yaml", tmp_path / "criteria")
    shutil.copy(DATA / "kobo_units.yaml", tmp_path / "units.yaml")
    shutil.copy(DATA / CODES, tmp_path)
    (tmp_path / "sipas.yaml").write_text("criteria: kobo-dev\nyear: 2023\n", encoding="utf-8")
    plan = yaml.safe_load((DATA / "kobo.yaml").read_text(encoding="utf-8"))["plan"]
    units = yaml.safe_load((DATA / "kobo_units.yaml").read_text(encoding="utf-8"))["units"]
    survey = [["type", "name", "label::Tiếng Việt (vi)"], ["start", "start", ""]]
    survey.append(["select_one don_vi", "don_vi", plan["columns"]["unit"][0]])
    for number, question in enumerate(plan["questions"]):
        if number % 5 == 0:
            survey.append(["begin_group", GROUPS[number // 5], "Nhóm"])
        survey.append(["select_one muc", f"q{number + 1}", question["text"]])
        if number % 5 == 4:
            survey.append(["end_group", "", ""])
    choices = [["list_name", "name", "label::Tiếng Việt (vi)"]]
    choices += [["don_vi", unit["id"], unit["name"]] for unit in units]
    choices += [["muc", str(level), label] for level, label in enumerate(LEVELS, start=1)]
    choices.append(["muc", "9", "Không biết/Không áp dụng"])
    write_sheets(tmp_path / "bieu-mau.xlsx", survey=survey, choices=choices)
    return tmp_path


def test_an_export_of_codes_comes_to_what_that_of_labels_does_without_a_line_typed(
    folder: Path, sipas: Sipas
) -> None:
    assert sipas("score", CODES).status != 0
    made = sipas("map", CODES, "--form", "bieu-mau.xlsx")
    assert made.status == 0
    assert "bieu-mau.xlsx: 26" in made.err
    ranks = json.loads(sipas("score", CODES, "--format", "json").out)
    scores = {u["id"]: u["score"] for group in ranks["groups"] for u in group["units"]}
    expected = json.loads((DATA / "kobo_expected.json").read_text(encoding="utf-8"))
    units = expected["measures"]["satisfied_share"]["units"]
    assert {unit: f"{score:.2f}" for unit, score in scores.items()} == {
        unit: figures["index"] for unit, figures in units.items()
    }


def test_the_mapping_stays_as_it_is_when_it_is_made_again_without_the_form(
    folder: Path, sipas: Sipas
) -> None:
    sipas("map", CODES, "--form", "bieu-mau.xlsx")
    (mapping,) = (folder / "mappings").iterdir()
    form = yaml.safe_load(mapping.read_text(encoding="utf-8"))["form"]
    assert form["headers"]["tiep_can/q1"].startswith("1. Cơ quan cung cấp thông tin")
    assert form["values"][1]["labels"]["1"] == "Rất không hài lòng"
    sipas("map", CODES, "-o", "b.yaml")
    assert yaml.safe_load((folder / "b.yaml").read_text(encoding="utf-8"))["form"] == form


def test_two_forms_with_the_same_fields_and_other_labels_are_refused(folder: Path, sipas: Sipas) -> None:
    """Of one it would be the first by its name, and every answer might be the other way round."""
    sipas("map", CODES, "--form", "bieu-mau.xlsx")
    (mapping,) = (folder / "mappings").iterdir()
    text = mapping.read_text(encoding="utf-8").replace('"Hài lòng"', '"Không hài lòng"')
    text = text.replace('"Cơ quan, đơn vị Ông/Bà đến giao dịch"', '"Nơi Ông/Bà đến"')
    (folder / "mappings" / "last.yaml").write_text(text, encoding="utf-8")
    refused = sipas("score", CODES)
    assert refused.status == 2
    assert f"{mapping.name}, mappings/last.yaml" in refused.err


def test_a_form_of_another_survey_is_refused(folder: Path, sipas: Sipas) -> None:
    rows = [["type", "name", "label"], ["text", "ten", "Tên"]]
    write_sheets(folder / "khac.xlsx", survey=rows, choices=[["list_name", "name", "label"]])
    refused = sipas("map", CODES, "--form", "khac.xlsx")
    assert refused.status == 3
    assert "khac.xlsx" in refused.err
    assert not (folder / "mappings").exists()


def test_a_workbook_that_is_no_form_is_refused(folder: Path, sipas: Sipas) -> None:
    refused = sipas("map", CODES, "--form", CODES)
    assert refused.status == 3
    assert "survey, choices" in refused.err


# --- LimeSurvey -----------------------------------------------------------------------------------


def table(name: str, *rows: dict[str, str]) -> str:
    cells = ("".join(f"<{k}><![CDATA[{v}]]></{k}>" for k, v in row.items()) for row in rows)
    return f"<{name}><rows>{''.join(f'<row>{row}</row>' for row in cells)}</rows></{name}>"


def lss(codes: Sequence[str], texts: Sequence[str], *, best_first: bool) -> str:
    """A form with one question of a subquestion each, as LimeSurvey 6 saves it: invented."""
    labels = LEVELS[::-1] if best_first else LEVELS
    parents = [{"qid": "1", "parent_qid": "0", "type": "F", "title": "Q1"}]
    parts = [{"qid": str(10 + n), "parent_qid": "1", "title": code} for n, code in enumerate(codes)]
    worded = [{"qid": str(10 + n), "question": f"<p>{text}</p>"} for n, text in enumerate(texts)]
    answers = [{"aid": str(n), "qid": "1", "code": f"A{n}"} for n in range(1, 6)]
    named = [{"aid": str(n), "answer": label} for n, label in enumerate(labels, start=1)]
    tables = [
        table("answers", *answers),
        table("answer_l10ns", *named),
        table("questions", *parents),
        table("subquestions", *parts),
        table("question_l10ns", {"qid": "1", "question": "Đánh giá"}, *worded),
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>'
        f"{''.join(tables)}</document>"
    )


@pytest.mark.parametrize(("best_first", "score"), [(False, 25.0), (True, 75.0)])
def test_codes_of_lime_survey_are_what_its_form_says(
    folder: Path, sipas: Sipas, best_first: bool, score: float
) -> None:
    """Of four ballots one has A4 and three have A2: by the order of the form one or three are satisfied."""
    plan = yaml.safe_load((DATA / "kobo.yaml").read_text(encoding="utf-8"))["plan"]
    codes = [f"SQ{n:03d}" for n in range(1, 26)]
    form = lss(codes, [question["text"] for question in plan["questions"]], best_first=best_first)
    (folder / "khao-sat.lss").write_text(form, encoding="utf-8")
    header = ["id", "submitdate", "Cơ quan, đơn vị Ông/Bà đến giao dịch", *(f"Q1[{code}]" for code in codes)]
    rows = [
        [str(n), "2023-11-15 08:00:00", "Sở Nội vụ", *[a] * 25] for n, a in enumerate(["A4", *["A2"] * 3])
    ]
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in [header, *rows])
    (folder / "lime.csv").write_text(text, encoding="utf-8")
    assert sipas("map", "lime.csv", "--form", "khao-sat.lss").status == 0
    ranks = json.loads(sipas("score", "lime.csv", "--format", "json", "--force").out)
    scores = {u["id"]: u["score"] for group in ranks["groups"] for u in group["units"]}
    assert scores["snv"] == score


@pytest.mark.parametrize(
    "form", ["", "<document/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><document>&b;</document>", "<document><rows>"]
)
def test_a_form_that_is_damaged_is_refused(folder: Path, sipas: Sipas, form: str) -> None:
    (folder / "a.lss").write_text(form, encoding="utf-8")
    refused = sipas("map", CODES, "--form", "a.lss")
    assert refused.status == 3
    assert "a.lss" in refused.err
