"""Tables as a person reads them: on a terminal fitted to its width, in a pipe as wide as they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

#: The bands of an index from the best to the worst. These five are at least 3:1 against white and against
#: black, and stay apart for the three kinds of colour blindness (by Machado's matrices at least 30 apart
#: in CIELAB). They say no more than the name that stands in them.
BANDS = ("color(69)", "color(93)", "color(138)", "color(126)", "color(196)")
#: The same for a terminal of 16 colours, such as PuTTY as it comes: what its owner can read.
_FEW = dict(zip(BANDS, ("blue", "cyan", "default", "magenta", "red"), strict=True))
_TONES = {"good": BANDS[0], "middling": BANDS[3], "bad": BANDS[4]}
_NAME = 20  # letters that a column of names keeps beside numbers
_TEXT = 10  # letters that another text keeps
_GAP = 2
Tones = tuple[int, Mapping[str, str]]
NO_TONES: Tones = (0, {})


@dataclass(frozen=True)
class Table:
    """A table as it is shown: a title, columns (heading, whether of numbers), rows, a last line.

    tones   a column whose texts are coloured, and text -> good, middling, bad or a colour of BANDS
    key     the column that people copy from: it is never broken, and stands in each part; None if any may be
    """

    title: str
    columns: Sequence[tuple[str, bool]]
    rows: Sequence[Sequence[str]]
    footer: str = ""
    tones: Tones = field(default_factory=lambda: NO_TONES)
    key: int | None = None


def band_tones(bands: Sequence[str]) -> dict[str, str]:
    """Band -> its colour, from the best to the worst; fewer than five are spread over the whole scale."""
    last = max(len(bands) - 1, 1)
    return {band: BANDS[place * (len(BANDS) - 1) // last] for place, band in enumerate(bands)}


def as_text(tables: Iterable[Table], *, terminal: bool) -> str:
    """The tables for a terminal, or as plain text of full width."""
    from rich.console import Console

    tables = list(tables)
    width = None if terminal else max((_natural(table) for table in tables), default=80)
    console = Console(width=width, force_terminal=terminal, force_interactive=False)
    with console.capture() as captured:
        for table in tables:
            if table.title:
                console.print(
                    table.title, style="bold", highlight=False, markup=False, soft_wrap=not terminal
                )
            for number, part in enumerate(_parts(table, console.width)):
                if number:
                    console.print()
                console.print(_rich(part, console))
            if table.footer:
                console.print(table.footer, highlight=False, markup=False, soft_wrap=not terminal)
            console.print()
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


# --- fitting -------------------------------------------------------------------------------------


def _cells(table: Table, column: int) -> list[str]:
    return [table.columns[column][0], *(row[column] for row in table.rows)]


def _longest(texts: Iterable[str]) -> int:
    """The width of the longest text on a terminal."""
    from rich.cells import cell_len

    return max((cell_len(line) for text in texts for line in text.split("\n")), default=0)


def _natural(table: Table) -> int:
    """The width of a table in which nothing is broken."""
    widths = [_longest(_cells(table, column)) for column in range(len(table.columns))]
    return sum(widths) + _GAP * (len(widths) - 1)


def _least(table: Table, column: int) -> int:
    """The width that a column must have: for numbers all of them and the longest word of the heading, for
    names enough to be read, for any other text a little."""
    heading, *cells = _cells(table, column)
    words = _longest(heading.split())
    if table.columns[column][1] or column == table.key:
        return max(words, _longest(cells))
    wanted = _NAME if column == _name(table) else max(_TEXT, words)
    return min(_longest(_cells(table, column)), wanted)


def _name(table: Table) -> int:
    """The column that says what a row is about: the key, else the first of texts."""
    if table.key is not None:
        return table.key
    return next((number for number, (_, numbers) in enumerate(table.columns) if not numbers), 0)


def _parts(table: Table, width: int) -> list[Table]:
    """The table, or where it has too many columns for the width, several under each other which all say
    what each row is about."""
    least = [_least(table, column) + _GAP for column in range(len(table.columns))]
    name_columns = list(range(_name(table) + 1))
    parts = [list(name_columns)]
    for column in range(len(name_columns), len(table.columns)):
        if sum(least[place] for place in [*parts[-1], column]) - _GAP > width and len(parts[-1]) > len(
            name_columns
        ):
            parts.append([name_columns[-1]])
        parts[-1].append(column)
    if len(parts) > 1:
        return [_of_columns(table, columns) for columns in parts]
    return [table]


def _of_columns(table: Table, columns: Sequence[int]) -> Table:
    """Some columns of a table."""
    toned, tones = table.tones
    return replace(
        table,
        columns=[table.columns[column] for column in columns],
        rows=[[row[column] for column in columns] for row in table.rows],
        tones=(columns.index(toned), tones) if toned in columns else NO_TONES,
        key=None if table.key is None else columns.index(table.key),
    )


def _rich(table: Table, console: "Console") -> Any:
    """The table as rich draws it. Where it does not fit, numbers keep the room that they need, with their
    headings one word a line; names and texts share the rest."""
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    fits = _natural(table) <= console.width
    headed = any(heading for heading, _ in table.columns)
    rich = RichTable(
        box=box.SIMPLE_HEAD, show_edge=False, padding=(0, _GAP - 1, 0, 0), show_header=headed, pad_edge=False
    )
    for column, (heading, numbers) in enumerate(table.columns):
        rich.add_column(
            Text(heading if fits or not numbers else "\n".join(heading.split())),
            justify="right" if numbers else "left",
            overflow="fold",
            width=_least(table, column) if (numbers or column == table.key) and not fits else None,
        )
    styles = _styles(table.tones[1], few=console.color_system in ("standard", "windows"))
    for row in table.rows:
        cells = [Text(cell) for cell in row]
        if row and (style := styles.get(row[table.tones[0]])):
            cells[table.tones[0]].stylize(style)
        rich.add_row(*cells)
    return rich


def _styles(tones: Mapping[str, str], *, few: bool) -> dict[str, str]:
    """Text -> how rich is to colour it."""
    colours = {text: _TONES.get(tone, tone) for text, tone in tones.items()}
    return {text: _FEW.get(colour, colour) if few else colour for text, colour in colours.items()}
