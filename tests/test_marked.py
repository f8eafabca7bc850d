"""`sipas check --mark`: a copy of the workbook in which the cells at fault can be seen."""

from pathlib import Path

import openpyxl
import pytest
from conftest import HEADER, Sipas, ballots, write_book


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """Ballots, the second with an answer off the scale in D3 and the third with one that looks like a
    formula."""
    rows = [list(row) for row in ballots()]
    rows[1][3] = 9
    rows[2][4] = "'=1+1"
    write_book(tmp_path / "a.xlsx", rows)
    return tmp_path / "a.xlsx"


def test_the_cells_at_fault_are_coloured_remarked_and_listed(
    survey: Path, tmp_path: Path, sipas: Sipas
) -> None:
    before = survey.read_bytes()
    told = sipas("check", "a.xlsx", "--mark", str(tmp_path / "b.xlsx"))
    assert survey.read_bytes() == before
    assert "b.xlsx" in told.err
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    links, sheet = book.worksheets
    assert links.title == "Cần sửa"
    assert sheet["D3"].fill.start_color.rgb == "FFFFC7CE"
    assert "không thuộc thang" in sheet["D3"].comment.text
    assert sheet["D2"].fill.fill_type is None
    assert sheet["D3"].value == 9
    assert [cell.value for cell in links[1]] == ["Trang", "Ô", "Vấn đề", "Cần làm"]
    row = next(row for row in links.iter_rows(min_row=2) if row[1].value == "D3")
    assert row[1].hyperlink.location == f"'{sheet.title}'!D3"
    assert all(cell.data_type != "f" for row in links.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("a.xlsx", "b.xlsx", "--mark", "c.xlsx"), "một tệp mỗi lần"),
        (("a.csv", "--mark", "c.xlsx"), ".xlsx"),
        (("a.xlsx", "--mark", "c.pdf"), ".xlsx"),
        (("a.xlsx", "--mark", "a.xlsx"), "tệp khác"),
    ],
)
def test_what_cannot_be_marked_is_refused(
    survey: Path,
    tmp_path: Path,
    sipas: Sipas,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.xlsx").write_bytes(survey.read_bytes())
    (tmp_path / "a.csv").write_text(",".join(HEADER), encoding="utf-8")
    refused = sipas("check", *words)
    assert refused.status == 2
    assert said in refused.err
    assert not (tmp_path / "c.xlsx").exists()
