"""How precise a figure is: its standard error, its interval, its design effect.

By Taylor linearization (Särndal, Swensson, Wretman 1992, ch. 5; the R package `survey`). A figure is a sum of
coefficients times ratios r = Y / M of the answers to some questions, so each ballot adds

    z = w * sum over questions of b * (y - r * m),    b = coefficient / M

to its error, and with n of N drawn in a stratum

    V = sum over strata of (1 - n/N) * n/(n - 1) * (sum of z² - (sum of z)²/n).

With clusters, z is summed over each and n counts them. Floats are used here and nowhere else: no rank and no
band depends on them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import isnan, sqrt
from typing import TYPE_CHECKING, NamedTuple

from sipas_cli.messages import Message, Worded
from sipas_cli.score.linearized import AnswerWorths, Coefficients, Design, Stratum, linearized
from sipas_cli.score.terms import Figure, Terms, Worths
from sipas_cli.tally.pairs import Pairs

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

#: How sure an interval is: 95 %.
LEVEL = 0.95


class NoPrecision(Worded):
    """Why there is no standard error and no interval."""

    ONE_BALLOT = (
        "one_ballot",
        Message(vi="chỉ có một phiếu", en="there is only one ballot"),
    )
    ONE_CLUSTER = (
        "one_cluster",
        Message(vi="chỉ có một cụm được chọn", en="only one cluster was drawn"),
    )
    LONE_IN_STRATUM = (
        "lone_in_stratum",
        Message(
            vi="có tầng chỉ có một phiếu hoặc một cụm", en="there is a stratum with one ballot or one cluster"
        ),
    )
    NO_SCORE = ("no_score", Message(vi="không có điểm", en="there is no score"))
    IMPORTED = (
        "imported",
        Message(
            vi="kết quả được nhập từ bảng đã công bố, không có phiếu",
            en="the figure was brought in from a published table, without ballots",
        ),
    )
    SCORE_AGAIN = (
        "score_again",
        Message(
            vi="lần chạy này được lưu bởi phiên bản trước; chạy lại sipas score để có sai số",
            en="the run was stored by an earlier version; run sipas score again to have its error",
        ),
    )
    NO_SURVEY = (
        "no_survey",
        Message(
            vi="điểm không lấy từ khảo sát nên không có sai số chọn mẫu",
            en="the points come from no survey, so there is no sampling error",
        ),
    )
    RUN_LOST = (
        "run_lost",
        Message(
            vi="lần chạy khảo sát đã lấy điểm không còn hoặc không đọc được",
            en="the run of the survey that the points come from is not there, or cannot be read",
        ),
    )
    STEPPED = (
        "stepped",
        Message(
            vi="điểm lấy từ khảo sát theo bậc hoặc theo công thức, nên sai số không suy ra được theo tỷ lệ",
            en="the points come from a survey by steps or a formula, so its error does not carry over",
        ),
    )
    TYPED = (
        "typed",
        Message(
            vi="điểm khảo sát do người nhập gõ vào, không có phiếu",
            en="points of a survey were typed in, without its ballots",
        ),
    )


def reason_of(design: Design) -> NoPrecision | None:
    """Why nothing can be said about the error of what is drawn like this; None where something can."""
    lone = [stratum for stratum in design if stratum.drawn == 1 and stratum.left > 0]
    if not design:
        return NoPrecision.NO_SCORE
    if not lone:
        return None
    if len(design) > 1:
        return NoPrecision.LONE_IN_STRATUM
    if lone[0].clusters:
        return NoPrecision.ONE_CLUSTER
    return NoPrecision.ONE_BALLOT


# --- variance --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Variance:
    """The variance of some figures, each array in their order.

    estimates   in percent
    variances   in percent squared
    squares     sum over ballots of z²/w, times the mean weight: the variance of a simple random sample of as
                many ballots is made from it, which the design effect compares with
    ballots     how many ballots there are
    drawn       how many ballots, or clusters, were drawn
    freedom     drawn less strata: the degrees of freedom
    left        the share of the whole population that was not drawn
    """

    figures: Sequence[Figure]
    estimates: "Floats"
    variances: "Floats"
    squares: "Floats"
    ballots: int
    drawn: int
    freedom: int
    left: float

    def only(self, figure: Figure) -> "Variance":
        """The variance of one of the figures."""
        place = [self.figures.index(figure)]
        return replace(
            self,
            figures=[figure],
            estimates=self.estimates[place],
            variances=self.variances[place],
            squares=self.squares[place],
        )

    @property
    def effects(self) -> "Floats":
        """The design effects: how many times the variance is that of a simple random sample of as many
        ballots."""
        import numpy as np

        simple = self.left * self.squares * self.ballots / max(1, self.ballots - 1)
        known = simple > 0
        effects: Floats = np.full(len(simple), np.nan)
        return np.divide(self.variances, simple, out=effects, where=known)


def mean_variance(variances: Sequence[Variance]) -> Variance:
    """The variance of the plain mean of some figures that were drawn independently, one of each; at least
    one."""
    import numpy as np

    number = len(variances)
    return Variance(
        figures=variances[0].figures,
        estimates=np.mean([part.estimates for part in variances], axis=0),
        variances=np.sum([part.variances for part in variances], axis=0) / number**2,
        squares=np.sum([part.squares for part in variances], axis=0) / number**2,
        ballots=sum(part.ballots for part in variances),
        drawn=sum(part.drawn for part in variances),
        freedom=sum(part.freedom for part in variances),
        left=max(part.left for part in variances),
    )


def variance(terms: Terms, worths: Worths, pairs: Pairs, design: Design) -> Variance:
    """The estimates and variances of some figures of what was drawn, all strata together."""
    import numpy as np

    worth = AnswerWorths(worths, pairs)
    line = linearized(terms, worth, design)
    number = len(terms)
    variances, squares = np.zeros(number), np.zeros(number)
    weights = 0.0
    for stratum in design:
        coefficients = line.of(stratum.name)
        of_people = _of_people(coefficients, stratum)
        spread = _of_clusters(coefficients, stratum) if stratum.clusters else of_people.spread
        variances += stratum.left * spread * stratum.drawn / max(1, stratum.drawn - 1)
        squares += of_people.squares
        weights += sum(weight * block.ballots for weight, block in stratum.ballots)
    ballots = sum(one.block.ballots for stratum in design for one in stratum.ballots)
    drawn = sum(stratum.drawn for stratum in design)
    squares *= weights / max(1, ballots)
    left = _left(design)
    return Variance(
        list(terms), line.estimates, variances, squares, ballots, drawn, drawn - len(design), left
    )


def _left(design: Design) -> float:
    """The share of the whole population that was not drawn; all of it where a size is not known."""
    populations = [stratum.population for stratum in design if stratum.population is not None]
    if len(populations) < len(design):
        return 1.0
    return 1 - sum(stratum.drawn for stratum in design) / sum(populations)


class _Squares(NamedTuple):
    """The sum of z² less (the sum of z)²/n of some ballots; and the sum of z²/w."""

    spread: "Floats"
    squares: "Floats"


def _of_people(coefficients: Coefficients, stratum: Stratum) -> _Squares:
    """The sums over the people of a stratum."""
    import numpy as np

    spread, squares = np.zeros_like(coefficients.constant), np.zeros_like(coefficients.constant)
    number = sum(block.ballots for _, block in stratum.ballots)
    totals = [coefficients.total(block) for _, block in stratum.ballots]
    weighted = [weight * total for (weight, _), total in zip(stratum.ballots, totals, strict=True)]
    mean = sum(weighted, np.zeros_like(coefficients.constant)) / number
    for (weight, block), total in zip(stratum.ballots, totals, strict=True):
        within = coefficients.spread(block)
        spread += weight**2 * within + block.ballots * (weight * total / block.ballots - mean) ** 2
        squares += weight * (within + total**2 / block.ballots)
    return _Squares(spread, squares)


def _of_clusters(coefficients: Coefficients, stratum: Stratum) -> "Floats":
    """The sum of z² less (the sum of z)²/n over the clusters of a stratum."""
    import numpy as np

    sums = []
    for cluster in stratum.clusters:
        sums.append(sum(weight * coefficients.total(block) for weight, block in cluster))
    drawn = np.array(sums)
    spread: Floats = ((drawn - drawn.mean(axis=0)) ** 2).sum(axis=0)
    return spread


# --- intervals -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Precision:
    """How precise a figure is; all in percent, as the figure is.

    se         standard error
    low, high  the interval: 95 of 100 such samples give one that holds the figure of the whole population
    effect     design effect, None where there is none to compare with
    ballots    how many ballots it is made from
    compared   the standard error by which two units are compared: that of the interval where all ballots are
               alike
    """

    se: float
    low: float
    high: float
    effect: float | None
    ballots: int
    compared: float


AnyPrecision = Precision | NoPrecision


def precision(estimate: Fraction, uncertainty: Variance) -> Precision:
    """The precision of an estimate in percent by its variance, the only one of `uncertainty`."""
    if uncertainty.left <= 0:  # everybody was asked
        value = float(estimate)
        return Precision(0.0, value, value, None, uncertainty.ballots, 0.0)
    share, se = float(estimate) / 100, sqrt(float(uncertainty.variances[0]))
    low, high = interval(
        share, (se / 100) ** 2, uncertainty.drawn, ballots=uncertainty.ballots, freedom=uncertainty.freedom
    )
    effect = float(uncertainty.effects[0])
    compared = se or 100 * max(share - low, high - share) / normal_quantile((1 + LEVEL) / 2)
    return Precision(
        se, 100 * low, 100 * high, None if isnan(effect) else effect, uncertainty.ballots, compared
    )


def interval(share: float, variance: float, drawn: int, *, ballots: int, freedom: int) -> tuple[float, float]:
    """The interval of Korn and Graubard (1998) of a share from 0 to 1, which `svyciprop(method = "beta")`
    gives.

    That of Clopper and Pearson, with the number of ballots that a simple random sample with this variance
    would have had. Where all ballots are alike there is no variance, and it is the number that was drawn:
    where all are satisfied, from 0.025^(1/n) to 1.

    >>> low, high = interval(1.0, 0.0, 100, ballots=100, freedom=99)
    >>> round(low, 6), high
    (0.963783, 1.0)
    """
    from scipy.special import betaincinv, stdtrit

    tail = (1 - LEVEL) / 2
    effective = float(drawn)
    if variance > 0 and 0 < share < 1:
        effective = share * (1 - share) / variance
        effective *= float(stdtrit(ballots - 1, tail) / stdtrit(freedom, tail)) ** 2
    successes = effective * share
    rest = effective - successes
    low, high = 0.0, 1.0
    if share > 0:
        low = float(betaincinv(successes, rest + 1, tail))
    if share < 1:
        high = float(betaincinv(successes + 1, rest, 1 - tail))
    return low, high


def normal_quantile(probability: float) -> float:
    """The quantile of the standard normal distribution."""
    from statistics import NormalDist

    return NormalDist().inv_cdf(probability)
