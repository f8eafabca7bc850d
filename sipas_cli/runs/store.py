"""Run folders: `results/<year>/<run>/`, written once in one move, chained by their manifests.

Every run folder holds manifest.json, standings.csv, scores.csv, findings.csv; one of ballots also tally/
and criteria.yaml, one of the PAR index points.csv and criteria.yaml (with its tree). The small file
last-<index>.txt beside the folders names the run that was scored last, which commands use unless
frozen-<index>.txt names one: that is what the decision is made from. withdrawn-<run>.txt takes a run out of
use and says why. The name of a run is made from what
went in and what came out, so the same run is stored once.
"""

import csv
import hashlib
import io
import json
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from sipas_cli import __version__
from sipas_cli.errors import DataError, RulesError, SurroundingsError
from sipas_cli.figures import outputs
from sipas_cli.figures.lines import lines_of
from sipas_cli.figures.printing import csv_value
from sipas_cli.files import as_typed, cannot_write, csv_bytes, csv_of_columns, write_file
from sipas_cli.model import (
    DECIDED,
    NO_POINTS,
    PAR,
    Achieved,
    Claim,
    Finding,
    Group,
    GroupStandings,
    Score,
    Scores,
    Share,
    Standing,
    Standings,
    Unit,
)
from sipas_cli.rules.judging import Rounding
from sipas_cli.score.par import Line
from sipas_cli.tally import COLUMNS, NUMBERS, Tally
from sipas_cli.text import decimal_text, nearest
from sipas_cli.wording import problem, remedy

T = TypeVar("T")

RESULTS = "results"
PERCENT, POINTS = "%", "points"
#: Where a run came from: scored here, or a published table that was imported.
SCORED, IMPORTED = "scored", "imported"
_LOCK_SECONDS = 30
#: What the folder of a run is called; drafts begin with a dot.
_RUN = re.compile(r"[a-z][a-z0-9-]*-[0-9a-f]{12}")

