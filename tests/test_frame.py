"""A criteria set that is typed as a table becomes a criteria file, and a set becomes a table."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from conftest import ROOT, Sipas

from sipas_cli.intake.frame import range_in
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.library import read_set
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.tree import Deduction, Proportion, ShareOfMax


def book(path: Path, *rows: Sequence[object], **more: Sequence[Sequence[object]]) -> Path:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].title = "Bảng 1"
    for row in rows:
        workbook.worksheets[0].append(list(row))
    for name, lines in more.items():
        sheet = workbook.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    workbook.save(path)
    return path


def made(sipas: Sipas, folder: Path, *rows: Sequence[object], **more: Sequence[Sequence[object]]) -> str:
    """The criteria file of a table, which `check` holds for valid."""
    book(folder / "bo.xlsx", *rows, **more)
    result = sipas("criteria", "from-xlsx", "bo.xlsx", "--year", "2026")
    assert result.status == 0, result.err
    assert sipas("criteria", "check", "criteria/bo.yaml").status == 0
    return (folder / "criteria" / "bo.yaml").read_text(encoding="utf-8")


def refused(sipas: Sipas, folder: Path, *rows: Sequence[object]) -> str:
    book(folder / "bo.xlsx", *rows)
    result = sipas("criteria", "from-xlsx", "bo.xlsx", "--year", "2026")
    assert result.status in (1, 2, 3)
    assert not (folder / "criteria" / "bo.yaml").exists()
    return result.err


# --- PAR -------------------------------------------------------------------------------------------

#: As frames are printed: results in rows without a number below their criterion.
PRINTED = [
    ["BỘ TIÊU CHÍ XÁC ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CỦA CÁC SỞ"],
    [],
    ["STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa"],
    ["I", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", 6],
    ["1", "Kế hoạch cải cách hành chính", 3],
    ["1.1", "Ban hành kế hoạch", 1],
    ["", "- Ban hành kịp thời: 1", ""],
    ["", "- Ban hành chậm: 0,5 điểm", ""],
    ["", "- Không ban hành: 0", ""],
    ["1.2", "Mức độ hoàn thành kế hoạch", 2],
    ["", "Hoàn thành 100% kế hoạch", 2],
    ["", "Hoàn thành từ 80% đến dưới 100% kế hoạch", 1],
    ["", "Hoàn thành dưới 80% kế hoạch", 0],
    ["2", "Sáng kiến", 3],
    ["", "Tính điểm theo số sáng kiến được công nhận", ""],
    ["II", "TÁC ĐỘNG", 4],
    ["1", "Mức độ hài lòng", 4],
    ["", "TỔNG ĐIỂM", 11],
]


def test_a_printed_frame_becomes_a_set_that_holds(sipas: Sipas, tmp_path: Path) -> None:
    text = made(sipas, tmp_path, *PRINTED)
    plan = read_set(tmp_path / "criteria" / "bo.yaml").criteria.plan
    assert [(leaf.id, leaf.title) for leaf in plan.leaves] == [
        ("1.1", "Ban hành kế hoạch"),
        ("1.2", "Mức độ hoàn thành kế hoạch"),
        ("2", "Sáng kiến"),
        ("II.1", "Mức độ hài lòng"),
    ]
    planned, done, ideas, impact = plan.leaves
    assert planned.options == {"Ban hành kịp thời": 1, "Ban hành chậm": Fraction(1, 2), "Không ban hành": 0}
    assert [done.points_of(Fraction(percent), Fraction(2)) for percent in (100, 99, 80, 79)] == [2, 1, 1, 0]
    assert (ideas.maximum, impact.maximum) == ({"*": 3}, {"*": 4})
    assert "title: BỘ TIÊU CHÍ XÁC ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CỦA CÁC SỞ" in text
    lines = text.splitlines()
    (place,) = (n for n, line in enumerate(lines) if "id: '2'" in line)
    assert lines[place - 1].strip() == (
        '# CẦN GHI: "Tính điểm theo số sáng kiến được công nhận": chưa hiểu được cách chấm này, '
        "hiện cho điểm tự do đến tối đa"
    )
    assert "# CẦN GHI: dòng tổng của bảng là 11, các lĩnh vực cộng lại là 10" in text


def test_sums_and_highest_results_that_do_not_agree_are_marked(sipas: Sipas, tmp_path: Path) -> None:
    text = made(
        sipas,
        tmp_path,
        ["STT", "Tiêu chí", "Điểm tối đa", "Cách chấm"],
        [1, "Chỉ đạo", 6, ""],
        ["1.1", "Ban hành", 2, "Có: 1; Không: 0"],
        ["1.2", "Kiểm tra", 3, ""],
    )
    assert "CẦN GHI: điểm tối đa trong bảng là 6, các phần bên dưới cộng lại là 4" in text
    assert "CẦN GHI: điểm tối đa trong bảng là 2, mức cao nhất là 1: bộ tiêu chí dùng mức cao nhất" in text


def test_formulas_groups_and_other_indices_are_read(sipas: Sipas, tmp_path: Path) -> None:
    made(
        sipas,
        tmp_path,
        ["STT", "Tiêu chí", "Điểm tối đa", "Cách chấm", "Nguồn điểm", "Chỉ cho nhóm"],
        [1, "Chỉ đạo", "", "", "", ""],
        ["1.1", "Đúng hạn", "so: 4; xa: 5", "tỷ lệ × điểm tối đa; dưới 70%: 0", "", ""],
        ["1.2", "Phản ánh", 3, "tăng đều từ 60% đến 90%", "", ""],
        ["1.3", "Chậm báo cáo", 2, "mỗi lần trừ 0,25", "", "so"],
        ["1.4", "Hài lòng", 1, "", "SIPAS", ""],
        ["1.5", "Chuyển đổi số", 1, "", "dti", ""],
        ["", "Điểm thưởng", "", "", "", ""],
        ["TH1", "Sáng kiến", 2, "", "", ""],
        ["", "Điểm trừ", "", "", "", ""],
        ["TR1", "Vi phạm", 1, "", "", ""],
    )
    plan = read_set(tmp_path / "criteria" / "bo.yaml").criteria.plan
    assert isinstance(plan, type(read_set(ROOT / "criteria" / "par-lang-son-2023.yaml").criteria.plan))
    share, even, taken, sipas_leaf, other = plan.leaves
    assert isinstance(share.formula, ShareOfMax)
    assert share.formula.none_below == 70
    assert isinstance(even.formula, Proportion)
    assert (even.formula.from_, even.formula.to) == (60, 90)
    assert isinstance(taken.deduction, Deduction)
    assert (Fraction(taken.deduction.each), taken.deduction.unit) == (Fraction(1, 4), "lần")
    assert (sipas_leaf.points_from, other.points_from) == ("sipas", "dti")
    assert {group: int(points) for group, points in plan.maximum.items()} == {"so": 11, "xa": 10}
    assert [(extra.id, extra.title) for extra in (*plan.bonus, *plan.penalty)] == [
        ("TH1", "Sáng kiến"), ("TR1", "Vi phạm")
    ]  # fmt: skip


def test_an_area_that_is_scored_as_a_whole_keeps_its_source_and_its_groups(
    sipas: Sipas, tmp_path: Path
) -> None:
    header = ["STT", "Tiêu chí", "Điểm tối đa", "Nguồn điểm", "Chỉ cho nhóm"]
    extra = [["", "Điểm thưởng", "", "", ""], ["TH1", "Sáng kiến", 2, "", "xa"]]
    made(sipas, tmp_path, header, [1, "Tác động", 10, "SIPAS", "so"], [2, "Kiểm tra", 5, "", ""], *extra)
    plan = read_set(tmp_path / "criteria" / "bo.yaml").criteria.plan
    impact, check = plan.leaves
    assert (impact.points_from, impact.nodes[0].groups, check.points_from) == ("sipas", ("so",), "appraisal")
    assert [own.groups for own in plan.bonus] == [("xa",)]


def test_a_bonus_of_several_maxima_is_refused_at_its_row(sipas: Sipas, tmp_path: Path) -> None:
    rows = [["1", "A", 1], ["", "Điểm thưởng", ""], ["TH1", "Sáng kiến", "so: 1; xa: 2"]]
    told = refused(sipas, tmp_path, ["STT", "Tiêu chí", "Điểm tối đa"], *rows)
    assert '4: điểm thưởng, điểm trừ "TH1" cần một điểm tối đa chung' in told


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["1", "A", 1], ["1.1", "B", "x"]], '3: "x" không phải điểm tối đa'),
        ([["1", "A", 1], ["1.1", "B", 1], ["1.1", "C", 1]], '4: số "1.1" có hai lần (lần đầu ở dòng 3)'),
        ([["1", "A", 1], ["2.1", "B", 1]], '3: không có phần "2" bên trên "2.1"'),
        ([["1", "A", ""]], '2: "1" không có điểm tối đa, cách chấm hay tiêu chí bên dưới'),
        (
            [["1", "A", 1], ["", "Có: 1", ""], ["1.1", "B", 1]],
            '"1" vừa có cách chấm vừa có tiêu chí bên dưới',
        ),
    ],
)
def test_a_tree_that_does_not_hold_is_refused_at_its_row(
    sipas: Sipas, tmp_path: Path, rows: list[list[object]], told: str
) -> None:
    assert told in refused(sipas, tmp_path, ["STT", "Tiêu chí", "Điểm tối đa"], *rows)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("từ 80% đến dưới 100%", ("from", 80), ("below", 100)),
        ("Từ 80% - dưới 100% kế hoạch", ("from", 80), ("below", 100)),
        ("trên 90%", ("above", 90), None),
        ("từ 70 đến 90%", ("from", 70), ("to", 90)),
        ("70% trở lên", ("from", 70), None),
        ("Dưới 70%", None, ("below", 70)),
        ("đến 30%", None, ("to", 30)),
        ("Hoàn thành 100%", ("from", 100), None),
        ("trên 12,5% đến 30%", ("above", Fraction(25, 2)), ("to", 30)),
    ],
)
def test_a_range_of_percentages_is_read(
    text: str, low: tuple[str, object] | None, high: tuple[str, object] | None
) -> None:
    found = range_in(text, Fraction(1))
    assert found is not None
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "text", ["Kịp thời", "hoàn thành 85%", "từ 80% đến 90%, trên 95%", "2 đến 3 sáng kiến"]
)
def test_what_is_no_range_is_none(text: str) -> None:
    assert range_in(text, Fraction(1)) is None


def test_ranges_that_leave_a_gap_stay_named_results(sipas: Sipas, tmp_path: Path) -> None:
    rows = [["", "trên 90%: 2", ""], ["", "dưới 80%: 0", ""]]
    made(sipas, tmp_path, ["STT", "Tiêu chí", "Điểm tối đa"], [1, "A", ""], ["1.1", "B", 2], *rows)
    (leaf,) = read_set(tmp_path / "criteria" / "bo.yaml").criteria.plan.leaves
    assert (leaf.options, leaf.steps) == ({"trên 90%": 2, "dưới 80%": 0}, ())


# --- SIPAS -----------------------------------------------------------------------------------------

QUESTIONS = [
    ["Câu hỏi", "Yếu tố", "Trọng số"],
    ["Nơi tiếp nhận dễ tìm", "Tiếp cận", 60],
    ["Nơi ngồi chờ đủ chỗ", "", ""],
    ["Thủ tục được niêm yết", "Thủ tục", 40],
]


def test_questions_with_factors_become_a_set(sipas: Sipas, tmp_path: Path) -> None:
    text = made(sipas, tmp_path, *QUESTIONS)
    criteria = read_set(tmp_path / "criteria" / "bo.yaml").criteria
    assert isinstance(criteria, Criteria)
    assert [(own.title, own.weight, own.criteria) for own in criteria.rules.factors] == [
        ("Tiếp cận", 60, ("1.1", "1.2")),
        ("Thủ tục", 40, ("2.1",)),
    ]
    assert [question.text for question in criteria.plan.questions] == [row[0] for row in QUESTIONS[1:]]
    assert "CẦN GHI: thang trả lời lấy theo bộ sipas-39" in text


@pytest.mark.parametrize(
    ("weights", "words"),
    [(("2/3", "1/3"), "weights: ratio"), ((23, 16), "weights: ratio"), (("", ""), "weights: equal")],
)
def test_weights_that_are_no_percentages_are_marked(
    sipas: Sipas, tmp_path: Path, weights: tuple[object, object], words: str
) -> None:
    first, second = ([*row] for row in (QUESTIONS[1], QUESTIONS[3]))
    first[2], second[2] = weights
    text = made(sipas, tmp_path, QUESTIONS[0], first, second)
    assert words in text
    assert "CẦN GHI: trọng số" in text or "CẦN GHI: bảng không có trọng số" in text


def test_the_scale_of_its_sheet_is_taken(sipas: Sipas, tmp_path: Path) -> None:
    scale = [["Mức", "Nhãn", "Tính là hài lòng"], [1, "Không", ""], [2, "Tạm được", ""], [3, "Có", "x"]]
    made(sipas, tmp_path, *QUESTIONS, Thang=scale)
    criteria = read_set(tmp_path / "criteria" / "bo.yaml").criteria
    assert isinstance(criteria, Criteria)
    assert [(own.code, own.label) for own in criteria.plan.scale.answers] == [
        (1, "Không"), (2, "Tạm được"), (3, "Có")
    ]  # fmt: skip
    assert criteria.plan.scale.satisfied_from == 3


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["A", "", 60]], "2: câu hỏi chưa có yếu tố"),
        ([["A", "X", "x"]], '2: "x" không phải trọng số'),
        ([["A", "X", 60], ["B", "X", 40]], '3: yếu tố "X" có hai trọng số, 60 và 40'),
    ],
)
def test_questions_that_do_not_hold_are_refused_at_their_row(
    sipas: Sipas, tmp_path: Path, rows: list[list[object]], told: str
) -> None:
    assert told in refused(sipas, tmp_path, QUESTIONS[0], *rows)


def test_a_workbook_without_criteria_is_refused(sipas: Sipas, tmp_path: Path) -> None:
    assert "không có bảng tiêu chí" in refused(sipas, tmp_path, ["Đơn vị", "Điểm"], ["Sở A", 1])


def test_a_file_that_is_there_is_not_written_over(sipas: Sipas, tmp_path: Path) -> None:
    made(sipas, tmp_path, *QUESTIONS)
    result = sipas("criteria", "from-xlsx", "bo.xlsx", "--year", "2026")
    assert result.status != 0
    assert "đã có tệp tiêu chí này" in result.err


# --- there and back --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["quang-ninh-2023", "sipas-33", "sipas-39", "sipas-soc-trang-2023"])
def test_a_set_of_questions_comes_back(sipas: Sipas, tmp_path: Path, name: str) -> None:
    assert sipas("criteria", "to-xlsx", name, "-o", "bo.xlsx").status == 0
    assert sipas("criteria", "from-xlsx", "bo.xlsx", "--year", "2026").status == 0
    before = read_set(ROOT / "criteria" / f"{name}.yaml").criteria
    after = read_set(tmp_path / "criteria" / "bo.yaml").criteria
    assert isinstance(before, Criteria)
    assert isinstance(after, Criteria)
    assert [(own.code, own.text) for own in after.plan.questions] == [
        (own.code, own.text) for own in before.plan.questions
    ]
    assert [(own.title, after.rules.weight(own), own.criteria) for own in after.rules.factors] == [
        (own.title, before.rules.weight(own), own.criteria) for own in before.rules.factors
    ]


@pytest.mark.parametrize("name", ["par-lang-son-2023", "par-hai-phong-2019", "par-soc-trang-2023"])
def test_a_tree_of_points_comes_back(sipas: Sipas, tmp_path: Path, name: str) -> None:
    told = sipas("criteria", "to-xlsx", name, "-o", "bo.xlsx")
    assert told.status == 0
    assert "plan.xhh" in told.err
    assert sipas("criteria", "from-xlsx", "bo.xlsx", "--year", "2026").status == 0
    before = read_set(ROOT / "criteria" / f"{name}.yaml").criteria
    after = read_set(tmp_path / "criteria" / "bo.yaml").criteria
    assert isinstance(before, ParCriteria)
    assert isinstance(after, ParCriteria)
    for one, other in zip(before.plan.leaves, after.plan.leaves, strict=True):
        assert (other.id, other.title, other.maximum, other.options) == (
            one.id, one.title, one.maximum, one.options
        )  # fmt: skip
        ends = [(own.low, own.low_closed, own.high, own.high_closed, own.points) for own in one.steps]
        assert [
            (own.low, own.low_closed, own.high, own.high_closed, own.points) for own in other.steps
        ] == ends
    assert [extra.id for extra in after.plan.bonus] == [extra.id for extra in before.plan.bonus]
