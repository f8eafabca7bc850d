"""Limits that decide: each at one below, at and above, and lists in another order than the usual one."""

from fractions import Fraction
from itertools import permutations
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ROOT, Sipas, ballot, ballots, write_book
from hypothesis import given
from hypothesis import strategies as st

from sipas_cli.documents.suppression import are_few, suppressed, too_few
from sipas_cli.rules.judging import check_intervals
from sipas_cli.rules.library import read_set
from sipas_cli.runs.judge import excessive_points

RULES = read_set(ROOT / "criteria" / "quang-ninh-2023.yaml").criteria.rules
EDGES = [
    ("100", "Nhóm 1"),
    ("90.01", "Nhóm 1"),
    ("90", "Nhóm 2"),
    ("89.99", "Nhóm 2"),
    ("80", "Nhóm 2"),
    ("79.99", "Nhóm 3"),
    ("65", "Nhóm 3"),
    ("64.99", "Nhóm 4"),
    ("50", "Nhóm 4"),
    ("49.99", "Nhóm 5"),
    ("0", "Nhóm 5"),
]


@pytest.mark.parametrize(("score", "band"), EDGES)
def test_a_band_does_not_depend_on_the_order_of_bands(score: str, band: str) -> None:
    for bands in permutations(RULES.bands):
        check_intervals(bands)
        rules = RULES.model_copy(update={"bands": bands})
        assert rules.band_of(Fraction(score), "so") == band


@given(st.permutations(RULES.bands), st.fractions(0, 100, max_denominator=1000))
def test_each_score_has_one_band_in_any_order(bands: list[object], score: Fraction) -> None:
    assert [band.name for band in bands if band.holds(score)] == [RULES.band_of(score, "so")]


@pytest.mark.parametrize(("count", "few"), [(0, False), (1, True), (9, True), (10, False), (11, False)])
def test_a_unit_of_exactly_the_minimum_is_not_hidden(count: int, few: bool) -> None:
    assert are_few(count, 10) == few
    assert suppressed([count, 400, 500], 10) == ({0, 1} if few else frozenset())


@pytest.mark.parametrize(
    ("ballots", "hidden"),
    [
        ([4, 5, 50], {0, 1, 2}),  # together 9: one below the minimum
        ([5, 5, 50], {0, 1}),  # together 10: the minimum
        ([5, 6, 50], {0, 1}),
        ([50, 3, 40, 30], {1, 3}),  # the next smallest, wherever it stands
        ([10, 9], {0, 1}),  # a cell of exactly the minimum is the next smallest
    ],
)
def test_cells_are_hidden_until_they_hold_the_minimum(ballots: list[int], hidden: set[int]) -> None:
    assert suppressed(ballots, 10) == hidden


@pytest.mark.parametrize(("others", "second"), [(990, True), (991, False), (992, False)])
def test_a_second_unit_is_hidden_below_a_thousand_ballots(others: int, second: bool) -> None:
    lines = [
        SimpleNamespace(unit=SimpleNamespace(id=name), ballots=count)
        for name, count in {"few": 9, "next": 90, "many": others - 90, "empty": 0}.items()
    ]
    standings = SimpleNamespace(groups=[SimpleNamespace(standings=lines)], overall_kind="pooled")
    run = SimpleNamespace(index="sipas", standings=standings)
    assert too_few(run, 10) == ({"few", "next"} if second else {"few"})
    run.standings.overall_kind = "mean_of_units"
    assert too_few(run, 10) == {"few"}
    run.index = "par"
    assert too_few(run, 10) == frozenset()


@pytest.mark.parametrize(("rejected", "status"), [(19, 0), (20, 0), (21, 3)])
def test_a_fifth_of_the_ballots_may_be_rejected_and_no_more(
    tmp_path: Path, sipas: Sipas, rejected: int, status: int
) -> None:
    nowhere = [ballot(900 + n, "Sở Không Có") for n in range(rejected)]
    (tmp_path / "units.yaml").write_text(
        "groups: [{id: so, name: Các sở}]\nunits:\n"
        "  - {id: noi-vu, name: Sở Nội vụ, group: so}\n  - {id: y-te, name: Sở Y tế, group: so}\n",
        encoding="utf-8",
    )
    write_book(tmp_path / "a.xlsx", [*ballots(100 - rejected), *nowhere])
    assert sipas("score", "a.xlsx").status == status


@pytest.mark.parametrize(("bad", "status"), [(99, 0), (100, 0), (101, 3)])
def test_a_fifth_of_the_answers_may_be_none_and_no_more(
    tmp_path: Path, sipas: Sipas, bad: int, status: int
) -> None:
    rows = ballots(20)  # 500 answers
    for place in range(bad):
        rows[place % 20][3 + place // 20] = (
            f"x{place}"  # each another text: one that comes often may be a label
        )
    write_book(tmp_path / "a.xlsx", rows)
    assert sipas("score", "a.xlsx", "--year", 2023).status == status


@pytest.mark.parametrize(("bad", "refused"), [(19, False), (20, False), (21, True)])
def test_a_fifth_of_the_points_may_be_none_and_no_more(bad: int, refused: bool) -> None:
    assert bool(excessive_points(SimpleNamespace(cells=100, bad=bad), 20)) == refused


@pytest.mark.parametrize("count", [2, 3, 4])
def test_the_minimum_of_ballots_is_enough_for_a_rank(tmp_path: Path, sipas: Sipas, count: int) -> None:
    text = (ROOT / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8").partition("\ncases:")[0]
    (tmp_path / "criteria").mkdir()
    own = text.replace("minimum_ballots: 0", "minimum_ballots: 3")
    (tmp_path / "criteria" / "quang-ninh-2023.yaml").write_text(own, encoding="utf-8")
    rows = [*ballots(20), *(ballot(900 + n, "Sở Khác", 5) for n in range(count))]
    write_book(tmp_path / "a.xlsx", rows)
    assert sipas("score", "a.xlsx", "--year", 2023).status == 0
    (header, *lines) = sipas("rank", "--format", "csv").out.splitlines()
    place = header.lstrip("\ufeff").split(",").index("rank")
    own_rank = next(line.split(",")[place] for line in lines if "Sở Khác" in line)
    assert bool(own_rank) == (count >= 3)
