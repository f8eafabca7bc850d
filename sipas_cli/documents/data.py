"""Standings as the data of the contract: what JSON shows and documents are filled with."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sipas_cli.messages import say
from sipas_cli.model import Achieved, GroupStandings, Share, Standing, Standings
from sipas_cli.runs.run import StoredRun
from sipas_cli.runs.tables import printed_scores


def standings_data(stored: StoredRun, ranking: Standings) -> dict[str, Any]:
    """The JSON of `score` and `rank`; scores are the printed numbers."""
    manifest, kinds = stored.manifest, _kinds(stored)
    return {
        "year": stored.year,
        "index": manifest["index"],
        "criteria": manifest["criteria"]["id"],
        "run": stored.name,
        "unit_of_score": manifest["unit_of_score"],
        "notice": stored.notice,
        "overall": {
            "score": _number(stored.standings.overall),
            "units": stored.standings.units,
            "ballots": manifest["counts"]["ballots_valid"],
        },
        "bands": stored.standings.in_bands,
        "full": [line.unit.name for line in stored.standings.full],
        "folded": manifest["folded"],
        "groups": [_group(group, ranking.minimum_ballots, kinds) for group in ranking.groups],
        "findings": {
            "ballots_read": manifest["counts"]["ballots_read"],
            "ballots_rejected": manifest["counts"]["ballots_rejected"],
            "by_code": manifest["counts"]["findings"],
        },
    }


#: Id of a unit -> kind of respondent -> index by those respondents alone.
Kinds = Mapping[str, Mapping[str, Fraction]]


def _kinds(stored: StoredRun) -> Kinds:
    """What the leader survey says by kind of respondent; nothing for the other indices."""
    found: dict[str, dict[str, Fraction]] = {}
    for (unit, name), score in printed_scores(stored.path, "kind").items() if stored.index == "xhh" else ():
        if "/" not in name:  # of the whole index, not of one criterion
            found.setdefault(unit, {})[name] = score
    return found


def _group(group: GroupStandings, minimum: int, kinds: Kinds) -> dict[str, Any]:
    return {
        "id": group.group.id,
        "name": group.group.name,
        "mean": _number(group.mean),
        "factors": {name: _number(mean) for name, mean in group.factor_means.items()},
        "bands": group.bands,
        "leaders": [line.unit.name for line in group.leaders],
        "units": [_unit(line, minimum, kinds) for line in group.standings],
    }


def _unit(line: Standing, minimum: int, kinds: Kinds) -> dict[str, Any]:
    own = kinds.get(line.unit.id)
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
        **({"kinds": {name: _number(score) for name, score in own.items()}} if own else {}),
        **({"head": line.unit.head, "head_class": line.head_class} if line.head_class else {}),
        **(_points(line.achieved) if line.achieved else {}),
    }


def _points(achieved: Achieved) -> dict[str, Any]:
    """The points of the PAR index: in all, by area, by where they come from, and as self-assessed beside
    the appraised points of the same leaves."""
    claimed = achieved.claimed
    return {
        **_share(achieved.total),
        "areas": {name: _share(share) for name, share in achieved.areas.items()},
        "sources": {name: _share(share) for name, share in achieved.sources.items()},
        "self_assessed": _number(claimed.self_assessed) if claimed else None,
        "self_assessed_appraised": _number(claimed.appraised) if claimed else None,
    }


def _share(share: Share) -> dict[str, float | None]:
    return {"points": _number(share.points), "maximum": _number(share.maximum)}


def note_text(line: Standing, minimum: int, lang: str | None = None) -> str:
    """Why a unit is not ranked, in words; "" if it is."""
    return line.reason or (say(f"note.{line.note}", lang=lang, minimum=minimum) if line.note else "")


def _number(score: Fraction | None) -> float | None:
    """A printed score as a JSON number: the nearest float prints the same digits again."""
    return None if score is None else float(score)
