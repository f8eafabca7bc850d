"""`sipas tally`: counts where the ballots are, and writes one file with the counts alone."""

from collections.abc import Sequence
from pathlib import Path

import click

from sipas_cli.cli import option_help, tally_words
from sipas_cli.cli.inputs import show_findings, show_read
from sipas_cli.cli.options import PATH, Command, Option
from sipas_cli.cli.output import emit, jobs_option, refuse_suffix, year_option
from sipas_cli.cli.session import UsageFaultError, remarks, session, tell
from sipas_cli.cli.tallies import SUFFIX, Named, Read, parted, read_all, read_on_cluster
from sipas_cli.errors import together
from sipas_cli.messages import say


@click.command("tally", cls=Command, words=tally_words.TALLY)
@click.argument("files", nargs=-1, metavar="FILE...", type=click.Path(readable=False))
@click.option("-o", "out", metavar="FILE", cls=Option, words=tally_words.OUT)
@click.option("--criteria", metavar="ID", multiple=True, cls=Option, words=option_help.CRITERIA)
@click.option("--source", metavar="ID", cls=Option, words=option_help.SOURCE)
@year_option
@click.option("--allow-copies", is_flag=True, cls=Option, words=option_help.ALLOW_COPIES)
@jobs_option
@click.option("--engine", type=click.Choice(["dask"]), cls=Option, words=tally_words.ENGINE)
@click.option("--scheduler", metavar="ADDRESS", cls=Option, words=tally_words.SCHEDULER)
@click.option("--key", metavar="FILE", type=PATH, cls=Option, words=tally_words.KEY)
@click.option("--new-key", metavar="FILE", type=PATH, cls=Option, words=tally_words.NEW_KEY)
def command(
    files: tuple[str, ...],
    out: str | None,
    criteria: tuple[str, ...],
    source: str | None,
    year: int | None,
    allow_copies: bool,
    jobs: int | None,
    engine: str | None,
    scheduler: str | None,
    key: Path | None,
    new_key: Path | None,
) -> None:
    """Makes a key, or reads, validates, counts and writes."""
    if new_key:
        _make_key(new_key)
        if not files:
            return
    _refuse_engine(files, engine, scheduler)
    ballots, tallies = parted([Path(name) for name in files], ())
    if tallies:
        raise UsageFaultError(tally_words.TALLY_OF_TALLIES, name=tallies[0].name)
    if out is None:
        raise UsageFaultError(tally_words.OUT_MISSING)
    refuse_suffix(out, SUFFIX)
    named = Named(ballots, (), key or new_key, criteria, source, year, allow_copies, jobs)
    read = read_on_cluster(named, files, scheduler) if scheduler else read_all(named)
    _write(named, read, out)


def _make_key(path: Path) -> None:
    from sipas_cli.runs.tally_key import make_key

    key = make_key(path)
    remarks([say(tally_words.KEY_MADE, path=path, key=key.id)])


def _refuse_engine(files: Sequence[str], engine: str | None, scheduler: str | None) -> None:
    """Refuses an engine without a scheduler, and what no engine is named for."""
    if bool(engine) != bool(scheduler):
        raise UsageFaultError(tally_words.ENGINE_AND_SCHEDULER)
    from sipas_cli.sheets.objects import is_address

    if not engine and (address := next(filter(is_address, files), "")):
        raise UsageFaultError(tally_words.ADDRESS_WITHOUT_ENGINE, name=address)


def _write(named: Named, read: Read, out: str) -> None:
    """Writes the tally of what was read."""
    tell(read.remarks)
    for result in read.checked:
        show_read(result)
    if read.refused:
        raise together(list(read.refused))
    from sipas_cli import pipeline
    from sipas_cli.runs.acceptance import Terms

    terms = Terms(allow_copies=named.allow_copies)
    content, notes = pipeline.count(read.checked, read.remarks, named.year, session().workspace, terms)
    for result in read.checked:
        show_findings(result.findings, full_list=say(tally_words.FINDINGS_INSIDE))
    tell(notes)
    emit(content, out)
