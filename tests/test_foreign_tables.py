"""Tables that Excel opens and that are no workbooks: html and XML 2003 named .xls, csv of other programs; and
exports with several header rows.

Three ballots of a plan with four questions A1, A2, B1, B2. Sở Y tế: (4 4 4 4) and (5 4 2 4), 7 of 8 answers
are satisfied, 87.5. Sở Nội vụ: (4 2 2 2), A1 is, so the factor A has 50, B has 0, the index is 25.
"""

import csv
import io
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Sipas

HEADER = ["Mã phiếu", "Ngày khảo sát", "Tên đơn vị", "A1", "A2", "B1", "B2"]
ROWS = [
    ["P1", "04/11/2024", "Sở Y tế", "4", "4", "4", "4"],
    ["P2", "04/11/2024", "Sở Y tế", "5", "4", "2", "4"],
    ["P3", "05/11/2024", "Sở Nội vụ", "4", "2", "2", "2"],
]
WANTED = {"Sở Y tế": 87.5, "Sở Nội vụ": 25.0}
TEXTS = [
    "Nơi tiếp nhận hồ sơ dễ tìm",
    "Nơi chờ có đủ chỗ ngồi",
    "Công chức lịch sự",
    "Công chức trả lời đầy đủ, dễ hiểu",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "field" / "_workspace", tmp_path, dirs_exist_ok=True)
    return tmp_path


def scored(sipas: Sipas, file: str, *words: str) -> dict[str, Any]:
    outcome = sipas("score", file, "--year", "2024", "--format", "json", *words)
    assert outcome.status == 0, outcome.err
    found: dict[str, Any] = json.loads(outcome.out)
    return found


def scores(sipas: Sipas, file: str, *words: str) -> dict[str, float]:
    """The scores of the units that have one; no ballot is rejected."""
    found = scored(sipas, file, *words)
    assert found["findings"]["ballots_rejected"] == 0
    lines = [line for group in found["groups"] for line in group["units"]]
    return {line["unit"]: line["score"] for line in lines if line["score"] is not None}


def refusal(sipas: Sipas, file: str) -> str:
    outcome = sipas("score", file, "--year", "2024", "--lang", "en")
    assert outcome.status == 3, outcome.out + outcome.err
    return outcome.err


def cells(row: Sequence[str], tag: str = "td") -> str:
    return "".join(f"<{tag}>{cell}</{tag}>" for cell in row)


def table(rows: Sequence[Sequence[str]], *, end: str = "</tr>") -> str:
    return "<table>" + "".join(f"<tr>{cells(row)}{end}" for row in rows) + "</table>"


# --- html ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.xls", "a.html", "a.htm", "tải xuống"])
def test_a_table_of_a_page_is_read(folder: Path, sipas: Sipas, name: str) -> None:
    (folder / name).write_text(f"<html><body>{table([HEADER, *ROWS])}</body></html>", encoding="utf-8")
    assert scores(sipas, name) == WANTED


@pytest.mark.parametrize(
    "page",
    [
        "\ufeff<!DOCTYPE html>\n<!-- xuất từ cổng --><html>{table}</html>",
        '<?xml version="1.0"?><HTML><HEAD><STYLE>td > a {{color: red}}</STYLE></HEAD>{table}</HTML>',
        "<table><tr><td>Bảng ngoài{table}</td></tr></table>",
        '<div>Sở Y tế</div><script>document.write("<table><tr><td>x</td></tr></table>")</script>{table}',
    ],
)
def test_what_stands_around_a_table_does_no_harm(folder: Path, sipas: Sipas, page: str) -> None:
    (folder / "a.xls").write_text(page.format(table=table([HEADER, *ROWS])), encoding="utf-8")
    assert scores(sipas, "a.xls") == WANTED


def test_ends_that_may_be_left_out_may_be_left_out(folder: Path, sipas: Sipas) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in [HEADER, *ROWS])
    (folder / "a.xls").write_text(f"<table><tbody>{rows}</table>", encoding="utf-8")
    assert scores(sipas, "a.xls") == WANTED


def test_a_page_of_excel_has_its_letters_as_numbers(folder: Path, sipas: Sipas) -> None:
    page = f'<html><head><meta charset="windows-1252"></head>{table([HEADER, *ROWS])}</html>'
    (folder / "a.xls").write_bytes(page.encode("ascii", errors="xmlcharrefreplace"))
    assert scores(sipas, "a.xls") == WANTED


