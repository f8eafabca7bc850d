"""A criteria set as a table, which `sipas criteria from-xlsx` reads: what an official edits in Excel."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from sipas_cli.forms import criteria_messages as messages
from sipas_cli.messages import decimal_mark, say
from sipas_cli.model import SIPAS, XHH
from sipas_cli.rules import words
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.policies import Weights
from sipas_cli.rules.tree import (
    APPRAISAL,
    EVERY,
    Area,
    Change,
    Criterion,
    Deduction,
    Extra,
    Leaf,
    Node,
    Proportion,
    ShareOfMax,
    Step,
)
from sipas_cli.text.numbers import exact_text
from sipas_cli.workbook.book import Book

Row = Sequence[str]


def criteria_book(criteria: Criteria | ParCriteria) -> bytes:
    """The workbook of a set."""
    book = Book(criteria.title)
    if isinstance(criteria, Criteria):
        _write(
            book, say(messages.QUESTIONS_SHEET), criteria.title, list(_questions(criteria)), (10, 80, 40, 12)
        )
        _write(book, say(messages.ANSWERS_SHEET), "", list(_answers(criteria)), (10, 40, 20))
    else:
        widths = (10, 70, 16, 60, 26, 18)
        _write(book, say(messages.TREE_SHEET), criteria.title, list(_tree(criteria)), widths)
    return book.finished()


def left_out(criteria: Criteria | ParCriteria) -> list[str]:
    """The keys of a set of which a table has nothing, where they say something."""
    plan, rules = criteria.plan, criteria.rules
    keys = [f"rules.{key}" for key in sorted(rules.model_fields_set - {"factors", "weights"})]
    if isinstance(criteria, Criteria):
        in_table = {"scale", "questions"}
        return [*(f"plan.{key}" for key in sorted(plan.model_fields_set - in_table)), *keys]
    in_table = {"tree", "areas", "changes", "maximum", "bonus", "penalty"}
    parts: list[Node | Change] = [*criteria.plan.nodes(), *criteria.plan.changes.values()]
    if any(part.units or part.except_units for part in parts):
        keys = ["units", "except_units", *keys]
    if any(getattr(part, "max_of_units", None) for part in parts):
        keys = ["max_of_units", *keys]
    if any(node.also for node in criteria.plan.nodes()):
        keys = ["also", *keys]
    return [*(f"plan.{key}" for key in sorted(plan.model_fields_set - in_table)), *keys]


def _write(book: Book, name: str, title: str, rows: Sequence[Row], widths: Sequence[int]) -> None:
    sheet = book.sheet(name, locked=False)
    first = 0
    if title:
        sheet.write_string(0, 0, title, book.look("title"))
        first = 2
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(first + place, column, text, book.look("header" if place == 0 else "cell"))
    sheet.freeze_panes(first + 1, 0)


# --- SIPAS -----------------------------------------------------------------------------------------


def _questions(criteria: Criteria) -> Iterator[Row]:
    """A row for each question; its factor and the weight of this stand in the first."""
    yield [say(own) for own in (messages.CODE, messages.QUESTION, messages.FACTOR, messages.WEIGHT)]
    texts = {question.code: question.text for question in criteria.plan.questions}
    for factor in criteria.rules.factors:
        weight = "" if criteria.rules.weights is Weights.EQUAL else _shown(criteria.rules.weight(factor))
        for place, code in enumerate(factor.criteria):
            yield [code, texts[code], *([factor.title, weight] if place == 0 else ["", ""])]


def _answers(criteria: Criteria) -> Iterator[Row]:
    scale = criteria.plan.scale
    yield [say(own) for own in (messages.LEVEL, messages.LABEL, messages.SATISFIED)]
    for answer in scale.answers:
        yield [str(answer.code), answer.label, "x" if answer.code >= scale.satisfied_from else ""]


# --- PAR -------------------------------------------------------------------------------------------


def _tree(criteria: ParCriteria) -> Iterator[Row]:
    """A row for each part of the tree, with the changes of the set; then bonus and penalty."""
    plan = criteria.plan
    yield [
        say(own)
        for own in (
            *(messages.NUMBER, messages.TITLE, messages.MAXIMUM, messages.METHOD),
            *(messages.SOURCE_OF_POINTS, messages.GROUPS),
        )
    ]
    leaves = {leaf.id: leaf for leaf in plan.leaves}
    for area in plan.areas:
        yield from _rows(area, leaves, plan.changes)
    for heading, extras in ((messages.BONUS, plan.bonus), (messages.PENALTY, plan.penalty)):
        if extras:
            yield from _extras(say(heading), extras)


def _rows(node: Area | Criterion, leaves: Mapping[str, Leaf], changes: Mapping[str, Change]) -> Iterator[Row]:
    changed = changes.get(node.id, Change()).groups
    groups = ", ".join(node.groups if changed is None else changed)
    leaf = leaves.get(node.id)
    if leaf is None:
        yield [node.id, node.title, "", "", "", groups]
        for part in node.criteria if isinstance(node, Area) else node.components:
            yield from _rows(part, leaves, changes)
        return
    yield [node.id, node.title, _maximum(leaf), _method(leaf), _source(leaf.points_from), groups]


def _source(index: str) -> str:
    known = words.frames()
    return {APPRAISAL: "", SIPAS: known.satisfaction[0], XHH: known.survey[0]}.get(index, index)


def _extras(heading: str, extras: Sequence[Extra]) -> Iterator[Row]:
    """A heading without a number, and its parts."""
    yield ["", heading, "", "", "", ""]
    for extra in extras:
        yield [extra.id, extra.title, _shown(Fraction(extra.max)), "", "", ", ".join(extra.groups)]


def _maximum(leaf: Leaf) -> str:
    if set(leaf.maximum) == {EVERY}:
        return _shown(leaf.maximum[EVERY])
    return "; ".join(f"{group}: {_shown(points)}" for group, points in leaf.maximum.items())


def _method(leaf: Leaf) -> str:
    """How a leaf is scored, in the words that are read again."""
    match leaf.formula or leaf.deduction:
        case ShareOfMax(none_below=limit) if limit:
            return say(messages.SHARE_FROM, limit=_shown(Fraction(limit)))
        case ShareOfMax():
            return say(messages.SHARE)
        case Proportion(from_=low, to=high):
            return say(messages.EVEN, low=_shown(Fraction(low)), high=_shown(Fraction(high)))
        case Deduction(each=points, unit=counted):
            return say(messages.DEDUCTED, counted=counted, points=_shown(Fraction(points)))
        case None:
            options = [f"{name}: {_shown(points)}" for name, points in leaf.options.items()]
            return "; ".join([*options, *map(_step, leaf.steps)])


def _step(step: Step) -> str:
    low = None if step.from_ is None and step.above is None else step.low
    high = None if step.to is None and step.below is None else step.high
    ends = []
    if low is not None:
        ends.append(say(messages.FROM if step.low_closed else messages.ABOVE, end=_shown(Fraction(low))))
    if high is not None:
        below = messages.TO_BELOW if ends else messages.BELOW
        ends.append(say(messages.TO if step.high_closed else below, end=_shown(Fraction(high))))
    return f"{' '.join(ends)}: {_shown(Fraction(step.points))}"


def _shown(value: Fraction) -> str:
    if value.denominator == 1 or _ends(value):
        return exact_text(value, mark=decimal_mark())
    return f"{value.numerator}/{value.denominator}"


def _ends(value: Fraction) -> bool:
    """Whether a number has so few digits that they are all written."""
    return (value * 10**6).denominator == 1
