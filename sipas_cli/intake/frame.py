"""A criteria set that is typed as a table: questions with their factors, or a tree of criteria with points.

Below a criterion, rows without a number say how it is scored, as printed frames have it: "Ban hành kịp thời:
1", "Từ 80% đến dưới 100%: 0,5". What is not understood is kept as open, never taken for something near.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from sipas_cli.errors import DataError
from sipas_cli.intake import frame_messages as messages
from sipas_cli.intake import tables
from sipas_cli.intake.totals import is_total
from sipas_cli.model import INDEX_ID
from sipas_cli.rules import words
from sipas_cli.rules.words import one_of
from sipas_cli.sheets import Sheet, Source
from sipas_cli.text.numbers import typed_number
from sipas_cli.text.places import place_name
from sipas_cli.text.spelling import fold, nfc
from sipas_cli.wording import Remark

_END = " *:.?"
_ROMAN = re.compile(r"[IVX]{1,6}|[A-H]")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,5}|[A-Za-z]{1,4}\d{0,3}")
_BULLET = re.compile(r"^[-+*•–]\s*")
_BETWEEN = re.compile(r"\s*[;\n]\s*")
_PERCENT = r"\d{1,3}(?:[.,]\d{1,4})?"


@dataclass(frozen=True)
class Range:
    """A range of percentages and its points; `low` and `high` are (word of the format, percentage)."""

    low: tuple[str, Fraction] | None
    high: tuple[str, Fraction] | None
    points: Fraction


@dataclass
class Part:
    """A part of a tree of points.

    maximum    group, or "*" -> points
    results    (name, points) of its named results, as typed
    formula    key of the format -> its value; of a leaf whose points follow from one
    source     id of the index that its points come from; "" for the appraisal
    open       what has to be settled by a person
    """

    id: str
    title: str
    row: int
    maximum: dict[str, Fraction] = field(default_factory=dict)
    results: list[tuple[str, Fraction]] = field(default_factory=list)
    formula: dict[str, dict[str, Fraction | str]] = field(default_factory=dict)
    source: str = ""
    groups: tuple[str, ...] = ()
    open: list[Remark] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)

    @property
    def ranges(self) -> list[Range]:
        """Its results as ranges of percentages; none where one of them is none."""
        found = [range_in(name, points) for name, points in self.results]
        return [own for own in found if own] if all(found) else []

    @property
    def highest(self) -> Fraction | None:
        """The most points that it gives, of one group; None where groups differ."""
        if self.results:
            return max(points for _, points in self.results)
        if self.parts:
            most = [part.highest for part in self.parts]
            return None if None in most else sum((own for own in most if own is not None), Fraction(0))
        return self.maximum.get("*")


@dataclass
class Factor:
    """A heading over questions: (code, wording) of each."""

    title: str
    weight: Fraction | None = None
    questions: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Frame:
    """A criteria set as typed.

    title     what stands alone above the table, "" for nothing
    factors   of SIPAS
    areas, bonus, penalty   of the PAR index
    answers   (code, label, whether it is a satisfied one), of SIPAS; none where no sheet has them
    open      what is open about the whole
    """

    title: str
    factors: list[Factor] = field(default_factory=list)
    areas: list[Part] = field(default_factory=list)
    bonus: list[Part] = field(default_factory=list)
    penalty: list[Part] = field(default_factory=list)
    answers: list[tuple[int, str, bool]] = field(default_factory=list)
    open: list[Remark] = field(default_factory=list)

    def parts(self) -> Iterator[Part]:
        """All parts of the tree, from top to bottom."""
        yield from _below([*self.areas, *self.bonus, *self.penalty])


def _below(parts: Iterable[Part]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from _below(part.parts)


def read(source: Source) -> Frame:
    """The criteria set in the visible sheets of a file. Raises DataError where there is none, and for what
    contradicts itself."""
    answers: list[tuple[int, str, bool]] = []
    frame = None
    for sheet in source.sheets:
        if sheet.hidden:
            continue
        rows = list(tables.rows_of(sheet))
        for place, (_, cells) in enumerate(rows):
            roles = _roles(cells)
            if frame is None and {"question", "factor"} <= set(roles):
                frame = Frame(_title(rows[:place]), factors=_factors(sheet, rows[place + 1 :], roles))
                break
            if frame is None and {"title", "maximum"} <= set(roles):
                frame = _Tree(sheet, roles).read(rows[place + 1 :], _title(rows[:place]))
                break
            if {"level", "label"} <= set(roles):
                answers = list(_answers(rows[place + 1 :], roles))
                break
    if frame is None or not (frame.factors or frame.areas):
        raise DataError(messages.NO_FRAME, where=source.name)
    frame.answers = answers
    return frame


def _title(rows: Sequence[tuple[int, Sequence[str]]]) -> str:
    """The longest text that stands alone in a row above the table: its title."""
    alone = [texts[0] for _, cells in rows if len(texts := [nfc(cell) for cell in cells if nfc(cell)]) == 1]
    return max(alone, key=len, default="")


@cache
def _headers() -> Mapping[str, str]:
    """Header -> its role; the roles before others go before them."""
    known: dict[str, str] = {}
    for role, texts in words.frames().columns.items():
        for text in texts:
            known.setdefault(fold(text), role)
    return known


def _roles(cells: Sequence[str]) -> dict[str, int]:
    roles: dict[str, int] = {}
    for column, text in enumerate(cells):
        if role := _headers().get(fold(text).strip(_END)):
            roles.setdefault(role, column)
    return roles


def _text(cells: Sequence[str], roles: Mapping[str, int], role: str) -> str:
    column = roles.get(role)
    if column is None or column >= len(cells):
        return ""
    return nfc(cells[column]).strip()


# --- questions and factors -------------------------------------------------------------------------


def _factors(
    sheet: Sheet, rows: Iterable[tuple[int, Sequence[str]]], roles: Mapping[str, int]
) -> list[Factor]:
    """The factors of a table of questions; the factor and its weight may stand in its first row alone, or in
    a row of its own."""
    by_title: dict[str, Factor] = {}
    factor: Factor | None = None
    codes: set[str] = set()
    for row, cells in rows:
        if (title := _text(cells, roles, "factor")) and not is_total(title):
            factor = by_title.setdefault(fold(title), Factor(title))
        question = _text(cells, roles, "question")
        where = place_name(sheet.file, sheet.name, f"{row}")
        if factor is not None and (weight := _text(cells, roles, "weight")) and (title or question):
            _weigh(factor, weight, where)
        if not question or is_total(question):
            continue
        if factor is None:
            raise DataError(messages.NO_FACTOR, where=where)
        number = _text(cells, roles, "code") or _text(cells, roles, "number")
        code = number if _is_code(number) else f"{len(by_title)}.{len(factor.questions) + 1}"
        if code in codes:
            raise DataError(messages.CODE_TWICE, where=where, code=code)
        codes.add(code)
        factor.questions.append((code, question))
    return [own for own in by_title.values() if own.questions]


def _is_code(text: str) -> bool:
    """Whether a number or a code may be that of a question; running numbers are none, they begin anew."""
    return bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9._-]{0,20}|\d{1,3}(\.\d{1,3})+", text))


def _weigh(factor: Factor, text: str, where: str) -> None:
    number = typed_number(text)
    ratio = Fraction(text) if re.fullmatch(r"[1-9]\d{0,8}/[1-9]\d{0,8}", text) else Fraction(0)
    weight = number.value if number else ratio
    if weight <= 0:
        raise DataError(messages.WEIGHT, where=where, text=text)
    if factor.weight not in (None, weight):
        params = {"factor": factor.title, "first": factor.weight, "second": weight}
        raise DataError(messages.TWO_WEIGHTS, where=where, **params)
    factor.weight = weight


def _answers(
    rows: Iterable[tuple[int, Sequence[str]]], roles: Mapping[str, int]
) -> Iterator[tuple[int, str, bool]]:
    for _, cells in rows:
        level, label = typed_number(_text(cells, roles, "level")), _text(cells, roles, "label")
        if level and label and level.value.denominator == 1:
            yield int(level.value), label, bool(_text(cells, roles, "satisfied"))


# --- the tree of points ----------------------------------------------------------------------------


class _Tree:
    """The rows of a tree of points, from top to bottom."""

    def __init__(self, sheet: Sheet, roles: Mapping[str, int]) -> None:
        self._sheet, self._roles = sheet, roles
        self._by_number: dict[tuple[str, str], Part] = {}
        self._ids: set[str] = set()
        self._area = ""
        self._way: list[tuple[int, Part]] = []

    def read(self, rows: Iterable[tuple[int, Sequence[str]]], title: str) -> Frame:
        frame = Frame(title)
        extras: list[Part] | None = None
        heading: Part | None = None
        for row, cells in rows:
            number = _text(cells, self._roles, "number").rstrip(".) ")
            name = _text(cells, self._roles, "title")
            if is_total(number) or (not number and is_total(name)):
                self._total(frame, cells)
                continue
            begun = _extras(frame, name)
            depth = self._depth(number)
            if depth is None and begun is None:
                self._result(name, cells)
                continue
            part = self._part(number, name, row, cells) if depth is not None else None
            if begun is not None and begun is not extras:
                extras, heading = begun, part
            elif part and extras is not None:
                extras.append(part)
                heading = None
            elif part and depth == 0:
                frame.areas.append(part)
            elif part:
                self._parent(number, row).parts.append(part)
            if part and depth is not None:
                self._way = [*((level, own) for level, own in self._way if level < depth), (depth, part)]
        if heading and extras is not None:
            extras.append(heading)
        for part in frame.parts():
            self._settle(part)
        for extra in (*frame.bonus, *frame.penalty):
            if "*" not in extra.maximum:
                raise DataError(messages.EXTRA_MAXIMUM, where=self._where(extra.row), number=extra.id)
        return frame

    def _depth(self, number: str) -> int | None:
        """How deep a numbered row lies; None for a row without a number. Where areas have Roman numbers the
        first Arabic ones lie below them."""
        if _ROMAN.fullmatch(number):
            return 0
        if not _NUMBER.fullmatch(number):
            return None
        return number.count(".") + int(bool(self._area))

    def _part(self, number: str, title: str, row: int, cells: Sequence[str]) -> Part:
        if _ROMAN.fullmatch(number):
            self._area = number
        if twice := self._by_number.get((self._area, number)):
            raise DataError(messages.NUMBER_TWICE, where=self._where(row), number=number, first=twice.row)
        groups = tuple(re.findall(r"[A-Za-z0-9._-]+", _text(cells, self._roles, "groups")))
        anew = f"{self._area}.{number}" if number in self._ids else number
        part = Part(anew, title or number, row, groups=groups)
        self._by_number[self._area, number] = part
        self._ids.add(anew)
        if maximum := _text(cells, self._roles, "maximum"):
            part.maximum = self._maximum(maximum, row)
        if method := _text(cells, self._roles, "method"):
            _take_method(part, method)
        _take_source(part, _text(cells, self._roles, "source"))
        return part

    def _maximum(self, text: str, row: int) -> dict[str, Fraction]:
        """One number for all groups, or "so: 3; huyen: 2"."""
        maximum = {}
        for item in _BETWEEN.split(text):
            group, _, typed = item.rpartition(":")
            number = typed_number(typed)
            if number is None or number.percent or number.value < 0:
                raise DataError(messages.MAXIMUM, where=self._where(row), text=text)
            maximum[group.strip() or "*"] = number.value
        return maximum

    def _parent(self, number: str, row: int) -> Part:
        above = number.rpartition(".")[0] or self._area
        parent = self._by_number.get((self._area, above))
        if parent is None:
            raise DataError(messages.NO_PARENT, where=self._where(row), parent=above, number=number)
        return parent

    def _result(self, name: str, cells: Sequence[str]) -> None:
        """A row without a number: how the criterion above it is scored."""
        if not name or not self._way:
            return
        part = self._way[-1][1]
        name = _BULLET.sub("", name)
        points = typed_number(_text(cells, self._roles, "maximum"))
        if points and not points.percent:
            part.results.append((name.rstrip(" :"), points.value))
        elif match := _result().fullmatch(name):
            part.results.append((match["name"].rstrip(" :"), _number(match["points"])))
        else:
            part.open.append(Remark(messages.OPEN_NOTE, {"text": name}))

    def _total(self, frame: Frame, cells: Sequence[str]) -> None:
        """Compares the row of the total with the areas above it."""
        typed = typed_number(_text(cells, self._roles, "maximum"))
        most = [area.highest for area in frame.areas]
        if typed is None or None in most or not most:
            return
        total = sum((own for own in most if own is not None), Fraction(0))
        if total != typed.value:
            frame.open.append(Remark(messages.OPEN_TOTAL, {"maximum": typed.value, "total": total}))

    def _settle(self, part: Part) -> None:
        """Compares a part with what it is made of. Raises DataError for one that gives no points."""
        if part.parts and (part.results or part.formula):
            raise DataError(messages.METHOD_AND_PARTS, where=self._where(part.row), number=part.id)
        if not (part.parts or part.results or part.maximum):
            raise DataError(messages.NO_POINTS, where=self._where(part.row), number=part.id)
        typed, most = part.maximum.get("*"), part.highest
        if typed is None or most is None or typed == most:
            return
        if part.results:
            part.open.append(Remark(messages.OPEN_HIGHEST, {"maximum": typed, "highest": most}))
        elif part.parts:
            part.open.append(Remark(messages.OPEN_SUM, {"maximum": typed, "total": most}))

    def _where(self, row: int) -> str:
        return place_name(self._sheet.file, self._sheet.name, f"{row}")


def _extras(frame: Frame, title: str) -> list[Part] | None:
    """Where the parts of a heading go that is bonus or penalty; None for an area."""
    known = words.frames()
    if fold(title).startswith(tuple(map(fold, known.bonus))):
        return frame.bonus
    if fold(title).startswith(tuple(map(fold, known.penalty))):
        return frame.penalty
    return None


def _take_source(part: Part, text: str) -> None:
    known = words.frames()
    if not text or fold(text) in map(fold, known.appraisal):
        return
    if fold(text) in map(fold, known.satisfaction):
        part.source = "sipas"
    elif fold(text) in map(fold, known.survey):
        part.open.append(Remark(messages.OPEN_SURVEY))
    elif re.fullmatch(INDEX_ID, text):
        part.source = text
    else:
        part.open.append(Remark(messages.OPEN_INDEX, {"text": text}))


# --- how a criterion is scored ---------------------------------------------------------------------


def _take_method(part: Part, text: str) -> None:
    """Takes how a part is scored from one cell: results with their points, or a formula in our own words."""
    for key, pattern in _formulas().items():
        if match := pattern.fullmatch(_lower(text)):
            part.formula[key] = {name: _value(found) for name, found in match.groupdict("0").items()}
            return
    for item in filter(None, _BETWEEN.split(text)):
        if match := _result().fullmatch(item):
            part.results.append((match["name"].rstrip(" :"), _number(match["points"])))
        else:
            part.open.append(Remark(messages.OPEN_NOTE, {"text": item}))


@cache
def _result() -> re.Pattern[str]:
    """A result with its points: a name, a colon, a number."""
    points = one_of(words.frames().points, _lower)
    number = r"(?P<points>\d{1,4}(?:[.,]\d{1,4})?)"
    return re.compile(rf"(?P<name>.*\S)\s*[:=]\s*{number}\s*{points}?\.?", re.IGNORECASE)


@cache
def _formulas() -> Mapping[str, re.Pattern[str]]:
    known = words.frames()
    share, below = one_of(known.share, _lower), one_of(known.none_below, _lower)
    even, low, high = one_of(known.even, _lower), one_of(known.from_, _lower), one_of(known.to, _lower)
    each, minus = one_of(known.deducted, _lower), one_of(known.minus, _lower)
    return {
        "share_of_max": re.compile(rf"{share}(?:; {below} (?P<none_below>{_PERCENT})%: 0)?"),
        "proportion": re.compile(rf"{even} {low} (?P<from>{_PERCENT})% {high} (?P<to>{_PERCENT})%"),
        "deduction": re.compile(rf"{each} (?P<unit>[^;:%\d]+?) {minus} (?P<each>{_PERCENT})"),
    }


def _lower(text: str) -> str:
    """A text in small letters, as it is printed."""
    return nfc(text).casefold()


def _value(text: str) -> Fraction | str:
    if re.fullmatch(_PERCENT, text):
        return _number(text)
    return text


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def range_in(text: str, points: Fraction) -> Range | None:
    """The range of percentages that a text names, all of whose percentages it holds; None for any other.

    >>> range_in("Hoàn thành từ 80% đến dưới 100% kế hoạch", Fraction(1)).high
    ('below', Fraction(100, 1))
    >>> range_in("Hoàn thành 100% kế hoạch", Fraction(2)).low
    ('from', Fraction(100, 1))
    """
    folded = _lower(text)
    numbers = len(re.findall(rf"{_PERCENT}\s?%", folded))
    both, one = _ranges()
    if match := both.search(folded):
        if len(re.findall(r"\d+(?:[.,]\d+)?", match[0])) != 2 or numbers > 2:
            return None
        low = "above" if match["above"] else "from"
        high = "below" if match["below"] else "to"
        return Range((low, _number(match["low"])), (high, _number(match["high"])), points)
    match = one.search(folded)
    if match is None or numbers != 1:
        return None
    limit = _number(match["limit"])
    if match["below"] or match["to"]:
        return Range(None, ("below" if match["below"] else "to", limit), points)
    if match["above"] or match["from"] or match["more"]:
        return Range(("above" if match["above"] else "from", limit), None, points)
    return {100: Range(("from", limit), None, points), 0: Range(None, ("to", limit), points)}.get(int(limit))


@cache
def _ranges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = words.frames()
    low, above = one_of(known.from_, _lower), one_of(known.above, _lower)
    high, below = one_of(known.to, _lower), one_of(known.below, _lower)
    both = rf"(?:(?P<above>{above})|(?:{low}))?\s*(?P<low>{_PERCENT})\s*%?\s*"
    both += rf"(?:(?P<below>{high}\s*{below}|{below})|{high})\s*(?P<high>{_PERCENT})\s*%"
    one = rf"(?:(?P<below>{below})|(?P<above>{above})|(?P<from>{low})|(?P<to>{high}))?\s*"
    one += rf"(?P<limit>{_PERCENT})\s*%\s*(?P<more>{one_of(known.or_more, _lower)})?"
    return re.compile(both), re.compile(one)
