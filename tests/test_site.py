"""The html report as people find their way in it: overview, search, what a unit lost, charts."""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from conftest import CODES, Once, Sipas, browser
from test_report import Page

from sipas_cli.documents import charts, drawing, example
from sipas_cli.documents.drawing import Figures
from sipas_cli.files import csv_bytes
from sipas_cli.rules.library import shipped

SVG = "{http://www.w3.org/2000/svg}"


def page_of(sipas: Sipas, *words: object) -> Page:
    result = sipas("report", *words, "-o", "-")
    assert result.status == 0, result.err
    return Page(result.out)


def score(sipas: Sipas, year: int, ballots: dict[str, list[list[int]]]) -> None:
    """Scores a year of answers: unit -> its ballots."""
    rows = []
    for unit, of_unit in ballots.items():
        rows += [[f"{year}-{unit}-{n}", unit, *answers] for n, answers in enumerate(of_unit)]
    path = Path(f"{year}.csv")
    path.write_bytes(csv_bytes(["Mã phiếu", "Tên đơn vị", *CODES], rows, bom=True))
    assert sipas("score", path, "--criteria", "quang-ninh-2023", "--year", year).status == 0


def dissatisfied(count: int, *, of: int = 10, place: int = 0) -> list[list[int]]:
    """Ballots that are satisfied with everything but, `count` of them, with the question at `place`."""
    ballots = []
    for n in range(of):
        answers = [4] * 25
        answers[place] = 2 if n < count else 4
        ballots.append(answers)
    return ballots


# --- what a unit lost ----------------------------------------------------------------------------


@pytest.fixture
def two_years(sipas: Sipas, tmp_path: Path) -> None:
    """F1_1 is a fifth of a factor of 20 points: 4 points hang on it, 0.4 on each of ten answers to it.
    Sở A loses 2 there in 2023 after 1.2 in 2022; of Sở B only nine answered in 2022."""
    score(sipas, 2022, {"Sở A": dissatisfied(3), "Sở B": dissatisfied(9, of=9)})
    score(sipas, 2023, {"Sở A": dissatisfied(5), "Sở B": dissatisfied(0)})


@pytest.mark.usefixtures("two_years")
def test_criteria_stand_in_the_order_of_what_was_lost_beside_the_earlier_year(sipas: Sipas) -> None:
    page = page_of(sipas, "--year", 2023)
    table = page.tables["Mất điểm ở đâu, nhiều nhất trước: Sở A"]
    assert table[0][1:] == [
        *("Mất (điểm)", "Chưa hài lòng", "Năm 2023 (%)", "Năm 2022 (%)", "Bình quân nhóm", "Chênh lệch"),
    ]
    assert table[1][0].startswith("1.1 Cơ quan cung cấp thông tin")
    # 5 of 10 are 50 %, 7 of 10 were 70 %; the group: (50 + 100) / 2
    assert table[1][1:] == ["2,00", "5/10", "50,00", "70,00", "75,00", "−25,00"]
    assert [row[1] for row in table[2:]] == ["0,00"] * 24
    assert any(text.startswith("Mất 2,00 điểm, nhiều nhất ở: Cơ quan cung cấp") for text in page.of("p"))
    assert "Không mất điểm nào." in page.of("p")  # of Sở B
    assert page.text.count('<tr class="screen">') == 24 + 25  # on paper they are one line for each unit
    assert [text for text in page.of("p") if text.startswith("Không mất điểm ở: 1.2, 1.3, 1.4, 1.5, 2.1, ")]
    parts = page.tables["Yếu tố: Sở A"]
    # 20 points hang on the factor; (50 + 4 x 100) / 5 = 90 % of them are 18
    assert parts[1][1:] == ["20,00", "18,00", "2,00", "90,00", "94,00", "95,00", "−5,00"]
    assert parts[-1][:4] == ["Cộng", "100,00", "98,00", "2,00"]


