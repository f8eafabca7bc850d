"""Tables of a Word document fitted to its pages: widths of columns, the size of letters, where pages end."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from textwrap import wrap
from typing import Any

#: Room on both sides of a cell where much stands in a row, and that of a template, in twentieths of a point.
_NARROW, _WIDE = 57, 108
#: How tables are set, by the most columns they have: the share of the page for the rank, the weight of
#: the unit among the other columns, the largest letters in half-points, the room beside them in
#: twentieths of a point where that of the template is too much.
_SETTINGS = {
    5: (Fraction(16, 165), 2, 28, None),
    7: (Fraction(15, 165), 3, 23, None),
    10: (Fraction(13, 165), 3, 20, _NARROW),
    999: (Fraction(11, 165), 3, 18, _NARROW),
}
_WEIGHTS = {
    "band": Fraction(5, 4),
    "note": Fraction(3, 2),
    "head": Fraction(3, 2),
    "head_class": Fraction(3, 2),
}

#: Rows of a table, not of ranks, that stand on one page.
_WHOLE = 10
#: Rows that a table leaves on a page, or takes to the next, at least.
_FEWEST = 5
#: Letters of tables that are not of ranks, in half-points, the largest first.
_SIZES = (24, 22, 20, 18, 16)
#: EMU of an average letter for each half-point: in Times half as wide as it is high (1 pt is 12700 EMU).
_LETTER = 12700 // 4
#: The same of an average bold one, and of one in a running text, whose letters are mostly narrow.
_BOLD, _OF_TEXT = 12700 * 27 // 100, 12700 * 9 // 40
#: Letters that a column never asks more room for.
_LONGEST = Fraction(70)
#: Letters that a column of words has room for, or a third of its longest text, before another one gets more
#: than it must have.
_SOME = Fraction(16)
#: Letters of tables of ranks, in half-points: the largest, and the smallest that save a page.
_RANKED = (26, 20)
#: What is kept free of a page, as heights are estimated, in points.
_SPARE = 14
#: Rows of a section above which no page is saved: there are many of them.
_MOST_LOOKED_AT = 300
#: A last page that is filled less than so much is saved, if smaller letters save it.
_LITTLE = Fraction(1, 3)
#: Heights in points: of a line by the half-points of its letters, of the line below a row.
_LINE, _BORDER = Fraction(23, 40), Fraction(1, 2)
#: EMU of a point.
_POINT = 12_700
#: EMU of a twentieth of a point.
_TWENTIETH = 635

#: Room between the margins of an upright page, 165 mm in EMU, and columns of a table of ranks that it takes.
_UPRIGHT = 165 * 36_000
_MOST_UPRIGHT = 8

Columns = Sequence[Mapping[str, Any]]


def column_widths(fields: Sequence[str], total: int, breadth: Fraction = Fraction(1)) -> list[int]:
    """The widths of columns that hold `fields`; they add up to `total`, in its unit.

    breadth   how many times as wide as an upright page the page is

    >>> column_widths(["rank", "unit", "score"], 165)
    [16, 99, 50]
    >>> column_widths(["rank", "unit", "points", "maximum", "score", "band"], 165)
    [15, 62, 21, 20, 21, 26]
    """
    rank, unit, *_ = _setting(fields, breadth)
    weights = {**_WEIGHTS, "unit": Fraction(unit), "rank": Fraction(0)}
    rank = rank / breadth if "rank" in fields else Fraction(0)
    widths = [weights.get(field, Fraction(1)) for field in fields]
    others = sum(widths, Fraction(0)) or Fraction(1)
    shares = [(1 - rank) * width / others for width in widths]
    for place, field in enumerate(fields):
        if field == "rank":
            shares[place] = rank
    edges = [round(total * share) for share in accumulate(shares, initial=Fraction(0))]
    return [right - left for left, right in pairwise(edges)]


def _setting(fields: Sequence[str], breadth: Fraction) -> tuple[Fraction, int, int, int | None]:
    return next(setting for most, setting in _SETTINGS.items() if len(fields) <= most * breadth)


def lay_out(document: Any, tables: Sequence[Columns]) -> None:
    """Makes the columns of its tables as wide as what they hold needs, since docxtpl makes them all equal,
    and turns the pages of a section, but the first, that has a table of ranks with many columns. The tables
    are known by their headings; any others are left alone."""
    layouts = {tuple(column["title"] for column in columns): columns for columns in tables}
    for number, (section, of_section) in enumerate(_sections(document)):
        alike: dict[tuple[str, ...], list[Any]] = defaultdict(list)
        for table in of_section.tables:
            headings = tuple(cell.text for cell in table.rows[0].cells)
            if headings in layouts:
                alike[headings].append(table)
        if number and any(_is_wide(layouts[headings]) for headings in alike):
            _turn(section)
        ranked = {headings: tables for headings, tables in alike.items() if _is_of_ranks(layouts[headings])}
        most = _letters(section, ranked, layouts, of_section.paragraphs)
        for headings, of_headings in alike.items():
            _fit_alike(of_headings, layouts[headings], _room(section), most)


def _letters(
    section: Any,
    alike: Mapping[tuple[str, ...], Sequence[Any]],
    layouts: Mapping[tuple[str, ...], Columns],
    paragraphs: Sequence[Any],
) -> int:
    """The largest letters, in half-points, of the tables of ranks of a section: smaller ones where that
    saves a last page of which only a little would be filled.

    alike   the tables by their headings
    """
    largest, smallest = _RANKED
    height, room = _height(section) - _SPARE, _room(section)
    beside = sum((_of_paragraph(paragraph, room) for paragraph in paragraphs), Fraction(0))
    rows = sum(len(table.rows) for tables in alike.values() for table in tables)
    if rows > _MOST_LOOKED_AT:
        return largest
    ranked = [_Ranked.of(layouts[headings], tables, room) for headings, tables in alike.items()]

    def pages(most: int) -> Fraction:
        return (beside + sum((table.height(most) for table in ranked), Fraction(0))) / height

    full = int(pages(largest))
    if not full or pages(largest) - full > _LITTLE:
        return largest
    return next((size for size in range(largest, smallest - 1, -1) if pages(size) <= full), largest)


@dataclass(frozen=True)
class _Ranked:
    """Tables of ranks with the same headings, to be measured.

    headings   the heading of each column
    rows       the texts of each row below them
    tables     how many there are
    inside     the room for the texts of each column, in EMU
    largest    the largest letters that so many columns allow, in half-points
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    tables: int
    inside: Sequence[int]
    largest: int

    @classmethod
    def of(cls, columns: Columns, tables: Sequence[Any], room: int) -> "_Ranked":
        """Some tables on a page with so much room between its margins, in EMU."""
        fields, breadth = [column["field"] for column in columns], Fraction(room, _UPRIGHT)
        widths = column_widths(fields, room, breadth)
        _, _, largest, beside = _setting(fields, breadth)
        below = [cells for table in tables for cells in _cells(table)[1:]]
        return cls(
            headings=[column["title"] for column in columns],
            rows=[[cell.text for cell in cells] for cells in below],
            tables=len(tables),
            inside=[width - 2 * (beside or _WIDE) * _TWENTIETH for width in widths],
            largest=largest,
        )

    def height(self, most: int) -> Fraction:
        """About how high they are in letters of so many half-points at most, in points."""
        size = min(most, self.largest)
        lines = self._lines(self.headings, size * _BOLD) * self.tables
        lines += sum(self._lines(row, size * _OF_TEXT) for row in self.rows)
        return lines * size * _LINE + (len(self.rows) + self.tables) * _BORDER

    def _lines(self, texts: Sequence[str], letter: int) -> int:
        """How many lines a row of these texts takes, with letters that are so wide."""
        return max(len(wrap(text, wide // letter)) for text, wide in zip(texts, self.inside, strict=True))


def _of_paragraph(paragraph: Any, room: int) -> Fraction:
    """About how high a paragraph beside the tables is, in points."""
    size = next((run.font.size for run in paragraph.runs if run.font.size), paragraph.style.font.size)
    half_points = Fraction(size or _POINT, _POINT) * 2
    lines = max(-(-len(paragraph.text) * half_points * _OF_TEXT // room), 1)
    spaces = paragraph.paragraph_format
    around = Fraction((spaces.space_before or 0) + (spaces.space_after or 0), _POINT)
    if isinstance(spaces.line_spacing, int):  # of an exact height
        return lines * Fraction(spaces.line_spacing, _POINT) + around
    return lines * half_points * _LINE + around


@dataclass(frozen=True)
class _Section:
    """What stands in a section of a document, its tables and the paragraphs beside them."""

    tables: list[Any]
    paragraphs: list[Any]


def _sections(document: Any) -> Iterator[tuple[Any, _Section]]:
    """Each section with what stands in it."""
    from docx.oxml.ns import qn
    from docx.section import Section
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    content = _Section([], [])
    for block in document.element.body:
        if block.tag == qn("w:tbl"):
            content.tables.append(Table(block, document))
        if block.tag == qn("w:p"):
            content.paragraphs.append(Paragraph(block, document))
        end = block if block.tag == qn("w:sectPr") else block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if end is not None:
            yield Section(end, document.part), content
            content = _Section([], [])


def _is_wide(columns: Columns) -> bool:
    return len(columns) > _MOST_UPRIGHT and _is_of_ranks(columns)


def _is_of_ranks(columns: Columns) -> bool:
    return all("field" in column for column in columns)


def _turn(section: Any) -> None:
    """Makes its pages wider than high."""
    from docx.enum.section import WD_ORIENT

    width, height = section.page_width, section.page_height
    if width and height and width < height:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = height, width


def _room(section: Any) -> int:
    """How wide a table may be, in EMU."""
    from docx.shared import Mm

    sides = (section.left_margin or Mm(30)) + (section.right_margin or Mm(15))
    return int((section.page_width or Mm(210)) - sides)


def _height(section: Any) -> Fraction:
    """How high what stands on a page may be, in points."""
    from docx.shared import Mm

    ends = (section.top_margin or Mm(20)) + (section.bottom_margin or Mm(20))
    return Fraction((section.page_height or Mm(297)) - ends, _POINT)


def _fit_alike(tables: Sequence[Any], columns: Columns, total: int, most: int) -> None:
    """Sets tables of the same headings the same way: of ranks by their fields, in letters of `most`
    half-points at most, others by their texts."""
    if _is_of_ranks(columns):
        fields = [column["field"] for column in columns]
        breadth = Fraction(total, _UPRIGHT)
        _, _, largest, beside = _setting(fields, breadth)
        widths, whole, largest = column_widths(fields, total, breadth), 0, min(largest, most)
    else:
        rows = []
        for table in tables:
            rows += [[cell.text for cell in cells] for cells in _cells(table)[1:]]
        widths, largest = text_widths(columns, rows, total)
        beside, whole = _NARROW, _WHOLE
    for table in tables:
        _fit(table, widths, largest, beside, whole=whole)


def _cells(table: Any) -> list[Sequence[Any]]:
    """The cells of each row. They are made anew whenever they are asked for."""
    return [row.cells for row in table.rows]


def text_widths(headings: Columns, rows: Sequence[Sequence[str]], total: int) -> tuple[list[int], int]:
    """The widths of columns by the texts in them, in EMU, which add up to `total`, and the size of letters,
    in half-points: the largest in which no word is broken and each column of words has some room. What room
    is left goes to the columns with longer texts, of those with numbers whatever their headings are.

    headings   title of each column, and `left`: whether it holds words

    >>> headings = [{"title": "STT", "left": False}, {"title": "Tên đơn vị", "left": True}]
    >>> text_widths(headings, [["1", "Sở Nội vụ"]], 1500000)
    ([426595, 1073405], 24)
    """
    columns = list(zip((heading["title"] for heading in headings), *rows, strict=True))
    least = [_widest(" ".join(column).split()) for column in columns]
    wish = []
    for column, heading, low in zip(columns, headings, least, strict=True):
        texts = column if heading["left"] else column[1:]
        wish.append(max(low, _widest(texts)))
    least = [max(low, min(high, max(_SOME, high / 3))) for low, high in zip(least, wish, strict=True)]
    beside = 2 * len(columns) * _NARROW * _TWENTIETH
    room = max(total - beside, 1)
    size = next((size for size in _SIZES if sum(least) * size * _LETTER <= room), _SIZES[-1])
    spare = max(Fraction(room, size * _LETTER) - sum(least), Fraction(0))
    shares = least
    if wanted := sum(wish) - sum(least):
        shares = [low + spare * (high - low) / wanted for low, high in zip(least, wish, strict=True)]
    whole = sum(shares, Fraction(0))
    edges = [round(room * edge / whole) for edge in accumulate(shares, initial=Fraction(0))]
    widths = [right - left + beside // len(columns) for left, right in pairwise(edges)]
    return [*widths[:-1], total - sum(widths[:-1])], size


def _widest(texts: Iterable[str]) -> Fraction:
    """About how wide the longest text is, in letters of half their height, rather too much than too little;
    none asks for more than so many."""
    return min(Fraction(6, 5) * max(map(len, texts), default=0) + 1, _LONGEST)


def _fit(table: Any, widths: Sequence[int], largest: int, beside: int | None, *, whole: int = 0) -> None:
    """Sets widths, in EMU, and the size of letters: Word looks at the cells, LibreOffice at the grid. No page
    ends after the first rows or begins with the last ones, which keep with what stands below the table. One
    of no more than `whole` rows is not split at all."""
    from docx.oxml.ns import qn

    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    rows = _cells(table)
    for cells in rows:
        for cell, width in zip(cells, widths, strict=False):  # an office may have merged some
            cell.width = width
    value = qn("w:val")
    for size in _element(table).iter(qn("w:sz")):  # of letters and of empty paragraphs
        size.set(value, str(min(int(size.get(value)), largest)))
    if beside is not None:
        _leave_beside(table, beside)
    for cells in rows if len(rows) <= whole else [*rows[1:_FEWEST], *rows[-_FEWEST:]]:
        for cell in cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _element(table: Any) -> Any:
    """The XML of a table, which python-docx shows of paragraphs only."""
    from docx.oxml.ns import qn

    return next(table.rows[0].cells[0].paragraphs[0].paragraph_format.element.iterancestors(qn("w:tbl")))


def _leave_beside(table: Any, room: int) -> None:
    """Leaves `room`, in twentieths of a point, on both sides of what is in a cell."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    sides = "".join(f'<w:{side} w:w="{room}" w:type="dxa"/>' for side in ("left", "right"))
    properties = _element(table).tblPr
    for former in properties.findall(qn("w:tblCellMar")):
        properties.remove(former)
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    properties.insert_element_before(
        margins, "w:tblLook", "w:tblCaption", "w:tblDescription", "w:tblPrChange"
    )
