"""Times of answering as numbers. Nearly every ballot has its own, so they are read column-wise."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sipas_cli.text.days import sortable_day

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Times = npt.NDArray[np.int64]

#: In place of a time that is not known.
NO_TIME = -1
_LENGTH = len("2023-11-15 09:30:00")
_DIGITS = (0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18)


def seconds(texts: Sequence[str]) -> "Times":
    """The time that each text names, in seconds since 1970; NO_TIME for what names no time of day.

    A day alone, also as the midnight that a spreadsheet makes of it, is no time. A time zone is passed
    over: the times of one export have the same.

    >>> seconds(["1970-01-02T00:00:05", "02/01/1970 0:01", "2/1/1970 1:00:00 CH", "1970-01-02", ""]).tolist()
    [86405, 86460, 133200, -1, -1]
    """
    times = _of_iso(texts)
    others = [place for place in (times == NO_TIME).nonzero()[0].tolist() if ":" in texts[place]]
    times[others] = _of_iso([_year_first(texts[place]) for place in others])
    return times


def _year_first(text: str) -> str:
    if len(text) == _LENGTH and text[2] == text[5] == "/":  # by far the most frequent: spared the long way
        return f"{text[6:10]}-{text[3:5]}-{text[:2]}{text[10:]}"
    stamp = sortable_day(text)
    if len(stamp) != _LENGTH - 3:
        return stamp
    return f"{stamp}:00"


def _of_iso(texts: Sequence[str]) -> "Times":
    """`seconds` of texts such as 2023-11-15T09:30:00.000+07:00."""
    import numpy as np

    letters = np.array(texts, dtype=f"U{_LENGTH}").view(np.uint32).reshape(len(texts), _LENGTH)
    digits = letters.astype(np.int64) - ord("0")
    numbers = ((digits[:, _DIGITS] >= 0) & (digits[:, _DIGITS] <= 9)).all(axis=1)
    dashes = (letters[:, (4, 7)] == ord("-")).all(axis=1) & (letters[:, (13, 16)] == ord(":")).all(axis=1)
    year = digits[:, 0] * 1000 + digits[:, 1] * 100 + digits[:, 2] * 10 + digits[:, 3]
    month, day, hour, minute, second = (digits[:, at] * 10 + digits[:, at + 1] for at in (5, 8, 11, 14, 17))
    good = numbers & dashes & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    time = (hour * 60 + minute) * 60 + second
    good &= (hour < 24) & (minute < 60) & (second < 60) & (time > 0)
    months = np.where(good, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    days = months.astype("datetime64[D]").astype(np.int64) + day - 1
    return np.where(good, days * 86_400 + time, NO_TIME)
