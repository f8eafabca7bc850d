"""Storing a run: its files and its manifest appear under `results/<year>/` in one move."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sipas_cli import __version__
from sipas_cli.errors import DataError
from sipas_cli.files import remove_folder, write_file, write_folder
from sipas_cli.messages import LANGUAGES, say
from sipas_cli.model import GroupStandings, Standings
from sipas_cli.runs import chain_messages, messages, pointer_messages
from sipas_cli.runs.chain import Chain, index_of, loose_ends
from sipas_cli.runs.folders import chain_of, last_link, load, manifests, writing, year_folder
from sipas_cli.runs.manifest import MANIFEST, sealed
from sipas_cli.runs.pointers import last_scored_file, noted, stored_before, withdrawn
from sipas_cli.runs.run import SCORED, Run, StoredRun
from sipas_cli.runs.tables import figure_text, findings_csv, scores_csv
from sipas_cli.tally import Tally
from sipas_cli.workspace.workspace import Workspace

#: The note in `results/` that what lies there is confidential.
ABOUT_RESULTS = "README.txt"
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
        try:
            if new:
                manifest = _linked(run, files, chain_of(workspace, run.year), recounted)
                write_folder(folder / name, {MANIFEST: manifest, **files})
            stored = load(workspace, run.year, name)
            if run.origin == SCORED or not _scored_before(workspace, stored):
                last = folder / last_scored_file(stored.index)
                if noted(last) != name:
                    write_file(last, f"{name}\n".encode(), keep=False)
        except BaseException:  # also of who was ended here: a run that is stored is the one that is used
            if new and (folder / name).exists():
                remove_folder(folder / name)
            raise
        _say_confidential(folder.parent / ABOUT_RESULTS)
    return stored, new


def _say_confidential(path: Path) -> None:
    """Leaves a note beside the runs, where those who copy them see it; one that somebody changed stays."""
    if not path.exists():
        sentences = (say(messages.CONFIDENTIAL, lang=language) for language in LANGUAGES)
        write_file(path, "".join(f"{sentence}\n" for sentence in sentences).encode(), keep=False)


def _scored_before(workspace: Workspace, stored: StoredRun) -> bool:
    """Whether the year has a run of the index that was scored here: a published table that is imported
    later, to look at, does not become what the decision is made from."""
    others = manifests(year_folder(workspace, stored.year)).items()
    origins = (manifest.get("origin", SCORED) for name, manifest in others if index_of(name) == stored.index)
    return SCORED in origins


def _linked(run: Run, files: Mapping[str, bytes], chain: Chain, recounted: str) -> bytes:
    """The manifest of a new run, as a file: it follows the one that was stored last.

    Where the folder of this very run was lost, the run that was stored after it holds the digest of its
    manifest: it is made again with the predecessor that it had. Raises DataError where that cannot be.
    """
    name = run.name
    manifest = {**_manifest(run, name, files), **({"recounts": recounted} if recounted else {})}
    followed = chain.following.get(name, ())
    if not followed:
        return sealed({**manifest, "previous": last_link(chain)})
    for end in loose_ends(chain):
        previous = {"run": end.name, "manifest": end.digest} if end else None
        content = sealed({**manifest, "previous": previous})
        if hashlib.sha256(content).hexdigest() == followed[0].previous_digest:
            return content
    where = str(chain.folder / name)
    raise DataError(chain_messages.RUN_REPLACED, where=where, next=followed[0].name)


def _contents(run: Run) -> dict[str, bytes]:
    return {
        "standings.csv": run.standings_file,
        "scores.csv": scores_csv(run.scores, run.rounding),
        "findings.csv": findings_csv(run.findings),
        **run.criteria.files,
        **run.parts,
    }


def _manifest(run: Run, name: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    """The manifest of a run, but for which run it follows."""
    ranking, criteria = run.standings, run.criteria
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
        **_tallies(run),
        "counts": {**run.counts, "findings": dict(sorted(run.findings.by_code().items()))},
        **figures_of(ranking),
        "files": {part: hashlib.sha256(content).hexdigest() for part, content in sorted(files.items())},
        "previous": None,
    }


def _tallies(run: Run) -> dict[str, Any]:
    """What a manifest has of the tallies that a run was added up from; nothing of a run of files alone."""
    if not run.tallies.tallies:
        return {}
    entries = sorted((tally.entry() for tally in run.tallies.tallies), key=lambda entry: entry["sha256"])
    return {"tallies": entries, "not_compared": list(run.tallies.not_compared)}


def figures_of(ranking: Standings) -> dict[str, Any]:
    """What a manifest has of the standings: means and the like, that no line of a table has."""
    decimals = ranking.decimals
    return {
        "overall": figure_text(ranking.overall, decimals),
        "overall_kind": ranking.overall_kind,
        "decimals": decimals,
        "minimum_ballots": ranking.minimum_ballots,
        "bands": list(ranking.bands),
        "means": {group.group.id: figure_text(group.mean, decimals) for group in ranking.groups},
        "factor_means": {group.group.id: _factor_means(group, decimals) for group in ranking.groups},
    }


def _factor_means(group: GroupStandings, decimals: int) -> dict[str, str | None]:
    return {factor: figure_text(mean, decimals) for factor, mean in group.factor_means.items()}
