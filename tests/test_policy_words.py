"""No word of a policy can be forgotten: each has a case, a sentence, a formula, a line in the reference."""

import ast
import json
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import ROOT, Sipas
from make_policies import PAGES, POLICIES, table

from sipas_cli.rules import policies
from sipas_cli.rules.library import all_sets, read_set
from sipas_cli.rules.policies import Policy

PACKAGE = ROOT / "sipas_cli"
ALL = [
    own
    for own in vars(policies).values()
    if isinstance(own, type) and issubclass(own, Policy) and own is not Policy
]
WORDS = [(policy, word) for policy in ALL for word in policy]
#: Policy -> its key in a file.
KEYS = {
    policies.Measure: "measure",
    policies.FactorScore: "factor_score",
    policies.MissingAnswers: "missing_answers",
    policies.OverallOfBallots: "overall",
    policies.Weights: "weights",
    policies.Duplicates: "duplicates",
    policies.UniqueWithin: "ids_unique_within",
    policies.BadAnswers: "bad_answers",
    policies.NotApproved: "not_approved",
    policies.Unfinished: "unfinished",
    policies.IndexOfPoints: "score",
    policies.OverallOfPoints: "overall",
    policies.MissingPoints: "missing_points",
    policies.Bonus: "bonus",
    policies.Kinds: "xhh.kinds",
    policies.Mode: "rounding.mode",
    policies.RankOn: "rank_on",
    policies.Ties: "ties",
}
#: What decides before a workbook of formulas is written: which ballots there are, what factors weigh.
NO_FORMULA = {
    *(policies.Duplicates, policies.UniqueWithin, policies.Weights),
    *(policies.BadAnswers, policies.NotApproved, policies.Unfinished),
}


def named(pair: tuple[type[Policy], Policy]) -> str:
    return f"{pair[0].__name__}.{pair[1]}"


def test_every_policy_has_its_key() -> None:
    assert set(ALL) == set(KEYS)
    assert len(ALL) == 18


# --- what it means -------------------------------------------------------------------------------


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("pair", WORDS, ids=named)
def test_each_word_says_in_both_languages_what_it_means(pair: tuple[type[Policy], Policy]) -> None:
    sentence = pair[1].sentence
    assert sentence.vi.endswith(".")
    assert sentence.en.endswith(".")
    assert blanks(sentence.vi) == blanks(sentence.en)


def test_each_word_says_since_when_it_is_known() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = set(re.findall(r"^## (\d+\.\d+)\.0 - ", changelog, re.MULTILINE))
    major, minor = max(tuple(map(int, version.split("."))) for version in versions)
    coming = {f"{major}.{minor + 1}"} if "## Unreleased" in changelog else set()
    assert {word.since for _, word in WORDS} <= versions | coming


def test_the_workbook_of_formulas_explains_every_rule_as_the_report_does(
    sipas: Sipas, tmp_path: Path
) -> None:
    (tmp_path / "criteria").mkdir()
    text = SET.replace("DUPLICATES", "first").replace("WITHIN", "unit")
    (tmp_path / "criteria" / "nho.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "a.csv").write_text(BALLOTS, encoding="utf-8")
    assert sipas("score", "a.csv", "--criteria", "nho", "--year", "2023").status == 0
    assert sipas("audit", "--lang", "en", "-o", "a.xlsx").status == 0
    rows = openpyxl.load_workbook(tmp_path / "a.xlsx")["Hướng dẫn"].iter_rows(values_only=True)
    lines = {(row[0], row[1]) for row in rows}
    assert ("Điểm yếu tố", "Bình quân cộng điểm các tiêu chí của yếu tố.") in lines
    assert ("Trọng số", "Theo bộ tiêu chí: Yếu tố 100%.") in lines
    assert ("Mã phiếu", "Mỗi mã phiếu chỉ có một lần trong một đơn vị.") in lines
    assert ("Đồng hạng", "Các đơn vị bằng nhau cùng hạng, hạng sau bỏ cách (1, 2, 2, 4).") in lines


@pytest.mark.parametrize("name", ["reference.md", "reference.vi.md"])
@pytest.mark.parametrize("policy", ALL, ids=lambda own: own.__name__)
def test_each_word_has_its_place_in_the_line_of_its_key(policy: type[Policy], name: str) -> None:
    lines = (ROOT / "docs" / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line.startswith(f"| `{KEYS[policy]}` |")]
    words = [set(re.findall(r"`(\w+)`", row[2])) for row in rows]
    assert {word.value for word in policy} in words, "python tools/make_policies.py"


@pytest.mark.parametrize("lang", PAGES)
def test_the_references_say_what_each_word_does(lang: str) -> None:
    made = PAGES[lang].read_text(encoding="utf-8").partition("<!-- policies -->\n")[2]
    assert made.partition("<!-- /policies -->")[0] == table(lang), "python tools/make_policies.py"
    assert {(key, policy) for key, owners in POLICIES.items() for policy in owners} == {
        (key, policy) for policy, key in KEYS.items()
    }


# --- what decides by it --------------------------------------------------------------------------


def decided(paths: Iterable[Path]) -> set[tuple[str, str]]:
    """(policy, word) of each word that a `match` knows which ends in `assert_never`."""
    found: set[tuple[str, str]] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Match) and "assert_never" in ast.unparse(node.cases[-1]):
                for case in node.cases[:-1]:
                    found.update(re.findall(r"(\w+)\.([A-Z_]+)", ast.unparse(case.pattern)))
    return found


