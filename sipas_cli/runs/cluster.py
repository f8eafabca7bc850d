"""Files of ballots counted by the machines of a Dask cluster, to the counts and findings of one machine.

The files are read where there is room, a file at a time; what each machine must know of the files of others
goes through `parts.py`. A machine that is lost costs its parts, which Dask lets another one read again.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from sipas_cli.errors import DataError, RulesError, SipasError
from sipas_cli.intake import messages as intake_messages
from sipas_cli.intake import tables
from sipas_cli.intake.ballot_sheets import held_twice
from sipas_cli.intake.ballots.fingerprints import Key, sheets_marked
from sipas_cli.intake.choice import Choice
from sipas_cli.intake.readings import Ballots as Reading
from sipas_cli.intake.readings import Progress, known, set_id
from sipas_cli.messages import language
from sipas_cli.model import SIPAS
from sipas_cli.runs import cluster_messages, judge, parts, tally_messages
from sipas_cli.runs.checking import CheckedBallots, judged, strange_names
from sipas_cli.runs.counted import Counted
from sipas_cli.runs.machines import Handle, Machines, connected
from sipas_cli.runs.parts import Compared, Head, Kit, Packed
from sipas_cli.samples.population import read_populations
from sipas_cli.sheets import Unreadable
from sipas_cli.sheets.objects import Stored
from sipas_cli.wording import Remark
from sipas_cli.workspace.units import UNITS
from sipas_cli.workspace.workspace import Workspace

#: Into so many lots marks of ids are parted, each held by one machine; so many parts are added at once.
_LOTS, _AT_ONCE = 16, 8


@dataclass(frozen=True)
class Asked:
    """What decides how files are read; see pipeline.check."""

    criteria: Sequence[str]
    source: str | None
    year: int | None
    allow_copies: bool
    key: Key | None = None


def check(
    files: Sequence[Stored], workspace: Workspace, scheduler: str, asked: Asked, progress: Progress
) -> tuple[list[CheckedBallots], list[Remark], list[SipasError]]:
    """What `pipeline.check` says of the same files on one machine, of SIPAS ballots alone.

    scheduler   address of the scheduler of the cluster, tcp://HOST:8786

    Raises SurroundingsError for a cluster that is not there, is not like this machine or breaks down, and
    RulesError or DataError for files and words that no cluster counts.
    """
    kit = _kit(workspace, asked)
    choice = Choice(workspace.folder, asked.criteria or workspace.settings.criteria)
    with connected(scheduler) as machines:
        return _Counting(machines, kit, files, workspace, asked, progress).check(choice)


def _kit(workspace: Workspace, asked: Asked) -> Kit:
    year = asked.year or workspace.settings.year
    if year is None and workspace.changes:
        raise RulesError(cluster_messages.YEAR_NEEDED)
    registry = workspace.registry_for(year)
    if registry is None:
        raise RulesError(tally_messages.TALLY_NEEDS_UNITS, where=UNITS)
    about = known(workspace.folder, registry, asked.source, allow_copies=asked.allow_copies, year=year)
    populations, remarks = read_populations(workspace, registry)
    return Kit(
        language=language(),
        about=about,
        registry=registry,
        year=year,
        populations=populations,
        remarks=remarks,
        marks=Key(secrets.token_bytes(32)),
        key=asked.key,
    )


@dataclass(frozen=True)
class _Joined:
    """What the heads of all files say together.

    refused    why files cannot be counted
    contents   digest of what a sheet without ids holds -> its place
    doubled    sheets that hold what another one does, which was allowed
    left_out   the sheets of another year -> the year that they say
    """

    heads: Sequence[Head]
    refused: list[SipasError] = field(default_factory=list)
    contents: dict[str, str] = field(default_factory=dict)
    doubled: list[DataError] = field(default_factory=list)
    left_out: Mapping[str, int] = field(default_factory=dict)


class _Counting:
    """One count: what the machines are asked for, and what comes of it."""

    def __init__(
        self,
        machines: Machines,
        kit: Kit,
        files: Sequence[Stored],
        workspace: Workspace,
        asked: Asked,
        progress: Progress,
    ) -> None:
        self._machines = machines
        self._kit = kit
        self._files = files
        self._workspace = workspace
        self._asked = asked
        self._progress = progress

    def check(self, choice: Choice) -> tuple[list[CheckedBallots], list[Remark], list[SipasError]]:
        """Counts all files; see `check`."""
        settled = self._machines.submit(parts.settle_reading, Packed.of(self._kit), choice, self._files[0])
        reading = self._answer(settled)
        if isinstance(reading, Unreadable):
            raise reading.error
        if not isinstance(reading, Reading) or reading.index != SIPAS:
            raise DataError(cluster_messages.NOT_ON_CLUSTER, where=self._files[0].name)
        strange = strange_names(reading.criteria, self._kit.registry)
        packed = self._machines.submit(_as_it_is, Packed.of(replace(self._kit, reading=reading)))
        read = [self._machines.submit(parts.read_part, packed, file) for file in self._files]
        joined = self._joined([self._machines.submit(parts.head_of, part) for part in read])
        if joined.refused:
            return [], [], joined.refused
        counted = self._counted(joined, packed, read)
        named = intake_messages.CRITERIA_NAMED if choice.named else intake_messages.CRITERIA_FOUND
        remarks = [Remark(named, {"criteria": set_id(reading)})]
        remarks += chain.from_iterable(head.remarks for head in joined.heads)
        remarks += [*strange, *self._kit.remarks]
        remarks += tables.remarks(chain.from_iterable(head.understood for head in joined.heads))
        remarks += tables.passed_over(counted.passed_over, self._kit.year)
        settings, kit = self._workspace.settings, self._kit
        return [judged(counted, reading, kit.registry, settings, kit.populations)], remarks, []

    # --- what the files have in common ------------------------------------------------------------

    def _joined(self, asked: Sequence[Handle]) -> _Joined:
        """What the heads of all files say, once all have been read."""
        heads, refused = [], []
        for head in self._machines.answers(asked, self._told):
            if isinstance(head, Unreadable):
                refused.append(head.error)
            else:
                heads.append(head)
        left_out = judge.of_other_years(list(chain.from_iterable(h.claimed for h in heads)), self._kit.year)
        joined = _Joined(heads, refused, left_out=left_out)
        digests: dict[str, str] = {}
        for head in heads:
            if first := digests.get(head.digest):
                joined.refused.append(DataError(intake_messages.FILE_TWICE, where=head.name, first=first))
            digests.setdefault(head.digest, head.name)
            self._join_contents(head, joined)
        if not joined.refused and not any(head.rows for head in heads):
            raise DataError(intake_messages.NO_BALLOTS, where=", ".join(head.name for head in heads))
        return joined

    def _join_contents(self, head: Head, joined: _Joined) -> None:
        doubled = held_twice(head.contents, joined.contents)
        if doubled and not self._asked.allow_copies:
            joined.refused.append(doubled[0])
        joined.doubled.extend(doubled)

    def _duplicates(
        self, packed: Handle, read: Sequence[Handle], left_out: Mapping[str, int]
    ) -> list[list[Handle]]:
        """For each file the verdicts on its ballots, a list for each lot of marks that has any."""
        lots = min(_LOTS, len(read))
        twice = []
        for lot in range(lots):
            marks = [self._machines.submit(parts.marks_in, part, left_out, lot, lots) for part in read]
            twice.append(self._machines.submit(parts.twice_in, marks))
        numbers = self._machines.answers([self._machines.submit(len, of_lot) for of_lot in twice])
        verdicts: list[list[Handle]] = [[] for _ in read]
        for of_lot in (marks for marks, number in zip(twice, numbers, strict=True) if number):
            suspects = [
                self._machines.submit(parts.suspects_in, packed, part, left_out, of_lot) for part in read
            ]
            of_files = self._machines.submit(parts.judge_files, packed, suspects)
            for number, of_file in enumerate(verdicts):
                of_file.append(self._machines.submit(parts.verdicts_of, of_files, number))
        return verdicts

    def _counted(self, joined: _Joined, packed: Handle, read: Sequence[Handle]) -> Counted:
        left_out = joined.left_out
        verdicts = self._duplicates(packed, read, left_out)
        compared = Compared((), {})
        if any(not left_out.keys() >= set(head.unnamed) for head in joined.heads):
            coded = [
                self._machines.submit(parts.coded_part, part, left_out, of_file)
                for part, of_file in zip(read, verdicts, strict=True)
            ]
            compared = self._answer(self._machines.submit(parts.compare, packed, coded))
        counts = [
            self._machines.submit(parts.count_part, packed, part, left_out, of_file)
            for head, part, of_file in zip(joined.heads, read, verdicts, strict=True)
            if any(sheet.place not in left_out for sheet in head.claimed)
        ]
        while len(counts) > 1:
            starts = range(0, len(counts), _AT_ONCE)
            counts = [
                self._machines.submit(parts.add_parts, counts[start : start + _AT_ONCE]) for start in starts
            ]
        total = self._answer(counts[0])
        if isinstance(total, Unreadable):
            raise total.error
        return self._with_files(total, joined, compared)

    def _with_files(self, total: Counted, joined: _Joined, compared: Compared) -> Counted:
        """The sum of all parts, with what no part knows."""
        fingerprints = total.fingerprints
        if fingerprints and self._asked.key:
            sheets = sheets_marked(joined.contents, self._asked.key)
            fingerprints = replace(fingerprints, sheets=sheets, contents=compared.contents)
        unlabelled = (pair for head in joined.heads for pair in head.unlabelled.items())
        return replace(
            total,
            sources={head.name: head.digest for head in joined.heads},
            passed_over=[*joined.left_out.items()],
            copied=compared.copied,
            doubled=joined.doubled,
            unlabelled=next((error for place, error in unlabelled if place not in joined.left_out), None),
            fingerprints=fingerprints,
        )

    def _told(self, head: Any) -> None:
        """Says that a file was read."""
        if isinstance(head, Head):
            self._progress(head.name, 1)

    def _answer(self, asked: Handle) -> Any:
        return self._machines.answers([asked])[0]


def _as_it_is(packed: Packed) -> Packed:
    """What is handed to a machine once, for all that it does; handed again where that is lost."""
    return packed
