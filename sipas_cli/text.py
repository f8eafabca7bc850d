"""Vietnamese text: comparing, sorting and printing. Nothing here knows what a unit or a score is."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Context
from fractions import Fraction
from typing import NamedTuple

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the dictionary's order
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTERS = {letter: position for position, letter in enumerate(_ALPHABET)}
_SPELLED = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")  # a word with its marks set apart
_RUNS = re.compile(r"\d+|[^\W\d_]+", re.UNICODE)
_SPACES = re.compile(r"\s+")
#: Sheets of a workbook that `sipas form` makes: how to fill it in, and the lists of its drop-downs.
GUIDE_SHEET, LISTS_SHEET = "Hướng dẫn", "Danh mục"
#: Nobody needs to be told that these hold no table, nor to unhide them.
OWN_SHEETS = (GUIDE_SHEET, LISTS_SHEET)
# Characters that a keyboard or a form tool slips in and that nobody sees: soft hyphens, marks of direction.
_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_INVISIBLE = re.compile(f"[{_UNSEEN}]+")
# Signs that cannot be told apart on paper, or that Word and keyboards put in place of each other.
_DASHES = (
    "\u058a\u05be\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207b\u208b\u2212\u2796"
    "\u2e3a\u2e3b\ufe58\ufe63\uff0d"
)
_APOSTROPHES = "`\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u02ca\u02cb\u2018\u2019\u201a\u201b\u2032\u2035"
_QUOTES = "\u02ba\u201c\u201d\u201e\u201f\u2033\u2036"
#: Sign -> the one that is meant.
_ALIKE = {
    **{full: chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)},  # ０ Ａ ａ （ ： of East Asian keyboards
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _APOSTROPHES), "'"),
    **dict.fromkeys(map(ord, _QUOTES), '"'),
    **dict.fromkeys(map(ord, "\u00f0\u0256"), "đ"),  # Icelandic eth, African d with a tail
    **dict.fromkeys(map(ord, "\u00d0\u0189"), "Đ"),
    ord("\u2026"): "...",
}
# Letters of other alphabets that look like Latin ones: they are told, and not taken for them.
_FOREIGN = dict(
    zip(
        map(ord, "АВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧον"),
        "ABEKMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXov",
        strict=True,
    )
)
_SOME_ALIKE = re.compile(f"[{''.join(re.escape(chr(sign)) for sign in _ALIKE)}]")


def nfc(text: str) -> str:
    """`text` composed (NFC), without invisible characters, runs of spaces folded, ends trimmed.

    >>> nfc("  Sở \\u00a0Nội  vu\\u0323 ")
    'Sở Nội vụ'
    """
    if text.isascii() and "  " not in text and text.isprintable():
        return text.strip()
    visible = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", visible).strip()


def one_sign(text: str) -> str:
    """`text` with one sign for all that look like it: Ð for Đ, the dashes, apostrophes, letters and digits of
    full width. For keys and numbers, never for what is shown.

    >>> one_sign("thành phố Ðông Hà"), one_sign("Sở Lao động – Thương binh"), one_sign("４")
    ('thành phố Đông Hà', 'Sở Lao động - Thương binh', '4')
    """
    return text.translate(_ALIKE) if _SOME_ALIKE.search(text) else text


def fold(text: str) -> str:
    """The key under which two spellings of one text are equal.

    Folds composition, case, spaces, signs that look alike and the place of the tone mark (hoá = hóa,
    Uỷ = Ủy): within a word the tone is taken off its vowel and put at the end, so where it stood no
    longer counts. What tells words apart, letters, diacritics and the tone itself, stays.

    >>> fold("Sở VĂN HOÁ và  Thể thao") == fold("Sở Văn hóa và Thể thao")
    True
    >>> fold("Sở Nội vụ") == fold("Sở Nội vu")
    False
    """
    visible = nfc(text).casefold()
    if visible.isascii() and "`" not in visible:
        return visible
    folded = one_sign(visible)
    moved = _SPELLED.sub(_tone_last, unicodedata.normalize("NFD", folded))
    return unicodedata.normalize("NFC", moved)


def named_signs(text: str, *, but_for: str = "") -> str:
    """`text` with the code point behind each sign that nobody can tell from another one, or see at all; not
    behind those in `but_for`.

    >>> named_signs("Sở Nội vụ"), named_signs("thành phố Ðông Hà")
    ('Sở Nội vụ', 'thành phố Ð (U+00D0)ông Hà')
    """
    named = (
        f"{sign} (U+{ord(sign):04X})" if _misleads(sign) and sign not in but_for else sign for sign in text
    )
    return "".join(named)


def told_apart(text: str, other: str) -> str:
    """`text` as it is shown beside `other`: the signs that mislead are named where they are what differs. A
    letter of another alphabet always is; a sign that is folded, only where the two are equal but for it.

    >>> told_apart("Sở Y tế", "Sở Nội vụ"), told_apart("S\u043e Y te", "So Y te")
    ('Sở Y tế', 'S\u043e (U+043E) Y te')
    """
    folded = "" if fold(text) == fold(other) else "".join(map(chr, _ALIKE))
    return named_signs(nfc(text), but_for=folded + other)


def _misleads(sign: str) -> bool:
    if ord(sign) in _ALIKE or _INVISIBLE.match(sign):
        return True
    return sign.isalpha() and not unicodedata.name(sign, "").startswith("LATIN")


def _tone_last(spelled: re.Match[str]) -> str:
    word = spelled[0]
    tones = "".join(mark for mark in word if mark in _TONES)
    return "".join(mark for mark in word if mark not in _TONES) + tones


# The letters of TCVN3 (fonts such as .VnTime), as they look when read as Windows-1252.
_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ¡¢§£¤¥¦",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_TCVN3_TABLE = str.maketrans(_TCVN3)


def from_tcvn3(text: str) -> str:
    """`text` as it is if it was typed in TCVN3, an encoding of before Unicode; a Unicode text comes out as
    nonsense, so the result counts only where it is a text that is known.

    >>> from_tcvn3("RÊt hµi lßng")
    'Rất hài lòng'
    """
    return text if text.isascii() else text.translate(_TCVN3_TABLE)


# The letters of VNI (fonts such as VNI-Times), as they look when read as Windows-1252: a vowel and the sign
# behind it, and some letters of one sign, which count only where no vowel claims them.
_VNI_SIGNS = "øûõùïêèúüéëâàåãáä"
_TONED = ("", *"\u0300\u0309\u0303\u0301\u0323")  # none, huyền, hỏi, ngã, sắc, nặng
_BREVES, _CIRCUMFLEXES = (tuple(sign + tone for tone in _TONED) for sign in ("\u0306", "\u0302"))
_VNI_MARKS: dict[str, str] = dict(zip(_VNI_SIGNS, (*_TONED[1:], *_BREVES, *_CIRCUMFLEXES), strict=True))
_VNI_ALONE = dict(zip("ñôöíìæóòî", "đơưíìỉĩịỵ", strict=True))
_VNI_PAIR = re.compile(f"([aeiouyôö])([{_VNI_SIGNS}])|([ñôöíìæóòî])", re.IGNORECASE)


def from_vni(text: str) -> str:
    """`text` as it is if it was typed in VNI, as `from_tcvn3` for another encoding of before Unicode.

    >>> from_vni("Raát haøi loøng"), from_vni("SÔÛ NOÄI VUÏ")
    ('Rất hài lòng', 'SỞ NỘI VỤ')
    """
    return text if text.isascii() else unicodedata.normalize("NFC", _VNI_PAIR.sub(_of_vni, nfc(text)))


def _of_vni(found: re.Match[str]) -> str:
    letter = found[1] or found[3]
    own = _VNI_ALONE.get(letter.lower(), letter.lower())
    return (own.upper() if letter.isupper() else own) + _VNI_MARKS.get((found[2] or "").lower(), "")


def old_fonts(text: str) -> tuple[str, ...]:
    """`text` as it is typed, and as it is if it was typed in an encoding of before Unicode; each once."""
    return tuple(dict.fromkeys((text, from_tcvn3(text), from_vni(text))))


def plain(text: str) -> str:
    """`text` folded and without any diacritics, its letters Latin where they look so: for suggestions and
    ids, never for matching.

    >>> plain("Thị xã Đông Triều")
    'thi xa dong trieu'
    """
    latin = unicodedata.normalize("NFD", nfc(text)).translate(_FOREIGN)
    letters = unicodedata.normalize("NFD", one_sign(latin.casefold()).replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def slug(text: str) -> str:
    """An id made of a name.

    >>> slug("Sở Lao động, Thương binh và Xã hội")
    'so-lao-dong-thuong-binh-va-xa-hoi'
    """
    return "-".join(re.findall(r"[a-z0-9]+", plain(text)))


def collation(text: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Sort key of the Vietnamese dictionary: syllable by syllable, letters before tones.

    Letters run a ă â b c d đ e ê ... y, tones none, huyền, hỏi, ngã, sắc, nặng; a number within a
    name sorts by its value (dự án 2 before dự án 10).

    >>> sorted(["Ân", "Ăn", "An", "Đa", "Da", "Ạn", "Àn"], key=collation)
    ['An', 'Àn', 'Ạn', 'Ăn', 'Ân', 'Da', 'Đa']
    """
    return tuple(_syllable(run) for run in _RUNS.findall(one_sign(nfc(text).casefold())))


