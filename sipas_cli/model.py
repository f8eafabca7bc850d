"""The values that flow from stage to stage. No files, no clock, no chance."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from sipas_cli.messages import FindingKind
from sipas_cli.text.packed import Packed

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int32]
    Codes = npt.NDArray[np.integer[Any]]
    Longs = npt.NDArray[np.int64]
    Bytes = npt.NDArray[np.uint8]
    Bools = npt.NDArray[np.bool_]
    Bits = npt.NDArray[np.unsignedinteger[Any]]


#: The indices in the order in which they are scored: the last one takes in the others.
SIPAS, XHH, PAR = "sipas", "xhh", "par"
INDICES = (SIPAS, XHH, PAR)
#: The order in which people are shown them.
SHOWN_INDICES = (SIPAS, PAR, XHH)
#: What the id of an index may be. It becomes part of the names of runs and of files, so there is none that
#: differs from another by capitals alone.
INDEX_ID = "[a-z][a-z0-9-]{0,39}"

# --- units -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Group:
    """Units that are ranked against each other."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Unit:
    """An office that is measured. `not_ranked` and `excluded` hold a reason, or are empty.

    head   the post of who heads it ("Giám đốc Sở Y tế"), never a person's name
    """

    id: str
    name: str
    group: str
    aliases: tuple[str, ...] = ()
    not_ranked: str = ""
    excluded: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of some units: renamed, merged, split, abolished, new, or moved to another group.

    year      the first of the new state
    before    the units that were, by name or id as written; none for what is new
    after     the units that are since; none for what was abolished
    heritage  (unit of `before`, unit of `after`): whose history goes on, and in whom; None where
              nobody's does
    group_before   of units that only came into another group, or were abolished: the id of the one before
    where     file and line
    """

    year: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    heritage: tuple[str, str] | None = None
    group_before: str = ""
    where: str = ""

    @property
    def is_move(self) -> bool:
        """Whether the units only came into another group."""
        return bool(self.group_before and self.after)


#: The roles of points: as the unit assessed itself, and as they were appraised.
CLAIMED, APPRAISED = "claimed", "appraised"


@dataclass(frozen=True, slots=True)
class TypedCell:
    """What was typed in the cell that points were taken from, and where it stands. Never a free text: only
    what was understood as points is kept."""

    text: str
    file: str
    sheet: str
    cell: str


# --- findings --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with the data, and where.

    kind     what is wrong, and what to do
    params   fills its sentence; never a text of a respondent
    """

    kind: FindingKind
    file: str = ""
    sheet: str = ""
    cell: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The name of its kind in findings.csv and in JSON."""
        return self.kind.code


#: A header may stand below a title; further down nobody looks for it.
TOP_ROWS = 20
#: What stands in a column in place of a text that nobody typed. A cell can never hold a NUL.
ERROR_CELL, NO_VALUE = "\0error", "\0no-value"
#: What is put in place of the value of merged cells that could be that of any of their rows.
MERGED_CELL = "\0merged"
#: Stands for the unit of a ballot that names several.
TWO_UNITS = "\0two-units"


def is_marker(text: str) -> bool:
    """Whether it stands in place of a text that nobody typed."""
    return "\0" in text


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column: row i holds `texts[codes[i]]`, as typed. Each distinct text is kept once; but where most
    rows have one of their own, as of ids, the texts are those of the rows, in one piece.

    codes   in numbers that may be as narrow as a byte
    """

    texts: Sequence[str]
    codes: "Codes"

    def used(self) -> list[str]:
        """The texts that some row holds."""
        return [self.texts[code] for code in sorted(set(self.codes.tolist()))]

    def where(self, holds: Callable[[str], bool], *, of_id: bool | None = None) -> "Bools":
        """In which rows something holds of the text; each distinct one is looked at once.

        of_id   whether it holds of all texts that are as `packed.is_id` says; None where that differs. Of
                many texts these are then not looked at
        """
        import numpy as np

        texts = self.texts
        if isinstance(texts, Packed) and of_id is not None:
            held = texts.where(holds, of_id=of_id)
        else:
            held = np.array([holds(text) for text in texts], dtype=bool)
        if held.all() or not held.any():  # as nearly always: spares the way to the rows
            return np.full(len(self.codes), held.any())
        rows: Bools = held[self.codes]
        return rows

    def holding(self, sought: Collection[str]) -> "Bools":
        """In which rows one of some texts stands, as typed."""
        import numpy as np

        if not isinstance(self.texts, Packed):
            return self.where(lambda text: text in sought)
        held = np.zeros(len(self.texts), dtype=bool)
        for text in sought:
            held |= self.texts.equal(text)
        rows: Bools = held[self.codes]
        return rows


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells of a sheet that were merged into one: rows count from 1, columns from 0 for A."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Block:
    """The wanted columns of a sheet below its header.

    rows      number of each row in the sheet, 1 for the first
    columns   index of the column in the sheet, 0 for A -> its content
    overlong  rows of a csv that have more cells than the header
    computed  rows with formulas that add up, average or count their own column
    """

    rows: "Ints"
    columns: Mapping[int, Column]
    overlong: frozenset[int] = frozenset()
    computed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Grid:
    """A small sheet as a whole: number of a row -> its cells as typed, the first for column A.

    overlong   rows of a csv that have more cells than the header
    merged     cells that were merged into one
    titles     of a table of the sheet: what stands above it, the nearest first (see tables.Table)
    hidden_columns   columns that a person does not see
    struck     (row, column) of cells with a line through what they hold
    """

    file: str
    sheet: str
    source: str
    rows: Mapping[int, tuple[str, ...]]
    overlong: frozenset[int] = frozenset()
    merged: tuple[Merge, ...] = ()
    titles: tuple[Mapping[int, Sequence[str]], ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()


# --- ballots --------------------------------------------------------------------------------------

#: What tells that two ballots are one, see Source.identity.
Identity = Literal["id", "number", "content"]
#: What can become of a row that was read; each has exactly one. The order is that of the checks.
OUTCOMES = (
    "valid",
    "misaligned",
    "not_approved",
    "incomplete",
    "outside_period",
    "excluded_kind",
    "no_unit",
    "unknown_unit",
    "excluded_unit",
    "no_answer",
    "few_answers",
    "bad_answer",
    "duplicate",
)
#: Decisions that somebody took, not faults of the data: they do not make a run be rejected.
DECIDED = ("not_approved", "incomplete", "outside_period", "excluded_kind", "excluded_unit")


@dataclass(frozen=True, slots=True)
class Drawn:
    """How the rows of a sheet were drawn: a column each, None where the plan names none. Clusters are
    digests.

    stratum_column   index of the column of strata, 0 for A
    """

    strata: Column | None = None
    clusters: Column | None = None
    weights: Column | None = None
    stratum_column: int = 0


@dataclass(frozen=True, slots=True)
class Ballots:
    """The rows of one sheet as numbers; the texts stay behind.

    units         the units' ids; `unit` indexes it, -1 for none
    answers       rows x questions, indexes into the scale's kinds of answer
    breakdowns    id -> index of the value per row; the last index means unknown
    outcome       index into OUTCOMES per row
    ids           ballot id per row, "" for none: only for finding duplicates, never written
    days          time of answering per row as typed, the day before the month, "" for unknown
    identity      what tells that two ballots are one: their id; their number and time; or their content
    made_ids      whether a form tool made the ids: then they are compared letter by letter
    drawn         the stratum, cluster and weight per row
    interviewers  who did the interview per row, "" for unknown: only for comparing, never written
    others        id of an other question -> bits per row, one for each of the question's kinds
    """

    file: str
    sheet: str
    source: str
    rows: "Ints"
    units: tuple[str, ...]
    unit: "Ints"
    answers: "Bytes"
    breakdowns: Mapping[str, "Bytes"]
    outcome: "Bytes"
    id_column: int | None = None
    ids: Column | None = None
    days: Column | None = None
    identity: Identity = "id"
    made_ids: bool = False
    interviewer_column: int | None = None
    interviewers: Column | None = None
    drawn: Drawn = field(default_factory=Drawn)
    others: Mapping[str, "Bits"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """What a tally holds of one unit.

    answers      question -> kind of answer -> ballots
    ballots      valid ballots
    throughout   valid ballots in which every answer is a satisfied one
    weight       what all valid ballots weigh, where they have weights: then the answers and `throughout` are
                 sums of weights too, all in one unit that makes them whole numbers
    """

    answers: Mapping[str, Mapping[str, int]]
    ballots: int
    throughout: int
    weight: int | None = None

    @property
    def whole(self) -> int:
        """What the share of ballots satisfied throughout is a share of."""
        return self.ballots if self.weight is None else self.weight


# --- scores ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Share:
    """Points, and how many there could have been: the unit's own maximum, without what does not apply."""

    points: Fraction
    maximum: Fraction

    def __add__(self, other: "Share") -> "Share":
        return Share(self.points + other.points, self.maximum + other.maximum)

    def times(self, factor: Fraction) -> "Share":
        """So many times the points, of so many times the maximum."""
        return Share(factor * self.points, factor * self.maximum)

    @property
    def pct(self) -> Fraction | None:
        """The share of the maximum in percent; None of nothing."""
        return 100 * self.points / self.maximum if self.maximum else None


NO_POINTS = Share(Fraction(0), Fraction(0))


@dataclass(frozen=True, slots=True)
class Claim:
    """The points that a unit gave itself on some leaves, and the appraised ones of the same leaves."""

    self_assessed: Fraction
    appraised: Fraction

    @property
    def difference(self) -> Fraction:
        """What the unit gave itself more; negative where it gave itself less."""
        return self.self_assessed - self.appraised


@dataclass(frozen=True, slots=True)
class Achieved:
    """The points of one unit under the PAR index.

    total     with bonus and penalty
    areas     id of an area -> its points
    sources   appraisal, xhh, sipas, ..., bonus, penalty (negative) -> the points that came from there
    claimed   of the leaves that have both kinds of points; None where nothing was self-assessed
    """

    total: Share
    areas: Mapping[str, Share]
    sources: Mapping[str, Share]
    claimed: Claim | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """The scores of one unit, or of all, in exact percent; None where nobody answered.

    missing    criteria that nobody answered: they left the mean of their factor; in the PAR index the
               leaves that have no valid points
    kinds      leader survey: kind of respondent -> index by those respondents alone
    achieved   PAR index: the points that the index was made from
    """

    index: Fraction | None
    factors: Mapping[str, Fraction | None]
    criteria: Mapping[str, Fraction | None]
    ballots: int
    missing: tuple[str, ...] = ()
    kinds: Mapping[str, Fraction | None] = field(default_factory=dict)
    achieved: Achieved | None = None

    @property
    def nothing_applies(self) -> bool:
        """PAR index: whether no leaf is for the unit, by the criteria or by what its cells say."""
        return self.achieved is not None and not self.achieved.areas and not self.missing


@dataclass(frozen=True, slots=True)
class Scores:
    """The score of every unit by id, and that of the province."""

    units: Mapping[str, Score]
    overall: Score


@dataclass(frozen=True, slots=True)
class Standing:
    """One line of a ranking. All figures are rounded as printed.

    rank         None where the unit is not ranked; `note` says why, or `reason` in
                 the words of units.yaml
    head_class   how the head of the unit is rated, "" where no rule says so
    """

    unit: Unit
    rank: int | None
    tied: bool
    score: Fraction | None
    band: str
    ballots: int
    factors: Mapping[str, Fraction | None]
    note: str = ""
    reason: str = ""
    achieved: Achieved | None = None
    head_class: str = ""


@dataclass(frozen=True, slots=True)
class GroupStandings:
    """The ranking of one group and the means of its units, of the index and of each factor or area,
    rounded as printed."""

    group: Group
    mean: Fraction | None
    standings: tuple[Standing, ...]
    factor_means: Mapping[str, Fraction | None] = field(default_factory=dict)

    @property
    def leaders(self) -> tuple[Standing, ...]:
        """The first, or all who share the first place."""
        return tuple(line for line in self.standings if line.rank == 1)

    @property
    def units(self) -> int:
        """Units that have a score."""
        return sum(line.score is not None for line in self.standings)

    @property
    def ranked(self) -> int:
        """Units that have a rank."""
        return sum(line.rank is not None for line in self.standings)

    @property
    def has_results(self) -> bool:
        """Whether any unit has a score or, in a published table of ranks alone, a rank."""
        return bool(self.units or self.ranked)

    @property
    def bands(self) -> dict[str, int]:
        """Name of a band -> units in it."""
        return dict(Counter(line.band for line in self.standings if line.band))

    @property
    def full(self) -> tuple[Standing, ...]:
        """The units at 100 % (or above, by a bonus)."""
        return tuple(line for line in self.standings if line.score is not None and line.score >= 100)


@dataclass(frozen=True, slots=True)
class Standings:
    """All rankings of one run; `bands` are the names of all bands, whether a unit is in them or not.

    overall_kind   what the overall figure is: "pooled" or "mean_of_units"; "" where nobody knows, as of a
                   figure that was published
    """

    groups: tuple[GroupStandings, ...]
    overall: Fraction | None
    decimals: int
    minimum_ballots: int = 0
    bands: tuple[str, ...] = ()
    overall_kind: str = ""

    @property
    def units(self) -> int:
        """Units that have a score."""
        return sum(group.units for group in self.groups)

    @property
    def in_bands(self) -> dict[str, int]:
        """Name of every band -> units in it, of all groups."""
        return {band: sum(group.bands.get(band, 0) for group in self.groups) for band in self.bands}

    @property
    def full(self) -> tuple[Standing, ...]:
        """The units at 100 % of all groups."""
        return tuple(line for group in self.groups for line in group.full)
