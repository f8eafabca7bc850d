"""Unit names: the same office under its many spellings, and never another office.

"Sở Nội vụ" and "Sở Ngoại vụ" are nine tenths alike, so nothing here measures likeness, except to
suggest; a name is found by its exact key, by a rule, or by an alias that somebody wrote down.
"""

import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count

from sipas_cli.errors import RulesError
from sipas_cli.model import Change, Group, Unit
from sipas_cli.text import collation, fold, nfc, old_fonts, plain, slug, told_apart

_KINDS = ("huyện", "thị xã", "thành phố", "quận", "phường", "xã", "thị trấn", "đặc khu")
_SHORT = {
    "h": "huyện",
    "tx": "thị xã",
    "tp": "thành phố",
    "q": "quận",
    "p": "phường",
    "x": "xã",
    "tt": "thị trấn",
    "đk": "đặc khu",
}
_KIND = "|".join(fold(kind) for kind in _KINDS)
_COMMITTEE = re.compile(rf"^{fold('ủy ban nhân dân')} (?=(?:{_KIND}) )")
_ABBREVIATED = re.compile(rf"^({'|'.join(_SHORT)})(?:\. ?| )(?=\S)")
_SHOWN_FROM = 0.8  # likeness from which on a typed name is repeated
_PUNCTUATION = re.compile(r"[\s,.;:\-–—_/()\"'“”‘’«»]+")


@dataclass(frozen=True, slots=True)
class Match:
    """What a typed name turned out to be: one unit, or none and what it may have meant."""

    unit: Unit | None
    suggestions: tuple[str, ...] = ()
    ambiguous: bool = False

    def shown(self, typed: str) -> str:
        """The typed name if it may be repeated in a message, else "": a shifted column may hold the name
        of a person. It may where it is plainly a unit's: nearly that of a suggestion, from the first word
        (Sở, Huyện, UBND) on, and without digits."""
        if self.ambiguous:
            return told_apart(typed, self.suggestions[0])
        name = plain(typed)
        alike = (
            name.split()[:1] == plain(other).split()[:1]
            and difflib.SequenceMatcher(None, name, plain(other)).ratio() >= _SHOWN_FROM
            for other in self.suggestions
        )
        if any(letter.isdigit() for letter in typed) or not any(alike):
            return ""
        return told_apart(typed, self.suggestions[0])


def rule_key(name: str, province: str = "") -> str:
    """The key of a name after the rules: UBND huyện X = Huyện X = H. X, & = và, the province's own
    name dropped, punctuation folded.

    province   as in `sipas.yaml`, "tỉnh Quảng Ninh" or "thành phố Hải Phòng"; may be empty

    >>> rule_key("UBND H. Vân Đồn") == rule_key("Huyện Vân Đồn, tỉnh Quảng Ninh", "tỉnh Quảng Ninh")
    True
    >>> rule_key("Thanh tra tỉnh") == rule_key("Thanh tra thành phố Lạng Sơn", "tỉnh Lạng Sơn")
    False
    """
    key = fold(name).replace("&", f" {fold('và')} ")
    key = _PUNCTUATION.sub(" ", _expanded(key.strip())).strip()
    key = re.sub(r"\bubnd\b", fold("ủy ban nhân dân"), key)
    stripped = _COMMITTEE.sub("", _expanded_after_committee(key))
    return _without_province(stripped, province)


_ABBREVIATION = re.compile(r"(?:^|[^\w])[A-ZĐÐƉ]{2,}(?:[^\w]|$)")


def initials(name: str) -> str:
    """The first letters of the words of a name without "và"; an abbreviation among them as it stands.

    >>> initials("Sở LĐTB&XH") == initials("Sở Lao động - Thương binh và Xã hội")
    True
    >>> initials("Sở Nội vụ") == initials("Sở Ngoại vụ")  # so neither is meant by "Sở NV"
    True
    """
    words = re.findall(r"[^\W\d_]+|\d+", nfc(name))
    kept = (
        word if word.isdecimal() or _is_abbreviation(word) else word[0]
        for word in words
        if fold(word) != fold("và")
    )
    return "".join("đ" if fold(letter) == "đ" else plain(letter) for word in kept for letter in word)


