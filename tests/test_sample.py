"""`sipas sample` as a user types it: tables in, sizes out; a list in, the drawn rows and their log out."""

import csv
import hashlib
import io
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import Sipas, write_book

UNITS = """
groups:
  - {id: so, name: Các sở}
units:
  - {id: noi-vu, name: Sở Nội vụ, group: so}
  - {id: y-te, name: Sở Y tế, group: so, aliases: [SYT]}
  - {id: ngoai-vu, name: Sở Ngoại vụ, group: so, excluded: mới thành lập}
"""
TABLE = """STT,Tên đơn vị,Dịch vụ,Số giao dịch
1,Sở Nội vụ,Lập hội,1.200
2,Sở Nội vụ,Thi đua,30
3,SYT,Cấp phép,400
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with a register and a table of transactions."""
    (tmp_path / "units.yaml").write_text(UNITS, encoding="utf-8")
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def person(number: int) -> list[object]:
    """A row of a list; even ones are of Sở Y tế, every fifth is of another service."""
    unit = "Sở Nội vụ" if number % 2 else "Sở Y tế"
    service = "Khám" if number % 5 == 0 else "Cấp phép"
    return [number, f"HS{number:03d}", unit, service, f"Nguyễn Văn {number}", f"09{number:08d}"]


HEAD = ["STT", "Mã hồ sơ", "Đơn vị giải quyết", "Tên thủ tục", "Người nộp", "Điện thoại"]


def write_list(path: Path, rows: Sequence[Sequence[object]], header: Sequence[str] = HEAD) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def drawn(path: Path) -> list[dict[str, str]]:
    return table(path.read_text(encoding="utf-8-sig"))


# --- size ----------------------------------------------------------------------------------------


def test_each_service_of_a_unit_gets_the_size_of_the_formula(folder: Path, sipas: Sipas) -> None:
    # 1200 / 4 = 300; 30 / 1.075 = 27.9: 28; 400 / 2 = 200; 528 / 1630 = 32.39 %
    result = sipas("sample", "size", "t.csv")
    assert result.status == 0
    lines = [line.split() for line in result.out.splitlines() if line and "─" not in line]
    assert lines[1:] == [
        ["Sở", "Nội", "vụ", "Lập", "hội", "1200", "300", "25,00"],
        ["Sở", "Nội", "vụ", "Thi", "đua", "30", "28", "93,33"],
        ["Sở", "Y", "tế", "Cấp", "phép", "400", "200", "50,00"],
        ["Tổng", "cộng", "1630", "528", "32,39"],
    ]


def test_the_formats_of_size_hold_the_same_numbers(folder: Path, sipas: Sipas) -> None:
    rows = table(sipas("sample", "size", "t.csv", "--format", "csv").out)
    assert [list(row.values()) for row in rows] == [
        ["Sở Nội vụ", "Lập hội", "1200", "300", "25.00"],
        ["Sở Nội vụ", "Thi đua", "30", "28", "93.33"],
        ["Sở Y tế", "Cấp phép", "400", "200", "50.00"],
    ]
    data = json.loads(sipas("sample", "size", "t.csv", "--format", "json").out)
    assert (data["method"], data["error_pct"]) == ("yamane", "5")
    assert [own["sample"] for own in data["strata"]] == [300, 28, 200]
    assert data["total"] == {"transactions": 1630, "sample": 528, "share_pct": 32.39}
    assert (
        "| Sở Y tế | Cấp phép | 400 | 200 | 50,00 |" in sipas("sample", "size", "t.csv", "--format", "md").out
    )


def test_a_size_by_unit_adds_its_services_up_or_divides_among_them(folder: Path, sipas: Sipas) -> None:
    # 1230 / 4.075 = 301.84: 302
    by_unit = table(sipas("sample", "size", "t.csv", "--by", "unit", "--format", "csv").out)
    assert [(r["unit"], r["service"], r["sample"]) for r in by_unit] == [
        ("Sở Nội vụ", "", "302"),
        ("Sở Y tế", "", "200"),
    ]
    # 302 x 1200/1230 = 294.63, 302 x 30/1230 = 7.37: 295 and 7; with at least 10: 292 and 10
    divided = table(sipas("sample", "size", "t.csv", "--by", "divided", "--format", "csv").out)
    assert [r["sample"] for r in divided] == ["295", "7", "200"]
    lifted = sipas("sample", "size", "t.csv", "--by", "divided", "--minimum", "10", "--format", "csv").out
    assert [r["sample"] for r in table(lifted)] == ["292", "10", "200"]


