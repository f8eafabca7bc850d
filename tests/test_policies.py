"""Every named policy, proved by cases that can be checked by hand; and that a wrong case is seen."""

from fractions import Fraction
from pathlib import Path

import pytest
from conftest import key_of

from sipas_cli.errors import RulesError
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.gate import checked
from sipas_cli.rules.library import read_set
from sipas_cli.rules.yaml_loader import parse
from sipas_cli.score import sipas
from sipas_cli.score.cases import Difference, run_cases

ROOT = Path(__file__).resolve().parents[1]
POLICIES = ROOT / "tests" / "criteria" / "policies.yaml"
SETS = [*sorted((ROOT / "criteria").glob("*.yaml")), POLICIES]

FIVE_FACTORS = """\
id: nam-yeu-to
index: sipas
title: Năm yếu tố
source: Dựng riêng để kiểm tra chương trình
holds_from: 2023
plan:
  scale:
    answers:
      - {code: 0, label: Không hài lòng}
      - {code: 1, label: Hài lòng}
    satisfied_from: 1
  columns: {unit: [Đơn vị]}
  questions:
    - {code: Q1, text: Tiếp cận}
    - {code: Q2, text: Thủ tục}
    - {code: Q3, text: Công chức}
    - {code: Q4, text: Kết quả}
    - {code: Q5, text: Góp ý}
rules:
  measure: satisfied_share
  rank_on: exact
  factors:
    - {id: f1, title: Tiếp cận, weight: 20, criteria: [Q1]}
    - {id: f2, title: Thủ tục, weight: 20, criteria: [Q2]}
    - {id: f3, title: Công chức, weight: 25, criteria: [Q3]}
    - {id: f4, title: Kết quả, weight: 25, criteria: [Q4]}
    - {id: f5, title: Góp ý, weight: 10, criteria: [Q5]}
  bands:
    - {name: Nhóm 1, above: 90}
    - {name: Nhóm 2, from: 80, to: 90}
    - {name: Nhóm 3, below: 80}
cases:
  - title: Đúng 80
    # 16,356 + 14,144 + 22,8475 + 18,1625 + 8,49 = 80; cộng số thực nhị phân ra 79,99999999999999
    units:
      X: {factors: {f1: 81.78, f2: 70.72, f3: 91.39, f4: 72.65, f5: 84.90}}
    expect:
      X: {score: 80.00, rank: 1, band: Nhóm 2}
  - title: Đúng 90
    # 18 + 18 + 22,5 + 22,5 + 9 = 90
    units:
      X: {factors: {f1: 90, f2: 90, f3: 90, f4: 90, f5: 90}}
      Y: {answers: {all: {1: 9, 0: 1}}}
    expect:
      X: {score: 90.00, rank: 1, tied: true, band: Nhóm 2}
      Y: {score: 90.00, rank: 1, tied: true, band: Nhóm 2}
  - title: Nửa thì làm tròn lên
    # 19 + 19 + 24 + 23,75 + 9,685 = 95,435 in 95,44
    units:
      X: {factors: {f1: 95, f2: 95, f3: 96, f4: 95, f5: 96.85}}
    expect:
      X: {score: 95.44, rank: 1, band: Nhóm 1}
"""


def changed(old: str, new: str) -> Criteria:
    """The policies with the first `old` of the file replaced."""
    text = POLICIES.read_text(encoding="utf-8")
    assert old in text
    return checked(parse(text.replace(old, new, 1).encode(), "policies.yaml"), Criteria)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_every_case_of_a_set_comes_out_as_it_says(path: Path) -> None:
    criteria = read_set(path).criteria
    assert criteria.cases
    assert run_cases(criteria) == []


