"""Pairs as bytes: packed without any library, so that equal pairs are equal bytes on every machine.

    line 1     JSON: format, questions, kinds, and for each block [unit, stratum, weight, cluster, ballots,
               throughout]
    then       for each block, in the order of the keys:
      bitmap     a bit for each cell, whether it occurs, the first cell in the highest bit; filled up to a
                 byte
      singles    how many ballots hold each cell that occurs, each in as many bits as `ballots` needs
      pairs      for each two cells a < b that occur and are of different questions, in the order of (a, b):
                 the ballots that hold both, in as many bits as the smaller of their singles needs; none of a
                 cluster

Singles and pairs together are filled up to a byte. The highest bit of a number comes first. A pair is never
more than the smaller of its singles, so no width has to be told.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sipas_cli.tally.pairs import Block, Key, Pairs, narrow

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]
    Widths = npt.NDArray[np.uint8]

FORMAT = "sipas pairs 1"


def pack(pairs: Pairs) -> bytes:
    """The bytes of some pairs."""
    keys = []
    for key, block in pairs.blocks.items():
        keys.append([*key, block.ballots, block.throughout])
    head = {"format": FORMAT, "questions": pairs.questions, "kinds": pairs.kinds, "blocks": keys}
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    cells = len(pairs.questions) * len(pairs.kinds)
    parts = [line]
    for block in pairs.blocks.values():
        parts += _packed(block, cells, len(pairs.kinds))
    return b"".join(parts)


class NoPairsError(ValueError):
    """Bytes that are no pairs as `pack` writes them."""


def unpack(content: bytes) -> Pairs:
    """The pairs in some bytes. Raises NoPairsError where these are no pairs as `pack` writes them."""
    line, _, rest = content.partition(b"\n")
    try:
        head = json.loads(line)
        questions, kinds = tuple(map(str, head["questions"])), tuple(map(str, head["kinds"]))
        shapes = dict(_shapes(head, len(questions) * len(kinds), len(kinds)))
        known = head["format"] == FORMAT and len(shapes) == len(head["blocks"])
    except (ValueError, TypeError, KeyError, RecursionError) as fault:
        raise NoPairsError("the first line") from fault
    if not known or list(shapes) != sorted(shapes):
        raise NoPairsError("the first line")
    reader = _Reader(rest)
    blocks = {key: _unpacked(reader, shape) for key, shape in shapes.items()}
    reader.close()
    return Pairs(questions, kinds, blocks)


def _shapes(head: Mapping[str, Any], cells: int, kinds: int) -> "Iterator[tuple[Key, _Shape]]":
    """What the first line says of each block."""
    for unit, stratum, weight, cluster, ballots, throughout in head["blocks"]:
        key = Key(str(unit), str(stratum), str(weight), str(cluster))
        yield key, _Shape(cells, kinds, int(ballots), int(throughout), bool(cluster))


def _packed(block: Block, cells: int, kinds: int) -> Iterator[bytes]:
    import numpy as np

    bitmap = np.zeros(cells, dtype=np.uint8)
    bitmap[block.cells] = 1
    yield np.packbits(bitmap).tobytes()
    singles = block.singles
    numbers, widths = [singles], [np.full(len(singles), block.ballots.bit_length(), dtype=np.uint8)]
    if block.counts.ndim == 2:
        pairs, of_singles = _pairs_of(block.cells, kinds), _widths(singles)
        numbers.append(block.counts[pairs].astype(np.int64))
        widths.append(np.minimum(of_singles[:, None], of_singles)[pairs])
    yield _bits(np.concatenate(numbers), np.concatenate(widths))


def _pairs_of(cells: "Numbers", kinds: int) -> "npt.NDArray[np.bool_]":
    """Cells x cells: which two are of different questions and in their order."""
    question = cells // kinds
    pairs: npt.NDArray[np.bool_] = question[:, None] < question
    return pairs


def _widths(numbers: "Numbers") -> "Widths":
    """How many bits each of the numbers needs; frexp gives the exponent of a number exactly."""
    import numpy as np

    return np.frexp(numbers.astype(np.float64))[1].astype(np.uint8)


def _bits(numbers: "Numbers", widths: "Widths") -> bytes:
    """Each number in its own width, one after the other."""
    import numpy as np

    bits = [np.zeros(0, dtype=np.uint8)]
    for some, size, taken in _parts(widths):
        octets = numbers[some].astype(">u8").view(np.uint8).reshape(-1, 8)[:, 8 - size :]
        bits.append(np.unpackbits(octets, axis=1)[taken])
    return np.packbits(np.concatenate(bits)).tobytes()


#: So many numbers are packed at once: each of their bits takes a byte while they are.
_AT_ONCE = 1 << 15


def _parts(widths: "Widths") -> "Iterator[tuple[slice, int, npt.NDArray[np.bool_]]]":
    """Some numbers at a time: which they are, the bytes that the widest of them takes, and numbers x bits,
    the highest first: whether a bit lies within the width of its number."""
    for start in range(0, len(widths), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        yield some, *_taken(widths[some])


def _taken(widths: "Widths") -> "tuple[int, npt.NDArray[np.bool_]]":
    import numpy as np

    size = -(-int(widths.max(initial=0)) // 8)
    places = np.arange(8 * size, 0, -1, dtype=np.uint8)
    return size, places <= widths[:, None]


@dataclass(frozen=True)
class _Shape:
    """What is known of a block before its bytes are read. Raises NoPairsError for numbers that "
    "no block has."""

    cells: int
    kinds: int
    ballots: int
    throughout: int
    clustered: bool

    def __post_init__(self) -> None:
        if not 0 < self.ballots < 1 << 40 or not 0 <= self.throughout <= self.ballots:
            raise NoPairsError("a number of ballots")


