"""The tables that `sipas explain` shows of an explanation."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from sipas_cli.audit.guide import reason_of
from sipas_cli.cli import explain_messages as messages
from sipas_cli.cli.output import number, table_style
from sipas_cli.cli.terminal import Table
from sipas_cli.documents import explained_messages
from sipas_cli.documents.explained import (
    float_text,
    kinds_text,
    known_text,
    neighbour_sentences,
    part_title,
    points_text,
    signed_text,
    what_is_counted,
)
from sipas_cli.documents.explained_tables import (
    cell_text,
    leaf_text,
    of_leaves,
    place_of,
    signed_points,
    text_tables,
    typed_text,
)
from sipas_cli.figures import units
from sipas_cli.figures.lines import Line
from sipas_cli.messages import decimal_mark, say
from sipas_cli.recount.by_file import FileCounts
from sipas_cli.recount.change import YearChange
from sipas_cli.runs.explanation import Explanation
from sipas_cli.score.contributions import Item
from sipas_cli.text.numbers import exact_text
from sipas_cli.wording import index_name, source_name

#: Digits of an exact fraction that fit beside a figure; a longer one is written as a decimal.
_FRACTION = 24


def explanation_tables(explanation: Explanation, precision: Sequence[str]) -> list[Table]:
    """The one screen: how the unit stands, what the index is made of, where most is lost, its neighbours, and
    the sentences on how precise it is."""
    shown = text_tables(explanation)
    tables = [
        Table(text_table.title, text_table.columns, text_table.rows, text_table.below) for text_table in shown
    ]
    if not tables:
        sentences = [*heading(explanation).splitlines(), *neighbour_sentences(explanation), *precision]
        return [Table("", [("", False)], [[sentence] for sentence in sentences])]
    first = replace(tables[0], title=f"{heading(explanation)}\n\n{tables[0].title}".strip())
    tables = [first, *tables[1:]]
    below = "\n\n".join(filter(None, [tables[-1].footer, *neighbour_sentences(explanation), *precision]))
    return [*tables[:-1], replace(tables[-1], footer=below)]


# --- in sentences ----------------------------------------------------------------------------------


def heading(explanation: Explanation) -> str:
    """The unit, its rank, its index with the exact fraction, its ballots; with the notice of the run."""
    index = index_name(explanation.run.index)
    unit = explanation.standing.unit.name
    lines = [say(messages.HEADING, unit=unit, index=index, year=explanation.run.year)]
    lines += filter(None, [explanation.run.notice, _stands(explanation), _level(explanation)])
    lines += _ballots(explanation)
    return "\n".join(lines)


def _stands(explanation: Explanation) -> str:
    standing, group = explanation.standing, explanation.group
    line = Line(standing, group.group, explanation.run.standings)
    why = table_style().text(units.NOTE, line)
    index = explanation.score.index
    if index is None:
        return say(messages.NO_INDEX, group=group.group.name, why=why)
    decimals = explanation.run.standings.decimals
    params = {
        "group": group.group.name,
        "score": number(standing.score, decimals),
        "exact": _exact(index),
        "against": _against_mean(explanation, index),
    }
    if standing.rank is None:
        return say(messages.UNRANKED, why=why, **params)
    return say(messages.STANDS, rank=standing.rank, ranked=group.ranked, **params)


def _against_mean(explanation: Explanation, index: Fraction) -> str:
    if explanation.group_mean is None:
        return ""
    decimals = explanation.run.standings.decimals
    difference = signed_text(index - explanation.group_mean, decimals + 1)
    return say(messages.AGAINST_MEAN, mean=number(explanation.group.mean, decimals), difference=difference)


def _exact(value: Fraction) -> str:
    """A fraction as such where it is short, else as a decimal."""
    if value.denominator == 1 or len(str(value)) > _FRACTION:
        sign = "=" if (value * 10**15).denominator == 1 else "≈"
        return f"{sign} {exact_text(value, decimals=10, mark=decimal_mark())}"
    return f"= {value}"


def _level(explanation: Explanation) -> str:
    if not explanation.level:
        return ""
    return say(messages.LEVEL_WITH, units=", ".join(line.unit.name for line in explanation.level))


def _ballots(explanation: Explanation) -> Iterator[str]:
    outcomes = explanation.outcomes
    read, valid = sum(outcomes.values()), outcomes.get("valid", 0)
    if not read:
        if explanation.of_ballots:
            yield say(messages.NO_BALLOTS)
        return
    reasons = ", ".join(f"{reason_of(name)}: {count}" for name, count in outcomes.items() if name != "valid")
    left_out = say(messages.LEFT_OUT, count=read - valid, reasons=reasons) if reasons else ""
    yield say(messages.BALLOTS, read=read, valid=valid, left_out=left_out)
    if explanation.is_of_whole_ballots:
        counts = explanation.counts
        yield say(messages.THROUGHOUT, satisfied=counts.throughout, ballots=counts.whole)
        if counts.weight is not None:
            yield say(explained_messages.COUNTED_WEIGHTED)


# --- in tables ---------------------------------------------------------------------------------------


def file_tables(counted: Sequence[FileCounts]) -> list[Table]:
    """The ballots of the unit file by file, and question by question."""
    if not counted:
        return []
    columns = [(say(messages.FILE), False), (say(messages.READ), True), (say(messages.COUNTED), True)]
    rows = [[counts.place, str(counts.read), str(counts.valid)] for counts in counted]
    sums = [str(sum(counts.read for counts in counted)), str(sum(counts.valid for counts in counted))]
    rows.append([say(explained_messages.SUM), *sums])
    return [Table(say(messages.BY_FILE), columns, rows), _answers_by_file(counted)]


def _answers_by_file(counted: Sequence[FileCounts]) -> Table:
    """A row for each question and file: how many gave which answer."""
    columns = [
        (say(explained_messages.CRITERION), False),
        (say(messages.FILE), False),
        (say(explained_messages.COUNTS), False),
    ]
    codes = dict.fromkeys(code for of_file in counted for code in of_file.answers)
    rows = []
    for code in codes:
        for counts in counted:
            if code in counts.answers:
                rows.append([code, counts.place, kinds_text(counts.answers[code])])
    return Table("", columns, rows)


def change_table(explanation: Explanation, change: YearChange) -> Table:
    """What the change since an earlier year is made of, part by part; below it who answered."""
    decimals = explanation.run.standings.decimals + 1
    effects = change.effects
    rows = []
    for part in effects.parts:
        of_part = effects.of_part(part)
        figures = [signed_text(effect, decimals) for effect in (*of_part, sum(of_part, Fraction(0)))]
        rows.append([part_title(explanation, part), *figures])
    totals = [signed_text(effect, decimals) for effect in (*effects.sums, change.exact)]
    rows.append([say(explained_messages.SUM), *totals])
    columns = [
        (say(explained_messages.PART), False),
        (say(messages.BY_ANSWERS), True),
        (say(messages.BY_WEIGHTS), True),
        (say(messages.BY_OTHERS), True),
        (say(messages.TOGETHER), True),
    ]
    title = say(messages.CHANGED, year=change.year, change=signed_text(change.exact, decimals))
    return Table(title, columns, rows, "\n".join(_who_answered(change, decimals)))


def _who_answered(change: YearChange, decimals: int) -> Iterator[str]:
    """Whether the change is more than chance; for each trait what of it is due to who answered, and what to
    how they did."""
    if change.margin is not None:
        message = messages.BEYOND if change.is_beyond_chance else messages.WITHIN
        yield say(message, margin=float_text(change.margin, decimals))
    for trait, composition in change.compositions.items():
        figures = {
            "who": signed_text(composition.who, decimals),
            "how": signed_text(composition.how, decimals),
        }
        yield say(messages.WHO_ANSWERED, trait=trait, **figures)


# --- from the top ------------------------------------------------------------------------------------


def tree_tables(explanation: Explanation, depth: int, precision: Sequence[str]) -> list[Table]:
    """The computation as a tree: the index, what it is the sum of, and so on, `depth` levels down; below it
    the sentences on how precise it is."""
    columns = [(say(messages.OF_WHAT), False), (say(messages.VALUE), True), (say(messages.FORMULA), False)]
    rows = []
    for level, name, value, formula in _tree(explanation):
        if level <= depth:
            rows.append([f"{'  ' * level}{name}", value, formula])
    title = f"{heading(explanation)}\n\n{say(messages.TREE)}"
    below = [*of_leaves(explanation)] if explanation.leaves else [what_is_counted(explanation)]
    remarks = "\n".join(filter(None, [*below, say(explained_messages.ROUNDED)]))
    return [Table(title, columns, rows, "\n\n".join([remarks, *precision]))]


Row = tuple[int, str, str, str]


def _tree(explanation: Explanation) -> Iterator[Row]:
    """(level, name, value, what it is computed from)."""
    decimals = explanation.run.standings.decimals + 2
    index = explanation.score.index
    parts = explanation.contributions.parts
    terms = " + ".join(known_text(part.gained, decimals) for part in parts).replace("+ -", "- ")
    if explanation.is_of_whole_ballots and index is not None:
        terms = f"100 × {explanation.counts.throughout} / {explanation.counts.whole}"
    yield 0, index_name(explanation.run.index), known_text(index, decimals), terms
    for part in parts:
        formula = ""
        if part.score is not None:
            formula = f"{known_text(part.weight, decimals)} × {known_text(part.score, decimals)} / 100"
        yield 1, part_title(explanation, part.id), known_text(part.gained, decimals), formula
        yield from _tree_of_part(explanation, part.id, decimals)


def _tree_of_part(explanation: Explanation, part: str, decimals: int) -> Iterator[Row]:
    leaves = {leaf.leaf.id: leaf for leaf in explanation.leaves}
    for item in explanation.contributions.items:
        if item.part != part:
            continue
        name = f"{item.id} {item.title}"
        reached = f"{points_text(item.reached)} / {points_text(item.full)}"
        yield (
            2,
            name,
            known_text(item.gained, decimals),
            f"{known_text(item.weight, decimals)} × {reached}",
        )
        if item.id in leaves:
            leaf = leaves[item.id]
            place = cell_text(leaf) or source_name(leaf.line.source)
            yield 3, place, points_text(leaf.line.points), leaf_text(leaf)
        else:
            yield 3, say(messages.ANSWERS), str(sum(item.answers.values())), _answers(explanation, item)
    yield from _tree_of_extras(explanation, part)


def _answers(explanation: Explanation, item: Item) -> str:
    """How many gave which answer; of the leader survey also what that is worth: (3 × 100 + 1 × 60) / 4."""
    if explanation.survey is None:
        return kinds_text(item.answers)
    worth = explanation.survey.worth
    counted = {answer: count for answer, count in item.answers.items() if answer in worth}
    terms = [f"{count} × {points_text(worth[answer])}" for answer, count in counted.items()]
    return f"{kinds_text(item.answers)} → ({' + '.join(terms)}) / {sum(counted.values())}"


def _tree_of_extras(explanation: Explanation, part: str) -> Iterator[Row]:
    """Bonus or penalty, in points."""
    for extra in explanation.extras:
        if extra.line.source == part:
            yield 2, f"{extra.line.part} {extra.extra.title}", "", ""
            points = points_text(signed_points(extra.line, extra.line.points))
            typed = typed_text(extra.appraised.text) if extra.appraised else ""
            yield 3, place_of(extra.appraised), points, typed
