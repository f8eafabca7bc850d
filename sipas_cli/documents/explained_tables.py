"""The tables of an explanation: what the index is made of, where most is lost, what was typed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sipas_cli.documents import explained_messages as messages
from sipas_cli.documents.explained import (
    counts_text,
    known_text,
    part_title,
    points_text,
    signed_text,
    what_is_counted,
)
from sipas_cli.documents.method import interval_text
from sipas_cli.messages import decimal_mark, say
from sipas_cli.model import TypedCell
from sipas_cli.rules.tree import APPRAISAL
from sipas_cli.runs.explanation import Explanation, ExtraExplanation, LeafExplanation
from sipas_cli.score.par import PENALTY, Line
from sipas_cli.text.days import printed_day
from sipas_cli.text.numbers import exact_text, typed_number
from sipas_cli.text.places import place_name
from sipas_cli.text.spelling import fold
from sipas_cli.wording import source_name

#: So many criteria are shown on the one screen; --depth and --format json have all.
_MOST = 6


@dataclass(frozen=True)
class TextTable:
    """A table as text: its columns (heading, whether of numbers), its rows, what is said below it."""

    title: str
    columns: Sequence[tuple[str, bool]]
    rows: Sequence[Sequence[str]]
    below: str = ""


def text_tables(explanation: Explanation) -> list[TextTable]:
    """The parts, then the criteria or leaves that lost most, and in which cells they were typed; none where a
    unit has no index."""
    overview = [_parts(explanation)] if explanation.contributions.parts else []
    if explanation.leaves:
        extras = [extras_table(explanation, cells=True)] if explanation.extras else []
        return [*overview, *extras, _leaves(explanation)]
    return [*overview, *_items(explanation)]


def _parts(explanation: Explanation) -> TextTable:
    decimals = explanation.run.standings.decimals
    means, rows = explanation.mean_parts, []
    parts = explanation.parts
    for part in parts:
        ahead = part.gained - means.get(part.id, Fraction(0))
        rows.append(
            [
                part_title(explanation, part.id),
                known_text(part.weight, decimals),
                known_text(part.score, decimals),
                known_text(part.gained, decimals + 1),
                known_text(part.lost, decimals + 1),
                signed_text(ahead, decimals + 1),
            ]
        )
    gained = sum((part.gained for part in parts), Fraction(0))
    weight = sum((part.weight for part in parts), Fraction(0))
    lost = sum((part.lost for part in parts), Fraction(0))
    ahead = gained - (explanation.group_mean or Fraction(0))
    sums = [known_text(weight, decimals), ""]
    sums += [known_text(points, decimals + 1) for points in (gained, lost)]
    rows.append([say(messages.SUM), *sums, signed_text(ahead, decimals + 1)])
    columns = [
        (say(messages.PART), False),
        (say(messages.WEIGHT), True),
        (say(messages.SCORE), True),
        (say(messages.GAINED), True),
        (say(messages.LOST), True),
        (say(messages.AHEAD), True),
    ]
    return TextTable(say(messages.PARTS), columns, rows, say(messages.ROUNDED))


def _items(explanation: Explanation) -> list[TextTable]:
    """The criteria that lost most, as counts."""
    decimals = explanation.run.standings.decimals
    losses = [(item.lost, item) for item in explanation.contributions.items]
    losses = [loss for loss in losses if loss[0]]
    if not losses:
        return []
    losses.sort(key=lambda loss: loss[0], reverse=True)
    rows = []
    for lost, item in losses[:_MOST]:
        score = 100 * item.reached / item.full
        row = [f"{item.id} {item.title}", counts_text(item), known_text(score, decimals)]
        rows.append([*row, known_text(lost, decimals + 1)])
    columns = [
        (say(messages.CRITERION), False),
        (say(messages.COUNTS), True),
        (say(messages.SCORE), True),
        (say(messages.LOST), True),
    ]
    return [TextTable(say(messages.ITEMS), columns, rows, what_is_counted(explanation))]


def _leaves(explanation: Explanation) -> TextTable:
    """The leaves that lost points, the most first, with what was typed and where; then those that do not
    apply."""
    leaves = [leaf for leaf in explanation.leaves if leaf.missing]
    leaves.sort(key=lambda leaf: -leaf.missing)
    columns = [
        (say(messages.CRITERION), False),
        (say(messages.MAXIMUM), True),
        (say(messages.CLAIMED), True),
        (say(messages.APPRAISED), True),
        (say(messages.LOST_POINTS), True),
        (say(messages.TYPED), False),
        (say(messages.STEP), False),
        (say(messages.WHERE), False),
    ]
    rows = [[*_leaf_row(leaf), cell_text(leaf)] for leaf in leaves]
    return TextTable(say(messages.LEAVES), columns, rows, "\n".join(of_leaves(explanation)))


def _leaf_row(leaf: LeafExplanation) -> list[str]:
    line = leaf.line
    figures = [line.maximum, line.claimed, line.points, leaf.missing]
    name = f"{line.part} {leaf.leaf.title}"
    return [name, *map(points_text, figures), _typed(leaf), step_of(leaf)]


def extras_table(
    explanation: Explanation, *, cells: bool, print_points: Callable[[Fraction | None], str] = points_text
) -> TextTable:
    """Bonus and penalty, with what was typed; also those that the unit claimed in vain.

    cells          whether it says in which cell that stands
    print_points   how points are printed
    """
    columns = [
        (say(messages.EXTRA), False),
        (say(messages.MAXIMUM), True),
        (say(messages.CLAIMED), True),
        (say(messages.APPRAISED), True),
        (say(messages.TYPED), False),
    ]
    rows = [_extra_row(extra, print_points) for extra in explanation.extras]
    if cells:
        columns.append((say(messages.WHERE), False))
        places = [place_of(extra.appraised) for extra in explanation.extras]
        rows = [[*row, place] for row, place in zip(rows, places, strict=True)]
    return TextTable(say(messages.EXTRAS), columns, rows)


def _extra_row(extra: ExtraExplanation, print_points: Callable[[Fraction | None], str]) -> list[str]:
    line = extra.line
    figures = [line.maximum, signed_points(line, line.claimed), signed_points(line, line.points)]
    typed = typed_text(extra.appraised.text) if extra.appraised else ""
    return [f"{line.part} {extra.extra.title}", *map(print_points, figures), typed]


def signed_points(line: Line, points: Fraction | None) -> Fraction | None:
    """Points of a line as they add to the index: those of a penalty are taken away."""
    if points is None or line.source != PENALTY:
        return points
    return -points


def of_leaves(explanation: Explanation) -> Iterator[str]:
    """What is to be said below the leaves."""
    out = [leaf.line.part for leaf in explanation.leaves if not leaf.line.applies]
    if out:
        yield say(messages.NOT_APPLIED, parts=", ".join(out))
    open_ = [leaf.line.part for leaf in explanation.leaves if leaf.line.applies and leaf.line.points is None]
    if open_:
        yield say(messages.WITHOUT_POINTS, parts=", ".join(open_))
    if not any(leaf.appraised for leaf in explanation.leaves):
        yield say(messages.NOTHING_TYPED)


def _typed(leaf: LeafExplanation) -> str:
    """What was typed for the points that count, or the index that they come from."""
    line = leaf.line
    if line.source != APPRAISAL and line.points is not None:
        percent = exact_text(100 * line.points / line.maximum, decimals=4, mark=decimal_mark())
        return f"{percent}% {say(messages.FOLDED, index=source_name(line.source))}"
    return typed_text(leaf.appraised.text) if leaf.appraised else ""


def typed_text(text: str) -> str:
    """What was typed: a number as a figure of the language in use, a day as people write it, any other text
    as it stands in its cell."""
    number = typed_number(text)
    if number is None:
        return printed_day(text)
    figure = exact_text(number.value, mark=decimal_mark())
    return f"{figure}%" if number.percent else figure


def step_of(leaf: LeafExplanation) -> str:
    """The option or the step that the points of a leaf are those of."""
    options, points = leaf.leaf.options, leaf.line.points
    if points is None:
        return ""
    typed = fold(leaf.appraised.text) if leaf.appraised else ""
    named = [name for name, worth in options.items() if fold(name) == typed or worth == points]
    named.sort(key=lambda name: fold(name) != typed)
    steps = [interval_text(step) for step in leaf.leaf.steps if Fraction(step.points) == points]
    return " / ".join(named[:1] or steps)


def cell_text(leaf: LeafExplanation) -> str:
    """Where the points that count were typed; "" where nobody typed them, or the run keeps no cells."""
    return place_of(leaf.appraised)


def place_of(cell: TypedCell | None) -> str:
    """File, sheet and cell; "" for none."""
    if cell is None:
        return ""
    return place_name(cell.file, cell.sheet, cell.cell)


def leaf_text(leaf: LeafExplanation) -> str:
    """What was typed, and the step that it fell into."""
    typed, step = _typed(leaf), step_of(leaf)
    return f"{typed} → {step}" if step and step != typed else typed
