"""Vietnamese text: what is equal, what comes first, how numbers and dates are printed."""

import unicodedata
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sipas_cli.text.days import long_date, short_date, sortable_day
from sipas_cli.text.numbers import decimal_text, half_up, typed_number
from sipas_cli.text.spelling import collation, fold, named_signs, nfc, one_sign, plain, slug, told_apart

# letters with and without marks, loose tone marks, what nobody sees, what separates words
SOME_TEXT = st.text(alphabet="aâeđoơuuyỦỤhnNV \u0300\u0301\u0302\u0323\u200b\u00a0\u00ad-/&.")
#: Sign -> signs that nobody can tell from it, or that Word and keyboards put in its place.
LOOKS = {
    "Đ": "ÐƉ",
    "đ": "ðɖ",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d",
    "'": "`\u00b4\u02b9\u02bc\u2018\u2019\u2032\uff07",
    '"': "\u201c\u201d\u201e\u2033\uff02",
    " ": "\u00a0\u2002\u2003\u2007\u2009\u202f\u205f\u3000",
    "4": "\uff14",
    "A": "\uff21",
    "a": "\uff41",
    "(": "\uff08",
    "/": "\uff0f",
}
UNSEEN = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)


# --- nfc -----------------------------------------------------------------------------------------


def test_a_decomposed_text_is_composed() -> None:
    assert nfc("So\u031b\u0309 No\u0323\u0302i vu\u0323") == "Sở Nội vụ"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  Sở   Nội vụ ", "Sở Nội vụ"),
        ("Sở\u00a0Nội\u2003vụ", "Sở Nội vụ"),
        ("Sở\tNội\r\nvụ", "Sở Nội vụ"),
        ("\ufeffSở N\u200bội vụ\u2060", "Sở Nội vụ"),
        ("Nội\u00ad vụ", "Nội vụ"),
        ("F1_1\t", "F1_1"),
        ("a  b", "a b"),
        ("   ", ""),
        ("", ""),
    ],
)
def test_spaces_are_folded_and_unseen_characters_dropped(typed: str, read: str) -> None:
    assert nfc(typed) == read


@given(SOME_TEXT)
@example("vu\u200b\u0323")  # an unseen character between a letter and its tone
def test_a_text_that_went_through_once_stays_as_it_is(text: str) -> None:
    once = nfc(text)
    assert unicodedata.is_normalized("NFC", once)
    assert nfc(once) == once


# --- fold ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoá", "hóa"),
        ("Sở Văn hoá và Thể thao", "Sở Văn hóa và Thể thao"),
        ("Uỷ ban nhân dân", "Ủy ban nhân dân"),
        ("thuỷ lợi", "thủy lợi"),
        ("khoẻ", "khỏe"),
        ("SỞ NỘI VỤ", "Sở Nội vụ"),
        ("ĐẦM HÀ", "Đầm Hà"),
        ("Sở\u00a0Nội  vụ ", "Sở Nội vụ"),
        ("Sở Nội\u200b vụ", "Sở Nội vụ"),
        ("So\u031b\u0309 No\u0302\u0323i vu\u0323", "Sở Nội vụ"),
    ],
)
def test_two_spellings_of_one_text_are_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở Nội vụ", "Sở Nội vu"),
        ("Sở Nội vụ", "Sở Ngoại vụ"),
        ("Đông Triều", "Dông Triều"),
        ("Huyện Ba Chẽ", "Huyện Ba Chẻ"),
        ("Ân", "An"),
        ("Tân", "Tăn"),
        ("Hà Nam", "Ha Nàm"),
        ("Sở Nội vụ", "SởNội vụ"),
        # words also end at a hyphen, a slash, a comma, an ampersand
        ("Hà-Nam", "Ha-Nàm"),
        ("hồ/sơ", "hô/sờ"),
        ("phí,le", "phi,lé"),
        ("và&hoa", "va&hoà"),
    ],
)
def test_two_texts_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(SOME_TEXT)
def test_composition_and_case_never_tell_two_texts_apart(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(("sign", "look"), [(sign, look) for sign, looks in LOOKS.items() for look in looks])
def test_a_sign_that_looks_like_another_is_folded(sign: str, look: str) -> None:
    assert fold(f"Sở{sign}x{look}y") == fold(f"Sở{look}x{sign}y") == fold(f"Sở{sign}x{sign}y")


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_nobody_sees_is_dropped(unseen: str) -> None:
    assert nfc(f"{unseen}Sở Nội{unseen} vụ{unseen}") == "Sở Nội vụ"
    assert fold(f"A{unseen}1") == "a1"


@given(st.data(), st.text(alphabet="aâeĐđơuyỦ nN-'\"4A(/\u0300\u0323"))
def test_spellings_that_look_alike_are_equal(data: st.DataObject, text: str) -> None:
    """Each sign may stand in any of its looks, with something that nobody sees behind it."""
    written = "".join(
        data.draw(st.sampled_from([sign, *LOOKS.get(sign, "")])) + data.draw(st.sampled_from(["", *UNSEEN]))
        for sign in text
    )
    assert fold(written) == fold(text)
    assert fold(unicodedata.normalize("NFD", written)) == fold(text)
    assert fold(fold(written)) == fold(written)


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    "shown", ["thành phố Ðông Hà", "Lao động – Thương binh", "Ea H’leo", "số ４", "“A”…"]
)
def test_what_was_typed_is_shown_as_it_was_typed(shown: str) -> None:
    assert nfc(shown) == shown