_SHOWN = 5  # names of units in one remark


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
    """

    year: int
    index: str
    criteria: About
    sources: Mapping[str, str]
    units: Sequence[Unit]
    scores: Scores
    rounding: Rounding
    standings: Standings
    findings: Sequence[Finding]
    counts: Mapping[str, Any]
    parts: Mapping[str, bytes]
    folded: Mapping[str, str]
    notice: str = ""
    unit_of_score: str = PERCENT
    origin: str = SCORED
    forced: Sequence[str] = ()

    @property
    def name(self) -> str:
        """Same inputs, criteria, units and results: same name. Names of files do not matter, nor does
        the version of the program unless it changes a result."""
        parts = [
            sorted(self.sources.values()),
            [self.criteria.id, self.criteria.plan, self.criteria.rules],
            [[u.id, u.name, u.group, u.not_ranked, u.excluded] for u in self.units],
            [self.year, self.index, self.notice],
            hashlib.sha256(standings_csv(self.standings, bom=True)).hexdigest(),
            *([sorted(self.folded.items())] if self.folded else []),
            # once the objection is mended, the same result is stored again, without the mark
            *([["forced", *self.forced]] if self.forced else []),
            # of what was scored the overall figure follows; of a table somebody may have given it
            *([str(self.standings.overall)] if self.origin == IMPORTED else []),
        ]
        return f"{self.index}-{hashlib.sha256(_json(parts)).hexdigest()[:12]}"


@dataclass(frozen=True)
class StoredRun:
    """A run as it lies in its folder."""

    name: str
    path: Path
    manifest: Mapping[str, Any]
    standings: Standings

    @property
    def year(self) -> int:
        return int(self.manifest["year"])

    @property
    def index(self) -> str:
        return str(self.manifest["index"])

    @property
    def titles(self) -> Mapping[str, str]:
        """Id of a factor, area or kind of respondent -> its title."""
        titles: Mapping[str, str] = self.manifest["criteria"]["titles"]
        return titles

    @property
    def origin(self) -> str:
        return str(self.manifest.get("origin", SCORED))

    @property
    def in_points(self) -> bool:
        """Whether its scores are numbers of points, not percentages."""
        return bool(self.manifest["unit_of_score"] == POINTS)

    @property
    def notice(self) -> str:
        return str(self.manifest["notice"])

    @property
    def folded(self) -> Mapping[str, str]:
        """Index -> the run whose scores went into this one."""
        folded: Mapping[str, str] = self.manifest["folded"]
        return folded

    @property
    def forced(self) -> Sequence[str]:
        """Keys of the objections that were overridden."""
        forced: Sequence[str] = self.manifest["forced"]
        return forced

    def made_from_others(self, runs: Mapping[str, str]) -> list[tuple[str, str, str]]:
        """Where this run did not fold in the one that `runs` (index -> run) has: the index, the run that
        it did fold in, the one in `runs`. The two then contradict each other."""
        return [
            (index, own, runs[index])
            for index, own in self.folded.items()
            if runs.get(index, own) not in ("", own)
        ]


# --- writing -------------------------------------------------------------------------------------


def save(workspace: Path, run: Run) -> tuple[StoredRun, bool]:
    """Stores `run`; returns it as stored, and whether it is new.

    Raises SurroundingsError if the workspace cannot be written to, DataError for a run that was withdrawn.
    """
    files = _contents(run)
    name = run.name
    year = _folder(workspace, run.year)
    with _writing(year):
        if why := _noted(year / _withdrawn(name)):
            raise DataError("run_withdrawn", run=name, why=why, year=run.year)
        if not (target := year / name).exists():
            manifest = _sealed(_manifest(run, name, files, _last(year)))
            _write_in_one_move({"manifest.json": _json(manifest), **files}, target)
            new = True
        else:
            new = False
        stored = load(workspace, run.year, name)
        if run.origin == SCORED or not _scored_before(workspace, stored):
            write_file(year / _last_scored(stored.index), f"{name}\n".encode(), keep=False)
    return stored, new


def _scored_before(workspace: Path, stored: StoredRun) -> bool:
    """Whether the year has a run of the index that was scored here: a published table that is imported
    later, to look at, does not become what the decision is made from."""
    names = (name for name in runs(workspace, stored.year) if _index(name) == stored.index)
    return any(load(workspace, stored.year, name).origin == SCORED for name in names)


def _index(name: str) -> str:
    """The index that a run of this name is about."""
    return name.rpartition("-")[0]


def _last_scored(index: str) -> str:
    """The small file that names the run that was scored last: it need not be the one stored last."""
    return f"last-{index}.txt"


def _frozen(index: str) -> str:
    """The small file that names the run that the decision is made from, whatever is scored later."""
    return f"frozen-{index}.txt"


def _withdrawn(name: str) -> str:
    """The small file that takes a run out of use; it holds the reason."""
    return f"withdrawn-{name}.txt"


def withdraw(workspace: Path, year: int, name: str, why: str) -> str:
    """Takes a run out of use: it stays where it is, and no command goes on with it unless it is named.
    Returns the run that is used instead, "" if there is none.

    A run that is gone may be withdrawn too: then an older one may take its place.

    Raises RulesError for a run that the year never had, and for a frozen one.
    """
    folder = _folder(workspace, year)
    with _writing(folder):
        index = _index(name)
        if name != _noted(folder / _last_scored(index)):
            load(workspace, year, name)
        if name == frozen_note(workspace, year, index):
            raise RulesError("withdraw_frozen", run=name, index=index, year=year)
        write_file(folder / _withdrawn(name), f"{why}\n".encode(), keep=False)
        left = _usable(workspace, year, index)
        note = folder / _last_scored(index)
        if left:
            write_file(note, f"{left[-1]}\n".encode(), keep=False)
        else:
            note.unlink(missing_ok=True)
    return left[-1] if left else ""


def restore(workspace: Path, year: int, name: str) -> bool:
    """Takes a withdrawal back; returns whether the run was withdrawn. Raises RulesError for a run that is
    not there."""
    folder = _folder(workspace, year)
    with _writing(folder):
        index = load(workspace, year, name).index
        if not withdrawn(workspace, year, name):
            return False
        (folder / _withdrawn(name)).unlink()
        write_file(folder / _last_scored(index), f"{name}\n".encode(), keep=False)
    return True


def year_of(workspace: Path, name: str) -> int | None:
    """The year that has a run, or had it as its latest; None where there is none."""
    for year in years(workspace):
        folder = _folder(workspace, year)
        if name in _manifests(folder) or name == _noted(folder / _last_scored(_index(name))):
            return year
    return None


def withdrawn(workspace: Path, year: int, name: str) -> str:
    """Why a run was taken out of use; "" if it was not."""
    return _noted(_folder(workspace, year) / _withdrawn(name))


def withdrawn_parts(workspace: Path, stored: StoredRun) -> list[tuple[str, str, str]]:
    """The withdrawn runs whose points a run holds: index, run, why it was withdrawn."""
    parts = [(index, run, withdrawn(workspace, stored.year, run)) for index, run in stored.folded.items()]
    return [part for part in parts if part[2]]


def made_from(workspace: Path, year: int, name: str) -> list[str]:
    """The runs in use of a year that hold the points of the run `name`."""
    manifests = _manifests(_folder(workspace, year))
    takers = [own for own, manifest in manifests.items() if name in manifest.get("folded", {}).values()]
    return [own for own in takers if not withdrawn(workspace, year, own)]


def all_withdrawn(workspace: Path, year: int, index: str) -> RulesError | None:
    """Why a year has no run of an index in use, where it had some and each of them was withdrawn."""
    names = _of_index(_manifests(_folder(workspace, year)), index)
    if not names or _usable(workspace, year, index):
        return None
    last = _of_index(runs(workspace, year), index)[-1]
    why = withdrawn(workspace, year, last)
    key = "only_withdrawn" if len(names) == 1 else "all_withdrawn"
    return RulesError(key, index=index, year=year, run=last, why=why, count=len(names))


def _usable(workspace: Path, year: int, index: str) -> list[str]:
    """The runs of an index that were not withdrawn, in the order in which they were stored."""
    names = _of_index(runs(workspace, year), index)
    return [name for name in names if not withdrawn(workspace, year, name)]


def freeze(workspace: Path, year: int, wanted: Sequence[str], *, replace: bool) -> list[str]:
    """Fixes the runs `wanted`, each for its own index: all of them, or none where one is refused.

    replace   whether a frozen run gives way to another one

    Returns for each of them the run that was frozen before, or "". Raises RulesError for a run that is not
    there, and without `replace` where another one is frozen; DataError for a run that was changed.
    """
    folder = _folder(workspace, year)
    with _writing(folder):
        notes = [folder / _frozen(load(workspace, year, name).index) for name in wanted]
        for name in wanted:
            if why := withdrawn(workspace, year, name):
                raise RulesError("freeze_withdrawn", run=name, why=why, year=year)
        former = [_noted(note) for note in notes]
        for name, before in zip(wanted, former, strict=True):
            if before not in ("", name) and not replace:
                raise RulesError(
                    "frozen_other", where=str(folder), index=_index(name), frozen=before, run=name
                )
        for name, note in zip(wanted, notes, strict=True):
            write_file(note, f"{name}\n".encode(), keep=False)
    return former


def unfinished(stored: StoredRun) -> list[tuple[str, dict[str, Any]]]:
    """What is not finished in a run, as remarks (key, params): units without an index, leaves without
    points. A published table is as it was published."""
    if stored.origin != SCORED:
        return []
    found: list[tuple[str, dict[str, Any]]] = []
    lines = [line for group in stored.standings.groups for line in group.standings]
    without = [line.unit.name for line in lines if line.score is None and line.note != "nothing_applies"]
    if without:
        shown = "; ".join(without[:_SHOWN]) + ("; …" if len(without) > _SHOWN else "")
        found.append(("unfinished_units", {"count": len(without), "units": shown}))
    if stored.index == PAR:
        missing = sum(line.applies and line.points is None for line in read_points(stored))
        found += [("unfinished_points", {"count": missing})] if missing else []
    return found


def rejected_ballots(stored: StoredRun) -> tuple[int, int]:
    """How many ballots were rejected for a fault, of how many that were read. Those that somebody decided to
    leave out are no fault."""
    outcomes: Mapping[str, int] = stored.manifest["counts"]["outcomes"]
    rejected = sum(n for name, n in outcomes.items() if name not in ("valid", *DECIDED))
    return rejected, sum(outcomes.values())


def lift(workspace: Path, year: int, index: str) -> str:
    """Lifts the freeze of an index; returns the run that was frozen, "" if none was."""
    folder = _folder(workspace, year)
    if not (note := folder / _frozen(index)).is_file():
        return ""
    with _writing(folder):
        name = _noted(note)
        note.unlink(missing_ok=True)
    return name


def _contents(run: Run) -> dict[str, bytes]:
    return {
        "standings.csv": standings_csv(run.standings, bom=True),
        "scores.csv": _scores_csv(run),
        "findings.csv": findings_csv(run.findings),
        **run.criteria.files,
        **run.parts,
    }


def tally_files(tally: Tally) -> dict[str, bytes]:
    """A tally as it is kept with a run."""
    about = {"plan": tally.plan, "sources": sorted(tally.sources)}
    tables = {f"tally/{table}.csv": _table_csv(tally, table) for table in COLUMNS}
    return {"tally/tally.json": _json(about), **tables}


def ballot_counts(tally: Tally) -> dict[str, Any]:
    """How many ballots were read and what became of them."""
    return {
        "ballots_read": tally.read,
        "ballots_valid": tally.outcomes.get("valid", 0),
        "ballots_rejected": tally.rejected,
        "outcomes": tally.outcomes,
    }


NO_BALLOTS: Mapping[str, Any] = {"ballots_read": 0, "ballots_valid": 0, "ballots_rejected": 0, "outcomes": {}}


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
        "overall": _printed(ranking.overall, decimals),
        "overall_kind": ranking.overall_kind,
        "decimals": decimals,
        "minimum_ballots": ranking.minimum_ballots,
        "bands": list(ranking.bands),
        "means": {group.group.id: _printed(group.mean, decimals) for group in ranking.groups},
        "factor_means": {
            group.group.id: {name: _printed(mean, decimals) for name, mean in group.factor_means.items()}
            for group in ranking.groups
        },
        "files": {part: hashlib.sha256(content).hexdigest() for part, content in sorted(files.items())},
        "previous": previous,
    }


def _sealed(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """`manifest` with the digest of its own content, by which a change made by hand is noticed."""
    content = {key: value for key, value in manifest.items() if key != "seal"}
    return {**content, "seal": hashlib.sha256(_json(content)).hexdigest()}


def _printed(score: Fraction | None, decimals: int) -> str | None:
    return None if score is None else decimal_text(score, decimals)


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _write_in_one_move(files: Mapping[str, bytes], target: Path) -> None:
    """All of `files` appear under `target` at once, or nothing does."""
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=target.parent))
    try:
        for part, content in files.items():
            path = draft / part
            path.parent.mkdir(exist_ok=True)
            with path.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        draft.chmod(0o755)
        draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """One writer at a time; faults of the disk become SurroundingsErrors."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=_LOCK_SECONDS):
            yield
    except Timeout:
        raise SurroundingsError("locked", where=str(folder)) from None
    except OSError as error:
        raise cannot_write(folder, error) from error


