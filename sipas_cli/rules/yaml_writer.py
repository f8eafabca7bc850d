"""YAML that is written, for people to go on with: lists below their key, texts as they are."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml


class Flow(dict[str, Any]):
    """A mapping that stands on one line."""


class _Writer(yaml.SafeDumper):
    """Writes lists below their key, indented."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002  # PyYAML hands it over
        """Never without indentation."""
        super().increase_indent(flow, indentless=False)


def _on_one_line(writer: _Writer, value: Flow) -> yaml.Node:
    return writer.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True)


def _as_written(writer: _Writer, value: Decimal) -> yaml.Node:
    return writer.represent_scalar("tag:yaml.org,2002:float", format(value, "f"))


_Writer.add_representer(Flow, _on_one_line)
_Writer.add_representer(Decimal, _as_written)
_Writer.add_representer(tuple, _Writer.represent_list)


def dumped(content: Mapping[str, Any], indent: int = 0) -> str:
    """Some keys with their values, moved to the right."""
    text = yaml.dump(content, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=10**6)
    return "".join(f"{' ' * indent}{line}\n" for line in text.splitlines())


def scalar(text: str) -> str:
    """A text as it stands behind its key."""
    return dumped({"x": text}).removeprefix("x: ").rstrip("\n")
