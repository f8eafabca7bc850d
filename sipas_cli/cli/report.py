"""`sipas report`: all results of a year, to be looked through."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sipas_cli import history, store
from sipas_cli.cli.output import INDICES, emit, index_option, run_option, year_option
from sipas_cli.cli.program import Command, Option, UsageFaultError, remarks, session
from sipas_cli.cli.rank import used_run
from sipas_cli.errors import RulesError
from sipas_cli.i18n import say
from sipas_cli.rules.workspace import read_settings
from sipas_cli.store import StoredRun

if TYPE_CHECKING:
    from sipas_cli.render.results import Result

#: The formats, the first of them the default.
FORMATS = ("xlsx",)


@click.command("report", cls=Command, help="help.report")
@year_option
@partial(index_option, default=None, text="help.option.index_report")
@run_option
@click.option("--format", "form", type=click.Choice(FORMATS), cls=Option, help="help.option.format_report")
@click.option("-o", "out", metavar="FILE", cls=Option, help="help.option.o_report")
def command(year: int | None, index: str | None, run: str | None, form: str | None, out: str | None) -> None:
    """Writes the report; says where."""
    form = _format(form, out)
    runs = _runs(year, index, run)
    from sipas_cli.render.results import results_workbook

    content = results_workbook([_result(own) for own in runs])
    emit(content, out or str(session().folder / f"ket-qua-{runs[0].year}.{form}"))


def _format(form: str | None, out: str | None) -> str:
    """The format that is named, else that of the file's name, else the default."""
    if form or out in (None, "-"):
        return form or FORMATS[0]
    suffix = Path(str(out)).suffix.lower().removeprefix(".")
    if suffix not in FORMATS:
        raise UsageFaultError("format_unknown", name=out, formats=", ".join(FORMATS))
    return suffix


def _runs(year: int | None, index: str | None, name: str | None) -> list[StoredRun]:
    """The runs that the report is made from: the named one, that of one index, or all that the year has."""
    if index or name:
        return [used_run(year, name, index or INDICES[0])]
    folder = session().folder
    known = store.years(folder)
    if not known:
        raise RulesError("nothing_stored")
    of_year = year or read_settings(folder).year or known[-1]
    there = [own for own in INDICES if store.latest_run(folder, of_year, own)]
    if not there:
        raise RulesError("nothing_stored_year", year=of_year, years=", ".join(map(str, known)))
    return [used_run(of_year, None, own) for own in there]


def _result(run: StoredRun) -> "Result":
    """A run beside the latest earlier year that has results of its index; said on standard error."""
    from sipas_cli.render.results import Result

    folder = session().folder
    earlier = [year for year in store.years_of(folder, run.index) if year < run.year]
    if not earlier:
        return Result(run)
    before, _ = store.choose(folder, earlier[-1], None, run.index)
    remarks([say("note.compared_with", index=run.index, year=before.year, run=before.name)])
    results = {run.year: run.standings, before.year: before.standings}
    moved = history.movements(results, run.year, before.year, history.read_succession(folder))
    return Result(run, before.year, {own.line.unit.id: own for own in moved})
