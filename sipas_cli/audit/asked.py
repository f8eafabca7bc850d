"""What is counted of each unit, SIPAS or leader survey: questions in the order of the factors or leaves that
they stand under, and the kinds of answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from sipas_cli.audit import messages
from sipas_cli.documents.page import FIRST, row_place
from sipas_cli.messages import say
from sipas_cli.model import XHH, Score, Standing, UnitCounts
from sipas_cli.rules.criteria import Criteria, Plan
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.policies import Kinds, Measure, OverallOfBallots
from sipas_cli.runs.kept import Kept
from sipas_cli.score.sipas import pooled
from sipas_cli.score.xhh import worth
from sipas_cli.tally import Tally, by_unit, judged_counts

#: The columns of the sheet of indices that other sheets name: number and ballots of a unit.
NUMBER, BALLOTS_OF = "A", "D"
#: How what is no answer stands in a cell: never a number, and nothing that a spreadsheet searches by.
_NO_ANSWER_MARKS = (
    messages.NOT_APPLICABLE_MARK,
    messages.REFUSED_MARK,
    messages.BLANK_MARK,
    messages.OFF_SCALE_MARK,
)
_NO_ANSWER_LABELS = (messages.NOT_APPLICABLE, messages.REFUSED, messages.BLANK, messages.OFF_SCALE)


@dataclass(frozen=True)
class Part:
    """A factor, or a leaf of the leader survey, over the questions `first` to `last`."""

    id: str
    title: str
    first: int
    last: int
    weight: Fraction


@dataclass(frozen=True)
class Asked:
    """The columns of a workbook of ballots.

    codes    the questions
    kinds    the kinds of answer, those of the scale first, as the tally names them
    marks    how each kind stands in a cell
    values   of each level of the scale: its number, or the percent that it is worth
    labels   of each kind
    """

    codes: tuple[str, ...]
    parts: tuple[Part, ...]
    kinds: tuple[str, ...]
    marks: tuple[str | int, ...]
    values: tuple[Fraction, ...]
    labels: tuple[str, ...]

    @property
    def levels(self) -> int:
        """How many kinds are answers of the scale."""
        return len(self.values)


@dataclass(frozen=True)
class Counted:
    """One row of scores: a unit, or one kind of its respondents, or all units together.

    number    of the unit, 0 for all together
    kind      place of the kind of respondent; None for all of them
    counts    None where the row is made from the rows of the kinds above it
    """

    number: int
    name: str
    unit: str
    kind: int | None
    counts: UnitCounts | None
    criteria: Mapping[str, Fraction | None]
    factors: Mapping[str, Fraction | None]
    index: Fraction | None


def asked(kept: Kept) -> Asked:
    """The questions and answers of a run of ballots."""
    criteria = kept.criteria.criteria
    if isinstance(criteria, ParCriteria):
        return _of_survey(criteria)
    return _of_sipas(criteria)


def _of_sipas(criteria: Criteria) -> Asked:
    rules, scale = criteria.rules, criteria.plan.scale
    parts = [(f.id, f.title, f.criteria, rules.weight(f)) for f in rules.factors]
    values = tuple(Fraction(answer.code) for answer in scale.answers)
    marks = tuple(answer.code for answer in scale.answers)
    labels = tuple(answer.label for answer in scale.answers)
    if rules.measure == Measure.SATISFIED_THROUGHOUT:
        parts = []
    return _asked(parts, criteria.plan, marks, values, labels)


def _of_survey(criteria: ParCriteria) -> Asked:
    survey, plan = criteria.plan.survey, criteria.plan.survey.plan
    leaves = [leaf for leaf in criteria.plan.leaves if leaf.points_from == XHH]
    parts = [
        (leaf.id, leaf.title, tuple(q.code for q in survey.questions if q.criterion == leaf.id), Fraction(0))
        for leaf in leaves
    ]
    letters = plan.scale.kinds[: len(plan.scale.answers)]
    labels = {answer.id: answer.label or answer.id for answer in survey.answers}
    values = tuple(survey.worth[letter] for letter in letters)
    return _asked(parts, plan, _letters(letters), values, tuple(labels[letter] for letter in letters))


def _letters(letters: Sequence[str]) -> tuple[str | int, ...]:
    """Letters as they are, if a spreadsheet can search by them; else numbers."""
    folded = {letter.casefold() for letter in letters}
    plain = all(letter.isalpha() for letter in letters) and len(folded) == len(letters)
    if plain and not folded & set(map(say, _NO_ANSWER_MARKS)):
        return tuple(letters)
    return tuple(range(len(letters)))


def _asked(
    parts: Sequence[tuple[str, str, Sequence[str], Fraction]],
    plan: Plan,
    marks: tuple[str | int, ...],
    values: tuple[Fraction, ...],
    labels: tuple[str, ...],
) -> Asked:
    codes: list[str] = []
    placed_parts = []
    for name, title, part_codes, weight in parts:
        placed_parts.append(Part(name, title, len(codes), len(codes) + len(part_codes) - 1, weight))
        codes += part_codes
    return Asked(
        codes=tuple(codes) or plan.codes,
        parts=tuple(placed_parts),
        kinds=plan.scale.kinds,
        marks=(*marks, *map(say, _NO_ANSWER_MARKS)),
        values=values,
        labels=(*labels, *map(say, _NO_ANSWER_LABELS)),
    )


# --- the rows ------------------------------------------------------------------------------------


def units_of(kept: Kept) -> list[Standing]:
    """The units as they are numbered from 1: group by group, in the order of their ranks."""
    return [line for group in kept.stored.standings.groups for line in group.standings]


def index_place(number: int) -> str:
    """The row of a unit in the sheet of indices, as links name it."""
    return row_place(say(messages.INDEX_SHEET), FIRST + number - 1)


def by_kind(kept: Kept) -> bool:
    """Whether the index is made from each kind of respondent by itself."""
    criteria = kept.criteria.criteria
    if not isinstance(criteria, ParCriteria):
        return False
    match criteria.rules.xhh.kinds:
        case Kinds.POOLED:
            return False
        case Kinds.MEAN_OF_KINDS:
            return True
        case _:
            assert_never(criteria.rules.xhh.kinds)


def counted(kept: Kept, form: Asked) -> list[Counted]:
    """The rows of scores, unit by unit, the kinds of respondents of a unit before the unit itself; then all
    units together where the figure of the province is made from their ballots."""
    if kept.tally is None:
        return []
    counts, nothing = _judged(kept, kept.tally), UnitCounts({}, 0, 0)
    kinds = _kinds(kept, kept.tally)
    rows: list[Counted] = []
    for number, line in enumerate(units_of(kept), start=1):
        score, unit_counts = kept.scores.units[line.unit.id], counts.get(line.unit.id, nothing)
        about = (number, line.unit.name, line.unit.id)
        for place, (kind, answers) in enumerate(kinds.items()):
            rows.append(_of_kind(about, place, kind, answers.get(line.unit.id, nothing), score, form))
        row_counts = None if kinds else unit_counts
        rows.append(Counted(*about, None, row_counts, score.criteria, score.factors, score.index))
    return [*rows, *_together(kept, form, [counts.get(row.unit, nothing) for row in rows])]


def _judged(kept: Kept, tally: Tally) -> Mapping[str, UnitCounts]:
    """What units were scored from: weighted counts where ballots have weights."""
    criteria = kept.criteria.criteria
    if isinstance(criteria, ParCriteria):
        return by_unit(tally)
    return judged_counts(tally, criteria.plan)


def _kinds(kept: Kept, tally: Tally) -> dict[str, Mapping[str, UnitCounts]]:
    """Kind of respondent -> unit -> counts, where the index is made from each kind by itself."""
    criteria = kept.criteria.criteria
    if not by_kind(kept) or not isinstance(criteria, ParCriteria):
        return {}
    return {kind.id: by_unit(tally, f"kind={kind.id}") for kind in criteria.plan.survey.kinds}


def _of_kind(
    about: tuple[int, str, str],
    place: int,
    kind: str,
    counts: UnitCounts,
    score: Score,
    form: Asked,
) -> Counted:
    worths = dict(zip(form.kinds, form.values, strict=False))
    shares = {code: worth(counts.answers.get(code, {}), worths) for code in form.codes}
    leaves = {part.id: score.kinds.get(f"{kind}/{part.id}") for part in form.parts}
    return Counted(*about, place, counts, shares, leaves, None)


def _together(kept: Kept, form: Asked, counts: Sequence[UnitCounts]) -> list[Counted]:
    criteria, whole = kept.criteria.criteria, kept.scores.overall
    if isinstance(criteria, ParCriteria):
        return []
    match criteria.rules.overall:
        case OverallOfBallots.MEAN_OF_UNITS:
            return []
        case OverallOfBallots.POOLED:
            pass
        case _:
            assert_never(criteria.rules.overall)
    answers = {
        code: pooled(unit_counts.answers.get(code, {}) for unit_counts in counts) for code in form.codes
    }
    weight = sum(c.whole for c in counts) if kept.is_weighted else None
    total = UnitCounts(answers, sum(c.ballots for c in counts), sum(c.throughout for c in counts), weight)
    name = say(messages.ALL_UNITS)
    return [Counted(0, name, "", None, total, whole.criteria, whole.factors, whole.index)]
