"""`sipas freeze`: fixes the runs that the decision of a year is made from."""

from functools import partial

import click

from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import index_option, year_option
from sipas_cli.cli.rank import (
    beside,
    refuse_other_index,
    say_all_withdrawn,
    say_contradictions,
    say_withdrawn,
)
from sipas_cli.cli.session import UsageFaultError, remarks, session, warn
from sipas_cli.errors import RulesError, SipasError, together
from sipas_cli.messages import say
from sipas_cli.runs import choice, folders, freezing, pointers
from sipas_cli.runs.run import StoredRun
from sipas_cli.wording import forced_text
from sipas_cli.workspace.workspace import read_settings


@click.command("freeze", cls=Command, help="help.freeze")
@year_option
@partial(index_option, default=None, text="help.option.index_freeze", others=True)
@click.option("--run", "named", metavar="ID", multiple=True, cls=Option, help="help.option.run_freeze")
@click.option("--replace", is_flag=True, cls=Option, help="help.option.replace")
@click.option("--anyway", is_flag=True, cls=Option, help="help.option.anyway")
@click.option("--undo", is_flag=True, cls=Option, help="help.option.undo")
def command(
    year: int | None, index: str | None, named: tuple[str, ...], replace: bool, anyway: bool, undo: bool
) -> None:
    """Fixes the runs, or lifts that; says which, and what is not finished in them."""
    given = {"--run": named, "--replace": replace, "--anyway": anyway}
    if undo:
        if beside_undo := [name for name, value in given.items() if value]:
            raise UsageFaultError("freeze_undo", name=beside_undo[0])
        _lift(_year(year, index), index)
        return
    runs = _named(year, index, named) if named else _latest(_year(year, index), index)
    _look_over(runs, anyway=anyway)
    _freeze(runs, replace=replace)


def _look_over(runs: list[StoredRun], *, anyway: bool) -> None:
    """Says what speaks against runs that are not frozen yet. Raises RulesError unless `anyway`."""
    refused: list[SipasError] = []
    for run in runs:
        rejected, read = freezing.rejected_ballots(run)
        if rejected:
            warn([say("note.frozen_rejected", run=run.name, rejected=rejected, read=read)])
        if pointers.frozen_note(session().folder, run.year, run.index) == run.name:
            say_withdrawn(run)
        elif parts := _objections(run):
            what = "; ".join(parts)
            refused.append(RulesError("freeze_unfinished", run=run.name, index=run.index, what=what))
    if refused and not anyway:
        raise together(refused)
    warn(say("note.frozen_unfinished", **error.params) for error in refused)


def _objections(run: StoredRun) -> list[str]:
    """What is not finished in a run, was overridden when it was scored, or was withdrawn since."""
    parts = pointers.withdrawn_parts(session().folder, run)
    return [
        *(say(f"note.{key}", **params) for key, params in freezing.unfinished(run)),
        *([forced_text(run.forced)] if run.forced else []),
        *(say("note.holds_withdrawn", index=index, part=part, why=why) for index, part, why in parts),
    ]


def _year(given: int | None, index: str | None) -> int:
    """The given year, else that of the settings, else the latest that has runs."""
    folder = session().folder
    if year := given or read_settings(folder).year:
        return year
    known = folders.years(folder)
    if not known:
        raise RulesError("nothing_stored")
    return choice.year_in_use(folder, None, index) if index else known[-1]


def _named(year: int | None, index: str | None, names: tuple[str, ...]) -> list[StoredRun]:
    """The runs that `--run` names, one for each index, all of the year of the first."""
    runs: dict[str, StoredRun] = {}
    for name in names:
        stored, _ = choice.choose(session().folder, year, name, "")
        refuse_other_index(stored, index)
        if (first := runs.setdefault(stored.index, stored)) is not stored:
            raise RulesError("run_index_twice", first=first.name, run=name)
        year = stored.year
    return list(runs.values())


def _latest(year: int, index: str | None) -> list[StoredRun]:
    """The run of each index that was scored last, or only that of `index`."""
    folder = session().folder
    latest = [
        pointers.latest_run(folder, year, own)
        for own in ([index] if index else pointers.indices(folder, year))
    ]
    if not any(latest):
        raise _nothing(year, index)
    for own in [index] if index else folders.all_indices(folder, year):
        say_all_withdrawn(year, own)
    return [folders.load(folder, year, name) for name in latest if name]


def _nothing(year: int, index: str | None) -> RulesError:
    """Why a year has nothing to freeze."""
    folder = session().folder
    if not folders.years(folder):
        return RulesError("nothing_stored")
    for own in [index] if index else folders.all_indices(folder, year):
        if lost := pointers.all_withdrawn(folder, year, own):
            return lost
    known = pointers.years_of(folder, index) if index else folders.years(folder)
    if index and not known:
        return choice.no_index(folder, index)
    return RulesError("nothing_stored_year", year=year, years=", ".join(map(str, known)))


def _freeze(runs: list[StoredRun], *, replace: bool) -> None:
    """Fixes runs of one year."""
    year = runs[0].year
    former = pointers.freeze(session().folder, year, [run.name for run in runs], replace=replace)
    for run, before in zip(runs, former, strict=True):
        key = "note.frozen" if before in ("", run.name) else "note.frozen_instead"
        remarks([say(key, run=run.name, index=run.index, year=year, before=before)])
        click.echo(run.name)
    for run in runs:
        say_contradictions(run, beside(run))


def _lift(year: int, index: str | None) -> None:
    """Lifts the freeze of an index or of all; nothing being frozen is no fault."""
    folder = session().folder
    wanted = [index] if index else pointers.frozen_indices(folder, year)
    lifted = {own: name for own in wanted if (name := pointers.lift(folder, year, own))}
    remarks(say("note.lifted", run=name, index=own, year=year) for own, name in lifted.items())
    if not lifted:
        remarks([say("note.nothing_frozen", year=year)])
