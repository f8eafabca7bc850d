"""What the commands share that print documents of a year: number and day, the format, where the file goes."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sipas_cli.cli import messages, option_help
from sipas_cli.cli.choosing import earlier_run
from sipas_cli.cli.options import Option
from sipas_cli.cli.output import put
from sipas_cli.cli.screen import echo, hand_over
from sipas_cli.cli.session import UsageFaultError, remarks, session, warn
from sipas_cli.machine.pdf import all_from_office
from sipas_cli.messages import say
from sipas_cli.model import SIPAS, Unit
from sipas_cli.runs.run import StoredRun
from sipas_cli.templating.check import mentions
from sipas_cli.workspace import messages as workspace_messages

if TYPE_CHECKING:
    from sipas_cli.documents.analysis import Profile
    from sipas_cli.documents.papers import Source

#: The formats of what is made from a Word template alone.
LETTER_FORMATS = ("docx", "pdf")


def head_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--number` and `--date`, the same in every command that has them."""
    number = click.option(
        "--number", metavar="TEXT", cls=Option, words=option_help.NUMBER, callback=_bare_number
    )
    day = click.option("--date", "day", metavar="DATE", cls=Option, words=option_help.DATE)
    return number(day(command))


def _bare_number(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value and "/" in value:
        raise UsageFaultError(workspace_messages.RULES_NUMBER, where=f"{ctx.command_path} {param.opts[0]}")
    return value


def document_format(form: str | None, out: str | None, formats: Sequence[str]) -> str:
    """The format that is named, else that of the file's name, else the first. A name that says another
    format than the one that is named is refused: such a file opens in no program."""
    if out in (None, "-"):
        return form or formats[0]
    suffix = Path(str(out)).suffix.lower().removeprefix(".")
    if form and suffix in formats and suffix != form:
        raise UsageFaultError(messages.FORM_SUFFIX, name=out, suffix=f".{form}")
    if not form and suffix not in formats:
        raise UsageFaultError(messages.FORMAT_UNKNOWN, name=out, formats=", ".join(formats))
    return form or suffix


def deliver(content: bytes, out: str | None, name: str) -> None:
    """`content` to standard output, to the file `out`, or into the workspace under `name`; says where."""
    if out == "-":
        hand_over(content)
        return
    path = Path(out) if out else session().folder / name
    put({path: content})
    echo(str(path))


def in_format(word_files: Sequence[bytes], form: str) -> Sequence[bytes]:
    """Word files, or the pdf of each of them."""
    if form == "docx":
        return word_files
    return all_from_office(word_files, ".docx", seconds=session().workspace.settings.pdf_seconds)


def source(run: StoredRun) -> "Source":
    """A run with its analysis and the earlier years that it is told against."""
    from sipas_cli import pipeline

    return pipeline.source(session().workspace, run, earlier_run(run))


def report_name(run: StoredRun) -> str:
    """The name of the report on a run, without its ending."""
    if run.index == SIPAS:
        return f"bao-cao-{run.year}"
    return f"bao-cao-{run.year}-{run.index}"


def units_of(sources: Iterable["Source"]) -> list[Unit]:
    """Every unit that has a line under some index, in the order of the tables."""
    return _once(profile for run_source in sources for profile in run_source.analysis.profiles)


def units_with_results(sources: Iterable["Source"]) -> list[Unit]:
    """The same without the units that have no result under any index; how many these are is said."""
    profiles = [profile for run_source in sources for profile in run_source.analysis.profiles]
    units = _once(profile for profile in profiles if profile.has_result)
    if left_out := len(_once(profiles)) - len(units):
        remarks([say(messages.NOTICES_LEFT_OUT, count=left_out)])
    return units


def _once(profiles: Iterable["Profile"]) -> list[Unit]:
    """The units of some lines, each where it stands first."""
    units: dict[str, Unit] = {}
    for profile in profiles:
        units.setdefault(profile.line.unit.id, profile.line.unit)
    return list(units.values())


def say_unmarked(draft: bool, template: Path) -> None:
    """Says where a template would not show that a document is a draft."""
    if draft and not mentions(template, "draft"):
        warn([say(messages.TEMPLATE_UNMARKED, path=template)])
