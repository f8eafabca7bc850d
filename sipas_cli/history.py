"""From one year to another: who moved, who leads and since when, how the means changed.

Everything here is made from printed standings, so that a reader can check each change by the two
figures beside it: 77.53 in one year and 79.44 in the other is -1.91, whatever was rounded away.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from sipas_cli.model import Group, GroupStandings, Standing, Standings
from sipas_cli.rules import workspace
from sipas_cli.text import decimal_text, fold
from sipas_cli.units import Succession

#: Year -> the standings of one index.
Results = Mapping[int, Standings]

PLUS, MINUS, NOTHING = "+", "−", "–"


def read_succession(folder: Path) -> Succession:
    """The succession map of a workspace, with its register."""
    groups, units = workspace.read_units(folder)
    province = workspace.read_settings(folder).province or ""
    return Succession(workspace.read_succession(folder), groups, units, province)


@dataclass(frozen=True, slots=True)
class Movement:
    """A unit in one year, and the unit that it continues in an earlier one; None where it continues
    none or the earlier results do not have it.

    decimals          digits of the scores of the year, as it printed them
    decimals_before   digits of those of the earlier one
    same_group        whether both were ranked in the same group: else their ranks say nothing together
    """

    line: Standing
    before: Standing | None
    decimals: int
    decimals_before: int
    same_group: bool = True

    @property
    def rank_change(self) -> int | None:
        """Places won; negative where they were lost."""
        ranks = (self.before.rank if self.before else None, self.line.rank)
        if ranks[0] is None or ranks[1] is None or not self.same_group:
            return None
        return ranks[0] - ranks[1]

    @property
    def score_change(self) -> Fraction | None:
        return difference(self.line.score, self.before.score if self.before else None)

    @property
    def decimals_of_change(self) -> int:
        """Digits that are enough for both scores."""
        return max(self.decimals, self.decimals_before)


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of a group, or the figure of the province, in one year, and the change from it to the
    year that is compared, both as printed: `decimals` digits of the mean, `decimals_of_change` of the
    change."""

    year: int
    score: Fraction
    change: Fraction
    decimals: int
    decimals_of_change: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """One group in two years.

    leaders   each leader of the later year -> how many years it has led without a break, this one too
    gone      units of the earlier year that nobody continues
    """

    group: GroupStandings
    movements: Sequence[Movement]
    leaders: Sequence[tuple[Standing, int]]
    gone: Sequence[Standing]


def difference(now: Fraction | None, before: Fraction | None) -> Fraction | None:
    """What changed between two printed figures; None where one is missing."""
    return None if now is None or before is None else now - before


def compare(results: Results, year: int, earlier: int, succession: Succession) -> list[Comparison]:
    """Every group of `year` beside what its units were in `earlier`."""
    moved = {own.line.unit.id: own for own in movements(results, year, earlier, succession)}
    continued = {own.before.unit.id for own in moved.values() if own.before}
    years_led = _years_led(results, year, succession)
    return [
        Comparison(
            group=group,
            movements=[moved[line.unit.id] for line in group.standings],
            leaders=[(line, years_led.get(line.unit.id, 1)) for line in group.leaders],
            gone=[line for line in _lines(results[earlier], group) if line.unit.id not in continued],
        )
        for group in results[year].groups
    ]


def movements(results: Results, year: int, earlier: int, succession: Succession) -> list[Movement]:
    """Every unit of `year`, in the order of the tables, with the one that it continues."""
    now, before = results[year], results[earlier]
    lines = [(group.group, line) for group in now.groups for line in group.standings]
    there = _by_key(before, earlier, succession)
    keys = succession.keys((line.unit for _, line in lines), year)
    found = [there.get(succession.predecessor(key, year, earlier) or "") for key in keys]
    return [
        Movement(
            line,
            own[1] if own else None,
            now.decimals,
            before.decimals,
            same_group=own is None or _is_same(own[0], group),
        )
        for (group, line), own in zip(lines, found, strict=True)
    ]


