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
    UNKNOWN,
    About,
    BandCount,
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
    FROM,
    INDEX_WORD,
    PERSON,
    UP_TO,
    YEAR_BEGINS,
    ordinal_of,
    phrases,
    scope_named,
    scope_of_unit,
    scopes_in,
    units_in,
)
from sipas_cli.recount.published.ranks import Ranked
from sipas_cli.rules import words

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_]|\()")
_LONGEST_QUOTE = 140
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
#: No percentage and no points of a document are beyond these.
_LEAST, _MOST = Fraction(-1), Fraction(10_000)


def statements_of(document: Document) -> Statements:
    """What the sentences say, from top to bottom: an index and a group hold on until another is named."""
    reader = _Reader()
    for text in document.texts:
        for sentence in _SENTENCE.split(text.text):
            reader.read(sentence.strip(), text)
    return _with_first_topic(reader)


def _with_first_topic(reader: "_Reader") -> Statements:
    """What was said before the first index was named alone is about it, if the title names it first of
    several; numbers of units of groups are about all of them."""
    found = reader.found
    if reader.first_topic == reader.first_of_several:
        topic = reader.first_topic
        found.counts = [replace(own, about=own.about.of(topic)) for own in found.counts]
        found.told = [replace(own, about=own.about.of(topic)) for own in found.told]
    return found


