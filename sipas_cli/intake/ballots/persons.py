"""Which ballots are of one person, where one person judges several units."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sipas_cli.intake.ballots.duplicates import id_key
from sipas_cli.model import Ballots, is_marker
from sipas_cli.rules.criteria import Plan
from sipas_cli.rules.leaders import LeaderPlan

if TYPE_CHECKING:
    from sipas_cli.model import Ints


def persons_of(tables: Sequence[Ballots], plan: Plan) -> "Sequence[Ints] | None":
    """For each table the person of each row, numbered over all tables; -1 for rows that do not count.

    None where that is not known. Of citizens each judges one unit. An id is known to be a person's only where
    every ballot that counts has one, and each table has ids that stand beside several units: a table of one
    unit may number its ballots for itself.
    """
    if not isinstance(plan, LeaderPlan):
        return None
    counted = [ballots for ballots in tables if (ballots.outcome == 0).any()]
    key, numbers = id_key(tables), dict[str, int]()
    if not counted or not all(_names_persons(ballots, key) for ballots in counted):
        return None
    return [_numbered(ballots, key, numbers) for ballots in tables]


def _names_persons(ballots: Ballots, key: Callable[[str], str]) -> bool:
    """Whether every ballot that counts has an id, and some id stands beside several units."""
    if ballots.ids is None or ballots.identity != "id":
        return False
    valid = ballots.outcome == 0
    keys = [key(text) for text in ballots.ids.texts]
    ids = [keys[code] for code in ballots.ids.codes[valid].tolist()]
    if any(not id_ or is_marker(id_) for id_ in ids):
        return False
    judged = set(zip(ids, ballots.unit[valid].tolist(), strict=True))
    return len(judged) > len(set(ids))


def _numbered(ballots: Ballots, key: Callable[[str], str], numbers: dict[str, int]) -> "Ints":
    """The person of each row of a table; those that are new get the next numbers."""
    import numpy as np

    persons = np.full(len(ballots.rows), -1, dtype=np.int32)
    if ballots.ids is None:
        return persons
    keys = [key(text) for text in ballots.ids.texts]
    codes = ballots.ids.codes
    for row in np.flatnonzero(ballots.outcome == 0).tolist():
        persons[row] = numbers.setdefault(keys[codes[row]], len(numbers))
    return persons
