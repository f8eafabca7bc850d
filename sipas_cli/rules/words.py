"""The words by which tables are recognised: their headers, their titles, rows that are no entries.

They ship with the program, in `criteria/words/`, a file for each kind of table. No workspace has its own:
they decide which rows count. What an office calls its columns stands in its criteria, or in a mapping.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Annotated, TypeVar

from pydantic import Field

from sipas_cli.rules.gate import Model, Text, Texts, checked
from sipas_cli.rules.library import shipped
from sipas_cli.rules.yaml_loader import load

W = TypeVar("W", bound=Model)
Words = Annotated[Texts, Field(min_length=1)]


class SumWords(Model):
    """Labels of rows of sums, means, counts, shares and extremes."""

    alone: Words
    """Only as the whole label."""
    phrases: Words
    """Also with further words behind them."""
    behind_group: Words
    before_group: Words
    all_groups: Words


class RowWords(Model):
    """`rows.yaml`: rows of any table that are no entries."""

    sums: SumWords


class HeaderWords(Model):
    """`headers.yaml`: headers that any table may have."""

    numbering: Words
    """Of a column of running numbers."""
    counts: Words
    """Of a column that says how many people gave the answers of a row."""
    question: Words
    """What stands before the number of a question."""


class MarkWords(Model):
    """`marks.yaml`: what stands in the column of a single choice."""

    marked: Words
    unmarked: Words


class YearWords(Model):
    """By what a title says the year of its table."""

    labels: Words
    before: Words
    in_header: Words
    compared: Words
    notes: Words


class OtherYearWords(Model):
    """What has a year in a title that is not the table's."""

    attached: Words
    documents: Words
    decided: Words
    issued: Words
    periods: Words
    of_something_else: Words
    documents_in_names: Words


class RoundWords(Model):
    """What says one thing of the round of a table, unless other words stand beside it."""

    words: Words
    not_after: Texts = ()
    not_before: Texts = ()


class RoundsWords(Model):
    """Of which round a table is."""

    draft: RoundWords
    number: RoundWords
    explained: RoundWords
    council: RoundWords
    official: RoundWords


class TitleWords(Model):
    """`titles.yaml`: what titles and names say of a table."""

    years: YearWords
    other_years: OtherYearWords
    rounds: RoundsWords


class NotYetWords(Model):
    """That points were not appraised yet: one word of each list, of `auxiliary` and `noun` perhaps none."""

    before: Words
    auxiliary: Words
    noun: Words
    appraised: Words


class PointsWords(Model):
    """`points.yaml`: tables of points, beside what the criteria say."""

    not_yet: NotYetWords
    beside: Words
    about_points: Words
    sent: Words


class ResultColumns(Model):
    """The columns of a table of results: of the headers of one, the first that there is."""

    unit: Words
    rank: Words
    group: Words
    band: Words
    maximum: Words
    score: Words


class PublishedWords(Model):
    """`published.yaml`: tables of results. Keys of `scores`, `ranks`, `titles` and `meant` are indices."""

    columns: ResultColumns
    scores: Mapping[Text, Words]
    ranks: Mapping[Text, Words]
    not_read: Words
    titles: Mapping[Text, Words]
    meant: Mapping[Text, Words]
    people: Words
    means: Words
    rank_words: Words
    tied: Words
    points: Words
    group_words: Words


class SampleWords(Model):
    """`samples.yaml`: tables and lists for sampling."""

    columns: Mapping[Text, Words]
    """Column -> its headers; of the headers of one, the first that there is."""
    tables: Mapping[Text, Words]
    """Kind of table -> its columns."""

    def headers_of(self, table: str) -> Mapping[str, Words]:
        """Column -> the headers that it may have, of one kind of table."""
        return {column: self.columns[column] for column in self.tables[table]}


class RegisterWords(Model):
    """`registers.yaml`: the headers of a list of offices, and what groups are called."""

    unit: Words
    id: Words
    aliases: Words
    groups: Mapping[Text, Words]
    """Usual id of a group -> the words that its name begins with."""
    group_words: Words