def keeps_others_out(folder: Path) -> bool:
    """Whether the lock under which runs are stored lets nobody else in: on some network drives all
    get it. Leaves the lock in `folder`."""
    from filelock import FileLock, Timeout

    with _writing(folder):
        try:
            FileLock(folder / ".lock", timeout=0).acquire()
        except Timeout:
            return True
    return False


# --- csv -----------------------------------------------------------------------------------------


def standings_csv(ranking: Standings, *, bom: bool) -> bytes:
    """One line for each unit, in the order of the tables; scores as printed. Columns that no unit has
    anything in, such as the points of the PAR index, are left out."""
    lines = [line for group in ranking.groups for line in lines_of(ranking, group)]
    columns = outputs.standings_columns(lines)
    rows = [[csv_value(figure, line) for figure in columns.values()] for line in lines]
    return csv_bytes(list(columns), rows, bom=bom)


def _scores_csv(run: Run) -> bytes:
    """Every score of every unit, exact and as printed."""
    from sipas_cli.score.rank import printed

    rows = []
    for unit, score in {**run.scores.units, "": run.scores.overall}.items():
        levels = [
            ("index", {"": score.index}),
            ("factor", score.factors),
            ("criterion", score.criteria),
            ("kind", score.kinds),
        ]
        for level, found in levels:
            for name, value in found.items():
                shown = _printed(
                    None if value is None else printed(value, run.rounding), run.rounding.decimals
                )
                exact = (None, None) if value is None else value.as_integer_ratio()
                rows.append([unit, level, name, *exact, shown, score.ballots if level == "index" else None])
    # a fraction in one cell, 25/3, would be a day in March to Excel
    header = ["unit_id", "level", "id", "exact_numerator", "exact_denominator", "score_pct", "ballots"]
    return csv_bytes(header, rows, bom=True)