def test_cochran_takes_confidence_error_and_share(folder: Path, sipas: Sipas) -> None:
    # n0 = 3.8416 x 0.25 / 0.0025 = 384.16: 1200: 460992 / 1583.16 = 291.2; 30: 11524.8 / 413.16 = 27.9;
    # 400: 153664 / 783.16 = 196.2
    words = ("sample", "size", "t.csv", "--method", "cochran", "--format", "csv")
    assert [r["sample"] for r in table(sipas(*words).out)] == ["292", "28", "197"]
    # n0 = 6.635776 x 0.09 / 0.000625 = 955.55: 1200: 1146662.1 / 2154.55 = 532.2; 30: 28666.6 / 984.55
    # = 29.1; 400: 382220.7 / 1354.55 = 282.2
    more = sipas(*words, "--confidence", "99", "--error", "2,5", "--p", "0.9").out
    assert [r["sample"] for r in table(more)] == ["533", "30", "283"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--error", "0"], "--error phải là số từ 0.1 đến 50"),
        (["--error", "nan"], "--error phải là số"),
        (["--method", "cochran", "--p", "1"], "--p phải là số từ 0.01 đến 0.99"),
        (["--confidence", "95"], "--confidence và --p chỉ có nghĩa với --method cochran"),
        (["--service-column", "Sở"], 'không tệp nào có cột "Sở"'),
        (["--unit-column", "Sở"], "đủ các cột: Sở, số giao dịch"),
    ],
)
def test_wrong_words_are_refused(folder: Path, sipas: Sipas, words: list[str], said: str) -> None:
    result = sipas("sample", "size", "t.csv", *words)
    assert said in result.err
    assert result.status in (2, 3)
    assert result.out == ""


def test_totals_headings_and_numbers_of_columns_are_no_strata(folder: Path, sipas: Sipas) -> None:
    rows = [
        ["BẢNG SỐ LIỆU NĂM 2024", "", "", ""],
        ["Đơn vị", "Văn phòng UBND", "", ""],
        ["STT", "Tên cơ quan, đơn vị", "Thủ tục hành chính", "Số hồ sơ (đã giải quyết)"],
        ["(1)", "(2)", "(3)", "(4)"],
        ["I", "Sở, ban, ngành", "", ""],
        [1, "Sở Nội vụ", "Lập hội", 40],
        [2, "SỞ Y TẾ", "Cấp phép", "1 000"],
        ["", "Cộng", "", 1040],
        ["Tổng số", "", "", 1040],
    ]
    write_book(folder / "a.xlsx", rows, header=None)
    result = sipas("sample", "size", "a.xlsx", "--format", "csv")
    found = [(r["unit"], r["transactions"]) for r in table(result.out)]
    assert found == [("Sở Nội vụ", "40"), ("Sở Y tế", "1000")]
    assert "a.xlsx ! Phiếu: bỏ qua các dòng tổng cộng (2)." in result.err


def test_what_cannot_be_used_is_refused_with_its_cell(folder: Path, sipas: Sipas) -> None:
    text = "Đơn vị,Dịch vụ,Số giao dịch\nSở Nội vu,a,1\nSở Y tế,b,1.5\nSở Y tế,c,9\nSYT,C,8\n"
    text += ",d,7\nTrần Thị B,e,6\nSở Y tế,f,g,5\n"
    (folder / "bad.csv").write_text(text, encoding="utf-8")
    result = sipas("sample", "size", "bad.csv")
    assert result.status == 3
    assert (
        'bad.csv ! A2: không có đơn vị "Sở Nội vu" trong danh sách (units.yaml). Gần giống: Sở Nội vụ'
        in result.err
    )
    assert "bad.csv ! C3: không phải số nguyên" in result.err
    assert "bad.csv ! A5: đơn vị và dịch vụ này đã có ở bad.csv ! A4" in result.err
    assert "bad.csv ! A6: dòng này không có tên đơn vị" in result.err
    assert "bad.csv ! A7: không có đơn vị này" in result.err
    assert "bad.csv ! A8: dòng này có nhiều ô hơn hàng tiêu đề" in result.err
    assert "số lỗi trong bảng: 6" in result.err
    assert "Trần" not in result.err
    assert result.out == ""
    quiet = sipas("-q", "sample", "size", "bad.csv").err
    assert ("số lỗi trong bảng: 6, nêu ở trên" in quiet, "bad.csv ! A2" in quiet) == (True, True)


def test_an_error_cell_is_not_taken_for_nothing(folder: Path, sipas: Sipas) -> None:
    def spoil(sheet: Any, book: Any) -> None:
        sheet["B2"] = "=1/0"

    header = ["Đơn vị", "Dịch vụ", "Số giao dịch"]
    write_book(folder / "a.xlsx", [["Sở Y tế", "", 5]], header, edit=spoil)
    result = sipas("sample", "size", "a.xlsx")
    assert result.status == 3
    assert "a.xlsx ! Phiếu ! B2: ô báo lỗi" in result.err


