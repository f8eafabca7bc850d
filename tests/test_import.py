"""Published tables brought in: where their columns are, what is refused, what is stored."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import Sipas, write_book

REGISTER = """\
groups:
  - {id: so, name: "Các sở, ban, ngành"}
  - {id: huyen, name: "Các huyện, thị xã, thành phố"}
units:
  - {id: so-noi-vu, group: so, name: Sở Nội vụ}
  - {id: so-y-te, group: so, name: Sở Y tế, aliases: [SYT]}
  - {id: so-tu-phap, group: so, name: Sở Tư pháp}
  - {id: my-xuyen, group: huyen, name: Huyện Mỹ Xuyên}
  - {id: ke-sach, group: huyen, name: Huyện Kế Sách}
succession:
  - {year: 2022, kind: abolished, from: [Huyện Cù Lao]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with a register of five units in two groups."""
    (tmp_path / "units.yaml").write_text(REGISTER, encoding="utf-8")
    return tmp_path


def table(folder: Path, text: str) -> str:
    (folder / "t.csv").write_text(text, encoding="utf-8")
    return "t.csv"


def stored(sipas: Sipas, *words: object, index: str = "par") -> dict[str, Any]:
    """What `sipas rank` shows after an import that went well."""
    result = sipas("import-results", *words, "--year", 2021, "--index", index)
    assert result.status == 0, result.err
    shown: dict[str, Any] = json.loads(
        sipas("rank", "--year", 2021, "--index", index, "--format", "json").out
    )
    return shown


def lines(data: dict[str, Any]) -> list[tuple[str, str, int | None, bool, float | None]]:
    """(group, unit, rank, tied, score) of every line."""
    return [
        (group["id"], unit["unit"], unit["rank"], unit["tied"], unit["score"])
        for group in data["groups"]
        for unit in group["units"]
    ]


FIVE = [
    ("so", "Sở Tư pháp", 1, False, 84.81),
    ("so", "Sở Nội vụ", 2, False, 80.5),
    ("so", "Sở Y tế", 3, False, 79.0),
    ("huyen", "Huyện Mỹ Xuyên", 1, False, 83.84),
    ("huyen", "Huyện Kế Sách", 2, False, 70.1),
]


# --- how a table may look --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        "group,rank,unit,score",
        "Nhóm,Hạng,Đơn vị,Điểm",
        "NHÓM,Xếp hạng,Tên đơn vị,Chỉ số CCHC (%)",
        "Khối,Thứ hạng 2021,Tên cơ quan,Điểm năm 2021",
        "Nhóm,Hạng,Đơn vị,Chỉ số cải cách hành chính năm 2021",
    ],
)
def test_columns_are_found_by_their_headers_in_two_languages(folder: Path, sipas: Sipas, header: str) -> None:
    text = (
        "\nso,1,Sở Tư pháp,84.81\nso,2,SỞ NỘI VỤ,80.5\nso,3,SYT,79"
        "\nhuyen,1,UBND H. Mỹ Xuyên,83.84\nhuyen,2,Huyện Kế Sách,70.1"
    )
    assert lines(stored(sipas, table(folder, header + text))) == FIVE


def test_a_published_workbook_with_titles_group_headings_and_two_tables_is_read(
    folder: Path, sipas: Sipas
) -> None:
    rows: list[Sequence[object]] = [
        ["PHỤ LỤC I"],
        ["KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2021"],
        [],
        ["STT", "Tên đơn vị", "Chỉ số CCHC (%)", "Xếp loại", "Xếp hạng"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["I", "Các sở, ban, ngành", 81.44],
        [1, "Sở Tư pháp", 84.81, "Nhóm 2", 1],
        [2, "Sở Nội vụ", "80,50", "Nhóm 2", "2"],
        [3, "Sở Y tế", 79, "Nhóm 3", "hạng 3"],
        ["II", "Khối huyện"],
        [1, "Huyện Mỹ Xuyên", 83.84, "Nhóm 2", 1],
        ["PHỤ LỤC II"],
        ["STT", "Đơn vị", "Hạng", "Điểm"],
        [1, "Huyện Kế Sách", 2, "70,10%"],
        [None, "Bình quân", None, 77.53],
        ["Ghi chú: số liệu làm tròn"],
    ]
    write_book(folder / "t.xlsx", rows, header=None)
    result = sipas("import-results", "--index", "par", "t.xlsx", "--year", 2021)
    assert result.status == 0, result.err
    data = json.loads(sipas("rank", "--year", 2021, "--index", "par", "--format", "json").out)
    assert lines(data) == FIVE
    assert [unit["band"] for unit in data["groups"][0]["units"]] == ["Nhóm 2", "Nhóm 2", "Nhóm 3"]
    assert "B15: dòng tổng, bình quân hoặc điểm tối đa không phải là đơn vị nên bỏ qua" in result.err


def test_groups_may_be_on_several_sheets_and_hidden_ones_are_passed_over(folder: Path, sipas: Sipas) -> None:
    def more(sheet: Any, book: Any) -> None:
        second = book.create_sheet("Huyện")
        for row in (["Đơn vị", "Hạng"], ["Huyện Mỹ Xuyên", 1], ["Huyện Kế Sách", "1 (đồng hạng)"]):
            second.append(row)
        hidden = book.create_sheet("Cũ")
        hidden.append(["Đơn vị", "Hạng"])
        hidden.append(["Huyện Mỹ Xuyên", 9])
        hidden.sheet_state = "hidden"
        book.create_sheet("Ghi chú").append(["Không có bảng"])

    write_book(folder / "t.xlsx", [["Sở Nội vụ", 1]], ["Đơn vị", "Hạng"], more)
    result = sipas("import-results", "--index", "par", "t.xlsx", "--year", 2021)
    assert "Cũ: bỏ qua trang tính bị ẩn" in result.err
    assert "Ghi chú: bỏ qua, không có bảng kết quả" in result.err
    data = json.loads(sipas("rank", "--index", "par", "--format", "json").out)
    assert lines(data) == [
        ("so", "Sở Nội vụ", 1, False, None),
        ("huyen", "Huyện Kế Sách", 1, True, None),
        ("huyen", "Huyện Mỹ Xuyên", 1, True, None),
    ]


def test_of_a_table_with_two_indices_and_two_years_the_wanted_columns_are_read(
    folder: Path, sipas: Sipas
) -> None:
    header = "Đơn vị,Chỉ số CCHC 2020,Chỉ số CCHC 2021,Hạng 2020,Hạng 2021,Chỉ số hài lòng"
    name = table(folder, f"{header}\nSở Nội vụ,70,80,5,1,95.5\nSở Y tế,71,79,4,2,96")
    assert [line[1:] for line in lines(stored(sipas, name))] == [
        ("Sở Nội vụ", 1, False, 80.0),
        ("Sở Y tế", 2, False, 79.0),
    ]
    header = "Đơn vị,Chỉ số CCHC,Hạng CCHC,Chỉ số hài lòng,Hạng SIPAS"
    name = table(folder, f"{header}\nSở Nội vụ,80,1,95.5,2\nSở Y tế,79,2,96,1")
    assert [line[1:] for line in lines(stored(sipas, name, index="sipas"))] == [
        ("Sở Y tế", 1, False, 96.0),
        ("Sở Nội vụ", 2, False, 95.5),
    ]
    # a rank column of no index in particular is taken, but it does not follow from these scores
    name = table(folder, "Đơn vị,Chỉ số CCHC,Hạng,Chỉ số hài lòng\nSở Nội vụ,80,1,95.5\nSở Y tế,79,2,96")
    result = sipas("import-results", name, "--year", 2021, "--index", "sipas")
    assert "hạng 2 của Sở Nội vụ" not in result.err
    assert "hạng 1 của Sở Nội vụ không khớp với điểm" in result.err


def test_a_header_of_two_rows_is_read(folder: Path, sipas: Sipas) -> None:
    rows = [
        ["TT", "Đơn vị", "Kết quả năm 2021", None],
        [None, None, "Điểm", "Xếp hạng"],
        [1, "Sở Nội vụ", 80, 1],
    ]
    write_book(folder / "t.xlsx", rows, header=None)
    assert lines(stored(sipas, "t.xlsx")) == [("so", "Sở Nội vụ", 1, False, 80.0)]


def test_scores_alone_are_ranked_within_their_groups_on_the_printed_value(folder: Path, sipas: Sipas) -> None:
    name = table(
        folder,
        "unit;score\nSở Nội vụ;90,29\nSở Y tế;90,29\nSở Tư pháp;90,06\n"
        "Huyện Mỹ Xuyên;63,9\nHuyện Kế Sách;63,90",
    )
    # two at 90,29 share rank 1, so the next is third
    assert lines(stored(sipas, name)) == [
        ("so", "Sở Nội vụ", 1, True, 90.29),
        ("so", "Sở Y tế", 1, True, 90.29),
        ("so", "Sở Tư pháp", 3, False, 90.06),
        ("huyen", "Huyện Kế Sách", 1, True, 63.9),
        ("huyen", "Huyện Mỹ Xuyên", 1, True, 63.9),
    ]


@pytest.mark.parametrize(
    "typed", ["6", "đồng hạng 6", "Đồng hạng 6", "6 (đồng hạng)", "hạng 6", "6=", "thứ 6"]
)
def test_a_rank_may_be_written_in_words(folder: Path, sipas: Sipas, typed: str) -> None:
    data = stored(sipas, table(folder, f"rank,unit\n{typed},Sở Nội vụ\n6,Sở Y tế\n8,Sở Tư pháp"))
    assert [line[1:4] for line in lines(data)] == [
        ("Sở Nội vụ", 6, True),
        ("Sở Y tế", 6, True),
        ("Sở Tư pháp", 8, False),
    ]


def test_a_unit_without_a_rank_among_ranked_ones_is_not_ranked(folder: Path, sipas: Sipas) -> None:
    data = stored(sipas, table(folder, "rank,unit,score\n1,Sở Nội vụ,90\n-,Sở Y tế,95\n,Sở Tư pháp,"))
    assert lines(data) == [
        ("so", "Sở Nội vụ", 1, False, 90.0),
        ("so", "Sở Y tế", None, False, 95.0),
    ]


# --- without a register ------------------------------------------------------------------------------


def test_without_a_register_units_and_groups_are_those_of_the_table(tmp_path: Path, sipas: Sipas) -> None:
    rows: list[Sequence[object]] = [
        ["STT", "Đơn vị", "Điểm"],
        ["I", "Các sở"],
        [1, "Sở Nội vụ", 90],
        [2, "Sở Y tế", 80],
        ["II. Các huyện"],
        [1, "Huyện Mỹ Xuyên", 70],
    ]
    write_book(tmp_path / "t.xlsx", rows, header=None)
    result = sipas("import-results", "--index", "par", "t.xlsx", "--year", 2021)
    assert "Không có đơn vị nào trong units.yaml" in result.err
    data = json.loads(sipas("rank", "--index", "par", "--format", "json").out)
    assert [(group["name"], len(group["units"])) for group in data["groups"]] == [
        ("Các huyện", 1),
        ("Các sở", 2),
    ]
    # (90 + 80 + 70) / 3 = 80
    assert data["overall"]["score"] == 80.0


def test_a_group_for_the_whole_table_may_be_named(folder: Path, sipas: Sipas) -> None:
    name = table(folder, "rank,unit\n1,Huyện Cù Lao\n2,Huyện Mỹ Xuyên")
    refused = sipas("import-results", "--index", "par", name, "--year", 2021)
    assert (refused.status, "không biết Huyện Cù Lao thuộc nhóm nào" in refused.err) == (3, True)
    assert sipas("import-results", "--index", "par", name, "--year", 2021, "--group", "xa").status == 2
    assert lines(stored(sipas, name, "--group", "huyen"))[0] == ("huyen", "Huyện Cù Lao", 1, False, None)


def test_the_group_of_the_register_goes_before_the_one_that_was_asked_for(folder: Path, sipas: Sipas) -> None:
    name = table(folder, "rank,unit\n1,Huyện Cù Lao\n1,Sở Nội vụ\n2,Huyện Mỹ Xuyên\n2,Sở Y tế")
    words = ("import-results", "--index", "par", name, "--year", 2021, "--group", "huyen")
    result = sipas(*words)
    assert result.status == 0
    assert lines(json.loads(sipas("rank", "--year", 2021, "--index", "par", "--format", "json").out)) == [
        ("so", "Sở Nội vụ", 1, False, None),
        ("so", "Sở Y tế", 2, False, None),
        ("huyen", "Huyện Cù Lao", 1, False, None),
        ("huyen", "Huyện Mỹ Xuyên", 2, False, None),
    ]
    told = (
        "--group Các huyện, thị xã, thành phố không áp dụng cho 2 đơn vị đã rõ nhóm khác: Sở Nội vụ, Sở Y tế"
    )
    assert told in result.err
    assert "is not used for 2 units that are known to be in another one" in sipas(*words, "--lang", "en").err


def test_a_group_column_goes_before_the_register_and_a_part_of_the_table_after_it(
    folder: Path, sipas: Sipas
) -> None:
    column = sipas(
        "import-results",
        "--index",
        "par",
        table(folder, "group,rank,unit\nhuyen,1,Sở Nội vụ\nso,1,Sở Y tế"),
        *("--year", 2021, "--format", "json"),
    )
    assert lines(json.loads(column.out)) == [
        ("so", "Sở Y tế", 1, False, None),
        ("huyen", "Sở Nội vụ", 1, False, None),
    ]
    said = "bảng xếp vào nhóm Các huyện, thị xã, thành phố, units.yaml ghi nhóm Các sở, ban, ngành"
    assert f"A2: Sở Nội vụ: {said}; lấy nhóm Các huyện, thị xã, thành phố" in column.err
    part = sipas(
        "import-results",
        "--index",
        "par",
        table(folder, 'Đơn vị,Hạng\nII. Khối huyện,\n"II. Các huyện, thị xã, thành phố",\nSở Nội vụ,1'),
        *("--year", 2021, "--format", "json", "--group", "so"),
    )
    assert lines(json.loads(part.out)) == [("so", "Sở Nội vụ", 1, False, None)]
    assert f"A4: Sở Nội vụ: {said}; lấy nhóm Các sở, ban, ngành" in part.err


def test_a_heading_of_no_known_group_ends_the_part_above_and_is_named_where_it_matters(
    folder: Path, sipas: Sipas
) -> None:
    text = (
        'Đơn vị,Điểm\n"Các sở, ban, ngành",\nSở Nội vụ,80\nSở Y tế,79\nSở Tư pháp,78\n'
        "{heading},{figure}\nHuyện Mỹ Xuyên,77\n{unit},76\n"
    )

    def told(heading: str, unit: str, figure: str = "") -> tuple[int, str]:
        name = table(folder, text.format(heading=heading, unit=unit, figure=figure))
        result = sipas("import-results", "--index", "par", name, "--year", 2021)
        return result.status, result.err

    # of the units below, the register says the group: neither is said to be in that above
    status, err = told("Cấp huyện", "Huyện Kế Sách")
    assert status == 0
    assert "xếp vào nhóm" not in err
    # Huyện Cù Lao was abolished, so the register has no group for it
    status, err = told("Cấp huyện", "Huyện Cù Lao")
    assert status == 3
    assert "t.csv ! A6: dòng này không đúng tên nhóm nào" in err
    assert "Các nhóm: Các sở, ban, ngành; Các huyện, thị xã, thành phố." in err
    # marks, numbers, what is in parentheses and the word "khối" make no other name
    status, err = told('"II. KHỐI CÁC HUYỆN, THỊ XÃ THÀNH PHỐ (2 đơn vị)"', "Huyện Cù Lao")
    assert status == 0, err
    # with a figure beside it, it looks like a unit
    status, err = told("Cấp huyện", "Huyện Kế Sách", "77")
    assert status == 3
    assert "t.csv ! A6:" in err
    assert "Nếu là dòng tên nhóm thì ghi tên nhóm như trong units.yaml" in err


def test_a_part_of_the_table_goes_before_the_group_that_was_asked_for(folder: Path, sipas: Sipas) -> None:
    name = table(folder, 'Đơn vị,Hạng\n"I. Các sở, ban, ngành",\nHuyện Cù Lao,1')
    assert lines(stored(sipas, name, "--group", "huyen")) == [("so", "Huyện Cù Lao", 1, False, None)]


def test_how_a_unit_that_was_abolished_gets_its_group_is_told(folder: Path, sipas: Sipas) -> None:
    refused = sipas(
        "import-results", "--index", "par", table(folder, "rank,unit\n1,Huyện Cù Lao"), "--year", 2021
    )
    for text in ("B2: không biết Huyện Cù Lao thuộc nhóm nào", "cột Nhóm", "--group", "abolished"):
        assert text in refused.err


# --- scores and bands ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Đơn vị,Điểm\nSở Nội vụ,955", "B2: điểm lớn hơn 100"),
        ('Đơn vị,Điểm\nSở Nội vụ,"100,01"', "B2: điểm lớn hơn 100"),
        ("Đơn vị,Điểm,Điểm tối đa\nSở Nội vụ,110.5,110", "B2: điểm lớn hơn 110"),
        ("Đơn vị,Điểm tối đa,Chỉ số (%)\nSở Nội vụ,60,100.5", "C2: điểm lớn hơn 100"),
    ],
)
def test_a_score_that_cannot_be_is_an_error_at_its_cell(
    folder: Path, sipas: Sipas, text: str, place: str
) -> None:
    refused = sipas("import-results", "--index", "par", table(folder, text), "--year", 2021)
    assert (refused.status, place in refused.err) == (3, True)


@pytest.mark.parametrize(
    ("text", "unit_of_score", "score"),
    [
        ("Đơn vị,Điểm\nSở Nội vụ,100", "points", 100),
        ("Đơn vị,Tổng điểm,Điểm tối đa\nSở Nội vụ,105.5,110", "points", 105.5),
        ("Đơn vị,Điểm (%)\nSở Nội vụ,95", "%", 95),
        ("Đơn vị,Điểm\nSở Nội vụ,95 %", "%", 95),
        ("Đơn vị,Chỉ số\nSở Nội vụ,95", "%", 95),
        ("Đơn vị,Điểm tối đa,Chỉ số (%)\nSở Nội vụ,60,95", "%", 95),
        ("Đơn vị,Điểm tối đa,Điểm tối đa,Điểm\nSở Nội vụ,60,40,95", "points", 95),
        ("Đơn vị,Hạng\nSở Nội vụ,1", "%", None),
    ],
)
def test_a_table_tells_whether_its_scores_are_points_or_percent(
    folder: Path, sipas: Sipas, text: str, unit_of_score: str, score: float | None
) -> None:
    data = stored(sipas, table(folder, text))
    assert (data["unit_of_score"], data["groups"][0]["units"][0]["score"]) == (unit_of_score, score)
    heading = sipas("rank", "--year", 2021, "--index", "par", "--format", "md").out.splitlines()[4]
    assert ("Điểm" in heading, "Chỉ số (%)" in heading) == (unit_of_score == "points", unit_of_score == "%")


def test_the_bands_of_a_table_are_counted_the_best_first(folder: Path, sipas: Sipas) -> None:
    text = (
        "Đơn vị,Điểm,Xếp loại\nSở Nội vụ,79,Khá\nSở Y tế,85,Tốt\nHuyện Kế Sách,95,Xuất sắc\nSở Tư pháp,75,Khá"
    )
    data = stored(sipas, table(folder, text))
    assert list(data["bands"].items()) == [("Xuất sắc", 1), ("Tốt", 1), ("Khá", 2)]
    assert data["groups"][0]["bands"] == {"Tốt": 1, "Khá": 2}


# --- the figure of the province ----------------------------------------------------------------------

ALL_FIVE = """\
unit,score
Sở Tư pháp,84.8
Sở Nội vụ,80.55
Sở Y tế,79
Huyện Mỹ Xuyên,83.84
Huyện Kế Sách,70.1
Huyện Cù Lao,60
"""


def test_means_are_those_of_the_imported_scores_where_all_units_have_one(folder: Path, sipas: Sipas) -> None:
    name = table(
        folder,
        ALL_FIVE.replace("unit,score", "group,unit,score")
        .replace("\nS", "\nso,S")
        .replace("\nH", "\nhuyen,H"),
    )
    data = stored(sipas, name)
    # so: (84.8 + 80.55 + 79) / 3 = 81.45; huyen: (83.84 + 70.1 + 60) / 3 = 71.31333;
    # all: 458.29 / 6 = 76.38166
    assert [group["mean"] for group in data["groups"]] == [81.45, 71.31]
    assert data["overall"]["score"] == 76.38


def test_a_table_without_all_units_has_no_mean_unless_one_is_given(folder: Path, sipas: Sipas) -> None:
    name = table(folder, "unit,score\nSở Tư pháp,84.8\nHuyện Mỹ Xuyên,83.8")
    result = sipas("import-results", "--index", "par", name, "--year", 2021)
    assert result.status == 0
    assert "bảng chỉ có 1 đơn vị, không đủ cả nhóm" in result.err
    data = json.loads(sipas("rank", "--index", "par", "--format", "json").out)
    assert [data["overall"]["score"], *(group["mean"] for group in data["groups"])] == [None] * 3
    for given in ("79.44", "79,44"):
        assert stored(sipas, name, "--overall", given)["overall"]["score"] == 79.44
    assert sipas("import-results", "--index", "par", name, "--year", 2021, "--overall", "nhiều").status == 2


def test_the_most_digits_of_any_score_are_printed(folder: Path, sipas: Sipas) -> None:
    sipas(
        "import-results",
        "--index",
        "par",
        table(folder, "unit,score\nSở Tư pháp,84.815\nSở Y tế,82"),
        "--year",
        2021,
    )
    assert "82,000" in sipas("rank", "--index", "par").out


# --- what is refused -----------------------------------------------------------------------------------


def test_all_unknown_names_are_told_together_with_suggestions_and_nothing_is_stored(
    folder: Path, sipas: Sipas
) -> None:
    name = table(
        folder,
        "rank,unit,score\n1,Sở Ngoại vụ,90\n2,Sở Y tế,80\n3,Sở Tư Phát,70\n"
        "4,Nguyễn Văn Bí Mật,60\n,Ghi chú lạ,",
    )
    result = sipas("import-results", "--index", "par", name, "--year", 2021)
    assert result.status == 3
    assert 't.csv ! B2: không có đơn vị "Sở Ngoại vụ" trong danh sách' in result.err
    assert "Danh sách là của năm được nhập" in result.err
    assert "Gần giống: Sở Nội vụ" in result.err
    assert 'B4: không có đơn vị "Sở Tư Phát"' in result.err
    # what resembles no unit may be anything, a person's name too
    assert "B5: không có đơn vị này" in result.err
    assert "Bí Mật" not in result.err
    assert "số lỗi trong bảng: 3" in result.err
    assert not (folder / "results").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rank,unit\n1,Sở Nội vụ\n2,SỞ NỘI VỤ", "B3: đơn vị Sở Nội vụ đã có ở B2"),
        ("rank,unit\nnhất,Sở Nội vụ", "A2: không phải là một hạng"),
        ("rank,unit\n0,Sở Nội vụ", "A2: không phải là một hạng"),
        ("unit,score\nSở Nội vụ,9155", "B2: không phải là một số điểm"),
        ("unit,score\nSở Nội vụ,chín mươi", "B2: không phải là một số điểm"),
        ("unit,score\nSở Nội vụ,-3", "B2: không phải là một số điểm"),
        ("unit,score\nSở Nội vụ,91.54999999", "B2: điểm có hơn 6 chữ số thập phân"),
        ("unit,score\nSở Nội vụ,0.9155\nSở Y tế,0.9", "mọi điểm đều từ 0 đến 1"),
        ("unit,score\nSở Nội vụ,90\n,80", "A3: dòng này có hạng hoặc điểm nhưng không có tên đơn vị"),
        ("group,rank,unit\nxa,1,Sở Nội vụ", "A2: không có nhóm này. Các nhóm: so, huyen"),
    ],
)
def test_a_faulty_table_is_refused_at_its_cell(folder: Path, sipas: Sipas, text: str, said: str) -> None:
    result = sipas("import-results", "--index", "par", table(folder, text), "--year", 2021)
    assert (result.status, said in result.err) == (3, True), result.err
    assert not (folder / "results").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2", "không thấy bảng kết quả năm 2021"),
        ("Đơn vị,Nhóm\nSở Nội vụ,so", "không thấy bảng kết quả năm 2021"),
        ("Đơn vị,Điểm 2020\nSở Nội vụ,90", "không thấy bảng kết quả năm 2021"),
        ("rank,unit", "không thấy bảng kết quả năm 2021"),
        ("rank,unit,rank\n1,Sở Nội vụ,2", 'hai cột cho "rank", cột kia ở ô A1'),
        ("", "tệp rỗng"),
    ],
)
def test_a_file_without_a_table_is_refused(folder: Path, sipas: Sipas, text: str, said: str) -> None:
    result = sipas("import-results", "--index", "par", table(folder, text), "--year", 2021)
    assert (result.status, said in result.err) == (3, True), result.err


def test_error_cells_and_formulas_without_a_value_are_errors(folder: Path, sipas: Sipas) -> None:
    def broken(sheet: Any, book: Any) -> None:
        sheet["C2"] = "=B2+1"
        sheet["C3"].value, sheet["C3"].data_type = "#DIV/0!", "e"

    rows = [[1, "Sở Nội vụ", None], [2, "Sở Y tế", None]]
    write_book(folder / "t.xlsx", rows, ["Hạng", "Đơn vị", "Điểm"], broken)
    result = sipas("import-results", "--index", "par", "t.xlsx", "--year", 2021)
    assert result.status == 3
    assert "Phiếu ! C2: ô này là lỗi của Excel hoặc công thức chưa được tính" in result.err
    assert "Phiếu ! C3: ô này là lỗi" in result.err


def test_a_hostile_file_is_refused_like_any_other(folder: Path, sipas: Sipas) -> None:
    def far(sheet: Any, book: Any) -> None:
        sheet["XFD1048576"] = 1

    write_book(folder / "far.xlsx", [[1, "Sở Nội vụ"]], ["Hạng", "Đơn vị"], far)
    assert "Ctrl+End" in sipas("import-results", "--index", "par", "far.xlsx", "--year", 2021).err
    (folder / "t.xlsx").write_bytes(b"PK\x03\x04 and nothing else")
    assert sipas("import-results", "--index", "par", "t.xlsx", "--year", 2021).status == 3
    long = "rank,unit\n" + "1,Sở Nội vụ\n" * 10_001
    result = sipas("import-results", "--index", "par", table(folder, long), "--year", 2021)
    assert (result.status, "hơn 10000 dòng" in result.err) == (3, True)
    formula = stored(sipas, table(folder, "rank,unit,Xếp loại\n1,Sở Nội vụ,=1+1"))
    assert formula["groups"][0]["units"][0]["band"] == "=1+1"
    (standings,) = folder.glob("results/2021/*/standings.csv")
    assert ",'=1+1," in standings.read_text(encoding="utf-8-sig")


def test_the_year_of_the_table_must_be_named(folder: Path, sipas: Sipas) -> None:
    (folder / "sipas.yaml").write_text("year: 2021\n", encoding="utf-8")
    result = sipas("import-results", "--index", "par", table(folder, "rank,unit\n1,Sở Nội vụ"))
    assert (result.status, "--year còn thiếu" in result.err) == (2, True)


# --- what is remarked ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ranks", "scores", "misplaced"),
    [
        ("1 2 3", "90 80 70", []),
        ("6 6 8", "90.29 90.29 90.06", []),  # Hải Phòng 2019; the five above are not in this table
        ("1 5 9", "90 80 70", []),  # a partial table has gaps
        ("6 6 7", "90.29 90.29 90.06", ["Sở Tư pháp"]),  # two share 6, so the next is 8
        ("1 2 3", "90 90 80", ["Sở Y tế"]),  # equal scores, two ranks
        ("2 1 3", "90 80 70", ["Sở Y tế"]),  # 1 stands below 2
    ],
)
def test_a_rank_that_does_not_follow_from_the_scores_is_remarked_and_kept(
    folder: Path, sipas: Sipas, ranks: str, scores: str, misplaced: list[str]
) -> None:
    units = ("Sở Nội vụ", "Sở Y tế", "Sở Tư pháp")
    rows = [",".join(row) for row in zip(ranks.split(), units, scores.split(), strict=True)]
    result = sipas(
        "import-results",
        "--index",
        "par",
        table(folder, "\n".join(["rank,unit,score", *rows])),
        "--year",
        2021,
    )
    assert result.status == 0
    assert [unit for unit in units if f"của {unit} không khớp với điểm" in result.err] == misplaced
    data = json.loads(sipas("rank", "--index", "par", "--format", "json").out)
    kept = {line[1]: line[2] for line in lines(data)}
    assert [kept[unit] for unit in units] == [int(rank) for rank in ranks.split()]
    assert data["findings"]["by_code"].get("published_rank_differs", 0) == len(misplaced)


# --- what is stored ------------------------------------------------------------------------------------


def test_the_same_table_gives_the_same_run_and_another_figure_another(folder: Path, sipas: Sipas) -> None:
    name = table(folder, ALL_FIVE.replace("Huyện Cù Lao,60\n", ""))
    stored(sipas, name)
    before = sorted(folder.glob("results/2021/*"))
    again = sipas("import-results", "--index", "par", name, "--year", 2021)
    assert "đã được lưu từ trước" in again.err
    assert sorted(folder.glob("results/2021/*")) == before
    stored(sipas, name, "--overall", "79.44")
    listed = json.loads(sipas("runs", "--format", "json").out)
    assert [(run["origin"], run["latest"]) for run in listed] == [("imported", False), ("imported", True)]
    assert "nhập từ bảng" in sipas("runs").out


def test_an_imported_run_says_so_and_is_sealed_and_chained(folder: Path, sipas: Sipas) -> None:
    name = table(folder, "rank,unit,score\n1,Sở Nội vụ,90.5\n2,Sở Y tế,80")
    stored(sipas, name)
    stored(sipas, name, index="xhh")
    manifests = {
        path.parent.name.partition("-")[0]: json.loads(path.read_bytes())
        for path in folder.glob("results/2021/*/manifest.json")
    }
    first, second = manifests["par"], manifests["xhh"]
    assert (first["origin"], first["criteria"]["id"], first["decimals"]) == ("imported", "", 1)
    assert second["previous"]["run"] == first["run"]
    assert (folder / "results" / "2021" / "last-par.txt").read_text(encoding="utf-8").strip() == first["run"]
    (standings,) = folder.glob("results/2021/par-*/standings.csv")
    standings.write_bytes(standings.read_bytes().replace(b"90.5", b"99.5"))
    assert sipas("rank", "--index", "par").status == 3


def test_a_table_that_sipas_wrote_can_be_read_back(folder: Path, sipas: Sipas) -> None:
    first = stored(sipas, table(folder, "rank,unit,score\n1,Sở Nội vụ,90.5\n1,Sở Y tế,90.5\n3,Sở Tư pháp,80"))
    assert sipas("rank", "--index", "par", "-o", "out.csv").status == 0
    assert lines(stored(sipas, "out.csv", index="sipas")) == lines(first)
    assert "D1" not in sipas("import-results", "out.csv", "--year", 2021).err  # "tied", and others of ours


def test_former_units_are_known_in_the_years_in_which_they_were(folder: Path, sipas: Sipas) -> None:
    name = table(folder, "group,rank,unit\nhuyen,1,UBND huyện Cù Lao")
    assert lines(stored(sipas, name)) == [("huyen", "Huyện Cù Lao", 1, False, None)]
    assert sipas("import-results", "--index", "par", name, "--year", 2022).status == 3


def test_a_table_of_another_index_is_brought_in_for_a_set_that_takes_points_from_it(
    tmp_path: Path, sipas: Sipas
) -> None:
    (tmp_path / "dti.csv").write_text("Tên đơn vị,Chỉ số (%)\nSở Nội vụ,80.5\nSở Y tế,70\n", encoding="utf-8")
    brought = sipas("import-results", "dti.csv", "--year", "2023", "--index", "dti")
    assert brought.status == 0
    assert "points_from: dti" in brought.err
    (listed,) = json.loads(sipas("runs", "--format", "json").out)
    assert (listed["index"], listed["units"]) == ("dti", 2)


@pytest.mark.parametrize("index", ["DTI", "../dti", "chỉ số", ""])
def test_the_id_of_an_index_becomes_part_of_a_file_name_and_is_checked(
    index: str, tmp_path: Path, sipas: Sipas
) -> None:
    (tmp_path / "dti.csv").write_text("Tên đơn vị,Chỉ số (%)\nSở Nội vụ,80.5\n", encoding="utf-8")
    refused = sipas("import-results", "dti.csv", "--year", "2023", "--index", index)
    assert refused.status == 2
    assert "--index phải là sipas, par, xhh, hoặc mã một chỉ số khác: bắt đầu bằng chữ thường" in refused.err
    assert not (tmp_path / "results").exists()


def test_a_persons_name_in_the_place_of_a_unit_is_not_repeated(tmp_path: Path, sipas: Sipas) -> None:
    # a shifted column: "Nguyễn Văn Đồn" is like "Huyện Vân Đồn" in most of its letters
    units = "groups: [{id: h, name: Huyện}]\nunits: [{id: vd, group: h, name: Huyện Vân Đồn}]\n"
    (tmp_path / "units.yaml").write_text(units, encoding="utf-8")
    (tmp_path / "a.csv").write_text("Tên đơn vị,Điểm\nNguyễn Văn Đồn,80\n", encoding="utf-8")
    refused = sipas("import-results", "--index", "par", "a.csv", "--year", "2023")
    assert refused.status == 3
    assert "Nguyễn" not in refused.err
    assert "a.csv ! A2" in refused.err
    assert "Huyện Vân Đồn" in refused.err
    (tmp_path / "list.csv").write_text("Tên đơn vị,Số giao dịch\nNguyễn Văn Đồn,80\n", encoding="utf-8")
    sized = sipas("sample", "size", "list.csv")
    assert sized.status == 3
    assert "Nguyễn" not in sized.err + sized.out
    assert "Huyện Vân Đồn" in sized.err
