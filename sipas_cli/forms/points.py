"""The workbook of the PAR appraisal: a sheet for each unit, or all units side by side. Both are layouts that
the reader of points knows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, assert_never

from sipas_cli.forms import messages
from sipas_cli.intake.stated_unit import UNIT_LABELS
from sipas_cli.messages import decimal_mark, say, speaking
from sipas_cli.model import Group, Unit
from sipas_cli.rules.par import ParCriteria, ParPlan
from sipas_cli.rules.tree import APPRAISAL, Deduction, Extra, Leaf, Proportion, ShareOfMax, Step
from sipas_cli.text.places import cell_name
from sipas_cli.workbook.book import Book, height, refuse_too_large, sheet_names, write_guide

_TITLE_ROW, _UNIT_ROW, _, _HEADER_ROW, _FIRST_ROW = range(5)
_NUMBER, _NAME, _MAXIMUM, _OWN = range(4)  # columns; the last is the first of a unit's two
_NAME_WIDTH, _HOW_WIDTH = 62, 44
#: A formula may have 8,192 characters.
_LONGEST_FORMULA = 8000
#: What another index than the appraisal is made from.
_SOURCES = {"xhh": messages.FROM_SURVEY, "sipas": messages.FROM_SIPAS}


@dataclass
class Line:
    """A row of the form: an area, a criterion, a leaf, or bonus or penalty points.

    row     in the sheet, counted from 0
    depth   0 for an area
    parts   the lines right below it that it is made of; none for a leaf
    sign    -1 for penalty points
    """

    row: int
    depth: int
    id: str
    title: str
    leaf: Leaf | None = None
    extra: Extra | None = None
    sign: int = 1
    parts: list["Line"] = field(default_factory=list)

    def maximum(self, unit: Unit) -> Fraction | None:
        """The most points that a unit can enter or reach here; None where this is not for it."""
        if self.leaf:
            return self.leaf.maximum_of(unit)
        if self.extra:
            if self.extra.applies(unit):
                return Fraction(self.extra.max)
            return None
        maxima = [points for part in self.parts if (points := part.maximum(unit)) is not None]
        if maxima:
            return sum(maxima, Fraction(0))
        return None

    def entered(self, unit: Unit) -> bool:
        """Whether a unit's points are typed here."""
        here = self.extra is not None or (self.leaf is not None and self.leaf.points_from == APPRAISAL)
        return here and self.maximum(unit) is not None


@speaking("vi")
def points_workbook(
    criteria: ParCriteria, units: Sequence[Unit], groups: Sequence[Group], *, matrix: bool
) -> bytes:
    """The workbook for self-assessed and appraised points of `units`, which all have a PAR index; it is in
    Vietnamese whatever the user speaks.

    groups   those of the register, named where their maxima differ
    matrix   one sheet with all units side by side, in place of a sheet for each

    Raises RulesError for more cells than a spreadsheet program bears.
    """
    plan = criteria.plan
    refuse_too_large(2 * len(units) * len(list(plan.nodes())), criteria.id)
    book = Book(criteria.title)
    write_guide(book, say(messages.POINTS_GUIDE), _guide(criteria, matrix=matrix))
    if matrix:
        _Sheet(book, say(messages.POINTS_SHEET), criteria, units, groups, matrix=True).write_matrix()
    else:
        for unit, name in zip(units, sheet_names([unit.name for unit in units]), strict=True):
            _Sheet(book, name, criteria, [unit], groups, matrix=False).write_form()
    return book.finished()


# --- the lines of a form -------------------------------------------------------------------------


def _lines(plan: ParPlan, units: Sequence[Unit], first: int) -> list[Line]:
    """Every part of the tree that is for one of the units, from top to bottom, then bonus and penalty."""
    lines: list[Line] = []
    way: list[Line] = []
    for leaf in plan.leaves:
        if all(leaf.maximum_of(unit) is None for unit in units):
            continue
        same = sum(1 for part, node in zip(way, leaf.nodes, strict=False) if part.id == node.id)
        way = way[:same]
        for depth, node in enumerate(leaf.nodes[same:], start=same):
            line = Line(first + len(lines), depth, node.id, node.title)
            lines.append(line)
            if way:
                way[-1].parts.append(line)
            way.append(line)
        way[-1].leaf = leaf
    for extras, sign in ((plan.bonus, 1), (plan.penalty, -1)):
        for extra in extras:
            if any(extra.applies(unit) for unit in units):
                row = first + len(lines)
                lines.append(Line(row, 0, extra.id, extra.title, extra=extra, sign=sign))
    return lines


