"""Unit names: the same office under its many spellings, and never another office.

"Sở Nội vụ" and "Sở Ngoại vụ" are nine tenths alike, so nothing here measures likeness, except to
suggest; a name is found by its exact key, by a rule, or by an alias that somebody wrote down.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, count

from sipas_cli.messages import Worded
from sipas_cli.model import Group, Unit
from sipas_cli.text.alike import likeness, most_alike
from sipas_cli.text.names import PLACES
from sipas_cli.text.old_fonts import old_fonts
from sipas_cli.text.spelling import collation, fold, nfc, plain, slug, told_apart
from sipas_cli.workspace import messages

#: The file of the units and their groups.
UNITS = "units.yaml"
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
_KIND = "|".join(fold(kind) for kind in PLACES)
_PLACE = re.compile(rf"^(?:{_KIND}) ")
_AND = f" {fold('và')} "
_UBND, _COMMITTEE_WORDS = re.compile(r"\bubnd\b"), fold("ủy ban nhân dân")
_COMMITTEE = re.compile(rf"^{_COMMITTEE_WORDS} (?=(?:{_KIND}) )")
_WORDS_OF_KIND = 2
_KIND_ALONE = re.compile(rf"(?:{_COMMITTEE_WORDS})?(?: ?(?:{_KIND}))?")
_CENTRE = re.compile(
    rf"^(?:{fold('trung tâm phục vụ hành chính công')}|ttpvhcc) (?=(?:{fold('phường')}|{fold('xã')}) )"
)
_ABBREVIATED = re.compile(rf"^({'|'.join(_SHORT)})(?:\. ?| )(?=\S)")
#: What so many names mean is kept: some tens of megabytes, and more than any province has.
_MOST_KEPT = 200_000
_SHOWN_FROM = 0.8  # likeness from which on a typed name is repeated
_PUNCTUATION = re.compile(r"[\s,.;:\-–—_/()\"'“”‘’«»]+")


@dataclass(frozen=True, slots=True)
class Match:
    """What a typed name turned out to be: one unit, or none and what it may have meant.

    abolished   the unit that has the name and was abolished, with the first year without it
    """

    unit: Unit | None
    suggestions: tuple[str, ...] = ()
    ambiguous: bool = False
    abolished: tuple[str, int] | None = None

    def shown(self, typed: str) -> str:
        """The typed name if it may be repeated in a message, else "": a shifted column may hold the name
        of a person. It may where it is plainly a unit's: nearly that of a suggestion, from the first word
        (Sở, Huyện, UBND) on, and without digits."""
        if self.ambiguous:
            return told_apart(typed, self.suggestions[0])
        name = plain(typed)
        alike = (
            name.split()[:1] == plain(other).split()[:1] and likeness(name, plain(other)) >= _SHOWN_FROM
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
    key = fold(name).replace("&", _AND)
    key = _PUNCTUATION.sub(" ", _expanded(key.strip())).strip()
    key = _UBND.sub(_COMMITTEE_WORDS, key)
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
    letters = (_letters_of(word) for word in words if fold(word) != fold("và"))
    return "".join(map(_plain_letter, chain.from_iterable(letters)))


def _letters_of(word: str) -> str:
    if word.isdecimal() or _is_abbreviation(word):
        return word
    return word[0]


def _plain_letter(letter: str) -> str:
    """A letter without its marks; đ is a letter of its own."""
    if fold(letter) == "đ":
        return "đ"
    return plain(letter)


def _is_abbreviation(word: str) -> bool:
    """Whether a word is LĐTB, and not SỞ: capitals alone, and none with a mark."""
    marked = unicodedata.normalize("NFD", word) != word
    return word.isupper() and len(word) > 1 and not marked


def _expanded(key: str) -> str:
    return _ABBREVIATED.sub(lambda match: f"{fold(_SHORT[match[1]])} ", key)


def _expanded_after_committee(key: str) -> str:
    committee = f"{_COMMITTEE_WORDS} "
    if not key.startswith(committee):
        return key
    return committee + _expanded(key.removeprefix(committee))


def _without_province(key: str, province: str) -> str:
    """`key` without "tỉnh X", "X" or a bare "tỉnh" at its end; never left empty.

    A bare X stays where another kind of place stands before it: "thành phố Lạng Sơn" is not the
    province of Lạng Sơn.
    """
    if not province:
        return key
    kind, name = _kind_and_name(province)
    if kind and key.endswith(f" {kind} {name}"):
        key = key.removesuffix(f" {kind} {name}")
    elif key.endswith(f" {name}") and not re.search(rf"(?:^| )(?:{_KIND}) {re.escape(name)}$", key):
        key = key.removesuffix(f" {name}")
    if kind:
        return key.removesuffix(f" {kind}")
    return key


@lru_cache(1 << 7)  # the one of the workspace, asked for with each name
def _kind_and_name(province: str) -> tuple[str, str]:
    """The kind of a province, "" where it does not say, and its name without it."""
    words = fold(province)
    kind = next((fold(kind) for kind in ("tỉnh", "thành phố") if words.startswith(fold(kind) + " ")), "")
    return kind, words.removeprefix(kind).strip()


class Manner(Worded):
    """How the unit of a name was found."""

    EXACT = ("exact", messages.NAME_EXACT)
    ALIAS = ("alias", messages.NAME_ALIAS)
    RULE = ("rule", messages.NAME_BY_RULE)
    CENTRE = ("centre", messages.NAME_OF_CENTRE)
    INITIALS = ("initials", messages.NAME_BY_INITIALS)
    NONE = ("none", messages.NAME_UNKNOWN)


class Registry:
    """The units that may be measured, found by name.

    abolished   name of a unit that is no more and that nobody followed -> the first year without it
    """

    def __init__(
        self,
        groups: Iterable[Group],
        units: Iterable[Unit],
        province: str = "",
        *,
        abolished: Mapping[str, int] | None = None,
    ) -> None:
        self.groups = tuple(groups)
        self.units = tuple(units)
        self._province = province
        self._abolished = {rule_key(name, province): (name, year) for name, year in (abolished or {}).items()}
        self._asked: dict[str, tuple[Sequence[Unit], Manner]] = {}  # a name as typed -> who has it, and how

    def with_more(self, groups: Iterable[Group], units: Iterable[Unit]) -> "Registry":
        """The register with more groups and units."""
        abolished = dict(self._abolished.values())
        return Registry((*self.groups, *groups), (*self.units, *units), self._province, abolished=abolished)

    # Each of these takes time for thousands of units, and is made when a name is not found in the one before.

    @cached_property
    def _exact(self) -> Mapping[str, list[Unit]]:
        """Key of each name and id -> the units that have it."""
        keys: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            for name in (unit.name, unit.id, *unit.aliases):
                _add(keys[fold(name)], unit)
        return keys

    @cached_property
    def _by_rule(self) -> Mapping[str, list[Unit]]:
        """The same by `rule_key`."""
        keys: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            for name in (unit.name, unit.id, *unit.aliases):
                _add(keys[rule_key(name, self._province)], unit)
        return keys

    @cached_property
    def _by_initials(self) -> Mapping[str, list[Unit]]:
        """Initials of each name, with and without the province -> the units that have them. An office is
        abbreviated under a former name too."""
        keys: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            for name in (unit.name, *unit.aliases):
                for spelling in (name, self._of_province(name)):
                    _add(keys[initials(spelling)], unit)
        return keys

    def find(self, name: str, *, suggest: bool = True) -> Match:
        """The unit that `name` means: by exact key, else by rule, else by the initials of an abbreviation
        that only one unit has; else suggestions only, where they are wanted: they take time."""
        matches, _ = self._found(name)
        if len(matches) == 1:
            return Match(matches[0])
        if matches:
            return Match(None, tuple(unit.name for unit in matches), ambiguous=True)
        if self._abolished and (abolished := self._abolished.get(rule_key(name, self._province))):
            return Match(None, abolished=abolished)
        return Match(None, self._suggestions(name) if suggest else ())

    def is_province(self, text: str) -> bool:
        """Whether a text is the name of the province: its figures are those of all units."""
        return self._province != "" and fold(text) in (fold(self._province), f"ubnd {fold(self._province)}")

    def unit(self, name: str) -> Unit | None:
        """The unit that `find` finds, without the suggestions, which take time."""
        units, _ = self._found(name)
        if len(units) == 1:
            return units[0]
        return None

    def manner(self, name: str) -> "Manner":
        """How `find` finds the unit of a name."""
        return self._found(name)[1]

    def _found(self, name: str) -> "tuple[Sequence[Unit], Manner]":
        """The units that have a name, and how. Each stage of reading asks for the same ones, and looking
        takes longer than all else that is done with a ballot."""
        if (found := self._asked.get(name)) is None:
            found = self._looked_up(name)
            if len(self._asked) < _MOST_KEPT:
                self._asked[name] = found
        return found

    def _looked_up(self, name: str) -> "tuple[Sequence[Unit], Manner]":
        for spelling in old_fonts(name):
            if units := self._exact.get(fold(spelling)):
                own = any(fold(spelling) in (fold(unit.name), fold(unit.id)) for unit in units)
                return units, Manner.EXACT if own else Manner.ALIAS
            key = rule_key(spelling, self._province)
            if units := self._by_rule.get(key):
                return units, Manner.RULE
            if communes := self._commune_of_centre(key):
                return communes, Manner.CENTRE
            bare = self._of_province(spelling)
            if _ABBREVIATION.search(bare) and (units := self._by_initials.get(initials(bare))):
                return units, Manner.INITIALS
        return (), Manner.NONE

    def _commune_of_centre(self, key: str) -> Sequence[Unit]:
        """The commune whose centre of public services has a name of this key, where just one is
        registered."""
        commune = _CENTRE.sub("", key)
        units = self._by_rule.get(commune, ()) if commune != key else ()
        return units if len(units) == 1 else ()

    def _of_province(self, name: str) -> str:
        """`name` without the name of the province behind it, which an abbreviation mostly leaves out."""
        kind, province = _kind_and_name(self._province)
        if not kind or not province:
            return nfc(name)
        words, kinds, parts = nfc(name).split(), kind.split(), province.split()
        if [fold(word) for word in words[-len(parts) :]] == parts and len(words) > len(parts):
            words = words[: -len(parts)]
            if [fold(word) for word in words[-len(kinds) :]] == kinds:
                words = words[: -len(kinds)]
        return " ".join(words)

    @cached_property
    def _plain_names(self) -> Mapping[str, str]:
        """The name of each unit without its marks -> the name."""
        return {plain(unit.name): unit.name for unit in self.units}

    @cached_property
    def _by_place(self) -> Mapping[str, list[str]]:
        """Key of the name of a place without its kind -> the units of that name."""
        names: dict[str, list[str]] = defaultdict(list)
        for unit in self.units:
            names[_PLACE.sub("", rule_key(unit.name, self._province))].append(unit.name)
        return names

    def _suggestions(self, name: str) -> tuple[str, ...]:
        if self._is_kind(name):
            return ()
        places = self._by_place.get(rule_key(name, self._province), [])
        if not places and _ABBREVIATION.search(nfc(name)):
            letters = initials(name)
            starting = chain.from_iterable(
                u for key, u in self._by_initials.items() if key.startswith(letters)
            )
            places = list(dict.fromkeys(unit.name for unit in starting))
        if places:
            return tuple(places[:3])
        close = most_alike(plain(name), self._plain_names, most=3)
        return tuple(self._plain_names[key] for key in close)

    def _is_kind(self, name: str) -> bool:
        """Whether a name says the kind of an office alone, as "UBND huyện" or, where there are several, "Bệnh
        viện": none of that kind is likelier than another."""
        begin = plain(name)
        several = sum(other.startswith(f"{begin} ") for other in self._plain_names) > 1
        if several and len(begin.split()) <= _WORDS_OF_KIND:
            return True
        return _KIND_ALONE.fullmatch(rule_key(name, self._province)) is not None


