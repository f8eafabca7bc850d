"""The year that a table says of itself: in its title, in the name of its sheet or of its file.

Titles also hold the days of decisions, periods and comparisons. None of these is the year of the table.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from sipas_cli.intake import messages
from sipas_cli.messages import Message
from sipas_cli.rules import words
from sipas_cli.rules.words import one_of
from sipas_cli.text.spelling import fold, plain

_Y = r"(?:19|20)\d\d"
_YEAR = re.compile(rf"(?<!\d){_Y}(?!\d)")
#: No survey is older, and none of so many years is asked about together: such a column is of something else.
_FIRST, _MOST_YEARS = 2010, 3


@dataclass(frozen=True, slots=True)
class _Patterns:
    """By what a year is found, in texts without diacritics; `in_header` and the rounds are of folded texts.

    stated     a year with the word that makes it one
    aside      what holds a year that is not the table's: a document and its day, a day, a month, a period
    compared   a comparison of two years
    note       the beginning of a note
    document   in the name of a file: the year of a document is that of its signing
    labels     what stands before a year in a cell of its own, or above a column of years
    in_header  a year in the header of a column
    """

    stated: re.Pattern[str]
    aside: re.Pattern[str]
    compared: re.Pattern[str]
    note: re.Pattern[str]
    document: re.Pattern[str]
    labels: frozenset[str]
    in_header: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    years, others = words.titles().years, words.titles().other_years
    return _Patterns(
        # a bare number is a year behind some words alone: 2022 may be a count of ballots
        stated=re.compile(rf"\b{one_of(years.before, plain)}[ :]*({_Y})(?!\d)"),
        aside=_aside(others),
        compared=re.compile(rf"\b{one_of(years.compared, plain)}\b"),
        note=re.compile(rf"\W*{one_of(years.notes, plain)}\b"),
        document=re.compile(rf"\b{one_of(others.documents_in_names, plain)}\b"),
        labels=frozenset(map(plain, years.labels)),
        in_header=re.compile(rf"(?:{one_of(years.in_header, fold)} )?\b({_Y})\b"),
    )


def _aside(others: words.OtherYearWords) -> re.Pattern[str]:
    """What holds a year that is not the table's. The words of days are those of `text.day_of`."""
    return re.compile(
        rf"\b{one_of(others.attached, plain)}\b[^)]*"
        rf"|\b{one_of(others.documents, plain)}(?: so)?[ :.…_\d-]*/[^)]*"
        rf"|\b(?:ngay|thang)\b[ \d.…_/-]*(?:thang[ \d.…_/-]*)?(?:nam )?{_Y}"
        rf"|\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_Y}|{_Y}[/.-]\d{{1,2}}(?:[/.-]\d{{1,2}})?(?!\d)"
        rf"|(?<!\d)\d{{1,2}}[./-]{_Y}"
        rf"|{_Y} ?[-–] ?{_Y}"
        rf"|\b{one_of(others.periods, plain)} (?:nam )?{_Y}"
        rf"|\b{one_of(others.of_something_else, plain)}\b[^,;()]*?{_Y}"
        rf"|\b{one_of(others.decided, plain)}\b[^,;()]*? nam {_Y}"
        rf"|\b{one_of(others.issued, plain)} nam {_Y}"
    )


def in_header() -> re.Pattern[str]:
    """A year, its only group, in the header of a column, folded."""
    return _patterns().in_header


@cache
def rounds() -> Mapping[Message, re.Pattern[str]]:
    """What a title, folded, says of the round of its table: the sentence -> how it is said. The
    group `number` fills the sentence."""
    phrases = words.titles().rounds
    return {
        messages.ROUND_DRAFT: _round(phrases.draft),
        messages.ROUND_NUMBER: _round(phrases.number, r" (?P<number>\d{1,2})"),
        messages.ROUND_EXPLAINED: _round(phrases.explained),
        messages.ROUND_COUNCIL: _round(phrases.council),
        messages.ROUND_OFFICIAL: _round(phrases.official),
    }


def _round(phrases: words.RoundWords, more: str = "") -> re.Pattern[str]:
    before = "".join(rf"(?<!{re.escape(fold(word))} )" for word in phrases.not_after)
    after = "".join(rf"(?! {re.escape(fold(word))})" for word in phrases.not_before)
    return re.compile(rf"\b{before}{one_of(phrases.words, fold)}{more}\b{after}")


@dataclass(frozen=True, slots=True)
class Claim:
    """A year, and the cell that says so; "" for the name of the sheet. `of_file`: for that of the file."""

    year: int
    cell: str = ""
    of_file: bool = False


def of_title(text: str) -> int | None:
    """The year that a cell above a table names; None where it names none, or several.

    >>> of_title("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022"), of_title("Năm 2023 so với năm 2022")
    (2022, None)
    >>> of_title("(Kèm theo Quyết định số 25/QĐ-UBND ngày 12 tháng 01 năm 2024)")
    """
    patterns, title = _patterns(), plain(text)
    if patterns.note.match(title):
        return None
    return _only(patterns.stated.findall(patterns.aside.sub(" ", title)), title)


def is_label(text: str) -> bool:
    """Whether what stands beside or below a text is a year.

    >>> is_label("Năm:"), is_label("Năm sinh")
    (True, False)
    """
    return plain(text).strip(" :") in _patterns().labels


def are_of_survey(years: Collection[int]) -> bool:
    """Whether the years of a column may be those of surveys: not those of births, or of foundations.

    >>> are_of_survey({2023, 2024}), are_of_survey({1970, 1985}), are_of_survey(range(2015, 2024))
    (True, False, False)
    """
    return 0 < len(set(years)) <= _MOST_YEARS and min(years) >= _FIRST


def of_cell(text: str) -> int | None:
    """The year that a cell holds and nothing else."""
    year = re.fullmatch(rf"({_Y})(?:[.,]0+)?", text.strip())
    if year:
        return int(year[1])
    return None


def of_header(text: str) -> tuple[str, frozenset[int]]:
    """The header of a column without the years that it names, folded, and these years.

    >>> of_header("Điểm thẩm định (năm 2022)") == (fold("Điểm thẩm định"), {2022}), of_header("2023")
    (True, ('', frozenset({2023})))
    """
    key = fold(text)
    bare = in_header().sub(" ", key).replace("( )", "")
    return " ".join(bare.split()), frozenset(map(int, in_header().findall(key)))


def of_name(text: str) -> int | None:
    """The year that the name of a sheet or of a file holds; None where it holds none, or several.

    >>> of_name("Sở Tư pháp 2023"), of_name("PAR_2022_chinh thuc"), of_name("diem 2024-01-15")
    (2023, 2022, None)
    """
    patterns, name = _patterns(), plain(text.replace("_", " "))
    year = patterns.stated if patterns.document.search(name) else _YEAR
    return _only(year.findall(patterns.aside.sub(" ", name)), name)


def _only(years: Iterable[str], text: str) -> int | None:
    different = {int(year) for year in years}
    if len(different) != 1 or _patterns().compared.search(text):
        return None
    return different.pop()
