"""Tables as a person reads them: on a terminal fitted to its width, in a pipe as wide as they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sipas_cli.text.visible import visible

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
    """The tables for a terminal, or as plain text of full width. Nothing in them is obeyed by a terminal but
    our colours."""
    shown = map(_shown, tables)
    if not terminal:
        lines = [line.rstrip() for table in shown for line in _plain(table)]
        return "\n".join(lines or [""]) + "\n"
    from rich.console import Console

    console = Console(force_terminal=True, force_interactive=False)
    text = "".join(part for table in shown for part in _on_terminal(table, console))
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _shown(table: Table) -> Table:
    """The table with all its texts made visible."""
    toned, tones = table.tones
    return replace(
        table,
        title=visible(table.title),
        columns=[(visible(heading), numbers) for heading, numbers in table.columns],
        rows=[list(map(visible, row)) for row in table.rows],
        footer=visible(table.footer),
        tones=(toned, {visible(text): tone for text, tone in tones.items()}),
    )


def _on_terminal(table: Table, console: "Console") -> Iterator[str]:
    """A table as wide as the terminal, coloured; pieces of text."""
    if table.title:
        yield _printed(console, table.title, style="bold")
    for number, part in enumerate(_parts(table, console.width)):
        if number:
            yield "\n"
        if part.key is not None and _narrowest(part) > console.width:  # the terminal breaks the line itself
            yield from (f"{line}\n" for line in _drawn(part, _pens(part, console)))
        elif _natural(part) > console.width:
            yield _printed(console, _rich(part, console))
        else:
            yield from (f"{line}\n" for line in _drawn(part, _pens(part, console)))
    if table.footer:
        yield _printed(console, table.footer)
    yield "\n"


def _printed(console: "Console", what: Any, *, style: str | None = None, end: str = "\n") -> str:
    """What rich makes of something."""
    with console.capture() as captured:
        console.print(what, style=style, highlight=False, markup=False, end=end)
    return captured.get()


# --- drawing what fits ---------------------------------------------------------------------------
# rich weighs every cell anew wherever it puts it: of thousands of units that took longer than to count them.

#: What turns a colour on, and off again.
Pen = tuple[str, str]
_NO_PEN: Pen = ("", "")
_HEADING = None
#: Text of the column that is coloured -> its pen; _HEADING -> that of headings.
Pens = Mapping[str | None, Pen]
_NO_PENS: Pens = {}


def _plain(table: Table) -> Iterator[str]:
    """A table in a pipe: as wide as it is, without colours."""
    if table.title:
        yield table.title
    yield from _drawn(table, _NO_PENS)
    if table.footer:
        yield table.footer
    yield ""


def _pens(table: Table, console: "Console") -> Pens:
    """The pens of a terminal, as far as it has colours."""
    few = console.color_system in ("standard", "windows")
    pens: dict[str | None, Pen] = {}
    for text, style in ((_HEADING, "bold"), *_styles(table.tones[1], few=few).items()):
        before, _, after = _printed(console, "x", style=style, end="").partition("x")
        pens[text] = (before, after)
    return pens


def _drawn(table: Table, pens: Pens) -> Iterator[str]:
    """The lines of a table in which nothing is broken."""
    numbers = [of_numbers for _, of_numbers in table.columns]
    widths = [_longest(_cells(table, column)) for column in range(len(numbers))]
    headings = [heading for heading, _ in table.columns]
    if any(headings):
        highest = max(heading.count("\n") for heading in headings)
        lowered = ["\n" * (highest - heading.count("\n")) + heading for heading in headings]
        yield from _row(lowered, widths, numbers, [pens.get(_HEADING, _NO_PEN)] * len(widths))
        yield "─" * (sum(widths) + _GAP * (len(widths) - 1))
    for row in table.rows:
        row_pens = [_NO_PEN] * len(widths)
        if row and row[table.tones[0]] in pens:
            row_pens[table.tones[0]] = pens[row[table.tones[0]]]
        yield from _row(row, widths, numbers, row_pens)


def _row(
    cells: Sequence[str], widths: Sequence[int], numbers: Sequence[bool], pens: Sequence[Pen]
) -> Iterator[str]:
    """The lines of a row: one, or as many as its highest cell has."""
    columns = [cell.split("\n") for cell in cells]
    for place in range(max(map(len, columns), default=0)):
        texts = [lines[place] if place < len(lines) else "" for lines in columns]
        yield (" " * _GAP).join(map(_fitted, texts, widths, numbers, pens))


def _fitted(text: str, width: int, of_numbers: bool, pen: Pen) -> str:
    """A text within its column: numbers to the right, words to the left."""
    room = " " * (width - _length(text))
    drawn = f"{pen[0]}{text}{pen[1]}" if text else ""
    if of_numbers:
        return room + drawn
    return drawn + room


# --- fitting -------------------------------------------------------------------------------------


def _cells(table: Table, column: int) -> list[str]:
    return [table.columns[column][0], *(row[column] for row in table.rows)]


def _longest(texts: Iterable[str]) -> int:
    """The width of the longest text on a terminal."""
    return max((_length(line) for text in texts for line in text.split("\n")), default=0)


def _length(text: str) -> int:
    """How wide a text is on a terminal, where some letters take no room and some twice as much."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _natural(table: Table) -> int:
    """The width of a table in which nothing is broken."""
    widths = [_longest(_cells(table, column)) for column in range(len(table.columns))]
    return sum(widths) + _GAP * (len(widths) - 1)


def _narrowest(table: Table) -> int:
    """The width that a table must have."""
    least = [_least(table, column) for column in range(len(table.columns))]
    return sum(least) + _GAP * (len(least) - 1)


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
    name = _name(table)
    first = list(range(name + 1))
    if sum(least[: name + 1]) - _GAP > width:
        first = [name]
    parts = [first]
    for column in range(len(table.columns)):
        if column in first:
            continue
        if sum(least[place] for place in [*parts[-1], column]) - _GAP > width and len(parts[-1]) > 1:
            parts.append([name])
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
