"""What is wrong in a published document, and the cases in which unrounded figures would explain it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sipas_cli.messages import FindingKind
from sipas_cli.model import Finding
from sipas_cli.recount.published.document import Place


@dataclass(frozen=True, slots=True)
class Verdict:
    """A statement that does not hold, or not by itself.

    error    whether no unrounded figures give it; else some do, and it is remarked
    params   fills its sentence; what it says was computed how is among them
    """

    kind: FindingKind
    place: Place
    error: bool
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, Place]:
        """What it is about, whatever the figures stand for."""
        return self.kind.code, self.place

    def finding(self, file: str) -> Finding:
        """As a finding in a file."""
        return Finding(self.kind, file, self.place.sheet, self.place.cell, self.params)
