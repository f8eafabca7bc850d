"""Sources: how each form tool writes its exports, one small YAML file each; and mappings: what a person
wrote down about the headers and answers of one kind of file."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, model_validator

from sipas_cli.errors import RulesError
from sipas_cli.files import yaml_files
from sipas_cli.model import Identity
from sipas_cli.rules import messages
from sipas_cli.rules.criteria import BLANK, NO_ANSWER, OFF_SCALE, Answer, Columns, Plan, Question, Scale
from sipas_cli.rules.gate import Id, Model, Text, Texts, checked, complain
from sipas_cli.rules.library import shipped
from sipas_cli.rules.patterns import MOST_REPEATS, MOST_TIMES, MOST_WAYS, UnboundedError, compiled, whole
from sipas_cli.rules.yaml_loader import Document, load
from sipas_cli.text.names import nearest
from sipas_cli.text.numbers import typed_number
from sipas_cli.text.spelling import LONGEST_KEPT, fold, nfc

_ENDING = " *:?."
_LONGEST_HEADER = 4_000
#: Texts of headers whose keys are kept.
_MOST_KEPT = 20_000


def header_key(header: str) -> str:
    """The key under which two spellings of one header are equal. No header is longer than a page."""
    return fold(header[:_LONGEST_HEADER]).strip(_ENDING)


# --- sources -------------------------------------------------------------------------------------


class Recognise(Model):
    """What the header row of an export of this tool looks like; all that is named must hold."""

    first: Texts = ()
    """The first column is headed by one of these."""
    every: tuple[Texts, ...] = ()
    """Of each of these lists, one header is there."""
    pattern: Text | None = None
    """Some header matches this regular expression as a whole."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.first and not self.every and not self.pattern:
            raise complain(messages.SOURCE_RECOGNISE)
        if self.pattern:
            _compiled(self.pattern, "pattern")
        return self

    @cached_property
    def _first_keys(self) -> frozenset[str]:
        return frozenset(map(header_key, self.first)) - {""}

    @cached_property
    def _every_key(self) -> Sequence[frozenset[str]]:
        return [frozenset(map(header_key, texts)) for texts in self.every]

    def holds(self, row: Sequence[str], names: Callable[[str], frozenset[str]]) -> bool:
        """Whether a header row is one of this tool; `names` gives the keys of what a header may name."""
        first = next(filter(None, map(header_key, row)), "")
        if self.first and first not in self._first_keys:
            return False
        if self.every:
            keys = frozenset().union(*map(names, row))
            if any(keys.isdisjoint(texts) for texts in self._every_key):
                return False
        return not self.pattern or any(map(self._matches, row))

    @cached_property
    def _matches(self) -> Callable[[str], bool]:
        """Whether a header matches the pattern; the first rows of files hold the same texts over and over."""
        pattern = self.pattern or ""

        def matches(header: str) -> bool:
            return bool(whole(pattern, header))

        cached = lru_cache(maxsize=_MOST_KEPT)(matches)
        return lambda header: cached(header) if len(header) <= LONGEST_KEPT else matches(header)


class HeaderForms(Model):
    """How a header names a question besides by its code or text alone."""

    patterns: Texts = ()
    """Regular expressions over the whole header, whose group `text` holds the code or text; where there is a
    group `row` too, both make the code: F1[2] is F1_2."""
    beside: Texts = ()
    """Regular expressions of headers that repeat that of a question and are none: points, comments."""
    separators: Texts = ()
    """Marks between the groups and the question of a path. A text may hold the mark too: every end of the
    path is tried, the longest first."""
    versions: bool = False
    """Several columns of one question are its versions: the filled one of each row counts."""
    repeats: bool = False
    """So are several columns with one and the same header, but no others."""

    below: Texts = ()
    """Regular expressions of what the tool writes into further rows of the header: a row of such cells alone
    is part of it, and beside others they are blank."""

    @model_validator(mode="after")
    def _compiles(self) -> Self:
        for number, pattern in enumerate(self.beside):
            _compiled(pattern, "beside", number)
        for number, pattern in enumerate(self.below):
            _compiled(pattern, "below", number)
        for number, pattern in enumerate(self.patterns):
            made = _compiled(pattern, "patterns", number)
            if "text" not in made.groupindex:
                raise complain(messages.SOURCE_PATTERN_TEXT, "patterns", number)
        return self

    @cached_property
    def keys(self) -> Callable[[str], frozenset[str]]:
        """The keys of what a header may name. The first rows of a sheet hold the same texts over and over,
        and so do the files of one tool: each text is looked at once."""
        cached = lru_cache(maxsize=_MOST_KEPT)(self._keys_of)
        return lambda header: cached(header) if len(header) <= LONGEST_KEPT else self._keys_of(header)

    def _keys_of(self, header: str) -> frozenset[str]:
        return frozenset(map(header_key, self.names(header)))

    def names(self, header: str) -> Iterator[str]:
        """What in a header may be the code or the text of a question, the whole of it first."""
        if any(whole(pattern, header) for pattern in self.beside):
            return
        yield header
        for pattern in self.patterns:
            if match := whole(pattern, header):
                yield "_".join(filter(None, (match["text"], match.groupdict().get("row"))))
        for mark in self.separators:
            parts = header.split(mark)
            yield from (mark.join(parts[start:]) for start in range(1, len(parts)))

    def is_below(self, cell: str) -> bool:
        """Whether a cell of the header is what the tool writes into its further rows."""
        return any(whole(pattern, cell) for pattern in self.below)

    def parents(self, header: str) -> Iterator[str]:
        """The beginnings of a header that is a path."""
        for mark in self.separators:
            parts = header.split(mark)
            yield from (mark.join(parts[:end]) for end in range(1, len(parts)))


