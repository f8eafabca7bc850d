"""The year that a table says of itself: in its title, in the name of its sheet or of its file.

Titles also hold the days of decisions, periods and comparisons. None of these is the year of the table.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sipas_cli.text import fold, plain

_Y = r"(?:19|20)\d\d"
_YEAR = re.compile(rf"(?<!\d){_Y}(?!\d)")
#: A bare number is a year behind these alone: 2022 may be a count of ballots.
_BEFORE = (
    "nam|nam danh gia|nam cham diem|nam khao sat|nam xep hang|year|cchc|par|pai|sipas|chi so|index"
    "|ket qua|diem|xep hang"
)
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
    rf"|\b(?:in|sua doi|bo sung|cap nhat|sap nhap|thanh lap|dan so|mau|luat|bo luat|phap lenh)\b[^,;()]*?{_Y}"
    rf"|\b(?:quyet dinh|nghi quyet|nghi dinh|thong tu)\b[^,;()]*? nam {_Y}"
    rf"|\bban hanh (?:trong )?nam {_Y}|\b(?:theo|can cu) bo (?:chi so|tieu chi)\b[^,;()]*?{_Y}"
)
#: What stands before a year in a cell of its own, or above a column of years.
_LABELS = frozenset(("nam", "nam danh gia", "nam cham diem", "nam khao sat", "year"))
#: A year in the header of a column.
IN_HEADER = re.compile(rf"(?:{fold('năm')} |year )?\b({_Y})\b")
_MADE = re.compile(r"\b(?:qd|quyet dinh|cong van|cv|tb|thong bao|bc|kh|tt|to trinh|mau)\b")
#: No survey is older, and none of so many years is asked about together: such a column is of something else.
_FIRST, _MOST_YEARS = 2010, 3


_DRAFT = "|".join(map(fold, ("dự thảo", "sơ bộ", "tạm tính", "bản nháp")))
_NUMBERED = "|".join(map(fold, ("lần", "vòng", "lần thứ", "vòng thứ")))
#: What a title, folded, says of the round of its table.
ROUNDS = {
    "note.round_draft": re.compile(rf"\b(?:{_DRAFT}|du thao)\b"),
    "note.round_number": re.compile(rf"\b(?<!{fold('số')} )(?:{_NUMBERED}) (?P<number>\d{{1,2}})\b"),
    "note.round_explained": re.compile(rf"\bsau (?:khi )?{fold('giải trình')}\b"),
    "note.round_council": re.compile(rf"\b{fold('hội đồng')}\b(?! {fold('nhân dân')})"),
    "note.round_official": re.compile(rf"\b(?<!{fold('không')} ){fold('chính thức')}\b"),
}


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


def is_label(text: str) -> bool:
    """Whether what stands beside or below a text is a year.

    >>> is_label("Năm:"), is_label("Năm sinh")
    (True, False)
    """
    return plain(text).strip(" :") in _LABELS


def are_of_survey(years: Collection[int]) -> bool:
    """Whether the years of a column may be those of surveys: not those of births, or of foundations.

    >>> are_of_survey({2023, 2024}), are_of_survey({1970, 1985}), are_of_survey(range(2015, 2024))
    (True, False, False)
    """
    return 0 < len(set(years)) <= _MOST_YEARS and min(years) >= _FIRST


def of_cell(text: str) -> int | None:
    """The year that a cell holds and nothing else."""
    found = re.fullmatch(rf"({_Y})(?:[.,]0+)?", text.strip())
    return int(found[1]) if found else None


def of_header(text: str) -> tuple[str, frozenset[int]]:
    """The header of a column without the years that it names, folded, and these years.

    >>> of_header("Điểm thẩm định (năm 2022)") == (fold("Điểm thẩm định"), {2022}), of_header("2023")
    (True, ('', frozenset({2023})))
    """
    key = fold(text)
    bare = IN_HEADER.sub(" ", key).replace("( )", "")
    return " ".join(bare.split()), frozenset(map(int, IN_HEADER.findall(key)))


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
