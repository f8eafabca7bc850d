"""`sipas rank`: the stored standings."""

from functools import partial
from typing import TYPE_CHECKING

import click

from sipas_cli.cli import command_help, option_help
from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import chosen_format, index_option, output_options, run_option, year_option
from sipas_cli.cli.session import session, tell
from sipas_cli.wording import Remark

if TYPE_CHECKING:
    from sipas_cli.runs.run import StoredRun
    from sipas_cli.runs.sureties import Sureties


@click.command("rank", cls=Command, words=command_help.RANK)
@click.option("--group", metavar="ID", cls=Option, words=option_help.GROUP)
@click.option("--detail", is_flag=True, cls=Option, words=option_help.DETAIL)
@click.option("--precision", is_flag=True, cls=Option, words=option_help.PRECISION)
@click.option("--simultaneous", is_flag=True, cls=Option, words=option_help.SIMULTANEOUS)
@year_option
@partial(index_option, default=None)
@run_option
@output_options
def command(
    group: str | None,
    detail: bool,
    precision: bool,
    simultaneous: bool,
    year: int | None,
    index: str | None,
    run: str | None,
    form: str | None,
    out: str | None,
) -> None:
    """Shows the standings of one group or of all."""
    from sipas_cli.cli.choosing import group_id, used_run
    from sipas_cli.cli.standings import show_standings

    form = chosen_format(form, out)
    stored = used_run(year, run, index)
    sureties = None
    if precision or simultaneous:
        from sipas_cli.score.certainty import BOUNDS_STAND

        sureties = _sureties(stored, simultaneous=simultaneous, parts=form == "json")
        if sureties.bounded:
            tell([Remark(BOUNDS_STAND)])
    show_standings([stored], group_id(stored, group), form, out, detail=detail, sureties=sureties)


def _sureties(stored: "StoredRun", *, simultaneous: bool, parts: bool) -> "Sureties":
    """How sure the run is that is shown: its indices, or with all `parts` of them."""
    from sipas_cli.runs.kept import read_kept
    from sipas_cli.runs.run import SCORED
    from sipas_cli.runs.sureties import sureties_of, sureties_of_imported

    if stored.origin != SCORED:
        return sureties_of_imported(stored)
    return sureties_of(read_kept(stored), session().workspace, simultaneous=simultaneous, parts=parts)
