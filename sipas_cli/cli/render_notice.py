"""`sipas render-notice`: to each unit its own result, with its score sheet."""

from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sipas_cli.cli import command_help, messages, option_help
from sipas_cli.cli.choosing import indices_of, is_draft, unit_named, used_run
from sipas_cli.cli.memory import collecting
from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import index_option, jobs_option, put, year_option
from sipas_cli.cli.printing import (
    LETTER_FORMATS,
    head_options,
    in_format,
    say_unmarked,
    source,
    units_of,
    units_with_results,
)
from sipas_cli.cli.progress import counting
from sipas_cli.cli.screen import echo
from sipas_cli.cli.session import remarks, session
from sipas_cli.messages import say
from sipas_cli.model import Unit
from sipas_cli.text.names import file_names
from sipas_cli.workspace.decision import refuse_no_day

if TYPE_CHECKING:
    from sipas_cli.documents.papers import Source

#: Notices that one start of LibreOffice turns into pdf.
_AT_ONCE = 20


@click.command("render-notice", cls=Command, words=command_help.RENDER_NOTICE)
@year_option
@partial(index_option, default=None, text=option_help.INDEX_NOTICE)
@click.option("--unit", "names", metavar="NAME", multiple=True, cls=Option, words=option_help.UNIT_NOTICE)
@head_options
@click.option(
    "--format", "form", type=click.Choice(LETTER_FORMATS), cls=Option, words=option_help.FORMAT_LETTER
)
@click.option("-o", "out", metavar="DIR", cls=Option, words=option_help.O_NOTICE)
@partial(jobs_option, text=option_help.JOBS_NOTICE)
def command(
    year: int | None,
    index: str | None,
    names: tuple[str, ...],
    number: str | None,
    day: str | None,
    form: str | None,
    out: str | None,
    jobs: int | None,
) -> None:
    """Writes a file for each unit into one folder; says where."""
    from sipas_cli import pipeline
    from sipas_cli.documents.papers import NOTICE, Head, template_of

    workspace = session().workspace
    refuse_no_day(day)
    form = form or LETTER_FORMATS[0]
    wanted, indices = indices_of(year or workspace.settings.year)
    runs = [used_run(wanted, None, index_id) for index_id in ([index] if index else indices)]
    sources = [source(run) for run in runs]
    units = _chosen(sources, names)
    head = Head(number, day, draft=is_draft(runs))
    target = Path(out) if out else workspace.folder / f"thong-bao-{wanted}"
    files = file_names((unit.id for unit in units), "thong-bao")
    notices = pipeline.notices(workspace, sources, head, units, jobs)
    with counting(messages.WRITING) as advance, collecting():
        while batch := list(islice(notices, _AT_ONCE)):
            contents = in_format([word_file for _, word_file in batch], form)
            paths = [target / f"{files[unit.id]}.{form}" for unit, _ in batch]
            put(dict(zip(paths, contents, strict=True)))
            advance(str(target), len(batch))
    say_unmarked(head.draft, template_of(NOTICE, workspace.templates))
    remarks([say(messages.NOTICES_WRITTEN, count=len(units))])
    echo(str(target))


def _chosen(sources: Sequence["Source"], names: Sequence[str]) -> list[Unit]:
    """The units that are named, each once; where none is, every unit that has a result under some index, in
    the order of the tables."""
    if not names:
        return units_with_results(sources)
    known = units_of(sources)
    chosen = [unit_named(known, name) for name in names]
    return list({unit.id: unit for unit in chosen}.values())
