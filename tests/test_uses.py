"""A set that says once which other set it shares its scale, its columns or its tree with."""

import csv
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT, Sipas
from par_world import NOI_VU, PAR, book, down

from sipas_cli.rules.library import read_set
from sipas_cli.rules.yaml_loader import load, parse
from sipas_cli.rules.yaml_writer import dumped

OWN = """\
id: rieng
index: sipas
uses: field
title: Bộ riêng
source: Dùng thang và cột của bộ field; câu hỏi và trọng số tự đặt
holds_from: 2024
plan:
  questions:
    - {code: A1, text: Nơi tiếp nhận hồ sơ dễ tìm}
    - {code: C1, text: "Thủ tục: đúng hẹn, 100%"}
rules:
  factors:
    - {id: access, title: Tiếp cận, weight: 62.5, criteria: [A1]}
    - {id: time, title: "no", weight: 37.5, criteria: [C1]}
"""


@pytest.fixture(autouse=True)
def _workspace(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "field" / "_workspace", tmp_path, dirs_exist_ok=True)
    (tmp_path / "criteria" / "rieng.yaml").write_text(OWN, encoding="utf-8")


def written(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def test_what_is_not_said_is_taken_from_the_other_set(tmp_path: Path, sipas: Sipas) -> None:
    # A1: one of two is satisfied, C1: both are: 62.5 x 50 % + 37.5 x 100 % = 68.75
    rows = [["Đơn vị", "A1", "C1"], ["Sở Y tế", "5", "Hài lòng"], ["Sở Y tế", "2", "4"]]
    written(tmp_path / "a.csv", rows)
    outcome = sipas("score", "a.csv", "--criteria", "rieng", "--year", "2024", "--format", "json")
    assert outcome.status == 0, outcome.err
    (unit,) = [
        unit for group in json.loads(outcome.out)["groups"] for unit in group["units"] if unit["score"]
    ]
    assert (unit["score"], unit["band"]) == (68.75, "Trung bình")


def test_a_run_keeps_the_whole_and_needs_the_other_set_no_more(tmp_path: Path, sipas: Sipas) -> None:
    written(tmp_path / "a.csv", [["Đơn vị", "A1", "C1"], ["Sở Y tế", "5", "4"]])
    assert sipas("score", "a.csv", "--criteria", "rieng", "--year", "2024").status == 0
    (run,) = (path for path in (tmp_path / "results" / "2024").iterdir() if path.is_dir())
    before = read_set(tmp_path / "criteria" / "rieng.yaml").criteria
    shutil.rmtree(tmp_path / "criteria")
    assert "uses" not in load(run / "criteria.yaml").value
    kept = read_set(run / "criteria.yaml").criteria
    assert (kept.plan, kept.rules) == (before.plan, before.rules)
    assert (kept.plan.digest, kept.rules.digest) == (before.plan.digest, before.rules.digest)
    assert kept.rules.titles["time"] == "no"
    assert sipas("verify").status == 0
    assert sipas("report", "-o", "r.html").status == 0


def test_what_is_wrong_in_the_other_set_is_told_at_its_line(tmp_path: Path, sipas: Sipas) -> None:
    path = tmp_path / "criteria" / "field.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("satisfied_from: 4", "satisfied_from: 9"), encoding="utf-8")
    outcome = sipas("criteria", "check", "criteria/rieng.yaml", "--lang", "en")
    assert outcome.status == 2
    line = 1 + text.split("\n").index("    satisfied_from: 4")
    assert f"criteria/field.yaml:{line}" in outcome.err


@pytest.mark.parametrize(
    ("uses", "told"),
    [
        ("khong-co", 'there is no criteria set "khong-co"'),
        ("../field", 'there is no criteria set "../field"'),
        ("rieng", 'the set "rieng" uses another one itself'),
        ("par-hai-phong-2019", 'the set "par-hai-phong-2019" is for another index'),
    ],
)
def test_a_set_that_cannot_be_used_is_refused(tmp_path: Path, sipas: Sipas, uses: str, told: str) -> None:
    path = tmp_path / "criteria" / "rieng.yaml"
    path.write_text(OWN.replace("uses: field", f"uses: {uses}"), encoding="utf-8")
    outcome = sipas("criteria", "check", path, "--lang", "en")
    assert outcome.status == 2
    assert "criteria/rieng.yaml:3: " in outcome.err
    assert told in outcome.err


def test_a_shipped_set_may_be_used_and_its_questions_kept(tmp_path: Path, sipas: Sipas) -> None:
    own = "id: k\nindex: sipas\nuses: sipas-39\ntitle: K\nsource: s\nholds_from: 2024\n"
    (tmp_path / "criteria" / "k.yaml").write_text(f"{own}rules: {{overall: mean_of_units}}\n", "utf-8")
    assert sipas("criteria", "check", "criteria/k.yaml").status == 0
    made, other = (read_set(path).criteria for path in (tmp_path / "criteria/k.yaml", SHIPPED))
    assert made.plan.digest == other.plan.digest
    assert made.rules.overall != other.rules.overall


@pytest.mark.parametrize("path", sorted((ROOT / "criteria").rglob("*.yaml")), ids=lambda path: path.stem)
def test_what_is_written_out_is_read_as_it_was(path: Path) -> None:
    value = load(path).value
    assert parse(dumped(value).encode(), path.name).value == value


SHIPPED = ROOT / "criteria" / "sipas-39.yaml"


def test_a_tree_is_shared_with_other_changes(tmp_path: Path, sipas: Sipas) -> None:
    folder = tmp_path / "criteria"
    (folder / "par-thu.yaml").write_text(PAR, encoding="utf-8")
    own = "id: par-rieng\nindex: par\nuses: par-thu\ntitle: R\nsource: s\nholds_from: 2024\nplan:\n"
    own += '  changes: {"1.2": {max: 4}}\n  maximum: {so: 31, huyen: 31}\n'
    (folder / "par-rieng.yaml").write_text(own, encoding="utf-8")
    assert sipas("criteria", "check", "criteria/par-rieng.yaml").status == 0
    leaves = {leaf.id: leaf.maximum for leaf in read_set(folder / "par-rieng.yaml").criteria.plan.leaves}
    assert leaves["1.2"] == {"*": 4}
    points = {**NOI_VU, "1.2": 3.5}
    book(tmp_path / "diem.xlsx", A=down(("Sở Y tế", points), leaves=("1.1.1", "1.1.2", "1.2")))
    outcome = sipas("check", "diem.xlsx", "--criteria", "par-rieng", "--lang", "en")
    assert "above" not in outcome.out + outcome.err
