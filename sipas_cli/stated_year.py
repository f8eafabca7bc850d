"""The year that a table says of itself: in its title, in the name of its sheet or of its file.

Titles also hold the days of decisions, periods and comparisons. None of these is the year of the table.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sipas_cli.text import plain

_Y = r"(?:19|20)\d\d"
_YEAR = re.compile(rf"(?<!\d){_Y}(?!\d)")
#: A bare number is a year behind these alone: 2022 may be a count of ballots.
_BEFORE = "nam|year|cchc|par|pai|sipas|chi so|index|ket qua|diem|xep hang"
_SAID = re.compile(rf"\b(?:{_BEFORE})[ :]*({_Y})(?!\d)")
_COMPARED = re.compile(r"\bso (?:sanh )?voi\b|\bcompared\b")
_NOTE = re.compile(r"\W*(?:ghi chu|chu thich|luu y|nguon|note|source)\b")
_DOCUMENT = (
    "(?:quyet dinh|cong van|ke hoach|thong bao|bao cao|nghi quyet|nghi dinh|thong tu|to trinh|huong dan|qd)"
)
#: What holds a year that is not the table's: a document and its day, a day, a month, a period.
_ASIDE = re.compile(
    r"\bkem theo\b[^)]*"
    rf"|\b{_DOCUMENT}(?: so)?[ :.…_\d-]*/[^)]*"
    rf"|\b(?:ngay|thang)\b[ \d.…_/-]*(?:thang[ \d.…_/-]*)?(?:nam )?{_Y}"
    rf"|\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_Y}|{_Y}[/.-]\d{{1,2}}(?:[/.-]\d{{1,2}})?(?!\d)|(?<!\d)\d{{1,2}}[./-]{_Y}"
    rf"|{_Y} ?[-–] ?{_Y}"
    rf"|\b(?:tu|den|truoc|sau) (?:nam )?{_Y}"
)
_MADE = re.compile(r"\b(?:qd|quyet dinh|cong van|cv)\b")


@dataclass(frozen=True, slots=True)
class Claim:
    """A year, and the cell that says so; "" for the name of the sheet. `of_file`: for that of the file."""

    year: int
    cell: str = ""
    of_file: bool = False


def of_title(text: str) -> int | None:
    """The year that a cell above a table names; None where it names none, or several.

    >>> of_title("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022"), of_title("Năm 2023 so với năm 2022")
    (2022, None)
    >>> of_title("(Kèm theo Quyết định số 25/QĐ-UBND ngày 12 tháng 01 năm 2024)")
    """
    words = plain(text)
    if _NOTE.match(words):
        return None
    return _only(_SAID.findall(_ASIDE.sub(" ", words)), words)


def of_name(text: str) -> int | None:
    """The year that the name of a sheet or of a file holds; None where it holds none, or several.

    >>> of_name("Sở Tư pháp 2023"), of_name("PAR_2022_chinh thuc"), of_name("diem 2024-01-15")
    (2023, 2022, None)
    """
    words = plain(text.replace("_", " "))
    found = _SAID if _MADE.search(words) else _YEAR  # the year of a document is that of its signing
    return _only(found.findall(_ASIDE.sub(" ", words)), words)


def _only(years: Iterable[str], words: str) -> int | None:
    found = {int(year) for year in years}
    return found.pop() if len(found) == 1 and not _COMPARED.search(words) else None


def claimed(
    year: int, title: Iterable[tuple[str, str]], *, sheet: str, file: str, before: Claim | None = None
) -> Claim | None:
    """The year of which a table says that it is; the nearest that says one decides: its title, the title
    before it, the name of its sheet, of its file. None where nothing says one.

    year     the one that is asked for: one of several cells of a title is enough to name it
    title    (text, cell) above the table
    before   what the title of the table above it on the same sheet said
    """
    named = [Claim(own, cell) for text, cell in title if (own := of_title(text))]
    if named:
        return next((claim for claim in named if claim.year == year), named[0])
    if before:
        return before
    if own := of_name(sheet):
        return Claim(own)
    if own := of_name(Path(file).stem):
        return Claim(own, of_file=True)
    return None
