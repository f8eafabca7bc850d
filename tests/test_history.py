"""From one year to another: who continues whom, who moved, who leads, what became of the means."""

import csv
import io
import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from conftest import ROOT, Outcome, Sipas, ballot, key_of, write_book

from sipas_cli.documents.appendix import row_texts
from sipas_cli.errors import RulesError
from sipas_cli.figures.lines import lines_of
from sipas_cli.model import Change, Group, GroupStandings, Standing, Standings, Unit
from sipas_cli.rules.gate import checked
from sipas_cli.rules.yaml_loader import parse
from sipas_cli.runs.history import movements
from sipas_cli.wording import error_text
from sipas_cli.workspace.register import Units
from sipas_cli.workspace.succession import Succession
from sipas_cli.workspace.units import rule_key
from sipas_cli.workspace.workspace import Workspace

REGISTER = """\
groups:
  - {id: so, name: "Các sở, ban, ngành"}
  - {id: huyen, name: "Các quận, huyện"}
units:
  - {id: thanh-tra, group: so, name: Thanh tra thành phố, head: Chánh Thanh tra thành phố}
  - {id: so-y-te, group: so, name: Sở Y tế}
  - {id: tai-chinh, group: so, name: Sở Tài chính}
  - {id: nn-mt, group: so, name: Sở Nông nghiệp và Môi trường, aliases: [Sở Tài nguyên và Môi trường]}
  - {id: so-b, group: so, name: Sở B}
  - {id: so-d, group: so, name: Sở D}
  - {id: dan-toc, group: so, name: Sở Dân tộc và Tôn giáo}
  - {id: moi, group: so, name: Sở Mới}
  - {id: ngo-quyen, group: huyen, name: Quận Ngô Quyền}
succession:
  - {year: 2025, kind: renamed, from: [Ban Dân tộc], to: [dan-toc]}
  - {year: 2025, kind: merged, from: [Sở KH&ĐT, tai-chinh], to: [tai-chinh], continues: tai-chinh}
  - {year: 2025, kind: merged, from: [Sở Tài nguyên và Môi trường, Sở NN&PTNT], to: [nn-mt]}
  - {year: 2025, kind: split, from: [Sở A], to: [so-b, so-d], continues: so-b}
  - {year: 2025, kind: abolished, from: [Huyện Z]}
  - {year: 2025, kind: new, to: [moi]}
  - {year: 2021, kind: renamed, from: [Phòng Dân tộc], to: [Ban Dân tộc]}
"""


def succession(text: str = REGISTER) -> Succession:
    units = checked(parse(text.encode(), "units.yaml"), Units)
    return Succession(units.changes(), *units.as_values(), "thành phố Hải Phòng")


# --- who continues whom --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "earlier", "expected"),
    [
        ("so-y-te", 2024, "so-y-te"),  # nothing happened to it
        ("dan-toc", 2024, "ban-dan-toc"),  # renamed in 2025
        ("dan-toc", 2021, "ban-dan-toc"),  # 2021 is the first year of the name before
        ("dan-toc", 2020, "phong-dan-toc"),  # renamed twice: 2021 and 2025
        ("tai-chinh", 2024, "tai-chinh"),  # took in another, and goes on as itself
        ("nn-mt", 2024, None),  # made of two, and nothing says which goes on
        ("so-b", 2024, "so-a"),  # the part of a split that goes on
        ("so-d", 2024, None),  # the part that begins anew
        ("moi", 2024, None),
        ("moi", 2025, "moi"),  # it is there since 2025
    ],
)
def test_a_unit_continues_the_one_that_the_map_says(unit: str, earlier: int, expected: str | None) -> None:
    assert succession().predecessor(unit, 2025, earlier) == expected


def test_changes_outside_the_two_years_do_not_count() -> None:
    assert succession().predecessor("dan-toc", 2026, 2025) == "dan-toc"
    assert succession().predecessor("ban-dan-toc", 2024, 2020) == "phong-dan-toc"


def test_former_units_are_in_the_group_of_who_followed_them() -> None:
    former = {unit.name: (unit.id, unit.group) for unit in succession().former}
    assert former == {
        "Ban Dân tộc": ("ban-dan-toc", "so"),
        "Sở KH&ĐT": ("so-kh-dt", "so"),
        "Sở Tài nguyên và Môi trường": ("so-tai-nguyen-va-moi-truong", "so"),
        "Sở NN&PTNT": ("so-nn-ptnt", "so"),
        "Sở A": ("so-a", "so"),
        "Huyện Z": ("huyen-z", ""),  # nobody followed it
        "Phòng Dân tộc": ("phong-dan-toc", "so"),
    }


def test_a_former_unit_is_found_by_the_rules_of_names_in_the_years_in_which_it_was() -> None:
    def found(name: str, year: int) -> str:
        unit = succession().registry(year).find(name).unit
        return unit.id if unit else ""

    assert found("SỞ NN & PTNT thành phố Hải Phòng", 2024) == "so-nn-ptnt"
    assert found("UBND H. Z", 2024) == "huyen-z"
    assert found("UBND H. Z", 2025) == ""
    # an alias of who followed, but a unit of its own before
    assert found("Sở Tài nguyên và Môi trường", 2024) == "so-tai-nguyen-va-moi-truong"
    assert found("Sở Tài nguyên và Môi trường", 2025) == "nn-mt"
    # what did not exist yet is not found
    assert (found("Sở Mới", 2024), found("Sở Mới", 2025)) == ("", "moi")
    assert (found("Ban Dân tộc", 2021), found("Ban Dân tộc", 2020)) == ("ban-dan-toc", "")


