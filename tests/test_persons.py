"""How the errors of units go together that the same people judged, beside `survey` of R; and when nobody
knows."""

import csv
import json
from collections.abc import Sequence
from fractions import Fraction
from math import hypot, sqrt
from pathlib import Path

import numpy as np
import pytest
from conftest import Sipas
from par_world import Rows, csv_file, world

from sipas_cli.rules.par import ParCriteria
from sipas_cli.runs import folders
from sipas_cli.runs.kept import Kept, read_kept
from sipas_cli.runs.measured import Leaders, leaders
from sipas_cli.runs.precision import precision_of
from sipas_cli.runs.tally_tables import PERSONS, read_persons
from sipas_cli.score.combined import Part, combined
from sipas_cli.score.covariance import correlations, covariances
from sipas_cli.score.linearized import design_of
from sipas_cli.score.precision import Precision
from sipas_cli.score.terms import INDEX, Figure, Term, Worth
from sipas_cli.tally import persons
from sipas_cli.tally.packing import unpack
from sipas_cli.workspace.workspace import Workspace

DATA = Path(__file__).parent / "data" / "precision"
with (DATA / "persons.csv").open(encoding="utf-8") as file:
    HEADER, *BALLOTS = list(csv.reader(file))
with (DATA / "covariance.csv").open(encoding="utf-8") as file:
    EXPECTED = list(csv.DictReader(file))
UNITS = ("so-noi-vu", "so-y-te", "so-tu-phap", "so-cong-thuong")
REGISTER = """\
groups: [{id: so, name: Các sở}]
units:
  - {id: so-noi-vu, name: Sở Nội vụ, group: so}
  - {id: so-y-te, name: Sở Y tế, group: so}
  - {id: so-tu-phap, name: Sở Tư pháp, group: so}
  - {id: so-cong-thuong, name: Sở Công Thương, group: so}
"""
#: As in the small PAR set: A 100, B 60, C 20, D 0, and what is no answer.
LETTERS = {"A": 100, "B": 60, "C": 20, "D": 0}
#: Kinds of people with their weights; None for all together.
KINDS: dict[str, dict[str | None, Fraction]] = {
    "pooled": {None: Fraction(1)},
    "mean_of_kinds": {"hdnd": Fraction(1, 4), "so": Fraction(3, 4)},
}


def scored(folder: Path, sipas: Sipas, *files: Sequence[Sequence[str]], rule: str = "pooled") -> Kept:
    """A run of some files of ballots, each with the header."""
    world(folder, ("  score: percent\n", f"  xhh: {{kinds: {rule}}}\n"), units=REGISTER)
    names = []
    for number, ballots in enumerate(files):
        rows: Rows = [list(HEADER), *map(list, ballots)]
        names.append(f"{number}.csv")
        csv_file(folder / names[-1], rows)
    result = sipas("-C", folder, "score", *names)
    assert result.status == 0, result.err
    workspace = Workspace(folder)
    (name,) = folders.of_index(folders.manifests(folders.year_folder(workspace, 2023)), "xhh")
    return read_kept(folders.load(workspace, 2023, name))


def survey_of(kept: Kept) -> Leaders:
    criteria = kept.criteria.criteria
    assert kept.tally is not None
    assert isinstance(criteria, ParCriteria)
    return leaders(kept, kept.tally, criteria)


def expected(rule: str, figure: str) -> dict[tuple[str, str], float]:
    lines = [line for line in EXPECTED if (line["rule"], line["figure"]) == (rule, figure)]
    return {(line["a"], line["b"]): float(line["covariance"]) for line in lines}


def terms_of(unit: str, figure: str, rule: str) -> list[Term]:
    """Leaf 1.3 is X1; the index (2 * X1 + 3 * (X2 + X3) / 2) / 5."""
    shares = {"X1": Fraction(1)}
    if figure == "index":
        shares = {"X1": Fraction(2, 5), "X2": Fraction(3, 10), "X3": Fraction(3, 10)}
    terms = []
    for kind, weight in KINDS[rule].items():
        terms += [Term(weight * share, (f"{unit} {code}",), kind) for code, share in shares.items()]
    return terms


# --- beside R --------------------------------------------------------------------------------------


@pytest.mark.parametrize("figure", ["1.3", "index"])
@pytest.mark.parametrize("rule", KINDS)
def test_covariances_are_those_of_the_r_package_survey(
    tmp_path: Path, sipas: Sipas, rule: str, figure: str
) -> None:
    kept = scored(tmp_path, sipas, BALLOTS, rule=rule)
    pairs = read_persons(kept.stored.path)
    assert pairs is not None
    worths = {letter: Worth(Fraction(worth), 1) for letter, worth in LETTERS.items()}
    worths |= {kind: Worth(Fraction(0), 0) for kind in pairs.kinds if kind not in LETTERS}
    design = design_of(pairs.blocks, {}, unstratified=rule == "pooled")
    terms = {Figure("unit", unit): terms_of(unit, figure, rule) for unit in UNITS}
    found = covariances(terms, worths, pairs, design)
    of_r = expected(rule, figure)
    matrix = np.array([[of_r[a, b] for b in UNITS] for a in UNITS])
    np.testing.assert_allclose(found, matrix, rtol=1e-9)
    spreads = np.sqrt(np.diagonal(matrix))
    of_figures = matrix / np.outer(spreads, spreads)
    np.testing.assert_allclose(correlations(terms, worths, pairs, design), of_figures, rtol=1e-9)
    # and so the run has them
    level = INDEX if figure == "index" else Figure("factor", figure)
    of_run = survey_of(kept).correlations(level, UNITS, unknown=-1.0)
    np.testing.assert_allclose(of_run, of_figures, rtol=1e-9)


