"""`sipas explain`: how a figure came about, from the printed digit down to counts that a person can add."""

import csv
import json
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, combinations_with_replacement
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import Sipas
from hypothesis import given
from hypothesis import strategies as st
from par_world import NOI_VU, SIPAS, VAN_DON, book, changed, csv_file, form, leaders, satisfied, world

from sipas_cli.documents.explained import counts_text
from sipas_cli.documents.explanation_data import explanation_data
from sipas_cli.model import UnitCounts
from sipas_cli.recount.pair_rows import left_out, pair_rows
from sipas_cli.recount.recounting import kept_lines
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.gate import checked
from sipas_cli.rules.tree import Leaf
from sipas_cli.rules.yaml_loader import parse
from sipas_cli.runs.explanation import LeafExplanation, explain_all
from sipas_cli.runs.folders import load
from sipas_cli.runs.kept import read_kept
from sipas_cli.score import contributions
from sipas_cli.score import sipas as score_sipas
from sipas_cli.score.contributions import Contributions, Item
from sipas_cli.score.par import Line
from sipas_cli.tally.pairs import Block, Key, Pairs
from sipas_cli.workspace.workspace import Workspace

HDND = "Đại biểu HĐND tỉnh"


def told(sipas: Sipas, *words: str) -> Any:
    """The JSON of an explanation."""
    result = sipas("explain", *words, "--format", "json")
    assert result.status == 0, result.err
    return json.loads(result.out)


def exact(value: Mapping[str, int]) -> Fraction:
    return Fraction(value["numerator"], value["denominator"])


@pytest.fixture
def surveyed(tmp_path: Path, sipas: Sipas) -> Path:
    """Sở Nội vụ 8 of 10 satisfied on both questions, Sở Y tế 9 of 10, Huyện Vân Đồn 20 of 20."""
    world(tmp_path)
    rows = satisfied(Sở_Nội_vụ=(8, 10), Sở_Y_tế=(9, 10), Huyện_Vân_Đồn=(20, 20))
    csv_file(tmp_path / "phieu.csv", rows)
    assert sipas("score", "phieu.csv").status == 0
    return tmp_path


def test_the_index_is_the_sum_of_its_factors_with_what_each_gained_and_lost(
    surveyed: Path, sipas: Sipas
) -> None:
    # 8/10 on both questions, 50 points of the index each: 40 gained, 10 lost. The group has 80 and 90:
    # its mean is 85, each factor adds 42.5 to it
    found = told(sipas, "Sở Nội vụ")
    assert (found["score"], found["rank"], found["ranked"]) == (80.0, 2, 2)
    assert exact(found["exact"]) == 80
    assert exact(found["group_mean"]) == 85
    for part in found["parts"]:
        figures = [exact(part[name]) for name in ("weight", "gained", "lost", "ahead_of_group")]
        assert figures == [50, 40, 10, Fraction("-2.5")]
    assert [(exact(own["reached"]), exact(own["full"])) for own in found["criteria"]] == [(8, 10), (8, 10)]


def test_the_unit_above_is_ahead_factor_by_factor_and_two_answers_close_it(
    surveyed: Path, sipas: Sipas
) -> None:
    # one answer in ten of a question that is worth 50 points adds 5: from 80 to 90 it takes two
    above = told(sipas, "Sở Nội vụ")["above"]
    assert (above["unit"], above["rank"], above["answers"]) == ("Sở Y tế", 1, 2)
    assert exact(above["ahead"]) == -10
    assert {part: exact(ahead) for part, ahead in above["parts"].items()} == {"a": -5, "b": -5}
    below = told(sipas, "Sở Y tế")["below"]
    assert (below["unit"], below["answers"], exact(below["ahead"])) == ("Sở Nội vụ", 2, 10)
    assert told(sipas, "Sở Y tế")["above"] is None


def test_the_screen_says_the_same(surveyed: Path, sipas: Sipas) -> None:
    shown = sipas("explain", "sở nội vụ").out
    assert "hạng 2/2. Chỉ số 80,00 = 80. Bình quân của nhóm 85,00, chênh lệch −5,000." in shown
    assert "Phiếu của đơn vị: đọc 10, tính 10." in shown
    assert "8/10" in shown
    assert "Xếp ngay trên: Sở Y tế (hạng 1, 90,00), hơn 10,000: Tiếp cận +5,000; Thủ tục +5,000." in shown
    assert "cần ít nhất 2 câu trả lời chuyển lên hài lòng" in shown


