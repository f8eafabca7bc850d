"""How precise a figure is that is made of others: an index of points that takes in surveys, a mean of
indices.

SE² = Σ (weight · SE)²; each end of the interval lies as far from the estimate as the ends of the parts do
together, the square of the distance being the sum of the squares (Zou and Donner 2008, "Construction of
confidence limits about effect measures"): an interval of one part stays what it is, and one that is not
symmetrical stays so.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import hypot
from typing import NamedTuple

from sipas_cli.score.precision import Precision


class Part(NamedTuple):
    """What goes into a figure with a weight: an estimate in percent that was drawn by itself."""

    weight: Fraction
    estimate: Fraction
    precision: Precision


def combined(estimate: Fraction, parts: Sequence[Part], *, independent: bool = True) -> Precision:
    """The precision of an estimate that is the weighted sum of some parts and of what has no error.

    independent   whether other people were asked for each part; else the errors may go together entirely, and
                  all distances just add up: what is said is true, however they go together

    >>> survey = Precision(se=2.0, low=86.0, high=93.0, effect=None, ballots=100, compared=2.0)
    >>> combined(Fraction(80), [Part(Fraction(1, 10), Fraction(90), survey)])
    Precision(se=0.2, low=79.6, high=80.3, effect=None, ballots=100, compared=0.2)
    """
    value, together = float(estimate), hypot if independent else _sum
    weights = [float(part.weight) for part in parts]
    below = [w * (float(part.estimate) - part.precision.low) for w, part in zip(weights, parts, strict=True)]
    above = [w * (part.precision.high - float(part.estimate)) for w, part in zip(weights, parts, strict=True)]
    return Precision(
        se=together(*(w * part.precision.se for w, part in zip(weights, parts, strict=True))),
        low=value - together(*below),
        high=value + together(*above),
        effect=None,
        ballots=sum(part.precision.ballots for part in parts),
        compared=together(*(w * part.precision.compared for w, part in zip(weights, parts, strict=True))),
    )


def _sum(*distances: float) -> float:
    return sum(distances)
