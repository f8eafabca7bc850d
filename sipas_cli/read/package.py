"""Zip packages and the XML in them, which .xlsx, .xlsb and .ods are made of: measured, never trusted."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

from sipas_cli.errors import DataError

MAX_UNPACKED_BYTES = 2_000_000_000
XLSX, XLSB, ODS = "xlsx", "xlsb", "ods"

_MAIN_PARTS = {XLSX: "xl/workbook.xml", XLSB: "xl/workbook.bin"}
_ODS_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    LookupError,  # a part that is not there, an encoding that nobody knows
    ValueError,
    EOFError,
    OSError,
    RuntimeError,  # zipfile: a member with a password, or packed in a way that no workbook is
)


@contextmanager
def opened(path: Path, name: str) -> Iterator[zipfile.ZipFile]:
    """A package whose content is of a bearable size. Raises DataError for what is damaged, also while it
    is being used."""
    try:
        with zipfile.ZipFile(path) as package:
            if sum(info.file_size for info in package.infolist()) > MAX_UNPACKED_BYTES:
                raise DataError("file_unpacks_too_large", where=name, limit=MAX_UNPACKED_BYTES)
            yield package
    except _DAMAGE as error:
        raise DataError("file_damaged", where=name) from error


def kind(path: Path, name: str) -> str:
    """Which workbook a package is by what lies in it; "" for none, as a Word document. Two at once are
    refused: what was looked over and what is read could be different parts."""
    with opened(path, name) as package:
        members = set(package.namelist())
        kinds = [kind for kind, part in _MAIN_PARTS.items() if part in members]
        if "mimetype" in members and _mimetype(package).removesuffix(b"-template") == _ODS_MIMETYPE:
            kinds.append(ODS)
    if len(kinds) > 1:
        raise DataError("file_damaged", where=name)
    return kinds[0] if kinds else ""


def _mimetype(package: zipfile.ZipFile) -> bytes:
    with package.open("mimetype") as file:
        return file.read(100).strip()


def targets(package: zipfile.ZipFile, main: str) -> dict[str, tuple[str, str]]:
    """Id of each relationship of the part xl/`main` -> (the part that it leads to, its kind)."""
    found = {}
    for tag in tags(package, f"xl/_rels/{main}.rels", "Relationship"):
        target = attribute(tag, "Target")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        found[attribute(tag, "Id")] = (part, attribute(tag, "Type").rpartition("/")[2])
    return found


def tags(package: zipfile.ZipFile, part: str, wanted: str) -> list[dict[str, str]]:
    """The attributes of every element `wanted` of a part."""
    found: list[dict[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == wanted:
            found.append(attributes)

    with package.open(part) as file:
        parse(file, start)
    return found


def attribute(attributes: dict[str, str], name: str) -> str:
    """An attribute by its name, whatever prefix stands before it; "" where there is none."""
    return next((v for k, v in attributes.items() if k.rpartition(":")[2] == name), "")


def parse(file: IO[bytes], start: Any, end: Any = None, text: Any = None) -> None:
    """Parses XML without a document type: none of the formats has one, every attack needs one."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    if end:
        parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text

    def refuse(*_: Any) -> None:
        raise expat.ExpatError("document type")

    parser.StartDoctypeDeclHandler = refuse
    parser.ParseFile(file)
