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

#: The columns of the table: of each key one row. A choice is one of the kinds of the question.
COLUMNS = ("unit", "question", "choice", "ballots")


def count_others(ballots: Ballots, plan: Plan) -> "Mapping[str, npt.NDArray[Any]]":
    """The table of a set of ballots, in the order of the keys, without what did not occur."""
    import numpy as np

    valid = np.flatnonzero(ballots.outcome == 0)
    unit, names = ballots.unit[valid], np.array(ballots.units, dtype=object)
    keys: list[npt.NDArray[Any]] = [np.zeros((0, 3), dtype=object)]
    counts = [np.zeros(0, dtype=np.int64)]
    for question in plan.other_questions:
        counted = _of_question(question, ballots.others[question.id][valid], unit, len(names))
        units, kinds = np.nonzero(counted)
        of_kinds = np.array(question.kinds, dtype=object)[kinds]
        keys.append(
            np.stack([names[units], np.full(len(units), question.id, dtype=object), of_kinds], axis=1)
        )
        counts.append(counted[units, kinds])
    rows = sorted(zip(*np.concatenate(keys).T.tolist(), np.concatenate(counts).tolist(), strict=True))
    columns = [*zip(*rows, strict=True)] or [()] * len(COLUMNS)
    made = {name: np.array(column, dtype=object) for name, column in zip(COLUMNS, columns, strict=True)}
    return made | {"ballots": made["ballots"].astype(np.int64)}


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
