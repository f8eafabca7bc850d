"""`sipas template check`: looks over templates that an office has changed."""

from pathlib import Path

import click

from sipas_cli.cli import command_help, messages, option_help, subcommand_help
from sipas_cli.cli.options import Command, Group, Option, help_alone
from sipas_cli.cli.session import remarks, session
from sipas_cli.errors import RulesError, together
from sipas_cli.messages import say


@click.group("template", cls=Group, words=command_help.TEMPLATE, invoke_without_command=True)
def command() -> None:
    """Templates: shows its help where no command of it was named."""
    help_alone()


@command.command("check", cls=Command, words=subcommand_help.TEMPLATE_CHECK)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--document", metavar="ID", cls=Option, words=option_help.DOCUMENT)
def check(files: tuple[Path, ...], document: str | None) -> None:
    """Says everything that is wrong with each of the files, with its place."""
    from sipas_cli.documents.documents import DOCUMENTS, document_of, flaws
    from sipas_cli.files import FILE_MISSING
    from sipas_cli.sheets import messages as sheets_messages

    if document is not None and document not in DOCUMENTS:
        raise RulesError(messages.USAGE_CHOICE, name="--document", choices=", ".join(DOCUMENTS))
    wrong: list[RulesError] = []
    for file in files:
        path = next((candidate for candidate in (file, session().folder / file) if candidate.exists()), file)
        if not path.is_file():
            raise RulesError(
                sheets_messages.FILE_IS_FOLDER if path.is_dir() else FILE_MISSING, where=str(file)
            )
        meant = document or document_of(path)
        if errors := flaws(path, meant):
            wrong += errors
        else:
            remarks([say(messages.TEMPLATE_SOUND, path=path, document=meant)])
    if wrong:
        raise together(wrong)
