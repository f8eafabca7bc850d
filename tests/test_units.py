"""Unit names: the same office under its many spellings, and never another office."""

import itertools
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import HEADER, Sipas, write_book
from hypothesis import given
from hypothesis import strategies as st

from sipas_cli.model import Change, Group, Unit
from sipas_cli.workspace.succession import Succession
from sipas_cli.workspace.units import Registry, registry_from_names, rule_key
from sipas_cli.workspace.workspace import Workspace

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "quang-ninh-2023"
PROVINCE = "tỉnh Quảng Ninh"


def register(*units: Unit, province: str = PROVINCE) -> Registry:
    return Registry([Group("so", "Các sở")], units, province)


def unit(name: str, *aliases: str, number: int = 1) -> Unit:
    return Unit(f"u{number}", name, "so", aliases)


def found(registry: Registry, typed: str) -> str:
    """The name of the unit that was found, "" for none."""
    match = registry.find(typed)
    return match.unit.name if match.unit else ""


# --- the same office -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "Sở Văn hoá và Thể thao",
        "Sở Văn hóa và Thể thao",
        "SỞ VĂN HOÁ VÀ THỂ THAO",
        "  sở  văn hóa và\u00a0thể thao ",
        unicodedata.normalize("NFD", "Sở Văn hóa và Thể thao"),
        "Sở Văn hóa & Thể thao",
        "Sở Văn hóa&Thể thao",
        "Sở Văn hoá và Thể thao tỉnh Quảng Ninh",
        "Sở Văn hóa và Thể thao Quảng Ninh",
        "Sở Văn hóa và Thể thao, tỉnh Quảng Ninh.",
        "Sở VHTT",
        "SỞ VHTT",
    ],
)
def test_an_office_is_found_under_its_spellings(typed: str) -> None:
    registry = register(unit("Sở Văn hoá và Thể thao", "Sở VHTT"), unit("Sở Y tế", number=2))
    assert found(registry, typed) == "Sở Văn hoá và Thể thao"


@pytest.mark.parametrize(
    "typed",
    [
        "Sở Lao động - Thương binh và Xã hội",
        "Sở Lao động – Thương binh và Xã hội",
        "Sở Lao động-Thương binh và Xã hội",
        "Sở Lao động,Thương binh và Xã hội",
        "Sở Lao động, Thương binh & Xã hội",
    ],
)
def test_commas_and_hyphens_do_not_tell_offices_apart(typed: str) -> None:
    registry = register(unit("Sở Lao động, Thương binh và Xã hội"))
    assert found(registry, typed) == "Sở Lao động, Thương binh và Xã hội"


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("Huyện Vân Đồn", ("UBND huyện Vân Đồn", "H. Vân Đồn", "H.Vân Đồn", "UBND H. Vân Đồn", "H Vân Đồn")),
        (
            "Huyện Vân Đồn",
            ("Ủy ban nhân dân huyện Vân Đồn", "Uỷ ban nhân dân Huyện Vân Đồn", "HUYỆN VÂN ĐỒN"),
        ),
        ("Thị xã Quảng Yên", ("TX. Quảng Yên", "TX Quảng Yên", "tx.Quảng Yên", "UBND TX. Quảng Yên")),
        ("Thành phố Hạ Long", ("TP. Hạ Long", "TP Hạ Long", "Tp.Hạ Long", "UBND thành phố Hạ Long")),
        ("UBND huyện Ba Chẽ", ("Huyện Ba Chẽ", "H. Ba Chẽ", "Huyện Ba Chẽ, tỉnh Quảng Ninh")),
        ("Phường Hồng Gai", ("P. Hồng Gai", "UBND phường Hồng Gai")),
        ("Đặc khu Cô Tô", ("ĐK. Cô Tô", "UBND đặc khu Cô Tô")),
    ],
)
def test_a_place_is_found_with_and_without_its_committee_long_or_short(
    name: str, spellings: tuple[str, ...]
) -> None:
    registry = register(unit(name), unit("Sở Y tế", number=2))
    assert [found(registry, typed) for typed in spellings] == [name] * len(spellings)


