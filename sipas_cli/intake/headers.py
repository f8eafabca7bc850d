"""Which column is which question: the header row of a sheet against a plan."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from sipas_cli.intake.stated_unit import is_of_judged
from sipas_cli.model import TOP_ROWS, Layout
from sipas_cli.rules import words
from sipas_cli.rules.criteria import Plan
from sipas_cli.rules.sources import HeaderForms, Source, header_key
from sipas_cli.rules.words import one_of
from sipas_cli.text import fold, old_fonts, plain, slug


def layout(top: Sequence[Sequence[str]], plan: Plan, tool: Source | None = None) -> Layout | None:
    """How the sheet that begins with the rows `top` maps to `plan`; None where no row has a
    question in it. The header is the row with the most questions, the upper one of equals; `tool` is
    what made the file, where that is known."""
    finder = _Finder(plan, tool)
    best: tuple[int, int] | None = None
    for number, own in enumerate(top[:TOP_ROWS]):
        row = _merged(top, number, finder) if any(map(finder.forms.is_below, own)) else own
        hits = len({code for header in row if (code := finder.question(header))})
        if hits and (best is None or hits > best[0]):
            best = hits, number
    return _of_row(top, best[1], plan, finder, tool) if best else None


class _Finder:
    """Finds the question that a header names; each header is looked at once."""

    def __init__(self, plan: Plan, tool: Source | None) -> None:
        self.forms = tool.header if tool else HeaderForms()
        self.complete = tool.columns.complete if tool else ()
        self._keys = _question_keys(plan)
        self._ignored = {header_key(text) for text in plan.columns.ignored}
        self._several = {question.code for question in plan.questions if question.headers}
        self._found: dict[str, str | None] = {}

    def question(self, header: str) -> str | None:
        if header not in self._found:
            self._found[header] = None if self.is_ignored(header) else next(self._named(header), None)
        return self._found[header]

    def is_ignored(self, header: str) -> bool:
        """Whether the criteria or a mapping pass the column over."""
        return bool(self._ignored) and any(header_key(text) in self._ignored for text in self.texts(header))

    def _named(self, header: str) -> Iterator[str]:
        for text in old_fonts(header):
            for name in self.forms.names(text):
                if code := _question(name, self._keys):
                    yield code

    def may_repeat(self, code: str, *, again: bool) -> bool:
        """Whether two columns of one question are meant to be, with one header (`again`) or two: by the tool,
        or as the criteria list several headers for it."""
        return self.forms.versions or (self.forms.repeats and again) or (code in self._several and not again)

    def options(self, row: Sequence[str]) -> set[int]:
        """The columns of single options of a question with several answers, which has a column of its own
        too (a group of questions has none): an option may be worded as a question is."""
        own = {header_key(header) for header in row if header}
        return {
            column
            for column, header in enumerate(row)
            if header_key(header) not in self._keys
            and any(header_key(parent) in own for parent in self.forms.parents(header))
        }

    def texts(self, header: str) -> Iterator[str]:
        """What in a header may name a column that is no question."""
        yield from self.forms.names(header)
        yield from old_fonts(header)[1:]


def _of_row(
    top: Sequence[Sequence[str]], place: int, plan: Plan, finder: _Finder, tool: Source | None
) -> Layout:
    row = _merged(top, place, finder)
    questions: dict[str, int] = {}
    versions: dict[str, tuple[int, ...]] = {}
    doubled: list[tuple[str, int, int]] = []
    free: dict[int, str] = {}
    options = finder.options(row)
    asked = {finder.question(header) for column, header in enumerate(row) if column not in options}
    for column, header in enumerate(row):
        code = finder.question(header)
        if finder.is_ignored(header) or (column in options and code in asked):
            free[column] = ""
        elif code is None:
            free[column] = header
        elif code not in questions:
            questions[code] = column
        else:
            again = header_key(header) == header_key(row[questions[code]])
            meant = finder.may_repeat(code, again=again)
            if meant or again:
                versions[code] = (*versions.get(code, ()), column)
            if not meant:
                doubled.append((code, questions[code], column))
    choices = _choices(top, place, questions, plan)
    if choices:  # which marks belong to which column of the question, nobody knows
        doubled = [(code, questions[code], column) for code, own in versions.items() for column in own]
    free = {c: header for c, header in free.items() if not any(c in own for own in choices.values())}
    if choices:  # beside the answers, the row below the questions may head the other columns
        below = {c: header for c, header in enumerate(top[place + 1]) if not free.get(c, header).strip()}
        free |= {c: header for c, header in below.items() if c in free}
    wanted = {
        **plan.columns.model_dump(exclude={"ignored"}),
        "number": words.headers().numbering,
        "complete": finder.complete,
    }
    by_key = _by_key(free, finder)
    roles, doubled_roles = _named_columns(by_key, wanted)
    units, doubled_units = _unit_columns(by_key, plan.columns.unit)
    if judged := tuple(column for column in units if is_of_judged(free[column])):
        # beside the judged unit, another column of those that are listed is the respondent's own
        units, roles["unit"] = judged, judged[0]
        doubled_units = [own for own in doubled_units if set(own[1:]) <= set(judged)]
    traits = {breakdown.id: breakdown.headers for breakdown in plan.breakdowns}
    breakdowns, doubled_breakdowns = _named_columns(by_key, traits)
    missing = tuple(code for code in plan.codes if code not in questions)
    taken = {*roles.values(), *breakdowns.values(), *units}
    left = {c: header for c, header in free.items() if c not in taken}
    if tool is None and "number" not in roles and (names := [c for c in left if c < min(questions.values())]):
        roles["number"] = names[0]  # where a row of sums says what it is
    return Layout(
        header_row=_last_row(top, place, questions, finder, bool(choices), plan.scale.top),
        questions=questions,
        versions=versions,
        choices=choices,
        roles=roles,
        breakdowns=breakdowns,
        missing=missing,
        similar=_similar(missing, left, plan),
        resembling=_resembling(left, plan) if finder.forms.versions else {},
        unknown=tuple(_code_like(free, plan, finder)),
        doubled=(*doubled, *doubled_units, *doubled_roles, *doubled_breakdowns),
        headers={column: row[column] for column in questions.values()}
        | {column: free[column] for column in roles.values()},
        name_row=place + 1,
        units=units[1:],
    )


_ABOVE = 2


def _merged(top: Sequence[Sequence[str]], place: int, finder: _Finder) -> list[str]:
    """The header row, where a blank cell is part of what stands above it: a cell merged over two rows
    holds its text in the upper one, and a form tool may fill the lower one with a word that says nothing."""
    row = ["" if finder.forms.is_below(cell) else cell for cell in top[place]]
    for above in reversed(top[max(0, place - _ABOVE) : place]):
        if sum(1 for cell in above if cell.strip()) > 1:  # a title stands alone in its row
            row = [own if own.strip() or c >= len(above) else above[c] for c, own in enumerate(row)]
    return row


def _last_row(
    top: Sequence[Sequence[str]],
    place: int,
    questions: Mapping[str, int],
    finder: _Finder,
    choices: bool,
    most: int,
) -> int:
    """The number of the last row of the header: below it may stand the same questions by their texts, the
    answers to be marked, the columns counted (1), (2), (3), or what the form tool writes there. `most` is the
    highest answer."""
    last = place + 1 + choices
    for row in top[last : last + 2]:
        again = sum(finder.question(row[c]) == code for code, c in questions.items() if c < len(row))
        of_tool = all(finder.forms.is_below(cell) for cell in row if cell.strip()) and any(
            map(str.strip, row)
        )
        if 2 * again < len(questions) and not of_tool and not _is_numbering(row, most):
            break
        last += 1
    return last


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
    found = {
        codes[start]: {c: named[c] for c in range(start, end) if c in named}
        for start, end in zip(starts, ends, strict=True)
    }
    levels = len(plan.scale.answers)
    whole = all(len(set(own.values())) == len(own) >= levels for own in found.values())
    return found if whole and found else {}


def _question_keys(plan: Plan) -> dict[str, str]:
    keys: dict[str, str] = {}
    for question in plan.questions:
        for text in (question.code, question.text, *question.headers):
            keys[header_key(text)] = question.code
            keys.setdefault(_unnumbered(header_key(text)), question.code)
    return keys


@cache
def _numbering() -> re.Pattern[str]:
    """The number of a question before its text, with or without the word for it."""
    question = words.headers().question
    word = one_of([*map(fold, question), *map(plain, question)], str)
    return re.compile(rf"^(?:{word} ?)?(?:\d{{1,3}}(?:\.\d{{1,3}})+\.?|\d{{1,3}} ?[.):\-–]) ?(?=\D)")


def _unnumbered(key: str) -> str:
    return _numbering().sub("", key)


def _question(header: str, keys: Mapping[str, str]) -> str | None:
    """The code of the question that a header names: by its code, its text, its numbered text, or
    code and text together ("F1_1. Cơ quan ...")."""
    key = header_key(header)
    if not key:
        return None
    if (code := keys.get(key) or keys.get(_unnumbered(key))) is not None:
        return code
    first, _, rest = key.partition(" ")
    code = keys.get(first.strip(".:)-–"))
    text = rest.lstrip(".:)-– ")
    return code if code is not None and keys.get(text) == code else None


def _keys_of(header: str) -> tuple[str, str]:
    """A header as it is typed, and as the name of a field in an export with stored values (ten_don_vi)."""
    return header_key(header), slug(header).replace("-", "_")


def _by_key(free: Mapping[int, str], finder: _Finder) -> dict[str, list[int]]:
    """The columns that a text may name."""
    found: dict[str, list[int]] = {}
    for column, header in free.items():
        for text in dict.fromkeys(map(header_key, finder.texts(header))):
            found.setdefault(text, []).append(column)
    return found


def _headed(header: str, by_key: Mapping[str, list[int]]) -> list[int]:
    """The columns with a header."""
    return next((by_key[key] for key in _keys_of(header) if key in by_key), [])


def _named_columns(
    by_key: Mapping[str, list[int]], wanted: Mapping[str, Sequence[str]]
) -> tuple[dict[str, int], list[tuple[str, int, int]]]:
    """The columns with an agreed header; of several headers for one thing the first listed. Which of two
    columns with one header counts is only asked where it matters."""
    found: dict[str, int] = {}
    doubled = []
    for name, headers in wanted.items():
        columns = next((own for header in headers if (own := _headed(header, by_key))), [])
        if columns:
            found[name] = columns[0]
        if len(columns) > 1 and name not in ("number", "unit"):
            doubled.append((name, columns[0], columns[1]))
    return found, doubled


def _unit_columns(
    by_key: Mapping[str, list[int]], headers: Sequence[str]
) -> tuple[tuple[int, ...], list[tuple[str, int, int]]]:
    """All columns of the unit, the first listed first: a form that branches asks for it in several questions.
    Then those with one and the same header."""
    groups = [_headed(header, by_key) for header in headers]
    columns = tuple(dict.fromkeys(column for own in groups for column in own))
    doubled = [("unit", own[0], column) for own in groups for column in own[1:]]
    return columns, list(dict.fromkeys(doubled))


def _code_like(free: Mapping[int, str], plan: Plan, finder: _Finder) -> Iterable[tuple[int, str]]:
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
        if any(pattern.fullmatch(header_key(text)) for text in finder.texts(header))
    )


def _similar(missing: Sequence[str], free: Mapping[int, str], plan: Plan) -> dict[str, tuple[int, str]]:
    texts = {question.code: question.text for question in plan.questions}
    headers = {_unnumbered(plain(header)): column for column, header in free.items() if header}
    found = {}
    for code in missing:
        as_code = [plain(code)] if plain(code) in headers else []  # A1 with an A of another alphabet
        close = as_code or difflib.get_close_matches(plain(texts[code]), headers, n=1, cutoff=0.75)
        if close:
            found[code] = (headers[close[0]], free[headers[close[0]]])
    return found


_ANOTHER_WORDING = 0.85


def _resembling(free: Mapping[int, str], plan: Plan) -> dict[int, str]:
    """Columns that may be a question as an older version of the form words it: column -> code."""
    texts = {plain(question.text): question.code for question in plan.questions}
    found = {}
    for column, header in free.items():
        last = plain(header.rpartition("/")[2])
        close = difflib.get_close_matches(_unnumbered(last), texts, n=1, cutoff=_ANOTHER_WORDING)
        if close:
            found[column] = texts[close[0]]
    return found
