"""Criteria and workspace files: what is refused, at which line, in which words; what a digest is of."""

import importlib.util
import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import key_of

from sipas_cli.errors import RulesError
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.gate import Model, checked
from sipas_cli.rules.yaml_loader import load, parse
from sipas_cli.score.sipas import index
from sipas_cli.wording import error_text
from sipas_cli.workspace.decision import Decision, signing_day
from sipas_cli.workspace.register import Units
from sipas_cli.workspace.settings import Settings
from sipas_cli.workspace.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
SETS = [*sorted((ROOT / "criteria").glob("*.yaml")), ROOT / "tests" / "criteria" / "policies.yaml"]

SMALL = """\
id: thu
index: sipas
title: Bộ tiêu chí thử
source: Dựng riêng để kiểm tra chương trình
holds_from: 2023
plan:
  scale:
    answers:
      - {code: 1, label: Không hài lòng}
      - {code: 2, label: Bình thường}
      - {code: 3, label: Hài lòng}
    satisfied_from: 3
    not_applicable: [Không biết]
  columns:
    unit: [Đơn vị]
  breakdowns:
    - {id: gioi-tinh, title: Giới tính, headers: [Giới tính], values: [Nam, Nữ]}
  questions:
    - {code: A1, text: Nơi tiếp nhận dễ tìm}
    - {code: A2, text: Nơi ngồi chờ đủ chỗ}
    - {code: B1, text: Thủ tục được niêm yết}
    - {code: B2, text: Phí nộp đúng quy định}
  ballots:
    minimum_answered_pct: 50
rules:
  measure: satisfied_share
  missing_answers: leave_out
  minimum_ballots: 30
  rounding: {decimals: 2, mode: half_up}
  factors:
    - {id: a, title: Tiếp cận, weight: 60, criteria: [A1, A2]}
    - {id: b, title: Thủ tục, weight: 40, criteria: [B1, B2]}
  bands:
    - {name: Cao, above: 90}
    - {name: Khá, from: 80, to: 90}
    - {name: Thấp, below: 80}
  group_bands:
    xa:
      - {name: Đạt, from: 70}
      - {name: Chưa đạt, below: 70}
cases:
  - title: Đúng 80
    # 4 trên 5 người hài lòng
    units:
      X: {answers: {all: {3: 4, 1: 1}}}
    expect:
      X: {score: 80.00, band: Khá}
"""


def small(*changes: tuple[str, str]) -> Criteria:
    """The small set with some texts replaced, each of which stands in it once."""
    return checked(parse(changed(*changes).encode(), "thu.yaml"), Criteria)


def changed(*changes: tuple[str, str]) -> str:
    text = SMALL
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def refusal(text: str, model: type[Model], shown: str) -> RulesError:
    with pytest.raises(RulesError) as caught:
        checked(parse(text.encode(), shown), model)
    return caught.value


def line_of(text: str, part: str) -> int:
    """The line where `part` first stands, counted from 1."""
    return text[: text.index(part)].count("\n") + 1


def test_the_small_set_is_valid() -> None:
    assert small().plan.codes == ("A1", "A2", "B1", "B2")


