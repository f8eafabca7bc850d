"""The headers of published tables: what their columns are called, of which year and index they are."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from sipas_cli.intake import tables
from sipas_cli.intake.stated_year import Claim, in_header
from sipas_cli.model import Finding, Merge
from sipas_cli.rules import words
from sipas_cli.rules.words import one_of
from sipas_cli.runs import published_messages
from sipas_cli.sheets import Sheet
from sipas_cli.text.numbers import fifteen_digits
from sipas_cli.text.places import cell_name
from sipas_cli.text.spelling import fold, nfc, plain

#: A header is made of a unit and one more role, in at most so many rows.
_FEWEST_ROLES, _MOST_HEADER_ROWS = 2, 3
#: What the columns of a table may be.
_ROLES = ("unit", "rank", "group", "band", "number", "maximum", "score")
ASIDE = re.compile(r"\([^)]*\)|%")
_SCORE_TEXT = re.compile(r"\d{1,3}(?:[.,](\d+))?")
_NOTHING = re.compile(r"[-–—/.…]*")
#: A mark of a footnote behind a name or a figure. A digit that is not raised belongs to the figure.
_FOOTNOTE = re.compile(r"(?:\s*(?:\([*†‡]+\)|[*†‡]+)|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)+$")


Rows = Sequence[tuple[int, Sequence[str]]]


@cache
def index_titles() -> Mapping[str, re.Pattern[str]]:
    """How the title of a table, without diacritics, names each index."""
    return _by_index(words.published().titles)


@cache
def index_words() -> Mapping[str, re.Pattern[str]]:
    """What a title says, or a header, where it means an index all the same."""
    return _by_index(words.published().meant)


def _by_index(texts: Mapping[str, Iterable[str]]) -> Mapping[str, re.Pattern[str]]:
    return {index: re.compile(rf"\b{one_of(names, plain)}\b") for index, names in texts.items()}


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table, of one row or more.

    first_row, last_row   its highest and its lowest row
    row       the row that names the unit
    roles     role -> the columns of the year that is asked for that are called so
    texts     column -> all that is said of it
    claim     the year that its columns name, and the cell that does
    known     columns that are read, or passed over for what they are
    """

    first_row: int
    row: int
    last_row: int
    roles: Mapping[str, Sequence[int]]
    texts: Mapping[int, str]
    claim: Claim | None
    known: Collection[int]


def text_at(cells: Sequence[str], column: int) -> str:
    """What a cell says; a dash says nothing."""
    if column >= len(cells):
        return ""
    text = nfc(cells[column])
    if _NOTHING.fullmatch(text):
        return ""
    return text


def value_at(cells: Sequence[str], column: int) -> str:
    """What a cell of a line says, without the mark of a footnote."""
    return _FOOTNOTE.sub("", text_at(cells, column))


def headers_of(rows: Rows, sheet: Sheet, index: str, year: int) -> Iterator["Header"]:
    """The headers of a sheet: of one row, or of two or three of which the lower ones say more about what the
    upper one covers ("Năm 2023" over "Điểm" and "Hạng")."""
    last = -1
    for row, layers in layers_of(rows, index):
        if row <= last:
            continue
        if header := _header(layers, row, rows, sheet, index, year):
            last = header.last_row
            yield header


def layers_of(rows: Rows, index: str) -> Iterator[tuple[int, Rows]]:
    """Each row that names a column of units, with all rows of its header, from top to bottom."""
    for place, (row, cells) in enumerate(rows):
        unit = next((column for column, text in enumerate(cells) if _is_unit(text, index)), None)
        if unit is None:
            continue
        upper = rows[place - 1 : place] if place and _covers(rows[place - 1], row, unit) else []
        lower = rows[place + 1 : place + _MOST_HEADER_ROWS]
        more = [layer for layer in lower if _says_more(layer[1], unit, index)]
        yield row, [*upper, (row, cells), *_following(more, row)]


def _following(lower: Rows, row: int) -> Rows:
    """Those of the lower rows that follow one another right below `row`."""
    return [layer for number, layer in enumerate(lower, row + 1) if layer[0] == number]


def _is_unit(text: str, index: str) -> bool:
    return bare(text) in header_words(index)["unit"]


