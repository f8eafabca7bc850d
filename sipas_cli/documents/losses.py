"""What the index of a unit lost and where, the most first, beside its group and the earlier year."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from sipas_cli.documents import explained_messages, messages, report_words, site_words
from sipas_cli.documents.analysis import Mark, Profile
from sipas_cli.documents.cells import Cell, Table, cell, table
from sipas_cli.documents.explained import (
    counts_text,
    neighbour_sentences,
    part_title,
    what_is_counted,
)
from sipas_cli.documents.explained_tables import extras_table, leaf_text, of_leaves
from sipas_cli.documents.printer import Printer
from sipas_cli.documents.unit_page import mark_columns, mark_figures
from sipas_cli.figures.printing import count_text
from sipas_cli.messages import Message, say
from sipas_cli.rules.criteria import NO_ANSWER, Criteria
from sipas_cli.runs.explanation import Explanation, LeafExplanation
from sipas_cli.score.contributions import Item, Part
from sipas_cli.text.numbers import half_up

#: Criteria that the sentence above the tables names.
_MOST = 3
_NOTHING = Fraction(0)
#: A criterion and what it lost.
Lost = tuple[Item, Fraction]


def losses(printer: Printer, profile: Profile, explanation: Explanation) -> dict[str, Any]:
    """What is told of the losses of a unit: how much and where most, its parts, every criterion, bonus and
    penalty, the units next above and below."""
    lost = [(item, item.lost) for item in explanation.contributions.items]
    lost.sort(key=lambda pair: -pair[1])
    criteria = _leaves if explanation.leaves else _items
    return {
        "lost": _sentence(printer, explanation, lost),
        "parts": _parts(printer, profile, explanation),
        "criteria": criteria(printer, profile, explanation, lost),
        "extras": _extras(printer, profile, explanation),
        "neighbours": list(neighbour_sentences(explanation)),
    }


def _sentence(printer: Printer, explanation: Explanation, items: Sequence[Lost]) -> str:
    """How much is lost in all, and where most; "" where the index has no parts."""
    parts = explanation.contributions.parts
    if not parts:
        return ""
    most = [(item, points) for item, points in items[:_MOST] if points]
    if not most:
        return say(site_words.LOST_NOTHING)
    lost = sum((part.lost for part in parts), _NOTHING)
    named = "; ".join(f"{item.title} ({printer.points(points)})" for item, points in most)
    return say(site_words.LOST_IN_ALL, points=printer.points(lost), items=named)


class _Beside:
    """The columns that set a unit beside its group and the earlier year, these where any of the marks has
    a figure of them."""

    def __init__(self, printer: Printer, marks: Sequence[Mark]) -> None:
        self.printer = printer
        self.marks = {mark.item.id: mark for mark in marks}
        before, years = printer.analysis.before, [printer.run.year]
        self.has_before = before is not None and any(mark.before is not None for mark in marks)
        if before and self.has_before:
            years.append(before.year)
        self.columns = [(say(site_words.IN_YEAR, year=year), True) for year in years]
        if marks:
            _, *others = mark_columns()
            self.columns += others

    def cells(self, name: str, score: str = "") -> list[Cell]:
        """Those of a factor or criterion; of what has no mark its `score` alone. A bonus has none."""
        mark = self.marks.get(name)
        if mark is None:
            return [cell(score), *(cell("") for _ in self.columns[1:])]
        cells = mark_figures(self.printer, mark)
        if self.has_before:
            cells.insert(1, cell(self.printer.percent(mark.before)))
        return cells


def _parts(printer: Printer, profile: Profile, explanation: Explanation) -> Table | None:
    """Factors or areas: the points that hang on each, those that it gained and lost, its score."""
    parts = explanation.contributions.parts
    if not parts:
        return None
    beside = _Beside(printer, profile.parts)
    columns = [
        (printer.part, False),
        (say(explained_messages.WEIGHT), True),
        (say(explained_messages.GAINED), True),
        (say(site_words.LOST), True),
        *beside.columns,
    ]
    rows = [[*_part(printer, explanation, part), *beside.cells(part.id)] for part in parts]
    shares = [[part.weight, part.gained, part.lost] for part in parts]
    sums = [sum(column, _NOTHING) for column in zip(*shares, strict=True)]
    foot = [say(explained_messages.SUM), *map(printer.points, sums)]
    foot += [""] * len(beside.columns)
    caption = say(report_words.OF_UNIT, what=printer.part, unit=profile.line.unit.name)
    note = _sum_note(shares, sums, printer.run.standings.decimals)
    return table(caption, columns, rows, foot=[cell(text) for text in foot], note=note)


def _sum_note(shares: Sequence[Sequence[Fraction]], sums: Sequence[Fraction], decimals: int) -> str:
    """Why the printed points of the parts do not add up to their printed sums; "" where they do."""
    for column, total in zip(zip(*shares, strict=True), sums, strict=True):
        if sum(half_up(points, decimals) for points in column) != half_up(total, decimals):
            return say(messages.SUM_NOTE)
    return ""


def _part(printer: Printer, explanation: Explanation, part: Part) -> list[Cell]:
    figures = [printer.points(value) for value in (part.weight, part.gained, part.lost)]
    return [cell(part_title(explanation, part.id)), *map(cell, figures)]


# --- criteria ------------------------------------------------------------------------------------


def _items(
    printer: Printer, profile: Profile, explanation: Explanation, items: Sequence[Lost]
) -> Table | None:
    """Every criterion that was counted from answers, with how many are not satisfied."""
    if not items:
        return None
    beside = _Beside(printer, profile.criteria)
    columns = [(printer.criterion, False), (say(site_words.LOST), True)]
    columns += [(say(_counts_heading(explanation)), True), *beside.columns]
    known = {item.id: item for item in printer.analysis.items}
    rows, whole = [], {}
    for place, (item, lost) in enumerate(items):
        points, counts = printer.points(lost), _counts(explanation, item)
        score = "" if item.id in beside.marks else printer.points(100 * item.reached / item.full)
        name = known[item.id].name if item.id in known else item.title
        rows.append([cell(name), cell(points), cell(counts), *beside.cells(item.id, score)])
        if not lost and item.id in known:
            whole[place] = known[item.id].number
    return _of_losses(profile, columns, rows, note=_counted(explanation), whole=whole)


def _of_losses(
    profile: Profile,
    columns: Sequence[tuple[str, bool]],
    rows: Sequence[Sequence[Cell]],
    *,
    note: str,
    whole: Mapping[int, str],
) -> Table:
    """The table of criteria; `whole` has the rows, with their numbers, of those that lost nothing, which are
    not all printed."""
    caption = say(site_words.LOSSES_OF, unit=profile.line.unit.name)
    on_paper = say(site_words.WHOLE, items=", ".join(whole.values())) if whole else ""
    return table(caption, columns, rows, note=note, on_screen=whole, on_paper=on_paper)


def _leaves(printer: Printer, profile: Profile, explanation: Explanation, _: Sequence[Lost]) -> Table:
    """The leaves of the PAR index that apply, with what was typed and the step that it fell into."""
    leaves = [leaf for leaf in explanation.leaves if leaf.line.applies]
    leaves.sort(key=lambda leaf: -leaf.missing)
    beside = _Beside(printer, profile.criteria)
    columns = [
        (printer.criterion, False),
        (say(explained_messages.LOST_POINTS), True),
        (say(explained_messages.MAXIMUM), True),
        (say(explained_messages.CLAIMED), True),
        (say(explained_messages.APPRAISED), True),
        *beside.columns,
        (say(explained_messages.TYPED), False),
    ]
    rows = [[*_leaf(printer, leaf), *beside.cells(leaf.line.part), cell(leaf_text(leaf))] for leaf in leaves]
    whole = {place: leaf.line.part for place, leaf in enumerate(leaves) if not leaf.missing}
    return _of_losses(profile, columns, rows, note=" ".join(of_leaves(explanation)), whole=whole)


def _leaf(printer: Printer, leaf: LeafExplanation) -> list[Cell]:
    line = leaf.line
    figures = [leaf.missing, line.maximum, line.claimed, line.points]
    return [cell(f"{line.part} {leaf.leaf.title}"), *(cell(printer.points(value)) for value in figures)]


def _extras(printer: Printer, profile: Profile, explanation: Explanation) -> Table | None:
    """Bonus and penalty."""
    if not explanation.extras:
        return None
    extras = extras_table(explanation, cells=False, print_points=printer.points)
    rows = [[cell(text) for text in row] for row in extras.rows]
    return table(f"{extras.title}: {profile.line.unit.name}", extras.columns, rows)


# --- counts --------------------------------------------------------------------------------------


def _scale_of(explanation: Explanation) -> Criteria | None:
    """The criteria, where each ballot counts once and an answer is satisfied or not."""
    criteria = explanation.criteria.criteria
    if isinstance(criteria, Criteria) and not criteria.plan.columns.weight:
        return criteria
    return None


def _counts_heading(explanation: Explanation) -> Message:
    if _scale_of(explanation):
        return site_words.NOT_SATISFIED
    return explained_messages.COUNTS


def _counts(explanation: Explanation, item: Item) -> str:
    """12/200: the answers that are not satisfied, of all on the scale; else what counts there."""
    criteria = _scale_of(explanation)
    if criteria is None:
        return counts_text(item)
    ballots = {int(kind): count for kind, count in item.answers.items() if kind not in NO_ANSWER}
    low = sum(count for code, count in ballots.items() if code < criteria.plan.scale.satisfied_from)
    return f"{count_text(low)}/{count_text(sum(ballots.values()))}"


def _counted(explanation: Explanation) -> str:
    """What the counts are."""
    criteria = _scale_of(explanation)
    if criteria is None:
        return what_is_counted(explanation)
    scale = criteria.plan.scale
    label = next(answer.label for answer in scale.answers if answer.code == scale.satisfied_from)
    return say(site_words.NOT_SATISFIED_IS, answer=label)
