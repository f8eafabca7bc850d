"""Names of units that leave something out: what they are, or what they may be."""

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
