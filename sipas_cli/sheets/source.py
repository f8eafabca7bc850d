"""One file from outside: recognised by its bytes, measured before it is opened, digested."""

import codecs
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from sipas_cli.errors import DataError, RulesError, SipasError, SurroundingsError, reason
from sipas_cli.files import FILE_MISSING, FILE_UNREADABLE, refuse_special
from sipas_cli.model import Block
from sipas_cli.sheets import messages
from sipas_cli.sheets.limits import limits
from sipas_cli.sheets.sheet import Sheet, SheetProgress, Source
from sipas_cli.text.spelling import nfc

if TYPE_CHECKING:
    from sipas_cli.sheets.book import Book

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 20
_PARQUET = (b"PAR1", b"PARE")  # the second is encrypted
#: Kind of a file -> the names that it goes by, the first of them its own.
_NAMES = {
    "xlsx": (".xlsx", ".xlsm"),
    "xlsb": (".xlsb",),
    "xls": (".xls",),
    "ods": (".ods",),
    "parquet": (".parquet",),
    "html": (".html", ".htm", ".xls"),  # Excel opens both of these by this name, with a warning
    "xml": (".xml", ".xls"),
    "csv": (".csv", ".txt", ".tsv"),
}

#: What standard input is called.
STANDARD_INPUT = "-"
#: The names that files go by.
KNOWN_SUFFIXES = frozenset(suffix for suffixes in _NAMES.values() for suffix in suffixes)
#: The others are held from the moment they are opened.
_READ_LATER = ("xlsx", "csv", "parquet")

T = TypeVar("T")


@dataclass(frozen=True)
class Examined:
    """A file that may be opened: its bytes are of a known kind, and its sheets of a bearable size where
    that is not found out while it is read.

    book       what the bytes of an .xlsx tell; None for the other kinds
    as_shown   whether the numbers of a workbook are wanted rounded as their cells show them
    """

    path: Path
    name: str
    digest: str
    kind: str
    book: "Book | None" = None
    as_shown: bool = False


def examine(path: Path, name: str, *, as_shown: bool = False) -> Examined:
    """Looks a file over before anything opens it. `as_shown`: the numbers of a workbook are wanted rounded
    as their cells show them, else with all their digits.

    Raises RulesError if there is no such file, SurroundingsError if it cannot be read, DataError
    for what is of no known kind, encrypted, damaged, empty or too large to be honest.
    """
    head, digest = _head_and_digest(path, name)
    kind = _kind(head, path, name)
    _refuse_other_name(kind, path.suffix.lower(), name)
    if kind == "xlsb":
        raise DataError(messages.FILE_BINARY, where=name)
    if kind != "xlsx":
        return Examined(path, name, digest, kind, as_shown=as_shown)
    from sipas_cli.sheets import book

    return Examined(path, name, digest, kind, book.look_over(path, name, as_shown=as_shown))


def _kind(head: bytes, path: Path, name: str) -> str:
    """What a file is by its bytes; "" for a package that is no workbook."""
    if head.startswith(_OLE):
        if _is_encrypted(path):
            raise DataError(messages.FILE_ENCRYPTED, where=name)
        return "xls"
    if head.startswith(_ZIP):
        from sipas_cli.sheets import package

        return package.kind(path, name)
    if head.startswith(_PARQUET):
        return "parquet"
    return _kind_of_text(path, name)


_PAGE = re.compile(
    r"<(!doctype html|html|head|body|meta|style|table|div|center|form|p|h[1-6])\b", re.IGNORECASE
)
_BOOK_2003 = re.compile(r"<(\w+:)?workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet", re.IGNORECASE)
_BEFORE_ROOT = re.compile(r"(?:\s+|<\?[^>]*>|<!--.*?-->)*", re.DOTALL)


