"""What each output shows of a line, in its order."""

from collections.abc import Mapping, Sequence

from sipas_cli.figures import messages, units
from sipas_cli.figures.figure import Column, Figure, always
from sipas_cli.figures.lines import Line

#: `score` and `rank` on a terminal and in Markdown.
TERMINAL = (
    Column(units.RANK),
    Column(units.UNIT),
    Column(units.POINTS),
    Column(units.MAXIMUM),
    Column(units.SCORE),
    Column(units.BAND),
    Column(units.BALLOTS),
    Column(units.HEAD_CLASS),
    Column(units.SE),
    Column(units.LOW),
    Column(units.HIGH),
    Column(units.EFFECT),
    Column(units.FIRST_RANK),
    Column(units.LAST_RANK),
    Column(units.SURETY_NOTE),
    Column(units.NOTE),
)
#: The table of self-assessed points in `rank --detail`.
CLAIMS = (Column(units.SELF_ASSESSED), Column(units.APPRAISED_OF_SAME), Column(units.OVERRATED))

#: `compare` on a terminal and in Markdown.
COMPARISON = (
    Column(units.RANK, messages.RANK_OF),
    Column(units.UNIT),
    Column(units.PREVIOUS_SCORE),
    Column(units.SCORE, messages.SCORE_OF, messages.POINTS_OF, units.scored),
    Column(units.SCORE_CHANGE, when=units.both_scored),
    Column(units.PREVIOUS_RANK),
    Column(units.RANK_CHANGE, when=always),
)

#: The tables of ranks in the report.
REPORT = (
    Column(units.RANK),
    Column(units.UNIT),
    Column(units.SCORE, messages.SCORE_IN),
    Column(units.POINTS),
    Column(units.MAXIMUM, when=units.points_apart),
    Column(units.BAND, when=units.banded),
    Column(units.SCORE_CHANGE, messages.CHANGE_IN),
    Column(units.RANK_CHANGE, messages.RANK_CHANGE),
    Column(units.BALLOTS, when=units.any_ballots),
    Column(units.HEAD_CLASS),
    Column(units.NOTE),
)

#: The workbook of results: before the points of each source and the factors, and after them.
WORKBOOK = (
    Column(units.RANK, width=7),
    Column(units.UNIT),
    Column(units.SCORE, width=20),
    Column(units.BAND, width=16),
    Column(units.BALLOTS, width=9),
    Column(units.POINTS, messages.TOTAL, when=units.with_points, width=10),
    Column(units.MAXIMUM, when=units.with_points, width=10),
)
WORKBOOK_AFTER = (
    Column(units.PREVIOUS_RANK, when=units.against_earlier, width=8),
    Column(units.PREVIOUS_SCORE, when=units.against_earlier, width=9),
    Column(units.RANK_CHANGE, messages.RANK_CHANGE, when=units.against_earlier, width=10),
    Column(units.SCORE_CHANGE, messages.INDEX_CHANGE, messages.SCORE_CHANGE, units.against_earlier, 11),
    Column(units.HEAD, width=20),
    Column(units.HEAD_CLASS, width=22),
    Column(units.TIED_OR_NOTE),
)

# --- by name -------------------------------------------------------------------------------------

#: standings.csv of a run, and `rank --format csv`; these names do not change, as runs are read again.
STANDINGS: Mapping[str, Figure] = {
    "group": units.GROUP_ID,
    "group_name": units.GROUP,
    "rank": units.RANK,
    "tied": units.TIED,
    "unit_id": units.UNIT_ID,
    "unit": units.UNIT,
    "score_pct": units.SCORE,
    "band": units.BAND,
    "ballots": units.BALLOTS,
    "ranked": units.RANKED,
    "note": units.NOTE_CODE,
    "reason": units.REASON,
}
#: Its columns where heads are rated.
STANDINGS_HEADS: Mapping[str, Figure] = {"head": units.HEAD, "head_class": units.HEAD_CLASS}
#: What `rank --precision` adds, in csv and in JSON.
PRECISION: Mapping[str, Figure] = {
    "se": units.SE,
    "interval_low": units.LOW,
    "interval_high": units.HIGH,
    "design_effect": units.EFFECT,
    "rank_first": units.FIRST_RANK,
    "rank_last": units.LAST_RANK,
    "precision_note": units.SURETY_NOTE,
}
FACTOR, POINTS, MAXIMUM, AREA, SOURCE = "factor:", "points:", "maximum:", "area:", "source:"
#: Its columns of the totals and of the leaves that have self-assessed points.
STANDINGS_TOTAL: Mapping[str, Figure] = {f"{POINTS}total": units.POINTS, f"{MAXIMUM}total": units.MAXIMUM}
SELF_ASSESSED, APPRAISED_OF_SAME = f"{POINTS}self_assessed", f"{POINTS}appraised_of_same"
STANDINGS_CLAIM: Mapping[str, Figure] = {
    SELF_ASSESSED: units.SELF_ASSESSED,
    APPRAISED_OF_SAME: units.APPRAISED_OF_SAME,
}


