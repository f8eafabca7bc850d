"""Bytes as arrays: where signs stand, what stands there, whole numbers, spellings that are the same."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sipas_cli.model import Bools, Bytes, Longs

_WORD = 8  # bytes that are compared at once
_ROUNDS = 6  # of the spellings that most places have, each compared with all that are left
_LONGEST = 256  # a longer spelling is looked up alone
_MOST_DIGITS = 7
_FACTOR = 0x9E3779B97F4A7C15  # of the golden ratio: spreads what differs in one byte over the higher bits
_SHIFT = 29


class HandOverError(Exception):
    """Bytes that are not written in one of the known ways: the library reads them."""


class Letters:
    """Some bytes, as an array of them and as one of the eight from each place on.

    Places and lengths are arrays of whole numbers, in bytes. Behind the bytes stand some zeros, so that a
    place near their end can be looked at as any other.
    """

    def __init__(self, content: bytes) -> None:
        self.raw = content + bytes(4 * _WORD)

    @cached_property
    def signs(self) -> "Bytes":
        import numpy as np

        return np.frombuffer(self.raw, dtype=np.uint8)

    @cached_property
    def words(self) -> Any:
        import numpy as np

        return np.ndarray((len(self.signs) - _WORD + 1,), "<u8", self.signs, 0, (1,))

    @cached_property
    def pairs(self) -> Any:
        """Two bytes from each place on as one number, the first of them in the lower byte."""
        import numpy as np

        return np.ndarray((len(self.signs) - 1,), "<u2", self.signs, 0, (1,))

    def places(self, sign: int) -> "Longs":
        """Where a sign stands."""
        import numpy as np

        return np.flatnonzero(self.signs == sign)

    def begin(self, places: "Longs", text: bytes) -> "Bools":
        """Whether a text of up to eight bytes begins at each place."""
        import numpy as np

        begun: Bools = self.words[places] & masks()[len(text)] == np.uint64(int.from_bytes(text, "little"))
        return begun

    def numbers(self, places: "Longs", lengths: "Longs") -> tuple["Longs", "Bools"]:
        """Whole numbers of up to seven digits at some places, and whether each is of just that length."""
        import numpy as np

        fits = (lengths > 0) & (lengths <= _MOST_DIGITS)
        used = np.where(fits, lengths, 1)
        noughts = np.uint64(0x3030303030303030)
        word = self.words[places] << ((_WORD - used) * 8).astype(np.uint64)
        word |= noughts & masks()[_WORD - used]
        digit = word - noughts
        high = np.uint64(0xF0F0F0F0F0F0F0F0)
        fits &= (word & high == noughts) & ((digit + np.uint64(0x0606060606060606)) & high == 0)
        for factor, bits, mask in _PAIRED:
            digit = (digit * np.uint64(factor) + (digit >> np.uint64(bits))) & np.uint64(mask)
        return digit.astype(np.int64), fits


#: Eight digits become four numbers of two, two of four, one of eight.
_PAIRED = ((10, 8, 0x00FF00FF00FF00FF), (100, 16, 0x0000FFFF0000FFFF), (10_000, 32, 0x00000000FFFFFFFF))


@cache
def masks() -> Any:
    """The masks of the first 0 to 8 bytes of a word."""
    import numpy as np

    return np.array([(1 << (8 * count)) - 1 for count in range(_WORD + 1)], dtype=np.uint64)


@dataclass
class Spellings:
    """What different spellings come to, each of them judged once.

    judge   a spelling -> its number; may raise
    """

    judge: Callable[[bytes], int]
    _known: dict[bytes, int] = field(default_factory=dict)

    def numbers(self, letters: Letters, places: "Longs", lengths: "Longs") -> "Longs":
        """The number of the spelling at each place."""
        import numpy as np

        result = np.empty(len(places), dtype=np.int64)
        rest = np.arange(len(places))
        for _ in range(_ROUNDS):
            if not len(rest):
                return result
            example = len(rest) // 2  # most likely one of the commonest
            like = _like(letters, places[rest], lengths[rest], example)
            number = rest[example]
            result[rest[like]] = self._number(letters.raw, int(places[number]), int(lengths[number]))
            rest = rest[~like]
        long = lengths[rest] > _LONGEST
        for number in rest[long].tolist():
            result[number] = self._number(letters.raw, int(places[number]), int(lengths[number]))
        rest = rest[~long]
        result[rest] = self._of_many(letters, places[rest], lengths[rest])
        return result

    def _of_many(self, letters: Letters, places: "Longs", lengths: "Longs") -> "Longs":
        """The same for many different ones: these are told apart by a hash, and then compared."""
        import numpy as np

        hashes = _hashes(letters, places, lengths)
        _, first, group = np.unique(hashes, return_index=True, return_inverse=True)
        _refuse_other(letters, places, lengths, first[group])
        spans = zip(places[first].tolist(), lengths[first].tolist(), strict=True)
        numbers = [self._number(letters.raw, place, length) for place, length in spans]
        return np.array(numbers, dtype=np.int64)[group]

    def _number(self, raw: bytes, place: int, length: int) -> int:
        spelling = raw[place : place + length]
        number = self._known.get(spelling)
        if number is None:
            number = self._known[spelling] = self.judge(spelling)
        return number


def _like(letters: Letters, places: "Longs", lengths: "Longs", example: int) -> "Bools":
    """Which spellings are as an example among them, itself one of these; as a long one no others."""
    import numpy as np

    place, length = int(places[example]), int(lengths[example])
    like: Bools = lengths == length
    if length > _LONGEST:
        like &= np.arange(len(places)) == example
        return like
    same = places[like]
    alike = np.ones(len(same), dtype=bool)
    for offset in range(0, length, _WORD):
        mask = masks()[min(length - offset, _WORD)]
        alike &= (letters.words[same + offset] & mask) == (letters.words[place + offset] & mask)
    like[like] = alike
    return like


def _hashes(letters: Letters, places: "Longs", lengths: "Longs") -> Any:
    """A number of 64 bits for each spelling, equal where they are."""
    import numpy as np

    hashes = lengths.astype(np.uint64)
    for offset in range(0, int(lengths.max(initial=0)), _WORD):
        chosen = np.flatnonzero(lengths > offset)
        words = _words(letters, places[chosen], lengths[chosen], offset)
        mixed = (hashes[chosen] ^ words) * np.uint64(_FACTOR)
        hashes[chosen] = mixed ^ (mixed >> np.uint64(_SHIFT))
    return hashes


def _refuse_other(letters: Letters, places: "Longs", lengths: "Longs", twins: "Longs") -> None:
    """Hands over spellings that are not as those of their twins: two of one hash."""
    import numpy as np

    if (lengths != lengths[twins]).any():
        raise HandOverError
    for offset in range(0, int(lengths.max(initial=0)), _WORD):
        chosen = np.flatnonzero(lengths > offset)
        words = _words(letters, places[chosen], lengths[chosen], offset)
        if (words != _words(letters, places[twins[chosen]], lengths[chosen], offset)).any():
            raise HandOverError


def _words(letters: Letters, places: "Longs", lengths: "Longs", offset: int) -> Any:
    """Up to eight bytes of each spelling, from an offset on."""
    import numpy as np

    return letters.words[places + offset] & masks()[np.minimum(lengths - offset, _WORD)]
