"""What no case of a criteria file covers: all pass, and yet something could be changed without one failing.

A policy is covered where some case comes out otherwise under each other word of it. A limit between two bands
is covered by units of which the case expects the band: one exactly at it, one above it, one below it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain, pairwise
from typing import Any

from sipas_cli.messages import Message, Worded
from sipas_cli.model import SIPAS, XHH
from sipas_cli.rules.criteria import Criteria, Rules
from sipas_cli.rules.judging import Bands, Judgement
from sipas_cli.rules.par import ParCaseUnit, ParCriteria, ParRules
from sipas_cli.rules.policies import IndexOfPoints, Measure, Mode, Policy, Weights
from sipas_cli.rules.tree import ALL, Leaf, Step
from sipas_cli.score.cases import case_standings, run_cases
from sipas_cli.score.rank import deciding
from sipas_cli.text.numbers import typed_number
from sipas_cli.text.spelling import fold

AnyCriteria = Criteria | ParCriteria


class Kind(Worded):
    """What is not covered."""

    POLICY = (
        "policy",
        Message(
            vi="chính sách mà đổi sang từ khác thì không ví dụ nào ra kết quả khác",
            en="policies under whose other words no case comes out otherwise",
        ),
    )
    BAND = (
        "band",
        Message(
            vi="ranh giới xếp loại chưa có ví dụ ở đúng ranh giới (at), ở trên (above), ở dưới (below)",
            en="limits of bands without a case at, above, below them",
        ),
    )
    STEP = (
        "step",
        Message(vi="mức tỷ lệ chưa có ví dụ nào rơi vào", en="steps that no case falls into"),
    )
    OPTION = (
        "option",
        Message(vi="lựa chọn chưa có ví dụ nào dùng", en="options that no case uses"),
    )


@dataclass(frozen=True)
class Uncovered:
    """Something that cases leave open.

    what      a key of the rules with its word, a limit of bands, the id of a leaf
    missing   the other words, the sides, the steps, the options
    """

    kind: Kind
    what: str
    missing: Sequence[str]


def uncovered(criteria: AnyCriteria) -> list[Uncovered]:
    """What no case covers, in the order of the file."""
    gaps = [*_policies(criteria), *_bands(criteria)]
    if isinstance(criteria, ParCriteria):
        for leaf in criteria.plan.leaves:
            gaps += _leaf(leaf, criteria)
    return gaps


# --- policies -------------------------------------------------------------------------------------


def _policies(criteria: AnyCriteria) -> Iterator[Uncovered]:
    for key, word in _words(criteria.rules).items():
        if _is_moot(key, criteria):
            continue
        others = [other for other in type(word) if other is not word]
        missing = [other.value for other in others if _is_unnoticed(key, other, criteria)]
        if missing:
            yield Uncovered(Kind.POLICY, f"{key}: {word.value}", missing)


def _words(rules: Judgement) -> dict[str, Policy]:
    """Key -> the word that stands there, of all keys with a policy."""
    words: dict[str, Policy] = {}
    for name in type(rules).model_fields:
        value = getattr(rules, name)
        if isinstance(value, Policy):
            words[name] = value
    return {**words, "rounding.mode": rules.rounding.mode}


def _is_moot(key: str, criteria: AnyCriteria) -> bool:
    """Whether all words of a policy come to the same in this set, whatever the cases are."""
    if isinstance(criteria, ParCriteria):
        # so many points for each unit are their mean
        as_points = criteria.rules.score is IndexOfPoints.POINTS
        return (key == "bonus" and not criteria.plan.bonus) or (key == "overall" and as_points)
    rules = criteria.rules
    if key in ("factor_score", "weights") and rules.measure is Measure.SATISFIED_THROUGHOUT:
        return True  # factors are then only headings
    if key == "factor_score":
        return all(len(factor.criteria) == 1 for factor in rules.factors)
    weights = {rules.weight(factor) for factor in rules.factors}
    return key == "weights" and len(weights) < 2


def _is_unnoticed(key: str, word: Policy, criteria: AnyCriteria) -> bool:
    """Whether every case comes out as it should, though another word stands there. A word that the other
    rules do not go with is none that could be there."""
    if word is Weights.RATIO:  # weights that add up to 100 are a ratio, too
        return False
    try:
        changed = _under(key, word, criteria)
        return not run_cases(changed)
    except ValueError:
        return False


def _under(key: str, word: Policy, criteria: AnyCriteria) -> AnyCriteria:
    """The criteria with another word. Raises ValueError where the rules then do not hold together."""
    rules: dict[str, Any] = criteria.rules.model_dump(by_alias=True, exclude_unset=True)
    if isinstance(word, Mode):
        rules["rounding"] = {**rules.get("rounding", {}), "mode": word.value}
    else:
        rules[key] = word.value
    if word is Weights.EQUAL:
        rules["factors"] = [{**factor, "weight": None} for factor in rules["factors"]]
    kind = ParRules if isinstance(criteria, ParCriteria) else Rules
    return criteria.model_copy(update={"rules": kind.model_validate(rules)})


# --- bands ----------------------------------------------------------------------------------------


def _bands(criteria: AnyCriteria) -> Iterator[Uncovered]:
    values = _expected_in_bands(criteria)
    rules = criteria.rules
    others = [value for group, value in values if group not in rules.group_bands]
    yield from _limits("bands", rules.bands, others)
    for group, bands in rules.group_bands.items():
        yield from _limits(
            f"group_bands.{group}", bands, [value for of_group, value in values if of_group == group]
        )


def _expected_in_bands(criteria: AnyCriteria) -> list[tuple[str, Fraction]]:
    """(group, value that decides the band) of each unit of which a case expects the band."""
    values = []
    for case, under, scores, lines in case_standings(criteria):
        if {"bands", "group_bands"} & set(case.with_):
            continue
        for name, wanted in case.expect.items():
            value = deciding(scores.units[name].index, under.rules)
            if wanted.band is not None and value is not None:
                values.append((lines[name].unit.group, value))
    return values


def _limits(key: str, bands: Bands, values: Sequence[Fraction]) -> Iterator[Uncovered]:
    """The limits between two bands that lack a case at, above or below them."""
    for lower, upper in pairwise(sorted(bands, key=lambda band: (band.low, band.high))):
        limit = Fraction(upper.low)
        sides = {
            "at": any(value == limit for value in values),
            "above": any(value > limit and upper.holds(value) for value in values),
            "below": any(value < limit and lower.holds(value) for value in values),
        }
        missing = [side for side, is_there in sides.items() if not is_there]
        if missing:
            yield Uncovered(Kind.BAND, f"{key} {_plain(upper.low)}", missing)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


# --- leaves of a PAR tree -------------------------------------------------------------------------


def _leaf(leaf: Leaf, criteria: ParCriteria) -> Iterator[Uncovered]:
    """The options, steps and limits of a formula of a leaf that no case names; `max` names none."""
    units = list(chain.from_iterable(case.units.values() for case in criteria.cases))
    texts = [unit.points[leaf.id] for unit in units if leaf.id in unit.points]
    if leaf.options:
        used = {fold(text) for text in texts}
        points = {number.value for text in texts if (number := typed_number(text))}
        missing = [
            name for name, worth in leaf.options.items() if fold(name) not in used and worth not in points
        ]
        if missing:
            yield Uncovered(Kind.OPTION, leaf.id, missing)
    percentages = [percent for unit in units if (percent := _folded(unit, leaf)) is not None]
    if missing := _steps(leaf, texts, percentages, in_points=criteria.plan.steps_hold == "points"):
        yield Uncovered(Kind.STEP, leaf.id, missing)


def _folded(unit: ParCaseUnit, leaf: Leaf) -> Fraction | None:
    """The percentage that a case gives for a leaf whose points come from another index; None for none."""
    percents = {SIPAS: unit.sipas, XHH: unit.xhh.get(leaf.id, unit.xhh.get(ALL)), **unit.indices}
    percent = percents.get(leaf.points_from)
    if percent is None:
        return None
    return Fraction(percent)


def _steps(
    leaf: Leaf, texts: Sequence[str], percentages: Sequence[Fraction], *, in_points: bool
) -> list[str]:
    """The steps of a leaf, or the parts that a formula divides 0 to 100 % into, that no case falls into, as
    "low-high"."""
    numbers = [number for text in texts if (number := typed_number(text))]
    missing = []
    for step in leaf.ranges:
        points = Fraction(step.points) if isinstance(step, Step) else None
        of_points = in_points and any(not n.percent and n.value == points for n in numbers)
        of_share = any((n.percent or not in_points) and step.holds(n.value) for n in numbers)
        of_index = any(map(step.holds, percentages))
        if not (of_points or of_share or of_index):
            missing.append(f"{_plain(step.low)}-{_plain(step.high)}")
    return missing
