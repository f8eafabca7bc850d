"""How precise the figures of a stored run are: what can be checked by hand, and when nothing is said."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from math import hypot, sqrt
from pathlib import Path

import pytest
from conftest import CODES, Once, Sipas, ballot, write_book

from sipas_cli.messages import say
from sipas_cli.rules.par import ParCriteria
from sipas_cli.runs import folders
from sipas_cli.runs.kept import Kept, read_kept
from sipas_cli.runs.measured import leaders
from sipas_cli.runs.precise_points import points_precisions
from sipas_cli.runs.precision import RunPrecision, precision_of
from sipas_cli.score.certainty import RankInterval
from sipas_cli.score.precision import NoPrecision, Precision
from sipas_cli.score.terms import INDEX, Figure
from sipas_cli.workspace.workspace import Workspace


def stored(folder: Path, index: str, year: int = 2023) -> Kept:
    workspace = Workspace(folder)
    (name,) = folders.of_index(folders.manifests(folders.year_folder(workspace, year)), index)
    return read_kept(folders.load(workspace, year, name))


def scored(folder: Path, sipas: Sipas, units: dict[str, Sequence[int]]) -> Kept:
    """Units -> of each ballot the one answer to every question."""
    rows = []
    for unit, answers in units.items():
        for answer in answers:
            rows.append(ballot(len(rows), unit, answer))
    write_book(folder / "a.xlsx", rows)
    assert sipas("score", "a.xlsx", "--criteria", "quang-ninh-2023").status == 0
    return stored(folder, "sipas")


def unit_of(kept: Kept, found: RunPrecision, name: str, figure: Figure = INDEX) -> Precision | NoPrecision:
    lines = [line for group in kept.standings.groups for line in group.standings]
    return next(found.units[line.unit.id][figure] for line in lines if line.unit.name == name)


THREE = {"Sở Y tế": [5] * 90 + [1] * 10, "Sở Nội vụ": [4] * 100, "Sở Tài chính": [5] * 40 + [2] * 10}


def test_errors_of_answers_that_go_together_entirely(tmp_path: Path, sipas: Sipas) -> None:
    kept = scored(tmp_path, sipas, THREE)
    found = precision_of(kept, Workspace(tmp_path))
    health = unit_of(kept, found, "Sở Y tế")
    assert isinstance(health, Precision)
    # 25 answers of one person are one: p = 0.9, n = 100; √(0.9 * 0.1 / 99) = 0.0301511
    assert health.se == pytest.approx(3.01511, abs=1e-5)
    assert (health.ballots, health.compared) == (100, health.se)
    assert health.effect == pytest.approx(1)
    # a factor and a criterion are the same share of the same people
    for figure in (Figure("factor", "tiep-can"), Figure("criterion", CODES[0])):
        same = unit_of(kept, found, "Sở Y tế", figure)
        assert isinstance(same, Precision)
        assert same.se == pytest.approx(3.01511, abs=1e-5)


def test_where_every_answer_is_satisfied_the_interval_is_that_of_clopper_and_pearson(
    tmp_path: Path, sipas: Sipas
) -> None:
    kept = scored(tmp_path, sipas, THREE)
    home = unit_of(kept, precision_of(kept, Workspace(tmp_path)), "Sở Nội vụ")
    assert isinstance(home, Precision)
    # 0.025^(1/100) = exp(ln(0.025) / 100) = exp(-0.0368888) = 0.963783
    assert (home.se, home.high) == (0.0, 100.0)
    assert home.low == pytest.approx(96.3783, abs=1e-4)
    # it is compared by the error of its interval: (100 - 96.3783) / 1.959964 = 1.8478
    assert home.compared == pytest.approx(1.8478, abs=1e-4)


def test_units_are_the_strata_of_a_mean(tmp_path: Path, sipas: Sipas) -> None:
    kept = scored(tmp_path, sipas, THREE)
    found = precision_of(kept, Workspace(tmp_path))
    (means,) = found.groups.values()
    # V = 0.09 / 99, 0, 0.16 / 49; √(0.000909091 + 0.003265306) / 3 = 0.0646096 / 3
    expected = 100 * sqrt(0.09 / 99 + 0.16 / 49) / 3
    assert expected == pytest.approx(2.15365, abs=1e-5)
    for mean in (means[INDEX], means[Figure("factor", "tiep-can")], found.overall[INDEX]):
        assert isinstance(mean, Precision)
        assert mean.se == pytest.approx(expected, rel=1e-9)
    # the province's factors are of all 250 ballots together, each unit about its own share
    factor = found.overall[Figure("factor", "tiep-can")]
    assert isinstance(factor, Precision)
    # Σ n/(n-1) Σ(z - mean)², z = y/250: 100/99 * 9 + 0 + 50/49 * 8, over 250²
    assert factor.se == pytest.approx(100 * sqrt((100 / 99 * 9 + 50 / 49 * 8) / 250**2), rel=1e-9)


def test_ranks_of_a_run(tmp_path: Path, sipas: Sipas) -> None:
    kept = scored(tmp_path, sipas, THREE)
    found = precision_of(kept, Workspace(tmp_path))
    names = {line.unit.id: line.unit.name for group in kept.standings.groups for line in group.standings}
    ranks = {names[unit]: rank for unit, rank in found.ranks.items()}
    # errors 3.015, 1.848, 5.714; differences 10, 10 and 20; c of three units lies between 1.96 and 2.34:
    # 10 / √(3.015² + 1.848²) = 2.83, 10 / √(3.015² + 5.714²) = 1.55, 20 / √(1.848² + 5.714²) = 3.33
    assert ranks == {
        "Sở Nội vụ": RankInterval(1, 1),
        "Sở Y tế": RankInterval(2, 3),
        "Sở Tài chính": RankInterval(2, 3),
    }


def test_a_unit_with_one_ballot_has_no_interval_and_may_stand_anywhere(tmp_path: Path, sipas: Sipas) -> None:
    kept = scored(tmp_path, sipas, {**THREE, "Sở Công Thương": [3]})
    found = precision_of(kept, Workspace(tmp_path))
    assert unit_of(kept, found, "Sở Công Thương") is NoPrecision.ONE_BALLOT
    assert RankInterval(1, 4) in found.ranks.values()
    (means,) = found.groups.values()
    assert means[INDEX] is NoPrecision.LONE_IN_STRATUM
    assert say(NoPrecision.ONE_BALLOT.sentence, lang="vi") == "chỉ có một phiếu"


def test_a_run_of_before_has_intervals_of_criteria_alone(tmp_path: Path, sipas: Sipas) -> None:
    kept = scored(tmp_path, sipas, THREE)
    assert kept.tally is not None
    older = replace(kept, tally=replace(kept.tally, pairs=None))
    now, before = precision_of(kept, Workspace(tmp_path)), precision_of(older, Workspace(tmp_path))
    question = Figure("criterion", CODES[7])
    for unit in now.units:
        assert before.units[unit][question] == now.units[unit][question]
        assert before.units[unit][INDEX] is NoPrecision.SCORE_AGAIN
        assert before.units[unit][Figure("factor", "tiep-can")] is NoPrecision.SCORE_AGAIN
    assert set(before.ranks.values()) == {RankInterval(1, 3)}


def test_of_points_what_a_survey_gave_has_an_error(examples_once: Once) -> None:
    folder = examples_once("hai-phong-2019", "score survey.xlsx leaders.xlsx appraisal.xlsx")
    workspace = Workspace(folder)
    runs = {index: stored(folder, index, 2019) for index in ("sipas", "xhh", "par")}
    found = {index: precision_of(kept, workspace) for index, kept in runs.items()}
    checked = 0
    for unit, precisions in found["par"].units.items():
        lines = [line for line in runs["par"].points if line.unit == unit and line.applies]
        own = runs["par"].scores.units[unit].achieved
        judged = [line for line in lines if line.source == "xhh"]
        of_sipas = [line for line in lines if line.source == "sipas"]
        index, survey = precisions[INDEX], found["sipas"].units[unit][INDEX]
        leaders = found["xhh"].units[unit][INDEX]
        assert isinstance(index, Precision)
        assert isinstance(survey, Precision)
        assert isinstance(leaders, Precision)
        # SE² = Σ (max * SE)² / own maximum²; all leaves of the leaders together have the error of their index
        shares = [float(sum(line.maximum for line in of_sipas)) * survey.se]
        shares.append(float(sum(line.maximum for line in judged)) * leaders.se)
        assert own is not None
        assert index.se == pytest.approx(hypot(*shares) / float(own.total.maximum), rel=1e-9)
        appraised = next(line.part for line in lines if line.source == "appraisal")
        assert precisions[Figure("criterion", appraised)] is NoPrecision.NO_SURVEY
        checked += 1
    assert checked > 20


def test_points_whose_survey_is_lost_have_no_error(examples_once: Once, tmp_path: Path) -> None:
    folder = examples_once("hai-phong-2019", "score survey.xlsx leaders.xlsx appraisal.xlsx")
    shutil.copytree(folder, tmp_path / "w")
    kept = stored(tmp_path / "w", "par", 2019)
    shutil.rmtree(stored(tmp_path / "w", "sipas", 2019).stored.path)
    found = precision_of(kept, Workspace(tmp_path / "w"))
    assert {precisions[INDEX] for precisions in found.units.values()} == {NoPrecision.RUN_LOST}
    assert set(found.ranks.values()) == {NoPrecision.RUN_LOST}
    assert found.overall[INDEX] is NoPrecision.RUN_LOST


def test_points_that_were_typed_for_a_survey_have_no_error(examples_once: Once) -> None:
    folder = examples_once("hai-phong-2019", "score survey.xlsx leaders.xlsx appraisal.xlsx")
    kept = stored(folder, "par", 2019)
    typed = replace(kept, stored=replace(kept.stored, manifest={**kept.stored.manifest, "folded": {}}))
    found = precision_of(typed, Workspace(folder))
    assert {precisions[INDEX] for precisions in found.units.values()} == {NoPrecision.TYPED}


def test_means_of_what_the_same_people_judged_are_surer_than_the_bound(examples_once: Once) -> None:
    folder = examples_once("hai-phong-2019", "score survey.xlsx leaders.xlsx appraisal.xlsx")
    for index in ("xhh", "par"):
        kept = stored(folder, index, 2019)
        found = precision_of(kept, Workspace(folder))
        assert not found.bounded
        for group in kept.standings.groups:
            units = [found.units[line.unit.id][INDEX] for line in group.standings]
            mean = found.groups[group.group.id][INDEX]
            assert isinstance(mean, Precision)
            errors = [one.se for one in units if isinstance(one, Precision)]
            # as if all errors were in one direction: the mean would be off by the mean of them
            assert len(errors) * mean.se < sum(errors)


def test_errors_of_points_go_together_as_far_as_they_come_from_the_same_people(examples_once: Once) -> None:
    folder = examples_once("hai-phong-2019", "score survey.xlsx leaders.xlsx appraisal.xlsx")
    workspace = Workspace(folder)
    xhh, par = stored(folder, "xhh", 2019), stored(folder, "par", 2019)
    assert xhh.tally is not None
    assert isinstance(xhh.criteria.criteria, ParCriteria)
    assert isinstance(par.criteria.criteria, ParCriteria)
    survey = leaders(xhh, xhh.tally, xhh.criteria.criteria)
    points = points_precisions(par, par.criteria.criteria, workspace)
    assert points.together is not None
    units = [line.unit.id for line in par.standings.groups[0].standings][:2]
    of_leaders = survey.correlations(INDEX, units, unknown=0.0)[0, 1]
    expected = of_leaders
    for unit in units:
        achieved, of_survey, index = (
            par.scores.units[unit].achieved,
            survey.units[unit].precisions[INDEX],
            points.units[unit][INDEX],
        )
        assert achieved is not None
        assert isinstance(of_survey, Precision)
        assert isinstance(index, Precision)
        judged = [line for line in par.points if line.unit == unit and line.applies and line.source == "xhh"]
        share = float(sum(line.maximum for line in judged) / achieved.total.maximum)
        # of the error of the index that of SIPAS is independent, the rest goes together
        expected *= share * of_survey.se / index.se
    assert 0 < abs(expected) < abs(of_leaders)
    found = points.together.correlations(INDEX, units, unknown=0.0)[0, 1]
    assert found == pytest.approx(expected, rel=1e-9)


# --- shown -----------------------------------------------------------------------------------------


def test_rank_shows_how_sure_scores_and_ranks_are(tmp_path: Path, sipas: Sipas) -> None:
    scored(tmp_path, sipas, {**THREE, "Sở Công Thương": [3]})
    shown = json.loads(sipas("rank", "--precision", "--format", "json", "--lang", "en").out)
    (group,) = shown["groups"]
    units = {unit["unit"]: unit for unit in group["units"]}
    names = ("se", "interval_low", "interval_high", "rank_first", "rank_last", "precision_note")
    # as worked out above, rounded as scores are
    health = units["Sở Y tế"]
    assert [health[name] for name in names[:1]] == [3.02]
    assert [units["Sở Nội vụ"][name] for name in names[:3]] == [0.0, 96.38, 100.0]
    one = units["Sở Công Thương"]
    assert [one[name] for name in names] == [None, None, None, 1, 4, "there is only one ballot"]
    # every question of Sở Y tế is answered alike: each factor and criterion has the error of the index
    parts = health["precision"]
    assert (len(parts["factors"]), len(parts["criteria"])) == (5, 25)
    assert {own["se"] for own in (*parts["factors"].values(), *parts["criteria"].values())} == {3.02}
    assert health["design_effect"] == 1.0
    assert group["mean_precision"]["precision_note"] == "there is a stratum with one ballot or one cluster"
    # of the four units, the one with one ballot may stand anywhere
    assert group["may_lead"] == ["Sở Nội vụ", "Sở Công Thương"]
    plain = json.loads(sipas("rank", "--format", "json").out)
    assert "se" not in plain["groups"][0]["units"][0]
    assert "mean_precision" not in plain["groups"][0]


def test_rank_shows_it_in_tables_and_csv(tmp_path: Path, sipas: Sipas) -> None:
    scored(tmp_path, sipas, THREE)
    table = sipas("rank", "--precision", "--format", "md", "--lang", "vi").out
    heading = next(line for line in table.splitlines() if line.startswith("| Hạng"))
    assert heading.endswith("| Sai số chuẩn | Khoảng 95%: từ | đến | Hạng có thể: từ | đến hạng |")
    assert "| 0,00 | 96,38 | 100,00 | 1 | 1 |" in table
    assert "Có thể đứng đầu: Sở Nội vụ\n" in table
    lines = sipas("rank", "--simultaneous", "--format", "csv").out.splitlines()
    assert lines[0].endswith(
        "se,interval_low,interval_high,design_effect,rank_first,rank_last,precision_note"
    )
    # q of the range of three is 3.314: c = 3.314 / √2 = 2.34; 2.83 is still above it, 1.55 is not
    assert lines[1].endswith("0.00,96.38,100.00,,1,1,")


def test_the_report_says_how_sure_a_unit_is(tmp_path: Path, sipas: Sipas) -> None:
    scored(tmp_path, sipas, THREE)
    assert sipas("report", "-o", "r.html", "--lang", "vi").status == 0
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<dt>Khoảng tin cậy 95%</dt><dd>từ 96,38 đến 100,00%</dd>" in page
    assert "với độ tin cậy 95%, đơn vị đứng hạng 1." in page
    assert "đứng trong khoảng từ hạng 2 đến hạng 3; khảo sát chưa phân biệt được đơn vị này" in page


def test_of_a_published_table_nothing_is_known(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "b.csv").write_text("Đơn vị,Chỉ số\nSở A,91.5\nSở B,90.1\n", encoding="utf-8")
    assert sipas("import-results", "b.csv", "--year", "2022").status == 0
    shown = json.loads(sipas("rank", "--precision", "--format", "json", "--lang", "en").out)
    notes = {unit["precision_note"] for unit in shown["groups"][0]["units"]}
    assert notes == {"the figure was brought in from a published table, without ballots"}
