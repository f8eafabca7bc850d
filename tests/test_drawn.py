"""Samples that were drawn by strata, clusters and weights: from a file to what a run says of its errors.

The ballots and what the R package `survey` said of them lie in tests/data/precision, see test_precision.py.
"""

import csv
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import docx
import openpyxl
import pytest
from conftest import Sipas
from par_world import changed
from test_audit import _rows as rows_in
from test_audit import audited, means_of, recalculated, units_in, units_of

from sipas_cli.runs import folders
from sipas_cli.runs.kept import Kept, read_kept
from sipas_cli.runs.precision import precision_of
from sipas_cli.score.precision import NoPrecision, Precision
from sipas_cli.score.terms import INDEX, Figure
from sipas_cli.workspace.workspace import Workspace

DATA = Path(__file__).parent / "data" / "precision"
POLICIES = Path(__file__).parent / "criteria" / "policies.yaml"
#: How the ballots' kinds stand in a file that the criteria read.
TEXTS = {"blank": "", "refused": "Từ chối trả lời", "not_applicable": "Không biết", "off_scale": "9"}
QUESTIONS = ("A1", "A2", "B1", "B2")
COLUMNS = {"stratum": "Tầng", "cluster": "Cụm", "weight": "Trọng số"}
REGISTER = """groups: [{id: so, name: Các sở}]
units: [{id: x, name: Sở X, group: so}, {id: y, name: Sở Y, group: so}, {id: z, name: Sở Z, group: so}]
"""

Edit = Callable[[list[dict[str, str]]], None]


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def workspace(folder: Path, declared: Sequence[str], edit: Edit | None = None, population: str = "") -> None:
    """The ballots of the three units as a csv, and criteria that declare some columns."""
    text = POLICIES.read_text(encoding="utf-8").partition("cases:")[0].replace("id: policies", "id: drawn")
    named = "".join(f"\n    {role}: [{COLUMNS[role]}]" for role in declared)
    text = text.replace("    unit: [Đơn vị]", "    unit: [Đơn vị]" + named)
    text = text.replace("  breakdowns:\n", "  ballots: {maximum_unknown_label_pct: 100}\n  breakdowns:\n")
    (folder / "criteria").mkdir()
    (folder / "criteria" / "drawn.yaml").write_text(text, encoding="utf-8")
    (folder / "units.yaml").write_text(REGISTER, encoding="utf-8")
    if population:
        (folder / "population.csv").write_text(population, encoding="utf-8")
    rows = rows_of("ballots.csv")
    if edit:
        edit(rows)
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Đơn vị", *(COLUMNS[role] for role in declared), *QUESTIONS])
        for row in rows:
            answers = [TEXTS.get(row[question], row[question]) for question in QUESTIONS]
            writer.writerow([f"Sở {row['unit']}", *(row[role] for role in declared), *answers])


def scored(folder: Path, sipas: Sipas) -> Kept:
    done = sipas("score", "a.csv", "--criteria", "drawn", "--year", "2023")
    assert done.status == 0, done.err
    owner = Workspace(folder)
    names = folders.runs(owner, 2023)
    return read_kept(folders.load(owner, 2023, names[-1]))


#: Design of survey.R -> the columns that it needs, and the sizes.
DESIGNS = {
    "simple": ([], ""),
    "finite": ([], "unit,population\nSở X,500\nSở Y,300\n"),
    "stratified": (["stratum"], ""),
    "stratified_finite": (
        ["stratum"],
        "unit,stratum,population\nSở X,s1,150\nSở X,S2,400\nsở y,S1,90\nSở Y,S2,210\n",
    ),
    "clustered": (["cluster"], ""),
    "clustered_finite": (
        ["stratum", "cluster"],
        "unit,stratum,population\nSở X,S1,9\nSở X,S2,14\nSở Y,S1,9\nSở Y,S2,14\n",
    ),
    "weighted": (["weight"], ""),
    "all": (["stratum", "cluster", "weight"], ""),
}


def valid(rows: list[dict[str, str]]) -> None:
    """A ballot without any answer is rejected here, and R would have counted it: there is none."""
    assert all(any(row[question].isdecimal() for question in QUESTIONS) for row in rows)


