"""A csv that pyarrow reads against the reader of rows: the same rows and texts, or it is handed over."""

import csv
import io
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from conftest import HEADER, Sipas, ballots
from hypothesis import given, settings
from hypothesis import strategies as st

from sipas_cli.errors import DataError
from sipas_cli.model import Block
from sipas_cli.sheets import csv_columns, csv_look, delimited
from sipas_cli.sheets.columns import block
from sipas_cli.sheets.csv_look import look_over


def by_rows(path: Path, header_row: int, wanted: Sequence[int]) -> Block:
    """The wanted columns as the reader of rows gives them."""
    text = delimited._text(path, path.name)
    with text.opened() as file:
        rows = list(text.rows(file))
    width = len(rows[:20][header_row - 1])
    return block(islice(rows, header_row, None), wanted, first_row=header_row + 1, width=width)


def texts(content: Block) -> dict[int, list[str]]:
    """Column -> the text of each row."""
    return {
        place: [column.texts[code] for code in column.codes.tolist()]
        for place, column in content.columns.items()
    }


def silent(_: float) -> None:
    pass


def tried(read: Callable[[], Block]) -> Block | str:
    """What is read, or the error that it comes to."""
    try:
        return read()
    except DataError as error:
        return str(error)


def assert_alike(path: Path, header_rows: Sequence[int] = (0, 1, 2)) -> None:
    """Both ways of reading a csv come to the same, also with what is wrong in it."""
    try:
        (sheet,) = delimited.sheets(path, path.name)
    except DataError:
        return  # both ways ask the same reader for the first rows
    for header_row in header_rows[: len(sheet.top) + 1]:
        wanted = range(len(sheet.top[header_row - 1]) + 1) if header_row == 2 else range(sheet.width)
        expected = tried(partial(by_rows, path, header_row, wanted))
        content = tried(partial(sheet.read, header_row, wanted, silent))
        if isinstance(expected, str) or isinstance(content, str):
            assert expected == content
            continue
        assert content.rows.tolist() == expected.rows.tolist()
        assert content.overlong == expected.overlong
        assert texts(content) == texts(expected)
        for ours, theirs in zip(content.columns.values(), expected.columns.values(), strict=True):
            assert list(dict.fromkeys(ours.texts)) == list(theirs.texts)


@pytest.fixture
def rows_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Takes in the header row of each reading that the reader of rows does."""
    readings: list[int] = []

    def reader(*words: Any, **more: Any) -> Block:
        readings.append(more["first_row"] - 1)
        return block(*words, **more)

    monkeypatch.setattr(delimited, "block", reader)
    return readings


def read(path: Path, content: str | bytes, wanted: Sequence[int] = (0, 1)) -> Block:
    """The columns below row 1 of a csv with this content."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (sheet,) = delimited.sheets(path, path.name)
    return sheet.read(1, wanted, silent)


@pytest.mark.parametrize(
    ("content", "rows", "first"),
    [
        pytest.param("a,b\n1,x\n2,y\n", [2, 3], ["1", "2"], id="plain"),
        pytest.param("\ufeffa;b\r\n1;x\r\n2;y\r\n", [2, 3], ["1", "2"], id="mark and semicolons"),
        pytest.param('"a"\t"b"\n"1"\t"x"\n', [2], ["1"], id="all quoted"),
        pytest.param('a,b\n"1, 2","x ""y"""\n', [2], ["1, 2"], id="doubled marks"),
        pytest.param('a,b\n"1\n2",x\n3,y\n', [2, 3], ["1\n2", "3"], id="a line end in a cell"),
        pytest.param('a,b\r\n"1\r\n\r\n2",x\r\n', [2], ["1\r\n\r\n2"], id="a blank line in a cell"),
        pytest.param("a,b\n,\n 1 ,x\n,\n", [3], [" 1 "], id="blank rows"),
        pytest.param("a,b\nNA,x\nnull,y", [2, 3], ["NA", "null"], id="words for nothing, no end"),
        pytest.param("a,b\n01,x\n1.50,y\n\n\r\n", [2, 3], ["01", "1.50"], id="blank lines at the end"),
    ],
)
def test_a_plain_csv_is_read_without_rows(
    tmp_path: Path, rows_read: list[int], content: str, rows: list[int], first: list[str]
) -> None:
    found = read(tmp_path / "a.csv", content)
    assert found.rows.tolist() == rows
    assert texts(found)[0] == first
    assert not rows_read
    assert_alike(tmp_path / "a.csv")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param('a,b\n1,x"y\n', id="a mark within a cell"),
        pytest.param('a,b\n1,"x"\n="2",y\n', id="a protected cell"),
        pytest.param('a,b\n1, "x"\n', id="a blank before a mark"),
        pytest.param('a, "b"\n1, "x"\n', id="blanks before all marks"),
        pytest.param("sep=,\na,b\n1,x\n", id="the delimiter told"),
        pytest.param("a,b\r1,x\r2,y\r", id="ends of lines of old Macs"),
        pytest.param("a,b\n1,x\r2,y\n", id="one of them"),
        pytest.param("a,b\n\n1,x\n", id="a blank line"),
        pytest.param("a,b\n1,x\n2\n", id="a short row"),
        pytest.param("a,b\n1,x\n2,y,z\n", id="a long row"),
        pytest.param("a,b\n1,x,\n", id="a long row with a blank"),
        pytest.param("a,b\n1,x\n\x1a", id="the mark of the end"),
        pytest.param("a,b\n1,x\n".encode("utf-16"), id="UTF-16"),
    ],
)
def test_what_readers_differ_about_is_read_in_rows(
    tmp_path: Path, rows_read: list[int], content: str | bytes
) -> None:
    read(tmp_path / "a.csv", content)
    assert rows_read == [1]
    assert_alike(tmp_path / "a.csv")