def test_an_excluded_unit_gets_no_sample(folder: Path, sipas: Sipas) -> None:
    (folder / "b.csv").write_text("unit,transactions\nSở Ngoại vụ,50\nSở Y tế,50\n", encoding="utf-8")
    result = sipas("sample", "size", "b.csv", "--format", "csv")
    assert [r["unit"] for r in table(result.out)] == ["Sở Y tế"]
    assert "Sở Ngoại vụ: bỏ qua 1 dòng" in result.err


def test_without_a_register_spellings_of_a_unit_are_one(tmp_path: Path, sipas: Sipas) -> None:
    text = "unit,service,transactions\nUBND huyện Vân Đồn,a,10\nH. Vân Đồn,b,20\n"
    (tmp_path / "b.csv").write_text(text, encoding="utf-8")
    result = sipas("sample", "size", "b.csv", "--by", "unit", "--format", "csv")
    assert [r["transactions"] for r in table(result.out)] == ["30"]
    assert "Không có đơn vị nào trong units.yaml" in result.err


def test_a_file_without_the_columns_and_the_same_file_twice_are_refused(folder: Path, sipas: Sipas) -> None:
    (folder / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    result = sipas("sample", "size", "x.csv")
    assert result.status == 3
    assert "x.csv: không thấy hàng tiêu đề nào có đủ các cột: tên đơn vị, số giao dịch" in result.err
    (folder / "t2.csv").write_text(TABLE, encoding="utf-8")
    assert "nội dung giống hệt tệp t.csv" in sipas("sample", "size", "t.csv", "t2.csv").err


def test_two_columns_for_one_thing_are_refused(folder: Path, sipas: Sipas) -> None:
    (folder / "x.csv").write_text("Đơn vị,Số hồ sơ (nhận),Số hồ sơ (trả)\nSYT,5,4\n", encoding="utf-8")
    result = sipas("sample", "size", "x.csv")
    assert result.status == 3
    assert "x.csv ! C1: có hai cột" in result.err
    named = sipas("sample", "size", "x.csv", "--number-column", "Số hồ sơ (trả)", "--format", "csv")
    assert [row["transactions"] for row in table(named.out)] == ["4"]


def test_hidden_sheets_and_sheets_of_something_else_are_passed_over(folder: Path, sipas: Sipas) -> None:
    def more(sheet: Any, book: Any) -> None:
        for name, number in (("Cũ", 7), ("Ghi chú", None)):
            other = book.create_sheet(name)
            other.append(["Đơn vị", "Số giao dịch" if number else "Ghi chú"])
            other.append(["Sở Nội vụ", number or "x"])
        book["Cũ"].sheet_state = "hidden"

    write_book(folder / "a.xlsx", [["Sở Y tế", 5]], ["Đơn vị", "Số giao dịch"], edit=more)
    result = sipas("sample", "size", "a.xlsx", "--format", "csv")
    assert [row["unit"] for row in table(result.out)] == ["Sở Y tế"]
    assert "a.xlsx ! Cũ: bỏ qua trang tính bị ẩn" in result.err
    assert "a.xlsx ! Ghi chú: bỏ qua" in result.err


def test_a_name_that_may_be_two_units_is_refused(folder: Path, sipas: Sipas) -> None:
    units = UNITS + "  - {id: a, name: Huyện An, group: so}\n  - {id: b, name: UBND huyện An, group: so}\n"
    (folder / "units.yaml").write_text(units, encoding="utf-8")
    (folder / "x.csv").write_text("Đơn vị,Số hồ sơ\nH. An,5\n", encoding="utf-8")
    assert 'tên "H. An" có thể là nhiều đơn vị' in sipas("sample", "size", "x.csv").err


# --- allocate ------------------------------------------------------------------------------------


def test_a_total_is_allocated_in_proportion_or_equally(folder: Path, sipas: Sipas) -> None:
    # 100 x 1200/1630 = 73.62, x 30/1630 = 1.84, x 400/1630 = 24.54: 73 + 1 + 24, two over: .84, .62
    rows = table(sipas("sample", "allocate", "t.csv", "--n", "100", "--format", "csv").out)
    assert [r["sample"] for r in rows] == ["74", "2", "24"]
    # 30 at most for the second; (100 - 30) / 2 = 35 - but 100 / 3 = 33.3 is more than 30
    equal = sipas("sample", "allocate", "t.csv", "--n", "100", "--how", "equal", "--format", "csv").out
    assert [r["sample"] for r in table(equal)] == ["35", "30", "35"]
    unit = sipas(
        "sample", "allocate", "t.csv", "--n", "100", "--how", "equal", "--by", "unit", "--format", "csv"
    )
    assert [r["sample"] for r in table(unit.out)] == ["50", "50"]


def test_every_stratum_gets_one_of_a_total_unless_told_otherwise(folder: Path, sipas: Sipas) -> None:
    # 10: 7.36, 0.18 (at least 1), 2.45; the rest of 9: 9 x 3/4 = 6.75, 9 x 1/4 = 2.25: 7, 1, 2
    words = ("sample", "allocate", "t.csv", "--n", "10", "--format", "csv")
    assert [r["sample"] for r in table(sipas(*words).out)] == ["7", "1", "2"]
    # without: 7 + 0 + 2, one over, to .45
    assert [r["sample"] for r in table(sipas(*words, "--minimum", "0").out)] == ["7", "0", "3"]
    refused = sipas(*words, "--minimum", "4")
    assert refused.status == 2
    assert "cần 12" in refused.err
    assert "lớn hơn tổng số giao dịch 1630" in sipas("sample", "allocate", "t.csv", "--n", "1631").err


# --- draw ----------------------------------------------------------------------------------------


def test_the_drawn_rows_and_the_log_are_files_and_the_terminal_shows_counts(
    folder: Path, sipas: Sipas
) -> None:
    write_list(folder / "l.csv", [person(n) for n in range(1, 101)])
    result = sipas("sample", "draw", "l.csv", "--seed", "2024", "--reserve", "10", "-o", "m.csv")
    assert result.status == 0
    # 10 of each unit are "Khám", 40 "Cấp phép"; 40 / 1.1 = 36.4: 37; 10 / 1.025 = 9.8: 10
    # the reserve: 3.7 but only 3 are left; 1 but none is left
    lines = [line.split()[-4:] for line in result.out.splitlines() if "─" not in line and line][1:]
    assert lines == [
        ["40", "37", "92,50", "3"],
        ["10", "10", "100,00", "0"],
        ["40", "37", "92,50", "3"],
        ["10", "10", "100,00", "0"],
        ["100", "94", "94,00", "6"],
    ]
    rows = drawn(folder / "m.csv")
    assert len(rows) == 100
    assert list(rows[0])[4:] == HEAD
    assert sum(row["Mẫu hay dự phòng"] == "Dự phòng" for row in rows) == 6
    assert {row["Người nộp"] for row in rows} == {f"Nguyễn Văn {n}" for n in range(1, 101)}
    log = (folder / "m.json").read_text(encoding="utf-8")
    for text in (result.out, result.err, log):
        assert "Nguyễn" not in text
        assert "HS0" not in text


def test_an_inspector_can_draw_again_with_the_words_of_the_log(folder: Path, sipas: Sipas) -> None:
    rows = [person(n) for n in range(1, 101)]
    write_list(folder / "l.csv", rows)
    sipas("sample", "draw", "l.csv", "--seed", "Kỳ 1", "--n", "12", "--by", "unit", "-o", "m.csv")
    log = json.loads((folder / "m.json").read_text(encoding="utf-8"))
    assert log["sizes"] == {"method": "proportional", "total": 12, "by": "unit", "minimum": 1}
    assert "SHA-256" in log["algorithm"]["vi"]
    keys: list[str] = []
    for unit in ("Sở Nội vụ", "Sở Y tế"):  # 50 transactions each, so 6 each
        own = [str(row[1]) for row in rows if row[2] == unit]
        own.sort(key=lambda key: hashlib.sha256(f"{log['seed']}\n{key}".encode()).hexdigest())
        assert [r["Mã hồ sơ"] for r in drawn(folder / "m.csv") if r["Đơn vị giải quyết"] == unit] == own[:6]
        keys += own[:6]
    lines = "".join(f"{key}\n" for key in sorted(keys))
    assert log["selection"]["sha256"] == hashlib.sha256(lines.encode()).hexdigest()
    content = (folder / "m.csv").read_bytes()
    assert log["selection"]["file_sha256"] == hashlib.sha256(content).hexdigest()
    listed = "".join(sorted(f"{row[2]}\t\t{row[1]}\n" for row in rows))
    assert log["list"]["sha256"] == hashlib.sha256(listed.encode()).hexdigest()


def test_neither_order_nor_split_nor_kind_of_file_changes_a_draw(folder: Path, sipas: Sipas) -> None:
    rows = [person(n) for n in range(1, 101)]
    write_list(folder / "l.csv", rows)
    sipas("sample", "draw", "l.csv", "--seed", "x", "--n", "20", "-o", "one.csv")
    mixed = random.Random(5).sample(rows, k=100)
    write_list(folder / "a.csv", mixed[:30])
    turned = [5, 4, 3, 2, 1, 0]
    header = [HEAD[i] for i in turned]
    write_book(folder / "b.xlsx", [[row[i] for i in turned] for row in mixed[30:]], header)
    sipas("sample", "draw", "b.xlsx", "a.csv", "--seed", "x", "--n", "20", "-o", "two.csv")
    one, two = drawn(folder / "one.csv"), drawn(folder / "two.csv")
    assert len(one) == 20
    assert [row["Mã hồ sơ"] for row in one] == [row["Mã hồ sơ"] for row in two]
    assert one == [{name: row[name] for name in one[0]} for row in two]
    logs = [json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in ("one", "two")]
    assert logs[0]["list"]["sha256"] == logs[1]["list"]["sha256"]
    assert logs[0]["selection"]["sha256"] == logs[1]["selection"]["sha256"]
    assert logs[0]["list"]["files"] != logs[1]["list"]["files"]


def test_rows_without_an_id_are_known_by_their_content(folder: Path, sipas: Sipas) -> None:
    header = ["STT", "Đơn vị", "Ngày", "Người nộp"]
    rows = [[n, "Sở Y tế", f"2024-01-{n:02d}", f"Lê {n % 4}"] for n in range(1, 31)]
    write_list(folder / "a.csv", rows, header)
    write_list(folder / "b.csv", [[31 - int(row[0]), *row[1:]] for row in reversed(rows)], header)
    first = sipas("sample", "draw", "a.csv", "--seed", "x", "--n", "5", "-o", "one.csv")
    sipas("sample", "draw", "b.csv", "--seed", "x", "--n", "5", "-o", "two.csv")
    assert "30 dòng không có mã" in first.err
    days = [[row["Ngày"] for row in drawn(folder / name)] for name in ("one.csv", "two.csv")]
    assert days[0] == days[1]
    key = '[["Ngày","2024-01-07"],["Người nộp","Lê 3"],["Đơn vị","Sở Y tế"]]'
    assert json.loads(key) == sorted(json.loads(key))
    by_hand = sorted(
        rows,
        key=lambda row: hashlib.sha256(
            f'x\n[["Ngày","{row[2]}"],["Người nộp","{row[3]}"],["Đơn vị","{row[1]}"]]'.encode()
        ).hexdigest(),
    )
    assert days[0] == [row[2] for row in by_hand[:5]]


def test_of_a_transaction_that_is_there_twice_one_can_be_drawn(folder: Path, sipas: Sipas) -> None:
    rows = [person(1), person(3), person(1), [9, "HS003", "Sở Nội vụ", "Cấp phép", "Khác", "1"]]
    results = []
    for name, own in (("a", rows), ("b", rows[::-1])):
        write_list(folder / f"{name}.csv", own)
        results.append(
            sipas("sample", "draw", f"{name}.csv", "--seed", "1", "--n", "2", "-o", f"m{name}.csv")
        )
    assert "4 dòng đã đọc, 2 dòng lặp lại" in results[0].err
    assert "a.csv ! B4: giao dịch này đã có ở a.csv ! B2" in results[0].err
    assert "a.csv ! B5: giao dịch này đã có ở a.csv ! B3" in results[0].err
    found = [[row["Người nộp"] for row in drawn(folder / f"m{name}.csv")] for name in "ab"]
    assert found[0] == found[1]
    assert sorted(row["Mã hồ sơ"] for row in drawn(folder / "ma.csv")) == ["HS001", "HS003"]


def test_one_id_in_two_units_is_two_transactions(folder: Path, sipas: Sipas) -> None:
    rows = [["1", "Sở Nội vụ"], ["1", "Sở Y tế"]]
    write_list(folder / "l.csv", rows, ["Mã hồ sơ", "Đơn vị"])
    sipas("sample", "draw", "l.csv", "--seed", "1", "--n", "2", "-o", "m.csv")
    assert [row["Đơn vị"] for row in drawn(folder / "m.csv")] == ["Sở Nội vụ", "Sở Y tế"]


def test_sizes_come_from_the_file_that_size_wrote(folder: Path, sipas: Sipas) -> None:
    write_list(folder / "l.csv", [person(n) for n in range(1, 101)])
    sizes = "unit,service,transactions,sample\nSở Nội vụ,CẤP PHÉP,40,3\nSYT,Khám,99,12\nSYT,Mới,5,2\n"
    (folder / "s.csv").write_text(sizes, encoding="utf-8")
    result = sipas("sample", "draw", "l.csv", "--seed", "1", "--sizes", "s.csv", "-o", "m.csv")
    found = [(r["Đơn vị (chọn mẫu)"], r["Dịch vụ (chọn mẫu)"]) for r in drawn(folder / "m.csv")]
    assert found == [("Sở Nội vụ", "Cấp phép")] * 3 + [("Sở Y tế", "Khám")] * 10
    assert "Sở Y tế / Khám: cần 12 nhưng danh sách chỉ có 10" in result.err
    assert "Sở Y tế / Mới: cần 2 nhưng danh sách chỉ có 0" in result.err
    assert "Sở Nội vụ / Khám: có 10 giao dịch nhưng tệp cỡ mẫu không có dòng này" in result.err


def test_sizes_by_unit_are_drawn_over_all_services(folder: Path, sipas: Sipas) -> None:
    write_list(folder / "l.csv", [person(n) for n in range(1, 101)])
    (folder / "s.csv").write_text("Đơn vị,Cỡ mẫu\nSở Y tế,7\n", encoding="utf-8")
    sipas("sample", "draw", "l.csv", "--seed", "1", "--sizes", "s.csv", "-o", "m.csv")
    assert len(drawn(folder / "m.csv")) == 7
    log = json.loads((folder / "m.json").read_text(encoding="utf-8"))
    assert [(own["unit"], own["transactions"], own["sample"]) for own in log["strata"]] == [
        ("Sở Nội vụ", 50, 0),
        ("Sở Y tế", 50, 7),
    ]
    assert log["sizes"]["files"] == {"s.csv": hashlib.sha256((folder / "s.csv").read_bytes()).hexdigest()}


def test_sizes_by_service_need_a_list_with_services(folder: Path, sipas: Sipas) -> None:
    write_list(folder / "l.csv", [["1", "Sở Y tế"]], ["Mã hồ sơ", "Đơn vị"])
    (folder / "s.csv").write_text("Đơn vị,Dịch vụ,Cỡ mẫu\nSở Y tế,Khám,7\n", encoding="utf-8")
    result = sipas("sample", "draw", "l.csv", "--seed", "1", "--sizes", "s.csv", "-o", "m.csv")
    assert result.status == 2
    assert "danh sách không có cột dịch vụ" in result.err


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_no_text_of_a_list_becomes_a_formula(folder: Path, sipas: Sipas, suffix: str) -> None:
    rows = [["1", "Sở Y tế", '=HYPERLINK("http://x","y")', "@SUM(A1)", "0123"]]
    write_list(folder / "l.csv", rows, ["Mã hồ sơ", "Đơn vị", "=Tên", "Ghi chú", "Điện thoại"])
    out = folder / f"m.{suffix}"
    assert sipas("sample", "draw", "l.csv", "--seed", "1", "-o", out.name).status == 0
    if suffix == "csv":
        cells = next(csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig").splitlines()[1])))
        assert cells[6:] == ['\'=HYPERLINK("http://x","y")', "'@SUM(A1)", "0123"]
    else:
        sheet = openpyxl.load_workbook(out).active
        cells = sheet[2][6:]
        assert [(own.value, own.data_type) for own in cells] == [
            ('=HYPERLINK("http://x","y")', "s"),
            ("@SUM(A1)", "s"),
            ("0123", "s"),
        ]
        assert sheet["G1"].data_type == "s"
        assert not any(own.hyperlink for own in cells)


def test_drawing_again_writes_the_same_bytes(folder: Path, sipas: Sipas) -> None:
    write_list(folder / "l.csv", [person(n) for n in range(1, 101)])
    words = ("sample", "draw", "l.csv", "--seed", "1", "--n", "9", "-o", "m.xlsx")
    sipas(*words)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    sipas(*words)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "m.csv"], "--seed còn thiếu"),
        (["--seed", "1"], "-o còn thiếu"),
        (["--seed", " ", "-o", "m.csv"], "giá trị của --seed không hợp lệ"),
        (["--seed", "1", "-o", "-"], "phải ghi vào tệp có đuôi: .csv, .xlsx"),
        (["--seed", "1", "-o", "m.txt"], "phải ghi vào tệp có đuôi: .csv, .xlsx"),
        (["--seed", "1", "-o", "l.csv"], "l.csv là tệp mà lệnh này đọc"),
        (["--seed", "1", "-o", "t.csv", "--sizes", "t.csv"], "t.csv là tệp mà lệnh này đọc"),
        (["--seed", "1", "-o", "issued.csv"], "issued.csv là tệp mà lệnh này đọc"),
        (
            ["--seed", "1", "-o", "m.csv", "--n", "5", "--sizes", "t.csv"],
            "--sizes đã quyết định cỡ mẫu nên --n",
        ),
        (["--seed", "1", "-o", "m.csv", "--n", "5", "--error", "3"], "--n đã quyết định cỡ mẫu nên --error"),
        (["--seed", "1", "-o", "m.csv", "--n", "5", "--by", "divided"], "nên --by divided"),
        (["--seed", "1", "-o", "m.csv", "--how", "equal"], "--n còn thiếu"),
        (["--seed", "1", "-o", "m.csv", "--id-column", "Mã"], 'không tệp nào có cột "Mã"'),
    ],
)
def test_words_that_would_do_nothing_or_harm_are_refused(
    folder: Path, sipas: Sipas, words: list[str], said: str
) -> None:
    write_list(folder / "l.csv", [person(n) for n in range(1, 11)])
    before = (folder / "l.csv").read_bytes()
    result = sipas("sample", "draw", "l.csv", *words)
    assert result.status == 2
    assert said in result.err
    assert not (folder / "m.csv").exists()
    assert (folder / "l.csv").read_bytes() == before


