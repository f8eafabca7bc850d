"""Ballots that stand in two sheets: without ids nothing else tells that they count twice.

A filtered or sorted copy, labels beside codes, all ballots and again a sheet for each unit, this month's file
that holds last month's: the ballots are compared as they were decoded, so the spelling does not matter.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from sipas_cli.intake.ballots.identical import chances
from sipas_cli.intake.ballots.pool import Look, pool
from sipas_cli.model import Ballots, Unit
from sipas_cli.rules.criteria import Plan
from sipas_cli.rules.quality import QualityRules
from sipas_cli.text.days import day_of
from sipas_cli.text.places import place_name

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]

#: Of ten ballots of a sheet, or of one of its units, nine stand in the other one.
_NINE, _TEN = 9, 10
#: So many of them must be filled in as hardly anybody does; fewer do where a whole sheet stands in another
#: one of its workbook, as copies made by a filter do.
LEAST_RARE, _LEAST_RARE_WHOLE = 5, 3
#: A ballot is rare of which fewer than this are to be expected among those of the unit in the other sheet.
RARE = 0.1
_LEAST_ANSWERS = 8
#: One ballot in both sheets is nothing to speak of; and how many are set against chance.
_FEWEST, _MOST_LOOKED_AT = 2, 100
_TWICE = 2
#: A ballot that stands in more sheets is no sign of a copy; and how many pairs of sheets are compared.
MANY_SHEETS, MOST_PAIRS = 20, 2_000


@dataclass(frozen=True, slots=True)
class Copies:
    """Ballots of one sheet, or of one unit in it, that stand in another sheet too.

    unit      its name; "" where it is about the whole sheet
    ballots   how many there are, `found` of them in the other sheet
    certain   whether they are copies beyond doubt; else nearly all ballots are alike
    """

    place: str
    other: str
    unit: str
    ballots: int
    found: int
    certain: bool


def copies(tables: Sequence[Ballots], plan: Plan, units: Sequence[Unit]) -> list[Copies]:
    """The sheets whose ballots stand in another one, each with one of them, after duplicates were looked for.

    units   those that the ballots were validated against, in the same order
    """
    if all(ballots.ids is not None for ballots in tables):
        return []
    comparison = _Comparison(tables, plan, units)
    all_copies: list[Copies] = []
    copied: set[int] = set()
    for table in range(len(tables)):
        if copy := comparison.pasted_twice(table):
            all_copies.append(copy)
            copied.add(table)
    for first, second in comparison.pairs():
        if {first, second} & copied:
            continue
        if copy := comparison.of_pair(first, second):
            all_copies.append(copy)
            if copy.certain:
                copied.add(second)
    return all_copies


def look_at(tables: Sequence[Ballots], plan: Plan, units: Sequence[Unit]) -> Look:
    """The valid ballots of all sheets, ready to be asked how likely each of them is."""
    least = max(2, min(_LEAST_ANSWERS, len(plan.codes)))
    return Look(pool(tables), plan, units, QualityRules(least_answers=least))


def nine_in_ten(part: int, whole: int) -> bool:
    """Whether so many of some ballots stand in another place that it may be a copy."""
    return part >= _FEWEST and part * _TEN >= whole * _NINE


def _without_ids(tables: Sequence[Ballots], pair: tuple[int, int]) -> bool:
    """Whether a sheet of two has no ids, by which duplicates would have been found."""
    return any(tables[number].ids is None for number in pair)


class _Comparison:
    """The valid ballots of all sheets, ready to be compared."""

    def __init__(self, tables: Sequence[Ballots], plan: Plan, units: Sequence[Unit]) -> None:
        self._tables = tables
        self._units = units
        self._look = look_at(tables, plan, units)
        self._days = [days_of_rows(ballots) for ballots in tables]
        self._traits = [_traits(ballots, plan) for ballots in tables]
        self._rows = {number: self._rows_of(number) for number in range(len(tables))}
        self._made: dict[tuple[int, bool, tuple[str, ...]], _Keys] = {}

    def _rows_of(self, table: int) -> "Numbers":
        import numpy as np

        return np.nonzero(self._look.pool.table == table)[0]

    def pairs(self) -> list[tuple[int, int]]:
        """The pairs of sheets that are worth a look, in their order: those that have the most different
        ballots (unit and answers) in common. What stands in many sheets proves nothing."""
        import numpy as np

        size = int(self._look.content.max(initial=0)) + 1
        content = self._look.pool.unit * size + self._look.content
        sheets: dict[int, set[int]] = defaultdict(set)
        for key, table in np.unique(np.stack([content, self._look.pool.table]), axis=1).T.tolist():
            sheets[key].add(table)
        few = (sorted(numbers) for numbers in sheets.values() if len(numbers) <= MANY_SHEETS)
        shared = Counter(pair for numbers in few for pair in combinations(numbers, 2))
        usable = Counter({pair: times for pair, times in shared.items() if _without_ids(self._tables, pair)})
        return sorted(pair for pair, _ in usable.most_common(MOST_PAIRS))

    def of_pair(self, first: int, second: int) -> Copies | None:
        """What stands in both of two sheets: looked for from each side, the whole sheet before its units."""
        sheets = [self._sorted(number, (first, second)) for number in (first, second)]
        sides = [(second, first, sheets[1], sheets[0]), (first, second, sheets[0], sheets[1])]
        doubtful = None
        for unit in (None, *sorted(sheets[0].by_unit.keys() & sheets[1].by_unit.keys())):
            for table, other, mine, theirs in sides:
                copy = self._side(table, other, mine, theirs, unit)
                if copy and copy.certain:
                    return copy
                doubtful = doubtful or copy
        return doubtful

    def pasted_twice(self, table: int) -> Copies | None:
        """Ballots of one sheet that stand in it twice in the same order, as a block that was pasted again: of
        ballots that occur just twice, five have the same distance."""
        if self._tables[table].ids is not None:
            return None
        keys = self._sorted(table, (table, table)).keys
        straight = self._look.straight[self._rows[table]].tolist()
        places: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for at, key in enumerate(keys):
            if not straight[at]:
                places[key].append(at)
        distances = Counter(rows[1] - rows[0] for rows in places.values() if len(rows) == _TWICE)
        _, ballots = max(distances.items(), key=lambda pair: pair[1], default=(0, 0))
        if ballots < LEAST_RARE:
            return None
        place = self._place(table)
        return Copies(place, place, "", len(keys), ballots, certain=True)

    def _sorted(self, table: int, pair: tuple[int, int]) -> "_Keys":
        """The ballots of a sheet by what tells them apart; made once for each kind of comparison."""
        with_days = all(self._days[number] is not None for number in pair)
        traits = tuple(sorted(self._traits[pair[0]] & self._traits[pair[1]]))
        made = (table, with_days, traits)
        if made not in self._made:
            self._made[made] = _Keys(self._keys(table, with_days, traits))
        return self._made[made]

    def _keys(self, table: int, with_days: bool, traits: Sequence[str]) -> list[tuple[object, ...]]:
        """What tells the ballots of a sheet apart: unit and answers, and what else both sheets have."""
        rows = self._rows[table]
        own_rows = self._look.pool.row[rows]
        columns: list[list[object]] = [
            self._look.pool.unit[rows].tolist(),
            self._look.content[rows].tolist(),
        ]
        if with_days:
            days = self._days[table] or []
            columns.append([days[row] for row in own_rows.tolist()])
        columns += [self._tables[table].breakdowns[name][own_rows].tolist() for name in traits]
        return list(zip(*columns, strict=True))

    def _side(
        self, table: int, other: int, mine: "_Keys", theirs: "_Keys", unit: int | None
    ) -> Copies | None:
        """What of a sheet, or of one unit in it, stands in the other one; None for less than nine in ten."""
        chosen = mine.rows_of(unit)
        matched = mine.in_both(theirs, unit)
        if not nine_in_ten(len(matched), len(chosen)):
            return None
        whole = unit is None and len(matched) == len(chosen)
        least = _LEAST_RARE_WHOLE if whole and self._same_file(table, other) else LEAST_RARE
        rare = self._rare(table, chosen, other)
        rare_matched = rare & set(matched)
        certain = len(rare_matched) >= least and len(rare_matched) * _TEN >= len(rare) * _NINE
        if not certain and len(matched) < LEAST_RARE:
            return None
        name = "" if unit is None else self._units[unit].name
        return Copies(self._place(table), self._place(other), name, len(chosen), len(matched), certain)

    def _rare(self, table: int, chosen: Sequence[int], other: int) -> set[int]:
        """Which of some ballots of a sheet are filled in as hardly anybody does, and not with one answer
        throughout: of such ones chance would bring hardly any into the other sheet. Only the least frequent
        are looked at: a few prove enough."""
        import numpy as np

        look, places = self._look, np.array(chosen, dtype=np.int64)
        ballots = self._rows[table][places]
        varied = ~look.straight[ballots]
        ballots, places = ballots[varied], places[varied]
        times = np.bincount(look.content)[look.content[ballots]]
        few = np.argsort(times, kind="stable")[:_MOST_LOOKED_AT]
        ballots, places = ballots[few], places[few]
        among = np.bincount(look.pool.unit[self._rows[other]], minlength=len(self._units))
        groups = [np.nonzero(look.content == content)[0] for content in look.content[ballots].tolist()]
        expected = np.array(chances(look, groups)) * among[look.pool.unit[ballots]]
        return set(places[expected < RARE].tolist())

    def _same_file(self, table: int, other: int) -> bool:
        return self._tables[table].file == self._tables[other].file

    def _place(self, table: int) -> str:
        ballots = self._tables[table]
        return place_name(ballots.file, ballots.sheet)


class _Keys:
    """The ballots of one sheet by what tells them apart; the unit comes first."""

    def __init__(self, keys: Sequence[tuple[object, ...]]) -> None:
        self.keys = keys
        self.by_unit: dict[int, list[int]] = defaultdict(list)
        for at, (unit, *_) in enumerate(keys):
            self.by_unit[int(str(unit))].append(at)

    def rows_of(self, unit: int | None) -> Sequence[int]:
        """The places of the ballots of a unit, or of all."""
        if unit is None:
            return range(len(self.keys))
        return self.by_unit[unit]

    def in_both(self, other: "_Keys", unit: int | None) -> list[int]:
        """The places of those that stand in another sheet too, each of which has one of its own there."""
        left = Counter(other.keys[at] for at in other.rows_of(unit))
        places = []
        for at in self.rows_of(unit):
            if left[self.keys[at]] > 0:
                left[self.keys[at]] -= 1
                places.append(at)
        return places


def days_of_rows(ballots: Ballots) -> list[str] | None:
    """The day of each row; None for a sheet without any."""
    if ballots.days is None:
        return None
    texts = [day_of(text) for text in ballots.days.texts]
    days = [texts[code] for code in ballots.days.codes.tolist()]
    if any(days):
        return days
    return None


def _traits(ballots: Ballots, plan: Plan) -> set[str]:
    """The traits that a sheet tells of its respondents."""
    return set(_told(ballots, plan))


def _told(ballots: Ballots, plan: Plan) -> Iterator[str]:
    for breakdown in plan.breakdowns:
        if (ballots.breakdowns[breakdown.id] != len(breakdown.values)).any():
            yield breakdown.id
