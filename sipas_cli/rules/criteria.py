"""Criteria files: what to count (the plan) and how to judge it (the rules).

The models below are the format; `criteria/criteria.schema.json` is made from them.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import Annotated, ClassVar, Literal, Self, assert_never

from pydantic import Field, field_validator, model_validator

from sipas_cli.rules import messages
from sipas_cli.rules.gate import (
    AnyText,
    Id,
    Model,
    Number,
    Percent,
    Text,
    Texts,
    Weight,
    complain,
    digest,
    refuse_twice,
)
from sipas_cli.rules.judging import Judgement
from sipas_cli.rules.other_questions import OtherQuestion, check_texts, texts_of
from sipas_cli.rules.policies import (
    BadAnswers,
    Duplicates,
    FactorScore,
    Measure,
    MissingAnswers,
    NotApproved,
    OverallOfBallots,
    Unfinished,
    UniqueWithin,
    Weights,
)
from sipas_cli.rules.quality import QualityRules
from sipas_cli.text.numbers import exact_text
from sipas_cli.text.spelling import fold

#: What a cell can hold besides an answer of the scale. None of them is ever counted as a 0.
NOT_APPLICABLE, REFUSED, BLANK, OFF_SCALE = "not_applicable", "refused", "blank", "off_scale"
NO_ANSWER = (NOT_APPLICABLE, REFUSED, BLANK, OFF_SCALE)


#: Headers under which forms and exports keep who did the interview.
INTERVIEWER = (
    *("Điều tra viên", "Mã điều tra viên", "Người phỏng vấn", "Phỏng vấn viên", "Khảo sát viên"),
    *("Người khảo sát", "Cán bộ khảo sát", "Cán bộ điều tra", "Người điều tra"),
    *("interviewer", "enumerator", "_submitted_by", "SubmitterName"),
)


# --- the plan: what to count ---------------------------------------------------------------------


class Answer(Model):
    """One level of the scale: its number, its printed label, other texts that mean it."""

    code: Annotated[int, Field(ge=0, le=99)]
    """The number that stands for this answer in exports and in scores."""
    label: Text
    """The answer as printed on the ballot."""
    also: Texts = ()
    """Other texts that mean this answer: older labels, stored values."""


class Scale(Model):
    """The answers of a question, lowest first, and the texts that are not answers of the scale."""

    answers: Annotated[tuple[Answer, ...], Field(min_length=2)]
    """The levels, the lowest first."""
    satisfied_from: int
    """The lowest code that counts as satisfied."""
    not_applicable: Texts = ()
    """Texts that mean "do not know" or "does not apply": never in a denominator."""
    refused: Texts = ()
    """Texts that mean that the person refused to answer."""
    blank: Texts = ()
    """Texts that mean the same as an empty cell."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        codes = [answer.code for answer in self.answers]
        if codes != sorted(set(codes)):
            raise complain(messages.RULES_SCALE_ORDER, "answers")
        if self.satisfied_from not in codes:
            raise complain(messages.RULES_SATISFIED_FROM, "satisfied_from", codes=", ".join(map(str, codes)))
        seen: dict[str, str] = {}
        for kind, text in self.texts():
            if seen.setdefault(fold(text), kind) != kind:
                at = ("answers", codes.index(int(kind))) if kind.isdecimal() else (kind,)
                raise complain(
                    messages.RULES_ANSWER_TEXT_TWICE, *at, text=text, kinds=f"{seen[fold(text)]}, {kind}"
                )
        return self

    @property
    def top(self) -> int:
        """The code of the best answer."""
        return self.answers[-1].code

    @property
    def ends(self) -> tuple[str, str]:
        """The lowest and the highest answer, as a message names the scale."""
        return str(self.answers[0].code), str(self.top)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The answers that a tally distinguishes: the codes as text, then what is no answer."""
        return (*(str(answer.code) for answer in self.answers), *NO_ANSWER)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every (kind, text) that a cell may hold."""
        yield BLANK, ""
        for answer in self.answers:
            yield from ((str(answer.code), text) for text in (str(answer.code), answer.label, *answer.also))
        for kind in (NOT_APPLICABLE, REFUSED, BLANK):
            yield from ((kind, text) for text in getattr(self, kind))


