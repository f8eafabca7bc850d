"""What some files of ballots say on one index, counted. All of it adds: what two lots of files say together
is the sum of what each of them says."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

from sipas_cli.errors import DataError
from sipas_cli.findings import Findings
from sipas_cli.intake.ballots.copies import Copies
from sipas_cli.intake.ballots.fingerprints import Fingerprints
from sipas_cli.intake.stated_year import Claim
from sipas_cli.model import Finding
from sipas_cli.tally import Tally, add
from sipas_cli.text.places import file_of

T = TypeVar("T")


@dataclass(frozen=True)
class Counted:
    """Ballots as counts, with what decides whether they may be scored.

    sources      name of each file -> SHA-256 of its bytes
    findings     of single sheets, in the order of the names of their files
    duplicates   the findings on ballots that are one with another
    years        the years that the dates of the ballots name
    days         sheet -> the days on which its valid ballots were answered, 2023-11-15, or the years
    claims       sheet -> the year that it says of itself
    passed_over  sheets of other years that were left out, each with its year
    copied       sheets whose ballots stand in another one too
    doubled      why sheets that hold what another one does would have been refused
    unlabelled   why a sheet cannot be counted, as nobody said what its codes of answers mean
    rows         name of each file -> rows of ballots in it
    fingerprints what tells ballots of other files that are the same; None where no key was given
    """

    sources: Mapping[str, str]
    tally: Tally
    findings: Findings
    duplicates: Sequence[Finding]
    years: frozenset[int]
    days: Mapping[str, frozenset[str]]
    claims: Mapping[str, Claim] = field(default_factory=dict)
    passed_over: Sequence[tuple[str, int]] = ()
    copied: Sequence[Copies] = ()
    doubled: Sequence[DataError] = ()
    unlabelled: DataError | None = None
    rows: Mapping[str, int] = field(default_factory=dict)
    fingerprints: Fingerprints | None = None


def add_counted(parts: Sequence[Counted]) -> Counted:
    """All of `parts`, one or more, of disjoint files whose names differ: what reading all files at once would
    have said, in the same order. The fingerprints stay behind. Raises DataError as `tally.add` does."""
    return Counted(
        sources={name: digest for part in parts for name, digest in part.sources.items()},
        tally=add([part.tally for part in parts]),
        findings=Findings(_by_file(chain.from_iterable(part.findings for part in parts), _file_of_finding)),
        duplicates=_by_file(chain.from_iterable(part.duplicates for part in parts), _file_of_finding),
        years=frozenset(chain.from_iterable(part.years for part in parts)),
        days=_sheets(part.days for part in parts),
        claims=_sheets(part.claims for part in parts),
        passed_over=_by_file(
            chain.from_iterable(part.passed_over for part in parts), lambda pair: file_of(pair[0])
        ),
        copied=_by_file(chain.from_iterable(part.copied for part in parts), lambda copy: file_of(copy.place)),
        doubled=_by_file(chain.from_iterable(part.doubled for part in parts), lambda one: file_of(one.where)),
        unlabelled=next(filter(None, (part.unlabelled for part in parts)), None),
        rows={name: count for part in parts for name, count in part.rows.items()},
    )


def _file_of_finding(finding: Finding) -> str:
    return finding.file


def _by_file(entries: Iterable[T], file: Callable[[T], str]) -> list[T]:
    """In the order of the names of files, in which these are read; within a file as it was."""
    return sorted(entries, key=file)


def _sheets(parts: Iterable[Mapping[str, T]]) -> dict[str, T]:
    """What is known of each sheet, in the order of the names of files."""
    return dict(
        sorted(chain.from_iterable(part.items() for part in parts), key=lambda pair: file_of(pair[0]))
    )
