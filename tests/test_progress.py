"""How far the reading of files is, as a share of their bytes."""

from pathlib import Path

import pytest
from conftest import Ods, ballots, write_book

from sipas_cli.cli.progress import Shares
from sipas_cli.sheets import open_ahead, readable


def test_the_share_is_that_of_bytes_and_a_file_that_has_another_after_it_was_read() -> None:
    shares = Shares({"a.csv": 300, "b.csv": 100})
    assert shares.whole == 400
    assert shares.take("a.csv", 0.5) == 150
    assert shares.take("a.csv", 0.25) == 150  # một lượt đọc nữa: không lùi lại
    assert shares.take("b.csv", 0.5) == 350
    assert shares.take("b.csv", 1.5) == 400
    assert shares.take("c.csv", 0.5) == 400


def told(path: Path) -> list[float]:
    """What a file says of its reading."""
    shares: list[float] = []
    with open_ahead([path]) as sources:
        for source in readable(sources):
            for sheet in source.sheets:
                sheet.read(1, [0, 1, 2], shares.append)
    return shares


@pytest.mark.parametrize("kind", ["xlsx", "csv", "csv in rows", "parquet", "ods"])
def test_every_format_tells_how_much_was_read(tmp_path: Path, ods: Ods, kind: str) -> None:
    rows = ballots(2000)
    lines = [",".join(map(str, row)) for row in rows]
    if kind == "xlsx":
        path = write_book(tmp_path / "a.xlsx", rows)
    elif kind == "parquet":
        pyarrow = pytest.importorskip("pyarrow")
        parquet = pytest.importorskip("pyarrow.parquet")
        columns = {
            f"c{place}": list(map(str, column)) for place, column in enumerate(zip(*rows, strict=True))
        }
        parquet.write_table(pyarrow.table(columns), tmp_path / "a.parquet")
        path = tmp_path / "a.parquet"
    elif kind == "ods":
        cell = '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>'
        path = ods(f"<table:table-row>{cell * 3}</table:table-row>" * 600)
    else:
        path = tmp_path / "a.csv"
        quoted = ' "x"' if kind == "csv in rows" else "x"  # một dấu cách trước ngoặc kép: đọc từng dòng
        header = ",".join(["a", quoted, *(f"c{place}" for place in range(len(rows[0]) - 2))])
        path.write_text("\n".join([header, *lines]), encoding="utf-8")
    shares = told(path)
    assert shares == sorted(shares)
    assert 0 < shares[0] <= 1
    assert shares[-1] == 1