def test_a_number_may_have_a_long_minus_and_digits_of_full_width() -> None:
    assert typed_number("\u22122,5") == typed_number("-2,5")
    assert typed_number("９５％") == typed_number("95%")
    assert sortable_day("2024\u201111\u201104") == "2024-11-04"
    assert one_sign("Sở Nội vụ") == "Sở Nội vụ"


def test_signs_that_mislead_are_named_by_their_code_points() -> None:
    assert named_signs("UBND thành phố Ðông Hà") == "UBND thành phố Ð (U+00D0)ông Hà"
    assert named_signs("{%p\u200bfor") == "{%p\u200b (U+200B)for"
    # a Cyrillic о is no o, and is always told; a dash only where nothing else differs
    assert told_apart("Sở Nоi vu", "Sở Noi vu") == "Sở Nо (U+043E)i vu"
    assert told_apart("Sở A – B", "Sở A - B") == "Sở A – (U+2013) B"
    assert told_apart("Sở A – C", "Sở A - B") == "Sở A – C"


def test_names_with_another_d_stand_in_the_place_of_their_letter() -> None:
    assert sorted(["Ðông", "Em", "Dung", "Đà"], key=collation) == ["Dung", "Đà", "Ðông", "Em"]
    assert plain("Ðông Hà") == "dong ha"
    assert slug("Ðông Hà") == "dong-ha"


def test_plain_takes_all_marks_off() -> None:
    assert plain("Thị xã ĐÔNG Triều") == "thi xa dong trieu"
    assert plain("Uỷ") == plain("Ủy") == "uy"


def test_a_slug_has_letters_digits_and_hyphens_only() -> None:
    assert slug("Sở Lao động, Thương binh & Xã hội (2023)") == "so-lao-dong-thuong-binh-xa-hoi-2023"


# --- collation -----------------------------------------------------------------------------------


def test_letters_run_in_the_order_of_the_alphabet() -> None:
    alphabet = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert sorted(alphabet, key=collation, reverse=True) == alphabet[::-1]
    assert sorted([letter.upper() for letter in alphabet[::-1]], key=collation) == list(
        "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY"
    )


def test_tones_run_ngang_huyen_hoi_nga_sac_nang() -> None:
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(tones, key=collation, reverse=True) == tones[::-1]
    assert sorted(["ậ", "ấ", "ẫ", "ẩ", "ầ", "â"], key=collation) == ["â", "ầ", "ẩ", "ẫ", "ấ", "ậ"]


def test_letters_go_before_tones_and_syllables_before_both() -> None:
    # mạ before man: the syllable's letters decide first; "hà nam" before "hạ long" by the tone of hà
    assert sorted(["man", "mạ", "mã"], key=collation) == ["mã", "mạ", "man"]
    assert sorted(["Hạ Long", "Hà Nam", "Ha Long"], key=collation) == ["Ha Long", "Hà Nam", "Hạ Long"]
    assert sorted(["Ba Vì", "Ban", "Ba"], key=collation) == ["Ba", "Ba Vì", "Ban"]


def test_the_place_of_the_tone_the_case_and_punctuation_do_not_sort() -> None:
    assert collation("UBND, Thị xã") == collation("ubnd thị xã")
    assert collation("So\u031b\u0309") == collation("Sở")


def test_units_of_a_group_come_in_the_order_of_the_dictionary() -> None:
    units = [
        "Huyện Ba Chẽ",
        "Huyện Bình Liêu",
        "Huyện Cô Tô",
        "Huyện Đầm Hà",
        "Huyện Hải Hà",
        "Huyện Vân Đồn",
        "Thành phố Cẩm Phả",
        "Thành phố Hạ Long",
        "Thị xã Đông Triều",
        "Thị xã Quảng Yên",
    ]
    assert sorted(sorted(units), key=collation) == units
    assert sorted(units, key=collation, reverse=True) == units[::-1]


