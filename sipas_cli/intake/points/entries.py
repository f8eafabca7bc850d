"""What the cells of points say: whose, of which part, in which role; and what a run takes from them."""

from dataclasses import dataclass, field
from fractions import Fraction

from sipas_cli.intake import tables
from sipas_cli.model import CLAIMED, TypedCell, Unit
from sipas_cli.wording import Remark

#: Stands for the row with the sum of all.
TOTAL = "\0total"


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell that says something: whose, of which part of the tree (an id or TOTAL), in which role.

    line   the row or the column along which the parts of the unit stand, and add up
    """

    unit: Unit
    part: str
    role: str
    row: int
    column: int
    line: int


@dataclass
class Appraisal:
    """The points of a run: unit -> leaf -> points, None where it does not apply; a leaf without valid
    points is not in it.

    typed        (unit, part, role) -> the cell that its points were taken from
    due          units that the index measures
    cells, bad   how many cells were due, and how many of them had no valid points
    places       (unit, leaf) -> where its appraised points stand
    self_assessed   sheets that were taken for self-assessed points because of their names or titles
    unsaid       files with points of which nothing says whose they are
    totals       (sheet, rows) that were passed over as sums, means or maxima
    unclear      units with points that nobody knows the criterion of, or that could not be read: they have no
                 index
    understood   each table as it was understood
    passed_over  (place, year) of tables of another year
    other_years  (sheet, columns) that are of another year by their headers
    repeated     sheets that hold the same points of some units -> the names of these
    not_plain    what is to be said of hidden columns and cells that are struck through
    senders      (file, unit whose name stands alone above a form of another one) -> the first such sheet
    """

    appraised: dict[str, dict[str, Fraction | None]] = field(default_factory=dict)
    claimed: dict[str, dict[str, Fraction | None]] = field(default_factory=dict)
    typed: dict[tuple[str, str, str], TypedCell] = field(default_factory=dict)
    places: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)
    self_assessed: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)
    totals: list[tuple[str, list[int]]] = field(default_factory=list)
    unclear: set[str] = field(default_factory=set)
    understood: list[tables.Understood] = field(default_factory=list)
    passed_over: list[tuple[str, int]] = field(default_factory=list)
    other_years: list[tuple[str, list[str]]] = field(default_factory=list)
    repeated: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    senders: dict[tuple[str, str], str] = field(default_factory=dict)
    not_plain: list[Remark] = field(default_factory=list)
    due: int = 0
    cells: int = 0
    bad: int = 0

    def of(self, role: str) -> dict[str, dict[str, Fraction | None]]:
        """The self-assessed or the appraised points: unit -> part -> points."""
        if role == CLAIMED:
            return self.claimed
        return self.appraised
