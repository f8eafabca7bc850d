"""From one year to another: who continues whom."""

from pathlib import Path

import pytest

from sipas_cli.errors import RulesError
from sipas_cli.history import read_succession
from sipas_cli.model import Change, Group, Unit
from sipas_cli.rules.gate import checked
from sipas_cli.rules.workspace import Units, read_units
from sipas_cli.rules.yaml_loader import parse
from sipas_cli.units import Succession, rule_key
from sipas_cli.words import error_text

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
    assert (refused.value.key, refused.value.where) == (key, f"units.yaml:{line}")
    assert "{" not in error_text(refused.value, "vi") + error_text(refused.value, "en")


def test_a_register_without_succession_is_as_before_and_may_name_the_post_of_the_head(tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_text(REGISTER.partition("succession:")[0], encoding="utf-8")
    assert read_succession(tmp_path).former == ()
    assert read_succession(tmp_path).predecessor("so-y-te", 2025, 2013) == "so-y-te"
    heads = [unit.head for unit in read_units(tmp_path)[1]]
    assert heads[:2] == ["Chánh Thanh tra thành phố", ""]
