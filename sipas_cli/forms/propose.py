"""A mapping proposed for a file whose headers or answers the criteria do not know.

What is certain is found without any mapping. All that is proposed here is a guess, by likeness or by
position, and is written as a comment: only what a person uncomments counts.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sipas_cli.errors import RulesError
from sipas_cli.forms import mapping_messages as messages
from sipas_cli.forms.office_form import OfficeForm
from sipas_cli.intake import headers
from sipas_cli.intake import messages as intake_messages
from sipas_cli.intake.ballot_sheets import unconfirmed
from sipas_cli.intake.ballots.answers import AnswerTexts
from sipas_cli.intake.header_rows import HeaderRows
from sipas_cli.intake.labelled import labelled
from sipas_cli.intake.layout import Layout
from sipas_cli.intake.other_columns import other_columns
from sipas_cli.intake.readings import Top, View, ballots_of, known, tool_remarks, view_remarks
from sipas_cli.messages import Worded
from sipas_cli.model import ERROR_CELL, NO_VALUE, TOP_ROWS, Column
from sipas_cli.rules import library
from sipas_cli.rules.criteria import NO_ANSWER, OFF_SCALE, Plan
from sipas_cli.rules.patterns import whole
from sipas_cli.rules.sources import (
    HeaderForms,
    HeaderMapping,
    Source,
    StoredForm,
    header_key,
    with_source,
)
from sipas_cli.sheets import Sheet
from sipas_cli.sheets import Source as File
from sipas_cli.text.alike import likeness
from sipas_cli.text.days import day_first, day_of
from sipas_cli.text.places import place_name
from sipas_cli.text.spelling import fold, nfc, plain
from sipas_cli.wording import Remark
from sipas_cli.workspace.units import Registry
from sipas_cli.workspace.workspace import Workspace

LIKE_ENOUGH = 0.6
_MOST_TEXTS, _LONGEST = 20, 60
_OFTEN = 3  # what stands once or twice may be the words of one respondent
_LONG_NUMBER = re.compile(r"\d(?:[\s.()/+-]{0,3}\d){6}")
_ROLES = ("unit", "ballot_id", "date", "status", "interviewer")
_POSITION = re.compile(r"[a-z]*_?(\d{1,2})")


class Guess(Worded):
    """How what something means was found."""

    MAPPED = ("map.mapped", messages.MAPPED)
    FOUND = ("map.found", messages.FOUND)
    ALIKE = ("map.alike", messages.ALIKE)
    PLAIN = ("map.plain", messages.PLAIN)
    POSITION = ("map.position", messages.POSITION)
    DAYS = ("map.days", messages.DAYS)
    UNITS = ("map.units", messages.UNITS)
    NOTHING = ("map.nothing", messages.NOTHING)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line of a mapping.

    part    columns, questions or answers
    name    a role, the code of a question, or a text in the cells
    value   the header, or the answer that the text may mean; "" where nothing is proposed
    sure    whether the program finds it by itself, or a mapping confirmed it
    why     how the guess was made
    like    how alike the texts are, in percent
    """

    part: str
    name: str
    value: str
    sure: bool
    why: Guess
    like: int = 0


