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
        by_row = self.table.figures(self.column)
        return [by_row[entry.row] for entry in self.entries if entry.row in by_row]


def groups_of(tables: Iterable[Table], year: int | None) -> list[Group]:
    """The groups of all tables of the year, each with its column of results."""
    groups: list[Group] = []
    for table in tables:
        column = table.main()
        if column is None or (table.year and year and table.year != year):
            continue
        for part in table.parts:
            groups.append(Group(table, column, _scope_of(part, table), table.of_part(part)))
    return groups


def _scope_of(part: str, table: Table) -> str:
    """The group that the title of a part names, else the title of the table."""
    for text in (part, *(title.text for title in table.raw.titles[:1])):
        named = scopes_in(text.casefold())
        if len(named) == 1:
            return named[0]
    return ""


def of(groups: Sequence[Group], about: About) -> list[Group]:
    """The groups that a statement is about: those of its index, and of its group where it names one."""
    same = [
        group
        for group in groups
        if group.table.index == about.topic or not (about.topic and group.table.index)
    ]
    if not about.scope:
        return same
    return [group for group in same if group.scope == about.scope]


# --- numbers of units ----------------------------------------------------------------------------


def check_counts(
    statements: Statements, groups: Sequence[Group], year: int | None, reading: Reading
) -> Iterator[Verdict]:
    """Whether so many units lie within the limits as a sentence says."""
    for count in statements.counts:
        if count.about.year in (None, year) and not count.about.scope.startswith(UNKNOWN):
            yield from _against_figures(count, statements, groups, reading)
    yield from _contradictions(statements, year)
    yield from _partitions(statements, year)


def _of_count(groups: Sequence[Group], count: Count) -> list[Group]:
    """The groups that a count is about. Of "5/20 units" those that have so many: all of them together, or the
    only one."""
    if not count.loose or count.of is None:
        return of(groups, count.about)
    every = of(groups, replace(count.about, scope=""))
    if count.of == sum(len(group.entries) for group in every):
        return every
    same = [group for group in every if len(group.entries) == count.of]
    of_scope = [group for group in same if group.scope == count.about.scope]
    if of_scope or len(same) == 1:
        return of_scope or same
    return of(groups, count.about)


def _told_count(count: Count, possible: str, *, error: bool = True) -> Verdict:
    params = {"said": count.said, "count": count.count, "possible": possible}
    return Verdict(messages.TOLD_COUNT, count.about.place, error, params)


def _against_figures(
    count: Count, statements: Statements, groups: Sequence[Group], reading: Reading
) -> Iterator[Verdict]:
    """At least as many as surely lie within the limits, at most as many as may: in a table all units are
    there, in a text some are."""
    of_tables = _of_count(groups, count)
    figures = [figure for group in of_tables for figure in group.figures()]
    whole = bool(figures)
    if not whole:
        known = [fact for fact in statements.told if fact.about.year in (None, count.about.year)]
        same = [fact for fact in known if _same(fact.about, count.about) and fact.line.figure]
        units = {rule_key(fact.line.unit): fact.line.figure for fact in same}
        figures = [figure for figure in units.values() if figure]
    sure = sum(_within(figure.interval(reading), count.limits) for figure in figures)
    may = sum(figure.interval(reading).meets(_closed(count.limits)) for figure in figures)
    printed = sum(holds(figure.value, count.limits) for figure in figures)
    if count.count == ALL_UNITS:
        if figures and may < len(figures):
            yield _told_count(replace(count, count=len(figures)), str(may))
        return
    rest = _narrower(count, statements)  # "8 above 90, 10 above 80" may be said of ten others
    if whole and not any(sure <= units <= may for units in (count.count, count.count + rest)):
        yield _told_count(count, _from_to(sure, may))
    elif whole and printed not in (count.count, count.count + rest):
        yield _told_count(count, str(printed), error=False)
    elif not whole and sure > count.count + rest:
        yield _told_count(count, f"≥ {sure}")


def _narrower(count: Count, statements: Statements) -> int:
    """How many units another sentence counts within narrower limits; these may be the rest of them, unless
    they are so many of so many."""
    if count.of is not None:
        return 0
    for other in statements.counts:
        same = _same(other.about, count.about) and other.about.sentence != count.about.sentence
        if (
            same
            and other.limits != count.limits
            and other.about.year == count.about.year
            and _within(other.limits, count.limits)
        ):
            return other.count
    return 0


