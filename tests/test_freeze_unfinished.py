"""A run that is not finished is frozen only if somebody says so; a rank that rests on few ballots is told."""

from pathlib import Path

import pytest
from conftest import ROOT, Sipas, ballot, ballots, write_book

from sipas_cli.runs import pointers
from sipas_cli.workspace.workspace import Workspace

UNITS = """
groups: [{id: so, name: Các sở}, {id: huyen, name: Các huyện}]
units:
  - {id: noi-vu, name: Sở Nội vụ, group: so}
  - {id: y-te, name: Sở Y tế, group: so}
"""
#: A unit that nobody answered about.
THIRD = "  - {id: van-don, name: Huyện Vân Đồn, group: huyen}\n"


def scored(folder: Path, sipas: Sipas, rows: list[list[object]], units: str = UNITS) -> None:
    (folder / "units.yaml").write_text(units, encoding="utf-8")
    write_book(folder / "a.xlsx", rows)
    assert sipas("-q", "score", "a.xlsx").status == 0


def frozen(folder: Path) -> str:
    return pointers.frozen_note(Workspace(folder), 2023, "sipas")


def test_a_finished_run_is_frozen_without_a_word(tmp_path: Path, sipas: Sipas) -> None:
    scored(tmp_path, sipas, ballots())
    result = sipas("-q", "freeze", "--year", "2023")
    assert (result.status, result.err) == (0, "")
    assert frozen(tmp_path)


def test_units_without_an_index_are_named_and_nothing_is_frozen(tmp_path: Path, sipas: Sipas) -> None:
    scored(tmp_path, sipas, ballots(), UNITS + THIRD)
    result = sipas("freeze", "--year", "2023")
    assert result.status == 2
    assert "chưa nên chốt: 1 đơn vị chưa có chỉ số (Huyện Vân Đồn)" in result.err
    assert "thêm --anyway" in result.err
    assert not frozen(tmp_path)


def test_rejected_ballots_are_told_and_stop_nothing(tmp_path: Path, sipas: Sipas) -> None:
    scored(tmp_path, sipas, [*ballots(), ballot(900, "Sở Không Có")])
    result = sipas("-q", "freeze", "--year", "2023")
    assert result.status == 0
    assert "1 trong 21 phiếu đã đọc bị loại vì lỗi" in result.err
    assert frozen(tmp_path)


def test_it_is_frozen_anyway_and_that_is_said_under_q_too(tmp_path: Path, sipas: Sipas) -> None:
    scored(tmp_path, sipas, [*ballots(), ballot(900, "Sở Không Có")], UNITS + THIRD)
    result = sipas("-q", "freeze", "--year", "2023", "--anyway")
    assert result.status == 0
    assert result.out.strip() == frozen(tmp_path) != ""
    assert "CHÚ Ý" in result.err
    assert "vẫn chốt" in result.err
    assert "1 đơn vị chưa có chỉ số (Huyện Vân Đồn)." in result.err
    assert "1 trong 21 phiếu" in result.err


def test_what_is_frozen_already_is_not_asked_about_again(tmp_path: Path, sipas: Sipas) -> None:
    scored(tmp_path, sipas, ballots(), UNITS + THIRD)
    assert sipas("freeze", "--year", "2023", "--anyway").status == 0
    assert sipas("freeze", "--year", "2023").status == 0


def test_an_excluded_unit_and_its_ballots_are_no_fault(tmp_path: Path, sipas: Sipas) -> None:
    excluded = THIRD.replace("group: huyen}", "group: huyen, excluded: không đánh giá năm nay}")
    scored(tmp_path, sipas, [*ballots(), ballot(900, "Huyện Vân Đồn")], UNITS + excluded)
    assert sipas("freeze", "--year", "2023").status == 0


def test_a_published_table_is_frozen_as_it_was_published(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "t.csv").write_text("Tên đơn vị,Điểm,Xếp hạng\nSở A,90,1\nSở B,80,2\n", encoding="utf-8")
    assert sipas("import-results", "t.csv", "--year", "2022").status == 0
    assert sipas("freeze", "--year", "2022").status == 0


def test_an_unknown_index_is_told_with_those_that_there_are(tmp_path: Path, sipas: Sipas) -> None:
    scored(tmp_path, sipas, ballots())
    for words in (("--index", "foo"), ("--index", "foo", "--year", "2023")):
        result = sipas("freeze", *words)
        assert result.status == 2
        assert "chưa có kết quả nào của chỉ số foo. Các chỉ số đã có: sipas" in result.err


def test_undo_does_not_go_with_anyway(tmp_path: Path, sipas: Sipas) -> None:
    result = sipas("freeze", "--undo", "--anyway")
    assert result.status == 2
    assert "--undo không đi cùng --anyway" in result.err


# --- few ballots ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("few", "many", "told"),
    [
        (3, 30, True),  # ten times as many
        (3, 29, False),
        (29, 290, True),
        (30, 300, False),  # thirty are not few
        (1, 10, True),
    ],
)
def test_a_unit_with_very_few_ballots_beside_one_with_many_is_told(
    tmp_path: Path, sipas: Sipas, few: int, many: int, told: bool
) -> None:
    counts = {"Sở Nội vụ": few, "Sở Y tế": many}
    rows = [ballot(1000 * at + n, unit) for at, unit in enumerate(counts) for n in range(counts[unit])]
    (tmp_path / "units.yaml").write_text(UNITS, encoding="utf-8")
    write_book(tmp_path / "a.xlsx", rows)
    said = f"Sở Nội vụ: {few} phiếu, trong khi Sở Y tế cùng nhóm có {many}; hạng dựa trên rất ít phiếu"
    assert (said in sipas("check", "a.xlsx").out) == told
    assert (said in sipas("score", "a.xlsx").err) == told


def test_units_of_different_groups_are_not_compared(tmp_path: Path, sipas: Sipas) -> None:
    rows = [ballot(n, "Sở Y tế") for n in range(40)] + [ballot(900, "Huyện Vân Đồn")]
    scored(tmp_path, sipas, rows, UNITS + THIRD)
    assert "rất ít phiếu" not in sipas("check", "a.xlsx").out


def test_a_unit_below_the_minimum_has_no_rank_to_doubt(tmp_path: Path, sipas: Sipas) -> None:
    text = (ROOT / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8")
    (tmp_path / "criteria").mkdir()
    own = text.replace("minimum_ballots: 0", "minimum_ballots: 5")
    assert own != text
    (tmp_path / "criteria" / "quang-ninh-2023.yaml").write_text(
        own.partition("\ncases:")[0], encoding="utf-8"
    )
    rows = [ballot(n, "Sở Y tế") for n in range(40)] + [ballot(900, "Sở Nội vụ")]
    scored(tmp_path, sipas, rows)
    out = sipas("check", "a.xlsx").out
    assert "Sở Nội vụ: 1 phiếu, dưới mức tối thiểu 5" in out
    assert "rất ít phiếu" not in out
