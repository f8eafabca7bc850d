"""`sipas verify`: whether stored runs are what was stored, and come out the same again."""

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sipas_cli.cli import command_help, messages, option_help, verify_messages
from sipas_cli.cli.options import PATH, Command, Option
from sipas_cli.cli.output import (
    CSV,
    as_json,
    chosen_format,
    emit,
    emit_csv,
    index_option,
    output_options,
    show,
    year_option,
)
from sipas_cli.cli.progress import counting
from sipas_cli.cli.screen import echo
from sipas_cli.cli.session import UsageFaultError, remarks, session, tell
from sipas_cli.cli.terminal import Table
from sipas_cli.cli.verify_file import verify_file
from sipas_cli.documents import messages as documents_messages
from sipas_cli.errors import RulesError, SipasError, together
from sipas_cli.files import csv_bytes
from sipas_cli.messages import say
from sipas_cli.runs import choice, folders
from sipas_cli.runs import messages as runs_messages
from sipas_cli.runs.chain import index_of
from sipas_cli.wording import Remark, error_text, remark_text

if TYPE_CHECKING:
    from sipas_cli.recount.verifying import Verified, VerifiedYear


@click.command("verify", cls=Command, words=command_help.VERIFY)
@click.argument("file", metavar="[FILE]", required=False, type=PATH)
@year_option
@partial(index_option, default=None, text=option_help.INDEX_VERIFY, others=True)
@click.option("--run", metavar="ID", cls=Option, words=option_help.RUN_VERIFY)
@click.option("--quick", is_flag=True, cls=Option, words=option_help.QUICK)
@click.option("--source", metavar="ID", cls=Option, words=option_help.SOURCE)
@click.option("--seal", is_flag=True, cls=Option, words=option_help.SEAL)
@click.option("--against", metavar="DIGEST", cls=Option, words=option_help.AGAINST)
@output_options
def command(
    file: Path | None,
    year: int | None,
    index: str | None,
    run: str | None,
    quick: bool,
    source: str | None,
    seal: bool,
    against: str | None,
    form: str | None,
    out: str | None,
) -> None:
    """Verifies the runs, or a published document; whatever does not hold ends with status 3."""
    form = chosen_format(form, out)
    if file:
        if year or index or run or quick or source or seal or against is not None:
            raise UsageFaultError(verify_messages.FILE_ALONE)
        verify_file(file, form, out)
        return
    if seal:
        for name, value in {"--index": index, "--run": run, "--against": against}.items():
            if value:
                raise UsageFaultError(verify_messages.SEAL_ALONE, name=name)
        _seal(_year_to_seal(year))
        return
    if against is not None and not re.fullmatch(r"\s*[0-9a-fA-F]{64}\s*", against):
        raise UsageFaultError(verify_messages.NO_DIGEST)
    years = [_year_to_seal(year)] if against is not None and not run else _years(year, run)
    verified = _verified(years, index, run, quick=quick, source=source)
    _show(verified, form, out)
    _judge(verified, against)


# --- which years ----------------------------------------------------------------------------------


def _years(year: int | None, run: str | None) -> list[int]:
    """The given year, that of the named run, else all that have runs."""
    workspace = session().workspace
    if run:
        return [choice.year_of(workspace, year, run)]
    known = folders.years(workspace)
    if not known:
        raise RulesError(runs_messages.NOTHING_STORED)
    if year is None:
        return known
    if year not in known:
        raise RulesError(runs_messages.NOTHING_STORED_YEAR, year=year, years=", ".join(map(str, known)))
    return [year]


def _year_to_seal(year: int | None) -> int:
    """The given year, else that of `sipas.yaml`, else the latest that has runs."""
    return _years(year or session().workspace.settings.year, None)[-1]


# --- verifying ------------------------------------------------------------------------------------