# --- criteria that are refused -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "key", "blamed", "named"),
    [
        # weights
        ("weight: 60", "weight: 55", "rules_weight_sum", "factors:", ["95"]),
        ("weight: 60", "weight: 60.01", "rules_weight_sum", "factors:", ["100.01"]),
        ("weight: 60, ", "", "rules_weight_missing", "factors:", []),
        ("weight: 60", "weight: 0", "rules_number_above", "weight: 0", ["weight"]),
        ("weight: 60", "weight: -60", "rules_number_above", "weight: -60", ["weight"]),
        ("weight: 60", "weight: sáu mươi", "rules_want_number", "weight: sáu", ["weight"]),
        ("  missing_answers: leave_out", "  weights: equal", "rules_weights_equal", "weights: equal", []),
        # bands
        ("to: 90}", "to: 89}", "rules_band_gap", "bands:", ["89", "90"]),
        ("from: 80, to: 90}", "above: 80, to: 90}", "rules_band_point", "bands:", ["80"]),
        ("to: 90}", "below: 90}", "rules_band_point", "bands:", ["90"]),
        ("{name: Thấp, below: 80}", "{name: Thấp, above: 0, below: 80}", "rules_band_point", "bands:", ["0"]),
        (
            "{name: Cao, above: 90}",
            "{name: Cao, above: 90, below: 100}",
            "rules_band_point",
            "bands:",
            ["100"],
        ),
        ("{name: Thấp, below: 80}", "{name: Thấp, to: 80}", "rules_band_overlap", "bands:", ["Thấp", "Khá"]),
        ("{name: Cao, above: 90}", "{name: Cao, above: 85}", "rules_band_overlap", "bands:", ["Khá", "Cao"]),
        ("{name: Cao, above: 90}", "{name: Cao, from: 90}", "rules_band_overlap", "bands:", ["Khá", "Cao"]),
        ("from: 80, to: 90}", "from: 80, above: 80, to: 90}", "rules_band_ends", "{name: Khá", ["Khá"]),
        ("from: 80, to: 90}", "from: 80, to: 90, below: 90}", "rules_band_ends", "{name: Khá", ["Khá"]),
        ("from: 80, to: 90}", "from: 90, to: 80}", "rules_band_empty", "{name: Khá", ["Khá"]),
        ("from: 80, to: 90}", "from: 80, below: 80}", "rules_band_empty", "{name: Khá", ["Khá"]),
        ("{name: Cao, above: 90}", "{name: Khá, above: 90}", "rules_twice", "bands:", ["Khá"]),
        ("above: 90", "above: 101", "rules_number_large", "above: 101", ["above", "100"]),
        ("{name: Đạt, from: 70}", "{name: Đạt, from: 71}", "rules_band_gap", "xa:", ["70", "71"]),
        # keys and words
        ("measure: satisfied_share", "mesure: satisfied_share", "rules_key_missing", "rules:", ["measure"]),
        (
            "missing_answers: leave_out",
            "rank_by: exact",
            "rules_key_unknown",
            "rank_by",
            ["rank_by", "rank_on"],
        ),
        ("minimum_ballots: 30", "min_ballots: 30", "rules_key_unknown", "min_", ["minimum_ballots"]),
        ("{decimals: 2,", "{decimal: 2,", "rules_key_unknown", "decimal:", ['"decimal"', "decimals"]),
        ("from: 80, to: 90}", "form: 80, to: 90}", "rules_key_unknown", "form: 80", ['"form"', ": from?"]),
        ("{name: Đạt, from: 70}", "{nam: Đạt, from: 70}", "rules_key_missing", "{nam: Đạt", ['"name"']),
        (
            "label: Bình thường}",
            "label: Bình thường, als: [x]}",
            "rules_key_unknown",
            "als:",
            ["als", "also"],
        ),
        ("X: {answers: {all", "X: {answer: {all", "rules_key_unknown", "X: {answer:", ["answer", "answers"]),
        ("X: {score: 80.00", "X: {scor: 80.00", "rules_key_unknown", "X: {scor:", ['"scor"', "score"]),
        (
            "measure: satisfied_share",
            "measure: median",
            "rules_choice",
            "measure",
            ["measure", "mean_percent"],
        ),
        ("mode: half_up", "mode: up", "rules_choice", "mode: up", ["mode", "half_even"]),
        ("index: sipas", "index: sipaz", "rules_choice", "index", ["index", "sipas"]),
        ("title: Bộ tiêu chí thử\n", "", "rules_key_missing", "id: thu", ["title"]),
        ("minimum_ballots: 30", "minimum_ballots: 2.5", "rules_want_integer", "minimum_ballots", []),
        ("minimum_ballots: 30", "minimum_ballots: -1", "rules_number_small", "minimum_ballots", []),
        ("decimals: 2", "decimals: 7", "rules_number_large", "decimals: 7", ["decimals", "6"]),
        ("holds_from: 2023", "holds_from: 1823", "rules_number_small", "holds_from", ["1990"]),
        ("criteria: [A1, A2]", "criteria: A1", "rules_want_list", "criteria: A1", ["criteria"]),
        ("criteria: [A1, A2]", "criteria: []", "rules_list_empty", "criteria: []", ["criteria"]),
        ("unit: [Đơn vị]", "group: [Khối]", "rules_key_missing", "columns:", ["unit"]),
        ("{id: a, title", "{id: tiếp cận, title", "rules_id", "{id: tiếp", ["id"]),
        ("    xa:\n", "    xã phường:\n", "rules_id", "xã phường", ['"xã phường"']),
        ("title: Tiếp cận", "title: ''", "rules_text_empty", "title: ''", ["title"]),
        ("title: Tiếp cận", f"title: {'x' * 4001}", "rules_text_long", "title: xx", ["title"]),
        ("{decimals: 2, mode: half_up}", "hai số lẻ", "rules_want_map", "hai số lẻ", ["rounding"]),
        # the scale
        ("satisfied_from: 3", "satisfied_from: 4", "rules_satisfied_from", "satisfied_from: 4", ["1, 2, 3"]),
        ("code: 2, label", "code: 1, label", "rules_scale_order", "answers:", []),
        ("code: 2, label", "code: 4, label", "rules_scale_order", "answers:", []),
        (
            "label: Bình thường",
            "label: hài  lòng",
            "rules_answer_text_twice",
            "label: Hài lòng",
            ["Hài lòng"],
        ),
        ("[Không biết]", "[không hài lòng]", "rules_answer_text_twice", "not_applicable", ["không hài lòng"]),
        ("[Không biết]", "['1']", "rules_answer_text_twice", "not_applicable", ['"1"']),
        # questions and factors
        ("[A1, A2]", "[A1, A9]", "rules_unknown_question", "{id: a", ["A9"]),
        ("[B1, B2]", "[B1]", "rules_unused_question", "factors:", ["B2"]),
        ("[B1, B2]", "[B1, A2, B2]", "rules_twice", "{id: b", ['"A2"']),
        ("[B1, B2]", "[B1, B1, B2]", "rules_twice", "{id: b", ['"B1"']),
        ("{id: b,", "{id: a,", "rules_twice", "factors:", ['"a"']),
        ("code: A2", "code: A1", "rules_twice", "questions:", ['"A1"']),
        (
            "Phí nộp đúng quy định",
            "Nơi ngồi chờ đủ chỗ",
            "rules_wording_twice",
            "questions:",
            ["Nơi ngồi chờ đủ chỗ"],
        ),
        # policies that do not go together
        (
            "measure: satisfied_share\n  missing_answers: leave_out",
            "measure: mean_percent\n  missing_answers: in_denominator",
            "rules_missing_answers",
            "missing_answers",
            ["satisfied_share"],
        ),
        # cases
        ("{all: {3: 4", "{C1: {3: 4", "rules_unknown_question", "C1", ["C1"]),
        ("{3: 4, 1: 1}", "{3: 4, 5: 1}", "rules_unknown_answer", "{3: 4", ['"5"']),
        ("{3: 4, 1: 1}", "{3: 4, 1: -1}", "rules_number_small", "{3: 4", []),
        ("      X: {score", "      Y: {score", "rules_case_unit", "expect:", ['"Y"']),
    ],
)
def test_a_fault_is_refused_at_its_line_by_its_name(
    old: str, new: str, key: str, blamed: str, named: list[str]
) -> None:
    text = changed((old, new))
    error = refusal(text, Criteria, "thu.yaml")
    assert (key_of(error), error.where) == (key, f"thu.yaml:{line_of(text, blamed)}")
    for lang in ("vi", "en"):
        sentence = error_text(error, lang)
        assert [word for word in named if word not in sentence] == []