def test_the_name_of_the_province_is_dropped() -> None:
    registry = register(unit("Sở Nội vụ"), unit("Thanh tra tỉnh", number=2), unit("Cục Thuế tỉnh", number=3))
    assert found(registry, "Sở Nội vụ tỉnh Quảng Ninh") == "Sở Nội vụ"
    assert found(registry, "Sở Nội vụ Quảng Ninh") == "Sở Nội vụ"
    assert found(registry, "Thanh tra tỉnh Quảng Ninh") == "Thanh tra tỉnh"
    assert found(registry, "Thanh tra Quảng Ninh") == "Thanh tra tỉnh"
    assert found(registry, "Cục Thuế") == "Cục Thuế tỉnh"


def test_the_name_of_another_province_is_not_dropped() -> None:
    assert found(register(unit("Sở Nội vụ")), "Sở Nội vụ tỉnh Lạng Sơn") == ""
    assert found(register(unit("Sở Nội vụ"), province=""), "Sở Nội vụ tỉnh Quảng Ninh") == ""


def test_in_a_city_under_the_government_the_name_of_the_city_is_dropped() -> None:
    registry = register(
        unit("Thanh tra thành phố"), unit("Sở Du lịch", number=2), province="thành phố Hải Phòng"
    )
    assert found(registry, "Thanh tra thành phố Hải Phòng") == "Thanh tra thành phố"
    assert found(registry, "Sở Du lịch thành phố Hải Phòng") == "Sở Du lịch"


def test_a_unit_is_found_by_its_id() -> None:
    registry = register(Unit("so-noi-vu", "Sở Nội vụ", "so"), Unit("so-y-te", "Sở Y tế", "so"))
    assert found(registry, "so-noi-vu") == "Sở Nội vụ"


def test_na_may_be_the_name_of_a_unit() -> None:
    registry = register(unit("NA"), unit("Sở Y tế", number=2))
    assert found(registry, "NA") == "NA"
    assert found(registry, "Na") == "NA"
    assert found(registry, "N") == ""


# --- never another office ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Sở Nội vụ", "Sở Ngoại vụ"),
        ("Sở Nội vụ", "Sở Nội vu"),
        ("Huyện Hải Hà", "Huyện Đầm Hà"),
        ("Huyện Đông Hưng", "Thành phố Đông Hưng"),
        ("Thị xã Quảng Yên", "Xã Quảng Yên"),
        ("Sở Tài chính", "Sở Tài chính - Kế hoạch"),
        ("Xã Tân An", "Xã Tân Ân"),
        ("Công an tỉnh", "Công an thành phố Hạ Long"),
        ("Phường 1", "Phường 11"),
    ],
)
def test_two_offices_are_never_taken_for_one(name: str, other: str) -> None:
    assert found(register(unit(name)), other) == ""
    assert found(register(unit(other)), name) == ""


@pytest.mark.parametrize("city", ["thành phố Lạng Sơn", "TP Lạng Sơn", "TP. Lạng Sơn"])
def test_the_inspectorate_of_a_city_is_not_that_of_the_province_of_the_same_name(city: str) -> None:
    registry = register(unit("Thanh tra tỉnh"), province="tỉnh Lạng Sơn")
    assert found(registry, f"Thanh tra {city}") == ""
    assert found(registry, "Thanh tra tỉnh Lạng Sơn") == "Thanh tra tỉnh"
    assert rule_key(f"UBND {city}", "tỉnh Lạng Sơn") == rule_key("Thành phố Lạng Sơn", "tỉnh Lạng Sơn")


def test_a_name_that_means_two_units_means_none_and_both_are_named() -> None:
    # by the rules, "UBND huyện Tiên Yên" and "Huyện Tiên Yên" are one name
    registry = register(unit("UBND huyện Tiên Yên"), unit("Huyện Tiên Yên", number=2))
    match = registry.find("H. Tiên Yên")
    assert match.unit is None
    assert match.ambiguous
    assert set(match.suggestions) == {"UBND huyện Tiên Yên", "Huyện Tiên Yên"}
    # as they stand in the register, each is found
    assert found(registry, "Huyện Tiên Yên") == "Huyện Tiên Yên"
    assert found(registry, "UBND huyện Tiên Yên") == "UBND huyện Tiên Yên"


