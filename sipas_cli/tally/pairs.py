"""Pairs of answers: how many ballots of a unit hold one answer and another one.

The answers of one person go together, so the error of an index does not follow from the counts of single
answers. It does follow from the counts of pairs, and these add like all that a tally holds.

A *cell* is an answer of a kind to a question; cells are numbered question by question, each with all kinds
but the best answer, which is what is left of the ballots. A *block* holds what is drawn alike: the ballots of
one unit, stratum and weight. Where clusters are declared, each has a block besides, with the counts of its
cells alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING, Any, NamedTuple

from sipas_cli.model import Ballots, Column, UnitCounts
from sipas_cli.rules.criteria import Plan

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Counts = npt.NDArray[np.int64]

_AT_ONCE, _WORD = 1 << 15, 64  # ballots that are set against each other together, and in a word
_ANSWERS = 256  # that a byte can tell apart
_FEW_WORDS = 32  # of a unit with fewer, all cells are set against each other at once
#: The value of a breakdown for respondents who did not tell, or told something else.
UNKNOWN = "?"


#: Names, and for each row the number of its own.
_Names = tuple[Sequence[str], Any]


class Key(NamedTuple):
    """What the ballots of a block share.

    stratum   its name, folded; "" for none
    weight    an exact number, 3/2; "" for none: then each ballot counts once
    cluster   a digest of its name; "" for none
    """

    unit: str
    stratum: str = ""
    weight: str = ""
    cluster: str = ""


@dataclass(frozen=True, eq=False)
class Block:
    """The pairs of the ballots of one key.

    ballots      how many there are, n >= 1
    throughout   those in which every answer is a satisfied one
    cells        the numbers of the cells that occur, ascending
    counts       cells x cells: ballots that hold both, on the diagonal those that hold the cell; of a cluster
                 the diagonal alone, as one row
    """

    ballots: int
    throughout: int
    cells: "Counts"
    counts: "npt.NDArray[np.integer[Any]]"

    @property
    def singles(self) -> "Counts":
        """How many ballots hold each of the cells."""
        import numpy as np

        if self.counts.ndim == 1:
            return self.counts.astype(np.int64)
        return np.diagonal(self.counts).astype(np.int64)

    def __add__(self, other: "Block") -> "Block":
        """The block of both sets of ballots."""
        return _sum([self, other])

    def without_pairs(self) -> "Block":
        """The same with the diagonal alone."""
        return Block(self.ballots, self.throughout, self.cells, narrow(self.singles))


@dataclass(frozen=True, eq=False)
class Pairs:
    """The pairs of a tally.

    questions   their codes, in the order of the plan
    kinds       the kinds of answers that make cells: all of the plan's but the best answer
    blocks      in the order of their keys
    """

    questions: tuple[str, ...]
    kinds: tuple[str, ...]
    blocks: Mapping[Key, Block]

    @cached_property
    def by_unit(self) -> Mapping[str, Mapping[Key, Block]]:
        """Unit -> its blocks."""
        units: dict[str, dict[Key, Block]] = {}
        for key, block in self.blocks.items():
            units.setdefault(key.unit, {})[key] = block
        return units

    def __add__(self, other: "Pairs") -> "Pairs":
        """The pairs of both, of one and the same plan."""
        return sum_of([self, other])


def sum_of(pairs: Sequence[Pairs]) -> Pairs:
    """The pairs of all, one or more, of one and the same plan."""
    blocks: dict[Key, list[Block]] = {}
    for part in pairs:
        for key, block in part.blocks.items():
            blocks.setdefault(key, []).append(block)
    first = pairs[0]
    return Pairs(first.questions, first.kinds, {key: _sum(blocks[key]) for key in sorted(blocks)})


def _sum(blocks: Sequence[Block]) -> Block:
    """The block of all sets of ballots."""
    import numpy as np

    first, *others = blocks
    if not others:
        return first
    cells = np.unique(np.concatenate([block.cells for block in blocks]))
    counts = np.zeros((len(cells),) * first.counts.ndim, dtype=np.int64)
    for block in blocks:
        places = np.searchsorted(cells, block.cells)
        counts[np.ix_(*(places,) * counts.ndim)] += block.counts
    ballots = sum(block.ballots for block in blocks)
    throughout = sum(block.throughout for block in blocks)
    return Block(ballots, throughout, cells, narrow(counts))


def narrow(counts: "Counts") -> "npt.NDArray[np.integer[Any]]":
    """The same counts in the narrowest unsigned numbers that hold them: a block is mostly small ones."""
    import numpy as np

    return counts.astype(np.min_scalar_type(int(counts.max(initial=0))))


def kinds_of(plan: Plan) -> tuple[str, ...]:
    """The kinds of answers that make cells."""
    best = len(plan.scale.answers) - 1
    kinds = plan.scale.kinds
    return (*kinds[:best], *kinds[best + 1 :])


def count_pairs(ballots: Ballots, plan: Plan) -> Pairs:
    """The pairs of the valid ballots of one table, a block for each key."""
    strata, weights = strata_of(ballots, plan), _names(ballots.drawn.weights, ballots)
    numbers = [plan.scale.kinds.index(kind) for kind in kinds_of(plan)]
    lowest = [answer.code for answer in plan.scale.answers].index(plan.scale.satisfied_from)

    def block(rows: "npt.NDArray[np.int64]") -> Block:
        answers = ballots.answers[rows]
        return block_of(answers, numbers, _throughout(answers, lowest))

    blocks = {}
    for (unit, stratum, weight), rows in _groups(ballots, [strata, weights]):
        blocks[Key(unit, stratum, weight)] = block(rows)
    if ballots.drawn.clusters is not None:
        clusters = _names(ballots.drawn.clusters, ballots)
        for names, rows in _groups(ballots, [strata, weights, clusters]):
            blocks[Key(*names)] = block(rows).without_pairs()
    return Pairs(plan.codes, kinds_of(plan), dict(sorted(blocks.items())))


def _groups(
    ballots: Ballots, by: Sequence[_Names]
) -> Iterator[tuple[tuple[str, ...], "npt.NDArray[np.int64]"]]:
    """The valid ballots of each unit, stratum ...: their names, and the places of the ballots."""
    import numpy as np

    valid = np.flatnonzero(ballots.outcome == 0)
    of_units = ballots.units, ballots.unit
    number = np.zeros(len(valid), dtype=np.int64)
    for names, codes in (of_units, *by):
        number *= len(names)
        number += codes[valid]
    groups = narrow(number)  # bytes are sorted much faster
    del number
    order = np.argsort(groups, kind="stable")
    groups, valid = groups[order], valid[order]
    starts = np.flatnonzero(groups[1:] != groups[:-1]) + 1
    del order, groups
    for rows in np.split(valid, starts):
        if len(rows):
            yield tuple(names[int(codes[rows[0]])] for names, codes in (of_units, *by)), rows


def _names(column: Column | None, ballots: Ballots) -> _Names:
    """The texts of a column, each once, and for each row the number of its own; one "" where there is
    none."""
    import numpy as np

    if column is None:
        return ("",), np.zeros(len(ballots.rows), dtype=np.int64)
    numbers = {text: number for number, text in enumerate(dict.fromkeys(column.texts))}
    codes = np.array([numbers[text] for text in column.texts] or [0], dtype=np.int64)
    return tuple(numbers), codes[column.codes]


def strata_of(ballots: Ballots, plan: Plan) -> _Names:
    """The names of the strata, and for each row the number of its own."""
    import numpy as np

    for trait in plan.breakdowns:
        if trait.id == plan.drawn_by:
            return (*trait.values, UNKNOWN), ballots.breakdowns[trait.id].astype(np.int64)
    return _names(ballots.drawn.strata, ballots)


def block_of(answers: "npt.NDArray[np.uint8]", numbers: Sequence[int], throughout: int = 0) -> Block:
    """The pairs of some rows of answers; `numbers` are those of the kinds that make cells."""
    import numpy as np

    questions, kinds = occurring(answers, numbers)
    cells = questions * len(numbers) + kinds
    counts = _together(answers, questions, np.array(numbers, dtype=np.uint8)[kinds])
    return Block(len(answers), throughout, cells, narrow(counts))


def occurring(answers: "npt.NDArray[np.uint8]", numbers: Sequence[int]) -> "tuple[Counts, Counts]":
    """The question and the kind of each cell that occurs in some rows of answers."""
    import numpy as np

    occurs = np.zeros((answers.shape[1], _ANSWERS), dtype=bool)
    occurs[np.arange(answers.shape[1]), answers] = True
    questions, kinds = np.nonzero(occurs[:, numbers])
    return questions.astype(np.int64), kinds.astype(np.int64)


def _throughout(answers: "npt.NDArray[np.uint8]", lowest: int) -> int:
    """In how many ballots no answer is below the `lowest` satisfied one."""
    return int((answers >= lowest).all(axis=1).sum())


def _together(
    answers: "npt.NDArray[np.uint8]", questions: "Counts", numbers: "npt.NDArray[np.uint8]"
) -> "Counts":
    """Cells x cells: how many of the ballots hold both."""
    import numpy as np

    counts = np.zeros((len(questions), len(questions)), dtype=np.int64)
    for first in range(0, len(answers), _AT_ONCE):
        _count_together(answers[first : first + _AT_ONCE], questions, numbers, counts)
    return counts


def _count_together(
    answers: "npt.NDArray[np.uint8]",
    questions: "Counts",
    numbers: "npt.NDArray[np.uint8]",
    counts: "Counts",
) -> None:
    """Adds those of some ballots. A ballot is a bit of each cell that it holds: what two cells have in common
    are the bits that both have."""
    import numpy as np

    ballots = len(answers)
    marks = np.zeros((len(questions), -(-ballots // _WORD) * _WORD), dtype=bool)
    marks[:, :ballots] = np.ascontiguousarray(answers.T)[questions] == numbers[:, None]
    words = np.packbits(marks, axis=1).view(np.uint64)
    if words.shape[1] < _FEW_WORDS:
        for word in np.ascontiguousarray(words.T):
            counts += ones(word[:, None] & word)
        return
    for cell in range(len(questions)):
        both = ones(words[cell] & words[cell:]).sum(axis=1, dtype=np.int64)
        counts[cell, cell:] += both
        counts[cell + 1 :, cell] += both[1:]


def ones(words: "npt.NDArray[np.uint64]") -> "npt.NDArray[np.uint8]":
    """How many bits of each word are 1; numpy tells from 2.0 on."""
    import numpy as np

    count = getattr(np, "bitwise_count", added_bits)
    counts: npt.NDArray[np.uint8] = count(words)
    return counts


def added_bits(words: "npt.NDArray[np.uint64]") -> "npt.NDArray[np.uint8]":
    """The same by adding neighbours: two bits, then fours, then bytes."""
    import numpy as np

    one, two, four, most = (np.uint64(shift) for shift in (1, 2, 4, 56))
    twos, fours = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333)
    sums = words - (words >> one & twos)
    sums = (sums & fours) + (sums >> two & fours)
    sums = sums + (sums >> four) & np.uint64(0x0F0F0F0F0F0F0F0F)
    counts: npt.NDArray[np.uint8] = (sums * np.uint64(0x0101010101010101) >> most).astype(np.uint8)
    return counts


# --- weighted counts -------------------------------------------------------------------------------


def weighted_counts(pairs: Pairs, best: str) -> dict[str, UnitCounts]:
    """The counts of each unit with every ballot counted by its weight; `best` is the kind that makes no cell.

    Scores are ratios: all weights are taken in the one unit that makes them whole numbers.
    """
    weights = {key.weight: Fraction(key.weight or 1) for key in pairs.blocks}
    unit = weight_unit(pairs)
    counts = {}
    for name, blocks in pairs.by_unit.items():
        drawn = {key: block for key, block in blocks.items() if not key.cluster}
        whole = {key: int(weights[key.weight] * unit) for key in drawn}
        counts[name] = UnitCounts(
            answers=_weighted_answers(pairs, best, [(whole[key], block) for key, block in drawn.items()]),
            ballots=sum(block.ballots for block in drawn.values()),
            throughout=sum(whole[key] * block.throughout for key, block in drawn.items()),
            weight=sum(whole[key] * block.ballots for key, block in drawn.items()),
        )
    return counts


def weight_unit(pairs: Pairs) -> int:
    """What makes all weights whole numbers."""
    return lcm(*(Fraction(key.weight or 1).denominator for key in pairs.blocks))


def counts_by_weight(pairs: Pairs, best: str) -> dict[str, dict[str, UnitCounts]]:
    """Unit -> weight as `Key` has it -> the counts of the ballots with that weight, each counted once."""
    counts: dict[str, dict[str, UnitCounts]] = {}
    for name, blocks in pairs.by_unit.items():
        by_weight: dict[str, list[Block]] = {}
        for key, block in blocks.items():
            if not key.cluster:
                by_weight.setdefault(key.weight, []).append(block)
        counts[name] = {weight: _added(pairs, best, same) for weight, same in by_weight.items()}
    return counts


def _added(pairs: Pairs, best: str, blocks: Sequence[Block]) -> UnitCounts:
    """The counts of some blocks together."""
    return UnitCounts(
        answers=_weighted_answers(pairs, best, [(1, block) for block in blocks]),
        ballots=sum(block.ballots for block in blocks),
        throughout=sum(block.throughout for block in blocks),
    )


def _weighted_answers(
    pairs: Pairs, best: str, blocks: Sequence[tuple[int, Block]]
) -> dict[str, dict[str, int]]:
    """Question -> kind of answer -> the sum of the weights, in whole numbers of any size."""
    names = [(question, kind) for question in pairs.questions for kind in pairs.kinds]
    answers: dict[str, dict[str, int]] = {question: {} for question in pairs.questions}
    total = sum(weight * block.ballots for weight, block in blocks)
    for weight, block in blocks:
        for cell, ballots in zip(block.cells.tolist(), block.singles.tolist(), strict=True):
            question, kind = names[cell]
            answers[question][kind] = answers[question].get(kind, 0) + weight * ballots
    for of_question in answers.values():
        left = total - sum(of_question.values())
        if left:
            of_question[best] = left
    return answers


# --- from counts alone -----------------------------------------------------------------------------


def of_counts(counts: Mapping[str, UnitCounts], plan: Plan) -> Pairs:
    """Pairs of a tally that has none: only those of one and the same question are right, of which there are
    none that two kinds share. They do for the errors of single questions."""
    import numpy as np

    kinds = kinds_of(plan)
    blocks = {}
    for unit, counted in sorted(counts.items()):
        singles = np.zeros((len(plan.codes), len(kinds)), dtype=np.int64)
        for number, code in enumerate(plan.codes):
            of_question = counted.answers.get(code, {})
            singles[number] = [of_question.get(kind, 0) for kind in kinds]
        cells = np.flatnonzero(singles)
        pairs = np.diag(singles.ravel()[cells])
        blocks[Key(unit)] = Block(counted.ballots, counted.throughout, cells, pairs)
    return Pairs(plan.codes, kinds, blocks)


#: Whole ballots as one question: whether a ballot is satisfied throughout.
THROUGHOUT, NOT_THROUGHOUT = "throughout", "not"


def of_throughout(pairs: Pairs) -> Pairs:
    """Ballots that are satisfied throughout as the best answer to the only question."""
    import numpy as np

    blocks = {}
    for key, block in pairs.blocks.items():
        others = block.ballots - block.throughout
        cells = np.flatnonzero([others])
        counts = np.full((len(cells),) * block.counts.ndim, others)
        blocks[key] = Block(block.ballots, block.throughout, cells, counts)
    return Pairs((THROUGHOUT,), (NOT_THROUGHOUT,), blocks)
