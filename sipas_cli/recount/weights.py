"""How far the weights of a SIPAS index may move before a group has another unit in the first place. Exact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sipas_cli.messages import Message, Worded
from sipas_cli.model import Group, GroupStandings, Standing
from sipas_cli.recount.what_if import shares
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.policies import Measure
from sipas_cli.runs.kept import Kept

#: Factor -> score or weight, in percent.
Factors = Mapping[str, Fraction]


@dataclass(frozen=True)
class Limit:
    """Where a weight ends up level between the first unit and a rival, in percent of all weights.

    weight   None where nobody comes level on that side, down to 0 or up to 100
    """

    weight: Fraction | None
    rival: Standing | None


@dataclass(frozen=True)
class WeightLimits:
    """Within which limits the weight of one factor may move, the others in proportion."""

    factor: str
    weight: Fraction
    down: Limit
    up: Limit


class NoLimits(Worded):
    """Why nothing can be said of how far weights may move in a group."""

    SHARED = (
        "shared_first_place",
        Message(
            vi="nhiều đơn vị cùng đứng đầu, chưa tách được để xem trọng số nào giữ hạng nhất",
            en="several units share the first place, so no weights hold it for one of them",
        ),
    )
    ALONE = (
        "no_rival",
        Message(vi="không đủ hai đơn vị được xếp hạng", en="there are no two ranked units"),
    )
    LACKS_FACTOR = (
        "leader_lacks_factor",
        Message(
            vi="đơn vị đứng đầu thiếu điểm ở một yếu tố nên trọng số của nó khác",
            en="the first unit lacks a factor, and so has other weights",
        ),
    )


@dataclass(frozen=True)
class GroupWithoutLimits:
    """A group of which no limits of weights are told, why, and who is first in it."""

    group: Group
    reason: NoLimits
    leaders: Sequence[Standing]


@dataclass(frozen=True)
class FirstPlace:
    """How firmly the first unit of a group stands against the choice of weights.

    limits      of each factor
    together    by how many points all weights may move at once, each up or down, and to whom the place then
                goes; at most the smallest weight, where no rival comes level
    rival       None where no rival comes level within that
    dominated   units that are at most level with it in every factor: no weights bring them first
    unlike      units without some factor, which are not compared
    """

    group: Group
    leader: Standing
    limits: Sequence[WeightLimits]
    together: Fraction
    rival: Standing | None
    dominated: Sequence[Standing]
    unlike: Sequence[Standing]


def first_places(kept: Kept) -> list[FirstPlace | GroupWithoutLimits]:
    """One for each group: how firmly its first unit stands, or why nobody can say. None for other indices,
    or where whole ballots are measured."""
    criteria = kept.criteria.criteria
    if not isinstance(criteria, Criteria) or not criteria.rules.factors:
        return []
    if criteria.rules.measure == Measure.SATISFIED_THROUGHOUT:
        return []
    weights = shares(criteria.rules)
    return [_first_place(kept, group, weights) for group in kept.standings.groups]


def _first_place(kept: Kept, group: GroupStandings, weights: Factors) -> FirstPlace | GroupWithoutLimits:
    ranked = [line for line in group.standings if line.rank is not None]
    whole = {line.unit.id: _factors(kept, line, weights) for line in ranked}
    leaders = group.leaders
    if len(ranked) < 2:
        return GroupWithoutLimits(group.group, NoLimits.ALONE, leaders)
    if len(leaders) != 1:
        return GroupWithoutLimits(group.group, NoLimits.SHARED, leaders)
    if whole[leaders[0].unit.id] is None:
        return GroupWithoutLimits(group.group, NoLimits.LACKS_FACTOR, leaders)
    leader = leaders[0]
    ahead: list[tuple[Standing, Factors]] = []
    for line in ranked:
        mine, its = whole[leader.unit.id], whole[line.unit.id]
        if line is not leader and mine and its:
            ahead.append((line, {factor: mine[factor] - its[factor] for factor in weights}))
    together, rival = _together(ahead, weights)
    return FirstPlace(
        group=group.group,
        leader=leader,
        limits=[_limits(factor, ahead, weights) for factor in weights],
        together=together,
        rival=rival,
        dominated=[line for line, differences in ahead if min(differences.values()) >= 0],
        unlike=[line for line in ranked if whole[line.unit.id] is None],
    )


def _factors(kept: Kept, line: Standing, weights: Factors) -> Factors | None:
    """The exact scores of all factors; None where a unit lacks one: its weights are others then."""
    scores = kept.scores.units[line.unit.id].factors
    exact = {factor: scores.get(factor) for factor in weights}
    known = {factor: score for factor, score in exact.items() if score is not None}
    return known if len(known) == len(weights) else None


def _limits(factor: str, ahead: Sequence[tuple[Standing, Factors]], weights: Factors) -> WeightLimits:
    """The nearest weights below and above at which some rival is level."""
    weight = weights[factor]
    down, up = Limit(None, None), Limit(None, None)
    for line, differences in ahead:
        level = level_weight(factor, differences, weights)
        if level is None:
            continue
        if level <= weight and (down.weight is None or level > down.weight):
            down = Limit(level, line)
        if level >= weight and (up.weight is None or level < up.weight):
            up = Limit(level, line)
    return WeightLimits(factor, weight, down, up)


def level_weight(factor: str, differences: Factors, weights: Factors) -> Fraction | None:
    """The weight of `factor` in percent at which two units are level, the other weights in proportion; None
    where there is none from 0 to 100.

    differences   factor -> by how much one unit is ahead of the other

    The lead is t·d + (1 − t)·r, with d the difference in the factor and r the mean difference in the others;
    it is 0 at t = r / (r − d).
    """
    others = 100 - weights[factor]
    if not others:
        return None
    products = [weights[other] * differences[other] for other in weights if other != factor]
    rest = sum(products, Fraction(0)) / others
    if rest == differences[factor]:
        return None
    level = 100 * rest / (rest - differences[factor])
    return level if 0 <= level <= 100 else None


def _together(
    ahead: Sequence[tuple[Standing, Factors]], weights: Factors
) -> tuple[Fraction, Standing | None]:
    """By how much all weights may move at once, and the rival who is level first."""
    least = min(weights.values(), default=Fraction(0))
    nearest_rival = None
    for line, differences in ahead:
        moved = level_move(differences, weights)
        if moved is not None and moved < least:
            least, nearest_rival = moved, line
    return least, nearest_rival


def level_move(differences: Factors, weights: Factors) -> Fraction | None:
    """The smallest move of all weights at which two units can be level: no weight by more points than it, all
    of them still adding up to 100; None where there is none. It holds up to the smallest weight, as none can
    fall below 0.

    The lead falls fastest where the half of the weights with the greatest differences gives to the half with
    the least ones (with an odd number the middle one stays): by move x (sum of those − sum of these).
    """
    lead = sum((weights[factor] * differences[factor] for factor in weights), Fraction(0)) / 100
    ordered = sorted(differences.values())
    half = len(ordered) // 2
    fall = sum(ordered[len(ordered) - half :], Fraction(0)) - sum(ordered[:half], Fraction(0))
    if fall <= 0:
        return None
    return 100 * lead / fall
