"""A sheet whose ids lie in one piece says what the same sheet says whose ids are texts of their own."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from conftest import HEADER, Sipas, ballots

from sipas_cli.model import Column
from sipas_cli.sheets import arrow, delimited, parquet
from sipas_cli.text.packed import Packed

Rows = list[list[object]]


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on columns are packed that have a text of their own in most of a few rows."""
    return lambda: monkeypatch.setattr(arrow, "_FEW_ROWS", 2)


def write_csv(path: Path, rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])


def write_parquet(path: Path, rows: Sequence[Sequence[object]]) -> None:
    columns = [pyarrow.array(list(map(str, cells))) for cells in zip(*rows, strict=True)]
    pyarrow.parquet.write_table(pyarrow.table(dict(zip(HEADER, columns, strict=True))), path)


def ids_of(path: Path) -> Column:
    """The column of ids as it is read."""
    sheets = parquet.sheets if path.suffix == ".parquet" else delimited.sheets
    (sheet,) = sheets(path, path.name)
    return sheet.read(1, [0], lambda _: None).columns[0]


def doubled() -> Rows:
    rows = ballots()
    rows[7][0] = str(rows[3][0]).lower()  # phiếu thứ 8 mang mã của phiếu thứ 4, gõ chữ thường
    return rows


def headed() -> Rows:
    return [*ballots()[:10], list(HEADER), *ballots()[10:]]


def summed() -> Rows:
    return [*ballots(), ["Tổng cộng", "", "", *([""] * (len(HEADER) - 3))]]


def timed() -> Rows:
    rows = ballots()
    for second, row in enumerate(rows):
        row[2] = f"2023-11-15T20:00:{second:02d}Z"  # ngày 16 ở Việt Nam
    return rows


@pytest.mark.parametrize("rows", [ballots, doubled, headed, summed, timed])
@pytest.mark.parametrize(
    ("name", "write"), [("a.csv", write_csv), ("a.parquet", write_parquet)], ids=["csv", "parquet"]
)
def test_nothing_changes_where_ids_are_packed(
    tmp_path: Path,
    sipas: Sipas,
    packed: Callable[[], None],
    rows: Callable[[], Rows],
    name: str,
    write: Callable[[Path, Rows], None],
) -> None:
    write(tmp_path / name, rows())
    before = sipas("check", name)
    assert not isinstance(ids_of(tmp_path / name).texts, Packed)
    packed()
    assert isinstance(ids_of(tmp_path / name).texts, Packed)
    after = sipas("check", name)
    assert after == before


def test_an_id_that_is_doubled_is_found_among_packed_ones(
    tmp_path: Path, sipas: Sipas, packed: Callable[[], None]
) -> None:
    packed()
    write_csv(tmp_path / "a.csv", doubled())
    # dòng 9 là phiếu thứ 8, dòng 5 là phiếu thứ 4
    assert "A9: mã phiếu" in sipas("check", "a.csv").out
    assert "A5" in sipas("check", "a.csv").out


def test_a_column_that_has_few_texts_after_all_keeps_each_once(
    tmp_path: Path, packed: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    packed()
    monkeypatch.setattr(parquet, "_ROWS_AT_ONCE", 3)
    names = ["A1", "A2", "A3", *["A2", "A1"] * 5]
    table = pyarrow.table({"a": names, "b": [""] * len(names)})
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    column = ids_of(tmp_path / "a.parquet")
    assert column.texts == ("A1", "A2", "A3")
    assert column.codes.tolist() == [0, 1, 2, *[1, 0] * 5]


def test_more_texts_than_a_byte_can_number(tmp_path: Path) -> None:
    names = [f"Đơn vị {number % 300}" for number in range(1_500)]
    pyarrow.parquet.write_table(pyarrow.table({"a": names}), tmp_path / "a.parquet")
    column = ids_of(tmp_path / "a.parquet")
    assert [column.texts[code] for code in column.codes.tolist()] == names
    assert column.codes.dtype == "uint16"
