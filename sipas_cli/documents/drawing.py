"""What charts are made of: letters, axes, rows with their marks, legends. `templates/charts/` draw them, in a
document or as a picture.

Lengths are px of a picture that is WIDTH wide; each row has its name above its mark, so that the whole
width is there for long names, and a chart is still read on a phone. Figures are the printed ones.
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from typing import Any

from jinja2.environment import TemplateModule
from jinja2.sandbox import SandboxedEnvironment

from sipas_cli.documents import report_words
from sipas_cli.figures.printing import figure_text, signed
from sipas_cli.messages import decimal_mark, say
from sipas_cli.templating.templates import faults
from sipas_cli.text.numbers import exact_text

WIDTH = 420
#: Rows of one picture: two of them stand side by side, or on one page.
MOST_ROWS = 14
SIZE, PITCH, LINE = 12, 34, 18
LEFT, RIGHT = 10, 406
GAP = 12
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

#: Widths of letters in Arial, by their height: those that are not named here are as wide as a digit.
_WIDTHS = {
    **dict.fromkeys("ijl'|", 0.26),
    **dict.fromkeys("ftI.,;:!/[] ", 0.28),
    **dict.fromkeys("r()-", 0.34),
    **dict.fromkeys("cksvxyzJ", 0.5),
    **dict.fromkeys("FTZ+−=<>", 0.62),
    **dict.fromkeys("ABEKPSVXY&", 0.67),
    **dict.fromkeys("CDHNRUw", 0.73),
    **dict.fromkeys("GOQ", 0.78),
    **dict.fromkeys("mM", 0.84),
    **dict.fromkeys("W%@—…→", 1.0),
    "\N{COMBINING HORN}": 0.08,
}
#: Fonts that stand in for Arial are a little wider.
_SPARE = 1.02


def text_width(text: str, size: int = SIZE) -> float:
    """About how wide a text is in Arial, rather too much than too little.

    >>> round(text_width("Sở Nội vụ")), round(text_width("ill"))
    (55, 10)
    """
    return sum(map(_letter_width, unicodedata.normalize("NFD", text))) * size * _SPARE


@cache
def _letter_width(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.combining(letter):
        return 0.0
    if letter.isupper():
        return 0.73
    return 0.56


@lru_cache(1024)  # the same questions stand on the page of each unit
def shortened(text: str, room: float, size: int = SIZE) -> str:
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
    if fewest:
        return f"{fewest[-1]}…"
    return "…"


# --- axes ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tick:
    """A mark on an axis: where it stands, and what is printed at it."""

    place: float
    text: str


@dataclass(frozen=True)
class Axis:
    """From `start` to `end`, drawn between the places `low` and `high`."""

    start: Fraction
    end: Fraction
    step: Fraction
    low: int = LEFT
    high: int = RIGHT

    def place(self, value: Fraction) -> float:
        """Where a value stands, in px."""
        share = (value - self.start) / (self.end - self.start)
        return float(round(self.low + share * (self.high - self.low), 1))

    @property
    def from_zero(self) -> bool:
        """Whether lengths may be drawn: only from zero on do they say how much."""
        return self.start == 0

    @cached_property
    def ticks(self) -> tuple[Tick, ...]:
        """Where numbers stand along it."""
        count = int((self.end - self.start) / self.step)
        values = (self.start + n * self.step for n in range(count + 1))
        return tuple(Tick(self.place(value), exact_text(value, mark=decimal_mark())) for value in values)

    @cached_property
    def note(self) -> str:
        """What has to be said where the axis does not begin at zero."""
        begin = exact_text(self.start, mark=decimal_mark())
        if self.from_zero:
            return ""
        return say(report_words.AXIS_FROM, start=begin)


_STEPS = tuple(Fraction(n, 100) * 10**power for power in range(5) for n in (1, 2, 5))


#: What is set side by side stands on an axis of so many points at least: on a shorter one half a point looks
#: like a gulf. Where all units of a group lie closer together than that they are dots on such an axis.
FEWEST_POINTS = 10
_ALL = Fraction(100)


def axis(values: Iterable[Fraction], *, low: int = LEFT, high: int = RIGHT, span: int = 0) -> Axis:
    """The axis for some values: from zero, unless all of them are in the upper half.

    span   how long it is at least; percentages that are so stay within 0 and 100

    >>> line = axis([Fraction(93), Fraction(97)])
    >>> int(line.start), int(line.end), int(line.step)
    (93, 97, 1)
    >>> line = axis([Fraction(93), Fraction(97)], span=10)
    >>> int(line.start), int(line.end), int(line.step)
    (90, 100, 2)
    """
    shown = list(values) or [Fraction(0)]
    least, most = _stretched(min(shown), max(shown), span)
    if 0 <= least < most / 2:
        least = Fraction(0)
    length = most - least or Fraction(1)
    step = next((size for size in _STEPS if length / size <= 5), _STEPS[-1])
    start = (least // step) * step
    end = -((-most) // step) * step
    if start == end and start >= 100:
        start -= step
    elif start == end:
        end += step
    return Axis(start, end, step, low, high)


def _stretched(least: Fraction, most: Fraction, span: int) -> tuple[Fraction, Fraction]:
    """The same stretch, or one of `span` about its middle."""
    missing = span - (most - least)
    if missing <= 0:
        return least, most
    start = least - missing / 2
    if most <= _ALL:
        start = min(start, _ALL - span)
    if least >= 0:
        start = max(start, Fraction(0))
    return start, start + span


# --- rows ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One row: its name as there is room for it and in full, the figures in words, the marks.

    y        where the row begins
    place    where the value stands; None where there is none
    other    where the value of the earlier year, or the mean of the group, stands
    tone     number of the band, 1 for the first; 0 for none
    ends     where the interval of the value begins and ends
    """

    y: int
    label: str
    full: str
    value: str
    place: float | None
    other: float | None = None
    tone: int = 0
    ends: tuple[float, float] | None = None