class _Sheet:
    """One sheet of points, for one unit or for all."""

    def __init__(
        self,
        book: Book,
        name: str,
        criteria: ParCriteria,
        units: Sequence[Unit],
        groups: Sequence[Group],
        *,
        matrix: bool,
    ) -> None:
        self._book = book
        self._plan = criteria.plan
        self._title = criteria.title
        self._units = units
        self._groups = groups
        self._matrix = matrix
        self._sheet = book.sheet(name, scale=60 if matrix else 0)
        self._absent = self._plan.not_applicable[:1]

    def write_form(self) -> None:
        """A sheet for one unit; its name stands above the header."""
        unit = self._units[0]
        headers = self._plan.headers
        # by this label the reader knows whose the sheet is
        label = UNIT_LABELS[0] if UNIT_LABELS[0] in headers.unit else headers.unit[0]
        self._top(f"{label}: {unit.name}")
        columns = (say(messages.NOTE), say(messages.HOW_POINTS_ARE_GIVEN))
        texts = (headers.self_assessed[0], headers.appraised[0], *columns)
        for column, text in enumerate(texts, start=_OWN):
            self._header(column, text)
        self._sheet.set_column(_OWN, _OWN + 1, 16)
        self._sheet.set_column(_OWN + 2, _OWN + 2, 28)
        lines = self._body(_FIRST_ROW, how=_OWN + 3)
        for line in lines:
            look = "entry_note" if line.entered(unit) else "grey"
            self._sheet.write_blank(line.row, _OWN + 2, None, self._look(look))
        self._sheet.repeat_rows(_HEADER_ROW)
        self._sheet.freeze_panes(_FIRST_ROW, _MAXIMUM)

    def write_matrix(self) -> None:
        """One sheet with a pair of columns for each unit."""
        self._top(say(messages.TWO_COLUMNS_A_UNIT))
        headers = self._plan.headers
        for number, unit in enumerate(self._units):
            column = _OWN + 2 * number
            self._sheet.merge_range(
                _HEADER_ROW, column, _HEADER_ROW, column + 1, unit.name, self._look("header")
            )
            for place, text in enumerate((headers.self_assessed[0], headers.appraised[0]), start=column):
                self._sheet.write_string(_HEADER_ROW + 1, place, text, self._look("header"))
        last = _OWN + 2 * len(self._units)
        self._header(last, say(messages.HOW_POINTS_ARE_GIVEN))
        self._sheet.set_column(_OWN, last - 1, 14)
        self._body(_FIRST_ROW + 1, how=last)
        self._sheet.repeat_rows(_HEADER_ROW, _HEADER_ROW + 1)
        self._sheet.repeat_columns(_NUMBER, _MAXIMUM)
        self._sheet.freeze_panes(_FIRST_ROW + 1, _OWN)

    def _look(self, name: str, indent: int = 0) -> Any:
        return self._book.look(name, indent)

    def _top(self, note: str) -> None:
        headers = self._plan.headers
        self._sheet.write_string(_TITLE_ROW, 0, self._title, self._look("title"))
        self._sheet.write_string(_UNIT_ROW, 0, note, self._look("bold"))
        for column, text in enumerate((headers.number[0], headers.title[0], headers.maximum[0])):
            self._header(column, text)
        self._sheet.set_row(_HEADER_ROW, 48 if self._matrix else 34)
        self._sheet.set_column(_NUMBER, _NUMBER, 8)
        self._sheet.set_column(_NAME, _NAME, _NAME_WIDTH)
        self._sheet.set_column(_MAXIMUM, _MAXIMUM, 9)

    def _header(self, column: int, text: str) -> None:
        """The heading of a column, in a matrix over both rows of headings."""
        if self._matrix:
            self._sheet.merge_range(_HEADER_ROW, column, _HEADER_ROW + 1, column, text, self._look("header"))
        else:
            self._sheet.write_string(_HEADER_ROW, column, text, self._look("header"))

    def _body(self, first: int, *, how: int) -> list[Line]:
        """The rows of the tree and the total, for every unit; `how` is the column with the rules."""
        lines = _lines(self._plan, self._units, first)
        self._sheet.set_column(how, how, _HOW_WIDTH)
        for line in lines:
            self._describe(line, how)
        total = Line(first + len(lines), 0, "", self._plan.headers.total[0])
        total.parts = [line for line in lines if line.depth == 0]
        self._describe(total, how)
        for number, unit in enumerate(self._units):
            for column in (_OWN + 2 * number, _OWN + 2 * number + 1):
                for line in (*lines, total):
                    self._cell(line, unit, column)
        self._sheet.ignore_errors({"number_stored_as_text": f"A{first + 1}:A{total.row + 1}"})
        return lines

    def _describe(self, line: Line, how: int) -> None:
        """The number, the title, the maximum and the rule of a line."""
        look, text = "sum_title" if line.parts else "cell", self._rule_of(line)
        self._sheet.write_string(line.row, _NUMBER, line.id, self._look(look))
        self._sheet.write_string(line.row, _NAME, line.title, self._look(look, 2 * line.depth))
        self._maximum(line)
        self._sheet.write_string(line.row, how, text, self._look("cell"))
        self._sheet.set_row(
            line.row, max(height(line.title, _NAME_WIDTH - 2 * line.depth), height(text, _HOW_WIDTH))
        )

    def _rule_of(self, line: Line) -> str:
        """How the points of a line come about, after its maxima where these differ."""
        by_group, rule = self._maxima(line), _rule(line)
        if len(set().union(*by_group.values())) < 2:
            return rule
        either = f" {say(messages.OR)} "
        named = []
        for group in self._groups:
            if group.id in by_group:
                named.append(
                    f"{group.name}: {either.join(map(_shown, sorted(by_group[group.id], reverse=True)))}"
                )
        maxima = say(messages.MAXIMA, maxima="; ".join(named))
        if rule:
            return f"{maxima}. {rule}"
        return maxima

    def _maxima(self, line: Line) -> dict[str, set[Fraction]]:
        """Id of a group -> the most points that its units can get here, without bonus."""
        maxima: dict[str, set[Fraction]] = {}
        for unit in self._units:
            if (points := line.maximum(unit)) is not None:
                bonus = (part.maximum(unit) or Fraction(0) for part in line.parts if part.extra)
                maxima.setdefault(unit.group, set()).add(points - sum(bonus, Fraction(0)))
        return maxima

    def _maximum(self, line: Line) -> None:
        """The maximum that all have in common; where they differ, the rule of the line has them."""
        maxima: set[Fraction] = set().union(*self._maxima(line).values())
        look = self._look("sum" if line.parts else "number")
        if len(maxima) != 1:
            self._sheet.write_string(line.row, _MAXIMUM, say(messages.DIFFERS_BY_GROUP), look)
        elif self._matrix or not line.parts:
            self._sheet.write_number(line.row, _MAXIMUM, float(maxima.pop()), look)
        else:
            parts = [part for part in line.parts if part.extra is None]
            formula = "+".join(cell_name(part.row + 1, _MAXIMUM + 1) for part in parts)
            self._sheet.write_formula(line.row, _MAXIMUM, f"={formula}", look, float(maxima.pop()))

    def _cell(self, line: Line, unit: Unit, column: int) -> None:
        """The cell of a unit: to be typed, a sum, or locked."""
        if line.parts:
            formula = self._sum(line, unit, column)
            if formula:
                self._sheet.write_formula(line.row, column, f"={formula}", self._look("sum"), 0)
            else:
                self._sheet.write_blank(line.row, column, None, self._look("sum"))
        elif line.entered(unit):
            texts = line.leaf is not None and (line.leaf.options or line.leaf.deduction)
            self._sheet.write_blank(line.row, column, None, self._look("entry_text" if texts else "entry"))
            self._sheet.data_validation(line.row, column, line.row, column, self._limit(line, unit, column))
        else:
            self._sheet.write_blank(line.row, column, None, self._look("grey"))

    # --- formulas and limits ---------------------------------------------------------------------

    def _sum(self, line: Line, unit: Unit, column: int) -> str:
        """The sum of what a line is made of, as a formula; "" where nothing of it is typed, or where it
        would be longer than a formula may be."""
        terms = [(part.sign, self._points(part, unit, column)) for part in line.parts]
        formula = "".join(f"{'-' if sign < 0 else '+'}{term}" for sign, term in terms if term)
        if len(formula) <= _LONGEST_FORMULA:
            return formula.removeprefix("+")
        return ""

    def _points(self, line: Line, unit: Unit, column: int) -> str:
        """The points that stand for a line within the sum of the one above it; "" for none."""
        cell = cell_name(line.row + 1, column + 1)
        if line.parts:
            if self._sum(line, unit, column):
                return cell
            return ""
        if not line.entered(unit):
            return ""
        if line.leaf:
            return self._leaf_points(line.leaf, cell, line.maximum(unit) or Fraction(0), column)
        return f"N({cell})"

    def _leaf_points(self, leaf: Leaf, cell: str, most: Fraction, column: int) -> str:
        if leaf.options:
            return _option_points(cell, leaf, self._book.place(self._choices(leaf)))
        if leaf.deduction:
            return _points_left(cell, leaf.deduction, most, in_points=self._in_points(column))
        if leaf.takes_percentage:
            points = cell if self._in_points(column) else _measured_points(cell, leaf, most)
            return f"IF(ISNUMBER({cell}),{points},0)"
        return f"N({cell})"

    def _in_points(self, column: int) -> bool:
        """Whether points are typed on leaves with steps, and not the percentage."""
        appraised = (column - _OWN) % 2
        headers = self._plan.headers
        return self._plan.in_points(headers.appraised[0] if appraised else headers.self_assessed[0])

    def _choices(self, leaf: Leaf) -> tuple[str, ...]:
        return (*leaf.options, *self._absent)

    def _limit(self, line: Line, unit: Unit, column: int) -> dict[str, Any]:
        """What may be typed into a cell."""
        leaf, cell = line.leaf, cell_name(line.row + 1, column + 1)
        if leaf and leaf.options:
            return {
                "validate": "list",
                "source": f"={self._book.place(self._choices(leaf))}",
                "error_title": say(messages.NOT_IN_LIST),
                "error_message": say(messages.CHOOSE_RESULT),
            }
        if leaf and leaf.steps and self._in_points(column):
            steps = leaf.step_points
            within = f"OR({','.join(f'{cell}={_exact(points)}' for points in steps)})"
            text = say(messages.POINTS_OF_STEP_HOW, points="; ".join(map(_shown, steps)))
            title, kind = messages.POINTS_OF_STEP, "stop"
        elif leaf and leaf.deduction and not self._in_points(column):
            within = f"ISNUMBER({_times(cell, leaf.deduction)})"
            text = say(messages.TIMES_LIMIT, counted=leaf.deduction.unit)
            title, kind = messages.TIMES, "stop"
        elif leaf and leaf.takes_percentage and not self._in_points(column):
            within = f"AND(ISNUMBER({cell}),OR({cell}=0,{cell}>1),{cell}<=100)"
            text = say(messages.PERCENTAGE_LIMIT)
            title, kind = messages.PERCENTAGE, "warning"
        else:
            most = line.maximum(unit) or Fraction(0)
            within = f"AND(ISNUMBER({cell}),{cell}>=0,{cell}<={_exact(most)})"
            text = say(messages.POINTS_LIMIT, most=_shown(most))
            title, kind = messages.POINTS, "stop"
        absent = f"{cell}={self._book.place(self._absent)}" if self._absent and leaf else "FALSE"
        return {
            "validate": "custom",
            "value": f"=OR({absent},{within})",
            "input_title": say(title),
            "input_message": text,
            "error_title": say(title),
            "error_message": text,
            "error_type": kind,
        }


