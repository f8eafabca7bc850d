"""PAR criteria files: what is refused, and at which line; shared trees; whom a leaf is for."""

from fractions import Fraction
from pathlib import Path

import pytest
from conftest import Sipas, key_of
from par_world import PAR, changed, par, world

from sipas_cli.errors import RulesError
from sipas_cli.intake.points import messages as points_messages
from sipas_cli.messages import LANGUAGES
from sipas_cli.model import Finding, Group, Unit
from sipas_cli.rules.gate import checked
from sipas_cli.rules.library import read_set
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.yaml_loader import parse
from sipas_cli.runs.judge import refuse_unknown_names
from sipas_cli.score import messages
from sipas_cli.score.cases import run_cases
from sipas_cli.wording import error_text, finding_text
from sipas_cli.workspace.units import Registry


def refusal(text: str) -> RulesError:
    with pytest.raises(RulesError) as caught:
        checked(parse(text.encode(), "par-thu.yaml"), ParCriteria)
    return caught.value


def line_of(text: str, part: str) -> int:
    """The line where `part` first stands, counted from 1."""
    return text[: text.index(part)].count("\n") + 1


def test_the_small_set_is_valid() -> None:
    assert [leaf.id for leaf in par().plan.leaves] == [
        "1.1.1", "1.1.2", "1.2", "1.3", "2.1", "2.2", "2.3", "2.10", "3.1"
    ]  # fmt: skip


# --- refused, at the line ------------------------------------------------------------------------

