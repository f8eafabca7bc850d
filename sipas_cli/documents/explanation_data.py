"""The explanation of a unit's figure as data: the JSON of `explain`, and what its texts are made of."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sipas_cli.documents.explained_tables import signed_points
from sipas_cli.figures.printing import json_exact, json_number
from sipas_cli.model import TypedCell
from sipas_cli.runs.explanation import Explanation, ExtraExplanation, LeafExplanation, Neighbour
from sipas_cli.runs.precision import RunPrecision
from sipas_cli.score.certainty import RankInterval
from sipas_cli.score.contributions import Item, Part
from sipas_cli.score.precision import AnyPrecision, NoPrecision


def explanation_data(explanation: Explanation) -> dict[str, Any]:
    """The JSON: every figure as a number and exactly, as numerator and denominator."""
    standing, made = explanation.standing, explanation.contributions
    return {
        "year": explanation.run.year,
        "index": explanation.run.index,
        "run": explanation.run.name,
        "unit_of_score": explanation.run.manifest["unit_of_score"],
        "notice": explanation.run.notice,
        "unit": standing.unit.name,
        "unit_id": standing.unit.id,
        "group": explanation.group.group.id,
        "rank": standing.rank,
        "tied": standing.tied,
        "ranked": explanation.group.ranked,
        "band": standing.band,
        "note": standing.note,
        "score": json_number(standing.score),
        "exact": json_exact(explanation.score.index),
        "group_mean": json_exact(explanation.group_mean),
        "ballots": {
            "read": sum(explanation.outcomes.values()),
            "valid": explanation.outcomes.get("valid", 0),
            "throughout": explanation.counts.throughout,
            "outcomes": dict(explanation.outcomes),
        },
        "parts": [_part(part, explanation.mean_parts) for part in explanation.parts],
        "criteria": [_item(item) for item in made.items],
        "worth": _worth(explanation),
        "leaves": [_leaf(leaf) for leaf in explanation.leaves],
        "extras": [_extra(extra) for extra in explanation.extras],
        "level": [line.unit.name for line in explanation.level],
        "above": _neighbour(explanation.above),
        "below": _neighbour(explanation.below),
    }


def precision_data(explanation: Explanation, precision: RunPrecision) -> dict[str, Any]:
    """The JSON of how precise the figures of a unit are: by level (index, factor, criterion) and id, and the
    interval of its rank; what nothing can be said of has the reason as its value."""
    unit = explanation.standing.unit.id
    levels: dict[str, Any] = {}
    for figure, figure_precision in precision.units.get(unit, {}).items():
        of_level = levels.setdefault(figure.level, {})
        of_level[figure.id] = _precision(figure_precision)
    rank = precision.ranks.get(unit)
    if isinstance(rank, RankInterval):
        levels["rank"] = {"first": rank.first, "last": rank.last}
    else:
        levels["rank"] = rank.value if rank else None
    levels["simultaneous"] = precision.simultaneous
    return {**levels, "index": levels.get("index", {}).get("")}


def _precision(precision: AnyPrecision) -> Any:
    if isinstance(precision, NoPrecision):
        return precision.value
    interval = [precision.low, precision.high]
    return {
        "se": precision.se,
        "interval": interval,
        "design_effect": precision.effect,
        "ballots": precision.ballots,
    }


def _part(part: Part, means: Mapping[str, Fraction]) -> dict[str, Any]:
    return {
        "id": part.id,
        "weight": json_exact(part.weight),
        "score": json_exact(part.score),
        "gained": json_exact(part.gained),
        "lost": json_exact(part.lost),
        "ahead_of_group": json_exact(part.gained - means.get(part.id, Fraction(0))),
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "part": item.part,
        "reached": json_exact(item.reached),
        "full": json_exact(item.full),
        "weight": json_exact(item.weight),
        "gained": json_exact(item.gained),
        "lost": json_exact(item.lost),
        "answers": dict(item.answers),
    }


def _worth(explanation: Explanation) -> dict[str, float | int | None] | None:
    """What each answer of the leader survey is worth in percent of the points; None for other indices."""
    if explanation.survey is None:
        return None
    return {answer: json_number(worth) for answer, worth in explanation.survey.worth.items()}


def _leaf(leaf: LeafExplanation) -> dict[str, Any]:
    line = leaf.line
    return {
        "id": line.part,
        "title": leaf.leaf.title,
        "source": line.source,
        "applies": line.applies,
        "maximum": json_exact(line.maximum),
        "points": json_exact(line.points),
        "self_assessed": json_exact(line.claimed),
        "typed": _cell(leaf.appraised),
        "self_typed": _cell(leaf.claimed),
    }


def _extra(extra: ExtraExplanation) -> dict[str, Any]:
    line = extra.line
    return {
        "id": line.part,
        "title": extra.extra.title,
        "source": line.source,
        "maximum": json_exact(line.maximum),
        "points": json_exact(signed_points(line, line.points)),
        "self_assessed": json_exact(signed_points(line, line.claimed)),
        "typed": _cell(extra.appraised),
        "self_typed": _cell(extra.claimed),
    }


def _cell(cell: TypedCell | None) -> dict[str, str] | None:
    if cell is None:
        return None
    return {"text": cell.text, "file": cell.file, "sheet": cell.sheet, "cell": cell.cell}


def _neighbour(neighbour: Neighbour | None) -> dict[str, Any] | None:
    if neighbour is None:
        return None
    return {
        "unit": neighbour.standing.unit.name,
        "rank": neighbour.standing.rank,
        "score": json_number(neighbour.standing.score),
        "ahead": json_exact(neighbour.ahead),
        "parts": {part: json_exact(ahead) for part, ahead in neighbour.parts.items()},
        "answers": neighbour.rises,
    }