def test_a_page_in_utf_16_is_read(folder: Path, sipas: Sipas) -> None:
    (folder / "a.xls").write_text(f"<html>{table([HEADER, *ROWS])}</html>", encoding="utf-16")
    assert scores(sipas, "a.xls") == WANTED


def test_each_table_is_a_sheet_of_its_own(folder: Path, sipas: Sipas) -> None:
    """The second page of a printed list has its own header; the table above has a title alone."""
    title = "<table><tr><td>KẾT QUẢ KHẢO SÁT</td></tr></table>"
    page = f"<html>{title}{table([HEADER, *ROWS[:2]])}{table([HEADER, *ROWS[2:]])}</html>"
    (folder / "a.xls").write_text(page, encoding="utf-8")
    assert scores(sipas, "a.xls") == WANTED
    assert "a.xls ! bảng 1" in sipas("check", "a.xls").err


def test_cells_over_several_columns_and_rows_keep_the_others_in_their_places(
    folder: Path, sipas: Sipas
) -> None:
    above = '<tr><td colspan="3">Phiếu</td><td colspan=4>Câu hỏi</td></tr>'
    first = f"<tr>{cells(ROWS[0][:1])}<td rowspan=2>04/11/2024</td>{cells(ROWS[0][2:])}</tr>"
    second = f"<tr>{cells(ROWS[1][:1])}{cells(ROWS[1][2:])}</tr>"
    rest = f"<tr>{cells(ROWS[2])}</tr>"
    (folder / "a.xls").write_text(
        f"<table>{above}<tr>{cells(HEADER, 'th')}</tr>{first}{second}{rest}</table>", encoding="utf-8"
    )
    assert scores(sipas, "a.xls") == WANTED


def test_a_unit_over_several_rows_is_that_of_each(folder: Path, sipas: Sipas) -> None:
    first = f'<tr>{cells(ROWS[0][:2])}<td rowspan="2">Sở Y tế</td>{cells(ROWS[0][3:])}</tr>'
    second = f"<tr>{cells(ROWS[1][:2])}{cells(ROWS[1][3:])}</tr>"
    rest = f"<tr>{cells(ROWS[2])}</tr>"
    page = f"<table><tr>{cells(HEADER)}</tr>{first}{second}{rest}</table>"
    (folder / "a.xls").write_text(page, encoding="utf-8")
    assert scores(sipas, "a.xls") == WANTED


def test_an_answer_over_several_rows_is_told(folder: Path, sipas: Sipas) -> None:
    first = f'<tr>{cells(ROWS[0][:6])}<td rowspan="2">4</td></tr>'
    page = f"<table><tr>{cells(HEADER)}</tr>{first}<tr>{cells(ROWS[1][:6])}</tr></table>"
    (folder / "a.xls").write_text(page, encoding="utf-8")
    said = sipas("check", "a.xls", "--lang", "en")
    assert "a.xls ! G2: this cell is merged with others" in said.out + said.err


def test_a_row_that_a_browser_hides_counts_and_is_said(folder: Path, sipas: Sipas) -> None:
    page = table([HEADER, *ROWS]).replace("<tr><td>P3", '<tr style="display: none"><td>P3')
    (folder / "a.xls").write_text(page, encoding="utf-8")
    assert scores(sipas, "a.xls") == WANTED
    assert "count all the same: 1" in sipas("check", "a.xls", "--lang", "en").err


def test_blanks_and_lines_in_a_cell_are_those_that_a_browser_shows(folder: Path, sipas: Sipas) -> None:
    row = [
        "\n  P3 ",
        "05/11/2024<br>",
        "Sở\n Nội&nbsp;vụ",
        "<b>4</b>",
        "2&nbsp;",
        "<p>2</p>",
        "<span>2</span>",
    ]
    (folder / "a.xls").write_text(table([HEADER, *ROWS[:2], row]), encoding="utf-8")
    assert scores(sipas, "a.xls") == WANTED