def points_csv(lines: Iterable[Line]) -> bytes:
    """Every leaf of every unit: what was claimed, what counts, exact and with how much they differ."""
    rows = []
    for line in lines:
        exact = (None, None) if line.points is None else line.points.as_integer_ratio()
        both = None not in (line.claimed, line.points)
        more = (
            _decimal(line.claimed - line.points)
            if line.claimed is not None and both and line.points is not None
            else None
        )
        rows.append(
            [
                line.unit,
                line.part,
                line.source,
                _decimal(line.maximum),
                _decimal(line.claimed),
                *exact,
                more,
                int(line.applies),
            ]
        )
    header = ["unit_id", "part", "source", "maximum", "self_assessed"]
    return csv_bytes(
        [*header, "points_numerator", "points_denominator", "difference", "applies"], rows, bom=True
    )


def _decimal(value: Fraction | None) -> str | None:
    """Points as typed: they have a finite number of digits, other than what is folded in."""
    return None if value is None else f"{Decimal(value.numerator) / value.denominator:f}"


def findings_csv(findings: Iterable[Finding], *, bom: bool = True) -> bytes:
    """Every finding with its place; always in Vietnamese, as the file is kept with the run."""
    rows = ([f.code, f.file, f.sheet, f.cell, problem(f, "vi"), remedy(f, "vi")] for f in findings)
    return csv_bytes(["code", "file", "sheet", "cell", "problem", "what_to_do"], rows, bom=bom)


