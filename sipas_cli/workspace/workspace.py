"""The three files of a workspace: `sipas.yaml`, `units.yaml`, `decision.yaml`."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from sipas_cli.errors import RulesError
from sipas_cli.figures import outputs
from sipas_cli.model import Change, Group, Unit
from sipas_cli.rules.gate import Id, Model, Text, Texts, checked, complain, refuse_twice
from sipas_cli.rules.yaml_loader import Document, Keys, load
from sipas_cli.text import fold, nearest, told_apart

SETTINGS, UNITS, DECISION = "sipas.yaml", "units.yaml", "decision.yaml"
#: How many ballots were given out; a table and no YAML, see `issued`.
ISSUED = "issued.csv"
#: How long the making of one pdf may take: LibreOffice needs 2 seconds, and a minute on its first start
#: on an old machine.
PDF_SECONDS = 120

#: What may stand in braces in the wording of a decision. A wording is no program.
PLAIN_FIELDS = ("{year}", "{next_year}", "{previous_year}", "{province}", "{PROVINCE}", "{province_name}")
#: What depends on the appendices that there are; no name of an appendix may hold it, as {contents} is
#: made of those names.
PART_FIELDS = ("{contents}", "{appendices}", "{last_article}")
#: The appendix that an article is about; only for an article that says which.
OWN_FIELD = "{appendix}"

#: What a column of an appendix may hold, besides "area:" with the id of an area of the PAR index and
#: "source:" with the id of any index that points come from.
COLUMN_FIELDS = tuple(outputs.DECISION)
AREA_FIELD, SOURCE_FIELD = outputs.AREA, outputs.SOURCE


def _as_list(value: Any) -> Any:
    return value if isinstance(value, tuple | list) else (value,)


_DAY_OF_PERIOD = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?: (previous|next))?")
_YEARS_OFF = {"previous": -1, "next": 1}


class Period(Model):
    """When the ballots of a year may have been answered: month and day, of the year itself, or of the
    previous or the next one."""

    from_: Annotated[Text, Field(alias="from")] = "01-01"
    to: Text = "06-30 next"

    @model_validator(mode="after")
    def _is_a_period(self) -> Self:
        for name, text in (("from", self.from_), ("to", self.to)):
            if not _DAY_OF_PERIOD.fullmatch(text):
                raise complain("rules_period_day", name)
        first, last = self.of(2000)
        if first > last:
            raise complain("rules_period_order", "to")
        return self

    def of(self, year: int) -> tuple[str, str]:
        """The first and the last day for the ballots of a year.

        >>> Period().of(2023)
        ('2023-01-01', '2024-06-30')
        """
        return _day_of(self.from_, year), _day_of(self.to, year)


def _day_of(text: str, year: int) -> str:
    day, _, other = text.partition(" ")
    return f"{year + _YEARS_OFF.get(other, 0)}-{day}"


class Settings(Model):
    """`sipas.yaml`: what holds for the whole workspace."""

    province: Text | None = None
    criteria: Annotated[tuple[Id, ...], BeforeValidator(_as_list)] = ()
    year: Annotated[int, Field(ge=1990, le=2200)] | None = None
    notice: Text | None = None
    pdf_seconds: Annotated[int, Field(ge=1, le=3600)] = PDF_SECONDS
    period: Period = Period()
    minimum_cell: Annotated[int, Field(ge=1, le=1000)] = 10
    """Fewer respondents than this are not shown by themselves in what is published."""


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


class SuccessionEntry(Model):
    """What became of some units in one year.

    `year` is the first of the new state. `from` has names or ids of the units that were; `to` ids of
    the register or, where such a unit is gone again, its name in the `from` of a later year.
    `continues` says whose history goes on: one of `from` in a merger, one of `to` in a split.
    `from_group` is the group in which units that `moved` were before.
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
            raise complain("units_succession_count", kind=self.kind, before=before, after=after)
        for names, key in ((self.from_, "from"), (self.to, "to")):
            refuse_twice(names, key)
        if self.continues is not None and fold(self.continues) not in map(fold, self._heirs()):
            known = ", ".join(self._heirs()) or "-"
            raise complain("units_succession_continues", "continues", name=self.continues, known=known)
        if (self.kind == "moved") != (self.from_group is not None):
            raise complain("units_succession_group")
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
        names: dict[str, tuple[int, str]] = {}
        for number, unit in enumerate(self.units):
            if unit.id in ids:
                raise complain("units_id_twice", "units", number, name=unit.id)
            ids.add(unit.id)
            if unit.group not in groups:
                meant = nearest(unit.group, groups)
                raise complain("units_group_unknown", "units", number, "group", name=unit.group, meant=meant)
            for name in (unit.name, *unit.aliases):
                first, other = names.setdefault(fold(name), (number, name))
                if first != number:
                    shown = told_apart(name, other)
                    raise complain("units_name_twice", "units", number, name=shown, first=("units", first))
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
                    raise complain("units_succession_unknown", "succession", number, "to", place, name=name)
                if entry.kind == "moved":
                    continue
                if (entry.year, fold(name)) in made:
                    raise complain("units_succession_twice", "succession", number, "to", place, name=name)
                made.add((entry.year, fold(name)))
            if entry.from_group and entry.from_group not in groups:
                meant = nearest(entry.from_group, groups)
                place_of = ("succession", number, "from_group")
                raise complain("units_group_unknown", *place_of, name=entry.from_group, meant=meant)
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

    def changes(self, document: Document | None = None) -> tuple[Change, ...]:
        """The succession as values, with the lines of the document."""
        return tuple(
            Change(
                entry.year,
                entry.from_,
                entry.to,
                entry.heritage(),
                moved_from=entry.from_group or "",
                where=document.where(("succession", number)) if document else UNITS,
            )
            for number, entry in enumerate(self.succession)
        )


