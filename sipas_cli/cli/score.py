"""`sipas score`: files of ballots or points to stored runs and their ranked tables."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sipas_cli.cli import command_help, messages, option_help, reading_words, tally_words
from sipas_cli.cli.inputs import show_findings, show_read
from sipas_cli.cli.log import note
from sipas_cli.cli.options import PATH, Command, Option
from sipas_cli.cli.output import chosen_format, jobs_option, output_options, year_option
from sipas_cli.cli.progress import busy
from sipas_cli.cli.session import UsageFaultError, remarks, session, tell, warn
from sipas_cli.cli.tallies import Named, parted, read_all
from sipas_cli.errors import SipasError, together
from sipas_cli.messages import say
from sipas_cli.runs.forced import forced_text

if TYPE_CHECKING:
    from sipas_cli.runs.run import StoredRun


@click.command("score", cls=Command, words=command_help.SCORE)
@click.argument("files", nargs=-1, metavar="FILE...", type=PATH)
@click.option(
    "--from",
    "tallies",
    metavar="FILE",
    multiple=True,
    type=PATH,
    cls=Option,
    words=tally_words.FROM,
)
@click.option("--key", metavar="FILE", type=PATH, cls=Option, words=tally_words.KEY_SCORE)
@click.option("--criteria", metavar="ID", multiple=True, cls=Option, words=option_help.CRITERIA)
@click.option("--source", metavar="ID", cls=Option, words=option_help.SOURCE)
@year_option
@click.option("--strict", is_flag=True, cls=Option, words=option_help.STRICT)
@click.option("--allow-copies", is_flag=True, cls=Option, words=option_help.ALLOW_COPIES)
@click.option("--force", is_flag=True, cls=Option, words=option_help.FORCE)
@jobs_option
@output_options
def command(
    files: tuple[Path, ...],
    tallies: tuple[Path, ...],
    key: Path | None,
    criteria: tuple[str, ...],
    source: str | None,
    year: int | None,
    strict: bool,
    allow_copies: bool,
    force: bool,
    jobs: int | None,
    form: str | None,
    out: str | None,
) -> None:
    """Reads, validates, scores, ranks, stores, shows."""
    form = chosen_format(form, out)
    named = Named(*parted(files, tallies), key, criteria, source, year, allow_copies, jobs)
    read = read_all(named)
    from sipas_cli import pipeline
    from sipas_cli.cli.standings import show_standings
    from sipas_cli.runs import choice
    from sipas_cli.runs.acceptance import Terms
    from sipas_cli.runs.storing import save

    workspace, checked = session().workspace, read.checked
    tell(read.remarks)
    if form == "csv" and len(checked) > 1:
        raise UsageFaultError(messages.ONE_INDEX_ONLY)
    for result in checked:
        show_read(result)
    with busy(say(reading_words.SCORING)):
        accepted = pipeline.accept(
            checked, read.refused, read.year, workspace, Terms(strict, allow_copies, force)
        )
    tell(accepted.remarks)
    if accepted.errors:
        note(session(), "refused", findings=dict(sorted(accepted.findings.by_code().items())))
        show_findings(accepted.findings, full_list=say(messages.FINDINGS_CHECK))
        raise together(accepted.errors)
    stored: list[StoredRun] = []
    for run in accepted.runs:  # only now, when none of them can be refused any more: only the disk can fail
        try:
            with busy(say(reading_words.STORING, run=run.name)):
                stored_run, new = save(workspace, run)
        except SipasError:
            warn(say(messages.RUN_KEPT, run=former.name, path=former.path) for former in stored)
            raise
        path = stored_run.path / "findings.csv"
        show_findings(run.findings, full_list=say(messages.FINDINGS_WHERE, path=path))
        message = messages.RUN_STORED if new else messages.RUN_KNOWN
        remarks([say(message, run=stored_run.name, path=stored_run.path)])
        _log_stored(stored_run, new=new)
        stored.append(stored_run)
    for stored_run in stored:
        if stored_run.forced:
            warn([say(messages.RUN_FORCED, run=stored_run.name, what=forced_text(stored_run.forced))])
        tell(choice.after_storing(workspace, stored_run))
    show_standings(stored, None, form, out)


def _log_stored(run: "StoredRun", *, new: bool) -> None:
    """Notes a run, and whether it was there already."""
    counts = run.manifest["counts"]
    fields = {"run": run.name, "index": run.index, "year": run.year, "new": new}
    note(session(), "stored", **fields, rows=counts["ballots_read"], findings=counts["findings"])
