"""Open data: checked by the tool of Frictionless, told in two languages, no more than may be published."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import frictionless
import pytest

from tests.conftest import ROOT, Once, Sipas, write_book
from tests.test_analysis import HEADER, row

FILES = [
    *("datapackage.json", "indices.csv", "groups.csv", "units.csv", "points.csv", "items.csv"),
    *(
        "unit_items.csv",
        "group_items.csv",
        "answers.csv",
        "other_answers.csv",
        "respondents.csv",
        "suppressed.csv",
        "dictionary.csv",
    ),
]
YEAR = {"quang-ninh-2023": 2023, "hai-phong-2019": 2019}
#: Example -> the commands that store its runs.
SCORED = {
    "quang-ninh-2023": "score survey.xlsx",
    "hai-phong-2019": "score survey.xlsx leaders.xlsx appraisal.xlsx",
}


def table(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / f"{name}.csv").read_text(encoding="utf-8"))))


def package(folder: Path) -> dict[str, Any]:
    described: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return described


@pytest.fixture
def small(tmp_path: Path, sipas: Sipas) -> Path:
    """A: 20 ballots, F1_1 at 50; B: 30, F1_1 at 100; C: 8, F1_1 at 25. Of all 58 ballots 3 are of women."""
    rows = [row(n, "Sở A", "Nam", [2 if n % 2 else 4, *[4] * 24]) for n in range(20)]
    rows += [row(n + 100, "Sở B", "Nữ" if n < 3 else "Nam", [4] * 25) for n in range(30)]
    rows += [row(n + 200, "Sở C", "Nam", [4 if n < 2 else 2, *[4] * 24]) for n in range(8)]
    path = write_book(tmp_path / "a.xlsx", rows, HEADER)
    assert sipas("score", path, "--criteria", "quang-ninh-2023", "--year", 2023).status == 0
    return tmp_path


@pytest.mark.parametrize("name", list(SCORED))
def test_frictionless_finds_nothing_wrong(
    name: str, examples_once: Once, tmp_path: Path, sipas: Sipas
) -> None:
    """Types, keys within and between tables, sizes and digests."""
    shutil.copytree(examples_once(name, SCORED[name]), tmp_path, dirs_exist_ok=True)
    made = sipas("export", "--open-data", "--year", YEAR[name])
    assert made.status == 0
    folder = tmp_path / f"du-lieu-mo-{YEAR[name]}"
    assert [Path(line).name for line in made.out.splitlines()] == FILES
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["title", "message"]) == []
    assert [task.name for task in report.tasks] == [file.removesuffix(".csv") for file in FILES[1:]]


def test_a_published_table_that_was_brought_in_gives_the_ranks_that_it_has(
    tmp_path: Path, sipas: Sipas
) -> None:
    for name in ("sipas.yaml", "units.yaml", "results-2018.csv"):
        shutil.copy(ROOT / "examples" / "hai-phong-2019" / name, tmp_path / name)
    assert sipas("-q", "import-results", "results-2018.csv", "--year", 2018, "--index", "par").status == 0
    assert sipas("export", "--open-data", "--year", 2018).status == 0
    folder = tmp_path / "du-lieu-mo-2018"
    assert frictionless.validate(str(folder / "datapackage.json")).flatten(["title", "message"]) == []
    first = table(folder, "units")[0]
    assert (first["unit"], first["rank"], first["score"]) == ("Văn phòng UBND thành phố", "1", "")


def test_frictionless_would_find_a_changed_figure(scored_example: Path, sipas: Sipas) -> None:
    sipas("export", "--open-data")
    units = scored_example / "du-lieu-mo-2023" / "units.csv"
    units.write_bytes(units.read_bytes().replace(b"96.99", b"high"))
    report = frictionless.validate(str(scored_example / "du-lieu-mo-2023" / "datapackage.json"))
    found = {title for (title,) in report.flatten(["title"])}
    assert found == {"Byte Count Error", "Hash Count Error", "Type Error"}


def test_the_tables_have_the_published_figures(scored_example: Path, sipas: Sipas) -> None:
    assert sipas("export", "--open-data").status == 0
    folder = scored_example / "du-lieu-mo-2023"
    first = table(folder, "units")[0]
    assert (first["unit_id"], first["unit"], first["rank"]) == ("so-tu-phap", "Sở Tư pháp", "1")
    assert (first["score"], first["ballots"]) == ("96.99", "200")
    assert len(table(folder, "units")) == 41
    assert [row["score"] for row in table(folder, "indices")] == ["94.81"]
    assert len(table(folder, "unit_items")) == 41 * (5 + 25)
    assert not (folder / "units.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_points_of_the_par_index(examples_once: Once, tmp_path: Path, sipas: Sipas) -> None:
    shutil.copytree(examples_once("hai-phong-2019", SCORED["hai-phong-2019"]), tmp_path, dirs_exist_ok=True)
    assert sipas("export", "--open-data", "-o", "mo").status == 0
    folder = tmp_path / "mo"
    assert [row["index"] for row in table(folder, "indices")] == ["sipas", "par", "xhh"]
    own = [row for row in table(folder, "points") if row["unit_id"] == "thanh-tra-thanh-pho"]
    points = {(row["kind"], row["id"]): row["points"] for row in own}
    # appraisal 73.96, survey of leaders 8.04, satisfaction 9.55: 91.55
    assert points["total", "total"] == "91.55"
    sources = [points["source", name] for name in ("appraisal", "xhh", "sipas")]
    assert sources == ["73.96", "8.04", "9.55"]


def test_every_field_is_in_the_dictionary_in_both_languages(scored_example: Path, sipas: Sipas) -> None:
    sipas("export", "--open-data")
    folder = scored_example / "du-lieu-mo-2023"
    meant = {(row["table"], row["field"]): row for row in table(folder, "dictionary")}
    described = package(folder)
    fields = [(one["name"], field) for one in described["resources"] for field in one["schema"]["fields"]]
    assert len(meant) == len(fields)
    for name, field in fields:
        own = meant[name, field["name"]]
        assert [own["title_vi"], own["title_en"]] == [field["title"], field["title_en"]]
        assert [own["meaning_vi"], own["meaning_en"]] == [field["description"], field["description_en"]]


def test_what_tells_of_few_is_suppressed_and_listed_with_the_reason(small: Path, sipas: Sipas) -> None:
    made = sipas("export", "--open-data")
    assert made.status == 0
    folder = small / "du-lieu-mo-2023"
    units = {row["unit"]: row for row in table(folder, "units")}
    assert units["Sở C"]["score"] == "97.00"  # 24 câu 100 và một câu 25: 2425 / 25
    own = [row for row in table(folder, "unit_items") if row["unit_id"] == units["Sở C"]["unit_id"]]
    assert {(row["level"], row["score_pct"]) for row in own} == {("factor", "")}
    means = {row["item_id"]: row["mean_pct"] for row in table(folder, "group_items")}
    assert means["F1_1"] == "75.00"  # (50 + 100) / 2
    answers = {row["answer"]: row["ballots"] for row in table(folder, "answers") if row["item_id"] == "F1_1"}
    assert answers == {"2": "10", "4": "40"}  # 20 + 30 phiếu
    of_sex = {row["value"]: row for row in table(folder, "respondents") if row["trait_id"] == "gioi-tinh"}
    assert {value: cell["ballots"] for value, cell in of_sex.items()} == {"Nam": "", "Nữ": ""}
    listed = [tuple(row.values())[2:7] for row in table(folder, "suppressed")]
    unit = units["Sở C"]["unit_id"]
    group = units["Sở C"]["group_id"]
    assert listed[:4] == [
        ("unit_items", "score_pct", "unit", unit, "hidden"),
        ("group_items", "mean_pct", "group", group, "made_without"),
        ("items", "score_pct", "index", "sipas", "made_without"),
        ("answers", "ballots", "index", "sipas", "made_without"),
    ]
    assert ("respondents", "ballots", "trait", "gioi-tinh=Nữ", "hidden") in listed
    assert "ít hơn 10 phiếu" in table(folder, "suppressed")[0]["reason_vi"]
    assert "fewer than 10 ballots" in table(folder, "suppressed")[0]["reason_en"]
    assert f"{len(listed)} chỗ" in made.err


def test_leaves_are_hidden_where_few_leaders_were_asked_about_a_unit(
    examples_once: Once, tmp_path: Path, sipas: Sipas
) -> None:
    """74 leaders judged each of the 20 departments, and no district. With at least 75 wanted, the leaves of
    the survey would say what the 74 answered; the areas are published with the index."""
    shutil.copytree(examples_once("hai-phong-2019", SCORED["hai-phong-2019"]), tmp_path, dirs_exist_ok=True)
    assert sipas("-q", "report", "--index", "par", "-o", "before.html").status == 0
    with (tmp_path / "sipas.yaml").open("a", encoding="utf-8") as settings:
        settings.write("minimum_cell: 75\n")
    assert sipas("export", "--open-data", "-o", "mo").status == 0
    listed = [row for row in table(tmp_path / "mo", "suppressed") if row["index"] == "par"]
    assert [row["table"] for row in listed] == [*["unit_items"] * 20, "group_items", "items"]
    own = [row for row in table(tmp_path / "mo", "unit_items") if row["unit_id"] == "thanh-tra-thanh-pho"]
    of_par = [row["level"] for row in own if row["index"] == "par" and row["score_pct"]]
    assert of_par == ["factor"] * 8
    assert sipas("-q", "report", "--index", "par", "-o", "after.html").status == 0
    before, after = ((tmp_path / name).read_text(encoding="utf-8") for name in ("before.html", "after.html"))
    # leaf 1.3 of Thanh tra thành phố: 1340 / 17
    assert ("78,82" in before, "78,82" in after) == (True, False)
    assert "có ít hơn 75 phiếu" in after


def test_licence_source_and_publisher_are_those_of_the_settings_or_said_to_be_unknown(
    scored_example: Path, sipas: Sipas
) -> None:
    assert "Chưa rõ: giấy phép, văn bản nguồn, cơ quan công bố" in sipas("export", "--open-data").err
    folder = scored_example / "du-lieu-mo-2023"
    described = package(folder)
    assert not {"licenses", "sources", "contributors", "published"} & set(described)
    assert set(described["unknown"]) == {"licenses", "sources", "contributors"}
    with (scored_example / "sipas.yaml").open("a", encoding="utf-8") as settings:
        settings.write(
            "open_data:\n  licence: CC-BY-4.0\n  source: Quyết định số 865/QĐ-UBND\n  publisher: Sở Nội vụ\n"
            "  published: 2024-03-27\n"
        )
    assert "Chưa rõ" not in sipas("export", "--open-data").err
    described = package(folder)
    assert described["licenses"] == [{"name": "CC-BY-4.0"}]
    assert described["sources"] == [{"title": "Quyết định số 865/QĐ-UBND"}]
    assert described["contributors"] == [{"title": "Sở Nội vụ", "role": "publisher"}]
    assert described["published"] == "2024-03-27"
    assert "unknown" not in described
    assert frictionless.validate(str(folder / "datapackage.json")).valid


def test_a_day_is_written_as_iso_has_it(scored_example: Path, sipas: Sipas) -> None:
    with (scored_example / "sipas.yaml").open("a", encoding="utf-8") as settings:
        settings.write("open_data:\n  published: 27/3/2024\n")
    refused = sipas("export", "--open-data")
    assert refused.status == 2
    assert "ngày phải ghi theo dạng năm-tháng-ngày" in refused.err


def test_a_run_that_is_not_frozen_gives_a_draft(scored_example: Path, sipas: Sipas) -> None:
    sipas("export", "--open-data")
    described = package(scored_example / "du-lieu-mo-2023")
    assert (described["draft"], "DỰ THẢO" in described["title"]) == (True, True)
    assert "DRAFT" in described["title_en"]
    sipas("freeze", "--year", 2023)
    sipas("export", "--open-data")
    described = package(scored_example / "du-lieu-mo-2023")
    assert (described["draft"], "DỰ THẢO" in described["title"]) == (False, False)


def test_the_same_bytes_whatever_the_language_and_a_changed_file_is_kept(
    scored_example: Path, sipas: Sipas
) -> None:
    sipas("export", "--open-data", "-o", "a")
    sipas("--lang", "en", "export", "--open-data", "-o", "b")
    a, b = ({path.name: path.read_bytes() for path in Path(name).iterdir()} for name in "ab")
    assert (a == b, set(a)) == (True, set(FILES))
    (Path("a") / "units.csv").write_bytes(b"edited by hand")
    sipas("export", "--open-data", "-o", "a")
    assert (Path("a") / "units.csv").read_bytes() == b["units.csv"]
    assert (Path("a") / "units.csv.bak").read_bytes() == b"edited by hand"
    assert not (Path("a") / "items.csv.bak").exists()


def test_what_to_export_and_where_has_to_be_named(scored_example: Path, sipas: Sipas) -> None:
    assert "Thêm --open-data" in sipas("export").err
    assert "Nêu một thư mục" in sipas("export", "--open-data", "-o", "-").err
