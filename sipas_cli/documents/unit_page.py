"""The page of a unit against its group: facts, strengths and weaknesses, parts, sources, criteria."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from sipas_cli.documents import charts, messages, report_words, site_words
from sipas_cli.documents.analysis import GroupProfile, Mark, Profile
from sipas_cli.documents.appendix import sources_differ
from sipas_cli.documents.cells import Cell, Table, anchor, cell, table
from sipas_cli.documents.drawing import Axis
from sipas_cli.documents.printer import Printer
from sipas_cli.figures import messages as figures_messages
from sipas_cli.figures.lines import Movement
from sipas_cli.figures.printing import PERCENT, count_text, measured, rank_text
from sipas_cli.messages import say
from sipas_cli.model import PAR, Share, Standing
from sipas_cli.score.certainty import RankInterval
from sipas_cli.wording import source_name


def pages(group: GroupProfile) -> Iterator[tuple[Profile, Axis]]:
    """The units of a group, with the one axis of all their charts."""
    scale = charts.marks_axis(group)
    return ((profile, scale) for profile in group.profiles)


def unit_page(
    printer: Printer,
    group: GroupProfile,
    profile: Profile,
    scale: Axis,
    losses: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """One unit against its group.

    losses   tables of its parts and criteria that tell also what it lost there, in place of those without
    """
    told = losses or {}
    line = profile.line
    scored = sum(mark.score is not None for mark in profile.parts)
    chart = charts.marks(profile, printer.percent, scale) if scored > 1 else None
    return {
        "id": anchor("unit", line.unit.id),
        "href": printer.links.unit(line.unit.id),
        "name": line.unit.name,
        "group": group.standings.group.name,
        "group_href": printer.links.group(group.standings.group.id),
        "facts": facts(printer, profile, group),
        "strengths": [mark_text(printer, mark) for mark in profile.strengths],
        "weaknesses": [mark_text(printer, mark) for mark in profile.weaknesses],
        "chart": printer.picture(chart) if chart else "",
        "parts": told.get("parts") or (parts_table(printer, profile) if scored else None),
        "sources": sources_table(printer, profile),
        "criteria": told.get("criteria") or criteria_table(printer, profile),
        "hidden": hidden(printer, profile),
    }


def hidden(printer: Printer, profile: Profile) -> str:
    """What is to be said where the factors and criteria of a unit are not shown."""
    minimum = printer.analysis.minimum_cell
    if not profile.parts or profile.line.unit.id not in printer.analysis.hidden:
        return ""
    if printer.run.index == PAR:
        return say(report_words.LEAVES_HIDDEN, minimum=minimum)
    if profile.line.ballots < minimum:
        return say(report_words.CRITERIA_HIDDEN, minimum=minimum)
    return say(report_words.CRITERIA_HIDDEN_BESIDE, minimum=minimum)


def facts(printer: Printer, profile: Profile, group: GroupProfile) -> list[dict[str, str]]:
    """What is said of a unit first."""
    line, before = profile.line, printer.analysis.before
    lines = [
        (say(figures_messages.RANK), _rank(line, group.ranked)),
        (say(report_words.SCORE), _score(printer, profile)),
        (say(messages.MEAN), printer.with_unit(group.standings.mean)),
        (say(figures_messages.BAND), line.band),
    ]
    if before and profile.movement and profile.movement.before:
        lines.append((say(report_words.CHANGE_ON, year=before.year), changed(printer, profile.movement)))
    lines += _surety(printer, line)
    lines.append((say(figures_messages.BALLOTS), count_text(line.ballots) if line.ballots else ""))
    lines.append((say(figures_messages.HEAD_CLASS), line.head_class))
    lines.append((say(figures_messages.NOTE), printer.note(profile)))
    return [{"label": label, "value": value} for label, value in lines if value]


def _surety(printer: Printer, line: Standing) -> list[tuple[str, str]]:
    """How sure its score and its rank are."""
    sureties = printer.analysis.sureties
    if sureties is None or line.unit.id not in sureties.units:
        return []
    surety = sureties.units[line.unit.id]
    ranks = "" if surety.rank_note is None else say(surety.rank_note)
    if surety.first is not None and surety.last is not None:
        ranks = RankInterval(surety.first, surety.last).sentence(printer.run.index)
    return [(say(report_words.INTERVAL), printer.interval(surety)), (say(report_words.RANKS_POSSIBLE), ranks)]


def _rank(line: Standing, ranked: int) -> str:
    """A rank, of how many, and whether it is shared; "" where there is none."""
    if line.rank is None:
        return ""
    return rank_text(line.rank, ranked, tied=line.tied)


def _score(printer: Printer, profile: Profile) -> str:
    """The score, or that there is none yet."""
    if profile.line.score is None:
        return printer.no_result(profile)
    return printer.with_unit(profile.line.score)


def changed(printer: Printer, moved: Movement) -> str:
    """What changed since the earlier year, of score and rank, as far as it is known."""
    return "; ".join(filter(None, (printer.change_of_score(moved), printer.change_of_rank(moved))))


def mark_text(printer: Printer, mark: Mark) -> str:
    """A strength or weakness in a sentence."""
    return say(
        report_words.MARK,
        name=mark.item.name,
        score=measured(printer.percent(mark.score), PERCENT),
        difference=printer.beside_mean(mark.difference or Fraction(0)),
    )


def parts_table(printer: Printer, profile: Profile) -> Table:
    """Factors or areas; in the PAR index with the points."""
    areas = profile.line.achieved.areas if profile.line.achieved else {}
    columns = [(printer.part, False)]
    if areas:
        columns += [(say(figures_messages.POINTS), True), (say(figures_messages.MAXIMUM), True)]
        columns.append((say(site_words.LOST), True))
    columns += mark_columns()
    rows = []
    for mark in profile.parts:
        points = _points_and_lost(printer, areas.get(mark.item.id)) if areas else []
        rows.append([cell(mark.item.title), *map(cell, points), *mark_figures(printer, mark)])
    return table(say(report_words.OF_UNIT, what=printer.part, unit=profile.line.unit.name), columns, rows)


def _points(printer: Printer, share: Share | None) -> list[str]:
    """Points and maximum of an area; dashes where it does not apply."""
    if share is None:
        return [printer.figure(None), printer.figure(None)]
    return [printer.figure(share.points), printer.figure(share.maximum)]


def _points_and_lost(printer: Printer, share: Share | None) -> list[str]:
    """The same, and what is missing to the maximum."""
    lost = share.maximum - share.points if share else None
    return [*_points(printer, share), printer.figure(lost)]


def mark_figures(printer: Printer, mark: Mark) -> list[Cell]:
    """The unit, the mean of its group, and the difference of the two."""
    return [
        cell(printer.percent(mark.score)),
        cell(printer.percent(mark.group_mean)),
        cell(printer.percent.change(mark.difference)),
    ]


def sources_table(printer: Printer, profile: Profile) -> Table | None:
    """Where the points of the PAR index came from."""
    line = profile.line
    if line.achieved is None or line.score is None or not line.achieved.sources:
        return None
    columns = [
        (say(report_words.SOURCE), False),
        (say(figures_messages.POINTS), True),
        (say(figures_messages.MAXIMUM), True),
    ]
    shares = {source_name(name): share for name, share in line.achieved.sources.items()}
    shares[say(figures_messages.TOTAL)] = line.achieved.total
    rows = [[cell(name), *map(cell, _points(printer, share))] for name, share in shares.items()]
    caption = say(report_words.SOURCES_OF, unit=line.unit.name)
    return table(caption, columns, rows, note=_sum_note(line))


def _sum_note(line: Standing) -> str:
    """Why the printed points do not add up to the printed total; "" where they do."""
    if sources_differ(line):
        return say(messages.SUM_NOTE)
    return ""


def criteria_table(printer: Printer, profile: Profile) -> Table | None:
    """The criteria of a unit, those of the PAR index with the points that it lost; None where it has too few
    ballots for them."""
    if not profile.criteria:
        return None
    in_points = any(mark.lost is not None for mark in profile.criteria)
    lost_column = [(say(site_words.LOST), True)] if in_points else []
    columns = [(printer.criterion, False), *lost_column, *mark_columns()]
    rows = []
    for mark in profile.criteria:
        lost = [cell(printer.points(mark.lost))] if in_points else []
        rows.append([cell(mark.item.name), *lost, *mark_figures(printer, mark)])
    return table(
        say(report_words.OF_UNIT, what=printer.criterion, unit=profile.line.unit.name), columns, rows
    )


def mark_columns() -> list[tuple[str, bool]]:
    """The columns of `mark_figures`."""
    return [
        (say(report_words.THIS_UNIT), True),
        (say(report_words.GROUP_MEAN), True),
        (say(figures_messages.DIFFERENCE), True),
    ]
