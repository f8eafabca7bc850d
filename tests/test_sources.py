"""Exports of form tools and hand-typed workbooks: the same ten ballots in each, the same result.

Sở Nội vụ has five ballots, all "Hài lòng": 100. Sở Y tế has five, of which one says "Không hài lòng" to all:
4 / 5 = 80. What else is in a file is a trap and must not count.
"""

import csv
import json
import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import CODES, EXAMPLE, Sipas

from sipas_cli.rules.library import read_set

TEXTS = {
    question.code: question.text
    for question in read_set(EXAMPLE.parents[1] / "criteria" / "quang-ninh-2023.yaml").criteria.plan.questions
}
LABELS = {2: "Không hài lòng", 4: "Hài lòng", 5: "Rất hài lòng"}
#: (ballot id, unit, the answer to every question)
BALLOTS = [(f"B{n:02d}", "Sở Nội vụ" if n <= 5 else "Sở Y tế", 2 if n == 10 else 4) for n in range(1, 11)]
WANTED = {"Sở Nội vụ": 100.0, "Sở Y tế": 80.0}
REGISTER = """\
groups: [{id: so, name: Các sở}]
units:
  - {id: snv, group: so, name: Sở Nội vụ}
  - {id: syt, group: so, name: Sở Y tế}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sipas.yaml").write_text("criteria: quang-ninh-2023\nyear: 2023\n", encoding="utf-8")
    (tmp_path / "units.yaml").write_text(REGISTER, encoding="utf-8")
    return tmp_path


def write_csv(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def write_xlsx(
    path: Path, rows: Sequence[Sequence[object]], edit: Callable[[Any], None] | None = None
) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    if edit:
        edit(book.active)
    book.save(path)
    return path


def scored(sipas: Sipas, *words: object) -> Any:
    result = sipas("score", *words, "--format", "json")
    assert result.status == 0, result.err
    return json.loads(result.out)


def scores(data: Any) -> dict[str, float]:
    return {u["unit"]: u["score"] for g in data["groups"] for u in g["units"] if u["score"] is not None}


def labels(code: int) -> list[str]:
    return [LABELS[code]] * len(CODES)


# --- form tools ----------------------------------------------------------------------------------


def test_google_forms_with_grid_questions_and_labels(folder: Path, sipas: Sipas) -> None:
    header = [
        "Dấu thời gian",
        "Tên đơn vị",
        *(f"Mục {code[1]}. Ông/Bà đánh giá thế nào? [{TEXTS[code]}]" for code in CODES),
        "Ý kiến khác",
    ]
    rows = [["12/11/2023 9:30:00", unit, *labels(a), "4"] for _, unit, a in BALLOTS]
    data = scored(sipas, write_csv(folder / "g.csv", [header, *rows]))
    assert scores(data) == WANTED
    assert "Google Forms" in sipas("check", "g.csv").err


def test_microsoft_forms_with_hard_spaces_line_ends_and_semicolons(folder: Path, sipas: Sipas) -> None:
    header = [
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "Tên\u00a0đơn vị\n",
        *(TEXTS[code].replace(" ", "\u00a0", 2) + "\n" for code in CODES),
    ]
    rows = [
        [
            n,
            "2023-11-12 9:00",
            "2023-11-12 9:10",
            "a@b.vn",
            "A",
            f"{unit}",
            *(f"{text};" for text in labels(a)),
        ]
        for n, (_, unit, a) in enumerate(BALLOTS, 1)
    ]
    data = scored(sipas, write_xlsx(folder / "m.xlsx", [header, *rows]))
    assert scores(data) == WANTED


def test_kobotoolbox_with_groups_in_the_headers_and_slashes_in_the_texts(folder: Path, sipas: Sipas) -> None:
    header = [
        "start",
        "Thông tin chung/Tên đơn vị",
        *(f"Nhóm {code[1]}/{TEXTS[code]}" for code in CODES),
        "Nhóm 2/Ghi chú",
        "_uuid",
        "_submission_time",
        "_validation_status",
    ]
    rows = [
        ["2023-11-12", unit, *labels(a), "Hài lòng", f"uuid-{i}", "2023-11-12T09:30:00", ""]
        for i, unit, a in BALLOTS
    ]
    rows.append(["2023-11-12", "Sở Y tế", *labels(2), "", "uuid-x", "2023-11-13T09:30:00", "Not Approved"])
    rows.append(["2023-11-12", "Sở Y tế", *labels(4), "", "uuid-B01", "2023-11-14T09:30:00", ""])
    data = scored(sipas, write_xlsx(folder / "k.xlsx", [header, *rows]))
    assert scores(data) == WANTED
    assert data["findings"]["by_code"] == {"ballot_not_approved": 1, "ballot_duplicate": 1}
    assert any("/" in text for text in TEXTS.values())  # the trap is there


def test_kobotoolbox_with_the_columns_of_two_versions_of_the_form(folder: Path, sipas: Sipas) -> None:
    header = [
        "Tên đơn vị",
        *CODES,
        "v1/F1_1",
        "_uuid",
        "_submission_time",
        "__version__",
    ]
    rows = []
    for n, (i, unit, a) in enumerate(BALLOTS):
        answers: list[object] = [a] * 25
        old = ""
        if n % 2:  # of the older version: its F1_1 stands in a column of its own
            answers[0], old = "", a
        rows.append([unit, *answers, old, f"u-{i}", "2023-11-12T09:30:00", "v"])
    rows[0][26] = 2  # F1_1 is 4 here and 2 there: no answer, and told
    data = scored(sipas, write_xlsx(folder / "k2.xlsx", [header, *rows]))
    assert scores(data) == WANTED
    assert data["findings"]["by_code"] == {"answer_several": 1}


def test_odk_central_with_group_names_and_a_review_state(folder: Path, sipas: Sipas) -> None:
    header = [
        "SubmissionDate",
        "chung-unit",
        *(f"nhom{code[1]}-{code}" for code in CODES),
        "KEY",
        "SubmitterName",
        "ReviewState",
    ]
    rows = [["2023-11-12T09:30:00Z", unit, *[a] * 25, f"uuid:{i}", "x", "approved"] for i, unit, a in BALLOTS]
    rows.append(["2023-11-12T09:30:00Z", "Sở Y tế", *[2] * 25, "uuid:z", "x", "rejected"])
    header[1] = "chung-Tên đơn vị"
    data = scored(sipas, write_csv(folder / "o.csv", [header, *rows]))
    assert scores(data) == WANTED
    assert data["findings"]["by_code"] == {"ballot_not_approved": 1}


def test_limesurvey_with_full_texts_and_ballots_that_were_not_finished(folder: Path, sipas: Sipas) -> None:
    header = [
        "id",
        "submitdate",
        "lastpage",
        "startlanguage",
        "seed",
        "Tên đơn vị",
        *(f"Đánh giá [{TEXTS[code]}]" for code in CODES),
    ]
    rows = [[n, "2023-11-12", 3, "vi", 1, unit, *labels(a)] for n, (_, unit, a) in enumerate(BALLOTS, 1)]
    rows.append([99, "", 1, "vi", 1, "Sở Y tế", *labels(2)])
    data = scored(sipas, write_csv(folder / "l.csv", [header, *rows]))
    assert scores(data) == WANTED
    assert data["findings"]["by_code"] == {"ballot_incomplete": 1}


def test_limesurvey_codes_need_a_mapping_and_are_read_by_it(folder: Path, sipas: Sipas) -> None:
    header = ["id", "submitdate", "lastpage", "startlanguage", "Tên đơn vị"]
    header += [f"Q1[SQ{n:03d}]" for n in range(1, 26)]
    rows = [[n, "2023-11-12", 3, "vi", unit, *[f"A{a}"] * 25] for n, (_, unit, a) in enumerate(BALLOTS, 1)]
    write_csv(folder / "lime.csv", [header, *rows])
    refused = sipas("score", "lime.csv")
    assert refused.status == 3
    assert not (folder / "results").exists()
    proposed = sipas("map", "lime.csv")
    assert proposed.status == 0
    path = folder / "mappings" / "lime.yaml"
    text = path.read_text(encoding="utf-8")
    assert '# F1_1: "Q1[SQ001]"' in text
    assert sipas("score", "lime.csv").status == 3  # nothing of it counts before somebody confirmed it
    lines = [line.replace("# F", "F", 1) if line.startswith("  # F") else line for line in text.splitlines()]
    answers = ['  "A2": "2"', '  "A4": "4"']
    path.write_text(
        "\n".join(line for line in lines if '"A' not in line) + "\n" + "\n".join(answers), "utf-8"
    )
    assert scores(scored(sipas, "lime.csv")) == WANTED


@pytest.mark.parametrize(("mark", "tool"), [("/", "kobo"), ("-", "odk")])
def test_an_export_in_groups_is_not_taken_for_a_shorter_form_with_the_same_codes(
    mark: str, tool: str, tmp_path: Path, sipas: Sipas
) -> None:
    # Q1 ... Q39 begin with the codes of the form of 33 questions
    kobo = tool == "kobo"
    first = ["start", "end"] if kobo else ["SubmissionDate"]
    last = ["_uuid", "_submission_time"] if kobo else ["KEY"]
    codes = [f"phan_{1 + n // 10}{mark}Q{n}" for n in range(1, 40)]
    header = [*first, "ten_don_vi", *codes, *last]
    row = ["2023-11-15"] * len(first) + ["Sở Y tế", *[4] * 39] + ["u1", "2023-11-15"][: len(last)]
    write_csv(tmp_path / "a.csv", [header, row])
    result = sipas("score", "a.csv", "--year", 2023, "--format", "json")
    assert result.status == 0, result.err
    assert json.loads(result.out)["criteria"] == "sipas-39"
    refused = sipas("score", "a.csv", "--year", 2023, "--criteria", "sipas-33")
    assert refused.status == 3
    assert codes[33] in refused.err


# --- typed by hand -------------------------------------------------------------------------------


def test_titles_merged_headers_a_number_column_and_a_row_of_sums(folder: Path, sipas: Sipas) -> None:
    above = ["STT", "Tên đơn vị", "I. Tiếp cận", *[""] * 4, "II. Thủ tục", *[""] * 19]
    header = ["", "", *(TEXTS[code] for code in CODES)]
    counted = [f"({n})" for n in range(1, 28)]
    rows = [[n, unit, *[a] * 25] for n, (_, unit, a) in enumerate(BALLOTS, 1)]
    empty = [[n, *[""] * 26] for n in range(11, 31)]  # numbered beforehand, never filled in
    total = ["Tổng cộng", "", *[38] * 25]
    title = ["PHIẾU KHẢO SÁT SỰ HÀI LÒNG"]
    book = write_xlsx(folder / "tay.xlsx", [title, [], above, header, counted, *rows, *empty, total])
    data = scored(sipas, book)
    assert scores(data) == WANTED
    assert data["findings"] == {"ballots_read": 10, "ballots_rejected": 0, "by_code": {}}


def test_one_column_for_each_answer_to_be_marked(folder: Path, sipas: Sipas) -> None:
    header: list[object] = ["STT", "Tên đơn vị"]
    below: list[object] = ["", ""]
    for code in CODES:
        header += [TEXTS[code], "", "", "", ""]
        below += [1, 2, 3, 4, 5]
    rows = []
    for n, (_, unit, a) in enumerate(BALLOTS, 1):
        marks = ["x" if level == a else "" for level in range(1, 6)] * 25
        rows.append([n, unit, *marks])
    rows[0][2] = "X"  # "Rất không hài lòng" too: two marks for F1_1
    data = scored(sipas, write_xlsx(folder / "x.xlsx", [header, below, *rows]))
    assert scores(data) == WANTED
    assert data["findings"]["by_code"] == {"answer_several": 1}


def test_beside_the_answers_to_be_marked_other_columns_may_be_headed_one_row_lower(
    folder: Path, sipas: Sipas
) -> None:
    header: list[object] = ["STT", "", ""]
    below: list[object] = ["", "Mã phiếu", "Tên đơn vị"]
    for code in CODES:
        header += [TEXTS[code], "", "", "", ""]
        below += [5, 4, 3, 2, 1]
    rows = [
        [n, i, u, *(["x" if k == a else "" for k in below[3:8]] * 25)] for n, (i, u, a) in enumerate(BALLOTS)
    ]
    total = ["", "Cộng", "", *[1] * 125]
    data = scored(sipas, write_xlsx(folder / "x.xlsx", [header, below, *rows, rows[0], total]))
    assert scores(data) == WANTED
    assert data["findings"]["by_code"] == {"ballot_duplicate": 1}  # so the ids were read


@pytest.mark.parametrize("where", ["cell", "two cells", "sheet", "file"])
def test_one_file_or_sheet_for_each_unit(where: str, folder: Path, sipas: Sipas) -> None:
    files = []
    for number, unit in enumerate(WANTED):
        rows: list[Sequence[object]] = [[f"P{i}", *[a] * 25] for i, own, a in BALLOTS if own == unit]
        top: list[Sequence[object]] = [["PHIẾU KHẢO SÁT"]]
        if where == "cell":
            top.append([f"Đơn vị: {unit}"])
        elif where == "two cells":
            top.append(["Tên đơn vị:", "", unit])
        name = f"Phieu 2023 - {unit}.xlsx" if where == "file" else f"tep-{number}.xlsx"

        def named(sheet: Any, unit: str = unit) -> None:
            sheet.title = unit if where == "sheet" else "Phiếu"

        files.append(write_xlsx(folder / name, [*top, ["Mã phiếu", *CODES], *rows], named))
    assert scores(scored(sipas, *files)) == WANTED


def test_a_file_that_does_not_say_whose_it_is_is_refused(folder: Path, sipas: Sipas) -> None:
    write_xlsx(folder / "a.xlsx", [["Mã phiếu", *CODES], ["P1", *[4] * 25]])
    refused = sipas("score", "a.xlsx")
    assert refused.status == 3
    assert "a.xlsx" in refused.err


@pytest.mark.parametrize(
    "unit",
    [
        "UBND huyện Sơn Động",
        "H. Sơn Động",
        "Huyện  SƠN ĐỘNG",
        unicodedata.normalize("NFD", "Huyện Sơn Động"),
        "huyÖn S¬n §éng",  # TCVN3
    ],
)
def test_a_unit_is_found_under_its_many_spellings(unit: str, folder: Path, sipas: Sipas) -> None:
    register = "groups: [{id: h, name: Huyện}]\nunits:\n  - {id: sd, group: h, name: Huyện Sơn Động}\n"
    (folder / "units.yaml").write_text(register, encoding="utf-8")
    data = scored(sipas, write_csv(folder / "u.csv", [["Tên đơn vị", *CODES], [unit, *[4] * 25]]))
    assert scores(data) == {"Huyện Sơn Động": 100.0}


# --- answers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        "4",
        4.0,
        "4 - Hài lòng",
        "(4) Hài lòng",
        "4 = Hài lòng",
        "Hài lòng (4)",
        "Hài lòng - 4",
        "HÀI LÒNG ",
        "hài  lòng",
        unicodedata.normalize("NFD", "Hài lòng"),
        "Hµi lßng",  # TCVN3, as fonts of the name .VnTime show it
    ],
)
def test_one_answer_in_its_many_spellings(answer: object, folder: Path, sipas: Sipas) -> None:
    rows = [["Sở Nội vụ", *[answer] * 25]]
    data = scored(sipas, write_xlsx(folder / "a.xlsx", [["Tên đơn vị", *CODES], *rows]))
    assert scores(data) == {"Sở Nội vụ": 100.0}
    assert data["findings"]["by_code"] == {"unit_without_ballots": 1}


@pytest.mark.parametrize("answer", ["5 - Hài lòng", "Hài lòng (5)", "Hai long", "hµi", "4,5"])
def test_what_is_not_certain_is_no_answer(answer: str, folder: Path, sipas: Sipas) -> None:
    rows = [["Sở Nội vụ", *[4] * 24, answer], *[["Sở Nội vụ", *[4] * 25]] * 4]
    data = scored(sipas, write_xlsx(folder / "a.xlsx", [["Tên đơn vị", *CODES], *rows]))
    assert data["findings"]["by_code"]["answer_off_scale"] == 1


# --- when, and by whom ---------------------------------------------------------------------------


def test_ballots_outside_the_period_and_of_excluded_respondents_are_left_out(
    folder: Path, sipas: Sipas
) -> None:
    text = (EXAMPLE.parents[1] / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8")
    own = "  ballots:\n    period_from: 2023-11-01\n    period_to: 2023-11-30\n"
    own += "    excluded: {kenh: [Phiếu giấy]}\n"
    (folder / "criteria").mkdir()
    (folder / "criteria" / "own.yaml").write_text(
        text.replace("id: quang-ninh-2023", "id: own", 1).replace("  ballots:\n", own, 1), encoding="utf-8"
    )
    (folder / "sipas.yaml").write_text("criteria: own\nyear: 2023\n", encoding="utf-8")
    header = ["Mã phiếu", "Tên đơn vị", "Ngày khảo sát", "Kênh khảo sát", *CODES]
    rows: list[list[object]] = [[i, unit, "12/11/2023", "", *[a] * 25] for i, unit, a in BALLOTS]
    rows.append(["N1", "Sở Y tế", "31/10/2023", "", *[2] * 25])
    rows.append(["N2", "Sở Y tế", "2023-12-01 08:00", "", *[2] * 25])
    rows.append(["N3", "Sở Y tế", "30/11/2023", "phiếu GIẤY", *[2] * 25])
    rows.append(["N4", "Sở Nội vụ", "", "", *[4] * 25])  # without a day it counts
    data = scored(sipas, write_csv(folder / "p.csv", [header, *rows]))
    assert scores(data) == WANTED
    assert data["findings"]["by_code"] == {
        "ballot_outside_period": 2,
        "ballot_excluded_kind": 1,
    }


# --- descriptions of sources ---------------------------------------------------------------------


def test_a_new_source_is_a_yaml_file_in_the_workspace(folder: Path, sipas: Sipas) -> None:
    (folder / "criteria" / "sources").mkdir(parents=True)
    (folder / "criteria" / "sources" / "cong.yaml").write_text(
        "id: cong-tinh\ntitle: Cổng khảo sát của tỉnh\nabout: thử\n"
        "recognise: {every: [[Mã hồ sơ cổng]]}\n"
        "header: {patterns: ['Câu hỏi số \\d+ :: (?P<text>.+)']}\n"
        "columns: {ballot_id: [Mã hồ sơ cổng], complete: [Hoàn tất]}\n",
        encoding="utf-8",
    )
    header = ["Mã hồ sơ cổng", "Tên đơn vị", "Hoàn tất"]
    header += [f"Câu hỏi số {n} :: {TEXTS[code]}" for n, code in enumerate(CODES, 1)]
    rows = [[i, unit, "x", *[a] * 25] for i, unit, a in BALLOTS]
    rows.append(["C1", "Sở Y tế", "", *[2] * 25])
    data = scored(sipas, write_csv(folder / "c.csv", [header, *rows]))
    assert scores(data) == WANTED
    assert "Cổng khảo sát của tỉnh" in sipas("check", "c.csv").err
    assert sipas("check", "c.csv", "--source", "google-forms").status == 3
    unknown = sipas("check", "c.csv", "--source", "typeform")
    assert unknown.status == 2
    assert "cong-tinh" in unknown.err


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("recognise: {}", 4),
        ("recognise: {pattern: '(a+)+'}", 4),
        ("recognise: {pattern: '('}", 4),
        ("recognise: {first: [A]}\nheader: {patterns: ['(']}", 5),
        ("recognise: {first: [A]}\nheader: {patterns: ['x']}", 5),
        ("recognise: {first: [A]}\nnothing: 1", 5),
    ],
)
def test_a_source_that_does_not_hold_together_is_refused_at_its_line(
    broken: str, line: int, folder: Path, sipas: Sipas
) -> None:
    (folder / "criteria" / "sources").mkdir(parents=True)
    (folder / "criteria" / "sources" / "s.yaml").write_text(f"id: s\ntitle: S\nabout: s\n{broken}\n", "utf-8")
    write_csv(folder / "a.csv", [["Tên đơn vị", *CODES], ["Sở Nội vụ", *[4] * 25]])
    refused = sipas("score", "a.csv")
    assert refused.status == 2
    assert f"sources/s.yaml:{line}:" in refused.err


# --- mappings ------------------------------------------------------------------------------------


def test_a_likely_header_is_proposed_and_never_taken(folder: Path, sipas: Sipas) -> None:
    header = ["Đơn vị được khảo sát", *CODES[:-1], "Cơ quan công khai kết quả xử lý phản ánh dễ tìm, dễ xem"]
    write_csv(folder / "a.csv", [header, *([unit, *[a] * 25] for _, unit, a in BALLOTS)])
    assert sipas("score", "a.csv").status == 3
    result = sipas("map", "a.csv", "-o", "-", "--format", "json")
    proposals = {(p["part"], p["name"]): p for p in json.loads(sipas("map", "a.csv", "--format", "json").out)}
    assert result.status == 0
    last = proposals["questions", "F5_5"]
    assert (last["value"], last["sure"], last["why"]) == (header[-1], False, "map.alike")
    assert proposals["columns", "unit"]["value"] == "Đơn vị được khảo sát"
    assert proposals["questions", "F1_1"]["sure"]
    (folder / "mappings" / "a.yaml").write_text(
        f'criteria: quang-ninh-2023\ncolumns: {{unit: "{header[0]}"}}\nquestions: {{F5_5: "{header[-1]}"}}\n',
        "utf-8",
    )
    assert scores(scored(sipas, "a.csv")) == WANTED


def test_one_line_to_review_is_not_said_to_be_several(folder: Path, sipas: Sipas) -> None:
    header = ["Đơn vị", *CODES[:-1], "Cơ quan công khai kết quả xử lý phản ánh dễ tìm, dễ xem"]
    write_csv(folder / "a.csv", [header, *([unit, *[a] * 25] for _, unit, a in BALLOTS)])
    assert "Lines to review, which do not count yet: 1." in sipas("map", "a.csv", "--lang", "en").err


def test_the_column_of_interviewers_is_proposed_by_its_header_alone(folder: Path, sipas: Sipas) -> None:
    rows = [[unit, "Nguyễn Bí Một", *[a] * 25] for _, unit, a in BALLOTS]
    write_csv(folder / "a.csv", [["Nơi đến", "Điều tra viên", *CODES], *rows])
    result = sipas("map", "a.csv")
    assert result.status == 0
    text = (folder / "mappings" / "a.yaml").read_text(encoding="utf-8")
    assert '# interviewer: "Điều tra viên"' in text
    assert "Bí" not in text + result.out + result.err


def test_free_text_of_respondents_is_never_proposed(folder: Path, sipas: Sipas) -> None:
    rows = [["Sở Nội vụ", f"Tôi là Nguyễn Văn {n}, số 09{n:08d}", *[4] * 25] for n in range(30)]
    write_csv(folder / "a.csv", [["Tên đơn vị", "Góp ý", *CODES], *rows])
    result = sipas("map", "a.csv")
    assert result.status == 0
    assert "Nguyễn" not in result.out + result.err


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("criteria: quang-ninh-2023\nquestions: {F9_9: A}\n", 2),
        ("criteria: quang-ninh-2023\ncolumns: {unit: Tên đơn vị}\nanswers: {Tốt: 7}\n", 3),
        ("criteria: quang-ninh-2023\ncolumns: {unit: Tên đơn vị}\nanswers: {Hài lòng: 5}\n", 3),
    ],
)
def test_a_mapping_that_contradicts_the_criteria_is_refused_at_its_line(
    text: str, line: int, folder: Path, sipas: Sipas
) -> None:
    (folder / "mappings").mkdir()
    (folder / "mappings" / "m.yaml").write_text(text, encoding="utf-8")
    write_csv(folder / "a.csv", [["Tên đơn vị", "A", *CODES], ["Sở Nội vụ", "", *[4] * 25]])
    refused = sipas("score", "a.csv")
    assert refused.status == 2
    assert f"mappings/m.yaml:{line}:" in refused.err


# --- files that cannot be read at all ------------------------------------------------------------


def test_unreadable_files_are_refused_one_by_one_and_the_others_are_still_checked(
    folder: Path, sipas: Sipas
) -> None:
    rows = [[i, unit, *[a] * 25] for i, unit, a in BALLOTS]
    write_csv(
        folder / "b.csv", [["Mã phiếu", "Tên đơn vị", *CODES], *rows[:9], ["B10", "Sở Y tế", *[7] * 25]]
    )
    (folder / "a.xlsx").write_bytes(b"PK\x03\x04 broken")
    (folder / "c.csv").write_text("Góp ý,Họ tên\nx,y\n", encoding="utf-8")
    (folder / "d.csv").write_bytes(b"")
    checked = sipas("check", "a.xlsx", "b.csv", "c.csv", "d.csv")
    assert checked.status == 3
    assert "b.csv ! L11" in checked.out or "b.csv ! C11" in checked.out
    for name in ("a.xlsx", "c.csv", "d.csv"):
        assert f"{name}:" in checked.err
    assert "Lỗi: b.csv" not in checked.err
    scored_too = sipas("score", "a.xlsx", "b.csv", "c.csv", "d.csv")
    assert scored_too.status == 3
    assert not (folder / "results").exists()


# --- exports as the tools write them -------------------------------------------------------------

LOCAL = """\
id: own
index: sipas
title: Phiếu thử
source: thử
holds_from: 2020
plan:
  scale:
    answers:
      - {code: 1, label: Rất không hài lòng}
      - {code: 2, label: Không hài lòng}
      - {code: 3, label: Bình thường}
      - {code: 4, label: Hài lòng}
      - {code: 5, label: Rất hài lòng}
    satisfied_from: 4
    not_applicable: [Không biết]
  columns: {unit: [Tên đơn vị], ballot_id: [Mã phiếu], date: [Ngày khảo sát]}
  questions:
    - {code: C1, text: Nơi ngồi chờ có đủ chỗ ngồi}
    - {code: C2, text: Công chức lịch sự}
  ballots: {period_from: 2023-05-01, period_to: 2023-12-20, maximum_rejected_pct: 60}
