"""Documents of text and tables: .docx, .md and .txt. Nothing in them is run, fetched or believed.

A .docx is a package as a workbook is, measured and parsed by the same rules; its text is taken from the XML
itself, as it is printed: what was deleted in tracked changes is not there, what was inserted is.
"""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from sipas_cli.errors import DataError, SipasError
from sipas_cli.messages import say
from sipas_cli.model import Merge
from sipas_cli.sheets import held, messages, package
from sipas_cli.sheets.package import DamagedError, Package, attribute, opened
from sipas_cli.sheets.sheet import MOST_ABOVE, Sheet, Source
from sipas_cli.sheets.source import digest

_MAX_UNPACKED, _MAX_TEXT_BYTES, _MAX_LETTERS, _MAX_CELLS = 200_000_000, 20_000_000, 5_000_000, 200_000
_MAIN = re.compile(r"http://(schemas\.openxmlformats|purl\.oclc)\.org/(\w+/)+(2006/)?main")
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"
_WORD, _TEXT, _MARKDOWN = (".docx", ".docm"), (".txt", ".md"), (".md",)
#: Marks of Markdown: of a heading or a quotation before a line, of bold or slanted letters around words.
_MARKS = re.compile(r"^\s{0,3}(?:#{1,6}|>)\s+|\*\*|(?<!\S)\*(?=\S)|(?<=\S)\*(?!\S)")
#: What stands in a text between the cells of a row: a tab, a bar, or several blanks.
_EXACT, _BLANKS = re.compile(r"[\t|]"), re.compile(r" {2,}")
#: A line that is drawn between the rows of a table.
_DRAWN = re.compile(r"[\s|+=_:─━│┼-]{3,}")
_FEWEST_CELLS, _FEWEST_ROWS = 2, 2
#: A line that goes on with the one above it, as titles in capitals do.
_ENDS = (".", ";", ":", "?", "!", ",", "./.")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: which one it is in a .docx, its line in a text."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is drawn.

    number   which table of a .docx it is; 0 in a text, whose rows are numbered as its lines
    rows     number of a row -> its cells
    merged   cells that were merged into one
    broken   whether its cells make no rows and columns, or another table stands in one of them
    nested   whether another table stands in it
    """

    number: int
    rows: Mapping[int, Sequence[str]]
    merged: Sequence[Merge] = ()
    broken: bool = False
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: its paragraphs and tables in their order."""

    name: str
    digest: str
    blocks: Sequence[Paragraph | Grid]


def is_paper(path: Path) -> bool:
    """Whether a file goes by the name of a document, and not of a workbook."""
    return path.suffix.lower() in (*_WORD, *_TEXT, ".doc", ".pdf", ".rtf", ".odt")


def is_document(path: Path) -> bool:
    """Whether a file is read as a document rather than as a sheet. A text is one where something stands above
    the first of its tables; else it is a csv."""
    if path.suffix.lower() in _MARKDOWN or not is_text(path):
        return is_paper(path)
    try:
        blocks = read_paper(path, path.name).blocks
    except SipasError:  # what is wrong with it is told by the reader of csv
        return False
    grids = [place for place, block in enumerate(blocks) if isinstance(block, Grid)]
    return bool(grids) and grids[0] > 0


def is_text(path: Path) -> bool:
    """Whether a document is of lines of text, by its name."""
    return path.suffix.lower() in _TEXT


def read_paper(path: Path, name: str) -> Paper:
    """The text and the tables of a document.

    Raises RulesError for a file that is not there, SurroundingsError for one that cannot be read, DataError
    for one of another kind, or damaged, or too large to be honest.
    """
    file_digest = digest(path)
    with path.open("rb") as file:
        head = file.read(8)
    if is_text(path):
        text = _text(path, name)
        if path.suffix.lower() in _MARKDOWN:
            text = "\n".join(_MARKS.sub("", line) for line in text.splitlines())
        return Paper(name, file_digest, list(_blocks_of_text(text)))
    if not head.startswith(_ZIP) or path.suffix.lower() not in _WORD:
        raise DataError(messages.PAPER_KIND, where=name)
    try:
        return Paper(name, file_digest, _blocks_of_word(path, name))
    except DataError as error:
        if error.message is messages.FILE_DAMAGED:
            raise DataError(messages.PAPER_DAMAGED, where=name) from error
        raise


def titles_together(blocks: Sequence[Paragraph | Grid]) -> Iterator[Paragraph | Grid]:
    """The blocks, a title in capitals that was broken into paragraphs as one of them."""
    for is_title, together in groupby(blocks, _is_in_capitals):
        if not is_title:
            yield from together
            continue
        texts = [block for block in together if isinstance(block, Paragraph)]
        yield Paragraph(texts[0].number, " ".join(block.text for block in texts))


def _is_in_capitals(block: Paragraph | Grid) -> bool:
    return isinstance(block, Paragraph) and block.text.isupper()


