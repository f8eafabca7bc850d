"""Which answers go together where one person judged several units.

The errors of two units go together where the same people judged both. What that does to their difference
follows from counts of pairs of answers, one about each unit: all that a person said is taken for one ballot,
whose questions are those of every unit, "UNIT CODE"; who did not judge a unit has an answer of its own. These
are pairs as any others, a block for each stratum.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sipas_cli.model import Ballots
from sipas_cli.rules.criteria import Plan
from sipas_cli.tally.pairs import Block, Key, Pairs, block_of, kinds_of, occurring, strata_of

if TYPE_CHECKING:
    from sipas_cli.model import Bytes, Ints

#: The answer of who did not judge a unit.
NOT_JUDGED = "not_judged"
#: So many cells may occur in a stratum: the counts of their pairs grow with the square, to some 2 MB.
MOST_CELLS = 2500


def question_of(unit: str, code: str) -> str:
    """The name of a question about a unit."""
    return f"{unit} {code}"


class _Rows(NamedTuple):
    """The ballots of all tables that count: whose, about which unit, of which stratum, and the answers,
    ballots x questions."""

    persons: "Ints"
    units: Sequence[str]
    strata: Sequence[str]
    answers: "Bytes"


def count_persons(tables: Sequence[Ballots], persons: "Sequence[Ints]", plan: Plan) -> Pairs | None:
    """The pairs of answers of persons, over all tables at once: in which table a ballot stands, and in what
    order, makes no difference.

    persons   for each table the person of each row, numbered from 0; -1 for rows that do not count

    None where somebody is of two strata or judged a unit twice, as no person does, and where there would be
    too many pairs.
    """
    rows = _rows(tables, persons, plan)
    whose = rows.persons.tolist()
    strata = dict(zip(whose, rows.strata, strict=True))
    of_one_stratum = len(set(zip(whose, rows.strata, strict=True))) == len(strata)
    if not of_one_stratum or len(set(zip(whose, rows.units, strict=True))) < len(whose):
        return None
    units, blocks = sorted(set(rows.units)), {}
    for stratum in sorted(set(rows.strata)):
        block = _block(_of_stratum(rows, stratum), units, plan)
        if block is None:
            return None
        blocks[Key("", stratum)] = block
    questions = tuple(question_of(unit, code) for unit in units for code in plan.codes)
    return Pairs(questions, (*kinds_of(plan), NOT_JUDGED), blocks)


def _rows(tables: Sequence[Ballots], persons: "Sequence[Ints]", plan: Plan) -> _Rows:
    """The ballots that count, one table after the other."""
    import numpy as np

    units, strata = [], []
    valid = [np.flatnonzero(of_table >= 0) for of_table in persons]
    for ballots, places in zip(tables, valid, strict=True):
        names, codes = strata_of(ballots, plan)
        units += [ballots.units[unit] for unit in ballots.unit[places].tolist()]
        strata += [names[code] for code in codes[places].tolist()]
    answers = [ballots.answers[places] for ballots, places in zip(tables, valid, strict=True)]
    whose = [of_table[places] for of_table, places in zip(persons, valid, strict=True)]
    return _Rows(np.concatenate(whose), units, strata, np.concatenate(answers))


def _of_stratum(rows: _Rows, stratum: str) -> _Rows:
    import numpy as np

    places = [place for place, name in enumerate(rows.strata) if name == stratum]
    _, persons = np.unique(rows.persons[places], return_inverse=True)
    units = [rows.units[place] for place in places]
    return _Rows(persons.astype(np.int32), units, [stratum] * len(places), rows.answers[places])


def _block(rows: _Rows, units: Sequence[str], plan: Plan) -> Block | None:
    """The pairs of the persons of a stratum, who are numbered from 0; None where they are too many."""
    import numpy as np

    not_judged = len(plan.scale.kinds)
    people = int(rows.persons.max()) + 1
    answers = np.full((people, len(units), len(plan.codes)), not_judged, dtype=np.uint8)
    places = {unit: place for place, unit in enumerate(units)}
    answers[rows.persons, [places[unit] for unit in rows.units]] = rows.answers
    of_people = answers.reshape(people, -1)
    numbers = [*(plan.scale.kinds.index(kind) for kind in kinds_of(plan)), not_judged]
    cells, _ = occurring(of_people, numbers)
    if len(cells) > MOST_CELLS:
        return None
    return block_of(of_people, numbers)
