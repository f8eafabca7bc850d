"""`sipas export --open-data`: the publishable tables of a year, for anybody to use."""

from pathlib import Path

import click

from sipas_cli.cli import export_words as words
from sipas_cli.cli.choosing import indices_of, is_draft, used_run
from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import put, year_option
from sipas_cli.cli.printing import source
from sipas_cli.cli.screen import echo
from sipas_cli.cli.session import UsageFaultError, remarks, session, warn
from sipas_cli.messages import say


@click.command("export", cls=Command, words=words.EXPORT)
@click.option("--open-data", is_flag=True, cls=Option, words=words.OPEN_DATA)
@year_option
@click.option("-o", "out", metavar="DIR", cls=Option, words=words.OUT)
def command(open_data: bool, year: int | None, out: str | None) -> None:
    """Writes the files, a line each; says what was suppressed and what is not known."""
    if not open_data:
        raise UsageFaultError(words.WHAT_MISSING)
    if out == "-":
        raise UsageFaultError(words.NO_STREAM)
    from sipas_cli import pipeline

    workspace = session().workspace
    of_year, indices = indices_of(year or workspace.settings.year)
    runs = [used_run(of_year, None, index) for index in indices]
    made = pipeline.open_data(workspace, [source(run) for run in runs], draft=is_draft(runs))
    folder = Path(out) if out else workspace.folder / f"du-lieu-mo-{of_year}"
    put({folder / name: content for name, content in made.files.items()})
    for name in made.files:
        echo(str(folder / name))
    suppressed = folder / made.suppressed
    tables = len(made.files) - 1  # without their description
    remarks([say(words.EXPORTED, tables=tables, year=of_year, hidden=made.places, list=suppressed)])
    _say_unknown()


def _say_unknown() -> None:
    """Says what the settings do not tell of the origin of the data."""
    origin = session().workspace.settings.open_data
    known = {
        words.LICENCE: origin.licence or origin.licence_url,
        words.SOURCE: origin.source,
        words.PUBLISHER: origin.publisher,
    }
    if unknown := [say(what) for what, value in known.items() if not value]:
        warn([say(words.NOT_STATED, what=", ".join(unknown))])
