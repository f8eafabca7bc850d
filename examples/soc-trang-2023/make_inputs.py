"""Makes the SYNTHETIC inputs of Sóc Trăng 2023, whose results are the published ones.

Of Quyết định 25/QĐ-UBND only averages, bands, leaders and the two units at 100 % were published. This
file invents a figure for each of the 40 units so that every published one follows from them (`aim`),
then ballots, leader ballots and appraised points that give exactly the invented figures, and checks
all of it again with fractions before it writes (`check`). No person, answer or point in it is real.

    python make_inputs.py [DIRECTORY]
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
SEED = 25
CREATED = datetime(2024, 1, 8)  # fixed, so that two runs give the same bytes
NOTICE = "SỐ LIỆU GIẢ LẬP do make_inputs.py sinh ra; không có phiếu, điểm hay người trả lời nào là thật."
SURVEY_DAYS = [day for day in (date(2023, 10, n) for n in range(2, 32)) if day.weekday() < 5]

# What the printed PAR scores of a group add up to. The published means times the units would be
# 1451.03, 847.88, 497.70, 304.80: a mean of 77.535, printed 77.54. So some are a little lower, and each
# still gives the published mean of its group.
PAR_SUMS = {"so": "1451.00", "huyen": "847.86", "trung-uong": "497.69", "su-nghiep": "304.80"}
# Beside the published leader: one unit in the first range, the others in the second. This gives the
# published bands: 1 unit above 90, 9 from 80 to 90, 29 from 65 to 80, 1 below 65.
PAR_RANGES = {
    "so": (("80.30", "83.50"), ("70.00", "79.60")),
    "huyen": (("80.30", "82.90"), ("70.00", "79.60")),
    "trung-uong": (("75.00", "79.50"), ("80.20", "86.00")),
    "su-nghiep": (("61.00", "64.50"), ("72.00", "79.60")),
}
SIPAS_RANGES = {
    "so": ("87.00", "98.50"),
    "huyen": ("87.00", "95.50"),
    "trung-uong": ("96.20", "99.60"),
    "su-nghiep": ("94.00", "98.90"),
}
BALLOTS = {"so": (60, 130), "huyen": (130, 230), "trung-uong": (45, 90), "su-nghiep": (35, 60)}

# Earlier years. The leaders of 2022 follow the announcement where it says whether they changed.
LEADERS = {
    2022: {
        "Sở Kế hoạch và Đầu tư": "88.42",
        "Huyện Kế Sách": "87.15",
        "Công an tỉnh Sóc Trăng": "91.37",
        "Ban Quản lý dự án 2": "89.26",
    },
    2021: {
        "Sở Nội vụ": "89.05",
        "Huyện Kế Sách": "88.10",
        "Công an tỉnh Sóc Trăng": "92.64",
        "Ban Quản lý dự án 2": "88.93",
    },
}
SATISFIED_THROUGHOUT = {2022: ["Ban Dân tộc", "Thanh tra tỉnh"], 2021: ["Ban Dân tộc"]}

# Leaves that do not apply to single units, in pairs of leaf and reason.
NO_REGULATIONS = ("2.1.2", "Không được giao soạn thảo văn bản quy phạm pháp luật")
NO_LATE_FILES = ("3.2.2", "Không có hồ sơ quá hạn")
LEFT_OUT = {
    "Văn phòng UBND tỉnh": [NO_LATE_FILES],
    "Thanh tra tỉnh": [NO_LATE_FILES],
    "Ban Dân tộc": [NO_LATE_FILES, ("3.4", "Không có thủ tục hành chính được giao rà soát")],
    "Cục Quản lý thị trường tỉnh": [NO_LATE_FILES],
    "Huyện Cù Lao Dung": [("2.1.2", "Trong năm không có văn bản phải ban hành")],
    "Ban Quản lý dự án 1": [NO_REGULATIONS, NO_LATE_FILES],
    "Ban Quản lý dự án 2": [NO_REGULATIONS, NO_LATE_FILES],
    "Trường Cao đẳng Nghề Sóc Trăng": [NO_REGULATIONS],
}

LEADERS_ASKED = {"hdnd": 12, "mat-tran": 8, "so": 12, "huyen": 11}  # respondents of each kind
REJECTED = {"đơn vị không có trong danh sách": 5, "không được duyệt": 6, "trùng mã phiếu": 7}
UNKNOWN_UNITS = ["Sở Du lịch", "Huyện Vĩnh Châu", "Sở Ngoại vụ"]
TYPED_OTHERWISE = 0.05  # share of unit names that are not typed as registered

Scores = dict[str, Fraction]


@dataclass(frozen=True)
class Aim:
    """The figures to be hit, printed scores by the unit's name."""

    par: Scores
    sipas: Scores
    xhh: Scores
    earlier: Mapping[tuple[str, int], Scores]  # (index, year)


