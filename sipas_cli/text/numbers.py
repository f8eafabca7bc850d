"""Numbers as they are typed and as they are printed."""

import re
from collections.abc import Collection, Iterable
from decimal import Context
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from sipas_cli.text.spelling import nfc, one_sign


def half_up(value: Fraction, decimals: int) -> Fraction:
    """`value` rounded to `decimals` digits, a half away from zero, exactly.

    >>> half_up(Fraction(95435, 1000), 2) == Fraction(9544, 100)
    True
    """
    return Fraction(_half_up_steps(value, decimals), 10**decimals)


def half_up_text(value: Fraction, decimals: int, *, mark: str = ".") -> str:
    """The same as printed, without a fraction being made of it.

    >>> half_up_text(Fraction(-95435, 1000), 2)
    '-95.44'
    """
    return _text_of_steps(_half_up_steps(value, decimals), decimals, mark)


def _half_up_steps(value: Fraction, decimals: int) -> int:
    """How many of the last digit there are in a value that is rounded."""
    numerator, denominator = value.as_integer_ratio()
    step: int = 10**decimals
    whole, rest = divmod(abs(numerator) * step, denominator)
    whole += 2 * rest >= denominator
    return whole if numerator >= 0 else -whole


def exact_sum(values: Iterable[Fraction]) -> Fraction:
    """The sum of `values`.

    >>> exact_sum([Fraction(1, 3), Fraction(1, 2), Fraction(1, 3)])
    Fraction(7, 6)
    """
    return Fraction(*_summed(value.as_integer_ratio() for value in values))


def exact_mean(values: Collection[Fraction]) -> Fraction:
    """The mean of `values`, one or more.

    >>> exact_mean([Fraction(1, 3), Fraction(1, 2)])
    Fraction(5, 12)
    """
    numerator, denominator = _summed(value.as_integer_ratio() for value in values)
    return Fraction(numerator, denominator * len(values))


def exact_weighted_mean(values: Collection[tuple[Fraction, Fraction]]) -> Fraction:
    """The mean of (weight, value), one or more.

    >>> exact_weighted_mean([(Fraction(1, 4), Fraction(1, 3)), (Fraction(3, 4), Fraction(1))])
    Fraction(5, 6)
    """
    ratios = [(*weight.as_integer_ratio(), *value.as_integer_ratio()) for weight, value in values]
    whole, whole_of = _summed((weight, of_weight) for weight, of_weight, _, _ in ratios)
    above, above_of = _summed((weight * value, of_weight * of) for weight, of_weight, value, of in ratios)
    return Fraction(above * whole_of, above_of * whole)


def _summed(ratios: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """The sum of (numerator, denominator), not reduced. Those of one denominator are added first, and no
    fraction is made of any: of thousands of scores that is several times as fast as fraction by fraction."""
    numerators: dict[int, int] = {}
    for numerator, denominator in ratios:
        numerators[denominator] = numerators.get(denominator, 0) + numerator
    common = lcm(*numerators)
    return sum([numerator * (common // of) for of, numerator in numerators.items()]), common


def decimal_text(value: Fraction | int, decimals: int, *, mark: str = ".") -> str:
    """`value`, which has no more than `decimals` digits, as printed; `mark` is "," in documents.

    >>> decimal_text(Fraction(904, 10), 2, mark=",")
    '90,40'
    """
    numerator, denominator = value.as_integer_ratio()
    whole, rest = divmod(abs(numerator) * 10**decimals, denominator)
    if rest:
        raise ValueError(f"{value} has more than {decimals} decimals: round it first")
    return _text_of_steps(whole if numerator >= 0 else -whole, decimals, mark)


def _text_of_steps(steps: int, decimals: int, mark: str) -> str:
    """So many of the last of `decimals` digits as printed."""
    sign = "-" if steps < 0 else ""
    text = str(abs(steps)).zfill(decimals + 1)
    return sign + (f"{text[:-decimals]}{mark}{text[-decimals:]}" if decimals else text)


def decimal_value(text: str) -> Fraction:
    """What `decimal_text` prints, read back, or any other text of a fraction: in digits it is read several
    times as fast as Fraction reads it. Raises ValueError for a text that is none.

    >>> decimal_value("-0.50"), decimal_value("7"), decimal_value("1/3")
    (Fraction(-1, 2), Fraction(7, 1), Fraction(1, 3))
    """
    whole, _, digits = text.partition(".")
    if not (whole.removeprefix("-") + digits).isdecimal():
        return Fraction(text)
    return Fraction(int(whole + digits), 10 ** len(digits))


def exact_text(value: Fraction, *, decimals: int = 6, mark: str = ".") -> str:
    """`value` with as many digits as it has, for messages; `decimals` of them where they never end.

    >>> exact_text(Fraction("100.0001")), exact_text(Fraction(3, 2), mark=","), exact_text(Fraction(2, 3))
    ('100.0001', '1,5', '0.666667')
    """
    digits = next((n for n in range(16) if (value * 10**n).denominator == 1), None)
    if digits is None:
        return decimal_text(half_up(value, decimals), decimals, mark=mark)
    return decimal_text(value, digits, mark=mark)


class Typed(NamedTuple):
    """A number as it was typed: its value, how many digits follow the mark, whether a % stands behind it."""

    value: Fraction
    decimals: int
    percent: bool


_NUMBER = re.compile(r"([+-]?\d{1,12}(?:[.,](\d{1,20}))?(?:[eE][+-]?\d{1,2})?) ?(%?)")
_WITH_MARK = re.compile(r"-?\d*[.,]\d+")
_EXCEL_DIGITS = Context(prec=15)  # what Excel keeps: 0.30000000000000004 was typed or computed as 0.3


def typed_number(text: str) -> Typed | None:
    """The number that a text is, with a point or a comma; None for any other text. Marks between
    thousands are refused: 1.234 would be one or a thousand.

    >>> typed_number(" 2,50 ")
    Typed(value=Fraction(5, 2), decimals=2, percent=False)
    >>> typed_number("95 %").percent, typed_number("1.234,5")
    (True, None)
    """
    match = _NUMBER.fullmatch(one_sign(nfc(text)))
    if not match:
        return None
    exact = _EXCEL_DIGITS.create_decimal(match[1].replace(",", "."))
    return Typed(Fraction(exact), len(match[2] or ""), bool(match[3]))


def fifteen_digits(text: str) -> str:
    """A computed text with 15 digits where it is a number with a decimal mark: the last digits of what a
    binary float is written as are noise. Any other text as it is.

    >>> fifteen_digits("94.460000000000008"), fifteen_digits("20231115123456789"), fifteen_digits("4,50")
    ('94.46', '20231115123456789', '4,50')
    """
    digits = sum(map(str.isdecimal, text.lstrip("-0.,")))
    if digits <= _EXCEL_DIGITS.prec or not _WITH_MARK.fullmatch(text):
        return text
    rounded = format(_EXCEL_DIGITS.create_decimal(text.replace(",", ".")), "f")
    if "." in rounded:
        return rounded.rstrip("0").rstrip(".")
    return rounded


_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """`number` (1 or more; meant for a few) in Roman digits.

    >>> [roman(number) for number in (1, 2, 4, 9, 14)]
    ['I', 'II', 'IV', 'IX', 'XIV']
    """
    text = ""
    for value, digits in _ROMAN:
        times, number = divmod(number, value)
        text += digits * times
    return text
