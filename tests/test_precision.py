"""Estimates, standard errors, intervals and design effects are those of the R package `survey`.

The ballots, the scripts that made them and what R said of them lie in tests/data/precision; R is not needed
here.
"""

import csv
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sipas_cli.model import Ballots, Score
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.library import read_set
from sipas_cli.score.linearized import Design, Stratum, Weighted
from sipas_cli.score.precision import (
    NoPrecision,
    Variance,
    interval,
    mean_variance,
    precision,
    reason_of,
    variance,
)
from sipas_cli.score.terms import INDEX, Figure, Term, terms_of, worths_of
from sipas_cli.tally.pairs import Block, Key, Pairs, count_pairs

DATA = Path(__file__).parent / "data" / "precision"
POLICIES = read_set(Path(__file__).parent / "criteria" / "policies.yaml").criteria
QUESTIONS = ("A1", "A2", "B1", "B2")
#: As in survey.R.
PEOPLE = {"X": 500, "Y": 300, "Z": 45}
OF_STRATUM = {"XS1": 150, "XS2": 400, "YS1": 90, "YS2": 210}
CLUSTERS = {"S1": 9, "S2": 14}


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


BALLOTS = rows_of("ballots.csv")
EXPECTED = rows_of("survey.csv")


def block(rows: Sequence[Mapping[str, str]]) -> Block:
    """The pairs of some ballots, counted as the program counts them."""
    kinds = POLICIES.plan.scale.kinds
    answers = [[kinds.index(row[question]) for question in QUESTIONS] for row in rows]
    ballots = Ballots(
        file="a.csv",
        sheet="",
        source="a",
        rows=np.arange(len(rows), dtype=np.int32),
        units=("X",),
        unit=np.zeros(len(rows), dtype=np.int32),
        answers=np.array(answers, dtype=np.uint8),
        breakdowns={},
        outcome=np.zeros(len(rows), dtype=np.uint8),
    )
    return count_pairs(ballots, POLICIES.plan).blocks[Key("X")]


def by(rows: Sequence[Mapping[str, str]], *columns: str) -> dict[tuple[str, ...], list[Mapping[str, str]]]:
    groups: dict[tuple[str, ...], list[Mapping[str, str]]] = {}
    for row in rows:
        groups.setdefault(tuple(row[column] for column in columns), []).append(row)
    return groups


def weighted(rows: Sequence[Mapping[str, str]], *, weights: bool) -> list[Weighted]:
    if not weights:
        return [Weighted(1.0, block(rows))]
    return [Weighted(float(weight), block(own)) for (weight,), own in by(rows, "weight").items()]


def stratum(
    rows: Sequence[Mapping[str, str]],
    name: str = "",
    *,
    population: int | None = None,
    clusters: bool = False,
    weights: bool = False,
) -> Stratum:
    of_clusters = []
    if clusters:
        for own in by(rows, "cluster").values():
            parts = weighted(own, weights=weights)
            of_clusters.append([Weighted(weight, part.without_pairs()) for weight, part in parts])
    return Stratum(name, weighted(rows, weights=weights), of_clusters, population)


def design_named(name: str, unit: str) -> Design:
    """The designs of survey.R."""
    rows = [row for row in BALLOTS if row["unit"] == unit]
    strata = [(own, of_stratum) for (own,), of_stratum in by(rows, "stratum").items()]
    match name:
        case "simple":
            return [stratum(rows)]
        case "finite":
            return [stratum(rows, population=PEOPLE[unit])]
        case "stratified":
            return [stratum(own, of) for of, own in strata]
        case "stratified_finite":
            return [stratum(own, of, population=OF_STRATUM[unit + of]) for of, own in strata]
        case "clustered":
            return [stratum(rows, clusters=True)]
        case "clustered_finite":
            return [stratum(own, of, population=CLUSTERS[of], clusters=True) for of, own in strata]
        case "weighted":
            return [stratum(rows, weights=True)]
        case "all":
            return [stratum(own, of, clusters=True, weights=True) for of, own in strata]
    raise ValueError(name)


def criteria_of(measure: str, rule: str) -> Criteria:
    changes: dict[str, Any] = {"factor_score": "pooled" if rule == "pooled" else "mean_of_criteria"}
    if measure == "mean_percent":
        changes["measure"] = "mean_percent"
    if measure == "in_denominator":
        changes["missing_answers"] = "in_denominator"
    case = POLICIES.cases[0].model_copy(update={"with_": changes})
    return POLICIES.under(case)


def measured(design: Design, criteria: Criteria) -> Variance:
    """The variances of all figures, of questions that all have answers."""
    full = dict.fromkeys(QUESTIONS, Fraction(1))
    score = Score(Fraction(1), {"a": Fraction(1), "b": Fraction(1)}, full, 1)
    pairs = Pairs(QUESTIONS, KINDS_OF_PAIRS, {})
    return variance(terms_of(score, criteria), worths_of(criteria), pairs, design)


def figure_of(name: str) -> Figure:
    level, _, own = name.partition(" ")
    return Figure(level, own)


def assert_as_in_r(found: Variance, line: Mapping[str, str]) -> None:
    one = found.only(figure_of(line["figure"]))
    estimate = float(line["estimate"])
    assert one.estimates[0] == pytest.approx(estimate, rel=1e-9)
    assert np.sqrt(one.variances[0]) == pytest.approx(float(line["se"]), rel=1e-9)
    precise = precision(Fraction(one.estimates[0]), one)
    assert precise.low == pytest.approx(float(line["low"]), abs=1e-6)
    assert precise.high == pytest.approx(float(line["high"]), abs=1e-6)
    if line["effect"]:
        assert one.effects[0] == pytest.approx(float(line["effect"]), rel=1e-8)


