"""The scan of an .xlsx sheet against the library: the same texts and marks, or the sheet is handed over."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
import xlsxwriter
from conftest import HEADER, ROOT, Sipas, ballots, write_book
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font
from test_package import FIRST, packed

from sipas_cli.errors import DataError
from sipas_cli.model import ERROR_CELL, NO_VALUE, Block
from sipas_cli.sheets import workbook
from sipas_cli.sheets.book import look_over
from sipas_cli.sheets.letters import HandOverError, Letters, Spellings
from sipas_cli.sheets.pieces import Part, first_rows, pieces
from sipas_cli.sheets.sheet import Sheet

MARKS = ("width", "hidden_rows", "merged", "aggregates", "hidden_columns", "struck")


def scanned(path: Path) -> list[Sheet]:
    """The sheets of a workbook as `sipas` opens them."""
    return list(workbook.sheets(path, path.name, look_over(path, path.name)))


def by_library(path: Path) -> list[Sheet]:
    """The sheets of a workbook as calamine reads them, with what is looked over before it does."""
    book = look_over(path, path.name)
    library = workbook.Library(path, path.name, book)
    return [sheet for sheet in map(library.sheet, book.sheets) if sheet]


def read_all(path: Path) -> None:
    """Reads thirty columns of every sheet."""
    for sheet in scanned(path):
        sheet.read(0, range(30), silent)


def texts(block: Block) -> dict[int, list[str]]:
    """Column -> the text of each row."""
    return {
        place: [column.texts[code] for code in column.codes.tolist()]
        for place, column in block.columns.items()
    }


def filled(rows: Iterable[Iterable[str]]) -> list[list[str]]:
    """Rows without the blanks at their ends, and without blank rows at the end."""
    cut = [list(row) for row in rows]
    for row in cut:
        while row and not row[-1]:
            row.pop()
    while cut and not cut[-1]:
        cut.pop()
    return cut


def silent(_: int) -> None:
    pass


def assert_alike(path: Path) -> None:
    """Both ways of reading a workbook come to the same."""
    ours, theirs = scanned(path), by_library(path)
    assert [sheet.name for sheet in ours] == [sheet.name for sheet in theirs]
    for our, their in zip(ours, theirs, strict=True):
        assert filled(our.top) == filled(their.top)
        columns = range(their.width)
        first, second = our.read(0, columns, silent), their.read(0, columns, silent)
        assert first.rows.tolist() == second.rows.tolist()
        assert texts(first) == texts(second)
        for mark in MARKS:
            assert getattr(our.marks(), mark) == getattr(their.marks(), mark), mark


@pytest.fixture
def handed_over(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Takes in the names of the sheets that the library is asked for."""
    names: list[str] = []
    asked = workbook.Library.sheet

    def sheet(own: Any, listed: Any) -> Sheet | None:
        names.append(listed.name)
        return asked(own, listed)

    monkeypatch.setattr(workbook.Library, "sheet", sheet)
    return names


def shipped() -> Iterator[Path]:
    for folder in ("examples", "tests/field", "tests/par_field", "tests/data"):
        yield from sorted((ROOT / folder).rglob("*.xlsx"))


