"""The appendices of the decision: those that the year has, their columns, sums that do not add up."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import Sipas, ballot, ballots, write_book
from docx.oxml.ns import qn
from docx.shared import Mm

from sipas_cli.documents import messages
from sipas_cli.documents.appendix import row_texts, sum_differs
from sipas_cli.documents.decision import render_decision
from sipas_cli.errors import RulesError
from sipas_cli.figures.lines import Line, Movement
from sipas_cli.findings import Findings
from sipas_cli.model import Achieved, Group, GroupStandings, Score, Scores, Share, Standing, Standings, Unit
from sipas_cli.rules.judging import Rounding
from sipas_cli.runs import choice, storing
from sipas_cli.runs.run import About, Run
from sipas_cli.runs.storing import NO_BALLOTS
from sipas_cli.wording import error_text
from sipas_cli.workspace.decision import COLUMN_FIELDS, read_decision
from sipas_cli.workspace.workspace import Workspace

DECISION = """\
agency: ỦY BAN NHÂN DÂN {PROVINCE}
place: "{province_name}"
number: 12
date: 2024-01
issuer: CHỦ TỊCH ỦY BAN NHÂN DÂN {PROVINCE}
issuer_short: Chủ tịch UBND tỉnh
about: Về việc công bố {contents} năm {year}
bases: [Căn cứ Luật Tổ chức chính quyền địa phương]
articles:
  - {for: sipas, text: "Công bố Chỉ số hài lòng (chi tiết theo {appendix} đính kèm)"}
  - {for: par, text: "Công bố Chỉ số cải cách hành chính (chi tiết theo {appendix} đính kèm)"}
  - Các đơn vị khắc phục trong năm {next_year} hạn chế nêu tại {appendices}
recipients: ["Như Điều {last_article}"]
signer: {office: CHỦ TỊCH}
appendices:
  - of: sipas
    name: Chỉ số hài lòng
    title: CHỈ SỐ HÀI LÒNG NĂM {year}
    columns:
      - {field: rank, title: STT}
      - {field: unit, title: Tên đơn vị}
      - {field: score, title: SIPAS (%)}
  - of: par
    name: Chỉ số cải cách hành chính
    title: |
      CHỈ SỐ CẢI CÁCH HÀNH CHÍNH
      {PROVINCE} NĂM {year}
    columns:
      - {field: rank, title: Hạng}
      - {field: unit, title: Tên đơn vị}
      - {field: appraisal, title: Thẩm định}
      - {field: xhh, title: XHH}
      - {field: sipas, title: Hài lòng}
      - {field: points, title: Tổng điểm}
      - {field: score, title: Chỉ số (%)}
"""
HEADS = """\
  - of: heads
    name: kết quả xếp loại người đứng đầu
    title: XẾP LOẠI NGƯỜI ĐỨNG ĐẦU
    columns:
      - {field: rank, title: Hạng}
      - {field: head, title: Chức danh}
      - {field: head_class, title: Xếp loại}
"""
FOOTNOTE = messages.SUM_NOTE.vi
EXCELLENT = "Hoàn thành xuất sắc nhiệm vụ"


def points(
    name: str, rank: int | None, total: str, parts: Sequence[str], *, tied: bool = False, **other: Any
) -> Standing:
    """A line of the PAR ranking of points out of 100: `parts` from appraisal, survey and SIPAS; the area
    "1" has those of the appraisal, "2" the rest. All figures as printed."""
    sources = dict(zip(("appraisal", "xhh", "sipas"), map(Fraction, parts), strict=True))
    areas = {"1": sources["appraisal"], "2": sources["xhh"] + sources["sipas"]}
    achieved = Achieved(
        total=Share(Fraction(total), Fraction(100)),
        areas={name: Share(own, Fraction(50)) for name, own in areas.items()},
        sources={name: Share(own, Fraction(50)) for name, own in sources.items()},
    )
    group = other.pop("group", "so")
    return Standing(
        unit=Unit(name, name, group, head=other.pop("head", "")),
        rank=rank,
        tied=tied,
        score=Fraction(total),
        band="Nhóm 1" if Fraction(total) > 90 else "Nhóm 2",
        ballots=0,
        factors={},
        achieved=achieved,
        **other,
    )


# 62,88 + 24,42 + 8,14 = 95,44. Sở Y tế và Sở Tư pháp đồng hạng 2.
# Huyện A: 60,014 + 20,014 + 10 = 90,028 in là 90,03, mà 60,01 + 20,01 + 10,00 = 90,02.
EXACT_SUMS = (
    points(
        "Sở Nội vụ", 1, "95.44", ["62.88", "24.42", "8.14"], head="Giám đốc Sở Nội vụ", head_class=EXCELLENT
    ),
    points("Sở Tư pháp", 2, "90.29", ["60.29", "20", "10"], tied=True),
    points("Sở Y tế", 2, "90.29", ["60.20", "20.09", "10"], tied=True, head_class=EXCELLENT),
    points("Sở Du lịch", None, "80", ["55", "20", "5"], note="not_ranked", reason="mới thành lập"),
)
DISTRICTS = (
    points("Huyện A", 1, "90.03", ["60.01", "20.01", "10"], group="huyen"),
    points("Huyện B", 2, "70", ["50", "15", "5"], group="huyen"),
)


def run_of(index: str, *groups: Sequence[Standing], year: int = 2023) -> Run:
    """A run as it would be stored; the first group has the mean 89.01, the second none."""
    named = (
        (Group("so", "Các sở"), Fraction("89.01"), groups[0]),
        *((Group("huyen", "Các huyện"), None, lines) for lines in groups[1:]),
    )
    ranking = Standings(
        tuple(GroupStandings(group, mean, tuple(lines)) for group, mean, lines in named), Fraction(85), 2
    )
    return Run(
        year=year,
        index=index,
        criteria=About(index, "Bộ tiêu chí", "plan", "rules", {}, {"criteria.yaml": b"id: x\n"}),
        sources={"nguon.xlsx": f"{index}{year}"},
        units=[line.unit for lines in groups for line in lines],
        scores=Scores({}, Score(None, {}, {}, 0)),
        rounding=Rounding(),
        standings=ranking,
        findings=Findings(),
        counts=NO_BALLOTS,
        parts={},
        folded={},
    )


def save(folder: Path, index: str, *groups: Sequence[Standing], year: int = 2023) -> str:
    """Stores such a run; returns its name."""
    return storing.save(Workspace(folder), run_of(index, *groups, year=year))[0].name


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A decision for SIPAS and PAR, and a PAR run of 2023 with two groups."""
    (tmp_path / "sipas.yaml").write_text("province: tỉnh Lạng Sơn\n", encoding="utf-8")
    (tmp_path / "decision.yaml").write_text(DECISION, encoding="utf-8")
    save(tmp_path, "par", EXACT_SUMS, DISTRICTS)
    return tmp_path


