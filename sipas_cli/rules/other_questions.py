"""Questions beside those of the index: counted and reported, never scored."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from sipas_cli.rules import messages
from sipas_cli.rules.gate import Id, Model, Text, Texts, complain, refuse_alike
from sipas_cli.text.numbers import typed_number
from sipas_cli.text.spelling import fold

#: What can become of a ballot at such a question, beside its choices: at least one choice was understood;
#: nothing stands there, or that there is no answer; something that is none of the choices.
ANSWERED, NOT_ANSWERED, NOT_UNDERSTOOD = "answered", "not_answered", "not_understood"
STATES = (ANSWERED, NOT_ANSWERED, NOT_UNDERSTOOD)


class OtherQuestion(Model):
    """A question that is not part of the index: what people notice, expect, or where they heard of it."""

    id: Id
    """A short code; a column may be headed by it."""
    text: Text
    """The wording as printed; a column may be headed by it, numbered or not."""
    headers: Texts = ()
    """Other headers that mean this question."""
    choices: Annotated[Texts, Field(min_length=2, max_length=50)]
    """What can be answered; of a scale the levels, lowest first. Where no choice is a number, each is also
    called by its place: 1, 2, 3."""
    also: Mapping[Text, Texts] = {}
    """Other texts that mean a choice."""
    items: Annotated[Texts, Field(max_length=50)] = ()
    """What is asked one after the other with the same choices, in a table of the form: each is a question of
    its own, ID_1, ID_2, headed by its text, alone or behind that of the table."""
    own_words: Text | None = None
    """The choice for people's own words ("Other, namely"): any text that is none of the choices counts as
    it."""
    several: bool = False
    """Whether several choices may be marked: in one cell, or in a column for each of them."""

    @model_validator(mode="after")
    def _nothing_twice(self) -> Self:
        check_texts("choices", self.choices, self.also, kept=STATES)
        if self.own_words is not None and self.own_words not in self.choices:
            raise complain(messages.RULES_TRAIT_VALUE, "own_words", name=self.own_words, key="choices")
        return self

    @cached_property
    def parts(self) -> "tuple[OtherQuestion, ...]":
        """The questions that are counted: one for each item, or this one."""
        if not self.items:
            return (self,)
        return tuple(self._part(number, item) for number, item in enumerate(self.items, start=1))

    def _part(self, number: int, item: str) -> "OtherQuestion":
        texts = (self.text, *self.headers)
        headers = tuple(header for text in texts for header in (f"{text} [{item}]", f"{text}: {item}"))
        return self.model_copy(
            update={"id": f"{self.id}_{number}", "text": item, "headers": headers, "items": ()}
        )

    @property
    def kinds(self) -> tuple[str, ...]:
        """What a tally distinguishes: the choices, then what became of the ballots."""
        return (*self.choices, *STATES)

    @property
    def names(self) -> tuple[str, ...]:
        """All that a column may be headed by."""
        return (self.id, self.text, *self.headers)

    def texts(self, choice: int) -> Sequence[str]:
        """What means the choice at a place."""
        return [text for number, text in texts_of(self.choices, self.also) if number == choice]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Folded text that means a choice -> the place of the choice, from 0."""
        known = {fold(text): number for number, text in texts_of(self.choices, self.also)}
        if not any(map(typed_number, known)):
            known |= {str(number + 1): number for number in range(len(self.choices))}
        return known


def texts_of(values: Sequence[str], also: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, str]]:
    """Every (place of a value, text that means it)."""
    for number, value in enumerate(values):
        others = (text for text in also.get(value, ()) if fold(text) != fold(value))
        yield from ((number, text) for text in (value, *others))


def check_texts(
    key: str, values: Sequence[str], also: Mapping[str, Sequence[str]], *, kept: Sequence[str] = ()
) -> None:
    """Refuses other texts of what is no value, and a text that means two; `kept` are ours. `key` is that of
    the values."""
    if strange := set(also) - set(values):
        raise complain(messages.RULES_TRAIT_VALUE, "also", name=min(strange), key=key)
    refuse_alike((*kept, *(text for _, text in texts_of(values, also))), key)
