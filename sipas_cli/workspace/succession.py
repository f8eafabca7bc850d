"""Units from year to year: who continues whom, and which units there were in a year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sipas_cli.errors import RulesError
from sipas_cli.messages import Message
from sipas_cli.model import Change, Group, Unit
from sipas_cli.text.spelling import fold, slug
from sipas_cli.workspace import messages
from sipas_cli.workspace.units import Registry, free_id, rule_key


class Succession:
    """Who continues whom. The register of a year is that of today walked back change by change, so a name
    belongs to one unit in each year, and may be another's in another year.

    former   units that are no longer there, in the group that their change names, else of who followed them,
             else of the unit that has their name today; "" where nothing tells

    Raises RulesError for a change that contradicts another one or the register.
    """

    def __init__(
        self, changes: Iterable[Change], groups: Iterable[Group], units: Iterable[Unit], province: str = ""
    ) -> None:
        self._groups, self._units, self._province = tuple(groups), tuple(units), province
        self._today = Registry(self._groups, self._units, province)
        self.former: tuple[Unit, ...] = ()
        self._until: dict[int, tuple[Unit, ...]] = {}  # year of a change -> the units before it
        self._continued: dict[int, dict[str, str | None]] = {}  # year -> who was made -> whom it continues
        self._moved: dict[int, set[str]] = defaultdict(set)
        self._became: list[_Became] = []
        by_year: dict[int, list[Change]] = defaultdict(list)
        for change in changes:
            by_year[change.year].append(change)
        # a former name may be kept as an alias
        units_then = tuple(replace(unit, aliases=()) for unit in self._units)
        for year in sorted(by_year, reverse=True):
            units_then = self._walk_back(year, by_year[year], units_then)
            self._until[year] = units_then

    def _walk_back(self, year: int, changes: Sequence[Change], after: Sequence[Unit]) -> tuple[Unit, ...]:
        """The units that there were before the changes of a year."""
        known = Registry(self._groups, after, self._province)
        groups = self._groups_before(year, changes, known)
        made = [change for change in changes if not change.is_move]
        step = _Step(known, groups, {unit.id for change in made for unit in _of_names(known, change)})
        for change in made:
            followers = [unit.id for unit in _of_names(known, change)]
            named = (known.unit(name) for name in change.before)
            step.staying.update(unit.id for unit in named if unit and unit.id in followers)
        before = {unit.id: replace(unit, group=groups[unit.id]) for unit in after if unit.id not in step.new}
        self._continued[year] = dict.fromkeys(step.new)
        for change in made:
            followers = [unit.id for unit in _of_names(known, change)]
            sources = [self._source(name, change, followers, step) for name in change.before]
            before |= {source.id: source for source in sources}
            self._became += [_Became(year, source, tuple(followers), len(sources)) for source in sources]
            self._continue(year, change, sources, followers)
        return tuple(before.values())

    def _source(self, name: str, change: Change, followers: Sequence[str], step: "_Step") -> Unit:
        """The unit that a change began with: one that goes on as itself, or one that is gone since."""
        unit = step.known.unit(name)
        if unit and unit.id not in step.new:
            raise _contradiction(messages.UNITS_SUCCESSION_THERE, change, name=unit.name, id=unit.id)
        if unit and unit.id in step.staying:
            return replace(unit, group=step.groups[unit.id])
        # where another change of the year makes a unit of this name, that is a new one
        of_followers = (step.groups[follower] for follower in followers if step.groups[follower])
        group = change.group_before or next(of_followers, "")
        return self._gone(unit.name if unit else name, group, step.gone)

    def _continue(self, year: int, change: Change, sources: Sequence[Unit], followers: Sequence[str]) -> None:
        """Notes whose history goes on, and in whom."""
        if change.heritage is None:
            return
        continued = self._continued[year]
        source = sources[_place(change.heritage[0], change.before)]
        if source.id in continued.values():
            raise _contradiction(messages.UNITS_SUCCESSION_HEIRS, change, name=source.name)
        continued[followers[_place(change.heritage[1], change.after)]] = source.id

    def _groups_before(self, year: int, changes: Iterable[Change], known: Registry) -> dict[str, str]:
        """Id of each unit -> the group in which it was before the changes of a year."""
        groups = {unit.id: unit.group for unit in known.units}
        for change in changes:
            if not change.is_move:
                continue
            for unit in _of_names(known, change):
                if groups[unit.id] == change.group_before:
                    raise _contradiction(messages.UNITS_SUCCESSION_MOVED, change, name=unit.name)
                groups[unit.id] = change.group_before
                self._moved[year].add(unit.id)
        return groups

    def _gone(self, name: str, group: str, others: dict[str, Unit]) -> Unit:
        """The former unit of a name: one of the `others` that are gone since that year, by the keys of their
        names, or one more."""
        key = rule_key(name, self._province)
        if key not in others:
            today = self._today.unit(name)
            if today and not group:
                group = today.group
            taken = [unit.id for unit in (*self._units, *self.former)]
            others[key] = Unit(free_id(slug(name), taken), name, group)
            self.former = (*self.former, others[key])
        return others[key]

    def predecessor(self, unit: str, year: int, earlier: int) -> str | None:
        """The id of the unit of the year `earlier` that `unit` of `year` continues; None where its
        history begins in between."""
        current: str | None = unit
        for between in range(year, earlier, -1):
            if current is not None:
                current = self._continued.get(between, {}).get(current, current)
        return current

    def moved(self, unit: str, year: int, earlier: int) -> bool:
        """Whether `unit` of `year` came into another group since the year `earlier`."""
        ids = {between: self.predecessor(unit, year, between) for between in range(earlier + 1, year + 1)}
        return any(name in self._moved.get(between, ()) for between, name in ids.items())

    def registry(self, year: int) -> Registry:
        """The units that there were in `year`: neither those that a later change made, nor is a former
        unit found under the alias of who followed it."""
        later = [between for between in self._until if between > year]
        of_year = self._until[min(later)] if later else self._units
        aliases = {unit.id: unit.aliases for unit in self._units}
        names = {rule_key(unit.name, self._province) for unit in of_year if unit.id not in aliases}
        aliased = (replace(unit, aliases=aliases.get(unit.id, ())) for unit in of_year)
        return Registry(self._groups, [self._without(names, unit) for unit in aliased], self._province)

    def _without(self, names: set[str], unit: Unit) -> Unit:
        aliases = tuple(name for name in unit.aliases if rule_key(name, self._province) not in names)
        return replace(unit, aliases=aliases)

    def with_former_names(self, year: int | None) -> list[Unit]:
        """The units of today, each also under the names of those that became it: ballots go on naming an
        office as it was called before. A name that another unit has today is that unit's.

        year   of the ballots: a change counts from its own year on. Where it is not known, only a new name
               of one and the same unit counts.
        """
        units = {unit.id: unit for unit in self._units}
        heirs = {unit.id: unit.id for unit in self._units}  # of each unit, the one that it is today
        taken: set[str] = set()
        for change in self._became:
            counts = change.sources == 1 if year is None else change.year <= year
            if not counts or len(change.followers) != 1:
                continue
            former, heir = change.unit, heirs.get(change.followers[0])
            if heir is None or former.id in heirs:
                continue
            heirs[former.id] = heir
            key = rule_key(former.name, self._province)
            if key not in taken and self._today.unit(former.name) is None:
                taken.add(key)
                units[heir] = replace(units[heir], aliases=(*units[heir].aliases, former.name))
        return list(units.values())

    def keys(self, units: Iterable[Unit], year: int) -> list[str]:
        """By which each of `units`, as stored for `year`, is known in all years: its id in the register,
        found by the name that it had then, or by the id if it has been written otherwise since; the
        name itself where the register has neither."""
        registry = self.registry(year)
        keys = []
        for unit in units:
            known = registry.unit(unit.name) or registry.unit(unit.id)
            keys.append(known.id if known else rule_key(unit.name, self._province))
        return keys


@dataclass(frozen=True, slots=True)
class _Step:
    """What is needed to walk back the changes of one year.

    known     the units after it
    groups    id -> the group of the unit before it
    new       ids of the units that its changes made
    staying   those of them that one of the changes was made from: they go on as themselves
    gone      key of the name -> unit that is no longer there since
    """

    known: Registry
    groups: Mapping[str, str]
    new: set[str]
    staying: set[str] = field(default_factory=set)
    gone: dict[str, Unit] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Became:
    """A unit until a year, the ids of those that followed it, and how many units these were made from."""

    year: int
    unit: Unit
    followers: tuple[str, ...]
    sources: int


def _place(name: str, names: Iterable[str]) -> int:
    return [fold(other) for other in names].index(fold(name))


def _of_names(known: Registry, change: Change) -> list[Unit]:
    """The units that a change made, or moved. Raises RulesError for one that there was not in that year."""
    units = []
    for name in change.after:
        unit = known.unit(name)
        if unit is None:
            raise _contradiction(messages.UNITS_SUCCESSION_GONE, change, name=name)
        units.append(unit)
    return units


def _contradiction(message: Message, change: Change, **params: str) -> RulesError:
    return RulesError(message, where=change.where, year=change.year, **params)
