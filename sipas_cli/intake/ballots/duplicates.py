"""Which ballots are one, over all files of a run; and which sheets hold the same."""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, assert_never

from sipas_cli.model import OUTCOMES, Ballots, Column, Finding, is_marker
from sipas_cli.rules.criteria import BallotRules, Plan
from sipas_cli.rules.policies import Duplicates, UniqueWithin
from sipas_cli.text.days import day_of, sortable_day
from sipas_cli.text.packed import as_packed
from sipas_cli.text.places import cell_name, place_name
from sipas_cli.text.spelling import fold, nfc

if TYPE_CHECKING:
    from sipas_cli.model import Bools, Ints
from sipas_cli.intake.ballots import messages
from sipas_cli.intake.ballots.table import Table
from sipas_cli.intake.ballots.validate import second

#: Fewer rows may well be the same by chance.
_LEAST_COPIED = 5


def content_digest(table: Table) -> str:
    """What a sheet holds besides running numbers and times, whatever the file and the format: equal for
    copies. "" where its ballots have ids, by which duplicates are found, or are few or all the same."""
    roles = table.layout.roles
    left_out = {roles[role] for role in ("number", "date") if role in roles}
    columns = {place: column for place, column in table.block.columns.items() if place not in left_out}
    if "ballot_id" in roles or table.identity == "content" or len(table.block.rows) < _LEAST_COPIED:
        return ""
    folded = [_refolded(column) for _, column in sorted(columns.items())]
    if not any(codes.any() for _, codes in folded):
        return ""
    digest = hashlib.sha256(fold(table.unit).encode())
    for texts, codes in folded:
        digest.update("\0".join(texts).encode() + codes.tobytes())
    return digest.hexdigest()


def _refolded(column: Column) -> tuple[list[str], "Ints"]:
    """A column by its folded texts in the order in which they come: 4 as a number and as a text are one."""
    import numpy as np

    order: dict[str, int] = {}
    used = dict.fromkeys(column.codes.tolist())
    places = np.zeros(max(len(column.texts), 1), dtype=np.int32)
    for code in used:
        places[code] = order.setdefault(fold(column.texts[code]), len(order))
    return list(order), places[column.codes]


# --- over all files of a run ---------------------------------------------------------------------


def reject_duplicates(tables: Sequence[Ballots], plan: Plan) -> tuple[list[Ballots], list[Finding]]:
    """Of several valid ballots with one id, lets the one count that the plan wants.

    Which is first does not depend on the order in which files were named: by the time of answering
    where there is one, then by the name of the file and the row.
    """
    shared = _shared_ids(tables)
    if not shared:
        return list(tables), []
    key = _key(_made(zip(tables, shared, strict=True)))
    return reject_alike(tables, [_keys_of(*pair, key) for pair in zip(tables, shared, strict=True)], plan)


def _keys_of(ballots: Ballots, chosen: "Bools", key: Callable[[str], str]) -> list[str]:
    """The keys of the chosen texts of the ids of a table; "" for the others."""
    keys = [""] * len(chosen)
    if ballots.ids is None:
        return keys
    for place in chosen.nonzero()[0].tolist():
        keys[place] = key(ballots.ids.texts[place])
    return keys


def reject_alike(
    tables: Sequence[Ballots], keys: Sequence[Sequence[str]], plan: Plan
) -> tuple[list[Ballots], list[Finding]]:
    """The same of valid ballots whose ids have one key: `keys` has those of the texts of each table, "" for
    one that stands once. The findings are in the order of the tables and of their rows, one for each row."""
    keyed = sorted(
        (ballot_id, day, number, row)
        for number, ballots in enumerate(tables)
        for ballot_id, day, row in _valid_ids(ballots, keys[number], plan.ballots)
    )
    rejected: dict[int, list[tuple[int, tuple[int, int]]]] = {}
    for group in _same_id(keyed):
        places = [(number, row) for _, _, number, row in group]
        keep = _counts(places, plan.ballots)
        for number, row in places:
            if (number, row) != keep:
                other = keep or (places[1] if (number, row) == places[0] else places[0])
                rejected.setdefault(number, []).append((row, other))
    result, findings = list(tables), []
    for number, rows in sorted(rejected.items()):
        ballots, outcome = tables[number], tables[number].outcome.copy()
        for row, (twin, twin_row) in sorted(rows):
            outcome[row] = OUTCOMES.index("duplicate")
            findings.append(_duplicate_finding(ballots, row, tables[twin], twin_row))
        result[number] = replace(ballots, outcome=outcome)
    return result, findings


