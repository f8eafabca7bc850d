"""What sentences say, against one another and against the tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from sipas_cli.recount.published import messages
from sipas_cli.recount.published.columns import Column, Role
from sipas_cli.recount.published.facts import (
    ALL_UNITS,
    LAST,
    UNKNOWN,
    About,
    Change,
    Count,
    Mean,
    Statements,
    Told,
)
from sipas_cli.recount.published.figures import (
    Figure,
    Interval,
    Reading,
    mean,
    range_of,
    weighted,
)
from sipas_cli.recount.published.phrases import scopes_in
from sipas_cli.recount.published.ranks import Habits, Ranked, check_ranking
from sipas_cli.recount.published.sums import number
from sipas_cli.recount.published.tables import Entry, Table
from sipas_cli.recount.published.verdicts import Verdict
from sipas_cli.runs.published import rank_of
from sipas_cli.workspace.units import rule_key

_FEWEST_PARTS = 2


@dataclass(frozen=True, slots=True)
class Group:
    """The units of a table that belong to one group, with their figures."""

    table: Table
    column: Column
    scope: str
    entries: Sequence[Entry]

    def figures(self) -> list[Figure]:
        """The figures of its units; of those that have none there is none."""
        found = self.table.figures(self.column)
        return [found[entry.row] for entry in self.entries if entry.row in found]


def groups_of(tables: Iterable[Table], year: int | None) -> list[Group]:
    """The groups of all tables of the year, each with its column of results."""
    found: list[Group] = []
    for table in tables:
        column = table.main()
        if column is None or (table.year and year and table.year != year):
            continue
        for part in table.parts:
            found.append(Group(table, column, _scope_of(part, table), table.of_part(part)))
    return found


def _scope_of(part: str, table: Table) -> str:
    """The group that the title of a part names, else the title of the table."""
    for text in (part, *(title.text for title in table.raw.titles[:1])):
        named = scopes_in(text.casefold())
        if len(named) == 1:
            return named[0]
    return ""


def of(groups: Sequence[Group], about: About) -> list[Group]:
    """The groups that a statement is about: those of its index, and of its group where it names one."""
    same = [own for own in groups if own.table.index == about.topic or not (about.topic and own.table.index)]
    if not about.scope:
        return same
    return [own for own in same if own.scope == about.scope]


# --- numbers of units ----------------------------------------------------------------------------


def check_counts(
    said: Statements, groups: Sequence[Group], year: int | None, reading: Reading
) -> Iterator[Verdict]:
    """Whether so many units lie within the limits as a sentence says."""
    for count in said.counts:
        if count.of is not None and count.count > count.of:
            yield _told_count(count, str(count.of))
        if count.about.year in (None, year) and not count.about.scope.startswith(UNKNOWN):
            yield from _against_figures(count, said, groups, reading)
    yield from _contradictions(said, year)
    yield from _partitions(said, year)


def _of_count(groups: Sequence[Group], count: Count) -> list[Group]:
    """The groups that a count is about. Of "5/20 units" those that have so many: all of them together, or the
    only one."""
    if not count.loose or count.of is None:
        return of(groups, count.about)
    every = of(groups, replace(count.about, scope=""))
    if count.of == sum(len(group.entries) for group in every):
        return every
    same = [group for group in every if len(group.entries) == count.of]
    own = [group for group in same if group.scope == count.about.scope]
    if own or len(same) == 1:
        return own or same
    return of(groups, count.about)


def _told_count(count: Count, possible: str, *, error: bool = True) -> Verdict:
    params = {"said": count.said, "count": count.count, "possible": possible}
    return Verdict(messages.TOLD_COUNT, count.about.place, error, params)


def _against_figures(
    count: Count, said: Statements, groups: Sequence[Group], reading: Reading
) -> Iterator[Verdict]:
    """At least as many as surely lie within the limits, at most as many as may: in a table all units are
    there, in a text some are."""
    of_tables = _of_count(groups, count)
    figures = [figure for group in of_tables for figure in group.figures()]
    whole = bool(figures)
    if not whole:
        same = [own for own in said.told if _same(own.about, count.about) and own.line.figure]
        units = {rule_key(own.line.unit): own.line.figure for own in same}
        figures = [figure for figure in units.values() if figure]
    sure = sum(_within(figure.interval(reading), count.limits) for figure in figures)
    may = sum(figure.interval(reading).meets(_closed(count.limits)) for figure in figures)
    printed = sum(holds(figure.value, count.limits) for figure in figures)
    if count.count == ALL_UNITS:
        if figures and may < len(figures):
            yield _told_count(replace(count, count=len(figures)), str(may))
        return
    rest = _narrower(count, said)  # "8 above 90, 10 above 80" may be said of ten others
    if whole and not any(sure <= own <= may for own in (count.count, count.count + rest)):
        yield _told_count(count, _from_to(sure, may))
    elif whole and printed not in (count.count, count.count + rest):
        yield _told_count(count, str(printed), error=False)
    elif not whole and sure > count.count + rest:
        yield _told_count(count, f"≥ {sure}")


def _narrower(count: Count, said: Statements) -> int:
    """How many units another statement counts within narrower limits; these may be the rest of them."""
    for other in said.counts:
        same = _same(other.about, count.about) and other.limits != count.limits
        if same and other.about.year == count.about.year and _within(other.limits, count.limits):
            return other.count
    return 0


def _from_to(low: int, high: int) -> str:
    if low == high:
        return str(low)
    return f"{low}–{high}"


def _closed(limits: Interval) -> Interval:
    """Limits with their ends: "trên 90" is said loosely of 90 too, and nobody is to be blamed for it."""
    return Interval(limits.low, limits.high, True, True)


def _within(own: Interval, limits: Interval) -> bool:
    """Whether all numbers of an interval lie within limits."""
    low = own.low > limits.low or (own.low == limits.low and (limits.low_in or not own.low_in))
    high = own.high < limits.high or (own.high == limits.high and (limits.high_in or not own.high_in))
    return low and high


def holds(value: Fraction, limits: Interval) -> bool:
    return _within(Interval(value, value, True, True), limits)


def _same(one: About, other: About) -> bool:
    """Whether two statements are about one group of one index."""
    return (one.topic, one.scope) == (other.topic, other.scope)


def _contradictions(said: Statements, year: int | None) -> Iterator[Verdict]:
    """Two numbers of units of one group within the same limits, or sizes of one group."""
    first: dict[tuple[object, ...], Count] = {}
    for count in said.counts:
        about = count.about
        key = (about.topic, about.scope, about.year or year, count.limits)
        if about.scope.startswith(UNKNOWN):
            continue
        known = first.setdefault(key, count)
        if known.count != count.count:
            params = {"said": count.said, "other": known.said, "place": known.about.place.cell}
            yield Verdict(messages.TOLD_TWICE, about.place, True, params)
    sizes: dict[tuple[str, str, int | None], int] = {}
    for size in said.sizes:
        about = size.about
        if size.loose or about.scope.startswith(UNKNOWN):
            continue
        known_size = sizes.setdefault((about.topic, about.scope, about.year or year), size.count)
        if known_size != size.count:
            params = {"said": str(size.count), "other": str(known_size), "place": about.place.cell}
            yield Verdict(messages.TOLD_TWICE, about.place, True, params)


def _partitions(said: Statements, year: int | None) -> Iterator[Verdict]:
    """Numbers of units of one sentence and one year whose limits leave nothing out add up to the group."""
    kept: dict[tuple[object, ...], list[Count]] = {}
    for count in said.counts:
        key = (count.about.sentence, count.about.scope, count.about.year or year)
        kept.setdefault(key, []).append(count)
    for counts in kept.values():
        ordered = sorted(counts, key=lambda own: own.limits.low)
        if len(ordered) < _FEWEST_PARTS or not _leaves_nothing_out(ordered):
            continue
        whole = size_of(said, counts[0].about)
        result = sum(own.count for own in ordered)
        if whole is not None and result != whole:
            sum_ = " + ".join(str(own.count) for own in counts)
            params = {"sum": f"{sum_} = {result}", "whole": whole}
            yield Verdict(messages.TOLD_PARTS, counts[0].about.place, True, params)


def _leaves_nothing_out(ordered: Sequence[Count]) -> bool:
    ends = [own.limits for own in ordered]
    touching = all(lower.high == upper.low for lower, upper in pairwise(ends))
    return touching and ends[0].low < 0 and ends[-1].high > 100


def size_of(said: Statements, about: About) -> int | None:
    """How many units a group has, as a sentence says: the same sentence, else any of its index."""
    sizes = [own for own in said.sizes if own.about.scope == about.scope]
    near = [own for own in sizes if own.about.sentence == about.sentence]
    same = [own for own in sizes if own.about.topic in ("", about.topic)]
    return next((own.count for own in (*near, *same)), None)


# --- sizes, lists -------------------------------------------------------------------------


def check_sizes(said: Statements, groups: Sequence[Group]) -> Iterator[Verdict]:
    """Whether the groups of a sentence add up to all units, and each has as many as its table."""
    for whole in said.groups:
        parts = [own for own in said.sizes if own.about.sentence == whole.about.sentence and own.about.scope]
        result = sum(own.count for own in parts)
        if len(parts) == whole.groups and result != whole.count:
            sum_ = " + ".join(str(own.count) for own in parts)
            params = {"sum": f"{sum_} = {result}", "whole": whole.count}
            yield Verdict(messages.TOLD_PARTS, whole.about.place, True, params)
    for size in said.sizes:
        of_tables = of(groups, size.about)
        counts = {len(group.entries) for group in of_tables}
        if size.about.scope and not size.loose and len(counts) == 1 and size.count not in counts:
            params = {"said": str(size.count), "count": size.count, "possible": str(counts.pop())}
            yield Verdict(messages.TOLD_COUNT, size.about.place, True, params)


def check_listings(said: Statements) -> Iterator[Verdict]:
    """Whether a sentence names as many units as it says."""
    for listing in said.listings:
        if listing.count != listing.named:
            params = {"said": listing.about.quote, "count": listing.count, "possible": str(listing.named)}
            yield Verdict(messages.TOLD_COUNT, listing.about.place, True, params)


# --- means ---------------------------------------------------------------------------------------


def check_told_means(
    said: Statements, groups: Sequence[Group], year: int | None, reading: Reading
) -> Iterator[Verdict]:
    """The means of groups against the tables, against their places, and against that of all."""
    means = [own for own in said.means if year is None or own.about.year in (None, year)]
    for own in means:
        of_tables = of(groups, own.about) if own.about.scope and own.is_mean else []
        figures = [figure for group in of_tables for figure in group.figures()]
        if figures and not mean(_all(figures, reading)).meets(own.figure.interval(reading)):
            result = sum((figure.value for figure in figures), Fraction(0)) / len(figures)
            params = {
                "label": own.about.quote,
                "printed": own.figure.text,
                "count": len(figures),
                "mean": number(result),
                "possible": mean(_all(figures, reading)).shown(),
            }
            yield Verdict(messages.MEAN, own.about.place, True, params)
    for topic in dict.fromkeys(own.about.topic for own in means):
        of_groups = [own for own in means if own.about.topic == topic and own.about.scope]
        yield from _places(of_groups, reading)
        for overall in means:
            if overall.about.topic == topic and not overall.about.scope:
                yield from _overall(overall, of_groups, said, groups, reading)


def _all(figures: Iterable[Figure], reading: Reading) -> list[Interval]:
    return [figure.interval(reading) for figure in figures]


def _places(means: Sequence[Mean], reading: Reading) -> Iterator[Verdict]:
    """The groups by the places that the sentences give them; the lowest is behind all others."""
    lines = []
    for own in means:
        rank = len(means) if own.rank == LAST else own.rank
        lines.append(Ranked(own.about.quote, rank, own.figure, own.about.place))
    yield from check_ranking(lines, reading, Habits(), whole=False)


def _overall(
    overall: Mean, means: Sequence[Mean], said: Statements, groups: Sequence[Group], reading: Reading
) -> Iterator[Verdict]:
    """The figure of all against its groups, or against the units of the tables: the mean of the units, of the
    groups, or of all ballots together, which lies somewhere between the lowest and the highest."""
    figures = [figure for group in of(groups, overall.about) for figure in group.figures()]
    sizes = [size_of(said, own.about) for own in means]
    wanted = overall.figure.interval(reading)
    if figures:
        ways = [mean(_all(figures, reading))]
        printed = [sum((own.value for own in figures), Fraction(0)) / len(figures)]
        parts = _all(figures, reading)
    elif len(means) >= _FEWEST_PARTS:
        parts = _all((own.figure for own in means), reading)
        ways, printed = [mean(parts)], [sum((own.figure.value for own in means), Fraction(0)) / len(means)]
        known = [size for size in sizes if size is not None]
        if len(known) == len(means):
            ways.insert(0, weighted(parts, known))
            shares = [own.figure.value * size for own, size in zip(means, known, strict=True)]
            printed.insert(0, sum(shares, Fraction(0)) / sum(known))
    else:
        return
    params = {
        "printed": overall.figure.text,
        "mean": number(printed[0]),
        "possible": ways[0].shown(),
        "range": range_of(parts).shown(),
    }
    if not range_of(parts).meets(wanted):
        yield Verdict(messages.OVERALL_OUTSIDE, overall.about.place, True, params)
    elif not any(way.meets(wanted) for way in ways):
        yield Verdict(messages.OVERALL, overall.about.place, False, params)
    elif not any(overall.figure.prints(value) for value in printed):
        yield Verdict(messages.OVERALL_ROUNDED, overall.about.place, False, params)


# --- units, changes ------------------------------------------------------------------------------


def check_units(
    said: Statements, groups: Sequence[Group], year: int | None, reading: Reading, habits: Habits
) -> Iterator[Verdict]:
    """The ranks that sentences give, and their figures against those of the tables."""
    rankings: dict[tuple[str, str, int | None], list[Ranked]] = {}
    for told in said.told:
        about = told.about
        rankings.setdefault((about.topic, about.scope, about.year or year), []).append(told.line)
        if about.year in (None, year):
            yield from _against_table(told, groups, reading)
    for (_, scope, _), lines in rankings.items():
        if not scope.startswith(UNKNOWN):
            yield from check_ranking(lines, reading, habits, whole=False)


def _against_table(told: Told, groups: Sequence[Group], reading: Reading) -> Iterator[Verdict]:
    key = rule_key(told.line.unit)
    about = About(told.about.place, "", 0, told.about.topic, "", None)
    for group in of(groups, about):
        entry = next((own for own in group.entries if own.key == key), None)
        if entry is None:
            continue
        figure = group.table.figures(group.column).get(entry.row)
        own = told.line.figure
        alike = figure is not None and own is not None and figure.decimals == own.decimals
        if alike and figure and own and not own.interval(reading).meets(figure.interval(reading)):
            cell = group.table.place(entry.row, group.column).cell
            params: dict[str, object] = {
                "unit": entry.unit,
                "said": own.text,
                "printed": figure.text,
                "place": cell,
            }
            yield Verdict(messages.TOLD_FIGURE, told.about.place, True, params)
        for column in group.table.of(Role.RANK)[:1]:
            rank = rank_of(entry.cells.get(column.place, ""))
            if rank is not None and told.line.rank not in (None, rank):
                cell = group.table.place(entry.row, column).cell
                ranks = {"unit": entry.unit, "said": told.line.rank, "printed": rank, "place": cell}
                yield Verdict(messages.TOLD_FIGURE, told.about.place, True, ranks)
        return


def _shifts(said: Statements) -> Iterator[Change]:
    """The changes of a figure of all whose figure of the other year another sentence tells."""
    for own in said.shifts:
        for other in said.means:
            if _same(own.about, other.about) and other.about.year == own.than:
                yield Change(own.about, own.now, own.change, own.rises, other.figure)


def check_told_changes(said: Statements, reading: Reading) -> Iterator[Verdict]:
    """Whether a change is what its two figures give, and whether a rank that is said to be better is."""
    for own in (*said.changes, *_shifts(said)):
        difference = own.now.interval(reading).minus(own.before.interval(reading))
        change = own.change if own.rises else Figure(-own.change.value, own.change.decimals)
        if not difference.meets(change.change_interval(reading)):
            result = number(own.now.value - own.before.value)
            params = {
                "unit": own.about.quote,
                "sum": f"{own.now.text} − {own.before.text} = {result}",
                "printed": change.text,
                "possible": difference.shown(),
            }
            yield Verdict(messages.CHANGE, own.about.place, True, params)
    for move in said.moves:
        steps = abs(move.after - move.before)
        if (move.after < move.before) != move.up or move.steps not in (None, steps):
            ways: dict[str, object] = {"said": move.about.quote, "before": move.before, "after": move.after}
            yield Verdict(messages.TOLD_MOVE, move.about.place, True, ways)
