"""How many ballots of each unit came back, and how complete they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from sipas_cli.intake.ballots import quality_messages
from sipas_cli.intake.ballots.pool import Look, counts_in
from sipas_cli.model import OUTCOMES, Ballots, Finding, Unit
from sipas_cli.rules.criteria import NOT_APPLICABLE
from sipas_cli.rules.quality import QualityRules
from sipas_cli.text.numbers import half_up
from sipas_cli.workspace.workspace import ISSUED

if TYPE_CHECKING:
    from sipas_cli.intake.ballots.pool import Numbers


@dataclass(frozen=True, slots=True)
class Rates:
    """The counts of one unit, or of all (`unit` None).

    issued      ballots that were given out, None where `issued.csv` does not tell
    received    rows that name the unit, without second ones of the same id; `returned` of these, those of
                units of which is known how many were issued
    answered    counted answers of the valid ballots; `applicable` is how many there could be, without
                questions that nobody of the unit answered
    judged      valid ballots with enough answers to tell how they were filled in; of these
    straight    those with one answer throughout
    identical   those that are copies of others, in `groups` of equal ones
    """

    unit: Unit | None
    issued: int | None
    received: int
    returned: int
    valid: int
    answered: int
    applicable: int
    judged: int
    straight: int
    identical: int
    groups: int

    @property
    def response_pct(self) -> Fraction | None:
        """Received over issued ballots in percent, to one decimal as all of these."""
        return _pct(self.returned, self.issued or 0)

    @property
    def completion_pct(self) -> Fraction | None:
        """Answers given, in percent of those that could be; None without any."""
        return _pct(self.answered, self.applicable)

    @property
    def straight_pct(self) -> Fraction | None:
        """Ballots of one answer throughout, in percent of those that were judged; None without any."""
        return _pct(self.straight, self.judged)


def _pct(part: int, whole: int) -> Fraction | None:
    if not whole:
        return None
    return half_up(Fraction(100 * part, whole), 1)


def rates_of_units(
    tables: Sequence[Ballots], look: Look, copies: Sequence["Numbers"], issued: Mapping[str, int]
) -> list[Rates]:
    """The rates of all units that are measured or have ballots.

    copies   the places of identical ballots in the pool, an array for each group of equal ones
    issued   id of a unit -> ballots that were given out
    """
    counts = {
        "received": _received(tables, len(look.units)),
        "valid": look.per_unit(look.counted >= 0),
        "judged": look.per_unit(look.judged),
        "straight": look.per_unit(look.straight),
    }
    counts["answered"], counts["applicable"] = _answered(look)
    counts["identical"], counts["groups"] = _copied(look, copies)
    rates = []
    for number, unit in enumerate(look.units):
        of_unit = {name: int(column[number]) for name, column in counts.items()}
        received, sent = of_unit["received"], issued.get(unit.id)
        if received or sent is not None or not unit.excluded:
            returned = 0 if sent is None else received
            rates.append(Rates(unit=unit, issued=sent, returned=returned, **of_unit))
    return rates


def _copied(look: Look, copies: Sequence["Numbers"]) -> tuple["Numbers", "Numbers"]:
    """The identical ballots of each unit, and the groups of which it has some."""
    import numpy as np

    ballots = groups = np.zeros(len(look.units), dtype=np.int64)
    for group in copies:
        of_group = np.bincount(look.pool.unit[group], minlength=len(look.units))
        ballots = ballots + of_group
        groups = groups + (of_group > 0)
    return ballots, groups


def _answered(look: Look) -> tuple["Numbers", "Numbers"]:
    """Counted answers of each unit, and applicable questions. A question that nobody of a unit answered
    was not put to them: leaders are not asked of every unit all that a criteria set has."""
    import numpy as np

    answered = applicable = np.zeros(len(look.units), dtype=np.int64)
    not_applicable = look.plan.scale.kinds.index(NOT_APPLICABLE)
    for question in range(look.questions):
        counts = counts_in(look.pool.unit, look.pool.answers[:, question], len(look.units), look.kinds)
        counted = counts[:, : look.levels].sum(axis=1)
        possible = counts.sum(axis=1) - counts[:, not_applicable]
        answered = answered + counted
        applicable = applicable + np.where(counted > 0, possible, 0)
    return answered, applicable


def _received(tables: Sequence[Ballots], units: int) -> "Numbers":
    import numpy as np

    received = np.zeros(units, dtype=np.int64)
    for table in tables:
        once = (table.unit >= 0) & (table.outcome != OUTCOMES.index("duplicate"))
        received += np.bincount(table.unit[once], minlength=units)
    return received


_SUMS = ("received", "returned", "valid", "answered", "applicable", "judged", "straight", "identical")


def total(rates: Sequence[Rates]) -> Rates:
    """All units together; copies that went to several units count as a group in each."""
    sums = {}
    for name in (*_SUMS, "groups"):
        sums[name] = sum(getattr(of_unit, name) for of_unit in rates)
    sent = [of_unit.issued for of_unit in rates if of_unit.issued is not None]
    return Rates(unit=None, issued=sum(sent) if sent else None, **sums)


def rate_findings(rates: Sequence[Rates], rules: QualityRules) -> Iterator[Finding]:
    """Units of which more ballots came back than were issued, too few, or ones with too few answers."""
    for of_unit in rates:
        yield from _response(of_unit, rules)
        yield from _completion(of_unit, rules)


def _response(of_unit: Rates, rules: QualityRules) -> Iterator[Finding]:
    if of_unit.issued is None:
        return
    params = {"unit": _name(of_unit), "issued": of_unit.issued, "received": of_unit.received}
    if of_unit.received > of_unit.issued:
        yield Finding(quality_messages.MORE_THAN_ISSUED, ISSUED, params=params)
    low = of_unit.received * 100 < rules.minimum_response_pct * of_unit.issued
    if low and of_unit.issued >= rules.least_ballots:
        limit = str(rules.minimum_response_pct)
        yield Finding(quality_messages.LOW_RESPONSE, ISSUED, params={**params, "limit": limit})


def _completion(of_unit: Rates, rules: QualityRules) -> Iterator[Finding]:
    short = of_unit.answered * 100 < rules.minimum_completion_pct * of_unit.applicable
    if short and of_unit.valid >= rules.least_ballots:
        counts = {"answered": of_unit.answered, "applicable": of_unit.applicable}
        limit = str(rules.minimum_completion_pct)
        yield Finding(
            quality_messages.LOW_COMPLETION, params={"unit": _name(of_unit), **counts, "limit": limit}
        )


def _name(of_unit: Rates) -> str:
    if of_unit.unit:
        return of_unit.unit.name
    return ""