def _kind_of_text(path: Path, name: str) -> str:
    """What a text is: web pages and XML Spreadsheet 2003 begin with a tag, all others are csv."""
    with path.open("rb") as file:
        head = file.read(4096)
    encoding = "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    text = head.decode(encoding, errors="replace")
    if text.startswith("MIME-Version:"):
        raise DataError(messages.FILE_WEB_ARCHIVE, where=name)
    root = _BEFORE_ROOT.sub("", text, count=1)
    if _BOOK_2003.match(root):
        return "xml"
    if _PAGE.match(root):
        return "html"
    return "csv"


def _refuse_other_name(kind: str, suffix: str, name: str) -> None:
    """Refuses a file whose name says another kind than its bytes: whoever opens it by its name sees
    something else, or nothing. A name that says nothing is no fault of a workbook; a csv is only known
    by its name."""
    named = next((named for named, names in _NAMES.items() if suffix in names), "")
    unknown = messages.FILE_NOT_WORKBOOK if named else messages.FILE_KIND
    if suffix in _NAMES.get(kind, ()):
        return
    if kind == "csv" and suffix and named != "csv":
        raise DataError(unknown, where=name)
    if not kind and suffix == ".zip":
        raise DataError(messages.FILE_ZIP, where=name)
    if not kind:
        raise DataError(unknown, where=name)
    if named and named != kind:
        raise DataError(messages.FILE_NAMED_OTHERWISE, where=name, suffix=suffix, right=_NAMES[kind][0])


def open_examined(file: Examined) -> Source:
    """Opens a file. Raises DataError for what turns out to be damaged or empty, or was changed meanwhile."""
    from sipas_cli.sheets import package

    sheets = tuple(_unchanged(file, sheet) for sheet in _sheets(file))
    _refuse_changed(file)
    if not sheets:
        raise DataError(messages.SHEET_EMPTY, where=file.name)
    package.refuse_one_name((sheet.name for sheet in sheets), file.name)
    return Source(file.name, file.digest, sheets)


def open_as_shown(path: Path) -> Source:
    """One file, its numbers as a person who prints it sees them. Raises as `examine` and `open_examined`."""
    return open_examined(examine(path, nfc(path.name), as_shown=True))


def _unchanged(file: Examined, sheet: Sheet) -> Sheet:
    """A sheet that makes sure, whenever it was read, that it was from the bytes whose digest is stored."""
    if file.kind not in _READ_LATER:
        return sheet

    def read(header_row: int, columns: Sequence[int], progress: SheetProgress) -> Block:
        content = sheet.read(header_row, columns, progress)
        _refuse_changed(file)
        return content

    return replace(sheet, read=read)


def _refuse_changed(file: Examined) -> None:
    try:
        same = _head_and_digest(file.path, file.name)[1] == file.digest
    except SipasError:
        same = False
    if not same:
        raise DataError(messages.FILE_CHANGED, where=file.name)


def _sheets(file: Examined) -> Iterator[Sheet]:
    from sipas_cli.sheets import delimited, excel97, html, ods, parquet, workbook, xml2003

    if file.book is not None:
        return workbook.sheets(file.path, file.name, file.book)
    if file.kind == "xls":
        return excel97.sheets(file.path, file.name, as_shown=file.as_shown)
    if file.kind == "ods":
        return ods.sheets(file.path, file.name, as_shown=file.as_shown)
    readers: Mapping[str, Callable[[Path, str], Iterator[Sheet]]] = {
        "csv": delimited.sheets,
        "parquet": parquet.sheets,
        "html": html.sheets,
        "xml": xml2003.sheets,
    }
    return readers[file.kind](file.path, file.name)


@dataclass(frozen=True)
class Unreadable:
    """A file that cannot be read at all, and why."""

    name: str
    error: SipasError


