"""The three files of a workspace: `sipas.yaml`, `units.yaml`, `decision.yaml`."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from sipas_cli.errors import RulesError
from sipas_cli.model import Group, Unit
from sipas_cli.rules.gate import Id, Model, Text, Texts, checked, complain
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
    """One office. `not_ranked` and `excluded` hold the reason, as it is to be printed."""

    id: Id
    name: Text
    group: Id
    aliases: Texts = ()
    not_ranked: Text | None = None
    excluded: Text | None = None


class Units(Model):
    """`units.yaml`: the register of units, in the order in which groups are printed."""

    groups: tuple[GroupEntry, ...] = ()
    units: tuple[UnitEntry, ...] = ()

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

    def as_values(self) -> tuple[tuple[Group, ...], tuple[Unit, ...]]:
        groups = tuple(Group(group.id, group.name) for group in self.groups)
        units = tuple(
            Unit(unit.id, unit.name, unit.group, unit.aliases, unit.not_ranked or "", unit.excluded or "")
            for unit in self.units
        )
        return groups, units


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
