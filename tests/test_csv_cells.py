"""csv files with what other programs leave in them."""

import csv
import json
from pathlib import Path

import pytest
from conftest import HEADER, Sipas, ballots


def write_csv(path: Path, *, remark: str = "", end: str = "") -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*HEADER, "Ý kiến khác"])
        writer.writerows([*row, remark if number == 3 else ""] for number, row in enumerate(ballots()))
        file.write(end)


def test_a_remark_of_more_letters_than_the_reader_of_csv_takes_by_itself(
    tmp_path: Path, sipas: Sipas
) -> None:
    write_csv(tmp_path / "a.csv", remark="dài " * 50_000)
    result = sipas("score", "a.csv", "--format", "json")
    assert result.status == 0, result.err
    assert json.loads(result.out)["findings"]["ballots_read"] == 20


@pytest.mark.parametrize("end", ["\x1a", "\x1a\r\n", "\r\n\x1a"])
def test_the_mark_of_the_end_of_a_file_is_no_ballot_and_no_text(
    tmp_path: Path, sipas: Sipas, end: str
) -> None:
    write_csv(tmp_path / "a.csv", end=end)
    result = sipas("score", "a.csv", "--format", "json")
    assert result.status == 0, result.err
    found = json.loads(result.out)["findings"]
    assert (found["ballots_read"], found["ballots_rejected"]) == (20, 0)


def test_the_mark_of_the_end_behind_the_last_cell(tmp_path: Path, sipas: Sipas) -> None:
    write_csv(tmp_path / "a.csv")
    text = (tmp_path / "a.csv").read_bytes().rstrip(b"\r\n,")
    (tmp_path / "a.csv").write_bytes(text + b',""\x1a')
    result = sipas("score", "a.csv", "--format", "json")
    assert result.status == 0, result.err
    assert json.loads(result.out)["findings"]["ballots_rejected"] == 0


def test_a_time_in_utc_is_the_day_that_it_was_here(tmp_path: Path, sipas: Sipas) -> None:
    # 31/12/2022 18:30 UTC là 1 giờ 30 ngày 01/01/2023 ở Việt Nam
    rows = [[*row[:2], "2022-12-31T18:30:00Z", *row[3:]] for row in ballots()]
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    result = sipas("score", "a.csv", "--format", "json")
    assert result.status == 0, result.err
    assert json.loads(result.out)["year"] == 2023
