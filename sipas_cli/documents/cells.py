"""Cells and tables of a report, and how its plain numbers are printed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from sipas_cli.messages import decimal_mark
from sipas_cli.text.numbers import decimal_text, half_up

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
) -> Table:
    """A table of columns (title, whether of numbers); the cell `head` of each row says what it is about, and
    `foot` is the last row, which stays there when the others are sorted."""
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

    def group(self, group: str) -> str:
        """To the table of a group, from the page of a unit."""
        return f"{self.overview}#{anchor('group', group)}"


def decimals_text(value: Fraction, decimals: int) -> str:
    """Rounded half up, with the decimal mark of the language and a true minus sign."""
    return decimal_text(half_up(value, decimals), decimals, mark=decimal_mark()).replace("-", "−")


def thousands(count: int) -> str:
    """A number of ballots: 8.253 in Vietnamese, 8,253 in English."""
    return f"{count:,}".replace(",", "." if decimal_mark() == "," else ",")
