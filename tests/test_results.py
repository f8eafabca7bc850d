"""The workbook of results, opened again: numbers are numbers, names are themselves."""

import io
import re
import warnings
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import Sipas, ballot, write_book
from par_world import NOI_VU, VAN_DON, book, csv_file, down, leaders, satisfied, world

from sipas_cli.documents.page import Page
from sipas_cli.workbook.book import Book

UNITS = """\
groups:
  - {id: so, name: "Các sở [a/b]: *?"}
  - {id: huyen, name: "{{ 7*7 }} Các huyện, thị xã, thành phố thuộc tỉnh"}
  - {id: xa, name: "{{ 7*7 }} Các huyện, thị xã, thành phố trực thuộc"}
units:
  - {id: a, name: "=1+1", group: so}
  - {id: b, name: "-x", group: so}
  - {id: c, name: "Sở A & B <C>", group: so}
  - {id: d, name: "{{ 7*7 }}", group: huyen}
  - {id: e, name: "@y", group: xa, not_ranked: mới thành lập}
"""


@pytest.fixture
def scored(sipas: Sipas, tmp_path: Path) -> Path:
    """SIPAS of five units with names that a program might run."""
    world(tmp_path, units=UNITS)
    rows = satisfied(
        **{"=1+1": (2, 3), "-x": (2, 3), "Sở_A_&_B_<C>": (4, 4), "{{_7*7_}}": (1, 4), "@y": (1, 2)}
    )
    csv_file(tmp_path / "phieu.csv", rows)
    with (tmp_path / "sipas.yaml").open("a", encoding="utf-8") as settings:
        settings.write("minimum_cell: 1\n")
    assert sipas("score", "phieu.csv").status == 0
    return tmp_path


def report(sipas: Sipas, *words: str) -> Any:
    result = sipas("report", "--year", "2023", "-o", "kq.xlsx", *words)
    assert result.status == 0, result.err
    with warnings.catch_warnings(action="ignore"):  # openpyxl does not know the data bars of Excel 2010
        return openpyxl.load_workbook(io.BytesIO(Path("kq.xlsx").read_bytes()))


