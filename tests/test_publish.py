"""All documents of a frozen year in one go, and what is kept of those that lie there."""

import hashlib
import shutil
from pathlib import Path

import docx
import pytest
from conftest import EXAMPLE, Sipas

NAMES = ["quyet-dinh-2023.docx", "to-trinh-2023.docx", "bao-cao-2023.docx", "bao-cao-2023.html"]


@pytest.fixture
def workspace(tmp_path: Path, sipas: Sipas) -> Path:
    """The example of Quảng Ninh with a stored run: 41 units."""
    for name in ("survey.xlsx", "sipas.yaml", "units.yaml", "decision.yaml"):
        shutil.copy(EXAMPLE / name, tmp_path / name)
    assert sipas("-q", "score", "survey.xlsx").status == 0
    return tmp_path


def test_nothing_is_published_of_a_year_that_is_not_frozen(workspace: Path, sipas: Sipas) -> None:
    result = sipas("publish", "--year", "2023")
    assert result.status == 2
    assert "chưa chốt. Chạy trước: sipas freeze --year 2023" in result.err
    assert not (workspace / "quyet-dinh-2023.docx").exists()


def test_nothing_is_published_without_the_name_of_the_province(workspace: Path, sipas: Sipas) -> None:
    sipas("freeze", "--year", "2023")
    settings = (workspace / "sipas.yaml").read_text(encoding="utf-8")
    lines = [line for line in settings.splitlines() if not line.startswith("province:")]
    (workspace / "sipas.yaml").write_text("\n".join(lines), encoding="utf-8")
    result = sipas("publish", "--year", "2023")
    assert result.status == 2
    assert "sipas.yaml: chưa có province" in result.err


def test_all_documents_of_a_frozen_year_are_written_and_listed_with_their_digests(
    workspace: Path, sipas: Sipas
) -> None:
    assert sipas("render-decision", "--year", "2023").status == 0  # a draft
    sipas("freeze", "--year", "2023")
    (workspace / "to-trinh-2023.docx").write_bytes(b"edited by hand")
    result = sipas("publish", "--year", "2023")
    assert result.status == 0
    # what no figure tells: the year as a whole, what is wanting, causes, measures
    assert 'bao-cao-2023.docx còn 4 đoạn "[Cần viết: ...]"' in result.err
    said = result.out.splitlines()
    # 4 documents, the workbook, and a notice to each of the 41 units
    assert said[:5] == [*NAMES, "ket-qua-2023.xlsx"]
    assert len(said) == 5 + 41
    assert all(name.startswith("thong-bao-2023/") for name in said[5:])
    lines = (workspace / "van-ban-2023.sha256").read_text(encoding="utf-8").splitlines()
    assert [line[66:] for line in lines] == said
    for line in lines:
        assert line[:64] == hashlib.sha256((workspace / line[66:]).read_bytes()).hexdigest()
    # the draft was as it had been written; the other may have been somebody's work
    assert not (workspace / "quyet-dinh-2023.docx.bak").exists()
    assert (workspace / "to-trinh-2023.docx.bak").read_bytes() == b"edited by hand"
    decision = docx.Document(str(workspace / "quyet-dinh-2023.docx"))
    assert "DỰ THẢO" not in "".join(cell.text for table in decision.tables for cell in table._cells)
    listed = docx.Document(str(workspace / "bang-ke-2023.docx"))
    table = next(table for table in listed.tables if table.rows[0].cells[0].text == "STT")
    assert [row.cells[1].text for row in table.rows[1:]] == said
    assert table.rows[1].cells[3].text.replace(" ", "") == lines[0][:64]


def test_a_document_that_is_made_anew_is_kept_only_where_somebody_changed_it(
    workspace: Path, sipas: Sipas
) -> None:
    path = workspace / "quyet-dinh-2023.docx"
    assert sipas("render-decision", "--year", "2023", "--number", "1").status == 0
    assert sipas("render-decision", "--year", "2023", "--number", "2").status == 0
    assert not path.with_name(f"{path.name}.bak").exists()
    path.write_bytes(path.read_bytes() + b" ")
    changed = path.read_bytes()
    assert f"{path.name}.bak" in sipas("render-decision", "--year", "2023", "--number", "3").err
    assert path.with_name(f"{path.name}.bak").read_bytes() == changed


def test_a_missing_decision_yaml_is_told_with_how_to_get_one(workspace: Path, sipas: Sipas) -> None:
    (workspace / "decision.yaml").unlink()
    assert "Chạy sipas init để có bản mẫu" in sipas("publish").err
    assert sipas("init").status == 0
    sipas("freeze", "--year", "2023")
    # the appendices of the one that ships that this year has no results for are left out
    published = sipas("publish", "--year", "2023")
    assert published.status == 0
    assert "of: par" in published.err


def test_a_notice_that_is_made_anew_is_kept_only_where_somebody_changed_it(
    workspace: Path, sipas: Sipas
) -> None:
    words = ("render-notice", "--year", "2023", "--unit", "so-y-te", "--number")
    assert sipas(*words, "1").status == 0
    assert sipas(*words, "2").status == 0
    (notice,) = (workspace / "thong-bao-2023").iterdir()  # no .bak beside it
    notice.write_bytes(notice.read_bytes() + b" ")
    assert f"{notice.name}.bak" in sipas(*words, "3").err


def test_pages_of_units_that_a_later_run_does_not_have_are_removed(
    workspace: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sipas_cli.documents.report.MOST_TOGETHER", 1)
    sipas("freeze", "--year", "2023")
    folder = workspace / "bao-cao-2023-don-vi"
    folder.mkdir()
    (folder / "don-vi-so-cu.html").write_text("a unit of the run before", encoding="utf-8")
    (folder / "ghi-chu.html").write_text("not ours", encoding="utf-8")
    assert sipas("publish", "--year", "2023").status == 0
    names = {path.name for path in folder.iterdir()}
    assert "ghi-chu.html" in names
    assert "don-vi-so-cu.html" not in names
    assert len(names) > 2
