"""What stands behind the standings, unit by unit: factors, areas, kinds of respondents, sources of points."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sipas_cli.cli import messages
from sipas_cli.cli.output import number, table_style
from sipas_cli.cli.terminal import Table
from sipas_cli.documents import messages as documents_messages
from sipas_cli.figures import messages as figures_messages
from sipas_cli.figures import outputs, units
from sipas_cli.figures.figure import Figure
from sipas_cli.figures.lines import Line, lines_of
from sipas_cli.messages import say
from sipas_cli.model import GroupStandings, Standings
from sipas_cli.runs.run import StoredRun
from sipas_cli.runs.tables import printed_scores
from sipas_cli.wording import source_name


def detail_tables(stored: StoredRun, ranking: Standings) -> list[Table]:
    """The tables that `rank --detail` adds, group by group, then what their headings mean."""
    tables = [table for group in ranking.groups for table in _of_group(stored, group)]
    used = dict.fromkeys(heading for table in tables for heading, _ in table.columns)
    titles = [[name, title] for name, title in stored.titles.items() if name in used]
    return [*tables, *([Table(say(messages.MEANING), [("", False), ("", False)], titles)] if titles else [])]


def _of_group(stored: StoredRun, group: GroupStandings) -> list[Table]:
    lines = [line for line in lines_of(stored.standings, group) if line.standing.score is not None]
    with_points = [line for line in lines if line.standing.achieved]
    claiming = [line for line in with_points if line.standing.achieved and line.standing.achieved.claimed]
    tables = [_factors(group, lines, stored.standings.decimals)]
    if stored.index == "xhh":
        tables.append(_kinds(stored, group, lines))
    if with_points:
        tables.append(_areas(group, with_points))
        tables.append(_sources(group, with_points))
    if claiming:
        tables.append(_claims(group, claiming))
    return [table for table in tables if len(table.columns) > 1]


def _table(
    group: GroupStandings, title: str, names: Iterable[str], figures: Sequence[Figure], lines: Iterable[Line]
) -> Table:
    """A table of figures below their names, a row for each unit."""
    columns = [(say(figures_messages.UNIT), False), *((name, True) for name in names)]
    style = table_style()
    rows = [[style.text(figure, line) for figure in (units.UNIT, *figures)] for line in lines]
    return Table(f"{group.group.name}: {title}", columns, rows)


def _factors(group: GroupStandings, lines: Sequence[Line], decimals: int) -> Table:
    """Factors of SIPAS, criteria of the leader survey, areas of the PAR index, in percent."""
    names = units.FACTORS.names(group)
    figures = [units.FACTORS.figure(name) for name in names]
    table = _table(group, say(messages.SHARES), names, figures, lines)
    means = [number(figure.mean(group), decimals) for figure in figures]
    return replace(table, rows=[*table.rows, [say(documents_messages.MEAN), *means]])


def _kinds(stored: StoredRun, group: GroupStandings, lines: Sequence[Line]) -> Table:
    """The leader survey by kind of respondent."""
    kinds = printed_scores(stored.path, "kind")
    names = list(dict.fromkeys(name for _, name in kinds if "/" not in name))
    figures = [units.of_kind(kinds, name) for name in names]
    return _table(group, say(messages.KINDS), names, figures, lines)


def _areas(group: GroupStandings, lines: Sequence[Line]) -> Table:
    """The points of each area, whose shares stand in the table of factors."""
    names = units.AREA_POINTS.names(group)
    figures = [units.AREA_POINTS.figure(name) for name in names]
    return _table(group, say(messages.AREAS), names, figures, lines)


def _sources(group: GroupStandings, lines: Sequence[Line]) -> Table:
    """Where the points come from, and their sum."""
    names = units.SOURCE_POINTS.names(group)
    figures = [*map(units.SOURCE_POINTS.figure, names), units.POINTS]
    headings = [*map(source_name, names), say(figures_messages.TOTAL)]
    return _table(group, say(messages.SOURCES), headings, figures, lines)


def _claims(group: GroupStandings, lines: Sequence[Line]) -> Table:
    """Self-assessed against appraised points of the same leaves."""
    figures = [column.figure for column in outputs.CLAIMS]
    names = [say(figure.heading) for figure in figures if figure.heading]
    return _table(group, say(messages.CLAIMS), names, figures, lines)
