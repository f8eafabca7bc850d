"""The report: one self-contained html of an analysis, through templates/report.html and its charts; of many
units an overview and a page for each of them, through templates/report-unit.html.

Every text in it is printed text: a template decides nothing but how it looks.
"""

import base64
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2.environment import TemplateModule
from jinja2.sandbox import SandboxedEnvironment

from sipas_cli.documents import example, report_words, site_words
from sipas_cli.documents.analysis import Analysis, GroupProfile, Profile
from sipas_cli.documents.cells import Links
from sipas_cli.documents.drawing import Chart, drawn
from sipas_cli.documents.losses import losses
from sipas_cli.documents.overview import movers, press
from sipas_cli.documents.printer import Printer
from sipas_cli.documents.sections import about, parts
from sipas_cli.documents.unit_page import pages, unit_page
from sipas_cli.figures import messages as figures_messages
from sipas_cli.figures.printing import rank_text
from sipas_cli.messages import Message, decimal_mark, language, say
from sipas_cli.rules.library import shipped
from sipas_cli.runs.explanation import Explanation
from sipas_cli.templating.templates import environment, faults
from sipas_cli.text.names import file_names
from sipas_cli.text.spelling import collation
from sipas_cli.workspace.settings import Settings

TEMPLATE, UNIT_TEMPLATE, MACROS = "report.html", "report-unit.html", "report-macros.html"
STYLE, SCRIPT = "report.css", "report.js"
#: All of them but the drawings of charts.
TEMPLATES = (TEMPLATE, UNIT_TEMPLATE, MACROS, STYLE, SCRIPT)
#: How the names of the files of units begin.
UNIT_FILE = "don-vi"
#: With more units than this each has a page of its own: one file of all would have more than some megabytes.
MOST_TOGETHER = 100


#: Id of a unit -> how its figure came about; None of a published table.
Explain = Callable[[str], Explanation] | None
#: What is told of the losses of a unit; nothing where they are not known.
Losses = Callable[[Printer, Profile], dict[str, Any] | None]


def render_report(analysis: Analysis, settings: Settings, local: Path, explain: Explain) -> bytes:
    """The report, from the templates in `local` or the shipped ones; the same run, the same bytes.

    Raises RulesError for a template with an unknown field, a broken tag or a forbidden expression.
    """
    made = environment(escape=True, folders=(local, shipped("templates")))
    return _written(analysis, settings, made, partial(_losses, explain))


def try_template(path: Path, name: str, analysis: Analysis) -> None:
    """Writes a report with the file `path` in place of the template `name`; the others are those that lie
    with it, else the shipped ones.

    Raises RulesError for what is wrong with it.
    """
    with faults(path.name):
        text = path.read_text(encoding="utf-8-sig")
    folders = (path.resolve().parents[name.count("/")], shipped("templates"))
    made = environment(escape=True, folders=folders, replaced={name: text})
    _written(analysis, Settings(), made, example.losses)
    for _ in _apart(analysis, Settings(), made, example.losses, TEMPLATE).pages:
        pass


def _written(analysis: Analysis, settings: Settings, made: SandboxedEnvironment, lost: Losses) -> bytes:
    printer = Printer(analysis.with_results(), _within(made))
    context = {
        **_front(printer, settings, made),
        **_sections(printer, settings, _unit_pages(printer, lost)),
    }
    return _filled(made, TEMPLATE, {**context, "apart": False})


def _filled(made: SandboxedEnvironment, name: str, context: Mapping[str, Any]) -> bytes:
    with faults(name):
        return made.get_template(name).render(context).encode()


# --- each unit a page of its own -----------------------------------------------------------------


@dataclass(frozen=True)
class Apart:
    """The report on many units: the overview, and pairs of the name of a file and the page of a unit, made as
    they are asked for, which lie in `folder` beside the overview."""

    folder: str
    overview: bytes
    pages: Iterator[tuple[str, bytes]]


def pages_folder(name: str) -> str:
    """The folder of the pages of units, beside an overview that is called `name`."""
    return f"{Path(name).stem}-{UNIT_FILE}"


def remove_others(folder: Path, written: Collection[Path]) -> None:
    """Removes from a folder all pages but the `written` ones: those of units that the run does not have."""
    for page in set(folder.glob(f"{UNIT_FILE}-*.html")).difference(written):
        page.unlink()


def render_apart(analysis: Analysis, settings: Settings, local: Path, explain: Explain, name: str) -> Apart:
    """The report as an overview and pages, from the templates in `local` or the shipped ones.

    name   of the file of the overview

    Raises RulesError as `render_report` does.
    """
    made = environment(escape=True, folders=(local, shipped("templates")))
    return _apart(analysis, settings, made, partial(_losses, explain), name)


def _apart(
    analysis: Analysis, settings: Settings, made: SandboxedEnvironment, lost: Losses, name: str
) -> Apart:
    analysis = analysis.with_results()
    names = file_names((profile.line.unit.id for profile in analysis.profiles), UNIT_FILE)
    folder = pages_folder(name)
    links = Links({unit: f"{quote(folder)}/{file}.html" for unit, file in names.items()}, f"../{quote(name)}")
    printer = Printer(analysis, _within(made), links)
    front = _front(printer, settings, made)
    sections = _sections(printer, settings, _named(printer))
    overview = _filled(made, TEMPLATE, {**front, **sections, "apart": True})

    def written() -> Iterator[tuple[str, bytes]]:
        pages = _unit_pages(printer, lost)
        for profile, unit in zip(analysis.profiles, pages, strict=True):
            context = {**front, "unit": unit, "overview": links.overview}
            yield f"{names[profile.line.unit.id]}.html", _filled(made, UNIT_TEMPLATE, context)

    return Apart(folder, overview, written())


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


