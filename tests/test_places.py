"""A workspace for a province of 2025, and a register from any list."""

import csv
import json
from pathlib import Path

import pytest
from conftest import ROOT, Sipas, write_book

from sipas_cli.errors import RulesError
from sipas_cli.workspace.places import province_of
from sipas_cli.workspace.workspace import Workspace

PLACES = ROOT / "templates" / "places"


def test_the_list_has_34_provinces_3321_communes_and_the_696_districts_of_before() -> None:
    with (PLACES / "communes.csv").open(encoding="utf-8", newline="") as file:
        communes = list(csv.DictReader(file))
    with (PLACES / "former-districts.csv").open(encoding="utf-8", newline="") as file:
        districts = list(csv.DictReader(file))
    assert (len({row["province"] for row in communes}), len(communes), len(districts)) == (34, 3321, 696)
    assert len({row["code"] for row in communes}) == 3321
    assert {row["commune"].split()[0] for row in communes} == {"Xã", "Phường", "Đặc"}


@pytest.mark.parametrize(
    "name", ["Quảng Ninh", "tỉnh Quảng Ninh", "quang ninh", "QUẢNG NINH", "tỉnh quang ninh"]
)
def test_a_province_is_known_with_and_without_its_kind_and_tones(name: str) -> None:
    province = province_of(name)
    assert (province.name, province.kind, len(province.communes)) == ("tỉnh Quảng Ninh", "tỉnh", 54)
    assert {name: len(districts) for name, districts in province.districts.items()} == {"tỉnh Quảng Ninh": 13}
    assert {"Phường Hạ Long", "Đặc khu Cô Tô", "Đặc khu Vân Đồn"} <= set(province.communes)


@pytest.mark.parametrize(
    ("province", "group"), [("Bắc Ninh", "Các xã, phường"), ("Quảng Ninh", "Các xã, phường, đặc khu")]
)
def test_communes_are_called_what_the_province_has(
    tmp_path: Path, sipas: Sipas, province: str, group: str
) -> None:
    assert sipas("init", "w", "--province", province).status == 0
    names = {own.id: own.name for own in Workspace(tmp_path / "w").succession.registry(2026).groups}
    assert names["xa"] == group


@pytest.mark.parametrize(
    ("name", "key", "params"),
    [
        ("Hải Dương", "PROVINCE_FORMER", ("tỉnh Hải Dương", "thành phố Hải Phòng")),
        ("Tiền Giang", "PROVINCE_FORMER", ("tỉnh Tiền Giang", "tỉnh Đồng Tháp")),
        ("Quảng Nin", "PROVINCE_UNKNOWN", ("Quảng Nin", "tỉnh Quảng Ninh")),
        ("Cà Mâu", "PROVINCE_UNKNOWN", ("Cà Mâu", "tỉnh Cà Mau")),
        ("tỉnh Ca Mâu", "PROVINCE_UNKNOWN", ("tỉnh Ca Mâu", "tỉnh Cà Mau")),
    ],
)
def test_a_name_that_is_no_province_is_told_what_it_became_or_may_mean(
    name: str, key: str, params: tuple[str, str]
) -> None:
    from sipas_cli.workspace import messages

    with pytest.raises(RulesError) as raised:
        province_of(name)
    assert raised.value.message is getattr(messages, key)
    shown = raised.value.params
    assert (shown["name"], shown.get("province") or shown["meant"]) == params


def test_init_fills_in_the_communes_of_a_province_of_today_and_its_districts_of_before(
    tmp_path: Path, sipas: Sipas
) -> None:
    made = sipas("init", "w", "--province", "Hải Phòng")
    assert made.status == 0
    assert "114 xã, phường, đặc khu của thành phố Hải Phòng" in made.err
    workspace = Workspace(tmp_path / "w")
    assert workspace.province == "thành phố Hải Phòng"
    today = workspace.succession.registry(2026).units
    assert sum(unit.group == "xa" for unit in today) == 114
    assert not any(unit.group == "huyen" for unit in today)
    before = {unit.name for unit in workspace.succession.registry(2024).units if unit.group == "huyen"}
    assert len(before) == 27  # 15 of Hải Phòng and 12 of Hải Dương
    assert {"Quận Hồng Bàng", "Huyện Bạch Long Vĩ", "Thành phố Chí Linh"} <= before
    late = sipas("init", "w", "--province", "Huế")
    assert late.status == 2
    assert "đã có sipas.yaml" in late.err