def _syllable(run: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    if run.isdecimal():
        digits = run.lstrip("0")
        return (-1, len(digits), *map(int, digits)), ()
    letters: list[int] = []
    tones: list[int] = []
    for letter in run:
        marks = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in marks if mark in _TONES), "")
        base = unicodedata.normalize("NFC", marks.replace(tone, "") if tone else marks)
        letters.append(_LETTERS.get(base, ord(base[0]) + 100))
        tones.append(_TONES.index(tone) + 1 if tone else 0)
    return tuple(letters), tuple(tones)


def half_up(value: Fraction, decimals: int) -> Fraction:
    """`value` rounded to `decimals` digits, a half away from zero, exactly.

    >>> half_up(Fraction(95435, 1000), 2) == Fraction(9544, 100)
    True
    """
    scaled = abs(value) * 10**decimals
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    whole += 2 * rest >= scaled.denominator
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


def decimal_text(value: Fraction, decimals: int, *, mark: str = ".") -> str:
    """`value`, which has no more than `decimals` digits, as printed; `mark` is "," in documents.

    >>> decimal_text(Fraction(904, 10), 2, mark=",")
    '90,40'
    """
    digits = value * 10**decimals
    if digits.denominator != 1:
        raise ValueError(f"{value} has more than {decimals} decimals: round it first")
    sign, whole = ("-", -digits.numerator) if digits < 0 else ("", digits.numerator)
    text = f"{whole:0{decimals + 1}d}"
    return sign + (f"{text[:-decimals]}{mark}{text[-decimals:]}" if decimals else text)