def test_bands_that_leave_out_a_single_value_are_refused() -> None:
    # exactly 80 belongs to no band: Khá begins above it, Thấp ends below it
    text = changed(("from: 80, to: 90}", "above: 80, to: 90}"))
    error = refusal(text, Criteria, "thu.yaml")
    assert error_text(error, "vi").startswith("thu.yaml:33: không nhóm nào chứa điểm 80.")


def test_a_band_of_a_single_value_closes_such_a_gap() -> None:
    bands = small(
        (
            "{name: Khá, from: 80, to: 90}",
            "{name: Khá, above: 80, to: 90}\n    - {name: Đúng 80, from: 80, to: 80}",
        )
    ).rules.bands
    assert [band.name for band in bands] == ["Cao", "Khá", "Đúng 80", "Thấp"]


def test_all_faults_of_a_file_are_told_in_the_order_of_their_lines() -> None:
    text = changed(
        ("mode: half_up", "mode: up"), ("holds_from: 2023", "holds_from: 1823"), ("[Nam, Nữ]", "[]")
    )
    error = refusal(text, Criteria, "thu.yaml")
    assert [e.where for e in (error, *error.more)] == ["thu.yaml:5", "thu.yaml:17", "thu.yaml:29"]
    assert [key_of(e) for e in (error, *error.more)] == [
        "rules_number_small",
        "rules_list_empty",
        "rules_choice",
    ]


