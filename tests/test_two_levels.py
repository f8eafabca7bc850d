"""The example of 2026: communes, no districts, a group that ended."""

import csv
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Once, Sipas

EXAMPLE = ROOT / "examples" / "hai-phong-2026"
COMMANDS = ("import-results results-2024.csv --year 2024", "score survey.csv")


@pytest.fixture
def scored(examples_once: Once, sipas: Sipas) -> Path:
    return examples_once(EXAMPLE.name, *COMMANDS)


def data(sipas: Sipas, folder: Path, *words: str) -> Any:
    result = sipas("-q", "-C", folder, *words, "--format", "json")
    assert result.status == 0, result.err
    return json.loads(result.out)


def test_the_generator_makes_the_files_that_ship(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    spec = importlib.util.spec_from_file_location("make_inputs_2026", EXAMPLE / "make_inputs.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "make_inputs_2026", module)
    spec.loader.exec_module(module)
    module.main([str(tmp_path)])
    for name in ("survey.csv", "results-2024.csv"):
        assert (tmp_path / name).read_bytes() == (EXAMPLE / name).read_bytes()
    assert (EXAMPLE / "survey.csv").stat().st_size < 400_000


def test_all_communes_are_ranked_in_a_group_of_their_own(scored: Path, sipas: Sipas) -> None:
    ranked = data(sipas, scored, "rank")
    assert {group["id"]: len(group["units"]) for group in ranked["groups"]} == {"so": 13, "xa": 114}
    assert ranked["overall"]["ballots"] == 2495
    assert ranked["findings"]["ballots_rejected"] == 0
    (communes,) = [group["units"] for group in ranked["groups"] if group["id"] == "xa"]
    first = [(unit["rank"], unit["tied"], unit["unit"], unit["score"], unit["band"]) for unit in communes[:3]]
    # đặc khu 96,40; hai phường cùng 94,27 đồng hạng 2; trên 90 là Nhóm 1
    assert first == [
        (1, False, "Đặc khu Bạch Long Vĩ", 96.4, "Nhóm 1"),
        (2, True, "Phường Hải Dương", 94.27, "Nhóm 1"),
        (2, True, "Phường Hồng Bàng", 94.27, "Nhóm 1"),
    ]
    (departments,) = [group["units"] for group in ranked["groups"] if group["id"] == "so"]
    on_edge = {unit["unit"]: (unit["score"], unit["band"]) for unit in departments}
    assert on_edge["Sở Tư pháp"] == (90.0, "Nhóm 2")


def test_the_group_of_districts_ended(scored: Path, sipas: Sipas) -> None:
    compared = data(sipas, scored, "compare")
    # bình quân 15 quận, huyện trong results-2024.csv: 1320,87 / 15 = 88,057...
    assert compared["ended"] == [
        {"id": "huyen", "name": "Các huyện, thị xã, thành phố", "units": 15, "mean": 88.06}
    ]
    (districts,) = [led for led in compared["leaders"] if led["group"] == "huyen"]
    assert districts["years"] == [{"year": 2024, "units": [{"unit": "Huyện An Lão", "id": "huyen-an-lao"}]}]
    (communes,) = [group for group in compared["groups"] if group["id"] == "xa"]
    assert {unit["previous_score"] for unit in communes["units"]} == {None}
    shown = sipas("-q", "-C", scored, "compare").out
    assert "Nhóm của năm 2024 nay không còn\n" in shown
    assert data(sipas, scored, "compare", "--group", "xa")["ended"] == []


def test_a_merged_department_continues_the_one_that_is_named(scored: Path, sipas: Sipas) -> None:
    compared = data(sipas, scored, "compare")
    (departments,) = [group for group in compared["groups"] if group["id"] == "so"]
    before = {unit["unit"]: unit["previous_score"] for unit in departments["units"]}
    with (EXAMPLE / "results-2024.csv").open(encoding="utf-8") as file:
        printed = {row["unit"]: float(row["score"]) for row in csv.DictReader(file)}
    assert before["Sở Xây dựng"] == printed["Sở Xây dựng"]
    assert before["Sở Nông nghiệp và Môi trường"] == printed["Sở Nông nghiệp và Phát triển nông thôn"]
    assert before["Sở Dân tộc và Tôn giáo"] is None


def test_districts_are_asked_for_with_their_year(scored: Path, sipas: Sipas) -> None:
    assert "Huyện An Lão" in sipas("-q", "-C", scored, "rank", "--group", "huyen", "--year", "2024").out
    result = sipas("-C", scored, "rank", "--group", "huyen")
    assert result.status == 2
    assert "năm 2026 không có kết quả của nhóm huyen; có: so, xa." in result.err


def test_every_table_and_document_says_that_all_is_synthetic(
    scored: Path, sipas: Sipas, tmp_path: Path
) -> None:
    assert "DỮ LIỆU GIẢ LẬP" in sipas("-q", "-C", scored, "rank").out
    for name in ("a.md", "a.html"):
        words = ("render-decision", "--year", "2026", "-o", tmp_path / name)
        assert sipas("-q", "-C", scored, *words).status == 0
        assert "DỮ LIỆU GIẢ LẬP" in (tmp_path / name).read_text(encoding="utf-8")
