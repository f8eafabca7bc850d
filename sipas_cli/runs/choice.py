"""Which run and which year a command means."""

from pathlib import Path

from sipas_cli.errors import RulesError
from sipas_cli.runs.folders import all_indices, index_of, load, manifests, year_folder, years
from sipas_cli.runs.pointers import all_withdrawn, last_scored_file, noted, used_run, years_of
from sipas_cli.runs.run import StoredRun
from sipas_cli.text import nearest


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
        holding = [own for own in known if name in manifests(year_folder(workspace, own))]
        return (holding or known)[-1]
    if year not in known:
        raise RulesError("nothing_stored_year", year=year, years=", ".join(map(str, known)))
    return year


def year_of(workspace: Path, name: str) -> int | None:
    """The year that has a run, or had it as its latest; None where there is none."""
    for year in years(workspace):
        folder = year_folder(workspace, year)
        if name in manifests(folder) or name == noted(folder / last_scored_file(index_of(name))):
            return year
    return None


def no_index(workspace: Path, index: str) -> RulesError:
    """That there is no run of an index, with the indices that there are."""
    known = sorted({own for year in years(workspace) for own in all_indices(workspace, year)})
    return RulesError(
        "nothing_stored_index", index=index, meant=nearest(index, known), known=", ".join(known)
    )
