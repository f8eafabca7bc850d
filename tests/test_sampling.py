"""Sizes, allocation and draw, on integers and keys alone."""

import hashlib
import subprocess
import sys
from fractions import Fraction
from itertools import pairwise

import pytest
from conftest import key_of
from hypothesis import given
from hypothesis import strategies as st

from sipas_cli.errors import RulesError
from sipas_cli.samples.sampling import (
    Formula,
    Stratum,
    Z,
    allocate,
    cochran,
    draw,
    list_digest,
    lot,
    of_units,
    with_sizes,
    yamane,
)

FIVE = Fraction(5, 100)
HALF = Fraction(1, 2)


def strata(*transactions: int) -> list[Stratum]:
    return [Stratum(f"Xã {number}", "", own) for number, own in enumerate(transactions)]


def samples(found: list[Stratum]) -> list[int]:
    return [own.sample for own in found]


@pytest.mark.parametrize(
    ("transactions", "size"),
    [
        (0, 0),
        (1, 1),  # 1 / 1.0025 = 0.9975
        (30, 28),  # 30 / 1.075 = 27.907
        (400, 200),  # 400 / 2 = 200 exactly: a float that is a hair above would give 201
        (1200, 300),  # 1200 / 4 = 300 exactly
        (1201, 301),  # 1201 / 4.0025 = 300.062
        (3600, 360),  # 3600 / 10 = 360 exactly
        (10**9, 400),  # 399.99984: the limit is 1 / e² = 400
    ],
)
def test_the_size_of_yamane_is_rounded_up_exactly(transactions: int, size: int) -> None:
    assert yamane(transactions, error=FIVE) == size


@pytest.mark.parametrize(
    ("transactions", "confidence", "error_pct", "size"),
    [
        (0, 95, 5, 0),
        (1, 95, 5, 1),
        (1000, 95, 5, 278),  # n0 = 3.8416 x 0.25 / 0.0025 = 384.16; 384160 / 1383.16 = 277.74
        (10**9, 95, 5, 385),  # 384.16 less a trifle
        (1000, 90, 5, 214),  # n0 = 2.706025 x 100 = 270.6025; 270602.5 / 1269.6025 = 213.14
        (1000, 99, 5, 400),  # n0 = 6.635776 x 100 = 663.5776; 663577.6 / 1662.5776 = 399.13
        (20000, 95, 3, 1014),  # n0 = 0.9604 / 0.0009 = 1067.1; 21342222.2 / 21066.1 = 1013.11
    ],
)
def test_the_size_of_cochran_has_the_finite_correction(
    transactions: int, confidence: int, error_pct: int, size: int
) -> None:
    formula = Formula("cochran", Fraction(error_pct), confidence)
    assert formula.size(transactions) == size


def test_a_quotient_that_is_whole_is_not_rounded_up_by_a_float() -> None:
    # 1 + 24000 x 0.000225 = 6.4 and 24000 / 6.4 = 3750; in floats it is a hair more, and 3751
    assert yamane(24_000, error=Fraction("0.015")) == 3750
    # n0 = 6.635776 x 0.25 / 0.0004 = 4147.36; 4147.36 x 10144 = 42070819.84 = 2944 x 14290.36
    assert cochran(10_144, error=Fraction("0.02"), z=Z[99], p=HALF) == 2944


@given(st.integers(0, 10**7), st.integers(1, 50), st.sampled_from(sorted(Z)), st.integers(1, 99))
def test_a_size_is_never_more_than_there_are_and_never_none_of_some(
    transactions: int, error_pct: int, confidence: int, p_pct: int
) -> None:
    for method in ("yamane", "cochran"):
        formula = Formula(method, Fraction(error_pct), confidence, Fraction(p_pct, 100))
        assert min(1, transactions) <= formula.size(transactions) <= transactions


def test_a_minimum_lifts_small_strata_up_to_all_they_have() -> None:
    # 20 / 1.05 = 19.05: 20; 3 / 1.0075 = 2.98: 3; 100 / 1.25 = 80
    assert samples(with_sizes(strata(20, 3, 100, 0), Formula(), by="service", minimum=90)) == [20, 3, 90, 0]


def test_services_are_added_up_or_get_a_part_of_the_size_of_their_unit() -> None:
    both = [Stratum("A", "x", 300), Stratum("A", "y", 100), Stratum("B", "x", 400)]
    # the units have 400 each, so 200 each; A: 200 x 300/400 = 150 and 50
    assert of_units(both) == [Stratum("A", "", 400), Stratum("B", "", 400)]
    assert samples(with_sizes(both, Formula(), by="unit")) == [200, 200]
    assert samples(with_sizes(both, Formula(), by="divided")) == [150, 50, 200]
    assert samples(with_sizes(both, Formula(), by="divided", minimum=60)) == [140, 60, 200]


def test_an_allocation_goes_to_the_largest_remainders() -> None:
    # 10 x 50/100 = 5; 10 x 33/100 = 3.3; 10 x 17/100 = 1.7: the one left over goes to 0.7
    assert samples(allocate(strata(50, 33, 17), 10)) == [5, 3, 2]
    # of equal remainders to the larger stratum: 3 x 2/4 = 1.5, 3 x 1/4 = 0.75 twice: 1 + (1 of .75) + (1)
    assert samples(allocate(strata(1, 2, 1), 3)) == [1, 1, 1]
    # 2 x 3/8 = 0.75, 2 x 5/8 = 1.25
    assert samples(allocate(strata(3, 5), 2)) == [1, 1]
    # 1 x 1/2 twice: equal in all, so to the first
    assert samples(allocate(strata(1, 1), 1)) == [1, 0]


