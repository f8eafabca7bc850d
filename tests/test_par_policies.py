"""Every named policy of the PAR index, proved by cases that can be checked by hand."""

from fractions import Fraction
from pathlib import Path

import pytest
from par_world import par

from sipas_cli.model import Unit, UnitCounts
from sipas_cli.rules.gate import checked
from sipas_cli.rules.library import read_set
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.yaml_loader import parse
from sipas_cli.score import par as score_par
from sipas_cli.score import xhh
from sipas_cli.score.cases import Difference, run_cases
from sipas_cli.score.rank import printed
from sipas_cli.text.numbers import decimal_text

ROOT = Path(__file__).resolve().parents[1]
POLICIES = ROOT / "tests" / "criteria" / "par_policies.yaml"


def policies(*changes: tuple[str, str]) -> ParCriteria:
    """The policies with the first of each of `changes` replaced."""
    text = POLICIES.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return checked(parse(text.encode(), "par_policies.yaml"), ParCriteria)


def test_every_case_comes_out_as_it_says() -> None:
    assert run_cases(read_set(POLICIES).criteria) == []


def test_every_value_of_every_policy_has_a_case() -> None:
    values = {
        "score": {"percent", "points"},
        "overall": {"mean_of_units", "pooled"},
        "missing_points": {"no_score", "zero", "leave_out"},
        "bonus": {"adds_points", "adds_points_and_maximum"},
        "rank_on": {"printed", "exact"},
        "ties": {"competition", "dense"},
    }
    cases = policies().cases
    assert {name: {case.with_[name] for case in cases if name in case.with_} for name in values} == values
    modes = [case.with_["rounding"] for case in cases if "rounding" in case.with_]
    assert {mode.get("mode", "half_up") for mode in modes} == {"half_up", "half_even", "down"}


@pytest.mark.parametrize(
    ("old", "new", "what", "expected", "actual"),
    [
        ("A: {score: 98.69, points: 93.76", "A: {score: 98.7, points: 93.76", "score", "98.7", "98.69"),
        ("points: 93.76, maximum: 95, rank: 1", "points: 93.75, rank: 1", "points", "93.75", "93.76"),
        ("points: 93.76, maximum: 95, rank: 1", "maximum: 96, rank: 1", "maximum", "96", "95.00"),
        ("maximum: 95, rank: 1, band: Nhóm 1", "maximum: 95, rank: 1, head: Tốt", "head", "Tốt", "-"),
    ],
)  # fmt: skip
def test_a_wrong_expectation_is_reported(old: str, new: str, what: str, expected: str, actual: str) -> None:
    title = "score: percent, 93,76 trên 95 đứng trên 93,95 trên 98,5"
    assert run_cases(policies((old, new))) == [Difference(0, title, "A", what, expected, actual)]


def test_the_published_sum_of_three_unrounded_parts_is_printed_as_published() -> None:
    # split 65 + 25 + 10: 62.88 appraised (10 + 20 + 32.88), 97.68 % of 25 is 24.42, 81.35 % of 10 is 8.135
    criteria = policies(("max: 40}", "max: 35}"), ("max: 12,", "max: 15,"), ("max: 8,", "max: 10,"))
    points = {"1.1": Fraction(10), "1.2": Fraction(20), "2.1": Fraction("32.88")}
    survey = dict.fromkeys(("1.3", "2.2"), Fraction("97.68"))
    given = score_par.Given(points, percents={"xhh": survey, "sipas": {"": Fraction("81.35")}})
    score = score_par.score_unit(UNIT, given, criteria)
    assert score.index == Fraction("95.435")
    assert decimal_text(printed(Fraction("95.435"), criteria.rules.rounding), 2, mark=",") == "95,44"
    assert score.achieved
    parts = {name: share.points for name, share in score.achieved.sources.items()}
    assert parts == {
        "appraisal": Fraction("62.88"), "xhh": Fraction("24.42"), "sipas": Fraction("8.135")
    }  # fmt: skip


def test_no_area_has_a_share_while_the_unit_has_no_score() -> None:
    points = {"1.1": Fraction(10), "2.1": Fraction(40)}
    survey = dict.fromkeys(("1.3", "2.2"), Fraction(50))
    given = score_par.Given(points, percents={"xhh": survey, "sipas": {"": Fraction(50)}})
    score = score_par.score_unit(UNIT, given, policies())
    # area 2 is complete, 40 + 4 + 5 = 49 of 58; beside the areas of others it would be read as a result
    assert score.factors == {"1": None, "2": None}
    assert (score.index, score.missing) == (None, ("1.2",))


