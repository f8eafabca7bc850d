"""What is done how often: files of one form are recognised once, sheets unpacked twice; what documents of
many units share is done once, not for each of them."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import CODES, Sipas, ballots, write_book
from docxtpl import DocxTemplate
from jinja2 import Environment
from xlsxwriter.worksheet import Worksheet

from sipas_cli.intake import headers, readings
from sipas_cli.runs import tables
from sipas_cli.sheets.package import Package
from sipas_cli.tally import Tally


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


# --- documents of many units ---------------------------------------------------------------------


@pytest.fixture
def operations(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often templates are compiled or prepared, counts gone through, files of runs read, and cells kept
    for a workbook."""
    counted: Counter[str] = Counter()

    def note(place: Any, name: str, call: str) -> None:
        original = getattr(place, name)

        def noted(*arguments: Any, **more: Any) -> Any:
            counted[call] += 1
            return original(*arguments, **more)

        monkeypatch.setattr(place, name, noted)

    note(Environment, "compile", "compiled")
    note(DocxTemplate, "patch_xml", "prepared")
    note(Tally, "rows", "gone through")
    note(tables, "rows_of", "read")
    note(Worksheet, "write_number", "kept")
    return counted


Communes = Callable[[int, int], None]


@pytest.fixture
def communes(tmp_path: Path, sipas: Sipas) -> Communes:
    """Scores so many communes of one group with so many ballots each; there may be no run before."""

    def score(units: int, of_each: int) -> None:
        names = [f"Xã {number}" for number in range(units)]
        entries = [f"  - {{id: x{n}, group: xa, name: {name}}}" for n, name in enumerate(names)]
        register = ["groups: [{id: xa, name: Các xã}]", "units:", *entries, ""]
        (tmp_path / "units.yaml").write_text("\n".join(register), encoding="utf-8")
        (tmp_path / "sipas.yaml").write_text("criteria: quang-ninh-2023\nyear: 2023\n", encoding="utf-8")
        lines = [",".join(["Mã phiếu", "Tên đơn vị", *CODES])]
        for number in range(units * of_each):
            answers = ["5"] * (number % 20) + ["4"] * (len(CODES) - number % 20)
            lines.append(",".join([f"P{number}", names[number % units], *answers]))
        (tmp_path / "ballots.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        assert sipas("score", "ballots.csv").status == 0

    return score


def test_pages_of_more_units_take_no_more_templates_nor_looks_at_the_counts(
    sipas: Sipas, communes: Communes, operations: Counter[str]
) -> None:
    seen = []
    for units in (101, 108):
        communes(units, 1)
        operations.clear()
        assert sipas("report").status == 0
        seen.append(dict(operations))
    assert seen[0] == seen[1]
    assert seen[0]["compiled"] > 0


def test_more_notices_prepare_the_template_no_more_often(
    sipas: Sipas, communes: Communes, operations: Counter[str]
) -> None:
    communes(5, 1)
    seen = []
    for units in (["--unit", "Xã 1"], ["--unit", "Xã 1", "--unit", "Xã 2", "--unit", "Xã 3"]):
        operations.clear()
        assert sipas("render-notice", "--jobs", "1", *units).status == 0
        seen.append((operations["compiled"], operations["prepared"]))
    assert seen[0] == seen[1]
    assert seen[0][1] > 0


def test_cells_of_an_audit_that_are_kept_do_not_grow_with_the_ballots(
    sipas: Sipas, communes: Communes, operations: Counter[str]
) -> None:
    kept = []
    for of_each in (2, 5):
        communes(6, of_each)
        operations.clear()
        assert sipas("audit", "-o", "a.xlsx").status == 0
        kept.append(operations["kept"])
    assert kept[0] == kept[1] > 0
