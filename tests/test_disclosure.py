"""From all that is published of a year nobody can work out what few respondents of a unit answered.

Two proofs. The first changes what the ballots of a small unit were dissatisfied with, so that its index
stays, and finds decision, report, workbook and open data as they were, to the byte: each of these answers is
as possible as the others, whatever the documents print. The second takes the printed figures for equations,
each with the interval of its rounding, and has an integer program look for further answers that fulfil them.
"""

import csv
import io
import random
import re
import shutil
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from pathlib import Path

import numpy as np
import pytest
import yaml
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from sipas_cli.documents.suppression import suppressed
from tests.conftest import CODES, EXAMPLE, ROOT, Sipas, write_book

#: A count is hidden where so many whole numbers at least are possible.
POSSIBLE = 3
#: Digests and the names of runs, which are made of them: they tell of a change, not of which.
DIGEST = re.compile(rb"[0-9a-fA-F]{12,64}|(?:[0-9A-F]{4} ){4,}[0-9A-F]{0,4}")
#: What else only says that the bytes of a file are others.
SIZE = re.compile(rb'"bytes": \d+')
HEADER = ["Mã phiếu", "Tên đơn vị", "Giới tính", "Độ tuổi"]
SATISFIED, DISSATISFIED = 4, 2


# --- the same documents --------------------------------------------------------------------------

#: How many ballots of the small unit are dissatisfied with the first questions, and nothing else.
PLACED = [(2, 0, 0, 0, 0), (1, 1, 0, 0, 0), (0, 1, 1, 0, 0)]


def ballots(unit: str, number: int, placed: Sequence[int]) -> Iterator[list[object]]:
    """One dissatisfied answer at most in a ballot; the first ballots have them, whichever question it is."""
    low = [place for place, count in enumerate(placed) for _ in range(count)]
    for n in range(number):
        answers = [SATISFIED] * len(CODES)
        if n < len(low):
            answers[low[n]] = DISSATISFIED
        yield [f"{unit}{n}", unit, "Nữ" if n % 2 else "Nam", "", *answers]


def published(folder: Path) -> dict[str, bytes]:
    """Every part of every document, without digests."""
    parts = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".docx", ".xlsx") and path.name != "phieu.xlsx":
            with zipfile.ZipFile(path) as package:
                parts |= {f"{path.name}/{name}": package.read(name) for name in package.namelist()}
        elif path.suffix in (".html", ".csv", ".json") and "results" not in path.parts:
            parts[str(path.relative_to(folder))] = path.read_bytes()
    return {name: SIZE.sub(b"", DIGEST.sub(b"", part)) for name, part in parts.items()}


def test_documents_are_the_same_whatever_a_small_unit_was_dissatisfied_with(
    tmp_path: Path, sipas: Sipas
) -> None:
    made, hidden = [], []
    for number, placed in enumerate(PLACED):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name in ("sipas.yaml", "decision.yaml"):
            shutil.copy(EXAMPLE / name, folder / name)
        rows = [
            *ballots("Sở A", 30, [3, 9, 0, 4, 1]),
            *ballots("Sở B", 24, [0, 2, 6, 1]),
            *ballots("Sở C", 8, placed),
        ]
        book = write_book(folder / "phieu.xlsx", rows, [*HEADER, *CODES])
        for words in (
            ("score", book),
            ("render-decision",),
            ("report", "-o", folder / "bao-cao.html"),
            ("report", "-o", folder / "bao-cao.docx"),
            ("report", "-o", folder / "ket-qua.xlsx"),
            ("export", "--open-data"),
        ):
            assert sipas("-q", "-C", folder, *words).status == 0
        made.append(published(folder))
        scores = next(folder.glob("results/2023/sipas-*/scores.csv")).read_text(encoding="utf-8-sig")
        own = csv.DictReader(io.StringIO(scores))
        hidden.append([row["score_pct"] for row in own if row["unit_id"] == "so-c" and row["id"] == "F1_1"])
    assert hidden == [["75.00"], ["87.50"], ["100.00"]]  # 6, 7 và 8 trong 8 phiếu hài lòng
    assert len(made[0]) > 40
    for other in made[1:]:
        assert [name for name in made[0] if other.get(name) != made[0][name]] == []


# --- other answers that fulfil all equations -----------------------------------------------------


def tables(folder: Path) -> dict[str, list[dict[str, str]]]:
    read = {}
    for path in folder.glob("*.csv"):
        read[path.stem] = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    return read


def interval(printed: str) -> tuple[float, float]:
    """What a figure of two digits may have been before it was rounded, a little narrower than that."""
    half = Fraction(49, 10_000)
    return float(Fraction(printed) - half), float(Fraction(printed) + half)


@dataclass(frozen=True)
class Hidden:
    """A unit whose counts are not told: its printed index, and of each question which (answered, satisfied)
    ballots there may be. Those that are looked at need not be all: others would only be further answers."""

    index: str
    pairs: Mapping[str, Sequence[tuple[int, int]]]
    true: Mapping[str, int]


