"""How figures are written: as text for people, in csv, in JSON, in the cells of a workbook.

Documents have their counts, percentages, changes, points and ranks from here alone, with a true minus; what
`explain` prints on the terminal, with a hyphen, is in `documents/explained.py`.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from sipas_cli.figures import messages
from sipas_cli.figures.figure import Figure, Kind, Place
from sipas_cli.figures.lines import Line
from sipas_cli.messages import decimal_mark, language, say
from sipas_cli.text.numbers import decimal_text, half_up_text

PLUS, MINUS, NOTHING = "+", "−", "–"
PERCENT = "%"
#: A number below it has two digits in a sentence of a Vietnamese paper.
_TWO_DIGITS = 10


def count_text(number: int) -> str:
    """How many there are, the thousands apart: 8.253 in Vietnamese, 8,253 in English."""
    text = f"{number:,}"
    if decimal_mark() == ",":
        return text.replace(",", ".")
    return text


def counted(number: int) -> str:
    """The same within a sentence of a paper: 02 đơn vị, where nothing can be put before the digit."""
    if language() == "vi" and 0 < number < _TWO_DIGITS:
        return f"{number:02d}"
    return count_text(number)


def rounded_text(value: Fraction, decimals: int) -> str:
    """A value rounded half up, with a true minus."""
    return half_up_text(value, decimals, mark=decimal_mark()).replace("-", MINUS)


def measured(figure: str, unit: str) -> str:
    """A figure with what it is measured in: 79,34%, 1,11 điểm. No line ends between the two.

    >>> measured("79,34", "%"), measured("1,11", "điểm"), measured("–", "%")
    ('79,34%', '1,11\\xa0điểm', '–')
    """
    if figure == NOTHING:
        return figure
    if unit == PERCENT:
        return f"{figure}{unit}"
    return f"{figure}\N{NO-BREAK SPACE}{unit}"


def rank_text(rank: int, ranked: int, *, tied: bool = False) -> str:
    """A rank and of how many it is, 0 where that is not known: 3/20, 3/20 (đồng hạng)."""
    text = f"{rank}/{ranked}" if ranked else str(rank)
    if tied:
        return say(messages.TIED_RANK, rank=text)
    return text


def figure_text(score: Fraction | None, decimals: int, mark: str) -> str:
    """A figure in a table, "–" where there is none."""
    return NOTHING if score is None else decimal_text(score, decimals, mark=mark)


def signed(change: Fraction | int | None, decimals: int, mark: str) -> str:
    """A change in a table: +4, −1,91, 0,00; "–" where there is none.

    >>> signed(4, 0, ","), signed(Fraction(-191, 100), 2, ","), signed(Fraction(0), 2, ".")
    ('+4', '−1,91', '0.00')
    """
    if change is None:
        return NOTHING
    text = decimal_text(change, decimals, mark=mark)
    if text.startswith("-"):
        return f"{MINUS}{text[1:]}"
    return f"{PLUS}{text}" if change else text


@dataclass(frozen=True, slots=True)
class Style:
    """How an output prints figures for people.

    mark       before the decimals
    nothing    what stands where there is no figure, `no_words` where there are no words
    minus      before a negative figure
    tied       whether it is said that a rank is shared
    of_ranked  whether a rank says of how many it is
    """

    mark: str
    nothing: str = NOTHING
    no_words: str = NOTHING
    minus: str = "-"
    tied: bool = False
    of_ranked: bool = False

    def text(self, figure: Figure, line: Line) -> str:
        """A figure of a line as it is printed."""
        value = figure.shown(line)
        match value:
            case None | "":
                return self._without(figure)
            case Place():
                return self._rank(value)
            case str():
                return value
            case Fraction() if figure.kind is Kind.CHANGE:
                return signed(value, figure.digits(line), self.mark)
            case Fraction():
                return decimal_text(value, figure.digits(line), mark=self.mark).replace("-", self.minus)
            case int():
                return signed(value, 0, self.mark) if figure.kind is Kind.PLACES else count_text(value)
            case _:
                assert_never(value)

    def _without(self, figure: Figure) -> str:
        if figure.kind is Kind.REMARK:
            return ""
        return self.no_words if figure.of_words else self.nothing

    def _rank(self, place: Place) -> str:
        ranked = place.ranked if self.of_ranked else 0
        return rank_text(place.rank, ranked, tied=self.tied and place.tied)


def csv_value(figure: Figure, line: Line) -> str | int | None:
    """A figure in a csv: numbers with a point and all of their digits."""
    value = figure.value(line)
    match value:
        case None | str():  # most are, and to find that they are no fraction takes longer
            return value
        case Place():
            return value.rank
        case Fraction():
            return decimal_text(value, figure.digits(line))
        case bool():
            return int(value)
        case _:
            return value


def json_value(figure: Figure, line: Line) -> str | int | float | bool | None:
    """A figure in JSON: the nearest float prints the same digits again."""
    value = figure.value(line)
    match value:
        case Place():
            return value.rank
        case Fraction():
            return float(value)
        case _:
            return value


def json_number(value: Fraction | None) -> float | None:
    """A figure that is none of a line, in JSON; null where there is none."""
    if value is None:
        return None
    return float(value)


def json_exact(value: Fraction | None) -> dict[str, float | int] | None:
    """A figure in JSON with the fraction that it is; null where there is none."""
    if value is None:
        return None
    return {"value": float(value), "numerator": value.numerator, "denominator": value.denominator}


def sheet_value(figure: Figure, line: Line) -> Fraction | int | str | None:
    """A figure in a cell of a workbook; None leaves it empty."""
    value = figure.shown(line)
    match value:
        case Place():
            return value.rank
        case "":
            return None
        case _:
            return value