def _front(printer: Printer, settings: Settings, made: SandboxedEnvironment) -> dict[str, Any]:
    """What each page has, its style and script with it."""
    style, script = (_plain(made, name) for name in (STYLE, SCRIPT))
    return {
        "lang": language(),
        "decimal_mark": decimal_mark(),
        "title": say(report_words.TITLE, index=printer.index_name, year=printer.run.year),
        "province": settings.province or "",
        "year": printer.run.year,
        "notice": printer.notice(),
        "words": _words(),
        "style": style,
        "script": script,
        "policy": _policy(str(style), str(script)),
    }


def _sections(printer: Printer, settings: Settings, units: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The sections of the report and their contents; `units` are the pages of units, or their names and where
    they lead to, made after all other sections."""
    sections = {
        **parts(printer),
        "movers": movers(printer),
        "press": press(printer, settings.province or ""),
    }
    sections |= {"groups": _groups(sections), "units": list(units), "about": about(printer)}
    contents = [{"id": name, "title": say(key)} for name, key in _TITLES.items() if sections[name]]
    return {"contents": contents, **sections}


def _groups(sections: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each group with all that is told of it: its ranks, what changed, its heat table."""
    changed = {group["group"]: group for group in sections["changes"]}
    heated = {group["group"]: group for group in sections["heat"]}
    groups = []
    for ranking in sections["rankings"]:
        changes, heat = changed.get(ranking["group"]), heated.get(ranking["group"])
        groups.append({**ranking, "changes": changes and changes["charts"], "heat": heat and heat["table"]})
    return groups


def _named(printer: Printer) -> Iterator[dict[str, str]]:
    """The units and where they lead to, each group in the order of the alphabet."""
    for group in printer.analysis.groups:
        units = [profile.line.unit for profile in group.profiles]
        for unit in sorted(units, key=lambda unit: collation(unit.name)):
            name = group.standings.group.name
            yield {"name": unit.name, "href": printer.links.unit(unit.id), "group": name}


def _unit_pages(printer: Printer, lost: Losses) -> Iterator[dict[str, Any]]:
    """The pages of all units, each with those before and after it."""
    named: list[dict[str, str] | None] = [None]
    for profile in printer.analysis.profiles:
        unit = profile.line.unit
        named.append({"name": unit.name, "href": printer.links.beside(unit.id)})
    around = iter(zip(named, [*named[2:], None], strict=False))
    for group in printer.analysis.groups:
        for profile, scale in pages(group):
            previous, following = next(around)
            of_unit = lost(printer, profile)
            page = unit_page(printer, group, profile, scale, of_unit)
            told = {"previous": previous, "next": following, "brief": _brief(printer, profile, group)}
            yield {**page, **told, "losses": of_unit}


def _brief(printer: Printer, profile: Profile, group: GroupProfile) -> str:
    """The score of a unit and its rank, where its page is not open yet."""
    line = profile.line
    if line.score is None:
        return printer.no_result(profile)
    score = printer.with_unit(line.score)
    if line.rank is None:
        return score
    rank = rank_text(line.rank, group.ranked, tied=line.tied)
    return f"{score} · {say(site_words.RANKED_AT, rank=rank)}"


def _losses(explain: Explain, printer: Printer, profile: Profile) -> dict[str, Any] | None:
    """What the index of a unit lost and where; None where it has none, or where its counts, or those of the
    units that it is set against, would tell what a handful of persons answered."""
    explanation = explain(profile.line.unit.id) if explain else None
    if explanation is None or explanation.score.index is None:
        return None
    beside = [neighbour.standing for neighbour in (explanation.above, explanation.below) if neighbour]
    if any(line.unit.id in printer.analysis.hidden for line in (explanation.standing, *beside)):
        return None
    return losses(printer, profile, explanation)


#: The sections that the contents name, in the order in which they stand.
_TITLES = {
    "headline": site_words.SECTION_OVERVIEW,
    "groups": site_words.SECTION_GROUPS,
    "units": report_words.SECTION_UNITS,
    "priorities": report_words.SECTION_PRIORITIES,
    "answers": report_words.SECTION_ANSWERS,
    "others": report_words.SECTION_OTHERS,
    "respondents": report_words.SECTION_RESPONDENTS,
    "intake": report_words.SECTION_INTAKE,
    "criteria": report_words.SECTION_CRITERIA,
    "method": report_words.SECTION_METHOD,
    "about": report_words.SECTION_ABOUT,
}


def _words() -> Mapping[str, str]:
    """The fixed words of the report, by their names: those without blanks. A template may use any of them."""
    named = chain(vars(report_words).items(), vars(site_words).items())
    words = {name.lower(): message for name, message in named if isinstance(message, Message)}
    words |= {f"section.{name}": title for name, title in _TITLES.items()}
    words |= {"score_change": figures_messages.SCORE_CHANGE, "rank_change": figures_messages.RANK_CHANGE}
    return {name: say(message) for name, message in words.items() if "{" not in message.vi}
