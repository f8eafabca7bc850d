"""`sipas template`: looks over templates that an office has changed, and lists what they may say."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sipas_cli.cli import command_help, messages, option_help, subcommand_help, workspace_words
from sipas_cli.cli.choosing import decision_runs, indices_of, used_run
from sipas_cli.cli.named_files import located
from sipas_cli.cli.options import PATH, Command, Group, Option, help_alone
from sipas_cli.cli.output import (
    CSV,
    as_json,
    chosen_format,
    emit,
    emit_csv,
    output_options,
    show,
    year_option,
)
from sipas_cli.cli.printing import source
from sipas_cli.cli.session import remarks, session
from sipas_cli.cli.terminal import Table
from sipas_cli.errors import RulesError, together
from sipas_cli.files import csv_bytes
from sipas_cli.messages import say
from sipas_cli.runs import folders

if TYPE_CHECKING:
    from sipas_cli.documents.papers import Source

#: Documents on the indices that decision.yaml has appendices for; the others are on all of the year.
_OF_DECISION = ("decision", "submission")


@click.group("template", cls=Group, words=command_help.TEMPLATE, invoke_without_command=True)
def command() -> None:
    """Templates: shows its help where no command of it was named."""
    help_alone()


@command.command("check", cls=Command, words=subcommand_help.TEMPLATE_CHECK)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=PATH)
@click.option("--document", metavar="ID", cls=Option, words=option_help.DOCUMENT)
def check(files: tuple[Path, ...], document: str | None) -> None:
    """Says everything that is wrong with each of the files, with its place."""
    from sipas_cli.documents.documents import document_of, flaws
    from sipas_cli.files import FILE_MISSING
    from sipas_cli.sheets import messages as sheets_messages

    if document is not None:
        _refuse_unknown(document, "--document")
    wrong: list[RulesError] = []
    for file in files:
        path = located(file)
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


@command.command("fields", cls=Command, words=subcommand_help.TEMPLATE_FIELDS)
@click.argument("document", default=_OF_DECISION[0], metavar="[DOCUMENT]")
@year_option
@output_options
def fields(document: str, year: int | None, form: str | None, out: str | None) -> None:
    """Lists the fields that the template of a document may say, with the values that they have."""
    from sipas_cli.documents.documents import field_values

    _refuse_unknown(document, "DOCUMENT")
    workspace, form = session().workspace, chosen_format(form, out)
    sources: list[Source] = []
    if folders.years(workspace):
        sources = _sources(document, year)
    else:
        remarks([say(workspace_words.FIELDS_MADE_UP)])
    wording = workspace.decision() if sources and document in _OF_DECISION else None
    values = field_values(document, sources, wording, workspace.settings, workspace.succession)
    headings = [say(workspace_words.FIELD), say(workspace_words.VALUE)]
    rows = [[value.name, value.value] for value in values]
    if form == "json":
        emit(as_json(dict(rows)), out)
    elif form in CSV:
        emit_csv(csv_bytes(headings, rows, bom=False), form, out)
    else:
        columns = [(heading, False) for heading in headings]
        title = say(workspace_words.FIELDS_OF, document=document)
        show([Table(title, columns, rows, key=0)], form, out)


def _sources(document: str, year: int | None) -> "list[Source]":
    if document in _OF_DECISION:
        return [source(run) for run in decision_runs(year, (), session().workspace.decision()).values()]
    wanted, indices = indices_of(year)
    return [source(used_run(wanted, None, index)) for index in indices]


def _refuse_unknown(document: str, name: str) -> None:
    from sipas_cli.documents.documents import DOCUMENTS

    if document not in DOCUMENTS:
        raise RulesError(messages.USAGE_CHOICE, name=name, choices=", ".join(DOCUMENTS))