def test_a_unit_stored_under_another_id_or_an_old_name_is_still_the_same() -> None:
    stored = [
        Unit("so-y-te-2", "Sở Y Tế", "x"),
        Unit("dan-toc", "Ban Dân tộc", "so"),
        Unit("q", "Quận Q", "h"),
    ]
    assert succession().keys(stored, 2024) == ["so-y-te", "ban-dan-toc", rule_key("QUẬN Q")]
    # without any register the name after the rules is the key
    assert Succession((), (), ()).keys([Unit("a", "UBND H. An Lão", "h")], 2018) == Succession(
        (), (), ()
    ).keys([Unit("b", "Huyện An Lão", "h")], 2019)


def test_an_id_of_a_former_unit_does_not_collide_with_that_of_another() -> None:
    units = [Unit("so-a", "Sở B", "so")]
    known = Succession([Change(2025, ("Sở A",), ("so-a",), ("Sở A", "so-a"))], [Group("so", "Sở")], units)
    assert [unit.id for unit in known.former] == ["so-a-2"]
    assert known.predecessor("so-a", 2025, 2024) == "so-a-2"


@pytest.mark.parametrize(
    ("old", "new", "key", "line"),
    [
        ("to: [dan-toc]}", "to: [dan-toc, moi]}", "units_succession_count", 15),
        ("to: [dan-toc]}", "to: [ban-toc]}", "units_succession_unknown", 15),
        ("to: [dan-toc]}", "to: [Sở Dân tộc và Tôn giáo]}", "units_succession_unknown", 15),
        ("from: [Ban Dân tộc], to", "to", "units_succession_count", 15),
        ("kind: renamed, from: [Ban", "kind: rename, from: [Ban", "rules_choice", 15),
        ("[Sở KH&ĐT, tai-chinh]", "[tai-chinh]", "units_succession_count", 16),
        ("continues: tai-chinh", "continues: Sở Y tế", "units_succession_continues", 16),
        ("[nn-mt]}", "[nn-mt, moi]}", "units_succession_count", 17),
        ("continues: so-b", "continues: Sở A", "units_succession_continues", 18),
        ("to: [so-b, so-d]", "to: [so-b, so-b]", "rules_twice", 18),
        ("from: [Huyện Z]", "from: [Huyện Z], to: [moi]", "units_succession_count", 19),
        ("kind: new, to: [moi]", "kind: new, to: [moi], continues: moi", "units_succession_continues", 20),
        ("kind: new, to: [moi]", "kind: new, to: [so-d]", "units_succession_twice", 20),
        ("kind: new, to: [moi]", "kind: renamed, from: [Sở A], to: [moi]", "units_succession_heirs", 20),
        ("kind: new, to: [moi]", "kind: new, to: [moi], note: x", "rules_key_unknown", 20),
        # a former unit may follow only where a later year says what became of it
        ("{year: 2021, kind", "{year: 2026, kind", "units_succession_unknown", 21),
    ],
)
def test_a_faulty_succession_is_refused_at_its_line(old: str, new: str, key: str, line: int) -> None:
    assert REGISTER.count(old) == 1
    with pytest.raises(RulesError) as refused:
        succession(REGISTER.replace(old, new))
    assert (key_of(refused.value), refused.value.where) == (key, f"units.yaml:{line}")
    assert "{" not in error_text(refused.value, "vi") + error_text(refused.value, "en")


UNITS_ABC = """\
groups:
  - {id: so, name: "Các sở, ban, ngành"}
  - {id: huyen, name: "Các quận, huyện"}
units:
  - {id: a, group: so, name: Sở A}
  - {id: b, group: so, name: Sở B}
  - {id: x, group: so, name: Sở X}
succession:
"""


def abc(*entries: str) -> Succession:
    """The succession of Sở A, Sở B and Sở X of today."""
    return succession(UNITS_ABC + "".join(f"  - {{{entry}}}\n" for entry in entries))


def there(known: Succession, year: int) -> dict[str, str]:
    """Name -> id of the units of a year."""
    return {unit.name: unit.id for unit in known.registry(year).units}


def test_a_name_that_was_handed_on_is_another_units_in_each_year() -> None:
    known = abc("year: 2024, kind: renamed, from: [Sở A], to: [x]", "year: 2024, kind: new, to: [a]")
    assert there(known, 2023) == {"Sở B": "b", "Sở A": "so-a"}
    assert there(known, 2024) == {"Sở A": "a", "Sở B": "b", "Sở X": "x"}
    assert known.predecessor("x", 2024, 2023) == "so-a"
    assert known.predecessor("a", 2024, 2023) is None
    # what was stored for 2023 before the entries were written is found by the name that it had
    assert known.keys([Unit("a", "Sở A", "so")], 2023) == ["so-a"]


def test_two_units_may_change_their_names_in_one_year() -> None:
    known = abc(
        "year: 2024, kind: renamed, from: [Sở A], to: [b]", "year: 2024, kind: renamed, from: [Sở B], to: [a]"
    )
    assert there(known, 2023) == {"Sở A": "so-a", "Sở B": "so-b", "Sở X": "x"}
    assert known.predecessor("a", 2024, 2023) == "so-b"
    assert known.predecessor("b", 2024, 2023) == "so-a"


def test_a_unit_that_gave_away_a_part_goes_on_as_itself() -> None:
    known = abc(
        "year: 2024, kind: split, from: [Sở A], to: [a, x], continues: a",
        "year: 2024, kind: merged, from: [Sở A, Sở C], to: [b]",
    )
    assert there(known, 2023) == {"Sở A": "a", "Sở C": "so-c"}
    assert [known.predecessor(unit, 2024, 2023) for unit in ("a", "x", "b")] == ["a", None, None]


def test_an_office_that_was_abolished_may_be_founded_again() -> None:
    known = abc("year: 2022, kind: abolished, from: [Sở A]", "year: 2024, kind: new, to: [a]")
    assert [sorted(there(known, year)) for year in (2021, 2022, 2023)] == [
        ["Sở A", "Sở B", "Sở X"],
        ["Sở B", "Sở X"],
        ["Sở B", "Sở X"],
    ]
    assert there(known, 2024)["Sở A"] == "a"
    assert there(known, 2021)["Sở A"] == "so-a"
    assert known.predecessor("a", 2024, 2021) is None  # the new office begins a history of its own
    assert [unit.group for unit in known.former] == ["so"]  # that of the unit of this name


