"""The audit workbook: LibreOffice, forced to recalculate, gets from its formulas what the run has; and what
is not in it."""

import json
import re
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import Sipas, ballots, soffice, write_book
from par_world import NOI_VU, VAN_DON, book, csv_file, down, leaders, satisfied, world

from sipas_cli.audit.exact import doubtful, prints_the_same
from sipas_cli.model import Group, GroupStandings, Score, Standing, Unit
from sipas_cli.rules.judging import Band, Judgement, Rounding

POLICIES = Path(__file__).parent / "criteria" / "policies.yaml"
#: Names that a spreadsheet would run or search by, had they any place in a formula.
UNITS = """\
groups:
  - {id: so, name: "Các sở [a/b]: *?"}
  - {id: huyen, name: Các huyện}
units:
  - {id: a, name: "=1+1", group: so}
  - {id: b, name: "-x", group: so}
  - {id: c, name: "Sở A & B <C>", group: so}
  - {id: d, name: "*", group: so}
  - {id: e, name: "Sở E", group: so, not_ranked: mới thành lập}
  - {id: f, name: "Huyện F", group: huyen}
  - {id: g, name: "Huyện G", group: huyen}
  - {id: h, name: "Huyện H", group: huyen}
"""
#: Unit -> its ballots, an answer to A1, A2, B1, B2 each; _ blank, K not applicable, T refused, 9 off.
#: "=1+1" and "-x" have equal ballots, so they are tied; Huyện H has none; Huyện G never answered A1 nor A2.
ANSWERS: Mapping[str, Sequence[str]] = {
    "=1+1": ("5 4 3 4", "2 4 4 K", "4 T 5 1"),
    "-x": ("5 4 3 4", "2 4 4 K", "4 T 5 1"),
    "Sở A & B <C>": ("5 5 5 5", "4 4 4 4", "3 3 3 9", "4 5 _ 5"),
    "*": ("1 2 3 3", "4 _ _ 5"),
    "Sở E": ("4 4 4 4", "5 5 1 5", "4 2 4 4"),
    "Huyện F": ("4 4 2 5", "3 5 4 4", "5 5 5 5", "4 4 4 K"),
    "Huyện G": ("K K 4 2", "_ T 5 5", "K _ 4 4"),
}
PLAIN = {
    "measure": "satisfied_share",
    "factor_score": "mean_of_criteria",
    "missing_answers": "leave_out",
    "overall": "pooled",
    "minimum_ballots": "0",
    "rounding": "{decimals: 2, mode: half_up}",
    "rank_on": "printed",
    "ties": "competition",
}
VARIANTS: Sequence[Mapping[str, str]] = (
    {},
    {"measure": "mean_percent", "factor_score": "pooled", "rank_on": "exact", "ties": "dense"},
    {"missing_answers": "in_denominator", "factor_score": "pooled", "minimum_ballots": "3", "ties": "dense"},
    {"missing_answers": "in_denominator", "rounding": "{decimals: 0, mode: half_even}"},
    {"measure": "satisfied_throughout", "rounding": "{decimals: 3, mode: down}"},
    {"measure": "mean_percent", "overall": "mean_of_units", "rounding": "{decimals: 1, mode: down}"},
)
GROUP_BANDS = """\
  group_bands:
    huyen:
      - {name: Đạt, from: 70, to: 100}
      - {name: Chưa đạt, above: 20, below: 70}
      - {name: Kém, from: 0, to: 20}
"""
PAR_VARIANTS: Sequence[Sequence[tuple[str, str]]] = (
    (),
    (("  score: percent\n", "  score: points\n  overall: pooled\n  missing_points: zero\n"),),
    (
        (
            "  score: percent\n",
            "  overall: pooled\n  missing_points: leave_out\n  bonus: adds_points_and_maximum\n"
            "  rank_on: exact\n  ties: dense\n  xhh: {kinds: mean_of_kinds}\n",
        ),
    ),
    (
        (
            "  score: percent\n",
            "  missing_points: leave_out\n  rescaled:\n    - {sources: [appraisal, sipas], points: 80}\n"
            "    - {sources: [xhh], points: {so: 20, huyen: 15}}\n",
        ),
        (
            "title: Công tác kiểm tra, max: 3}",
            "title: Công tác kiểm tra, max: 3, max_of_units: {so-y-te: 2}}",
        ),
    ),
)


# --- workspaces ----------------------------------------------------------------------------------


