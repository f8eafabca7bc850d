"""Standings as the data of the contract: what JSON shows and documents are filled with."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sipas_cli.documents import report_words
from sipas_cli.figures import outputs
from sipas_cli.figures.figure import Figure
from sipas_cli.figures.lines import Line, Lines, Movement, Surety, lines_of
from sipas_cli.figures.printing import counted, json_number, json_value
from sipas_cli.messages import say
from sipas_cli.model import PAR, Achieved, GroupStandings, Share, Standings
from sipas_cli.runs.run import SCORED, StoredRun
from sipas_cli.runs.tables import printed_scores

if TYPE_CHECKING:  # what errors need takes long to import
    from sipas_cli.runs.sureties import OfFigures, Sureties


def standings_data(
    stored: StoredRun, ranking: Standings, sureties: "Sureties | None" = None
) -> dict[str, Any]:
    """The JSON of `score` and `rank`; scores are the printed numbers. `sureties`, where they were asked
    for."""
    manifest, kinds = stored.manifest, _kinds(stored)
    return {
        "year": stored.year,
        "index": manifest["index"],
        "criteria": manifest["criteria"]["id"],
        "run": stored.name,
        "unit_of_score": manifest["unit_of_score"],
        "notice": stored.notice,
        "overall": {
            "score": json_number(stored.standings.overall),
            "units": stored.standings.units,
            "ballots": manifest["counts"]["ballots_valid"],
            **({**_precision(sureties.overall), **_parts(sureties.of_all)} if sureties else {}),
        },
        "bands": stored.standings.in_bands,
        "full": [line.unit.name for line in stored.standings.full],
        "folded": manifest["folded"],
        "groups": [_group(group, ranking, kinds, sureties) for group in ranking.groups],
        "findings": {
            "ballots_read": manifest["counts"]["ballots_read"],
            "ballots_rejected": manifest["counts"]["ballots_rejected"],
            "by_code": manifest["counts"]["findings"],
        },
    }


#: More units than this that may be the first are counted, not named.
_MOST_LEADING = 4
#: Id of a unit -> kind of respondent -> index by those respondents alone.
Kinds = Mapping[str, Mapping[str, Fraction]]


def _kinds(stored: StoredRun) -> Kinds:
    """What the leader survey says by kind of respondent; nothing for the other indices."""
    scores: dict[str, dict[str, Fraction]] = {}
    for (unit, name), score in printed_scores(stored.path, "kind").items() if stored.index == "xhh" else ():
        if "/" not in name:  # of the whole index, not of one criterion
            scores.setdefault(unit, {})[name] = score
    return scores


def _precision(surety: Surety) -> dict[str, Any]:
    """How sure a mean is, under the names that units have."""
    return {
        "se": json_number(surety.se),
        "interval_low": json_number(surety.low),
        "interval_high": json_number(surety.high),
        "design_effect": json_number(surety.effect),
        "precision_note": surety.reason,
    }


def leading_text(names: Sequence[str]) -> str:
    """Which units may be the first; where they are many, only how many."""
    if len(names) > _MOST_LEADING:
        return say(report_words.MANY_MAY_LEAD, count=counted(len(names)))
    return f"{say(report_words.MAY_LEAD)}: {', '.join(names)}"


def _parts(sureties: "OfFigures") -> dict[str, Any]:
    """How sure the parts of an index are, by their ids: factors, areas or leaves; and criteria."""
    parts: dict[str, dict[str, Any]] = {"factors": {}, "criteria": {}}
    for figure, surety in sureties.items():
        if figure.level == "factor":
            parts["factors"][figure.id] = _precision(surety)
        if figure.level == "criterion":
            parts["criteria"][figure.id] = _precision(surety)
    return {"precision": parts}


def _of_group(group: GroupStandings, sureties: "Sureties") -> dict[str, Any]:
    """How sure the mean of a group is, and which of its units may be the first."""
    mean = sureties.groups[group.group.id]
    parts = _parts(sureties.of_groups.get(group.group.id, {}))
    return {"mean_precision": {**_precision(mean), **parts}, "may_lead": sureties.may_lead(group)}


def _group(
    group: GroupStandings, ranking: Standings, kinds: Kinds, sureties: "Sureties | None"
) -> dict[str, Any]:
    units = []
    for line in lines_of(ranking, group, None, sureties.units if sureties else None):
        unit = _unit(line, kinds)
        if sureties:
            unit |= _values(outputs.PRECISION, line)
            unit |= _parts(sureties.of_units.get(line.standing.unit.id, {}))
        units.append(unit)
    sure = _of_group(group, sureties) if sureties else {}
    return {
        "id": group.group.id,
        "name": group.group.name,
        "mean": json_number(group.mean),
        "factors": _numbers(group.factor_means),
        "bands": group.bands,
        "leaders": [line.unit.name for line in group.leaders],
        "units": units,
        **sure,
    }


def _unit(line: Line, kinds: Kinds) -> dict[str, Any]:
    """What is said of a unit; what it has nothing of is left out."""
    standing = line.standing
    unit = {**_values(outputs.JSON, line), "factors": _numbers(standing.factors)}
    if of_kinds := kinds.get(standing.unit.id):
        unit["kinds"] = _numbers(of_kinds)
    if standing.head_class:
        unit |= _values(outputs.JSON_HEADS, line)
    if standing.achieved:
        unit |= _points(line, standing.achieved)
    return unit


def _values(figures: Mapping[str, Figure], line: Line) -> dict[str, Any]:
    return {name: json_value(figure, line) for name, figure in figures.items()}


def _points(line: Line, achieved: Achieved) -> dict[str, Any]:
    """The points of the PAR index: in all, by area, by where they come from, and as self-assessed beside
    the appraised points of the same leaves."""
    return {
        **_values(outputs.JSON_TOTAL, line),
        "areas": {name: _share(share) for name, share in achieved.areas.items()},
        "sources": {name: _share(share) for name, share in achieved.sources.items()},
        **_values(outputs.JSON_CLAIM, line),
    }


def _share(share: Share) -> dict[str, float | None]:
    return {"points": json_number(share.points), "maximum": json_number(share.maximum)}


def _numbers(scores: Mapping[str, Fraction | None]) -> dict[str, float | None]:
    return {name: json_number(score) for name, score in scores.items()}


# --- tables --------------------------------------------------------------------------------------


def lines_of_run(
    run: StoredRun,
    group: GroupStandings,
    movements: Mapping[str, Movement] | None = None,
    earlier: int | None = None,
    sureties: Mapping[str, Surety] | None = None,
) -> Lines:
    """The lines of a group of a run, for a table.

    movements   id of a unit -> the unit beside what it was in the year `earlier`
    """
    return Lines(
        lines_of(run.standings, group, movements, sureties),
        year=run.year,
        earlier=earlier,
        in_points=run.in_points,
        counted=run.index != PAR and run.origin == SCORED,
        unit=say(report_words.POINTS_UNIT) if run.in_points else "%",
    )
