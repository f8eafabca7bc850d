"""What a figure of a line is, and a column that shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from sipas_cli.figures import messages
from sipas_cli.figures.lines import Line, Lines
from sipas_cli.messages import Message, Worded, say
from sipas_cli.model import GroupStandings


class Kind(Worded):
    """What a figure is, which says how it is printed; each with its name."""

    WORDS = ("words", messages.KIND_WORDS)
    REMARK = ("remark", messages.KIND_REMARK)
    """Words that most lines have none of: their cell stays empty."""
    YES_NO = ("yes_no", messages.KIND_YES_NO)
    RANK = ("rank", messages.KIND_RANK)
    COUNT = ("count", messages.KIND_COUNT)
    SCORE = ("score", messages.KIND_SCORE)
    """The index: in percent, or in points."""
    POINTS = ("points", messages.KIND_POINTS)
    PERCENT = ("percent", messages.KIND_PERCENT)
    PLACES = ("places", messages.KIND_PLACES)
    """Places won, negative where they were lost."""
    CHANGE = ("change", messages.KIND_CHANGE)
    """How much a score has changed."""


@dataclass(frozen=True, slots=True)
class Place:
    """A rank; whether it is shared; of how many it is, 0 where that is not known."""

    rank: int
    tied: bool
    ranked: int


Value = Place | Fraction | int | str | None
Condition = Callable[[Lines], bool]


def always(_table: Lines) -> bool:
    """In every table."""
    return True


def some(value: Callable[[Line], Value]) -> Condition:
    """In a table of which some line has it."""
    return lambda table: any(value(line) not in (None, "") for line in table.lines)


def _no_mean(_group: GroupStandings) -> None:
    return None


def _digits(line: Line) -> int:
    return line.ranking.decimals


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a line.

    kind          how it is printed
    meaning       what it is, as the reference has it
    value         how it is read; None, or "" for words, where a line has none
    heading       its heading; None where no table for people shows it
    in_points     its heading where a score is a number of points, if that is another one
    when          in which tables it is shown
    needs_score   whether it is hidden of a unit without a score: points of which some are missing would be
                  read as all of them
    compared      whether it is known only where an earlier year is set against the table
    earlier       whether it is of that year
    digits        how many are printed of a fraction
    mean          what stands for it in the row of the group
    """

    kind: Kind
    meaning: Message
    value: Callable[[Line], Value]
    heading: Message | None = None
    in_points: Message | None = None
    when: Condition = always
    needs_score: bool = False
    compared: bool = False
    earlier: bool = False
    digits: Callable[[Line], int] = _digits
    mean: Callable[[GroupStandings], Fraction | None] = _no_mean

    @property
    def of_words(self) -> bool:
        """Whether words stand in its column, not numbers."""
        return self.kind in (Kind.WORDS, Kind.REMARK)

    def shown(self, line: Line) -> Value:
        """Its value where that may be shown."""
        hidden = self.needs_score and line.standing.score is None
        if hidden:
            return None
        return self.value(line)


@dataclass(frozen=True, slots=True)
class Column:
    """A figure in one output, and what is otherwise there than the figure says.

    width   in letters, for a workbook; 0 for as wide as its longest text
    title   its heading, where it is no message: the name of a factor
    """

    figure: Figure
    heading: Message | None = None
    in_points: Message | None = None
    when: Condition | None = None
    width: int = 0
    title: str = ""

    def headed(self, table: Lines) -> str:
        """Its heading in a table."""
        year = table.earlier if self.figure.earlier else table.year
        heading = self._heading(table)
        if self.title or heading is None:
            return self.title
        return say(heading, year=year, unit=table.unit, change_unit=table.change_unit or table.unit)

    def _heading(self, table: Lines) -> Message | None:
        source = self if self.heading else self.figure
        if table.in_points and source.in_points:
            return source.in_points
        return source.heading

    def stands_in(self, table: Lines) -> bool:
        """Whether a table has it."""
        condition = self.when or self.figure.when
        return condition(table)


def columns_in(columns: Iterable[Column], table: Lines) -> list[Column]:
    """Those columns that a table has."""
    return [column for column in columns if column.stands_in(table)]


@dataclass(frozen=True, slots=True)
class Family:
    """Figures of which each table has others: one for each factor, area or source of points.

    names    those that a group has, in their order
    figure   name -> the figure
    """

    names: Callable[[GroupStandings], list[str]]
    figure: Callable[[str], Figure]