@pytest.mark.usefixtures("two_years")
def test_what_fewer_than_ten_answered_in_the_earlier_year_is_not_shown(sipas: Sipas) -> None:
    table = page_of(sipas, "--year", 2023).tables["Mất điểm ở đâu, nhiều nhất trước: Sở B"]
    assert "Năm 2022 (%)" not in table[0]


def test_what_a_unit_with_few_ballots_lost_is_not_told(sipas: Sipas, tmp_path: Path) -> None:
    score(sipas, 2023, {"Sở A": dissatisfied(5, of=9)})
    page = page_of(sipas)
    assert not any(caption.startswith("Mất điểm") for caption in page.tables)
    assert not any(text.startswith("Mất ") for text in page.of("p"))


def test_a_criterion_that_came_to_mean_something_else_has_no_figure_of_the_earlier_year(
    sipas: Sipas, tmp_path: Path
) -> None:
    text = (shipped("criteria") / "quang-ninh-2023.yaml").read_text(encoding="utf-8")
    question = re.search(r"F1_1.*?text: ([^\n}]+)", text, re.DOTALL)
    assert question
    changed = text.replace("id: quang-ninh-2023", "id: khac").replace(question[1], '"Câu hỏi khác"')
    (tmp_path / "criteria").mkdir()
    (tmp_path / "criteria" / "khac.yaml").write_text(changed, encoding="utf-8")
    rows = [[f"P{n}", "Sở A", *answers] for n, answers in enumerate(dissatisfied(3))]
    Path("a.csv").write_bytes(csv_bytes(["Mã phiếu", "Tên đơn vị", *CODES], rows, bom=True))
    assert sipas("score", "a.csv", "--criteria", "khac", "--year", 2022).status == 0
    score(sipas, 2023, {"Sở A": dissatisfied(5)})
    table = page_of(sipas, "--year", 2023).tables["Mất điểm ở đâu, nhiều nhất trước: Sở A"]
    assert table[0][4] == "Năm 2022 (%)"
    assert [row[4] for row in table[1:3]] == ["–", "100,00"]


def test_criteria_of_the_par_index_stand_in_the_order_of_the_points_that_are_missing(
    examples_once: Once, tmp_path: Path, sipas: Sipas
) -> None:
    scored = "score survey.xlsx leaders.xlsx appraisal.xlsx"
    folder = shutil.copytree(examples_once("hai-phong-2019", scored), tmp_path / "hp")
    page = Page(sipas("-C", folder, "report", "--year", 2019, "--index", "par", "-o", "-").out)
    header, *rows = page.tables["Mất điểm ở đâu, nhiều nhất trước: Sở Y tế"]
    assert header[:5] == ["Tiêu chí thành phần", "Mất, điểm", "Tối đa", "Tự đánh giá", "Thẩm định"]
    lost = [float(row[1].replace(",", ".")) for row in rows]
    assert lost == sorted(lost, reverse=True)
    assert round(sum(lost), 1) == 8.8  # 91.16 of 100 points were published
    figures = [figure for row in rows for figure in row[1:5] if figure not in ("", "–")]
    assert all(re.fullmatch(r"\d+,\d\d", figure) for figure in figures)  # as many digits as the index has


def test_questions_of_the_leader_survey_have_their_answers_and_no_empty_columns(
    examples_once: Once, tmp_path: Path, sipas: Sipas
) -> None:
    scored = "score survey.xlsx leaders.xlsx appraisal.xlsx"
    folder = shutil.copytree(examples_once("hai-phong-2019", scored), tmp_path / "hp")
    page = Page(sipas("-C", folder, "report", "--year", 2019, "--index", "xhh", "-o", "-").out)
    header, *rows = page.tables["Mất điểm ở đâu, nhiều nhất trước: Sở Y tế"]
    assert header == ["Tiêu chí", "Mất (điểm)", "Số đếm", "Năm 2019 (%)"]
    assert all("A: " in row[2] and row[3] for row in rows)


