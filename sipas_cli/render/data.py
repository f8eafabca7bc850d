"""Standings as the data of the contract: what JSON shows and documents are filled with."""

from fractions import Fraction
from typing import Any

from sipas_cli.i18n import say
from sipas_cli.model import GroupStandings, Standing, Standings
from sipas_cli.store import StoredRun


def standings_data(stored: StoredRun, ranking: Standings) -> dict[str, Any]:
    """The JSON of `score` and `rank`; scores are the printed numbers."""
    manifest = stored.manifest
    return {
        "year": stored.year,
        "index": manifest["index"],
        "criteria": manifest["criteria"]["id"],
        "run": stored.name,
        "unit_of_score": "%",
        "notice": stored.notice,
        "overall": {
            "score": _number(stored.standings.overall),
            "units": stored.standings.units,
            "ballots": manifest["counts"]["ballots_valid"],
        },
        "groups": [_group(group, ranking.minimum_ballots) for group in ranking.groups],
        "findings": {
            "ballots_read": manifest["counts"]["ballots_read"],
            "ballots_rejected": manifest["counts"]["ballots_rejected"],
            "by_code": manifest["counts"]["findings"],
        },
    }


def _group(group: GroupStandings, minimum: int) -> dict[str, Any]:
    return {
        "id": group.group.id,
        "name": group.group.name,
        "mean": _number(group.mean),
        "units": [_unit(line, minimum) for line in group.standings],
    }


def _unit(line: Standing, minimum: int) -> dict[str, Any]:
    return {
        "rank": line.rank,
        "tied": line.tied,
        "unit": line.unit.name,
        "id": line.unit.id,
        "score": _number(line.score),
        "band": line.band,
        "ballots": line.ballots,
        "ranked": line.rank is not None,
        "note": note_text(line, minimum),
        "factors": {name: _number(score) for name, score in line.factors.items()},
    }


def note_text(line: Standing, minimum: int, lang: str | None = None) -> str:
    """Why a unit is not ranked, in words; "" if it is."""
    return line.reason or (say(f"note.{line.note}", lang=lang, minimum=minimum) if line.note else "")


def _number(score: Fraction | None) -> float | None:
    """A printed score as a JSON number: the nearest float prints the same digits again."""
    return None if score is None else float(score)