def test_the_tree_goes_down_to_the_answers(surveyed: Path, sipas: Sipas) -> None:
    lines = [
        " ".join(line.split()) for line in sipas("explain", "Sở Nội vụ", "--depth", "3").out.splitlines()
    ]
    assert "Chỉ số hài lòng (SIPAS) 80,0000 40,0000 + 40,0000" in lines
    assert "Tiếp cận 40,0000 50,0000 × 80,0000 / 100" in lines
    assert "S1 Nơi tiếp nhận dễ tìm 40,0000 50,0000 × 8 / 10" in lines
    assert "Câu trả lời 10 1: 2, 2: 8" in lines
    flat = sipas("explain", "Sở Nội vụ", "--depth", "1").out
    assert ("Tiếp cận" in flat, "S1" in flat) == (True, False)


def test_ballots_are_counted_by_file_where_the_sources_lie_at_hand(tmp_path: Path, sipas: Sipas) -> None:
    world(tmp_path)
    csv_file(tmp_path / "mot.csv", satisfied(Sở_Nội_vụ=(2, 3)))
    rows = satisfied(Sở_Nội_vụ=(1, 2), Sở_Y_tế=(1, 1))
    csv_file(tmp_path / "hai.csv", [rows[0], *([f"b{row[0]}", *row[1:]] for row in rows[1:])])
    assert sipas("score", "mot.csv", "hai.csv", "--allow-copies").status == 0
    files = told(sipas, "Sở Nội vụ", "--answers")["files"]
    assert {own["place"].split(" ")[0]: own["answers"]["S1"] for own in files} == {
        "mot.csv": {"1": 1, "2": 2},
        "hai.csv": {"1": 1, "2": 1},
    }
    shown = sipas("explain", "Sở Nội vụ", "--answers").out
    assert "Phiếu của đơn vị theo tệp" in shown
    (tmp_path / "mot.csv").unlink()
    gone = sipas("explain", "Sở Nội vụ", "--answers")
    assert (gone.status, "Không tìm thấy đủ các tệp gốc" in gone.err) == (0, True)


def test_counts_of_a_handful_of_persons_come_with_a_warning(tmp_path: Path, sipas: Sipas) -> None:
    world(tmp_path)
    csv_file(tmp_path / "phieu.csv", satisfied(Sở_Nội_vụ=(2, 3), Sở_Y_tế=(20, 20)))
    sipas("score", "phieu.csv")
    assert "chỉ có 3 phiếu" in sipas("explain", "Sở Nội vụ").err
    assert "CHÚ Ý" not in sipas("explain", "Sở Y tế").err


def test_a_name_is_never_guessed(surveyed: Path, sipas: Sipas) -> None:
    refused = sipas("explain", "Sở Nội Vu")
    assert (refused.status, "Sở Nội vụ" in refused.err) == (2, True)
    assert told(sipas, "SYT")["unit_id"] == "so-y-te"


def test_a_published_table_has_nothing_behind_it(tmp_path: Path, sipas: Sipas) -> None:
    world(tmp_path)
    csv_file(tmp_path / "cong-bo.csv", [["Đơn vị", "Chỉ số hài lòng", "Hạng"], ["Sở Nội vụ", "90.5", 1]])
    assert sipas("import-results", "cong-bo.csv", "--year", "2023").status == 0
    refused = sipas("explain", "Sở Nội vụ", "--year", "2023")
    assert (refused.status, "được nhập vào" in refused.err) == (2, True)


def test_a_unit_without_an_index_says_why(tmp_path: Path, sipas: Sipas) -> None:
    world(tmp_path)
    csv_file(tmp_path / "phieu.csv", satisfied(Sở_Nội_vụ=(20, 20)))
    sipas("score", "phieu.csv")
    shown = sipas("explain", "Sở Y tế")
    assert (shown.status, "không có chỉ số" in shown.out) == (0, True)
    assert told(sipas, "Sở Y tế")["parts"] == []


# --- the PAR index ---------------------------------------------------------------------------------


@pytest.fixture
def appraised(tmp_path: Path, sipas: Sipas) -> Path:
    """Sở Nội vụ: 1 + 1 + 2.5 of 6 in area 1, 4 + KAD + 3.5 of 8 in area 2, and of the surveys: xhh 60 %
    of 2 and 3, SIPAS 80 % of 5."""
    world(tmp_path)
    book(
        tmp_path / "diem.xlsx",
        A=form({**NOI_VU, "2.2": "KAD"}, {"1.2": 3}),
        B=form(VAN_DON, unit="Huyện Vân Đồn"),
    )
    csv_file(tmp_path / "phieu.csv", satisfied(Sở_Nội_vụ=(16, 20), Huyện_Vân_Đồn=(20, 20)))
    votes = leaders(("1", HDND, "Sở Nội vụ", "BBB"), ("1", HDND, "Huyện Vân Đồn", "AAA"))
    csv_file(tmp_path / "xhh.csv", votes)
    assert sipas("score", "diem.xlsx", "phieu.csv", "xhh.csv").status == 0
    return tmp_path


