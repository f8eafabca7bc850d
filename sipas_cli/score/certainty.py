"""How sure a rank is: the ranks that a unit may have, if all had been asked.

Of one unit by Mogstad, Romano, Shaikh and Wilhelm (2023, "Inference for Ranks", Review of Economic Studies;
the R package `csranks`), in one step: a unit is surely better than another where their difference is more
than c times its standard error. c is the 95 % quantile of the largest of all standardized differences to the
unit, whichever the true figures are. For units that were drawn independently it follows from an integral over
one variable: no random numbers. Of units that the same people judged, c is that of Šidák (1967): however
normal variables go together, all of them stay within it at least as often as independent ones do.

Of all units at once by Tukey's method (Al Mohamad, Goeman and van Zwet 2022, "Simultaneous confidence
intervals for ranks", Biometrics): c is that of the range of equally precise units, which is too large rather
than too small where the precision differs (Hayter 1984).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from typing import TYPE_CHECKING, Any, assert_never

from sipas_cli.messages import Message, say
from sipas_cli.model import SIPAS
from sipas_cli.rules.policies import Ties
from sipas_cli.score.precision import LEVEL, normal_quantile

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

RANK_BETWEEN = Message(
    vi=(
        "Nếu hỏi tất cả người {asked}, với độ tin cậy 95%{whose}, đơn vị đứng trong khoảng từ hạng {first} "
        "đến hạng {last}; khảo sát chưa phân biệt được đơn vị này với các đơn vị trong khoảng đó."
    ),
    en=(
        "If everybody {asked} were asked, the unit would stand between rank {first} and rank "
        "{last}, with 95% confidence{whose}; the survey cannot tell it from the units in between."
    ),
)
RANK_SURE = Message(
    vi="Nếu hỏi tất cả người {asked}, với độ tin cậy 95%{whose}, đơn vị đứng hạng {first}.",
    en="If everybody {asked} were asked, the unit would have rank {first}, with 95% confidence{whose}.",
)

BOUNDS_STAND = Message(
    vi=(
        "Không biết những phiếu nào là của cùng một người, hoặc có quá nhiều cặp câu trả lời để đếm: khoảng "
        "của thứ hạng và của các số trung bình rộng hết mức có thể. Để có khoảng hẹp hơn, mỗi phiếu phải có "
        "mã của người trả lời, như nhau ở mọi đơn vị mà người đó đánh giá; rồi chạy lại sipas score."
    ),
    en=(
        "It is not known which ballots are of one person, or there are too many pairs of answers to count: "
        "the intervals of ranks and means are as wide as they may be. For narrower ones each ballot needs "
        "the id of its respondent, the same with all units that this person judges; then run sipas score "
        "again."
    ),
)

#: Who is asked: of SIPAS those who had dealings with a unit, of the leader survey those who judge it.
_ASKED = Message(vi="đã giao dịch", en="with a transaction")
_JUDGES = Message(vi="thuộc diện được hỏi", en="who could be asked")

#: Of whom the confidence is: of one unit by itself, about which nothing is said, or of all.
_OF_ALL = Message(vi=" cho mọi đơn vị của nhóm cùng lúc", en=" for all units of the group at once")

SIMULTANEOUS = Message(
    vi="Các khoảng hạng đúng cho mọi đơn vị của nhóm cùng lúc, với độ tin cậy 95%.",
    en="The ranks that units may have hold for all units of the group at once, with 95% confidence.",
)

#: No standard normal variable is farther out than this: the probability is 1e-15.
_END = 8.0
#: Points at which an integrand is taken; and at which a function of the standard error is, to be
#: interpolated.
_POINTS, _NODES = 100, 40
#: How near c is found, and how often it is bettered at most; about six times are needed.
_NEAR, _STEPS = 1e-10, 60


@dataclass(frozen=True, slots=True)
class RankInterval:
    """The ranks that a unit may have, from `first`, the best, to `last`."""

    first: int
    last: int

    def sentence(self, index: str, *, simultaneous: bool = False) -> str:
        """What it means of an index, in the language in use.

        simultaneous   whether the intervals of all units of the group hold at once
        """
        asked = say(_ASKED if index == SIPAS else _JUDGES)
        whose = say(_OF_ALL) if simultaneous else ""
        if self.first == self.last:
            return say(RANK_SURE, asked=asked, whose=whose, first=self.first)
        return say(RANK_BETWEEN, asked=asked, whose=whose, first=self.first, last=self.last)


def rank_intervals(
    values: Sequence[float],
    errors: Sequence[float | None],
    *,
    simultaneous: bool = False,
    correlations: "Floats | None" = None,
    ties: Ties = Ties.COMPETITION,
) -> list[RankInterval]:
    """The interval of the rank of each unit of a group, the highest value first.

    values   what the units are ranked by, in percent
    errors   their standard errors; 0 where everybody was asked, None where nobody knows: such a unit may
             stand anywhere, and no other is surely before or behind it
    correlations   units x units, of the errors; None where each unit was judged by people of its own. -1
                   where nobody knows: the error of a difference is at most the sum of both
    ties           how places are counted: where units that are level count as one place, those that are level
                   now do; who else might be level, if all had been asked, nobody can know

    >>> rank_intervals([99.0, 90.0, 89.9, 50.0], [0.5, 0.5, 0.5, None])
    [RankInterval(first=1, last=2), RankInterval(first=2, last=4), RankInterval(first=2, last=4), \
RankInterval(first=1, last=4)]
    >>> rank_intervals([99.0, 90.0, 90.0, 50.0], [0.5, 0.5, 0.5, 0.5], ties=Ties.DENSE)
    [RankInterval(first=1, last=1), RankInterval(first=2, last=2), RankInterval(first=2, last=2), \
RankInterval(first=3, last=3)]
    """
    import numpy as np

    known = [place for place, error in enumerate(errors) if error is not None]
    figures = np.array([values[place] for place in known], dtype=np.float64)
    spreads = np.array([errors[place] for place in known], dtype=np.float64)
    of_known = None if correlations is None else correlations[np.ix_(known, known)]
    limits = _limits(spreads, simultaneous=simultaneous, independent=correlations is None)
    everyone = np.array(values, dtype=np.float64)
    intervals = [RankInterval(1, _places(everyone, ties))] * len(values)
    for number, place in enumerate(known):
        margins = limits[number] * _differences(spreads, number, of_known)
        before = figures[figures - figures[number] > margins]
        behind = np.zeros(len(values), dtype=bool)
        behind[known] = figures[number] - figures > margins
        intervals[place] = RankInterval(1 + _places(before, ties), _places(everyone[~behind], ties))
    return intervals


def _differences(errors: "Floats", number: int, correlations: "Floats | None") -> "Floats":
    """The standard errors of the differences to one unit; see `rank_intervals` for the correlations of all
    units, which thousands of units of their own have no room for."""
    import numpy as np

    error = errors[number]
    if correlations is None:
        of_unit = np.zeros(len(errors))
        of_unit[number] = 1.0
    else:
        of_unit = correlations[number]
    variances = errors**2 + error**2 - 2 * of_unit * errors * error
    differences: Floats = np.sqrt(np.maximum(variances, 0.0))
    return differences


def _places(figures: "Floats", ties: Ties) -> int:
    """How many places units with these figures take."""
    match ties:
        case Ties.COMPETITION:
            return len(figures)
        case Ties.DENSE:
            return len(set(figures.tolist()))
        case _:
            assert_never(ties)


def _limits(errors: "Floats", *, simultaneous: bool, independent: bool) -> "Floats":
    """c of each unit."""
    import numpy as np

    if independent:
        return _all_at_once(errors) if simultaneous else _one_by_one(errors)
    others = len(errors) - 1
    differences = others * len(errors) // 2 if simultaneous else others
    return np.full(len(errors), _sidak(differences) if others > 0 else 0.0)


def _all_at_once(errors: "Floats") -> "Floats":
    """One c for all units: the quantile of the range of so many standard normal variables, over √2.

    P(range <= q) = K * integral of phi(t) * (Phi(t) - Phi(t - q))^(K - 1) over t.
    """
    import numpy as np
    from scipy.special import ndtr

    number = len(errors)
    if number < 2:
        return np.zeros(number)
    points, weights = _integral(-_END, 2 * _END)

    def uncertainty(limit: float) -> float:
        chances = ndtr(points) - ndtr(points - limit * np.sqrt(2))
        return 1 - number * float(chances ** (number - 1) @ weights)

    return np.full(number, _solved(uncertainty, _upper(number * (number - 1) // 2)))


def _one_by_one(errors: "Floats") -> "Floats":
    """c of each unit. It depends on the unit's own standard error and on those of all."""
    import numpy as np

    drawn = errors > 0
    positive, occurring = np.unique(errors[drawn], return_counts=True)
    times = occurring.astype(np.float64)
    limits = np.zeros(len(errors))
    if not len(positive) or len(errors) < 2:
        return limits
    # the difference to a unit without error is that unit's own: the largest of so many normal variables
    limits[~drawn] = _sidak(int(drawn.sum()))
    certain = not drawn.all()
    if len(positive) <= _NODES:
        distinct_limits = np.array([_limit(error, positive, times, certain) for error in positive])
    else:
        distinct_limits = _interpolated(positive, times, certain)
    limits[drawn] = distinct_limits[np.searchsorted(positive, errors[drawn])]
    return limits


