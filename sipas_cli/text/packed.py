"""Many texts as the bytes of all of them: what is asked of ids and of numbers is answered without a text of
Python for each."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Bytes = npt.NDArray[np.uint8]
    Longs = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]
    Hashes = npt.NDArray[np.uint64]

_AT_ONCE = 1 << 15  # texts whose bytes are worked on together: what fits the processor's cache
_PARTS_LOOKED_AT = 8
_MANY = 5_000
_WORD = 8
_HASHED = 256  # bytes of a text that tell it apart: longer ones that begin alike are compared by others
_FACTOR, _SHIFT = 0x9E3779B97F4A7C15, 29
#: What a sign of an id is: a digit, one of the others that an id may have, or none of an id.
_DIGIT, _OTHER, _STRANGE = 1, 2, 4


class Packed(Sequence[str]):
    """Some texts in UTF-8, one behind the other; one text may be there several times.

    signs   the bytes of all
    ends    where each text ends in them
    """

    def __init__(self, signs: "Bytes", ends: "Longs") -> None:
        self.signs = signs
        self.ends = ends

    def __len__(self) -> int:
        return len(self.ends)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        number = range(len(self))[place]
        begin = int(self.ends[number - 1]) if number else 0
        return self.signs[begin : int(self.ends[number])].tobytes().decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        import numpy as np

        return (text for _, text in self.chosen(np.ones(len(self), dtype=bool)))

    def chosen(self, which: "Bools") -> Iterator[tuple[int, str]]:
        """Some of the texts, each with its place."""
        import numpy as np

        first = 0
        for signs, ends in self.parts():
            places = np.flatnonzero(which[first : first + len(ends)])
            begins = ends[places] - np.diff(ends, prepend=0)[places]
            piece = signs.tobytes() if len(places) else b""
            for place, begin, end in zip(
                places.tolist(), begins.tolist(), ends[places].tolist(), strict=True
            ):
                yield first + place, piece[begin:end].decode("utf-8", "surrogatepass")
            first += len(ends)

    def __reduce__(self) -> Any:
        return Packed, (self.signs, self.ends)

    def parts(self) -> "Iterator[tuple[Bytes, Longs]]":
        """The bytes of some texts at a time, and where each of these ends in them."""
        for first in range(0, len(self), _AT_ONCE):
            ends = self.ends[first : first + _AT_ONCE]
            begin = int(self.ends[first - 1]) if first else 0
            yield self.signs[begin : int(ends[-1])], ends - begin

    def are_filled(self) -> "Bools":
        """Which texts have any signs."""
        import numpy as np

        filled = np.ones(len(self), dtype=bool)
        filled[:1] = self.ends[:1] > 0
        filled[1:] = self.ends[1:] > self.ends[:-1]
        return filled

    @cached_property
    def are_ids(self) -> "Bools":
        """Which texts are as `is_id` says."""
        import numpy as np

        kinds = np.full(256, _STRANGE, dtype=np.uint8)
        for sign in range(128):
            if is_id(f"{chr(sign)}0"):
                kinds[sign] = _DIGIT if is_id(chr(sign)) else _OTHER
        parts = [np.zeros(0, dtype=bool)]
        for signs, ends in self.parts():
            lengths = np.diff(ends, prepend=0)
            begins = (ends - lengths)[lengths > 0]
            kinds_of_signs = kinds[signs]
            prefixed = (ends - lengths)[lengths > len(_PREFIX)]
            for place, sign in enumerate(_PREFIX):
                prefixed = prefixed[signs[prefixed + place] == sign]
            kinds_of_signs[prefixed + len(_PREFIX) - 1] = _OTHER
            held = np.zeros(len(ends), dtype=np.uint8)
            if len(begins):
                held[lengths > 0] = np.bitwise_or.reduceat(kinds_of_signs, begins)
            parts.append(held & (_DIGIT | _STRANGE) == _DIGIT)
        return np.concatenate(parts)

    def where(self, holds: Callable[[str], bool], *, of_id: bool) -> "Bools":
        """Of which texts something holds; `of_id`: whether it does of all ids, which are not looked at."""
        import numpy as np

        held = np.full(len(self), of_id)
        for place, text in self.chosen(~self.are_ids):
            held[place] = holds(text)
        return held

    def equal(self, text: str) -> "Bools":
        """Which of the texts are this one."""
        import numpy as np

        sought = np.frombuffer(text.encode(), dtype=np.uint8)
        parts = [np.zeros(0, dtype=bool)]
        for signs, ends in self.parts():
            equal = np.diff(ends, prepend=0) == len(sought)
            begins = ends[equal] - len(sought)
            equal[equal] = (signs[begins[:, None] + np.arange(len(sought))] == sought).all(axis=1)
            parts.append(equal)
        return np.concatenate(parts)

    def hashes(self, key: Callable[[str], str]) -> "Hashes":
        """A number for each text, the same for those of one key. Other texts hardly ever have it too: who
        needs to be sure compares those that share one.

        key   of an id: the id in small letters
        """
        import numpy as np

        small = np.arange(256, dtype=np.uint8)
        small[ord("A") : ord("Z") + 1] += ord("a") - ord("A")
        numbers = _hashes(self, small)
        others = ~self.are_ids
        if others.any():
            keys = as_packed(key(text) for _, text in self.chosen(others))
            numbers[others] = _hashes(keys, small)
        return numbers

    def mostly_differ(self) -> bool:
        """Whether more than half of some texts from all over are different ones."""
        import numpy as np

        parts = list(self.parts())
        some = parts[:: max(1, len(parts) // _PARTS_LOOKED_AT)]
        hashed = [_hashed(signs, ends) for signs, ends in some]
        hashes = np.concatenate([np.zeros(0, dtype=np.uint64), *hashed])
        hashes.sort()
        differing = 1 + int((hashes[1:] != hashes[:-1]).sum())
        return differing * 2 > len(hashes)


def as_packed(texts: Iterable[str]) -> Packed:
    """Texts as bytes."""
    import numpy as np

    if isinstance(texts, Packed):
        return texts
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    ends = np.cumsum(np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded)))
    return Packed(np.frombuffer(b"".join(encoded), dtype=np.uint8), ends)


def packed_if_many(*parts: Iterable[str]) -> Sequence[str]:
    """Texts, those of one part behind those of the other, as bytes where they are many: then they are ids,
    numbers and the like, of which most is asked of all together."""
    import numpy as np

    held = [part if isinstance(part, Packed) else tuple(part) for part in parts]
    if sum(map(len, held)) < _MANY:
        return tuple(chain.from_iterable(held))
    packed = [as_packed(part) for part in held]
    sizes = np.cumsum([0, *(len(part.signs) for part in packed)])
    ends = [part.ends + size for part, size in zip(packed, sizes.tolist(), strict=False)]
    return Packed(np.concatenate([part.signs for part in packed]), np.concatenate(ends))


def packed_lines(lines: bytes) -> Packed:
    """The lines of some bytes in UTF-8.

    >>> list(packed_lines(b"a\\nb\\n\\nc"))
    ['a', 'b', '', 'c']
    """
    import numpy as np

    signs = np.frombuffer(lines, dtype=np.uint8)
    breaks = np.flatnonzero(signs == ord("\n"))
    ends = np.append(breaks, len(signs)) - np.arange(len(breaks) + 1)
    return Packed(signs[signs != ord("\n")], ends)


#: What some tools write before the ids that they make.
_PREFIX = b"uuid:"
_ID = re.compile(rf"(?:{_PREFIX.decode()})?[A-Za-z0-9_./-]*[0-9][A-Za-z0-9_./-]*")


def is_id(text: str) -> bool:
    """Whether a text is written as ids and running numbers are: of letters without marks, digits and some
    signs that bind them, with a digit among them; or so behind "uuid:".

    >>> is_id("P0017"), is_id("17"), is_id("c56a4180-65aa-42ec"), is_id("uuid:c56a4180")
    (True, True, True, True)
    >>> is_id("TB"), is_id("P 17"), is_id("TB:17"), is_id("")
    (False, False, False, False)
    """
    return bool(_ID.fullmatch(text))


def _hashes(texts: Packed, small: "Bytes") -> "Hashes":
    """A number for each text with its bytes replaced by those of `small`."""
    import numpy as np

    parts = [_hashed(small[signs], ends) for signs, ends in texts.parts()]
    return np.concatenate([np.zeros(0, dtype=np.uint64), *parts])


def _hashed(signs: "Bytes", ends: "Longs") -> "Hashes":
    """A number of 64 bits for each of some texts that lie one behind the other."""
    import numpy as np

    padded = np.concatenate([signs, np.zeros(_WORD, dtype=np.uint8)])
    words: Any = np.ndarray((len(signs) + 1,), "<u8", padded, 0, (1,))
    masks = np.array([(1 << (8 * count)) - 1 for count in range(_WORD + 1)], dtype=np.uint64)
    lengths = np.diff(ends, prepend=0)
    begins = ends - lengths
    hashes = (lengths + 1).astype(np.uint64) * np.uint64(_FACTOR)
    left = np.arange(len(ends))
    for offset in range(0, _HASHED, _WORD):
        left = left[lengths[left] > offset]
        if not len(left):
            break
        word = words[begins[left] + offset] & masks[np.minimum(lengths[left] - offset, _WORD)]
        mixed = (hashes[left] ^ word) * np.uint64(_FACTOR)
        hashes[left] = mixed ^ (mixed >> np.uint64(_SHIFT))
    return hashes