def propose(
    sheet: Sheet,
    plan: Plan,
    tool: Source | None,
    registry: Registry | None,
    view: View | None = None,
) -> tuple[list[Proposal], list[str]]:
    """What the columns and the answers of a sheet may mean, column by column, then text by text; and the
    headers that are left.

    plan   with what the tool and a mapping add
    view   how the sheet is read so far; what a mapping confirmed in it is repeated as it is
    """
    rows = HeaderRows(sheet.top, tool)
    layout = headers.layout(rows, plan)
    number = name_row = _header_row(sheet.top)
    questions: set[int] = set()
    if layout:
        number, name_row = layout.header_row, layout.name_row
        questions = set(layout.questions.values())
    names = [nfc(cell) for cell in sheet.top[name_row - 1]]
    others = set(other_columns(dict(enumerate(names)), plan.others, rows).taken)
    block = sheet.read(number, range(len(names)), lambda _: None)
    roles = list(_roles(names, plan, block.columns, questions | others, registry, tool))
    taken = others | {names.index(p.value) for p in roles if p.value in names}
    end = (tool.answers_end if tool else None) or ""
    texts = AnswerTexts(plan.scale, end, view.otherwise if view else None)
    answering = _answering(block.columns, tool, texts, many=max(_OFTEN, len(plan.codes) // 2)) - others
    as_below = [c for c in answering if names[c] in block.columns[c].texts]
    if answering and 2 * len(as_below) > len(answering):  # it would be a respondent's answers that are shown
        raise RulesError(messages.MAP_NO_HEADER, where=place_name(sheet.file, sheet.name, str(name_row)))
    mapped = list(_questions(names, layout, plan, answering, tool, taken))
    found = {names.index(p.value) for p in mapped if p.value in names and (p.sure or p.why == Guess.POSITION)}
    guessed = {names.index(p.value) for p in mapped if p.value in names} & answering
    columns = found | guessed
    answers = list(_answers(plan, tool, texts, [block.columns[c] for c in sorted(columns)]))
    if view and not answers:
        doubtful = unconfirmed(sheet, view, [block.columns[c] for c in sorted(view.layout.answers())])
        answers = [Proposal("answers", t, k, False, Guess.POSITION) for t, k in sorted(doubtful.items())]
    proposals = list(_with_confirmed([*roles, *mapped, *answers], view.confirmed if view else None))
    used = {proposal.value for proposal in proposals} | {names[column] for column in others}
    return proposals, [n for n in dict.fromkeys(names) if n and n not in used and not _personal(n)]


def _with_confirmed(proposals: Iterable[Proposal], confirmed: HeaderMapping | None) -> Iterator[Proposal]:
    """The proposals, those that a mapping confirms marked as such, and its answers."""
    if confirmed is None:
        yield from proposals
        return
    mapped = {
        "columns": {name: text for name, text in confirmed.columns if text},
        "questions": confirmed.questions,
    }
    for proposal in proposals:
        values = mapped.get(proposal.part, {})
        if proposal.name in values:
            yield replace(proposal, value=values[proposal.name], why=Guess.MAPPED)
        else:
            yield proposal
    for text, kind in confirmed.answers.items():
        yield Proposal("answers", text, kind, True, Guess.MAPPED)


def _header_row(top: Sequence[Sequence[str]]) -> int:
    """The number of the row with the most different texts, the upper one of equals."""
    widths = [len(set(map(nfc, row)) - {""}) for row in top[:TOP_ROWS]]
    return widths.index(max(widths)) + 1


@dataclass(frozen=True)
class Proposed:
    """The proposals for a file, and what they were made with.

    doubtful   those that a person must decide on
    answers    what may stand to the right of an answer
    unused     the headers that no proposal takes
    form       what the form of the file says
    """

    criteria: str
    source: str
    answers: Sequence[str]
    proposals: Sequence[Proposal]
    unused: Sequence[str]
    remarks: Sequence[Remark]
    form: StoredForm | None

    @property
    def doubtful(self) -> list[Proposal]:
        """What somebody has to look at."""
        needed = [p for p in self.proposals if p.part != "columns" or p.name == "unit" or p.value]
        return [proposal for proposal in needed if not proposal.sure]

    @property
    def confirmed(self) -> bool:
        """Whether a mapping confirms some of them."""
        return any(proposal.why == Guess.MAPPED for proposal in self.proposals)


def proposed(
    file: File,
    workspace: Workspace,
    *,
    criteria: str | None,
    source: str | None,
    form: OfficeForm | None = None,
) -> Proposed:
    """What the headers and answers of a file may mean to the named set, else to that of the workspace, else
    to the one that knows most of its headers; with the labels of the form that it was made by, where this is
    given. Raises RulesError where no set knows any, DataError for a form of another survey."""
    folder, settings = workspace.folder, workspace.settings
    registry = workspace.registry if workspace.groups else None
    about = known(folder, registry, source)
    wanted = (criteria,) if criteria else settings.criteria
    sets: Iterable[library.AnySet] = [library.find_set(folder, name) for name in wanted]
    if not wanted:
        sets = library.all_sets(folder)
    readings = [reading for criteria_set in sets for reading in ballots_of(criteria_set)]
    shown = [sheet for sheet in file.sheets if not sheet.hidden]
    stored = form.of(shown, file.name) if form else None
    if stored:
        shown = [labelled(sheet, stored) or sheet for sheet in shown]
    tops = [Top(sheet, about) for sheet in shown]
    views = [(reading, top, top.view(reading)) for reading in readings for top in tops]
    if not views:
        raise RulesError(messages.MAP_NO_SET, where=file.name)
    reading, top, view = max(views, key=lambda one: len(one[2].layout.questions) if one[2] else 0)
    own_sets = [r for r in readings if r.criteria.local]
    if view is None and len(own_sets) == 1:  # nothing tells, but the workspace has one set of its own
        reading = own_sets[0]
    elif view is None and len(readings) > 1:
        raise RulesError(
            messages.MAP_WHICH_SET, where=file.name, known=", ".join(r.criteria.criteria.id for r in readings)
        )
    if view:
        tool, plan, remarks = view.tool, view.plan, view_remarks(view)
    else:
        tool, plan, remarks = top.tool, with_source(reading.plan, top.tool), tool_remarks(top.tool)
    proposals, unused = propose(top.sheet, plan, tool, registry, view)
    placed = sum(p.part == "questions" and p.why == Guess.POSITION for p in proposals)
    if placed:
        remarks = [*remarks, Remark(messages.MAP_BY_POSITION, {"count": placed})]
    if stored is None and view and view.confirmed:
        stored = view.confirmed.form
    key = intake_messages.CRITERIA_NAMED if wanted else intake_messages.CRITERIA_FOUND
    return Proposed(
        criteria=reading.criteria.criteria.id,
        source=tool.id if tool else "",
        answers=_meanings(plan),
        proposals=proposals,
        unused=unused,
        remarks=[Remark(key, {"criteria": reading.criteria.criteria.id}), *remarks],
        form=stored,
    )


def _meanings(plan: Plan) -> list[str]:
    """Each answer of the scale with its label, then what is no answer."""
    levels = [
        f"{kind} ({answer.label})" for kind, answer in zip(plan.scale.kinds, plan.scale.answers, strict=False)
    ]
    return [*levels, *(kind for kind in NO_ANSWER if kind != OFF_SCALE)]


# --- columns -------------------------------------------------------------------------------------


def _roles(
    names: Sequence[str],
    plan: Plan,
    columns: Mapping[int, Column],
    taken: set[int],
    registry: Registry | None,
    tool: Source | None,
) -> Iterator[Proposal]:
    forms = tool.header if tool else HeaderForms()
    keys = {header_key(text): name for name in reversed(names) for text in (*forms.names(name), name)}
    for role in _ROLES:
        texts = map(header_key, getattr(plan.columns, role))
        if header := next((keys[text] for text in texts if text in keys), ""):
            yield Proposal("columns", role, header, True, Guess.FOUND)
        elif role == "unit" and registry:
            place = _column_of_units(columns, taken, registry)
            value = "" if place is None else names[place]
            yield Proposal("columns", role, value, False, Guess.UNITS if value else Guess.NOTHING)
        elif role == "date":
            yield _date(names, plan, columns, taken)
        else:
            yield Proposal("columns", role, "", False, Guess.NOTHING)


def _date(names: Sequence[str], plan: Plan, columns: Mapping[int, Column], taken: set[int]) -> Proposal:
    """Among the columns that hold days the one whose header is the most like a known one."""
    texts = [plain(text) for text in plan.columns.date]
    dated = [place for place, column in columns.items() if place not in taken and _holds_days(column)]
    like = {place: _most_alike(plain(names[place]), texts) for place in dated}
    best = max(dated, key=lambda place: like[place], default=None)
    if best is None:
        return Proposal("columns", "date", "", False, Guess.NOTHING)
    if like[best] < 100 * LIKE_ENOUGH:
        return Proposal("columns", "date", names[best], False, Guess.DAYS)
    return Proposal("columns", "date", names[best], False, Guess.ALIKE, like[best])


def _holds_days(column: Column) -> bool:
    """Whether most of the texts of a column are days."""
    texts = [text for text in column.texts if nfc(text)]
    return 2 * sum(bool(day_of(text)) for text in day_first(texts)) > len(texts)


def _alike_pct(text: str, other: str) -> int:
    """How alike two texts are, in percent."""
    return int(100 * likeness(text, other))


def _most_alike(text: str, others: Iterable[str]) -> int:
    """How alike the likest of some texts is, in percent; 0 of none."""
    return max((_alike_pct(other, text) for other in others), default=0)


def _column_of_units(columns: Mapping[int, Column], taken: set[int], registry: Registry) -> int | None:
    """The column most of whose texts are units of the register."""
    shares: dict[int, float] = {}
    for place, column in columns.items():
        if place not in taken and 0 < len(column.texts) <= 10 * len(registry.units):
            units = sum(registry.unit(text) is not None for text in column.texts)
            shares[place] = units / len(column.texts)
    best = max(shares, key=lambda place: shares[place], default=None)
    if best is not None and shares[best] >= 1 / 2:
        return best
    return None


def _questions(
    names: Sequence[str],
    layout: Layout | None,
    plan: Plan,
    answering: set[int],
    tool: Source | None,
    taken: set[int],
) -> Iterator[Proposal]:
    """Each question: found, like a header that is free, or in the place where it would stand."""
    known: dict[str, int] = {}
    used = set(taken)
    if layout:
        known |= layout.questions
        used |= {*layout.questions.values(), *layout.roles.values()}
    free = {c: name for c, name in enumerate(names) if c not in used and name}
    alike = _alike([q for q in plan.codes if q not in known], free, plan, tool)
    used |= {place for place, _ in alike.values()}
    open_codes = [code for code in plan.codes if code not in known and code not in alike]
    places = [c for c in range(len(names)) if c not in used and c in answering]
    by_place = dict(zip(open_codes, _in_a_row(names, places, len(open_codes)), strict=False))
    for code in plan.codes:
        if code in known:
            yield Proposal("questions", code, names[known[code]], True, Guess.FOUND)
        elif code in alike:
            place, like = alike[code]
            yield Proposal("questions", code, names[place], False, Guess.ALIKE, like)
        elif code in by_place:
            yield Proposal("questions", code, names[by_place[code]], False, Guess.POSITION)
        else:
            yield Proposal("questions", code, "", False, Guess.NOTHING)


def _alike(
    codes: Sequence[str], free: Mapping[int, str], plan: Plan, tool: Source | None
) -> dict[str, tuple[int, int]]:
    """Code -> (column, likeness in percent): each takes the likest header that is free, the likest pair of
    all first."""
    texts = {q.code: plain(q.text) for q in plan.questions}
    named = {column: _texts_in(header, tool) for column, header in free.items()}
    pairs = []
    for code in codes:
        for column in free:
            like = max(_likeness(texts[code], name) for name in named[column])
            pairs.append((like, code, column))
    pairs.sort(reverse=True)
    matches: dict[str, tuple[int, int]] = {}
    for like, code, column in pairs:
        if (
            like >= 100 * LIKE_ENOUGH
            and code not in matches
            and column not in {c for c, _ in matches.values()}
        ):
            matches[code] = column, like
    return matches


_IN_BRACKETS = re.compile(r".*\[(.+?)\]\s*", re.DOTALL)
_CUT_SHORT = re.compile(r"(.{8,}?) ?(?:\.{2,3}|…) ?", re.DOTALL)


def _texts_in(header: str, tool: Source | None) -> list[str]:
    """What in a header may be the text of a question, plain: also what stands in brackets where no tool was
    recognised."""
    texts = [*(tool.header if tool else HeaderForms()).names(header), header]
    texts += [row[1] for row in [_IN_BRACKETS.fullmatch(header)] if row]
    return [plain(text) for text in texts]


def _likeness(text: str, name: str) -> int:
    """How alike they are, in percent; of a name that was cut short, as in "Công chức có thái ..", as much of
    the text as it has."""
    if cut := _CUT_SHORT.fullmatch(name):
        return _alike_pct(text[: len(cut[1])], cut[1])
    return _alike_pct(text, name)


def _in_a_row(names: Sequence[str], places: Sequence[int], wanted: int) -> list[int]:
    """The columns that are just as many as wanted: all of them, or those whose headers differ by their
    numbers alone, such as Q1[SQ001] ... Q1[SQ025], or by those and the groups of the form before them, such
    as access/q1 ... result/q25; else none."""
    if len(places) == wanted:
        return list(places)
    for before in ("", r".*[/.:-]"):
        shapes: dict[str, list[int]] = {}
        for place in (place for place in places if re.search(r"\d", names[place])):
            shape = re.sub(r"\d+", "0", re.sub(before, "", names[place], count=1))
            shapes.setdefault(shape, []).append(place)
        if fitting := [columns for columns in shapes.values() if len(columns) == wanted]:
            return fitting[0] if len(fitting) == 1 else []
    return []


def _answering(
    columns: Mapping[int, Column], tool: Source | None, known: AnswerTexts, *, many: int
) -> set[int]:
    """The columns that hold what answers look like: few different texts, and in most rows an answer of the
    scale, the code of one, or a text that stands in `many` columns and is nobody's own."""
    open_columns = {place: column for place, column in columns.items() if _may_hold_answers(column)}
    within = Counter(t for column in open_columns.values() for t in {nfc(text) for text in column.texts})
    found = set()
    for place, column in open_columns.items():
        rows = _rows([column])
        own = {text for text in rows if _personal(text)}
        seen = [
            text
            for text in rows.keys() - own
            if known.name(text) != OFF_SCALE or _is_code(text, tool) or within[text] >= many
        ]
        if 2 * sum(rows[text] for text in seen) > sum(rows.values()):
            found.add(place)
    return found


def _is_code(text: str, tool: Source | None) -> bool:
    """Whether it is the code of an answer, such as 4 or A4."""
    return bool(re.fullmatch(r"[a-z]{0,2}\d{1,2}", fold(text))) or any(
        whole(pattern, text, any_case=True) for pattern in (tool.answer_codes if tool else ())
    )


def _may_hold_answers(column: Column) -> bool:
    """Whether it holds few different texts."""
    return 0 < sum(bool(nfc(text)) for text in column.texts) <= _MOST_TEXTS


def _personal(text: str) -> bool:
    """Whether it may be of a respondent: an address, a number of a phone or a card, long free text."""
    return len(text) > _LONGEST or "@" in text or _LONG_NUMBER.search(text) is not None


def _rows(columns: Iterable[Column]) -> Counter[str]:
    """How many cells of the columns hold each text; empty ones are not counted."""
    rows: Counter[str] = Counter()
    for column in columns:
        for code, count in Counter(column.codes.tolist()).items():
            if text := nfc(column.texts[code]):
                rows[text] += count
    return rows


# --- answers -------------------------------------------------------------------------------------


def _answers(
    plan: Plan, tool: Source | None, known: AnswerTexts, columns: Iterable[Column]
) -> Iterator[Proposal]:
    """Each text in the columns of questions that is no answer of the scale, if it resembles one or stands
    there often. What is rare may be what a respondent wrote: it is not shown."""
    rows = _rows(column for column in columns if _may_hold_answers(column))
    unknown = [t for t in rows if t not in (ERROR_CELL, NO_VALUE) and known.name(t) == OFF_SCALE]
    if len(unknown) > _MOST_TEXTS:
        return
    levels = {plain(text): kind for kind, text in plan.scale.texts() if text}
    codes = _numbered(unknown)
    places = tool.positions(unknown, plan.scale, beyond=True) if tool else {}
    for text in sorted(text for text in unknown if not _personal(text)):
        if (kind := levels.get(plain(text))) is not None:
            yield Proposal("answers", text, kind, False, Guess.PLAIN)
        elif text in places:
            yield Proposal("answers", text, places[text], False, Guess.POSITION)
        elif len(codes) == len(plan.scale.answers) and text in codes and not places:
            yield Proposal("answers", text, plan.scale.kinds[codes.index(text)], False, Guess.POSITION)
        elif rows[text] >= _OFTEN or _is_code(text, tool):
            yield Proposal("answers", text, "", False, Guess.NOTHING)


def _numbered(texts: Sequence[str]) -> list[str]:
    """Texts such as A1 ... A5 in the order of their numbers, if these begin with 0 or 1 and none is left out:
    of A2 ... A6 the first is not the lowest answer."""
    positions = ((_POSITION.fullmatch(fold(text)), text) for text in texts)
    pairs = sorted((int(match[1]), text) for match, text in positions if match)
    numbers = [number for number, _ in pairs]
    whole = numbers[:1] in ([0], [1]) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    if whole:
        return [text for _, text in pairs]
    return []
