"""Stored standings in every format that `score` and `rank` have."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sipas_cli.cli import messages
from sipas_cli.cli.detail import detail_tables
from sipas_cli.cli.output import CSV, as_json, emit, emit_csv, headings, number, show, table_style
from sipas_cli.cli.session import session
from sipas_cli.cli.terminal import NO_TONES, Table, band_tones
from sipas_cli.documents import messages as documents_messages
from sipas_cli.documents.data import leading_text, lines_of_run, standings_data
from sipas_cli.figures import outputs, units
from sipas_cli.figures.figure import columns_in
from sipas_cli.figures.lines import Surety
from sipas_cli.messages import say
from sipas_cli.model import GroupStandings, Standing, Standings
from sipas_cli.runs.run import StoredRun
from sipas_cli.runs.tables import standings_csv
from sipas_cli.wording import index_name, overall_kind, overall_name

if TYPE_CHECKING:
    from sipas_cli.runs.sureties import Sureties


def show_standings(
    runs: Sequence[StoredRun],
    group: str | None,
    form: str,
    out: str | None,
    *,
    detail: bool = False,
    sureties: "Sureties | None" = None,
) -> None:
    """The standings of one group, or of all, of each of `runs` in the format `form`; `detail` adds what
    stands behind them, which json and csv have anyway. In json the last of several, the PAR index, is the
    object that the contract shows, and has the others under a key of its own. `sureties` are those of the
    only run."""
    ranked = [(stored, _of_group(stored.standings, group)) for stored in runs]
    if form == "json":
        *others, last = (standings_data(stored, ranking, sureties) for stored, ranking in ranked)
        emit(as_json({**last, "others": others} if others else last), out)
    elif form in CSV:
        of_units = sureties.units if sureties else None
        emit_csv(standings_csv(ranked[0][1], bom=False, sureties=of_units), form, out)
    else:
        tables = []
        for stored, ranking in ranked:
            tables += _tables(stored, ranking, group is None, len(ranked) > 1, sureties)
        if detail:
            tables += [table for stored, ranking in ranked for table in detail_tables(stored, ranking)]
        if tables and (notice := ranked[-1][0].notice):
            tables[-1] = replace(tables[-1], footer=f"{tables[-1].footer}\n\n{notice}".strip())
        show(tables, form, out)


def _of_group(ranking: Standings, group: str | None) -> Standings:
    if group is None:
        return ranking
    of_group = tuple(standings for standings in ranking.groups if standings.group.id == group)
    return replace(ranking, groups=of_group)


def _tables(
    stored: StoredRun, ranking: Standings, whole: bool, several: bool, sureties: "Sureties | None"
) -> list[Table]:
    """A table for each group, the first headed by the index, and a summary of all of them. SIPAS alone
    needs no heading."""
    tables = [_table(stored, group, ranking, sureties) for group in ranking.groups]
    if tables and (several or stored.index != "sipas"):
        heading = f"{index_name(stored.index)} {stored.year}"
        tables[0] = replace(tables[0], title=f"{heading}\n\n{tables[0].title}")
    if tables and whole:
        return [*tables, _summary(stored)]
    return tables


def _table(
    stored: StoredRun, group: GroupStandings, ranking: Standings, sureties: "Sureties | None"
) -> Table:
    table = lines_of_run(stored, group, sureties=sureties.units if sureties else None)
    columns = columns_in(outputs.TERMINAL, table)
    style = table_style(tied=True)
    rows = [[style.text(column.figure, line) for column in columns] for line in table.lines]
    figures = [column.figure for column in columns]
    tones = (figures.index(units.BAND), band_tones(ranking.bands)) if units.BAND in figures else NO_TONES
    footer = f"{say(documents_messages.MEAN)}: {number(group.mean, ranking.decimals)}"
    if sureties:
        footer += _interval(sureties.groups[group.group.id], ranking.decimals)
        if leading := sureties.may_lead(group):
            footer += f"\n{leading_text(leading)}"
        if sureties.simultaneous and leading:
            from sipas_cli.score.certainty import SIMULTANEOUS

            footer += f"\n{say(SIMULTANEOUS)}"
    return Table(group.group.name, headings(columns, table), rows, footer, tones)


def _interval(surety: Surety, decimals: int) -> str:
    """The interval of a mean, or why there is none, behind it."""
    if surety.reason:
        return f" ({surety.reason})"
    return f" ({number(surety.low, decimals)}–{number(surety.high, decimals)})"


def _leader(line: Standing, decimals: int) -> str:
    """A leader with its score, which a table of ranks alone does not have."""
    if line.score is None:
        return line.unit.name
    return f"{line.unit.name} ({number(line.score, decimals)})"


def _summary(stored: StoredRun) -> Table:
    """What every publication states first: means, leaders, units in each band, units at 100 %."""
    ranking, decimals, bands = stored.standings, stored.standings.decimals, stored.standings.bands
    full = bool(ranking.full)
    columns = [
        (say(documents_messages.GROUP), False),
        (say(documents_messages.UNITS), True),
        (say(documents_messages.MEAN), True),
        (say(documents_messages.LEADER), False),
        *((band, True) for band in bands),
        *([(say(messages.FULL), True)] if full else []),
    ]
    rows = []
    for group in ranking.groups:
        leaders = ", ".join(_leader(line, decimals) for line in group.leaders)
        counts = [str(group.bands.get(band, 0)) for band in bands]
        at_full = [str(len(group.full))] if full else []
        rows.append(
            [group.group.name, str(group.units), number(group.mean, decimals), leaders, *counts, *at_full]
        )
    counts = [str(ranking.in_bands[band]) for band in bands]
    at_full = [str(len(ranking.full))] if full else []
    overall, name = number(ranking.overall, decimals), overall_name(session().workspace.province)
    rows.append([name, str(ranking.units), overall, "", *counts, *at_full])
    kind = ranking.overall_kind
    made = say(messages.OVERALL_MADE, name=name, kind=overall_kind(kind)) if kind and ranking.overall else ""
    return Table(say(messages.SUMMARY), columns, rows, made if len(ranking.groups) > 1 else "")
