""".xls, .ods and .parquet made to cost memory, to end the program or to be taken for another kind."""

import os
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
import python_calamine
from conftest import HEADER, Ods, Sipas, ballots, write_book
from test_package import FIRST, packed, replaced

from sipas_cli.sheets.source import examine, open_examined

DATA = Path(__file__).resolve().parent / "data"
TOO_FAR, DAMAGED = "quá lớn để đọc", "sổ tính bị hỏng"
FILLED = '<table:table-cell office:value-type="float" office:value="5"/>'


def refusal(sipas: Sipas, folder: Path, name: str) -> str:
    """The one line that `score` says about a file; nothing may have been stored."""
    result = sipas("score", name)
    assert result.status == 3
    assert not (folder / "results").exists()
    (line,) = (line for line in result.err.splitlines() if line.startswith("Lỗi: "))
    return line


# --- .xlsx ---------------------------------------------------------------------------------------


class PanicError(BaseException):
    """What a panic of calamine is in Python: no `Exception`."""


@pytest.mark.parametrize(
    ("method", "said"), [("from_path", "sổ tính bị hỏng"), ("get_sheet_by_name", "! Phiếu")]
)
def test_a_panic_of_the_reader_ends_one_file_and_not_the_run(
    method: str, said: str, tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panic(*_: object) -> None:
        raise PanicError("called `Option::unwrap()` on a `None` value")

    write_book(tmp_path / "whole.xlsx", ballots())
    unusual = replaced("<sheetData>", "<sheetData><!-- -->")
    packed(tmp_path / "whole.xlsx", tmp_path / "a.xlsx", {}, {FIRST: unusual})
    sheets = python_calamine.CalamineWorkbook.from_path(tmp_path / "a.xlsx").sheets_metadata
    book = SimpleNamespace(sheets_metadata=sheets, get_sheet_by_name=panic)
    opening = panic if method == "from_path" else lambda _: book
    monkeypatch.setattr(python_calamine, "CalamineWorkbook", SimpleNamespace(from_path=opening))
    rows = [",".join(map(str, row)) for row in (HEADER, *ballots())]
    (tmp_path / "b.csv").write_text("\n".join(rows), encoding="utf-8")
    result = sipas("check", "a.xlsx", "b.csv")
    assert result.status == 3
    assert "20 phiếu đã đọc" in result.err
    (line,) = (line for line in result.err.splitlines() if line.startswith("Lỗi: "))
    assert line.startswith("Lỗi: a.xlsx")
    assert said in line


@pytest.mark.parametrize("damage", [b"<c><f></c>", b"<c><f>&#0;</f></c>"])
def test_a_sheet_with_formulas_that_is_no_xml(damage: bytes, tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "whole.xlsx", ballots())
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as file:
        for name in whole.namelist():
            content = whole.read(name)
            file.writestr(name, content.replace(b"</sheetData>", damage + b"</sheetData>"))
    assert "a.xlsx ! Phiếu: trang tính bị hỏng" in refusal(sipas, tmp_path, "a.xlsx")


def test_a_part_in_an_encoding_that_there_is_not(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "whole.xlsx", ballots())
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as file:
        for name in whole.namelist():
            content = whole.read(name)
            declared = b'<?xml version="1.0" encoding="NaN"?>' + content.partition(b"?>")[2]
            file.writestr(name, declared if name == "xl/_rels/workbook.xml.rels" else content)
    assert DAMAGED in refusal(sipas, tmp_path, "a.xlsx")


# --- what the names say --------------------------------------------------------------------------


def write_parquet(path: Path, **columns: Any) -> Path:
    pyarrow.parquet.write_table(pyarrow.table(columns or {"F1_1": [4], "Tên đơn vị": ["Sở Y tế"]}), path)
    return path


MADE: dict[str, Callable[[Path], Any]] = {
    ".xlsx": lambda path: write_book(path, ballots()),
    ".xls": lambda path: path.write_bytes((DATA / "ballots.xls").read_bytes()),
    ".ods": lambda path: path.write_bytes((DATA / "ballots.ods").read_bytes()),
    ".parquet": write_parquet,
}


@pytest.mark.parametrize("own", MADE)
@pytest.mark.parametrize("other", [*MADE, ".csv", ".txt"])
def test_a_file_with_the_name_of_another_kind_is_refused_with_its_right_name(
    tmp_path: Path, sipas: Sipas, own: str, other: str
) -> None:
    MADE[own](tmp_path / f"made{own}")
    (tmp_path / f"made{own}").rename(tmp_path / f"a{other}")
    if own == other:
        assert examine(tmp_path / f"a{other}", "a").kind == own[1:]
    else:
        line = refusal(sipas, tmp_path, f"a{other}")
        assert (
            line == f"Lỗi: a{other}: đuôi tệp là {other} nhưng nội dung là {own}. Đổi đuôi tệp thành {own}."
        )


@pytest.mark.parametrize("suffix", [".xls", ".xlsb", ".ods", ".parquet"])
def test_a_text_with_the_name_of_a_workbook(tmp_path: Path, sipas: Sipas, suffix: str) -> None:
    (tmp_path / f"a{suffix}").write_text("F1_1;F1_2\n4;5\n", encoding="utf-8")
    assert "tên tệp là tên của sổ tính nhưng nội dung không phải" in refusal(sipas, tmp_path, f"a{suffix}")


def test_a_workbook_without_a_telling_name_is_read(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "tải xuống").write_bytes((DATA / "ballots.ods").read_bytes())
    assert sipas("score", "tải xuống").status == 0


def test_a_word_document_is_no_workbook(tmp_path: Path, sipas: Sipas) -> None:
    for name in ("a.docx", "a.xlsx"):
        with zipfile.ZipFile(tmp_path / name, "w") as package:
            package.writestr("word/document.xml", "<x/>")
    assert "chỉ đọc được tệp .xlsx, .xls," in refusal(sipas, tmp_path, "a.docx")
    assert "nội dung không phải" in refusal(sipas, tmp_path, "a.xlsx")


def test_two_workbooks_in_one_package_are_refused(tmp_path: Path, sipas: Sipas, ods: Ods) -> None:
    ods(f"<table:table-row>{FILLED}</table:table-row>", parts={"xl/workbook.xml": "<workbook/>"})
    assert DAMAGED in refusal(sipas, tmp_path, "a.ods")


# --- ods -----------------------------------------------------------------------------------------


def repeated(rows: int = 1, columns: int = 1) -> str:
    cell = FILLED.replace("/>", f' table:number-columns-repeated="{columns}"/>')
    return f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(repeated(columns=16_384) + repeated(rows=1_048_575), id="every cell filled by two"),
        pytest.param(repeated(rows=2_000_000_000), id="more rows than there are"),
        pytest.param(repeated(rows=10**9), id="a thousand million rows"),
        pytest.param(repeated(columns=10**9), id="a thousand million columns"),
        pytest.param(
            '<table:table-row table:number-rows-repeated="1000000000"/>'
            f"<table:table-row>{FILLED}</table:table-row>",
            id="a far row",
        ),
        pytest.param(
            repeated() + '<table:table-row table:number-rows-repeated="1048574"/><table:table-row>'
            f'<table:table-cell table:number-columns-repeated="16383"/>{FILLED}</table:table-row>',
            id="the last cell",
        ),
        pytest.param(repeated(rows=0), id="no times"),
        pytest.param(repeated(rows=-1), id="less than none"),
    ],
)
def test_an_ods_of_repeats_is_not_unrolled(tmp_path: Path, sipas: Sipas, ods: Ods, rows: str) -> None:
    ods(rows)
    line = refusal(sipas, tmp_path, "a.ods")
    assert TOO_FAR in line or DAMAGED in line


