"""How the errors of figures go together that the same people gave.

By the linearization of `precision.py`, with persons as what was drawn: whoever judged several units adds z to
the error of each, and

    Cov(a, b) = sum over strata of n/(n - 1) * (sum of z_a * z_b - sum of z_a * sum of z_b / n).

It is what the R package `survey` has of ballots whose clusters are persons. Who did not judge a unit adds
nothing to its error.
"""

from typing import TYPE_CHECKING

from sipas_cli.score.linearized import AnswerWorths, Coefficients, Design, Stratum, linearized
from sipas_cli.score.terms import Terms, Worths
from sipas_cli.tally.pairs import Block, Pairs

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

#: A variance in percent squared below which a figure has no spread, but that of rounding.
_NONE = 1e-12


def correlations(terms: Terms, worths: Worths, persons: Pairs, design: Design) -> "Floats":
    """Figures x figures: the correlations of their errors, from -1 to 1; nan beside a figure in which all
    answers are alike."""
    import numpy as np

    matrix = covariances(terms, worths, persons, design)
    spreads = np.sqrt(np.where(np.diagonal(matrix) > _NONE, np.diagonal(matrix), np.nan))
    together: Floats = np.clip(matrix / np.outer(spreads, spreads), -1, 1)
    return together


def covariances(terms: Terms, worths: Worths, persons: Pairs, design: Design) -> "Floats":
    """Figures x figures: the covariances of some figures in percent squared, in the order of `terms`.

    design   persons, each once and without clusters
    """
    import numpy as np

    line = linearized(terms, AnswerWorths(worths, persons), design)
    matrix = np.zeros((len(terms), len(terms)))
    for stratum in design:
        matrix += stratum.drawn / max(1, stratum.drawn - 1) * _products(line.of(stratum.name), stratum)
    return matrix


def _products(coefficients: Coefficients, stratum: Stratum) -> "Floats":
    """The sums of the products of z about their means, over the persons of a stratum."""
    import numpy as np

    totals = [coefficients.total(block) for _, block in stratum.ballots]
    mean = np.sum(totals, axis=0) / stratum.drawn
    products = np.zeros((len(mean), len(mean)))
    for (_, block), total in zip(stratum.ballots, totals, strict=True):
        off = total / block.ballots - mean
        products += _within(coefficients, block) + block.ballots * np.outer(off, off)
    return products


def _within(coefficients: Coefficients, block: Block) -> "Floats":
    """The same within a block. Constants fall out, and with them most of the digits that would be lost."""
    import numpy as np

    cells = coefficients.cells[:, block.cells]
    used = np.flatnonzero(cells.any(axis=0))
    singles = block.singles[used].astype(np.float64)
    counts = block.counts[np.ix_(used, used)] - np.outer(singles, singles) / block.ballots
    products: Floats = cells[:, used] @ counts @ cells[:, used].T
    return products
