"""What may stand under the keys of a JSON file that we wrote. Only this program writes them, yet whoever
forges one can make its digest fit."""

from collections.abc import Callable, Mapping
from typing import Any

Shape = Callable[[Any], bool]


def text(value: Any) -> bool:
    """Whether a value is a text."""
    return isinstance(value, str)


def whole(value: Any) -> bool:
    """Whether a value is a whole number."""
    return isinstance(value, int) and not isinstance(value, bool)


def flag(value: Any) -> bool:
    """Whether a value is yes or no."""
    return isinstance(value, bool)


def or_nothing(shape: Shape) -> Shape:
    """What has the shape, or null."""
    return lambda value: value is None or shape(value)


def one_of(*words: Any) -> Shape:
    """One of some words or numbers."""
    return lambda value: value in words


def list_of(shape: Shape) -> Shape:
    """A list of what has the shape."""
    return lambda value: isinstance(value, list) and all(map(shape, value))


def row_of(*shapes: Shape) -> Shape:
    """A list with a place for each shape."""
    return lambda value: (
        isinstance(value, list)
        and len(value) == len(shapes)
        and all(shape(item) for shape, item in zip(shapes, value, strict=True))
    )


def map_of(shape: Shape) -> Shape:
    """An object with what has the shape under each key."""
    return lambda value: isinstance(value, dict) and all(map(shape, value.values()))


def having(shapes: Mapping[str, Shape], some: Mapping[str, Shape] | None = None) -> Shape:
    """An object with these keys, and perhaps with some others."""
    return lambda value: isinstance(value, dict) and not wrong(value, shapes, some or {})


def wrong(value: Mapping[str, Any], shapes: Mapping[str, Shape], some: Mapping[str, Shape]) -> str:
    """The first key that is missing, or under which stands what cannot stand there; "" for none."""
    for key, shape in shapes.items():
        if key not in value or not shape(value[key]):
            return key
    for key, shape in some.items():
        if key in value and not shape(value[key]):
            return key
    return ""
