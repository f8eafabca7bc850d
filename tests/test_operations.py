"""What is done how often: files of one form are recognised once, sheets unpacked twice; what documents of
many units share is done once, not for each of them."""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from conftest import CODES, Sipas, ballots, write_book
from docxtpl import DocxTemplate
from jinja2 import Environment
from xlsxwriter.worksheet import Worksheet

from sipas_cli import files
from sipas_cli.files import csv_of_columns
from sipas_cli.intake import headers, readings
from sipas_cli.model import Group, GroupStandings, Unit
from sipas_cli.runs import tables
from sipas_cli.score.contributions import Contributions, Item
from sipas_cli.sheets.package import Package
from sipas_cli.tally import Tally
from sipas_cli.templating.steps import MOST_COST, Steps, TooFarError
from sipas_cli.templating.templates import environment
from sipas_cli.workspace import units as names
from sipas_cli.workspace.units import Registry


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often sheets are laid out, and parts unpacked."""
    counted: Counter[str] = Counter()
    laid_out, chunks = headers.layout, Package.chunks

    def layout(*arguments: Any) -> Any:
        counted["layout"] += 1
        return laid_out(*arguments)

    def unpacked(*arguments: Any) -> Any:
        counted["unpacked"] += 1
        return chunks(*arguments)

    monkeypatch.setattr(readings.headers, "layout", layout)
    monkeypatch.setattr(Package, "chunks", unpacked)
    return counted


def books(folder: Path, number: int) -> list[str]:
    """Workbooks of one form, with ballots of their own."""
    names = [f"{place}.xlsx" for place in range(number)]
    for place, name in enumerate(names):
        rows = [[f"{place}-{row[0]}", *row[1:]] for row in ballots()]
        write_book(folder / name, rows)
    return names


def test_files_of_one_form_are_recognised_once(tmp_path: Path, sipas: Sipas, count: Counter[str]) -> None:
    names = books(tmp_path, 6)
    sipas("check", names[0])
    first = count["layout"]
    count.clear()
    sipas("check", *names)
    assert count["layout"] == first + 5


def test_a_sheet_is_unpacked_for_its_first_rows_and_for_its_columns(
    tmp_path: Path, sipas: Sipas, count: Counter[str]
) -> None:
    names = books(tmp_path, 3)
    sipas("check", *names)
    assert count["unpacked"] == 2 * 3


# --- documents of many units ---------------------------------------------------------------------


@pytest.fixture
def operations(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often templates are compiled or prepared, counts gone through, files of runs read, and cells kept
    for a workbook."""
    counted: Counter[str] = Counter()

    def note(place: Any, name: str, call: str) -> None:
        original = getattr(place, name)

        def noted(*arguments: Any, **more: Any) -> Any:
            counted[call] += 1
            return original(*arguments, **more)

        monkeypatch.setattr(place, name, noted)

    note(Environment, "compile", "compiled")
    note(DocxTemplate, "patch_xml", "prepared")
    note(Tally, "rows", "gone through")
    note(tables, "rows_of", "read")
    note(Worksheet, "write_number", "kept")
    return counted


Communes = Callable[[int, int], None]


