"""The values that a shell offers for an option or an argument: what the workspace has of its kind."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from sipas_cli.cli.session import Session
from sipas_cli.model import SHOWN_INDICES

if TYPE_CHECKING:
    from sipas_cli.workspace.workspace import Workspace

_FILES = {"FILE": "file", "DIR": "dir", "PATH": "file"}

#: Value -> what it is called.
Values = dict[str, str]


def values(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The values of an option or an argument that begin with what was typed; its kind where it is a file."""
    session = ctx.find_root().ensure_object(Session)
    offers: Values = {}
    with suppress(Exception):  # a workspace that cannot be read has nothing to offer
        offers = _known(param, session, ctx.params)
    if offers:
        return [CompletionItem(value, help=offers[value]) for value in offers if value.startswith(incomplete)]
    kind = _FILES.get((param.metavar or "").strip("[]."))
    if kind:
        return [CompletionItem(incomplete, type=kind)]
    return []


def _known(param: click.Parameter, session: Session, params: dict[str, Any]) -> Values:
    read = _VALUES.get(param.opts[0]) if param.opts else None
    return read(session.workspace, params) if read else {}  # opening it takes longer than naming files


def _groups(workspace: "Workspace", _: dict[str, Any]) -> Values:
    """The groups of the register, else those of stored results."""
    groups = {group.id: group.name for group in workspace.groups}
    return groups or dict.fromkeys(_stored_groups(workspace), "")


def _stored_groups(workspace: "Workspace") -> Iterator[str]:
    """The groups of the last year that has results."""
    from sipas_cli.runs import choice, folders, pointers

    year = folders.years(workspace)[-1]
    for index in pointers.indices(workspace, year):
        stored, _ = choice.choose(workspace, year, None, index)
        yield from (group.group.id for group in stored.standings.groups)


def _units(workspace: "Workspace", _: dict[str, Any]) -> Values:
    """The units by their ids, which a shell takes without quotes."""
    return {unit.id: unit.name for unit in workspace.units}


def _runs(workspace: "Workspace", params: dict[str, Any]) -> Values:
    """The runs of the year that is named, of every year else; the last first."""
    from sipas_cli.runs import folders

    years = [params["year"]] if params.get("year") else reversed(folders.years(workspace))
    return {run: str(year) for year in years for run in reversed(folders.runs(workspace, year))}


def _in_use(workspace: "Workspace", params: dict[str, Any]) -> Values:
    """The runs that can be withdrawn."""
    withdrawn = _withdrawn(workspace, params)
    return {run: year for run, year in _runs(workspace, params).items() if run not in withdrawn}


def _withdrawn(workspace: "Workspace", params: dict[str, Any]) -> Values:
    """The runs whose withdrawal can be taken back."""
    from sipas_cli.runs import pointers

    runs = _runs(workspace, params)
    return {run: year for run, year in runs.items() if pointers.withdrawn(workspace, int(year), run)}


def _sets(workspace: "Workspace", _: dict[str, Any]) -> Values:
    from sipas_cli.rules.library import all_sets

    sets = [criteria_set.criteria for criteria_set in all_sets(workspace.folder)]
    return {criteria.id: criteria.title for criteria in sets}


def _years(workspace: "Workspace", _: dict[str, Any]) -> Values:
    """The years that have results, and the one that the workspace is set to."""
    from sipas_cli.runs import folders

    set_to = workspace.settings.year
    years = {*folders.years(workspace), *([set_to] if set_to else [])}
    return {str(year): "" for year in sorted(years, reverse=True)}


def _indices(workspace: "Workspace", _: dict[str, Any]) -> Values:
    """Our indices, and others that tables were imported of."""
    from sipas_cli.runs import folders, pointers

    stored = (index for year in folders.years(workspace) for index in pointers.indices(workspace, year))
    return dict.fromkeys((*SHOWN_INDICES, *stored), "")


_VALUES: dict[str, Callable[["Workspace", dict[str, Any]], Values]] = {
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