def _table_csv(tally: Tally, name: str) -> bytes:
    columns = [tally.tables[name][column].tolist() for column in COLUMNS[name]]
    return csv_of_columns(COLUMNS[name], columns, bom=True)


# --- reading -------------------------------------------------------------------------------------


def years(workspace: Path) -> list[int]:
    """The years that have runs, the earliest first."""
    if not workspace.is_dir():
        raise RulesError("folder_missing", where=str(workspace))
    folders = (workspace / RESULTS).glob("[0-9][0-9][0-9][0-9]")
    return sorted(int(folder.name) for folder in folders if _manifests(folder))


def years_of(workspace: Path, index: str) -> list[int]:
    """The years that have runs of `index` in use, the earliest first."""
    return [year for year in years(workspace) if index in indices(workspace, year)]


def indices(workspace: Path, year: int) -> list[str]:
    """The indices that a year has runs of in use."""
    names = _manifests(_folder(workspace, year))
    return sorted({_index(name) for name in names if not withdrawn(workspace, year, name)})


def all_indices(workspace: Path, year: int) -> list[str]:
    """The indices that a year has runs of, be they withdrawn."""
    return sorted({_index(name) for name in _manifests(_folder(workspace, year))})


def _of_index(names: Iterable[str], index: str) -> list[str]:
    return [name for name in names if _index(name) == index]


def _folder(workspace: Path, year: int) -> Path:
    return workspace / RESULTS / str(year)


def runs(workspace: Path, year: int) -> list[str]:
    """The runs of a year in the order in which they were stored. Where a run of the chain is missing,
    what follows it comes last; raises DataError if the order can no longer be told."""
    manifests = _manifests(_folder(workspace, year))
    starts = {name: _previous(m) for name, m in manifests.items() if _previous(m) not in manifests}
    ordered: list[str] = []
    for start in sorted(starts, key=lambda name: bool(starts[name])):
        ordered += _chain_from(start, manifests)
    if len(starts) > 2 or list(starts.values()).count("") > 1 or len(ordered) < len(manifests):
        raise DataError("run_chain", where=str(_folder(workspace, year)))
    return ordered


def missing_link(workspace: Path, year: int) -> str:
    """The run that is named as the predecessor of another and is not there; "" if none is."""
    manifests = _manifests(_folder(workspace, year))
    return next((p for m in manifests.values() if (p := _previous(m)) and p not in manifests), "")


def _chain_from(start: str, manifests: Mapping[str, Mapping[str, Any]]) -> list[str]:
    after: dict[str, list[str]] = {}
    for name, manifest in manifests.items():
        after.setdefault(_previous(manifest), []).append(name)
    chain = [start]
    while len(following := after.get(chain[-1], [])) == 1 and following[0] not in chain:
        chain += following
    return chain


def load(workspace: Path, year: int, name: str) -> StoredRun:
    """A stored run. Raises RulesError if there is none of that name, DataError if it was changed."""
    path = _folder(workspace, year) / name
    if name not in _manifests(path.parent):
        known = [run for own in years(workspace) for run in _manifests(_folder(workspace, own))]
        raise RulesError("run_unknown", run=name, year=year, meant=nearest(name, known))
    manifest = json.loads((path / "manifest.json").read_bytes())
    if _sealed(manifest) != manifest:
        raise DataError("run_damaged", where=str(path), part="manifest.json")
    for part, digest in manifest["files"].items():
        file = path / part
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise DataError("run_damaged", where=str(path), part=part)
    manifest = {**_ADDED, **manifest, "criteria": {"titles": {}, **manifest["criteria"]}}
    return StoredRun(name, path, manifest, _read_standings(path, manifest))


