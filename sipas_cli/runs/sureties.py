"""How sure the scores and ranks of a run are, as they are printed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from sipas_cli.figures.lines import Surety
from sipas_cli.model import GroupStandings
from sipas_cli.runs.kept import Kept
from sipas_cli.runs.precision import Precisions, precision_of
from sipas_cli.runs.run import StoredRun
from sipas_cli.score.certainty import RankInterval
from sipas_cli.score.precision import AnyPrecision, NoPrecision
from sipas_cli.score.terms import INDEX, Figure
from sipas_cli.text.numbers import half_up
from sipas_cli.workspace.workspace import Workspace

#: Level and id of a figure -> how sure it is.
OfFigures = Mapping[Figure, Surety]


@dataclass(frozen=True)
class Sureties:
    """How sure a run is: each unit, the mean of each group, by their ids, and the province's figure.

    figures   the same of all figures: of units, of groups, and under "" of the province
    bounded   as in `RunPrecision`
    simultaneous   whether the ranks hold for all units of a group at once, not for each by itself
    """

    units: Mapping[str, Surety]
    groups: Mapping[str, Surety]
    overall: Surety
    of_units: Mapping[str, OfFigures]
    of_groups: Mapping[str, OfFigures]
    of_all: OfFigures
    bounded: bool = False
    simultaneous: bool = False

    def may_lead(self, group: GroupStandings) -> list[str]:
        """The names of the units of a group that may be the first: the interval of their rank holds 1."""
        sure = ((line.unit.name, self.units.get(line.unit.id)) for line in group.standings)
        return [name for name, surety in sure if surety is not None and surety.first == 1]


def sureties_of(
    kept: Kept, workspace: Workspace, *, simultaneous: bool = False, parts: bool = True
) -> Sureties:
    """How sure a run is.

    simultaneous   the ranks hold for all units at once, not for each by itself
    parts          also of factors and criteria, not of the indices alone
    """
    precision = precision_of(kept, workspace, simultaneous=simultaneous, parts=parts)
    decimals = kept.stored.standings.decimals
    of_units = {unit: _of_figures(precisions, decimals) for unit, precisions in precision.units.items()}
    of_groups = {group: _of_figures(precisions, decimals) for group, precisions in precision.groups.items()}
    of_all = _of_figures(precision.overall, decimals)
    return Sureties(
        units={
            unit: _with_rank(figures[INDEX], precision.ranks.get(unit)) for unit, figures in of_units.items()
        },
        groups={group: figures[INDEX] for group, figures in of_groups.items()},
        overall=of_all[INDEX],
        of_units=of_units,
        of_groups=of_groups,
        of_all=of_all,
        bounded=precision.bounded,
        simultaneous=simultaneous,
    )


def sureties_of_imported(stored: StoredRun) -> Sureties:
    """That nothing is known of a published table that was imported."""
    nothing = Surety(note=NoPrecision.IMPORTED.sentence)
    groups = stored.standings.groups
    units = {line.unit.id: nothing for group in groups for line in group.standings}
    return Sureties(units, {group.group.id: nothing for group in groups}, nothing, {}, {}, {})


def _with_rank(surety: Surety, rank: RankInterval | NoPrecision | None) -> Surety:
    if rank is None:
        return surety
    if isinstance(rank, NoPrecision):
        return replace(surety, rank_note=rank.sentence)
    return replace(surety, first=rank.first, last=rank.last)


def _of_figures(precisions: Precisions, decimals: int) -> OfFigures:
    return {figure: _surety(precision, decimals) for figure, precision in precisions.items()}


def _surety(precision: AnyPrecision, decimals: int) -> Surety:
    if isinstance(precision, NoPrecision):
        return Surety(note=precision.sentence)
    se, low, high = (
        half_up(Fraction(value), decimals) for value in (precision.se, precision.low, precision.high)
    )
    if precision.effect is None:
        return Surety(se, low, high)
    return Surety(se, low, high, half_up(Fraction(precision.effect), 2))
