"""Questions beside those of the index: declared in the set, counted with the answers, reported, never scored.

The workspace is that of the field cases, two questions under each of two factors, with two questions more:
`kenh`, of which several choices may be marked, and `so-sanh`, with one. A choice holds a comma, as the marks
between choices may stand in a choice too.
"""

import csv
import io
import json
import random
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import docx
import numpy as np
import openpyxl
import pytest
from conftest import ROOT, Outcome, Sipas

from sipas_cli.rules.library import read_set
from sipas_cli.runs.tally_tables import read_tally
from sipas_cli.tally.sound import is_sound

CODES = ["A1", "A2", "B1", "B2"]
KENH, SO_SANH = "Ông/Bà biết thông tin qua kênh nào?", "So với năm trước, việc phục vụ thế nào?"
OTHERS = f"""
  other_questions:
    - id: kenh
      text: {KENH}
      choices: [Báo, "Đài, truyền hình", Mạng xã hội]
      several: true
    - id: so-sanh
      text: {SO_SANH}
      choices: [Kém hơn, Như cũ, Tốt hơn]
      also: {{Tốt hơn: [tot_hon]}}
"""


@pytest.fixture(autouse=True)
def _workspace(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "field" / "_workspace", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "criteria" / "field.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nrules:\n", f"{OTHERS}rules:\n"), encoding="utf-8")


def written(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def ballots(header: Sequence[str], *answers: Sequence[str], unit: str = "Sở Y tế") -> list[list[str]]:
    """A table of one unit in which the scored questions have 4 and 5 in turn."""
    rows = [[unit, *[str(4 + number % 2)] * 4, *more] for number, more in enumerate(answers)]
    return [["Tên đơn vị", *CODES, *header], *rows]


def scored(sipas: Sipas, path: Path, *more: str) -> Outcome:
    return sipas("score", path, "--year", "2024", "--lang", "en", *more)


def run_of(folder: Path) -> Path:
    (run,) = (path for path in (folder / "results" / "2024").iterdir() if path.is_dir())
    return run


def counted(folder: Path) -> dict[str, dict[str, int]]:
    """Question -> kind -> ballots, of all units."""
    counts: dict[str, dict[str, int]] = {}
    for row in csv.DictReader(io.StringIO((run_of(folder) / "tally/others.csv").read_text("utf-8-sig"))):
        own = counts.setdefault(row["question"], {})
        own[row["choice"]] = own.get(row["choice"], 0) + int(row["ballots"])
    return counts


# --- what is understood --------------------------------------------------------------------------


def test_one_cell_holds_the_answer_however_it_is_written(tmp_path: Path, sipas: Sipas) -> None:
    rows = ballots(
        [f"kenh. {KENH}", SO_SANH],
        ["Báo, Đài, truyền hình", "Tốt hơn"],  # Google: a comma, which a choice has too
        ["Báo;Mạng xã hội;", "tốt hơn"],  # Microsoft: a semicolon, also at the end
        ["1 3", "3"],  # Kobo: the places of the choices
        ["Đài, truyền hình", "tot_hon"],
        ["báo | Báo", "1.0"],  # marked twice is marked once
        ["", "Không biết"],  # not applicable, by the scale of the set
    )
    outcome = scored(sipas, written(tmp_path / "a.csv", rows))
    assert outcome.status == 0
    assert "4 questions in B–E, other questions, 2, in F–G" in outcome.err
    assert counted(tmp_path) == {
        "kenh": {
            "Báo": 4,
            "Đài, truyền hình": 2,
            "Mạng xã hội": 2,
            "answered": 5,
            "not_answered": 1,
        },
        "so-sanh": {"Tốt hơn": 4, "Kém hơn": 1, "answered": 5, "not_answered": 1},
    }


def test_a_text_that_begins_like_a_choice_is_none(tmp_path: Path, sipas: Sipas) -> None:
    rows = ballots(
        ["kenh", "so-sanh"],
        ["Báo chí tỉnh; Mạng xã hội", "1"],  # not the choice Báo
        ["Báo\nMạng xã hội", "1"],  # a line for each
        ["2 3 9", "1"],  # a code that there is not: then nobody knows what the others are
    )
    assert scored(sipas, written(tmp_path / "a.csv", rows)).status == 0
    assert counted(tmp_path)["kenh"] == {"Báo": 1, "Mạng xã hội": 2, "answered": 2, "not_understood": 2}


def test_own_words_count_as_the_choice_for_them(tmp_path: Path, sipas: Sipas) -> None:
    path = tmp_path / "criteria" / "field.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("Mạng xã hội]", "Mạng xã hội, Khác]\n      own_words: Khác")
    path.write_text(text, encoding="utf-8")
    rows = ballots(
        ["kenh", "so-sanh"],
        ["Báo; loa của thôn", "2"],
        ["nghe hàng xóm", "2"],
        ["7", "2"],  # a number is nobody's own word
    )
    written(tmp_path / "a.csv", rows)
    apart = ballots(["kenh/1", "kenh/4", "so-sanh"], ["1", "loa của thôn", "2"], ["1", "", "2"])
    written(tmp_path / "b.csv", apart)
    assert sipas("score", "a.csv", "b.csv", "--year", "2024").status == 0
    assert counted(tmp_path)["kenh"] == {"Báo": 3, "Khác": 3, "answered": 4, "not_understood": 1}