def _is_abbreviation(word: str) -> bool:
    """Whether a word is LĐTB, and not SỞ: capitals alone, and none with a mark."""
    marked = unicodedata.normalize("NFD", word) != word
    return word.isupper() and len(word) > 1 and not marked


def _expanded(key: str) -> str:
    return _ABBREVIATED.sub(lambda found: f"{fold(_SHORT[found[1]])} ", key)


def _expanded_after_committee(key: str) -> str:
    committee = f"{fold('ủy ban nhân dân')} "
    return committee + _expanded(key.removeprefix(committee)) if key.startswith(committee) else key


def _without_province(key: str, province: str) -> str:
    """`key` without "tỉnh X", "X" or a bare "tỉnh" at its end; never left empty.

    A bare X stays where another kind of place stands before it: "thành phố Lạng Sơn" is not the
    province of Lạng Sơn.
    """
    words = fold(province)
    if not words:
        return key
    kind = next((fold(kind) for kind in ("tỉnh", "thành phố") if words.startswith(fold(kind) + " ")), "")
    name = words.removeprefix(kind).strip()
    if kind and key.endswith(f" {kind} {name}"):
        key = key.removesuffix(f" {kind} {name}")
    elif key.endswith(f" {name}") and not re.search(rf"(?:^| )(?:{_KIND}) {re.escape(name)}$", key):
        key = key.removesuffix(f" {name}")
    return key.removesuffix(f" {kind}") if kind else key


class Registry:
    """The units that may be measured, found by name."""

    def __init__(self, groups: Iterable[Group], units: Iterable[Unit], province: str = "") -> None:
        self.groups = tuple(groups)
        self.units = tuple(units)
        self._province = province
        self._exact: dict[str, list[Unit]] = defaultdict(list)
        self._by_rule: dict[str, list[Unit]] = defaultdict(list)
        self._by_initials: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            for name in (unit.name, unit.id, *unit.aliases):
                _add(self._exact[fold(name)], unit)
                _add(self._by_rule[rule_key(name, province)], unit)
            for name in (unit.name, *unit.aliases):  # an office is abbreviated under a former name too
                for own in (name, self._of_province(name)):
                    _add(self._by_initials[initials(own)], unit)

    def find(self, name: str) -> Match:
        """The unit that `name` means: by exact key, else by rule, else by the initials of an abbreviation
        that only one unit has; else suggestions only."""
        found = self._found(name)
        if len(found) == 1:
            return Match(found[0])
        if found:
            return Match(None, tuple(unit.name for unit in found), ambiguous=True)
        return Match(None, self._suggestions(name))

    def is_province(self, text: str) -> bool:
        """Whether a text is the name of the province: its figures are those of all units."""
        return self._province != "" and fold(text) in (fold(self._province), f"ubnd {fold(self._province)}")

    def unit(self, name: str) -> Unit | None:
        """The unit that `find` finds, without the suggestions, which take time."""
        found = self._found(name)
        return found[0] if len(found) == 1 else None

    def _found(self, name: str) -> Sequence[Unit]:
        for own in old_fonts(name):
            key = rule_key(own, self._province)
            bare = self._of_province(own)
            short = self._by_initials.get(initials(bare), ()) if _ABBREVIATION.search(bare) else ()
            for found in (self._exact.get(fold(own), ()), self._by_rule.get(key, ()), short):
                if found:
                    return found
        return ()

    def _of_province(self, name: str) -> str:
        """`name` without the name of the province behind it, which an abbreviation mostly leaves out."""
        words, province = nfc(name).split(), fold(self._province).split()
        for kind in ("tỉnh", "thành phố"):
            own = province[len(kind.split()) :]
            if province[: len(kind.split())] == fold(kind).split() and own:
                if [fold(word) for word in words[-len(own) :]] == own and len(words) > len(own):
                    words = words[: -len(own)]
                    if [fold(word) for word in words[-len(kind.split()) :]] == fold(kind).split():
                        words = words[: -len(kind.split())]
                return " ".join(words)
        return nfc(name)

    def _suggestions(self, name: str) -> tuple[str, ...]:
        names = {plain(unit.name): unit.name for unit in self.units}
        close = difflib.get_close_matches(plain(name), names, n=3, cutoff=0.6)
        return tuple(names[key] for key in close)