#: What manifests of earlier versions do not have.
_ADDED: Mapping[str, Any] = {
    "origin": SCORED,
    "unit_of_score": PERCENT,
    "folded": {},
    "forced": [],
    "factor_means": {},
    "bands": [],
    "overall_kind": "",
}


def choose(workspace: Path, year: int | None, name: str | None, index: str) -> tuple[StoredRun, str]:
    """The run that a command uses, and why: the named one, else the frozen one of the year, else the one
    that was scored last; the year is the given one, else the latest that has runs of the index."""
    if not years(workspace):
        raise RulesError("nothing_stored")
    if name is not None:
        return load(workspace, _year_with(workspace, year, name), name), "run_named"
    wanted = year_in_use(workspace, year, index)
    used, why = used_run(workspace, wanted, index)
    return load(workspace, wanted, used), why


def year_in_use(workspace: Path, year: int | None, index: str) -> int:
    """The given year, else the latest that ever had a run of the index. Raises RulesError where it has none
    in use: an earlier year does not take its place."""
    had = [y for y in years(workspace) if index in all_indices(workspace, y)]
    if not had:
        raise no_index(workspace, index)
    wanted = had[-1] if year is None else year
    if refused := all_withdrawn(workspace, wanted, index):
        raise refused
    known = years_of(workspace, index)
    if wanted not in known:
        raise RulesError("nothing_stored_year", year=wanted, years=", ".join(map(str, known or had)))
    return wanted


def _year_with(workspace: Path, year: int | None, name: str) -> int:
    """The given year, else the latest that has a run of this name, else the latest."""
    known = years(workspace)
    if year is None:
        holding = [own for own in known if name in _manifests(_folder(workspace, own))]
        return (holding or known)[-1]
    if year not in known:
        raise RulesError("nothing_stored_year", year=year, years=", ".join(map(str, known)))
    return year


def no_index(workspace: Path, index: str) -> RulesError:
    """That there is no run of an index, with the indices that there are."""
    known = sorted({own for year in years(workspace) for own in all_indices(workspace, year)})
    return RulesError(
        "nothing_stored_index", index=index, meant=nearest(index, known), known=", ".join(known)
    )


def used_run(workspace: Path, year: int, index: str) -> tuple[str, str]:
    """The run that is used where none is named, "" if there is none, and why: frozen, or scored last."""
    if frozen := frozen_run(workspace, year, index):
        return frozen, "run_frozen"
    return latest_run(workspace, year, index), "run_latest"


def scored_in_other_year(workspace: Path, run: Run) -> tuple[StoredRun, str] | None:
    """The run in use of another year that was scored from one of the files of `run`, and that file; or that
    has the very same counts, "" for the file: it was saved anew."""
    for year in years_of(workspace, run.index):
        if year == run.year:
            continue
        used, _ = used_run(workspace, year, run.index)
        stored = load(workspace, year, used)
        digests = {own["sha256"] for own in stored.manifest["sources"]}
        file = next((name for name, digest in run.sources.items() if digest in digests), "")
        if stored.origin == SCORED and (file or _same_counts(stored, run)):
            return stored, file
    return None


#: Fewer ballots may well have the same counts by chance.
_LEAST_SAME = 10
_COUNTS = "tally/answers.csv"


def _same_counts(stored: StoredRun, run: Run) -> bool:
    """Whether two runs have the same number of each answer of each question of each unit."""
    counts = run.parts.get(_COUNTS)
    if counts is None or run.counts["ballots_valid"] < _LEAST_SAME:
        return False
    return bool(stored.manifest["files"].get(_COUNTS) == hashlib.sha256(counts).hexdigest())


def frozen_run(workspace: Path, year: int, index: str) -> str:
    """The run that the decision of a year is made from, "" if none is frozen.

    Raises RulesError where that run is no longer there, or the note of it is empty: another one must not
    silently take its place.
    """
    folder = _folder(workspace, year)
    return _noted_run(folder, folder / _frozen(index), index, "frozen_missing")


def _noted_run(folder: Path, note: Path, index: str, error: str) -> str:
    """The run that a small file names, "" where there is no such file. Raises RulesError (`error`) where the
    file names no run that is there."""
    if not note.is_file():
        return ""
    name = _noted(note)
    if not name:
        raise RulesError("note_blank", where=str(note), index=index, year=int(folder.name))
    if name not in _of_index(_manifests(folder), index):
        raise RulesError(error, where=str(note), run=name, index=index, year=int(folder.name))
    return name


def frozen_indices(workspace: Path, year: int) -> list[str]:
    """The indices of a year of which a run is noted as frozen."""
    notes = sorted(_folder(workspace, year).glob(_frozen("*")))
    return [note.stem.partition("-")[2] for note in notes]


