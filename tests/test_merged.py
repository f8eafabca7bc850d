"""Cells merged down their rows: a unit, day or trait is that of every row; an answer is nobody's."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import par_world
import pytest
from conftest import CODES, HEADER, Ods, Sipas, ballot, write_book
from test_form import converted

from sipas_cli.model import Merge
from sipas_cli.sheets.source import examine, open_examined


def merged_down(*ranges: str) -> Any:
    def edit(sheet: Any, _: Any) -> None:
        for cells in ranges:
            sheet.merge_cells(cells)

    return edit


def scored(sipas: Sipas, name: str) -> tuple[dict[str, tuple[str, int]], str]:
    """Unit -> (score, ballots), and what was said."""
    result = sipas("score", name, "--year", "2023", "--format", "json")
    assert result.status == 0, result.err
    found = json.loads(result.out)
    lines = [line for group in found["groups"] for line in group["units"]]
    return {line["unit"]: (f"{line['score']:.2f}", line["ballots"]) for line in lines}, result.err


def units_and_days(*units: str, answer: Any = 4) -> list[list[Any]]:
    return [ballot(number, unit, answer) for number, unit in enumerate(units, start=1)]


def test_a_unit_and_a_day_merged_down_are_those_of_every_row(tmp_path: Path, sipas: Sipas) -> None:
    rows = units_and_days("Sở Nội vụ", "", "", "Sở Y tế", "")
    rows[1][2] = rows[2][2] = ""
    rows[2][3:] = [2] * len(CODES)
    write_book(tmp_path / "a.xlsx", rows, edit=merged_down("B2:B4", "C2:C4", "B5:B6"))
    # Sở Nội vụ: 2 trong 3 phiếu hài lòng = 66,67 %; Sở Y tế: 2 trong 2
    scores, said = scored(sipas, "a.xlsx")
    assert scores == {"Sở Nội vụ": ("66.67", 3), "Sở Y tế": ("100.00", 2)}
    assert "5 hợp lệ, 0 bị loại" in said


def test_a_unit_that_is_merged_further_than_the_ballots_fills_no_blank_row(
    tmp_path: Path, sipas: Sipas
) -> None:
    header = ["STT", "Tên đơn vị", "Ngày khảo sát", *CODES]
    rows = [[n, "Sở Y tế" if n == 1 else "", "", *[4 if n < 4 else ""] * len(CODES)] for n in range(1, 9)]
    write_book(tmp_path / "a.xlsx", rows, header, edit=merged_down("B2:B9"))
    scores, _ = scored(sipas, "a.xlsx")
    assert scores == {"Sở Y tế": ("100.00", 3)}


def test_a_merged_answer_counts_for_nobody_and_each_cell_is_told(tmp_path: Path, sipas: Sipas) -> None:
    rows = units_and_days(*["Sở Y tế"] * 4)
    rows[1][3] = ""
    write_book(tmp_path / "a.xlsx", rows, edit=merged_down("D2:D3"))
    result = sipas("check", "a.xlsx")
    for cell in ("D2", "D3"):
        assert f"a.xlsx ! Phiếu ! {cell}: ô này bị gộp với ô khác" in result.err + result.out
    assert "D4: ô này bị gộp" not in result.err + result.out


def test_answers_merged_across_one_row_are_told_too(tmp_path: Path, sipas: Sipas) -> None:
    rows = units_and_days(*["Sở Y tế"] * 4)
    rows[2][4] = ""
    write_book(tmp_path / "a.xlsx", rows, edit=merged_down("D4:E4"))
    said = "".join((result := sipas("check", "a.xlsx")).err + result.out)
    assert "D4: ô này bị gộp" in said
    assert "E4: ô này bị gộp" in said


def test_a_merged_id_is_told_and_every_ballot_counts(tmp_path: Path, sipas: Sipas) -> None:
    rows = units_and_days(*["Sở Y tế"] * 4)
    rows[1][0] = ""
    write_book(tmp_path / "a.xlsx", rows, edit=merged_down("A2:A3"))
    result = sipas("score", "a.xlsx")
    assert 'A2, A3: ô này (cột "Mã phiếu") bị gộp qua nhiều dòng' in result.err
    scores, _ = scored(sipas, "a.xlsx")
    assert scores == {"Sở Y tế": ("100.00", 4)}


def test_a_merged_title_above_the_header_says_nothing(tmp_path: Path, sipas: Sipas) -> None:
    title = ["Kết quả khảo sát", *[""] * (len(HEADER) - 1)]
    write_book(
        tmp_path / "a.xlsx", [HEADER, *units_and_days(*["Sở Y tế"] * 3)], title, edit=merged_down("A1:AB1")
    )
    scores, said = scored(sipas, "a.xlsx")
    assert scores == {"Sở Y tế": ("100.00", 3)}
    assert "gộp" not in said


@pytest.mark.parametrize("spanned", [3, 300])
def test_a_unit_merged_down_in_an_ods(tmp_path: Path, sipas: Sipas, ods: Ods, spanned: int) -> None:
    def cell(text: object, more: str = "") -> str:
        return (
            f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'
        )

    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    answers = [cell(4) for _ in CODES]
    span = f' table:number-columns-spanned="1" table:number-rows-spanned="{spanned}"'
    lines = [row(*map(cell, ["Tên đơn vị", *CODES])), row(cell("Sở Y tế", span), *answers)]
    lines += [row("<table:covered-table-cell/>", *answers)] * 2
    ods("".join(lines))
    scores, _ = scored(sipas, "a.ods")
    assert scores == {"Sở Y tế": ("100.00", 3)}


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_merged_hidden_and_percent_cells_once_libreoffice_has_saved_them(
    kind: str, tmp_path: Path, sipas: Sipas
) -> None:
    def edit(sheet: Any, _: Any) -> None:
        sheet.merge_cells("B2:B4")
        sheet.row_dimensions[3].hidden = True
        sheet["AD2"] = 0.07
        sheet["AD2"].number_format = "0%"

    write_book(tmp_path / "a.xlsx", units_and_days("Sở Nội vụ", "", "", "Sở Y tế"), edit=edit)
    path = converted(tmp_path / "a.xlsx", kind)
    scores, said = scored(sipas, str(path))
    assert scores == {"Sở Nội vụ": ("100.00", 3), "Sở Y tế": ("100.00", 1)}
    assert f"a.{kind} ! Phiếu: 1 dòng đang bị ẩn" in said
    (sheet,) = open_examined(examine(path, path.name)).sheets
    assert sheet.top[1][29] == "7%"


def test_a_unit_over_several_rows_of_a_web_page_and_of_a_book_of_2003(tmp_path: Path, sipas: Sipas) -> None:
    header = ["Tên đơn vị", *CODES]
    answers = ["4"] * len(CODES)
    page = "".join(f"<td>{text}</td>" for text in answers)
    titles = "".join(f"<th>{text}</th>" for text in header)
    rows = f"<tr>{titles}</tr><tr><td rowspan=3>Sở Y tế</td>{page}</tr><tr>{page}</tr><tr>{page}</tr>"
    (tmp_path / "a.xls").write_text(f"<table>{rows}</table>", encoding="utf-8")
    assert scored(sipas, "a.xls")[0] == {"Sở Y tế": ("100.00", 3)}

    def line(texts: list[str], first: str = "") -> str:
        inside = "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in texts)
        return f"<Row{{0}}>{first}{inside}</Row>"

    unit = '<Cell ss:MergeDown="2"><Data ss:Type="String">Sở Y tế</Data></Cell>'
    covered = '<Cell ss:Index="2"><Data ss:Type="String">4</Data></Cell>'
    lines = [
        line(header).format(""),
        line(answers, unit).format(""),
        line(answers[1:], covered).format(' ss:Hidden="1"'),
        line(answers[1:], covered).format(""),
    ]
    namespace = "urn:schemas-microsoft-com:office:spreadsheet"
    sheet = f'<Worksheet ss:Name="S"><Table>{"".join(lines)}</Table></Worksheet>'
    (tmp_path / "b.xls").write_text(
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{namespace}" xmlns:ss="{namespace}">{sheet}</Workbook>',
        encoding="utf-8",
    )
    scores, said = scored(sipas, "b.xls")
    assert scores == {"Sở Y tế": ("100.00", 3)}
    assert "b.xls ! S: 1 dòng đang bị ẩn" in said


# --- points --------------------------------------------------------------------------------------


def torn(rows: Any, *merges: Merge) -> list[tuple[str, str]]:
    """(code, cell) of each finding about a sheet of points with these merged cells."""
    _, findings = par_world.appraised(replace(par_world.grid(rows), merged=merges))
    return par_world.told(findings)


def test_points_merged_over_two_units_are_those_of_none() -> None:
    points = {"1.1.1": 1, "1.1.2": "95%", "1.2": 3, "2.1": 4, "2.2": 6, "2.10": 4}
    leaves = list(points)
    rows = par_world.down(("Sở Nội vụ", points), ("Sở Y tế", {**points, "1.2": ""}), leaves=leaves)
    # cột E: 1.2; dòng 2 và 3: hai đơn vị
    assert torn(rows, Merge(2, 3, 4, 4)) == [("points_merged", "E2"), ("points_merged", "E3")]


def test_points_beside_a_title_of_several_lines_are_those_of_its_part() -> None:
    points = {"1.1.1": 1, "1.1.2": "95%", "1.2": 3, "2.1": 4, "2.2": 6, "2.10": 4}
    rows = par_world.form(points)
    place = next(n for n, row in enumerate(rows) if row[0] == "1.2")
    rows.insert(place + 1, ["", "(có văn bản kèm theo)", "", "", "", ""])
    assert torn(rows, Merge(place + 1, place + 2, 4, 4)) == []


def test_a_step_in_percent_format_gives_its_points(tmp_path: Path, sipas: Sipas) -> None:
    par_world.world(tmp_path)
    points = {"1.1.1": 1, "1.1.2": 0.95, "1.2": 3, "2.1": 4, "2.2": 6, "2.10": 4}
    rows = [["Tên đơn vị", *points], ["Sở Nội vụ", *points.values()]]

    def edit(sheet: Any, _: Any) -> None:
        sheet["C2"].number_format = "0%"

    write_book(tmp_path / "a.xlsx", rows[1:], rows[0], edit)
    result = sipas("check", "a.xlsx", "--criteria", "par-thu")
    assert "C2" not in result.err + result.out
    write_book(tmp_path / "b.xlsx", rows[1:], rows[0])
    said = "".join((result := sipas("check", "b.xlsx", "--criteria", "par-thu")).err + result.out)
    assert "C2: Sở Nội vụ, 1.1.2: không rõ là tỷ lệ phần trăm hay số điểm" in said


# --- other tables --------------------------------------------------------------------------------


def test_a_group_merged_down_a_published_table_is_that_of_each_unit(tmp_path: Path, sipas: Sipas) -> None:
    rows = [["Các sở", "Sở Y tế", 91.5], ["", "Sở Nội vụ", 88], ["Các huyện", "Huyện Vân Đồn", 80]]
    write_book(tmp_path / "a.xlsx", rows, ["Nhóm", "Tên đơn vị", "Chỉ số"], merged_down("A2:A3"))
    result = sipas("import-results", "a.xlsx", "--year", "2022")
    assert result.status == 0, result.err
    found = json.loads(sipas("rank", "--year", "2022", "--format", "json").out)
    assert {group["name"]: len(group["units"]) for group in found["groups"]} == {"Các sở": 2, "Các huyện": 1}


def test_a_rank_merged_over_two_lines_is_an_error(tmp_path: Path, sipas: Sipas) -> None:
    rows = [["Sở Y tế", 91.5, 1], ["Sở Nội vụ", 91.5, ""]]
    write_book(tmp_path / "a.xlsx", rows, ["Tên đơn vị", "Chỉ số", "Xếp hạng"], merged_down("C2:C3"))
    result = sipas("import-results", "a.xlsx", "--year", "2022", "--group", "so")
    assert result.status == 3
    assert "C3: ô này bị gộp với ô ở dòng trên" in result.err


def test_a_unit_merged_down_a_list_for_sampling_is_that_of_each_transaction(
    tmp_path: Path, sipas: Sipas
) -> None:
    rows = [[f"HS{n}", "Sở Y tế" if n == 1 else "" if n < 30 else "Sở Nội vụ"] for n in range(1, 61)]
    write_book(tmp_path / "a.xlsx", rows, ["Mã hồ sơ", "Tên đơn vị"], merged_down("B2:B30"))
    result = sipas("sample", "draw", "a.xlsx", "--seed", "1", "--n", "60", "-o", "rut.csv")
    assert result.status == 0, result.err
    drawn = (tmp_path / "rut.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [sum(unit in line for line in drawn) for unit in ("Sở Y tế", "Sở Nội vụ")] == [29, 31]
