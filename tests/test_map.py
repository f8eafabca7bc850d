"""What `sipas map` proposes for exports of unknown headers, and what it keeps to itself."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import CODES, Sipas, write_book

REGISTER = """\
groups: [{id: so, name: Các sở}]
units:
  - {id: snv, group: so, name: Sở Nội vụ}
  - {id: syt, group: so, name: Sở Y tế}
"""
#: (name, number of a phone, address, what was added): all invented
PEOPLE = [
    ("Nguyễn Bí Một", "0912 345 601", "motbi@example.vn", "Tôi chờ ba ngày"),
    ("Trần Bí Hai", "0912.345.602", "haibi@example.vn", "Cảm ơn anh Bí"),
    ("Lê Bí Ba", "+84912345603", "babi@example.vn", ""),
    ("Nguyễn Bí Một", "0912 345 601", "motbi@example.vn", "Gọi tôi 0912345601"),
    ("Phạm Bí Tư", "(0203) 3835 604", "tubi@example.vn", "Bí thư đi vắng"),
    ("Nguyễn Bí Một", "0912 345 601", "motbi@example.vn", "Tôi chờ ba ngày"),
]
SECRETS = ("Bí", "345", "3835", "example.vn", "Tôi", "84912")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sipas.yaml").write_text("criteria: quang-ninh-2023\nyear: 2023\n", encoding="utf-8")
    (tmp_path / "units.yaml").write_text(REGISTER, encoding="utf-8")
    return tmp_path


def write_csv(path: Path, rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


#: The headers of the 25 questions in the layouts of tools, in the order of the form
LAYOUTS = {
    "kobo": [f"{group}/q{5 * g + n}" for g, group in enumerate("abcde") for n in range(1, 6)],
    "odk": [f"{group}-q{5 * g + n}" for g, group in enumerate("abcde") for n in range(1, 6)],
    "lime": [f"Q1[SQ{n:03d}]" for n in range(1, 26)],
    "typed": [f"Nội dung {n}" for n in range(1, 26)],
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("stray", ["", "Bí 0912345601", "Bí Năm", "hoi@example.vn"])
def test_nothing_of_a_respondent_is_shown_and_questions_are_found(
    folder: Path, sipas: Sipas, layout: str, stray: str
) -> None:
    header = ["Nơi đến", "Họ và tên", "SĐT", "Email", *LAYOUTS[layout], "Ghi thêm", "Người ký", "Giới tính"]
    rows = []
    for number, (name, phone, address, words) in enumerate(PEOPLE):
        answers = [4] * 25
        if number == 0 and stray:
            answers[7] = stray
        rows.append(["Sở Nội vụ", name, phone, address, *answers, words, name, "Nam"])
    write_csv(folder / "a.csv", [header, *rows])
    result = sipas("map", "a.csv", "--format", "json")
    assert result.status == 0
    written = (folder / "mappings" / "a.yaml").read_text(encoding="utf-8")
    shown = result.out + result.err + written
    assert [secret for secret in SECRETS if secret in shown] == []
    lines = [line for line in json.loads(result.out) if line["part"] == "questions"]
    assert [line["name"] for line in lines] == CODES
    assert [line["value"] for line in lines] == LAYOUTS[layout]
    assert {line["why"] for line in lines} == {"map.position"}
    assert "25" in result.err  # questions proposed by position
    left = ["Họ và tên", "SĐT", "Email", "Ghi thêm", "Người ký", "Giới tính"]
    assert written.endswith("".join(f'#   "{name}"\n' for name in left))


def test_names_that_stand_often_in_three_columns_are_shown_in_none(folder: Path, sipas: Sipas) -> None:
    """Beside 24 questions that are known: whoever interviewed, entered and checked is no answer."""
    header = ["Tên đơn vị", *CODES[:-1], "Người hỏi", "Người nhập", "Người soát"]
    rows = [["Sở Nội vụ", *[4] * 24, *["Nguyễn Bí Một"] * 3] for _ in range(9)]
    write_csv(folder / "a.csv", [header, *rows])
    result = sipas("map", "a.csv")
    assert "Bí" not in result.out + result.err + (folder / "mappings" / "a.yaml").read_text(encoding="utf-8")


def test_a_text_that_stands_often_among_the_answers_is_shown_a_rare_one_is_not(
    folder: Path, sipas: Sipas
) -> None:
    often, rare = ["Tuyệt", *[4] * 24], ["Ông Bí", *[4] * 24]
    rows = [["Sở Nội vụ", *answers] for answers in (often, often, often, rare, rare, *[[4] * 25] * 6)]
    write_csv(folder / "a.csv", [["Nơi đến", *LAYOUTS["kobo"]], *rows])
    found = json.loads(sipas("map", "a.csv", "--format", "json").out)
    assert [line["name"] for line in found if line["part"] == "answers"] == ["Tuyệt"]


def test_a_file_without_headers_shows_no_respondent(sipas: Sipas, tmp_path: Path) -> None:
    rows = [["Nguyễn Thị Hoa", "Sở Y tế", *[str(1 + (n + k) % 5) for k in range(25)]] for n in range(12)]
    write_book(tmp_path / "khong.xlsx", rows[1:], rows[0])
    told = sipas("map", "khong.xlsx", "--criteria", "quang-ninh-2023")
    assert told.status != 0
    assert "không thấy dòng tiêu đề" in told.err
    assert "Hoa" not in told.err + told.out
