"""The tables of `sipas what-if`."""

from collections.abc import Iterator, Sequence

from sipas_cli.cli import what_if_messages as messages
from sipas_cli.cli.output import number
from sipas_cli.cli.terminal import Table
from sipas_cli.documents.explained import known_text
from sipas_cli.figures import messages as figures_messages
from sipas_cli.figures.printing import signed
from sipas_cli.messages import decimal_mark, say
from sipas_cli.recount.weights import FirstPlace, GroupWithoutLimits, Limit
from sipas_cli.recount.what_if_data import Pair
from sipas_cli.runs.kept import Kept


def supposed_tables(kept: Kept, pairs: Sequence[Pair]) -> list[Table]:
    """The units of each group as they would stand, beside how they stand."""
    decimals = kept.stored.standings.decimals
    columns = [
        (say(messages.RANK_THEN), True),
        (say(figures_messages.UNIT), False),
        (say(messages.SCORE_THEN), True),
        (say(messages.RANK_NOW), True),
        (say(messages.SCORE_NOW), True),
        (say(messages.PLACES), True),
    ]
    rows: dict[str, list[list[str]]] = {}
    for pair in pairs:
        then = [_rank(pair.then.rank), pair.then.unit.name, number(pair.then.score, decimals)]
        now = [_rank(pair.now.rank), number(pair.now.score, decimals)]
        places = signed(pair.places, 0, decimal_mark())
        rows.setdefault(pair.group.name, []).append([*then, *now, places])
    return [Table(name, columns, lines) for name, lines in rows.items()]


def _rank(rank: int | None) -> str:
    return str(rank or "-")


def first_place_tables(kept: Kept, places: Sequence[FirstPlace]) -> list[Table]:
    """For each group within which limits each weight may move before the first place changes."""
    columns = [
        (say(messages.FACTOR), False),
        (say(messages.WEIGHT), True),
        (say(messages.DOWN_TO), True),
        (say(messages.THEN_LEVEL), False),
        (say(messages.UP_TO), True),
        (say(messages.THEN_LEVEL), False),
    ]
    tables = []
    for place in places:
        rows = []
        for limits in place.limits:
            title = kept.stored.titles.get(limits.factor, limits.factor)
            rows.append([title, known_text(limits.weight, 2), *_limit(limits.down), *_limit(limits.up)])
        title = say(messages.FIRST, group=place.group.name, unit=place.leader.unit.name)
        tables.append(Table(title, columns, rows, "\n".join(_below(place))))
    return tables


def other_tables(groups: Sequence[GroupWithoutLimits]) -> list[Table]:
    """A sentence for each group of which no limits are told; no table of none."""
    if not groups:
        return []
    sentences = []
    for group in groups:
        leaders = ", ".join(line.unit.name for line in group.leaders) or "-"
        why = say(group.reason.sentence)
        sentences.append(say(messages.NO_LIMITS, group=group.group.name, leaders=leaders, why=why))
    return [Table("", [("", False)], [[sentence] for sentence in sentences])]


def _limit(limit: Limit) -> list[str]:
    """The weight and the rival; dashes where nobody comes level on that side."""
    rival = limit.rival.unit.name if limit.rival else "-"
    return [known_text(limit.weight, 2), rival]


def _below(place: FirstPlace) -> Iterator[str]:
    move = known_text(place.together, 2)
    if place.rival:
        yield say(messages.TOGETHER, move=move, unit=place.rival.unit.name)
    else:
        yield say(messages.TOGETHER_ALL, move=move)
    if place.dominated:
        units = ", ".join(line.unit.name for line in place.dominated)
        yield say(messages.DOMINATED, count=len(place.dominated), units=units)
    if place.unlike:
        yield say(messages.UNLIKE, units=", ".join(line.unit.name for line in place.unlike))