rules:
  measure: satisfied_share
  rounding: {decimals: 2, mode: half_up}
  rank_on: printed
  ties: competition
  factors: [{id: a, title: A, weight: 100, criteria: [C1, C2]}]
"""
C1, C2 = "Nơi ngồi chờ có đủ chỗ ngồi", "Công chức lịch sự"
GOOD, BAD = ["Hài lòng", "Rất hài lòng"], ["Không hài lòng", "Không hài lòng"]
META = ["id", "submitdate", "lastpage", "startlanguage", "seed"]
FULL = ["Response ID", "Date submitted", "Last page", "Start language", "Seed"]


@pytest.fixture
def own(folder: Path) -> Path:
    """The workspace with a small set of two questions, and a period from 1 May to 20 December 2023."""
    (folder / "criteria").mkdir()
    (folder / "criteria" / "own.yaml").write_text(LOCAL, encoding="utf-8")
    (folder / "sipas.yaml").write_text("criteria: own\nyear: 2023\n", encoding="utf-8")
    return folder


def lime(answers: Sequence[str], day: str = "2023-06-01 08:00:00", number: int = 1) -> list[object]:
    return [number, day, 3, "vi", 7, "Sở Nội vụ", *answers]


def test_a_first_ballot_that_counts_up_is_no_row_of_numbers(own: Path, sipas: Sipas) -> None:
    criteria = own / "criteria" / "own.yaml"
    more = f"    - {{code: C2, text: {C2}}}\n    - {{code: C3, text: Ba}}\n    - {{code: C4, text: Bốn}}\n"
    text = LOCAL.replace(f"    - {{code: C2, text: {C2}}}\n", more).replace("[C1, C2]", "[C1, C2, C3, C4]")
    criteria.write_text(text, encoding="utf-8")
    header = ["STT", "C1", "C2", "C3", "C4"]
    write_xlsx(own / "Sở Nội vụ.xlsx", [header, [1, 2, 3, 4, 5], [2, 5, 5, 5, 5]])
    # C1 and C2 1 of 2, C3 and C4 2 of 2: the mean of 50, 50, 100, 100
    assert scores(scored(sipas, "Sở Nội vụ.xlsx")) == {"Sở Nội vụ": 75.0}
    counted = ["(1)", "(2)", "(3)", "(4)", "(5)"]
    write_xlsx(own / "Sở Nội vụ.xlsx", [header, counted, [1, 2, 3, 4, 5], [2, 5, 5, 5, 5]])
    assert scores(scored(sipas, "Sở Nội vụ.xlsx")) == {"Sở Nội vụ": 75.0}


def test_months_before_days_are_told_by_the_days_after_the_twelfth(own: Path, sipas: Sipas) -> None:
    # 6/13 can only be 13 June; so 12/1 is 1 December, in the period, and 12/31 is outside
    times = ["6/13/2023 8:03:11", "12/1/2023 9:00:00", "12/31/2023 9:00:00"]
    rows = [[time, "Sở Nội vụ", *given] for time, given in zip(times, (GOOD, GOOD, BAD), strict=True)]
    data = scored(sipas, write_csv(own / "g.csv", [["Timestamp", "Tên đơn vị", C1, C2], *rows]))
    assert scores(data) == {"Sở Nội vụ": 100.0}
    assert data["findings"]["by_code"] == {"ballot_outside_period": 1, "unit_without_ballots": 1}


def test_an_order_of_day_and_month_that_decides_and_is_not_known_is_told(own: Path, sipas: Sipas) -> None:
    # 5/2: 5 February, outside the period; or 2 May, inside
    rows = [["5/2/2023 8:00:00", "Sở Nội vụ", *BAD], ["5/7/2023 8:00:00", "Sở Nội vụ", *GOOD]]
    data = scored(sipas, write_csv(own / "g.csv", [["Timestamp", "Tên đơn vị", C1, C2], *rows]))
    assert data["findings"]["by_code"]["day_order"] == 1
    inside = [["5/7/2023 8:00:00", "Sở Nội vụ", *GOOD], ["1/6/2023 8:00:00", "Sở Nội vụ", *GOOD]]
    data = scored(sipas, write_csv(own / "h.csv", [["Timestamp", "Tên đơn vị", C1, C2], *inside]))
    assert "day_order" not in data["findings"]["by_code"]  # with the day first all are of the period


def test_years_of_two_digits_as_microsoft_writes_them(own: Path, sipas: Sipas) -> None:
    header = ["ID", "Start time", "Completion time", "Email", "Name", "Tên đơn vị", C1, C2]
    rows = [
        [1, "6/13/23 8:00:00", "6/13/23 8:03:11", "anonymous", "", "Sở Nội vụ", *GOOD],
        [2, "12/31/23 8:00:00", "12/31/23 8:03:11", "anonymous", "", "Sở Nội vụ", *BAD],
    ]
    data = scored(sipas, write_csv(own / "m.csv", [header, *rows]))
    assert scores(data) == {"Sở Nội vụ": 100.0}
    assert data["findings"]["by_code"]["ballot_outside_period"] == 1


def test_a_day_that_cannot_be_read_is_told_where_only_a_period_counts(own: Path, sipas: Sipas) -> None:
    rows = [["ngày 3 tháng 6", "Sở Nội vụ", *GOOD]]
    write_csv(own / "g.csv", [["Dấu thời gian", "Tên đơn vị", C1, C2], *rows])
    checked = sipas("check", "g.csv")
    assert checked.status == 0
    assert "g.csv ! A2: không đọc được ngày trả lời" in checked.out
    assert "tháng 6" not in checked.out + checked.err


def test_columns_of_points_and_comments_are_no_questions(own: Path, sipas: Sipas) -> None:
    google = ["Dấu thời gian", "Tổng điểm", "Tên đơn vị"]
    google += [text for name in (C1, C2) for text in (name, f"{name} [Score]", f"{name} [Feedback]")]
    row = ["1/6/2023 8:00:00", "0 / 0", "Sở Nội vụ", "Hài lòng", "-- / 0", "", "Không hài lòng", "-- / 0", ""]
    # C1 100, C2 0: the mean is 50
    assert scores(scored(sipas, write_csv(own / "g.csv", [google, row]))) == {"Sở Nội vụ": 50.0}
    microsoft = ["ID", "Start time", "Completion time", "Email", "Name", "Total points", "Tên đơn vị"]
    microsoft += [t for n in (f"1. {C1}", f"2. {C2}") for t in (n, f"Points - {n}", f"Feedback - {n}")]
    row = [1, "2023-06-01 8:00", "2023-06-01 8:03", "", "", 0, "Sở Nội vụ", "Hài lòng", 0, "", "3", 0, ""]
    assert scores(scored(sipas, write_xlsx(own / "m.xlsx", [microsoft, row]))) == {"Sở Nội vụ": 50.0}
    header = [*FULL, "Tên đơn vị", C1, f"{C1} [Other]", C2, f"{C2} [Comment]"]
    row = lime(["Hài lòng", "", "Không hài lòng", "Hài lòng"])
    assert scores(scored(sipas, write_csv(own / "l.csv", [header, row]))) == {"Sở Nội vụ": 50.0}


def test_a_google_form_with_a_column_of_numbers_before_the_time(own: Path, sipas: Sipas) -> None:
    header = ["STT", "Dấu thời gian", "Tên đơn vị", f"Đánh giá [{C1}]", f"Đánh giá [{C2}]"]
    write_csv(own / "g.csv", [header, [1, "1/6/2023 8:00:00", "Sở Nội vụ", "Hài lòng", "3"]])
    assert scores(scored(sipas, "g.csv")) == {"Sở Nội vụ": 50.0}


def test_a_file_without_a_column_of_units_is_refused_with_what_helps(own: Path, sipas: Sipas) -> None:
    write_csv(own / "l.csv", [[*META, "DONVI", "C1", "C2"], lime(GOOD)])
    refused = sipas("score", "l.csv")
    assert refused.status == 3
    assert "sipas map" in refused.err
    assert '# unit: "DONVI"' in (sipas("map", "l.csv"), (own / "mappings" / "l.yaml").read_text("utf-8"))[1]


def test_a_question_that_google_keeps_in_two_columns_of_one_header(own: Path, sipas: Sipas) -> None:
    header = ["Dấu thời gian", "Tên đơn vị", C1, C2, C1]
    rows = [
        ["1/6/2023 8:00:00", "Sở Nội vụ", "Hài lòng", "Hài lòng", ""],
        ["2/6/2023 8:00:00", "Sở Nội vụ", "", "Hài lòng", "Không hài lòng"],
    ]
    # C1: 1 of 2; C2: 2 of 2; the mean is 75
    assert scores(scored(sipas, write_csv(own / "g.csv", [header, *rows]))) == {"Sở Nội vụ": 75.0}
    header[4] = f"Câu khác [{C1}]"  # another header: perhaps another question
    write_csv(own / "h.csv", [header, *rows])
    refused = sipas("score", "h.csv")
    assert refused.status == 3
    assert "h.csv ! E1" in refused.err


def test_two_exports_of_one_google_form_count_each_ballot_once(own: Path, sipas: Sipas) -> None:
    header = ["Dấu thời gian", "Tên đơn vị", C1, C2]
    twins = [["1/6/2023 8:00:00", "Sở Nội vụ", *GOOD]] * 2  # two people in one second
    write_csv(own / "june.csv", [header, *twins])
    write_csv(own / "july.csv", [header, *twins, ["1/7/2023 8:00:00", "Sở Nội vụ", *BAD]])
    checked = sipas("check", "june.csv", "july.csv", "--lang", "en")
    assert "5 ballots read, 3 valid" in checked.err
    assert "june.csv ! A2: a ballot of the same second, unit and answers" in checked.out


def test_fractions_of_seconds_and_time_zones_make_no_second_ballot_of_a_google_form(
    own: Path, sipas: Sipas
) -> None:
    header = ["Dấu thời gian", "Tên đơn vị", C1, C2]
    write_csv(own / "bang.csv", [header, ["1/6/2023 8:00:00", "Sở Nội vụ", *BAD]])
    write_csv(own / "form.csv", [header, ["2023/06/01 8:00:00 SA GMT+7", "Sở Nội vụ", *BAD]])
    times = [datetime(2023, 6, 1, 8, 0, 0, 123000), datetime(2023, 6, 1, 8, 0, 1)]
    write_xlsx(own / "bang.xlsx", [header, *([time, "Sở Nội vụ", *BAD] for time in times)])
    data = scored(sipas, "bang.csv", "form.csv", "bang.xlsx")
    assert data["findings"]["by_code"]["ballot_duplicate"] == 2
    assert data["overall"]["ballots"] == 2  # the one a second later is another one


def test_ids_that_each_unit_counts_from_one_are_told_as_that(folder: Path, sipas: Sipas) -> None:
    header = ["Mã phiếu", "Tên đơn vị", *CODES]
    write_csv(folder / "a.csv", [header, ["1", "Sở Nội vụ", *[4] * 25], ["1", "Sở Y tế", *[4] * 25]])
    assert "ids_unique_within: unit" in sipas("check", "a.csv").out
    write_csv(folder / "a.csv", [header, ["1", "Sở Y tế", *[4] * 25], ["1", "Sở Y tế", *[4] * 25]])
    assert "ids_unique_within: unit" not in sipas("check", "a.csv").out


def test_an_export_that_holds_all_of_an_earlier_one_is_no_fault_of_the_run(
    folder: Path, sipas: Sipas
) -> None:
    header = ["Mã phiếu", "Tên đơn vị", *CODES]
    rows = [[i, unit, *[a] * 25] for i, unit, a in BALLOTS]
    write_csv(folder / "1.csv", [header, *rows[:9]])
    write_csv(folder / "2.csv", [header, *rows])
    # 9 of 19 rows are rejected, far more than the 20 % allowed, yet all of them are counted once
    data = scored(sipas, "1.csv", "2.csv")
    assert scores(data) == WANTED
    assert data["findings"]["by_code"] == {"ballot_duplicate": 9}


@pytest.mark.parametrize(("files", "answer"), [(2, 5), (1, 4)])
def test_one_id_for_other_answers_or_twice_in_one_sheet_is_a_fault(
    files: int, answer: int, folder: Path, sipas: Sipas
) -> None:
    header = ["Mã phiếu", "Tên đơn vị", *CODES]
    rows = [["B1", "Sở Y tế", *[4] * 25], ["B2", "Sở Y tế", *[4] * 25]]
    again = [[i, unit, *[answer] * 25] for i, unit, *_ in rows]
    write_csv(folder / "1.csv", [header, *rows, *(again if files == 1 else [])])
    write_csv(folder / "2.csv", [header, *(again if files == 2 else [["B3", "Sở Y tế", *[4] * 25]])])
    refused = sipas("score", "1.csv", "2.csv")
    assert refused.status == 3  # 2 of 4, and 2 of 5
    assert "maximum_rejected_pct" in refused.err


def test_a_row_of_sums_in_the_column_of_ids_hides_no_duplicate(folder: Path, sipas: Sipas) -> None:
    rows = [[i, unit, *[a] * 25] for i, unit, a in BALLOTS]
    more = [rows[9], ["Tổng cộng", "", *[42] * 25]]  # the bad one twice: 4 of 6 would be 66.67
    data = scored(sipas, write_csv(folder / "a.csv", [["Mã phiếu", "Tên đơn vị", *CODES], *rows, *more]))
    assert scores(data) == WANTED
    assert data["findings"]["by_code"] == {"ballot_duplicate": 1}


def test_numbers_that_each_form_begins_anew_are_no_duplicates(own: Path, sipas: Sipas) -> None:
    header = ["ID", "Start time", "Completion time", "Email", "Name", "Tên đơn vị", C1, C2]

    def row(number: int, day: str, given: Sequence[str]) -> list[object]:
        return [number, day, day, "", "", "Sở Nội vụ", *given]

    first = [row(1, "2023-06-01 08:00:00", GOOD), row(2, "2023-06-01 09:00:00", GOOD)]
    write_xlsx(own / "a.xlsx", [header, *first, row(2, "2023-06-09 09:00:00", BAD)])  # 2 twice in one file
    write_xlsx(own / "b.xlsx", [header, row(1, "2023-07-01 08:00:00", BAD)])  # another form
    write_xlsx(own / "c.xlsx", [header, first[0]])  # an earlier export of a.xlsx
    data = scored(sipas, "a.xlsx", "b.xlsx", "c.xlsx")
    assert data["findings"]["by_code"]["ballot_duplicate"] == 2
    # three ballots count: two good ones and the bad one of the other form, 2/3
    assert scores(data) == {"Sở Nội vụ": 66.67}


@pytest.mark.parametrize(
    ("meta", "unit", "headers"),
    [
        (META, "Tên đơn vị", ["C1", "C2"]),
        (FULL, "Tên đơn vị", [f"Đánh giá [{C1}]", f"Đánh giá  [{C2}]"]),
        (
            [f"{code}. {text}" for code, text in zip(META, FULL, strict=True)],
            "DV. Tên đơn vị",
            [f"G1[SQ001]. Đánh giá [{C1}]", f"C1. {C2}"],  # the code is the tool's own; the text decides
        ),
    ],
)
def test_limesurvey_headers_as_code_as_text_and_as_both(
    meta: list[str], unit: str, headers: list[str], own: Path, sipas: Sipas
) -> None:
    rows = [lime(["Hài lòng", "Không hài lòng"]), lime(BAD, day="", number=2)]
    data = scored(sipas, write_csv(own / "l.csv", [[*meta, unit, *headers], *rows]))
    assert scores(data) == {"Sở Nội vụ": 50.0}
    assert data["findings"]["by_code"]["ballot_incomplete"] == 1


def test_the_own_columns_of_limesurvey_are_known_by_their_codes_in_any_language(
    own: Path, sipas: Sipas
) -> None:
    translated = ["Mã trả lời", "Thời điểm nộp", "Trang sau cùng", "Ngôn ngữ khi mở", "Mầm"]
    meta = [f"{code}. {text}" for code, text in zip(META, translated, strict=True)]
    header = [*meta, "DV. Tên đơn vị", f"G1[SQ001]. Đánh giá [{C1}]", f"G1[SQ002]. Đánh giá [{C2}]"]
    rows = [lime(GOOD), lime(BAD, day="", number=2)]  # the second one was not finished
    data = scored(sipas, write_csv(own / "l.csv", [header, *rows]))
    assert scores(data) == {"Sở Nội vụ": 100.0}
    assert data["findings"]["by_code"]["ballot_incomplete"] == 1


def test_codes_of_rows_in_brackets_are_the_codes_of_questions(folder: Path, sipas: Sipas) -> None:
    header = [*META, "Tên đơn vị", *(code.replace("_", "[") + "]" for code in CODES)]
    rows = [[n, "2023-11-12", 3, "vi", 1, unit, *labels(a)] for n, (_, unit, a) in enumerate(BALLOTS, 1)]
    assert scores(scored(sipas, write_csv(folder / "l.csv", [header, *rows]))) == WANTED


def test_a_code_with_brackets_is_not_the_code_before_them(folder: Path, sipas: Sipas) -> None:
    (folder / "sipas.yaml").write_text("criteria: sipas-33\nyear: 2023\n", encoding="utf-8")
    header = [*META, "Tên đơn vị", *(f"Q{1 + n // 4}[SQ{1 + n % 4:03d}]" for n in range(33))]
    write_csv(folder / "l.csv", [header, lime(["Hài lòng"] * 33)])
    found = json.loads(sipas("map", "l.csv", "--format", "json").out)
    lines = {own["name"]: own for own in found if own["part"] == "questions"}
    assert lines["Q2"]["value"] == "Q1[SQ002]"  # not Q2[SQ001]
    assert {own["why"] for own in lines.values()} == {"map.position"}


def test_no_answer_and_no_date_of_limesurvey_are_neither(own: Path, sipas: Sipas) -> None:
    header = [*FULL, "Tên đơn vị", C1, C2]
    rows = [lime(["Hài lòng", "N/A"], day="1980-01-01 00:00:00")]
    (own / "sipas.yaml").write_text("criteria: own\n", encoding="utf-8")
    write_csv(own / "l.csv", [header, *rows])
    data = scored(sipas, "l.csv", "--year", 2023)
    assert scores(data) == {"Sở Nội vụ": 100.0}
    assert set(data["findings"]["by_code"]) == {"unit_without_ballots", "criterion_without_answers"}
    assert sipas("score", "l.csv").status == 2  # 1980 is no year of a survey


# --- codes of answers by their place -------------------------------------------------------------

LIME = [*META, "Tên đơn vị", "C1", "C2"]


@pytest.mark.parametrize("command", ["score", "check"])
@pytest.mark.parametrize("form", ["A{}", "AO0{}", "{}"])
def test_codes_of_which_nobody_said_what_they_mean_give_no_result(
    form: str, command: str, own: Path, sipas: Sipas
) -> None:
    rows = [lime([form.format(4), form.format(2)]), lime([form.format(5), form.format(1)], number=2)]
    write_csv(own / "l.csv", [[*META, "Tên đơn vị", C1, C2], *rows])
    refused = sipas(command, "l.csv")
    assert refused.status == 3
    assert "l.csv: câu trả lời là số hoặc mã do phần mềm biểu mẫu đặt" in refused.err
    assert f"{form.format(1)} = Rất không hài lòng" in refused.err
    assert "sipas map l.csv" in refused.err
    assert not (own / "results").exists()


def test_a_mapping_confirms_or_overrides_the_places(own: Path, sipas: Sipas) -> None:
    # C1: 5 and 5, C2: 2 and 4 -> (100 + 50) / 2 = 75; the other way round C1: 1 and 1, C2: 4 and 2 -> 25
    write_csv(own / "l.csv", [LIME, lime(["A5", "A2"]), lime(["A5", "A4"], number=2)])
    (own / "mappings").mkdir()
    head = "criteria: own\ncolumns: {unit: Tên đơn vị}\nanswers: "
    mapping = own / "mappings" / "m.yaml"
    mapping.write_text(head + '{A5: "5", A4: "4", A2: "2"}\n', encoding="utf-8")
    confirmed = scored(sipas, "l.csv")
    assert scores(confirmed) == {"Sở Nội vụ": 75.0}
    assert "answers_by_position" not in confirmed["findings"]["by_code"]
    mapping.write_text(head + '{A5: "1", A4: "2", A2: "4"}\n', encoding="utf-8")
    assert scores(scored(sipas, "l.csv")) == {"Sở Nội vụ": 25.0}
    mapping.write_text(head + '{A5: "1"}\n', encoding="utf-8")
    half = scored(
        sipas, "l.csv", "--criteria", "own"
    )  # then A2 and A4 are not 2 and 4, and nothing is guessed
    assert half["findings"]["by_code"]["answer_off_scale"] == 2


def test_what_map_writes_confirms_once_its_answers_are_uncommented(own: Path, sipas: Sipas) -> None:
    write_csv(own / "l.csv", [[*META, "Tên đơn vị", C1, C2], lime(["5", "2"]), lime(["5", "4"], number=2)])
    assert sipas("score", "l.csv").status == 3
    assert sipas("map", "l.csv").status == 0
    mapping = own / "mappings" / "l.yaml"
    text = mapping.read_text(encoding="utf-8")
    assert '# "5": "5"' in text
    assert sipas("score", "l.csv").status == 3  # a comment confirms nothing
    mapping.write_text(text.replace('  # "', '  "'), encoding="utf-8")
    assert scores(scored(sipas, "l.csv")) == {"Sở Nội vụ": 75.0}


def numbers_of_a_form(own: Path) -> None:
    """Ballots whose questions are headed by their texts: C1 5 and 5, C2 2 and 4."""
    write_csv(own / "l.csv", [[*META, "Tên đơn vị", C1, C2], lime(["5", "2"]), lime(["5", "4"], number=2)])
    (own / "mappings").mkdir(exist_ok=True)


@pytest.mark.parametrize(
    ("answers", "score"),
    [
        ("{'5': '5', '4': '4', '2': '2'}", 75.0),
        ("{'5': '1', '4': '2', '2': '4'}", 25.0),  # built best-first
        ("{'5': '5', '2': '2'}", 75.0),  # two of them give the direction of the third
        ("{'2': '2'}", None),  # one does not
        ("{'5': '1', '2': '4'}", None),  # nor do two that are exchanged: what is 4 then?
    ],
)
def test_a_mapping_says_what_the_numbers_of_a_form_mean(
    answers: str, score: float | None, own: Path, sipas: Sipas
) -> None:
    numbers_of_a_form(own)
    mapping = f"criteria: own\nsource: limesurvey\nanswers: {answers}\n"
    (own / "mappings" / "m.yaml").write_text(mapping, encoding="utf-8")
    outcome = sipas("score", "l.csv", "--format", "json")
    assert outcome.status == (3 if score is None else 0), outcome.err
    if score is not None:
        assert scores(json.loads(outcome.out)) == {"Sở Nội vụ": score}


def test_labels_of_two_levels_or_the_codes_of_the_criteria_tell_which_end_is_the_best(
    own: Path, sipas: Sipas
) -> None:
    write_csv(own / "l.csv", [LIME, lime(["5", "2"]), lime(["5", "4"], number=2)])
    assert scores(scored(sipas, "l.csv")) == {"Sở Nội vụ": 75.0}  # headed by C1 and C2
    rows = [lime(["5", "Không hài lòng"]), lime(["5", "Hài lòng"], number=2)]
    write_csv(own / "k.csv", [[*META, "Tên đơn vị", C1, C2], *rows])
    assert scores(scored(sipas, "k.csv")) == {"Sở Nội vụ": 75.0}
    write_csv(
        own / "k.csv", [[*META, "Tên đơn vị", C1, C2], lime(["5", "2"]), lime(["5", "Hài lòng"], number=2)]
    )
    assert sipas("score", "k.csv").status == 3  # one label may be a slip of somebody who mended a cell


def test_codes_beyond_the_scale_are_not_read_by_their_place(own: Path, sipas: Sipas) -> None:
    write_csv(own / "l.csv", [LIME, lime(["A2", "A6"]), lime(["A4", "A3"], number=2), lime(["A5", "A5"])])
    refused = sipas("score", "l.csv")
    assert refused.status == 3
    assert "sipas map" in refused.err
    assert "trắng" not in refused.err  # the ballots are not blank, and nobody is told that they may be
    lines = {own["name"]: own for own in json.loads(sipas("map", "l.csv", "--format", "json").out)}
    assert [lines[f"A{n}"]["value"] for n in range(2, 7)] == ["2", "3", "4", "5", ""]


def test_codes_of_a_file_that_no_tool_was_recognised_in_are_not_read(own: Path, sipas: Sipas) -> None:
    write_csv(own / "a.csv", [["Tên đơn vị", "C1", "C2"], ["Sở Nội vụ", "A4", "A5"]])
    assert sipas("score", "a.csv").status == 3


# --- mappings that meet --------------------------------------------------------------------------


def test_two_mappings_that_do_not_say_the_same_are_refused(own: Path, sipas: Sipas) -> None:
    write_csv(own / "a.csv", [["Cơ quan", "Ghế", "Bàn", "C2"], ["Sở Nội vụ", "Hài lòng", "3", "Hài lòng"]])
    (own / "mappings").mkdir()
    head = "criteria: own\ncolumns: {unit: Cơ quan}\nquestions: "
    (own / "mappings" / "m.yaml").write_text(head + "{C1: Ghế}\n", encoding="utf-8")
    (own / "mappings" / "n.yaml").write_text(head + "{C1: Ghế}\n", encoding="utf-8")
    assert scores(scored(sipas, "a.csv")) == {"Sở Nội vụ": 100.0}
    (own / "mappings" / "n.yaml").write_text(head + "{C1: Bàn}\n", encoding="utf-8")
    refused = sipas("score", "a.csv")
    assert refused.status == 2
    assert "mappings/m.yaml, mappings/n.yaml" in refused.err


def test_a_mapping_names_the_tool_of_a_file_and_holds_for_no_other(own: Path, sipas: Sipas) -> None:
    header = ["Thời gian nộp", "Tên đơn vị", f"Đánh giá [{C1}]", f"Đánh giá [{C2}]"]
    write_csv(own / "a.csv", [header, ["1/6/2023 8:00:00", "Sở Nội vụ", *GOOD]])
    assert sipas("score", "a.csv").status == 3
    (own / "mappings").mkdir()
    path = own / "mappings" / "m.yaml"
    path.write_text("criteria: own\nsource: google-forms\ncolumns: {date: Thời gian nộp}\n", encoding="utf-8")
    assert scores(scored(sipas, "a.csv")) == {"Sở Nội vụ": 100.0}
    path.write_text("criteria: own\nsource: other\ncolumns: {date: Thời gian nộp}\n", encoding="utf-8")
    refused = sipas("score", "a.csv")
    assert refused.status == 2
    assert "mappings/m.yaml:2:" in refused.err
    path.write_text(
        "criteria: own\nsource: limesurvey\ncolumns: {unit: Cơ quan}\nquestions: {C1: X}\n", "utf-8"
    )
    rows = [["Dấu thời gian", "Cơ quan", "X", C2], ["1/6/2023 8:00:00", "Sở Nội vụ", *GOOD]]
    write_csv(own / "b.csv", rows)
    assert sipas("score", "b.csv").status == 3  # that mapping is for LimeSurvey


def test_what_a_mapping_confirms_stays_when_it_is_proposed_anew(own: Path, sipas: Sipas) -> None:
    header = ["Thời gian nộp", "Cơ quan", "Ghế ngồi", C2]
    seats = [*["Hài lòng"] * 4, *["Tốt"] * 3]
    rows = [[f"{day}/6/2023 8:00:00", "Sở Nội vụ", seat, "Kém"] for day, seat in enumerate(seats, 1)]
    write_csv(own / "a.csv", [header, *rows])
    assert sipas("map", "a.csv").status == 0
    path = own / "mappings" / "a.yaml"
    proposed = path.read_text(encoding="utf-8")
    assert '# date: "Thời gian nộp"' in proposed
    assert '# "Tốt": ""' in proposed  # of the column that is only guessed, in the first run already
    confirmed = proposed.replace("# unit:", "unit:").replace("# C1:", "C1:")
    path.write_text(confirmed.replace('# "Tốt": ""', '"Tốt": "5"'), encoding="utf-8")
    lines = {own["name"]: own for own in json.loads(sipas("map", "a.csv", "--format", "json").out)}
    assert {lines[name]["why"] for name in ("unit", "C1", "Tốt")} == {"map.mapped"}
    assert lines["C2"]["why"] == "map.found"
    again = path.read_text(encoding="utf-8")
    assert '\n  unit: "Cơ quan"' in again
    assert '\n  "Tốt": "5"' in again
    path.write_text(again.replace('# "Kém": ""', '"Kém": "1"').replace("# date:", "date:"), encoding="utf-8")
    assert scores(scored(sipas, "a.csv")) == {"Sở Nội vụ": 50.0}
    assert "đã xác nhận" in sipas("map", "a.csv").err


def test_answers_of_a_column_that_nothing_is_proposed_for_are_not_shown(own: Path, sipas: Sipas) -> None:
    header = ["Dấu thời gian", "Tên đơn vị", C2, "X", "Y"]  # X or Y may be C1: nothing tells which
    rows = [[f"{day}/6/2023 8:00:00", "Sở Nội vụ", "Hài lòng", "Tốt", "Nam"] for day in range(1, 5)]
    write_csv(own / "a.csv", [header, *rows])
    found = json.loads(sipas("map", "a.csv", "--format", "json").out)
    assert [line["name"] for line in found if line["part"] == "answers"] == []


def test_headers_that_were_cut_short_are_proposed_by_what_they_have(own: Path, sipas: Sipas) -> None:
    header = [*FULL, "Tên đơn vị", "Đánh giá [Nơi ngồi chờ có.. ]", "Đánh giá [Công chức lịch.. ]"]
    write_csv(own / "l.csv", [header, lime(GOOD)])
    lines = {own["name"]: own for own in json.loads(sipas("map", "l.csv", "--format", "json").out)}
    assert lines["C1"]["value"] == "Đánh giá [Nơi ngồi chờ có.. ]"
    assert (lines["C2"]["why"], lines["C2"]["like"]) == ("map.alike", 100)


def test_an_unknown_header_row_is_refused_naming_the_set_that_was_tried(own: Path, sipas: Sipas) -> None:
    write_csv(own / "a.csv", [["Cơ quan", "Ghế"], ["Sở Nội vụ", "Tốt"]])
    assert "(own)" in sipas("score", "a.csv").err


# --- as offices have them ------------------------------------------------------------------------


def test_an_option_worded_as_a_question_is_no_second_column_of_it(folder: Path, sipas: Sipas) -> None:
    # KoboToolbox writes a question with several answers as one column and one more for each option
    header = ["Tên đơn vị", *(f"Phần 1/{TEXTS[code]}" for code in CODES)]
    header += ["Điểm yếu?", f"Điểm yếu?/{TEXTS['F1_3']}", f"Điểm yếu?/{TEXTS['F4_1']}"]
    header += ["_uuid", "_submission_time", "_validation_status"]
    rows = [
        [unit, *labels(a), "nhiều", 0, 1, f"u-{i}", "2023-11-12T09:30:00+07:00", ""] for i, unit, a in BALLOTS
    ]
    data = scored(sipas, write_xlsx(folder / "k.xlsx", [header, *rows]))
    assert scores(data) == WANTED
    assert data["findings"]["by_code"] == {}


def test_a_question_in_the_words_of_another_version_of_the_form_is_told(folder: Path, sipas: Sipas) -> None:
    other = TEXTS["F3_1"].replace("lịch sự, tôn trọng", "lịch sự và tôn trọng")
    header = ["Tên đơn vị", *(TEXTS[code] for code in CODES), other, "_uuid", "_submission_time"]
    header += ["_validation_status", "Ý kiến"]
    rows = [[unit, *labels(a), "", f"u-{i}", "2023-11-12", "", "cảm ơn"] for i, unit, a in BALLOTS]
    write_xlsx(folder / "k.xlsx", [header, *rows])
    told = [line for line in sipas("check", "k.xlsx").err.splitlines() if "gần giống câu" in line]
    assert len(told) == 1
    assert "k.xlsx ! Sheet ! AA1" in told[0]
    assert "F3_1" in told[0]


def test_sums_between_units_headers_again_and_signatures_are_no_ballots(folder: Path, sipas: Sipas) -> None:
    header = ["STT", "Tên đơn vị", *CODES]
    rows = [[n, unit, *[a] * 25] for n, (_, unit, a) in enumerate(BALLOTS, 1)]
    between = [["", "Cộng Sở Nội vụ", *[20] * 25], [], header]
    below = [
        ["Tổng số phiếu: 10", "", *[4] * 25],
        ["", "Tỷ lệ %", *[1] * 25],
        ["NGƯỜI LẬP BIỂU", "", "", "", "", "THỦ TRƯỞNG"],
    ]
    write_xlsx(folder / "tay.xlsx", [header, *rows[:5], *between, *rows[5:], *below])
    data = scored(sipas, "tay.xlsx")
    assert scores(data) == WANTED
    assert data["findings"] == {"ballots_read": 10, "ballots_rejected": 0, "by_code": {}}


def test_a_row_of_sums_is_known_by_a_first_column_that_is_no_number(folder: Path, sipas: Sipas) -> None:
    # without this the sum of one ballot, 4 for each question, would be a second ballot
    write_xlsx(folder / "Sở Nội vụ.xlsx", [["Họ tên", *CODES], ["A", *[4] * 25], ["Tổng cộng", *[4] * 25]])
    data = scored(sipas, "Sở Nội vụ.xlsx")
    assert data["findings"]["ballots_read"] == 1


def test_rows_of_answers_without_a_unit_are_ballots_and_are_told(folder: Path, sipas: Sipas) -> None:
    rows: list[list[object]] = [[unit, *[a] * 25] for _, unit, a in BALLOTS]
    rows += [["", 4, *[""] * 24], ["", "xấu", 7, *[""] * 23]]  # an answer; an answer off the scale
    data = scored(sipas, write_xlsx(folder / "a.xlsx", [["Tên đơn vị", *CODES], *rows]))
    assert data["findings"]["by_code"] == {"ballot_no_unit": 2}


def test_without_a_register_sums_make_no_unit(folder: Path, sipas: Sipas) -> None:
    (folder / "units.yaml").unlink()
    rows = [[unit, *[a] * 25] for _, unit, a in BALLOTS]
    write_xlsx(folder / "a.xlsx", [["Tên đơn vị", *CODES], *rows, ["Cộng Sở Y tế", *[1] * 25]])
    assert scores(scored(sipas, "a.xlsx")) == WANTED


@pytest.mark.parametrize(
    "name", ["Phieu khảo sát Sở Nội vụ năm 2023", "01. Sở Nội vụ", "KQ_Sở Nội vụ quý IV"]
)
def test_a_file_may_say_more_than_its_unit(name: str, folder: Path, sipas: Sipas) -> None:
    write_xlsx(folder / f"{name}.xlsx", [["Mã phiếu", *CODES], ["P1", *[4] * 25]])
    assert scores(scored(sipas, f"{name}.xlsx")) == {"Sở Nội vụ": 100.0}


def test_an_office_below_a_unit_is_not_the_unit(folder: Path, sipas: Sipas) -> None:
    write_xlsx(folder / "Chi cục Thú y Sở Y tế.xlsx", [["Mã phiếu", *CODES], ["P1", *[4] * 25]])
    refused = sipas("score", "Chi cục Thú y Sở Y tế.xlsx")
    assert refused.status == 3
    assert '"Tên đơn vị: ..." phía trên bảng' in refused.err


def test_a_second_unit_further_down_a_sheet_is_refused(folder: Path, sipas: Sipas) -> None:
    ballot = [1, *[4] * 25]
    rows = [["Đơn vị: Sở Nội vụ"], ["STT", *CODES], ballot, ["Đơn vị: Sở Y tế"], ["STT", *CODES], ballot]
    refused = sipas("score", write_xlsx(folder / "a.xlsx", rows))
    assert refused.status == 3
    assert "a.xlsx ! Sheet ! A4: ô này nêu một đơn vị khác" in refused.err


def test_ballots_saved_anew_under_another_name_and_format_are_refused(folder: Path, sipas: Sipas) -> None:
    header = ["STT", "Tên đơn vị", *CODES]
    rows = [[n, unit, *[a] * 25] for n, (_, unit, a) in enumerate(BALLOTS, 1)]
    write_xlsx(folder / "a.xlsx", [header, *rows])
    write_csv(folder / "b.csv", [header, *rows])
    write_csv(folder / "c.csv", [header, *[[n, "Sở Y tế", *[5] * 25] for n in range(20)]])
    refused = sipas("check", "a.xlsx", "b.csv", "c.csv")
    assert refused.status == 3
    assert "b.csv: các phiếu giống hệt a.xlsx ! Sheet" in refused.err
    assert "30 phiếu đã đọc" in refused.err  # the other two are still checked


def test_ballots_that_are_all_the_same_are_no_copy(folder: Path, sipas: Sipas) -> None:
    for name in ("a.csv", "b.csv"):
        header = ["Tên đơn vị", *CODES, f"Ghi chú {name}"]
        write_csv(folder / name, [header, *[["Sở Y tế", *[5] * 25] for _ in range(6)]])
    assert scored(sipas, "a.csv", "b.csv")["findings"]["ballots_read"] == 12


PERIOD = "  ballots:\n    period_from: '2023-08-01'\n    period_to: '2023-11-30'\n"


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("15/11/2023", {}),
        (45245, {}),  # 15 November 2023 as a spreadsheet counts days
        (45265.75, {"ballot_outside_period": 1}),  # 5 December, 18:00
        ("5/12/23", {"ballot_outside_period": 1}),
        ("Ngày 5 tháng 12 năm 2023", {"ballot_outside_period": 1}),
        ("20231205", {"ballot_outside_period": 1}),
        ("2023-11-30T23:59:59.000+07:00", {}),
        ("11/20/2023", {}),  # no month 20, and no other day contradicts: 20 November
        ("31/20/2023", {"day_unreadable": 1}),
        ("tuần trước", {"day_unreadable": 1}),
        ("", {}),
    ],
)
def test_a_day_is_understood_or_told(day: object, codes: dict[str, int], folder: Path, sipas: Sipas) -> None:
    shipped = (EXAMPLE.parents[1] / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8")
    own = shipped.replace("  ballots:\n", PERIOD, 1)
    (folder / "criteria").mkdir()
    (folder / "criteria" / "quang-ninh-2023.yaml").write_text(own, encoding="utf-8")
    rows = [["", unit, *[a] * 25] for _, unit, a in BALLOTS]
    write_xlsx(
        folder / "a.xlsx", [["Ngày khảo sát", "Tên đơn vị", *CODES], *rows, [day, "Sở Y tế", *[4] * 25]]
    )
    assert scored(sipas, "a.xlsx")["findings"]["by_code"] == codes


def test_a_year_that_the_ballots_are_not_of_is_told(folder: Path, sipas: Sipas) -> None:
    rows = [[45245, unit, *[a] * 25] for _, unit, a in BALLOTS]
    write_xlsx(folder / "a.xlsx", [["Ngày khảo sát", "Tên đơn vị", *CODES], *rows])
    assert "ngày trên phiếu thuộc năm 2023" in sipas("score", "a.xlsx", "--year", "2025").err
    assert "ngày trên phiếu thuộc" not in sipas("score", "a.xlsx").err


def test_the_year_of_the_dates_tells_which_former_names_there_are(folder: Path, sipas: Sipas) -> None:
    (folder / "sipas.yaml").write_text("criteria: quang-ninh-2023\n", encoding="utf-8")
    merged = "succession: [{year: 2023, kind: merged, from: [Sở Y tế cũ, Sở Dân số], to: [syt]}]\n"
    (folder / "units.yaml").write_text(REGISTER + merged, encoding="utf-8")
    header = ["Ngày khảo sát", "Tên đơn vị", *CODES]
    rows = [[unit.replace("Y tế", "Dân số"), *[a] * 25] for _, unit, a in BALLOTS]
    write_csv(folder / "2023.csv", [header, *(["15/11/2023", *row] for row in rows)])
    assert scores(scored(sipas, "2023.csv")) == WANTED
    write_csv(folder / "2022.csv", [header, *(["15/11/2022", *row] for row in rows)])  # not merged yet
    assert sipas("check", "2022.csv", "--format", "csv").out.count("ballot_unknown_unit") == 5


def test_findings_are_listed_though_the_year_is_not_known(folder: Path, sipas: Sipas) -> None:
    (folder / "sipas.yaml").write_text("criteria: quang-ninh-2023\n", encoding="utf-8")
    rows = [[unit, *[a] * 25] for _, unit, a in BALLOTS]
    rows[0][3] = 6
    write_csv(folder / "a.csv", [["Tên đơn vị", *CODES], *rows])
    checked = sipas("check", "a.csv")
    assert checked.status == 2
    assert "a.csv ! D2" in checked.out
    assert "--year" in checked.err


def test_an_answer_that_became_a_day_is_told_as_that(folder: Path, sipas: Sipas) -> None:
    rows: list[list[object]] = [[unit, *[a] * 25] for _, unit, a in BALLOTS]
    rows[0][3] = datetime(2023, 5, 4)  # "4/5" was typed
    write_xlsx(folder / "a.xlsx", [["Tên đơn vị", *CODES], *rows])
    assert "a.xlsx ! Sheet ! D2: ô này là một ngày" in sipas("check", "a.xlsx").out


def test_texts_in_vni_are_read(folder: Path, sipas: Sipas) -> None:
    header = ["Maõ phieáu", "Teân ñôn vò", *CODES]
    words = {4: "Haøi loøng", 2: "KHOÂNG HAØI LOØNG"}
    units = {"Sở Nội vụ": "Sôû Noäi vuï", "Sở Y tế": "Sôû Y teá"}
    rows = [[i, units[unit], *[words[a]] * 25] for i, unit, a in BALLOTS]
    assert scores(scored(sipas, write_csv(folder / "a.csv", [header, *rows]))) == WANTED


def test_a_file_that_no_set_explains_is_told_which_sets_were_tried(folder: Path, sipas: Sipas) -> None:
    write_csv(folder / "a.csv", [["x", "y"], [1, 2]])
    assert "quang-ninh-2023" in sipas("score", "a.csv").err


def test_the_sheets_of_our_own_form_are_not_remarked_on(folder: Path, sipas: Sipas) -> None:
    def more(sheet: Any) -> None:
        for name in ("Hướng dẫn", "Danh mục", "Nháp"):
            sheet.parent.create_sheet(name).append(["chữ"])
        sheet.parent["Danh mục"].sheet_state = "hidden"

    rows = [[unit, *[a] * 25] for _, unit, a in BALLOTS]
    said = sipas("score", write_xlsx(folder / "a.xlsx", [["Tên đơn vị", *CODES], *rows], more)).err
    assert [line for line in said.splitlines() if "bỏ qua" in line] == [
        "a.xlsx ! Nháp: bỏ qua, không phải trang phiếu."
    ]
