"""The tables of `sipas explain --questions`."""

from collections.abc import Sequence
from fractions import Fraction

from sipas_cli.cli import explain_messages as messages
from sipas_cli.cli.terminal import Table
from sipas_cli.documents import explained_messages
from sipas_cli.documents.explained import float_text, known_text
from sipas_cli.figures.printing import json_number
from sipas_cli.files import csv_bytes
from sipas_cli.messages import say
from sipas_cli.recount.questionnaire import FactorReview, LeafReview, QuestionReview
from sipas_cli.runs.kept import Kept


def review_tables(kept: Kept, factors: Sequence[FactorReview], leaves: Sequence[LeafReview]) -> list[Table]:
    """A table for each factor, or one of the leaves."""
    if leaves:
        return [_leaves(leaves)]
    columns = [
        (say(messages.QUESTION), False),
        (say(messages.ANSWERED), True),
        (say(messages.SILENT), True),
        (say(messages.FLOOR), True),
        (say(messages.CEILING), True),
        (say(messages.REST), True),
        (say(messages.WITHOUT), True),
    ]
    tables = []
    for factor in factors:
        title = say(messages.ALPHA, factor=factor.title, alpha=_float(factor.alpha))
        tables.append(Table(title, columns, [_row(question) for question in factor.questions]))
    kept_pairs = kept.tally is not None and kept.tally.pairs is not None
    meaning = say(messages.ALPHA_MEANING if kept_pairs else messages.SCORE_AGAIN)
    return [*tables, Table("", [("", False)], [[meaning]])]


def _row(question: QuestionReview) -> list[str]:
    shares = [_percent(share) for share in (question.silent, question.floor, question.ceiling)]
    name = f"{question.code} {question.text}"
    return [name, str(question.answered), *shares, _float(question.rest), _float(question.without)]


def _leaves(leaves: Sequence[LeafReview]) -> Table:
    columns = [
        (say(explained_messages.CRITERION), False),
        (say(messages.UNITS), True),
        (say(messages.MEAN_SHARE), True),
        (say(messages.AT_FULL), True),
        (say(messages.AT_NOTHING), True),
        (say(messages.SPREAD), True),
        (say(messages.REST), True),
    ]
    rows = []
    for leaf in leaves:
        counts = [str(leaf.units), _percent(leaf.mean), str(leaf.at_full), str(leaf.at_nothing)]
        spread = float_text(100 * leaf.spread, 1)
        rows.append([f"{leaf.id} {leaf.title}", *counts, spread, _float(leaf.rest)])
    return Table(say(messages.LEAVES_APART), columns, rows, say(messages.LEAVES_MEANING))


def review_csv(factors: Sequence[FactorReview], leaves: Sequence[LeafReview]) -> bytes:
    """A row for each question or leaf; shares from 0 to 1."""
    if leaves:
        header = ["leaf", "units", "mean", "at_full", "at_nothing", "spread", "rest"]
        rows: list[list[object]] = []
        for leaf in leaves:
            counts = [leaf.units, float(leaf.mean), leaf.at_full, leaf.at_nothing]
            rows.append([leaf.id, *counts, leaf.spread, leaf.rest])
        return csv_bytes(header, rows, bom=False)
    header = [
        "factor",
        "alpha",
        "question",
        "answered",
        "silent",
        "floor",
        "ceiling",
        "rest",
        "alpha_without",
    ]
    rows = []
    for factor in factors:
        for question in factor.questions:
            shares = [json_number(share) for share in (question.silent, question.floor, question.ceiling)]
            figures = [*shares, question.rest, question.without]
            rows.append([factor.id, factor.alpha, question.code, question.answered, *figures])
    return csv_bytes(header, rows, bom=False)


def _percent(share: Fraction | None) -> str:
    return known_text(None if share is None else 100 * share, 1)


def _float(value: float | None) -> str:
    return "-" if value is None else float_text(value, 2)
