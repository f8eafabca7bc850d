"""The words of papers: how counts, percentages, changes and ranks are printed; a sentence for every case."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from conftest import EXAMPLE, ROOT, Sipas, ballot, soffice, write_book
from python_calamine import CalamineWorkbook

from sipas_cli.documents import example as made_up
from sipas_cli.documents.data import leading_text
from sipas_cli.documents.finding_kinds import finding_kinds
from sipas_cli.documents.finding_words import kind_text
from sipas_cli.documents.method import method
from sipas_cli.documents.printer import Printer
from sipas_cli.documents.respondents import respondents
from sipas_cli.documents.traits import Cell, Trait
from sipas_cli.figures.printing import count_text, counted, measured, rank_text
from sipas_cli.messages import LANGUAGES, speaking
from sipas_cli.rules.library import read_set, shipped
from sipas_cli.tally import UNKNOWN
from sipas_cli.text.names import within
from sipas_cli.wording import overall_name

#: Example -> the commands that make its results.
EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "quang-ninh-2023": ("score survey.xlsx",),
    "lang-son-2023": ("score survey.csv leaders.csv appraisal.xlsx",),
    "soc-trang-2023": (
        "import-results results-2022.csv --year 2022 --index par",
        "import-results sipas-2022.csv --year 2022 --index sipas --overall 95.00",
        "score survey.xlsx leaders.csv appraisal.xlsx",
    ),
    "hai-phong-2019": (
        "import-results results-2018.csv --year 2018 --index par",
        "import-results results-2018-sipas.csv --year 2018 --index sipas",
        "score survey.xlsx leaders.xlsx appraisal.xlsx",
    ),
    "hai-phong-2026": ("import-results results-2024.csv --year 2024 --index sipas", "score survey.csv"),
}


def paragraphs(path: Path) -> list[str]:
    """Every paragraph of a Word file, those in tables too."""
    body = docx.Document(str(path)).element.body
    return ["".join(part.text or "" for part in own.iter("{*}t")) for own in body.iter("{*}p")]


def said(path: Path) -> list[str]:
    """The same with plain blanks, as a reader sees them."""
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in paragraphs(path)]


# --- one way for each ----------------------------------------------------------------------------


def test_thousands_are_apart_and_a_count_below_ten_has_two_digits_in_a_vietnamese_sentence() -> None:
    with speaking("vi"):
        assert [count_text(n) for n in (0, 7, 41, 1234, 1_234_567)] == ["0", "7", "41", "1.234", "1.234.567"]
        assert [counted(n) for n in (0, 2, 9, 10, 8253)] == ["0", "02", "09", "10", "8.253"]
    with speaking("en"):
        assert [count_text(1234), counted(2), counted(8253)] == ["1,234", "2", "8,253"]


def test_a_percent_sign_touches_its_figure_and_points_stay_with_theirs() -> None:
    assert measured("79,34", "%") == "79,34%"
    assert measured("1,11", "điểm") == "1,11\N{NO-BREAK SPACE}điểm"
    assert measured("–", "%") == "–"


def test_a_rank_says_of_how_many_it_is_and_whether_it_is_shared() -> None:
    with speaking("vi"):
        assert [rank_text(3, 20), rank_text(3, 0)] == ["3/20", "3"]
        assert rank_text(6, 20, tied=True) == "6/20 (đồng hạng)"
    with speaking("en"):
        assert rank_text(6, 0, tied=True) == "6 (tied)"


def test_the_figure_of_all_units_has_one_name() -> None:
    with speaking("vi"):
        assert overall_name("tỉnh Quảng Ninh") == "Chỉ số chung toàn tỉnh"
        assert overall_name("thành phố Hải Phòng") == "Chỉ số chung toàn thành phố"
        assert overall_name("") == "Chỉ số chung toàn tỉnh"


def test_a_group_is_no_name_within_a_sentence_but_a_committee_is() -> None:
    names = ("Các sở, ban, ngành", "UBND các huyện", "Nhóm 1", "Trên 90 điểm")
    assert [within(name) for name in names] == [
        "các sở, ban, ngành",
        "UBND các huyện",
        "Nhóm 1",
        "trên 90 điểm",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kind_of_finding_is_said_without_holes(language: str) -> None:
    with speaking(language):
        texts = {code: kind_text(code) for code in finding_kinds()}
    assert {code: text for code, text in texts.items() if re.search(r"[{}…]|\.yaml|^,|  ", text)} == {}


# --- sentences on small workspaces ---------------------------------------------------------------


def register(names: Iterable[str], group: str = "Các sở") -> dict[str, Any]:
    units = [{"id": f"u{n}", "name": name, "group": "so"} for n, name in enumerate(names, start=1)]
    return {"groups": [{"id": "so", "name": group}], "units": units}


class Office:
    """A workspace whose units have each 10 ballots, of which some are satisfied throughout."""

    def __init__(self, folder: Path, sipas: Sipas) -> None:
        self.folder, self.sipas = folder, sipas

    def scored(
        self, satisfied: Mapping[str, int], settings: str = "", units: dict[str, Any] | None = None
    ) -> None:
        """Scores units -> ballots that are satisfied."""
        shutil.copy(EXAMPLE / "decision.yaml", self.folder)
        own = units or register(satisfied)
        (self.folder / "units.yaml").write_text(yaml.safe_dump(own, allow_unicode=True), encoding="utf-8")
        text = f"province: tỉnh Quảng Ninh\nyear: 2023\n{settings}"
        (self.folder / "sipas.yaml").write_text(text, encoding="utf-8")
        rows = []
        for n, (name, good) in enumerate(satisfied.items()):
            rows += [ballot(10 * n + k, name, 4 if k < good else 2) for k in range(10)]
        write_book(self.folder / "a.xlsx", rows)
        assert self.sipas("-q", "score", "a.xlsx").status == 0

    def written(self, *words: object, file: str) -> list[str]:
        """The paragraphs of a document that a command writes."""
        result = self.sipas(*words)
        assert result.status == 0, result.err
        return said(self.folder / file)

    def submission(self) -> list[str]:
        return self.written("render-submission", "--year", 2023, file="to-trinh-2023.docx")

    def notice(self, unit: str, name: str) -> list[str]:
        return self.written("render-notice", "--unit", unit, file=f"thong-bao-2023/thong-bao-{name}.docx")


@pytest.fixture
def office(tmp_path: Path, sipas: Sipas) -> Office:
    return Office(tmp_path, sipas)


def test_a_unit_without_a_result_is_told_so_and_why(office: Office) -> None:
    units = register(["Sở Y tế", "Sở Xây dựng", "Sở Du lịch"])
    office.scored({"Sở Y tế": 10, "Sở Xây dựng": 8}, units=units)  # không ai trả lời về Sở Du lịch
    notice = office.notice("Sở Du lịch", "u3")
    assert "- Chỉ số hài lòng (SIPAS): chưa có kết quả (không có điểm)." in notice
    assert "Sở Nội vụ thông báo để Sở Du lịch biết, thực hiện./." in notice
    assert not [text for text in notice if "Phiếu điểm chi tiết" in text]
    assert notice[notice.index("Chỉ số") + 1] == "chưa có kết quả (không có điểm)"
    told = office.submission()
    assert "Có 01 đơn vị chưa có kết quả: Sở Du lịch." in told
    assert not [text for text in (*notice, *told) if "–%" in text or "– %" in text]


def test_many_units_without_a_result_are_counted_and_a_group_of_them_is_in_no_table(office: Office) -> None:
    units = register(["Sở Y tế", "Sở Xây dựng", "Sở Du lịch"])
    units["groups"].append({"id": "xa", "name": "Các xã"})
    units["units"] += [{"id": f"x{n}", "name": f"Xã {n}", "group": "xa"} for n in range(70)]
    office.scored({"Sở Y tế": 10, "Sở Xây dựng": 8}, units=units)
    papers = [office.submission(), office.written("report", "--format", "docx", file="bao-cao-2023.docx")]
    for told in papers:
        assert "Có 71 đơn vị chưa có kết quả." in told  # 70 xã và Sở Du lịch
    papers.append(office.written("render-decision", "--year", 2023, file="quyet-dinh-2023.docx"))
    assert not [text for told in papers for text in told if "Các xã" in text or "Xã 1" in text]
    assert all(any(text.startswith("Sở Du lịch") for text in told) for told in papers[1:])
    page = office.sipas("report", "-o", "-").out
    assert "Sở Du lịch" in page
    assert "Các xã" not in page
    assert "Xã 1" not in page


def test_a_unit_without_any_result_gets_a_notice_only_where_it_is_named(office: Office) -> None:
    office.scored({"Sở Y tế": 10}, units=register(["Sở Y tế", "Sở Du lịch"]))
    written = office.sipas("render-notice", "--year", 2023)
    assert "Không soạn thông báo cho 1 đơn vị chưa có kết quả ở chỉ số nào." in written.err
    folder = office.folder / "thong-bao-2023"
    assert [path.name for path in folder.iterdir()] == ["thong-bao-u1.docx"]
    named = office.sipas("render-notice", "--year", 2023, "--unit", "Sở Du lịch")
    assert "Không soạn" not in named.err
    assert (folder / "thong-bao-u2.docx").is_file()


def test_the_office_that_writes_does_not_ask_itself(office: Office) -> None:
    office.scored({"Sở Nội vụ tỉnh Quảng Ninh": 10, "Sở Y tế": 8})
    notice = office.notice("Sở Nội vụ", "u1")
    assert "Sở Nội vụ thông báo kết quả xác định chỉ số năm 2023 của Sở như sau:" in notice
    assert [
        text for text in notice if text.startswith("Các phòng, đơn vị thuộc Sở Nội vụ căn cứ kết quả trên")
    ]
    assert "- Các phòng, đơn vị thuộc Sở;" in notice
    assert not [text for text in notice if "Sở Nội vụ đề nghị" in text]
    other = office.notice("Sở Y tế", "u2")
    assert [text for text in other if text.startswith("Sở Nội vụ đề nghị Sở Y tế căn cứ")]
    assert "- Sở Y tế;" in other


def test_one_group_needs_no_list_of_groups_and_ballots_that_all_count_no_zero(office: Office) -> None:
    office.scored({"Sở Y tế": 9, "Sở Xây dựng": 8})
    told = office.submission()
    # (90 + 80) / 2 = 85
    assert (
        "Các đơn vị được xếp hạng trong một nhóm (các sở): bình quân 85,00%; dẫn đầu là Sở Y tế (90,00%)."
        in told
    )
    assert not [text for text in told if "Xếp theo bình quân" in text]
    assert (
        "- Chỉ số hài lòng (SIPAS): tiếp nhận 20 phiếu, tất cả đều hợp lệ và được đưa vào tính toán; 02 "
        "đơn vị có kết quả." in told
    )
    assert "Chỉ số hài lòng (SIPAS) năm 2023 chung toàn tỉnh đạt 85,00% (02 đơn vị có kết quả)." in told


def test_very_many_units_at_100_are_counted_and_not_named(office: Office) -> None:
    names = [f"Sở {letter}" for letter in "ABCDEGHIKLM"]  # 11
    office.scored(dict.fromkeys(names, 10))
    told = office.submission()
    assert "Có 11 đơn vị đạt 100%: các sở 11 đơn vị." in told
    assert [text for text in told if text.endswith("bình quân 100,00%; 11 đơn vị cùng dẫn đầu với 100,00%.")]
    office.scored(dict.fromkeys(names[:2], 10))
    assert "Có 02 đơn vị đạt 100%: Sở A, Sở B." in office.submission()


@pytest.mark.parametrize(
    ("settings", "by"),
    [("", "5,00%"), ("change_unit: percentage_points\n", "5,00 điểm phần trăm")],
)
def test_a_change_has_the_unit_of_the_setting(office: Office, settings: str, by: str) -> None:
    office.scored({"Sở Y tế": 9, "Sở Xây dựng": 7}, settings)
    before = "group,unit,score\nso,Sở Y tế,95.00\nso,Sở Xây dựng,75.00\n"
    (office.folder / "2022.csv").write_text(before, encoding="utf-8")
    imported = office.sipas("-q", "import-results", "2022.csv", "--year", 2022, "--index", "sipas")
    assert imported.status == 0
    # (90 + 70) / 2 = 80; (95 + 75) / 2 = 85
    (group,) = (text for text in office.submission() if "trong một nhóm" in text)
    assert f"bình quân 80,00%, giảm {by} so với năm 2022 (85,00%)" in group
    notice = office.notice("Sở Y tế", "u1")
    # 90 - 95 = -5; hạng 1 cả hai năm
    same = f"giảm {by} (năm 2022: 95,00%); giữ nguyên thứ hạng (năm 2022: hạng 1/2)"
    assert [text for text in notice if text.endswith(f"So với năm 2022: {same}.")]
    assert notice[notice.index("So với 2022") + 1] == same


def test_the_report_has_the_facts_and_marks_what_is_to_be_written(office: Office) -> None:
    office.scored({"Sở Y tế": 9, "Sở Xây dựng": 8, "Sở Du lịch": 4})
    told = office.written("report", "--format", "docx", file="bao-cao-2023.docx")
    parts = ["I. ĐÁNH GIÁ CHUNG", "II. KẾT QUẢ", "III. TỒN TẠI, HẠN CHẾ", "IV. NGUYÊN NHÂN", "V. GIẢI PHÁP"]
    assert [text for text in told if text in parts] == parts
    assert "- Đứng cuối các nhóm: Sở Du lịch (40,00%) của nhóm các sở." in told
    assert told.index("V. GIẢI PHÁP") < told.index("Phụ lục") < told.index("II. XẾP HẠNG THEO NHÓM")
    document = docx.Document(str(office.folder / "bao-cao-2023.docx"))
    marked = [own for own in document.paragraphs if own.text.startswith("[Cần viết: ")]
    assert len(marked) == 4
    assert all(run.font.highlight_color for own in marked for run in own.runs)


def test_a_count_of_units_has_two_digits_and_the_number_of_ranks_one(office: Office) -> None:
    office.scored({"Sở Y tế": 9, "Sở Xây dựng": 8})
    (told,) = (text for text in office.notice("Sở Y tế", "u1") if "xếp hạng" in text)
    assert "đạt 90,00%, xếp hạng 1 trên 2 đơn vị của nhóm các sở" in told


def test_more_than_four_units_that_may_be_the_first_are_counted() -> None:
    names = [f"Sở {letter}" for letter in "ABCDE"]
    with speaking("vi"):
        assert leading_text(names[:4]) == "Có thể đứng đầu: Sở A, Sở B, Sở C, Sở D"
        assert leading_text(names).startswith("Có 05 đơn vị có thể đứng đầu;")


def test_what_no_cell_of_a_column_tells_is_no_column(office: Office) -> None:
    office.scored({"Sở Y tế": 9, "Sở Xây dựng": 7})
    before = "group,unit,score\nso,Sở Tài chính,95.00\n"
    units = register(["Sở Y tế", "Sở Xây dựng", "Sở Tài chính"])
    units["units"][2]["group"] = "khac"
    units["groups"].append({"id": "khac", "name": "Khác"})
    (office.folder / "units.yaml").write_text(yaml.safe_dump(units, allow_unicode=True), encoding="utf-8")
    (office.folder / "2022.csv").write_text(before.replace("so,", "khac,"), encoding="utf-8")
    assert office.sipas("-q", "import-results", "2022.csv", "--year", 2022, "--index", "sipas").status == 0
    told = office.submission()
    assert "So với 2022" not in told
    ended = "Nhóm của năm 2022 nay không còn, nên không so sánh: Khác (01 đơn vị, bình quân 95,00%)."
    assert ended in told


def test_a_letter_goes_to_the_committee_of_a_place_which_tables_name_as_a_place(office: Office) -> None:
    office.scored({"Huyện Vân Đồn": 9, "Sở Y tế": 8})
    notice = office.notice("Huyện Vân Đồn", "u1")
    assert "Kết quả xác định chỉ số năm 2023 của UBND huyện Vân Đồn" in notice
    assert "- UBND huyện Vân Đồn;" in notice
    assert [text for text in notice if "đề nghị UBND huyện Vân Đồn căn cứ kết quả" in text]
    assert "Yếu tố: Huyện Vân Đồn" in notice
    assert "- Sở Y tế;" in office.notice("Sở Y tế", "u2")


def test_factors_in_a_wide_table_are_numbers_that_are_explained_below(office: Office) -> None:
    office.scored({"Sở Y tế": 9, "Sở Xây dựng": 8})
    told = office.written("report", "--year", 2023, "--format", "docx", file="bao-cao-2023.docx")
    at = told.index("Điểm từng yếu tố (%): Các sở")
    assert told[at + 1 : at + 7] == ["Đơn vị", "(1)", "(2)", "(3)", "(4)", "(5)"]
    (note,) = (text for text in told if text.startswith("(1) "))
    assert note.startswith("(1) Tiếp cận dịch vụ hành chính công; (2) Thủ tục hành chính; (3) ")


def test_a_trait_that_no_ballot_tells_is_left_out() -> None:
    unknown = Trait("gioi-tinh", "Giới tính", (Cell(UNKNOWN, 20, Fraction(90)),))
    known = Trait(
        "do-tuoi", "Độ tuổi", (Cell("18 - 24 tuổi", 15, Fraction(90)), Cell(UNKNOWN, 20, Fraction(80)))
    )
    analysis = replace(made_up.analysis(), traits=(unknown, known))
    shown = respondents(Printer(analysis, lambda chart: chart.title))
    assert [trait["title"] for trait in shown] == ["Độ tuổi"]


@pytest.mark.parametrize(
    ("criteria", "bands"),
    [
        ("par-hai-phong-2019", "Trên 90 điểm; Trên 80 đến 90 điểm; Từ 70 đến 80 điểm; Dưới 70 điểm"),
        ("quang-ninh-2023", "Nhóm 1: trên 90; Nhóm 2: từ 80 đến 90; "),
    ],
)
def test_an_interval_that_a_band_is_named_after_is_not_said_twice(criteria: str, bands: str) -> None:
    known = read_set(shipped("criteria") / f"{criteria}.yaml").criteria
    index = "par" if criteria.startswith("par") else "sipas"
    with speaking("vi"):
        told = dict(method(known, index, {}))
    assert told["Xếp loại"].startswith(bands)


# --- all documents of all examples ---------------------------------------------------------------


@pytest.fixture(scope="module", params=EXAMPLES)
def published(request: pytest.FixtureRequest, examples_once: Any) -> Path:
    """An example with all documents of its year."""
    name: str = request.param
    year = name.rpartition("-")[2]
    number = ("freeze --year {0} --anyway", "publish --year {0}")
    return examples_once(name, *EXAMPLES[name], *(words.format(year) for words in number))


#: What no paper may have, and why.
FAULTS = {
    "a value that is none": r"\bNone\b|\bTrue\b|\bFalse\b",
    "a hole of a template": r"[{}]",
    "a blank before a percent sign": r"[ \xa0]%",
    "a percentage that is none": r"–[ \xa0]?%",
    "a mark for a shared rank": r"\d=",
    "a count of one digit": r"(?<![\d,./])(?<!hạng )(?<!trên )\b[1-9][ \xa0](?:đơn vị|phiếu|bậc|tệp|người)\b",
    "thousands together": r"\b\d{4,}[ \xa0](?:đơn vị|phiếu|tệp)",
    "two blanks": r"\S[ \xa0]{2,}\S",
    "a blank before a mark": r" [,.;:]",
    "empty brackets": r"\(\s*\)|\(\s",
}
#: Blanks that are filled in by hand before signing.
BY_HAND = re.compile(r"(Số|số):? {3,}|ngày {3,}|ngày +/|tháng {3,}|năm {3,}")


class Page(HTMLParser):
    """The texts of a page of html, without its style and its script."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.inside = ""
        self.texts: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.inside = tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self.inside not in ("style", "script"):
            self.texts.append(data)


