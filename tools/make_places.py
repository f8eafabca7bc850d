"""Makes templates/places/*.csv of an unpacked release of the package `vietnam-provinces`, 2026.9.0 or later.

pip download --no-deps --python-version 3.14 --only-binary :all: vietnam-provinces
unzip vietnam_provinces-*.whl -d FOLDER
python tools/make_places.py FOLDER
"""

import csv
import importlib
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

_PLACES = Path(__file__).resolve().parents[1] / "templates" / "places"
_NO_KIND = "tỉnh"


def full_name(name: str) -> str:
    """A province as documents name it: "tỉnh Quảng Ninh", "thành phố Hải Phòng"."""
    for kind in ("Thành phố ", "Tỉnh "):
        if name.startswith(kind):
            return kind.lower() + name.removeprefix(kind)
    return f"{_NO_KIND} {name}"


def kind_of(name: str) -> str:
    """The kind of a province, from its full name."""
    return next(kind for kind in ("thành phố", "tỉnh") if name.startswith(kind))


def capitalized(name: str) -> str:
    """A name as it begins a line."""
    return name[:1].upper() + name[1:]


def write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Writes one table."""
    with (_PLACES / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(folder: str) -> None:
    """Writes the communes, and the provinces and districts of before 1 July 2025."""
    sys.path.insert(0, folder)
    package = importlib.import_module("vietnam_provinces")
    legacy = importlib.import_module("vietnam_provinces.legacy")
    conversion = importlib.import_module("vietnam_provinces._province_conversion_2025")
    provinces = json.loads(Path(package.NESTED_DIVISIONS_JSON_PATH).read_text(encoding="utf-8"))
    names = {province["code"]: full_name(province["name"]) for province in provinces}
    write(
        "communes.csv",
        ["province_code", "kind", "province", "code", "commune"],
        [
            [
                f"{province['code']:02}",
                kind_of(names[province["code"]]),
                names[province["code"]],
                f"{ward['code']:05}",
                capitalized(ward["name"]),
            ]
            for province in provinces
            for ward in province["wards"]
        ],
    )
    # a part of Tiền Giang is listed with Tây Ninh too: the province went on in the last one
    heirs = {old: names[int(entry.new_provinces[-1].code)] for old, entry in conversion.OLD_TO_NEW.items()}
    former = {int(province.code): full_name(province.name) for province in legacy.Province.iter_all()}
    write(
        "former-districts.csv",
        ["province", "former_province", "district"],
        [
            [heirs[int(district.province_code)], former[int(district.province_code)], district.name]
            for district in legacy.District.iter_all()
        ],
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
