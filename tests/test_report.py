"""The report, read back: what it says, what it hides, what a browser may do with it."""

import base64
import hashlib
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import CODES, ROOT, Once, Sipas

from sipas_cli.documents import drawing, quadrants, report_words, site_words
from sipas_cli.documents.analysis import Item
from sipas_cli.files import csv_bytes
from sipas_cli.templating.templates import environment

TEMPLATES = ROOT / "templates"
NASTY = ["Sở A & B <C>", "{{ 7*7 }}", "=1+1", "</script>"]
#: Tags that have no end, in HTML.
VOID = {"meta", "link", "input", "br"}


class Page(HTMLParser):
    """An html read back: its ids, links, tables by caption, texts of each kind of element."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tables: dict[str, list[list[str]]] = {}
        self.texts: list[tuple[str, str]] = []
        self.headings: list[int] = []
        self.open: list[str] = []
        self.rows: list[list[str]] = []
        self.caption = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        own = dict(attributes)
        if own.get("id"):
            self.ids.append(str(own["id"]))
        if tag == "a":
            self.links.append(str(own["href"]))
        if tag == "table":
            self.rows, self.caption = [], ""
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, self.getpos()
        if tag == "table":
            assert self.caption not in self.tables
            self.tables[self.caption] = self.rows

    def handle_data(self, data: str) -> None:
        if not self.open or not data.strip():
            return
        self.texts.append((self.open[-1], data.strip()))
        if "caption" in self.open:
            self.caption += data
        elif {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data

    def of(self, tag: str) -> list[str]:
        return [text for kind, text in self.texts if kind == tag]


Report = Callable[..., Page]


@pytest.fixture
def report(sipas: Sipas, tmp_path: Path) -> Report:
    def make(*words: object, folder: Path = tmp_path) -> Page:
        out = tmp_path / "out.html"
        result = sipas("-C", folder, "report", *words, "-o", out)
        assert result.status == 0, result.err
        return Page(out.read_text(encoding="utf-8"))

    return make


@pytest.fixture
def quang_ninh(scored_example: Path) -> Path:
    return scored_example


@pytest.fixture
def hai_phong(examples_once: Once, tmp_path: Path, sipas: Sipas) -> Path:
    earlier = "import-results results-2018.csv --year 2018 --index par"
    scored = "score survey.xlsx leaders.xlsx appraisal.xlsx"
    return shutil.copytree(examples_once("hai-phong-2019", earlier, scored), tmp_path / "hp")


@pytest.fixture
def nasty(tmp_path: Path, sipas: Sipas) -> Path:
    """Units of names that mean something to browsers, templates and Excel, ten ballots each; 4 women."""
    rows = [[f"P{n}", NASTY[n % 4], "Nữ" if n < 4 else "Nam", *[4 if n % 3 else 2] * 25] for n in range(40)]
    path = tmp_path / "a.csv"
    path.write_bytes(csv_bytes(["Mã phiếu", "Tên đơn vị", "Giới tính", *CODES], rows, bom=True))
    assert sipas("score", path, "--criteria", "quang-ninh-2023", "--year", 2023).status == 0
    return tmp_path


# --- figures -------------------------------------------------------------------------------------


def test_the_published_figures_stand_in_the_report(quang_ninh: Path, report: Report) -> None:
    page = report("--year", 2023)
    ranking = page.tables["Bảng xếp hạng: Các huyện, thị xã, thành phố"]
    assert ranking[0] == ["Hạng", "Đơn vị", "Chỉ số (%)", "Xếp loại", "Số phiếu"]
    assert [row[:4] for row in ranking[1:3]] == [
        ["1", "Thành phố Cẩm Phả", "97,21", "Nhóm 1"],
        ["2", "Huyện Bình Liêu", "96,91", "Nhóm 1"],
    ]
    summary = page.tables["Tổng hợp các nhóm"]
    assert [row[:3] for row in summary[1:]] == [
        ["Các sở, ban, ngành", "93,86", "20"],
        ["Các huyện, thị xã, thành phố", "95,51", "13"],
        ["Các cơ quan Trung ương đóng trên địa bàn tỉnh", "96,04", "8"],
    ]
    assert {"94,81%", "41", "8.200"} <= set(page.of("strong"))
    assert "Chỉ số hài lòng (SIPAS) năm 2023" in page.of("h1")
    assert "tỉnh Quảng Ninh" in page.of("span")


def test_what_was_left_out_is_told_in_words(quang_ninh: Path, report: Report) -> None:
    page = report("--year", 2023)
    assert "Đã đọc 8.253 phiếu: 8.200 hợp lệ, 53 bị loại." in page.of("p")
    assert page.tables["Phiếu bị loại theo lý do"][1:] == [
        ["phiếu không được duyệt hoặc chưa gửi; phiếu bị loại", "12"],
        ["không ghi đơn vị; phiếu bị loại", "8"],
        ["đơn vị ghi trên phiếu không có trong danh sách; phiếu bị loại", "14"],
        ["phiếu không có câu trả lời nào được tính; phiếu bị loại", "9"],
        ["mã phiếu đã có ở một phiếu khác; phiếu bị loại", "10"],
    ]
    assert [row[1] for row in page.tables["Những điều khác được phát hiện trong dữ liệu"][1:]] == ["10"]


def test_the_notice_of_synthetic_data_stands_at_the_top(quang_ninh: Path, report: Report) -> None:
    page = report("--year", 2023)
    at = next(n for n, (_, text) in enumerate(page.texts) if text.startswith("DỮ LIỆU GIẢ LẬP"))
    assert at < page.texts.index(("h2", "Mục lục"))


def test_the_method_is_told_in_full(quang_ninh: Path, report: Report) -> None:
    page = report("--year", 2023)
    text = " ".join(page.of("dd"))
    assert "Cách đo" in page.of("dt")
    for part in (
        'tỷ lệ câu trả lời từ "Hài lòng" trở lên',
        "Tiếp cận dịch vụ hành chính công 20%",
        "Bình quân chỉ số chưa làm tròn của các đơn vị.",
        "2 chữ số thập phân, từ 5 trở lên thì làm tròn lên",
        "hạng sau bỏ cách (1, 2, 2, 4)",
        "Nhóm 2: từ 80 đến 90; Nhóm 3: từ 65 đến dưới 80",
        "ít hơn 10 người trả lời",
        "LỜI VĂN 25 TIÊU CHÍ LÀ BẢN DỰNG LẠI",
    ):
        assert part in text, part


def test_english_has_decimal_points_and_english_labels(quang_ninh: Path, report: Report) -> None:
    page = report("--year", 2023, "--lang", "en")
    assert '<html lang="en">' in page.text
    assert page.tables["Ranking: Các huyện, thị xã, thành phố"][1][:4] == [
        "1",
        "Thành phố Cẩm Phả",
        "97.21",
        "Nhóm 1",
    ]
    assert "8,200" in page.of("strong")


def test_the_points_of_the_par_index_and_the_changes_of_ranks(hai_phong: Path, report: Report) -> None:
    page = report("--year", 2019, "--index", "par", folder=hai_phong)
    ranking = page.tables["Bảng xếp hạng: Các sở, ban, ngành"]
    assert ranking[0] == [
        "Hạng",
        "Đơn vị",
        "Chỉ số (điểm)",
        "Xếp loại",
        "Tăng, giảm hạng",
        "Xếp loại người đứng đầu",
    ]
    # published: Sở Y tế from the fifth place to the second; two tied at 90,29 on rank 6
    assert ranking[2] == [
        "2",
        "Sở Y tế",
        "91,16",
        "Trên 90 điểm",
        "+3",
        "Hoàn thành xuất sắc nhiệm vụ",
    ]
    assert [row[0] for row in ranking[6:9]] == ["6 (đồng hạng)", "6 (đồng hạng)", "8"]
    assert "Câu trả lời theo tiêu chí" not in page.of("h2")
    assert "Thay đổi so với năm trước" not in page.of("h2")  # no scores of 2018 were published
    assert "Nguồn điểm: Sở Y tế" in page.tables


def test_the_leader_survey_tells_its_kinds_of_respondents(hai_phong: Path, report: Report) -> None:
    page = report("--year", 2019, "--index", "xhh", folder=hai_phong)
    kinds = page.tables["Người trả lời theo Đối tượng trả lời"]
    # 2740 judgements; 1050 of them by delegates: 38.32 %
    assert kinds[1][:3] == ["Đại biểu HĐND thành phố", "1.050", "38,3"]
    assert "Mức độ quan trọng và kết quả" not in page.of("h2")


def test_sections_without_data_are_left_out_of_an_imported_run(
    hai_phong: Path, report: Report, sipas: Sipas
) -> None:
    page = report("--year", 2018, "--index", "par", folder=hai_phong)
    assert page.of("h2") == [
        "Mục lục",
        "Tổng quan",
        "Các nhóm",
        "Từng đơn vị",
        "Phương pháp",
        "Nguồn và dấu vết",
    ]
    assert "<svg" not in page.text


# --- what must hold for each report --------------------------------------------------------------


def test_names_come_out_as_themselves(nasty: Path, report: Report) -> None:
    page = report()
    tables = [rows for caption, rows in page.tables.items() if caption.startswith("Bảng xếp hạng")]
    names = [row[1] for rows in tables for row in rows[1:]]
    assert sorted(names) == sorted(NASTY)
    assert "49" not in names
    assert page.text.count("<script") == 1
    assert set(NASTY) <= set(page.of("h4"))


def test_small_cells_say_that_they_are_hidden(nasty: Path, report: Report) -> None:
    page = report()
    # 36 men, 4 women: the women are hidden, and the men with them, as the total is known
    assert page.tables["Người trả lời theo Giới tính"][1:] == [
        ["Nam", "ẩn vì ít hơn 10 phiếu", "–"],
        ["Nữ", "ẩn vì ít hơn 10 phiếu", "–"],
    ]


def test_charts_are_well_formed_and_say_what_they_show(quang_ninh: Path, report: Report) -> None:
    page = report("--year", 2023)
    pictures = re.findall(r"<svg.*?</svg>", page.text, re.DOTALL)
    assert len(pictures) > 41
    for text in pictures:
        picture = ET.fromstring(text)
        title, description = picture[0], picture[1]
        assert (title.tag, description.tag) == tuple(
            f"{{http://www.w3.org/2000/svg}}{tag}" for tag in ("title", "desc")
        )
        assert picture.get("role") == "img"
        assert picture.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
        assert title.text
        assert description.text


@pytest.mark.parametrize(
    "words", [("--index", "sipas"), ("--index", "par"), ("--index", "xhh"), ("--lang", "en")]
)
def test_ids_are_unique_and_every_link_leads_somewhere(
    hai_phong: Path, report: Report, words: tuple[str, ...]
) -> None:
    page = report("--year", 2019, *words, folder=hai_phong)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert page.links
    assert {link.removeprefix("#") for link in page.links} - set(page.ids) == set()


def test_nothing_is_loaded_from_anywhere(quang_ninh: Path, report: Report) -> None:
    page = report("--year", 2023)
    addresses = set(re.findall(r"(?:https?:)?//[\w.]+[^\s\"'<]*", page.text.replace("// ", "")))
    assert addresses == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"(?i)@import|url\(|\bsrc=|style=\"|\son\w+=", page.text)


def test_only_the_style_and_script_within_may_run(quang_ninh: Path, report: Report) -> None:
    page = report("--year", 2023)
    (policy,) = re.findall(r'Security-Policy" content="([^"]+)"', page.text)
    policy = policy.replace("&#39;", "'").replace("&#43;", "+")
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page.text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_headings_leave_out_no_level(quang_ninh: Path, report: Report) -> None:
    levels = report("--year", 2023).headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_same_run_gives_the_same_bytes(quang_ninh: Path, report: Report) -> None:
    assert report("--year", 2023).text == report("--year", 2023).text


# --- the command ---------------------------------------------------------------------------------


def test_the_file_is_named_after_the_year_and_the_index(hai_phong: Path, sipas: Sipas) -> None:
    of_sipas = sipas("-C", hai_phong, "report")
    assert of_sipas.out.strip() == str(hai_phong / "bao-cao-2019.html")
    assert "sipas report --year 2019 --index par" in of_sipas.err
    made = sipas("-C", hai_phong, "report", "--index", "par")
    assert made.out.strip() == str(hai_phong / "bao-cao-2019-par.html")
    only = sipas("-C", hai_phong, "report", "--year", 2018)
    assert only.out.strip() == str(hai_phong / "bao-cao-2018-par.html")
    assert "không nằm trong báo cáo này" not in only.err  # nothing else is there


def test_a_year_without_results_and_another_format_are_refused(hai_phong: Path, sipas: Sipas) -> None:
    refused = sipas("-C", hai_phong, "report", "--year", 2017)
    assert (refused.status, "2018, 2019" in refused.err) == (2, True)
    assert sipas("-C", hai_phong, "report", "-o", "a.pptx").status == 2
    empty = hai_phong / "empty"
    empty.mkdir()
    assert "chưa có kết quả nào" in sipas("-C", empty, "report").err


def test_a_template_of_the_workspace_goes_before_the_shipped_one(nasty: Path, report: Report) -> None:
    (nasty / "templates" / "charts").mkdir(parents=True)
    (nasty / "templates" / "report.html").write_text("<p>{{ title }} {{ rankings[0].charts[0] }}</p>")
    (nasty / "templates" / "charts" / "bars.svg").write_text("<svg>{{ chart.rows | length }}</svg>")
    assert report().text == "<p>Chỉ số hài lòng (SIPAS) năm 2023 <svg>4</svg></p>"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("report.html", "{{ nothing_of_that_name }}", "nothing_of_that_name"),
        ("report.html", "\n{% if title %}", "report.html:2"),
        ("charts/bars.svg", "{{ chart.nothing_there }}", "charts/bars.svg"),
        ("report.html", "{{ cycler.__init__.__globals__ }}", "report.html"),
    ],
)
def test_a_template_that_is_wrong_is_refused_with_its_place(
    nasty: Path, sipas: Sipas, name: str, text: str, said: str
) -> None:
    (nasty / "templates" / "charts").mkdir(parents=True)
    (nasty / "templates" / name).write_text(text)
    result = sipas("report")
    assert result.status == 2
    assert said in result.err


def test_every_word_of_the_templates_is_a_word_of_the_report() -> None:
    texts = [path.read_text(encoding="utf-8") for path in TEMPLATES.glob("report*.html")]
    named = set(re.findall(r"words\.(\w+)", "".join(texts)))
    assert len(named) > 10
    assert {name.upper() for name in named} - {*vars(report_words), *vars(site_words)} == set()


# --- geometry ------------------------------------------------------------------------------------


def test_an_axis_that_does_not_begin_at_zero_says_so() -> None:
    high = drawing.axis([Fraction(93), Fraction(97)])
    assert high.note == "Trục bắt đầu từ 93, không phải từ 0"
    assert high.place(Fraction(93)) == 10
    assert high.place(Fraction(95)) == 208  # the middle of 10 and 406
    low = drawing.axis([Fraction(10), Fraction(97)])
    assert (low.from_zero, low.note) == (True, "")
    assert low.place(Fraction(0)) == 10


def test_names_of_points_cover_neither_points_nor_each_other() -> None:
    items = [Item(f"F{n}_1", "x", "f", None, f"{n}.1") for n in range(25)]
    placed = [(item, 200 + n % 5 * 3.0, 150 + n // 5 * 3.0) for n, item in enumerate(items)]
    points = quadrants.points_named(placed)
    boxes = [
        (p.label_x, p.label_y - 10, p.label_x + drawing.text_width(p.label), p.label_y + 3) for p in points
    ]
    for n, one in enumerate(boxes):
        assert not any(quadrants.meet(one, other) for other in boxes[:n])
        assert not any(one[0] < p.x < one[2] and one[1] < p.y < one[3] for p in points)


def test_long_names_are_shortened_at_a_word_and_kept_in_full() -> None:
    name = "Ban Quản lý Dự án đầu tư xây dựng các công trình dân dụng và công nghiệp thành phố Hải Phòng"
    short = drawing.shortened(name, 200)
    assert name.startswith(short.removesuffix("…"))
    assert drawing.text_width(short) <= 200
    assert drawing.shortened("Nguyễn" * 20, 100).endswith("…")


def test_a_picture_of_its_own_has_a_size_and_a_white_ground() -> None:
    scale = drawing.axis([Fraction(1), Fraction(4)])
    row = drawing.Row(0, "A & B", "A & B", "4", scale.place(Fraction(4)))
    chart = drawing.Chart("bars", "T", "D", 52, (row,), axis=scale)
    made = environment(escape=True, folders=(TEMPLATES,))
    alone = ET.fromstring(str(drawing.drawn(chart, made, "p", standalone=True)))
    assert (alone.get("width"), alone.get("height")) == ("432", "52")  # 420 và 6 ở mỗi bên
    assert (alone[2].tag.rpartition("}")[2], alone[2].get("fill")) == ("rect", "#ffffff")
    within = ET.fromstring(str(drawing.drawn(chart, made, "p")))
    assert within.get("width") is None
    # from 0 to 4 over the whole axis: a bar from its low to its high end
    bar = next(path for path in within.iter() if path.get("class") == "t0")
    assert bar.get("d") == "M10 19H406.0v9H10z"


def test_headings_that_can_be_pressed_are_plain_text_in_print(quang_ninh: Path, report: Report) -> None:
    """Chromium repeats no heading on the next page that has a button in it."""
    report(folder=quang_ninh)
    html = Path("out.html").read_text(encoding="utf-8")
    assert "thead button { display: contents; }" in html.split("@media print")[1]


# --- many units ----------------------------------------------------------------------------------


@pytest.fixture
def apart(tmp_path: Path, sipas: Sipas) -> Path:
    """A workspace of 101 communes in one group, one ballot each, scored."""
    names = [f"Xã {number}" for number in range(1, 102)]
    entries = [f"  - {{id: x{n}, group: xa, name: {name}}}" for n, name in enumerate(names, start=1)]
    register = ["groups: [{id: xa, name: Các xã}]", "units:", *entries, ""]
    (tmp_path / "units.yaml").write_text("\n".join(register), encoding="utf-8")
    (tmp_path / "sipas.yaml").write_text("criteria: quang-ninh-2023\nyear: 2023\n", encoding="utf-8")
    rows = [[f"P{number}", name, *[5] * len(CODES)] for number, name in enumerate(names)]
    header = ["Mã phiếu", "Tên đơn vị", *CODES]
    (tmp_path / "ballots.csv").write_bytes(csv_bytes(header, rows, bom=False))
    assert sipas("score", "ballots.csv").status == 0
    return tmp_path


def test_more_than_a_hundred_units_have_pages_of_their_own(apart: Path, sipas: Sipas) -> None:
    former = apart / "bao-cao-2023-don-vi" / "don-vi-x102.html"  # of a unit that is no more
    former.parent.mkdir()
    former.touch()
    made = sipas("report")
    assert Path(made.out.strip()).name == "bao-cao-2023.html"
    assert "bao-cao-2023-don-vi" in made.err
    assert not former.exists()
    overview = Page((apart / "bao-cao-2023.html").read_text(encoding="utf-8"))
    inside = {link for link in overview.links if link.startswith("#")}
    assert {link[1:] for link in inside} <= set(overview.ids)
    files = {link for link in overview.links if not link.startswith("#")}
    assert files == {f"bao-cao-2023-don-vi/don-vi-x{number}.html" for number in range(1, 102)}
    assert all((apart / file).is_file() for file in files)
    page = Page((apart / "bao-cao-2023-don-vi" / "don-vi-x7.html").read_text(encoding="utf-8"))
    assert page.of("h1") == ["Xã 7"]
    leading_back = [link for link in page.links if link.startswith("../")]
    assert leading_back == [f"../bao-cao-2023.html{place}" for place in ("", "#search", "#group-xa")]
    assert {"group-xa", "search"} <= set(overview.ids)
    # all are level at 100 %, so they stand in the order of the register
    assert [link for link in page.links if link.startswith("don-vi")] == ["don-vi-x6.html", "don-vi-x8.html"]


def test_on_standard_output_all_units_are_in_one_page(apart: Path, sipas: Sipas) -> None:
    page = Page(sipas("report", "-o", "-").out)
    assert {f"unit-x{number}" for number in range(1, 102)} <= set(page.ids)
    assert not any(link.startswith("bao-cao") for link in page.links)
