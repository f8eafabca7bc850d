"""`sipas freeze`: fixes the runs that the decision of a year is made from."""

from collections.abc import Sequence
from functools import partial

import click

from sipas_cli.cli import command_help, messages, option_help
from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import index_option, year_option
from sipas_cli.cli.screen import echo
from sipas_cli.cli.session import UsageFaultError, remarks, session, tell
from sipas_cli.errors import together
from sipas_cli.messages import say
from sipas_cli.runs import choice, freezing, pointers
from sipas_cli.runs.run import StoredRun
from sipas_cli.wording import Remark
from sipas_cli.workspace.workspace import Workspace


@click.command("freeze", cls=Command, words=command_help.FREEZE)
@year_option
@partial(index_option, default=None, text=option_help.INDEX_FREEZE, others=True)
@click.option("--run", "named", metavar="ID", multiple=True, cls=Option, words=option_help.RUN_FREEZE)
@click.option("--replace", is_flag=True, cls=Option, words=option_help.REPLACE)
@click.option("--anyway", is_flag=True, cls=Option, words=option_help.ANYWAY)
@click.option("--by", metavar="TEXT", cls=Option, words=option_help.FREEZE_BY)
@click.option("--for", "document", metavar="TEXT", cls=Option, words=option_help.FREEZE_FOR)
@click.option("--undo", is_flag=True, cls=Option, words=option_help.UNDO)
def command(
    year: int | None,
    index: str | None,
    named: tuple[str, ...],
    replace: bool,
    anyway: bool,
    by: str | None,
    document: str | None,
    undo: bool,
) -> None:
    """Fixes the runs, or lifts that; says which, and what is not finished in them."""
    options = {"--run": named, "--replace": replace, "--anyway": anyway}
    workspace = session().workspace
    reason = pointers.Reason(_line(by), _line(document))
    if undo:
        for name, value in options.items():
            if value:
                raise UsageFaultError(messages.FREEZE_UNDO, name=name)
        _lift(workspace, freezing.year_to_freeze(workspace, year, index), index, reason)
        return
    wanted = freezing.to_freeze(workspace, year, index, named)
    tell(wanted.remarks)
    _look_over(workspace, wanted.runs, anyway=anyway)
    _freeze(workspace, wanted.runs, reason, replace=replace)


def _line(text: str | None) -> str:
    """A text as one line."""
    return " ".join((text or "").split())


def _look_over(workspace: Workspace, runs: Sequence[StoredRun], *, anyway: bool) -> None:
    """Says what speaks against runs that are not frozen yet. Raises RulesError unless `anyway`."""
    doubts = freezing.doubts(workspace, runs)
    tell(doubts.remarks)
    if doubts.errors and not anyway:
        raise together(doubts.errors)
    tell(Remark(messages.FROZEN_UNFINISHED, error.params, loud=True) for error in doubts.errors)


def _freeze(
    workspace: Workspace, runs: Sequence[StoredRun], reason: pointers.Reason, *, replace: bool
) -> None:
    """Fixes runs of one year."""
    year = runs[0].year
    former = pointers.freeze(workspace, year, [run.name for run in runs], reason, replace=replace)
    for run, before in zip(runs, former, strict=True):
        key = messages.FROZEN if before in ("", run.name) else messages.FROZEN_INSTEAD
        remarks([say(key, run=run.name, index=run.index, year=year, before=before)])
        echo(run.name)
    for run in runs:
        tell(choice.contradictions(run, choice.beside(workspace, run)))


def _lift(workspace: Workspace, year: int, index: str | None, reason: pointers.Reason) -> None:
    """Lifts the freeze of an index or of all; nothing being frozen is no fault."""
    lifted = freezing.lifted(workspace, year, index, reason)
    remarks(say(messages.LIFTED, run=name, index=each, year=year) for each, name in lifted.items())
    if not lifted:
        remarks([say(messages.NOTHING_FROZEN, year=year)])
