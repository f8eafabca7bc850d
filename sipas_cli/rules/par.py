"""PAR criteria files: the tree of areas, criteria and components with its points, the leader survey
(điều tra XHH), and how points are judged."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sipas_cli.model import XHH, Unit
from sipas_cli.rules import messages
from sipas_cli.rules.criteria import (
    NO_ANSWER,
    Expected,
)
from sipas_cli.rules.gate import (
    Id,
    IndexId,
    Model,
    Number,
    Percent,
    Text,
    Texts,
    complain,
    digest,
    refuse_alike,
    refuse_twice,
)
from sipas_cli.rules.judging import Judgement
from sipas_cli.rules.leaders import LeaderSurvey
from sipas_cli.rules.policies import (
    Bonus,
    IndexOfPoints,
    Kinds,
    MissingPoints,
    OverallOfPoints,
)
from sipas_cli.rules.quality import QualityRules
from sipas_cli.rules.tree import (
    ALL,
    APPRAISAL,
    EVERY,
    PLAIN_NUMBER,
    Area,
    Change,
    Criterion,
    Extra,
    Leaf,
    Node,
    Points,
    PointsByGroup,
)
from sipas_cli.text.spelling import fold


class AppraisalHeaders(Model):
    """Headers of the columns of a scoring form or of a matrix of all units."""

    number: Texts = ("STT", "TT", "Mã", "Mã tiêu chí", "Số TT")
    title: Texts = (
        "Tiêu chí",
        "Nội dung",
        "Tên tiêu chí",
        "Nội dung tiêu chí",
        "Lĩnh vực/Tiêu chí/Tiêu chí thành phần",
        "Lĩnh vực, tiêu chí, tiêu chí thành phần",
    )
    maximum: Texts = ("Điểm tối đa", "Tối đa", "Thang điểm", "Điểm chuẩn")
    self_assessed: Texts = ("Tự đánh giá", "Điểm tự đánh giá", "Tự chấm", "Điểm tự chấm")
    appraised: Texts = ("Thẩm định", "Điểm thẩm định", "Điểm đạt", "Điểm đạt được", "Điểm")
    unit: Texts = ("Tên đơn vị", "Đơn vị", "Cơ quan, đơn vị", "Cơ quan")
    total: Texts = ("Tổng điểm", "Tổng cộng", "Tổng", "Tổng số", "Tổng số điểm")
    """Rows with the sum of all."""
    ignored: Texts = ("Ghi chú", "Xếp hạng", "Thứ hạng", "Hạng", "Xếp loại")
    """Columns that may hold numbers which are no points."""
    percentages: Texts = (
        "Tỷ lệ (%)",
        "Tỷ lệ %",
        "Tỷ lệ đạt (%)",
        "Kết quả (%)",
        "Kết quả thực hiện (%)",
    )
    """Columns with the percentages of leaves that take one, beside which the points stand."""
    in_points: Texts = (
        "Điểm tự đánh giá",
        "Điểm tự chấm",
        "Điểm thẩm định",
        "Điểm đạt",
        "Điểm đạt được",
        "Điểm",
    )
    """Of the headers of columns with points, those under which leaves that take a percentage or a number of
    times have points too."""


#: Headers of appraised points that forms of self-assessment have too: the title tells which these are.
EITHER_ROLE: Texts = ("Điểm", "Điểm đạt", "Điểm đạt được")


class ParPlan(Model):
    """What points there are, for whom, and where they come from."""

    tree: Id | None = None
    """A shared tree in criteria/trees, in place of `areas`."""
    areas: Annotated[tuple[Area, ...], Field(min_length=1)]
    """The tree: areas, criteria, components."""
    changes: Mapping[Id, Change] = {}
    """What is different from the shared tree: id -> max, groups, units, except_units."""
    maximum: PointsByGroup
    """The sum of all points of a unit, for all or by group; checked against the tree. A group that is not
    named has no PAR index."""
    bonus: tuple[Extra, ...] = ()
    """Points above the tree; a blank cell is none."""
    penalty: tuple[Extra, ...] = ()
    """Points that are taken away; a blank cell is none."""
    not_applicable: Texts = ("Không áp dụng", "KAD", "N/A")
    """Texts in a cell that take the leaf out of points and maximum."""
    headers: AppraisalHeaders = AppraisalHeaders()
    steps_hold: Literal["percentage", "points"] = "percentage"
    """What is typed on leaves that take a percentage (or a number of times), where the header of the column
    does not say it."""
    maximum_bad_pct: Percent = Decimal(20)
    """Above this share of missing or invalid cells the whole run is rejected."""
    xhh: LeaderSurvey | None = None
    """The leader survey (điều tra XHH)."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        refuse_alike((node.id for node in self.nodes()), "areas")
        known = {node.id for area in self.areas for node in (area, *_below(area.criteria))}
        for name, change in self.changes.items():
            if name not in known:
                raise complain(messages.PAR_CHANGE_UNKNOWN, "changes", name, id=name)
            for key in ("max", "max_of_units"):
                if getattr(change, key) is not None and name not in {leaf.id for leaf in self._free()}:
                    raise complain(messages.PAR_CHANGE_MAX, "changes", name, key, id=name)
        self._check_options()
        self._check_maximum()
        self._check_survey()
        return self

    def _check_options(self) -> None:
        """An option that is written like "not applicable" could never be chosen."""
        for text in self.not_applicable:
            if any(fold(text) in leaf.by_option for leaf in self.leaves):
                raise complain(messages.RULES_TWICE, "not_applicable", name=text)

    def _free(self) -> Iterator[Criterion]:
        return (node for node in self.nodes() if isinstance(node, Criterion) and node.max is not None)

    def nodes(self) -> Iterator[Node]:
        """Every part of the tree from top to bottom, then bonus and penalty."""
        for area in self.areas:
            yield area
            yield from _below(area.criteria)
        yield from (*self.bonus, *self.penalty)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every part that has points, with the changes of this set; without bonus and penalty."""
        return tuple(leaf for area in self.areas for leaf in self._leaves(area, ()))

    def _leaves(self, node: Area | Criterion, above: tuple[Node, ...]) -> Iterator[Leaf]:
        change = self.changes.get(node.id, Change())
        update = {key: value for key, value in change if value is not None and key != "max"}
        way = (*above, node.model_copy(update=update))
        parts = node.criteria if isinstance(node, Area) else node.components
        if isinstance(node, Area) or parts:
            for part in parts:
                yield from self._leaves(part, way)
            return
        maximum = change.max if change.max is not None else node.max
        options = {name: Fraction(points) for name, points in (node.options or {}).items()}
        highest = max(
            [*options.values(), *(Fraction(step.points) for step in node.steps)], default=Fraction(0)
        )
        maxima = {EVERY: highest}
        if maximum is not None:
            maxima = {group: Fraction(points) for group, points in maximum.items()}
        of_units = node.max_of_units if change.max_of_units is None else change.max_of_units
        yield Leaf(
            id=node.id,
            title=node.title,
            area=way[0].id,
            nodes=way,
            maximum=maxima,
            options=options,
            steps=node.steps,
            formula=node.share_of_max or node.proportion,
            deduction=node.deduction,
            points_from=node.points_from,
            maximum_of_units={unit: Fraction(points) for unit, points in of_units.items()},
        )

    def in_points(self, header: str) -> bool:
        """Whether a number on a leaf that takes a percentage or a number of times is its points in a column
        of this header."""
        headers = {fold(text) for text in self.headers.in_points}
        return self.steps_hold == "points" or fold(header).strip(" *:?.") in headers

    def measures(self, group: str) -> bool:
        """Whether units of a group have a PAR index."""
        return bool(self.maximum.get(group, self.maximum.get(EVERY)))

    @property
    def folded(self) -> tuple[str, ...]:
        """The indices whose scores go into this one."""
        return tuple(dict.fromkeys(leaf.points_from for leaf in self.leaves if leaf.points_from != APPRAISAL))

    def _check_maximum(self) -> None:
        """The leaves of a group add up to the maximum that is said; those for single units apart."""
        named = {group for leaf in self.leaves for node in leaf.nodes for group in node.groups}
        named |= {group for leaf in self.leaves for group in leaf.maximum}
        groups = sorted((named if EVERY in self.maximum else set(self.maximum)) - {EVERY}) or [""]
        for group in groups:
            unit = Unit("", "", group)
            total = sum((leaf.maximum_of(unit) or Fraction(0) for leaf in self.leaves), Fraction(0))
            maximum = Fraction(self.maximum.get(group, self.maximum.get(EVERY, Decimal(0))))
            if total != maximum:
                at = ("maximum", group) if group in self.maximum else ("maximum",)
                raise complain(messages.PAR_MAXIMUM, *at, group=group or EVERY, total=total, maximum=maximum)

    def _check_survey(self) -> None:
        asked = {leaf.id for leaf in self.leaves if leaf.points_from == XHH}
        if not self.xhh:
            return
        linked = {question.criterion for question in self.xhh.questions}
        for number, question in enumerate(self.xhh.questions):
            if question.criterion not in asked:
                raise complain(messages.PAR_QUESTION_LEAF, "xhh", "questions", number, id=question.criterion)
        if unasked := sorted(asked - linked):
            raise complain(messages.PAR_LEAF_WITHOUT_QUESTION, "xhh", "questions", id=unasked[0])

    @property
    def survey(self) -> LeaderSurvey:
        """The leader survey of a plan that has one. Raises ValueError for one that has none."""
        if self.xhh is None:
            raise ValueError("these criteria have no leader survey")
        return self.xhh

    @property
    def digest(self) -> str:
        """The identity of what points there are."""
        return digest(self)


def _below(parts: Iterable[Criterion]) -> Iterator[Criterion]:
    for part in parts:
        yield part
        yield from _below(part.components)


class SurveyRules(Judgement):
    """How the leader survey is judged as a ranking of its own."""

    kinds: Kinds = Kinds.POOLED
    """All answers together, or each kind of respondent by itself and then their weighted mean."""
    minimum_ballots: Annotated[int, Field(ge=0)] = 0
    """A unit with fewer valid ballots is scored but not ranked in the survey's own ranking."""

    @property
    def least_ballots(self) -> int:
        """A unit with fewer valid ballots is scored and not ranked."""
        return self.minimum_ballots