def add_sipas(folder: Path, sipas: Sipas) -> None:
    """Scores a small survey of 2023: Sở Nội vụ 100, Sở Y tế 80."""
    write_book(folder / "a.xlsx", ballots())
    assert sipas("-q", "score", "a.xlsx").status == 0


def reword(folder: Path, old: str, new: str) -> None:
    """Changes decision.yaml."""
    path = folder / "decision.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def markdown(sipas: Sipas, *words: str) -> str:
    result = sipas("render-decision", "--format", "md", "-o", "-", *words)
    assert result.status == 0, result.err
    return result.out


def headings(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("# Phụ lục")]


# --- which appendices there are ------------------------------------------------------------------


def test_two_indices_are_one_decision_with_two_numbered_appendices(workspace: Path, sipas: Sipas) -> None:
    add_sipas(workspace, sipas)
    result = sipas("render-decision", "--format", "md", "-o", "-")
    text = result.out
    assert headings(text) == ["# Phụ lục I", "# Phụ lục II"]
    assert "**Về việc công bố Chỉ số hài lòng; Chỉ số cải cách hành chính năm 2023**" in text
    assert "**Điều 1.** Công bố Chỉ số hài lòng (chi tiết theo Phụ lục I đính kèm)." in text
    assert "**Điều 2.** Công bố Chỉ số cải cách hành chính (chi tiết theo Phụ lục II đính kèm)." in text
    assert "**Điều 3.** Các đơn vị khắc phục trong năm 2024 hạn chế nêu tại Phụ lục I, II./." in text
    assert "- Như Điều 3." in text
    belongs = "*(Kèm theo Quyết định số 12/QĐ-UBND ngày       tháng 01 năm 2024 của Chủ tịch UBND tỉnh)*"
    assert text.count(belongs) == 2
    assert "**CHỈ SỐ CẢI CÁCH HÀNH CHÍNH TỈNH LẠNG SƠN NĂM 2023**" in text
    assert "| 2 | Sở Y tế | 80,00 |" in text
    assert "| 2 | Sở Y tế | 60,20 | 20,09 | 10,00 | 90,29 | 90,29 |" in text
    used = [line[:16] for line in result.err.splitlines() if "DỰ THẢO" not in line]
    assert used == ["Dùng lần chạy si", "Dùng lần chạy pa"]


def test_what_the_year_has_no_results_for_is_left_out_with_its_articles(
    workspace: Path, sipas: Sipas
) -> None:
    result = sipas("render-decision", "--format", "md", "-o", "-")
    assert headings(result.out) == ["# Phụ lục"]  # một phụ lục thì không đánh số
    assert "**Về việc công bố Chỉ số cải cách hành chính năm 2023**" in result.out
    assert "**Điều 1.** Công bố Chỉ số cải cách hành chính (chi tiết theo Phụ lục đính kèm)." in result.out
    assert "**Điều 2.** Các đơn vị khắc phục trong năm 2024 hạn chế nêu tại Phụ lục./." in result.out
    assert "- Như Điều 2." in result.out
    assert "Chỉ số hài lòng (" not in result.out
    assert "không có phụ lục (of: sipas) và các điều (for: sipas)" in result.err


def test_a_year_without_any_of_the_results_is_refused(workspace: Path, sipas: Sipas) -> None:
    result = sipas("render-decision", "--year", "2022")
    assert result.status == 2
    assert "chưa có kết quả năm 2022. Các năm đã có: 2023." in result.err
    reword(workspace, DECISION[DECISION.index("  - of: par") :], "")
    reword(workspace, DECISION[DECISION.index("  - {for: par") : DECISION.index("  - Các")], "")
    refused = sipas("render-decision", "--year", "2023")
    assert refused.status == 2
    assert "chưa có kết quả nào được lưu" in refused.err


