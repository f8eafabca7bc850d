"""The figures of a unit: one record for each."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from sipas_cli.figures.figure import Family, Figure, Kind, Place, always, some
from sipas_cli.figures.lines import Line, Lines, Movement
from sipas_cli.messages import say
from sipas_cli.model import Achieved, Claim, GroupStandings, Share, Standing

# --- how they are read ---------------------------------------------------------------------------


def _score(line: Line) -> Fraction | None:
    return line.standing.score


def _band(line: Line) -> str:
    return line.standing.band


def _previous_score(line: Line) -> Fraction | None:
    return line.before.score if line.before else None


def _place(standing: Standing | None, ranked: int) -> Place | None:
    if standing is None or standing.rank is None:
        return None
    return Place(standing.rank, standing.tied, ranked)


def _rank(line: Line) -> Place | None:
    return _place(line.standing, line.movement.ranked if line.movement else 0)


def _previous_rank(line: Line) -> Place | None:
    return _place(line.before, line.movement.ranked_before if line.movement else 0)


_NOTES = {
    "not_ranked": "note.not_ranked",
    "below_minimum": "note.below_minimum",
    "no_score": "note.no_score",
    "missing_points": "note.missing_points",
    "nothing_applies": "note.nothing_applies",
}


def _note(line: Line) -> str:
    """Why a unit is not ranked, in words; "" if it is."""
    standing = line.standing
    if standing.reason or not standing.note:
        return standing.reason
    return say(_NOTES[standing.note], minimum=line.ranking.minimum_ballots)


def _tied_or_note(line: Line) -> str:
    return say("table.tied_note") if line.standing.tied else _note(line)


def _total(achieved: Achieved) -> Share:
    return achieved.total


def _points(share: Callable[[Achieved], Share | None]) -> Callable[[Line], Fraction | None]:
    """Reads the points of a share."""

    def read(line: Line) -> Fraction | None:
        part = share(line.standing.achieved) if line.standing.achieved else None
        return part.points if part else None

    return read


def _maximum(share: Callable[[Achieved], Share | None]) -> Callable[[Line], Fraction | None]:
    """Reads the maximum of a share."""

    def read(line: Line) -> Fraction | None:
        part = share(line.standing.achieved) if line.standing.achieved else None
        return part.maximum if part else None

    return read


def _claimed(what: Callable[[Claim], Fraction]) -> Callable[[Line], Fraction | None]:
    """Reads what stands of the leaves that have self-assessed and appraised points."""

    def read(line: Line) -> Fraction | None:
        claim = line.standing.achieved.claimed if line.standing.achieved else None
        return what(claim) if claim else None

    return read


def _moved(what: Callable[[Movement], int | Fraction | None]) -> Callable[[Line], int | Fraction | None]:
    """Reads what is known where an earlier year is set against the line."""
    return lambda line: what(line.movement) if line.movement else None


_rank_change = _moved(lambda moved: moved.rank_change)
_score_change = _moved(lambda moved: moved.score_change)


def _digits_before(line: Line) -> int:
    return line.movement.decimals_before if line.movement else line.ranking.decimals


def _digits_of_change(line: Line) -> int:
    return line.movement.decimals_of_change if line.movement else line.ranking.decimals


# --- when they are shown -------------------------------------------------------------------------


def of_ballots(table: Lines) -> bool:
    """Where ballots were counted for the table."""
    return table.counted


def any_ballots(table: Lines) -> bool:
    """Where a unit has ballots."""
    return any(line.standing.ballots for line in table.lines)


def banded(table: Lines) -> bool:
    """Where the criteria have bands, whether a unit is in one or not."""
    return any(line.ranking.bands for line in table.lines)


def heads_rated(table: Lines) -> bool:
    """Where the head of a unit is rated."""
    return any(line.standing.head_class for line in table.lines)


def with_points(table: Lines) -> bool:
    """Where the points are at hand that scores were made from."""
    return any(line.standing.achieved for line in table.lines)


def points_apart(table: Lines) -> bool:
    """Where they are, and the score is no number of points already."""
    return not table.in_points and with_points(table)


def maxima_apart(table: Lines) -> bool:
    """The same for maxima; beside a score in points where one of them is not 100."""
    if not table.in_points:
        return with_points(table)
    maxima = {MAXIMUM.value(line) for line in table.lines}
    return bool(maxima - {None, Fraction(100)})


def against_earlier(table: Lines) -> bool:
    """Where an earlier year is set against the table."""
    return table.earlier is not None


scored = some(_score)
previously_scored = some(_previous_score)


def both_scored(table: Lines) -> bool:
    """Where both years have scores."""
    return scored(table) and previously_scored(table)


# --- the unit and its place ----------------------------------------------------------------------

GROUP_ID = Figure(Kind.WORDS, "figure.group", lambda line: line.group.id)
GROUP = Figure(Kind.WORDS, "figure.group_name", lambda line: line.group.name)
UNIT_ID = Figure(Kind.WORDS, "figure.unit_id", lambda line: line.standing.unit.id)
UNIT = Figure(Kind.WORDS, "figure.unit", lambda line: line.standing.unit.name, "table.unit")
RANK = Figure(Kind.RANK, "figure.rank", _rank, "table.rank")
TIED = Figure(Kind.YES_NO, "figure.tied", lambda line: line.standing.tied)
RANKED = Figure(Kind.YES_NO, "figure.ranked", lambda line: line.standing.rank is not None)
SCORE = Figure(
    Kind.SCORE,
    "figure.score",
    _score,
    "table.score",
    in_points="table.points",
    mean=lambda group: group.mean,
)
BAND = Figure(Kind.WORDS, "figure.band", _band, "table.band", when=some(_band))
BALLOTS = Figure(
    Kind.COUNT, "figure.ballots", lambda line: line.standing.ballots, "table.ballots", when=of_ballots
)
NOTE = Figure(Kind.REMARK, "figure.note", _note, "table.note", when=some(_note))
TIED_OR_NOTE = replace(NOTE, value=_tied_or_note, when=always)
NOTE_CODE = Figure(Kind.REMARK, "figure.note_code", lambda line: line.standing.note)
REASON = Figure(Kind.REMARK, "figure.reason", lambda line: line.standing.reason)
HEAD = Figure(Kind.WORDS, "figure.head", lambda line: line.standing.unit.head, "table.head", when=heads_rated)
HEAD_CLASS = Figure(
    Kind.WORDS,
    "figure.head_class",
    lambda line: line.standing.head_class,
    "table.head_class",
    when=heads_rated,
)

# --- the points of the PAR index -----------------------------------------------------------------

POINTS = Figure(
    Kind.POINTS, "figure.points", _points(_total), "table.points", when=points_apart, needs_score=True
)
MAXIMUM = Figure(
    Kind.POINTS, "figure.maximum", _maximum(_total), "table.maximum", when=maxima_apart, needs_score=True
)
SELF_ASSESSED = Figure(
    Kind.POINTS,
    "figure.self_assessed",
    _claimed(lambda claim: claim.self_assessed),
    "table.self_assessed",
    needs_score=True,
)
APPRAISED_OF_SAME = Figure(
    Kind.POINTS,
    "figure.appraised_of_same",
    _claimed(lambda claim: claim.appraised),
    "table.appraised",
    needs_score=True,
)
OVERRATED = Figure(
    Kind.POINTS,
    "figure.overrated",
    _claimed(lambda claim: claim.difference),
    "table.difference",
    needs_score=True,
)


def _factor(name: str) -> Figure:
    return Figure(
        Kind.PERCENT,
        "figure.factor",
        lambda line: line.standing.factors.get(name),
        mean=lambda group: group.factor_means.get(name),
    )


def of_kind(scores: Mapping[tuple[str, str], Fraction], kind: str) -> Figure:
    """The index by the respondents of one kind; `scores` by the id of the unit and the kind."""
    return Figure(Kind.PERCENT, "figure.kinds", lambda line: scores.get((line.standing.unit.id, kind)))


def _area_points(name: str) -> Figure:
    read = _points(lambda achieved: achieved.areas.get(name))
    return Figure(Kind.POINTS, "figure.area", read, needs_score=True)


def _area_maximum(name: str) -> Figure:
    read = _maximum(lambda achieved: achieved.areas.get(name))
    return Figure(Kind.POINTS, "figure.area_maximum", read, needs_score=True)


def _source_points(name: str) -> Figure:
    read = _points(lambda achieved: achieved.sources.get(name))
    return Figure(Kind.POINTS, "figure.source", read, needs_score=True)


def _source_maximum(name: str) -> Figure:
    read = _maximum(lambda achieved: achieved.sources.get(name))
    return Figure(Kind.POINTS, "figure.source_maximum", read, needs_score=True)


def _factors_of(group: GroupStandings) -> list[str]:
    return list(group.factor_means)


def _sources_of(group: GroupStandings) -> list[str]:
    achieved = [line.achieved for line in group.standings if line.achieved]
    return list(dict.fromkeys(source for own in achieved for source in own.sources))


#: Factors of SIPAS, criteria of the leader survey, areas of the PAR index, in percent.
FACTORS = Family(_factors_of, _factor)
AREA_POINTS = Family(_factors_of, _area_points)
AREA_MAXIMA = Family(_factors_of, _area_maximum)
SOURCE_POINTS = Family(_sources_of, _source_points)
SOURCE_MAXIMA = Family(_sources_of, _source_maximum)

# --- against an earlier year ---------------------------------------------------------------------

RANKED_UNITS = Figure(
    Kind.COUNT, "figure.ranked_units", _moved(lambda moved: moved.ranked or None), compared=True
)
PREVIOUS_UNIT = Figure(
    Kind.WORDS,
    "figure.previous_unit",
    lambda line: line.before.unit.name if line.before else None,
    earlier=True,
    compared=True,
)
PREVIOUS_RANK = Figure(
    Kind.RANK, "figure.previous_rank", _previous_rank, "table.rank_of", earlier=True, compared=True
)
PREVIOUS_RANKED_UNITS = Figure(
    Kind.COUNT,
    "figure.previous_ranked_units",
    _moved(lambda moved: moved.ranked_before or None),
    compared=True,
)
PREVIOUS_SCORE = Figure(
    Kind.SCORE,
    "figure.previous_score",
    _previous_score,
    "table.score_of",
    in_points="table.points_of",
    when=some(_previous_score),
    earlier=True,
    compared=True,
    digits=_digits_before,
)
RANK_CHANGE = Figure(
    Kind.PLACES,
    "figure.rank_change",
    _rank_change,
    "table.rank_change",
    when=some(_rank_change),
    compared=True,
)
SCORE_CHANGE = Figure(
    Kind.CHANGE,
    "figure.score_change",
    _score_change,
    "table.score_change",
    when=some(_score_change),
    compared=True,
    digits=_digits_of_change,
)
