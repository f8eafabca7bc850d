"""One file from outside: recognised by its bytes, measured before it is opened, digested."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sipas_cli.errors import DataError, RulesError, SurroundingsError
from sipas_cli.model import Block
from sipas_cli.text import nfc

MAX_FILE_BYTES = 400_000_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK_NAMES, _TEXT_NAMES = (".xlsx", ".xlsm"), (".csv", ".txt", ".tsv")

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its first rows as text to find the header in, and a way to read columns below it.

    read   (header row, columns counted from 0, progress) -> the columns below that row
    """

    file: str
    name: str
    top: Sequence[Sequence[str]]
    read: Callable[[int, Sequence[int], Progress], Block]


@dataclass(frozen=True)
class Source:
    """A file that was opened: `name` without its folder, `digest` of its bytes (SHA-256)."""

    name: str
    digest: str
    sheets: Sequence[Sheet]


def open_source(path: Path) -> Source:
    """Opens a workbook or a csv.

    Raises RulesError if there is no such file, SurroundingsError if it cannot be read, DataError
    for what is not a workbook or a csv, is encrypted, damaged, empty or too large to be honest.
    """
    from sipas_cli.read import delimited, workbook

    name = nfc(path.name)
    head, digest = _head_and_digest(path, name)
    suffix = path.suffix.lower()
    if head.startswith(_OLE):
        raise DataError("file_encrypted" if _is_encrypted(path) else "file_old_excel", where=name)
    if head.startswith(_ZIP):
        if suffix in _TEXT_NAMES:
            raise DataError("file_workbook_named_csv", where=name)
        sheets: Iterator[Sheet] = workbook.sheets(path, name)
    elif suffix in _WORKBOOK_NAMES:
        raise DataError("file_not_workbook", where=name)
    else:
        sheets = delimited.sheets(path, name)
    return Source(name, digest, tuple(sheets))


def renamed(source: Source, name: str) -> Source:
    """`source` under a longer name, where two files of a run have the same one."""
    return replace(source, name=name, sheets=tuple(replace(s, file=name) for s in source.sheets))


def _head_and_digest(path: Path, name: str) -> tuple[bytes, str]:
    try:
        if path.is_dir():
            raise RulesError("file_is_folder", where=name)
        if (size := path.stat().st_size) > MAX_FILE_BYTES:
            raise DataError("file_too_large", where=name, size=size, limit=MAX_FILE_BYTES)
        with path.open("rb") as file:
            head = file.read(8)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise RulesError("file_missing", where=name) from None
    except OSError as error:
        raise SurroundingsError("file_unreadable", where=name, reason=error.strerror) from None
    if not head:
        raise DataError("file_empty", where=name)
    return head, digest


def _is_encrypted(path: Path) -> bool:
    """Whether an OLE file wraps an encrypted workbook; else it is an Excel 97 file."""
    content = path.read_bytes()
    return "EncryptedPackage".encode("utf-16-le") in content
