"""A copy of a workbook in which cells are marked: coloured, with a remark, and listed on a sheet of links."""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sipas_cli.files import timeless_package

#: The largest workbook that is copied.
MOST_MEGABYTES = 20
#: A cell that stands alone, as A5; ranges and whole rows are listed and not coloured.
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_COLOUR = "FFFFC7CE"
_WIDTHS = (28, 10, 70, 70)
_LONGEST_TITLE = 31
_MOST_LETTERS = 2_000


@dataclass(frozen=True)
class Mark:
    """What is said of a cell: what is wrong with it, and what to do. `cell` may be empty."""

    sheet: str
    cell: str
    problem: str
    remedy: str


def is_too_large(path: Path) -> bool:
    """Whether a file is one whose copy would take minutes and gigabytes."""
    return path.is_file() and path.stat().st_size > MOST_MEGABYTES * 1_000_000


def copy_with(path: Path, marks: Iterable[Mark], *, title: str, headings: Sequence[str]) -> bytes:
    """The workbook with its marks. What openpyxl does not keep, as pictures, is lost in the copy.

    title      of the sheet of links, which comes first
    headings   of its columns: sheet, cell, problem, remedy
    """
    import openpyxl

    book = openpyxl.load_workbook(path)
    every = list(marks)
    at: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for mark in every:
        at[mark.sheet, mark.cell].append(mark)
    for (sheet, cell), of_cell in at.items():
        if sheet in book.sheetnames and _CELL.fullmatch(cell):
            _mark(book[sheet][cell], of_cell)
    _list(book, every, title, headings)
    out = io.BytesIO()
    book.save(out)
    return timeless_package(out.getvalue())


def _mark(cell: Any, marks: Sequence[Mark]) -> None:
    from openpyxl.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", start_color=_COLOUR)
    if isinstance(cell, MergedCell):  # the remark of merged cells stands in the first of them alone
        return
    said = "\n".join(f"{mark.problem}. {mark.remedy}" for mark in marks)
    cell.comment = Comment(said[:_MOST_LETTERS], "sipas", height=120, width=360)


def _list(book: Any, marks: Sequence[Mark], title: str, headings: Sequence[str]) -> None:
    """Puts the sheet of links before all others."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.hyperlink import Hyperlink
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet = book.create_sheet(_free(title, book.sheetnames), 0)
    sheet.append(list(headings))
    for number, mark in enumerate(marks, start=2):
        for column, text in enumerate((mark.sheet, mark.cell, mark.problem, mark.remedy), start=1):
            cell = sheet.cell(number, column)
            cell.value, cell.data_type = text, "s"  # a text that begins like a formula is none
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if mark.sheet in book.sheetnames and _CELL.fullmatch(mark.cell):
            quoted = mark.sheet.replace("'", "''")
            link = sheet.cell(number, 2)
            link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{mark.cell}")
            link.style = "Hyperlink"
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.cell(1, column).font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.active = 0
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet


def _free(title: str, taken: Sequence[str]) -> str:
    """A title that no sheet has."""
    names = (title, *(f"{title} {number}" for number in range(2, len(taken) + 3)))
    known = {name.casefold() for name in taken}
    return next(name[:_LONGEST_TITLE] for name in names if name.casefold() not in known)