def _option_points(cell: str, leaf: Leaf, place: str) -> str:
    """The points of the chosen option. The names stand in the sheet of lists: no text of a criteria set
    becomes part of a formula."""
    first = place.partition(":")[0].removesuffix("1")
    formula = "0"
    for row, points in reversed(list(enumerate(leaf.options.values(), start=1))):
        formula = f"IF({cell}={first}{row},{_exact(points)},{formula})"
    return f"IF(ISNUMBER({cell}),{cell},{formula})"


def _measured_points(cell: str, leaf: Leaf, most: Fraction) -> str:
    """The points of a percentage."""
    match leaf.formula:
        case ShareOfMax(none_below=limit):
            return f"IF({cell}<{_exact(Fraction(limit))},0,MIN({cell},100)/100*{_exact(most)})"
        case Proportion(from_=low, to=high):
            way = f"({cell}-{_exact(Fraction(low))})/{_exact(Fraction(high) - Fraction(low))}"
            return f"MAX(MIN({way},1),0)*{_exact(most)}"
        case None:
            return _step_points(cell, leaf.steps)
        case _:
            assert_never(leaf.formula)


def _points_left(cell: str, deduction: Deduction, most: Fraction, *, in_points: bool) -> str:
    """What is left of the points after so many times."""
    left = f"MAX({_exact(most)}-{_exact(Fraction(deduction.each))}*{_times(cell, deduction)},0)"
    counted = f"IFERROR({left},0)"
    if in_points:
        return f"IF(ISNUMBER({cell}),{cell},{counted})"
    return counted