@pytest.mark.parametrize(
    "headers",
    [
        ["kenh/1", "kenh/2", "kenh/3"],
        ["phan_2/kenh/Báo", "phan_2/kenh/Đài, truyền hình", "phan_2/kenh/Mạng xã hội"],
        [f"{KENH} [Báo]", f"{KENH} [Đài, truyền hình]", f"{KENH} [Mạng xã hội]"],
        ["kenh[1]", "kenh[2]", "kenh[3]"],
        [f"kenh. {KENH} - Báo", f"kenh. {KENH} - Đài, truyền hình", f"kenh. {KENH} - Mạng xã hội"],
    ],
)
def test_a_column_for_each_choice_is_one_question(
    tmp_path: Path, sipas: Sipas, headers: Sequence[str]
) -> None:
    tool = ["_uuid", "_submission_time", "_validation_status"] if "/" in headers[0] else []
    rows = ballots(
        [*headers, "so-sanh"],
        ["1", "0", "1", "1"],
        ["x", "", "", "2"],
        ["Có", "Không", "Không", "2"],
        ["Báo", "", "Mạng xã hội", "2"],
        ["0", "0", "0", "2"],
        ["", "", "", "2"],
    )
    if tool:
        rows = [[*row, f"id{number}", "2024-03-01", ""] for number, row in enumerate(rows)]
        rows[0][-3:] = tool
    written(tmp_path / "a.csv", rows)
    assert scored(sipas, tmp_path / "a.csv", "--criteria", "field").status == 0
    # two of the four that marked any: Mạng xã hội
    kenh = {"Báo": 4, "Mạng xã hội": 2, "answered": 4, "not_answered": 2}
    assert counted(tmp_path) == {"kenh": kenh, "so-sanh": {"Kém hơn": 1, "Như cũ": 5, "answered": 6}}