class SourceColumns(Model):
    """Headers of the columns that the tool itself makes; those of the criteria file go before them."""

    ballot_id: Texts = ()
    date: Texts = ()
    status: Texts = ()
    interviewer: Texts = ()
    complete: Texts = ()
    """A column that is empty, or has one of `unfinished_statuses`, in ballots that were not finished."""


class Source(Model):
    """One form tool."""

    id: Id
    title: Text
    about: Text
    """Where the description comes from, and what about it is not certain."""
    recognise: Recognise
    header: HeaderForms = HeaderForms()
    columns: SourceColumns = SourceColumns()
    rejected_statuses: Texts = ()
    """Statuses that make a ballot not count."""
    unfinished_statuses: Texts = ()
    """What the column `complete` has for a ballot that was not finished, besides nothing."""
    answers_end: Text | None = None
    """Marks that the tool puts behind an answer."""
    identity: Identity = "id"
    """What tells that two ballots are one. id: their id. number: their id, which each form counts from 1, so
    that in two files the time of answering must be the same too. content: there is no id; in two files the
    time of answering to the second, the unit and all answers are the same."""
    answer_codes: Texts = ()
    """Regular expressions of codes that the tool gives to answers by itself; the group `place` holds the
    place of the answer in the list, from 1."""
    stored_numbers: bool = False
    """Numbers among the answers are values that whoever made the form gave them and no respondent saw: they
    count only when somebody said which end of the scale is the best."""
    blank: Texts = ()
    """What the tool writes for a question that was not answered."""
    no_date: Texts = ()
    """What the tool writes as the time of answering where it does not keep one."""

    @model_validator(mode="after")
    def _codes_have_a_place(self) -> Self:
        for number, pattern in enumerate(self.answer_codes):
            made = _compiled(pattern, "answer_codes", number)
            if "place" not in made.groupindex:
                raise complain(messages.SOURCE_PATTERN_PLACE, "answer_codes", number)
        return self

    def own_id(self, header: str) -> bool:
        """Whether a header is that of the ids which the tool makes."""
        headers = {header_key(text) for text in self.columns.ballot_id}
        return any(header_key(name) in headers for name in self.header.names(header))

    def made(self, row: Sequence[str]) -> bool:
        """Whether a header row is one of this tool."""
        return self.recognise.holds(row, self.header.keys)

    def positions(self, texts: Collection[str], scale: Scale, *, beyond: bool = False) -> dict[str, str]:
        """The codes among the texts of the answers, each with the level of the scale that it means if the
        answers of the form stand in the order of the scale. None where that cannot be: where a code lies
        beyond the scale, or somebody said of one that it means another level.

        beyond   codes beyond the scale are passed over: for a proposal
        """
        known = {fold(text): kind for kind, text in scale.texts()}
        levels = [str(answer.code) for answer in scale.answers]
        for pattern in self.answer_codes:
            places: dict[str, int] = {}
            for text in map(nfc, texts):
                if code := whole(pattern, text, any_case=True):
                    places[text] = int(code["place"])
            settled = {text: known[fold(text)] for text in places if fold(text) in known}
            inside = {text for text, place in places.items() if 1 <= place <= len(levels)}
            open_places = {text: places[text] for text in places if text not in settled}
            if beyond:
                open_places = {text: place for text, place in open_places.items() if text in inside}
            if open_places and inside >= set(open_places) and _in_order(settled, places, levels):
                return {text: levels[place - 1] for text, place in open_places.items()}
        return {}