#: What stands before the name of a unit above a table.
UNIT_LABELS = (
    *("Đơn vị", "Tên đơn vị", "Cơ quan", "Tên cơ quan"),
    *("Cơ quan, đơn vị", "Tên cơ quan, đơn vị"),
)
#: Headers of the unit that the answers of a row are about.
JUDGED_LABELS = tuple(
    f"{label} {judged}"
    for label in UNIT_LABELS
    for judged in ("được đánh giá", "được khảo sát", "được lấy ý kiến")
)
#: What the header of a column says that names the office with which people had to do.
_JUDGED = re.compile(
    r"\b(?:don vi|co quan|so|noi|phong|ban|to chuc)\b.*"
    r"\b(?:giai quyet|duoc (?:danh gia|khao sat|lay y kien|cho y kien|gop y)|phuc vu|lien he|giao dich)\b"
)
_LABELLED = re.compile(r"^([^:]{2,80}):\s*(\S.*)$")


def is_of_judged(header: str) -> bool:
    """Whether a column by its header may hold the units that are judged. Where people live or work, who asked
    and what they remark says nothing of that.

    >>> is_of_judged("Cơ quan giải quyết hồ sơ"), is_of_judged("Đơn vị công tác của ông/bà")
    (True, False)
    """
    return bool(_JUDGED.search(plain(header)))


def stated_units(
    rows: Iterable[tuple[int, Sequence[str]]], is_label: Callable[[str], bool]
) -> Iterator[tuple[str, int, int]]:
    """(unit, row, column) wherever a sheet says above its table whose it is: "Đơn vị: Sở Nội vụ" in one cell,
    or the label in one and the name in the next that is filled."""
    for number, row in rows:
        for column, cell in enumerate(row):
            pair = _LABELLED.match(nfc(cell))
            if pair and is_label(pair[1]):
                yield pair[2], number, column
            elif nfc(cell) and is_label(cell.strip().rstrip(":")):
                beside = next(((text, c) for c, text in enumerate(row) if c > column and nfc(text)), None)
                if beside:
                    yield nfc(beside[0]), number, beside[1]


def stated_unit(
    rows: Iterable[tuple[int, Sequence[str]]], is_label: Callable[[str], bool]
) -> tuple[str, int, int] | None:
    """The first of the units that a sheet states above its table."""
    return next(stated_units(rows, is_label), None)


#: What the names of files and sheets say before and behind their unit. Of other words nobody knows what they
#: make of a name: "Phòng Nội vụ huyện X" is not "Huyện X".
_BEFORE = re.compile(
    r"(?:(?:phieu|khao sat|ket qua|tong hop|du lieu|so lieu|danh sach|nhap lieu|bang|bieu|file|tep|sipas|ks"
    r"|kq|cua|nam|tu danh gia|tu cham|danh gia|tham dinh|cham|cham diem|diem|cchc|cai cach hanh chinh|chi so"
    r"|par index|cong tac|y kien|hai long|su hai long|nguoi dan|doi voi|tai|cua|ve|\d+[.)]?) )+"
)
_BEHIND = re.compile(r"(?: (?:nam|thang|quy|dot|lan|ban|sipas|moi|final|v?\d+(?:[.-]\d+)*|[ivx]{1,4}))+")


def _bare(name: str) -> str:
    """The name of a file or sheet without what is said around the unit."""
    words = nfc(name).replace("_", " ").split()
    key = plain(" ".join(words))
    before = _BEFORE.match(key)
    behind = next((found for found in _BEHIND.finditer(key) if found.end() == len(key)), None)
    first = len(before[0].split()) if before else 0
    return " ".join(words[first : len(words) - (len(behind[0].split()) if behind else 0)])