@pytest.mark.parametrize("path", list(shipped()), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_shipped_workbook(path: Path) -> None:
    assert_alike(path)


# --- by hand -------------------------------------------------------------------------------------


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def written(path: Path, rows: str, *, strings: str = "") -> Path:
    """A workbook of one sheet with these rows and shared strings, as XML."""
    whole = path.with_name("whole.xlsx")
    book = xlsxwriter.Workbook(whole)
    book.add_worksheet().write(0, 0, "x")
    book.close()
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    changes = {FIRST: lambda _: sheet.encode()}
    if strings:
        changes["xl/sharedStrings.xml"] = lambda _: f'<sst xmlns="{MAIN}">{strings}</sst>'.encode()
    packed(whole, path, {}, changes)
    whole.unlink()
    return path


def cell(place: str, content: str) -> str:
    return f'<row r="{place.lstrip("AB")}"><c r="{place}"{content}</row>'


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("><v>4</v></c>", "4"),
        ("><v>4.5</v></c>", "4.5"),
        ("><v>-0.25</v></c>", "-0.25"),
        ("><v>123456789</v></c>", "123456789"),
        ("><v>99999</v></c>", "99999"),
        ("><v>100000</v></c>", "100000"),
        ("><v>3.0000000000000004</v></c>", "3"),
        (' t="n"><v>7</v></c>', "7"),
        (' t="b"><v>1</v></c>', "TRUE"),
        (' t="b"><v>0</v></c>', "FALSE"),
        (' t="e"><v>#N/A</v></c>', ERROR_CELL),
        (' t="str"><v>Hài lòng</v></c>', "Hài lòng"),
        ("><f>A2+1</f><v>5</v></c>", "5"),
        ("><f>A2+1</f></c>", NO_VALUE),
        (' t="str"><f>""</f><v></v></c>', ""),
        (' t="inlineStr"><is><t>Sở Y tế</t></is></c>', "Sở Y tế"),
        (' t="inlineStr"><is><t xml:space="preserve"> a &amp; b </t></is></c>', " a & b "),
        (' t="inlineStr"><is><t>S&#7903; Y t&#x1EBF;</t></is></c>', "Sở Y tế"),
    ],
)
def test_a_cell_is_read_without_the_library(
    content: str, text: str, tmp_path: Path, handed_over: list[str]
) -> None:
    path = written(
        tmp_path / "a.xlsx", cell("A1", ' t="inlineStr"><is><t>x</t></is></c>') + cell("A2", content)
    )
    (sheet,) = scanned(path)
    assert texts(sheet.read(1, [0], silent)) == {0: [text] if text else []}
    assert not handed_over
    assert_alike(path)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(cell("A2", "><v>5</v><v>6</v></c>"), id="two values"),
        pytest.param(cell("A2", "><v> 5 </v></c>"), id="blanks around a number"),
        pytest.param(cell("A2", ' t="d"><v>2023-11-15</v></c>'), id="a day as text"),
        pytest.param(cell("A2", ' t="inlineStr"><is><r><t>p</t></r><r><t>q</t></r></is></c>'), id="runs"),
        pytest.param(cell("A2", ' t="inlineStr"><is><t> a</t></is></c>'), id="a blank at an end"),
        pytest.param(cell("A2", ' t="inlineStr"><is><t>a_x000D_b</t></is></c>'), id="an escaped sign"),
        pytest.param('<row r="2"><c t="n"><v>5</v></c></row>', id="no place"),
        pytest.param('<row><c r="A2"><v>5</v></c></row>', id="a row without a place"),
        pytest.param("<row r='2'><c r='A2'><v>5</v></c></row>", id="single quotes"),
        pytest.param('<row r="2"><c r="A3"><v>5</v></c></row>', id="a cell of another row"),
        pytest.param(
            '<row r="2"><c r="B2"><v>5</v></c><c r="A2"><v>6</v></c></row>', id="cells out of order"
        ),
        pytest.param('<row r="2"><c r="A2"><v>5</v></c><c r="A2"><v>6</v></c></row>', id="a cell twice"),
        pytest.param('<row r="2"><c r="A2"><!-- > --><v>5</v></c></row>', id="a comment"),
        pytest.param('<row r="2"><c r="A2" t="inlineStr"><is><t>a > b</t></is></c></row>', id="a bare mark"),
        pytest.param(
            '<row r="2"><c r="A2" t="inlineStr"><is><t><![CDATA[5]]></t></is></c></row>', id="CDATA"
        ),
        pytest.param('<row r="2"><c r="A2" t="e"/></row>', id="an error without a value"),
        pytest.param('<row r="2"><c r="A2"><v>5</v><f>B2</f></c></row>', id="a formula behind its value"),
        pytest.param('<row r="2"><c r="A2">\n<v>5</v>\n</c></row>', id="laid out"),
    ],
)
def test_what_programs_do_not_write_is_handed_over(rows: str, tmp_path: Path, handed_over: list[str]) -> None:
    path = written(tmp_path / "a.xlsx", cell("A1", ' t="inlineStr"><is><t>x</t></is></c>') + rows)
    (sheet,) = scanned(path)
    found = texts(sheet.read(0, [0, 1], silent))
    assert handed_over
    (library,) = by_library(path)
    assert found == texts(library.read(0, [0, 1], silent))


