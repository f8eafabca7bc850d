"""How sound the ballots look: honest surveys raise nothing, and each kind of forgery its own finding."""

import csv
import io
import json
import random
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import CODES, ROOT, Sipas, ballot, ballots, write_book

from sipas_cli.intake.ballots.pool import numbered
from sipas_cli.intake.ballots.stamps import seconds
from sipas_cli.rules.library import find_set

HEADER = ["Mã phiếu", "Tên đơn vị", "Ngày khảo sát", "Điều tra viên", "Giới tính", *CODES]
UNIT, WHEN, WHO, SEX, ANSWERS = 1, 2, 3, 4, 5
NAMES = ("Nguyễn Bí Một", "Trần Bí Hai", "Lê Bí Ba")
Row = list[Any]


def honest(units: Sequence[str] = ("Sở Nội vụ", "Sở Y tế"), each: int = 60) -> list[Row]:
    """Respondents who answer 3, 4 or 5 as they like, one every seven minutes, asked by three people in
    turn; the units take turns too, so row r + 2 of the sheet has the ballot r, counted from 0."""
    chance = random.Random(2023)
    rows = []
    for number in range(each * len(units)):
        when = datetime(2023, 11, 15, 8, 0, 1) + timedelta(minutes=7 * number)
        unit, who = units[number % len(units)], NAMES[number // len(units) % 3]
        sex = chance.choice(["Nam", "Nữ"])
        answers = [chance.choice([3, 4, 4, 4, 5]) for _ in CODES]
        rows.append([f"P{number}", unit, when.isoformat(), who, sex, *answers])
    return rows


def of(rows: Iterable[Row], unit: str, who: str = "") -> list[Row]:
    return [row for row in rows if row[UNIT] == unit and who in ("", row[WHO])]


def write(path: Path, rows: Iterable[Sequence[object]], header: Sequence[str] = HEADER) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def found(sipas: Sipas, *words: object) -> list[dict[str, str]]:
    result = sipas("-q", "check", *(words or ("a.csv",)), "--format", "json", "--lang", "en")
    assert result.status == 0, result.err
    listed = json.loads(result.out)
    assert isinstance(listed, list)
    return listed


def only(sipas: Sipas, *words: object) -> tuple[str, str, str]:
    """The code, the cell and the words of the only finding."""
    listed = found(sipas, *words)
    assert [one["code"] for one in listed] == [listed[0]["code"]]
    return listed[0]["code"], listed[0]["cell"], listed[0]["problem"]


def rates(sipas: Sipas, *words: object) -> dict[str, Any]:
    result = sipas("-q", "check", "a.csv", "--quality", "--format", "json", "--lang", "en", *words)
    assert result.status == 0, result.err
    (only_index,) = json.loads(result.out)
    assert isinstance(only_index, dict)
    return only_index


# --- honest surveys ------------------------------------------------------------------------------


@pytest.mark.parametrize("each", [5, 10, 20, 60, 200])
def test_an_honest_survey_raises_nothing(tmp_path: Path, sipas: Sipas, each: int) -> None:
    write(tmp_path / "a.csv", honest(each=each))
    assert found(sipas) == []
    shown = sipas("check", "a.csv", "--quality")
    assert "Chất lượng phiếu: không có dấu hiệu bất thường." in shown.out


def test_twenty_ballots_that_are_all_equal_raise_nothing(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", [ballot(n, "Sở Y tế") for n in range(20)])
    assert found(sipas, "a.xlsx") == []


def test_people_who_tick_one_column_factor_by_factor_are_no_copies(tmp_path: Path, sipas: Sipas) -> None:
    # 32 ways to tick 4 or 5 for each of five factors; of 600 ballots each way has about 19
    rows, chance = honest(each=300), random.Random(7)
    for row in rows:
        row[ANSWERS:] = [answer for _ in range(5) for answer in [chance.choice([4, 5])] * 5]
    write(tmp_path / "a.csv", rows)
    assert found(sipas) == []


# --- each forgery raises its finding -------------------------------------------------------------


def test_copied_ballots_are_counted_by_groups_and_named_by_the_first(tmp_path: Path, sipas: Sipas) -> None:
    rows = honest()
    own = of(rows, "Sở Y tế")  # ballots 1, 3, 5, ... in rows 3, 5, 7, ...
    for row in own[5:24]:  # 19 more like the fifth: 20 like rows[9], which is in row 11
        row[SEX:] = own[4][SEX:]
    for row in own[31:40]:  # 9 more like own[30]
        row[SEX:] = own[30][SEX:]
    write(tmp_path / "a.csv", rows)
    code, cell, problem = only(sipas)
    assert (code, cell) == ("quality_identical", "A11")
    assert "Sở Y tế: 30 ballots are the same" in problem
    assert "in 2 group(s); the largest has 20, by chance no more than 1" in problem
    table = {unit["unit"]: unit for unit in rates(sipas)["units"]}
    assert (table["Sở Y tế"]["identical"], table["Sở Y tế"]["groups"]) == (30, 2)
    assert (table["Sở Nội vụ"]["identical"], table["Sở Nội vụ"]["groups"]) == (0, 0)


def test_copied_answers_are_found_though_the_respondents_were_made_up_anew(
    tmp_path: Path, sipas: Sipas
) -> None:
    rows = honest()
    own = of(rows, "Sở Y tế")
    for number, row in enumerate(own[:8]):  # 4 of each sex; the first is rows[1], in row 3
        row[SEX:] = ["Nam" if number % 2 else "Nữ", *own[0][ANSWERS:]]
    write(tmp_path / "a.csv", rows)
    code, cell, problem = only(sipas)
    assert (code, cell) == ("quality_identical", "A3")
    assert "Sở Y tế: 8 ballots are the same in every answer, in 1 group(s)" in problem


def test_honest_people_of_two_answers_and_many_factors_are_no_copies(tmp_path: Path, sipas: Sipas) -> None:
    # sipas-33: nine factors of so many questions, each ticked 4 or 5 throughout: 512 ways for 2000 ballots,
    # of which a third change their answer five times or more
    chance, sizes = random.Random(3), (2, 2, 8, 2, 4, 4, 5, 3, 3)
    rows = [
        [f"P{n}", f"Xã {n % 10}", *(a for size in sizes for a in [chance.choice([4, 5])] * size)]
        for n in range(2000)
    ]
    write(tmp_path / "a.csv", rows, ["Mã phiếu", "Tên đơn vị", *(f"Q{n}" for n in range(1, 34))])
    assert found(sipas, "a.csv", "--criteria", "sipas-33", "--year", 2023) == []


def test_copies_that_were_spread_over_units_are_found_in_the_file(tmp_path: Path, sipas: Sipas) -> None:
    units = [f"Xã {letter}" for letter in "ABCDEFGHIK"]
    rows = honest(units, each=20)
    for unit in units:
        for row in of(rows, unit)[3:5]:  # 2 in each of 10 units; the first is rows[30], in row 32
            row[SEX:] = rows[30][SEX:]
    write(tmp_path / "a.csv", rows)
    code, cell, problem = only(sipas)
    assert (code, cell) == ("quality_identical_file", "A32")
    assert problem.startswith("20 ballots of several units are the same")


def test_an_interviewer_who_ticks_one_column_is_named_by_number(tmp_path: Path, sipas: Sipas) -> None:
    rows = honest()
    for row in of(rows, "Sở Nội vụ", NAMES[2]):  # a third of 60; his first is rows[4], in row 6
        row[ANSWERS:] = [4] * 25
    write(tmp_path / "a.csv", rows)
    code, cell, problem = only(sipas)
    assert (code, cell) == ("quality_interviewer_alike", "D6")
    assert "person 3 in the column of interviewers: 40 ballots are improbably alike" in problem
    assert "20 ballots have one answer throughout" in problem


def test_an_interviewer_who_varies_two_answers_is_alike_without_ticking_one_column(
    tmp_path: Path, sipas: Sipas
) -> None:
    rows, chance = honest(), random.Random(5)
    his = [row for row in rows if row[WHO] == NAMES[1]]  # 40 ballots, the first is rows[2], in row 4
    for row in his:
        row[ANSWERS:] = his[0][ANSWERS:]
        for place in chance.sample(range(25), 2):
            row[ANSWERS + place] = chance.choice([3, 5])
    write(tmp_path / "a.csv", rows)
    code, cell, problem = only(sipas)
    assert (code, cell) == ("quality_interviewer_alike", "D4")
    assert "person 2 in the column of interviewers: 40 ballots" in problem


@pytest.mark.parametrize("said_in", ["mapping", "source"])
def test_a_mapping_or_a_source_may_name_the_column_of_interviewers(
    said_in: str, tmp_path: Path, sipas: Sipas
) -> None:
    rows = honest()
    for row in of(rows, "Sở Nội vụ", NAMES[2]):
        row[ANSWERS:] = [4] * 25
    header = ["Cộng tác viên" if name == "Điều tra viên" else name for name in HEADER]
    write(tmp_path / "a.csv", rows, header)
    assert "quality_interviewer_alike" not in {one["code"] for one in found(sipas)}
    folder = tmp_path / "mappings" if said_in == "mapping" else tmp_path / "criteria" / "sources"
    folder.mkdir(parents=True)
    (folder / "cua-tinh.yaml").write_text(
        "criteria: quang-ninh-2023\ncolumns: {interviewer: Cộng tác viên}\n"
        if said_in == "mapping"
        else "id: cua-tinh\ntitle: Phần mềm của tỉnh\nabout: Thử.\nrecognise: {first: [Mã phiếu]}\n"
        "columns: {interviewer: [Cộng tác viên]}\n",
        encoding="utf-8",
    )
    code, cell, _ = only(sipas)
    assert (code, cell) == ("quality_interviewer_alike", "D6")


def test_the_names_of_interviewers_are_nowhere(tmp_path: Path, sipas: Sipas) -> None:
    rows = honest()
    for row in of(rows, "Sở Nội vụ", NAMES[2]):
        row[ANSWERS:] = [4] * 25
    write(tmp_path / "a.csv", rows)
    for words in (("check", "a.csv"), ("check", "a.csv", "--quality"), ("score", "a.csv")):
        result = sipas(*words)
        assert result.status == 0
        assert "Bí" not in result.out + result.err
    assert "người thứ 3 trong cột điều tra viên" in sipas("check", "a.csv").out
    for file in (tmp_path / "results").rglob("*.*"):
        assert "Bí".encode() not in file.read_bytes()


def test_a_unit_with_far_more_ballots_of_one_answer_than_the_others(tmp_path: Path, sipas: Sipas) -> None:
    rows = honest()
    for number, row in enumerate(of(rows, "Sở Y tế")):
        if number % 3:  # 40 of 60, at every interviewer; no two neighbours with the same answer
            row[ANSWERS:] = [3 + number % 3] * 25
    write(tmp_path / "a.csv", rows)
    code, _, problem = only(sipas)
    assert code == "quality_straight"
    assert problem.startswith("Sở Y tế: 40 of 60 ballots have one answer throughout (67%), in the other")
    assert problem.endswith("units 0%")


def test_equal_ballots_in_a_row(tmp_path: Path, sipas: Sipas) -> None:
    rows = honest()
    for row in of(rows, "Sở Y tế")[20:32]:  # 12, the first is rows[41], in row 43
        row[ANSWERS:] = [5] * 25
    write(tmp_path / "a.csv", rows)
    code, cell, problem = only(sipas)
    assert (code, cell) == ("quality_equal_rows", "A43")
    assert (
        "12 ballots that follow each other have the same answers, in 1 row(s); the longest has 12" in problem
    )


def test_ballots_that_came_in_bursts(tmp_path: Path, sipas: Sipas) -> None:
    rows = honest()
    own = of(rows, "Sở Y tế")
    for number, row in enumerate(own[10:22]):  # 12, one every 5 seconds; the first is rows[21], in row 23
        row[WHEN] = f"15/12/2023 09:00:{5 * number:02d}"
    for row in own[30:40]:  # 10 within the same minute, of which only that is known
        row[WHEN] = "2023-12-20 10:15"
    for number, row in enumerate(own[40:50]):  # 10, but within 63 seconds
        row[WHEN] = f"2023-12-21T10:{15 + 7 * number // 60}:{7 * number % 60:02d}"
    write(tmp_path / "a.csv", rows)
    code, cell, problem = only(sipas)
    assert (code, cell) == ("quality_burst", "A23")
    assert problem.startswith(
        "Sở Y tế: 22 ballots came in 2 burst(s), each with at least 10 within 60 seconds"
    )
    assert "the largest has 12" in problem


def test_an_interviewer_who_was_in_many_units_within_a_minute(tmp_path: Path, sipas: Sipas) -> None:
    rows = honest([f"Xã {letter}" for letter in "ABCDEF"], each=20)
    his = [row for row in rows if row[WHO] == NAMES[1]]
    for number, row in enumerate(his[:12]):  # 12 in 6 units; the first is rows[6], in row 8
        row[WHEN] = f"2023-12-15T09:00:{number:02d}"
    write(tmp_path / "a.csv", rows)
    code, cell, problem = only(sipas)
    assert (code, cell) == ("quality_interviewer_burst", "D8")
    assert problem.startswith("person 2 in the column of interviewers: 12 ballots came in 1 burst(s)")


def test_days_without_times_are_no_bursts(tmp_path: Path, sipas: Sipas) -> None:
    rows = honest()
    for row in rows:
        row[WHEN] = "2023-11-15T00:00:00" if row[SEX] == "Nam" else "15/11/2023"
    write(tmp_path / "a.csv", rows)
    assert found(sipas) == []


def test_ballots_of_several_files_are_looked_over_together(tmp_path: Path, sipas: Sipas) -> None:
    rows = honest()
    own = of(rows, "Sở Y tế")
    for row in own[5:9]:
        row[SEX:] = own[4][SEX:]
    write(tmp_path / "a.csv", rows[:13])  # the copies are rows 9, 11 | 13, 15, 17
    write(tmp_path / "b.csv", rows[13:])
    code, cell, problem = only(sipas, "a.csv", "b.csv")
    assert (code, cell) == ("quality_identical", "A11")
    assert "Sở Y tế: 5 ballots" in problem


# --- rates ---------------------------------------------------------------------------------------


def workspace(folder: Path, issued: str) -> None:
    (folder / "units.yaml").write_text(
        "groups: [{id: so, name: Sở}]\n"
        "units:\n"
        "  - {id: noi-vu, name: Sở Nội vụ, group: so}\n"
        "  - {id: y-te, name: Sở Y tế, group: so, aliases: [SYT]}\n"
        "  - {id: xay-dung, name: Sở Xây dựng, group: so}\n",
        encoding="utf-8",
    )
    (folder / "issued.csv").write_text(issued, encoding="utf-8")


def test_rates_of_response_and_completion(tmp_path: Path, sipas: Sipas) -> None:
    rows = ballots(80)  # 40 for each of Sở Nội vụ and Sở Y tế
    rows[0][3:] = [""] * 25  # no answer: received, not valid
    for row in rows[1:11:2]:  # 5 of Sở Y tế without the last five answers
        row[-5:] = [""] * 5
    rows[11][3] = "Không áp dụng"
    rows.append(list(rows[2]))  # the same id twice: not received twice
    write(tmp_path / "a.csv", rows, ["Mã phiếu", "Tên đơn vị", "Ngày khảo sát", *CODES])
    workspace(tmp_path, "unit,service,issued\nSở Nội vụ,Hộ tịch,30\nsở nội vụ,Cấp phép,20\nSYT,,41\n")
    found = rates(sipas)
    by_unit = {unit["unit"]: unit for unit in found["units"]}
    assert by_unit["Sở Nội vụ"] == {
        "unit": "Sở Nội vụ",
        "issued": 50,
        "received": 40,
        "valid": 39,
        "identical": 0,
        "groups": 0,
        "response_pct": 80.0,  # 40 / 50
        "completion_pct": 100.0,
        "straight_pct": 100.0,
    }
    health = by_unit["Sở Y tế"]
    assert (health["issued"], health["received"], health["valid"]) == (41, 40, 40)
    assert health["response_pct"] == 97.6  # 40 / 41 = 97.56
    assert health["completion_pct"] == 97.5  # (40 x 25 - 25 - 1) / (40 x 25 - 1) = 974 / 999 = 97.497
    assert by_unit["Sở Xây dựng"]["response_pct"] is None
    assert (found["total"]["issued"], found["total"]["received"]) == (91, 80)
    assert found["total"]["response_pct"] == 87.9  # 80 / 91 = 87.91
    assert found["findings"] == []


def test_the_overall_response_leaves_out_units_of_which_the_issued_number_is_not_known(
    tmp_path: Path, sipas: Sipas
) -> None:
    write(tmp_path / "a.csv", ballots(80), ["Mã phiếu", "Tên đơn vị", "Ngày khảo sát", *CODES])
    workspace(tmp_path, "unit;issued\ny-te;50\n")
    assert rates(sipas)["total"]["response_pct"] == 80.0  # 40 / 50, not 80 / 50


def test_too_many_and_too_few_ballots_are_said(tmp_path: Path, sipas: Sipas) -> None:
    write(tmp_path / "a.csv", ballots(80), ["Mã phiếu", "Tên đơn vị", "Ngày khảo sát", *CODES])
    workspace(tmp_path, "unit,service,issued\nSở Nội vụ,,39\nSở Y tế,,81\nSở Xây dựng,,20\n")
    listed = [one for one in found(sipas) if one["code"].startswith("quality_")]
    assert [(one["code"], one["file"], one["problem"]) for one in listed] == [
        (
            "quality_more_than_issued",
            "issued.csv",
            "Sở Nội vụ: 40 ballots came back, more than the 39 that were issued",
        ),
        ("quality_low_response", "issued.csv", "Sở Y tế: 40 of 81 issued ballots came back, under 50%"),
        ("quality_low_response", "issued.csv", "Sở Xây dựng: 0 of 20 issued ballots came back, under 50%"),
    ]
    workspace(tmp_path, "unit,service,issued\nSở Nội vụ,,40\nSở Y tế,,80\nSở Xây dựng,,19\n")
    assert [one["code"] for one in found(sipas)] == ["unit_without_ballots"]


def test_low_completion_counts_only_questions_that_the_unit_was_asked(tmp_path: Path, sipas: Sipas) -> None:
    rows = ballots(80)
    for row in rows:
        row[-10:] = [""] * 10  # nobody was asked these
    for row in rows[1:60:2]:  # 30 of 40 of Sở Y tế leave 7 of 15 blank: 40 x 15 - 30 x 7 = 390 of 600
        row[3:10] = [""] * 7
    write(tmp_path / "a.csv", rows, ["Mã phiếu", "Tên đơn vị", "Ngày khảo sát", *CODES])
    signs = [one["problem"] for one in found(sipas) if one["code"].startswith("quality_")]
    assert signs == ["Sở Y tế: only 390 of 600 applicable questions were answered, under 80%"]


@pytest.mark.parametrize(
    ("issued", "wanted"),
    [
        (
            "unit,service,issued\nSở Y tế,,5\n\nSở Y tê,,5\n",
            ['issued.csv ! A4: the unit "Sở Y tê" is not registered (units.yaml). Similar: Sở Y tế'],
        ),
        (
            "unit,service,issued\n,,5\nSở Y tế,,five\n",
            ["issued.csv ! A2: this row has no unit", "issued.csv ! C3: not a whole number"],
        ),
        (
            "unit,service,issued\nSYT,A,5\nSở Y tế,a,6\n",
            ["issued.csv ! A3: this unit and service are already at issued.csv ! A2"],
        ),
    ],
)
def test_faults_of_issued_csv_are_named_with_their_lines(
    tmp_path: Path, sipas: Sipas, issued: str, wanted: list[str]
) -> None:
    write(tmp_path / "a.csv", ballots(), ["Mã phiếu", "Tên đơn vị", "Ngày khảo sát", *CODES])
    workspace(tmp_path, issued)
    result = sipas("check", "a.csv", "--lang", "en")
    assert result.status == 2
    for sentence in wanted:
        assert sentence in result.err
    assert sipas("score", "a.csv").status == 0


def test_a_number_for_all_services_beside_one_for_a_service_is_refused(tmp_path: Path, sipas: Sipas) -> None:
    write(tmp_path / "a.csv", ballots(), ["Mã phiếu", "Tên đơn vị", "Ngày khảo sát", *CODES])
    workspace(tmp_path, "unit,service,issued\nSYT,,5\nSYT,Hộ tịch,6\n")
    assert sipas("check", "a.csv").status == 3
    assert "Sở Y tế" in sipas("check", "a.csv").err


def test_without_a_register_only_units_that_have_ballots_can_be_issued(tmp_path: Path, sipas: Sipas) -> None:
    write(tmp_path / "a.csv", ballots(), ["Mã phiếu", "Tên đơn vị", "Ngày khảo sát", *CODES])
    (tmp_path / "issued.csv").write_text("unit,issued\nSở Y tế,20\n", encoding="utf-8")
    assert rates(sipas)["total"]["response_pct"] == 50.0
    (tmp_path / "issued.csv").write_text("unit,issued\nSở Y tế,20\nSở Xây dựng,20\n", encoding="utf-8")
    result = sipas("check", "a.csv", "--lang", "en")
    assert result.status == 2
    assert "issued.csv: there is no ballot of the unit Sở Xây dựng" in result.err


# --- counting what is equal ----------------------------------------------------------------------


def test_rows_are_told_apart_by_every_column_however_many_there_are() -> None:
    # 40 columns of 9 kinds do not fit 62 bits: they are packed in turns of 19
    rows = np.zeros((41, 40), dtype=np.uint8)
    for column in range(40):
        rows[column, column] = 8  # each row differs from the last, which has no 8, in one column
    numbers = numbered((rows[:, column], 9) for column in range(40))
    assert len(set(numbers.tolist())) == 41
    twice = numbered((np.concatenate([rows, rows])[:, column], 9) for column in range(40))
    assert twice[:41].tolist() == twice[41:].tolist()


# --- what it does not change ---------------------------------------------------------------------


def forged(folder: Path) -> None:
    rows = honest()
    for row in of(rows, "Sở Y tế")[5:24]:
        row[SEX:] = rows[9][SEX:]
    write(folder / "a.csv", rows)


def test_score_neither_stops_nor_stores_anything_of_it(tmp_path: Path, sipas: Sipas) -> None:
    forged(tmp_path)
    assert sipas("check", "a.csv", "--strict").status == 0
    result = sipas("score", "a.csv", "--strict")
    assert result.status == 0
    assert "quality" not in next((tmp_path / "results").rglob("findings.csv")).read_text(encoding="utf-8")


def own_set(folder: Path, quality: str, name: str = "c.yaml") -> Any:
    text = (ROOT / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8")
    (folder / name).write_text(text.replace("\ncases:", f"\n{quality}\ncases:", 1), encoding="utf-8")
    return find_set(folder, name).criteria


def test_thresholds_are_settings_of_the_criteria_and_in_no_digest(tmp_path: Path, sipas: Sipas) -> None:
    forged(tmp_path)
    own = own_set(tmp_path, "quality: {identical_ballots: 21, run_ballots: 21}")
    assert found(sipas, "a.csv", "--criteria", "c.yaml") == []
    own_set(tmp_path, "quality: {identical_ballots: 20}", "d.yaml")
    assert only(sipas, "a.csv", "--criteria", "d.yaml")[0] == "quality_identical"
    shipped = find_set(tmp_path, "quang-ninh-2023").criteria
    assert (own.plan.digest, own.rules.digest) == (shipped.plan.digest, shipped.rules.digest)


def test_rows_that_were_given_to_an_interviewer_and_stayed_empty_are_no_ballots(
    tmp_path: Path, sipas: Sipas
) -> None:
    rows = honest(each=5)
    write(tmp_path / "a.csv", [*rows, *(["", "", "", NAMES[0], "", *[""] * 25] for _ in range(30))])
    assert "10 phiếu đã đọc, 10 hợp lệ" in sipas("check", "a.csv").err


def test_a_column_of_interviewers_changes_no_run(tmp_path: Path, sipas: Sipas) -> None:
    # that the headers of interviewers were added to what a plan can say must not make tallies differ
    plan = find_set(tmp_path, "quang-ninh-2023").criteria.plan
    assert "Điều tra viên" in plan.columns.interviewer
    without = plan.model_copy(update={"columns": plan.columns.model_validate({"unit": plan.columns.unit})})
    named = plan.model_copy(
        update={
            "columns": plan.columns.model_validate(
                {"unit": plan.columns.unit, "interviewer": plan.columns.interviewer}
            )
        }
    )
    assert named.digest == without.digest


# --- how it is shown -----------------------------------------------------------------------------


def test_the_rates_as_table_csv_and_json(tmp_path: Path, sipas: Sipas) -> None:
    forged(tmp_path)
    table = sipas("-q", "check", "a.csv", "--quality").out
    headings = sipas("-q", "check", "a.csv", "--quality", "--format", "md").out.splitlines()[2]
    assert [cell.strip() for cell in headings.split("|")[2:8]] == [
        "Phát ra",
        "Thu về",
        "Hợp lệ",
        "Thu về (%)",
        "Câu được trả lời (%)",
        "Một mức mọi câu (%)",
    ]
    assert "Nhóm giống hệt" in table
    assert "Sở Y tế: 20 phiếu giống hệt nhau từng câu" in table
    rows = list(
        csv.DictReader(io.StringIO(sipas("-q", "check", "a.csv", "--quality", "--format", "csv").out))
    )
    assert [(r["index"], r["unit"], r["received"], r["identical"], r["response_pct"]) for r in rows] == [
        ("sipas", "Sở Nội vụ", "60", "0", ""),
        ("sipas", "Sở Y tế", "60", "20", ""),
        ("sipas", "", "120", "20", ""),
    ]
    assert [one["code"] for one in rates(sipas)["findings"]] == ["quality_identical"]


def test_findings_on_quality_come_after_the_others(tmp_path: Path, sipas: Sipas) -> None:
    forged(tmp_path)
    with (tmp_path / "a.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(["PX", "", "2023-11-15", "", "Nam", *[4] * 25])
    assert [one["code"] for one in found(sipas)] == ["ballot_no_unit", "quality_identical"]


# --- times ---------------------------------------------------------------------------------------


def test_times_are_read_as_forms_and_spreadsheets_write_them() -> None:
    # 15 November 2023 is day 19,676 since 1970: 19,676 x 86,400 = 1,700,006,400; 9:30:05 is 34,205 seconds
    texts = [
        "2023-11-15T09:30:05",
        "2023-11-15T09:30:05.123+07:00",
        "2023-11-15 09:30:05",
        "15/11/2023 09:30:05",
        "15/11/2023 9:30:05 SA",
        "15-11-2023 9:30:05",
    ]
    assert set(seconds(texts).tolist()) == {1_700_040_605}
    assert seconds(["15/11/2023 1:00:00 CH"]).tolist() == [1_700_053_200]  # 13 x 3,600 = 46,800
    assert seconds(["2023-11-15 09:30"]).tolist() == [1_700_040_600]


@pytest.mark.parametrize(
    "text", ["", "2023-11-15", "2023-11-15T00:00:00", "2023-13-15T09:30:05", "2023-11-15T25:30:05", "xx:yy"]
)
def test_what_names_no_time_of_day_has_none(text: str) -> None:
    assert seconds([text, "2023-11-15T09:30:05"]).tolist() == [-1, 1_700_040_605]