def test_many_sheets_of_repeats_are_counted_together(tmp_path: Path, sipas: Sipas, ods: Ods) -> None:
    # mỗi trang 1.000 x 1.000 ô từ một ô viết ra: trang thứ sáu vượt 5 triệu ô
    more = "".join(
        f'<table:table table:name="T{n}">{repeated(1000, 1000)}</table:table>' for n in range(2, 9)
    )
    ods(repeated(1000, 1000), after=more)
    assert "a.ods ! T6: trang tính trải tới dòng 1000, cột thứ 1000" in refusal(sipas, tmp_path, "a.ods")


def test_a_blank_that_is_repeated_within_a_text_is_cut(ods: Ods) -> None:
    text = '<table:table-cell><text:p>a<text:s text:c="900000000"/>b</text:p></table:table-cell>'
    (sheet,) = open_examined(examine(ods(f"<table:table-row>{text}</table:table-row>"), "a.ods")).sheets
    assert sheet.top == [["a" + " " * 1000 + "b"]]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"content.xml": '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'}, DAMAGED),
        (
            {"META-INF/manifest.xml": "<m><manifest:encryption-data xmlns:manifest='m'/></m>"},
            "tệp có mật khẩu",
        ),
        ({"META-INF/manifest.xml": "<m"}, DAMAGED),
        ({"content.xml": "<office:document-content"}, DAMAGED),
        ({"content.xml": "<x/>"}, "không có dữ liệu nào"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "nội dung không phải"),
        ({"mimetype": "text/csv"}, "nội dung không phải"),
    ],
)
def test_an_ods_that_is_none_or_may_not_be_read(
    tmp_path: Path, sipas: Sipas, ods: Ods, parts: dict[str, str], said: str
) -> None:
    ods(f"<table:table-row>{FILLED}</table:table-row>", parts=parts)
    assert said in refusal(sipas, tmp_path, "a.ods")