def exact_text(value: Fraction, *, decimals: int = 6, mark: str = ".") -> str:
    """`value` with as many digits as it has, for messages; `decimals` of them where they never end.

    >>> exact_text(Fraction("100.0001")), exact_text(Fraction(3, 2), mark=","), exact_text(Fraction(2, 3))
    ('100.0001', '1,5', '0.666667')
    """
    digits = next((n for n in range(16) if (value * 10**n).denominator == 1), None)
    if digits is None:
        return decimal_text(half_up(value, decimals), decimals, mark=mark)
    return decimal_text(value, digits, mark=mark)


class Typed(NamedTuple):
    """A number as it was typed: its value, how many digits follow the mark, whether a % stands behind it."""

    value: Fraction
    decimals: int
    percent: bool


_NUMBER = re.compile(r"([+-]?\d{1,12}(?:[.,](\d{1,20}))?(?:[eE][+-]?\d{1,2})?) ?(%?)")
_WITH_MARK = re.compile(r"-?\d*[.,]\d+")
_EXCEL_DIGITS = Context(prec=15)  # what Excel keeps: 0.30000000000000004 was typed or computed as 0.3


def typed_number(text: str) -> Typed | None:
    """The number that a text is, with a point or a comma; None for any other text. Marks between
    thousands are refused: 1.234 would be one or a thousand.

    >>> typed_number(" 2,50 ")
    Typed(value=Fraction(5, 2), decimals=2, percent=False)
    >>> typed_number("95 %").percent, typed_number("1.234,5")
    (True, None)
    """
    found = _NUMBER.fullmatch(one_sign(nfc(text)))
    if not found:
        return None
    exact = _EXCEL_DIGITS.create_decimal(found[1].replace(",", "."))
    return Typed(Fraction(exact), len(found[2] or ""), bool(found[3]))


def fifteen_digits(text: str) -> str:
    """A computed text with 15 digits where it is a number with a decimal mark: the last digits of what a
    binary float is written as are noise. Any other text as it is.

    >>> fifteen_digits("94.460000000000008"), fifteen_digits("20231115123456789"), fifteen_digits("4,50")
    ('94.46', '20231115123456789', '4,50')
    """
    digits = sum(map(str.isdecimal, text.lstrip("-0.,")))
    if digits <= _EXCEL_DIGITS.prec or not _WITH_MARK.fullmatch(text):
        return text
    rounded = format(_EXCEL_DIGITS.create_decimal(text.replace(",", ".")), "f")
    return rounded.rstrip("0").rstrip(".") if "." in rounded else rounded


