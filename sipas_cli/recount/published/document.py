"""A published document: its paragraphs and its tables, whatever kind of file it is, each with its place."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from sipas_cli.intake.tables import rows_of
from sipas_cli.messages import say
from sipas_cli.model import ERROR_CELL, NO_VALUE, Merge
from sipas_cli.recount.published import messages
from sipas_cli.recount.published.columns import columns_of, is_change
from sipas_cli.recount.published.figures import figure_of
from sipas_cli.runs.headers import Rows, layers_of
from sipas_cli.sheets import Sheet, open_as_shown
from sipas_cli.sheets.papers import Grid, Paragraph, is_paper, is_text, read_paper, titles_together
from sipas_cli.text.places import cell_name
from sipas_cli.text.spelling import nfc

_LONGEST_PARAGRAPH = 20_000
_SEPARATE_TITLES = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a sheet, or nothing, and what in it."""

    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, or a cell that belongs to no table, on one line."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table with its header.

    sheet    the sheet that it stands in; "" in a document
    number   which table of a document it is; 0 in a sheet and in a text
    layers   the rows of its header
    rows     those below it
    titles   what stands above it, from the nearest up
    broken   whether it is drawn so that nobody can say which cell stands in which column
    """

    sheet: str
    number: int
    in_sheet: bool
    layers: Rows
    rows: Rows
    merged: Sequence[Merge]
    titles: Sequence[Text]
    broken: bool = False

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands; `column` counts from 0."""
        if self.in_sheet:
            return Place(self.sheet, cell_name(row, column + 1))
        if self.number:
            return Place("", say(messages.PLACE_CELL, table=self.number, row=row, column=column + 1))
        return Place("", say(messages.PLACE_LINE_COLUMN, line=row, column=column + 1))

    @property
    def whole(self) -> Place:
        """Where the table begins."""
        return self.place(self.layers[0][0], 0)


