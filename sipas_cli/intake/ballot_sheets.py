"""A sheet of ballots to its table: rows that are none are left out, doubtful headers are refused."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from sipas_cli.errors import DataError
from sipas_cli.intake import merged, messages
from sipas_cli.intake.ballots.answers import AnswerTexts
from sipas_cli.intake.ballots.counted import times_counted
from sipas_cli.intake.ballots.duplicates import content_digest
from sipas_cli.intake.ballots.rows import ballots_only
from sipas_cli.intake.ballots.table import Table
from sipas_cli.intake.branches import overlap, with_one_unit
from sipas_cli.intake.layout import Layout
from sipas_cli.intake.readings import (
    Ballots,
    Gathered,
    Known,
    Progress,
    Top,
    View,
    of_sheet,
    place_in,
    set_id,
    view_remarks,
)
from sipas_cli.intake.tables import Named, Understood, hidden_rows, not_plain, remark_of_sheet, year_claimed
from sipas_cli.intake.whose import (
    is_registered,
    named_in_titles,
    refuse_counts,
    refuse_judged_elsewhere,
    refuse_other_units,
    refuse_second_unit,
    unit_names,
    whole_unit,
    year_of_column,
)
from sipas_cli.messages import Message, say
from sipas_cli.model import Block, Column
from sipas_cli.rules.sources import Source as Tool
from sipas_cli.rules.sources import header_key, with_texts
from sipas_cli.sheets import Sheet, Source
from sipas_cli.sheets import messages as sheets_messages
from sipas_cli.text.names import first_of
from sipas_cli.text.numbers import typed_number
from sipas_cli.text.places import cell_name, place_name
from sipas_cli.text.spelling import fold, nfc, plain, told_apart
from sipas_cli.wording import Remark
from sipas_cli.workspace.units import Registry


def take_ballots(
    source: Source,
    tops: Sequence[Top],
    gathered: Gathered,
    reading: Ballots,
    about: Known,
    progress: Progress,
) -> list[Remark]:
    """Reads the sheets of ballots in `source`: those with half of the questions, or the best.

    tops   the first rows of its sheets
    """
    criteria = set_id(reading)
    remarks: list[Remark] = []
    read: list[Table] = []
    views = [(top.sheet, _view(top, reading)) for top in tops]
    most = max((len(view.layout.questions) for _, view in views if view), default=0)
    if not most:
        raise DataError(messages.NO_QUESTION_COLUMN, where=source.name, known=criteria)
    enough = min(most, (len(reading.plan.codes) + 1) // 2)
    for number, (sheet, view) in enumerate(views):
        if view is None or len(view.layout.questions) < enough:
            remarks += left_out(sheet, messages.SHEET_SKIPPED)
            continue
        remarks += [*view_remarks(view), *_resembling(sheet, view)]
        _refuse_headers(sheet, view.layout, criteria)
        remarks += _passed_over(sheet, view, criteria)
        refuse_counts(sheet, view)
        refuse_judged_elsewhere(sheet, view, about.registry)
        told = of_sheet(progress, source.name, number, len(views))
        table = _read_ballots(sheet, view, about, f"{source.digest}#{number}", told)
        table, days = _days_as_numbers(table)
        if days:
            remarks.append(Remark(messages.ANSWERS_AS_DAYS, {"place": place_in(sheet)}))
        table, totals = _counted(sheet, view, table, about)
        gathered.understood.append(_understood(table, about.registry))
        remarks += _of_totals(place_in(sheet), totals)
        remarks += hidden_rows(sheet, map(int, table.block.rows))
        remarks += _not_plain(sheet, table)
        read.append(table)
    refuse_other_units(read, about.registry)
    contents = [(place_name(table.file, table.sheet), content_digest(table)) for table in read]
    doubled = held_twice(contents, gathered.contents)
    if doubled and not about.allow_copies:
        raise doubled[0]
    gathered.doubled += doubled
    gathered.tables += read
    return remarks


def _view(top: Top, reading: Ballots) -> View | None:
    if top.sheet.hidden:
        return None
    return top.view(reading)


def _read_ballots(
    sheet: Sheet, view: View, about: Known, source: str, progress: Callable[[float], None]
) -> Table:
    """The rows of a sheet, with what it says of them as a whole."""
    layout = view.layout
    unit, cell = whole_unit(sheet, view, about.registry)
    block = sheet.read(layout.header_row, layout.columns(), progress)
    block = merged.spread(block, sheet.merged, layout.shared(), layout.given())
    block = replace(block, computed=_computed(sheet, layout))
    block = _with_branches(sheet, layout, block, about.registry)
    title = dict(enumerate(sheet.top[: layout.name_row - 1], start=1))
    above = year_claimed([title], about.year, sheet=sheet.name, file=sheet.file)
    return Table(
        sheet.file,
        sheet.name,
        source,
        layout,
        block,
        view.plan,
        unit,
        cell,
        otherwise=view.otherwise,
        claim=year_of_column(sheet, view, about.year) or above,
        named=named_in_titles(sheet, view, about.registry),
        title=title,
    )


def _counted(sheet: Sheet, view: View, table: Table, about: Known) -> tuple[Table, list[int]]:
    """The table of the ballots alone, each as often as it counts, and the rows that were taken for sums."""
    layout = view.layout
    table = _with_habits(table, view.tool) if view.tool else table
    if not table.assumed:
        columns = [table.block.columns[column] for column in layout.answers()]
        table = replace(table, assumed=unconfirmed(sheet, view, columns))
    refuse_second_unit(sheet, table, about.registry)
    table, totals = ballots_only(table, is_registered(about.registry))
    table = times_counted(table)
    torn = merged.marked(table.block, sheet.merged, layout.shared(), layout.answers())
    return replace(table, block=torn), totals


def left_out(sheet: Sheet, otherwise: Message) -> list[Remark]:
    """That a sheet is not read, as it is hidden or for the reason that `otherwise` says; nothing of those
    that our own workbooks have beside their data."""
    return remark_of_sheet(sheet, messages.SHEET_HIDDEN if sheet.hidden else otherwise)


def _understood(table: Table, registry: Registry | None) -> Understood:
    """What the line about a sheet of ballots says."""
    layout, place = table.layout, table.layout.roles.get("unit")
    names = unit_names(table)
    if registry:  # those that are not registered are told with their cells
        units = {unit.id: unit.name for unit in map(registry.unit, names) if unit}
    else:
        units = dict.fromkeys(names, "")
    columns: dict[str, Sequence[int]] = {}
    if place is not None:
        columns[say(messages.TABLE_UNIT_COLUMN)] = [place]
    columns[say(messages.TABLE_QUESTIONS, count=len(layout.questions))] = sorted(layout.answers())
    if layout.others:
        others = sorted(chain.from_iterable(layout.others.values()))
        columns[say(messages.TABLE_OTHERS, count=len(layout.others))] = others
    return Understood(
        file=table.file,
        sheet=table.sheet,
        header=layout.name_row,
        units=list(units.values()),
        columns=columns,
        year=table.claim,
        days=layout.roles.get("date"),
        title=table.title,
        rows=say(messages.TABLE_BALLOTS, count=len(table.block.rows)),
        names=_names(table, registry) if registry else {},
    )


def _names(table: Table, registry: Registry) -> Mapping[Named, int]:
    """How many ballots have each name of a registered unit in the column of units."""
    import numpy as np

    place = table.layout.roles.get("unit")
    if place is None:
        return {}
    column, ballots = table.block.columns[place], Counter[Named]()
    counts = np.bincount(column.codes, minlength=len(column.texts)).tolist()
    for text, count in zip(column.texts, counts, strict=True):
        if count and (unit := registry.unit(text)):
            ballots[Named(nfc(text), unit.name, registry.manner(text))] += count
    return ballots


def _of_totals(place: str, totals: Sequence[int]) -> list[Remark]:
    """Which rows of a sheet were taken for sums."""
    if not totals:
        return []
    params = {"place": place, "rows": first_of(totals), "count": len(totals)}
    return [Remark(messages.ROWS_TOTALS, params)]


def _computed(sheet: Sheet, layout: Layout) -> frozenset[int]:
    """The rows in which an answer is a formula that adds up, averages or counts its own column. A number or
    an id may be one in every row."""
    answers = layout.answers()
    return frozenset(row for row, columns in sheet.aggregates.items() if not answers.isdisjoint(columns))


def _not_plain(sheet: Sheet, table: Table) -> list[Remark]:
    """Which columns of ballots nobody sees, and which of their cells are struck through."""
    columns = set(table.layout.columns())
    struck = [(row, column) for row, column in sheet.struck if column in columns]
    if struck:
        rows = set(table.block.rows.tolist())
        struck = [cell for cell in struck if cell[0] in rows]
    return not_plain(place_in(sheet), columns & sheet.hidden_columns, struck)


#: What a cell that holds 1 to 31 is read as, where it has a format of days.
_NUMBER_AS_DAY = re.compile(r"1900-01-(\d\d)")


def _days_as_numbers(table: Table) -> tuple[Table, bool]:
    """The table with the numbers that were typed into answers formatted as days, and whether there are any:
    no survey is of January 1900."""
    columns = dict(table.block.columns)
    for place in table.layout.answers():
        column = columns[place]
        texts = tuple(_NUMBER_AS_DAY.sub(_number_of_day, text) for text in column.texts)
        if texts != tuple(column.texts):
            columns[place] = Column(texts, column.codes)
    if columns != table.block.columns:
        return replace(table, block=replace(table.block, columns=columns)), True
    return table, False


def _number_of_day(match: re.Match[str]) -> str:
    if match.end() == len(match.string):
        return str(int(match[1]))
    return match[0]


def _with_habits(table: Table, tool: Tool) -> Table:
    """The table with what the form tool writes into cells: marks behind answers, codes in their place."""
    columns = chain(table.layout.questions.values(), *table.layout.versions.values())
    texts = {text for column in columns for text in table.block.columns[column].texts}
    plan, scale = table.plan, table.plan.scale
    assumed = {} if table.layout.choices else tool.positions(texts, scale)
    if assumed:
        plan = plan.model_copy(update={"scale": with_texts(scale, assumed)})
    ids = table.layout.roles.get("ballot_id")
    made = ids is not None and tool.own_id(table.layout.headers[ids])
    return replace(
        table,
        plan=plan,
        assumed=assumed,
        answers_end=tool.answers_end or "",
        no_date=tool.no_date,
        identity=tool.identity if ids is None or made else "id",
        made_ids=made,
    )


def unconfirmed(sheet: Sheet, view: View, answers: Iterable[Column]) -> dict[str, str]:
    """The numbers among the answers that a form tool stored, each with the level that it is taken for, where
    nobody said which end of the scale is the best: whoever made the form decided that, and the other way
    round every figure is upside down.

    It is said by a label among the answers; by a mapping that has one of these numbers; by the names of the
    questions, where these are the codes of the criteria, as in a form of `sipas form --xlsform`.
    """
    layout, tool = view.layout, view.tool
    if tool is None or not tool.stored_numbers or layout.choices or _named_by_codes(sheet, layout, tool):
        return {}
    texts = AnswerTexts(view.plan.scale, tool.answers_end or "", view.otherwise)
    kinds = {text: texts.name(text) for column in answers for text in column.texts}
    levels = {text: kind for text, kind in kinds.items() if kind.isdecimal()}
    labels = {kind for text, kind in levels.items() if typed_number(text) is None}
    if len(labels) >= _ENDS or len(labels) == len(set(levels.values())) or _all_said(levels, view):
        return {}
    return {nfc(text): kind for text, kind in levels.items() if typed_number(text) is not None}


#: Two labels, or two numbers that a mapping confirms, tell in which direction the others go.
_ENDS = 2


def _all_said(levels: Mapping[str, str], view: View) -> bool:
    """Whether a mapping says what the numbers of a sheet mean: all of them; or two of them as the criteria
    have it, which gives the direction of the others."""
    answers = view.confirmed.answers if view.confirmed else {}
    texts = {fold(text) for text in answers}
    numbers = {fold(text) for text in levels if typed_number(text) is not None}
    as_in_criteria = not view.otherwise and len(numbers & texts) >= min(_ENDS, len(numbers))
    return bool(numbers) and (numbers <= texts or as_in_criteria)


def _named_by_codes(sheet: Sheet, layout: Layout, tool: Tool) -> bool:
    """Whether every question is headed by its code in the criteria."""
    headers_of = {code: sheet.top[layout.name_row - 1][column] for code, column in layout.questions.items()}
    return all(
        header_key(code) in map(header_key, tool.header.names(header)) for code, header in headers_of.items()
    )


def held_twice(sheets: Iterable[tuple[str, str]], contents: dict[str, str]) -> list[DataError]:
    """Why a sheet that was copied or saved anew must not be counted: without ids, nothing else tells that
    every ballot counts twice.

    sheets     the place of each sheet of one file, and the digest of what it holds, "" for none
    contents   the same of former files, digest -> place; takes in those of this one
    """
    errors: list[DataError] = []
    places: dict[str, str] = {}
    for place, content in sheets:
        if content:
            first = contents.get(content) or places.get(content)
            if first:
                errors.append(DataError(messages.SHEET_TWICE, where=place, first=first))
            places[content] = place
    contents |= places
    return errors


def _resembling(sheet: Sheet, view: View) -> list[Remark]:
    """Which columns may be what they were not taken for."""
    remarks = []
    for column, code in view.layout.resembling.items():
        place = place_in(sheet, column, view.layout.header_row)
        remarks.append(Remark(messages.HEADER_RESEMBLES, {"place": place, "code": code}))
    return remarks


def _refuse_headers(sheet: Sheet, layout: Layout, criteria: str) -> None:
    """Refuses a header row that the plan does not explain, or explains twice."""
    row = layout.name_row
    for name, first, second in layout.doubled:
        if second not in _branching(layout).get(name, ()):
            raise _doubled(sheet, layout, name, first, second)
    if layout.missing:
        hints = [
            _hint(cell_name(row, column + 1), code, header)
            for code, (column, header) in layout.similar.items()
        ]
        raise DataError(
            messages.HEADER_MISSING,
            where=place_in(sheet),
            codes=", ".join(layout.missing),
            criteria=criteria,
            hint="".join(hints[:3]),
        )


def _hint(cell: str, code: str, header: str) -> str:
    """Which column may be a missing question; where it looks the same, the sign that is another."""
    if plain(header) == plain(code):
        return say(messages.HEADER_MISSING_SIGN, cell=cell, code=code, header=told_apart(header, code))
    return say(messages.HEADER_MISSING_HINT, cell=cell, code=code)


def _branching(layout: Layout) -> Mapping[str, Sequence[int]]:
    """What may stand in several columns, where each row fills one of them -> these columns."""
    questions = {} if layout.choices else layout.versions
    branching = {code: (layout.questions[code], *versions) for code, versions in questions.items()}
    if layout.units:
        branching["unit"] = (layout.roles["unit"], *layout.units)
    return branching


def _with_branches(sheet: Sheet, layout: Layout, block: Block, registry: Registry | None) -> Block:
    """The block with the unit of each row in one column. Refuses columns that are not of branches: with one
    header where some row fills several, and columns of units where most rows name two."""
    branching = _branching(layout)
    for name, first, second in layout.doubled:
        if overlap(block, branching[name]):
            raise _doubled(sheet, layout, name, first, second)
    joined, most_name_two = with_one_unit(block, layout, registry)
    if most_name_two:
        place = place_in(sheet, layout.units[0], layout.name_row)
        other = cell_name(layout.name_row, layout.roles["unit"] + 1)
        raise DataError(messages.UNITS_IN_TWO_COLUMNS, where=place, other=other)
    return joined


def _doubled(sheet: Sheet, layout: Layout, name: str, first: int, second: int) -> DataError:
    row = layout.name_row
    return DataError(
        sheets_messages.HEADER_DOUBLED,
        where=place_in(sheet, second, row),
        name=name,
        other=cell_name(row, first + 1),
    )


def _passed_over(sheet: Sheet, view: View, criteria: str) -> list[Remark]:
    """Columns headed by what looks like a question code and is none, which hold no answers of the scale: a
    comment, a question of another kind. Raises DataError where they do: a longer form with the same codes
    would pass for this one."""
    layout = view.layout
    columns = [column for column, _ in layout.unknown]
    block = sheet.read(layout.header_row, columns, lambda _: None) if columns else None
    end = (view.tool.answers_end if view.tool else None) or ""
    texts = AnswerTexts(view.plan.scale, end, view.otherwise)
    remarks: list[Remark] = []
    for column, header in layout.unknown:
        place = place_in(sheet, column, layout.name_row)
        typed = block.columns[column].texts if block else ()
        if any(texts.name(text).isdecimal() for text in typed):
            raise DataError(messages.HEADER_UNKNOWN, where=place, header=header, criteria=criteria)
        remarks.append(Remark(messages.COLUMN_PASSED_OVER, {"place": place}))
    return remarks
