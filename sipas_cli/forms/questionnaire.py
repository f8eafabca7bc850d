"""What a ballot asks, whatever it is asked on: the same questions, answers and traits for every form."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sipas_cli.rules.criteria import Breakdown, Criteria, Plan, Question
from sipas_cli.rules.other_questions import OtherQuestion
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.policies import UniqueWithin
from sipas_cli.text.spelling import slug

SIPAS, XHH = "sipas", "xhh"

# What XForms, csv headers and Kobo's exports all bear as the name of a field.
_FIELD = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


@dataclass(frozen=True)
class Choice:
    """Something that can be answered; each of the three texts is read as the same answer.

    name    short: what a form tool stores
    label   as printed
    shown   what a drop-down offers, both together: "5 - Rất hài lòng"
    """

    name: str
    label: str
    shown: str


@dataclass(frozen=True)
class Section:
    """Questions under one heading; "" where the set has none."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Trait:
    """A trait of the respondent that is asked for."""

    title: str
    headers: tuple[str, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Other:
    """A question beside those of the index; of its choices one may be marked, or several."""

    id: str
    text: str
    choices: tuple[Choice, ...]
    several: bool


@dataclass(frozen=True)
class Questionnaire:
    """A ballot.

    answers           the scale, in the order of the set
    not_applicable    one choice, or none where the set has no such text; so with refused
    unit, ballot_id, date   headers of those columns, the usual one first; the last two may have none
    stratum, cluster, weight   the same of how the ballot was drawn; none where the set does not ask for it
    ids_within_unit   whether numbers of ballots may begin anew with each unit
    others            questions beside those of the index
    wording_note      why the wordings are not the official ones, "" where nothing says so
    """

    id: str
    index: str
    title: str
    digest: str
    sections: tuple[Section, ...]
    answers: tuple[Choice, ...]
    not_applicable: tuple[Choice, ...]
    refused: tuple[Choice, ...]
    traits: tuple[Trait, ...]
    unit: tuple[str, ...]
    ballot_id: tuple[str, ...]
    date: tuple[str, ...]
    stratum: tuple[str, ...]
    cluster: tuple[str, ...]
    weight: tuple[str, ...]
    ids_within_unit: bool
    wording_note: str = ""
    others: tuple[Other, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for section in self.sections for question in section.questions)


def of_sipas(criteria: Criteria) -> Questionnaire:
    """The ballot of a SIPAS set, its questions by factor."""
    plan = criteria.plan
    by_code = {question.code: question for question in plan.questions}
    sections = [
        Section(factor.title, tuple(by_code[code] for code in factor.criteria))
        for factor in criteria.rules.factors
    ]
    answers = [
        Choice(str(answer.code), answer.label, f"{answer.code} - {answer.label}")
        for answer in plan.scale.answers
    ]
    traits = [
        Trait(trait.title, trait.headers, tuple(_value(trait, number) for number in range(len(trait.values))))
        for trait in plan.breakdowns
    ]
    whole = Section("", plan.questions)
    asked = _questionnaire(
        criteria, SIPAS, plan.digest, plan, sections=sections or [whole], answers=answers, traits=traits
    )
    others = [_other(one.text, part) for one in plan.other_questions for part in one.parts]
    return replace(asked, wording_note=criteria.wording_note, others=tuple(others))


def of_survey(criteria: ParCriteria) -> Questionnaire:
    """The ballot of the leader survey of a PAR set, its questions by area. Raises ValueError for a set
    that has none."""
    survey, plan = criteria.plan.survey, criteria.plan.survey.plan
    area_of = {leaf.id: leaf.area for leaf in criteria.plan.leaves}
    by_area: dict[str, list[Question]] = {}
    for question in survey.questions:
        by_area.setdefault(area_of[question.criterion], []).append(question)
    sections = []
    for area in criteria.plan.areas:
        if area.id in by_area:
            sections.append(Section(area.title, tuple(by_area[area.id])))
    answers = [
        Choice(
            answer.id,
            answer.label or answer.id,
            f"{answer.id}. {answer.label}" if answer.label else answer.id,
        )
        for answer in survey.answers
    ]
    kinds = tuple(Choice(kind.id, kind.title, kind.title) for kind in survey.kinds)
    traits = [Trait(trait.title, trait.headers, kinds) for trait in plan.breakdowns]
    return _questionnaire(
        criteria, XHH, criteria.plan.digest, plan, sections=sections, answers=answers, traits=traits
    )


def _questionnaire(
    criteria: Criteria | ParCriteria,
    index: str,
    digest: str,
    plan: Plan,
    *,
    sections: Iterable[Section],
    answers: Iterable[Choice],
    traits: Iterable[Trait],
) -> Questionnaire:
    return Questionnaire(
        id=criteria.id,
        index=index,
        title=criteria.title,
        digest=digest,
        sections=tuple(sections),
        answers=tuple(answers),
        not_applicable=_no_answer(plan.scale.not_applicable),
        refused=_no_answer(plan.scale.refused),
        traits=tuple(traits),
        unit=plan.columns.unit,
        ballot_id=plan.columns.ballot_id,
        date=plan.columns.date,
        stratum=plan.columns.stratum,
        cluster=plan.columns.cluster,
        weight=plan.columns.weight,
        ids_within_unit=plan.ballots.ids_unique_within == UniqueWithin.UNIT,
    )


def _no_answer(texts: Sequence[str]) -> tuple[Choice, ...]:
    """The one choice that stands for `texts`, all of one meaning; none where there are none."""
    if not texts:
        return ()
    label = max(texts, key=len)  # the first of the longest: "Không biết/Không áp dụng", not "9"
    return (Choice(_without_spaces(texts, label), label, label),)


def _value(trait: Breakdown, number: int) -> Choice:
    value = trait.values[number]
    texts = [text for value_number, text in trait.texts() if value_number == number]
    return Choice(_without_spaces(texts, value), value, value)


def _other(text: str, question: OtherQuestion) -> Other:
    """A question, or one of a table that has a text of its own."""
    choices = []
    for place, label in enumerate(question.choices):
        name = str(place + 1)
        if question.numbers.get(name) != place:
            name = _without_spaces(question.texts(place), label)
        choices.append(Choice(name, label, label))
    wording = text if text == question.text else f"{text}: {question.text}"
    return Other(question.id, wording, tuple(choices), question.several)


def _without_spaces(texts: Iterable[str], otherwise: str) -> str:
    return next((text for text in texts if not re.search(r"\s", text)), otherwise)


def field_name(headers: Sequence[str]) -> str:
    """The name of a form's field for a column: the first of its headers that can be one, else made of
    the first.

    >>> field_name(["Tên đơn vị", "don_vi"]), field_name(["Tên đơn vị", "Đơn vị"]), field_name(["1.1"])
    ('don_vi', 'ten_don_vi', '_1_1')
    """
    made = slug(headers[0]).replace("-", "_")
    return next((name for name in (*headers, made) if _FIELD.fullmatch(name)), f"_{made}")
