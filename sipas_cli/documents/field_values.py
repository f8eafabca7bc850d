"""The fields that a template may say, each with the value that it has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sipas_cli.documents import messages
from sipas_cli.messages import say
from sipas_cli.templating.word import Picture


@dataclass(frozen=True)
class FieldValue:
    """A field and what is printed for it.

    name    as a template asks for it: bases[] is each item of a list, appendices[].title a field of each
    value   of the first item, where it is in a list
    """

    name: str
    value: str


def listed(context: Mapping[str, Any]) -> list[FieldValue]:
    """Every field of what a template is filled with, in the order of their names."""
    return [value for name in sorted(context) for value in _values(name, context[name])]


def _values(name: str, value: Any) -> Iterator[FieldValue]:
    match value:
        case Mapping():
            for key, part in value.items():
                yield from _values(f"{name}.{key}", part)
        case list():
            yield FieldValue(name, say(messages.ITEMS, count=len(value)))
            for item in value[:1]:
                yield from _values(f"{name}[]", item)
        case Picture():
            yield FieldValue(name, say(messages.PICTURE, title=value.alt))
        case None:
            yield FieldValue(name, "")
        case bool():
            yield FieldValue(name, say(messages.YES if value else messages.NO))
        case _:
            yield FieldValue(name, str(value))