COMPUTED = [
    *(PACKAGE / "score").glob("*.py"),
    *(PACKAGE / "intake" / "ballots").glob("*.py"),
    PACKAGE / "rules" / "criteria.py",
]


def test_each_word_is_decided_by_an_exhaustive_match_where_scores_are_made() -> None:
    assert {(policy.__name__, word.name) for policy, word in WORDS} - decided(COMPUTED) == set()


def test_each_word_has_its_formula() -> None:
    wanted = {(policy.__name__, word.name) for policy, word in WORDS if policy not in NO_FORMULA}
    assert wanted - decided((PACKAGE / "audit").glob("*.py")) == set()


def compared(path: Path) -> Iterator[str]:
    """Comparisons of a policy with a text, which mypy cannot follow."""
    keys = {key.rpartition(".")[2] for key in KEYS.values()}
    words = {word.value for _, word in WORDS}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Attribute) and node.left.attr in keys:
            constants = [own.value for own in ast.walk(node) if isinstance(own, ast.Constant)]
            if words & {str(value) for value in constants}:
                yield f"{path.name}:{node.lineno}: {ast.unparse(node)}"


def test_no_policy_is_compared_with_a_text() -> None:
    assert [line for path in PACKAGE.rglob("*.py") for line in compared(path)] == []


# --- cases ---------------------------------------------------------------------------------------

SET = """\
id: nho
index: sipas
title: Bộ nhỏ
source: Dựng riêng để kiểm tra chương trình.
holds_from: 2023
plan:
  scale:
    answers: [{code: 0, label: Không hài lòng}, {code: 1, label: Hài lòng}]
    satisfied_from: 1
  columns: {unit: [Đơn vị], ballot_id: [Mã], date: [Ngày]}
  questions: [{code: Q1, text: Câu hỏi}]
  ballots: {duplicates: DUPLICATES, ids_unique_within: WITHIN, maximum_rejected_pct: 100}
rules:
  measure: satisfied_share
  factors: [{id: f, title: Yếu tố, weight: 100, criteria: [Q1]}]
"""
TWO_QUESTIONS = """\
id: nho
index: sipas
title: Hai câu
source: Dựng riêng để kiểm tra chương trình
holds_from: 2023
plan:
  scale: {answers: [{code: 0, label: Không}, {code: 1, label: Có}], satisfied_from: 1}
  columns: {unit: [Đơn vị], status: [Duyệt]}
  questions: [{code: Q1, text: Câu một}, {code: Q2, text: Câu hai}]
  ballots: BALLOTS
rules: {measure: satisfied_share, factors: [{id: a, title: Yếu tố, weight: 100, criteria: [Q1, Q2]}]}
"""
#: Two ballots have the id P1, that of 1 November is satisfied; so is P2, and P3 is not; Sở B has a P3, too.
BALLOTS = """\
Đơn vị,Mã,Ngày,Q1
Sở A,P1,01/11/2023,1
Sở A,P1,02/11/2023,0
Sở A,P2,03/11/2023,1
Sở A,P3,04/11/2023,0
Sở B,P3,05/11/2023,1
"""