def _counts(places: Sequence[tuple[int, int]], rules: BallotRules) -> tuple[int, int] | None:
    """Which of several ballots with one id counts, None if none does."""
    match rules.duplicates:
        case Duplicates.FIRST:
            return places[0]
        case Duplicates.LAST:
            return places[-1]
        case Duplicates.REJECT_ALL:
            return None
        case _:
            assert_never(rules.duplicates)


def _within_unit(rules: BallotRules) -> bool:
    """Whether an id may stand once for each unit."""
    match rules.ids_unique_within:
        case UniqueWithin.RUN:
            return False
        case UniqueWithin.UNIT:
            return True
        case _:
            assert_never(rules.ids_unique_within)


def made_ids(tables: Iterable[Ballots]) -> set[str]:
    """The ids that a program made. They are compared letter by letter: R_3nYx and R_3nYX are two ballots. A
    person types one id now with capitals, now with blanks."""
    return _made((ballots, None) for ballots in tables)


def _made(tables: "Iterable[tuple[Ballots, Bools | None]]") -> set[str]:
    """The same of some texts of each table; None for all of them."""
    made: set[str] = set()
    for ballots, chosen in tables:
        if ballots.ids is not None:
            texts = ballots.ids.texts
            if chosen is not None:
                texts = [texts[place] for place in chosen.nonzero()[0].tolist()]
            made.update(nfc(text) for text in texts if is_made(ballots, text))
    return made


def is_made(ballots: Ballots, text: str) -> bool:
    """Whether a program made an id of a table, as far as the table tells."""
    return ballots.made_ids or _looks_made(text)


def id_key(tables: Sequence[Ballots]) -> Callable[[str], str]:
    """The key under which two ids are equal."""
    return _key(made_ids(tables))


def _key(made: Collection[str]) -> Callable[[str], str]:
    """The same, told which ids a program made."""

    def key(text: str) -> str:
        exact = nfc(text)
        if exact in made:
            return exact
        return fold(text)

    return key


_LONG_ID = re.compile(r"[!-~]{10,}")
_MIXED = re.compile(r"[a-z][A-Z]|[a-z]\d+[A-Z]|[A-Z]\d+[a-z]|[A-Z]{2}[a-z]")


def _looks_made(text: str) -> bool:
    """Whether no person wrote an id: ten and more signs, with capitals in the middle of words, which those
    of Phieu-SNV-01 are not."""
    return bool(_LONG_ID.fullmatch(text.strip()) and _MIXED.search(text))


def _shared_ids(tables: Sequence[Ballots]) -> "Sequence[Bools]":
    """For each table which of the texts of its ids may be that of another row; empty where no two rows have
    one id, as in most runs. A text that no row has is no id: that of a row of sums stays among the texts."""
    import numpy as np

    hashes, of_rows = [], []
    for ballots in tables:
        ids = ballots.ids or Column((), np.zeros(0, dtype=np.int32))
        packed = as_packed(ids.texts)
        hashes.append(packed.hashes(fold))
        of_rows.append(hashes[-1][ids.codes[packed.are_filled()[ids.codes]]])
    every = np.concatenate(of_rows)
    del of_rows
    every.sort()
    shared = np.unique(every[1:][every[1:] == every[:-1]])
    if not len(shared):
        return []
    return [np.isin(of_table, shared) for of_table in hashes]


class Named(NamedTuple):
    """A ballot that has an id.

    code   the number of its id among the texts of the column
    unit, form   what else is part of its id, put before it and after it
    """

    row: int
    code: int
    day: str
    unit: str
    form: str


