"""Which rows of a sheet are ballots. What is left out and is more than a blank form is said with its rows;
what could be a ballot as well as a row of sums is refused, as either guess would change a figure."""

from collections.abc import Callable

from sipas_cli.errors import DataError
from sipas_cli.intake.ballots import messages
from sipas_cli.intake.ballots.repeated_header import header_again
from sipas_cli.intake.ballots.sums import Sums
from sipas_cli.intake.ballots.table import Table, with_rows
from sipas_cli.intake.ballots.unfilled import never_filled, signatures
from sipas_cli.text.names import first_of
from sipas_cli.text.places import place_name


def ballots_only(table: Table, is_registered: Callable[[str], bool]) -> tuple[Table, list[int]]:
    """The table without the rows that are no ballots, and the numbers of those that hold sums, means, counts,
    shares or extremes.

    Silently left out are rows of a form that were numbered or given to an interviewer beforehand and stayed
    empty, the header once more, and who signed below.

    is_registered   whether a text names a unit: it goes before what else the text may mean

    Raises DataError for rows that are as well a ballot as a row of sums.
    """
    empty = never_filled(table) | signatures(table) | header_again(table)
    left = with_rows(table, ~empty)
    sums = Sums(left, is_registered)
    totals = sums.rows()
    if unclear := sums.unclear(totals):
        place = place_name(table.file, table.sheet)
        raise DataError(messages.UNCLEAR_ROW, where=place, rows=first_of(unclear))
    return with_rows(left, ~totals), left.block.rows[totals].tolist()