def test_every_leaf_has_what_was_typed_and_where(appraised: Path, sipas: Sipas) -> None:
    found = told(sipas, "Sở Nội vụ", "--index", "par")
    leaves = {leaf["id"]: leaf for leaf in found["leaves"]}
    assert leaves["1.1.2"]["typed"]["file"] == "diem.xlsx"
    assert leaves["1.1.2"]["typed"]["text"] == str(NOI_VU["1.1.2"])
    assert leaves["1.2"]["self_typed"]["text"] == "3"
    assert (leaves["2.2"]["applies"], leaves["2.2"]["typed"]["text"]) == (False, "KAD")
    assert leaves["3.1"]["typed"] is None
    assert exact(leaves["3.1"]["points"]) == 4  # 80 % of 5


def test_points_of_areas_add_up_to_the_index_over_the_own_maximum(appraised: Path, sipas: Sipas) -> None:
    # area 1: 1 + 1 + 2.5 + 1.2 = 5.7 of 8; area 2: 4 + 1.8 + 3.5 = 9.3 of 11 (2.2 is out); area 3: 4 of 5:
    # together 19 of 24
    found = told(sipas, "Sở Nội vụ", "--index", "par")
    assert exact(found["exact"]) == Fraction(1900, 24)
    gained = {part["id"]: exact(part["gained"]) for part in found["parts"]}
    assert gained == {"1": Fraction(570, 24), "2": Fraction(930, 24), "3": Fraction(400, 24)}
    assert sum(gained.values()) == Fraction(1900, 24)
    lost = {own["id"]: exact(own["lost"]) for own in found["criteria"]}
    assert lost["1.1.2"] == Fraction(100, 24)  # one of two points


def test_the_screen_of_the_par_index_has_the_step_and_the_cell(appraised: Path, sipas: Sipas) -> None:
    lines = sipas("explain", "Sở Nội vụ", "--index", "par").out.splitlines()
    row = next(" ".join(line.split()) for line in lines if "1.1.2" in line)
    assert f"{NOI_VU['1.1.2']} từ 70 đến 90 diem.xlsx ! A ! E6" in row
    assert any("Không áp dụng cho đơn vị" in line and "2.2" in line for line in lines)
    assert any("80% từ SIPAS" in line for line in lines)


def test_leaf_and_question_stand_behind_the_leader_survey(appraised: Path, sipas: Sipas) -> None:
    # B is worth 60 %: 1.3 has 2 points, 2.3 has 3, so 40 and 60 points of the index hang on them
    found = told(sipas, "Sở Nội vụ", "--index", "xhh")
    assert [(part["id"], exact(part["weight"]), exact(part["gained"])) for part in found["parts"]] == [
        ("1.3", 40, 24),
        ("2.3", 60, 36),
    ]
    assert sum(exact(own["gained"]) for own in found["criteria"]) == 60


def test_no_answers_by_file_of_points(appraised: Path, sipas: Sipas) -> None:
    assert sipas("explain", "Sở Nội vụ", "--index", "par", "--answers").status == 2


def test_the_csv_has_a_row_for_each_part_and_criterion(appraised: Path, sipas: Sipas) -> None:
    out = sipas("explain", "Sở Nội vụ", "--index", "par", "--format", "csv").out.splitlines()
    assert out[0].startswith("level,id,part,weight_numerator")
    # area 3 has 5 of 24 points: 500/24 = 125/6 of the index hang on it, 4 of 5 are gained: 400/24 = 50/3
    assert "part,3,,125,6,50,3,,,,,,,," in out


# --- laws ------------------------------------------------------------------------------------------

#: Measures and what they do with missing answers.
MEASURES = (
    ("satisfied_share", "leave_out"),
    ("satisfied_share", "in_denominator"),
    ("mean_percent", "leave_out"),
)
COUNTS = st.dictionaries(
    st.sampled_from(["1", "2", "blank", "not_applicable", "refused", "off_scale"]),
    st.integers(1, 9),
    max_size=6,
)


def criteria_of(measure: str, factor_score: str, missing: str) -> Criteria:
    rules = f"  measure: {measure}\n  factor_score: {factor_score}\n  missing_answers: {missing}\n"
    text = changed(
        SIPAS,
        ("  measure: satisfied_share\n", rules),
        ("criteria: [S2]", "criteria: [S2, S3]"),
        ("    - {code: S2,", "    - {code: S3, text: Phí nộp một lần}\n    - {code: S2,"),
    )
    return checked(parse(text.encode(), "thu.yaml"), Criteria)


