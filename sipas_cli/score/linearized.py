"""Figures linearized: what each ballot adds to their error, in what was drawn.

A figure is a sum of coefficients times ratios r = Y / M of the answers to some questions, so each ballot adds

    z = w * sum over questions of b * (y - r * m),    b = coefficient / M

(Särndal, Swensson, Wretman 1992, ch. 5). Floats are used here and in what computes errors, and nowhere else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

from sipas_cli.score.terms import Term, Terms, Worths
from sipas_cli.tally.pairs import Block, Key, Pairs

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]


# --- what was drawn --------------------------------------------------------------------------------


class Weighted(NamedTuple):
    """Ballots that weigh the same."""

    weight: float
    block: Block


@dataclass(frozen=True)
class Stratum:
    """What was drawn by itself.

    ballots      with their pairs
    clusters     the same ballots by the cluster that they were drawn in; none where people were drawn
    population   how many people, or clusters, it was drawn from; None where nobody said
    """

    name: str
    ballots: Sequence[Weighted]
    clusters: Sequence[Sequence[Weighted]] = ()
    population: int | None = None

    @property
    def drawn(self) -> int:
        """How many were drawn: clusters, or people."""
        return len(self.clusters) or sum(one.block.ballots for one in self.ballots)

    @property
    def left(self) -> float:
        """The share of the population that was not drawn, 1 - n/N."""
        if self.population is None:
            return 1.0
        return 1 - self.drawn / self.population


Design = Sequence[Stratum]


def design_of(
    blocks: Mapping[Key, Block], populations: Mapping[str, int], *, unstratified: bool = False
) -> Design:
    """What was drawn of one unit.

    populations    stratum -> how many it was drawn from; those of a unit without strata add up
    unstratified   whether all of its strata are taken for one
    """
    ballots: dict[str, list[Weighted]] = {}
    clusters: dict[str, dict[str, list[Weighted]]] = {}
    for key, block in blocks.items():
        stratum = "" if unstratified else key.stratum
        weighted = Weighted(float(Fraction(key.weight or 1)), block)
        if key.cluster:
            clusters.setdefault(stratum, {}).setdefault(key.cluster, []).append(weighted)
        else:
            ballots.setdefault(stratum, []).append(weighted)
    strata = []
    for name, of_stratum in ballots.items():
        of_clusters = tuple(clusters.get(name, {}).values())
        population = populations.get(name)
        if not name and populations:
            population = sum(populations.values())
        strata.append(Stratum(name, of_stratum, of_clusters, population))
    return strata


# --- linearization ---------------------------------------------------------------------------------


class AnswerWorths:
    """What each answer is worth.

    values, counted   of each kind that makes cells, in the order of `pairs`, the best answer at the end
    questions         code -> its row
    kinds             how many kinds make cells
    """

    def __init__(self, worths: Worths, pairs: Pairs) -> None:
        import numpy as np

        (best,) = set(worths) - set(pairs.kinds)
        order = (*pairs.kinds, best)
        self.values = np.array([float(worths[kind].value) for kind in order])
        self.counted = np.array([float(worths[kind].counted) for kind in order])
        self.questions = {code: number for number, code in enumerate(pairs.questions)}
        self.kinds = len(pairs.kinds)


@dataclass(frozen=True)
class Coefficients:
    """z / w of a ballot: a constant, that of a ballot with the best answer everywhere, and what each cell
    adds. constant: figures; cells: figures x cells."""

    constant: "Floats"
    cells: "Floats"

    def total(self, block: Block) -> "Floats":
        """The sum of z / w over the ballots of a block."""
        sums: Floats = self.cells[:, block.cells] @ block.singles + self.constant * block.ballots
        return sums

    def spread(self, block: Block) -> "Floats":
        """The sum of squares of z / w about its mean in a block. The constant falls out, and with it most of
        the digits that would be lost."""
        import numpy as np

        singles = block.singles.astype(np.float64)
        within = block.counts.astype(np.float64) - np.outer(singles, singles) / block.ballots
        spreads = []
        for row in self.cells[:, block.cells]:
            cells = np.flatnonzero(row)  # of a criterion these are a few
            part = row[cells]
            spreads.append(max(0.0, float(part @ within[np.ix_(cells, cells)] @ part)))
        return np.array(spreads)


@dataclass(frozen=True)
class Line:
    """Figures linearized: their estimates, and for each stratum what a ballot adds."""

    estimates: "Floats"
    everywhere: Coefficients
    strata: Mapping[str, Coefficients]

    def of(self, stratum: str) -> Coefficients:
        """The coefficients in a stratum."""
        return self.strata.get(stratum, self.everywhere)


def linearized(terms: Terms, worth: AnswerWorths, design: Design) -> Line:
    """The figures, in percent, in the order of `terms`; each has answers that count in what was drawn."""
    import numpy as np

    shape = (len(terms), len(worth.questions), worth.kinds + 1)
    totals: dict[str | None, Floats] = {None: _totals(design, worth)}
    for term in chain.from_iterable(terms.values()):
        if term.stratum not in totals:
            totals[term.stratum] = _totals(
                [stratum for stratum in design if stratum.name == term.stratum], worth
            )
    added = {name: np.zeros(shape) for name in totals}
    estimates = np.zeros(len(terms))
    for number, of_figure in enumerate(terms.values()):
        for stratum, total in totals.items():
            of_stratum = [term for term in of_figure if term.stratum == stratum]
            estimates[number] += _add_terms(of_stratum, worth, total, added[stratum][number])
    everywhere = added.pop(None)
    strata = {str(name): _coefficients(everywhere + slopes) for name, slopes in added.items()}
    return Line(estimates, _coefficients(everywhere), strata)


def _add_terms(terms: Sequence[Term], worth: AnswerWorths, total: "Floats", added: "Floats") -> float:
    """The sum of the terms of a figure in one stratum; what each answer adds to it is put into `added`,
    questions x kinds. All terms at once: an index of SIPAS has one for each question, of every unit anew.

    total   weighted ballots by question and kind
    """
    import numpy as np

    if not terms:
        return 0.0
    rows = [worth.questions[code] for term in terms for code in term.questions]
    lengths = [len(term.questions) for term in terms]
    starts = [0, *accumulate(lengths[:-1])]
    counts = np.add.reduceat(total[rows], starts, axis=0)
    coefficients = np.array([float(term.coefficient) for term in terms])
    denominators = counts @ worth.counted
    ratios = counts @ worth.values / denominators
    slopes = (coefficients / denominators)[:, None] * (worth.values - ratios[:, None] * worth.counted)
    np.add.at(added, rows, np.repeat(slopes, lengths, axis=0))
    return float(sum((coefficients * ratios).tolist()))


def _coefficients(added: "Floats") -> Coefficients:
    """From what each answer adds, figures x questions x kinds with the best answer last."""
    best = added[:, :, -1:]
    figures, questions, kinds = added.shape
    cells = (added[:, :, :-1] - best).reshape(figures, questions * (kinds - 1))  # of no figures too
    return Coefficients(best.sum(axis=(1, 2)), cells)


def _totals(design: Design, worth: AnswerWorths) -> "Floats":
    """Weighted ballots by question and kind, the best answer last."""
    import numpy as np

    cells = np.zeros(len(worth.questions) * worth.kinds)
    ballots = 0.0
    for stratum in design:
        for weight, block in stratum.ballots:
            cells[block.cells] += weight * block.singles
            ballots += weight * block.ballots
    counts = cells.reshape(len(worth.questions), worth.kinds)
    return np.column_stack([counts, ballots - counts.sum(axis=1)])