@pytest.mark.parametrize("name", ["ballots.ods", "ballots.xls"])
def test_a_truncated_file(tmp_path: Path, sipas: Sipas, name: str) -> None:
    whole = (DATA / name).read_bytes()
    for part in (10, 600, len(whole) // 2, len(whole) - 2000):
        (tmp_path / name).write_bytes(whole[:part])
        line = refusal(sipas, tmp_path, name)
        assert DAMAGED in line or "nội dung không phải" in line


@pytest.mark.parametrize("suffix", [".ods"])
def test_a_package_that_unpacks_to_too_much(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setenv("SIPAS_LIMIT_UNPACKED_BYTES", "500")
    MADE[suffix](tmp_path / f"a{suffix}")
    assert "giải nén ra quá 500 byte" in refusal(sipas, tmp_path, f"a{suffix}")


# --- xls -----------------------------------------------------------------------------------------


def changed(tmp_path: Path, old: bytes, new: bytes) -> None:
    """ballots.xls as a.xls with some bytes of it replaced."""
    whole = (DATA / "ballots.xls").read_bytes()
    assert old in whole
    (tmp_path / "a.xls").write_bytes(whole.replace(old, new, 1))


def test_what_an_xls_claims_as_its_extent_is_not_relied_on(tmp_path: Path, sipas: Sipas) -> None:
    # bản ghi DIMENSIONS: dòng 0 đến 31, cột 0 đến 28
    extent = struct.pack("<HHIIHH", 0x200, 14, 0, 31, 0, 28)
    changed(tmp_path, extent, struct.pack("<HHIIHH", 0x200, 14, 5, 0xFFFFFFF0, 9, 0xFFFF))
    assert sipas("score", "a.xls").status == 0


def test_a_lone_cell_far_away_in_an_xls(tmp_path: Path, sipas: Sipas) -> None:
    # bản ghi LABELSST của ô A31 dời đến ô IV65536
    changed(tmp_path, struct.pack("<HHHH", 0xFD, 10, 30, 0), struct.pack("<HHHH", 0xFD, 10, 65535, 255))
    assert "dòng 65536, cột thứ 256, quá lớn để đọc" in refusal(sipas, tmp_path, "a.xls")


def test_an_xls_whose_sectors_run_in_a_circle(tmp_path: Path, sipas: Sipas) -> None:
    whole = bytearray((DATA / "ballots.xls").read_bytes())
    (table,) = struct.unpack_from("<I", whole, 76)  # the sector that tells which one follows each
    first = 512 + 512 * table
    (second,) = struct.unpack_from("<I", whole, first + 4 * 2)
    struct.pack_into("<I", whole, first + 4 * second, 2)
    (tmp_path / "a.xls").write_bytes(whole)
    assert DAMAGED in refusal(sipas, tmp_path, "a.xls")


def test_an_xls_whose_small_sectors_run_in_a_circle(tmp_path: Path, sipas: Sipas) -> None:
    whole = bytearray((DATA / "values.xls").read_bytes())
    (table,) = struct.unpack_from("<I", whole, 60)  # the sector that tells which small one follows each
    for number in range(128):
        struct.pack_into("<I", whole, 512 + 512 * table + 4 * number, number)
    (tmp_path / "a.xls").write_bytes(whole)
    assert DAMAGED in refusal(sipas, tmp_path, "a.xls")


def test_an_encrypted_xls(tmp_path: Path, sipas: Sipas) -> None:
    # bản ghi CODEPAGE đổi thành FILEPASS: nội dung sau đó có mật khẩu
    changed(tmp_path, bytes.fromhex("42000200b004"), bytes.fromhex("2f000200b004"))
    assert "tệp có mật khẩu" in refusal(sipas, tmp_path, "a.xls")


def test_an_ole_file_without_a_workbook(tmp_path: Path, sipas: Sipas) -> None:
    changed(tmp_path, "Workbook".encode("utf-16-le"), "Document".encode("utf-16-le"))
    assert "nội dung không phải" in refusal(sipas, tmp_path, "a.xls")


def test_an_xls_of_more_sheets_than_anyone_has(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIPAS_LIMIT_SHEETS", "1")
    MADE[".xls"](tmp_path / "a.xls")
    assert "trang tính, quá giới hạn 1." in refusal(sipas, tmp_path, "a.xls")


# --- xlsb ----------------------------------------------------------------------------------------


def test_a_binary_workbook_is_to_be_saved_as_another_kind(tmp_path: Path, sipas: Sipas) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsb", "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("xl/workbook.bin", b"\x83\x01\x00")
    assert "a.xlsb: không đọc được sổ tính nhị phân (.xlsb)" in refusal(sipas, tmp_path, "a.xlsb")
    assert "lưu thành .xlsx" in refusal(sipas, tmp_path, "a.xlsb")


# --- parquet -------------------------------------------------------------------------------------


def test_a_damaged_or_encrypted_parquet_file(tmp_path: Path, sipas: Sipas) -> None:
    whole = write_parquet(tmp_path / "b.parquet").read_bytes()
    for content in (whole[:-20], b"PAR1" + b"\xff" * 100 + b"PAR1", b"PARE" + whole[4:-4] + b"PARE"):
        (tmp_path / "a.parquet").write_bytes(content)
        assert "tệp .parquet bị hỏng, có mật khẩu" in refusal(sipas, tmp_path, "a.parquet")


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        ("UNPACKED_BYTES", 10, "giải nén ra quá 10 byte"),
        ("COLUMNS", 1, "có hơn 1 cột"),
    ],
)
def test_a_parquet_file_tells_its_size_before_it_is_unpacked(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, said: str
) -> None:
    monkeypatch.setenv(f"SIPAS_LIMIT_{limit}", str(value))
    write_parquet(tmp_path / "a.parquet", a=[1, 2, 3], b=[1, 2, 3])
    assert said in refusal(sipas, tmp_path, "a.parquet")


def test_of_a_parquet_file_only_the_columns_that_are_read_are_bounded(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = dict(zip(HEADER, zip(*ballots(20), strict=True), strict=True))
    unused = {f"Cột {number}": ["x" * 50] * 20 for number in range(200)}
    write_parquet(tmp_path / "a.parquet", **columns, **unused)
    # các cột được đọc có 20 dòng mỗi cột, 200 cột khác không được đọc
    monkeypatch.setenv("SIPAS_LIMIT_CODED_CELLS", str(20 * len(HEADER) - 1))
    told = f"có {20 * len(HEADER)} ô, quá giới hạn {20 * len(HEADER) - 1} ô"
    assert told in refusal(sipas, tmp_path, "a.parquet")
    monkeypatch.setenv("SIPAS_LIMIT_CODED_CELLS", str(20 * len(HEADER)))
    assert sipas("score", "a.parquet").status == 0


@pytest.mark.parametrize("ids", [0, 5_000], ids=["alone", "below ids"])
def test_one_long_text_that_a_parquet_file_repeats_is_held_once(tmp_path: Path, ids: int) -> None:
    texts = [*map(str, range(ids)), "x" * 100_000]
    column = pyarrow.DictionaryArray.from_arrays([*range(ids), *[ids] * 2_000], texts)
    path = tmp_path / "a.parquet"
    # without the schema of arrow, as other programs write it: nothing says that the texts are few
    pyarrow.parquet.write_table(pyarrow.table({"a": column}), path, store_schema=False)
    pool = pyarrow.proxy_memory_pool(usual := pyarrow.default_memory_pool())
    pyarrow.set_memory_pool(pool)
    try:
        (sheet,) = open_examined(examine(path, "a.parquet")).sheets
        block = sheet.read(1, [0], lambda rows: None)
    finally:
        pyarrow.set_memory_pool(usual)
    assert list(block.columns[0].texts) == texts
    assert len(block.rows) == ids + 2_000
    assert pool.max_memory() < 20_000_000  # 200 MB if each row had its own


def test_columns_of_lists_and_of_one_name_are_refused_with_their_place(tmp_path: Path, sipas: Sipas) -> None:
    values: dict[str, list[object]] = {name: ["Sở Y tế", "Sở Nội vụ"] for name in HEADER}
    values |= {"Ngày khảo sát": ["2023-11-15"] * 2} | {name: [4, 5] for name in HEADER[3:]}
    write_parquet(tmp_path / "a.parquet", **values, **{"Ghi chú": [[1], [2]]})
    assert sipas("score", "a.parquet").status == 0
    write_parquet(tmp_path / "b.parquet", **(values | {"F1_2": [[4], [5]]}))
    result = sipas("score", "b.parquet")
    assert result.status == 3
    assert "b.parquet ! E1: cột này chứa danh sách" in result.err
    twice = pyarrow.table([[4], [5]], names=["F1_1", "F1_1"])
    pyarrow.parquet.write_table(twice, tmp_path / "c.parquet")
    assert 'c.parquet ! B1: có hai cột cho "F1_1", cột kia ở ô A1' in sipas("score", "c.parquet").err


# --- csv -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "Mã phiếu,F1_1\n".encode("utf-16-le"),  # no mark at its beginning
        "Mã phiếu,F1_1\nP1,\0\n".encode("utf-16"),
        "Mã phiếu,F1_1\n".encode("utf-16")[:-1],
        "Mã phiếu,F1_1\n".encode("utf-16") + b"\x00\xd8",  # half a character
        "Mã phiếu,F1_1\n".encode("utf-32"),
        b"M\0",
    ],
)
def test_a_csv_with_bytes_that_are_no_text(tmp_path: Path, sipas: Sipas, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    assert "không phải là văn bản csv, hoặc bị hỏng ở dòng này" in refusal(sipas, tmp_path, "a.csv")


@pytest.mark.parametrize("encoding", ["cp1258", "cp1252"])
def test_a_csv_in_an_encoding_of_windows_is_not_guessed_and_its_likely_cause_is_named(
    tmp_path: Path, sipas: Sipas, encoding: str
) -> None:
    (tmp_path / "a.csv").write_bytes("Hà,F1_1\nHà,4\n".encode(encoding))
    line = refusal(sipas, tmp_path, "a.csv")
    assert "a.csv:1:" in line
    assert "lưu từ Excel kiểu CSV (Comma delimited)" in line
    assert "CSV UTF-8" in line


# --- what takes too much -------------------------------------------------------------------------


def package_of(path: Path, members: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)


def test_a_workbook_that_unpacks_to_a_hundred_times_its_size_is_refused(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        members = {name: package.read(name) for name in package.namelist()}
    row = b"<row>" + b"<c><v>1</v></c>" * 40 + b"</row>"
    sheet = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", row * 20_000 + b"</sheetData>")
    package_of(tmp_path / "b.xlsx", members)
    assert "giải nén ra hơn 100 lần" in refusal(sipas, tmp_path, "b.xlsx")


def test_a_sheet_in_which_every_answer_is_the_same_is_no_such_file(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", [["P1", "Sở Nội vụ", *[4] * (len(HEADER) - 2)]] * 20_000)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        sheet = max(package.infolist(), key=lambda member: member.file_size)
    assert sheet.file_size > 10_000_000
    assert "giải nén" not in sipas("check", tmp_path / "a.xlsx", "--year", 2023).err


def test_a_workbook_of_more_sheets_than_anyone_has(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_book(tmp_path / "a.xlsx", ballots(), edit=lambda _, book: book.create_sheet("Trang 2"))
    monkeypatch.setenv("SIPAS_LIMIT_SHEETS", "1")
    assert "có 2 trang tính, quá giới hạn 1" in refusal(sipas, tmp_path, "a.xlsx")


def test_an_ods_of_rows_without_an_end(tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch) -> None:
    MADE[".ods"](tmp_path / "a.ods")
    monkeypatch.setenv("SIPAS_LIMIT_SHEET_ROWS", "2")
    assert "trải tới dòng 3" in refusal(sipas, tmp_path, "a.ods")


def test_a_line_of_a_csv_that_is_no_line(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIPAS_LIMIT_LINE_LETTERS", "1000")
    (tmp_path / "a.csv").write_text(f"Mã phiếu,Tên đơn vị,F1_1\nP1,{'x' * 1000},4\n", encoding="utf-8")
    assert "a.csv:2: dòng dài hơn 1000 ký tự" in refusal(sipas, tmp_path, "a.csv")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "units.yaml", "decision.yaml", "sipas.yaml"])
def test_a_pipe_is_not_waited_for(example: Path, sipas: Sipas, name: str) -> None:
    path = example / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    words = {"a.csv": ("score", path), "a.xlsx": ("score", path), "decision.yaml": ("render-decision",)}
    result = sipas(*words.get(name, ("score", "survey.xlsx")))
    assert result.status == 2
    assert f"{name}: không phải là tệp mà là thiết bị hoặc đường ống" in result.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_a_pipe_among_the_criteria_of_an_office_is_not_waited_for(
    example: Path, sipas: Sipas, kind: str
) -> None:
    path = example / "criteria" / "zz.yaml"
    path.parent.mkdir(exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    assert sipas("criteria", "show", "sipas-33").status == 0
    assert sipas("check", "survey.xlsx", "--criteria", "quang-ninh-2023").status == 0


def test_a_limit_that_is_no_number_is_told(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    monkeypatch.setenv("SIPAS_LIMIT_SHEETS", "nhiều")
    result = sipas("check", tmp_path / "a.xlsx")
    assert result.status == 4
    assert "SIPAS_LIMIT_SHEETS: biến môi trường này phải là một số nguyên dương" in result.err


def test_names_like_that_of_a_unit_are_looked_for_as_often_as_somebody_mistypes(
    example: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sipas_cli.intake.ballots.findings._MOST_SUGGESTED", 1)
    rows = [["P1", "Sở Nội vu", *[4] * (len(HEADER) - 2)], ["P2", "Sở Tư phap", *[4] * (len(HEADER) - 2)]]
    known = [[f"P{n}", "Sở Nội vụ", *[4] * (len(HEADER) - 2)] for n in range(3, 30)]
    write_book(example / "a.xlsx", [*rows, *known])
    first, second = (line for line in sipas("check", "a.xlsx").out.splitlines() if "trong danh sách" in line)
    assert "B2: " in first
    assert "Gần giống: Sở Nội vụ" in first
    assert "B3: " in second
    assert "Gần giống" not in second


def test_a_name_that_no_unit_has_is_looked_up_once_however_often_it_is_asked_for(
    example: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sipas_cli.workspace.units import Registry

    looked_up: list[str] = []
    look_up = Registry._looked_up

    def counted(registry: Registry, name: str) -> object:
        looked_up.append(name)
        return look_up(registry, name)

    monkeypatch.setattr(Registry, "_looked_up", counted)
    strange = [f"Phường Số {number}" for number in range(500)]
    write_book(
        example / "a.xlsx", [[f"P{n}", name, *[4] * (len(HEADER) - 2)] for n, name in enumerate(strange)]
    )
    assert sipas("check", "a.xlsx").status == 3
    assert [looked_up.count(name) for name in strange] == [1] * 500