@given(
    st.sampled_from(MEASURES),
    st.sampled_from(["mean_of_criteria", "pooled"]),
    st.tuples(COUNTS, COUNTS, COUNTS),
)
def test_parts_and_criteria_add_up_to_the_index_under_every_policy(
    measure: tuple[str, str], factor_score: str, counts: tuple[dict[str, int], ...]
) -> None:
    criteria = criteria_of(measure[0], factor_score, measure[1])
    unit = UnitCounts(dict(zip(("S1", "S2", "S3"), counts, strict=True)), 9, 0)
    score = score_sipas.score_unit(unit, criteria)
    made = contributions.of_ballots(unit, score, criteria)
    if score.index is None:
        assert made == Contributions()
        return
    assert sum(part.gained for part in made.parts) == score.index
    assert sum(part.weight for part in made.parts) == 100
    for part in made.parts:
        inside = [item for item in made.items if item.part == part.id]
        assert sum(item.gained for item in inside) == part.gained
        assert sum(item.weight for item in inside) == part.weight


def item(weight: int, full: int, rises: int) -> Item:
    return Item("", "", "", Fraction(full - rises), Fraction(full), Fraction(weight), {}, rises)


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(3, 6), st.integers(0, 3)), min_size=1, max_size=3),
    st.fractions(0, 20, max_denominator=7),
)
def test_no_choice_of_answers_closes_a_gap_with_fewer(
    items: list[tuple[int, int, int]], gap: Fraction
) -> None:
    made = Contributions((), tuple(item(*own) for own in items))
    count = made.rises_to(lambda level: level >= gap, Fraction(0))
    total = sum(own.rises for own in made.items)
    for number in range(total + 1):
        choices = combinations_with_replacement(range(len(made.items)), number)
        allowed = (
            choice
            for choice in choices
            if all(choice.count(n) <= own.rises for n, own in enumerate(made.items))
        )
        reached = any(sum(made.items[n].rise for n in choice) >= gap for choice in allowed)
        if reached:
            assert count == number
            return
    assert count is None


# --- the report --------------------------------------------------------------------------------------


def test_the_page_of_a_unit_says_why_it_has_its_figure(surveyed: Path, sipas: Sipas) -> None:
    assert sipas("report", "--year", "2023", "-o", "r.html").status == 0
    page = (surveyed / "r.html").read_text(encoding="utf-8")
    assert "Mất điểm ở đâu, nhiều nhất trước: Sở Nội vụ" in page
    assert "So với đơn vị liền trên và liền dưới" in page
    assert "hơn 10,000: Tiếp cận +5,000; Thủ tục +5,000." in page


