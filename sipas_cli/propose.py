"""A mapping proposed for a file whose headers or answers the criteria do not know.

What is certain is found without any mapping. All that is proposed here is a guess, by likeness or by
position, and is written as a comment: only what a person uncomments counts.
"""

import difflib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sipas_cli import headers
from sipas_cli.errors import RulesError
from sipas_cli.gather import Note, ballots_of, known, tool_notes, tool_of, viewed
from sipas_cli.model import ERROR_CELL, NO_VALUE, TOP_ROWS, Column, Layout
from sipas_cli.read import Sheet
from sipas_cli.read import Source as File
from sipas_cli.rules import library, workspace
from sipas_cli.rules.criteria import NO_ANSWER, OFF_SCALE, Plan
from sipas_cli.rules.sources import Source, header_key, with_source
from sipas_cli.text import fold, nfc, plain
from sipas_cli.units import Registry
from sipas_cli.validate import AnswerTexts

LIKE_ENOUGH = 0.6
_MOST_TEXTS, _LONGEST = 20, 60
_ROLES = ("unit", "ballot_id", "date", "status", "interviewer")
_POSITION = re.compile(r"[a-z]*_?(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line of a mapping.

    part    columns, questions or answers
    name    a role, the code of a question, or a text in the cells
    value   the header, or the answer that the text may mean; "" where nothing is proposed
    sure    whether the program finds it without the mapping
    why     key of the catalogue: how the guess was made
    like    how alike the texts are, in percent
    """

    part: str
    name: str
    value: str
    sure: bool
    why: str
    like: int = 0


def propose(sheet: Sheet, plan: Plan, tool: Source | None, registry: Registry | None) -> list[Proposal]:
    """What the columns and the answers of a sheet may mean, column by column, then text by text.

    plan   with what the tool and a mapping add
    """
    layout = headers.layout(sheet.top, plan, tool)
    number = layout.header_row if layout else _header_row(sheet.top)
    names = [nfc(cell) for cell in sheet.top[number - 1]]
    block = sheet.read(number, range(len(names)), lambda _: None)
    found = list(_questions(names, layout, plan, block.columns))
    columns = {p.name: names.index(p.value) for p in found if p.value in names}
    return [
        *_roles(names, plan, block.columns, set(columns.values()), registry),
        *found,
        *_answers(plan, tool, [block.columns[c] for c in columns.values()]),
    ]


def _header_row(top: Sequence[Sequence[str]]) -> int:
    """The number of the row with the most different texts, the upper one of equals."""
    widths = [len({nfc(cell) for cell in row if nfc(cell)}) for row in top[:TOP_ROWS]]
    return widths.index(max(widths)) + 1


@dataclass(frozen=True)
class Proposed:
    """The proposals for a file, and what they were made with.

    doubtful   those that a person must decide on
    answers    what may stand to the right of an answer
    """

    criteria: str
    source: str
    answers: Sequence[str]
    proposals: Sequence[Proposal]
    notes: Sequence[Note]

    @property
    def doubtful(self) -> list[Proposal]:
        needed = [own for own in self.proposals if own.part != "columns" or own.name == "unit" or own.value]
        return [own for own in needed if not own.sure]


def proposed(file: File, folder: Path, *, criteria: str | None, source: str | None) -> Proposed:
    """What the headers and answers of a file may mean to the named set, else to that of the workspace, else
    to the one that knows most of its headers. Raises RulesError where no set knows any."""
    settings = workspace.read_settings(folder)
    groups, units = workspace.read_units(folder)
    registry = Registry(groups, units, settings.province or "") if groups else None
    about = known(folder, registry, source)
    wanted = (criteria,) if criteria else settings.criteria
    sets = [library.find_set(folder, name) for name in wanted] if wanted else library.all_sets(folder)
    readings = [own for found in sets for own in ballots_of(found)]
    sheets = [sheet for sheet in file.sheets if not sheet.hidden]
    views = [(reading, sheet, viewed(sheet, reading, about)) for reading in readings for sheet in sheets]
    if not views:
        raise RulesError("map_no_set", where=file.name)
    reading, sheet, view = max(views, key=lambda own: len(own[2].layout.questions) if own[2] else 0)
    own_sets = [own for own in readings if own.criteria.local]
    if view is None and len(own_sets) == 1:  # nothing tells, but the workspace has one set of its own
        reading = own_sets[0]
    elif view is None and len(readings) > 1:
        raise RulesError(
            "map_which_set", where=file.name, known=", ".join(r.criteria.criteria.id for r in readings)
        )
    tool = view.tool if view else tool_of(sheet, about)
    plan = view.plan if view else with_source(reading.plan, tool)
    return Proposed(
        criteria=reading.criteria.criteria.id,
        source=tool.id if tool else "",
        answers=_meanings(plan),
        proposals=propose(sheet, plan, tool, registry),
        notes=[("note.criteria_found", {"criteria": reading.criteria.criteria.id}), *(tool_notes(tool))],
    )


def _meanings(plan: Plan) -> list[str]:
    """Each answer of the scale with its label, then what is no answer."""
    levels = [
        f"{kind} ({own.label})" for kind, own in zip(plan.scale.kinds, plan.scale.answers, strict=False)
    ]
    return [*levels, *(kind for kind in NO_ANSWER if kind != OFF_SCALE)]


# --- columns -------------------------------------------------------------------------------------


def _roles(
    names: Sequence[str],
    plan: Plan,
    columns: Mapping[int, Column],
    taken: set[int],
    registry: Registry | None,
) -> Iterator[Proposal]:
    keys = {header_key(name): name for name in names}
    for role in _ROLES:
        texts = map(header_key, getattr(plan.columns, role))
        if found := next((keys[text] for text in texts if text in keys), ""):
            yield Proposal("columns", role, found, True, "map.found")
        elif role == "unit" and registry:
            place = _column_of_units(columns, taken, registry)
            value = "" if place is None else names[place]
            yield Proposal("columns", role, value, False, "map.units" if value else "map.nothing")
        else:
            yield Proposal("columns", role, "", False, "map.nothing")


def _column_of_units(columns: Mapping[int, Column], taken: set[int], registry: Registry) -> int | None:
    """The column most of whose texts are units of the register."""
    shares = {
        place: sum(registry.find(text).unit is not None for text in column.texts) / len(column.texts)
        for place, column in columns.items()
        if place not in taken and column.texts and len(column.texts) <= 10 * len(registry.units)
    }
    best = max(shares, key=lambda place: shares[place], default=None)
    return best if best is not None and shares[best] >= 1 / 2 else None


def _questions(
    names: Sequence[str], layout: Layout | None, plan: Plan, columns: Mapping[int, Column]
) -> Iterator[Proposal]:
    """Each question: found, like a header that is free, or in the place where it would stand."""
    known = dict(layout.questions) if layout else {}
    used = {*known.values(), *(layout.roles.values() if layout else ())}
    alike = _alike([q for q in plan.codes if q not in known], names, used, plan)
    used |= {place for place, _ in alike.values()}
    open_codes = [code for code in plan.codes if code not in known and code not in alike]
    places = [c for c in range(len(names)) if c not in used and _may_hold_answers(columns[c])]
    by_place = dict(zip(open_codes, _in_a_row(names, places, len(open_codes)), strict=False))
    for code in plan.codes:
        if code in known:
            yield Proposal("questions", code, names[known[code]], True, "map.found")
        elif code in alike:
            place, like = alike[code]
            yield Proposal("questions", code, names[place], False, "map.alike", like)
        elif code in by_place:
            yield Proposal("questions", code, names[by_place[code]], False, "map.position")
        else:
            yield Proposal("questions", code, "", False, "map.nothing")


def _alike(
    codes: Sequence[str], names: Sequence[str], used: set[int], plan: Plan
) -> dict[str, tuple[int, int]]:
    """Code -> (column, likeness in percent): each takes the likest header that is free, the likest pair of
    all first."""
    texts = {q.code: plain(q.text) for q in plan.questions}
    free = {c: plain(name) for c, name in enumerate(names) if c not in used and name}
    pairs = sorted(
        (
            (difflib.SequenceMatcher(None, texts[code], name).ratio(), code, column)
            for code in codes
            for column, name in free.items()
        ),
        reverse=True,
    )
    found: dict[str, tuple[int, int]] = {}
    for ratio, code, column in pairs:
        if ratio >= LIKE_ENOUGH and code not in found and column not in {c for c, _ in found.values()}:
            found[code] = column, int(100 * ratio)
    return found


def _in_a_row(names: Sequence[str], places: Sequence[int], wanted: int) -> list[int]:
    """The columns that are just as many as wanted: all of them, or those whose headers differ by their
    numbers alone, such as Q1[SQ001] ... Q1[SQ025]; else none."""
    if len(places) == wanted:
        return list(places)
    shapes: dict[str, list[int]] = {}
    for place in places:
        shapes.setdefault(re.sub(r"\d+", "0", names[place]), []).append(place)
    return next((own for own in shapes.values() if len(own) == wanted), [])


def _may_hold_answers(column: Column) -> bool:
    """Few short texts, more than one row each: what the answers to a question look like."""
    texts = [text for text in column.texts if nfc(text)]
    return 0 < len(texts) <= _MOST_TEXTS and all(len(text) <= _LONGEST for text in texts)


# --- answers -------------------------------------------------------------------------------------


def _answers(plan: Plan, tool: Source | None, columns: Iterable[Column]) -> Iterator[Proposal]:
    """Each text in the columns of questions that is no answer of the scale. A column of free text would
    hold what respondents wrote: of more than a few different texts none is shown."""
    known = AnswerTexts(plan.scale, (tool.answers_end if tool else None) or "")
    rows: Counter[str] = Counter()
    for column in columns:
        if _may_hold_answers(column):
            for code, count in Counter(column.codes.tolist()).items():
                rows[nfc(column.texts[code])] += count
    unknown = [t for t in rows if t and t not in (ERROR_CELL, NO_VALUE) and known.name(t) == OFF_SCALE]
    if len(unknown) > _MOST_TEXTS:
        return
    levels = {plain(text): kind for kind, text in plan.scale.texts() if text}
    codes = _numbered(unknown)
    for text in sorted(unknown):
        if (kind := levels.get(plain(text))) is not None:
            yield Proposal("answers", text, kind, False, "map.plain")
        elif len(codes) == len(plan.scale.answers) and text in codes:
            yield Proposal("answers", text, plan.scale.kinds[codes.index(text)], False, "map.position")
        else:
            yield Proposal("answers", text, "", False, "map.nothing")


def _numbered(texts: Sequence[str]) -> list[str]:
    """Texts such as A1 ... A5 in the order of their numbers."""
    pairs = [(int(found[1]), text) for text in texts if (found := _POSITION.fullmatch(fold(text)))]
    return [text for _, text in sorted(pairs)]


# --- as a file -----------------------------------------------------------------------------------


def mapping_yaml(found: Proposed, words: Mapping[str, str], head: Sequence[str]) -> str:
    """The proposals as a mapping file in which nothing counts yet: every line is a comment. `words` explains
    the keys of `why`, `head` stands above."""
    lines = [f"# {line}" for line in head]
    lines += [f"criteria: {found.criteria}"]
    lines += [f"source: {found.source}"] if found.source else []
    for part in ("columns", "questions", "answers"):
        own = [proposal for proposal in found.proposals if proposal.part == part]
        lines += ["", f"{part}:", *(f"  {_line(proposal, words)}" for proposal in own)] if own else []
    return "\n".join(lines) + "\n"


def _line(proposal: Proposal, words: Mapping[str, str]) -> str:
    name = _quoted(proposal.name) if proposal.part == "answers" else proposal.name
    like = f" {proposal.like} %" if proposal.like else ""
    return f"# {name}: {_quoted(proposal.value)}  # {words[proposal.why]}{like}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