def test_an_alias_that_two_units_have_means_none() -> None:
    match = register(unit("Sở Tài chính", "STC"), unit("Sở Công thương", "STC", number=2)).find("STC")
    assert match.unit is None
    assert match.ambiguous


def test_a_misspelt_name_is_not_found_but_what_it_may_mean_is_suggested() -> None:
    registry = register(unit("Sở Nội vụ"), unit("Sở Ngoại vụ", number=2), unit("Huyện Bình Liêu", number=3))
    match = registry.find("Sở Nôi vụ")
    assert match.unit is None
    assert not match.ambiguous
    assert match.suggestions == ("Sở Nội vụ", "Sở Ngoại vụ")
    assert registry.find("Nguyễn Văn A").suggestions == ()


def test_at_most_three_names_are_suggested() -> None:
    registry = register(*(unit(f"Phường Trần Phú {n}", number=n) for n in range(1, 9)))
    assert len(registry.find("Phường Trần Phủ").suggestions) == 3


# --- the shipped register ------------------------------------------------------------------------

GROUPS, UNITS = Workspace(EXAMPLE).groups, Workspace(EXAMPLE).units
NAMES = [(name, each.id) for each in UNITS for name in (each.name, *each.aliases)]


def test_the_example_has_the_41_units_of_the_decision() -> None:
    assert [sum(each.group == group.id for each in UNITS) for group in GROUPS] == [20, 13, 8]
    assert len(NAMES) > len(UNITS)


@pytest.mark.parametrize(
    "spelt",
    [
        lambda name: name,
        str.upper,
        lambda name: unicodedata.normalize("NFD", name),
        lambda name: f" {name}, ",
        lambda name: name if "Quảng Ninh" in name else f"{name.removesuffix(' tỉnh')} tỉnh Quảng Ninh",
        lambda name: name.replace("&", " & ").replace(" - ", "-"),
    ],
    ids=["as written", "capitals", "decomposed", "with a comma", "with the province", "other spaces"],
)
def test_every_name_and_alias_of_the_example_finds_its_own_unit(spelt: Callable[[str], str]) -> None:
    registry = Registry(GROUPS, UNITS, PROVINCE)
    astray = [
        name
        for name, own in NAMES
        if (match := registry.find(spelt(name))).unit is None or match.unit.id != own
    ]
    assert astray == []


# --- without a register --------------------------------------------------------------------------

ROWS = {
    ("Sở Nội vụ", "Sở"): 5,
    ("SỞ NỘI VỤ", "Sở"): 2,
    ("Sở Nội vụ tỉnh Quảng Ninh", "sở"): 3,
    ("Sở Ngoại vụ", "Sở"): 4,
    ("Huyện Vân Đồn", "Huyện"): 3,
    ("H. Vân Đồn", "HUYỆN"): 3,
    ("Huyện Đầm Hà", "Huyện"): 1,
    ("Ban Dân tộc", "Sở"): 1,
    ("Ban Dân tộc tỉnh", "Huyện"): 1,
    ("NA", ""): 2,
}


@given(st.permutations(list(ROWS.items())))
def test_a_register_made_of_the_data_does_not_depend_on_the_order_of_rows(
    rows: list[tuple[tuple[str, str], int]],
) -> None:
    registry, torn = registry_from_names(dict(rows), PROVINCE, everything="Tất cả")
    # of "Huyện Vân Đồn" and "H. Vân Đồn", 3 rows each, the first in the alphabet: H before Huyện
    assert [(each.id, each.name) for each in registry.units] == [
        ("ban-dan-toc", "Ban Dân tộc"),
        ("h-van-don", "H. Vân Đồn"),
        ("huyen-dam-ha", "Huyện Đầm Hà"),
        ("na", "NA"),
        ("so-ngoai-vu", "Sở Ngoại vụ"),
        ("so-noi-vu", "Sở Nội vụ"),
    ]
    assert [(group.id, group.name) for group in registry.groups] == [
        ("huyen", "Huyện"),
        ("so", "Sở"),
        ("tat-ca", "Tất cả"),
    ]
    groups = {each.name: each.group for each in registry.units if each.name != "Ban Dân tộc"}
    assert groups == {
        "H. Vân Đồn": "huyen",
        "Huyện Đầm Hà": "huyen",
        "NA": "tat-ca",
        "Sở Ngoại vụ": "so",
        "Sở Nội vụ": "so",
    }
    assert torn == ("Ban Dân tộc",)