def _from_to(low: int, high: int) -> str:
    if low == high:
        return str(low)
    return f"{low}–{high}"


def _closed(limits: Interval) -> Interval:
    """Limits with their ends: "trên 90" is said loosely of 90 too, and nobody is to be blamed for it."""
    return Interval(limits.low, limits.high, True, True)


def _within(interval: Interval, limits: Interval) -> bool:
    """Whether all numbers of an interval lie within limits."""
    low = interval.low > limits.low or (interval.low == limits.low and (limits.low_in or not interval.low_in))
    high = interval.high < limits.high or (
        interval.high == limits.high and (limits.high_in or not interval.high_in)
    )
    return low and high


def holds(value: Fraction, limits: Interval) -> bool:
    return _within(Interval(value, value, True, True), limits)


def _same(one: About, other: About) -> bool:
    """Whether two statements are about one group of one index."""
    return (one.topic, one.scope) == (other.topic, other.scope)


def _contradictions(statements: Statements, year: int | None) -> Iterator[Verdict]:
    """Two numbers of units of one group within the same limits, or sizes of one group."""
    first: dict[tuple[object, ...], Count] = {}
    for count in statements.counts:
        about = count.about
        key = (about.topic, about.scope, about.year or year, count.limits)
        if about.scope.startswith(UNKNOWN):
            continue
        known = first.setdefault(key, count)
        if known.count != count.count:
            params = {"said": count.said, "other": known.said, "place": known.about.place.cell}
            yield Verdict(messages.TOLD_TWICE, about.place, True, params)
    sizes: dict[tuple[str, str, int | None], int] = {}
    for size in statements.sizes:
        about = size.about
        if size.loose or about.scope.startswith(UNKNOWN):
            continue
        known_size = sizes.setdefault((about.topic, about.scope, about.year or year), size.count)
        if known_size != size.count:
            params = {"said": str(size.count), "other": str(known_size), "place": about.place.cell}
            yield Verdict(messages.TOLD_TWICE, about.place, True, params)


def _partitions(statements: Statements, year: int | None) -> Iterator[Verdict]:
    """Numbers of units of one sentence and one year whose limits leave nothing out add up to the group."""
    partitions: dict[tuple[object, ...], list[Count]] = {}
    for count in statements.counts:
        key = (count.about.sentence, count.about.scope, count.about.year or year)
        partitions.setdefault(key, []).append(count)
    for counts in partitions.values():
        ordered = sorted(counts, key=lambda count: count.limits.low)
        if len(ordered) < _FEWEST_PARTS or not _leaves_nothing_out(ordered):
            continue
        whole = size_of(statements, counts[0].about)
        result = sum(count.count for count in ordered)
        if whole is not None and result != whole:
            sum_ = " + ".join(str(count.count) for count in counts)
            params = {"sum": f"{sum_} = {result}", "whole": whole}
            yield Verdict(messages.TOLD_PARTS, counts[0].about.place, True, params)


def _leaves_nothing_out(ordered: Sequence[Count]) -> bool:
    ends = [count.limits for count in ordered]
    touching = all(lower.high == upper.low for lower, upper in pairwise(ends))
    return touching and ends[0].low < 0 and ends[-1].high > 100


def size_of(statements: Statements, about: About) -> int | None:
    """How many units a group has, as a sentence says: the same sentence, else any of its index."""
    sizes = [size for size in statements.sizes if size.about.scope == about.scope]
    near = [size for size in sizes if size.about.sentence == about.sentence]
    same = [size for size in sizes if size.about.topic in ("", about.topic)]
    return next((size.count for size in (*near, *same)), None)


# --- sizes, lists -------------------------------------------------------------------------


def check_sizes(statements: Statements, groups: Sequence[Group]) -> Iterator[Verdict]:
    """Whether the groups of a sentence add up to all units, and each has as many as its table."""
    for whole in statements.groups:
        parts = [
            part
            for part in statements.sizes
            if part.about.sentence == whole.about.sentence and part.about.scope
        ]
        result = sum(part.count for part in parts)
        if len(parts) == whole.groups and result != whole.count:
            sum_ = " + ".join(str(part.count) for part in parts)
            params = {"sum": f"{sum_} = {result}", "whole": whole.count}
            yield Verdict(messages.TOLD_PARTS, whole.about.place, True, params)
    for size in statements.sizes:
        of_tables = of(groups, size.about)
        counts = {len(group.entries) for group in of_tables}
        if size.about.scope and not size.loose and len(counts) == 1 and size.count not in counts:
            params = {"said": str(size.count), "count": size.count, "possible": str(counts.pop())}
            yield Verdict(messages.TOLD_COUNT, size.about.place, True, params)