class _Reader:
    """Bytes that are read from the front. Raises NoPairsError where there are fewer than are asked for."""

    def __init__(self, content: bytes) -> None:
        self._content, self._place = content, 0

    def take(self, size: int) -> bytes:
        """The next `size` bytes."""
        part = self.peek(size)
        self._place += size
        return part

    def peek(self, size: int) -> bytes:
        """The next `size` bytes, which stay to be read."""
        part = self._content[self._place : self._place + size]
        if len(part) != size:
            raise NoPairsError("too short")
        return part

    def close(self) -> None:
        """Raises NoPairsError where anything is left."""
        if self._place != len(self._content):
            raise NoPairsError("too long")


def _unpacked(reader: _Reader, shape: _Shape) -> Block:
    import numpy as np

    bitmap = np.frombuffer(reader.take((shape.cells + 7) // 8), dtype=np.uint8)
    cells = np.flatnonzero(np.unpackbits(bitmap, count=shape.cells)).astype(np.int64)
    width = np.full(len(cells), shape.ballots.bit_length(), dtype=np.uint8)
    singles = _singles(reader, shape, width)
    if shape.clustered:
        return Block(shape.ballots, shape.throughout, cells, narrow(singles))
    pairs, of_singles = _pairs_of(cells, shape.kinds), _widths(singles)
    least = np.minimum(singles[:, None], singles)[pairs]
    widths = np.concatenate([width, np.minimum(of_singles[:, None], of_singles)[pairs]])
    # every pair takes a bit or more of the file, which is there: the memory is bounded by the file
    numbers = _numbers(reader.take((int(widths.sum()) + 7) // 8), widths)[len(cells) :]
    if (numbers > least).any():
        raise NoPairsError("a pair")
    counts = np.diag(singles)
    counts[pairs] = numbers
    counts.T[pairs] = numbers
    return Block(shape.ballots, shape.throughout, cells, narrow(counts))


def _singles(reader: _Reader, shape: _Shape, widths: "Widths") -> "Numbers":
    """The singles of a block; where pairs follow, they begin within the same byte."""
    size = (int(widths.sum()) + 7) // 8
    content = reader.take(size) if shape.clustered else reader.peek(size)
    singles = _numbers(content, widths, alone=shape.clustered)
    if (singles < 1).any() or (singles > shape.ballots).any():
        raise NoPairsError("a single")
    return singles


def _numbers(content: bytes, widths: "Widths", *, alone: bool = True) -> "Numbers":
    """What `_bits` wrote; `alone`: nothing follows in the last byte."""
    import numpy as np

    bits, read = np.unpackbits(np.frombuffer(content, dtype=np.uint8)), 0
    numbers = np.zeros(len(widths), dtype=np.int64)
    for some, size, taken in _parts(widths):
        every = np.zeros(taken.shape, dtype=np.uint8)
        count = int(widths[some].sum())
        every[taken] = bits[read : read + count]
        octets = np.zeros((len(taken), 8), dtype=np.uint8)
        octets[:, 8 - size :] = np.packbits(every, axis=1)
        numbers[some] = octets.view(">u8").ravel()
        read += count
    if alone and bits[read:].any():
        raise NoPairsError("bits that fill up")
    return numbers
