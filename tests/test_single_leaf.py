"""A PAR set with one leaf, and a sheet that holds one leaf of a larger set; and what is none of these."""

import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from conftest import Sipas
from par_world import (
    FORM,
    NOI_VU,
    UNITS,
    appraised,
    book,
    csv_file,
    form,
    grid,
    leaders,
    numbers,
    par,
    world,
)

from sipas_cli.intake.points.grids import header_of
from sipas_cli.intake.points.parts import Parts

PARTS = Parts(par().plan)
ONE_LEAF = """\
id: mot-tieu-chi
index: par
title: Một tiêu chí
source: Dựng riêng để kiểm tra chương trình
holds_from: 2023
plan:
  areas:
    - id: "1"
      title: Cải cách hành chính
      criteria:
        - {id: "1.1", title: Hoàn thành kế hoạch, max: 10}
  maximum: {so: 10}
rules:
  score: percent
"""
ONE_UNITS = """\
groups: [{id: so, name: Các sở}]
units:
  - {id: so-noi-vu, name: Sở Nội vụ, group: so}
  - {id: so-y-te, name: Sở Y tế, group: so}
"""


def found(*rows: Sequence[object]) -> tuple[int, int]:
    """(header row, parts) of a sheet."""
    return header_of(grid(rows).rows, PARTS)


# --- what is a sheet of points -------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    ["1.2", "1.2. Công tác kiểm tra", "Công tác kiểm tra", "CÔNG TÁC KIỂM TRA", "Điểm thưởng sáng kiến"],
)
def test_a_column_of_one_leaf_beside_the_units_is_points(header: str) -> None:
    assert found(["STT", "Tên đơn vị", header], [1, "Sở Nội vụ", 2]) == (1, 1)


@pytest.mark.parametrize("header", ["1", "2", "1.1", "TH1", "Chỉ đạo điều hành", "Tổng điểm", "Ghi chú"])
def test_no_other_column_beside_the_units_is(header: str) -> None:
    """1.1 and the others with a number are no leaves, TH1 could be a code of anything."""
    assert found(["STT", "Tên đơn vị", header], [1, "Sở Nội vụ", 2]) == (0, 0)


@pytest.mark.parametrize(
    "header", [FORM, ["TT", "Nội dung", "Sở Nội vụ"], ["TT", "Nội dung", "Điểm"], ["Nội dung", "", "Điểm"]]
)
def test_a_row_of_one_leaf_with_its_title_is_points(header: Sequence[str]) -> None:
    row = ["Công tác kiểm tra", "", 3] if header[0] == "Nội dung" else ["1.2", "Công tác kiểm tra", 3]
    assert found(header, row) == (1, 1)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["STT", "Nội dung", "Điểm"], [1, "Cơ sở vật chất", 3]),
        (["STT", "Nội dung", "Điểm"], ["1.2", "Cơ sở vật chất", 3]),
        (["STT", "Nội dung", "Điểm"], ["1.2", "", 3]),
        (["STT", "Nội dung", "Điểm"], [1, "Chỉ đạo điều hành", 3]),
        (["Nội dung", "Người làm", "Hạn"], ["Công tác kiểm tra", "Phòng CCHC", "30/6"]),
        (["STT", "Câu hỏi", "Trả lời"], ["1.2", "Công tác kiểm tra", "A"]),
    ],
)
def test_a_list_with_a_row_that_may_be_anything_is_none(header: Sequence[str], row: Sequence[object]) -> None:
    assert found(header, row) == (0, 0)


# --- one leaf of a larger set --------------------------------------------------------------------


def test_points_of_one_leaf_are_read_in_every_layout() -> None:
    down = grid([["STT", "Tên đơn vị", "1.2"], [1, "Sở Nội vụ", "2,5"], [2, "Sở Y tế", "3"]])
    across = grid([["TT", "Tiêu chí", "Sở Nội vụ", "Sở Y tế"], ["1.2", "Công tác kiểm tra", "2,5", "3"]])
    forms = [
        grid([[f"Đơn vị: {unit}"], FORM, ["1.2", "Công tác kiểm tra", 3, "", points, ""]], sheet=unit)
        for unit, points in (("Sở Nội vụ", "2,5"), ("Sở Y tế", "3"))
    ]
    for grids in ([down], [across], forms):
        points = appraised(*grids)[0].appraised
        assert numbers(points["so-noi-vu"]) == {"1.2": "5/2"}
        assert numbers(points["so-y-te"]) == {"1.2": "3"}


