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
    if leaf.deduction:
        return _deducted(text, number, leaf, maximum, in_points=in_points)
    if number and leaf.takes_percentage:
        if in_points:
            return _of_measure(number, leaf, maximum)
        return _measured(number, leaf, maximum)
    if number is None or number.percent:  # 5 % of the maximum, or 5 points? nothing is guessed
        raise BadCellError(messages.POINTS_NOT_NUMBER)
    return within_maximum(number.value, maximum)


def _option(text: str, number: Typed | None, leaf: Leaf) -> Fraction:
    if (points := leaf.by_option.get(fold(text))) is not None:
        return points
    if number and not number.percent and number.value in leaf.options.values():
        return number.value
    raise BadCellError(messages.OPTION_UNKNOWN, known=leaf.options)


def _deducted(text: str, number: Typed | None, leaf: Leaf, maximum: Fraction, *, in_points: bool) -> Fraction:
    """The points that are left after so many times, or typed points. A number alone in a column that does not
    say points is either: 0 times is the maximum, 0 points is nothing."""
    if leaf.deduction and (times := leaf.deduction.times_in(text)) is not None:
        return leaf.deduction.points_of(times, maximum)
    unit = leaf.deduction.unit if leaf.deduction else ""
    if number is None or number.percent or number.value < 0:
        raise BadCellError(messages.COUNT_NOT_READ, counted=unit)
    if not in_points:
        raise BadCellError(messages.COUNT_UNCLEAR, counted=unit)
    return _typed_points(number.value, leaf, maximum)


def _of_measure(number: Typed, leaf: Leaf, maximum: Fraction) -> Fraction:
    """Points that were typed for a percentage; a percentage with its % is clear here too."""
    if number.percent:
        return _measured(number, leaf, maximum)
    return _typed_points(number.value, leaf, maximum)


def _typed_points(points: Fraction, leaf: Leaf, maximum: Fraction) -> Fraction:
    """The same points. Raises BadCellError where the steps or the formula of the leaf never give them."""
    if leaf.gives(points, maximum):
        return points
    if leaf.steps:
        raise BadCellError(messages.POINTS_OFF_STEPS, points=points, known=leaf.step_points)
    within_maximum(points, maximum)
    raise BadCellError(messages.POINTS_OFF_FORMULA, points=points, maximum=maximum)


#: What is done is hardly more than twice what was planned: above it a decimal mark was lost.
_MOST_PERCENT = 200


def _measured(number: Typed, leaf: Leaf, maximum: Fraction) -> Fraction:
    if number.value > _MOST_PERCENT:
        raise BadCellError(messages.PERCENT_EXCESSIVE, limit=_MOST_PERCENT)
    points = leaf.points_of(number.value, maximum) if number.value >= 0 else None
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
