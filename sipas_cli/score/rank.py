"""Scores to standings: ranks with their ties, bands, means of groups."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import assert_never

from sipas_cli.model import (
    Achieved,
    Claim,
    Finding,
    Group,
    GroupStandings,
    Score,
    Share,
    Standing,
    Standings,
    Unit,
)
from sipas_cli.rules.judging import Judgement, Rounding
from sipas_cli.rules.policies import Mode, RankOn, Ties
from sipas_cli.score import messages
from sipas_cli.text.numbers import exact_mean, half_up
from sipas_cli.text.spelling import collation


def printed(score: Fraction, rounding: Rounding) -> Fraction:
    """A score as it is printed: the one place where it is rounded."""
    step = 10**rounding.decimals
    match rounding.mode:
        case Mode.HALF_UP:
            return half_up(score, rounding.decimals)
        case Mode.HALF_EVEN:
            whole = round(score * step)
        case Mode.DOWN:
            whole = int(score * step)
        case _:
            assert_never(rounding.mode)
    return Fraction(whole, step)


def standings(
    scores: Mapping[str, Score],
    overall: Fraction | None,
    rules: Judgement,
    groups: Sequence[Group],
    units: Iterable[Unit],
) -> Standings:
    """The ranking of every group that has units, in the order of `groups`."""
    members: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.id in scores:
            members[unit.group].append(unit)
    ranked = [_group(group, members[group.id], scores, rules) for group in groups]
    bands = chain(rules.bands, *rules.group_bands.values())
    return Standings(
        groups=tuple(group for group in ranked if group.standings),
        overall=_printed(overall, rules.rounding),
        decimals=rules.rounding.decimals,
        minimum_ballots=rules.least_ballots,
        bands=tuple(dict.fromkeys(band.name for band in bands if band.name)),
    )


def ranks(scores: Sequence[Fraction], *, ties: Ties = Ties.COMPETITION) -> list[int]:
    """The rank of each of `scores`, the highest first; equal scores share a rank.

    >>> ranks([Fraction(90), Fraction(80), Fraction(90), Fraction(70)])
    [1, 3, 1, 4]
    >>> ranks([Fraction(90), Fraction(80), Fraction(90), Fraction(70)], ties=Ties.DENSE)
    [1, 2, 1, 3]
    """
    match ties:
        case Ties.COMPETITION:
            ordered = sorted(scores, reverse=True)
        case Ties.DENSE:
            ordered = sorted(set(scores), reverse=True)
        case _:
            assert_never(ties)
    first = {score: place for place, score in reversed(list(enumerate(ordered, start=1)))}
    return [first[score] for score in scores]


def _group(
    group: Group, units: Sequence[Unit], scores: Mapping[str, Score], rules: Judgement
) -> GroupStandings:
    """Ranked units by rank, then those that are not ranked; equals in Vietnamese order."""
    judged = {unit.id: deciding(scores[unit.id].index, rules) for unit in units}
    notes = {unit.id: _note(unit, scores[unit.id], rules) for unit in units}
    competing = {name: value for name, value in judged.items() if value is not None and not notes[name]}
    places = dict(zip(competing, ranks(list(competing.values()), ties=rules.ties), strict=True))
    shared = Counter(places.values())
    lines = []
    for unit in units:
        rank = places.get(unit.id)
        tied = rank is not None and shared[rank] > 1
        value = judged[unit.id]
        lines.append(_standing(unit, scores[unit.id], value, rank, notes[unit.id], rules, tied=tied))
    lines.sort(key=lambda line: (line.rank is None, line.rank or 0, collation(line.unit.name)))
    of_group = [scores[unit.id] for unit in units]
    return GroupStandings(
        group=group,
        mean=_mean((score.index for score in of_group), rules.rounding),
        standings=tuple(lines),
        factor_means=_factor_means(of_group, rules.rounding),
    )


def _factor_means(scores: Sequence[Score], rounding: Rounding) -> dict[str, Fraction | None]:
    means = {}
    for factor in dict.fromkeys(chain.from_iterable(score.factors for score in scores)):
        means[factor] = _mean((score.factors.get(factor) for score in scores), rounding)
    return means


def _mean(scores: Iterable[Fraction | None], rounding: Rounding) -> Fraction | None:
    """The mean of the exact scores that are there, as printed."""
    known = [score for score in scores if score is not None]
    if not known:
        return None
    return printed(exact_mean(known), rounding)


def _printed(score: Fraction | None, rounding: Rounding) -> Fraction | None:
    if score is None:
        return None
    return printed(score, rounding)


def deciding(score: Fraction | None, rules: Judgement) -> Fraction | None:
    """The value that decides rank and band: as printed, or exact."""
    if score is None:
        return None
    match rules.rank_on:
        case RankOn.PRINTED:
            return printed(score, rules.rounding)
        case RankOn.EXACT:
            return score
        case _:
            assert_never(rules.rank_on)


def _note(unit: Unit, score: Score, rules: Judgement) -> str:
    """Why a unit is not ranked, "" if it is."""
    if score.index is None:
        if score.nothing_applies:
            return "nothing_applies"
        if score.achieved:
            return "missing_points"
        return "no_score"
    if unit.not_ranked:
        return "not_ranked"
    if score.ballots < rules.least_ballots:
        return "below_minimum"
    return ""


def _standing(
    unit: Unit,
    score: Score,
    value: Fraction | None,
    rank: int | None,
    note: str,
    rules: Judgement,
    *,
    tied: bool,
) -> Standing:
    band = "" if value is None else rules.band_of(value, unit.group)
    return Standing(
        unit=unit,
        rank=rank,
        tied=tied,
        score=_printed(score.index, rules.rounding),
        band=band,
        ballots=score.ballots,
        factors={name: _printed(factor, rules.rounding) for name, factor in score.factors.items()},
        note=note,
        reason=unit.not_ranked if note == "not_ranked" else "",
        # points of which some are missing would be read as all of them
        achieved=_printed_points(score.achieved, rules.rounding) if score.index is not None else None,
        head_class=rules.head_class(rank, band, unit.group),
    )


def _printed_points(achieved: Achieved | None, rounding: Rounding) -> Achieved | None:
    """Each sum of points rounded by itself: the total is not made of the rounded parts."""
    if achieved is None:
        return None

    def share(exact: Share) -> Share:
        return Share(printed(exact.points, rounding), printed(exact.maximum, rounding))

    claim = achieved.claimed
    return Achieved(
        total=share(achieved.total),
        areas={name: share(points) for name, points in achieved.areas.items()},
        sources={name: share(points) for name, points in achieved.sources.items()},
        claimed=claim and Claim(printed(claim.self_assessed, rounding), printed(claim.appraised, rounding)),
    )


def findings(ranking: Standings) -> list[Finding]:
    """The units that have too few ballots to be ranked, and those that are ranked on very few."""
    return [*_below_minimum(ranking), *_few_ballots(ranking)]


#: A unit is remarked on that is ranked on fewer ballots than this, beside one with so many times as many.
FEW_BALLOTS, MANY_TIMES = 30, 10


def _few_ballots(ranking: Standings) -> list[Finding]:
    problems = []
    for group in ranking.groups:
        ranked = [line for line in group.standings if line.rank is not None and line.ballots]
        most = max(ranked, key=lambda line: line.ballots, default=None)
        for line in ranked:
            if most and line.ballots < FEW_BALLOTS and line.ballots * MANY_TIMES <= most.ballots:
                other = {"other": most.unit.name, "most": most.ballots}
                params = {"unit": line.unit.name, "ballots": line.ballots, **other}
                problems.append(Finding(messages.UNIT_FEW_BALLOTS, params=params))
    return problems


def _below_minimum(ranking: Standings) -> list[Finding]:
    return [
        Finding(
            messages.UNIT_BELOW_MINIMUM,
            params={"unit": line.unit.name, "ballots": line.ballots, "minimum": ranking.minimum_ballots},
        )
        for group in ranking.groups
        for line in group.standings
        if line.note == "below_minimum"
    ]
