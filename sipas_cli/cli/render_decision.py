"""`sipas render-decision`: the decision with its appendices, from stored runs."""

import click

from sipas_cli.cli import command_help, messages, option_help
from sipas_cli.cli.choosing import decision_runs, earlier_run, is_draft
from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import year_option
from sipas_cli.cli.printing import deliver, document_format, head_options, say_unmarked
from sipas_cli.cli.session import remarks, session
from sipas_cli.documents.decision import FORMATS
from sipas_cli.messages import say


@click.command("render-decision", cls=Command, words=command_help.RENDER_DECISION)
@year_option
@click.option("--run", "named", metavar="ID", multiple=True, cls=Option, words=option_help.RUN_DECISION)
@head_options
@click.option("--format", "form", type=click.Choice(FORMATS), cls=Option, words=option_help.FORMAT_DECISION)
@click.option("-o", "out", metavar="FILE", cls=Option, words=option_help.O_DECISION)
def command(
    year: int | None,
    named: tuple[str, ...],
    number: str | None,
    day: str | None,
    form: str | None,
    out: str | None,
) -> None:
    """Writes the document; says where."""
    from sipas_cli import pipeline

    workspace = session().workspace
    form = document_format(form, out, FORMATS)
    settings = workspace.settings
    wording = workspace.decision(number=number, day=day)
    if not settings.province:
        remarks([say(messages.PROVINCE_MISSING)])
    runs = decision_runs(year, named, wording)
    earlier = {index: earlier_run(run) for index, run in runs.items() if index in wording.compared}
    before = {index: run for index, run in earlier.items() if run}
    draft = is_draft(runs.values())
    decision = pipeline.decision(workspace, wording, runs, before, form, draft=draft)
    say_unmarked(draft, decision.template)
    of_year = next(run.year for run in runs.values())
    deliver(decision.content, out, f"quyet-dinh-{of_year}.{form}")
