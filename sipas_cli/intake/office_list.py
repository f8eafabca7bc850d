"""Any list of offices, read as units: what `units.yaml` is made from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from sipas_cli.errors import DataError
from sipas_cli.intake import messages, tables
from sipas_cli.model import ERROR_CELL, NO_VALUE, Group, Unit
from sipas_cli.rules import words
from sipas_cli.rules.words import one_of
from sipas_cli.sheets import Sheet, Source
from sipas_cli.text.places import place_name
from sipas_cli.text.spelling import fold, nfc
from sipas_cli.workspace.units import ids_of

_LONGEST_NAME = 200
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_NUMBER = re.compile(r"(?:[IVX]{1,5}|[A-H]|\d{1,5})?[.):]?", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:[IVX]{1,5}|[A-H])\s*[.):–-]\s*")
_BETWEEN = re.compile(r"\s*[;\n]\s*")


@dataclass(frozen=True, slots=True)
class Entry:
    """An office of a list as written; `group` is what its column or the heading above says, or ""."""

    name: str
    group: str
    id: str
    aliases: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class OfficeList:
    """The groups of a list in the order of the list, and its units."""

    groups: Sequence[Group]
    units: Sequence[Unit]


def read(source: Source, group: str) -> OfficeList:
    """The offices of all sheets that have a column of them.

    group   the name of the group of offices for which the list names none

    Raises DataError where no sheet has such a column, for an office that stands twice, for one without a
    group, and for more rows than a country has offices.
    """
    entries = [entry for sheet in source.sheets if not sheet.hidden for entry in _entries(sheet)]
    if not entries:
        raise DataError(messages.LIST_NOTHING, where=source.name)
    _refuse_twice(entries)
    lost = next((entry for entry in entries if not (entry.group or group)), None)
    if lost:
        raise DataError(messages.LIST_GROUP, where=lost.where)
    names = dict.fromkeys(entry.group or group for entry in entries)
    group_ids = dict(zip(names, ids_of(map(_group_id, names)), strict=True))
    ids = ids_of(entry.id or entry.name for entry in entries)
    units = [
        Unit(unit_id, entry.name, group_ids[entry.group or group], entry.aliases)
        for unit_id, entry in zip(ids, entries, strict=True)
    ]
    return OfficeList([Group(group_ids[name], name) for name in names], units)


def _group_id(name: str) -> str:
    """The usual id of a group that is called so: xa, huyen, so; else its name."""
    known = words.registers()
    before = re.compile(rf"^{one_of(sorted(known.group_words, key=len, reverse=True), fold)} ")
    bare = before.sub("", fold(name))
    named = (group for group, starts in known.groups.items() if bare.startswith(tuple(map(fold, starts))))
    return next(named, name)


def _refuse_twice(entries: Sequence[Entry]) -> None:
    """Refuses an office that stands twice: one of the two is another one, and nobody knows which."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        first = seen.setdefault(fold(entry.name), entry)
        if first is not entry:
            raise DataError(messages.LIST_TWICE, where=entry.where, other=first.where)


# --- from a sheet to entries ----------------------------------------------------------------------


def _entries(sheet: Sheet) -> Iterator[Entry]:
    """The offices below the first row that heads a column of them."""
    rows = list(tables.rows_of(sheet))
    header = next(((row, roles) for row, cells in rows if "unit" in (roles := _roles(cells))), None)
    if header is None:
        return
    group = ""
    for row, cells in rows:
        if row <= header[0]:
            continue
        entry = _entry(sheet, row, cells, header[1], group)
        if entry:
            yield entry
        elif title := _title(cells):
            group = title


def _entry(
    sheet: Sheet, row: int, cells: Sequence[str], roles: Mapping[str, int], group: str
) -> Entry | None:
    """The office of a row; None for a row that is none, such as the heading of those below it."""
    name = _text(cells, roles, "unit")
    alone = len([text for text in cells if nfc(text)]) == 1
    numbered = "number" in roles and bool(_text(cells, roles, "number"))
    if not name or _NUMBER.fullmatch(name) or ("number" in roles and alone and not numbered):
        return None
    where = place_name(sheet.file, sheet.name, f"{row}")
    if name in (ERROR_CELL, NO_VALUE) or len(name) > _LONGEST_NAME:
        raise DataError(messages.LIST_NAME, where=where, limit=_LONGEST_NAME)
    if "number" in roles and re.fullmatch(r"[IVX]{1,5}|[A-H]", _text(cells, roles, "number").strip(".):")):
        return None
    written = _text(cells, roles, "id").lower()
    aliases = tuple(text for text in _BETWEEN.split(_text(cells, roles, "aliases")) if text)
    known = written if _ID.fullmatch(written) and not written.isdigit() else ""
    return Entry(name, _text(cells, roles, "group") or group, known, aliases, where)


def _title(cells: Sequence[str]) -> str:
    """What a row that is no office says of those below it: its one text, without a numbering."""
    texts = [nfc(text) for text in cells if nfc(text) and not _NUMBER.fullmatch(nfc(text))]
    if len(texts) != 1:
        return ""
    return _NUMBERED.sub("", texts[0], count=1)


def _text(cells: Sequence[str], roles: Mapping[str, int], role: str) -> str:
    if role not in roles or roles[role] >= len(cells):
        return ""
    return " ".join(nfc(cells[roles[role]]).split(" ")).strip()


def _roles(cells: Sequence[str]) -> dict[str, int]:
    """Role -> the first column that is headed so."""
    known = _headers()
    roles: dict[str, int] = {}
    for column, text in enumerate(cells):
        if role := known.get(fold(text).strip(" *:.")):
            roles.setdefault(role, column)
    return roles


@cache
def _headers() -> Mapping[str, str]:
    """Header -> its role."""
    columns, more = words.published().columns, words.registers()
    texts = {
        "unit": chain(columns.unit, more.unit),
        "group": columns.group,
        "id": more.id,
        "aliases": more.aliases,
        "number": words.headers().numbering,
    }
    return {fold(text): role for role, all_texts in texts.items() for text in all_texts}
