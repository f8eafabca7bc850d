"""How many to ask, and whom: sample sizes, their allocation to strata, a draw that can be repeated.

A stratum is a unit, or one service of a unit. All of it is exact and follows from the arguments alone: a
size on the edge between two integers does not depend on floats, nor a draw on a random generator.
"""

import hashlib
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from typing import Literal

from sipas_cli.errors import RulesError
from sipas_cli.samples import messages
from sipas_cli.text.numbers import half_up
from sipas_cli.text.spelling import fold

#: Level of confidence in percent -> the quantile of the normal distribution, as tables print it.
Z = {90: Fraction("1.645"), 95: Fraction("1.96"), 99: Fraction("2.576")}

Method = Literal["yamane", "cochran"]
#: What gets a size of its own: each service of a unit; the unit; the unit, divided over its services.
By = Literal["service", "unit", "divided"]
How = Literal["proportional", "equal"]
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stratum:
    """Transactions among which is drawn, and how many of them.

    unit           name of the unit as registered
    service        as mostly written; "" for all services, or for those without one
    transactions   of the year, N >= 0
    sample         n, 0 <= n <= N
    """

    unit: str
    service: str
    transactions: int
    sample: int = 0

    @property
    def key(self) -> Key:
        """By which a stratum of one file is found in another."""
        return self.unit, fold(self.service)

    @property
    def share_pct(self) -> Fraction | None:
        """The share of the transactions that is drawn, as printed: two decimals; None of nothing."""
        if not self.transactions:
            return None
        return half_up(Fraction(100 * self.sample, self.transactions), 2)


# --- sizes ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Formula:
    """How a size follows from the number of transactions.

    error_pct    e in percent
    confidence   90, 95 or 99 percent; only for cochran
    p            the share that is expected to be satisfied, 0 < p < 1; only for cochran
    """

    method: Method = "yamane"
    error_pct: Fraction = Fraction(5)
    confidence: int = 95
    p: Fraction = Fraction(1, 2)

    def size(self, transactions: int) -> int:
        """The sample size of so many transactions."""
        error = self.error_pct / 100
        if self.method == "yamane":
            return yamane(transactions, error=error)
        return cochran(transactions, error=error, z=Z[self.confidence], p=self.p)

    def describe(self) -> dict[str, str | int]:
        """What a reader needs to compute the sizes again."""
        description: dict[str, str | int] = {"method": self.method, "error_pct": _decimal(self.error_pct)}
        if self.method == "cochran":
            description |= {"confidence_pct": self.confidence, "z": _decimal(Z[self.confidence])}
            description["p"] = _decimal(self.p)
        return description


def _decimal(value: Fraction) -> str:
    return f"{float(value):g}"  # of few digits, only shown


def yamane(transactions: int, *, error: Fraction) -> int:
    """n = N / (1 + N e²), rounded up; never more than N.

    Source: training text of the ministry on measuring satisfaction; Yamane 1967.

    >>> yamane(1200, error=Fraction(5, 100)), yamane(1201, error=Fraction(5, 100))
    (300, 301)
    """
    return math.ceil(transactions / (1 + transactions * error**2))


def cochran(transactions: int, *, error: Fraction, z: Fraction, p: Fraction) -> int:
    """n = n0 / (1 + (n0 - 1) / N) with n0 = z² p (1 - p) / e², rounded up; never more than N.

    Source: Cochran, Sampling Techniques, 3rd ed. 1977, section 4.4.

    >>> cochran(1000, error=Fraction(5, 100), z=Z[95], p=Fraction(1, 2))  # 384.16 / 1.38316 = 277.74
    278
    """
    if not transactions:
        return 0
    unlimited = z**2 * p * (1 - p) / error**2
    return math.ceil(unlimited * transactions / (transactions + unlimited - 1))


def of_units(strata: Iterable[Stratum]) -> list[Stratum]:
    """The services of each unit added up, in the order in which the units come first."""
    transactions: dict[str, int] = defaultdict(int)
    for stratum in strata:
        transactions[stratum.unit] += stratum.transactions
    return [Stratum(unit, "", number) for unit, number in transactions.items()]


def with_sizes(strata: Sequence[Stratum], formula: Formula, *, by: By, minimum: int = 0) -> list[Stratum]:
    """The strata with their sizes; `minimum` for each stratum that has as many transactions, else all."""
    if by == "divided":
        divided = (_divided(unit, strata, formula, minimum) for unit in of_units(strata))
        return list(chain.from_iterable(divided))
    if by == "unit":
        strata = of_units(strata)
    sizes = (max(formula.size(stratum.transactions), _least(stratum, minimum)) for stratum in strata)
    return [replace(stratum, sample=size) for stratum, size in zip(strata, sizes, strict=True)]


