"""The leader survey (điều tra XHH): shares, kinds of respondents, a ranking and a run of its own."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Sipas
from par_world import Rows, book, csv_file, leaders, world

HDND, SO = "Đại biểu HĐND tỉnh", "Lãnh đạo sở"
#: Sở Nội vụ by 2 delegates and 1 head of a sở, Sở Y tế by one of each.
BALLOTS = (
    ("1", HDND, "Sở Nội vụ", "AAB"),
    ("2", "Đại biểu HĐND", "Sở Nội vụ", "ABB"),
    ("3", SO, "Sở Nội vụ", "DEB"),
    ("1", HDND, "Sở Y tế", "BBB"),
    ("3", SO, "Sở Y tế", "BBB"),
    ("1", HDND, "Huyện Vân Đồn", "CCC"),
)
# Sở Nội vụ: X1 A A D = 200/3; X2 A B = 80; X3 B B B = 60; 2.3 = 70
#   (2 x 200/3 + 3 x 70) / 5 = (400/3 + 210) / 5 = 68.666... -> 68.67
# Sở Y tế: 60 everywhere; Huyện Vân Đồn: 20; all: (68.666... + 60 + 20) / 3 = 49.555...


def scored(sipas: Sipas, folder: Path, *words: str, rows: Rows | None = None) -> dict[str, Any]:
    csv_file(folder / "xhh.csv", rows if rows is not None else leaders(*BALLOTS))
    result = sipas("score", "xhh.csv", "--format", "json", *words)
    assert result.status == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def scores(found: dict[str, Any]) -> dict[str, Any]:
    return {line["unit"]: line["score"] for group in found["groups"] for line in group["units"]}


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    (path,) = (folder / "results" / "2023").glob(f"xhh-*/{name}")
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_the_survey_is_a_ranking_of_its_own(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    found = scored(sipas, tmp_path)
    assert (found["index"], found["unit_of_score"], found["criteria"]) == ("xhh", "%", "par-thu")
    assert scores(found) == {"Sở Nội vụ": 68.67, "Sở Y tế": 60, "Huyện Vân Đồn": 20}
    assert found["overall"] == {"score": 49.56, "units": 3, "ballots": 6}
    first = found["groups"][0]["units"][0]
    assert first["factors"] == {"1.3": 66.67, "2.3": 70}
    assert (first["ballots"], first["rank"]) == (3, 1)


def test_one_respondent_judges_several_units_and_each_of_them_once(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    again = ("1", HDND, "Sở Nội vụ", "DDD")
    found = scored(sipas, tmp_path, rows=leaders(*BALLOTS, again))
    assert found["findings"]["by_code"] == {"ballot_duplicate": 1}
    assert scores(found)["Sở Nội vụ"] == 68.67


@pytest.mark.parametrize(
    "written",
    ["A", "a", "Tốt", "A. Tốt", "A: Tốt", "A) Tốt", "A - Tốt", "A – Tốt", "A- tốt"],
)
def test_an_answer_may_be_the_letter_the_label_or_both(sipas: Sipas, tmp_path: Path, written: str) -> None:
    world(tmp_path)
    rows = leaders(("1", HDND, "Sở Nội vụ", "AAA"))
    rows[1][3:] = [written] * 3
    assert scores(scored(sipas, tmp_path, rows=rows))["Sở Nội vụ"] == 100


def test_no_opinion_a_blank_and_a_stranger_are_in_no_denominator(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    rows = leaders(
        ("1", HDND, "Sở Nội vụ", "AAA"), ("2", HDND, "Sở Nội vụ", "AAE"), ("3", HDND, "Sở Nội vụ", "AA?"),
        ("4", HDND, "Sở Nội vụ", "AAA"), ("5", HDND, "Sở Nội vụ", "AAA"), ("6", HDND, "Sở Nội vụ", "EEE"),
    )  # fmt: skip
    rows[1][4] = ""
    rows[2][5] = "Không biết"
    found = scored(sipas, tmp_path, rows=rows)
    assert scores(found)["Sở Nội vụ"] == 100
    assert found["findings"]["by_code"]["answer_off_scale"] == 1
    assert found["findings"]["by_code"]["ballot_no_answer"] == 1  # all E: nothing in it counts


def test_the_numbers_behind_the_letters_are_no_answers(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    rows = leaders(*((str(n), HDND, "Sở Nội vụ", "AAA") for n in range(9)))
    rows[1][3] = "3"
    found = scored(sipas, tmp_path, rows=rows)
    assert found["findings"]["by_code"]["answer_off_scale"] == 1


def test_scores_by_kind_are_kept_with_the_run(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    scored(sipas, tmp_path)
    kinds = {
        line["id"]: line["score_pct"]
        for line in rows_of(tmp_path, "scores.csv")
        if line["unit_id"] == "so-noi-vu" and line["level"] == "kind"
    }
    # hdnd: X1 100, X2 80, X3 60: 1.3 100, 2.3 70, index (200 + 210) / 5 = 82
    # so: X1 0, X2 nobody, X3 60: 1.3 0, 2.3 60, index 180 / 5 = 36
    assert kinds == {
        "hdnd": "82.00", "hdnd/1.3": "100.00", "hdnd/2.3": "70.00", "so": "36.00", "so/1.3": "0.00",
        "so/2.3": "60.00",
    }  # fmt: skip


def test_json_has_the_index_by_kind_of_respondent(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    shown = scored(sipas, tmp_path)
    kinds = {line["unit"]: line.get("kinds") for group in shown["groups"] for line in group["units"]}
    assert kinds == {
        "Sở Nội vụ": {"hdnd": 82, "so": 36},
        "Sở Y tế": {"hdnd": 60, "so": 60},
        "Huyện Vân Đồn": {"hdnd": 20},
    }
    again = sipas("rank", "--index", "xhh", "--format", "json")
    assert json.loads(again.out) == shown


def test_a_mean_of_kinds_weighs_kinds(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path, ("  score: percent\n", "  xhh: {kinds: mean_of_kinds}\n"))
    found = scored(sipas, tmp_path)
    # weights 1 and 3: 1.3 (100 + 0) / 4 = 25; 2.3 (70 + 180) / 4 = 62.5; (50 + 187.5) / 5 = 47.5
    assert scores(found)["Sở Nội vụ"] == 47.5
    assert scores(found)["Huyện Vân Đồn"] == 20  # one kind alone


def test_an_unknown_kind_is_told_and_counts_only_where_kinds_are_pooled(sipas: Sipas, tmp_path: Path) -> None:
    ballots = (*BALLOTS, ("7", "Người qua đường", "Huyện Vân Đồn", "AAA"))
    for rules, score in (("pooled", 60), ("mean_of_kinds", 20)):  # 20 and 100
        world(tmp_path, ("  score: percent\n", f"  xhh: {{kinds: {rules}}}\n"))
        csv_file(tmp_path / "xhh.csv", leaders(*ballots))
        result = sipas("score", "xhh.csv", "--format", "json")
        assert "Người qua đường" not in result.err
        found = json.loads(result.out)
        assert scores(found)["Huyện Vân Đồn"] == score
        assert found["findings"]["by_code"]["kind_unknown"] == 1


def test_a_survey_without_a_column_of_kinds_is_pooled(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    rows = [[cell for n, cell in enumerate(row) if n != 1] for row in leaders(*BALLOTS)]
    found = scored(sipas, tmp_path, rows=rows)
    assert scores(found)["Sở Nội vụ"] == 68.67
    assert found["findings"]["by_code"] == {"kind_unknown": 3}


def test_the_survey_has_a_rank_on_bands_and_a_minimum_of_its_own(sipas: Sipas, tmp_path: Path) -> None:
    bands = "[{name: Tốt, from: 60}, {name: Kém, below: 60}]"
    rules = f"{{rank_on: exact, rounding: {{decimals: 0}}, minimum_ballots: 2, bands: {bands}}}"
    world(tmp_path, ("  score: percent\n", f"  xhh: {rules}\n"))
    ballots = [
        *((str(n), HDND, "Sở Nội vụ", "AAA" if n else "BAA") for n in range(6)),
        *((str(n), HDND, "Sở Y tế", "AAA" if n else "BAA") for n in range(5)),
        ("1", HDND, "Huyện Vân Đồn", "CCC"),
    ]
    # Sở Nội vụ (2 x 560/6 + 300) / 5 = 97.333...; Sở Y tế (2 x 92 + 300) / 5 = 96.8: both 97
    found = scored(sipas, tmp_path, rows=leaders(*ballots))
    lines = [line for group in found["groups"] for line in group["units"]]
    assert [(line["unit"], line["score"], line["rank"], line["tied"], line["band"]) for line in lines] == [
        ("Sở Nội vụ", 97, 1, False, "Tốt"),
        ("Sở Y tế", 97, 2, False, "Tốt"),
        ("Huyện Vân Đồn", 20, None, False, "Kém"),
    ]
    assert found["findings"]["by_code"]["unit_below_minimum"] == 1


def test_the_rules_of_the_par_index_are_not_those_of_the_survey(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path, ("  score: percent\n", "  score: points\n  rank_on: exact\n"))
    found = scored(sipas, tmp_path)
    assert found["unit_of_score"] == "%"
    assert [line["band"] for line in found["groups"][0]["units"]] == ["", ""]


def test_the_run_of_the_survey_is_kept_and_shown(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    found = scored(sipas, tmp_path)
    assert found["run"].startswith("xhh-")
    assert json.loads(sipas("rank", "--index", "xhh", "--format", "json").out) == found
    assert scored(sipas, tmp_path)["run"] == found["run"]
    assert len(list((tmp_path / "results" / "2023").glob("xhh-*"))) == 1
    shown = sipas("rank", "--index", "xhh", "--group", "huyen")
    assert "20,00" in shown.out
    assert "68,67" not in shown.out


def test_units_without_ballots_and_leaves_without_answers_are_told(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    found = scored(
        sipas,
        tmp_path,
        rows=leaders(("1", HDND, "Sở Nội vụ", "AEE"), ("1", HDND, "Ban Quản lý", "AAA")),
    )
    assert found["findings"]["by_code"] == {
        "ballot_excluded_unit": 1, "criterion_without_answers": 1, "unit_without_survey": 2
    }  # fmt: skip
    assert scores(found) == {"Sở Nội vụ": 100, "Sở Y tế": None, "Huyện Vân Đồn": None}


def test_ballots_about_a_unit_whose_group_is_not_measured_are_told(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    found = scored(sipas, tmp_path, rows=leaders(*BALLOTS, ("9", HDND, "Xã Hạ Long", "AAA")))
    assert "Xã Hạ Long" not in scores(found)
    assert found["findings"]["by_code"]["group_not_measured"] == 1


def test_a_survey_of_groups_with_maxima_of_their_own_needs_a_register(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path, units=None)
    csv_file(tmp_path / "xhh.csv", leaders(*BALLOTS))
    result = sipas("score", "xhh.csv")
    assert (result.status, "units.yaml" in result.err) == (2, True)
    assert not (tmp_path / "results").exists()


def test_a_survey_with_one_maximum_for_all_needs_none(sipas: Sipas, tmp_path: Path) -> None:
    one = (("maximum: {so: 30, huyen: 30}", "maximum: 20"), ("max: {so: 4, huyen: 6}", "max: 4"),
           (", max: 6, groups: [so]}", ", max: 0}"), ("max: {so: 4, huyen: 8}", "max: 0"))  # fmt: skip
    world(tmp_path, *one, units=None)  # 1 + 2 + 3 + 2 + 4 + 3 + 5 = 20
    assert scores(scored(sipas, tmp_path))["Sở Y tế"] == 60


def test_a_workbook_of_the_survey_may_have_its_questions_in_full(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    rows = leaders(*BALLOTS)
    rows[0][3:] = ["1. Chỉ đạo của lãnh đạo đơn vị", "Chất lượng giải quyết thủ tục", "X3"]
    book(tmp_path / "xhh.xlsx", Phiếu=rows)
    result = sipas("score", "xhh.xlsx", "--format", "json")
    assert scores(json.loads(result.out))["Sở Nội vụ"] == 68.67


def test_the_worth_of_answers_is_of_the_file(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path, ("worth: 20}", "worth: 33.3}"))
    assert scores(scored(sipas, tmp_path))["Huyện Vân Đồn"] == 33.3


def test_the_survey_is_rounded_as_the_index_unless_it_says_otherwise(sipas: Sipas, tmp_path: Path) -> None:
    # 68.666... and 49.555...
    world(tmp_path, ("  score: percent\n", "  score: percent\n  rounding: {decimals: 1}\n"))
    found = scored(sipas, tmp_path)
    assert (scores(found)["Sở Nội vụ"], found["overall"]["score"]) == (68.7, 49.6)
    own = "  score: percent\n  rounding: {decimals: 1}\n  xhh: {rounding: {decimals: 3}}\n"
    world(tmp_path, ("  score: percent\n", own))
    found = scored(sipas, tmp_path)
    assert (scores(found)["Sở Nội vụ"], found["overall"]["score"]) == (68.667, 49.556)
