"""Signs that nobody sees, or that a terminal obeys: shown, never sent."""

import re
import unicodedata

#: C0 and C1, without the end of a line and the tabulator.
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
#: Marks of direction, which make a text read as another one; signs without width; ends of lines of Unicode.
_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
#: The bytes of a file name that are no text.
_BYTES = "\udc80-\udcff"
#: What XML cannot hold in any way: Word and Excel would not open what has it.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OBEYED = re.compile(f"[{_CONTROLS}]")
_SHOWN = re.compile(f"[{_CONTROLS}{_UNSEEN}{_BYTES}]")
_PICTURES, _DELETE = 0x2400, 0x7F


def has_controls(text: str) -> bool:
    """Whether a text has a sign that a terminal or a printer obeys, besides ends of lines and tabulators.

    >>> has_controls("Sở Nội vụ\\n"), has_controls("\\x1b[2J")
    (False, True)
    """
    return bool(_OBEYED.search(text))


def visible(text: str) -> str:
    """A text with a picture or the number of each sign that does not show itself.

    >>> visible("Sở\\tNội vụ"), visible("\\x1b[2J\\x9b"), visible("a\\u202eb")
    ('Sở\\tNội vụ', '␛[2J<9B>', 'a<202E>b')
    """
    if text.isascii() and text.isprintable():
        return text
    return _SHOWN.sub(_shown, text)


def _shown(sign: re.Match[str]) -> str:
    number = ord(sign[0])
    if number < _DELETE and unicodedata.category(sign[0]) == "Cc":
        return chr(_PICTURES + number)
    return f"<{number:02X}>"
