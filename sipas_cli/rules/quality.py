"""What `sipas check` calls remarkable in ballots: the thresholds of a criteria set."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from sipas_cli.rules.gate import Model, Number, Percent


class QualityRules(Model):
    """When the quality of the ballots is remarked on. No ballot is left out for it and no figure changes,
    so this is in no digest: neither tallies nor runs differ by it."""

    minimum_response_pct: Percent = Decimal(50)
    """Least share of the issued ballots that come back, in percent."""
    minimum_completion_pct: Percent = Decimal(80)
    """Least share of the applicable questions that a unit's valid ballots answer, in percent."""
    least_ballots: Annotated[int, Field(ge=5)] = 20
    """Units and interviewers with fewer valid ballots are not remarked on, nor compared with."""
    least_answers: Annotated[int, Field(ge=2)] = 8
    """Ballots with fewer counted answers say nothing about how they were filled in."""
    standard_errors: Annotated[Number, Field(ge=1)] = Decimal(4)
    """How many standard errors a difference from the others must have, that it is not put down to chance."""
    straight_gap_pct: Percent = Decimal(40)
    """How many percentage points more ballots with one answer throughout a unit has than the others."""
    identical_ballots: Annotated[int, Field(ge=2)] = 5
    """Fewest ballots with the same answers and traits that are remarked on."""
    identical_changes: Annotated[int, Field(ge=0)] = 5
    """Ballots whose answer changes fewer times from one question to the next are not compared: many people
    tick one column, throughout or factor by factor."""
    identical_times_chance: Annotated[Number, Field(ge=1)] = Decimal(10)
    """How many times the number to be expected by chance identical ballots must reach."""
    alike_pct: Percent = Decimal(50)
    """Up to which percentage of the others' spread the spread of an interviewer's ballots is too small."""
    run_ballots: Annotated[int, Field(ge=2)] = 10
    """Fewest ballots in a row with the same answers that are remarked on."""
    chance_pct: Percent = Decimal("0.01")
    """Up to which chance of one in a unit, in percent, identical ballots and rows of equal ones are remarked
    on."""
    burst_ballots: Annotated[int, Field(ge=2)] = 10
    """Fewest ballots of one unit or interviewer within `burst_seconds` that are remarked on."""
    burst_seconds: Annotated[int, Field(ge=1, le=86_400)] = 60
    """How many seconds a burst lasts at most: the last of its first `burst_ballots` comes sooner."""