@dataclass(frozen=True)
class Office:
    """One unit with everything that is invented about it.

    nodes      its tree, with the leaves that are left out
    left_out   leaf -> why it does not apply
    satisfied  SIPAS, question by question
    leaders    leader survey, question code -> answers
    granted    appraised cells of the leaves that apply; `claimed` the self-assessed ones
    """

    unit: Unit
    nodes: Sequence[Node]
    left_out: Mapping[str, str]
    satisfied: Sequence[Count]
    leaders: Mapping[str, Count]
    granted: Mapping[str, Granted]
    claimed: Mapping[str, Granted]

    @property
    def score(self) -> Fraction:
        """PAR index in percent, exact."""
        appraised = total(appraised_leaves(self.nodes, self.left_out), self.granted)
        points = appraised + surveyed_points(self.nodes, self.satisfied, self.leaders)
        return points / own_maximum(self.nodes, self.left_out) * 100


def appraised_leaves(nodes: Iterable[Node], left_out: Mapping[str, str]) -> list[Node]:
    return [leaf for leaf in syn.leaves(nodes, "appraisal") if leaf.id not in left_out]


def own_maximum(nodes: Iterable[Node], left_out: Mapping[str, str]) -> Fraction:
    return syn.total_maximum(leaf for leaf in nodes if leaf.id not in left_out)


def total(own: Iterable[Node], cells: Mapping[str, Granted]) -> Fraction:
    return sum((syn.points_of(leaf, cells[leaf.id]) for leaf in own if leaf.id in cells), Fraction(0))


def surveyed_points(
    nodes: Sequence[Node], satisfied: Sequence[Count], leaders: Mapping[str, Count]
) -> Fraction:
    """What the leader survey and SIPAS bring to the PAR index, unrounded."""
    xhh, sipas = (syn.total_maximum(syn.leaves(nodes, part)) for part in ("xhh", "sipas"))
    return (xhh * syn.index(leaders.values()) + sipas * syn.index(satisfied)) / 100


# --- the figures -----------------------------------------------------------------------------


def read_means() -> dict[tuple[str, int, str], Fraction]:
    """Published averages by index, year and group ("" for all units)."""
    rows = syn.read_csv(HERE / "published-means.csv")
    return {(row["index"], int(row["year"]), row["group"]): Fraction(row["score"]) for row in rows}


def read_scores(name: str) -> Scores:
    return {row["unit"]: Fraction(row["score"]) for row in syn.read_csv(HERE / name)}


