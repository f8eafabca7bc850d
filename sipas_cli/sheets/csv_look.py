"""One pass over the bytes of a csv in UTF-8: whether every reader of csv would take it for the same cells."""

import codecs
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sipas_cli.model import Bytes, Longs

_CHUNK = 1 << 18  # what fits the processor's cache
_MOST_HELD = 1 << 20
_LINE_END, _RETURN, _QUOTE, _EQUALS = b'\n\r"='
_FILE_END = b"\x1a"


class NotTextError(Exception):
    """A sign that no text has."""


class Look:
    """Takes in the bytes of a csv behind its byte order mark.

    Each pair of signs that stand beside each other is seen once; before the first and behind the last sign
    an end of a line is thought.

    protected   whether there may be cells as ="0123"
    """

    def __init__(self) -> None:
        import numpy as np

        self.protected = False
        self._odd = False
        self._last = b"\n"
        self._quotes = 0  # before the last sign
        self._before_opening = np.zeros(256, dtype=bool)
        self._behind_closing = np.zeros(256, dtype=bool)

    def take(self, chunk: bytes) -> None:
        """Takes in the next bytes. Raises NotTextError for a NUL among them."""
        import numpy as np

        if b"\0" in chunk:
            raise NotTextError
        piece = self._last + chunk
        signs = np.frombuffer(piece, dtype=np.uint8)
        quotes = np.flatnonzero(signs == _QUOTE)
        self._odd |= _FILE_END in chunk or self._has_odd_lines(signs, quotes)
        self._take_quotes(signs, quotes)
        self._last = piece[-1:]

    def _has_odd_lines(self, signs: "Bytes", quotes: "Longs") -> bool:
        """Whether a line is blank, outside of quotation marks, or ends as on old Macs."""
        import numpy as np

        returns = np.flatnonzero(signs[:-1] == _RETURN)
        if (signs[returns + 1] != _LINE_END).any():
            return True
        ends = np.flatnonzero(signs[:-1] == _LINE_END)
        following = signs[ends + 1]
        blank = ends[(following == _LINE_END) | (following == _RETURN)]
        quotes_before = self._quotes + np.searchsorted(quotes, blank)
        return bool((quotes_before % 2 == 0).any())

    def _take_quotes(self, signs: "Bytes", quotes: "Longs") -> None:
        """Every other mark opens; one that is doubled closes and opens again."""
        import numpy as np

        opening = (self._quotes + np.arange(len(quotes))) % 2 == 0
        before = signs[quotes[opening & (quotes > 0)] - 1]
        behind = signs[quotes[~opening & (quotes < len(signs) - 1)] + 1]
        self._before_opening[before] = True
        self._behind_closing[behind] = True
        self.protected |= bool((signs[quotes[quotes > 0] - 1] == _EQUALS).any())
        self._quotes += int((quotes < len(signs) - 1).sum())

    def close(self, end: bytes) -> None:
        """Takes in the ends of lines with which the file ends: blank lines there are no rows."""
        self.take(b"\n")
        self._odd |= b"\r" in end.replace(b"\r\n", b"")

    def is_plain(self, delimiter: str) -> bool:
        """Whether, with this mark between cells, each quotation mark encloses a whole cell or is doubled in
        one, no line is blank, and nothing else stands there that readers of csv differ about. How many
        cells the lines have is not known."""
        import numpy as np

        beside = np.zeros(256, dtype=bool)
        beside[[_LINE_END, _QUOTE, ord(delimiter)]] = True
        misplaced = bool((self._before_opening & ~beside).any())
        beside[_RETURN] = True
        misplaced |= bool((self._behind_closing & ~beside).any())
        return not (self._odd or self.protected or misplaced or self._quotes % 2)


def look_over(path: Path) -> Look:
    """Looks a csv over. Raises UnicodeDecodeError for what is no UTF-8, NotTextError, OSError."""
    look, held = Look(), b""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        if file.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
            file.seek(0)
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
            filled = len(chunk.rstrip(b"\r\n"))
            if filled or len(held) > _MOST_HELD:
                look.take(held + chunk[:filled])
                held = b""
            held += chunk[filled:]
    decoder.decode(b"", final=True)
    look.close(held)
    return look