# --- the overview --------------------------------------------------------------------------------


@pytest.mark.usefixtures("scored_example")
def test_three_sentences_can_be_copied(sipas: Sipas) -> None:
    text = page_of(sipas, "--year", 2023).of("p")
    start = text.index(
        "Chỉ số hài lòng (SIPAS) năm 2023 của tỉnh Quảng Ninh là 94,81%. "
        "Kết quả tính trên 8.200 phiếu hợp lệ, cho 41 đơn vị."
    )
    assert text[start + 1 : start + 3] == [
        "Dẫn đầu nhóm các sở, ban, ngành là Sở Tư pháp (96,99%); nhóm các huyện, thị xã, thành phố là "
        "Thành phố Cẩm Phả (97,21%); nhóm các cơ quan Trung ương đóng trên địa bàn tỉnh là Bảo hiểm xã hội "
        "tỉnh (97,82%).",
        "Cao nhất là Công chức giải quyết công việc (97,24%), thấp nhất là Tiếp nhận, giải quyết góp ý, "
        "phản ánh, kiến nghị (92,68%).",
    ]


@pytest.mark.usefixtures("two_years")
def test_who_rose_and_fell_leads_to_its_page(sipas: Sipas) -> None:
    page = page_of(sipas, "--year", 2023)
    # Sở A: 100 - 1.2 = 98.8 before, 98 now; Sở B: 100 - 4 = 96 before, 100 now
    assert "So với năm 2022, tăng nhiều nhất là Sở B (4,00%); giảm nhiều nhất là Sở A (0,80%)." in page.of(
        "p"
    )
    assert page.of("h3")[:2] == ["Tăng nhiều nhất so với năm 2022", "Giảm nhiều nhất so với năm 2022"]
    assert {"#unit-so-a", "#unit-so-b"} <= set(page.links[:20])


def test_who_moved_most_is_told_by_ranks_where_no_scores_are_known(
    examples_once: Once, tmp_path: Path, sipas: Sipas
) -> None:
    earlier = "import-results results-2018.csv --year 2018 --index par"
    scored = "score survey.xlsx leaders.xlsx appraisal.xlsx"
    folder = shutil.copytree(examples_once("hai-phong-2019", earlier, scored), tmp_path / "hp")
    result = sipas("-C", folder, "report", "--year", 2019, "--index", "par", "-o", "-")
    sentences = Page(result.out).of("p")
    # published: Sở Du lịch from the tenth place to the fifth, Văn phòng UBND from the first to the fourth
    assert (
        "So với năm 2018, tăng nhiều nhất là Sở Du lịch (05 bậc); giảm nhiều nhất là "
        "Văn phòng UBND thành phố (03 bậc)." in sentences
    )


# --- the search ----------------------------------------------------------------------------------

NAMES = [
    "Sở Kế hoạch và Đầu tư",
    "Sở Khoa học và Công nghệ",
    "Sở Lao động, Thương binh và Xã hội",
    "Thành phố Hạ Long",
    "Huyện Hạ Hòa",
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ha long", ["Thành phố Hạ Long"]),
        ("HẠ", ["Thành phố Hạ Long", "Huyện Hạ Hòa"]),
        ("skhdt", ["Sở Kế hoạch và Đầu tư"]),
        ("sở kh&đt", ["Sở Kế hoạch và Đầu tư"]),
        ("LĐTBXH", ["Sở Lao động, Thương binh và Xã hội"]),
        ("lđ-tb&xh", ["Sở Lao động, Thương binh và Xã hội"]),
        ("so kh", ["Sở Khoa học và Công nghệ", "Sở Kế hoạch và Đầu tư"]),
        ("long ha", []),
    ],
)
def test_a_unit_is_found_without_tones_and_by_its_abbreviation(
    typed: str, found: list[str], tmp_path: Path
) -> None:
    program = browser()
    script = (shipped("templates") / "report.js").read_text(encoding="utf-8")
    units = "".join(f'<a href="#{n}" data-unit>{name}</a>' for n, name in enumerate(NAMES))
    page = tmp_path / "a.html"
    page.write_text(
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><body data-mark=",">{units}'
        '<div class="search"><input id="search"><p role="status" data-none="?"></p><ul></ul></div>'
        f"<script>{script}</script><script>"
        f'const field = document.querySelector("input"); field.value = "{typed}";'
        'field.dispatchEvent(new Event("input"));</script></body></html>',
        encoding="utf-8",
    )
    words = ["--headless", "--disable-gpu", "--no-sandbox", f"--user-data-dir={tmp_path / 'profile'}"]
    command = [str(program), *words, "--dump-dom", page.as_uri()]
    shown = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=120).stdout
    assert re.findall(r"<li><a[^>]*>([^<]+)</a>", shown) == found


