"""From one year to another: who moved, who leads and since when, how the means changed.

Everything here is made from printed standings, so that a reader can check each change by the two
figures beside it: 77.53 in one year and 79.44 in the other is -1.91, whatever was rounded away.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from sipas_cli.figures.lines import Movement
from sipas_cli.model import Group, GroupStandings, Standing, Standings
from sipas_cli.runs.run import StoredRun
from sipas_cli.text.spelling import fold
from sipas_cli.workspace.succession import Succession

#: Year -> the standings of one index.
Results = Mapping[int, Standings]


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of a group, or the figure of the province, in one year, and the change from it to the
    year that is compared, both as printed: `decimals` digits of the mean, `decimals_of_change` of the
    change.

    change   None where the figures of the province are of two kinds: one from all ballots together, the
             other a mean of units
    kind     see Standings.overall_kind; "" for groups, whose figures are all means of units
    """

    year: int
    score: Fraction
    change: Fraction | None
    decimals: int
    decimals_of_change: int
    kind: str = ""


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

    @property
    def by_unit(self) -> dict[str, Movement]:
        """Id of each unit of the later year -> the unit in both years."""
        return {movement.line.unit.id: movement for movement in self.movements}


def compare(results: Results, year: int, earlier: int, succession: Succession) -> list[Comparison]:
    """Every group of `year` beside what its units were in `earlier`."""
    moved = {movement.line.unit.id: movement for movement in movements(results, year, earlier, succession)}
    continued = {movement.before.unit.id for movement in moved.values() if movement.before}
    years_led = _years_led(results, year, succession)
    comparisons = []
    for group in results[year].groups:
        of_units = [moved[line.unit.id] for line in group.standings]
        leaders = [(line, years_led.get(line.unit.id, 1)) for line in group.leaders]
        gone = [line for line in _lines(results[earlier], group) if line.unit.id not in continued]
        comparisons.append(Comparison(group=group, movements=of_units, leaders=leaders, gone=gone))
    return comparisons


def ended(results: Results, year: int, earlier: int) -> list[GroupStandings]:
    """The groups of `earlier` that `year` has no more, as that of the districts since 2025."""
    return [group for group in results[earlier].groups if _group(results[year], group.group) is None]


def movements(results: Results, year: int, earlier: int, succession: Succession) -> list[Movement]:
    """Every unit of `year`, in the order of the tables, with the one that it continues."""
    now, before = results[year], results[earlier]
    ranked, ranked_before = _ranked(now), _ranked(before)
    lines = [(group.group, line) for group in now.groups for line in group.standings]
    lines_before = _by_key(before, earlier, succession)
    keys = succession.keys((line.unit for _, line in lines), year)
    moved = []
    for (group, line), key in zip(lines, keys, strict=True):
        movement = Movement(line, None, now.decimals, before.decimals, ranked=ranked[group.id])
        if predecessor := lines_before.get(succession.predecessor(key, year, earlier) or ""):
            group_before, line_before = predecessor
            movement = replace(
                movement,
                before=line_before,
                same_group=_is_same(group_before, group) and not succession.moved(key, year, earlier),
                ranked_before=ranked_before[group_before.id],
            )
        moved.append(movement)
    return moved


def changes(run: StoredRun, before: StoredRun, succession: Succession) -> dict[str, Movement]:
    """Id of each unit of a run -> the unit beside what it was in the run of an earlier year."""
    results = {run.year: run.standings, before.year: before.standings}
    moves = movements(results, run.year, before.year, succession)
    return {movement.line.unit.id: movement for movement in moves}


def _ranked(ranking: Standings) -> dict[str, int]:
    """Id of a group -> units in it that have a rank; 0 where that is not known, as a published table had a
    part of the group: it has no mean either."""
    ranked = {group.group.id: group.ranked for group in ranking.groups}
    return ranked | {group.group.id: 0 for group in ranking.groups if group.mean is None}


def means(results: Results, year: int, group: Group | None) -> list[Mean]:
    """The mean of a group, or of the province for None, in each year up to `year`, the earliest first;
    nothing where `year` itself has none."""
    now, decimals = _mean(results[year], group), results[year].decimals
    if now is None:
        return []
    averages = []
    for y, ranking in sorted(results.items()):
        score = _mean(ranking, group)
        if score is not None and y <= year:
            change = now - score if group or _of_one_kind(ranking, results[year]) else None
            kind = "" if group else ranking.overall_kind
            averages.append(Mean(y, score, change, ranking.decimals, max(ranking.decimals, decimals), kind))
    return averages


def _of_one_kind(one: Standings, other: Standings) -> bool:
    """Whether the figures of the province may be set against each other; what was published under no kind is
    taken for what the office publishes every year."""
    return one.overall_kind == other.overall_kind or "" in (one.overall_kind, other.overall_kind)


def leaders(results: Results, year: int, group: Group) -> dict[int, Sequence[Standing]]:
    """Each year up to `year` that has results of the group -> its first, or all who share that place."""
    groups = {y: _group(ranking, group) for y, ranking in sorted(results.items()) if y <= year}
    return {y: standings.leaders for y, standings in groups.items() if standings and standings.leaders}


# --- looking things up ---------------------------------------------------------------------------


def _is_same(one: Group, other: Group) -> bool:
    """Whether two years mean the same group: by its id, or by its name where a file gave the ids."""
    return one.id == other.id or fold(one.name) == fold(other.name)


def _group(ranking: Standings, group: Group) -> GroupStandings | None:
    """The same group in another year: by its id, else by its name."""
    by_id = [standings for standings in ranking.groups if standings.group.id == group.id]
    by_name = [standings for standings in ranking.groups if fold(standings.group.name) == fold(group.name)]
    return next(iter([*by_id, *by_name]), None)


def _lines(ranking: Standings, group: GroupStandings) -> Sequence[Standing]:
    same = _group(ranking, group.group)
    if same:
        return same.standings
    return ()


def _mean(ranking: Standings, group: Group | None) -> Fraction | None:
    if group is None:
        return ranking.overall
    same = _group(ranking, group)
    if same:
        return same.mean
    return None


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
        place = first.get(y, {}).get(succession.predecessor(key, year, y) or "")
        moved = succession.moved(key, year, y)
        return place is not None and _is_same(place[0], group) and not moved

    years: dict[str, int] = {}
    for key, (group, line) in first[year].items():
        y = year
        while led(key, group, y):
            y -= 1
        years[line.unit.id] = year - y
    return years


def _leading(ranking: Standings, year: int, succession: Succession) -> dict[str, _Place]:
    return {key: place for key, place in _by_key(ranking, year, succession).items() if place[1].rank == 1}