#: How many units -> the unit and the first question of each half of the questions.
_HALVES = {units: list(product(range(units), (0, 1))) for units in (1, 2)}


class Equations:
    """What is printed of some hidden units: the index of each, and where the province's figure is of all
    ballots together that one too. Each factor weighs the same, and so does each question in it.

    others    question -> (answered, satisfied) of all shown units; none where no figure mixes them
    """

    def __init__(
        self,
        units: Sequence[Hidden],
        factors: Sequence[Sequence[str]],
        overall: str = "",
        others: Mapping[str, tuple[int, int]] | None = None,
    ) -> None:
        self.units, self.questions = units, [code for factor in factors for code in factor]
        weights = {code: Fraction(100, len(factors) * len(factor)) for factor in factors for code in factor}
        #: One choice of each question: the pair of each unit.
        self.choices = [
            (code, choice)
            for code in self.questions
            for choice in product(*(unit.pairs[code] for unit in units))
        ]
        self.rows = [
            [float(weights[code] * Fraction(choice[n][1], choice[n][0])) for code, choice in self.choices]
            for n in range(len(units))
        ]
        self.limits = [interval(unit.index) for unit in units]
        if others:
            mixed = []
            for code, choice in self.choices:
                answered, satisfied = (sum(counts) for counts in zip(others[code], *choice, strict=True))
                mixed.append(float(weights[code] * Fraction(satisfied, answered)))
            self.rows.append(mixed)
            self.limits.append(interval(overall))

    def answers(self, barred: Mapping[tuple[int, str], Collection[int]]) -> dict[tuple[int, str], int] | None:
        """(unit, question) -> satisfied ballots that fulfil everything, without the `barred` numbers; None
        where no such answers are possible."""
        count, places = len(self.choices), {code: n for n, code in enumerate(self.questions)}
        which = [places[code] for code, _ in self.choices]
        one_each = coo_array((np.ones(count), (which, np.arange(count))))
        lows, highs = zip(*self.limits, strict=True)
        most = [
            float(all(s not in barred.get((n, code), ()) for n, (_, s) in enumerate(choice)))
            for code, choice in self.choices
        ]
        solved = milp(
            np.zeros(count),
            integrality=np.ones(count),
            bounds=Bounds(0, np.array(most)),
            constraints=[
                LinearConstraint(one_each, 1, 1),
                LinearConstraint(np.array(self.rows), lows, highs),
            ],
        )
        if solved.x is None:
            return None
        chosen = [self.choices[place] for place in np.flatnonzero(solved.x > 0.5)]
        return {(n, code): s for code, choice in chosen for n, (_, s) in enumerate(choice)}

    def possible(self) -> dict[tuple[int, str], set[int]]:
        """(unit, question) -> numbers of satisfied ballots that are possible, `POSSIBLE` of them where there
        are so many. Many questions at once are asked for something new, then those that are still short."""
        keys = [(n, code) for n in range(len(self.units)) for code in self.questions]
        seen = {(n, code): {self.units[n].true[code]} for n, code in keys}
        halves = [[(n, code) for code in self.questions[start::2]] for n, start in _HALVES[len(self.units)]]
        for asked in (*halves, *([key] for key in keys)):
            while min(len(seen[key]) for key in asked) < POSSIBLE:
                found = self.answers({key: seen[key] for key in asked})
                if found is None:
                    break
                for key, satisfied in found.items():
                    seen[key].add(satisfied)
        return seen


def questions_of(criteria: str) -> tuple[list[str], list[list[str]]]:
    """The questions of a set, and by factor."""
    rules = yaml.safe_load((ROOT / "criteria" / f"{criteria}.yaml").read_text(encoding="utf-8"))
    codes = [question["code"] for question in rules["plan"]["questions"]]
    return codes, [factor["criteria"] for factor in rules["rules"]["factors"]]


#: Ballots of the small unit, and with what share of the questions they are satisfied.
CONTENT = [(2, 0.5), (3, 0.5), (4, 0.1), (5, 0.9), (8, 0.8), (9, 0.97), (9, 1.0)]


def every(size: int) -> list[tuple[int, int]]:
    """All (answered, satisfied) of so many ballots of which one at least has an answer."""
    return [(a, s) for a in range(1, size + 1) for s in range(a + 1)]


def near(size: int, satisfied: int, *, blanks: int = 0) -> list[tuple[int, int]]:
    """Those with so many blanks at most, and so many more or less satisfied, or one."""
    off = max(1, blanks)
    some = [(a, s) for a in range(max(1, size - blanks), size + 1) for s in range(a + 1)]
    return [(a, s) for a, s in some if abs(s - satisfied) <= off]


