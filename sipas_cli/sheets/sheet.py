"""What every format of files becomes: sheets, and the file that they are of."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sipas_cli.model import Block, Merge

#: So many paragraphs above a table may be its title.
MOST_ABOVE = 12
#: Is told how much of a sheet was read so far, from 0 to 1.
SheetProgress = Callable[[float], None]


def rows_told(progress: SheetProgress, rows: int) -> Callable[[int], None]:
    """Tells a share of so many rows where it is told how many of them were taken."""
    return lambda taken: progress(taken / max(rows, 1))


@dataclass(frozen=True)
class Marks:
    """What a sheet says besides its texts.

    width        how many columns it has; 0 where its first rows tell
    hidden_rows  rows that a person does not see, by a filter or by hand
    merged       cells that were merged into one
    aggregates   row -> the columns from 0 whose formulas add up, average or count their own column
    hidden_columns   columns from 0 that a person does not see
    struck       (row, column from 0) of cells with a line through what they hold
    """

    width: int = 0
    hidden_rows: frozenset[int] = frozenset()
    merged: Sequence[Merge] = ()
    aggregates: Mapping[int, Collection[int]] = field(default_factory=dict)
    hidden_columns: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()


def no_marks() -> Marks:
    """Those of a sheet of texts alone."""
    return Marks()


@dataclass(frozen=True)
class Sheet:
    """One sheet: its first rows as text to find the header in, and a way to read columns below it.

    read         (header row, columns counted from 0, progress) -> the columns below that row
    hidden       whether a person who opens the file does not see the sheet
    marks        gives what else it says, of the columns that were read last: finding that out may take a pass
                 over all of it
    above        of a table in a document: the paragraphs right above it, from top to bottom
    broken       of a table in a document: whether nobody can say which cell stands in which column
    """

    file: str
    name: str
    top: Sequence[Sequence[str]]
    read: Callable[[int, Sequence[int], SheetProgress], Block]
    hidden: bool = False
    marks: Callable[[], Marks] = no_marks
    above: Sequence[str] = ()
    broken: bool = False

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max([self.marks().width, *map(len, self.top)])

    @property
    def merged(self) -> Sequence[Merge]:
        """See Marks; so are the following."""
        return self.marks().merged

    @property
    def aggregates(self) -> Mapping[int, Collection[int]]:
        """See Marks."""
        return self.marks().aggregates

    @property
    def hidden_columns(self) -> frozenset[int]:
        """See Marks."""
        return self.marks().hidden_columns

    @property
    def struck(self) -> frozenset[tuple[int, int]]:
        """See Marks."""
        return self.marks().struck

    def hidden_among(self, rows: Iterable[int]) -> int:
        """How many of these rows nobody sees."""
        hidden_rows = self.marks().hidden_rows
        if not hidden_rows:
            return 0
        return sum(row in hidden_rows for row in rows)


@dataclass(frozen=True)
class Source:
    """A file that was opened: `name` without its folder, `digest` of its bytes (SHA-256)."""

    name: str
    digest: str
    sheets: Sequence[Sheet]