def test_an_exact_number_goes_before_what_is_shown(folder: Path, sipas: Sipas) -> None:
    """Excel writes 4 beside 4,0; an error of a formula is no answer, as in a workbook."""
    row = f'<tr>{cells(ROWS[2][:3])}<td x:num="4">4,0</td><td x:num>2</td><td>2</td><td x:err>#N/A</td></tr>'
    rows = "".join(f"<tr>{cells(own)}</tr>" for own in [HEADER, *ROWS[:2] * 5])
    (folder / "a.xls").write_text(f"<table>{rows}{row}</table>", encoding="utf-8")
    outcome = sipas("check", "a.xls", "--lang", "en")
    assert "a.xls ! G12: " in outcome.out + outcome.err
    assert "error" in outcome.out + outcome.err


def test_a_login_that_was_downloaded_is_told_as_that(folder: Path, sipas: Sipas) -> None:
    (folder / "a.xls").write_text("<html><form>Đăng nhập<input></form></html>", encoding="utf-8")
    assert "a.xls: the file is a web page (html) without any table" in refusal(sipas, "a.xls")


def test_a_page_that_ends_within_its_table_is_refused(folder: Path, sipas: Sipas) -> None:
    page = table([HEADER, *ROWS])
    (folder / "a.xls").write_text(page[: page.index("P3")], encoding="utf-8")
    assert "a.xls: the workbook is damaged or truncated" in refusal(sipas, "a.xls")


@pytest.mark.parametrize(
    "page",
    [
        b'<html><meta charset="utf-8"><table><tr><td>S\xdf</td></tr></table></html>',
        b'<html><meta charset="rot13"><table><tr><td>S</td></tr></table></html>',
        b'<html><meta charset="windows-1252"><table><tr><td>S\x81</td></tr></table></html>',
    ],
)
def test_a_page_in_another_encoding_than_it_says_is_refused(folder: Path, sipas: Sipas, page: bytes) -> None:
    (folder / "a.xls").write_bytes(page)
    assert "a.xls: the file is a web page (html) whose text is not in the encoding" in refusal(sipas, "a.xls")


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".ods"])
def test_a_page_under_another_name_is_refused_with_the_right_one(
    folder: Path, sipas: Sipas, suffix: str
) -> None:
    (folder / f"a{suffix}").write_text(table([HEADER, *ROWS]), encoding="utf-8")
    told = f"the name ends in {suffix} but the content is .html. Rename it to .html."
    assert told in refusal(sipas, f"a{suffix}")


def test_a_web_archive_is_told_as_that(folder: Path, sipas: Sipas) -> None:
    (folder / "a.xls").write_text("MIME-Version: 1.0\nX-Document-Type: Workbook\n", encoding="utf-8")
    assert "a.xls: the file is a web archive (mhtml) and no workbook" in refusal(sipas, "a.xls")


@pytest.mark.parametrize(
    "page",
    [
        "<table>" + "<tr><td>" * 3 + "<![endif x" + "</table>",
        "<table><tr><td>" + "<!--" * 1_000_000,
        "<table><tr><td " + 'a=" ' * 1_000_000 + ">",
        "<table><tr><td>" + "<" * 500_000,
        "<table>" * 500_000,
        "<table><tr>" + "<td rowspan=60000>1" * 16_000 + "<tr><td>2" * 5_000 + "</table>",
        "<table>" + "<tr><td colspan=16000><td>1" * 10_000 + "</table>",
        "<table>" + "<tr><td rowspan=2 colspan=8000>1" * 10_000 + "</table>",
        "<table><tr><td rowspan=99999999999999999999 colspan=-4>1</td></tr>",
    ],
)
def test_a_hostile_page_is_refused_soon(folder: Path, sipas: Sipas, page: str) -> None:
    (folder / "a.xls").write_text(page, encoding="utf-8")
    assert "a.xls" in refusal(sipas, "a.xls")


# --- XML Spreadsheet 2003 ------------------------------------------------------------------------

BOOK = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    '<Styles><Style ss:ID="s1"><NumberFormat ss:Format="0.0%"/></Style></Styles>'
)


def data(text: str, kind: str = "String") -> str:
    return f'<Cell><Data ss:Type="{kind}">{text}</Data></Cell>'


def row(own: Sequence[str], attributes: str = "") -> str:
    return f"<Row{attributes}>" + "".join(map(data, own)) + "</Row>"


def sheet(rows: str, name: str = "Phiếu", options: str = "") -> str:
    hidden = f"<x:WorksheetOptions>{options}</x:WorksheetOptions>"
    return f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>{hidden}</Worksheet>'


def book(*sheets: str) -> str:
    return f"{BOOK}{''.join(sheets)}</Workbook>"