def scored(sipas: Sipas, folder: Path, duplicates: str, within: str) -> dict[str, tuple[Any, int]]:
    """Unit -> (score, ballots)."""
    (folder / "criteria").mkdir()
    text = SET.replace("DUPLICATES", duplicates).replace("WITHIN", within)
    (folder / "criteria" / "nho.yaml").write_text(text, encoding="utf-8")
    (folder / "a.csv").write_text(BALLOTS, encoding="utf-8")
    result = sipas("score", "a.csv", "--criteria", "nho", "--year", "2023", "--format", "json")
    assert result.status == 0, result.err
    units = [unit for group in json.loads(result.out)["groups"] for unit in group["units"]]
    return {unit["unit"]: (unit["score"], unit["ballots"]) for unit in units}


#: (duplicates, ids_unique_within) -> score and ballots of Sở A and of Sở B.
OF_IDS = {
    # P1 of 1 November, P2, P3: 2 of 3
    ("first", "unit"): {"Sở A": (66.67, 3), "Sở B": (100.0, 1)},
    # P1 of 2 November, P2, P3: 1 of 3
    ("last", "unit"): {"Sở A": (33.33, 3), "Sở B": (100.0, 1)},
    # P2 and P3: 1 of 2
    ("reject_all", "unit"): {"Sở A": (50.0, 2), "Sở B": (100.0, 1)},
    # the P3 of Sở A is the first, so that of Sở B does not count
    ("first", "run"): {"Sở A": (66.67, 3), "Sở B": (None, 0)},
}


@pytest.mark.parametrize("words", OF_IDS)
def test_which_of_several_ballots_with_one_id_counts(
    sipas: Sipas, tmp_path: Path, words: tuple[str, str]
) -> None:
    assert scored(sipas, tmp_path, *words) == OF_IDS[words]


#: Ballots of LimeSurvey, where the day of sending is empty in one that was not finished: the second was not,
#: the third was not approved, the fourth has an answer that is none of the scale.
OF_TOOL = """\
id,submitdate,lastpage,Đơn vị,Câu một,Câu hai,Duyệt
1,2023-11-01 08:00:00,2,Sở A,Có,Có,Đạt
2,,1,Sở A,Không,Không,Đạt
3,2023-11-01 09:00:00,2,Sở A,Không,Không,Loại
4,2023-11-01 10:00:00,2,Sở A,Không,x,Đạt
"""
#: Setting -> (score, ballots): of questions 1 and 2 the share of answers 1, and the mean of both.
SETTINGS = {
    # of ballots 1 and 4: 1/2 and 1/1
    "{}": (75.0, 2),
    # ballots 1, 2, 4: 1/3 and 1/2
    "{unfinished: count}": (41.67, 3),
    # ballots 1, 3, 4: the same
    "{not_approved: count, rejected_statuses: [Loại]}": (41.67, 3),
    # ballot 1
    "{bad_answers: reject_ballot}": (100.0, 1),
    "{bad_answers: leave_out, unfinished: leave_out, not_approved: leave_out}": (75.0, 2),
}


