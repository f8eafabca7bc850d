"""`sipas render-submission`: the submission that lays the decision before who signs it."""

import click

from sipas_cli.cli import command_help, messages, option_help
from sipas_cli.cli.choosing import decision_runs, is_draft
from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import year_option
from sipas_cli.cli.printing import (
    LETTER_FORMATS,
    deliver,
    document_format,
    head_options,
    in_format,
    say_unmarked,
    source,
)
from sipas_cli.cli.session import remarks, session
from sipas_cli.messages import say
from sipas_cli.workspace.decision import refuse_no_day


@click.command("render-submission", cls=Command, words=command_help.RENDER_SUBMISSION)
@year_option
@click.option("--run", "named", metavar="ID", multiple=True, cls=Option, words=option_help.RUN_DECISION)
@head_options
@click.option(
    "--format", "form", type=click.Choice(LETTER_FORMATS), cls=Option, words=option_help.FORMAT_LETTER
)
@click.option("-o", "out", metavar="FILE", cls=Option, words=option_help.O_SUBMISSION)
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
    from sipas_cli.documents.papers import Head

    workspace = session().workspace
    form = document_format(form, out, LETTER_FORMATS)
    refuse_no_day(day)
    settings, wording = workspace.settings, workspace.decision()
    if not settings.province:
        remarks([say(messages.PROVINCE_MISSING)])
    runs = decision_runs(year, named, wording)
    head = Head(number, day, draft=is_draft(runs.values()))
    sources = [source(run) for run in runs.values()]
    submission = pipeline.submission(workspace, wording, sources, head)
    say_unmarked(head.draft, submission.template)
    (content,) = in_format([submission.content], form)
    deliver(content, out, f"to-trinh-{sources[0].analysis.run.year}.{form}")