def _divided(unit: Stratum, strata: Iterable[Stratum], formula: Formula, minimum: int) -> list[Stratum]:
    """The services of a unit, the size of the whole unit divided among them."""
    services = [stratum for stratum in strata if stratum.unit == unit.unit]
    least = sum(_least(stratum, minimum) for stratum in services)
    return allocate(services, max(formula.size(unit.transactions), least), minimum=minimum)


def _least(stratum: Stratum, minimum: int) -> int:
    return min(minimum, stratum.transactions)


# --- allocation ----------------------------------------------------------------------------------


def allocate(
    strata: Sequence[Stratum], total: int, *, how: How = "proportional", minimum: int = 0
) -> list[Stratum]:
    """`total` divided among the strata, in proportion to their transactions or in equal parts; none gets
    more than it has, none less than `minimum` or all that it has.

    Quotas are exact; what their whole parts leave over goes to the largest remainders, of equal ones to
    the stratum with more transactions, then to the earlier one.

    Raises RulesError for a total above all transactions or below the minima.

    >>> [stratum.sample for stratum in allocate([Stratum("A", "", 70), Stratum("B", "", 30)], 7)]
    [5, 2]
    """
    least = sum(_least(stratum, minimum) for stratum in strata)
    most = sum(stratum.transactions for stratum in strata)
    if total > most:
        raise RulesError(messages.SAMPLE_TOTAL_LARGE, total=total, most=most)
    if total < least:
        raise RulesError(messages.SAMPLE_TOTAL_SMALL, total=total, least=least, minimum=minimum)
    quotas = _quotas(strata, total, how, minimum)
    whole = [math.floor(quota) for quota in quotas]
    by_remainder = sorted(
        range(len(strata)), key=lambda i: (whole[i] - quotas[i], -strata[i].transactions, i)
    )
    for i in by_remainder[: total - sum(whole)]:
        whole[i] += 1
    return [replace(stratum, sample=sample) for stratum, sample in zip(strata, whole, strict=True)]


def _quotas(strata: Sequence[Stratum], total: int, how: How, minimum: int) -> list[Fraction]:
    """The exact part of each stratum: weight x level, kept within its bounds, at the one level at which
    the parts add up to `total`. In between two bounds the sum grows linearly with the level."""
    weights = [1] * len(strata)
    if how == "proportional":
        weights = [stratum.transactions for stratum in strata]
    bounds = [(_least(stratum, minimum), stratum.transactions) for stratum in strata]

    def parts(level: Fraction) -> list[Fraction]:
        limits = zip(weights, bounds, strict=True)
        return [min(max(weight * level, Fraction(low)), Fraction(high)) for weight, (low, high) in limits]

    pairs = zip(weights, bounds, strict=True)
    levels = sorted({Fraction(end, weight) for weight, ends in pairs if weight for end in ends})
    place = bisect_left(levels, Fraction(total), key=lambda level: sum(parts(level), Fraction(0)))
    if place == 0:
        return parts(levels[0] if levels else Fraction(0))
    below, above = levels[place - 1], levels[place]
    low, high = sum(parts(below)), sum(parts(above))
    return parts(below + (above - below) * (total - low) / (high - low))


# --- the draw ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn in a stratum: the keys of its transactions in the order of the draw."""

    sample: tuple[str, ...]
    reserve: tuple[str, ...]


def draw(keys: Collection[str], sample: int, *, seed: str, reserve_pct: Fraction = Fraction(0)) -> Drawn:
    """Draws from the transactions with these keys, each of which occurs once.

    They are ordered by the SHA-256 of the seed, a line feed and the key, in UTF-8; the first `sample` of
    them are drawn, those that follow are the reserve: `reserve_pct` percent of the sample, rounded up.
    So neither the order of the keys nor the machine nor the version of Python plays a part, and a larger
    sample with the same seed holds the smaller one.
    """
    ordered = sorted(keys, key=lambda key: (lot(seed, key), key))
    end = sample + math.ceil(min(sample, len(ordered)) * reserve_pct / 100)
    return Drawn(tuple(ordered[:sample]), tuple(ordered[sample:end]))


def lot(seed: str, key: str) -> str:
    """What decides the place of a transaction in the draw.

    >>> lot("2024", "HS-001")[:16]
    '25d35d55a16709dd'
    """
    return hashlib.sha256(f"{seed}\n{key}".encode()).hexdigest()


def list_digest(strata: Mapping[Key, Collection[str]]) -> str:
    """The digest of a list, in whatever order or number of files: of the sorted lines of unit, service
    and key, parted by tabs. The draw depends on nothing else but the sizes and the seed."""
    lines = sorted(f"{unit}\t{service}\t{key}\n" for (unit, service), keys in strata.items() for key in keys)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def selection_digest(drawn: Iterable[Drawn]) -> str:
    """The digest of what was drawn: of the sorted keys of the sample, a line each."""
    keys = sorted(key for stratum in drawn for key in stratum.sample)
    return hashlib.sha256("".join(f"{key}\n" for key in keys).encode()).hexdigest()