def _in_order(settled: Mapping[str, str], places: Mapping[str, int], levels: Sequence[str]) -> bool:
    """Whether those codes that are known to be levels are the levels of their places."""
    return all(levels[places[t] - 1 : places[t]] == [kind] for t, kind in settled.items() if kind in levels)


def _compiled(pattern: str, *at: str | int) -> re.Pattern[str]:
    try:
        return compiled(pattern)
    except UnboundedError:
        raise complain(
            messages.SOURCE_PATTERN_LONG, *at, most=MOST_REPEATS, times=MOST_TIMES, ways=MOST_WAYS
        ) from None
    except (re.error, OverflowError, RecursionError):
        raise complain(messages.SOURCE_PATTERN, *at) from None


def sources(workspace: Path) -> list[Source]:
    """The descriptions of the workspace, then those that ship; the first of an id counts."""
    by_id: dict[str, Source] = {}
    for folder in dict.fromkeys((workspace / "criteria" / "sources", shipped("criteria") / "sources")):
        for path in yaml_files(folder):
            source = checked(load(path, shown_as=f"sources/{path.name}"), Source)
            by_id.setdefault(source.id, source)
    return list(by_id.values())


def named_source(known: Sequence[Source], name: str, *, where: str = "") -> Source:
    """The source of an id. Raises RulesError if there is none, at the place `where` that names it."""
    for source in known:
        if source.id == name:
            return source
    ids = [source.id for source in known]
    raise RulesError(
        messages.SOURCE_UNKNOWN, where=where, name=name, meant=nearest(name, ids), known=", ".join(ids)
    )


def recognised(known: Iterable[Source], top: Sequence[Sequence[str]]) -> Source | None:
    """The source that the first rows of a sheet look like; None where they look like none."""
    for source in known:
        if any(map(source.made, top)):
            return source
    return None


# --- mappings ------------------------------------------------------------------------------------


class MappedColumns(Model):
    """Headers of the columns that are no questions."""

    unit: Text | None = None
    group: Text | None = None
    ballot_id: Text | None = None
    date: Text | None = None
    status: Text | None = None
    interviewer: Text | None = None
    count: Text | None = None
    ignored: Texts = ()
    """Headers of columns that are passed over, whatever they look like; a file need not have them."""


def _nothing(value: Any) -> Any:
    """A key below which every line is still a comment holds nothing."""
    if value is None:
        return {}
    return value


class FormValues(Model):
    """What the values stand for that a form stores in some of its columns."""

    headers: Texts
    labels: Mapping[Text, Text]
    """Value -> label of the choice."""


class StoredForm(Model):
    """What the form says of an export of field names and stored values."""

    headers: Mapping[Text, Text]
    """Header in the file -> text of the field; the file has all of them."""
    values: tuple[FormValues, ...] = ()


