"""`sipas compare`: two years side by side, the means and the leaders of all years."""

from collections.abc import Collection, Sequence
from functools import partial

import click

from sipas_cli.cli import choosing_messages, command_help, messages, option_help
from sipas_cli.cli.choosing import group_id, used_run
from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import (
    CSV,
    as_json,
    chosen_format,
    emit,
    emit_csv,
    headings,
    index_option,
    output_options,
    show,
    year_option,
)
from sipas_cli.cli.session import UsageFaultError, session, tell
from sipas_cli.cli.terminal import Table
from sipas_cli.documents import messages as documents_messages
from sipas_cli.documents.comparison import comparison_csv, comparison_data
from sipas_cli.documents.data import lines_of_run
from sipas_cli.figures import outputs
from sipas_cli.figures.figure import columns_in
from sipas_cli.figures.lines import Lines
from sipas_cli.figures.printing import Style, figure_text, signed
from sipas_cli.messages import decimal_mark, say
from sipas_cli.model import Group, GroupStandings
from sipas_cli.runs import choice, history
from sipas_cli.runs.history import Comparison, Results
from sipas_cli.runs.run import StoredRun
from sipas_cli.wording import overall_kind, overall_name


@click.command("compare", cls=Command, words=command_help.COMPARE)
@year_option
@click.option(
    "--with",
    "earlier",
    type=click.IntRange(1990, 2200),
    metavar="YEAR",
    cls=Option,
    words=option_help.WITH,
)
@partial(index_option, default=None, text=option_help.INDEX_COMPARE)
@click.option("--group", metavar="ID", cls=Option, words=option_help.GROUP)
@output_options
def command(
    year: int | None,
    earlier: int | None,
    index: str | None,
    group: str | None,
    form: str | None,
    out: str | None,
) -> None:
    """Compares the results of a year with those of an earlier one."""
    form = chosen_format(form, out)
    workspace = session().workspace
    year = year or workspace.settings.year
    index = index or choice.index_to_compare(workspace, year)
    now = used_run(year, None, index)
    before = used_run(_earlier(now, earlier), None, index)
    results = choice.results_until(workspace, now, before)
    groups = history.compare(results, now.year, before.year, workspace.succession)
    wanted = group_id(now, group)
    groups = [comparison for comparison in groups if wanted in (None, comparison.group.group.id)]
    if form == "json":
        emit(as_json(comparison_data(now, before, groups, results, overall=wanted is None)), out)
    elif form in CSV:
        emit_csv(comparison_csv(now, groups), form, out)
    else:
        show(_tables(now, before, groups, results, overall=wanted is None), form, out)


def _earlier(now: StoredRun, wanted: int | None) -> int:
    """The year to compare with: the one that is wanted, else the latest before that has results."""
    if wanted is not None and wanted >= now.year:
        raise UsageFaultError(messages.COMPARE_NOT_EARLIER, year=now.year, earlier=wanted)
    earlier = choice.earlier_year(session().workspace, now)
    if wanted is None:
        tell(earlier.remarks)
    if earlier.year is None:
        raise UsageFaultError(messages.COMPARE_NOTHING_EARLIER, year=now.year, index=now.index)
    return wanted or earlier.year


# --- tables --------------------------------------------------------------------------------------


def _tables(
    now: StoredRun, before: StoredRun, groups: Sequence[Comparison], results: Results, *, overall: bool
) -> list[Table]:
    shown = [comparison.group.group for comparison in groups]
    ended = history.ended(results, now.year, before.year) if overall else []
    tables = [
        *(_movements(one, lines_of_run(now, one.group, one.by_unit, before.year)) for one in groups),
        _means(now.year, [*shown, *([None] if overall else [])], results),
        _ended(ended, before),
        _leaders(now.year, [*shown, *(standings.group for standings in ended)], results),
    ]
    return [table for table in tables if table.rows]


def _movements(comparison: Comparison, table: Lines) -> Table:
    """The units of one group; columns for scores that a year does not have are left out."""
    columns = columns_in(outputs.COMPARISON, table)
    # the ninth of ten is another place than the ninth of twenty
    style = Style(decimal_mark(), minus="-", tied=True, of_ranked=True)
    rows = [[style.text(column.figure, line) for column in columns] for line in table.lines]
    footer = "\n".join(_footer(comparison, table.earlier))
    return Table(comparison.group.group.name, headings(columns, table), rows, footer)


def _footer(comparison: Comparison, earlier: int | None) -> list[str]:
    """Who leads and for how long; who was there and is no more."""
    led = [
        say(messages.YEARS_LED, unit=line.unit.name, years=years) if years > 1 else line.unit.name
        for line, years in comparison.leaders
    ]
    gone = [line.unit.name for line in comparison.gone]
    return [
        *([say(messages.LEADING, units=", ".join(led))] if led else []),
        *([say(messages.GONE, year=earlier, units=", ".join(gone))] if gone else []),
    ]


def _ended(groups: Sequence[GroupStandings], before: StoredRun) -> Table:
    """The groups of the earlier year that are there no more."""
    columns = [
        (say(documents_messages.GROUP), False),
        (say(documents_messages.UNITS), True),
        (say(messages.AVERAGE), True),
    ]
    rows = []
    for standings in groups:
        mean = figure_text(standings.mean, before.standings.decimals, decimal_mark())
        rows.append([standings.group.name, str(standings.units), mean])
    return Table(say(choosing_messages.GROUPS_ENDED, year=before.year), columns, rows)


def _means(year: int, groups: Sequence[Group | None], results: Results) -> Table:
    columns = [
        (say(documents_messages.GROUP), False),
        (say(messages.YEAR), True),
        (say(messages.AVERAGE), True),
        (say(messages.CHANGE_TO, year=year), True),
    ]
    means_of_groups = [(group, history.means(results, year, group)) for group in groups]
    rows = []
    for group, means in means_of_groups:
        for mean in means:
            if len(means) > 1:
                rows.append(
                    [
                        group.name if group else overall_name(session().workspace.province),
                        str(mean.year),
                        _figure(mean, {other.kind for other in means if other.kind}),
                        signed(mean.change, mean.decimals_of_change, decimal_mark())
                        if mean.year < year
                        else "",
                    ]
                )
    return Table(say(messages.AVERAGES), columns, rows)


def _figure(mean: history.Mean, kinds: Collection[str]) -> str:
    """A mean; the figure of the province with its kind where the years have several."""
    text = figure_text(mean.score, mean.decimals, decimal_mark())
    if mean.kind and len(kinds) > 1:
        return f"{text} ({overall_kind(mean.kind)})"
    return text


def _leaders(year: int, groups: Sequence[Group], results: Results) -> Table:
    columns = [
        (say(documents_messages.GROUP), False),
        (say(messages.YEAR), True),
        (say(messages.LEADERS), False),
    ]
    rows = []
    for group in groups:
        for led_year, lines in history.leaders(results, year, group).items():
            rows.append([group.name, str(led_year), ", ".join(line.unit.name for line in lines)])
    return Table(say(messages.LEADERS_BY_YEAR), columns, rows)