@pytest.mark.parametrize("below", ["Response", ""])
def test_the_choices_may_stand_below_the_question(tmp_path: Path, sipas: Sipas, below: str) -> None:
    """As SurveyMonkey exports them, and as people merge cells: the question stands above the first choice."""
    tool = ["Respondent ID", "Collector ID"] if below else ["STT", "Ghi chú"]
    header = [*tool, "Tên đơn vị", *CODES, KENH, "", "", SO_SANH]
    choices = ["", "", *[below] * 5, "Báo", "Đài, truyền hình", "Mạng xã hội", below]
    rows = [header, choices]
    for number, marks in enumerate((["x", "", "x"], ["", "", "Mạng xã hội"], ["", "1", "1"], ["", "", ""])):
        rows.append([str(number + 1), "", "Sở Y tế", "4", "5", "4", "5", *marks, "Tốt hơn"])
    outcome = scored(sipas, written(tmp_path / "a.csv", rows))
    assert outcome.status == 0
    assert "other questions, 2, in H–K" in outcome.err
    assert "ballots: 4" in outcome.err
    kenh = {"Báo": 1, "Đài, truyền hình": 1, "Mạng xã hội": 3, "answered": 3, "not_answered": 1}
    assert counted(tmp_path) == {"kenh": kenh, "so-sanh": {"Tốt hơn": 4, "answered": 4}}


def test_the_whole_answer_beside_the_columns_of_choices_counts_once(tmp_path: Path, sipas: Sipas) -> None:
    rows = ballots(["kenh", "kenh/1", "kenh/2", "kenh/3", "so-sanh"], ["1 3", "1", "0", "1", "2"])
    assert scored(sipas, written(tmp_path / "a.csv", rows)).status == 0
    assert counted(tmp_path)["kenh"] == {"Báo": 1, "Mạng xã hội": 1, "answered": 1}


def test_what_is_not_understood_is_told_with_its_cell_and_never_its_words(
    tmp_path: Path, sipas: Sipas
) -> None:
    rows = ballots(
        ["kenh", "so-sanh"],
        ["Báo, qua bà Nguyễn Thị Hoa ở xóm 3", "Tốt hơn, Như cũ"],
        ["Mạng xã hội", "7"],
    )
    written(tmp_path / "a.csv", rows)
    outcome = scored(sipas, tmp_path / "a.csv", "--verbose")
    assert outcome.status == 0
    assert "a.csv ! F2: something in this cell is none of the choices of question kenh" in outcome.err
    assert "a.csv ! G2: something in this cell is none of the choices of question so-sanh" in outcome.err
    assert 'a.csv ! G3: "7" is none of the choices of question so-sanh' in outcome.err
    assert not [
        path for path in run_of(tmp_path).rglob("*") if path.is_file() and b"Hoa" in path.read_bytes()
    ]
    # what was understood of the first ballot counts
    assert counted(tmp_path) == {
        "kenh": {"Báo": 1, "Mạng xã hội": 1, "answered": 2, "not_understood": 1},
        "so-sanh": {"not_understood": 2},
    }


def test_a_column_that_is_missing_and_one_of_no_choice_are_told(tmp_path: Path, sipas: Sipas) -> None:
    rows = ballots(["kenh/1", "kenh/khac"], ["1", "1"])
    outcome = scored(sipas, written(tmp_path / "a.csv", rows))
    assert outcome.status == 0
    assert "a.csv ! A1: the sheet has no column of the other questions so-sanh" in outcome.err
    assert "a.csv ! G1: a column for a choice that question kenh does not have" in outcome.err
    assert counted(tmp_path) == {"kenh": {"Báo": 1, "answered": 1}, "so-sanh": {"not_answered": 1}}


def test_two_columns_of_one_question_are_refused(tmp_path: Path, sipas: Sipas) -> None:
    rows = ballots(["kenh", KENH, "so-sanh"], ["1", "2", "1"])
    outcome = scored(sipas, written(tmp_path / "a.csv", rows))
    assert outcome.status == 3
    assert "a.csv ! G1" in outcome.err


def test_a_code_like_those_of_the_index_may_be_that_of_another_question(tmp_path: Path, sipas: Sipas) -> None:
    path = tmp_path / "criteria" / "field.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: so-sanh", "id: B3"), encoding="utf-8")
    rows = ballots(["kenh", "B3"], ["1", "2"])
    assert scored(sipas, written(tmp_path / "a.csv", rows)).status == 0
    assert counted(tmp_path)["B3"] == {"Như cũ": 1, "answered": 1}


