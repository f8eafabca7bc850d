"""Ballots to counts. Rows stop here: everything later is a pure function of a tally and the rules.

A tally is three small tables of integers with the digest of the plan that asked for them and of
every source that fed them:

    answers   unit, breakdown, question, answer -> ballots
    moments   unit, answered -> ballots, throughout, sums and sums of squares per ballot
    intake    unit, outcome -> ballots

Two things hold in every tally and survive addition: every row that was read has exactly one
outcome, and every breakdown of a question adds up to the whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from sipas_cli.errors import DataError
from sipas_cli.model import OUTCOMES, Ballots, UnitCounts
from sipas_cli.rules.criteria import Plan

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

#: The breakdown that is no breakdown: all ballots of a unit.
WHOLE = "all"
#: The value of a breakdown for respondents who did not tell, or told something else.
UNKNOWN = "?"

_KEYS = {
    "answers": ["unit", "breakdown", "question", "answer"],
    "moments": ["unit", "answered"],
    "intake": ["unit", "outcome"],
}
MEASURES = {
    "answers": ["ballots"],
    "moments": [
        "ballots",
        "throughout",
        "answer_sum",
        "answer_sum_squares",
        "satisfied_sum",
        "satisfied_sum_squares",
    ],
    "intake": ["ballots"],
}
COLUMNS = {name: _KEYS[name] + MEASURES[name] for name in _KEYS}


@dataclass(frozen=True)
class Tally:
    """Counts over declared keys; `plan` and `sources` are SHA-256 digests.

    answers   breakdown is "all" or "trait=value"; answer is a kind of the plan's scale
    moments   per unit and number of questions answered: valid ballots, those of them in which every
              answer is a satisfied one, and sums over ballots of (sum of answer codes), its square,
              (number of satisfied answers), its square; answers of one person go together, so a
              standard error needs these and not the counts alone
    intake    per unit ("" where unknown) and outcome: rows
    """

    plan: str
    sources: frozenset[str]
    answers: "pd.DataFrame"
    moments: "pd.DataFrame"
    intake: "pd.DataFrame"

    def __add__(self, other: "Tally") -> "Tally":
        """The tally of both sets of sources, in any order. Raises DataError if the plans differ or
        a source would be counted twice."""
        if self.plan != other.plan:
            raise DataError("tally_other_plan")
        if self.sources & other.sources:
            raise DataError("tally_source_twice")
        tables = {name: _sum(name, getattr(self, name), getattr(other, name)) for name in _KEYS}
        return Tally(self.plan, self.sources | other.sources, **tables)

    @property
    def read(self) -> int:
        """Rows that were read."""
        return int(self.intake["ballots"].sum())

    @property
    def outcomes(self) -> dict[str, int]:
        """Outcome -> rows, in the order of OUTCOMES, without those that did not occur."""
        found = self.intake.groupby("outcome")["ballots"].sum()
        return {name: int(found[name]) for name in OUTCOMES if name in found.index}

    @property
    def valid(self) -> int:
        """Ballots that count."""
        return self.outcomes.get("valid", 0)

    @property
    def rejected(self) -> int:
        return self.read - self.valid


def by_unit(tally: Tally) -> dict[str, UnitCounts]:
    """The whole counts of each unit, without the breakdowns."""
    whole = tally.answers[tally.answers["breakdown"] == WHOLE]
    answers: dict[str, dict[str, dict[str, int]]] = {}
    for unit, question, answer, ballots in _rows(whole, "unit", "question", "answer", "ballots"):
        answers.setdefault(unit, {}).setdefault(question, {})[answer] = ballots
    totals = tally.moments.groupby("unit", as_index=False)[["ballots", "throughout"]].sum()
    return {
        unit: UnitCounts(answers.get(unit, {}), ballots, throughout)
        for unit, ballots, throughout in _rows(totals, "unit", "ballots", "throughout")
    }


def _rows(table: "pd.DataFrame", *columns: str) -> Iterable[Any]:
    return zip(*(table[column].tolist() for column in columns), strict=True)


def add(tallies: Sequence[Tally]) -> Tally:
    """All of `tallies` in one."""
    return reduce(Tally.__add__, tallies)


def _sum(name: str, *tables: "pd.DataFrame") -> "pd.DataFrame":
    import pandas as pd

    return _ordered(name, pd.concat(tables, ignore_index=True))


def _ordered(name: str, table: "pd.DataFrame") -> "pd.DataFrame":
    """One row per key, in the order of the keys, so that equal tallies are equal byte for byte."""
    keys = _KEYS[name]
    return table.groupby(keys, as_index=False, sort=True)[MEASURES[name]].sum()


def tally(ballots: Ballots, plan: Plan) -> Tally:
    """Counts the ballots of one table."""
    return Tally(
        plan=plan.digest,
        sources=frozenset([ballots.source]),
        answers=_answers(ballots, plan),
        moments=_moments(ballots, plan),
        intake=_intake(ballots),
    )


def _answers(ballots: Ballots, plan: Plan) -> "pd.DataFrame":
    """One bincount for each question and breakdown, over unit x value x kind of answer."""
    import numpy as np
    import pandas as pd

    valid = ballots.outcome == 0
    answers, unit = ballots.answers[valid], ballots.unit[valid].astype(np.int64)
    kinds = len(plan.scale.kinds)
    names = tuple(name for values, _ in _traits(ballots, plan, valid) for name in values)
    cube = np.zeros((len(ballots.units), len(names), len(plan.codes), kinds), dtype=np.int64)
    first = 0
    for values, value in _traits(ballots, plan, valid):
        cells = (unit * len(values) + value) * kinds
        size = len(ballots.units) * len(values) * kinds
        for number in range(len(plan.codes)):
            counts = np.bincount(cells + answers[:, number], minlength=size)
            cube[:, first : first + len(values), number] = counts.reshape(-1, len(values), kinds)
        first += len(values)
    axes = [ballots.units, names, plan.codes, plan.scale.kinds]
    return pd.DataFrame(_nonzero(cube, axes))


def _nonzero(cube: "npt.NDArray[np.int64]", axes: Sequence[Sequence[str]]) -> dict[str, Any]:
    """The cells of `cube` that hold anything, in the order of the names of its axes."""
    import numpy as np

    orders = [np.argsort(np.array(axis, dtype=object), kind="stable") for axis in axes]
    ordered = cube[np.ix_(*orders)]
    places = np.nonzero(ordered)
    table: dict[str, Any] = {
        column: np.array(axis, dtype=object)[order][place]
        for column, axis, order, place in zip(_KEYS["answers"], axes, orders, places, strict=True)
    }
    return table | {"ballots": ordered[places]}


def _traits(
    ballots: Ballots, plan: Plan, valid: "npt.NDArray[np.bool_]"
) -> list[tuple[tuple[str, ...], Any]]:
    """Each breakdown as the names of its values and the value of each valid ballot."""
    whole: list[tuple[tuple[str, ...], Any]] = [((WHOLE,), 0)]
    return whole + [
        (
            tuple(f"{trait.id}={value}" for value in (*trait.values, UNKNOWN)),
            ballots.breakdowns[trait.id][valid],
        )
        for trait in plan.breakdowns
    ]


def _moments(ballots: Ballots, plan: Plan) -> "pd.DataFrame":
    import numpy as np
    import pandas as pd

    valid = ballots.outcome == 0
    levels = len(plan.scale.answers)
    codes = np.array([answer.code for answer in plan.scale.answers] + [0] * (len(plan.scale.kinds) - levels))
    satisfied = np.array([answer.code >= plan.scale.satisfied_from for answer in plan.scale.answers])
    satisfied = np.concatenate([satisfied, np.zeros(len(plan.scale.kinds) - levels, dtype=bool)])
    answers = ballots.answers[valid]
    answered = (answers < levels).sum(axis=1)
    answer_sum = codes[answers].sum(axis=1)
    satisfied_sum = satisfied[answers].sum(axis=1)
    rows = pd.DataFrame(
        {
            "unit": np.array(ballots.units, dtype=object)[ballots.unit[valid]],
            "answered": answered,
            "ballots": 1,
            "throughout": (satisfied_sum == answered).astype(np.int64),
            "answer_sum": answer_sum,
            "answer_sum_squares": answer_sum**2,
            "satisfied_sum": satisfied_sum,
            "satisfied_sum_squares": satisfied_sum**2,
        }
    )
    return _ordered("moments", rows)


def _intake(ballots: Ballots) -> "pd.DataFrame":
    import numpy as np
    import pandas as pd

    names = np.array([*ballots.units, ""], dtype=object)
    rows = pd.DataFrame(
        {
            "unit": names[ballots.unit],
            "outcome": np.array(OUTCOMES, dtype=object)[ballots.outcome],
            "ballots": 1,
        }
    )
    return _ordered("intake", rows)