Block = Text | RawTable


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds, from top to bottom.

    unread   where tables stand that may be of results and have no header known here
    """

    name: str
    blocks: Sequence[Block]
    unread: Sequence[Place] = ()

    @property
    def texts(self) -> list[Text]:
        """Its paragraphs."""
        return [block for block in self.blocks if isinstance(block, Text)]

    @property
    def tables(self) -> list[RawTable]:
        """Its tables."""
        return [block for block in self.blocks if isinstance(block, RawTable)]


def open_document(path: Path) -> Document:
    """The document that a file holds. Raises SipasError for a file that cannot be read."""
    if is_paper(path):
        return _of_paper(path)
    source = open_as_shown(path)
    blocks: list[Block] = []
    unread: list[Place] = []
    for sheet in source.sheets:
        if not sheet.hidden:
            rows = list(rows_of(sheet))
            of_sheet = _of_sheet(sheet, rows)
            blocks += of_sheet
            unread += _unread_above(sheet, rows, of_sheet)
    return Document(source.name, blocks, unread)


def _unread_above(sheet: Sheet, rows: Rows, blocks: Sequence[Block]) -> Iterator[Place]:
    """Where a table without a known header begins: above the first table of a sheet, or in one without."""
    first = min((block.layers[0][0] for block in blocks if isinstance(block, RawTable)), default=None)
    above = [(row, cells) for row, cells in rows if first is None or row < first]
    filled = [row for row, cells in above if sum(map(bool, map(nfc, cells))) > 1]
    if _holds_figures(cells for _, cells in above):
        yield Place(sheet.name, cell_name(filled[0], 1))


def _of_sheet(sheet: Sheet, rows: Rows) -> list[Block]:
    def text_place(row: int, column: int) -> Place:
        return Place(sheet.name, cell_name(row, column + 1))

    return _cut(rows, sheet.merged, sheet.name, 0, True, [], text_place)


def _readable(cell: str) -> str:
    """What a cell says; an error, or a formula without a value, says nothing."""
    if cell in (ERROR_CELL, NO_VALUE):
        return ""
    return nfc(cell)


def _of_paper(path: Path) -> Document:
    paper = read_paper(path, path.name)
    blocks: list[Block] = []
    unread: list[Place] = []
    for block in titles_together(paper.blocks):
        if isinstance(block, Paragraph):
            key = messages.PLACE_LINE if is_text(path) else messages.PLACE_PARAGRAPH
            blocks.append(Text(Place("", say(key, number=block.number)), _line(block.text)))
        else:
            of_grid = _of_grid(block, blocks)
            blocks += of_grid
            if _may_be_of_results(block) and not any(isinstance(part, RawTable) for part in of_grid):
                unread.append(_whole_grid(block))
    return Document(paper.name, blocks, unread)


def _whole_grid(grid: Grid) -> Place:
    if grid.number:
        return Place("", say(messages.PLACE_TABLE, table=grid.number))
    return Place("", say(messages.PLACE_LINE, number=min(grid.rows)))


def _may_be_of_results(grid: Grid) -> bool:
    """Whether a table holds another one, or figures in several rows: a letterhead does not."""
    return grid.nested or _holds_figures(grid.rows.values())


def _holds_figures(rows: Iterable[Sequence[str]]) -> bool:
    """Whether several rows have a figure beside something else."""
    beside = [cells for cells in rows if sum(map(bool, map(nfc, cells))) > 1]
    return sum(any(map(figure_of, cells)) for cells in beside) > 1


def _line(text: str) -> str:
    return nfc(text[:_LONGEST_PARAGRAPH].replace("**", " "))


def _of_grid(grid: Grid, before: Sequence[Block]) -> list[Block]:
    rows = list(grid.rows.items())

    def text_place(row: int, column: int) -> Place:
        if grid.number:
            return Place("", say(messages.PLACE_CELL, table=grid.number, row=row, column=column + 1))
        return Place("", say(messages.PLACE_LINE, number=row))

    titles = _nearest_texts(before)
    return _cut(rows, grid.merged, "", grid.number, False, titles, text_place, grid.broken)


def _nearest_texts(before: Sequence[Block]) -> list[Text]:
    """The paragraphs right above a table, from the nearest up."""
    texts: list[Text] = []
    for block in reversed(before):
        if isinstance(block, RawTable) or len(texts) == _SEPARATE_TITLES:
            break
        texts.append(block)
    return texts


def _cut(
    rows: Rows,
    merged: Sequence[Merge],
    sheet: str,
    number: int,
    in_sheet: bool,
    titles: Sequence[Text],
    text_place: Callable[[int, int], Place],
    broken: bool = False,
) -> list[Block]:
    """The tables among some rows; what stands above the first, or in no table, is text."""
    headers = _headers(rows, merged)
    starts = [layers[0][0] for layers in headers]
    first = min(starts, default=None)
    blocks: list[Block] = []
    for row, cells in rows:
        if first is None and not (in_sheet or number):  # a line of a text that only looked like a table
            blocks.append(Text(text_place(row, 0), _line(" ".join(cells))))
        elif first is None or row < first:
            for column, cell in enumerate(cells):
                if _readable(cell):
                    blocks.append(Text(text_place(row, column), _line(cell)))
    above = [*reversed([block for block in blocks if isinstance(block, Text)]), *titles]
    for layers, end in zip(headers, [*starts[1:], None], strict=False):
        last = layers[-1][0]
        body = [(row, cells) for row, cells in rows if row > last and (end is None or row < end)]
        table_rows, tail = _without_tail(body, last=end is None)
        header = _rejoined(layers, table_rows)
        blocks.append(RawTable(sheet, number, in_sheet, header, table_rows, merged, above, broken))
        above = [Text(text_place(row, column), _line(text)) for row, column, text in reversed(tail)]
        blocks += reversed(above)
    return blocks


def _rejoined(layers: Rows, body: Rows) -> Rows:
    """A header without the cut in "Tăng, giảm": in a csv whose header has no quotation marks its comma parts
    two columns, and the header is one cell wider than every row below. Two columns that are meant as two
    begin with capitals."""
    widths = {_width(cells) for _, cells in body}
    row, cells = layers[0]
    if len(layers) > 1 or not widths or _width(cells) != max(widths) + 1:
        return layers
    for place, (first, second) in enumerate(pairwise(cells)):
        joined = f"{nfc(first)}, {nfc(second)}"
        parted = not (is_change(first) or is_change(second)) and nfc(second)[:1].islower()
        if parted and is_change(joined):
            return [(row, [*cells[:place], joined, *cells[place + 2 :]])]
    return layers


def _width(cells: Sequence[str]) -> int:
    """How many cells a row has, up to the last that says something."""
    return max((place for place, text in enumerate(cells, start=1) if nfc(text)), default=0)


def _headers(rows: Rows, merged: Sequence[Merge]) -> list[Rows]:
    """The headers among some rows, each with all its rows."""
    headers: list[Rows] = []
    for row, layers in layers_of(rows, ""):
        if (not headers or row > headers[-1][-1][0]) and columns_of(layers, merged):
            headers.append(layers)
    return headers


_Tail = list[tuple[int, int, str]]


def _without_tail(body: Rows, *, last: bool) -> tuple[Rows, _Tail]:
    """The rows of a table without those at its end that say one thing alone: the title of the next table. The
    `last` table keeps them."""
    table_rows = list(body)
    tail: _Tail = []
    while table_rows and not last:
        row, cells = table_rows[-1]
        filled = [(column, text) for column, text in enumerate(cells) if nfc(text)]
        if len(filled) > 1:
            break
        table_rows.pop()
        tail = [*((row, column, text) for column, text in filled), *tail]
    return table_rows, tail
