"""What `score` and `check` share: opening files, and saying what was read and what is wrong with it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sipas_cli.cli import messages
from sipas_cli.cli.finding_lines import alike
from sipas_cli.cli.log import note
from sipas_cli.cli.named_files import located, meant
from sipas_cli.cli.session import remarks, session, warn
from sipas_cli.findings import Findings
from sipas_cli.messages import say
from sipas_cli.model import Finding
from sipas_cli.sheets import Source, Unreadable, named, open_ahead, readable
from sipas_cli.text.spelling import nfc
from sipas_cli.wording import index_name

if TYPE_CHECKING:
    from sipas_cli.intake.taken import Taken
    from sipas_cli.runs.checking import AnyChecked

SHOWN = 20


@contextmanager
def reading_apart(
    files: Sequence[Path], jobs: int | None, **asked: Any
) -> Iterator[Iterator["Source | Unreadable | Taken"]]:
    """`reading` by several processes, where there is enough to read; `asked`: what decides how files are
    read, as in `workers.Task`."""
    from sipas_cli.intake import workers

    paths = _paths(files)
    number = workers.processes(jobs, paths)
    if number == 1:
        with _opening(paths) as sources:
            yield sources
        return
    with workers.read_apart(paths, workers.Task(session().folder, **asked), number) as taken:
        yield taken


def sizes(files: Sequence[Path]) -> dict[str, int]:
    """The name that each of the files goes by, with its size; without those that are not there."""
    return {name: path.stat().st_size for path, name in named(_paths(files)) if path.is_file()}


@contextmanager
def reading(files: Sequence[Path]) -> Iterator[Iterator[Source | Unreadable]]:
    """The files, as named or as they lie in the workspace, being opened in the background."""
    with _opening(_paths(files)) as sources:
        yield sources


def _paths(files: Sequence[Path]) -> list[Path]:
    return _without_locks([path for file in files for path in meant(file)])


@contextmanager
def _opening(paths: Sequence[Path]) -> Iterator[Iterator[Source | Unreadable]]:
    """What takes long to import is imported while files are opened: that needs no lock of Python."""
    with open_ahead(paths) as sources:
        import numpy as np
        import rich.table

        yield sources


@contextmanager
def reading_all(files: Sequence[Path]) -> Iterator[Iterator[Source]]:
    """`reading`, for commands that can do nothing without each of the files."""
    with reading(files) as sources:
        yield readable(sources)


@contextmanager
def reading_published(file: Path) -> Iterator[Source]:
    """A published table: a document, or what `reading_all` reads."""
    from sipas_cli.sheets.papers import is_document, open_paper

    path = located(file)
    if is_document(path):
        yield open_paper(path, nfc(path.name))
        return
    with reading_all([file]) as sources:
        (source,) = sources
        yield source


def _without_locks(paths: Sequence[Path]) -> list[Path]:
    """The files but for those that Excel and LibreOffice put beside a workbook while it is open: patterns
    match "~$a.xlsx" too, and nobody made it. Such files alone are left to the reader to refuse."""
    books = {path: book for path in paths if (book := _locked(path.name))}
    files = [path for path in paths if path not in books]
    remarks(say(messages.LOCK_SKIPPED, file=path.name, book=name) for path, name in books.items() if files)
    return files or list(paths)


def _locked(name: str) -> str:
    """The workbook that a file of this name marks as open; "" for any other file."""
    if name.startswith("~$"):
        return name.removeprefix("~$")
    marks = name.startswith(".~lock.") and name.endswith("#")
    return name.removeprefix(".~lock.").removesuffix("#") if marks else ""


def show_findings(findings: Sequence[Finding], *, full_list: str, refused: bool = False) -> None:
    """The findings, those alike in one line; of very many lines the first, and how many findings there are of
    each kind. `full_list` says where each stands by itself.

    refused   whether they are why nothing is done: then they are shown under -q too
    """
    if not findings:
        return
    shown = warn if refused else remarks
    lines = alike(findings)
    first = lines[:SHOWN]
    shown([say(messages.FINDINGS_HEAD, count=len(findings), shown=sum(line.count for line in first))])
    shown(f"  {line.line}" for line in first)
    if len(lines) > len(first):
        from sipas_cli.documents.finding_words import kind_text

        counts = sorted(Findings(findings).by_code().items())
        shown(f"  {kind_text(code)}: {count}" for code, count in counts)
    if len(findings) > len(first):
        shown([full_list])


def show_read(checked: "AnyChecked") -> None:
    """How much was read on one index, and what became of it; the log has it of each file."""
    _log_read(checked)
    from sipas_cli.runs.checking import CheckedBallots

    index = index_name(checked.index)
    if isinstance(checked, CheckedBallots):
        read, valid = checked.tally.read, checked.tally.valid
        remarks([say(messages.BALLOTS, index=index, read=read, valid=valid, rejected=read - valid)])
        return
    points = checked.appraisal
    counts: dict[str, Any] = {
        "units": len(points.appraised),
        "due": points.due,
        "cells": points.cells,
        "bad": points.bad,
    }
    remarks([say(messages.POINTS, index=index, **counts)])


def _log_read(checked: "AnyChecked") -> None:
    """Notes each file with its rows of ballots and its findings by code."""
    if not session().log_file:
        return
    from sipas_cli.runs.checking import CheckedBallots

    rows = checked.counted.rows if isinstance(checked, CheckedBallots) else {}
    findings = checked.findings.by_file()
    for file, digest in sorted(checked.sources.items()):
        known = {"rows": rows[file]} if file in rows else {}
        fields = {"file": file, "sha256": digest, "index": checked.index, **known}
        note(session(), "read", **fields, findings=dict(sorted(findings.get(file, {}).items())))