def check_listings(statements: Statements) -> Iterator[Verdict]:
    """Whether a sentence names as many units as it says."""
    for listing in statements.listings:
        if listing.count != listing.named:
            params = {"said": listing.about.quote, "count": listing.count, "possible": str(listing.named)}
            yield Verdict(messages.TOLD_COUNT, listing.about.place, True, params)


# --- means ---------------------------------------------------------------------------------------


def check_told_means(
    statements: Statements, groups: Sequence[Group], year: int | None, reading: Reading
) -> Iterator[Verdict]:
    """The means of groups against the tables, against their places, and against that of all."""
    means = [
        group_mean for group_mean in statements.means if year is None or group_mean.about.year in (None, year)
    ]
    for group_mean in means:
        of_tables = of(groups, group_mean.about) if group_mean.about.scope and group_mean.is_mean else []
        figures = [figure for group in of_tables for figure in group.figures()]
        if figures and not mean(_all(figures, reading)).meets(group_mean.figure.interval(reading)):
            result = sum((figure.value for figure in figures), Fraction(0)) / len(figures)
            params = {
                "label": group_mean.about.quote,
                "printed": group_mean.figure.text,
                "count": len(figures),
                "mean": number(result),
                "possible": mean(_all(figures, reading)).shown(),
            }
            yield Verdict(messages.MEAN, group_mean.about.place, True, params)
    for topic in dict.fromkeys(group_mean.about.topic for group_mean in means):
        of_groups = [
            group_mean for group_mean in means if group_mean.about.topic == topic and group_mean.about.scope
        ]
        yield from _places(of_groups, reading)
        for overall in means:
            if overall.about.topic == topic and not overall.about.scope:
                yield from _overall(overall, of_groups, statements, groups, reading)


def _all(figures: Iterable[Figure], reading: Reading) -> list[Interval]:
    return [figure.interval(reading) for figure in figures]


def _places(means: Sequence[Mean], reading: Reading) -> Iterator[Verdict]:
    """The groups by the places that the sentences give them; the lowest is behind all others."""
    lines = []
    for group_mean in means:
        rank = len(means) if group_mean.rank == LAST else group_mean.rank
        lines.append(Ranked(group_mean.about.quote, rank, group_mean.figure, group_mean.about.place))
    yield from check_ranking(lines, reading, Habits(), whole=False)


def _overall(
    overall: Mean, means: Sequence[Mean], statements: Statements, groups: Sequence[Group], reading: Reading
) -> Iterator[Verdict]:
    """The figure of all against its groups, or against the units of the tables: the mean of the units, of the
    groups, or of all ballots together, which lies somewhere between the lowest and the highest."""
    figures = [figure for group in of(groups, overall.about) for figure in group.figures()]
    sizes = [size_of(statements, part.about) for part in means]
    wanted = overall.figure.interval(reading)
    if figures:
        ways = [mean(_all(figures, reading))]
        printed = [sum((figure.value for figure in figures), Fraction(0)) / len(figures)]
        parts = _all(figures, reading)
    elif len(means) >= _FEWEST_PARTS:
        parts = _all((part.figure for part in means), reading)
        ways, printed = [mean(parts)], [sum((part.figure.value for part in means), Fraction(0)) / len(means)]
        known = [size for size in sizes if size is not None]
        if len(known) == len(means):
            ways.insert(0, weighted(parts, known))
            shares = [part.figure.value * size for part, size in zip(means, known, strict=True)]
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
        complete = bool(figures) or all(whole.groups <= len(means) for whole in statements.groups)
        yield Verdict(messages.OVERALL_OUTSIDE, overall.about.place, complete, params)
    elif not figures and not all(part.is_mean for part in means):  # of which nobody says how they are made
        return
    elif not any(way.meets(wanted) for way in ways):
        yield Verdict(messages.OVERALL, overall.about.place, False, params)
    elif not any(overall.figure.prints(value) for value in printed):
        yield Verdict(messages.OVERALL_ROUNDED, overall.about.place, False, params)


# --- units, changes ------------------------------------------------------------------------------


