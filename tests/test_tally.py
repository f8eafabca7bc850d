"""Laws of the tally: any split of the rows and any order of adding count the same."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest
from conftest import key_of
from hypothesis import given, settings
from hypothesis import strategies as st

from sipas_cli.errors import DataError
from sipas_cli.model import OUTCOMES, Ballots, Column, Drawn, UnitCounts
from sipas_cli.rules.library import read_set
from sipas_cli.tally import Tally, add, by_unit, tally, tally_of
from sipas_cli.tally.packing import NoPairsError, pack, unpack
from sipas_cli.tally.pairs import Block, Key, Pairs, added_bits, block_of, ones

PLAN = read_set(Path(__file__).parent / "criteria" / "policies.yaml").criteria.plan
QUESTIONS = ("A1", "A2", "B1", "B2")
KINDS = ("1", "2", "3", "4", "5", "not_applicable", "refused", "blank", "off_scale")
UNITS = ("so-y-te", "huyen-ba-che", "so-noi-vu")
SEX, CHANNEL = ("Nam", "Nữ", "?"), ("Phiếu giấy", "Hòm thư", "Trực tuyến", "?")
TABLES = ("answers", "moments", "intake")


class Row(NamedTuple):
    """A ballot in words; a rejected one may have no unit."""

    unit: str
    sex: str
    channel: str
    answers: tuple[str, ...]
    outcome: str = "valid"


def ballots(rows: Sequence[Row], source: str = "tep-1", units: tuple[str, ...] = UNITS) -> Ballots:
    """The rows as numbers, the way that validation hands them on."""
    return Ballots(
        file=f"{source}.xlsx",
        sheet="Phiếu",
        source=source,
        rows=np.arange(2, len(rows) + 2, dtype=np.int32),
        units=units,
        unit=np.array([units.index(r.unit) if r.unit else -1 for r in rows], dtype=np.int32),
        answers=np.array([[KINDS.index(kind) for kind in r.answers] for r in rows], dtype=np.uint8).reshape(
            -1, 4
        ),
        breakdowns={
            "gioi-tinh": np.array([SEX.index(r.sex) for r in rows], dtype=np.uint8),
            "kenh": np.array([CHANNEL.index(r.channel) for r in rows], dtype=np.uint8),
        },
        outcome=np.array([OUTCOMES.index(r.outcome) for r in rows], dtype=np.uint8),
    )


def a_row(outcomes: Sequence[str], units: Sequence[str]) -> st.SearchStrategy[Row]:
    return st.builds(
        Row,
        st.sampled_from(units),
        st.sampled_from(SEX),
        st.sampled_from(CHANNEL),
        st.tuples(*[st.sampled_from(KINDS)] * 4),
        st.sampled_from(outcomes),
    )


ROWS = st.lists(a_row(["valid"], UNITS) | a_row(OUTCOMES[1:], ["", *UNITS]), max_size=25)


def packed(counted: Tally) -> bytes:
    assert counted.pairs is not None
    return pack(counted.pairs)


def as_csv(counted: Tally) -> dict[str, str]:
    return {name: getattr(counted, name).to_csv(index=False) for name in TABLES}


def assert_equal(one: Tally, other: Tally) -> None:
    assert as_csv(one) == as_csv(other)
    assert packed(one) == packed(other)
    for name in TABLES:
        pd.testing.assert_frame_equal(
            getattr(one, name).reset_index(drop=True), getattr(other, name).reset_index(drop=True)
        )


def assert_holds_together(counted: Tally, rows: Sequence[Row]) -> None:
    """Every row has one outcome, and every breakdown of a question adds up to the whole."""
    intake = {(u, o): n for u, o, n in counted.intake.itertuples(index=False)}
    assert intake == Counter((row.unit, row.outcome) for row in rows)
    assert counted.read == len(rows)
    assert counted.valid == sum(row.outcome == "valid" for row in rows)
    assert counted.rejected == counted.read - counted.valid
    sums: dict[str, Counter[tuple[str, str, str]]] = {
        "all": Counter(),
        "gioi-tinh": Counter(),
        "kenh": Counter(),
    }
    for unit, breakdown, question, answer, number in counted.answers.itertuples(index=False):
        sums[breakdown.partition("=")[0]][unit, question, answer] += number
    assert sums["all"] == sums["gioi-tinh"] == sums["kenh"]
    valid = Counter(row.unit for row in rows if row.outcome == "valid")
    per_question: Counter[tuple[str, str]] = Counter()
    for (unit, question, _), number in sums["all"].items():
        per_question[unit, question] += number
    assert per_question == {(unit, question): n for unit, n in valid.items() for question in QUESTIONS}
    assert dict(counted.moments.groupby("unit")["ballots"].sum()) == valid


# --- laws ----------------------------------------------------------------------------------------


@given(ROWS, st.data())
@settings(max_examples=40)
def test_any_split_and_any_order_of_adding_give_the_same_tables(rows: list[Row], data: st.DataObject) -> None:
    parts = data.draw(st.lists(st.integers(0, 3), min_size=len(rows), max_size=len(rows)))
    order = data.draw(st.permutations(range(4)))
    # each part has its own source and its own order of units; some parts are empty
    tallies = [
        tally(
            ballots(
                [row for row, own in zip(rows, parts, strict=True) if own == part],
                source=f"tep-{part}",
                units=UNITS[part % 3 :] + UNITS[: part % 3],
            ),
            PLAN,
        )
        for part in range(4)
    ]
    whole = tally(ballots(rows), PLAN)
    first, second, third, fourth = (tallies[number] for number in order)
    assert_equal(whole, add([first, second, third, fourth]))
    assert_equal(whole, (first + second) + (third + fourth))
    assert_equal(whole, first + (second + (third + fourth)))
    assert (first + second).sources == {f"tep-{order[0]}", f"tep-{order[1]}"}


@given(st.lists(ROWS, min_size=1, max_size=5))
@settings(max_examples=40)
def test_tables_counted_together_are_as_those_counted_one_by_one(tables: list[list[Row]]) -> None:
    sheets = [ballots(rows, source=f"tep-{number}") for number, rows in enumerate(tables)]
    together = tally_of(sheets, PLAN)
    assert_equal(together, add([tally(sheet, PLAN) for sheet in sheets]))
    assert together.sources == {sheet.source for sheet in sheets}


def test_two_tables_of_one_source_are_not_counted_together() -> None:
    with pytest.raises(DataError):
        tally_of([ballots([]), ballots([])], PLAN)


@given(ROWS, ROWS)
@settings(max_examples=40)
def test_what_holds_in_two_tallies_holds_in_their_sum(rows: list[Row], more: list[Row]) -> None:
    one, other = tally(ballots(rows), PLAN), tally(ballots(more, source="tep-2"), PLAN)
    assert_holds_together(one, rows)
    assert_holds_together(other, more)
    assert_holds_together(one + other, rows + more)


@given(ROWS)
@settings(max_examples=40)
def test_counts_are_those_of_a_plain_loop(rows: list[Row]) -> None:
    counts: Counter[tuple[str, str, str, str]] = Counter()
    moments: dict[tuple[str, int], list[int]] = {}
    for row in rows:
        if row.outcome != "valid":
            continue
        for question, answer in zip(QUESTIONS, row.answers, strict=True):
            for breakdown in ("all", f"gioi-tinh={row.sex}", f"kenh={row.channel}"):
                counts[row.unit, breakdown, question, answer] += 1
        codes = [int(answer) for answer in row.answers if answer.isdecimal()]
        satisfied = len([code for code in codes if code >= 4])
        own = [1, int(satisfied == len(codes)), sum(codes), sum(codes) ** 2, satisfied, satisfied**2]
        sums = moments.setdefault((row.unit, len(codes)), [0] * 6)
        moments[row.unit, len(codes)] = [a + b for a, b in zip(sums, own, strict=True)]
    counted = tally(ballots(rows), PLAN)
    assert {tuple(line[:4]): line[4] for line in counted.answers.itertuples(index=False, name=None)} == counts
    found = {tuple(line[:2]): list(line[2:]) for line in counted.moments.itertuples(index=False, name=None)}
    assert found == moments


@given(ROWS)
@settings(max_examples=40)
def test_pairs_are_those_of_a_plain_loop(rows: list[Row]) -> None:
    together: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        if row.outcome == "valid":
            held = [f"{q} {kind}" for q, kind in zip(QUESTIONS, row.answers, strict=True) if kind != "5"]
            together.update((row.unit, one, other) for one in held for other in held)
    counted = tally(ballots(rows), PLAN)
    assert counted.pairs is not None
    assert pairs_of(counted.pairs) == together
    assert pairs_of(unpack(packed(counted))) == together
    assert pack(unpack(packed(counted))) == packed(counted)


def pairs_of(pairs: Pairs) -> dict[tuple[str, str, str], int]:
    """(unit, "question kind", "question kind") -> ballots, of those that there are."""
    names = [f"{question} {kind}" for question in pairs.questions for kind in pairs.kinds]
    found = {}
    for key, block in pairs.blocks.items():
        for first, row in zip(block.cells, block.counts.tolist(), strict=True):
            for second, ballots_of_both in zip(block.cells, row, strict=True):
                if ballots_of_both:
                    found[key.unit, names[first], names[second]] = ballots_of_both
    return found


# --- by hand -------------------------------------------------------------------------------------

HANDFUL = [
    Row("so-noi-vu", "Nam", "Phiếu giấy", ("4", "5", "4", "5")),
    Row("so-noi-vu", "Nữ", "Phiếu giấy", ("2", "5", "blank", "5")),
    Row("so-noi-vu", "?", "Trực tuyến", ("5", "not_applicable", "refused", "4")),
    Row("so-y-te", "Nữ", "?", ("3", "3", "3", "off_scale")),
    Row("so-y-te", "Nữ", "?", ("1", "1", "1", "1"), "not_approved"),
    Row("", "Nam", "Hòm thư", ("5", "5", "5", "5"), "no_unit"),
]


def test_a_handful_of_ballots_is_counted_as_by_hand() -> None:
    counted = tally(ballots(HANDFUL), PLAN)
    assert by_unit(counted) == {
        "so-noi-vu": UnitCounts(
            answers={
                "A1": {"2": 1, "4": 1, "5": 1},
                "A2": {"5": 2, "not_applicable": 1},
                "B1": {"4": 1, "blank": 1, "refused": 1},
                "B2": {"4": 1, "5": 2},
            },
            ballots=3,
            throughout=2,  # the first and the third: every answer that they gave is 4 or 5
        ),
        "so-y-te": UnitCounts(
            answers={"A1": {"3": 1}, "A2": {"3": 1}, "B1": {"3": 1}, "B2": {"off_scale": 1}},
            ballots=1,
            throughout=0,
        ),
    }
    assert counted.outcomes == {"valid": 4, "not_approved": 1, "no_unit": 1}
    assert (counted.read, counted.valid, counted.rejected) == (6, 4, 2)
    assert counted.intake.values.tolist() == [
        ["", "no_unit", 1],
        ["so-noi-vu", "valid", 3],
        ["so-y-te", "not_approved", 1],
        ["so-y-te", "valid", 1],
    ]
    women = counted.answers[counted.answers["breakdown"] == "gioi-tinh=Nữ"]
    assert women.drop(columns="breakdown").values.tolist() == [
        ["so-noi-vu", "A1", "2", 1],
        ["so-noi-vu", "A2", "5", 1],
        ["so-noi-vu", "B1", "blank", 1],
        ["so-noi-vu", "B2", "5", 1],
        ["so-y-te", "A1", "3", 1],
        ["so-y-te", "A2", "3", 1],
        ["so-y-te", "B1", "3", 1],
        ["so-y-te", "B2", "off_scale", 1],
    ]


def test_the_moments_of_a_handful_of_ballots_are_those_by_hand() -> None:
    # sums of codes: 4+5+4+5 = 18, 2+5+5 = 12, 5+4 = 9; of Sở Y tế 3+3+3 = 9
    # squares: 324, 144, 81, 81; satisfied answers: 4, 2, 2, 0; squares: 16, 4, 4, 0
    moments = tally(ballots(HANDFUL), PLAN).moments
    assert moments.columns.tolist() == [
        "unit",
        "answered",
        "ballots",
        "throughout",
        "answer_sum",
        "answer_sum_squares",
        "satisfied_sum",
        "satisfied_sum_squares",
    ]
    assert moments.values.tolist() == [
        ["so-noi-vu", 2, 1, 1, 9, 81, 2, 4],
        ["so-noi-vu", 3, 1, 0, 12, 144, 2, 4],
        ["so-noi-vu", 4, 1, 1, 18, 324, 4, 16],
        ["so-y-te", 3, 1, 0, 9, 81, 0, 0],
    ]


def test_moments_of_ballots_with_as_many_answers_add_up() -> None:
    # squares are taken ballot by ballot: 8² + 12² = 64 + 144 = 208, not (8 + 12)²
    rows = [Row("so-y-te", "Nam", "?", ("2",) * 4), Row("so-y-te", "Nam", "?", ("3",) * 4)]
    assert tally(ballots(rows), PLAN).moments.values.tolist() == [["so-y-te", 4, 2, 0, 20, 208, 0, 0]]
    one, other = tally(ballots(rows[:1]), PLAN), tally(ballots(rows[1:], source="tep-2"), PLAN)
    assert (one + other).moments.values.tolist() == [["so-y-te", 4, 2, 0, 20, 208, 0, 0]]


def test_a_unit_without_a_valid_ballot_has_no_counts() -> None:
    counted = tally(ballots(HANDFUL[4:]), PLAN)
    assert by_unit(counted) == {}
    assert (counted.read, counted.valid) == (2, 0)
    assert "huyen-ba-che" not in by_unit(tally(ballots(HANDFUL), PLAN))


def test_a_file_without_a_ballot_adds_nothing() -> None:
    empty = tally(ballots([], source="tep-2"), PLAN)
    assert (empty.read, empty.valid, by_unit(empty)) == (0, 0, {})
    counted = tally(ballots(HANDFUL), PLAN)
    assert_equal(counted + empty, counted)
    assert_equal(empty + counted, counted)


# --- what does not add ---------------------------------------------------------------------------


def test_the_same_source_is_not_added_twice() -> None:
    counted, other = tally(ballots(HANDFUL), PLAN), tally(ballots(HANDFUL, source="tep-2"), PLAN)
    for one, again in ((counted, counted), (counted + other, other), (other, counted + other)):
        with pytest.raises(DataError) as refused:
            one + again
        assert key_of(refused.value) == "tally_source_twice"


def test_tallies_of_two_plans_do_not_add() -> None:
    scale = PLAN.scale.model_copy(update={"satisfied_from": 5})
    counted = tally(ballots(HANDFUL), PLAN)
    other = tally(ballots(HANDFUL, source="tep-2"), PLAN.model_copy(update={"scale": scale}))
    with pytest.raises(DataError) as refused:
        counted + other
    assert key_of(refused.value) == "tally_other_plan"


def test_a_tally_bears_the_digests_of_its_plan_and_sources() -> None:
    counted = tally(ballots(HANDFUL), PLAN)
    assert counted.plan == PLAN.digest
    assert counted.sources == {"tep-1"}


# --- pairs as bytes ------------------------------------------------------------------------------

TWO = Pairs(("A", "B"), ("1", "2"), {})


def test_the_bytes_of_pairs_are_those_that_the_layout_says() -> None:
    # 5 ballots (3 bits): A1 in 3 of them, B2 in 4, both in 2; cells A1 A2 B1 B2: 1001 -> bitmap 1001 0000
    # singles 011 100, the pair in as many bits as 3 needs: 10; together 0111 0010
    block = Block(5, 1, np.array([0, 3]), np.array([[3, 2], [2, 4]]))
    content = pack(Pairs(TWO.questions, TWO.kinds, {Key("so-y-te"): block}))
    head, _, rest = content.partition(b"\n")
    assert head == (
        b'{"format":"sipas pairs 1","questions":["A","B"],"kinds":["1","2"],'
        b'"blocks":[["so-y-te","","","",5,1]]}'
    )
    assert rest == bytes([0b10010000, 0b01110010])


def test_a_block_of_a_cluster_has_singles_alone() -> None:
    block = Block(5, 1, np.array([0, 3]), np.array([3, 4]))
    content = pack(Pairs(TWO.questions, TWO.kinds, {Key("so-y-te", "", "", "cum-1"): block}))
    assert content.partition(b"\n")[2] == bytes([0b10010000, 0b01110000])
    (read,) = unpack(content).blocks.values()
    assert (read.ballots, read.throughout, read.singles.tolist()) == (5, 1, [3, 4])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"format":"sipas pairs 1"', b'"format":"sipas pairs 9"'),
        (b'"",5,1]', b'"",99999999999999999,1]'),  # bits that are not there
        (b'"",5,1]', b'"",5,6]'),  # more satisfied ballots than ballots
        (b'"",5,1]', b'"",5,1],["x","","","",7,0]'),  # a second block
        (b"\x72", b"\x72\x00"),  # a byte too many
        (b"\x72", b""),  # one too few
        (b"\x72", b"\x12"),  # a cell that occurs and is in no ballot
        (b"\x72", b"\xf2"),  # in 7 of 5 ballots
    ],
)
def test_bytes_that_are_no_pairs_are_refused_before_memory_is_taken(before: bytes, after: bytes) -> None:
    block = Block(5, 1, np.array([0, 3]), np.array([[3, 2], [2, 4]]))
    content = pack(Pairs(TWO.questions, TWO.kinds, {Key("so-y-te"): block}))
    begin, found, end = content.rpartition(before)
    assert found
    with pytest.raises(NoPairsError):
        unpack(begin + after + end)


def test_a_tally_without_pairs_takes_them_from_the_sum() -> None:
    counted, more = tally(ballots(HANDFUL), PLAN), tally(ballots([], source="tep-2"), PLAN)
    older = Tally(more.plan, more.sources, more.tables)
    assert (counted + older).pairs is None
    assert (counted + more).pairs is not None


def test_the_ones_of_a_word_are_counted_as_numpy_does() -> None:
    words = np.array([0, 1, 2**64 - 1, 0x8000000000000001, 0x0123456789ABCDEF], dtype=np.uint64)
    # 0123456789ABCDEF: mỗi chữ số thập lục phân có 0, 1, 1, 2, ... 4 bit; cộng lại 32
    assert added_bits(words).tolist() == [0, 1, 64, 2, 32]
    assert ones(words).tolist() == [0, 1, 64, 2, 32]


@pytest.mark.parametrize("ballots_of_unit", [3, 64, 65, 40_000])
def test_pairs_of_few_and_of_many_ballots_are_counted_alike(ballots_of_unit: int) -> None:
    answers = np.random.default_rng(7).integers(0, 4, (ballots_of_unit, 3)).astype(np.uint8)
    block = block_of(answers, [0, 1, 3])
    for row, cell in enumerate(block.cells.tolist()):
        for column, other in enumerate(block.cells.tolist()):
            (question, kind), (second, second_kind) = divmod(cell, 3), divmod(other, 3)
            both = (answers[:, question] == [0, 1, 3][kind]) & (answers[:, second] == [0, 1, 3][second_kind])
            assert block.counts[row, column] == both.sum()


def test_two_sheets_with_the_same_strata_add() -> None:
    rows = [Row("so-y-te", "Nam", "Phiếu giấy", ("1", "2", "3", "4"))] * 2
    strata = Drawn(strata=Column(("xa", "phuong"), np.array([0, 1])))
    sheets = [replace(ballots(rows, source), drawn=strata) for source in ("tep-1", "tep-2")]
    counted = tally_of(sheets, PLAN)
    assert counted.pairs is not None
    # mỗi tệp có một phiếu của xã và một phiếu của phường
    assert {key.stratum: block.ballots for key, block in counted.pairs.blocks.items()} == {
        "phuong": 2,
        "xa": 2,
    }