def test_strings_that_cells_share(tmp_path: Path, handed_over: list[str]) -> None:
    strings = (
        '<si><t>Đơn vị</t></si><si><t xml:space="preserve"> a </t></si><si><t/></si><si><t></t></si>'
        "<si><r><t>Sở </t></r><r><rPr><b/></rPr><t>Y tế</t></r></si>"
    ).replace("<t>Sở ", '<t xml:space="preserve">Sở ')
    rows = "".join(cell(f"A{row}", f' t="s"><v>{row - 1}</v></c>') for row in range(1, 6))
    path = written(tmp_path / "a.xlsx", rows + cell("A6", "><v>0</v></c>"), strings=strings)
    (sheet,) = scanned(path)
    block = sheet.read(0, [0], silent)
    assert block.rows.tolist() == [1, 2, 5, 6]  # chuỗi trống là ô trống
    assert texts(block) == {0: ["Đơn vị", " a ", "Sở Y tế", "0"]}
    assert not handed_over
    assert_alike(path)


def test_a_string_that_is_not_there_is_damage(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", cell("A1", ' t="s"><v>7</v></c>'))
    with pytest.raises(DataError, match="damaged"):
        scanned(path)


def test_days_times_and_percents(tmp_path: Path, handed_over: list[str]) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    formats = ["dd/mm/yyyy", "dd/mm/yyyy hh:mm", "h:mm", "0%", '0.00" ngày"', "[Red]0.0", "General"]
    for column, code in enumerate(formats):
        sheet.write(0, column, code)
        for row, number in enumerate((45245, 45245.4375, 0.4375, 1), start=1):
            sheet.write(row, column, number, book.add_format({"num_format": code}))
    book.close()
    (ours,) = scanned(tmp_path / "a.xlsx")
    found = texts(ours.read(1, range(len(formats)), silent))
    assert found[0][0] == "2023-11-15"
    assert found[1][1] == "2023-11-15T10:30:00"
    assert found[2][2] == "10:30:00"
    assert found[3] == ["4524500%", "4524543.75%", "43.75%", "100%"]
    assert found[4][0] == found[5][0] == found[6][0] == "45245"
    assert not handed_over
    assert_alike(tmp_path / "a.xlsx")


@pytest.mark.parametrize(("number", "held", "shown"), [(14, 45245, "2023-11-15"), (1, 5, "5"), (0, 5, "5")])
def test_the_format_of_a_condition_is_not_that_of_cells(
    tmp_path: Path, number: int, held: int, shown: str
) -> None:
    """Excel numbers the formats of conditions and of pivot tables anew: 14 may be a percentage there, where
    cells have it for days."""

    def with_condition(content: bytes) -> bytes:
        dxf = f'<dxfs count="1"><dxf><numFmt numFmtId="{number}" formatCode="0.00%"/></dxf></dxfs>'
        return re.sub(rb"<dxfs[^>]*/>|<dxfs.*?</dxfs>", dxf.encode(), content)

    book = xlsxwriter.Workbook(tmp_path / "whole.xlsx")
    book.add_worksheet().write(0, 0, held, book.add_format({"num_format": number}))
    book.close()
    packed(tmp_path / "whole.xlsx", tmp_path / "a.xlsx", {}, {"xl/styles.xml": with_condition})
    (sheet,) = scanned(tmp_path / "a.xlsx")
    assert sheet.top == [[shown]]
    assert texts(sheet.read(0, [0], silent)) == {0: [shown]}
    assert_alike(tmp_path / "a.xlsx")


def test_a_string_written_oddly_below_the_first_rows_is_left_to_the_library(
    tmp_path: Path, handed_over: list[str]
) -> None:
    """It is only found when the texts of a column are made."""
    book = xlsxwriter.Workbook(tmp_path / "whole.xlsx")
    sheet = book.add_worksheet()
    for row in range(40):
        sheet.write(row, 0, "Sở Y tế" if row < 30 else "ODD")
    book.close()
    change = {"xl/sharedStrings.xml": lambda content: content.replace(b"ODD", b"Ch&#13;o")}
    packed(tmp_path / "whole.xlsx", tmp_path / "a.xlsx", {}, change)
    (sheet,) = scanned(tmp_path / "a.xlsx")
    column = texts(sheet.read(0, [0], silent))[0]
    assert column[:30] == ["Sở Y tế"] * 30
    assert column[30].startswith("Ch")
    assert handed_over == ["Sheet1"]


def test_marks_of_a_sheet(tmp_path: Path, handed_over: list[str]) -> None:
    def edit(sheet: Any, _: Any) -> None:
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet["D3"].font = Font(strike=True)
        sheet["E30"] = "=SUM(E2:E21)"
        sheet.merge_cells("A25:B26")

    write_book(tmp_path / "a.xlsx", ballots(), edit=edit)
    (sheet,) = scanned(tmp_path / "a.xlsx")
    sheet.read(1, range(len(HEADER)), silent)
    marks = sheet.marks()
    assert marks.hidden_rows == {5}
    assert marks.hidden_columns == {2}
    assert marks.struck == {(3, 3)}
    assert marks.aggregates == {30: {4}}
    assert [(merge.first_row, merge.last_column) for merge in marks.merged] == [(25, 1)]
    assert not handed_over
    assert_alike(tmp_path / "a.xlsx")


# --- as programs write it ------------------------------------------------------------------------

CELLS = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 4)),
    st.booleans(),
    st.sampled_from(["Hài lòng", "Sở Y tế", "a & b", "<t>", "5", " x ", "", "a\nb", "uuid:f47ac10b", "=1"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12),
)
TABLES = st.lists(st.lists(CELLS, max_size=6), max_size=30)


