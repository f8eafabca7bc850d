"""`sipas runs`: what is stored, and taking a mistaken run out of use."""

from typing import Any

import click

from sipas_cli import store
from sipas_cli.cli.output import as_json, chosen_format, emit, output_options, show, year_option
from sipas_cli.cli.program import Command, Option, UsageFaultError, remarks, session, warn
from sipas_cli.cli.terminal import Table
from sipas_cli.errors import RulesError
from sipas_cli.files import csv_bytes
from sipas_cli.i18n import say


@click.command("runs", cls=Command, help="help.runs")
@year_option
@click.option("--withdraw", metavar="ID", cls=Option, help="help.option.withdraw")
@click.option("--why", metavar="TEXT", cls=Option, help="help.option.why")
@click.option("--restore", metavar="ID", cls=Option, help="help.option.restore")
@output_options
def command(
    year: int | None,
    withdraw: str | None,
    why: str | None,
    restore: str | None,
    form: str | None,
    out: str | None,
) -> None:
    """Lists the stored runs, the latest of a year last, and which of them are frozen or withdrawn."""
    if withdraw and restore:
        raise UsageFaultError("withdraw_alone", name="--restore")
    if why and not withdraw:
        raise UsageFaultError("withdraw_alone", name="--why")
    if withdraw:
        _withdraw(year, withdraw, (why or "").strip())
    elif restore:
        _restore(year, restore)
    else:
        _list(year, chosen_format(form, out), out)


def _withdraw(year: int | None, name: str, why: str) -> None:
    if not why:
        raise UsageFaultError("withdraw_why")
    own = _year_of(year, name)
    following = store.withdraw(session().folder, own, name, " ".join(why.split()))
    remarks([say("note.withdrawn", run=name, year=own)])
    if following:
        remarks([say("note.withdrawn_next", run=following)])
    click.echo(name)


def _restore(year: int | None, name: str) -> None:
    key = "restored" if store.restore(session().folder, _year_of(year, name), name) else "not_withdrawn"
    remarks([say(f"note.{key}", run=name)])


def _year_of(given: int | None, name: str) -> int:
    if own := given or store.year_of(session().folder, name):
        return own
    return store.choose(session().folder, None, name, "")[0].year  # which refuses it, with its neighbour


def _list(wanted: int | None, form: str, out: str | None) -> None:
    rows = [row for year in store.years(session().folder) if wanted in (None, year) for row in _runs(year)]
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
    """The runs of a year; that one is gone which was noted as the latest or frozen is said, as listing the
    others is still of use."""
    folder = session().folder
    names = store.runs(folder, year)
    stored = [store.load(folder, year, name) for name in names]
    known = {run.index for run in stored}
    latest = {index: _latest(year, index) for index in known}
    frozen = {index: store.frozen_note(folder, year, index) for index in known}
    for index in sorted(known):
        if frozen[index] not in ("", *names):
            warn([say("note.frozen_gone", run=frozen[index], year=year, index=index)])
    return [_row(run, run.name == latest[run.index], run.name == frozen[run.index]) for run in stored]


def _latest(year: int, index: str) -> str:
    try:
        return store.latest_run(session().folder, year, index)
    except RulesError as gone:
        warn([say("note.last_gone", run=gone.params["run"], year=year, index=index)])
        return ""


def _row(stored: store.StoredRun, latest: bool, frozen: bool) -> dict[str, Any]:
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
        "frozen": frozen,
        "withdrawn": store.withdrawn(session().folder, stored.year, stored.name),
    }


def _table(rows: list[dict[str, Any]]) -> Table:
    names = [name for name in rows[0] if name != "withdrawn" or any(row["withdrawn"] for row in rows)]
    columns = [(say(f"table.{name}"), name in ("units", "ballots")) for name in names]
    shown = [{**row, "origin": say(f"table.{row['origin']}")} for row in rows]
    return Table("", columns, [[_cell(row[name]) for name in names] for row in shown])


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return say("table.yes") if value else ""
    return str(value)
