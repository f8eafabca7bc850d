"""Charts as geometry: what stands where. `templates/charts/` draw them, in a document or as a picture.

Lengths are px of a picture that is WIDTH wide; each row has its name above its mark, so that the whole
width is there for long names, and a chart is still read on a phone. Figures are the printed ones.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import accumulate
from typing import Any

from jinja2.environment import TemplateModule
from jinja2.sandbox import SandboxedEnvironment

from sipas_cli.documents.analysis import Cell, GroupProfile, Item, Profile, Trait
from sipas_cli.figures.printing import figure_text, signed
from sipas_cli.messages import decimal_mark, say
from sipas_cli.rules.criteria import Scale
from sipas_cli.tally import UNKNOWN
from sipas_cli.templating.templates import faults
from sipas_cli.text import exact_text, half_up

WIDTH = 420
#: Rows of one picture: two of them stand side by side, or on one page.
MOST_ROWS = 14
_SIZE, _PITCH, _LINE = 12, 34, 18
_LEFT, _RIGHT = 10, 406
_GAP = 12
#: Colours of bands: the first stands for 1; 0 is for what has no band.
TONES = 7

Figure = Callable[[Fraction | None], str]


@dataclass(frozen=True)
class Figures:
    """How figures are printed: with `decimals` digits and the mark of the language."""

    decimals: int
    unit: str = ""

    def __call__(self, value: Fraction | None) -> str:
        return figure_text(value, self.decimals, decimal_mark())

    def change(self, value: Fraction | int | None, decimals: int | None = None) -> str:
        return signed(value, self.decimals if decimals is None else decimals, decimal_mark())


# --- letters -------------------------------------------------------------------------------------

_NARROW, _WIDE = set("iljtfrI.,;:'|!()[] -/"), set("mwMW%@—…")


def text_width(text: str, size: int = _SIZE) -> float:
    """About how wide a text is in Arial, rather too much than too little.

    >>> round(text_width("Sở Nội vụ")), round(text_width("ill"))
    (58, 13)
    """
    return sum(map(_letter_width, unicodedata.normalize("NFD", text))) * size


def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if letter in _NARROW:
        return 0.35
    if letter in _WIDE:
        return 1.0
    return 0.75 if letter.isupper() else 0.58


def shortened(text: str, room: float, size: int = _SIZE) -> str:
    """The text, or as many of its words as there is room for.

    >>> shortened("Sở Kế hoạch và Đầu tư", 90)
    'Sở Kế hoạch…'
    """
    if text_width(text, size) <= room:
        return text
    pieces = list(accumulate(text.split(), lambda start, word: f"{start} {word}"))
    fitting = [piece for piece in pieces if text_width(f"{piece}…", size) <= room]
    if fitting:
        return f"{fitting[-1].rstrip(' ,;-–')}…"
    fewest = [text[:n] for n in range(1, len(text)) if text_width(f"{text[:n]}…", size) <= room]
    return f"{fewest[-1]}…" if fewest else "…"


# --- axes ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tick:
    place: float
    text: str


@dataclass(frozen=True)
class Axis:
    """From `start` to `end`, drawn between the places `low` and `high`."""

    start: Fraction
    end: Fraction
    step: Fraction
    low: int = _LEFT
    high: int = _RIGHT

    def place(self, value: Fraction) -> float:
        """Where a value stands, in px."""
        share = (value - self.start) / (self.end - self.start)
        return float(round(self.low + share * (self.high - self.low), 1))

    @property
    def from_zero(self) -> bool:
        """Whether lengths may be drawn: only from zero on do they say how much."""
        return self.start == 0

    @property
    def ticks(self) -> tuple[Tick, ...]:
        count = int((self.end - self.start) / self.step)
        values = (self.start + n * self.step for n in range(count + 1))
        return tuple(Tick(self.place(value), exact_text(value, mark=decimal_mark())) for value in values)

    @property
    def note(self) -> str:
        """What has to be said where the axis does not begin at zero."""
        begin = exact_text(self.start, mark=decimal_mark())
        return "" if self.from_zero else say("report.axis_from", start=begin)


_STEPS = tuple(Fraction(n, 100) * 10**power for power in range(5) for n in (1, 2, 5))


def axis(values: Iterable[Fraction], *, low: int = _LEFT, high: int = _RIGHT) -> Axis:
    """The axis for some values: from zero, unless all of them are in the upper half.

    >>> own = axis([Fraction(93), Fraction(97)])
    >>> int(own.start), int(own.end), int(own.step)
    (93, 97, 1)
    """
    there = list(values) or [Fraction(0)]
    least, most = min(there), max(there)
    if 0 <= least < most / 2:
        least = Fraction(0)
    span = most - least or Fraction(1)
    step = next((own for own in _STEPS if span / own <= 5), _STEPS[-1])
    start = (least // step) * step
    end = -((-most) // step) * step
    if start == end:
        start, end = (start - step, end) if start >= 100 else (start, end + step)
    return Axis(start, end, step, low, high)


# --- rows ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One row: its name as there is room for it and in full, the figures in words, the marks.

    y        where the row begins
    place    where the value stands; None where there is none
    other    where the value of the earlier year, or the mean of the group, stands
    tone     number of the band, 1 for the first; 0 for none
    """

    y: int
    label: str
    full: str
    value: str
    place: float | None
    other: float | None = None
    tone: int = 0


