"""A table that was published in an earlier year: its header, its rows, the standings it states.

Only what the table says is taken. A name that is not known, a rank or a score that is none, a unit
that stands twice: each is an error at its cell, and with one of them nothing of the table is used.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain

from sipas_cli.errors import DataError, RulesError
from sipas_cli.findings import Findings
from sipas_cli.intake import messages as intake_messages
from sipas_cli.intake import unknown_unit
from sipas_cli.messages import FindingKind, say
from sipas_cli.model import (
    ERROR_CELL,
    MERGED_CELL,
    NO_VALUE,
    Finding,
    Group,
    GroupStandings,
    Score,
    Scores,
    Standing,
    Standings,
    Unit,
)
from sipas_cli.rules.judging import Rounding
from sipas_cli.rules.policies import OverallOfBallots
from sipas_cli.runs import messages, published_messages
from sipas_cli.runs.former_groups import with_former_groups
from sipas_cli.runs.headers import number
from sipas_cli.runs.lines import Entry, Line, Published, group_of, patterns
from sipas_cli.runs.published_lines import Above, Asked, lines_of
from sipas_cli.runs.published_means import unlike_means
from sipas_cli.runs.run import IMPORTED, PERCENT, POINTS, About, Run
from sipas_cli.runs.storing import NO_BALLOTS
from sipas_cli.score.rank import printed, ranks
from sipas_cli.sheets import Source
from sipas_cli.text.names import first_of, nearest
from sipas_cli.text.numbers import exact_text
from sipas_cli.text.places import place_name
from sipas_cli.text.spelling import collation, plain
from sipas_cli.wording import Remark
from sipas_cli.workspace.units import Registry, registry_from_names

_MOST_DECIMALS = 6
#: Fewer figures of a column do not tell how many decimals it has; up to so many do where one ends in a zero,
#: as then they were typed as text.
_FEWEST_FIGURES, _MANY_FIGURES = 3, 5
#: No score is above it, unless the table itself has a maximum that is.
_WHOLE = Fraction(100)
#: Beside scores above it one of at most 1 is a share, 0.92 for 92 %.
_SMALLEST_WHOLE = Fraction(20)


def read(
    source: Source, asked: Asked, *, group: str = "", province: str = "", former_groups: bool = False
) -> Published:
    """The table of the index and the year that are asked for, as a file holds it. Where the register has no
    unit, units and groups are taken from the table.

    group           id or name of the group of units for which neither the table nor the register names one
    former_groups   whether units of groups are taken from the table too of which the register has no unit

    Raises DataError where the file holds no such table, RulesError for a `group` that is not known.
    """
    registry, year = asked.registry, asked.year
    if group and registry.groups and group_of(group, registry) is None:
        known = [candidate.id for candidate in registry.groups]
        raise RulesError(
            messages.GROUP_UNKNOWN, group=group, meant=nearest(group, known), known=", ".join(known)
        )
    table, lines = _lines(source, asked)
    if former_groups and registry.units:
        registry, remarks = with_former_groups(lines, registry)
        table, lines = _lines(source, replace(asked, registry=registry))
        table.remarks += remarks
    if not lines and not table.of_others and not table.errors:
        raise DataError(published_messages.NO_TABLE, where=source.name, year=year)
    lines = _of_index(lines, table)
    _tell_others(bool(lines), table)
    lines = _of_year(lines, year, table)
    if table.errors:
        return table
    known_units = registry if registry.units else _registry_of(lines, group, province)
    table.groups = known_units.groups
    _take(lines, known_units, group, table)
    _note_group(group_of(group, known_units), table)
    _refuse_fractions(table)
    table.warnings += [*_unlike(lines, source.name), *unlike_means(table.means, lines, source.name)]
    texts = chain(table.headings, (line.text("score") for line in lines))
    percent = any("%" in text for text in texts)
    in_points = bool(table.headings) and all(map(patterns().points.search, table.headings))
    table.in_points = in_points and not percent
    for registered in table.groups:
        _look_over(registered, registry, table)
    return table


def _lines(source: Source, asked: Asked) -> tuple[Published, list[Line]]:
    """All lines of a file, and what is said of its tables."""
    table, lines, above = Published(source), list[Line](), Above()
    for sheet in source.sheets:
        above = above.of(sheet, asked.registry)
        lines += lines_of(sheet, above, asked, table)
    return table, lines


def _of_index(lines: Sequence[Line], table: Published) -> list[Line]:
    """The lines of tables that are of the index by their titles, where there are such; a column of this index
    in a table of another one is then a part of that."""
    titled = [line for line in lines if line.other is None]
    if not titled:
        return list(lines)
    for line in lines:
        if line.other and line.other not in table.of_others:
            table.of_others.append(line.other)
    return titled


def _tell_others(read: bool, table: Published) -> None:
    """The tables of another index are passed over where one of the asked index was `read`; else they are why
    there is none."""
    if not read:
        table.errors += table.of_others
        return
    for finding in table.of_others:
        place = place_name(table.source.name, finding.sheet, finding.cell)
        table.remarks.append(Remark(published_messages.TABLE_OTHER_INDEX, {"place": place, **finding.params}))


def _of_year(lines: Sequence[Line], year: int, table: Published) -> list[Line]:
    """The lines of the tables that are not of another year. Where no table says that it is of the year that
    is asked for, those of another year are errors; else they are passed over."""
    others = {(line.sheet, line.claim) for line in lines if line.claim and line.claim.year != year}
    named = any(line.claim and line.claim.year == year for line in lines)
    for sheet, claim in sorted(others, key=lambda pair: (pair[0], pair[1].cell)):
        place = (table.source.name, "" if claim.of_file else sheet, claim.cell)
        params = {"named": claim.year, "year": year}
        if named:
            shown = place_name(*place)
            table.remarks.append(Remark(intake_messages.TABLE_OTHER_YEAR, {"place": shown, **params}))
        else:
            table.errors.append(Finding(published_messages.YEAR, *place, params))
    return [line for line in lines if (line.sheet, line.claim) not in others]


def _registry_of(lines: Iterable[Line], group: str, province: str) -> Registry:
    """The units that the table names, where no register was written."""
    names = Counter(
        (line.text("unit"), line.text("group") or line.part or group) for line in lines if line.named
    )
    registry, torn = registry_from_names(
        names, province, everything=say(intake_messages.EVERYTHING, lang="vi")
    )
    if torn:
        raise DataError(intake_messages.UNIT_IN_TWO_GROUPS, units=", ".join(torn))
    return registry


# --- from a line to what it says --------------------------------------------------------------------


def _take(lines: Iterable[Line], registry: Registry, group: str, table: Published) -> None:
    """The entries of all lines; what is wrong with a line goes to `table.errors`."""
    first: dict[str, str] = {}
    for line in lines:
        faults = [*_unreadable(line)] or [*_faults(line, registry, group)]
        unit = registry.unit(line.text("unit"))
        if not faults and unit:
            if unit.id in first:
                faults = [
                    (
                        "unit",
                        published_messages.UNIT_TWICE,
                        {"unit": unit.name, "first": first[unit.id]},
                    )
                ]
            else:
                first[unit.id] = place_name(line.sheet, line.cell("unit"))
                used = _group(line, unit, registry, group)
                table.entries.append(_entry(line, replace(unit, group=used)))
                if differs := _group_differs(line, unit, used, registry):
                    table.warnings.append(replace(differs, file=table.source.name))
        findings = (
            Finding(kind, table.source.name, line.sheet, line.cell(role), params)
            for role, kind, params in faults
        )
        table.errors += [finding for finding in findings if finding not in table.errors]


_Fault = tuple[str, FindingKind, Mapping[str, object]]  # (role of the cell, kind, what fills the sentence)


def _unreadable(line: Line) -> Iterator[_Fault]:
    """Error cells, formulas without a value, and cells of several lines."""
    for role in line.cells:
        if line.text(role) == MERGED_CELL:
            yield role, published_messages.MERGED, {}
        if line.text(role) in (ERROR_CELL, NO_VALUE):
            yield role, published_messages.CELL, {}


def _faults(line: Line, registry: Registry, group: str) -> Iterator[_Fault]:
    """All that keeps a line from being used."""
    match = registry.find(line.text("unit"))
    if not line.named:
        yield "unit", published_messages.UNIT_MISSING, {}
    elif match.unit is None:
        yield "unit", *unknown_unit.of_result(line.text("unit"), match)
    elif line.text("group") and not group_of(line.text("group"), registry):
        yield (
            "group",
            published_messages.GROUP,
            {"known": ", ".join(registered.id for registered in registry.groups)},
        )
    elif not _group(line, match.unit, registry, group) and line.heading:
        yield (
            "heading",
            published_messages.HEADING,
            {"known": "; ".join(registered.name for registered in registry.groups)},
        )
    elif not _group(line, match.unit, registry, group):
        yield "unit", published_messages.NO_GROUP, {"unit": match.unit.name}
    if line.text("rank") and rank_of(line.text("rank")) is None:
        yield "rank", published_messages.RANK, {}
    score, decimals = number(line.text("score"))
    if line.text("score") and score is None:
        yield "score", published_messages.SCORE, {}
    limit = max(_WHOLE, number(line.text("maximum"))[0] or _WHOLE)
    if score is not None and score > limit:
        yield "score", published_messages.ABOVE, {"limit": exact_text(limit)}
    if decimals > _MOST_DECIMALS:
        yield "score", published_messages.DIGITS, {"limit": _MOST_DECIMALS}


def _group(line: Line, unit: Unit, registry: Registry, group: str) -> str:
    """The group in which the table ranks a unit: as its line says, else that of the register, else the
    part of the table, else as was asked for; "" where nothing tells."""
    named = group_of(line.text("group"), registry)
    if named or unit.group or line.part:
        if named:
            return named.id
        return unit.group or line.part
    asked = group_of(group, registry)
    if asked:
        return asked.id
    return ""


def _group_differs(line: Line, unit: Unit, used: str, registry: Registry) -> Finding | None:
    """Where the table has a unit in another group than the register: which of them counts."""
    named = group_of(line.text("group"), registry)
    stated_group = named or group_of(line.part, registry)
    if stated_group is None or unit.group in ("", stated_group.id):
        return None
    names = {group.id: group.name for group in registry.groups}
    groups = {"said": stated_group.name, "registered": names[unit.group], "used": names[used]}
    cell = line.cell("group" if named else "unit")
    return Finding(published_messages.GROUP_DIFFERS, "", line.sheet, cell, {"unit": unit.name, **groups})


def _entry(line: Line, unit: Unit) -> Entry:
    score, decimals = number(line.text("score"))
    return Entry(
        unit=unit,
        rank=rank_of(line.text("rank")) if line.text("rank") else None,
        tied=bool(patterns().tied.search(plain(line.text("rank")))),
        score=score,
        band=line.text("band"),
        decimals=decimals,
        sheet=line.sheet,
        cell=line.cell("rank"),
        score_cell=line.cell("score"),
    )


def rank_of(text: str) -> int | None:
    """The number in "6", "hạng 6", "đồng hạng 6", "6 (đồng hạng)", "6="."""
    bare = patterns().rank.sub(" ", plain(text)).strip(" ().=")
    if re.fullmatch(r"[1-9]\d{0,3}", bare):
        return int(bare)
    return None


# --- the table as a whole ---------------------------------------------------------------------------


def _note_group(asked: Group | None, table: Published) -> None:
    """Tells of the units that the group which was asked for is not used for."""
    others = [entry.unit.name for entry in table.entries if asked and entry.unit.group != asked.id]
    if asked and others:
        params = {"group": asked.name, "count": len(others), "units": first_of(others, 3)}
        table.warnings.append(Finding(published_messages.GROUP_ASKED, table.source.name, params=params))


def _refuse_fractions(table: Published) -> None:
    """A column of shares holds 0.9155 for what was published as 91,55."""
    scores = [entry.score for entry in table.entries if entry.score is not None]
    if scores and max(scores) <= 1:
        table.errors.append(Finding(published_messages.FRACTIONS, table.source.name))
    elif scores and max(scores) > _SMALLEST_WHOLE:
        for entry in table.entries:
            if entry.score is not None and 0 < entry.score <= 1:
                table.errors.append(
                    Finding(published_messages.FRACTION, table.source.name, entry.sheet, entry.score_cell)
                )


def _unlike(lines: Sequence[Line], file: str) -> Iterator[Finding]:
    """The scores with more decimals than four fifths of the others of their column have: a digit of a
    footnote, or a comma of thousands. Fewer say nothing, as Excel drops the last zeros."""
    columns: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in lines:
        if number(line.text("score"))[0] is not None:
            columns[line.sheet, line.cells["score"][0]].append(line)
    for column in columns.values():
        figures = [line.text("score") for line in column]
        usual = _usual_decimals(figures)
        for line in column:
            decimals = number(line.text("score"))[1]
            if usual and decimals > usual:
                params = {"decimals": decimals, "usual": usual}
                yield Finding(published_messages.DECIMALS, file, line.sheet, line.cell("score"), params)


def _usual_decimals(figures: Sequence[str]) -> int:
    """How many decimals four fifths of the figures of a column have, but for one that may be a slip; 0 where
    nothing tells: whole numbers, or a few that may have lost their last zeros."""
    times = Counter(number(text)[1] for text in figures)
    usual, count = times.most_common(1)[0]
    as_text = any(re.search(r"[.,]\d*0$", text) for text in figures)
    enough = len(figures) > _MANY_FIGURES or (as_text and len(figures) >= _FEWEST_FIGURES)
    if enough and count * 5 >= (len(figures) - 1) * 4:
        return usual
    return 0


def _look_over(group: Group, registry: Registry, table: Published) -> None:
    """Whether the ranks of a group follow from its scores, and whether all of its units are there."""
    entries = [entry for entry in table.entries if entry.unit.group == group.id]
    for entry in _misplaced(entries):
        params = {"unit": entry.unit.name, "rank": entry.rank}
        place = (table.source.name, entry.sheet, entry.cell)
        table.warnings.append(Finding(published_messages.RANK_DIFFERS, *place, params))
    ids = {entry.unit.id for entry in table.entries}
    missing = [unit for unit in registry.units if unit.group == group.id and not unit.excluded]
    missing = [unit for unit in missing if unit.id not in ids]
    places = [entry.rank for entry in entries if entry.rank is not None]
    if missing or max(places, default=0) > len(places):
        table.partial.add(group.id)
        if any(entry.score is not None for entry in entries):
            params = {"group": group.name, "units": len(entries)}
            table.warnings.append(Finding(published_messages.PARTIAL, table.source.name, params=params))


def _misplaced(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The units whose rank cannot be theirs: equal scores with two ranks, or a rank at which there is no
    room below those with more. A table may be partial, so a rank may be lower than it seems."""
    both = [(e.score, e.rank, e) for e in entries if e.score is not None and e.rank is not None]
    least = 1
    for score in sorted({score for score, _, _ in both}, reverse=True):
        equal = [(rank, entry) for entry_score, rank, entry in both if entry_score == score]
        place = min(rank for rank, _ in equal)
        yield from (entry for rank, entry in equal if rank != place or rank < least)
        least = max(least, place + len(equal))


