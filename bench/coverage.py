"""How often intervals and rank intervals hold what they are of: samples drawn from a known truth.

python bench/coverage.py [SAMPLES]      2000 samples unless another number is given; one table on standard
                                        output

A unit has 25 questions under five factors. Whether a person is satisfied with each depends on the person's
mood and on chance, so that the answers of one person go together; the share of satisfied answers to each
question is known.
"""

import sys
from collections.abc import Sequence
from fractions import Fraction
from statistics import NormalDist

import numpy as np

from sipas_cli.score.certainty import RankInterval, rank_intervals
from sipas_cli.score.linearized import Stratum, Weighted
from sipas_cli.score.precision import Precision, precision, variance
from sipas_cli.score.terms import INDEX, Term, Worth
from sipas_cli.tally.pairs import Block, Pairs

QUESTIONS = tuple(f"F{number}" for number in range(25))
PAIRS = Pairs(QUESTIONS, ("no",), {})
TERMS = {INDEX: [Term(Fraction(1, 25), (question,)) for question in QUESTIONS]}
WORTHS = {"no": Worth(Fraction(0), 1), "yes": Worth(Fraction(100), 1)}
#: The share of the mood in whether a person is satisfied.
MOOD = 0.5


def shares(index: float) -> np.ndarray:
    """The shares of satisfied people by question, whose mean is an index in percent."""
    spread = np.linspace(-1, 1, len(QUESTIONS)) * min(0.03, (100 - index) / 200)
    return index / 100 + spread


def sampled(index: float, ballots: int, chance: np.random.Generator) -> tuple[Fraction, Precision]:
    """What a sample of a unit says of its index: the estimate, and how precise it is."""
    limits = np.array([NormalDist().inv_cdf(share) for share in shares(index)])
    mood = chance.normal(size=(ballots, 1))
    latent = np.sqrt(MOOD) * mood + np.sqrt(1 - MOOD) * chance.normal(size=(ballots, len(QUESTIONS)))
    missed = (latent > limits).astype(np.float64)
    counts = missed.T @ missed
    cells = np.flatnonzero(np.diagonal(counts))
    block = Block(ballots, 0, cells, counts[np.ix_(cells, cells)].astype(np.int64))
    uncertainty = variance(TERMS, WORTHS, PAIRS, [Stratum("", [Weighted(1.0, block)])])
    estimate = Fraction(100) - Fraction(int(missed.sum()) * 100, ballots * len(QUESTIONS))
    return estimate, precision(estimate, uncertainty)


def coverage(samples: int) -> None:
    """Prints how often the interval holds the index."""
    print("index   ballots   held %   below %   above %   mean width")
    for index in (85.0, 90.0, 95.0, 97.0, 98.0, 99.0, 99.6):
        for ballots in (30, 50, 100, 200, 400):
            chance = np.random.default_rng(int(index * 10) + ballots)
            precisions = [sampled(index, ballots, chance)[1] for _ in range(samples)]
            below = sum(index < item.low for item in precisions) * 100 / samples
            above = sum(index > item.high for item in precisions) * 100 / samples
            width = np.mean([item.high - item.low for item in precisions])
            inside = 100 - below - above
            print(
                f"{index:5.1f}   {ballots:7d}   {inside:6.2f}   {below:7.2f}   {above:7.2f}   {width:10.2f}"
            )


def true_ranks(indices: Sequence[float]) -> list[int]:
    """1 and how many are better."""
    return [1 + sum(other > index for other in indices) for index in indices]


def rank_coverage(samples: int) -> None:
    """Prints how often the rank intervals hold the true ranks: the least of all units, and of all at once."""
    cases = {
        "40 units from 85 to 99.6": list(np.linspace(85, 99.6, 40)),
        "20 of 40 units at 95": [*np.linspace(85, 99.6, 20), *[95.0] * 20],
        "20 of 40 units at 99.6": [*np.linspace(92, 99.5, 20), *[99.6] * 20],
    }
    print("ranks                        ballots   least of a unit %   all units %   all at once %")
    for name, indices in cases.items():
        truth = true_ranks(indices)
        for ballots in (50, 200):
            chance = np.random.default_rng(ballots)
            hits = np.zeros(len(indices))
            every = together = 0
            for _ in range(samples):
                pairs = [sampled(index, ballots, chance) for index in indices]
                values, errors = [float(value) for value, _ in pairs], [item.compared for _, item in pairs]
                inside = holding(rank_intervals(values, errors), truth)
                hits += inside
                every += all(inside)
                together += all(holding(rank_intervals(values, errors, simultaneous=True), truth))
            least, each, once = (100 * times / samples for times in (hits.min(), every, together))
            print(f"{name:28s} {ballots:7d}   {least:17.2f}   {each:11.2f}   {once:13.2f}")


def holding(intervals: Sequence[RankInterval], ranks: Sequence[int]) -> list[bool]:
    """Whether each interval holds a rank."""
    return [interval.first <= rank <= interval.last for interval, rank in zip(intervals, ranks, strict=True)]


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    coverage(number)
    rank_coverage(number)
