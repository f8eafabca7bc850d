"""The three files of a workspace: `sipas.yaml`, `units.yaml`, `decision.yaml`."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from sipas_cli.errors import RulesError
from sipas_cli.model import Group, Unit
from sipas_cli.rules.gate import Id, Model, Text, Texts, checked, complain, refuse_twice
from sipas_cli.rules.yaml_loader import Document, Keys, load
from sipas_cli.text import fold

SETTINGS, UNITS, DECISION = "sipas.yaml", "units.yaml", "decision.yaml"

#: What may stand in braces in the wording of a decision. A wording is no program.
PLAIN_FIELDS = ("{year}", "{next_year}", "{previous_year}", "{province}", "{PROVINCE}", "{province_name}")
#: What depends on the appendices that there are; no name of an appendix may hold it, as {contents} is
#: made of those names.
PART_FIELDS = ("{contents}", "{appendices}", "{last_article}")
#: The appendix that an article is about; only for an article that says which.
OWN_FIELD = "{appendix}"

#: What a column of an appendix may hold, besides "area:" with the id of an area of the PAR index.
COLUMN_FIELDS = (
    *("rank", "unit", "score", "band", "points", "maximum"),
    *("appraisal", "xhh", "sipas", "bonus", "penalty"),
    *("previous_rank", "previous_score", "rank_change", "score_change"),
    *("note", "head", "head_class", "ballots"),
)
AREA_FIELD = "area:"


class Settings(Model):
    """`sipas.yaml`: what holds for the whole workspace."""

    province: Text | None = None
    criteria: Id | None = None
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


Of = Literal["sipas", "par", "xhh", "heads"]
#: The ratings of heads stand in the run of an index: the first of these that has any.
HEADS_FROM = ("par", "sipas")


class Column(Model):
    """One column of an appendix: what stands in it, and its heading."""

    field: Text
    title: Text

    @field_validator("field")
    @classmethod
    def _is_known(cls, value: str) -> str:
        if value not in COLUMN_FIELDS and value.removeprefix(AREA_FIELD) in ("", value):
            known = ", ".join((*COLUMN_FIELDS, f"{AREA_FIELD}ID"))
            raise complain("rules_column", field=value, known=known)
        return value


class Appendix(Model):
    """The tables of one index, or of the ratings of heads. An appendix that the year has no results
    for is left out.

    name   what {contents} calls it; without a name it is not among them
    mean   whether each table ends in a row with the mean of its group
    """

    of: Of
    name: Text | None = None
    title: Text
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    mean: bool = False

    @model_validator(mode="after")
    def _columns_fit(self) -> Self:
        fields = [column.field for column in self.columns]
        refuse_twice(fields, "columns")
        if self.mean and self.of == "heads":
            raise complain("rules_mean_of_heads", "mean")
        if self.mean and not {"unit", "score"} <= set(fields):
            raise complain("rules_mean_columns", "mean")
        return self


class Article(Model):
    """One Điều. With `for` it only stands where that appendix does."""

    for_: Annotated[Of | None, Field(alias="for")] = None
    text: Text


def _article(value: Any) -> Any:
    """A bare text is an article that always stands."""
    return value if isinstance(value, dict) else {"text": value}


class Decision(Model):
    """`decision.yaml`: the wording of the decision, with fields in braces that are filled in."""

    agency: Text
    place: Text
    number: Text | None = None
    symbol: Text = "QĐ-UBND"
    date: Text | None = None
    issuer: Text
    issuer_short: Text
    about: Text
    bases: Annotated[Texts, Field(min_length=1)]
    articles: Annotated[tuple[Annotated[Article, BeforeValidator(_article)], ...], Field(min_length=1)]
    recipients: Texts = ()
    signer: Signer
    appendices: Annotated[tuple[Appendix, ...], Field(min_length=1)]

    @field_validator("date")
    @classmethod
    def _is_a_day(cls, value: str | None) -> str | None:
        if value is not None:
            signing_day(value)
        return value

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        there: set[str] = set()
        for number, appendix in enumerate(self.appendices):
            if appendix.of in there:
                raise complain("rules_twice", "appendices", number, "of", name=appendix.of)
            there.add(appendix.of)
        for number, article in enumerate(self.articles):
            if article.for_ and article.for_ not in there:
                raise complain("rules_article_for", "articles", number, "for", name=article.for_)
        return self

    @property
    def indices(self) -> tuple[str, ...]:
        """The indices whose runs the appendices are made from."""
        wanted = (HEADS_FROM if appendix.of == "heads" else (appendix.of,) for appendix in self.appendices)
        return tuple(dict.fromkeys(index for indices in wanted for index in indices))


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
    content = document.value
    if isinstance(content, dict) and "appendix" in content:
        example = "{field: rank, title: STT}"
        raise RulesError("decision_appendix", where=document.where(("appendix",)), example=example)
    _check_fields(document, content, ())
    if day is not None:
        try:
            signing_day(day)
        except ValueError:
            raise RulesError("rules_date", where="--date") from None
    given = {key: value for key, value in (("number", number), ("date", day)) if value}
    if isinstance(content, dict):
        content.update(given)
    return checked(document, Decision)


def _check_fields(document: Document, value: Any, path: Keys, *, own: bool = False) -> None:
    """Refuses what stands in braces and is no field there; `own` within an article that has a `for`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            _check_fields(document, inner, (*path, key), own=path[:1] == ("articles",) and "for" in value)
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            _check_fields(document, inner, (*path, number))
    elif isinstance(value, str):
        named = path[:1] == ("appendices",) and path[-1] == "name"
        known = (*PLAIN_FIELDS, *(() if named else PART_FIELDS), *((OWN_FIELD,) if own else ()))
        for field in re.findall(r"\{[^{}]*\}", value):
            if field not in known:
                key = "decision_own_field" if field == OWN_FIELD else "decision_field"
                raise RulesError(key, where=document.where(path), field=field, known=", ".join(known))


def plain_fields(year: int, province: str | None) -> dict[str, str]:
    """What the PLAIN_FIELDS stand for; dots where the province is not known."""
    province = province or "tỉnh ……………"
    kinds = ("tỉnh ", "thành phố ")
    name = next((province.removeprefix(kind) for kind in kinds if province.startswith(kind)), province)
    values = (str(year), str(year + 1), str(year - 1), province, province.upper(), name)
    return dict(zip(PLAIN_FIELDS, values, strict=True))
