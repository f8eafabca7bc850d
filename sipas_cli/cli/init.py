"""`sipas init`: a workspace, commented and ready to edit."""

from pathlib import Path

import click

from sipas_cli.cli import command_help, messages
from sipas_cli.cli.options import Command
from sipas_cli.cli.session import remarks, session
from sipas_cli.errors import RulesError
from sipas_cli.files import write_file
from sipas_cli.messages import say
from sipas_cli.rules.library import shipped

_SCHEMA = "criteria.schema.json"
_TEMPLATES = "*.docx"


@click.command("init", cls=Command, words=command_help.INIT)
@click.argument("target", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
def command(target: Path | None) -> None:
    """Copies the files of an empty workspace; never over one that is there."""
    target = target or session().folder
    files = {path.name: path for path in sorted((shipped("templates") / "workspace").glob("*.yaml"))}
    for name in files:
        if (target / name).exists():
            raise RulesError(messages.FOLDER_NOT_EMPTY, where=str(target), file=name)
    for name, path in files.items():
        write_file(target / name, path.read_bytes())
    write_file(target / "criteria" / _SCHEMA, (shipped("criteria") / _SCHEMA).read_bytes())
    for path in sorted(shipped("templates").glob(_TEMPLATES)):
        write_file(target / "templates" / path.name, path.read_bytes())
    remarks([say(messages.WORKSPACE_MADE, path=target)])
