"""Makes the SYNTHETIC inputs of Hải Phòng 2026: two levels of government, no districts.

The names of the communes are real, all else is invented: no index of any of these units was published.
The ballots are made to give exactly the indices that are drawn here, which is checked again with
fractions before anything is written (`check`). No person or answer in it is real.

    python make_inputs.py [DIRECTORY]
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import synthetic as syn
from synthetic import Count, Unit

HERE = Path(__file__).resolve().parent
COMMUNES = HERE.parents[1] / "templates" / "places" / "communes.csv"
PROVINCE = "thành phố Hải Phòng"

SEED = 2026
BALLOTS = {"so": (28, 32), "xa": (16, 21)}
SURVEY_DAYS = [day for day in (date(2026, 10, n) for n in range(1, 31)) if day.weekday() < 5]

# Invented, in percent. Two communes are tied; a department stands on the edge of a band.
CHOSEN = {
    "Sở Tư pháp": "90.00",
    "Sở Nội vụ": "93.18",
    "Phường Hải Dương": "94.27",
    "Phường Hồng Bàng": "94.27",
    "Đặc khu Bạch Long Vĩ": "96.40",
}
# What is drawn for the others: from and to, in percent.
DRAWN = {"so": (82, 93), "xa": (70, 94)}

# The year of the districts, 2024: invented too, a published table of which only these figures are left.
EARLIER = {
    "so": (
        "Văn phòng UBND thành phố",
        "Sở Nội vụ",
        "Sở Tư pháp",
        "Sở Tài chính",
        "Sở Kế hoạch và Đầu tư",
        "Sở Công Thương",
        "Sở Nông nghiệp và Phát triển nông thôn",
        "Sở Tài nguyên và Môi trường",
        "Sở Xây dựng",
        "Sở Giao thông vận tải",
        "Sở Khoa học và Công nghệ",
        "Sở Thông tin và Truyền thông",
        "Sở Văn hóa và Thể thao",
        "Sở Du lịch",
        "Sở Lao động, Thương binh và Xã hội",
        "Sở Giáo dục và Đào tạo",
        "Sở Y tế",
        "Thanh tra thành phố",
    ),
    "huyen": (
        "Quận Hồng Bàng",
        "Quận Ngô Quyền",
        "Quận Lê Chân",
        "Quận Hải An",
        "Quận Kiến An",
        "Quận Đồ Sơn",
        "Quận Dương Kinh",
        "Huyện Thủy Nguyên",
        "Huyện An Dương",
        "Huyện An Lão",
        "Huyện Kiến Thụy",
        "Huyện Tiên Lãng",
        "Huyện Vĩnh Bảo",
        "Huyện Cát Hải",
        "Huyện Bạch Long Vĩ",
    ),
}


@dataclass(frozen=True)
class Office:
    """One unit, the index that is invented for it, and how its ballots answer each question."""

    unit: Unit
    wanted: Fraction
    satisfied: Sequence[Count]


def make_office(unit: Unit, weights: Sequence[Fraction], rng: Random) -> Office:
    low, high = DRAWN[unit.group]
    wanted = Fraction(CHOSEN.get(unit.name) or Fraction(rng.randint(low * 100, high * 100 - 1), 100))
    ballots = rng.randint(*BALLOTS[unit.group])
    return Office(unit, wanted, syn.count_answers(weights, syn.SATISFIED, ballots, wanted, rng))


# --- checking --------------------------------------------------------------------------------


def expect(holds: bool, what: str) -> None:
    if not holds:
        raise AssertionError(what)


def check(offices: Sequence[Office]) -> None:
    """Fails unless the exact indices are printed as invented, and the communes are those of the province."""
    for office in offices:
        found = syn.printed(syn.index(office.satisfied))
        expect(found == syn.printed(office.wanted), f"{office.unit.name}: {found}")
    listed = [row["commune"] for row in syn.read_csv(COMMUNES) if row["province"] == PROVINCE]
    communes = [office.unit.name for office in offices if office.unit.group == "xa"]
    expect(communes == listed, "các xã trong units.yaml khác danh mục đơn vị hành chính")
    ranks = syn.ranked({o.unit.name: o.wanted for o in offices if o.unit.group == "xa"})
    expect(ranks["Phường Hải Dương"] == ranks["Phường Hồng Bàng"] == 2, "hai phường 94,27 không đồng hạng 2")
    expect(ranks["Đặc khu Bạch Long Vĩ"] == 1, "đặc khu không đứng đầu")


# --- the files -------------------------------------------------------------------------------


def write_survey(path: Path, offices: Sequence[Office], criteria: Mapping[str, Any], rng: Random) -> int:
    """The ballots as codes, in random order; returns how many there are."""
    plan = criteria["plan"]
    schooling = next(each for each in plan["breakdowns"] if each["id"] == "hoc-van")
    rows: list[list[str | int | None]] = []
    for office in offices:
        ballots = max(sum(count.answers) for count in office.satisfied)
        for attitude, places in syn.deal_all(office.satisfied, ballots, rng):
            day = f"{rng.choice(SURVEY_DAYS):%d/%m/%Y}"
            school = rng.choice(schooling["values"]) if rng.random() > 0.03 else None
            answers = [None if n is None else syn.satisfaction_code(n, attitude, rng) for n in places]
            rows.append([day, syn.typed_unit(office.unit, rng), school, *answers])
    rng.shuffle(rows)
    header = ["Mã phiếu", "Ngày khảo sát", "Tên đơn vị", schooling["headers"][0]]
    codes = [question["code"] for question in plan["questions"]]
    numbered = [[f"HP26-{number:05d}", *row] for number, row in enumerate(rows, start=1)]
    syn.write_csv(path, [[*header, *codes], *numbered])
    return len(rows)


def write_earlier(path: Path, rng: Random) -> None:
    """The table of 2024, ranked by what it prints."""
    rows: list[list[str | int | None]] = [["group", "rank", "unit", "score"]]
    for group, names in EARLIER.items():
        scores = {name: Fraction(rng.randint(7800, 9399), 100) for name in names}
        ranks = syn.ranked(scores)
        for name in sorted(names, key=lambda name: ranks[name]):
            rows.append([group, ranks[name], name, syn.printed(scores[name])])
    syn.write_csv(path, rows)


def main(arguments: Sequence[str]) -> None:
    target = Path(arguments[0]) if arguments else HERE
    rng = Random(SEED)
    criteria = syn.read_yaml(syn.CRITERIA / "sipas-39.yaml")
    weights = list(syn.sipas_weights(criteria).values())
    offices = [make_office(unit, weights, rng) for unit in syn.read_units(HERE / "units.yaml")]
    check(offices)
    ballots = write_survey(target / "survey.csv", offices, criteria, rng)
    write_earlier(target / "results-2024.csv", rng)
    print(f"survey.csv: {ballots} phiếu của {len(offices)} đơn vị. Mọi chỉ số đều bịa đặt.")


if __name__ == "__main__":
    main(sys.argv[1:])