def test_a_name_of_three_units_one_after_the_other() -> None:
    known = abc(
        "year: 2020, kind: renamed, from: [Sở N], to: [a]",
        "year: 2021, kind: new, to: [Sở N]",
        "year: 2023, kind: renamed, from: [Sở N], to: [b]",
    )
    assert there(known, 2022) == {"Sở A": "a", "Sở N": "so-n", "Sở X": "x"}
    assert there(known, 2020) == {"Sở A": "a", "Sở X": "x"}
    assert there(known, 2019) == {"Sở N": "so-n-2", "Sở X": "x"}
    assert (known.predecessor("a", 2024, 2019), known.predecessor("b", 2024, 2022)) == ("so-n-2", "so-n")
    assert known.predecessor("b", 2024, 2020) is None
    # ballots that still have the name mean the unit that had it last
    assert [unit.name for unit in known.with_former_names(2024) if "Sở N" in unit.aliases] == ["Sở B"]


def test_a_unit_that_moved_was_in_its_former_group_before() -> None:
    known = abc("year: 2024, kind: moved, to: [a], from_group: huyen")
    groups = [{unit.id: unit.group for unit in known.registry(year).units}["a"] for year in (2023, 2024)]
    assert groups == ["huyen", "so"]
    assert known.predecessor("a", 2024, 2023) == "a"
    assert known.moved("a", 2024, 2023)
    assert not known.moved("a", 2025, 2024)
    # under its former name too, in the same year or before
    renamed = abc(
        "year: 2024, kind: moved, to: [a], from_group: huyen",
        "year: 2024, kind: renamed, from: [Sở Z], to: [a]",
    )
    assert [unit.group for unit in renamed.former] == ["huyen"]


def test_abolished_units_were_in_the_group_that_is_told() -> None:
    known = abc("year: 2025, kind: abolished, from: [Huyện X, Huyện Y], from_group: huyen")
    before = {unit.name: unit.group for unit in known.registry(2024).units}
    assert (before["Huyện X"], before["Huyện Y"], before["Sở A"]) == ("huyen", "huyen", "so")
    assert "Huyện X" not in {unit.name for unit in known.registry(2025).units}


def test_a_unit_that_moved_has_no_change_of_rank_and_does_not_go_on_leading(
    tmp_path: Path, sipas: Sipas
) -> None:
    register = UNITS_ABC + "  - {year: 2024, kind: moved, to: [a], from_group: huyen}\n"
    (tmp_path / "units.yaml").write_text(register, encoding="utf-8")
    bring_in(sipas, tmp_path, 2023, "unit,score\nSở A,90\nSở B,85\nSở X,80")
    bring_in(sipas, tmp_path, 2024, "unit,score\nSở A,95\nSở B,85\nSở X,80")
    line = compared(sipas, "--year", 2024)["Sở A"]
    # first of one among the districts, then first of three: 95 - 90 = 5 points, and no change of rank
    assert (line["previous_rank"], line["rank_change"], line["score_change"]) == (1, None, 5.0)
    assert compared(sipas, "--year", 2024)["Sở B"]["rank_change"] == -1  # it was first of its group in 2023
    assert years_led(sipas, "--year", 2024) == {"Sở A": 1}


def test_a_table_that_was_stored_in_todays_group_before_the_move_was_known_shows_no_change_of_rank(
    tmp_path: Path, sipas: Sipas
) -> None:
    (tmp_path / "units.yaml").write_text(UNITS_ABC.replace("succession:\n", ""), encoding="utf-8")
    bring_in(sipas, tmp_path, 2023, "unit,score\nSở A,90\nSở B,85\nSở X,80")
    bring_in(sipas, tmp_path, 2024, "unit,score\nSở A,95\nSở B,85\nSở X,80")
    register = UNITS_ABC + "  - {year: 2024, kind: moved, to: [a], from_group: huyen}\n"
    (tmp_path / "units.yaml").write_text(register, encoding="utf-8")
    assert compared(sipas, "--year", 2024)["Sở A"]["rank_change"] is None
    assert years_led(sipas, "--year", 2024) == {"Sở A": 1}


