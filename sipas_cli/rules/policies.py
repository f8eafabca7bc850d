"""Every policy of a criteria file: its words, and what each of them means.

A word of a file becomes a member of its policy. What decides by it is a `match` that ends in `assert_never`:
mypy then finds every place that does not know a new word. The sentences about a word, in reports and in the
guide of the audit, stand in tables by policy; tests/test_policy_words.py finds those that lack one.
"""

from enum import StrEnum
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class Policy(StrEnum):
    """A policy. A file has its words as they stand here; any other word is refused."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Strictly one of the words when it is read, the plain word when it is written."""
        return core_schema.no_info_after_validator_function(
            cls,
            core_schema.literal_schema([word.value for word in cls]),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda word: word.value),
        )


# --- SIPAS ---------------------------------------------------------------------------------------


class Measure(Policy):
    """What the answers to a question come to."""

    SATISFIED_SHARE = "satisfied_share"
    """Answers at `satisfied_from` or above over the answers that count."""
    MEAN_PERCENT = "mean_percent"
    """The mean answer over the top of the scale x 100."""
    SATISFIED_THROUGHOUT = "satisfied_throughout"
    """Ballots whose every answer is a satisfied one over valid ballots; it has no factors."""


class FactorScore(Policy):
    """What the questions of a factor come to."""

    MEAN_OF_CRITERIA = "mean_of_criteria"
    """The mean of the scores of its questions."""
    POOLED = "pooled"
    """The score of all their answers together."""


class MissingAnswers(Policy):
    """What becomes of blank and refused answers. What does not apply always leaves the denominator."""

    LEAVE_OUT = "leave_out"
    """They leave the denominator."""
    IN_DENOMINATOR = "in_denominator"
    """They stay in it, as answers that are not satisfied."""


class OverallOfBallots(Policy):
    """The province's figure of SIPAS."""

    POOLED = "pooled"
    """From all ballots together."""
    MEAN_OF_UNITS = "mean_of_units"
    """The mean of the units' exact scores."""


class Weights(Policy):
    """How much each factor weighs."""

    GIVEN = "given"
    """What the file says; together 100."""
    EQUAL = "equal"
    """All weigh the same."""


# --- which ballots count -------------------------------------------------------------------------


class Duplicates(Policy):
    """Which of several ballots with one id counts."""

    FIRST = "first"
    """The first by date where there is one, then by file and row."""
    LAST = "last"
    """The last in that order."""
    REJECT_ALL = "reject_all"
    """None."""


class UniqueWithin(Policy):
    """Where an id may stand only once."""

    RUN = "run"
    """In all files of a run."""
    UNIT = "unit"
    """For each unit: ids begin anew with 1 for every one."""


# --- PAR and the leader survey -------------------------------------------------------------------


class IndexOfPoints(Policy):
    """What the points of a unit come to."""

    PERCENT = "percent"
    """Their share of the unit's own maximum, in percent."""
    POINTS = "points"
    """The points themselves."""


class OverallOfPoints(Policy):
    """The province's figure of the PAR index."""

    MEAN_OF_UNITS = "mean_of_units"
    """The mean of the units' exact scores."""
    POOLED = "pooled"
    """All points over all maxima."""


class MissingPoints(Policy):
    """What becomes of a leaf without valid points."""

    NO_SCORE = "no_score"
    """The unit has no score until it is mended."""
    ZERO = "zero"
    """It has 0 points."""
    LEAVE_OUT = "leave_out"
    """It leaves points and maximum."""


class Bonus(Policy):
    """What bonus points are added to."""

    ADDS_POINTS = "adds_points"
    """To the points."""
    ADDS_POINTS_AND_MAXIMUM = "adds_points_and_maximum"
    """To the points and to the maximum."""


class Kinds(Policy):
    """What the kinds of respondents of the leader survey come to."""

    POOLED = "pooled"
    """All answers together."""
    MEAN_OF_KINDS = "mean_of_kinds"
    """Each kind by itself, then their weighted mean."""


# --- both indices --------------------------------------------------------------------------------


class Mode(Policy):
    """How a score is rounded when it is printed."""

    HALF_UP = "half_up"
    """0.005 becomes 0.01."""
    HALF_EVEN = "half_even"
    """A half goes to the even neighbour."""
    DOWN = "down"
    """The further digits are cut off."""


class RankOn(Policy):
    """What ranks and bands follow."""

    PRINTED = "printed"
    """The printed score."""
    EXACT = "exact"
    """The exact score."""


class Ties(Policy):
    """The ranks after a tie."""

    COMPETITION = "competition"
    """1, 2, 2, 4."""
    DENSE = "dense"
    """1, 2, 2, 3."""
