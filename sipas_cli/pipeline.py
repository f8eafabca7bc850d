"""The stages in order. Read this first.

From files to runs:
    file --read--> Sheet --gather--> tables of ballots, or grids of points
    table --validate--> Ballots --tally--> Tally   grid --appraise--> Appraisal, with Findings    (check)
    files --read and counted by the machines of a cluster--> Tally, with Findings          (check_on_cluster)
    Tally --write--> a file, to be added elsewhere (count)   files of tallies --add--> Tally (with_tallies)
    Tally or Appraisal x Rules --score--> Scores, other indices folded in --rank--> Standings     (score)
    Standings --accept--> runs that may be stored, or why not                                    (accept)
    run --store--> the folder of a run, by `runs/storing.py`

From runs to documents:
    words of a command --choose--> stored runs and those of earlier years, by `runs/choice.py`
    run --analyse--> Source --render--> decision, submission, report, notices, results, open data
    run --judge anew--> Kept --> the audit, by `audit/`
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sipas_cli.errors import SipasError
from sipas_cli.intake.gather import gather
from sipas_cli.intake.readings import Progress, known
from sipas_cli.intake.taken import Taken
from sipas_cli.messages import Message
from sipas_cli.model import INDICES, XHH, Unit
from sipas_cli.runs import acceptance, adding, checking, history, indices, tallying
from sipas_cli.runs.acceptance import Acceptance, Terms
from sipas_cli.runs.checking import COUNTS_ONLY, AnyChecked, CheckedPoints, Wanted
from sipas_cli.runs.choice import results_until
from sipas_cli.runs.folders import load
from sipas_cli.runs.run import SCORED, Run, StoredRun
from sipas_cli.runs.tally_reading import TallyFile
from sipas_cli.score import rank
from sipas_cli.sheets import Source, Unreadable
from sipas_cli.wording import Remark
from sipas_cli.workspace.decision import Decision
from sipas_cli.workspace.workspace import Workspace

if TYPE_CHECKING:
    from sipas_cli.documents import papers
    from sipas_cli.documents.open_data import OpenData
    from sipas_cli.documents.report import Apart
    from sipas_cli.runs.cluster import Asked
    from sipas_cli.sheets.objects import Stored

FOLDED = Message(
    vi="Điểm từ chỉ số {index}: lấy từ lần chạy {run}.",
    en="Points from the index {index}: taken from the run {run}.",
)
# --- files -> run --------------------------------------------------------------------------------


def check(
    sources: Iterable[Source | Unreadable | Taken],
    workspace: Workspace,
    *,
    criteria: Sequence[str] = (),
    source: str | None = None,
    year: int | None = None,
    wanted: Wanted = COUNTS_ONLY,
    allow_copies: bool = False,
    progress: Progress = lambda *_: None,
) -> tuple[list[AnyChecked], list[Remark], list[SipasError]]:
    """From files to counts and points, and all that is wrong with them: one Checked for each index that the
    files are about, in the order in which they are to be scored. The remarks say what was assumed, the errors
    which files were refused as a whole."""
    settings = workspace.settings
    of_year = year or settings.year
    register = workspace.registry_for(of_year)
    about = known(workspace.folder, register, source, allow_copies=allow_copies, year=of_year)
    names = criteria or settings.criteria
    gathered, remarks, refused = gather(sources, workspace.folder, names, about, progress)
    checked = []
    for one in gathered:
        of_year = checking.dated(one, workspace) if of_year is None else of_year
        registry, assumed = checking.register_of(one, workspace, of_year)
        result, more = checking.checked(one, registry, workspace, of_year, wanted)
        remarks += [*assumed, *more]
        checked.append(result)
    return checked, remarks, refused


def check_on_cluster(
    files: "Sequence[Stored]",
    workspace: Workspace,
    scheduler: str,
    asked: "Asked",
    progress: Progress = lambda *_: None,
) -> tuple[Sequence[AnyChecked], list[Remark], list[SipasError]]:
    """`check` of SIPAS ballots by the machines of a cluster, to the same counts and findings.

    scheduler   the address of its scheduler
    """
    from sipas_cli.runs import cluster

    return cluster.check(files, workspace, scheduler, asked, progress)


def count(
    checked: Sequence[AnyChecked],
    remarks: Iterable[Remark],
    year: int | None,
    workspace: Workspace,
    terms: Terms,
) -> tuple[bytes, list[Remark]]:
    """From what was checked to the file of a tally, and what is to be said of it. Raises SipasError for
    files of which none can be made.

    remarks   what was said when the files were read
    """
    return tallying.count(checked, remarks, year, workspace, terms)


def with_tallies(
    checked: Sequence[AnyChecked],
    tallies: Sequence[TallyFile],
    workspace: Workspace,
    asked: adding.Asked,
) -> tuple[list[AnyChecked], list[Remark]]:
    """What was checked of files, with the tallies added to it: as if the files behind these had been read
    too. Raises SipasError where one cannot be added."""
    by_index = {one.index: one for one in checked}
    remarks: list[Remark] = []
    for index in INDICES:
        of_index = [tally for tally in tallies if tally.basis.index == index]
        files = by_index.get(index)
        if of_index and not isinstance(files, CheckedPoints):
            by_index[index], more = adding.added(files, of_index, workspace, asked)
            remarks += more
    return [by_index[index] for index in INDICES if index in by_index], remarks


def score(
    checked: AnyChecked, year: int | None, workspace: Workspace, before: Sequence[Run] = ()
) -> tuple[Run, list[Remark]]:
    """From counts or points to a run that can be stored, and what was assumed. Only for what is not
    excessive. What the PAR index folds in comes from the runs `before`, else from the stored ones."""
    of_year, remarks = checking.year_of(year, checked, [run.year for run in before])
    scored = indices.score(checked, of_year, workspace, before)
    remarks += [Remark(FOLDED, {"index": index, "run": run}) for index, run in scored.folded.items()]
    units, groups = checked.registry.units, checked.registry.groups
    ranking = rank.standings(scored.scores.units, scored.scores.overall.index, scored.rules, groups, units)
    return indices.run_of(checked, scored, ranking, of_year), remarks


def accept(
    checked: Iterable[AnyChecked],
    refused: Iterable[SipasError],
    year: int | None,
    workspace: Workspace,
    terms: Terms,
) -> Acceptance:
    """What `check` and `score` end with: the runs that may be stored, or why there are none."""

    def scored(one: AnyChecked, before: Sequence[Run]) -> tuple[Run, list[Remark]]:
        return score(one, year, workspace, before)

    return acceptance.accept(checked, refused, workspace, terms, scored)


# --- run -> document -----------------------------------------------------------------------------
# Which runs is for `runs/choice.py` to say. What documents need takes long to import: each is imported here
# where it is made.


@dataclass(frozen=True)
class Document:
    """A finished file, and the template that it was made from."""

    content: bytes
    template: Path


def decision(
    workspace: Workspace,
    wording: Decision,
    runs: Mapping[str, StoredRun],
    before: Mapping[str, StoredRun],
    form: str,
    *,
    draft: bool,
) -> Document:
    """The decision on `runs`, index -> run, all of one year; `before` are those of an earlier year that
    columns set them against."""
    from sipas_cli.documents.decision import render_decision, template_of

    changes = {
        index: history.changes(runs[index], run, workspace.succession) for index, run in before.items()
    }
    settings, local = workspace.settings, workspace.templates
    content = render_decision(runs, wording, settings, local, form, changes, draft=draft)
    return Document(content, template_of(local, form))


def source(workspace: Workspace, run: StoredRun, before: StoredRun | None) -> "papers.Source":
    """A run with its analysis and the earlier years that it is told against."""
    from sipas_cli.documents import analysis, papers
    from sipas_cli.runs.kept import read_kept
    from sipas_cli.runs.sureties import sureties_of, sureties_of_imported

    kept = read_kept(run) if run.origin == SCORED else None
    settings = workspace.settings
    analysed = analysis.analyse(
        run,
        kept,
        before,
        workspace.succession,
        minimum_cell=settings.minimum_cell,
        few_leaders=_few_leaders(workspace, run),
        few_leaders_before=_few_leaders(workspace, before) if before else frozenset(),
    )
    sureties = sureties_of(kept, workspace, parts=False) if kept else sureties_of_imported(run)
    results = results_until(workspace, run, *([before] if before else []))
    told = replace(
        analysed,
        sureties=sureties,
        province=workspace.province,
        in_percentage_points=settings.change_unit == "percentage_points",
    )
    return papers.Source(told, results, workspace.succession, kept)


def _few_leaders(workspace: Workspace, run: StoredRun) -> frozenset[str]:
    """The units about which few were asked in the survey whose points went into a PAR run: its leaves are
    figures of that survey. Of a survey that is lost nobody knows."""
    from sipas_cli.documents.suppression import too_few

    survey = run.folded.get(XHH)
    if survey is None:
        return frozenset()
    with suppress(SipasError):
        return too_few(load(workspace, run.year, survey), workspace.settings.minimum_cell)
    return frozenset()


def submission(
    workspace: Workspace, wording: Decision, sources: Sequence["papers.Source"], head: "papers.Head"
) -> Document:
    """The submission with which the decision is laid before who signs it, a Word file."""
    from sipas_cli.documents import papers

    settings, local = workspace.settings, workspace.templates
    content = papers.render_submission(sources, wording, settings, local, head)
    return Document(content, papers.template_of(papers.SUBMISSION, local))


def report(workspace: Workspace, source: "papers.Source", head: "papers.Head") -> Document:
    """The report on one index, a Word file."""
    from sipas_cli.documents import papers

    content = papers.render_report(source, workspace.settings, workspace.templates, head)
    return Document(content, papers.template_of(papers.REPORT, workspace.templates))


def report_page(workspace: Workspace, source: "papers.Source") -> bytes:
    """The same report as a page of html."""
    from sipas_cli.documents.report import render_report
    from sipas_cli.runs.explanation import explainer

    explain = explainer(source.kept) if source.kept else None
    return render_report(source.analysis, workspace.settings, workspace.templates, explain)


def report_pages(workspace: Workspace, source: "papers.Source", name: str) -> "Apart":
    """The same as an overview, in a file called `name`, and pages of units, made as they are asked for."""
    from sipas_cli.documents.report import render_apart
    from sipas_cli.runs.explanation import explainer

    explain = explainer(source.kept) if source.kept else None
    return render_apart(source.analysis, workspace.settings, workspace.templates, explain, name)


def notices(
    workspace: Workspace,
    sources: Sequence["papers.Source"],
    head: "papers.Head",
    units: Sequence[Unit],
    jobs: int | None,
) -> Iterator[tuple[Unit, bytes]]:
    """To each of the units its own results, a Word file each, made as they are asked for.

    jobs   by how many processes; None for as many as there are cores, where that pays
    """
    from sipas_cli.documents import papers

    return papers.render_notices(sources, workspace.settings, workspace.templates, head, units, jobs)


def handover(
    workspace: Workspace, sources: Sequence["papers.Source"], files: Sequence["papers.File"], checksums: str
) -> bytes:
    """The list of the documents of a year, a Word file; `checksums` is the file with their digests."""
    from sipas_cli.documents import papers

    return papers.render_handover(files, checksums, sources, workspace.settings, workspace.templates)


def results(workspace: Workspace, runs: Iterable[tuple[StoredRun, StoredRun | None]]) -> bytes:
    """The workbook of the results of several indices: each run with that of an earlier year, if any."""
    from sipas_cli.documents.analysis import moved
    from sipas_cli.documents.results import Result, results_workbook

    made = []
    for run, before in runs:
        earlier = before.year if before else None
        movements = moved(run, before, workspace.succession)
        minimum = workspace.settings.minimum_cell
        made.append(Result(run, earlier, movements, workspace.province, minimum))
    return results_workbook(made)


def open_data(workspace: Workspace, sources: Sequence["papers.Source"], *, draft: bool) -> "OpenData":
    """The open data of a year, with what was suppressed in them."""
    from sipas_cli.documents import open_data

    return open_data.open_data([source.analysis for source in sources], workspace.settings, draft=draft)
