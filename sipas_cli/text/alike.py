"""How alike two texts are: what somebody may have meant who typed another."""

from collections.abc import Iterable

#: No name, header or question is longer, and comparing two texts takes the product of their lengths.
LONGEST_COMPARED = 500


def most_alike(text: str, others: Iterable[str], *, most: int = 1, least: float = 0.6) -> list[str]:
    """Those of some texts that are most like `text`, the likest first; none of a text longer than any name.

    most    no more than so many
    least   none that is less alike, from 0 to 1

    >>> most_alike("huyên", ["so-nganh", "huyen"])
    ['huyen']
    """
    import difflib  # which takes its time, and a word is seldom mistyped

    if len(text) > LONGEST_COMPARED:
        return []
    compared = [other for other in others if len(other) <= LONGEST_COMPARED]
    return difflib.get_close_matches(text, compared, n=most, cutoff=least)


def likeness(text: str, other: str) -> float:
    """How alike two texts are, from 0 to 1; 0 where one is longer than any name."""
    import difflib

    if max(len(text), len(other)) > LONGEST_COMPARED:
        return 0.0
    return difflib.SequenceMatcher(None, text, other).ratio()