def sipas_world(folder: Path, changes: Mapping[str, str]) -> Path:
    """A workspace with policies.yaml under other rules, and a csv of ballots."""
    (folder / "criteria").mkdir(parents=True)
    text = POLICIES.read_text(encoding="utf-8").partition("\ncases:")[0]
    for name, value in changes.items():
        text = text.replace(f"  {name}: {PLAIN[name]}\n", f"  {name}: {value}\n")
    (folder / "criteria" / "policies.yaml").write_text(f"{text}\n{GROUP_BANDS}", encoding="utf-8")
    (folder / "units.yaml").write_text(UNITS, encoding="utf-8")
    settings = "province: tỉnh Quảng Ninh\nyear: 2023\ncriteria: policies\n"
    (folder / "sipas.yaml").write_text(settings, encoding="utf-8")
    typed = {"_": "", "K": "Không biết", "T": "Từ chối trả lời"}
    rows = [
        [f'"{unit}"', *(typed.get(a, a) for a in own.split())]
        for unit, all_ in ANSWERS.items()
        for own in all_
    ]
    csv_file(folder / "phieu.csv", [["Đơn vị", "A1", "A2", "B1", "B2"], *rows])
    return folder


def par_world(folder: Path, changes: Sequence[tuple[str, str]]) -> Path:
    """A workspace with SIPAS, the leader survey and points; one leaf has none, one does not apply."""
    folder.mkdir()
    units = "  - {id: so-tu-phap, name: Sở Tư pháp, group: so}\n"
    units += "  - {id: huyen-co-to, name: Huyện Cô Tô, group: huyen}\n"
    world(folder, *changes)
    register = (folder / "units.yaml").read_text(encoding="utf-8")
    (folder / "units.yaml").write_text(register + units, encoding="utf-8")
    y_te = {**NOI_VU, "1.2": "", "TH1": 1.5}
    tu_phap = {**NOI_VU, "2.2": "Không áp dụng", "TR1": 0.5, "2.1": 3.35}
    rows = down(
        ("Sở Nội vụ", NOI_VU),
        ("Sở Y tế", y_te),
        ("Sở Tư pháp", tu_phap),
        ("Huyện Vân Đồn", VAN_DON),
        leaves=("1.1.1", "1.1.2", "1.2", "2.1", "2.2", "2.10", "TH1", "TR1"),
    )
    book(folder / "diem.xlsx", Điểm=rows)
    names = ("Sở Nội vụ", "Sở Y tế", "Sở Tư pháp", "Huyện Vân Đồn", "Huyện Cô Tô")
    kinds = ("Đại biểu HĐND tỉnh", "Lãnh đạo sở")
    answers = ("ABB", "CAE", "BDA", "AAD", "EBC", "DCB")
    csv_file(
        folder / "xhh.csv",
        leaders(
            *(
                (str(n), kinds[n % 2], unit, answers[(n + at) % 6])
                for at, unit in enumerate(names)
                for n in range(4)
            )
        ),
    )
    shares = {name.replace(" ", "_"): (3 + at, 7 + at) for at, name in enumerate(names)}
    csv_file(folder / "phieu.csv", satisfied(**shares))
    return folder


def audited(sipas: Sipas, folder: Path, index: str = "sipas") -> tuple[Path, dict[str, Any]]:
    """The audit workbook of a workspace, and its standings as `rank` prints them."""
    out = folder / f"{index}.xlsx"
    result = sipas("-C", folder, "audit", "--index", index, "-o", out)
    assert result.status == 0, result.err
    return out, json.loads(sipas("-C", folder, "rank", "--index", index, "--format", "json").out)


# --- recalculated --------------------------------------------------------------------------------

_RECALCULATE = (
    '<?xml version="1.0"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load">'
    '<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>'
)


