"""`check` and `score` end by one decision; ballots of another year are not stored for this one."""

import json
import shutil
from pathlib import Path

import pytest
from conftest import HEADER, ROOT, Sipas, ballot, ballots, write_book

UNITS = """
groups: [{id: so, name: Các sở}]
units:
  - {id: so-noi-vu, group: so, name: Sở Nội vụ}
  - {id: so-y-te, group: so, name: Sở Y tế}
"""
FIELD = ROOT / "tests" / "field"
TABLES = (".xlsx", ".xls", ".ods", ".csv")
FILES = sorted(path for path in FIELD.glob("*/*") if path.suffix in TABLES)
DATA = sorted(path for path in (ROOT / "tests" / "data").iterdir() if path.suffix in TABLES)


@pytest.mark.parametrize("path", [*FILES, *DATA], ids=lambda path: f"{path.parent.name}/{path.name}")
@pytest.mark.parametrize("words", [(), ("--strict",)])
def test_check_ends_with_the_status_that_score_ends_with(
    path: Path, words: tuple[str, ...], sipas: Sipas, tmp_path: Path
) -> None:
    shutil.copytree(FIELD / "_workspace", tmp_path, dirs_exist_ok=True)
    if path.parent.parent == FIELD:
        shutil.copytree(path.parent, tmp_path, dirs_exist_ok=True)
    checked = sipas("check", path, "--year", "2024", *words)
    scored = sipas("score", path, "--year", "2024", *words)
    assert checked.status == scored.status, checked.err + scored.err
    assert ("chấm được" in checked.err) == (scored.status == 0)


@pytest.fixture
def registered(tmp_path: Path) -> Path:
    (tmp_path / "units.yaml").write_text(UNITS, encoding="utf-8")
    (tmp_path / "sipas.yaml").write_text("criteria: quang-ninh-2023\n", encoding="utf-8")
    return tmp_path


def of_day(day: str, *, first: int = 1, answer: int = 4) -> list[list[object]]:
    """Twenty ballots of one day, with running ids."""
    rows = [ballot(n, "Sở Nội vụ" if n % 2 else "Sở Y tế", answer) for n in range(first, first + 20)]
    return [[row[0], row[1], day, *row[3:]] for row in rows]


def test_a_run_without_any_score_is_no_result_for_check_either(registered: Path, sipas: Sipas) -> None:
    write_book(registered / "a.xlsx", [ballot(n, "Sở Y tế", "Không biết/Không áp dụng") for n in range(5)])
    assert sipas("check", "a.xlsx", "--year", 2023).status == 3
    assert sipas("score", "a.xlsx", "--year", 2023).status == 3


@pytest.mark.parametrize("command", ["check", "score"])
@pytest.mark.parametrize(
    ("day", "status"),
    [("2022-12-31", 3), ("2023-01-01", 0), ("2024-06-30", 0), ("2024-07-01", 3)],
)
def test_ballots_are_of_a_year_if_one_has_a_day_in_its_period(
    command: str, day: str, status: int, registered: Path, sipas: Sipas
) -> None:
    write_book(registered / "a.xlsx", of_day(day))
    outcome = sipas(command, "a.xlsx", "--year", 2023, "--lang", "en")
    assert outcome.status == status, outcome.err
    if status:
        assert "no ballot was answered in the period of 2023 (2023-01-01 to 2024-06-30)" in outcome.err
        assert f"their days are {day} to {day}" in outcome.err


def test_the_period_is_a_setting(registered: Path, sipas: Sipas) -> None:
    settings = registered / "sipas.yaml"
    settings.write_text(
        settings.read_text() + "period: {from: 10-01 previous, to: 12-31}\n", encoding="utf-8"
    )
    write_book(registered / "a.xlsx", of_day("2022-10-01"))
    assert sipas("score", "a.xlsx", "--year", 2023).status == 0
    write_book(registered / "b.xlsx", of_day("2024-01-01", answer=5))
    assert sipas("score", "b.xlsx", "--year", 2023).status == 3


@pytest.mark.parametrize(
    "period", ["{from: 1-1}", "{to: 13-01}", "{from: 06-30, to: 01-01}", "{to: 06-30 later}"]
)
def test_a_period_that_is_none_is_refused_with_its_line(period: str, registered: Path, sipas: Sipas) -> None:
    settings = registered / "sipas.yaml"
    settings.write_text(settings.read_text() + f"period: {period}\n", encoding="utf-8")
    write_book(registered / "a.xlsx", ballots())
    outcome = sipas("score", "a.xlsx", "--year", 2023)
    assert outcome.status == 2
    assert "sipas.yaml:2" in outcome.err


def test_what_was_forced_stands_in_the_manifest(registered: Path, sipas: Sipas) -> None:
    write_book(registered / "a.xlsx", of_day("2021-05-05"))
    assert sipas("score", "a.xlsx", "--year", 2023).status == 3
    assert not (registered / "results").exists()
    assert sipas("score", "a.xlsx", "--year", 2023, "--force").status == 0
    manifest = next((registered / "results" / "2023").glob("sipas-*/manifest.json"))
    assert json.loads(manifest.read_text(encoding="utf-8"))["forced"] == ["year_no_day"]
    assert "dù không phiếu nào có ngày trong thời gian của năm" in sipas("freeze").err