def test_the_latest_year_that_has_results_for_an_appendix_is_taken(workspace: Path, sipas: Sipas) -> None:
    save(workspace, "par", DISTRICTS, year=2022)
    save(workspace, "xhh", DISTRICTS, year=2024)  # decision.yaml không in điều tra xã hội học
    assert "năm 2023**" in markdown(sipas)
    assert "năm 2022**" in markdown(sipas, "--year", "2022")
    assert sipas("render-decision").out.strip().endswith("quyet-dinh-2023.docx")


def test_the_survey_of_leaders_has_an_appendix_of_its_own(workspace: Path, sipas: Sipas) -> None:
    save(workspace, "xhh", [points("Sở Tài chính", 1, "81.01", ["50", "20", "11.01"])])
    reword(workspace, "  - of: sipas\n    name: Chỉ số hài lòng\n", "  - of: xhh\n")
    reword(workspace, "for: sipas", "for: xhh")
    text = markdown(sipas)
    assert headings(text) == ["# Phụ lục I", "# Phụ lục II"]
    assert "| 1 | Sở Tài chính | 81,01 |" in text
    assert (
        "**Về việc công bố Chỉ số cải cách hành chính năm 2023**" in text
    )  # phụ lục không tên thì không nêu


# --- heads of units ------------------------------------------------------------------------------


def test_heads_are_those_that_the_par_run_rates(workspace: Path, sipas: Sipas) -> None:
    (workspace / "decision.yaml").write_text(DECISION + HEADS, encoding="utf-8")
    text = markdown(sipas)
    table = text[text.index("# Phụ lục II") :]
    assert [line for line in table.splitlines() if line.startswith("|")] == [
        "| Hạng | Chức danh | Xếp loại |",
        "|---:|---|---|",
        f"| 1 | Giám đốc Sở Nội vụ | {EXCELLENT} |",
        f"| 2 | – | {EXCELLENT} |",  # Sở Y tế chưa ghi chức danh; Sở Tư pháp không được xếp loại
    ]
    assert "Các huyện" not in table
    assert "Chỉ số cải cách hành chính; kết quả xếp loại người đứng đầu năm 2023" in text


def test_heads_fall_back_on_the_sipas_run_and_are_left_out_where_nobody_is_rated(
    workspace: Path, sipas: Sipas
) -> None:
    (workspace / "decision.yaml").write_text(DECISION + HEADS, encoding="utf-8")
    unrated = [points("Sở Nội vụ", 1, "95.44", ["62.88", "24.42", "8.14"])]
    save(workspace, "par", unrated)
    without = sipas("render-decision", "--format", "md", "-o", "-")
    assert headings(without.out) == ["# Phụ lục"]
    assert "không có xếp loại người đứng đầu: quyết định không có phụ lục (of: heads)" in without.err
    name = save(workspace, "sipas", [points("Sở X", 1, "99", ["66", "23", "10"], head_class=EXCELLENT)])
    text = markdown(sipas)
    assert headings(text) == ["# Phụ lục I", "# Phụ lục II", "# Phụ lục III"]
    assert f"| 1 | – | {EXCELLENT} |" in text[text.index("# Phụ lục III") :]
    assert name.startswith("sipas-")


def test_a_decision_of_heads_alone_is_refused_where_nobody_is_rated(workspace: Path, sipas: Sipas) -> None:
    only = DECISION[: DECISION.index("  - of: sipas")] + HEADS
    (workspace / "decision.yaml").write_text(
        only.replace("for: sipas", "for: heads").replace("for: par", "for: heads"), encoding="utf-8"
    )
    assert sipas("render-decision").status == 0
    save(workspace, "par", DISTRICTS)
    refused = sipas("render-decision")
    assert refused.status == 2
    assert "năm 2023 không có kết quả cho phụ lục nào" in refused.err


# --- columns -------------------------------------------------------------------------------------

RANKING = Standings((), None, 2, minimum_ballots=10)
SO = Group("so", "Các sở")


def test_every_column_field_has_its_text() -> None:
    line = points("Sở Nội vụ", 1, "95.44", ["62.88", "24.42", "8.14"], head="Giám đốc", head_class=EXCELLENT)
    before = points("Sở Nội vụ", 9, "97.35", ["62.88", "24.42", "10.05"])
    texts = row_texts(Line(line, SO, RANKING, Movement(line, before, 2, 2)))
    assert texts == {
        "rank": "1",
        "unit": "Sở Nội vụ",
        "score": "95,44",
        "band": "Nhóm 1",
        "points": "95,44",
        "maximum": "100,00",
        "appraisal": "62,88",
        "xhh": "24,42",
        "sipas": "8,14",
        "bonus": "–",
        "penalty": "–",
        "area:1": "62,88",
        "area:2": "32,56",
        "source:appraisal": "62,88",
        "source:xhh": "24,42",
        "source:sipas": "8,14",
        "previous_rank": "9",
        "previous_score": "97,35",
        "rank_change": "+8",  # 9 - 1
        "score_change": "−1,91",  # 95.44 - 97.35
        "note": "",
        "head": "Giám đốc",
        "head_class": EXCELLENT,
        "ballots": "0",
    }
    assert {field for field in texts if ":" not in field} == set(COLUMN_FIELDS)


