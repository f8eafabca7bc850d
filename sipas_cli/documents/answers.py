"""How questions were answered and what hangs on them: priorities, answers, the list of criteria."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sipas_cli.documents import charts, messages, quadrants, report_words
from sipas_cli.documents.analysis import Item
from sipas_cli.documents.cells import Cell, Table, cell, table
from sipas_cli.documents.other_answers import OtherAnswers
from sipas_cli.documents.printer import Printer
from sipas_cli.figures import messages as figures_messages
from sipas_cli.figures.printing import NOTHING, count_text, rounded_text
from sipas_cli.messages import say
from sipas_cli.model import PAR
from sipas_cli.rules.criteria import BLANK, NOT_APPLICABLE, OFF_SCALE, REFUSED, Criteria
from sipas_cli.wording import whole


def priorities(printer: Printer) -> dict[str, Any] | None:
    """Importance against performance: of criteria of SIPAS, of areas of the PAR index."""
    shares, items = printer.run.index == PAR, quadrants.items_of(printer.analysis)
    chart = quadrants.priorities(items, printer.percent, shares=shares)
    if chart is None:
        return None
    return {
        "explained": say(report_words.PRIORITIES_PAR if shares else report_words.PRIORITIES_SIPAS),
        "chart": printer.picture(chart),
        "table": priorities_table(printer, quadrants.with_both(items)),
    }


def priorities_table(printer: Printer, measured: Sequence[quadrants.Measured]) -> Table:
    """The items of the chart, and the quadrant that each of them is in."""
    across, up = quadrants.quadrant_lines(measured)
    columns = [
        (say(figures_messages.NUMBER), False),
        (say(report_words.WORDING), False),
        (say(report_words.IMPORTANCE), True),
        (say(report_words.PERFORMANCE), True),
        (say(report_words.QUADRANT), False),
    ]
    rows = []
    for item, importance, score in measured:
        quadrant = _quadrant(importance >= across, score >= up)
        figures = [rounded_text(importance, 2), printer.percent(score)]
        rows.append([cell(text) for text in (item.number, item.title, *figures, quadrant)])
    return table(say(report_words.CHART_PRIORITIES), columns, rows, sortable=True)


def answers(printer: Printer) -> Iterator[dict[str, Any]]:
    """Factor by factor, how its questions were answered."""
    criteria = printer.analysis.criteria
    if not isinstance(criteria, Criteria):
        return
    for part in printer.analysis.parts:
        items = [item for item in printer.analysis.items if item.part == part.id and item.answers]
        pictures = charts.answers(part, items, criteria.plan.scale, printer.percent)
        if pictures:
            yield {
                "title": part.title,
                "score": printer.percent(part.score),
                "charts": [printer.picture(chart) for chart in pictures],
                "table": answers_table(printer, part, items, criteria),
            }


def others(printer: Printer) -> Iterator[dict[str, Any]]:
    """What was answered to the questions beside those of the index, those of one table of the form together;
    of so few ballots nothing."""
    minimum = printer.analysis.minimum_cell
    shown = [question for question in printer.analysis.others if question.cells]
    for title, together in groupby(shown, key=lambda question: question.heading or question.text):
        questions = list(together)
        drawn = charts.choices(questions, minimum)
        in_table = questions[0].heading
        yield {
            "title": title,
            "charts": [printer.picture(chart) for chart in drawn],
            "table": items_table(printer, questions) if in_table else choices_table(printer, questions[0]),
        }


def items_table(printer: Printer, questions: Sequence[OtherAnswers]) -> Table:
    """The questions of a table of the form: what of those that answered gave each choice, in percent."""
    hidden = say(report_words.HIDDEN, minimum=printer.analysis.minimum_cell)
    columns = [(say(report_words.QUESTION), False), (say(report_words.ANSWERED_BALLOTS), True)]
    columns += [(f"{one.choice} (%)", True) for one in questions[0].cells]
    rows = []
    for question in questions:
        shares = [hidden if one.share is None else rounded_text(one.share, 1) for one in question.cells]
        texts = (question.text, count_text(question.answered or 0), *shares)
        rows.append([cell(text) for text in texts])
    return _captioned(printer, questions[0].heading, columns, rows, note=_of_several(questions[0]))


def _of_several(question: OtherAnswers) -> str:
    return say(report_words.SEVERAL_CHOICES) if question.several else ""


def _captioned(
    printer: Printer,
    question: str,
    columns: Sequence[tuple[str, bool]],
    rows: Sequence[Sequence[Cell]],
    *,
    note: str,
) -> Table:
    caption = report_words.OTHER_ANSWERS
    if printer.analysis.is_weighted:
        caption = report_words.OTHER_UNWEIGHTED
    return table(say(caption, question=question), columns, rows, note=note)


def choices_table(printer: Printer, question: OtherAnswers) -> Table:
    """The choices of a question: ballots, their share of those that answered."""
    columns = [
        (say(report_words.CHOICE), False),
        (say(figures_messages.BALLOTS), True),
        (say(messages.SHARE), True),
    ]
    rows = []
    for one in question.cells:
        texts = [one.choice, say(report_words.HIDDEN, minimum=printer.analysis.minimum_cell), NOTHING]
        if one.ballots is not None and one.share is not None:
            texts[1:] = [count_text(one.ballots), rounded_text(one.share, 1)]
        rows.append([cell(text) for text in texts])
    answered = count_text(question.answered or 0)
    valid = count_text(printer.run.manifest["counts"]["ballots_valid"])
    note = say(report_words.ANSWERED_OF, answered=answered, valid=valid)
    return _captioned(printer, question.text, columns, rows, note=f"{note} {_of_several(question)}".strip())


#: What the columns of ballots without an answer are called.
_NO_ANSWER = {
    NOT_APPLICABLE: report_words.NOT_APPLICABLE,
    REFUSED: report_words.REFUSED,
    BLANK: report_words.BLANK,
    OFF_SCALE: report_words.OFF_SCALE,
}


def kind_text(kind: str) -> str:
    """A kind of answer: a code of the scale as it is, what is no answer in words."""
    return say(_NO_ANSWER[kind]) if kind in _NO_ANSWER else kind


def answers_table(printer: Printer, part: Item, items: Sequence[Item], criteria: Criteria) -> Table:
    """The questions under a factor: ballots with each answer, the score."""
    scale = criteria.plan.scale
    counted = {kind for item in items for kind in item.answers or ()}
    none = [kind for kind in _NO_ANSWER if kind in counted]
    columns = [(say(report_words.QUESTION), False), *((answer.label, True) for answer in scale.answers)]
    columns += [(say(_NO_ANSWER[kind]), True) for kind in none]
    columns.append((say(figures_messages.SCORE_IN, unit="%"), True))
    kinds = [*(str(answer.code) for answer in scale.answers), *none]
    rows = []
    for item in items:
        counts = item.answers or {}
        ballots = [cell(count_text(counts.get(kind, 0))) for kind in kinds]
        rows.append([cell(item.name), *ballots, cell(printer.percent(item.score))])
    weighted = printer.analysis.is_weighted
    caption = report_words.ANSWERS_UNWEIGHTED if weighted else report_words.ANSWERS_OF
    return table(say(caption, factor=part.title), columns, rows)


def criteria(printer: Printer) -> Table | None:
    """Every criterion with its wording, where the tables of the units point to."""
    if not printer.analysis.items:
        return None
    titles = {part.id: part.title for part in printer.analysis.parts}
    columns = [
        (say(figures_messages.NUMBER), False),
        (say(report_words.WORDING), False),
        (printer.part, False),
    ]
    columns.append((say(report_words.OF_WHOLE, whole=whole(printer.analysis.province)), True))
    rows = []
    for item in printer.analysis.items:
        texts = (item.number, item.title, titles.get(item.part, ""), printer.percent(item.score))
        rows.append([cell(text) for text in texts])
    return table(say(report_words.SECTION_CRITERIA), columns, rows, sortable=True)


def _quadrant(important: bool, high: bool) -> str:
    """The name of a quadrant."""
    names = {
        (True, False): report_words.QUADRANT_IMPROVE,
        (True, True): report_words.QUADRANT_KEEP,
        (False, True): report_words.QUADRANT_GOOD,
        (False, False): report_words.QUADRANT_LATER,
    }
    return say(names[important, high])