def frozen_note(workspace: Path, year: int, index: str) -> str:
    """What is noted as frozen, "" if nothing is; the run itself may be gone."""
    return _noted(_folder(workspace, year) / _frozen(index))


def _noted(note: Path) -> str:
    """The run that a small file names, "" where there is no such file."""
    return note.read_text(encoding="utf-8-sig", errors="replace").strip() if note.is_file() else ""


def latest_run(workspace: Path, year: int, index: str) -> str:
    """The run of a year that was scored last and not withdrawn, "" if there is none. Where that was not
    noted, as in version 0.1, the one stored last.

    Raises RulesError where the run that was noted is no longer there.
    """
    folder = _folder(workspace, year)
    usable = _usable(workspace, year, index)
    noted = _noted_run(folder, folder / _last_scored(index), index, "last_missing")
    return noted if noted in usable else (usable[-1] if usable else "")


def latest_note(workspace: Path, year: int, index: str) -> str:
    """What is noted as scored last, else the latest run there is; the noted one may be gone."""
    return _noted(_folder(workspace, year) / _last_scored(index)) or latest_run(workspace, year, index)


def _manifests(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Name of each run in the folder of a year -> its manifest. Drafts, and copies that somebody made under
    another name, are no runs."""
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if _RUN.fullmatch(path.name) and path.is_dir():
            manifest = _manifest_in(path)
            if manifest.get("run") == path.name:
                found[path.name] = manifest
    return found


def _manifest_in(path: Path) -> Mapping[str, Any]:
    """The manifest of a run folder. Raises DataError where it is not there or is none."""
    try:
        manifest = json.loads((path / "manifest.json").read_bytes())
    except (OSError, ValueError):
        manifest = None
    if not isinstance(manifest, dict):
        raise DataError("run_damaged", where=str(path), part="manifest.json")
    return manifest


def _previous(manifest: Mapping[str, Any]) -> str:
    previous = manifest.get("previous")
    return str(previous.get("run", "")) if isinstance(previous, dict) else ""


def _last(year: Path) -> dict[str, str] | None:
    """The run that the next one follows, with the digest of its manifest."""
    if not _manifests(year):
        return None
    name = runs(year.parents[1], int(year.name))[-1]
    content = (year / name / "manifest.json").read_bytes()
    return {"run": name, "manifest": hashlib.sha256(content).hexdigest()}


def _read_standings(path: Path, manifest: Mapping[str, Any]) -> Standings:
    text = (path / "standings.csv").read_bytes().decode("utf-8-sig")
    groups: dict[Group, list[Standing]] = {}
    for row in csv.DictReader(io.StringIO(text)):
        own = {key: as_typed(value) for key, value in row.items()}
        group = Group(own["group"], own["group_name"])
        groups.setdefault(group, []).append(_read_standing(own))
    means, overall = manifest["means"], manifest["overall"]
    factors = {
        group: {name: _fraction(mean) for name, mean in own.items()}
        for group, own in manifest["factor_means"].items()
    }
    return Standings(
        groups=tuple(
            GroupStandings(group, _fraction(means[group.id]), tuple(lines), factors.get(group.id, {}))
            for group, lines in groups.items()
        ),
        overall=_fraction(overall),
        decimals=manifest["decimals"],
        minimum_ballots=manifest["minimum_ballots"],
        bands=tuple(manifest["bands"]) or _bands(groups),
        overall_kind=str(manifest["overall_kind"]),
    )


def _bands(groups: Mapping[Group, Sequence[Standing]]) -> tuple[str, ...]:
    """The bands that units are in, where the manifest does not list all that there are."""
    return tuple(dict.fromkeys(line.band for lines in groups.values() for line in lines if line.band))


def _read_standing(row: Mapping[str, str]) -> Standing:
    return Standing(
        unit=Unit(row["unit_id"], row["unit"], row["group"], head=row.get("head", "")),
        rank=int(row["rank"]) if row["rank"] else None,
        tied=row["tied"] == "1",
        score=_fraction(row["score_pct"]),
        band=row["band"],
        ballots=int(row["ballots"]),
        factors={name: _fraction(value) for name, value in _columns(row, outputs.FACTOR).items()},
        note=row["note"],
        reason=row["reason"],
        achieved=_read_achieved(row),
        head_class=row.get("head_class", ""),
    )


def _read_achieved(row: Mapping[str, str]) -> Achieved | None:
    maxima = _columns(row, outputs.MAXIMUM)
    shares = {
        name: Share(Fraction(row[f"{outputs.POINTS}{name}"]), Fraction(maximum))
        for name, maximum in maxima.items()
        if maximum
    }
    if not shares:
        return None
    return Achieved(
        total=shares.get("total", NO_POINTS),
        areas=_columns(shares, outputs.AREA),
        sources=_columns(shares, outputs.SOURCE),
        claimed=_read_claim(row),
    )


def _read_claim(row: Mapping[str, str]) -> Claim | None:
    if not row.get(outputs.SELF_ASSESSED):
        return None
    return Claim(Fraction(row[outputs.SELF_ASSESSED]), Fraction(row[outputs.APPRAISED_OF_SAME]))


def _columns(row: Mapping[str, T], start: str) -> dict[str, T]:
    """The columns whose names begin with `start`, without it."""
    return {key.removeprefix(start): value for key, value in row.items() if key.startswith(start)}


#: Unit -> leaf of the leader survey, or "" for the whole index -> exact percent.
Percents = Mapping[str, Mapping[str, Fraction]]


def percents(scores: Mapping[str, Score]) -> Percents:
    """What another index can take in of the scores of a run that is at hand."""
    return {
        unit: {name: value for name, value in (("", own.index), *own.factors.items()) if value is not None}
        for unit, own in scores.items()
    }


def stored_percents(workspace: Path, year: int, index: str) -> tuple[str, Percents] | None:
    """(run, what another index can take in of it) of the run of a year that is frozen, else of the one that
    was scored last; None where there is none. Of a published table that was imported, the printed scores."""
    name, _ = used_run(workspace, year, index)
    if not name:
        return None
    stored = load(workspace, year, name)
    found: dict[str, dict[str, Fraction]] = {}
    for level in ("index", "factor"):
        for (unit, own), value in exact_scores(stored, level).items():
            found.setdefault(unit, {})[own] = value
    return name, found


def printed_scores(stored: StoredRun, level: str) -> dict[tuple[str, str], Fraction]:
    """`exact_scores`, as they were printed."""
    return {
        (as_typed(row["unit_id"]), as_typed(row["id"])): Fraction(row["score_pct"])
        for row in _score_rows(stored, level)
        if row["score_pct"]
    }


def exact_scores(stored: StoredRun, level: str) -> dict[tuple[str, str], Fraction]:
    """The exact scores of a stored run: (unit id, id on that level) -> percent. A published table that
    was imported has only what it printed."""
    return {
        (as_typed(row["unit_id"]), as_typed(row["id"])): Fraction(
            int(row["exact_numerator"]), int(row["exact_denominator"])
        )
        for row in _score_rows(stored, level)
        if row["exact_numerator"]
    }


def _score_rows(stored: StoredRun, level: str) -> Iterator[dict[str, str]]:
    text = (stored.path / "scores.csv").read_bytes().decode("utf-8-sig")
    return (row for row in csv.DictReader(io.StringIO(text)) if row["level"] == level)


def read_tally(stored: StoredRun) -> Tally | None:
    """The tally that a run was scored from; None where it was not made from ballots."""
    if not (stored.path / "tally").is_dir():
        return None
    about = json.loads((stored.path / "tally" / "tally.json").read_bytes())
    tables = {name: _read_table(stored.path / "tally" / f"{name}.csv", name) for name in COLUMNS}
    return Tally(about["plan"], frozenset(about["sources"]), tables)


def _read_table(path: Path, name: str) -> dict[str, Any]:
    import numpy as np

    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
    return {
        column: np.array([int(row[column]) for row in rows], dtype=np.int64)
        if column in NUMBERS
        else np.array([as_typed(row[column]) for row in rows], dtype=object)
        for column in COLUMNS[name]
    }


def read_points(stored: StoredRun) -> list[Line]:
    """The leaves of a stored PAR run, as `points_csv` wrote them."""
    text = (stored.path / "points.csv").read_bytes().decode("utf-8-sig")
    return [
        Line(
            unit=as_typed(row["unit_id"]),
            part=as_typed(row["part"]),
            source=as_typed(row["source"]),
            maximum=Fraction(row["maximum"]),
            claimed=_fraction(row["self_assessed"]),
            points=Fraction(int(row["points_numerator"]), int(row["points_denominator"]))
            if row["points_numerator"]
            else None,
            applies=row["applies"] == "1",
        )
        for row in csv.DictReader(io.StringIO(text))
    ]


def _fraction(text: str | None) -> Fraction | None:
    return Fraction(text) if text else None
