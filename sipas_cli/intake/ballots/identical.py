"""Ballots with the same answers, far more of them than chance would make."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sipas_cli.intake.ballots import quality_messages
from sipas_cli.intake.ballots.pool import Look, numbered
from sipas_cli.model import Finding
from sipas_cli.rules.quality import QualityRules

if TYPE_CHECKING:
    from sipas_cli.intake.ballots.pool import Mask, Numbers, Reals


@dataclass(frozen=True, slots=True)
class Identical:
    """Ballots with the same answers, in one unit or, else, in one table.

    area      (whether it is a table, its number)
    ballots   their places in the pool
    chance    how many there would be without copying
    """

    area: tuple[bool, int]
    ballots: "Numbers"
    chance: float


def identical(look: Look) -> Iterator[Identical]:
    """Identical ballots in bulk; first within units, then those that were spread over the units of a table.

    Ballots whose answer seldom changes from one question to the next are not among them: many people tick
    one column, throughout or factor by factor, and are equal without having copied. Those with one answer
    throughout have a sign of their own.
    """
    pool = look.pool
    for is_table, area in ((False, pool.unit), (True, pool.table)):
        candidates = _equal(look, area, look.varied & ~look.straight & ~look.told)
        overall = chances(look, candidates)
        for number, places in _sorted_by(area, candidates):
            local = chances(look, [candidates[place] for place in places], area == number)
            within = int((look.judged & (area == number)).sum())
            for place, chance in zip(places, local, strict=True):
                ballots = candidates[place]
                expected = within * max(chance, overall[place])
                if _beyond_chance(len(ballots), expected, within, look.rules):
                    look.told[ballots] = True
                    yield Identical((is_table, number), ballots, expected)


def _beyond_chance(copies: int, expected: float, ballots: int, rules: QualityRules) -> bool:
    """Whether so many equal ballots are far more than expected, and any such group is improbable: among n
    ballots there are about n m^(k-1) / k! groups of k that are to be expected m times (Poisson)."""
    if expected <= 0:
        return True
    groups = math.log(ballots) + (copies - 1) * math.log(expected) - math.lgamma(copies + 1)
    improbable = groups <= math.log(max(float(rules.chance_pct) / 100, 1e-300))
    return improbable and copies >= float(rules.identical_times_chance) * expected


def _equal(look: Look, area: "Numbers", which: "Mask") -> list["Numbers"]:
    """The groups of ballots of one area with the same answers that are large enough. The respondents' traits
    may differ: who copies answers also makes up people."""
    import numpy as np

    among = np.nonzero(which)[0]
    if not len(among):
        return []
    content = numbered(((look.content[among], look.ballots), (area[among], int(area.max()) + 1)))
    many = np.bincount(content)[content] >= look.rules.identical_ballots
    among, content = among[many], content[many]
    order = np.argsort(content, kind="stable")
    cuts = np.nonzero(np.diff(content[order]))[0] + 1
    if not len(order):
        return []
    return np.split(among[order], cuts)


def _sorted_by(area: "Numbers", groups: Sequence["Numbers"]) -> Iterator[tuple[int, list[int]]]:
    """Each area with the places of its groups."""
    places: dict[int, list[int]] = {}
    for place, ballots in enumerate(groups):
        places.setdefault(int(area[ballots[0]]), []).append(place)
    yield from sorted(places.items())


def chances(look: Look, groups: Sequence["Numbers"], which: "Mask | None" = None) -> list[float]:
    """The chance of a ballot to be filled in as those of each group are, told from the other ballots
    (`which`, or all).

    The chance of an answer depends on the one before it and on the ballot's most frequent answer: people
    tick the same column again and again, some the fourth and some the fifth, which makes equal ballots
    far more likely than if the questions had nothing to do with each other. So the chance is the share of
    ballots with that most frequent answer, times that of the first answer among these, times those of
    each following answer after the one before. The group itself does not count, as its copies would prove
    each other.
    """
    import numpy as np

    if not groups:
        return []
    first = np.array([ballots[0] for ballots in groups])
    copies = np.array([len(ballots) for ballots in groups])
    among = np.nonzero(look.judged if which is None else look.judged & which)[0]
    usual, wanted_usual = look.usual[among], look.usual[first]
    chance = _share(usual, 0 * usual, wanted_usual, 0 * wanted_usual, copies, look.levels)
    before, wanted_before = usual, wanted_usual
    for question in range(look.questions):
        answers = look.pool.answers[:, question]
        answer, wanted = answers[among].astype(np.int64), answers[first].astype(np.int64)
        chance = chance * _share(answer, before, wanted, wanted_before, copies, look.kinds)
        before, wanted_before = usual * look.kinds + answer, wanted_usual * look.kinds + wanted
    numbers: list[float] = chance.tolist()
    return numbers


def _share(
    values: "Numbers",
    conditions: "Numbers",
    wanted: "Numbers",
    wanted_conditions: "Numbers",
    copies: "Numbers",
    kinds: int,
) -> "Reals":
    """The share of a wanted value among those with the wanted condition, without the copies; values that
    never occur have a small chance all the same: together that of one ballot more."""
    import numpy as np

    size = (int(max(conditions.max(), wanted_conditions.max())) + 1) * kinds
    counts = np.bincount(conditions * kinds + values, minlength=size)
    whole = counts.reshape(-1, kinds).sum(axis=1)
    part = counts[wanted_conditions * kinds + wanted] - copies + 1 / kinds
    share: Reals = part / (whole[wanted_conditions] - copies + 1)
    return share


def identical_findings(look: Look, copies: Sequence[Identical]) -> Iterator[Finding]:
    """One finding for each unit or table."""
    groups: dict[tuple[bool, int], list[Identical]] = {}
    for group in copies:
        groups.setdefault(group.area, []).append(group)
    for of_area in groups.values():
        yield _finding(look, of_area)


def _finding(look: Look, groups: Sequence[Identical]) -> Finding:
    """The finding of one unit or table, at the first ballot of its largest group."""
    largest = max(groups, key=lambda group: len(group.ballots))
    is_table, number = largest.area
    return look.finding(
        quality_messages.IDENTICAL_FILE if is_table else quality_messages.IDENTICAL,
        int(largest.ballots[0]),
        unit="" if is_table else look.units[number].name,
        ballots=sum(len(group.ballots) for group in groups),
        groups=len(groups),
        largest=len(largest.ballots),
        chance=math.ceil(largest.chance),
    )
