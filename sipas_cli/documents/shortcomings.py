"""What a report says of shortcomings: the lowest results and what fell. Causes are not in figures."""

from collections.abc import Iterable
from fractions import Fraction
from heapq import nsmallest
from typing import Any

from sipas_cli.documents.analysis import Item
from sipas_cli.documents.printer import Printer
from sipas_cli.documents.quadrants import FEWEST, items_of, quadrant_lines, with_both
from sipas_cli.figures.lines import Movement
from sipas_cli.figures.printing import PERCENT, counted, measured
from sipas_cli.model import GroupStandings

#: What is named of the lowest and of what fell most, at most.
_MOST_NAMED = 3


def shortcomings(printer: Printer) -> dict[str, Any]:
    """The shortcomings of an index; lists are empty where there is nothing to be said.

    lowest         the units with the last rank of each group that ranks several
    fallen         the units whose score fell most since the year `since`, the farthest first;
                   `fallen_units` of `compared_units` fell
    weakest_parts  the factor or area with the lowest score of all units together; `weakest` the criteria
    improve        what hangs on the index more than the mean of them does, and is below the mean
    """
    analysis = printer.analysis
    moved = [profile.movement for profile in analysis.profiles if profile.movement]
    compared = [(change, movement) for movement in moved if (change := movement.score_change) is not None]
    fallen = [(change, movement) for change, movement in compared if change < 0]
    farthest = nsmallest(_MOST_NAMED, fallen, key=lambda pair: pair[0])
    return {
        "lowest": [_lowest(printer, group) for group in printer.run.standings.groups if group.ranked > 1],
        "since": str(analysis.before.year) if analysis.before else "",
        "compared_units": counted(len(compared)),
        "fallen_units": counted(len(fallen)),
        "fallen": [_fallen(printer, change, movement) for change, movement in farthest],
        "weakest_parts": _weakest(printer, analysis.parts, 1),
        "weakest": _weakest(printer, analysis.items, _MOST_NAMED),
        "part": printer.part.lower(),
        "criterion": printer.criterion.lower(),
        "improve": [item.name for item in _to_improve(printer)],
    }


def _lowest(printer: Printer, group: GroupStandings) -> dict[str, Any]:
    last = max(line.rank for line in group.standings if line.rank)
    lines = [line for line in group.standings if line.rank == last]
    units = [line.unit.name for line in lines]
    return {"name": group.group.name, "units": units, "score": printer.figure(lines[0].score)}


def _fallen(printer: Printer, change: Fraction, movement: Movement) -> dict[str, str]:
    return {"name": movement.line.unit.name, "by": printer.by(change, movement.decimals_of_change)}


def _weakest(printer: Printer, items: Iterable[Item], most: int) -> list[dict[str, str]]:
    """The items with the lowest scores; nothing where there are too few to compare."""
    scored = [(item.score, item) for item in items if item.score is not None]
    if len(scored) <= most:
        return []
    lowest = nsmallest(most, scored, key=lambda pair: pair[0])
    return [{"name": item.name, "score": measured(printer.percent(score), PERCENT)} for score, item in lowest]


def _to_improve(printer: Printer) -> list[Item]:
    """What `priorities` shows as to be improved first."""
    measured_items = with_both(items_of(printer.analysis))
    if len(measured_items) < FEWEST:
        return []
    across, up = quadrant_lines(measured_items)
    return [item for item, weight, score in measured_items if weight >= across and score < up]
