"""The form of a survey as LimeSurvey saves it (.lss): its tables, in which texts stand apart from codes.

Source of the elements: LimeSurvey, application/helpers/export_helper.php, surveyGetXMLStructure.
"""

from collections import defaultdict
from pathlib import Path
from xml.parsers import expat

from sipas_cli.errors import DataError, SurroundingsError, reason
from sipas_cli.files import FILE_UNREADABLE
from sipas_cli.sheets import messages, package
from sipas_cli.sheets.package import DamagedError

SUFFIX = ".lss"
_ROW_DEPTH = 4  # document, table, rows, row
_MOST_FIELDS = 1_000_000

Row = dict[str, str]


def tables(path: Path, name: str) -> dict[str, list[Row]]:
    """Name of each table -> its rows, column -> text. Raises DataError for what is damaged or no form,
    SurroundingsError where the file cannot be read."""
    form = _Tables()
    try:
        with path.open("rb") as file:
            package.parse(file, form.start, form.end, form.text)
    except OSError as error:
        raise SurroundingsError(FILE_UNREADABLE, where=name, reason=reason(error)) from None
    except (expat.ExpatError, DamagedError, LookupError) as error:
        raise DataError(messages.FILE_DAMAGED, where=name) from error
    return dict(form.rows)


class _Tables:
    """Takes in the elements."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = defaultdict(list)
        self._path: list[str] = []
        self._text: list[str] = []
        self._left = _MOST_FIELDS

    def start(self, tag: str, _: dict[str, str]) -> None:
        self._path.append(tag)
        self._text = []
        if len(self._path) == _ROW_DEPTH and tag == "row":
            self.rows[self._path[1]].append({})
        self._left -= 1
        if not self._left:
            raise DamagedError(tag)

    def end(self, tag: str) -> None:
        self._path.pop()
        if len(self._path) == _ROW_DEPTH and self._path[-1] == "row":
            self.rows[self._path[1]][-1][tag] = "".join(self._text)
        self._text = []

    def text(self, text: str) -> None:
        self._text.append(text)
