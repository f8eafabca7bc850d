"""The questions beside those of the index, counted: how many valid ballots of a unit gave each choice."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sipas_cli.model import Ballots
from sipas_cli.rules.criteria import Plan
from sipas_cli.rules.other_questions import OtherQuestion

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

#: The keys of the table. A choice is one of the kinds of the question.
KEYS = ("unit", "question", "choice")


def count_others(ballots: Ballots, plan: Plan) -> "Mapping[str, npt.NDArray[Any]]":
    """The table of a set of ballots, in the order of the keys, without what did not occur."""
    import numpy as np

    valid = np.flatnonzero(ballots.outcome == 0)
    unit, names = ballots.unit[valid], np.array(ballots.units, dtype=object)
    order = np.argsort(names, kind="stable")
    units, counts = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    questions, choices = [np.zeros(0, dtype=object)], [np.zeros(0, dtype=object)]
    for question in sorted(plan.others, key=lambda question: question.id):
        kinds = np.array(question.kinds, dtype=object)
        by_name = np.argsort(kinds, kind="stable")
        counted = _of_question(question, ballots.others[question.id][valid], unit, len(names))
        counted = counted[np.ix_(order, by_name)]
        places, columns = np.nonzero(counted)
        units.append(places)
        questions.append(np.full(len(places), question.id, dtype=object))
        choices.append(kinds[by_name][columns])
        counts.append(counted[places, columns])
    of_units = np.concatenate(units)
    by_unit = np.argsort(of_units, kind="stable")  # within one, as they were gone through
    columns_of = (names[order][of_units], *map(np.concatenate, (questions, choices, counts)))
    return {name: column[by_unit] for name, column in zip((*KEYS, "ballots"), columns_of, strict=True)}


def _of_question(
    question: OtherQuestion, bits: "npt.NDArray[Any]", unit: "npt.NDArray[Any]", units: int
) -> "npt.NDArray[np.int64]":
    """Unit x kind -> ballots."""
    import numpy as np

    columns = [
        np.bincount(unit[(bits >> kind & 1).astype(bool)], minlength=units)
        for kind in range(len(question.kinds))
    ]
    return np.stack(columns, axis=1)


def pooled_others(table: "Mapping[str, npt.NDArray[Any]]") -> dict[str, Counter[str]]:
    """The answers of all units together: question -> kind -> ballots."""
    counts: dict[str, Counter[str]] = {}
    columns = (table[name].tolist() for name in ("question", "choice", "ballots"))
    for question, choice, ballots in zip(*columns, strict=True):
        counts.setdefault(question, Counter())[choice] += ballots
    return counts