def aim(units: Sequence[Unit], rng: Random) -> Aim:
    """Invents a printed figure for every unit and index, with the published ones among them."""
    means = read_means()
    par, sipas = read_scores("published-par.csv"), read_scores("published-sipas.csv")
    groups: dict[str, list[str]] = {}
    for unit in units:
        groups.setdefault(unit.group, []).append(unit.name)
    for group, names in groups.items():
        par |= aim_par(group, names, par, rng)
        others = [name for name in names if name not in sipas]
        rest = means["sipas", 2023, group] * len(names) - sum(sipas.get(name, 0) for name in names)
        low, high = map(Fraction, SIPAS_RANGES[group])
        sipas |= dict(zip(others, syn.spread(rest, low, high, len(others), rng), strict=True))
    xhh = {name: aim_xhh(score, rng) for name, score in par.items()}
    earlier = {}
    for year in (2022, 2021):
        known = {name: Fraction(score) for name, score in LEADERS[year].items()}
        earlier["par", year] = go_back(par, means["par", year, ""], known, units, rng)
        known = dict.fromkeys(SATISFIED_THROUGHOUT[year], Fraction(100))
        moved = means["sipas", year, ""] - means["sipas", 2023, ""]
        level = Fraction(syn.printed(syn.mean(sipas.values()) + moved))
        earlier["sipas", year] = go_back(sipas, level, known, units, rng)
    return Aim(par, sipas, xhh, earlier)


def aim_par(group: str, names: Sequence[str], known: Scores, rng: Random) -> Scores:
    """The units of a group beside its known leader: one in the first range, the others in the second."""
    (odd_low, odd_high), (low, high) = PAR_RANGES[group]
    others = [name for name in names if name not in known]
    rng.shuffle(others)
    odd = Fraction(rng.randint(round(float(odd_low) * 100), round(float(odd_high) * 100)), 100)
    rest = Fraction(PAR_SUMS[group]) - odd - sum(known[name] for name in names if name in known)
    figures = syn.spread(rest, Fraction(low), Fraction(high), len(others) - 1, rng)
    return dict(zip(others, [odd, *figures], strict=True))


def aim_xhh(par: Fraction, rng: Random) -> Fraction:
    """What leaders think of a unit: near its PAR index, a little friendlier."""
    return Fraction(round(max(65.0, min(94.0, float(par) + rng.gauss(3, 3))) * 100), 100)


def go_back(
    now: Scores, level: Fraction, known: Scores, units: Sequence[Unit], rng: Random
) -> dict[str, Fraction]:
    """Figures of an earlier year with the mean `level`: those `known`, the others below their leader's."""
    group_of = {unit.name: unit.group for unit in units}
    tops = {group_of[name]: score for name, score in known.items()}
    change = float(level - syn.mean(now.values()))
    scores = dict(known)
    for name in (unit.name for unit in units if unit.name not in known):
        top = tops.get(group_of[name], Fraction("99.70"))
        drawn = Fraction(round((float(now[name]) + rng.gauss(change, 2)) * 100), 100)
        scores[name] = drawn if drawn < top else top - Fraction(rng.randint(20, 300), 100)
    others = [name for name in scores if name not in known]
    while missing := level * len(scores) - sum(scores.values()):
        name = rng.choice(others)
        moved = scores[name] + max(Fraction(-1, 5), min(Fraction(1, 5), missing))
        if moved < tops.get(group_of[name], Fraction("99.70")):
            scores[name] = moved
    return scores


# --- the inputs that give the figures ---------------------------------------------------------


def ask_people(units: Sequence[Unit], goal: Aim, criteria: Any, rng: Random) -> dict[str, list[Count]]:
    """SIPAS counts by unit name; all ballots together give the published overall, too.

    The overall is pooled, so it hangs on the numbers of ballots: these are moved until the units' scores,
    weighted by them, nearly give it, and then, one ballot at a time, until the counts give it exactly.
    """
    overall = read_means()["sipas", 2023, ""]
    low, high = syn.window(overall)
    weights = list(syn.sipas_weights(criteria).values())
    ballots = {unit.name: rng.randint(*BALLOTS[unit.group]) for unit in units}

    def count(name: str) -> list[Count]:
        return syn.count_answers(weights, syn.SATISFIED, ballots[name], goal.sipas[name], rng)

    while not low <= (level := weighted(goal.sipas, ballots)) < high:
        move_ballot(units, ballots, goal.sipas, overall, rng, raise_it=level < overall)
    counts = {unit.name: count(unit.name) for unit in units}
    while not low <= (level := syn.index(syn.pooled(counts.values()))) < high:
        name = move_ballot(units, ballots, goal.sipas, overall, rng, raise_it=level < overall)
        counts[name] = count(name)
    return counts