_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """`number` (1 or more; meant for a few) in Roman digits.

    >>> [roman(number) for number in (1, 2, 4, 9, 14)]
    ['I', 'II', 'IV', 'IX', 'XIV']
    """
    text = ""
    for value, digits in _ROMAN:
        times, number = divmod(number, value)
        text += digits * times
    return text


def long_date(day: date | None, *, month: tuple[int, int] | None = None) -> str:
    """The date of a document's head; blanks to be filled by hand where it is not known yet.

    A day below 10 and the months 1 and 2 have a leading 0 (Nghị định 30/2020/NĐ-CP). `month` is the
    (year, month) of a draft whose day is not known.

    >>> long_date(date(2024, 3, 27)), long_date(date(2024, 1, 8))
    ('ngày 27 tháng 3 năm 2024', 'ngày 08 tháng 01 năm 2024')
    >>> long_date(None, month=(2024, 1))
    'ngày       tháng 01 năm 2024'
    """
    if day is not None:
        return f"ngày {day.day:02d} tháng {_month(day.month)} năm {day.year}"
    if month:
        return f"ngày       tháng {_month(month[1])} năm {month[0]}"
    return "ngày       tháng       năm       "


def short_date(day: date | None, *, month: tuple[int, int] | None = None) -> str:
    """The date inside a sentence: 27/3/2024, 08/01/2024, or blanks.

    >>> short_date(date(2024, 3, 27)), short_date(None, month=(2024, 1))
    ('27/3/2024', '    /01/2024')
    """
    if day is not None:
        return f"{day.day:02d}/{_month(day.month)}/{day.year}"
    return f"    /{_month(month[1])}/{month[0]}" if month else "    /    /      "


def _month(number: int) -> str:
    return f"{number:02d}" if number < 3 else str(number)


_DATE = re.compile(
    r"(?:(?P<Y>\d{4})[/.-](?P<M>\d{1,2})[/.-](?P<D>\d{1,2})|(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)"
    r"|(?P<day>\d{1,2})(?:[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})|[/.](?P<mon>\d{1,2})[/.](?P<yy>\d\d)"
    r"| tháng (?P<th>\d{1,2}),? năm (?P<nam>\d{4})))(?!\d)"
)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_FIRST_SERIAL, _LAST_SERIAL, _SERIAL_ZERO = 36_526, 73_050, datetime(1899, 12, 30)
_TIME = re.compile(r"(?<= )(\d{1,2}):(\d{2})((?::\d{2})?)(?: ?(SA|CH|AM|PM))?", re.IGNORECASE)


#: A time that says where it was taken. Tools on the web write all of theirs in UTC.
_WITH_ZONE = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)? ?(?:Z|UTC|GMT|([+-]\d\d):?(\d\d)?)"
)
_VIETNAM = timedelta(hours=7)


def _in_vietnam(text: str) -> str | None:
    """A time with its zone as the clocks here show it; None for any other text.

    >>> _in_vietnam("2023-11-14T23:30:00.000Z"), _in_vietnam("2023-11-14T23:30:00+09:00")
    ('2023-11-15 06:30:00', '2023-11-14 21:30:00')
    """
    found = _WITH_ZONE.fullmatch(text)
    if found is None:
        return None
    hours, minutes = int(found[3] or 0), int(found[4] or 0)
    ahead = timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes)
    try:
        return str(datetime.fromisoformat(f"{found[1]}T{found[2]}") - ahead + _VIETNAM)
    except (ValueError, OverflowError):
        return None


def sortable_day(text: str) -> str:
    """A time as typed, so that texts sort as the times do: the year first; no time sorts last. A number is
    a day as a spreadsheet counts them, where it is one of 2000 to 2099.

    >>> sortable_day("2/11/2023 1:30:00 CH"), sortable_day("2023-11-2T09:30")
    ('2023-11-02 13:30:00', '2023-11-02 09:30')
    >>> sortable_day("2023-11-02T18:00:00Z")
    '2023-11-03 01:00:00'
    >>> sortable_day("45232.5"), sortable_day("2/11/23"), sortable_day("ngày 2 tháng 11 năm 2023")
    ('2023-11-02 12:00:00', '2023-11-02', 'ngày 2023-11-02')
    """
    own = one_sign(nfc(text))
    if (here := _in_vietnam(own)) is not None:
        return here
    if _SERIAL.fullmatch(own) and _FIRST_SERIAL <= float(own) <= _LAST_SERIAL:
        moment = _SERIAL_ZERO + timedelta(seconds=round(float(own) * 86_400))
        return str(moment) if "." in own else str(moment.date())
    dated = _DATE.sub(_year_first, own.replace("T", " "), count=1)
    return _TIME.sub(_of_24_hours, dated) or "\uffff"


