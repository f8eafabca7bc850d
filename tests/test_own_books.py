"""What sipas writes is read by every command that takes such a table, also once Excel has saved it."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
import test_form
from conftest import Sipas, ballot, ballots, write_book

LIST = re.compile(
    r'<dataValidation [^>]*?sqref="([^"]*)"[^>]*?>'
    r"\s*<formula1>('Danh m[^<]*)</formula1>.*?</dataValidation>"
)
STORED = (
    '<x14:dataValidation type="list"><x14:formula1><xm:f>{formula}</xm:f></x14:formula1>'
    "<xm:sqref>{cells}</xm:sqref></x14:dataValidation>"
)


def saved_by_excel(path: Path) -> int:
    """Rewrites a workbook so that lists over another sheet are stored as Excel 2010 and newer store them;
    returns how many there are."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    lists = 0
    for name, content in parts.items():
        if name.startswith("xl/worksheets/"):
            found = LIST.findall(text := content.decode())
            stored = "".join(STORED.format(cells=cells, formula=formula) for cells, formula in found)
            extension = (
                '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"'
                ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
                ' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
                f"<x14:dataValidations>{stored}</x14:dataValidations></ext></extLst></worksheet>"
            )
            text = LIST.sub("", text).replace("</worksheet>", extension if found else "</worksheet>")
            parts[name] = text.encode()
            lists += len(found)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return lists


def ranks(sipas: Sipas, *words: object) -> list[tuple[str, str]]:
    """(unit, score) of a stored ranking, in its order."""
    result = sipas("rank", *words, "--format", "json")
    assert result.status == 0, result.err
    lines = [line for group in json.loads(result.out)["groups"] for line in group["units"]]
    return [(line["unit"], f"{line['score']:.2f}") for line in lines if line["score"] is not None]


def test_typed_ballots(example: Path, sipas: Sipas) -> None:
    sipas("form", "--criteria", "quang-ninh-2023", "-o", "nhap.xlsx")
    test_form.fill_ballots(example / "nhap.xlsx")
    assert saved_by_excel(example / "nhap.xlsx") > 1
    result = sipas("score", "nhap.xlsx")
    assert result.status == 0, result.err
    assert "4 phiếu đã đọc, 4 hợp lệ" in result.err
    assert "bỏ ẩn" not in result.err
    # Sở Nội vụ và Sở Y tế: xem test_form.BALLOTS
    assert ranks(sipas) == [("Sở Nội vụ", "100.00"), ("Sở Y tế", "48.00")]


@pytest.mark.parametrize("matrix", [False, True])
def test_points_and_ballots_of_leaders(matrix: bool, tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "criteria").mkdir()
    (tmp_path / "criteria" / "par-nho.yaml").write_text(test_form.PAR, encoding="utf-8")
    (tmp_path / "units.yaml").write_text(test_form.UNITS, encoding="utf-8")
    (tmp_path / "sipas.yaml").write_text("criteria: par-nho\nyear: 2023\n", encoding="utf-8")
    units = list(test_form.POINTS)
    sipas("form", *(["--matrix"] if matrix else []), "-o", "cham.xlsx")
    sipas("form", "--index", "xhh", "-o", "xhh.xlsx")
    sheets = {unit: "Chấm điểm" if matrix else unit for unit in units}
    columns = {"Sở Nội vụ": 5, "Huyện Vân Đồn": 7} if matrix else dict.fromkeys(units, 5)
    test_form.fill_points(tmp_path / "cham.xlsx", sheets, columns)
    test_form.fill_leaders(tmp_path / "xhh.xlsx")
    assert saved_by_excel(tmp_path / "xhh.xlsx") > 1
    saved_by_excel(tmp_path / "cham.xlsx")
    result = sipas("score", "xhh.xlsx", "cham.xlsx")
    assert result.status == 0, result.err
    assert "bỏ ẩn" not in result.err
    assert "Danh mục" not in result.err
    assert ranks(sipas, "--index", "par") == [("Sở Nội vụ", "81.00"), ("Huyện Vân Đồn", "77.14")]


@pytest.fixture
def scored(example: Path, sipas: Sipas) -> Path:
    """A small run with three units of two groups."""
    write_book(example / "a.xlsx", [*ballots(), *(ballot(n, "Thành phố Hạ Long", 4) for n in range(21, 31))])
    assert sipas("score", "a.xlsx").status == 0
    return example


#: Sở Nội vụ 10/10, Sở Y tế 8/10, Thành phố Hạ Long 10/10 phiếu hài lòng.
RANKED = [("Sở Nội vụ", "100.00"), ("Sở Y tế", "80.00"), ("Thành phố Hạ Long", "100.00")]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "rank"])
def test_the_results_of_a_year_as_a_table_that_was_published(kind: str, scored: Path, sipas: Sipas) -> None:
    if kind == "xlsx":
        assert sipas("report", "--format", "xlsx", "-o", "ket-qua.xlsx").status == 0
        with zipfile.ZipFile(scored / "ket-qua.xlsx") as package:
            sheets = [package.read(name) for name in package.namelist() if "worksheets/sheet" in name]
        assert any(sheet.count(b"<xm:f>") > 1 for sheet in sheets)  # dải màu mà Excel vẽ trong ô
    else:
        words = ["rank"] if kind == "rank" else ["score", "a.xlsx"]
        (scored / "ket-qua.csv").write_text(sipas(*words, "--format", "csv").out, encoding="utf-8-sig")
    name = "ket-qua.xlsx" if kind == "xlsx" else "ket-qua.csv"
    shutil.rmtree(scored / "results")
    result = sipas("import-results", name, "--year", "2023")
    assert result.status == 0, result.err
    assert sorted(ranks(sipas, "--year", "2023")) == RANKED


def test_a_drawn_list_is_a_list(example: Path, sipas: Sipas) -> None:
    rows = [[f"HS{n:03}", "Sở Y tế" if n < 60 else "Sở Nội vụ"] for n in range(1, 101)]
    write_book(example / "a.xlsx", rows, ["Mã hồ sơ", "Tên đơn vị"])
    for source, out in (("a.xlsx", "rut.xlsx"), ("rut.xlsx", "lai.csv")):
        result = sipas("sample", "draw", source, "--seed", "1", "--n", "40", "-o", out)
        assert result.status == 0, result.err
    assert len((example / "lai.csv").read_text(encoding="utf-8-sig").splitlines()) == 41
