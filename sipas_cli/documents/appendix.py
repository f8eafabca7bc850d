"""The appendices of the decision: which of them there are, their tables, the note on their sums."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sipas_cli.documents.data import note_text
from sipas_cli.errors import RulesError
from sipas_cli.model import GroupStandings, Standing, Standings
from sipas_cli.runs.run import StoredRun
from sipas_cli.text import decimal_text
from sipas_cli.workspace.decision import AREA_FIELD, DECISION, HEADS_FROM, SOURCE_FIELD, Appendix

#: What stands in a cell where there is no value.
NONE = "–"
FOOTNOTE = (
    "Ghi chú: Tổng điểm được tính từ các điểm thành phần chưa làm tròn nên có thể chênh lệch ở chữ số cuối "
    "so với tổng của các điểm thành phần in trong bảng."
)
_SOURCES = ("appraisal", "xhh", "sipas", "bonus", "penalty")
_CHANGES = ("previous_rank", "previous_score", "rank_change", "score_change")
_BESIDE_AREAS = ("bonus", "penalty")
_OF_WORDS = ("unit", "note", "head", "head_class")


#: Id of a unit -> what the columns hold that set it against an earlier year, as printed.
Changes = Mapping[str, Mapping[str, str]]


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
    found = (_part(appendix, runs) for appendix in appendices)
    return [part for part in found if part and part.groups]


def _part(appendix: Appendix, runs: Mapping[str, StoredRun]) -> Part | None:
    if appendix.of != "heads":
        run = runs.get(appendix.of)
        return Part(appendix, run, run.standings.groups) if run else None
    rating = (Part(appendix, runs[index], _rated(runs[index])) for index in HEADS_FROM if index in runs)
    return next((part for part in rating if part.groups), None)


def _rated(run: StoredRun) -> tuple[GroupStandings, ...]:
    """The groups with those units only whose heads are rated."""
    rated = (
        GroupStandings(group.group, group.mean, tuple(line for line in group.standings if line.head_class))
        for group in run.standings.groups
    )
    return tuple(group for group in rated if group.standings)


# --- tables --------------------------------------------------------------------------------------


def part_data(part: Part, fill: Callable[[str], str], changes: Changes) -> dict[str, Any]:
    """Columns and tables of an appendix as printed text, without title and number.

    `fill` puts the year and the like into a heading; a unit that is not in `changes` has dashes there.

    Raises RulesError for a column of an area or a source of points that the run does not have.
    """
    _refuse_others(part)
    return {
        "columns": [
            {"title": fill(column.title), "field": column.field, "left": column.field in _OF_WORDS}
            for column in part.appendix.columns
        ],
        "groups": [
            {
                "title": f"{n}. {group.group.name}",
                "rows": [*_rows(group, part, changes), *_mean(group, part)],
                "footnote": FOOTNOTE
                if any(sum_differs(line, part.fields) for line in group.standings)
                else "",
            }
            for n, group in enumerate(part.groups, start=1)
        ],
        "notice": part.run.notice,
    }


def _refuse_others(part: Part) -> None:
    lines = [line.achieved for group in part.groups for line in group.standings if line.achieved]
    areas = dict.fromkeys(area for own in lines for area in own.areas)
    sources = dict.fromkeys(source for own in lines for source in own.sources)
    told = {"where": DECISION, "run": part.run.name}
    for field in part.fields:
        if field.startswith(AREA_FIELD) and field.removeprefix(AREA_FIELD) not in areas:
            raise RulesError("decision_area", field=field, known=", ".join(areas) or NONE, **told)
        if field.startswith(SOURCE_FIELD) and field.removeprefix(SOURCE_FIELD) not in sources:
            raise RulesError("decision_source", field=field, known=", ".join(sources) or NONE, **told)


Cells = list[dict[str, Any]]


def _rows(group: GroupStandings, part: Part, changes: Changes) -> list[Cells]:
    rows = []
    for line in group.standings:
        texts = row_texts(line, part.run.standings, changes.get(line.unit.id, {}))
        if texts["note"] and "note" not in part.fields:
            texts["unit"] += f" ({texts['note']})"
        rows.append(_cells(part, texts, NONE))  # an area may not apply to a unit
    return rows


def _mean(group: GroupStandings, part: Part) -> list[Cells]:
    """The last row, if it is wanted: the mean of the group in the column of the score."""
    if not part.appendix.mean:
        return []
    mean = _number(group.mean, part.run.standings.decimals)
    return [_cells(part, {"unit": "Bình quân nhóm", "score": mean}, "")]


def _cells(part: Part, texts: Mapping[str, str], otherwise: str) -> Cells:
    return [{"text": texts.get(field, otherwise), "left": field in _OF_WORDS} for field in part.fields]


def row_texts(line: Standing, ranking: Standings, change: Mapping[str, str]) -> dict[str, str]:
    """Every field that a column may hold, as printed for one unit; only those areas that apply to it. A
    unit without a score has no points either: what is known of it is a part that nobody would publish."""
    decimals, own = ranking.decimals, line.achieved if line.score is not None else None
    sources, areas = (own.sources, own.areas) if own else ({}, {})
    return {
        "rank": NONE if line.rank is None else str(line.rank),
        "unit": line.unit.name,
        "score": _number(line.score, decimals),
        "band": line.band or NONE,
        "points": _number(own.total.points if own else None, decimals),
        "maximum": _number(own.total.maximum if own else None, decimals),
        **{name: _number(sources[name].points if name in sources else None, decimals) for name in _SOURCES},
        **{f"{AREA_FIELD}{name}": _number(share.points, decimals) for name, share in areas.items()},
        **{f"{SOURCE_FIELD}{name}": _number(share.points, decimals) for name, share in sources.items()},
        **{name: change.get(name, NONE) for name in _CHANGES},
        "note": note_text(line, ranking.minimum_ballots, "vi"),
        "head": line.unit.head or NONE,
        "head_class": line.head_class or NONE,
        "ballots": str(line.ballots),
    }


def _number(value: Fraction | None, decimals: int) -> str:
    """With a decimal comma, and a minus that no line breaks after."""
    return NONE if value is None else decimal_text(value, decimals, mark=",").replace("-", "−")


# --- sums ----------------------------------------------------------------------------------------


def sum_differs(line: Standing, fields: Collection[str]) -> bool:
    """Whether a row prints all the parts of its total, and they do not add up to the total it prints.

    fields   what the columns of the table hold

    The parts are the sources of the points, or the areas with bonus and penalty; a part of 0 need not
    be printed. The total is `points`, or a `score` that is the same number. Where a part is not printed
    nobody can add up, and nothing is to be explained.
    """
    own = line.achieved
    if own is None or not ("points" in fields or ("score" in fields and line.score == own.total.points)):
        return False
    sources = {name: share.points for name, share in own.sources.items()}
    areas = {f"{AREA_FIELD}{name}": share.points for name, share in own.areas.items()}
    areas |= {name: sources[name] for name in _BESIDE_AREAS if areas and name in sources}
    fields = {*fields, *(field.removeprefix(SOURCE_FIELD) for field in fields)}
    return any(_differ(parts, own.total.points, fields) for parts in (sources, areas))


def _differ(parts: Mapping[str, Fraction], total: Fraction, fields: Collection[str]) -> bool:
    complete = all(name in fields for name, points in parts.items() if points)
    return bool(parts) and complete and sum(parts.values()) != total


def keep_last_footnote(groups: Iterable[dict[str, Any]]) -> None:
    """Leaves the note on sums under the last table that has it: a document says it once."""
    for group in [group for group in groups if group["footnote"]][:-1]:
        group["footnote"] = ""