# 100/60/20/0 is a setting: 4 A and 1 D of 5 are 80 %, 4 x 90 + 1 x 10 of 5 are 74 %.
@pytest.mark.parametrize(
    ("worths", "answers", "share"),
    [
        ("100 60 20 0", {"A": 4, "D": 1}, "80"),
        ("90 50 30 10", {"A": 4, "D": 1}, "74"),
        ("100 66.67 33.33 0", {"B": 1, "C": 2}, "44.443333333333333333"),
        ("100 60 20 0", {"A": 1, "not_applicable": 99, "blank": 5, "off_scale": 3}, "100"),
        ("100 60 20 0", {"D": 2, "not_applicable": 1}, "0"),
    ],
)
def test_a_letter_is_worth_what_the_file_says(worths: str, answers: dict[str, int], share: str) -> None:
    old = ("worth: 100", "worth: 60", "worth: 20", "worth: 0")
    criteria = par(*((f"{o}}}", f"worth: {n}}}") for o, n in zip(old, worths.split(), strict=True)))
    assert criteria.plan.xhh
    found = xhh.worth(answers, criteria.plan.xhh.worth)
    assert found is not None
    assert abs(found - Fraction(share)) < Fraction(1, 10**15)


def test_no_opinion_from_anybody_is_no_share_and_not_0() -> None:
    criteria = par()
    assert criteria.plan.xhh
    assert xhh.worth({"not_applicable": 12, "blank": 1}, criteria.plan.xhh.worth) is None


UNIT = Unit("so-a", "Sở A", "so")
HDND = {"X1": {"A": 4}, "X2": {"A": 4}, "X3": {"B": 4}}
SO = {"X1": {"D": 1}, "X2": {"B": 1}, "X3": {"B": 1}}
BOTH = {"X1": {"A": 4, "D": 1}, "X2": {"A": 4, "B": 1}, "X3": {"B": 5}}


def survey(kinds: str) -> xhh.Score:
    criteria = par(("  score: percent\n", f"  xhh: {{kinds: {kinds}}}\n"))
    return xhh.score_unit(UNIT, UnitCounts(BOTH, 5, 0), {"hdnd": HDND, "so": SO}, criteria)


def test_pooled_kinds_are_all_answers_together() -> None:
    # X1: 4 x 100 of 5 = 80; X2: (400 + 60) / 5 = 92, X3: 60, mean 76
    # index: (2 x 80 + 3 x 76) / 5 = (160 + 228) / 5 = 77.6
    score = survey("pooled")
    assert score.factors == {"1.3": 80, "2.3": 76}
    assert score.index == Fraction("77.6")


def test_a_mean_of_kinds_weighs_each_kind_and_not_its_ballots() -> None:
    # 1.3: hdnd 100, weight 1; so 0, weight 3: 25
    # 2.3: hdnd (100 + 60) / 2 = 80; so 60: (80 + 3 x 60) / 4 = 65
    # index: (2 x 25 + 3 x 65) / 5 = 245 / 5 = 49
    score = survey("mean_of_kinds")
    assert score.factors == {"1.3": 25, "2.3": 65}
    assert score.index == 49


def test_each_kind_has_its_own_index_and_its_own_shares() -> None:
    # hdnd: (2 x 100 + 3 x 80) / 5 = 88; so: (2 x 0 + 3 x 60) / 5 = 36
    for kinds in ("pooled", "mean_of_kinds"):
        assert survey(kinds).kinds == {
            "hdnd": 88, "hdnd/1.3": 100, "hdnd/2.3": 80, "so": 36, "so/1.3": 0, "so/2.3": 60
        }  # fmt: skip


def test_a_kind_that_nobody_of_answered_takes_its_weight_with_it() -> None:
    criteria = par(("  score: percent\n", "  xhh: {kinds: mean_of_kinds}\n"))
    score = xhh.score_unit(UNIT, UnitCounts(HDND, 4, 0), {"hdnd": HDND, "so": {}}, criteria)
    assert (score.index, score.kinds["so"]) == (88, None)


def test_a_leaf_that_is_not_for_a_unit_is_not_in_its_survey() -> None:
    criteria = par(
        ("title: Đánh giá về thủ tục, max: 3,", "title: Đánh giá về thủ tục, max: 3, groups: [so],"),
        ("maximum: {so: 30, huyen: 30}", "maximum: {so: 30, huyen: 27}"),
    )
    district = Unit("huyen-b", "Huyện B", "huyen")
    score = xhh.score_unit(district, UnitCounts(HDND, 4, 0), {}, criteria)
    assert (score.factors, score.index, score.missing) == ({"1.3": 100}, 100, ())


def test_an_index_below_0_is_in_the_lowest_band_unless_that_ends_at_0() -> None:
    rules = par().rules
    assert rules.band_of(Fraction(-1), "so") == "Nhóm 5"  # below 50
    closed = par(("{name: Nhóm 5, below: 50}", "{name: Nhóm 5, from: 0, below: 50}")).rules
    assert closed.band_of(Fraction(-1), "so") == ""
    assert closed.band_of(Fraction(0), "so") == "Nhóm 5"