@pytest.mark.parametrize("design", DESIGNS)
def test_a_run_says_what_survey_says(tmp_path: Path, sipas: Sipas, design: str) -> None:
    declared, population = DESIGNS[design]
    workspace(tmp_path, declared, valid, population)
    kept = scored(tmp_path, sipas)
    found = precision_of(kept, Workspace(tmp_path))
    checked = 0
    for line in rows_of("survey.csv"):
        key = (line["design"], line["measure"], line["rule"])
        if key != (design, "leave_out", "mean_of_criteria") or not line["unit"]:
            continue
        level, _, own = line["figure"].partition(" ")
        unit = line["unit"].lower()
        precise, score = found.units[unit][Figure(level, own)], kept.scores.units[unit]
        assert isinstance(precise, Precision)
        assert precise.se == pytest.approx(float(line["se"]), rel=1e-9)
        assert precise.low == pytest.approx(float(line["low"]), abs=1e-6)
        assert precise.high == pytest.approx(float(line["high"]), abs=1e-6)
        if level == "index":
            assert float(score.index or 0) == pytest.approx(float(line["estimate"]), rel=1e-12)
        checked += 1
    assert checked == 14  # index, two factors, four criteria of two units


def test_weighted_scores_are_exact(tmp_path: Path, sipas: Sipas) -> None:
    def three(rows: list[dict[str, str]]) -> None:
        del rows[3:]
        for row, weight, answer in zip(rows, ("1", "1,5", "2.25"), ("5", "1", "4"), strict=True):
            row.update(unit="X", weight=weight, A1=answer, A2=answer, B1=answer, B2=answer)

    workspace(tmp_path, ["weight"], three)
    kept = scored(tmp_path, sipas)
    # (1 + 2.25) / (1 + 1.5 + 2.25) = 3.25 / 4.75 = 13/19
    assert kept.scores.units["x"].index == Fraction(1300, 19)
    assert kept.scores.units["x"].ballots == 3


def test_a_census_has_no_error_and_more_ballots_than_people_are_refused(tmp_path: Path, sipas: Sipas) -> None:
    workspace(tmp_path, [], None, "unit,population\nSở X,90\nSở Y,60\nSở Z,30\n")
    kept = scored(tmp_path, sipas)
    found = precision_of(kept, Workspace(tmp_path))
    for unit, score in kept.scores.units.items():
        precise = found.units[unit][INDEX]
        assert isinstance(precise, Precision)
        assert (precise.se, precise.compared) == (0.0, 0.0)
        assert precise.low == precise.high == float(score.index or 0)
    assert all(rank.first == rank.last for rank in found.ranks.values() if not isinstance(rank, NoPrecision))
    (tmp_path / "population.csv").write_text("unit,population\nSở X,90\nSở Y,59\n", encoding="utf-8")
    done = sipas("score", "a.csv", "--criteria", "drawn", "--year", "2023", "--lang", "en")
    assert done.status == 3
    assert "population.csv ! B3: Sở Y: this cell says that there are 59, and 60 were drawn" in done.err


def test_the_sizes_of_the_population_are_part_of_a_run(tmp_path: Path, sipas: Sipas) -> None:
    workspace(tmp_path, [])
    first = scored(tmp_path, sipas).stored.name
    (tmp_path / "population.csv").write_text("unit,population\nSở X,500\n", encoding="utf-8")
    second = scored(tmp_path, sipas).stored
    assert second.name != first
    assert (second.path / "population.csv").read_text(encoding="utf-8-sig").split() == [
        "unit_id,stratum,population",
        "x,,500",
    ]
    assert scored(tmp_path, sipas).stored.name == second.name


def test_a_stratum_with_one_ballot_has_no_interval(tmp_path: Path, sipas: Sipas) -> None:
    def alone(rows: list[dict[str, str]]) -> None:
        rows[0]["stratum"] = "S3"

    workspace(tmp_path, ["stratum"], alone)
    found = precision_of(scored(tmp_path, sipas), Workspace(tmp_path))
    assert found.units["x"][INDEX] is NoPrecision.LONE_IN_STRATUM
    assert isinstance(found.units["y"][INDEX], Precision)


def test_one_cluster_has_no_interval(tmp_path: Path, sipas: Sipas) -> None:
    def one(rows: list[dict[str, str]]) -> None:
        for row in rows:
            row["cluster"] = row["unit"]

    workspace(tmp_path, ["cluster"], one)
    found = precision_of(scored(tmp_path, sipas), Workspace(tmp_path))
    assert found.units["x"][INDEX] is NoPrecision.ONE_CLUSTER