def test_a_file_with_the_last_leaf_completes_the_others(sipas: Sipas, tmp_path: Path) -> None:
    """Sở Nội vụ has 17 of the appraisal and all 10 of the others: 27 of 30."""
    world(tmp_path, units=UNITS.split("  - {id: so-y-te")[0])
    own = {**NOI_VU, "1.3": 2, "2.3": 3, "3.1": 5}
    csv_file(tmp_path / "kiem-tra.csv", [["Tên đơn vị", "1.2"], ["Sở Nội vụ", own.pop("1.2")]])
    book(tmp_path / "diem.xlsx", Sở_Nội_vụ=form(own, unit=None))
    result = sipas("score", "diem.xlsx", "kiem-tra.csv", "--format", "csv")
    assert result.status == 0, result.err
    assert ",90.00,Nhóm 2," in result.out


def test_ballots_about_a_leaf_are_ballots(sipas: Sipas, tmp_path: Path) -> None:
    """The one question of the leader survey has the words of a leaf with points."""
    world(
        tmp_path,
        ("{code: X1, text: Chỉ đạo của lãnh đạo đơn vị,", "{code: X1, text: Công tác kiểm tra,"),
        ('      - {code: X2, text: Chất lượng giải quyết thủ tục, criterion: "2.3"}\n', ""),
        ('      - {code: X3, text: Thái độ khi giải quyết thủ tục, criterion: "2.3"}\n', ""),
        ('        - {id: "2.3", title: Đánh giá về thủ tục, max: 3, points_from: xhh}\n', ""),
        ("maximum: {so: 30, huyen: 30}", "maximum: {so: 27, huyen: 27}"),
    )
    rows = [row[:4] for row in leaders(("P1", "Đại biểu HĐND", "Sở Nội vụ", "A"))]
    rows[0][3] = "Công tác kiểm tra"
    csv_file(tmp_path / "phieu.csv", rows)
    result = sipas("score", "phieu.csv", "--format", "json", "--lang", "en")
    assert json.loads(result.out)["overall"]["ballots"] == 1, result.err


# --- a set with one leaf -------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "criteria").mkdir()
    (tmp_path / "criteria" / "mot.yaml").write_text(ONE_LEAF, encoding="utf-8")
    (tmp_path / "sipas.yaml").write_text("criteria: mot-tieu-chi\nyear: 2023\n", encoding="utf-8")
    (tmp_path / "units.yaml").write_text(ONE_UNITS, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "rows",
    [
        [["STT", "Tên đơn vị", "1.1"], [1, "Sở Nội vụ", 8], [2, "Sở Y tế", 9.5]],
        [["Đơn vị", "Hoàn thành kế hoạch"], ["Sở Nội vụ", 8], ["Sở Y tế", 9.5]],
        [["STT", "Tiêu chí", "Sở Nội vụ", "Sở Y tế"], ["1.1", "Hoàn thành kế hoạch", 8, 9.5]],
        [
            ["STT", "Tiêu chí", "Sở Nội vụ", "Sở Y tế"],
            ["", "Hoàn thành kế hoạch", 8, 9.5],
            ["", "Tổng", 8, 9.5],
        ],
    ],
)
def test_a_set_with_one_leaf_is_scored(folder: Path, sipas: Sipas, rows: list[list[object]]) -> None:
    if rows[1][0] == "":
        rows[0].insert(2, "Điểm tối đa")
        rows[1].insert(2, 10)
        rows[2].insert(2, 10)
    csv_file(folder / "a.csv", rows)
    result = sipas("score", "a.csv", "--format", "json")
    assert result.status == 0, result.err
    lines = [line for group in json.loads(result.out)["groups"] for line in group["units"]]
    assert {line["unit"]: line["score"] for line in lines} == {"Sở Y tế": 95.0, "Sở Nội vụ": 80.0}


def test_the_form_of_a_set_with_one_leaf_is_read_again(folder: Path, sipas: Sipas) -> None:
    made = sipas("form", "--criteria", "mot-tieu-chi", "-o", "mau.xlsx")
    assert made.status == 0, made.err
    workbook = openpyxl.load_workbook(folder / "mau.xlsx")
    for unit, points in (("Sở Nội vụ", 8), ("Sở Y tế", 9.5)):
        assert workbook[unit]["B6"].value == "Hoàn thành kế hoạch"
        workbook[unit]["E6"] = points
    workbook.save(folder / "diem.xlsx")
    result = sipas("score", "diem.xlsx", "--format", "json")
    assert result.status == 0, result.err
    lines = [line for group in json.loads(result.out)["groups"] for line in group["units"]]
    assert {line["unit"]: line["score"] for line in lines} == {"Sở Y tế": 95.0, "Sở Nội vụ": 80.0}
