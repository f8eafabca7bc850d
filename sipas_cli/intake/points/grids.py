"""The tables of a sheet of points: which rows are headers, and where each table begins."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sipas_cli.intake import tables
from sipas_cli.intake.points.parts import POINTS_ROLES, Parts
from sipas_cli.intake.stated_unit import unit_in_name
from sipas_cli.intake.stated_year import of_title
from sipas_cli.model import TOP_ROWS, Grid
from sipas_cli.text.numbers import typed_number
from sipas_cli.text.spelling import fold, nfc
from sipas_cli.workspace.units import Registry


def header_of(rows: Mapping[int, Sequence[str]], parts: Parts) -> tuple[int, int]:
    """(number of the header row, parts of the tree that it leads to) of a sheet that holds points;
    (0, 0) where there is none."""
    best = (0, 0)
    for place, (number, row) in enumerate(rows.items()):
        if place >= TOP_ROWS:
            break
        roles = parts.roles(row)
        count = 0
        if "unit" in roles:
            count = parts.headed(row)
        if "title" in roles or ("number" in roles and POINTS_ROLES & set(roles)):
            count = max(count, parts.listed({n: cells for n, cells in rows.items() if n > number}, roles))
        if count > best[1]:
            best = number, count
    return best


def tables_of(grid: Grid, parts: Parts, registry: Registry) -> list[Grid]:
    """The tables of a sheet, each as a grid of its own. One with the same header goes on with the one above
    it, unless a title between them names a unit, a year or whose points these are."""

    def begins(title: tables.Rows) -> bool:
        texts = [cell for row in title.values() for cell in row if nfc(cell)]
        mentions = any(parts.mentioned(text) or of_title(text) for text in texts)
        return mentions or bool(parts.stated_units(title)) or bool(unit_in_name(texts, registry))

    whole = replace(grid, rows=_with_header_words(grid.rows, parts, registry))
    split_tables = tables.split(whole.rows, _headers(whole.rows, parts, registry), begins)
    return [_grid_of(whole, table) for table in split_tables]


def _grid_of(grid: Grid, table: tables.Table) -> Grid:
    header = {number: grid.rows[number] for number in table.header}
    rows = {number: tuple(row) for number, row in {**header, **table.rows}.items()}
    return replace(grid, source=f"{grid.source}@{table.header[0]}", rows=rows, titles=table.titles)


def _with_header_words(
    rows: Mapping[int, tuple[str, ...]], parts: Parts, registry: Registry
) -> dict[int, tuple[str, ...]]:
    """The rows, those that only name units with the words of the header above them in the columns that name
    none: "LĨNH VỰC II" may stand there in place of "Tiêu chí"."""
    completed_rows: dict[int, tuple[str, ...]] = {}
    above: Sequence[str] = ()
    roles: Mapping[str, int] = {}
    for number, row in sorted(rows.items()):
        row_roles = parts.roles(row)
        if above and len(row_roles) < _LEAST_NAMED and _names_units(row, parts, registry):
            known = {column: above[column] for role, column in roles.items() if role not in row_roles}
            completed_rows[number] = tuple(known.get(column, cell) for column, cell in enumerate(row))
            continue
        if "title" in row_roles or "number" in row_roles:
            above, roles = row, row_roles
        completed_rows[number] = row
    return completed_rows


def _names_units(row: Sequence[str], parts: Parts, registry: Registry) -> bool:
    """Whether a row without points names several units."""
    filled = [cell for cell in row if nfc(cell)]
    if any(typed_number(cell) or fold(cell) in parts.words for cell in filled):
        return False
    units = {unit.id for unit in map(registry.unit, filled) if unit}
    return len(units) >= _LEAST_NAMED


def _is_header(row: Sequence[str], parts: Parts, registry: Registry) -> bool:
    """Whether a row names the roles of two columns, or a role and units or parts of the tree."""
    roles = parts.roles(row)
    if len(roles) >= _LEAST_NAMED:
        return True
    if "unit" in roles:
        return parts.headed(row) > 0
    return bool(roles) and _names_units(row, parts, registry)


def _headers(rows: Mapping[int, tuple[str, ...]], parts: Parts, registry: Registry) -> list[list[int]]:
    """The headers of a sheet, those rows right below each other together; the first of those that lead to
    parts of the tree begins its tables."""
    best, _ = header_of(rows, parts)
    blocks: list[list[int]] = []
    for number, row in sorted(rows.items()):
        if number != best and not _is_header(row, parts, registry):
            continue
        if blocks and number == blocks[-1][-1] + 1:
            blocks[-1].append(number)
        else:
            blocks.append([number])
    ends = [*(block[0] for block in blocks[1:]), max(rows) + 1]
    for place, (block, end) in enumerate(zip(blocks, ends, strict=True)):
        below = {n: row for n, row in sorted(rows.items()) if block[0] <= n < end}
        _, parts_led = header_of(below, parts)
        if parts_led:
            return blocks[place:]
    return []


_LEAST_NAMED = 2
