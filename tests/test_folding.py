"""Signs that look alike, end to end: units, headers, answers, tags; and ids, some of which are exact.

The ballots are those of the field cases: a plan of four questions A1, A2, B1, B2 and three offices.
"""

import csv
import json
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Sipas

from sipas_cli.model import Group, Unit
from sipas_cli.workspace.units import Registry, initials

HEADER = ["Mã phiếu", "Ngày khảo sát", "Tên đơn vị", "A1", "A2", "B1", "B2"]
GOOD = ["Hài lòng", "Hài lòng", "Hài lòng", "Hài lòng"]
BAD = ["Không hài lòng", "Không hài lòng", "Không hài lòng", "Không hài lòng"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace that bears it if half of the ballots are rejected."""
    shutil.copytree(ROOT / "tests" / "field" / "_workspace", tmp_path, dirs_exist_ok=True)
    criteria = tmp_path / "criteria" / "field.yaml"
    text = criteria.read_text(encoding="utf-8")
    bearing = text.replace("  questions:", "  ballots: {maximum_rejected_pct: 50}\n  questions:")
    criteria.write_text(bearing, encoding="utf-8")
    return tmp_path


def write(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def scored(sipas: Sipas, *files: str) -> dict[str, Any]:
    outcome = sipas("score", *files, "--year", "2024", "--format", "json")
    assert outcome.status == 0, outcome.err
    found: dict[str, Any] = json.loads(outcome.out)
    return found


def scores(found: dict[str, Any]) -> dict[str, float]:
    """The scores of the units that have one."""
    lines = [line for group in found["groups"] for line in group["units"]]
    return {line["unit"]: line["score"] for line in lines if line["score"] is not None}


# --- ids -----------------------------------------------------------------------------------------


def test_two_ids_that_a_program_made_are_two_ballots(folder: Path, sipas: Sipas) -> None:
    """Qualtrics makes ids that differ in one capital: 1 of 2 ballots is satisfied, 50 %."""
    rows = [
        ["R_3nYx2KpQ7aLmZtb", "04/11/2024", "Sở Y tế", *GOOD],
        ["R_3nYx2KpQ7aLmZtB", "04/11/2024", "Sở Y tế", *BAD],
    ]
    write(folder / "a.csv", [HEADER, *rows])
    found = scored(sipas, "a.csv")
    assert (found["overall"]["ballots"], scores(found)) == (2, {"Sở Y tế": 50.0})


def test_an_id_that_a_program_made_still_counts_once(folder: Path, sipas: Sipas) -> None:
    row = ["R_3nYx2KpQ7aLmZtb", "04/11/2024", "Sở Y tế", *GOOD]
    write(folder / "a.csv", [HEADER, row, [" R_3nYx2KpQ7aLmZtb ", *row[1:3], *BAD]])
    found = scored(sipas, "a.csv")
    assert (found["overall"]["ballots"], scores(found)) == (1, {"Sở Y tế": 100.0})


def test_short_ids_of_a_tool_are_compared_exactly(folder: Path, sipas: Sipas) -> None:
    header = ["_uuid", "_submission_time", "_validation_status", *HEADER[2:]]
    rows = [["aB1", "2024-11-04", "", "Sở Y tế", *GOOD], ["ab1", "2024-11-04", "", "Sở Y tế", *BAD]]
    write(folder / "a.csv", [header, *rows])
    assert scored(sipas, "a.csv")["overall"]["ballots"] == 2


@pytest.mark.parametrize("other", ["p01", " P01", "Ｐ01"])
def test_ids_that_a_person_typed_are_told_to_differ_in_their_spelling_only(
    folder: Path, sipas: Sipas, other: str
) -> None:
    rows = [["P01", "04/11/2024", "Sở Y tế", *GOOD], [other, "04/11/2024", "Sở Y tế", *BAD]]
    write(folder / "a.csv", [HEADER, *rows])
    outcome = sipas("check", "a.csv", "--lang", "en")
    told = "this ballot id is already at a.csv ! A2, with other capitals, blanks or signs that look alike"
    assert (told in outcome.out + outcome.err) == (other.strip() != "P01")
    assert scored(sipas, "a.csv")["overall"]["ballots"] == 1


def test_a_typed_word_with_a_capital_is_no_id_of_a_program(folder: Path, sipas: Sipas) -> None:
    rows = [["Phieu-SNV-01", "04/11/2024", "Sở Y tế", *GOOD], ["PHIEU-SNV-01", "04/11/2024", "Sở Y tế", *BAD]]
    write(folder / "a.csv", [HEADER, *rows])
    assert scored(sipas, "a.csv")["overall"]["ballots"] == 1


# --- headers and answers -------------------------------------------------------------------------


def test_headers_and_answers_in_full_width_are_read(folder: Path, sipas: Sipas) -> None:
    header = [
        "Mã phiếu",
        "Ngày khảo sát",
        "Tên\u00a0đơn\u202fvị",
        "Ａ１",
        "A\u200e2",
        "\u202aB1\u202c",
        "\u2066B2\u2069",
    ]
    rows = [["P1", "04/11/2024", "Sở Y tế", "４", "\u200e5", "５", "2\u200f"]]
    write(folder / "a.csv", [header, *rows])
    # 4, 5 and 5 are satisfied, 2 is not: 3 of 4
    assert scores(scored(sipas, "a.csv")) == {"Sở Y tế": 75.0}


# --- units ---------------------------------------------------------------------------------------


def test_an_abbreviation_with_an_icelandic_letter_is_found() -> None:
    labour = Unit("ld", "Sở Lao động - Thương binh và Xã hội", "so")
    registry = Registry([Group("so", "Các sở")], [labour])
    assert initials("Sở LÐTB&XH") == initials("Sở LĐTB&XH")
    assert registry.find("Sở LÐTB&XH").unit == labour
    assert registry.find("SỞ LAO ÐỘNG – THƯƠNG BINH VÀ XÃ HỘI").unit == labour


def test_units_that_differ_only_so_are_refused_with_both_lines(folder: Path, sipas: Sipas) -> None:
    (folder / "units.yaml").write_text(
        "groups:\n  - {id: so, name: Các sở}\nunits:\n"
        "  - {id: a, group: so, name: Thành phố Đông Hà}\n"
        "  - {id: b, group: so, name: Sở Y tế}\n"
        "  - {id: c, group: so, name: Thành phố Ðông Hà}\n",
        encoding="utf-8",
    )
    write(folder / "a.csv", [HEADER, ["P1", "04/11/2024", "Sở Y tế", *GOOD]])
    outcome = sipas("score", "a.csv", "--year", "2024", "--lang", "en")
    assert outcome.status == 2
    wanted = 'units.yaml:6: the name "Thành phố Ð (U+00D0)ông Hà" means two units; the other is in line 4.'
    assert wanted in outcome.err


def test_a_unit_with_a_cyrillic_letter_is_told_with_its_code_point(folder: Path, sipas: Sipas) -> None:
    (folder / "units.yaml").write_text(
        "groups: [{id: so, name: Các sở}]\nunits: [{id: b, group: so, name: Sở Nội vụ tỉnh}]\n",
        encoding="utf-8",
    )
    write(folder / "a.csv", [HEADER, ["P1", "04/11/2024", "Sở Nội vụ tỉnh".replace("t", "\u0442"), *GOOD]])
    outcome = sipas("check", "a.csv", "--lang", "en")
    assert 'the unit "Sở Nội vụ \u0442 (U+0442)ỉnh" is not registered' in outcome.out + outcome.err


def test_a_name_that_begins_with_another_alphabet_is_told_too(folder: Path, sipas: Sipas) -> None:
    write(folder / "a.csv", [HEADER, ["P1", "04/11/2024", "\u0405ở Nội vụ", *GOOD]])
    outcome = sipas("check", "a.csv", "--lang", "en")
    assert 'the unit "\u0405 (U+0405)ở Nội vụ" is not registered' in outcome.out + outcome.err


def test_a_header_with_a_cyrillic_letter_is_told_with_its_code_point(folder: Path, sipas: Sipas) -> None:
    header = [*HEADER[:3], "\u04101", *HEADER[4:]]
    write(folder / "a.csv", [header, ["P1", "04/11/2024", "Sở Y tế", *GOOD]])
    outcome = sipas("score", "a.csv", "--year", "2024", "--lang", "en")
    assert outcome.status == 3
    assert 'Cell D1 says "\u0410 (U+0410)1": type A1 anew.' in outcome.err


# --- templates -----------------------------------------------------------------------------------


def retyped(source: Path, target: Path, changes: dict[str, str]) -> None:
    """A Word document with other words in its body."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "word/document.xml":
                text = content.decode()
                for before, after in changes.items():
                    assert before in text
                    text = text.replace(before, after)
                content = text.encode()
            new.writestr(item, content)


WITH_BLANK = ROOT / "tests" / "field" / "23-nbsp-in-paragraph-tag" / "templates" / "decision.docx"


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u200b ", " \u200e"])
def test_a_tag_with_another_blank_is_a_tag(tmp_path: Path, sipas: Sipas, blank: str) -> None:
    template = tmp_path / "decision.docx"
    retyped(WITH_BLANK, template, {"{%p\u00a0for": f"{{%p{blank}for"})
    outcome = sipas("template", "check", template)
    assert outcome.status == 0, outcome.out + outcome.err


def test_a_letter_in_a_tag_that_looks_like_another_is_named(tmp_path: Path, sipas: Sipas) -> None:
    template = tmp_path / "decision.docx"
    retyped(WITH_BLANK, template, {"{%p\u00a0for": "{%p f\u043er"})
    outcome = sipas("template", "check", template, "--lang", "en")
    assert outcome.status != 0
    assert "{%p f\u043e (U+043E)r" in outcome.out + outcome.err
