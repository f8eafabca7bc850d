"""One rule for rows of sums: every reader of tables is given the same sheets, with the same labels below."""

import csv
import io
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from conftest import ROOT, Outcome, Sipas

from sipas_cli.intake.totals import group_of_subtotal, is_total

UNITS = ["Sở Tư pháp", "Sở Nội vụ", "Sở Y tế"]
LABELS = [
    *(
        "Tổng",
        "Tổng cộng",
        "TỔNG SỐ:",
        "Tổng số hồ sơ",
        "Cộng",
        "Trung bình",
        "Bình quân chung",
        "TB",
        "Toàn tỉnh",
    ),
    *(
        "Điểm tối đa",
        "Cao nhất",
        "Thấp nhất",
        "Max",
        "Tỷ lệ (%)",
        "Grand Total",
        "Tong cong",
        "Điểm trung bình",
    ),
]
Read = Callable[[Sipas, Path, Sequence[object]], tuple[Outcome, list[str]]]


@pytest.fixture(autouse=True)
def _workspace(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "field" / "_workspace", tmp_path, dirs_exist_ok=True)


def write(path: Path, rows: Sequence[Sequence[object]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)


def ballots(sipas: Sipas, folder: Path, last: Sequence[object]) -> tuple[Outcome, list[str]]:
    rows = [[n, unit, 4, 5, 4, 4] for n, unit in enumerate(UNITS, 1)]
    write(folder / "a.xlsx", [["STT", "Tên đơn vị", "A1", "A2", "B1", "B2"], *rows, [*last, 4, 5, 4, 4]])
    outcome = sipas("score", "a.xlsx", "--year", "2024", "--format", "json")
    data = json.loads(outcome.out)
    assert data["findings"]["ballots_rejected"] == 0
    return outcome, [unit["unit"] for group in data["groups"] for unit in group["units"] if unit["ballots"]]


def published(sipas: Sipas, folder: Path, last: Sequence[object]) -> tuple[Outcome, list[str]]:
    rows = [[n, unit, 90 - n] for n, unit in enumerate(UNITS, 1)]
    write(folder / "a.xlsx", [["STT", "Tên đơn vị", "Chỉ số hài lòng"], *rows, [*last, 100]])
    outcome = sipas("import-results", "a.xlsx", "--year", "2023")
    stored = sipas("rank", "--year", "2023", "--format", "csv")
    return outcome, [row["unit"] for row in csv.DictReader(io.StringIO(stored.out))]


def transactions(sipas: Sipas, folder: Path, last: Sequence[object]) -> tuple[Outcome, list[str]]:
    rows = [[n, unit, 100] for n, unit in enumerate(UNITS, 1)]
    write(folder / "a.xlsx", [["STT", "Đơn vị", "Số hồ sơ"], *rows, [*last, 300]])
    outcome = sipas("sample", "size", "a.xlsx", "--format", "csv")
    return outcome, [row["unit"] for row in csv.DictReader(io.StringIO(outcome.out))]


@pytest.mark.parametrize("registered", [True, False])
@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("read", [ballots, published, transactions])
def test_a_row_with_a_label_of_sums_is_no_entry_for_any_reader(
    read: Read, label: str, registered: bool, sipas: Sipas, tmp_path: Path
) -> None:
    if not registered:
        (tmp_path / "units.yaml").unlink()
    for row in (["", label], [label, ""]):
        outcome, units = read(sipas, tmp_path, row)
        assert outcome.status == 0, outcome.err
        assert sorted(units) == sorted(UNITS)


@pytest.mark.parametrize("read", [ballots, published, transactions])
def test_a_registered_unit_named_like_a_label_is_an_entry_for_every_reader(
    read: Read, sipas: Sipas, tmp_path: Path
) -> None:
    register = (tmp_path / "units.yaml").read_text(encoding="utf-8")
    register += "  - {id: trung-binh, group: so, name: Trung Bình}\n"
    (tmp_path / "units.yaml").write_text(register, encoding="utf-8")
    outcome, units = read(sipas, tmp_path, [4, "Trung Bình"])
    assert outcome.status == 0, outcome.err
    assert sorted(units) == sorted([*UNITS, "Trung Bình"])


def test_labels_alone_and_with_what_they_count() -> None:
    assert is_total("Trung bình chung các câu:")
    assert not is_total("Tổng công ty Điện lực")
    assert not is_total("Cộng đồng dân cư")
    assert not is_total("Cong an tinh")
    assert group_of_subtotal("Sở Tư pháp") == ""
    assert group_of_subtotal("Grand Average") == "grand"
