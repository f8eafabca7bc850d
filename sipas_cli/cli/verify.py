"""`sipas verify`: whether a published document is consistent in itself."""

from pathlib import Path

import click

from sipas_cli.cli import command_help
from sipas_cli.cli.options import Command
from sipas_cli.cli.output import chosen_format, output_options
from sipas_cli.cli.session import session
from sipas_cli.cli.verify_file import verify_file


@click.command("verify", cls=Command, words=command_help.VERIFY)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@output_options
def command(file: Path, form: str | None, out: str | None) -> None:
    """Checks the document; what contradicts itself ends with status 3."""
    verify_file(session(), file, chosen_format(form, out), out)
