"""`sipas what-if`: ranks under other weights and policies, and how far the weights may move. "
"Nothing is stored."""

import json
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from conftest import Sipas
from hypothesis import given
from hypothesis import strategies as st
from par_world import NOI_VU, VAN_DON, book, csv_file, form, world

from sipas_cli.recount.weights import level_move, level_weight


def ballots(**shares: tuple[int, int]) -> list[list[object]]:
    """Ten ballots of each unit ("_" for a space): (satisfied on S1, on S2), the same persons as "
    "far as it goes."""
    rows: list[list[object]] = [["Số phiếu", "Tên đơn vị", "Ngày", "S1", "S2"]]
    for unit, (first, second) in shares.items():
        for n in range(10):
            answers = [1 + (n < first), 1 + (n < second)]
            rows.append([f"{unit}{n}", unit.replace("_", " "), "2023-10-01", *answers])
    return rows


@pytest.fixture
def surveyed(tmp_path: Path, sipas: Sipas) -> Path:
    """Sở Nội vụ 90 and 60, that is 75; Sở Y tế 70 and 70, that is 70; two equal factors."""
    world(tmp_path)
    csv_file(tmp_path / "phieu.csv", ballots(Sở_Nội_vụ=(9, 6), Sở_Y_tế=(7, 7)))
    assert sipas("score", "phieu.csv").status == 0
    return tmp_path


def told(sipas: Sipas, *words: str) -> Any:
    result = sipas("what-if", *words, "--group", "so", "--format", "json")
    assert result.status == 0, result.err
    return json.loads(result.out)


def then(found: Any) -> dict[str, tuple[int, float]]:
    return {own["unit"]: (own["rank_then"], own["score_then"]) for own in found["units"]}


def test_the_others_share_what_a_weight_leaves_them(surveyed: Path, sipas: Sipas) -> None:
    # 30 % of 90 and 70 % of 60 are 69; Sở Y tế keeps its 70
    assert then(told(sipas, "--weight", "a=30")) == {"Sở Y tế": (1, 70.0), "Sở Nội vụ": (2, 69.0)}


def test_nothing_is_stored(surveyed: Path, sipas: Sipas) -> None:
    before = sorted(path.relative_to(surveyed) for path in surveyed.rglob("*"))
    result = sipas("what-if", "--weight", "a=30")
    assert "không lưu gì" in result.err
    assert sorted(path.relative_to(surveyed) for path in surveyed.rglob("*")) == before


def test_whole_ballots_may_be_supposed_to_be_measured(surveyed: Path, sipas: Sipas) -> None:
    # the six who are satisfied on S2 are on S1 too; in Sở Y tế seven are on both
    assert then(told(sipas, "--measure", "satisfied_throughout")) == {
        "Sở Y tế": (1, 70.0),
        "Sở Nội vụ": (2, 60.0),
    }


def test_a_mean_of_codes_may_be_supposed(surveyed: Path, sipas: Sipas) -> None:
    # Sở Nội vụ: (9·2 + 1·1)/20 = 95 % and (6·2 + 4·1)/20 = 80 %, mean 87.5; Sở Y tế: (7·2 + 3)/20 = 85 %
    assert then(told(sipas, "--measure", "mean_percent")) == {"Sở Nội vụ": (1, 87.5), "Sở Y tế": (2, 85.0)}


def test_a_criterion_may_be_supposed_at_the_median_of_the_group(surveyed: Path, sipas: Sipas) -> None:
    # the median of 90 and 70 is 80: Sở Nội vụ loses 10 % of the 50 that hang on S1, and is level at 70
    assert then(told(sipas, "--median", "S1", "--unit", "Sở Nội vụ")) == {
        "Sở Nội vụ": (1, 70.0),
        "Sở Y tế": (1, 70.0),
    }


def test_each_weight_has_its_limits(surveyed: Path, sipas: Sipas) -> None:
    # 90t + 60(1 − t) = 70 at t = 1/3; so a may fall to 33.33, b rise to 66.67
    (place,) = told(sipas)["first_places"]
    limits = {own["factor"]: own for own in place["weights"]}
    assert place["leader"] == "Sở Nội vụ"
    assert limits["a"]["up"] is None
    assert limits["a"]["down"]["rival"] == "Sở Y tế"
    assert (limits["a"]["down"]["weight"]["numerator"], limits["a"]["down"]["weight"]["denominator"]) == (
        100,
        3,
    )
    assert (limits["b"]["up"]["weight"]["numerator"], limits["b"]["up"]["weight"]["denominator"]) == (200, 3)
    # both at once: a loses what b wins, 16.67 points bring 75 to 70
    assert (place["together"]["numerator"], place["together"]["denominator"]) == (50, 3)


def test_the_screen_says_the_limits(surveyed: Path, sipas: Sipas) -> None:
    shown = sipas("what-if").out
    assert "Các sở: Sở Nội vụ đứng đầu" in shown
    assert "33,33" in shown
    assert "không quá 16,67 điểm" in shown


def test_rivals_below_in_every_factor_are_named(tmp_path: Path, sipas: Sipas) -> None:
    world(tmp_path)
    csv_file(tmp_path / "phieu.csv", ballots(Sở_Nội_vụ=(9, 8), Sở_Y_tế=(7, 7)))
    sipas("score", "phieu.csv")
    (place,) = told(sipas)["first_places"]
    assert place["dominated"] == ["Sở Y tế"]
    assert (place["rival"], place["together"]["value"]) == (None, 50.0)


