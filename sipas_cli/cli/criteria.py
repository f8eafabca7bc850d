"""`sipas criteria list / show / check`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

import click

from sipas_cli.cli import command_help, messages, option_help, subcommand_help
from sipas_cli.cli.criteria_table import from_xlsx, named, to_xlsx
from sipas_cli.cli.options import Group, Option, help_alone
from sipas_cli.cli.output import CSV, as_json, chosen_format, emit, emit_csv, output_options, show
from sipas_cli.cli.screen import echo
from sipas_cli.cli.session import remarks, session
from sipas_cli.cli.terminal import Table
from sipas_cli.cli.values import values
from sipas_cli.documents import messages as documents_messages
from sipas_cli.documents import report_words
from sipas_cli.documents.method import interval_text, maxima, number
from sipas_cli.errors import RulesError, SipasError, together
from sipas_cli.figures import messages as figures_messages
from sipas_cli.figures.printing import NOTHING
from sipas_cli.files import csv_bytes
from sipas_cli.messages import decimal_mark, say
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.judging import HeadClass
from sipas_cli.rules.library import AnySet, all_sets, find_set, read_set, set_files
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.tree import APPRAISAL, EVERY, Leaf
from sipas_cli.wording import source_name

if TYPE_CHECKING:
    from sipas_cli.score.cases import Difference
    from sipas_cli.score.coverage import Uncovered


@click.group("criteria", cls=Group, words=command_help.CRITERIA, invoke_without_command=True)
def command() -> None:
    """Criteria sets: shows its help where no command of it was named."""
    help_alone()


command.add_command(to_xlsx)
command.add_command(from_xlsx)


@command.command("list", words=subcommand_help.CRITERIA_LIST)
@output_options
def list_(form: str | None, out: str | None) -> None:
    """The sets of the workspace and those that ship."""
    form = chosen_format(form, out)
    sets = list(all_sets(session().folder))
    if form == "json":
        emit(as_json([_summary(criteria_set) for criteria_set in sets]), out)
        return
    if form in CSV:
        summaries = [_summary(criteria_set) for criteria_set in sets]
        rows_of_csv = [[str(value) for value in summary.values()] for summary in summaries]
        emit_csv(csv_bytes(list(summaries[0]), rows_of_csv, bom=False), form, out)
        return
    columns = [
        (say(documents_messages.ID), False),
        (say(messages.INDEX), False),
        (say(messages.TITLE), False),
        (say(messages.WHERE), False),
    ]
    rows = [
        [
            criteria_set.criteria.id,
            criteria_set.criteria.index,
            criteria_set.criteria.title,
            say(messages.LOCAL if criteria_set.local else messages.SHIPPED),
        ]
        for criteria_set in sets
    ]
    show([Table("", columns, rows, key=0)], form, out)


def _summary(criteria_set: AnySet) -> dict[str, object]:
    criteria = criteria_set.criteria
    return {"id": criteria.id, "index": criteria.index, "title": criteria.title, "local": criteria_set.local}


@command.command("show", words=subcommand_help.CRITERIA_SHOW)
@click.argument("name", metavar="ID", shell_complete=values)
@output_options
def show_(name: str, form: str | None, out: str | None) -> None:
    """One set, readable: where it comes from, its factors and questions, its rules."""
    form = chosen_format(form, out)
    criteria = find_set(session().folder, name).criteria
    if form == "json":
        emit(as_json(criteria.model_dump(mode="json", by_alias=True)), out)
        return
    if isinstance(criteria, ParCriteria):
        tables = [_about(criteria), _sums(criteria), *_areas(criteria), *_survey(criteria), _rules(criteria)]
    else:
        tables = [
            _about(criteria),
            _scale(criteria),
            _columns(criteria),
            *_factors(criteria),
            *_other_questions(criteria),
            _rules(criteria),
        ]
    if form in CSV:
        emit_csv(csv_bytes(_CELLS, _csv_rows(tables), bom=False), form, out)
        return
    show(tables, form, out)


#: The columns of the csv of a set: what table a line is of, and the cells of the line.
_CELLS = ("table", "id", "text", "points")


def _csv_rows(tables: Sequence[Table]) -> Iterator[list[str]]:
    """The lines of all tables, of two or three cells each, under one header."""
    for table in tables:
        for row in table.rows:
            yield [table.title, *row, *[""] * (len(_CELLS) - 1 - len(row))]


def _pairs(title: str, rows: Sequence[Sequence[str]]) -> Table:
    """A table of names and values, without headings."""
    return Table(title, [("", False), ("", False)], rows)


def _about(criteria: Criteria | ParCriteria) -> Table:
    rows = [
        [say(documents_messages.ID), criteria.id],
        [say(messages.TITLE), criteria.title],
        [say(messages.WHERE), criteria.source],
    ]
    if criteria.uses:
        rows.insert(1, [say(messages.USES), criteria.uses])
    return _pairs("", rows)


def _scale(criteria: Criteria) -> Table:
    scale = criteria.plan.scale
    rows = [[str(answer.code), " / ".join((answer.label, *answer.also))] for answer in scale.answers]
    rows.append(["satisfied_from", str(scale.satisfied_from)])
    rows += [[kind, " / ".join(getattr(scale, kind))] for kind in ("not_applicable", "refused", "blank")]
    return _pairs(say(messages.SCALE), [row for row in rows if row[1]])


def _columns(criteria: Criteria) -> Table:
    columns = criteria.plan.columns.model_dump()
    traits = {trait.title: trait.headers for trait in criteria.plan.breakdowns}
    rows = [[name, " / ".join(headers)] for name, headers in (columns | traits).items() if headers]
    return _pairs(say(messages.COLUMNS), rows)


def _factors(criteria: Criteria) -> list[Table]:
    texts = {question.code: question.text for question in criteria.plan.questions}
    total = sum((criteria.rules.weight(factor) for factor in criteria.rules.factors), start=0)
    columns = [(say(messages.CODE), False), (say(messages.TEXT), False)]
    tables = []
    for factor in criteria.rules.factors:
        share = f"{float(100 * criteria.rules.weight(factor) / total):.4g}%"
        share = share.replace(".", decimal_mark())
        title = f"{factor.title} ({factor.id}; {say(messages.WEIGHT)}: {share})"
        tables.append(Table(title, columns, [[code, texts[code]] for code in factor.criteria]))
    return tables


def _other_questions(criteria: Criteria) -> list[Table]:
    """The questions beside those of the index, each with its choices."""
    columns = [(say(messages.CODE), False), (say(messages.TEXT), False)]
    rows = []
    for question in criteria.plan.other_questions:
        rows.append([question.id, f"{question.text} ({' / '.join(question.choices)})"])
        rows += [[part.id, part.text] for part in question.parts if question.items]
    return [Table(say(report_words.SECTION_OTHERS), columns, rows)] if rows else []


def _sums(criteria: ParCriteria) -> Table:
    """The maximum of each group, and what of it comes from where."""
    names = {EVERY: say(documents_messages.EVERY_GROUP)}
    rows = [(names.get(group, group), text) for group, text in maxima(criteria)]
    return _pairs(say(figures_messages.MAXIMUM), rows)


def _areas(criteria: ParCriteria) -> list[Table]:
    columns = [
        (say(documents_messages.ID), False),
        (say(messages.LEAF), False),
        (say(figures_messages.POINTS), False),
    ]
    tables = []
    for area in criteria.plan.areas:
        rows = [[leaf.id, leaf.title, _leaf(leaf)] for leaf in criteria.plan.leaves if leaf.area == area.id]
        tables.append(Table(f"{area.id}. {area.title}", columns, rows))
    extras = [
        (extra, sign)
        for sign, nodes in (("+", criteria.plan.bonus), ("-", criteria.plan.penalty))
        for extra in nodes
    ]
    if extras:
        rows = [[extra.id, extra.title, f"{sign}{number(Fraction(extra.max))}"] for extra, sign in extras]
        tables.append(Table(say(messages.EXTRAS), columns, rows))
    return tables


def _leaf(leaf: Leaf) -> str:
    """The points of a leaf in words: its maximum by group, its options or its steps, where they come from."""
    if leaf.steps:
        steps = (f"{interval_text(step)}: {number(Fraction(step.points))}" for step in leaf.steps)
        return _from_source("; ".join(steps), leaf)
    if leaf.options:
        return "; ".join(f"{name}: {number(points)}" for name, points in leaf.options.items())
    maxima = "; ".join(
        f"{number(points)}" if group == EVERY else f"{group} {number(points)}"
        for group, points in (*leaf.maximum.items(), *leaf.maximum_of_units.items())
    )
    from sipas_cli.forms.points import formula_text

    if formula := formula_text(leaf):
        maxima = f"{maxima}: {formula}"
    return _from_source(maxima, leaf)


def _from_source(points: str, leaf: Leaf) -> str:
    if leaf.points_from == APPRAISAL:
        return points
    return f"{points} ({source_name(leaf.points_from)})"


def _survey(criteria: ParCriteria) -> list[Table]:
    survey = criteria.plan.xhh
    if survey is None:
        return []
    answers = [[answer.id, f"{answer.label or ''} ({answer.worth}%)".strip()] for answer in survey.answers]
    kinds = [[kind.id, kind.title] for kind in survey.kinds]
    columns = [(say(messages.CODE), False), (say(messages.TEXT), False), (say(messages.LEAF), False)]
    questions = [[q.code, q.text, q.criterion] for q in survey.questions]
    title = say(documents_messages.SURVEY_TITLE)
    return [_pairs(title, answers + kinds), Table(title, columns, questions)]


def _rules(criteria: Criteria | ParCriteria) -> Table:
    rules = criteria.rules
    structured = {"factors", "bands", "group_bands", "rounding", "heads", "xhh"}
    simple = rules.model_dump(mode="json", exclude=structured)
    rows = [[name, str(value)] for name, value in simple.items()]
    rows.append(["rounding", f"{rules.rounding.decimals}, {rules.rounding.mode}"])
    every = {
        "band": rules.bands,
        **{f"band ({group})": of_group for group, of_group in rules.group_bands.items()},
    }
    for name, bands in every.items():
        rows += [[name, f"{band.name or NOTHING}: {interval_text(band)}"] for band in bands]
    rows += [["head", f"{head.name}: {_rule(head)}"] for head in rules.heads]
    return _pairs(say(messages.RULES), rows)


def _rule(head: HeadClass) -> str:
    rule = f"first {head.first}" if head.first else f"bands {', '.join(head.bands)}"
    if head.groups:
        return f"{rule} ({', '.join(head.groups)})"
    return rule


@command.command("check", words=subcommand_help.CRITERIA_CHECK)
@click.argument("paths", nargs=-1, metavar="[PATH...]", shell_complete=values)
@click.option("--format", "form", type=click.Choice(("table", "json")), cls=Option, words=option_help.FORMAT)
def check(paths: tuple[str, ...], form: str | None) -> None:
    """Whether files hold together and their cases pass; what no case covers is remarked on. A broken file
    keeps none of the others from being checked."""
    results, broken = _results(paths)
    if form == "json":
        emit(as_json([_data(result) for result in results]), None)
    else:
        for result in results:
            _tell(result)
    if broken:
        raise together(broken)
    if failed := sum(len(result.differences) for result in results):
        raise RulesError(messages.CASES_DIFFER, count=failed)


def _results(paths: Sequence[str]) -> "tuple[list[_Checked], list[SipasError]]":
    """What was found out of each set, of all where none is named; and what is wrong with those that cannot
    be read."""
    results: list[_Checked] = []
    broken: list[SipasError] = []
    sets: list[Callable[[], AnySet]] = [partial(named, name) for name in paths]
    if not paths:
        sets = [partial(read_set, path, local=local) for path, local in set_files(session().folder)]
    for read in sets:
        try:
            results.append(_checked(read()))
        except SipasError as error:
            broken.append(error)
    if not paths and not broken:
        list(all_sets(session().folder))  # two files of one id
    return results, broken


@dataclass(frozen=True)
class _Checked:
    """A set, the differences between its cases and what comes out, and what no case covers; the latter of
    sets whose cases pass."""

    criteria_set: AnySet
    differences: Sequence["Difference"]
    uncovered: Sequence["Uncovered"]


def _checked(one: AnySet) -> _Checked:
    from sipas_cli.score.cases import run_cases
    from sipas_cli.score.coverage import uncovered

    differences = run_cases(one.criteria)
    return _Checked(one, differences, [] if differences else uncovered(one.criteria))


def _tell(checked: _Checked) -> None:
    one = checked.criteria_set
    for difference in checked.differences:
        echo(_difference(one, difference))
    if not checked.differences:
        echo(say(messages.CRITERIA_GOOD, where=one.path.name, cases=len(one.criteria.cases)))
        remarks(_open(one, checked.uncovered))


def _difference(one: AnySet, difference: "Difference") -> str:
    """A difference as a line."""
    return say(
        messages.CASE_DIFFERS,
        where=one.document.where(("cases", difference.number, "expect", difference.unit)),
        case=difference.case,
        unit=f", {difference.unit}" if difference.unit else "",
        what=difference.what,
        actual=difference.actual,
        expected=difference.expected,
    )


#: So many of a kind stand in a line; all of them in json.
_SHOWN = 12


def _open(one: AnySet, uncovered: Sequence["Uncovered"]) -> Iterator[str]:
    """What no case covers, a line for each kind."""
    for kind in dict.fromkeys(gap.kind for gap in uncovered):
        items = [f"{gap.what} ({', '.join(gap.missing)})" for gap in uncovered if gap.kind is kind]
        more = f"; … (+{len(items) - _SHOWN})" if len(items) > _SHOWN else ""
        yield f"{one.path.name}: {say(kind.sentence)}: {'; '.join(items[:_SHOWN])}{more}"


def _data(checked: _Checked) -> dict[str, object]:
    """What was found out about a set, as json has it."""
    one = checked.criteria_set
    return {
        **_summary(one),
        "file": one.path.name,
        "cases": len(one.criteria.cases),
        "differences": [_difference(one, difference) for difference in checked.differences],
        "uncovered": [
            {"kind": gap.kind.value, "what": gap.what, "missing": list(gap.missing)}
            for gap in checked.uncovered
        ],
    }
