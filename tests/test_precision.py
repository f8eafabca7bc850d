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
from sipas_cli.score.precision import (
    Design,
    Stratum,
    Variance,
    Weighted,
    mean_variance,
    precision,
    variance,
)
from sipas_cli.score.terms import INDEX, Figure, terms_of, worths_of
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
    pairs = Pairs(QUESTIONS, ("1", "2", "3", "4", "not_applicable", "refused", "blank", "off_scale"), {})
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
