"""Measures, factors, the index, the province's figure, ranks: small counts, exact results."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipas_cli.model import Finding, Group, Score, Scores, Standing, Unit, UnitCounts
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.judging import Rounding
from sipas_cli.rules.library import read_set
from sipas_cli.rules.policies import Ties
from sipas_cli.score import messages
from sipas_cli.score.rank import printed, ranks, standings
from sipas_cli.score.sipas import (
    findings,
    index,
    mean,
    mean_percent,
    pooled,
    satisfied_share,
    score,
    score_all,
    score_unit,
    weighted_mean,
)

# factor a: A1, A2, weight 60; factor b: B1, B2, weight 40; answers 1 to 5, satisfied from 4
POLICIES = read_set(Path(__file__).parent / "criteria" / "policies.yaml").criteria
COUNTS = st.dictionaries(st.integers(1, 5), st.integers(0, 500))


def under(**rules: object) -> Criteria:
    """The policies with some rules changed."""
    return POLICIES.model_copy(update={"rules": POLICIES.rules.model_copy(update=rules)})


def counts(ballots: int = 0, throughout: int = 0, **answers: dict[str, int]) -> UnitCounts:
    return UnitCounts(answers, ballots, throughout)


def all_questions(answers: dict[str, int]) -> UnitCounts:
    return counts(sum(answers.values()), A1=answers, A2=answers, B1=answers, B2=answers)


# --- measures ------------------------------------------------------------------------------------


def test_the_satisfied_share_is_satisfied_answers_over_answers() -> None:
    # (30 + 20) of (10 + 40 + 30 + 20) = 50 of 100
    assert satisfied_share({2: 10, 3: 40, 4: 30, 5: 20}, satisfied_from=4) == 50
    # 2 of 3: exactly two thirds, not 66.67
    assert satisfied_share({3: 1, 4: 1, 5: 1}, satisfied_from=4) == Fraction(200, 3)
    assert satisfied_share({3: 1, 4: 1, 5: 1}, satisfied_from=5) == Fraction(100, 3)


def test_unanswered_ballots_may_stay_in_the_denominator() -> None:
    # 6 of 8 = 75; 6 of 8 + 2 = 60
    assert satisfied_share({4: 6, 2: 2}, satisfied_from=4) == 75
    assert satisfied_share({4: 6, 2: 2}, satisfied_from=4, unanswered=2) == 60


def test_the_mean_percent_is_the_mean_answer_over_the_top_of_the_scale() -> None:
    # (3 + 4 + 5 + 5) / 4 = 4.25; 4.25 / 5 = 85 %
    assert mean_percent({3: 1, 4: 1, 5: 2}, top=5) == 85
    assert mean_percent({1: 7}, top=5) == 20
    # (0 x 1 + 2 x 2) / 3 answers = 4/3; over 2 = 66.666...
    assert mean_percent({0: 1, 2: 2}, top=2) == Fraction(200, 3)


@pytest.mark.parametrize("nobody", [{}, {4: 0, 5: 0}])
def test_no_answer_is_no_score_and_not_a_zero(nobody: dict[int, int]) -> None:
    assert satisfied_share(nobody, satisfied_from=4) is None
    assert satisfied_share(nobody, satisfied_from=4, unanswered=9) is None
    assert mean_percent(nobody, top=5) is None
    assert satisfied_share({1: 3}, satisfied_from=4) == 0


@given(COUNTS, st.integers(2, 50))
def test_measures_depend_on_shares_and_not_on_how_many_answered(found: dict[int, int], times: int) -> None:
    more = {code: times * n for code, n in found.items()}
    assert satisfied_share(found, satisfied_from=4) == satisfied_share(more, satisfied_from=4)
    assert mean_percent(found, top=5) == mean_percent(more, top=5)


@given(COUNTS)
def test_measures_lie_between_0_and_100_and_rise_with_a_better_answer(found: dict[int, int]) -> None:
    for measure in (lambda c: satisfied_share(c, satisfied_from=4), lambda c: mean_percent(c, top=5)):
        value, better = measure(found), measure({**found, 5: found.get(5, 0) + 1})
        assert value is None or 0 <= value <= better <= 100
        assert better is not None


def test_a_mean_leaves_out_what_is_not_there() -> None:
    assert mean([Fraction(50), None, Fraction(100)]) == 75
    assert mean([None, None]) is None
    assert mean([]) is None


def test_a_weighted_mean_shares_out_the_weight_of_what_is_not_there() -> None:
    # 0.6 x 50 + 0.4 x 100 = 70
    assert weighted_mean([(Fraction(60), Fraction(50)), (Fraction(40), Fraction(100))]) == 70
    # (20 x 80 + 30 x 90) / 50 = 4300 / 50 = 86
    assert (
        weighted_mean([(Fraction(20), Fraction(80)), (Fraction(50), None), (Fraction(30), Fraction(90))])
        == 86
    )
    assert weighted_mean([(Fraction(20), None)]) is None
    assert weighted_mean([]) is None


def test_counts_are_pooled_answer_by_answer() -> None:
    assert pooled([{"4": 1, "5": 2}, {"4": 3, "blank": 1}, {}]) == {"4": 4, "5": 2, "blank": 1}


# --- one unit ------------------------------------------------------------------------------------


def test_a_unit_is_scored_from_its_criteria_up() -> None:
    # A1 6/10 = 60, A2 8/10 = 80, a = 70; B1 100, B2 50, b = 75; 0.6 x 70 + 0.4 x 75 = 72
    unit = counts(10, A1={"5": 3, "4": 3, "2": 4}, A2={"4": 8, "3": 2}, B1={"5": 10}, B2={"4": 5, "1": 5})
    assert score_unit(unit, POLICIES) == Score(
        index=Fraction(72),
        factors={"a": Fraction(70), "b": Fraction(75)},
        criteria={"A1": Fraction(60), "A2": Fraction(80), "B1": Fraction(100), "B2": Fraction(50)},
        ballots=10,
    )


def test_a_factor_is_the_mean_of_its_criteria_or_all_its_answers_pooled() -> None:
    # A1 9 of 10, A2 1 of 2: mean (90 + 50) / 2 = 70; pooled 10 of 12
    unit = counts(10, A1={"4": 9, "2": 1}, A2={"4": 1, "2": 1}, B1={"4": 10}, B2={"4": 10})
    assert score_unit(unit, POLICIES).factors["a"] == 70
    scored = score_unit(unit, under(factor_score="pooled"))
    assert scored.factors["a"] == Fraction(250, 3)
    # 0.6 x 250/3 + 40 = 50 + 40
    assert scored.index == 90
    # the criteria themselves are what they were
    assert (scored.criteria["A1"], scored.criteria["A2"]) == (90, 50)


def test_pooling_counts_unanswered_ballots_where_they_stay_in_the_denominator() -> None:
    # A1 4 of 5 + 1 blank, A2 1 of 1 + 3 refused: 5 of (6 + 4) = 50; leaving them out, 5 of 6
    unit = counts(6, A1={"4": 4, "1": 1, "blank": 1}, A2={"5": 1, "refused": 3, "not_applicable": 2})
    assert score_unit(unit, under(factor_score="pooled")).factors["a"] == Fraction(500, 6)
    both = under(factor_score="pooled", missing_answers="in_denominator")
    assert score_unit(unit, both).factors["a"] == 50


def test_what_is_no_answer_never_counts_as_one() -> None:
    silent = {"not_applicable": 5, "refused": 3, "blank": 2, "off_scale": 1}
    for measure in ("satisfied_share", "mean_percent"):
        criteria = under(measure=measure)
        # 4 and 5: all satisfied; mean (4 + 5) / 2 = 4.5, over 5 = 90 %
        scored = score_unit(all_questions({"4": 1, "5": 1, **silent}), criteria)
        assert scored.index == {"satisfied_share": 100, "mean_percent": 90}[measure]
        assert score_unit(all_questions(silent), criteria).index is None


def test_a_criterion_that_nobody_answered_leaves_the_mean_of_its_factor() -> None:
    # a is A1 alone: 50; b = 100; 0.6 x 50 + 0.4 x 100 = 70
    unit = counts(2, A1={"4": 1, "2": 1}, A2={"blank": 2}, B1={"4": 2}, B2={"4": 2})
    scored = score_unit(unit, POLICIES)
    assert scored.index == 70
    assert scored.factors == {"a": 50, "b": 100}
    assert scored.criteria["A2"] is None
    assert scored.missing == ("A2",)


def test_a_factor_that_nobody_answered_leaves_with_its_weight() -> None:
    # only b is there: (75 + 50) / 2 = 62.5, and that is the index
    unit = counts(4, A1={"refused": 4}, A2={}, B1={"4": 3, "1": 1}, B2={"4": 2, "1": 2})
    for rules in ({}, {"factor_score": "pooled"}):
        scored = score_unit(unit, under(**rules))
        assert scored.factors == {"a": None, "b": Fraction(125, 2)}
        assert scored.index == Fraction(125, 2)
        assert scored.missing == ("A1", "A2")


def test_satisfied_throughout_is_over_people_and_not_over_answers() -> None:
    throughout = under(measure="satisfied_throughout")
    # 2 of 3 ballots, whatever the counts of the answers are
    scored = score_unit(counts(3, 2, A1={"5": 3}), throughout)
    assert scored == Score(Fraction(200, 3), {}, {}, 3)
    assert score_unit(counts(3, 0), throughout).index == 0
    assert score_unit(counts(0, 0), throughout).index is None


def test_equal_weights_are_no_weights() -> None:
    factors = tuple(factor.model_copy(update={"weight": None}) for factor in POLICIES.rules.factors)
    equal = under(weights="equal", factors=factors)
    # (100 + 50) / 2 = 75; by 60 and 40 it is 60 + 20 = 80
    assert index({"a": Fraction(100), "b": Fraction(50)}, equal.rules) == 75
    assert index({"a": Fraction(100), "b": Fraction(50)}, POLICIES.rules) == 80
    assert index({"a": Fraction(100), "b": None}, equal.rules) == 100


# --- the province --------------------------------------------------------------------------------

# x: 9 of 10 = 90; y: 15 of 30 = 50
TWO = {"x": all_questions({"4": 9, "2": 1}), "y": all_questions({"4": 15, "2": 15})}


def test_the_overall_figure_is_pooled_over_ballots_or_the_mean_of_the_units() -> None:
    # pooled 24 of 40 = 60; mean (90 + 50) / 2 = 70
    by_ballots, by_units = score_all(TWO, POLICIES), score_all(TWO, under(overall="mean_of_units"))
    assert (by_ballots.overall.index, by_units.overall.index) == (60, 70)
    assert by_ballots.overall.ballots == by_units.overall.ballots == 40
    assert [scores.units["x"].index for scores in (by_ballots, by_units)] == [90, 90]


def test_a_unit_without_a_score_is_no_zero_in_the_overall_figure() -> None:
    silent = {**TWO, "z": all_questions({"blank": 5}), "t": counts()}
    for policy, expected in (("pooled", 60), ("mean_of_units", 70)):
        scores = score_all(silent, under(overall=policy))
        assert scores.overall.index == expected
        assert scores.units["z"].index is None
        assert scores.units["t"].index is None
    assert score_all({"t": counts()}, POLICIES).overall.index is None
    assert score_all({}, POLICIES).overall.index is None


def test_satisfied_throughout_is_pooled_over_ballots_too() -> None:
    # 7 of 8 and 3 of 3: pooled 10 of 11; mean (87.5 + 100) / 2 = 93.75
    units = {"x": counts(8, 7), "y": counts(3, 3)}
    assert score_all(units, under(measure="satisfied_throughout")).overall.index == Fraction(1000, 11)
    of_units = under(measure="satisfied_throughout", overall="mean_of_units")
    assert score_all(units, of_units).overall.index == Fraction(375, 4)


def test_excluded_units_are_not_scored_and_units_without_ballots_have_no_score() -> None:
    units = [Unit("x", "X", "so"), Unit("y", "Y", "so", excluded="Sáp nhập"), Unit("z", "Z", "so")]
    scores = score(TWO, POLICIES, units)
    assert {name: found.index for name, found in scores.units.items()} == {"x": 90, "z": None}
    assert scores.overall.index == 90


def test_what_could_not_be_scored_is_said() -> None:
    units = [
        Unit("x", "Sở X", "so"),
        Unit("y", "Sở Y", "so"),
        Unit("z", "Sở Z", "so"),
        Unit("t", "Sở T", "so"),
        Unit("u", "Sở U", "so", excluded="Sáp nhập"),
    ]
    whole = {"4": 2}
    found = {
        "x": all_questions(whole),
        "y": counts(2, A1=whole, A2={"blank": 2}, B1=whole, B2=whole),
        "z": counts(2, A1=whole, A2=whole, B1={"refused": 2}, B2={}),
    }
    scores = score(found, POLICIES, units)
    assert findings(scores, POLICIES, units) == [
        Finding(messages.CRITERION_WITHOUT_ANSWERS, params={"unit": "Sở Y", "question": "A2"}),
        Finding(messages.FACTOR_WITHOUT_ANSWERS, params={"unit": "Sở Z", "factor": "Thủ tục"}),
        Finding(messages.UNIT_WITHOUT_BALLOTS, params={"unit": "Sở T"}),
    ]
    assert findings(Scores({}, scores.overall), POLICIES, units) == []


# --- ranks ---------------------------------------------------------------------------------------


def ranking(scores: dict[str, str | None], criteria: Criteria = POLICIES, **ballots: int) -> list[Standing]:
    """The lines of one group, whose units are named like their ids; None is no score."""
    units = [Unit(name, name, "so") for name in scores]
    found = {
        name: Score(None if value is None else Fraction(value), {}, {}, ballots.get(name, 100))
        for name, value in scores.items()
    }
    (group,) = standings(found, None, criteria.rules, [Group("so", "Các sở")], units).groups
    return list(group.standings)


def places(lines: list[Standing]) -> list[tuple[str, int | None, bool]]:
    return [(line.unit.name, line.rank, line.tied) for line in lines]


def test_equal_scores_share_a_rank() -> None:
    scores = [Fraction(score) for score in (90, 95, 90, 80)]
    assert ranks(scores) == [2, 1, 2, 4]
    assert ranks(scores, ties=Ties.DENSE) == [2, 1, 2, 3]
    assert ranks([Fraction(7)] * 3) == [1, 1, 1]
    assert ranks([]) == []


def test_equals_stand_in_vietnamese_order() -> None:
    names = ["Sở Y tế", "Sở Ân", "Sở Du lịch", "Đài", "Sở An", "Sở Ăn", "Ban", "Sở Đất", "Sở Àn"]
    lines = ranking({**dict.fromkeys(names, "90"), "Sở Xây dựng": "95"})
    assert places(lines) == [
        ("Sở Xây dựng", 1, False),
        ("Ban", 2, True),
        ("Đài", 2, True),
        ("Sở An", 2, True),
        ("Sở Àn", 2, True),
        ("Sở Ăn", 2, True),
        ("Sở Ân", 2, True),
        ("Sở Du lịch", 2, True),
        ("Sở Đất", 2, True),
        ("Sở Y tế", 2, True),
    ]


def test_a_missing_score_goes_last_and_is_not_ranked() -> None:
    lines = ranking({"A": None, "B": "10", "C": "0", "D": None, "E": "99"})
    assert places(lines) == [
        ("E", 1, False),
        ("B", 2, False),
        ("C", 3, False),
        ("A", None, False),
        ("D", None, False),
    ]
    assert [line.score for line in lines] == [99, 10, 0, None, None]
    assert [line.note for line in lines] == ["", "", "", "no_score", "no_score"]
    assert [line.band for line in lines] == ["Nhóm 1", "Nhóm 5", "Nhóm 5", "", ""]


def test_a_unit_below_the_minimum_is_scored_but_not_ranked() -> None:
    lines = ranking({"A": "99", "B": "80", "C": "70"}, under(minimum_ballots=30), A=29, B=30, C=31)
    assert places(lines) == [("B", 1, False), ("C", 2, False), ("A", None, False)]
    assert (lines[2].score, lines[2].band, lines[2].note) == (99, "Nhóm 1", "below_minimum")


def test_a_unit_that_is_not_to_be_ranked_says_why_and_takes_no_rank() -> None:
    units = [Unit("a", "A", "so", not_ranked="Mới thành lập"), Unit("b", "B", "so")]
    found = {"a": Score(Fraction(99), {}, {}, 5), "b": Score(Fraction(80), {}, {}, 5)}
    ranked = standings(found, Fraction("89.5"), POLICIES.rules, [Group("so", "Các sở")], units)
    first, last = ranked.groups[0].standings
    assert (first.unit.name, first.rank, first.note, first.reason) == ("B", 1, "", "")
    assert (last.unit.name, last.rank, last.note, last.reason) == ("A", None, "not_ranked", "Mới thành lập")
    # the mean of the group is that of all its scores: (99 + 80) / 2
    assert ranked.groups[0].mean == Fraction("89.5")


def test_a_unit_left_out_of_the_ranking_ties_with_nobody() -> None:
    lines = ranking({"A": "90", "B": "90"}, under(minimum_ballots=30), A=10)
    assert places(lines) == [("B", 1, False), ("A", None, False)]


def test_groups_are_ranked_apart_in_their_order_and_empty_ones_are_left_out() -> None:
    groups = [Group("huyen", "Huyện"), Group("xa", "Xã"), Group("so", "Sở")]
    units = [Unit("a", "A", "so"), Unit("b", "B", "huyen"), Unit("c", "C", "huyen")]
    found = {name: Score(Fraction(score), {}, {}, 9) for name, score in (("a", 70), ("b", 80), ("c", 80))}
    ranked = standings(found, Fraction(75), POLICIES.rules, groups, units)
    assert [group.group.id for group in ranked.groups] == ["huyen", "so"]
    assert [places(list(group.standings)) for group in ranked.groups] == [
        [("B", 1, True), ("C", 1, True)],
        [("A", 1, False)],
    ]
    assert ranked.units == 3


def test_means_are_taken_over_unrounded_scores_and_rounded_once() -> None:
    # (90.004 + 90.005) / 2 = 90.0045, printed 90.00; of the printed 90.00 and 90.01 it would be 90.005, 90.01
    units = [Unit("a", "A", "so"), Unit("b", "B", "so"), Unit("c", "C", "so")]
    found = {
        "a": Score(Fraction("90.004"), {"a": Fraction("90.005")}, {}, 9),
        "b": Score(Fraction("90.005"), {"a": None}, {}, 9),
        "c": Score(None, {}, {}, 0),
    }
    ranked = standings(found, Fraction("95.435"), POLICIES.rules, [Group("so", "Sở")], units)
    assert ranked.groups[0].mean == 90
    assert ranked.overall == Fraction("95.44")
    assert [line.score for line in ranked.groups[0].standings] == [Fraction("90.01"), 90, None]
    assert [dict(line.factors) for line in ranked.groups[0].standings] == [
        {"a": None},
        {"a": Fraction("90.01")},
        {},
    ]


def test_a_group_without_a_score_has_no_mean() -> None:
    found = {"a": Score(None, {}, {}, 0)}
    ranked = standings(found, None, POLICIES.rules, [Group("so", "Sở")], [Unit("a", "A", "so")])
    assert ranked.groups[0].mean is None
    assert ranked.overall is None


def test_without_bands_no_unit_has_one() -> None:
    assert [line.band for line in ranking({"A": "99"}, under(bands=()))] == [""]


@pytest.mark.parametrize(
    ("mode", "half", "negative"),
    [("half_up", "0.13", "-0.13"), ("half_even", "0.12", "-0.12"), ("down", "0.12", "-0.12")],
)
def test_a_half_is_rounded_as_the_rule_says(mode: str, half: str, negative: str) -> None:
    rounding = Rounding.model_validate({"decimals": 2, "mode": mode})
    assert printed(Fraction("0.125"), rounding) == Fraction(half)
    assert printed(Fraction("-0.125"), rounding) == Fraction(negative)
    assert printed(Fraction("0.12"), rounding) == Fraction("0.12")
