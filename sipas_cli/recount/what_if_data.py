"""What a supposition comes to, as data: ranks side by side, limits of weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sipas_cli.figures.printing import json_exact, json_number
from sipas_cli.files import csv_bytes
from sipas_cli.model import Group, Standing, Standings
from sipas_cli.recount.weights import FirstPlace, GroupWithoutLimits, Limit, WeightLimits
from sipas_cli.runs.kept import Kept


@dataclass(frozen=True)
class Pair:
    """A unit as it stands, and as it would stand."""

    group: Group
    now: Standing
    then: Standing

    @property
    def places(self) -> int | None:
        """Places that it would win; negative where it would lose some."""
        if self.now.rank is None or self.then.rank is None:
            return None
        return self.now.rank - self.then.rank


def side_by_side(kept: Kept, then: Standings, group: str | None) -> list[Pair]:
    """Every unit of a group, or of all, in the order in which they would stand."""
    now = {line.unit.id: line for current in kept.standings.groups for line in current.standings}
    pairs = []
    for standings in then.groups:
        if group in (None, standings.group.id):
            pairs += [Pair(standings.group, now[line.unit.id], line) for line in standings.standings]
    return pairs


def supposed_data(kept: Kept, pairs: Sequence[Pair]) -> dict[str, Any]:
    """The JSON; scores are printed ones."""
    units = []
    for pair in pairs:
        units.append(
            {
                "unit": pair.now.unit.name,
                "unit_id": pair.now.unit.id,
                "group": pair.group.id,
                "rank": pair.now.rank,
                "score": json_number(pair.now.score),
                "band": pair.now.band,
                "rank_then": pair.then.rank,
                "score_then": json_number(pair.then.score),
                "band_then": pair.then.band,
                "places": pair.places,
            }
        )
    return {"year": kept.stored.year, "index": kept.stored.index, "run": kept.stored.name, "units": units}


def supposed_csv(pairs: Sequence[Pair]) -> bytes:
    """A row for each unit."""
    header = ["group", "unit_id", "unit", "rank", "score", "rank_then", "score_then", "places"]
    rows = []
    for pair in pairs:
        place = [pair.group.id, pair.now.unit.id, pair.now.unit.name]
        figures = [pair.now.rank, json_number(pair.now.score), pair.then.rank, json_number(pair.then.score)]
        rows.append([*place, *figures, pair.places])
    return csv_bytes(header, rows, bom=False)


def limits_data(places: Sequence[FirstPlace]) -> list[dict[str, Any]]:
    """How far weights may move in each group; exact limits as numerator and denominator."""
    data = []
    for place in places:
        data.append(
            {
                "group": place.group.id,
                "leader": place.leader.unit.name,
                "weights": [_limits(limits) for limits in place.limits],
                "together": json_exact(place.together),
                "rival": place.rival.unit.name if place.rival else None,
                "dominated": [line.unit.name for line in place.dominated],
                "not_compared": [line.unit.name for line in place.unlike],
            }
        )
    return data


def without_limits_data(groups: Sequence[GroupWithoutLimits]) -> list[dict[str, Any]]:
    """The groups of which no limits are told, why, and who is first in them."""
    data = []
    for group in groups:
        leaders = [line.unit.name for line in group.leaders]
        data.append({"group": group.group.id, "reason": group.reason.value, "leaders": leaders})
    return data


def _limits(limits: WeightLimits) -> dict[str, Any]:
    return {
        "factor": limits.factor,
        "weight": json_exact(limits.weight),
        "down": _limit(limits.down),
        "up": _limit(limits.up),
    }


def _limit(limit: Limit) -> dict[str, Any] | None:
    if limit.weight is None or limit.rival is None:
        return None
    return {"weight": json_exact(limit.weight), "rival": limit.rival.unit.name}
