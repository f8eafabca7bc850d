"""Cells merged down their rows: a unit, day or trait is that of every row; an answer is nobody's."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import CODES, HEADER, Ods, Sipas, ballot, write_book


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
    assert 'A2: ô này (cột "Mã phiếu") bị gộp qua nhiều dòng' in result.err
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