def test_where_there_is_no_value_there_is_a_dash() -> None:
    bare = Standing(Unit("a", "A", "so"), None, False, None, "", 3, {}, note="below_minimum")
    texts = row_texts(Line(bare, SO, RANKING))
    assert texts["note"] == "không xếp hạng: dưới 10 phiếu"
    rest = {field: text for field, text in texts.items() if field not in ("unit", "note", "ballots")}
    assert set(rest.values()) == {"–"}


def test_points_taken_away_have_a_minus() -> None:
    assert row_texts(Line(with_bonus("91", "1.5", "-0.5"), SO, RANKING))["penalty"] == "−0,50"


def test_changes_are_those_of_the_index_of_the_appendix(workspace: Path, sipas: Sipas) -> None:
    save(workspace, "sipas", [points("Sở Nội vụ", 1, "99", ["66", "23", "10"])])
    reword(workspace, "{field: xhh, title: XHH}", "{field: previous_rank, title: Năm trước}")
    runs = {index: choice.choose(Workspace(workspace), 2023, None, index)[0] for index in ("sipas", "par")}

    def moved(rank_before: int) -> dict[str, Movement]:
        now, before = (points("Sở Nội vụ", rank, "95", ["60", "25", "10"]) for rank in (1, rank_before))
        return {"Sở Nội vụ": Movement(now, before, 2, 2)}

    changes = {"par": moved(7), "sipas": moved(8)}
    decision, settings = read_decision(workspace), Workspace(workspace).settings
    text = render_decision(runs, decision, settings, workspace, "md", changes).decode()
    assert "| 1 | Sở Nội vụ | 62,88 | 7 | 8,14 | 95,44 | 95,44 |" in text
    assert "| 1 | Huyện A | 60,01 | – | 10,00 | 90,03 | 90,03 |" in text


def test_a_unit_that_is_not_ranked_says_why_once(workspace: Path, sipas: Sipas) -> None:
    assert "| – | Sở Du lịch (mới thành lập) | 55,00 |" in markdown(sipas)
    reword(workspace, "{field: xhh, title: XHH}", "{field: note, title: Ghi chú}")
    assert "| – | Sở Du lịch | 55,00 | mới thành lập |" in markdown(sipas)


def test_an_area_of_the_run_can_be_a_column_and_another_cannot(workspace: Path, sipas: Sipas) -> None:
    reword(workspace, "{field: xhh, title: XHH}", '{field: "area:2", title: Lĩnh vực 2}')
    assert "| 1 | Sở Nội vụ | 62,88 | 32,56 |" in markdown(sipas)
    reword(workspace, "area:2", "area:9")
    refused = sipas("render-decision")
    assert refused.status == 2
    assert 'cột "area:9"' in refused.err
    assert "Các lĩnh vực: 1, 2." in refused.err


def test_points_of_another_index_can_be_a_column_and_of_none_cannot(workspace: Path, sipas: Sipas) -> None:
    reword(workspace, "{field: xhh, title: XHH}", '{field: "source:xhh", title: XHH}')
    assert "| 1 | Sở Nội vụ | 62,88 | 24,42 |" in markdown(sipas)
    reword(workspace, "source:xhh", "source:dti")
    refused = sipas("render-decision")
    assert refused.status == 2
    assert 'cột "source:dti"' in refused.err
    assert "Các nguồn: appraisal, xhh, sipas." in refused.err
    reword(workspace, "source:dti", "source:")
    assert "source:ID" in sipas("render-decision").err


def test_a_source_counts_as_printed_whatever_its_column_is_called() -> None:
    # 60,01 + 20,01 + 10,00 = 90,02, printed 90,03
    assert sum_differs(DISTRICTS[0], ("appraisal", "source:xhh", "source:sipas", "points"))
    assert not sum_differs(DISTRICTS[0], ("appraisal", "source:xhh", "points"))


def test_a_signer_without_a_name_leaves_no_marks_in_markdown(workspace: Path, sipas: Sipas) -> None:
    assert "****" not in markdown(sipas)
    reword(workspace, "{office: CHỦ TỊCH}", "{office: CHỦ TỊCH, name: Nguyễn Văn A}")
    assert "**CHỦ TỊCH**\n\n**Nguyễn Văn A**\n" in markdown(sipas)


def test_the_mean_of_a_group_stands_in_its_last_row(workspace: Path, sipas: Sipas) -> None:
    assert "Bình quân" not in markdown(sipas)
    reword(workspace, "  - of: par\n", "  - of: par\n    mean: true\n")
    rows = [line for line in markdown(sipas).splitlines() if "Bình quân" in line]
    assert rows == [
        "|  | Bình quân nhóm |  |  |  |  | 89,01 |",
        "|  | Bình quân nhóm |  |  |  |  | – |",
    ]


# --- sums ----------------------------------------------------------------------------------------

SOURCES = ("appraisal", "xhh", "sipas", "points")