def standings_columns(lines: Sequence[Line]) -> dict[str, Figure]:
    """The columns of standings.csv for some lines. Those that no unit has anything in, such as the points of
    the PAR index, are left out."""
    columns = dict(STANDINGS)
    for line in lines:
        columns |= {f"{FACTOR}{name}": units.FACTORS.figure(name) for name in line.standing.factors}
    for line in lines:
        columns |= _points_columns(line)
    if any(line.standing.head_class for line in lines):
        columns |= STANDINGS_HEADS
    return columns


def _points_columns(line: Line) -> dict[str, Figure]:
    """The columns that the points of one unit stand in."""
    achieved = line.standing.achieved
    if achieved is None:
        return {}
    columns = dict(STANDINGS_TOTAL)
    for area in achieved.areas:
        columns[f"{POINTS}{AREA}{area}"] = units.AREA_POINTS.figure(area)
        columns[f"{MAXIMUM}{AREA}{area}"] = units.AREA_MAXIMA.figure(area)
    for source in achieved.sources:
        columns[f"{POINTS}{SOURCE}{source}"] = units.SOURCE_POINTS.figure(source)
        columns[f"{MAXIMUM}{SOURCE}{source}"] = units.SOURCE_MAXIMA.figure(source)
    if achieved.claimed:
        columns |= STANDINGS_CLAIM
    return columns


#: `rank --format json`: of every unit; where heads are rated; of points.
JSON: Mapping[str, Figure] = {
    "rank": units.RANK,
    "tied": units.TIED,
    "unit": units.UNIT,
    "id": units.UNIT_ID,
    "score": units.SCORE,
    "band": units.BAND,
    "ballots": units.BALLOTS,
    "ranked": units.RANKED,
    "note": units.NOTE,
}
JSON_HEADS: Mapping[str, Figure] = {"head": units.HEAD, "head_class": units.HEAD_CLASS}
JSON_TOTAL: Mapping[str, Figure] = {"points": units.POINTS, "maximum": units.MAXIMUM}
JSON_CLAIM: Mapping[str, Figure] = {
    "self_assessed": units.SELF_ASSESSED,
    "self_assessed_appraised": units.APPRAISED_OF_SAME,
}

#: `compare --format json`.
COMPARISON_JSON: Mapping[str, Figure] = {
    "rank": units.RANK,
    "tied": units.TIED,
    "unit": units.UNIT,
    "id": units.UNIT_ID,
    "score": units.SCORE,
    "previous_unit": units.PREVIOUS_UNIT,
    "previous_rank": units.PREVIOUS_RANK,
    "previous_score": units.PREVIOUS_SCORE,
    "ranked": units.RANKED_UNITS,
    "previous_ranked": units.PREVIOUS_RANKED_UNITS,
    "rank_change": units.RANK_CHANGE,
    "score_change": units.SCORE_CHANGE,
}
#: `compare --format csv`.
COMPARISON_CSV: Mapping[str, Figure] = {
    "group": units.GROUP_ID,
    "group_name": units.GROUP,
    "rank": units.RANK,
    "tied": units.TIED,
    "unit": units.UNIT,
    "id": units.UNIT_ID,
    "score": units.SCORE,
    "previous_unit": units.PREVIOUS_UNIT,
    "previous_rank": units.PREVIOUS_RANK,
    "previous_score": units.PREVIOUS_SCORE,
    "rank_change": units.RANK_CHANGE,
    "score_change": units.SCORE_CHANGE,
}

#: What a column of an appendix of the decision may hold, besides "area:" with the id of an area of the PAR
#: index and "source:" with the id of any index that points come from.
DECISION: Mapping[str, Figure] = {
    "rank": units.RANK,
    "unit": units.UNIT,
    "score": units.SCORE,
    "band": units.BAND,
    "points": units.POINTS,
    "maximum": units.MAXIMUM,
    "appraisal": units.SOURCE_POINTS.figure("appraisal"),
    "xhh": units.SOURCE_POINTS.figure("xhh"),
    "sipas": units.SOURCE_POINTS.figure("sipas"),
    "bonus": units.SOURCE_POINTS.figure("bonus"),
    "penalty": units.SOURCE_POINTS.figure("penalty"),
    "previous_rank": units.PREVIOUS_RANK,
    "previous_score": units.PREVIOUS_SCORE,
    "rank_change": units.RANK_CHANGE,
    "score_change": units.SCORE_CHANGE,
    "note": units.NOTE,
    "head": units.HEAD,
    "head_class": units.HEAD_CLASS,
    "ballots": units.BALLOTS,
}


def decision_figure(field: str) -> Figure:
    """The figure that a column of an appendix holds."""
    if field.startswith(AREA):
        return units.AREA_POINTS.figure(field.removeprefix(AREA))
    if field.startswith(SOURCE):
        return units.SOURCE_POINTS.figure(field.removeprefix(SOURCE))
    return DECISION[field]
