"""`sipas units import`: any list of offices becomes `units.yaml`."""

from pathlib import Path

import click

from sipas_cli.cli import workspace_words as words
from sipas_cli.cli.inputs import reading_all
from sipas_cli.cli.options import PATH, Group, Option, help_alone
from sipas_cli.cli.output import emit
from sipas_cli.cli.session import remarks, session
from sipas_cli.errors import RulesError
from sipas_cli.files import write_file
from sipas_cli.messages import say
from sipas_cli.rules.library import shipped
from sipas_cli.workspace.units import UNITS


@click.group("units", cls=Group, words=words.UNITS, invoke_without_command=True)
def command() -> None:
    """The register: shows its help where no command of it was named."""
    help_alone()


@command.command("import", words=words.UNITS_IMPORT)
@click.argument("file", metavar="FILE", type=PATH)
@click.option("--group", metavar="NAME", default="", cls=Option, words=words.UNITS_GROUP)
@click.option("-o", "out", metavar="FILE", cls=Option, words=words.UNITS_OUT)
def import_(file: Path, group: str, out: str | None) -> None:
    """Reads the list and writes it as a register."""
    from sipas_cli.intake import office_list
    from sipas_cli.workspace import places

    target = session().folder / UNITS
    if out is None:
        _refuse_filled(target)
    with reading_all([file]) as sources:
        (source,) = sources
        offices = office_list.read(source, group)
    template = (shipped("templates") / "workspace" / UNITS).read_text(encoding="utf-8")
    text = places.filled(template, offices.groups, offices.units)
    if out == "-":
        emit(text, out)
        return
    path = Path(out or target)
    write_file(path, text.encode())
    counts = {"count": str(len(offices.units)), "groups": str(len(offices.groups))}
    remarks([say(words.UNITS_WRITTEN, path=path, **counts)])


def _refuse_filled(target: Path) -> None:
    """Refuses to write over a register that somebody has made."""
    if not target.exists():
        return
    workspace = session().workspace
    if workspace.units or workspace.groups or workspace.changes:
        raise RulesError(words.UNITS_THERE, where=str(target), count=len(workspace.units))