def test_the_page_tells_no_counts_of_a_handful_of_persons_nor_what_would_lead_to_them(
    tmp_path: Path, sipas: Sipas
) -> None:
    # Sở Y tế has 3 ballots: neither its own counts, nor how far Sở Nội vụ is ahead of it in each factor
    world(tmp_path)
    rows = satisfied(Sở_Nội_vụ=(19, 20), Sở_Y_tế=(2, 3), Huyện_Vân_Đồn=(19, 20))
    csv_file(tmp_path / "phieu.csv", rows)
    sipas("score", "phieu.csv")
    sipas("report", "--year", "2023", "-o", "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "Mất điểm ở đâu, nhiều nhất trước: Huyện Vân Đồn" in page
    assert "Mất điểm ở đâu, nhiều nhất trước: Sở" not in page
    assert "Xếp ngay dưới" not in page


# --- how sure ----------------------------------------------------------------------------------------


def test_the_error_of_the_index_is_that_of_a_share_where_all_answers_are_alike(
    surveyed: Path, sipas: Sipas
) -> None:
    # 8 of 10 persons are satisfied on both questions: the index is their share, its error
    # sqrt(0.8 · 0.2 / (10 − 1)) = 0.1333
    precision = told(sipas, "Sở Nội vụ")["precision"]
    assert precision["index"]["se"] == pytest.approx(100 * (0.8 * 0.2 / 9) ** 0.5)
    assert precision["rank"] == {"first": 1, "last": 2}
    shown = sipas("explain", "Sở Nội vụ").out
    assert "Sai số chuẩn do chọn mẫu 13,33" in shown
    assert "đứng trong khoảng từ hạng 1 đến hạng 2" in shown


def test_why_there_is_no_error_is_said(appraised: Path, sipas: Sipas) -> None:
    # one leader judged the unit
    shown = sipas("explain", "Sở Nội vụ", "--index", "par").out
    assert "Không tính sai số chọn mẫu: chỉ có một phiếu." in shown


def test_the_pairs_of_answers_can_be_looked_at(surveyed: Path, sipas: Sipas) -> None:
    # of ten persons two are dissatisfied (1), with both questions
    lines = sipas("explain", "Sở Nội vụ", "--pairs").out.splitlines()
    assert lines == [
        "stratum,weight,cluster,question,answer,other_question,other_answer,ballots",
        ",,,S1,1,S1,1,2",
        ",,,S1,1,S2,1,2",
        ",,,S2,1,S2,1,2",
    ]


def test_the_pairs_of_a_handful_of_persons_are_not_exported(tmp_path: Path, sipas: Sipas) -> None:
    world(tmp_path)
    csv_file(tmp_path / "phieu.csv", satisfied(Sở_Nội_vụ=(2, 3)))
    sipas("score", "phieu.csv")
    refused = sipas("explain", "Sở Nội vụ", "--pairs")
    assert (refused.status, refused.out) == (2, "")


# --- the example, by hand ------------------------------------------------------------------------------


def test_every_figure_of_the_example_is_counts_that_a_person_can_add_up(scored_example: Path) -> None:
    """From the stored counts alone: a criterion is satisfied answers (4, 5) of the answers 1 to 5, a factor
    the mean of its criteria, the index the mean of the five factors."""
    (counts,) = (scored_example / "results" / "2023").glob("sipas-*/tally/answers.csv")
    answers: dict[str, dict[str, dict[str, int]]] = {}
    for row in csv.DictReader(counts.read_text(encoding="utf-8-sig").splitlines()):
        if row["breakdown"] == "all":
            of_unit = answers.setdefault(row["unit"], {})
            of_unit.setdefault(row["question"], {})[row["answer"]] = int(row["ballots"])
    assert len(answers) == 41
    run = load(Workspace(scored_example), 2023, counts.parents[1].name)
    explanations = explain_all(read_kept(run))
    for unit, questions in answers.items():
        shares: dict[str, list[Fraction]] = {}
        for code, kinds in questions.items():
            good = kinds.get("4", 0) + kinds.get("5", 0)
            all_ = good + kinds.get("1", 0) + kinds.get("2", 0) + kinds.get("3", 0)
            shares.setdefault(code.split("_")[0], []).append(Fraction(good, all_))
        factors = [sum(own, Fraction(0)) / len(own) for own in shares.values()]
        explained = explanation_data(explanations[unit])
        assert exact(explained["exact"]) == 100 * sum(factors, Fraction(0)) / 5
        assert sum(exact(part["gained"]) for part in explained["parts"]) == exact(explained["exact"])
        for criterion in explained["criteria"]:
            kinds = questions[criterion["id"]]
            assert exact(criterion["reached"]) == kinds.get("4", 0) + kinds.get("5", 0)
            assert criterion["answers"] == kinds


def test_explain_rank_and_what_if_without_changes_say_the_same(scored_example: Path, sipas: Sipas) -> None:
    ranked = json.loads(sipas("rank", "--format", "json").out)
    supposed = json.loads(sipas("what-if", "--format", "json").out)["units"]
    then = {unit["unit"]: (unit["rank_then"], unit["score_then"], unit["places"]) for unit in supposed}
    for group in ranked["groups"]:
        for unit in group["units"]:
            assert then[unit["unit"]] == (unit["rank"], unit["score"], 0)
    first = ranked["groups"][0]["units"][0]
    explained = told(sipas, first["unit"])
    assert (explained["rank"], explained["score"]) == (first["rank"], first["score"])


# --- what a part lacks -----------------------------------------------------------------------------------


def test_a_part_that_only_others_have_stands_in_the_table_too(tmp_path: Path, sipas: Sipas) -> None:
    # nobody answered S2 in Sở Nội vụ: its index is 80, all of it by the first factor. Sở Y tế has 90, half
    # from
    # each. The mean of 85 is 62.5 from the first and 22.5 from the second: +17.5 and −22.5 are −5
    world(tmp_path)
    rows = satisfied(Sở_Nội_vụ=(8, 10), Sở_Y_tế=(9, 10))
    for row in rows[1:11]:
        row[4] = ""
    csv_file(tmp_path / "phieu.csv", rows)
    assert sipas("score", "phieu.csv").status == 0
    explained = told(sipas, "Sở Nội vụ")
    ahead = {part["id"]: exact(part["ahead_of_group"]) for part in explained["parts"]}
    assert ahead == {"a": Fraction("17.5"), "b": Fraction("-22.5")}
    assert sum(ahead.values()) == exact(explained["exact"]) - exact(explained["group_mean"])


def test_a_leaf_that_left_the_maximum_has_lost_nothing() -> None:
    leaf = Leaf("1", "", "A", (), {"*": Fraction(12)}, {}, (), "appraisal")
    line = Line("so", "1", "appraisal", Fraction(12), None, None, True)
    assert LeafExplanation(leaf, line, None, None).missing == 12
    assert LeafExplanation(leaf, line, None, None, left_out=True).missing == 0


def test_the_pairs_of_a_small_stratum_are_left_out() -> None:
    many = Block(30, 0, np.array([0]), np.array([[7]]))
    few = Block(1, 0, np.array([0]), np.array([[1]]))
    pairs = Pairs(("S1",), ("1",), {Key("so", "t1"): many, Key("so", "t2"): few})
    assert [row[0] for row in pair_rows(pairs, "so", 10)] == ["t1"]
    assert left_out(pairs, "so", 10) == 1


def test_counts_are_shown_as_counts_whatever_they_come_to() -> None:
    # all 95 who answered are satisfied, 5 blanks stay in the denominator: nobody's answer could be better
    item = Item("S1", "", "a", Fraction(95), Fraction(100), Fraction(50), {"2": 95, "blank": 5}, counted=True)
    assert counts_text(item) == "95/100"


# --- bonus and penalty -----------------------------------------------------------------------------------


def with_extras(folder: Path, bonus: tuple[object, object], penalty: tuple[object, object]) -> None:
    """Sở Nội vụ with what it claims and what it is appraised at, of bonus and penalty, and all surveys
    typed."""
    world(folder)
    surveys = {"1.3": 2, "2.3": 3, "3.1": 5}
    more = [["TH1", "Điểm thưởng sáng kiến", 2, *bonus, ""], ["TR1", "Điểm trừ vi phạm", 1, *penalty, ""]]
    book(
        folder / "diem.xlsx",
        A=form({**NOI_VU, **surveys}, more=more),
        B=form({**VAN_DON, **surveys}, unit="Huyện Vân Đồn"),
    )


def test_bonus_and_penalty_have_what_was_typed_and_where(tmp_path: Path, sipas: Sipas) -> None:
    # title, header, 13 parts of the tree: they stand in rows 16 and 17, claimed in D, appraised in E
    with_extras(tmp_path, (2, 1.5), ("", 0.5))
    assert sipas("score", "diem.xlsx").status == 0
    bonus, penalty = told(sipas, "Sở Nội vụ", "--index", "par")["extras"]
    assert (exact(bonus["points"]), exact(bonus["self_assessed"])) == (Fraction(3, 2), 2)
    assert bonus["typed"] == {"text": "1.5", "file": "diem.xlsx", "sheet": "A", "cell": "E16"}
    assert bonus["self_typed"]["cell"] == "D16"
    assert (exact(penalty["points"]), penalty["typed"]["cell"]) == (Fraction(-1, 2), "E17")
    lines = [
        " ".join(line.split()) for line in sipas("explain", "Sở Nội vụ", "--index", "par").out.split("\n")
    ]
    assert "TH1 Điểm thưởng sáng kiến 2 2 1,5 1,5 diem.xlsx ! A ! E16" in lines
    assert "TR1 Điểm trừ vi phạm 1 - -0,5 0,5 diem.xlsx ! A ! E17" in lines
    tree = sipas("explain", "Sở Nội vụ", "--index", "par", "--depth", "3").out
    assert "diem.xlsx ! A ! E17" in tree
    csv_lines = sipas("explain", "Sở Nội vụ", "--index", "par", "--format", "csv").out.splitlines()
    assert "penalty,TR1,penalty,,,,,-0.5,1,0.5,diem.xlsx,A,E17,," in csv_lines


def test_a_bonus_that_was_claimed_in_vain_is_kept_and_changes_nothing(tmp_path: Path, sipas: Sipas) -> None:
    # 17 + 10 of 30 points, as without the two rows
    with_extras(tmp_path, (2, 0), (0.25, ""))
    assert sipas("score", "diem.xlsx").status == 0
    explained = told(sipas, "Sở Nội vụ", "--index", "par")
    assert exact(explained["exact"]) == 90
    bonus, penalty = explained["extras"]
    assert (exact(bonus["points"]), bonus["typed"]["text"], bonus["self_typed"]["text"]) == (0, "0", "2")
    assert (penalty["points"], penalty["typed"]) == (None, None)
    assert exact(penalty["self_assessed"]) == Fraction(-1, 4)
    # the 9 leaves of Sở Y tế, which nobody appraised, and no penalty that nobody imposed
    assert "9 tiêu chí của các đơn vị chưa có điểm" in sipas("freeze", "--year", "2023", "--index", "par").err
    assert sipas("verify").status == 0
    assert sipas("audit", "--index", "par", "-o", "a.xlsx").status == 0


def test_a_run_of_an_earlier_version_is_not_asked_for_a_bonus_of_nothing(
    tmp_path: Path, sipas: Sipas
) -> None:
    with_extras(tmp_path, (2, 0), ("", 0))
    assert sipas("score", "diem.xlsx").status == 0
    (folder,) = (tmp_path / "results" / "2023").glob("par-*")
    stored = load(Workspace(tmp_path), 2023, folder.name)
    kept = read_kept(stored)
    earlier = replace(stored, manifest={**stored.manifest, "tool": {"version": "0.3.0"}})
    without = [line for line in kept.points if not line.is_extra]
    assert (len(kept.points) - len(without)) == 2
    assert kept_lines(replace(kept, stored=earlier, points=without), kept.points) == without
    assert kept_lines(kept, kept.points) == kept.points


# --- every option with every format ----------------------------------------------------------------------

OPTIONS = {
    "questions": ["--questions"],
    "pairs": ["--pairs"],
    "answers": ["--answers"],
    "depth": ["--depth", "3"],
    "with": ["--with", "2022"],
    "simultaneous": ["--simultaneous"],
}


def of_two_years(folder: Path, sipas: Sipas) -> None:
    """Sở Nội vụ 7 of 10 satisfied in 2022, 8 of 10 in 2023; Sở Y tế 9 of 10 in both."""
    world(folder)
    for year, good in ((2022, 7), (2023, 8)):
        rows = satisfied(Sở_Nội_vụ=(good, 10), Sở_Y_tế=(9, 10))
        dated = [[str(text).replace("2023-", f"{year}-") for text in row] for row in rows]
        csv_file(folder / f"{year}.csv", dated)
        assert sipas("score", f"{year}.csv", "--year", year).status == 0


def is_of_form(out: str, form: str) -> bool:
    """Whether an output is of a format, by its first line."""
    first = out.lstrip("\ufeff").splitlines()[0]
    match form:
        case "json":
            return isinstance(json.loads(out), dict)
        case "csv":
            return first.split(",")[0] in ("level", "stratum", "factor")
        case "md":
            return first.startswith(("### ", "| "))
        case _:
            return not first.startswith(("{", "### ", "| ", "level,", "stratum,", "factor,"))


@pytest.mark.parametrize("form", ["table", "md", "csv", "json"])
def test_every_combination_of_options_gives_the_format_or_is_refused(
    tmp_path: Path, sipas: Sipas, form: str
) -> None:
    of_two_years(tmp_path, sipas)
    refused = 0
    for number in range(len(OPTIONS) + 1):
        for chosen in combinations(OPTIONS, number):
            unit = [] if "questions" in chosen else ["Sở Nội vụ"]
            words = [word for name in chosen for word in OPTIONS[name]]
            result = sipas("explain", *unit, *words, "--year", 2023, "--format", form)
            if result.status == 2:
                assert (result.out, "--format" in result.err or "chạy riêng" in result.err) == ("", True)
                refused += 1
            else:
                assert (result.status, is_of_form(result.out, form)) == (0, True), (chosen, result.err)
    # 2^6 combinations. By themselves stand --questions and --pairs: each alone, and 2^4 without both. --pairs
    # is no table; --depth is not of csv and JSON, --simultaneous not of csv
    given = {"table": 16 + 1, "md": 16 + 1, "csv": 4 + 2, "json": 8 + 2}
    assert 64 - refused == given[form]


def test_csv_has_the_ballots_of_each_file_and_the_change(tmp_path: Path, sipas: Sipas) -> None:
    # both factors from 70 to 80 of 100, 50 points of the index each: 5 more of each
    of_two_years(tmp_path, sipas)
    words = ("--answers", "--with", "2022", "--year", "2023", "--format", "csv")
    lines = sipas("explain", "Sở Nội vụ", *words).out.splitlines()
    assert "index,,,,,80,1,,,,,,,," in lines
    assert "outcome,valid,,,,,,,,,2023.csv,,,,10" in lines
    assert "answer,S1,,,,,,,,,2023.csv,,,2,8" in lines
    assert "change_by_scores,a,,,,5,1,,,,,,,," in lines


def test_pairs_are_json_where_that_is_asked_for(surveyed: Path, sipas: Sipas) -> None:
    pairs = told(sipas, "Sở Nội vụ", "--pairs")["pairs"]
    assert pairs[0] == {
        "stratum": "",
        "weight": "",
        "cluster": "",
        "question": "S1",
        "answer": "1",
        "other_question": "S1",
        "other_answer": "1",
        "ballots": 2,
    }


# --- what is said of whom ----------------------------------------------------------------------------------


def test_answers_of_leaders_have_their_worth(appraised: Path, sipas: Sipas) -> None:
    # A, B, C, D are worth 100, 60, 20, 0 percent; one leader answered B
    shown = sipas("explain", "Sở Nội vụ", "--index", "xhh").out
    assert "Mỗi câu trả lời được tính: A = 100, B = 60, C = 20, D = 0 (% số điểm)" in shown
    tree = sipas("explain", "Sở Nội vụ", "--index", "xhh", "--depth", "3").out
    assert "B: 1 → (1 × 60) / 1" in tree
    assert told(sipas, "Sở Nội vụ", "--index", "xhh")["worth"] == {"A": 100, "B": 60, "C": 20, "D": 0}
    assert told(sipas, "Sở Nội vụ", "--index", "par")["worth"] is None


def test_ranks_that_hold_for_all_at_once_say_so(surveyed: Path, sipas: Sipas) -> None:
    alone, all_ = (sipas("explain", "Sở Nội vụ", *words).out for words in ([], ["--simultaneous"]))
    of_all = "với độ tin cậy 95% cho mọi đơn vị của nhóm cùng lúc"
    assert (of_all in alone, of_all in all_) == (False, True)
    assert told(sipas, "Sở Nội vụ", "--simultaneous")["precision"]["simultaneous"] is True
    ranked = sipas("rank", "--simultaneous").out
    assert "đúng cho mọi đơn vị của nhóm cùng lúc" in ranked
    assert "cùng lúc" not in sipas("rank", "--precision").out


def test_a_unit_with_one_ballot_may_stand_anywhere(tmp_path: Path, sipas: Sipas) -> None:
    world(tmp_path)
    csv_file(tmp_path / "phieu.csv", satisfied(Sở_Nội_vụ=(8, 10), Sở_Y_tế=(1, 1)))
    sipas("score", "phieu.csv")
    shown = sipas("explain", "Sở Y tế").out
    assert "đơn vị có thể đứng từ hạng 1 đến hạng 2" in shown


def test_an_excluded_unit_is_not_unknown(surveyed: Path, sipas: Sipas) -> None:
    refused = sipas("explain", "Ban Quản lý")
    assert (refused.status, "Ban Quản lý" in refused.err, "mới thành lập" in refused.err) == (2, True, True)
    near = sipas("explain", "Ban Quản lí tỉnh")
    assert (near.status, "Gần giống: Ban Quản lý" in near.err) == (2, True)
    unmeasured = sipas("explain", "Xã Hạ Long")
    assert "Không đọc được phiếu nào của đơn vị" in unmeasured.out
    unknown = sipas("explain", "Cục Thuế")
    assert (unknown.status, 'không có đơn vị "Cục Thuế"' in unknown.err) == (2, True)


def test_one_answer_is_no_plural(tmp_path: Path, sipas: Sipas) -> None:
    # 8 and 8.5 of ten: one answer is worth 5 points of the index
    world(tmp_path)
    csv_file(tmp_path / "phieu.csv", satisfied(Sở_Nội_vụ=(17, 20), Sở_Y_tế=(18, 20)))
    sipas("score", "phieu.csv")
    shown = sipas("--lang", "en", "explain", "Sở Nội vụ").out
    assert "the least number of answers that would have to turn satisfied is 2." in shown


def test_whole_ballots_are_told_in_every_format(tmp_path: Path, sipas: Sipas) -> None:
    world(tmp_path)
    path = tmp_path / "criteria" / "sipas-thu.yaml"
    text = path.read_text(encoding="utf-8").replace("satisfied_share", "satisfied_throughout")
    path.write_text(text, encoding="utf-8")
    csv_file(tmp_path / "phieu.csv", satisfied(Sở_Nội_vụ=(8, 10)))
    sipas("score", "phieu.csv")
    lines = [
        " ".join(line.split()) for line in sipas("explain", "Sở Nội vụ", "--depth", "3").out.splitlines()
    ]
    assert "Chỉ số hài lòng (SIPAS) 80,0000 100 × 8 / 10" in lines
    assert "index,,,,,80,1,8,10,,,,,," in sipas("explain", "Sở Nội vụ", "--format", "csv").out.splitlines()