_NUMERIC_DAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_MONTHS = 12


def day_first(texts: Iterable[str], *, else_month: bool = False) -> tuple[str, ...]:
    """The times of one column, as typed, with the day before the month and a year of four digits.

    American spreadsheets write the month first. That is known where some time can only be read so and none
    only the other way round. Where nothing tells, the day is first, as people here write; `else_month`: then
    the month is.

    >>> day_first(["5/9/2023 8:03", "5/28/23 9:00"])
    ('9/5/2023 8:03', '28/5/2023 9:00')
    >>> day_first(["5/9/2023", "2023-05-28"])
    ('5/9/2023', '2023-05-28')
    """
    typed = [(text, _NUMERIC_DAY.match(text.strip())) for text in texts]
    firsts = {int(found[1]) for _, found in typed if found}
    seconds = {int(found[3]) for _, found in typed if found}
    swapped = max(firsts, default=0) <= _MONTHS and (max(seconds, default=0) > _MONTHS or else_month)

    def written(text: str, found: re.Match[str] | None) -> str:
        if found is None or (not swapped and len(found[4]) == len("2023")):
            return text
        first, second = (found[3], found[1]) if swapped else (found[1], found[3])
        return f"{first}/{second}/{f'20{found[4]}'[-4:]}{text.strip()[found.end() :]}"

    return tuple(written(text, found) for text, found in typed)


def _of_24_hours(found: re.Match[str]) -> str:
    hour = int(found[1])
    if half := (found[4] or "").upper():
        hour = hour % 12 + (12 if half in ("CH", "PM") else 0)
    return f"{hour:02d}:{found[2]}{found[3]}"


_ORDERS = (
    ("Y", "M", "D"),
    ("y", "m", "d"),
    ("year", "month", "day"),
    ("yy", "mon", "day"),
    ("nam", "th", "day"),
)


def _year_first(found: re.Match[str]) -> str:
    """A month of 13 and more stays as it is typed: the day may stand behind it, and nobody knows."""
    year, month, day = next(own for order in _ORDERS if (own := found.group(*order))[0])
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return found[0]
    return f"{int(year) + 2000 if len(year) == 2 else year}-{int(month):02d}-{int(day):02d}"


_PLAIN_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\dT ].*(?:Z|UTC|GMT|[+-]\d)|\d)")
_SORTED_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


def day_of(text: str) -> str:
    """The day that a time as typed names, 2023-11-02; "" where it names none.

    >>> day_of("2023-11-02"), day_of("2023-11-14T23:30:00+00:00"), day_of("2023-11-14T23:30:00+07:00")
    ('2023-11-02', '2023-11-15', '2023-11-14')
    >>> day_of("2/11/2023 9:30"), day_of("11/20/2023"), day_of("hôm qua")
    ('2023-11-02', '', '')
    """
    found = _PLAIN_DAY.match(text) or _SORTED_DAY.search(sortable_day(text))
    return found[0] if found else ""


def nearest(typed: str, known: Iterable[str]) -> str:
    """What was meant, of all that is known, by a word that is not known; "" if nothing is near it.

    >>> nearest("huyện", ["huyen", "so-nganh"])
    'huyen'
    >>> nearest("abc", ["huyen", "so-nganh"])
    ''
    """
    import difflib  # which takes its time, and a word is seldom mistyped

    words = {plain(word): word for word in known}
    close = difflib.get_close_matches(plain(typed), words, n=1, cutoff=0.6)
    return words[close[0]] if close else ""


def first_of(things: Iterable[object], most: int = 10) -> str:
    """The first of some rows or names, as a message lists them.

    >>> first_of([3, 5, 8], most=2)
    '3, 5, ...'
    """
    shown = list(map(str, things))
    return ", ".join(shown[:most]) + (", ..." if len(shown) > most else "")


def stem_of(file: str) -> str:
    """The name of a file without its folder and its ending.

    >>> stem_of("2023/So Y te.v2.xlsx")
    'So Y te.v2'
    """
    return file.rpartition("/")[2].rpartition(".")[0]
