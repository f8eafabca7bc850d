"""Which column is which question: the header row of a sheet against a plan."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence

from sipas_cli.model import TOP_ROWS, Layout
from sipas_cli.rules.criteria import Plan
from sipas_cli.text import fold, plain

_NUMBERING = re.compile(
    rf"^(?:(?:{fold('câu hỏi')}|{fold('câu')}|cau hoi|cau) ?)?"
    r"(?:\d{1,3}(?:\.\d{1,3})+\.?|\d{1,3} ?[.):\-–]) ?(?=\D)"
)
_ENDING = " *:?."


def layout(top: Sequence[Sequence[str]], plan: Plan) -> Layout | None:
    """How the sheet that begins with the rows `top` maps to `plan`; None where no row has a
    question in it. The header is the row with the most questions, the upper one of equals."""
    keys = _question_keys(plan)
    best: tuple[int, int] | None = None
    for number, row in enumerate(top[:TOP_ROWS]):
        hits = len({code for header in row if (code := _question(header, keys))})
        if hits and (best is None or hits > best[0]):
            best = hits, number
    return _of_row(top[best[1]], best[1] + 1, plan, keys) if best else None


def _of_row(row: Sequence[str], number: int, plan: Plan, keys: Mapping[str, str]) -> Layout:
    questions: dict[str, int] = {}
    doubled: list[tuple[str, int, int]] = []
    free: dict[int, str] = {}
    for column, header in enumerate(row):
        code = _question(header, keys)
        if code is None:
            free[column] = header
        elif code in questions:
            doubled.append((code, questions[code], column))
        else:
            questions[code] = column
    roles, doubled_roles = _named_columns(free, plan.columns.model_dump())
    traits = {breakdown.id: breakdown.headers for breakdown in plan.breakdowns}
    breakdowns, doubled_breakdowns = _named_columns(free, traits)
    missing = tuple(code for code in plan.codes if code not in questions)
    taken = {*roles.values(), *breakdowns.values()}
    return Layout(
        header_row=number,
        questions=questions,
        roles=roles,
        breakdowns=breakdowns,
        missing=missing,
        similar=_similar(missing, {c: h for c, h in free.items() if c not in taken}, plan),
        unknown=tuple(_code_like(free, plan)),
        doubled=(*doubled, *doubled_roles, *doubled_breakdowns),
        headers={column: row[column] for column in roles.values()},
    )


def _question_keys(plan: Plan) -> dict[str, str]:
    keys: dict[str, str] = {}
    for question in plan.questions:
        for text in (question.code, question.text, *question.headers):
            keys[_key(text)] = question.code
            keys.setdefault(_unnumbered(_key(text)), question.code)
    return keys


def _key(header: str) -> str:
    return fold(header).strip(_ENDING)


def _unnumbered(key: str) -> str:
    return _NUMBERING.sub("", key)


def _question(header: str, keys: Mapping[str, str]) -> str | None:
    """The code of the question that a header names: by its code, its text, its numbered text, or
    code and text together ("F1_1. Cơ quan ...")."""
    key = _key(header)
    if not key:
        return None
    if (code := keys.get(key) or keys.get(_unnumbered(key))) is not None:
        return code
    first, _, rest = key.partition(" ")
    code = keys.get(first.strip(".:)-–"))
    text = rest.lstrip(".:)-– ")
    return code if code is not None and keys.get(text) == code else None


def _named_columns(
    free: Mapping[int, str], wanted: Mapping[str, Sequence[str]]
) -> tuple[dict[str, int], list[tuple[str, int, int]]]:
    """The columns with an agreed header; of several headers for one thing the first listed."""
    by_key: dict[str, list[int]] = {}
    for column, header in free.items():
        by_key.setdefault(_key(header), []).append(column)
    found: dict[str, int] = {}
    doubled = []
    for name, headers in wanted.items():
        columns = next((by_key[_key(header)] for header in headers if _key(header) in by_key), [])
        if columns:
            found[name] = columns[0]
        if len(columns) > 1:
            doubled.append((name, columns[0], columns[1]))
    return found, doubled


def _code_like(free: Mapping[int, str], plan: Plan) -> Iterable[tuple[int, str]]:
    """Headers that are shaped like the plan's codes and are none: F6_1 beside F1_1 ... F5_5."""
    shapes = {
        re.sub(r"\\\d+|\d+", lambda _: r"\d+", re.escape(fold(code)))
        for code in plan.codes
        if re.search(r"\d", code)
    }
    pattern = re.compile("|".join(sorted(shapes)) or r"(?!)")
    return ((column, header) for column, header in free.items() if pattern.fullmatch(_key(header)))


def _similar(missing: Sequence[str], free: Mapping[int, str], plan: Plan) -> dict[str, tuple[int, str]]:
    texts = {question.code: question.text for question in plan.questions}
    headers = {_unnumbered(plain(header)): column for column, header in free.items() if header}
    found = {}
    for code in missing:
        close = difflib.get_close_matches(plain(texts[code]), headers, n=1, cutoff=0.75)
        if close:
            found[code] = (headers[close[0]], free[headers[close[0]]])
    return found
