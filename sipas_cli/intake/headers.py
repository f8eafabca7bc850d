"""Which column is which question: the header row of a sheet against a plan."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sipas_cli.intake.header_rows import HeaderRows, Name, unnumbered
from sipas_cli.intake.layout import Layout
from sipas_cli.intake.other_columns import OtherColumns, other_columns
from sipas_cli.intake.stated_unit import is_of_judged
from sipas_cli.rules import words
from sipas_cli.rules.criteria import Plan
from sipas_cli.rules.sources import header_key
from sipas_cli.text.alike import most_alike
from sipas_cli.text.spelling import fold, plain, slug

_Doubled = tuple[str, int, int]  # what two columns claim to be, and these columns


def layout(rows: HeaderRows, plan: Plan) -> Layout | None:
    """How the sheet that begins with some rows maps to `plan`; None where no row has a question in it. The
    header is the row with the most questions, the upper one of equals."""
    finder = _Finder(rows, plan)
    most, header = 0, 0
    for place, row in enumerate(rows.rows()):
        codes = {finder.question(text) for text in row} - {None}
        if len(codes) > most:
            most, header = len(codes), place
    if most:
        return _of_row(header, plan, finder)
    return None


class _Finder:
    """Finds the question that a header names; each header is looked at once."""

    def __init__(self, rows: HeaderRows, plan: Plan) -> None:
        self.rows = rows
        self.keys = _question_keys(plan)
        self._alike = {header_key(wording): questions for wording, questions in plan.alike.items()}
        self._ignored = {header_key(text) for text in plan.columns.ignored}
        self._several = {question.code for question in plan.questions if question.headers}
        self.order = plan.codes
        self._codes: dict[str, str | None] = {}

    def question(self, header: str) -> str | None:
        """The code of a question; None where a header names none."""
        if header not in self._codes:
            self._codes[header] = None if self.is_ignored(header) else self._found(header)
        return self._codes[header]

    def _found(self, header: str) -> str | None:
        codes = map(self._named, self.rows.names(header))
        return next(filter(None, codes), None) or self._below_heading(header)

    def _below_heading(self, header: str) -> str | None:
        """The question of a shared wording whose heading stands before it in the header."""
        for wording, questions in self._alike.items():
            for question in questions:
                way = rf"{re.escape(header_key(question.heading))}\W+{re.escape(wording)}\W*"
                if re.fullmatch(way, self.rows.key(header)):
                    return question.code
        return None

    def alike(self, header: str) -> tuple[str, ...]:
        """The codes of the questions that share the wording in a header, which says nothing of their
        headings."""
        names = self.rows.names(header)
        found = (self._alike.get(key) for name in names for key in (name.key, name.unnumbered))
        return tuple(question.code for question in next(filter(None, found), ()))

    def _named(self, name: Name) -> str | None:
        """The question that is called so: by its code, its text, its numbered text, or by code and text
        together."""
        alone = self.keys.get(name.key) or self.keys.get(name.unnumbered)
        if alone is not None:
            return alone
        code = self.keys.get(name.code)
        if code is not None and (self.keys.get(name.text) == code or self._shares(code, name.text)):
            return code
        return None

    def _shares(self, code: str, wording: str) -> bool:
        return code in [question.code for question in self._alike.get(wording, ())]

    def is_ignored(self, header: str) -> bool:
        """Whether the criteria or a mapping pass the column over."""
        return bool(self._ignored) and not self._ignored.isdisjoint(self.rows.others(header))

    def may_repeat(self, code: str, *, again: bool) -> bool:
        """Whether two columns of one question are meant to be, with one header (`again`) or two: by the tool,
        or as the criteria list several headers for it."""
        forms = self.rows.forms
        return forms.versions or (forms.repeats and again) or (code in self._several and not again)

    def options(self, row: Sequence[str]) -> set[int]:
        """The columns of single options of a question with several answers, which has a column of its own
        too (a group of questions has none): an option may be worded as a question is."""
        headers = {self.rows.key(header) for header in row if header}
        return {column for column, header in enumerate(row) if self._is_option(header, headers)}

    def _is_option(self, header: str, headers: set[str]) -> bool:
        if self.rows.key(header) in self.keys:
            return False
        return any(header_key(parent) in headers for parent in self.rows.forms.parents(header))


@dataclass
class _Columns:
    """What the columns of a header row are.

    questions  code -> its first column; `versions` has the others that are meant to be
    free       column -> its header, "" for one that is passed over
    doubled    columns of one question that nobody meant to be
    """

    questions: dict[str, int] = field(default_factory=dict)
    versions: dict[str, tuple[int, ...]] = field(default_factory=dict)
    free: dict[int, str] = field(default_factory=dict)
    doubled: list[_Doubled] = field(default_factory=list)


def _columns(row: Sequence[str], finder: _Finder) -> _Columns:
    columns = _Columns()
    options = finder.options(row)
    asked = {finder.question(header) for column, header in enumerate(row) if column not in options}
    for column, header in enumerate(row):
        code = finder.question(header)
        if finder.is_ignored(header) or (column in options and code in asked):
            columns.free[column] = ""
        elif code is None:
            columns.free[column] = header
        elif code not in columns.questions:
            columns.questions[code] = column
        else:
            _take_again(columns, code, column, row, finder)
    _tell_apart(columns, finder)
    return columns


def _tell_apart(columns: _Columns, finder: _Finder) -> None:
    """Takes columns of one wording, without their headings, for its questions: in the order of the set, if
    there are as many columns as questions and all questions of the sheet stand in that order."""
    waiting: dict[tuple[str, ...], list[int]] = {}
    for column, header in columns.free.items():
        if codes := finder.alike(header):
            waiting.setdefault(codes, []).append(column)
    found = dict(columns.questions)
    for codes, places in waiting.items():
        left = [code for code in codes if code not in found]
        if len(left) != len(places):
            return
        found |= dict(zip(left, places, strict=True))
    ordered = [found[code] for code in finder.order if code in found]
    if waiting and ordered == sorted(ordered):
        columns.questions = found
        columns.free = {column: text for column, text in columns.free.items() if column not in found.values()}


def _take_again(columns: _Columns, code: str, column: int, row: Sequence[str], finder: _Finder) -> None:
    """A further column of a question."""
    again = finder.rows.key(row[column]) == finder.rows.key(row[columns.questions[code]])
    meant = finder.may_repeat(code, again=again)
    if meant or again:
        columns.versions[code] = (*columns.versions.get(code, ()), column)
    if not meant:
        columns.doubled.append((code, columns.questions[code], column))


def _of_row(place: int, plan: Plan, finder: _Finder) -> Layout:
    rows = finder.rows
    row = rows.merged(place)
    columns = _columns(row, finder)
    questions = columns.questions
    choices = _choices(rows.top, place, questions, plan)
    free = columns.free
    if choices:
        # which marks belong to which column of the question, nobody knows
        columns.doubled = []
        for code, versions in columns.versions.items():
            columns.doubled += [(code, questions[code], column) for column in versions]
        free = _beside_choices(free, choices, rows.top[place + 1])
    below = rows.top[place + 1] if place + 1 < len(rows.top) else ()
    others, goes_on = _others(columns.free, free, below, plan, rows)
    free = {column: header for column, header in free.items() if column not in others.taken}
    wanted = plan.columns.model_dump(exclude={"ignored"})
    wanted |= {
        "number": words.headers().numbering,
        "complete": rows.tool.columns.complete if rows.tool else (),
    }
    by_key = _by_key(free, rows)
    roles, doubled_roles = _named_columns(by_key, wanted)
    units, doubled_units = _unit_columns(by_key, plan.columns.unit)
    if judged := tuple(column for column in units if is_of_judged(free[column])):
        # beside the judged unit, another column of those that are listed is the respondent's own
        units, roles["unit"] = judged, judged[0]
        doubled_units = [pair for pair in doubled_units if set(pair[1:]) <= set(judged)]
    traits = {breakdown.id: breakdown.headers for breakdown in plan.breakdowns}
    breakdowns, doubled_breakdowns = _named_columns(by_key, traits)
    missing = tuple(code for code in plan.codes if code not in questions)
    taken = {*roles.values(), *breakdowns.values(), *units}
    left = {column: header for column, header in free.items() if column not in taken}
    before = [column for column in left if column < min(questions.values())]
    if rows.tool is None and "number" not in roles and before:
        roles["number"] = before[0]  # where a row of sums says what it is
    return Layout(
        header_row=_last_row(place, questions, finder, bool(choices) or goes_on, plan.scale.top),
        questions=questions,
        versions=columns.versions,
        choices=choices,
        roles=roles,
        breakdowns=breakdowns,
        missing=missing,
        similar=_similar(missing, left, plan),
        resembling=_resembling(left, plan) if rows.forms.versions else {},
        unknown=tuple(_code_like(free, plan, rows)),
        doubled=(
            *(*columns.doubled, *doubled_units, *doubled_roles, *doubled_breakdowns),
            *others.doubled,
        ),
        headers={column: row[column] for column in questions.values()}
        | {column: free[column] for column in roles.values()},
        name_row=place + 1,
        units=units[1:],
        others=others.questions,
        strange_choices=tuple(others.strange),
    )


def _beside_choices(
    free: Mapping[int, str], choices: Mapping[str, Mapping[int, str]], below: Sequence[str]
) -> dict[int, str]:
    """The columns beside those of single answers; the row below the questions may head them."""
    of_choices = {column for kinds in choices.values() for column in kinds}
    left = {column: header for column, header in free.items() if column not in of_choices}
    for column, header in enumerate(below):
        if column in left and not left[column].strip():
            left[column] = header
    return left


def _others(
    typed: Mapping[int, str], free: Mapping[int, str], below: Sequence[str], plan: Plan, rows: HeaderRows
) -> tuple[OtherColumns, bool]:
    """The columns of the questions beside those of the index, and whether the header goes on in the row
    `below`: there stand choices, and the question above the first of them alone. `typed` has the headers as
    they stand in their row."""
    headers, above, continued = dict(free), "", set[int]()
    for column, header in typed.items():
        above = header if header.strip() or column - 1 not in typed else above
        choice = below[column] if column < len(below) else ""
        if above.strip() and choice.strip() and not rows.is_below(choice):
            headers[column] = f"{above} [{choice}]"
            if not header.strip():
                continued.add(column)
    if continued:
        found = other_columns(headers, plan.others, rows)
        if any(not continued.isdisjoint(columns) for columns in found.questions.values()):
            return found, True
    return other_columns(free, plan.others, rows), False


def _last_row(place: int, questions: Mapping[str, int], finder: _Finder, choices: bool, most: int) -> int:
    """The number of the last row of the header: below it may stand the same questions by their texts, the
    answers to be marked, the columns counted (1), (2), (3), or what the form tool writes there. `most` is the
    highest answer."""
    last = place + 1 + choices
    for row in finder.rows.top[last : last + 2]:
        again = sum(finder.question(row[c]) == code for code, c in questions.items() if c < len(row))
        if 2 * again < len(questions) and not _is_of_tool(row, finder.rows) and not _is_numbering(row, most):
            break
        last += 1
    return last


def _is_of_tool(row: Sequence[str], rows: HeaderRows) -> bool:
    """Whether a row holds only what the form tool writes below its header."""
    filled = [cell for cell in row if cell.strip()]
    return bool(filled) and all(map(rows.is_below, filled))


def _is_numbering(row: Sequence[str], most: int) -> bool:
    """Whether a row only counts the columns: in parentheses, or farther than to the highest answer, as ballot
    1 with the answers 2, 3, 4, 5 looks the same."""
    numbers = [cell.strip().strip("()") for cell in row if cell.strip()]
    if len(numbers) < _LEAST_NUMBERED or not all(number.isdecimal() for number in numbers):
        return False
    counted = all(int(b) - int(a) == 1 for a, b in pairwise(numbers))
    return counted and (int(numbers[-1]) > most or any("(" in cell for cell in row))


_LEAST_NUMBERED = 4


def _choices(
    top: Sequence[Sequence[str]], place: int, questions: Mapping[str, int], plan: Plan
) -> dict[str, dict[int, str]]:
    """Where the row below the questions names the answers, one column each: code -> column -> answer."""
    below = top[place + 1] if place + 1 < len(top) else ()
    kinds = {fold(text): kind for kind, text in plan.scale.texts() if text}
    named = {c: kinds[fold(cell)] for c, cell in enumerate(below) if fold(cell) in kinds}
    starts = sorted(questions.values())
    ends = [*starts[1:], len(below)]
    codes = {column: code for code, column in questions.items()}
    choices: dict[str, dict[int, str]] = {}
    for start, end in zip(starts, ends, strict=True):
        answers = {column: named[column] for column in range(start, end) if column in named}
        if not len(set(answers.values())) == len(answers) >= len(plan.scale.answers):
            return {}
        choices[codes[start]] = answers
    return choices


def _question_keys(plan: Plan) -> dict[str, str]:
    keys: dict[str, str] = {}
    for question in plan.questions:
        wording = () if fold(question.text) in plan.alike else (question.text,)
        for text in (question.code, *wording, *question.headers):
            keys[header_key(text)] = question.code
            keys.setdefault(unnumbered(header_key(text)), question.code)
    return keys


def _keys_of(header: str) -> tuple[str, str]:
    """A header as it is typed, and as the name of a field in an export with stored values (ten_don_vi)."""
    return header_key(header), slug(header).replace("-", "_")


def _by_key(free: Mapping[int, str], rows: HeaderRows) -> dict[str, list[int]]:
    """The columns that a text may name."""
    columns: dict[str, list[int]] = {}
    for column, header in free.items():
        for key in rows.others(header):
            columns.setdefault(key, []).append(column)
    return columns


def _headed(header: str, by_key: Mapping[str, list[int]]) -> list[int]:
    """The columns with a header."""
    return next((by_key[key] for key in _keys_of(header) if key in by_key), [])


def _named_columns(
    by_key: Mapping[str, list[int]], wanted: Mapping[str, Sequence[str]]
) -> tuple[dict[str, int], list[tuple[str, int, int]]]:
    """The columns with an agreed header; of several headers for one thing the first listed. Which of two
    columns with one header counts is only asked where it matters."""
    first_columns: dict[str, int] = {}
    doubled = []
    for name, headers in wanted.items():
        columns = next(filter(None, (_headed(header, by_key) for header in headers)), [])
        if columns:
            first_columns[name] = columns[0]
        if len(columns) > 1 and name not in ("number", "unit"):
            doubled.append((name, columns[0], columns[1]))
    return first_columns, doubled


def _unit_columns(
    by_key: Mapping[str, list[int]], headers: Sequence[str]
) -> tuple[tuple[int, ...], list[tuple[str, int, int]]]:
    """All columns of the unit, the first listed first: a form that branches asks for it in several questions.
    Then those with one and the same header."""
    groups = [_headed(header, by_key) for header in headers]
    columns = tuple(dict.fromkeys(column for group in groups for column in group))
    doubled = [("unit", group[0], column) for group in groups for column in group[1:]]
    return columns, list(dict.fromkeys(doubled))


def _code_like(free: Mapping[int, str], plan: Plan, rows: HeaderRows) -> Iterable[tuple[int, str]]:
    """Headers that are shaped like the plan's codes and are none: F6_1 beside F1_1 ... F5_5, also in a group
    of the form tool (part-6/F6_1), or a longer form with the same codes would pass for this one."""
    shapes = {
        re.sub(r"\\\d+|\d+", lambda _: r"\d+", re.escape(fold(code)))
        for code in plan.codes
        if re.search(r"\d", code)
    }
    pattern = re.compile("|".join(sorted(shapes)) or r"(?!)")
    return (
        (column, header)
        for column, header in free.items()
        if any(map(pattern.fullmatch, rows.others(header)))
    )


def _similar(missing: Sequence[str], free: Mapping[int, str], plan: Plan) -> dict[str, tuple[int, str]]:
    texts = {question.code: question.text for question in plan.questions}
    headers = {unnumbered(plain(header)): column for column, header in free.items() if header}
    similar = {}
    for code in missing:
        as_code = [plain(code)] if plain(code) in headers else []  # A1 with an A of another alphabet
        close = as_code or most_alike(plain(texts[code]), headers, least=0.75)
        if close:
            similar[code] = (headers[close[0]], free[headers[close[0]]])
    return similar


_ANOTHER_WORDING = 0.85


def _resembling(free: Mapping[int, str], plan: Plan) -> dict[int, str]:
    """Columns that may be a question as an older version of the form words it: column -> code."""
    texts = {plain(question.text): question.code for question in plan.questions}
    codes = {}
    for column, header in free.items():
        last = plain(header.rpartition("/")[2])
        close = most_alike(unnumbered(last), texts, least=_ANOTHER_WORDING)
        if close:
            codes[column] = texts[close[0]]
    return codes
