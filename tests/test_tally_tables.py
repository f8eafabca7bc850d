"""The counts of a run as csv, written and read again: as many rows as there are, in pieces or at once."""

import csv
import io
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipas_cli.runs import tally_tables
from sipas_cli.runs.tally_tables import tally_files, tally_in
from sipas_cli.tally import COLUMNS, NUMBERS, Tally, pooled_answers

Row = tuple[str, str, str, str, int]
#: Names of units, some as a spreadsheet would run or part them.
NAMES = ["xa-an", "=1+1", "-x", "a,b", 'c"d', "hai\ndòng", "'x", "Hà Nội"]
ROWS: list[Row] = [(name, f"kenh={name}", "A1", "5", number) for number, name in enumerate(NAMES, start=1)]


def tally_of_rows(rows: Sequence[Row]) -> Tally:
    """A tally with these answers and nothing else."""
    tables = {}
    for name, columns in COLUMNS.items():
        cells = zip(*rows, strict=True) if name == "answers" and rows else [()] * len(columns)
        tables[name] = {
            column: np.array(list(values), dtype=np.int64 if column in NUMBERS else object)
            for column, values in zip(columns, cells, strict=True)
        }
    return Tally("d" * 64, frozenset(["e" * 64]), tables)


def answers(tally: Tally) -> list[tuple[object, ...]]:
    """The rows of its answers."""
    return list(tally.rows("answers"))


@given(rows=st.lists(st.sampled_from(ROWS)))
def test_what_is_written_is_read_again(rows: list[Row]) -> None:
    files = dict(tally_files(tally_of_rows(rows)))
    assert answers(tally_in(files)) == rows
    text = files["tally/answers.csv"].decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) == 1 + len(rows)


def test_pieces_are_put_together_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[Row] = [(f"xa-{number}", "all", "A1", "5", number) for number in range(50)]
    files = dict(tally_files(tally_of_rows(rows)))
    monkeypatch.setattr(tally_tables, "_BYTES_AT_ONCE", 100)
    assert answers(tally_in(files)) == rows


@pytest.mark.parametrize("row", ["a,all,A1,5", "a,all,A1,5,1,2", "", 'a,all,"A1",5'])
def test_a_row_of_another_length_is_refused(row: str) -> None:
    files = dict(tally_files(tally_of_rows([("a", "all", "A1", "5", 1)])))
    files["tally/answers.csv"] += f"{row}\na,all,A2,5,1\n".encode()
    with pytest.raises(ValueError, match=r"length|shorter|longer"):
        tally_in(files)


def test_answers_of_all_units_together_are_those_by_hand() -> None:
    rows: list[Row] = [
        ("a", "all", "A1", "4", 2),
        ("a", "all", "A1", "5", 1),
        ("a", "kenh=?", "A1", "5", 1),
        ("b", "all", "A1", "5", 3),
        ("b", "all", "A2", "5", 3),
    ]
    assert pooled_answers(tally_of_rows(rows)) == {
        "all": {"A1": {"4": 2, "5": 1 + 3}, "A2": {"5": 3}},
        "kenh=?": {"A1": {"5": 1}},
    }
