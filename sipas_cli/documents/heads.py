"""The ratings of heads of units in figures, for sentences of a letter."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sipas_cli.documents import messages
from sipas_cli.documents.appendix import Part
from sipas_cli.documents.summary import MOST_NAMES
from sipas_cli.figures.printing import counted
from sipas_cli.messages import say
from sipas_cli.model import GroupStandings, Standing


def heads(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """Of the appendix of heads: each group with its ratings; nothing where no appendix is of heads."""
    rated = [part for part in parts if part.appendix.of == "heads"]
    return [_group(group) for part in rated for group in part.groups]


def _group(group: GroupStandings) -> dict[str, Any]:
    """The ratings of a group in the order of its ranks; `heads` are empty where they are too many to be
    named."""
    ratings: dict[str, list[Standing]] = defaultdict(list)
    for line in group.standings:
        ratings[line.head_class].append(line)
    classes = []
    for name, lines in ratings.items():
        named = lines if len(lines) <= MOST_NAMES else []
        classes.append({"name": name, "units": counted(len(lines)), "heads": [_head(line) for line in named]})
    return {"name": group.group.name, "classes": classes}


def _head(line: Standing) -> str:
    """The post of a head, as `units.yaml` has it."""
    return line.unit.head or say(messages.HEAD_OF, unit=line.unit.name)
