"""Limits that decide: each at one below, at and above, and lists in another order than the usual one."""

import json
from fractions import Fraction
from itertools import permutations
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import CODES, ROOT, Sipas, ballot, ballots, write_book
from hypothesis import given
from hypothesis import strategies as st

from sipas_cli.documents.suppression import are_few, suppressed, too_few
from sipas_cli.model import Group, Score, Unit, UnitCounts
from sipas_cli.rules.judging import HeadClass, check_intervals
from sipas_cli.rules.library import read_set
from sipas_cli.rules.policies import Measure
from sipas_cli.runs.judge import excessive_points
from sipas_cli.score.rank import standings
from sipas_cli.score.sipas import score

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


# --- what has no rank, and what is one ballot ---------------------------------------------------


def test_the_head_of_a_unit_without_a_rank_is_not_among_the_first_but_has_the_class_of_its_band() -> None:
    first = HeadClass(name="Xuất sắc", first=2)
    by_band = HeadClass(name="Tốt", bands=("Nhóm 1",))
    rules = RULES.model_copy(update={"heads": (first, by_band), "minimum_ballots": 30})
    units = [
        Unit("a", "A", "so", not_ranked="Mới thành lập"),
        *(Unit(name, name.upper(), "so") for name in "bcdef"),
    ]
    scores = {"a": "99", "b": "95", "c": "94", "d": "94", "e": "92", "f": None}
    ballots = {"b": 29}  # one below the minimum: scored, in a band, without a rank
    found = {
        unit: Score(value and Fraction(value), {}, {}, ballots.get(unit, 30))
        for unit, value in scores.items()
    }
    (group,) = standings(found, None, rules, [Group("so", "Các sở")], units).groups
    assert [(line.unit.id, line.rank, line.head_class) for line in group.standings] == [
        ("c", 1, "Xuất sắc"),
        ("d", 1, "Xuất sắc"),
        ("e", 3, "Tốt"),  # the third place: 92 is above 90, so Nhóm 1
        ("a", None, "Tốt"),
        ("b", None, "Tốt"),
        ("f", None, ""),  # no score, no band
    ]


@pytest.mark.parametrize(("first", "rated"), [(1, "c"), (2, "cde"), (3, "cde"), (4, "cdef")])
def test_all_who_are_tied_at_the_edge_are_among_the_first(first: int, rated: str) -> None:
    rules = RULES.model_copy(update={"heads": (HeadClass(name="Xuất sắc", first=first),)})
    scores = {"c": 95, "d": 94, "e": 94, "f": 93}  # ranks 1, 2, 2, 4
    found = {unit: Score(Fraction(value), {}, {}, 30) for unit, value in scores.items()}
    units = [Unit(name, name.upper(), "so") for name in scores]
    (group,) = standings(found, None, rules, [Group("so", "Các sở")], units).groups
    assert [line.unit.id for line in group.standings if line.head_class] == [*rated]


def test_a_unit_without_ballots_adds_nothing_to_the_share_of_all_together() -> None:
    rules = RULES.model_copy(update={"measure": Measure.SATISFIED_THROUGHOUT})
    criteria = read_set(ROOT / "criteria" / "quang-ninh-2023.yaml").criteria.model_copy(
        update={"rules": rules}
    )
    units = [Unit("a", "A", "so"), Unit("b", "B", "so")]
    scores = score({"a": UnitCounts({}, 8, 6)}, criteria, units)  # 6 of 8 satisfied throughout
    assert (scores.units["a"].index, scores.units["b"].index) == (75, None)
    assert (scores.overall.index, scores.overall.ballots) == (75, 8)


FORMS = ["ID", "Start time", "Completion time", "Email", "Name", "Tên đơn vị", *CODES]


def of_form(number: int, time: str, answer: int = 4) -> list[object]:
    return [number, time, time, "", "", "Sở Y tế", *[answer] * len(CODES)]


@pytest.mark.parametrize(
    ("second", "read"),
    [
        ("00", 12),  # number 1 was given at the same second: the form, exported again
        ("01", 14),  # another form, whose numbers begin with 1 too
        ("59", 14),
    ],
)
def test_running_numbers_are_one_ballot_where_the_form_is_one(
    tmp_path: Path, sipas: Sipas, second: str, read: int
) -> None:
    """Microsoft Forms numbers ballots 1, 2, 3; of each the time is the same in every export of a form."""
    rows = [of_form(number, f"2023-11-{number:02} 08:00:00") for number in range(1, 13)]
    write_book(tmp_path / "a.xlsx", rows, FORMS)
    again = [of_form(number, f"2023-11-{number:02} 08:00:{second}") for number in (1, 2)]
    write_book(tmp_path / "b.xlsx", again, FORMS)
    found = json.loads(sipas("score", "a.xlsx", "b.xlsx", "--year", 2023, "--format", "json").out)
    assert found["overall"]["ballots"] == read
    assert found["findings"]["by_code"].get("ballot_duplicate", 0) == 14 - read


def test_a_running_number_that_stands_twice_in_a_sheet_is_one_ballot(tmp_path: Path, sipas: Sipas) -> None:
    rows = [of_form(1, "2023-11-15 08:00:00"), of_form(2, "2023-11-15 09:00:00")]
    rows += [
        of_form(2, "2023-11-15 11:00:00", 2),
        *(of_form(n, f"2023-11-15 12:00:{n}") for n in range(10, 20)),
    ]
    write_book(tmp_path / "a.xlsx", rows, FORMS)
    found = json.loads(sipas("score", "a.xlsx", "--year", 2023, "--format", "json").out)
    assert found["overall"]["ballots"] == 12  # 1, 2 and 10 to 19
    assert found["findings"]["by_code"]["ballot_duplicate"] == 1
