"""The charts of a report: which rows each of them has, and what stands where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import chain

from sipas_cli.documents import report_words, site_words
from sipas_cli.documents.analysis import GroupProfile, Item, Profile
from sipas_cli.documents.drawing import (
    FEWEST_POINTS,
    GAP,
    LINE,
    PITCH,
    WIDTH,
    Axis,
    Chart,
    Entry,
    Figures,
    axis,
    legend,
    of_rows,
    pages,
    shortened,
    text_width,
)
from sipas_cli.documents.other_answers import ChoiceCell, OtherAnswers
from sipas_cli.documents.traits import Cell, Trait
from sipas_cli.figures.lines import NOT_SURE, Surety
from sipas_cli.figures.printing import PERCENT, count_text, figure_text, measured, rounded_text
from sipas_cli.messages import decimal_mark, say
from sipas_cli.model import Standing
from sipas_cli.rules.criteria import Scale
from sipas_cli.tally import UNKNOWN
from sipas_cli.text.numbers import exact_text, half_up


def are_dots(groups: Iterable[GroupProfile]) -> bool:
    """Whether the units of all groups are drawn as dots, so that a report does not change between two kinds
    of charts: where those of one group lie within a few points, which bars from zero would hide, and no
    group reaches so far down that its axis begins at zero anyway."""
    known = [scores for scores in map(_scores, groups) if scores]
    if any(axis(scores, span=FEWEST_POINTS).from_zero for scores in known):
        return False
    return any(max(scores) - min(scores) < FEWEST_POINTS for scores in known)


def _scores(group: GroupProfile) -> list[Fraction]:
    scores = (profile.line.score for profile in group.profiles)
    return [score for score in scores if score is not None]


def ranked(
    group: GroupProfile,
    bands: Mapping[str, int],
    print_figure: Figures,
    limits: Iterable[Fraction] = (),
    sureties: Mapping[str, Surety] | None = None,
    *,
    dots: bool,
) -> list[Chart]:
    """The units of a group in their order, coloured by band, with the mean of the group. They are bars from
    zero, whose lengths say how much, or `dots` with their intervals and the limits of bands.

    bands      name -> number of its colour
    limits     where a band ends and the next begins
    sureties   id of a unit -> how sure its score is
    """
    scored = [profile.line for profile in group.profiles if profile.line.score is not None]
    values = [line.score for line in scored if line.score is not None]
    present = {line.band for line in scored}
    keys = [(name, "band", tone) for name, tone in bands.items() if name in present]
    mean = group.standings.mean
    if mean is not None:
        values.append(mean)
        keys.append((say(report_words.MEAN_IS, mean=print_figure(mean)), "line", 0))
    title = say(report_words.CHART_RANKED, group=group.standings.group.name)
    entries = [_of_rank(line, bands, print_figure) for line in scored]
    if not dots:
        scale = axis([Fraction(0), *values])
        draw = partial(of_rows, "bars", title, keys=keys, line=mean, own_axis=scale)
        return [draw(page) for page in pages(entries)]
    known = [(sureties or {}).get(line.unit.id, NOT_SURE) for line in scored]
    entries = [replace(entry, ends=ends(surety)) for entry, surety in zip(entries, known, strict=True)]
    values += [end for entry in entries if entry.ends for end in entry.ends]
    scale = axis(values, span=FEWEST_POINTS)
    shown = sorted(limit for limit in limits if scale.start <= limit <= scale.end)
    if shown:
        at = "; ".join(exact_text(limit, mark=decimal_mark()) for limit in shown)
        keys.append((say(site_words.LIMITS_ARE, limits=at), "limit", 0))
    if any(entry.ends for entry in entries):
        keys.append((say(report_words.INTERVAL), "interval", 0))
    draw = partial(of_rows, "bars", title, keys=keys, line=mean, limits=shown, own_axis=scale)
    return [draw(page) for page in pages(entries)]


def ends(surety: Surety) -> tuple[Fraction, Fraction] | None:
    """The interval of a score, where one is known."""
    if surety.low is None or surety.high is None:
        return None
    return surety.low, surety.high


def _of_rank(line: Standing, bands: Mapping[str, int], print_figure: Figures) -> Entry:
    name = f"{line.rank}. {line.unit.name}" if line.rank else line.unit.name
    figures = [print_figure(line.score)]
    if line.band:
        figures.append(line.band)
    return Entry(name, " · ".join(figures), line.score, tone=bands.get(line.band, 0))


def changes(
    group: GroupProfile, year: int, before: int, print_figure: Figures, scale: Axis | None = None
) -> list[Chart]:
    """The units of a group in their order, from the score of the earlier year to that of this one.

    scale   the axis of all groups, so that a point is as long in each
    """
    lines = []
    for profile in group.profiles:
        score, previous = profile.line.score, _previous_score(profile)
        if score is not None and previous is not None:
            lines.append(Entry(profile.line.unit.name, _moved(profile, print_figure), score, previous))
    keys = [(str(before), "ring", 0), (str(year), "dot", 0)]
    title = say(report_words.CHART_CHANGES, group=group.standings.group.name, before=before, year=year)
    draw = partial(of_rows, "changes", title, keys=keys, own_axis=scale or changes_axis([group]))
    return [draw(page) for page in pages(lines)]


def changes_axis(groups: Iterable[GroupProfile]) -> Axis:
    """The axis of all `changes` of some groups."""
    values: list[Fraction] = []
    for profile in chain.from_iterable(group.profiles for group in groups):
        score, previous = profile.line.score, _previous_score(profile)
        if score is not None and previous is not None:
            values += (score, previous)
    return axis(values, span=FEWEST_POINTS)


def _previous_score(profile: Profile) -> Fraction | None:
    before = profile.movement.before if profile.movement else None
    if before:
        return before.score
    return None


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
        Entry(
            mark.item.title,
            f"{print_figure(mark.score)} ({print_figure.change(mark.difference)})",
            mark.score,
            mark.group_mean,
        )
        for mark in profile.parts
        if mark.score is not None
    ]
    keys = [(say(report_words.THIS_UNIT), "dot", 0), (say(report_words.GROUP_MEAN), "line", 0)]
    title = say(report_words.CHART_MARKS, unit=profile.line.unit.name)
    return of_rows("marks", title, lines, keys=keys, own_axis=scale)


def marks_axis(group: GroupProfile) -> Axis:
    """The axis of all `marks` of a group."""
    marks_shown = [mark for profile in group.profiles for mark in profile.parts]
    scores = [mark.score for mark in marks_shown] + [mark.group_mean for mark in marks_shown]
    return axis((score for score in scores if score is not None), span=FEWEST_POINTS)


def respondents(
    trait: Trait, minimum: int, overall: Fraction | None, print_figure: Figures, overall_name: str
) -> Chart:
    """The index by the values of a trait; what is too small to be shown says so."""
    lines = [
        Entry(value_name(cell), _of_cell(cell, minimum, print_figure), cell.score) for cell in trait.cells
    ]
    scored = any(line.score is not None for line in lines)
    title = say(report_words.CHART_RESPONDENTS, trait=trait.title)
    if not scored:
        return of_rows("bars", title, lines)
    keys = []
    if overall:
        keys.append(
            (say(report_words.OVERALL_IS, name=overall_name, overall=print_figure(overall)), "line", 0)
        )
    scores = [line.score for line in lines if line.score is not None]
    scale = axis([*scores, *([overall] if overall else [])], span=FEWEST_POINTS)
    return of_rows("bars", title, lines, keys=keys, line=overall, own_axis=scale)


def _of_cell(cell: Cell, minimum: int, print_figure: Figures) -> str:
    if cell.suppressed:
        return say(report_words.HIDDEN, minimum=minimum)
    ballots = say(report_words.BALLOTS, ballots=count_text(cell.ballots or 0))
    if cell.score is None:
        return ballots
    return f"{print_figure(cell.score)} · {ballots}"


def value_name(cell: Cell) -> str:
    """A value of a trait as people call it."""
    if cell.value == UNKNOWN:
        return say(report_words.UNKNOWN_VALUE)
    return cell.value


def choices(questions: Sequence[OtherAnswers], minimum: int) -> list[Chart]:
    """The choices of a question beside those of the index, or of the questions of one table, in percent of
    those that answered."""
    lines = []
    for question in questions:
        behind = f" · {question.text}" if question.heading else ""
        for cell in question.cells:
            lines.append(Entry(f"{cell.choice}{behind}", _of_choice(cell, minimum), cell.share))
    shares = [line.score for line in lines if line.score is not None]
    if not shares:
        return []
    asked = questions[0].heading or questions[0].text
    title = say(report_words.OTHER_ANSWERS, question=asked)
    draw = partial(of_rows, "bars", title, own_axis=axis([Fraction(0), *shares]))
    return [draw(page) for page in pages(lines)]


def _of_choice(cell: ChoiceCell, minimum: int) -> str:
    if cell.ballots is None or cell.share is None:
        return say(report_words.HIDDEN, minimum=minimum)
    ballots = say(report_words.BALLOTS, ballots=count_text(cell.ballots))
    return f"{measured(rounded_text(cell.share, 1), PERCENT)} · {ballots}"


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
    answered = [item for item in items if item.answers and not tones.keys().isdisjoint(item.answers)]
    keys, top = legend([(answer.label, tones[str(answer.code)], 0) for answer in scale.answers])
    title = say(report_words.CHART_ANSWERS, factor=part.title)
    made = []
    for page in pages(answered):
        rows = [_stack(item, top + n * PITCH, tones, print_figure) for n, item in enumerate(page)]
        chart = Chart(
            template="answers",
            title=title,
            description="; ".join(f"{item.number}: {print_figure(item.score)}" for item in page),
            height=top + len(page) * PITCH + LINE,
            rows=tuple(rows),
            keys=keys,
            top=top,
        )
        made.append(chart)
    return made


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
    value, full = print_figure(item.score), item.name
    return Stack(y, shortened(full, WIDTH - text_width(value) - GAP), full, value, tuple(segments))
