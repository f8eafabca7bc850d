"""A run: all that one scoring came to, and the same as it lies in its folder."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sipas_cli.findings import Findings
from sipas_cli.model import Scores, Standings, Unit
from sipas_cli.runs.origin import FILES_ALONE, Origin
from sipas_cli.runs.tables import POPULATION_PART, json_bytes, standings_csv

if TYPE_CHECKING:  # a stored run is shown without rules
    from sipas_cli.rules.judging import Rounding

PERCENT, POINTS = "%", "points"
#: Where a run came from: scored here, or a published table that was imported.
SCORED, IMPORTED = "scored", "imported"
#: The number of what is kept of tallies and points: with 2 the cells that points were typed in, with 3 bonus
#: and penalty that came to nothing. It is part of the name of a run, so that whoever scores again gets what
#: is kept since.
KEPT = 3


@dataclass(frozen=True)
class About:
    """What a run was judged by: the criteria set and the digests of its two halves.

    titles   id of each factor, area or kind of respondent -> its title, for the headings of tables
    files    the criteria as they are kept with the run: name -> content
    """

    id: str
    title: str
    plan: str
    rules: str
    titles: Mapping[str, str]
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class Run:
    """All that one scoring came to.

    index     sipas, xhh (leader survey) or par
    sources   name of each file -> SHA-256 of its bytes
    counts    how many ballots were read and what became of them
    parts     what the scores were made from, as files: the tally, or the points
    folded    index -> the run whose scores went into this one
    notice    what every output must say about the data, e.g. that they are synthetic
    origin    SCORED, or IMPORTED for a published table
    forced    keys of the objections that were overridden
    tallies   the tallies that were added up
    """

    year: int
    index: str
    criteria: About
    sources: Mapping[str, str]
    units: Sequence[Unit]
    scores: Scores
    rounding: "Rounding"
    standings: Standings
    findings: Findings
    counts: Mapping[str, Any]
    parts: Mapping[str, bytes]
    folded: Mapping[str, str]
    notice: str = ""
    unit_of_score: str = PERCENT
    origin: str = SCORED
    forced: Sequence[str] = ()
    tallies: Origin = FILES_ALONE

    @cached_property
    def standings_file(self) -> bytes:
        """The standings as they are stored."""
        return standings_csv(self.standings, bom=True)

    @cached_property
    def name(self) -> str:
        """Same inputs, criteria, units and results: same name. Names of files do not matter, nor does
        the version of the program unless it changes a result, or keeps more of what it was made from."""
        extras: list[object] = [["kept", KEPT]]
        if POPULATION_PART in self.parts:  # errors depend on how many people there are, no figure does
            extras.append(["population", hashlib.sha256(self.parts[POPULATION_PART]).hexdigest()])
        return self._name(self.folded, extras)

    def name_before(self, folded: Mapping[str, str]) -> str:
        """What the same run was called when less was kept with it; `folded` are the former names of the runs
        whose scores went into it."""
        return self._name(folded, [])

    def _name(self, folded: Mapping[str, str], extras: Sequence[object]) -> str:
        parts = [
            sorted(self.sources.values()),
            [self.criteria.id, self.criteria.plan, self.criteria.rules],
            [[u.id, u.name, u.group, u.not_ranked, u.excluded] for u in self.units],
            [self.year, self.index, self.notice],
            hashlib.sha256(self.standings_file).hexdigest(),
            *([sorted(folded.items())] if folded else []),
            # once the objection is mended, the same result is stored again, without the mark
            *([["forced", *self.forced]] if self.forced else []),
            # so it is once all that was counted has been compared
            *([["not_compared", *self.tallies.not_compared]] if self.tallies.not_compared else []),
            # of what was scored the overall figure follows; of a table somebody may have given it
            *([str(self.standings.overall)] if self.origin == IMPORTED else []),
            *(extras if self.origin == SCORED else []),
        ]
        return f"{self.index}-{hashlib.sha256(json_bytes(parts)).hexdigest()[:12]}"


@dataclass(frozen=True)
class StoredRun:
    """A run as it lies in its folder."""

    name: str
    path: Path
    manifest: Mapping[str, Any]
    standings: Standings

    @property
    def year(self) -> int:
        """The year that was judged."""
        return int(self.manifest["year"])

    @property
    def index(self) -> str:
        """The index that the run is of."""
        return str(self.manifest["index"])

    @property
    def titles(self) -> Mapping[str, str]:
        """Id of a factor, area or kind of respondent -> its title."""
        titles: Mapping[str, str] = self.manifest["criteria"]["titles"]
        return titles

    @property
    def origin(self) -> str:
        """Whether it was scored or brought in from a published table."""
        return str(self.manifest.get("origin", SCORED))

    @property
    def in_points(self) -> bool:
        """Whether its scores are numbers of points, not percentages."""
        return bool(self.manifest["unit_of_score"] == POINTS)

    @property
    def notice(self) -> str:
        """What the workspace says of its data, such as that they are synthetic; "" for none."""
        return str(self.manifest["notice"])

    @property
    def folded(self) -> Mapping[str, str]:
        """Index -> the run whose scores went into this one."""
        folded: Mapping[str, str] = self.manifest["folded"]
        return folded

    @property
    def recounts(self) -> str:
        """The run of the same figures that an earlier version stored, with less of what they were made from;
        "" for none."""
        return str(self.manifest["recounts"])

    @property
    def forced(self) -> Sequence[str]:
        """Keys of the objections that were overridden."""
        forced: Sequence[str] = self.manifest["forced"]
        return forced

    @property
    def measured(self) -> int:
        """How many units have a score or a rank."""
        lines = [line for group in self.standings.groups for line in group.standings]
        return sum(line.rank is not None or line.score is not None for line in lines)

    @property
    def ballots(self) -> int | None:
        """How many ballots count; None where the run was not made from ballots."""
        counts = self.manifest["counts"]
        if not counts["ballots_read"]:
            return None
        return int(counts["ballots_valid"])

    def made_from_others(self, runs: Mapping[str, str]) -> list[tuple[str, str, str]]:
        """Where this run did not fold in the one that `runs` (index -> run) has: the index, the run that
        it did fold in, the one in `runs`. The two then contradict each other."""
        return [
            (index, folded, runs[index])
            for index, folded in self.folded.items()
            if runs.get(index, folded) not in ("", folded)
        ]