def test_printed_parts_that_add_up_need_no_note() -> None:
    # 62,88 + 24,42 + 8,135 = 95,435: in 62,88 | 24,42 | 8,14 | 95,44, cộng lại đúng 95,44
    assert not sum_differs(EXACT_SUMS[0], SOURCES)


def test_printed_parts_that_do_not_add_up_need_one() -> None:
    # 60,014 + 20,014 + 10 = 90,028: in 60,01 | 20,01 | 10,00 | 90,03, cộng lại được 90,02
    assert sum_differs(DISTRICTS[0], SOURCES)
    assert sum_differs(DISTRICTS[0], ("appraisal", "xhh", "sipas", "score"))  # chỉ số cũng là 90,03
    assert sum_differs(DISTRICTS[0], ("area:1", "area:2", "points"))  # 60,01 + 30,01 = 90,02


@pytest.mark.parametrize(
    "fields",
    [
        ("appraisal", "xhh", "points"),  # thiếu điểm hài lòng: không ai cộng được
        ("area:1", "points"),
        ("appraisal", "xhh", "sipas"),  # không in tổng
        ("points", "score"),
    ],
)
def test_where_nobody_can_add_up_nothing_is_explained(fields: tuple[str, ...]) -> None:
    assert not sum_differs(DISTRICTS[0], fields)


def with_bonus(total: str, bonus: str, penalty: str) -> Standing:
    own = points("Sở X", 1, total, ["60", "20", "10"])
    assert own.achieved
    apart = {"bonus": Share(Fraction(bonus), Fraction(2)), "penalty": Share(Fraction(penalty), Fraction(0))}
    achieved = Achieved(own.achieved.total, own.achieved.areas, {**own.achieved.sources, **apart})
    return Standing(own.unit, 1, False, own.score, "", 0, {}, achieved=achieved)


def test_bonus_and_penalty_are_parts_of_the_sum_and_need_a_column_only_if_they_are_not_0() -> None:
    assert not sum_differs(with_bonus("90", "0", "0"), SOURCES)
    assert not sum_differs(with_bonus("91", "1.5", "-0.5"), (*SOURCES, "bonus", "penalty"))
    assert sum_differs(with_bonus("91.01", "1.5", "-0.5"), (*SOURCES, "bonus", "penalty"))
    assert not sum_differs(with_bonus("91.01", "1.5", "-0.5"), (*SOURCES, "bonus"))
    areas = ("area:1", "area:2", "points")
    assert sum_differs(with_bonus("91.01", "1.5", "-0.5"), (*areas, "bonus", "penalty"))
    assert not sum_differs(with_bonus("91.01", "1.5", "-0.5"), areas)


def test_a_score_of_another_maximum_is_not_the_sum_of_the_points() -> None:
    own = points("Cục Thuế", 1, "57", ["40", "10", "7"])
    assert own.achieved
    of_60 = Achieved(Share(Fraction(57), Fraction(60)), own.achieved.areas, own.achieved.sources)
    line = Standing(own.unit, 1, False, Fraction(95), "", 0, {}, achieved=of_60)
    assert not sum_differs(line, ("appraisal", "xhh", "sipas", "score"))


def test_the_document_says_once_under_the_last_table_concerned_that_sums_are_of_unrounded_parts(
    workspace: Path, sipas: Sipas
) -> None:
    text = markdown(sipas)
    assert text.count(FOOTNOTE) == 1
    assert text.index("| 2 | Huyện B |") < text.index(FOOTNOTE)
    save(workspace, "par", DISTRICTS, EXACT_SUMS)
    text = markdown(sipas)  # bảng thứ hai cộng đúng, nên ghi chú ở dưới bảng thứ nhất
    assert text.count(FOOTNOTE) == 1
    assert text.index("| 2 | Huyện B |") < text.index(FOOTNOTE) < text.index("| 1 | Sở Nội vụ |")
    save(workspace, "par", EXACT_SUMS)
    assert FOOTNOTE not in markdown(sipas)
    save(workspace, "par", DISTRICTS, DISTRICTS)
    for form in ("html", "md"):
        assert sipas("render-decision", "--format", form, "-o", "-").out.count(FOOTNOTE) == 1


def test_ranks_by_figures_that_are_not_printed_are_explained_once(workspace: Path, sipas: Sipas) -> None:
    near = (
        points("Huyện A", 1, "70", ["50", "15", "5"], group="huyen"),
        points("Huyện B", 2, "70", ["50", "15", "5"], group="huyen"),
    )
    save(workspace, "par", EXACT_SUMS, near)  # 70,00 và 70,00, hạng 1 và 2
    text = markdown(sipas)
    assert text.count(messages.RANK_NOTE.vi) == 1
    assert text.index("| 2 | Huyện B |") < text.index(messages.RANK_NOTE.vi)
    save(workspace, "par", EXACT_SUMS, DISTRICTS)
    assert messages.RANK_NOTE.vi not in markdown(sipas)


# --- wording -------------------------------------------------------------------------------------


