"""`sipas what-if`: the ranks of a stored run under other weights or policies, side by side."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from sipas_cli.cli import command_help, option_help
from sipas_cli.cli import what_if_messages as messages
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
from sipas_cli.cli.session import UsageFaultError, remarks
from sipas_cli.messages import Message, say
from sipas_cli.rules.policies import FactorScore, Measure, MissingAnswers, MissingPoints, Policy
from sipas_cli.text.numbers import typed_number

if TYPE_CHECKING:
    from sipas_cli.recount.what_if import Supposition
    from sipas_cli.runs.run import StoredRun


def _policy_option(name: str, policy: type[Policy], text: Message) -> Callable[..., Any]:
    """An option that takes a word of a policy, and gives the member that it is."""
    members = {word.value: word for word in policy}

    def member(_: click.Context, __: click.Parameter, word: str | None) -> Policy | None:
        return members[word] if word else None

    return click.option(name, type=click.Choice(list(members)), callback=member, cls=Option, words=text)


@click.command("what-if", cls=Command, words=command_help.WHAT_IF)
@click.option(
    "--weight", "weights", metavar="FACTOR=NUMBER", multiple=True, cls=Option, words=option_help.WEIGHT
)
@_policy_option("--measure", Measure, option_help.MEASURE)
@_policy_option("--factor-score", FactorScore, option_help.FACTOR_SCORE)
@_policy_option("--missing-answers", MissingAnswers, option_help.MISSING_ANSWERS)
@_policy_option("--missing-points", MissingPoints, option_help.MISSING_POINTS)
@click.option(
    "--median", "criteria", metavar="CRITERION", multiple=True, cls=Option, words=option_help.MEDIAN
)
@click.option("--unit", metavar="NAME", cls=Option, words=option_help.UNIT_MEDIAN)
@click.option("--group", metavar="ID", cls=Option, words=option_help.GROUP)
@year_option
@partial(index_option, default=None)
@run_option
@output_options
def command(
    criteria: tuple[str, ...],
    unit: str | None,
    group: str | None,
    year: int | None,
    index: str | None,
    run: str | None,
    form: str | None,
    out: str | None,
    weights: tuple[str, ...],
    **policies: Policy | None,
) -> None:
    """Shows the ranks as they are and as they would be; without a supposition how far the weights may
    move."""
    form = chosen_format(form, out)
    if bool(criteria) != bool(unit):
        raise UsageFaultError(messages.MEDIAN_OF_WHOM)
    from sipas_cli.cli.choosing import group_id, used_run
    from sipas_cli.cli.what_if_tables import first_place_tables, other_tables, supposed_tables
    from sipas_cli.recount.weights import FirstPlace, GroupWithoutLimits, first_places
    from sipas_cli.recount.what_if import suppose
    from sipas_cli.recount.what_if_data import (
        limits_data,
        side_by_side,
        supposed_csv,
        supposed_data,
        without_limits_data,
    )
    from sipas_cli.runs.kept import read_kept
    from sipas_cli.runs.run import SCORED

    stored = used_run(year, run, index)
    if stored.origin != SCORED:
        raise UsageFaultError(messages.PUBLISHED, run=stored.name)
    kept, wanted = read_kept(stored), group_id(stored, group)
    supposition = _supposition(stored, criteria, unit, weights, policies)
    standings = suppose(kept, supposition)
    of_groups = [of_group for of_group in first_places(kept) if wanted in (None, of_group.group.id)]
    places = [of_group for of_group in of_groups if isinstance(of_group, FirstPlace)]
    others = [of_group for of_group in of_groups if isinstance(of_group, GroupWithoutLimits)]
    shown = side_by_side(kept, standings, wanted)
    if form == "json":
        limits = {"first_places": limits_data(places), "no_limits": without_limits_data(others)}
        emit(as_json({**supposed_data(kept, shown), **limits}), out)
    elif form in CSV:
        emit_csv(supposed_csv(shown), form, out)
    elif supposition.changes_rules or supposition.medians:
        remarks([say(messages.NOTHING_STORED, run=stored.name)])
        show(supposed_tables(kept, shown), form, out)
    elif of_groups:
        show([*first_place_tables(kept, places), *other_tables(others)], form, out)
    else:
        raise UsageFaultError(messages.NO_SUPPOSITION, run=stored.name)


def _supposition(
    stored: "StoredRun",
    criteria: Sequence[str],
    unit: str | None,
    weights: Sequence[str],
    policies: Mapping[str, Any],
) -> "Supposition":
    """What the options suppose."""
    from sipas_cli.cli.choosing import unit_named
    from sipas_cli.recount.what_if import Supposition

    medians: list[tuple[str, str]] = []
    if unit:
        units = [line.unit for group in stored.standings.groups for line in group.standings]
        medians = [(unit_named(units, unit).id, criterion) for criterion in criteria]
    return Supposition(_weights(weights), medians=medians, **policies)


def _weights(typed: Sequence[str]) -> dict[str, Fraction]:
    """Factor -> weight in percent, from FACTOR=NUMBER."""
    weights = {}
    for text in typed:
        factor, _, number = text.partition("=")
        weight = typed_number(number.strip())
        if weight is None or not factor.strip():
            raise UsageFaultError(messages.WEIGHT_FORM, text=text)
        if factor.strip() in weights:
            raise UsageFaultError(messages.WEIGHT_TWICE, factor=factor.strip())
        weights[factor.strip()] = weight.value
    return weights
