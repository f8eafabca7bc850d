"""Groups of a published table that the register has no more, as those of the districts since 2025."""

from collections.abc import Iterable, Sequence

from sipas_cli.model import Group, Unit
from sipas_cli.runs import published_messages
from sipas_cli.runs.lines import Line, group_of
from sipas_cli.text.spelling import fold, slug
from sipas_cli.wording import Remark
from sipas_cli.workspace.units import Registry, free_id, rule_key


def with_former_groups(lines: Sequence[Line], registry: Registry) -> tuple[Registry, list[Remark]]:
    """The register with the former groups of a table and their units, and what is said of each.

    A group of which the register has a unit is none of these, nor is one of whose units half are known: a
    name that is not known there may be mistyped. A known unit stays in the group of the register.
    """
    groups: list[Group] = []
    units: list[Unit] = []
    remarks = []
    for title, of_group in _by_group(lines).items():
        registered = group_of(title, registry)
        unknown = [line for line in of_group if registry.unit(line.text("unit")) is None]
        if len(unknown) * 2 <= len(of_group) or (
            registered and any(unit.group == registered.id for unit in registry.units)
        ):
            continue
        name = of_group[0].text("group") or of_group[0].title
        group = registered or Group(_free(name, (*registry.groups, *groups)), name)
        groups += [] if registered else [group]
        names = {rule_key(line.text("unit")): line.text("unit") for line in unknown}
        for unit in names.values():
            units.append(Unit(_free(unit, (*registry.units, *units)), unit, group.id))
        remarks.append(Remark(published_messages.FORMER_GROUP, {"group": group.name, "count": len(names)}))
    return (registry.with_more(groups, units) if units else registry), remarks


def _by_group(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """What names a group, folded -> the lines of units in it."""
    of_groups: dict[str, list[Line]] = {}
    for line in lines:
        title = line.text("group") or line.title
        if title and line.named:
            of_groups.setdefault(fold(title), []).append(line)
    return of_groups


def _free(name: str, taken: Iterable[Group | Unit]) -> str:
    return free_id(slug(name), [one.id for one in taken])
