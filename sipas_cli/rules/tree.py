"""The tree of a PAR index: areas, criteria and components, and the points that each of them has."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
    Percent,
    Text,
    Texts,
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
_WHOLE = Fraction(100)
#: By how much typed points may differ from exact ones: they are printed with two digits.
AS_PRINTED = Fraction(1, 200)
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


class ShareOfMax(Model):
    """Points that are the percentage's share of the maximum, from a limit on."""

    none_below: Percent
    """Below this percentage there are no points; 0 for no such limit."""

    def points_of(self, percentage: Fraction, maximum: Fraction) -> Fraction:
        """Maximum x percentage / 100, the maximum from 100 % on.

        >>> ShareOfMax.model_validate({"none_below": 70}).points_of(Fraction(85), Fraction(20))
        Fraction(17, 1)
        """
        if percentage < Fraction(self.none_below):
            return Fraction(0)
        return maximum * min(percentage, _WHOLE) / _WHOLE

    @property
    def ranges(self) -> tuple[Interval, ...]:
        """The parts that its limit divides 0 to 100 % into; none without a limit."""
        if self.none_below == 0:
            return ()
        return Interval(below=self.none_below), Interval.model_validate({"from": self.none_below})

    def gives(self, points: Fraction, maximum: Fraction) -> bool:
        """Whether some percentage is worth these points."""
        return points == 0 or self.points_of(Fraction(self.none_below), maximum) <= points <= maximum


class Proportion(Model):
    """Points that rise evenly between two percentages: none up to the lower, all from the upper on."""

    from_: Annotated[Percent, Field(alias="from")]
    """Up to here there are no points."""
    to: Percent
    """From here on there is the maximum."""

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.from_ >= self.to:
            raise complain(messages.PAR_PROPORTION, "to")
        return self

    def points_of(self, percentage: Fraction, maximum: Fraction) -> Fraction:
        """The share of the way between the two, of the maximum.

        >>> Proportion.model_validate({"from": 60, "to": 90}).points_of(Fraction(80), Fraction(3))
        Fraction(2, 1)
        """
        low, high = Fraction(self.from_), Fraction(self.to)
        within = min(max(percentage, low), high)
        return maximum * (within - low) / (high - low)

    @property
    def ranges(self) -> tuple[Interval, ...]:
        """The parts that its limits divide 0 to 100 % into."""
        if self.to == 100:
            return Interval(to=self.from_), Interval(above=self.from_)
        return (
            Interval(to=self.from_),
            Interval(above=self.from_, below=self.to),
            Interval.model_validate({"from": self.to}),
        )

    def gives(self, points: Fraction, maximum: Fraction) -> bool:
        """Whether some percentage is worth these points."""
        return 0 <= points <= maximum


class Deduction(Model):
    """Points that are taken off the maximum for each time that something happened; never below 0."""

    each: Annotated[Points, Field(gt=0)]
    """Points taken off for each time."""
    unit: Text
    """What is counted, as it stands behind the number in a cell."""

    def points_of(self, times: int, maximum: Fraction) -> Fraction:
        """What is left of the maximum.

        >>> from decimal import Decimal
        >>> Deduction.model_validate({"each": Decimal("0.25"), "unit": "-"}).points_of(3, Fraction(2))
        Fraction(5, 4)
        """
        return max(maximum - Fraction(self.each) * times, Fraction(0))

    def gives(self, points: Fraction, maximum: Fraction) -> bool:
        """Whether some number of times leaves these points."""
        times = (maximum - points) / Fraction(self.each)
        return 0 <= points <= maximum and (points == 0 or times.denominator == 1)

    def times_in(self, text: str) -> int | None:
        """The number in a cell that names what is counted; None in any other."""
        counted = re.fullmatch(rf"(\d{{1,6}}) ?{re.escape(fold(self.unit))}", fold(text))
        if counted:
            return int(counted[1])
        return None


