"""Tables of results, which are neither ballots nor points: whoever names one means another command."""

from collections.abc import Sequence
from itertools import chain

from sipas_cli.intake.stated_year import of_header
from sipas_cli.rules import words
from sipas_cli.text.spelling import fold


def looks_published(top: Sequence[Sequence[str]]) -> bool:
    """Whether a row of the first ones of a sheet names a unit and, in another column, a rank or a score."""
    known = words.published()
    of_indices = chain.from_iterable((*known.ranks.values(), *known.scores.values()))
    figures = (*known.columns.rank, *known.columns.score, *of_indices)
    units, starts = set(map(fold, known.columns.unit)), tuple(map(fold, figures))
    for row in top:
        headers = [of_header(text)[0] for text in row]
        others = [header for header in headers if header not in units]
        if len(others) < len(headers) and any(header.startswith(starts) for header in others):
            return True
    return False