@pytest.fixture
def communes(tmp_path: Path, sipas: Sipas) -> Communes:
    """Scores so many communes of one group with so many ballots each; there may be no run before."""

    def score(units: int, of_each: int) -> None:
        names = [f"Xã {number}" for number in range(units)]
        entries = [f"  - {{id: x{n}, group: xa, name: {name}}}" for n, name in enumerate(names)]
        register = ["groups: [{id: xa, name: Các xã}]", "units:", *entries, ""]
        (tmp_path / "units.yaml").write_text("\n".join(register), encoding="utf-8")
        (tmp_path / "sipas.yaml").write_text("criteria: quang-ninh-2023\nyear: 2023\n", encoding="utf-8")
        lines = [",".join(["Mã phiếu", "Tên đơn vị", *CODES])]
        for number in range(units * of_each):
            answers = ["5"] * (number % 20) + ["4"] * (len(CODES) - number % 20)
            lines.append(",".join([f"P{number}", names[number % units], *answers]))
        (tmp_path / "ballots.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        assert sipas("score", "ballots.csv").status == 0

    return score


def test_pages_of_more_units_take_no_more_templates_nor_looks_at_the_counts(
    sipas: Sipas, communes: Communes, operations: Counter[str]
) -> None:
    seen = []
    for units in (101, 108):
        communes(units, 1)
        operations.clear()
        assert sipas("report").status == 0
        seen.append(dict(operations))
    assert seen[0] == seen[1]
    assert seen[0]["compiled"] > 0


def test_more_notices_prepare_the_template_no_more_often(
    sipas: Sipas, communes: Communes, operations: Counter[str]
) -> None:
    communes(5, 1)
    seen = []
    for units in (["--unit", "Xã 1"], ["--unit", "Xã 1", "--unit", "Xã 2", "--unit", "Xã 3"]):
        operations.clear()
        assert sipas("render-notice", "--jobs", "1", *units).status == 0
        seen.append((operations["compiled"], operations["prepared"]))
    assert seen[0] == seen[1]
    assert seen[0][1] > 0


def test_cells_of_an_audit_that_are_kept_do_not_grow_with_the_ballots(
    sipas: Sipas, communes: Communes, operations: Counter[str]
) -> None:
    kept = []
    for of_each in (2, 5):
        communes(6, of_each)
        operations.clear()
        assert sipas("audit", "-o", "a.xlsx").status == 0
        kept.append(operations["kept"])
    assert kept[0] == kept[1] > 0


def test_the_ranked_units_of_a_group_are_counted_no_more_often_for_more_pages(
    sipas: Sipas, communes: Communes, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = []
    original = GroupStandings.ranked

    def ranked(group: GroupStandings) -> int:
        counted.append(group)
        return original.fget(group)  # type: ignore[attr-defined,no-any-return]  # of the property

    monkeypatch.setattr(GroupStandings, "ranked", property(ranked))
    seen = []
    for number in (101, 108):
        communes(number, 1)
        counted.clear()
        assert sipas("report").status == 0
        seen.append(len(counted))
    assert seen[0] == seen[1] > 0


def test_things_of_a_page_are_counted_once_and_only_where_it_costs_much() -> None:
    asked = []

    def things() -> int:
        asked.append(1)
        return 1_000

    steps = Steps(things=things)
    steps.take(MOST_COST)
    assert not asked
    steps.take(1)  # 1,000 things may cost a million more
    steps.take(999_999)
    assert len(asked) == 1
    with pytest.raises(TooFarError):
        steps.take(1)


def test_a_kind_of_thing_is_asked_once_whether_a_template_may_ask_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from jinja2 import sandbox

    asked = []
    original = sandbox.is_internal_attribute

    def noted(thing: Any, attribute: str) -> bool:
        asked.append((type(thing), attribute))
        return original(thing, attribute)

    monkeypatch.setattr(sandbox, "is_internal_attribute", noted)
    made = environment(escape=True)
    page = made.from_string("{% for one in units %}{{ one.name }}{{ one.group }}, {% endfor %}")
    text = page.render(units=[Unit(f"x{n}", f"Xã {n}", "xa") for n in range(50)])
    assert text.startswith("Xã 0xa, Xã 1xa, ")
    assert asked == [(Unit, "name"), (Unit, "group")]


def test_a_gap_of_many_answers_is_closed_without_a_look_at_each() -> None:
    item = Item("", "", "", Fraction(0), Fraction(1_000_000), Fraction(100), {}, rises=1_000_000)
    looked = []

    def reached(level: Fraction) -> bool:
        looked.append(level)
        return level >= Fraction(30)

    assert Contributions((), (item,)).rises_to(reached, Fraction(0)) == 300_000  # 0.0001 points each
    assert len(looked) <= 2 + 20  # 2**20 is more than a million


# --- words and figures ---------------------------------------------------------------------------


def test_a_text_is_looked_at_once_in_a_table_of_any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy as np

    looked, original = [], files._cell_text

    def noted(value: Any) -> str:
        looked.append(value)
        return original(value)

    monkeypatch.setattr(files, "_cell_text", noted)
    columns = [np.array(["Sở Y tế", "=1", ""] * 30_000, dtype=object), np.array([4, 5, 4] * 30_000)]
    content = csv_of_columns(["unit", "ballots"], columns, bom=False)
    assert content.decode().splitlines()[:4] == ["unit,ballots", "Sở Y tế,4", "'=1,5", ",4"]
    assert sorted(map(str, looked)) == ["", "4", "5", "=1", "Sở Y tế"]


def test_a_name_that_nobody_knows_has_its_key_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = Registry([Group("a", "Các sở")], [Unit("s1", "Sở Y tế", "a")], "tỉnh Bình An")
    assert registry.unit("Sở Y tế")
    made, original = [], names.rule_key

    def noted(name: str, province: str = "") -> str:
        made.append(name)
        return original(name, province)

    monkeypatch.setattr(names, "rule_key", noted)
    for _ in range(3):  # each stage of reading asks
        assert registry.unit("Sở Mới") is None
        assert not registry.find("Sở Mới", suggest=False).unit
    assert made.count("Sở Mới") == 1
