"""Findings as people mend them: those that say the same of one column, or of several units, are one line."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from string import digits

from sipas_cli.findings import CellFindings, Findings
from sipas_cli.messages import Message, say
from sipas_cli.model import Finding
from sipas_cli.text.places import place_name
from sipas_cli.wording import finding_text, problem, remedy

#: So many cells, or units, of a line are named.
_NAMED = 2
_MORE_ROWS = Message(vi="{cells} và {more} dòng nữa", en="{cells} and {more} more rows")
_MORE_UNITS = Message(vi="{units} và {more} đơn vị nữa", en="{units} and {more} more units")


@dataclass
class Alike:
    """Findings that are one line: the first of them, the first cells or units, and how many there are."""

    first: Finding
    named: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, name: str) -> None:
        """Takes in one that is at the cell, or about the unit, `name`."""
        self.count += 1
        if len(self.named) < _NAMED:
            self.named.append(name)

    @property
    def line(self) -> str:
        """Where, what is wrong, what to do."""
        if self.count == 1:
            return finding_text(self.first)
        more, names = self.count - len(self.named), ", ".join(self.named)
        if _is_of_unit(self.first):
            from sipas_cli.documents.finding_words import kind_text

            units = say(_MORE_UNITS, units=names, more=more) if more else names
            return f"{kind_text(self.first.code)}: {units}. {remedy(self.first)}"
        cells = say(_MORE_ROWS, cells=names, more=more) if more else names
        where = place_name(self.first.file, self.first.sheet, cells)
        return f"{where}: {problem(self.first)}. {remedy(self.first)}"


def alike(findings: Sequence[Finding]) -> list[Alike]:
    """The lines of findings, in the order in which the first of each comes."""
    lines: dict[Hashable, Alike] = {}
    for number, part in enumerate(Findings(findings).parts):
        keys = _of_cells(part, number) if isinstance(part, CellFindings) else map(_key, part)
        for place, (key, name) in enumerate(keys):
            line = lines.get(key)
            if line is None:
                line = lines[key] = Alike(part[place])
            line.add(name)
    return list(lines.values())


def _of_cells(part: CellFindings, number: int) -> Iterator[tuple[Hashable, str]]:
    """What tells the line of each finding of a sheet from others, and its cell: no sentence is made of it."""
    for cell, saying in part.cells():
        yield (number, saying, cell.rstrip(digits)), cell


def _key(finding: Finding) -> tuple[Hashable, str]:
    """The same for one that is a value of its own, with its unit where it is about one."""
    where = (finding.code, finding.file, finding.sheet)
    if _is_of_unit(finding):
        return where, str(finding.params["unit"])
    column = finding.cell.rstrip(digits)
    return (*where, column or finding.cell, problem(finding), remedy(finding)), finding.cell


def _is_of_unit(finding: Finding) -> bool:
    """Whether a finding is about a unit, and says nothing else of it than others of its kind do of theirs."""
    return not finding.cell and finding.params.keys() == {"unit"} and "{unit}" not in finding.kind.remedy.en