def test_every_value_of_every_policy_has_a_case() -> None:
    values = {
        "measure": {"satisfied_share", "mean_percent", "satisfied_throughout"},
        "factor_score": {"mean_of_criteria", "pooled"},
        "missing_answers": {"leave_out", "in_denominator"},
        "overall": {"pooled", "mean_of_units"},
        "minimum_ballots": {0, 5},
        "rank_on": {"printed", "exact"},
        "ties": {"competition", "dense"},
        "weights": {"given", "ratio", "equal"},
    }
    cases = read_set(POLICIES).criteria.cases
    assert {name: {case.with_[name] for case in cases if name in case.with_} for name in values} == values
    roundings = [case.with_["rounding"] for case in cases if "rounding" in case.with_]
    assert {(rounding["mode"], rounding["decimals"]) for rounding in roundings} == {
        (mode, decimals) for mode in ("half_up", "half_even", "down") for decimals in (0, 2, 3)
    }


def test_five_factors_that_make_exactly_80_fall_in_the_band_from_80() -> None:
    criteria = checked(parse(FIVE_FACTORS.encode(), "nam-yeu-to.yaml"), Criteria)
    assert run_cases(criteria) == []
    factors = {"f1": "81.78", "f2": "70.72", "f3": "91.39", "f4": "72.65", "f5": "84.90"}
    assert sipas.index({name: Fraction(score) for name, score in factors.items()}, criteria.rules) == 80


@pytest.mark.parametrize(
    ("old", "new", "what", "expected", "actual"),
    [
        ("X: {score: 72.00, rank: 1", "X: {score: 72.01, rank: 1", "score", "72.01", "72.00"),
        ("X: {score: 72.00, rank: 1", "X: {score: 72.00, rank: 2", "rank", "2", "1"),
        ("rank: 1, band: Nhóm 3", "rank: 1, band: Nhóm 2", "band", "Nhóm 2", "Nhóm 3"),
        ("rank: 1, band: Nhóm 3", "rank: 1, tied: true", "tied", "True", "False"),
        ("rank: 1, band: Nhóm 3", "ranked: false", "ranked", "False", "True"),
    ],
)
def test_a_wrong_expectation_is_reported(old: str, new: str, what: str, expected: str, actual: str) -> None:
    title = "measure: satisfied_share, tỷ lệ trả lời 4 và 5"
    assert run_cases(changed(old, new)) == [Difference(0, title, "X", what, expected, actual)]


def test_a_wrong_figure_of_the_province_is_reported() -> None:
    (difference,) = run_cases(changed("overall: 60.00", "overall: 60.01"))
    assert (difference.unit, difference.what) == ("", "overall")
    assert (difference.expected, difference.actual) == ("60.01", "60.00")


def test_a_score_where_none_can_be_is_reported() -> None:
    (difference,) = run_cases(changed("X: {ranked: false}", "X: {score: 0}"))
    assert (difference.what, difference.expected, difference.actual) == ("score", "0", "-")


@pytest.mark.parametrize(
    "rules",
    [
        "{measure: satisfied}",
        "{rounding: {decimals: 7}}",
        "{weights: equal}",
        "{bands: [{name: Cao, from: 80}]}",
        "{no_such_rule: 1}",
        "{factors: [{id: a, title: A, weight: 100, criteria: [A1, A2, B1, Z9]}]}",
    ],
)
def test_a_case_whose_changed_rules_do_not_hold_is_refused_by_its_title(rules: str) -> None:
    with pytest.raises(RulesError) as refused:
        changed("with: {measure: satisfied_share}", f"with: {rules}")
    assert key_of(refused.value) == "rules_case_with"
    assert refused.value.params["case"] == "measure: satisfied_share, tỷ lệ trả lời 4 và 5"


def test_the_rules_of_a_case_do_not_reach_the_next_case() -> None:
    # the first case changed to mean_percent gives 73.80; all others stay right
    (difference,) = run_cases(changed("with: {measure: satisfied_share}", "with: {measure: mean_percent}"))
    assert (difference.case[:8], difference.expected, difference.actual) == ("measure:", "72.00", "73.80")