class Columns(Model):
    """Headers of the columns that are not questions; the first one found in a file is used."""

    unit: Annotated[Texts, Field(min_length=1)]
    """Headers of the column with the unit that the ballot judges. Every file needs one; of several each row
    fills one."""
    group: Texts = ()
    """Headers of the column with the unit's group; used only without units.yaml."""
    ballot_id: Texts = ()
    """Headers of the column with the ballot's id; equal ids are duplicates."""
    date: Texts = ()
    """Headers of the column with the day of answering."""
    status: Texts = ()
    """Headers of the column with a reviewer's status; see ballots.rejected_statuses."""
    count: Texts = ()
    """Headers of the column that says how many people gave the answers of a row: each row counts as so many
    ballots. Without it such a column is refused."""
    interviewer: Texts = INTERVIEWER
    """Headers of the column with who did the interview; only for the quality of the ballots."""
    stratum: Texts = ()
    """Headers of the column with the part of the population that the respondent was drawn in; for errors."""
    cluster: Texts = ()
    """Headers of the column with what was drawn as one, such as a counter and a day; for errors."""
    weight: Texts = ()
    """Headers of the column with how many people a ballot stands for: then every score is a weighted one."""
    ignored: Texts = ()
    """Headers of columns that are passed over, whatever they look like: a further question A9 that is not
    scored."""


class Breakdown(Model):
    """A trait of respondents by which the answers are also counted (sex, age, channel)."""

    id: Id
    title: Text
    headers: Annotated[Texts, Field(min_length=1)]
    """Headers of the column that holds the trait."""
    values: Annotated[Texts, Field(min_length=1, max_length=60)]
    """The values that are counted apart; anything else is counted as unknown."""
    also: Mapping[Text, Texts] = {}
    """Other texts that mean a value."""

    @model_validator(mode="after")
    def _nothing_twice(self) -> Self:
        check_texts("values", self.values, self.also)
        return self

    def texts(self) -> Iterator[tuple[int, str]]:
        """Every (place of the value, text that means it)."""
        return texts_of(self.values, self.also)


class Question(Model):
    """One question: its code, its wording as printed, other headers that mean it."""

    code: Id
    """A short code such as F1_1; a column may be headed by it."""
    text: Text
    """The wording as printed; a column may be headed by it, numbered or not."""
    headers: Texts = ()
    """Other headers that mean this question."""
    heading: AnyText = ""
    """The heading that it stands under on the form; needed where another question has the same wording."""