def table(sheet: Any) -> list[dict[str, Any]]:
    """The rows below the headings, by heading."""
    header, *rows = sheet.iter_rows(min_row=4, values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_a_sheet_for_each_group_has_every_unit_with_its_figures_as_numbers(
    sipas: Sipas, scored: Path
) -> None:
    sheet = report(sipas).worksheets[1]
    rows = table(sheet)
    score = "Chỉ số (%) (thanh từ 0 đến 100)"
    # 2 of 3 ballots are satisfied with both questions: 66.67, twice; the mean is (100 + 66.67 + 66.67) / 3
    assert [(row["Hạng"], row["Đơn vị"], row[score], row["Số phiếu"], row["Ghi chú"]) for row in rows] == [
        (1, "Sở A & B <C>", 100, 4, None),
        (2, "=1+1", 66.67, 3, "đồng hạng"),
        (2, "-x", 66.67, 3, "đồng hạng"),
        (None, "Bình quân nhóm", 77.78, None, None),
    ]
    assert [row["Tiếp cận (%)"] for row in rows] == [100, 66.67, 66.67, 77.78]
    assert {cell.number_format for cell in sheet["C"][4:8]} == {"0.00"}


def test_names_are_themselves_and_nothing_is_a_formula(sipas: Sipas, scored: Path) -> None:
    workbook = report(sipas)
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    texts = {cell.value for cell in cells}
    assert {"=1+1", "-x", "@y", "{{ 7*7 }}", "Sở A & B <C>"} <= texts


def test_names_of_sheets_are_what_excel_allows_and_no_two_alike(sipas: Sipas, scored: Path) -> None:
    assert report(sipas).sheetnames == [
        "Tổng hợp",
        "Các sở a b",
        "{{ 7 7 }} Các huyện, thị xã, th",
        "{{ 7 7 }} Các huyện, thị xã (2)",
        "Biểu đồ",
        "Chú thích",
    ]


def test_a_sheet_can_be_filtered_and_printed(sipas: Sipas, scored: Path) -> None:
    sheet = report(sipas).worksheets[1]
    assert sheet.freeze_panes == "C5"
    assert sheet.auto_filter.ref.startswith("A4:")
    assert sheet.auto_filter.ref.endswith("7")  # the mean below is not sorted among the units
    assert (sheet.print_title_rows, sheet.page_setup.paperSize) == ("$4:$4", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)


def test_factors_of_a_unit_with_few_ballots_are_in_no_cell_nor_in_a_mean(sipas: Sipas, scored: Path) -> None:
    settings = (scored / "sipas.yaml").read_text(encoding="utf-8")
    (scored / "sipas.yaml").write_text(
        settings.replace("minimum_cell: 1", "minimum_cell: 4"), encoding="utf-8"
    )
    rows = table(report(sipas).worksheets[1])
    # "=1+1" và "-x" có 3 phiếu, "Sở A & B <C>" có 4
    assert [row["Tiếp cận (%)"] for row in rows] == [100, None, None, None]
    assert [row["Chỉ số (%) (thanh từ 0 đến 100)"] for row in rows] == [100, 66.67, 66.67, 77.78]


def test_the_summary_leads_to_each_group_and_back(sipas: Sipas, scored: Path) -> None:
    workbook = report(sipas)
    summary, *groups = workbook.worksheets[:4]
    links = [cell.hyperlink.location for (cell,) in summary["A1:A20"] if cell.hyperlink]
    assert links == [f"'{sheet.title}'!A1" for sheet in groups]
    assert {sheet["A3"].hyperlink.location for sheet in groups} == {"'Tổng hợp'!A1"}


@pytest.mark.parametrize(("columns", "scale"), [(12, None), (22, 70)])
def test_what_is_too_wide_for_a_page_is_printed_on_several_in_letters_that_can_be_read(
    columns: int, scale: int | None
) -> None:
    made = Book("Sổ")
    page = Page(made, "Trang", "Trang")
    page.header([f"Cột {n}" for n in range(columns)], [10] * columns, lead=2)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(made.finished())).worksheets
    # 22 cột × 75 điểm ảnh = 1.650; trang ngang có 1.046, ở tỷ lệ 70% là 1.494
    assert sheet.page_setup.scale == scale
    assert sheet.print_title_cols == ("$A:$B" if scale else None)
    assert sheet.print_title_rows == "$4:$4"


def test_bars_and_charts_begin_at_0(sipas: Sipas, scored: Path) -> None:
    sheet = report(sipas).worksheets[1]
    (rules,) = (own.rules for own in sheet.conditional_formatting)
    assert [(end.type, end.val) for end in rules[0].dataBar.cfvo] == [("num", 0), ("num", 100)]
    with zipfile.ZipFile("kq.xlsx") as package:
        charts = [package.read(name).decode() for name in package.namelist() if "charts/chart" in name]
    assert len(charts) == 3
    ends = [re.findall(r'<c:(?:max|min) val="([0-9]+)', chart) for chart in charts]
    assert ends == [["100", "0"]] * 3


def test_a_chart_fits_on_a_page_and_names_each_of_its_units(sipas: Sipas, tmp_path: Path) -> None:
    units = [f"Xã {n}" for n in range(1, 42)]
    write_book(tmp_path / "phieu.xlsx", [ballot(n, unit) for n, unit in enumerate(units, start=1)])
    sipas("-q", "score", "phieu.xlsx", "--criteria", "quang-ninh-2023", "--year", 2023)
    report(sipas)
    with zipfile.ZipFile("kq.xlsx") as package:
        chart = package.read("xl/charts/chart1.xml").decode()
        (drawing,) = (package.read(name).decode() for name in package.namelist() if "drawings/dra" in name)
    assert "(40 đơn vị đầu)" in chart
    assert '<c:tickLblSkip val="1"/>' in chart
    first, last = (int(row) for row in re.findall("<xdr:row>([0-9]+)", drawing))
    assert last - first <= 50  # 50 hàng cao 20 điểm ảnh: một trang A4 dọc


