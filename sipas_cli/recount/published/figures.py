"""A printed figure stands for an interval: that of all unrounded figures which are printed so."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from sipas_cli.messages import decimal_mark
from sipas_cli.text.numbers import decimal_text, exact_text, fifteen_digits, half_up, typed_number

_SIGNED = re.compile(r"([+\-−–↑↓▲▼]?)\s*(\d.*)")
_FALLS = ("-", "−", "–", "↓", "▼")


class Reading(Enum):
    """How figures were made shorter before they were printed."""

    ROUNDED = "rounded"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`; the ends belong to it or not."""

    low: Fraction
    high: Fraction
    low_in: bool = True
    high_in: bool = False

    def meets(self, other: "Interval") -> bool:
        """Whether a number lies in both.

        >>> one, next_ = Interval(Fraction(1), Fraction(2)), Interval(Fraction(2), Fraction(3))
        >>> one.meets(next_), next_.meets(next_)
        (False, True)
        """
        return self.may_reach(other) and other.may_reach(self)

    def may_reach(self, other: "Interval") -> bool:
        """Whether a number of this one may be as high as one of the other."""
        return self.high > other.low or (self.high == other.low and self.high_in and other.low_in)

    def plus(self, other: "Interval") -> "Interval":
        """All sums of a number of each."""
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_in and other.low_in,
            self.high_in and other.high_in,
        )

    def minus(self, other: "Interval") -> "Interval":
        """All differences of a number of each."""
        return self.plus(other.times(Fraction(-1)))

    def times(self, factor: Fraction) -> "Interval":
        """All products with a number that is not 0."""
        if factor > 0:
            return Interval(self.low * factor, self.high * factor, self.low_in, self.high_in)
        return Interval(self.high * factor, self.low * factor, self.high_in, self.low_in)

    def shown(self, decimals: int = 6) -> str:
        """The interval as a mathematician writes it."""
        mark = decimal_mark()
        ends = (exact_text(end, decimals=decimals, mark=mark) for end in (self.low, self.high))
        return f"{'[' if self.low_in else '('}{'; '.join(ends)}{']' if self.high_in else ')'}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as printed: its value, how many digits follow the mark, whether a % stands behind it."""

    value: Fraction
    decimals: int
    percent: bool = False

    def interval(self, reading: Reading) -> Interval:
        """The unrounded figures that are printed so. A half is rounded away from 0, cut off is towards 0."""
        unit = Fraction(1, 10**self.decimals)
        size = abs(self.value)
        if reading is Reading.CUT:
            interval = Interval(size, size + unit)
        else:
            interval = Interval(size - unit / 2, size + unit / 2)
        if self.value < 0:
            return interval.times(Fraction(-1))
        return interval

    def change_interval(self, reading: Reading) -> Interval:
        """The same of a change, whose sign may have been left out or put by hand: both ends belong to it."""
        interval = self.interval(reading)
        return Interval(interval.low, interval.high, True, True)

    @property
    def text(self) -> str:
        """As it is printed in the language in use."""
        return decimal_text(self.value, self.decimals, mark=decimal_mark())

    def prints(self, value: Fraction) -> bool:
        """Whether an exact number, rounded half up, is printed so."""
        return half_up(value, self.decimals) == self.value


def figure_of(text: str) -> Figure | None:
    """The figure that a cell holds and nothing else.

    >>> figure_of("96,50"), figure_of("95 %").percent, figure_of("x")
    (Figure(value=Fraction(193, 2), decimals=2, percent=False), True, None)
    """
    typed = typed_number(fifteen_digits(text))
    if typed is None:
        return None
    return Figure(typed.value, typed.decimals, typed.percent)


def change_of(text: str) -> Figure | None:
    """The change that a cell holds, with its sign or an arrow.

    >>> change_of("+1,2").value, change_of("− 3").value
    (Fraction(6, 5), Fraction(-3, 1))
    """
    match = _SIGNED.fullmatch(text.strip())
    figure = figure_of(match[2]) if match else None
    if figure is None or match is None:
        return None
    if match[1] in _FALLS:
        return Figure(-figure.value, figure.decimals, figure.percent)
    return figure


def total(parts: Iterable[Interval]) -> Interval:
    """All sums of one number of each."""
    sum_ = Interval(Fraction(0), Fraction(0), True, True)
    for part in parts:
        sum_ = sum_.plus(part)
    return sum_


def mean(parts: Sequence[Interval]) -> Interval:
    """All means of one number of each; of one or more."""
    return total(parts).times(Fraction(1, len(parts)))


def weighted(parts: Sequence[Interval], weights: Sequence[int]) -> Interval:
    """All means of one number of each, that count as often as their weights say."""
    whole = sum(weights)
    return total(part.times(Fraction(weight, whole)) for part, weight in zip(parts, weights, strict=True))


def range_of(parts: Sequence[Interval]) -> Interval:
    """What any mean of them lies in, whatever counts how often."""
    return Interval(min(part.low for part in parts), max(part.high for part in parts), True, True)
