"""A tally as a file: what some files of ballots say on one index, counted, to be added up elsewhere.

A zip package, the same bytes each time:

    manifest.json        what was counted by which plan, rules and units, from which files; the digests of the
                         other parts; sealed like that of a run
    tally/               the tables and the pairs, as a run keeps them
    findings.json        what is wrong with the files
    population.csv       sizes, where they are known
    fingerprints.csv     keyed fingerprints of ballots, where there is a key; and of sheets without ids
    sheets.csv
    contents.csv         and of what was answered on ballots without ids

Only what occurs is in it: a commune's tally has the rows of its own unit.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sipas_cli import __version__
from sipas_cli.files import csv_bytes, package_bytes
from sipas_cli.intake.ballots.fingerprints import Fingerprints
from sipas_cli.model import Unit
from sipas_cli.rules.library import AnySet
from sipas_cli.runs.checking import CheckedBallots
from sipas_cli.runs.counted import Counted
from sipas_cli.runs.kept import rules_of
from sipas_cli.runs.manifest import MANIFEST, sealed
from sipas_cli.runs.tables import json_bytes, population_files
from sipas_cli.runs.tally_findings import Numbered
from sipas_cli.runs.tally_tables import tally_files
from sipas_cli.wording import Remark, remark_text

FORMAT, KIND, SUFFIX = 1, "sipas tally", ".tally"
FINDINGS_PART = "findings.json"
FINGERPRINTS_PART, SHEETS_PART, CONTENTS_PART = "fingerprints.csv", "sheets.csv", "contents.csv"
FINGERPRINT_COLUMNS = ("file", "sheet", "cell", "exact", "folded", "made")
SHEET_COLUMNS = ("content", "place")
CONTENT_COLUMNS = ("place", "unit", "content", "dated", "chance")


@dataclass(frozen=True)
class Basis:
    """What was counted by.

    criteria   the id of the criteria set
    plan       the digest of the plan of the ballots
    rules      the digest of the rules that the index is judged by
    units      how many units there were
    ids        the digest of their ids, and of which of them are left out
    names      the digest of all names that they go by
    """

    index: str
    year: int
    criteria: str
    plan: str
    rules: str
    units: int
    ids: str
    names: str


def basis_of(index: str, year: int, criteria_set: AnySet, plan: str, units: Iterable[Unit]) -> Basis:
    """What the ballots of an index are counted by here."""
    listed = sorted(units, key=lambda unit: unit.id)
    return Basis(
        index=index,
        year=year,
        criteria=criteria_set.criteria.id,
        plan=plan,
        rules=rules_of(criteria_set, index).digest,
        units=len(listed),
        ids=_digest([[unit.id, bool(unit.excluded)] for unit in listed]),
        names=_digest([[unit.id, unit.name, *sorted(unit.aliases)] for unit in listed]),
    )


def _digest(value: Any) -> str:
    return hashlib.sha256(json_bytes(value)).hexdigest()


def tally_bytes(checked: CheckedBallots, basis: Basis, remarks: Iterable[Remark]) -> bytes:
    """The file of what was checked.

    remarks   what was assumed when the sheets were read: kept in the language in use
    """
    parts = _parts(checked)
    manifest = {
        "format": FORMAT,
        "kind": KIND,
        "tool": {"name": "sipas", "version": __version__},
        **_by(basis),
        **_of_files(checked.counted),
        "remarks": list(map(remark_text, remarks)),
        "files": {part: hashlib.sha256(content).hexdigest() for part, content in sorted(parts.items())},
    }
    return package_bytes({MANIFEST: sealed(manifest), **parts})


def _by(basis: Basis) -> dict[str, Any]:
    return {
        "index": basis.index,
        "year": basis.year,
        "criteria": {"id": basis.criteria, "plan": basis.plan, "rules": basis.rules},
        "units": {"number": basis.units, "ids": basis.ids, "names": basis.names},
    }


def _of_files(counted: Counted) -> dict[str, Any]:
    """What a manifest has of the files that were counted."""
    claims = {place: [claim.year, claim.cell, claim.of_file] for place, claim in counted.claims.items()}
    fingerprints = counted.fingerprints
    return {
        "sources": [{"name": n, "sha256": d} for n, d in sorted(counted.sources.items())],
        "years": sorted(counted.years),
        "days": {place: sorted(days) for place, days in counted.days.items()},
        "claims": claims,
        "passed_over": [list(pair) for pair in counted.passed_over],
        "copied": [
            [one.place, one.other, one.unit, one.ballots, one.found, one.certain] for one in counted.copied
        ],
        "doubled": [[error.where, error.params["first"]] for error in counted.doubled],
        "key": fingerprints.key if fingerprints else "",
    }


def _parts(checked: CheckedBallots) -> dict[str, bytes]:
    counted, numbered = checked.counted, Numbered()
    findings, duplicates = numbered.rows(counted.findings), numbered.rows(counted.duplicates)
    content = {"kinds": numbered.kinds, "findings": findings, "duplicates": duplicates}
    return {
        **dict(tally_files(counted.tally)),
        **population_files(checked.populations.sizes),
        FINDINGS_PART: json_bytes(content),
        **_fingerprint_files(counted.fingerprints),
    }


def _fingerprint_files(fingerprints: Fingerprints | None) -> Mapping[str, bytes]:
    if fingerprints is None:
        return {}
    ballots = []
    for one in fingerprints.ballots:
        ballots.append([one.file, one.sheet, one.cell, one.exact, one.folded, int(one.made)])
    contents = []
    for place, prints in fingerprints.contents.items():
        contents += [[place, one.unit, one.content, one.dated, repr(one.chance)] for one in prints]
    return {
        CONTENTS_PART: csv_bytes(CONTENT_COLUMNS, contents, bom=False),
        FINGERPRINTS_PART: csv_bytes(FINGERPRINT_COLUMNS, ballots, bom=False),
        SHEETS_PART: csv_bytes(SHEET_COLUMNS, sorted(fingerprints.sheets.items()), bom=False),
    }