def documents(folder: Path) -> Iterator[tuple[str, str]]:
    """(document, text) of all Word files and pages, without the sources of criteria, which are quoted."""
    for path in sorted(folder.rglob("*.docx")):
        yield from ((path.name, text) for text in paragraphs(path))
    quoted = [
        yaml.safe_load(path.read_text(encoding="utf-8"))["source"] for path in ROOT.glob("criteria/*.yaml")
    ]
    sources = {" ".join(text.split()) for text in quoted}
    for path in sorted(folder.rglob("*.html")):
        yield from ((path.name, text) for text in Page(path).texts if " ".join(text.split()) not in sources)


def test_no_paper_has_what_a_pen_would_correct(published: Path) -> None:
    units = yaml.safe_load((published / "units.yaml").read_text(encoding="utf-8"))
    ids = [own["id"] for kind in ("units", "groups") for own in units[kind]]
    an_id = re.compile(rf"(?<![\w-])(?:{'|'.join(name for name in ids if '-' in name)})(?![\w.-])")
    a_code = re.compile(r"\bF\d_\d|\bQ\d+\b")
    found, names = [], set()
    for name, text in documents(published):
        names.add(name)
        faults = [why for why, pattern in FAULTS.items() if re.search(pattern, text)]
        if faults and not BY_HAND.search(text):
            found.append((name, faults, text))
        if an_id.search(text) or a_code.search(text):
            found.append((name, ["an id"], text))
    assert found == []
    assert len(names) > 34  # 31 đơn vị trở lên, quyết định, tờ trình, báo cáo, bảng kê