@given(table=TABLES, inline=st.booleans())
@settings(max_examples=60)
def test_what_xlsxwriter_writes(tmp_path_factory: pytest.TempPathFactory, table: Any, inline: bool) -> None:
    path = tmp_path_factory.mktemp("scan") / "a.xlsx"
    book = xlsxwriter.Workbook(path, {"constant_memory": inline, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    for row, values in enumerate(table):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    book.close()
    assert_alike(path)


@given(table=TABLES)
@settings(max_examples=40)
def test_what_openpyxl_writes(tmp_path_factory: pytest.TempPathFactory, table: Any) -> None:
    path = tmp_path_factory.mktemp("scan") / "a.xlsx"
    book = openpyxl.Workbook()
    for row, values in enumerate(table, start=1):
        for column, value in enumerate(values, start=1):
            book.active.cell(row, column, None if value == "=1" else value)
    book.save(path)
    assert_alike(path)


ODD = st.sampled_from(
    [
        ("<v>", "<v >"),
        ("</v>", "</v><v>1</v>"),
        ('<c r="', '<c  r="'),
        (' t="n"', ""),
        (' t="n"', ' t="str"'),
        (' t="n"', ' t="b"'),
        (' t="n"', ' t="e"'),
        (' t="n"', ' s="1"'),
        ("<row r=", "<row spans='1:9' r="),
        ("</row>", "</row> "),
        ("</row>", "</row><row/>"),
        ("<row ", "<!-- --><row "),
        ("</c>", "<!-- --></c>"),
        ("<is><t>", "<is><t> "),
        ("<is>", "<is><r><t>x</t></r>"),
        ("&amp;", "&#38;"),
        ('r="A', 'r="a'),
        ('r="B', 'r="AAB'),
        ("</sheetData>", "</sheetData><sheetData/>"),
        ("<sheetData>", '<sheetData><row r="1048576"><c r="A1048576"/></row>'),
    ]
)


@given(table=TABLES, changes=st.lists(st.tuples(ODD, st.integers(0, 20)), min_size=1, max_size=3))
@settings(max_examples=120)
def test_odd_ways_of_writing_never_differ(
    tmp_path_factory: pytest.TempPathFactory, table: Any, changes: Any
) -> None:
    """Cells changed in their bytes: what the scan takes, the library takes for the same; what is damaged for
    one is damaged for both."""
    folder = tmp_path_factory.mktemp("scan")
    book = openpyxl.Workbook()
    for row, values in enumerate(table, start=1):
        for column, value in enumerate(values, start=1):
            book.active.cell(row, column, None if value == "=1" else value)
    book.save(folder / "whole.xlsx")

    def change(content: bytes) -> bytes:
        text = content.decode()
        for (old, new), number in changes:
            pieces = text.split(old)
            place = number % max(len(pieces) - 1, 1)
            text = (
                old.join(pieces[: place + 1])
                + (new if len(pieces) > 1 else "")
                + old.join(pieces[place + 1 :])
            )
        return text.encode()

    packed(folder / "whole.xlsx", folder / "a.xlsx", {}, {FIRST: change})
    try:
        by_library(folder / "a.xlsx")
    except DataError:
        with pytest.raises(DataError):
            read_all(folder / "a.xlsx")
        return
    assert_alike(folder / "a.xlsx")


@pytest.mark.parametrize("size", [1, 7, 64, 333, 4096])
def test_the_size_of_chunks_changes_nothing(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    monkeypatch.setattr(workbook, "CHUNK", size)
    assert_alike(tmp_path / "a.xlsx")


def test_a_sheet_that_ends_in_the_middle_is_damaged(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "whole.xlsx", ballots())
    packed(tmp_path / "whole.xlsx", tmp_path / "a.xlsx", {}, {FIRST: lambda xml: xml[: len(xml) // 2]})
    (tmp_path / "whole.xlsx").unlink()
    assert "bị hỏng" in sipas("score", "a.xlsx").err


def test_shared_strings_of_gigabytes_are_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, handed_over: list[str]
) -> None:
    path = written(tmp_path / "a.xlsx", cell("A1", ' t="s"><v>0</v></c>'), strings="<si><t>Đơn vị</t></si>")
    monkeypatch.setattr(workbook, "MOST_SHARED_BYTES", 50)
    (sheet,) = scanned(path)
    assert texts(sheet.read(0, [0], silent)) == {0: ["Đơn vị"]}
    assert handed_over


def test_two_spellings_of_one_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sipas_cli.sheets.letters._FACTOR", 0)  # mọi cách viết cùng một mã băm
    letters = Letters(b"abcdefghij")
    spellings = Spellings(lambda spelling: spelling[0])
    with pytest.raises(HandOverError):
        spellings.numbers(letters, np.arange(10), np.ones(10, dtype=np.int64))


# --- rows without cells ---------------------------------------------------------------------------


def _sheet(*rows: bytes) -> Iterator[bytes]:
    """A sheet in chunks, one for each text after its head."""
    yield b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    yield from rows
    yield b"</sheetData></worksheet>"


def test_rows_that_are_closed_at_once_are_passed_on_as_they_come() -> None:
    """Excel formats rows down to the last one: none of them is held until a row with cells ends."""
    rows = [
        b"".join(b'<row r="%d" s="1"/>' % (10 * chunk + row) for row in range(1, 11)) for chunk in range(50)
    ]
    passed = [len(piece) for part, piece in pieces(_sheet(*rows)) if part is Part.ROWS]
    assert max(passed) <= max(map(len, rows))
    assert sum(passed) == sum(map(len, rows))


def test_the_first_rows_are_counted_by_those_that_hold_cells() -> None:
    row, empty = b'<row r="%d"><c r="A%d"><v>1</v></c></row>', b'<row r="%d"/>'
    rows = [empty % 1 + row % (2, 2), empty % 3, empty % 4 + row % (5, 5), row % (6, 6)]
    assert first_rows(_sheet(*rows), 2) == b"".join(rows[:3])
