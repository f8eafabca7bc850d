"""Workbooks whose parts are named and laid out in all the ways that Open Packaging allows; sheets that must
not vanish; how far a sheet reaches."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from conftest import HEADER, Ods, Sipas, ballot, ballots, key_of, write_book
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sipas_cli.sheets import cells, extent, source
from sipas_cli.sheets.source import examine, open_examined

ROOT_RELATIONS = "_rels/.rels"
BOOK, BOOK_RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
FIRST, SECOND = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Change = Callable[[bytes], bytes]


def two_sheets(path: Path) -> Path:
    """Ten ballots for Sở Nội vụ and ten for Sở Y tế, on a sheet of their own each."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, first in (("Một", 1), ("Hai", 11)):
        sheet = book.create_sheet(title)
        unit = "Sở Nội vụ" if first == 1 else "Sở Y tế"
        for row in [HEADER, *(ballot(first + n, unit, 4 if n else 2) for n in range(10))]:
            sheet.append(row)
    book.save(path)
    return path


def packed(
    old: Path, new: Path, names: Mapping[str, str] | None = None, changes: Mapping[str, Change] | None = None
) -> Path:
    """A copy of a package with parts renamed ("" leaves one out) or changed."""
    with zipfile.ZipFile(old) as whole, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as package:
        for part in whole.namelist():
            content = (changes or {}).get(part, lambda same: same)(whole.read(part))
            if name := (names or {}).get(part, part):
                package.writestr(name, content)
    return new


def replaced(old: str, new: str) -> Change:
    def change(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode())

    return change


def scores(sipas: Sipas, name: str) -> dict[str, tuple[str, int]]:
    result = sipas("score", name, "--format", "json")
    assert result.status == 0, result.err
    lines = [line for group in json.loads(result.out)["groups"] for line in group["units"]]
    return {line["unit"]: (f"{line['score']:.2f}", line["ballots"]) for line in lines}


def refusal(sipas: Sipas, name: str) -> str:
    result = sipas("score", name)
    assert result.status == 3, result.err
    (line,) = (line for line in result.err.splitlines() if line.startswith("Lỗi: "))
    return line


