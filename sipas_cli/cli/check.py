"""`sipas check`: what would be rejected and why, and how sound the ballots look, without scoring."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sipas_cli.cli import command_help, messages, option_help, reading_words
from sipas_cli.cli.finding_lines import alike
from sipas_cli.cli.inputs import reading_apart, show_read, sizes
from sipas_cli.cli.named_files import meant
from sipas_cli.cli.options import PATH, Command, Option
from sipas_cli.cli.output import (
    CSV,
    as_json,
    chosen_format,
    emit,
    emit_csv,
    jobs_option,
    number,
    output_options,
    put,
    show,
    year_option,
)
from sipas_cli.cli.progress import progress
from sipas_cli.cli.screen import echo, on_terminal
from sipas_cli.cli.session import UsageFaultError, remarks, session, tell
from sipas_cli.cli.terminal import Table
from sipas_cli.documents import messages as documents_messages
from sipas_cli.errors import together
from sipas_cli.figures import messages as figures_messages
from sipas_cli.files import csv_bytes
from sipas_cli.messages import say
from sipas_cli.model import Finding
from sipas_cli.wording import finding_cells, finding_text, index_name, problem, remedy
from sipas_cli.workbook import marked

if TYPE_CHECKING:
    from sipas_cli.intake.ballots.quality import Quality
    from sipas_cli.intake.ballots.rates import Rates


@click.command("check", cls=Command, words=command_help.CHECK)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=PATH)
@click.option("--criteria", metavar="ID", multiple=True, cls=Option, words=option_help.CRITERIA)
@click.option("--source", metavar="ID", cls=Option, words=option_help.SOURCE)
@year_option
@click.option("--strict", is_flag=True, cls=Option, words=option_help.STRICT)
@click.option("--allow-copies", is_flag=True, cls=Option, words=option_help.ALLOW_COPIES)
@click.option("--force", is_flag=True, cls=Option, words=option_help.FORCE)
@click.option("--quality", is_flag=True, cls=Option, words=option_help.QUALITY)
@click.option("--mark", type=PATH, metavar="FILE", cls=Option, words=option_help.MARK)
@click.option("--names", is_flag=True, cls=Option, words=option_help.NAMES)
@jobs_option
@output_options
def command(
    files: tuple[Path, ...],
    criteria: tuple[str, ...],
    source: str | None,
    year: int | None,
    strict: bool,
    allow_copies: bool,
    force: bool,
    quality: bool,
    mark: Path | None,
    names: bool,
    jobs: int | None,
    form: str | None,
    out: str | None,
) -> None:
    """Lists all findings, or the quality of the ballots; the exit status is that which `score` would have."""
    form = chosen_format(form, out)
    book = _book_to_mark(files, mark) if mark else None
    asked = {"criteria": criteria, "source": source, "year": year, "allow_copies": allow_copies}
    with reading_apart(files, jobs, **asked) as sources, progress(partial(sizes, files)) as advance:
        from sipas_cli import pipeline
        from sipas_cli.runs.acceptance import Terms
        from sipas_cli.runs.checking import CheckedBallots, Wanted

        checked, notes, refused = pipeline.check(
            sources,
            session().workspace,
            criteria=criteria,
            source=source,
            year=year,
            wanted=Wanted(quality=True, names=names),
            allow_copies=allow_copies,
            progress=advance,
        )
    tell(notes)
    for result in checked:
        show_read(result)
    accepted = pipeline.accept(
        checked, refused, year, session().workspace, Terms(strict, allow_copies, force)
    )
    tell(accepted.remarks)
    looked = {one.index: one.quality for one in checked if isinstance(one, CheckedBallots) and one.quality}
    signs = chain.from_iterable(ballot_quality.findings for ballot_quality in looked.values())
    findings = [*accepted.findings, *signs]
    if quality:
        _show_quality(looked, form, out)
    else:
        _show_findings(findings, form, out, clean=not accepted.errors)
    if book and mark:
        _write_marked(book, mark, findings)
    if accepted.errors:  # said at the end, when all that is wrong has been listed
        raise together(accepted.errors)
    remarks([say(messages.CHECK_WOULD_STORE)])


def _book_to_mark(files: Sequence[Path], mark: Path) -> Path:
    """The one workbook whose copy is marked. Raises UsageFaultError for several files, or another format."""
    paths = [path for file in files for path in meant(file)]
    if len(paths) != 1:
        raise UsageFaultError(reading_words.MARK_ONE)
    (path,) = paths
    if not {path.suffix.lower(), mark.suffix.lower()} <= {".xlsx"}:
        raise UsageFaultError(reading_words.MARK_XLSX)
    if marked.is_too_large(path):
        raise UsageFaultError(reading_words.MARK_TOO_LARGE, limit=marked.MOST_MEGABYTES)
    if mark.exists() and mark.samefile(path):
        raise UsageFaultError(reading_words.MARK_ITSELF)
    return path


def _write_marked(book: Path, target: Path, findings: Sequence[Finding]) -> None:
    """Writes the copy of a workbook with what was found."""
    headings = (reading_words.SHEET, reading_words.CELL, reading_words.PROBLEM, reading_words.REMEDY)
    marks = [marked.Mark(one.sheet, one.cell, problem(one), remedy(one)) for one in findings]
    words = [say(heading) for heading in headings]
    put({target: marked.copy_with(book, marks, title=say(reading_words.MARK_TITLE), headings=words)})
    remarks([say(reading_words.MARK_WRITTEN, path=target, count=len(marks))])


def _show_findings(findings: Sequence[Finding], form: str, out: str | None, *, clean: bool) -> None:
    """Lists findings, on a terminal those alike in one line; `clean`: whether none means that all is well."""
    if form in CSV:
        from sipas_cli.runs.tables import findings_csv

        emit_csv(findings_csv(findings, bom=False), form, out)
    elif form == "xlsx":
        show([_findings_table(findings)], form, out)
    elif form != "table" or out is not None:
        emit(_content(findings, form), out)
    elif findings:
        lines = (line.line for line in alike(findings)) if on_terminal() else map(finding_text, findings)
        for text in lines:
            echo(text)
    elif clean:
        echo(say(messages.CHECK_CLEAN))


def _findings_table(findings: Sequence[Finding]) -> Table:
    headings = (reading_words.PLACE, reading_words.PROBLEM, reading_words.REMEDY)
    return Table("", [(say(heading), False) for heading in headings], list(map(finding_cells, findings)))


def _content(findings: Sequence[Finding], form: str) -> str:
    if form == "json":
        return as_json([_data(finding) for finding in findings])
    return "".join(f"{'- ' if form == 'md' else ''}{finding_text(finding)}\n" for finding in findings)


def _data(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "file": finding.file,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "problem": problem(finding),
        "what_to_do": remedy(finding),
    }


# --- the quality of the ballots ------------------------------------------------------------------

_COUNTS = ("issued", "received", "valid")
_SHARES = ("response_pct", "completion_pct", "straight_pct")
_FIGURES = (*_COUNTS, *_SHARES, "identical", "groups")
_HEADINGS = (
    messages.ISSUED_HEADING,
    messages.RECEIVED,
    messages.VALID,
    messages.RESPONSE_PCT,
    messages.COMPLETION_PCT,
    messages.STRAIGHT_PCT,
    messages.IDENTICAL,
    messages.GROUPS,
)


def _show_quality(looked: Mapping[str, "Quality"], form: str, out: str | None) -> None:
    """The rates of each unit, with what is remarkable below them."""
    if form in CSV:
        rows = []
        for name, of_index in looked.items():
            rows += [[name, *_row(rates)] for rates in (*of_index.units, of_index.total)]
        header = ["index", "unit", *_FIGURES]
        emit_csv(csv_bytes(header, rows, bom=False), form, out)
    elif form == "json":
        emit(as_json([{"index": index, **_quality_data(quality)} for index, quality in looked.items()]), out)
    else:
        show([_table(index, quality) for index, quality in looked.items()], form, out)


def _row(rates: "Rates") -> list[str]:
    """The figures of a unit for programs; blank where there is none, the name of all is blank too."""
    figures = (getattr(rates, name) for name in _FIGURES)
    return [rates.unit.name if rates.unit else "", *("" if f is None else f"{float(f):.9g}" for f in figures)]


def _quality_data(quality: "Quality") -> dict[str, Any]:
    return {
        "units": [_rates_data(rates) for rates in quality.units],
        "total": _rates_data(quality.total),
        "findings": [_data(finding) for finding in quality.findings],
    }


def _rates_data(rates: "Rates") -> dict[str, Any]:
    shares = {name: getattr(rates, name) for name in _SHARES}
    return {
        **({"unit": rates.unit.name} if rates.unit else {}),
        **{name: getattr(rates, name) for name in (*_COUNTS, "identical", "groups")},
        **{name: None if share is None else float(share) for name, share in shares.items()},
    }


def _table(index: str, quality: "Quality") -> Table:
    columns = [(say(figures_messages.UNIT), False), *((say(heading), True) for heading in _HEADINGS)]
    rows = [
        [
            rates.unit.name if rates.unit else say(documents_messages.OVERALL),
            *(number(getattr(rates, name), 0) for name in _COUNTS),
            *(number(getattr(rates, name), 1) for name in _SHARES),
            *(number(getattr(rates, name), 0) for name in ("identical", "groups")),
        ]
        for rates in (*quality.units, quality.total)
    ]
    remarks = "\n".join(map(finding_text, quality.findings)) or say(messages.QUALITY_CLEAN)
    return Table(index_name(index), columns, rows, remarks)