def test_once_the_objection_is_mended_the_result_is_stored_without_the_mark(
    registered: Path, sipas: Sipas
) -> None:
    write_book(registered / "a.xlsx", of_day("2022-12-30"))
    assert sipas("score", "a.xlsx", "--year", 2023, "--force").status == 0
    settings = registered / "sipas.yaml"
    settings.write_text(
        settings.read_text() + "period: {from: 10-01 previous, to: 12-31}\n", encoding="utf-8"
    )
    assert sipas("score", "a.xlsx", "--year", 2023).status == 0
    rows = json.loads(sipas("runs", "--format", "json").out)
    assert [row["forced"] for row in rows] == [["year_no_day"], []]
    assert sipas("freeze", "--year", 2023).status == 0


@pytest.mark.parametrize("day", ["2021-05-05", "2023-05-05"])
def test_a_check_that_is_refused_does_not_say_that_nothing_was_found(
    day: str, registered: Path, sipas: Sipas
) -> None:
    write_book(registered / "a.xlsx", of_day(day))
    outcome = sipas("check", "a.xlsx", "--year", 2023)
    assert (outcome.status == 0) == ("Không có phát hiện nào." in outcome.out) == (day[:4] == "2023")


def test_the_ballots_of_one_year_are_not_those_of_another(registered: Path, sipas: Sipas) -> None:
    write_book(registered / "a.xlsx", [row[:2] + row[3:] for row in ballots()], HEADER[:2] + HEADER[3:])
    assert sipas("score", "a.xlsx", "--year", 2023).status == 0
    run = next((registered / "results" / "2023").glob("sipas-*")).name
    outcome = sipas("score", "a.xlsx", "--year", 2024, "--lang", "en")
    assert outcome.status == 3
    assert (
        f"a.xlsx: run {run} of 2023 was scored from this very file; it cannot be of 2024 too" in outcome.err
    )
    assert sipas("check", "a.xlsx", "--year", 2024).status == 3
    assert sipas("score", "a.xlsx", "--year", 2024, "--force").status == 0
    assert sipas("score", "a.xlsx", "--year", 2023).status == 3  # now 2024 has it too


def test_the_same_ballots_saved_anew_are_not_those_of_another_year(registered: Path, sipas: Sipas) -> None:
    rows = [row[:2] + row[3:] for row in ballots()]
    write_book(registered / "a.xlsx", rows, HEADER[:2] + HEADER[3:])
    assert sipas("score", "a.xlsx", "--year", 2023).status == 0
    write_book(registered / "b.xlsx", rows[::-1], HEADER[:2] + HEADER[3:])
    outcome = sipas("score", "b.xlsx", "--year", 2024, "--lang", "en")
    assert outcome.status == 3
    assert "these seem to be the same data, saved anew" in outcome.err
    forced = sipas("score", "b.xlsx", "--year", 2024, "--lang", "en", "--force")
    assert forced.status == 0
    assert "with --force though the same ballots were scored for another year" in forced.err


def test_each_sheet_is_of_the_year_by_its_own_days(registered: Path, sipas: Sipas) -> None:
    write_book(registered / "2022.xlsx", of_day("2022-11-15", first=100, answer=2))
    write_book(registered / "2023.xlsx", of_day("2023-11-15"))
    outcome = sipas("score", "2022.xlsx", "2023.xlsx", "--year", 2023, "--lang", "en")
    assert outcome.status == 3
    assert "2022.xlsx ! Phiếu: no ballot was answered in the period of 2023" in outcome.err
    assert "2023.xlsx ! Phiếu: no ballot" not in outcome.err


@pytest.mark.parametrize(
    ("text", "status"), [("11/2022", 3), ("Tháng 11 năm 2022", 3), ("2022", 3), ("11/2023", 0)]
)
def test_a_year_without_a_day_tells_too(text: str, status: int, registered: Path, sipas: Sipas) -> None:
    write_book(registered / "a.xlsx", of_day(text))
    assert sipas("score", "a.xlsx", "--year", 2023).status == status


def test_files_of_two_years_are_told_as_that_and_not_as_duplicates(registered: Path, sipas: Sipas) -> None:
    write_book(registered / "2022.xlsx", of_day("2022-11-15", answer=2))
    write_book(registered / "2023.xlsx", of_day("2023-11-15"))
    outcome = sipas("score", "2022.xlsx", "2023.xlsx", "--year", 2023, "--lang", "en")
    assert outcome.status == 3
    assert "2023.xlsx ! Phiếu: 20 ids here stand in another file too" in outcome.err
    assert "were answered in the years 2022, 2023" in outcome.err
    assert "duplicate" not in outcome.err
