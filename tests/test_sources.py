"""Exports of form tools and hand-typed workbooks: the same ten ballots in each, the same result.

Sở Nội vụ has five ballots, all "Hài lòng": 100. Sở Y tế has five, of which one says "Không hài lòng" to all:
4 / 5 = 80. What else is in a file is a trap and must not count.
"""

import csv
import json
import unicodedata
from collections.abc import Callable, Sequence
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
    unknown = sipas("check", "c.csv", "--source", "surveymonkey")
    assert unknown.status == 2
    assert "cong-tinh" in unknown.err


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("recognise: {}", 4),
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
    assert "b.csv:" not in checked.err
    scored_too = sipas("score", "a.xlsx", "b.csv", "c.csv", "d.csv")
    assert scored_too.status == 3
    assert not (folder / "results").exists()
