"""SIPAS and the leader survey go into the PAR index exactly, from the run that is named; what is typed stands
only where there is none. Runs, formats and commands of the three indices side by side."""

import csv
import io
import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from conftest import Outcome, Sipas
from hypothesis import given, settings
from hypothesis import strategies as st
from par_world import (
    NOI_VU,
    TITLES,
    VAN_DON,
    book,
    csv_file,
    down,
    form,
    leaders,
    par,
    registry,
    satisfied,
    world,
)

from sipas_cli.runs import pointers, storing
from sipas_cli.score import par as score_par
from sipas_cli.workspace.workspace import Workspace

# Sở Nội vụ: 17 appraised; survey B everywhere 60 %: 1.2 + 1.8 = 3; SIPAS 2 of 3 = 66.666... %: 5 x 2/3 = 10/3
#   17 + 3 + 10/3 = 23.333... of 30 = 77.777...
# Huyện Vân Đồn: 19.5; survey A: 5; SIPAS 1 of 1: 5; 29.5 of 30 = 98.333...
NOI_VU_PCT, VAN_DON_PCT = 77.78, 98.33
HDND = "Đại biểu HĐND tỉnh"


def points(folder: Path, name: str = "diem.xlsx", **typed: object) -> Path:
    """Forms of Sở Nội vụ and Huyện Vân Đồn; `typed` are points of the first, p3_1 for 3.1."""
    more = {key[1:].replace("_", "."): value for key, value in typed.items()}
    return book(
        folder / name, A=form({**NOI_VU, **more}), B=form(VAN_DON, unit="Huyện Vân Đồn")
    )  # fmt: skip


def survey(folder: Path) -> Path:
    return csv_file(
        folder / "xhh.csv", leaders(("1", HDND, "Sở Nội vụ", "BBB"), ("1", HDND, "Huyện Vân Đồn", "AAA"))
    )


def ballots(folder: Path, good: int = 2, name: str = "phieu.csv") -> Path:
    return csv_file(folder / name, satisfied(Sở_Nội_vụ=(good, 3), Huyện_Vân_Đồn=(1, 1)))


def runs(folder: Path, index: str) -> list[dict[str, Any]]:
    """The manifests of all stored runs of an index."""
    return [json.loads(p.read_bytes()) for p in sorted(folder.glob(f"results/*/{index}-*/manifest.json"))]


def shown(result: Outcome) -> Any:
    assert result.status == 0, result.err
    return json.loads(result.out)


def line_of(found: Mapping[str, Any], unit: str) -> dict[str, Any]:
    return next(line for group in found["groups"] for line in group["units"] if line["unit"] == unit)


def indices(found: dict[str, Any]) -> list[dict[str, Any]]:
    """What several indices show, the PAR index last."""
    return [*found.get("others", []), par_of(found)]


def par_of(found: dict[str, Any]) -> dict[str, Any]:
    """The last index alone, as `sipas rank` shows it."""
    return {key: value for key, value in found.items() if key != "others"}


# --- from a run ----------------------------------------------------------------------------------