@pytest.mark.parametrize("settings", SETTINGS)
def test_which_ballots_of_a_tool_count(sipas: Sipas, tmp_path: Path, settings: str) -> None:
    (tmp_path / "criteria").mkdir()
    statuses = "" if "rejected_statuses" in settings else ", rejected_statuses: [Loại]"
    ballots = f"{settings[:-1]}, maximum_rejected_pct: 100{statuses}}}".replace("{, ", "{")
    text = TWO_QUESTIONS.replace("BALLOTS", ballots)
    (tmp_path / "criteria" / "nho.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "a.csv").write_text(OF_TOOL, encoding="utf-8")
    result = sipas("score", "a.csv", "--criteria", "nho", "--year", "2023", "--format", "json")
    assert result.status == 0, result.err
    ((unit,),) = ([*group["units"]] for group in json.loads(result.out)["groups"])
    assert (unit["score"], unit["ballots"]) == SETTINGS[settings]


def test_a_ballot_with_a_bad_answer_is_told_at_that_answer(sipas: Sipas, tmp_path: Path) -> None:
    (tmp_path / "criteria").mkdir()
    text = TWO_QUESTIONS.replace("BALLOTS", "{bad_answers: reject_ballot, maximum_rejected_pct: 100}")
    (tmp_path / "criteria" / "nho.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "a.csv").write_text(OF_TOOL, encoding="utf-8")
    told = sipas("check", "a.csv", "--criteria", "nho", "--year", "2023", "--format", "csv").out
    assert [line for line in told.splitlines() if "ballot_bad_answer" in line and "F5" in line]


def in_cases() -> set[tuple[str, str]]:
    """(key, word) of each rule under which a case of the tests' own sets stands."""
    found: set[tuple[str, str]] = set()
    for name in ("policies.yaml", "par_policies.yaml"):
        for case in read_set(ROOT / "tests" / "criteria" / name).criteria.cases:
            for key, value in case.with_.items():
                nested = (
                    {f"{key}.{inner}": word for inner, word in value.items()}
                    if isinstance(value, Mapping)
                    else {}
                )
                found |= {(own, str(word)) for own, word in {key: value, **nested}.items()}
    return found


def test_each_word_has_a_case() -> None:
    there = (
        in_cases()
        | {("duplicates", one) for one, _ in OF_IDS}
        | {("ids_unique_within", two) for _, two in OF_IDS}
        | {pair for own in SETTINGS for pair in re.findall(r"(\w+): (\w+)", own)}
    )
    beside = (Path(__file__).parent / "test_par_policies.py").read_text(encoding="utf-8")
    if "def test_pooled_kinds_are_all_answers_together(" in beside:
        there.add(("xhh.kinds", "pooled"))
    if "def test_a_mean_of_kinds_weighs_each_kind_and_not_its_ballots(" in beside:
        there.add(("xhh.kinds", "mean_of_kinds"))
    assert {(KEYS[policy], word.value) for policy, word in WORDS} - there == set()


# --- files and digests ---------------------------------------------------------------------------


@pytest.mark.parametrize("pair", WORDS, ids=named)
def test_a_file_says_the_plain_word_and_so_does_what_is_made_of_it(pair: tuple[type[Policy], Policy]) -> None:
    _, word = pair
    assert json.dumps(word) == f'"{word.value}"'
    assert f"{word}" == word.value


#: Set -> the beginning of the digests of its plan and of its rules, as they were before there were policies.
DIGESTS = {
    "arta-csm": ("5f73468a7fc2", "f13e21e84e8e"),
    "quang-ninh-2023": ("4c73fd81586e", "857a1a4fd4fe"),
    "sipas-33": ("56164003f0f9", "0cccf2d0c010"),
    "sipas-39": ("97ba0a4fc839", "5d4c3da48c42"),
    "sipas-soc-trang-2023": ("4badef941c79", "d6a5d5021b85"),
    "par-hai-phong-2019": ("830d09bc3fc6", "51dbcbb21b70"),
    "par-lang-son-2023": ("e93985ced8f9", "0602f97c7d9c"),
    "par-soc-trang-2023": ("aaa8a263a3aa", "0602f97c7d9c"),
}


def test_stored_runs_keep_their_digests(tmp_path: Path) -> None:
    found = {own.criteria.id: own.criteria for own in all_sets(tmp_path)}
    assert {name: (own.plan.digest[:12], own.rules.digest[:12]) for name, own in found.items()} == DIGESTS


@pytest.mark.parametrize("word", ["Satisfied_share", "satisfied", "", "1", "true", "[satisfied_share]"])
def test_any_other_word_is_refused_with_those_that_there_are(sipas: Sipas, tmp_path: Path, word: str) -> None:
    path = tmp_path / "nho.yaml"
    text = SET.replace("DUPLICATES", "first").replace("WITHIN", "run")
    path.write_text(text.replace("measure: satisfied_share", f"measure: {word}"), encoding="utf-8")
    result = sipas("criteria", "check", path)
    assert result.status == 2
    assert "nho.yaml:14:" in result.err
