"""How a file may be read: as ballots that a set counts, or as points on its tree; how one sheet is viewed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sipas_cli.errors import DataError, RulesError
from sipas_cli.intake import headers, messages
from sipas_cli.intake.ballots.table import Table
from sipas_cli.intake.header_rows import HeaderRows
from sipas_cli.intake.labelled import labelled
from sipas_cli.intake.layout import Layout
from sipas_cli.intake.points.grids import header_of
from sipas_cli.intake.points.parts import Parts
from sipas_cli.intake.tables import Understood
from sipas_cli.model import PAR, SIPAS, XHH, Grid
from sipas_cli.rules.criteria import Plan
from sipas_cli.rules.library import AnySet, CriteriaSet
from sipas_cli.rules.par import ParCriteria, ParPlan
from sipas_cli.rules.sources import (
    HeaderMapping,
    check_mapping,
    mappings,
    named_source,
    recognised,
    with_source,
)
from sipas_cli.rules.sources import Source as Tool
from sipas_cli.rules.sources import sources as all_tools
from sipas_cli.rules.yaml_loader import Document
from sipas_cli.sheets import Sheet
from sipas_cli.text.places import cell_name, place_name
from sipas_cli.wording import Remark
from sipas_cli.workspace.units import Registry

#: Is told of a file how much of it was read so far, from 0 to 1.
Progress = Callable[[str, float], None]


@dataclass(frozen=True, eq=False)
class Ballots:
    """A file is read as ballots that are counted by `plan`."""

    index: str
    criteria: AnySet
    plan: Plan


@dataclass(frozen=True, eq=False)
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


def readings(criteria_set: AnySet) -> Iterator[Reading]:
    """What a criteria set can read: ballots of SIPAS; or points, and ballots of the leader survey."""
    criteria = criteria_set.criteria
    if isinstance(criteria, ParCriteria):
        yield Points(
            PAR,
            CriteriaSet(
                criteria, criteria_set.document, criteria_set.path, criteria_set.local, criteria_set.tree
            ),
        )
        if criteria.plan.xhh:
            yield Ballots(XHH, criteria_set, criteria.plan.xhh.plan)
    else:
        yield Ballots(SIPAS, criteria_set, criteria.plan)


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


def of_sheet(progress: Progress, file: str, number: int, sheets: int) -> Callable[[float], None]:
    """What one of the sheets of a file, `number` counted from 0, tells of itself."""
    return lambda share: progress(file, (number + share) / sheets)


def set_id(reading: Reading) -> str:
    """The id of the criteria set that a reading is of."""
    return reading.criteria.criteria.id


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
        if not self.confirmed:
            return {}
        return self.confirmed.otherwise(self.plan.scale)


class Top:
    """The first rows of a sheet: by which tool they were made, and how each reading views them. Each of it is
    worked out once, as several criteria sets are asked and one of them then reads the sheet. Raises
    RulesError where two forms fit that do not say the same."""

    def __init__(self, sheet: Sheet, about: Known) -> None:
        self.sheet = _by_its_form(sheet, about)
        self._about = about
        self._rows: dict[str, HeaderRows] = {}
        self._views: dict[Ballots, View | None] = {}
        self._points: dict[Points, tuple[int, int]] = {}

    @cached_property
    def tool(self) -> Tool | None:
        """The form tool that was named, else the one that the sheet looks like it came from."""
        return self._about.named or recognised(self._about.sources, self.sheet.top)

    def view(self, reading: Ballots) -> View | None:
        """How a plan of ballots views the sheet; None for a sheet without any question. Raises RulesError
        where two mappings fit that do not say the same."""
        if reading not in self._views:
            self._views[reading] = self._viewed(reading)
        return self._views[reading]

    def points(self, reading: Points) -> tuple[int, int]:
        """The header row of a sheet of points, and how many parts of the tree it leads to; 0 for none."""
        if reading not in self._points:
            rows = dict(enumerate(self.sheet.top, start=1))
            self._points[reading] = header_of(rows, reading.parts)
        return self._points[reading]

    def rows(self, tool: Tool | None) -> HeaderRows:
        """The rows as headers that a tool wrote."""
        key = tool.id if tool else ""
        if key not in self._rows:
            self._rows[key] = HeaderRows(self.sheet.top, tool)
        return self._rows[key]

    def _viewed(self, reading: Ballots) -> View | None:
        tool, plan, used = self.tool, reading.plan, ""
        mapping, document = self._mapping(reading)
        if mapping and document:
            if mapping.source and tool is None:
                tool = named_source(self._about.sources, mapping.source, where=document.where(("source",)))
            check_mapping(mapping, document, plan, stored_numbers=tool is not None and tool.stored_numbers)
            plan, used = mapping.extend(plan), document.path
        plan = with_source(plan, tool)
        layout = headers.layout(self.rows(tool), plan)
        if not layout:
            return None
        return View(plan, layout, tool, used, mapping)

    def _mapping(self, reading: Ballots) -> tuple[HeaderMapping | None, Document | None]:
        """The mapping for the sheet: one of this set, not of another tool, all of whose headers are there."""
        pairs = [pair for pair in self._about.mappings if pair[0].criteria == set_id(reading)]
        fitting = [(mapping, document) for mapping, document in pairs if self._fits(mapping)]
        if any(mapping != fitting[0][0] for mapping, _ in fitting):
            paths = ", ".join(document.path for _, document in fitting)
            raise RulesError(messages.MAPPING_SEVERAL, where=place_in(self.sheet), mappings=paths)
        if fitting:
            return fitting[0]
        return (None, None)

    def _fits(self, mapping: HeaderMapping) -> bool:
        tool = self.tool.id if self.tool else ""
        if mapping.source and tool and mapping.source != tool:
            return False
        return any(map(mapping.fits, self.sheet.top)) or mapping.of_tool(tool)


def _by_its_form(sheet: Sheet, about: Known) -> Sheet:
    """A sheet of stored values with the labels of the form that it was made by, where a mapping keeps one.
    Raises RulesError where two forms fit that do not say the same."""
    fitting = [
        (mapping.form, document)
        for mapping, document in about.mappings
        if mapping.form and labelled(sheet, mapping.form)
    ]
    if not fitting:
        return sheet
    form, _ = fitting[0]
    if any(other != form for other, _ in fitting):
        paths = ", ".join(document.path for _, document in fitting)
        raise RulesError(messages.MAPPING_SEVERAL, where=place_in(sheet), mappings=paths)
    return labelled(sheet, form) or sheet


def tool_remarks(tool: Tool | None) -> list[Remark]:
    """Which tool was recognised."""
    if not tool:
        return []
    return [Remark(messages.SOURCE_USED, {"source": tool.title})]


def view_remarks(view: View) -> list[Remark]:
    """Which tool and which mapping were used."""
    remarks = tool_remarks(view.tool)
    if view.mapping:
        remarks.append(Remark(messages.MAPPING_USED, {"mapping": view.mapping}))
    return remarks


def ballots_of(criteria_set: AnySet) -> list[Ballots]:
    """The ballots that a criteria set can read."""
    return [reading for reading in readings(criteria_set) if isinstance(reading, Ballots)]


def place_in(sheet: Sheet, column: int | None = None, row: int = 1) -> str:
    """A sheet, or a cell of it, as it is named to the user."""
    cell = "" if column is None else cell_name(row, column + 1)
    return place_name(sheet.file, sheet.name, cell)
