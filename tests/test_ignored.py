"""Columns that are passed over because the criteria or a mapping say so."""

import csv
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT, Sipas

from sipas_cli.rules.library import read_set

HEADER = ["Mã phiếu", "Tên đơn vị", "A1", "A2", "B1", "B2", "A9"]
# the answers to A9 are words of the person, whatever they look like
ROWS = [["P1", "Sở Y tế", "4", "4", "4", "4", "góp ý"], ["P2", "Sở Y tế", "2", "2", "4", "4", "Hài lòng"]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "field" / "_workspace", tmp_path, dirs_exist_ok=True)
    write(tmp_path, HEADER, ROWS)
    return tmp_path


def write(folder: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def ignoring(folder: Path, headers: str) -> None:
    path = folder / "criteria" / "field.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  columns:\n", f"  columns:\n    ignored: {headers}\n"), encoding="utf-8")


def score(sipas: Sipas) -> float:
    outcome = sipas("score", "a.csv", "--year", "2024", "--format", "json")
    assert outcome.status == 0, outcome.err
    lines = [line for group in json.loads(outcome.out)["groups"] for line in group["units"]]
    (found,) = (line["score"] for line in lines if line["score"] is not None)
    assert isinstance(found, float)
    return found


def test_without_the_key_the_column_is_refused_and_the_key_is_named(folder: Path, sipas: Sipas) -> None:
    outcome = sipas("score", "a.csv", "--year", "2024", "--lang", "en")
    assert outcome.status == 3
    assert 'a.csv ! G1: the header "A9" looks like a question code' in outcome.err
    assert "list its header as ignored in the columns of the criteria or of a mapping" in outcome.err


@pytest.mark.parametrize("headers", ["[A9]", "[a9, A10]", "['A9.']"])
def test_the_criteria_pass_a_column_over(folder: Path, sipas: Sipas, headers: str) -> None:
    ignoring(folder, headers)
    # A1 and A2: 1 of 2, B1 and B2: 2 of 2
    assert score(sipas) == 75.0


@pytest.mark.parametrize("further", ["", "questions: {A1: A1}\n"])
def test_a_mapping_passes_a_column_over(folder: Path, sipas: Sipas, further: str) -> None:
    (folder / "mappings").mkdir()
    text = f"criteria: field\ncolumns: {{ignored: [A9]}}\n{further}"
    (folder / "mappings" / "a.yaml").write_text(text, encoding="utf-8")
    assert score(sipas) == 75.0


def test_a_mapping_is_used_for_files_without_the_column_too(folder: Path, sipas: Sipas) -> None:
    (folder / "mappings").mkdir()
    text = "criteria: field\ncolumns: {unit: Cơ quan nào, ignored: [A9]}\n"
    (folder / "mappings" / "a.yaml").write_text(text, encoding="utf-8")
    write(folder, ["Mã phiếu", "Cơ quan nào", *HEADER[2:6]], [row[:6] for row in ROWS])
    assert score(sipas) == 75.0


def test_a_column_that_is_passed_over_is_neither_a_unit_nor_a_question(folder: Path, sipas: Sipas) -> None:
    """Two columns could be the unit, and two A1."""
    ignoring(folder, "[Đơn vị, A1 cũ]")
    header = ["Mã phiếu", "Tên đơn vị", "A1", "A2", "B1", "B2", "Đơn vị", "A1 cũ"]
    write(folder, header, [[*row[:6], "Sở Tư pháp", "1"] for row in ROWS])
    assert score(sipas) == 75.0


def test_criteria_that_pass_nothing_over_keep_their_digest() -> None:
    """The digest of the plan as it was before the key was there."""
    plan = read_set(ROOT / "criteria" / "quang-ninh-2023.yaml").criteria.plan
    assert plan.digest == "4c73fd81586e88166c7ea73f11820516bf237fce03cb23753e21cd0f9d293890"
