"""`sipas render-decision`: the decision with its appendix, from a stored run."""

from pathlib import Path

import click

from sipas_cli.cli.output import run_option, year_option
from sipas_cli.cli.program import Command, Option, UsageFaultError, remarks, session
from sipas_cli.cli.rank import used_run
from sipas_cli.files import write_file
from sipas_cli.i18n import say
from sipas_cli.render.decision import FORMATS, render_decision
from sipas_cli.rules.workspace import read_decision, read_settings


@click.command("render-decision", cls=Command, help="help.render-decision")
@year_option
@run_option
@click.option("--number", metavar="TEXT", cls=Option, help="help.option.number")
@click.option("--date", "day", metavar="DATE", cls=Option, help="help.option.date")
@click.option("--format", "form", type=click.Choice(FORMATS), cls=Option, help="help.option.format_decision")
@click.option("-o", "out", metavar="FILE", cls=Option, help="help.option.o_decision")
def command(
    year: int | None,
    run: str | None,
    number: str | None,
    day: str | None,
    form: str | None,
    out: str | None,
) -> None:
    """Writes the document; says where."""
    folder = session().folder
    form = _format(form, out)
    settings = read_settings(folder)
    decision = read_decision(folder, number=number, day=day)
    if not settings.province:
        remarks([say("note.province_missing")])
    stored = used_run(year, run, "sipas")
    content = render_decision(stored, decision, settings, folder / "templates", form)
    if out == "-":
        click.echo(content, nl=False)
        return
    path = Path(out) if out else folder / f"quyet-dinh-{stored.year}.{form}"
    kept = write_file(path, content)
    if kept:
        remarks([say("note.kept", path=kept)])
    click.echo(str(path))


def _format(form: str | None, out: str | None) -> str:
    if form or out in (None, "-"):
        return form or "docx"
    suffix = Path(str(out)).suffix.lower().removeprefix(".")
    if suffix not in FORMATS:
        raise UsageFaultError("format_unknown", name=out, formats=", ".join(FORMATS))
    return suffix
