"""Whether a tally that came from elsewhere can be one: its keys are of the plan, and its tables agree."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from sipas_cli.model import OUTCOMES
from sipas_cli.rules.criteria import Plan
from sipas_cli.rules.other_questions import STATES, OtherQuestion
from sipas_cli.tally.counting import COLUMNS, MEASURES, WHOLE, Tally
from sipas_cli.tally.pairs import UNKNOWN, Pairs, kinds_of
from sipas_cli.tally.persons import NOT_JUDGED, question_of

#: No survey has more ballots than there are people; nor is a sum over ballots above its square.
_MOST = 10**11
_WEIGHT = re.compile(r"|[1-9]\d{0,30}(/[1-9]\d{0,30})?")
#: A row of a table: its keys, then its numbers.
_Row = tuple[Any, ...]


def is_sound(tally: Tally, plan: Plan, units: Collection[str]) -> bool:
    """Whether all keys of a tally are of `plan` and `units`, every key stands once, and the invariants hold:
    each table, each breakdown of a question and the pairs count the same valid ballots of a unit."""
    rows = {name: list(tally.rows(name)) for name in COLUMNS}
    if not all(_are_keys(rows[name], len(COLUMNS[name]) - len(MEASURES[name])) for name in COLUMNS):
        return False
    valid = {unit: ballots for unit, outcome, ballots in rows["intake"] if outcome == "valid"}
    return (
        _is_intake(rows["intake"], units)
        and _is_moments(rows["moments"], len(plan.codes), valid)
        and _is_answers(rows["answers"], plan, valid)
        and _is_others(rows["others"], plan, valid)
        and (tally.pairs is None or _is_pairs(tally.pairs, plan, valid))
        and (tally.persons is None or _is_of_persons(tally.persons, plan, valid))
    )


def _are_keys(rows: Sequence[_Row], length: int) -> bool:
    """Whether the keys of a table ascend, and nothing in it is out of reach."""
    keys = [row[:length] for row in rows]
    numbers = (number for row in rows for number in row[length:])
    ascending = all(first < second for first, second in pairwise(keys))
    return ascending and all(isinstance(number, int) and 0 <= number < _MOST**2 for number in numbers)


def _is_intake(rows: Iterable[_Row], units: Collection[str]) -> bool:
    return all(
        (unit in units or (not unit and outcome != "valid")) and outcome in OUTCOMES and 0 < ballots < _MOST
        for unit, outcome, ballots in rows
    )


def _is_moments(rows: Iterable[_Row], questions: int, valid: dict[str, int]) -> bool:
    counts: Counter[object] = Counter()
    for unit, answered, ballots, throughout, *_ in rows:
        counts[unit] += ballots
        if not 0 <= answered <= questions or not 0 <= throughout <= ballots:
            return False
    return counts == valid


def _is_answers(rows: Iterable[_Row], plan: Plan, valid: dict[str, int]) -> bool:
    families = {WHOLE: WHOLE}
    for trait in plan.breakdowns:
        families |= {f"{trait.id}={value}": trait.id for value in (*trait.values, UNKNOWN)}
    kinds, codes = set(plan.scale.kinds), set(plan.codes)
    counts: Counter[tuple[str, str, str]] = Counter()
    for unit, breakdown, question, answer, ballots in rows:
        if breakdown not in families or question not in codes or answer not in kinds:
            return False
        counts[unit, families[breakdown], question] += ballots
    expected: dict[tuple[str, str, str], int] = {}
    for unit, ballots in valid.items():
        for family in families.values():
            expected |= {(unit, family, code): ballots for code in codes}
    return counts == expected


def _is_others(rows: Sequence[_Row], plan: Plan, valid: dict[str, int]) -> bool:
    """Whether every valid ballot answered each other question, did not, or was not understood; where one
    choice may be marked, just one of these."""
    questions = {question.id: question for question in plan.others}
    counts: dict[tuple[str, str], dict[str, int]] = {(u, q): {} for u in valid for q in questions}
    for unit, question, choice, ballots in rows:
        if (unit, question) not in counts or choice not in questions[question].kinds or not ballots:
            return False
        counts[unit, question][choice] = ballots
    return all(_adds_up(questions[name], own, valid[unit]) for (unit, name), own in counts.items())


def _adds_up(question: OtherQuestion, counts: Mapping[str, int], ballots: int) -> bool:
    answered, left, strange = (counts.get(state, 0) for state in STATES)
    choices = [counts.get(choice, 0) for choice in question.choices]
    if not question.several:
        return sum(choices) == answered == ballots - left - strange
    most = max(choices, default=0)
    return most <= answered <= min(sum(choices), ballots - left) and ballots - left <= answered + strange


def _is_pairs(pairs: Pairs, plan: Plan, valid: dict[str, int]) -> bool:
    counts: Counter[str] = Counter()
    for key, block in pairs.blocks.items():
        if not _WEIGHT.fullmatch(key.weight):
            return False
        if not key.cluster:
            counts[key.unit] += block.ballots
    return pairs.questions == plan.codes and pairs.kinds == kinds_of(plan) and counts == valid


def _is_of_persons(persons: Pairs, plan: Plan, valid: dict[str, int]) -> bool:
    """Whether these are pairs about the units that have ballots; how many people there were is not known."""
    questions = [question_of(unit, code) for unit in sorted(valid) for code in plan.codes]
    own_unit = all(not key.unit and not key.weight and not key.cluster for key in persons.blocks)
    return own_unit and [*persons.questions] == questions and persons.kinds == (*kinds_of(plan), NOT_JUDGED)
