"""Tallies that come as files, read and never trusted: bounded, unaltered, of a known form."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sipas_cli.errors import DataError
from sipas_cli.findings import Findings
from sipas_cli.intake import messages as intake_messages
from sipas_cli.intake.ballots.contents import Print
from sipas_cli.intake.ballots.copies import Copies
from sipas_cli.intake.ballots.fingerprints import Fingerprint, Fingerprints
from sipas_cli.intake.stated_year import Claim
from sipas_cli.messages import Message
from sipas_cli.model import SIPAS, XHH
from sipas_cli.runs import tally_messages
from sipas_cli.runs.counted import Counted
from sipas_cli.runs.manifest import MANIFEST, is_sealed
from sipas_cli.runs.origin import TallyName
from sipas_cli.runs.shapes import (
    flag,
    having,
    list_of,
    map_of,
    one_of,
    row_of,
    text,
    whole,
)
from sipas_cli.runs.tables import POPULATION_PART, population_in, rows_of
from sipas_cli.runs.tally_file import (
    CONTENTS_PART,
    FINDINGS_PART,
    FINGERPRINTS_PART,
    FORMAT,
    KIND,
    SHEETS_PART,
    Basis,
)
from sipas_cli.runs.tally_findings import FINDINGS, KINDS, findings_from
from sipas_cli.runs.tally_tables import tally_in
from sipas_cli.sheets import digest, package
from sipas_cli.sheets import messages as sheets_messages
from sipas_cli.wording import Remark

#: A tally with the fingerprints of a million ballots unpacks to a fifth of this.
MAX_UNPACKED_BYTES = 1_000_000_000


@dataclass(frozen=True)
class TallyFile:
    """A tally that came as a file.

    name      of the file, as the user is told it
    sizes     unit -> stratum -> how many people its ballots were drawn from
    remarks   what was assumed when its sheets were read, as it was said there
    """

    name: str
    sha256: str
    version: str
    basis: Basis
    counted: Counted
    sizes: Mapping[str, Mapping[str, int]]
    remarks: Sequence[Remark]

    @property
    def label(self) -> TallyName:
        """What a run remembers of it."""
        fingerprints = self.counted.fingerprints
        key = fingerprints.key if fingerprints else ""
        return TallyName(self.name, self.sha256, self.version, key, list(self.counted.sources.values()))


def read_tally_file(path: Path, name: str) -> TallyFile:
    """Reads one tally.

    Raises RulesError where there is no such file, SurroundingsError where it cannot be read, DataError for
    what is no tally, is damaged, altered, too large, or was written by a later version.
    """
    sha256 = digest(path)
    parts = _unpacked(path, name)
    manifest = _manifest(parts, name)
    version = str(manifest["tool"]["version"])
    try:
        return TallyFile(
            name=name,
            sha256=sha256,
            version=version,
            basis=_basis(manifest),
            counted=_counted(manifest, parts, name),
            sizes=population_in(parts[POPULATION_PART]) if POPULATION_PART in parts else {},
            remarks=[*map(_remark, manifest["remarks"])],
        )
    except LookupError as error:  # a finding that this version does not know, or a part that is not there
        raise DataError(tally_messages.TALLY_NEWER, where=name, version=version) from error
    except (ValueError, TypeError, ArithmeticError, RecursionError) as error:  # its digests were made to fit
        raise DataError(tally_messages.TALLY_ALTERED, where=name, part=MANIFEST) from error


def _remark(sentence: str) -> Remark:
    """A sentence as it was said where the ballots were counted, without what a terminal would obey."""
    shown = "".join(sign if sign.isprintable() else " " for sign in sentence)
    return Remark(Message(vi=shown, en=shown))


def _unpacked(path: Path, name: str) -> dict[str, bytes]:
    try:
        return package.contents(path, name, most=MAX_UNPACKED_BYTES)
    except DataError as error:
        if error.message is sheets_messages.FILE_DAMAGED:
            raise DataError(tally_messages.TALLY_DAMAGED, where=name) from error
        raise


# --- the manifest ---------------------------------------------------------------------------------

_SHAPE = having(
    {
        "index": one_of(SIPAS, XHH),
        "year": whole,
        "tool": having({"version": text}),
        "criteria": having({"id": text, "plan": text, "rules": text}),
        "units": having({"number": whole, "ids": text, "names": text}),
        "sources": list_of(having({"name": text, "sha256": text})),
        "years": list_of(whole),
        "days": map_of(list_of(text)),
        "claims": map_of(row_of(whole, text, flag)),
        "passed_over": list_of(row_of(text, whole)),
        "copied": list_of(row_of(text, text, text, whole, whole, flag)),
        "doubled": list_of(row_of(text, text)),
        "key": text,
        "remarks": list_of(text),
        "files": map_of(text),
    }
)


def _manifest(parts: Mapping[str, bytes], name: str) -> Mapping[str, Any]:
    """The manifest of a tally, if it is one of ours and all parts are what it says. Raises DataError else."""
    manifest = _parsed(parts.get(MANIFEST, b""))
    if not isinstance(manifest, dict) or manifest.get("kind") != KIND:
        raise DataError(tally_messages.TALLY_NONE, where=name)
    if manifest.get("format") != FORMAT:
        version = _version(manifest)
        raise DataError(tally_messages.TALLY_NEWER, where=name, version=version)
    if not is_sealed(parts[MANIFEST]) or not _SHAPE(manifest):
        raise DataError(tally_messages.TALLY_ALTERED, where=name, part=MANIFEST)
    digests = manifest["files"]
    for part in sorted((digests.keys() | parts.keys()) - {MANIFEST}):
        if part not in parts or hashlib.sha256(parts[part]).hexdigest() != digests.get(part):
            raise DataError(tally_messages.TALLY_ALTERED, where=name, part=part)
    return manifest


def _parsed(content: bytes) -> Any:
    """JSON; None for what is none."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _version(manifest: Mapping[str, Any]) -> str:
    """The version of the program that wrote a manifest of another format, as far as it is told."""
    tool = manifest.get("tool")
    if isinstance(tool, dict):
        return str(tool.get("version", "?"))[:40]
    return "?"