def test_recipients_and_the_subject_keep_their_lines_and_what_is_in_italics(
    workspace: Path, sipas: Sipas
) -> None:
    reword(workspace, "năm {year}\nbases", "\n  năm {year}\nbases")
    reword(workspace, "about: Về việc", "about: |\n  Về việc")
    board = "  - |\n    Ban Chỉ đạo CCHC tỉnh\n    (*Quyết định số 2058/QĐ-UBND*)\n"
    reword(workspace, ' ["Như Điều {last_article}"]\n', f"\n  - Như Điều {{last_article}}\n{board}")
    assert sipas("render-decision", "-o", "qd.docx").status == 0
    document = docx.Document(str(workspace / "qd.docx"))
    (subject,) = (p.text for p in document.paragraphs if p.text.startswith("Về việc"))
    assert subject == "Về việc công bố Chỉ số cải cách hành chính\nnăm 2023"
    cells = [cell for row in document.tables[1].rows for cell in row.cells]
    (last,) = (p for p in cells[0].paragraphs if p.text.startswith("- Ban"))
    assert last.text == "- Ban Chỉ đạo CCHC tỉnh\n(Quyết định số\xa02058/QĐ\u2011UBND)."
    assert [run.text for run in last.runs if run.italic] == ["Quyết định số\xa02058/QĐ\u2011UBND"]
    html = sipas("render-decision", "--format", "html", "-o", "-").out
    assert "- Ban Chỉ đạo CCHC tỉnh\n(<em>Quyết định số 2058/QĐ-UBND</em>).</p>" in html
    assert "- Ban Chỉ đạo CCHC tỉnh (Quyết định số 2058/QĐ-UBND)." in markdown(sipas).replace("\\", "")


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("", "tại Tờ trình số        /TTr-SNV ngày     /    /      ."),
        ("submission: {number: 28, date: 2024-01-14}\n", "tại Tờ trình số 28/TTr-SNV ngày 14/01/2024."),
        ("submission: {number: 28, symbol: TTr-NV}\n", "tại Tờ trình số 28/TTr-NV ngày     /    /      ."),
    ],
)
def test_a_basis_names_the_submission(workspace: Path, sipas: Sipas, given: str, named: str) -> None:
    path = workspace / "decision.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "bases: [", 'bases: ["Theo đề nghị của Sở Nội vụ tại {submission}", '
    )
    path.write_text(
        text.replace('{submission}", Căn cứ Luật Tổ chức chính quyền địa phương]', '{submission}"]')
    )
    with path.open("a", encoding="utf-8") as file:
        file.write(given)
    assert named in markdown(sipas).replace("\\", "")


def test_an_appendix_is_called_as_the_decree_has_it_or_as_the_office_does(
    workspace: Path, sipas: Sipas
) -> None:
    assert headings(markdown(sipas)) == ["# Phụ lục"]
    with (workspace / "decision.yaml").open("a", encoding="utf-8") as file:
        file.write("appendix_word: PHỤ LỤC\n")
    assert "# PHỤ LỤC\n" in markdown(sipas)


@pytest.mark.parametrize(("province", "kind"), [("tỉnh Lạng Sơn", "tỉnh"), ("thành phố Huế", "thành phố")])
def test_what_a_province_is_stands_where_the_wording_asks_for_it(
    workspace: Path, sipas: Sipas, province: str, kind: str
) -> None:
    (workspace / "sipas.yaml").write_text(f"province: {province}\n", encoding="utf-8")
    reword(workspace, "Các đơn vị khắc phục", "Chánh Văn phòng UBND {province_kind} khắc phục")
    assert f"Chánh Văn phòng UBND {kind} khắc phục" in markdown(sipas)


# --- Word ----------------------------------------------------------------------------------------


def test_word_html_and_markdown_hold_the_same_tables(workspace: Path, sipas: Sipas) -> None:
    sipas("render-decision", "-o", "qd.docx")
    tables = docx.Document(str(workspace / "qd.docx")).tables[-2:]
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    head = ["Hạng", "Tên đơn vị", "Thẩm định", "XHH", "Hài lòng", "Tổng điểm", "Chỉ số (%)"]
    assert rows == [
        head,
        ["1", "Sở Nội vụ", "62,88", "24,42", "8,14", "95,44", "95,44"],
        ["2", "Sở Tư pháp", "60,29", "20,00", "10,00", "90,29", "90,29"],
        ["2", "Sở Y tế", "60,20", "20,09", "10,00", "90,29", "90,29"],
        ["–", "Sở Du lịch (mới thành lập)", "55,00", "20,00", "5,00", "80,00", "80,00"],
        head,
        ["1", "Huyện A", "60,01", "20,01", "10,00", "90,03", "90,03"],
        ["2", "Huyện B", "50,00", "15,00", "5,00", "70,00", "70,00"],
    ]
    text, html = markdown(sipas), sipas("render-decision", "--format", "html", "-o", "-").out
    for row in rows:
        assert f"| {' | '.join(row)} |" in text
        assert all(f">{cell}<" in html for cell in row)
    paragraphs = [p.text for p in docx.Document(str(workspace / "qd.docx")).paragraphs]
    assert paragraphs.count(FOOTNOTE) == 1
    assert paragraphs[-2:] == [FOOTNOTE, ""]


