"""A criteria file that is made of a table: what the table says, and marks where a person has to settle
something."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sipas_cli.forms import criteria_messages as messages
from sipas_cli.intake.frame import Factor, Frame, Part, Range
from sipas_cli.messages import say
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.judging import check_intervals
from sipas_cli.rules.tree import Step
from sipas_cli.rules.yaml_writer import Flow, dumped, scalar
from sipas_cli.wording import remark_text

_FIRST_LINE = "# yaml-language-server: $schema=criteria.schema.json\n"
_EVERY = "*"


def _settle(text: str, indent: int) -> str:
    return f"{' ' * indent}# {say(messages.TO_SETTLE)}: {' '.join(text.split())}\n"


def written(frame: Frame, file: str, set_id: str, year: int, like: Criteria) -> str:
    """The criteria file of a frame.

    file   the name of the table, for its source
    like   the SIPAS set whose scale and headers stand in where the table has none
    """
    head = {
        "id": set_id,
        "index": "sipas" if frame.factors else "par",
        "title": frame.title or set_id,
        "source": say(messages.SOURCE, file=file),
        "holds_from": year,
    }
    body = _sipas(frame, like) if frame.factors else _par(frame)
    intro = f"# {say(messages.FROM_TABLE, file=file)}\n"
    whole = "".join(_settle(remark_text(own), 0) for own in frame.open)
    return f"{_FIRST_LINE}{intro}{whole}{dumped(head)}\n{''.join(body)}"


# --- SIPAS -----------------------------------------------------------------------------------------


def _sipas(frame: Frame, like: Criteria) -> Iterator[str]:
    plan = like.plan
    yield "plan:\n"
    if frame.answers:
        yield dumped({"scale": _scale(frame)}, 2)
    else:
        yield _settle(say(messages.OPEN_SCALE, set=like.id), 2)
        answers = [Flow(code=answer.code, label=answer.label) for answer in plan.scale.answers]
        texts = {name: list(getattr(plan.scale, name)) for name in ("not_applicable", "refused", "blank")}
        scale = {"answers": answers, "satisfied_from": plan.scale.satisfied_from}
        yield dumped({"scale": {**scale, **{name: own for name, own in texts.items() if own}}}, 2)
    yield _settle(say(messages.OPEN_COLUMNS, set=like.id), 2)
    columns = plan.columns.model_dump(exclude_unset=True)
    yield dumped({"columns": {name: list(headers) for name, headers in columns.items()}}, 2)
    questions = [Flow(code=code, text=text) for factor in frame.factors for code, text in factor.questions]
    yield dumped({"questions": questions}, 2)
    yield "\nrules:\n"
    yield _settle(say(messages.OPEN_MEASURE), 2)
    yield dumped({"measure": like.rules.measure.value}, 2)
    yield from _weights(frame.factors)
    yield from _bands()


def _scale(frame: Frame) -> dict[str, Any]:
    answers = sorted(frame.answers)
    satisfied = [code for code, _, counts in answers if counts]
    first = min(satisfied, default=answers[-1][0])
    return {"answers": [Flow(code=code, label=label) for code, label, _ in answers], "satisfied_from": first}


def _weights(factors: Iterable[Factor]) -> Iterator[str]:
    """The factors with their weights: of 100 in all, else as ratios; without any all weigh the same."""
    own = list(factors)
    weights = [factor.weight for factor in own if factor.weight is not None]
    given = len(weights) == len(own)
    total = sum(weights, Fraction(0))
    if not given:
        yield _settle(say(messages.OPEN_WEIGHTS), 2)
        yield dumped({"weights": "equal"}, 2)
    elif total != 100:
        yield _settle(say(messages.OPEN_RATIO, total=_number(total)), 2)
        yield dumped({"weights": "ratio"}, 2)
    items = []
    for place, factor in enumerate(own, start=1):
        weight = {"weight": _number(factor.weight)} if given and factor.weight is not None else {}
        codes = [code for code, _ in factor.questions]
        items.append(Flow(id=f"f{place}", title=factor.title, **weight, criteria=codes))
    yield dumped({"factors": items}, 2)


def _bands() -> Iterator[str]:
    yield _settle(say(messages.OPEN_BANDS), 2)
    yield f"  # {say(messages.BAND_EXAMPLE)}\n"


# --- PAR -------------------------------------------------------------------------------------------


def _par(frame: Frame) -> Iterator[str]:
    tree = dumped({"areas": [_node(area, "criteria") for area in frame.areas]}, 2)
    yield "plan:\n"
    yield _with_open(tree, frame)
    totals = _totals(frame.areas)
    if set(totals) == {_EVERY}:
        yield _settle(say(messages.OPEN_GROUPS, most=_number(totals[_EVERY])), 2)
    yield dumped({"maximum": _maximum(totals)}, 2)
    for name, extras in (("bonus", frame.bonus), ("penalty", frame.penalty)):
        if extras:
            yield dumped({name: [_extra(extra) for extra in extras]}, 2)
    yield "\nrules:\n"
    yield _settle(say(messages.OPEN_MEASURE), 2)
    yield dumped({"score": "percent"}, 2)
    yield from _bands()


def _extra(part: Part) -> Flow:
    """Bonus or penalty as the format has it."""
    groups = {"groups": list(part.groups)} if part.groups else {}
    return Flow(id=part.id, title=part.title, **groups, max=_number(part.maximum[_EVERY]))


def _node(part: Part, below: str) -> dict[str, Any]:
    """A part as the format has it."""
    head: dict[str, Any] = {"id": part.id, "title": part.title}
    if part.groups:
        head["groups"] = list(part.groups)
    if part.parts:
        return {**head, below: [_node(own, "components") for own in part.parts]}
    if below == "criteria":  # an area has criteria; one that is scored as a whole is its own criterion
        criterion = replace(part, id=f"{part.id}.0", groups=())
        return {**head, "criteria": [_node(criterion, "components")]}
    if part.source:
        head["points_from"] = part.source
    if part.results:
        if steps := _steps(part.ranges):
            return {**head, "steps": steps}
        return {**head, "options": {name: _number(points) for name, points in part.results}}
    formula = {
        key: Flow({name: _plain(own) for name, own in value.items()}) for key, value in part.formula.items()
    }
    return Flow({**head, "max": _maximum(part.maximum), **formula})


def _steps(ranges: Iterable[Range]) -> list[Flow]:
    """Ranges as steps; none where they do not hold every percentage exactly once."""
    steps = []
    for own in ranges:
        ends = {word: _number(limit) for word, limit in filter(None, (own.low, own.high))}
        steps.append(Flow(**ends, points=_number(own.points)))
    try:
        check_intervals(
            [Step.model_validate({key: Decimal(str(own)) for key, own in step.items()}) for step in steps]
        )
    except ValueError:
        return []
    return steps


def _totals(areas: Iterable[Part]) -> Mapping[str, Fraction]:
    """Group, or "*" for all of them, -> the sum of all leaves."""
    leaves = [leaf for area in areas for leaf in _leaves(area, ())]
    named = {group for groups, leaf in leaves for group in (*groups, *leaf.maximum)} - {_EVERY}
    totals = {}
    for group in sorted(named) or [_EVERY]:
        points = [_most(leaf, group) for groups, leaf in leaves if not groups or group in groups]
        totals[group] = sum(points, Fraction(0))
    return totals


def _leaves(part: Part, groups: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Part]]:
    """(the groups that it is for, none for all, leaf)."""
    own = part.groups or groups
    if not part.parts:
        yield own, part
    for below in part.parts:
        yield from _leaves(below, own)


def _most(leaf: Part, group: str) -> Fraction:
    if leaf.results:
        return max(points for _, points in leaf.results)
    return leaf.maximum.get(group, leaf.maximum.get(_EVERY, Fraction(0)))


def _with_open(tree: str, frame: Frame) -> str:
    """The tree with what is open above the part that it is about."""
    lines = tree.splitlines(keepends=True)
    for part in frame.parts():
        if not part.open:
            continue
        named = re.compile(rf"^( *)- (\{{)?id: {re.escape(scalar(part.id))}[,\n]")
        place = next(number for number, line in enumerate(lines) if named.match(line))
        indent = len(lines[place]) - len(lines[place].lstrip(" "))
        lines[place:place] = [_settle(remark_text(own), indent) for own in part.open]
    return "".join(lines)


def _maximum(maximum: Mapping[str, Fraction]) -> Any:
    if set(maximum) == {_EVERY}:
        return _number(maximum[_EVERY])
    return Flow({group: _number(points) for group, points in maximum.items()})


def _plain(value: Fraction | str) -> float | int | str:
    return value if isinstance(value, str) else _number(value)


def _number(value: Fraction) -> float | int | str:
    """A number as YAML has it; one that has no end as a ratio."""
    if value.denominator == 1:
        return int(value)
    if Fraction(str(float(value))) == value:
        return float(value)
    return f"{value.numerator}/{value.denominator}"
