"""The pairs of answers of one unit, as rows that a person can read: what `tally/pairs.bin` holds of it."""

from collections.abc import Iterator

from sipas_cli.tally.pairs import Block, Key, Pairs

#: What the columns of the rows are called.
HEADER = (
    "stratum",
    "weight",
    "cluster",
    "question",
    "answer",
    "other_question",
    "other_answer",
    "ballots",
)
Row = tuple[str, str, str, str, str, str, str, int]


def pair_rows(pairs: Pairs, unit: str, minimum: int) -> Iterator[Row]:
    """Each pair of answers that some ballot holds, once; an answer with itself is how many ballots hold
    it. The best answer of the scale makes no pairs: it is what is left of the ballots. A cluster has only
    the latter.

    minimum   a stratum, weight or cluster with fewer ballots is left out: its pairs would be ballots
    """
    for key, block in pairs.by_unit.get(unit, {}).items():
        if block.ballots >= minimum:
            yield from _of_block(pairs, key, block)


def left_out(pairs: Pairs, unit: str, minimum: int) -> int:
    """How many strata, weights or clusters of a unit have too few ballots to be shown."""
    return sum(block.ballots < minimum for block in pairs.by_unit.get(unit, {}).values())


def _of_block(pairs: Pairs, key: Key, block: Block) -> Iterator[Row]:
    names = [_name(pairs, int(cell)) for cell in block.cells]
    if block.counts.ndim == 1:
        for name, count in zip(names, block.counts.tolist(), strict=True):
            yield key.stratum, key.weight, key.cluster, *name, *name, count
        return
    counts = block.counts.tolist()
    for first, name in enumerate(names):
        for second in range(first, len(names)):
            if ballots := counts[first][second]:
                yield key.stratum, key.weight, key.cluster, *name, *names[second], ballots


def _name(pairs: Pairs, cell: int) -> tuple[str, str]:
    """The question and the answer of a cell."""
    question, kind = divmod(cell, len(pairs.kinds))
    return pairs.questions[question], pairs.kinds[kind]
