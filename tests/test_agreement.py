"""Every document of one run prints the same figures, to the digit: all of them are read back."""

import json
import re
import shutil
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from conftest import ROOT, Sipas
from test_report import Page

Rows = list[list[str]]


@dataclass
class Told:
    """What a document says: unit -> (rank, score), group -> mean, and the figure of all. `None` and nothing
    for what a document of its kind does not say."""

    units: dict[str, tuple[str, str]] = field(default_factory=dict)
    means: dict[str, str] = field(default_factory=dict)
    overall: str = ""


@dataclass(frozen=True)
class Case:
    """An example: its files, the index, the title that the index has, and some figures by hand."""

    name: str
    files: Sequence[str]
    index: str
    title: str
    unit: tuple[str, str, str]
    mean: tuple[str, str]
    overall: str


CASES = (
    # 865/QĐ-UBND: Cẩm Phả đứng đầu, 97,21; bình quân như đã nêu ở test_report
    Case(
        "quang-ninh-2023",
        ("survey.xlsx",),
        "sipas",
        "Chỉ số hài lòng (SIPAS)",
        ("Thành phố Cẩm Phả", "1", "97,21"),
        ("Các huyện, thị xã, thành phố", "95,51"),
        "94,81",
    ),
    # số bịa đặt của ví dụ, chép từ lệnh rank: (20 x 87,281 + 11 x 85,303) / 31 = 86,579
    Case(
        "lang-son-2023",
        ("survey.csv", "leaders.csv", "appraisal.xlsx"),
        "par",
        "Chỉ số CCHC (PAR INDEX)",
        ("Sở Nội vụ", "1", "93,52"),
        ("Các sở, ban, ngành", "87,28"),
        "86,58",
    ),
)


def printed(value: Any) -> str:
    """A number of a workbook or of JSON as a document prints it; both examples have two decimals."""
    return f"{value:.2f}".replace(".", ",")


def word(path: Path) -> tuple[list[str], list[Rows]]:
    """The paragraphs and the tables of a Word file."""
    document = docx.Document(str(path))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return [paragraph.text for paragraph in document.paragraphs], tables


def of_table(rows: Rows) -> dict[str, tuple[str, str]]:
    """unit -> (rank, score) of a table of ranks."""
    header = rows[0]
    place = next(n for n, title in enumerate(header) if title.startswith("Chỉ số"))
    unit = next(n for n, title in enumerate(header) if title in ("Đơn vị", "Tên đơn vị"))
    return {row[unit]: (row[0], row[place]) for row in rows[1:]}


def of_groups(rows: Rows) -> dict[str, str]:
    """group -> mean of the table in which the groups stand side by side."""
    place = rows[0].index("Bình quân")
    return {row[0]: row[place] for row in rows[1:]}


def decision(folder: Path, case: Case) -> Told:
    _, tables = word(folder / "quyet-dinh-2023.docx")
    wanted = "Chỉ số CCHC (%)" if case.index == "par" else "Chỉ số hài lòng SIPAS (%)"
    own = [of_table(rows) for rows in tables if wanted in rows[0]]
    return Told(units={unit: line for table in own for unit, line in table.items()})


def overall(texts: Sequence[str], case: Case) -> str:
    """The figure in the sentence that tells it."""
    (found,) = [
        own[1] for text in texts if (own := re.match(rf"{re.escape(case.title)} năm .* đạt ([\d,]+)%", text))
    ]
    return found


def sentences(texts: Sequence[str], case: Case) -> dict[str, str]:
    """group -> mean as the sentences on one index tell it."""
    starts = [n for n, text in enumerate(texts) if re.match(rf"{re.escape(case.title)} năm .* đạt ", text)]
    own: dict[str, str] = {}
    for text in texts[starts[0] + 1 :]:
        if found := re.match(r"- (.+) \(\d+ đơn vị\): bình quân ([\d,]+)%", text):
            own[found[1]] = found[2]
        elif own:
            break
    return own


def submission(folder: Path, case: Case) -> Told:
    texts, tables = word(folder / "to-trinh-2023.docx")
    told = sentences(texts, case)
    assert told in [of_groups(rows) for rows in tables if "Bình quân" in rows[0]]
    return Told(means=told, overall=overall(texts, case))


def report(folder: Path, case: Case) -> Told:
    texts, tables = word(folder / "bao-cao.docx")
    own = [of_table(rows) for rows in tables if rows[0][:3] == ["Hạng", "Đơn vị", "Chỉ số (%)"]]
    (means,) = (of_groups(rows) for rows in tables if "Bình quân" in rows[0])
    assert means == sentences(texts, case)
    units = {unit: line for table in own for unit, line in table.items()}
    return Told(units, means, overall(texts, case))


def notices(folder: Path, case: Case) -> Told:
    told = Told()
    sentence = rf"- {re.escape(case.title)}: đạt ([\d,]+)%, xếp hạng (\d+)( \(đồng hạng\))? trên \d+ "
    sentence += "đơn vị của nhóm "
    for path in sorted((folder / "thong-bao-2023").glob("*.docx")):
        texts, tables = word(path)
        (unit,) = (own[1] for text in texts if (own := re.match(r"Kết quả .* năm 2023 của (.+)", text)))
        (line,) = (text for text in texts if re.match(sentence, text))
        own = re.match(sentence, line)
        group, mean = line[own.end() :].partition(", xếp loại ")[0], re.search(r"nhóm là ([\d,]+)%", line)
        assert own
        assert mean
        told.units[unit] = (own[2] + (" đồng hạng" if own[3] else ""), own[1])
        group = group[0].upper() + group[1:]  # trong câu: "các sở"
        assert told.means.setdefault(group, mean[1]) == mean[1]
        sheet = [dict(rows) for rows in tables if rows[0][0] == "Hạng"]  # phiếu điểm kèm theo
        assert {"Chỉ số": f"{own[1]}%", "Bình quân nhóm": f"{mean[1]}%"}.items() <= {
            name: text
            for facts in sheet
            if facts["Chỉ số"].startswith(own[1])
            for name, text in facts.items()
        }.items()
    return told


