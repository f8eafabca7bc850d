"""The tables of open data: what a report may say of the runs of a year, a row for each figure.

Everything is taken from the analysis of a report, in which small cells are suppressed already, so that open
data say no more than what is published beside them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sipas_cli.documents import messages
from sipas_cli.documents import open_data_words as words
from sipas_cli.documents.analysis import Analysis, Mark, Profile
from sipas_cli.documents.answers import kind_text
from sipas_cli.figures import messages as figures_messages
from sipas_cli.figures.messages import BALLOTS, BAND, MAXIMUM, POINTS, RANK, UNIT
from sipas_cli.messages import LANGUAGES, Message, say
from sipas_cli.model import PAR
from sipas_cli.rules.criteria import Criteria
from sipas_cli.runs.tables import figure_text
from sipas_cli.wording import index_name

Row = Sequence[str | int | None]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table; `type` as the Table Schema of Frictionless has them."""

    name: str
    type: str
    title: Message
    meaning: Message
    required: bool = False


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table of open data.

    name      of its file, without .csv
    key       the fields that tell its rows apart
    within    fields that are the key of another table -> the name of that table
    rows      the analysis of one index -> its rows, in the order of the fields
    """

    name: str
    title: Message
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    rows: Callable[[Analysis], Iterable[Row]]
    within: tuple[tuple[tuple[str, ...], str], ...] = ()


# --- rows ----------------------------------------------------------------------------------------


def _place(analysis: Analysis) -> list[str | int | None]:
    """The first two cells of every row."""
    return [analysis.run.year, analysis.run.index]


def _indices(analysis: Analysis) -> Iterator[Row]:
    run, standings = analysis.run, analysis.run.standings
    overall = figure_text(standings.overall, standings.decimals)
    kind = standings.overall_kind or None
    made_by = [run.manifest["criteria"]["id"] or None, run.name]
    measured_in = run.manifest["unit_of_score"]
    yield [
        *_place(analysis),
        index_name(run.index),
        measured_in,
        overall,
        kind,
        standings.units,
        run.ballots,
        *made_by,
    ]


def _groups(analysis: Analysis) -> Iterator[Row]:
    decimals = analysis.run.standings.decimals
    for group in analysis.run.standings.groups:
        mean = figure_text(group.mean, decimals)
        yield [*_place(analysis), group.group.id, group.group.name, mean, group.units, group.ranked]


def _units(analysis: Analysis) -> Iterator[Row]:
    decimals = analysis.run.standings.decimals
    for profile in analysis.profiles:
        line = profile.line
        about = [line.unit.id, line.unit.name, profile.group.id]
        standing = [line.rank, int(line.tied), figure_text(line.score, decimals), line.band or None]
        ballots = None if analysis.run.ballots is None else line.ballots
        yield [*_place(analysis), *about, *standing, ballots, line.note or None, line.reason or None]


def _points(analysis: Analysis) -> Iterator[Row]:
    decimals = analysis.run.standings.decimals
    for profile in analysis.profiles:
        achieved = profile.line.achieved
        if achieved is None or profile.line.score is None:  # of a part of its points nobody is to think all
            continue
        shares = [("total", "total", achieved.total)]
        shares += [("area", name, share) for name, share in achieved.areas.items()]
        shares += [("source", name, share) for name, share in achieved.sources.items()]
        for kind, name, share in shares:
            figures = [figure_text(share.points, decimals), figure_text(share.maximum, decimals)]
            yield [*_place(analysis), profile.line.unit.id, kind, name, *figures]


def _level(part: str) -> str:
    return "criterion" if part else "factor"


def _items(analysis: Analysis) -> Iterator[Row]:
    decimals = analysis.run.standings.decimals
    for item in (*analysis.parts, *analysis.items):
        about = [_level(item.part), item.id, item.part or None, item.number, item.title]
        yield [*_place(analysis), *about, figure_text(item.score, decimals)]


def _unit_items(analysis: Analysis) -> Iterator[Row]:
    decimals = analysis.run.standings.decimals
    for profile in analysis.profiles:
        for mark in _marks(profile):
            about = [profile.line.unit.id, _level(mark.item.part), mark.item.id]
            yield [*_place(analysis), *about, figure_text(mark.score, decimals)]


def _marks(profile: Profile) -> tuple[Mark, ...]:
    return (*profile.parts, *profile.criteria)


def _group_items(analysis: Analysis) -> Iterator[Row]:
    decimals = analysis.run.standings.decimals
    for group in analysis.groups:
        means: dict[tuple[str, str], str | None] = {}
        for mark in (mark for profile in group.profiles for mark in _marks(profile)):
            means[_level(mark.item.part), mark.item.id] = figure_text(mark.group_mean, decimals)
        for place, mean in means.items():
            yield [*_place(analysis), group.standings.group.id, *place, mean]


def _answers(analysis: Analysis) -> Iterator[Row]:
    if not isinstance(analysis.criteria, Criteria):
        return
    labels = {str(answer.code): answer.label for answer in analysis.criteria.plan.scale.answers}
    for item in analysis.items:
        for kind, ballots in (item.answers or {}).items():
            label = labels.get(kind) or kind_text(kind)
            yield [*_place(analysis), _level(item.part), item.id, kind, label, ballots]


def _respondents(analysis: Analysis) -> Iterator[Row]:
    decimals = analysis.run.standings.decimals
    for trait in analysis.traits:
        for cell in trait.cells:
            figures = [cell.ballots, figure_text(cell.score, decimals)]
            yield [*_place(analysis), trait.id, trait.title, cell.value, *figures]


def _other_answers(analysis: Analysis) -> Iterator[Row]:
    for question in analysis.others:
        text = ": ".join(filter(None, (question.heading, question.text)))
        about = [*_place(analysis), question.id, text, int(question.several), question.answered]
        for cell in question.cells:
            yield [*about, cell.choice, cell.ballots]


def _suppressed(analysis: Analysis) -> Iterator[Row]:
    """Every place where a figure is hidden, or made without units of few ballots."""
    place, minimum, hidden = _place(analysis), analysis.minimum_cell, analysis.hidden
    of_points = analysis.run.index == PAR

    def row(table: str, field: str, kind: str, name: str, action: str, why: Message) -> Row:
        reasons = [say(why, lang=language, minimum=minimum) for language in LANGUAGES]
        return [*place, table, field, kind, name, action, *reasons]

    for group in analysis.groups:
        small = [profile.line for profile in group.profiles if profile.line.unit.id in hidden]
        for line in small:
            beside = not of_points and line.ballots >= minimum
            why = words.FEW_LEADERS if of_points else words.BESIDE_FEW if beside else words.FEW_BALLOTS
            yield row("unit_items", "score_pct", "unit", line.unit.id, "hidden", why)
        if small:
            name = group.standings.group.id
            yield row("group_items", "mean_pct", "group", name, "made_without", words.MEAN_WITHOUT)
    if hidden:
        yield row("items", "score_pct", "index", analysis.run.index, "made_without", words.MEAN_WITHOUT)
        if any(item.answers for item in analysis.items):
            yield row("answers", "ballots", "index", analysis.run.index, "made_without", words.MEAN_WITHOUT)
    for trait in analysis.traits:
        if analysis.run.ballots and not trait.cells:
            yield row("respondents", "ballots", "trait", trait.id, "hidden", words.FEW_RESPONDENTS)
        for cell in trait.cells:
            if cell.suppressed:
                name = f"{trait.id}={cell.value}"
                for field in ("ballots", "score_pct"):
                    yield row("respondents", field, "trait", name, "hidden", words.FEW_RESPONDENTS)
    for name in _hidden_choices(analysis):
        yield row("other_answers", "ballots", "question", name, "hidden", words.FEW_RESPONDENTS)


def _hidden_choices(analysis: Analysis) -> Iterator[str]:
    """The other questions that are not shown, and of the others the choices."""
    for question in analysis.others:
        if not question.cells:
            yield question.id
        hidden = (cell.choice for cell in question.cells if cell.ballots is None)
        yield from (f"{question.id}={choice}" for choice in hidden)


def _dictionary(_: Analysis) -> Iterator[Row]:
    """Every field of every table, in both languages; the same for every index."""
    for table in TABLES:
        for field in table.fields:
            titles = [say(field.title, lang=language) for language in LANGUAGES]
            meanings = [say(field.meaning, lang=language) for language in LANGUAGES]
            yield [table.name, field.name, field.type, *titles, *meanings]


# --- tables --------------------------------------------------------------------------------------

_OF_INDEX = (
    Field("year", "year", words.YEAR, words.YEAR_MEANING, required=True),
    Field("index", "string", words.INDEX, words.INDEX_MEANING, required=True),
)
_GROUP_ID = Field("group_id", "string", words.GROUP_ID, figures_messages.GROUP_MEANING, required=True)
_UNIT_ID = Field("unit_id", "string", words.UNIT_ID, figures_messages.UNIT_ID_MEANING, required=True)
_LEVEL = Field("level", "string", words.PART, words.LEVEL_MEANING, required=True)
_ITEM_ID = Field("item_id", "string", words.ITEM_ID, words.ITEM_ID_MEANING, required=True)
_INDEX, _GROUP, _UNIT, _ITEM = (
    ("year", "index"),
    ("year", "index", "group_id"),
    ("year", "index", "unit_id"),
    ("year", "index", "level", "item_id"),
)
_IN_INDEX, _IN_GROUP, _IN_UNIT, _IN_ITEM = (
    (_INDEX, "indices"),
    (_GROUP, "groups"),
    (_UNIT, "units"),
    (_ITEM, "items"),
)

#: Where a figure is hidden, or made without some units.
SUPPRESSED = OpenTable(
    "suppressed",
    words.SUPPRESSED,
    (
        *_OF_INDEX,
        Field("table", "string", words.TABLE, words.TABLE_MEANING, required=True),
        Field("field", "string", words.FIELD, words.FIELD_MEANING, required=True),
        Field("place", "string", words.PLACE, words.PLACE_MEANING, required=True),
        Field("id", "string", words.PLACE_ID, words.PLACE_ID_MEANING, required=True),
        Field("action", "string", words.ACTION, words.ACTION_MEANING, required=True),
        Field("reason_vi", "string", words.REASON_VI, words.REASON_OF_MEANING, required=True),
        Field("reason_en", "string", words.REASON_EN, words.REASON_OF_MEANING, required=True),
    ),
    (*_INDEX, "table", "field", "place", "id"),
    _suppressed,
    (_IN_INDEX,),
)

TABLES: tuple[OpenTable, ...] = (
    OpenTable(
        "indices",
        words.INDICES,
        (
            *_OF_INDEX,
            Field("name", "string", words.NAME, words.INDEX_NAME_MEANING, required=True),
            Field("measured_in", "string", words.MEASURED_IN, words.MEASURED_IN_MEANING, required=True),
            Field("score", "number", words.VALUE, words.OVERALL_MEANING),
            Field("overall_kind", "string", words.OVERALL_KIND, words.OVERALL_KIND_MEANING),
            Field("units", "integer", messages.NUMBER_OF_UNITS, words.UNITS_MEANING, required=True),
            Field("ballots", "integer", BALLOTS, words.BALLOTS_OF_ALL_MEANING),
            Field("criteria_id", "string", words.CRITERIA_ID, words.CRITERIA_ID_MEANING),
            Field("run", "string", words.RUN, words.RUN_MEANING, required=True),
        ),
        _INDEX,
        _indices,
    ),
    OpenTable(
        "groups",
        words.GROUPS,
        (
            *_OF_INDEX,
            _GROUP_ID,
            Field("group", "string", messages.GROUP, figures_messages.GROUP_NAME_MEANING, required=True),
            Field("mean", "number", messages.MEAN, words.GROUP_MEAN_MEANING),
            Field("units", "integer", messages.NUMBER_OF_UNITS, words.UNITS_MEANING, required=True),
            Field("ranked", "integer", words.RANKED, words.RANKED_MEANING, required=True),
        ),
        _GROUP,
        _groups,
        (_IN_INDEX,),
    ),
    OpenTable(
        "units",
        words.UNITS,
        (
            *_OF_INDEX,
            _UNIT_ID,
            Field("unit", "string", UNIT, figures_messages.UNIT_MEANING, required=True),
            _GROUP_ID,
            Field("rank", "integer", RANK, figures_messages.RANK_MEANING),
            Field("tied", "boolean", words.TIED, figures_messages.TIED_MEANING, required=True),
            Field("score", "number", words.VALUE, figures_messages.SCORE_MEANING),
            Field("band", "string", BAND, figures_messages.BAND_MEANING),
            Field("ballots", "integer", BALLOTS, words.UNIT_BALLOTS_MEANING),
            Field("note", "string", words.NOTE, words.NOTE_MEANING),
            Field("reason", "string", words.REASON, words.REASON_MEANING),
        ),
        _UNIT,
        _units,
        (_IN_GROUP,),
    ),
    OpenTable(
        "points",
        words.POINTS,
        (
            *_OF_INDEX,
            _UNIT_ID,
            Field("kind", "string", words.PART, words.POINTS_KIND_MEANING, required=True),
            Field("id", "string", words.ITEM_ID, words.POINTS_ID_MEANING, required=True),
            Field("points", "number", POINTS, words.POINTS_MEANING, required=True),
            Field("maximum", "number", MAXIMUM, words.MAXIMUM_MEANING, required=True),
        ),
        (*_UNIT, "kind", "id"),
        _points,
        (_IN_UNIT,),
    ),
    OpenTable(
        "items",
        words.ITEMS,
        (
            *_OF_INDEX,
            _LEVEL,
            _ITEM_ID,
            Field("part_of", "string", words.PARENT, words.PARENT_MEANING),
            Field("number", "string", words.NUMBER, words.NUMBER_MEANING, required=True),
            Field("wording", "string", words.WORDING, words.WORDING_MEANING, required=True),
            Field("score_pct", "number", words.VALUE, words.ITEM_SCORE_MEANING),
        ),
        _ITEM,
        _items,
        (_IN_INDEX,),
    ),
    OpenTable(
        "unit_items",
        words.UNIT_ITEMS,
        (
            *_OF_INDEX,
            _UNIT_ID,
            _LEVEL,
            _ITEM_ID,
            Field("score_pct", "number", words.VALUE, words.UNIT_ITEM_MEANING),
        ),
        (*_UNIT, "level", "item_id"),
        _unit_items,
        (_IN_UNIT, _IN_ITEM),
    ),
    OpenTable(
        "group_items",
        words.GROUP_ITEMS,
        (
            *_OF_INDEX,
            _GROUP_ID,
            _LEVEL,
            _ITEM_ID,
            Field("mean_pct", "number", messages.MEAN, words.GROUP_ITEM_MEANING),
        ),
        (*_GROUP, "level", "item_id"),
        _group_items,
        (_IN_GROUP, _IN_ITEM),
    ),
    OpenTable(
        "answers",
        words.ANSWERS,
        (
            *_OF_INDEX,
            _LEVEL,
            _ITEM_ID,
            Field("answer", "string", words.ANSWER, words.ANSWER_MEANING, required=True),
            Field("label", "string", words.LABEL, words.LABEL_MEANING, required=True),
            Field("ballots", "integer", BALLOTS, words.ANSWER_BALLOTS_MEANING, required=True),
        ),
        (*_ITEM, "answer"),
        _answers,
        (_IN_ITEM,),
    ),
    OpenTable(
        "other_answers",
        words.OTHER_ANSWERS,
        (
            *_OF_INDEX,
            Field("question_id", "string", words.QUESTION_ID, words.QUESTION_ID_MEANING, required=True),
            Field("question", "string", words.QUESTION, words.QUESTION_MEANING, required=True),
            Field("several", "boolean", words.SEVERAL, words.SEVERAL_MEANING, required=True),
            Field("answered", "integer", words.ANSWERED, words.ANSWERED_MEANING, required=True),
            Field("choice", "string", words.CHOICE, words.CHOICE_MEANING, required=True),
            Field("ballots", "integer", BALLOTS, words.CHOICE_BALLOTS_MEANING),
        ),
        (*_INDEX, "question_id", "choice"),
        _other_answers,
        (_IN_INDEX,),
    ),
    OpenTable(
        "respondents",
        words.RESPONDENTS,
        (
            *_OF_INDEX,
            Field("trait_id", "string", words.TRAIT_ID, words.TRAIT_ID_MEANING, required=True),
            Field("trait", "string", words.TRAIT, words.TRAIT_MEANING, required=True),
            Field("value", "string", words.TRAIT_VALUE, words.TRAIT_VALUE_MEANING, required=True),
            Field("ballots", "integer", BALLOTS, words.TRAIT_BALLOTS_MEANING),
            Field("score_pct", "number", words.VALUE, words.TRAIT_SCORE_MEANING),
        ),
        (*_INDEX, "trait_id", "value"),
        _respondents,
        (_IN_INDEX,),
    ),
    SUPPRESSED,
    OpenTable(
        "dictionary",
        words.DICTIONARY,
        (
            Field("table", "string", words.TABLE, words.TABLE_MEANING, required=True),
            Field("field", "string", words.FIELD, words.FIELD_MEANING, required=True),
            Field("type", "string", words.TYPE, words.TYPE_MEANING, required=True),
            Field("title_vi", "string", words.TITLE_VI, words.TITLE_OF_MEANING, required=True),
            Field("title_en", "string", words.TITLE_EN, words.TITLE_OF_MEANING, required=True),
            Field("meaning_vi", "string", words.MEANING_VI, words.MEANING_OF_MEANING, required=True),
            Field("meaning_en", "string", words.MEANING_EN, words.MEANING_OF_MEANING, required=True),
        ),
        ("table", "field"),
        _dictionary,
    ),
)


def rows_of(table: OpenTable, analyses: Sequence[Analysis]) -> list[Row]:
    """The rows of a table for all indices of a year."""
    rows: dict[tuple[Any, ...], Row] = {}
    names = [field.name for field in table.fields]
    for analysis in analyses:
        for row in table.rows(analysis):
            rows.setdefault(tuple(row[names.index(name)] for name in table.key), row)
    return list(rows.values())