def place_of(line: Mapping[str, str]) -> tuple[str, ...]:
    return line["design"], line["measure"], line["rule"], line["unit"]


OF_UNITS = [line for line in EXPECTED if line["unit"]]
DESIGNS = sorted({place_of(line)[:3] for line in OF_UNITS})


@pytest.mark.parametrize(("design", "measure", "rule"), DESIGNS)
@pytest.mark.parametrize("unit", ["X", "Y"])
def test_figures_of_a_unit_are_those_of_survey(design: str, measure: str, rule: str, unit: str) -> None:
    found = measured(design_named(design, unit), criteria_of(measure, rule))
    lines = [
        line
        for line in OF_UNITS
        if (line["design"], line["measure"], line["rule"]) == (design, measure, rule)
    ]
    of_unit = [line for line in lines if line["unit"] == unit]
    assert len(of_unit) >= 3
    for line in of_unit:
        assert_as_in_r(found, line)


@pytest.mark.parametrize("name", ["province", "province_finite"])
def test_figures_of_the_province_are_those_of_survey(name: str) -> None:
    units = []
    for unit, people in PEOPLE.items():
        rows = [row for row in BALLOTS if row["unit"] == unit]
        units.append(stratum(rows, unit, population=people if name == "province_finite" else None))
    lines = [line for line in EXPECTED if line["design"] == name]
    assert {line["rule"] for line in lines} == {"mean_of_criteria", "pooled", "mean_of_units"}
    for line in lines:
        criteria = criteria_of("leave_out", line["rule"])
        if line["rule"] == "mean_of_units":
            one_by_one = [measured([unit], criteria).only(INDEX) for unit in units]
            assert_as_in_r(mean_variance(one_by_one), line)
        else:
            assert_as_in_r(measured(units, criteria), line)


def of_one_question(satisfied: int, others: int) -> Block:
    """Ballots that answer A1 with 5 or 1, and nothing else."""
    row = dict.fromkeys(QUESTIONS, "blank")
    return block([{**row, "A1": "5"}] * satisfied + [{**row, "A1": "1"}] * others)


KINDS_OF_PAIRS = ("1", "2", "3", "4", "not_applicable", "refused", "blank", "off_scale")


def test_a_mean_of_kinds_has_the_errors_of_its_kinds() -> None:
    # 90 of 100 and 25 of 50, each kind weighs the same: (90 + 50) / 2 = 70
    # V of each is p(1-p)/(n-1): √(0.09 / 99 + 0.25 / 49) / 2 = √(0.000909091 + 0.005102041) / 2 = 0.0387657
    design = [
        Stratum("nguoi-dan", [Weighted(1.0, of_one_question(90, 10))]),
        Stratum("doanh-nghiep", [Weighted(1.0, of_one_question(25, 25))]),
    ]
    half = Fraction(1, 2)
    terms = {INDEX: [Term(half, ("A1",), "nguoi-dan"), Term(half, ("A1",), "doanh-nghiep")]}
    pairs = Pairs(QUESTIONS, KINDS_OF_PAIRS, {})
    found = variance(terms, worths_of(POLICIES), pairs, design)
    assert found.estimates[0] == pytest.approx(70)
    assert np.sqrt(found.variances[0]) == pytest.approx(3.87657, abs=1e-5)
    # without kinds it is the share of all: 115 of 150, each stratum about the mean of all
    pooled = variance({INDEX: [Term(Fraction(1), ("A1",))]}, worths_of(POLICIES), pairs, design)
    assert pooled.estimates[0] == pytest.approx(100 * 115 / 150)


def test_where_all_ballots_are_alike_the_interval_is_that_of_so_many_ballots() -> None:
    # everybody satisfied with 4 of 5 answers: no spread, and 80 of 100 is not known exactly for that
    low, high = interval(0.8, 0.0, 50, ballots=50, freedom=49)
    # Clopper and Pearson for 40 of 50, as binom.test of R has it: 0.6628169 to 0.8996978
    assert low == pytest.approx(0.6628169, abs=1e-6)
    assert high == pytest.approx(0.8996978, abs=1e-6)
    # nobody satisfied: the same as everybody, from the other end; 1 - 0.025^(1/50) = 0.0711217
    low, high = interval(0.0, 0.0, 50, ballots=50, freedom=49)
    assert (low, high) == (0.0, pytest.approx(0.0711217, abs=1e-6))


def test_nothing_is_known_of_one_and_of_none() -> None:
    one, two = of_one_question(1, 0), of_one_question(1, 1)
    alone = Stratum("", [Weighted(1.0, one)])
    assert reason_of([]) is NoPrecision.NO_SCORE
    assert reason_of([alone]) is NoPrecision.ONE_BALLOT
    assert reason_of([Stratum("", [Weighted(1.0, one)], population=1)]) is None  # who was asked is all
    assert reason_of([Stratum("", [Weighted(1.0, two)], [[Weighted(1.0, two)]])]) is NoPrecision.ONE_CLUSTER
    assert reason_of([alone, Stratum("b", [Weighted(1.0, two)])]) is NoPrecision.LONE_IN_STRATUM
    assert reason_of([Stratum("", [Weighted(1.0, two)])]) is None
