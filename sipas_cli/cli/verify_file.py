"""`sipas verify FILE`: whether a published document is consistent in itself."""

from pathlib import Path
from typing import TYPE_CHECKING

from sipas_cli.cli import reading_words
from sipas_cli.cli import verify_file_messages as messages
from sipas_cli.cli.named_files import located
from sipas_cli.cli.output import CSV, as_json, emit, emit_csv, show
from sipas_cli.cli.screen import echo
from sipas_cli.cli.session import remarks, tell
from sipas_cli.cli.terminal import Table
from sipas_cli.errors import DataError
from sipas_cli.files import csv_bytes
from sipas_cli.messages import say
from sipas_cli.model import Finding
from sipas_cli.wording import finding_cells, finding_text, problem, remedy

if TYPE_CHECKING:
    from sipas_cli.recount.published.checks import Checked

_HEADER = ("level", "code", "file", "sheet", "cell", "problem", "what_to_do")


def verify_file(path: Path, form: str, out: str | None) -> None:
    """Shows what is wrong in a document, each with its place and its arithmetic.

    path   as it is named, or as it lies in the workspace
    form   table, csv, json or md

    Raises DataError where the document contradicts itself, and SipasError where it cannot be read.
    """
    from sipas_cli.recount.published.checks import check_file

    checked = check_file(located(path))
    tell(checked.notes)
    _show(checked, form, out)
    if checked.unread:
        remarks([say(messages.UNREAD, file=checked.name, places=", ".join(checked.unread))])
    remarks([_summary(checked)])
    if checked.errors:
        raise DataError(messages.HOLDS_NOT, where=checked.name, count=len(checked.errors))


def _summary(checked: "Checked") -> str:
    """How much was checked, and what came of it."""
    return say(
        messages.CHECKED,
        file=checked.name,
        tables=checked.tables,
        figures=checked.figures,
        unread_tables=checked.unread_tables,
        sentences=checked.sentences,
        unread=len(checked.unread),
        statements=checked.statements,
        errors=len(checked.errors),
        remarks=len(checked.remarks),
    )


def _show(checked: "Checked", form: str, out: str | None) -> None:
    if form == "json":
        emit(as_json(_data(checked)), out)
    elif form in CSV:
        rows = [list(row.values()) for row in _rows(checked)]
        emit_csv(csv_bytes(_HEADER, rows, bom=False), form, out)
    elif form == "xlsx":
        show([_table(checked)], form, out)
    elif form == "table" and out is None and not (checked.errors or checked.remarks):
        echo(say(messages.HOLDS, file=checked.name))
    else:
        emit(_lines(checked, "- " if form == "md" else ""), out)


def _table(checked: "Checked") -> Table:
    """The findings, the errors first."""
    headings = (reading_words.LEVEL, reading_words.PLACE, reading_words.PROBLEM, reading_words.REMEDY)
    rows = []
    for level, findings in ((messages.ERRORS, checked.errors), (messages.REMARKS, checked.remarks)):
        rows += [[say(level), *finding_cells(finding)] for finding in findings]
    return Table("", [(say(heading), False) for heading in headings], rows)


def _lines(checked: "Checked", mark: str) -> str:
    """A line for each finding, the errors first."""
    levels = ((messages.ERRORS, checked.errors), (messages.REMARKS, checked.remarks))
    lines: list[str] = []
    for level, findings in levels:
        lines += [f"{mark}{say(level)}: {finding_text(finding)}\n" for finding in findings]
    return "".join(lines)


def _data(checked: "Checked") -> dict[str, object]:
    return {
        "file": checked.name,
        "holds": not checked.errors,
        "tables": checked.tables,
        "tables_not_checked": checked.unread_tables,
        "figures": checked.figures,
        "sentences": checked.sentences,
        "statements": checked.statements,
        "not_understood": list(checked.unread),
        "findings": _rows(checked),
    }


def _rows(checked: "Checked") -> list[dict[str, str]]:
    """The findings for programs, the errors first."""
    rows = [_row("error", finding) for finding in checked.errors]
    return rows + [_row("remark", finding) for finding in checked.remarks]


def _row(level: str, finding: Finding) -> dict[str, str]:
    values = (finding.code, finding.file, finding.sheet, finding.cell, problem(finding), remedy(finding))
    return dict(zip(_HEADER, (level, *values), strict=True))
