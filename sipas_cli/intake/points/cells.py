"""What is in a cell of points: a number, the name of an option, a percentage of a step."""

from fractions import Fraction

from sipas_cli.intake.points import messages
from sipas_cli.messages import FindingKind
from sipas_cli.model import ERROR_CELL, NO_VALUE
from sipas_cli.rules.tree import Leaf
from sipas_cli.text.numbers import Typed, typed_number
from sipas_cli.text.spelling import fold


class BadCellError(Exception):
    """A cell that holds no valid points; `kind` is that of the finding."""

    def __init__(self, kind: FindingKind, **params: object) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.params = params


def points_in(text: str, leaf: Leaf, maximum: Fraction, *, in_points: bool = False) -> Fraction:
    """The points that a cell gives on a leaf: a number, the name of an option, or a percentage.

    in_points   a number without % on a leaf with steps is points and no percentage

    Raises BadCellError for anything else.
    """
    if text in (ERROR_CELL, NO_VALUE):
        raise BadCellError(messages.POINTS_ERROR_CELL if text == ERROR_CELL else messages.POINTS_NO_VALUE)
    number = typed_number(text)
    if leaf.options:
        return _option(text, number, leaf)
    if number and leaf.steps:
        if in_points:
            return _of_step(number, leaf)
        return _stepped(number, leaf, maximum)
    if number is None or number.percent:  # 5 % of the maximum, or 5 points? nothing is guessed
        raise BadCellError(messages.POINTS_NOT_NUMBER)
    return within_maximum(number.value, maximum)


def _option(text: str, number: Typed | None, leaf: Leaf) -> Fraction:
    if (points := leaf.by_option.get(fold(text))) is not None:
        return points
    if number and not number.percent and number.value in leaf.options.values():
        return number.value
    raise BadCellError(messages.OPTION_UNKNOWN, known=leaf.options)


def _of_step(number: Typed, leaf: Leaf) -> Fraction:
    """Points that were typed for a step; a percentage with its % is clear here too."""
    if number.percent:
        return _stepped(number, leaf, Fraction(0))
    steps = sorted({Fraction(step.points) for step in leaf.steps}, reverse=True)
    if number.value not in steps:
        raise BadCellError(messages.POINTS_OFF_STEPS, points=number.value, known=tuple(steps))
    return number.value


#: What is done is hardly more than twice what was planned: above it a decimal mark was lost.
_MOST_PERCENT = 200


def _stepped(number: Typed, leaf: Leaf, maximum: Fraction) -> Fraction:
    if number.value > _MOST_PERCENT:
        raise BadCellError(messages.PERCENT_EXCESSIVE, limit=_MOST_PERCENT)
    points = leaf.points_of(number.value) if number.value >= 0 else None
    if not number.percent and _unclear(number.value, points, maximum):
        raise BadCellError(messages.PERCENT_UNCLEAR, maximum=maximum)
    if points is None:
        raise BadCellError(messages.PERCENT_OFF_SCALE)
    return points


def _unclear(value: Fraction, points: Fraction | None, maximum: Fraction) -> bool:
    """Whether a number without % may be another percentage, or points. 85 % may be typed as 0.85 where the
    cell is not formatted as percent; 2 where there are 2 points to get is more likely points than 2 %. What
    comes to the same, as 100 of 100 points, is clear."""
    return 0 < value <= 1 or (0 < value <= maximum and points != value)


def within_maximum(value: Fraction, maximum: Fraction) -> Fraction:
    """The same points. Raises BadCellError where they are below 0 or above the maximum."""
    if value < 0:
        raise BadCellError(messages.POINTS_NEGATIVE)
    if value > maximum:
        raise BadCellError(messages.POINTS_ABOVE_MAXIMUM, points=value, maximum=maximum)
    return value
