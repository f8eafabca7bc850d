"""How large what a template computes may be: an expression of some letters could fill the memory."""

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from jinja2.exceptions import SecurityError

#: Letters of a text, or things in a list, that are made of repeats.
_MOST_REPEATED = 100_000
#: Letters of a text, or things in a list, that are put together of others.
_LONGEST = 1_000_000
#: Letters that a field is widened to, or digits behind a point: no line of a document is as long.
_WIDEST = 1_000
#: Bits of a whole number: those of 30 digits.
_LARGEST = 100
#: Filters that take a width, or a number of things to be filled up to.
WIDENING = ("batch", "center", "format", "indent", "round", "slice")
_WIDE_FORMAT = re.compile(r"\d{4,}|\*|:[^{}]*\{")
_FORMATTING = frozenset({"format", "format_map"})


def refuse_large(operator: str, left: Any, right: Any) -> None:
    """Raises SecurityError where the value of left + right, or with *, ** or %, is too large."""
    if operator == "+":
        if isinstance(left, str | list | tuple) and isinstance(right, str | list | tuple):
            _refuse_long(len(left) + len(right))
        return
    if operator == "%":
        if isinstance(left, str):
            _refuse_format(left)
        return
    for one, other in ((left, right), (right, left)):
        repeated = operator == "*" and isinstance(one, str | list | tuple) and isinstance(other, int)
        if repeated and _length(one) * other > _MOST_REPEATED:
            raise SecurityError("*")
        if isinstance(one, int) and one.bit_length() > _LARGEST:
            raise SecurityError(operator)
    if operator == "**" and not _is_small(right):
        raise SecurityError(operator)


def _length(repeated: str | list[Any] | tuple[Any, ...]) -> int:
    """Letters of a text; things in a list, and the letters and things in those."""
    if isinstance(repeated, str):
        return len(repeated)
    return sum(max(1, _length(item)) if isinstance(item, str | list | tuple) else 1 for item in repeated)


def short_text(text: str) -> str:
    """A text that was put together. Raises SecurityError where it is too long."""
    _refuse_long(len(text))
    return text


def short_join(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """The filter `join`, which refuses to make a text that is too long."""

    @wraps(filter_)
    def checked(place: Any, values: Any, *args: Any, **named: Any) -> Any:
        known = list(values)
        between = len(str(next(iter(args), named.get("d", ""))))
        _refuse_long(sum(len(value) + between for value in known if isinstance(value, str)))
        return filter_(place, known, *args, **named)

    return checked


def short_replace(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """The filter `replace`, which refuses to make a text that is too long."""

    @wraps(filter_)
    def checked(place: Any, text: Any, old: Any, new: Any, *args: Any, **named: Any) -> Any:
        whole = str(text)
        _refuse_long(len(whole) + whole.count(str(old)) * len(str(new)))
        return filter_(place, text, old, new, *args, **named)

    return checked


def _refuse_long(length: int) -> None:
    if length > _LONGEST:
        raise SecurityError(str(_LONGEST))


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