@contextmanager
def open_ahead(paths: Iterable[Path]) -> Iterator[Iterator[Source | Unreadable]]:
    """The files in the order of their names, so that the order on the command line changes nothing;
    each is opened in the background while the caller is busy with the one before it."""
    ordered = named(paths)
    # Examining an .xlsx holds Python's lock and opening it does not: the first file is examined here and
    # now, or it would fight for the lock with all that the caller does meanwhile, and take twice as long.
    first = _tried(ordered[0][1], lambda: examine(*ordered[0]))
    with ThreadPoolExecutor(max_workers=1) as pool:
        try:
            yield _following(pool, pool.submit(_opened, first), ordered[1:])
        finally:
            pool.shutdown(cancel_futures=True)


def _tried(name: str, read: Callable[[], T]) -> T | Unreadable:
    """What `read` gives, or why the file cannot be read."""
    try:
        return read()
    except SipasError as error:
        return Unreadable(name, error)


def _opened(file: Examined | Unreadable) -> Source | Unreadable:
    if isinstance(file, Unreadable):
        return file
    return _tried(file.name, lambda: open_examined(file))


def opened(path: Path, name: str) -> Source | Unreadable:
    """A file by the name that it goes by, or why it cannot be read."""
    return _opened(_tried(name, lambda: examine(path, name)))


def _following(
    pool: ThreadPoolExecutor, opening: "Future[Source | Unreadable]", rest: Sequence[tuple[Path, str]]
) -> Iterator[Source | Unreadable]:
    for path, name in rest:
        source, opening = opening.result(), pool.submit(opened, path, name)
        yield source
        del source  # or two workbooks would be held while the next is waited for
    yield opening.result()


def readable(sources: Iterable[Source | Unreadable]) -> Iterator[Source]:
    """The files, for those who need all of them. Raises the error of the first that cannot be read."""
    for source in sources:
        if isinstance(source, Unreadable):
            raise source.error
        yield source


def named(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """Each file with its name, in the order of the names; where two files have the same name, as much
    of their folders is in it as tells them apart, but for standard input, which lies anywhere."""
    listed = list(paths)
    names = {path: path.name for path in listed}
    places = {path: path.absolute() for path in listed if path.name != STANDARD_INPUT}
    if len({names[path] for path in places}) < len(set(places.values())):
        try:
            root = os.path.commonpath([place.parent for place in places.values()])
        except ValueError:  # on several drives of Windows
            root = ""
        names |= {path: place.relative_to(root or place.anchor).as_posix() for path, place in places.items()}
    return sorted(((path, nfc(names[path])) for path in listed), key=lambda pair: (pair[1], pair[0]))


def bring(stream: BinaryIO, path: Path, name: str) -> None:
    """Copies what comes from elsewhere into a file. Raises DataError for more than a file may have."""
    size, most = 0, limits().file_bytes
    with path.open("wb") as target:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise DataError(messages.STREAM_TOO_LARGE, where=name, limit=most)
            target.write(chunk)


def digest(path: Path) -> str:
    """The SHA-256 of the bytes of a file. Raises as `examine` does for what is no file that can be read."""
    return _head_and_digest(path, path.name)[1]


def _head_and_digest(path: Path, name: str) -> tuple[bytes, str]:
    try:
        if path.is_dir():
            raise RulesError(messages.FILE_IS_FOLDER, where=name)
        refuse_special(path, name)
        if (size := path.stat().st_size) > (most := limits().file_bytes):
            raise DataError(messages.FILE_TOO_LARGE, where=name, size=size, limit=most)
        with path.open("rb") as file:
            head = file.read(8)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise RulesError(FILE_MISSING, where=name) from None
    except OSError as error:
        raise SurroundingsError(FILE_UNREADABLE, where=name, reason=reason(error)) from None
    if not head:
        raise DataError(messages.FILE_EMPTY, where=name)
    return head, digest


def _is_encrypted(path: Path) -> bool:
    """Whether an OLE file wraps an encrypted workbook; else it is one of Excel 97."""
    content = path.read_bytes()
    return "EncryptedPackage".encode("utf-16-le") in content