def _interpolated(errors: "Floats", times: "Floats", certain: bool) -> "Floats":
    """c of many units. It is a smooth function of the logarithm of the unit's standard error, and a sum of
    smooth functions of those of the others: both are taken at Chebyshev's points alone."""
    import numpy as np
    from numpy.polynomial import chebyshev

    basis: Any = chebyshev  # which older numpy has no types for
    low, high = np.log(errors[[0, -1]])
    nodes = basis.chebpts1(_NODES)
    at_nodes = basis.chebvander(nodes, _NODES - 1)
    everywhere = basis.chebvander((2 * np.log(errors) - low - high) / (high - low), _NODES - 1)
    taken = np.exp((low + high + nodes * (high - low)) / 2)
    # a sum over all of a polynomial is a sum over the nodes with these weights
    counted = np.linalg.solve(at_nodes.T, times @ everywhere).astype(np.float64)
    limits = np.array([_limit(error, taken, counted, certain) for error in taken])
    values: Floats = everywhere @ np.linalg.solve(at_nodes, limits)
    return values


def _limit(error: float, others: "Floats", times: "Floats", certain: bool) -> float:
    """c of a unit whose standard error is `error`, among units of which `others` are the positive standard
    errors, each so many times, its own with them; `certain`: there are units without error besides.

    With the unit t standard errors off its true figure the others are independent, and the chance that no
    difference is beyond c is the mean over t of

        product over k of P(|t * s - s_k * Z| <= c * √(s² + s_k²)).
    """
    import numpy as np
    from scipy.special import ndtr

    ratios = error / np.append(others, error)
    counted = np.append(times, -1.0)  # without itself

    def uncertainty(limit: float) -> float:
        # beyond c the chance falls to 0, the more sharply the smaller the other errors: two integrals
        parts = [_integral(0, limit)]
        if not certain:
            parts.append(_integral(limit, _END))
        edges = limit * np.hypot(ratios, 1)
        chance = 0.0
        for points, weights in parts:
            places = points[:, None] * ratios
            outside = ndtr(places - edges) + ndtr(-places - edges)
            logarithms = np.log1p(-np.minimum(outside, 1 - 1e-15)) @ counted
            chance += 2 * float(np.exp(logarithms) @ weights)
        return 1 - chance

    return _solved(uncertainty, _upper(max(1, round(float(times.sum())) - 1 + int(certain))))


