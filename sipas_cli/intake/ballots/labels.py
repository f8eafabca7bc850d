"""Texts among the answers that are no slips but labels which nobody told the criteria of."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from sipas_cli.errors import DataError
from sipas_cli.intake.ballots import messages
from sipas_cli.intake.ballots.answers import AnswerTexts, added_up
from sipas_cli.intake.ballots.table import Table
from sipas_cli.model import Ballots, is_marker
from sipas_cli.rules.criteria import BLANK, OFF_SCALE
from sipas_cli.text.names import first_of
from sipas_cli.text.numbers import half_up
from sipas_cli.text.places import cell_name, place_name
from sipas_cli.text.spelling import fold, nfc

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

    labels = _labels(table, ballots.unit)
    if not labels:
        return None
    limit = table.plan.ballots.maximum_unknown_label_pct
    filled = np.array([int(kind != BLANK) for kind in table.plan.scale.kinds])
    answered = added_up(ballots.answers, filled)
    due = np.bincount(ballots.unit + 1, weights=answered, minlength=1)
    shares = [(_largest_share(label, due.tolist()), label) for label in labels]
    excessive = sorted(
        ((share, label) for share, label in shares if share > limit), key=lambda pair: -pair[0]
    )
    if not excessive:
        return None
    share, first = excessive[0]
    return DataError(
        messages.ANSWER_LABELS_UNKNOWN,
        where=first.place,
        count=sum(label.cells.total() for _, label in excessive),
        share=half_up(share, 1),
        limit=limit,
        labels=first_of((_shown(label) for _, label in excessive), 5),
        file=table.file,
    )


def _largest_share(label: _Label, answers: Sequence[float]) -> Fraction:
    """The largest share, in percent, that a text has of the answers of a unit; 0 where few ballots hold it.

    answers   how many there are of each unit, the first for ballots without one
    """
    shares = (
        Fraction(100 * cells, int(answers[unit + 1]))
        for unit, cells in label.cells.items()
        if len(label.ballots[unit]) >= _LEAST_BALLOTS
    )
    return max(shares, default=Fraction(0))


def _shown(label: _Label) -> str:
    """The text where it is nobody's own, else where it stands."""
    rows = {row for numbers in label.ballots.values() for row in numbers}
    text = nfc(label.text)
    if len(rows) >= _LEAST_SHOWN and len(text) <= _LONGEST_SHOWN:
        return f'"{text}"'
    return label.place


def _labels(table: Table, unit: "Ints") -> Sequence[_Label]:
    """The texts in the columns of questions that are no answer of the scale."""
    import numpy as np

    answers = AnswerTexts(table.plan.scale, table.answers_end, table.otherwise)
    labels: dict[str, _Label] = {}
    for place in _columns(table):
        column = table.block.columns[place]
        for code, text in enumerate(column.texts):
            if is_marker(text) or not any(map(str.isalnum, text)) or answers.name(text) != OFF_SCALE:
                continue
            rows = np.flatnonzero(column.codes == code).tolist()
            if not rows:
                continue
            cell = cell_name(int(table.block.rows[rows[0]]), place + 1)
            label = labels.setdefault(fold(text), _Label(text, place_name(table.file, table.sheet, cell)))
            for row in rows:
                label.cells[int(unit[row])] += 1
                label.ballots[int(unit[row])].add(row)
    return [*labels.values()]


def _columns(table: Table) -> Iterator[int]:
    """The columns that hold answers; in those that hold marks, any mark is one."""
    for code, place in table.layout.questions.items():
        if code not in table.layout.choices:
            yield place
            yield from table.layout.versions.get(code, ())
