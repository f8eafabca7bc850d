"""Points by a formula: the percentage's share of the maximum, evenly between two percentages, and points that
are taken off for each time. Also of an index that is folded in.

    a  share_of_max, none below 70 %        of 20 points: 85 % are 17, 69.99 % none
    b  proportion from 60 to 90 %           of 3 points: 80 % are 2, 60 % none, 95 % 3
    c  deduction of 0.25 for each lần       of 2 points: 3 lần leave 1.25, 9 lần nothing
    d  SIPAS by steps                       from 90 % 10 points, below it 5
    e  SIPAS between 50 and 100 %           of 4 points: 80 % are 2.4
"""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from conftest import Sipas
from par_world import appraised, grid, numbers, told
from test_audit import recalculated
from test_par_rules import key_of, refusal

from sipas_cli.rules.gate import checked
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.yaml_loader import parse
from sipas_cli.score.cases import run_cases
from sipas_cli.score.coverage import uncovered

TREE = """\
id: par-thu
index: par
title: Chỉ số CCHC thử
source: Dựng riêng để kiểm tra chương trình
holds_from: 2023
plan:
  areas:
    - id: "1"
      title: Chỉ đạo điều hành
      criteria:
        - {id: a, title: Hồ sơ đúng hạn, max: 20, share_of_max: {none_below: 70}}
        - {id: b, title: Xử lý phản ánh, max: 3, proportion: {from: 60, to: 90}}
        - {id: c, title: Chậm báo cáo, max: 2, deduction: {each: 0.25, unit: lần}}
        - id: d
          title: Mức độ hài lòng
          points_from: sipas
          steps: [{from: 90, points: 10}, {below: 90, points: 5}]
        - {id: e, title: Mức hài lòng tăng thêm, max: 4, proportion: {from: 50, to: 100}, points_from: sipas}
  maximum: 39
rules: {}
"""
CASE = """\
cases:
  - title: một đơn vị
    # 17 + 2 + 1.25 + 5 + 2.4 = 27.65 of 39; with 90 % of SIPAS 17 + 2 + 1.25 + 10 + 3.2 = 33.45
    units:
      X: {points: {a: "85", b: "80", c: 3 lần}, sipas: 80}
      Y: {points: {a: "85%", b: "80", c: "3 lần"}, sipas: 90}
      Z: {points: {a: "69,99%", b: "60%", c: 9 lần}, sipas: 50}
    expect:
      X: {points: 27.65, maximum: 39}
      Y: {points: 33.45}
      Z: {points: 5}
"""


def par(text: str = TREE) -> ParCriteria:
    return checked(parse(text.encode(), "par-thu.yaml"), ParCriteria)


def read(header: Sequence[str], leaf: str, *cells: object) -> tuple[str | None, list[str]]:
    """(points of a leaf, findings but for leaves that are missing) of a form of Sở Nội vụ."""
    titles = {own.id: own.title for own in par().plan.leaves}
    rows = [["Đơn vị: Sở Nội vụ"], ["STT", "Tiêu chí", *header], [leaf, titles[leaf], *cells]]
    taken, findings = appraised(grid(rows), criteria=par())
    points = numbers(taken.appraised.get("so-noi-vu", {}))
    return points.get(leaf), [code for code, _ in told(findings) if code != "leaf_missing"][:1]


@pytest.mark.parametrize(
    ("leaf", "typed", "points"),
    [
        ("a", "85%", "17"),
        ("a", "70%", "14"),
        ("a", "69,99%", "0"),
        ("a", "120%", "20"),
        ("a", 85, "17"),
        ("b", "60%", "0"),
        ("b", "80%", "2"),
        ("b", "90%", "3"),
        ("b", "95%", "3"),
        ("b", "12%", "0"),
        ("c", "0 lần", "2"),
        ("c", "3 lần", "5/4"),
        ("c", "3 LẦN", "5/4"),
        ("c", "8 lần", "0"),
        ("c", "100 lần", "0"),
    ],
)
def test_what_was_measured_gives_the_points(leaf: str, typed: object, points: str) -> None:
    assert read(["Thẩm định"], leaf, typed) == (points, [])


@pytest.mark.parametrize(
    ("leaf", "typed", "told_as"),
    [
        ("a", 17, "percent_unclear"),  # 17 %, or 17 points?
        ("a", 0.85, "percent_unclear"),
        ("b", "tốt", "points_not_number"),
        ("c", 2, "count_unclear"),  # twice, or 2 points?
        ("c", 0, "count_unclear"),
        ("c", "hai lần", "count_not_read"),
        ("c", "2 văn bản", "count_not_read"),
        ("c", "10%", "count_not_read"),
    ],
)
def test_what_may_be_either_is_told(leaf: str, typed: object, told_as: str) -> None:
    assert read(["Thẩm định"], leaf, typed) == (None, [told_as])