def test_on_a_phone_no_table_is_moved_sideways_and_each_figure_has_its_heading(tmp_path: Path) -> None:
    style, script = ((shipped("templates") / f"report.{end}").read_text("utf-8") for end in ("css", "js"))
    titles = ["Yếu tố", "Trọng số", "Được", "Mất (điểm)", "Năm 2023 (%)", "Năm 2022 (%)", "Bình quân nhóm"]
    heads = "".join(f'<th scope="col">{title}</th>' for title in titles)
    cells = "<td>100,00</td>" * 6
    page = tmp_path / "a.html"
    page.write_text(
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><style>{style}</style><body data-mark=",">'
        '<div class="search"><input><p role="status"></p><ul></ul></div>'
        '<div class="box" style="width: 358px">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>"
        f'<tr><th scope="row">Công chức giải quyết công việc</th>{cells}</tr></tbody></table></div>'
        f"<script>{script}</script><script>"
        'const box = document.querySelector(".box"); box.title = box.scrollWidth;</script></body></html>',
        encoding="utf-8",
    )
    words = ["--headless", "--disable-gpu", "--no-sandbox", f"--user-data-dir={tmp_path / 'profile'}"]
    command = [str(browser()), *words, "--window-size=500,800", "--dump-dom", page.as_uri()]
    shown = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=120).stdout
    assert re.findall(r'title="(\d+)"', shown) == ["358"]
    assert re.findall(r'data-label="([^"]+)"', shown) == titles[1:]


# --- charts that can be read ---------------------------------------------------------------------


def boxes(picture: ET.Element) -> Iterator[tuple[float, float, float, float]]:
    """Where the names and figures of a picture stand: left, top, right, bottom."""
    for text in picture.iter(f"{SVG}text"):
        width = drawing.text_width(text.text or "", int(text.get("font-size", "12")))
        shift = {"end": width, "middle": width / 2}.get(text.get("text-anchor", ""), 0)
        left, base = float(text.get("x", 0)) - shift, float(text.get("y", 0))
        yield left, base - 9, left + width, base + 3


def lines(picture: ET.Element) -> Iterator[tuple[float, float, float, float]]:
    """The straight upright lines of a picture."""
    defined = {path.get("id"): path for path in picture.iter(f"{SVG}path") if path.get("id")}
    drawn = [(path, 0.0) for path in picture.iter(f"{SVG}path") if not path.get("id")]
    for use in picture.iter(f"{SVG}use"):
        drawn.append((defined[use.get("href", "")[1:]], float(use.get("y", 0))))
    for path, down in drawn:
        for x, y, way, end in re.findall(r"M([\d.]+) ([\d.]+)([vV])([\d.]+)", path.get("d", "")):
            start = float(y) + down
            yield float(x), start, float(x), start + float(end) if way == "v" else float(end) + down


