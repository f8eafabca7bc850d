"""The documents that are made from templates: how the templates of each are looked over."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sipas_cli.documents import decision, example, papers, report
from sipas_cli.documents.analysis import moved
from sipas_cli.documents.field_values import FieldValue, listed
from sipas_cli.errors import RulesError
from sipas_cli.rules.library import shipped
from sipas_cli.templating import template
from sipas_cli.workspace.decision import Decision
from sipas_cli.workspace.settings import Settings
from sipas_cli.workspace.succession import Succession

_DECISION = "decision"
#: The name that the templates of a document have -> an example of what they are filled with.
DOCUMENTS: Mapping[str, Callable[[], Mapping[str, Any]]] = {
    _DECISION: decision.example,
    **{
        name: partial(papers.example, name)
        for name in (papers.SUBMISSION, papers.REPORT, papers.NOTICE, papers.HANDOVER)
    },
}


def field_values(
    document: str,
    sources: Sequence[papers.Source],
    wording: Decision | None,
    settings: Settings,
    succession: Succession,
) -> list[FieldValue]:
    """What a template of `document` may say, with the values that the runs of `sources` give it; made-up ones
    where there are none, and for the list of files, which has none before they are made."""
    if not sources or document == papers.HANDOVER:
        return listed(DOCUMENTS[document]())
    if wording is None or document != _DECISION:
        return listed(papers.context(document, sources, wording, settings, papers.Head()))
    analyses = {source.analysis.run.index: source.analysis for source in sources}
    runs = {index: analysis.run for index, analysis in analyses.items()}
    changes = {
        index: moved(analysis.run, analysis.before, succession) for index, analysis in analyses.items()
    }
    return listed(decision.decision_context(runs, wording, settings, changes, draft=True))


def document_of(path: Path) -> str:
    """The document that a template is for by its name; the decision where the name says nothing."""
    if page_template(path):
        return papers.REPORT
    if path.stem in DOCUMENTS:
        return path.stem
    return next(iter(DOCUMENTS))


def page_template(path: Path) -> str:
    """The template of the html report that a file is, by its name: report.html, report-unit.html, what both
    import, report.css, report.js, or a drawing of a chart; "" for any other."""
    if path.name in report.TEMPLATES:
        return path.name
    chart = f"charts/{path.name}"
    if (shipped("templates") / chart).is_file():
        return chart
    return ""


def flaws(path: Path, document: str) -> list[RulesError]:
    """What is wrong with a template of `document`, each thing with its place. A template of the html report
    is tried on a made-up one, which tells the first thing that is wrong."""
    page = page_template(path) if document == papers.REPORT else ""
    if not page:
        return template.flaws(path, DOCUMENTS[document]())
    try:
        report.try_template(path, page, example.analysis())
    except RulesError as wrong:
        return [wrong]
    return []
