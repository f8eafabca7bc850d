"""What the columns of a published table are, by their headers: of each the role, the index and the years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sipas_cli.intake.stated_year import in_header
from sipas_cli.model import Merge
from sipas_cli.rules import words
from sipas_cli.runs.headers import Rows, bare, index_words, named_columns
from sipas_cli.text.spelling import fold, plain


class Role(StrEnum):
    """What a column holds."""

    UNIT = "unit"
    NUMBER = "number"
    CHANGE = "change"
    BALLOTS = "ballots"
    RANK = "rank"
    BAND = "band"
    GROUP = "group"
    MAXIMUM = "maximum"
    SCORE = "score"
    YEAR = "year"  # headed by a year alone
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    text    all that its header says
    index   the index that it is of; "" where its header names none
    years   those that its header names
    order   of the words for its role which one its header is; of several columns of a role the first counts
    former  whether its header says that it is of a former year, without saying of which
    sign    1 for a column of rises, -1 for one of falls, 0 for one of both
    """

    place: int
    role: Role
    text: str
    index: str
    years: frozenset[int]
    order: int = 0
    former: bool = False
    sign: int = 0


@cache
def _known() -> Mapping[str, tuple[Role, int]]:
    """Header -> role, and its place among the headers of that; in two lists, the first role counts."""
    published, further = words.published(), words.statements().columns
    texts: dict[Role, Sequence[str]] = {
        Role.UNIT: published.columns.unit,
        Role.NUMBER: words.headers().numbering,
        Role.BALLOTS: further.ballots,
        Role.RANK: [*published.columns.rank, *_of_all(published.ranks)],
        Role.BAND: published.columns.band,
        Role.GROUP: published.columns.group,
        Role.MAXIMUM: published.columns.maximum,
        Role.SCORE: [
            *_of_all(published.scores),
            *published.columns.score,
            *further.achieved,
            *further.percent,
        ],
    }
    known: dict[str, tuple[Role, int]] = {}
    for role, headers in texts.items():
        for order, header in enumerate(headers):
            known.setdefault(fold(header), (role, order))
    return known


def _of_all(texts: Mapping[str, Sequence[str]]) -> list[str]:
    """The headers of all indices."""
    every: list[str] = []
    for headers in texts.values():
        every += headers
    return every


def columns_of(layers: Rows, merged: Sequence[Merge]) -> list[Column]:
    """The columns of a table from left to right; none where these rows are no header of results."""
    columns = [_column(place, parts) for place, parts in sorted(named_columns(layers, merged, "").items())]
    roles = {column.role for column in columns}
    results = roles - {Role.UNIT, Role.NUMBER, Role.OTHER}
    if Role.UNIT in roles and (results or (Role.NUMBER in roles and len(columns) > len(roles & _FIRST))):
        return columns
    return []


_FIRST = {Role.UNIT, Role.NUMBER}


def _column(place: int, parts: Sequence[str]) -> Column:
    text = " ".join(parts)
    years = frozenset(map(int, in_header().findall(fold(text))))
    rest = [without_year_words(part) for part in parts]
    former = any(fold(word) in fold(text) for word in words.statements().columns.former)
    role, order = _role(rest, dated=bool(years) or rest != [fold(part) for part in parts])
    sign = _sign(bare(text)) if role is Role.CHANGE else 0
    return Column(place, role, text, index_of(text), years, order, former, sign)


def without_year_words(text: str) -> str:
    """A header, folded, without what says that it is of this year or of a former one.

    >>> without_year_words("Điểm năm trước") == fold("Điểm"), without_year_words("Năm nay")
    (True, '')
    """
    known = words.statements().columns
    folded = fold(text)
    for word in sorted((*known.former, *known.current), key=len, reverse=True):
        folded = folded.replace(fold(word), " ")
    return " ".join(folded.split())


def _role(parts: Sequence[str], *, dated: bool) -> tuple[Role, int]:
    """By all that the rows of the header say together, else by the lower ones; `dated` if they say a year."""
    for first in range(len(parts)):
        key = bare(" ".join(parts[first:]))
        if is_change(key) or _sign(key):
            return Role.CHANGE, 0
        if key in _known():
            return _known()[key]
    if dated and not bare(parts[-1]):
        return Role.YEAR, 0
    return Role.OTHER, 0


def _sign(key: str) -> int:
    """Whether a header begins with a word for more or one for less, and says nothing of the other."""
    terms = words.statements()
    rises, falls = ([fold(word) for word in texts] for texts in (terms.rises, terms.falls))
    more = any(key == word or key.startswith(f"{word} ") for word in rises)
    less = any(key == word or key.startswith(f"{word} ") for word in falls)
    if more and not any(word in key for word in falls):
        return 1
    if less and not any(word in key for word in rises):
        return -1
    return 0


def is_change(text: str) -> bool:
    """Whether a header is that of a change."""
    return bare(text).startswith(tuple(map(fold, words.statements().columns.change)))


def index_of(text: str) -> str:
    """The index that a text is about; "" where it names none, or several.

    >>> index_of("Chỉ số cải cách hành chính năm 2023"), index_of("Họ và tên")
    ('par', '')
    """
    named = indices_in(text)
    if "xhh" in named:  # a survey for an index names that too
        return "xhh"
    if len(named) == 1:
        return named[0]
    return ""


def indices_in(text: str) -> list[str]:
    """The indices that a text names, in their order."""
    bare_text = plain(text)
    places: dict[str, int] = {}
    for index, pattern in index_words().items():
        if match := pattern.search(bare_text):
            places[index] = match.start()
    for word in words.published().scores.get("xhh", ()):
        if " " in word and plain(word) in bare_text:
            places["xhh"] = bare_text.index(plain(word))
    return sorted(places, key=lambda index: places[index])
