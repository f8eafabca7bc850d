"""`sipas report`: what the runs of a year say beside their ranks, as a document to be shown."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import index_option, run_option, year_option
from sipas_cli.cli.printing import deliver, document_format, indices_of, is_draft, say_unmarked, source
from sipas_cli.cli.rank import earlier_run, used_run
from sipas_cli.cli.session import remarks, session
from sipas_cli.messages import say
from sipas_cli.model import SIPAS
from sipas_cli.runs import history
from sipas_cli.runs.run import StoredRun
from sipas_cli.wording import index_name
from sipas_cli.workspace.workspace import read_settings

if TYPE_CHECKING:
    from sipas_cli.documents.results import Result


def _html(runs: Sequence[StoredRun]) -> bytes:
    from sipas_cli.documents.report import render_report

    folder = session().folder
    return render_report(source(runs[0]).analysis, read_settings(folder), folder / "templates")


def _docx(runs: Sequence[StoredRun]) -> bytes:
    from sipas_cli.documents.papers import REPORT, Head, render_report, template_of

    folder = session().folder
    local, head = folder / "templates", Head(draft=is_draft(runs))
    content = render_report(source(runs[0]), read_settings(folder), local, head)
    say_unmarked(head.draft, template_of(REPORT, local))
    return content


def _pdf(runs: Sequence[StoredRun]) -> bytes:
    from sipas_cli.machine.pdf import from_html

    seconds = read_settings(session().folder).pdf_seconds
    return from_html(_html(runs), seconds=seconds)


def _xlsx(runs: Sequence[StoredRun]) -> bytes:
    from sipas_cli.documents.results import results_workbook

    return results_workbook([_result(run) for run in runs])


def _result(run: StoredRun) -> "Result":
    from sipas_cli.documents.analysis import moved
    from sipas_cli.documents.results import Result

    before = earlier_run(run)
    if before is None:
        return Result(run)
    return Result(run, before.year, moved(run, before, history.read_succession(session().folder)))


#: Format -> what writes it; the first is the default.
_WRITERS: dict[str, Callable[[Sequence[StoredRun]], bytes]] = {
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
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
    form = document_format(form, out, tuple(_WRITERS))
    year = year or (None if run else read_settings(folder).year)
    wanted = [index] if index or run else _indices(year, form)
    runs = [used_run(year, run, own) for own in wanted]
    content = _WRITERS[form](runs)
    deliver(content, out, _file_name(runs, form))


def _indices(year: int | None, form: str) -> list[str]:
    """The indices that the year has, or the first of them where the format holds only one; what is left
    out is said."""
    wanted, there = indices_of(year)
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