def _says_more(cells: Sequence[str], unit: int, index: str) -> bool:
    """Whether a row below a header goes on with it: words of a header or a year, and no unit."""
    roles = header_words(index)
    known = {key for role in ("rank", "score", "maximum", "band", "group", "other") for key in roles[role]}
    texts = [text for text in cells if nfc(text)]
    return not text_at(cells, unit) and any(bare(text) in known or _is_year(text) for text in texts)


def _covers(above: tuple[int, Sequence[str]], row: int, unit: int) -> bool:
    """Whether a row above a header goes with it: right above it, it says something of several columns, all of
    them right of the unit. A title stands alone in its row, or begins further left."""
    if tables.labelled_year(above[1]):
        return False
    filled = [column for column, text in enumerate(above[1]) if nfc(text)]
    return above[0] == row - 1 and len(filled) > 1 and min(filled) > unit


def _header(layers: Rows, row: int, rows: Rows, sheet: Sheet, index: str, year: int) -> "Header | None":
    """What the columns of a header are called and which of them are read; None where it is no header of a
    table of results."""
    named = named_columns(layers, sheet.merged, index)
    texts = {column: " ".join(parts) for column, parts in named.items()}
    years = {column: set(map(int, in_header().findall(fold(text)))) for column, text in texts.items()}
    keys = {column: _key(parts, index) for column, parts in named.items()}
    asked = {column: key for column, key in keys.items() if years[column] <= {year}}
    roles = _roles(asked, index)
    every = _roles(keys, index)
    if "score" not in roles:
        alone = [column for column, key in asked.items() if not key and years[column]]
        below = [cells for row_number, cells in rows if row_number > layers[-1][0]]
        if alone and ("rank" in roles or any(_has_decimals(below, column) for column in alone)):
            roles["score"] = alone
    if "unit" not in every or len({*every, *roles}) < _FEWEST_ROLES:
        return None
    ranks_of_index = set(map(fold, words.published().ranks.get(index, ())))
    if "score" not in roles and _of_other_index(asked, index):  # a rank beside them is of the same index
        roles = {
            role: columns
            for role, columns in roles.items()
            if role != "rank" or keys[columns[0]] in ranks_of_index
        }
    every_word = {key for keys_of_role in header_words(index).values() for key in keys_of_role}
    taken = {column for columns in roles.values() for column in columns}
    return Header(
        first_row=layers[0][0],
        row=row,
        last_row=layers[-1][0],
        roles=roles,
        texts={column: fold(text) for column, text in texts.items()},
        claim=_claim_of_columns(
            roles, every, [column for column, key in keys.items() if not key], years, row, year
        ),
        known={column for column, key in keys.items() if key in every_word or column not in asked} | taken,
    )


def _of_other_index(keys: Mapping[int, str], index: str) -> bool:
    return any(key in header_words(index)["other"] for key in keys.values())


_Columns = Mapping[str, Sequence[int]]


def _claim_of_columns(
    roles: _Columns,
    every: _Columns,
    alone: Iterable[int],
    years: Mapping[int, set[int]],
    row: int,
    year: int,
) -> Claim | None:
    """The year that the columns of a header name: that of those which are read, else that of the scores which
    are passed over, as a rank beside them is of the same year. `alone` are headed by a year alone."""
    of_year = [column for columns in roles.values() for column in columns if years[column]]
    of_others = [*every.get("score", ()), *alone]
    passed = [] if "score" in roles else [column for column in of_others if years[column]]
    if of_year:
        return Claim(year, cell_name(row, of_year[0] + 1))
    if not passed:
        return None
    return Claim(min(years[passed[0]]), cell_name(row, passed[0] + 1))


def _has_decimals(below: Iterable[Sequence[str]], column: int) -> bool:
    """Whether a column holds scores: ranks are whole."""
    return any(number(text_at(cells, column))[1] for cells in below)


