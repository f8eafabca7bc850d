"""What the tables of a document were taken for, as a file to be mended and given back."""

import json
from collections.abc import Iterator, Mapping, Sequence

from sipas_cli.intake.tables import rows_of
from sipas_cli.messages import say
from sipas_cli.runs import published_messages
from sipas_cli.runs.headers import Rows, number, text_at
from sipas_cli.runs.lines import known_part
from sipas_cli.runs.published_lines import Above, Asked, Found, found_tables
from sipas_cli.sheets import Sheet, Source
from sipas_cli.text.places import column_letters

_LONGEST, _FEWEST_ROWS = 80, 2


def tables_yaml(source: Source, asked: Asked) -> str:
    """The tables of a file, each with its sheet, the last row of its header, whether it is read, its group,
    and its columns; those that have no known header too, which are not read."""
    lines = [f"# {line}" for line in say(published_messages.ASKED_HEAD, file=source.name).splitlines()]
    lines.append("tables:")
    found = list(_found(source, asked))
    titled = any(not table.passed and table.other is None for _, _, tables in found for table in tables)
    for sheet, above, tables in found:
        rows = list(rows_of(sheet))
        part = known_part([sheet.name], asked.registry) or above.part
        for table in tables:
            read = not table.passed and not (titled and table.other)
            read = read and (table.claim is None or table.claim.year == asked.year)
            title = say(published_messages.ASKED_ABOVE, title=_short(above.title)) if above.title else ""
            lines += _table(sheet, rows, table.header.last_row, table.layout, title, read=read, group=part)
        if not tables and (header := _likely_header(rows)):
            lines += _table(sheet, rows, header, {}, say(published_messages.ASKED_UNKNOWN), read=False)
    return "\n".join(lines) + "\n"


def _found(source: Source, asked: Asked) -> Iterator[tuple[Sheet, Above, Sequence[Found]]]:
    """The sheets of a file that are seen, what stands above each, and its tables."""
    above = Above()
    for sheet in source.sheets:
        above = above.of(sheet, asked.registry)
        if not sheet.hidden:
            yield sheet, above, list(found_tables(sheet, list(rows_of(sheet)), above, asked))


def _table(
    sheet: Sheet,
    rows: Rows,
    header: int,
    layout: Mapping[str, int],
    remark: str,
    *,
    read: bool,
    group: str = "",
) -> Iterator[str]:
    """The lines about one table; columns that are not read are comments with what their header says."""
    cells = dict(rows).get(header, ())
    yield f"  - sheet: {_quoted(sheet.name)}"
    if remark:
        yield f"    # {remark}"
    yield f"    header: {header}"
    yield f"    read: {json.dumps(read)}"
    yield f"    group: {_quoted(group)}"
    yield "    columns:" if layout else "    columns: {}"
    for role, column in sorted(layout.items(), key=lambda pair: pair[1]):
        yield f"      {role}: {column_letters(column + 1)}{_comment(cells, column)}"
    for column in range(len(cells)):
        if column not in layout.values() and text_at(cells, column):
            yield f"      # {column_letters(column + 1)}:{_comment(cells, column)}".replace(":  #", ":")


def _likely_header(rows: Rows) -> int:
    """The row above the first figures of a table of several columns; 0 where there is no such table."""
    filled = {row: [text for text in cells if text.strip()] for row, cells in rows}
    several = {row: texts for row, texts in filled.items() if len(texts) > 1}
    figures = [row for row, texts in several.items() if any(number(text)[1] for text in texts)]
    if len(figures) < _FEWEST_ROWS:
        return 0
    return max((row for row in filled if row < figures[0]), default=0)


def _comment(cells: Sequence[str], column: int) -> str:
    text = _short(text_at(cells, column))
    return f"  # {text}" if text else ""


def _short(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
