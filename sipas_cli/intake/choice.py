"""Which criteria set reads which file."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sipas_cli.errors import DataError, RulesError
from sipas_cli.intake import messages
from sipas_cli.intake.readings import Ballots, Points, Reading, Top, readings, set_id
from sipas_cli.intake.result_tables import looks_published
from sipas_cli.rules import library
from sipas_cli.rules.library import AnySet
from sipas_cli.rules.sources import Source as Tool
from sipas_cli.sheets import Source


@dataclass(frozen=True)
class _Recognised:
    """A file of ballots whose headers are all known, and what they were found to be.

    heads   of each sheet, whether it is hidden, and its rows down to the header; all of the first ones where
            it holds no ballots
    tools   of each sheet, what it was made by
    """

    reading: Ballots
    heads: Sequence[tuple[bool, Sequence[Sequence[str]]]]
    tools: Sequence[Tool | None]

    def is_like(self, tops: Sequence[Top]) -> bool:
        """Whether a file has the same headers, sheet by sheet."""
        return len(tops) == len(self.heads) and all(
            top.sheet.hidden == hidden and list(top.sheet.top[: len(rows)]) == rows
            for top, (hidden, rows) in zip(tops, self.heads, strict=True)
        )


class Choice:
    """Which reading each file gets; the first file of an index settles the set for the others. A file with
    the headers of an earlier one is read as that was: these are looked at once for all files of one form."""

    def __init__(self, folder: Path, wanted: Sequence[str]) -> None:
        self._folder = folder
        self._named = tuple(wanted)
        self._sets: Sequence[AnySet] = [library.find_set(folder, name) for name in wanted]
        if not wanted:
            self._sets = list(library.all_sets(folder))
        self._settled: dict[str, Reading] = {}
        self._recognised: list[_Recognised] = []
        indices = Counter(criteria_set.criteria.index for criteria_set in self._sets)
        if wanted and (twice := [index for index, times in indices.items() if times > 1]):
            raise RulesError(messages.CRITERIA_TWO_OF_INDEX, index=twice[0], sets=", ".join(wanted))

    def reading(self, source: Source, tops: Sequence[Top]) -> Reading:
        """The reading of a file, of whose sheets `tops` has the first rows."""
        known = next((file for file in self._recognised if file.is_like(tops)), None)
        if known is not None:
            for top, tool in zip(tops, known.tools, strict=True):
                top.tool = tool
            return known.reading
        free = [
            r for criteria_set in self._sets for r in readings(criteria_set) if r.index not in self._settled
        ]
        reading = self._explaining(source, tops, [*self._settled.values(), *free], last=not self._named)
        self._settled[reading.index] = reading
        self._remember(reading, tops)
        return reading

    @property
    def named(self) -> bool:
        """Whether the sets were named."""
        return bool(self._named)

    def settles_only(self, index: str, name: str) -> bool:
        """Whether the files so far were all of one index, read by the set with this id."""
        return {index: name} == {known: set_id(reading) for known, reading in self._settled.items()}

    def _remember(self, reading: Reading, tops: Sequence[Top]) -> None:
        if not isinstance(reading, Ballots) or not _hits(tops, reading)[1]:
            return
        heads = [(top.sheet.hidden, list(top.sheet.top[: _header_row(top, reading)])) for top in tops]
        self._recognised.append(_Recognised(reading, heads, [top.tool for top in tops]))

    def _explaining(
        self, source: Source, tops: Sequence[Top], candidates: Sequence[Reading], *, last: bool
    ) -> Reading:
        """The only reading under which some sheet of `source` is complete; of one index, local sets go
        before shipped ones. Unless these candidates are the `last`, sets that were not named are tried
        too."""
        hits = [(reading, *_hits(tops, reading)) for reading in candidates]
        asked = any(n for reading, n, _ in hits if isinstance(reading, Ballots))
        complete = [
            (reading, n)
            for reading, n, whole in hits
            if whole and not (asked and n == 1 and isinstance(reading, Points))  # ballots about a single leaf
        ]
        if complete:
            best, _ = max(complete, key=lambda pair: pair[1])
            same = [reading for reading, _ in complete if reading.index == best.index]
            local = [reading for reading in same if reading.criteria.local] or same
            if len(local) > 1:
                names = ", ".join(map(set_id, local))
                raise RulesError(messages.CRITERIA_AMBIGUOUS, where=source.name, sets=names)
            return local[0]
        nearest, questions, _ = max(hits, key=lambda hit: hit[1])
        if not questions:
            return self._unnamed(source, tops, candidates, last=last)
        return nearest  # and the sheet will be refused with what is missing

    def _unnamed(
        self, source: Source, tops: Sequence[Top], candidates: Sequence[Reading], *, last: bool
    ) -> Reading:
        """No candidate knows anything of this file: perhaps a set of an index that none was named for."""
        known = ", ".join(dict.fromkeys(map(set_id, candidates)))
        indices = {reading.index for reading in candidates}
        others = () if last else library.all_sets(self._folder)
        free = [r for criteria_set in others for r in readings(criteria_set) if r.index not in indices]
        if free and any(_hits(tops, reading)[0] for reading in free):
            return self._explaining(source, tops, [*candidates, *free], last=True)
        if any(looks_published(top.sheet.top) for top in tops):
            raise DataError(messages.RESULTS_NAMED, where=source.name)
        raise DataError(messages.NO_QUESTION_COLUMN, where=source.name, known=known)


def _header_row(top: Top, reading: Ballots) -> int | None:
    """The header row of a sheet; None where it holds no ballots that a person sees."""
    view = None if top.sheet.hidden else top.view(reading)
    return view.layout.header_row if view else None


def _hits(tops: Sequence[Top], reading: Reading) -> tuple[int, bool]:
    """(most questions or parts of the tree found in a sheet, whether a sheet is explained)."""
    seen = [top for top in tops if not top.sheet.hidden]
    if isinstance(reading, Points):
        parts = max((top.points(reading)[1] for top in seen), default=0)
        return parts, parts > 0
    views = filter(None, (top.view(reading) for top in seen))
    layouts = [view.layout for view in views]
    questions = max((len(layout.questions) for layout in layouts), default=0)
    return questions, any(layout.complete for layout in layouts)
