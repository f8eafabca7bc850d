"""Ballots with one id in files that different machines have read.

Each machine makes a mark of every id, which tells nothing but which marks are alike. Only ballots whose marks
stand twice are looked at further, and those as `duplicates.py` looks at all: by their answers and days, with
fingerprints in place of their ids. So no id leaves the machine that read it.
"""

import hmac
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sipas_cli.intake.ballots.duplicates import is_made, reject_alike
from sipas_cli.intake.ballots.fingerprints import Key
from sipas_cli.model import Ballots, Column, Drawn, Finding, is_marker
from sipas_cli.rules.criteria import Plan
from sipas_cli.text.spelling import fold, nfc

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from sipas_cli.model import Ints

    Marks = npt.NDArray[np.uint64]

#: Bytes of a mark. Two ids that share one by chance are looked at further, and nothing else comes of it.
_LENGTH = 8
#: In place of the mark of a text that is no id.
_NO_ID = 0


def marks_of(ballots: Ballots, key: Key) -> "Marks":
    """The mark of each text among the ids of a table, the same for all spellings that may be one."""
    import numpy as np

    texts = () if ballots.ids is None else ballots.ids.texts
    return np.array([_mark(text, key) for text in texts], dtype=np.uint64)


def _mark(text: str, key: Key) -> int:
    exact = nfc(text)
    if not exact or is_marker(exact):
        return _NO_ID
    digest = hmac.digest(key.secret, fold(text).encode(), "sha256")
    return int.from_bytes(digest[:_LENGTH], "big") or 1


def occurring(ballots: Ballots, marks: "Marks") -> "Marks":
    """The marks of a table: one for each row that has an id, and one for each id that no row has."""
    import numpy as np

    if ballots.ids is None:
        return marks
    times = np.maximum(np.bincount(ballots.ids.codes, minlength=len(marks)), 1)
    times[marks == _NO_ID] = 0
    return np.repeat(marks, times)


def standing_twice(lots: Sequence["Marks"]) -> "Marks":
    """The marks that occur more than once in all `lots` together."""
    import numpy as np

    marks, times = np.unique(np.concatenate(lots), return_counts=True)
    return marks[times > 1]


@dataclass(frozen=True)
class Suspects:
    """The ballots of one table whose ids may be those of others, in the order of the table.

    table    the number of the table in its file
    places   the rows of the table that they are
    ballots  what they hold; in place of each id is the fingerprint of it letter by letter
    folded   the fingerprint of each id as a person may have typed it, "" for a blank
    made     whether a program made it, as far as the table tells
    """

    table: int
    places: "Ints" = field(repr=False)
    ballots: Ballots = field(repr=False)
    folded: Sequence[str] = field(repr=False)
    made: Sequence[bool] = field(repr=False)

    @property
    def exact(self) -> Sequence[str]:
        """The fingerprint of each id letter by letter."""
        return () if self.ballots.ids is None else self.ballots.ids.texts


def suspects_of(table: int, ballots: Ballots, marks: "Marks", twice: "Marks", key: Key) -> Suspects | None:
    """The ballots of a table whose marks are among those that stand `twice`; None for none."""
    import numpy as np

    wanted = np.isin(marks, twice)
    if ballots.ids is None or not wanted.any():
        return None
    codes, numbers = ballots.ids.codes, np.flatnonzero(wanted)
    places = np.flatnonzero(wanted[codes]).astype(np.int32)
    texts = [ballots.ids.texts[number] for number in numbers.tolist()]
    new_codes = np.searchsorted(numbers, codes[places]).astype(np.int32)
    ids = Column(tuple(_fingerprint(nfc(text), key) for text in texts), new_codes)
    return Suspects(
        table,
        places,
        replace(rows_of(ballots, places), ids=ids),
        folded=[_fingerprint(fold(text), key) for text in texts],
        made=[is_made(ballots, text) for text in texts],
    )


def _fingerprint(text: str, key: Key) -> str:
    return key.fingerprint(text) if text else ""


def rows_of(ballots: Ballots, places: "Ints") -> Ballots:
    """Some rows of a table, with what tells whether two ballots are one, and without ids."""
    return replace(
        ballots,
        rows=ballots.rows[places],
        unit=ballots.unit[places],
        answers=ballots.answers[places],
        outcome=ballots.outcome[places],
        breakdowns={},
        ids=None,
        days=None if ballots.days is None else _of_rows(ballots.days, places),
        interviewers=None,
        drawn=Drawn(),
        others={},
    )


def _of_rows(column: Column, places: "Ints") -> Column:
    """The column of some rows, with the texts of these alone."""
    import numpy as np

    used, codes = np.unique(column.codes[places], return_inverse=True)
    return Column(tuple(column.texts[number] for number in used.tolist()), codes.astype(np.int32))


@dataclass(frozen=True)
class Verdict:
    """What came of the suspects of one table.

    places    the rows that are one with a ballot that counts, or of which none counts
    findings  of each of these
    made      fingerprints of ids that a program made, as another table tells
    """

    table: int
    places: Sequence[int]
    findings: Sequence[Finding]
    made: Collection[str] = field(repr=False)


def judge_suspects(suspects: Sequence[Suspects], plan: Plan) -> list[Verdict]:
    """Which of the suspects do not count; `suspects` are those of all tables, in the order of these."""
    made = {text for one in suspects for text, is_made in zip(one.exact, one.made, strict=True) if is_made}
    keys = [_keys(one, made) for one in suspects]
    judged, findings = reject_alike([one.ballots for one in suspects], keys, plan)
    verdicts, first = [], 0
    for one, ballots in zip(suspects, judged, strict=True):
        changed = (ballots.outcome != one.ballots.outcome).nonzero()[0]
        last = first + len(changed)
        places = one.places[changed].tolist()
        verdicts.append(Verdict(one.table, places, findings[first:last], made.intersection(one.exact)))
        first = last
    return verdicts


def _keys(suspects: Suspects, made: Collection[str]) -> list[str]:
    """What is compared of each id, as `duplicates.id_key` has it."""
    pairs = zip(suspects.exact, suspects.folded, strict=True)
    return [exact if exact in made else folded for exact, folded in pairs]


def made_elsewhere(ballots: Ballots, made: Collection[str], key: Key) -> set[str]:
    """The ids of a table whose fingerprints are among `made`."""
    if ballots.ids is None or not made:
        return set()
    return {exact for exact in map(nfc, ballots.ids.texts) if key.fingerprint(exact) in made}