def test_ballots_of_communes_are_ranked_in_the_workspace_that_init_made(tmp_path: Path, sipas: Sipas) -> None:
    from conftest import HEADER, ballot

    assert sipas("init", ".", "--province", "Quảng Ninh").status == 0
    # P. and UBND are known; the answers are those of the helper: all satisfied
    rows = [[*HEADER]] + [ballot(n, name) for n, name in enumerate(["P. Hạ Long", "UBND đặc khu Cô Tô"] * 10)]
    write_book(tmp_path / "a.xlsx", rows[1:])
    assert sipas("-q", "score", "a.xlsx").status == 0
    groups = json.loads(sipas("rank", "--format", "json").out)["groups"]
    assert [group["id"] for group in groups] == ["so", "xa"] or [group["id"] for group in groups] == ["xa"]
    units = {unit["unit"]: unit["ballots"] for group in groups for unit in group["units"] if unit["ballots"]}
    assert units == {"Phường Hạ Long": 10, "Đặc khu Cô Tô": 10}


LIST = (
    "DANH SÁCH CƠ QUAN,,,\nSTT,Tên đơn vị,Viết tắt,Ghi chú\nI,Các sở,,\n1,Sở Tài chính,STC; Sở TC,\n"
    '2,"Sở Văn hóa, Thể thao",,\nII,"Các xã, phường",,\n3,Phường Hạ Long,,\n4,Xã Quảng La,,\n'
)


def test_any_list_of_offices_becomes_the_register(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "l.csv").write_text(LIST, encoding="utf-8")
    assert sipas("units", "import", "l.csv").status == 0
    workspace = Workspace(tmp_path)
    assert [(group.id, group.name) for group in workspace.groups] == [
        ("so", "Các sở"),
        ("xa", "Các xã, phường"),
    ]
    assert [(unit.id, unit.name, unit.group, unit.aliases) for unit in workspace.units] == [
        ("so-tai-chinh", "Sở Tài chính", "so", ("STC", "Sở TC")),
        ("so-van-hoa-the-thao", "Sở Văn hóa, Thể thao", "so", ()),
        ("phuong-ha-long", "Phường Hạ Long", "xa", ()),
        ("xa-quang-la", "Xã Quảng La", "xa", ()),
    ]
    again = sipas("units", "import", "l.csv")
    assert again.status == 2
    assert "đã có 4 đơn vị" in again.err


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        ("Tên xã,Mã\nXã A,1\n", [], "m.csv ! 2: không rõ đơn vị thuộc nhóm nào"),
        ("Tên xã,Mã\nXã A,1\nxã a,2\n", ["--group", "Các xã"], "m.csv ! 3: đơn vị này đã có ở m.csv ! 2"),
        ("a,b\nXã A,1\n", [], "không thấy cột tên đơn vị nào"),
        ("Tên xã,Mã\n" + "X" * 201 + ",1\n", ["--group", "Các xã"], "dài quá 200 chữ"),
    ],
)
def test_a_list_that_cannot_be_a_register_is_refused(
    tmp_path: Path, sipas: Sipas, content: str, options: list[str], said: str
) -> None:
    (tmp_path / "m.csv").write_text(content, encoding="utf-8")
    result = sipas("units", "import", "m.csv", *options)
    assert result.status == 3
    assert said in result.err
    assert not (tmp_path / "units.yaml").exists()


def test_a_group_that_is_named_is_that_of_all_whose_list_names_none(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "m.csv").write_text("Tên xã,Mã\nXã A,1\nXã B,2\n", encoding="utf-8")
    shown = sipas("units", "import", "m.csv", "--group", "Các xã", "-o", "-")
    assert shown.status == 0
    assert '{id: xa, name: "Các xã"}' in shown.out
    assert '{id: xa-b, group: xa, name: "Xã B"}' in shown.out
