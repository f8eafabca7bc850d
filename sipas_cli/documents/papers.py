"""The Word documents beside the decision: the submission to who signs it, the report, the notice to a unit.

Their wording stands in their templates, in Vietnamese whatever the language of the user; here is what the
fields of these hold, all of it printed text.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

from sipas_cli.documents import example as made_up
from sipas_cli.documents import messages
from sipas_cli.documents.analysis import Analysis, GroupProfile, Profile
from sipas_cli.documents.appendix import available
from sipas_cli.documents.cells import Cell, Table, cell, table
from sipas_cli.documents.decision import BLANK_NUMBER, DRAFT, dates, proposal
from sipas_cli.documents.drawing import Axis, Chart, drawn
from sipas_cli.documents.heads import heads
from sipas_cli.documents.picture import png
from sipas_cli.documents.printer import Printer
from sipas_cli.documents.sections import parts
from sipas_cli.documents.shortcomings import shortcomings
from sipas_cli.documents.summary import summary
from sipas_cli.documents.unit_page import pages, unit_page
from sipas_cli.figures.printing import count_text, counted, figure_text
from sipas_cli.messages import decimal_mark, say, speaking
from sipas_cli.model import Unit
from sipas_cli.processes import crew, wanted
from sipas_cli.rules.gate import checked
from sipas_cli.rules.library import shipped
from sipas_cli.rules.yaml_loader import load
from sipas_cli.runs.history import Results
from sipas_cli.runs.kept import Kept
from sipas_cli.templating import template
from sipas_cli.templating.templates import environment
from sipas_cli.templating.word import Picture, paragraphs_with
from sipas_cli.templating.word_tables import Columns
from sipas_cli.text.names import organ
from sipas_cli.text.numbers import roman
from sipas_cli.workspace.decision import DECISION, Decision, plain_fields
from sipas_cli.workspace.settings import Settings
from sipas_cli.workspace.succession import Succession
from sipas_cli.workspace.units import rule_key

SUBMISSION, REPORT, NOTICE, HANDOVER = "submission", "report", "notice", "handover"
_LANGUAGE = "vi"
#: Digits of a digest that stay together.
_PART = 32
#: All charts have one scale, so that their letters are of one size, 8 points: two of the longest on a page.
_WIDTH_MM = 98
#: With more units than this the report draws none of them: the pictures say what the tables below them say
#: too, on a page for every 28 units, and take longer than all the rest.
_MOST_DRAWN = 300
_SECTIONS = (
    *("results", "rankings", "changes", "heat", "priorities", "answers"),
    *("others", "respondents", "intake", "criteria", "method"),
)

Draw = Callable[[Chart], Picture]


@dataclass(frozen=True)
class Source:
    """One index of the year with what it is told against.

    results   year -> standings: its own, and the earlier ones
    kept      what its figures were made from; None for a published table that was imported
    """

    analysis: Analysis
    results: Results
    succession: Succession
    kept: Kept | None = None


@dataclass(frozen=True)
class Head:
    """What stands above a document: number and day as far as they are given, and whether it must be marked
    as a draft, since a run that it prints may still be replaced."""

    number: str | None = None
    day: str | None = None
    draft: bool = True


@dataclass(frozen=True)
class File:
    """A file that was written: its name, how many bytes it has, its SHA-256 in hexadecimal digits."""

    name: str
    size: int
    digest: str

    @property
    def digest_in_parts(self) -> str:
        """The digest in two parts, so that a line may end between them."""
        return " ".join(self.digest[start : start + _PART] for start in range(0, len(self.digest), _PART))


def template_of(document: str, local: Path) -> Path:
    """The template of a document: that of the office in `local`, else the shipped one."""
    name = f"{document}.docx"
    if (local / name).is_file():
        return local / name
    return shipped("templates") / name


def render_submission(
    sources: Sequence[Source], decision: Decision, settings: Settings, local: Path, head: Head
) -> bytes:
    """The submission with which the decision on all `sources`, of one year, is laid before who signs it.

    Raises RulesError for a template that is wrong, as the others here do.
    """
    with speaking(_LANGUAGE):
        filling = _submission(sources, decision, settings, head, _drawer(local))
        path = template_of(SUBMISSION, local)
        return template.filled(path, filling, example(SUBMISSION), _tables(filling))


def render_report(source: Source, settings: Settings, local: Path, head: Head) -> bytes:
    """The report on one index."""
    with speaking(_LANGUAGE):
        filling = _report(source, settings, head, _drawer(local))
        return template.filled(template_of(REPORT, local), filling, example(REPORT), _tables(filling))


def to_be_written(content: bytes) -> int:
    """How many passages of a Word document no figure could fill: each is marked, and waits for a pen."""
    return paragraphs_with(say(messages.TO_WRITE, lang="vi"), content)


class Notices:
    """Makes the notice to a unit, on all indices that have it: what they share is looked up once.

    Raises RulesError for a template that is wrong.
    """

    def __init__(self, sources: Sequence[Source], settings: Settings, local: Path, head: Head) -> None:
        with speaking(_LANGUAGE):
            self._fill = template.filler(template_of(NOTICE, local), example(NOTICE))
            self._places = _places(sources, _drawer(local))
            self._front = _front(sources, settings, head)

    def __call__(self, unit: str) -> bytes:
        """The notice to the unit with an id, a Word file."""
        with speaking(_LANGUAGE):
            filling = {**self._front, **_notice(self._places[unit])}
            return self._fill(filling, _tables(filling))


#: Another process takes about as long to start as to make so many notices.
_FEW_NOTICES = 50


def processes(jobs: int | None, notices: int) -> int:
    """How many processes are worth starting for some notices: at most `jobs`, or as many as there are cores;
    1: none but this one."""
    if jobs is None and notices < _FEW_NOTICES:
        return 1
    return min(wanted(jobs), max(1, notices))


def render_notices(
    sources: Sequence[Source],
    settings: Settings,
    local: Path,
    head: Head,
    units: Sequence[Unit],
    jobs: int | None,
) -> Iterator[tuple[Unit, bytes]]:
    """The notice to each of `units`, in their order; see `processes` for the `jobs`."""
    # what the figures were made from takes more room than all the rest, and no notice needs it
    given = ([replace(source, kept=None) for source in sources], settings, local, head)
    here, number = cache(partial(Notices, *given)), processes(jobs, len(units))
    if number == 1:
        yield from ((unit, here()(unit.id)) for unit in units)
        return
    with crew(number, Notices, *given) as makers:
        made = makers.answers(unit.id for unit in units)
        for unit, notice in zip(units, made, strict=True):
            yield unit, notice or here()(unit.id)


def render_handover(
    files: Sequence[File], checksums: str, sources: Sequence[Source], settings: Settings, local: Path
) -> bytes:
    """The list of the documents of a year, to be signed by who hands them over and who takes them."""
    with speaking(_LANGUAGE):
        filling = {**_front(sources, settings, Head(draft=False)), **_handover(files, checksums)}
        path = template_of(HANDOVER, local)
        return template.filled(path, filling, example(HANDOVER), _tables(filling))


def context(
    document: str, sources: Sequence[Source], decision: Decision | None, settings: Settings, head: Head
) -> dict[str, Any]:
    """What the template of the submission, the report on the first of `sources`, or the notice to the first
    unit is filled with, without its pictures; only the first of them asks for a `decision`."""
    with speaking(_LANGUAGE):
        if document == SUBMISSION and decision:
            return _submission(sources, decision, settings, head, _undrawn)
        if document == REPORT:
            return _report(sources[0], settings, head, _undrawn)
        (first, *_) = _places(sources, _undrawn).values()
        return {**_front(sources, settings, head), **_notice(first)}


def _undrawn(chart: Chart) -> Picture:
    return Picture(b"", _WIDTH_MM, chart.title)


def example(document: str) -> dict[str, Any]:
    """What the template of a document may be filled with, made up: something in every list."""
    with speaking(_LANGUAGE):
        analysis = made_up.analysis()
        runs = [run for run in (analysis.before, analysis.run) if run]
        source = Source(analysis, {run.year: run.standings for run in runs}, Succession((), (), ()))
        if document == HANDOVER:
            files = [File("quyet-dinh.docx", 1024, "0" * 64)]
            return {**_front([source], Settings(), Head()), **_handover(files, "van-ban.sha256")}
        decision = checked(load(shipped("templates") / "workspace" / DECISION), Decision)
        return context(document, [source], decision, Settings(), Head())


# --- what the templates are filled with ----------------------------------------------------------


def _front(sources: Sequence[Source], settings: Settings, head: Head) -> dict[str, Any]:
    """What every document has, whatever its results are."""
    year = sources[0].analysis.run.year
    fields = {name.strip("{}"): value for name, value in plain_fields(year, settings.province).items()}
    when, briefly = dates(head.day)
    runs = chain.from_iterable((source.analysis.run, source.analysis.before) for source in sources)
    return {
        **fields,
        "number": head.number or BLANK_NUMBER,
        "day": briefly,
        "date": when,
        "place_and_date": f"{fields['province_name']}, {when}",
        "draft": DRAFT if head.draft else "",
        "notice": " ".join(dict.fromkeys(run.notice for run in runs if run and run.notice)),
    }


def _submission(
    sources: Sequence[Source], decision: Decision, settings: Settings, head: Head, draw: Draw
) -> dict[str, Any]:
    runs = {source.analysis.run.index: source.analysis.run for source in sources}
    own = decision.submission
    head = replace(head, number=head.number or own.number, day=head.day or own.date)
    return {
        **_front(sources, settings, head),
        **proposal(runs, decision, settings),
        "indices": [_summary(source, Printer(source.analysis, draw)) for source in sources],
        "heads": heads(available(decision.appendices, runs)),
    }


def _report(source: Source, settings: Settings, head: Head, draw: Draw) -> dict[str, Any]:
    printer = Printer(source.analysis, draw)
    with_results = source.analysis.with_results()
    sections = parts(Printer(with_results, draw, most_drawn=_MOST_DRAWN, numbered=True))
    present = [name for name in _SECTIONS if name == "results" or sections[name]]
    return {
        **_front([source], settings, head),
        "index": _summary(source, printer),
        "shortcomings": shortcomings(printer),
        **{name: _for_word(sections[name]) for name in _SECTIONS if name in sections},
        "section": dict.fromkeys(_SECTIONS, "") | {name: roman(n) for n, name in enumerate(present, start=1)},
    }


def _summary(source: Source, printer: Printer) -> Any:
    return _for_word(summary(printer, source.results, source.succession))


def _handover(files: Sequence[File], checksums: str) -> dict[str, Any]:
    columns = [(say(messages.LINE_NUMBER), True), (say(messages.FILE), False)]
    columns += [(say(messages.BYTES), True), (say(messages.DIGEST), False)]
    rows = [
        [cell(number), cell(file.name), cell(count_text(file.size)), cell(file.digest_in_parts)]
        for number, file in enumerate(files, start=1)
    ]
    made = table(say(messages.HANDOVER_FILES), columns, rows, head=1)
    return {"files": _for_word(made), "count": counted(len(files)), "checksums": checksums}


# --- notices -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Place:
    """Where a unit stands under one index."""

    printer: Printer
    group: GroupProfile
    profile: Profile
    scale: Axis


def _places(sources: Sequence[Source], draw: Draw) -> dict[str, list[_Place]]:
    """Id of each unit -> its places, index by index."""
    places: dict[str, list[_Place]] = {}
    for source in sources:
        printer = Printer(source.analysis, draw)
        for group in source.analysis.groups:
            for profile, scale in pages(group):
                place = _Place(printer, group, profile, scale)
                places.setdefault(profile.line.unit.id, []).append(place)
    return places


def _notice(places: Sequence[_Place]) -> dict[str, Any]:
    """Its results under each index; whether it is the office that writes the notice, whether it has any."""
    unit, province = places[0].profile.line.unit, places[0].printer.analysis.province
    office = rule_key(say(messages.DEPARTMENT), province)
    return {
        "unit": unit.name,
        "organ": organ(unit.name),
        "to_itself": any(rule_key(name, province) == office for name in (unit.name, *unit.aliases)),
        "scored": any(place.profile.line.score is not None for place in places),
        "sheets": [_sheet(place) for place in places],
    }


def _sheet(place: _Place) -> dict[str, Any]:
    """The score sheet of a unit under one index."""
    printer, line = place.printer, place.profile.line
    page = unit_page(printer, place.group, place.profile, place.scale)
    shown = ("facts", "strengths", "weaknesses", "chart", "parts", "sources", "criteria", "hidden")
    return {
        "name": printer.index_name,
        "unit": printer.unit,
        "group": place.group.standings.group.name,
        "rank": str(line.rank or ""),
        "tied": line.tied,
        "ranked": count_text(place.group.standings.ranked),
        "score": printer.known(line.score),
        "mean": printer.known(place.group.standings.mean),
        "band": line.band,
        "note": printer.note(place.profile),
        "before": _before(place),
        **{name: _for_word(page[name]) for name in shown},
    }


def _before(place: _Place) -> dict[str, Any] | None:
    """The unit in the earlier year, its rank there and of how many (`ranked`); `by` is how much its score
    is above it now (`up`) or below (`down`), `places` those won (`risen`) or lost (`fallen`); texts are
    empty where there is nothing to compare."""
    moved, run = place.profile.movement, place.printer.analysis.before
    if moved is None or moved.before is None or run is None:
        return None
    score, rank = moved.score_change, moved.rank_change
    return {
        "year": run.year,
        "score": figure_text(moved.before.score, moved.decimals_before, decimal_mark()),
        "rank": str(moved.before.rank or ""),
        "ranked": str(moved.ranked_before or ""),
        "by": "" if score is None else place.printer.by(score, moved.decimals_of_change),
        "up": score is not None and score > 0,
        "down": score is not None and score < 0,
        "places": "" if rank is None else counted(abs(rank)),
        "risen": rank is not None and rank > 0,
        "fallen": rank is not None and rank < 0,
    }


# --- for Word ------------------------------------------------------------------------------------


def _drawer(local: Path) -> Draw:
    """Draws charts as pictures, through the templates of charts in `local` or the shipped ones."""
    made = environment(escape=True, folders=(local, shipped("templates")))

    def draw(chart: Chart) -> Picture:
        svg = str(drawn(chart, made, "chart", standalone=True))
        name = f"charts/{chart.template}.svg"
        return Picture(png(svg, name), _WIDTH_MM, f"{chart.title}. {chart.description}")

    return draw


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping) and "columns" in value and "rows" in value


def _for_word(value: Any) -> Any:
    """The same, its tables as those of the decision are: columns with `title` and `left`, rows of cells with
    `text` and `left`, which says whether words stand in it."""
    if _is_table(value):
        return _table_for_word(value)
    if isinstance(value, Mapping):
        return {name: _for_word(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_for_word(part) for part in value]
    return value


def _table_for_word(table: Table) -> dict[str, Any]:
    columns = [{"title": column["title"], "left": not column["number"]} for column in table["columns"]]
    rows = [*table["rows"], table["foot"]] if table["foot"] else table["rows"]
    return {
        "caption": table["caption"],
        "note": table["note"],
        "columns": columns,
        "rows": [_row_for_word(row, columns) for row in rows],
    }


def _row_for_word(row: Sequence[Cell], columns: Columns) -> list[dict[str, Any]]:
    pairs = zip(row, columns, strict=True)
    return [{"text": cell["text"], "left": column["left"]} for cell, column in pairs]


def _tables(value: Any) -> list[Columns]:
    """The columns of all tables in a context, which are to fit the page."""
    if _is_table(value):
        return [value["columns"]]
    if isinstance(value, Mapping):
        value = list(value.values())
    if not isinstance(value, list):
        return []
    return list(chain.from_iterable(map(_tables, value)))
