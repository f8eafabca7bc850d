"""Zip packages and the XML in them, which .xlsx, .xlsb and .ods are made of: measured, never trusted."""

import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote
from xml.parsers import expat

from sipas_cli.errors import DataError
from sipas_cli.sheets import messages
from sipas_cli.sheets.limits import Limits, limits
from sipas_cli.sheets.sheet import SheetProgress

XLSX, XLSB, ODS = "xlsx", "xlsb", "ods"

_USUAL_PARTS = {XLSX: "xl/workbook.xml", XLSB: "xl/workbook.bin"}
_BINARY_BOOK = b"\x83\x01"  # [MS-XLSB] BrtBeginBook
_ODS_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_CHUNK = 1_000_000
#: The part of an .ods with its sheets. Rows that are alike take next to nothing there when packed, as they do
#: not say where they stand.
ODS_CONTENT = "content.xml"
#: Bytes that a part may unpack to whatever it is made of.
_GRACE = 10_000_000
_OUTSIDE = "External"
#: Sheets that hold no table.
_OTHER_SHEETS = {"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"}
_ENCODINGS = {"utf-8", "utf-16", "us-ascii", "iso-8859-1"}


class DamagedError(Exception):
    """A file says what no program writes."""


_DAMAGE = (
    DamagedError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    expat.ExpatError,
    UnicodeDecodeError,  # the name of a member
    EOFError,
    OSError,
    RuntimeError,  # zipfile: a member with a password, or packed in a way that no workbook is
)


@contextmanager
def opened(path: Path, name: str) -> Iterator[zipfile.ZipFile]:
    """A package whose content is of a bearable size. Raises DataError for what is damaged, also while it
    is being used."""
    try:
        with _zip(path) as package:
            _refuse_too_large(package, name, limits())
            yield package
    except _DAMAGE as error:
        raise DataError(messages.FILE_DAMAGED, where=name) from error


def _refuse_too_large(package: zipfile.ZipFile, name: str, most: Limits) -> None:
    """Refuses a package that unpacks to too much, or to so much more than it is that no program wrote it."""
    members = package.infolist()
    if sum(member.file_size for member in members) > most.unpacked_bytes:
        raise DataError(messages.FILE_UNPACKS_TOO_LARGE, where=name, limit=most.unpacked_bytes)
    for member in members:
        large = member.file_size > _GRACE and member.filename != ODS_CONTENT
        if large and member.file_size > most.unpacked_times * member.compress_size:
            raise DataError(messages.FILE_UNPACKS_TOO_OFTEN, where=name, times=most.unpacked_times)