@pytest.mark.parametrize(
    ("entries", "key", "line"),
    [
        # it is gone and still there
        (["year: 2024, kind: renamed, from: [Sở A], to: [x]"], "units_succession_there", 9),
        (["year: 2024, kind: abolished, from: [SỞ A]"], "units_succession_there", 9),
        (["year: 2024, kind: merged, from: [b, Sở C], to: [x]"], "units_succession_there", 9),
        # two continue one, in two years
        (
            [
                "year: 2025, kind: renamed, from: [Sở N], to: [a]",
                "year: 2024, kind: renamed, from: [Sở N], to: [b]",
            ],
            "units_succession_there",
            10,
        ),
        # or in one year, by its name and by its id
        (
            [
                "year: 2024, kind: merged, from: [a, Sở C], to: [a], continues: a",
                "year: 2024, kind: renamed, from: [Sở A], to: [x]",
            ],
            "units_succession_heirs",
            10,
        ),
        # made after it is said to have followed another
        (
            ["year: 2025, kind: new, to: [a]", "year: 2024, kind: renamed, from: [Sở N], to: [a]"],
            "units_succession_gone",
            10,
        ),
        (["year: 2025, kind: new, to: [a]", "year: 2024, kind: new, to: [a]"], "units_succession_gone", 10),
        (
            ["year: 2025, kind: new, to: [a]", "year: 2024, kind: moved, to: [a], from_group: huyen"],
            "units_succession_gone",
            10,
        ),
        # it was in that group all the time
        (["year: 2024, kind: moved, to: [a], from_group: so"], "units_succession_moved", 9),
        (["year: 2024, kind: moved, to: [a], from_group: xa"], "units_group_unknown", 9),
        (["year: 2024, kind: moved, to: [a]"], "units_succession_group", 9),
        (["year: 2024, kind: new, to: [a], from_group: huyen"], "units_succession_group", 9),
        (["year: 2024, kind: moved, from: [a], to: [a], from_group: huyen"], "units_succession_count", 9),
    ],
)
def test_entries_that_contradict_each_other_or_the_register_are_refused_at_their_line(
    tmp_path: Path, sipas: Sipas, entries: list[str], key: str, line: int
) -> None:
    text = UNITS_ABC + "".join(f"  - {{{entry}}}\n" for entry in entries)
    (tmp_path / "units.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RulesError) as refused:
        assert Workspace(tmp_path).succession
    assert (key_of(refused.value), refused.value.where) == (key, f"units.yaml:{line}")
    assert not re.search(r"{\w*}", error_text(refused.value, "vi") + error_text(refused.value, "en"))


def test_a_contradiction_in_the_succession_is_refused_by_score_and_named_by_doctor(
    tmp_path: Path, sipas: Sipas
) -> None:
    text = UNITS_ABC + "  - {year: 2024, kind: abolished, from: [Sở A]}\n"
    (tmp_path / "units.yaml").write_text(text, encoding="utf-8")
    write_book(tmp_path / "a.xlsx", [ballot(n, "Sở B") for n in range(5)])
    refused = sipas("score", "a.xlsx", "--year", 2024)
    assert refused.status == 2
    assert 'units.yaml:9: theo mục này thì đơn vị "Sở A" không còn từ năm 2024' in refused.err
    assert "units.yaml:9" in sipas("doctor").out


def test_a_register_without_succession_is_as_before_and_may_name_the_post_of_the_head(tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_text(REGISTER.partition("succession:")[0], encoding="utf-8")
    assert Workspace(tmp_path).succession.former == ()
    assert Workspace(tmp_path).succession.predecessor("so-y-te", 2025, 2013) == "so-y-te"
    heads = [unit.head for unit in Workspace(tmp_path).units]
    assert heads[:2] == ["Chánh Thanh tra thành phố", ""]


# --- Hải Phòng 2019: the movements that were published ---------------------------------------------

# Quyết định 1091/QĐ-UBND as reported: 2019 with scores, of 2018 only the ranks that the report names
HAI_PHONG_2019 = """\
group,rank,unit,score
so,1,Thanh tra thành phố,91.55
so,2,Sở Y tế,91.16
so,3,Sở Thông tin và Truyền thông,90.87
so,4,Văn phòng UBND thành phố,90.70
so,5,Sở Du lịch,90.50
so,6,Sở Kế hoạch và Đầu tư,90.29
so,6,Sở Ngoại vụ,90.29
so,8,Sở Nội vụ,90.06
huyen,1,Quận Ngô Quyền,91.93
huyen,2,Quận Hồng Bàng,91.89
huyen,3,Quận Lê Chân,89.92
huyen,4,Huyện Kiến Thụy,89.24
huyen,5,Huyện An Lão,89.19
huyen,6,Huyện Tiên Lãng,88.36
huyen,7,Huyện An Dương,87.09
"""
HAI_PHONG_2018 = """\
group,rank,unit
so,1,Văn phòng UBND thành phố
so,4,Sở Thông tin và Truyền thông
so,5,Sở Y tế
so,10,Sở Du lịch
huyen,1,Quận Hồng Bàng
huyen,2,Quận Ngô Quyền
huyen,3,UBND Q. Lê Chân
huyen,4,Huyện Kiến Thụy
huyen,9,Huyện An Lão
huyen,10,Huyện An Dương
"""
LEADERS = {
    2013: ("Sở Tài nguyên và Môi trường", "Quận Hồng Bàng", "Quận Ngô Quyền"),
    2014: ("Sở Nội vụ", "Quận Hồng Bàng", "Quận Ngô Quyền"),
    2015: ("Sở Khoa học và Công nghệ", "Quận Hồng Bàng"),
    2016: ("Sở Thông tin và Truyền thông", "Quận Hồng Bàng"),
    2017: ("Thanh tra thành phố", "Quận Hồng Bàng"),
}


def bring_in(sipas: Sipas, folder: Path, year: int, text: str, *words: str) -> None:
    """Imports a table of the PAR index, or of the one that `words` names, that is given as csv."""
    (folder / f"{year}.csv").write_text(text, encoding="utf-8")
    index = () if "--index" in words else ("--index", "par")
    result = sipas("import-results", f"{year}.csv", "--year", year, *index, *words)
    assert result.status == 0, result.err


@pytest.fixture
def hai_phong(tmp_path: Path, sipas: Sipas) -> Path:
    """A workspace with the PAR ranks of 2013 to 2019, as far as they were published."""
    for year, (agency, *districts) in LEADERS.items():
        lines = ["group,rank,unit", f"so,1,{agency}", *(f"huyen,1,{name}" for name in districts)]
        bring_in(sipas, tmp_path, year, "\n".join(lines))
    bring_in(sipas, tmp_path, 2018, HAI_PHONG_2018)
    bring_in(sipas, tmp_path, 2019, HAI_PHONG_2019)
    return tmp_path


def rows(result: Outcome) -> list[str]:
    """The lines of a table, runs of blanks folded."""
    return [" ".join(line.split()) for line in result.out.splitlines()]


def compared(sipas: Sipas, *words: object) -> dict[str, dict[str, object]]:
    """Name of each unit -> its line in the JSON of `sipas compare`."""
    data = json.loads(sipas("compare", *words, "--format", "json").out)
    return {unit["unit"]: unit for group in data["groups"] for unit in group["units"]}


@pytest.mark.parametrize(
    ("unit", "before", "now", "change"),
    [
        ("Huyện An Lão", 9, 5, 4),  # "từ vị trí thứ 9 năm 2018 đã vươn lên vị trí thứ 5"
        ("Huyện An Dương", 10, 7, 3),  # "từ vị trí thứ 10 năm 2018 lên vị trí thứ 7"
        ("Sở Y tế", 5, 2, 3),  # "từ vị trí thứ 5 năm 2018 vươn lên vị trí thứ 2"
        ("Sở Thông tin và Truyền thông", 4, 3, 1),  # "vươn lên 1 bậc so với năm 2018"
        ("Sở Du lịch", 10, 5, 5),  # "từ vị trí thứ 10 năm trước lên vị trí thứ 5"
        ("Quận Hồng Bàng", 1, 2, -1),  # "lần đầu tiên xuống vị trí thứ 2"
        ("Quận Lê Chân", 3, 3, 0),  # "tiếp tục duy trì vị trí thứ ba"
        ("Sở Nội vụ", None, 8, None),  # its rank of 2018 was not published
    ],
)
def test_the_movements_of_hai_phong_2019_come_out(
    hai_phong: Path, sipas: Sipas, unit: str, before: int | None, now: int, change: int | None
) -> None:
    line = compared(sipas, "--year", 2019)[unit]
    assert (line["previous_rank"], line["rank"], line["rank_change"]) == (before, now, change)
    assert (line["previous_score"], line["score_change"]) == (None, None)


def test_the_first_places_since_2013_are_listed(hai_phong: Path, sipas: Sipas) -> None:
    data = json.loads(sipas("compare", "--year", 2019, "--format", "json").out)
    found = {
        own["group"]: {entry["year"]: [unit["unit"] for unit in entry["units"]] for entry in own["years"]}
        for own in data["leaders"]
    }
    assert found["so"] == {
        2013: ["Sở Tài nguyên và Môi trường"],
        2014: ["Sở Nội vụ"],
        2015: ["Sở Khoa học và Công nghệ"],
        2016: ["Sở Thông tin và Truyền thông"],
        2017: ["Thanh tra thành phố"],
        2018: ["Văn phòng UBND thành phố"],
        2019: ["Thanh tra thành phố"],
    }
    assert found["huyen"] == {
        2013: ["Quận Hồng Bàng", "Quận Ngô Quyền"],
        2014: ["Quận Hồng Bàng", "Quận Ngô Quyền"],
        2015: ["Quận Hồng Bàng"],
        2016: ["Quận Hồng Bàng"],
        2017: ["Quận Hồng Bàng"],
        2018: ["Quận Hồng Bàng"],
        2019: ["Quận Ngô Quyền"],
    }


def years_led(sipas: Sipas, *words: object) -> dict[str, int]:
    data = json.loads(sipas("compare", *words, "--format", "json").out)
    return {own["unit"]: own["years_led"] for group in data["groups"] for own in group["leaders"]}


def test_years_in_the_lead_are_counted_without_a_break_and_a_tie_counts(
    hai_phong: Path, sipas: Sipas
) -> None:
    # Hồng Bàng 2013 to 2018 is six years; Thanh tra led in 2017 and 2019, not in 2018
    assert years_led(sipas, "--year", 2018) == {"Văn phòng UBND thành phố": 1, "Quận Hồng Bàng": 6}
    assert years_led(sipas, "--year", 2019) == {"Thanh tra thành phố": 1, "Quận Ngô Quyền": 1}
    assert years_led(sipas, "--year", 2014) == {"Sở Nội vụ": 1, "Quận Hồng Bàng": 2, "Quận Ngô Quyền": 2}
    assert "Quận Hồng Bàng (dẫn đầu 6 năm liên tiếp)" in sipas("compare", "--year", 2018).out


def test_a_year_without_results_ends_the_years_in_the_lead(tmp_path: Path, sipas: Sipas) -> None:
    for year in (2016, 2018, 2019):
        bring_in(sipas, tmp_path, year, "rank,unit\n1,Sở Y tế\n2,Sở Nội vụ")
    assert years_led(sipas, "--year", 2019) == {"Sở Y tế": 2}


def test_the_table_shows_ranks_only_where_the_earlier_year_has_no_scores(
    hai_phong: Path, sipas: Sipas
) -> None:
    result = sipas("compare", "--year", 2019, "--group", "huyen")
    lines = rows(result)
    heading = "Hạng 2019 Đơn vị Chỉ số 2019 Hạng 2018 +/− hạng"
    assert heading in lines
    assert "5/7 Huyện An Lão 89,19 9 +4" in lines
    assert "2/7 Quận Hồng Bàng 91,89 1 −1" in lines
    assert "6/7 Huyện Tiên Lãng 88,36 – –" in lines
    assert "Sở Y tế" not in result.out
    assert "Dẫn đầu từng nhóm qua các năm" in result.out


def test_which_runs_are_compared_is_said_on_standard_error(hai_phong: Path, sipas: Sipas) -> None:
    error = sipas("compare", "--year", 2019).err
    assert "năm 2019 (mới nhất)" in error
    assert "năm 2018 (mới nhất)" in error
    assert "năm 2015 (mới nhất)" in sipas("compare", "--year", 2019, "--with", 2015).err
    # without a year, the latest one that has results of the index
    assert json.loads(sipas("compare", "--format", "json").out)["year"] == 2019


# --- scores and means ----------------------------------------------------------------------------

THREE_YEARS = {
    # overall as published by Sóc Trăng; the units are invented and partial
    2021: "rank,unit,score\n1,Sở Nội vụ,81.50\n2,Sở Tư pháp,80.10",
    2022: "rank,unit,score\n1,Sở Nội vụ,80.00\n1,Sở Y tế,80.00\n3,Sở Tư pháp,79.99",
    2023: "rank,unit,score\n1,Sở Tư pháp,84.81\n2,Sở Y tế,80.00\n3,Sở Nội vụ,78.1",
}
OVERALL = {2021: "80.48", 2022: "79,44", 2023: "77.53"}


@pytest.fixture
def soc_trang(tmp_path: Path, sipas: Sipas) -> Path:
    for year, text in THREE_YEARS.items():
        bring_in(sipas, tmp_path, year, text, "--overall", OVERALL[year])
    return tmp_path


def test_the_averages_change_as_published(soc_trang: Path, sipas: Sipas) -> None:
    data = json.loads(sipas("compare", "--year", 2023, "--format", "json").out)
    overall = next(own for own in data["means"] if own["group"] is None)
    # 77.53 - 79.44 = -1.91 and 77.53 - 80.48 = -2.95: "giảm 1,91% so với năm 2022 và 2,95% so với năm 2021"
    assert overall["years"] == [
        {"year": 2021, "mean": 80.48, "change": -2.95, "kind": ""},
        {"year": 2022, "mean": 79.44, "change": -1.91, "kind": ""},
        {"year": 2023, "mean": 77.53, "change": 0.0, "kind": ""},
    ]
    # the group: (81.50 + 80.10) / 2 = 80.80; (80 + 80 + 79.99) / 3 = 79.9966... is printed 80.00;
    # (84.81 + 78.1 + 80) / 3 = 80.97
    (group,) = (own for own in data["means"] if own["group"])
    assert [(own["mean"], own["change"]) for own in group["years"]] == [
        (80.8, 0.17),
        (80.0, 0.97),  # of the printed figures; 80.97 - 79.9966... would round to 0.97 as well
        (80.97, 0.0),
    ]
    lines = rows(sipas("compare", "--year", 2023))
    assert "Chỉ số chung toàn tỉnh 2022 79,44 −1,91" in lines
    assert "Chỉ số chung toàn tỉnh 2021 80,48 −2,95" in lines
    assert "Chỉ số chung toàn tỉnh 2023 77,53" in lines


def test_scores_change_by_the_difference_of_what_was_printed(soc_trang: Path, sipas: Sipas) -> None:
    lines = compared(sipas, "--year", 2023)
    # 84.81 - 79.99 = 4.82; 78.10 - 80.00 = -1.90; 80.00 - 80.00 = 0
    assert [lines[name]["score_change"] for name in ("Sở Tư pháp", "Sở Nội vụ", "Sở Y tế")] == [
        4.82,
        -1.9,
        0.0,
    ]
    table = rows(sipas("compare", "--year", 2023))
    assert "Hạng 2023 Đơn vị Chỉ số 2022 Chỉ số 2023 +/− điểm Hạng 2022 +/− hạng" in table
    assert "1/3 Sở Tư pháp 79,99 84,81 +4,82 3/3 +2" in table
    assert "3/3 Sở Nội vụ 80,00 78,10 −1,90 1/3 (đồng hạng) −2" in table
    english = rows(sipas("compare", "--year", 2023, "--lang", "en"))
    assert "3/3 Sở Nội vụ 80.00 78.10 −1.90 1/3 (tied) −2" in english


def test_the_csv_has_plain_numbers_with_all_their_digits(soc_trang: Path, sipas: Sipas) -> None:
    out = sipas("compare", "--year", 2023, "--format", "csv").out
    own = {row["unit"]: row for row in csv.DictReader(io.StringIO(out))}["Sở Nội vụ"]
    assert (own["score"], own["previous_score"], own["score_change"]) == ("78.10", "80.00", "-1.90")
    assert (own["rank"], own["previous_rank"], own["rank_change"]) == ("3", "1", "-2")


def test_markdown_and_files_are_written_as_by_the_other_commands(soc_trang: Path, sipas: Sipas) -> None:
    assert "| 1/3 | Sở Tư pháp | 79,99 | 84,81 | +4,82 | 3/3 | +2 |" in sipas("compare", "--format", "md").out
    assert sipas("compare", "--year", 2023, "-o", "so-sanh.json").status == 0
    assert json.loads((soc_trang / "so-sanh.json").read_bytes())["with"] == 2022


def test_figures_of_two_kinds_are_not_subtracted(tmp_path: Path, sipas: Sipas) -> None:
    # this year 30 of 40 ballots are satisfied: 75 % of all; the mean of the units is (50 + 83.33) / 2 = 66.67
    units = "groups: [{id: so, name: Các sở}]\nunits:\n"
    units += "  - {id: nv, name: Sở Nội vụ, group: so}\n  - {id: yt, name: Sở Y tế, group: so}\n"
    (tmp_path / "units.yaml").write_text(units, encoding="utf-8")
    rows = [ballot(n, "Sở Nội vụ", 4 if n <= 5 else 2) for n in range(1, 11)]
    rows += [ballot(n, "Sở Y tế", 4 if n <= 35 else 2) for n in range(11, 41)]
    write_book(tmp_path / "a.xlsx", rows)
    (tmp_path / "b.csv").write_text("unit,score\nSở Nội vụ,80\nSở Y tế,90\n", encoding="utf-8")
    assert sipas("import-results", "b.csv", "--year", 2022).status == 0  # the mean of the units is 85
    own = (ROOT / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8")
    own = own.replace("overall: mean_of_units", "overall: pooled").replace(
        "id: quang-ninh-2023", "id: gop", 1
    )
    (tmp_path / "criteria").mkdir()
    (tmp_path / "criteria" / "gop.yaml").write_text(own.partition("\ncases:")[0] + "\n", encoding="utf-8")
    assert sipas("score", "a.xlsx", "--year", 2023, "--criteria", "gop").status == 0
    data = json.loads(sipas("compare", "--year", 2023, "--format", "json").out)
    overall = next(own for own in data["means"] if own["group"] is None)
    assert overall["years"] == [
        {"year": 2022, "mean": 85.0, "change": None, "kind": "mean_of_units"},
        {"year": 2023, "mean": 75.0, "change": 0.0, "kind": "pooled"},
    ]
    shown = sipas("compare", "--year", 2023, "--lang", "en").out
    assert "85 (mean of the units)" in shown
    assert "75.00 (of all together)" in shown
    assert "10.00" not in shown
    sipas("report", "--year", 2023)
    page = (tmp_path / "bao-cao-2023.html").read_text(encoding="utf-8")
    assert "cách tính khác năm nay" in page


def test_the_json_has_the_keys_that_are_documented(soc_trang: Path, sipas: Sipas) -> None:
    data = json.loads(sipas("compare", "--year", 2023, "--with", 2021, "--format", "json").out)
    assert list(data) == [
        "year",
        "with",
        "index",
        "run",
        "with_run",
        "notice",
        "with_notice",
        "groups",
        "ended",
        "means",
        "leaders",
    ]
    (group,) = data["groups"]
    assert list(group) == ["id", "name", "units", "leaders", "gone"]
    assert group["units"][2] == {
        "rank": 3,
        "tied": False,
        "unit": "Sở Nội vụ",
        "id": "so-noi-vu",
        "score": 78.1,
        "previous_unit": "Sở Nội vụ",
        "previous_rank": 1,
        "previous_score": 81.5,
        "ranked": 3,
        "previous_ranked": 2,
        "rank_change": -2,
        "score_change": -3.4,  # 78.10 - 81.50
    }
    assert group["units"][1]["previous_unit"] is None  # Sở Y tế is not in the table of 2021
    assert group["leaders"] == [{"unit": "Sở Tư pháp", "id": "so-tu-phap", "years_led": 1}]


def test_scored_years_are_compared_like_imported_ones(tmp_path: Path, sipas: Sipas) -> None:
    # 2022 imported; 2023 scored: Sở Nội vụ 5 of 5 ballots satisfied = 100, Sở Y tế 4 of 5 = 80
    bring_in(sipas, tmp_path, 2022, "rank,unit,score\n1,Sở Y tế,95.5\n2,Sở Nội vụ,91.25", "--index", "sipas")
    answers = [ballot(n, "Sở Nội vụ") for n in range(5)]
    answers += [ballot(10 + n, "Sở Y tế", 4 if n else 2) for n in range(5)]
    write_book(tmp_path / "a.xlsx", answers)
    assert sipas("score", "a.xlsx").status == 0
    lines = compared(sipas, "--year", 2023)
    # 100 - 91.25 = 8.75 and 2 -> 1; 80 - 95.5 = -15.5 and 1 -> 2
    assert [(x["score_change"], x["rank_change"]) for x in (lines["Sở Nội vụ"], lines["Sở Y tế"])] == [
        (8.75, 1),
        (-15.5, -1),
    ]


# --- when there is nothing to compare --------------------------------------------------------------


def test_without_an_earlier_year_the_way_to_bring_one_in_is_told(tmp_path: Path, sipas: Sipas) -> None:
    bring_in(sipas, tmp_path, 2019, HAI_PHONG_2019)
    result = sipas("compare", "--year", 2019, "--index", "par")
    assert result.status == 2
    assert "sipas import-results" in result.err
    bring_in(sipas, tmp_path, 2018, HAI_PHONG_2018)
    for words, said in ((["--with", 2019], "không trước năm 2019"), (["--with", 2011], "2018, 2019")):
        result = sipas("compare", "--year", 2019, *words)
        assert (result.status, said in result.err) == (2, True)
    assert sipas("compare", "--year", 2019, "--group", "xa").status == 2
    assert "chọn chỉ số bằng --index" in sipas("compare", "--year", 2019, "--index", "sipas").err


def test_a_year_that_has_another_index_only_is_passed_over(hai_phong: Path, sipas: Sipas) -> None:
    bring_in(sipas, hai_phong, 2020, "rank,unit\n1,Sở Y tế", "--index", "sipas")
    assert "năm 2019 (mới nhất)" in sipas("rank", "--index", "par").err
    assert "năm 2020 (mới nhất)" in sipas("rank", "--index", "sipas").err


# --- units that changed ----------------------------------------------------------------------------

BEFORE = """\
rank,unit,score
1,Sở KH & ĐT,95
2,Ban Dân tộc,90
3,Sở Tài chính,85
4,Sở A,80
5,Sở Tài nguyên và Môi trường,75
6,Sở NN&PTNT,70
7,Sở Y tế,65
8,Thanh tra thành phố,60
"""
AFTER = """\
rank,unit,score
1,Sở Dân tộc và Tôn giáo,96
2,Sở Tài chính,95
3,Sở B,94
4,Sở D,93
5,Sở Nông nghiệp và Môi trường,92
6,Sở Mới,91
7,Sở Y tế,90
8,Thanh tra thành phố,89
"""


@pytest.fixture
def changed(tmp_path: Path, sipas: Sipas) -> Path:
    (tmp_path / "units.yaml").write_text(REGISTER, encoding="utf-8")
    bring_in(sipas, tmp_path, 2024, BEFORE)
    bring_in(sipas, tmp_path, 2025, AFTER)
    return tmp_path


@pytest.mark.parametrize(
    ("unit", "previous", "change"),
    [
        ("Sở Dân tộc và Tôn giáo", "Ban Dân tộc", 1),  # renamed: 2 -> 1
        ("Sở Tài chính", "Sở Tài chính", 1),  # took another in: 3 -> 2
        ("Sở B", "Sở A", 1),  # goes on after the split: 4 -> 3
        ("Sở D", None, None),
        ("Sở Nông nghiệp và Môi trường", None, None),  # merged, and nobody's history goes on
        ("Sở Mới", None, None),
        ("Sở Y tế", "Sở Y tế", 0),
    ],
)
def test_changed_units_are_compared_with_those_that_they_continue(
    changed: Path, sipas: Sipas, unit: str, previous: str | None, change: int | None
) -> None:
    line = compared(sipas, "--year", 2025)[unit]
    assert (line["previous_unit"], line["rank_change"]) == (previous, change)


def test_units_that_nobody_continues_are_named(changed: Path, sipas: Sipas) -> None:
    data = json.loads(sipas("compare", "--year", 2025, "--format", "json").out)
    assert {own["unit"] for own in data["groups"][0]["gone"]} == {
        "Sở KH&ĐT",
        "Sở Tài nguyên và Môi trường",
        "Sở NN&PTNT",
    }
    assert "Có năm 2024, nay không còn: Sở KH&ĐT" in sipas("compare", "--year", 2025).out
    table = rows(sipas("compare", "--year", 2025))
    assert "4/8 Sở D – 93 – – –" in table


def test_the_lead_goes_on_under_a_new_name(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "units.yaml").write_text(REGISTER, encoding="utf-8")
    bring_in(sipas, tmp_path, 2020, "rank,unit\n1,Phòng Dân tộc")
    for year in (2021, 2022, 2023, 2024):
        bring_in(sipas, tmp_path, year, "rank,unit\n1,Ban Dân tộc\n1,Sở Y tế")
    bring_in(sipas, tmp_path, 2025, AFTER)
    # 2020 under its first name, 2021 to 2024 under its second, 2025 under its third: six years
    assert years_led(sipas, "--year", 2025) == {"Sở Dân tộc và Tôn giáo": 6}


def test_ranks_in_two_groups_say_nothing_together_and_scores_do(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "units.yaml").write_text(REGISTER, encoding="utf-8")
    bring_in(sipas, tmp_path, 2022, "group,rank,unit,score\nso,1,Quận Ngô Quyền,80\nso,2,Sở Y tế,70")
    bring_in(sipas, tmp_path, 2023, "rank,unit,score\n1,Quận Ngô Quyền,85.5\n1,Sở Y tế,75")
    now = compared(sipas, "--year", 2023)
    line = now["Quận Ngô Quyền"]
    # it led the sở in 2022 and leads the districts in 2023; 85.5 - 80 = 5.5
    assert (line["previous_rank"], line["rank_change"], line["score_change"]) == (1, None, 5.5)
    assert now["Sở Y tế"]["rank_change"] == 1
    assert years_led(sipas, "--year", 2023) == {"Sở Y tế": 1, "Quận Ngô Quyền": 1}


def test_groups_of_one_name_are_the_same_whatever_their_ids(tmp_path: Path, sipas: Sipas) -> None:
    bring_in(
        sipas, tmp_path, 2022, "Nhóm,Hạng,Đơn vị\nCác quận huyện,2,Quận Ngô Quyền\nCác quận huyện,1,Quận X"
    )
    (tmp_path / "units.yaml").write_text(
        REGISTER.replace("Các quận, huyện", "Các quận huyện"), encoding="utf-8"
    )
    bring_in(sipas, tmp_path, 2023, "rank,unit\n1,Quận Ngô Quyền")
    assert compared(sipas, "--year", 2023)["Quận Ngô Quyền"]["rank_change"] == 1


def test_each_year_keeps_the_digits_that_it_printed(tmp_path: Path, sipas: Sipas) -> None:
    bring_in(sipas, tmp_path, 2022, "rank,unit,score\n1,Sở Nội vụ,80.125\n2,Sở Y tế,79.5")
    bring_in(sipas, tmp_path, 2023, "rank,unit,score\n1,Sở Nội vụ,81.5\n2,Sở Y tế,79.5")
    table = rows(sipas("compare", "--year", 2023))
    # 81.5 - 80.125 = 1.375; the mean of 2022 is (80.125 + 79.5) / 2 = 79.8125 -> 79.813, of 2023 80.5
    assert "1/2 Sở Nội vụ 80,125 81,5 +1,375 1/2 0" in table
    assert "2/2 Sở Y tế 79,500 79,5 0,000 2/2 0" in table
    assert "Chỉ số chung toàn tỉnh 2022 79,813 +0,687" in table
    csv_text = sipas("compare", "--year", 2023, "--format", "csv").out
    line = next(csv.DictReader(io.StringIO(csv_text)))
    assert (line["score"], line["previous_score"], line["score_change"]) == ("81.5", "80.125", "1.375")


# --- for the appendix of a decision ----------------------------------------------------------------


def ranking(*lines: tuple[str, int | None, str | None]) -> Standings:
    """Standings of one group from (unit, rank, score)."""
    shown = [
        Standing(
            Unit(name.lower(), name, "so"),
            rank,
            tied=False,
            score=None if score is None else Fraction(score),
            band="",
            ballots=0,
            factors={},
        )
        for name, rank, score in lines
    ]
    return Standings((GroupStandings(Group("so", "Các sở"), None, tuple(shown)),), None, 2)


def test_a_document_gets_the_changes_as_they_are_printed() -> None:
    results = {
        2022: ranking(("A", 9, "80.5"), ("B", None, "70"), ("C", 1, None)),
        2023: ranking(("A", 5, "81.25"), ("B", 2, "69.5"), ("C", 3, "60"), ("D", 4, "50")),
    }
    nobody = Succession((), (), ())
    moved = {own.line.unit.id: own for own in movements(results, 2023, 2022, nobody)}
    changes = ("previous_rank", "previous_score", "rank_change", "score_change")
    (group,) = results[2023].groups
    rows = {line.standing.unit.id: row_texts(line) for line in lines_of(results[2023], group, moved)}
    assert {unit: {name: texts[name] for name in changes} for unit, texts in rows.items()} == {
        # 9 - 5 = 4; 81.25 - 80.50 = 0.75
        "a": {"previous_rank": "9", "previous_score": "80,50", "rank_change": "+4", "score_change": "+0,75"},
        # not ranked in 2022; 69.50 - 70.00 = -0.50
        "b": {"previous_rank": "–", "previous_score": "70,00", "rank_change": "–", "score_change": "−0,50"},
        "c": {"previous_rank": "1", "previous_score": "–", "rank_change": "−2", "score_change": "–"},
        "d": {"previous_rank": "–", "previous_score": "–", "rank_change": "–", "score_change": "–"},
    }
