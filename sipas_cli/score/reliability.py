"""How well the questions of a survey measure together: Cronbach's alpha, correlation of each with the rest.

From pairs of answers alone. A missing answer is left out pair by pair, as `psych::alpha` of R does. Floats:
nothing here decides a figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sipas_cli.rules.criteria import Plan
from sipas_cli.tally.pairs import Pairs

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Reliability:
    """How well some questions measure one thing.

    alpha      Cronbach's alpha; None for less than two questions, or where nobody differs
    rest       question -> its correlation with the sum of the others, None where one of them does not vary
    without    question -> alpha of the others
    """

    alpha: float | None
    rest: dict[str, float | None]
    without: dict[str, float | None]


def covariances(pairs: Pairs, plan: Plan) -> "Floats":
    """The covariances of the answer codes of every two questions, over the ballots that answered both;
    questions
    x questions, nan where less than two did.

    An answer is taken as its distance to the best one, which makes no cell: covariances are the same.
    """
    import numpy as np

    shape = (len(pairs.questions), len(pairs.kinds))
    together = np.zeros((shape[0] * shape[1],) * 2, dtype=np.int64)
    ballots = 0
    for key, block in pairs.blocks.items():
        if not key.cluster:  # its ballots are in a block of their own, with their pairs
            together[np.ix_(block.cells, block.cells)] += block.counts
            ballots += block.ballots
    codes = {str(answer.code): answer.code for answer in plan.scale.answers}
    distance = np.array([plan.scale.top - codes[kind] if kind in codes else 0 for kind in pairs.kinds])
    missing = np.array([kind not in codes for kind in pairs.kinds], dtype=np.int64)
    cells = together.reshape(*shape, *shape)
    singles = np.diagonal(together).reshape(shape)
    products = np.einsum("k,qkrl,l->qr", distance, cells, distance)
    answered = ballots - _outer_sum(singles @ missing) + np.einsum("k,qkrl,l->qr", missing, cells, missing)
    sums = (singles @ distance)[:, None] - np.einsum("k,qkrl,l->qr", distance, cells, missing)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread: Floats = (products - sums * sums.T / answered) / (answered - 1)
    return spread


def _outer_sum(values: "npt.NDArray[np.int64]") -> "npt.NDArray[np.int64]":
    return values[:, None] + values[None, :]


def reliability(covariance: "Floats", questions: Sequence[str]) -> Reliability:
    """Alpha of some questions, from their covariances in the same order.

    Sources: Cronbach (1951), "Coefficient alpha and the internal structure of tests"; the correlation with
    the
    rest is `r.drop` of `psych::alpha`.
    """
    import numpy as np

    rest: dict[str, float | None] = {}
    without: dict[str, float | None] = {}
    for number, question in enumerate(questions):
        others = np.delete(np.arange(len(questions)), number)
        with_others = covariance[number, others].sum()
        spread = covariance[number, number] * covariance[np.ix_(others, others)].sum()
        rest[question] = float(with_others / np.sqrt(spread)) if spread > 0 else None
        without[question] = _alpha(covariance[np.ix_(others, others)])
    return Reliability(_alpha(covariance), rest, without)


def _alpha(covariance: "Floats") -> float | None:
    """k / (k − 1) · (1 − Σ variances / variance of the sum)."""
    import numpy as np

    count, whole = len(covariance), covariance.sum()
    if count < 2 or not whole > 0:
        return None
    return float(count / (count - 1) * (1 - np.trace(covariance) / whole))