# --- the table as a run -----------------------------------------------------------------------------


def run(table: Published, *, index: str, year: int, overall: str | None = None) -> Run:
    """The table as a run that can be stored. Only for one without errors.

    overall   the figure of the province as published; else the mean of the units if all are there
    """
    figure, digits = number(overall or "")
    decimals = max([digits, *(entry.decimals for entry in table.entries)])
    rounding = Rounding(decimals=decimals)
    groups = [_standings(group, table, rounding) for group in table.groups]
    scores = {entry.unit.id: _score(entry.score) for entry in table.entries}
    mean = None if table.partial else _mean([entry.score for entry in table.entries])
    figure = mean if figure is None else figure
    shown = None if figure is None else printed(figure, rounding)
    # a figure that is the mean of the units as printed is no figure of all ballots together
    is_mean = mean is not None and shown == printed(mean, rounding)
    return Run(
        year=year,
        index=index,
        criteria=About("", "", "", "", titles={}, files={}),
        sources={table.source.name: table.source.digest},
        units=[entry.unit for entry in table.entries],
        scores=Scores(scores, _score(shown)),
        rounding=rounding,
        standings=Standings(
            tuple(group for group in groups if group.standings),
            shown,
            decimals,
            bands=_bands(table.entries),
            overall_kind=OverallOfBallots.MEAN_OF_UNITS.value if is_mean else "",
        ),
        findings=Findings(table.warnings),
        counts=NO_BALLOTS,
        parts={},
        folded={},
        unit_of_score=POINTS if table.in_points else PERCENT,
        origin=IMPORTED,
    )


