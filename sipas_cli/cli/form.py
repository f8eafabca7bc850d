"""`sipas form`: the forms that ballots and points come back in."""

from functools import partial

import click

from sipas_cli.cli import command_help, messages, option_help
from sipas_cli.cli.options import Command, Option
from sipas_cli.cli.output import emit, index_option, refuse_suffix
from sipas_cli.cli.session import UsageFaultError, remarks, session
from sipas_cli.errors import RulesError
from sipas_cli.forms import messages as forms_messages
from sipas_cli.intake import messages as intake_messages
from sipas_cli.messages import say
from sipas_cli.model import Unit
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.library import all_sets, find_set
from sipas_cli.rules.par import ParCriteria
from sipas_cli.workspace.decision import PLAIN_FIELDS, plain_fields
from sipas_cli.workspace.units import UNITS

PER_UNIT, MATRIX, XLSFORM, BALLOT = "per-unit", "matrix", "xlsform", "ballot"
_FOR_BALLOTS, _FOR_POINTS = (PER_UNIT, XLSFORM, BALLOT), (PER_UNIT, MATRIX)
_ROWS = 300


@click.command("form", cls=Command, words=command_help.FORM)
@click.option("--criteria", metavar="ID", cls=Option, words=option_help.CRITERIA_FORM)
@partial(index_option, default=None, text=option_help.INDEX_FORM)
@click.option("--per-unit", "per_unit", is_flag=True, cls=Option, words=option_help.PER_UNIT)
@click.option("--matrix", is_flag=True, cls=Option, words=option_help.MATRIX)
@click.option("--xlsform", is_flag=True, cls=Option, words=option_help.XLSFORM)
@click.option("--ballot", is_flag=True, cls=Option, words=option_help.BALLOT)
@click.option(
    "--rows",
    type=click.IntRange(1, 10_000),
    metavar="N",
    default=_ROWS,
    cls=Option,
    words=option_help.ROWS_FORM,
)
@click.option("-o", "out", metavar="FILE", required=True, cls=Option, words=option_help.O_FORM)
def command(
    criteria: str | None,
    index: str | None,
    per_unit: bool,
    matrix: bool,
    xlsform: bool,
    ballot: bool,
    rows: int,
    out: str,
) -> None:
    """Writes the form; says where."""
    kinds = {PER_UNIT: per_unit, MATRIX: matrix, XLSFORM: xlsform, BALLOT: ballot}
    kind = _kind([name for name, wanted in kinds.items() if wanted])
    wanted_criteria = _criteria(criteria, index)
    index = index or wanted_criteria.index
    _refuse_kind(kind, index)
    refuse_suffix(out, ".docx" if kind == BALLOT else ".xlsx")
    emit(_form(wanted_criteria, index, kind, rows), out)


def _form(criteria: Criteria | ParCriteria, index: str, kind: str, rows: int) -> bytes:
    """The form of one kind; "" is the workbook for what the index is made from."""
    from sipas_cli.forms.ballot import ballot
    from sipas_cli.forms.entry import entry_workbook
    from sipas_cli.forms.points import points_workbook
    from sipas_cli.forms.questionnaire import of_sipas, of_survey
    from sipas_cli.forms.xlsform import renamed, xlsform

    units = _units(criteria, needed=index == "par" or kind == PER_UNIT)
    if index == "par" and isinstance(criteria, ParCriteria):
        return points_workbook(criteria, units, session().workspace.groups, matrix=kind == MATRIX)
    asked = of_survey(criteria) if isinstance(criteria, ParCriteria) else of_sipas(criteria)
    if asked.wording_note:
        remarks([say(forms_messages.WORDING_NOTE, criteria=criteria.id, note=asked.wording_note)])
    if kind == BALLOT:
        province = session().workspace.settings.province
        return ballot(asked, plain_fields(criteria.holds_from, province)[PLAIN_FIELDS[3]])
    if not units:
        remarks([say(messages.FORM_NO_UNITS)])
    if kind == XLSFORM:
        remarks(say(messages.FORM_CODES, codes=", ".join(codes)) for codes in [renamed(asked)] if codes)
        return xlsform(asked, units)
    return entry_workbook(asked, units, per_unit=kind == PER_UNIT, rows=rows)


def _kind(names: list[str]) -> str:
    """The one kind of form that is asked for, "" for the usual one."""
    if len(names) > 1:
        raise UsageFaultError(messages.FORM_TOGETHER, first=f"--{names[0]}", second=f"--{names[1]}")
    if names:
        return names[0]
    return ""


def _criteria(name: str | None, index: str | None) -> Criteria | ParCriteria:
    """The set that is named, else the first of `sipas.yaml` that has the index, else the only one of the
    workspace that has it. The index must be one that the set has a form for."""
    workspace = session().workspace
    folder = workspace.folder
    named = [name] if name else workspace.settings.criteria
    sets = [find_set(folder, set_name) for set_name in named]
    if not named:
        sets = [criteria_set for criteria_set in all_sets(folder) if criteria_set.local]
    every = [criteria_set.criteria for criteria_set in sets]
    fitting = [criteria for criteria in every if index is None or index in _indices(criteria)]
    if name and not fitting:
        known = ", ".join(_indices(sets[0].criteria))
        raise RulesError(messages.FORM_INDEX, where=name, index=index, known=known)
    if not fitting:
        raise RulesError(messages.FORM_NO_SET)
    if not named:
        if len(fitting) > 1:
            raise RulesError(messages.FORM_WHICH_SET, known=", ".join(criteria.id for criteria in fitting))
        remarks([say(intake_messages.CRITERIA_NAMED, criteria=fitting[0].id)])
    return fitting[0]


def _indices(criteria: Criteria | ParCriteria) -> tuple[str, ...]:
    """The indices that a set has a form for."""
    if isinstance(criteria, ParCriteria):
        if criteria.plan.xhh:
            return ("par", "xhh")
        return ("par",)
    return ("sipas",)


def _units(criteria: Criteria | ParCriteria, *, needed: bool) -> list[Unit]:
    """The units of the register that the index measures."""
    units = session().workspace.units
    if needed and not units:
        raise RulesError(messages.FORM_NEEDS_UNITS, where=UNITS)
    wanted = [unit for unit in units if not unit.excluded]
    if isinstance(criteria, ParCriteria):
        wanted = [unit for unit in wanted if criteria.plan.measures(unit.group)]
    if needed and not wanted:
        raise RulesError(messages.FORM_NO_UNIT_MEASURED, where=UNITS, criteria=criteria.id)
    return wanted


def _refuse_kind(kind: str, index: str) -> None:
    allowed = _FOR_POINTS if index == "par" else _FOR_BALLOTS
    if kind and kind not in allowed:
        names = ", ".join(f"--{name}" for name in allowed)
        raise UsageFaultError(messages.FORM_KIND, name=f"--{kind}", index=index, known=names)