TREE_FAULTS = [
    # a leaf is one thing
    ("max: 3}\n        - {id: \"1.3\"", "max: 3, options: {Có: 3}}\n        - {id: \"1.3\"", "par_leaf_form",
     'id: "1.2"', ["1.2"]),
    ("title: Công tác kiểm tra, max: 3}", "title: Công tác kiểm tra}", "par_leaf_form", 'id: "1.2"', ["1.2"]),
    ("{Kịp thời: 1, Không kịp thời: 0.5, Không ban hành: 0}", "{}", "rules_list_empty", "options: {}",
     ["options"]),
    ("{Kịp thời: 1, Không kịp thời: 0.5, Không ban hành: 0}", "{Kịp thời: 1, KỊP THỜI: 2}", "rules_twice",
     "options:", ["KỊP THỜI"]),
    ("Không ban hành: 0}", "Không ban hành: -1}", "rules_number_small", "options:", ["Không ban hành"]),
    ("max: {so: 4, huyen: 6}", "max: {}", "rules_list_empty", 'id: "2.1"', ["max"]),
    ("title: Công tác kiểm tra, max: 3}", "title: Công tác kiểm tra, max: ba}", "rules_want_number",
     'id: "1.2"', ["max"]),
    # steps hold every percentage once
    ("{from: 70, to: 90, points: 1}", "{from: 71, to: 90, points: 1}", "rules_band_gap", "steps:",
     ["70", "71"]),
    ("{from: 70, to: 90, points: 1}", "{from: 70, below: 90, points: 1}", "rules_band_point", "steps:",
     ["90"]),
    ("{below: 70, points: 0}", "{to: 70, points: 0}", "rules_band_overlap", "steps:", ["70"]),
    ("points_from: sipas}", "points_from: DTI}", "rules_index_id", "points_from: DTI", ["DTI", "dti"]),
    ("{above: 90, points: 2}", "{above: 90}", "rules_key_missing", "{above: 90}", ["points"]),
    # where points come from
    ("options: {Kịp thời: 1, Không kịp thời: 0.5, Không ban hành: 0}",
     "options: {Kịp thời: 1, Không: 0}\n              points_from: sipas", "par_leaf_max",
     "points_from: sipas", ["1.1.1"]),
    ("max: 5, points_from: sipas", "max: 5, points_from: par", "par_points_from", 'id: "3.1"', ["par"]),
    ("max: 5, points_from: sipas", "max: 5, points_from: bonus", "par_points_from", 'id: "3.1"', ["bonus"]),
    # ids
    ('{id: "1.2", title: Công tác', '{id: "1.1", title: Công tác', "rules_twice", "areas:", ["1.1"]),
    ("{id: TH1,", "{id: TR1,", "rules_twice", "areas:", ["TR1"]),
    ("{id: TH1,", "{id: tr1,", "rules_twice", "areas:", ["TR1"]),
    # sums
    ("maximum: {so: 30, huyen: 30}", "maximum: {so: 30, huyen: 31}", "par_maximum", "maximum:",
     ["huyen", "30", "31"]),
    ("maximum: {so: 30, huyen: 30}", "maximum: {so: 30.0001, huyen: 30}", "par_maximum", "maximum:",
     ["0001", "so"]),
    ("maximum: {so: 30, huyen: 30}", "maximum: {}", "rules_list_empty", "maximum:", ["maximum"]),
    # bonus
    ("title: Điểm thưởng sáng kiến, max: 2}", "title: Điểm thưởng sáng kiến, max: 0}", "rules_number_above",
     "id: TH1", ["max"]),
    # what does not apply
    ("  xhh:\n    answers:", "  not_applicable: [Không ban hành]\n  xhh:\n    answers:", "rules_twice",
     "not_applicable: [Không ban hành]", ["Không ban hành"]),
    # changes of a tree
    ("  maximum: {so: 30", "  changes: {\"9.9\": {max: 1}}\n  maximum: {so: 30", "par_change_unknown",
     "changes:", ["9.9"]),
    ("  maximum: {so: 30", "  changes: {TH1: {groups: [so]}}\n  maximum: {so: 30", "par_change_unknown",
     "changes:", ["TH1"]),
    ("  maximum: {so: 30", "  changes: {\"1.1\": {max: 3}}\n  maximum: {so: 30", "par_change_max",
     "changes:", ["1.1"]),
    ("  maximum: {so: 30", "  changes: {1.1.1: {max: 3}}\n  maximum: {so: 30", "par_change_max",
     "changes:", ["1.1.1"]),
    ("  maximum: {so: 30", "  changes: {\"1.2\": {title: Khác}}\n  maximum: {so: 30", "rules_key_unknown",
     "changes:", ["title"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "blamed", "named"), TREE_FAULTS)
def test_a_faulty_tree_is_refused_at_its_line(
    old: str, new: str, key: str, blamed: str, named: list[str]
) -> None:
    text = changed(PAR, (old, new))
    error = refusal(text)
    assert (key_of(error), error.where) == (key, f"par-thu.yaml:{line_of(text, blamed)}")
    for language in LANGUAGES:
        for name in named:
            assert name in error_text(error, language)


def test_figures_in_messages_have_the_decimal_mark_of_the_language() -> None:
    error = refusal(changed(PAR, ("maximum: {so: 30, huyen: 30}", "maximum: {so: 30.0001, huyen: 30}")))
    assert "30,0001" in error_text(error, "vi")
    assert "30.0001" in error_text(error, "en")
    # 2/3 never ends
    figures = {"typed": Fraction(1, 2), "computed": Fraction(2, 3)}
    found = Finding(messages.INDEX_DIFFERS, params={"unit": "A", "part": "1", "index": "sipas", **figures})
    assert "0,5 " in finding_text(found, "vi")
    assert "0.5 " in finding_text(found, "en")
    assert "0,666667" in finding_text(found, "vi")
    known = {"Kịp thời": Fraction(1), "Chậm": Fraction(1, 2)}
    found = Finding(points_messages.OPTION_UNKNOWN, params={"unit": "A", "part": "1", "known": known})
    assert "Kịp thời (1) / Chậm (0,5)" in finding_text(found, "vi")


SURVEY_FAULTS = [
    ('criterion: "1.3"}', 'criterion: "1.2"}', "par_question_leaf", "code: X1", ["1.2"]),
    ('criterion: "1.3"}', 'criterion: "2.3"}', "par_leaf_without_question", "questions:", ["1.3"]),
    ("{id: C, label: Trung bình, worth: 20}", "{id: C, label: Trung bình, worth: 70}", "par_answers_order",
     "answers:", []),
    ("{id: C, label: Trung bình,", "{id: C, label: Khá,", "rules_twice", "id: C", ["Khá"]),
    ("not_applicable: [E, Không biết]", "not_applicable: [E, Kém]", "rules_twice", "not_applicable:",
     ["Kém"]),
    ("not_applicable: [E, Không biết]", "not_applicable: [E]\n    refused: [E]", "rules_twice",
     "not_applicable:", ["E"]),
    ("worth: 100}", "worth: 101}", "rules_number_large", "worth: 101", ["worth", "100"]),
    ("{id: so, title: Lãnh đạo sở,", "{id: hdnd, title: Lãnh đạo sở,", "rules_twice", "kinds:", ["hdnd"]),
    ("{id: so, title: Lãnh đạo sở,", "{id: so, title: đại biểu hđnd,", "rules_twice", "id: so,",
     ["đại biểu hđnd"]),
    ("weight: 3}", "weight: 0}", "rules_number_above", "weight: 0", ["weight"]),
    ("{code: X2, text: Chất", "{code: X1, text: Chất", "rules_twice", "questions:", ["X1"]),
    ("text: Thái độ khi giải quyết thủ tục,", "text: Chất lượng giải quyết thủ tục,", "rules_twice",
     "code: X3", ["Chất lượng giải quyết thủ tục"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "blamed", "named"), SURVEY_FAULTS)
def test_a_faulty_leader_survey_is_refused_at_its_line(
    old: str, new: str, key: str, blamed: str, named: list[str]
) -> None:
    text = changed(PAR, (old, new))
    error = refusal(text)
    assert (key_of(error), error.where) == (key, f"par-thu.yaml:{line_of(text, blamed)}")
    for language in LANGUAGES:
        for name in named:
            assert name in error_text(error, language)


@pytest.mark.parametrize(
    ("new", "key", "blamed"),
    [
        ("score: share", "rules_choice", "score:"),
        ("missing_points: none", "rules_choice", "missing_points:"),
        ("bonus: adds", "rules_choice", "bonus: adds"),
        ("overall: mean", "rules_choice", "overall:"),
        ("heads: [{name: Tốt}]", "rules_head_rule", "heads:"),
        ("heads: [{name: Tốt, first: 5, bands: [Nhóm 1]}]", "rules_head_rule", "heads:"),
        ("heads: [{name: Tốt, bands: [Nhóm 9]}]", "rules_head_band", "heads:"),
        ("heads: [{name: Tốt, first: 0}]", "rules_number_small", "heads:"),
        ("group_bands: {so: [{name: Cao, from: 80}]}", "rules_band_gap", "group_bands:"),
        ("xhh: {kinds: each}", "rules_choice", "xhh: {kinds"),
        ("xhh: {bands: [{name: Cao, from: 80}]}", "rules_band_gap", "xhh: {bands"),
    ],
)
def test_faulty_rules_are_refused_at_their_line(new: str, key: str, blamed: str) -> None:
    text = changed(PAR, ("  score: percent\n", f"  {new}\n"))
    error = refusal(text)
    assert (key_of(error), error.where) == (key, f"par-thu.yaml:{line_of(text, blamed)}")


def test_a_mean_of_kinds_needs_kinds() -> None:
    kinds = PAR[PAR.index("    kinds:\n") : PAR.index("    questions:\n")]
    text = changed(PAR, (kinds, ""), ("  score: percent\n", "  xhh: {kinds: mean_of_kinds}\n"))
    error = refusal(text)
    assert (key_of(error), error.where) == ("par_no_kinds", f"par-thu.yaml:{line_of(text, 'mean_of_kinds')}")


CASE = """\
cases:
  - title: Thử
    units:
      X: {group: so, OWN}
    expect:
      X: {score: 90}
"""


@pytest.mark.parametrize(
    ("own", "key", "named"),
    [
        ('points: {"9.9": 1}', "par_case_leaf", "9.9"),
        ('xhh: {"9.9": 50}', "par_case_leaf", "9.9"),
        ('xhh: {"1.2": 50}', "par_case_leaf", "1.2"),
        ("indices: {spias: 50}", "par_case_leaf", "spias"),
        ("answers: {X9: {A: 1}}", "rules_unknown_question", "X9"),
        ("answers: {X1: {F: 1}}", "rules_unknown_answer", "F"),
        ("points: {TH1: nhiều}", "rules_want_number", "TH1"),
        ("achieved: 20", "par_case_sums", "achieved"),
        ("maximum: 20", "par_case_sums", "maximum"),
        ("sipas: 101", "rules_number_large", "sipas"),
        ("index: -1", "rules_number_small", "index"),
    ],
)
def test_a_case_that_names_what_is_not_there_is_refused_at_its_line(own: str, key: str, named: str) -> None:
    text = PAR + CASE.replace("OWN", own)
    error = refusal(text)
    assert (key_of(error), error.where) == (key, f"par-thu.yaml:{line_of(text, 'X: {group: so')}")
    assert named in error_text(error, "vi")


def test_a_case_whose_changed_rules_do_not_hold_is_refused() -> None:
    text = PAR + CASE.replace("OWN", "index: 90").replace(
        "    units:", "    with: {score: share}\n    units:"
    )
    assert key_of(refusal(text)) == "rules_case_with"


def test_all_faults_are_told_in_the_order_of_their_lines() -> None:
    text = changed(PAR, ("below: 70, points: 0", "to: 70, points: 0"), ("weight: 3}", "weight: 0}"))
    error = refusal(text)
    assert [key_of(error), *(key_of(more) for more in error.more)] == [
        "rules_band_overlap",
        "rules_number_above",
    ]


# --- whom a leaf is for --------------------------------------------------------------------------


def maximum(criteria: ParCriteria, leaf: str, unit: Unit) -> Fraction | None:
    return next(own for own in criteria.plan.leaves if own.id == leaf).maximum_of(unit)


SO, HUYEN, XA = Unit("so-a", "Sở A", "so"), Unit("huyen-b", "Huyện B", "huyen"), Unit("xa-c", "Xã C", "xa")


def test_a_maximum_may_differ_by_group_and_a_group_that_is_not_named_has_no_such_leaf() -> None:
    assert [maximum(par(), "2.1", unit) for unit in (SO, HUYEN, XA)] == [4, 6, None]
    assert [maximum(par(), "1.2", unit) for unit in (SO, HUYEN, XA)] == [3, 3, 3]
    assert [maximum(par(), "2.2", unit) for unit in (SO, HUYEN, XA)] == [6, None, None]


def test_one_maximum_for_all_groups_is_that_of_each_group_that_the_tree_names() -> None:
    criteria = par(("maximum: {so: 30, huyen: 30}", "maximum: 30"))
    assert criteria.plan.measures("so")
    error = refusal(
        changed(PAR, ("maximum: {so: 30, huyen: 30}", "maximum: 30"), (", max: 6, gro", ", max: 5, gro"))
    )
    assert (key_of(error), error.params["group"], error.params["total"]) == ("par_maximum", "so", 29)


def test_the_maximum_of_options_and_of_steps_is_the_highest() -> None:
    assert maximum(par(), "1.1.1", SO) == 1
    assert maximum(par(), "1.1.2", SO) == 2


def test_whom_an_area_is_for_holds_for_all_below_it() -> None:
    criteria = par(
        ("      title: Chỉ đạo điều hành\n", "      title: Chỉ đạo điều hành\n      groups: [so]\n"),
        ("maximum: {so: 30, huyen: 30}", "maximum: {so: 30, huyen: 22}"),
    )
    # huyen: without 1 + 2 + 3 + 2 of area 1 there are 30 - 8 = 22
    assert [maximum(criteria, leaf, HUYEN) for leaf in ("1.1.1", "1.2", "2.1")] == [None, None, 6]


def test_units_may_be_named_or_left_out_one_by_one() -> None:
    criteria = par(
        ('{id: "1.2", title: Công tác kiểm tra, max: 3}',
         '{id: "1.2", title: Công tác kiểm tra, max: 3, except_units: [so-a]}'),
        ('- {id: "2.1",', '- {id: "2.9", title: Riêng, max: 7, units: [so-a]}\n        - {id: "2.1",'),
    )  # fmt: skip
    other = Unit("so-d", "Sở D", "so")
    assert (maximum(criteria, "1.2", SO), maximum(criteria, "1.2", other)) == (None, 3)
    assert (maximum(criteria, "2.9", SO), maximum(criteria, "2.9", other)) == (7, None)


@pytest.mark.parametrize(
    ("percentage", "points"),
    [("100", 2), ("90.01", 2), ("90", 1), ("70", 1), ("69.99", 0), ("0", 0)],
)
def test_a_percentage_gets_the_points_of_the_one_step_that_holds_it(percentage: str, points: int) -> None:
    leaf = next(own for own in par().plan.leaves if own.id == "1.1.2")
    assert leaf.points_of(Fraction(percentage), Fraction(2)) == points


# --- shared trees --------------------------------------------------------------------------------


def split() -> tuple[str, str]:
    """The small set as a tree and as a set that uses it."""
    start, end = PAR.index("  areas:\n"), PAR.index("  maximum:")
    areas = "".join(line[2:] for line in PAR[start:end].splitlines(keepends=True))
    tree = f"id: cay-thu\ntitle: Cây thử\nsource: Dựng riêng\n{areas}"
    return tree, PAR[:start] + "  tree: cay-thu\n" + PAR[end:]


def with_tree(folder: Path, tree: str, text: str) -> Path:
    (folder / "criteria" / "trees").mkdir(parents=True)
    (folder / "criteria" / "trees" / "cay-thu.yaml").write_text(tree, encoding="utf-8")
    path = folder / "criteria" / "par-thu.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_set_on_a_shared_tree_is_the_same_as_one_that_writes_it_out(tmp_path: Path) -> None:
    found = read_set(with_tree(tmp_path, *split()))
    assert isinstance(found.criteria, ParCriteria)
    assert found.criteria.plan.leaves == par().plan.leaves
    assert set(found.files) == {"criteria.yaml", "tree.yaml"}


def test_a_fault_in_a_shared_tree_is_told_at_the_line_of_the_tree(tmp_path: Path) -> None:
    tree, text = split()
    tree = changed(tree, ("{from: 70, to: 90, points: 1}", "{from: 75, to: 90, points: 1}"))
    with pytest.raises(RulesError) as refused:
        read_set(with_tree(tmp_path, tree, text))
    assert key_of(refused.value) == "rules_band_gap"
    assert refused.value.where == f"trees/cay-thu.yaml:{line_of(tree, 'steps:')}"


def test_a_fault_that_only_the_set_makes_is_told_at_the_line_of_the_set(tmp_path: Path) -> None:
    tree, text = split()
    text = changed(text, ("huyen: 30}", "huyen: 29}"))
    with pytest.raises(RulesError) as refused:
        read_set(with_tree(tmp_path, tree, text))
    assert key_of(refused.value) == "par_maximum"
    assert refused.value.where == f"criteria/par-thu.yaml:{line_of(text, 'maximum:')}"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("tree: cay-thu", "tree: cay-khac", "par_tree_unknown"),
        ("tree: cay-thu", "tree: ../par-thu", "par_tree_unknown"),
        ("  tree: cay-thu\n", "  tree: cay-thu\n  areas: []\n", "par_tree_and_areas"),
    ],
)
def test_a_tree_that_is_not_there_or_written_twice_is_refused(
    tmp_path: Path, old: str, new: str, key: str
) -> None:
    tree, text = split()
    text = changed(text, (old, new))
    with pytest.raises(RulesError) as refused:
        read_set(with_tree(tmp_path, tree, text))
    assert key_of(refused.value) == key
    assert refused.value.where == f"criteria/par-thu.yaml:{line_of(text, 'tree:')}"


