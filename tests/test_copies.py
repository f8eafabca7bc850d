"""The same ballots in two sheets: refused where it cannot be chance, and only there."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from conftest import CODES, HEADER, Sipas

UNITS = """
groups: [{id: so, name: Các sở}]
units:
  - {id: so-noi-vu, group: so, name: Sở Nội vụ}
  - {id: so-y-te, group: so, name: Sở Y tế}
"""
LABELS = {
    1: "Rất không hài lòng",
    2: "Không hài lòng",
    3: "Bình thường",
    4: "Hài lòng",
    5: "Rất hài lòng",
}
NO_ID = HEADER[1:]


@pytest.fixture(autouse=True)
def _workspace(tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_text(UNITS, encoding="utf-8")
    (tmp_path / "sipas.yaml").write_text("criteria: quang-ninh-2023\nyear: 2023\n", encoding="utf-8")


def varied(count: int, seed: int, unit: str = "Sở Y tế", day: str = "2023-11-15") -> list[list[object]]:
    """Ballots of people who mostly answer 4, with a random other answer now and then."""
    chance = random.Random(seed)
    answers = ([chance.choice((4, 4, 4, 5, 3, 2)) for _ in CODES] for _ in range(count))
    return [[unit, day, *own] for own in answers]


def straight(count: int, seed: int, unit: str = "Sở Y tế") -> list[list[object]]:
    """Ballots of people who tick one column, the fourth or the fifth."""
    chance = random.Random(seed)
    return [[unit, "2023-11-15", *[chance.choice((4, 5))] * len(CODES)] for _ in range(count)]


def book(path: Path, sheets: dict[str, Sequence[Sequence[object]]], header: Sequence[object] = NO_ID) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in [header, *rows]:
            sheet.append(list(row))
    made.save(path)
    return path


def test_labels_beside_codes_are_the_same_ballots(tmp_path: Path, sipas: Sipas) -> None:
    rows = varied(12, 1)
    labelled = [[*row[:2], *(LABELS[int(str(answer))] for answer in row[2:])] for row in rows]
    book(tmp_path / "a.xlsx", {"Mã": rows, "Nhãn": labelled[::-1]})
    outcome = sipas("score", "a.xlsx", "--lang", "en")
    assert outcome.status == 3
    assert "a.xlsx ! Nhãn: 12 of 12 ballots of this sheet stand in a.xlsx ! Mã too" in outcome.err


def test_a_file_that_holds_that_of_last_month_is_refused_and_allowed_when_asked(
    tmp_path: Path, sipas: Sipas
) -> None:
    october, november = varied(10, 2), varied(15, 3)
    book(tmp_path / "10.xlsx", {"S": october})
    book(tmp_path / "11.xlsx", {"S": [*october, *november]})
    outcome = sipas("score", "10.xlsx", "11.xlsx", "--lang", "en")
    assert outcome.status == 3
    assert "10.xlsx ! S: 10 of 10 ballots of this sheet stand in 11.xlsx ! S too" in outcome.err
    allowed = sipas("score", "10.xlsx", "11.xlsx", "--allow-copies", "--format", "json")
    assert allowed.status == 0, allowed.err
    assert json.loads(allowed.out)["overall"]["ballots"] == 35


def test_the_ballots_of_one_unit_in_another_file_are_named_with_it(tmp_path: Path, sipas: Sipas) -> None:
    health = varied(10, 4)
    book(tmp_path / "a.xlsx", {"S": [*health, *varied(30, 5, "Sở Nội vụ")]})
    book(tmp_path / "b.xlsx", {"S": [*health[::-1], *varied(30, 6, "Sở Nội vụ")]})
    outcome = sipas("score", "a.xlsx", "b.xlsx", "--lang", "en")
    assert outcome.status == 3
    assert "b.xlsx ! S: Sở Y tế: 10 of 10 ballots here stand in a.xlsx ! S too" in outcome.err


def test_a_copied_sheet_that_may_stay_is_not_refused_by_another_rule(tmp_path: Path, sipas: Sipas) -> None:
    rows = varied(10, 7)
    book(tmp_path / "a.xlsx", {"A": rows, "B": rows})
    assert sipas("score", "a.xlsx").status == 3
    assert sipas("score", "a.xlsx", "--allow-copies").status == 0


@pytest.mark.parametrize(
    ("rows", "keys"),
    [(varied(10, 7), ["ballots_copied", "sheet_twice"]), (straight(10, 7), ["sheet_twice"])],
)
def test_what_was_allowed_is_kept_told_and_not_frozen_unasked(
    rows: list[list[object]], keys: list[str], tmp_path: Path, sipas: Sipas
) -> None:
    book(tmp_path / "a.xlsx", {"A": rows, "B": rows})
    assert sipas("score", "a.xlsx").status == 3
    scored = sipas("-q", "score", "a.xlsx", "--allow-copies")
    assert scored.status == 0
    said = "đã chấm bằng --allow-copies dù có hai trang tính giống hệt nhau"
    assert said in scored.err
    (row,) = json.loads(sipas("runs", "--format", "json").out)
    assert row["forced"] == keys
    assert said in sipas("runs").out
    refused = sipas("freeze")
    assert refused.status == 2
    assert said in refused.err
    assert said in sipas("-q", "freeze", "--anyway").err


def test_what_needed_no_permission_leaves_no_trace(tmp_path: Path, sipas: Sipas) -> None:
    book(tmp_path / "a.xlsx", {"A": [*varied(10, 7), *varied(10, 8, "Sở Nội vụ")]})
    scored = sipas("-q", "score", "a.xlsx", "--allow-copies", "--force")
    assert (scored.status, scored.err) == (0, "")
    assert [row["forced"] for row in json.loads(sipas("runs", "--format", "json").out)] == [[]]
    assert "Đã bỏ qua" not in sipas("runs").out
    assert sipas("freeze").status == 0


@pytest.mark.parametrize("change", ["day", "id"])
def test_ballots_with_another_day_or_id_are_other_ballots(change: str, tmp_path: Path, sipas: Sipas) -> None:
    rows = varied(10, 8)
    if change == "day":
        book(tmp_path / "a.xlsx", {"A": rows, "B": [[row[0], "2023-11-16", *row[2:]] for row in rows[::-1]]})
    else:
        numbered = [[[f"{sheet}{number}", *row] for number, row in enumerate(rows)] for sheet in ("A", "B")]
        book(tmp_path / "a.xlsx", dict(zip("AB", numbered, strict=True)), HEADER)
    outcome = sipas("score", "a.xlsx", "--format", "json")
    assert outcome.status == 0, outcome.err
    assert json.loads(outcome.out)["overall"]["ballots"] == 20


def test_people_who_tick_one_column_are_alike_and_no_copies(tmp_path: Path, sipas: Sipas) -> None:
    book(tmp_path / "a.xlsx", {"A": straight(40, 9), "B": straight(38, 10)})
    outcome = sipas("score", "a.xlsx", "--format", "json", "--lang", "en")
    assert outcome.status == 0, outcome.err
    assert json.loads(outcome.out)["overall"]["ballots"] == 78
    assert "nearly all ballots are alike" in outcome.err


@pytest.mark.parametrize("seed", range(5))
def test_independent_ballots_are_never_taken_for_copies(seed: int, tmp_path: Path, sipas: Sipas) -> None:
    first = [*varied(40, seed), *straight(40, seed)]
    second = [*varied(40, seed + 100), *straight(40, seed + 100)]
    book(tmp_path / "a.xlsx", {"A": first, "B": second})
    outcome = sipas("score", "a.xlsx")
    assert outcome.status == 0, outcome.err


def test_a_block_pasted_twice_into_one_sheet_is_refused(tmp_path: Path, sipas: Sipas) -> None:
    rows = varied(12, 11)
    book(tmp_path / "a.xlsx", {"S": [*rows, *varied(5, 12), *rows]})
    outcome = sipas("score", "a.xlsx", "--lang", "en")
    assert outcome.status == 3
    assert "a.xlsx ! S: 12 ballots stand in this sheet twice, in the same order" in outcome.err
    allowed = sipas("score", "a.xlsx", "--lang", "en", "--allow-copies")
    assert allowed.status == 0
    assert "with --allow-copies though ballots stand in one sheet twice" in allowed.err


def test_large_surveys_agree_by_chance_and_are_no_copies(tmp_path: Path, sipas: Sipas) -> None:
    """Of thousands of people who mostly give one answer throughout, some rare ballots meet by chance."""
    chance = random.Random(5)

    def people() -> list[list[object]]:
        base = (chance.choice((5, 5, 5, 4, 4, 3)) for _ in range(3000))
        return [
            [
                "Sở Y tế",
                "2023-11-15",
                *(own if chance.random() < 0.97 else chance.choice((3, 4, 5)) for _ in CODES),
            ]
            for own in base
        ]

    book(tmp_path / "a.xlsx", {"A": people(), "B": people()})
    outcome = sipas("score", "a.xlsx")
    assert outcome.status == 0, outcome.err


def test_how_many_ballots_came_from_which_sheet_is_said(tmp_path: Path, sipas: Sipas) -> None:
    book(tmp_path / "a.xlsx", {"A": varied(4, 1), "B": varied(3, 2)})
    outcome = sipas("check", "a.xlsx", "--lang", "en")
    lines = [line for line in outcome.err.splitlines() if "header in row" in line]
    assert [line.partition(":")[0] for line in lines] == ["a.xlsx ! A", "a.xlsx ! B"]
    assert [line.rpartition("; ")[2] for line in lines] == ["ballots: 4.", "ballots: 3."]
