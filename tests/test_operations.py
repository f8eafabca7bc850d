"""What is done how often: files of one form are recognised once, sheets unpacked twice."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from conftest import Sipas, ballots, write_book

from sipas_cli.intake import headers, readings
from sipas_cli.sheets.package import Package


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often sheets are laid out, and parts unpacked."""
    counted: Counter[str] = Counter()
    laid_out, chunks = headers.layout, Package.chunks

    def layout(*arguments: Any) -> Any:
        counted["layout"] += 1
        return laid_out(*arguments)

    def unpacked(*arguments: Any) -> Any:
        counted["unpacked"] += 1
        return chunks(*arguments)

    monkeypatch.setattr(readings.headers, "layout", layout)
    monkeypatch.setattr(Package, "chunks", unpacked)
    return counted


def books(folder: Path, number: int) -> list[str]:
    """Workbooks of one form, with ballots of their own."""
    names = [f"{place}.xlsx" for place in range(number)]
    for place, name in enumerate(names):
        rows = [[f"{place}-{row[0]}", *row[1:]] for row in ballots()]
        write_book(folder / name, rows)
    return names


def test_files_of_one_form_are_recognised_once(tmp_path: Path, sipas: Sipas, count: Counter[str]) -> None:
    names = books(tmp_path, 6)
    sipas("check", names[0])
    first = count["layout"]
    count.clear()
    sipas("check", *names)
    assert count["layout"] == first + 5


def test_a_sheet_is_unpacked_for_its_first_rows_and_for_its_columns(
    tmp_path: Path, sipas: Sipas, count: Counter[str]
) -> None:
    names = books(tmp_path, 3)
    sipas("check", *names)
    assert count["unpacked"] == 2 * 3