def _add(units: list[Unit], unit: Unit) -> None:
    if unit not in units:
        units.append(unit)


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
    group_names = _in_order({key: _usual(counts) for key, counts in groups.items()})
    group_values = {
        key: Group(group_id, name)
        for (key, name), group_id in zip(group_names, ids_of(name for _, name in group_names), strict=True)
    }
    unit_names = _in_order({key: _usual(counts) for key, counts in spellings.items()})
    units = [
        Unit(unit_id, name, group_values[min(unit_groups[key])].id)
        for (key, name), unit_id in zip(unit_names, ids_of(name for _, name in unit_names), strict=True)
    ]
    torn = tuple(name for key, name in unit_names if len(unit_groups[key]) > 1)
    return Registry(group_values.values(), units, province), torn


def _in_order(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """(key, name) in Vietnamese order."""
    return sorted(names.items(), key=lambda pair: (collation(pair[1]), pair[1]))


def ids_of(names: Iterable[str]) -> list[str]:
    """An id for each name. Slugs lose tones, so two names may share one: the later gets a number."""
    taken: list[str] = []
    for name in names:
        taken.append(free_id(slug(name), taken))
    return taken


def free_id(wanted: str, taken: Sequence[str]) -> str:
    """The first of `wanted`, wanted-2, wanted-3, ... that is not `taken`."""
    first = wanted or "don-vi"
    more = (f"{first}-{number}" for number in count(2))
    return next(candidate for candidate in chain([first], more) if candidate not in taken)


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda text: (-spellings[text], collation(text), text))
