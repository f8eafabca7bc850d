"""Two levels of factors: contents over factors, each with an index of its own.

Of ten ballots of Sở A the factors are 100, 80 and 50 percent, with weights 20, 30 and 50. Content A holds the
first two: (20 x 100 + 30 x 80) / 50 = 88. Content B holds the third: 50. The index is
(20 x 100 + 30 x 80 + 50 x 50) / 100 = 69.
"""

import csv
import json
import warnings
from pathlib import Path

import openpyxl
import pytest
from conftest import Sipas, key_of

from sipas_cli.errors import RulesError
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.gate import checked
from sipas_cli.rules.yaml_loader import parse
from sipas_cli.score.cases import run_cases

SET = """\
id: nho
index: sipas
title: Hai cấp
source: Dựng riêng để kiểm tra chương trình
holds_from: 2023
plan:
  scale: {answers: [{code: 0, label: Không}, {code: 1, label: Có}], satisfied_from: 1}
  columns: {unit: [Đơn vị]}
  questions:
    - {code: Q1, text: Câu một}
    - {code: Q2, text: Câu hai}
    - {code: Q3, text: Câu ba}
rules:
  measure: satisfied_share
  factors:
    - {id: f1, title: Yếu tố một, weight: 20, criteria: [Q1]}
    - {id: f2, title: Yếu tố hai, weight: 30, criteria: [Q2]}
    - {id: f3, title: Yếu tố ba, weight: 50, criteria: [Q3]}
  contents:
    - {id: chinh-sach, title: Chính sách, factors: [f1, f2]}
    - {id: dich-vu, title: Dịch vụ, factors: [f3]}
cases:
  - title: mỗi nội dung có chỉ số riêng
    units:
      X: {factors: {f1: 100, f2: 80, f3: 50}}
    expect:
      X: {score: 69, contents: {chinh-sach: 88, dich-vu: 50}}
"""


def read(text: str) -> Criteria:
    return checked(parse(text.encode(), "nho.yaml"), Criteria)


@pytest.fixture
def scored(sipas: Sipas, tmp_path: Path) -> Path:
    (tmp_path / "criteria").mkdir()
    (tmp_path / "criteria" / "nho.yaml").write_text(SET, encoding="utf-8")
    lines = ["Đơn vị,Q1,Q2,Q3", *(f"Sở A,1,{int(n < 8)},{int(n < 5)}" for n in range(10))]
    (tmp_path / "a.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = sipas("score", "a.csv", "--criteria", "nho", "--year", "2023")
    assert result.status == 0, result.err
    return tmp_path


def test_a_case_proves_the_index_of_a_content() -> None:
    assert run_cases(read(SET)) == []
    (difference,) = run_cases(read(SET.replace("chinh-sach: 88", "chinh-sach: 87")))
    assert (difference.what, difference.actual, difference.expected) == ("contents.chinh-sach", "88.00", "87")


def test_hanoi_2023_comes_out_at_both_levels() -> None:
    # published: policies (23 questions) 83.46, services (16 questions) 83.72, together 83.57
    text = SET.replace("weight: 20", "weight: 10").replace("weight: 30", "weight: 13")
    text = text.replace("weight: 50", "weight: 16").replace("  factors:\n", "  weights: ratio\n  factors:\n")
    text = text.replace("{f1: 100, f2: 80, f3: 50}", "{f1: 83.46, f2: 83.46, f3: 83.72}")
    text = text.replace(
        "{score: 69, contents: {chinh-sach: 88, dich-vu: 50}}",
        "{score: 83.57, contents: {chinh-sach: 83.46, dich-vu: 83.72}}",
    )
    assert run_cases(read(text)) == []


def test_contents_stand_beside_the_factors_in_results_and_ranks(sipas: Sipas, scored: Path) -> None:
    (run,) = (scored / "results" / "2023").glob("sipas-*")
    with (run / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["unit_id"] == "so-a" and row["level"] == "factor"]
    assert {row["id"]: row["score_pct"] for row in rows} == {
        "f1": "100.00", "f2": "80.00", "f3": "50.00", "chinh-sach": "88.00", "dich-vu": "50.00"
    }  # fmt: skip
    ((unit,),) = (own["units"] for own in json.loads(sipas("rank", "--format", "json").out)["groups"])
    assert (unit["score"], unit["factors"]["chinh-sach"], unit["factors"]["dich-vu"]) == (69, 88, 50)
    assert "Chính sách" in sipas("rank", "--detail").out


def test_contents_are_in_the_papers_and_the_run_is_verified(sipas: Sipas, scored: Path) -> None:
    for form in ("html", "docx", "xlsx"):
        assert sipas("report", "--format", form).status == 0
    page = (scored / "bao-cao-2023.html").read_text(encoding="utf-8")
    assert "Chính sách" in page
    assert "88,00" in page
    with warnings.catch_warnings(action="ignore"):  # openpyxl does not know the data bars of Excel 2010
        workbook = openpyxl.load_workbook(scored / "ket-qua-2023.xlsx")
    texts = {str(cell.value) for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value}
    assert {"Chính sách", "Dịch vụ"} <= texts
    assert sipas("verify", "--quick").status == 0
    assert sipas("explain", "Sở A").status == 0
    assert sipas("what-if", "--weight", "f1=40").status == 0
    assert sipas("rank", "--precision").status == 0
    assert sipas("audit", "-o", "a.xlsx").status == 0


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("factors: [f3]}", "factors: [f4]}", "rules_content_factor"),
        ("factors: [f1, f2]}", "factors: [f1]}", "rules_factor_left"),
        ("factors: [f3]}", "factors: [f3, f1]}", "rules_twice"),
        ("id: dich-vu", "id: f1", "rules_twice"),
    ],
)
def test_contents_that_do_not_hold_the_factors_are_refused(old: str, new: str, key: str) -> None:
    with pytest.raises(RulesError) as refused:
        read(SET.replace(old, new))
    assert key_of(refused.value) == key
