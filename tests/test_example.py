"""The main job on the shipped example: the tables of Quảng Ninh 2023, exactly as published."""

import csv
import importlib.util
import io
import json
import sys
from fractions import Fraction
from pathlib import Path

import docx
import openpyxl
import pytest
from conftest import EXAMPLE, Sipas


def published() -> list[tuple[str, int, str, str]]:
    """(group, rank, unit, score) in the order of Quyết định 865/QĐ-UBND."""
    with (EXAMPLE / "published.csv").open(encoding="utf-8") as file:
        return [(r["group"], int(r["rank"]), r["unit"], r["score"]) for r in csv.DictReader(file)]


def test_all_41_units_get_the_published_score_rank_and_place(example: Path, sipas: Sipas) -> None:
    result = sipas("score", "survey.xlsx", "--format", "json")
    assert result.status == 0
    data = json.loads(result.out)
    scored = [
        (group["id"], unit["rank"], unit["unit"], f"{unit['score']:.2f}")
        for group in data["groups"]
        for unit in group["units"]
    ]
    assert scored == published()
    assert len(scored) == 41
    # bình quân của bảng công bố: 1.241,59 / 13 = 95,5069; 3.887,13 / 41 = 94,8080
    assert {group["id"]: group["mean"] for group in data["groups"]}["huyen"] == 95.51
    assert data["overall"] == {"score": 94.81, "units": 41, "ballots": 8200}
    assert data["year"] == 2023
    assert data["criteria"] == "quang-ninh-2023"
    assert data["groups"][1]["units"][0]["factors"]["tiep-can"] == 97.10


def test_every_index_is_the_published_one_exactly_and_not_only_when_printed(
    scored_example: Path, sipas: Sipas
) -> None:
    (scores,) = scored_example.glob("results/2023/*/scores.csv")
    ids = {u: i for _, i, u in _unit_ids()}
    exact = {
        row["unit_id"]: Fraction(int(row["exact_numerator"]), int(row["exact_denominator"]))
        for row in csv.DictReader(io.StringIO(scores.read_text(encoding="utf-8-sig")))
        if row["level"] == "index"
    }
    for _, _, unit, score in published():
        assert exact[ids[unit]] == Fraction(score)


def _unit_ids() -> list[tuple[str, str, str]]:
    from sipas_cli.workspace.workspace import Workspace

    return [(unit.group, unit.id, unit.name) for unit in Workspace(EXAMPLE).units]


def test_what_is_rejected_in_the_example_is_counted_by_reason(example: Path, sipas: Sipas) -> None:
    data = json.loads(sipas("score", "survey.xlsx", "--format", "json").out)
    # as make_survey.py tells when it writes the file
    assert data["findings"] == {
        "ballots_read": 8253,
        "ballots_rejected": 53,
        "by_code": {
            "answer_off_scale": 10,
            "ballot_duplicate": 10,
            "ballot_no_answer": 9,
            "ballot_no_unit": 8,
            "ballot_not_approved": 12,
            "ballot_unknown_unit": 14,
        },
    }


def test_the_word_document_holds_the_published_tables(scored_example: Path, sipas: Sipas) -> None:
    assert sipas("render-decision", "--year", "2023", "-o", "qd.docx").status == 0
    document = docx.Document(str(scored_example / "qd.docx"))
    tables = [table for table in document.tables if table.rows[0].cells[0].text == "STT"]
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    heading = ["STT", "Tên đơn vị", "Chỉ số hài lòng SIPAS (%)"]
    assert [row for row in rows if row != heading] == [
        [str(rank), unit, score.replace(".", ",")] for _, rank, unit, score in published()
    ]
    assert [len(table.rows) - 1 for table in tables] == [20, 13, 8]


def test_everything_that_comes_out_says_that_the_ballots_are_synthetic(example: Path, sipas: Sipas) -> None:
    said = "DỮ LIỆU GIẢ LẬP"
    assert said in sipas("score", "survey.xlsx").out
    assert said in sipas("rank", "--group", "huyen").out
    assert said in json.loads(sipas("rank", "--format", "json").out)["notice"]
    for form in ("html", "md"):
        assert said in sipas("render-decision", "--format", form, "-o", "-").out
    assert sipas("render-decision", "-o", "qd.docx").status == 0
    assert any(said in paragraph.text for paragraph in docx.Document(str(example / "qd.docx")).paragraphs)
    book = openpyxl.load_workbook(EXAMPLE / "survey.xlsx", read_only=True)
    texts = [str(cell) for row in book["Đọc trước"].values for cell in row if cell]
    book.close()
    assert any("GIẢ LẬP" in text.upper() for text in texts)
    assert any("SYNTHETIC" in text.upper() for text in texts)


def test_the_script_beside_the_survey_makes_it_again_cell_for_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = importlib.util.spec_from_file_location("make_survey", EXAMPLE / "make_survey.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "make_survey", module)
    spec.loader.exec_module(module)
    again = tmp_path / "again.xlsx"
    module.main([str(again)])
    cells = []
    for path in (again, EXAMPLE / "survey.xlsx"):
        book = openpyxl.load_workbook(path, read_only=True)
        cells.append([list(sheet.values) for sheet in book])
        book.close()
    assert cells[0] == cells[1]
