"""Hostile and broken files of every kind that is read, made by code: each with the command that is given it.

`tests/test_corpus.py` runs the small ones; `bench/hostile.py` all of them, with what they cost.
"""

import csv
import functools
import io
import random
import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import docx
import pyarrow
import pyarrow.parquet
from conftest import CODES, EXAMPLE, HEADER, ballots, write_book

DATA = Path(__file__).resolve().parent / "data"
Make = Callable[[Path], object]
REFUSED, WRONG = 3, 2
READ = 0
#: C0 but for the line break, C1, marks of direction and what nobody sees: signs that no line may print.
RAW = {*range(32), *range(127, 160), 0x200B, 0x202E} - {10}


@dataclass(frozen=True)
class Case:
    """A file and what is to come of it.

    status   with which the command is to end: more than one only where either is right, as the reader of a
             library may see more or less of the damage
    large    takes seconds to make: for the bench
    """

    kind: str
    name: str
    make: Make
    words: tuple[str, ...]
    status: tuple[int, ...]
    large: bool = False


# --- whole files, to be broken -------------------------------------------------------------------


@functools.cache
def whole(kind: str) -> bytes:
    """A sound file of a kind."""
    if kind in ("xls", "ods"):
        return (DATA / f"ballots.{kind}").read_bytes()
    if kind == "csv":
        out = io.StringIO()
        csv.writer(out).writerows([HEADER, *ballots()])
        return out.getvalue().encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{kind}"
        MAKERS[kind](path)
        return path.read_bytes()


def _parquet(path: Path) -> None:
    columns = zip(*(map(str, row) for row in ballots()), strict=True)
    table = pyarrow.table(dict(zip(HEADER, map(list, columns), strict=True)))
    pyarrow.parquet.write_table(table, path)