def html(folder: Path, case: Case) -> Told:
    page = Page((folder / "bao-cao.html").read_text(encoding="utf-8"))
    own = [of_table(rows) for name, rows in page.tables.items() if name.startswith("Bảng xếp hạng: ")]
    units = {unit: line for table in own for unit, line in table.items()}
    figure = page.of("strong")[0].removesuffix("%")
    return Told(units, of_groups(page.tables["Tổng hợp các nhóm"]), figure)


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    """Name of each sheet of a workbook -> its rows, with the cached values of formulas."""
    with warnings.catch_warnings(action="ignore"):  # openpyxl does not know the data bars of Excel 2010
        book = openpyxl.load_workbook(path, data_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def results(folder: Path, case: Case) -> Told:
    told = Told()
    for rows in sheets(folder / "ket-qua.xlsx").values():
        title = str(rows[0][0])
        if title.startswith(f"{case.title} năm 2023: "):
            score = next(n for n, name in enumerate(rows[3]) if str(name).startswith("Chỉ số (%)"))
            note = rows[3].index("Ghi chú") if "Ghi chú" in rows[3] else None
            *lines, mean = [row for row in rows[4:] if row[1]]
            assert mean[1] == "Bình quân nhóm"
            told.means[title.partition(": ")[2]] = printed(mean[score])
            for row in lines:
                tied = " đồng hạng" if note is not None and row[note] == "đồng hạng" else ""
                told.units[row[1]] = (f"{row[0]}{tied}", printed(row[score]))
    return told


def audit(folder: Path, case: Case) -> Told:
    book = sheets(folder / "kiem-tra.xlsx")
    header, *lines = book["Chỉ số"][3:]
    unit, score, rank = (header.index(name) for name in ("Đơn vị", "Chỉ số", "Hạng"))
    units = {row[unit]: (f"{row[rank]:.0f}", printed(row[score])) for row in lines if row[unit]}
    header, *lines = book["Bình quân"][3:]
    *groups, province = [(row[0], printed(row[header.index("Bình quân")])) for row in lines if row[0]]
    return Told(units, dict(groups), province[1])


READERS: Mapping[str, Callable[[Path, Case], Told]] = {
    own.__name__: own for own in (decision, submission, report, notices, html, results, audit)
}


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.name)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Case]:
    """A workspace in which every document of one run was made."""
    from sipas_cli.cli.program import run

    case: Case = request.param
    folder = tmp_path_factory.mktemp("agreement") / case.name
    shutil.copytree(ROOT / "examples" / case.name, folder, ignore=shutil.ignore_patterns("results", "*.docx"))
    year, index = ("--year", "2023"), ("--index", case.index)
    for words in (
        ("score", *case.files),
        ("render-decision", *year),
        ("render-submission", *year),
        ("report", *year, *index, "-o", str(folder / "bao-cao.docx")),
        ("report", *year, *index, "-o", str(folder / "bao-cao.html")),
        ("report", *year, "-o", str(folder / "ket-qua.xlsx")),
        ("render-notice", *year),
        ("audit", *year, *index, "-o", str(folder / "kiem-tra.xlsx")),
    ):
        assert run(["-q", "-C", str(folder), *words]) == 0
    return folder, case


@pytest.fixture
def ranked(made: tuple[Path, Case], sipas: Sipas) -> Told:
    """What `rank --format json` says."""
    folder, case = made
    data = json.loads(sipas("-q", "-C", folder, "rank", "--index", case.index, "--format", "json").out)
    units = {
        unit["unit"]: (f"{unit['rank']}{' đồng hạng' if unit['tied'] else ''}", printed(unit["score"]))
        for group in data["groups"]
        for unit in group["units"]
    }
    means = {group["name"]: printed(group["mean"]) for group in data["groups"]}
    return Told(units, means, printed(data["overall"]["score"]))


def plain(units: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Ranks alone, without what each document says where they are shared; a place in place of its committee,
    which a letter goes to."""
    figures = {}
    for unit, (rank, score) in units.items():
        place = re.sub(r"^UBND (?=huyện |thị xã |thành phố )", "", unit)
        figures[place[0].upper() + place[1:]] = re.sub(r"\D+$", "", rank), score
    return figures


def test_the_figures_by_hand_are_those_of_the_run(made: tuple[Path, Case], ranked: Told) -> None:
    _, case = made
    name, rank, score = case.unit
    assert ranked.units[name] == (rank, score)
    assert ranked.means[case.mean[0]] == case.mean[1]
    assert ranked.overall == case.overall


@pytest.mark.parametrize("document", READERS)
def test_every_document_prints_the_same_figures(made: tuple[Path, Case], ranked: Told, document: str) -> None:
    told = READERS[document](*made)
    assert told.units or document == "submission"
    assert told.means or document == "decision"
    assert plain(told.units) in ({}, plain(ranked.units))
    assert told.means in ({}, ranked.means)
    assert told.overall in ("", ranked.overall)
