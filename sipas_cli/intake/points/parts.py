"""The parts of a PAR tree by their numbers and titles, and what the headers of a table of points may be."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache

from sipas_cli.intake import tables
from sipas_cli.intake.points.entries import TOTAL
from sipas_cli.intake.stated_unit import UNIT_LABELS, stated_units
from sipas_cli.intake.totals import is_total
from sipas_cli.model import APPRAISED, CLAIMED
from sipas_cli.rules import words
from sipas_cli.rules.par import EITHER_ROLE, AppraisalHeaders, ParPlan
from sipas_cli.rules.tree import Node
from sipas_cli.rules.words import one_of
from sipas_cli.text.numbers import typed_number
from sipas_cli.text.spelling import fold, nfc, plain

_NUMBERING = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3})*|[ivx]{1,5}|[a-z])[.):\-–] *(?=\S)")
#: What is said on the way: on what the points rest, to whom the paper goes.
_ASIDE = re.compile(r"\([^)]*\)")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_SHORT_ID = re.compile(r"\W*\w{1,3}\W*")
_ID_AND_TITLE = re.compile(r"^(\w+(?:\.\w+)+|\w+(?=\.))\.? ?(\D.*)$")
#: A column of running numbers stands in any table; with one of these it is a form of points.
POINTS_ROLES = {"maximum", "self_assessed", "appraised"}
_NO_POINTS = {"total", "ignored", "percentages"}
_OTHER_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: Stands for the header of a column that is of another year.
OF_OTHER_YEAR = "\0other-year"
FORM_ROLES = {"self_assessed": CLAIMED, "appraised": APPRAISED}


class Parts:
    """The parts of a tree, found by their numbers and titles; and what the columns of a sheet may be.

    words   the texts that stand for points, folded: names of options, and what takes a leaf out
    """

    def __init__(self, plan: ParPlan) -> None:
        self.plan = plan
        self._by_id = {fold(node.id): node for node in plan.nodes()}
        self._by_title: dict[str, list[Node]] = {}
        for node in plan.nodes():
            for key in dict.fromkeys(map(_title_key, (node.title, *node.also))):
                self._by_title.setdefault(key, []).append(node)
        self._with_points = {leaf.id for leaf in plan.leaves} | {
            extra.id for extra in (*plan.bonus, *plan.penalty)
        }
        self._area_of = {node.id: leaf.area for leaf in plan.leaves for node in leaf.nodes[1:]}
        options = (name for leaf in plan.leaves for name in leaf.options)
        self.words = frozenset(fold(text) for text in (*options, *plan.not_applicable))
        self._headers = {
            key_of(text): (place, role)
            for role, texts in plan.headers
            for place, text in enumerate(texts)
            if role != "in_points"  # says something more about headers of other roles
        }

    def find(self, number: str, title: str, area: str = "") -> str | None:
        """The id of the part that a row is about, TOTAL, or None. A title goes before a number that
        Excel may have changed: 1.10 typed as a number is 1.1. Below the row of an `area` criteria may be
        numbered anew from 1."""
        by_id = self._by_id.get(fold(number).rstrip(". "))
        same = self._by_title.get(_title_key(title), []) if title else []
        if by_id is not None and (by_id in same or not same):
            return by_id.id
        if len(same) == 1 and (by_id is None or _equal_numbers(by_id.id, same[0].id)):
            return same[0].id
        inside = [node for node in same if area and self._area_of.get(node.id) == area]
        if len(inside) == 1 and _numbered_anew(number, inside[0].id, area):
            return inside[0].id
        if "total" in (self.role(title), self.role(number)):
            return TOTAL
        return None

    def role(self, header: str) -> str:
        """What a column (or the row of the total) is by its agreed header; "" for any other text."""
        return self._headers.get(key_of(header), (0, ""))[1]

    def passes_over(self, label: str) -> bool:
        """Whether a column or row is headed by something that is no points, by the criteria or by nature."""
        known = self.role(label) in _NO_POINTS or key_of(label) in _IGNORED
        return known or label == OF_OTHER_YEAR or is_total(label)

    def roles(self, row: Sequence[str]) -> dict[str, int]:
        """Role -> column in a header row; of several headers for one role the first listed is used."""
        places: dict[str, tuple[int, int]] = {}
        for column, cell in enumerate(row):
            place, role = self._headers.get(key_of(cell), (0, ""))
            if role not in ("", "total", "ignored"):
                places[role] = min(places.get(role, (place, column)), (place, column))
        return {role: column for role, (_, column) in places.items()}

    def stated_units(self, title: tables.Rows) -> list[tuple[str, int, int]]:
        """(unit, row, column) wherever the rows above a table say whose it is."""
        return [*stated_units(sorted(title.items()), self._is_label_of_unit)]

    def _is_label_of_unit(self, text: str) -> bool:
        return self.role(text) == "unit" or key_of(text) in _UNIT_LABELS

    def mentioned(self, name: str) -> str | None:
        """Whose points a sheet or a file holds by its name or a title: of the self-assessed ones if it says
        so anywhere in it, of the appraised ones likewise; None where it says neither, or both. File names
        seldom have diacritics, so none are looked at."""
        plain_name = _not_yet().sub(" ", f" {plain_words(_ASIDE.sub(' ', name))} ")
        kinds = []
        for role, points in FORM_ROLES.items():
            texts = map(plain_words, getattr(self.plan.headers, role))
            if any(f" {text} " in plain_name for text in texts if " " in text):
                kinds.append(points)
        if len(kinds) == 1:
            return kinds[0]
        return None

    def rows(
        self, rows: Iterable[tuple[int, Sequence[str]]], roles: Mapping[str, int]
    ) -> Iterator[tuple[int, Sequence[str], str | None]]:
        """(number, row, the part that it is about) of the rows of a form, from top to bottom."""
        area = ""
        areas = {node.id for node in self.plan.areas}
        for number, row in rows:
            part = self.part_of(row, roles, area)
            if part in areas:
                area = part
            yield number, row, part

    def part_of(self, row: Sequence[str], roles: Mapping[str, int], area: str = "") -> str | None:
        """The part that a row is about, by its number and title."""
        number, title = cell_at(row, roles.get("number")), cell_at(row, roles.get("title"))
        part = self.find(number, title, area)
        if part is None and not nfc(number) and (numbered := _ID_AND_TITLE.match(nfc(title))):
            return self.find(numbered[1], numbered[2], area)
        return part

    def calls(self, part: str, title: str) -> bool:
        """Whether a typed title is that of a part; a blank one is."""
        typed = [words_of(title)]
        if numbered := _ID_AND_TITLE.match(nfc(title)):
            typed.append(words_of(numbered[2]))
        if not typed[0] or part == TOTAL:
            return True
        node = self._by_id[fold(part)]
        return any(words_of(known) in typed for known in (node.title, *node.also))

    def headed(self, row: Sequence[str]) -> int:
        """How many parts stand in a header row. A single one must have points, and be there by its title or
        by a number such as 1.1: other tables have a column 1 or A too."""
        cells = {cell: self.in_header(cell) for cell in row}
        named = {cell: part for cell, part in cells.items() if part not in (None, TOTAL)}
        count = len(set(named.values()))
        sure = any(p in self._with_points and not _SHORT_ID.fullmatch(cell) for cell, p in named.items())
        if count > 1 or sure:
            return count
        return 0

    def listed(self, rows: Mapping[int, Sequence[str]], roles: Mapping[str, int]) -> int:
        """How many parts stand in the rows of a form. A single one must have points, and be there by its
        title, beside its number or in a form of points: any list may have a row 1."""
        named = {part: row for _, row, part in self.rows(rows.items(), roles) if part not in (None, TOTAL)}
        if len(named) > 1:
            return len(named)
        for part, row in named.items():
            title, number = cell_at(row, roles.get("title")), cell_at(row, roles.get("number"))
            titled = part in self._with_points and nfc(title) != "" and self.calls(part, title)
            if titled and (POINTS_ROLES & set(roles) or nfc(number)):
                return 1
        return 0

    def in_header(self, header: str) -> str | None:
        """The id that a column is headed by: "1.1.1", "1.1.1. Title" or the title. A number with a text
        that is no title is none: ballots too have headers such as "1. Question"."""
        if (alone := self.find(header, "")) is not None:
            return alone
        first, _, rest = nfc(header).partition(" ")
        numbered = self.find(first, rest) if _title_key(rest) in self._by_title else None
        return numbered or self.find("", header)


@lru_cache(maxsize=10_000)
def key_of(text: str) -> str:
    """A header without case, marks and blanks: what is compared."""
    return fold(text).strip(" *:?.")


_UNIT_LABELS = frozenset(map(key_of, UNIT_LABELS))
#: What `headers.ignored` of the criteria is added to.
_IGNORED = frozenset(key_of(text) for text in AppraisalHeaders().ignored)


@lru_cache(maxsize=10_000)
def _title_key(title: str) -> str:
    return key_of(_NUMBERING.sub("", fold(title)))


def words_of(text: str) -> list[str]:
    """The words of a title, compared as titles are."""
    return re.findall(r"\w+", _title_key(text))


@lru_cache(maxsize=10_000)
def plain_words(text: str) -> str:
    """The words of a text without diacritics, also of one in which capitals part them."""
    return " ".join(re.findall(r"[a-z0-9]+", plain(_CAMEL.sub(" ", text))))


def stands_beside_points(label: str) -> bool:
    """Whether a column or row is headed by what tables of points often have beside them, and what is worth a
    word all the same: the index itself, ranks, contacts, figures of other years."""
    text = plain_words(label)
    return bool(_beside().match(text) or _OTHER_YEAR.search(text))


@cache
def _not_yet() -> re.Pattern[str]:
    """That points were not appraised yet, between blanks."""
    parts = words.points().not_yet
    auxiliary, noun = one_of(parts.auxiliary, plain), one_of(parts.noun, plain)
    return re.compile(
        rf" {one_of(parts.before, plain)} (?:{auxiliary} )?(?:{noun} )?{one_of(parts.appraised, plain)}(?= )"
    )


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(rf"{one_of(words.points().beside, plain)}\b")


def _numbered_anew(number: str, part: str, area: str) -> bool:
    """Whether a typed number may be that of a part within its area: 1 for 2.1 of area 2."""
    typed = fold(number).strip(".:)- ")
    return bool(re.fullmatch(r"\d{1,2}|[a-z]", typed)) or f"{area}.{typed}" == fold(part)


def _equal_numbers(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except ArithmeticError:
        return False


def cell_at(row: Sequence[str], column: int | None) -> str:
    """The text of a cell of a row; "" where the row is shorter or the column unknown."""
    if column is not None and column < len(row):
        return row[column]
    return ""


def has_points(row: Sequence[str], columns: Iterable[int]) -> bool:
    """Whether a row has a number other than 0 in one of some columns."""
    numbers = (typed_number(cell_at(row, column)) for column in columns)
    return any(number is not None and number.value != 0 for number in numbers)


def is_of_either_role(header: str) -> bool:
    """Whether a header says points without saying whose."""
    return key_of(header) in map(key_of, EITHER_ROLE)


def texts_of(title: tables.Rows) -> list[str]:
    """The texts above a table, in their order."""
    return [cell for _, row in sorted(title.items()) for cell in row if nfc(cell)]


def lower_header(top: Sequence[str], second: Sequence[str], column: int) -> str:
    """The header of a column, of two rows the lower one: the maxima too may stand under "Điểm"."""
    lower = cell_at(second, column)
    if nfc(lower) and typed_number(lower) is None:
        return lower
    return cell_at(top, column)