def _times(cell: str, deduction: Deduction) -> str:
    """The number in a cell that says "2 lần"; an error in any other."""
    end = len(deduction.unit) + 1
    return f"VALUE(LEFT({cell},LEN({cell})-{end}))"


def _step_points(cell: str, steps: Sequence[Step]) -> str:
    """The points of a percentage: the first step from the top whose lower end it reaches."""
    ordered = sorted(steps, key=lambda step: (step.low, not step.low_closed), reverse=True)
    formula = _exact(Fraction(ordered[-1].points))
    for step in reversed(ordered[:-1]):
        sign = ">=" if step.low_closed else ">"
        formula = f"IF({cell}{sign}{_exact(Fraction(step.low))},{_exact(Fraction(step.points))},{formula})"
    return formula


def _exact(value: Fraction) -> str:
    """A number as a formula has it."""
    return f"{float(value):.15g}"


def _shown(value: Fraction) -> str:
    return f"{float(value):.10g}".replace(".", decimal_mark())


# --- words ---------------------------------------------------------------------------------------


def _rule(line: Line) -> str:
    """How the points of a line come about."""
    if line.extra:
        rule = messages.BONUS_RULE if line.sign > 0 else messages.PENALTY_RULE
        return say(rule, most=_shown(Fraction(line.extra.max)))
    leaf = line.leaf
    if leaf is None:
        return ""
    if leaf.points_from != APPRAISAL:
        source = _SOURCES.get(leaf.points_from, messages.FROM_INDEX)
        return say(source, index=leaf.points_from)
    if leaf.options:
        return "; ".join(f"{name}: {_shown(points)}" for name, points in leaf.options.items())
    if leaf.steps:
        return say(messages.STEPS_RULE, steps="; ".join(map(_step, leaf.steps)))
    return formula_text(leaf) or say(messages.POINTS_RULE)


