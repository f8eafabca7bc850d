"""Why an index changed: what was answered, who answered, and what the criteria weigh. Everything is exact.

Source: Kitagawa (1955), "Components of a Difference Between Two Rates", Journal of the American Statistical
Association 50 (272): a difference of two sums of products is split with the means of both years as
the weights, so that nothing is left over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sipas_cli.score.contributions import Contributions, Item

_NOTHING = Fraction(0)
#: What was reached, and of how much.
Ratio = tuple[Fraction, Fraction]
#: Criterion -> value of a trait of respondents -> what those with that value came to.
Cells = Mapping[str, Mapping[str, Ratio]]


@dataclass(frozen=True)
class Effects:
    """What the change of an index is made of, in points of the index; together they are the change.

    answers   part -> what other scores of the same criteria did
    weights   part -> what other weights of the same criteria did
    others    part -> what criteria did that only one of the two years has
    """

    answers: Mapping[str, Fraction]
    weights: Mapping[str, Fraction]
    others: Mapping[str, Fraction]

    def of_part(self, part: str) -> tuple[Fraction, Fraction, Fraction]:
        """What scores, weights and other criteria of one part did."""
        answers, weights = self.answers.get(part, _NOTHING), self.weights.get(part, _NOTHING)
        return answers, weights, self.others.get(part, _NOTHING)

    @property
    def parts(self) -> Sequence[str]:
        """Every part that did anything, each once."""
        return list(dict.fromkeys([*self.answers, *self.weights, *self.others]))

    @property
    def sums(self) -> tuple[Fraction, Fraction, Fraction]:
        """What scores, weights and other criteria of all parts did."""
        answers, weights, others = (
            sum(effects.values(), _NOTHING) for effects in (self.answers, self.weights, self.others)
        )
        return answers, weights, others

    @property
    def total(self) -> Fraction:
        """The change."""
        return sum(self.sums, _NOTHING)


@dataclass(frozen=True)
class Composition:
    """What of the effect of the answers is due to who answered, and what to how they did; together they are
    it."""

    who: Fraction
    how: Fraction


def effects(now: Contributions, before: Contributions) -> Effects:
    """The change of an index from what it is made of in both years. Criteria are the same by their ids.

    With b the weight of a criterion and r its share: Δ(b·r) = mean b · Δr + mean r · Δb.
    """
    answers: dict[str, Fraction] = {}
    weights: dict[str, Fraction] = {}
    others: dict[str, Fraction] = {}
    earlier = {item.id: item for item in before.items}
    later = {item.id: item for item in now.items}
    for item in now.items:
        if item.id not in earlier:
            _add(others, item.part, item.gained)
            continue
        former = earlier[item.id]
        _add(answers, item.part, _mean(item.weight, former.weight) * (_share(item) - _share(former)))
        _add(weights, item.part, _mean(_share(item), _share(former)) * (item.weight - former.weight))
    for item in before.items:
        if item.id not in later:
            _add(others, item.part, -item.gained)
    _add_rest(others, now, 1)
    _add_rest(others, before, -1)
    return Effects(answers, weights, others)


def _add_rest(others: dict[str, Fraction], made: Contributions, sign: int) -> None:
    """What parts add that no criterion stands for: bonus and penalty."""
    inside: dict[str, Fraction] = {}
    for item in made.items:
        _add(inside, item.part, item.gained)
    for part in made.parts:
        if rest := part.gained - inside.get(part.id, _NOTHING):
            _add(others, part.id, sign * rest)


def composition(now: Contributions, before: Contributions, cells: Cells, cells_before: Cells) -> Composition:
    """What of the effect of the answers is due to who answered, by one trait of the respondents.

    A criterion's share is Σ p·r over the values of the trait, p being the value's share of what counts. A
    value that only one year has is taken with the share of that year: it is all due to who answered.
    """
    earlier = {item.id: item for item in before.items}
    who = how = _NOTHING
    for item in now.items:
        if item.id not in earlier:
            continue
        weight = _mean(item.weight, earlier[item.id].weight)
        of_now, of_before = cells.get(item.id, {}), cells_before.get(item.id, {})
        for value in dict.fromkeys([*of_now, *of_before]):
            cell_now = _cell(of_now, value, item.full)
            cell_before = _cell(of_before, value, earlier[item.id].full)
            share_now = cell_now.share if cell_now.share is not None else cell_before.share
            share_then = cell_before.share if cell_before.share is not None else cell_now.share
            if share_now is None or share_then is None:
                continue
            who += weight * _mean(share_now, share_then) * (cell_now.part - cell_before.part)
            how += weight * _mean(cell_now.part, cell_before.part) * (share_now - share_then)
    return Composition(who, how)


@dataclass(frozen=True)
class _Cell:
    """The respondents with one value: their part of what counts, and their share; None of nobody."""

    part: Fraction
    share: Fraction | None


def _cell(cells: Mapping[str, Ratio], value: str, full: Fraction) -> _Cell:
    reached, own_full = cells.get(value, (_NOTHING, _NOTHING))
    return _Cell(own_full / full, reached / own_full if own_full else None)


def _share(item: Item) -> Fraction:
    return item.reached / item.full


def _mean(one: Fraction, other: Fraction) -> Fraction:
    return (one + other) / 2


def _add(sums: dict[str, Fraction], key: str, value: Fraction) -> None:
    sums[key] = sums.get(key, _NOTHING) + value