#: Mỗi đơn vị 10 phiếu, 9 phiếu hài lòng = 90 %.
BOTH = {"Sở Nội vụ": ("90.00", 10), "Sở Y tế": ("90.00", 10)}
TARGET = "/xl/worksheets/sheet2.xml"
SPELLINGS: dict[str, tuple[dict[str, str], dict[str, Change]]] = {
    "other case in the package": ({SECOND: "xl/worksheets/Sheet2.XML"}, {}),
    "other case in the relation": ({}, {BOOK_RELATIONS: replaced(TARGET, "/XL/Worksheets/sheet2.xml")}),
    "a dot": ({}, {BOOK_RELATIONS: replaced(TARGET, "./worksheets/sheet2.xml")}),
    "two dots": ({}, {BOOK_RELATIONS: replaced(TARGET, "worksheets/../worksheets/sheet2.xml")}),
    "backslashes in the relation": ({}, {BOOK_RELATIONS: replaced(TARGET, "worksheets\\sheet2.xml")}),
    "backslashes in the package": ({SECOND: "xl\\worksheets\\sheet2.xml"}, {}),
    "relative": ({}, {BOOK_RELATIONS: replaced(TARGET, "worksheets/sheet2.xml")}),
    "a blank in a name": (
        {SECOND: "xl/worksheets/sheet 2.xml"},
        {BOOK_RELATIONS: replaced(TARGET, "worksheets/sheet%202.xml")},
    ),
    "another folder": ({SECOND: "data/2.xml"}, {BOOK_RELATIONS: replaced(TARGET, "../data/2.xml")}),
    "another main part": (
        {BOOK: "xl/workbook2.xml", BOOK_RELATIONS: "xl/_rels/workbook2.xml.rels"},
        {ROOT_RELATIONS: replaced("xl/workbook.xml", "/xl/workbook2.xml")},
    ),
    "all at the root": (
        {BOOK: "workbook.xml", BOOK_RELATIONS: "_rels/workbook.xml.rels", "xl/styles.xml": "styles.xml"},
        {ROOT_RELATIONS: replaced("xl/workbook.xml", "workbook.xml")},
    ),
    "no relations of the package": ({ROOT_RELATIONS: ""}, {}),
    "another prefix of the relation": (
        {},
        {BOOK: lambda content: content.replace(b"r:id=", b"q:id=").replace(b"xmlns:r=", b"xmlns:q=")},
    ),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_sheet_is_lost_however_its_part_is_named(spelling: str, tmp_path: Path, sipas: Sipas) -> None:
    names, changes = SPELLINGS[spelling]
    packed(two_sheets(tmp_path / "whole.xlsx"), tmp_path / "a.xlsx", names, changes)
    assert scores(sipas, "a.xlsx") == BOTH


def test_shared_texts_in_another_place_are_found(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "whole.xlsx")
    book.add_worksheet("S").write_row(0, 0, ["Mã phiếu", "Tên đơn vị"])
    book.close()
    changes = {BOOK_RELATIONS: replaced("sharedStrings.xml", "../texts/all.xml")}
    path = packed(
        tmp_path / "whole.xlsx", tmp_path / "a.xlsx", {"xl/sharedStrings.xml": "texts/all.xml"}, changes
    )
    (sheet,) = open_examined(examine(path, "a.xlsx")).sheets
    assert sheet.top == [["Mã phiếu", "Tên đơn vị"]]


def test_days_counted_from_1904_stay_so_where_the_parts_lie_elsewhere(tmp_path: Path) -> None:
    def edit(sheet: Any, book: Any) -> None:
        book.epoch = CALENDAR_MAC_1904
        sheet["A2"] = 40_000
        sheet["A2"].number_format = "dd/mm/yyyy"

    changes = {BOOK_RELATIONS: replaced("/xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml")}
    write_book(tmp_path / "whole.xlsx", [], ["Ngày"], edit)
    path = packed(tmp_path / "whole.xlsx", tmp_path / "a.xlsx", {}, changes)
    (sheet,) = open_examined(examine(path, "a.xlsx")).sheets
    assert sheet.top[1][0] == "2013-07-07"  # 40.000 ngày sau 01/01/1904


def test_a_sheet_that_is_named_and_not_there_is_refused_with_its_name(tmp_path: Path, sipas: Sipas) -> None:
    whole = two_sheets(tmp_path / "whole.xlsx")
    packed(whole, tmp_path / "a.xlsx", {SECOND: ""})
    assert "a.xlsx ! Hai: sổ tính bị hỏng: có tên trang tính này" in refusal(sipas, "a.xlsx")
    packed(whole, tmp_path / "b.xlsx", {}, {BOOK: replaced('r:id="rId2"', 'r:id="rId99"')})
    assert "b.xlsx ! Hai: sổ tính bị hỏng: có tên trang tính này" in refusal(sipas, "b.xlsx")


def test_two_sheets_of_one_name_are_refused(tmp_path: Path, sipas: Sipas) -> None:
    whole = two_sheets(tmp_path / "whole.xlsx")
    packed(whole, tmp_path / "a.xlsx", {}, {BOOK: replaced('name="Hai"', 'name="Một"')})
    assert "a.xlsx ! Một: có hai trang tính cùng tên này" in refusal(sipas, "a.xlsx")


def test_two_parts_of_one_name_are_refused(tmp_path: Path, sipas: Sipas) -> None:
    whole = two_sheets(tmp_path / "whole.xlsx")
    changes = {BOOK_RELATIONS: replaced(TARGET, "worksheets/SHEET2.xml")}
    packed(whole, tmp_path / "a.xlsx", {FIRST: "xl/worksheets/Sheet2.xml"}, changes)
    assert "sổ tính bị hỏng" in refusal(sipas, "a.xlsx")


@pytest.mark.parametrize("kind", ["xlMacrosheet", "xlIntlMacrosheet", "chartsheet", "dialogsheet"])
@pytest.mark.parametrize("folder", ["macrosheets", "elsewhere"])
def test_sheets_of_macros_charts_and_dialogs_beside_do_no_harm(
    kind: str, folder: str, tmp_path: Path, sipas: Sipas
) -> None:
    whole = two_sheets(tmp_path / "whole.xlsx")

    def related(content: bytes) -> bytes:
        relation = f'<Relationship Id="rIdM" Type="{KIND}/{kind}" Target="{folder}/sheet1.xml"/>'
        return content.replace(b"</Relationships>", f"{relation}</Relationships>".encode())

    listed = replaced(
        "</sheets>", f'<sheet name="Macro1" sheetId="9" xmlns:r="{KIND}" r:id="rIdM"/></sheets>'
    )
    packed(whole, tmp_path / "a.xlsm", {}, {BOOK: listed, BOOK_RELATIONS: related})
    with zipfile.ZipFile(tmp_path / "a.xlsm", "a") as package:
        package.writestr(
            f"xl/{folder}/sheet1.xml", '<xm:macrosheet xmlns:xm="m"><xm:c q="é"/></xm:macrosheet>'
        )
    assert scores(sipas, "a.xlsm") == BOTH


# --- a file that changes -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.ods", "a.xls", "a.parquet"])
def test_a_file_that_changes_after_its_digest_was_taken_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sipas: Sipas
) -> None:
    from test_formats import MADE

    make = MADE.get(name, MADE["utf8.csv"])
    make(tmp_path / name)
    opening = source._sheets

    def changed(file: source.Examined) -> Any:
        found = tuple(opening(file))
        file.path.write_bytes(file.path.read_bytes() + b"\n")
        return found

    monkeypatch.setattr(source, "_sheets", changed)
    assert f"{name}: tệp bị sửa trong lúc đang đọc" in refusal(sipas, name)


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_a_file_that_is_read_later_and_changes_until_then_is_refused(name: str, tmp_path: Path) -> None:
    from test_formats import MADE

    from sipas_cli.errors import DataError

    MADE.get(name, MADE["utf8.csv"])(tmp_path / name)
    (sheet,) = open_examined(examine(tmp_path / name, name)).sheets
    content = (tmp_path / name).read_bytes()
    sheet.read(1, [0], lambda _: None)
    (tmp_path / name).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(DataError) as refused:
        sheet.read(1, [0], lambda _: None)
    assert key_of(refused.value) in ("file_changed", "parquet_damaged")


