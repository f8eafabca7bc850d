"""Synthetic inputs that hit published figures: what the generators of the PAR examples share.

Offices publish their indices, hardly ever the ballots and points behind them. The generators beside
this file invent those, so that the figures counted from them are the published ones. Everything here
is seeded, and exact: `Fraction` from the first answer to the printed figure. The criteria files are
read with plain PyYAML and nothing comes from `sipas_cli`, so that a generator which asserts its
figures is an independent check of the program.

A generator beside an example finds this file by

    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
"""

import csv
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter
import yaml

CRITERIA = Path(__file__).resolve().parents[1] / "criteria"
NOT_APPLICABLE = "Không áp dụng"
SATISFIED = (Fraction(100), Fraction(0))  # worths of "satisfied" and "not", for `Count`

Cell = str | int | Fraction | date | None
Granted = str | Fraction  # a cell of the appraisal: the name of an option, a percentage or points
Window = tuple[Fraction, Fraction]


# --- printed figures -------------------------------------------------------------------------


def printed(value: Fraction, decimals: int = 2) -> str:
    """`value` as documents print it, rounded half up (values >= 0).

    >>> printed(Fraction("95.435")), printed(Fraction(100))
    ('95.44', '100.00')
    """
    digits = f"{math.floor(value * 10**decimals + Fraction(1, 2)):0{decimals + 1}d}"
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


def window(wanted: Fraction, decimals: int = 2) -> Window:
    """The values printed as `wanted`: from the first up to, but without, the second.

    >>> window(Fraction("77.5"), decimals=1)
    (Fraction(1549, 20), Fraction(1551, 20))
    """
    half = Fraction(1, 2 * 10**decimals)
    return wanted - half, wanted + half


def roundest(low: Fraction, high: Fraction, decimals: int = 3) -> Fraction | None:
    """The number with the fewest decimals, at most `decimals`, in [low, high); None if there is none.

    >>> roundest(Fraction("1.234"), Fraction("1.26"))
    Fraction(31, 25)
    """
    for places in range(decimals + 1):
        number = Fraction(math.ceil(low * 10**places), 10**places)
        if number < high:
            return number
    return None


def mean(values: Iterable[Fraction]) -> Fraction:
    listed = list(values)
    return sum(listed, Fraction(0)) / len(listed)


def spread(total: Fraction, low: Fraction, high: Fraction, count: int, rng: Random) -> list[Fraction]:
    """`count` different figures of two decimals between `low` and `high` that add up to `total`."""
    cents, first, last = total * 100, int(low * 100), int(high * 100)
    if cents.denominator != 1 or not first * count < cents < last * count:
        raise ValueError(f"{count} figures from {low} to {high} do not add up to {total}")
    figures = rng.sample(range(first, last + 1), count)
    while missing := int(cents) - sum(figures):
        place = rng.randrange(count)
        moved = figures[place] + max(-50, min(50, missing))
        if first <= moved <= last and moved not in figures:
            figures[place] = moved
    return [Fraction(figure, 100) for figure in figures]


# --- what the YAML files say -----------------------------------------------------------------


@dataclass(frozen=True)
class Unit:
    id: str
    group: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """Points of a range of percentages; an end that is not written is open."""

    points: Fraction
    low: Fraction
    high: Fraction
    with_low: bool
    with_high: bool

    def holds(self, percent: Fraction) -> bool:
        above = percent > self.low or (self.with_low and percent == self.low)
        return above and (percent < self.high or (self.with_high and percent == self.high))


@dataclass(frozen=True)
class Node:
    """A row of the tree as it stands for one unit.

    maximum      of a leaf its own, else the sum of what is under it
    points_from  appraisal, xhh or sipas; None for a node that is no leaf
    options      name -> points, where the points are chosen from a list
    steps        where the points follow from a percentage
    """

    id: str
    title: str
    level: int
    maximum: Fraction
    points_from: str | None = None
    options: Mapping[str, Fraction] = field(default_factory=dict)
    steps: Sequence[Step] = ()


def read_yaml(path: Path) -> Any:
    """Maps, lists and text; numbers stay text, so that nothing is rounded on the way."""
    return yaml.BaseLoader(path.read_text(encoding="utf-8")).get_single_data()


