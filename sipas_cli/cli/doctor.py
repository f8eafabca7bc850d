"""`sipas doctor`: what is missing on this machine, and what does not work without it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from sipas_cli.cli import command_help, messages, option_help
from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import CSV, as_json, chosen_format, emit, emit_csv, output_options, show
from sipas_cli.cli.session import session
from sipas_cli.cli.terminal import Table
from sipas_cli.errors import SurroundingsError
from sipas_cli.files import csv_bytes
from sipas_cli.messages import say

if TYPE_CHECKING:
    from sipas_cli.machine.doctor import Check

_HEADER = ("check", "state", "found", "without_it", "what_to_do")
_TONES = {"good": "good", "remark": "middling", "bad": "bad"}


@click.command("doctor", cls=Command, words=command_help.DOCTOR)
@click.option("--deep", is_flag=True, cls=Option, words=option_help.DEEP)
@output_options
def command(deep: bool, form: str | None, out: str | None) -> None:
    """Looks at the machine and the workspace; exit status 4 where something needed is missing."""
    from sipas_cli.machine.doctor import examine

    form = chosen_format(form, out)
    checks = list(examine(session().workspace, deep=deep))
    rows = [_row(check) for check in checks]
    if form == "json":
        emit(as_json([dict(zip(_HEADER, row, strict=True)) for row in rows]), out)
    elif form in CSV:
        emit_csv(csv_bytes(_HEADER, rows, bom=False), form, out)
    else:
        show([_table(checks)], form, out)
    if bad := [say(check.subject.heading) for check in checks if check.state == "bad"]:
        raise SurroundingsError(messages.DOCTOR_BAD, names=", ".join(bad))


def _row(check: "Check") -> list[str]:
    """A check for programs; what to do is blank where all is well."""
    remedy = "" if check.state == "good" else say(check.subject.remedy)
    return [check.subject.id, check.state, check.found, say(check.subject.without), remedy]


def _table(checks: Sequence["Check"]) -> Table:
    """What was found; below it what to do, for what is not well."""
    keys = (messages.DOCTOR_CHECK, messages.DOCTOR_STATE, messages.DOCTOR_FOUND, messages.DOCTOR_WITHOUT)
    states = {state: say(key) for state, key in _STATES.items()}
    rows = [
        [say(check.subject.heading), states[check.state], check.found, say(check.subject.without)]
        for check in checks
    ]
    remedies = []
    for check in checks:
        if check.state != "good":
            remedies.append(f"- {say(check.subject.heading)}: {say(check.subject.remedy)}")
    footer = "\n".join([say(messages.DOCTOR_TO_DO), *remedies]) if remedies else say(messages.DOCTOR_WELL)
    tones = {states[state]: tone for state, tone in _TONES.items()}
    return Table("", [(say(key), False) for key in keys], rows, footer, (1, tones))


_STATES = {"good": messages.DOCTOR_GOOD, "remark": messages.DOCTOR_REMARK, "bad": messages.DOCTOR_MISSING}