def named_ballots(
    ballots: Ballots, keys: Sequence[str], rules: BallotRules, outcomes: Collection[int] = (0,)
) -> Iterator[Named]:
    """The ballots of some outcomes that have an id; `keys` are the texts as they are compared. Where the
    rules say so the unit is part of the id. Of running ids the time of the first ballot with it in this
    sheet is part: two forms may both have a number 1."""
    import numpy as np

    if ballots.ids is None:
        return
    days, per_unit = ballots.days, _within_unit(rules)
    begun: dict[str, str] = {}
    codes = ballots.ids.codes
    named = np.array([bool(key) and not is_marker(key) for key in keys], dtype=bool)
    for row in np.flatnonzero(named[codes] & np.isin(ballots.outcome, list(outcomes))).tolist():
        code = int(codes[row])
        day = sortable_day(days.texts[days.codes[row]]) if days is not None else ""
        unit = f"{ballots.units[ballots.unit[row]]} " if per_unit else ""
        form = f" {second(begun.setdefault(keys[code], day))}" if ballots.identity == "number" else ""
        yield Named(row, code, day, unit, form)


def _valid_ids(ballots: Ballots, keys: Sequence[str], rules: BallotRules) -> Iterator[tuple[str, str, int]]:
    """(id, day, row) of every valid ballot that has an id."""
    for ballot in named_ballots(ballots, keys, rules):
        yield ballot.unit + keys[ballot.code] + ballot.form, ballot.day, ballot.row


def _same_id(keyed: list[tuple[str, str, int, int]]) -> Iterator[list[tuple[str, str, int, int]]]:
    start = 0
    for end in range(1, len(keyed) + 1):
        if end == len(keyed) or keyed[end][0] != keyed[start][0]:
            if end - start > 1:
                yield keyed[start:end]
            start = end


def _duplicate_finding(ballots: Ballots, row: int, twin: Ballots, twin_row: int) -> Finding:
    column = (ballots.id_column or 0) + 1
    first = cell_name(int(twin.rows[twin_row]), (twin.id_column or 0) + 1)
    place = place_name(twin.file, twin.sheet, first)
    address = cell_name(int(ballots.rows[row]), column)
    same_unit = ballots.units[ballots.unit[row]] == twin.units[twin.unit[twin_row]]
    alike = bool((ballots.answers[row] == twin.answers[twin_row]).all())
    params = {
        "first": place,
        "again": same_unit and alike and ballots.source != twin.source,
        "years": "" if alike else _two_years(_day(ballots, row), _day(twin, twin_row)),
    }
    spelled_alike = _id_as_typed(ballots, row) == _id_as_typed(twin, twin_row)
    kind = messages.BALLOT_DUPLICATE
    if ballots.identity == "content":
        kind = messages.BALLOT_DUPLICATE_COPY
    elif not spelled_alike:
        kind = messages.BALLOT_DUPLICATE_SPELLED
    elif not same_unit:
        kind = messages.BALLOT_DUPLICATE_UNIT
    return Finding(kind, ballots.file, ballots.sheet, address, params)


def _day(ballots: Ballots, row: int) -> str:
    if ballots.days is None:
        return ""
    return day_of(ballots.days.texts[ballots.days.codes[row]])


def _two_years(day: str, other: str) -> str:
    """The years of two days, where they are of two years."""
    years = sorted({text[:4] for text in (day, other) if text})
    if len(years) > 1:
        return ", ".join(years)
    return ""


def _id_as_typed(ballots: Ballots, row: int) -> str:
    """The id of a ballot, which is only compared; that of content has a place in the sheet beside it."""
    if ballots.ids is None or ballots.identity == "content":
        return ""
    return nfc(ballots.ids.texts[ballots.ids.codes[row]])


def downloaded_again(duplicates: Iterable[Finding], plan: Plan) -> int:
    """How many duplicates are nobody's fault: each stands in two sheets with the same unit and answers, as
    where two exports of one form overlap, and counts once."""
    if plan.ballots.duplicates == Duplicates.REJECT_ALL:
        return 0
    return sum(bool(finding.params["again"]) for finding in duplicates)
