"""Texts typed in fonts from before Unicode: TCVN3 and VNI."""

import re
import unicodedata
from functools import lru_cache

from sipas_cli.text.spelling import LONGEST_KEPT, nfc

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
    if text.isascii():
        return text
    return text.translate(_TCVN3_TABLE)


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
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _VNI_PAIR.sub(_of_vni, nfc(text)))


def _of_vni(match: re.Match[str]) -> str:
    letter = match[1] or match[3]
    small = _VNI_ALONE.get(letter.lower(), letter.lower())
    return (small.upper() if letter.isupper() else small) + _VNI_MARKS.get((match[2] or "").lower(), "")


#: Vietnamese signs that no text in such an encoding has: it looks like Windows-1252.
_UNICODE_ALONE = re.compile("[\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9]")


def old_fonts(text: str) -> tuple[str, ...]:
    """`text` as it is typed, and as it is if it was typed in an encoding of before Unicode; each once.

    >>> old_fonts("Së Néi vô")
    ('Së Néi vô', 'Sở Nội vụ', 'Së Néi vơ')
    >>> old_fonts("Sở Nội vụ")
    ('Sở Nội vụ',)
    """
    if text.isascii() or _UNICODE_ALONE.search(text):
        return (text,)
    if len(text) > LONGEST_KEPT:
        return _spellings(text)
    return _kept_spellings(text)


def _spellings(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((text, from_tcvn3(text), from_vni(text))))


#: The same headers and answers come again and again, file after file.
_kept_spellings = lru_cache(maxsize=20_000)(_spellings)