def recalculated(paths: Sequence[Path], folder: Path) -> Iterator[Any]:
    """Workbooks as LibreOffice computes them: the values that we kept with the formulas are spoilt first."""
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_RECALCULATE)
    spoilt = []
    for number, path in enumerate(paths):
        spoilt.append(folder / f"{number}.xlsx")
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(spoilt[-1], "w") as new:
            for name in old.namelist():
                content = old.read(name)
                new.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f><v>77</v>", content))
    command = [
        soffice(),
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    command += ["--outdir", str(folder / "out"), *map(str, spoilt)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for path in spoilt:
        yield openpyxl.load_workbook(folder / "out" / path.name, data_only=True)


def units_in(workbook: Any) -> list[tuple[Any, ...]]:
    """(unit, printed index, rank, tied, band) as the sheet of indices has them; None for an empty text."""
    return [(row[2], row[6], row[10], row[11] is not None, row[12]) for row in _rows(workbook["Chỉ số"])]


def _rows(sheet: Any) -> list[list[Any]]:
    return [
        [value if value != "" else None for value in row]
        for row in sheet.iter_rows(min_row=5, values_only=True)
    ]


def units_of(found: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    lines = [line for group in found["groups"] for line in group["units"]]
    return [(own["unit"], own["score"], own["rank"], own["tied"], own["band"] or None) for own in lines]


def means_of(found: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    return [(own["name"], own["mean"]) for own in found["groups"]] + [
        ("Chỉ số chung", found["overall"]["score"])
    ]


def test_a_spreadsheet_computes_every_index_rank_band_and_mean_under_every_policy(
    sipas: Sipas, tmp_path: Path
) -> None:
    made = []
    for number, changes in enumerate(VARIANTS):
        folder = sipas_world(tmp_path / f"s{number}", changes)
        assert sipas("-C", folder, "score", folder / "phieu.csv").status == 0
        made.append(audited(sipas, folder))
    for number, own in enumerate(PAR_VARIANTS):
        folder = par_world(tmp_path / f"p{number}", own)
        files = [folder / name for name in ("phieu.csv", "xhh.csv", "diem.xlsx")]
        result = sipas("-C", folder, "score", *files)
        assert result.status == 0, result.err
        made += [audited(sipas, folder, index) for index in ("xhh", "par")]
    for path, found in made:
        assert units_in(openpyxl.load_workbook(path, data_only=True)) == units_of(found), path
    for (path, found), workbook in zip(
        made, recalculated([path for path, _ in made], tmp_path / "lo"), strict=True
    ):
        assert units_in(workbook) == units_of(found), path
        assert [(row[0], row[3]) for row in _rows(workbook["Bình quân"])] == means_of(found), path
        assert {row[16] for row in _rows(workbook["Chỉ số"])} == {"khớp"}, path
        assert workbook["Chỉ số"]["D2"].value == 0
        cells = (cell for sheet in workbook for row in sheet.iter_rows(values_only=True) for cell in row)
        assert not [cell for cell in cells if isinstance(cell, str) and cell.startswith(("#", "Err:"))]


# --- what is in it -------------------------------------------------------------------------------

_FUNCTIONS = {
    "AND",
    "OR",
    "IF",
    "SUM",
    "COUNT",
    "COUNTIF",
    "COUNTIFS",
    "SUMIF",
    "SUMIFS",
    "SUMPRODUCT",
    "AVERAGE",
}
_FUNCTIONS |= {"RANK", "ROUND", "ROUNDDOWN", "ABS", "MOD", "INDEX", "ISNUMBER"}


@pytest.fixture
def scored(sipas: Sipas, tmp_path: Path) -> Path:
    """The workspace of the policies, scored."""
    folder = sipas_world(tmp_path / "w", {})
    assert sipas("-C", folder, "score", folder / "phieu.csv").status == 0
    return folder


def opened(path: Path, *, values: bool = True) -> Any:
    return openpyxl.load_workbook(path, data_only=values)


def test_the_workbook_is_in_vietnamese_whatever_the_user_speaks(sipas: Sipas, scored: Path) -> None:
    for language in ("vi", "en"):
        assert sipas("--lang", language, "-C", scored, "audit", "-o", scored / f"{language}.xlsx").status == 0
    assert (scored / "en.xlsx").read_bytes() == (scored / "vi.xlsx").read_bytes()


def test_each_ballot_is_a_row_of_unit_and_answers_and_nothing_else(sipas: Sipas, scored: Path) -> None:
    sheet = opened(audited(sipas, scored)[0])["Phiếu"]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert rows[0] == ("TT", "Mã đơn vị", "Đơn vị", "A1", "A2", "B1", "B2")
    assert [row[2:] for row in rows if row[2] == "*"] == [
        ("*", 1, 2, 3, 3),
        ("*", 4, "trống", "trống", 5),
    ]
    assert [row[3:] for row in rows if row[2] == "-x"] == [(5, 4, 3, 4), (2, 4, 4, "kad"), (4, "tc", 5, 1)]
    assert (3, 3, 3, "sai") in [row[3:] for row in rows]
    # 3 + 3 + 4 + 2 + 3 ballots of the sở, 4 + 3 of the districts, numbered one after the other
    assert [row[0] for row in rows[1:]] == list(range(1, 23))


def test_an_inspector_follows_a_unit_from_its_index_to_its_ballots_and_back(
    sipas: Sipas, scored: Path
) -> None:
    workbook = opened(audited(sipas, scored)[0], values=False)

    def follow(sheet: str, cell: str) -> tuple[str, int]:
        found = re.fullmatch(r"'(.+)'!A(\d+)", workbook[sheet][cell].hyperlink.location)
        assert found
        return found[1], int(found[2])

    row = next(cell.row for cell in workbook["Chỉ số"]["C"] if cell.value == "Huyện F")
    sheet, at, trail = "Chỉ số", row, []
    for column in "CBBB":
        sheet, at = follow(sheet, f"{column}{at}")
        trail.append((sheet, workbook[sheet].cell(at, 3 if sheet == "Phiếu" else 2).value))
    assert trail == [(name, "Huyện F") for name in ("Yếu tố", "Tiêu chí", "Đếm", "Phiếu")]
    assert workbook["Phiếu"].cell(at - 1, 3).value != "Huyện F"  # dòng đầu trong các phiếu của huyện
    for name in ("Yếu tố", "Tiêu chí"):
        assert follow(name, f"A{row}") == ("Chỉ số", row)
    assert follow("Phiếu", f"B{at}") == ("Chỉ số", row)


def test_ids_times_and_traits_of_respondents_are_nowhere_in_the_workbook(sipas: Sipas, example: Path) -> None:
    write_book(example / "phieu.xlsx", ballots(20))
    assert sipas("score", "phieu.xlsx").status == 0
    out, _ = audited(sipas, example)
    with zipfile.ZipFile(out) as package:
        everything = b"".join(package.read(name) for name in package.namelist()).decode()
    assert "Sở Nội vụ" in everything
    assert not re.search(r"P\d{4}|2023-11-15", everything)


def test_only_functions_of_excel_2010_are_used_and_no_formula_is_made_of_a_name(
    sipas: Sipas, scored: Path, tmp_path: Path
) -> None:
    workbook = opened(audited(sipas, scored)[0], values=False)
    formulas = [
        cell.value for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert len(formulas) > 300
    assert {
        name for formula in formulas for name in re.findall(r"([A-Z][A-Z.0-9]+)\(", formula)
    } <= _FUNCTIONS
    assert not [f for f in formulas if "1+1" in f or "-x" in f or "<C>" in f]
    names = [row[2] for row in workbook["Chỉ số"].iter_rows(min_row=5, values_only=True)]
    assert sorted(names) == sorted([*ANSWERS, "Huyện H"])


def test_the_same_run_gives_the_same_bytes(sipas: Sipas, scored: Path) -> None:
    first = audited(sipas, scored)[0].read_bytes()
    assert audited(sipas, scored)[0].read_bytes() == first


def test_without_the_sources_the_counts_are_numbers_and_all_behind_them_is_live(
    sipas: Sipas, scored: Path
) -> None:
    (scored / "phieu.csv").unlink()
    out = scored / "a.xlsx"
    result = sipas("-C", scored, "audit", "-o", out)
    assert result.status == 0
    assert "Không có (đủ) tệp phiếu gốc" in result.err
    workbook = opened(out, values=False)
    assert "Phiếu" not in workbook.sheetnames
    kinds = {
        sheet: {c.data_type for row in workbook[sheet].iter_rows(min_row=5) for c in row}
        for sheet in ("Đếm", "Tiêu chí")
    }
    first = next(workbook["Đếm"].iter_rows(min_row=5))
    assert [cell.data_type for cell in first] == ["n", "s", "n", "s", *["n"] * 9, "f", "f"]
    assert "f" in kinds["Tiêu chí"]
    texts = [row[1] for row in workbook["Hướng dẫn"].iter_rows(values_only=True)]
    assert any(text and text.startswith("Không có tệp phiếu gốc") for text in texts)


def test_another_file_is_refused_by_its_digest(sipas: Sipas, scored: Path) -> None:
    other = csv_file(scored / "khac.csv", [["Đơn vị", "A1", "A2", "B1", "B2"], ["Sở E", 4, 4, 4, 4]])
    result = sipas("-C", scored, "audit", other, "-o", scored / "a.xlsx")
    assert (result.status, "khac.csv" in result.err) == (3, True)
    assert not (scored / "a.xlsx").exists()


def test_each_of_several_sources_must_be_named(sipas: Sipas, tmp_path: Path) -> None:
    folder = sipas_world(tmp_path / "w", {})
    other = csv_file(folder / "b.csv", [["Đơn vị", "A1", "A2", "B1", "B2"], ["Sở E", 4, 4, 4, 4]])
    assert sipas("-C", folder, "score", folder / "phieu.csv", other).status == 0
    result = sipas("-C", folder, "audit", other, "-o", folder / "a.xlsx")
    assert (result.status, "phieu.csv" in result.err) == (3, True)
    assert sipas("-C", folder, "audit", other, folder / "phieu.csv", "-o", folder / "a.xlsx").status == 0
    assert "Phiếu" in opened(folder / "a.xlsx").sheetnames


def test_a_register_that_gives_other_counts_by_now_is_refused_where_files_are_named(
    sipas: Sipas, scored: Path
) -> None:
    register = (scored / "units.yaml").read_text(encoding="utf-8")
    (scored / "units.yaml").write_text(register.replace('"Sở E"', "Sở Khác"), encoding="utf-8")
    named = sipas("-C", scored, "audit", scored / "phieu.csv", "-o", scored / "a.xlsx")
    assert (named.status, "số đếm khác" in named.err) == (3, True)
    found = sipas("-C", scored, "audit", "-o", scored / "a.xlsx")
    assert (found.status, "số đếm khác" in found.err) == (3, True)
    assert (scored / "a.xlsx").is_file()  # from the stored counts
    assert "Phiếu" not in opened(scored / "a.xlsx").sheetnames


def test_a_published_table_has_nothing_to_be_recomputed(sipas: Sipas, scored: Path) -> None:
    csv_file(scored / "kq.csv", [["Hạng", "Đơn vị", "Chỉ số"], [1, "Sở E", "90.00"], [2, "Huyện F", "80.00"]])
    assert (
        sipas("-C", scored, "import-results", scored / "kq.csv", "--year", 2022, "--index", "sipas").status
        == 0
    )
    result = sipas("-C", scored, "audit", "--year", 2022, "-o", scored / "a.xlsx")
    assert (result.status, "bảng đã công bố" in result.err) == (2, True)


def test_points_are_recomputed_from_the_run_and_take_no_file(sipas: Sipas, tmp_path: Path) -> None:
    folder = par_world(tmp_path / "p", ())
    files = [folder / name for name in ("phieu.csv", "xhh.csv", "diem.xlsx")]
    assert sipas("-C", folder, "score", *files).status == 0
    result = sipas("-C", folder, "audit", "--index", "par", files[2], "-o", folder / "a.xlsx")
    assert (result.status, "không cần tệp" in result.err) == (2, True)
    sheet = opened(audited(sipas, folder, "par")[0])["Điểm"]
    rows = {(row[1], row[2]): row for row in sheet.iter_rows(min_row=5, values_only=True)}
    # 85 % is a step of 1 point; 2.2 does not apply to Sở Tư pháp; nobody filled in 1.2 of Sở Y tế
    assert rows["Sở Nội vụ", "1.1.2"][5:9] == ("Thẩm định", 2, 1, "có")
    assert rows["Sở Tư pháp", "2.2"][7:9] == (None, "không áp dụng")
    assert rows["Sở Y tế", "1.2"][7:9] == (None, "thiếu")
    # of the SIPAS ballots of Sở Nội vụ 3 of 7 are satisfied: 3/7 of 5 points
    assert rows["Sở Nội vụ", "3.1"][5:8] == ("SIPAS", 5, pytest.approx(15 / 7))
    assert rows["Sở Nội vụ", "3.1"][9].startswith("sipas-")


# --- rounding ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("score", "mode", "proved"),
    [
        ("95.435", "half_up", True),  # a half: 95.44 however it is computed
        ("80", "down", True),  # computed as 79.99999999999999 it stays 80
        ("89.99499999996", "half_up", False),  # 89.99, but rounded to nine digits first 89.995, and 90.00
        ("89.9999999996", "down", False),  # 89.99, but rounded to nine digits first 90
        ("95.425", "half_even", True),
    ],
)
def test_what_the_formula_cannot_tell_apart_is_known_beforehand(score: str, mode: Any, proved: bool) -> None:
    assert prints_the_same(Fraction(score), Rounding(decimals=2, mode=mode)) is proved


def test_units_that_exact_figures_rank_and_formulas_might_not_are_named() -> None:
    scores = {"a": "80.00000000001", "b": "80", "c": "70.5", "d": "70.5"}
    units = [Unit(name, name, "so") for name in scores]
    lines = tuple(Standing(unit, 1, False, None, "", 1, {}) for unit in units)
    group = GroupStandings(Group("so", "Các sở"), None, lines)
    own = {name: Score(Fraction(score), {}, {}, 1) for name, score in scores.items()}
    bands = (
        Band.model_validate({"name": "Cao", "above": 80}),
        Band.model_validate({"name": "Thấp", "to": 80}),
    )
    rules = Judgement(rank_on="exact", bands=bands)
    assert doubtful([group], own, rules) == ["a", "b"]
    assert doubtful([group], own, Judgement(bands=bands)) == []
