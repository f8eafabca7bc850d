"""One unit that is not ranked and one without any ballot, in every table: both stand there, below the others
of their group, without a rank; the empty one without any figure, neither 0 nor 100."""

import csv
import json
import re
import shutil
import warnings
from pathlib import Path

import docx
import openpyxl
import pytest
from conftest import EXAMPLE, Sipas, ballot, write_book

UNITS = """\
groups: [{id: so, name: Các sở}]
units:
  - {id: noi-vu, name: Sở Nội vụ, group: so}
  - {id: y-te, name: Sở Y tế, group: so}
  - {id: tu-phap, name: Sở Tư pháp, group: so, not_ranked: mới thành lập}
  - {id: tai-chinh, name: Sở Tài chính, group: so}
"""
# Sở Nội vụ: 12 of 12 satisfied; Sở Y tế: 9 of 12 = 75; Sở Tư pháp: 12 of 12, not ranked; Sở Tài chính: none
NAMES = ["Sở Nội vụ", "Sở Y tế", "Sở Tài chính", "Sở Tư pháp"]
EMPTY, UNRANKED = NAMES[2:]


@pytest.fixture(autouse=True)
def scored(tmp_path: Path, sipas: Sipas) -> Path:
    (tmp_path / "units.yaml").write_text(UNITS, encoding="utf-8")
    settings = "criteria: quang-ninh-2023\nyear: 2023\nprovince: tỉnh Quảng Ninh\n"
    (tmp_path / "sipas.yaml").write_text(settings, encoding="utf-8")
    shutil.copy(EXAMPLE / "decision.yaml", tmp_path)
    rows = [
        *(ballot(n, "Sở Nội vụ", 4) for n in range(12)),
        *(ballot(n, "Sở Y tế", 4 if n % 4 else 2) for n in range(12, 24)),
        *(ballot(n, UNRANKED, 5) for n in range(24, 36)),
    ]
    write_book(tmp_path / "a.xlsx", rows)
    assert sipas("score", "a.xlsx").status == 0
    return tmp_path


def in_word(path: Path) -> dict[str, list[list[str]]]:
    """What the cells of a unit's rows hold in the tables of a document, by the name at their beginning."""
    found: dict[str, list[list[str]]] = {name: [] for name in NAMES}
    for table in docx.Document(str(path)).tables:
        for row in table.rows:
            cells = [cell.text for cell in row.cells]
            for name in NAMES:
                if any(re.match(rf"{name}( \(|$)", cell) for cell in cells[:2]):
                    found[name].append(cells)
    return found


def test_on_the_screen_and_as_csv_and_json(sipas: Sipas) -> None:
    lines = [line.split() for line in sipas("rank").out.splitlines() if line.startswith("   ")]
    assert [" ".join(line) for line in lines] == [
        "1 Sở Nội vụ 100,00 Nhóm 1 12",
        "2 Sở Y tế 75,00 Nhóm 3 12",
        "- Sở Tài chính - 0 không có điểm",
        "- Sở Tư pháp 100,00 Nhóm 1 12 mới thành lập",
    ]
    rows = list(csv.DictReader(sipas("rank", "--format", "csv").out.splitlines()))
    figures = [(row["unit"], row["rank"], row["score_pct"], row["band"], row["ballots"]) for row in rows]
    assert figures[2:] == [(EMPTY, "", "", "", "0"), (UNRANKED, "", "100.00", "Nhóm 1", "12")]
    assert {row[name] for row in rows[2:3] for name in row if name.startswith("factor:")} == {""}
    (group,) = json.loads(sipas("rank", "--format", "json").out)["groups"]
    found = [(line["unit"], line["rank"], line["score"]) for line in group["units"]]
    assert found[2:] == [(EMPTY, None, None), (UNRANKED, None, 100)]


def test_in_the_decision(scored: Path, sipas: Sipas) -> None:
    assert sipas("render-decision", "-o", "d.docx").status == 0
    rows = in_word(scored / "d.docx")
    assert rows[EMPTY] == [["–", "Sở Tài chính (không có điểm)", "–"]]
    assert rows[UNRANKED] == [["–", "Sở Tư pháp (mới thành lập)", "100,00"]]


def test_in_the_report_in_word(scored: Path, sipas: Sipas) -> None:
    assert sipas("report", "-o", "r.docx").status == 0
    rows = in_word(scored / "r.docx")
    assert rows[EMPTY] == [["–", EMPTY, "–", "–", "0", "không có điểm"], [EMPTY, *"–" * 5]]
    assert rows[UNRANKED] == [
        ["–", UNRANKED, "100,00", "Nhóm 1", "12", "mới thành lập"],
        [UNRANKED, *["100,00"] * 5],
    ]


def test_in_the_report_as_a_page(scored: Path, sipas: Sipas) -> None:
    assert sipas("report", "-o", "r.html").status == 0
    page = (scored / "r.html").read_text(encoding="utf-8")
    texts = [
        re.sub(r"(\s*<[^>]+>\s*)+", "|", row) for row in re.findall(r"<tr[^>]*>(.*?)</tr>", page, re.DOTALL)
    ]
    assert [row for row in texts if EMPTY in row] == [
        "|–|Sở Tài chính|–|–|0|không có điểm|",
        "|Sở Tài chính|–|–|–|–|–|",
    ]
    assert "|–|Sở Tư pháp|100,00|Nhóm 1|12|mới thành lập|" in texts


def test_in_the_workbook_of_results(scored: Path, sipas: Sipas) -> None:
    assert sipas("report", "-o", "k.xlsx").status == 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl says which extensions it leaves out
        book = openpyxl.load_workbook(scored / "k.xlsx", data_only=True)
    rows = {row[1]: row for row in book["Các sở"].iter_rows(values_only=True)}
    assert rows[EMPTY][:11] == (None, EMPTY, None, None, 0, None, None, None, None, None, "không có điểm")
    assert rows[UNRANKED][:6] == (None, UNRANKED, 100, "Nhóm 1", 12, 100)
    assert rows[UNRANKED][10] == "mới thành lập"


def test_in_notices(scored: Path, sipas: Sipas) -> None:
    result = sipas("render-notice")
    assert result.status == 0
    assert "Không soạn thông báo cho 1 đơn vị chưa có kết quả ở chỉ số nào." in result.err
    written = {path.name for path in (scored / "thong-bao-2023").iterdir()}
    assert written == {"thong-bao-noi-vu.docx", "thong-bao-tu-phap.docx", "thong-bao-y-te.docx"}
    text = "\n".join(
        paragraph.text
        for paragraph in docx.Document(str(scored / "thong-bao-2023/thong-bao-tu-phap.docx")).paragraphs
    )
    assert "mới thành lập" in text
    assert not re.search(r"hạng \d", text)


def test_in_open_data(scored: Path, sipas: Sipas) -> None:
    assert sipas("export", "--open-data", "-o", "od").status == 0
    with (scored / "od" / "units.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["unit_id"]: row for row in csv.DictReader(file)}
    empty, unranked = rows["tai-chinh"], rows["tu-phap"]
    assert [value for name, value in empty.items() if name in ("rank", "score", "band")] == ["", "", ""]
    assert (empty["ballots"], unranked["ballots"], unranked["rank"], unranked["band"]) == (
        "0",
        "12",
        "",
        "Nhóm 1",
    )
    for name in ("answers.csv", "unit_items.csv", "respondents.csv"):
        lines = (scored / "od" / name).read_text(encoding="utf-8").splitlines()
        assert not [
            line for line in lines if "tai-chinh" in line and re.search(r",(0|100)(\.00)?(,|$)", line)
        ], name