@dataclass(frozen=True)
class Key:
    """One entry of a legend; `mark` is what stands before it."""

    x: float
    y: int
    text: str
    mark: str
    tone: int = 0


@dataclass(frozen=True)
class Chart:
    """A picture: `template` names the file that draws it, of the others what it needs is filled.

    title, description   what it shows, for those who do not see it
    line                 place of a line over all rows (a mean), with its text among the keys
    """

    template: str
    title: str
    description: str
    height: int
    rows: tuple[Any, ...]
    keys: tuple[Key, ...] = ()
    axis: Axis | None = None
    upright: Axis | None = None
    line: float | None = None
    cross: tuple[float, float] | None = None
    top: int = 0
    width: int = WIDTH

    @property
    def bottom(self) -> int:
        """Where the rows end and the axis begins."""
        return self.height - (_LINE if self.axis is None or not self.axis.note else 2 * _LINE)


def drawn(
    chart: Chart, environment: SandboxedEnvironment, own: str, *, standalone: bool = False
) -> TemplateModule:
    """The picture as SVG: a text that templates put in as it is; `str` of it is a file.

    own          id of the picture in its document
    standalone   on white, with its size, as a file of its own; else coloured by the document

    Raises RulesError for a template that is wrong.
    """
    name = f"charts/{chart.template}.svg"
    with faults(name):
        fields = {"chart": chart, "id": own, "standalone": standalone}
        return environment.get_template(name).make_module(fields)


