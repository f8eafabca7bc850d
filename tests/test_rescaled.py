"""Parts of the PAR index that are rescaled apart, and the maximum of a criterion for a single unit.

Sở Nội vụ has 1 + 1 + 2.5 of 1 + 2 + 3 in area 1, 4 + 3.5 of 4 + 4 in area 2 (2.2 is out), 80 % of 5 by SIPAS,
and 60 % of 2 (area 1) and of 3 (area 2) by the leaders: of 24 points 19.
"""

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from conftest import Sipas
from hypothesis import given
from hypothesis import strategies as st
from par_world import NOI_VU, PAR, VAN_DON, book, changed, csv_file, down, leaders, par, satisfied, world

from sipas_cli.errors import RulesError
from sipas_cli.model import Unit
from sipas_cli.rules.gate import checked
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.yaml_loader import parse
from sipas_cli.score import contributions
from sipas_cli.score import par as score_par

PARTS = """\
  rescaled:
    - {sources: [appraisal, sipas], points: 80}
    - {sources: [xhh], points: 20}
"""
RESCALED = ("  score: percent\n", f"  score: percent\n{PARTS}")
INSPECTION = "title: Công tác kiểm tra, max: 3}"
OWN = (INSPECTION, "title: Công tác kiểm tra, max: 3, max_of_units: {so-noi-vu: 2.5}}")
DEPARTMENT = Unit("so-noi-vu", "Sở Nội vụ", "so")


def scored(folder: Path, sipas: Sipas, *changes: tuple[str, str], votes: str = "BBB") -> None:
    world(folder, *changes)
    leaves = ("1.1.1", "1.1.2", "1.2", "2.1", "2.2", "2.10")
    rows = down(("Sở Nội vụ", {**NOI_VU, "2.2": "KAD"}), ("Huyện Vân Đồn", VAN_DON), leaves=leaves)
    book(folder / "diem.xlsx", A=rows)
    csv_file(folder / "phieu.csv", satisfied(Sở_Nội_vụ=(16, 20), Huyện_Vân_Đồn=(20, 20)))
    forms = [(str(n), "Đại biểu HĐND tỉnh", "Sở Nội vụ", own) for n, own in enumerate(votes.split(","))]
    forms.append(("99", "Đại biểu HĐND tỉnh", "Huyện Vân Đồn", "AAA"))
    csv_file(folder / "xhh.csv", leaders(*forms))
    outcome = sipas("score", "diem.xlsx", "phieu.csv", "xhh.csv")
    assert outcome.status == 0, outcome.err


def told(sipas: Sipas, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sipas("explain", "Sở Nội vụ", *words, "--format", "json").out)
    return found


def exact(value: Mapping[str, int]) -> Fraction:
    return Fraction(value["numerator"], value["denominator"])


def test_each_part_is_over_its_own_maximum_and_all_add_up(tmp_path: Path, sipas: Sipas) -> None:
    scored(tmp_path, sipas, RESCALED)
    found = told(sipas, "--index", "par")
    # appraisal and SIPAS: 4.5 + 7.5 + 4 = 16 of 6 + 8 + 5 = 19, times 80; the leaders: 3 of 5, times 20
    assert exact(found["exact"]) == Fraction(80 * 16, 19) + 12
    gained = {part["id"]: exact(part["gained"]) for part in found["parts"]}
    assert gained == {
        "1": Fraction(80 * 9, 2 * 19) + Fraction(12, 10) * 4,
        "2": Fraction(80 * 15, 2 * 19) + Fraction(18, 10) * 4,
        "3": Fraction(80 * 4, 19),
    }
    assert sum(gained.values()) == exact(found["exact"])
    for part in found["parts"]:
        own = [exact(item["gained"]) for item in found["criteria"] if item["part"] == part["id"]]
        assert sum(own) == gained[part["id"]]
    lost = {item["id"]: exact(item["lost"]) for item in found["criteria"]}
    assert lost["1.1.2"] == Fraction(80, 19)  # one point of the appraisal
    assert lost["1.3"] == Fraction(8, 10) * 4  # 0.8 of the leaders
    unit = json.loads(sipas("rank", "--index", "par", "--format", "json").out)["groups"][0]["units"][0]
    assert (unit["score"], unit["points"], unit["maximum"]) == (79.37, 79.37, 100)
    # 80 x 12/19 = 50.526, 80 x 4/19 = 16.842
    assert {name: share["points"] for name, share in unit["sources"].items()} == {
        "appraisal": 50.53,
        "sipas": 16.84,
        "xhh": 12,
    }
    assert sipas("verify").status == 0
    method = sipas("report", "--index", "par", "-o", "r.html", "--lang", "en")
    assert method.status == 0
    assert "Parts rescaled apart" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_errors_have_the_weight_of_their_part(tmp_path: Path, sipas: Sipas) -> None:
    scored(tmp_path, sipas, RESCALED, votes="BBB,ABC,CBA,AAB,BCC")

    def error(index: str) -> float:
        return float(told(sipas, "--index", index)["precision"]["index"]["se"])

    # a percent of SIPAS is 5 of 19 points of 80, one of the leaders 5 of 5 of 20
    parts = (error("sipas") * 0.8 * 5 / 19, error("xhh") * 0.2)
    assert error("par") == pytest.approx((parts[0] ** 2 + parts[1] ** 2) ** 0.5)


POINTS = st.one_of(st.none(), st.sampled_from(["out", "0", "0.5", "1"]))