def test_a_list_with_an_unknown_unit_is_refused_and_names_no_person(folder: Path, sipas: Sipas) -> None:
    rows = [
        person(1),
        [2, "HS002", "Nguyễn Văn An", "x", "y", "z"],
        [3, "HS003", "Nguyễn Văn An", "x", "", ""],
    ]
    write_list(folder / "l.csv", rows)
    result = sipas("sample", "draw", "l.csv", "--seed", "1", "-o", "m.csv")
    assert result.status == 3
    assert "l.csv ! C3: không có đơn vị này trong danh sách (units.yaml)" in result.err
    assert "số lỗi trong bảng: 1" in result.err  # a name is said once
    assert "Nguyễn" not in result.err
    assert not (folder / "m.csv").exists()


def test_columns_with_other_headers_are_named_by_options(folder: Path, sipas: Sipas) -> None:
    write_list(
        folder / "l.csv", [["A1", "Sở Y tế", "Khám"], ["A2", "Sở Y tế", "Khám"]], ["Số", "Nơi làm", "Việc"]
    )
    words = ("--unit-column", "nơi làm", "--service-column", "Việc", "--id-column", "Số")
    result = sipas("sample", "draw", "l.csv", "--seed", "1", "-o", "m.csv", *words)
    assert result.status == 0
    assert "theo cột: Số." in result.err
    assert {row["Dịch vụ (chọn mẫu)"] for row in drawn(folder / "m.csv")} == {"Khám"}