def _keys(entries: Sequence[tuple[str, str, int]]) -> tuple[tuple[Key, ...], int]:
    """The legend of (text, mark, tone) in as many lines as it needs, and where what is below it begins."""
    keys: list[Key] = []
    x, y = 0.0, _SIZE
    for text, mark, tone in entries:
        shown = shortened(text, WIDTH - 20)
        width = 20 + text_width(shown)
        if x and x + width > WIDTH:
            x, y = 0.0, y + _LINE
        keys.append(Key(round(x, 1), y, shown, mark, tone))
        x += width + _GAP
    return tuple(keys), (y + _LINE - _SIZE // 2 if keys else 0)


@dataclass(frozen=True)
class _Line:
    """A row before it has its place."""

    name: str
    value: str
    score: Fraction | None
    other: Fraction | None = None
    tone: int = 0


def _of_rows(
    template: str,
    title: str,
    lines: Sequence[_Line],
    *,
    keys: Sequence[tuple[str, str, int]] = (),
    line: Fraction | None = None,
    own_axis: Axis | None = None,
) -> Chart:
    """A chart of rows; its description is what it says."""
    values = [value for one in lines for value in (one.score, one.other) if value is not None]
    scale = own_axis or axis([*values, *([] if line is None else [line])])
    placed, top = _keys(keys)
    rows = tuple(_row(one, top + n * _PITCH, scale) for n, one in enumerate(lines))
    return Chart(
        template=template,
        title=title,
        description="; ".join(f"{one.name}: {one.value}" for one in lines),
        height=top + len(rows) * _PITCH + (2 * _LINE if scale.note else _LINE),
        rows=rows,
        keys=placed,
        axis=scale,
        line=None if line is None else scale.place(line),
        top=top,
    )


def _row(line: _Line, y: int, scale: Axis) -> Row:
    room = WIDTH - text_width(line.value) - _GAP
    return Row(
        y=y,
        label=shortened(line.name, room),
        full=line.name,
        value=line.value,
        place=None if line.score is None else scale.place(line.score),
        other=None if line.other is None else scale.place(line.other),
        tone=line.tone,
    )


def _pages(rows: Sequence[Any]) -> list[Sequence[Any]]:
    """Rows in parts that each fit into one picture, of about the same length."""
    parts = -(-len(rows) // MOST_ROWS)
    size = -(-len(rows) // parts) if parts else 1
    return [rows[n : n + size] for n in range(0, len(rows), size)]


# --- the charts of a report ----------------------------------------------------------------------


def ranked(group: GroupProfile, bands: Mapping[str, int], print_figure: Figures) -> list[Chart]:
    """The units of a group in their order, coloured by band, with the mean of the group as a line.

    bands   name -> number of its colour
    """
    own = [profile.line for profile in group.profiles if profile.line.score is not None]
    values = [line.score for line in own if line.score is not None]
    mean = group.standings.mean
    scale = axis([Fraction(0), *values, *([] if mean is None else [mean])])  # lengths say how much
    shown = [name for name in bands if name in {line.band for line in own}]
    keys = [(name, "band", bands[name]) for name in shown]
    if mean is not None:
        keys.append((say("report.mean_is", mean=print_figure(mean)), "line", 0))
    lines = [
        _Line(
            f"{line.rank}. {line.unit.name}" if line.rank else line.unit.name,
            " · ".join(filter(None, (print_figure(line.score), line.band))),
            line.score,
            tone=bands.get(line.band, 0),
        )
        for line in own
    ]
    title = say("report.chart_ranked", group=group.standings.group.name)
    draw = partial(_of_rows, "bars", title, keys=keys, line=mean, own_axis=scale)
    return [draw(page) for page in _pages(lines)]


def changes(group: GroupProfile, year: int, before: int, print_figure: Figures) -> list[Chart]:
    """The units of a group in their order, from the score of the earlier year to that of this one."""
    lines = [
        _Line(profile.line.unit.name, _moved(profile, print_figure), profile.line.score, earlier)
        for profile in group.profiles
        if profile.movement
        and profile.movement.score_change is not None
        and (earlier := profile.movement.before.score if profile.movement.before else None) is not None
    ]
    values = [value for line in lines for value in (line.score, line.other) if value is not None]
    keys = [(str(before), "ring", 0), (str(year), "dot", 0)]
    title = say("report.chart_changes", group=group.standings.group.name, before=before, year=year)
    draw = partial(_of_rows, "changes", title, keys=keys, own_axis=axis(values))
    return [draw(page) for page in _pages(lines)]


def _moved(profile: Profile, print_figure: Figures) -> str:
    moved = profile.movement
    if moved is None or moved.before is None:
        return print_figure(profile.line.score)
    earlier = figure_text(moved.before.score, moved.decimals_before, decimal_mark())
    change = print_figure.change(moved.score_change, moved.decimals_of_change)
    return f"{earlier} → {print_figure(profile.line.score)} ({change})"


def marks(profile: Profile, print_figure: Figures, scale: Axis | None = None) -> Chart:
    """The factors or areas of one unit beside the means of its group.

    scale   the axis, so that the pictures of all units of a group can be compared
    """
    lines = [
        _Line(
            mark.item.title,
            f"{print_figure(mark.score)} ({print_figure.change(mark.difference)})",
            mark.score,
            mark.group_mean,
        )
        for mark in profile.parts
        if mark.score is not None
    ]
    keys = [(say("report.this_unit"), "dot", 0), (say("report.group_mean"), "line", 0)]
    title = say("report.chart_marks", unit=profile.line.unit.name)
    return _of_rows("marks", title, lines, keys=keys, own_axis=scale)


def marks_axis(group: GroupProfile) -> Axis:
    """The axis of all `marks` of a group."""
    own = [mark for profile in group.profiles for mark in profile.parts]
    return axis(value for mark in own for value in (mark.score, mark.group_mean) if value is not None)


def respondents(trait: Trait, minimum: int, overall: Fraction | None, print_figure: Figures) -> Chart:
    """The index by the values of a trait; what is too small to be shown says so."""
    lines = [
        _Line(value_name(cell), _of_cell(cell, minimum, print_figure), cell.score) for cell in trait.cells
    ]
    scored = any(line.score is not None for line in lines)
    keys = [(say("report.overall_is", overall=print_figure(overall)), "line", 0)] if overall else []
    title = say("report.chart_respondents", trait=trait.title)
    return _of_rows("bars", title, lines, keys=keys if scored else (), line=overall if scored else None)


def _of_cell(cell: Cell, minimum: int, print_figure: Figures) -> str:
    if cell.suppressed:
        return say("report.hidden", minimum=minimum)
    ballots = say("report.ballots", ballots=cell.ballots)
    return ballots if cell.score is None else f"{print_figure(cell.score)} · {ballots}"


def value_name(cell: Cell) -> str:
    """A value of a trait as people call it."""
    return say("report.unknown_value") if cell.value == UNKNOWN else cell.value


# --- answers -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Segment:
    """One kind of answer in a row; `text` is empty where there is no room for it."""

    x: float
    width: float
    tone: str
    text: str


@dataclass(frozen=True)
class Stack:
    """The answers to one question in percent of those that are on the scale."""

    y: int
    label: str
    full: str
    value: str
    segments: tuple[Segment, ...]


def answer_tones(scale: Scale) -> dict[str, str]:
    """Answer of the scale -> its colour: c and d for what counts as satisfied, a and b for what does not,
    n for the answer between them.

    >>> from sipas_cli.rules.criteria import Answer
    >>> levels = tuple(Answer(code=n, label=str(n)) for n in range(1, 6))
    >>> answer_tones(Scale(answers=levels, satisfied_from=4))
    {'1': 'a', '2': 'b', '3': 'n', '4': 'c', '5': 'd'}
    """
    low = [str(answer.code) for answer in scale.answers if answer.code < scale.satisfied_from]
    high = [str(answer.code) for answer in scale.answers if answer.code >= scale.satisfied_from]
    tones = dict.fromkeys(low, "b") | dict.fromkeys(high, "c")
    if len(low) > 2:
        tones[low[-1]] = "n"
    if low:
        tones[low[0]] = "a"
    return tones | {high[-1]: "d"}


def answers(part: Item, items: Sequence[Item], scale: Scale, print_figure: Figures) -> list[Chart]:
    """How the questions under one factor were answered, each as a bar of 100 %."""
    tones = answer_tones(scale)
    own = [item for item in items if item.answers and any(kind in tones for kind in item.answers)]
    keys, top = _keys([(answer.label, tones[str(answer.code)], 0) for answer in scale.answers])
    title = say("report.chart_answers", factor=part.title)
    return [
        Chart(
            template="answers",
            title=title,
            description="; ".join(f"{item.id}: {print_figure(item.score)}" for item in page),
            height=top + len(page) * _PITCH + _LINE,
            rows=tuple(_stack(item, top + n * _PITCH, tones, print_figure) for n, item in enumerate(page)),
            keys=keys,
            top=top,
        )
        for page in _pages(own)
    ]


def _stack(item: Item, y: int, tones: Mapping[str, str], print_figure: Figures) -> Stack:
    counts = {kind: (item.answers or {}).get(kind, 0) for kind in tones}
    total = sum(counts.values())
    segments: list[Segment] = []
    before = 0
    for kind, count in counts.items():
        x = Fraction(before * WIDTH, total)
        width = Fraction(count * WIDTH, total)
        text = f"{half_up(Fraction(100 * count, total), 0)}" if width >= 24 else ""
        if count:
            segments.append(Segment(float(round(x, 1)), float(round(width, 1)), tones[kind], text))
        before += count
    value, full = print_figure(item.score), f"{item.id} {item.title}"
    return Stack(y, shortened(full, WIDTH - text_width(value) - _GAP), full, value, tuple(segments))


# --- importance and performance ------------------------------------------------------------------


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


def priorities(items: Sequence[Item], print_figure: Figures, *, shares: bool) -> Chart | None:
    """Importance (across) against performance (up), with the means of both as a cross; None for fewer than
    three items that have both.

    shares   whether importance is a share in percent, as in the PAR index, not a correlation
    """
    both = [(item, Fraction(item.importance), item.score) for item in items if item.importance is not None]
    there = [(item, weight, score) for item, weight, score in both if score is not None]
    if len(there) < 3:
        return None
    across = axis((weight for _, weight, _ in there), low=40, high=_RIGHT)
    up = axis((score for _, _, score in there), low=_PLOT_BOTTOM, high=_PLOT_TOP + 14)
    cross = quadrant_lines([item for item, _, _ in there])
    placed = [(item, across.place(weight), up.place(score)) for item, weight, score in there]
    across_is = "report.share_of_points" if shares else "report.importance_is"
    notes = (say(across_is), say("report.axis_up", measure=print_figure.unit or "%"))
    return Chart(
        template="priorities",
        title=say("report.chart_priorities"),
        description="; ".join(f"{item.id}: {print_figure(score)}" for item, _, score in there),
        height=_PLOT_BOTTOM + 3 * _LINE,
        rows=_points(placed),
        keys=tuple(Key(40, y, text, "") for text, y in zip(notes, (_PLOT_BOTTOM + 34, _SIZE), strict=True)),
        axis=across,
        upright=up,
        cross=(across.place(cross[0]), up.place(cross[1])),
        top=_PLOT_TOP,
    )


def quadrant_lines(items: Sequence[Item]) -> tuple[Fraction, Fraction]:
    """The mean importance and the mean score of items that have both."""
    both = [
        (Fraction(i.importance), i.score) for i in items if i.importance is not None and i.score is not None
    ]
    count = len(both) or 1
    across = sum((weight for weight, _ in both), Fraction(0)) / count
    return across, sum((score for _, score in both), Fraction(0)) / count


def _points(placed: Sequence[tuple[Item, float, float]]) -> tuple[Point, ...]:
    """The points, the name of each where it covers no point and no other name."""
    taken: list[_Box] = [(x - 5, y - 5, x + 5, y + 5) for _, x, y in placed]
    points = []
    for item, x, y in placed:
        box, near = _free_box(item.id, x, y, taken)
        taken.append(box)
        points.append(
            Point(x, y, item.id, round(box[0], 1), round(box[3] - 3, 1), f"{item.id} {item.title}", not near)
        )
    return tuple(points)


def _free_box(name: str, x: float, y: float, taken: Sequence[_Box]) -> tuple[_Box, bool]:
    """Where a name fits nearest to its point, and whether that is right beside it."""
    width = text_width(name)
    boxes = [
        ((left, middle - 6, left + width, middle + 7), distance == 8)
        for distance in range(8, 120, 8)
        for across, up in _WAYS
        for left, middle in [
            (
                x + across * distance - (width if across < 0 else 0 if across else width / 2),
                y + up * (distance + 4),
            )
        ]
    ]
    inside = [
        own
        for own in boxes
        if own[0][0] > 42 and own[0][2] < WIDTH and own[0][1] > _PLOT_TOP and own[0][3] < _PLOT_BOTTOM
    ]
    free = (own for own in inside if not any(_meet(own[0], other) for other in taken))
    return next(free, boxes[0])


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
