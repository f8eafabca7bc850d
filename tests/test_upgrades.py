"""Runs that released versions stored stay readable. tests/data/runs.tar.xz holds a workspace of each,
made by the commits of these versions: of 40 ballots, and for the PAR index of the example of Lạng Sơn with
four ballots for each unit.

Of the 40 ballots ten are of each unit. None of Sở Nội vụ says "Không hài lòng" to all 25 questions, one of
Huyện Vân Đồn, two of Sở Y tế, three of Huyện Cô Tô; all others say "Hài lòng": 100, 90, 80, 70 %.
"""

import csv
import json
import shutil
from pathlib import Path

import pytest
from conftest import Sipas
from corpus import DATA, stored_run

from sipas_cli.runs.manifest import sealed

VERSIONS = ["0.1.0", "0.2.0", "0.3.0", "0.4.0.dev0"]
WITH_PAR = ["0.2.0-par", "0.3.0-par"]
SCORES = {"Sở Nội vụ": 100.0, "Sở Y tế": 80.0, "Huyện Vân Đồn": 90.0, "Huyện Cô Tô": 70.0}


def standings(sipas: Sipas, *words: str) -> dict[str, float]:
    result = sipas("rank", *words, "--format", "json")
    assert result.status == 0, result.err
    lines = [line for group in json.loads(result.out)["groups"] for line in group["units"]]
    return {line["unit"]: line["score"] for line in lines}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_run_of_a_former_version_is_ranked_and_verified(version: str, tmp_path: Path, sipas: Sipas) -> None:
    stored_run(version, tmp_path)
    assert standings(sipas) == SCORES
    verified = sipas("verify")
    assert verified.status == 0, verified.err
    assert "tính lại" in verified.out


@pytest.mark.parametrize("version", VERSIONS)
def test_a_run_of_a_former_version_is_told_and_decided(version: str, tmp_path: Path, sipas: Sipas) -> None:
    stored_run(version, tmp_path)
    shutil.copy(DATA.parents[1] / "examples" / "quang-ninh-2023" / "decision.yaml", tmp_path)
    for words in (
        ("explain", "Sở Y tế"),
        ("report", "--year", "2023", "-o", "r.html"),
        ("render-decision", "--year", "2023", "-o", "d.md"),
        ("audit", "--year", "2023", "-o", "a.xlsx"),
        ("runs",),
    ):
        result = sipas(*words)
        assert result.status == 0, (words, result.err)
    assert "80,00" in (tmp_path / "d.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("version", VERSIONS[:3])
def test_a_run_of_a_former_version_is_set_against_an_earlier_year(
    version: str, tmp_path: Path, sipas: Sipas
) -> None:
    stored_run(version, tmp_path)
    lines = ["Nhóm,Đơn vị,Chỉ số"]
    lines += ['"Các sở, ban, ngành",Sở Nội vụ,"99,50"', '"Các sở, ban, ngành",Sở Y tế,"81,00"']
    districts = '"Các huyện, thị xã, thành phố"'
    lines += [f'{districts},Huyện Vân Đồn,"90,00"', f'{districts},Huyện Cô Tô,"60,00"']
    (tmp_path / "before.csv").write_text("\n".join(lines), encoding="utf-8")
    imported = sipas("import-results", "before.csv", "--year", "2022", "--index", "sipas")
    assert imported.status == 0, imported.err
    result = sipas("compare", "--year", "2023", "--format", "csv")
    assert result.status == 0, result.err
    # 100 - 99,5; 80 - 81; 90 - 90; 70 - 60
    changes = {line["id"]: line["score_change"] for line in csv.DictReader(result.out.splitlines())}
    assert changes == {"so-noi-vu": "0.50", "so-y-te": "-1.00", "van-don": "0.00", "co-to": "10.00"}


@pytest.mark.parametrize("version", WITH_PAR)
def test_a_par_index_of_a_former_version_comes_out_the_same(
    version: str, tmp_path: Path, sipas: Sipas
) -> None:
    stored_run(version, tmp_path)
    stored = next((tmp_path / "results").rglob("par-*/standings.csv")).read_text(encoding="utf-8-sig")
    scores = {line["unit"]: float(line["score_pct"]) for line in csv.DictReader(stored.splitlines())}
    assert standings(sipas, "--index", "par") == scores
    verified = sipas("verify")
    assert verified.status == 0, verified.err
    assert verified.out.count("tính lại") == 3


@pytest.mark.parametrize(("version", "state"), [("0.3.0", "good"), ("99.0.0", "remark"), ("x", "good")])
def test_doctor_says_which_run_a_newer_version_made(
    version: str, state: str, tmp_path: Path, sipas: Sipas
) -> None:
    stored_run("0.3.0", tmp_path)
    (path,) = (tmp_path / "results").rglob("manifest.json")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    del manifest["seal"]
    path.write_bytes(sealed({**manifest, "tool": {**manifest["tool"], "version": version}}))
    checks = {check["check"]: check for check in json.loads(sipas("doctor", "--format", "json").out)}
    assert checks["runs"]["state"] == state
    assert ("99.0.0" in checks["runs"]["found"]) == (version == "99.0.0")
