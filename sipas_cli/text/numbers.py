"""Numbers as they are typed and as they are printed."""

import re
from collections.abc import Iterable
from decimal import Context
from fractions import Fraction
from typing import NamedTuple

from sipas_cli.text.spelling import nfc, one_sign


def half_up(value: Fraction, decimals: int) -> Fraction:
    """`value` rounded to `decimals` digits, a half away from zero, exactly.

    >>> half_up(Fraction(95435, 1000), 2) == Fraction(9544, 100)
    True
    """
    numerator, denominator = value.as_integer_ratio()
    step = 10**decimals
    whole, rest = divmod(abs(numerator) * step, denominator)
    whole += 2 * rest >= denominator
    return Fraction(whole if numerator >= 0 else -whole, step)


def exact_sum(values: Iterable[Fraction]) -> Fraction:
    """The sum of `values`. Those of one denominator are added as integers first: of thousands of scores that
    is several times as fast as fraction by fraction.

    >>> exact_sum([Fraction(1, 3), Fraction(1, 2), Fraction(1, 3)])
    Fraction(7, 6)
    """
    numerators: dict[int, int] = {}
    for value in values:
        numerator, denominator = value.as_integer_ratio()
        numerators[denominator] = numerators.get(denominator, 0) + numerator
    sums = [Fraction(numerator, denominator) for denominator, numerator in numerators.items()]
    return sum(sums[1:], sums[0]) if sums else Fraction(0)


def decimal_text(value: Fraction | int, decimals: int, *, mark: str = ".") -> str:
    """`value`, which has no more than `decimals` digits, as printed; `mark` is "," in documents.

    >>> decimal_text(Fraction(904, 10), 2, mark=",")
    '90,40'
    """
    numerator, denominator = value.as_integer_ratio()
    whole, rest = divmod(abs(numerator) * 10**decimals, denominator)
    if rest:
        raise ValueError(f"{value} has more than {decimals} decimals: round it first")
    sign = "-" if numerator < 0 else ""
    text = str(whole).zfill(decimals + 1)
    return sign + (f"{text[:-decimals]}{mark}{text[-decimals:]}" if decimals else text)


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
