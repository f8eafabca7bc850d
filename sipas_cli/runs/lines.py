"""What the lines of published tables are, and how they name groups. `published_lines` finds them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from sipas_cli.intake.stated_year import Claim
from sipas_cli.model import ERROR_CELL, NO_VALUE, Finding, Group, Unit
from sipas_cli.rules import words
from sipas_cli.rules.words import one_of
from sipas_cli.runs.headers import ASIDE
from sipas_cli.sheets import Source
from sipas_cli.text.places import cell_name
from sipas_cli.text.spelling import fold, plain
from sipas_cli.wording import Remark
from sipas_cli.workspace.units import Registry

NUMBERING = re.compile(r"(?:[IVX]{1,5}\s+|(?:[IVX]{1,5}|[A-Ha-h]|\d{1,2})\s*[.):–-]\s*)")


@dataclass(frozen=True, slots=True)
class Patterns:
    """The words of `published.yaml` in cells and headers."""

    rank: re.Pattern[str]
    tied: re.Pattern[str]
    points: re.Pattern[str]
    group: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """The words of published tables as regular expressions, made once."""
    known = words.published()
    return Patterns(
        # without diacritics where no word could be taken for another: they would only be in the way of \b
        rank=re.compile(rf"\b{one_of(known.rank_words, plain)}\b"),
        tied=re.compile(one_of(known.tied, plain)),
        points=re.compile(rf"\b{one_of(known.points, fold)}", re.IGNORECASE),
        group=re.compile(rf"^{one_of(known.group_words, fold)} "),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table, its cells as typed: role -> (column, text).

    part      which part of the table it stands in: the group, by id if it is registered; may be empty
    heading   the address of the row that begins this part, where it names no registered group
    title     what that row says, or the paragraph above the table in its place
    claim     the year that its table says of itself
    other     why its table may be of another index, whose name stands above it
    """

    sheet: str
    row: int
    cells: Mapping[str, tuple[int, str]]
    part: str
    heading: str = ""
    claim: Claim | None = None
    other: Finding | None = None
    title: str = ""

    def text(self, role: str) -> str:
        """What stands in the cell of a role; "" where it is blank or there is none."""
        return self.cells.get(role, (0, ""))[1]

    def cell(self, role: str) -> str:
        """The address of a cell of this line, or of the heading above it."""
        if role == "heading":
            return self.heading
        return cell_name(self.row, self.cells.get(role, (0, ""))[0] + 1)

    @property
    def named(self) -> bool:
        """Whether it has a readable unit."""
        return self.text("unit") not in ("", ERROR_CELL, NO_VALUE)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a table says of one unit; `rank` or `score` may be missing, `decimals` is how many digits
    the score has. The unit is in the group in which the table ranks it."""

    unit: Unit
    rank: int | None
    tied: bool
    score: Fraction | None
    band: str
    decimals: int
    sheet: str
    cell: str
    score_cell: str = ""


@dataclass(frozen=True, slots=True)
class MeanRow:
    """A row of a table that states the mean of units: what it says, and its place."""

    text: str
    sheet: str
    row: int
    cell: str


@dataclass
class Published:
    """A table as read. With `errors` it must not be used.

    warnings   what it says that does not hold together
    partial    ids of groups of which it does not have all units: they have no mean
    remarks    sheets that were passed over
    headings   the headers of its columns of scores
    means      its rows of means
    of_others  why tables of another index are not read
    in_points  whether these are points rather than percent
    """

    source: Source
    groups: Sequence[Group] = ()
    entries: list[Entry] = field(default_factory=list)
    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    partial: set[str] = field(default_factory=set)
    remarks: list[Remark] = field(default_factory=list)
    headings: set[str] = field(default_factory=set)
    means: list[MeanRow] = field(default_factory=list)
    of_others: list[Finding] = field(default_factory=list)
    in_points: bool = False


def known_part(texts: Iterable[str], registry: Registry) -> str:
    for text in texts:
        if group := group_of(text, registry):
            return group.id
    return ""


def group_of(text: str, registry: Registry) -> Group | None:
    """The group that is named by its id or its name: "huyen", "II. Khối các huyện (9 đơn vị)"."""
    wanted = (_group_key(text), _group_key(unnumbered(text)))
    for group in registry.groups:
        if _group_key(group.id) in wanted or _group_key(group.name) in wanted:
            return group
    return None


def _group_key(text: str) -> str:
    """A name without its marks, what stands in parentheses, and the word for a group before it."""
    name = " ".join(re.findall(r"\w+", fold(ASIDE.sub(" ", text))))
    return patterns().group.sub("", name) or name


def unnumbered(text: str) -> str:
    if numbering := NUMBERING.match(text):
        text = text[numbering.end() :]
    return text.strip(" :.")