class _Reader:
    """Reads sentence by sentence."""

    def __init__(self) -> None:
        self.found = Statements()
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
        self._listings()
        self._units()
        for found in phrases().scope.finditer(self._lower):
            self._scope, self._scope_place = scope_named(found["scope"]), self._place

    def _says(self, texts: Sequence[str]) -> bool:
        return any(word.casefold() in self._lower for word in texts)

    # what holds at a place of the sentence

    def _about(self, place: int, scope: str | None = None) -> About:
        own = self._scope_at(place) if scope is None else scope
        quote = self._sentence[:_LONGEST_QUOTE]
        if len(self._sentence) > _LONGEST_QUOTE:
            quote = f"{quote.rstrip()}…"
        return About(self._place, quote, self._number, self._topic, own, self._year_at(place))

    def _scope_at(self, place: int) -> str:
        """The group that was named last before a place."""
        own = self._scope
        for found in phrases().scope.finditer(self._lower, 0, place):
            own = scope_named(found["scope"])
        return own

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
        said = words.statements()
        other = (*said.other_things, *said.rises, *said.falls)
        for pattern in (phrases().count, phrases().count_behind):
            for found in pattern.finditer(self._lower):
                if any(word.casefold() in found[0] for word in other):
                    continue
                about = self._about(found.start(), self._scope_of_count(found))
                of = int(found["of"]) if found["of"] else None
                loose = not scopes_in(found["noun"])
                if of is not None:
                    self.found.sizes.append(Size(about, of, loose))
                limits = limits_of(found)
                quote = self._sentence[found.start() : found.end()]
                self.found.counts.append(Count(about, int(found["count"]), of, limits, quote, loose))

    def _none_or_all(self) -> None:
        for pattern, number in ((phrases().none, 0), (phrases().all, ALL_UNITS)):
            for found in pattern.finditer(self._lower):
                about = self._about(found.start(), self._scope_of_count(found))
                quote = self._sentence[found.start() : found.end()]
                self.found.counts.append(Count(about, number, None, limits_of(found), quote))

    def _scope_of_count(self, found: re.Match[str]) -> str | None:
        """The group that the noun behind a number names; None where its sentence or its paragraph does. What
        a paragraph above said may hold on or not: then nobody can tell."""
        named = scopes_in(found["noun"])
        if named:
            return named[0]
        here = phrases().scope.search(self._lower, 0, found.start())
        if here or not self._scope or self._scope_place == self._place:
            return None
        return f"{UNKNOWN}{self._number}"

    def _sizes(self) -> None:
        for found in phrases().size.finditer(self._lower):
            named = scopes_in(found["name"])
            if named:
                about = self._about(found.start(), named[0])
                self.found.sizes.append(Size(about, int(found["count"])))
        for found in phrases().groups.finditer(self._lower):
            about = self._about(found.start(), "")
            self.found.groups.append(Groups(about, int(found["count"]), int(found["groups"])))
            self.found.sizes.append(Size(about, int(found["count"])))

        for found in phrases().whole.finditer(self._lower):
            self._whole(found)

    def _whole(self, found: re.Match[str]) -> None:
        """So many units, of which so many of each of several groups."""
        parts = list(phrases().part.finditer(found["rest"]))
        scopes = [scopes_in(own["noun"]) for own in parts]
        named = {scope[0] for scope in scopes if scope}
        if len(named) < len(parts) or len(parts) < len(("one", "another")):
            return
        self.found.groups.append(Groups(self._about(found.start(), ""), int(found["count"]), len(parts)))
        for own, scope in zip(parts, scopes, strict=True):
            self.found.sizes.append(Size(self._about(found.start(), scope[0]), int(own["count"])))

    def _bands(self) -> None:
        for found in phrases().band_range.finditer(self._lower):
            limits = phrases().threshold.search(found["limits"])
            if limits:
                self.found.ranges.setdefault(found["band"], limits_of(limits))
        for found in phrases().band_count.finditer(self._lower):
            about = self._about(found.start())
            self.found.bands.append(BandCount(about, int(found["count"]), found["band"]))

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
        if len(named) == 1 or not phrases().mean.search(self._lower):
            return
        start = 0
        for clause in self._lower.split(";"):
            self._mean_of_group(clause, start)
            start += len(clause) + 1

    def _figures_of_years(self) -> None:
        """The figures of all, each of a year; behind "more" and "less" stand changes."""
        if INDEX_WORD not in self._lower or phrases().scope.search(self._lower):
            return
        for found in phrases().overall.finditer(self._lower):
            named = any(True for _ in units_in(self._sentence[: found.end()]))
            if not named and not phrases().way.search(self._lower, 0, found.start()):
                self._overall(found, "", is_mean=False)

    def _shifts(self, about: About, now: Figure, start: int) -> None:
        """How much more or less than in which years, behind the figure of all."""
        way = phrases().way.search(self._lower, start)
        if way is None or any(letter.isdigit() for letter in self._lower[start : way.start()]):
            return
        for found in phrases().shift.finditer(self._lower, way.end()):
            change = figure_of(found["change"] or found["change_last"])
            than = int(found["than"] or found["than_first"])
            if change:
                self.found.shifts.append(Shift(about, now, change, way["rises"] is not None, than))

    def _overall(self, found: re.Match[str], scope: str, *, is_mean: bool) -> None:
        figure = figure_of(found["figure"])
        about = self._about(found.start(), scope)
        years = _YEAR.findall(found[0])
        if years:
            about = replace(about, year=int(years[-1]))
        if figure:
            self.found.means.append(Mean(about, figure, None, is_mean))
            self._shifts(about, figure, found.end())

    def _mean_of_group(self, clause: str, start: int) -> None:
        scopes = [scope_named(own["scope"]) for own in phrases().scope.finditer(clause)]
        figures = [figure_of(own["figure"]) for own in phrases().figure.finditer(clause)]
        names = any(True for _ in units_in(self._sentence[start : start + len(clause)]))
        if len(scopes) != len(figures) or len(set(scopes)) != len(scopes) or names:
            return
        places = [_place(own) for own in phrases().rank.finditer(clause)]
        ranks = places if len(places) == len(scopes) else [None] * len(scopes)
        for scope, figure, rank in zip(scopes, figures, ranks, strict=True):
            if figure:
                self.found.means.append(Mean(self._about(start, scope), figure, rank))

    # changes

    def _changes(self) -> None:
        rises = tuple(map(str.casefold, words.statements().rises))
        for found in (*phrases().change.finditer(self._lower), *phrases().from_to.finditer(self._lower)):
            now, change, before = (figure_of(found[name]) for name in ("now", "change", "before"))
            if now and change and before:
                about = self._about(found.start())
                self.found.changes.append(Change(about, now, change, found["way"] in rises, before))
        moves = list(phrases().move.finditer(self._lower))
        steps = [int(own["steps"]) for own in phrases().steps.finditer(self._lower)]
        told = steps[0] if len(steps) == len(moves) == 1 else None
        for found in moves:
            places = ordinal_of(found["from"]), ordinal_of(found["to"])
            self.found.moves.append(Move(self._about(found.start()), *places, found["up"] is not None, told))

    # units

    def _listings(self) -> None:
        for found in phrases().listed.finditer(self._lower):
            listed = self._sentence[found.start("list") : found.end("list")]
            if end := phrases().list_end.search(listed.casefold()):
                listed = listed[: end.start()]
            named = _named(listed)
            if named:
                about = self._about(found.start())
                self.found.listings.append(Listing(about, int(found["count"]), named))

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
        figures = [own for own in map(_figure, _figures(lower)) if own and not other]
        places = [own for own in phrases().rank.finditer(lower) if _is_rank(own, lower)]
        if not units or not (figures or places):
            return
        together = [*words.statements().together, *words.statements().tied]
        if len(figures) == 1 and any(f" {word.casefold()} " in f" {lower} " for word in together):
            figures *= len(units)
        if len(figures) != len(units):
            figures = []
        ranks = _ranks(places, len(units))
        several = len({own["scope"] for own in phrases().scope.finditer(lower)}) > 1
        for number, unit in enumerate(units):
            if not figures and ranks[number] is None:
                continue
            scope = scope_of_unit(unit["start"]) or self._scope_at(start + unit.start())
            about = self._about(start + unit.start(), f"{UNKNOWN}{self._number}" if several else scope)
            about = replace(about, year=_other_year(lower) or about.year)
            tied = any(own["tied"] for own in places)
            figure = figures[number] if figures else None
            line = Ranked(unit[0].strip(), ranks[number], figure, self._place, tied)
            self.found.told.append(Told(about, line))