# --- the same however it is counted ---------------------------------------------------------------


def many() -> list[list[str]]:
    """Sixty ballots of two units, in an order of their own."""
    channels = ["Báo", "Báo; Mạng xã hội", "", "Đài, truyền hình", "Báo, khác"]
    rows = ballots(["kenh", "so-sanh"], *([channels[n % 5], str(1 + n % 4)] for n in range(60)))
    for number, row in enumerate(rows[1:]):
        row[0] = ("Sở Y tế", "Sở Tư pháp")[number % 2]
    return rows


def tables_of(folder: Path) -> dict[str, bytes]:
    run = run_of(folder)
    names = ["scores.csv", "standings.csv", *(f"tally/{path.name}" for path in (run / "tally").glob("*.csv"))]
    return {name: (run / name).read_bytes() for name in names}


def test_neither_order_nor_files_nor_tallies_nor_workers_change_a_count(tmp_path: Path, sipas: Sipas) -> None:
    header, *rows = many()
    assert scored(sipas, written(tmp_path / "all.csv", [header, *rows])).status == 0
    expected = tables_of(tmp_path)
    assert "tally/others.csv" in expected
    # of every five ballots two have Báo alone or with another, one has it with something strange: 36 of 60
    assert counted(tmp_path)["kenh"]["Báo"] == 36
    shutil.rmtree(tmp_path / "results")
    random.Random(1).shuffle(rows)
    first, second = written(tmp_path / "1.csv", [header, *rows[:25]]), tmp_path / "2.csv"
    written(second, [header, *rows[25:]])
    assert sipas("score", first, second, "--year", "2024", "--jobs", "2").status == 0
    assert tables_of(tmp_path) == expected
    shutil.rmtree(tmp_path / "results")
    assert sipas("tally", first, "--year", "2024", "-o", "1.tally").status == 0
    assert sipas("tally", second, "--year", "2024", "-o", "2.tally").status == 0
    assert sipas("score", "2.tally", "1.tally", "--year", "2024").status == 0
    assert tables_of(tmp_path) == expected


def test_no_figure_of_the_index_depends_on_them(tmp_path: Path, sipas: Sipas) -> None:
    written(tmp_path / "a.csv", many())
    assert scored(sipas, tmp_path / "a.csv").status == 0
    with_others = tables_of(tmp_path)
    assert "kenh" not in sipas("rank", "--format", "json").out
    shutil.rmtree(tmp_path / "results")
    path = tmp_path / "criteria" / "field.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(OTHERS, "\n"), encoding="utf-8")
    assert scored(sipas, tmp_path / "a.csv").status == 0
    without = tables_of(tmp_path)
    assert "tally/others.csv" not in without
    assert without == {name: content for name, content in with_others.items() if "others" not in name}


def test_a_stored_run_is_recounted_from_its_files(tmp_path: Path, sipas: Sipas) -> None:
    written(tmp_path / "a.csv", many())
    assert scored(sipas, tmp_path / "a.csv").status == 0
    assert sipas("verify").status == 0
    path = run_of(tmp_path) / "tally" / "others.csv"
    path.write_bytes(path.read_bytes().replace(b"answered,24", b"answered,23"))
    assert sipas("verify").status != 0


@pytest.mark.parametrize(
    ("question", "choice", "ballots_now"),
    [
        ("kenh", "Báo", 31),  # more than answered
        ("kenh", "answered", 30),  # more than did, with those that did not
        ("so-sanh", "Kém hơn", 16),  # one choice too many
        ("so-sanh", "answered", 22),
    ],
)
def test_counts_that_cannot_be_are_told_of_a_tally_from_elsewhere(
    tmp_path: Path, sipas: Sipas, question: str, choice: str, ballots_now: int
) -> None:
    written(tmp_path / "a.csv", many())
    assert scored(sipas, tmp_path / "a.csv").status == 0
    tally = read_tally(run_of(tmp_path))
    plan = read_set(tmp_path / "criteria" / "field.yaml").criteria.plan
    assert tally is not None
    units = {"so-y-te", "so-tu-phap", "so-noi-vu"}
    assert is_sound(tally, plan, units)
    table = dict(tally.tables["others"])
    at = (table["question"] == question) & (table["choice"] == choice) & (table["unit"] == "so-y-te")
    table["ballots"] = np.where(at, ballots_now, table["ballots"])
    assert not is_sound(replace(tally, tables={**tally.tables, "others": table}), plan, units)