@pytest.mark.parametrize("index", ["par", "sipas"])
def test_no_line_runs_through_a_name_or_a_figure(
    examples_once: Once, tmp_path: Path, sipas: Sipas, index: str
) -> None:
    scored = "score survey.xlsx leaders.xlsx appraisal.xlsx"
    folder = shutil.copytree(examples_once("hai-phong-2019", scored), tmp_path / "hp")
    html = sipas("-C", folder, "report", "--year", 2019, "--index", index, "-o", "-").out
    pictures = [ET.fromstring(text) for text in re.findall(r"<svg.*?</svg>", html, re.DOTALL)]
    crossed = []
    for picture in pictures:
        for left, top, right, bottom in boxes(picture):
            crossed += [
                picture[0].text
                for x, high, _, low in lines(picture)
                if left < x < right and high < bottom and low > top
            ]
    assert len(pictures) > 35
    assert crossed == []


def test_groups_within_ten_points_are_dots_with_the_limits_of_bands_others_are_bars_from_zero() -> None:
    near, far = example.analysis().groups  # 100 and 95; 95 and 10
    figures = Figures(2, "%")
    limits = [Fraction(97), Fraction(50)]
    assert not charts.are_dots([near, far])  # one kind of chart in a report: 10 stands near 0
    assert charts.are_dots([near])
    (dots,) = charts.ranked(near, {"I": 1}, figures, limits, dots=True)
    assert dots.axis
    assert (dots.axis.start, dots.axis.end) == (90, 100)
    # 97 is seven tenths of the way from 10 to 406; 50 is not on the axis
    assert dots.limits == (287.2,)
    assert "Ranh giới xếp loại: 97" in [key.text for key in dots.keys]
    (bars,) = charts.ranked(far, {"I": 1}, figures, limits, dots=False)
    assert bars.axis
    assert (bars.axis.start, bars.axis.end, bars.limits) == (0, 100, ())


def test_changes_of_all_groups_stand_on_one_axis() -> None:
    groups = example.analysis().groups
    scale = charts.changes_axis(groups)
    drawn = [charts.changes(group, 2023, 2022, Figures(2), scale)[0].axis for group in groups]
    assert drawn == [scale, scale]
    assert (scale.start, scale.end) == (0, 100)


def test_respondents_stand_on_an_axis_of_at_least_ten_points() -> None:
    (trait,) = example.analysis().traits
    chart = charts.respondents(trait, 10, Fraction(91), Figures(2), "Chỉ số chung toàn tỉnh")
    assert chart.axis
    assert chart.axis.end - chart.axis.start >= 10


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ([98, 100], (90, 100)),  # not beyond 100
        ([94, 96], (90, 100)),
        ([0, 3], (0, 10)),
        ([103, 105], (98, 110)),  # a bonus may lift an index above 100
    ],
)
def test_an_axis_is_as_long_as_asked(values: list[int], ends: tuple[int, int]) -> None:
    scale = drawing.axis(map(Fraction, values), span=10)
    assert (scale.start, scale.end) == ends


def test_a_figure_has_one_shade_in_all_groups(examples_once: Once, tmp_path: Path, sipas: Sipas) -> None:
    scored = "score survey.xlsx leaders.xlsx appraisal.xlsx"
    folder = shutil.copytree(examples_once("hai-phong-2019", scored), tmp_path / "hp")
    html = sipas("-C", folder, "report", "--year", 2019, "--index", "par", "-o", "-").out
    tables = re.findall(r'<table class="heat.*?</table>', html, re.DOTALL)
    assert len(tables) == 2
    cells = [re.findall(r'<td class="(h\d)">([\d,]+)<', table) for table in tables]
    shades = sorted((float(figure.replace(",", ".")), shade) for table in cells for shade, figure in table)
    assert [shade for _, shade in shades] == sorted(shade for _, shade in shades)
    assert {shade for _, shade in shades} == {f"h{n}" for n in range(6)}
