"""Ballots to counts: the tally and how it adds.

A tally is four small tables of integers with the digest of the plan that asked for them and of
every source that fed them:

    answers   unit, breakdown, question, answer -> ballots
    moments   unit, answered -> ballots, throughout, sums and sums of squares per ballot
    intake    unit, outcome -> ballots
    others    unit, question, choice -> ballots, of the questions beside those of the index

and the pairs of answers (`pairs.py`), which only errors need. Two things hold in every tally and survive
addition: every row that was read has exactly one outcome, and every breakdown of a question adds up to the
whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from sipas_cli.errors import DataError
from sipas_cli.intake.ballots.answers import added_up
from sipas_cli.messages import Message
from sipas_cli.model import OUTCOMES, Ballots, Drawn, UnitCounts
from sipas_cli.rules.criteria import OFF_SCALE, Plan
from sipas_cli.tally import others
from sipas_cli.tally.pairs import UNKNOWN, Pairs, count_pairs, sum_of, weighted_counts

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    Table = Mapping[str, npt.NDArray[Any]]
    Longs = npt.NDArray[np.int64]

TALLY_OTHER_PLAN = Message(
    vi="hai bảng đếm theo hai cách đếm khác nhau nên không cộng được. Dùng cùng một bộ tiêu chí.",
    en="the two tallies were counted by different plans and do not add. Use one criteria set.",
)
TALLY_SOURCE_TWICE = Message(
    vi="có nguồn bị đếm hai lần. Bỏ tệp trùng.",
    en="a source would be counted twice. Leave the doubled file out.",
)
#: The breakdown that is no breakdown: all ballots of a unit.
WHOLE = "all"

_KEYS = {
    "answers": ["unit", "breakdown", "question", "answer"],
    "moments": ["unit", "answered"],
    "intake": ["unit", "outcome"],
    "others": [*others.KEYS],
}
MEASURES = {
    "answers": ["ballots"],
    "moments": [
        "ballots",
        "throughout",
        "answer_sum",
        "answer_sum_squares",
        "satisfied_sum",
        "satisfied_sum_squares",
    ],
    "intake": ["ballots"],
    "others": ["ballots"],
}
COLUMNS = {name: _KEYS[name] + MEASURES[name] for name in _KEYS}
#: The columns that hold numbers; the others hold texts.
NUMBERS = frozenset({"answered", *(name for names in MEASURES.values() for name in names)})


@dataclass(frozen=True)
class Tally:
    """Counts over declared keys; `plan` and `sources` are SHA-256 digests.

    `tables` holds the columns of answers, moments, intake and others (see COLUMNS), one row for each key that
    occurs, in the order of the keys, so that equal tallies are equal byte for byte:

    answers   breakdown is "all" or "trait=value"; answer is a kind of the plan's scale
    moments   per unit and number of questions answered: valid ballots, those of them in which every
              answer is a satisfied one, and sums over ballots of (sum of answer codes), its square,
              (number of satisfied answers), its square; answers of one person go together, so a
              standard error needs these and not the counts alone
    intake    per unit ("" where unknown) and outcome: rows
    others    choice is a kind of the question (`rules/other_questions.py`): where several may be marked, a
              ballot has more than one

    pairs     how many ballots hold two answers; None in a tally that was stored before these were counted,
              and in all that it was added to
    persons   how many people gave two answers, also about two units (`persons.py`); None where it is not
              known whose ballots belong together, and in every sum: whether two tallies have people in
              common, no count tells
    """

    plan: str
    sources: frozenset[str]
    tables: "Mapping[str, Table]"
    pairs: Pairs | None = None
    persons: Pairs | None = None

    @property
    def answers(self) -> "pd.DataFrame":
        """The table of answers: unit, breakdown, question, answer, ballots."""
        return self.frame("answers")

    @property
    def moments(self) -> "pd.DataFrame":
        """The table of moments: unit, answered, ballots and sums of them."""
        return self.frame("moments")

    @property
    def intake(self) -> "pd.DataFrame":
        """The table of intake: unit, outcome, ballots."""
        return self.frame("intake")

    def frame(self, name: str) -> "pd.DataFrame":
        """A table as a frame. A run of a single file needs none, and is spared the import."""
        import pandas as pd

        return pd.DataFrame(dict(self.tables[name]))

    def rows(self, name: str) -> Iterable[tuple[Any, ...]]:
        """The rows of a table, as plain values in the order of COLUMNS."""
        return zip(*(self.tables[name][column].tolist() for column in COLUMNS[name]), strict=True)

    def __add__(self, other: "Tally") -> "Tally":
        """The tally of both sets of sources, in any order. Raises DataError if the plans differ or
        a source would be counted twice."""
        return add([self, other])

    @property
    def read(self) -> int:
        """Rows that were read."""
        return sum(self.outcomes.values())

    @property
    def outcomes(self) -> dict[str, int]:
        """Outcome -> rows, in the order of OUTCOMES, without those that did not occur."""
        counts = dict.fromkeys(OUTCOMES, 0)
        for _, outcome, ballots in self.rows("intake"):
            counts[outcome] += ballots
        return {outcome: ballots for outcome, ballots in counts.items() if ballots}

    def outcomes_of(self, unit: str) -> dict[str, int]:
        """Outcome -> rows of one unit, without those that did not occur."""
        return {outcome: rows for unit_id, outcome, rows in self.rows("intake") if unit_id == unit}

    @property
    def valid(self) -> int:
        """Ballots that count."""
        return self.outcomes.get("valid", 0)

    @property
    def rejected(self) -> int:
        """How many rows were read and do not count."""
        return self.read - self.valid

    @property
    def bad_answers(self) -> tuple[int, int]:
        """(answers off the scale, all answers) of the valid ballots."""
        table = self.tables["answers"]
        whole = table["breakdown"] == WHOLE
        bad = whole & (table["answer"] == OFF_SCALE)
        return int(table["ballots"][bad].sum()), int(table["ballots"][whole].sum())


def by_unit(tally: Tally, breakdown: str = WHOLE) -> dict[str, UnitCounts]:
    """The counts of each unit: of all its ballots, or the answers of one value of a breakdown."""
    answers: dict[str, dict[str, dict[str, int]]] = {}
    table = tally.tables["answers"]
    chosen = table["breakdown"] == breakdown
    columns = [table[column][chosen].tolist() for column in ("unit", "question", "answer", "ballots")]
    for unit, question, answer, ballots in zip(*columns, strict=True):
        answers.setdefault(unit, {}).setdefault(question, {})[answer] = ballots
    valid: dict[str, int] = {}
    throughout: dict[str, int] = {}
    for unit, _, ballots, satisfied, *_ in tally.rows("moments"):
        valid[unit] = valid.get(unit, 0) + ballots
        throughout[unit] = throughout.get(unit, 0) + satisfied
    return {unit: UnitCounts(answers.get(unit, {}), valid[unit], throughout[unit]) for unit in valid}


def pooled_answers(tally: Tally) -> dict[str, dict[str, dict[str, int]]]:
    """The answers of all units together: breakdown -> question -> answer -> ballots."""
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    for _, breakdown, question, answer, ballots in tally.rows("answers"):
        counts[breakdown, question, answer] += ballots
    answers: dict[str, dict[str, dict[str, int]]] = {}
    for (breakdown, question, answer), ballots in counts.items():
        answers.setdefault(breakdown, {}).setdefault(question, {})[answer] = ballots
    return answers


def judged_counts(tally: Tally, plan: Plan) -> dict[str, UnitCounts]:
    """What each unit is scored from: its counts, weighted where the plan has a column of weights."""
    if not plan.columns.weight or tally.pairs is None:
        return by_unit(tally)
    return weighted_counts(tally.pairs, str(plan.scale.top))


def add(tallies: Sequence[Tally]) -> Tally:
    """All of `tallies`, one or more, in one: each table is summed once, however many there are. Raises
    DataError
    if their plans differ or a source would be counted twice."""
    first, *others = tallies
    if not others:
        return first
    if any(other.plan != first.plan for other in others):
        raise DataError(TALLY_OTHER_PLAN)
    sources = frozenset(chain.from_iterable(one.sources for one in tallies))
    if len(sources) < sum(len(one.sources) for one in tallies):
        raise DataError(TALLY_SOURCE_TWICE)
    tables = {name: _sum(name, [one.tables[name] for one in tallies]) for name in _KEYS}
    return Tally(first.plan, sources, tables, _pairs_of([one.pairs for one in tallies]))


def _pairs_of(pairs: Sequence[Pairs | None]) -> Pairs | None:
    """The pairs of all; None where some tally was stored without."""
    known = [part for part in pairs if part is not None]
    if len(known) < len(pairs):
        return None
    return sum_of(known)


#: So many tables are summed at once: each row is gone through little more than once, and no more of them lie
#: beside each other.
_AT_ONCE = 8


def _sum(name: str, tables: Sequence["Table"]) -> "Table":
    """One table of all, in the order of the keys."""
    while len(tables) > 1:
        starts = range(0, len(tables), _AT_ONCE)
        tables = [_summed(name, tables[start : start + _AT_ONCE]) for start in starts]
    return tables[0]


def _summed(name: str, tables: Sequence["Table"]) -> "Table":
    import pandas as pd

    keys = _KEYS[name]
    together = pd.concat([pd.DataFrame(dict(table)) for table in tables], ignore_index=True)
    summed = together.groupby(keys, as_index=False, sort=True)[MEASURES[name]].sum()
    return {column: summed[column].to_numpy() for column in COLUMNS[name]}


def tally(ballots: Ballots, plan: Plan) -> Tally:
    """Counts the ballots of one table."""
    tables = {
        "answers": _answers(ballots, plan),
        "moments": _moments(ballots, plan),
        "intake": _intake(ballots),
        "others": others.count_others(ballots, plan),
    }
    return Tally(plan.digest, frozenset([ballots.source]), tables, count_pairs(ballots, plan))


#: So many rows are counted at once: their answers lie twice in memory while they are.
_ROWS_AT_ONCE = 1_000_000


def tally_of(tables: Sequence[Ballots], plan: Plan) -> Tally:
    """The tally of several tables, one or more: that of each, added up, yet counted as few larger ones.
    Raises DataError if two are of one source."""
    batches: list[list[Ballots]] = []
    for ballots in tables:
        if batches and _may_join(batches[-1], ballots):
            batches[-1].append(ballots)
        else:
            batches.append([ballots])
    return add([_tally_of_batch(batch, plan) for batch in batches])


def _may_join(batch: Sequence[Ballots], ballots: Ballots) -> bool:
    """Whether a table can be counted together with others. Strata, clusters and weights are texts of a table,
    each with its own numbers for them."""
    rows = sum(len(other.rows) for other in batch) + len(ballots.rows)
    plain = all(
        table.drawn == Drawn(stratum_column=table.drawn.stratum_column) for table in (batch[0], ballots)
    )
    return plain and rows <= _ROWS_AT_ONCE and batch[0].units == ballots.units


def _tally_of_batch(batch: Sequence[Ballots], plan: Plan) -> Tally:
    import numpy as np

    first = batch[0]
    if len(batch) == 1:
        return tally(first, plan)
    sources = frozenset(ballots.source for ballots in batch)
    if len(sources) < len(batch):
        raise DataError(TALLY_SOURCE_TWICE)
    breakdowns = {
        trait: np.concatenate([ballots.breakdowns[trait] for ballots in batch]) for trait in first.breakdowns
    }
    rows, unit, outcome = (
        np.concatenate([getattr(ballots, column) for ballots in batch])
        for column in ("rows", "unit", "outcome")
    )
    answers = np.concatenate([ballots.answers for ballots in batch])
    bits = {name: np.concatenate([ballots.others[name] for ballots in batch]) for name in first.others}
    joined = replace(
        first,
        rows=rows,
        unit=unit,
        outcome=outcome,
        answers=answers,
        breakdowns=breakdowns,
        others=bits,
    )
    return replace(tally(joined, plan), sources=sources)


#: So many cells are counted at once: with thousands of units most of them are empty.
_CELLS_AT_ONCE = 4_000_000
#: So many rows are worked on together: what fits the processor's cache.
_BLOCK = 1 << 15


def _blocks(rows: "Longs") -> Iterator["Longs"]:
    """Rows, some at a time."""
    for first in range(0, len(rows), _BLOCK):
        yield rows[first : first + _BLOCK]


def _valid(ballots: Ballots) -> "Longs":
    """The rows of the valid ballots."""
    import numpy as np

    return np.flatnonzero(ballots.outcome == 0)


def _answers(ballots: Ballots, plan: Plan) -> "Table":
    """The answers of some units at a time, in the order of their ids."""
    import numpy as np

    names = tuple(chain.from_iterable(values for values, _ in _traits(ballots, plan)))
    of_unit = len(names) * len(plan.codes) * len(plan.scale.kinds)
    parts = []
    for units, place, rows in _by_units(ballots, max(1, _CELLS_AT_ONCE // max(1, of_unit))):
        cube = _cube(ballots, plan, rows, place, len(units))
        parts.append(_nonzero("answers", cube, [units, names, plan.codes, plan.scale.kinds]))
    return {column: np.concatenate([part[column] for part in parts]) for column in COLUMNS["answers"]}


def _by_units(ballots: Ballots, many: int) -> Iterator[tuple[Sequence[str], "Longs", "Longs"]]:
    """At most so `many` units at a time, in the order of their ids: they, the place among them of each unit
    of the table, and the rows of their valid ballots."""
    import numpy as np

    order = np.argsort(_array_of(ballots.units), kind="stable")
    place = np.argsort(order)
    rows = _valid(ballots)
    if len(order) <= many:
        yield [ballots.units[number] for number in order], place, rows
        return
    rows = rows[np.argsort(place[ballots.unit[rows]], kind="stable")]
    places = place[ballots.unit[rows]]
    for start in range(0, len(order), many):
        some = slice(*np.searchsorted(places, (start, start + many)))
        yield [ballots.units[number] for number in order[start : start + many]], place - start, rows[some]


def _cube(ballots: Ballots, plan: Plan, rows: "Longs", place: "Longs", units: int) -> "npt.NDArray[np.int64]":
    """One bincount for each question and breakdown, over unit x value x kind of answer: unit x value of any
    breakdown x question x kind -> ballots.

    rows    of the ballots that are counted
    place   number of a unit in the table -> its place among the so many `units`
    """
    import numpy as np

    kinds = len(plan.scale.kinds)
    traits = _traits(ballots, plan)
    cubes = [np.zeros((len(plan.codes), units * len(values) * kinds), dtype=np.int64) for values, _ in traits]
    for some in _blocks(rows):
        answers, unit = ballots.answers[some], place[ballots.unit[some]]
        for (values, value), cube in zip(traits, cubes, strict=True):
            cells = (unit * len(values) + value[some]) * kinds
            for number in range(len(plan.codes)):
                cube[number] += np.bincount(cells + answers[:, number], minlength=cube.shape[1])
    shaped = []
    for (values, _), cube in zip(traits, cubes, strict=True):
        of_questions = cube.reshape(len(plan.codes), units, len(values), kinds)
        shaped.append(of_questions.transpose(1, 2, 0, 3))
    return np.concatenate(shaped, axis=1)


def _nonzero(
    name: str, cube: "npt.NDArray[np.int64]", axes: Sequence[Sequence[Any]], *more: "npt.NDArray[np.int64]"
) -> "Table":
    """The cells of `cube` that hold anything, in the order of the names of its axes; `more` are cubes
    of the other measures of the table."""
    import numpy as np

    names = [_array_of(axis) for axis in axes]
    orders = [np.argsort(axis, kind="stable") for axis in names]
    measures = [one[np.ix_(*orders)].ravel() for one in (cube, *more)]
    filled = np.flatnonzero(measures[0] != 0)
    places = np.unravel_index(filled, cube.shape)
    keys = [axis[order][place] for axis, order, place in zip(names, orders, places, strict=True)]
    return dict(zip(COLUMNS[name], [*keys, *(one[filled] for one in measures)], strict=True))


def _array_of(axis: Sequence[Any]) -> "npt.NDArray[Any]":
    import numpy as np

    if isinstance(axis, range):
        return np.array(axis, dtype=np.int64)
    return np.array(axis, dtype=object)


def _traits(ballots: Ballots, plan: Plan) -> list[tuple[tuple[str, ...], Any]]:
    """Each breakdown as the names of its values and the value of each ballot."""
    import numpy as np

    traits: list[tuple[tuple[str, ...], Any]] = [((WHOLE,), np.zeros(len(ballots.rows), dtype=np.uint8))]
    for trait in plan.breakdowns:
        names = tuple(f"{trait.id}={value}" for value in (*trait.values, UNKNOWN))
        traits.append((names, ballots.breakdowns[trait.id]))
    return traits


def _moments(ballots: Ballots, plan: Plan) -> "Table":
    import numpy as np

    levels, none = len(plan.scale.answers), [0] * (len(plan.scale.kinds) - len(plan.scale.answers))
    answered = np.array([1] * levels + none)
    codes = np.array([answer.code for answer in plan.scale.answers] + none)
    satisfied = np.array([int(a.code >= plan.scale.satisfied_from) for a in plan.scale.answers] + none)
    cubes = [np.zeros((len(ballots.units), len(plan.codes) + 1), dtype=np.int64) for _ in MEASURES["moments"]]
    for rows in _blocks(_valid(ballots)):
        answers = ballots.answers[rows]
        counted, answer_sum, satisfied_sum = (
            added_up(answers, worth) for worth in (answered, codes, satisfied)
        )
        measures = [
            np.ones_like(counted),
            (satisfied_sum == counted).astype(np.int64),
            answer_sum,
            answer_sum**2,
            satisfied_sum,
            satisfied_sum**2,
        ]
        for cube, measure in zip(cubes, measures, strict=True):
            np.add.at(cube, (ballots.unit[rows], counted), measure)
    return _nonzero("moments", cubes[0], [ballots.units, range(len(plan.codes) + 1)], *cubes[1:])


def _intake(ballots: Ballots) -> "Table":
    import numpy as np

    cube = np.zeros((len(ballots.units) + 1, len(OUTCOMES)), dtype=np.int64)
    np.add.at(cube, (ballots.unit, ballots.outcome), 1)  # unit -1, none, is the last row
    return _nonzero("intake", cube, [(*ballots.units, ""), OUTCOMES])