def write_book(folder: Path, *sheets: str) -> None:
    (folder / "a.xls").write_text(book(*sheets), encoding="utf-8")


def test_a_book_of_2003_is_read(folder: Path, sipas: Sipas) -> None:
    write_book(folder, sheet("".join(map(row, [HEADER, *ROWS]))))
    assert scores(sipas, "a.xls") == WANTED
    shutil.copy(folder / "a.xls", folder / "a.xml")
    assert scores(sipas, "a.xml") == WANTED


def test_days_numbers_and_places_are_those_that_excel_writes(folder: Path, sipas: Sipas) -> None:
    """The row of Sở Nội vụ is the fifth, its unit is written with letters of two kinds, a note hangs on it,
    and the answers begin at the fourth column."""
    unit = (
        '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>Sở</B> Nội vụ</ss:Data>'
    )
    note = '<Comment><ss:Data xmlns="http://www.w3.org/TR/REC-html40">Kiểm tra lại</ss:Data></Comment></Cell>'
    answers = '<Cell ss:Index="4"><Data ss:Type="Number">4</Data></Cell>' + data("2", "Number") * 3
    day = data("2024-11-05T00:00:00.000", "DateTime")
    last = f'<Row ss:Index="5">{data("P3")}{day}{unit}{note}{answers}</Row>'
    write_book(folder, sheet("".join(map(row, [HEADER, *ROWS[:2]])) + last))
    assert scores(sipas, "a.xls") == WANTED


def test_merged_cells_keep_the_others_in_their_places(folder: Path, sipas: Sipas) -> None:
    above = (
        '<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">Phiếu</Data></Cell>'
        + data("Câu hỏi")
        + "</Row>"
    )
    write_book(folder, sheet(above + "".join(map(row, [HEADER, *ROWS]))))
    assert scores(sipas, "a.xls") == WANTED


def test_a_unit_merged_down_its_rows_is_that_of_each(folder: Path, sipas: Sipas) -> None:
    unit = '<Cell ss:MergeDown="1"><Data ss:Type="String">Sở Y tế</Data></Cell>'
    first = f"<Row>{''.join(map(data, ROWS[0][:2]))}{unit}{''.join(map(data, ROWS[0][3:]))}</Row>"
    answers = f'<Cell ss:Index="4">{data(ROWS[1][3])[6:]}{"".join(map(data, ROWS[1][4:]))}'
    second = f"<Row>{''.join(map(data, ROWS[1][:2]))}{answers}</Row>"
    write_book(folder, sheet(row(HEADER) + first + second + row(ROWS[2], ' ss:Hidden="1"')))
    assert scores(sipas, "a.xls") == WANTED
    assert "count all the same: 1" in sipas("check", "a.xls", "--lang", "en").err


def test_a_row_of_means_is_known_by_its_formulas(folder: Path, sipas: Sipas) -> None:
    """It has no label; means of 4.33, 3.33, 2.67 and 3.33 are off the scale, but 4 would be an answer."""
    value = '<Data ss:Type="Number">4</Data></Cell>'
    formula = 'ss:Formula="=AVERAGE(R[-3]C:R[-1]C)"'
    means = f'<Cell ss:Index="4" {formula}>{value}' + f"<Cell {formula}>{value}" * 3
    write_book(folder, sheet(f"{''.join(map(row, [HEADER, *ROWS]))}<Row>{means}</Row>"))
    assert scores(sipas, "a.xls") == WANTED


def test_a_hidden_sheet_is_passed_over_and_said(folder: Path, sipas: Sipas) -> None:
    old = sheet(row(HEADER) + row(["P9", *ROWS[0][1:]]), "Cũ", "<x:Visible>SheetHidden</x:Visible>")
    write_book(folder, sheet("".join(map(row, [HEADER, *ROWS]))), old)
    assert scores(sipas, "a.xls") == WANTED
    assert "a.xls ! Cũ" in sipas("check", "a.xls").err


def test_errors_and_formulas_without_a_value_are_no_answers(folder: Path, sipas: Sipas) -> None:
    many = [[f"Q{number}", *ROWS[0][1:]] for number in range(9)]
    last = f'{data("#N/A", "Error")}<Cell ss:Formula="=RC[-1]"/>{data("2", "Number")}{data("2", "Number")}'
    rows = "".join(map(row, [HEADER, *many])) + f"<Row>{''.join(map(data, ROWS[2][:3]))}{last}</Row>"
    write_book(folder, sheet(rows))
    said = sipas("check", "a.xls", "--lang", "en")
    assert "a.xls ! Phiếu ! D11: " in said.out + said.err
    assert "a.xls ! Phiếu ! E11: " in said.out + said.err


