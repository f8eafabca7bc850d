"""A stored run computed anew from what it keeps, beside what it says."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sipas_cli import __version__
from sipas_cli.errors import DataError
from sipas_cli.figures import outputs
from sipas_cli.messages import FindingKind
from sipas_cli.model import XHH, Finding
from sipas_cli.recount import messages
from sipas_cli.recount.comparing import compare_tables, compare_values, first_apart
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.tree import Leaf
from sipas_cli.runs.chain import Chain
from sipas_cli.runs.folders import changed_parts
from sipas_cli.runs.indices import Percents, percents_in
from sipas_cli.runs.kept import Kept
from sipas_cli.runs.manifest import MANIFEST
from sipas_cli.runs.run import StoredRun
from sipas_cli.runs.storing import ballot_counts, figures_of
from sipas_cli.runs.tables import read_findings, read_typed, scores_csv, standings_csv
from sipas_cli.score import messages as score_messages
from sipas_cli.score import par, rank, sipas, xhh
from sipas_cli.score.par import Line
from sipas_cli.tally import UNKNOWN, by_unit
from sipas_cli.wording import Remark, problem, remedy

#: The codes of findings that scoring makes, not reading.
SCORING = frozenset(kind.code for kind in vars(score_messages).values() if isinstance(kind, FindingKind))


@dataclass
class Outcome:
    """What came of comparing a run: what differs, and what is to be said besides."""

    faults: list[DataError] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def recompute(kept: Kept, chain: Chain) -> Outcome:
    """How the figures of a run differ from those that come out of its counts or points now; `chain` has the
    runs whose points it took in."""
    outcome = Outcome()
    _tables(kept, outcome)
    # as it was written: what a manifest of an earlier version does not have is no difference
    manifest = chain.links[kept.stored.name].manifest
    outcome.faults += compare_values(_place(kept.stored, MANIFEST), manifest, _values(kept, manifest))
    _counts(kept, outcome)
    outcome.faults += _findings(kept)
    _folded(kept, chain, outcome)
    return outcome


def same_version(stored: StoredRun) -> bool:
    """Whether the program that stored a run is the one that runs now."""
    return version_of(stored) == __version__


def version_of(stored: StoredRun) -> str:
    """The version of the program that stored a run."""
    return str(stored.manifest["tool"]["version"])


def _place(stored: StoredRun, part: str) -> str:
    return str(stored.path / part)


# --- tables ---------------------------------------------------------------------------------------


def _tables(kept: Kept, outcome: Outcome) -> None:
    """standings.csv and scores.csv, byte by byte; of another version, the columns that both know."""
    stored = kept.stored
    computed = {
        "standings.csv": (standings_csv(kept.standings, bom=True), _unknown(kept)),
        "scores.csv": (scores_csv(kept.scores, kept.rules.rounding), ()),
    }
    for part, (content, unknown) in computed.items():
        before = (stored.path / part).read_bytes()
        place, version = _place(stored, part), version_of(stored)
        compared = compare_tables(place, before, content, same_version=same_version(stored), but=unknown)
        outcome.faults += compared.faults
        if compared.columns:
            params = {"part": part, "version": version, "columns": ", ".join(compared.columns)}
            outcome.remarks.append(Remark(messages.COLUMNS_OTHER_VERSION, params))


def _unknown(kept: Kept) -> Sequence[str]:
    """Columns that what is kept does not give: self-assessed points are told of leaves with typed points
    only, and runs of before version 0.4 do not keep what was typed where another index gave the points."""
    taken = any(line.claimed is not None and line.source in kept.stored.folded for line in kept.points)
    if taken and not read_typed(kept.stored.path):
        return (outputs.SELF_ASSESSED, outputs.APPRAISED_OF_SAME)
    return ()


# --- the manifest ---------------------------------------------------------------------------------


def _values(kept: Kept, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """What the manifest must say: means and the like, and which rules they come from. How these are digested
    may differ from version to version."""
    values = figures_of(kept.standings)
    criteria = kept.criteria.criteria
    values["criteria"] = {**manifest["criteria"], "id": criteria.id, "title": criteria.title}
    if same_version(kept.stored):
        values["criteria"] |= {"plan": criteria.plan.digest, "rules": kept.rules.digest}
    return values


def _counts(kept: Kept, outcome: Outcome) -> None:
    """The counts of the manifest, from the tally and from the findings that are listed."""
    listed = Counter(row["code"] for row in read_findings(kept.stored.path))
    counts: dict[str, Any] = {"findings": dict(sorted(listed.items()))}
    where = _place(kept.stored, MANIFEST)
    if kept.tally:
        counts |= ballot_counts(kept.tally)
        sources = {source["sha256"] for source in kept.stored.manifest["sources"]}
        sheets = {sheet.partition("#")[0] for sheet in kept.tally.sources}
        if not sheets <= sources:
            outcome.faults.append(DataError(messages.SOURCES_DIFFER, where=where))
    stored = {"counts": kept.stored.manifest["counts"]}
    outcome.faults += compare_values(where, stored, {"counts": {**stored["counts"], **counts}})


# --- findings -------------------------------------------------------------------------------------


def _findings(kept: Kept) -> list[DataError]:
    """The findings of scoring; those of reading can be had from the sources only."""
    if kept.points and not read_typed(kept.stored.path):
        return []  # some of them are about what was typed
    findings = [finding for finding in _of_scoring(kept) if finding.code in SCORING]
    expected = [_row(finding, kept.stored) for finding in findings]
    rows = [row for row in read_findings(kept.stored.path) if row["code"] in SCORING]
    place = first_apart([_told(row, kept.stored) for row in rows], expected)
    if place is None:
        return []
    code = expected[place][0] if place < len(expected) else rows[place]["code"]
    where, number = _place(kept.stored, "findings.csv"), place + 1
    return [DataError(messages.FINDING_DIFFERS, where=where, number=number, code=code)]


def _row(finding: Finding, stored: StoredRun) -> tuple[str, ...]:
    """A finding as a row of findings.csv."""
    columns = {
        "code": finding.code,
        "file": finding.file,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "problem": problem(finding, "vi"),
        "what_to_do": remedy(finding, "vi"),
    }
    return _told(columns, stored)


def _told(row: Mapping[str, str], stored: StoredRun) -> tuple[str, ...]:
    """What is compared of a finding: its words may differ from version to version."""
    place = (row["code"], row["file"], row["sheet"], row["cell"])
    if same_version(stored):
        return (*place, row["problem"], row["what_to_do"])
    return place


def _of_scoring(kept: Kept) -> list[Finding]:
    """What scoring finds, in the order in which a run keeps it."""
    criteria = kept.criteria.criteria
    if isinstance(criteria, Criteria):
        findings = sipas.findings(kept.scores, criteria, kept.units)
    elif kept.tally:
        unknown = by_unit(kept.tally, f"kind={UNKNOWN}") if criteria.plan.survey.kinds else {}
        findings = xhh.findings(kept.scores, by_unit(kept.tally), unknown, kept.units)
    else:
        findings = par.findings(kept.scores, kept.given, criteria, kept.units)
    return [*findings, *rank.findings(kept.standings)]


# --- what was folded in ---------------------------------------------------------------------------


def _folded(kept: Kept, chain: Chain, outcome: Outcome) -> None:
    """The points that were taken from other runs, against the scores that these have."""
    criteria = kept.criteria.criteria
    if not isinstance(criteria, ParCriteria):
        return
    leaves = {leaf.id: leaf for leaf in criteria.plan.leaves}
    for index, name in kept.stored.folded.items():
        lines = [line for line in kept.points if line.source == index and line.points is not None]
        if name not in chain.links or changed_parts(chain, name):
            outcome.remarks.append(Remark(messages.FOLDED_GONE, {"index": index, "run": name}))
            continue
        percents = percents_in(chain.folder / name)
        for line in lines:
            outcome.faults += _taken(kept.stored, line, leaves[line.part], name, percents)


def _taken(stored: StoredRun, line: Line, leaf: Leaf, run: str, percents: Percents) -> list[DataError]:
    """Whether the points of a leaf are those that the run gives; one that it gives none for was typed."""
    percent = percents.get(line.unit, {}).get(line.part if line.source == XHH else "")
    if percent is None or par.folded(percent, leaf, line.maximum) == line.points:
        return []
    params = {"unit": line.unit, "part": line.part, "run": run}
    return [DataError(messages.FOLDED_DIFFERS, where=_place(stored, "points.csv"), **params)]