def test_every_name_of_the_data_finds_its_unit_in_the_register_made_of_them() -> None:
    registry, _ = registry_from_names(ROWS, PROVINCE, everything="Tất cả")
    assert {name for name, _ in ROWS if registry.find(name).unit is None} == set()


def test_two_names_that_differ_in_a_tone_are_two_units_with_two_ids() -> None:
    registry, _ = registry_from_names({("Xã Tân An", ""): 1, ("Xã Tân Ân", ""): 9}, "", everything="Tất cả")
    assert [(each.id, each.name) for each in registry.units] == [
        ("xa-tan-an", "Xã Tân An"),
        ("xa-tan-an-2", "Xã Tân Ân"),
    ]


def test_no_two_units_made_of_the_data_share_an_id() -> None:
    names = {(name, ""): 1 for name in ("Xã Tân An", "Xã Tân Ân", "Xã Tân Ân 2", "Xã Tân An 2")}
    registry, _ = registry_from_names(names, "", everything="Tất cả")
    assert len({each.id for each in registry.units}) == 4
    assert [found(registry, name) for name, _ in names] == [name for name, _ in names]


def test_no_two_groups_made_of_the_data_share_an_id() -> None:
    names = {("Sở Y tế", "Khối Sở"): 1, ("Số hóa", "Khối Số"): 1}
    registry, _ = registry_from_names(names, "", everything="Tất cả")
    assert len({group.id for group in registry.groups}) == 2
    members = {
        group.name: [u.name for u in registry.units if u.group == group.id] for group in registry.groups
    }
    assert members == {"Khối Sở": ["Sở Y tế"], "Khối Số": ["Số hóa"]}


def test_ids_do_not_depend_on_the_order_of_names_that_sort_alike() -> None:
    names = {("Trường Bình Minh", ""): 1, ("Trường “Bình Minh”", ""): 1, ('Trường "Bình Minh"', ""): 1}
    made = {
        tuple(
            (each.id, each.name) for each in registry_from_names(dict(rows), "", everything="Tất cả")[0].units
        )
        for rows in itertools.permutations(names.items())
    }
    assert len(made) == 1


# --- abbreviations -------------------------------------------------------------------------------

DEPARTMENTS = [
    "Sở Lao động - Thương binh và Xã hội",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Khoa học và Công nghệ",
    "Sở Kế hoạch và Đầu tư",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Ban Quản lý Khu kinh tế",
    "Văn phòng UBND tỉnh",
    "Sở Nội vụ",
    "Sở Ngoại vụ",
    "Ban Quản lý dự án 2",
]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Sở LĐTB&XH", DEPARTMENTS[0]),
        ("Sở LĐ-TB&XH", DEPARTMENTS[0]),
        ("Sở LĐTBXH", DEPARTMENTS[0]),
        ("Sở NN&PTNT", DEPARTMENTS[1]),
        ("Sở NN và PTNT", DEPARTMENTS[1]),
        ("Sở KH&CN", DEPARTMENTS[2]),
        ("Sở KH&ĐT", DEPARTMENTS[3]),
        ("Sở VHTT&DL", DEPARTMENTS[4]),
        ("BQL KKT", DEPARTMENTS[5]),
        ("BQL Khu kinh tế", DEPARTMENTS[5]),
        ("VP UBND tỉnh", DEPARTMENTS[6]),
        ("BQL dự án 2", DEPARTMENTS[9]),
    ],
)
def test_an_abbreviation_that_only_one_unit_has_is_that_unit(typed: str, name: str) -> None:
    units = [Unit(str(n), unit, "so") for n, unit in enumerate(DEPARTMENTS)]
    found = Registry([Group("so", "Sở")], units).find(typed)
    assert found.unit is not None
    assert found.unit.name == name