def test_a_set_changes_maxima_and_whom_a_part_is_for(tmp_path: Path) -> None:
    tree, text = split()
    changes = '  changes:\n    "1.2": {max: {so: 5, huyen: 1}}\n    "3": {groups: [so]}\n'
    # so: 30 + 2 = 32; huyen: 30 - 2 - 5 = 23
    text = changed(text, ("  maximum: {so: 30, huyen: 30}", f"{changes}  maximum: {{so: 32, huyen: 23}}"))
    criteria = read_set(with_tree(tmp_path, tree, text)).criteria
    assert isinstance(criteria, ParCriteria)
    assert [maximum(criteria, "1.2", unit) for unit in (SO, HUYEN, XA)] == [5, 1, None]
    assert [maximum(criteria, "3.1", unit) for unit in (SO, HUYEN)] == [5, None]


def test_groups_that_only_a_change_names_are_checked_too() -> None:
    text = changed(
        PAR,
        ("max: {so: 4, huyen: 6}", "max: 4"),
        ("max: {so: 4, huyen: 8}", "max: 4"),
        (", groups: [so]}", "}"),
        ("maximum: {so: 30, huyen: 30}", 'changes: {"2.2": {groups: [so]}}\n  maximum: 30'),
    )
    # 1 + 2 + 3 + 2 + 4 + 6 + 3 + 4 + 5 = 30 for so, which alone is named
    assert checked(parse(text.encode(), "par-thu.yaml"), ParCriteria).plan.measures("so")


