"""How sound the ballots look: how many came back and how complete, and signs that somebody else than
respondents filled them in.

Nothing is left out for it. Each sign is a question to whoever did the survey, and has its thresholds in
the criteria (`QualityRules`). A ballot is told of once: as a copy, else as an interviewer's, else as one
of a unit with too many ballots of one answer or of a row of equal ones; bursts of time stamps stand by
themselves. Everything is counted column-wise. Floats are good enough here, as no rank depends on them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sipas_cli.intake.ballots.bursts import bursts
from sipas_cli.intake.ballots.identical import identical, identical_findings
from sipas_cli.intake.ballots.interviewers import alike
from sipas_cli.intake.ballots.pool import Look, pool
from sipas_cli.intake.ballots.rates import Rates, rate_findings, rates_of_units, total
from sipas_cli.intake.ballots.straight import equal_rows, straight_units
from sipas_cli.model import Ballots, Finding, Unit
from sipas_cli.rules.criteria import Plan
from sipas_cli.rules.quality import QualityRules


@dataclass(frozen=True, slots=True)
class Quality:
    """What there is to say about the ballots of one index."""

    units: tuple[Rates, ...]
    total: Rates
    findings: tuple[Finding, ...]


def look_over(
    tables: Sequence[Ballots],
    plan: Plan,
    units: Sequence[Unit],
    rules: QualityRules,
    issued: Mapping[str, int] | None = None,
) -> Quality:
    """The quality of the ballots of all tables of one index, after duplicates were looked for.

    units    those that the ballots were validated against, in the same order
    issued   id of a unit -> ballots that were given out, for the units of which that is known
    """
    look = Look(pool(tables), plan, units, rules)
    copies = list(identical(look))
    signs = [
        *identical_findings(look, copies),
        *alike(look),
        *straight_units(look),
        *equal_rows(look),
        *bursts(look),
    ]
    rates = rates_of_units(tables, look, [group.ballots for group in copies], issued or {})
    return Quality(tuple(rates), total(rates), (*rate_findings(rates, rules), *signs))