def test_an_allocation_keeps_a_minimum_and_divides_the_rest_in_proportion() -> None:
    # 100 of 1010 with at least 5: the stratum of 10 gets 5 (its part is 0.99), the other 95
    assert samples(allocate(strata(1000, 10, 0), 100, minimum=5)) == [95, 5, 0]
    # a stratum of 2 cannot have 5: 2, 5, and 93 for the other
    assert samples(allocate(strata(1000, 10, 2), 100, minimum=5)) == [93, 5, 2]


def test_equal_parts_are_limited_by_what_there_is() -> None:
    # 100 / 3 = 33.3: the stratum of 10 gives all, the others (100 - 10) / 2 = 45
    assert samples(allocate(strata(1000, 10, 100), 100, how="equal")) == [45, 10, 45]
    # 10 / 3: one left over, to the largest
    assert samples(allocate(strata(50, 70, 60), 10, how="equal")) == [3, 4, 3]


def test_a_total_that_cannot_be_divided_so_is_refused() -> None:
    with pytest.raises(RulesError) as large:
        allocate(strata(5, 5), 11)
    assert (key_of(large.value), large.value.params) == ("sample_total_large", {"total": 11, "most": 10})
    with pytest.raises(RulesError) as small:
        allocate(strata(5, 5, 1), 4, minimum=2)
    assert small.value.params == {"total": 4, "least": 5, "minimum": 2}  # 2 + 2 + 1


@given(
    st.lists(st.integers(0, 5000), min_size=1, max_size=30),
    st.integers(0, 20),
    st.sampled_from(["proportional", "equal"]),
    st.data(),
)
def test_an_allocation_adds_up_within_the_bounds_of_each_stratum(
    transactions: list[int], minimum: int, how: str, data: st.DataObject
) -> None:
    least = sum(min(minimum, own) for own in transactions)
    total = data.draw(st.integers(least, sum(transactions)))
    found = samples(allocate(strata(*transactions), total, how=how, minimum=minimum))
    assert sum(found) == total
    for own, sample in zip(transactions, found, strict=True):
        assert min(minimum, own) <= sample <= own
    # who has more is never given less
    ordered = sorted(zip(transactions, found, strict=True))
    if how == "proportional":
        assert all(a[1] <= b[1] for a, b in pairwise(ordered) if a[0] < b[0])


KEYS = [f"HS-{number:03d}" for number in range(1, 21)]


def test_the_lot_of_a_transaction_is_a_digest_that_anybody_can_compute() -> None:
    # printf '2024\nHS-001' | sha256sum
    assert lot("2024", "HS-001") == "25d35d55a16709dd5faca73ee9e698552d6996c0a1f850b47a4b5598b6675f64"
    # printf 'Kỳ 1\nHồ sơ 5' | sha256sum
    assert lot("Kỳ 1", "Hồ sơ 5").startswith("43684ca627dddee5")


def test_the_draw_of_a_seed_is_this_one_for_ever() -> None:
    # for i in $(seq -f %03g 20); do echo "$(printf "2024\nHS-$i" | sha256sum) $i"; done | sort | head -5
    drawn = draw(KEYS, 3, seed="2024", reserve_pct=Fraction(50))
    assert drawn.sample == ("HS-001", "HS-007", "HS-005")
    assert drawn.reserve == ("HS-002", "HS-006")  # 50 % of 3 is 1.5, rounded up


def test_a_reserve_is_what_is_left_if_there_is_too_little() -> None:
    drawn = draw(KEYS[:4], 3, seed="a", reserve_pct=Fraction(100))
    assert (len(drawn.sample), len(drawn.reserve)) == (3, 1)
    assert set(drawn.sample) | set(drawn.reserve) == set(KEYS[:4])
    assert draw(KEYS, 3, seed="a").reserve == ()


@given(st.permutations(KEYS), st.text(min_size=1), st.integers(0, 20), st.integers(0, 20))
def test_a_draw_does_not_depend_on_the_order_and_a_larger_one_holds_the_smaller(
    keys: list[str], seed: str, one: int, other: int
) -> None:
    small, large = sorted((one, other))
    drawn = draw(keys, large, seed=seed)
    assert drawn == draw(KEYS, large, seed=seed)
    assert len(drawn.sample) == large
    assert drawn.sample[:small] == draw(keys, small, seed=seed).sample


def test_another_seed_draws_others_and_each_transaction_has_the_same_chance() -> None:
    assert draw(KEYS, 5, seed="1").sample != draw(KEYS, 5, seed="2").sample
    times = dict.fromkeys(KEYS, 0)
    for seed in range(2000):
        for key in draw(KEYS, 5, seed=str(seed)).sample:
            times[key] += 1
    # each is expected 2000 x 5 / 20 = 500 times, with a deviation of sqrt(2000 x .25 x .75) = 19.4;
    # these seeds are fixed, and none of the 20 lies more than four deviations away
    assert all(422 <= found <= 578 for found in times.values())


def test_a_draw_is_the_same_whatever_the_hash_seed_of_python() -> None:
    lines = [
        "from sipas_cli.samples.sampling import draw",
        "print(draw({f'HS-{n}' for n in range(99)}, 9, seed='7'))",
    ]
    code = "; ".join(lines)
    outs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": own, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for own in ("0", "1", "2")
    ]
    assert len(set(outs)) == 1
    assert "HS-" in outs[0]


def test_the_digest_of_a_list_is_of_its_sorted_lines() -> None:
    lines = "Sở A\tx\t1\nSở A\tx\t2\nSở B\t\t1\n"
    expected = hashlib.sha256(lines.encode()).hexdigest()
    assert list_digest({("Sở B", ""): ["1"], ("Sở A", "x"): ["2", "1"]}) == expected