def test_a_list_of_nobody_is_refused(folder: Path, sipas: Sipas) -> None:
    write_list(folder / "l.csv", [["1", "Sở Ngoại vụ"]], ["Mã hồ sơ", "Đơn vị"])
    result = sipas("sample", "draw", "l.csv", "--seed", "1", "-o", "m.csv")
    assert result.status == 3
    assert "không có giao dịch nào để chọn" in result.err


def test_an_id_that_cannot_be_read_is_not_taken_for_none(folder: Path, sipas: Sipas) -> None:
    def spoil(sheet: Any, book: Any) -> None:
        sheet["A2"] = "=1/0"

    write_book(folder / "l.xlsx", [["1", "Sở Y tế"], ["2", "Sở Y tế"]], ["Mã hồ sơ", "Đơn vị"], edit=spoil)
    result = sipas("sample", "draw", "l.xlsx", "--seed", "1", "-o", "m.csv")
    assert result.status == 3
    assert "l.xlsx ! Phiếu ! A2: ô báo lỗi" in result.err


def test_a_text_that_no_cell_can_hold_is_refused_for_a_workbook_only(folder: Path, sipas: Sipas) -> None:
    write_list(folder / "l.csv", [["1", "Sở Y tế", "x" * 32_768]], ["Mã hồ sơ", "Đơn vị", "Ghi chú"])
    refused = sipas("sample", "draw", "l.csv", "--seed", "1", "-o", "m.xlsx")
    assert refused.status == 3
    assert "không vừa một trang tính" in refused.err
    assert not (folder / "m.xlsx").exists()
    assert sipas("sample", "draw", "l.csv", "--seed", "1", "-o", "m.csv").status == 0