# --- rows that nobody sees -----------------------------------------------------------------------


def filtered(sheet: Any, _: Any) -> None:
    sheet.auto_filter.ref = "A1:AB21"
    for row in (3, 4, 7):
        sheet.row_dimensions[row].hidden = True


def test_rows_hidden_by_a_filter_count_and_that_is_said(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots(), edit=filtered)
    result = sipas("score", "a.xlsx")
    assert "20 phiếu đã đọc" in result.err
    assert "a.xlsx ! Phiếu: 3 dòng đang bị ẩn (do lọc hoặc ẩn bằng tay) vẫn được tính" in result.err


def test_nothing_is_said_where_no_row_is_hidden(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    assert "bị ẩn" not in sipas("score", "a.xlsx").err


@pytest.mark.parametrize("state", ["filter", "collapse"])
def test_hidden_rows_of_an_ods(tmp_path: Path, sipas: Sipas, ods: Ods, state: str) -> None:
    def row(values: list[Any], more: str = "") -> str:
        cells = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
            for value in values
        )
        return f"<table:table-row{more}>{cells}</table:table-row>"

    hidden = f' table:visibility="{state}"'
    rows = [row(HEADER), *(row(own, hidden if n in (2, 5) else "") for n, own in enumerate(ballots()))]
    ods("".join(rows))
    result = sipas("score", "a.ods")
    assert result.status == 0
    assert "a.ods ! S: 2 dòng đang bị ẩn" in result.err


# --- how far a sheet reaches ---------------------------------------------------------------------


def with_rows(path: Path, more: str, *, before: str = "") -> Path:
    """Twenty ballots, and more rows as XML below them."""
    write_book(path.with_name("whole.xlsx"), ballots())
    changed = replaced("</sheetData>", f"{more}</sheetData>{before}")
    packed(path.with_name("whole.xlsx"), path, {}, {FIRST: changed})
    path.with_name("whole.xlsx").unlink()
    return path


#: No program writes one between rows: the scan hands the sheet over to the library.
COMMENT = "<!-- -->"
TWENTY = {"Sở Nội vụ": ("100.00", 10), "Sở Y tế": ("80.00", 10)}
EMPTY = [
    pytest.param(
        '<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row>', id="closed at once"
    ),
    pytest.param('<row r="1048576"><c r="XFD1048576" s="1"></c></row>', id="closed by a tag"),
    pytest.param('<row r="1048576" s="1" customFormat="1"/>', id="a row"),
    pytest.param('<row r="1048576" hidden="1"><c s="1" r="XFD1048576"/></row>', id="in another order"),
    pytest.param('<x:row r="1048576" xmlns:x="m"><x:c r="XFD1048576"/></x:row>', id="with a prefix"),
    pytest.param("<row r='1048576'><c r='XFD1048576' s='1'/></row>", id="in single quotes"),
]


