"""The report: one self-contained html of an analysis, through templates/report.html and its charts.

Every text in it is printed text: a template decides nothing but how it looks.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from jinja2.environment import TemplateModule
from jinja2.sandbox import SandboxedEnvironment

from sipas_cli.documents import report_words
from sipas_cli.documents.analysis import Analysis
from sipas_cli.documents.cells import cell, table
from sipas_cli.documents.drawing import Chart, drawn
from sipas_cli.documents.explained import neighbour_sentences
from sipas_cli.documents.explained_tables import text_tables
from sipas_cli.documents.printer import Printer
from sipas_cli.documents.sections import about, parts
from sipas_cli.documents.unit_page import pages, unit_page
from sipas_cli.figures import messages as figures_messages
from sipas_cli.messages import Message, decimal_mark, language, say
from sipas_cli.rules.library import shipped
from sipas_cli.runs.explanation import Explanation
from sipas_cli.templating.templates import environment, faults
from sipas_cli.workspace.settings import Settings

TEMPLATE, STYLE, SCRIPT = "report.html", "report.css", "report.js"


#: Id of each unit -> how its figure came about; none of a published table.
Explanations = Mapping[str, Explanation]


def render_report(analysis: Analysis, settings: Settings, local: Path, explanations: Explanations) -> bytes:
    """The report, from the templates in `local` or the shipped ones; the same run, the same bytes.

    Raises RulesError for a template with an unknown field, a broken tag or a forbidden expression.
    """
    made = environment(escape=True, folders=(local, shipped("templates")))
    return _written(analysis, settings, made, explanations)


def try_template(path: Path, name: str, analysis: Analysis) -> None:
    """Writes a report with the file `path` in place of the template `name`; the others are those that lie
    with it, else the shipped ones.

    Raises RulesError for what is wrong with it.
    """
    with faults(path.name):
        text = path.read_text(encoding="utf-8-sig")
    folders = (path.resolve().parents[name.count("/")], shipped("templates"))
    made = environment(escape=True, folders=folders, replaced={name: text})
    _written(analysis, Settings(), made, {})


def _written(
    analysis: Analysis, settings: Settings, made: SandboxedEnvironment, explanations: Explanations
) -> bytes:
    style, script = (_plain(made, name) for name in (STYLE, SCRIPT))
    context = {
        **_context(Printer(analysis, _within(made)), settings, explanations),
        "style": style,
        "script": script,
        "policy": _policy(str(style), str(script)),
    }
    with faults(TEMPLATE):
        return made.get_template(TEMPLATE).render(context).encode()


def _within(made: SandboxedEnvironment) -> Callable[[Chart], TemplateModule]:
    """Draws charts as the html puts them in; each has an id of its own."""
    numbers = count(1)
    return lambda chart: drawn(chart, made, f"chart-{next(numbers)}")


def _plain(made: SandboxedEnvironment, name: str) -> TemplateModule:
    """A style or a script, which is put into the report as it is."""
    with faults(name):
        return made.get_template(name).make_module()


def _policy(style: str, script: str) -> str:
    """What a browser may do with the report: show it. Nothing is loaded, only the style and the script
    within it hold, known by their digests."""
    sources = f"style-src {_digest(style)}; script-src {_digest(script)}"
    return f"default-src 'none'; {sources}; img-src data:; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _context(printer: Printer, settings: Settings, explanations: Explanations) -> dict[str, Any]:
    """Every field that the template of the html may use, but style and script."""
    sections = {**parts(printer), "units": _unit_pages(printer, explanations), "about": about(printer)}
    return {
        "lang": language(),
        "decimal_mark": decimal_mark(),
        "title": say(report_words.TITLE, index=printer.index_name, year=printer.run.year),
        "province": settings.province or "",
        "year": printer.run.year,
        "notice": printer.notice(),
        "words": _words(),
        "contents": [{"id": name, "title": say(key)} for name, key in _TITLES.items() if sections[name]],
        **sections,
    }


def _unit_pages(printer: Printer, explanations: Explanations) -> list[dict[str, Any]]:
    made = []
    for group in printer.analysis.groups:
        for profile, scale in pages(group):
            page = unit_page(printer, group, profile, scale)
            explanation = explanations.get(profile.line.unit.id)
            made.append({**page, "explained": _explained(explanation, printer.analysis.minimum_cell)})
    return made


def _explained(explanation: Explanation | None, minimum: int) -> dict[str, Any] | None:
    """What the index of a unit is made of; None where there is none, or where its counts, or those of the
    units that it is set against, would tell what a handful of persons answered."""
    if explanation is None or explanation.score.index is None:
        return None
    beside = [neighbour.standing for neighbour in (explanation.above, explanation.below) if neighbour]
    if any(0 < line.ballots < minimum for line in (explanation.standing, *beside)):
        return None
    tables = []
    for text_table in text_tables(explanation, cells=False):
        rows = [[cell(text) for text in row] for row in text_table.rows]
        caption = f"{text_table.title}: {explanation.standing.unit.name}"
        tables.append({**table(caption, text_table.columns, rows), "below": text_table.below})
    return {"tables": tables, "sentences": list(neighbour_sentences(explanation))}


#: The sections that the contents name, in the order in which they stand.
_TITLES = {
    "headline": report_words.SECTION_HEADLINE,
    "rankings": report_words.SECTION_RANKINGS,
    "changes": report_words.SECTION_CHANGES,
    "heat": report_words.SECTION_HEAT,
    "priorities": report_words.SECTION_PRIORITIES,
    "answers": report_words.SECTION_ANSWERS,
    "respondents": report_words.SECTION_RESPONDENTS,
    "intake": report_words.SECTION_INTAKE,
    "criteria": report_words.SECTION_CRITERIA,
    "method": report_words.SECTION_METHOD,
    "units": report_words.SECTION_UNITS,
    "about": report_words.SECTION_ABOUT,
}


def _words() -> Mapping[str, str]:
    """The fixed words of the report, by their names: those without blanks. A template may use any of them."""
    named = vars(report_words).items()
    words = {name.lower(): message for name, message in named if isinstance(message, Message)}
    words |= {f"section.{name}": title for name, title in _TITLES.items()}
    words |= {"score_change": figures_messages.SCORE_CHANGE, "rank_change": figures_messages.RANK_CHANGE}
    return {name: say(message) for name, message in words.items() if "{" not in message.vi}
