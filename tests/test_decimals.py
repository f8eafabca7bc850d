"""A number is never two readings: in steps of a tenth each gives its own answer or none."""

import pytest
from conftest import ROOT

from sipas_cli.intake.ballots.answers import AnswerTexts
from sipas_cli.rules.criteria import OFF_SCALE, Criteria
from sipas_cli.rules.library import read_set

CRITERIA = read_set(ROOT / "tests" / "field" / "_workspace" / "criteria" / "field.yaml").criteria
assert isinstance(CRITERIA, Criteria)
ANSWERS = AnswerTexts(CRITERIA.plan.scale)
TENTHS = range(-20, 121)


@pytest.mark.parametrize("mark", [".", ","])
@pytest.mark.parametrize("tenths", TENTHS)
def test_a_number_in_tenths_is_an_answer_only_where_it_is_whole_and_on_the_scale(
    tenths: int, mark: str
) -> None:
    sign = "-" if tenths < 0 else ""
    whole, rest = divmod(abs(tenths), 10)
    wanted = str(whole) if not sign and not rest and 1 <= whole <= 5 else OFF_SCALE
    assert ANSWERS.name(f"{sign}{whole}{mark}{rest}") == wanted
    assert ANSWERS.name(f" {sign}{whole}{mark}{rest}0 ") == wanted


@pytest.mark.parametrize("number", range(10))
@pytest.mark.parametrize("between", ["-", " - ", "–", ":", ".", ",", "=", ")", " ", "/", "(", " ("])
def test_a_number_twice_is_no_number_and_its_label(number: int, between: str) -> None:
    assert ANSWERS.name(f"{number}{between}{number}") == OFF_SCALE
    assert ANSWERS.name(f"{number}{between}{number})") == OFF_SCALE


@pytest.mark.parametrize("between", [" - ", "-", ". ", ": ", ") ", " = "])
def test_a_number_and_its_label_are_one_answer(between: str) -> None:
    assert ANSWERS.name(f"4{between}Hài lòng") == "4"
    assert ANSWERS.name(f"5{between}Hài lòng") == OFF_SCALE


def test_what_a_spreadsheet_computed_is_the_number_that_it_shows() -> None:
    assert ANSWERS.name("3.0000000000000004") == "3"
    assert ANSWERS.name("2.9999999999999996") == "3"
    assert ANSWERS.name("3.0000000001") == OFF_SCALE