@pytest.mark.parametrize(
    ("role", "text", "cell", "words"),
    [
        ("stratum", "", "B4", "tells no stratum"),
        ("cluster", " ", "B4", "tells no cluster"),
        ("weight", "", "B4", "a number above 0"),
        ("weight", "0", "B4", "a number above 0"),
        ("weight", "-1", "B4", "a number above 0"),
        ("weight", "50%", "B4", "a number above 0"),
        ("weight", "hai", "B4", "a number above 0"),
    ],
)
def test_a_faulty_cell_is_refused_with_its_place(
    tmp_path: Path, sipas: Sipas, role: str, text: str, cell: str, words: str
) -> None:
    def fault(rows: list[dict[str, str]]) -> None:
        rows[2][role] = text

    workspace(tmp_path, [role], fault)
    done = sipas("score", "a.csv", "--criteria", "drawn", "--year", "2023", "--lang", "en")
    assert done.status == 3
    assert f"a.csv ! {cell}: " in done.err
    assert words in done.err
    assert not (tmp_path / "results").exists()


def test_a_stratum_that_the_population_does_not_have_is_refused(tmp_path: Path, sipas: Sipas) -> None:
    def strange(rows: list[dict[str, str]]) -> None:
        rows[2]["stratum"] = "S9"

    workspace(tmp_path, ["stratum"], strange, "unit,stratum,population\nSở X,S1,150\nSở X,S2,400\n")
    done = sipas("score", "a.csv", "--criteria", "drawn", "--year", "2023", "--lang", "en")
    assert done.status == 3
    assert "a.csv ! B4: population.csv does not have this stratum" in done.err
    assert "S9" not in done.err


def test_a_declared_column_that_is_missing_is_refused(tmp_path: Path, sipas: Sipas) -> None:
    workspace(tmp_path, ["weight"])
    text = (tmp_path / "a.csv").read_text(encoding="utf-8")
    (tmp_path / "a.csv").write_text(text.replace("Trọng số", "Ghi chú"), encoding="utf-8")
    done = sipas("score", "a.csv", "--criteria", "drawn", "--year", "2023", "--lang", "en")
    assert done.status == 3
    assert "columns.weight (Trọng số)" in done.err


def test_a_weight_for_each_ballot_is_refused(tmp_path: Path, sipas: Sipas) -> None:
    def each(rows: list[dict[str, str]]) -> None:
        rows += [dict(row) for row in rows[:21]]
        for number, row in enumerate(rows, start=1):
            row["weight"] = f"1.{number:03d}"

    workspace(tmp_path, ["weight"], each)
    done = sipas("score", "a.csv", "--criteria", "drawn", "--year", "2023", "--lang", "en")
    assert done.status == 3
    assert "the column of weights has 201 different ones, 200 at most" in done.err


def test_no_name_of_a_cluster_is_stored(tmp_path: Path, sipas: Sipas) -> None:
    workspace(tmp_path, ["cluster"])
    kept = scored(tmp_path, sipas)
    content = (kept.stored.path / "tally" / "pairs.bin").read_bytes()
    assert b"XS1" not in content
    assert b'"x","","",' in content


#: What is changed of the rules -> by which sheets the audit then goes.
AUDITED = (
    (),
    (
        ("factor_score: mean_of_criteria\n", "factor_score: pooled\n"),
        ("missing_answers: leave_out\n", "missing_answers: in_denominator\n"),
    ),
    (
        ("measure: satisfied_share\n", "measure: mean_percent\n"),
        ("overall: pooled\n", "overall: mean_of_units\n"),
    ),
    (("measure: satisfied_share\n", "measure: satisfied_throughout\n"),),
)


def test_a_spreadsheet_adds_up_weights_to_every_index(tmp_path: Path, sipas: Sipas) -> None:
    made = []
    for number, changes in enumerate(AUDITED):
        folder = tmp_path / f"w{number}"
        folder.mkdir()
        workspace(folder, ["stratum", "weight"])
        rules = folder / "criteria" / "drawn.yaml"
        rules.write_text(changed(rules.read_text(encoding="utf-8"), *changes), encoding="utf-8")
        words = ("--criteria", "drawn", "--year", "2023")
        assert sipas("-C", folder, "score", folder / "a.csv", *words).status == 0
        made.append(audited(sipas, folder))
    for (path, ranked), computed in zip(
        made, recalculated([path for path, _ in made], tmp_path / "lo"), strict=True
    ):
        assert units_in(computed) == units_of(ranked), path
        assert [(row[0], row[3]) for row in rows_in(computed["Bình quân"])] == means_of(ranked), path
        assert {row[16] for row in rows_in(computed["Chỉ số"])} == {"khớp"}, path
        assert "Phiếu" not in computed.sheetnames