# --- issued ballots ------------------------------------------------------------------------------


def issued(folder: Path) -> list[tuple[str, ...]]:
    text = (folder / "issued.csv").read_text(encoding="utf-8-sig")
    return [tuple(row.values()) for row in table(text)]


def test_issued_ballots_are_merged_and_never_counted_twice(folder: Path, sipas: Sipas) -> None:
    write_list(folder / "l.csv", [person(n) for n in range(1, 101)])
    sipas("sample", "allocate", "t.csv", "--n", "100", "--issued")
    assert issued(folder) == [
        ("Sở Nội vụ", "Lập hội", "74"),
        ("Sở Nội vụ", "Thi đua", "2"),
        ("Sở Y tế", "Cấp phép", "24"),
    ]
    words = (
        "sample",
        "draw",
        "l.csv",
        "--seed",
        "1",
        "--n",
        "20",
        "--reserve",
        "50",
        "--issued",
        "-o",
        "m.csv",
    )
    # 20 x 40/100 = 8 and 20 x 10/100 = 2; the reserve is not given out
    first = sipas(*words)
    again = [
        ("Sở Nội vụ", "Cấp phép", "8"),
        ("Sở Nội vụ", "Khám", "2"),
        ("Sở Nội vụ", "Lập hội", "74"),
        ("Sở Nội vụ", "Thi đua", "2"),
        ("Sở Y tế", "Cấp phép", "8"),
        ("Sở Y tế", "Khám", "2"),
    ]
    assert issued(folder) == again
    assert "số cũ của 1 dòng được thay" in first.err
    sipas(*words)
    assert issued(folder) == again


