"""`sipas audit`: a workbook whose live formulas recompute a stored run from its answers."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sipas_cli.cli import command_help, messages, option_help
from sipas_cli.cli.audit_messages import AUDIT_WEIGHTS
from sipas_cli.cli.choosing import used_run
from sipas_cli.cli.inputs import reading
from sipas_cli.cli.options import PATH, Command, Option
from sipas_cli.cli.output import emit, index_option, refuse_suffix, run_option, year_option
from sipas_cli.cli.session import UsageFaultError, remarks, session
from sipas_cli.errors import SipasError, together
from sipas_cli.messages import say
from sipas_cli.runs.run import StoredRun
from sipas_cli.wording import error_text

if TYPE_CHECKING:
    from sipas_cli.model import Ballots
    from sipas_cli.recount.rereading import Reread


#: Why the ballots are not in the workbook -> what is said of it.
_WITHOUT_BALLOTS = {
    "audit_missing": messages.AUDIT_MISSING,
    "audit_kinds": messages.AUDIT_KINDS,
    "audit_size": messages.AUDIT_SIZE,
    "audit_weights": AUDIT_WEIGHTS,
}


@click.command("audit", cls=Command, words=command_help.AUDIT)
@click.argument("files", nargs=-1, metavar="[FILE...]", type=PATH)
@click.option("--source", metavar="ID", cls=Option, words=option_help.SOURCE)
@year_option
@partial(index_option, default=None)
@run_option
@click.option("-o", "out", metavar="FILE", required=True, cls=Option, words=option_help.O_AUDIT)
def command(
    files: tuple[Path, ...],
    source: str | None,
    year: int | None,
    index: str | None,
    run: str | None,
    out: str,
) -> None:
    """Writes the workbook; says where, and what is not in it. Raises DataError, once it is written, where
    what the run stored is not what comes out."""
    refuse_suffix(out, ".xlsx")
    stored = used_run(year, run, index)
    from sipas_cli.audit import audit_workbook
    from sipas_cli.recount.recomputing import recompute
    from sipas_cli.runs.folders import chain_of
    from sipas_cli.runs.kept import read_kept

    kept = read_kept(stored)
    faults: list[SipasError] = [*recompute(kept, chain_of(session().workspace, stored.year)).faults]
    if kept.tally is None and files:
        raise UsageFaultError(messages.AUDIT_POINTS, run=stored.name)
    ballots: Sequence[Ballots] = ()
    if kept.tally:
        reread = _reread(stored, files, source)
        ballots = reread.ballots
        faults += reread.differences
    content, why = audit_workbook(kept, ballots)
    if why:
        remarks([say(_WITHOUT_BALLOTS[why])])
    emit(content, out)
    if faults:
        raise together(faults)


def _reread(stored: StoredRun, files: Sequence[Path], source: str | None) -> "Reread":
    """The ballots of the run, from the named files, else from those that still lie in the workspace; none
    where these are gone, cannot be read, which is said, or give other counts by now."""
    from sipas_cli.recount import rereading

    reread = rereading.reread(stored, files, session().workspace, reading, source=source)
    if reread.problem and not reread.differences:
        remarks([error_text(reread.problem)])
    return reread