def unit_in_name(names: Iterable[str], registry: "Registry") -> str:
    """The unit that the name of a sheet or a file holds, whole or between its marks; "" where it holds none
    of the register, or several."""
    for name in names:
        parts = (name, *re.split(r"\s+-\s+|_+|\(|\)|:|\s{2,}", name), _bare(name))
        units = {match.unit.name for part in parts if nfc(part) and (match := registry.find(part)).unit}
        if len(units) == 1:
            return units.pop()
    return ""


def unit_in_title(texts: Iterable[str], registry: "Registry") -> str:
    """The unit that a title holds behind what is said of the form: "PHIẾU CHẤM ĐIỂM CỦA SỞ TƯ PHÁP". Any
    other name in it is that of who sends, appraises or gets the paper."""
    held = (bare for text in texts if "\n" not in text and (bare := _bare(text)) != nfc(text))
    units = (registry.unit(bare) for bare in held if bare)
    return next((unit.name for unit in units if unit), "")


def named_otherwise(unit: Unit | None, name: str, registry: "Registry") -> str:
    """The unit that the name of a sheet or of a file holds where it is not `unit`, whose table it is: a
    copied form in which a cell was not changed. "" where they agree or nothing is held."""
    if unit is None:
        return ""
    other = unit_in_name((name,), registry)
    if other == unit.name or fold(name) in {own.id for own in registry.units if own.name == other}:
        return ""  # an id is no name: it may be any short word
    return other


def _add(found: list[Unit], unit: Unit) -> None:
    if unit not in found:
        found.append(unit)


