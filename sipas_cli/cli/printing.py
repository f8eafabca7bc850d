"""What the commands share that print documents of a year: which runs, number and day, whether it is a draft,
where the file goes."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sipas_cli.cli.options import Option
from sipas_cli.cli.rank import (
    all_years,
    beside,
    earlier_run,
    say_all_withdrawn,
    say_contradictions,
    say_withdrawn,
)
from sipas_cli.cli.session import UsageFaultError, remarks, session, warn
from sipas_cli.documents.appendix import available
from sipas_cli.errors import RulesError
from sipas_cli.files import write_file
from sipas_cli.machine.pdf import all_from_office
from sipas_cli.messages import say
from sipas_cli.model import SHOWN_INDICES
from sipas_cli.runs import choice, folders, history, pointers
from sipas_cli.runs.run import StoredRun
from sipas_cli.templating.check import mentions
from sipas_cli.workspace.workspace import DECISION, Decision, read_settings

if TYPE_CHECKING:
    from sipas_cli.documents.papers import Source

#: The formats of what is made from a Word template alone.
LETTER_FORMATS = ("docx", "pdf")


def head_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--number` and `--date`, the same in every command that has them."""
    number = click.option(
        "--number", metavar="TEXT", cls=Option, help="help.option.number", callback=_bare_number
    )
    day = click.option("--date", "day", metavar="DATE", cls=Option, help="help.option.date")
    return number(day(command))


