"""`sipas report`: what a run says beside its ranks, as a document to be shown."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from sipas_cli import history, store
from sipas_cli.analysis import Analysis, analyse
from sipas_cli.cli.output import INDICES, index_option, run_option, year_option
from sipas_cli.cli.program import Command, Option, UsageFaultError, remarks, session
from sipas_cli.cli.rank import earlier_run, used_run
from sipas_cli.errors import RulesError
from sipas_cli.files import write_file
from sipas_cli.i18n import say
from sipas_cli.model import SIPAS
from sipas_cli.render.report import render_report
from sipas_cli.rules.workspace import Settings, read_settings
from sipas_cli.store import StoredRun
from sipas_cli.words import index_name

#: Format -> what writes it: an analysis under some settings, with the templates of a folder.
_WRITERS: dict[str, Callable[[Analysis, Settings, Path], bytes]] = {"html": render_report}


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
    settings = read_settings(folder)
    year = year or (None if run else settings.year)
    stored = used_run(year, run, index or (SIPAS if run else _index(folder, year)))
    succession = history.read_succession(folder)
    analysis = analyse(stored, earlier_run(stored), succession, minimum_cell=settings.minimum_cell)
    content = _WRITERS[form](analysis, settings, folder / "templates")
    if out == "-":
        click.echo(content, nl=False)
        return
    path = Path(out) if out else folder / _file_name(stored, form)
    kept = write_file(path, content)
    if kept:
        remarks([say("note.kept", path=kept)])
    click.echo(str(path))


def _index(folder: Path, year: int | None) -> str:
    """SIPAS, else the first index that the year has; that is said."""
    known = store.years(folder)
    if not known:
        raise RulesError("nothing_stored")
    wanted = known[-1] if year is None else year
    there = [index for index in INDICES if wanted in store.years_of(folder, index)]
    if not there:
        raise RulesError("report_index", year=wanted, years=", ".join(map(str, known)))
    if there[0] != SIPAS:
        remarks([say("note.report_index", year=wanted, index=index_name(there[0]))])
    return there[0]


def _file_name(stored: StoredRun, form: str) -> str:
    ending = "" if stored.index == SIPAS else f"-{stored.index}"
    return f"bao-cao-{stored.year}{ending}.{form}"


def _format(form: str | None, out: str | None) -> str:
    if form or out in (None, "-"):
        return form or next(iter(_WRITERS))
    suffix = Path(str(out)).suffix.lower().removeprefix(".")
    if suffix not in _WRITERS:
        raise UsageFaultError("format_unknown", name=out, formats=", ".join(_WRITERS))
    return suffix
