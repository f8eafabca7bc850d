"""Numbers of units in each band, and the bands of units, against the limits that a document says."""

from collections.abc import Iterator, Sequence

from sipas_cli.recount.published import messages
from sipas_cli.recount.published.columns import Role
from sipas_cli.recount.published.facts import Statements
from sipas_cli.recount.published.figures import Reading
from sipas_cli.recount.published.tables import Entry, Table
from sipas_cli.recount.published.told import Group, holds, of, size_of
from sipas_cli.recount.published.verdicts import Verdict

_FEWEST_BANDS = 3


def check_band_counts(statements: Statements, groups: Sequence[Group]) -> Iterator[Verdict]:
    """Whether the bands of a sentence add up to all units, and have as many as the tables."""
    sentences: dict[int, list[int]] = {}
    for band in statements.bands:
        sentences.setdefault(band.about.sentence, []).append(band.count)
    for sentence, counts in sentences.items():
        about = next(band.about for band in statements.bands if band.about.sentence == sentence)
        whole = size_of(statements, about)
        result = sum(counts)
        complete = len(counts) >= _FEWEST_BANDS or (whole is not None and result > whole)
        if whole is not None and complete and result != whole:
            sum_ = " + ".join(map(str, counts))
            params = {"sum": f"{sum_} = {result}", "whole": whole}
            yield Verdict(messages.TOLD_PARTS, about.place, True, params)
    for band in statements.bands:
        of_index = [group for group in of(groups, band.about) if group.table.of(Role.BAND)]
        rows = [(group, entry) for group in of_index for entry in group.entries]
        count = sum(_band(group.table, entry) == band.band for group, entry in rows)
        if rows and count != band.count:
            params = {"said": f"{band.count} · {band.band}", "count": band.count, "possible": str(count)}
            yield Verdict(messages.TOLD_COUNT, band.about.place, True, params)


def _band(table: Table, entry: Entry) -> str:
    return entry.cells.get(table.of(Role.BAND)[0].place, "").casefold()


def check_bands(statements: Statements, groups: Sequence[Group], reading: Reading) -> Iterator[Verdict]:
    """Whether each unit is in the band that its figure is in, where the document says the limits."""
    for group in groups:
        bands = group.table.of(Role.BAND)
        figures = group.table.figures(group.column)
        for entry in group.entries if bands else ():
            limits = statements.ranges.get(_band(group.table, entry))
            figure = figures.get(entry.row)
            if limits is None or figure is None or holds(figure.value, limits):
                continue
            error = not figure.interval(reading).meets(limits)
            params = {"unit": entry.unit, "figure": figure.text, "band": entry.cells[bands[0].place]}
            place = group.table.place(entry.row, bands[0])
            yield Verdict(messages.BAND, place, error, {**params, "limits": limits.shown()})
