"""The ranks that a unit may have, beside `csranks` of R and tables of the studentized range."""

import csv
from itertools import groupby
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from sipas_cli.messages import speaking
from sipas_cli.rules.policies import Ties
from sipas_cli.score.certainty import RankInterval, rank_intervals

RANKS = Path(__file__).parent / "data" / "precision" / "ranks.csv"
with RANKS.open(encoding="utf-8") as file:
    GROUPS = {name: list(lines) for name, lines in groupby(csv.DictReader(file), lambda line: line["group"])}


def unknown_of(units: int) -> "npt.NDArray[np.float64]":
    """Of none of two units it is known how their errors go together."""
    return 2 * np.eye(units) - 1


@pytest.mark.parametrize("name", GROUPS)
def test_rank_intervals_are_those_of_csranks(name: str) -> None:
    values = [float(line["x"]) for line in GROUPS[name]]
    errors = [float(line["se"]) for line in GROUPS[name]]
    expected = [RankInterval(int(line["first"]), int(line["last"])) for line in GROUPS[name]]
    assert rank_intervals(values, errors) == expected


@pytest.mark.parametrize("name", GROUPS)
def test_rank_intervals_of_all_units_at_once_are_those_of_csranks(name: str) -> None:
    values = [float(line["x"]) for line in GROUPS[name]]
    expected = [RankInterval(int(line["first_of_all"]), int(line["last_of_all"])) for line in GROUPS[name]]
    assert rank_intervals(values, [0.5] * len(values), simultaneous=True) == expected


@pytest.mark.parametrize(("units", "quantile"), [(2, 2.772), (3, 3.314), (10, 4.474), (20, 5.012)])
def test_two_units_differ_surely_by_the_quantile_of_the_studentized_range(
    units: int, quantile: float
) -> None:
    # tables of q(0.95; k, infinity), of units with a standard error of 1: they differ by q/√2 * √2 = q
    others = [0.0] * (units - 2)
    apart, near = quantile + 0.002, quantile - 0.002
    first, last = RankInterval(1, 1), RankInterval(1, units)
    assert rank_intervals([apart, 0.0, *others], [1.0] * units, simultaneous=True)[0] == first
    assert rank_intervals([near, 0.0, *others], [1.0] * units, simultaneous=True)[0] == last


def test_one_unit_beside_another_is_compared_as_two_are() -> None:
    # √(0.3² + 0.4²) = 0.5; 1.96 * 0.5 = 0.98
    assert rank_intervals([90.99, 90.0], [0.3, 0.4]) == [RankInterval(1, 1), RankInterval(2, 2)]
    assert rank_intervals([90.97, 90.0], [0.3, 0.4]) == [RankInterval(1, 2), RankInterval(1, 2)]


def test_units_of_which_everybody_was_asked_have_the_ranks_of_their_figures() -> None:
    assert rank_intervals([91.0, 92.0, 91.0], [0.0, 0.0, 0.0]) == [
        RankInterval(2, 3),
        RankInterval(1, 1),
        RankInterval(2, 3),
    ]


def test_one_unit_of_which_everybody_was_asked_beside_one_that_was_drawn() -> None:
    # the difference has the error of the other alone: 1.96 * 0.5 = 0.98
    assert rank_intervals([91.0, 90.0], [0.0, 0.5]) == [RankInterval(1, 1), RankInterval(2, 2)]
    assert rank_intervals([90.9, 90.0], [0.0, 0.5]) == [RankInterval(1, 2), RankInterval(1, 2)]


def test_a_unit_of_which_nobody_knows_the_error_may_stand_anywhere() -> None:
    assert rank_intervals([99.0, 50.0, 75.0], [0.1, 0.1, None]) == [
        RankInterval(1, 2),
        RankInterval(2, 3),
        RankInterval(1, 3),
    ]


def test_units_of_which_nobody_knows_how_their_errors_go_together_differ_surely_by_more() -> None:
    # √(a² + b²) does not hold: the error of the difference is at most 0.3 + 0.4 = 0.7; 1.96 * 0.7 = 1.372
    surely, apart = [91.38, 90.0], [91.36, 90.0]
    first, both = [RankInterval(1, 1), RankInterval(2, 2)], [RankInterval(1, 2), RankInterval(1, 2)]
    unknown = unknown_of(2)
    assert rank_intervals(surely, [0.3, 0.4], correlations=unknown) == first
    assert rank_intervals(apart, [0.3, 0.4], correlations=unknown) == both
    # Šidák's c of two differences is the normal quantile of (1 + √0.95) / 2, 2.2365; of three that of
    # (1 + 0.95^(1/3)) / 2, 2.388: times 0.5 + 0.5
    three, errors = [92.3, 90.0, 50.0], [0.5, 0.5, 0.5]
    assert rank_intervals(three, errors, correlations=unknown_of(3))[0] == RankInterval(1, 1)
    at_once = rank_intervals(three, errors, correlations=unknown_of(3), simultaneous=True)
    assert at_once[0] == RankInterval(1, 2)
    assert rank_intervals([90.0], [1.0], correlations=unknown_of(1)) == [RankInterval(1, 1)]


