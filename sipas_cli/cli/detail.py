"""What stands behind the standings, unit by unit: factors, areas, kinds of respondents, sources of points."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from sipas_cli.cli.output import number
from sipas_cli.cli.terminal import Table
from sipas_cli.messages import say
from sipas_cli.model import GroupStandings, Share, Standing, Standings
from sipas_cli.runs.run import StoredRun
from sipas_cli.runs.tables import printed_scores
from sipas_cli.wording import source_name


def detail_tables(stored: StoredRun, ranking: Standings) -> list[Table]:
    """The tables that `rank --detail` adds, group by group, then what their headings mean."""
    tables = [table for group in ranking.groups for table in _of_group(stored, group, ranking.decimals)]
    used = dict.fromkeys(heading for table in tables for heading, _ in table.columns)
    titles = [[name, title] for name, title in stored.titles.items() if name in used]
    return [*tables, *([Table(say("table.meaning"), [("", False), ("", False)], titles)] if titles else [])]


def _of_group(stored: StoredRun, group: GroupStandings, decimals: int) -> list[Table]:
    lines = [line for line in group.standings if line.score is not None]
    tables = [_factors(group, lines, decimals)]
    if stored.index == "xhh":
        tables.append(_kinds(stored, group, lines, decimals))
    if any(line.achieved for line in lines):
        tables.append(_areas(group, lines, decimals))
        tables.append(_sources(group, lines, decimals))
    if any(line.achieved and line.achieved.claimed for line in lines):
        tables.append(_claims(group, lines, decimals))
    return [table for table in tables if len(table.columns) > 1]


def _table(title: str, names: Iterable[str], rows: Iterable[Sequence[str]]) -> Table:
    columns = [(say("table.unit"), False), *((name, True) for name in names)]
    return Table(title, columns, list(rows))


def _factors(group: GroupStandings, lines: Sequence[Standing], decimals: int) -> Table:
    """Factors of SIPAS, criteria of the leader survey, areas of the PAR index, in percent."""
    names = list(group.factor_means)
    rows = [[line.unit.name, *_numbers(line.factors, names, decimals)] for line in lines]
    rows.append([say("table.mean"), *_numbers(group.factor_means, names, decimals)])
    return _table(f"{group.group.name}: {say('table.shares')}", names, rows)


def _numbers(values: Mapping[str, Fraction | None], names: Iterable[str], decimals: int) -> list[str]:
    return [number(values.get(name), decimals) for name in names]


def _kinds(stored: StoredRun, group: GroupStandings, lines: Sequence[Standing], decimals: int) -> Table:
    """The leader survey by kind of respondent."""
    kinds = printed_scores(stored.path, "kind")
    names = list(dict.fromkeys(name for _, name in kinds if "/" not in name))
    rows = [
        [line.unit.name, *(number(kinds.get((line.unit.id, name)), decimals) for name in names)]
        for line in lines
    ]
    return _table(f"{group.group.name}: {say('table.kinds')}", names, rows)


def _areas(group: GroupStandings, lines: Sequence[Standing], decimals: int) -> Table:
    """The points of each area, whose shares stand in the table of factors."""
    names = list(group.factor_means)
    rows = [
        [line.unit.name, *(_points(line.achieved.areas.get(name), decimals) for name in names)]
        for line in lines
        if line.achieved
    ]
    return _table(f"{group.group.name}: {say('table.areas')}", names, rows)


def _sources(group: GroupStandings, lines: Sequence[Standing], decimals: int) -> Table:
    """Where the points come from, and their sum."""
    shares = {line.unit.id: line.achieved for line in lines if line.achieved}
    names = list(dict.fromkeys(name for own in shares.values() for name in own.sources))
    rows = []
    for line in lines:
        if own := shares.get(line.unit.id):
            parts = [_points(own.sources.get(name), decimals) for name in names]
            rows.append([line.unit.name, *parts, _points(own.total, decimals)])
    headings = [source_name(name) for name in names]
    return _table(f"{group.group.name}: {say('table.sources')}", [*headings, say("table.total")], rows)


def _points(share: Share | None, decimals: int) -> str:
    return number(share.points if share else None, decimals)


def _claims(group: GroupStandings, lines: Sequence[Standing], decimals: int) -> Table:
    """Self-assessed against appraised points of the same leaves."""
    rows = []
    for line in lines:
        if line.achieved and (own := line.achieved.claimed):
            figures = (own.self_assessed, own.appraised, own.difference)
            rows.append([line.unit.name, *(number(figure, decimals) for figure in figures)])
    names = [say("table.self_assessed"), say("table.appraised"), say("table.difference")]
    return _table(f"{group.group.name}: {say('table.claims')}", names, rows)