class BallotRules(Model):
    """When a ballot counts. Rejected ballots are left out, counted and listed."""

    rejected_statuses: Texts = ()
    """Statuses (in the column columns.status) that make a ballot not count."""
    unfinished_statuses: Texts = ()
    """What the form tool's column of finished ballots has for the others, besides nothing."""
    minimum_answered_pct: Percent = Decimal(0)
    """Least share of the applicable questions that a valid ballot answers, in percent: counted answers
    over all questions without those marked as not applicable."""
    duplicates: Duplicates = Duplicates.FIRST
    """Which of several ballots with one id counts: by date where there is one, then by file and row."""
    bad_answers: BadAnswers = BadAnswers.LEAVE_OUT
    """Whether an answer that is none of the scale leaves its ballot, or takes it along."""
    not_approved: NotApproved = NotApproved.LEAVE_OUT
    """Whether ballots with a rejected status, also one that the form tool names, are left out or count."""
    unfinished: Unfinished = Unfinished.LEAVE_OUT
    """Whether ballots that were not finished in the form tool are left out or count."""
    ids_unique_within: UniqueWithin = UniqueWithin.RUN
    """Where an id may stand only once: in all files of a run, or for each unit (ids that begin anew with 1
    for every unit)."""
    period_from: Text | None = None
    """First day on which a ballot may have been answered, 2023-08-01; a ballot without a day counts."""
    period_to: Text | None = None
    """Last day on which a ballot may have been answered."""
    excluded: Mapping[Id, Texts] = {}
    """Respondents who do not count: id of a breakdown -> its values."""
    maximum_rejected_pct: Percent = Decimal(20)
    """Above this share of faulty ballots, or of bad answers in the others, the whole run is rejected."""
    maximum_unknown_label_pct: Percent = Decimal(2)
    """One and the same text that is no answer of the scale, in more than this share of the answers of a unit
    and in three of its ballots or more, is a label that is missing: the run is rejected until the criteria or
    a mapping know it. 100: never."""

    @field_validator("period_from", "period_to")
    @classmethod
    def _is_a_day(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            raise complain(messages.RULES_DAY)
        return value


class Plan(Model):
    """What to count. Its digest is the identity of a tally: tallies of one plan add."""

    scale: Scale
    """The answers, the same for every question."""
    columns: Columns
    """How the columns that are not questions are headed."""
    breakdowns: tuple[Breakdown, ...] = ()
    """Traits by which the answers are also counted."""
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=500)]
    """All questions that are scored. A file must have a column for each."""
    other_questions: Annotated[tuple[OtherQuestion, ...], Field(max_length=200)] = ()
    """Questions that are counted and reported, and never scored; a file may be without them."""
    ballots: BallotRules = BallotRules()
    """When a ballot counts."""

    drawn_by: ClassVar[str] = ""
    """The breakdown whose values were drawn by themselves, for the errors alone; "" for none."""

    @model_validator(mode="after")
    def _nothing_twice(self) -> Self:
        refuse_twice((question.code for question in self.questions), "questions")
        refuse_twice((breakdown.id for breakdown in self.breakdowns), "breakdowns")
        values = {breakdown.id: breakdown.values for breakdown in self.breakdowns}
        for name, texts in self.ballots.excluded.items():
            if strange := sorted(set(texts) - set(values.get(name, ()))):
                raise complain(messages.RULES_EXCLUDED, "ballots", "excluded", name, value=strange[0])
        headers: dict[str, str] = {}
        for question in self.questions:
            for text in (question.code, *question.headers):
                if headers.setdefault(fold(text), question.code) != question.code:
                    raise complain(messages.RULES_TWICE, "questions", name=text)
        for wording, alike in self._by_wording().items():
            if headers.get(wording, alike[0].code) not in [question.code for question in alike]:
                raise complain(messages.RULES_TWICE, "questions", name=alike[0].text)
            headings = [fold(question.heading) for question in alike]
            if len(alike) > 1 and ("" in headings or len(set(headings)) < len(headings)):
                raise complain(messages.RULES_WORDING_TWICE, "questions", name=alike[0].text)
        self._check_other_questions({*headers, *self._by_wording()})
        return self

    def _check_other_questions(self, scored: Collection[str]) -> None:
        """No column can be of two questions, nor of a question and something else; `scored` are what those
        of the index are called by, folded."""
        others = [*(texts for _, texts in self.columns), *(trait.headers for trait in self.breakdowns)]
        owners = dict.fromkeys((*scored, *map(fold, chain.from_iterable(others))), "")
        parts = [(number, part) for number, one in enumerate(self.other_questions) for part in one.parts]
        for number, question in parts:
            for name in question.names:
                if owners.setdefault(fold(name), question.id) != question.id:
                    raise complain(messages.RULES_TWICE, "other_questions", number, name=name)
        refuse_twice((question.id for question in self.others), "other_questions")

    @property
    def others(self) -> tuple[OtherQuestion, ...]:
        """The questions beside those of the index, those of a table one by one."""
        return tuple(part for question in self.other_questions for part in question.parts)

    def _by_wording(self) -> dict[str, list[Question]]:
        wordings: dict[str, list[Question]] = {}
        for question in self.questions:
            wordings.setdefault(fold(question.text), []).append(question)
        return wordings

    @cached_property
    def alike(self) -> Mapping[str, Sequence[Question]]:
        """Folded wording -> the questions that have it, of those that share theirs with another one."""
        return {wording: own for wording, own in self._by_wording().items() if len(own) > 1}

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the questions, in their order."""
        return tuple(question.code for question in self.questions)

    @property
    def digest(self) -> str:
        """The identity of what is counted: tallies add where it is the same."""
        return digest(self)


# --- the rules: how to judge ---------------------------------------------------------------------


class Factor(Model):
    """A heading over some questions, with its weight in percent of the index."""

    id: Id
    title: Text
    weight: Weight | None = None
    """Weight in the index, in percent; all weights add up to 100. With weights: ratio any numbers, 23 and 16
    or 2/3 and 1/3, of which only the ratio counts. Left out with weights: equal."""
    criteria: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Codes of the questions under this factor."""