def weighted(scores: Scores, ballots: Mapping[str, int]) -> Fraction:
    return sum((scores[name] * n for name, n in ballots.items()), Fraction(0)) / sum(ballots.values())


def move_ballot(
    units: Sequence[Unit],
    ballots: dict[str, int],
    scores: Scores,
    overall: Fraction,
    rng: Random,
    *,
    raise_it: bool,
) -> str:
    """Gives a unit a ballot more, or one less, such that the overall rises or falls; returns its name."""
    while True:
        unit = rng.choice(units)
        low, high = BALLOTS[unit.group]
        changed = ballots[unit.name] + (1 if (scores[unit.name] > overall) == raise_it else -1)
        if low <= changed <= high:
            ballots[unit.name] = changed
            return unit.name


def ask_leaders(unit: Unit, nodes: Sequence[Node], goal: Aim, criteria: Any, rng: Random) -> dict[str, Count]:
    weights = syn.leader_weights(criteria, nodes)
    asked = rng.randint(30, 38)
    worths = syn.leader_worths(criteria)
    counts = syn.count_answers(list(weights.values()), worths, asked, goal.xhh[unit.name], rng, skipped=0.07)
    return dict(zip(weights, counts, strict=True))


def make_office(
    unit: Unit, tree: Sequence[Any], satisfied: Sequence[Count], goal: Aim, criteria: Any, rng: Random
) -> Office:
    """The unit with appraised points that bring it exactly to its PAR index."""
    nodes, left_out = syn.nodes_for(tree, unit), dict(LEFT_OUT.get(unit.name, ()))
    leaders = ask_leaders(unit, nodes, goal, criteria, rng)
    own, maximum = appraised_leaves(nodes, left_out), own_maximum(nodes, left_out)
    surveyed = surveyed_points(nodes, satisfied, leaders)
    low, high = (score * maximum / 100 - surveyed for score in syn.window(goal.par[unit.name]))
    granted = syn.appraise(own, (low, high), rng)
    claimed = {leaf.id: syn.claim(leaf, granted[leaf.id], rng) for leaf in own}
    return Office(unit, nodes, left_out, satisfied, leaders, granted, claimed)


# --- the published figures, counted again -----------------------------------------------------


def check(offices: Sequence[Office], goal: Aim) -> None:
    """Fails unless every published figure follows from the inputs, exactly."""
    published = read_means()
    par = {office.unit.name: office.score for office in offices}
    sipas = {office.unit.name: syn.index(office.satisfied) for office in offices}
    groups = {office.unit.name: office.unit.group for office in offices}
    means = {("par", 2023, ""): syn.mean(par.values())}
    means["sipas", 2023, ""] = syn.index(syn.pooled(office.satisfied for office in offices))
    for (index, year), scores in {("par", 2023): par, ("sipas", 2023): sipas, **goal.earlier}.items():
        for group in set(groups.values()):
            means[index, year, group] = syn.mean(scores[name] for name in scores if groups[name] == group)
    for year in (2022, 2021):
        means["par", year, ""] = syn.mean(goal.earlier["par", year].values())
    for key, score in published.items():
        if key not in [("sipas", 2022, ""), ("sipas", 2021, "")]:  # pooled: no table of units gives them
            expect(f"mean of {key}", syn.printed(means[key]), syn.printed(score))
    expect("bands", sorted(Counter(map(band, par.values())).items()), [(1, 1), (2, 9), (3, 29), (4, 1)])
    for name, score in read_scores("published-par.csv").items():
        expect(name, syn.printed(par[name]), syn.printed(score))
        expect(f"rank of {name}", rank_within(name, par, groups), 1)
    expect(
        "units at 100 %",
        {name for name in sipas if sipas[name] == 100},
        set(read_scores("published-sipas.csv")),
    )
    before = goal.earlier["par", 2022]
    for group, stayed in {"so": False, "huyen": False, "trung-uong": True, "su-nghiep": True}.items():
        first = [name for name in before if groups[name] == group and rank_within(name, before, groups) == 1]
        expect(
            f"leader of {group} as in 2022", [rank_within(name, par, groups) == 1 for name in first], [stayed]
        )
    expect(
        "best group of 2022", max((means["par", 2022, g], g) for g in set(groups.values()))[1], "trung-uong"
    )
    expect("units at 100 % in 2022", sum(score == 100 for score in goal.earlier["sipas", 2022].values()), 2)
    expect("different PAR scores", len({syn.printed(score) for score in par.values()}), len(offices))


