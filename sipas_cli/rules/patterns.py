r"""Regular expressions in descriptions of form tools, of the kinds that are matched in bounded time.

Python's matcher tries every way in which an expression may cover a text. Where repeats stand within repeats
the ways double with each letter ((a+)+$), and each further repeat multiplies them by the length of the text.
So a repeated group holds no repeat, choice or option, an expression has no more than two repeats without an
end and few choices, and no text longer than a header is matched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sipas_cli.text.spelling import nfc

#: Repeats without an end.
MOST_REPEATS = 2
#: The product of all choices and options.
MOST_WAYS = 100
#: The most times that something may be repeated which has an end.
MOST_TIMES = 20
#: A longer text matches nothing: that of a question with its answer is not half as long.
LONGEST_MATCHED = 1_000

_PART = re.compile(
    r"(?P<plain>\\[^\d]|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\()\[\]|*+?{])"
    r"|(?P<open>\((?:\?:|\?P<\w+>)?(?!\?))"
    r"|(?P<close>\))"
    r"|(?P<choice>\|)"
    r"|(?P<option>\?\??)"
    r"|(?P<endless>[*+]\??)"
    r"|\{(?P<times>\d{1,2})(?:,(?P<most>\d{1,2}))?\}\??",
    re.DOTALL,
)


class UnboundedError(ValueError):
    """An expression that may take longer than anyone waits."""


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern for whole texts, of all their lines. Raises re.error for what is none, UnboundedError for one
    that may take long."""
    made = re.compile(pattern, re.DOTALL)
    _check(list(_parts(pattern)))
    return made


def whole(pattern: str, text: str, *, any_case: bool = False) -> re.Match[str] | None:
    """The match of a pattern with the whole of a text."""
    if len(text) > LONGEST_MATCHED:
        return None
    return _kept(pattern, any_case).fullmatch(nfc(text))


@lru_cache(maxsize=1_000)
def _kept(pattern: str, any_case: bool) -> re.Pattern[str]:
    made = compiled(pattern)
    if any_case:
        return re.compile(made.pattern, made.flags | re.IGNORECASE)
    return made


def _parts(pattern: str) -> Iterator[re.Match[str]]:
    """What a pattern consists of, up to its end."""
    place = 0
    while place < len(pattern):
        part = _PART.match(pattern, place)
        if part is None:  # looking ahead or back, what was matched before, flags, a brace that is no repeat
            raise UnboundedError(pattern)
        yield part
        place = part.end()


@dataclass
class _Group:
    """A group that is open."""

    choices: int = 1
    several: bool = False
    """What it holds can be matched in more ways than one."""


def _check(parts: list[re.Match[str]]) -> None:
    """Raises UnboundedError where repeats stand within repeats, or the ways are too many."""
    endless, ways = 0, 1
    open_groups = [_Group()]
    several = False  # of the group that ends right before
    for part in parts:
        least = int(part["times"] or 1)
        most = int(part["most"] or least)
        endless += bool(part["endless"])
        ways *= 2 if part["option"] else most - least + 1
        if most > MOST_TIMES or (several and (part["endless"] or most > 1)):
            raise UnboundedError(part.string)
        group = open_groups[-1]
        several = False
        if part["choice"]:
            group.choices += 1
        elif part["open"]:
            open_groups.append(_Group())
        elif part["close"]:
            ended = open_groups.pop()
            ways *= ended.choices
            several = ended.several or ended.choices > 1
            open_groups[-1].several |= several
        elif part["option"] or part["endless"] or most > least:
            group.several = True
    if endless > MOST_REPEATS or ways * open_groups[0].choices > MOST_WAYS:
        raise UnboundedError(parts[0].string)