def test_an_empty_file_is_refused_for_every_key_that_it_lacks() -> None:
    error = refusal("", Criteria, "thu.yaml")
    missing = {e.params["name"] for e in (error, *error.more)}
    assert missing == {"id", "index", "title", "source", "holds_from", "plan", "rules"}


def with_weights(first: str, second: str) -> Criteria:
    text = SMALL.replace("weight: 60", f"weight: {first}").replace("weight: 40", f"weight: {second}")
    text = text.replace("  missing_answers: leave_out", "  weights: ratio")
    return checked(parse(text.encode(), "thu.yaml"), Criteria)


def test_weights_as_ratios_are_exact() -> None:
    halves = {"a": Fraction(100), "b": Fraction(0)}
    assert index(halves, with_weights("23", "16").rules) == Fraction(2300, 39)
    assert index({"a": Fraction(90), "b": Fraction(60)}, with_weights("2/3", "1/3").rules) == 80


@pytest.mark.parametrize("typed", ["0/3", "2/0", "0", "-1", "2/3/4", "-2/3", "hai phần ba"])
def test_a_ratio_is_a_number_above_0(typed: str) -> None:
    with pytest.raises(RulesError) as refused:
        with_weights(typed, "1")
    assert key_of(refused.value) in ("rules_number_above", "rules_want_number")


@pytest.mark.parametrize("text", ["- a\n- b\n", "chỉ là chữ\n", "---\n", "12\n"])
def test_a_file_that_is_no_map_is_refused(text: str) -> None:
    assert key_of(refusal(text, Criteria, "thu.yaml")) == "rules_want_map"


def test_a_number_may_stand_where_a_text_belongs() -> None:
    plan = small(
        ("label: Không hài lòng", "label: 10"), ("[Không biết]", "[9, 99]"), ("[Đơn vị]", "[2023]")
    ).plan
    assert plan.scale.answers[0].label == "10"
    assert plan.scale.not_applicable == ("9", "99")
    assert plan.columns.unit == ("2023",)


# --- digests -------------------------------------------------------------------------------------


def digests(*changes: tuple[str, str]) -> tuple[str, str]:
    criteria = small(*changes)
    return criteria.plan.digest, criteria.rules.digest