def printed_movements(
    results: Results, year: int, earlier: int, succession: Succession, *, mark: str = ","
) -> dict[str, dict[str, str]]:
    """Id of each unit of `year` -> previous_rank, previous_score, rank_change and score_change as they
    are printed in a document, "–" where there is none: {"previous_rank": "9", "rank_change": "+4", ...}."""
    return {
        own.line.unit.id: {
            "previous_rank": str(own.before.rank) if own.before and own.before.rank else NOTHING,
            "previous_score": figure(own.before.score if own.before else None, own.decimals_before, mark),
            "rank_change": signed(own.rank_change, 0, mark),
            "score_change": signed(own.score_change, own.decimals_of_change, mark),
        }
        for own in movements(results, year, earlier, succession)
    }


def means(results: Results, year: int, group: Group | None) -> list[Mean]:
    """The mean of a group, or of the province for None, in each year up to `year`, the earliest first;
    nothing where `year` itself has none."""
    shown = {y: (_mean(ranking, group), ranking.decimals) for y, ranking in sorted(results.items())}
    now, decimals = shown[year]
    if now is None:
        return []
    return [
        Mean(y, score, now - score, own, max(own, decimals))
        for y, (score, own) in shown.items()
        if score is not None and y <= year
    ]


def leaders(results: Results, year: int, group: Group) -> dict[int, Sequence[Standing]]:
    """Each year up to `year` that has results of the group -> its first, or all who share that place."""
    found = {y: _group(ranking, group) for y, ranking in sorted(results.items()) if y <= year}
    return {y: own.leaders for y, own in found.items() if own and own.leaders}


# --- looking things up ---------------------------------------------------------------------------


def _is_same(one: Group, other: Group) -> bool:
    """Whether two years mean the same group: by its id, or by its name where a file gave the ids."""
    return one.id == other.id or fold(one.name) == fold(other.name)


def _group(ranking: Standings, group: Group) -> GroupStandings | None:
    """The same group in another year: by its id, else by its name."""
    by_id = [own for own in ranking.groups if own.group.id == group.id]
    by_name = [own for own in ranking.groups if fold(own.group.name) == fold(group.name)]
    return next(iter([*by_id, *by_name]), None)


def _lines(ranking: Standings, group: GroupStandings) -> Sequence[Standing]:
    found = _group(ranking, group.group)
    return found.standings if found else ()


def _mean(ranking: Standings, group: Group | None) -> Fraction | None:
    if group is None:
        return ranking.overall
    found = _group(ranking, group)
    return found.mean if found else None


_Place = tuple[Group, Standing]


def _by_key(ranking: Standings, year: int, succession: Succession) -> dict[str, _Place]:
    """The units of a year, with their groups, by their key in all years; one that two of them claim is
    nobody's."""
    lines = [(group.group, line) for group in ranking.groups for line in group.standings]
    keys = succession.keys((line.unit for _, line in lines), year)
    times = Counter(keys)
    return {key: line for key, line in zip(keys, lines, strict=True) if times[key] == 1}


def _years_led(results: Results, year: int, succession: Succession) -> dict[str, int]:
    """Id of each leader of `year` -> years in a row in which it, or the unit that it continues, led the
    group. A year without results ends the row, as nobody knows who led then; so does one in another group."""
    first = {y: _leading(ranking, y, succession) for y, ranking in results.items()}

    def led(key: str, group: Group, y: int) -> bool:
        own = first.get(y, {}).get(succession.predecessor(key, year, y) or "")
        return own is not None and _is_same(own[0], group)

    years: dict[str, int] = {}
    for key, (group, line) in first[year].items():
        y = year
        while led(key, group, y):
            y -= 1
        years[line.unit.id] = year - y
    return years


def _leading(ranking: Standings, year: int, succession: Succession) -> dict[str, _Place]:
    return {key: own for key, own in _by_key(ranking, year, succession).items() if own[1].rank == 1}


# --- as printed ----------------------------------------------------------------------------------


def figure(score: Fraction | None, decimals: int, mark: str) -> str:
    """A figure in a table, "–" where there is none."""
    return NOTHING if score is None else decimal_text(score, decimals, mark=mark)


def signed(change: Fraction | int | None, decimals: int, mark: str) -> str:
    """A change in a table: +4, −1,91, 0,00; "–" where there is none.

    >>> signed(4, 0, ","), signed(Fraction(-191, 100), 2, ","), signed(Fraction(0), 2, ".")
    ('+4', '−1,91', '0.00')
    """
    if change is None:
        return NOTHING
    sign = PLUS if change > 0 else MINUS if change < 0 else ""
    return sign + decimal_text(abs(Fraction(change)), decimals, mark=mark)
