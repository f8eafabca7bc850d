"""What somebody said of the tables of a published document: which are read, and what their columns hold."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from sipas_cli.rules.gate import AnyText, Model, Text, checked
from sipas_cli.rules.yaml_loader import load

Column = Annotated[str, Field(pattern="^[A-Za-z]{1,3}$")]
Role = Literal["unit", "rank", "score", "group", "band", "maximum", "number"]


class TableSaid(Model):
    """One table: its sheet, the last row of its header, and the letters of its columns."""

    sheet: Text
    header: Annotated[int, Field(ge=0)]
    read: bool = True
    group: AnyText = ""
    columns: Mapping[Role, Column] = {}


class TablesSaid(Model):
    """The tables of one document."""

    tables: tuple[TableSaid, ...]


def tables_said(path: Path) -> tuple[TableSaid, ...]:
    """What a file says. Raises RulesError for one that is not as it should be, with its line."""
    return checked(load(path), TablesSaid).tables
