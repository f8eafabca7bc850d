"""The three files of a workspace: `sipas.yaml`, `units.yaml`, `decision.yaml`."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from sipas_cli.errors import RulesError
from sipas_cli.model import Change, Group, Unit
from sipas_cli.rules.gate import Id, Model, Text, Texts, checked, complain, refuse_twice
from sipas_cli.rules.yaml_loader import Document, Keys, load
from sipas_cli.text import fold

SETTINGS, UNITS, DECISION = "sipas.yaml", "units.yaml", "decision.yaml"
#: All that may stand in braces in the wording of a decision. A wording is no program.
DECISION_FIELDS = ("{year}", "{province}", "{PROVINCE}", "{province_name}")


def _as_list(value: Any) -> Any:
    return value if isinstance(value, tuple | list) else (value,)


class Settings(Model):
    """`sipas.yaml`: what holds for the whole workspace."""

    province: Text | None = None
    criteria: Annotated[tuple[Id, ...], BeforeValidator(_as_list)] = ()
    year: Annotated[int, Field(ge=1990, le=2200)] | None = None
    notice: Text | None = None


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
}


class SuccessionEntry(Model):
    """What became of some units in one year.

    `year` is the first of the new state. `from` has names or ids of the units that were; `to` ids of
    the register or, where such a unit is gone again, its name in the `from` of a later year.
    `continues` says whose history goes on: one of `from` in a merger, one of `to` in a split.
    """

    year: Annotated[int, Field(ge=1990, le=2200)]
    kind: Literal["renamed", "merged", "split", "abolished", "new"]
    from_: Annotated[Texts, Field(alias="from")] = ()
    to: Texts = ()
    continues: Text | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        wanted = _COUNTS[self.kind]
        if not all(_within(len(names), *w) for names, w in zip((self.from_, self.to), wanted, strict=True)):
            before, after = (_in_words(*limits) for limits in wanted)
            raise complain("units_succession_count", kind=self.kind, before=before, after=after)
        for names, key in ((self.from_, "from"), (self.to, "to")):
            refuse_twice(names, key)
        if self.continues is not None and fold(self.continues) not in map(fold, self._heirs()):
            known = ", ".join(self._heirs()) or "-"
            raise complain("units_succession_continues", "continues", name=self.continues, known=known)
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
        return (self.continues, self.to[0]) if self.kind == "merged" else (self.from_[0], self.continues)


def _within(number: int, fewest: int, most: int | None) -> bool:
    return fewest <= number and (most is None or number <= most)


def _in_words(fewest: int, most: int | None) -> str:
    return f"≥ {fewest}" if most is None else str(most)


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
                raise complain("units_id_twice", "groups", number, name=group.id)
            groups.add(group.id)
        ids: set[str] = set()
        names: dict[str, str] = {}
        for number, unit in enumerate(self.units):
            if unit.id in ids:
                raise complain("units_id_twice", "units", number, name=unit.id)
            ids.add(unit.id)
            if unit.group not in groups:
                raise complain("units_group_unknown", "units", number, "group", name=unit.group)
            for name in (unit.name, *unit.aliases):
                if names.setdefault(fold(name), unit.id) != unit.id:
                    raise complain("units_name_twice", "units", number, name=name)
        return self

    @model_validator(mode="after")
    def _succession_holds_together(self) -> Self:
        ids = {fold(unit.id) for unit in self.units}
        made: set[tuple[int, str]] = set()
        continued: set[tuple[int, str]] = set()
        for number, entry in enumerate(self.succession):
            later = {fold(name) for e in self.succession if e.year > entry.year for name in e.from_}
            for place, name in enumerate(entry.to):
                if fold(name) not in ids | later:
                    raise complain("units_succession_unknown", "succession", number, "to", place, name=name)
                if (entry.year, fold(name)) in made:
                    raise complain("units_succession_twice", "succession", number, "to", place, name=name)
                made.add((entry.year, fold(name)))
            if heritage := entry.heritage():
                if (entry.year, fold(heritage[0])) in continued:
                    raise complain("units_succession_heirs", "succession", number, name=heritage[0])
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

    def changes(self) -> tuple[Change, ...]:
        """The succession as values."""
        return tuple(Change(entry.year, entry.from_, entry.to, entry.heritage()) for entry in self.succession)


_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


class Signer(Model):
    """Who signs: the office as printed above the name."""

    office: Text
    name: Text | None = None
    for_whom: Text | None = None


class Appendix(Model):
    """The heading of the appendix and of its columns; `{year}` stands for the year."""

    title: Text
    rank_column: Text = "STT"
    unit_column: Text = "Tên đơn vị"
    score_column: Text = "Chỉ số hài lòng SIPAS (%)"


class Decision(Model):
    """`decision.yaml`: the wording of the decision. In every text `{year}` stands for the year."""

    agency: Text
    place: Text
    number: Text | None = None
    symbol: Text = "QĐ-UBND"
    date: Text | None = None
    issuer: Text
    issuer_short: Text
    about: Text
    bases: Annotated[Texts, Field(min_length=1)]
    articles: Annotated[Texts, Field(min_length=1)]
    recipients: Texts = ()
    signer: Signer
    appendix: Appendix

    @field_validator("date")
    @classmethod
    def _is_a_day(cls, value: str | None) -> str | None:
        if value is not None:
            signing_day(value)
        return value


def signing_day(text: str) -> tuple[date | None, tuple[int, int] | None]:
    """The day (2024-03-27 or 27/3/2024), or only year and month (2024-01) of a draft."""
    try:
        if found := _DAY_FIRST.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1])), None
        if found := _YEAR_FIRST.fullmatch(text):
            first = date(int(found[1]), int(found[2]), int(found[3] or 1))
            return (first, None) if found[3] else (None, (first.year, first.month))
    except ValueError:
        pass
    raise complain("rules_date")


def read_settings(workspace: Path) -> Settings:
    """`sipas.yaml`, or the defaults where there is none."""
    if not workspace.is_dir():
        raise RulesError("folder_missing", where=str(workspace))
    path = workspace / SETTINGS
    return checked(load(path), Settings) if path.exists() else Settings()


def read_units(workspace: Path) -> tuple[tuple[Group, ...], tuple[Unit, ...]]:
    """`units.yaml` as values; two empty tuples where there is none."""
    path = workspace / UNITS
    return checked(load(path), Units).as_values() if path.exists() else ((), ())


def read_succession(workspace: Path) -> tuple[Change, ...]:
    """What `units.yaml` says about units renamed, merged, split, abolished and new; mostly nothing."""
    path = workspace / UNITS
    return checked(load(path), Units).changes() if path.exists() else ()


def read_decision(workspace: Path, *, number: str | None = None, day: str | None = None) -> Decision:
    """`decision.yaml`, which a decision cannot do without; `number` and `day` go before its own.

    Raises RulesError with the line for what stands in braces and is no field.
    """
    document = load(workspace / DECISION)
    _check_fields(document, document.value, ())
    if day is not None:
        try:
            signing_day(day)
        except ValueError:
            raise RulesError("rules_date", where="--date") from None
    given = {key: value for key, value in (("number", number), ("date", day)) if value}
    if isinstance(document.value, dict):
        document.value.update(given)
    return checked(document, Decision)


def _check_fields(document: Document, value: Any, path: Keys) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _check_fields(document, inner, (*path, key))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            _check_fields(document, inner, (*path, number))
    elif isinstance(value, str):
        for field in re.findall(r"\{[^{}]*\}", value):
            if field not in DECISION_FIELDS:
                known = ", ".join(DECISION_FIELDS)
                raise RulesError("decision_field", where=document.where(path), field=field, known=known)


def decision_fields(year: int, province: str | None) -> dict[str, str]:
    """What the fields in the wording of a decision stand for; dots where the province is not known."""
    province = province or "tỉnh ……………"
    kinds = ("tỉnh ", "thành phố ")
    name = next((province.removeprefix(kind) for kind in kinds if province.startswith(kind)), province)
    values = (str(year), province, province.upper(), name)
    return dict(zip(DECISION_FIELDS, values, strict=True))
