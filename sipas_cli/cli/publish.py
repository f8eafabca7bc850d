"""`sipas publish`: every document of a frozen year in one go."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sipas_cli.cli import messages
from sipas_cli.cli import publish_words as words
from sipas_cli.cli.choosing import decision_runs, earlier_run
from sipas_cli.cli.memory import collecting
from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import put, year_option
from sipas_cli.cli.printing import in_format, report_name, source, units_with_results
from sipas_cli.cli.progress import counting
from sipas_cli.cli.screen import echo
from sipas_cli.cli.session import remarks, session, tell, warn
from sipas_cli.errors import RulesError, together
from sipas_cli.messages import say
from sipas_cli.runs import choice, freezing
from sipas_cli.runs.run import StoredRun
from sipas_cli.text.names import file_names
from sipas_cli.workspace.decision import Decision
from sipas_cli.workspace.settings import SETTINGS

if TYPE_CHECKING:
    from sipas_cli.documents.papers import File, Source

_WORD = ".docx"
#: Documents that are turned into pdf, and noted as written, together.
_AT_ONCE = 20


@click.command("publish", cls=Command, words=words.PUBLISH)
@year_option
@click.option("--pdf", is_flag=True, cls=Option, words=words.PDF)
@click.option("-o", "out", metavar="DIR", cls=Option, words=words.OUT)
def command(year: int | None, pdf: bool, out: str | None) -> None:
    """Writes the documents, a line each, and what was written; nothing where something is not finished."""
    from sipas_cli import pipeline

    workspace = session().workspace
    wording = workspace.decision()
    runs = decision_runs(year, (), wording)
    of_year = next(run.year for run in runs.values())
    _refuse_unfinished(runs)
    target = Path(out) if out else workspace.folder
    documents = _Documents(wording, runs, [source(run) for run in runs.values()])
    made = documents.all()
    written: list[File] = []
    unfinished: list[str] = []
    with counting(messages.WRITING) as advance, collecting():
        while some := list(islice(made, _AT_ONCE)):
            if pdf:
                some = _with_pdf(some)
            put({target / name: content for name, content in some})
            for name, content in some:
                written.append(_file(name, content))
                if name in documents.reports:
                    unfinished += _to_be_written(name, content)
                echo(str(target / name))
            advance(str(target), len(some))
    _remove_former_pages(target, documents, written)
    checksums = f"van-ban-{of_year}.sha256"
    lines = "".join(f"{file.digest}  {file.name}\n" for file in written)
    listed = target / f"bang-ke-{of_year}{_WORD}"
    handover = pipeline.handover(workspace, documents.sources, written, checksums)
    put({target / checksums: lines.encode(), listed: handover})
    count = len(written)
    remarks([say(words.PUBLISHED, count=count, year=of_year, listed=listed, checksums=checksums)])
    warn(unfinished)


def _refuse_unfinished(runs: Mapping[str, StoredRun]) -> None:
    """Raises RulesError for all that stands in the way of publishing these runs."""
    workspace = session().workspace
    errors = []
    if not workspace.settings.province:
        errors.append(RulesError(words.PROVINCE_NEEDED, where=SETTINGS))
    for remark in choice.loose(workspace, runs.values()):
        errors.append(RulesError(words.NOT_FROZEN, **remark.params))
    doubts = freezing.doubts(workspace, list(runs.values()))
    tell(doubts.remarks)
    if errors:
        raise together(errors)


@dataclass(frozen=True)
class _Documents:
    """What is published of the runs of a year, index -> run."""

    wording: Decision
    runs: Mapping[str, StoredRun]
    sources: Sequence["Source"]

    @property
    def year(self) -> int:
        """The year that they are of."""
        return self.sources[0].analysis.run.year

    @property
    def reports(self) -> set[str]:
        """The names of the reports in Word."""
        return {f"{report_name(run)}{_WORD}" for run in self.runs.values()}

    def all(self) -> Iterator[tuple[str, bytes]]:
        """(name, content) of each document, made as they are asked for."""
        from sipas_cli import pipeline
        from sipas_cli.documents.papers import Head

        workspace, head = session().workspace, Head(draft=False)
        earlier = {index: earlier_run(run) for index, run in self.runs.items()}
        compared = {index: run for index, run in earlier.items() if run and index in self.wording.compared}
        decision = pipeline.decision(workspace, self.wording, self.runs, compared, "docx", draft=False)
        yield f"quyet-dinh-{self.year}.docx", decision.content
        submission = pipeline.submission(workspace, self.wording, self.sources, head)
        yield f"to-trinh-{self.year}.docx", submission.content
        for of_index in self.sources:
            name = report_name(of_index.analysis.run)
            yield f"{name}.docx", pipeline.report(workspace, of_index, head).content
            yield from _pages(of_index, f"{name}.html")
        of_runs = [(run, earlier[index]) for index, run in self.runs.items()]
        yield f"ket-qua-{self.year}.xlsx", pipeline.results(workspace, of_runs)
        units = units_with_results(self.sources)
        files = file_names((unit.id for unit in units), "thong-bao")
        for unit, content in pipeline.notices(workspace, self.sources, head, units, jobs=None):
            yield f"thong-bao-{self.year}/{files[unit.id]}.docx", content


def _with_pdf(documents: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The same, each Word document followed by a pdf of it: one start of LibreOffice makes them all."""
    word_files = {name: content for name, content in documents if name.endswith(_WORD)}
    made = dict(zip(word_files, in_format(list(word_files.values()), "pdf"), strict=True))
    files = []
    for name, content in documents:
        files.append((name, content))
        if name in made:
            files.append((f"{name.removesuffix(_WORD)}.pdf", made[name]))
    return files


def _pages(of_index: "Source", name: str) -> Iterator[tuple[str, bytes]]:
    """The report as a page of html; of very many units as an overview and pages apart."""
    from sipas_cli import pipeline
    from sipas_cli.documents.report import MOST_TOGETHER

    if of_index.analysis.run.standings.units <= MOST_TOGETHER:
        yield name, pipeline.report_page(session().workspace, of_index)
        return
    apart = pipeline.report_pages(session().workspace, of_index, name)
    for file, page in apart.pages:
        yield f"{apart.folder}/{file}", page
    yield name, apart.overview


def _remove_former_pages(target: Path, documents: _Documents, written: Sequence["File"]) -> None:
    """Removes the pages of units that a run had which was published before, and that the runs do not have."""
    from sipas_cli.documents.report import pages_folder, remove_others

    paths = [target / file.name for file in written]
    for of_index in documents.sources:
        remove_others(target / pages_folder(f"{report_name(of_index.analysis.run)}.html"), paths)


def _to_be_written(name: str, content: bytes) -> Iterator[str]:
    """What has to be said of a report that has passages still to be written."""
    from sipas_cli.documents.papers import to_be_written

    if passages := to_be_written(content):
        yield say(words.TO_BE_WRITTEN, file=name, passages=passages)


def _file(name: str, content: bytes) -> "File":
    from sipas_cli.documents.papers import File

    return File(name, len(content), hashlib.sha256(content).hexdigest())
