"""A genuine KoboToolbox export, against results that were computed independently of this program."""

import csv
import io
import json
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from conftest import Sipas

DATA = Path(__file__).resolve().parent / "data"
EXPECTED: dict[str, Any] = json.loads((DATA / "kobo_expected.json").read_text(encoding="utf-8"))
RULES = (DATA / "kobo.yaml").read_text(encoding="utf-8")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "criteria").mkdir()
    shutil.copy(DATA / "kobo_units.yaml", tmp_path / "units.yaml")
    shutil.copy(DATA / "kobo_labels.xlsx", tmp_path / "export.xlsx")
    return tmp_path


def score(sipas: Sipas, workspace: Path, **rules: str) -> dict[str, Any]:
    """Scores the export under changed rules."""
    text = RULES
    for name, value in rules.items():
        kept = [line for line in text.splitlines() if not line.startswith(f"  {name}:")]
        kept.insert(kept.index("rules:") + 1, f"  {name}: {value}")
        text = "\n".join(kept)
    (workspace / "criteria" / "kobo.yaml").write_text(text, encoding="utf-8")
    result = sipas("score", "export.xlsx", "--criteria", "kobo-dev", "--format", "json")
    assert result.status == 0, result.err
    return dict(json.loads(result.out))


def stored(workspace: Path, run: str, part: str) -> list[dict[str, str]]:
    path = workspace / "results" / "2023" / run / part
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


@pytest.mark.parametrize("measure", ["satisfied_share", "mean_percent"])
def test_every_index_factor_and_rank_is_the_expected_one_exactly(
    sipas: Sipas, workspace: Path, measure: str
) -> None:
    data = score(sipas, workspace, measure=measure)
    expected = EXPECTED["measures"][measure]
    units = {unit["id"]: unit for group in data["groups"] for unit in group["units"]}
    exact = {
        (row["unit_id"], row["level"], row["id"]): Fraction(
            int(row["exact_numerator"]), int(row["exact_denominator"])
        )
        for row in stored(workspace, data["run"], "scores.csv")
        if row["exact_numerator"]
    }
    assert set(units) == set(expected["units"])
    for name, unit in expected["units"].items():
        assert exact[name, "index", ""] == Fraction(unit["index_exact"])
        assert f"{units[name]['score']:.2f}" == unit["index"]
        assert (units[name]["rank"], units[name]["tied"]) == (unit["rank"], unit["tied"])
        assert units[name]["ballots"] == unit["ballots"]
        for factor, wanted in unit["factors"].items():
            assert exact[name, "factor", factor] == Fraction(wanted["exact"])
    for group in data["groups"]:
        assert f"{group['mean']:.2f}" == expected["groups"][group["id"]]["mean_of_units"]


@pytest.mark.parametrize("overall", ["pooled", "mean_of_units"])
def test_the_overall_figure_is_the_expected_one_under_either_policy(
    sipas: Sipas, workspace: Path, overall: str
) -> None:
    data = score(sipas, workspace, overall=overall)
    expected = EXPECTED["measures"]["satisfied_share"]["overall"]
    assert f"{data['overall']['score']:.2f}" == expected[overall]
    assert data["overall"]["ballots"] == expected["ballots"]


def test_pooling_the_answers_of_a_factor_gives_the_expected_index(sipas: Sipas, workspace: Path) -> None:
    data = score(sipas, workspace, factor_score="pooled")
    for group in data["groups"]:
        for unit in group["units"]:
            wanted = EXPECTED["measures"]["satisfied_share"]["units"][unit["id"]]
            assert f"{unit['score']:.2f}" == wanted["index_if_answers_pooled_per_factor"]


def test_every_count_is_the_expected_one(sipas: Sipas, workspace: Path) -> None:
    data = score(sipas, workspace)
    kinds = [{"na": "not_applicable", "bad": "off_scale"}.get(k, k) for k in EXPECTED["counts_order"]]
    counted = {
        (row["unit"], row["question"], row["answer"]): int(row["ballots"])
        for row in stored(workspace, data["run"], "tally/answers.csv")
        if row["breakdown"] == "all"
    }
    for unit, questions in EXPECTED["counts"].items():
        for question, counts in questions.items():
            assert [counted.get((unit, question, kind), 0) for kind in kinds] == counts


def test_the_right_rows_are_rejected_and_the_right_cells_reported(sipas: Sipas, workspace: Path) -> None:
    data = score(sipas, workspace)
    assert data["findings"]["ballots_read"] == EXPECTED["rows_in_file"] == 301
    findings = stored(workspace, data["run"], "findings.csv")
    rejected = {
        int(f["cell"].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for f in findings if "ballot_" in f["code"]
    }
    assert rejected == {row["row"] for row in EXPECTED["rejected"]}
    bad = {
        int(f["cell"].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        for f in findings
        if f["code"] == "answer_off_scale"
    }
    assert bad == {cell["row"] for cell in EXPECTED["bad_cells"]}


def test_the_share_of_ballots_satisfied_throughout_is_the_expected_one(sipas: Sipas, workspace: Path) -> None:
    data = score(sipas, workspace, measure="satisfied_throughout")
    shares = {u["id"]: f"{u['score']:.2f}" for group in data["groups"] for u in group["units"]}
    assert shares == {u: wanted["percent"] for u, wanted in EXPECTED["fully_satisfied_ballots"].items()}