class Rescaled(Model):
    """Points that are rescaled together: the share of the unit's own maximum there, times `points`."""

    sources: Annotated[tuple[IndexId, ...], Field(min_length=1)]
    """Where these points come from: appraisal, xhh, sipas or another index that is folded in."""
    points: PointsByGroup
    """How many points of the index hang on them, whatever does not apply to a unit; for all or by group."""

    def points_of(self, group: str) -> Fraction:
        """How many points hang on them for units of a group."""
        return Fraction(self.points.get(group, self.points.get(EVERY, Decimal(0))))


class ParRules(Judgement):
    """How to judge points."""

    score: IndexOfPoints = IndexOfPoints.PERCENT
    """The index is the share of the unit's own maximum in percent, or the points themselves."""
    overall: OverallOfPoints = OverallOfPoints.MEAN_OF_UNITS
    """The province's figure: the mean of the units' exact scores, or all points over all maxima."""
    missing_points: MissingPoints = MissingPoints.NO_SCORE
    """A leaf without valid points: the unit gets no score until it is mended, or 0 points, or the leaf
    leaves points and maximum."""
    bonus: Bonus = Bonus.ADDS_POINTS
    """Whether bonus points also raise the maximum."""
    rescaled: tuple[Rescaled, ...] = ()
    """Parts that are rescaled apart, each to its own points (80 of the appraisal over its own maximum, 20 of
    the survey); together they hold every source of points. None: all points over the sum of all maxima."""
    xhh: SurveyRules = SurveyRules()
    """How the leader survey is ranked on its own; rounded as the index unless it says otherwise."""

    @model_validator(mode="after")
    def _is_rescaled_in_one_way(self) -> Self:
        refuse_twice((source for part in self.rescaled for source in part.sources), "rescaled")
        if self.rescaled and self.bonus != Bonus.ADDS_POINTS:
            raise complain(messages.PAR_RESCALED_BONUS, "rescaled")
        return self

    @property
    def survey(self) -> SurveyRules:
        """`xhh` with the rounding that holds for it."""
        if "rounding" in self.xhh.model_fields_set:
            return self.xhh
        return self.xhh.model_copy(update={"rounding": self.rounding})