def expect(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise AssertionError(f"{what}: {found}, not {wanted}")


def band(score: Fraction) -> int:
    """Nhóm 1 above 90, Nhóm 2 from 80 to 90, Nhóm 3 from 65, Nhóm 4 from 50, of the printed score."""
    shown = Fraction(syn.printed(score))
    return 1 if shown > 90 else 2 + (shown < 80) + (shown < 65) + (shown < 50)


def rank_within(name: str, scores: Scores, groups: Mapping[str, str]) -> int:
    return syn.ranked({other: scores[other] for other in scores if groups[other] == groups[name]})[name]


# --- the files --------------------------------------------------------------------------------


def write_survey(path: Path, offices: Sequence[Office], criteria: Any, rng: Random) -> int:
    """The SIPAS ballots in random order, some of them to be rejected; returns how many count."""
    labels = {int(answer["code"]): answer["label"] for answer in criteria["plan"]["scale"]["answers"]}
    rows: list[list[Cell]] = []
    for office in offices:
        for attitude, places in syn.deal_all(office.satisfied, ballots_of(office), rng):
            on_paper = rng.random() < 0.7
            answers = [answer(place, attitude, labels, rng, on_paper=on_paper) for place in places]
            rows.append(ballot(len(rows) + 1, typed(office.unit, rng), answers, rng, on_paper=on_paper))
    counted = len(rows)
    copies = rng.sample(rows, REJECTED["trùng mã phiếu"])
    for place in range(REJECTED["đơn vị không có trong danh sách"]):
        name = UNKNOWN_UNITS[place % len(UNKNOWN_UNITS)]
        rows.append(ballot(len(rows) + 1, name, [4] * len(places), rng, on_paper=True))
    for _ in range(REJECTED["không được duyệt"]):
        rows.append(
            ballot(len(rows) + 1, rng.choice(offices).unit.name, [3] * len(places), rng, on_paper=True)
        )
        rows[-1][-1] = "Không duyệt"
    rng.shuffle(rows)
    rows += copies  # each below its original
    texts = [f"{n}. {each['text']}" for n, each in enumerate(criteria["plan"]["questions"], start=1)]
    header: list[Cell] = ["Mã phiếu", "Ngày khảo sát", "Tên đơn vị", "Đối tượng", "Kênh khảo sát"]
    syn.write_workbook(
        path,
        [
            syn.Sheet("Phiếu", [[*header, *texts, "Trạng thái phiếu"], *rows], widths=[12, 14, 34]),
            syn.Sheet("Đọc trước", [[NOTICE], [READ_FIRST]], widths=[120]),
        ],
        title="Phiếu khảo sát SIPAS Sóc Trăng 2023 (số liệu giả lập)",
        notice=NOTICE,
        created=CREATED,
    )
    return counted


READ_FIRST = (
    "Các câu trả lời được sắp đặt để những số đã công bố theo Quyết định 25/QĐ-UBND của UBND tỉnh Sóc Trăng "
    "tính ra đúng từng chữ số; chỉ số từng đơn vị, từng câu không nói lên điều gì về thực tế."
)


def ballots_of(office: Office) -> int:
    """One more than the most answered question has answers."""
    return max(sum(count.answers) for count in office.satisfied) + 1


def answer(
    place: int | None, attitude: float, labels: Mapping[int, str], rng: Random, *, on_paper: bool
) -> Cell:
    """As typed: numbers from paper, labels from the web form; blank or "không biết" where none counts."""
    if place is None:
        return None if on_paper or rng.random() < 0.5 else "Không biết/Không áp dụng"
    code = syn.satisfaction_code(place, attitude, rng)
    return code if on_paper else labels[code]


def ballot(number: int, unit: str, answers: Sequence[Cell], rng: Random, *, on_paper: bool) -> list[Cell]:
    respondent = "Tổ chức" if rng.random() < 0.15 else "Cá nhân"
    channel = "Phiếu giấy" if on_paper else "Biểu mẫu trực tuyến"
    return [f"ST23-{number:05d}", rng.choice(SURVEY_DAYS), unit, respondent, channel, *answers, "Đã duyệt"]


def typed(unit: Unit, rng: Random) -> str:
    """The unit's name, now and then typed in another way that rules or aliases tell."""
    if rng.random() >= TYPED_OTHERWISE:
        return unit.name
    others = [*unit.aliases, unit.name.upper(), unit.name.replace(" ", "  ", 1)]
    if unit.group == "huyen":
        others.append(f"UBND {unit.name[0].lower()}{unit.name[1:]}")
    return rng.choice(others)


def write_leaders(path: Path, offices: Sequence[Office], criteria: Any, rng: Random) -> int:
    """A row per respondent and judged unit; returns the number of rows."""
    survey = criteria["plan"]["xhh"]
    letters = [each["id"] for each in survey["answers"]]
    kinds = {each["id"]: each["title"] for each in survey["kinds"]}
    codes = [each["code"] for each in survey["questions"]]
    people = [kinds[kind] for kind, asked in LEADERS_ASKED.items() for _ in range(asked)]
    rows: list[list[str]] = []
    for office in offices:
        most = max(sum(count.answers) for count in office.leaders.values()) + 1
        asked = sorted(rng.sample(range(len(people)), most))
        dealt = syn.deal_all(list(office.leaders.values()), most, rng)
        for who, (_, places) in zip(asked, dealt, strict=True):
            given = {
                code: letters[place] if place is not None else rng.choice(["E", "E", ""])
                for code, place in zip(office.leaders, places, strict=True)
            }
            row = [f"LD-{who + 1:03d}", people[who], office.unit.name]
            rows.append([*row, *(given.get(code, "") for code in codes)])
    columns = survey["columns"]
    header = [columns[of][0] for of in ("ballot_id", "kind", "unit")]
    syn.write_csv(path, [[*header, *codes], *sorted(rows)])
    return len(rows)


def write_appraisal(path: Path, offices: Sequence[Office], rng: Random) -> None:
    sheets = [
        syn.Sheet(
            f"{number:02d} {office.unit.name}"[:31].strip(),
            form := form_rows(office, rng),
            bold=frozenset(line for line, row in enumerate(form) if is_bold(row)),
            widths=[8, 62, 11, 24, 24, 40],
        )
        for number, office in enumerate(offices, start=1)
    ]
    syn.write_workbook(
        path,
        sheets,
        title="Phiếu chấm điểm Chỉ số cải cách hành chính Sóc Trăng 2023 (số liệu giả lập)",
        notice=NOTICE,
        created=CREATED,
    )


def is_bold(row: Sequence[Cell]) -> bool:
    """Headings: what has no id of a lower level in its first column."""
    return bool(row) and str(row[0]).count(".") == 0


def form_rows(office: Office, rng: Random) -> list[list[Cell]]:
    """The unit's form: title, unit, header, a row per node with sums above the leaves, the total.

    Leaves that come from surveys are left blank and are in no sum of points.
    """
    rows: list[list[Cell]] = [
        ["PHIẾU CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023 (SỐ LIỆU GIẢ LẬP)"],
        [f"Đơn vị: {office.unit.name}"],
        [],
        ["STT", "Tiêu chí", "Điểm tối đa", "Tự đánh giá", "Thẩm định", "Ghi chú"],
    ]
    for place, node in enumerate(office.nodes):
        cells: list[Cell] = [None, None, None]
        if node.points_from == "appraisal":
            cells = leaf_cells(office, node, rng)
        elif node.points_from is None:
            under = appraised_leaves(below(office.nodes, place), office.left_out)
            cells = [total(under, office.claimed), total(under, office.granted), None] if under else cells
        else:
            cells[2] = {"xhh": "Điểm điều tra xã hội học", "sipas": "Điểm chỉ số hài lòng"}[node.points_from]
        rows.append([node.id, node.title, node.maximum, *cells])
    own = appraised_leaves(office.nodes, office.left_out)
    sums = [total(own, office.claimed), total(own, office.granted)]
    return [*rows, [None, "Tổng điểm", syn.total_maximum(office.nodes), *sums, "Chưa gồm điểm điều tra"]]


def below(nodes: Sequence[Node], place: int) -> list[Node]:
    """The nodes under the one at `place`."""
    under = []
    for node in nodes[place + 1 :]:
        if node.level <= nodes[place].level:
            break
        under.append(node)
    return under


def leaf_cells(office: Office, leaf: Node, rng: Random) -> list[Cell]:
    """Self-assessed, appraised, note."""
    if leaf.id in office.left_out:
        return [syn.NOT_APPLICABLE, syn.NOT_APPLICABLE, office.left_out[leaf.id]]
    claimed, granted = office.claimed[leaf.id], office.granted[leaf.id]
    less = syn.points_of(leaf, granted) < syn.points_of(leaf, claimed)
    note = rng.choice(["Thiếu tài liệu kiểm chứng", "Điều chỉnh theo kết quả kiểm tra"]) if less else None
    as_points = leaf.options and rng.random() < 0.3
    return [
        *(
            syn.points_of(leaf, cell) if as_points else in_form(leaf, cell, rng)
            for cell in (claimed, granted)
        ),
        note,
    ]


def in_form(leaf: Node, cell: Granted, rng: Random) -> Cell:
    """As typed: percentages now and then as text with a sign, decimals with a comma."""
    if leaf.steps and rng.random() < 0.2:
        return f"{syn.printed(Fraction(cell), 1).removesuffix('.0').replace('.', ',')}%"
    return cell


def write_tables(directory: Path, units: Sequence[Unit], goal: Aim) -> None:
    """Results of earlier years as tables by unit: the only form in which an office still has them."""
    names = {"par": "results", "sipas": "sipas"}
    for (index, year), scores in goal.earlier.items():
        rows: list[list[str | int]] = []
        for group in dict.fromkeys(unit.group for unit in units):
            own = {unit.name: scores[unit.name] for unit in units if unit.group == group}
            ranks = syn.ranked(own)
            rows += [
                [group, ranks[name], name, syn.printed(own[name])]
                for name in sorted(own, key=ranks.__getitem__)
            ]
        syn.write_csv(directory / f"{names[index]}-{year}.csv", [["group", "rank", "unit", "score"], *rows])


def main(arguments: Sequence[str]) -> None:
    directory = Path(arguments[0]) if arguments else HERE
    rng = Random(SEED)
    units = syn.read_units(HERE / "units.yaml")
    sipas = syn.read_yaml(syn.CRITERIA / "sipas-soc-trang-2023.yaml")
    par = syn.read_yaml(syn.CRITERIA / "par-soc-trang-2023.yaml")
    goal = aim(units, rng)
    satisfied = ask_people(units, goal, sipas, rng)
    tree = syn.read_tree(par)
    offices = [make_office(unit, tree, satisfied[unit.name], goal, par, rng) for unit in units]
    check(offices, goal)
    counted = write_survey(directory / "survey.xlsx", offices, sipas, rng)
    judged = write_leaders(directory / "leaders.csv", offices, par, rng)
    write_appraisal(directory / "appraisal.xlsx", offices, rng)
    write_tables(directory, units, goal)
    print(f"{directory}: {counted} phiếu hợp lệ, {sum(REJECTED.values())} phiếu phải loại.")
    print(f"{judged} lượt lãnh đạo đánh giá. Mọi số đã công bố tính lại đúng bằng phân số.")


if __name__ == "__main__":
    main(sys.argv[1:])
