"""How sure the scores and ranks of a run are, as they are printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sipas_cli.figures.lines import Surety
from sipas_cli.messages import say
from sipas_cli.model import GroupStandings
from sipas_cli.runs.kept import read_kept
from sipas_cli.runs.precision import RunPrecision, precision_of
from sipas_cli.runs.run import SCORED, StoredRun
from sipas_cli.score.certainty import RankInterval
from sipas_cli.score.precision import AnyPrecision, NoPrecision
from sipas_cli.score.terms import INDEX
from sipas_cli.text.numbers import half_up
from sipas_cli.workspace.workspace import Workspace


@dataclass(frozen=True)
class Sureties:
    """How sure a run is: each unit, the mean of each group, by their ids, and the province's figure."""

    units: Mapping[str, Surety]
    groups: Mapping[str, Surety]
    overall: Surety

    def may_lead(self, group: GroupStandings) -> list[str]:
        """The names of the units of a group that may be the first: the interval of their rank holds 1."""
        sure = ((line.unit.name, self.units.get(line.unit.id)) for line in group.standings)
        return [name for name, own in sure if own is not None and own.first == 1]


def sureties_of(stored: StoredRun, workspace: Workspace, *, simultaneous: bool = False) -> Sureties:
    """How sure a stored run is; of a published table that was imported, that nothing is known.

    simultaneous   the ranks hold for all units at once, not for each by itself
    """
    if stored.origin != SCORED:
        return _imported(stored)
    found = precision_of(read_kept(stored), workspace, simultaneous=simultaneous)
    decimals = stored.standings.decimals
    return Sureties(
        units={unit: _of_unit(unit, found, decimals) for unit in found.units},
        groups={group: _surety(precisions[INDEX], decimals) for group, precisions in found.groups.items()},
        overall=_surety(found.overall[INDEX], decimals),
    )


def _imported(stored: StoredRun) -> Sureties:
    nothing = _surety(NoPrecision.IMPORTED, 0)
    groups = stored.standings.groups
    units = {line.unit.id: nothing for group in groups for line in group.standings}
    return Sureties(units, {group.group.id: nothing for group in groups}, nothing)


def _of_unit(unit: str, found: RunPrecision, decimals: int) -> Surety:
    surety, rank = _surety(found.units[unit][INDEX], decimals), found.ranks.get(unit)
    if rank is None:
        return surety
    if isinstance(rank, RankInterval):
        return _with_rank(surety, rank)
    return Surety(surety.se, surety.low, surety.high, note=surety.note, rank_note=say(rank.sentence))


def _with_rank(surety: Surety, rank: RankInterval) -> Surety:
    return Surety(
        surety.se,
        surety.low,
        surety.high,
        first=rank.first,
        last=rank.last,
        note=surety.note,
        sentence=rank.sentence,
    )


def _surety(found: AnyPrecision, decimals: int) -> Surety:
    if isinstance(found, NoPrecision):
        return Surety(note=say(found.sentence))
    se, low, high = (half_up(Fraction(value), decimals) for value in (found.se, found.low, found.high))
    return Surety(se, low, high)