def _basis(manifest: Mapping[str, Any]) -> Basis:
    criteria, units = manifest["criteria"], manifest["units"]
    return Basis(
        index=manifest["index"],
        year=manifest["year"],
        criteria=criteria["id"],
        plan=criteria["plan"],
        rules=criteria["rules"],
        units=units["number"],
        ids=units["ids"],
        names=units["names"],
    )


# --- what was counted -----------------------------------------------------------------------------


def _counted(manifest: Mapping[str, Any], parts: Mapping[str, bytes], name: str) -> Counted:
    findings = json.loads(parts[FINDINGS_PART])
    if not having({"kinds": KINDS, "findings": FINDINGS, "duplicates": FINDINGS})(findings):
        raise ValueError(FINDINGS_PART)
    tally = tally_in(parts)
    sources = {source["name"]: source["sha256"] for source in manifest["sources"]}
    read = {sheet.partition("#")[0] for sheet in tally.sources}
    if tally.plan != manifest["criteria"]["plan"] or not read <= set(sources.values()):
        raise ValueError(name)
    return Counted(
        sources=sources,
        tally=tally,
        findings=Findings(findings_from(findings["kinds"], findings["findings"])),
        duplicates=findings_from(findings["kinds"], findings["duplicates"]),
        years=frozenset(manifest["years"]),
        days={place: frozenset(days) for place, days in manifest["days"].items()},
        claims={place: Claim(*claim) for place, claim in manifest["claims"].items()},
        passed_over=[(place, year) for place, year in manifest["passed_over"]],
        copied=[Copies(*copy) for copy in manifest["copied"]],
        doubled=[
            DataError(intake_messages.SHEET_TWICE, where=where, first=first)
            for where, first in manifest["doubled"]
        ],
        fingerprints=_fingerprints(manifest, parts),
    )


def _fingerprints(manifest: Mapping[str, Any], parts: Mapping[str, bytes]) -> Fingerprints | None:
    if not manifest["key"]:
        return None
    ballots = []
    for row in rows_of(parts[FINGERPRINTS_PART]):
        place = row["file"], row["sheet"], row["cell"]
        ballots.append(Fingerprint(*place, row["exact"], row["folded"], made=row["made"] == "1"))
    sheets = {row["content"]: row["place"] for row in rows_of(parts[SHEETS_PART])}
    contents: dict[str, list[Print]] = {}
    for row in rows_of(parts[CONTENTS_PART]):
        one = Print(row["unit"], row["content"], row["dated"], float(row["chance"]))
        contents.setdefault(row["place"], []).append(one)
    return Fingerprints(manifest["key"], ballots, sheets, contents)