@pytest.mark.parametrize(
    "content",
    [
        book(sheet("".join(map(row, [HEADER, *ROWS]))))[:-30],
        book(sheet(row(HEADER) + row(ROWS[0], ' ss:Index="1"'))),
        book(sheet(row(HEADER) + row(ROWS[0], ' ss:Index="x"'))),
        book(sheet(row(HEADER) + f"<Row>{data('4', 'Matrix')}</Row>")),
        book(sheet(row(HEADER) + f"<Row>{data('vier', 'Number')}</Row>")),
        book(sheet(row(HEADER) + row(ROWS[0], ' ss:Index="9999999"'))),
    ],
)
def test_a_book_that_no_program_writes_is_refused(folder: Path, sipas: Sipas, content: str) -> None:
    (folder / "a.xls").write_text(content, encoding="utf-8")
    assert "a.xls: the workbook is damaged or truncated" in refusal(sipas, "a.xls")


def test_a_book_with_a_document_type_is_refused(folder: Path, sipas: Sipas) -> None:
    content = book(sheet("".join(map(row, [HEADER, *ROWS]))))
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]>'
    (folder / "a.xls").write_text(content.replace("<Workbook", f"{bomb}<Workbook", 1), encoding="utf-8")
    assert "a.xls: the name is that of a workbook but the content is not one" in refusal(sipas, "a.xls")
    (folder / "a.xls").write_text(content.replace("<Styles>", f"{bomb}<Styles>", 1), encoding="utf-8")
    assert "a.xls: the workbook is damaged or truncated" in refusal(sipas, "a.xls")


def test_a_far_cell_takes_no_room(folder: Path, sipas: Sipas) -> None:
    write_book(
        folder, sheet(row(HEADER) + f'<Row ss:Index="1000000"><Cell ss:Index="16000">{data("4")[6:]}</Row>')
    )
    assert "a.xls ! Phiếu: the sheet reaches to row 1000000" in refusal(sipas, "a.xls")


# --- csv -----------------------------------------------------------------------------------------


def test_a_csv_with_bars_is_read(folder: Path, sipas: Sipas) -> None:
    text = "\n".join("|".join(row) for row in [[*HEADER[:3], *TEXTS], *ROWS])  # a text has a comma
    (folder / "a.csv").write_text(text, encoding="utf-8")
    assert scores(sipas, "a.csv") == WANTED


