"""`sipas explain`: how the figure of one unit came about, from the printed digit down to counts."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from sipas_cli.cli import command_help, option_help
from sipas_cli.cli import explain_messages as messages
from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import (
    CSV,
    as_json,
    chosen_format,
    emit,
    emit_csv,
    index_option,
    output_options,
    run_option,
    show,
    year_option,
)
from sipas_cli.cli.session import UsageFaultError, remarks, session, tell, warn
from sipas_cli.messages import say
from sipas_cli.wording import Remark

if TYPE_CHECKING:
    from sipas_cli.recount.by_file import FileCounts
    from sipas_cli.recount.change import YearChange
    from sipas_cli.runs.explanation import Explanation
    from sipas_cli.runs.kept import Kept
    from sipas_cli.runs.precision import RunPrecision


@click.command("explain", cls=Command, words=command_help.EXPLAIN)
@click.argument("unit", metavar="[UNIT]", required=False)
@click.option("--questions", is_flag=True, cls=Option, words=option_help.QUESTIONS)
@click.option("--answers", is_flag=True, cls=Option, words=option_help.ANSWERS)
@click.option("--depth", type=click.IntRange(0, 3), metavar="N", cls=Option, words=option_help.DEPTH)
@click.option(
    "--with",
    "earlier",
    type=click.IntRange(1990, 2200),
    metavar="YEAR",
    cls=Option,
    words=option_help.WITH_EXPLAIN,
)
@click.option("--pairs", is_flag=True, cls=Option, words=option_help.PAIRS)
@click.option("--simultaneous", is_flag=True, cls=Option, words=option_help.SIMULTANEOUS)
@year_option
@partial(index_option, default=None)
@run_option
@output_options
def command(
    unit: str | None,
    questions: bool,
    answers: bool,
    depth: int | None,
    earlier: int | None,
    pairs: bool,
    simultaneous: bool,
    year: int | None,
    index: str | None,
    run: str | None,
    form: str | None,
    out: str | None,
) -> None:
    """Explains the figure of one unit; with --questions what the questions, or the leaves, can tell."""
    options = {
        "--questions": questions,
        "--pairs": pairs,
        "--answers": answers,
        "--depth": depth is not None,
        "--with": earlier is not None,
        "--simultaneous": simultaneous,
    }
    wanted = [option for option, is_there in options.items() if is_there]
    form = _format(wanted, form, out)
    if (unit is None) != questions:
        raise UsageFaultError(messages.UNIT_OR_QUESTIONS)
    from sipas_cli.cli.choosing import unit_named, used_run
    from sipas_cli.recount.explanation_rows import explanation_csv
    from sipas_cli.runs.explanation import explain
    from sipas_cli.runs.kept import read_kept
    from sipas_cli.runs.precision import precision_of
    from sipas_cli.runs.run import SCORED
    from sipas_cli.score.certainty import BOUNDS_STAND

    stored = used_run(year, run, index)
    if stored.origin != SCORED:
        raise UsageFaultError(messages.UNIT_ONLY_PUBLISHED, run=stored.name)
    lines = [line.unit for group in stored.standings.groups for line in group.standings]
    kept = read_kept(stored)
    if answers and kept.tally is None:
        raise UsageFaultError(messages.ANSWERS_OF_POINTS, run=stored.name)
    if unit is None:
        _show_questions(kept, form, out)
        return
    explanation = explain(kept, unit_named(lines, unit).id)
    if pairs:
        _show_pairs(kept, explanation, form, out)
        return
    _warn_of_few(explanation)
    counts = _by_file(kept, explanation.standing.unit.id) if answers else []
    precision = precision_of(kept, session().workspace, simultaneous=simultaneous)
    if precision.bounded:
        tell([Remark(BOUNDS_STAND)])
    change = _change(kept, explanation, earlier, precision) if earlier else None
    if form == "json":
        more = {"files": [counted.data() for counted in counts]} if answers else {}
        _show_json(explanation, precision, change, more, out)
    elif form in CSV:
        emit_csv(explanation_csv(explanation, counts, change), form, out)
    else:
        _show_tables(explanation, precision, change, counts, depth, form, out)


#: What is told of by itself, with no other option.
_ALONE = ("--questions", "--pairs")
#: What only tables can show: csv has all levels, and no ranks that a unit may have.
_NOT_IN_CSV = ("--depth", "--simultaneous")


def _format(wanted: Sequence[str], form: str | None, out: str | None) -> str:
    """The format of what is wanted. Raises UsageFaultError where options do not go together, or an option
    does not go with the format."""
    for option in _ALONE:
        if option in wanted and len(wanted) > 1:
            others = ", ".join(other for other in wanted if other != option)
            raise UsageFaultError(messages.ALONE, option=option, others=others)
    if "--pairs" in wanted and form is None and out in (None, "-"):
        return "csv"
    form = chosen_format(form, out)
    if "--pairs" in wanted and form in ("table", "md", "xlsx"):
        raise UsageFaultError(messages.NOT_IN_FORMAT, option="--pairs", form=form, formats="csv, json")
    if "--depth" in wanted and form == "json":
        raise UsageFaultError(messages.NOT_IN_FORMAT, option="--depth", form=form, formats="table, md")
    for option in _NOT_IN_CSV:
        if option in wanted and form in CSV:
            formats = "table, md" if option == "--depth" else "table, md, json"
            raise UsageFaultError(messages.NOT_IN_FORMAT, option=option, form=form, formats=formats)
    return form


def _show_json(
    explanation: "Explanation",
    precision: "RunPrecision",
    change: "YearChange | None",
    more: Mapping[str, Any],
    out: str | None,
) -> None:
    from sipas_cli.documents.explanation_data import explanation_data, precision_data

    data = {**explanation_data(explanation), "precision": precision_data(explanation, precision), **more}
    if change:
        data["change"] = change.data()
    emit(as_json(data), out)


def _show_tables(
    explanation: "Explanation",
    precision: "RunPrecision",
    change: "YearChange | None",
    counts: "Sequence[FileCounts]",
    depth: int | None,
    form: str,
    out: str | None,
) -> None:
    from sipas_cli.cli.explain_tables import change_table, explanation_tables, file_tables, tree_tables
    from sipas_cli.documents.explained import precision_sentences

    sentences = [*precision_sentences(explanation, precision)]
    if depth is None:
        tables = explanation_tables(explanation, sentences)
    else:
        tables = tree_tables(explanation, depth, sentences)
    changed = [change_table(explanation, change)] if change else []
    show([*tables, *changed, *file_tables(counts)], form, out)


def _change(
    kept: "Kept", explanation: "Explanation", earlier: int, precision: "RunPrecision"
) -> "YearChange | None":
    """What changed since an earlier year; what stands in the way is said, and is no fault."""
    from sipas_cli.recount.change import margin_of, year_change
    from sipas_cli.runs import choice, history
    from sipas_cli.runs.explanation import explain
    from sipas_cli.runs.kept import read_kept
    from sipas_cli.runs.precision import precision_of
    from sipas_cli.runs.run import SCORED
    from sipas_cli.score.terms import INDEX

    workspace, stored = session().workspace, kept.stored
    if earlier >= stored.year:
        raise UsageFaultError(messages.NOT_EARLIER, year=stored.year, earlier=earlier)
    chosen = choice.run_of_earlier_year(workspace, stored, earlier)
    tell(chosen.remarks)
    moved = history.changes(stored, chosen.run, workspace.succession)
    movement = moved.get(explanation.standing.unit.id)
    unit = explanation.standing.unit.name
    if movement is None or movement.before is None:
        remarks([say(messages.NOT_THERE, unit=unit, year=earlier)])
        return None
    if chosen.run.origin != SCORED:
        remarks([say(messages.ONLY_PRINTED, year=earlier)])
        return None
    before = read_kept(chosen.run)
    then = explain(before, movement.before.unit.id)
    error_then = precision_of(before, workspace).units[then.standing.unit.id][INDEX]
    error_now = precision.units[explanation.standing.unit.id][INDEX]
    change = year_change(kept, explanation, before, then, margin_of(error_now, error_then))
    if change is None:
        remarks([say(messages.NOT_COMPARABLE, unit=unit, year=earlier)])
    return change


def _show_pairs(kept: "Kept", explanation: "Explanation", form: str, out: str | None) -> None:
    """The pairs of answers of a unit as csv or JSON; not of a handful of persons, of whom they tell as much
    as ballots."""
    from sipas_cli.files import csv_bytes
    from sipas_cli.recount.pair_rows import HEADER, left_out, pair_rows

    unit, minimum = explanation.standing.unit, session().workspace.settings.minimum_cell
    if kept.tally is None or kept.tally.pairs is None:
        raise UsageFaultError(messages.NO_PAIRS, run=kept.stored.name)
    if explanation.counts.ballots < minimum:
        raise UsageFaultError(messages.PAIRS_OF_FEW, unit=unit.name, minimum=minimum)
    if count := left_out(kept.tally.pairs, unit.id, minimum):
        remarks([say(messages.PAIRS_LEFT_OUT, count=count, minimum=minimum)])
    rows = pair_rows(kept.tally.pairs, unit.id, minimum)
    if form == "json":
        pair_data = [dict(zip(HEADER, row, strict=True)) for row in rows]
        emit(as_json({"run": kept.stored.name, "unit_id": unit.id, "pairs": pair_data}), out)
    else:
        emit_csv(csv_bytes(HEADER, rows, bom=False), form, out)


def _show_questions(kept: "Kept", form: str, out: str | None) -> None:
    """How the questions were answered and whether they measure together, or how far leaves tell units
    apart."""
    from sipas_cli.cli.question_tables import review_csv, review_tables
    from sipas_cli.recount.questionnaire import factor_reviews, leaf_reviews, review_data

    factors, leaves = factor_reviews(kept), leaf_reviews(kept)
    if not factors and not leaves:
        raise UsageFaultError(messages.NO_QUESTIONS, run=kept.stored.name)
    if kept.is_weighted:
        remarks([say(messages.REVIEW_UNWEIGHTED)])
    if form == "json":
        emit(as_json({"run": kept.stored.name, **review_data(factors, leaves)}), out)
    elif form in CSV:
        emit_csv(review_csv(factors, leaves), form, out)
    else:
        show(review_tables(kept, factors, leaves), form, out)


def _warn_of_few(explanation: "Explanation") -> None:
    """The counts of a handful of persons tell what each of them answered."""
    from sipas_cli.documents.suppression import are_few

    minimum, ballots = session().workspace.settings.minimum_cell, explanation.counts.ballots
    if are_few(ballots, minimum):
        warn([say(messages.FEW_BALLOTS, ballots=ballots, minimum=minimum)])


def _by_file(kept: "Kept", unit: str) -> "Sequence[FileCounts]":
    """What each source says of a unit, where all of them still lie in the workspace."""
    from sipas_cli.cli.inputs import reading
    from sipas_cli.recount import by_file, rereading
    from sipas_cli.wording import error_text

    reread = rereading.reread(kept.stored, (), session().workspace, reading, source=None)
    if reread.problem:
        remarks([error_text(reread.problem)])
    elif not reread.ballots:
        remarks([say(messages.SOURCES_GONE, run=kept.stored.name)])
    return by_file.counts(reread.ballots, unit, kept)
