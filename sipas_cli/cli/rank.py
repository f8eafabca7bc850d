"""`sipas rank`: the stored standings."""

from collections.abc import Mapping
from functools import partial

import click

from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import chosen_format, index_option, output_options, run_option, year_option
from sipas_cli.cli.session import UsageFaultError, remarks, session, warn
from sipas_cli.cli.standings import show_standings
from sipas_cli.errors import RulesError
from sipas_cli.messages import say
from sipas_cli.model import SIPAS, Standings
from sipas_cli.runs import choice, folders, pointers
from sipas_cli.runs.run import StoredRun
from sipas_cli.text import fold, nearest
from sipas_cli.wording import error_text
from sipas_cli.workspace.workspace import read_settings


@click.command("rank", cls=Command, help="help.rank")
@click.option("--group", metavar="ID", cls=Option, help="help.option.group")
@click.option("--detail", is_flag=True, cls=Option, help="help.option.detail")
@year_option
@partial(index_option, default=None)
@run_option
@output_options
def command(
    group: str | None,
    detail: bool,
    year: int | None,
    index: str | None,
    run: str | None,
    form: str | None,
    out: str | None,
) -> None:
    """Shows the standings of one group or of all."""
    form = chosen_format(form, out)
    stored = used_run(year, run, index)
    show_standings([stored], group_id(stored, group), form, out, detail=detail)


def used_run(year: int | None, run: str | None, index: str | None) -> StoredRun:
    """The run that a command goes on with; which one is said on standard error. Without an index that is
    SIPAS, or whatever the named run is of."""
    folder = session().folder
    settled = None if run else read_settings(folder).year
    stored, why = choice.choose(folder, year or settled, run, index or SIPAS)
    refuse_other_index(stored, index)
    if missing := folders.missing_link(folder, stored.year):
        remarks([say("note.run_missing", run=missing, year=stored.year)])
    say_withdrawn(stored)
    remarks([say("note.run_used", run=stored.name, year=stored.year, why=say(f"note.{why}"))])
    say_contradictions(stored, beside(stored))
    return stored


def refuse_other_index(stored: StoredRun, index: str | None) -> None:
    """Refuses a named run that is of another index than the one that is named beside it."""
    if index not in (None, stored.index):
        raise RulesError("run_other_index", run=stored.name, index=index, own=stored.index)


def say_withdrawn(stored: StoredRun) -> None:
    """Says that a run was withdrawn, or holds the points of one that was."""
    folder = session().folder
    if reason := pointers.withdrawn(folder, stored.year, stored.name):
        warn([say("note.run_used_withdrawn", run=stored.name, why=reason)])
    warn(
        say("note.run_holds_withdrawn", run=stored.name, index=index, part=part, why=why)
        for index, part, why in pointers.withdrawn_parts(folder, stored)
    )


def say_all_withdrawn(year: int, index: str) -> None:
    """Says that a year has no run of an index as each was withdrawn, where the command goes on without."""
    if lost := pointers.all_withdrawn(session().folder, year, index):
        warn([say("note.left_withdrawn", what=error_text(lost))])


def beside(stored: StoredRun) -> dict[str, str]:
    """Index that was folded in -> the run of it that commands use, or would use if it were still there."""
    folder, year = session().folder, stored.year
    return {
        index: pointers.frozen_note(folder, year, index) or pointers.latest_note(folder, year, index)
        for index in stored.folded
    }


def say_frozen(stored: StoredRun) -> None:
    """Says where commands go on with another run than the one just stored, as that one is frozen."""
    frozen = pointers.frozen_note(session().folder, stored.year, stored.index)
    if frozen not in ("", stored.name):
        warn([say("note.frozen_other", run=stored.name, frozen=frozen, index=stored.index, year=stored.year)])


def earlier_run(stored: StoredRun) -> StoredRun | None:
    """The run that changes are told against: that of the latest earlier year with results of the same
    index; said on standard error. None where there is none."""
    folder = session().folder
    earlier = [year for year in pointers.years_of(folder, stored.index) if year < stored.year]
    for year in folders.years(folder):
        if (earlier or [0])[-1] < year < stored.year:
            say_all_withdrawn(year, stored.index)
    if not earlier:
        return None
    before, _ = choice.choose(folder, earlier[-1], None, stored.index)
    remarks([say("note.compared_with", index=stored.index, year=before.year, run=before.name)])
    return before


def all_years(*runs: StoredRun) -> dict[int, Standings]:
    """Year -> the standings of the index of the first run, for its year and all earlier ones; `runs` are used
    for their own years."""
    folder, now, used = session().folder, runs[0], {run.year: run for run in runs}
    years = [year for year in pointers.years_of(folder, now.index) if year <= now.year]
    stored = [used.get(year) or choice.choose(folder, year, None, now.index)[0] for year in years]
    return {own.year: own.standings for own in stored}


def say_contradictions(stored: StoredRun, runs: Mapping[str, str]) -> None:
    """Says where the points of a run were not taken from the `runs` that stand beside it."""
    warn(
        say("note.folded_other", run=stored.name, index=index, folded=folded, beside=beside)
        for index, folded, beside in stored.made_from_others(runs)
    )


def group_id(stored: StoredRun, wanted: str | None) -> str | None:
    """The id of the group that is named by its id or its name."""
    if wanted is None:
        return None
    for group in (g.group for g in stored.standings.groups):
        if fold(wanted) in (fold(group.id), fold(group.name)):
            return group.id
    known = [g.group.id for g in stored.standings.groups]
    raise UsageFaultError("group_unknown", group=wanted, meant=nearest(wanted, known), known=", ".join(known))