def test_each_appendix_begins_a_page_and_its_tables_fit_the_text(workspace: Path, sipas: Sipas) -> None:
    add_sipas(workspace, sipas)
    sipas("render-decision", "-o", "qd.docx")
    document = docx.Document(str(workspace / "qd.docx"))
    assert [section.start_type.name for section in document.sections] == ["NEW_PAGE"] * 3
    narrow, wide, _ = document.tables[-3:]
    for table in (narrow, wide):
        widths = [column.width for column in table.columns]
        assert abs(sum(widths) - Mm(165)) < Mm(0.1)
        assert [cell.width for cell in table.rows[1].cells] == widths
        assert widths[1] == max(widths)  # tên đơn vị rộng nhất
        rows = [row._tr.trPr for row in table.rows]
        assert rows[0].find(qn("w:tblHeader")) is not None
        assert all(row.find(qn("w:cantSplit")) is not None for row in rows)
    assert [round(column.width.mm) for column in narrow.columns] == [16, 99, 50]
    sizes = [table.rows[1].cells[1].paragraphs[0].runs[0].font.size.pt for table in (narrow, wide)]
    assert sizes == [13, 11.5]  # bảy cột thì chữ nhỏ hơn
    titles = [p for p in document.paragraphs if p.text in ("1. Các sở", "2. Các huyện")]
    assert titles
    assert all(p.paragraph_format.keep_with_next for p in titles)


def test_the_more_columns_the_smaller_the_letters_and_the_room_beside_them(
    workspace: Path, sipas: Sipas
) -> None:
    added = "".join(
        f"      - {{field: {name}, title: {name}}}\n" for name in ("bonus", "penalty", "band", "head")
    )
    reword(workspace, "      - {field: points", f"{added}      - {{field: points")
    assert sipas("render-decision", "-o", "qd.docx").status == 0
    table = docx.Document(str(workspace / "qd.docx")).tables[-1]
    assert len(table.columns) == 11
    assert {run.font.size.pt for cell in table.rows[1].cells for run in cell.paragraphs[0].runs} == {10}
    (margins,) = table._tbl.tblPr.findall(qn("w:tblCellMar"))
    assert {side.get(qn("w:w")) for side in margins} == {"57"}  # 1 mm
    assert abs(sum(column.width for column in table.columns) - Mm(252)) < Mm(0.1)


def test_an_appendix_of_many_columns_has_wide_pages_and_no_other_has(workspace: Path, sipas: Sipas) -> None:
    added = "".join(f"      - {{field: {name}, title: {name}}}\n" for name in ("bonus", "penalty", "band"))
    reword(workspace, "      - {field: points", f"{added}      - {{field: points")
    assert sipas("render-decision", "-o", "qd.docx").status == 0
    pages = [
        tuple(round(size.mm) for size in (section.page_width, section.page_height, section.left_margin))
        for section in docx.Document(str(workspace / "qd.docx")).sections
    ]
    assert pages == [(210, 297, 30), (297, 210, 30)]  # quyết định, phụ lục


def test_a_table_of_a_template_that_is_none_of_ours_is_left_as_it_is(workspace: Path, sipas: Sipas) -> None:
    document = docx.Document()
    document.add_table(rows=1, cols=2).rows[0].cells[0].text = "{{ number }}"
    (workspace / "templates").mkdir()
    document.save(str(workspace / "templates" / "decision.docx"))
    assert sipas("render-decision", "-o", "qd.docx").status == 0
    (table,) = docx.Document(str(workspace / "qd.docx")).tables
    assert table.rows[0].cells[0].text == "12/QĐ\N{NON-BREAKING HYPHEN}UBND"
    assert table.columns[0].width == document.tables[0].columns[0].width


# --- runs ----------------------------------------------------------------------------------------


def test_runs_can_be_named_one_for_each_index(workspace: Path, sipas: Sipas) -> None:
    add_sipas(workspace, sipas)
    (first,) = (path.name for path in workspace.glob("results/2023/par-*"))
    latest = save(workspace, "par", DISTRICTS)
    (survey,) = (path.name for path in workspace.glob("results/2023/sipas-*"))
    assert "Sở Tư pháp" not in markdown(sipas)
    result = sipas("render-decision", "--run", first, "--format", "md", "-o", "-")
    assert "| 2 | Sở Tư pháp |" in result.out
    assert headings(result.out) == ["# Phụ lục I", "# Phụ lục II"]
    assert f"Dùng lần chạy {first}, năm 2023 (theo --run)." in result.err
    assert f"Dùng lần chạy {survey}, năm 2023 (mới nhất)." in result.err
    assert "Sở Tư pháp" in markdown(sipas, "--run", survey, "--run", first)
    twice = sipas("render-decision", "--run", first, "--run", latest)
    assert twice.status == 2
    assert f"{first} và {latest}" in twice.err


def test_a_run_that_is_not_there_or_not_printed_is_refused(workspace: Path, sipas: Sipas) -> None:
    other = save(workspace, "xhh", DISTRICTS)
    (par,) = (path.name for path in workspace.glob("results/2023/par-*"))
    earlier = save(workspace, "sipas", DISTRICTS, year=2022)
    for words, said in (
        (("--run", "par-000000000000"), '"par-000000000000"'),
        (("--run", other), "không có phụ lục nào"),
        (("--run", par, "--run", earlier), "năm 2023"),
        (("--run", par, "--year", "2022"), "năm 2022"),
    ):
        refused = sipas("render-decision", *words)
        assert refused.status == 2
        assert said in refused.err


