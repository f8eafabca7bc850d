"""A unit that is not registered, told alike by every reader of tables."""

from collections.abc import Mapping
from dataclasses import replace

from sipas_cli.intake import messages
from sipas_cli.messages import FindingKind
from sipas_cli.workspace.units import Match

Told = tuple[FindingKind, Mapping[str, object]]  # a kind of finding and what fills its sentence


def of_ballot(typed: str, match: Match | None) -> Told:
    """What is said of the unit of a ballot.

    match   what the register knows of what was typed; None for a cell that holds no text
    """
    return _told(messages.BALLOT_UNKNOWN_UNIT, typed, match)


def of_points(typed: str, match: Match | None) -> Told:
    """Of the unit of points, as `of_ballot`."""
    return _told(messages.POINTS_UNKNOWN_UNIT, typed, match)


def of_result(typed: str, match: Match | None) -> Told:
    """Of the unit of a line in a published table, as `of_ballot`."""
    return _told(messages.PUBLISHED_UNKNOWN_UNIT, typed, match)


def of_sample(typed: str, match: Match | None) -> Told:
    """Of the unit of a row in a table for sampling, as `of_ballot`."""
    return _told(messages.SAMPLE_UNKNOWN_UNIT, typed, match)


def _told(kind: FindingKind, typed: str, match: Match | None) -> Told:
    """What was typed is repeated only where that is no risk: a column that has shifted may hold the names of
    people. What it may have meant is always said."""
    problem, params = kind.problem, {}
    if match and match.abolished:
        name, year = match.abolished
        return replace(kind, problem=messages.UNIT_ABOLISHED), {"unit": name, "year": year}
    if match and match.suggestions:
        problem, params = messages.UNIT_LIKE, {"suggestions": " / ".join(match.suggestions)}
        if shown := match.shown(typed):
            problem = messages.UNIT_AMBIGUOUS if match.ambiguous else messages.UNIT_NEAR
            params["typed"] = shown
    return replace(kind, problem=problem), params
