"""Makes the SYNTHETIC inputs of Hải Phòng 2019, whose results are those that were reported.

The city's portal reported on 6 May 2020 what Quyết định 1091/QĐ-UBND says: the PAR points of 23 of the
35 units (published.csv), the first three of the SIPAS index and of the leader survey in each group, the
order of ten more departments, and that two lie below 80 points. This file invents what is missing, then
ballots, leader ballots and appraised points that give exactly those figures, and checks all of it again
with fractions before it writes (`check`). No person, answer or point in it is real.

    python make_inputs.py [DIRECTORY]
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
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
SEED = 1091
CREATED = datetime(2020, 5, 6)  # fixed, so that two runs give the same bytes
NOTICE = "SỐ LIỆU GIẢ LẬP do make_inputs.py sinh ra; không có phiếu, điểm hay người trả lời nào là thật."
SURVEY_DAYS = [day for day in (date(2019, 11, n) for n in range(1, 31)) if day.weekday() < 5]

# Reported: first, second and third of each group.
SIPAS = {
    "Sở Khoa học và Công nghệ": "97.90",
    "Văn phòng UBND thành phố": "95.83",
    "Thanh tra thành phố": "95.55",
    "Quận Ngô Quyền": "95.52",
    "Quận Lê Chân": "94.11",
    "Quận Hải An": "94.04",
}
# Hồng Bàng and Hải An are both reported with 82 points, and as second and third: see `ask_leaders`.
XHH = {
    "Văn phòng UBND thành phố": "85.61",
    "Sở Khoa học và Công nghệ": "81.50",
    "Sở Tài chính": "81.01",
    "Quận Ngô Quyền": "85.53",
    "Quận Hồng Bàng": "82.00",
    "Quận Hải An": "82.00",
}

# Invented: the PAR points of the units that were only named, in the order in which they were named. Which
# of the last two is the better one was not reported.
INVENTED_PAR = {
    "Sở Tài chính": "89.41",
    "Sở Khoa học và Công nghệ": "88.93",
    "Sở Tư pháp": "88.16",
    "Sở Lao động - Thương binh và Xã hội": "87.52",
    "Sở Giao thông vận tải": "86.74",
    "Sở Văn hóa và Thể thao": "85.97",
    "Sở Xây dựng": "85.03",
    "Sở Tài nguyên và Môi trường": "83.88",
    "Sở Nông nghiệp và Phát triển nông thôn": "82.65",
    "Sở Giáo dục và Đào tạo": "80.72",
    "Sở Công Thương": "78.46",
    "Ban Quản lý Khu kinh tế": "76.91",
}
INVENTED_SIPAS = {
    "Sở Y tế": "92.37",
    "Sở Thông tin và Truyền thông": "94.62",
    "Sở Du lịch": "93.88",
    "Sở Kế hoạch và Đầu tư": "93.15",
    "Sở Ngoại vụ": "94.90",
    "Sở Nội vụ": "94.21",
    "Sở Tài chính": "95.02",
    "Sở Tư pháp": "93.54",
    "Sở Lao động - Thương binh và Xã hội": "91.86",
    "Sở Giao thông vận tải": "92.04",
    "Sở Văn hóa và Thể thao": "93.31",
    "Sở Xây dựng": "90.48",
    "Sở Tài nguyên và Môi trường": "89.73",
    "Sở Nông nghiệp và Phát triển nông thôn": "91.25",
    "Sở Giáo dục và Đào tạo": "92.77",
    "Sở Công Thương": "90.96",
    "Ban Quản lý Khu kinh tế": "91.58",
    "Quận Hồng Bàng": "93.62",
    "Huyện Kiến Thụy": "92.85",
    "Huyện An Lão": "93.27",
    "Huyện Tiên Lãng": "92.14",
    "Huyện An Dương": "91.76",
    "Huyện Thủy Nguyên": "90.43",
    "Quận Kiến An": "92.58",
    "Quận Dương Kinh": "91.09",
    "Quận Đồ Sơn": "90.87",
    "Huyện Vĩnh Bảo": "89.95",
    "Huyện Cát Hải": "89.38",
    "Huyện Bạch Long Vỹ": "86.20",
}
INVENTED_XHH = {
    "Thanh tra thành phố": "80.36",
    "Sở Y tế": "78.52",
    "Sở Thông tin và Truyền thông": "80.74",
    "Sở Du lịch": "79.85",
    "Sở Kế hoạch và Đầu tư": "79.13",
    "Sở Ngoại vụ": "80.08",
    "Sở Nội vụ": "80.55",
    "Sở Tư pháp": "78.97",
    "Sở Lao động - Thương binh và Xã hội": "77.64",
    "Sở Giao thông vận tải": "76.48",
    "Sở Văn hóa và Thể thao": "77.91",
    "Sở Xây dựng": "74.26",
    "Sở Tài nguyên và Môi trường": "73.05",
    "Sở Nông nghiệp và Phát triển nông thôn": "75.83",
    "Sở Giáo dục và Đào tạo": "76.92",
    "Sở Công Thương": "74.87",
    "Ban Quản lý Khu kinh tế": "75.31",
    "Quận Lê Chân": "81.47",
    "Huyện Kiến Thụy": "80.62",
    "Huyện An Lão": "80.15",
    "Huyện Tiên Lãng": "79.38",
    "Huyện An Dương": "78.66",
    "Huyện Thủy Nguyên": "76.24",
    "Quận Kiến An": "77.51",
    "Quận Dương Kinh": "75.89",
    "Quận Đồ Sơn": "75.12",
    "Huyện Vĩnh Bảo": "74.73",
    "Huyện Cát Hải": "73.94",
    "Huyện Bạch Long Vỹ": "62.35",
}

BALLOTS = {"so": (70, 95), "huyen": (85, 110)}
FEW_BALLOTS = {"Huyện Bạch Long Vỹ": 45}  # an island with fewer people than any other district
BREAKDOWNS = ("gioi-tinh", "do-tuoi", "noi-sinh-song")

# Who judges whom was not reported, only the kinds of people that were asked. Here: respondents of each
# kind, and the groups that they judge; nobody judges the own office.
LEADERS_ASKED = {
    "hdnd": (30, ("so", "huyen")),
    "mat-tran": (8, ("so", "huyen")),
    "so": (40, ("huyen",)),
    "huyen": (30, ("so",)),
    "bao-chi": (6, ("so", "huyen")),
}
# In the appraisal workbook these stand as in the report.
SHORT_NAMES = {
    "Sở Lao động - Thương binh và Xã hội": "Sở LĐTB&XH",
    "Sở Nông nghiệp và Phát triển nông thôn": "Sở NN&PTNT",
}

Scores = dict[str, Fraction]


@dataclass(frozen=True)
class Aim:
    """The figures to be hit: printed scores by the unit's name."""

    par: Scores
    sipas: Scores
    xhh: Scores