@pytest.mark.parametrize(
    ("leaf", "typed", "points"), [("a", 17, "17"), ("a", 0, "0"), ("b", "1,5", "3/2"), ("c", "1,25", "5/4")]
)
def test_a_header_of_points_means_points(leaf: str, typed: object, points: str) -> None:
    assert read(["Điểm thẩm định"], leaf, typed) == (points, [])


@pytest.mark.parametrize(
    ("leaf", "typed", "told_as"),
    [
        ("a", 12, "points_off_formula"),  # 60 % would be none
        ("a", 21, "points_above_maximum"),
        ("c", "1,3", "points_off_formula"),
        ("c", 3, "points_above_maximum"),
    ],
)
def test_points_that_no_formula_gives_are_told(leaf: str, typed: object, told_as: str) -> None:
    assert read(["Điểm thẩm định"], leaf, typed) == (None, [told_as])


def test_points_stand_beside_their_percentage_as_they_are_printed() -> None:
    assert read(["Tỷ lệ (%)", "Điểm"], "b", "71,11%", "1,11") == ("111/100", [])  # 1.111
    assert read(["Tỷ lệ (%)", "Điểm"], "b", "71,11%", "1,12") == (None, ["points_other_step"])


def test_the_cases_of_a_set_prove_it() -> None:
    assert run_cases(par(TREE + CASE)) == []


def test_a_range_that_no_case_falls_into_is_named() -> None:
    steps = {own.what: list(own.missing) for own in uncovered(par(TREE + CASE)) if own.kind.value == "step"}
    assert steps == {"b": ["90-100"]}  # 60 % is in the lowest part, 80 % between


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        (
            "max: 20, share_of_max: {none_below: 70}",
            "options: {Có: 20}, share_of_max: {none_below: 70}",
            None,
        ),
        (
            "share_of_max: {none_below: 70}",
            "share_of_max: {none_below: 70}, deduction: {each: 1, unit: lần}",
            None,
        ),
        ("proportion: {from: 60, to: 90}", "proportion: {from: 90, to: 90}", "par_proportion"),
        ("deduction: {each: 0.25, unit: lần}", "deduction: {each: 0, unit: lần}", "rules_number_above"),
        (
            "deduction: {each: 0.25, unit: lần}",
            "deduction: {each: 0.25, unit: lần}, points_from: sipas",
            "par_leaf_max",
        ),
        ("none_below: 70", "none_below: 101", "rules_number_large"),
    ],
)
def test_a_formula_that_says_nothing_is_refused(old: str, new: str, key: str | None) -> None:
    assert TREE.count(old) == 1
    assert key_of(refusal(TREE.replace(old, new))) == (key or "par_leaf_formula")


def test_a_part_stands_under_another_title_too() -> None:
    text = TREE.replace("max: 20, share", "max: 20, also: [Tỷ lệ đúng hạn], share")
    rows = [["Đơn vị: Sở Nội vụ"], ["STT", "Tiêu chí", "Thẩm định"], ["", "Tỷ lệ đúng hạn", "85%"]]
    taken, _ = appraised(grid(rows), criteria=par(text))
    assert numbers(taken.appraised["so-noi-vu"]) == {"a": "17"}


def test_the_form_counts_as_the_program_does(sipas: Sipas, tmp_path: Path) -> None:
    (tmp_path / "criteria").mkdir()
    (tmp_path / "criteria" / "par-thu.yaml").write_text(TREE, encoding="utf-8")
    (tmp_path / "sipas.yaml").write_text("criteria: par-thu\nyear: 2023\n", encoding="utf-8")
    (tmp_path / "units.yaml").write_text(
        "groups: [{id: so, name: Các sở}]\nunits: [{id: so-y-te, group: so, name: Sở Y tế}]\n",
        encoding="utf-8",
    )
    assert sipas("form", "-o", "cham.xlsx").status == 0
    workbook = openpyxl.load_workbook(tmp_path / "cham.xlsx")
    page = workbook["Sở Y tế"]
    rows = {str(cell.value): cell.row for cell in page["A"] if cell.value}
    for leaf, typed in {"a": 85, "b": 80, "c": "3 lần"}.items():
        page.cell(rows[leaf], 5, typed)
    rule = {leaf: " ".join(str(cell.value) for cell in page[rows[leaf]]) for leaf in ("a", "b", "c")}
    assert rule["a"].endswith("Tỷ lệ % × điểm tối đa; dưới 70%: 0 điểm")
    assert rule["c"].endswith("Điểm tối đa, mỗi lần trừ 0,25 điểm, không âm. Gõ: 2 lần")
    workbook.save(tmp_path / "cham.xlsx")
    (own,) = recalculated([tmp_path / "cham.xlsx"], tmp_path / "out")
    assert own["Sở Y tế"].cell(rows["1"], 5).value == pytest.approx(20.25)  # 17 + 2 + 1.25
