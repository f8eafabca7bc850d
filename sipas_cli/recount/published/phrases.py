"""How the text of a decision says things: patterns made of the words of `statements.yaml`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sipas_cli.rules import words
from sipas_cli.rules.words import one_of

#: Before a figure: it is a limit, from it or up to it.
FROM, UP_TO = "từ", "đến"
#: Before "đứng đầu": the head of an office, and no first place.
PERSON = "người"
#: An article of a decision, and what it says.
ARTICLE = re.compile(r"Điều \d+\. (?P<rest>.*)", re.IGNORECASE)
#: What a title of results says, and how a sentence goes on that tells a figure of a year.
INDEX_WORD, GOES_ON = "chỉ số", re.compile(r"20\d\d\s+(?:đạt|là|tăng|giảm|cao|thấp|của tỉnh)")
#: A year that begins a part of a sentence, in small letters.
YEAR_BEGINS = re.compile(r"(?:^|, |: )năm (20\d\d)")
_NUMBER = r"\d{1,3}(?:,\d{1,6})?"
#: A word begins or ends here: a letter or a digit of another word does not stand beside it.
_BEGIN, _END = r"(?<![^\W_])", r"(?![^\W_])"


def _words(texts: Iterable[str]) -> str:
    """One of some words, the longest of those that begin alike."""
    return one_of(sorted(texts, key=lambda text: (-len(text), text)), str.casefold)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The patterns. All of them are for texts in small letters, but `unit`.

    count          number, perhaps of how many, of units: then a threshold
    none, all      no unit, or all of them: then a threshold
    count_behind   a threshold, then a number of units
    scope          a group, behind "khối", "nhóm", "đối với"
    named_scope    a group, wherever it is named
    size           the name of a group and how many units it has
    whole, part    how many units, and then how many in each group
    groups         how many units in how many groups
    band_count     a number of units and their band
    band_range     a band and its limits
    threshold      limits alone
    mean           the word for a mean
    overall_mean   a mean of all, with its figure
    overall        the figure of all in a year
    way, shift     more or less; how much, and than in which year
    figure         a percentage, or points
    rank           a place among all
    unit           the name of a unit
    change         a figure, how much more or less it is, than which of which year
    change_of      how much more or less, than in which year
    from_to        how much more or less, from which figure to which
    move, steps    from which place to which; by how many places
    compared       a comparison with another year
    listed         a number of units, and which they are
    list_end       where names end
    """

    count: re.Pattern[str]
    none: re.Pattern[str]
    all: re.Pattern[str]
    count_behind: re.Pattern[str]
    scope: re.Pattern[str]
    named_scope: re.Pattern[str]
    size: re.Pattern[str]
    groups: re.Pattern[str]
    whole: re.Pattern[str]
    part: re.Pattern[str]
    band_count: re.Pattern[str]
    band_range: re.Pattern[str]
    threshold: re.Pattern[str]
    mean: re.Pattern[str]
    overall_mean: re.Pattern[str]
    overall: re.Pattern[str]
    way: re.Pattern[str]
    shift: re.Pattern[str]
    figure: re.Pattern[str]
    rank: re.Pattern[str]
    unit: re.Pattern[str]
    change: re.Pattern[str]
    from_to: re.Pattern[str]
    move: re.Pattern[str]
    steps: re.Pattern[str]
    compared: re.Pattern[str]
    listed: re.Pattern[str]
    list_end: re.Pattern[str]


