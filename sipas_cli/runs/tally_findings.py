"""Findings as JSON and back: a kind by the names of its sentences, so that they can be said in both
languages."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Any

from sipas_cli.intake import messages as of_tables
from sipas_cli.intake.ballots import messages as of_ballots
from sipas_cli.messages import FindingKind, Message
from sipas_cli.model import Finding
from sipas_cli.runs.shapes import Shape, list_of, row_of, text, whole

#: (code, name of the sentence that says the problem, of the one that says what to do), one for each kind.
Kinds = Sequence[tuple[str, str, str]]


def _scalar(value: Any) -> bool:
    return isinstance(value, str | int | bool)


def _scalars(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_scalar, value.values()))


KINDS: Shape = list_of(row_of(text, text, text))
#: The number of its kind, file, sheet, cell, and what fills its sentence.
FINDINGS: Shape = list_of(row_of(whole, text, text, text, _scalars))


@cache
def _sentences() -> Mapping[str, Message]:
    """Name -> sentence of all that is found in tables of ballots."""
    sentences: dict[str, Message] = {}
    for module in (of_tables, of_ballots):
        sentences |= _of_module(module)
    return MappingProxyType(sentences)


def _of_module(module: ModuleType) -> Mapping[str, Message]:
    sentences: dict[str, Message] = {}
    for name, value in vars(module).items():
        if isinstance(value, FindingKind):
            sentences |= {f"{name}.problem": value.problem, f"{name}.remedy": value.remedy}
        elif isinstance(value, Message):
            sentences[name] = value
    return sentences


@cache
def _names() -> Mapping[Message, str]:
    return MappingProxyType({sentence: name for name, sentence in _sentences().items()})


class Numbered:
    """The kinds of some findings, each with a number."""

    def __init__(self) -> None:
        self._numbers: dict[FindingKind, int] = {}

    def rows(self, findings: Iterable[Finding]) -> list[list[Any]]:
        """The findings, a list each."""
        rows = []
        for finding in findings:
            number = self._numbers.setdefault(finding.kind, len(self._numbers))
            rows.append([number, finding.file, finding.sheet, finding.cell, dict(finding.params)])
        return rows

    @property
    def kinds(self) -> Kinds:
        """Those of all rows so far, in the order of their numbers."""
        names = _names()
        return [(kind.code, names[kind.problem], names[kind.remedy]) for kind in self._numbers]


def findings_from(kinds: Kinds, rows: Sequence[Any]) -> list[Finding]:
    """The findings that `Numbered` wrote. Raises LookupError for a sentence that there is not."""
    sentences = _sentences()
    known = []
    for code, problem, remedy in kinds:
        known.append(FindingKind(code=code, problem=sentences[problem], remedy=sentences[remedy]))
    return [Finding(known[number], file, sheet, cell, params) for number, file, sheet, cell, params in rows]