def test_a_column_that_is_not_there_and_a_csv_of_one_column_are_read_in_rows(
    tmp_path: Path, rows_read: list[int]
) -> None:
    assert texts(read(tmp_path / "a.csv", "a,b\n1,x\n", [1, 5])) == {1: ["x"], 5: [""]}
    assert texts(read(tmp_path / "a.csv", 'a\n1\n""\n2\n', [0])) == {0: ["1", "2"]}
    assert rows_read == [1, 1]


def test_without_pyarrow_a_csv_is_read_in_rows(
    tmp_path: Path, rows_read: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    assert texts(read(tmp_path / "a.csv", "a,b\n1,x\n")) == {0: ["1"], 1: ["x"]}
    assert rows_read == [1]


# --- made by chance ------------------------------------------------------------------------------

CELLS = st.one_of(
    st.sampled_from(
        ["", "", "5", "Hài lòng", " x ", "a\nb", "a\r\n\r\nb", 'x"y', '"', "a,b", "c;d", '="1"', "NA"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0"), max_size=6),
)
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=12)
RAGGED = st.lists(st.lists(CELLS, max_size=5), min_size=1, max_size=12)
DELIMITERS = st.sampled_from([",", ";", "\t", "|"])
ENDS = st.sampled_from(["\n", "\r\n"])


def written(table: Any, delimiter: str, end: str, quoting: Any) -> str:
    """A table as Python writes it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(table)
    return text.getvalue()


@given(
    table=st.one_of(TABLES, RAGGED),
    delimiter=DELIMITERS,
    end=ENDS,
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    mark=st.booleans(),
    tail=st.sampled_from(["", "\n", "\r\n\r\n", "\n\n"]),
    few=st.sampled_from([1, 1_000]),
)
@settings(max_examples=200)
def test_what_python_writes(
    tmp_path_factory: pytest.TempPathFactory,
    table: Any,
    delimiter: str,
    end: str,
    quoting: Any,
    mark: bool,
    tail: str,
    few: int,
) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    text = "\ufeff" * mark + written(table, delimiter, end, quoting) + tail
    path.write_bytes(text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sipas_cli.sheets.arrow._FEW_ROWS", few)  # cột nào giữ chữ của từng dòng
        assert_alike(path)


@given(
    text=st.lists(
        st.sampled_from(
            ["a", "5", "ế", ",", ",", ";", '"', '"', '""', "\n", "\n", "\r\n", "\r", " ", "=", "\x1a"]
        ),
        max_size=40,
    ).map("".join)
)
@settings(max_examples=600)
def test_odd_ways_of_writing_never_differ(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(b"a,b\n" + text.encode())
    assert_alike(path)


@given(
    table=st.lists(st.lists(CELLS.filter(lambda cell: "\r" not in cell), min_size=3, max_size=3), min_size=3),
    size=st.integers(1, 12),
)
@settings(max_examples=100)
def test_the_size_of_chunks_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, table: Any, size: int
) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(written([["a", "b", "c"], *table], ",", "\r\n", csv.QUOTE_MINIMAL).encode())
    whole = look_over(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_look, "_CHUNK", size)
        chunked = look_over(path)
    assert (chunked.protected, chunked.is_plain(",")) == (whole.protected, whole.is_plain(","))


def test_many_batches_give_what_one_does(
    tmp_path: Path, rows_read: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_columns, "_BYTES_AT_ONCE", 256)
    monkeypatch.setattr("sipas_cli.sheets.arrow._FEW_ROWS", 1)
    lines = [f"P{number},{number % 7},{'' if number % 3 else 'x'}\n" for number in range(500)]
    lines[40] = lines[333] = ",,\n"
    path = tmp_path / "a.csv"
    found = read(path, "id,a,b\n" + "".join(lines), range(3))
    # dòng 42 và 335 của tệp trống
    assert found.rows.tolist() == [row for row in range(2, 502) if row not in (42, 335)]
    assert found.columns[1].texts == ("0", "1", "2", "3", "4", "5", "6")
    assert not rows_read
    assert_alike(path)


def test_a_fault_below_what_pyarrow_took_is_told_with_its_line(tmp_path: Path, sipas: Sipas) -> None:
    text = written([HEADER, *ballots()], ",", "\n", csv.QUOTE_MINIMAL)
    (tmp_path / "a.csv").write_bytes(text.encode() + b'"P99\n')
    assert "a.csv:22: dấu ngoặc kép" in sipas("score", "a.csv").err
    (tmp_path / "b.csv").write_bytes(text.encode() + b"P99,S\xff\n")
    assert "b.csv:22: chữ trong tệp không phải mã UTF-8" in sipas("score", "b.csv").err
    (tmp_path / "c.csv").write_bytes(text.encode() + b"P99,S\0\n")
    assert "c.csv:22: tệp không phải là văn bản csv" in sipas("score", "c.csv").err