@pytest.mark.parametrize("rule", KINDS)
def test_the_error_of_a_difference_is_that_of_the_r_package_survey(rule: str) -> None:
    # what ranks are compared by: V(a) + V(b) - 2 Cov(a, b)
    of_r = expected(rule, "index")
    one, other = UNITS[0], UNITS[3]
    difference = of_r[one, one] + of_r[other, other] - 2 * of_r[one, other]
    assert difference == pytest.approx(expected(rule, "difference")[one, other], rel=1e-9)
    assert sum(of_r.values()) / 16 == pytest.approx(expected(rule, "mean")[one, other], rel=1e-9)


def test_the_error_of_the_mean_of_units(tmp_path: Path, sipas: Sipas) -> None:
    kept = scored(tmp_path, sipas, BALLOTS)
    found = precision_of(kept, Workspace(tmp_path))
    mean = found.groups["so"][INDEX]
    assert isinstance(mean, Precision)
    # R takes all 34 people for drawn also where some did not judge a unit, the run those who judged it: of
    # the variance of a unit n/(n - 1) differs, by 1/28 - 1/33 at most
    assert mean.se**2 == pytest.approx(expected("pooled", "mean")[UNITS[0], UNITS[3]], rel=0.01)
    errors = [found.units[unit][INDEX] for unit in UNITS]
    alone = [one.se for one in errors if isinstance(one, Precision)]
    assert hypot(*alone) / 4 < mean.se < sum(alone) / 4


# --- by hand ---------------------------------------------------------------------------------------


def test_distances_of_parts_that_go_together() -> None:
    part = Precision(se=2.0, low=87.0, high=92.0, effect=None, ballots=50, compared=2.0)
    parts = [Part(Fraction(1, 2), Fraction(90), part)] * 2
    # 1, 1 and correlation 0.5: √(1 + 1 + 2 * 0.5) = √3; below 1.5 and 1.5: 1.5 * √3; above 1 and 1
    mean = combined(Fraction(90), parts, np.array([[1.0, 0.5], [0.5, 1.0]]))
    assert mean.se == pytest.approx(sqrt(3))
    assert (mean.low, mean.high) == (pytest.approx(90 - 1.5 * sqrt(3)), pytest.approx(90 + sqrt(3)))
    # nobody knows: 1 + 1
    assert combined(Fraction(90), parts, np.ones((2, 2))).se == 2.0
    assert combined(Fraction(90), parts).se == pytest.approx(sqrt(2))


def people(*answers: tuple[str, str], kind: str = "Lãnh đạo sở") -> list[list[str]]:
    """What each person says of Sở Nội vụ and of Sở Y tế, of each question the same."""
    rows = []
    for number, pair in enumerate(answers):
        for unit, letter in zip(("Sở Nội vụ", "Sở Y tế"), pair, strict=True):
            rows.append([f"P{number}", kind, unit, letter, letter, letter])
    return rows


def test_people_who_say_the_same_of_two_units_and_people_who_say_the_contrary(
    tmp_path: Path, sipas: Sipas
) -> None:
    same = scored(tmp_path, sipas, people(("A", "B"), ("B", "C"), ("A", "B"), ("B", "C")))
    # 100, 60, 100, 60 and 60, 20, 60, 20: each as far from its mean as the other
    assert survey_of(same).correlations(INDEX, UNITS[:2], unknown=-1.0)[0, 1] == pytest.approx(1)


def test_people_who_praise_one_and_blame_the_other(tmp_path: Path, sipas: Sipas) -> None:
    contrary = scored(tmp_path, sipas, people(("A", "B"), ("B", "A"), ("A", "B"), ("B", "A")))
    assert survey_of(contrary).correlations(INDEX, UNITS[:2], unknown=0.0)[0, 1] == pytest.approx(-1)


def test_beside_a_unit_of_which_all_say_the_same_nothing_is_known(tmp_path: Path, sipas: Sipas) -> None:
    kept = scored(tmp_path, sipas, people(("A", "B"), ("A", "A"), ("A", "B")))
    assert survey_of(kept).correlations(INDEX, UNITS[:2], unknown=-1.0).tolist() == [[1, -1], [-1, 1]]


# --- whose ballots belong together -----------------------------------------------------------------