def named_columns(layers: Rows, merged: Sequence[Merge], index: str) -> dict[int, list[str]]:
    """Column -> what the rows of the header say of it, from top to bottom."""
    named: dict[int, list[str]] = {}
    for place, (row, cells) in enumerate(layers):
        wide = [merge for merge in merged if merge.first_row <= row <= merge.last_row]
        lowest = place == len(layers) - 1
        covering = ""
        for column in range(max(len(layer_cells) for _, layer_cells in layers)):
            text = nfc(cells[column]) if column < len(cells) else ""
            below = any(text_at(layer_cells, column) for _, layer_cells in layers[place + 1 :])
            covered = any(merge.first_column < column <= merge.last_column for merge in wide)
            if text:
                narrow = bare(text) in (*header_words(index)["unit"], *header_words(index)["number"])
                covering = "" if narrow else text
            elif not lowest and (covered or (below and not wide)):
                text = covering
            if text:
                named.setdefault(column, []).append(text)
    return named


def _key(parts: Sequence[str], index: str) -> str:
    """By which word of a header a column is known: that of all its rows together, else of the lower ones.
    What stands below the name of another index is that index's."""
    roles = header_words(index)
    known = {key for keys in roles.values() for key in keys}
    joined = [bare(" ".join(parts[first:])) for first in range(len(parts))]
    if joined[0] in known:
        return joined[0]
    above = [bare(part) for part in parts[:-1]]
    other = next((key for key in above if key in roles["other"]), "")
    return other or next((key for key in joined if key in known), joined[0])


def bare(text: str) -> str:
    """A header without its year, its marks and what stands in parentheses."""
    return " ".join(in_header().sub("", ASIDE.sub(" ", fold(text))).split()).strip(" *:?./")


def _is_year(text: str) -> bool:
    return bool(in_header().search(fold(text))) and not bare(text)


@cache
def header_words(index: str) -> Mapping[str, tuple[str, ...]]:
    """Role -> the words of its headers, those of the index before the others, as a table may hold several;
    "other" are those of the other indices, "not_read" those of columns that say nothing of a result."""
    known = words.published()
    columns = known.columns
    others: list[str] = []
    for of_indices in (known.scores, known.ranks):
        for name, texts in of_indices.items():
            if name != index:
                others += texts
    texts_of = {
        "unit": columns.unit,
        "rank": (*known.ranks.get(index, ()), *columns.rank),
        "group": columns.group,
        "band": columns.band,
        "number": words.headers().numbering,
        "maximum": columns.maximum,
        "score": (*known.scores.get(index, ()), *columns.score),
        "other": tuple(others),
        "not_read": known.not_read,
    }
    return {role: tuple(map(fold, texts)) for role, texts in texts_of.items()}


def _roles(keys: Mapping[int, str], index: str) -> dict[str, list[int]]:
    """Role -> the columns that are called so, by the first of its words that there is."""
    roles: dict[str, list[int]] = {}
    for role in _ROLES:
        first = next((key for key in header_words(index)[role] if key in keys.values()), None)
        if first is not None:
            roles[role] = [column for column, key in keys.items() if key == first]
    if len(roles.get("maximum", ())) > 1:  # of several parts: none of them is that of the score
        del roles["maximum"]
    return roles


def unread_columns(header: "Header", body: Rows, sheet: Sheet) -> Iterator[Finding]:
    """The columns that hold figures of most lines and that nobody reads. A column of figures left of the
    unit that has no header holds the numbers of the lines."""
    unit = header.roles["unit"][0]
    below = [cells for _, cells in body if text_at(cells, unit)]
    columns = []
    for column in range(max((len(cells) for cells in below), default=0)):
        numbers = column < unit and column not in header.texts
        figures = [cells for cells in below if number(text_at(cells, column))[0] is not None]
        if not numbers and column not in header.known and len(figures) * 2 > len(below):
            columns.append(column)
    if columns:
        addresses = [cell_name(header.row, column + 1) for column in columns]
        params = {"columns": ", ".join(addresses), "count": len(columns)}
        yield Finding(published_messages.COLUMN, sheet.file, sheet.name, addresses[0], params)


def number(text: str) -> tuple[Fraction | None, int]:
    """A score with a point or a comma, and how many digits follow it; (None, 0) for any other text. Of what
    a program wrote as 94.460000000000008 two digits follow.

    >>> number("91,50"), number("82 %"), number("x")
    ((Fraction(183, 2), 2), (Fraction(82, 1), 0), (None, 0))
    """
    typed = _SCORE_TEXT.fullmatch(fifteen_digits(text.removesuffix("%").strip()))
    if typed:
        return (Fraction(typed[0].replace(",", ".")), len(typed[1] or ""))
    return (None, 0)
