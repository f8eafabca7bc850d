"""Names of units that leave something out: what they are, or what they may be."""

from pathlib import Path

import pytest
from conftest import HEADER, Sipas, write_book

from sipas_cli.model import Group, Unit
from sipas_cli.workspace.units import Registry

NAMES = [
    "Huyện Hòa Bình",
    "Thành phố Hòa Bình",
    "Sở Khoa học và Công nghệ",
    "Sở Kế hoạch và Đầu tư",
    "Phường Hồng Gai",
    "Xã Ba Chẽ",
]
REGISTRY = Registry([Group("g", "G")], [Unit(f"u{n}", name, "g") for n, name in enumerate(NAMES)])


def test_the_centre_of_public_services_of_a_commune_is_the_commune() -> None:
    for name, commune in [
        ("Trung tâm Phục vụ hành chính công phường Hồng Gai", "Phường Hồng Gai"),
        ("TTPVHCC xã Ba Chẽ", "Xã Ba Chẽ"),
    ]:
        unit = REGISTRY.unit(name)
        assert unit is not None
        assert unit.name == commune
    assert REGISTRY.unit("TTPVHCC xã Hồng Gai") is None
    assert REGISTRY.unit("Trung tâm Phục vụ hành chính công tỉnh") is None


def test_a_name_without_its_kind_or_cut_short_finds_candidates_only() -> None:
    assert REGISTRY.unit("Hòa Bình") is None
    assert set(REGISTRY.find("Hòa Bình").suggestions) == {"Huyện Hòa Bình", "Thành phố Hòa Bình"}
    assert set(REGISTRY.find("Sở KH").suggestions) == {"Sở Khoa học và Công nghệ", "Sở Kế hoạch và Đầu tư"}


@pytest.mark.parametrize("typed", ["UBND huyện", "Huyện", "UBND", "Bệnh viện", "BỆNH VIỆN"])
def test_the_kind_of_an_office_alone_brings_no_candidate(typed: str) -> None:
    names = ["Bệnh viện Phổi", "Bệnh viện Mắt", "UBND huyện Ba Chẽ", "UBND huyện Cô Tô"]
    units = [Unit(f"u{number}", name, "g") for number, name in enumerate(names)]
    match = Registry([Group("g", "G")], units, "tỉnh Quảng Ninh").find(typed)
    assert (match.unit, match.suggestions) == (None, ())


def test_a_name_that_is_mistyped_keeps_its_candidates() -> None:
    units = [Unit("a", "Bệnh viện Phổi", "g"), Unit("b", "UBND huyện Ba Chẽ", "g")]
    match = Registry([Group("g", "G")], units, "tỉnh Quảng Ninh").find("Bệnh viện Phỏi")
    assert match.suggestions == ("Bệnh viện Phổi",)


# --- how names were understood --------------------------------------------------------------------


def test_check_tells_how_each_name_was_understood(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "sipas.yaml").write_text("criteria: quang-ninh-2023\nyear: 2023\n", encoding="utf-8")
    (tmp_path / "units.yaml").write_text(
        "groups: [{id: g, name: Nhóm}]\nunits:\n"
        "  - {id: snv, group: g, name: Sở Nội vụ, aliases: [Nội vụ tỉnh]}\n"
        "  - {id: skh, group: g, name: Sở Kế hoạch và Đầu tư}\n"
        "  - {id: bc, group: g, name: Huyện Ba Chẽ}\n",
        encoding="utf-8",
    )
    names = [*["Sở Nội vụ"] * 3, "Nội vụ tỉnh", "Sở KH&ĐT", "Sở KH&ĐT", "UBND huyện Ba Chẽ", "Nguyễn Văn Bí"]
    rows = [[f"P{n}", name, *[4] * (len(HEADER) - 2)] for n, name in enumerate(names)]
    write_book(tmp_path / "a.xlsx", rows)
    counts = "1 tên đúng như danh sách, 3 tên viết cách khác"
    assert f"{counts} (xem từng tên: --names)." in sipas("check", "a.xlsx").err
    told = sipas("check", "a.xlsx", "--names").err
    assert "“Nội vụ tỉnh” là Sở Nội vụ (theo tên khác hoặc tên cũ): 1 phiếu." in told
    assert "“Sở KH&ĐT” là Sở Kế hoạch và Đầu tư (theo chữ viết tắt): 2 phiếu." in told
    assert "“UBND huyện Ba Chẽ” là Huyện Ba Chẽ (theo quy tắc viết tên): 1 phiếu." in told
    assert "Bí" not in told