def test_the_note_on_sums_stands_where_printed_points_do_not_add_up(examples_once: Any) -> None:
    name = "soc-trang-2023"
    folder = examples_once(name, *EXAMPLES[name], "freeze --year 2023 --anyway", "publish --year 2023")
    notices = folder / "thong-bao-2023"
    start = "Ghi chú: Tổng điểm được tính từ"
    # Sở Tư pháp: 53,56 + 21,72 + 9,52 = 84,80, in 84,81; Sở Nội vụ: 52,42 + 21,23 + 9,59 = 83,24
    assert [text for text in said(notices / "thong-bao-so-tu-phap.docx") if text.startswith(start)]
    assert not [text for text in said(notices / "thong-bao-so-noi-vu.docx") if text.startswith(start)]
    book = CalamineWorkbook.from_path(folder / "ket-qua-2023.xlsx")
    rows = book.get_sheet_by_name("Chú thích").to_python()
    assert [row for row in rows if row[0] == "PAR: Tổng điểm" and str(row[1]).startswith(start)]


def test_a_notice_of_the_par_index_tells_the_points_that_each_area_and_criterion_lost(
    examples_once: Any,
) -> None:
    name = "hai-phong-2019"
    folder = examples_once(name, *EXAMPLES[name], "freeze --year 2019 --anyway", "publish --year 2019")
    document = docx.Document(str(folder / "thong-bao-2019" / "thong-bao-so-y-te.docx"))
    tables = {}
    for table in document.tables:
        header, *rows = ([cell.text for cell in row.cells] for row in table.rows)
        if "Mất (điểm)" in header:
            place = header.index("Mất (điểm)")
            tables[header[0]] = {row[0]: float(row[place].replace(",", ".")) for row in rows}
    assert set(tables) == {"Lĩnh vực", "Tiêu chí thành phần"}
    # 14,42 of 15,00 points
    assert tables["Lĩnh vực"]["Công tác chỉ đạo, điều hành cải cách hành chính"] == 0.58
    # 91,16 of 100 points were published
    assert [round(sum(lost.values()), 1) for lost in tables.values()] == [8.8, 8.8]