def read_units(path: Path) -> list[Unit]:
    return [
        Unit(unit["id"], unit["group"], unit["name"], tuple(unit.get("aliases", ())))
        for unit in read_yaml(path)["units"]
    ]


def read_tree(criteria: Mapping[str, Any], trees: Path = CRITERIA / "trees") -> list[Any]:
    """The areas of a PAR set as plain maps, with the `changes` of the set worked in."""
    plan = criteria["plan"]
    if "areas" in plan:
        return list(plan["areas"])
    changes = plan.get("changes", {})
    return [changed(area, changes) for area in read_yaml(trees / f"{plan['tree']}.yaml")["areas"]]


def changed(node: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    own = {**node, **changes.get(node["id"], {})}
    for below in ("criteria", "components"):
        if below in own:
            own[below] = [changed(child, changes) for child in own[below]]
    return own


def nodes_for(tree: Sequence[Any], unit: Unit, level: int = 1) -> list[Node]:
    """What of the tree applies to `unit`, each node before those under it."""
    nodes: list[Node] = []
    for spec in tree:
        children = spec.get("criteria") or spec.get("components")
        if not concerns(spec, unit):
            continue
        if not children:
            nodes += leaf_for(spec, unit, level)
        elif under := nodes_for(children, unit, level + 1):
            total = sum((node.maximum for node in leaves(under)), Fraction(0))
            nodes += [Node(spec["id"], spec["title"], level, total), *under]
    return nodes


def concerns(spec: Mapping[str, Any], unit: Unit) -> bool:
    return (
        unit.group in spec.get("groups", [unit.group])
        and unit.id in spec.get("units", [unit.id])
        and unit.id not in spec.get("except_units", [])
    )


def leaf_for(spec: Mapping[str, Any], unit: Unit, level: int) -> list[Node]:
    """The leaf, or nothing where its maximum is given for other groups only."""
    options = {name: Fraction(points) for name, points in spec.get("options", {}).items()}
    steps = [read_step(step) for step in spec.get("steps", ())]
    if "max" in spec:
        given = spec["max"] if isinstance(spec["max"], str) else spec["max"].get(unit.group)
        if given is None:
            return []
        maximum = Fraction(given)
    else:
        maximum = max([*options.values(), *(step.points for step in steps)])
    source = spec.get("points_from", "appraisal")
    return [Node(spec["id"], spec["title"], level, maximum, source, options, steps)]


def read_step(step: Mapping[str, str]) -> Step:
    low = Fraction(step.get("from", step.get("above", "0")))
    high = Fraction(step.get("to", step.get("below", "100")))
    return Step(Fraction(step["points"]), low, high, "above" not in step, "below" not in step)


def leaves(nodes: Iterable[Node], points_from: str | None = None) -> list[Node]:
    """The leaves, or only those whose points come from one source."""
    return [node for node in nodes if node.points_from and points_from in (None, node.points_from)]


def total_maximum(nodes: Iterable[Node]) -> Fraction:
    return sum((leaf.maximum for leaf in leaves(nodes)), Fraction(0))


# --- answers ---------------------------------------------------------------------------------


@dataclass
class Count:
    """How many of one unit's ballots gave each answer to one question.

    weight   of the question in the index; the weights of a unit's questions add up to 1
    worths   of each answer in percent, best first
    answers  ballots with each answer, in the order of `worths`
    """

    weight: Fraction
    worths: Sequence[Fraction]
    answers: list[int]

    @property
    def share(self) -> Fraction:
        """Mean worth of the answers, in percent."""
        worth = sum((n * worth for n, worth in zip(self.answers, self.worths, strict=True)), Fraction(0))
        return worth / sum(self.answers)

    def move(self, places: int, rng: Random) -> Fraction:
        """Makes one answer better (`places` = -1) or worse (+1); returns how far the index moves."""
        last = len(self.answers) - 1
        movable = [n if 0 <= place + places <= last else 0 for place, n in enumerate(self.answers)]
        if not any(movable):
            return Fraction(0)
        place = rng.choices(range(last + 1), weights=movable)[0]
        self.answers[place] -= 1
        self.answers[place + places] += 1
        step = self.worths[place + places] - self.worths[place]
        return self.weight * step / sum(self.answers)


def index(counts: Iterable[Count]) -> Fraction:
    """Weighted mean of the questions' shares, in percent."""
    return sum((count.weight * count.share for count in counts), Fraction(0))


def pooled(units: Iterable[Sequence[Count]]) -> list[Count]:
    """The ballots of several units counted as those of one; the questions stand in the same order."""
    return [
        Count(same[0].weight, same[0].worths, [sum(n) for n in zip(*(c.answers for c in same), strict=True)])
        for same in zip(*units, strict=True)
    ]


def count_answers(
    weights: Sequence[Fraction],
    worths: Sequence[Fraction],
    ballots: int,
    wanted: Fraction,
    rng: Random,
    *,
    skipped: float = 0.05,
    scatter: float = 25,
) -> list[Count]:
    """Counts of a unit, a question per weight, whose exact index is printed as `wanted`.

    skipped  share of the answers that do not count; it differs by question, as in a real survey, and
             this is also what makes the index reach between the steps of equally answered questions
    scatter  how far answers lie from `wanted`, in percent
    """
    for _ in range(50):
        counts = [
            Count(
                weight, worths, answer_freely(worths, ballots, wanted, rng, skipped=skipped, scatter=scatter)
            )
            for weight in weights
        ]
        if settle(counts, wanted, rng):
            return counts
    raise ValueError(f"no answers of {ballots} ballots found whose index is {wanted}")


def answer_freely(
    worths: Sequence[Fraction], ballots: int, wanted: Fraction, rng: Random, *, skipped: float, scatter: float
) -> list[int]:
    """Ballots with each answer to one question, the answers lying about `wanted`."""
    counted = max(1, sum(rng.random() >= skipped for _ in range(ballots)))
    if wanted == worths[0]:
        return [counted, *(0 for _ in worths[1:])]
    leaning = rng.gauss(float(wanted), 2)
    answers = [0] * len(worths)
    for _ in range(counted):
        worth = rng.gauss(leaning, scatter)
        answers[min(range(len(worths)), key=lambda place: abs(worth - worths[place]))] += 1
    return answers


def settle(counts: Sequence[Count], wanted: Fraction, rng: Random) -> bool:
    """Changes single answers until the exact index of `counts` is printed as `wanted`; False if in vain.

    It walks: too low, somebody thinks better of the unit; too high, worse. As questions differ in
    weight and number of answers, the index soon falls into the window of the printed figure.
    """
    low, high = window(wanted)
    total = index(counts)
    for _ in range(5_000):
        if low <= total < high:
            return True
        total += rng.choice(counts).move(-1 if total < low else 1, rng)
    return False


def deal(count: Count, attitudes: Sequence[float], rng: Random) -> list[int | None]:
    """The answers of one question dealt to the ballots: place of the answer, None where none counts.

    attitudes  of each ballot, about a standard normal: answers of one person go together, so the good
               answers go, blurred by chance, to those who think well of the unit
    """
    counted = sorted(rng.sample(range(len(attitudes)), sum(count.answers)))
    counted.sort(key=lambda who: 1.5 * attitudes[who] + rng.gauss(0, 1), reverse=True)
    places = (place for place, n in enumerate(count.answers) for _ in range(n))
    dealt: list[int | None] = [None] * len(attitudes)
    for who, place in zip(counted, places, strict=True):
        dealt[who] = place
    return dealt


def deal_all(counts: Sequence[Count], ballots: int, rng: Random) -> Iterator[tuple[float, list[int | None]]]:
    """For each ballot of a unit: the attitude, and the place of the answer to each question."""
    attitudes = [rng.gauss(0, 1) for _ in range(ballots)]
    columns = [deal(count, attitudes, rng) for count in counts]
    for who, attitude in enumerate(attitudes):
        yield attitude, [column[who] for column in columns]


def satisfaction_code(place: int, attitude: float, rng: Random) -> int:
    """An answer on the scale of 1 to 5 that is satisfied (place 0 of SATISFIED) or not."""
    if place == 0:
        return 5 if attitude + rng.gauss(0, 0.8) > 0.2 else 4
    return rng.choices((3, 2, 1), weights=(72, 20, 8))[0]


def sipas_weights(criteria: Mapping[str, Any]) -> dict[str, Fraction]:
    """Question -> its weight in the SIPAS index: the factor's, shared equally by its criteria.

    Factors without a weight (`weights: equal`) weigh the same.
    """
    factors = criteria["rules"]["factors"]
    whole = sum(Fraction(factor.get("weight", "1")) for factor in factors)
    return {
        code: Fraction(factor.get("weight", "1")) / whole / len(factor["criteria"])
        for factor in factors
        for code in factor["criteria"]
    }


def leader_weights(criteria: Mapping[str, Any], nodes: Sequence[Node]) -> dict[str, Fraction]:
    """Question -> its weight in the leader survey's own index of a unit with these `nodes`.

    A leaf weighs by its maximum and is the mean of its questions; questions about leaves that do not
    apply to the unit are left out.
    """
    own = {leaf.id: leaf.maximum for leaf in leaves(nodes, "xhh")}
    asked = [q for q in criteria["plan"]["xhh"]["questions"] if q["criterion"] in own]
    whole = sum(own.values(), Fraction(0))
    per_leaf = {id_: sum(q["criterion"] == id_ for q in asked) for id_ in own}
    return {q["code"]: own[q["criterion"]] / whole / per_leaf[q["criterion"]] for q in asked}


def leader_worths(criteria: Mapping[str, Any]) -> list[Fraction]:
    """Worths of the answers A, B, C, D in percent; they stand best first in the file."""
    return [Fraction(answer["worth"]) for answer in criteria["plan"]["xhh"]["answers"]]


# --- appraisal -------------------------------------------------------------------------------


def points_of(leaf: Node, cell: Granted) -> Fraction:
    """Points of what stands in the form: an option's name, a percentage, or the points themselves."""
    if leaf.options:
        return leaf.options[str(cell)]
    if leaf.steps:
        return next(step.points for step in leaf.steps if step.holds(Fraction(cell)))
    return Fraction(cell)


def appraise(own: Sequence[Node], wanted: Window, rng: Random) -> dict[str, Granted]:
    """Cells of the appraisal leaves `own` whose points add up to a total in [low, high).

    Options and percentages are drawn about the share of points that is wanted; the free numbers then
    share what is missing, in steps of 0.05, and the largest of them takes the odd remainder with as
    few decimals as will do (at most three).
    """
    share = float(sum(wanted) / 2 / total_maximum(own))
    drawn = [leaf for leaf in own if leaf.options or leaf.steps]
    free = sorted((leaf for leaf in own if not (leaf.options or leaf.steps)), key=lambda leaf: leaf.maximum)
    for _ in range(10_000):
        cells = {leaf.id: draw(leaf, share, rng) for leaf in drawn}
        fixed = sum((points_of(leaf, cells[leaf.id]) for leaf in drawn), Fraction(0))
        shared = fill(free, (wanted[0] - fixed, wanted[1] - fixed), rng)
        if shared is not None:
            return {leaf.id: (cells | shared)[leaf.id] for leaf in own}
    raise ValueError(f"no points found between {wanted[0]} and {wanted[1]}")


def draw(leaf: Node, share: float, rng: Random) -> Granted:
    """An option or a percentage whose points lie about `share` of the leaf's maximum."""
    near = (share + rng.gauss(0, 0.2)) * float(leaf.maximum)
    if leaf.options:
        return min(leaf.options, key=lambda name: abs(leaf.options[name] - near))
    step = min(leaf.steps, key=lambda step: abs(step.points - near))
    return percentage_in(step, rng)


def percentage_in(step: Step, rng: Random) -> Fraction:
    """A percentage of the step with one decimal; the lowest step is used near its upper end only."""
    low = step.low if step.low else step.high - 15
    while True:
        percent = low + Fraction(rng.randint(0, int(min(step.high - low, Fraction(15)) * 10)), 10)
        if step.holds(percent):
            return percent


def fill(free: Sequence[Node], wanted: Window, rng: Random) -> dict[str, Granted] | None:
    """Points of the free numbers that add up to a total in [low, high); None if chance did not find any."""
    share = wanted[0] / total_maximum(free)
    if not Fraction(1, 5) <= share <= 1:
        return None
    *others, last = free
    points: dict[str, Granted] = {}
    for leaf in others:
        about = float(share * leaf.maximum) * rng.uniform(0.85, 1.15)
        points[leaf.id] = min(leaf.maximum, Fraction(round(about * 20), 20))
    given = sum((Fraction(cell) for cell in points.values()), Fraction(0))
    rest = roundest(wanted[0] - given, wanted[1] - given)
    if rest is None or not 0 <= rest <= last.maximum:
        return None
    return {**points, last.id: rest}


def granted_points(nodes: Iterable[Node], cells: Mapping[str, Granted]) -> Fraction:
    """Points of the appraisal leaves among `nodes`; leaves without a cell are left out."""
    own = (leaf for leaf in leaves(nodes, "appraisal") if leaf.id in cells)
    return sum((points_of(leaf, cells[leaf.id]) for leaf in own), Fraction(0))


def surveyed_points(nodes: Sequence[Node], sipas: Fraction, xhh: Fraction) -> Fraction:
    """Points of the leaves that the two surveys give, from their exact indices in percent."""
    of_sipas, of_xhh = (total_maximum(leaves(nodes, source)) for source in ("sipas", "xhh"))
    return (of_sipas * sipas + of_xhh * xhh) / 100


def claim(leaf: Node, cell: Granted, rng: Random) -> Granted:
    """What the unit had claimed where the council granted `cell`: mostly the same, else mostly more."""
    chance = rng.random()
    if cell == NOT_APPLICABLE or chance < 0.7:
        return cell
    more = chance < 0.96
    if leaf.options:
        ranked = sorted(leaf.options, key=lambda name: leaf.options[name])
        place = ranked.index(str(cell)) + (1 if more else -1)
        return ranked[max(0, min(len(ranked) - 1, place))]
    granted, top = Fraction(cell), Fraction(100) if leaf.steps else leaf.maximum
    change = Fraction(rng.randint(1, 10), 2 if leaf.steps else 20) * (1 if more else -1)
    return max(Fraction(0), min(top, granted + change))


def typed_unit(unit: Unit, rng: Random, *, otherwise: float = 0.05) -> str:
    """The unit's name as people type it: a share of `otherwise` not as registered, but so that a rule or
    an alias tells which unit it is."""
    if rng.random() >= otherwise:
        return unit.name
    spellings = [*unit.aliases, unit.name.upper(), unit.name.replace(" ", "  ", 1)]
    if unit.group in ("huyen", "xa"):
        spellings.append(f"UBND {unit.name[0].lower()}{unit.name[1:]}")
    return rng.choice(spellings)


# --- files -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sheet:
    """A sheet to be written.

    bold    rows in bold, from 0
    widths  of the columns, in characters
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    bold: frozenset[int] = frozenset({0})
    widths: Sequence[float] = ()


def write_workbook(
    path: Path, sheets: Iterable[Sheet], *, title: str, notice: str, created: datetime
) -> None:
    """Writes the workbook; the same content gives the same bytes, as `created` is no clock.

    Text is never a formula; a Fraction becomes a number (of few decimals: it was chosen so).
    """
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": title, "comments": notice, "created": created})
        plain, bold = book.add_format(), book.add_format({"bold": True, "text_wrap": True})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            for column, width in enumerate(sheet.widths):
                page.set_column(column, column, width)
            for line, row in enumerate(sheet.rows):
                style = bold if line in sheet.bold else plain
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        page.write_string(line, column, value, style)
                    elif isinstance(value, date):
                        page.write_datetime(line, column, value, day)
                    elif value is not None:
                        page.write_number(line, column, float(value), style)


def write_csv(path: Path, rows: Iterable[Sequence[str | int | None]]) -> None:
    """UTF-8 without a mark, "\\n" at the ends of lines, on every system."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def ranked(scores: Mapping[str, Fraction]) -> dict[str, int]:
    """Unit -> place by the printed score, equal ones equal: 1, 2, 2, 4."""
    shown = {name: Fraction(printed(score)) for name, score in scores.items()}
    return {name: 1 + sum(other > own for other in shown.values()) for name, own in shown.items()}