# --- cases ---------------------------------------------------------------------------------------


class ParCaseUnit(Model):
    """What one unit of a case got: points, or given sums, or a given index."""

    points: Mapping[Id, Text] = {}
    """Leaf, or all -> points, percentage of a leaf with steps, name of an option, not_applicable, max."""
    answers: Mapping[Id, Mapping[str, Annotated[int, Field(ge=0)]]] = {}
    """Question of the leader survey, or all -> answer -> ballots."""
    xhh: Mapping[Id, Percent] = {}
    """Leaf, or all -> percent in the leader survey."""
    sipas: Percent | None = None
    """SIPAS of the unit."""
    indices: Mapping[Id, Percent] = {}
    """Other indices that are folded in."""
    achieved: Points | None = None
    """Given points, with `maximum`."""
    maximum: Points | None = None
    index: Annotated[Number, Field(ge=0)] | None = None
    """A given index."""
    group: Id = "A"
    """The group that the unit is ranked in."""


class ParExpected(Expected):
    """What must come out for one unit; what is not named is not checked."""

    points: Number | None = None
    maximum: Number | None = None
    head: Text | None = None
    """How the head of the unit is rated."""


class ParCase(Model):
    """An example with its result, small enough to be checked by hand; `with` changes some rules."""

    title: Text
    with_: Annotated[Mapping[str, object], Field(alias="with")] = {}
    """Rules that hold for this case in place of the file's own."""
    units: Annotated[Mapping[str, ParCaseUnit], Field(min_length=1)]
    expect: Mapping[str, ParExpected]
    """Unit -> what must come out."""
    overall: Number | None = None
    """The province's figure that must come out."""


