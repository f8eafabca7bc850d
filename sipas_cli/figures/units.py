"""The figures of a unit: one record for each."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from sipas_cli.figures import messages
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
    if line.before:
        return line.before.score
    return None


def _place(standing: Standing | None, ranked: int) -> Place | None:
    if standing is None or standing.rank is None:
        return None
    return Place(standing.rank, standing.tied, ranked)


def _rank(line: Line) -> Place | None:
    return _place(line.standing, line.movement.ranked if line.movement else 0)


def _previous_rank(line: Line) -> Place | None:
    return _place(line.before, line.movement.ranked_before if line.movement else 0)


_NOTES = {
    "not_ranked": messages.NOT_RANKED,
    "below_minimum": messages.BELOW_MINIMUM,
    "no_score": messages.NO_SCORE,
    "missing_points": messages.MISSING_POINTS,
    "nothing_applies": messages.NOTHING_APPLIES_NOTE,
}


def _note(line: Line) -> str:
    """Why a unit is not ranked, in words; "" if it is."""
    standing = line.standing
    if standing.reason or not standing.note:
        return standing.reason
    return say(_NOTES[standing.note], minimum=line.ranking.minimum_ballots)


def _tied_or_note(line: Line) -> str:
    if line.standing.tied:
        return say(messages.TIED_NOTE)
    return _note(line)


def _total(achieved: Achieved) -> Share:
    return achieved.total


def _points(share: Callable[[Achieved], Share | None]) -> Callable[[Line], Fraction | None]:
    """Reads the points of a share."""

    def read(line: Line) -> Fraction | None:
        part = share(line.standing.achieved) if line.standing.achieved else None
        if part:
            return part.points
        return None

    return read


def _maximum(share: Callable[[Achieved], Share | None]) -> Callable[[Line], Fraction | None]:
    """Reads the maximum of a share."""

    def read(line: Line) -> Fraction | None:
        part = share(line.standing.achieved) if line.standing.achieved else None
        if part:
            return part.maximum
        return None

    return read


def _claimed(what: Callable[[Claim], Fraction]) -> Callable[[Line], Fraction | None]:
    """Reads what stands of the leaves that have self-assessed and appraised points."""

    def read(line: Line) -> Fraction | None:
        claim = line.standing.achieved.claimed if line.standing.achieved else None
        if claim:
            return what(claim)
        return None

    return read


def _moved(what: Callable[[Movement], int | Fraction | None]) -> Callable[[Line], int | Fraction | None]:
    """Reads what is known where an earlier year is set against the line."""
    return lambda line: what(line.movement) if line.movement else None


_rank_change = _moved(lambda moved: moved.rank_change)
_score_change = _moved(lambda moved: moved.score_change)


def _digits_before(line: Line) -> int:
    if line.movement:
        return line.movement.decimals_before
    return line.ranking.decimals


def _digits_of_change(line: Line) -> int:
    if line.movement:
        return line.movement.decimals_of_change
    return line.ranking.decimals


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

GROUP_ID = Figure(Kind.WORDS, messages.GROUP_MEANING, lambda line: line.group.id)
GROUP = Figure(Kind.WORDS, messages.GROUP_NAME_MEANING, lambda line: line.group.name)
UNIT_ID = Figure(Kind.WORDS, messages.UNIT_ID_MEANING, lambda line: line.standing.unit.id)
UNIT = Figure(Kind.WORDS, messages.UNIT_MEANING, lambda line: line.standing.unit.name, messages.UNIT)
RANK = Figure(Kind.RANK, messages.RANK_MEANING, _rank, messages.RANK)
TIED = Figure(Kind.YES_NO, messages.TIED_MEANING, lambda line: line.standing.tied)
RANKED = Figure(Kind.YES_NO, messages.RANKED_MEANING, lambda line: line.standing.rank is not None)
SCORE = Figure(
    Kind.SCORE,
    messages.SCORE_MEANING,
    _score,
    messages.SCORE,
    in_points=messages.POINTS,
    mean=lambda group: group.mean,
)
BAND = Figure(Kind.WORDS, messages.BAND_MEANING, _band, messages.BAND, when=some(_band))
BALLOTS = Figure(
    Kind.COUNT,
    messages.BALLOTS_MEANING,
    lambda line: line.standing.ballots,
    messages.BALLOTS,
    when=of_ballots,
)
NOTE = Figure(Kind.REMARK, messages.NOTE_MEANING, _note, messages.NOTE, when=some(_note))
TIED_OR_NOTE = replace(NOTE, value=_tied_or_note, when=always)
NOTE_CODE = Figure(Kind.REMARK, messages.NOTE_CODE_MEANING, lambda line: line.standing.note)
REASON = Figure(Kind.REMARK, messages.REASON_MEANING, lambda line: line.standing.reason)
HEAD = Figure(
    Kind.WORDS, messages.HEAD_MEANING, lambda line: line.standing.unit.head, messages.HEAD, when=heads_rated
)
HEAD_CLASS = Figure(
    Kind.WORDS,
    messages.HEAD_CLASS_MEANING,
    lambda line: line.standing.head_class,
    messages.HEAD_CLASS,
    when=heads_rated,
)

# --- how sure the score and the rank are ---------------------------------------------------------


def _se(line: Line) -> Fraction | None:
    return line.surety.se


def _low(line: Line) -> Fraction | None:
    return line.surety.low


def _high(line: Line) -> Fraction | None:
    return line.surety.high


def _first(line: Line) -> int | None:
    return line.surety.first


def _last(line: Line) -> int | None:
    return line.surety.last


def _surety_note(line: Line) -> str:
    return line.surety.reason


def _effect(line: Line) -> Fraction | None:
    return line.surety.effect


def _drawn_otherwise(table: Lines) -> bool:
    """Where a sample was drawn otherwise than simply at random: else the design effect is 1."""
    return any(line.surety.effect not in (None, Fraction(1)) for line in table.lines)


SE = Figure(Kind.SCORE, messages.SE_MEANING, _se, messages.SE_HEADING, when=some(_se))
LOW = Figure(Kind.SCORE, messages.LOW_MEANING, _low, messages.LOW_HEADING, when=some(_low))
HIGH = Figure(Kind.SCORE, messages.HIGH_MEANING, _high, messages.HIGH_HEADING, when=some(_high))
EFFECT = Figure(
    Kind.SCORE,
    messages.EFFECT_MEANING,
    _effect,
    messages.EFFECT_HEADING,
    when=_drawn_otherwise,
    digits=lambda _line: 2,
)
FIRST_RANK = Figure(
    Kind.COUNT, messages.FIRST_RANK_MEANING, _first, messages.FIRST_RANK_HEADING, when=some(_first)
)
LAST_RANK = Figure(
    Kind.COUNT, messages.LAST_RANK_MEANING, _last, messages.LAST_RANK_HEADING, when=some(_last)
)
SURETY_NOTE = Figure(
    Kind.REMARK,
    messages.SURETY_NOTE_MEANING,
    _surety_note,
    messages.SURETY_NOTE_HEADING,
    when=some(_surety_note),
)

# --- the points of the PAR index -----------------------------------------------------------------

POINTS = Figure(
    Kind.POINTS,
    messages.POINTS_MEANING,
    _points(_total),
    messages.POINTS,
    when=points_apart,
    needs_score=True,
)
MAXIMUM = Figure(
    Kind.POINTS,
    messages.MAXIMUM_MEANING,
    _maximum(_total),
    messages.MAXIMUM,
    when=maxima_apart,
    needs_score=True,
)
SELF_ASSESSED = Figure(
    Kind.POINTS,
    messages.SELF_ASSESSED_MEANING,
    _claimed(lambda claim: claim.self_assessed),
    messages.SELF_ASSESSED,
    needs_score=True,
)
APPRAISED_OF_SAME = Figure(
    Kind.POINTS,
    messages.APPRAISED_OF_SAME_MEANING,
    _claimed(lambda claim: claim.appraised),
    messages.APPRAISED,
    needs_score=True,
)
OVERRATED = Figure(
    Kind.POINTS,
    messages.OVERRATED_MEANING,
    _claimed(lambda claim: claim.difference),
    messages.DIFFERENCE,
    needs_score=True,
)


def _factor(name: str) -> Figure:
    return Figure(
        Kind.PERCENT,
        messages.FACTOR_MEANING,
        lambda line: line.standing.factors.get(name),
        mean=lambda group: group.factor_means.get(name),
    )


def of_kind(scores: Mapping[tuple[str, str], Fraction], kind: str) -> Figure:
    """The index by the respondents of one kind; `scores` by the id of the unit and the kind."""
    return Figure(
        Kind.PERCENT, messages.KINDS_MEANING, lambda line: scores.get((line.standing.unit.id, kind))
    )


def _area_points(name: str) -> Figure:
    read = _points(lambda achieved: achieved.areas.get(name))
    return Figure(Kind.POINTS, messages.AREA_MEANING, read, needs_score=True)


def _area_maximum(name: str) -> Figure:
    read = _maximum(lambda achieved: achieved.areas.get(name))
    return Figure(Kind.POINTS, messages.AREA_MAXIMUM_MEANING, read, needs_score=True)


def _source_points(name: str) -> Figure:
    read = _points(lambda achieved: achieved.sources.get(name))
    return Figure(Kind.POINTS, messages.SOURCE_MEANING, read, needs_score=True)


def _source_maximum(name: str) -> Figure:
    read = _maximum(lambda achieved: achieved.sources.get(name))
    return Figure(Kind.POINTS, messages.SOURCE_MAXIMUM_MEANING, read, needs_score=True)


def _factors_of(group: GroupStandings) -> list[str]:
    return list(group.factor_means)


def _sources_of(group: GroupStandings) -> list[str]:
    achieved = [line.achieved for line in group.standings if line.achieved]
    return list(dict.fromkeys(source for points in achieved for source in points.sources))


#: Factors of SIPAS, criteria of the leader survey, areas of the PAR index, in percent.
FACTORS = Family(_factors_of, _factor)
AREA_POINTS = Family(_factors_of, _area_points)
AREA_MAXIMA = Family(_factors_of, _area_maximum)
SOURCE_POINTS = Family(_sources_of, _source_points)
SOURCE_MAXIMA = Family(_sources_of, _source_maximum)

# --- against an earlier year ---------------------------------------------------------------------

RANKED_UNITS = Figure(
    Kind.COUNT, messages.RANKED_UNITS_MEANING, _moved(lambda moved: moved.ranked or None), compared=True
)
PREVIOUS_UNIT = Figure(
    Kind.WORDS,
    messages.PREVIOUS_UNIT_MEANING,
    lambda line: line.before.unit.name if line.before else None,
    earlier=True,
    compared=True,
)
PREVIOUS_RANK = Figure(
    Kind.RANK, messages.PREVIOUS_RANK_MEANING, _previous_rank, messages.RANK_OF, earlier=True, compared=True
)
PREVIOUS_RANKED_UNITS = Figure(
    Kind.COUNT,
    messages.PREVIOUS_RANKED_UNITS_MEANING,
    _moved(lambda moved: moved.ranked_before or None),
    compared=True,
)
PREVIOUS_SCORE = Figure(
    Kind.SCORE,
    messages.PREVIOUS_SCORE_MEANING,
    _previous_score,
    messages.SCORE_OF,
    in_points=messages.POINTS_OF,
    when=some(_previous_score),
    earlier=True,
    compared=True,
    digits=_digits_before,
)
RANK_CHANGE = Figure(
    Kind.PLACES,
    messages.RANK_CHANGE_MEANING,
    _rank_change,
    messages.RANK_CHANGE_HEADING,
    when=some(_rank_change),
    compared=True,
)
SCORE_CHANGE = Figure(
    Kind.CHANGE,
    messages.SCORE_CHANGE_MEANING,
    _score_change,
    messages.SCORE_CHANGE_HEADING,
    when=some(_score_change),
    compared=True,
    digits=_digits_of_change,
)
