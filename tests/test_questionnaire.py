"""`sipas explain --questions`: how questions were answered, whether they measure together, whether leaves
tell units
apart. Alpha and correlations are those of the R package `psych`; R is not needed here."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import Sipas
from par_world import NOI_VU, SIPAS, VAN_DON, book, changed, csv_file, form, satisfied, world

from sipas_cli.model import Ballots
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.gate import checked
from sipas_cli.rules.yaml_loader import parse
from sipas_cli.score.reliability import covariances, reliability
from sipas_cli.tally.pairs import count_pairs

DATA = Path(__file__).parent / "data" / "reliability"
QUESTIONS = ("Q1", "Q2", "Q3", "Q4", "Q5")
LABELS = ("Rất kém", "Kém", "Trung bình", "Tốt", "Rất tốt")


def five_questions() -> Criteria:
    """Five questions on a scale of five."""
    scale = "".join(f"      - {{code: {n}, label: {label}}}\n" for n, label in enumerate(LABELS, start=1))
    texts = "".join(f"    - {{code: {code}, text: Câu {code}}}\n" for code in QUESTIONS)
    text = changed(
        SIPAS,
        ("      - {code: 1, label: Không hài lòng}\n      - {code: 2, label: Hài lòng}\n", scale),
        ("satisfied_from: 2", "satisfied_from: 4"),
        (
            "    - {code: S1, text: Nơi tiếp nhận dễ tìm}\n    - {code: S2, text: Phí nộp đúng quy định}\n",
            texts,
        ),
        ("criteria: [S1]", "criteria: [Q1, Q2]"),
        ("criteria: [S2]", "criteria: [Q3, Q4, Q5]"),
    )
    return checked(parse(text.encode(), "thu.yaml"), Criteria)


@pytest.fixture(scope="module")
def covariance() -> "np.ndarray[Any, np.dtype[np.float64]]":
    """Of the 60 ballots of answers.csv, which have blanks."""
    plan = five_questions().plan
    with (DATA / "answers.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    answers = [[plan.scale.kinds.index(row[code] or "blank") for code in QUESTIONS] for row in rows]
    ballots = Ballots(
        file="a.csv",
        sheet="",
        source="a",
        rows=np.arange(len(rows), dtype=np.int32),
        units=("X", "Y"),
        unit=(np.arange(len(rows)) % 2).astype(np.int32),
        answers=np.array(answers, dtype=np.uint8),
        breakdowns={},
        outcome=np.zeros(len(rows), dtype=np.uint8),
    )
    return covariances(count_pairs(ballots, plan), plan)


EXPECTED = json.loads((DATA / "alpha.json").read_text(encoding="utf-8"))


def test_covariances_of_pairs_of_answers_are_those_of_r(
    covariance: "np.ndarray[Any, np.dtype[np.float64]]",
) -> None:
    assert covariance.ravel() == pytest.approx(EXPECTED["covariances"], abs=1e-9)


def test_alpha_and_the_correlations_with_the_rest_are_those_of_psych(
    covariance: "np.ndarray[Any, np.dtype[np.float64]]",
) -> None:
    found = reliability(covariance, QUESTIONS)
    assert found.alpha == pytest.approx(EXPECTED["alpha"], abs=1e-9)
    assert list(found.without.values()) == pytest.approx(EXPECTED["without"], abs=1e-9)
    assert list(found.rest.values()) == pytest.approx(EXPECTED["rest"], abs=1e-9)


def test_one_question_has_no_alpha_and_none_that_varies_no_correlation() -> None:
    assert reliability(np.array([[2.0]]), ["Q1"]).alpha is None
    found = reliability(np.array([[0.0, 0.0], [0.0, 1.0]]), ["Q1", "Q2"])
    assert found.rest == {"Q1": None, "Q2": None}


def test_answers_are_counted_question_by_question(tmp_path: Path, sipas: Sipas) -> None:
    # S1: 16 of 20 gave the best answer, 3 the lowest, one is blank: 5 % silent, 3/19 and 16/19
    world(tmp_path)
    rows = satisfied(Sở_Nội_vụ=(16, 20))
    rows[-1][3] = ""
    csv_file(tmp_path / "phieu.csv", rows)
    assert sipas("score", "phieu.csv").status == 0
    data = json.loads(sipas("explain", "--questions", "--format", "json").out)
    question = data["factors"][0]["questions"][0]
    assert (question["answered"], question["silent"]) == (19, 0.05)
    assert (question["floor"], question["ceiling"]) == (3 / 19, 16 / 19)
    shown = sipas("explain", "--questions").out
    assert "Tiếp cận: Cronbach alpha -" in shown  # one question alone
    assert "S1 Nơi tiếp nhận dễ tìm" in shown
    assert sipas("explain", "--questions", "--format", "csv").out.startswith("factor,alpha,question")


def test_leaves_that_tell_nobody_apart_have_no_spread(tmp_path: Path, sipas: Sipas) -> None:
    # 1.2 of 3: Sở Nội vụ has 2.5, Vân Đồn 3: mean 91.7 %, standard deviation (3 − 2.5)/3/sqrt 2 = 11.8 %
    world(tmp_path)
    surveys = {"1.3": 2, "2.3": 3, "3.1": 5}
    book(
        tmp_path / "diem.xlsx",
        A=form({**NOI_VU, **surveys}),
        B=form({**VAN_DON, **surveys}, unit="Huyện Vân Đồn"),
    )
    assert sipas("score", "diem.xlsx").status == 0
    data = json.loads(sipas("explain", "--questions", "--index", "par", "--format", "json").out)
    leaves = {leaf["id"]: leaf for leaf in data["leaves"]}
    assert leaves["1.2"]["spread"] == pytest.approx(0.5 / 3 / 2**0.5)
    assert (leaves["1.3"]["spread"], leaves["1.3"]["at_full"], leaves["1.3"]["rest"]) == (0, 2, None)
    assert "Tiêu chí phân biệt các đơn vị đến đâu" in sipas("explain", "--questions", "--index", "par").out


@pytest.mark.parametrize("words", [["explain"], ["explain", "Sở Nội vụ", "--questions"]])
def test_a_unit_or_the_questions(tmp_path: Path, sipas: Sipas, words: list[str]) -> None:
    world(tmp_path)
    refused = sipas(*words)
    assert (refused.status, "--questions" in refused.err) == (2, True)