def test_a_number_for_a_unit_and_one_for_its_service_are_not_mixed(folder: Path, sipas: Sipas) -> None:
    (folder / "issued.csv").write_text("unit,service,issued\nSYT,,50\n", encoding="utf-8")
    write_list(folder / "l.csv", [person(n) for n in range(1, 101)])
    result = sipas("sample", "draw", "l.csv", "--seed", "1", "--issued", "-o", "m.csv")
    assert result.status == 3
    assert "đơn vị Sở Y tế sẽ có cả số phiếu chung và số phiếu theo dịch vụ" in result.err
    assert not (folder / "m.csv").exists()
    done = sipas("sample", "draw", "l.csv", "--seed", "1", "--by", "unit", "--issued", "-o", "m.csv")
    assert done.status == 0
    assert issued(folder) == [("Sở Nội vụ", "", "45"), ("Sở Y tế", "", "45")]  # 50 / 1.125 = 44.4


# --- tables that contradict themselves ------------------------------------------------------------


def test_the_header_again_and_subtotals_of_a_unit_are_passed_over(folder: Path, sipas: Sipas) -> None:
    lines = TABLE.splitlines()
    text = "\n".join([*lines[:3], ",Cộng Sở Nội vụ,,1.230", lines[0], *lines[3:], ",Tổng cộng,,1.630"])
    (folder / "t.csv").write_text(text, encoding="utf-8")
    outcome = sipas("sample", "size", "t.csv", "--format", "csv")
    assert outcome.status == 0, outcome.err
    assert [(row["unit"], row["transactions"]) for row in table(outcome.out)] == [
        ("Sở Nội vụ", "1200"),
        ("Sở Nội vụ", "30"),
        ("Sở Y tế", "400"),
    ]


