"""How large what a template computes may be: an expression of some letters could fill the memory."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.utils import Namespace

#: Letters of a text, or things in a list, that are made of repeats.
_MOST_REPEATED = 100_000
#: Letters of a text, or things in a list, that are put together of others.
_LONGEST = 1_000_000
#: Things in lists that are compared with each other.
MOST_COMPARED = 1_000_000
_PLAIN_LISTS = (list, tuple)
#: Letters that a field is widened to, or digits behind a point: no line of a document is as long.
_WIDEST = 1_000
#: Bits of a whole number: those of 30 digits.
_LARGEST = 100
#: Filters that take a width, or a number of things to be filled up to.
WIDENING = ("batch", "center", "format", "indent", "round", "slice")
_WIDE_FORMAT = re.compile(r"\d{4,}|\*|:[^{}]*\{")
_FORMATTING = frozenset({"format", "format_map"})


class TooLargeError(SecurityError):
    """An expression comes to more than any document needs."""


def refuse_large(operator: str, left: Any, right: Any) -> None:
    """Raises TooLargeError where the value of left + right, or with *, ** or %, is too large."""
    if operator == "+":
        if isinstance(left, str | list | tuple) and isinstance(right, str | list | tuple):
            refuse_long(len(left) + len(right))
        return
    if operator == "%":
        if isinstance(left, str):
            _refuse_format(left)
            refuse_fields(left, [right])
        return
    for one, other in ((left, right), (right, left)):
        repeated = operator == "*" and isinstance(one, str | list | tuple) and isinstance(other, int)
        if repeated and sum(weight(item, _MOST_REPEATED) for item in one) * other > _MOST_REPEATED:
            raise TooLargeError("*")
        if isinstance(one, int) and one.bit_length() > _LARGEST:
            raise TooLargeError(operator)
    if operator == "**" and not _is_small(right):
        raise TooLargeError(operator)


def weight(value: Any, most: int = MOST_COMPARED) -> int:
    """The letters of a text; of a list or mapping the things in it and all that is in those, each as often
    as it stands there. What goes beyond `most` is told as something beyond it."""
    total, open_values = 0, [value]
    while open_values and total <= most:
        one = open_values.pop()
        if type(one) in _PLAIN_LISTS:  # quickly known, and what there is the most of
            total += 1
            open_values += one
        elif isinstance(one, str):
            total += max(1, len(one))
        elif isinstance(one, Namespace):  # shows all that it holds, and nobody prints it
            return most + 1
        elif isinstance(one, Iterator):  # of a filter: it may be gone through only once
            total += _MOST_REPEATED
        elif isinstance(one, Mapping):
            total += 1
            open_values += (*one.keys(), *one.values())
        elif isinstance(one, Collection):
            total += 1
            open_values += one
        else:
            total += 1
    return total


def refuse_heavy(value: Any) -> int:
    """The weight of a value of which a text is made. Raises TooLargeError where that is too long."""
    heavy = weight(value, _LONGEST)
    refuse_long(heavy)
    return heavy


def refuse_endless(*values: Any) -> int:
    """The weight of the lightest of some values: two are compared no further. Raises TooLargeError where that
    is too far."""
    lightest = MOST_COMPARED + 1
    for value in values:
        lightest = min(lightest, weight(value, lightest))
    if lightest > MOST_COMPARED:
        raise TooLargeError(str(MOST_COMPARED))
    return lightest


def refuse_fields(pattern: str, values: Iterable[Any]) -> None:
    """Raises TooLargeError where a pattern with many fields is filled with what is too long for them."""
    fields = pattern.count("%") + pattern.count("{")
    refuse_long(len(pattern) + fields * (_WIDEST + refuse_heavy(list(values))))


def refuse_long(length: int) -> None:
    """Raises TooLargeError where a text of so many letters is too long."""
    if length > _LONGEST:
        raise TooLargeError(str(_LONGEST))


def _is_small(power: Any) -> bool:
    return not isinstance(power, int) or abs(power) <= _LARGEST


def refuse_wide(called: Any, values: Iterable[Any]) -> None:
    """Raises TooLargeError where a method of a text is to make it wider than any line."""
    method = getattr(called, "__wrapped__", called)  # the sandbox wraps format
    text = getattr(method, "__self__", None)
    if not isinstance(text, str):
        return
    if getattr(method, "__name__", "") in _FORMATTING:
        _refuse_format(text)
        return
    _refuse_widths(values)


def narrow(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that refuses widths beyond those of lines."""

    @wraps(filter_)
    def checked(*args: Any, **named: Any) -> Any:
        _refuse_widths((*args[1:], *named.values()))
        if filter_.__name__ == "do_format":
            _refuse_format(str(args[0]))
        return filter_(*args, **named)

    return checked


def _refuse_widths(values: Iterable[Any]) -> None:
    if any(isinstance(value, int) and abs(value) > _WIDEST for value in values):
        raise TooLargeError(str(_WIDEST))


def _refuse_format(text: str) -> None:
    """Raises TooLargeError for a pattern that makes a field as wide as it likes."""
    if _WIDE_FORMAT.search(text):
        raise TooLargeError(text)