def test_a_change_changes_the_digest_of_the_plan() -> None:
    other = par(("maximum: {so: 30", 'changes: {"1.2": {units: []}}\n  maximum: {so: 30'))
    assert other.plan.digest != par().plan.digest
    assert other.rules.digest == par().rules.digest


# --- against the register ------------------------------------------------------------------------


def test_a_unit_that_is_not_registered_is_refused_at_the_line_that_names_it(tmp_path: Path) -> None:
    registered = Registry([Group("so", "Sở")], [Unit("so-a", "Sở A", "so")])
    tree, text = split()
    tree = changed(
        tree, ("title: Công tác kiểm tra, max: 3}", "title: Công tác kiểm tra, max: 3, except_units: [so-z]}")
    )
    with pytest.raises(RulesError) as refused:
        refuse_unknown_names(read_set(with_tree(tmp_path, tree, text)), registered)
    assert key_of(refused.value) == "par_unit_unknown"
    assert refused.value.where == f"trees/cay-thu.yaml:{line_of(tree, 'except_units')}"
    assert "so-z" in error_text(refused.value, "vi")


def test_a_unit_that_only_a_change_or_a_bonus_names_is_refused_at_its_line(
    sipas: Sipas, tmp_path: Path
) -> None:
    world(tmp_path, ("maximum: {so: 30", 'changes: {"1.2": {except_units: [so-z]}}\n  maximum: {so: 30'))
    (tmp_path / "diem.csv").write_text("Tên đơn vị,1.2,2.1\nSở Nội vụ,3,4\n", encoding="utf-8")
    result = sipas("score", "diem.csv")
    line = line_of(PAR, "maximum: {so: 30")
    assert result.status == 2
    assert f"criteria/par-thu.yaml:{line}: " in result.err
    (tmp_path / "criteria" / "par-thu.yaml").write_text(
        changed(PAR, ("sáng kiến, max: 2}", "sáng kiến, max: 2, units: [so-z]}")), encoding="utf-8"
    )
    result = sipas("score", "diem.csv")
    assert result.status == 2
    assert f"criteria/par-thu.yaml:{line_of(PAR, 'id: TH1')}: " in result.err


