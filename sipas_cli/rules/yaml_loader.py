"""The only reader of YAML: strict, small, and it knows the line of everything it read.

Plain safe loading turns `no` into False, `010` into 8, `12:30` into 750 and keeps the last of two
equal keys. Here a plain scalar is a number only if it is written like one in a document, `true` and
`false` are the only booleans, and anything YAML can do beyond maps, lists and scalars is refused.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from sipas_cli.errors import RulesError, SurroundingsError, reason
from sipas_cli.files import FILE_MISSING, FILE_UNREADABLE, refuse_special
from sipas_cli.messages import Message
from sipas_cli.rules import messages
from sipas_cli.text.spelling import nfc
from sipas_cli.text.visible import has_controls, visible

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
_LIBYAML_TOO_DEEP = "maximum nesting depth"  # libyaml refuses 1,000 levels by itself, before we count them
#: What both parsers say where a quotation mark stays open until the file ends.
_QUOTED, _END = "quoted scalar", "unexpected end of stream"

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}

Keys = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """One YAML file: `value` of dicts, tuples, str, int, Decimal, bool, None; keys are text.

    lines   path of keys and positions -> line, 1 for the first
    grafts  path -> (document, path in it) whose value was put there
    """

    path: str
    value: Any
    lines: Mapping[Keys, int]
    raw: bytes
    grafts: "Mapping[Keys, tuple[Document, Keys]]" = field(default_factory=dict)

    def where(self, path: Keys = ()) -> str:
        """`file:line` of `path`, or of the nearest thing around it that stands in the file."""
        for place, (other, other_path) in self.grafts.items():
            if path[: len(place)] == place:
                return other.where((*other_path, *path[len(place) :]))
        while path not in self.lines and path:
            path = path[:-1]
        return f"{self.path}:{self.lines.get(path, 1)}"


def load(path: Path, *, shown_as: str | None = None) -> Document:
    """Reads one file. Raises RulesError with file and line for anything that is not strict YAML."""
    shown = shown_as or path.name
    try:
        refuse_special(path, shown)
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise RulesError(FILE_MISSING, where=shown) from None
    except OSError as error:
        raise SurroundingsError(FILE_UNREADABLE, where=shown, reason=reason(error)) from None
    return parse(raw, shown)


def parse(raw: bytes, shown: str) -> Document:
    """`load` for bytes that are at hand already; `shown` stands for the file in messages."""
    if len(raw) > MAX_BYTES:
        raise RulesError(messages.YAML_TOO_LONG, where=shown, limit=MAX_BYTES)
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise RulesError(messages.YAML_NOT_UTF8, where=f"{shown}:{line}") from None
    reader = _Reader(shown)
    try:
        value = reader.read(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{shown}:{mark.line + 1}" if mark else shown
        if error.context_mark and _QUOTED in (error.context or "") and _END in (error.problem or ""):
            raise RulesError(messages.YAML_QUOTE, where=f"{shown}:{error.context_mark.line + 1}") from None
        if _LIBYAML_TOO_DEEP in (error.problem or ""):
            raise RulesError(messages.YAML_TOO_DEEP, where=where) from None
        raise RulesError(messages.YAML_SYNTAX, where=where, problem=error.problem or "") from None
    except yaml.YAMLError:  # characters that YAML does not allow have no mark
        raise RulesError(messages.YAML_CHARACTERS, where=shown) from None
    return Document(shown, value, reader.lines, raw)


class _Reader:
    """Builds the value from YAML's events, so that nothing is resolved or expanded behind us."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.lines: dict[Keys, int] = {}

    def read(self, text: str) -> Any:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser, where it is built in
        self.events = iter(yaml.parse(text, Loader=loader))
        next(self.events)  # the stream begins
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return {}
        value = self._value(next(self.events), (), 0)
        next(self.events)  # the document ends
        following = next(self.events)
        if not isinstance(following, yaml.StreamEndEvent):
            raise self._refused(messages.YAML_SECOND_DOCUMENT, following)
        return value

    def _refused(self, message: Message, event: yaml.Event, /, **params: Any) -> RulesError:
        return RulesError(message, where=f"{self.shown}:{_line(event)}", **params)

    def _value(self, event: yaml.Event, path: Keys, depth: int) -> Any:
        self.lines.setdefault(path, _line(event))
        if depth > MAX_DEPTH:
            raise self._refused(messages.YAML_TOO_DEEP, event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._refused(messages.YAML_ALIAS, event)
        if (tag := getattr(event, "tag", None)) not in (None, "!"):
            raise self._refused(messages.YAML_TAG, event, tag=tag)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._mapping(path, depth)

    def _sequence(self, path: Keys, depth: int) -> tuple[Any, ...]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items)), depth + 1))
        return tuple(items)

    def _mapping(self, path: Keys, depth: int) -> dict[str, Any]:
        pairs: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                raise self._refused(messages.YAML_KEY_NOT_TEXT, event)
            self._refuse_controls(event)
            key = nfc(event.value)
            if key in pairs:
                first = self.lines[(*path, key)]
                raise self._refused(messages.YAML_KEY_TWICE, event, key=key, first=first)
            self.lines[(*path, key)] = _line(event)
            pairs[key] = self._value(next(self.events), (*path, key), depth + 1)
        return pairs

    def _refuse_controls(self, event: yaml.ScalarEvent) -> None:
        """YAML lets signs be written that a terminal or a printer would obey."""
        if has_controls(event.value):
            raise self._refused(messages.YAML_CONTROLS, event, text=visible(event.value))

    def _scalar(self, event: yaml.ScalarEvent) -> Any:
        text: str = event.value
        self._refuse_controls(event)
        if not event.style:  # plain: neither quoted nor a block
            if text.lower() in _WORDS:
                return _WORDS[text.lower()]
            if _INTEGER.fullmatch(text):
                return int(text)
            if _DECIMAL.fullmatch(text):
                return Decimal(text)
        if event.style == "|":
            return "\n".join(nfc(line) for line in text.strip().splitlines())
        return nfc(text)


def _line(event: yaml.Event) -> int:
    if not event.start_mark:
        return 1
    line: int = event.start_mark.line
    return line + 1
