"""Workbooks (.xlsx): calamine reads them; before it does, the bytes of each sheet are looked over.

Three things make that look necessary. calamine allocates the whole rectangle of a sheet, so one cell
at XFD1048576 would cost gigabytes. It returns error cells and formulas without a value as blanks, which
would then pass as "not answered". And it finds the parts of a package only under their usual names.
"""

import io
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from sipas_cli.errors import DataError
from sipas_cli.messages import Message
from sipas_cli.model import TOP_ROWS, Block
from sipas_cli.sheets import messages, package, styles
from sipas_cli.sheets.cells import Aggregates, Cells, Told
from sipas_cli.sheets.columns import block, shown
from sipas_cli.sheets.extent import Extent, UnsureError, quick_look
from sipas_cli.sheets.held import LARGE, MAX_CELLS, SPARSE
from sipas_cli.sheets.package import Package, Relation, member_of
from sipas_cli.sheets.sheet import Progress, Sheet

_MAIN = "xl/workbook.xml"
_SHARED = {"sharedStrings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
#: Where calamine looks for sheets; those of another kind it must not take for tables.
_SHEETS = "xl/worksheets/"
_OTHER_SHEETS = ("xl/chartsheets/", "xl/dialogsheets/")
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Look:
    """What the bytes of a sheet tell.

    part     where in the package they lie
    hidden   whether a person who opens the workbook does not see the sheet
    told     row -> its cells that are not what calamine hands over
    aggregates   row -> the columns whose formulas add up, average or count their own column
    struck   (row, column) of cells with a line through what they hold
    """

    name: str
    part: str
    hidden: bool
    extent: Extent
    told: Told
    aggregates: Aggregates
    struck: frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Book:
    """What the bytes of a workbook tell, without opening it.

    usual        whether calamine finds its parts
    since_1904   whether its days are counted from 1904
    """

    looks: Sequence[Look]
    relations: Sequence[Relation]
    usual: bool
    since_1904: bool


def look_over(path: Path, name: str, *, as_shown: bool = False) -> Book:
    """What a workbook tells; `as_shown`: with its numbers rounded as their cells show them. Raises DataError
    for what is damaged, reaches too far, or names a sheet that is not there."""
    with package.opened(path, name) as file:
        parts = Package(file)
        main = parts.book()
        relations = parts.relations(main)
        tags = parts.tags(main, "sheet")
        listed = [
            (attribute("name"), attribute("id"), attribute("state") not in ("", "visible"))
            for attribute in map(_reader, tags)
        ]
        work_sheets = package.work_sheets(listed, relations, name)
        usual = _is_usual(parts, main, relations, tags)
        known = styles.read(parts, member_of(relations, "styles"))
        if not as_shown:
            known = replace(known, decimals={})
        looks = [_look_over(parts, name, *sheet, known) for sheet in work_sheets]
        since_1904 = any(
            attribute("date1904") in ("1", "true")
            for attribute in map(_reader, parts.tags(main, "workbookPr"))
        )
    return Book(looks, relations, usual, since_1904)


def _reader(tag: dict[str, str]) -> Any:
    return lambda name: package.attribute(tag, name)


def _is_usual(
    parts: Package, main: str, relations: Sequence[Relation], tags: Sequence[dict[str, str]]
) -> bool:
    """Whether calamine finds every part, and the same ones as we do."""
    begun = [relation for relation in parts.relations("") if relation.kind == "officeDocument"]
    named = {tag["r:id"] for tag in tags if "r:id" in tag and _has_one_id(tag)}
    sheets = [relation for relation in relations if relation.id in named]
    shared = all(member_of(relations, kind) in ("", member) for kind, member in _SHARED.items())
    plain = all(sheet.target in (f"/{sheet.member}", sheet.member.removeprefix("xl/")) for sheet in sheets)
    usual_main = main == _MAIN and [relation.target.lstrip("/") for relation in begun] == [_MAIN]
    return (
        usual_main
        and parts.exact
        and len(named) == len(tags)
        and shared
        and plain
        and all(map(_is_placed, sheets))
    )


def _is_placed(relation: Relation) -> bool:
    """Whether a sheet lies where calamine looks for its kind."""
    if relation.kind == "worksheet":
        return relation.member.startswith(_SHEETS) and relation.member.count("/") == _SHEETS.count("/")
    return relation.member.startswith(_OTHER_SHEETS)


def _has_one_id(tag: Mapping[str, str]) -> bool:
    return sum(name.endswith("id") for name in tag) == 1


def sheets(path: Path, name: str, book: Book) -> Iterator[Sheet]:
    """The work sheets that hold anything, in the order of the workbook."""
    from python_calamine import CalamineWorkbook

    copied = None if book.usual else _usual_copy(path, name, book)
    with _damage(messages.FILE_DAMAGED, name):
        if copied is None:
            workbook = CalamineWorkbook.from_path(path)
        else:
            workbook = CalamineWorkbook.from_filelike(copied)
    for look in book.looks:
        if sheet := _sheet(name, look, workbook):
            yield sheet


def _usual_copy(path: Path, name: str, book: Book) -> IO[bytes]:
    """The workbook with its tables under the names that calamine knows, and nothing else. No larger than
    a package may be that is read."""
    copy = io.BytesIO()
    places = {f"xl/worksheets/sheet{n}.xml": look.part for n, look in enumerate(book.looks, start=1)}
    for kind, usual in _SHARED.items():
        if member := member_of(book.relations, kind):
            places[usual] = member
    with (
        package.opened(path, name) as file,
        zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        new.writestr(_MAIN, _main_part(book))
        new.writestr("_rels/.rels", _relations_part(["officeDocument"], "xl/workbook.xml"))
        new.writestr(
            "xl/_rels/workbook.xml.rels",
            _relations_part(["worksheet"] * len(book.looks), "worksheets/sheet{n}.xml"),
        )
        for usual, member in places.items():
            with file.open(member) as source, new.open(usual, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target)
    copy.seek(0)
    return copy


def _main_part(book: Book) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(look.name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, look in enumerate(book.looks, start=1)
    )
    return (
        f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{_RELATIONS}">'
        f'<workbookPr date1904="{int(book.since_1904)}"/><sheets>{listed}</sheets></workbook>'
    )


def _relations_part(kinds: Sequence[str], target: str) -> str:
    """Relations of these kinds to parts that are numbered from 1."""
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{target.format(n=n)}"/>'
        for n, kind in enumerate(kinds, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE_RELATIONS}">{listed}</Relationships>'


@contextmanager
def _damage(message: Message, where: str) -> Iterator[None]:
    """Whatever calamine runs into is damage; nothing else may be called within. It has an exception per
    cause, and where it has none it panics, which is no `Exception`: one file would end the run."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise DataError(message, where=where) from error


def _sheet(file: str, look: Look, workbook: Any) -> Sheet | None:
    where = f"{file} ! {look.name}"
    with _damage(messages.SHEET_DAMAGED, where):
        content = workbook.get_sheet_by_name(look.name)
    if content.start is None and not look.told:
        return None
    indent = content.start[1] if content.start else 0

    def plain_rows() -> Iterator[list[Any]]:
        with _damage(messages.SHEET_DAMAGED, where):
            yield from content.iter_rows()

    def rows() -> Iterator[list[Any]]:
        if look.told:
            return _told_rows(plain_rows(), look.told, indent)
        return plain_rows()

    def top() -> list[list[str]]:
        padding = [""] * indent
        following = rows()
        first = [row for row, _ in zip(following, range(TOP_ROWS), strict=False)]
        return [[*padding, *map(shown, row)] for row in first]

    def read(header_row: int, columns: Sequence[int], progress: Progress) -> Block:
        below = rows()
        for _ in range(header_row):
            next(below)
        return block(below, columns, first_row=header_row + 1, first_column=indent, progress=progress)

    extent = look.extent
    return Sheet(
        file,
        look.name,
        top(),
        read,
        hidden=look.hidden,
        hidden_rows=frozenset(extent.hidden_rows),
        merged=tuple(extent.merged),
        aggregates=look.aggregates,
        hidden_columns=frozenset(extent.hidden_columns),
        struck=look.struck,
    )


def _told_rows(rows: Iterator[list[Any]], corrections: Told, indent: int) -> Iterator[list[Any]]:
    """The rows as calamine hands them over, with what it was told otherwise."""
    number = 0
    for number, row in enumerate(rows, start=1):
        yield _with_told(row, corrections.get(number, ()), indent)
    for below in range(number + 1, max(corrections, default=0) + 1):
        yield _with_told([], corrections.get(below, ()), indent)


def _with_told(row: list[Any], corrections: Sequence[tuple[int, str]], indent: int) -> list[Any]:
    for column, text in corrections:
        row.extend([""] * (column - indent + 1 - len(row)))
        if column >= indent:
            row[column - indent] = text
    return row


#: What taking a sheet out of its package and parsing it may raise.
_UNREADABLE = (
    package.DamagedError,
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    OSError,
    RuntimeError,
)


def _look_over(parts: Package, file: str, name: str, part: str, hidden: bool, known: styles.Styles) -> Look:
    """One pass over the bytes of a sheet, much faster than parsing it; a second and slower one where
    the first cannot tell, or where there may be cells that calamine would get wrong."""
    where = f"{file} ! {name}"
    try:
        extent, cells = _looked(parts, part, known)
    except _UNREADABLE as error:
        raise DataError(messages.SHEET_DAMAGED, where=where) from error
    rectangle = extent.rows * extent.columns
    empty_space = rectangle > LARGE and extent.cells * SPARSE < rectangle
    if empty_space or rectangle > MAX_CELLS:
        raise DataError(messages.SHEET_TOO_WIDE, where=where, rows=extent.rows, columns=extent.columns)
    return Look(name, part, hidden, extent, cells.told, cells.aggregates, frozenset(cells.struck))


def _looked(parts: Package, part: str, known: styles.Styles) -> tuple[Extent, Cells]:
    """How far a sheet reaches, and its cells as far as they had to be parsed."""
    cells = Cells(known.percents, known.struck, known.decimals)
    try:
        with parts.open(part) as content:
            extent, suspect = quick_look(content, known.percents | known.struck)
    except UnsureError:
        with parts.open(part) as content:
            cells.parse(content)
        return cells.extent, cells
    if (suspect or known.decimals) and extent.end:
        with parts.open(part) as content:
            cells.parse(content, extent.end)
    return extent, cells
