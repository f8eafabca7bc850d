"""`sipas score`: files of ballots or points to stored runs and their ranked tables."""

from pathlib import Path

import click

from sipas_cli.cli.inputs import reading, show_findings, show_read
from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import chosen_format, output_options, progress, year_option
from sipas_cli.cli.session import UsageFaultError, remarks, session, tell, warn
from sipas_cli.errors import SipasError, together
from sipas_cli.messages import say
from sipas_cli.runs.forced import forced_text


@click.command("score", cls=Command, help="help.score")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--criteria", metavar="ID", multiple=True, cls=Option, help="help.option.criteria")
@click.option("--source", metavar="ID", cls=Option, help="help.option.source")
@year_option
@click.option("--strict", is_flag=True, cls=Option, help="help.option.strict")
@click.option("--allow-copies", is_flag=True, cls=Option, help="help.option.allow_copies")
@click.option("--force", is_flag=True, cls=Option, help="help.option.force")
@output_options
def command(
    files: tuple[Path, ...],
    criteria: tuple[str, ...],
    source: str | None,
    year: int | None,
    strict: bool,
    allow_copies: bool,
    force: bool,
    form: str | None,
    out: str | None,
) -> None:
    """Reads, validates, scores, ranks, stores, shows."""
    form = chosen_format(form, out)
    with reading(files) as sources, progress() as advance:
        from sipas_cli import pipeline
        from sipas_cli.cli.standings import show_standings
        from sipas_cli.runs import choice
        from sipas_cli.runs.acceptance import Terms
        from sipas_cli.runs.run import StoredRun
        from sipas_cli.runs.storing import save

        workspace = session().workspace
        checked, notes, refused = pipeline.check(
            sources,
            workspace,
            criteria=criteria,
            source=source,
            year=year,
            allow_copies=allow_copies,
            progress=advance,
        )
    remarks(say(key, **params) for key, params in notes)
    if form == "csv" and len(checked) > 1:
        raise UsageFaultError("one_index_only")
    for own in checked:
        show_read(own)
    accepted = pipeline.accept(checked, refused, year, workspace, Terms(strict, allow_copies, force))
    remarks(say(key, **params) for key, params in accepted.notes)
    if accepted.errors:
        show_findings(accepted.findings, full_list=say("note.findings_check"))
        raise together(accepted.errors)
    stored: list[StoredRun] = []
    for run in accepted.runs:  # only now, when none of them can be refused any more: only the disk can fail
        try:
            kept, new = save(workspace, run)
        except SipasError:
            warn(say("note.run_kept", run=own.name, path=own.path) for own in stored)
            raise
        show_findings(run.findings, full_list=say("note.findings_where", path=kept.path / "findings.csv"))
        key = "note.run_stored" if new else "note.run_known"
        remarks([say(key, run=kept.name, path=kept.path)])
        stored.append(kept)
    for kept in stored:
        if kept.forced:
            warn([say("note.run_forced", run=kept.name, what=forced_text(kept.forced))])
        tell(choice.after_storing(workspace, kept))
    show_standings(stored, None, form, out)