class FrameWords(Model):
    """`frames.yaml`: a criteria set typed as a table, and how it says where points come from."""

    columns: Mapping[Text, Words]
    """Column -> its headers; of the headers of one, the first that there is."""
    points: Words
    """What stands behind the points of a result."""
    survey: Words
    satisfaction: Words
    appraisal: Words
    bonus: Words
    penalty: Words
    from_: Annotated[Words, Field(alias="from")]
    above: Words
    to: Words
    below: Words
    or_more: Words
    share: Words
    none_below: Words
    even: Words
    deducted: Words
    minus: Words


class UnitStarts(Model):
    """The first words of the names of units, by what they say of its group."""

    huyen: Words
    xa: Words
    other: Words


class StatementColumns(Model):
    """Columns of published tables beside those of `published.yaml`."""

    change: Words
    ballots: Words
    former: Words
    current: Words
    achieved: Words
    percent: Words


class StatementWords(Model):
    """`statements.yaml`: what the text of a decision says of units, figures, ranks, means and changes."""

    above: Words
    below: Words
    at_least: Words
    percent: Words
    points: Words
    counted: Words
    out_of: Words
    roughly: Words
    shares: Words
    shares_in_brackets: Words
    totals: Words
    also_counted: Words
    scopes: Mapping[Text, Words]
    """Group -> how a text names it."""
    group_words: Words
    unit_starts: UnitStarts
    name_ends: Words
    places: Words
    first: Words
    last: Words
    tied: Words
    together: Words
    ordinals: Mapping[Text, Words]
    """Number -> how it is written out."""
    means: Words
    overall: Words
    rises: Words
    falls: Words
    moves_up: Words
    moves_down: Words
    steps: Words
    turns_up: Words
    turns_down: Words
    compared: Words
    from_place: Words
    elsewhere: Words
    aims: Words
    other_things: Words
    not_all_named: Words
    lists: Words
    none: Words
    all: Words
    bands: Words
    grades: tuple[Words, ...]
    """Bands in words, the higher ones first."""
    grade_words: Words
    announces: Words
    bases: Words
    never_twice: Words
    columns: StatementColumns


@cache
def statements() -> StatementWords:
    """The words of what published documents say in their text."""
    return _read("statements", StatementWords)


@cache
def registers() -> RegisterWords:
    """The words of lists of offices."""
    return _read("registers", RegisterWords)


@cache
def frames() -> FrameWords:
    """The words of criteria sets typed as tables."""
    return _read("frames", FrameWords)


@cache
def rows() -> RowWords:
    """The words of rows that are no entries."""
    return _read("rows", RowWords)


@cache
def headers() -> HeaderWords:
    """The words of headers that any table may have."""
    return _read("headers", HeaderWords)


@cache
def marks() -> MarkWords:
    """The words of columns of single choices."""
    return _read("marks", MarkWords)


@cache
def titles() -> TitleWords:
    """The words of titles and names."""
    return _read("titles", TitleWords)


@cache
def points() -> PointsWords:
    """The words of tables of points."""
    return _read("points", PointsWords)


@cache
def published() -> PublishedWords:
    """The words of published tables."""
    return _read("published", PublishedWords)


@cache
def samples() -> SampleWords:
    """The words of tables for sampling."""
    return _read("samples", SampleWords)


def _read(name: str, kind: type[W]) -> W:
    path = shipped("criteria") / "words" / f"{name}.yaml"
    return checked(load(path, shown_as=f"words/{path.name}"), kind)


def one_of(words: Iterable[str], key: Callable[[str], str]) -> str:
    """A piece of a regular expression that matches one of some words, as `key` spells them.

    >>> one_of(["Năm", "Chỉ số"], str.lower)
    '(?:năm|chỉ\\\\ số)'
    """
    return f"(?:{'|'.join(re.escape(key(word)) for word in words)})"
