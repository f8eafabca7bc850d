"""What a report says beside the ranks: marks against the group, importance, small cells."""

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from sipas_cli.documents.analysis import Analysis, analyse
from sipas_cli.documents.traits import suppressed
from sipas_cli.runs import choice
from sipas_cli.runs.kept import read_kept
from sipas_cli.workspace.workspace import Workspace
from tests.conftest import CODES, ROOT, Sipas, write_book

SIPAS_33 = ROOT / "criteria" / "sipas-33.yaml"
HEADER = ["Mã phiếu", "Tên đơn vị", "Giới tính", *CODES]


def row(number: int, unit: str, sex: str, answers: list[int]) -> list[object]:
    return [f"P{number:04d}", unit, sex, *answers]


def analysis_of(folder: Path, sipas: Sipas, rows: list[list[object]], minimum: int = 10) -> Analysis:
    path = write_book(folder / "a.xlsx", rows, HEADER)
    assert sipas("score", path, "--criteria", "quang-ninh-2023", "--year", 2023).status == 0
    run, _ = choice.choose(Workspace(folder), 2023, None, "sipas")
    return analyse(run, read_kept(run), None, Workspace(folder).succession, minimum_cell=minimum)


def two_units(count: int) -> list[list[object]]:
    """A: all satisfied but one of each two with F1_1; B: all satisfied but one of each two with F5_5."""
    rows = []
    for n in range(count):
        low = [2 if n % 2 else 4, *[4] * 24]
        rows.append(row(2 * n, "Sở A", "Nam", low))
        rows.append(row(2 * n + 1, "Sở B", "Nữ", low[::-1]))
    return rows


def test_strengths_and_weaknesses_are_what_is_farthest_from_the_mean_of_the_group(
    tmp_path: Path, sipas: Sipas
) -> None:
    # F1_1: A 50, B 100, mean 75; F5_5 the other way round; all else 100
    found = analysis_of(tmp_path, sipas, two_units(10))
    first = next(own for own in found.profiles if own.line.unit.name == "Sở A")
    assert [(own.item.id, own.difference) for own in first.strengths] == [("F5_5", 25)]
    assert [(own.item.id, own.difference) for own in first.weaknesses] == [("F1_1", -25)]
    # the factor: (50 + 4 x 100) / 5 = 90, of B 100, mean 95
    marks = {mark.item.id: (mark.score, mark.group_mean, mark.difference) for mark in first.parts}
    assert marks["tiep-can"] == (90, 95, -5)
    assert marks["gop-y"] == (100, 95, 5)
    assert marks["thu-tuc"] == (100, 100, 0)


def test_at_most_three_are_named_and_the_farthest_first(tmp_path: Path, sipas: Sipas) -> None:
    # A is below B on five questions: by 10 ballots of 10, 8, 6, 4, 2, so 50, 40, 30, 20, 10 below the mean
    rows = []
    for n in range(10):
        answers = [2 if n < wrong else 4 for wrong in (2, 4, 6, 8, 10)] + [4] * 20
        rows += [row(n, "Sở A", "Nam", answers), row(n + 100, "Sở B", "Nam", [4] * 25)]
    found = analysis_of(tmp_path, sipas, rows)
    first = next(own for own in found.profiles if own.line.unit.name == "Sở A")
    assert [(own.item.id, own.difference) for own in first.weaknesses] == [
        ("F1_5", -50),
        ("F1_4", -40),
        ("F1_3", -30),
    ]
    assert first.strengths == ()


def test_the_criteria_of_a_unit_with_few_ballots_are_not_shown(tmp_path: Path, sipas: Sipas) -> None:
    found = analysis_of(tmp_path, sipas, two_units(9))
    assert [own.criteria for own in found.profiles] == [(), ()]
    marks = [mark for own in found.profiles for mark in own.parts]
    assert {(mark.score, mark.group_mean) for mark in marks} == {(None, None)}
    assert [own.line.score for own in found.profiles] == [
        Fraction("98.22")
    ] * 2  # chỉ số đã quyết định thì vẫn công bố


def test_no_published_mean_gives_away_a_unit_with_few_ballots(tmp_path: Path, sipas: Sipas) -> None:
    """A: 20 ballots, F1_1 at 50; B: 30, F1_1 at 100; C: 8, F1_1 at 25. With C the mean of the group were
    (50 + 100 + 25) / 3 = 58,33, and whoever subtracts has 25."""
    rows = [row(n, "Sở A", "Nam", [2 if n % 2 else 4, *[4] * 24]) for n in range(20)]
    rows += [row(n + 100, "Sở B", "Nam", [4] * 25) for n in range(30)]
    rows += [row(n + 200, "Sở C", "Nam", [4 if n < 2 else 2, *[4] * 24]) for n in range(8)]
    found = analysis_of(tmp_path, sipas, rows)
    units = {own.line.unit.name: own for own in found.profiles}
    means = {mark.item.id: mark.group_mean for mark in units["Sở A"].criteria}
    assert means["F1_1"] == 75  # (50 + 100) / 2
    factors = {mark.item.id: (mark.score, mark.group_mean) for mark in units["Sở C"].parts}
    assert factors["tiep-can"] == (None, 95)  # (90 + 100) / 2
    first = next(item for item in found.items if item.id == "F1_1")
    assert first.score == 75  # bình quân các đơn vị, không có Sở C
    assert first.answers == {"2": 10, "4": 40}  # 20 + 30 phiếu, không có 8 phiếu của Sở C
    assert units["Sở C"].line.score is not None


