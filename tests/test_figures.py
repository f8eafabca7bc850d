"""The figures of a line: how outputs print one value, and when a column is shown."""

from collections.abc import Iterator
from fractions import Fraction

import pytest

from sipas_cli.figures import messages, outputs, units
from sipas_cli.figures.figure import Column, Figure, columns_in
from sipas_cli.figures.lines import Line, Lines, Movement
from sipas_cli.figures.printing import Style, csv_value, json_value, sheet_value
from sipas_cli.messages import Message, speaking
from sipas_cli.model import Achieved, Group, Share, Standing, Standings, Unit

GROUP = Group("so", "Các sở")
RANKING = Standings((), None, 2, minimum_ballots=10)
POINTS = Achieved(
    Share(Fraction("57.5"), Fraction(60)), {}, {"penalty": Share(Fraction("-1.9"), Fraction(0))}
)


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    """Whatever language another test has left behind."""
    with speaking("vi"):
        yield


def line(
    score: str | None, rank: int | None, *, tied: bool = False, achieved: Achieved | None = POINTS
) -> Line:
    """A unit with 57.50 of 60 points, 1.90 of them taken away."""
    exact = None if score is None else Fraction(score)
    unit = Unit("a", "Sở A", "so")
    return Line(Standing(unit, rank, tied, exact, "", 7, {}, achieved=achieved), GROUP, RANKING)


TERMINAL = Style(",", nothing="-", no_words="", tied=True)
DOCUMENT = Style(",", minus="−")
SHORT = Style(".", tied=True, of_ranked=True)


@pytest.mark.parametrize(
    ("figure", "terminal", "document", "in_csv", "in_json", "in_sheet"),
    [
        (units.RANK, "2 (đồng hạng)", "2", 2, 2, 2),
        (units.SCORE, "95,80", "95,80", "95.80", 95.8, Fraction("95.8")),
        (units.BAND, "", "–", "", "", None),
        (units.NOTE, "", "", "", "", None),
        (units.BALLOTS, "7", "7", 7, 7, 7),
        (units.SOURCE_POINTS.figure("penalty"), "-1,90", "−1,90", "-1.90", -1.9, Fraction("-1.9")),
        (units.SOURCE_POINTS.figure("bonus"), "-", "–", None, None, None),
        (units.PREVIOUS_SCORE, "-", "–", None, None, None),
    ],
)
def test_each_output_writes_a_figure_in_its_own_way(
    figure: Figure, terminal: str, document: str, in_csv: object, in_json: object, in_sheet: object
) -> None:
    unit = line("95.8", 2, tied=True)
    assert TERMINAL.text(figure, unit) == terminal
    assert DOCUMENT.text(figure, unit) == document
    assert csv_value(figure, unit) == in_csv
    assert json_value(figure, unit) == in_json
    assert sheet_value(figure, unit) == in_sheet


def test_yes_and_no_are_1_and_0_in_csv_and_words_of_json() -> None:
    assert csv_value(units.TIED, line("95.8", 2, tied=True)) == 1
    assert json_value(units.TIED, line("95.8", 2)) is False


def test_a_change_has_its_sign_and_the_digits_that_both_years_need() -> None:
    now, before = line("95.8", 2).standing, line("97.35", 9).standing
    moved = Line(now, GROUP, RANKING, Movement(now, before, 1, 2, ranked=20, ranked_before=19))
    # 95.80 - 97.35 = -1.55; 9 - 2 = 7 places
    assert SHORT.text(units.SCORE_CHANGE, moved) == "−1.55"
    assert SHORT.text(units.RANK_CHANGE, moved) == "+7"
    assert (SHORT.text(units.RANK, moved), SHORT.text(units.PREVIOUS_RANK, moved)) == ("2/20", "9/19")
    assert csv_value(units.SCORE_CHANGE, moved) == "-1.55"


def test_points_are_hidden_of_a_unit_without_a_score_wherever_people_read_them() -> None:
    unit = line(None, None)
    assert TERMINAL.text(units.POINTS, unit) == "-"
    assert DOCUMENT.text(units.MAXIMUM, unit) == "–"
    assert sheet_value(units.POINTS, unit) is None


def shown(*lines: Line, in_points: bool = False) -> list[Figure]:
    table = Lines(lines, 2023, in_points=in_points, counted=False)
    return [column.figure for column in columns_in(outputs.TERMINAL, table)]


def test_a_column_stands_where_the_table_has_a_use_for_it() -> None:
    assert shown(line("95.8", 1, achieved=None)) == [units.RANK, units.UNIT, units.SCORE]
    assert shown(line("95.8", 1)) == [units.RANK, units.UNIT, units.POINTS, units.MAXIMUM, units.SCORE]
    # where the score is the points: only the maximum says something, and only if it is not 100
    assert shown(line("57.5", 1), in_points=True) == [units.RANK, units.UNIT, units.MAXIMUM, units.SCORE]
    of_100 = Achieved(Share(Fraction(90), Fraction(100)), {}, {})
    assert shown(line("90", 1, achieved=of_100), in_points=True) == [units.RANK, units.UNIT, units.SCORE]


def test_a_heading_says_what_scores_are_measured_in_and_the_year_that_is_meant() -> None:
    percent, points = (Lines((), 2023, 2022, in_points=own) for own in (False, True))
    assert Column(units.SCORE).headed(percent) == "Chỉ số (%)"
    assert Column(units.SCORE).headed(points) == "Điểm"
    assert Column(units.SCORE, messages.SCORE_IN).headed(points) == "Chỉ số (%)"
    assert Column(units.PREVIOUS_SCORE).headed(points) == "Điểm 2022"
    assert Column(units.RANK, messages.RANK_OF).headed(percent) == "Hạng 2023"
    assert Column(units.PREVIOUS_RANK).headed(percent) == "Hạng 2022"


def test_every_figure_has_its_meaning_and_every_column_its_heading() -> None:
    records = [own for own in vars(units).values() if isinstance(own, Figure)]
    assert len(records) > 20
    assert all(isinstance(own.meaning, Message) for own in records)
    columns = (*outputs.TERMINAL, *outputs.COMPARISON, *outputs.REPORT, *outputs.WORKBOOK)
    for column in (*columns, *outputs.WORKBOOK_AFTER):
        assert isinstance(column.heading or column.figure.heading, Message)
