"""The appendices of the decision: which of them there are, their tables, the note on their sums."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Any

from sipas_cli.documents import messages
from sipas_cli.errors import RulesError
from sipas_cli.figures import outputs, units
from sipas_cli.figures.lines import Line, Movement, lines_of
from sipas_cli.figures.printing import NOTHING, Style, figure_text
from sipas_cli.messages import say, speaking
from sipas_cli.model import GroupStandings, Share, Standing
from sipas_cli.runs.run import StoredRun
from sipas_cli.workspace.decision import AREA_FIELD, DECISION, HEADS_FROM, SOURCE_FIELD, Appendix

_BESIDE_AREAS = ("bonus", "penalty")

#: Id of a unit -> the unit beside what it was in an earlier year.
Changes = Mapping[str, Movement]


@dataclass(frozen=True)
class Part:
    """An appendix that there are results for, with the run and those of its groups that are printed."""

    appendix: Appendix
    run: StoredRun
    groups: tuple[GroupStandings, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """What its columns hold."""
        return tuple(column.field for column in self.appendix.columns)


def available(appendices: Iterable[Appendix], runs: Mapping[str, StoredRun]) -> list[Part]:
    """The appendices that there are results for, in their order; `runs` by index."""
    parts = (_part(appendix, runs) for appendix in appendices)
    return [part for part in parts if part and part.groups]


def _part(appendix: Appendix, runs: Mapping[str, StoredRun]) -> Part | None:
    if appendix.of != "heads":
        run = runs.get(appendix.of)
        if not run:
            return None
        groups = [group for group in run.standings.groups if group.has_results]
        return Part(appendix, run, tuple(groups))
    rating = (Part(appendix, runs[index], _rated(runs[index])) for index in HEADS_FROM if index in runs)
    return next((part for part in rating if part.groups), None)


def _rated(run: StoredRun) -> tuple[GroupStandings, ...]:
    """The groups with those units only whose heads are rated."""
    rated = []
    for group in run.standings.groups:
        lines = tuple(line for line in group.standings if line.head_class)
        if lines:
            rated.append(GroupStandings(group.group, group.mean, lines))
    return tuple(rated)


# --- tables --------------------------------------------------------------------------------------


def part_data(part: Part, fill: Callable[[str], str], changes: Changes) -> dict[str, Any]:
    """Columns and tables of an appendix as printed text, without title and number.

    `fill` puts the year and the like into a heading; a unit that is not in `changes` has dashes there.

    Raises RulesError for a column of an area or a source of points that the run does not have.
    """
    _refuse_others(part)
    return {
        "columns": [
            {"title": fill(column.title), "field": column.field, "left": _begins_left(column.field)}
            for column in part.appendix.columns
        ],
        "groups": [_group(n, group, part, changes) for n, group in enumerate(part.groups, start=1)],
        "notice": part.run.notice,
    }


def _group(number: int, group: GroupStandings, part: Part, changes: Changes) -> dict[str, Any]:
    return {
        "title": f"{number}. {group.group.name}",
        "rows": [*_rows(group, part, changes), *_mean(group, part)],
        "footnotes": list(_footnotes(group, part)),
    }


def _footnotes(group: GroupStandings, part: Part) -> Iterator[str]:
    """What is to be explained below a table."""
    if any(sum_differs(line, part.fields) for line in group.standings):
        yield say(messages.SUM_NOTE, lang="vi")
    if {"rank", "score"} <= set(part.fields) and _ranks_differ(group):
        yield say(messages.RANK_NOTE, lang="vi")


def _ranks_differ(group: GroupStandings) -> bool:
    """Whether units of one printed score have different ranks."""
    ranks: dict[Fraction | None, int] = {}
    ranked = ((line.score, line.rank) for line in group.standings if line.rank is not None)
    return any(ranks.setdefault(score, rank) != rank for score, rank in ranked)


def _begins_left(field: str) -> bool:
    """Whether a column begins at the left: words do, but bands are short and stand in the middle."""
    figure = outputs.decision_figure(field)
    return figure.of_words and figure is not units.BAND


def _refuse_others(part: Part) -> None:
    """Refuses columns of areas and sources that no unit of the appendix has."""
    areas: dict[str, Share] = {}
    sources: dict[str, Share] = {}
    for line in chain.from_iterable(group.standings for group in part.groups):
        if line.achieved:
            areas |= line.achieved.areas
            sources |= line.achieved.sources
    place = {"where": DECISION, "run": part.run.name}
    for field in part.fields:
        if field.startswith(AREA_FIELD) and field.removeprefix(AREA_FIELD) not in areas:
            raise RulesError(messages.DECISION_AREA, field=field, known=", ".join(areas) or NOTHING, **place)
        if field.startswith(SOURCE_FIELD) and field.removeprefix(SOURCE_FIELD) not in sources:
            raise RulesError(
                messages.DECISION_SOURCE, field=field, known=", ".join(sources) or NOTHING, **place
            )


Cells = list[dict[str, Any]]


def _rows(group: GroupStandings, part: Part, changes: Changes) -> list[Cells]:
    rows = []
    for line in lines_of(part.run.standings, group, changes):
        texts = row_texts(line)
        if texts["note"] and "note" not in part.fields:
            texts["unit"] += f" ({texts['note']})"
        rows.append(_cells(part, texts, NOTHING))  # an area may not apply to a unit
    return rows


def _mean(group: GroupStandings, part: Part) -> list[Cells]:
    """The last row, if it is wanted: the mean of the group in the column of the score."""
    if not part.appendix.mean:
        return []
    mean = figure_text(group.mean, part.run.standings.decimals, ",").replace("-", "−")
    return [_cells(part, {"unit": "Bình quân nhóm", "score": mean}, "")]


def _cells(part: Part, texts: Mapping[str, str], otherwise: str) -> Cells:
    return [{"text": texts.get(field, otherwise), "left": _begins_left(field)} for field in part.fields]


def row_texts(line: Line) -> dict[str, str]:
    """Every field that a column may hold, as printed for one unit; only those areas that apply to it."""
    fields = dict(outputs.DECISION)
    if achieved := line.standing.achieved:
        fields |= {name: outputs.decision_figure(name) for name in _named(AREA_FIELD, achieved.areas)}
        fields |= {name: outputs.decision_figure(name) for name in _named(SOURCE_FIELD, achieved.sources)}
    style = Style(",", minus="−")  # a minus that no line breaks after
    with speaking("vi"):
        return {name: style.text(figure, line) for name, figure in fields.items()}


def _named(start: str, names: Iterable[str]) -> list[str]:
    return [f"{start}{name}" for name in names]


# --- sums ----------------------------------------------------------------------------------------


def sum_differs(line: Standing, fields: Collection[str]) -> bool:
    """Whether a row prints all the parts of its total, and they do not add up to the total it prints.

    fields   what the columns of the table hold

    The parts are the sources of the points, or the areas with bonus and penalty; a part of 0 need not
    be printed. The total is `points`, or a `score` that is the same number. Where a part is not printed
    nobody can add up, and nothing is to be explained.
    """
    achieved = line.achieved
    if achieved is None or not (
        "points" in fields or ("score" in fields and line.score == achieved.total.points)
    ):
        return False
    sources = {name: share.points for name, share in achieved.sources.items()}
    areas = {f"{AREA_FIELD}{name}": share.points for name, share in achieved.areas.items()}
    areas |= {name: sources[name] for name in _BESIDE_AREAS if areas and name in sources}
    fields = {*fields, *(field.removeprefix(SOURCE_FIELD) for field in fields)}
    return any(_differ(parts, achieved.total.points, fields) for parts in (sources, areas))


def sources_differ(line: Standing) -> bool:
    """Whether the printed points by their sources do not add up to the printed total."""
    if line.achieved is None:
        return False
    return sum_differs(line, ("points", *line.achieved.sources))


def _differ(parts: Mapping[str, Fraction], total: Fraction, fields: Collection[str]) -> bool:
    complete = all(name in fields for name, points in parts.items() if points)
    return bool(parts) and complete and sum(parts.values()) != total


def keep_last_footnotes(groups: Sequence[dict[str, Any]]) -> None:
    """Leaves each note under the last table that has it: a document says it once."""
    said: set[str] = set()
    for group in reversed(groups):
        notes = [note for note in group.pop("footnotes") if note not in said]
        group["footnote"] = " ".join(notes)
        said.update(notes)
