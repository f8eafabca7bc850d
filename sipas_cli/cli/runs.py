"""`sipas runs`: what is stored."""

from typing import Any

import click

from sipas_cli import store
from sipas_cli.cli.output import as_json, chosen_format, emit, output_options, show, year_option
from sipas_cli.cli.program import Command, session
from sipas_cli.cli.terminal import Table
from sipas_cli.errors import RulesError
from sipas_cli.files import csv_bytes
from sipas_cli.i18n import say


@click.command("runs", cls=Command, help="help.runs")
@year_option
@output_options
def command(year: int | None, form: str | None, out: str | None) -> None:
    """Lists the stored runs, the latest of a year last."""
    form = chosen_format(form, out)
    rows = [row for y in store.years(session().folder) if year in (None, y) for row in _runs(y)]
    if not rows:
        raise RulesError("nothing_stored")
    if form == "json":
        emit(as_json(rows), out)
    elif form == "csv":
        content = csv_bytes(list(rows[0]), [list(row.values()) for row in rows], bom=out not in (None, "-"))
        emit(content, out)
    else:
        show([_table(rows)], form, out)


def _runs(year: int) -> list[dict[str, Any]]:
    names = store.runs(session().folder, year)
    stored = [store.load(session().folder, year, name) for name in names]
    latest = {run.index: store.latest_run(session().folder, year, run.index) for run in stored}
    return [_row(run, run.name == latest[run.index]) for run in stored]


def _row(stored: store.StoredRun, latest: bool) -> dict[str, Any]:
    lines = [line for group in stored.standings.groups for line in group.standings]
    return {
        "year": stored.year,
        "run": stored.name,
        "index": stored.index,
        "origin": stored.origin,
        "criteria": stored.manifest["criteria"]["id"],
        "units": sum(line.rank is not None or line.score is not None for line in lines),
        "ballots": stored.manifest["counts"]["ballots_valid"],
        "latest": latest,
    }


def _table(rows: list[dict[str, Any]]) -> Table:
    columns = [(say(f"table.{name}"), name in ("units", "ballots")) for name in rows[0]]
    shown = [{**row, "origin": say(f"table.{row['origin']}")} for row in rows]
    cells = [
        [say("table.yes") if v is True else "" if v is False else str(v) for v in row.values()]
        for row in shown
    ]
    return Table("", columns, cells)