@pytest.mark.parametrize("form", ['="{}"', '"=""{}"""'])
def test_texts_that_excel_is_to_leave_alone_are_read(folder: Path, sipas: Sipas, form: str) -> None:
    lines = [",".join(HEADER), *(",".join(form.format(cell) for cell in row) for row in ROWS)]
    (folder / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    assert scores(sipas, "a.csv") == WANTED


def test_they_are_read_in_utf_16_too(folder: Path, sipas: Sipas) -> None:
    lines = ["\t".join(HEADER), *("\t".join(f'="{cell}"' for cell in row) for row in ROWS)]
    (folder / "a.txt").write_text("\n".join(lines), encoding="utf-16")
    assert scores(sipas, "a.txt") == WANTED


def test_a_blank_before_a_mark_of_a_free_text_is_part_of_it(folder: Path, sipas: Sipas) -> None:
    """Where the first line has none, a mark behind a blank opens nothing: no row is swallowed."""
    lines = [";".join([*HEADER, "Góp ý"]), *(";".join([*row, ' "Tốt']) for row in ROWS)]
    (folder / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    assert scores(sipas, "a.csv") == WANTED


def test_the_end_of_a_file_of_dos_and_long_cells_are_read(folder: Path, sipas: Sipas) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([[*HEADER, "Chữ ký"], *([*row, "A" * 200_000] for row in ROWS)])
    (folder / "a.csv").write_text(out.getvalue() + "\x1a", encoding="utf-8")
    assert scores(sipas, "a.csv") == WANTED


# --- several header rows -------------------------------------------------------------------------


def write_csv(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def test_a_grid_of_surveymonkey_has_its_questions_in_the_second_row(folder: Path, sipas: Sipas) -> None:
    """B1 and B2 are rows of one question; the unit, A1 and A2 are questions by themselves."""
    first = ["Respondent ID", "End Date", "Tên đơn vị", *TEXTS[:2], "Bạn đánh giá công chức thế nào?", ""]
    second = ["", "", "Response", "Response", "Response", *TEXTS[2:]]
    write_csv(folder / "a.csv", [first, second, *ROWS])
    assert scores(sipas, "a.csv") == WANTED
    assert "SurveyMonkey" in sipas("check", "a.csv").err


def test_an_open_question_of_surveymonkey_is_passed_over(folder: Path, sipas: Sipas) -> None:
    first = ["Respondent ID", "End Date", "Tên đơn vị", *TEXTS, "Góp ý"]
    second = ["", "", *["Response"] * 5, "Open-Ended Response"]
    write_csv(folder / "a.csv", [first, second, *([*row, "không"] for row in ROWS)])
    assert scores(sipas, "a.csv") == WANTED


def test_qualtrics_has_codes_of_its_own_above_the_texts(folder: Path, sipas: Sipas) -> None:
    first = ["ResponseId", "EndDate", "Q1", "Q2_1", "Q2_2", "Q3_1", "Q3_2", "Finished"]
    second = ["Response ID", "End Date", "Tên đơn vị", *(f"Đánh giá - {text}" for text in TEXTS), "Finished"]
    third = ['{"ImportId":"_recordId"}', '{"ImportId":"endDate","timeZone":"Asia/Bangkok"}']
    third += [f'{{"ImportId":"QID{number}"}}' for number in range(1, 7)]
    rows = [[f"R_3nYx2KpQ7aLmZt{'bBc'[number]}", *row[1:], "True"] for number, row in enumerate(ROWS)]
    write_csv(folder / "a.csv", [first, second, third, *rows])
    assert "chưa ai xác nhận đầu nào của thang" in sipas("score", "a.csv").err  # Q2_1 may be built best-first
    (folder / "mappings").mkdir()
    confirmed = "criteria: field\nsource: qualtrics\nanswers: {'2': '2', '4': '4', '5': '5'}\n"
    (folder / "mappings" / "q.yaml").write_text(confirmed, encoding="utf-8")
    assert scores(sipas, "a.csv") == WANTED
    assert "Qualtrics" in sipas("check", "a.csv").err
    unfinished = ["R_1nYx2KpQ7aLmZt1", *ROWS[2][1:], "False"]
    write_csv(folder / "a.csv", [first, second, third, *rows, unfinished])
    found = scored(sipas, "a.csv")
    assert (found["overall"]["ballots"], found["findings"]["ballots_rejected"]) == (3, 1)


def test_a_ballot_below_the_header_is_no_header(folder: Path, sipas: Sipas) -> None:
    """Who answers every question with one word that is off the scale is still told."""
    write_csv(folder / "a.csv", [HEADER, ["P0", "", "Sở Y tế", *["Tốt"] * 4], *ROWS])
    outcome = sipas("check", "a.csv", "--lang", "en")
    assert "a.csv ! D2" in outcome.out + outcome.err


def test_a_tool_with_a_second_header_row_is_one_file(folder: Path, sipas: Sipas) -> None:
    (folder / "criteria" / "sources").mkdir(parents=True)
    (folder / "criteria" / "sources" / "cong.yaml").write_text(
        "id: cong\ntitle: Cổng\nabout: thử\n"
        "recognise: {pattern: 'Kiểu: .+'}\nheader: {below: ['Kiểu: .+']}\n",
        encoding="utf-8",
    )
    write_csv(folder / "a.csv", [HEADER, ["Kiểu: chữ", *["Kiểu: số"] * 6], *ROWS])
    assert scores(sipas, "a.csv") == WANTED


def test_a_mapping_is_proposed_from_the_row_that_names_the_questions(folder: Path, sipas: Sipas) -> None:
    write_csv(
        folder / "a.csv",
        [["Respondent ID", "End Date", "Cơ quan nào?", *TEXTS], ["", "", *["Response"] * 5], *ROWS],
    )
    outcome = sipas("map", "a.csv", "--criteria", "field", "--lang", "en")
    assert "Cơ quan nào?" in outcome.out + outcome.err
