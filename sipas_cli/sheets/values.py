"""What the cells of an .xlsx sheet hold, as numbers: each spelling of a cell is judged once, and exactly."""

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from sipas_cli.model import ERROR_CELL, NO_VALUE
from sipas_cli.sheets.columns import as_text, percent_text
from sipas_cli.sheets.held import moment
from sipas_cli.sheets.letters import HandOverError, Letters, Spellings
from sipas_cli.sheets.strings import SharedStrings, text_of
from sipas_cli.sheets.styles import Styles
from sipas_cli.text.numbers import fifteen_digits
from sipas_cli.text.packed import packed_if_many

if TYPE_CHECKING:
    from sipas_cli.model import Longs

#: Whole numbers below this one are their own text: those of rows are among them.
PLAIN_NUMBERS = 1_048_577
BLANK = 0

_ATTRIBUTES = re.compile(rb'(?: s="(?P<s>[0-9]{1,6})")?(?: t="(?P<t>[a-zA-Z]{1,9})")?')
_CELL = re.compile(
    _ATTRIBUTES.pattern
    + rb">(?P<f><f(?: [^<>]*)?(?:/>|>[^<]*</f>))?"
    + rb"(?:(?P<v><v>(?P<value>[^<]*)</v>|<v/>)"
    + rb'|(?P<is><is><t(?: xml:space="(?P<kept>preserve)")?(?:/>|>(?P<text>[^<]*)</t>)</is>))?'
)
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
_ERRORS = (b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!")
_TRUTHS = {b"1": "TRUE", b"0": "FALSE"}


class Kind(IntEnum):
    """What the attributes of a cell say of its value.

    STRING    it is the number of a shared string
    NUMBER    it is a number and means what it says
    OTHER     it must be looked at alone
    STRUCK    so must it, and a line is drawn through it
    ERROR     it is an error
    """

    STRING = 0
    NUMBER = 1
    OTHER = 2
    STRUCK = 3
    ERROR = 4


class Values:
    """The values of the cells of a workbook. Each has a number: BLANK, then those of the shared strings, then
    those of the plain whole numbers, then those of all other texts in the order in which they were met.

    since_1904   whether days are counted from 1904
    """

    def __init__(self, strings: SharedStrings, styles: Styles, *, since_1904: bool) -> None:
        self._strings = strings
        self._styles = styles
        self._since_1904 = since_1904
        self._texts: list[str] = []
        self._numbers: dict[str, int] = {"": BLANK}
        self._first_number = 1 + len(strings)
        self._first_text = self._first_number + PLAIN_NUMBERS
        self._kinds = Spellings(self._kind)
        self._spellings = Spellings(self._spelled)

    def __len__(self) -> int:
        return self._first_text + len(self._texts)

    def texts(self, numbers: "Longs") -> Sequence[str]:
        """The texts of values, these in the order of their numbers."""
        import numpy as np

        ends = np.searchsorted(numbers, [1, self._first_number, self._first_text]).tolist()
        blank, strings, plain, others = np.split(numbers, ends)
        return packed_if_many(
            [""] * len(blank),
            self._strings.texts(strings - 1) if len(strings) else (),
            map(str, (plain - self._first_number).tolist()),
            (self._texts[number] for number in (others - self._first_text).tolist()),
        )

    def kinds(self, letters: Letters, places: "Longs", lengths: "Longs") -> "Longs":
        """The Kind of each cell by its attributes."""
        return self._kinds.numbers(letters, places, lengths)

    def of_strings(self, strings: "Longs") -> "Longs":
        """The values that are these shared strings."""
        import numpy as np

        if int(strings.max(initial=-1)) >= len(self._strings):
            raise HandOverError
        values = strings + 1
        if len(self._strings.blank):
            values[np.isin(strings, self._strings.blank)] = BLANK
        return values

    def of_numbers(self, numbers: "Longs") -> "Longs":
        """The values that are these plain whole numbers."""
        return numbers + self._first_number

    def of_cells(self, letters: Letters, places: "Longs", lengths: "Longs") -> "Longs":
        """The values of cells that are looked at alone, each from behind its place to before its end."""
        return self._spellings.numbers(letters, places, lengths)

    def _kind(self, attributes: bytes) -> Kind:
        match = _ATTRIBUTES.fullmatch(attributes)
        if not match:
            return Kind.OTHER
        if match["t"] == b"e":
            return Kind.ERROR
        style = int(match["s"] or 0)
        if style in self._styles.struck:
            return Kind.STRUCK
        if match["t"] == b"s":
            return Kind.STRING
        if match["t"] in (None, b"n") and style not in self._styles.percents | self._styles.moments.keys():
            return Kind.NUMBER
        return Kind.OTHER

    def _spelled(self, cell: bytes) -> int:
        text = self._text(cell)
        if text not in self._numbers:
            self._numbers[text] = len(self)
            self._texts.append(text)
        return self._numbers[text]

    def _text(self, cell: bytes) -> str:
        """What a cell is, by ECMA-376, part 1, section 18.3.1.4. Raises HandOverError for what is not written
        as programs write it."""
        match = _CELL.fullmatch(cell)
        if not match or (match["is"] is not None) != (match["t"] == b"inlineStr"):
            raise HandOverError
        if match["t"] == b"e" and match["value"] in _ERRORS:
            return ERROR_CELL
        if match["is"] is not None:
            return text_of(match["text"] or b"", kept=bool(match["kept"]))
        value = match["value"] or b""
        if not value:
            # A formula may well come to an empty text: then t="str", and an empty <v> says it was computed.
            computed = match["t"] == b"str" and match["v"] is not None
            return NO_VALUE if match["f"] and not computed else ""
        return self._of_kind(match["t"] or b"n", value, int(match["s"] or 0), computed=bool(match["f"]))

    def _of_kind(self, kind: bytes, value: bytes, style: int, *, computed: bool) -> str:
        if kind == b"n":
            return self._number(value, style)
        if kind == b"str":
            text = text_of(value, kept=False)
            return fifteen_digits(text) if computed else text
        if kind == b"b" and value in _TRUTHS:
            return _TRUTHS[value]
        if kind == b"s" and value.isdigit() and int(value) < len(self._strings):
            return self._strings.text(int(value))
        raise HandOverError

    def _number(self, value: bytes, style: int) -> str:
        number = value.decode("latin-1")
        if not _NUMBER.fullmatch(number):
            raise HandOverError
        if style in self._styles.percents:
            return percent_text(number)
        if style in self._styles.moments:
            if self._styles.moments[style] == "span":
                raise HandOverError
            return as_text(moment(float(number), since_1904=self._since_1904))
        return as_text(float(number))
