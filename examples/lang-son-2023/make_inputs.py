"""Makes the SYNTHETIC inputs of Lạng Sơn 2023, where no figure of any unit was published.

The draft decision of January 2024 was published without its two appendices. So every index below is
invented, as is the list of departments (units.yaml); ballots, leader ballots and appraised points are
made to give exactly these indices, which is checked again with fractions before anything is written
(`check`). No person, answer or point in it is real.

    python make_inputs.py [DIRECTORY]
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import synthetic as syn
from synthetic import Cell, Count, Granted, Node, Unit

HERE = Path(__file__).resolve().parent

SEED = 2023
CREATED = datetime(2024, 1, 14)  # fixed, so that two runs give the same bytes
NOTICE = "SỐ LIỆU GIẢ LẬP do make_inputs.py sinh ra; không có phiếu, điểm hay người trả lời nào là thật."
SURVEY_DAYS = [day for day in (date(2023, 11, n) for n in range(1, 31)) if day.weekday() < 5]

# Invented, in percent: SIPAS, leader survey, PAR index. Sở Tư pháp and Sở Y tế stand on the edges of
# bands; Sở Kế hoạch và Đầu tư and Sở Ngoại vụ are tied.
INVENTED = {
    "Văn phòng UBND tỉnh": ("93.41", "84.20", "91.87"),
    "Sở Nội vụ": ("94.05", "85.67", "93.52"),
    "Sở Tư pháp": ("92.88", "83.15", "90.00"),
    "Sở Kế hoạch và Đầu tư": ("91.24", "81.94", "88.15"),
    "Sở Tài chính": ("92.17", "82.76", "89.36"),
    "Sở Công Thương": ("90.63", "79.58", "86.42"),
    "Sở Nông nghiệp và Phát triển nông thôn": ("89.72", "78.33", "84.07"),
    "Sở Giao thông vận tải": ("91.95", "77.61", "85.29"),
    "Sở Xây dựng": ("88.47", "76.92", "81.73"),
    "Sở Tài nguyên và Môi trường": ("86.90", "74.05", "79.64"),
    "Sở Thông tin và Truyền thông": ("93.76", "84.91", "92.18"),
    "Sở Lao động - Thương binh và Xã hội": ("90.18", "80.27", "87.50"),
    "Sở Văn hóa, Thể thao và Du lịch": ("91.52", "79.90", "86.98"),
    "Sở Khoa học và Công nghệ": ("94.63", "82.08", "90.74"),
    "Sở Giáo dục và Đào tạo": ("89.35", "78.86", "83.55"),
    "Sở Y tế": ("87.84", "77.20", "80.00"),
    "Sở Ngoại vụ": ("95.12", "81.33", "88.15"),
    "Thanh tra tỉnh": ("93.08", "80.75", "89.02"),
    "Ban Dân tộc": ("94.27", "79.12", "90.31"),
    "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn": ("90.96", "80.02", "87.13"),
    "Thành phố Lạng Sơn": ("90.42", "82.35", "90.08"),
    "Huyện Bắc Sơn": ("91.67", "80.14", "87.76"),
    "Huyện Bình Gia": ("88.93", "76.48", "82.19"),
    "Huyện Cao Lộc": ("90.05", "79.27", "86.03"),
    "Huyện Chi Lăng": ("92.34", "81.62", "89.45"),
    "Huyện Đình Lập": ("87.58", "74.91", "78.36"),
    "Huyện Hữu Lũng": ("91.13", "80.83", "88.27"),
    "Huyện Lộc Bình": ("89.61", "77.05", "83.94"),
    "Huyện Tràng Định": ("90.88", "78.54", "85.12"),
    "Huyện Văn Lãng": ("92.06", "79.80", "86.61"),
    "Huyện Văn Quan": ("88.20", "75.73", "80.55"),
}

# Leaves that do not apply to single units. Invented like everything else.
LEFT_OUT = {
    "Văn phòng UBND tỉnh": ["3.2.2"],  # no file was late
    "Sở Ngoại vụ": ["3.2.2"],
    "Thanh tra tỉnh": ["3.2.2", "7.2.2"],
    "Ban Dân tộc": ["3.1.1", "3.1.2", "3.2.1", "3.2.2", "7.2.2"],  # no procedure to be received
    "Huyện Đình Lập": ["2.1.2"],  # no regulation was due
}
BONUS, PENALTY = "TH1", "TR1"
EXTRAS = {
    "Sở Thông tin và Truyền thông": {BONUS: Fraction(1)},
    "Thành phố Lạng Sơn": {BONUS: Fraction(1, 2)},
    "Sở Tài nguyên và Môi trường": {PENALTY: Fraction(1)},
    "Huyện Đình Lập": {PENALTY: Fraction(1, 2)},
}

BALLOTS = (36, 44)
BREAKDOWNS = ("gioi-tinh", "do-tuoi", "noi-sinh-song")
LEADERS_ASKED = {  # respondents of each kind, and the groups that they judge
    "hdnd": (20, ("so", "huyen")),
    "so": (20, ("huyen",)),
    "huyen": (22, ("so",)),
}


@dataclass(frozen=True)
class Office:
    """One unit with everything that is invented about it.

    satisfied  SIPAS, question by question
    leaders    leader survey, question by question
    granted    appraised cells by leaf, without the leaves that do not apply; `claimed` the self-assessed
    """

    unit: Unit
    nodes: Sequence[Node]
    satisfied: Sequence[Count]
    leaders: Sequence[Count]
    granted: Mapping[str, Granted]
    claimed: Mapping[str, Granted]

    @property
    def sipas(self) -> Fraction:
        return syn.index(self.satisfied)

    @property
    def xhh(self) -> Fraction:
        return syn.index(self.leaders)

    @property
    def maximum(self) -> Fraction:
        return own_maximum(self.nodes, self.unit)

    @property
    def points(self) -> Fraction:
        """Exact points with bonus and penalty; the bonus does not raise the maximum."""
        surveyed = syn.surveyed_points(self.nodes, self.sipas, self.xhh)
        return syn.granted_points(self.nodes, self.granted) + surveyed + extra_points(self.unit)

    @property
    def par(self) -> Fraction:
        return self.points / self.maximum * 100


def own_maximum(nodes: Sequence[Node], unit: Unit) -> Fraction:
    left_out = LEFT_OUT.get(unit.name, ())
    return syn.total_maximum(node for node in nodes if node.id not in left_out)


def extra_points(unit: Unit) -> Fraction:
    extras = EXTRAS.get(unit.name, {})
    return extras.get(BONUS, Fraction(0)) - extras.get(PENALTY, Fraction(0))


# --- the inputs that give the figures ---------------------------------------------------------


def respondents(unit: Unit) -> list[tuple[str, str]]:
    """Who judges a unit: kind and id of each respondent; nobody judges the own office."""
    return [
        (kind, f"{kind.upper()}-{number:02d}")
        for kind, (people, judged) in LEADERS_ASKED.items()
        for number in range(1, people + 1)
        if unit.group in judged
    ]


def make_office(unit: Unit, sipas: Any, par: Any, rng: Random) -> Office:
    """A unit whose answers and points give exactly its three invented indices."""
    sipas_score, xhh_score, par_score = map(Fraction, INVENTED[unit.name])
    nodes = syn.nodes_for(syn.read_tree(par), unit)
    weights = list(syn.sipas_weights(sipas).values())
    satisfied = syn.count_answers(weights, syn.SATISFIED, rng.randint(*BALLOTS), sipas_score, rng)
    weights, worths = list(syn.leader_weights(par, nodes).values()), syn.leader_worths(par)
    leaders = syn.count_answers(weights, worths, len(respondents(unit)), xhh_score, rng)

    given = syn.surveyed_points(nodes, syn.index(satisfied), syn.index(leaders)) + extra_points(unit)
    low, high = (score * own_maximum(nodes, unit) / 100 - given for score in syn.window(par_score))
    left_out = LEFT_OUT.get(unit.name, ())
    own = [leaf for leaf in syn.leaves(nodes, "appraisal") if leaf.id not in left_out]
    granted = syn.appraise(own, (low, high), rng)
    claimed = {leaf.id: syn.claim(leaf, granted[leaf.id], rng) for leaf in own}
    return Office(unit, nodes, satisfied, leaders, granted, claimed)


# --- checking --------------------------------------------------------------------------------


def expect(holds: bool, what: str) -> None:
    if not holds:
        raise AssertionError(what)


def check(offices: Sequence[Office]) -> None:
    """Fails unless the exact results are printed as invented, and show what the README says they show."""
    by_name = {office.unit.name: office for office in offices}
    expect(list(by_name) == list(INVENTED), "danh sách đơn vị khác units.yaml")
    for name, office in by_name.items():
        found = tuple(map(syn.printed, (office.sipas, office.xhh, office.par)))
        expect(found == INVENTED[name], f"{name}: {found} khác {INVENTED[name]}")
        whole = syn.total_maximum(office.nodes)
        expect(whole == 100, f"{name}: điểm tối đa trước khi trừ phần không áp dụng là {whole}")
    fewer, more = by_name["Ban Dân tộc"], by_name["Sở Tư pháp"]
    expect(fewer.points < more.points and fewer.par > more.par, "Ban Dân tộc không ít điểm mà hạng cao hơn")
    ranks = syn.ranked({name: office.par for name, office in by_name.items() if office.unit.group == "so"})
    expect(ranks["Sở Kế hoạch và Đầu tư"] == ranks["Sở Ngoại vụ"] == 9, "hai sở 88,15 không đồng hạng 9")
    expect(10 not in ranks.values(), "sau hai đơn vị đồng hạng 9 phải là hạng 11")


# --- the files -------------------------------------------------------------------------------


def write_survey(path: Path, offices: Sequence[Office], criteria: Any, rng: Random) -> int:
    """The SIPAS ballots as codes, in random order; returns how many there are."""
    plan = criteria["plan"]
    breakdowns = [each for id_ in BREAKDOWNS for each in plan["breakdowns"] if each["id"] == id_]
    rows: list[list[str | int | None]] = []
    for office in offices:
        ballots = max(sum(count.answers) for count in office.satisfied)
        for attitude, places in syn.deal_all(office.satisfied, ballots, rng):
            day = f"{rng.choice(SURVEY_DAYS):%d/%m/%Y}"
            person = [rng.choice(each["values"]) if rng.random() > 0.03 else None for each in breakdowns]
            answers = [None if n is None else syn.satisfaction_code(n, attitude, rng) for n in places]
            rows.append([day, syn.typed_unit(office.unit, rng), *person, *answers])
    rng.shuffle(rows)
    header = ["Mã phiếu", "Ngày khảo sát", "Tên đơn vị", *(each["headers"][0] for each in breakdowns)]
    codes = [question["code"] for question in plan["questions"]]
    numbered = [[f"LS23-{number:05d}", *row] for number, row in enumerate(rows, start=1)]
    syn.write_csv(path, [[*header, *codes], *numbered])
    return len(rows)


def write_leaders(path: Path, offices: Sequence[Office], criteria: Any, rng: Random) -> int:
    """The leader survey, a row per respondent and judged unit; returns how many rows there are."""
    survey = criteria["plan"]["xhh"]
    answers = [answer["id"] for answer in survey["answers"]]
    titles = {kind["id"]: kind["title"] for kind in survey["kinds"]}
    rows: list[list[str | None]] = []
    for office in offices:
        asked = respondents(office.unit)
        dealt = syn.deal_all(office.leaders, len(asked), rng)
        for (kind, ballot), (_, places) in zip(asked, dealt, strict=True):
            given = [rng.choice((None, "E")) if place is None else answers[place] for place in places]
            rows.append([ballot, titles[kind], syn.typed_unit(office.unit, rng), *given])
    rows.sort(key=lambda row: str(row[0]))  # a respondent's rows stand together, as on the paper form
    header = ["Mã phiếu", "Đối tượng trả lời", "Đơn vị được đánh giá"]
    syn.write_csv(path, [[*header, *(question["code"] for question in survey["questions"])], *rows])
    return len(rows)


def write_appraisal(path: Path, offices: Sequence[Office], par: Any, groups: Mapping[str, str]) -> None:
    """Units down, leaves across: a sheet of the points that units claimed, one of those granted."""
    leaves = {leaf.id: leaf.title for office in offices for leaf in syn.leaves(office.nodes, "appraisal")}
    extras = {extra["id"]: extra["title"] for extra in (*par["plan"]["bonus"], *par["plan"]["penalty"])}
    headed = [f"{id_}. {title}" for id_, title in (leaves | extras).items()]
    header: list[Cell] = ["STT", "Nhóm", "Tên đơn vị", *headed]
    sheets = []
    for name in ("Tự đánh giá", "Thẩm định"):
        rows = [
            [number, groups[office.unit.group], office.unit.name, *row_of(office, leaves, extras, name)]
            for number, office in enumerate(offices, start=1)
        ]
        widths = (6, 24, 44, *(16 for _ in headed))
        sheets.append(syn.Sheet(name, [header, *rows], widths=widths))
    lines: list[list[Cell]] = [
        [NOTICE],
        ["Không một con số nào của các đơn vị được công bố; xem README.md cùng thư mục."],
        ["English: everything here is SYNTHETIC and INVENTED; no figure of any unit was published."],
    ]
    sheets.append(syn.Sheet("Đọc trước", lines, widths=(110,)))
    title = "Điểm tự đánh giá và điểm thẩm định Chỉ số CCHC Lạng Sơn 2023 (số liệu giả lập)"
    syn.write_workbook(path, sheets, title=title, notice=NOTICE, created=CREATED)


def row_of(office: Office, leaves: Mapping[str, str], extras: Mapping[str, str], sheet: str) -> list[Cell]:
    """The unit's cells; units claim a bonus that they were granted, and no penalty."""
    cells, own = office.granted, dict(EXTRAS.get(office.unit.name, {}))
    if sheet == "Tự đánh giá":
        cells = office.claimed
        own.pop(PENALTY, None)
    by_id = {leaf.id: leaf for leaf in syn.leaves(office.nodes, "appraisal")}
    points: list[Cell] = [as_typed(by_id[id_], cells.get(id_)) for id_ in leaves]
    return points + [own.get(extra) for extra in extras]