@pytest.mark.parametrize(
    "change",
    [
        ("plan:\n", "# Đếm gì\nplan:\n"),
        ("    unit: [Đơn vị]\n", "    unit:\n      # tiêu đề của cột đơn vị\n      - 'Đơn  vị'\n"),
        ("{code: A1, text: Nơi tiếp nhận dễ tìm}", '{text: "Nơi tiếp nhận dễ tìm", code: A1}'),
        ("Nơi tiếp nhận dễ tìm", unicodedata.normalize("NFD", "Nơi tiếp nhận dễ tìm")),
        ("minimum_answered_pct: 50", "minimum_answered_pct: 50.0"),
        ("minimum_answered_pct: 50", "minimum_answered_pct: 50\n    duplicates: first"),
        ("weight: 60, criteria: [A1, A2]}", "criteria: [A1, A2], weight: 60.00}"),
        ("  missing_answers: leave_out\n", ""),
        ("decimals: 2, mode: half_up", "mode: half_up, decimals: 2"),
        ("  minimum_ballots: 30\n", "  ties: competition\n  minimum_ballots: 30\n"),
        ("title: Bộ tiêu chí thử", "title: Tên khác"),
        ("source: Dựng riêng", "source: Xây dựng riêng"),
    ],
)
def test_comments_layout_and_stated_defaults_do_not_change_a_digest(change: tuple[str, str]) -> None:
    assert digests(change) == digests()


@pytest.mark.parametrize(
    "changes",
    [
        [("weight: 60", "weight: 50"), ("weight: 40", "weight: 50")],
        [("rounding: {decimals: 2", "rounding: {decimals: 3")],
        [("minimum_ballots: 30", "minimum_ballots: 29")],
        [("missing_answers: leave_out", "missing_answers: in_denominator")],
        [("missing_answers: leave_out", "rank_on: exact")],
        [("{name: Cao, above: 90}", "{name: Rất cao, above: 90}")],
        [("title: Tiếp cận", "title: Tiếp cận dịch vụ")],
    ],
)
def test_another_judgement_changes_the_digest_of_the_rules_only(changes: list[tuple[str, str]]) -> None:
    plan, rules = digests()
    new_plan, new_rules = digests(*changes)
    assert new_plan == plan
    assert new_rules != rules


@pytest.mark.parametrize(
    "change",
    [
        ("text: Nơi tiếp nhận dễ tìm", "text: Nơi tiếp nhận dễ thấy"),
        ("satisfied_from: 3", "satisfied_from: 2"),
        ("label: Hài lòng", "label: Rất hài lòng"),
        ("values: [Nam, Nữ]", "values: [Nữ, Nam]"),
        ("minimum_answered_pct: 50", "minimum_answered_pct: 51"),
        ("minimum_answered_pct: 50", "duplicates: last"),
        ("unit: [Đơn vị]", "unit: [Đơn vị, Tên đơn vị]"),
    ],
)
def test_another_way_of_counting_changes_the_digest_of_the_plan_only(change: tuple[str, str]) -> None:
    plan, rules = digests()
    new_plan, new_rules = digests(change)
    assert new_plan != plan
    assert new_rules == rules


# --- the schema for editors ----------------------------------------------------------------------

SCHEMA = ROOT / "criteria" / "criteria.schema.json"
TREE_SCHEMA = ROOT / "criteria" / "trees" / "tree.schema.json"


