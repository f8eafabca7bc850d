"""Cells and tables of a report."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Cell = dict[str, str]
Table = dict[str, Any]


def cell(text: object, href: str = "", tone: str = "") -> Cell:
    """A cell; `href` is where it leads, `tone` the class of its colour."""
    return {"text": str(text), "href": href, "tone": tone}


def table(
    caption: str,
    columns: Sequence[tuple[str, bool]],
    rows: Iterable[Sequence[Cell]],
    *,
    head: int = 0,
    sortable: bool = False,
    foot: Sequence[Cell] = (),
    note: str = "",
    on_screen: Collection[int] = (),
    on_paper: str = "",
) -> Table:
    """A table of columns (title, whether of numbers); the cell `head` of each row says what it is about, and
    `foot` is the last row, which stays there when the others are sorted; `note` stands below it. The
    rows with the numbers `on_screen` are not printed: `on_paper` says in their place what they say."""
    return {
        "caption": caption,
        "columns": [
            {"title": title, "number": numbers, "head": place == head}
            for place, (title, numbers) in enumerate(columns)
        ],
        "rows": list(rows),
        "head": head,
        "foot": foot,
        "sortable": sortable,
        "note": note,
        "on_screen": frozenset(on_screen),
        "on_paper": on_paper,
    }


def anchor(kind: str, name: str) -> str:
    """What a link leads to: the page of a unit, a group."""
    return f"{kind}-{name}"


@dataclass(frozen=True)
class Links:
    """Where what stands in a report leads to: within the page, unless units have pages of their own.

    pages      id of each unit -> the file of its page, as the overview names it
    overview   the overview, as the page of a unit names it; "" where both are one
    """

    pages: Mapping[str, str] = field(default_factory=dict)
    overview: str = ""

    def unit(self, unit: str) -> str:
        """To the page of a unit, from the overview."""
        return self.pages.get(unit) or f"#{anchor('unit', unit)}"

    def beside(self, unit: str) -> str:
        """To the page of a unit, from that of another."""
        return self.unit(unit).rpartition("/")[2]

    def group(self, group: str) -> str:
        """To the table of a group, from the page of a unit."""
        return f"{self.overview}#{anchor('group', group)}"
