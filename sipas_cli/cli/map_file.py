"""`sipas map`: how the headers and answers of an unknown file may map to a criteria set, for review."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sipas_cli.cli.inputs import reading_all
from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import FORMATS, as_json, emit, show
from sipas_cli.cli.session import remarks, session
from sipas_cli.cli.terminal import Table
from sipas_cli.files import csv_bytes, write_file
from sipas_cli.messages import say
from sipas_cli.text import slug

if TYPE_CHECKING:
    from sipas_cli.intake.propose import Proposal


@click.command("map", cls=Command, help="help.map")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--criteria", metavar="ID", cls=Option, help="help.option.criteria")
@click.option("--source", metavar="ID", cls=Option, help="help.option.source")
@click.option("--format", "form", type=click.Choice(FORMATS), cls=Option, help="help.option.format")
@click.option(
    "-o", "out", type=click.Path(path_type=Path), metavar="FILE", cls=Option, help="help.option.o_map"
)
def command(file: Path, criteria: str | None, source: str | None, form: str | None, out: Path | None) -> None:
    """Shows what was found and what is guessed; writes the guesses for review, commented out."""
    with reading_all([file]) as sources:
        from sipas_cli.intake import propose

        workspace = session().workspace
        (opened,) = sources
        view = propose.proposed(opened, workspace, criteria=criteria, source=source)
    remarks(say(key, **params) for key, params in view.notes)
    if form == "json":
        emit(as_json([asdict(own) for own in view.proposals]), None)
    else:
        columns = [(say(f"table.{name}"), False) for name in ("part", "name", "meaning", "certain")]
        rows = [[own.part, own.name, own.value, _why(own)] for own in view.proposals]
        if form == "csv":
            emit(csv_bytes(["part", "name", "meaning", "certain"], rows, bom=False), None)
        else:
            show([Table("", columns, rows)], form or "table", None)
    if not view.doubtful and out is None:
        remarks([say("note.map_confirmed" if view.confirmed else "note.map_nothing")])
        return
    answers = say("map.head_answers", answers=", ".join(view.answers))
    head = [say("map.head", file=opened.name), say("map.head_how"), answers]
    text = propose.mapping_yaml(view, head)
    path = out or workspace.folder / "mappings" / f"{slug(file.stem) or 'mapping'}.yaml"
    kept = write_file(path, text.encode())
    remarks([say("note.map_written", path=path, count=len(view.doubtful))])
    if kept:
        remarks([say("note.kept", path=kept)])


def _why(own: "Proposal") -> str:
    return say(own.why.sentence) + (f" {own.like} %" if own.like else "")
