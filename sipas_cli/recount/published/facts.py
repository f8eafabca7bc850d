"""What sentences may say: numbers of units, their figures and ranks, means, changes, lists."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from sipas_cli.recount.published.document import Place
from sipas_cli.recount.published.figures import Figure, Interval
from sipas_cli.recount.published.ranks import Ranked

#: The last of its groups, as "thấp nhất" says; which number that is depends on how many there are.
LAST = 0
#: The number of units where all of them are meant.
ALL_UNITS = -1
#: No percentage and no points of a document are beyond these.
LEAST, MOST = Fraction(-1), Fraction(10_000)
#: Begins the name of a group of which nobody can tell which it is.
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class About:
    """What a statement is about: an index, a group, a year; "" and None where it does not say.

    sentence   which sentence of the document says it; statements of one sentence belong together
    """

    place: Place
    quote: str
    sentence: int
    topic: str
    scope: str
    year: int | None

    def of(self, topic: str) -> "About":
        """The same about an index, where it names none."""
        if self.topic:
            return self
        return replace(self, topic=topic)


@dataclass(frozen=True, slots=True)
class Count:
    """So many units, perhaps of so many, lie within limits; `limits` as it is written is `said`.

    loose   whether the noun behind the number says of no group, so that it may be a unit of any
    """

    about: About
    count: int
    of: int | None
    limits: Interval
    said: str
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Size:
    """A group, or all, has so many units; `loose` as that of a count."""

    about: About
    count: int
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Groups:
    """So many units in so many groups."""

    about: About
    count: int
    groups: int


@dataclass(frozen=True, slots=True)
class BandCount:
    """So many units are in a band."""

    about: About
    count: int
    band: str


@dataclass(frozen=True, slots=True)
class BandRange:
    """The limits of a band; `said` as they are written."""

    about: About
    band: str
    limits: Interval
    said: str


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of a group, or of all where the group is ""; perhaps which place it has among the groups."""

    about: About
    figure: Figure
    rank: int | None
    is_mean: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """A figure, how much more or less it is, and than which.

    relative   whether the change may be one in percent of the former figure
    exact      whether these are numbers of things, which nobody rounds
    """

    about: About
    now: Figure
    change: Figure
    rises: bool
    before: Figure
    relative: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """From one figure to another, which is said to be up or not."""

    about: About
    before: Figure
    now: Figure
    rises: bool


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, perhaps as a percentage; the rank 5 of 20 units is one too."""

    about: About
    count: int
    of: int
    percent: Figure | None
    said: str


@dataclass(frozen=True, slots=True)
class Addition:
    """Numbers and what they are said to come to; `exact` as that of a change."""

    about: About
    parts: Sequence[Figure]
    whole: Figure
    exact: bool


@dataclass(frozen=True, slots=True)
class Shift:
    """How much more or less a figure of all is than that of the year `than`."""

    about: About
    now: Figure
    change: Figure
    rises: bool
    than: int


@dataclass(frozen=True, slots=True)
class Move:
    """From which place to which, whether that is said to be up, and by how many places if it is said."""

    about: About
    before: int
    after: int
    up: bool
    steps: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """So many units, and how many are named behind."""

    about: About
    count: int
    named: int


@dataclass(frozen=True, slots=True)
class Told:
    """The figure, the rank or the band of a unit; "" for no band."""

    about: About
    line: Ranked
    band: str = ""


@dataclass
class Statements:
    """All that the sentences of a document say.

    understood   how many sentences with figures say something of it
    unread       where those stand that say nothing here
    """

    counts: list[Count] = field(default_factory=list)
    sizes: list[Size] = field(default_factory=list)
    groups: list[Groups] = field(default_factory=list)
    bands: list[BandCount] = field(default_factory=list)
    ranges: list[BandRange] = field(default_factory=list)
    means: list[Mean] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    understood: int = 0
    unread: list[Place] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many statements there are."""
        numbers = len(self.counts) + len(self.sizes) + len(self.groups) + len(self.bands)
        units = len(self.told) + len(self.moves) + len(self.listings)
        numbers += len(self.ranges)
        arithmetic = len(self.turns) + len(self.shares) + len(self.additions)
        return numbers + units + arithmetic + len(self.means) + len(self.changes) + len(self.shifts)
