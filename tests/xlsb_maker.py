"""Binary workbooks for tests: no program that runs here writes them, LibreOffice reads what this makes."""

import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ERROR = object()  # a cell that holds #N/A
BLANK = object()  # a cell that has a style and nothing in it


def record(kind: int, content: bytes = b"") -> bytes:
    """The kind in one or two bytes, the length in one to four, 7 bits each."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = b"", len(content)
    while True:
        length += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return head + length + content


def text(value: str) -> bytes:
    return struct.pack("<I", len(value.encode("utf-16-le")) // 2) + value.encode("utf-16-le")


def row(number: int) -> bytes:
    """The head of a row, 0 for the first."""
    return record(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))


def cell(kind: int, column: int | None, content: bytes, style: int = 0) -> bytes:
    """A cell; without a column it stands right after the one before it."""
    place = b"" if column is None else struct.pack("<I", column)
    return record(kind, place + style.to_bytes(3, "little") + b"\0" + content)


def typed(column: int, value: object) -> bytes:
    """A cell as Excel would write it: small integers in four bytes, other numbers in eight, inline texts."""
    if value is ERROR:
        return cell(3, column, b"\x2a")
    if value is BLANK:
        return cell(1, column, b"")
    if isinstance(value, bool):
        return cell(4, column, bytes([value]))
    if isinstance(value, int):
        return cell(2, column, struct.pack("<i", value << 2 | 2))
    if isinstance(value, float):
        return cell(5, column, struct.pack("<d", value))
    return cell(6, column, text(str(value)))


def rows_of(table: Iterable[Sequence[object]]) -> bytes:
    return b"".join(
        row(number) + b"".join(typed(column, value) for column, value in enumerate(values) if value != "")
        for number, values in enumerate(table)
    )


def write_xlsb(
    path: Path,
    sheets: Mapping[str, bytes],
    *,
    hidden: Sequence[str] = (),
    texts: Sequence[str] = (),
    formats: Sequence[str] = (),
    since_1904: bool = False,
) -> Path:
    """A workbook of `sheets` (name -> the records of its rows); style 0 is plain, style n+1 shows numbers
    in formats[n]; `texts` are shared."""
    bundle = b"".join(
        record(0x9C, struct.pack("<II", name in hidden, n) + text(f"rId{n}") + text(name))
        for n, name in enumerate(sheets, start=1)
    )
    properties = record(0x99, struct.pack("<II", since_1904, 0) + text(""))
    book = record(0x83) + properties + record(0x8F) + bundle + record(0x90) + record(0x84)
    custom = b"".join(record(0x2C, struct.pack("<H", 164 + n) + text(f)) for n, f in enumerate(formats))
    styles = [0, *(164 + n for n in range(len(formats)))]
    xfs = b"".join(record(0x2F, struct.pack("<HHHHHBBHH", 0, f, 0, 0, 0, 0, 0, 0, 0)) for f in styles)
    style_part = record(0x0116) + record(0x0267, struct.pack("<I", len(formats))) + custom + record(0x0268)
    style_part += record(0x0269, struct.pack("<I", len(styles))) + xfs + record(0x026A) + record(0x0117)
    items = b"".join(record(0x13, b"\0" + text(value)) for value in texts)
    shared = record(0x9F, struct.pack("<II", len(texts), len(texts))) + items + record(0xA0)
    parts = {f"worksheets/sheet{n}.bin": "worksheet" for n in range(1, len(sheets) + 1)}
    relations = [*parts.items(), ("styles.bin", "styles"), ("sharedStrings.bin", "sharedStrings")]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _content_types(parts))
        package.writestr("_rels/.rels", _relations([("xl/workbook.bin", "officeDocument")]))
        package.writestr("xl/_rels/workbook.bin.rels", _relations(relations))
        package.writestr("xl/workbook.bin", book)
        package.writestr("xl/styles.bin", style_part)
        package.writestr("xl/sharedStrings.bin", shared)
        for part, content in zip(parts, sheets.values(), strict=True):
            package.writestr(f"xl/{part}", _sheet(content))
    return path


def _sheet(content: bytes) -> bytes:
    # the extent that a sheet claims is not to be relied on: here it is always A1
    extent = record(0x94, struct.pack("<IIII", 0, 0, 0, 0))
    return record(0x81) + extent + record(0x91) + content + record(0x92) + record(0x82)


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for n, (target, kind) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'


def _content_types(parts: Iterable[str]) -> str:
    main = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    kinds = {"workbook.bin": main, "styles.bin": "application/vnd.ms-excel.styles"}
    kinds["sharedStrings.bin"] = "application/vnd.ms-excel.sharedStrings"
    kinds |= dict.fromkeys(parts, "application/vnd.ms-excel.worksheet")
    lines = "".join(f'<Override PartName="/xl/{part}" ContentType="{kind}"/>' for part, kind in kinds.items())
    rels = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return (
        f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rels}{lines}</Types>'
    )
