"""How precise a figure is that is made of others: an index of points that takes in surveys, a mean of
indices.

SE² = Σ (weight · SE)²; each end of the interval lies as far from the estimate as the ends of the parts do
together, the square of the distance being the sum of the squares (Zou and Donner 2008, "Construction of
confidence limits about effect measures"): an interval of one part stays what it is, and one that is not
symmetrical stays so. Where the errors of parts go together, the square is the sum of all products of two
distances times their correlation.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import hypot, sqrt
from typing import TYPE_CHECKING, NamedTuple

from sipas_cli.score.precision import Precision

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]


class Part(NamedTuple):
    """What goes into a figure with a weight: an estimate in percent that was drawn by itself."""

    weight: Fraction
    estimate: Fraction
    precision: Precision


def combined(estimate: Fraction, parts: Sequence[Part], correlations: "Floats | None" = None) -> Precision:
    """The precision of an estimate that is the weighted sum of some parts and of what has no error.

    correlations   parts x parts, of their errors; None where other people were asked for each part. 1 where
                   nobody knows: then distances just add up, and what is said is true however they go together

    >>> survey = Precision(se=2.0, low=86.0, high=93.0, effect=None, ballots=100, compared=2.0)
    >>> combined(Fraction(80), [Part(Fraction(1, 10), Fraction(90), survey)])
    Precision(se=0.2, low=79.6, high=80.3, effect=None, ballots=100, compared=0.2)
    """
    value = float(estimate)
    weights = [float(part.weight) for part in parts]
    below = [w * (float(part.estimate) - part.precision.low) for w, part in zip(weights, parts, strict=True)]
    above = [w * (part.precision.high - float(part.estimate)) for w, part in zip(weights, parts, strict=True)]
    errors = [w * part.precision.se for w, part in zip(weights, parts, strict=True)]
    compared = [w * part.precision.compared for w, part in zip(weights, parts, strict=True)]
    return Precision(
        se=_together(errors, correlations),
        low=value - _together(below, correlations),
        high=value + _together(above, correlations),
        effect=None,
        ballots=sum(part.precision.ballots for part in parts),
        compared=_together(compared, correlations),
    )


def _together(distances: Sequence[float], correlations: "Floats | None") -> float:
    """How far off the sum of some parts is that are so far off."""
    import numpy as np

    if correlations is None:
        return hypot(*distances)
    off = np.array(distances)
    return sqrt(max(0.0, float(off @ correlations @ off)))