class Content(Model):
    """A heading over some factors (nội dung), with an index of its own: their mean by their weights. It
    changes no other figure."""

    id: Id
    title: Text
    factors: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Ids of the factors under it."""


class Rules(Judgement):
    """How to judge a tally. A change here needs no workbook to be read again."""

    measure: Measure
    """satisfied_share: answers at satisfied_from or above over the answers that count; mean_percent: mean
    answer over the top of the scale x 100; satisfied_throughout: ballots whose every answer is a
    satisfied one over valid ballots (it has no factors)."""
    factor_score: FactorScore = FactorScore.MEAN_OF_CRITERIA
    """A factor is the mean of its criteria, or all its answers are pooled."""
    missing_answers: MissingAnswers = MissingAnswers.LEAVE_OUT
    """Blank and refused answers leave the denominator, or stay in it (satisfied_share only). What does not
    apply always leaves it."""
    overall: OverallOfBallots = OverallOfBallots.POOLED
    """The province's figure: from all ballots together, or the mean of the units' exact scores."""
    minimum_ballots: Annotated[int, Field(ge=0)] = 0
    """A unit with fewer valid ballots is scored but not ranked."""
    weights: Weights = Weights.GIVEN
    """Each factor has a weight in percent, or one that counts beside the others, or all weigh the same."""
    factors: tuple[Factor, ...] = ()
    """The headings that hold the questions, with their weights. Needed for every measure but
    satisfied_throughout."""
    contents: tuple[Content, ...] = ()
    """A second level over the factors, each with an index of its own: policies and services, for example."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        refuse_twice((factor.id for factor in self.factors), "factors")
        if not self.factors and self.measure != Measure.SATISFIED_THROUGHOUT:
            raise complain(messages.RULES_KEY_MISSING, name="factors")
        owners: dict[str, str] = {}
        for number, factor in enumerate(self.factors):
            for code in factor.criteria:
                if code in owners:
                    raise complain(messages.RULES_TWICE, "factors", number, "criteria", name=code)
                owners[code] = factor.id
        self._check_weights()
        self._check_contents(set(owners.values()))
        if self.missing_answers == MissingAnswers.IN_DENOMINATOR and self.measure != Measure.SATISFIED_SHARE:
            raise complain(messages.RULES_MISSING_ANSWERS, "missing_answers")
        return self

    def _check_contents(self, factors: set[str]) -> None:
        """Each factor stands under one content, where there are any."""
        refuse_twice([*(content.id for content in self.contents), *factors], "contents")
        under = [name for content in self.contents for name in content.factors]
        refuse_twice(under, "contents")
        if strange := sorted(set(under) - factors):
            raise complain(messages.RULES_CONTENT_FACTOR, "contents", name=strange[0])
        if self.contents and (left := sorted(factors - set(under))):
            raise complain(messages.RULES_FACTOR_LEFT, "contents", name=left[0])

    def _check_weights(self) -> None:
        weights = [factor.weight for factor in self.factors if factor.weight is not None]
        if not self.factors:
            return
        match self.weights:
            case Weights.EQUAL:
                if weights:
                    raise complain(messages.RULES_WEIGHTS_EQUAL, "weights")
            case Weights.GIVEN:
                if len(weights) < len(self.factors):
                    raise complain(messages.RULES_WEIGHT_MISSING, "factors")
                if (total := sum(map(Fraction, weights), Fraction(0))) != 100:
                    raise complain(messages.RULES_WEIGHT_SUM, "factors", total=exact_text(total))
            case Weights.RATIO:
                if len(weights) < len(self.factors):
                    raise complain(messages.RULES_WEIGHT_MISSING, "factors")
            case _:
                assert_never(self.weights)

    @property
    def least_ballots(self) -> int:
        """A unit with fewer valid ballots is scored and not ranked."""
        return self.minimum_ballots

    @property
    def titles(self) -> dict[str, str]:
        """Id -> title, of the factors and then of the contents."""
        titles = {factor.id: factor.title for factor in self.factors}
        return titles | {content.id: content.title for content in self.contents}

    def weight(self, factor: Factor) -> Fraction:
        """The weight of a factor beside the others: as the file gives it, else 1."""
        match self.weights:
            case Weights.GIVEN | Weights.RATIO:
                return Fraction(factor.weight or 0)
            case Weights.EQUAL:
                return Fraction(1)
            case _:
                assert_never(self.weights)


# --- cases: the file proves itself ---------------------------------------------------------------

Counts = Mapping[str, Annotated[int, Field(ge=0)]]


