"""Spelling: what is one text in spite of case, of signs that look alike, of tones; the Vietnamese order."""

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the dictionary's order
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTERS = {letter: position for position, letter in enumerate(_ALPHABET)}
_SPELLED = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")  # a word with its marks set apart
_RUNS = re.compile(r"\d+|[^\W\d_]+", re.UNICODE)
_SPACES = re.compile(r"\s+")
# Letters that are whole as they stand, in words with a space between them: so are most texts.
_WHOLE = "[!-~\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1eff]+"
_COMPOSED = re.compile(f"{_WHOLE}(?: {_WHOLE})*")
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
#: Keys of so many texts are kept, of none that is longer: what is kept stays within some megabytes.
_MOST_KEPT, LONGEST_KEPT = 50_000, 200
_LONGEST_SYLLABLE = 12  # "nghiêng" with its marks apart, and some more
_SOME_ALIKE = re.compile(f"[{''.join(re.escape(chr(sign)) for sign in _ALIKE)}]")


def nfc(text: str) -> str:
    """`text` composed (NFC), without invisible characters, runs of spaces folded, ends trimmed.

    >>> nfc("  Sở \\u00a0Nội  vu\\u0323 ")
    'Sở Nội vụ'
    """
    text = text.strip()
    if text.isascii() and "  " not in text and text.isprintable():
        return text
    if _COMPOSED.fullmatch(text):
        return text
    visible = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", visible).strip()


def one_sign(text: str) -> str:
    """`text` with one sign for all that look like it: Ð for Đ, the dashes, apostrophes, letters and digits of
    full width. For keys and numbers, never for what is shown.

    >>> one_sign("thành phố Ðông Hà"), one_sign("Sở Lao động – Thương binh"), one_sign("４")
    ('thành phố Đông Hà', 'Sở Lao động - Thương binh', '4')
    """
    if _SOME_ALIKE.search(text):
        return text.translate(_ALIKE)
    return text


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
    if text.isascii() and "  " not in text and "`" not in text and text.isprintable():
        return text.strip().lower()  # ids, days: keeping each of them would drive out what comes again
    if len(text) > LONGEST_KEPT:
        return _folded(text)
    return _kept_folded(text)


def _folded(text: str) -> str:
    visible = nfc(text).casefold()
    if visible.isascii() and "`" not in visible:
        return visible
    folded = one_sign(visible)
    moved = _SPELLED.sub(_tone_last, unicodedata.normalize("NFD", folded))
    return unicodedata.normalize("NFC", moved)


#: The same headers, names and answers come again and again, file after file.
_kept_folded = lru_cache(maxsize=_MOST_KEPT)(_folded)


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
    return _word_tone_last(word) if len(word) > _LONGEST_SYLLABLE else _kept_tone_last(word)


def _word_tone_last(word: str) -> str:
    tones = "".join(mark for mark in word if mark in _TONES)
    return "".join(mark for mark in word if mark not in _TONES) + tones


#: All syllables of the language with their tones are fewer.
_kept_tone_last = lru_cache(maxsize=20_000)(_word_tone_last)


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
    return tuple(map(_syllable, _RUNS.findall(one_sign(nfc(text).casefold()))))


def _syllable(run: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return _syllable_key(run) if len(run) > _LONGEST_SYLLABLE else _kept_syllable_key(run)


def _syllable_key(run: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
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


#: As those with their tones last.
_kept_syllable_key = lru_cache(maxsize=20_000)(_syllable_key)
