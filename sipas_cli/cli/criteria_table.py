"""`sipas criteria to-xlsx / from-xlsx`: a criteria set as a table, for those who do not write YAML."""

from pathlib import Path

import click

from sipas_cli.cli import criteria_words as words
from sipas_cli.cli.inputs import reading_all
from sipas_cli.cli.named_files import located
from sipas_cli.cli.options import PATH, Command, Option
from sipas_cli.cli.output import emit, refuse_suffix
from sipas_cli.cli.session import UsageFaultError, remarks, session
from sipas_cli.cli.values import values
from sipas_cli.errors import RulesError
from sipas_cli.messages import say
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.library import AnySet, find_set, read_set, shipped
from sipas_cli.text.spelling import slug

#: The shipped set whose scale and headers a set that is made of a table starts with.
_LIKE = "sipas-39"


def named(name: str) -> AnySet:
    """A set by its file or its id."""
    path = located(Path(name))
    if path.is_file():
        return read_set(path)
    return find_set(session().folder, name)


@click.command("to-xlsx", cls=Command, words=words.TO_XLSX)
@click.argument("name", metavar="ID", shell_complete=values)
@click.option("-o", "out", metavar="FILE", required=True, cls=Option, words=words.TABLE)
def to_xlsx(name: str, out: str) -> None:
    """Writes the table; says what of the set it does not hold."""
    from sipas_cli.forms.criteria_book import criteria_book, left_out

    refuse_suffix(out, ".xlsx")
    criteria = named(name).criteria
    emit(criteria_book(criteria), out)
    if keys := left_out(criteria):
        remarks([say(words.LEFT_OUT, keys=", ".join(keys))])


@click.command("from-xlsx", cls=Command, words=words.FROM_XLSX)
@click.argument("file", metavar="FILE", type=PATH)
@click.option("--id", "set_id", metavar="ID", default="", cls=Option, words=words.SET_ID)
@click.option("--year", type=click.IntRange(1990, 2200), metavar="YEAR", cls=Option, words=words.SET_YEAR)
@click.option("-o", "out", metavar="FILE", cls=Option, words=words.SET_OUT)
def from_xlsx(file: Path, set_id: str, year: int | None, out: str | None) -> None:
    """Writes the criteria file and reads it; says how much is left to a person."""
    from sipas_cli.forms.criteria_file import written
    from sipas_cli.forms.criteria_messages import TO_SETTLE
    from sipas_cli.intake import frame

    with reading_all([file]) as sources:
        (source,) = sources
        table = frame.read(source)
    set_id = set_id or slug(file.stem)
    year = year or session().workspace.settings.year
    if year is None:
        raise UsageFaultError(words.YEAR_UNKNOWN)
    text = written(table, file.name, set_id, year, _like())
    if out == "-":
        emit(text, out)
        return
    path = Path(out) if out else session().folder / "criteria" / f"{set_id}.yaml"
    if path.exists() and out is None:
        raise RulesError(words.FILE_THERE, where=str(path))
    emit(text, str(path))
    made = read_set(path).criteria
    remarks([say(words.MADE, id=made.id, open=text.count(say(TO_SETTLE)))])


def _like() -> Criteria:
    criteria = read_set(shipped("criteria") / f"{_LIKE}.yaml").criteria
    if not isinstance(criteria, Criteria):
        raise TypeError(_LIKE)
    return criteria