def test_of_pooled_ballots_too_the_figure_of_all_is_without_a_unit_with_few(
    tmp_path: Path, sipas: Sipas
) -> None:
    """C has 4 of 8 satisfied with the first question; of the 50 ballots of A and B 40 are."""
    codes = [question["code"] for question in yaml.safe_load(SIPAS_33.read_text())["plan"]["questions"]]
    header = ["Mã phiếu", "Tên đơn vị", *codes]
    answers = {"Sở A": (20, 10), "Sở B": (30, 30), "Sở C": (8, 4)}
    rows = [
        [f"{unit}{n}", unit, 4 if n < satisfied else 2, *[4] * (len(codes) - 1)]
        for unit, (ballots, satisfied) in answers.items()
        for n in range(ballots)
    ]
    path = write_book(tmp_path / "a.xlsx", rows, header)
    assert sipas("score", path, "--criteria", "sipas-33", "--year", 2023).status == 0
    run, _ = choice.choose(Workspace(tmp_path), 2023, None, "sipas")
    found = analyse(run, read_kept(run), None, Workspace(tmp_path).succession, minimum_cell=10)
    assert found.items[0].score == 80


def test_a_cell_below_the_minimum_is_hidden_with_the_next_smallest() -> None:
    # 3 alone could be found from the total, so 50 goes with it; 0 tells of nobody
    assert suppressed([400, 3, 50, 0], 10) == {1, 2}
    # 6 and 7 together are 13, which is no longer small
    assert suppressed([400, 6, 7, 50], 10) == {1, 2}
    # 2 and 3 are 5: still a handful, so 50 is hidden as well
    assert suppressed([400, 2, 3, 50], 10) == {1, 2, 3}
    assert suppressed([400, 50], 10) == frozenset()
    assert suppressed([5], 10) == {0}


def test_the_index_of_a_trait_is_that_of_its_ballots_together(tmp_path: Path, sipas: Sipas) -> None:
    # men judge A: factor 1 (50 + 400) / 5 = 90, others 100: 98; women judge B: the same with factor 5
    found = analysis_of(tmp_path, sipas, two_units(10))
    (sex, *_) = found.traits
    assert [(own.value, own.ballots, own.score) for own in sex.cells] == [("Nam", 10, 98), ("Nữ", 10, 98)]


def test_small_cells_of_a_trait_have_neither_count_nor_score(tmp_path: Path, sipas: Sipas) -> None:
    rows = [row(n, "Sở A", "Nam" if n < 30 else "Nữ", [4] * 25) for n in range(33)]
    rows += [row(n, "Sở A", "khác", [4] * 25) for n in range(33, 53)]
    found = analysis_of(tmp_path, sipas, rows)
    # 30 men, 3 women, 20 unknown: the women are hidden, and the 20 with them
    assert [(own.value, own.ballots, own.score) for own in found.traits[0].cells] == [
        ("Nam", 30, 100),
        ("Nữ", None, None),
        ("?", None, None),
    ]


def test_importance_is_the_correlation_with_the_other_criteria(tmp_path: Path, sipas: Sipas) -> None:
    # Ten units, ten ballots each. In unit k (1 to 10) the first k ballots are satisfied with everything but
    # F5_5; with F5_5 the first 11 - k. So every criterion has 10 k %, F5_5 has 110 - 10 k %.
    # F5_5 against the sum of the others: falls by 10 where they rise by 240: exactly -1.
    # F1_1 against the others, 23 x 10 k + 110 - 10 k = 220 k + 110: exactly +1.
    rows = []
    for k in range(1, 11):
        for n in range(10):
            answers = [4 if n < k else 2] * 24 + [4 if n < 11 - k else 2]
            rows.append(row(100 * k + n, f"Sở số {k}", "Nam", answers))
    items = {item.id: item for item in analysis_of(tmp_path, sipas, rows).items}
    assert items["F1_1"].importance == pytest.approx(1)
    assert items["F5_5"].importance == pytest.approx(-1)
    # 1 + ... + 10 = 55 of 100 ballots
    assert items["F1_1"].score == Fraction(55)
    assert items["F1_1"].answers == {"2": 45, "4": 55}


def test_fewer_than_ten_units_or_equal_ones_have_no_importance(tmp_path: Path, sipas: Sipas) -> None:
    nine = [row(n, f"Sở số {n % 9}", "Nam", [4 if n % 5 else 2] * 25) for n in range(90)]
    assert {own.importance for own in analysis_of(tmp_path, sipas, nine).items} == {None}


def test_units_that_are_all_equal_on_a_criterion_leave_it_without_importance(
    tmp_path: Path, sipas: Sipas
) -> None:
    rows = []
    for k in range(1, 11):
        for n in range(10):
            rows.append(row(100 * k + n, f"Sở số {k}", "Nam", [4, *[4 if n < k else 2] * 24]))
    items = {item.id: item for item in analysis_of(tmp_path, sipas, rows).items}
    assert items["F1_1"].importance is None
    assert items["F1_2"].importance == pytest.approx(1)
