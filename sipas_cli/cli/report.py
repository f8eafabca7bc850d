"""`sipas report`: what the runs of a year say beside their ranks, as a document to be shown."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from sipas_cli import history, store
from sipas_cli.cli.output import INDICES, index_option, run_option, year_option
from sipas_cli.cli.program import Command, Option, UsageFaultError, remarks, session
from sipas_cli.cli.rank import earlier_run, used_run
from sipas_cli.errors import RulesError
from sipas_cli.files import write_file
from sipas_cli.i18n import say
from sipas_cli.model import SIPAS
from sipas_cli.rules.workspace import read_settings
from sipas_cli.store import StoredRun
from sipas_cli.words import index_name


def _html(runs: Sequence[StoredRun]) -> bytes:
    from sipas_cli.analysis import analyse
    from sipas_cli.render.report import render_report

    (run,), folder = runs, session().folder
    settings = read_settings(folder)
    succession = history.read_succession(folder)
    analysis = analyse(run, earlier_run(run), succession, minimum_cell=settings.minimum_cell)
    return render_report(analysis, settings, folder / "templates")


def _pdf(runs: Sequence[StoredRun]) -> bytes:
    from sipas_cli.render.pdf import from_html

    seconds = read_settings(session().folder).pdf_seconds
    return from_html(_html(runs), seconds=seconds)


def _xlsx(runs: Sequence[StoredRun]) -> bytes:
    from sipas_cli.render.results import Result, results_workbook

    results = []
    for run in runs:
        before = earlier_run(run)
        if before is None:
            results.append(Result(run))
            continue
        succession = history.read_succession(session().folder)
        both = {run.year: run.standings, before.year: before.standings}
        moved = history.movements(both, run.year, before.year, succession)
        results.append(Result(run, before.year, {own.line.unit.id: own for own in moved}))
    return results_workbook(results)


#: Format -> what writes it; the first is the default.
_WRITERS: dict[str, Callable[[Sequence[StoredRun]], bytes]] = {
    "html": _html,
    "pdf": _pdf,
    "xlsx": _xlsx,
}
#: The formats that hold all indices of a year.
_OF_ALL = ("xlsx",)


@click.command("report", cls=Command, help="help.report")
@year_option
@partial(index_option, default=None, text="help.option.index_report")
@run_option
@click.option(
    "--format", "form", type=click.Choice(list(_WRITERS)), cls=Option, help="help.option.format_report"
)
@click.option("-o", "out", metavar="FILE", cls=Option, help="help.option.o_report")
def command(year: int | None, index: str | None, run: str | None, form: str | None, out: str | None) -> None:
    """Writes the report; says where."""
    folder = session().folder
    form = _format(form, out)
    year = year or (None if run else read_settings(folder).year)
    wanted = [index or SIPAS] if index or run else _indices(folder, year, form)
    runs = [used_run(year, run, own) for own in wanted]
    content = _WRITERS[form](runs)
    if out == "-":
        click.echo(content, nl=False)
        return
    path = Path(out) if out else folder / _file_name(runs, form)
    if kept := write_file(path, content):
        remarks([say("note.kept", path=kept)])
    click.echo(str(path))


def _indices(folder: Path, year: int | None, form: str) -> list[str]:
    """The indices that the year has, or the first of them where the format holds only one; what is left
    out is said."""
    known = store.years(folder)
    if not known:
        raise RulesError("nothing_stored")
    wanted = known[-1] if year is None else year
    there = [index for index in INDICES if wanted in store.years_of(folder, index)]
    if not there:
        raise RulesError("report_index", year=wanted, years=", ".join(map(str, known)))
    if form in _OF_ALL:
        return there
    for other in there[1:]:
        remarks([say("note.report_index", year=wanted, name=index_name(other), index=other)])
    return there[:1]


def _file_name(runs: Sequence[StoredRun], form: str) -> str:
    if form in _OF_ALL:
        return f"ket-qua-{runs[0].year}.{form}"
    ending = "" if runs[0].index == SIPAS else f"-{runs[0].index}"
    return f"bao-cao-{runs[0].year}{ending}.{form}"


def _format(form: str | None, out: str | None) -> str:
    """The format that is named, else that of the file's name, else the default."""
    if form or out in (None, "-"):
        return form or next(iter(_WRITERS))
    suffix = Path(str(out)).suffix.lower().removeprefix(".")
    if suffix not in _WRITERS:
        raise UsageFaultError("format_unknown", name=out, formats=", ".join(_WRITERS))
    return suffix
