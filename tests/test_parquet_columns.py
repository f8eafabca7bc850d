"""Parquet read into columns against its values taken row by row: the same rows and texts."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipas_cli.model import Block
from sipas_cli.sheets import arrow, parquet
from sipas_cli.sheets.columns import block
from sipas_cli.text.packed import Packed


def by_rows(table: pyarrow.Table, header_row: int, wanted: Sequence[int]) -> Block:
    """The wanted columns of a sheet whose row 1 has the names, of values of Python."""
    values = [parquet._values(table.column(place).combine_chunks()) for place in wanted]
    rows = [[table.column_names[place] for place in wanted], *zip(*values, strict=True)]
    return block(rows[header_row:], range(len(wanted)), first_row=header_row + 1)


def texts(content: Block) -> list[list[str]]:
    """Column by column the text of each row."""
    return [[column.texts[code] for code in column.codes.tolist()] for column in content.columns.values()]


def read(path: Path, header_row: int, wanted: Sequence[int]) -> Block:
    """The wanted columns as `sipas` reads them."""
    (sheet,) = parquet.sheets(path, path.name)
    return sheet.read(header_row, wanted, lambda rows: None)


def assert_alike(path: Path, table: pyarrow.Table, **options: Any) -> None:
    """Both ways come to the same."""
    pyarrow.parquet.write_table(table, path, **options)
    table = pyarrow.parquet.ParquetFile(path).read()  # zones of times may not be kept
    wanted = range(table.num_columns)
    for header_row in (0, 1, 3):
        ours, theirs = read(path, header_row, wanted), by_rows(table, header_row, wanted)
        assert ours.rows.tolist() == theirs.rows.tolist()
        assert texts(ours) == texts(theirs)
        for column in ours.columns.values():
            if isinstance(column.texts, Packed):
                continue
            assert sorted(set(column.codes.tolist())) == list(
                range(len(column.texts))
            )  # no text that no row has


DAY = datetime(2023, 1, 5)
WHOLE_SECONDS = st.datetimes().map(lambda moment: moment.replace(microsecond=0))
KINDS = {
    "texts": (pyarrow.string(), st.sampled_from(["", "5", "Hài lòng", " x ", "a\0", "\0", "NA"])),
    "large texts": (pyarrow.large_string(), st.text(st.characters(codec="utf-8"), max_size=4)),
    "bytes": (pyarrow.binary(), st.text(st.characters(codec="utf-8"), max_size=3).map(str.encode)),
    "bytes of one length": (pyarrow.binary(2), st.sampled_from([b"ab", b"\0\0", b"cd"])),
    "truths": (pyarrow.bool_(), st.booleans()),
    "whole": (pyarrow.int64(), st.integers(-(2**63), 2**63 - 1)),
    "small": (pyarrow.uint8(), st.integers(0, 5)),
    "floats": (
        pyarrow.float64(),
        st.one_of(st.floats(), st.sampled_from([0.0, -0.0, 5.0, 3.0000000000000004, 3.0, 1e15, 0.1])),
    ),
    "half floats": (pyarrow.float32(), st.floats(width=32)),
    "decimals": (pyarrow.decimal128(9, 2), st.decimals(-999, 999, places=2)),
    "days": (pyarrow.date32(), st.dates()),
    "moments": (pyarrow.timestamp("us"), st.sampled_from([DAY, DAY.replace(hour=7)])),
    "early and late moments": (pyarrow.timestamp("s"), WHOLE_SECONDS),
    "parts of seconds": (pyarrow.timestamp("us"), st.sampled_from([DAY, DAY.replace(microsecond=5)])),
    "moments of a zone": (pyarrow.timestamp("ns", "Asia/Ho_Chi_Minh"), st.just(DAY.replace(tzinfo=UTC))),
    "times": (pyarrow.time64("ns"), st.times().map(lambda moment: moment.replace(microsecond=0))),
    "nothing": (pyarrow.null(), st.none()),
}  # fmt: skip


@given(
    chance=st.data(),
    rows=st.integers(1, 30),
    group=st.sampled_from([1, 4, 100]),
    store=st.booleans(),
    few=st.sampled_from([1, 1_000]),
)
@settings(max_examples=150)
def test_all_kinds_of_columns(
    tmp_path_factory: pytest.TempPathFactory,
    chance: st.DataObject,
    rows: int,
    group: int,
    store: bool,
    few: int,
) -> None:
    kinds = chance.draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=4))
    columns = {}
    for number, name in enumerate(kinds):
        kind, values = KINDS[name]
        column = chance.draw(st.lists(st.one_of(st.none(), values), min_size=rows, max_size=rows))
        columns[f"{name} {number}"] = pyarrow.array(column, kind)
    path = tmp_path_factory.mktemp("parquet") / "a.parquet"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet, "_ROWS_AT_ONCE", 7)
        patch.setattr(arrow, "_FEW_ROWS", few)
        assert_alike(path, pyarrow.table(columns), row_group_size=group, store_schema=store)


@pytest.mark.skipif(not hasattr(pyarrow, "uuid"), reason="no such type before pyarrow 18")
def test_identifiers_of_16_bytes_and_columns_of_categories(tmp_path: Path) -> None:
    one, other = UUID(int=1), UUID(int=2)
    ids = pyarrow.ExtensionArray.from_storage(
        pyarrow.uuid(), pyarrow.array([one.bytes, other.bytes, None], pyarrow.binary(16))
    )
    categories = pyarrow.array(["Nam", None, "Nữ"]).dictionary_encode().cast(
        pyarrow.dictionary(pyarrow.int8(), pyarrow.string())
    )  # fmt: skip
    table = pyarrow.table({"id": ids, "giới tính": categories})
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    assert texts(read(tmp_path / "a.parquet", 1, [0, 1])) == [
        ["00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002", ""],
        ["Nam", "", "Nữ"],
    ]
