"""The overview of a report: who rose and fell most, and sentences that can be copied."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

from sipas_cli.documents import report_words, site_words
from sipas_cli.documents.analysis import Item, Profile
from sipas_cli.documents.printer import Printer
from sipas_cli.documents.unit_page import changed
from sipas_cli.figures.lines import Movement
from sipas_cli.figures.printing import PERCENT, count_text, counted, measured
from sipas_cli.messages import Message, say
from sipas_cli.model import GroupStandings, Standing
from sipas_cli.text.names import within

#: So many are named at the top and at the bottom; those that are level with the last of them too.
_MOST = 3
#: More units than this that are level are counted, not named.
_MOST_NAMES = 3


T = TypeVar("T")


@dataclass(frozen=True)
class _Moved:
    """A unit and by how much it moved: of its score, or of its rank where the scores are not known."""

    profile: Profile
    movement: Movement
    by: Fraction


def movers(printer: Printer) -> list[dict[str, Any]]:
    """Two lists: the units that rose most and fell most; without an earlier year the highest and the lowest
    criteria."""
    before = printer.analysis.before
    moved = _moves(printer)
    if before is None or not moved:
        return _items(printer)
    lists = [(site_words.ROSE_MOST, _rose(moved, _MOST)), (site_words.FELL_MOST, _fell(moved, _MOST))]
    return [
        {"title": say(title, year=before.year), "lines": [_mover(printer, one) for one in shown]}
        for title, shown in lists
        if shown
    ]


def _mover(printer: Printer, moved: _Moved) -> dict[str, str]:
    unit = moved.profile.line.unit
    return {"name": unit.name, "href": printer.links.unit(unit.id), "text": changed(printer, moved.movement)}


def _moves(printer: Printer) -> list[_Moved]:
    """The units that moved; by score where any score of both years is known, else by rank."""
    both = [(profile, profile.movement) for profile in printer.analysis.profiles if profile.movement]
    of_scores = [_Moved(profile, moved, moved.score_change) for profile, moved in both if moved.score_change]
    if of_scores or any(moved.score_change is not None for _, moved in both):
        return of_scores
    return [
        _Moved(profile, moved, Fraction(moved.rank_change)) for profile, moved in both if moved.rank_change
    ]


def _rose(moved: Sequence[_Moved], most: int) -> list[_Moved]:
    return _first([one for one in moved if one.by > 0], lambda one: -one.by, most)


def _fell(moved: Sequence[_Moved], most: int) -> list[_Moved]:
    return _first([one for one in moved if one.by < 0], lambda one: one.by, most)


def _first(things: Iterable[T], key: Callable[[T], Fraction], most: int) -> list[T]:
    """The first `most` by a key, with all that are level with the last of them."""
    ordered = sorted(things, key=key)
    return [thing for thing in ordered if key(thing) <= key(ordered[:most][-1])]


def _items(printer: Printer) -> list[dict[str, Any]]:
    """The highest factors and the lowest criteria, or factors where no criteria are known."""
    parts, criteria = _scored(printer.analysis.parts), _scored(printer.analysis.items)
    lowest = printer.criterion if criteria else printer.part
    if len(parts) < 2:
        return []
    lists = [
        (say(site_words.HIGHEST, what=printer.part), _first(parts, lambda pair: -pair[1], _MOST)),
        (say(site_words.LOWEST, what=lowest), _first(criteria or parts, lambda pair: pair[1], _MOST)),
    ]
    return [
        {"title": title, "lines": [_item(printer, item, score) for item, score in shown]}
        for title, shown in lists
    ]


def _item(printer: Printer, item: Item, score: Fraction) -> dict[str, str]:
    return {"name": item.title, "href": "", "text": printer.percent(score)}


def _scored(items: Sequence[Item]) -> list[tuple[Item, Fraction]]:
    return [(item, item.score) for item in items if item.score is not None]


# --- sentences -----------------------------------------------------------------------------------


def press(printer: Printer, province: str) -> list[str]:
    """At most three sentences that stand by themselves: the figure, who leads, who moved most."""
    sentences = [" ".join(_figure(printer, province)), *_leaders(printer), *_moved_most(printer)]
    return [sentence for sentence in sentences if sentence]


def _figure(printer: Printer, province: str) -> Iterator[str]:
    """The figure of the province, and what it is made from."""
    run = printer.run
    if run.standings.overall is not None:
        yield say(
            site_words.PRESS_FIGURE,
            index=printer.index_name,
            year=run.year,
            province=say(site_words.OF_PROVINCE, province=province) if province else "",
            figure=printer.with_unit(run.standings.overall),
            change=_change(printer),
        )
    if ballots := run.manifest["counts"]["ballots_valid"]:
        yield say(site_words.PRESS_COUNTED, ballots=count_text(ballots), units=counted(run.standings.units))


def _change(printer: Printer) -> str:
    """How the figure of the province changed; "" where nothing can be said of that in a few words."""
    if printer.of_other_kind() or not (change := printer.since(None)):
        return ""
    return f", {change}"


def _leaders(printer: Printer) -> Iterator[str]:
    """Who leads each group."""
    groups = [group for group in printer.run.standings.groups if group.leaders]
    sentence = site_words.LEADER_IS
    if sum(group.has_results for group in printer.run.standings.groups) > 1:
        sentence = site_words.LEADER_OF_GROUP
    texts = [_leader(printer, group, sentence) for group in groups]
    if texts:
        yield say(site_words.PRESS_LEADERS, leaders="; ".join(texts))


def _leader(printer: Printer, group: GroupStandings, sentence: Message) -> str:
    names, score = _named(group.leaders), printer.with_unit(group.leaders[0].score)
    return say(sentence, group=within(group.group.name), names=names, score=score)


def _moved_most(printer: Printer) -> Iterator[str]:
    """Who rose and who fell most; in a first year the highest and the lowest factor."""
    before, moved = printer.analysis.before, _moves(printer)
    if before is None or not moved:
        yield from _parts(printer)
        return
    rose, fell = _said(printer, _rose(moved, 1)), _said(printer, _fell(moved, 1))
    if rose and fell:
        yield say(site_words.PRESS_MOVED, year=before.year, rose=rose, fell=fell)
    elif rose:
        yield say(site_words.PRESS_ROSE, year=before.year, rose=rose)
    else:
        yield say(site_words.PRESS_FELL, year=before.year, fell=fell)


def _said(printer: Printer, level: Sequence[_Moved]) -> str:
    """The units that moved by the same, and by how much; "" for none."""
    if not level:
        return ""
    first = level[0]
    if first.movement.score_change is None:
        by = say(report_words.PLACES, places=counted(abs(int(first.by))))
    else:
        by = printer.by(first.by, first.movement.decimals_of_change)
    return f"{_named([one.profile.line for one in level])} ({by})"


def _named(lines: Sequence[Standing]) -> str:
    """The names of units, or how many there are of them."""
    if len(lines) > _MOST_NAMES:
        return say(site_words.MANY_UNITS, count=counted(len(lines)))
    return ", ".join(line.unit.name for line in lines)


def _parts(printer: Printer) -> Iterator[str]:
    scored = sorted(_scored(printer.analysis.parts), key=lambda pair: pair[1])
    if len(scored) < 2 or scored[0][1] == scored[-1][1]:
        return
    (lowest, low), (highest, high) = scored[0], scored[-1]
    top, bottom = (measured(printer.percent(score), PERCENT) for score in (high, low))
    yield say(site_words.PRESS_PARTS, highest=highest.title, high=top, lowest=lowest.title, low=bottom)
