"""Who answered, trait by trait; what was read and what became of it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from sipas_cli.documents import charts, messages, report_words
from sipas_cli.documents.cells import Table, cell, table
from sipas_cli.documents.finding_kinds import finding_kinds
from sipas_cli.documents.finding_words import kind_text
from sipas_cli.documents.printer import Printer
from sipas_cli.documents.traits import Cell, Trait
from sipas_cli.figures import messages as figures_messages
from sipas_cli.figures.printing import NOTHING, count_text, rounded_text
from sipas_cli.messages import say
from sipas_cli.tally import UNKNOWN


def respondents(printer: Printer) -> Iterator[dict[str, Any]]:
    """Trait by trait, who answered and how content they are; without a trait that no ballot tells."""
    overall = printer.run.standings.overall
    minimum = printer.analysis.minimum_cell
    for trait in printer.analysis.traits:
        if all(value.value == UNKNOWN for value in trait.cells):
            continue
        picture = ""
        if _scored(trait):
            chart = charts.respondents(trait, minimum, overall, printer.percent, printer.overall_name)
            picture = printer.picture(chart)
        yield {
            "title": trait.title,
            "chart": picture,
            "table": respondents_table(printer, trait),
        }


def _scored(trait: Trait) -> bool:
    return any(value.score is not None for value in trait.cells)


def respondents_table(printer: Printer, trait: Trait) -> Table:
    """The values of a trait: ballots, their share, the index where any of them has one."""
    scored = _scored(trait)
    columns = [(trait.title, False), (say(figures_messages.BALLOTS), True), (say(messages.SHARE), True)]
    if scored:
        columns.append((say(figures_messages.SCORE_IN, unit="%"), True))
    rows = []
    for value in trait.cells:
        texts = [charts.value_name(value), *_counts(printer, value)]
        if scored:
            texts.append(printer.percent(value.score))
        rows.append([cell(text) for text in texts])
    weighted = printer.analysis.is_weighted
    caption = report_words.RESPONDENTS_UNWEIGHTED if weighted else report_words.RESPONDENTS_BY
    return table(say(caption, trait=trait.title), columns, rows)


def _counts(printer: Printer, value: Cell) -> list[str]:
    """Ballots with a value and their share in percent; that they are hidden where they are too few."""
    if value.ballots is None:
        return [say(report_words.HIDDEN, minimum=printer.analysis.minimum_cell), NOTHING]
    valid = printer.run.manifest["counts"]["ballots_valid"]
    share = rounded_text(Fraction(100 * value.ballots, valid), 1) if valid else NOTHING
    return [count_text(value.ballots), share]


def intake(printer: Printer) -> dict[str, Any] | None:
    """What was read and what became of it; what was wrong in what counts."""
    counts, kinds = printer.run.manifest["counts"], finding_kinds()
    rejected = {name: n for name, n in printer.analysis.outcomes.items() if name != "valid"}
    outcomes = [(kind_text(f"ballot_{name}"), n) for name, n in rejected.items()]
    others = []
    for code, number in counts["findings"].items():
        if code in kinds and not code.startswith("ballot_"):
            others.append((kind_text(code), number))
    if not counts["ballots_read"] and not others:
        return None
    read, valid = counts["ballots_read"], counts["ballots_valid"]
    numbers = {"read": read, "valid": valid, "rejected": counts["ballots_rejected"]}
    sentence = say(report_words.INTAKE, **{name: count_text(n) for name, n in numbers.items()})
    return {
        "told": sentence if read else "",
        "outcomes": _counted(say(report_words.WHY_REJECTED), outcomes),
        "findings": _counted(say(report_words.OTHER_FINDINGS), others),
    }


def _counted(title: str, rows: Sequence[tuple[str, int]]) -> Table | None:
    """What was found, and how often; None where nothing was."""
    if not rows:
        return None
    columns = [(say(report_words.REASON), False), (say(report_words.COUNT), True)]
    return table(title, columns, [[cell(text), cell(count_text(n))] for text, n in rows])