# --- what is said ---------------------------------------------------------------------------------


def answered(tmp_path: Path, sipas: Sipas, channels: dict[str, int], compared: dict[str, int]) -> None:
    """Scores so many ballots with each answer to the two questions."""
    first = [text for text, times in channels.items() for _ in range(times)]
    second = [text for text, times in compared.items() for _ in range(times)]
    pairs = zip(first, second, strict=True)
    assert (
        scored(sipas, written(tmp_path / "a.csv", ballots(["kenh", "so-sanh"], *map(list, pairs)))).status
        == 0
    )


def open_data(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "du-lieu-mo-2024" / f"{name}.csv").read_text("utf-8"))))


def test_the_report_has_tables_and_bars_and_hides_what_few_answered(tmp_path: Path, sipas: Sipas) -> None:
    answered(
        tmp_path,
        sipas,
        {"Báo": 55, "Báo; Mạng xã hội": 20, "Mạng xã hội": 20, "Đài, truyền hình": 5},
        {"Kém hơn": 3, "Như cũ": 12, "Tốt hơn": 80, "": 5},
    )
    assert sipas("report", "-o", "r.html", "--lang", "en").status == 0
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "These questions are no part of the index." in text
    # 75 of 100 marked Báo, 40 Mạng xã hội; five the station, which is hidden
    assert (
        "Báo: 75.0% · 75 ballots; Đài, truyền hình: hidden: fewer than 10 ballots; Mạng xã hội: 40.0%" in text
    )
    # 80 of the 95 that answered; 3 would be 95 - 80 - 12, so that the 12 are hidden too
    assert "Tốt hơn: 84.2% · 80 ballots" in text
    assert "95 of 100 ballots answered" in text
    assert sipas("export", "--open-data").status == 0
    told = {
        (row["question_id"], row["choice"]): row["ballots"] for row in open_data(tmp_path, "other_answers")
    }
    assert told == {
        ("kenh", "Báo"): "75",
        ("kenh", "Đài, truyền hình"): "",
        ("kenh", "Mạng xã hội"): "40",
        ("so-sanh", "Kém hơn"): "",
        ("so-sanh", "Như cũ"): "",
        ("so-sanh", "Tốt hơn"): "80",
    }
    hidden = [row["id"] for row in open_data(tmp_path, "suppressed") if row["table"] == "other_answers"]
    assert hidden == ["kenh=Đài, truyền hình", "so-sanh=Kém hơn", "so-sanh=Như cũ"]


def test_what_few_left_out_is_hidden_where_several_may_be_marked(tmp_path: Path, sipas: Sipas) -> None:
    answered(tmp_path, sipas, {"Báo; Mạng xã hội": 60, "Báo": 36, "Mạng xã hội": 4}, {"Tốt hơn": 100})
    assert sipas("export", "--open-data").status == 0
    told = {
        (row["question_id"], row["choice"]): row["ballots"] for row in open_data(tmp_path, "other_answers")
    }
    assert (told["kenh", "Báo"], told["kenh", "Mạng xã hội"]) == ("", "64")  # four people did not mark Báo