def as_json_types(value: Any) -> Any:
    """What our loader reads, as a JSON parser would have read it."""
    if isinstance(value, Mapping):
        return {key: as_json_types(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [as_json_types(part) for part in value]
    return float(value) if isinstance(value, Decimal) else value


def schema_errors(value: Any, schema_file: Path = SCHEMA) -> list[str]:
    schema = json.loads(schema_file.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    return [error.message for error in validator.iter_errors(as_json_types(value))]


def test_the_shipped_schema_is_the_one_that_is_made_of_the_models() -> None:
    spec = importlib.util.spec_from_file_location("make_schema", ROOT / "tools" / "make_schema.py")
    assert spec is not None
    assert spec.loader is not None
    make_schema = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_schema)
    assert set(make_schema.SCHEMAS) == {SCHEMA, TREE_SCHEMA}
    for path, root in make_schema.SCHEMAS.items():
        assert path.read_text(encoding="utf-8") == make_schema.schema_text(root)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_every_shipped_set_is_valid_by_the_schema(path: Path) -> None:
    assert schema_errors(load(path).value) == []


def test_the_shared_tree_is_valid_by_its_schema() -> None:
    assert schema_errors(load(ROOT / "criteria" / "trees" / "eight-areas.yaml").value, TREE_SCHEMA) == []


@pytest.mark.parametrize(
    "change",
    [
        ("measure: satisfied_share", "mesure: satisfied_share"),
        ("measure: satisfied_share", "measure: median"),
        ("weight: 60", "weight: sáu mươi"),
        ("above: 90", "above: 101"),
        ("criteria: [A1, A2]", "criteria: A1"),
        ("{id: a, title", "{id: tiếp cận, title"),
        ("decimals: 2", "decimals: 2.5"),
        ("title: Bộ tiêu chí thử\n", ""),
    ],
)
def test_the_schema_refuses_what_the_program_refuses(change: tuple[str, str]) -> None:
    assert schema_errors(parse(SMALL.encode(), "thu.yaml").value) == []
    assert schema_errors(parse(changed(change).encode(), "thu.yaml").value) != []


# --- units.yaml ----------------------------------------------------------------------------------

REGISTER = """\
groups:
  - {id: so, name: Các sở}
  - {id: huyen, name: Các huyện}
units:
  - {id: so-noi-vu, group: so, name: Sở Nội vụ, aliases: [SNV]}
  - {id: so-y-te, group: so, name: Sở Y tế}
  - {id: huyen-ba-che, group: huyen, name: Huyện Ba Chẽ, not_ranked: Mới thành lập}
"""


def test_a_register_is_read_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_text(REGISTER, encoding="utf-8")
    groups, units = Workspace(tmp_path).groups, Workspace(tmp_path).units
    assert [group.name for group in groups] == ["Các sở", "Các huyện"]
    assert [(unit.id, unit.group, unit.aliases, unit.not_ranked) for unit in units] == [
        ("so-noi-vu", "so", ("SNV",), ""),
        ("so-y-te", "so", (), ""),
        ("huyen-ba-che", "huyen", (), "Mới thành lập"),
    ]
    elsewhere = Workspace(tmp_path / "elsewhere")
    assert (elsewhere.groups, elsewhere.units) == ((), ())


@pytest.mark.parametrize(
    ("old", "new", "key", "line", "name"),
    [
        ("id: so-y-te", "id: so-noi-vu", "units_id_twice", 6, "so-noi-vu"),
        ("{id: huyen,", "{id: so,", "units_id_twice", 3, "so"),
        ("group: huyen", "group: xa", "units_group_unknown", 7, "xa"),
        ("name: Sở Y tế", "name: Sở Nội vụ", "units_name_twice", 6, "Sở Nội vụ"),
        ("name: Sở Y tế", "name: SỞ NỘI VỤ", "units_name_twice", 6, "SỞ NỘI VỤ"),
        ("name: Sở Y tế", "name: Sở Y tế, aliases: [snv]", "units_name_twice", 6, "snv"),
        ("name: Sở Y tế", "name: Sở Y tế, alias: [SYT]", "rules_key_unknown", 6, "alias"),
        ("id: so-y-te", "id: sở y tế", "rules_id", 6, "id"),
        (", name: Sở Y tế", "", "rules_key_missing", 6, "name"),
    ],
)
def test_a_faulty_register_is_refused_at_its_line(old: str, new: str, key: str, line: int, name: str) -> None:
    assert REGISTER.count(old) == 1
    error = refusal(REGISTER.replace(old, new), Units, "units.yaml")
    assert (key_of(error), error.where) == (key, f"units.yaml:{line}")
    assert f'"{name}"' in error_text(error, "vi")
    assert f'"{name}"' in error_text(error, "en")


def test_a_unit_may_have_one_name_in_several_spellings() -> None:
    text = REGISTER.replace("name: Sở Y tế", "name: Sở Y tế, aliases: [Sở Y tế, SỞ Y TẾ, SYT]")
    assert checked(parse(text.encode(), "units.yaml"), Units).units[1].aliases == (
        "Sở Y tế",
        "SỞ Y TẾ",
        "SYT",
    )


def test_na_and_no_are_texts_like_any_other() -> None:
    text = REGISTER.replace("name: Sở Y tế", "name: NA, aliases: [no, 010, 115]")
    unit = checked(parse(text.encode(), "units.yaml"), Units).units[1]
    assert (unit.name, unit.aliases) == ("NA", ("no", "010", "115"))


# --- sipas.yaml, decision.yaml -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key", "name"),
    [
        ("yaer: 2023\n", "rules_key_unknown", "year"),
        ("year: hai nghìn\n", "rules_want_integer", "year"),
        ("year: 23\n", "rules_number_small", "year"),
        ("criteria: Quảng Ninh\n", "rules_id", "criteria"),
        ("province: ''\n", "rules_text_empty", "province"),
    ],
)
def test_faulty_settings_are_refused(text: str, key: str, name: str) -> None:
    error = refusal(text, Settings, "sipas.yaml")
    assert (key_of(error), error.where) == (key, "sipas.yaml:1")
    assert name in error_text(error, "vi")


DECISION = """\
agency: ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH
place: Quảng Ninh
date: NGÀY
issuer: CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH
issuer_short: Chủ tịch UBND tỉnh
about: Công bố Chỉ số hài lòng năm {year}
bases: [Căn cứ Luật Tổ chức chính quyền địa phương]
articles: [Công bố kết quả]
signer: {office: CHỦ TỊCH}
appendices:
  - of: sipas
    title: Kết quả
    columns: [{field: unit, title: Đơn vị}]
"""


@pytest.mark.parametrize(
    ("typed", "day", "month"),
    [
        ("2024-03-27", date(2024, 3, 27), None),
        ("27/3/2024", date(2024, 3, 27), None),
        ("27/03/2024", date(2024, 3, 27), None),
        ("01/02/2024", date(2024, 2, 1), None),
        ("29/2/2024", date(2024, 2, 29), None),
        ("2024-01", None, (2024, 1)),
        ("2024-12", None, (2024, 12)),
    ],
)
def test_the_day_of_a_decision_is_written_in_one_of_two_ways_or_is_a_month(
    typed: str, day: date | None, month: tuple[int, int] | None
) -> None:
    decision = checked(parse(DECISION.replace("NGÀY", typed).encode(), "decision.yaml"), Decision)
    assert decision.date == typed
    assert signing_day(typed) == (day, month)


def test_a_decision_may_be_without_a_day() -> None:
    for text in (DECISION.replace("date: NGÀY\n", ""), DECISION.replace("NGÀY", "")):
        assert checked(parse(text.encode(), "decision.yaml"), Decision).date is None


@pytest.mark.parametrize(
    "typed",
    [
        "hôm nay",
        "2024",
        "27/3",
        "32/1/2024",
        "29/2/2023",
        "3/27/2024",
        "2024-13",
        "2024-00",
        "2024-02-30",
        "27-3-2024",
        "27/3/24",  # which is not the year 24
        "27/3/2024/1",
        "tháng 3/2024",
    ],
)
def test_a_day_that_is_none_is_refused_at_its_line(typed: str) -> None:
    error = refusal(DECISION.replace("NGÀY", typed), Decision, "decision.yaml")
    assert (key_of(error), error.where) == ("rules_date", "decision.yaml:3")


@pytest.mark.parametrize(
    ("bases", "key"),
    [('[""]', "rules_text_empty"), ("[]", "rules_list_empty"), ("[{a: b}]", "rules_want_text")],
)
def test_a_faulty_entry_of_a_list_is_not_taken_for_a_missing_one(bases: str, key: str) -> None:
    text = DECISION.replace("[Căn cứ Luật Tổ chức chính quyền địa phương]", bases)
    error = refusal(text.replace("NGÀY", "2024-03-27"), Decision, "decision.yaml")
    assert (key_of(error), error.where, error.more) == (key, "decision.yaml:7", [])
