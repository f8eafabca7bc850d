"""Tallies that came as files, added to each other and to files that are at hand: only where the sum is what
reading all the files at once would have given."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sipas_cli.errors import DataError, RulesError, SipasError, together
from sipas_cli.intake import messages as intake_messages
from sipas_cli.intake.ballots.contents import copies_between
from sipas_cli.intake.ballots.copies import Copies
from sipas_cli.intake.ballots.fingerprints import Fingerprints, ballots_in_both, sheets_in_both
from sipas_cli.intake.readings import Ballots, ballots_of
from sipas_cli.model import SIPAS, Finding
from sipas_cli.rules.library import find_set
from sipas_cli.runs import tally_messages
from sipas_cli.runs.checking import CheckedBallots, judged, strange_names
from sipas_cli.runs.counted import add_counted
from sipas_cli.runs.file_names import Part, told_apart
from sipas_cli.runs.origin import BALLOTS, COPIES, PERSONS, Origin
from sipas_cli.runs.tally_file import Basis, basis_of
from sipas_cli.runs.tally_reading import TallyFile
from sipas_cli.samples.population import NOT_KNOWN, Populations, read_populations
from sipas_cli.tally.sound import is_sound
from sipas_cli.text.names import first_of
from sipas_cli.text.places import file_of, place_name
from sipas_cli.wording import Remark
from sipas_cli.workspace.units import UNITS, Registry
from sipas_cli.workspace.workspace import Workspace

#: So many ballots that stand in two places are told, and so many tallies.
_MOST_TOLD, _MOST_NAMED = 20, 20


@dataclass(frozen=True)
class Asked:
    """What the command says of the sum.

    criteria   ids or files of criteria sets; none where the tallies say it
    year       the year of the run, which all tallies are of
    """

    criteria: Sequence[str]
    year: int


def common_year(tallies: Iterable[TallyFile], year: int | None) -> int:
    """The year that all tallies are of: `year`, where it is known. Raises DataError for one of another."""
    for tally in tallies:
        year = tally.basis.year if year is None else year
        if tally.basis.year != year:
            params = {"year": tally.basis.year, "wanted": year}
            raise DataError(tally_messages.TALLY_OTHER_YEAR, where=tally.name, **params)
    if year is None:
        raise ValueError("no tally")
    return year


def added(
    checked: CheckedBallots | None, tallies: Sequence[TallyFile], workspace: Workspace, asked: Asked
) -> tuple[CheckedBallots, list[Remark]]:
    """The tallies of one index, one or more, added to what was checked of files, if any; and what was
    assumed.

    Raises DataError or RulesError for a tally that cannot be added, the others are in its `more`.
    """
    index = tallies[0].basis.index
    reading = _reading(checked, tallies[0], workspace, asked)
    registry = workspace.registry_for(asked.year)
    if registry is None:
        raise RulesError(tally_messages.TALLY_NEEDS_UNITS, where=UNITS)
    remarks = [] if checked else strange_names(reading.criteria, registry)
    basis = basis_of(index, asked.year, reading.criteria, reading.plan.digest, registry.units)
    errors: list[SipasError] = []
    for tally in tallies:
        errors += _misfit(tally, basis, reading, {unit.id for unit in registry.units})
        if tally.basis.names != basis.names:
            remarks.append(Remark(tally_messages.TALLY_UNITS_NAMED_OTHERWISE, {"tally": tally.name}))
    _raise(errors)
    parts = [("", checked.counted)] if checked else []
    parts = told_apart([*parts, *((tally.name, tally.counted) for tally in tallies)])
    _raise([*_sources_twice(parts), *_other_keys(parts)])
    _raise(_ballots_in_two(parts))
    not_compared = [*_not_compared(parts)]
    total = add_counted([part for _, part in parts])
    total = replace(
        total,
        findings=total.findings + list(_findings(parts, not_compared)),
        doubled=[*total.doubled, *_sheets_in_two(parts)],
        copied=[*total.copied, *_copied(parts, registry)],
    )
    populations, unread = _populations(checked, tallies, workspace, registry)
    result = judged(total, reading, registry, workspace.settings, populations)
    origin = Origin([tally.label for tally in tallies], not_compared)
    return replace(result, origin=origin), [*remarks, *unread, *_told(tallies)]


def _raise(errors: Sequence[SipasError]) -> None:
    if errors:
        raise together(errors)


def _reading(checked: CheckedBallots | None, tally: TallyFile, workspace: Workspace, asked: Asked) -> Ballots:
    """How ballots of the index are read here: as those of the files were, else by the criteria that are
    named, else by those of `sipas.yaml` that are of the index, else by those that the tally names."""
    index = tally.basis.index
    if checked:
        return _of_index(ballots_of(checked.criteria), index)[0]
    for names in (asked.criteria, workspace.settings.criteria):
        sets = [find_set(workspace.folder, name) for name in names]
        readings = [reading for one in sets for reading in _of_index(ballots_of(one), index)]
        if readings:
            return readings[0]
    if asked.criteria:
        criteria = ", ".join(asked.criteria)
        raise RulesError(tally_messages.TALLY_OTHER_INDEX, where=tally.name, index=index, criteria=criteria)
    readings = _of_index(ballots_of(find_set(workspace.folder, tally.basis.criteria)), index)
    if not readings:
        params = {"index": index, "criteria": tally.basis.criteria}
        raise RulesError(tally_messages.TALLY_OTHER_INDEX, where=tally.name, **params)
    return readings[0]


def _of_index(readings: Iterable[Ballots], index: str) -> list[Ballots]:
    return [reading for reading in readings if reading.index == index]


# --- whether a tally can be added -----------------------------------------------------------------


def _misfit(tally: TallyFile, basis: Basis, reading: Ballots, units: Collection[str]) -> Iterator[SipasError]:
    """Why a tally was not counted as it would have been here, by these units."""
    other, where = tally.basis, tally.name
    if other.criteria != basis.criteria:
        params = {"criteria": other.criteria, "wanted": basis.criteria}
        yield DataError(tally_messages.TALLY_OTHER_SET, where=where, **params)
    elif other.plan != basis.plan:
        yield DataError(tally_messages.TALLY_OTHER_QUESTIONS, where=where, criteria=basis.criteria)
    elif other.rules != basis.rules:
        yield DataError(tally_messages.TALLY_OTHER_RULES, where=where, criteria=basis.criteria)
    elif other.ids != basis.ids:
        counted = {unit for unit, *_ in tally.counted.tally.rows("intake")}
        strange = first_of(sorted(counted - {"", *units})) or "-"
        numbers = {"there": other.units, "here": basis.units}
        yield DataError(tally_messages.TALLY_OTHER_UNITS, where=where, strange=strange, **numbers)
    elif not is_sound(tally.counted.tally, reading.plan, units):
        yield DataError(tally_messages.TALLY_ALTERED, where=where, part="tally")


def _sources_twice(parts: Sequence[Part]) -> list[DataError]:
    """The files that are counted in two places."""
    first: dict[str, tuple[str, str]] = {}
    errors = []
    for tally, counted in parts:
        for name, digest in counted.sources.items():
            if digest in first:
                other, other_source = first[digest]
                params = {"source": name, "other": other or other_source, "other_source": other_source}
                errors.append(DataError(tally_messages.SOURCE_IN_TWO, where=tally or name, **params))
            first.setdefault(digest, (tally, name))
    return errors


def _other_keys(parts: Sequence[Part]) -> list[DataError]:
    """The places whose fingerprints were made with another key than the first ones."""
    marked = _marked(parts)
    errors = []
    for name, fingerprints in marked[1:]:
        other, first = marked[0]
        if fingerprints.key != first.key:
            params = {"key": fingerprints.key, "other": other or "--key", "other_key": first.key}
            errors.append(DataError(tally_messages.TALLY_OTHER_KEY, where=name, **params))
    return errors


def _marked(parts: Sequence[Part]) -> list[tuple[str, Fingerprints]]:
    """The places that have fingerprints, by the names of their tallies."""
    return [(name, counted.fingerprints) for name, counted in parts if counted.fingerprints]


def _ballots_in_two(parts: Sequence[Part]) -> list[DataError]:
    """The ballots that stand in two places: the first of them, and how many there are more."""
    marked = _marked(parts)
    errors = []
    for one in ballots_in_both([fingerprints for _, fingerprints in marked]):
        (first, other_place), (number, place) = one
        other = marked[first][0] or file_of(other_place)
        params = {"place": place, "other": other, "other_place": other_place}
        errors.append(DataError(tally_messages.BALLOT_IN_TWO, where=marked[number][0], **params))
    if len(errors) > _MOST_TOLD:
        more = DataError(tally_messages.MORE_IN_TWO, count=len(errors) - _MOST_TOLD)
        return [*errors[:_MOST_TOLD], more]
    return errors


def _sheets_in_two(parts: Sequence[Part]) -> Iterator[DataError]:
    """The sheets without ids that hold what one of another place does: refused, unless that is allowed."""
    marked = _marked(parts)
    for one in sheets_in_both([fingerprints for _, fingerprints in marked]):
        (first, other), (number, place) = one
        where, first_place = place_name(marked[number][0], place), place_name(marked[first][0], other)
        yield DataError(intake_messages.SHEET_TWICE, where=where, first=first_place)


def _copied(parts: Sequence[Part], registry: Registry) -> Iterator[Copies]:
    """The sheets without ids whose ballots stand in one of another place."""
    marked = _marked(parts)
    names = {unit.id: unit.name for unit in registry.units}
    for sheet, other, copy in copies_between([one.contents for _, one in marked], names):
        place, first = (
            place_name(marked[sheet[0]][0], copy.place),
            place_name(marked[other[0]][0], copy.other),
        )
        yield replace(copy, place=place, other=first)


# --- what is to be said of the sum ----------------------------------------------------------------


def _unmarked(parts: Sequence[Part]) -> list[str]:
    """The places whose ballots have no fingerprints: names of tallies, and of files that are at hand."""
    names: list[str] = []
    for tally, counted in parts:
        if counted.fingerprints is None:
            names += [tally] if tally else sorted(counted.sources)
    return names


def _unnamed(parts: Sequence[Part]) -> list[str]:
    """The sheets of ballots without ids, where another place has ballots with ids."""
    marked = _marked(parts)
    with_ids = {number for number, (_, fingerprints) in enumerate(marked) if fingerprints.ballots}
    places: list[str] = []
    for number, (_, fingerprints) in enumerate(marked):
        if with_ids - {number}:
            places += fingerprints.contents
    return sorted(places)


def _not_compared(parts: Sequence[Part]) -> Iterator[str]:
    """What could not be looked for between the parts; between the files of one it was."""
    if len(parts) == 1:
        return
    if _unmarked(parts):
        yield BALLOTS
    if _unnamed(parts):
        yield COPIES
    if any(counted.tally.persons for _, counted in parts):
        yield PERSONS


def _findings(parts: Sequence[Part], not_compared: Sequence[str]) -> Iterator[Finding]:
    """The same as findings, which are kept with the run."""
    if BALLOTS in not_compared:
        names = _unmarked(parts)
        params = {"count": len(names), "names": first_of(names, 5)}
        yield Finding(tally_messages.BALLOTS_NOT_COMPARED, params=params)
    if COPIES in not_compared:
        names = _unnamed(parts)
        params = {"count": len(names), "names": first_of(names, 5)}
        yield Finding(tally_messages.COPIES_NOT_COMPARED, params=params)


def _told(tallies: Sequence[TallyFile]) -> Iterator[Remark]:
    """What each tally holds."""
    for tally in tallies[:_MOST_NAMED]:
        counts = tally.counted.tally
        params = {"tally": tally.name, "files": len(tally.counted.sources), "version": tally.version}
        yield Remark(tally_messages.TALLY_ADDED, {**params, "read": counts.read, "valid": counts.valid})
        yield from tally.remarks
    if len(tallies) > _MOST_NAMED:
        yield Remark(tally_messages.TALLIES_MORE, {"count": len(tallies) - _MOST_NAMED})


# --- populations ----------------------------------------------------------------------------------


def _populations(
    checked: CheckedBallots | None, tallies: Sequence[TallyFile], workspace: Workspace, registry: Registry
) -> tuple[Populations, Sequence[Remark]]:
    """How many people all ballots were drawn from: by the workspace and by the tallies. Raises DataError
    where two of them say different numbers of one unit."""
    populations, unread = NOT_KNOWN, list[Remark]()
    if checked:
        populations = checked.populations
    elif tallies[0].basis.index == SIPAS:
        populations, more = read_populations(workspace, registry)
        unread += more
    sizes: dict[str, Mapping[str, int]] = dict(populations.sizes)
    for tally in tallies:
        for unit, of_unit in tally.sizes.items():
            if sizes.setdefault(unit, of_unit) != of_unit:
                raise DataError(tally_messages.TALLY_POPULATION, where=tally.name, unit=unit)
    return replace(populations, sizes=sizes), unread
