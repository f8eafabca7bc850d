"""Importance against performance: each item a point, with its name where that covers no other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sipas_cli.documents import report_words
from sipas_cli.documents.analysis import Analysis, Item
from sipas_cli.documents.drawing import LINE, RIGHT, SIZE, WIDTH, Chart, Figures, Key, axis, text_width
from sipas_cli.messages import say
from sipas_cli.model import PAR


@dataclass(frozen=True)
class Point:
    """A point with its name beside it; a line leads to a name that is not right beside it."""

    x: float
    y: float
    label: str
    label_x: float
    label_y: float
    full: str
    led: bool = False


_PLOT_TOP, _PLOT_BOTTOM = 30, 330
_WAYS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
_Box = tuple[float, float, float, float]
#: With fewer items their means part nothing.
FEWEST = 3
#: An item, its importance, its score.
Measured = tuple[Item, Fraction, Fraction]


def priorities(items: Sequence[Item], print_figure: Figures, *, shares: bool) -> Chart | None:
    """Importance (across) against performance (up), with the means of both as a cross; None where too few
    items have both.

    shares   whether importance is a share in percent, as in the PAR index, not a correlation
    """
    measured = with_both(items)
    if len(measured) < FEWEST:
        return None
    across = axis((weight for _, weight, _ in measured), low=40, high=RIGHT)
    up = axis((score for _, _, score in measured), low=_PLOT_BOTTOM, high=_PLOT_TOP + 14)
    cross = quadrant_lines(measured)
    placed = [(item, across.place(weight), up.place(score)) for item, weight, score in measured]
    across_is = report_words.SHARE_OF_POINTS if shares else report_words.IMPORTANCE_IS
    notes = (say(across_is), say(report_words.AXIS_UP, measure=print_figure.unit or "%"))
    at = (across.place(cross[0]), up.place(cross[1]))
    lines = [(at[0] - 2, _PLOT_TOP, at[0] + 2, _PLOT_BOTTOM), (40, at[1] - 2, RIGHT, at[1] + 2)]
    return Chart(
        template="priorities",
        title=say(report_words.CHART_PRIORITIES),
        description="; ".join(f"{item.number}: {print_figure(score)}" for item, _, score in measured),
        height=_PLOT_BOTTOM + 3 * LINE,
        rows=points_named(placed, lines),
        keys=tuple(Key(40, y, text, "") for text, y in zip(notes, (_PLOT_BOTTOM + 34, SIZE), strict=True)),
        axis=across,
        upright=up,
        cross=at,
        top=_PLOT_TOP,
    )


def items_of(analysis: Analysis) -> Sequence[Item]:
    """What is set side by side: criteria of SIPAS, areas of the PAR index."""
    if analysis.run.index == PAR:
        return analysis.parts
    return analysis.items


def with_both(items: Sequence[Item]) -> list[Measured]:
    """The items that have an importance and a score, with these."""
    measured = []
    for item in items:
        if item.importance is not None and item.score is not None:
            measured.append((item, Fraction(item.importance), item.score))
    return measured


def quadrant_lines(measured: Sequence[Measured]) -> tuple[Fraction, Fraction]:
    """The mean importance and the mean score."""
    count = len(measured) or 1
    across = sum((weight for _, weight, _ in measured), Fraction(0)) / count
    return across, sum((score for _, _, score in measured), Fraction(0)) / count


def points_named(
    placed: Sequence[tuple[Item, float, float]], lines: Sequence[_Box] = ()
) -> tuple[Point, ...]:
    """The points, the name of each where it covers no point, no other name and none of the `lines`."""
    taken: list[_Box] = [*lines, *((x - 5, y - 5, x + 5, y + 5) for _, x, y in placed)]
    points = []
    for item, x, y in placed:
        box, near = _free_box(item.number, x, y, taken)
        taken.append(box)
        left, base, name = round(box[0], 1), round(box[3] - 3, 1), f"{item.number} {item.title}"
        points.append(Point(x, y, item.number, left, base, name, not near))
    return tuple(points)


def _free_box(name: str, x: float, y: float, taken: Sequence[_Box]) -> tuple[_Box, bool]:
    """Where a name fits nearest to its point, and whether that is right beside it."""
    boxes = list(_boxes(name, x, y))
    for box, near in boxes:
        if _on_plot(box) and not any(meet(box, other) for other in taken):
            return box, near
    return boxes[0]


def _boxes(name: str, x: float, y: float) -> Iterator[tuple[_Box, bool]]:
    """Where a name may stand, nearest to its point first, and whether that is right beside it."""
    width = text_width(name)
    begins = {1: 0.0, 0: width / 2, -1: width}  # how far left of its place a name begins
    for distance in range(8, 120, 8):
        for across, up in _WAYS:
            left = x + across * distance - begins[across]
            middle = y + up * (distance + 4)
            yield (left, middle - 6, left + width, middle + 7), distance == 8


def _on_plot(box: _Box) -> bool:
    left, top, right, bottom = box
    return left > 42 and right < WIDTH and top > _PLOT_TOP and bottom < _PLOT_BOTTOM


def meet(one: _Box, other: _Box) -> bool:
    """Whether two boxes (left, top, right, bottom) overlap; edges that touch do not."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