@dataclass(frozen=True)
class Office:
    """One unit with everything that is invented about it.

    satisfied  SIPAS, question by question
    leaders    leader survey, question by question
    granted    appraised cells by leaf; `claimed` the self-assessed ones
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
    def par(self) -> Fraction:
        """Exact points; of 100 for every unit here, so they are the index as well."""
        surveyed = syn.surveyed_points(self.nodes, self.sipas, self.xhh)
        return syn.granted_points(self.nodes, self.granted) + surveyed


# --- the figures -----------------------------------------------------------------------------


def exact(scores: Mapping[str, str]) -> Scores:
    return {name: Fraction(score) for name, score in scores.items()}


def read_published() -> list[dict[str, str]]:
    return syn.read_csv(HERE / "published.csv")


def aim() -> Aim:
    """The reported figures and the invented ones."""
    par = {row["unit"]: row["score"] for row in read_published()}
    return Aim(exact(par | INVENTED_PAR), exact(SIPAS | INVENTED_SIPAS), exact(XHH | INVENTED_XHH))


# --- the inputs that give the figures ---------------------------------------------------------


def ask_people(units: Sequence[Unit], goal: Aim, criteria: Any, rng: Random) -> dict[str, list[Count]]:
    """SIPAS counts by unit."""
    weights = list(syn.sipas_weights(criteria).values())
    counts = {}
    for unit in units:
        ballots = FEW_BALLOTS.get(unit.name) or rng.randint(*BALLOTS[unit.group])
        wanted = goal.sipas[unit.name]
        counts[unit.name] = syn.count_answers(weights, syn.SATISFIED, ballots, wanted, rng, skipped=0.04)
    return counts


def ask_leaders(units: Sequence[Unit], goal: Aim, criteria: Any, rng: Random) -> dict[str, list[Count]]:
    """Leader survey counts by unit.

    Of two units with the same printed figure, the one that was reported first has the higher exact one;
    both answer the same questions with the same weights, so their counts can be swapped.
    """
    tree, worths = syn.read_tree(criteria), syn.leader_worths(criteria)
    counts = {}
    for unit in units:
        weights = list(syn.leader_weights(criteria, syn.nodes_for(tree, unit)).values())
        asked = len(respondents(unit))
        wanted = goal.xhh[unit.name]
        counts[unit.name] = syn.count_answers(weights, worths, asked, wanted, rng, skipped=0.06)
    first, second = "Quận Hồng Bàng", "Quận Hải An"
    if syn.index(counts[first]) < syn.index(counts[second]):
        counts[first], counts[second] = counts[second], counts[first]
    return counts


def respondents(unit: Unit) -> list[tuple[str, str]]:
    """Who judges a unit: kind and id of each respondent."""
    return [
        (kind, f"{kind.upper()}-{number:02d}")
        for kind, (people, judged) in LEADERS_ASKED.items()
        for number in range(1, people + 1)
        if unit.group in judged
    ]


def make_offices(units: Sequence[Unit], sipas: Any, par: Any, rng: Random) -> list[Office]:
    """All units, with appraised points that bring each exactly to its PAR points."""
    goal = aim()
    tree = syn.read_tree(par)
    satisfied = ask_people(units, goal, sipas, rng)
    leaders = ask_leaders(units, goal, par, rng)
    offices = []
    for unit in units:
        nodes = syn.nodes_for(tree, unit)
        answers = satisfied[unit.name], leaders[unit.name]
        surveyed = syn.surveyed_points(nodes, *map(syn.index, answers))
        low, high = syn.window(goal.par[unit.name])
        own = syn.leaves(nodes, "appraisal")
        granted = syn.appraise(own, (low - surveyed, high - surveyed), rng)
        claimed = {leaf.id: syn.claim(leaf, granted[leaf.id], rng) for leaf in own}
        offices.append(Office(unit, nodes, *answers, granted, claimed))
    return offices


# --- checking --------------------------------------------------------------------------------


def expect(holds: bool, what: str) -> None:
    if not holds:
        raise AssertionError(what)


def check(offices: Sequence[Office]) -> None:
    """Fails unless every reported figure, rank, order and count follows from the exact results."""
    check_indices(offices)
    for group in ("so", "huyen"):
        own = [office for office in offices if office.unit.group == group]
        check_points({office.unit.name: office.par for office in own}, group)
        check_leading({office.unit.name: office.sipas for office in own}, SIPAS)
        check_leading({office.unit.name: office.xhh for office in own}, XHH)
    check_counts(offices)
    check_equals({office.unit.name: office for office in offices})


def check_indices(offices: Sequence[Office]) -> None:
    goal = aim()
    for office in offices:
        name = office.unit.name
        expect(syn.total_maximum(office.nodes) == 100, f"{name}: điểm tối đa không phải 100")
        for wanted, score in ((goal.par, office.par), (goal.sipas, office.sipas), (goal.xhh, office.xhh)):
            expect(syn.printed(score) == syn.printed(wanted[name]), f"{name}: {score} in khác {wanted[name]}")


def check_points(scores: Scores, group: str) -> None:
    """Ranks of the published table, by printed points; then the order in which the others were named."""
    ranks = syn.ranked(scores)
    published = {row["unit"]: int(row["rank"]) for row in read_published() if row["group"] == group}
    expect({name: ranks[name] for name in published} == published, f"{group}: hạng khác bảng công bố")
    if group == "so":
        named = list(INVENTED_PAR)
        places = [ranks[name] for name in named]
        expect(places == list(range(9, 21)), f"{group}: thứ tự khác tin công bố")


def check_leading(scores: Scores, reported: Mapping[str, str]) -> None:
    """The reported units of the group are its first ones, in this order, by exact score."""
    leading = [name for name in reported if name in scores]
    by_score = sorted(scores, key=lambda name: -scores[name])
    expect(by_score[:3] == leading, f"ba đơn vị đầu là {by_score[:3]}, không phải {leading}")


def check_counts(offices: Sequence[Office]) -> None:
    """How many units lie above 90, above 80, from 70 to 80, below 70 points, as was reported."""
    wanted = {"so": [8, 10, 2, 0], "huyen": [2, 12, 0, 1]}  # 14 of 15 districts above 80
    for group, numbers in wanted.items():
        points = [Fraction(syn.printed(office.par)) for office in offices if office.unit.group == group]
        found = [
            sum(own > 90 for own in points),
            sum(80 < own <= 90 for own in points),
            sum(70 <= own <= 80 for own in points),
            sum(own < 70 for own in points),
        ]
        expect(found == numbers, f"{group}: {found} đơn vị theo mức điểm, không phải {numbers}")


def check_equals(by_name: Mapping[str, Office]) -> None:
    """Equal only in print: two departments at 90.29 points, two districts at 82.00 in the leader survey."""
    planning, foreign = by_name["Sở Kế hoạch và Đầu tư"], by_name["Sở Ngoại vụ"]
    expect(planning.par != foreign.par, "hai sở 90,29 điểm bằng nhau cả phần chưa làm tròn")
    first, second = by_name["Quận Hồng Bàng"], by_name["Quận Hải An"]
    expect(first.xhh > second.xhh, "Hồng Bàng không cao hơn Hải An trong điều tra XHH")


# --- the files -------------------------------------------------------------------------------


def write_survey(path: Path, offices: Sequence[Office], criteria: Any, rng: Random) -> int:
    """The SIPAS ballots, in random order; returns how many there are."""
    plan = criteria["plan"]
    labels = {int(answer["code"]): answer["label"] for answer in plan["scale"]["answers"]}
    breakdowns = [each for id_ in BREAKDOWNS for each in plan["breakdowns"] if each["id"] == id_]
    questions = [f"{number}. {each['text']}" for number, each in enumerate(plan["questions"], start=1)]
    rows: list[list[Cell]] = []
    for office in offices:
        ballots = max(sum(count.answers) for count in office.satisfied)
        for attitude, places in syn.deal_all(office.satisfied, ballots, rng):
            day = rng.choice(SURVEY_DAYS)
            person = [rng.choice(each["values"]) if rng.random() > 0.03 else None for each in breakdowns]
            codes = [None if n is None else syn.satisfaction_code(n, attitude, rng) for n in places]
            answers = [None if code is None else labels[code] for code in codes]
            rows.append([day, syn.typed_unit(office.unit, rng), *person, *answers])
    rng.shuffle(rows)
    header = ["STT", "Mã phiếu", "Ngày khảo sát", "Tên đơn vị", *(each["headers"][0] for each in breakdowns)]
    numbered = [[number, f"HP19-{number:05d}", *row] for number, row in enumerate(rows, start=1)]
    sheet = syn.Sheet("Phiếu", [[*header, *questions], *numbered], widths=(6, 12, 12, 36, 8, 14, 12))
    title = "Phiếu khảo sát SIPAS Hải Phòng 2019 (số liệu giả lập)"
    syn.write_workbook(path, [sheet, notes()], title=title, notice=NOTICE, created=CREATED)
    return len(rows)


def write_leaders(path: Path, offices: Sequence[Office], criteria: Any, rng: Random) -> int:
    """The leader survey, a row per respondent and judged unit; returns how many rows there are."""
    survey = criteria["plan"]["xhh"]
    answers = [answer["id"] for answer in survey["answers"]]
    skipped = [None, *survey["not_applicable"]]
    titles = {kind["id"]: kind["title"] for kind in survey["kinds"]}
    rows: list[tuple[str, list[Cell]]] = []
    for office in offices:
        asked = respondents(office.unit)
        dealt = syn.deal_all(office.leaders, len(asked), rng)
        for (kind, ballot), (_, places) in zip(asked, dealt, strict=True):
            given = [rng.choice(skipped) if place is None else answers[place] for place in places]
            rows.append((ballot, [titles[kind], syn.typed_unit(office.unit, rng), *given]))
    rows.sort(key=lambda row: row[0])  # a respondent's rows stand together, as on the paper form
    questions = [f"{question['code']}. {question['text']}" for question in survey["questions"]]
    header = ["Mã phiếu", "Đối tượng trả lời", "Đơn vị được đánh giá", *questions]
    lines = [[ballot, *row] for ballot, row in rows]
    sheet = syn.Sheet("Phiếu", [header, *lines], widths=(12, 36, 36, *(14 for _ in questions)))
    title = "Phiếu điều tra xã hội học Hải Phòng 2019 (số liệu giả lập)"
    syn.write_workbook(path, [sheet, notes()], title=title, notice=NOTICE, created=CREATED)
    return len(rows)


def write_appraisal(path: Path, offices: Sequence[Office], groups: Mapping[str, str]) -> None:
    """Self-assessed and appraised points: a sheet per group, criteria down, two columns per unit."""
    sheets = [
        appraisal_sheet(title, [office for office in offices if office.unit.group == group])
        for group, title in groups.items()
    ]
    title = "Điểm tự đánh giá và điểm thẩm định Chỉ số CCHC Hải Phòng 2019 (số liệu giả lập)"
    syn.write_workbook(path, [*sheets, notes()], title=title, notice=NOTICE, created=CREATED)


def appraisal_sheet(title: str, offices: Sequence[Office]) -> syn.Sheet:
    """Every node of the tree is a row; areas and criteria hold the sums of the points below them."""
    nodes = offices[0].nodes
    names: list[Cell] = []
    for office in offices:
        names += [SHORT_NAMES.get(office.unit.name, office.unit.name), None]
    rows: list[list[Cell]] = [
        [f"ĐIỂM TỰ ĐÁNH GIÁ VÀ ĐIỂM THẨM ĐỊNH CHỈ SỐ CCHC NĂM 2019: {title.upper()}"],
        [NOTICE],
        ["STT", "Tiêu chí", "Điểm tối đa", *names],
        [None, None, None, *("Tự đánh giá", "Thẩm định") * len(offices)],
    ]
    for place, node in enumerate(nodes):
        under = [node, *below(nodes, place)]
        rows.append([node.id, node.title, node.maximum, *pairs(offices, cell_of(node, under))])
    total = pairs(offices, lambda cells: syn.granted_points(nodes, cells))
    rows.append([None, "Tổng điểm", syn.total_maximum(nodes), *total])
    areas = {place for place, node in enumerate(nodes, start=4) if node.level == 1}
    bold = frozenset({0, 2, 3, len(rows) - 1} | areas)
    return syn.Sheet(title, rows, bold=bold, widths=(8, 60, 10, *(12 for _ in names)))


def pairs(offices: Sequence[Office], cell: Callable[[Mapping[str, Granted]], Cell]) -> Iterator[Cell]:
    """`cell` of what each unit claimed, and of what it was granted."""
    for office in offices:
        yield cell(office.claimed)
        yield cell(office.granted)


def cell_of(node: Node, under: Sequence[Node]) -> Callable[[Mapping[str, Granted]], Cell]:
    """What stands in the row of `node`: the cell of a leaf, the sum of others; nothing from the surveys."""
    if node.points_from:
        return lambda cells: cells.get(node.id)
    if not syn.leaves(under, "appraisal"):
        return lambda _: None
    return lambda cells: syn.granted_points(under, cells)


def below(nodes: Sequence[Node], place: int) -> Iterator[Node]:
    for node in nodes[place + 1 :]:
        if node.level <= nodes[place].level:
            return
        yield node


def notes() -> syn.Sheet:
    lines: list[list[Cell]] = [
        [NOTICE],
        ["Kết quả tính ra đúng bằng những số liệu đã đăng về Quyết định 1091/QĐ-UBND của thành phố."],
        ["Trong appraisal.xlsx, các dòng tổng chỉ cộng điểm thẩm định, chưa gồm điểm điều tra XHH và SIPAS."],
        ["Mọi số khác, kể cả điểm từng tiêu chí và từng câu hỏi, là bịa đặt; xem README.md cùng thư mục."],
        ["English: everything in this workbook is SYNTHETIC; it holds no real person, answer or point."],
    ]
    return syn.Sheet("Đọc trước", lines, widths=(110,))


def main(arguments: Sequence[str]) -> None:
    target = Path(arguments[0]) if arguments else HERE
    rng = Random(SEED)
    units = syn.read_units(HERE / "units.yaml")
    groups = {group["id"]: group["name"] for group in syn.read_yaml(HERE / "units.yaml")["groups"]}
    sipas, par = (syn.read_yaml(syn.CRITERIA / f"{id_}.yaml") for id_ in ("sipas-33", "par-hai-phong-2019"))
    offices = make_offices(units, sipas, par, rng)
    check(offices)
    ballots = write_survey(target / "survey.xlsx", offices, sipas, rng)
    answers = write_leaders(target / "leaders.xlsx", offices, par, rng)
    write_appraisal(target / "appraisal.xlsx", offices, groups)
    print(f"survey.xlsx: {ballots} phiếu SIPAS; leaders.xlsx: {answers} lượt đánh giá.")
    print(f"appraisal.xlsx: {len(units)} đơn vị. Mọi số liệu đã công bố đều khớp.")


if __name__ == "__main__":
    main(sys.argv[1:])
