"""Results to standard output or a file; tables for people, the rest for programs."""

import codecs
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from sipas_cli.cli import messages, option_help
from sipas_cli.cli.options import Option
from sipas_cli.cli.screen import draw, hand_over, on_terminal
from sipas_cli.cli.session import UsageFaultError, remarks, session
from sipas_cli.cli.terminal import Table, as_text
from sipas_cli.figures.figure import Column
from sipas_cli.figures.lines import Lines
from sipas_cli.figures.printing import Style
from sipas_cli.files import csv_of_commas, write_file
from sipas_cli.messages import Message, decimal_mark, say
from sipas_cli.model import INDEX_ID, SHOWN_INDICES
from sipas_cli.text.numbers import decimal_text

#: For a program that reads commas and points; for an Excel with Vietnamese settings.
CSV = ("csv", "csv-vi")
FORMATS = ("table", *CSV, "xlsx", "json", "md")
_SUFFIXES = {".csv": "csv", ".xlsx": "xlsx", ".json": "json", ".md": "md", ".txt": "table"}


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--format` and `-o`, the same in every command that has them."""
    chosen = click.option(
        "--format", "form", type=click.Choice(FORMATS), cls=Option, words=option_help.FORMAT
    )
    place = click.option("-o", "out", metavar="FILE", cls=Option, words=option_help.OUT)
    return chosen(place(command))


def index_option(
    command: Callable[..., Any],
    *,
    default: str | None = "sipas",
    text: Message = option_help.INDEX,
    others: bool = False,
) -> Callable[..., Any]:
    """`--index`, the same in every command that has it; `text` is the key of its help, `others` allows an
    index that is not ours, which a PAR set may take points from."""
    kind: dict[str, Any] = {"callback": _index_id} if others else {"type": click.Choice(SHOWN_INDICES)}
    return click.option("--index", default=default, cls=Option, words=text, **kind)(command)


def _index_id(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The id of any index, as it stands in `points_from`; none where it is not given."""
    if value is not None and not re.fullmatch(INDEX_ID, value):
        raise UsageFaultError(
            messages.USAGE_INDEX,
            where=ctx.command_path,
            name="/".join(param.opts),
            known=", ".join(SHOWN_INDICES),
        )
    return value


def year_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--year`, the same in every command that has it."""
    years = click.IntRange(1990, 2200)
    return click.option("--year", type=years, metavar="YEAR", cls=Option, words=option_help.YEAR)(command)


def jobs_option(command: Callable[..., Any], *, text: Message = option_help.JOBS) -> Callable[..., Any]:
    """`--jobs`, the same in every command that has it; `text` says what the processes do."""
    numbers = click.IntRange(1, 256)
    return click.option("--jobs", type=numbers, metavar="N", cls=Option, words=text)(command)


def run_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--run`, the same in every command that has it."""
    return click.option("--run", metavar="ID", cls=Option, words=option_help.RUN)(command)


def chosen_format(form: str | None, out: str | None) -> str:
    """The format that is named, else that of the file's name, else a table."""
    if form == "xlsx" and out is None:
        raise UsageFaultError(messages.FORMAT_NEEDS_FILE, form=form)
    if form == "xlsx":
        refuse_suffix(str(out), ".xlsx")
    if form or out in (None, "-"):
        return form or "table"
    suffix = Path(str(out)).suffix.lower()
    if suffix not in _SUFFIXES:
        raise UsageFaultError(messages.FORMAT_UNKNOWN, name=out, formats=", ".join(FORMATS))
    return _SUFFIXES[suffix]


def refuse_suffix(out: str, suffix: str) -> None:
    """A file of another kind than its name says opens in no program."""
    if out != "-" and Path(out).suffix.lower() != suffix:
        raise UsageFaultError(messages.FORM_SUFFIX, name=out, suffix=suffix)


def emit(content: str | bytes, out: str | None) -> None:
    """`content` to standard output, or to the file `out`."""
    if out in (None, "-"):
        hand_over(content)
        return
    data = content.encode() if isinstance(content, str) else content
    path = Path(str(out))
    put({path: data})
    remarks([say(messages.WRITTEN, path=path)])


def put(files: Mapping[Path, bytes]) -> None:
    """Writes files; says where a former one is kept, as somebody may have changed it since."""
    from sipas_cli.runs import written

    workspace = session().workspace
    ours = written.unchanged(workspace, files)
    for path, content in files.items():
        if former_file := write_file(path, content, keep=path not in ours):
            remarks([say(messages.KEPT, path=former_file)])
    written.note(workspace, files)


def emit_csv(content: bytes, form: str, out: str | None) -> None:
    """A csv as one of CSV; Excel knows by a mark before it that it is UTF-8."""
    if form == "csv-vi":
        content = csv_of_commas(content)
    if form == "csv-vi" or out not in (None, "-"):
        content = codecs.BOM_UTF8 + content
    emit(content, out)


def number(value: Fraction | None, decimals: int) -> str:
    """A printed figure as people read it; "-" where there is none."""
    if value is None:
        return "-"
    return decimal_text(value, decimals, mark=decimal_mark())


def table_style(*, tied: bool = False) -> Style:
    """How a table prints the figures of a unit; `tied`: whether a rank that is shared says so."""
    return Style(decimal_mark(), nothing="-", no_words="", tied=tied)


def headings(columns: Iterable[Column], table: Lines) -> list[tuple[str, bool]]:
    """What stands above the columns of a table, and whether numbers stand below it."""
    return [(column.headed(table), not column.figure.of_words) for column in columns]


def as_json(value: Any) -> str:
    """JSON as a person can read it."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_markdown(tables: Iterable[Table]) -> str:
    """The tables in Markdown."""
    parts = []
    for table in tables:
        lines = [f"### {_escaped(table.title)}", ""] if table.title else []
        lines.append("| " + " | ".join(_escaped(heading) for heading, _ in table.columns) + " |")
        lines.append("|" + "|".join("---:" if numbers else "---" for _, numbers in table.columns) + "|")
        lines += ["| " + " | ".join(map(_escaped, row)) + " |" for row in table.rows]
        lines += ["", _escaped(table.footer)] if table.footer else []
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|" else c for c in text)


def show(tables: Sequence[Table], form: str, out: str | None) -> None:
    """Shows tables as text, in Markdown or in a workbook."""
    if form == "xlsx":
        from sipas_cli.cli.table_book import tables_book

        emit(tables_book(click.get_current_context().command_path, tables), out)
        return
    if form == "md":
        emit(as_markdown(tables), out)
    elif out in (None, "-"):
        draw(as_text(tables, terminal=out is None and on_terminal()))
    else:
        emit(as_text(tables, terminal=False), out)
