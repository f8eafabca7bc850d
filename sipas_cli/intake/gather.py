"""Files to sheets of ballots and sheets of points: opens each file, tells what it holds, finds the criteria
set that explains it, reads it, and refuses headers that leave a doubt."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from sipas_cli.errors import DataError, RulesError, SipasError, together
from sipas_cli.intake import headers, merged
from sipas_cli.intake.ballots.rows import ballots_only, times_counted
from sipas_cli.intake.ballots.validate import AnswerTexts, Table, content_digest
from sipas_cli.intake.branches import overlap, with_one_unit
from sipas_cli.intake.points.grids import header_of
from sipas_cli.intake.points.parts import Parts
from sipas_cli.intake.stated_year import Claim, is_label
from sipas_cli.intake.tables import Understood, not_plain, year_claimed, year_of_rows
from sipas_cli.intake.totals import COUNT_HEADERS
from sipas_cli.messages import say
from sipas_cli.model import INDICES, PAR, SIPAS, XHH, Block, Column, Grid, Layout, Unit, cell_name, place_name
from sipas_cli.rules import library
from sipas_cli.rules.criteria import Plan
from sipas_cli.rules.library import AnySet, CriteriaSet
from sipas_cli.rules.par import EVERY, ParCriteria, ParPlan
from sipas_cli.rules.sources import (
    HeaderMapping,
    check_mapping,
    header_key,
    mappings,
    named_source,
    recognised,
    with_source,
    with_texts,
)
from sipas_cli.rules.sources import Source as Tool
from sipas_cli.rules.sources import sources as all_tools
from sipas_cli.rules.yaml_loader import Document
from sipas_cli.sheets import Sheet, Source, Unreadable
from sipas_cli.text import OWN_SHEETS, first_of, fold, nfc, plain, stem_of, told_apart, typed_number
from sipas_cli.workspace.units import (
    JUDGED_LABELS,
    UNIT_LABELS,
    Registry,
    is_of_judged,
    named_otherwise,
    registry_from_names,
    stated_unit,
    stated_units,
    unit_in_name,
    unit_in_title,
)

Note = tuple[str, Mapping[str, Any]]
Progress = Callable[[str, int], None]

_GRID_ROWS, _GRID_COLUMNS = 20_000, 2_000


@dataclass(frozen=True)
class Ballots:
    """A file is read as ballots that are counted by `plan`."""

    index: str
    criteria: AnySet
    plan: Plan


@dataclass(frozen=True)
class Points:
    """A file is read as points on the tree of a PAR set."""

    index: str
    criteria: CriteriaSet[ParCriteria]

    @property
    def plan(self) -> ParPlan:
        return self.criteria.criteria.plan

    @cached_property
    def parts(self) -> Parts:
        return Parts(self.plan)


Reading = Ballots | Points


@dataclass
class Gathered:
    """What the files hold for one index: tables of ballots or grids of points, and their digests.

    contents   digest of what a sheet of ballots holds -> the place of that sheet
    doubled    sheets that hold what another one does, which was allowed
    understood each sheet of ballots as it was understood
    """

    reading: Reading
    tables: list[Table] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    contents: dict[str, str] = field(default_factory=dict)
    doubled: list[DataError] = field(default_factory=list)
    understood: list[Understood] = field(default_factory=list)


def readings(found: AnySet) -> Iterator[Reading]:
    """What a criteria set can read: ballots of SIPAS; or points, and ballots of the leader survey."""
    criteria = found.criteria
    if isinstance(criteria, ParCriteria):
        yield Points(PAR, CriteriaSet(criteria, found.document, found.path, found.local, found.tree))
        if criteria.plan.xhh:
            yield Ballots(XHH, found, criteria.plan.xhh.plan)
    else:
        yield Ballots(SIPAS, found, criteria.plan)


@dataclass(frozen=True)
class Known:
    """What is known of the files before they are opened.

    registry   the register of units; None where none was written
    sources    the form tools
    named      the one that was named
    mappings   what people confirmed about headers and answers
    allow_copies   whether a sheet may hold what another one does
    year       the year that is asked for, where it is known already
    """

    registry: Registry | None
    sources: Sequence[Tool]
    named: Tool | None
    mappings: Sequence[tuple[HeaderMapping, Document]]
    allow_copies: bool = False
    year: int | None = None


def known(
    folder: Path,
    registry: Registry | None,
    source: str | None,
    *,
    allow_copies: bool = False,
    year: int | None = None,
) -> Known:
    """All that the workspace and the program know; `source` names a form tool."""
    tools = all_tools(folder)
    named = named_source(tools, source) if source else None
    return Known(registry, tools, named, mappings(folder), allow_copies, year)


def gather(
    sources: Iterable[Source | Unreadable],
    folder: Path,
    wanted: Sequence[str],
    about: Known,
    progress: Progress,
) -> tuple[list[Gathered], list[Note], list[SipasError]]:
    """All that is in `sources`, by index and in the order of INDICES, each read by one criteria set: a
    `wanted` one, or the only one that explains the first of its files; then what was assumed, and why some
    files were refused as a whole. Raises the first of these errors where no file is left."""
    chosen = _Chosen(folder, wanted, about)
    notes: list[Note] = []
    found: dict[str, Gathered] = {}
    digests: dict[str, str] = {}
    refused: list[SipasError] = []
    for source in sources:
        if isinstance(source, Unreadable):
            refused.append(source.error)
            continue
        try:
            _refuse_twice(source, digests)
            reading = chosen.reading(source)
            own = found.get(reading.index, Gathered(reading))
            notes += _take(source, own, reading, about, progress)
        except DataError as error:
            refused.append(error)
            continue
        found[reading.index] = own
        digests[source.name] = own.sources[source.name] = source.digest
    if refused and not found:
        raise together(refused)
    if not any(len(table.block.rows) for own in found.values() for table in own.tables) and PAR not in found:
        raise DataError("no_ballots", where=", ".join(digests))
    key = "note.criteria_named" if wanted else "note.criteria_found"
    used = dict.fromkeys(_id(own.reading) for own in found.values())
    notes[:0] = [(key, {"criteria": name}) for name in used]
    return [found[index] for index in INDICES if index in found], notes, refused


def _take(source: Source, own: Gathered, reading: Reading, about: Known, progress: Progress) -> list[Note]:
    if isinstance(reading, Points):
        return _take_points(source, own, reading, progress)
    return _take_ballots(source, own, reading, about, progress)


class _Chosen:
    """Which reading each file gets; the first file of an index settles the set for the others."""

    def __init__(self, folder: Path, wanted: Sequence[str], about: Known) -> None:
        self._folder = folder
        self._about = about
        self._named = tuple(wanted)
        self._sets: Sequence[AnySet] = (
            [library.find_set(folder, name) for name in wanted] if wanted else list(library.all_sets(folder))
        )
        self._settled: dict[str, Reading] = {}
        indices = Counter(found.criteria.index for found in self._sets)
        if wanted and (twice := [index for index, times in indices.items() if times > 1]):
            raise RulesError("criteria_two_of_index", index=twice[0], sets=", ".join(wanted))

    def reading(self, source: Source) -> Reading:
        free = [r for found in self._sets for r in readings(found) if r.index not in self._settled]
        reading = self._explaining(source, [*self._settled.values(), *free], last=not self._named)
        self._settled[reading.index] = reading
        return reading

    def _explaining(self, source: Source, candidates: Sequence[Reading], *, last: bool) -> Reading:
        """The only reading under which some sheet of `source` is complete; of one index, local sets go
        before shipped ones. Unless these candidates are the `last`, sets that were not named are tried
        too."""
        hits = [(reading, *_hits(source, reading, self._about)) for reading in candidates]
        asked = any(n for reading, n, _ in hits if isinstance(reading, Ballots))
        complete = [
            (reading, n)
            for reading, n, whole in hits
            if whole and not (asked and n == 1 and isinstance(reading, Points))  # ballots about a single leaf
        ]
        if complete:
            best, _ = max(complete, key=lambda pair: pair[1])
            same = [reading for reading, _ in complete if reading.index == best.index]
            local = [reading for reading in same if reading.criteria.local] or same
            if len(local) > 1:
                names = ", ".join(map(_id, local))
                raise RulesError("criteria_ambiguous", where=source.name, sets=names)
            return local[0]
        nearest, found, _ = max(hits, key=lambda hit: hit[1])
        if not found:
            return self._unnamed(source, candidates, last=last)
        return nearest  # and the sheet will be refused with what is missing

    def _unnamed(self, source: Source, candidates: Sequence[Reading], *, last: bool) -> Reading:
        """No candidate knows anything of this file: perhaps a set of an index that none was named for."""
        known = ", ".join(dict.fromkeys(map(_id, candidates)))
        indices = {reading.index for reading in candidates}
        others = () if last else library.all_sets(self._folder)
        free = [r for found in others for r in readings(found) if r.index not in indices]
        if free and any(_hits(source, reading, self._about)[0] for reading in free):
            return self._explaining(source, [*candidates, *free], last=True)
        raise DataError("no_question_column", where=source.name, known=known)


def _refuse_twice(source: Source, sources: Mapping[str, str]) -> None:
    for name, digest in sources.items():
        if digest == source.digest:
            raise DataError("file_twice", where=source.name, first=name)


def _hits(source: Source, reading: Reading, about: Known) -> tuple[int, bool]:
    """(most questions or parts of the tree found in a sheet, whether a sheet is explained)."""
    sheets = [sheet for sheet in source.sheets if not sheet.hidden]
    if isinstance(reading, Points):
        most = max((_parts_in(sheet, reading) for sheet in sheets), default=0)
        return most, most > 0
    found = [view.layout for sheet in sheets if (view := viewed(sheet, reading, about))]
    most = max((len(layout.questions) for layout in found), default=0)
    return most, any(layout.complete for layout in found)


def _parts_in(sheet: Sheet, reading: Points) -> int:
    return header_of(dict(enumerate(sheet.top, start=1)), reading.parts)[1]


def _id(reading: Reading) -> str:
    return reading.criteria.criteria.id


# --- sheets of points ----------------------------------------------------------------------------


def _take_points(source: Source, found: Gathered, reading: Points, progress: Progress) -> list[Note]:
    """Reads the sheets that hold points; the others are passed over and named."""
    notes: list[Note] = []
    for number, sheet in enumerate(source.sheets):
        if sheet.hidden or not _parts_in(sheet, reading):
            notes += _left_out(sheet, "note.points_sheet_skipped")
            continue
        found.grids.append(
            _grid(sheet, f"{source.digest}#{number}", reading, lambda rows: progress(source.name, rows))
        )
        notes += _hidden_note(sheet, found.grids[-1].rows)
    return notes


def _grid(sheet: Sheet, source: str, reading: Points, progress: Callable[[int], None]) -> Grid:
    """A whole sheet, as it is small."""
    header = header_of(dict(enumerate(sheet.top, start=1)), reading.parts)[0]
    width = max(len(row) for row in sheet.top)
    if width > _GRID_COLUMNS:
        raise DataError("too_many_columns", where=_place(sheet), limit=_GRID_COLUMNS)
    block = sheet.read(header, range(width), progress)
    roles = reading.parts.roles(sheet.top[header - 1])
    block = merged.spread(block, sheet.merged, [roles[role] for role in ("unit", "group") if role in roles])
    if len(block.rows) > _GRID_ROWS:
        raise DataError("too_many_rows", where=_place(sheet), limit=_GRID_ROWS)
    cells = [[column.texts[code] for code in column.codes.tolist()] for column in block.columns.values()]
    below = zip(block.rows.tolist(), zip(*cells, strict=True), strict=True)
    above = {number: tuple(row) for number, row in enumerate(sheet.top[:header], start=1)}
    return Grid(
        sheet.file,
        sheet.name,
        source,
        {**above, **dict(below)},
        block.overlong,
        tuple(sheet.merged),
        hidden_columns=sheet.hidden_columns,
        struck=sheet.struck,
    )


# --- sheets of ballots ---------------------------------------------------------------------------


@dataclass(frozen=True)
class View:
    """How a sheet is read: the plan with what the form tool and a mapping add, and the layout under it."""

    plan: Plan
    layout: Layout
    tool: Tool | None
    mapping: str
    confirmed: HeaderMapping | None

    @property
    def otherwise(self) -> dict[str, str]:
        """Texts of answers that a mapping gives another meaning than the criteria."""
        return self.confirmed.otherwise(self.plan.scale) if self.confirmed else {}


def viewed(sheet: Sheet, reading: Ballots, about: Known) -> View | None:
    """None for a sheet without any question. Raises RulesError where two mappings fit that do not say the
    same."""
    tool = tool_of(sheet, about)
    plan, used = reading.plan, ""
    mapping, document = _mapping(sheet, reading, tool, about)
    if mapping and document:
        if mapping.source and tool is None:
            tool = named_source(about.sources, mapping.source, where=document.where(("source",)))
        check_mapping(mapping, document, plan, stored_numbers=tool is not None and tool.stored_numbers)
        plan, used = mapping.extend(plan), document.path
    plan = with_source(plan, tool)
    layout = headers.layout(sheet.top, plan, tool)
    return View(plan, layout, tool, used, mapping) if layout else None


def _mapping(
    sheet: Sheet, reading: Ballots, tool: Tool | None, about: Known
) -> tuple[HeaderMapping | None, Document | None]:
    """The mapping for a sheet: one of this set, not of another tool, all of whose headers are there."""
    fitting = [
        (mapping, document)
        for mapping, document in about.mappings
        if mapping.criteria == _id(reading)
        and (not mapping.source or tool is None or mapping.source == tool.id)
        and (any(mapping.fits(row) for row in sheet.top) or mapping.of_tool(tool.id if tool else ""))
    ]
    if any(mapping != fitting[0][0] for mapping, _ in fitting):
        paths = ", ".join(document.path for _, document in fitting)
        raise RulesError("mapping_several", where=_place(sheet), mappings=paths)
    return fitting[0] if fitting else (None, None)


def _take_ballots(
    source: Source, found: Gathered, reading: Ballots, about: Known, progress: Progress
) -> list[Note]:
    """Reads the sheets of ballots in `source`: those with half of the questions, or the best."""
    criteria = _id(reading)
    notes: list[Note] = []
    read: list[Table] = []
    views = [(sheet, None if sheet.hidden else viewed(sheet, reading, about)) for sheet in source.sheets]
    most = max((len(view.layout.questions) for _, view in views if view), default=0)
    if not most:
        raise DataError("no_question_column", where=source.name, known=criteria)
    enough = min(most, (len(reading.plan.codes) + 1) // 2)
    for number, (sheet, view) in enumerate(views):
        if view is None or len(view.layout.questions) < enough:
            notes += _left_out(sheet, "note.sheet_skipped")
            continue
        notes += [*said(view), *_resembling(sheet, view)]
        _refuse_headers(sheet, view.layout, criteria)
        notes += _passed_over(sheet, view, criteria)
        _refuse_counts(sheet, view)
        _refuse_judged_elsewhere(sheet, view, about.registry)
        table = _read_ballots(
            sheet, view, about, f"{source.digest}#{number}", lambda rows: progress(source.name, rows)
        )
        table, days = _days_as_numbers(table)
        notes += [("note.answers_as_days", {"place": _place(sheet)})] if days else []
        table, totals = _counted(sheet, view, table, about)
        found.understood.append(_understood(table, about.registry))
        notes += _totals_note(_place(sheet), totals)
        notes += _hidden_note(sheet, table.block.rows.tolist())
        notes += _not_plain(sheet, table)
        read.append(table)
    _refuse_other_units(read, about.registry)
    doubled = _held_twice(read, found.contents)
    if doubled and not about.allow_copies:
        raise doubled[0]
    found.doubled += doubled
    found.tables += read
    return notes


def _read_ballots(
    sheet: Sheet, view: View, about: Known, source: str, progress: Callable[[int], None]
) -> Table:
    """The rows of a sheet, with what it says of them as a whole."""
    layout = view.layout
    unit, cell = _whole_unit(sheet, view, about.registry)
    block = sheet.read(layout.header_row, layout.columns(), progress)
    block = merged.spread(block, sheet.merged, layout.shared(), layout.given())
    block = replace(block, computed=_computed(sheet, layout))
    block = _with_branches(sheet, layout, block, about.registry)
    title = dict(enumerate(sheet.top[: layout.name_row - 1], start=1))
    above = year_claimed([title], about.year, sheet=sheet.name, file=sheet.file)
    return Table(
        sheet.file,
        sheet.name,
        source,
        layout,
        block,
        view.plan,
        unit,
        cell,
        otherwise=view.otherwise,
        claim=_year_of_rows(sheet, view, about.year) or above,
        named=_named_in_titles(sheet, view, about.registry),
        title=title,
    )


def _counted(sheet: Sheet, view: View, table: Table, about: Known) -> tuple[Table, list[int]]:
    """The table of the ballots alone, each as often as it counts, and the rows that were taken for sums."""
    layout = view.layout
    table = _with_habits(table, view.tool) if view.tool else table
    if not table.assumed:
        columns = [table.block.columns[column] for column in layout.answers()]
        table = replace(table, assumed=unconfirmed(sheet, view, columns))
    _refuse_second_unit(sheet, table, about.registry)
    table, totals = ballots_only(table, _is_registered(about.registry))
    table = times_counted(table)
    torn = merged.marked(table.block, sheet.merged, layout.shared(), layout.answers())
    return replace(table, block=torn), totals


def _left_out(sheet: Sheet, otherwise: str) -> list[Note]:
    """That a sheet is not read, as it is hidden or for the reason of the note `otherwise`; nothing of those
    that our own workbooks have beside their data."""
    if sheet.name in OWN_SHEETS:
        return []
    return [("note.sheet_hidden" if sheet.hidden else otherwise, {"place": _place(sheet)})]


def _is_registered(registry: Registry | None) -> Callable[[str], bool]:
    """Whether a text names a unit of the register."""
    return lambda text: registry is not None and registry.unit(text) is not None


def _understood(table: Table, registry: Registry | None) -> Understood:
    """What the line about a sheet of ballots says."""
    layout, unit = table.layout, table.layout.roles.get("unit")
    names = _unit_names(table)
    units = {name: registry.unit(name) if registry else None for name in names}
    known = {unit.id if unit else name: unit.name if unit else "" for name, unit in units.items()}
    if registry:  # those that are not registered are told with their cells
        known = {key: name for key, name in known.items() if name}
    column = {say("note.table_unit_column"): [unit]} if unit is not None else {}
    questions = say("note.table_questions", count=len(layout.questions))
    return Understood(
        file=table.file,
        sheet=table.sheet,
        header=layout.name_row,
        units=list(known.values()),
        columns={**column, questions: sorted(layout.answers())},
        year=table.claim,
        title=table.title,
        rows=say("note.table_ballots", count=len(table.block.rows)),
    )


def _unit_names(table: Table) -> list[str]:
    """What stands for units in a sheet of ballots."""
    column = table.layout.roles.get("unit")
    texts = [table.unit] if column is None else table.block.columns[column].used()
    return list(dict.fromkeys(filter(None, map(nfc, texts))))


def _totals_note(place: str, totals: Sequence[int]) -> list[Note]:
    """Which rows of a sheet were taken for sums."""
    params = {"place": place, "rows": first_of(totals), "count": len(totals)}
    return [("note.rows_totals", params)] if totals else []


def _computed(sheet: Sheet, layout: Layout) -> frozenset[int]:
    """The rows in which an answer is a formula that adds up, averages or counts its own column. A number or
    an id may be one in every row."""
    answers = layout.answers()
    return frozenset(row for row, columns in sheet.aggregates.items() if not answers.isdisjoint(columns))


def _hidden_note(sheet: Sheet, rows: Iterable[int]) -> list[Note]:
    """How many of the rows that count nobody sees in the sheet."""
    hidden = sheet.hidden_among(rows)
    return [("note.rows_hidden", {"place": _place(sheet), "count": hidden})] if hidden else []


def _not_plain(sheet: Sheet, table: Table) -> list[Note]:
    """Which columns of ballots nobody sees, and which of their cells are struck through."""
    rows, columns = set(table.block.rows.tolist()), set(table.layout.columns())
    struck = [(row, column) for row, column in sheet.struck if row in rows and column in columns]
    return not_plain(_place(sheet), columns & sheet.hidden_columns, struck)


#: What a cell that holds 1 to 31 is read as, where it has a format of days.
_NUMBER_AS_DAY = re.compile(r"1900-01-(\d\d)")


def _days_as_numbers(table: Table) -> tuple[Table, bool]:
    """The table with the numbers that were typed into answers formatted as days, and whether there are any:
    no survey is of January 1900."""
    columns = dict(table.block.columns)
    for place in table.layout.answers():
        texts = tuple(_NUMBER_AS_DAY.sub(_number_of_day, text) for text in columns[place].texts)
        columns[place] = Column(texts, columns[place].codes)
    found = any(columns[place].texts != own.texts for place, own in table.block.columns.items())
    return (replace(table, block=replace(table.block, columns=columns)), True) if found else (table, False)


def _number_of_day(found: re.Match[str]) -> str:
    return str(int(found[1])) if found.end() == len(found.string) else found[0]


def _with_habits(table: Table, tool: Tool) -> Table:
    """The table with what the form tool writes into cells: marks behind answers, codes in their place."""
    columns = [*table.layout.questions.values(), *(c for own in table.layout.versions.values() for c in own)]
    texts = {text for column in columns for text in table.block.columns[column].texts}
    scale = table.plan.scale
    assumed = {} if table.layout.choices else tool.positions(texts, scale)
    plan = table.plan.model_copy(update={"scale": with_texts(scale, assumed)}) if assumed else table.plan
    ids = table.layout.roles.get("ballot_id")
    made = ids is not None and tool.own_id(table.layout.headers[ids])
    return replace(
        table,
        plan=plan,
        assumed=assumed,
        answers_end=tool.answers_end or "",
        no_date=tool.no_date,
        identity=tool.identity if ids is None or made else "id",
        made_ids=made,
    )


def unconfirmed(sheet: Sheet, view: View, answers: Iterable[Column]) -> dict[str, str]:
    """The numbers among the answers that a form tool stored, each with the level that it is taken for, where
    nobody said which end of the scale is the best: whoever made the form decided that, and the other way
    round every figure is upside down.

    It is said by a label among the answers; by a mapping that has one of these numbers; by the names of the
    questions, where these are the codes of the criteria, as in a form of `sipas form --xlsform`.
    """
    layout, tool = view.layout, view.tool
    if tool is None or not tool.stored_numbers or layout.choices or _named_by_codes(sheet, layout, tool):
        return {}
    texts = AnswerTexts(view.plan.scale, tool.answers_end or "", view.otherwise)
    levels = {text: kind for own in answers for text in own.texts if (kind := texts.name(text)).isdecimal()}
    labels = {kind for text, kind in levels.items() if typed_number(text) is None}
    if len(labels) >= _ENDS or len(labels) == len(set(levels.values())) or _all_said(levels, view):
        return {}
    return {nfc(text): kind for text, kind in levels.items() if typed_number(text) is not None}


#: Two labels, or two numbers that a mapping confirms, tell in which direction the others go.
_ENDS = 2


def _all_said(levels: Mapping[str, str], view: View) -> bool:
    """Whether a mapping says what the numbers of a sheet mean: all of them; or two of them as the criteria
    have it, which gives the direction of the others."""
    answers = view.confirmed.answers if view.confirmed else {}
    said = {fold(text) for text in answers}
    numbers = {fold(text) for text in levels if typed_number(text) is not None}
    as_in_criteria = not view.otherwise and len(numbers & said) >= min(_ENDS, len(numbers))
    return bool(numbers) and (numbers <= said or as_in_criteria)


def _named_by_codes(sheet: Sheet, layout: Layout, tool: Tool) -> bool:
    """Whether every question is headed by its code in the criteria."""
    headers_of = {code: sheet.top[layout.name_row - 1][column] for code, column in layout.questions.items()}
    return all(
        header_key(code) in map(header_key, tool.header.names(header)) for code, header in headers_of.items()
    )


def _refuse_second_unit(sheet: Sheet, table: Table, registry: Registry | None) -> None:
    """Refuses a sheet that states its unit above the table and another one further down, be it by its bare
    name: all its ballots would go to the first."""
    if not table.unit:
        return
    is_label = _unit_labels(table.plan)
    other = {unit.id for unit in (registry.units if registry else ())}
    other -= {unit.id for unit in [registry.unit(table.unit) if registry else None] if unit}
    for place, column in table.block.columns.items():
        for number, text in enumerate(column.texts):
            bare = registry.unit(text) if registry and nfc(text) and not text.isdecimal() else None
            stated = stated_unit([(0, (text,))], is_label)
            if (bare and bare.id in other) or (stated and fold(stated[0]) != fold(table.unit)):
                row = int(table.block.rows[column.codes.tolist().index(number)])
                header = table.plan.columns.unit[0]
                raise DataError("unit_stated_again", where=_place(sheet, place, row), header=header)


def _held_twice(tables: Iterable[Table], contents: dict[str, str]) -> list[DataError]:
    """Why a sheet that was copied or saved anew must not be counted: without ids, nothing else tells that
    every ballot counts twice. `contents` takes in what the sheets hold and where."""
    found: list[DataError] = []
    own: dict[str, str] = {}
    for table in tables:
        place = place_name(table.file, table.sheet)
        if content := content_digest(table):
            first = contents.get(content) or own.get(content)
            if first:
                found.append(DataError("sheet_twice", where=place, first=first))
            own[content] = place
    contents |= own
    return found


def tool_of(sheet: Sheet, about: Known) -> Tool | None:
    """The form tool that was named, else the one that a sheet looks like it came from."""
    return about.named or recognised(about.sources, sheet.top)


def tool_notes(tool: Tool | None) -> list[Note]:
    """Which tool was recognised."""
    return [("note.source_used", {"source": tool.title})] if tool else []


def said(view: View) -> list[Note]:
    """Which tool and which mapping were used."""
    used: list[Note] = [("note.mapping_used", {"mapping": view.mapping})] if view.mapping else []
    return [*tool_notes(view.tool), *used]


def _resembling(sheet: Sheet, view: View) -> list[Note]:
    """Which columns may be what they were not taken for."""
    return [
        ("note.header_resembles", {"place": _place(sheet, column, view.layout.header_row), "code": code})
        for column, code in view.layout.resembling.items()
    ]


def ballots_of(found: AnySet) -> list[Ballots]:
    """The ballots that a criteria set can read."""
    return [reading for reading in readings(found) if isinstance(reading, Ballots)]


def _unread(sheet: Sheet, view: View) -> dict[int, str]:
    """Column -> its header, of those that nothing is read from."""
    ignored = {header_key(text) for text in view.plan.columns.ignored}
    row = sheet.top[view.layout.name_row - 1]
    read = set(view.layout.columns()) - {view.layout.roles.get("number")}  # any column beside the answers
    return {
        column: header
        for column, header in enumerate(row)
        if column not in read and header_key(header) not in ignored
    }


def _year_of_rows(sheet: Sheet, view: View, year: int | None) -> Claim | None:
    """The year that a column of years says of the ballots."""
    column = next((place for place, header in _unread(sheet, view).items() if is_label(header)), None)
    if column is None:
        return None
    block = sheet.read(view.layout.header_row, (column,), lambda _: None)
    texts, codes = block.columns[column].texts, block.columns[column].codes
    rows = {int(row): ("",) * column + (texts[code],) for row, code in zip(block.rows, codes, strict=True)}
    return year_of_rows(sheet.top[view.layout.name_row - 1], rows, year)


def _refuse_counts(sheet: Sheet, view: View) -> None:
    """Refuses rows that stand for several people each: every row would count as one ballot."""
    ids = {header_key(text) for text in view.plan.columns.ballot_id}
    wanted = {header_key(text) for text in COUNT_HEADERS} - ids
    for column, header in _unread(sheet, view).items():
        if header_key(header) not in wanted:
            continue
        block = sheet.read(view.layout.header_row, (column,), lambda _: None)
        texts = block.columns[column].used()
        if any(text.strip() not in ("", "0", "1") for text in texts) and not _numbers_rows(texts, block):
            place = _place(sheet, column, view.layout.name_row)
            raise DataError("column_of_counts", where=place, header=header)


#: Of fewer rows nobody can tell whether they are numbered or counted.
_LEAST_NUMBERED = 5


def _numbers_rows(texts: Sequence[str], block: Block) -> bool:
    """Whether a column of these texts numbers the rows: each has a whole number of its own, without gaps."""
    numbers = [number.value for text in texts if (number := typed_number(text)) and not number.percent]
    whole = len(numbers) == len(texts) == len(block.rows) >= _LEAST_NUMBERED
    return whole and set(numbers) == set(range(int(min(numbers)), int(min(numbers)) + len(numbers)))


def _refuse_judged_elsewhere(sheet: Sheet, view: View, registry: Registry | None) -> None:
    """Refuses another column of units beside the one from which the unit is taken where it says otherwise:
    the answers would go to the unit of the respondent. Where people live or work is no such column."""
    unit = view.layout.roles.get("unit")
    if unit is None or (view.confirmed and view.confirmed.columns.unit is not None):
        return
    if is_of_judged(view.layout.headers.get(unit, "")):
        return
    registered = _is_registered(registry)
    judged_labels = {header_key(text) for text in JUDGED_LABELS}
    first_rows = sheet.top[view.layout.header_row :]
    for column, header in _unread(sheet, view).items():
        sample = {row[column] for row in first_rows if column < len(row)}
        of_units = is_of_judged(header) and any(map(registered, sample))
        if header_key(header) not in judged_labels and not of_units:
            continue
        block = sheet.read(view.layout.header_row, (unit, column), lambda _: None)
        taken, judged = block.columns[unit], block.columns[column]
        for row, one_code, other_code in zip(block.rows, taken.codes, judged.codes, strict=True):
            one, other = taken.texts[one_code], judged.texts[other_code]
            if fold(one) != fold(other) and registered(one) and registered(other):
                raise DataError(
                    "unit_judged_elsewhere",
                    where=_place(sheet, column, int(row)),
                    other=cell_name(int(row), unit + 1),
                    header=view.plan.columns.unit[0],
                )


def _whole_unit(sheet: Sheet, view: View, registry: Registry | None) -> tuple[str, str]:
    """(unit, cell) of all ballots of a sheet that has no column for it: said above the header, else by the
    name of the sheet, else by that of the file; two blanks where there is a column."""
    if "unit" in view.layout.roles:
        return "", ""
    if stated := _stated_units(sheet, view):
        return stated[0][0], cell_name(stated[0][1], stated[0][2] + 1)
    names = (*_named_in_titles(sheet, view, registry), sheet.name, stem_of(sheet.file))
    if registry and (unit := unit_in_name(names, registry)):
        return unit, ""
    raise DataError("no_unit_column", where=_place(sheet), header=view.plan.columns.unit[0])


def _stated_units(sheet: Sheet, view: View) -> list[tuple[str, int, int]]:
    """(unit, row, column) wherever a sheet says above its ballots whose they are."""
    above = list(enumerate(sheet.top[: view.layout.header_row], start=1))
    return [*stated_units(above, _unit_labels(view.plan))]


def _named_in_titles(sheet: Sheet, view: View, registry: Registry | None) -> list[str]:
    """The units that a sheet states above its ballots, and the one that its title holds."""
    if registry is None:
        return []
    titles = [cell for row in sheet.top[: view.layout.name_row - 1] for cell in row]
    held = unit_in_title(titles, registry)
    return [*(name for name, _, _ in _stated_units(sheet, view)), *([held] if held else [])]


def _refuse_other_units(read: Sequence[Table], registry: Registry | None) -> None:
    """Refuses a sheet or a file all of whose ballots are of one unit while its title or name holds another
    one. Where a column has the unit, a name is that of who collected the ballots."""
    if registry is None:
        return
    units = [_units_of(table, registry) for table in read]
    for table, own in zip(read, units, strict=True):
        names = table.named if "unit" in table.layout.roles else (*table.named, table.sheet)
        for name in names:
            _refuse_named_otherwise(table, own, name, registry)
    if read and not any("unit" in table.layout.roles for table in read):
        _refuse_named_otherwise(read[0], set().union(*units), stem_of(read[0].file), registry)


def _units_of(table: Table, registry: Registry) -> set[Unit | None]:
    return {registry.unit(name) for name in _unit_names(table)}


def _refuse_named_otherwise(table: Table, units: Set[Unit | None], name: str, registry: Registry) -> None:
    unit = next(iter(units)) if len(units) == 1 else None
    if unit and (other := named_otherwise(unit, name, registry)):
        column = table.layout.roles.get("unit")
        cell = table.unit_cell if column is None else cell_name(table.layout.name_row, column + 1)
        place = place_name(table.file, table.sheet, cell)
        raise DataError("unit_stated_otherwise", where=place, stated=unit.name, other=other)


def _unit_labels(plan: Plan) -> Callable[[str], bool]:
    """Whether a text is what stands before the name of a unit."""
    labels = {header_key(text) for text in (*plan.columns.unit, *UNIT_LABELS)}
    return lambda label: header_key(label) in labels


def _place(sheet: Sheet, column: int | None = None, row: int = 1) -> str:
    cell = "" if column is None else cell_name(row, column + 1)
    return place_name(sheet.file, sheet.name, cell)


def _refuse_headers(sheet: Sheet, layout: Layout, criteria: str) -> None:
    """Refuses a header row that the plan does not explain, or explains twice."""
    row = layout.name_row
    for name, first, second in layout.doubled:
        if second not in _branching(layout).get(name, ()):
            raise _doubled(sheet, layout, name, first, second)
    if layout.missing:
        hints = [
            _hint(cell_name(row, column + 1), code, header)
            for code, (column, header) in layout.similar.items()
        ]
        raise DataError(
            "header_missing",
            where=_place(sheet),
            codes=", ".join(layout.missing),
            criteria=criteria,
            hint="".join(hints[:3]),
        )


def _hint(cell: str, code: str, header: str) -> str:
    """Which column may be a missing question; where it looks the same, the sign that is another."""
    if plain(header) == plain(code):
        return say("error.header_missing_sign", cell=cell, code=code, header=told_apart(header, code))
    return say("error.header_missing_hint", cell=cell, code=code)


def _branching(layout: Layout) -> Mapping[str, Sequence[int]]:
    """What may stand in several columns, where each row fills one of them -> these columns."""
    questions = {} if layout.choices else layout.versions
    found = {code: (layout.questions[code], *own) for code, own in questions.items()}
    return found | {"unit": (layout.roles["unit"], *layout.units)} if layout.units else found


def _with_branches(sheet: Sheet, layout: Layout, block: Block, registry: Registry | None) -> Block:
    """The block with the unit of each row in one column. Refuses columns that are not of branches: with one
    header where some row fills several, and columns of units where most rows name two."""
    branching = _branching(layout)
    for name, first, second in layout.doubled:
        if overlap(block, branching[name]):
            raise _doubled(sheet, layout, name, first, second)
    joined, most_name_two = with_one_unit(block, layout, registry)
    if most_name_two:
        place = _place(sheet, layout.units[0], layout.name_row)
        other = cell_name(layout.name_row, layout.roles["unit"] + 1)
        raise DataError("units_in_two_columns", where=place, other=other)
    return joined


def _doubled(sheet: Sheet, layout: Layout, name: str, first: int, second: int) -> DataError:
    row = layout.name_row
    return DataError(
        "header_doubled", where=_place(sheet, second, row), name=name, other=cell_name(row, first + 1)
    )


def _passed_over(sheet: Sheet, view: View, criteria: str) -> list[Note]:
    """Columns headed by what looks like a question code and is none, which hold no answers of the scale: a
    comment, a question of another kind. Raises DataError where they do: a longer form with the same codes
    would pass for this one."""
    layout = view.layout
    columns = [column for column, _ in layout.unknown]
    block = sheet.read(layout.header_row, columns, lambda _: None) if columns else None
    end = (view.tool.answers_end if view.tool else None) or ""
    texts = AnswerTexts(view.plan.scale, end, view.otherwise)
    notes: list[Note] = []
    for column, header in layout.unknown:
        place = _place(sheet, column, layout.name_row)
        typed = block.columns[column].texts if block else ()
        if any(texts.name(text).isdecimal() for text in typed):
            raise DataError("header_unknown", where=place, header=header, criteria=criteria)
        notes.append(("note.column_passed_over", {"place": place}))
    return notes


def registry_of(found: Gathered, province: str) -> Registry:
    """The units that the ballots name, where no register was written. Points need one: which leaves are
    for whom depends on the group."""
    criteria = found.reading.criteria.criteria
    if isinstance(criteria, ParCriteria) and (
        isinstance(found.reading, Points) or EVERY not in criteria.plan.maximum
    ):
        raise RulesError("points_need_units", where="units.yaml")
    names: Counter[tuple[str, str]] = Counter()
    for table in found.tables:
        if table.unit:
            names[nfc(table.unit), ""] += len(table.block.rows)
            continue
        columns, roles = table.block.columns, table.layout.roles
        unit = columns[roles["unit"]]
        group = columns[roles["group"]] if "group" in roles else None
        groups = group.codes.tolist() if group else [0] * len(unit.codes)
        for (code, group_code), rows in Counter(zip(unit.codes.tolist(), groups, strict=True)).items():
            name = nfc(unit.texts[code])
            if name and not name.startswith("\0"):
                names[name, nfc(group.texts[group_code]) if group else ""] += rows
    registry, torn = registry_from_names(names, province, everything=say("table.everything", lang="vi"))
    if torn:
        raise DataError("unit_in_two_groups", units=", ".join(torn))
    return registry