def test_the_error_of_a_difference_is_smaller_where_errors_go_together() -> None:
    # correlation 0.6: √(0.3² + 0.4² - 2 * 0.6 * 0.3 * 0.4) = √0.106 = 0.32558; 1.96 * 0.32558 = 0.6381
    together = np.array([[1.0, 0.6], [0.6, 1.0]])
    assert rank_intervals([90.64, 90.0], [0.3, 0.4], correlations=together)[0] == RankInterval(1, 1)
    assert rank_intervals([90.63, 90.0], [0.3, 0.4], correlations=together)[0] == RankInterval(1, 2)


def test_units_whose_errors_are_one_and_the_same_differ_for_sure() -> None:
    same = np.ones((2, 2))
    assert rank_intervals([90.01, 90.0], [0.5, 0.5], correlations=same)[0] == RankInterval(1, 1)
    # of a third one nobody knows the error: it may stand anywhere, and so may they beside it
    three = rank_intervals([90.01, 90.0, 50.0], [0.5, 0.5, None], correlations=np.ones((3, 3)))
    assert three == [RankInterval(1, 2), RankInterval(2, 3), RankInterval(1, 3)]


def test_groups_of_none_and_of_one() -> None:
    assert rank_intervals([], []) == []
    assert rank_intervals([90.0], [1.0]) == [RankInterval(1, 1)]
    assert rank_intervals([90.0], [1.0], simultaneous=True) == [RankInterval(1, 1)]
    assert rank_intervals([90.0], [None]) == [RankInterval(1, 1)]


def test_many_units_are_compared_as_few_are() -> None:
    # 41 kinds of errors are interpolated, 40 are not; one more unit, far behind, changes c a little
    errors = [0.3 + 0.02 * number for number in range(40)]
    values = [95 - 0.25 * number for number in range(40)]
    few = rank_intervals(values, errors)
    many = rank_intervals([*values, 20.0], [*errors, 1.2])
    assert many[-1] == RankInterval(41, 41)
    assert few[0].first == many[0].first == 1
    assert all(abs(one.last - other.last) <= 1 for one, other in zip(few, many[:-1], strict=True))


def test_the_sentence_of_a_rank() -> None:
    with speaking("vi"):
        assert RankInterval(2, 5).sentence("sipas") == (
            "Nếu hỏi tất cả người đã giao dịch, với độ tin cậy 95%, đơn vị đứng trong khoảng từ hạng 2 đến "
            "hạng 5; khảo sát chưa phân biệt được đơn vị này với các đơn vị trong khoảng đó."
        )
    with speaking("en"):
        assert RankInterval(1, 1).sentence("sipas").endswith("would have rank 1, with 95% confidence.")


def test_leaders_made_no_transactions() -> None:
    with speaking("vi"):
        sentence = RankInterval(1, 1).sentence("xhh")
    assert sentence == "Nếu hỏi tất cả người thuộc diện được hỏi, với độ tin cậy 95%, đơn vị đứng hạng 1."


def test_places_are_counted_as_the_criteria_count_ranks() -> None:
    # errors of 0.1 tell all but the two level ones apart: 1, 2, 2, then 3 where these take one place, else 4
    values, errors = [99.0, 90.0, 90.0, 50.0], [0.1] * 4
    dense = rank_intervals(values, errors, ties=Ties.DENSE)
    assert dense == [RankInterval(1, 1), RankInterval(2, 2), RankInterval(2, 2), RankInterval(3, 3)]
    standard = rank_intervals(values, errors, ties=Ties.COMPETITION)
    assert standard == [RankInterval(1, 1), RankInterval(2, 3), RankInterval(2, 3), RankInterval(4, 4)]
    # of one without a standard error nothing is known: three places in all
    unknown = rank_intervals(values, [0.1, 0.1, 0.1, None], ties=Ties.DENSE)
    assert unknown[3] == RankInterval(1, 3)