def test_the_audit_has_the_ballots_of_each_weight(tmp_path: Path, sipas: Sipas) -> None:
    # weights 1, 1.5 and 2.25 are 4, 6 and 9 quarters: satisfied on A1 are 4 + 9 of 19
    def three(rows: list[dict[str, str]]) -> None:
        del rows[3:]
        for row, weight, answer in zip(rows, ("1", "1,5", "2.25"), ("5", "1", "4"), strict=True):
            row.update(unit="X", weight=weight, A1=answer, A2=answer, B1=answer, B2=answer)

    workspace(tmp_path, ["weight"], three)
    scored(tmp_path, sipas)
    assert "ghi số phiếu theo từng trọng số" in sipas("audit", "-o", "b.xlsx", "--year", "2023").err
    book = openpyxl.load_workbook(tmp_path / "b.xlsx", data_only=True)
    rows = [row[2:7] for row in rows_in(book["Trọng số"]) if row[3] == "A1"]
    assert sorted(rows) == [[1, "A1", 1, 4, 1], [1, "A1", 1.5, 6, 1], [1, "A1", 2.25, 9, 1]]
    counts = next(row for row in rows_in(book["Đếm"]) if row[3] == "A1")
    assert (counts[4:9], counts[-2:]) == ([6, 0, 0, 9, 4], [19, "khớp"])
    # and these are no typed numbers: sums of the products of two columns of the sheet of weights
    formulas = openpyxl.load_workbook(tmp_path / "b.xlsx")
    first = next(row for row in formulas["Đếm"].iter_rows(min_row=5) if row[3].value == "A1")
    assert first[7].value == "=SUMPRODUCT('Trọng số'!$F$5:$F$7,'Trọng số'!$K$5:$K$7)"
    assert formulas["Trọng số"]["F5"].value == "=ROUND('Trọng số'!$E$5*'Trọng số'!$F$2,0)"
    assert formulas["Trọng số"]["F2"].value == 4


def test_forms_have_the_columns_that_the_plan_declares(tmp_path: Path, sipas: Sipas) -> None:
    workspace(tmp_path, ["stratum", "cluster", "weight"])
    assert sipas("form", "--criteria", "drawn", "-o", "f.xlsx").status == 0
    header = [cell.value for cell in openpyxl.load_workbook(tmp_path / "f.xlsx")["Phiếu"][4]]
    assert header[:4] == ["Đơn vị", "Tầng", "Cụm", "Trọng số"]
    assert sipas("form", "--criteria", "drawn", "--xlsform", "-o", "x.xlsx").status == 0
    survey = openpyxl.load_workbook(tmp_path / "x.xlsx")["survey"]
    names = [str(row[1]) for row in survey.iter_rows(values_only=True)]
    assert names[3:7] == ["don_vi", "tang", "cum", "trong_so"]
    # an export with these names is read without any mapping
    (tmp_path / "k.csv").write_text(
        "don_vi,tang,cum,trong_so,A1,A2,B1,B2\nSở X,S1,c1,1.5,5,5,5,5\nSở X,S1,c2,2,1,1,1,1\n",
        encoding="utf-8",
    )
    assert sipas("score", "k.csv", "--criteria", "drawn", "--year", "2023").status == 0
    # 1.5 of 3.5: 300/7
    assert "42,86" in sipas("rank").out
    assert sipas("form", "--criteria", "drawn", "--ballot", "-o", "b.docx").status == 0
    printed = [paragraph.text for paragraph in docx.Document(str(tmp_path / "b.docx")).paragraphs]
    assert [text.partition(":")[0] for text in printed if text.startswith(("Tầng", "Cụm", "Trọng số"))] == [
        "Tầng",
        "Cụm",
    ]


def test_a_form_without_such_columns_has_none(tmp_path: Path, sipas: Sipas) -> None:
    workspace(tmp_path, [])
    sipas("form", "--criteria", "drawn", "-o", "f.xlsx")
    header = [cell.value for cell in openpyxl.load_workbook(tmp_path / "f.xlsx")["Phiếu"][4]]
    assert not {"Tầng", "Cụm", "Trọng số"} & set(header)


def test_counts_beside_weighted_scores_say_that_they_are_numbers_of_ballots(
    tmp_path: Path, sipas: Sipas
) -> None:
    workspace(tmp_path, ["weight"])
    header, *ballots = (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()
    lines = [f"Giới tính,{header}", *(f"Nam,{ballot}" for ballot in ballots)]
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    scored(tmp_path, sipas)
    assert "mỗi phiếu tính một lần" in sipas("explain", "--questions").err
    assert sipas("report", "--year", "2023", "-o", "r.html").status == 0
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "(mỗi phiếu tính một lần, không nhân trọng số)" in page
    assert "(không nhân trọng số; điểm thì có)" in page
