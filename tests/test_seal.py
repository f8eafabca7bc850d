"""What lies beside the runs: what an erased or changed line leaves behind, and what a seal says of it."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Sipas
from test_chain import forged, rewritten, scored


@pytest.fixture
def year(tmp_path: Path) -> Path:
    return tmp_path / "results" / "2023"


@pytest.fixture
def three(tmp_path: Path, sipas: Sipas) -> list[str]:
    """Three runs of SIPAS 2023, in the order in which they were stored."""
    return [scored(tmp_path, sipas, count) for count in (20, 18, 16)]


def sealed(sipas: Sipas) -> str:
    result = sipas("-q", "verify", "--year", "2023", "--seal")
    assert result.status == 0, result.err
    return result.out.strip()


def without_line(path: Path, number: int) -> None:
    """Erases a line; 1 is the first below the header."""
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:number] + lines[number + 1 :]))


# --- the seal: what came since --------------------------------------------------------------------


def test_what_was_frozen_since_the_seal_is_told_as_that(three: list[str], sipas: Sipas) -> None:
    seal = sealed(sipas)
    sipas("freeze", "--run", three[1], "--by", "Sở Nội vụ")
    result = sipas("-q", "verify", "--quick", "--against", seal)
    assert result.status == 0
    assert f"Từ khi lấy mã niêm phong chỉ có thêm trong freezes.csv: chốt {three[1]}." in result.err
    sipas("freeze", "--year", "2023", "--undo")
    result = sipas("-q", "verify", "--quick", "--against", seal, "--lang", "en")
    assert result.status == 0
    assert f"{three[1]} frozen; {three[1]} lifted" in result.err


def test_a_seal_that_was_taken_when_runs_were_frozen_holds_when_the_freeze_is_lifted(
    three: list[str], tmp_path: Path, sipas: Sipas
) -> None:
    sipas("freeze", "--run", three[0])
    seal = sealed(sipas)
    sipas("freeze", "--run", three[2], "--replace")
    later = scored(tmp_path, sipas, 14)
    sipas("runs", "--withdraw", later, "--why", "nhập nhầm tệp")
    result = sipas("verify", "--quick", "--against", seal)
    assert result.status == 0
    assert f"từ đó đã lưu thêm: {later}" in result.err
    assert f"bỏ chốt {three[0]}; chốt {three[2]}; rút {later}" in result.err


def test_a_seal_of_a_run_that_an_earlier_version_froze_holds(
    three: list[str], year: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sipas_cli.recount.traces._WITHOUT_RECORD", ("0.",))
    (year / "frozen-sipas.txt").write_text(f"{three[0]}\n", encoding="utf-8")
    seal = sealed(sipas)
    note = hashlib.sha256((year / "frozen-sipas.txt").read_bytes()).hexdigest()
    assert f"{note}  frozen-sipas.txt\n" in (year / f"seal-{seal[:12]}.txt").read_text(encoding="utf-8")
    sipas("freeze", "--run", three[1], "--replace")
    result = sipas("verify", "--quick", "--against", seal)
    assert result.status == 0
    assert f"bỏ chốt {three[0]}; chốt {three[1]}" in result.err
    (year / "freezes.csv").unlink()
    (year / "frozen-sipas.txt").write_text(f"{three[2]}\n", encoding="utf-8")
    assert sipas("verify", "--quick").status == 0
    result = sipas("verify", "--quick", "--against", seal)
    assert result.status == 3
    assert "frozen-sipas.txt: tệp đã khác với khi lấy mã niêm phong" in result.err


# --- the seal: what differs -----------------------------------------------------------------------


def test_the_list_of_what_was_sealed_has_the_seal_for_its_digest(
    three: list[str], year: Path, sipas: Sipas
) -> None:
    seal = sealed(sipas)
    (listed,) = year.glob("seal-*.txt")
    assert listed.name == f"seal-{seal[:12]}.txt"
    assert hashlib.sha256(listed.read_bytes()).hexdigest() == seal
    files = [line.split("  ")[1] for line in listed.read_text(encoding="utf-8").splitlines()]
    assert files == [f"{name}/manifest.json" for name in three]
    assert sealed(sipas) == seal


def erase_the_lifting(year: Path, _: list[str]) -> None:
    without_line(year / "freezes.csv", 2)
    without_line(year / "freezes.csv", 1)


def change_who(year: Path, _: list[str]) -> None:
    path = year / "freezes.csv"
    path.write_bytes(path.read_bytes().replace("Văn phòng".encode(), "Sở Nội vụ".encode()))


def remove_the_record(year: Path, _: list[str]) -> None:
    (year / "freezes.csv").unlink()


def rewrite_the_last_run(year: Path, three: list[str]) -> None:
    rewritten(year / three[2], "notice", "Đã sửa")


def remove_the_last_run(year: Path, three: list[str]) -> None:
    shutil.rmtree(year / three[2])
    (year / "last-sipas.txt").write_text(f"{three[1]}\n", encoding="utf-8")


DIFFERENCES: list[tuple[Callable[[Path, list[str]], None], str]] = [
    (erase_the_lifting, "freezes.csv: tệp đã khác"),
    (change_who, "freezes.csv: tệp đã khác"),
    (remove_the_record, "freezes.csv: tệp có trong mã niêm phong nhưng nay không còn"),
    (rewrite_the_last_run, "/manifest.json: tệp đã khác"),
    (remove_the_last_run, "/manifest.json: tệp có trong mã niêm phong nhưng nay không còn"),
]


@pytest.mark.parametrize(("change", "told"), DIFFERENCES, ids=[one.__name__ for one, _ in DIFFERENCES])
def test_what_no_run_and_no_note_gainsays_is_found_by_the_seal_and_named(
    change: Callable[[Path, list[str]], None], told: str, three: list[str], year: Path, sipas: Sipas
) -> None:
    sipas("freeze", "--run", three[0])
    sipas("freeze", "--year", "2023", "--undo", "--by", "Văn phòng")
    seal = sealed(sipas)
    change(year, three)
    # without the seal it would pass
    assert sipas("verify", "--quick").status == 0
    result = sipas("verify", "--quick", "--against", seal)
    assert result.status == 3
    assert told in result.err
    # without the list it is found too, only not which file it is
    (year / f"seal-{seal[:12]}.txt").unlink()
    result = sipas("verify", "--quick", "--against", seal)
    assert result.status == 3
    assert "không có danh sách của mã này nên không rõ tệp nào" in result.err


def test_a_list_that_was_changed_is_none(three: list[str], year: Path, sipas: Sipas) -> None:
    seal = sealed(sipas)
    rewrite_the_last_run(year, three)
    listed = year / f"seal-{seal[:12]}.txt"
    listed.write_bytes(listed.read_bytes().replace(three[2].encode(), three[1].encode()))
    result = sipas("verify", "--quick", "--against", seal)
    assert result.status == 3
    assert "không có danh sách của mã này" in result.err


def test_a_run_that_was_forged_onto_the_end_is_told_as_stored_since(
    three: list[str], tmp_path: Path, year: Path, sipas: Sipas
) -> None:
    seal = sealed(sipas)
    forged_one = scored(tmp_path, sipas, 14)
    forged(year / forged_one)
    assert f"từ đó đã lưu thêm: {forged_one}" in sipas("verify", "--quick", "--against", seal).err


# --- without a seal -------------------------------------------------------------------------------


def test_a_missing_note_of_the_last_run_is_told(three: list[str], year: Path, sipas: Sipas) -> None:
    (year / "last-sipas.txt").unlink()
    result = sipas("verify", "--quick", "--lang", "en")
    assert result.status == 3
    assert "last-sipas.txt: this file is missing" in result.err
    assert sipas("score", "16.xlsx").status == 0
    assert sipas("verify", "--quick").status == 0


def test_where_no_run_is_in_use_no_note_is_missed(tmp_path: Path, year: Path, sipas: Sipas) -> None:
    only = scored(tmp_path, sipas, 20)
    sipas("runs", "--withdraw", only, "--why", "thử")
    assert not (year / "last-sipas.txt").exists()
    assert sipas("verify", "--quick").status == 0


def test_runs_of_version_0_1_have_no_note(tmp_path: Path, year: Path, sipas: Sipas) -> None:
    rewritten(year / scored(tmp_path, sipas, 20), "tool", {"name": "sipas", "version": "0.1.0"})
    (year / "last-sipas.txt").unlink()
    assert sipas("verify", "--quick").status == 0


def test_an_erased_line_between_two_freezes_is_named(three: list[str], year: Path, sipas: Sipas) -> None:
    sipas("freeze", "--run", three[0])
    sipas("freeze", "--year", "2023", "--undo")
    sipas("freeze", "--run", three[1])
    assert sipas("verify", "--quick").status == 0
    without_line(year / "freezes.csv", 2)
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert f"freezes.csv:3: dòng này nêu lần chạy {three[1]}, mà theo các dòng trước {three[0]}" in result.err


def test_the_only_line_of_an_index_cannot_be_erased_unseen(
    three: list[str], year: Path, sipas: Sipas
) -> None:
    sipas("freeze", "--run", three[0])
    assert sipas("verify", "--quick").status == 0
    without_line(year / "freezes.csv", 1)
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert "frozen-sipas.txt" in result.err
    assert f"lần chạy {three[0]} được ghi ở đây là đã chốt, nhưng freezes.csv không có dòng nào" in result.err


def test_a_line_that_the_program_did_not_write_is_named(three: list[str], year: Path, sipas: Sipas) -> None:
    sipas("freeze", "--run", three[0])
    path = year / "freezes.csv"
    path.write_bytes(path.read_bytes().replace(b"frozen,", b"thawed,"))
    (year / "frozen-sipas.txt").unlink()
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert "freezes.csv:2: dòng này không phải do chương trình ghi" in result.err


def test_a_run_that_was_frozen_once_and_is_gone_is_named(three: list[str], year: Path, sipas: Sipas) -> None:
    sipas("freeze", "--run", three[2])
    sipas("freeze", "--year", "2023", "--undo")
    remove_the_last_run(year, three)
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert f"freezes.csv: lần chạy {three[2]} có ghi trong tệp này nhưng không còn" in result.err
    # who says that it is gone for good says why
    (year / "last-sipas.txt").write_text(f"{three[2]}\n", encoding="utf-8")
    assert sipas("runs", "--withdraw", three[2], "--why", "hỏng ổ đĩa").status == 0
    assert sipas("verify", "--quick").status == 0


def test_a_note_that_was_changed_by_hand_and_frozen_anew_leaves_no_gap(
    three: list[str], year: Path, sipas: Sipas
) -> None:
    sipas("freeze", "--run", three[0])
    (year / "frozen-sipas.txt").unlink()
    assert sipas("freeze", "--run", three[1]).status == 0
    assert sipas("verify", "--quick").status == 0
    (year / "frozen-sipas.txt").write_text(f"{three[2]}\n", encoding="utf-8")
    assert sipas("freeze", "--year", "2023", "--undo").status == 0
    assert sipas("verify", "--quick").status == 0


# --- withdrawals ----------------------------------------------------------------------------------


def test_a_withdrawal_is_on_record_and_what_gainsays_it_is_told(
    three: list[str], year: Path, sipas: Sipas
) -> None:
    sipas("runs", "--withdraw", three[1], "--why", "nhập  nhầm tệp")
    note = year / f"withdrawn-{three[1]}.txt"
    assert f"withdrawn,sipas,{three[1]},,nhập nhầm tệp" in (year / "freezes.csv").read_text(
        encoding="utf-8-sig"
    )
    assert sipas("verify", "--quick").status == 0
    note.write_text("lý do khác\n", encoding="utf-8")
    assert "lý do rút lần chạy" in sipas("verify", "--quick").err
    note.unlink()
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert f"theo freezes.csv lần chạy {three[1]} đã được rút" in result.err
    sipas("runs", "--withdraw", three[1], "--why", "nhập nhầm tệp")
    sipas("runs", "--restore", three[1])
    assert sipas("verify", "--quick").status == 0
    note.write_text("thêm bằng tay\n", encoding="utf-8")
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert f"theo freezes.csv việc rút lần chạy {three[1]} đã được bỏ" in result.err


def test_a_withdrawal_of_an_earlier_version_is_on_no_record_and_holds(
    three: list[str], year: Path, sipas: Sipas
) -> None:
    (year / f"withdrawn-{three[0]}.txt").write_text("thử\n", encoding="utf-8")
    assert sipas("verify", "--quick").status == 0
    assert sipas("runs", "--restore", three[0]).status == 0
    assert sipas("verify", "--quick").status == 0


# --- where it cannot be written -------------------------------------------------------------------


def test_a_seal_is_given_also_where_its_list_cannot_be_kept(
    three: list[str], year: Path, sipas: Sipas
) -> None:
    seal = sealed(sipas)
    listed = year / f"seal-{seal[:12]}.txt"
    listed.unlink()
    (listed / "x").mkdir(parents=True)  # a folder stands in its place
    result = sipas("verify", "--seal")
    assert (result.status, result.out.strip()) == (0, seal)
    assert "Không ghi được danh sách của mã niêm phong" in result.err