def _docx(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Kết quả Chỉ số hài lòng năm 2023")
    rows = [
        ["STT", "Tên đơn vị", "Chỉ số", "Xếp hạng"],
        ["1", "Sở A", "95,10", "1"],
        ["2", "Sở B", "94", "2"],
    ]
    table = document.add_table(rows=3, cols=4)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(str(path))


MAKERS: Mapping[str, Callable[[Path], object]] = {
    "xlsx": lambda path: write_book(path, ballots()),
    "parquet": _parquet,
    "docx": _docx,
}


def written(name: str, content: bytes | str) -> Make:
    """Makes a file of what it is to hold."""

    def make(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        (folder / name).write_bytes(raw)

    return make


def damaged(kind: str, seed: int) -> bytes:
    """A sound file in which some bytes are others; chance is the same each time."""
    chance = random.Random(seed)
    content = bytearray(whole(kind))
    for _ in range(1 + seed % 40):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


def cut(kind: str, tenths: int) -> bytes:
    content = whole(kind)
    return content[: len(content) * tenths // 10]


def repacked(kind: str, part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """A package with one part changed; None leaves it out."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(whole(kind))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content: bytes | None = old.read(name)
            content = change(content or b"") if name == part else content
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(10))
    + b"]><x>&a9;</x>"
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'

#: What may stand in place of any part of a package.
PARTS: Mapping[str, Callable[[bytes], bytes | None]] = {
    "left out": lambda _: None,
    "empty": lambda _: b"",
    "no xml": lambda _: b"\x00\xff\xfe not at all",
    "cut": lambda old: old[: len(old) // 2],
    "entities": lambda _: LAUGHS,
    "an outer entity": lambda _: OUTSIDE,
    "deep": lambda _: b"<a>" * 100_000 + b"</a>" * 100_000,
    "latin": lambda old: old.replace(b"UTF-8", b"latin-1").replace(b"Ph", b"\xff"),
}


def of_packages() -> Iterator[Case]:
    parts = {
        "xlsx": ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"),
        "ods": ("content.xml", "META-INF/manifest.xml", "mimetype"),
        "docx": ("word/document.xml", "[Content_Types].xml", "word/styles.xml"),
    }
    for kind, names in parts.items():
        for name in names:
            for what, change in PARTS.items():
                content = repacked(kind, name, change)
                yield _case(kind, f"{name} {what}", content, (READ, REFUSED))


def _case(
    kind: str, name: str, content: bytes | str, status: tuple[int, ...], *, large: bool = False
) -> Case:
    file = f"a.{kind}"
    words = ("verify", file) if kind == "docx" else ("score", file)
    return Case(kind, name, written(file, content), words, status, large)


def of_damage() -> Iterator[Case]:
    """Files that were cut off, and some in which bytes are others."""
    for kind in ("xlsx", "ods", "docx"):
        content = whole(kind).replace(b"\x08\x00\x00", b"\x08\x08\x00")  # names are of UTF-8, and are not
        for name in (b"content.xml", b"xl/workbook.xml", b"word/document.xml"):
            content = content.replace(name, b"\x80" + name[1:], 1)
        yield _case(kind, "a member whose name is no text", content, (READ, REFUSED))
    for kind in ("xlsx", "xls", "ods", "parquet", "docx"):
        for tenths in (0, 1, 5, 9):
            yield _case(kind, f"{tenths}/10 of it", cut(kind, tenths), (REFUSED,))
        for seed in range(4):
            yield _case(kind, f"damage {seed}", damaged(kind, seed), (READ, REFUSED))


# --- sheets of .xlsx -----------------------------------------------------------------------------

FIRST = "xl/worksheets/sheet1.xml"
ROW = b'<row r="%s"><c r="%s" t="%s"><v>%s</v></c></row>'


def _more(xml: bytes, *, before: bytes = b"</sheetData>") -> Callable[[bytes], bytes]:
    return lambda old: old.replace(before, xml + before, 1)


def _behind(xml: bytes) -> Callable[[bytes], bytes]:
    return lambda old: old.replace(b"</sheetData>", b"</sheetData>" + xml, 1)


def _first(xml: bytes) -> Callable[[bytes], bytes]:
    return lambda old: old.replace(b"<sheetData>", b"<sheetData>" + xml, 1)


SHEETS: Mapping[str, Callable[[bytes], bytes]] = {
    "a text that is not there": _more(ROW % (b"30", b"D30", b"s", b"99999")),
    "a text of a negative number": _more(ROW % (b"30", b"D30", b"s", b"-1")),
    "a number beyond all": _more(ROW % (b"30", b"D30", b"n", b"1e999")),
    "no number": _more(ROW % (b"30", b"D30", b"n", b"NaN")),
    "a row of number 0": _more(ROW % (b"0", b"D0", b"n", b"4")),
    "a row of a negative number": _more(ROW % (b"-5", b"D-5", b"n", b"4")),
    "a row beyond the sheet": _more(ROW % (b"99999999999", b"D99999999999", b"n", b"4")),
    "a column beyond the sheet": _more(ROW % (b"30", b"ZZZZZZZZ30", b"n", b"4")),
    "the last cell": _more(ROW % (b"1048576", b"XFD1048576", b"n", b"4")),
    "a kind that is none": _more(ROW % (b"30", b"D30", b"qq", b"4")),
    "a day in the year 9999999": _more(ROW % (b"30", b"C30", b"d", b"9999999-99-99")),
    "an element within an element": _more(b"<row><c>" + b"<v>" * 20_000 + b"</v>" * 20_000 + b"</c></row>"),
    "a million letters in an attribute": _more(ROW % (b"30", b"D" * 1_000_000, b"n", b"4")),
    "everything merged": _behind(b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "a merge that is none": _behind(b'<mergeCells><mergeCell ref="foo"/></mergeCells>'),
    "10,000 merges of everything": _behind(
        b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 10_000 + b"</mergeCells>"
    ),
    "sheet data twice": _behind(b"<sheetData><row><c><v>1</v></c></row></sheetData>"),
    "an extent that is a lie": lambda old: old.replace(b'ref="A1:AB21"', b'ref="A1:XFD1048576"'),
    "signs of control in a text": _more(
        b'<row r="30"><c r="B30" t="inlineStr"><is><t>S_x001B_[31m_x0007_</t></is></c></row>'
    ),
}


def of_sheets() -> Iterator[Case]:
    for name, change in SHEETS.items():
        yield _case("xlsx", name, repacked("xlsx", FIRST, change), (READ, REFUSED))
    wide = _first(b"<row>" + b"<c><v>1</v></c>" * 16_385 + b"</row>")
    yield _case(
        "xlsx", "more cells in a row than a sheet has columns", repacked("xlsx", FIRST, wide), (REFUSED,)
    )


# --- csv -----------------------------------------------------------------------------------------

_HEAD, _BODY = whole("csv").split(b"\r\n", 1)
ESC = "\x1b]0;x\x07\x1b[31m\u202e\u200b"


def _texts() -> Mapping[str, bytes | str]:
    sound = whole("csv")
    return {
        "empty": b"",
        "one line break": b"\n",
        "only separators": b",,,,\n" * 100,
        "only quotation marks": b'"' * 1001,
        "NUL everywhere": b"\0" * 5000,
        "NUL in a cell": sound.replace(b"P0003", b"P\x000003"),
        "UTF-16 cut in a letter": sound.decode().encode("utf-16")[:-1],
        "UTF-32": sound.decode().encode("utf-32"),
        "no encoding": sound.replace("Sở".encode(), b"\xff\xfe\x80"),
        "two encodings": sound + "Sở Nội vụ".encode("utf-16-le"),
        "a lone surrogate": sound.decode().replace("P0003", "\ud800"),
        "an open quotation mark": sound.replace(b"P0003", b'"P0003'),
        "a quotation mark opened in the header": b'"' + sound,
        "escapes in the header": sound.decode().replace("F1_1", f"F1_1{ESC}", 1),
        "escapes in units": sound.decode().replace("Sở Y tế", f"Sở Y {ESC}tế"),
        "escapes in answers": sound.decode().replace(",4,", f",{ESC},", 50),
        "formulas": sound.decode().replace("Sở Y tế", "=cmd|' /C calc'!A0"),
        "fewer cells than headers": _HEAD + b"\r\nP1,x\r\n" * 30,
        "more cells than headers": sound.replace(b"\r\n", b",1,2,3\r\n"),
        "a header alone": _HEAD,
        "the header again and again": (_HEAD + b"\r\n") * 50,
        "no header": _BODY,
        "carriage returns alone": sound.replace(b"\r\n", b"\r"),
        "5,001 columns": b",".join(b"c%d" % n for n in range(5_001)) + b"\n",
        "5,000 columns": b",".join(b"Sieu thi so %d" % n for n in range(5_000)) + b"\n1\n",
        "600,000 cells in a row": b"1," * 600_000,
        "a cell of a million letters": sound.replace(b"P0003", b"P" * 1_000_000),
        "a unit of 100,000 letters": sound.replace("Sở Y tế".encode(), "Sở Y tế ".encode() * 10_000),
        "answers beyond all numbers": sound.replace(b",4,", b",1e400,", 90),
        "answers of 5,000 digits": sound.replace(b",4,", b"," + b"9" * 5000 + b",", 90),
        "days that are none": sound.replace(b"2023-11-15", b"0000-00-00"),
        "brackets": b"[" * 100_000,
        "html that is cut": b"<html><table><tr><td>" * 5,
        "a script": b"#!/bin/sh\nrm -rf /\n",
        "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n" * 20,
        "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        "gzip": b"\x1f\x8b\x08\x00" + bytes(range(256)) * 20,
    }


READ_TEXTS = {
    "NUL in a cell",
    "UTF-16 cut in a letter",
    "UTF-32",
    "no encoding",
    "a lone surrogate",
    "two encodings",
    "escapes in the header",
    "more cells than headers",
    "the header again and again",
    "carriage returns alone",
    "a cell of a million letters",
    "days that are none",
}


def of_texts() -> Iterator[Case]:
    for name, content in _texts().items():
        yield _case("csv", name, content, (READ, REFUSED) if name in READ_TEXTS else (REFUSED,))


# --- html, XML 2003 ------------------------------------------------------------------------------


def _html() -> Mapping[str, str]:
    cells = "".join(f"<td>{text}</td>" for text in HEADER)
    return {
        "nested tables": "<html>" + "<table><tr><td>" * 20_000,
        "nested elements": "<html><table><tr><td>" + "<b>" * 100_000,
        "spans": '<html><table><tr><td colspan="999999999" rowspan="999999999">1</td></tr></table>',
        "spans that are none": '<html><table><tr><td colspan="-1" rowspan="x">1</td></tr></table>',
        "many spans": "<html><table>" + '<tr><td colspan="1000" rowspan="60000">1</td></tr>' * 2_000,
        "a comment without an end": f"<html><table><tr>{cells}</tr><!--" + "-" * 100_000,
        "an attribute without an end": "<html><table><tr><td x='" + "a" * 1_000_000,
        "references": "<html><table><tr><td>" + "&#0;&#x110000;&#xD800;&nosuch;" * 1_000,
        "no table": "<html><body>Không có bảng</body></html>",
        "a header alone": f"<html><table><tr>{cells}</tr></table></html>",
        "open signs": "<html><table>" + "<" * 200_000,
        "declarations": "<html><table>" + "<![" * 50_000,
        "processing": "<html><table>" + "<?" * 50_000,
        "end tags": "<html><table>" + "</" * 50_000,
    }


def _xml2003() -> Mapping[str, bytes]:
    start = (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        b'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>'
    )
    end = b"</Table></Worksheet></Workbook>"
    cell = b'<Cell><Data ss:Type="Number">4</Data></Cell>'
    return {
        "cut": start,
        "nothing": start + end,
        "far": start + b'<Row ss:Index="999999999">' + cell + b"</Row>" + end,
        "negative": start + b'<Row ss:Index="-9">' + cell + b"</Row>" + end,
        "no number": start + b'<Row ss:Index="x">' + cell + b"</Row>" + end,
        "wide": start + b'<Row><Cell ss:Index="999999999"/>' + cell + b"</Row>" + end,
        "merged": start + b'<Row><Cell ss:MergeAcross="99999999" ss:MergeDown="99999999"/></Row>' + end,
        "entities": LAUGHS.replace(b"<x>", start.partition(b"?>")[2]),
        "outer": OUTSIDE.replace(b"<x>", start.partition(b"?>")[2]),
        "deep": start + b"<Row>" * 100_000,
        "data": start + b"<Row><Cell>" + b"<Data>" * 1_000 + b"</Row>" + end,
    }


def of_markup() -> Iterator[Case]:
    for name, text in _html().items():
        yield Case("html", name, written("a.xls", text), ("score", "a.xls"), (REFUSED,))
        yield Case("html to verify", name, written("a.html", text), ("verify", "a.html"), (READ, REFUSED))
    for name, raw in _xml2003().items():
        yield Case("xml 2003", name, written("a.xml", raw), ("score", "a.xml"), (REFUSED,))


# --- parquet, tallies ----------------------------------------------------------------------------


def of_parquet() -> Iterator[Case]:
    sound = whole("parquet")
    length = int.from_bytes(sound[-8:-4], "little")
    for name, stated in {"0": 0, "too long": 2**31 - 1, "negative": 2**32 - 1, "short": length // 2}.items():
        content = sound[:-8] + stated.to_bytes(4, "little") + b"PAR1"
        yield _case("parquet", f"a footer of {name}", content, (REFUSED,))
    for seed in range(12):
        chance = random.Random(seed)
        footer = bytearray(sound)
        for _ in range(3):
            footer[-8 - chance.randrange(1, length)] = chance.randrange(256)
        yield _case("parquet", f"lies in the footer {seed}", bytes(footer), (READ, REFUSED))


def packed(parts: Mapping[str, bytes], onto: bytes = b"") -> bytes:
    """A package of some parts, or one with more of them."""
    out = io.BytesIO(onto)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def of_tallies() -> Iterator[Case]:
    contents = {
        "empty": b"",
        "no package": b"abc",
        "an empty package": packed({}),
        "a manifest alone": packed({"manifest.json": b"{}"}),
        "a manifest that is a list": packed({"manifest.json": b"[]"}),
        "a manifest of brackets": packed({"manifest.json": b"[" * 200_000}),
        "a manifest of digits": packed({"manifest.json": b'{"format": ' + b"9" * 10_000 + b"}"}),
        "a manifest in no encoding": packed({"manifest.json": b"\xff\xfe\x00"}),
        "a manifest that says NaN": packed({"manifest.json": b'{"format": NaN}'}),
        "names that lead out": packed({"../../manifest.json": b"{}", "/etc/passwd": b"x"}),
        "a bomb": packed({"manifest.json": b" " * 50_000_000}),
    }
    for name, content in contents.items():
        make = written("a.tally", content)
        yield Case("tally", name, make, ("score", "--from", "a.tally"), (REFUSED,))


def stored_run(version: str, folder: Path) -> None:
    """The workspace in which a version stored a run."""
    with tarfile.open(DATA / "runs.tar.xz") as all_of_them:
        members = [one for one in all_of_them if one.isfile() and one.name.startswith(f"{version}/")]
        for member in members:
            member.name = member.name.removeprefix(f"{version}/")
        all_of_them.extractall(folder, members, filter="data")


# --- YAML, templates -----------------------------------------------------------------------------

YAML: Mapping[str, bytes | str] = {
    "no YAML": "a: [1, 2\nb: }",
    "no encoding": b"id: \xff\xfe\x80",
    "NUL": "id: a\0b",
    "escapes": f"id: '{ESC}'",
    "escapes in a key": '"\\e[31mid": a',
    "brackets": "[" * 100_000,
    "braces": "a: " + "{a: " * 5_000,
    "lines ever deeper": "".join(" " * n + "a:\n" for n in range(1_500)),
    "aliases": "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]",
    "a merge": "a: &a {x: 1}\nb: {<<: *a}",
    "a tag": "a: !!python/object/apply:os.system ['id']",
    "a key twice": "id: a\nid: b",
    "a list": "- 1\n- 2",
    "a word": "abc",
    "a number": "123456789012345678901234567890",
    "two documents": "id: a\n---\nid: b",
    "too long": "# " + "x" * 2_100_000,
    "a key that is a list": "? [a, b]\n: c",
    "a key that nobody knows": "nosuchkey: 1",
    "a long key": "k" * 100_000 + ": 1",
    "100,000 keys": "".join(f"k{n}: 1\n" for n in range(100_000)),
    "a text without an end": "a: 'bc",
    "a number of 5,000 digits": "id: " + "9" * 5_000,
}


def of_yaml() -> Iterator[Case]:
    files = {
        "criteria": ("c.yaml", ("criteria", "check", "c.yaml")),
        "units": ("units.yaml", ("score", "a.csv")),
        "mapping": ("mappings/m.yaml", ("score", "a.csv")),
        "source": ("criteria/sources/s.yaml", ("score", "a.csv")),
        "settings": ("sipas.yaml", ("score", "a.csv")),
        "decision": ("decision.yaml", ("render-decision", "--year", "2023", "-o", "d.md")),
    }
    for kind, (name, words) in files.items():
        for what, content in YAML.items():

            def make(folder: Path, name: str = name, content: bytes | str = content) -> None:
                if name == "decision.yaml":
                    stored_run("0.3.0", folder)
                (folder / "a.csv").write_bytes(whole("csv"))
                written(name, content)(folder)

            yield Case(kind, what, make, words, (WRONG,))


MARKS: Mapping[str, str] = {
    "an open block": "{% for x in groups %}",
    "an open mark": "{{ year",
    "reaching into Python": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "a loop without an end": "{% for a in range(999999999) %}x{% endfor %}",
    "loops in loops": "{% for a in groups %}" * 200 + "{% endfor %}" * 200,
    "a power": "{{ 9 ** 9 ** 9 }}",
    "a long text": "{{ 'a' * 9999999999 }}",
    "brackets": "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}",
    "an inclusion": "{% include '/etc/passwd' %}",
    "an import": "{% import 'os' as os %}{{ os.system('id') }}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a field that is not there": "{{ nosuchfield }}",
    "a filter that is not there": "{{ year|nosuch }}",
    "many times a letter": "{{ 'a' * 99999999 }}",
    "many times a list": "{{ [1] * 99999999 }}",
    "a wide field": "{{ 'a'.ljust(99999999) }}",
    "a wide filter": "{{ 'a'|center(99999999) }}",
    "a wide indent": "{{ 'a'|indent(99999999, true) }}",
    "a wide batch": "{{ [1]|batch(99999999, 0)|list }}",
    "a wide format of Python": "{{ '{:99999999}'.format(1) }}",
    "a width from outside": "{{ '{:{}}'.format(1, 99999999) }}",
    "digits behind a point": "{{ '%.99999999f'|format(1) }}",
    "a width as an argument": "{{ '%*d' % (99999999, 1) }}",
    "a large power": "{{ 7 ** 9999999 }}",
    "wide formats": "{{ '%999999999d' % 1 }}",
    "loops in a loop": "{% for a in 'x' * 90000 %}{% for b in 'x' * 90000 %}{% endfor %}{% endfor %}",
    "a join": "{% set a = 'x' * 90000 %}{{ ([a] * 90000)|join }}",
    "a text that doubles": "{% set a = 'x' * 90000 %}" + "{% set a = a ~ a %}" * 30 + "{{ a|length }}",
    "escapes in a tag": f"{{{{ no{ESC}such }}}}",
    "escapes in a text": f"{{{{ '{ESC}' ~ nosuch }}}}",
}


def of_templates() -> Iterator[Case]:
    for what, mark in MARKS.items():
        for suffix in ("md", "html"):
            name = f"decision.{suffix}"
            yield Case(
                "template", f"{what} in {suffix}", written(name, mark), ("template", "check", name), (WRONG,)
            )

        def word(folder: Path, mark: str = mark) -> None:
            document = docx.Document()
            document.add_paragraph(mark.replace(ESC, ESC[-2:]))  # XML holds no control character
            document.save(str(folder / "decision.docx"))

        yield Case("template", f"{what} in docx", word, ("template", "check", "decision.docx"), (WRONG,))


# --- what takes seconds to make -----------------------------------------------------------------


def _strings(count: int) -> bytes:
    return b"<sst>" + b"<si><t>a</t></si>" * count + b"</sst>"


def _wide_csv(rows: int, columns: int) -> bytes:
    return (b"," * columns + b"\n") * rows


def _unknown_units(count: int, letters: int) -> bytes:
    rows = (
        [f"P{number}", f"Sở {number} " + "Tài nguyên " * (letters // 11), "2023-11-15", *[4] * len(CODES)]
        for number in range(count)
    )
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *rows])
    return out.getvalue().encode()


def of_size() -> Iterator[Case]:
    relation = b'<Relationship Id="q%d" Type="t" Target="x%d.xml"/>'
    relations = b"".join(relation % (n, n) for n in range(100_000))
    either = (READ, REFUSED)
    sizes: Mapping[tuple[str, str], tuple[Callable[[], bytes], tuple[int, ...]]] = {
        ("xlsx", "3 million texts"): (
            lambda: repacked("xlsx", "xl/sharedStrings.xml", lambda _: _strings(3_000_000)),
            either,
        ),
        ("xlsx", "100,000 relations"): (
            lambda: repacked(
                "xlsx", "xl/_rels/workbook.xml.rels", _more(relations, before=b"</Relationships>")
            ),
            either,
        ),
        ("xlsx", "300,000 formats"): (
            lambda: repacked(
                "xlsx", "xl/styles.xml", _more(b'<xf numFmtId="14"/>' * 300_000, before=b"</cellXfs>")
            ),
            either,
        ),
        ("xlsx", "a row of 600,000 cells"): (
            lambda: repacked("xlsx", FIRST, _first(b"<row>" + b"<c><v>1</v></c>" * 600_000 + b"</row>")),
            (REFUSED,),
        ),
        ("xlsx", "9 million cells without places"): (
            lambda: repacked(
                "xlsx", FIRST, _first((b"<row>" + b"<c><v>1</v></c>" * 90 + b"</row>") * 100_000)
            ),
            (REFUSED,),
        ),
        ("xlsx", "a million merges"): (
            lambda: repacked(
                "xlsx",
                FIRST,
                _behind(b"<mergeCells>" + b'<mergeCell ref="A1:B2"/>' * 1_000_000 + b"</mergeCells>"),
            ),
            either,
        ),
        ("xlsx", "a text of 100 million letters"): (
            lambda: repacked(
                "xlsx", FIRST, _first(b'<row><c t="str"><v>' + b"a" * 100_000_000 + b"</v></c></row>")
            ),
            (REFUSED,),
        ),
        ("xlsx", "20,000 parts"): (
            lambda: packed({f"x/{number}.xml": b"<x/>" for number in range(20_000)}, whole("xlsx")),
            either,
        ),
        ("csv", "5,000 columns of 2,000 rows"): (lambda: _wide_csv(2_000, 4_999), (REFUSED,)),
        ("csv", "100,000 units that nobody knows"): (lambda: _unknown_units(100_000, 11), (REFUSED,)),
        ("csv", "200 units of 14,000 letters"): (lambda: _unknown_units(200, 14_000), (REFUSED,)),
        ("csv", "2,000 units of 490 letters"): (lambda: _unknown_units(2_000, 480), (REFUSED,)),
        ("csv", "20 million line breaks"): (lambda: b"\n" * 20_000_000, (REFUSED,)),
        ("csv", "100 million quotation marks"): (lambda: b'"' * 100_000_000, (REFUSED,)),
        ("csv", "a line of 100 million letters"): (lambda: b"a" * 100_000_000, (REFUSED,)),
        ("csv", "50 MB of NUL"): (lambda: bytes(50_000_000), (REFUSED,)),
        ("csv", "50 MB of no encoding"): (lambda: b"\xff" * 50_000_000, (REFUSED,)),
        ("docx", "a million paragraphs"): (
            lambda: repacked("docx", "word/document.xml", _more(b"<w:p/>" * 1_000_000, before=b"<w:sectPr")),
            either,
        ),
        ("docx", "a text of 30 million letters"): (
            lambda: repacked(
                "docx",
                "word/document.xml",
                _more(
                    b"<w:p><w:r><w:t>" + b"1,5 % " * 5_000_000 + b"</w:t></w:r></w:p>", before=b"<w:sectPr"
                ),
            ),
            either,
        ),
    }
    for (kind, name), (content, status) in sizes.items():

        def make(folder: Path, kind: str = kind, content: Callable[[], bytes] = content) -> None:
            (folder / f"a.{kind}").write_bytes(content())

        words = ("verify" if kind == "docx" else "score", f"a.{kind}")
        yield Case(kind, name, make, words, status, large=True)
    marks = "<html><table>" + "<tr><td>1</td></tr>" * 1_000_000
    yield Case("html", "a million rows", written("a.xls", marks), ("score", "a.xls"), (REFUSED,), large=True)


def _all() -> Iterable[Case]:
    yield from of_packages()
    yield from of_damage()
    yield from of_sheets()
    yield from of_texts()
    yield from of_markup()
    yield from of_parquet()
    yield from of_tallies()
    yield from of_yaml()
    yield from of_templates()
    yield from of_size()


@functools.cache
def cases() -> tuple[Case, ...]:
    return tuple(_all())


def workspace(folder: Path) -> None:
    """What stands around the file: the settings and units of the example."""
    for name in ("sipas.yaml", "units.yaml"):
        shutil.copy(EXAMPLE / name, folder / name)