@given(
    st.lists(POINTS, min_size=9, max_size=9),
    st.sampled_from(["percent", "points"]),
    st.sampled_from(["no_score", "zero", "leave_out"]),
    st.sampled_from(["0", "0.75"]),
)
def test_parts_and_criteria_add_up_to_the_index_under_every_policy(
    shares: list[str | None], score_of: str, missing: str, bonus: str
) -> None:
    rules = f"  score: {score_of}\n  missing_points: {missing}\n{PARTS}"
    criteria = par(("  score: percent\n", rules), OWN)
    given_points: dict[str, Fraction | None] = {"TH1": Fraction(bonus)}
    for leaf, share in zip(criteria.plan.leaves, shares, strict=True):
        maximum = leaf.maximum_of(DEPARTMENT)
        if share is not None and maximum is not None:
            given_points[leaf.id] = None if share == "out" else Fraction(share) * maximum
    inputs = score_par.Given(given_points)
    score = score_par.score_unit(DEPARTMENT, inputs, criteria)
    lines = score_par.lines({DEPARTMENT.id: inputs}, criteria, [DEPARTMENT])
    made = contributions.of_points(score, lines, criteria)
    if score.index is None:
        assert not made.parts
        return
    assert sum(part.gained for part in made.parts) == score.index
    for part in made.parts:
        if part.id != "bonus":
            assert sum(item.gained for item in made.items if item.part == part.id) == part.gained
            assert sum(item.weight for item in made.items if item.part == part.id) == part.weight
    assert score.achieved
    assert sum(share.points for share in score.achieved.sources.values()) == score.achieved.total.points
    hangs = {"appraisal": 80, "sipas": 80, "xhh": 20}
    parts = {hangs[name] for name in score.achieved.sources if name in hangs}
    assert score.achieved.total.maximum == sum(parts)


def test_a_unit_has_a_maximum_of_its_own(tmp_path: Path, sipas: Sipas) -> None:
    scored(tmp_path, sipas, OWN)
    # 1.2 has 2.5 of 2.5 in place of 3: 19 of 23.5
    assert exact(told(sipas, "--index", "par")["exact"]) == Fraction(1900, 23) * Fraction(46, 47)
    groups = json.loads(sipas("rank", "--index", "par", "--format", "json").out)["groups"]
    maxima = {unit["unit"]: unit.get("maximum") for group in groups for unit in group["units"]}
    assert (maxima["Sở Nội vụ"], maxima["Huyện Vân Đồn"]) == (23.5, 30)
    assert sipas("verify").status == 0


def test_a_criterion_may_not_apply_to_a_unit_or_to_that_one_alone() -> None:
    leaves = {leaf.id: leaf for leaf in par((INSPECTION, OWN[1].replace("2.5", "0"))).plan.leaves}
    assert leaves["1.2"].maximum_of(DEPARTMENT) is None
    assert leaves["1.2"].maximum_of(Unit("so-y-te", "Sở Y tế", "so")) == 3


def test_more_points_than_its_own_maximum_are_refused(tmp_path: Path, sipas: Sipas) -> None:
    world(tmp_path, (INSPECTION, OWN[1].replace("2.5", "2")))
    leaves = ("1.1.1", "1.1.2", "1.2", "2.1", "2.2", "2.10")
    book(tmp_path / "diem.xlsx", A=down(("Sở Nội vụ", NOI_VU), leaves=leaves))
    outcome = sipas("check", "diem.xlsx", "--lang", "en")
    assert "2.5" in outcome.out + outcome.err
    assert "maximum" in outcome.out + outcome.err


@pytest.mark.parametrize(
    ("changes", "told_of"),
    [
        ([("  score: percent\n", f"  score: percent\n{PARTS.replace(', sipas', '')}")], "sipas"),
        ([("  score: percent\n", f"  score: percent\n{PARTS.replace('[xhh]', '[xhh, sipas]')}")], "sipas"),
        ([("  score: percent\n", f"  score: percent\n  bonus: adds_points_and_maximum\n{PARTS}")], "bonus"),
        ([("  score: percent\n", f"  score: percent\n{PARTS.replace('20}', '{so: 20}}')}")], "huyen"),
        (
            [("options: {Kịp thời: 1,", "max_of_units: {so-y-te: 1}\n              options: {Kịp thời: 1,")],
            "1.1.1",
        ),
        (
            [("  maximum: {so: 30", '  changes: {"1.1": {max_of_units: {so-y-te: 1}}}\n  maximum: {so: 30')],
            "1.1",
        ),
    ],
)
def test_a_set_that_contradicts_itself_is_refused(changes: list[tuple[str, str]], told_of: str) -> None:
    with pytest.raises(RulesError) as refused:
        checked(parse(changed(PAR, *changes).encode(), "par-thu.yaml"), ParCriteria)
    assert told_of in map(str, refused.value.params.values()) or told_of in str(refused.value.message.en)


def test_a_unit_that_there_is_not_is_refused_at_its_line(tmp_path: Path, sipas: Sipas) -> None:
    world(tmp_path, (INSPECTION, OWN[1].replace("so-noi-vu", "so-khong-co")))
    leaves = ("1.1.1", "1.1.2", "1.2", "2.1", "2.2", "2.10")
    book(tmp_path / "diem.xlsx", A=down(("Sở Nội vụ", NOI_VU), leaves=leaves))
    outcome = sipas("check", "diem.xlsx", "--lang", "en")
    assert outcome.status == 2
    assert "so-khong-co" in outcome.err