def check_units(
    statements: Statements, groups: Sequence[Group], year: int | None, reading: Reading, habits: Habits
) -> Iterator[Verdict]:
    """The ranks that sentences give, and their figures against those of the tables."""
    rankings: dict[tuple[str, str, int | None], list[Ranked]] = {}
    for fact in statements.told:
        about = fact.about
        rankings.setdefault((about.topic, about.scope, about.year or year), []).append(fact.line)
        if about.year in (None, year):
            yield from _against_table(fact, groups, reading)
    for (_, scope, _), lines in rankings.items():
        if not scope.startswith(UNKNOWN):
            yield from check_ranking(lines, reading, habits, whole=False)


def _agree(figure: Figure, other: Figure, reading: Reading) -> bool:
    """Whether two figures may be of one thing; those with other digits may be of another."""
    if figure.decimals != other.decimals:
        return True
    return figure.interval(reading).meets(other.interval(reading))


def _against_table(fact: Told, groups: Sequence[Group], reading: Reading) -> Iterator[Verdict]:
    key = rule_key(fact.line.unit)
    about = About(fact.about.place, "", 0, fact.about.topic, "", None)
    for group in of(groups, about):
        entry = next((row for row in group.entries if row.key == key), None)
        if entry is None:
            continue
        figure = group.table.figures(group.column).get(entry.row)
        figure_told = fact.line.figure
        if figure and figure_told and not _agree(figure, figure_told, reading):
            cell = group.table.place(entry.row, group.column).cell
            params: dict[str, object] = {
                "unit": entry.unit,
                "said": figure_told.text,
                "printed": figure.text,
                "place": cell,
            }
            yield Verdict(messages.TOLD_FIGURE, fact.about.place, True, params)
        for column in group.table.of(Role.RANK)[:1]:
            rank = rank_of(entry.cells.get(column.place, ""))
            if rank is not None and fact.line.rank not in (None, rank):
                cell = group.table.place(entry.row, column).cell
                ranks = {"unit": entry.unit, "said": fact.line.rank, "printed": rank, "place": cell}
                yield Verdict(messages.TOLD_FIGURE, fact.about.place, True, ranks)
        return


def _shifts(statements: Statements) -> Iterator[Change]:
    """The changes of a figure of all whose figure of the other year another sentence tells."""
    for shift in statements.shifts:
        for former in statements.means:
            if _same(shift.about, former.about) and former.about.year == shift.than:
                yield Change(shift.about, shift.now, shift.change, shift.rises, former.figure)


def check_told_changes(statements: Statements, reading: Reading) -> Iterator[Verdict]:
    """Whether a change is what its two figures give, and whether a rank that is said to be better is."""
    for fact in (*statements.changes, *_shifts(statements)):
        difference = _difference(fact, reading)
        change = fact.change if fact.rises else Figure(-fact.change.value, fact.change.decimals)
        wanted = change.change_interval(reading)
        if fact.exact:
            wanted = Interval(change.value, change.value, True, True)
        if not difference.meets(wanted) and not (fact.relative and _growth(fact, reading).meets(wanted)):
            result = number(fact.now.value - fact.before.value)
            params = {
                "unit": fact.about.quote,
                "sum": f"{fact.now.text} − {fact.before.text} = {result}",
                "printed": change.text,
                "possible": result if fact.exact else difference.shown(),
            }
            yield Verdict(messages.CHANGE, fact.about.place, True, params)
    yield from _check_moves(statements)


def _difference(fact: Change, reading: Reading) -> Interval:
    if fact.exact:
        difference = fact.now.value - fact.before.value
        return Interval(difference, difference, True, True)
    return fact.now.interval(reading).minus(fact.before.interval(reading))


def _growth(fact: Change, reading: Reading) -> Interval:
    """How many percent of the former figure the change may be."""
    before, now = fact.before.interval(reading), fact.now.interval(reading)
    if before.low <= 0:
        return Interval(Fraction(0), Fraction(0), False, False)
    return Interval(100 * (now.low / before.high - 1), 100 * (now.high / before.low - 1), True, True)


def _check_moves(statements: Statements) -> Iterator[Verdict]:
    for move in statements.moves:
        steps = abs(move.after - move.before)
        if (move.after < move.before) != move.up or move.steps not in (None, steps):
            ways: dict[str, object] = {"said": move.about.quote, "before": move.before, "after": move.after}
            yield Verdict(messages.TOLD_MOVE, move.about.place, True, ways)