@pytest.mark.parametrize("more", EMPTY)
def test_cells_with_a_format_and_no_value_do_not_count(more: str, tmp_path: Path, sipas: Sipas) -> None:
    with_rows(tmp_path / "a.xlsx", more)
    assert scores(sipas, "a.xlsx") == TWENTY


FILLED = [
    pytest.param('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', id="a number"),
    pytest.param('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>', id="a text"),
    pytest.param("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>", id="in single quotes"),
    pytest.param('<row r="1048576"><c s="1"\n r = "XFD1048576"><v>1</v></c></row>', id="in another order"),
    pytest.param(
        '<x:row r="5" xmlns:x="m"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>', id="with a prefix"
    ),
    pytest.param(
        f'<row r="1048576"><c {"q" * 200}="" r="XFD1048576"><v>1</v></c></row>', id="behind a long attribute"
    ),
    pytest.param(
        '<row r="1048576"><c r="XFD1048576">' + " " * 3_000_000 + "<v>1</v></c></row>", id="after a long gap"
    ),
    pytest.param("<row>" + "<c><v>1</v></c>" * 16_384 + "</row>" + "<row/>" * 20_000, id="without places"),
    pytest.param(
        '<!-- </sheetData> --><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', id="after an end"
    ),
]


@pytest.mark.parametrize("more", FILLED)
def test_a_filled_cell_far_away_is_found_however_it_is_written(
    more: str, tmp_path: Path, sipas: Sipas
) -> None:
    if more.endswith("<row/>"):  # a cell at the bottom of so wide a sheet
        more += "<row><c><v>1</v></c></row>"
    with_rows(tmp_path / "a.xlsx", more)
    assert "quá lớn để đọc" in refusal(sipas, "a.xlsx")


def test_empty_cells_below_a_formula_are_not_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sipas: Sipas
) -> None:
    empty = "".join(f'<c r="{column}{{0}}" s="1"/>' for column in "ABCDEFGH")
    rows = "".join(f'<row r="{row}">{empty.format(row)}</row>' for row in range(23, 40_000))
    formula = '<row r="22"><c r="AD22"><f>1+1</f><v>2</v></c></row>'
    with_rows(tmp_path / "a.xlsx", COMMENT + formula + rows)
    starting, started = cells.Cells._start_cell, []

    def counted(own: cells.Cells, attributes: dict[str, str]) -> None:
        started.append(attributes["r"])
        starting(own, attributes)

    monkeypatch.setattr(cells.Cells, "_start_cell", counted)
    assert scores(sipas, "a.xlsx") == TWENTY
    # 21 dòng x 28 ô, 1 ô công thức; vài trăm nghìn ô trống phía dưới thì không, trừ phần đầu của chúng
    assert 21 * 28 < len(started) < 100_000


def test_what_only_looks_like_a_formula_is_read_by_the_quick_look_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError

    rows = COMMENT + '<row r="30"><c r="A30" t="inlineStr"><is><t>uuid:f47ac10b</t></is></c></row>'
    with_rows(
        tmp_path / "a.xlsx", rows, before='<dataValidations><x:f xmlns:x="m">A1</x:f></dataValidations>'
    )
    monkeypatch.setattr(cells.Cells, "parse", never)
    (sheet,) = open_examined(examine(tmp_path / "a.xlsx", "a.xlsx")).sheets
    assert sheet.read(29, [0], lambda _: None).columns[0].texts == ("uuid:f47ac10b",)


EXTENSION = (
    '<extLst><ext xmlns:x14="m" xmlns:xm="n" uri="{CCE6A557-97BC-4b89-ADB6}"><x14:dataValidations>'
    "<x14:dataValidation><x14:formula1><xm:f>'Danh mục'!A1:A9</xm:f></x14:formula1></x14:dataValidation>"
    "<x14:dataValidation><x14:formula1><xm:f>'Danh mục'!B1:B9</xm:f></x14:formula1></x14:dataValidation>"
    "</x14:dataValidations></ext></extLst>"
)


@pytest.mark.parametrize("formula", ["", '<row r="22"><c r="AD22"><f>1+1</f><v>2</v></c></row>'])
def test_lists_over_another_sheet_as_excel_stores_them_damage_nothing(
    formula: str, tmp_path: Path, sipas: Sipas
) -> None:
    with_rows(tmp_path / "a.xlsx", formula, before=EXTENSION)
    assert scores(sipas, "a.xlsx") == TWENTY