@cache
def phrases() -> Phrases:
    """The patterns, made once."""
    terms = words.statements()
    nouns, starts = _words(terms.counted), _unit_starts()
    unit_of = rf"(?:{_words((*terms.percent, *terms.points))})"
    rises, falls = _words(terms.rises), _words(terms.falls)
    limits = _limits(terms, unit_of)
    counted = rf"(?<![\d,./-])(?P<count>\d{{1,3}})(?:/(?P<of>\d{{1,3}}))?\s+(?P<noun>{nouns}){_END}"
    scopes = _words(_all_scopes())
    any_noun = _words({*terms.counted, *_all_scopes()})
    place = _words(terms.places)
    ordinal = rf"(?:\d{{1,2}}|{_words(_ordinals())})"
    first, last, tied = _words(terms.first), _words(terms.last), _words(terms.tied)
    bands = rf"(?:{_words(terms.bands)}) (?:\d|[ivx]{{1,4}}|[a-e])"
    means, way = _words(terms.means), rf"(?:{rises}|{falls})"
    ups, downs = _words(terms.moves_up), _words(terms.moves_down)
    return Phrases(
        count=re.compile(rf"{counted}(?P<rest>[^.;:\d()]{{0,70}}?)\s{limits}"),
        none=re.compile(
            rf"{_BEGIN}(?:{_words(terms.none)})\s+(?P<noun>{nouns})\s+nào(?P<rest>[^.;:\d()]{{0,70}}?)\s{limits}"
        ),
        all=re.compile(
            rf"{_BEGIN}(?:{_words(terms.all)})\s+(?P<noun>{nouns}){_END}(?P<rest>[^.;:\d()]{{0,40}}?)\s{limits}"
        ),
        count_behind=re.compile(rf"{_BEGIN}{limits}[^.,;:\d()]{{0,25}}?\s{counted}"),
        scope=re.compile(
            rf"{_BEGIN}(?:{_words(terms.group_words)}|đối với)\s+"
            rf"(?:(?:khối|nhóm|các|đơn vị|ubnd)\s+){{0,4}}(?P<scope>{scopes}){_END}"
        ),
        named_scope=re.compile(rf"{_BEGIN}(?P<scope>{scopes}){_END}"),
        size=re.compile(
            rf"{_BEGIN}(?:{_words(terms.group_words)})\s+(?P<name>[^();:\d]{{2,90}}?)\s+(?:với|gồm)\s+"
            rf"(?P<count>\d{{1,3}})\s+đơn vị(?=\s*[,.;)]|$)"
        ),
        whole=re.compile(
            r"(?<![\d,./-])(?P<count>\d{1,3})\s+(?:đơn vị|cơ quan)[^.;\d()]{0,60}?\s"
            r"(?:gồm|trong đó)(?P<rest>[^.()]+)"
        ),
        part=re.compile(rf"(?<![\d,./-])(?P<count>\d{{1,3}})\s+(?P<noun>{any_noun}){_END}"),
        groups=re.compile(
            r"(?P<count>\d{1,3})\s+đơn vị\s+(?:theo|thuộc|trong|của)\s+(?P<groups>\d{1,2})\s+nhóm"
        ),
        band_count=re.compile(
            rf"(?<![\d,./-])(?P<count>\d{{1,3}})\s+(?:{nouns})\s(?P<rest>[^.;\d()]{{0,70}}?)"
            rf"{_BEGIN}(?P<band>{bands}){_END}(?!\s*\()"
        ),
        band_range=re.compile(rf"{_BEGIN}(?P<band>{bands})\s*\((?P<limits>[^()]{{3,60}})\)"),
        threshold=re.compile(rf"{_BEGIN}{limits}"),
        mean=re.compile(rf"{_BEGIN}{means}{_END}"),
        overall_mean=re.compile(
            rf"{_BEGIN}{means}{_END}[^.;]{{0,150}}?\s(?:là|đạt)\s+(?P<figure>{_NUMBER})\s*{unit_of}"
        ),
        overall=re.compile(
            rf"{_BEGIN}(?:năm\s+(?P<year>20\d\d)|{_words(terms.overall)})\s+(?:chỉ\s+)?(?:đạt|là)"
            rf"(?:\s+được)?(?:\s+tỷ lệ)?(?:\s+là)?\s+"
            rf"(?P<figure>{_NUMBER})\s*{unit_of}"
        ),
        way=re.compile(rf"{_BEGIN}(?:(?P<rises>{rises})|{falls}){_END}"),
        shift=re.compile(
            rf"(?P<change>{_NUMBER})\s*{unit_of}\s+so với\s+(?:cùng kỳ\s+)?năm\s+(?P<than>20\d\d)"
            rf"|năm\s+(?P<than_first>20\d\d)\s+là\s+(?P<change_last>{_NUMBER})\s*{unit_of}"
        ),
        figure=re.compile(
            rf"(?<![\d,./-])(?P<figure>\d{{1,3}}(?:,\d{{1,6}})?)(?=\s*{unit_of}|\s+và\s+{_NUMBER}\s*{unit_of})"
        ),
        rank=re.compile(
            rf"{_BEGIN}(?:(?P<tied>{tied})\s+(?P<tied_rank>{ordinal})|(?P<first>{first})|(?P<last>{last})"
            rf"|(?:{place})\s+(?P<rank>{ordinal})(?:\s+và\s+(?P<next>\d{{1,2}}))?){_END}"
        ),
        unit=re.compile(
            rf"{_BEGIN}(?i:(?P<start>{starts}))\s+(?P<name>[^,;:().\d]{{1,80}}?)"
            rf"(?=\s(?i:{_words(terms.name_ends)}){_END}|\s*[,;:().]|\s*\d|\s+và\s+(?i:{starts})\s|\s*$)"
        ),
        change=re.compile(
            rf"(?P<now>{_NUMBER})\s*{unit_of},?\s+(?P<way>{way})\s+(?P<change>{_NUMBER})\s*{unit_of}"
            rf"[^.;()\d]{{0,40}}?năm\s+(?P<year>20\d\d)\s*\((?:[^()\d]{{0,20}}\s)?(?P<before>{_NUMBER})\s*{unit_of}?\)"
        ),
        from_to=re.compile(
            rf"(?P<way>{way})\s+(?P<change>{_NUMBER})\s*(?:điểm\s+)?{unit_of}[^.;()]{{0,60}}?\s"
            rf"từ\s+(?P<before>{_NUMBER})\s*{unit_of}[^.;()\d]{{0,30}}?\s(?:lên|xuống|còn)\s+"
            rf"(?P<now>{_NUMBER})\s*{unit_of}"
        ),
        move=re.compile(
            rf"{_BEGIN}(?:{_words(terms.from_place)})\s+(?P<from>{ordinal}){_END}[^.;]{{0,60}}?"
            rf"{_BEGIN}(?:(?P<up>{ups})|(?P<down>{downs}))\s[^.;\d]{{0,40}}?"
            rf"(?:{place})\s+(?P<to>{ordinal}){_END}"
        ),
        steps=re.compile(rf"(?<![\d,./-])(?P<steps>\d{{1,2}})\s+(?:{_words(terms.steps)}){_END}"),
        compared=re.compile(
            rf"{_BEGIN}(?:{_words(terms.compared)})[^.;\d]{{0,25}}20\d\d(?:\s*\([^()]{{0,40}}\))?"
            rf"|{_words(terms.from_place)}\s+{ordinal}\s+năm\s+20\d\d"
        ),
        listed=re.compile(
            rf"(?<![\d,./-])(?P<count>\d{{1,2}})\s+(?:{nouns}){_END}[^.;:]{{0,90}}?(?:\s(?:{_words(terms.lists)})|:)\s"
            rf"(?P<list>[^.;:]{{3,1500}})"
        ),
        list_end=re.compile(rf"\s(?:{_words(terms.name_ends)}){_END}"),
    )