class ParCriteria(Model):
    """One criteria set of the PAR index."""

    id: Id
    index: Literal["par"]
    """Which index the file is for."""
    uses: Id | None = None
    """Another set of the index: each key of plan and rules that this file does not have is taken from it."""
    title: Text
    source: Text
    """Where the set comes from, and honestly what in it was not published."""
    holds_from: Annotated[int, Field(ge=1990, le=2200)]
    """The first year that the set is for."""
    plan: ParPlan
    """What points there are."""
    rules: ParRules
    """How to judge them."""
    quality: QualityRules = QualityRules()
    """What is remarked on in the ballots of the leader survey by `sipas check`; changes no figure."""
    cases: tuple[ParCase, ...] = ()

    @model_validator(mode="after")
    def _kinds_are_there(self) -> Self:
        if self.rules.xhh.kinds == Kinds.MEAN_OF_KINDS and not (self.plan.xhh and self.plan.xhh.kinds):
            raise complain(messages.PAR_NO_KINDS, "rules", "xhh", "kinds")
        return self

    @model_validator(mode="after")
    def _all_is_rescaled(self) -> Self:
        """Where parts are rescaled, each source of points is in one of them, for every group."""
        sources = {leaf.points_from for leaf in self.plan.leaves}
        named = {source for part in self.rules.rescaled for source in part.sources}
        if self.rules.rescaled and (apart := sorted(sources ^ named)):
            raise complain(messages.PAR_RESCALED_SOURCE, "rules", "rescaled", source=apart[0])
        for number, part in enumerate(self.rules.rescaled):
            left = sorted(set(self.plan.maximum) - set(part.points))
            if left and EVERY not in part.points:
                at = ("rules", "rescaled", number, "points")
                raise complain(messages.PAR_RESCALED_GROUP, *at, group=left[0])
        return self

    @model_validator(mode="after")
    def _cases_hold_together(self) -> Self:
        for number, case in enumerate(self.cases):
            at = ("cases", number)
            try:
                self.under(case)
            except ValueError:
                raise complain(messages.RULES_CASE_WITH, *at, "with", case=case.title) from None
            if strange := set(case.expect) - set(case.units):
                raise complain(messages.RULES_CASE_UNIT, *at, "expect", unit=min(strange))
            for name, unit in case.units.items():
                self._check_case_unit(unit, (*at, "units", name))
        return self

    def _check_case_unit(self, unit: ParCaseUnit, at: tuple[str | int, ...]) -> None:
        leaves = {ALL, *(leaf.id for leaf in self.plan.leaves)}
        asked = {ALL, *(leaf.id for leaf in self.plan.leaves if leaf.points_from == XHH)}
        extras = {extra.id for extra in (*self.plan.bonus, *self.plan.penalty)}
        for key, known in (("points", leaves | extras), ("xhh", asked), ("indices", set(self.plan.folded))):
            if strange := set(getattr(unit, key)) - known:
                raise complain(messages.PAR_CASE_LEAF, *at, key, min(strange), id=min(strange))
        codes = {ALL, *(self.plan.xhh.plan.codes if self.plan.xhh else ())}
        if strange := set(unit.answers) - codes:
            raise complain(messages.RULES_UNKNOWN_QUESTION, *at, "answers", min(strange), code=min(strange))
        kinds = {*(self.plan.xhh.worth if self.plan.xhh else ()), *NO_ANSWER}
        for code, counts in unit.answers.items():
            if strange := set(counts) - kinds:
                raise complain(messages.RULES_UNKNOWN_ANSWER, *at, "answers", code, answer=min(strange))
        for extra in extras & set(unit.points):
            if not PLAIN_NUMBER.fullmatch(unit.points[extra]):
                raise complain(messages.RULES_WANT_NUMBER, *at, "points", extra, name=extra)
        if (unit.achieved is None) != (unit.maximum is None):
            raise complain(messages.PAR_CASE_SUMS, *at)

    def under(self, case: ParCase) -> "ParCriteria":
        """These criteria under the rules that a case changes. Raises ValueError if those do not hold."""
        if not case.with_:
            return self
        content = self.rules.model_dump(by_alias=True, exclude_unset=True)
        rules = ParRules.model_validate({**content, **case.with_})
        return self.model_copy(update={"rules": rules})