@pytest.mark.parametrize(
    ("criteria", "size", "content"),
    [
        *(("quang-ninh-2023", size, content) for size, content in CONTENT),
        *(("sipas-33", size, content) for size, content in ((3, 0.5), (9, 1.0))),
    ],
)
def test_every_hidden_count_has_three_possible_values(
    tmp_path: Path, sipas: Sipas, criteria: str, size: int, content: float
) -> None:
    """`size` ballots of C, satisfied with about `content` of the questions; 40 of A and 24 of B. A count of
    one ballot can only be 0 or 1."""
    chance = random.Random(size)
    codes, factors = questions_of(criteria)
    units = {"Sở A": (40, 0.9), "Sở B": (24, 0.7), "Sở C": (size, content)}
    rows, satisfied = [], {name: dict.fromkeys(codes, 0) for name in units}
    for name, (number, share) in units.items():
        for n in range(number):
            answers = [SATISFIED if chance.random() < share else DISSATISFIED for _ in codes]
            rows.append([f"{name}{n}", name, "Nữ" if n % 2 else "Nam", "", *answers])
            for code, answer in zip(codes, answers, strict=True):
                satisfied[name][code] += answer == SATISFIED
    book = write_book(tmp_path / "phieu.xlsx", rows, [*HEADER, *codes])
    assert sipas("-q", "score", book, "--criteria", criteria, "--year", 2023).status == 0
    assert sipas("-q", "export", "--open-data").status == 0
    told = tables(tmp_path / "du-lieu-mo-2023")
    listed = {row["unit_id"]: row for row in told["units"]}
    empty = {row["unit_id"] for row in told["unit_items"] if not row["score_pct"]}
    shown = {row["unit_id"] for row in told["unit_items"] if row["score_pct"]}
    overall, others, hidden = told["indices"][0], {}, [("so-c", "Sở C")]
    if overall["overall_kind"] == "pooled":  # one small unit alone could be told from the figure of all
        hidden.append(("so-b", "Sở B"))
        counts = {(row["item_id"], row["answer"]): int(row["ballots"]) for row in told["answers"]}
        for code in codes:
            good, bad = (counts.get((code, str(answer)), 0) for answer in (SATISFIED, DISSATISFIED))
            others[code] = (good + bad, good)
            assert good + bad == 40  # phiếu của Sở A
    assert (empty, empty & shown) == ({unit for unit, _ in hidden}, set())
    sizes = {"Sở B": 24, "Sở C": size}
    pairs = [{code: every(size) for code in codes}]
    if others:
        pairs = [
            {code: near(sizes[name], satisfied[name][code], blanks=1 + (name == "Sở C")) for code in codes}
            for _, name in hidden
        ]
    known = [
        Hidden(listed[unit]["score"], own, satisfied[name])
        for (unit, name), own in zip(hidden, pairs, strict=True)
    ]
    possible = Equations(known, factors, overall["score"], others).possible()
    assert {key: values for key, values in possible.items() if len(values) < POSSIBLE} == {}


# --- respondents by trait ------------------------------------------------------------------------


def consistent(shown: Mapping[str, int], hidden: Sequence[str], total: int, minimum: int) -> list[set[int]]:
    """For each hidden value the numbers of respondents that are possible: they add up to what is not shown,
    and the rule of `minimum` and of the next smallest hides these values and no other."""
    left, found = total - sum(shown.values()), [set[int]() for _ in hidden]
    for counts in _splits(left, len(hidden)):
        cells = [*counts, *shown.values()]
        if suppressed(cells, minimum) == frozenset(range(len(hidden))):
            for values, count in zip(found, counts, strict=True):
                values.add(count)
    return found


def _splits(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        if total:
            yield (total,)
        return
    for first in range(1, total):
        for rest in _splits(total - first, parts - 1):
            yield (first, *rest)


@pytest.mark.parametrize(
    "women_men_unknown",
    [
        (3, 400, 0),
        (9, 9, 60),
        (9, 10, 60),
        (1, 9, 60),
        (1, 1, 60),
        (1, 12, 0),
        (9, 9, 10),
        (1, 1, 1),
        (2, 1, 0),
    ],
)
def test_every_hidden_number_of_respondents_has_three_possible_values(
    tmp_path: Path, sipas: Sipas, women_men_unknown: tuple[int, int, int]
) -> None:
    rows: list[list[object]] = []
    for value, count in zip(("Nữ", "Nam", ""), women_men_unknown, strict=True):
        rows += [[f"{value}{n}", "Sở A", value, "", *[SATISFIED] * len(CODES)] for n in range(count)]
    book = write_book(tmp_path / "phieu.xlsx", rows, [*HEADER, *CODES])
    assert sipas("-q", "score", book, "--criteria", "quang-ninh-2023", "--year", 2023).status == 0
    assert sipas("-q", "export", "--open-data").status == 0
    told = tables(tmp_path / "du-lieu-mo-2023")
    of_sex = {row["value"]: row["ballots"] for row in told["respondents"] if row["trait_id"] == "gioi-tinh"}
    hidden = [value for value, count in of_sex.items() if not count]
    shown = {value: int(count) for value, count in of_sex.items() if count}
    if not of_sex:  # nothing at all is told of so few
        return
    found = consistent(shown, hidden, sum(women_men_unknown), 10)
    assert [values for values in found if len(values) < POSSIBLE] == []