def _bare_number(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value and "/" in value:
        raise UsageFaultError("rules_number", where=f"{ctx.command_path} {param.opts[0]}")
    return value


def document_format(form: str | None, out: str | None, formats: Sequence[str]) -> str:
    """The format that is named, else that of the file's name, else the first. A name that says another
    format than the one that is named is refused: such a file opens in no program."""
    if out in (None, "-"):
        return form or formats[0]
    suffix = Path(str(out)).suffix.lower().removeprefix(".")
    if form and suffix in formats and suffix != form:
        raise UsageFaultError("form_suffix", name=out, suffix=f".{form}")
    if not form and suffix not in formats:
        raise UsageFaultError("format_unknown", name=out, formats=", ".join(formats))
    return form or suffix


def deliver(content: bytes, out: str | None, name: str) -> None:
    """`content` to standard output, to the file `out`, or into the workspace under `name`; says where."""
    if out == "-":
        click.echo(content, nl=False)
        return
    path = Path(out) if out else session().folder / name
    if kept := write_file(path, content):
        remarks([say("note.kept", path=kept)])
    click.echo(str(path))


def in_format(word_files: Sequence[bytes], form: str) -> Sequence[bytes]:
    """Word files, or the pdf of each of them."""
    if form == "docx":
        return word_files
    return all_from_office(word_files, ".docx", seconds=read_settings(session().folder).pdf_seconds)


# --- runs ----------------------------------------------------------------------------------------


def decision_runs(
    year: int | None, names: Sequence[str], decision: Decision, settled: int | None
) -> dict[str, StoredRun]:
    """Index -> the run that its appendix is made from; said on standard error, as is what is left out.

    settled   the year of `sipas.yaml`: it counts where neither `--year` nor `--run` says otherwise
    """
    folder, wanted = session().folder, decision.indices
    named = _named_runs(year, names, wanted)
    of_year = next((run.year for run in named.values()), None) or _year(year or settled, wanted)
    others = {index: pointers.used_run(folder, of_year, index)[0] for index in wanted if index not in named}
    runs = {index: folders.load(folder, of_year, name) for index, name in others.items() if name} | named
    parts = available(decision.appendices, runs)
    there = {part.appendix.of for part in parts}
    for index in wanted:
        say_all_withdrawn(of_year, index)
    remarks(
        say("note.appendix_left_out", of=appendix.of, year=of_year)
        for appendix in decision.appendices
        if appendix.of not in there
    )
    if not parts:
        raise RulesError("decision_empty", where=DECISION, year=of_year)
    used = {part.run.index: part.run for part in parts}
    _say_used(of_year, used, named)
    return used


def _named_runs(year: int | None, names: Sequence[str], wanted: Collection[str]) -> dict[str, StoredRun]:
    """Index -> the run that `--run` names. All are of one year, that of the first."""
    runs: dict[str, StoredRun] = {}
    for name in names:
        stored, _ = choice.choose(session().folder, year, name, "")
        if stored.index not in wanted:
            raise RulesError("run_unprinted", run=name, index=stored.index)
        if first := runs.get(stored.index):
            raise RulesError("run_index_twice", first=first.name, run=name)
        runs[stored.index] = stored
        year = stored.year
    return runs


def _year(given: int | None, wanted: Sequence[str]) -> int:
    """The given year, else the latest that has a run of a wanted index. One whose only runs were withdrawn is
    not passed over for an earlier one."""
    folder = session().folder
    known = folders.years(folder)

    def holds(year: int) -> bool:
        return bool({*wanted} & {*pointers.indices(folder, year)})

    for year in [given] if given else reversed(known):
        if holds(year):
            return year
        if lost := next(
            filter(None, (pointers.all_withdrawn(folder, year, index) for index in wanted)), None
        ):
            raise lost
    if years := [y for y in known if holds(y)]:
        raise RulesError("nothing_stored_year", year=given, years=", ".join(map(str, years)))
    raise RulesError("nothing_stored")


def _say_used(year: int, used: Mapping[str, StoredRun], named: Collection[str]) -> None:
    if missing := folders.missing_link(session().folder, year):
        remarks([say("note.run_missing", run=missing, year=year)])
    for run in used.values():
        say_withdrawn(run)
        say_contradictions(run, beside(run) | {index: own.name for index, own in used.items()})
    for index, run in used.items():
        why = "run_named" if index in named else pointers.used_run(session().folder, year, index)[1]
        remarks([say("note.run_used", run=run.name, year=year, why=say(f"note.{why}"))])


def indices_of(year: int | None) -> tuple[int, list[str]]:
    """The given year, else the latest, and the indices that it has."""
    folder = session().folder
    known = folders.years(folder)
    if not known:
        raise RulesError("nothing_stored")
    wanted = known[-1] if year is None else year
    there = [index for index in SHOWN_INDICES if wanted in pointers.years_of(folder, index)]
    lost = [error for index in SHOWN_INDICES if (error := pointers.all_withdrawn(folder, wanted, index))]
    if lost and not there:
        raise lost[0]
    for index in SHOWN_INDICES:
        say_all_withdrawn(wanted, index)
    if not there:
        raise RulesError("report_index", year=wanted, years=", ".join(map(str, known)))
    return wanted, there


def source(run: StoredRun) -> "Source":
    """A run with its analysis and the earlier years that it is told against."""
    from sipas_cli.documents.analysis import analyse
    from sipas_cli.documents.papers import Source

    folder = session().folder
    succession = history.read_succession(folder)
    before = earlier_run(run)
    minimum = read_settings(folder).minimum_cell
    results = all_years(run, *([before] if before else []))
    return Source(analyse(run, before, succession, minimum_cell=minimum), results, succession)


# --- drafts --------------------------------------------------------------------------------------


def is_draft(runs: Iterable[StoredRun]) -> bool:
    """Whether a run that is printed is not the frozen one of its year; said on standard error."""
    loose = [run for run in runs if pointers.frozen_run(session().folder, run.year, run.index) != run.name]
    remarks(say("note.draft", run=run.name, index=run.index, year=run.year) for run in loose)
    return bool(loose)


def say_unmarked(draft: bool, template: Path) -> None:
    """Says where a template would not show that a document is a draft."""
    if draft and not mentions(template, "draft"):
        warn([say("note.template_unmarked", path=template)])