def test_bands_for_a_group_that_is_not_registered_are_refused(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path, ("  score: percent\n", "  group_bands: {quan: [{name: Cao, from: 0}]}\n"))
    (tmp_path / "diem.csv").write_text("Tên đơn vị,1.2,2.1\nSở Nội vụ,3,4\n", encoding="utf-8")
    result = sipas("score", "diem.csv")
    assert result.status == 2
    assert "quan" in result.err


def test_points_need_a_register_as_maxima_depend_on_groups(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path, units=None)
    (tmp_path / "diem.csv").write_text("Tên đơn vị,1.2,2.1\nSở Nội vụ,3,4\n", encoding="utf-8")
    result = sipas("score", "diem.csv")
    assert result.status == 2
    assert "units.yaml" in result.err


# --- a province that nobody here has seen --------------------------------------------------------

UNSEEN = """\
id: par-tinh-la
index: par
title: Chỉ số CCHC tỉnh lạ
source: Dựng riêng để kiểm tra chương trình
holds_from: 2024
plan:
  areas:
    - id: I
      title: Chỉ đạo
      criteria:
        - {id: I.1, title: Kế hoạch, max: {so: 41.125, xa: 30}}
        - {id: I.2, title: Khảo sát lãnh đạo, max: {so: 18.875, xa: 10}, points_from: xhh}
    - id: II
      title: Tác động
      criteria:
        - {id: II.1, title: SIPAS, max: {so: 12.5}, points_from: sipas}
        - {id: II.2, title: Chuyển đổi số, max: 7.5, points_from: dti}
  maximum: {so: 80, xa: 47.5}
rules:
  rounding: {decimals: 3}
  rank_on: exact
  group_bands:
    so:
      - {name: A, from: 90}
      - {name: B, from: 75, below: 90}
      - {name: C, from: 60, below: 75}
      - {name: D, below: 60}
    xa:
      - {name: Tốt, above: 85}
      - {name: Khá, above: 70, to: 85}
      - {name: Đạt, above: 50, to: 70}
      - {name: Kém, to: 50}
  heads:
    - {name: Xuất sắc, bands: [A, Tốt]}
    - {name: Hoàn thành, first: 1, groups: [xa]}
cases:
  - title: Hai nhóm, ba chữ số, bốn mức mỗi nhóm
    units:
      # 40 + 18,875 x 80 % (15,1) + 12,5 x 90 % (11,25) + 7,5 x 50 % (3,75) = 70,1 trên 80 = 87,625
      P: {group: so, points: {I.1: 40}, xhh: {I.2: 80}, sipas: 90, indices: {dti: 50}}
      # 41,125 + 18,875 + 12,5 + 7,5 = 80 trên 80
      Q: {group: so, points: {all: max}, xhh: {all: 100}, sipas: 100, indices: {dti: 100}}
      # 22,875 + 10 + 7,5 = 40,375 trên 47,5 = đúng 85
      R: {group: xa, points: {I.1: 22.875}, xhh: {all: 100}, indices: {dti: 100}}
      # 30 + 10 + 0,6 = 40,6 trên 47,5 = 85,4736842...
      S: {group: xa, points: {all: max}, xhh: {all: 100}, indices: {dti: 8}}
    expect:
      P: {score: 87.625, points: 70.1, maximum: 80, rank: 2, band: B}
      Q: {score: 100, rank: 1, band: A, head: Xuất sắc}
      R: {score: 85, points: 40.375, maximum: 47.5, rank: 2, band: Khá}
      S: {score: 85.474, rank: 1, band: Tốt, head: Xuất sắc}
"""