class HeaderMapping(Model):
    """What a person confirmed about one kind of file: `sipas map` proposes it, and only what stands here
    uncommented counts."""

    criteria: Id
    """The set whose questions these are."""
    source: Id | None = None
    """The tool that made the file: it is read as one of this tool, and a file of another is not meant."""
    columns: Annotated[MappedColumns, BeforeValidator(_nothing)] = MappedColumns()
    questions: Annotated[Mapping[Id, Text], BeforeValidator(_nothing)] = {}
    """Code of a question -> header of its column, as it stands in the file."""
    answers: Annotated[Mapping[Text, Text], BeforeValidator(_nothing)] = {}
    """Text in a cell -> code of an answer, or not_applicable, refused, blank."""
    form: StoredForm | None = None
    """The form that the file was made by: the file is read as if it had its labels, which the keys above
    then name."""

    def fits(self, row: Sequence[str]) -> bool:
        """Whether a header row, with its labels where there is a form, has every column that the mapping
        names."""
        named = (*self.questions.values(), *self._columns().values())
        of_form = self.form.headers.values() if self.form else self.columns.ignored
        wanted = {header_key(text) for text in named or of_form}
        return bool(wanted) and wanted <= {header_key(header) for header in row}

    def of_tool(self, tool: str) -> bool:
        """Whether the mapping names no header and says what the answers of one form tool mean."""
        named = self.form or self.questions or self._columns()
        return not named and bool(self.source) and self.source == tool

    def _columns(self) -> dict[str, str]:
        return {name: text for name, text in self.columns if isinstance(text, str)}

    def _extended(self, question: Question) -> Question:
        if question.code not in self.questions:
            return question
        return question.model_copy(update={"headers": (*question.headers, self.questions[question.code])})

    def extend(self, plan: Plan) -> Plan:
        """The plan with the mapped headers and answers. Only how it is recognised in a file changes: what is
        counted stays what the criteria say."""
        questions = tuple(map(self._extended, plan.questions))
        columns = {name: (text, *getattr(plan.columns, name)) for name, text in self._columns().items()}
        others = self.otherwise(plan.scale)
        columns["ignored"] = (*plan.columns.ignored, *self.columns.ignored)
        if self.columns.unit is not None:  # and no other column that the criteria would take for it too
            columns["unit"] = (self.columns.unit,)
        return plan.model_copy(
            update={
                "questions": questions,
                "columns": plan.columns.model_copy(update=columns),
                "scale": with_texts(plan.scale, {t: k for t, k in self.answers.items() if t not in others}),
            }
        )

    def otherwise(self, scale: Scale) -> dict[str, str]:
        """The texts that mean another answer than in the criteria: numbers that a form's maker stored."""
        known = {fold(text): kind for kind, text in scale.texts()}
        return {text: kind for text, kind in self.answers.items() if known.get(fold(text), kind) != kind}


def with_texts(scale: Scale, answers: Mapping[str, str]) -> Scale:
    """The scale with further texts for its answers."""

    def also(kind: str) -> Texts:
        return tuple(text for text, meant in answers.items() if meant == kind)

    levels: tuple[Answer, ...] = tuple(
        answer.model_copy(update={"also": (*answer.also, *also(kind))})
        for answer, kind in zip(scale.answers, scale.kinds, strict=False)
    )
    others = {kind: (*getattr(scale, kind), *also(kind)) for kind in NO_ANSWER if kind != OFF_SCALE}
    return scale.model_copy(update={"answers": levels, **others})


def mappings(workspace: Path) -> list[tuple[HeaderMapping, Document]]:
    """The mappings of a workspace, in the order of their names."""
    pairs = []
    for path in yaml_files(workspace / "mappings"):
        document = load(path, shown_as=f"mappings/{path.name}")
        pairs.append((checked(document, HeaderMapping), document))
    return pairs


def check_mapping(
    mapping: HeaderMapping, document: Document, plan: Plan, *, stored_numbers: bool = False
) -> None:
    """Refuses questions and answers that the plan does not have. Raises RulesError with the line.

    stored_numbers   numbers are what the form's maker stored, and may mean other levels than in the criteria
    """
    for code in mapping.questions:
        if code not in plan.codes:
            where = document.where(("questions", code))
            raise RulesError(messages.RULES_UNKNOWN_QUESTION, where=where, code=code)
    kinds = {kind for kind in plan.scale.kinds if kind != OFF_SCALE}
    known = {fold(text): kind for kind, text in plan.scale.texts()}
    for text, kind in mapping.answers.items():
        where = document.where(("answers", text))
        if kind not in kinds:
            raise RulesError(messages.RULES_UNKNOWN_ANSWER, where=where, answer=kind)
        if known.get(fold(text), kind) != kind and not (stored_numbers and typed_number(text)):
            raise RulesError(messages.MAPPING_ANSWER_KNOWN, where=where, text=text, kind=known[fold(text)])


def with_source(plan: Plan, source: Source | None) -> Plan:
    """The plan with the columns and statuses that a tool makes by itself; the plan's own go first."""
    if source is None:
        return plan
    columns: Columns = plan.columns
    column_texts = {
        name: (*getattr(columns, name), *texts) for name, texts in source.columns if hasattr(columns, name)
    }
    statuses = {
        "rejected_statuses": (*plan.ballots.rejected_statuses, *source.rejected_statuses),
        "unfinished_statuses": (*plan.ballots.unfinished_statuses, *source.unfinished_statuses),
    }
    known = {fold(text) for _, text in plan.scale.texts()}
    blank = {text: BLANK for text in source.blank if fold(text) not in known}
    return plan.model_copy(
        update={
            "columns": columns.model_copy(update=column_texts),
            "ballots": plan.ballots.model_copy(update=statuses),
            "scale": with_texts(plan.scale, blank),
        }
    )