def test_the_summary_has_the_mean_and_the_leader_of_each_group(sipas: Sipas, scored: Path) -> None:
    rows = list(report(sipas)["Tổng hợp"].iter_rows(values_only=True))
    assert ("Các sở [a/b]: *?", 3, 77.78, "Sở A & B <C> (100,00)", 1) in [row[:5] for row in rows]
    # 2 + 2 + 4 + 1 + 1 of 3 + 3 + 4 + 4 + 2 ballots: 10/16
    assert ("Chỉ số chung toàn tỉnh", 5, 62.5, None, 1) in [row[:5] for row in rows]


def test_what_changed_since_an_earlier_year_is_a_number_too(sipas: Sipas, scored: Path) -> None:
    rows = [["Hạng", "Đơn vị", "Chỉ số"], [1, "=1+1", "70.5"], [2, "Sở A & B <C>", "60.0"]]
    csv_file(scored / "cu.csv", rows)
    result = sipas("import-results", "cu.csv", "--year", "2022", "--index", "sipas")
    assert result.status == 0, result.err
    found = table(report(sipas).worksheets[1])
    changes = ("Hạng 2022", "Chỉ số 2022", "Tăng, giảm hạng", "Tăng, giảm chỉ số")
    # 66.67 - 70.5 = -3.83; from place 1 to 2; "-x" was not there
    assert [tuple(row[name] for name in changes) for row in found[:3]] == [
        (2, 60, 1, 40),
        (1, 70.5, -1, -3.83),
        (None, None, None, None),
    ]


def test_points_stand_beside_the_index_and_every_index_of_the_year_is_in(
    sipas: Sipas, tmp_path: Path
) -> None:
    world(tmp_path)
    names = ("Sở Nội vụ", "Huyện Vân Đồn")
    book(tmp_path / "diem.xlsx", Điểm=down(("Sở Nội vụ", NOI_VU), ("Huyện Vân Đồn", VAN_DON)))
    csv_file(tmp_path / "xhh.csv", leaders(*(("1", "Lãnh đạo sở", name, "BBB") for name in names)))
    csv_file(tmp_path / "phieu.csv", satisfied(**{name.replace(" ", "_"): (3, 4) for name in names}))
    assert sipas("score", "phieu.csv", "xhh.csv", "diem.xlsx").status == 0
    workbook = report(sipas)
    assert [name for name in workbook.sheetnames if name.startswith(("PAR", "SIPAS", "XHH"))] == [
        *(
            "SIPAS Các sở",
            "SIPAS Các huyện",
            "PAR Các sở",
            "PAR Các huyện",
            "XHH Các sở",
            "XHH Các huyện",
        )
    ]
    row = table(workbook["PAR Các sở"])[0]
    # 17 by the appraisal, 60 % of 2 + 3 by the survey, 75 % of 5 by SIPAS: 17 + 3 + 3.75 = 23.75 of 30
    names = ("Tổng điểm", "Điểm tối đa", "Điểm Thẩm định", "Điểm XHH", "Điểm SIPAS")
    assert [row[name] for name in names] == [23.75, 30, 17, 3, 3.75]
    assert row["Chỉ số (%) (thanh từ 0 đến 100)"] == 79.17
    assert report(sipas, "--index", "par").sheetnames[1:3] == ["Các sở", "Các huyện"]


def test_the_same_run_gives_the_same_bytes(sipas: Sipas, scored: Path) -> None:
    report(sipas)
    first = (scored / "kq.xlsx").read_bytes()
    report(sipas)
    assert (scored / "kq.xlsx").read_bytes() == first
    with zipfile.ZipFile(scored / "kq.xlsx") as package:
        assert {member.date_time[0] for member in package.infolist()} == {1980}
        assert re.search(r">2000-01-01T", package.read("docProps/core.xml").decode())


def test_the_workbook_is_in_vietnamese_whatever_the_user_speaks(sipas: Sipas, scored: Path) -> None:
    for language in ("vi", "en"):
        assert sipas("--lang", language, "report", "-o", f"{language}.xlsx").status == 0
    assert (scored / "en.xlsx").read_bytes() == (scored / "vi.xlsx").read_bytes()


def test_the_name_of_the_file_says_the_format(sipas: Sipas, scored: Path) -> None:
    result = sipas("report", "-o", "kq.doc")
    assert (result.status, "xlsx" in result.err) == (2, True)
    assert sipas("report", "--format", "xlsx").status == 0
    assert (scored / "ket-qua-2023.xlsx").is_file()
