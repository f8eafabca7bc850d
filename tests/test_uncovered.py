"""What no case of a criteria file covers is told, though all of its cases pass."""

import json
import re
from pathlib import Path
from typing import Any

from conftest import ROOT, Sipas
from par_world import SIPAS, changed


def without(name: str, *titles: str) -> str:
    """A shipped set without the cases whose titles begin so."""
    text = (ROOT / "criteria" / f"{name}.yaml").read_text(encoding="utf-8")
    head, *cases = re.split(r"(?m)^(?=  - title: )", text)
    kept = [case for case in cases if not case.removeprefix("  - title: ").startswith(titles)]
    assert len(cases) - len(kept) == len(titles)
    return head + "".join(kept)


def checked(folder: Path, sipas: Sipas, text: str) -> dict[str, Any]:
    """What `criteria check` says of a file with this text, kind -> what -> missing."""
    (folder / "c.yaml").write_text(text, encoding="utf-8")
    result = sipas("criteria", "check", "c.yaml", "--format", "json")
    assert result.status == 0
    (found,) = json.loads(result.out)
    uncovered: dict[str, Any] = {}
    for own in found["uncovered"]:
        uncovered.setdefault(own["kind"], {})[own["what"]] = own["missing"]
    return uncovered


def test_the_cases_of_every_set_that_ships_leave_nothing_open(sipas: Sipas) -> None:
    result = sipas("criteria", "check", "--format", "json")
    assert result.status == 0
    assert {own["id"]: own["uncovered"] for own in json.loads(result.out)} == {
        "arta-csm": [],
        "par-hai-phong-2019": [],
        "par-lang-son-2023": [],
        "par-soc-trang-2023": [],
        "quang-ninh-2023": [],
        "sipas-33": [],
        "sipas-39": [],
        "sipas-soc-trang-2023": [],
    }


def test_a_policy_that_no_case_tells_from_another_word_is_named(tmp_path: Path, sipas: Sipas) -> None:
    # without these no two units have different numbers of ballots, nothing is blank, and no score is a half
    text = without("quang-ninh-2023", "Số chung", "Ô trống", "Đúng một nửa")
    assert checked(tmp_path, sipas, text) == {
        "policy": {
            "missing_answers: leave_out": ["in_denominator"],
            "overall: mean_of_units": ["pooled"],
            "rounding.mode: half_up": ["half_even"],
        }
    }


def test_a_word_that_a_case_sets_for_itself_is_not_that_of_the_file(tmp_path: Path, sipas: Sipas) -> None:
    tie = "Hai đơn vị in ra bằng nhau thì đồng hạng"
    text = (ROOT / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if tie in line)
    text = text.replace(title, f"{title}\n    with: {{rank_on: printed, ties: competition}}")
    found = checked(tmp_path, sipas, text)
    assert found == {"policy": {"rank_on: printed": ["exact"], "ties: competition": ["dense"]}}


def test_limits_of_bands_are_named_with_the_sides_that_have_no_case(tmp_path: Path, sipas: Sipas) -> None:
    # left are bands of 100, 97.5, 90 (at), 80 (at), 79.99 and 60
    found = checked(tmp_path, sipas, without("quang-ninh-2023", "Ranh giới"))
    assert found == {
        "band": {
            "bands 50": ["at", "below"],
            "bands 65": ["at"],
        }
    }


def test_limits_of_a_group_with_its_own_bands_want_cases_of_that_group(tmp_path: Path, sipas: Sipas) -> None:
    text = (ROOT / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8")
    own = "  group_bands: {huyen: [{name: Đạt, from: 70}, {name: Chưa đạt, below: 70}]}\n\ncases:"
    found = checked(tmp_path, sipas, text.replace("\ncases:", own, 1))
    assert found == {"band": {"group_bands.huyen 70": ["at", "above", "below"]}}


def test_options_and_steps_of_leaves_are_named(tmp_path: Path, sipas: Sipas) -> None:
    text = without("par-soc-trang-2023", "Mỗi lựa chọn")
    found = checked(tmp_path, sipas, text)
    assert set(found) == {"option", "step"}
    # another case has 1.1.1 not in time, 1.1.2 at 90, 3.2.1 at 97.9, 3.2.2 not done
    assert found["option"]["1.1.1"] == ["Kịp thời", "Không ban hành"]
    assert found["option"]["3.2.2"] == ["Thực hiện đầy đủ", "Thực hiện một phần"]
    assert found["option"]["4.1.2"] == ["Không vượt số được giao", "Vượt số được giao"]
    assert found["step"]["1.1.2"] == ["90-100", "0-70"]
    assert found["step"]["3.2.1"] == ["98-100", "90-95", "0-90"]


def test_it_is_a_remark_of_few_lines_and_no_fault(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "c.yaml").write_text(without("par-soc-trang-2023", "Mỗi lựa chọn"), encoding="utf-8")
    told = sipas("criteria", "check", "c.yaml", "--lang", "en")
    assert told.status == 0
    assert len(told.err.splitlines()) == 2
    assert "c.yaml: options that no case uses: 1.1.1 (Kịp thời, Không ban hành); 1.2.4 (" in told.err
    assert sipas("-q", "criteria", "check", "c.yaml").err == ""


def test_of_a_set_whose_cases_fail_only_that_is_told(tmp_path: Path, sipas: Sipas) -> None:
    text = without("quang-ninh-2023", "Ranh giới").replace("{score: 97.50,", "{score: 97.51,")
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    result = sipas("criteria", "check", "c.yaml", "--format", "json")
    assert result.status == 2
    (found,) = json.loads(result.out)
    assert (len(found["differences"]), found["uncovered"]) == (1, [])


def test_no_case_is_asked_for_factors_that_have_no_effect(tmp_path: Path, sipas: Sipas) -> None:
    # whole ballots are measured: how answers make a factor, and what it weighs, changes nothing
    text = changed(
        SIPAS,
        ("satisfied_share", "satisfied_throughout"),
        ("    - {code: S2,", "    - {code: S3, text: Phí nộp một lần}\n    - {code: S2,"),
        ("weight: 50, criteria: [S1]", "weight: 70, criteria: [S1, S3]"),
        ("weight: 50, criteria: [S2]", "weight: 30, criteria: [S2]"),
    )
    policies = {what.split(":")[0] for what in checked(tmp_path, sipas, text)["policy"]}
    assert policies.isdisjoint({"factor_score", "weights"})
    assert "measure" in policies
