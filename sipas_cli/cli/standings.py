"""Stored standings in every format that `score` and `rank` have."""

from collections.abc import Sequence
from dataclasses import replace

from sipas_cli import store
from sipas_cli.cli.output import Table, as_json, decimal_mark, emit, show
from sipas_cli.i18n import say
from sipas_cli.model import GroupStandings, Standing
from sipas_cli.render.data import note_text, standings_data
from sipas_cli.store import StoredRun
from sipas_cli.text import decimal_text


def show_standings(stored: StoredRun, group: str | None, form: str, out: str | None) -> None:
    """The standings of one group, or of all, in the format `form`."""
    ranking = stored.standings
    if group is not None:
        ranking = replace(ranking, groups=tuple(g for g in ranking.groups if g.group.id == group))
    if form == "json":
        emit(as_json(standings_data(stored, ranking)), out)
    elif form == "csv":
        emit(store.standings_csv(ranking, bom=out not in (None, "-")), out)
    else:
        tables = [_table(g, ranking.decimals, ranking.minimum_ballots) for g in ranking.groups]
        if tables and group is None:
            tables[-1] = replace(tables[-1], footer=f"{tables[-1].footer}\n\n{_overall(stored)}")
        if tables and stored.notice:
            tables[-1] = replace(tables[-1], footer=f"{tables[-1].footer}\n\n{stored.notice}")
        show(tables, form, out)


def _table(group: GroupStandings, decimals: int, minimum: int) -> Table:
    banded = any(line.band for line in group.standings)
    noted = any(line.note for line in group.standings)
    columns = [
        (say("table.rank"), True),
        (say("table.unit"), False),
        (say("table.score"), True),
        *([(say("table.band"), False)] if banded else []),
        (say("table.ballots"), True),
        *([(say("table.note"), False)] if noted else []),
    ]
    rows = [_row(line, decimals, minimum, banded, noted) for line in group.standings]
    mean = "-" if group.mean is None else decimal_text(group.mean, decimals, mark=decimal_mark())
    return Table(group.group.name, columns, rows, f"{say('table.mean')}: {mean}")


def _row(line: Standing, decimals: int, minimum: int, banded: bool, noted: bool) -> Sequence[str]:
    rank = "-" if line.rank is None else str(line.rank)
    score = "-" if line.score is None else decimal_text(line.score, decimals, mark=decimal_mark())
    return [
        say("table.tied", rank=rank) if line.tied else rank,
        line.unit.name,
        score,
        *([line.band] if banded else []),
        str(line.ballots),
        *([note_text(line, minimum)] if noted else []),
    ]


def _overall(stored: StoredRun) -> str:
    ranking = stored.standings
    score = (
        "-"
        if ranking.overall is None
        else decimal_text(ranking.overall, ranking.decimals, mark=decimal_mark())
    )
    return say("table.overall", score=score, units=ranking.units)