def test_groups_of_which_no_limits_are_told_say_why(tmp_path: Path, sipas: Sipas) -> None:
    # both departments have 70 and 70; Huyện Vân Đồn is the only one of its group
    world(tmp_path)
    rows = ballots(Sở_Nội_vụ=(7, 7), Sở_Y_tế=(7, 7), Huyện_Vân_Đồn=(9, 9))
    csv_file(tmp_path / "phieu.csv", rows)
    sipas("score", "phieu.csv")
    result = sipas("what-if")
    assert result.status == 0
    assert "Các sở (đứng đầu: Sở Nội vụ, Sở Y tế): không xét được trọng số, vì nhiều đơn vị" in result.out
    assert "Các huyện (đứng đầu: Huyện Vân Đồn): không xét được trọng số, vì không đủ hai" in result.out
    assert told(sipas)["no_limits"] == [
        {"group": "so", "reason": "shared_first_place", "leaders": ["Sở Nội vụ", "Sở Y tế"]}
    ]


def test_a_first_unit_without_a_factor_has_other_weights(tmp_path: Path, sipas: Sipas) -> None:
    # nobody answered S2 in Sở Nội vụ: its index is its first factor, 90
    world(tmp_path)
    rows = ballots(Sở_Nội_vụ=(9, 6), Sở_Y_tế=(7, 7))
    csv_file(tmp_path / "phieu.csv", [[*row[:4], ""] if row[1] == "Sở Nội vụ" else row for row in rows])
    sipas("score", "phieu.csv")
    assert "đơn vị đứng đầu thiếu điểm ở một yếu tố" in sipas("what-if", "--group", "so").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--weight", "c=30"], "Các yếu tố: a, b"),
        (["--weight", "a=130"], "từ 0 đến 100"),
        (["--weight", "a=30", "--weight", "b=30"], "bằng 100 nếu nêu hết"),
        (["--weight", "a"], "YẾU-TỐ=SỐ"),
        (["--weight", "a=30", "--weight", "a=40"], "hai lần"),
        (["--measure", "satisfied_throughout", "--weight", "a=30"], "không có tác dụng"),
        (["--measure", "mean_percent", "--missing-answers", "in_denominator"], "satisfied_share"),
        (["--median", "S1"], "--unit"),
        (["--median", "S9", "--unit", "Sở Nội vụ"], "S9"),
        (["--missing-points", "zero"], "missing_points"),
    ],
)
def test_what_does_not_fit_is_refused(surveyed: Path, sipas: Sipas, words: list[str], said: str) -> None:
    refused = sipas("what-if", *words)
    assert (refused.status, said in refused.err) == (2, True)


def test_missing_points_may_be_supposed_to_be_zero(tmp_path: Path, sipas: Sipas) -> None:
    # Sở Nội vụ has 17 of the 24 points of the appraisal, and no points for 2.10, 1.3, 2.3, 3.1: 13.5 of 30
    world(tmp_path)
    surveys = {"1.3": 2, "2.3": 3, "3.1": 5}
    without = {leaf: points for leaf, points in NOI_VU.items() if leaf != "2.10"}
    book(
        tmp_path / "diem.xlsx",
        A=form({**without, **surveys}),
        B=form({**VAN_DON, **surveys}, unit="Huyện Vân Đồn"),
    )
    result = sipas("score", "diem.xlsx")
    assert result.status == 0, result.err
    # 1 + 1 + 2.5 + 2 + 4 + 5 + 0 + 3 + 5 = 23.5 of 30
    supposed = told(sipas, "--index", "par", "--missing-points", "zero")
    assert then(supposed)["Sở Nội vụ"] == (1, 78.33)
    assert sipas("what-if", "--index", "par", "--weight", "a=30").status == 2


# --- laws --------------------------------------------------------------------------------------------

SHARES = st.lists(st.tuples(st.integers(1, 9), st.integers(-9, 9)), min_size=2, max_size=4)


def unpacked(pairs: list[tuple[int, int]]) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    total = sum(weight for weight, _ in pairs)
    weights = {str(n): Fraction(100 * weight, total) for n, (weight, _) in enumerate(pairs)}
    return weights, {str(n): Fraction(ahead) for n, (_, ahead) in enumerate(pairs)}


def lead(weights: dict[str, Fraction], ahead: dict[str, Fraction]) -> Fraction:
    return sum((weights[factor] * ahead[factor] for factor in weights), Fraction(0)) / 100


@given(SHARES)
def test_at_its_level_weight_the_lead_is_nothing(pairs: list[tuple[int, int]]) -> None:
    weights, ahead = unpacked(pairs)
    level = level_weight("0", ahead, weights)
    if level is not None:
        scale = (100 - level) / (100 - weights["0"])
        moved = {factor: level if factor == "0" else weight * scale for factor, weight in weights.items()}
        assert sum(moved.values()) == 100
        assert lead(moved, ahead) == 0


@given(SHARES)
def test_no_smaller_move_of_all_weights_makes_two_level(pairs: list[tuple[int, int]]) -> None:
    weights, ahead = unpacked(pairs)
    move = level_move(ahead, weights)
    if lead(weights, ahead) <= 0 or move is None:
        return
    corners = [
        dict(zip(weights, signs, strict=True))
        for signs in product((-1, 0, 1), repeat=len(weights))
        if sum(signs) == 0
    ]
    falls = [sum(sign * ahead[factor] for factor, sign in corner.items()) * move / 100 for corner in corners]
    assert min(falls) == -lead(weights, ahead)
