"""Rows of means of a published table, beside the means of its units."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from sipas_cli.model import Finding
from sipas_cli.runs import published_messages
from sipas_cli.runs.headers import number
from sipas_cli.runs.lines import Line, MeanRow
from sipas_cli.text.numbers import decimal_text, half_up


def unlike_means(means: Sequence[MeanRow], lines: Sequence[Line], file: str) -> Iterator[Finding]:
    """A finding for each row of means whose figure is the mean of no units: not of those between it and
    the row of means before it, nor of its table, nor of all.

    The mean of printed figures differs from that of exact ones by at most half a unit of their last digit,
    and is printed with as much: so much is no difference.
    """
    above: dict[str, int] = {}
    for mean in means:
        said, decimals = number(mean.text)
        of_sheet = [line for line in lines if line.sheet == mean.sheet]
        between = [line for line in of_sheet if above.get(mean.sheet, 0) < line.row < mean.row]
        above[mean.sheet] = mean.row
        candidates = [found for found in map(_mean, (between, of_sheet, lines)) if found]
        if said is None or not candidates:
            continue
        if all(abs(said - value) > _half(decimals) + _half(digits) for value, digits in candidates):
            value, digits = candidates[0]
            shown_digits = max(digits, decimals)
            mark = "," if "," in mean.text else "."
            shown = decimal_text(half_up(value, shown_digits), shown_digits, mark=mark)
            params = {"said": mean.text, "mean": shown}
            yield Finding(published_messages.MEAN_DIFFERS, file, mean.sheet, mean.cell, params)


def _half(decimals: int) -> Fraction:
    """Half a unit of the last of so many digits."""
    return Fraction(1, 2 * 10**decimals)


def _mean(lines: Iterable[Line]) -> tuple[Fraction, int] | None:
    """The mean of the scores of some lines, and how many digits they have; None where one has none."""
    scores = [number(line.text("score")) for line in lines]
    figures = [score for score, _ in scores if score is not None]
    if not figures or len(figures) != len(scores):
        return None
    return sum(figures, Fraction(0)) / len(figures), max(digits for _, digits in scores)
