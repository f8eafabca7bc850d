"""A unit in a table, set against an earlier year or not; the lines of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sipas_cli.messages import Message, say
from sipas_cli.model import Group, GroupStandings, Standing, Standings


@dataclass(frozen=True, slots=True)
class Movement:
    """A unit in one year, and the unit that it continues in an earlier year; None where it continues
    none or the earlier results do not have it.

    decimals          digits of the scores of the year, as it printed them
    decimals_before   digits of those of the earlier one
    same_group        whether both were ranked in the same group: else their ranks say nothing together
    ranked            units that had a rank in its group in the year; 0 where that is not known
    ranked_before     and in the group of the earlier one
    """

    line: Standing
    before: Standing | None
    decimals: int
    decimals_before: int
    same_group: bool = True
    ranked: int = 0
    ranked_before: int = 0

    @property
    def rank_change(self) -> int | None:
        """Places won; negative where they were lost."""
        ranks = (self.before.rank if self.before else None, self.line.rank)
        if ranks[0] is None or ranks[1] is None or not self.same_group:
            return None
        return ranks[0] - ranks[1]

    @property
    def score_change(self) -> Fraction | None:
        """The difference of the two printed scores."""
        before = self.before.score if self.before else None
        if self.line.score is None or before is None:
            return None
        return self.line.score - before

    @property
    def decimals_of_change(self) -> int:
        """Digits that are enough for both scores."""
        return max(self.decimals, self.decimals_before)


@dataclass(frozen=True, slots=True)
class Surety:
    """How sure a score and a rank are, rounded as printed; None where nothing is known.

    se               standard error of the score
    low, high        the 95 % interval of the score
    effect           design effect
    first, last      the ranks that a unit may have within its group, the best and the worst
    note, rank_note  why nothing is known of the score, and of the rank; None where it is
    """

    se: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    effect: Fraction | None = None
    first: int | None = None
    last: int | None = None
    note: Message | None = None
    rank_note: Message | None = None

    @property
    def reason(self) -> str:
        """Why nothing is known of the score, or of the rank, in the language in use; "" where both are."""
        message = self.note or self.rank_note
        if message is None:
            return ""
        return say(message)


NOT_SURE = Surety()


@dataclass(frozen=True, slots=True)
class Line:
    """A unit in a table.

    standing   how it stands, all figures as printed
    group      the group that it is ranked in
    ranking    the whole ranking, for its digits and its least number of ballots
    movement   the unit beside what it was in an earlier year; None where no year is set against it
    surety     how sure its score and its rank are, where that was asked
    """

    standing: Standing
    group: Group
    ranking: Standings
    movement: Movement | None = None
    surety: Surety = NOT_SURE

    @property
    def before(self) -> Standing | None:
        """What it was in the earlier year."""
        if self.movement:
            return self.movement.before
        return None


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one table, and what is known of all of them.

    earlier       the year that they are set against; None where there is none
    in_points     whether a score is a number of points, not a percentage
    counted       whether ballots were counted for it here: not for points, nor in a table that was imported
    unit          what scores are measured in, as printed
    change_unit   what their changes are measured in, where that is something else
    """

    lines: Sequence[Line]
    year: int
    earlier: int | None = None
    in_points: bool = False
    counted: bool = True
    unit: str = "%"
    change_unit: str = ""


def lines_of(
    ranking: Standings,
    group: GroupStandings,
    movements: Mapping[str, Movement] | None = None,
    sureties: Mapping[str, Surety] | None = None,
) -> list[Line]:
    """The lines of a group; `movements` and `sureties` by the id of the unit."""
    moved, sure = movements or {}, sureties or {}
    lines = []
    for standing in group.standings:
        unit = standing.unit.id
        lines.append(Line(standing, group.group, ranking, moved.get(unit), sure.get(unit, NOT_SURE)))
    return lines
