"""`sipas map`: how the headers and answers of an unknown file may map to a criteria set, for review."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sipas_cli.cli import command_help, messages, option_help
from sipas_cli.cli.inputs import reading_all
from sipas_cli.cli.named_files import located
from sipas_cli.cli.options import PATH, Command, Option
from sipas_cli.cli.output import as_json, emit, put, show
from sipas_cli.cli.session import remarks, session, tell
from sipas_cli.cli.terminal import Table
from sipas_cli.files import csv_bytes
from sipas_cli.forms import mapping_messages
from sipas_cli.messages import say
from sipas_cli.text.spelling import nfc, slug

if TYPE_CHECKING:
    from sipas_cli.forms.office_form import OfficeForm
    from sipas_cli.forms.propose import Proposal


#: The workbook and the csv for Excel are of tables that are handed on; this one is looked at once.
_FORMATS = ("table", "csv", "json", "md")


@click.command("map", cls=Command, words=command_help.MAP)
@click.argument("file", metavar="FILE", type=PATH)
@click.option("--criteria", metavar="ID", cls=Option, words=option_help.CRITERIA)
@click.option("--source", metavar="ID", cls=Option, words=option_help.SOURCE)
@click.option("--form", "made_by", type=PATH, metavar="FILE", cls=Option, words=option_help.FORM_OF_TOOL)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    cls=Option,
    words=option_help.FORMAT,
)
@click.option("-o", "out", type=PATH, metavar="FILE", cls=Option, words=option_help.O_MAP)
def command(
    file: Path,
    criteria: str | None,
    source: str | None,
    made_by: Path | None,
    form: str | None,
    out: Path | None,
) -> None:
    """Shows what was found and what is guessed; writes the guesses for review, commented out."""
    with reading_all([file]) as sources:
        from sipas_cli.forms import mapping_file, propose

        workspace = session().workspace
        (opened,) = sources
        office_form = _form(made_by) if made_by else None
        view = propose.proposed(opened, workspace, criteria=criteria, source=source, form=office_form)
    if office_form and view.form:
        count = len(view.form.headers)
        remarks([say(mapping_messages.MAP_BY_FORM, form=office_form.name, count=count)])
    tell(view.remarks)
    if form == "json":
        emit(as_json([asdict(proposal) for proposal in view.proposals]), None)
    else:
        headings = (messages.PART, messages.NAME, messages.MEANING, messages.CERTAIN)
        columns = [(say(heading), False) for heading in headings]
        rows = [[proposal.part, proposal.name, proposal.value, _why(proposal)] for proposal in view.proposals]
        if form == "csv":
            emit(csv_bytes(["part", "name", "meaning", "certain"], rows, bom=False), None)
        else:
            show([Table("", columns, rows)], form or "table", None)
    if not view.doubtful and out is None and office_form is None:
        remarks([say(messages.MAP_CONFIRMED if view.confirmed else messages.MAP_NOTHING)])
        return
    answers = say(messages.HEAD_ANSWERS, answers=", ".join(view.answers))
    head = [say(messages.HEAD_IN_MAPPING, file=opened.name), say(messages.HEAD_HOW), answers]
    text = mapping_file.mapping_yaml(view, head)
    path = out or workspace.folder / "mappings" / f"{slug(file.stem) or 'mapping'}.yaml"
    put({path: text.encode()})
    remarks([say(messages.MAP_WRITTEN, path=path, count=len(view.doubtful))])


def _why(proposal: "Proposal") -> str:
    return say(proposal.why.sentence) + (f" {proposal.like}%" if proposal.like else "")


def _form(file: Path) -> "OfficeForm":
    """The form that a file was made by."""
    from sipas_cli.forms import office_form
    from sipas_cli.sheets import lss

    path = located(file)
    if path.suffix.lower() == lss.SUFFIX:
        return office_form.of_lime_survey(path, nfc(path.name))
    with reading_all([file]) as sources:
        (form,) = sources
        return office_form.of_workbook(form)
