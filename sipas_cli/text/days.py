"""Days and times as they are typed and as they are printed."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sipas_cli.text.spelling import nfc, one_sign


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
    if month:
        return f"    /{_month(month[1])}/{month[0]}"
    return "    /    /      "


_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?)?")


def printed_day(text: str) -> str:
    """A day that a program wrote as people write it; any other text as it is.

    >>> printed_day("2025-09-05"), printed_day("2024-03-27 00:00:00"), printed_day("2025-13-01")
    ('05/9/2025', '27/3/2024', '2025-13-01')
    """
    match = _ISO_DAY.fullmatch(text)
    if not match:
        return text
    year, month, day = map(int, match.groups())
    try:
        return short_date(date(year, month, day))
    except ValueError:
        return text


def _month(number: int) -> str:
    if number < 3:
        return f"{number:02d}"
    return str(number)


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
    match = _WITH_ZONE.fullmatch(text)
    if match is None:
        return None
    hours, minutes = int(match[3] or 0), int(match[4] or 0)
    ahead = timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes)
    try:
        return str(datetime.fromisoformat(f"{match[1]}T{match[2]}") - ahead + _VIETNAM)
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
    plain_text = one_sign(nfc(text))
    if (here := _in_vietnam(plain_text)) is not None:
        return here
    if _SERIAL.fullmatch(plain_text) and _FIRST_SERIAL <= float(plain_text) <= _LAST_SERIAL:
        moment = _SERIAL_ZERO + timedelta(seconds=round(float(plain_text) * 86_400))
        if "." in plain_text:
            return str(moment)
        return str(moment.date())
    dated = _DATE.sub(_year_first, plain_text.replace("T", " "), count=1)
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
    firsts = {int(match[1]) for _, match in typed if match}
    seconds = {int(match[3]) for _, match in typed if match}
    swapped = max(firsts, default=0) <= _MONTHS and (max(seconds, default=0) > _MONTHS or else_month)

    def written(text: str, match: re.Match[str] | None) -> str:
        if match is None or (not swapped and len(match[4]) == len("2023")):
            return text
        first, second = (match[3], match[1]) if swapped else (match[1], match[3])
        return f"{first}/{second}/{f'20{match[4]}'[-4:]}{text.strip()[match.end() :]}"

    return tuple(written(text, match) for text, match in typed)


def _of_24_hours(match: re.Match[str]) -> str:
    hour = int(match[1])
    if half := (match[4] or "").upper():
        hour = hour % 12 + (12 if half in ("CH", "PM") else 0)
    return f"{hour:02d}:{match[2]}{match[3]}"


_ORDERS = (
    ("Y", "M", "D"),
    ("y", "m", "d"),
    ("year", "month", "day"),
    ("yy", "mon", "day"),
    ("nam", "th", "day"),
)


def _year_first(match: re.Match[str]) -> str:
    """A month of 13 and more stays as it is typed: the day may stand behind it, and nobody knows."""
    year, month, day = next(parts for order in _ORDERS if (parts := match.group(*order))[0])
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return match[0]
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
    match = _PLAIN_DAY.match(text) or _SORTED_DAY.search(sortable_day(text))
    if match:
        return match[0]
    return ""