def open_paper(path: Path, name: str) -> Source:
    """A document as a file of sheets: each of its tables is one, with what stands above it up to the table
    before. Raises as `read_paper`, and DataError for a document without a table."""
    paper = read_paper(path, name)
    room = held.Room(name)
    sheets: list[Sheet] = []
    above: list[str] = []
    for block in titles_together(paper.blocks):
        if isinstance(block, Paragraph):
            above.append(block.text)
        else:
            number = block.number or len(sheets) + 1
            title = say(messages.PLACE_TABLE, lang="vi", number=number)
            rows = held.Rows(room, title)
            for place, cells in enumerate(block.rows.values()):
                rows.add(place, list(cells))
            rows.close()
            merged = block.merged if block.number else ()  # rows of a text are numbered as its lines
            sheets.append(
                held.sheet(
                    name,
                    title,
                    rows.found,
                    hidden=False,
                    merged=merged,
                    above=above[-MOST_ABOVE:],
                    broken=block.broken,
                )
            )
            above = []
    if not sheets:
        raise DataError(messages.PAPER_WITHOUT_TABLE, where=name)
    return Source(name, paper.digest, sheets)


# --- texts ---------------------------------------------------------------------------------------


def _text(path: Path, name: str) -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark."""
    size = path.stat().st_size
    if size > _MAX_TEXT_BYTES:
        raise DataError(messages.FILE_TOO_LARGE, where=name, size=size, limit=_MAX_TEXT_BYTES)
    content = path.read_bytes()
    if content.startswith((_ZIP, _OLE, _PDF)):
        raise DataError(messages.PAPER_KIND, where=name)
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise DataError(messages.CSV_NOT_UTF8, where=name) from None


def _blocks_of_text(text: str) -> Iterator[Paragraph | Grid]:
    """Two lines or more of several cells each are a table; other lines are paragraphs."""
    rows: dict[int, Sequence[str]] = {}
    lines: dict[int, str] = {}
    exact = False
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if _DRAWN.fullmatch(line):
            continue
        cells = _cells(line)
        if len(cells) >= _FEWEST_CELLS:
            yield from _paragraph(lines)
            rows[number] = cells
            exact = exact or bool(_EXACT.search(line))
            continue
        yield from _grid_or_lines(rows, exact)
        exact = False
        if not line.strip() or _ended(lines):
            yield from _paragraph(lines)
        if line.strip():
            lines[number] = line.strip()


def _cells(line: str) -> list[str]:
    """The cells of a line: a blank one counts where marks part them."""
    bare = line.strip(" ").removeprefix("|").removesuffix("|")
    between = _EXACT if _EXACT.search(bare) else _BLANKS
    return [cell.strip() for cell in between.split(bare)]


def _ended(lines: dict[int, str]) -> bool:
    """Whether the paragraph of these lines ends with them: a title of several lines has no stop."""
    return bool(lines) and next(reversed(lines.values())).endswith(_ENDS)


def _paragraph(lines: dict[int, str]) -> Iterator[Paragraph]:
    """The paragraph that some lines are; they are used up."""
    if lines:
        yield Paragraph(min(lines), " ".join(lines.values()))
        lines.clear()


def _grid_or_lines(rows: dict[int, Sequence[str]], exact: bool) -> Iterator[Paragraph | Grid]:
    """The table that some lines are, a paragraph where it is one line; they are used up. Unless marks part
    the cells, nobody can tell which is in which column where lines have not equally many."""
    if len(rows) >= _FEWEST_ROWS:
        yield Grid(0, dict(rows), broken=not exact and len(set(map(len, rows.values()))) > 1)
    else:
        for number, cells in rows.items():
            yield Paragraph(number, " ".join(filter(None, cells)))
    rows.clear()


# --- Word ----------------------------------------------------------------------------------------


def _blocks_of_word(path: Path, name: str) -> list[Paragraph | Grid]:
    with opened(path, name) as file:
        inside = Package(file)
        main = inside.book() or inside.member("word/document.xml")
        if not main:
            raise DataError(messages.PAPER_KIND, where=name)
        if file.getinfo(main).file_size > _MAX_UNPACKED:
            raise DataError(messages.FILE_UNPACKS_TOO_LARGE, where=name, limit=_MAX_UNPACKED)
        reader = _Word()
        with inside.open(main) as content:
            package.parse(content, reader.start, reader.end, reader.text)
    if not reader.is_document:
        raise DataError(messages.PAPER_KIND, where=name)
    return reader.blocks


@dataclass
class _Table:
    """A table while it is read: the cells of its rows as (text, columns, whether it goes on from above)."""

    number: int
    rows: list[list[tuple[str, int, bool]]] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    span: int = 1
    goes_on: bool = False
    broken: bool = False
    nested: bool = False

    def end_cell(self) -> None:
        """The cell that was begun is done."""
        if not self.rows:
            raise DamagedError("tc")
        self.rows[-1].append((" ".join(filter(None, self.cell)), self.span, self.goes_on))

    def grid(self) -> Grid:
        """The cells in their columns; broken where rows are not equally wide."""
        rows: dict[int, Sequence[str]] = {}
        merged: list[Merge] = []
        widths = set()
        for place, row in enumerate(self.rows, start=1):
            texts: list[str] = []
            for text, span, goes_on in row:
                if goes_on:
                    merged.append(Merge(place - 1, place, len(texts), len(texts) + span - 1))
                elif span > 1:
                    merged.append(Merge(place, place, len(texts), len(texts) + span - 1))
                texts += ["" if goes_on else text, *[""] * (span - 1)]
            widths.add(len(texts))
            rows[place] = texts
        broken = self.broken or self.nested or len(widths) > 1
        return Grid(self.number, rows, _joined(merged), broken, self.nested)


def _joined(merged: Sequence[Merge]) -> list[Merge]:
    """Cells that go on over several rows are one merge, from the row in which they begin."""
    merges: list[Merge] = []
    # columns -> the place in `merges` of the merge that is the lowest there
    lowest: dict[tuple[int, int], int] = {}
    for merge in merged:
        columns = (merge.first_column, merge.last_column)
        place = lowest.get(columns)
        if place is not None and merges[place].last_row == merge.first_row:
            merges[place] = Merge(merges[place].first_row, merge.last_row, *columns)
            continue
        lowest[columns] = len(merges)
        merges.append(merge)
    return merges


class _Word:
    """Reads the main part of a .docx: its paragraphs, and its tables with what is merged in them."""

    def __init__(self) -> None:
        self.blocks: list[Paragraph | Grid] = []
        self.is_document = False
        self._prefix: str | None = None
        self._skipped = 0  # how deep it is inside of what is not printed
        self._words: list[list[str]] = []  # the paragraphs that are open: one in a text box stands in another
        self._in_text = False
        self._tables: list[_Table] = []
        self._letters = self._cells = self._paragraphs = self._grids = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._prefix is None:
            self._root(tag, attributes)
            return
        prefix, _, name = tag.rpartition(":")
        if self._skipped or name == "Fallback" or (prefix == self._prefix and name in ("del", "moveFrom")):
            self._skipped += 1
        elif prefix == self._prefix:
            self._begin(name, attributes)

    def _root(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._prefix, _, name = tag.rpartition(":")
        namespace = attributes.get(f"xmlns:{self._prefix}" if self._prefix else "xmlns", "")
        self.is_document = name == "document" and bool(_MAIN.fullmatch(namespace))

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        table = self._tables[-1] if self._tables else None
        if name == "p":
            self._words.append([])
        elif name == "t":
            self._in_text = True
        elif name in ("tab", "br", "cr") and self._words:
            self._words[-1].append(" ")
        elif name == "noBreakHyphen" and self._words:
            self._words[-1].append("-")
        elif name == "tbl":
            if table:
                table.nested = True
            self._grids += 1
            self._tables.append(_Table(self._grids))
        elif table and name == "tr":
            table.rows.append([])
        elif table and name == "tc":
            self._count_cells(1)
            table.cell, table.span, table.goes_on = [], 1, False
        elif table and name == "gridSpan":
            table.span = _number(attributes)
            self._count_cells(table.span)
        elif table and name in ("gridBefore", "gridAfter"):
            table.broken = True
        elif table and name == "vMerge":
            table.goes_on = attribute(attributes, "val") != "restart"

    def _count_cells(self, cells: int) -> None:
        self._cells += cells
        if self._cells > _MAX_CELLS:
            raise DamagedError("tc")

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
            return
        prefix, _, name = tag.rpartition(":")
        if prefix != self._prefix:
            return
        if name == "t":
            self._in_text = False
        elif name == "p" and self._words:
            self._end_paragraph(" ".join("".join(self._words.pop()).split()))
        elif name == "tc" and self._tables:
            self._tables[-1].end_cell()
        elif name == "tbl" and self._tables:
            self.blocks.append(self._tables.pop().grid())

    def _end_paragraph(self, text: str) -> None:
        if self._tables:
            self._tables[-1].cell.append(text)
        elif text:
            self._paragraphs += 1
            self.blocks.append(Paragraph(self._paragraphs, text))

    def text(self, letters: str) -> None:
        """Some letters between two marks."""
        if self._skipped or not self._in_text or not self._words:
            return
        self._letters += len(letters)
        if self._letters > _MAX_LETTERS:
            raise DamagedError("t")
        self._words[-1].append(letters)


def _number(attributes: dict[str, str]) -> int:
    """How many columns a cell takes. Raises DamagedError for what no program writes."""
    text = attribute(attributes, "val")
    if not re.fullmatch(r"[1-9]\d{0,2}", text):
        raise DamagedError(text)
    return int(text)