def test_a_named_run_goes_before_the_year_of_the_settings(workspace: Path, sipas: Sipas) -> None:
    (workspace / "sipas.yaml").write_text("year: 2024\n", encoding="utf-8")
    assert sipas("render-decision").status == 2
    (par,) = (path.name for path in workspace.glob("results/2023/par-*"))
    assert "năm 2023**" in markdown(sipas, "--run", par)


def test_notices_of_several_runs_are_all_told(workspace: Path, sipas: Sipas) -> None:
    (workspace / "sipas.yaml").write_text("notice: Dữ liệu giả lập\n", encoding="utf-8")
    add_sipas(workspace, sipas)
    text = markdown(sipas)
    assert text.count("> Dữ liệu giả lập") == 2  # trang đầu và Phụ lục I; kết quả CCHC không có
    assert "> Dữ liệu giả lập" not in text[text.index("# Phụ lục II") :]


# --- what is refused in decision.yaml ------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("field: appraisal", "field: aprraisal", 31, "area:ID"),
        ("field: appraisal", "field: 'area:'", 31, "area:"),
        ("field: appraisal", "field: rank", 28, '"rank" xuất hiện hai lần'),
        ("of: par", "of: sipas", 23, '"sipas" xuất hiện hai lần'),
        ("of: par", "of: pra", 23, "sipas, par, xhh, heads"),
        ("of: par", "of: par\n    men: true", 24, '"men"'),
        ("for: par", "for: heads", 11, "of: heads"),
        (
            'for: sipas, text: "Công bố Chỉ số hài lòng (chi tiết theo {appendix} đính kèm)"',
            "fro: par, text: A",
            10,
            '"fro"',
        ),
        ("nêu tại {appendices}", "nêu tại {appendix}", 12, "có for"),
        ("năm {year}\nbases", "theo {appendix}\nbases", 7, "có for"),
        ("name: Chỉ số hài lòng", 'name: "{contents}"', 17, "{contents}"),
        ("{next_year}", "{naxt_year}", 12, "{next_year}"),
        ("appendices:\n", "appendix: {title: A}\nappendices:\n", 15, "of (sipas, par, xhh hoặc heads)"),
        ("of: par", "of: par\n    mean: có", 24, "mean"),
    ],
)
def test_what_is_wrong_in_the_wording_is_refused_at_its_line(
    workspace: Path, old: str, new: str, line: int, said: str
) -> None:
    reword(workspace, old, new)
    with pytest.raises(RulesError) as refused:
        read_decision(workspace)
    text = error_text(refused.value, "vi")
    assert text.startswith(f"decision.yaml:{line}: ")
    assert said in text


MEAN = "appendices:\n  - title: A\n    mean: true\n    columns: [{field: unit, title: A}]\n"


@pytest.mark.parametrize(
    ("appendices", "line", "said"),
    [
        ("appendices: []\n", 15, "quá ít mục"),
        ("appendices:\n  - {of: par, title: A, columns: []}\n", 16, "quá ít mục"),
        (f"{MEAN}    of: heads\n", 17, "heads"),
        (f"{MEAN}    of: par\n", 17, "score"),
    ],
)
def test_an_appendix_that_cannot_be_printed_is_refused(
    workspace: Path, appendices: str, line: int, said: str
) -> None:
    text = DECISION[: DECISION.index("appendices:\n")] + appendices
    (workspace / "decision.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RulesError) as refused:
        read_decision(workspace)
    assert error_text(refused.value, "vi").startswith(f"decision.yaml:{line}: ")
    assert said in error_text(refused.value, "vi")


def test_contents_without_any_name_are_refused(workspace: Path, sipas: Sipas) -> None:
    reword(workspace, "    name: Chỉ số cải cách hành chính\n", "")
    refused = sipas("render-decision")
    assert refused.status == 2
    assert "{contents} không có gì để ghi" in refused.err
    reword(workspace, "{contents}", "kết quả")
    assert "**Về việc công bố kết quả năm 2023**" in markdown(sipas)


def test_a_new_workspace_words_a_decision_for_either_index_or_both(tmp_path: Path, sipas: Sipas) -> None:
    assert sipas("init").status == 0
    (tmp_path / "sipas.yaml").write_text("province: tỉnh Lạng Sơn\n", encoding="utf-8")
    write_book(tmp_path / "a.xlsx", [ballot(n, "Sở Nội vụ") for n in range(5)])
    assert sipas("-q", "score", "a.xlsx").status == 0
    alone = markdown(sipas)
    assert headings(alone) == ["# Phụ lục"]
    assert "- Như Điều 3;" in alone
    save(tmp_path, "par", EXACT_SUMS, DISTRICTS)
    both = markdown(sipas)
    assert headings(both) == ["# Phụ lục I", "# Phụ lục II", "# Phụ lục III"]
    assert "- Như Điều 5;" in both
    assert "| 1 | Sở Nội vụ | 95,44 | 100,00 | 95,44 | Nhóm 1 |" in both
    assert f"| 1 | Sở Nội vụ | Giám đốc Sở Nội vụ | {EXCELLENT} |" in both
    assert "{" not in both
