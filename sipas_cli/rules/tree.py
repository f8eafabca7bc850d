"""The tree of a PAR index: areas, criteria and components, and the points that each of them has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from sipas_cli.model import PAR, Unit
from sipas_cli.rules import messages
from sipas_cli.rules.gate import (
    Id,
    IndexId,
    Model,
    Number,
    Text,
    complain,
    refuse_alike,
)
from sipas_cli.rules.judging import Interval, check_intervals
from sipas_cli.text.spelling import fold

#: Where points come from, besides XHH and SIPAS; any other word is the id of an index that is folded in.
APPRAISAL = "appraisal"
PLAIN_NUMBER = re.compile(r"\d{1,12}(\.\d{1,12})?")
#: Words that name other sources of points, or the index itself, which cannot be taken into itself.
_NO_SOURCE = (PAR, "bonus", "penalty")
#: What stands for every group in a mapping by group, and for every leaf in a case.
EVERY, ALL, FULL = "*", "all", "max"
Points = Annotated[Number, Field(ge=0), WithJsonSchema({"type": "number", "minimum": 0})]


def _for_every_group(value: Any) -> Any:
    if isinstance(value, Mapping):
        return value
    return {EVERY: value}


PointsByGroup = Annotated[
    Mapping[str, Points],
    Field(min_length=1),
    BeforeValidator(_for_every_group),
    WithJsonSchema(
        {
            "oneOf": [
                {"type": "number", "minimum": 0},
                {
                    "type": "object",
                    "minProperties": 1,
                    "additionalProperties": {"type": "number", "minimum": 0},
                },
            ]
        }
    ),
]


class Step(Interval):
    """A step of a percentage and the points it is worth."""

    points: Points


class Node(Model):
    """What every part of the tree has. Whom it applies to holds for all that is below it too."""

    id: Id
    title: Text
    groups: tuple[Id, ...] = ()
    """Only for these groups; for all where none is named."""
    units: tuple[Id, ...] = ()
    """Only for these units, by their ids in units.yaml."""
    except_units: tuple[Id, ...] = ()
    """Not for these units."""

    def applies(self, unit: Unit) -> bool:
        """Whether this part is for a unit, as far as it says so itself."""
        return (
            (not self.groups or unit.group in self.groups)
            and (not self.units or unit.id in self.units)
            and unit.id not in self.except_units
        )


class Criterion(Node):
    """A criterion or a component: points of its own (a leaf), or components."""

    components: tuple["Criterion", ...] = ()
    """What it is made of; then it has no points of its own."""
    max: PointsByGroup | None = None
    """A free number of points up to this maximum; it may differ by group."""
    options: Annotated[Mapping[Text, Points], Field(min_length=1)] | None = None
    """Named results and their points; the highest is the maximum."""
    steps: tuple[Step, ...] = ()
    """Points by a percentage; together they hold every value from 0 to 100 exactly once."""
    points_from: IndexId = APPRAISAL
    """appraisal; xhh (the leader survey); sipas or the id of another index: max x percent / 100."""

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        forms = [bool(self.components), self.max is not None, self.options is not None, bool(self.steps)]
        if sum(forms) != 1:
            raise complain(messages.PAR_LEAF_FORM, id=self.id)
        if self.points_from != APPRAISAL and self.max is None:
            raise complain(messages.PAR_LEAF_MAX, "points_from", id=self.id)
        if self.points_from in _NO_SOURCE:
            raise complain(messages.PAR_POINTS_FROM, "points_from", id=self.id, index=self.points_from)
        check_intervals(self.steps, "steps")
        refuse_alike(self.options or (), "options")
        return self


class Area(Node):
    """An area (lĩnh vực) of the tree."""

    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


class Tree(Model):
    """A tree that several criteria sets share, in `criteria/trees/`."""

    id: Id
    title: Text
    source: Text
    """Where the tree comes from, and honestly what in it was not published."""
    areas: Annotated[tuple[Area, ...], Field(min_length=1)]


class Change(Model):
    """What a set changes in one part of a shared tree; what is not named stays."""

    max: PointsByGroup | None = None
    groups: tuple[Id, ...] | None = None
    units: tuple[Id, ...] | None = None
    except_units: tuple[Id, ...] | None = None


class Extra(Node):
    """Bonus or penalty points."""

    max: Annotated[Points, Field(gt=0)]


@dataclass(frozen=True)
class Leaf:
    """A part of the tree that has points.

    nodes      the way to it from its area, itself last
    maximum    group, or EVERY -> points
    options    name -> points; empty where it is no list of options
    """

    id: str
    title: str
    area: str
    nodes: tuple[Node, ...]
    maximum: Mapping[str, Fraction]
    options: Mapping[str, Fraction]
    steps: tuple[Step, ...]
    points_from: str

    def maximum_of(self, unit: Unit) -> Fraction | None:
        """The points that a unit can get; None where the leaf does not apply to it, as where they are 0."""
        if not all(node.applies(unit) for node in self.nodes):
            return None
        return self.maximum.get(unit.group, self.maximum.get(EVERY)) or None

    @cached_property
    def by_option(self) -> Mapping[str, Fraction]:
        """Folded name of an option -> points."""
        return {fold(name): points for name, points in self.options.items()}

    def points_of(self, percentage: Fraction) -> Fraction | None:
        """The points of a percentage on a leaf with steps; None where no step holds it."""
        return next((Fraction(step.points) for step in self.steps if step.holds(percentage)), None)