def _bands(entries: Iterable[Entry]) -> tuple[str, ...]:
    """All bands that the table names, that of the highest score first."""
    ordered = sorted(entries, key=lambda entry: -entry.score if entry.score is not None else 0)
    return tuple(dict.fromkeys(entry.band for entry in ordered if entry.band))


def _score(index: Fraction | None) -> Score:
    return Score(index, {}, {}, 0)


def _mean(scores: Sequence[Fraction | None]) -> Fraction | None:
    """The mean, None unless all have a score."""
    known = [score for score in scores if score is not None]
    if known and len(known) == len(scores):
        return sum(known, Fraction(0)) / len(known)
    return None


def _standings(group: Group, table: Published, rounding: Rounding) -> GroupStandings:
    """The ranking as the table has it; where it has no rank at all, by the scores."""
    entries = [entry for entry in table.entries if entry.unit.group == group.id]
    places = [entry.rank for entry in entries]
    if not any(places):
        places = list(ranks([entry.score for entry in entries if entry.score is not None]))
    lines = [_standing(entry, rank, places) for entry, rank in zip(entries, places, strict=True)]
    lines.sort(key=lambda line: (line.rank is None, line.rank or 0, collation(line.unit.name)))
    mean = None if group.id in table.partial else _mean([entry.score for entry in entries])
    return GroupStandings(group, None if mean is None else printed(mean, rounding), tuple(lines))


def _standing(entry: Entry, rank: int | None, places: Sequence[int | None]) -> Standing:
    return Standing(
        unit=entry.unit,
        rank=rank,
        tied=rank is not None and (entry.tied or places.count(rank) > 1),
        score=entry.score,
        band=entry.band,
        ballots=0,
        factors={},
        note="" if rank else "not_ranked",
    )
