"""What a run was counted from besides files: tallies that came as files, and what could not be compared
then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: Words of a manifest: ballots of which some have no fingerprints; ballots without ids beside some with ids;
#: which ballots about several units are of one person.
BALLOTS, COPIES, PERSONS = "ballots", "copies", "persons"


@dataclass(frozen=True)
class TallyName:
    """A tally as a run remembers it.

    sha256    of its bytes
    version   of the program that counted it
    key       the id of the key of its fingerprints, "" for none
    sources   digests of the files that it was counted from
    """

    name: str
    sha256: str
    version: str
    key: str
    sources: Sequence[str]

    def entry(self) -> Mapping[str, Any]:
        """What a manifest has of it."""
        return {
            "name": self.name,
            "sha256": self.sha256,
            "version": self.version,
            "key": self.key,
            "sources": sorted(self.sources),
        }


@dataclass(frozen=True)
class Origin:
    """The tallies among what was counted.

    not_compared   what could not be looked for between them: BALLOTS, COPIES, PERSONS
    """

    tallies: Sequence[TallyName] = ()
    not_compared: Sequence[str] = ()


FILES_ALONE = Origin()