def _other_year(clause: str) -> int | None:
    """The year of which a clause tells, if it names one that is neither compared nor of a former rank."""
    rest = phrases().move.sub(" ", clause)
    years = _YEAR.findall(phrases().compared.sub(" ", rest))
    if years:
        return int(years[0])
    return None


def _figures(lower: str) -> Iterator[re.Match[str]]:
    """The figures of a clause that are neither limits nor changes."""
    said = words.statements()
    other = (*said.above, *said.below, *said.rises, *said.falls, FROM, UP_TO)
    for found in phrases().figure.finditer(lower):
        before = lower[: found.start()].rstrip()
        if not before.endswith(tuple(word.casefold() for word in other)):
            yield found


def _figure(found: re.Match[str]) -> Figure | None:
    return figure_of(found["figure"])


def _is_rank(found: re.Match[str], lower: str) -> bool:
    """Whether a place is this year's: not that from which a unit came, nor a head of an office ("người đứng
    đầu"), nor the lowest."""
    before = lower[: found.start()].rstrip()
    return not before.endswith((FROM, PERSON)) and not found["last"]


def _place(found: re.Match[str]) -> int:
    if found["last"]:
        return LAST
    if found["first"]:
        return 1
    return ordinal_of(found["rank"] or found["tied_rank"])


def _ranks(places: Sequence[re.Match[str]], units: int) -> list[int | None]:
    """The rank of each unit: as many as there are units, or one that all share; one alone is that of the
    first unit of a clause."""
    ranks: list[int | None] = []
    for found in places:
        ranks.append(_place(found))
        if found["next"]:
            ranks.append(int(found["next"]))
    if len(ranks) == units:
        return ranks
    if len(ranks) == 1 and places[0]["tied"]:
        return ranks * units
    if len(ranks) == 1:
        return [*ranks, *[None] * (units - 1)]
    return [None] * units


def _named(listed: str) -> int:
    """How many units a list names; 0 where one of its items is no name of a unit, as then nobody can tell."""
    said = words.statements().not_all_named
    if any(letter.isdigit() for letter in listed) or set(listed.casefold().split()) & set(said):
        return 0
    named = [found.start() for found in units_in(listed)]
    items = [item.strip() for item in listed.split(",")]
    places = [found.start() for found in re.finditer(r"(?:^|, )(?=\S)", listed)]
    heads = [place + (2 if listed[place : place + 2] == ", " else 0) for place in places]
    if len(items) > 1 and any(head not in named for head in heads):
        return 0
    return len(named)


def limits_of(found: re.Match[str]) -> Interval:
    """The limits that a threshold gives: above is without the figure itself, from and to are with it."""
    low = Fraction(found["low"].replace(",", "."))
    high = Fraction(found["high"].replace(",", ".")) if found["high"] else None
    if high is not None:
        return Interval(low, high, True, not found["open"])
    if found["below"]:
        return Interval(_LEAST, low, True, False)
    if found["above"]:
        return Interval(low, _MOST, bool(found["on"]), True)
    if found["from"]:
        return Interval(low, _MOST, True, True)
    return Interval(low, low, True, True)
