"""Reads what the sentences of a document say, one after the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from sipas_cli.recount.published.columns import index_of, indices_in
from sipas_cli.recount.published.document import Document, Place, Text
from sipas_cli.recount.published.facts import (
    ALL_UNITS,
    LAST,
    LEAST,
    MOST,
    UNKNOWN,
    About,
    BandCount,
    BandRange,
    Change,
    Count,
    Groups,
    Listing,
    Mean,
    Move,
    Shift,
    Size,
    Statements,
    Told,
)
from sipas_cli.recount.published.figures import Figure, Interval, figure_of
from sipas_cli.recount.published.phrases import (
    BETWEEN_PARTS,
    FROM,
    INDEX_WORD,
    ITEM,
    PERSON,
    UP_TO,
    YEAR,
    YEAR_BEGINS,
    band_key,
    names_unit,
    ordinal_of,
    phrases,
    scope_named,
    scope_of_unit,
    scopes_in,
    units_in,
)
from sipas_cli.recount.published.ranks import Ranked
from sipas_cli.recount.published.reckonings import is_rough, read_reckonings
from sipas_cli.rules import words

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_]|\()")
_LONGEST_QUOTE = 140
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def statements_of(document: Document) -> Statements:
    """What the sentences say, from top to bottom: an index and a group hold on until another is named."""
    reader = _Reader()
    for text in document.texts:
        for sentence in _SENTENCE.split(text.text):
            before = reader.statements.number
            reader.read(sentence.strip(), text)
            if reader.statements.number > before:
                reader.statements.understood += 1
            elif phrases().telling.search(sentence.casefold()):
                reader.statements.unread.append(text.place)
    return _with_first_topic(reader)


def _with_first_topic(reader: "_Reader") -> Statements:
    """What was known before the first index was named alone is about it, if the title names it first of
    several; numbers of units of groups are about all of them."""
    statements = reader.statements
    if reader.first_topic == reader.first_of_several:
        topic = reader.first_topic
        statements.counts = [replace(fact, about=fact.about.of(topic)) for fact in statements.counts]
        statements.told = [replace(fact, about=fact.about.of(topic)) for fact in statements.told]
    return statements


class _Reader:
    """Reads sentence by sentence."""

    def __init__(self) -> None:
        self.statements = Statements()
        self._topic = self._scope = ""
        self.first_topic = self.first_of_several = ""
        self._number = 0
        self._sentence = self._lower = ""
        self._place = self._scope_place = Place("", "")

    def read(self, sentence: str, text: Text) -> None:
        """Takes in what a sentence says."""
        self._number += 1
        self._sentence, self._lower, self._place = sentence, sentence.casefold(), text.place
        if len(self._lower) != len(sentence):  # a letter of no Vietnamese word
            return
        if self._says((*words.statements().elsewhere, *words.statements().aims)):
            return
        topic = index_of(sentence)
        if topic and topic != self._topic:
            self._topic, self._scope = topic, ""
        self.first_topic = self.first_topic or topic
        if not topic and not self.first_of_several:
            self.first_of_several = next(iter(indices_in(sentence)), "")
        self._counts()
        self._none_or_all()
        self._sizes()
        self._bands()
        self._means()
        self._changes()
        read_reckonings(self._lower, self._about, self.statements)
        self._listings()
        self._units()
        for match in phrases().scope.finditer(self._lower):
            self._scope, self._scope_place = scope_named(match["scope"]), self._place

    def _says(self, texts: Sequence[str]) -> bool:
        return any(word.casefold() in self._lower for word in texts)

    # what holds at a place of the sentence

    def _about(self, place: int, scope: str | None = None) -> About:
        group = self._scope_at(place) if scope is None else scope
        quote = self._sentence[:_LONGEST_QUOTE]
        if len(self._sentence) > _LONGEST_QUOTE:
            quote = f"{quote.rstrip()}…"
        return About(self._place, quote, self._number, self._topic, group, self._year_at(place))

    def _scope_at(self, place: int) -> str:
        """The group that was named last before a place."""
        group = self._scope
        for match in phrases().scope.finditer(self._lower, 0, place):
            group = scope_named(match["scope"])
        return group

    def _scope_of_item(self) -> str:
        """The group that an item of a list is about, by its heading; "" for any other sentence, and for the
        item of a unit. Of a group that is not known nobody can tell whether others are of it."""
        item = ITEM.match(self._lower)
        if item is None or names_unit(self._sentence[: item.end("head")]):
            return ""
        named = scopes_in(item["head"])
        return named[0] if len(named) == 1 else f"{UNKNOWN}{self._number}"

    def _year_at(self, place: int) -> int | None:
        """The year that its brackets name before a place, else that which begins a part of the sentence."""
        opened = self._lower.rfind("(", 0, place)
        if opened > self._lower.rfind(")", 0, place):
            years = _YEAR.findall(self._lower, opened, place)
            if years:
                return int(years[-1])
            return None
        years = YEAR_BEGINS.findall(self._lower[:place])
        if years:
            return int(years[-1])
        return None

    # numbers of units

    def _counts(self) -> None:
        known = words.statements()
        other = (*known.other_things, *known.rises, *known.falls)
        for pattern in (phrases().count, phrases().count_behind):
            for match in pattern.finditer(self._lower):
                if any(word.casefold() in match[0] for word in other) or is_rough(match, self._lower):
                    continue
                about = self._about(match.start(), self._scope_of_count(match))
                of = int(match["of"]) if match["of"] else None
                loose = not scopes_in(match["noun"])
                if of is not None:
                    self.statements.sizes.append(Size(about, of, loose))
                limits = limits_of(match)
                quote = self._sentence[match.start() : match.end()]
                self.statements.counts.append(Count(about, int(match["count"]), of, limits, quote, loose))

    def _none_or_all(self) -> None:
        for pattern, number in ((phrases().none, 0), (phrases().all, ALL_UNITS)):
            for match in pattern.finditer(self._lower):
                about = self._about(match.start(), self._scope_of_count(match))
                quote = self._sentence[match.start() : match.end()]
                self.statements.counts.append(Count(about, number, None, limits_of(match), quote))

    def _scope_of_count(self, match: re.Match[str]) -> str | None:
        """The group that the noun behind a number names; None where its sentence or its paragraph does. What
        a paragraph above known may hold on or not: then nobody can tell."""
        named = scopes_in(match["noun"])
        if named:
            return named[0]
        here = phrases().scope.search(self._lower, 0, match.start())
        if here or not self._scope or self._scope_place == self._place:
            return None
        return f"{UNKNOWN}{self._number}"

    def _sizes(self) -> None:
        for match in phrases().size.finditer(self._lower):
            named = scopes_in(match["name"])
            if named:
                about = self._about(match.start(), named[0])
                self.statements.sizes.append(Size(about, int(match["count"])))
        for match in phrases().groups.finditer(self._lower):
            about = self._about(match.start(), "")
            self.statements.groups.append(Groups(about, int(match["count"]), int(match["groups"])))
            self.statements.sizes.append(Size(about, int(match["count"])))

        for match in phrases().whole.finditer(self._lower):
            self._whole(match)

    def _whole(self, match: re.Match[str]) -> None:
        """So many units, of which so many of each of several groups."""
        parts = list(phrases().part.finditer(match["rest"]))
        scopes = [scopes_in(match["noun"]) for match in parts]
        named = {scope[0] for scope in scopes if scope}
        if len(named) < len(parts) or len(parts) < len(("one", "another")):
            return
        if not match["listed"] and not _is_list(match["rest"], parts):  # "of which 5 offices are above 90"
            return
        self.statements.groups.append(Groups(self._about(match.start(), ""), int(match["count"]), len(parts)))
        for part, scope in zip(parts, scopes, strict=True):
            self.statements.sizes.append(Size(self._about(part.start(), scope[0]), int(part["count"])))

    def _bands(self) -> None:
        for match in phrases().band_range.finditer(self._lower):
            limits = phrases().threshold.search(match["limits"] or match["told"])
            if limits:
                band = band_key(match["band"] or match["grade"])
                about = self._about(match.start())
                self.statements.ranges.append(BandRange(about, band, limits_of(limits), limits[0]))
        for match in phrases().band_count.finditer(self._lower):
            about = self._about(match.start())
            self.statements.bands.append(BandCount(about, int(match["count"]), band_key(match["band"])))

    # means

    def _means(self) -> None:
        overall = phrases().overall_mean.search(self._lower)
        of_group = phrases().scope.search(self._lower)
        named = scopes_in(overall[0]) if overall and not of_group else []
        if overall and len(named) == 1:
            self._overall(overall, named[0], is_mean=True)
        elif overall and not phrases().scope.search(self._lower, 0, overall.end()):
            self._overall(overall, "", is_mean=True)
        else:
            self._figures_of_years()
        if not phrases().mean.search(self._lower):
            self._figures_of_groups()
        if len(named) == 1 or not phrases().mean.search(self._lower):
            return
        start = 0
        for clause in self._lower.split(";"):
            self._mean_of_group(clause, start)
            start += len(clause) + 1

    def _figures_of_years(self) -> None:
        """The figures of all, each of a year; behind "more" and "less" stand changes."""
        start = 0
        for clause in self._lower.split(";"):
            if not phrases().scope.search(clause):
                self._figures_of_all(start, start + len(clause))
            start += len(clause) + 1

    def _figures_of_all(self, start: int, end: int) -> None:
        """Those of a part of the sentence: where it says that they are of all, the index may have been named
        before."""
        other = self._says(words.statements().other_things)
        for match in phrases().overall.finditer(self._lower, start, end):
            about_index = INDEX_WORD in self._lower or (match["named"] and self._topic and not other)
            named = names_unit(self._sentence[start : match.end()])
            if about_index and not named and not phrases().way.search(self._lower, start, match.start()):
                self._overall(match, "", is_mean=False)

    def _figures_of_groups(self) -> None:
        """The figures of groups that are not called means, each in a part of the sentence of its own."""
        start = 0
        for clause in self._lower.split(";"):
            match = phrases().group_figure.search(clause)
            figure = figure_of(match["figure"]) if match else None
            if match and figure and self._topic and not self._says(words.statements().other_things):
                about = self._about(start, scope_named(match["scope"]))
                self.statements.means.append(Mean(about, figure, None, is_mean=False))
            start += len(clause) + 1

    def _shifts(self, about: About, now: Figure, start: int) -> None:
        """How much more or less than in which years, behind the figure of all."""
        way = phrases().way.search(self._lower, start)
        if way is None or any(letter.isdigit() for letter in self._lower[start : way.start()]):
            return
        for match in phrases().shift.finditer(self._lower, way.end()):
            change = figure_of(match["change"] or match["change_last"])
            than = int(match["than"] or match["than_first"])
            if change:
                self.statements.shifts.append(Shift(about, now, change, way["rises"] is not None, than))

    def _overall(self, match: re.Match[str], scope: str, *, is_mean: bool) -> None:
        figure = figure_of(match["figure"])
        about = self._about(match.start(), scope)
        years = _YEAR.findall(match[0])
        if years:
            about = replace(about, year=int(years[-1]))
        if figure:
            self.statements.means.append(Mean(about, figure, None, is_mean))
            self._shifts(about, figure, match.end())

    def _mean_of_group(self, clause: str, start: int) -> None:
        scopes = [scope_named(match["scope"]) for match in phrases().scope.finditer(clause)]
        figures = [figure_of(match["figure"]) for match in phrases().figure.finditer(clause)]
        names = names_unit(self._sentence[start : start + len(clause)])
        if len(scopes) != len(figures) or len(set(scopes)) != len(scopes) or names:
            return
        places = [_place(match) for match in phrases().rank.finditer(clause)]
        ranks = places if len(places) == len(scopes) else [None] * len(scopes)
        for scope, figure, rank in zip(scopes, figures, ranks, strict=True):
            if figure:
                self.statements.means.append(Mean(self._about(start, scope), figure, rank))

    # changes

    def _changes(self) -> None:
        rises = tuple(map(str.casefold, words.statements().rises))
        for match in phrases().change.finditer(self._lower):
            now, change, before = (figure_of(match[name]) for name in ("now", "change", "before"))
            if now and change and before:
                about = self._about(match.start())
                relative = match["unit"] in map(str.casefold, words.statements().percent)
                self.statements.changes.append(
                    Change(about, now, change, match["way"] in rises, before, relative)
                )
        moves = list(phrases().move.finditer(self._lower))
        steps = list(phrases().steps.finditer(self._lower))
        alone = len(steps) == len(moves) == 1
        for match in moves:
            move = _move(match, self._about(match.start()))
            if alone:
                move = replace(move, steps=int(steps[0]["steps"]))
            self.statements.moves.append(move)
            if alone and (steps[0]["rises"] or steps[0]["falls"]):
                self.statements.moves.append(replace(move, up=steps[0]["rises"] is not None))

    # units

    def _listings(self) -> None:
        for match in phrases().listed.finditer(self._lower):
            listed = self._sentence[match.start("list") : match.end("list")]
            if end := phrases().list_end.search(listed.casefold()):
                listed = listed[: end.start()]
            named = _named(listed)
            if named:
                about = self._about(match.start())
                self.statements.listings.append(Listing(about, int(match["count"]), named))

    def _units(self) -> None:
        start = 0
        for clause in self._sentence.split(";"):
            self._units_of(clause, start)
            start += len(clause) + 1

    def _units_of(self, clause: str, start: int) -> None:
        """The figures and ranks of a clause, where it is plain whose each is."""
        lower = clause.casefold()
        units = list(units_in(clause))
        other = any(word.casefold() in lower for word in words.statements().other_things)
        figures = [match for match in map(_figure, _figures(lower)) if match and not other]
        places = [match for match in phrases().rank.finditer(lower) if _is_rank(match, lower)]
        bands = [band_key(match["band"]) for match in phrases().graded.finditer(lower)]
        if not units or not (figures or places):
            return
        if len(bands) == 1:
            bands *= len(units)
        together = [*words.statements().together, *words.statements().tied]
        if len(figures) == 1 and any(f" {word.casefold()} " in f" {lower} " for word in together):
            figures *= len(units)
        if len(figures) != len(units):
            figures = []
        ranks = _ranks(places, len(units))
        several = len({match["scope"] for match in phrases().scope.finditer(lower)}) > 1
        for number, unit in enumerate(units):
            if not figures and ranks[number] is None:
                continue
            scope = scope_of_unit(unit["start"]) or self._scope_of_item()
            scope = scope or self._scope_at(start + unit.start())
            about = self._about(start + unit.start(), f"{UNKNOWN}{self._number}" if several else scope)
            about = replace(about, year=_other_year(lower) or about.year)
            tied = any(match["tied"] for match in places)
            figure = figures[number] if figures else None
            line = Ranked(unit[0].strip(), ranks[number], figure, self._place, tied)
            band = bands[number] if len(bands) == len(units) else ""
            self.statements.told.append(Told(about, line, band))


def _other_year(clause: str) -> int | None:
    """The year of which a clause tells, if it names one that is neither compared nor of a former rank."""
    rest = phrases().move.sub(" ", clause)
    years = _YEAR.findall(phrases().compared.sub(" ", rest))
    if years:
        return int(years[0])
    return None


def _figures(lower: str) -> Iterator[re.Match[str]]:
    """The figures of a clause that are neither limits nor changes."""
    known = words.statements()
    other = (*known.above, *known.below, *known.rises, *known.falls, FROM, UP_TO)
    for match in phrases().figure.finditer(lower):
        before = lower[: match.start()].rstrip()
        if not before.endswith(tuple(word.casefold() for word in other)):
            yield match


def _figure(match: re.Match[str]) -> Figure | None:
    return figure_of(match["figure"])


def _is_rank(match: re.Match[str], lower: str) -> bool:
    """Whether a place is this year's: not that from which a unit came, nor a head of an office ("người đứng
    đầu"), nor which year in a row it is ("năm thứ 2 liên tiếp"), nor the lowest."""
    before = lower[: match.start()].rstrip()
    return not before.endswith((FROM, PERSON, YEAR)) and not match["last"]


