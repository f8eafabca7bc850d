"""`sipas runs`: what is stored, and taking a mistaken run out of use."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import as_json, chosen_format, emit, output_options, show, year_option
from sipas_cli.cli.session import UsageFaultError, remarks, session, warn
from sipas_cli.cli.terminal import Table
from sipas_cli.errors import RulesError
from sipas_cli.files import csv_bytes
from sipas_cli.messages import say
from sipas_cli.runs import choice, folders, pointers
from sipas_cli.runs.run import StoredRun
from sipas_cli.wording import error_text, forced_text


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


def _withdraw(given: int | None, name: str, why: str) -> None:
    if not why:
        raise UsageFaultError("withdraw_why")
    year = _year_of(given, name)
    made = pointers.made_from(session().folder, year, name)
    following = pointers.withdraw(session().folder, year, name, " ".join(why.split()))
    remarks([say("note.withdrawn", run=name, year=year)])
    warn(say("note.withdrawn_made_from", run=own) for own in made)
    if following:
        remarks([say("note.withdrawn_next", run=following)])
    click.echo(name)


def _restore(year: int | None, name: str) -> None:
    key = "restored" if pointers.restore(session().folder, _year_of(year, name), name) else "not_withdrawn"
    remarks([say(f"note.{key}", run=name)])


def _year_of(given: int | None, name: str) -> int:
    if own := given or choice.year_of(session().folder, name):
        return own
    return choice.choose(session().folder, None, name, "")[0].year  # which refuses it, with its neighbour


def _list(wanted: int | None, form: str, out: str | None) -> None:
    rows = [row for year in folders.years(session().folder) if wanted in (None, year) for row in _runs(year)]
    if not rows:
        raise RulesError("nothing_stored")
    if form == "json":
        emit(as_json(rows), out)
    elif form == "csv":
        cells = [list({**row, "forced": " ".join(row["forced"])}.values()) for row in rows]
        emit(csv_bytes(list(rows[0]), cells, bom=out not in (None, "-")), out)
    else:
        show([_table(rows)], form, out)


def _runs(year: int) -> list[dict[str, Any]]:
    """The runs of a year; that one is gone which was noted as the latest or frozen is said, as listing the
    others is still of use."""
    folder = session().folder
    names = folders.runs(folder, year)
    stored = [folders.load(folder, year, name) for name in names]
    known = sorted({run.index for run in stored})
    latest = {index: _noted(pointers.latest_run, year, index) for index in known}
    frozen = {index: _noted(pointers.frozen_run, year, index) for index in known}
    return [_row(run, run.name == latest[run.index], run.name == frozen[run.index]) for run in stored]


def _noted(named: Callable[[Path, int, str], str], year: int, index: str) -> str:
    """The run of a year that `named` tells; "" where it names one that is gone, which is said."""
    try:
        return named(session().folder, year, index)
    except RulesError as gone:
        warn([error_text(gone)])
        return ""


def _row(stored: StoredRun, latest: bool, frozen: bool) -> dict[str, Any]:
    lines = [line for group in stored.standings.groups for line in group.standings]
    counts = stored.manifest["counts"]
    return {
        "year": stored.year,
        "run": stored.name,
        "index": stored.index,
        "origin": stored.origin,
        "criteria": stored.manifest["criteria"]["id"],
        "units": sum(line.rank is not None or line.score is not None for line in lines),
        "ballots": counts["ballots_valid"] if counts["ballots_read"] else None,
        "latest": latest,
        "frozen": frozen,
        "forced": list(stored.forced),
        "withdrawn": pointers.withdrawn(session().folder, stored.year, stored.name),
    }


#: Columns that are shown only where a run has something in them.
_RARE = ("forced", "withdrawn")


def _table(rows: list[dict[str, Any]]) -> Table:
    names = [name for name in rows[0] if name not in _RARE or any(row[name] for row in rows)]
    columns = [(say(f"table.{name}"), name in ("units", "ballots")) for name in names]
    shown = [
        {**row, "origin": say(f"table.{row['origin']}"), "forced": forced_text(row["forced"])} for row in rows
    ]
    cells = [[_cell(row[name]) for name in names] for row in shown]
    return Table("", columns, cells, key=names.index("run"))


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return say("table.yes") if value else ""
    return str(value)