def _limits(terms: words.StatementWords, unit_of: str) -> str:
    """A threshold: above, below, from on, or between. Without a unit behind it, it ends a part of a sentence:
    "5 trên 40 đơn vị" is none."""
    above, below, on = _words(terms.above), _words(terms.below), _words(terms.at_least)
    return (
        rf"(?:(?P<above>{above})|(?P<below>{below})|(?P<from>từ)|đạt(?:\s+tỷ lệ)?(?=\s+100\s*%))\s+"
        rf"(?P<low>{_NUMBER})(?![\d/])(?:\s*{unit_of})?"
        rf"(?:\s*(?:-|–|đến)\s*(?P<open>{below}\s+)?(?P<high>{_NUMBER})(?:\s*{unit_of})?)?"
        rf"(?P<on>\s+(?:{on}))?(?:(?<=%)|(?<=điểm)|(?<=phần trăm)|(?<=trở lên)|(?=\s*(?:[,.;)]|$)))"
    )


def _unit_starts() -> str:
    starts = words.statements().unit_starts
    return _words((*starts.huyen, *starts.xa, *starts.other))


def _all_scopes() -> list[str]:
    every: list[str] = []
    for texts in words.statements().scopes.values():
        every += texts
    return every


def _ordinals() -> list[str]:
    every: list[str] = []
    for texts in words.statements().ordinals.values():
        every += texts
    return every


@cache
def _scope_by_word() -> Mapping[str, str]:
    scopes = words.statements().scopes.items()
    return {word.casefold(): scope for scope, texts in scopes for word in texts}


@cache
def _number_by_word() -> Mapping[str, int]:
    ordinals = words.statements().ordinals.items()
    return {word.casefold(): int(number) for number, texts in ordinals for word in texts}


def ordinal_of(text: str) -> int:
    """The number that an ordinal is, in digits or in words."""
    if text.isdecimal():
        return int(text)
    return _number_by_word()[text]


def scope_named(word: str) -> str:
    """The group that a word of `statements.yaml` is about."""
    return _scope_by_word()[word]


def scopes_in(text: str) -> list[str]:
    """The groups that a text, in small letters, names, in their order and each once.

    >>> scopes_in("các cơ quan trung ương và các sở, ban, ngành")
    ['trung-uong', 'so']
    """
    return list(dict.fromkeys(scope_named(match["scope"]) for match in phrases().named_scope.finditer(text)))


def scope_of_unit(start: str) -> str:
    """The group that the first word of the name of a unit says; "" where it says none."""
    starts = words.statements().unit_starts
    for scope, texts in (("huyen", starts.huyen), ("xa", starts.xa)):
        if start.casefold() in map(str.casefold, texts):
            return scope
    return ""


def units_in(sentence: str) -> Iterator[re.Match[str]]:
    """The names of units in a sentence as it is written: they have a capital, and no common noun has."""
    for match in phrases().unit.finditer(sentence):
        named = match["start"][:1].isupper() and " " in match["start"]
        if named or match["name"][:1].isupper():
            yield match
