"""`sipas runs`: what is stored, and taking a mistaken run out of use."""

from collections.abc import Mapping, Sequence
from typing import Any

import click

from sipas_cli.cli import command_help, messages, option_help
from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import (
    CSV,
    as_json,
    chosen_format,
    emit,
    emit_csv,
    output_options,
    show,
    year_option,
)
from sipas_cli.cli.screen import echo
from sipas_cli.cli.session import UsageFaultError, remarks, session, warn
from sipas_cli.cli.terminal import Table
from sipas_cli.documents import messages as documents_messages
from sipas_cli.errors import RulesError, together
from sipas_cli.figures import messages as figures_messages
from sipas_cli.files import csv_bytes
from sipas_cli.machine import messages as machine_messages
from sipas_cli.messages import say
from sipas_cli.runs import choice, folders, pointer_messages, pointers
from sipas_cli.runs import messages as runs_messages
from sipas_cli.runs.forced import forced_text
from sipas_cli.runs.freezes import ACTIONS
from sipas_cli.runs.run import IMPORTED, SCORED
from sipas_cli.wording import error_text


@click.command("runs", cls=Command, words=command_help.RUNS)
@year_option
@click.option("--withdraw", metavar="ID", cls=Option, words=option_help.WITHDRAW)
@click.option("--why", metavar="TEXT", cls=Option, words=option_help.WHY)
@click.option("--restore", metavar="ID", cls=Option, words=option_help.RESTORE)
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
        raise UsageFaultError(messages.WITHDRAW_ALONE, name="--restore")
    if why and not withdraw:
        raise UsageFaultError(messages.WITHDRAW_ALONE, name="--why")
    if withdraw:
        _withdraw(year, withdraw, (why or "").strip())
    elif restore:
        _restore(year, restore)
    else:
        _list(year, chosen_format(form, out), out)


def _withdraw(year: int | None, name: str, why: str) -> None:
    if not why:
        raise UsageFaultError(messages.WITHDRAW_WHY)
    workspace = session().workspace
    of_year = choice.year_of(workspace, year, name)
    made = pointers.made_from(workspace, of_year, name)
    following = pointers.withdraw(workspace, of_year, name, " ".join(why.split()))
    remarks([say(messages.WITHDRAWN, run=name, year=of_year)])
    warn(say(messages.WITHDRAWN_MADE_FROM, run=made_run) for made_run in made)
    if following:
        remarks([say(messages.WITHDRAWN_NEXT, run=following)])
    echo(name)


def _restore(year: int | None, name: str) -> None:
    workspace = session().workspace
    restored = pointers.restore(workspace, choice.year_of(workspace, year, name), name)
    remarks([say(messages.RESTORED if restored else messages.NOT_WITHDRAWN, run=name)])


def _list(wanted: int | None, form: str, out: str | None) -> None:
    years = [year for year in folders.years(session().workspace) if wanted in (None, year)]
    listed = [choice.listed(session().workspace, year) for year in years]
    rows = [_row(run) for runs, _ in listed for run in runs]
    lost = [error for _, errors in listed for error in errors]
    if not rows:
        raise together(lost) if lost else RulesError(runs_messages.NOTHING_STORED)
    warn(map(error_text, lost))
    if form == "json":
        emit(as_json(rows), out)
    elif form in CSV:
        words = [{"forced": " ".join(row["forced"]), "freezes": _freezes(row["freezes"])} for row in rows]
        cells = [list({**row, **texts}.values()) for row, texts in zip(rows, words, strict=True)]
        emit_csv(csv_bytes(list(rows[0]), cells, bom=False), form, out)
    else:
        show([_table(rows)], form, out)
        remarks([say(runs_messages.CONFIDENTIAL)])


def _row(listed: choice.Listed) -> dict[str, Any]:
    stored = listed.run
    return {
        "year": stored.year,
        "run": stored.name,
        "index": stored.index,
        "origin": stored.origin,
        "criteria": stored.manifest["criteria"]["id"],
        "units": stored.measured,
        "ballots": stored.ballots,
        "latest": listed.latest,
        "frozen": listed.frozen,
        "forced": list(stored.forced),
        "withdrawn": listed.withdrawn,
        "freezes": [
            {"action": one.action.value, "by": one.by, "for": one.document} for one in listed.freezes
        ],
    }


def _freezes(freezes: Sequence[Mapping[str, str]]) -> str:
    """What was frozen and lifted of a run, in words: "chốt: Sở Nội vụ, Quyết định số 865/QĐ-UBND"."""
    lines = []
    for freeze in freezes:
        reason = ", ".join(filter(None, (freeze["by"], freeze["for"])))
        action = say(ACTIONS[freeze["action"]].sentence)
        lines.append(f"{action}: {reason}" if reason else action)
    return "; ".join(lines)


_HEADINGS = {
    "year": messages.YEAR,
    "run": documents_messages.RUN,
    "index": messages.INDEX,
    "origin": messages.WHERE,
    "criteria": documents_messages.CRITERIA,
    "units": documents_messages.UNITS,
    "ballots": figures_messages.BALLOTS,
    "latest": messages.LATEST,
    "frozen": messages.FROZEN_HEADING,
    "forced": messages.FORCED,
    "withdrawn": messages.WITHDRAWN_HEADING,
    "freezes": pointer_messages.FREEZES,
}
_ORIGINS = {SCORED: messages.SCORED, IMPORTED: messages.IMPORTED}
#: Columns that are shown only where a run has something in them.
_RARE = ("forced", "withdrawn", "freezes")


def _table(rows: list[dict[str, Any]]) -> Table:
    names = [name for name in rows[0] if name not in _RARE or any(row[name] for row in rows)]
    columns = [(say(_HEADINGS[name]), name in ("units", "ballots")) for name in names]
    shown = [
        {
            **row,
            "origin": say(_ORIGINS[row["origin"]]),
            "forced": forced_text(row["forced"]),
            "freezes": _freezes(row["freezes"]),
        }
        for row in rows
    ]
    cells = [[_cell(row[name]) for name in names] for row in shown]
    return Table("", columns, cells, key=names.index("run"))


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        if value:
            return say(machine_messages.YES)
        return ""
    return str(value)
