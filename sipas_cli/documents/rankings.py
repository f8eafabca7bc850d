"""The first part of a report: its figures above all, the groups, their ranks, what changed, heat tables."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain, pairwise
from typing import Any

from sipas_cli.documents import charts, messages, report_words
from sipas_cli.documents.analysis import GroupProfile, Item, Profile
from sipas_cli.documents.cells import Cell, Table, anchor, cell, table
from sipas_cli.documents.data import leading_text, lines_of_run
from sipas_cli.documents.drawing import Chart, Figures
from sipas_cli.documents.printer import Printer
from sipas_cli.figures import messages as figures_messages
from sipas_cli.figures import outputs, units
from sipas_cli.figures.figure import Figure, columns_in
from sipas_cli.figures.lines import Line
from sipas_cli.figures.printing import count_text, counted, figure_text, measured
from sipas_cli.messages import decimal_mark, say
from sipas_cli.model import GroupStandings
from sipas_cli.runs import history
from sipas_cli.text.numbers import half_up

#: Steps of colour of heat tables.
_HEATS = 6


def headline(printer: Printer) -> list[dict[str, str]]:
    """The figures that everybody asks for first."""
    standings, counts = printer.run.standings, printer.run.manifest["counts"]
    entries = [(printer.overall_name, printer.with_unit(standings.overall), printer.since(None))]
    if sureties := printer.analysis.sureties:
        entries.append((say(report_words.INTERVAL), printer.interval(sureties.overall), ""))
    entries.append((say(report_words.UNITS_SCORED), count_text(standings.units), ""))
    if counts["ballots_valid"]:
        entries.append((say(report_words.BALLOTS_VALID), count_text(counts["ballots_valid"]), ""))
    if in_bands := standings.in_bands:
        in_words = "; ".join(f"{band}: {count_text(count)}" for band, count in in_bands.items())
        entries.append((say(report_words.IN_BANDS), "", in_words))
    return [{"label": label, "value": value, "note": note} for label, value, note in entries]


def _names(group: GroupStandings) -> str:
    """The leaders of a group."""
    return ", ".join(line.unit.name for line in group.leaders)


def summary(printer: Printer) -> Table:
    """The groups side by side."""
    before = printer.analysis.before
    shown = [group for group in printer.run.standings.groups if group.has_results]
    compared = any(printer.mean_change(group.group) for group in shown)
    columns = [(say(messages.GROUP), False), (say(report_words.MEAN), True)]
    if before and compared:
        columns.append((say(report_words.CHANGE_ON, year=before.year), True))
    columns += [(say(messages.NUMBER_OF_UNITS), True), (say(messages.LEADER), False)]
    columns += [(band, True) for band in printer.bands]
    rows = [_summary_row(printer, group, compared=compared) for group in shown]
    return table(say(report_words.SUMMARY), columns, rows, note=_ended(printer))


def _ended(printer: Printer) -> str:
    """The groups of the earlier year that are there no more; "" for none."""
    before = printer.analysis.before
    if before is None:
        return ""
    results = {printer.run.year: printer.run.standings, before.year: before.standings}
    groups = history.ended(results, printer.run.year, before.year)
    if not groups:
        return ""
    named = [
        say(
            report_words.ENDED_GROUP,
            group=group.group.name,
            units=counted(group.units),
            mean=measured(figure_text(group.mean, before.standings.decimals, decimal_mark()), printer.unit),
        )
        for group in groups
    ]
    return say(report_words.ENDED, year=before.year, groups="; ".join(named))


def _summary_row(printer: Printer, group: GroupStandings, *, compared: bool) -> list[Cell]:
    name = cell(group.group.name, f"#{anchor('group', group.group.id)}")
    cells = [name, cell(printer.figure(group.mean))]
    if compared:
        cells.append(cell(printer.mean_change(group.group) or "–"))
    cells += [cell(count_text(group.units)), cell(_names(group) or "–")]
    cells += [cell(count_text(group.bands.get(band, 0))) for band in printer.bands]
    return cells


def _mean(printer: Printer, group: GroupProfile) -> str:
    """The mean of a group, and how sure it is."""
    mean = say(report_words.MEAN_IS, mean=printer.with_unit(group.standings.mean))
    sureties = printer.analysis.sureties
    if sureties is None or group.standings.mean is None:
        return mean
    interval = printer.interval(sureties.groups[group.standings.group.id])
    sentences = [mean, f"{say(report_words.INTERVAL)}: {interval}"]
    if leading := sureties.may_lead(group.standings):
        sentences.append(leading_text(leading))
    return "; ".join(sentences)


def ranking(printer: Printer, group: GroupProfile) -> dict[str, Any]:
    """The table of a group and its charts."""
    unit_group, sureties = group.standings.group, printer.analysis.sureties
    pictures: Sequence[Chart] = ()
    if printer.draws_units:
        sure = sureties.units if sureties else {}
        limits = printer.analysis.limits(unit_group.id)
        pictures = charts.ranked(
            group, printer.bands, printer.figure, limits, sure, dots=charts.are_dots(printer.analysis.groups)
        )
    return {
        "id": anchor("group", unit_group.id),
        "group": unit_group.id,
        "title": unit_group.name,
        "mean": _mean(printer, group),
        "charts": [printer.picture(chart) for chart in pictures],
        "table": ranking_table(printer, group),
    }


def ranking_table(printer: Printer, group: GroupProfile) -> Table:
    """The units of a group in the order of their ranks."""
    moved = {profile.line.unit.id: profile.movement for profile in group.profiles if profile.movement}
    shown = lines_of_run(printer.run, group.standings, moved)
    shown = replace(shown, change_unit=printer.change_unit)
    columns = columns_in(outputs.REPORT, shown)
    headings = [(column.headed(shown), not column.figure.of_words) for column in columns]
    figures = [column.figure for column in columns]
    rows = [_ranking_row(printer, figures, line) for line in shown.lines]
    caption = say(report_words.TABLE_OF, group=group.standings.group.name)
    return table(caption, headings, rows, head=1, sortable=True)


def _ranking_row(printer: Printer, figures: Sequence[Figure], line: Line) -> list[Cell]:
    return [ranking_cell(printer, figure, line) for figure in figures]


def ranking_cell(printer: Printer, figure: Figure, line: Line) -> Cell:
    """A figure; the unit leads to its page, a band has its colour."""
    text = printer.style.text(figure, line)
    if figure is units.UNIT:
        return cell(text, printer.links.unit(line.standing.unit.id))
    tone = printer.bands.get(line.standing.band)
    return cell(text, tone=f"t{tone}" if figure is units.BAND and tone else "")


def changes(printer: Printer) -> Iterator[dict[str, Any]]:
    """The groups that have scores of both years."""
    before = printer.analysis.before
    if before is None or not printer.draws_units:
        return
    scale = charts.changes_axis(printer.analysis.groups)
    for group in printer.analysis.groups:
        pictures = charts.changes(group, printer.run.year, before.year, printer.figure, scale)
        if pictures:
            unit_group = group.standings.group
            drawings = [printer.picture(chart) for chart in pictures]
            yield {"group": unit_group.id, "title": unit_group.name, "charts": drawings}


def heat(printer: Printer) -> Iterator[dict[str, Any]]:
    """Each group that has scores of more than one factor: unit by factor, coloured by the figure, which has
    the same colour in each group."""
    shown = []
    for group in printer.analysis.groups:
        marks = [mark for profile in group.profiles for mark in profile.parts]
        scores = {mark.item.id: mark.score for mark in marks if mark.score is not None}
        if len(scores) > 1:
            shown.append((group, [item for item in printer.analysis.parts if item.id in scores]))
    steps = _Heats([group for group, _ in shown])
    for group, parts in shown:
        unit_group = group.standings.group
        yield {
            "group": unit_group.id,
            "title": unit_group.name,
            "keys": steps.keys(printer.percent),
            "table": heat_table(printer, group, parts, steps),
        }


def heat_table(printer: Printer, group: GroupProfile, parts: Sequence[Item], steps: "_Heats") -> Table:
    """Units by factors, below them the means of the group."""
    titles, note = _headings(printer, parts)
    columns = [(say(figures_messages.UNIT), False), *((title, True) for title in titles)]
    rows = [_heat_row(printer, profile, parts, steps) for profile in group.profiles]
    means = {mark.item.id: mark.group_mean for profile in group.profiles for mark in profile.parts}
    last = [cell(say(messages.MEAN)), *(cell(printer.percent(means.get(item.id))) for item in parts)]
    caption = say(report_words.HEAT_OF, part=printer.part.lower(), group=group.standings.group.name)
    return table(caption, columns, rows, sortable=True, foot=last, note=note)


def _headings(printer: Printer, parts: Sequence[Item]) -> tuple[list[str], str]:
    """What heads the columns of factors, and what explains it below the table."""
    if not printer.numbered:
        return [item.title for item in parts], ""
    explained = "; ".join(f"({item.number}) {item.title}" for item in parts)
    return [f"({item.number})" for item in parts], f"{explained}."


def _heat_row(printer: Printer, profile: Profile, parts: Sequence[Item], steps: "_Heats") -> list[Cell]:
    unit = profile.line.unit
    scores = {mark.item.id: mark.score for mark in profile.parts}
    row = [cell(unit.name, printer.links.unit(unit.id))]
    for item in parts:
        score = scores.get(item.id)
        row.append(cell(printer.percent(score), tone=steps.tone(score)))
    return row


class _Heats:
    """Steps of colour over the figures of all tables, all of the same width."""

    def __init__(self, groups: Sequence[GroupProfile]) -> None:
        profiles = chain.from_iterable(group.profiles for group in groups)
        marks = chain.from_iterable(profile.parts for profile in profiles)
        values = [mark.score for mark in marks if mark.score is not None]
        self.low, self.high = min(values, default=Fraction(0)), max(values, default=Fraction(0))
        self.width = (self.high - self.low) / _HEATS

    def tone(self, value: Fraction | None) -> str:
        """The class of a cell, "" where there is no figure."""
        if value is None:
            return ""
        step = int((value - self.low) / self.width) if self.width else 0
        return f"h{min(step, _HEATS - 1)}"

    def keys(self, print_figure: Figures) -> list[Cell]:
        """What each colour stands for."""
        decimals = print_figure.decimals
        ends = [half_up(self.low + n * self.width, decimals) for n in range(_HEATS + 1)]
        pairs = pairwise(ends) if self.width else [(self.low, self.high)]
        return [
            cell(f"{print_figure(low)} – {print_figure(high)}", tone=f"h{n}")
            for n, (low, high) in enumerate(pairs)
        ]
