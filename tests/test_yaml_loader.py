"""The YAML door: what is typed is what is read, and every refusal names its line."""

import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import key_of

from sipas_cli.errors import RulesError
from sipas_cli.rules.yaml_loader import MAX_BYTES, load, parse
from sipas_cli.wording import error_text


def value(text: str) -> Any:
    return parse(text.encode(), "f.yaml").value


def refused(raw: str | bytes) -> RulesError:
    with pytest.raises(RulesError) as caught:
        parse(raw.encode() if isinstance(raw, str) else raw, "f.yaml")
    assert error_text(caught.value, "vi").startswith("f.yaml")
    return caught.value


# --- what is typed is what is read ---------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "no",
        "yes",
        "on",
        "off",
        "No",
        "y",
        "010",
        "12:30",
        "1:20:30",
        "2024-03-27",
        "2024-01",
        "27/3/2024",
        "0x1F",
        "0b1",
        "0o17",
        "1_000",
        "1e3",
        "1.5e3",
        ".5",
        "5.",
        "+5",
        ".inf",
        ".nan",
        "1.000.000",
        "=",
        "<<",
        "865/QĐ-UBND",
        "1.2.3",
        "NA",
        "N/A",
        "nan",
        "1234567890123456789",
        "-x",
    ],
)
def test_a_plain_word_stays_a_text(typed: str) -> None:
    read = value(f"a: {typed}")["a"]
    assert (read, type(read)) == (typed, str)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0", 0), ("7", 7), ("-3", -3), ("2024", 2024), ("123456789012345678", 123456789012345678)],
)
def test_a_whole_number_is_an_integer(typed: str, number: int) -> None:
    read = value(f"a: {typed}")["a"]
    assert (read, type(read)) == (number, int)


@pytest.mark.parametrize("typed", ["0.1", "12.5", "-0.05", "95.435", "90.00", "0.123456789012345678"])
def test_a_decimal_is_exactly_what_is_typed(typed: str) -> None:
    read = value(f"a: {typed}")["a"]
    assert type(read) is Decimal
    assert str(read) == typed


def test_ten_times_a_tenth_is_one() -> None:
    tenths = value("a: [" + ", ".join(["0.1"] * 10) + "]")["a"]
    assert sum(tenths) == 1


def test_true_and_false_are_the_only_booleans_and_blank_is_nothing() -> None:
    read = value("a: true\nb: False\nc: TRUE\nd: null\ne: ~\nf:\ng: 'true'\nh: ''\n")
    assert read == {"a": True, "b": False, "c": True, "d": None, "e": None, "f": None, "g": "true", "h": ""}


def test_a_quoted_number_is_a_text() -> None:
    assert value("a: '7'\nb: \"0.5\"\n") == {"a": "7", "b": "0.5"}


def test_keys_are_texts() -> None:
    assert value("no: 1\n010: 2\n2024-01-01: 3\n5: 4\ntrue: 5\n") == {
        "no": 1,
        "010": 2,
        "2024-01-01": 3,
        "5": 4,
        "true": 5,
    }


def test_texts_and_keys_are_composed() -> None:
    typed = unicodedata.normalize("NFD", "tên: Sở Nội vụ\nđịa chỉ: |\n  Hạ Long\n  Quảng Ninh\n")
    assert typed != unicodedata.normalize("NFC", typed)
    assert value(typed) == {"tên": "Sở Nội vụ", "địa chỉ": "Hạ Long\nQuảng Ninh"}


def test_lists_are_tuples_and_blocks_keep_or_fold_their_lines() -> None:
    text = "a:\n  - 1\n  - [x, y]\nb: >-\n  một\n  hai\nc: |\n  một\n  hai\n"
    assert value(text) == {"a": (1, ("x", "y")), "b": "một hai", "c": "một\nhai"}


def test_an_empty_file_is_an_empty_map() -> None:
    assert value("") == {}
    assert value("# chỉ có chú thích\n\n") == {}


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert parse(b"\xef\xbb\xbfa: 1\n", "f.yaml").value == {"a": 1}


def test_lines_of_windows_are_lines() -> None:
    document = parse(b"a: 1\r\nb: x\r\n", "f.yaml")
    assert document.value == {"a": 1, "b": "x"}
    assert document.where(("b",)) == "f.yaml:2"


# --- where it stands -----------------------------------------------------------------------------


def test_every_key_and_entry_knows_its_line() -> None:
    document = parse(b"# dau\na: 1\nb:\n  - x\n\n  - {c: 2,\n     d: 3}\n", "f.yaml")
    assert document.where(("a",)) == "f.yaml:2"
    assert document.where(("b",)) == "f.yaml:3"
    assert document.where(("b", 0)) == "f.yaml:4"
    assert document.where(("b", 1)) == "f.yaml:6"
    assert document.where(("b", 1, "d")) == "f.yaml:7"


def test_what_is_not_in_the_file_is_said_to_be_where_it_belongs() -> None:
    document = parse(b"a: 1\nb:\n  c: 2\n", "f.yaml")
    assert document.where(("b", "missing", 3)) == "f.yaml:2"
    assert document.where(("missing",)) == "f.yaml:1"


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["a: 1\nb: 2\na: 3\n", "a: 1\nb: 2\n'a': 3\n", "a: 1\nb: 2\na : 3\n"])
def test_a_key_that_stands_twice_is_refused_with_both_lines(text: str) -> None:
    error = refused(text)
    assert (key_of(error), error.where) == ("yaml_key_twice", "f.yaml:3")
    assert '"a"' in error_text(error, "en")
    assert "line 1" in error_text(error, "en")