def test_numbers_within_a_name_sort_by_value() -> None:
    assert sorted(["Phường 10", "Phường 2", "Phường 1a", "Phường 1"], key=collation) == [
        "Phường 1",
        "Phường 1a",
        "Phường 2",
        "Phường 10",
    ]
    assert sorted(["Xã An", "Xã 3"], key=collation) == ["Xã 3", "Xã An"]


# --- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("95.435", 2, "95.44"),  # 62.88 + 24.42 + 8.135, printed 95,44 by Sóc Trăng
        ("95.4349999", 2, "95.43"),
        ("1.005", 2, "1.01"),  # a float 1.005 is a little less and gives 1.00
        ("2.675", 2, "2.68"),
        ("0.5", 0, "1"),
        ("0.49", 0, "0"),
        ("99.995", 2, "100"),
        ("-95.435", 2, "-95.44"),  # a change of score may be negative: a half away from zero
        ("-1.91", 2, "-1.91"),
        ("-0.004", 2, "0"),
        ("0", 2, "0"),
    ],
)
def test_a_half_is_rounded_away_from_zero(value: str, decimals: int, rounded: str) -> None:
    assert half_up(Fraction(value), decimals) == Fraction(rounded)


def test_a_third_is_rounded_by_its_first_digits() -> None:
    assert half_up(Fraction(200, 3), 2) == Fraction("66.67")
    assert half_up(Fraction(100, 3), 2) == Fraction("33.33")


@pytest.mark.parametrize(
    ("value", "decimals", "mark", "text"),
    [
        ("90.4", 2, ",", "90,40"),
        ("100", 2, ",", "100,00"),
        ("0", 2, ".", "0.00"),
        ("0.05", 2, ",", "0,05"),
        ("-0.05", 2, ",", "-0,05"),
        ("-12.5", 1, ".", "-12.5"),
        ("95", 0, ",", "95"),
        ("95.435", 3, ",", "95,435"),
    ],
)
def test_a_number_is_printed_with_all_its_decimals(value: str, decimals: int, mark: str, text: str) -> None:
    assert decimal_text(Fraction(value), decimals, mark=mark) == text


def test_a_number_with_more_digits_is_not_cut_in_printing() -> None:
    with pytest.raises(ValueError, match="round it first"):
        decimal_text(Fraction("95.435"), 2)


# --- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (date(2024, 3, 27), "ngày 27 tháng 3 năm 2024", "27/3/2024"),
        (date(2024, 1, 8), "ngày 08 tháng 01 năm 2024", "08/01/2024"),
        (date(2024, 2, 10), "ngày 10 tháng 02 năm 2024", "10/02/2024"),
        (date(2024, 3, 1), "ngày 01 tháng 3 năm 2024", "01/3/2024"),
        (date(2023, 9, 12), "ngày 12 tháng 9 năm 2023", "12/9/2023"),
        (date(2023, 12, 9), "ngày 09 tháng 12 năm 2023", "09/12/2023"),
    ],
)
def test_days_under_10_and_months_1_and_2_have_a_leading_zero(day: date, long: str, short: str) -> None:
    assert long_date(day) == long
    assert short_date(day) == short


def test_a_date_that_is_not_known_leaves_room_to_write_it() -> None:
    assert long_date(None, month=(2024, 3)) == "ngày       tháng 3 năm 2024"
    assert short_date(None, month=(2024, 1)) == "    /01/2024"
    assert long_date(None).split() == ["ngày", "tháng", "năm"]
    assert long_date(None).endswith("       ")
    assert short_date(None).split() == ["/", "/"]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2/11/2023 09:30", "2/11/2023 09:31"),
        ("28/2/2023", "1/3/2023"),
        ("31/12/2022", "01/01/2023"),
        ("9.11.2023", "10-11-2023"),
        ("2023-11-02", "3/11/2023"),
        ("2023-11-02T09:30", "2023-11-02T09:31"),
        ("31/12/2099", ""),  # who did not tell the time comes last
        ("2/11/2023 9:30", "2/11/2023 10:00"),  # hours are often typed without a leading zero
        ("2023/9/2", "2023/10/2"),
    ],
)
def test_times_as_typed_sort_as_the_times_do(earlier: str, later: str) -> None:
    assert sortable_day(earlier) < sortable_day(later)


def test_one_day_written_in_two_ways_is_one_day() -> None:
    assert (
        sortable_day("02/11/2023") == sortable_day("2-11-2023") == sortable_day(" 2023-11-02") == "2023-11-02"
    )
