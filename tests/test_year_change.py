"""Why an index changed between two years: parts that add up to the change, by hand and as laws."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from conftest import Sipas
from hypothesis import given
from hypothesis import strategies as st
from par_world import SIPAS, changed, csv_file, satisfied, world

from sipas_cli.score.contributions import Contributions, Item, Part
from sipas_cli.score.decomposition import composition, effects

TRAIT = """\
  breakdowns:
    - {id: gioi-tinh, title: Giới tính, headers: [Giới tính], values: [Nam, Nữ]}
  questions:"""


def item(name: str, reached: int, full: int, weight: int) -> Item:
    return Item(name, "", "a", Fraction(reached), Fraction(full), Fraction(weight), {})


def made(*items: Item) -> Contributions:
    gained = sum((own.gained for own in items), Fraction(0))
    weight = sum((own.weight for own in items), Fraction(0))
    return Contributions((Part("a", weight, gained, None),), items)


def test_scores_weights_and_criteria_each_have_their_effect() -> None:
    # S1: 8/10 with weight 50, then 9/10 with weight 60: mean weight 55 x 0.1 = 5.5 by the score, mean share
    # 0.85 x 10 = 8.5 by the weight; together 54 - 40 = 14. S2 (30 points gained) gave way to S3 (20)
    change = effects(
        made(item("S1", 9, 10, 60), item("S3", 5, 10, 40)), made(item("S1", 8, 10, 50), item("S2", 6, 10, 50))
    )
    assert (change.answers, change.weights, change.others) == (
        {"a": Fraction("5.5")},
        {"a": Fraction("8.5")},
        {"a": -10},
    )
    assert change.total == 74 - 70


def test_more_of_those_who_are_pleased_answered() -> None:
    # before: 5 of 10 men and 10 of 10 women; now 2 of 4 men and 16 of 16 women, who answer as they did.
    # 15/20 became 18/20: all of it is due to who answered
    now, before = made(item("S1", 18, 20, 100)), made(item("S1", 15, 20, 100))
    cells = {"S1": {"Nam": (Fraction(2), Fraction(4)), "Nữ": (Fraction(16), Fraction(16))}}
    cells_before = {"S1": {"Nam": (Fraction(5), Fraction(10)), "Nữ": (Fraction(10), Fraction(10))}}
    split = composition(now, before, cells, cells_before)
    assert (split.who, split.how) == (15, 0)


def test_explain_says_why_a_unit_changed(tmp_path: Path, sipas: Sipas) -> None:
    # 2022: 8 of 10, 2023: 9 of 10, on both questions: +10, 5 from each factor, all of it by the answers
    world(tmp_path, settings="province: tỉnh Quảng Ninh\ncriteria: [sipas-thu, par-thu]\n")
    (tmp_path / "criteria" / "sipas-thu.yaml").write_text(
        changed(SIPAS, ("  questions:", TRAIT)), encoding="utf-8"
    )
    for year, good in ((2022, 8), (2023, 9)):
        rows = satisfied(Sở_Nội_vụ=(good, 10))
        rows = [[*rows[0], "Giới tính"], *([f"{year}{row[0]}", *row[1:], "Nam"] for row in rows[1:])]
        rows = [rows[0], *([row[0], row[1], f"{year}-10-01", *row[3:]] for row in rows[1:])]
        csv_file(tmp_path / f"{year}.csv", rows)
        result = sipas("score", f"{year}.csv", "--year", str(year))
        assert result.status == 0, result.err
    shown = sipas("explain", "Sở Nội vụ", "--with", "2022").out
    assert "Vì sao thay đổi +10,000 so với năm 2022" in shown
    assert "theo Giới tính: 0,000 do người trả lời khác đi, +10,000 do họ trả lời khác đi" in shown
    data = json.loads(sipas("explain", "Sở Nội vụ", "--with", "2022", "--format", "json").out)["change"]
    assert {part: own["value"] for part, own in data["answers"].items()} == {"a": 5.0, "b": 5.0}
    assert data["change"]["value"] == 10.0
    # errors sqrt(0.9 · 0.1 / 9) = 0.1 and sqrt(0.8 · 0.2 / 9) = 0.1333: together 0.1667, times 1.96 is
    # 32.67 points
    assert data["margin"] == pytest.approx(100 * 1.959964 / 6, rel=1e-6)
    assert "còn trong sai số chọn mẫu của hai năm (±32,666" in shown


def test_what_stands_in_the_way_of_a_comparison_is_said(tmp_path: Path, sipas: Sipas) -> None:
    world(tmp_path)
    csv_file(tmp_path / "phieu.csv", satisfied(Sở_Nội_vụ=(8, 10), Sở_Y_tế=(9, 10)))
    sipas("score", "phieu.csv")
    published = [["Đơn vị", "Chỉ số hài lòng", "Hạng"], ["Sở Nội vụ", "90.5", 1]]
    csv_file(tmp_path / "cong-bo.csv", published)
    sipas("import-results", "cong-bo.csv", "--year", "2021")
    assert "chỉ có bảng đã công bố" in sipas("explain", "Sở Nội vụ", "--with", "2021").err
    assert "không có trong kết quả năm 2021" in sipas("explain", "Sở Y tế", "--with", "2021").err
    assert sipas("explain", "Sở Nội vụ", "--with", "2024").status == 2


# --- laws --------------------------------------------------------------------------------------------

CELLS = st.dictionaries(st.sampled_from("xyz"), st.tuples(st.integers(0, 5), st.integers(1, 5)), min_size=1)
YEAR = st.dictionaries(st.sampled_from(["S1", "S2", "S3"]), st.tuples(CELLS, st.integers(1, 50)), min_size=1)


@given(YEAR, YEAR)
def test_the_effects_add_up_to_the_change_and_who_and_how_to_that_of_the_answers(
    now: dict[str, tuple[dict[str, tuple[int, int]], int]],
    before: dict[str, tuple[dict[str, tuple[int, int]], int]],
) -> None:
    years = []
    for year in (now, before):
        cells = {
            name: {value: (Fraction(min(own)), Fraction(own[1])) for value, own in of.items()}
            for name, (of, _) in year.items()
        }
        items = []
        for name, (_, weight) in year.items():
            reached = sum((own[0] for own in cells[name].values()), Fraction(0))
            full = sum((own[1] for own in cells[name].values()), Fraction(0))
            items.append(Item(name, "", name, reached, full, Fraction(weight), {}))
        years.append((Contributions((), tuple(items)), cells))
    (made_now, cells_now), (made_before, cells_before) = years
    change = effects(made_now, made_before)
    gained = [sum((own.gained for own in made.items), Fraction(0)) for made in (made_now, made_before)]
    assert change.total == gained[0] - gained[1]
    split = composition(made_now, made_before, cells_now, cells_before)
    assert split.who + split.how == sum(change.answers.values(), Fraction(0))
