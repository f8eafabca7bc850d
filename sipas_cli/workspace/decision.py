"""`decision.yaml`: the wording of the decision, and which columns its appendices have."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from sipas_cli.errors import RulesError
from sipas_cli.figures import outputs
from sipas_cli.rules import messages as rules_messages
from sipas_cli.rules.gate import Model, Text, Texts, checked, complain, refuse_twice
from sipas_cli.rules.yaml_loader import Document, Keys, load
from sipas_cli.text.names import is_city
from sipas_cli.workspace import messages

DECISION = "decision.yaml"
#: What may stand in braces in the wording of a decision. A wording is no program.
PLAIN_FIELDS = (
    *("{year}", "{next_year}", "{previous_year}"),
    *("{province}", "{PROVINCE}", "{province_name}", "{province_kind}"),
)
#: The submission that the decision rests on: its number and day.
SUBMISSION_FIELD = "{submission}"
#: What depends on the appendices that there are; no name of an appendix may hold it, as {contents} is
#: made of those names.
PART_FIELDS = ("{contents}", "{appendices}", "{last_article}")
#: The appendix that an article is about; only for an article that says which.
OWN_FIELD = "{appendix}"
#: Number with symbol, and day ("ngày 27 tháng 3 năm 2024"), of the decision that an appendix belongs to.
APPENDIX_FIELDS = ("{number}", "{date}")
#: What a column of an appendix may hold, besides "area:" with the id of an area of the PAR index and
#: "source:" with the id of any index that points come from.
COLUMN_FIELDS = tuple(outputs.DECISION)
AREA_FIELD, SOURCE_FIELD = outputs.AREA, outputs.SOURCE
#: What stands in braces, of any width, and braces that have no partner.
_BRACED = re.compile(r"[{｛﹛]+[^{}｛｝﹛﹜]*[}｝﹜]+|[{}｛｝﹛﹜]")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
Of = Literal["sipas", "par", "xhh", "heads"]
#: The ratings of heads stand in the run of an index: the first of these that has any.
HEADS_FROM = ("par", "sipas")


class Numbered(Model):
    """A document with its number and the day of its signing, as far as they are known."""

    number: Text | None = None
    date: Text | None = None

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
            raise complain(messages.RULES_NUMBER)
        return value


class Signer(Model):
    """Who signs: the office as printed above the name."""

    office: Text
    name: Text | None = None
    for_whom: Text | None = None


class Submission(Numbered):
    """The Tờ trình that lays the decision before who signs it."""

    symbol: Text = "TTr-SNV"


class Column(Model):
    """One column of an appendix: what stands in it, and its heading."""

    field: Text
    title: Text

    @field_validator("field")
    @classmethod
    def _is_known(cls, value: str) -> str:
        open_fields = (AREA_FIELD, SOURCE_FIELD)
        if value in COLUMN_FIELDS or any(
            value.removeprefix(start) not in ("", value) for start in open_fields
        ):
            return value
        known = ", ".join((*COLUMN_FIELDS, *(f"{start}ID" for start in open_fields)))
        raise complain(messages.RULES_COLUMN, field=value, known=known)


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
            raise complain(messages.RULES_MEAN_OF_HEADS, "mean")
        if self.mean and not {"unit", "score"} <= set(fields):
            raise complain(messages.RULES_MEAN_COLUMNS, "mean")
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
    if isinstance(value, dict):
        return value
    return {"text": value}


class Decision(Numbered):
    """`decision.yaml`: the wording of the decision, with fields in braces that are filled in.

    appendix_word   what stands above an appendix, before its number
    appendix_of     which decision an appendix belongs to; else as the decree has it
    recipients      each on a line or several; between asterisks in italics
    """

    agency: Text
    place: Text
    symbol: Text = "QĐ-UBND"
    issuer: Text
    issuer_short: Text
    about: Text
    bases: Annotated[Texts, Field(min_length=1)]
    articles: Annotated[tuple[Annotated[Article, BeforeValidator(_article)], ...], Field(min_length=1)]
    recipients: Texts = ()
    signer: Signer
    submission: Submission = Submission()
    appendix_word: Text = "Phụ lục"
    appendix_of: Text | None = None
    appendices: Annotated[tuple[Appendix, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        kinds: set[str] = set()
        for number, appendix in enumerate(self.appendices):
            if appendix.of in kinds:
                raise complain(rules_messages.RULES_TWICE, "appendices", number, "of", name=appendix.of)
            kinds.add(appendix.of)
        for number, article in enumerate(self.articles):
            if article.for_ and article.for_ not in kinds:
                raise complain(messages.RULES_ARTICLE_FOR, "articles", number, "for", name=article.for_)
        return self

    @property
    def compared(self) -> frozenset[str]:
        """The indices of which a column shows what an earlier year had."""
        return frozenset(appendix.of for appendix in self.appendices if appendix.compared)

    @property
    def indices(self) -> tuple[str, ...]:
        """The indices whose runs the appendices are made from."""
        indices: dict[str, None] = {}
        for appendix in self.appendices:
            wanted = HEADS_FROM if appendix.of == "heads" else (appendix.of,)
            indices |= dict.fromkeys(wanted)
        return tuple(indices)


def signing_day(text: str) -> tuple[date | None, tuple[int, int] | None]:
    """The day (2024-03-27 or 27/3/2024), or only year and month (2024-01) of a draft."""
    try:
        if match := _DAY_FIRST.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1])), None
        if match := _YEAR_FIRST.fullmatch(text):
            first = date(int(match[1]), int(match[2]), int(match[3] or 1))
            if match[3]:
                return (first, None)
            return (None, (first.year, first.month))
    except ValueError:
        pass
    raise complain(messages.RULES_DATE)


def refuse_no_day(day: str | None) -> None:
    """Raises RulesError for a `--date` that is no day."""
    try:
        signing_day(day or "2000-01")
    except ValueError:
        raise RulesError(messages.RULES_DATE, where="--date") from None


def read_decision(workspace: Path, *, number: str | None = None, day: str | None = None) -> Decision:
    """`decision.yaml`, which a decision cannot do without; `number` and `day` go before its own.

    Raises RulesError with the line for what stands in braces and is no field.
    """
    if not (workspace / DECISION).exists():
        raise RulesError(messages.DECISION_MISSING, where=DECISION)
    document = load(workspace / DECISION)
    content = document.value
    if isinstance(content, dict) and "appendix" in content:
        example = "{field: rank, title: Hạng}"
        raise RulesError(messages.DECISION_APPENDIX, where=document.where(("appendix",)), example=example)
    _check_fields(document, content, ())
    refuse_no_day(day)
    overrides = {key: value for key, value in (("number", number), ("date", day)) if value}
    if isinstance(content, dict):
        content.update(overrides)
    return checked(document, Decision)


def _check_fields(document: Document, value: Any, path: Keys, *, repeated: bool = False) -> None:
    """Refuses what stands in braces and is no field there; `repeated` within an article that has a `for`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            _check_fields(
                document, inner, (*path, key), repeated=path[:1] == ("articles",) and "for" in value
            )
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            _check_fields(document, inner, (*path, number))
    elif isinstance(value, str):
        named = path[:1] == ("appendices",) and path[-1] == "name"
        known = [*PLAIN_FIELDS]
        if not named:
            known += (*PART_FIELDS, SUBMISSION_FIELD)
        if path == ("appendix_of",):
            known += APPENDIX_FIELDS
        if repeated:
            known.append(OWN_FIELD)
        for field in _BRACED.findall(value):
            if field not in known:
                key = messages.DECISION_OWN_FIELD if field == OWN_FIELD else messages.DECISION_FIELD
                raise RulesError(key, where=document.where(path), field=field, known=", ".join(known))


def plain_fields(year: int, province: str | None) -> dict[str, str]:
    """What the PLAIN_FIELDS stand for; dots where the province is not known."""
    province = province or "tỉnh ……………"
    kind = "thành phố" if is_city(province) else "tỉnh"
    name = province.removeprefix(f"{kind} ")
    values = (str(year), str(year + 1), str(year - 1), province, province.upper(), name, kind)
    return dict(zip(PLAIN_FIELDS, values, strict=True))