def test_another_header_further_down_is_refused(folder: Path, sipas: Sipas) -> None:
    text = TABLE + "STT,Dịch vụ,Tên đơn vị,Số giao dịch\n4,Cấp thẻ,Sở Y tế,20\n"
    (folder / "t.csv").write_text(text, encoding="utf-8")
    outcome = sipas("sample", "size", "t.csv", "--lang", "en")
    assert outcome.status == 3
    assert "t.csv ! B5: another header stands here" in outcome.err
    assert outcome.err.count("t.csv ! ") == 1  # and what is below is not read under the wrong header


def test_a_number_for_a_whole_unit_beside_its_services_is_refused(folder: Path, sipas: Sipas) -> None:
    (folder / "t.csv").write_text(TABLE + "4,Sở Nội vụ,,1.230\n", encoding="utf-8")
    outcome = sipas("sample", "size", "t.csv", "--by", "unit", "--lang", "en")
    assert outcome.status == 3
    told = "Sở Nội vụ has a number for all services at t.csv ! B5 and others for single ones at t.csv ! B3"
    assert told in outcome.err


def test_a_summary_by_unit_is_no_list_of_transactions(folder: Path, sipas: Sipas) -> None:
    rows = [[1, 12, "Sở Nội vụ"], [2, 9, "Sở Y tế"]]
    write_list(folder / "l.csv", [person(n) for n in range(1, 22)])
    write_list(folder / "s.csv", rows, ["STT", "Số hồ sơ", "Đơn vị"])
    outcome = sipas(
        "sample", "draw", "l.csv", "s.csv", "--seed", "1", "--n", "5", "-o", "o.csv", "--lang", "en"
    )
    assert outcome.status == 3
    assert "s.csv ! B2: this sheet seems to have the number of transactions of each unit" in outcome.err