def test_an_error_cell_below_everything_else_stays_known(tmp_path: Path, sipas: Sipas) -> None:
    cells_of_row = '<c r="B22" t="inlineStr"><is><t>Sở Y tế</t></is></c><c r="D22" t="e"><v>#N/A</v></c>'
    others = "".join(f'<c r="{column}22"><v>4</v></c>' for column in ("E", "F", "G"))
    with_rows(tmp_path / "a.xlsx", f'<row r="22">{cells_of_row}{others}</row>')
    result = sipas("check", "a.xlsx")
    assert "D22: ô này là một lỗi của Excel" in result.err + result.out


def test_a_fault_of_our_own_is_a_bug_and_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sipas: Sipas
) -> None:
    def wrong(*_: object) -> None:
        raise KeyError("formula")

    with_rows(tmp_path / "a.xlsx", COMMENT + '<row r="22"><c r="AD22"><f>1+1</f><v>2</v></c></row>')
    monkeypatch.setattr(cells.Cells, "_start_cell", wrong)
    result = sipas("score", "a.xlsx")
    assert result.status == 1
    assert "bị hỏng" not in result.err


@pytest.mark.parametrize("chunk", [40, 41, 333, 1_000_000])
def test_the_quick_look_and_the_parser_agree(
    chunk: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit(sheet: Any, _: Any) -> None:
        sheet.merge_cells("B2:B4")
        sheet.row_dimensions[5].hidden = True
        sheet["AZ40"] = "xa"
        sheet["BZ90"].number_format = "0.00"

    write_book(tmp_path / "a.xlsx", ballots(), edit=edit)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        content = package.read(FIRST).replace(b"</row>", b'<c r="CZ1" s="3"></c><c r="DZ1"/></row>')
    monkeypatch.setattr(extent, "_CHUNK", chunk)  # every tag lies on the edge of a piece once
    quick, suspect = extent.quick_look(io.BytesIO(content), frozenset())
    parsed = cells.Cells(frozenset())
    parsed.parse(io.BytesIO(content))
    assert (quick.rows, quick.columns, quick.hidden_rows) == (40, 52, {5})
    assert quick == parsed.extent
    assert not suspect


def test_hidden_rows_of_a_published_table_and_of_a_list_count_and_are_told(
    tmp_path: Path, sipas: Sipas
) -> None:
    def edit(sheet: Any, _: Any) -> None:
        sheet.row_dimensions[3].hidden = True

    write_book(tmp_path / "a.xlsx", [["Sở Y tế", 91.5], ["Sở Nội vụ", 88]], ["Tên đơn vị", "Chỉ số"], edit)
    result = sipas("import-results", "a.xlsx", "--year", "2022", "--group", "so")
    assert "Sở Nội vụ" in result.out
    assert "a.xlsx ! Phiếu: 1 dòng đang bị ẩn" in result.err
    write_book(tmp_path / "b.xlsx", [[1, "Sở Y tế"], [2, "Sở Y tế"]], ["Mã hồ sơ", "Tên đơn vị"], edit)
    result = sipas("sample", "draw", "b.xlsx", "--seed", "1", "--n", "2", "-o", "rut.csv")
    assert result.status == 0, result.err
    assert "b.xlsx ! Phiếu: 1 dòng đang bị ẩn" in result.err


def test_merged_cells_without_end_are_not_taken_in(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extent, "MAX_MERGED", 5)
    few, many = ("".join(f'<mergeCell ref="B{n}:B{n + 1}"/>' for n in range(2, 2 + 2 * k, 2)) for k in (5, 6))
    with_rows(tmp_path / "a.xlsx", "", before=f"<mergeCells>{few}</mergeCells>")
    assert sipas("score", "a.xlsx").status == 0
    with_rows(tmp_path / "a.xlsx", "", before=f"<mergeCells>{many}</mergeCells>")
    assert "a.xlsx ! Phiếu: trang tính bị hỏng" in refusal(sipas, "a.xlsx")


def test_a_sheet_in_an_encoding_in_which_the_reader_finds_nothing_is_refused(
    tmp_path: Path, sipas: Sipas
) -> None:
    def in_utf_16(content: bytes) -> bytes:
        text = content.decode().partition("?>")[2] if content.startswith(b"<?xml") else content.decode()
        return f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")

    packed(two_sheets(tmp_path / "whole.xlsx"), tmp_path / "a.xlsx", {}, {SECOND: in_utf_16})
    assert "a.xlsx ! Hai: trang tính bị hỏng" in refusal(sipas, "a.xlsx")
