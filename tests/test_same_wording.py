"""Two questions of one wording under two headings of the form: which column is which.

Of four ballots Sở A gets: 1.1 100, 1.2 (Công chức) 75, 2.1 50, 2.2 (Bộ phận Một cửa) 25 percent.
"""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import Sipas

SET = """\
id: nho
index: sipas
title: Hai câu cùng lời văn
source: Dựng riêng để kiểm tra chương trình
holds_from: 2023
plan:
  scale: {answers: [{code: 0, label: Không}, {code: 1, label: Có}], satisfied_from: 1}
  columns: {unit: [Đơn vị]}
  questions:
    - {code: A1, text: Hướng dẫn dễ hiểu}
    - {code: A2, text: "Thái độ lịch sự, tôn trọng", heading: Công chức}
    - {code: B1, text: Chỗ ngồi đầy đủ}
    - {code: B2, text: "Thái độ lịch sự, tôn trọng", heading: Bộ phận Một cửa}
rules:
  measure: satisfied_share
  factors:
    - {id: a, title: Công chức, weight: 50, criteria: [A1, A2]}
    - {id: b, title: Bộ phận Một cửa, weight: 50, criteria: [B1, B2]}
"""
SHARED = "Thái độ lịch sự, tôn trọng"
#: Question -> its four answers.
ANSWERS = {"A1": (1, 1, 1, 1), "A2": (1, 1, 1, 0), "B1": (1, 1, 0, 0), "B2": (1, 0, 0, 0)}


def scored(sipas: Sipas, folder: Path, columns: Sequence[tuple[str, str]]) -> dict[str, float] | str:
    """Question -> percent; or what is told where the file is refused. `columns`: (header, question)."""
    (folder / "criteria").mkdir(exist_ok=True)
    (folder / "criteria" / "nho.yaml").write_text(SET, encoding="utf-8")
    lines = [";".join(["Đơn vị", *(header for header, _ in columns)])]
    lines += [";".join(["Sở A", *(str(ANSWERS[code][n]) for _, code in columns)]) for n in range(4)]
    (folder / "a.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = sipas("score", "a.csv", "--criteria", "nho", "--year", "2023")
    if result.status:
        return result.err
    (run,) = (folder / "results" / "2023").glob("sipas-*")
    with (run / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [
            row for row in csv.DictReader(file) if row["level"] == "criterion" and row["unit_id"] == "so-a"
        ]
    return {row["id"]: float(row["score_pct"]) for row in rows}


def test_headers_that_name_the_heading_tell_them_apart(sipas: Sipas, tmp_path: Path) -> None:
    columns = [
        (f"Bộ phận Một cửa/{SHARED}", "B2"),
        ("Chỗ ngồi đầy đủ", "B1"),
        (f"Công chức [{SHARED}]", "A2"),
        ("Hướng dẫn dễ hiểu", "A1"),
    ]
    assert scored(sipas, tmp_path, columns) == {"A1": 100, "A2": 75, "B1": 50, "B2": 25}


def test_codes_before_the_wording_tell_them_apart(sipas: Sipas, tmp_path: Path) -> None:
    columns = [(f"B2. {SHARED}", "B2"), (f"A2. {SHARED}", "A2"), ("B1", "B1"), ("A1", "A1")]
    assert scored(sipas, tmp_path, columns) == {"A1": 100, "A2": 75, "B1": 50, "B2": 25}


def test_columns_in_the_order_of_the_set_are_told_apart(sipas: Sipas, tmp_path: Path) -> None:
    columns = [("Hướng dẫn dễ hiểu", "A1"), (SHARED, "A2"), ("Chỗ ngồi đầy đủ", "B1"), (SHARED, "B2")]
    assert scored(sipas, tmp_path, columns) == {"A1": 100, "A2": 75, "B1": 50, "B2": 25}


def test_a_column_that_the_criteria_pass_over_is_no_question(sipas: Sipas, tmp_path: Path) -> None:
    ignored = f"Công chức/{SHARED}"
    (tmp_path / "criteria").mkdir()
    text = SET.replace("{unit: [Đơn vị]}", f'{{unit: [Đơn vị], ignored: ["{ignored}"]}}')
    (tmp_path / "criteria" / "nho.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "a.csv").write_text(f'Đơn vị;A1;"{ignored}";B1;B2\nSở A;1;1;1;1\n', encoding="utf-8")
    told = sipas("score", "a.csv", "--criteria", "nho", "--year", "2023")
    assert told.status == 3
    assert "A2" in told.err


@pytest.mark.parametrize(
    "columns",
    [
        [("Chỗ ngồi đầy đủ", "B1"), (SHARED, "B2"), ("Hướng dẫn dễ hiểu", "A1"), (SHARED, "A2")],
        [("Hướng dẫn dễ hiểu", "A1"), (SHARED, "A2"), ("Chỗ ngồi đầy đủ", "B1")],
    ],
)
def test_columns_in_another_order_or_too_few_are_not_guessed(
    sipas: Sipas, tmp_path: Path, columns: Sequence[tuple[str, str]]
) -> None:
    told = scored(sipas, tmp_path, columns)
    assert isinstance(told, str)
    assert "A2" in told or "B2" in told


@pytest.mark.parametrize(
    ("old", "new"),
    [("heading: Công chức", 'heading: ""'), ("heading: Công chức", "heading: BỘ PHẬN MỘT CỬA")],
)
def test_one_wording_without_two_headings_is_refused(
    sipas: Sipas, tmp_path: Path, old: str, new: str
) -> None:
    (tmp_path / "bo.yaml").write_text(SET.replace(old, new), encoding="utf-8")
    told = sipas("criteria", "check", "bo.yaml")
    assert told.status == 2
    assert 'hai câu hỏi có cùng lời văn "Thái độ lịch sự, tôn trọng"' in told.err