def test_a_question_that_few_answered_is_not_shown(tmp_path: Path, sipas: Sipas) -> None:
    answered(tmp_path, sipas, {"Báo": 9, "": 91}, {"Kém hơn": 4, "Như cũ": 5, "": 91})
    assert sipas("report", "-o", "r.html", "--lang", "en").status == 0
    assert "These questions are no part" not in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert sipas("export", "--open-data").status == 0
    assert open_data(tmp_path, "other_answers") == []
    hidden = [row["id"] for row in open_data(tmp_path, "suppressed") if row["table"] == "other_answers"]
    assert hidden == ["kenh", "so-sanh"]


def test_the_report_in_word_has_them(tmp_path: Path, sipas: Sipas) -> None:
    answered(tmp_path, sipas, {"Báo": 40}, {"Tốt hơn": 20, "Như cũ": 20})
    assert sipas("report", "-o", "r.docx").status == 0
    document = docx.Document(str(tmp_path / "r.docx"))
    assert any("CÂU HỎI KHÁC CỦA PHIẾU" in paragraph.text for paragraph in document.paragraphs)
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["Báo", "40", "100,0"] in cells
    assert ["Như cũ", "20", "50,0"] in cells


def test_a_table_of_the_form_is_a_table_of_the_report(tmp_path: Path, sipas: Sipas) -> None:
    path = tmp_path / "criteria" / "field.yaml"
    grid = "    - id: mong-doi\n      text: Mong đợi cải thiện\n      items: [Thái độ phục vụ, Trụ sở]\n"
    grid += "      choices: [Rất nhiều, Nhiều, Ít]\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(OTHERS, f"\n  other_questions:\n{grid}"), encoding="utf-8")
    answers = [["Rất nhiều", "3"]] * 30 + [["Nhiều", "1"]] * 10
    rows = ballots(["Mong đợi cải thiện [Thái độ phục vụ]", "Trụ sở"], *answers)
    assert scored(sipas, written(tmp_path / "a.csv", rows)).status == 0
    assert counted(tmp_path) == {
        "mong-doi_1": {"Rất nhiều": 30, "Nhiều": 10, "answered": 40},
        "mong-doi_2": {"Ít": 30, "Rất nhiều": 10, "answered": 40},
    }
    assert sipas("report", "-o", "r.docx").status == 0
    tables = docx.Document(str(tmp_path / "r.docx")).tables
    cells = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    assert ["Câu hỏi", "Số phiếu trả lời", "Rất nhiều (%)", "Nhiều (%)", "Ít (%)"] in cells
    assert ["Thái độ phục vụ", "40", "75,0", "25,0", "0,0"] in cells
    assert ["Trụ sở", "40", "25,0", "0,0", "75,0"] in cells
    assert sipas("form", "--criteria", "field", "--xlsform", "-o", "x.xlsx").status == 0
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    asked = [[cell.value for cell in row[1:3]] for row in book["survey"].iter_rows()]
    assert ["mong-doi_2", "Mong đợi cải thiện: Trụ sở"] in asked


# --- forms ----------------------------------------------------------------------------------------


def test_what_is_typed_into_our_own_workbook_comes_back(tmp_path: Path, sipas: Sipas) -> None:
    assert sipas("form", "--criteria", "field", "-o", "entry.xlsx").status == 0
    book = openpyxl.load_workbook(tmp_path / "entry.xlsx")
    sheet = next(
        sheet for sheet in book if sheet.title != book.worksheets[0].title or len(book.sheetnames) == 1
    )
    (header,) = (row for row in sheet.iter_rows() if any(str(c.value or "").startswith("A1.") for c in row))
    columns = {str(cell.value): cell.column for cell in header if cell.value}
    typed = {f"kenh. {KENH} [Báo]": "x", f"kenh. {KENH} [Mạng xã hội]": "x", f"so-sanh. {SO_SANH}": "Như cũ"}
    for text, column in columns.items():
        value = typed.get(text)
        value = "Sở Y tế" if text == "Tên đơn vị" else 4 if text[:2] in CODES else value
        sheet.cell(header[0].row + 1, column, value)
    book.save(tmp_path / "typed.xlsx")
    assert scored(sipas, tmp_path / "typed.xlsx").status == 0
    assert counted(tmp_path) == {
        "kenh": {"Báo": 1, "Mạng xã hội": 1, "answered": 1},
        "so-sanh": {"Như cũ": 1, "answered": 1},
    }