def _verified(
    years: Sequence[int], index: str | None, run: str | None, *, quick: bool, source: str | None
) -> "list[VerifiedYear]":
    from sipas_cli.cli.inputs import reading
    from sipas_cli.recount.verifying import Sources, verify_year

    def wanted(name: str) -> bool:
        return run in (None, name) and index in (None, index_of(name))

    sources: Sources | None = None if quick else Sources(reading, source)
    with counting(verify_messages.VERIFYING) as advance:
        return [
            verify_year(session().workspace, year, wanted, sources, lambda name: advance(name, 1))
            for year in years
        ]


def _judge(verified: "Sequence[VerifiedYear]", against: str | None) -> None:
    """Says what is to be known of runs that hold. Raises DataError for all that does not."""
    from sipas_cli.recount import messages as recount_messages
    from sipas_cli.recount.sealing import checked_against

    for year in verified:
        for run in year.runs:
            for remark in run.remarks:
                params = {"run": run.run, "what": remark}
                tell([Remark(verify_messages.OF_RUN, params, loud=remark.loud)])
    faults = [fault for year in verified for fault in year.all_faults]
    if against is not None:
        lines, differences = checked_against(verified[0].chain, against)
        tell(lines)
        faults += differences
    if faults:
        raise together(faults)
    last = ", ".join(f"{year.year}: {year.last}" for year in verified)
    if against is None:
        tell([Remark(recount_messages.LAST_UNPROVED, {"runs": last})])


def _seal(year: int) -> None:
    """Prints the seal of a year whose runs hold. Raises DataError where one does not."""
    from sipas_cli.recount.sealing import keep_list, seal_of
    from sipas_cli.recount.trace_messages import LIST_NOT_KEPT

    verified = _verified([year], None, None, quick=True, source=None)[0]
    if verified.all_faults:
        raise together(verified.all_faults)
    seal = seal_of(verified.chain)
    folder, files = verified.chain.folder, " ".join(seal.files)
    remarks([say(verify_messages.SEAL_FORMULA, folder=folder, files=files)])
    try:
        keep_list(verified.chain, seal)
    except SipasError as error:
        tell([Remark(LIST_NOT_KEPT, {"what": error}, loud=True)])
    echo(seal.digest)


# --- showing --------------------------------------------------------------------------------------


def _show(verified: "Sequence[VerifiedYear]", form: str, out: str | None) -> None:
    if form == "json":
        emit(as_json([_data(year) for year in verified]), out)
        return
    rows = [_row(run) for year in verified for run in year.runs]
    if form in CSV:
        cells = [list(row.values()) for row in rows]
        emit_csv(csv_bytes(list(_HEADINGS), cells, bom=False), form, out)
        return
    columns = [(say(heading), False) for heading in _HEADINGS.values()]
    show([Table("", columns, [list(row.values()) for row in rows], key=1)], form, out)


def _data(year: "VerifiedYear") -> dict[str, Any]:
    """A year as JSON has it."""
    return {
        "year": year.year,
        "holds": not year.all_faults,
        "runs": [
            {
                "run": run.run,
                "index": run.index,
                "origin": run.origin,
                "version": run.version,
                "compared": list(run.compared),
                "holds": not run.faults,
                "faults": [error_text(fault) for fault in run.faults],
                "remarks": [remark_text(remark) for remark in run.remarks],
            }
            for run in year.runs
        ],
        "faults": [error_text(fault) for fault in year.faults],
    }


_HEADINGS = {
    "year": messages.YEAR,
    "run": documents_messages.RUN,
    "index": messages.INDEX,
    "compared": verify_messages.COMPARED,
    "result": verify_messages.RESULT,
}


def _row(run: "Verified") -> dict[str, str]:
    """A run as a line of the table."""
    result = verify_messages.HOLDS_NOT if run.faults else verify_messages.HOLDS
    return {
        "year": str(run.year),
        "run": run.run,
        "index": run.index,
        "compared": ", ".join(say(part.sentence) for part in run.compared) or "–",
        "result": say(result),
    }
