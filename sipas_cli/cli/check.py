"""`sipas check`: what would be rejected and why, without scoring."""

from collections.abc import Sequence
from pathlib import Path

import click

from sipas_cli.cli.inputs import reading, show_read
from sipas_cli.cli.output import as_json, chosen_format, emit, output_options, progress, year_option
from sipas_cli.cli.program import Command, Option, remarks, session
from sipas_cli.errors import DataError, together
from sipas_cli.i18n import say
from sipas_cli.model import Finding
from sipas_cli.words import finding_text, problem, remedy


@click.command("check", cls=Command, help="help.check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--criteria", metavar="ID", multiple=True, cls=Option, help="help.option.criteria")
@click.option("--source", metavar="ID", cls=Option, help="help.option.source")
@year_option
@click.option("--strict", is_flag=True, cls=Option, help="help.option.strict")
@output_options
def command(
    files: tuple[Path, ...],
    criteria: tuple[str, ...],
    source: str | None,
    year: int | None,
    strict: bool,
    form: str | None,
    out: str | None,
) -> None:
    """Lists all findings; the exit status is that which `score` would have."""
    form = chosen_format(form, out)
    with reading(files) as sources, progress() as advance:
        from sipas_cli import pipeline, store

        checked, notes, refused = pipeline.check(
            sources, session().folder, criteria=criteria, source=source, progress=advance
        )
    remarks(say(key, **params) for key, params in notes)
    findings: list[Finding] = []
    runs: list[store.Run] = []
    doubts = list(refused)
    for own in checked:
        show_read(own)
        try:
            if own.excessive:
                raise own.excessive
            run, notes = pipeline.score(own, year, session().folder, runs)
        except DataError as error:  # said at the end, when all that is wrong has been listed
            findings += own.findings
            doubts.append(error)
            continue
        remarks(say(key, **params) for key, params in notes)
        findings += run.findings
        runs.append(run)
    if form == "table" and out is None:
        _show_table(findings)
    else:
        emit(_content(findings, form, bom=out not in (None, "-")), out)
    if doubts:
        raise together(doubts)
    if strict and findings:
        raise DataError("strict")
    remarks([say("note.check_would_store")])


def _show_table(findings: Sequence[Finding]) -> None:
    if findings:
        for finding in findings:
            click.echo(finding_text(finding))
    else:
        click.echo(say("note.check_clean"))


def _content(findings: Sequence[Finding], form: str, *, bom: bool) -> bytes | str:
    if form == "csv":
        from sipas_cli.store import findings_csv

        return findings_csv(findings, bom=bom)
    if form == "json":
        return as_json([_data(finding) for finding in findings])
    return "".join(f"{'- ' if form == 'md' else ''}{finding_text(finding)}\n" for finding in findings)


def _data(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "file": finding.file,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "problem": problem(finding),
        "what_to_do": remedy(finding),
    }