#: What stands in braces, of any width, and braces that have no partner.
_BRACED = re.compile(r"[{｛﹛]+[^{}｛｝﹛﹜]*[}｝﹜]+|[{}｛｝﹛﹜]")
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
        open_fields = (AREA_FIELD, SOURCE_FIELD)
        if value in COLUMN_FIELDS or any(value.removeprefix(own) not in ("", value) for own in open_fields):
            return value
        known = ", ".join((*COLUMN_FIELDS, *(f"{own}ID" for own in open_fields)))
        raise complain("rules_column", field=value, known=known)


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

    @property
    def compared(self) -> bool:
        """Whether a column shows what an earlier year had."""
        return any(outputs.decision_figure(column.field).compared for column in self.columns)


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

    @field_validator("number")
    @classmethod
    def _is_bare(cls, value: str | None) -> str | None:
        if value and "/" in value:
            raise complain("rules_number")
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
    def compared(self) -> frozenset[str]:
        """The indices of which a column shows what an earlier year had."""
        return frozenset(own.of for own in self.appendices if own.compared)

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


def refuse_no_day(day: str | None) -> None:
    """Raises RulesError for a `--date` that is no day."""
    try:
        signing_day(day or "2000-01")
    except ValueError:
        raise RulesError("rules_date", where="--date") from None


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
    if not path.exists():
        return ()
    document = load(path)
    return checked(document, Units).changes(document)


def read_decision(workspace: Path, *, number: str | None = None, day: str | None = None) -> Decision:
    """`decision.yaml`, which a decision cannot do without; `number` and `day` go before its own.

    Raises RulesError with the line for what stands in braces and is no field.
    """
    document = load(workspace / DECISION)
    content = document.value
    if isinstance(content, dict) and "appendix" in content:
        example = "{field: rank, title: Hạng}"
        raise RulesError("decision_appendix", where=document.where(("appendix",)), example=example)
    _check_fields(document, content, ())
    refuse_no_day(day)
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
        for field in _BRACED.findall(value):
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