def as_typed(leaf: Node, cell: Granted | None) -> Cell:
    """A percentage as text, "85,3%"; what does not apply says so."""
    if cell is None:
        return syn.NOT_APPLICABLE
    return f"{syn.printed(Fraction(cell), 1).replace('.', ',')}%" if leaf.steps else cell


def main(arguments: Sequence[str]) -> None:
    target = Path(arguments[0]) if arguments else HERE
    rng = Random(SEED)
    units = syn.read_units(HERE / "units.yaml")
    groups = {group["id"]: group["name"] for group in syn.read_yaml(HERE / "units.yaml")["groups"]}
    sipas, par = (syn.read_yaml(syn.CRITERIA / f"{id_}.yaml") for id_ in ("sipas-33", "par-lang-son-2023"))
    offices = [make_office(unit, sipas, par, rng) for unit in units]
    check(offices)
    ballots = write_survey(target / "survey.csv", offices, sipas, rng)
    answers = write_leaders(target / "leaders.csv", offices, par, rng)
    write_appraisal(target / "appraisal.xlsx", offices, par, groups)
    print(f"survey.csv: {ballots} phiếu SIPAS; leaders.csv: {answers} lượt đánh giá.")
    print(f"appraisal.xlsx: {len(units)} đơn vị. Mọi chỉ số đều ra đúng như đã định (và đều là bịa đặt).")


if __name__ == "__main__":
    main(sys.argv[1:])