def test_letters_of_an_appendix_are_smaller_where_that_saves_a_page_of_few_rows(examples_once: Any) -> None:
    name = "hai-phong-2019"
    folder = examples_once(name, *EXAMPLES[name], "freeze --year 2019 --anyway", "publish --year 2019")
    document = docx.Document(str(folder / "quyet-dinh-2019.docx"))
    sizes: dict[str, set[float]] = {}
    for table in document.tables:
        run = table.rows[-1].cells[-1].paragraphs[0].runs[0]
        if run.font.size:
            sizes.setdefault(table.rows[0].cells[-1].text, set()).add(run.font.size.pt)
    # 35 units in letters of 13 points leave five of them to a second page
    assert sizes["Chỉ số hài lòng (%)"] == {12}
    assert sizes["Điểm điều tra xã hội học (%)"] == {11}  # a heading of two lines, and a note below
    assert sizes["Xếp loại"] == {13}


@pytest.mark.parametrize(
    ("name", "pages"), [("quang-ninh-2023", 4), ("hai-phong-2019", 1 + 4), ("lang-son-2023", 2 + 2)]
)
def test_no_page_of_a_decision_has_but_a_few_rows(
    name: str, pages: int, examples_once: Any, tmp_path: Path
) -> None:
    """The articles, then each appendix on a page of its own."""
    folder = examples_once(name, *EXAMPLES[name], "render-decision")
    (document,) = folder.glob("quyet-dinh-*.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        soffice(),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        tmp_path,
        folder / document,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    content = (tmp_path / document.with_suffix(".pdf").name).read_bytes()
    assert len(re.findall(rb"/Type ?/Page\b", content)) == pages


def test_the_submission_names_the_heads_that_are_rated_as_published(examples_once: Any) -> None:
    name = "hai-phong-2019"
    folder = examples_once(name, *EXAMPLES[name], "freeze --year 2019 --anyway", "publish --year 2019")
    told = said(folder / "to-trinh-2019.docx")
    at = told.index("4. Kết quả đánh giá, xếp loại người đứng đầu")
    # Quyết định 1091: năm đơn vị đầu của mỗi nhóm
    assert told[at + 1] == (
        "- Đối với các sở, ban, ngành: Chánh Thanh tra thành phố, Giám đốc Sở Y tế, Giám đốc Sở Thông tin và "
        "Truyền thông, Chánh Văn phòng UBND thành phố, Giám đốc Sở Du lịch xếp loại “Hoàn thành xuất sắc "
        "nhiệm vụ”."
    )
    assert [text for text in told if "chung toàn thành phố đạt 85,93 điểm (35 đơn vị có kết quả)" in text]
    # Công bố: 10 đơn vị trên 90 điểm, 22 đơn vị trên 80 điểm, 02 dưới 80, Bạch Long Vỹ 63,9
    assert (
        "Trong đó, 10 đơn vị đạt trên 90 điểm; 22 đơn vị đạt trên 80 đến 90 điểm; 02 đơn vị đạt từ 70 đến 80 "
        "điểm; 01 đơn vị đạt dưới 70 điểm." in told
    )


def test_no_example_is_left_out() -> None:
    shipped = {path.parent.name for path in (ROOT / "examples").glob("*/sipas.yaml")}
    assert set(EXAMPLES) == shipped


def test_our_own_papers_are_not_said_to_contradict_themselves(published: Path, sipas: Sipas) -> None:
    papers = [path for path in sorted(published.glob("*.docx")) if not path.name.startswith("bang-ke")]
    assert len(papers) >= 3  # quyết định, tờ trình, báo cáo
    for paper in papers:
        result = sipas("verify", paper)
        assert result.status == 0, result.err