def formula_text(leaf: Leaf) -> str:
    """How a formula or times give the points of a leaf; "" where neither does."""
    match leaf.formula or leaf.deduction:
        case ShareOfMax(none_below=limit) if limit:
            return say(messages.SHARE_RULE_FROM, limit=_shown(Fraction(limit)))
        case ShareOfMax():
            return say(messages.SHARE_RULE)
        case Proportion(from_=low, to=high):
            return say(messages.PROPORTION_RULE, low=_shown(Fraction(low)), high=_shown(Fraction(high)))
        case Deduction(each=points, unit=counted):
            return say(messages.DEDUCTION_RULE, points=_shown(Fraction(points)), counted=counted)
        case None:
            return ""
        case rule:
            assert_never(rule)


def _step(step: Step) -> str:
    low = messages.FROM if step.low_closed else messages.ABOVE
    high = messages.TO if step.high_closed else messages.BELOW
    ends = []
    if step.low > 0 or not step.low_closed:
        ends.append(say(low, end=_shown(Fraction(step.low))))
    if step.high < 100 or not step.high_closed:
        ends.append(say(high, end=_shown(Fraction(step.high))))
    within = " ".join(ends) or say(messages.EVERY_PERCENTAGE)
    return f"{within}: {_shown(Fraction(step.points))}"


def _guide(criteria: ParCriteria, *, matrix: bool) -> Iterator[tuple[str, str]]:
    """What a person who enters points has to know."""
    plan = criteria.plan
    self_assessed, appraised = plan.headers.self_assessed[0], plan.headers.appraised[0]
    yield say(messages.CRITERIA), f"{criteria.title} ({criteria.id})"
    yield say(messages.DIGEST), plan.digest[:12]
    if matrix:
        yield say(messages.SHEETS), say(messages.MATRIX_SHEET, sheet=say(messages.POINTS_SHEET))
    else:
        yield say(messages.SHEETS), say(messages.SHEET_A_UNIT)
    yield say(messages.COLUMN, heading=self_assessed), say(messages.SELF_ASSESSED)
    yield say(messages.COLUMN, heading=appraised), say(messages.APPRAISED)
    yield say(messages.LISTS), say(messages.LISTS_HOW)
    if plan.in_points(appraised):
        yield say(messages.STEPS), say(messages.STEPS_HOW)
    else:
        yield say(messages.PERCENTAGE), say(messages.PERCENTAGE_HOW)
    yield say(messages.GREY_CELLS), say(messages.GREY_CELLS_HOW)
    yield say(messages.SUMS), say(messages.SUMS_HOW)
    if plan.not_applicable:
        yield say(messages.NOT_APPLICABLE), say(messages.NOT_APPLICABLE_HOW, text=plan.not_applicable[0])
    yield say(messages.WHEN_DONE), say(messages.WHEN_DONE_HOW)
