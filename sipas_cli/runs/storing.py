"""Storing a run: its files and its manifest appear under `results/<year>/` in one move."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from sipas_cli import __version__
from sipas_cli.errors import DataError
from sipas_cli.files import write_file, write_folder
from sipas_cli.model import GroupStandings
from sipas_cli.runs import pointer_messages
from sipas_cli.runs.folders import index_of, last_link, load, runs, sealed, writing, year_folder
from sipas_cli.runs.pointers import last_scored_file, stored_before, withdrawn
from sipas_cli.runs.run import SCORED, Run, StoredRun
from sipas_cli.runs.tables import figure_text, findings_csv, json_bytes, scores_csv, standings_csv
from sipas_cli.tally import Tally
from sipas_cli.workspace.workspace import Workspace

NO_BALLOTS: Mapping[str, Any] = {"ballots_read": 0, "ballots_valid": 0, "ballots_rejected": 0, "outcomes": {}}


def ballot_counts(tally: Tally) -> dict[str, Any]:
    """How many ballots were read and what became of them."""
    return {
        "ballots_read": tally.read,
        "ballots_valid": tally.outcomes.get("valid", 0),
        "ballots_rejected": tally.rejected,
        "outcomes": tally.outcomes,
    }


def save(workspace: Workspace, run: Run) -> tuple[StoredRun, bool]:
    """Stores `run`; returns it as stored, and whether it is new.

    Raises SurroundingsError if the workspace cannot be written to, DataError for a run that was withdrawn.
    """
    files = _contents(run)
    name = run.name
    folder = year_folder(workspace, run.year)
    with writing(folder):
        recounted = stored_before(workspace, run)
        for former in (name, recounted):
            if why := withdrawn(workspace, run.year, former):
                raise DataError(pointer_messages.RUN_WITHDRAWN, run=former, why=why, year=run.year)
        new = not (folder / name).exists()
        if new:
            manifest = _manifest(run, name, files, last_link(workspace, run.year))
            manifest = sealed({**manifest, **({"recounts": recounted} if recounted else {})})
            write_folder(folder / name, {"manifest.json": json_bytes(manifest), **files})
        stored = load(workspace, run.year, name)
        if run.origin == SCORED or not _scored_before(workspace, stored):
            write_file(folder / last_scored_file(stored.index), f"{name}\n".encode(), keep=False)
    return stored, new


def _scored_before(workspace: Workspace, stored: StoredRun) -> bool:
    """Whether the year has a run of the index that was scored here: a published table that is imported
    later, to look at, does not become what the decision is made from."""
    names = (name for name in runs(workspace, stored.year) if index_of(name) == stored.index)
    return any(load(workspace, stored.year, name).origin == SCORED for name in names)


def _contents(run: Run) -> dict[str, bytes]:
    return {
        "standings.csv": standings_csv(run.standings, bom=True),
        "scores.csv": scores_csv(run.scores, run.rounding),
        "findings.csv": findings_csv(run.findings),
        **run.criteria.files,
        **run.parts,
    }


def _manifest(
    run: Run, name: str, files: Mapping[str, bytes], previous: Mapping[str, str] | None
) -> dict[str, Any]:
    ranking, decimals, criteria = run.standings, run.standings.decimals, run.criteria
    return {
        "format": 1,
        "tool": {"name": "sipas", "version": __version__},
        "run": name,
        "year": run.year,
        "index": run.index,
        "origin": run.origin,
        "notice": run.notice,
        "unit_of_score": run.unit_of_score,
        "criteria": {
            "id": criteria.id,
            "title": criteria.title,
            "plan": criteria.plan,
            "rules": criteria.rules,
            "titles": dict(criteria.titles),
        },
        "sources": [{"name": n, "sha256": d} for n, d in sorted(run.sources.items())],
        "folded": dict(sorted(run.folded.items())),
        **({"forced": list(run.forced)} if run.forced else {}),
        "counts": {**run.counts, "findings": dict(sorted(Counter(f.code for f in run.findings).items()))},
        "overall": figure_text(ranking.overall, decimals),
        "overall_kind": ranking.overall_kind,
        "decimals": decimals,
        "minimum_ballots": ranking.minimum_ballots,
        "bands": list(ranking.bands),
        "means": {group.group.id: figure_text(group.mean, decimals) for group in ranking.groups},
        "factor_means": {group.group.id: _factor_means(group, decimals) for group in ranking.groups},
        "files": {part: hashlib.sha256(content).hexdigest() for part, content in sorted(files.items())},
        "previous": previous,
    }


def _factor_means(group: GroupStandings, decimals: int) -> dict[str, str | None]:
    return {factor: figure_text(mean, decimals) for factor, mean in group.factor_means.items()}
