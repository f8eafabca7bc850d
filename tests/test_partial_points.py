"""Nothing is published in part: a unit without an index shows no points anywhere, and points that are not
understood leave no index.

The set has three leaves of 4, 3 and 3 points and a bonus of up to 2. Sở Y tế has 4 + 2 + 3 = 9 of 10.
"""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import Sipas

CRITERIA = """\
id: nho
index: par
title: Chỉ số CCHC thử
source: Dựng riêng để kiểm tra chương trình
holds_from: 2023
plan:
  areas:
    - id: "1"
      title: Chỉ đạo
      criteria:
        - {id: "1.1", title: Kế hoạch, max: 4}
        - {id: "1.2", title: Kiểm tra, max: 3}
    - id: "2"
      title: Thủ tục
      criteria:
        - {id: "2.1", title: Công khai, max: 3}
  maximum: 10
  bonus:
    - {id: TH1, title: Điểm thưởng sáng kiến, max: 2}
  maximum_bad_pct: 50
rules:
  score: percent
"""
UNITS = """\
groups: [{id: so, name: Các sở}]
units:
  - {id: snv, name: Sở Nội vụ, group: so}
  - {id: syt, name: Sở Y tế, group: so}
"""
HEAD = ["STT", "Tiêu chí", "Sở Nội vụ", "Sở Y tế"]


@pytest.fixture(autouse=True)
def _workspace(tmp_path: Path) -> None:
    (tmp_path / "criteria").mkdir()
    (tmp_path / "criteria" / "nho.yaml").write_text(CRITERIA, encoding="utf-8")
    (tmp_path / "units.yaml").write_text(UNITS, encoding="utf-8")
    (tmp_path / "sipas.yaml").write_text("year: 2023\ncriteria: nho\n", encoding="utf-8")


def book(folder: Path, rows: Sequence[Sequence[object]], sheet: str = "Điểm") -> None:
    made = openpyxl.Workbook()
    made.active.title = sheet
    for row in rows:
        made.active.append(list(row))
    made.save(folder / "d.xlsx")


def scored(sipas: Sipas, *words: str) -> dict[str, dict[str, Any]]:
    outcome = sipas("score", "d.xlsx", "--format", "json", *words)
    assert outcome.status == 0, outcome.err
    return {unit["unit"]: unit for group in json.loads(outcome.out)["groups"] for unit in group["units"]}


ACROSS = [HEAD, ["1.1", "Kế hoạch", 4, 4], ["1.2", "Kiểm tra", 3, 2], ["2.1", "Công khai", "", 3]]


def test_a_unit_without_an_index_shows_no_points(sipas: Sipas, tmp_path: Path) -> None:
    book(tmp_path, ACROSS)
    units = scored(sipas)
    assert units["Sở Y tế"]["score"] == 90
    assert units["Sở Y tế"]["points"] == 9
    assert units["Sở Nội vụ"]["score"] is None
    assert "points" not in units["Sở Nội vụ"]
    assert "7" not in next(
        line for line in sipas("rank", "--index", "par").out.splitlines() if "Nội vụ" in line
    )
    rows = csv.DictReader(io.StringIO(sipas("rank", "--index", "par", "--format", "csv").out))
    row = next(row for row in rows if row["unit"] == "Sở Nội vụ")
    assert {
        name: text for name, text in row.items() if name.startswith(("points:", "maximum:")) and text
    } == {}
    assert (row["factor:1"], row["factor:2"]) == ("", "")  # nor of the area that is complete


@pytest.mark.parametrize(
    ("title", "score"),
    [("Điểm cộng thêm", None), ("Tổng cộng", 90), ("Cộng mục II", 90), ("Xếp hạng", 90), ("Trung bình", 90)],
)
def test_points_in_a_row_that_nobody_understands_leave_no_index(
    title: str, score: float | None, sipas: Sipas, tmp_path: Path
) -> None:
    book(tmp_path, [*ACROSS[:3], ["2.1", "Công khai", 3, 3], ["", title, 0, 2]])
    units = scored(sipas)
    assert units["Sở Y tế"]["score"] == score
    assert units["Sở Nội vụ"]["score"] == 100  # 0 points in that row change nothing