def test_the_xlsform_and_the_ballot_ask_them(tmp_path: Path, sipas: Sipas) -> None:
    assert sipas("form", "--criteria", "field", "--xlsform", "-o", "x.xlsx").status == 0
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    asked = [[cell.value for cell in row[:3]] for row in book["survey"].iter_rows()]
    assert ["select_multiple other_1", "kenh", KENH] in asked
    assert ["select_one other_2", "so-sanh", SO_SANH] in asked
    choices = [[cell.value for cell in row[:3]] for row in book["choices"].iter_rows()]
    assert ["other_1", "2", "Đài, truyền hình"] in choices
    assert sipas("form", "--criteria", "field", "--ballot", "-o", "b.docx").status == 0
    lines = [paragraph.text for paragraph in docx.Document(str(tmp_path / "b.docx")).paragraphs]
    assert f"5. {KENH} (có thể đánh dấu nhiều ô)" in lines
    assert any("☐" in line and "Mạng\u00a0xã\u00a0hội" in line for line in lines)


def test_a_mapping_is_not_proposed_of_their_columns(tmp_path: Path, sipas: Sipas) -> None:
    """Four columns of unknown codes are as many as the questions of the index; the two others hold numbers
    of the scale too."""
    rows = ballots(["kenh", "so-sanh"], *(["1", "2"] for _ in range(30)))
    rows[0][1:5] = ["q_a", "q_b", "q_c", "q_d"]
    written(tmp_path / "a.csv", rows)
    assert sipas("map", "a.csv", "--criteria", "field", "-o", "m.yaml").status == 0
    text = (tmp_path / "m.yaml").read_text(encoding="utf-8")
    assert all(name in text for name in ("q_a", "q_b", "q_c", "q_d"))
    assert "kenh" not in text
    assert "so-sanh" not in text


# --- the set --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("[Kém hơn, Như cũ, Tốt hơn]", "[Tốt hơn, Như cũ, như cũ]", "như cũ"),
        ("[Kém hơn, Như cũ, Tốt hơn]", "[Kém hơn, answered, Tốt hơn]", "answered"),
        ("[Kém hơn, Như cũ, Tốt hơn]", "[Tốt hơn]", "choices"),
        ("{Tốt hơn: [tot_hon]}", "{Hơn: [tot_hon]}", '"Hơn" is not among the choices'),
        (f"text: {SO_SANH}", "text: Công chức lịch sự", "Công chức lịch sự"),
        ("id: so-sanh", "id: A1", "A1"),
        ("id: so-sanh", "id: so-sanh\n      headers: [Mã phiếu]", "Mã phiếu"),
        ("[Kém hơn, Như cũ, Tốt hơn]", "[Kém hơn, Tốt hơn]\n      own_words: Khác", "Khác"),
        ("id: so-sanh", "id: kenh", "kenh"),
    ],
)
def test_a_set_that_contradicts_itself_is_refused(
    tmp_path: Path, sipas: Sipas, before: str, after: str, told: str
) -> None:
    path = tmp_path / "criteria" / "field.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")
    outcome = sipas("criteria", "check", path, "--lang", "en")
    assert outcome.status == 2
    assert told in outcome.err


def test_showing_the_set_shows_them(tmp_path: Path, sipas: Sipas) -> None:
    shown = json.loads(sipas("criteria", "show", "field", "--format", "json").out)
    assert [question["id"] for question in shown["plan"]["other_questions"]] == ["kenh", "so-sanh"]
    told = sipas("criteria", "show", "field", "--format", "csv", "--lang", "en").out
    assert f"Other questions of the ballot,so-sanh,{SO_SANH[:3]}" in told.replace('"', "")
