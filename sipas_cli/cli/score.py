"""`sipas score`: files of ballots to a stored run and its ranked tables."""

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from sipas_cli.cli.ballots import reading, show_counts, show_findings
from sipas_cli.cli.output import chosen_format, output_options, progress, year_option
from sipas_cli.cli.program import Command, Option, remarks, session
from sipas_cli.errors import DataError
from sipas_cli.i18n import say
from sipas_cli.model import Finding


@click.command("score", cls=Command, help="help.score")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--criteria", metavar="ID", cls=Option, help="help.option.criteria")
@year_option
@click.option("--strict", is_flag=True, cls=Option, help="help.option.strict")
@output_options
def command(
    files: tuple[Path, ...],
    criteria: str | None,
    year: int | None,
    strict: bool,
    form: str | None,
    out: str | None,
) -> None:
    """Reads, validates, scores, ranks, stores, shows."""
    form = chosen_format(form, out)
    folder = session().folder
    with reading(files) as sources, progress() as advance:
        from sipas_cli import pipeline, store
        from sipas_cli.cli.standings import show_standings

        checked = pipeline.check(sources, folder, criteria=criteria, progress=advance)
    remarks(say(key, **params) for key, params in checked.notes)
    show_counts(checked.tally.read, checked.tally.valid)
    if checked.excessive:
        _refuse(checked.findings, checked.excessive)
    run, notes = pipeline.score(checked, year)
    remarks(say(key, **params) for key, params in notes)
    if strict and run.findings:
        _refuse(run.findings, DataError("strict"))
    stored, new = store.save(folder, run)
    show_findings(run.findings, full_list=say("note.findings_where", path=stored.path / "findings.csv"))
    key = "note.run_stored" if new else "note.run_known"
    remarks([say(key, run=stored.name, path=stored.path)])
    show_standings(stored, None, form, out)


def _refuse(findings: Sequence[Finding], error: DataError) -> NoReturn:
    show_findings(findings, full_list=say("note.findings_check"))
    raise error
