"""How the text of a decision says things: patterns made of the words of `statements.yaml`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sipas_cli.rules import words
from sipas_cli.rules.words import one_of

#: Before a figure: it is a limit, from it or up to it.
FROM, UP_TO = "từ", "đến"
#: Between the parts of a whole stands one of these, or a mark alone.
BETWEEN_PARTS = ("", "và", "có")
#: Before "đứng đầu": the head of an office, and no first place.
PERSON = "người"
YEAR = "năm"
#: "- Các sở, ban, ngành tỉnh (19 đơn vị): ...": an item of a list with its heading.
ITEM = re.compile(r"[-–+•] (?P<head>[^:();.]+)(?:\([^)]*\))?:")
#: An article of a decision, and what it says.
ARTICLE = re.compile(r"Điều \d+\. (?P<rest>.*)", re.IGNORECASE)
#: What a title of results says, and how a sentence goes on that tells a figure of a year.
INDEX_WORD, GOES_ON = "chỉ số", re.compile(r"20\d\d\s+(?:đạt|là|tăng|giảm|cao|thấp|của tỉnh)")
#: A year that begins a part of a sentence, in small letters.
YEAR_BEGINS = re.compile(r"(?:^|, |: )năm (20\d\d)")
NUMBER = r"\d{1,3}(?:,\d{1,6})?"
#: Numbers of things, with points between thousands.
_WHOLE = r"(?:\d{1,3}(?:\.\d{3})+|\d{1,6})"
_FREE = r"(?<![\d,./-])"
#: What stands between the words of a change: no figure, but a year.
_BETWEEN = r"(?:[^.;()\d]|20\d\d|\(năm 20\d\d\))"
#: A word begins or ends here: a letter or a digit of another word does not stand beside it.
BEGIN, END = r"(?<![^\W_])", r"(?![^\W_])"


def either(texts: Iterable[str]) -> str:
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
    graded         a band
    threshold      limits alone
    mean           the word for a mean
    overall_mean   a mean of all, with its figure
    overall        the figure of all, or that of a year
    group_figure   a group and its figure, and nothing else
    way, shift     more or less; how much, and than in which year
    figure         a percentage, or points
    rank           a place among all
    unit           the name of a unit
    change         a figure, how much more or less it is, than which of which year
    change_of      how much more or less, than in which year
    move, steps    from which place to which; by how many places
    compared       a comparison with another year
    listed         a number of units, and which they are
    list_end       where names end
    telling        a figure, a number of units or a rank, whatever is said of it
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
    graded: re.Pattern[str]
    threshold: re.Pattern[str]
    mean: re.Pattern[str]
    overall_mean: re.Pattern[str]
    overall: re.Pattern[str]
    group_figure: re.Pattern[str]
    way: re.Pattern[str]
    shift: re.Pattern[str]
    figure: re.Pattern[str]
    rank: re.Pattern[str]
    unit: re.Pattern[str]
    change: re.Pattern[str]
    move: re.Pattern[str]
    steps: re.Pattern[str]
    compared: re.Pattern[str]
    listed: re.Pattern[str]
    list_end: re.Pattern[str]
    telling: re.Pattern[str]


@cache
def phrases() -> Phrases:
    """The patterns, made once."""
    terms = words.statements()
    nouns, starts = either(terms.counted), _unit_starts()
    unit_of = rf"(?:{either((*terms.percent, *terms.points))})"
    rises, falls = either(terms.rises), either(terms.falls)
    limits = limits_pattern(terms, unit_of)
    out_of = rf"(?:/|\s+(?:{either(terms.out_of)})\s+)"
    counted = rf"(?<![\d,./-])(?P<count>\d{{1,3}})(?:{out_of}(?P<of>\d{{1,3}}))?\s+(?P<noun>{nouns}){END}"
    scopes = either(all_scopes())
    any_noun = either({*terms.counted, *all_scopes()})
    place = either(terms.places)
    ordinal = rf"(?:\d{{1,2}}|{either(_ordinals())})"
    first, last, tied = either(terms.first), either(terms.last), either(terms.tied)
    bands = rf"(?:{either(terms.bands)}) (?:\d|[ivx]{{1,4}}|[a-e])"
    grades = either(all_grades())
    graded = rf"(?:{bands}|(?:{either(terms.grade_words)}) (?:{grades}|[a-e]))"
    means, way = either(terms.means), rf"(?:{rises}|{falls})"
    ups, downs = either(terms.moves_up), either(terms.moves_down)
    return Phrases(
        count=re.compile(rf"{counted}(?P<rest>[^.;:\d()]{{0,70}}?)\s{limits}"),
        none=re.compile(
            rf"{BEGIN}(?:{either(terms.none)})\s+(?P<noun>{nouns})\s+nào(?P<rest>[^.;:\d()]{{0,70}}?)\s{limits}"
        ),
        all=re.compile(
            rf"{BEGIN}(?:{either(terms.all)})\s+(?P<noun>{nouns}){END}(?P<rest>[^.;:\d()]{{0,40}}?)\s{limits}"
        ),
        count_behind=re.compile(rf"{BEGIN}{limits}(?:\s*:)?[^.,;:\d()]{{0,25}}?\s{counted}"),
        scope=re.compile(
            rf"{BEGIN}(?:{either(terms.group_words)}|đối với)\s+"
            rf"(?:(?:khối|nhóm|các|đơn vị|ubnd)\s+){{0,4}}(?P<scope>{scopes}){END}"
        ),
        named_scope=re.compile(rf"{BEGIN}(?P<scope>{scopes}){END}"),
        size=re.compile(
            rf"{BEGIN}(?:{either(terms.group_words)})\s+(?P<name>[^();:\d]{{2,90}}?)\s+(?:với|gồm)\s+"
            rf"(?P<count>\d{{1,3}})\s+đơn vị(?=\s*[,.;)]|$)"
        ),
        whole=re.compile(
            r"(?<![\d,./-])(?P<count>\d{1,3})\s+(?:đơn vị|cơ quan)[^.;:\d()]{0,60}?"
            r"(?:\s(?P<listed>gồm)|\strong đó|\s*[(:])(?P<rest>[^.()]+)"
        ),
        part=re.compile(rf"(?<![\d,./-])(?P<count>\d{{1,3}})\s+(?P<noun>{any_noun}){END}"),
        groups=re.compile(
            r"(?P<count>\d{1,3})\s+đơn vị\s+(?:theo|thuộc|trong|của)\s+(?P<groups>\d{1,2})\s+nhóm"
        ),
        band_count=re.compile(
            rf"(?<![\d,./-])(?P<count>\d{{1,3}})\s+(?:{nouns})\s(?P<rest>[^.;\d()]{{0,70}}?)"
            rf"{BEGIN}(?P<band>{graded}){END}(?!\s*\()"
        ),
        band_range=re.compile(
            rf"(?:{BEGIN}(?P<band>{graded})|(?:^|[;,:–-]\s*)(?P<grade>{grades}))\s*"
            rf"(?:\((?P<limits>[^()]{{3,60}})\)|:\s*(?P<told>[^()\d;:]{{0,30}}{BEGIN}{limits}))"
        ),
        graded=re.compile(rf"{BEGIN}(?P<band>{graded}){END}"),
        threshold=re.compile(rf"{BEGIN}{limits}"),
        mean=re.compile(rf"{BEGIN}{means}{END}"),
        overall_mean=re.compile(
            rf"{BEGIN}{means}{END}[^.;]{{0,150}}?\s(?:là|đạt)\s+(?P<figure>{NUMBER})\s*{unit_of}"
        ),
        overall=re.compile(
            rf"{BEGIN}(?:năm\s+(?P<year>20\d\d)|(?P<named>{either(terms.overall)})"
            rf"(?:\s+của\s+(?:toàn\s+|cả\s+)?(?:tỉnh|thành phố)[^.;:\d,()]{{0,30}}?)?(?:\s+năm\s+20\d\d)?)"
            rf"(?:\s+(?:chỉ\s+)?(?:đạt|là)(?:\s+được)?(?:\s+tỷ lệ)?(?:\s+là)?\s+|\s*:\s*)"
            rf"(?P<figure>{NUMBER})\s*{unit_of}"
        ),
        group_figure=re.compile(
            rf"^\W*(?:(?:{either(terms.group_words)}|đối với|các|đơn vị)\s+){{0,4}}(?P<scope>{scopes})"
            rf"(?:\s+năm\s+20\d\d)?(?:\s+(?:đạt|là)(?:\s+tỷ lệ)?\s+|\s*:\s*)"
            rf"(?P<figure>{NUMBER})\s*{unit_of}[^\d]*$"
        ),
        way=re.compile(rf"{BEGIN}(?:(?P<rises>{rises})|{falls}){END}"),
        shift=re.compile(
            rf"(?P<change>{NUMBER})\s*{unit_of}\s+so với\s+(?:cùng kỳ\s+)?năm\s+(?P<than>20\d\d)"
            rf"|năm\s+(?P<than_first>20\d\d)\s+là\s+(?P<change_last>{NUMBER})\s*{unit_of}"
        ),
        figure=re.compile(
            rf"(?<![\d,./-])(?P<figure>\d{{1,3}}(?:,\d{{1,6}})?)(?=\s*{unit_of}|\s+và\s+{NUMBER}\s*{unit_of})"
        ),
        rank=re.compile(
            rf"{BEGIN}(?:(?P<tied>{tied})\s+(?P<tied_rank>{ordinal})|(?P<first>{first})|(?P<last>{last})"
            rf"|(?:{place})\s+(?P<rank>{ordinal})(?:\s+và\s+(?P<next>\d{{1,2}}))?){END}"
        ),
        unit=re.compile(
            rf"{BEGIN}(?i:(?P<start>{starts}))\s+(?P<name>[^,;:().\d]{{1,80}}?)"
            rf"(?=\s(?i:{either(terms.name_ends)}){END}|\s*[,;:().]|\s*\d|\s+và\s+(?i:{starts})\s|\s*$)"
        ),
        change=re.compile(
            rf"(?P<now>{NUMBER})\s*{unit_of},?\s+(?P<way>{way})\s+(?P<change>{NUMBER})\s*(?P<unit>{unit_of})"
            rf"[^.;()\d]{{0,40}}?năm\s+(?P<year>20\d\d)\s*\((?:[^()\d]{{0,20}}\s)?(?P<before>{NUMBER})\s*{unit_of}?\)"
        ),
        move=re.compile(
            rf"{BEGIN}(?:{either(terms.from_place)})\s+(?P<from>{ordinal}){END}[^.;]{{0,60}}?"
            rf"{BEGIN}(?:(?P<up>{ups})|(?P<down>{downs}))\s[^.;\d]{{0,40}}?"
            rf"(?:{place})\s+(?P<to>{ordinal}){END}"
            rf"|{BEGIN}(?:{either(terms.from_place)})\s+(?P<from_rank>\d{{1,2}})\s+"
            rf"(?:(?P<rank_up>{ups})|{downs})\s+(?P<to_rank>\d{{1,2}})(?![\d,./]|\s*{unit_of})"
        ),
        steps=re.compile(
            rf"(?:{BEGIN}(?:(?P<rises>{rises}|{ups})|(?P<falls>{falls}|{downs}))\s+)?"
            rf"(?<![\d,./-])(?P<steps>\d{{1,2}})\s+(?:{either(terms.steps)}){END}"
        ),
        compared=re.compile(
            rf"{BEGIN}(?:{either(terms.compared)})[^.;\d]{{0,25}}20\d\d(?:\s*\([^()]{{0,40}}\))?"
            rf"|{either(terms.from_place)}\s+{ordinal}\s+năm\s+20\d\d"
        ),
        listed=re.compile(
            rf"(?<![\d,./-])(?P<count>\d{{1,2}})\s+(?:{nouns}){END}[^.;:]{{0,90}}?(?:\s(?:{either(terms.lists)})|:)\s"
            rf"(?P<list>[^.;:]{{3,1500}})"
        ),
        telling=re.compile(rf"{NUMBER}\s*{unit_of}|{counted}|{BEGIN}(?:{place})\s+\d"),
        list_end=re.compile(rf"\s(?:{either(terms.name_ends)}){END}"),
    )


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """How sentences, in small letters, tell sums, shares and changes.

    counted   so many of so many units or ballots
    ranked    a rank of so many
    share     so many of so many of them, and the percentage in brackets right behind, or after words for it
    parts     numbers that are added, at the end of a text
    total     what they come to
    item      one of these numbers
    between   what stands between them
    change    how much more or less, from which figure to which
    behind    the same with the change last
    turn      from which figure to which, more or less
    """

    counted: re.Pattern[str]
    ranked: re.Pattern[str]
    share: re.Pattern[str]
    parts: re.Pattern[str]
    total: re.Pattern[str]
    item: re.Pattern[str]
    between: re.Pattern[str]
    change: re.Pattern[str]
    behind: re.Pattern[str]
    turn: re.Pattern[str]


@cache
def arithmetic() -> Arithmetic:
    """The patterns, made once."""
    terms = words.statements()
    nouns = either({*terms.counted, *terms.also_counted, *all_scopes()})
    percent = rf"(?P<percent>{NUMBER})\s*(?:{either(terms.percent)})"
    percent_behind = percent.replace("<percent>", "<percent_behind>")
    shares = either(terms.shares)
    in_brackets = either((*terms.shares, *terms.shares_in_brackets))
    limits = limits_pattern(terms, rf"(?:{either((*terms.percent, *terms.points))})")
    out_of = rf"(?P<count>{_WHOLE})(?:\s*/\s*|\s+(?:{either(terms.out_of)})\s+)(?P<of>{_WHOLE})"
    item = rf"{NUMBER}(?:\s+[^\d+;:().]{{1,45}}?)?"
    way, ups, downs = _ways(), either(terms.turns_up), either(terms.turns_down)
    unit = rf"(?:điểm\s+)?(?:{_units()})"
    from_, to = _end("before", unit), _end("now", unit)
    turned = rf"{BEGIN}từ\s+{from_}{_BETWEEN}{{0,30}}?\s?(?:(?P<up>{ups})|{downs})\s+{to}"
    change = rf"(?P<change>{NUMBER})(?![\d/.])(?:\s*(?P<change_unit>{unit}){END})?"
    return Arithmetic(
        counted=re.compile(rf"{_FREE}{out_of}\s+(?:{nouns}){END}"),
        ranked=re.compile(
            rf"{BEGIN}(?:{either(terms.places)})\s+(?P<count>\d{{1,3}})/(?P<of>\d{{1,3}})(?![\d/])"
        ),
        share=re.compile(
            rf"{_FREE}{out_of}\s+(?:(?:{nouns})\s*\(\s*(?:(?:{in_brackets})\s+)?{percent}\s*\)"
            rf"|[^.,;:()\d]{{2,60}}?(?:\s{limits})?(?:,?\s+|\s*\(\s*)(?:{shares})\s+{percent_behind}"
            rf"(?=\s*(?:[,.;()]|$|tổng số|số đơn vị)))"
        ),
        parts=re.compile(rf"{_FREE}{item}(?:\s*(?:\+[^\d+;:().,]{{0,45}}?|,\s|\s+và)\s*{item})+\Z"),
        total=re.compile(
            rf"\s*[,;–-]?\s*(?:và\s+)?(?:=|{BEGIN}(?:{either(terms.totals)})(?:\s+(?:là|có|số))?\s*:?)\s*"
            rf"(?P<whole>{NUMBER})(?![\d/.]\d)"
            rf"(?:\s*(?P<unit>{either((*terms.percent, *terms.points))}))?"
            rf"(?=\s*(?:[,.;)]|$|(?:{nouns}){END}))"
        ),
        item=re.compile(rf"[^\d]*({NUMBER})(?:\s+({nouns}))?\s*"),
        between=re.compile(r"\s*\+\s*|,\s+(?=\d)|\s+và\s+(?=\d)"),
        change=re.compile(
            rf"{BEGIN}(?P<way>{way})\s+(?:thêm\s+)?{change}(?:(?(change_unit){_BETWEEN}{{0,60}}?)\s*[,(]?\s*){turned}"
        ),
        behind=re.compile(rf"{turned}[\s,(]+(?:tức\s+)?(?:là\s+)?(?P<way>{way})\s+{change}"),
        turn=re.compile(rf"(?:{BEGIN}(?P<way>{way})\s+)?{turned}"),
    )


def _ways() -> str:
    terms = words.statements()
    return either((*terms.rises, *terms.falls))


def _units() -> str:
    """Of what a change may be: percent, points, places, things."""
    terms = words.statements()
    return either((*terms.percent, *terms.points, *terms.steps, *terms.counted, *terms.also_counted))


def _end(name: str, unit: str) -> str:
    """A figure from which, or to which, something goes."""
    return rf"(?:mức\s+)?(?P<{name}>{NUMBER})(?![\d/.])(?:\s*(?P<{name}_unit>{unit}){END})?"


def limits_pattern(terms: words.StatementWords, unit_of: str) -> str:
    """A threshold: above, below, from on, or between. Without a unit behind it, it ends a part of a sentence:
    "5 trên 40 đơn vị" is none."""
    above, below, on = either(terms.above), either(terms.below), either(terms.at_least)
    return (
        rf"(?:(?P<above>{above})|(?P<below>{below})|(?P<from>từ)|đạt(?:\s+tỷ lệ)?(?=\s+100\s*%))\s+"
        rf"(?P<low>{NUMBER})(?![\d/])(?:\s*{unit_of})?"
        rf"(?:\s*(?:-|–|đến)\s*(?P<open>{below}\s+)?(?P<high>{NUMBER})(?:\s*{unit_of})?)?"
        rf"(?P<on>\s+(?:{on}))?(?:(?<=%)|(?<=điểm)|(?<=phần trăm)|(?<=trở lên)|(?=\s*(?:[,.;:)]|$)))"
    )


def _unit_starts() -> str:
    starts = words.statements().unit_starts
    return either((*starts.huyen, *starts.xa, *starts.other))


def all_scopes() -> list[str]:
    """All names of groups."""
    every: list[str] = []
    for texts in words.statements().scopes.values():
        every += texts
    return every


def all_grades() -> list[str]:
    """All bands in words, the higher ones first."""
    every: list[str] = []
    for texts in words.statements().grades:
        every += texts
    return every


def band_key(text: str) -> str:
    """A band as cells and sentences name it alike: in small letters, without words before it.

    >>> band_key("Xếp loại Tốt"), band_key("Loại A"), band_key("Nhóm 1")
    ('tốt', 'a', 'nhóm 1')
    """
    small = text.strip().casefold()
    for word in words.statements().grade_words:
        if small.startswith(f"{word.casefold()} "):
            return small.removeprefix(word.casefold()).strip()
    return small


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


def names_unit(text: str) -> bool:
    """Whether a text names a unit."""
    return next(units_in(text), None) is not None


def units_in(sentence: str) -> Iterator[re.Match[str]]:
    """The names of units in a sentence as it is written: they have a capital, and no common noun has."""
    for match in phrases().unit.finditer(sentence):
        named = match["start"][:1].isupper() and " " in match["start"]
        if named or match["name"][:1].isupper():
            yield match
