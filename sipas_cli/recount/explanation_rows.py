"""The explanation of a unit's figure as csv: a row for each thing that is told, exact figures as numerator
and denominator."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from sipas_cli.documents.explained_tables import signed_points
from sipas_cli.files import csv_bytes
from sipas_cli.model import TypedCell
from sipas_cli.recount.by_file import FileCounts
from sipas_cli.recount.change import YearChange
from sipas_cli.runs.explanation import Explanation, ExtraExplanation
from sipas_cli.score.contributions import Item
from sipas_cli.text.numbers import exact_text

#: What the columns are called; `level` says what a row is of.
HEADER = (
    "level",
    "id",
    "part",
    "weight_numerator",
    "weight_denominator",
    "gained_numerator",
    "gained_denominator",
    "reached",
    "full",
    "typed",
    "file",
    "sheet",
    "cell",
    "answer",
    "ballots",
)
_Cells = dict[str, str | int]


def explanation_csv(
    explanation: Explanation, counted: Sequence[FileCounts], change: YearChange | None
) -> bytes:
    """A row for the index, each part of it, each criterion, bonus and penalty below them; then for each
    outcome and answer in each file, and for what each part changed since an earlier year."""
    cells = [_index(explanation), *_parts(explanation), *_criteria(explanation)]
    cells += [_extra(extra) for extra in explanation.extras]
    for counts in counted:
        cells += _of_file(counts)
    if change:
        cells += _change(change)
    rows = [[row.get(column, "") for column in HEADER] for row in cells]
    return csv_bytes(list(HEADER), rows, bom=False)


def _index(explanation: Explanation) -> _Cells:
    """The index; where whole ballots are measured with the ballots that it is the share of."""
    row: _Cells = {"level": "index", **_gained(explanation.score.index)}
    if explanation.is_of_whole_ballots:
        counts = explanation.counts
        row |= {"reached": str(counts.throughout), "full": str(counts.whole)}
    return row


def _parts(explanation: Explanation) -> Iterator[_Cells]:
    for part in explanation.contributions.parts:
        yield {"level": "part", "id": part.id, **_weight(part.weight), **_gained(part.gained)}


def _criteria(explanation: Explanation) -> Iterator[_Cells]:
    typed = {leaf.leaf.id: leaf.appraised for leaf in explanation.leaves}
    for item in explanation.contributions.items:
        yield {**_criterion(item), **_typed(typed.get(item.id))}


def _criterion(item: Item) -> _Cells:
    return {
        "level": "criterion",
        "id": item.id,
        "part": item.part,
        **_weight(item.weight),
        **_gained(item.gained),
        "reached": exact_text(item.reached),
        "full": exact_text(item.full),
    }


def _extra(extra: ExtraExplanation) -> _Cells:
    """A bonus or a penalty, in points."""
    line = extra.line
    points = signed_points(line, line.points)
    row: _Cells = {"level": line.source, "id": line.part, "part": line.source}
    if points is not None:
        row["reached"] = exact_text(points)
    return {**row, "full": exact_text(line.maximum), **_typed(extra.appraised)}


def _typed(cell: TypedCell | None) -> _Cells:
    if cell is None:
        return {}
    return {"typed": cell.text, "file": cell.file, "sheet": cell.sheet, "cell": cell.cell}


def _of_file(counts: FileCounts) -> Iterator[_Cells]:
    """What became of the ballots of one sheet, and how many of those that count gave which answer."""
    place: _Cells = {"file": counts.file, "sheet": counts.sheet}
    for outcome, ballots in counts.outcomes.items():
        yield {"level": "outcome", "id": outcome, **place, "ballots": ballots}
    for code, kinds in counts.answers.items():
        for kind, ballots in kinds.items():
            yield {"level": "answer", "id": code, **place, "answer": kind, "ballots": ballots}


def _change(change: YearChange) -> Iterator[_Cells]:
    """What scores, weights and other criteria did in each part, and what of the former by each trait of
    respondents is due to who answered, and to how they did."""
    effects = change.effects
    levels = {
        "change_by_scores": effects.answers,
        "change_by_weights": effects.weights,
        "change_by_criteria": effects.others,
    }
    for level, by_part in levels.items():
        for part, effect in by_part.items():
            yield {"level": level, "id": part, **_gained(effect)}
    for trait, composition in change.compositions.items():
        yield {"level": "change_by_who", "id": trait, **_gained(composition.who)}
        yield {"level": "change_by_how", "id": trait, **_gained(composition.how)}


def _weight(value: Fraction) -> _Cells:
    return {"weight_numerator": value.numerator, "weight_denominator": value.denominator}


def _gained(value: Fraction | None) -> _Cells:
    if value is None:
        return {}
    return {"gained_numerator": value.numerator, "gained_denominator": value.denominator}
