"""`units.yaml`: the register of units, and what became of them from year to year."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sipas_cli.model import Change, Group, Unit
from sipas_cli.rules.gate import Id, Model, Text, Texts, complain, refuse_twice
from sipas_cli.rules.yaml_loader import Document
from sipas_cli.text.names import nearest
from sipas_cli.text.spelling import fold, told_apart
from sipas_cli.workspace import messages
from sipas_cli.workspace.units import UNITS


class GroupEntry(Model):
    """Units that are ranked against each other."""

    id: Id
    name: Text


class UnitEntry(Model):
    """One office. `not_ranked` and `excluded` hold the reason, as it is to be printed; `head` is the
    post of who heads it."""

    id: Id
    name: Text
    group: Id
    aliases: Texts = ()
    not_ranked: Text | None = None
    excluded: Text | None = None
    head: Text | None = None


#: Kind of change -> how many units it is made from and to: (fewest, most), None for any number.
_COUNTS: dict[str, tuple[tuple[int, int | None], tuple[int, int | None]]] = {
    "renamed": ((1, 1), (1, 1)),
    "merged": ((2, None), (1, 1)),
    "split": ((1, 1), (2, None)),
    "abolished": ((1, None), (0, 0)),
    "new": ((0, 0), (1, None)),
    "moved": ((0, 0), (1, None)),
}
#: Of which kinds the group before may be told; of `moved` it must.
_OF_A_GROUP = ("moved", "abolished")


class SuccessionEntry(Model):
    """What became of some units in one year.

    `year` is the first of the new state. `from` has names or ids of the units that were; `to` ids of
    the register or, where such a unit is gone again, its name in the `from` of a later year.
    `continues` says whose history goes on: one of `from` in a merger, one of `to` in a split.
    `from_group` is the group in which units that `moved` or were `abolished` were before.
    """

    year: Annotated[int, Field(ge=1990, le=2200)]
    kind: Literal["renamed", "merged", "split", "abolished", "new", "moved"]
    from_: Annotated[Texts, Field(alias="from")] = ()
    to: Texts = ()
    continues: Text | None = None
    from_group: Id | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        wanted = _COUNTS[self.kind]
        if not all(_within(len(names), *w) for names, w in zip((self.from_, self.to), wanted, strict=True)):
            before, after = (_in_words(*limits) for limits in wanted)
            raise complain(messages.UNITS_SUCCESSION_COUNT, kind=self.kind, before=before, after=after)
        for names, key in ((self.from_, "from"), (self.to, "to")):
            refuse_twice(names, key)
        if self.continues is not None and fold(self.continues) not in map(fold, self._heirs()):
            known = ", ".join(self._heirs()) or "-"
            raise complain(messages.UNITS_SUCCESSION_CONTINUES, "continues", name=self.continues, known=known)
        if self.kind not in _OF_A_GROUP and self.from_group:
            raise complain(messages.UNITS_SUCCESSION_GROUP)
        if self.kind == "moved" and not self.from_group:
            raise complain(messages.UNITS_SUCCESSION_GROUP)
        return self

    def _heirs(self) -> Texts:
        """What `continues` may name."""
        return {"merged": self.from_, "split": self.to}.get(self.kind, ())

    def heritage(self) -> tuple[str, str] | None:
        """Whose history goes on, and in whom."""
        if self.kind == "renamed":
            return self.from_[0], self.to[0]
        if self.continues is None:
            return None
        if self.kind == "merged":
            return (self.continues, self.to[0])
        return (self.from_[0], self.continues)


def _within(number: int, fewest: int, most: int | None) -> bool:
    return fewest <= number and (most is None or number <= most)


def _in_words(fewest: int, most: int | None) -> str:
    if most is None:
        return f"≥ {fewest}"
    return str(most)


class Units(Model):
    """`units.yaml`: the register of units, in the order in which groups are printed, and what became
    of units from year to year."""

    groups: tuple[GroupEntry, ...] = ()
    units: tuple[UnitEntry, ...] = ()
    succession: tuple[SuccessionEntry, ...] = ()

    @model_validator(mode="after")
    def _nothing_twice(self) -> Self:
        groups: set[str] = set()
        for number, group in enumerate(self.groups):
            if group.id in groups:
                raise complain(messages.UNITS_ID_TWICE, "groups", number, name=group.id)
            groups.add(group.id)
        ids: set[str] = set()
        names: dict[str, tuple[int, str]] = {}
        for number, unit in enumerate(self.units):
            if unit.id in ids:
                raise complain(messages.UNITS_ID_TWICE, "units", number, name=unit.id)
            ids.add(unit.id)
            if unit.group not in groups:
                meant = nearest(unit.group, groups)
                raise complain(
                    messages.UNITS_GROUP_UNKNOWN, "units", number, "group", name=unit.group, meant=meant
                )
            for name in (unit.name, *unit.aliases):
                first, other = names.setdefault(fold(name), (number, name))
                if first != number:
                    shown = told_apart(name, other)
                    raise complain(
                        messages.UNITS_NAME_TWICE, "units", number, name=shown, first=("units", first)
                    )
        return self

    @model_validator(mode="after")
    def _succession_holds_together(self) -> Self:
        ids = {fold(unit.id) for unit in self.units}
        groups = {group.id for group in self.groups}
        made: set[tuple[int, str]] = set()
        continued: set[tuple[int, str]] = set()
        for number, entry in enumerate(self.succession):
            later = {fold(name) for e in self.succession if e.year > entry.year for name in e.from_}
            for place, name in enumerate(entry.to):
                if fold(name) not in ids | later:
                    raise complain(
                        messages.UNITS_SUCCESSION_UNKNOWN, "succession", number, "to", place, name=name
                    )
                if entry.kind == "moved":
                    continue
                if (entry.year, fold(name)) in made:
                    raise complain(
                        messages.UNITS_SUCCESSION_TWICE, "succession", number, "to", place, name=name
                    )
                made.add((entry.year, fold(name)))
            if entry.from_group and entry.from_group not in groups:
                meant = nearest(entry.from_group, groups)
                place_of = ("succession", number, "from_group")
                raise complain(messages.UNITS_GROUP_UNKNOWN, *place_of, name=entry.from_group, meant=meant)
            if heritage := entry.heritage():
                if (entry.year, fold(heritage[0])) in continued:
                    raise complain(messages.UNITS_SUCCESSION_HEIRS, "succession", number, name=heritage[0])
                continued.add((entry.year, fold(heritage[0])))
        return self

    def as_values(self) -> tuple[tuple[Group, ...], tuple[Unit, ...]]:
        groups = tuple(Group(group.id, group.name) for group in self.groups)
        units = tuple(
            Unit(
                unit.id,
                unit.name,
                unit.group,
                unit.aliases,
                unit.not_ranked or "",
                unit.excluded or "",
                unit.head or "",
            )
            for unit in self.units
        )
        return groups, units

    def changes(self, document: Document | None = None) -> tuple[Change, ...]:
        """The succession as values, with the lines of the document."""
        changes = []
        for number, entry in enumerate(self.succession):
            where = document.where(("succession", number)) if document else UNITS
            change = Change(
                entry.year, entry.from_, entry.to, entry.heritage(), entry.from_group or "", where
            )
            changes.append(change)
        return tuple(changes)
