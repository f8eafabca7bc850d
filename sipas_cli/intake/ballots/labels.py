"""Texts among the answers that are no slips but labels which nobody told the criteria of."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from sipas_cli.errors import DataError
from sipas_cli.intake.ballots.answers import AnswerTexts
from sipas_cli.intake.ballots.table import Table
from sipas_cli.model import Ballots, cell_name, place_name
from sipas_cli.rules.criteria import BLANK, OFF_SCALE
from sipas_cli.text import first_of, fold, half_up, nfc

if TYPE_CHECKING:
    from sipas_cli.model import Ints

#: In fewer ballots of a unit a text may be one respondent's own.
_LEAST_BALLOTS = 3
#: A text is shown where so many ballots have it and it is no longer: then it is no person's words.
_LEAST_SHOWN, _LONGEST_SHOWN = 10, 40


@dataclass
class _Label:
    """A text that is no answer: where it stands first, and how often in each unit.

    cells     unit -> answers
    ballots   unit -> rows that hold it
    """

    text: str
    place: str
    cells: Counter[int] = field(default_factory=Counter)
    ballots: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def missing_labels(table: Table, ballots: Ballots) -> DataError | None:
    """Why a sheet is refused in which one text that the criteria do not know is given as an answer again and
    again: that each such answer is left out favours the other answers.

    The share is that of a unit, `ballots.maximum_unknown_label_pct` of its answers: few units may word it so.
    """
    import numpy as np

    limit = table.plan.ballots.maximum_unknown_label_pct
    answered = (ballots.answers != table.plan.scale.kinds.index(BLANK)).sum(axis=1)
    due = np.bincount(ballots.unit + 1, weights=answered, minlength=1)
    found: list[tuple[Fraction, _Label]] = []
    for label in _labels(table, ballots.unit):
        share = max(
            (
                Fraction(100 * cells, int(due[unit + 1]))
                for unit, cells in label.cells.items()
                if len(label.ballots[unit]) >= _LEAST_BALLOTS
            ),
            default=Fraction(0),
        )
        if share > limit:
            found.append((share, label))
    if not found:
        return None
    found.sort(key=lambda own: -own[0])
    return DataError(
        "answer_labels_unknown",
        where=found[0][1].place,
        count=sum(sum(label.cells.values()) for _, label in found),
        share=half_up(found[0][0], 1),
        limit=limit,
        labels=first_of((_shown(label) for _, label in found), 5),
        file=table.file,
    )


def _shown(label: _Label) -> str:
    """The text where it is nobody's own, else where it stands."""
    rows = {row for own in label.ballots.values() for row in own}
    text = nfc(label.text)
    return f'"{text}"' if len(rows) >= _LEAST_SHOWN and len(text) <= _LONGEST_SHOWN else label.place


def _labels(table: Table, unit: "Ints") -> Sequence[_Label]:
    """The texts in the columns of questions that are no answer of the scale."""
    import numpy as np

    answers = AnswerTexts(table.plan.scale, table.answers_end, table.otherwise)
    found: dict[str, _Label] = {}
    for place in _columns(table):
        column = table.block.columns[place]
        for code, text in enumerate(column.texts):
            if "\0" in text or not any(map(str.isalnum, text)) or answers.name(text) != OFF_SCALE:
                continue
            rows = np.flatnonzero(column.codes == code).tolist()
            if not rows:
                continue
            cell = cell_name(int(table.block.rows[rows[0]]), place + 1)
            label = found.setdefault(fold(text), _Label(text, place_name(table.file, table.sheet, cell)))
            for row in rows:
                label.cells[int(unit[row])] += 1
                label.ballots[int(unit[row])].add(row)
    return [*found.values()]


def _columns(table: Table) -> Iterator[int]:
    """The columns that hold answers; in those that hold marks, any mark is one."""
    for code, place in table.layout.questions.items():
        if code not in table.layout.choices:
            yield place
            yield from table.layout.versions.get(code, ())