def test_three_kinds_of_files_in_one_command_are_three_runs(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    files = [points(tmp_path), survey(tmp_path), ballots(tmp_path)]
    own = shown(sipas("score", *files, "--format", "json"))
    found = indices(own)
    assert [one["index"] for one in found] == ["sipas", "xhh", "par"]
    assert own["index"] == "par"  # the object of the contract, the others beside it
    assert line_of(own, "Sở Nội vụ")["score"] == NOI_VU_PCT
    assert line_of(own, "Huyện Vân Đồn")["score"] == VAN_DON_PCT
    assert own["folded"] == {"sipas": found[0]["run"], "xhh": found[1]["run"]}
    assert runs(tmp_path, "par")[0]["folded"] == own["folded"]


def test_what_is_folded_in_is_exact_and_not_what_is_printed(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    shown(sipas("score", points(tmp_path), survey(tmp_path), ballots(tmp_path), "--format", "json"))
    (path,) = (tmp_path / "results" / "2023").glob("par-*/points.csv")
    lines = {
        (line["unit_id"], line["part"]): line
        for line in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    }
    own = lines["so-noi-vu", "3.1"]
    # 66.67 % of 5 points would be 3.3335
    assert (own["source"], own["points_numerator"], own["points_denominator"]) == ("sipas", "10", "3")
    assert lines["so-noi-vu", "1.3"]["points_numerator"] == "6"  # 6/5


def test_a_stored_run_is_folded_in_by_a_later_command(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    together = par_of(
        shown(sipas("score", points(tmp_path), survey(tmp_path), ballots(tmp_path), "--format", "json"))
    )
    for name in ("phieu.csv", "xhh.csv"):
        assert sipas("score", name).status == 0
    later = sipas("score", "diem.xlsx", "--format", "json")
    assert shown(later) == together
    assert len(runs(tmp_path, "par")) == 1
    for folded in together["folded"].values():
        assert folded in later.err


def test_other_ballots_make_another_run_of_the_par_index(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    shown(sipas("score", points(tmp_path), survey(tmp_path), ballots(tmp_path), "--format", "json"))
    assert sipas("score", ballots(tmp_path, good=1, name="phieu2.csv")).status == 0
    found = shown(sipas("score", "diem.xlsx", "--format", "json"))
    # 17 + 3 + 5/3 = 21.666... of 30 = 72.222...
    assert line_of(found, "Sở Nội vụ")["score"] == 72.22
    names = {own["run"]: own["folded"]["sipas"] for own in runs(tmp_path, "par")}
    assert len(names) == len(set(names.values())) == 2


def test_the_run_that_was_scored_last_is_folded_in_even_if_it_was_stored_first(
    sipas: Sipas, tmp_path: Path
) -> None:
    world(tmp_path)
    points(tmp_path)
    survey(tmp_path)
    for good, name in ((2, "a.csv"), (1, "b.csv"), (2, "a.csv")):
        assert sipas("score", ballots(tmp_path, good, name)).status == 0
    found = par_of(shown(sipas("score", "diem.xlsx", "xhh.csv", "--format", "json")))
    assert line_of(found, "Sở Nội vụ")["score"] == NOI_VU_PCT


def test_the_same_inputs_store_nothing_new_whatever_their_names_and_order(
    sipas: Sipas, tmp_path: Path
) -> None:
    world(tmp_path)
    one = shown(sipas("score", points(tmp_path), survey(tmp_path), ballots(tmp_path), "--format", "json"))
    (tmp_path / "xhh.csv").rename(tmp_path / "a-leaders.csv")
    (tmp_path / "diem.xlsx").rename(tmp_path / "b-points.xlsx")
    words = ("phieu.csv", "b-points.xlsx", "a-leaders.csv")
    two = shown(sipas("score", *words, "--format", "json"))
    assert two == one
    assert [len(runs(tmp_path, index)) for index in ("sipas", "xhh", "par")] == [1, 1, 1]


def contradicted(result: Outcome) -> list[str]:
    return [line for line in result.err.splitlines() if "mâu thuẫn" in line]


def test_ranks_made_from_an_older_run_of_another_index_say_so(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    assert sipas("score", points(tmp_path), survey(tmp_path), ballots(tmp_path)).status == 0
    assert contradicted(sipas("rank", "--index", "par")) == []
    old = runs(tmp_path, "sipas")[0]["run"]
    assert sipas("score", ballots(tmp_path, good=1, name="phieu2.csv")).status == 0
    new = next(own["run"] for own in runs(tmp_path, "sipas") if own["run"] != old)
    for words in (("rank", "--index", "par"), ("-q", "rank", "--index", "par")):  # -q keeps warnings
        (line,) = contradicted(sipas(*words))
        assert (
            f"{runs(tmp_path, 'par')[0]['run']} lấy điểm sipas từ lần chạy {old}, không phải từ {new}" in line
        )
        assert "Chấm lại tệp điểm bằng sipas score" in line
    english = sipas("rank", "--index", "par", "--lang", "en").err
    assert f"took its points of sipas from run {old}, not from {new}" in english
    assert sipas("score", "diem.xlsx").status == 0
    assert contradicted(sipas("rank", "--index", "par")) == []


def test_a_decision_whose_appendices_contradict_each_other_says_so(sipas: Sipas, tmp_path: Path) -> None:
    assert sipas("init").status == 0
    world(tmp_path)
    assert sipas("score", points(tmp_path), survey(tmp_path), ballots(tmp_path)).status == 0
    (old,) = (own["run"] for own in runs(tmp_path, "sipas"))
    words = ("render-decision", "--format", "md", "-o", "-")
    assert contradicted(sipas(*words)) == []
    assert sipas("score", ballots(tmp_path, good=1, name="phieu2.csv")).status == 0
    (line,) = contradicted(sipas(*words))
    assert old in line
    # the run that the PAR index was made from, printed beside it, is no contradiction
    assert contradicted(sipas(*words, "--run", old)) == []
    # nor is it one of the survey, which no appendix prints: it is the latest one
    assert "xhh-" not in line


def test_a_freeze_takes_each_index_of_the_year_or_the_one_that_is_named(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    assert sipas("score", points(tmp_path), survey(tmp_path), ballots(tmp_path)).status == 0
    latest = [runs(tmp_path, index)[0]["run"] for index in ("par", "sipas", "xhh")]
    assert sipas("freeze", "--anyway", "--index", "par").out.split() == latest[:1]
    assert sipas("freeze", "--anyway", "--year", "2023").out.split() == latest
    assert [
        pointers.frozen_run(Workspace(tmp_path), 2023, index) for index in ("par", "sipas", "xhh")
    ] == latest
    sipas("freeze", "--undo", "--index", "xhh")
    assert pointers.frozen_indices(Workspace(tmp_path), 2023) == ["par", "sipas"]
    sipas("freeze", "--undo")
    assert pointers.frozen_indices(Workspace(tmp_path), 2023) == []


def test_of_several_indices_none_is_frozen_where_one_is_refused(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    assert sipas("score", points(tmp_path), survey(tmp_path), ballots(tmp_path)).status == 0
    sipas("freeze", "--anyway", "--index", "sipas")
    assert sipas("score", ballots(tmp_path, good=1, name="phieu2.csv")).status == 0
    assert sipas("freeze", "--anyway").status == 2
    assert pointers.frozen_indices(Workspace(tmp_path), 2023) == ["sipas"]


def test_a_frozen_run_is_folded_in_and_another_one_in_its_place_is_told(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    assert sipas("score", points(tmp_path), survey(tmp_path), ballots(tmp_path)).status == 0
    (frozen,) = (own["run"] for own in runs(tmp_path, "sipas"))
    sipas("freeze", "--anyway", "--run", frozen)
    later = ballots(tmp_path, good=1, name="phieu2.csv")
    assert sipas("score", later).status == 0
    assert f"sipas: lấy từ lần chạy {frozen}" in sipas("score", "diem.xlsx").err
    assert contradicted(sipas("rank", "--index", "par")) == []
    beside = sipas("score", "diem.xlsx", later)  # what is scored together goes together, and is told
    assert [f"không phải từ {frozen}" in line for line in contradicted(beside)] == [True]
    assert [frozen in line for line in contradicted(sipas("freeze", "--anyway", "--index", "par"))] == [True]


def test_a_decision_is_a_draft_until_every_run_that_it_prints_is_frozen(sipas: Sipas, tmp_path: Path) -> None:
    assert sipas("init").status == 0
    world(tmp_path)
    assert sipas("score", points(tmp_path), survey(tmp_path), ballots(tmp_path)).status == 0
    words = ("render-decision", "--format", "md", "-o", "-")
    sipas("freeze", "--anyway", "--index", "par")
    assert "**DỰ THẢO**" in sipas(*words).out
    sipas("freeze", "--anyway", "--index", "sipas")  # the survey has no appendix of its own
    assert "DỰ THẢO" not in sipas(*words).out


@pytest.mark.parametrize("index", ["sipas", "xhh"])
def test_the_points_of_a_withdrawn_run_are_told_wherever_they_went(
    index: str, sipas: Sipas, tmp_path: Path
) -> None:
    assert sipas("init").status == 0
    world(tmp_path)
    assert sipas("score", points(tmp_path), survey(tmp_path), ballots(tmp_path)).status == 0
    (part,) = (own["run"] for own in runs(tmp_path, index))
    (whole,) = (own["run"] for own in runs(tmp_path, "par"))
    told = sipas("-q", "runs", "--withdraw", part, "--why", "nhầm tệp")
    assert f"CHÚ Ý: lần chạy {whole} có điểm lấy từ lần chạy vừa rút" in told.err
    held = f"lần chạy {whole} có điểm lấy từ lần chạy {part} ({index}) đã bị rút: nhầm tệp"
    par_words = [("rank",), ("report",), ("audit", "-o", "a.xlsx")]
    for words in [*((*own, "--index", "par") for own in par_words), ("render-decision",)]:
        used = sipas("-q", *words)
        assert used.status == 0, used.err
        assert held in used.err
    refused = sipas("freeze", "--index", "par")
    assert refused.status == 2
    assert f"có điểm lấy từ lần chạy {part} ({index}) đã bị rút (nhầm tệp)" in refused.err
    assert pointers.frozen_indices(Workspace(tmp_path), 2023) == []
    frozen = sipas("-q", "freeze", "--index", "par", "--anyway")
    assert (frozen.status, frozen.out.strip()) == (0, whole)
    assert part in frozen.err
    assert held in sipas("-q", "freeze", "--index", "par").err  # nor is it silent the second time
    again = sipas("score", "diem.xlsx")
    assert again.status == 3
    assert f"lần chạy duy nhất của chỉ số {index} năm 2023, {part}, đã bị rút (nhầm tệp)" in again.err
    assert sipas("runs", "--restore", part).status == 0
    assert part not in sipas("-q", "rank", "--index", "par").err


def test_a_failure_after_the_first_run_says_which_ones_are_stored(
    sipas: Sipas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world(tmp_path)
    written: list[str] = []
    write = storing.write_folder

    def full(target: Path, files: Mapping[str, bytes]) -> None:
        if written:
            raise OSError(28, "No space left on device")
        written.append(target.name)
        write(target, files)

    monkeypatch.setattr(storing, "write_folder", full)
    result = sipas("-q", "score", points(tmp_path), survey(tmp_path), ballots(tmp_path))
    assert result.status == 4
    assert [own["run"] for own in runs(tmp_path, "sipas")] == written
    assert f"lần chạy {written[0]} đã lưu tại" in result.err
    assert runs(tmp_path, "par") == []


def test_a_run_of_another_year_is_not_folded_in(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path, settings="criteria: [sipas-thu, par-thu]\n")
    points(tmp_path)
    survey(tmp_path)
    assert sipas("score", ballots(tmp_path)).status == 0  # 2023 by their dates
    result = sipas("score", "diem.xlsx", "xhh.csv", "--year", "2024")
    assert result.status == 3
    assert "2024" in result.err
    assert not (tmp_path / "results" / "2024").exists()


def test_points_are_of_the_year_of_the_ballots_beside_them(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path, settings="criteria: [sipas-thu, par-thu]\n")
    found = shown(sipas("score", points(tmp_path), survey(tmp_path), ballots(tmp_path), "--format", "json"))
    assert [own["year"] for own in indices(found)] == [2023, 2023, 2023]
    alone = sipas("score", "diem.xlsx")
    assert (alone.status, "--year" in alone.err) == (2, True)


# --- typed points --------------------------------------------------------------------------------


def test_typed_points_stand_where_there_is_no_run(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    typed = {"1.3": 1.2, "2.3": 1.8, "3.1": 3.5}
    book(
        tmp_path / "diem.xlsx",
        A=form({**NOI_VU, **typed}),
        B=form({**VAN_DON, **typed}, unit="Huyện Vân Đồn"),
    )
    found = shown(sipas("score", "diem.xlsx", "--format", "json"))
    # 17 + 6.5 = 23.5 of 30 = 78.333...
    assert line_of(found, "Sở Nội vụ")["score"] == 78.33
    assert found["folded"] == {}


def test_an_index_that_is_missing_is_refused_and_nothing_is_stored(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    result = sipas("score", points(tmp_path), survey(tmp_path))
    assert result.status == 3
    assert "sipas" in result.err
    assert "2023" in result.err
    assert not (tmp_path / "results").exists()  # not even the survey, which was right
    check = sipas("check", "diem.xlsx", "xhh.csv")
    assert check.status == 3


def test_an_index_that_no_appraised_unit_needs_is_not_asked_for(sipas: Sipas, tmp_path: Path) -> None:
    world(
        tmp_path,
        ("title: Chỉ số hài lòng, max: 5,", "title: Chỉ số hài lòng, max: 5, groups: [so],"),
        ("maximum: {so: 30, huyen: 30}", "maximum: {so: 30, huyen: 25}"),
    )
    survey(tmp_path)
    book(tmp_path / "diem.xlsx", B=form(VAN_DON, unit="Huyện Vân Đồn"))
    found = par_of(shown(sipas("score", "diem.xlsx", "xhh.csv", "--format", "json")))
    assert line_of(found, "Huyện Vân Đồn")["score"] == 98  # 24.5 of 25


def test_a_unit_without_sipas_has_no_score_and_is_told(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    csv_file(tmp_path / "phieu.csv", satisfied(Huyện_Vân_Đồn=(1, 1)))
    found = par_of(shown(sipas("score", points(tmp_path), survey(tmp_path), "phieu.csv", "--format", "json")))
    own = line_of(found, "Sở Nội vụ")
    assert (own["score"], own["rank"], own["ranked"], own["band"]) == (None, None, False, "")
    assert found["findings"]["by_code"] == {"index_missing": 1, "unit_without_points": 1}
    assert line_of(found, "Huyện Vân Đồn")["rank"] == 1
    assert found["overall"]["score"] == VAN_DON_PCT


def test_a_unit_without_sipas_is_scored_by_what_was_typed_or_without_it(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    csv_file(tmp_path / "phieu.csv", satisfied(Huyện_Vân_Đồn=(1, 1)))
    survey(tmp_path)
    # 17 + 3 + 4 = 24 of 30; without the leaf 20 of 25: both 80
    for value in (4, "Không áp dụng"):
        points(tmp_path, p3_1=value)
        words = ("score", "diem.xlsx", "xhh.csv", "phieu.csv", "--format", "json")
        own = line_of(par_of(shown(sipas(*words))), "Sở Nội vụ")
        assert (own["score"], own["band"]) == (80, "Nhóm 2")
        assert own["maximum"] == (30 if value == 4 else 25)


@pytest.mark.parametrize(
    ("value", "differs"), [(3.33, False), (3.34, True), (3.333, False), (3.3, True), (5, True)]
)
def test_a_typed_value_that_differs_is_told_and_the_computed_one_counts(
    sipas: Sipas, tmp_path: Path, value: float, differs: bool
) -> None:
    world(tmp_path)
    files = [points(tmp_path, p3_1=value), survey(tmp_path), ballots(tmp_path)]
    result = sipas("score", *files, "--format", "json")
    found = par_of(shown(result))
    assert line_of(found, "Sở Nội vụ")["score"] == NOI_VU_PCT
    assert ("index_differs" in found["findings"]["by_code"]) == differs
    assert ("3,3333" in result.err) == differs


# --- formats and options -------------------------------------------------------------------------


def test_criteria_may_be_named_for_each_index(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path, settings="year: 2023\n")
    files = [points(tmp_path), survey(tmp_path), ballots(tmp_path)]
    named = ("--criteria", "par-thu", "--criteria", "sipas-thu")
    found = shown(sipas("score", *files, *named, "--format", "json"))
    assert [own["criteria"] for own in indices(found)] == ["sipas-thu", "par-thu", "par-thu"]


def test_one_set_named_leaves_the_other_indices_to_be_found(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path, settings="year: 2023\n")
    files = [points(tmp_path), survey(tmp_path), ballots(tmp_path)]
    for name in ("sipas-thu", "par-thu"):
        found = shown(sipas("score", *files, "--criteria", name, "--format", "json"))
        assert [own["criteria"] for own in indices(found)] == ["sipas-thu", "par-thu", "par-thu"]


def test_two_sets_of_one_index_are_refused(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    result = sipas("score", points(tmp_path), "--criteria", "par-thu", "--criteria", "par-soc-trang-2023")
    assert result.status == 2
    assert "par-soc-trang-2023" in result.err


def test_a_csv_of_several_indices_is_refused_before_anything_is_stored(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    result = sipas("score", points(tmp_path), survey(tmp_path), ballots(tmp_path), "--format", "csv")
    assert (result.status, result.out) == (2, "")
    assert not (tmp_path / "results").exists()


def test_the_json_of_the_par_index_has_points_areas_and_sources(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    book(
        tmp_path / "diem.xlsx",
        A=form(NOI_VU, {"1.2": 3, "2.1": 4}, more=[["TR1", "Điểm trừ vi phạm", "", "", 0.5]]),
        B=form(VAN_DON, unit="Huyện Vân Đồn"),
    )
    words = ("diem.xlsx", survey(tmp_path), ballots(tmp_path))
    found = par_of(shown(sipas("score", *words, "--format", "json")))
    own = line_of(found, "Sở Nội vụ")
    # 23.333... - 0.5 = 22.833... of 30 = 76.111...
    assert (own["points"], own["maximum"], own["score"]) == (22.83, 30, 76.11)
    # 1: 4.5 + 1.2 of 8; 2: 12.5 + 1.8 of 17; 3: 3.333... of 5
    assert own["areas"] == {
        "1": {"points": 5.7, "maximum": 8},
        "2": {"points": 14.3, "maximum": 17},
        "3": {"points": 3.33, "maximum": 5},
    }
    assert own["factors"] == {"1": 71.25, "2": 84.12, "3": 66.67}
    assert own["sources"] == {
        "appraisal": {"points": 17, "maximum": 20},
        "xhh": {"points": 3, "maximum": 5},
        "sipas": {"points": 3.33, "maximum": 5},
        "penalty": {"points": -0.5, "maximum": 0},
    }
    # 3 + 4 claimed where 2.5 + 4 were granted
    assert (own["self_assessed"], own["self_assessed_appraised"]) == (7, 6.5)
    assert line_of(found, "Huyện Vân Đồn")["self_assessed"] is None
    assert found["bands"] == {"Nhóm 1": 1, "Nhóm 2": 0, "Nhóm 3": 1, "Nhóm 4": 0, "Nhóm 5": 0}
    assert found["groups"][0]["leaders"] == ["Sở Nội vụ"]
    assert found["full"] == []
    assert found["overall"] == {"score": 87.22, "units": 2, "ballots": 0}  # (76.111... + 98.333...) / 2


def test_rank_shows_what_score_stored(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    found = shown(sipas("score", points(tmp_path), survey(tmp_path), ballots(tmp_path), "--format", "json"))
    for own in indices(found):
        assert shown(sipas("rank", "--index", own["index"], "--format", "json")) == own
    table = sipas("rank", "--index", "par").out
    for text in ("77,78", "98,33", "Nhóm 1", "Các huyện", "Huyện Vân Đồn (98,33)", "30,00"):
        assert text in table
    csv_text = sipas("rank", "--index", "par", "--group", "so", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(csv_text)))
    assert [(row["unit"], row["points:total"], row["points:source:sipas"]) for row in rows][:1] == [
        ("Sở Nội vụ", "23.33", "3.33")
    ]


def test_details_of_the_par_index_have_points_and_shares_of_each_area(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    assert sipas("score", points(tmp_path), survey(tmp_path), ballots(tmp_path)).status == 0
    table = sipas("rank", "--index", "par", "--group", "so", "--detail", "--format", "md").out
    shares, own = (part.partition("###")[0] for part in table.split("### Các sở: ")[1:3])
    # 4.5 + 1.2 of 8; 12.5 + 1.8 of 17; 3.333... of 5
    assert "điểm thành phần (%)" in shares
    assert "| Sở Nội vụ | 71,25 | 84,12 | 66,67 |" in shares
    assert "điểm từng lĩnh vực" in own
    assert "| Sở Nội vụ | 5,70 | 14,30 | 3,33 |" in own


def test_self_assessed_points_have_columns_that_say_what_they_are(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    book(tmp_path / "diem.xlsx", A=form(NOI_VU, {"1.2": 3, "2.1": 4}), B=form(VAN_DON, unit="Huyện Vân Đồn"))
    assert sipas("score", "diem.xlsx", survey(tmp_path), ballots(tmp_path)).status == 0
    rows = list(csv.DictReader(io.StringIO(sipas("rank", "--index", "par", "--format", "csv").out)))
    columns = ("points:self_assessed", "points:appraised_of_same")
    # 3 + 4 where 2.5 + 4 were granted; Huyện Vân Đồn assessed nothing
    assert [[row[column] for column in columns] for row in rows] == [["7.00", "6.50"], ["", ""], ["", ""]]
    assert not [column for column in rows[0] if "claimed" in column]
    table = sipas("rank", "--index", "par", "--detail", "--format", "md").out
    assert "| Sở Nội vụ | 7,00 | 6,50 | 0,50 |" in table


def test_units_at_the_whole_of_their_maximum_are_named(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    whole = {**VAN_DON, "1.1.1": 1, "1.3": 2, "2.3": 3, "3.1": 5}
    book(tmp_path / "diem.xlsx", B=form(whole, unit="Huyện Vân Đồn"))
    found = shown(sipas("score", "diem.xlsx", "--format", "json"))
    assert found["full"] == ["Huyện Vân Đồn"]
    assert line_of(found, "Huyện Vân Đồn")["score"] == 100


def test_heads_of_units_are_rated_from_the_index(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path, ("  score: percent\n", "  heads: [{name: Xuất sắc, first: 1, groups: [huyen]}]\n"))
    found = par_of(
        shown(sipas("score", points(tmp_path), survey(tmp_path), ballots(tmp_path), "--format", "json"))
    )
    assert line_of(found, "Huyện Vân Đồn")["head_class"] == "Xuất sắc"
    assert "head_class" not in line_of(found, "Sở Nội vụ")
    assert "Xuất sắc" in sipas("rank", "--index", "par").out


def test_points_as_the_index_show_the_maximum_where_it_is_not_100(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path, ("  score: percent\n", "  score: points\n"))
    found = par_of(
        shown(sipas("score", points(tmp_path), survey(tmp_path), ballots(tmp_path), "--format", "json"))
    )
    assert (found["unit_of_score"], line_of(found, "Sở Nội vụ")["score"]) == ("points", 23.33)
    table = sipas("rank", "--index", "par").out
    assert "Điểm tối đa" in table
    assert "30,00" in table


def test_sipas_alone_is_scored_as_before(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    found = shown(sipas("score", ballots(tmp_path), "--format", "json"))
    assert (found["index"], found["folded"], found["run"][:6]) == ("sipas", {}, "sipas-")
    assert line_of(found, "Sở Nội vụ")["score"] == 66.67


def test_the_same_file_twice_is_refused_whatever_index_it_is_about(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    path = points(tmp_path)
    (tmp_path / "copy.xlsx").write_bytes(path.read_bytes())
    assert sipas("score", "diem.xlsx", "copy.xlsx").status == 3


# --- laws ----------------------------------------------------------------------------------------

LEAVES = [leaf.id for leaf in par().plan.leaves]


@st.composite
def givens(draw: st.DrawFn) -> dict[str, score_par.Given]:
    """Points of two sở on every leaf, some of them taken out."""
    found = {}
    for unit in ("so-noi-vu", "so-y-te"):
        own: dict[str, Fraction | None] = {}
        for leaf in LEAVES:
            value = draw(st.none() | st.integers(0, 10))
            own[leaf] = None if value is None else Fraction(value, 10)
        found[unit] = score_par.Given(own)
    return found


@settings(max_examples=100)
@given(givens(), givens())
def test_the_index_of_a_unit_never_depends_on_the_other_units(
    one: dict[str, score_par.Given], two: dict[str, score_par.Given]
) -> None:
    units = registry().units
    mixed = {"so-noi-vu": one["so-noi-vu"], "so-y-te": two["so-y-te"]}
    alone = score_par.score(one, par(), units).units["so-noi-vu"]
    assert score_par.score(mixed, par(), units).units["so-noi-vu"] == alone


@settings(max_examples=100)
@given(givens(), st.sampled_from(LEAVES))
def test_a_leaf_taken_out_leaves_points_and_maximum_by_what_it_gave(
    given_: dict[str, score_par.Given], leaf: str
) -> None:
    unit = registry().units[0]
    own = {**given_["so-noi-vu"].appraised, leaf: Fraction(1, 2)}
    criteria = par()
    due = next(part for part in criteria.plan.leaves if part.id == leaf).maximum_of(unit)
    before = score_par.score_unit(unit, score_par.Given(own), criteria).achieved
    after = score_par.score_unit(unit, score_par.Given({**own, leaf: None}), criteria).achieved
    assert before
    assert after
    assert due is not None
    assert before.total.points - after.total.points == Fraction(1, 2)
    assert before.total.maximum - after.total.maximum == due


def test_a_matrix_and_forms_of_the_same_points_rank_the_same(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    survey(tmp_path)
    ballots(tmp_path)
    one = par_of(shown(sipas("score", points(tmp_path), "xhh.csv", "phieu.csv", "--format", "json")))
    leaves = [part for part in TITLES if part not in ("1", "1.1", "2", "3")]
    csv_file(tmp_path / "diem.csv", down(("Huyện Vân Đồn", VAN_DON), ("Sở Nội vụ", NOI_VU), leaves=leaves))
    two = par_of(shown(sipas("score", "diem.csv", "xhh.csv", "phieu.csv", "--format", "json")))
    assert {**one, "run": ""} == {**two, "run": ""}


def test_an_imported_table_of_ranks_only_has_no_scores_to_take_in(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    csv_file(tmp_path / "sipas.csv", [["Hạng", "Đơn vị"], [1, "Sở Nội vụ"], [1, "Huyện Vân Đồn"]])
    done = sipas("import-results", "sipas.csv", "--year", "2023", "--index", "sipas")
    assert done.status == 0, done.err
    points(tmp_path, p1_3=2, p2_3=3)
    result = sipas("score", "diem.xlsx")
    assert result.status == 3
    assert "bảng đã nhập chỉ có hạng" in result.err
    points(tmp_path, p1_3=2, p2_3=3, p3_1=5)  # typed points stand where there is no score
    assert "bảng đã nhập chỉ có hạng" not in sipas("score", "diem.xlsx").err
