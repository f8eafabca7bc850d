"""`sipas.yaml`: what holds for the whole workspace."""

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from sipas_cli.rules.gate import Id, Model, Text, complain
from sipas_cli.workspace import messages

SETTINGS = "sipas.yaml"
#: How long the making of one pdf may take: LibreOffice needs 2 seconds, and a minute on its first start
#: on an old machine.
PDF_SECONDS = 120
_DAY_OF_PERIOD = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?: (previous|next))?")
_YEARS_OFF = {"previous": -1, "next": 1}


def _as_list(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return value
    return (value,)


class Period(Model):
    """When the ballots of a year may have been answered: month and day, of the year itself, or of the
    previous or the next one."""

    from_: Annotated[Text, Field(alias="from")] = "01-01"
    to: Text = "06-30 next"

    @model_validator(mode="after")
    def _is_a_period(self) -> Self:
        for name, text in (("from", self.from_), ("to", self.to)):
            if not _DAY_OF_PERIOD.fullmatch(text):
                raise complain(messages.RULES_PERIOD_DAY, name)
        first, last = self.of(2000)
        if first > last:
            raise complain(messages.RULES_PERIOD_ORDER, "to")
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


class OpenData(Model):
    """What open data say of their origin. Nothing is filled in for what is not known."""

    licence: Id | None = None
    """The id of the licence, such as CC-BY-4.0."""
    licence_url: Text | None = None
    source: Text | None = None
    """The document that the figures were published by."""
    publisher: Text | None = None
    published: Text | None = None
    """The day of publication, 2024-03-27."""

    @field_validator("published")
    @classmethod
    def _is_a_day(cls, value: str | None) -> str | None:
        if value is not None and not _is_iso_day(value):
            raise complain(messages.RULES_ISO_DAY)
        return value


def _is_iso_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


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
    change_unit: Literal["percent", "percentage_points"] = "percent"
    """What sentences measure a change of a percentage in."""
    open_data: OpenData = OpenData()