def test_a_province_with_its_own_split_three_decimals_and_four_bands_a_group_needs_no_code() -> None:
    criteria = checked(parse(UNSEEN.encode(), "par-tinh-la.yaml"), ParCriteria)
    assert run_cases(criteria) == []
    assert criteria.plan.folded == ("xhh", "sipas", "dti")
    assert not criteria.plan.measures("huyen")


def test_a_set_is_shown_and_checked_on_the_command_line(sipas: Sipas, tmp_path: Path) -> None:
    world(tmp_path)
    (tmp_path / "criteria" / "la.yaml").write_text(UNSEEN, encoding="utf-8")
    assert sipas("criteria", "check", "criteria/la.yaml").status == 0
    shown = sipas("criteria", "show", "par-thu")
    assert shown.status == 0
    for text in ("Ban hành kế hoạch", "Rà soát thủ tục", "Điểm thưởng sáng kiến", "X3"):
        assert text in shown.out
    assert "par-tinh-la" in sipas("criteria", "list").out
    (tmp_path / "criteria" / "la.yaml").write_text(
        changed(UNSEEN, ("score: 87.625", "score: 87.63")), encoding="utf-8"
    )
    wrong = sipas("criteria", "check", "criteria/la.yaml")
    assert (wrong.status, "87.625" in wrong.err + wrong.out) == (2, True)