def registry_from_names(
    names: Mapping[tuple[str, str], int], province: str, *, everything: str
) -> tuple[Registry, tuple[str, ...]]:
    """A register made of the names in the data, for a workspace without `units.yaml`.

    names        (unit as typed, group as typed) -> number of rows
    everything   name of the one group where the data name none

    Returns the register and the names of units that stand in several groups (nothing is guessed:
    it is for the caller to refuse them). Which spelling of a name is shown does not depend on the
    order of rows or files: the most frequent one, then the first in the alphabet.
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    unit_groups: dict[str, set[str]] = defaultdict(set)
    for (unit, group), rows in names.items():
        key, group_key = rule_key(unit, province), fold(group)
        spellings[key][unit] += rows
        groups[group_key][group or everything] += rows
        unit_groups[key].add(group_key)
    group_names = _in_order({key: _usual(found) for key, found in groups.items()})
    group_values = {
        key: Group(own, name) for (key, name), own in zip(group_names, _ids(group_names), strict=True)
    }
    unit_names = _in_order({key: _usual(found) for key, found in spellings.items()})
    units = [
        Unit(own, name, group_values[min(unit_groups[key])].id)
        for (key, name), own in zip(unit_names, _ids(unit_names), strict=True)
    ]
    torn = tuple(name for key, name in unit_names if len(unit_groups[key]) > 1)
    return Registry(group_values.values(), units, province), torn


def _in_order(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """(key, name) in Vietnamese order."""
    return sorted(names.items(), key=lambda pair: (collation(pair[1]), pair[1]))


def _ids(names: Iterable[tuple[str, str]]) -> list[str]:
    """An id for each name. Slugs lose tones, so two names may share one: the later gets a number."""
    taken: list[str] = []
    for _, name in names:
        taken.append(_free_id(slug(name), taken))
    return taken


def _free_id(wanted: str, taken: Sequence[str]) -> str:
    first = wanted or "don-vi"
    more = (f"{first}-{number}" for number in count(2))
    return next(own for own in chain([first], more) if own not in taken)


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda text: (-spellings[text], collation(text), text))


# --- from year to year ---------------------------------------------------------------------------


class Succession:
    """Who continues whom. The register of a year is that of today walked back change by change, so a name
    belongs to one unit in each year, and may be another's in another year.

    former   units that are no longer there, in the group of who followed them, else of the unit that has
             their name today; "" where nothing tells

    Raises RulesError for a change that contradicts another one or the register.
    """

    def __init__(
        self, changes: Iterable[Change], groups: Iterable[Group], units: Iterable[Unit], province: str = ""
    ) -> None:
        self._groups, self._units, self._province = tuple(groups), tuple(units), province
        self._today = Registry(self._groups, self._units, province)
        self.former: tuple[Unit, ...] = ()
        self._until: dict[int, tuple[Unit, ...]] = {}  # year of a change -> the units before it
        self._continued: dict[int, dict[str, str | None]] = {}  # year -> who was made -> whom it continues
        self._moved: dict[int, set[str]] = defaultdict(set)
        self._became: list[_Became] = []
        by_year: dict[int, list[Change]] = defaultdict(list)
        for change in changes:
            by_year[change.year].append(change)
        # a former name may be kept as an alias
        there = tuple(replace(unit, aliases=()) for unit in self._units)
        for year in sorted(by_year, reverse=True):
            there = self._walk_back(year, by_year[year], there)
            self._until[year] = there

    def _walk_back(self, year: int, changes: Sequence[Change], after: Sequence[Unit]) -> tuple[Unit, ...]:
        """The units that there were before the changes of a year."""
        known = Registry(self._groups, after, self._province)
        groups = self._groups_before(year, changes, known)
        made = [change for change in changes if not change.moved_from]
        step = _Step(known, groups, {unit.id for change in made for unit in _of_names(known, change)})
        for change in made:
            followers = [unit.id for unit in _of_names(known, change)]
            named = (known.unit(name) for name in change.before)
            step.staying.update(unit.id for unit in named if unit and unit.id in followers)
        before = {unit.id: replace(unit, group=groups[unit.id]) for unit in after if unit.id not in step.new}
        self._continued[year] = dict.fromkeys(step.new)
        for change in made:
            followers = [unit.id for unit in _of_names(known, change)]
            sources = [self._source(name, change, followers, step) for name in change.before]
            before |= {own.id: own for own in sources}
            self._became += [_Became(year, own, tuple(followers), len(sources)) for own in sources]
            self._continue(year, change, sources, followers)
        return tuple(before.values())

    def _source(self, name: str, change: Change, followers: Sequence[str], step: "_Step") -> Unit:
        """The unit that a change began with: one that goes on as itself, or one that is gone since."""
        unit = step.known.unit(name)
        if unit and unit.id not in step.new:
            raise _contradiction("units_succession_there", change, name=unit.name, id=unit.id)
        if unit and unit.id in step.staying:
            return replace(unit, group=step.groups[unit.id])
        # where another change of the year makes a unit of this name, that is a new one
        group = next((step.groups[follower] for follower in followers if step.groups[follower]), "")
        return self._gone(unit.name if unit else name, group, step.gone)

    def _continue(self, year: int, change: Change, sources: Sequence[Unit], followers: Sequence[str]) -> None:
        """Notes whose history goes on, and in whom."""
        if change.heritage is None:
            return
        continued = self._continued[year]
        source = sources[_place(change.heritage[0], change.before)]
        if source.id in continued.values():
            raise _contradiction("units_succession_heirs", change, name=source.name)
        continued[followers[_place(change.heritage[1], change.after)]] = source.id

    def _groups_before(self, year: int, changes: Iterable[Change], known: Registry) -> dict[str, str]:
        """Id of each unit -> the group in which it was before the changes of a year."""
        groups = {unit.id: unit.group for unit in known.units}
        for change in changes:
            for unit in _of_names(known, change) if change.moved_from else ():
                if groups[unit.id] == change.moved_from:
                    raise _contradiction("units_succession_moved", change, name=unit.name)
                groups[unit.id] = change.moved_from
                self._moved[year].add(unit.id)
        return groups

    def _gone(self, name: str, group: str, others: dict[str, Unit]) -> Unit:
        """The former unit of a name: one of the `others` that are gone since that year, by the keys of their
        names, or one more."""
        key = rule_key(name, self._province)
        if key not in others:
            today = self._today.unit(name)
            taken = [unit.id for unit in (*self._units, *self.former)]
            own = Unit(_free_id(slug(name), taken), name, group or (today.group if today else ""))
            others[key] = own
            self.former = (*self.former, own)
        return others[key]

    def predecessor(self, unit: str, year: int, earlier: int) -> str | None:
        """The id of the unit of the year `earlier` that `unit` of `year` continues; None where its
        history begins in between."""
        current: str | None = unit
        for between in range(year, earlier, -1):
            if current is not None:
                current = self._continued.get(between, {}).get(current, current)
        return current

    def moved(self, unit: str, year: int, earlier: int) -> bool:
        """Whether `unit` of `year` came into another group since the year `earlier`."""
        own = {between: self.predecessor(unit, year, between) for between in range(earlier + 1, year + 1)}
        return any(name in self._moved.get(between, ()) for between, name in own.items())

    def registry(self, year: int) -> Registry:
        """The units that there were in `year`: neither those that a later change made, nor is a former
        unit found under the alias of who followed it."""
        later = [between for between in self._until if between > year]
        there = self._until[min(later)] if later else self._units
        aliases = {unit.id: unit.aliases for unit in self._units}
        names = {rule_key(unit.name, self._province) for unit in there if unit.id not in aliases}
        own = [self._without(names, replace(unit, aliases=aliases.get(unit.id, ()))) for unit in there]
        return Registry(self._groups, own, self._province)

    def _without(self, names: set[str], unit: Unit) -> Unit:
        aliases = tuple(name for name in unit.aliases if rule_key(name, self._province) not in names)
        return replace(unit, aliases=aliases)

    def with_former_names(self, year: int | None) -> list[Unit]:
        """The units of today, each also under the names of those that became it: ballots go on naming an
        office as it was called before. A name that another unit has today is that unit's.

        year   of the ballots: a change counts from its own year on. Where it is not known, only a new name
               of one and the same unit counts.
        """
        found = {unit.id: unit for unit in self._units}
        heirs = {unit.id: unit.id for unit in self._units}  # of each unit, the one that it is today
        taken: set[str] = set()
        for own in self._became:
            counts = own.sources == 1 if year is None else own.year <= year
            into = heirs.get(own.followers[0]) if len(own.followers) == 1 and counts else None
            if into is None or own.unit.id in heirs:
                continue
            heirs[own.unit.id] = into
            key = rule_key(own.unit.name, self._province)
            if key not in taken and self._today.unit(own.unit.name) is None:
                taken.add(key)
                found[into] = replace(found[into], aliases=(*found[into].aliases, own.unit.name))
        return list(found.values())

    def keys(self, units: Iterable[Unit], year: int) -> list[str]:
        """By which each of `units`, as stored for `year`, is known in all years: its id in the register,
        found by the name that it had then, or by the id if it has been written otherwise since; the
        name itself where the register has neither."""
        registry = self.registry(year)
        found = [(registry.unit(unit.name) or registry.unit(unit.id), unit) for unit in units]
        return [known.id if known else rule_key(unit.name, self._province) for known, unit in found]


@dataclass(frozen=True, slots=True)
class _Step:
    """What is needed to walk back the changes of one year.

    known     the units after it
    groups    id -> the group of the unit before it
    new       ids of the units that its changes made
    staying   those of them that one of the changes was made from: they go on as themselves
    gone      key of the name -> unit that is no longer there since
    """

    known: Registry
    groups: Mapping[str, str]
    new: set[str]
    staying: set[str] = field(default_factory=set)
    gone: dict[str, Unit] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Became:
    """A unit until a year, the ids of those that followed it, and how many units these were made from."""

    year: int
    unit: Unit
    followers: tuple[str, ...]
    sources: int


def _place(name: str, names: Iterable[str]) -> int:
    return [fold(own) for own in names].index(fold(name))


def _of_names(known: Registry, change: Change) -> list[Unit]:
    """The units that a change made, or moved. Raises RulesError for one that there was not in that year."""
    units = []
    for name in change.after:
        unit = known.unit(name)
        if unit is None:
            raise _contradiction("units_succession_gone", change, name=name)
        units.append(unit)
    return units


def _contradiction(key: str, change: Change, **params: str) -> RulesError:
    return RulesError(key, where=change.where, year=change.year, **params)