@pytest.mark.parametrize(
    ("header", "score"),
    [
        ("Điểm cộng khác", None),
        ("Xếp hạng", 100),
        ("Ghi chú", 100),
        ("Chỉ số CCHC (%)", 100),
        ("Tổng điểm thẩm định", 100),
        ("Điện thoại", 100),
        ("Mã đơn vị", 100),
        ("Thứ hạng 2022", 100),
        ("Năm 2022", 100),
    ],
)
def test_points_in_a_column_that_nobody_understands_leave_no_index(
    header: str, score: float | None, sipas: Sipas, tmp_path: Path
) -> None:
    book(
        tmp_path,
        [["Tên đơn vị", "1.1", "1.2", "2.1", header], ["Sở Nội vụ", 4, 3, 3, 1], ["Sở Y tế", 4, 2, 3, ""]],
    )
    units = scored(sipas)
    assert units["Sở Nội vụ"]["score"] == score
    assert units["Sở Y tế"]["score"] == 90


def test_what_the_criteria_ignore_is_added_to_what_is_ignored_anyway(sipas: Sipas, tmp_path: Path) -> None:
    text = CRITERIA.replace("  maximum: 10\n", "  maximum: 10\n  headers: {ignored: [Điểm cộng khác]}\n")
    (tmp_path / "criteria" / "nho.yaml").write_text(text, encoding="utf-8")
    head = ["Tên đơn vị", "1.1", "1.2", "2.1", "Điểm cộng khác", "Xếp hạng"]
    book(tmp_path, [head, ["Sở Nội vụ", 4, 3, 3, 1, 1], ["Sở Y tế", 4, 2, 3, 1, 2]])
    outcome = sipas("score", "d.xlsx", "--format", "json")
    assert outcome.status == 0, outcome.err
    assert json.loads(outcome.out)["findings"]["by_code"] == {}


@pytest.mark.parametrize("cell", ["hai", "3", "5%"])
def test_a_bonus_that_cannot_be_read_is_missing_as_a_leaf_is(cell: str, sipas: Sipas, tmp_path: Path) -> None:
    full = [*ACROSS[:3], ["2.1", "Công khai", 3, 3]]
    book(tmp_path, [*full, ["TH1", "Điểm thưởng sáng kiến", "", cell]])
    units = scored(sipas)
    assert units["Sở Y tế"]["score"] is None
    assert units["Sở Nội vụ"]["score"] == 100


def test_a_form_with_a_column_of_other_points_has_no_index(sipas: Sipas, tmp_path: Path) -> None:
    rows = [["1.1", "Kế hoạch", 4, 4, ""], ["1.2", "Kiểm tra", 3, 2, 1], ["2.1", "Công khai", 3, 3, ""]]
    book(tmp_path, [["STT", "Tiêu chí", "Điểm tối đa", "Thẩm định", "Điểm cộng khác"], *rows], "Sở Y tế")
    refused = sipas("score", "d.xlsx", "--lang", "en")
    assert refused.status == 3  # nobody else has points
    assert "d.xlsx ! Sở Y tế ! E1" in refused.err
    assert "headers.ignored" in refused.err


def test_the_audit_gives_no_index_either(sipas: Sipas, tmp_path: Path) -> None:
    book(tmp_path, [*ACROSS[:3], ["2.1", "Công khai", 3, 3], ["", "Điểm cộng thêm", 0, 2]])
    scored(sipas)
    assert sipas("audit", "--index", "par", "-o", "k.xlsx").status == 0
    leaves = openpyxl.load_workbook(tmp_path / "k.xlsx")["Điểm"]
    rows = [[cell.value for cell in row] for row in leaves.iter_rows()]
    assert [row[1] for row in rows if "Không rõ" in row] == ["Sở Y tế"]
