"""`sipas render-decision`: the decision with its appendices, from stored runs."""

import click

from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import year_option
from sipas_cli.cli.printing import (
    decision_runs,
    deliver,
    document_format,
    head_options,
    is_draft,
    say_unmarked,
)
from sipas_cli.cli.rank import earlier_run
from sipas_cli.cli.session import remarks, session
from sipas_cli.documents.decision import FORMATS, render_decision, template_of
from sipas_cli.figures.lines import Movement
from sipas_cli.messages import say
from sipas_cli.runs import history
from sipas_cli.runs.store import StoredRun
from sipas_cli.workspace.workspace import read_decision, read_settings


@click.command("render-decision", cls=Command, help="help.render-decision")
@year_option
@click.option("--run", "named", metavar="ID", multiple=True, cls=Option, help="help.option.run_decision")
@head_options
@click.option("--format", "form", type=click.Choice(FORMATS), cls=Option, help="help.option.format_decision")
@click.option("-o", "out", metavar="FILE", cls=Option, help="help.option.o_decision")
def command(
    year: int | None,
    named: tuple[str, ...],
    number: str | None,
    day: str | None,
    form: str | None,
    out: str | None,
) -> None:
    """Writes the document; says where."""
    folder = session().folder
    form = document_format(form, out, FORMATS)
    settings = read_settings(folder)
    decision = read_decision(folder, number=number, day=day)
    if not settings.province:
        remarks([say("note.province_missing")])
    runs = decision_runs(year, named, decision, settings.year)
    changes = {index: _changes(run) for index, run in runs.items() if index in decision.compared}
    local, draft = folder / "templates", is_draft(runs.values())
    content = render_decision(runs, decision, settings, local, form, changes, draft=draft)
    say_unmarked(draft, template_of(local, form))
    of_year = next(run.year for run in runs.values())
    deliver(content, out, f"quyet-dinh-{of_year}.{form}")


def _changes(run: StoredRun) -> dict[str, Movement]:
    """What moved since the earlier year; empty where there is none."""
    from sipas_cli.documents.analysis import moved

    before = earlier_run(run)
    if before is None:
        return {}
    return moved(run, before, history.read_succession(session().folder))
