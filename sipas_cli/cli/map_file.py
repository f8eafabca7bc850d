"""`sipas map`: how the headers and answers of an unknown file may map to a criteria set, for review."""

from pathlib import Path

import click

from sipas_cli.cli.inputs import reading
from sipas_cli.cli.output import Table, as_json, chosen_format, emit, output_format, show
from sipas_cli.cli.program import Command, Option, remarks, session
from sipas_cli.files import write_file
from sipas_cli.i18n import say
from sipas_cli.text import slug

_WORDS = ("map.found", "map.alike", "map.position", "map.plain", "map.units", "map.nothing")


@click.command("map", cls=Command, help="help.map")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--criteria", metavar="ID", cls=Option, help="help.option.criteria")
@click.option("--source", metavar="ID", cls=Option, help="help.option.source")
@output_format
@click.option("-o", "out", type=click.Path(path_type=Path), metavar="FILE", cls=Option, help="help.option.o_map")
def command(file: Path, criteria: str | None, source: str | None, form: str | None, out: Path | None) -> None:
    """Shows what was found and what is guessed; writes the guesses for review, commented out."""
    form = chosen_format(form, None)
    folder = session().folder
    with reading([file]) as sources:
        from sipas_cli import pipeline, propose

        (opened,) = sources
        view = pipeline.proposed(opened, folder, criteria=criteria, source=source)
    remarks(say(key, **params) for key, params in view.notes)
    if form == "json":
        emit(as_json([{name: getattr(own, name) for name in own.__slots__} for own in view.proposals]), None)
    else:
        columns = [(say(f"table.{name}"), False) for name in ("part", "name", "meaning", "certain")]
        rows = [[own.part, own.name, own.value, _why(own)] for own in view.proposals]
        show([Table("", columns, rows)], form, None)
    unsure = [own for own in view.proposals if not own.sure and own.value]
    if not unsure and out is None:
        remarks([say("note.map_nothing")])
        return
    words = {key: say(key) for key in _WORDS}
    head = [say("map.head", file=opened.name), say("map.head_how")]
    text = propose.mapping_yaml(view.proposals, view.criteria, view.source, words, head)
    path = out or folder / "mappings" / f"{slug(file.stem) or 'mapping'}.yaml"
    kept = write_file(path, text.encode())
    remarks([say("note.map_written", path=path, count=len(unsure))])
    if kept:
        remarks([say("note.kept", path=kept)])


def _why(own: "object") -> str:
    like = getattr(own, "like", 0)
    return say(getattr(own, "why", "map.nothing")) + (f" {like} %" if like else "")