def _place(match: re.Match[str]) -> int:
    if match["last"]:
        return LAST
    if match["first"]:
        return 1
    return ordinal_of(match["rank"] or match["tied_rank"])


def _ranks(places: Sequence[re.Match[str]], units: int) -> list[int | None]:
    """The rank of each unit: as many as there are units, or one that all share; one alone is that of the
    first unit of a clause."""
    ranks: list[int | None] = []
    for match in places:
        ranks.append(_place(match))
        if match["next"]:
            ranks.append(int(match["next"]))
    if len(ranks) == units:
        return ranks
    if len(ranks) == 1 and places[0]["tied"]:
        return ranks * units
    if len(ranks) == 1:
        return [*ranks, *[None] * (units - 1)]
    return [None] * units


def _is_list(text: str, parts: Sequence[re.Match[str]]) -> bool:
    """Whether a text says nothing but its parts."""
    ends = [0, *(part.end() for part in parts)]
    starts = [*(part.start() for part in parts), len(text)]
    between = (text[end:start] for end, start in zip(ends, starts, strict=True))
    return all(rest.strip(" ,;:+") in BETWEEN_PARTS for rest in between)


def _move(match: re.Match[str], about: About) -> Move:
    if match["from_rank"]:
        return Move(about, int(match["from_rank"]), int(match["to_rank"]), match["rank_up"] is not None)
    return Move(about, ordinal_of(match["from"]), ordinal_of(match["to"]), match["up"] is not None)


def _named(listed: str) -> int:
    """How many units a list names; 0 where one of its items is no name of a unit, as then nobody can tell."""
    known = words.statements().not_all_named
    if any(letter.isdigit() for letter in listed) or set(listed.casefold().split()) & set(known):
        return 0
    named = [match.start() for match in units_in(listed)]
    items = [item.strip() for item in listed.split(",")]
    places = [match.start() for match in re.finditer(r"(?:^|, )(?=\S)", listed)]
    heads = [place + (2 if listed[place : place + 2] == ", " else 0) for place in places]
    if len(items) > 1 and any(head not in named for head in heads):
        return 0
    return len(named)


def limits_of(match: re.Match[str]) -> Interval:
    """The limits that a threshold gives: above is without the figure itself, from and to are with it."""
    low = Fraction(match["low"].replace(",", "."))
    high = Fraction(match["high"].replace(",", ".")) if match["high"] else None
    if high is not None:
        return Interval(low, high, True, not match["open"])
    if match["below"]:
        return Interval(LEAST, low, True, False)
    if match["above"]:
        return Interval(low, MOST, bool(match["on"]), True)
    if match["from"]:
        return Interval(low, MOST, True, True)
    return Interval(low, low, True, True)
