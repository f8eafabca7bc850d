"""How large what a template computes may be: an expression of some letters could fill the memory."""

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from jinja2.exceptions import SecurityError

#: Letters of a text, or things in a list, that are made of repeats.
_MOST_REPEATED = 100_000
#: Letters that a field is widened to, or digits behind a point: no line of a document is as long.
_WIDEST = 1_000
#: Bits of a whole number: those of 30 digits.
_LARGEST = 100
#: Filters that take a width, or a number of things to be filled up to.
WIDENING = ("batch", "center", "format", "indent", "round", "slice")
_WIDE_FORMAT = re.compile(r"\d{4,}|\*|:[^{}]*\{")
_FORMATTING = frozenset({"format", "format_map"})


def refuse_large(operator: str, left: Any, right: Any) -> None:
    """Raises SecurityError where the value of left * right, left ** right or left % right is too large."""
    if operator == "%":
        if isinstance(left, str):
            _refuse_format(left)
        return
    for one, other in ((left, right), (right, left)):
        repeated = operator == "*" and isinstance(one, str | list | tuple) and isinstance(other, int)
        if repeated and len(one) * other > _MOST_REPEATED:
            raise SecurityError("*")
        if isinstance(one, int) and one.bit_length() > _LARGEST:
            raise SecurityError(operator)
    if operator == "**" and not _is_small(right):
        raise SecurityError(operator)


def _is_small(power: Any) -> bool:
    return not isinstance(power, int) or abs(power) <= _LARGEST


def refuse_wide(called: Any, values: Iterable[Any]) -> None:
    """Raises SecurityError where a method of a text is to make it wider than any line."""
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
        raise SecurityError(str(_WIDEST))


def _refuse_format(text: str) -> None:
    """Raises SecurityError for a pattern that makes a field as wide as it likes."""
    if _WIDE_FORMAT.search(text):
        raise SecurityError(text)
