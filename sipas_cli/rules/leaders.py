"""The leader survey (điều tra XHH) of a PAR index: letters, kinds of respondents, questions, columns."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from sipas_cli.rules import messages
from sipas_cli.rules.criteria import (
    BLANK,
    NO_ANSWER,
    NOT_APPLICABLE,
    REFUSED,
    Answer,
    BallotRules,
    Breakdown,
    Columns,
    Plan,
    Question,
    Scale,
)
from sipas_cli.rules.gate import (
    Id,
    Model,
    Number,
    Percent,
    Text,
    Texts,
    complain,
    refuse_twice,
)
from sipas_cli.rules.policies import (
    UniqueWithin,
)
from sipas_cli.text.spelling import fold


class LeaderAnswer(Model):
    """An answer of the leader survey and what share of the points it is worth."""

    id: Text
    """The letter on the ballot: A, B, ..."""
    label: Text | None = None
    """The answer as printed."""
    also: Texts = ()
    """Other texts that mean it."""
    worth: Percent
    """Percent of the criterion's maximum."""


class Kind(Model):
    """A kind of respondent."""

    id: Id
    title: Text
    also: Texts = ()
    """Other texts that mean this kind."""
    weight: Annotated[Number, Field(gt=0)] = Decimal(1)
    """Its weight under mean_of_kinds."""

    def names(self) -> tuple[str, ...]:
        """What respondents of this kind are called, each name once."""
        return tuple({fold(text): text for text in (self.title, *self.also)}.values())


class SurveyColumns(Model):
    """Headers of the columns of the leader survey; the first one found in a file is used."""

    unit: Annotated[Texts, Field(min_length=1)] = ("Đơn vị được đánh giá", "Tên đơn vị", "Đơn vị")
    group: Texts = ()
    ballot_id: Texts = ("Mã phiếu", "Số phiếu")
    kind: Texts = ("Đối tượng trả lời", "Đối tượng", "Loại phiếu")
    date: Texts = ()
    status: Texts = ()
    count: Texts = ()
    """Headers of the column that says how many people gave the answers of a row."""
    ignored: Texts = ()
    """Headers of columns that are passed over, whatever they look like."""


class SurveyQuestion(Question):
    """A question of the leader survey and the leaf that it is about."""

    criterion: Id
    """The id of a leaf with points_from: xhh. Of several questions the mean counts."""


class LetterScale(Scale):
    """Answers that are letters: their numbers stand in no export and are taken for nothing."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of answers: the codes, then those that are no answer of the scale."""
        return (*(answer.label for answer in self.answers), *NO_ANSWER)

    @property
    def ends(self) -> tuple[str, str]:
        """The best and the worst letter: what people call the scale, from A to D."""
        return self.answers[-1].label, self.answers[0].label

    def texts(self) -> Iterator[tuple[str, str]]:
        """(kind, text) of every way in which an answer may be typed."""
        yield BLANK, ""
        for answer in self.answers:
            yield from ((answer.label, text) for text in (answer.label, *answer.also))
        for kind in (NOT_APPLICABLE, REFUSED, BLANK):
            yield from ((kind, text) for text in getattr(self, kind))


class LeaderPlan(Plan):
    """The plan of a leader survey: each kind of respondent is asked by itself."""

    drawn_by: ClassVar[str] = "kind"


class LeaderSurvey(Model):
    """Ballots of leaders and delegates who judge other units."""

    answers: Annotated[tuple[LeaderAnswer, ...], Field(min_length=2)]
    not_applicable: Texts = ()
    """Texts that mean "no opinion": never in a denominator."""
    refused: Texts = ()
    blank: Texts = ()
    columns: SurveyColumns = SurveyColumns()
    kinds: tuple[Kind, ...] = ()
    """Kinds of respondents; each may have questions of its own."""
    questions: Annotated[tuple[SurveyQuestion, ...], Field(min_length=1, max_length=500)]
    ballots: BallotRules = BallotRules(ids_unique_within=UniqueWithin.UNIT)
    """When a ballot counts. One respondent judges several units, so ids are unique within a unit."""

    @model_validator(mode="after")
    def _nothing_twice(self) -> Self:
        refuse_twice((kind.id for kind in self.kinds), "kinds")
        refuse_twice((question.code for question in self.questions), "questions")
        self._refuse_shared_texts("kinds", [(kind.id, kind.title, *kind.also) for kind in self.kinds])
        self._refuse_shared_texts("questions", [(q.code, q.text, *q.headers) for q in self.questions])
        self._refuse_shared_texts("not_applicable", [self.not_applicable, self.refused, self.blank])
        seen: dict[str, str] = {}
        for number, answer in enumerate(self.answers):
            for text in self._texts(answer):
                if seen.setdefault(fold(text), answer.id) != answer.id:
                    raise complain(messages.RULES_TWICE, "answers", number, name=text)
        for text in (*self.not_applicable, *self.refused, *self.blank):
            if fold(text) in seen:
                raise complain(messages.RULES_TWICE, "not_applicable", name=text)
        worths = [answer.worth for answer in self.answers]
        if worths != sorted(worths, reverse=True):
            raise complain(messages.PAR_ANSWERS_ORDER, "answers")
        return self

    @staticmethod
    def _refuse_shared_texts(key: str, texts: Sequence[tuple[str, ...]]) -> None:
        """Refuses a text that means two things."""
        owners: dict[str, int] = {}
        for number, spellings in enumerate(texts):
            for text in spellings:
                if owners.setdefault(fold(text), number) != number:
                    at = () if key == "not_applicable" else (number,)
                    raise complain(messages.RULES_TWICE, key, *at, name=text)

    @staticmethod
    def _texts(answer: LeaderAnswer) -> tuple[str, ...]:
        marks = (".", ":", ")", "-", " -", " –")
        if not answer.label:
            return (answer.id, *answer.also)
        labelled = (f"{answer.id}{mark} {answer.label}" for mark in marks)
        return (answer.id, answer.label, *labelled, *answer.also)

    @cached_property
    def worth(self) -> Mapping[str, Fraction]:
        """Letter -> percent of the points."""
        return {answer.id: Fraction(answer.worth) for answer in self.answers}

    @cached_property
    def plan(self) -> Plan:
        """The same survey as what a ballot is counted by."""
        columns = self.columns
        scale = LetterScale(
            answers=tuple(
                Answer(code=code, label=answer.id, also=self._texts(answer)[1:])
                for code, answer in enumerate(reversed(self.answers))
            ),
            satisfied_from=0,
            not_applicable=self.not_applicable,
            refused=self.refused,
            blank=self.blank,
        )
        kind = Breakdown(
            id=LeaderPlan.drawn_by,
            title=columns.kind[0] if columns.kind else "kind",
            headers=columns.kind or ("kind",),
            values=tuple(item.id for item in self.kinds) or ("?",),
            also={kind.id: kind.names() for kind in self.kinds},
        )
        return LeaderPlan(
            scale=scale,
            columns=Columns(
                unit=columns.unit,
                group=columns.group,
                ballot_id=columns.ballot_id,
                date=columns.date,
                status=columns.status,
                count=columns.count,
                ignored=columns.ignored,
            ),
            breakdowns=(kind,) if self.kinds and columns.kind else (),
            questions=tuple(Question(code=q.code, text=q.text, headers=q.headers) for q in self.questions),
            ballots=self.ballots,
        )
