"""`sipas report`: what the runs of a year say beside their ranks, as a document to be shown."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from sipas_cli.cli import command_help, messages, option_help, report_messages
from sipas_cli.cli.choosing import earlier_run, indices_of, is_draft, used_run
from sipas_cli.cli.memory import collecting
from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import index_option, run_option, year_option
from sipas_cli.cli.printing import deliver, document_format, report_name, say_unmarked, source
from sipas_cli.cli.progress import counting
from sipas_cli.cli.session import remarks, session
from sipas_cli.files import write_into
from sipas_cli.messages import say
from sipas_cli.runs.run import StoredRun
from sipas_cli.wording import index_name


def _html(runs: Sequence[StoredRun]) -> bytes:
    from sipas_cli import pipeline

    return pipeline.report_page(session().workspace, source(runs[0]))


def _docx(runs: Sequence[StoredRun]) -> bytes:
    from sipas_cli import pipeline
    from sipas_cli.documents.papers import Head

    head = Head(draft=is_draft(runs))
    report = pipeline.report(session().workspace, source(runs[0]), head)
    say_unmarked(head.draft, report.template)
    return report.content


def _pdf(runs: Sequence[StoredRun]) -> bytes:
    from sipas_cli.machine.pdf import from_html

    return from_html(_html(runs), seconds=session().workspace.settings.pdf_seconds)


def _xlsx(runs: Sequence[StoredRun]) -> bytes:
    from sipas_cli import pipeline

    return pipeline.results(session().workspace, [(run, earlier_run(run)) for run in runs])


#: Format -> what writes it; the first is the default.
_WRITERS: dict[str, Callable[[Sequence[StoredRun]], bytes]] = {
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
}
#: The formats that hold all indices of a year.
_OF_ALL = ("xlsx",)


@click.command("report", cls=Command, words=command_help.REPORT)
@year_option
@partial(index_option, default=None, text=option_help.INDEX_REPORT)
@run_option
@click.option(
    "--format", "form", type=click.Choice(list(_WRITERS)), cls=Option, words=option_help.FORMAT_REPORT
)
@click.option("-o", "out", metavar="FILE", cls=Option, words=option_help.O_REPORT)
def command(year: int | None, index: str | None, run: str | None, form: str | None, out: str | None) -> None:
    """Writes the report; says where."""
    form = document_format(form, out, tuple(_WRITERS))
    year = year or (None if run else session().workspace.settings.year)
    wanted = [index] if index or run else _indices(year, form)
    runs = [used_run(year, run, index_id) for index_id in wanted]
    from sipas_cli.documents.report import MOST_TOGETHER

    name = _file_name(runs, form)
    if form == "html" and out != "-" and runs[0].standings.units > MOST_TOGETHER:
        _write_apart(runs, out, name)
        return
    deliver(_WRITERS[form](runs), out, name)


def _write_apart(runs: Sequence[StoredRun], out: str | None, name: str) -> None:
    """Writes the overview, and beside it a folder with the page of each unit; says where."""
    from sipas_cli import pipeline
    from sipas_cli.documents.report import remove_others

    path = Path(out) if out else session().folder / name
    apart = pipeline.report_pages(session().workspace, source(runs[0]), path.name)
    folder = path.with_name(apart.folder)
    written = set()
    with counting(messages.WRITING) as advance, collecting():
        for page in write_into(folder, apart.pages):
            written.add(page)
            advance(str(folder), 1)
    remove_others(folder, written)
    remarks([say(report_messages.PAGES_APART, folder=folder)])
    deliver(apart.overview, out, name)


def _indices(year: int | None, form: str) -> Sequence[str]:
    """The indices that the year has, or the first of them where the format holds only one; what is left
    out is said."""
    wanted, indices = indices_of(year)
    if form in _OF_ALL:
        return indices
    for other in indices[1:]:
        remarks([say(messages.REPORT_INDEX, year=wanted, name=index_name(other), index=other)])
    return indices[:1]


def _file_name(runs: Sequence[StoredRun], form: str) -> str:
    if form in _OF_ALL:
        return f"ket-qua-{runs[0].year}.{form}"
    return f"{report_name(runs[0])}.{form}"
