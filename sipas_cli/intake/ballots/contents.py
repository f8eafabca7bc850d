"""Ballots without ids that stand in two places, told from keyed fingerprints of what was answered.

As `copies.py` does for sheets that are at hand, but by unit, answers and day alone: the traits of respondents
are not compared, and how likely a ballot is was told from those that it was counted with.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from sipas_cli.intake.ballots.copies import (
    LEAST_RARE,
    MANY_SHEETS,
    MOST_PAIRS,
    RARE,
    Copies,
    days_of_rows,
    look_at,
    nine_in_ten,
)
from sipas_cli.intake.ballots.identical import chances
from sipas_cli.intake.ballots.pool import Look
from sipas_cli.model import Ballots, Unit
from sipas_cli.rules.criteria import Plan

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

#: The chance of a ballot that is no sign of a copy: one answer throughout.
_CERTAIN = 1.0


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered on one valid ballot without an id.

    unit     the id of the unit
    answers  unit and answers as a text
    day      the day of answering, "" for unknown
    chance   of a ballot to be filled in like this
    """

    unit: str
    answers: str
    day: str
    chance: float


def answered(
    tables: Sequence[Ballots], plan: Plan, units: Sequence[Unit]
) -> list[tuple[Ballots, list[Answered]]]:
    """The valid ballots of each sheet that has no ids."""
    unnamed = [number for number, table in enumerate(tables) if table.ids is None]
    if not unnamed:
        return []
    look = look_at(tables, plan, units)
    likely = _chances(look)
    return [(tables[number], _of_table(number, tables[number], look, likely)) for number in unnamed]


def _of_table(number: int, table: Ballots, look: Look, likely: "npt.NDArray[np.float64]") -> list[Answered]:
    import numpy as np

    days = days_of_rows(table)
    entries = []
    for ballot in np.flatnonzero(look.pool.table == number).tolist():
        row = int(look.pool.row[ballot])
        unit = table.units[table.unit[row]]
        answers = f"{unit} {table.answers[row].tobytes().hex()}"
        entries.append(Answered(unit, answers, days[row] if days else "", float(likely[ballot])))
    return entries


def _chances(look: Look) -> "npt.NDArray[np.float64]":
    """The chance of each ballot; of one with too few answers nothing is told, and nothing is told from it."""
    import numpy as np

    likely = np.full(look.ballots, _CERTAIN)
    if not look.judged.any():
        return likely
    judged = np.flatnonzero(look.judged)
    order = judged[np.argsort(look.content[judged], kind="stable")]
    _, starts = np.unique(look.content[order], return_index=True)
    groups = [group for group in np.split(order, starts[1:]) if len(group)]
    for group, chance in zip(groups, chances(look, groups), strict=True):
        likely[group] = chance
    likely[look.straight] = _CERTAIN
    return likely


# --- by fingerprints ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Print:
    """The fingerprint of what was answered on one ballot.

    content  of unit and answers
    dated    of unit, answers and day; "" where there is no day
    """

    unit: str
    content: str
    dated: str
    chance: float


#: A sheet in one of several places: the number of the place, and the sheet.
Sheet = tuple[int, str]


def copies_between(
    places: Sequence[Mapping[str, Sequence[Print]]], units: Mapping[str, str]
) -> Iterator[tuple[Sheet, Sheet, Copies]]:
    """The sheets whose ballots stand in one of another place: where, in which other one, and how many.

    places   sheet -> its ballots, for each place
    units    id of a unit -> its name
    """
    sheets = {(number, name): prints for number, place in enumerate(places) for name, prints in place.items()}
    copied: set[Sheet] = set()
    for first, second in _pairs(sheets):
        if {first, second} & copied:
            continue
        for copy in _of_pair(first, second, sheets, units):
            yield copy
            copied.add(second)
            break


def _pairs(sheets: Mapping[Sheet, Sequence[Print]]) -> list[tuple[Sheet, Sheet]]:
    """The pairs of sheets of two places that have some ballots in common, those with the most first taken."""
    holders: dict[str, set[Sheet]] = defaultdict(set)
    for sheet, prints in sheets.items():
        for one in prints:
            holders[one.content].add(sheet)
    few = (sorted(names) for names in holders.values() if len(names) <= MANY_SHEETS)
    shared = Counter(pair for names in few for pair in combinations(names, 2) if pair[0][0] != pair[1][0])
    return sorted(pair for pair, _ in shared.most_common(MOST_PAIRS))


def _of_pair(
    first: Sheet, second: Sheet, sheets: Mapping[Sheet, Sequence[Print]], units: Mapping[str, str]
) -> Iterator[tuple[Sheet, Sheet, Copies]]:
    """What stands in both of two sheets beyond doubt: the whole of one, or of one unit in it."""
    by_day = all(any(one.dated for one in sheets[sheet]) for sheet in (first, second))
    shared = {one.unit for one in sheets[first]} & {one.unit for one in sheets[second]}
    for unit in ("", *sorted(shared)):
        for sheet, other in ((second, first), (first, second)):
            mine, theirs = _of_unit(sheets[sheet], unit), _of_unit(sheets[other], unit)
            matched = _matched(mine, theirs, by_day=by_day)
            if nine_in_ten(len(matched), len(mine)) and _is_no_chance(mine, theirs, matched):
                name = units.get(unit, "")
                copy = Copies(sheet[1], other[1], name, len(mine), len(matched), certain=True)
                yield sheet, other, copy


def _of_unit(prints: Sequence[Print], unit: str) -> list[Print]:
    return [one for one in prints if not unit or one.unit == unit]


def _matched(mine: Sequence[Print], theirs: Sequence[Print], *, by_day: bool) -> list[Print]:
    """The ballots of one sheet each of which has one of its own in the other."""
    left = Counter(_key(one, by_day=by_day) for one in theirs)
    matched = []
    for one in mine:
        key = _key(one, by_day=by_day)
        if left[key] > 0:
            left[key] -= 1
            matched.append(one)
    return matched


def _key(one: Print, *, by_day: bool) -> str:
    if by_day:
        return one.dated
    return one.content


def _is_no_chance(mine: Sequence[Print], theirs: Sequence[Print], matched: Sequence[Print]) -> bool:
    """Whether enough of the ballots that are filled in as hardly anybody does stand in the other sheet."""
    among = Counter(one.unit for one in theirs)
    rare = [one for one in mine if one.chance * among[one.unit] < RARE]
    both = [one for one in matched if one.chance * among[one.unit] < RARE]
    return len(both) >= LEAST_RARE and nine_in_ten(len(both), len(rare))