def by_person(number: int) -> list[list[str]]:
    return [row for row in BALLOTS if int(row[0][1:]) % 3 == number]


@pytest.mark.parametrize(
    "files",
    [
        (BALLOTS[::-1],),
        (by_person(2), by_person(0), by_person(1)),
        # one person in two files: some units here, some there
        (
            [row for row in BALLOTS if row[2] in ("Sở Y tế", "Sở Nội vụ")],
            [row for row in BALLOTS if row[2] in ("Sở Tư pháp", "Sở Công Thương")],
        ),
    ],
    ids=["in reverse", "by person", "by unit"],
)
def test_in_which_files_ballots_stand_makes_no_difference(
    tmp_path: Path, sipas: Sipas, files: tuple[list[list[str]], ...]
) -> None:
    (tmp_path / "whole").mkdir()
    whole = scored(tmp_path / "whole", sipas, BALLOTS)
    (tmp_path / "parts").mkdir()
    parts = scored(tmp_path / "parts", sipas, *files)
    assert (parts.stored.path / PERSONS).read_bytes() == (whole.stored.path / PERSONS).read_bytes()


def without_ids(rows: list[list[str]]) -> list[list[str]]:
    return [["", *row[1:]] for row in rows]


TWO_KINDS = [
    row if number else [row[0], "Đại biểu HĐND tỉnh", *row[2:]]
    for number, row in enumerate(people(("A", "B"), ("B", "C"), ("A", "C")))
]


@pytest.mark.parametrize(
    "files",
    [
        (without_ids(BALLOTS),),
        (without_ids(BALLOTS[:1]) + BALLOTS[1:],),
        # a sheet of one unit may number its ballots for itself
        tuple([row for row in BALLOTS if row[2] == unit] for unit in ("Sở Nội vụ", "Sở Y tế")),
        (TWO_KINDS,),
    ],
    ids=["no ids", "one without", "a sheet for each unit", "somebody of two kinds"],
)
def test_where_it_is_not_known_which_ballots_are_of_one_person_bounds_stand_and_that_is_told(
    tmp_path: Path, sipas: Sipas, files: tuple[list[list[str]], ...]
) -> None:
    kept = scored(tmp_path, sipas, *files)
    assert not (kept.stored.path / PERSONS).exists()
    found = precision_of(kept, Workspace(tmp_path))
    mean, errors = found.groups["so"][INDEX], []
    for of_unit in found.units.values():
        index = of_unit[INDEX]
        if isinstance(index, Precision):
            errors.append(index.se)
    # all errors in one direction: the mean is off by the mean of them
    if isinstance(mean, Precision):
        assert mean.se == pytest.approx(sum(errors) / len(errors), rel=1e-9)
    for command in (("rank", "--precision"), ("explain", "so-noi-vu")):
        told = sipas(*command, "--index", "xhh", "--lang", "en").err
        assert "It is not known which ballots are of one person" in told


def test_where_it_is_known_nothing_is_told(tmp_path: Path, sipas: Sipas) -> None:
    scored(tmp_path, sipas, BALLOTS)
    result = sipas("rank", "--precision", "--index", "xhh", "--format", "json", "--lang", "en")
    assert "of one person" not in result.err
    (group,) = json.loads(result.out)["groups"]
    assert len(group["units"]) == 4


def test_too_many_pairs_are_not_counted(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(persons, "MOST_CELLS", 20)
    kept = scored(tmp_path, sipas, BALLOTS)
    assert not (kept.stored.path / PERSONS).exists()


def test_what_is_kept_are_counts_of_pairs(tmp_path: Path, sipas: Sipas) -> None:
    kept = scored(tmp_path, sipas, people(("A", "B"), ("A", "C"), ("B", "C")))
    pairs = unpack((kept.stored.path / PERSONS).read_bytes())
    assert pairs.questions[:3] == ("so-noi-vu X1", "so-noi-vu X2", "so-noi-vu X3")
    (block,) = pairs.blocks.values()
    cells = [divmod(cell, len(pairs.kinds)) for cell in block.cells.tolist()]
    names = [f"{pairs.questions[question]} {pairs.kinds[kind]}" for question, kind in cells]
    first, second = names.index("so-noi-vu X1 B"), names.index("so-y-te X3 C")
    # one of three people gave Sở Nội vụ a B and Sở Y tế a C; two gave Sở Y tế a C
    assert (block.counts[first, second], block.singles[second], block.ballots) == (1, 2, 3)


def test_sipas_keeps_none(tmp_path: Path, sipas: Sipas) -> None:
    world(tmp_path)
    ballots: Rows = [["1", "Sở Nội vụ", 1, 2], ["2", "Sở Y tế", 2, 2], ["3", "Sở Y tế", 2, 1]]
    csv_file(tmp_path / "a.csv", [["Số phiếu", "Tên đơn vị", "S1", "S2"], *ballots])
    assert sipas("score", "a.csv").status == 0
    assert not list(tmp_path.glob(f"results/2023/*/{PERSONS}"))