def _zip(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except ValueError as error:  # a table of contents whose places lie before the file
        raise DamagedError from error


def contents(path: Path, name: str, *, most: int) -> dict[str, bytes]:
    """All that is in a small package, name of a member -> its bytes; zipfile hands out no more than the
    members say they have. Raises DataError for what is damaged, holds two members of one name, or more than
    `most` bytes."""
    with opened(path, name) as file:
        members = file.infolist()
        if sum(member.file_size for member in members) > most:
            raise DataError(messages.FILE_UNPACKS_TOO_LARGE, where=name, limit=most)
        if len({member.filename for member in members}) < len(members):
            raise DamagedError(name)
        return {member.filename: file.read(member) for member in members}


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part leads to.

    kind     the last word of its type
    target   as it is written
    member   the name of the part in the package; "" where there is none
    """

    id: str
    kind: str
    target: str
    member: str


class Package:
    """The parts of an open package by the rules of Open Packaging: their names do not differ by case, and
    lead from one to the other. Source: ECMA-376, part 2, sections 6.2 and 6.5."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self.file = file
        self._members: dict[str, list[str]] = {}
        for name in file.namelist():
            self._members.setdefault(_key(name), []).append(name)

    def member(self, part: str) -> str:
        """The name of a part as the package writes it; "" where there is none. Raises DamagedError for two
        parts of one name: what was looked over and what is read could be different ones."""
        names = self._members.get(_key(part), [])
        candidates = [name for name in names if name == part] or names
        if len(candidates) > 1:
            raise DamagedError(part)
        if candidates:
            return candidates[0]
        return ""

    @property
    def exact(self) -> bool:
        """Whether no two names are those of one part."""
        return all(len(names) == 1 for names in self._members.values())

    def open(self, part: str) -> IO[bytes]:
        """The content of a part."""
        member = self.member(part)
        if not member:
            raise DamagedError(part)
        return self.file.open(member)

    def chunks(self, part: str, size: int, progress: SheetProgress) -> Iterator[bytes]:
        """The content of a part in chunks, each unpacked while the one before it is looked at: that needs no
        lock of Python."""
        with self.open(part) as content, ThreadPoolExecutor(max_workers=1) as pool:
            whole = max(self.file.getinfo(self.member(part)).file_size, 1)
            taken = 0
            ahead = pool.submit(content.read, size)
            while chunk := ahead.result():
                ahead = pool.submit(content.read, size)
                yield chunk
                taken += len(chunk)
                progress(taken / whole)

    def relations(self, part: str) -> list[Relation]:
        """What a part leads to; "" for the package itself."""
        folder, name = posixpath.split(part)
        listed = self.member(posixpath.join(folder, "_rels", f"{name}.rels"))
        if not listed:
            return []
        relations = [self._relation(tag, folder) for tag in self.tags(listed, "Relationship")]
        if len({relation.id for relation in relations}) < len(relations):
            raise DamagedError(listed)
        return relations

    def _relation(self, tag: dict[str, str], folder: str) -> Relation:
        target = attribute(tag, "Target")
        kind = attribute(tag, "Type").rpartition("/")[2]
        member = ""
        if attribute(tag, "TargetMode") != _OUTSIDE:
            member = self.member(posixpath.join("/", folder, target.replace("\\", "/")))
        return Relation(attribute(tag, "Id"), kind, target, member)

    def book(self) -> str:
        """The part that the package is about: as its relations say, else the one with the usual name;
        "" where there is none."""
        books = {relation.member for relation in self.relations("") if relation.kind == "officeDocument"}
        main = books - {""}
        if len(main) > 1:
            raise DamagedError("officeDocument")
        usual = filter(None, map(self.member, _USUAL_PARTS.values()))
        return next(iter(main), next(usual, ""))

    def tags(self, part: str, wanted: str) -> list[dict[str, str]]:
        """The attributes of every element `wanted` of a part."""
        elements: list[dict[str, str]] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag.rpartition(":")[2] == wanted:
                elements.append(attributes)

        with self.open(part) as file:
            parse(file, start)
        return elements


def _key(name: str) -> str:
    """What the names of one part have in common.

    >>> _key("./xl/Worksheets/../worksheets/Sheet%201.xml")
    '/xl/worksheets/sheet 1.xml'
    """
    plain = unquote(name.replace("\\", "/")).lstrip("/")
    return posixpath.normpath(f"/{plain}").casefold()


def kind(path: Path, name: str) -> str:
    """Which workbook a package is by what lies in it; "" for none, as a Word document. Two at once are
    refused: what was looked over and what is read could be different parts."""
    with opened(path, name) as file:
        package = Package(file)
        book = package.book()
        kinds = {_kind_of(package, part) for part in (book, *_USUAL_PARTS.values()) if package.member(part)}
        if (mimetype := package.member("mimetype")) and _is_ods(file, mimetype):
            kinds.add(ODS)
        kinds.discard("")
    if len(kinds) > 1:
        raise DataError(messages.FILE_DAMAGED, where=name)
    return next(iter(kinds), "")


def _kind_of(package: Package, part: str) -> str:
    """Which workbook a part begins; "" for none."""
    with package.open(part) as file:
        if file.read(len(_BINARY_BOOK)) == _BINARY_BOOK:
            return XLSB
    if not _is_xml(package, part):
        return next((kind for kind, usual in _USUAL_PARTS.items() if _key(usual) == _key(part)), "")
    if package.tags(part, "workbook"):
        return XLSX
    return ""


def _is_xml(package: Package, part: str) -> bool:
    with package.open(part) as file:
        return file.read(100).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<")


def _is_ods(file: zipfile.ZipFile, mimetype: str) -> bool:
    with file.open(mimetype) as content:
        return content.read(100).strip().removesuffix(b"-template") == _ODS_MIMETYPE


def member_of(relations: Iterable[Relation], kind: str) -> str:
    """The part of a kind that another leads to; "" where it leads to none. Raises DamagedError for one
    that is not there."""
    first = next((relation for relation in relations if relation.kind == kind), None)
    if first is None:
        return ""
    if not first.member:
        raise DamagedError(first.target)
    return first.member


Listed = tuple[str, str, bool]  # (name, relation or part, hidden) of a sheet


def work_sheets(listed: Sequence[Listed], relations: Iterable[Relation], file: str) -> list[Listed]:
    """(name, part, hidden) of each work sheet that a workbook names; sheets of charts, macros and dialogs
    hold no table. Raises DataError for a sheet that is not there, two of one name, and too many of them."""
    by_id = {relation.id: relation for relation in relations}
    sheets: list[Listed] = []
    refuse_sheets(len(listed), file)
    for name, relation, hidden in listed:
        target = by_id.get(relation)
        if target is not None and target.kind in _OTHER_SHEETS:
            continue
        if target is None or not target.member:
            raise DataError(messages.SHEET_PART_MISSING, where=f"{file} ! {name}")
        sheets.append((name, target.member, hidden))
    refuse_one_name((name for name, *_ in sheets), file)
    return sheets


def refuse_sheets(sheets: int, file: str) -> None:
    """Refuses a workbook of more sheets than anybody has."""
    if sheets > (most := limits().sheets):
        raise DataError(messages.TOO_MANY_SHEETS, where=file, sheets=sheets, limit=most)


def refuse_one_name(sheets: Iterable[str], file: str) -> None:
    """Refuses two sheets of one name: nobody could tell which is meant."""
    seen: set[str] = set()
    for name in sheets:
        if name in seen:
            raise DataError(messages.SHEETS_OF_ONE_NAME, where=f"{file} ! {name}")
        seen.add(name)


def attribute(attributes: dict[str, str], name: str) -> str:
    """An attribute by its name, whatever prefix stands before it; "" where there is none."""
    return next((v for k, v in attributes.items() if k.rpartition(":")[2] == name), "")


def parse(
    file: IO[bytes], start: Any, end: Any = None, text: Any = None, *, until: int | None = None
) -> None:
    """Parses XML without a document type: none of the formats has one, every attack needs one.

    until   how many bytes are enough
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    if end:
        parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text

    def refuse(*_: Any) -> None:
        raise DamagedError("document type")

    def declared(_: str, encoding: str | None, __: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            raise DamagedError(encoding)

    parser.StartDoctypeDeclHandler = refuse
    parser.XmlDeclHandler = declared
    if until is None:
        parser.ParseFile(file)
    while until and (chunk := file.read(min(until, _CHUNK))):
        until -= len(chunk)
        parser.Parse(chunk)
