"""Regular expressions of form tools: which are refused, as they could be matched for years."""

import re

import pytest

from sipas_cli.rules.patterns import LONGEST_MATCHED, UnboundedError, compiled, whole
from sipas_cli.text.alike import LONGEST_COMPARED, likeness, most_alike


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$",
        "(?:a*)*b",
        "(a|a)*b",
        "(?:a?)+b",
        "((a|b))+",
        "((a+)){2}",
        "(a{1,2})+",
        ".*.*.*b",
        "a?" * 7,  # 2^7 = 128 cách
        "(a|b)" * 7,
        "a{1,9}a{1,9}a{1,9}",  # 9^3 = 729 cách
        "a{21}",
        "a{100}",
        "(?=a)b",
        "(?<!a)b",
        r"(a)\1",
        "(?P<x>a)(?P=x)",
        "(?i)a",
        "|".join("a" * 101),
    ],
)
def test_what_could_be_matched_in_too_many_ways_is_refused(pattern: str) -> None:
    with pytest.raises(UnboundedError):
        compiled(pattern)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(ab)+c", "ababc"),
        ("(a+)?b", "aab"),
        ("(?:(?P<text>x|y)z)?", "yz"),
        (r"[]\]a]+", "a]]"),
        (r"[^\[\]]{2,3}\d", "ab1"),
        (r"\(a\|b\)\*", "(a|b)*"),
        (".*", "a\nb"),
        ("Có|Không", "Không"),
    ],
)
def test_what_has_few_ways_is_matched_as_python_does(pattern: str, text: str) -> None:
    assert compiled(pattern).fullmatch(text)


@pytest.mark.parametrize("pattern", ["(", "a**", "[a", "a)"])
def test_what_is_no_expression_is_told_apart(pattern: str) -> None:
    with pytest.raises(re.error):
        compiled(pattern)


def test_a_text_longer_than_any_header_matches_nothing() -> None:
    assert whole(".*", "a" * LONGEST_MATCHED)
    assert whole(".*", "a" * (LONGEST_MATCHED + 1)) is None


def test_case_counts_where_nothing_else_is_said() -> None:
    assert whole("ao1", "AO1") is None
    assert whole("ao1", "AO1", any_case=True)


def test_texts_longer_than_any_name_are_like_nothing() -> None:
    longest, longer = "a" * LONGEST_COMPARED, "a" * (LONGEST_COMPARED + 1)
    assert most_alike(longest, [longer, longest]) == [longest]
    assert most_alike(longer, [longer]) == []
    assert likeness(longest, longest) == 1
    assert likeness(longer, longer) == 0