def _integral(low: float, high: float) -> "tuple[Floats, Floats]":
    """The points and weights of an integral over a standard normal variable (Gauss and Legendre)."""
    import numpy as np

    points, weights = _legendre()
    half = (high - low) / 2
    places = (low + high) / 2 + half * points
    density = np.exp(-(places**2) / 2) / np.sqrt(2 * np.pi)
    return places, half * weights * density


@cache
def _legendre() -> "tuple[Floats, Floats]":
    """The points and weights of an integral from -1 to 1."""
    import numpy as np

    legendre: Any = np.polynomial.legendre  # which older numpy has no types for
    points, weights = legendre.leggauss(_POINTS)
    return points, weights


def _sidak(differences: int) -> float:
    """c of so many differences, if they were independent."""
    return normal_quantile((1 + LEVEL ** (1 / differences)) / 2)


def _upper(differences: int) -> float:
    """Bonferroni's c for so many differences: never less than what is looked for."""
    return normal_quantile(1 - (1 - LEVEL) / (2 * differences))


def _solved(uncertainty: Callable[[float], float], start: float) -> float:
    """The limit whose uncertainty is 5 %, by the secant method on its logarithm, which is nearly a straight
    line."""

    def excess(limit: float) -> float:
        return log(max(uncertainty(limit), 1e-300) / (1 - LEVEL))

    former, limit = start, start * 0.99
    value = excess(former)
    for _ in range(_STEPS):
        here = excess(limit)
        if here == value:
            break
        step = here * (limit - former) / (here - value)
        former, value, limit = limit, here, max(0.1, limit - step)
        if abs(step) < _NEAR:
            break
    return limit