class Node(Model):
    """What every part of the tree has. Whom it applies to holds for all that is below it too."""

    id: Id
    title: Text
    also: Texts = ()
    """Other titles under which it stands in workbooks."""
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
    max_of_units: Mapping[Id, Points] = {}
    """With max: the maximum of single units, by their ids in units.yaml; 0 where it does not apply to one."""
    options: Annotated[Mapping[Text, Points], Field(min_length=1)] | None = None
    """Named results and their points; the highest is the maximum."""
    steps: tuple[Step, ...] = ()
    """Points by a percentage; together they hold every value from 0 to 100 exactly once."""
    share_of_max: ShareOfMax | None = None
    """With max: points by a percentage, max x percentage / 100."""
    proportion: Proportion | None = None
    """With max: points by a percentage, evenly from none to max between two of them."""
    deduction: Deduction | None = None
    """With max: points that are taken off for each time."""
    points_from: IndexId = APPRAISAL
    """appraisal; xhh (the leader survey); sipas or the id of another index: its percentage gives the points,
    by steps, share_of_max or proportion; else max x percentage / 100."""

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        forms = [bool(self.components), self.max is not None, self.options is not None, bool(self.steps)]
        if sum(forms) != 1:
            raise complain(messages.PAR_LEAF_FORM, id=self.id)
        formulas = [name for name in ("share_of_max", "proportion", "deduction") if getattr(self, name)]
        if formulas and (self.max is None or len(formulas) > 1):
            raise complain(messages.PAR_LEAF_FORMULA, formulas[-1], id=self.id)
        if self.max_of_units and self.max is None:
            raise complain(messages.PAR_MAX_OF_UNITS, "max_of_units", id=self.id)
        measured = (self.max is not None or bool(self.steps)) and not self.deduction
        if self.points_from != APPRAISAL and not measured:
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
    max_of_units: Mapping[Id, Points] | None = None
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
    maximum    group, or EVERY -> points; `maximum_of_units` goes before it: id of a unit -> points
    options    name -> points; empty where it is no list of options
    formula    how a percentage gives points, where that is no list of steps
    """

    id: str
    title: str
    area: str
    nodes: tuple[Node, ...]
    maximum: Mapping[str, Fraction]
    options: Mapping[str, Fraction]
    steps: tuple[Step, ...]
    points_from: str
    formula: ShareOfMax | Proportion | None = None
    deduction: Deduction | None = None
    maximum_of_units: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def takes_percentage(self) -> bool:
        """Whether its points follow from a percentage."""
        return bool(self.steps) or self.formula is not None

    def maximum_of(self, unit: Unit) -> Fraction | None:
        """The points that a unit can get; None where the leaf does not apply to it, as where they are 0."""
        if not all(node.applies(unit) for node in self.nodes):
            return None
        of_group = self.maximum.get(unit.group, self.maximum.get(EVERY))
        return self.maximum_of_units.get(unit.id, of_group) or None

    @cached_property
    def by_option(self) -> Mapping[str, Fraction]:
        """Folded name of an option -> points."""
        return {fold(name): points for name, points in self.options.items()}

    def points_of(self, percentage: Fraction, maximum: Fraction) -> Fraction | None:
        """The points of a percentage on a leaf that takes one; None where no step holds it."""
        if self.formula is not None:
            return self.formula.points_of(percentage, maximum)
        return next((Fraction(step.points) for step in self.steps if step.holds(percentage)), None)

    @property
    def ranges(self) -> Sequence[Interval]:
        """The steps, or the parts that a formula divides 0 to 100 % into."""
        if self.formula is not None:
            return self.formula.ranges
        return self.steps

    def gives(self, points: Fraction, maximum: Fraction) -> bool:
        """Whether points are those of some percentage, or of some number of times."""
        if rule := self.formula or self.deduction:
            return rule.gives(points, maximum)
        return points in self.step_points

    @cached_property
    def step_points(self) -> tuple[Fraction, ...]:
        """The points of the steps, the most first."""
        return tuple(sorted({Fraction(step.points) for step in self.steps}, reverse=True))
