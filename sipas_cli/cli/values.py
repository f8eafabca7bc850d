"""The values that a shell offers for an option or an argument: what the workspace has of its kind."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from sipas_cli.cli.session import Session
from sipas_cli.model import SHOWN_INDICES

_FILES = {"FILE": "file", "DIR": "dir", "PATH": "file"}

#: Value -> what it is called.
Values = dict[str, str]


def values(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The values of an option or an argument that begin with what was typed; its kind where it is a file."""
    folder = ctx.find_root().ensure_object(Session).folder
    found: Values = {}
    with suppress(Exception):  # a workspace that cannot be read has nothing to offer
        found = _known(param, folder, ctx.params)
    if found:
        return [CompletionItem(value, help=found[value]) for value in found if value.startswith(incomplete)]
    kind = _FILES.get((param.metavar or "").strip("[]."))
    return [CompletionItem(incomplete, type=kind)] if kind else []


def _known(param: click.Parameter, folder: Path, given: dict[str, Any]) -> Values:
    read = _VALUES.get(param.opts[0]) if param.opts else None
    return read(folder, given) if read else {}


def _groups(folder: Path, _: dict[str, Any]) -> Values:
    """The groups of the register, else those of stored results."""
    from sipas_cli.workspace.workspace import read_units

    groups, _units = read_units(folder)
    return {group.id: group.name for group in groups} or dict.fromkeys(_stored_groups(folder), "")


def _stored_groups(folder: Path) -> Iterator[str]:
    """The groups of the last year that has results."""
    from sipas_cli.runs import choice, folders, pointers

    year = folders.years(folder)[-1]
    for index in pointers.indices(folder, year):
        stored, _ = choice.choose(folder, year, None, index)
        yield from (own.group.id for own in stored.standings.groups)


def _units(folder: Path, _: dict[str, Any]) -> Values:
    """The units by their ids, which a shell takes without quotes."""
    from sipas_cli.workspace.workspace import read_units

    _groups, units = read_units(folder)
    return {unit.id: unit.name for unit in units}


def _runs(folder: Path, given: dict[str, Any]) -> Values:
    """The runs of the year that is named, of every year else; the last first."""
    from sipas_cli.runs import folders

    years = [given["year"]] if given.get("year") else reversed(folders.years(folder))
    return {run: str(year) for year in years for run in reversed(folders.runs(folder, year))}


def _in_use(folder: Path, given: dict[str, Any]) -> Values:
    """The runs that can be withdrawn."""
    withdrawn = _withdrawn(folder, given)
    return {run: year for run, year in _runs(folder, given).items() if run not in withdrawn}


def _withdrawn(folder: Path, given: dict[str, Any]) -> Values:
    """The runs whose withdrawal can be taken back."""
    from sipas_cli.runs import pointers

    runs = _runs(folder, given)
    return {run: year for run, year in runs.items() if pointers.withdrawn(folder, int(year), run)}


def _sets(folder: Path, _: dict[str, Any]) -> Values:
    from sipas_cli.rules.library import all_sets

    return {own.criteria.id: own.criteria.title for own in all_sets(folder)}


def _years(folder: Path, _: dict[str, Any]) -> Values:
    """The years that have results, and the one that the workspace is set to."""
    from sipas_cli.runs import folders
    from sipas_cli.workspace.workspace import read_settings

    set_to = read_settings(folder).year
    years = {*folders.years(folder), *([set_to] if set_to else [])}
    return {str(year): "" for year in sorted(years, reverse=True)}


def _indices(folder: Path, _: dict[str, Any]) -> Values:
    """Our indices, and others that tables were imported of."""
    from sipas_cli.runs import folders, pointers

    stored = (index for year in folders.years(folder) for index in pointers.indices(folder, year))
    return dict.fromkeys((*SHOWN_INDICES, *stored), "")


_VALUES: dict[str, Callable[[Path, dict[str, Any]], Values]] = {
    "--group": _groups,
    "--unit": _units,
    "--run": _runs,
    "--withdraw": _in_use,
    "--restore": _withdrawn,
    "--criteria": _sets,
    "--year": _years,
    "--with": _years,
    "--index": _indices,
    "name": _sets,
    "paths": _sets,
}