@dataclass(frozen=True)
class Key:
    """One entry of a legend, as there is room for it and in full; `mark` is what stands before it."""

    x: float
    y: int
    text: str
    mark: str
    tone: int = 0
    full: str = ""


@dataclass(frozen=True)
class Chart:
    """A picture: `template` names the file that draws it, of the others what it needs is filled.

    title, description   what it shows, for those who do not see it
    line                 place of a mean, which is marked in each row, with its text among the keys
    limits               places of other values that are marked in each row
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
    limits: tuple[float, ...] = ()
    cross: tuple[float, float] | None = None
    top: int = 0
    width: int = WIDTH

    @property
    def bottom(self) -> int:
        """Where the rows end and the axis begins."""
        if self.axis and self.axis.note:
            return self.height - 2 * LINE
        return self.height - LINE


def drawn(
    chart: Chart, environment: SandboxedEnvironment, picture_id: str, *, standalone: bool = False
) -> TemplateModule:
    """The picture as SVG: a text that templates put in as it is; `str` of it is a file.

    picture_id   its id in the document
    standalone   on white, with its size, as a file of its own; else coloured by the document

    Raises RulesError for a template that is wrong.
    """
    name = f"charts/{chart.template}.svg"
    with faults(name):
        fields = {"chart": chart, "id": picture_id, "standalone": standalone}
        return environment.get_template(name).make_module(fields)


def legend(entries: Sequence[tuple[str, str, int]]) -> tuple[tuple[Key, ...], int]:
    """The legend of (text, mark, tone) in as many lines as it needs, and where what is below it begins."""
    keys: list[Key] = []
    x, y = 0.0, SIZE
    for text, mark, tone in entries:
        shown = shortened(text, WIDTH - 20)
        width = 20 + text_width(shown)
        if x and x + width > WIDTH:
            x, y = 0.0, y + LINE
        keys.append(Key(round(x, 1), y, shown, mark, tone, text))
        x += width + GAP
    return tuple(keys), (y + LINE - SIZE // 2 if keys else 0)


@dataclass(frozen=True)
class Entry:
    """A row before it has its place."""

    name: str
    value: str
    score: Fraction | None
    other: Fraction | None = None
    tone: int = 0
    ends: tuple[Fraction, Fraction] | None = None


def of_rows(
    template: str,
    title: str,
    lines: Sequence[Entry],
    *,
    keys: Sequence[tuple[str, str, int]] = (),
    line: Fraction | None = None,
    limits: Iterable[Fraction] = (),
    own_axis: Axis | None = None,
) -> Chart:
    """A chart of rows; its description is what it says. Of `limits` those that the axis has are marked."""
    figures = [line, *(one.score for one in lines), *(one.other for one in lines)]
    scale = own_axis or axis(figure for figure in figures if figure is not None)
    placed, top = legend(keys)
    rows = tuple(_row(one, top + n * PITCH, scale) for n, one in enumerate(lines))
    return Chart(
        template=template,
        title=title,
        description="; ".join(f"{one.name}: {one.value}" for one in lines),
        height=top + len(rows) * PITCH + (2 * LINE if scale.note else LINE),
        rows=rows,
        keys=placed,
        axis=scale,
        line=None if line is None else scale.place(line),
        limits=tuple(scale.place(limit) for limit in limits if scale.start <= limit <= scale.end),
        top=top,
    )


def _row(line: Entry, y: int, scale: Axis) -> Row:
    room = WIDTH - text_width(line.value) - GAP
    return Row(
        y=y,
        label=shortened(line.name, room),
        full=line.name,
        value=line.value,
        place=None if line.score is None else scale.place(line.score),
        other=None if line.other is None else scale.place(line.other),
        tone=line.tone,
        ends=line.ends and (scale.place(line.ends[0]), scale.place(line.ends[1])),
    )


def pages(rows: Sequence[Any]) -> list[Sequence[Any]]:
    """Rows in parts that each fit into one picture, of about the same length."""
    parts = -(-len(rows) // MOST_ROWS)
    size = -(-len(rows) // parts) if parts else 1
    return [rows[n : n + size] for n in range(0, len(rows), size)]
