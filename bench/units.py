"""A workspace with many units, to see how cost grows with them: names, groups and ballots made up.

    python bench/units.py UNITS FOLDER [BALLOTS]      12 ballots for each unit unless another number is given

Writes sipas.yaml, units.yaml and survey.csv. The same words give the same bytes.
"""

import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path

LABELS = ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng", "", "Không biết"]
WEIGHTS = [1, 3, 8, 45, 40, 2, 1]
CODES = [f"F{factor}_{n}" for factor in range(1, 6) for n in range(1, 6)]
HEADERS = ["Mã phiếu", "Ngày khảo sát", "Tên đơn vị", "Giới tính", "Kênh khảo sát", *CODES]
GROUPS = ["Các xã", "Các phường", "Các xã miền núi", "Các đặc khu"]
KINDS = ["Xã", "Phường", "Xã", "Đặc khu"]
SYLLABLES = [
    "An", "Bình", "Châu", "Đại", "Đông", "Giang", "Hà", "Hải", "Hòa", "Hưng", "Kim", "Lâm", "Lộc", "Long",
    "Mai", "Minh", "Mỹ", "Nam", "Ngọc", "Phú", "Phước", "Quang", "Sơn", "Tân", "Thạch", "Thanh", "Thịnh",
    "Thuận", "Trung", "Vân",
]  # fmt: skip


def name_of(number: int) -> str:
    """The name of a unit: no two are alike."""
    kind = KINDS[number % len(KINDS)]
    size = len(SYLLABLES)
    first, second, third = number % size, number // size % size, number // size**2
    return f"{kind} {SYLLABLES[first]} {SYLLABLES[second]} {SYLLABLES[third]}"


def register(units: int) -> Iterator[str]:
    """The lines of units.yaml."""
    yield "groups:"
    for number, group in enumerate(GROUPS):
        yield f"  - {{id: g{number}, name: {group}}}"
    yield "units:"
    for number in range(units):
        yield f"  - {{id: u{number:05d}, group: g{number % len(GROUPS)}, name: {name_of(number)}}}"


def ballots(units: int, of_each: int) -> Iterator[list[str]]:
    """The rows of the survey. Each unit has a quality of its own, so that ranks differ."""
    chance = random.Random(units)
    for unit in range(units):
        spread = chance.uniform(0.2, 2)
        weights = [weight * (spread if place < 3 else 1) for place, weight in enumerate(WEIGHTS)]
        for number in range(of_each):
            traits = [chance.choice(["Nam", "Nữ"]), chance.choice(["Phiếu giấy", "Cổng dịch vụ công"])]
            answers = chance.choices(LABELS, weights, k=len(CODES))
            yield [f"P{unit:05d}-{number:04d}", "2023-11-15", name_of(unit), *traits, *answers]


def write_workspace(folder: Path, units: int, of_each: int) -> None:
    """The three files of the workspace."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = "province: tỉnh Bình An\ncriteria: quang-ninh-2023\nyear: 2023\nnotice: DỮ LIỆU GIẢ LẬP\n"
    (folder / "sipas.yaml").write_text(settings, encoding="utf-8")
    (folder / "units.yaml").write_text("\n".join(register(units)) + "\n", encoding="utf-8")
    with (folder / "survey.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        writer.writerows(ballots(units, of_each))


if __name__ == "__main__":
    write_workspace(Path(sys.argv[2]), int(sys.argv[1]), int(sys.argv[3]) if len(sys.argv) > 3 else 12)