@pytest.mark.parametrize("typed", ["Sở NV", "Sở nv", "Sở KH", "BQL dự án 3", "SNV", "Sở N. vụ"])
def test_an_abbreviation_of_two_units_or_of_none_is_no_unit(typed: str) -> None:
    units = [Unit(str(n), unit, "so") for n, unit in enumerate(DEPARTMENTS)]
    assert Registry([Group("so", "Sở")], units).find(typed).unit is None


# --- former names --------------------------------------------------------------------------------


def test_a_former_name_means_the_unit_that_came_of_it_from_the_year_of_the_change_on() -> None:
    names = {"so-c": "Sở C", "so-y": "Sở Y mới", "so-b": "Sở B", "so-e": "Sở E"}
    units = [Unit(id_, name, "so") for id_, name in names.items()]
    changes = [
        Change(2025, ("Sở A", "Sở D"), ("so-c",)),  # merged
        Change(2023, ("Sở Y cũ",), ("so-y",), ("Sở Y cũ", "so-y")),  # renamed
        Change(2024, ("Sở Chia",), ("so-b", "so-e")),  # split: nobody can tell into which
        Change(2020, ("Sở A nhỏ",), ("Sở A",), ("Sở A nhỏ", "Sở A")),  # renamed before it was merged
    ]

    def found(name: str, year: int | None) -> str:
        groups = [Group("so", "Sở")]
        own = Succession(changes, groups, units).with_former_names(year)
        match = Registry(groups, own).find(name)
        return match.unit.id if match.unit else ""

    assert [found("sở a", year) for year in (2025, 2024, None)] == ["so-c", "", ""]
    assert found("Sở A nhỏ", 2025) == "so-c"
    assert [found("Sở Y cũ", year) for year in (2023, 2022, None)] == ["so-y", "", "so-y"]
    assert found("Sở Chia", 2025) == ""
    assert found("Sở B", 2025) == "so-b"


@pytest.mark.parametrize(
    "typed", ["SỞ LĐTB&XH", "BQL KKT", "BQL KKT tỉnh Quảng Ninh", "BQL Khu kinh tế Quảng Ninh"]
)
def test_an_abbreviation_may_be_in_capitals_and_with_or_without_the_province(typed: str) -> None:
    names = ["Sở Lao động - Thương binh và Xã hội", "Ban Quản lý Khu kinh tế Quảng Ninh", "Sở Nội vụ"]
    units = [Unit(f"u{number}", name, "g") for number, name in enumerate(names)]
    found = Registry([Group("g", "G")], units, "tỉnh Quảng Ninh").find(typed).unit
    assert found is units[0 if typed.startswith("S") else 1]


@pytest.mark.parametrize("typed", ["Sở TN&MT", "Sở NN&PTNT", "SỞ TN&MT tỉnh Quảng Ninh"])
def test_a_former_name_may_be_abbreviated(typed: str) -> None:
    names = ("Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Phát triển nông thôn")
    groups, units = [Group("g", "G")], [Unit("nn", "Sở Nông nghiệp và Môi trường", "g")]
    changes = [Change(2025, names, ("nn",))]
    known = Succession(changes, groups, units, "tỉnh Quảng Ninh").with_former_names(2025)
    found = Registry(groups, known, "tỉnh Quảng Ninh").find(typed).unit
    assert found is not None
    assert found.id == "nn"


def test_a_ballot_of_an_abolished_unit_is_told_its_name_and_year(example: Path, sipas: Sipas) -> None:
    with (example / "units.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "\nsuccession:\n  - {year: 2020, kind: abolished, from_group: huyen, from: [Huyện Hoành Bồ]}\n"
        )
    rows = [[f"P{n}", "Sở Nội vụ", *[4] * (len(HEADER) - 2)] for n in range(30)]
    write_book(example / "a.xlsx", [*rows, ["P99", "UBND H. Hoành Bồ", *[4] * (len(HEADER) - 2)]])
    said = 'B32: đơn vị "Huyện Hoành Bồ" không còn từ năm 2020 (succession trong units.yaml). Phiếu bị loại.'
    assert said in sipas("check", "a.xlsx").out
