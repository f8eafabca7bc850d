"""Files that cannot be scored: one clear line, the right exit status, nothing stored."""

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import HEADER, Sipas, ballot, ballots, write_book

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(sipas: Sipas, folder: Path, *names: str, status: int = 3) -> str:
    """The one line that `score` says about the files; nothing may have been stored."""
    result = sipas("score", *names)
    assert result.status == status
    assert result.out == ""
    assert not (folder / "results").exists()
    lines = [line for line in result.err.splitlines() if line.startswith("Lỗi: ")]
    assert len(lines) == 1
    assert "Traceback" not in result.err
    return lines[0]


def header_of(*changes: tuple[int, str]) -> list[str]:
    header = list(HEADER)
    for place, text in changes:
        header[place] = text
    return header


def test_a_file_without_any_question_column(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", [[1, 2]], ["Họ tên", "Tuổi"])
    assert "a.xlsx: không cột nào là câu hỏi" in refused(sipas, tmp_path, "a.xlsx")


def test_a_header_that_looks_like_a_question_and_is_none_is_named_with_its_cell(
    tmp_path: Path, sipas: Sipas
) -> None:
    write_book(tmp_path / "a.xlsx", [[*row, 4] for row in ballots()], [*HEADER, "F6_1"])
    assert 'a.xlsx ! Phiếu ! AC1: tiêu đề "F6_1"' in refused(sipas, tmp_path, "a.xlsx")


def test_a_missing_question_is_named_and_the_header_that_resembles_it_is_shown(
    tmp_path: Path, sipas: Sipas
) -> None:
    typo = "Cơ quan công khai kết quả xử lý phản ánh, kiến nghị dể tìm, dể xem"
    write_book(tmp_path / "a.xlsx", ballots(), header_of((27, typo)))
    line = refused(sipas, tmp_path, "a.xlsx")
    assert "thiếu cột của câu hỏi F5_5" in line
    assert "Có phải ô AB1 là câu F5_5?" in line


def test_a_question_in_two_columns_is_refused_with_both_cells(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", [[*row, 4] for row in ballots()], [*HEADER, "F1_1"])
    assert 'a.xlsx ! Phiếu ! AC1: có hai cột cho "F1_1", cột kia ở ô D1' in refused(sipas, tmp_path, "a.xlsx")


def test_two_columns_of_one_name_for_the_unit_are_refused(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", [[*row, "x"] for row in ballots()], [*HEADER, "Tên đơn vị"])
    assert 'có hai cột cho "unit"' in refused(sipas, tmp_path, "a.xlsx")


def test_no_unit_column_says_how_to_head_one(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots(), header_of((1, "Nơi giao dịch")))
    assert 'Đặt tiêu đề một cột là "Tên đơn vị"' in refused(sipas, tmp_path, "a.xlsx")


def test_an_empty_sheet(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", [], None)
    assert "a.xlsx: tệp không có dữ liệu nào" in refused(sipas, tmp_path, "a.xlsx")


def test_a_header_without_ballots(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", [])
    assert "không có phiếu nào" in refused(sipas, tmp_path, "a.xlsx")


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "ZZ99999"])
def test_a_lone_cell_far_away_does_not_make_the_reader_allocate_the_grid(
    tmp_path: Path, sipas: Sipas, cell: str
) -> None:
    def edit(sheet: Any, _: Any) -> None:
        sheet[cell] = 1

    write_book(tmp_path / "a.xlsx", ballots(), edit=edit)
    assert "quá lớn để đọc" in refused(sipas, tmp_path, "a.xlsx")


def test_a_far_cell_written_with_other_quotes_is_found_too(tmp_path: Path, sipas: Sipas) -> None:
    def edit(sheet: Any, _: Any) -> None:
        sheet["XFD1048576"] = 1

    write_book(tmp_path / "b.xlsx", ballots(), edit=edit)
    rewrite(
        tmp_path / "b.xlsx",
        tmp_path / "a.xlsx",
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'r="XFD1048576"', b"r = 'XFD1048576'"),
    )
    (tmp_path / "b.xlsx").unlink()
    assert "quá lớn để đọc" in refused(sipas, tmp_path, "a.xlsx")


def rewrite(old: Path, new: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Copies a package with one of its parts changed."""
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            target.writestr(info.filename, change(content) if info.filename == part else content)


def test_a_workbook_with_a_document_type_is_not_parsed(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "b.xlsx", ballots())
    attack = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'
    rewrite(
        tmp_path / "b.xlsx",
        tmp_path / "a.xlsx",
        "xl/workbook.xml",
        lambda xml: attack + xml.partition(b"?>")[2],
    )
    assert "sổ tính bị hỏng" in refused(sipas, tmp_path, "a.xlsx")


def test_a_workbook_that_unpacks_to_too_much(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIPAS_LIMIT_UNPACKED_BYTES", "5000")
    write_book(tmp_path / "a.xlsx", ballots())
    assert "giải nén ra quá 5000 byte" in refused(sipas, tmp_path, "a.xlsx")


def test_a_file_that_is_too_large(tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIPAS_LIMIT_FILE_BYTES", "100")
    write_book(tmp_path / "a.xlsx", ballots())
    assert "quá giới hạn 100 byte" in refused(sipas, tmp_path, "a.xlsx")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"", "tệp rỗng (0 byte)"),
        ("a.xlsx", OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "tệp có mật khẩu"),
        ("a.xls", OLE + b"\0" * 512 + "Workbook".encode("utf-16-le"), "nội dung không phải"),
        ("a.xlsx", b"STT,F1_1\n1,4\n", "Nếu là csv, đổi đuôi tệp thành .csv"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 50, "sổ tính bị hỏng"),
        ("a.csv", "Mã phiếu,F1_1\n".encode("utf-16-le"), "không phải là văn bản csv"),
        ("a.csv", "Tên,F1_1\nSở,4\nSở Nội vụ".encode().replace(b"S\xe1", b"S\xe1\xff", 1), "a.csv:2:"),
        ("a.csv", ",".join(HEADER).encode() + b'\nP1,"S\xe1\xbb\x9f,x\n', "a.csv:2: dấu ngoặc kép"),
        ("a.csv", b"\n\n\n", "tệp không có dữ liệu nào"),
    ],
)
def test_what_is_not_a_workbook_or_a_csv(
    tmp_path: Path, sipas: Sipas, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert said in refused(sipas, tmp_path, name)


def test_a_truncated_workbook(tmp_path: Path, sipas: Sipas) -> None:
    content = write_book(tmp_path / "b.xlsx", ballots()).read_bytes()
    (tmp_path / "a.xlsx").write_bytes(content[: len(content) // 2])
    assert "tải về chưa hết" in refused(sipas, tmp_path, "a.xlsx")


def test_the_same_file_under_two_names(tmp_path: Path, sipas: Sipas) -> None:
    content = write_book(tmp_path / "a.xlsx", ballots()).read_bytes()
    (tmp_path / "b.xlsx").write_bytes(content)
    assert "b.xlsx: nội dung giống hệt tệp a.xlsx" in refused(sipas, tmp_path, "b.xlsx", "a.xlsx")


def test_one_file_named_twice(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    assert "a.xlsx: nội dung giống hệt tệp a.xlsx" in refused(sipas, tmp_path, "a.xlsx", "a.xlsx")


def test_a_file_of_another_kind(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "a.yaml").write_text("groups: []", encoding="utf-8")
    assert "chỉ đọc được tệp .xlsx, .xls, .ods, .csv và .parquet" in refused(sipas, tmp_path, "a.yaml")


def test_a_file_that_is_not_there_is_a_wrong_word(tmp_path: Path, sipas: Sipas) -> None:
    assert "a.xlsx: không có tệp này" in refused(sipas, tmp_path, "a.xlsx", status=2)


def test_a_folder_in_place_of_a_file(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "a.xlsx").mkdir()
    assert "đây là thư mục" in refused(sipas, tmp_path, "a.xlsx", status=2)


def test_above_the_allowed_share_of_rejected_ballots_nothing_is_stored(tmp_path: Path, sipas: Sipas) -> None:
    # 5 trên 20 phiếu không ghi đơn vị = 25 %, quá 20 %
    write_book(tmp_path / "a.xlsx", [ballot(n, "" if n % 4 == 0 else "Sở Y tế") for n in range(1, 21)])
    line = refused(sipas, tmp_path, "a.xlsx")
    assert "5 trên 20 phiếu có lỗi nên bị loại, quá mức 20%" in line


def test_at_the_allowed_share_the_run_goes_on(tmp_path: Path, sipas: Sipas) -> None:
    # 4 trên 20 phiếu = đúng 20 %
    write_book(tmp_path / "a.xlsx", [ballot(n, "" if n % 5 == 0 else "Sở Y tế") for n in range(1, 21)])
    assert sipas("score", "a.xlsx").status == 0


def test_above_the_allowed_share_of_bad_answers_nothing_is_stored(tmp_path: Path, sipas: Sipas) -> None:
    # 6 trên 25 câu = 24 %, mỗi ô một chữ khác: không phải một nhãn còn thiếu
    answers = [[*(f"tạm {n}{k}" for k in range(6)), *[4] * 19] for n in range(1, 5)]
    write_book(tmp_path / "a.xlsx", [ballot(n, "Sở Y tế", own) for n, own in enumerate(answers, start=1)])
    assert "24 trên 100 câu trả lời không hợp lệ" in refused(sipas, tmp_path, "a.xlsx")


def test_csv_with_or_without_byte_order_mark_comma_or_semicolon_is_read_alike(
    tmp_path: Path, sipas: Sipas
) -> None:
    standings = set()
    for encoding in ("utf-8", "utf-8-sig"):
        for delimiter in (",", ";", "\t"):
            with (tmp_path / "a.csv").open("w", encoding=encoding, newline="") as file:
                writer = csv.writer(file, delimiter=delimiter)
                writer.writerows([HEADER, *ballots()])
            result = sipas("score", "a.csv", "--format", "csv")
            assert result.status == 0
            standings.add(result.out)
    assert len(standings) == 1
    # Sở Nội vụ: 10/10; Sở Y tế: 8/10 phiếu hài lòng
    assert "Sở Nội vụ,100.00," in standings.pop()


def test_a_csv_row_with_more_cells_than_the_header_is_left_out(tmp_path: Path, sipas: Sipas) -> None:
    rows = [",".join(map(str, row)) for row in ballots()]
    rows[3] += ",4"
    (tmp_path / "a.csv").write_text("\n".join([",".join(HEADER), *rows]), encoding="utf-8")
    result = sipas("score", "a.csv")
    assert result.status == 0
    assert "a.csv ! D5: dòng này có nhiều ô hơn hàng tiêu đề" in result.err


def test_when_every_ballot_is_rejected_that_is_what_is_said(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", [[*ballot(n, "")[:2], "", *[4] * 25] for n in range(5)])
    assert "5 trên 5 phiếu có lỗi nên bị loại" in refused(sipas, tmp_path, "a.xlsx")


@pytest.mark.parametrize("place", ["xfd1048576", "xfd5", "XFD01048576", "AAAXFD1048576", "A99999999"])
def test_a_cell_whose_place_no_program_writes_so_is_not_handed_to_the_reader(
    tmp_path: Path, sipas: Sipas, place: str
) -> None:
    write_book(tmp_path / "b.xlsx", ballots())
    rewrite(
        tmp_path / "b.xlsx",
        tmp_path / "a.xlsx",
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'r="C15"', f'r="{place}"'.encode()),
    )
    (tmp_path / "b.xlsx").unlink()
    assert "a.xlsx ! Phiếu: trang tính" in refused(sipas, tmp_path, "a.xlsx")


def test_semicolons_are_found_in_a_file_full_of_commas(tmp_path: Path, sipas: Sipas) -> None:
    from sipas_cli.rules.library import find_set

    texts = [question.text for question in find_set(tmp_path, "quang-ninh-2023").criteria.plan.questions]
    header = [f"{number}. {text}" for number, text in enumerate(texts, start=1)]
    assert sum(text.count(",") for text in header) > len(header)
    with (tmp_path / "a.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Kết quả khảo sát, tháng 11"])
        writer.writerow(["Tên đơn vị", "Ngày khảo sát", *header])
        writer.writerows([["Sở Y tế", "2023-11-01", *[4] * 25] for _ in range(5)])
    assert sipas("score", "a.csv").status == 0


def test_files_of_one_name_in_several_folders_are_told_apart_in_any_order(
    tmp_path: Path, sipas: Sipas
) -> None:
    for place, answer, first in (("bac", 5, 10), ("nam", 1, 20)):
        (tmp_path / place / "t1").mkdir(parents=True)
        others = [ballot(first + n, "Sở Y tế", 4) for n in range(5)]
        write_book(tmp_path / place / "t1" / "p.xlsx", [ballot(1, "Sở Y tế", answer), *others])
    outs = set()
    for order in (("bac/t1/p.xlsx", "nam/t1/p.xlsx"), ("nam/t1/p.xlsx", "bac/t1/p.xlsx")):
        result = sipas("score", *order, "--format", "csv")
        assert "nam/t1/p.xlsx ! Phiếu ! A2: mã phiếu đã có ở bac/t1/p.xlsx ! Phiếu ! A2" in result.err
        outs.add(result.out)
    assert len(outs) == 1
    (manifest,) = tmp_path.glob("results/2023/*/manifest.json")
    assert '"bac/t1/p.xlsx"' in manifest.read_text(encoding="utf-8")
    assert '"nam/t1/p.xlsx"' in manifest.read_text(encoding="utf-8")