def test_a_key_twice_deep_in_the_file_or_composed_otherwise_is_refused() -> None:
    error = refused("u:\n  - {id: a}\n  - id: b\n    tên: x\n    " + unicodedata.normalize("NFD", "tên: y\n"))
    assert (key_of(error), error.where) == ("yaml_key_twice", "f.yaml:5")
    assert '"tên"' in error_text(error, "en")
    assert "line 4" in error_text(error, "en")


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("a: 1\nb: &x 2\nc: *x\n", "yaml_alias", 2),
        ("a: 1\nb: *x\n", "yaml_alias", 2),
        ("a: 1\nb:\n  <<: *x\n", "yaml_alias", 3),
        ("a: &x [1]\n", "yaml_alias", 1),
        ("a: 1\nb: !!python/object:os.system x\n", "yaml_tag", 2),
        ("a: !!str 5\n", "yaml_tag", 1),
        ("a: !!timestamp 2024-01-01\n", "yaml_tag", 1),
        ("a:\n  - !x {b: 1}\n", "yaml_tag", 2),
        ("a: 1\n---\nb: 2\n", "yaml_second_document", 2),
        ("? [a, b]\n: 1\n", "yaml_key_not_text", 1),
        ("a: 1\n? {b: 1}\n: 2\n", "yaml_key_not_text", 2),
        ("&x a: 1\n", "yaml_key_not_text", 1),
        ("a: 1\nb: [1, 2\nc: 3\n", "yaml_syntax", 3),
        ("a: 1\nb: c: 2\n", "yaml_syntax", 2),
        ("a: 1\n\tb: 2\n", "yaml_syntax", 2),
    ],
)
def test_whatever_is_no_map_list_or_scalar_is_refused_at_its_line(text: str, key: str, line: int) -> None:
    error = refused(text)
    assert (key_of(error), error.where) == (key, f"f.yaml:{line}")


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert value("a:\n  <<: {b: 1}\n") == {"a": {"<<": {"b": 1}}}


def test_forty_levels_are_read_and_more_are_refused() -> None:
    # the map around a is level 0, so 40 brackets reach level 40
    value("a: " + "[" * 40 + "]" * 40)
    assert key_of(refused("a: " + "[" * 41 + "]" * 41)) == "yaml_too_deep"
    assert key_of(refused("a: " + "[" * 5000)) == "yaml_too_deep"
    block = "".join(f"{' ' * depth}k:\n" for depth in range(60))
    # the map of line 1 is level 0, that of line 42 level 41
    assert (key_of(refused(block)), refused(block).where) == ("yaml_too_deep", "f.yaml:42")


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"a: 1\nb: S\xf4 N\xf4i v\xf9\n", 2),  # Windows-1252 or -1258
        (b"\xff\xfea\x00:\x00", 1),  # UTF-16
        (b"# \xc3\xa1\n# \xc3\xa1\n\xe1: 1\n", 3),
        (b"\xef\xbb\xbfa: 1\n\xe1: 2\n", 2),  # after a byte order mark, at the beginning of a line
    ],
)
def test_a_file_that_is_not_utf8_is_refused_at_the_line(raw: bytes, line: int) -> None:
    error = refused(raw)
    assert (key_of(error), error.where) == ("yaml_not_utf8", f"f.yaml:{line}")


def test_characters_that_yaml_does_not_allow_are_refused() -> None:
    assert key_of(refused(b"a: 1\nb: x\x00y\n")) in ("yaml_characters", "yaml_syntax")
    assert key_of(refused(b"a: \x07\n")) in ("yaml_characters", "yaml_syntax")


def test_a_file_that_is_too_long_is_refused(tmp_path: Path) -> None:
    longest = b"a: 1\n#".ljust(MAX_BYTES, b" ")
    assert parse(longest, "f.yaml").value == {"a": 1}
    assert key_of(refused(longest + b" ")) == "yaml_too_long"
    path = tmp_path / "f.yaml"
    path.write_bytes(longest + b" ")
    with pytest.raises(RulesError) as caught:
        load(path)
    assert key_of(caught.value) == "yaml_too_long"


def test_a_file_is_named_without_its_folder(tmp_path: Path) -> None:
    with pytest.raises(RulesError) as caught:
        load(tmp_path / "units.yaml")
    assert (key_of(caught.value), caught.value.where) == ("file_missing", "units.yaml")
    (tmp_path / "units.yaml").write_bytes(b"a: 1\na: 2\n")
    with pytest.raises(RulesError) as caught:
        load(tmp_path / "units.yaml")
    assert caught.value.where == "units.yaml:2"


@pytest.mark.parametrize("escaped", [r"\e[2J", r"\x07", r"\x9b", r"\b"])
def test_a_sign_that_a_terminal_obeys_is_refused_and_shown(escaped: str) -> None:
    for text in (f'a: "Sở {escaped} Nội vụ"', f'"x{escaped}": 1', f'- "{escaped}"'):
        error = refused(text)
        assert error_text(error, "vi").startswith("f.yaml:1: chữ có ký tự điều khiển")
        assert "Xóa ký tự đó" in error_text(error, "vi")
        assert error_text(error, "vi").isprintable()
    assert value(r'a: "một\thai"')["a"] == "một hai"


@pytest.mark.parametrize("mark", ['"', "'"])
def test_an_open_quotation_mark_is_named_where_it_stands_and_not_where_the_file_ends(mark: str) -> None:
    error = refused(f"a: 1\nb: {mark}Sở\nc: 2\nd: 3\n")
    assert (key_of(error), error.where) == ("yaml_quote", "f.yaml:2")