class CaseUnit(Model):
    """What one unit of a case got: counts of answers per question (`all` for every question), or
    given scores of the factors, or a given index, or ballots satisfied throughout."""

    answers: Mapping[str, Counts] = {}
    """Question code, or all, -> answer (a code, blank, refused, not_applicable) -> ballots."""
    factors: Mapping[Id, Percent] = {}
    """Given scores of the factors, by id."""
    index: Percent | None = None
    """A given index."""
    ballots: Annotated[int, Field(ge=0)] | None = None
    """Valid ballots, where they are not just the most answers of a question."""
    throughout: Annotated[int, Field(ge=0)] | None = None
    """Ballots satisfied throughout."""
    group: Id = "A"
    """The group that the unit is ranked in."""


class Expected(Model):
    """What must come out for one unit; what is not named is not checked."""

    score: Number | None = None
    rank: Annotated[int, Field(ge=1)] | None = None
    ranked: bool | None = None
    tied: bool | None = None
    band: AnyText | None = None
    """Its band; "" for none."""


class ExpectedSipas(Expected):
    """What must come out for one unit; what is not named is not checked."""

    contents: Mapping[Id, Number] = {}
    """Content -> its index, rounded as printed."""


class Case(Model):
    """An example with its result, small enough to be checked by hand; `with` changes some rules."""

    title: Text
    with_: Annotated[Mapping[str, object], Field(alias="with")] = {}
    """Rules that hold for this case in place of the file's own."""
    units: Annotated[Mapping[str, CaseUnit], Field(min_length=1)]
    expect: Mapping[str, ExpectedSipas]
    """Unit -> what must come out."""
    overall: Number | None = None
    """The province's figure that must come out."""


class Criteria(Model):
    """One criteria set."""

    id: Id
    index: Literal["sipas"]
    """Which index the file is for."""
    uses: Id | None = None
    """Another set of the index: each key of plan and rules that this file does not have is taken from it."""
    title: Text
    source: Text
    """Where the set comes from, and honestly what in it was not published."""
    wording_note: AnyText = ""
    """Why the wordings are not those of the official ballot; said on forms that are made of the set."""
    holds_from: Annotated[int, Field(ge=1990, le=2200)]
    """The first year that the set is for."""
    plan: Plan
    """What to count."""
    rules: Rules
    """How to judge it."""
    quality: QualityRules = QualityRules()
    """What is remarked on in the ballots by `sipas check`; changes no figure."""
    cases: tuple[Case, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        for number, factor in enumerate(self.rules.factors):
            if strange := [code for code in factor.criteria if code not in self.plan.codes]:
                raise complain(messages.RULES_UNKNOWN_QUESTION, "rules", "factors", number, code=strange[0])
        used = {code for factor in self.rules.factors for code in factor.criteria}
        if used and (unused := [code for code in self.plan.codes if code not in used]):
            raise complain(messages.RULES_UNUSED_QUESTION, "rules", "factors", code=unused[0])
        for number, case in enumerate(self.cases):
            self._check_case(case, number)
        return self

    def under(self, case: Case) -> "Criteria":
        """These criteria under the rules that a case changes. Raises ValueError if those do not hold."""
        if not case.with_:
            return self
        content = self.model_dump(by_alias=True, exclude={"cases"})
        return Criteria.model_validate({**content, "rules": {**content["rules"], **case.with_}})

    def _check_case(self, case: Case, number: int) -> None:
        at = ("cases", number)
        try:
            measure = self.under(case).rules.measure
        except ValueError:
            raise complain(messages.RULES_CASE_WITH, *at, "with", case=case.title) from None
        for name, unit in case.units.items():
            self._check_case_unit(unit, measure, (*at, "units", name))
        if strange := set(case.expect) - set(case.units):
            raise complain(messages.RULES_CASE_UNIT, *at, "expect", unit=min(strange))

    def _check_case_unit(self, unit: CaseUnit, measure: Measure, at: tuple[str | int, ...]) -> None:
        if measure == Measure.SATISFIED_THROUGHOUT and unit.index is None and unit.throughout is None:
            raise complain(messages.RULES_CASE_THROUGHOUT, *at)
        for factor in unit.factors:
            if factor not in {item.id for item in self.rules.factors}:
                raise complain(messages.RULES_CASE_FACTOR, *at, "factors", factor, factor=factor)
        for code, counts in unit.answers.items():
            if code != "all" and code not in self.plan.codes:
                raise complain(messages.RULES_UNKNOWN_QUESTION, *at, "answers", code, code=code)
            if strange := set(counts) - set(self.plan.scale.kinds):
                raise complain(messages.RULES_UNKNOWN_ANSWER, *at, "answers", code, answer=min(strange))
