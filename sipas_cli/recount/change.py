"""Why the index of a unit changed from one year to another: what was answered, who answered, what weighs how
much."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import hypot
from typing import Any

from sipas_cli.figures.printing import json_exact
from sipas_cli.model import Standing
from sipas_cli.rules.criteria import Criteria
from sipas_cli.runs.explanation import Explanation
from sipas_cli.runs.kept import Kept
from sipas_cli.score.contributions import ratio_of
from sipas_cli.score.decomposition import Cells, Composition, Effects, Ratio, composition, effects
from sipas_cli.score.precision import LEVEL, AnyPrecision, NoPrecision, normal_quantile
from sipas_cli.tally import UNKNOWN, by_unit


@dataclass(frozen=True)
class YearChange:
    """The change of the exact index of a unit since an earlier year.

    before         the unit as it stood then
    exact          how much more the index is now
    effects        what that is made of
    compositions   title of a trait of respondents -> what of the effect of the answers is due to who answered
    margin         a change up to it may come from who happened to be asked, with 95 % confidence; None
    where a
                   year has no standard error
    """

    year: int
    before: Standing
    exact: Fraction
    effects: Effects
    compositions: Mapping[str, Composition]
    margin: float | None

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the change is greater than its margin; not where there is none."""
        return self.margin is not None and abs(self.exact) > self.margin

    def data(self) -> dict[str, Any]:
        """For JSON: figures as numbers and exactly."""
        made = {
            "answers": self.effects.answers,
            "weights": self.effects.weights,
            "others": self.effects.others,
        }
        return {
            "with": self.year,
            "unit": self.before.unit.name,
            "change": json_exact(self.exact),
            "margin": self.margin,
            **{name: {part: json_exact(effect) for part, effect in of.items()} for name, of in made.items()},
            "who_answered": {
                trait: {"who": json_exact(trait_change.who), "how": json_exact(trait_change.how)}
                for trait, trait_change in self.compositions.items()
            },
        }


def margin_of(now: AnyPrecision, before: AnyPrecision) -> float | None:
    """The half-width of the 95 % interval of the difference of two estimates from independent samples;
    None where one has no standard error."""
    if isinstance(now, NoPrecision) or isinstance(before, NoPrecision):
        return None
    return normal_quantile((1 + LEVEL) / 2) * hypot(now.compared, before.compared)


def year_change(
    kept: Kept,
    explanation: Explanation,
    kept_before: Kept,
    before: Explanation,
    margin: float | None,
) -> YearChange | None:
    """The change of a unit; None where it has no index in one of the years, or where whole ballots are
    measured."""
    now, then = explanation.contributions, before.contributions
    if explanation.score.index is None or before.score.index is None or not now.parts or not then.parts:
        return None
    return YearChange(
        year=kept_before.stored.year,
        before=before.standing,
        exact=explanation.score.index - before.score.index,
        effects=effects(now, then),
        compositions=_compositions(kept, explanation, kept_before, before),
        margin=margin,
    )


def _compositions(
    kept: Kept, explanation: Explanation, kept_before: Kept, before: Explanation
) -> dict[str, Composition]:
    """One for each trait of respondents that both years asked for; none where it is not counted from
    answers."""
    traits, traits_before = _traits(kept), _traits(kept_before)
    compositions = {}
    for trait, title in traits.items():
        if trait in traits_before:
            cells = _cells(kept, explanation.standing.unit.id, trait)
            cells_before = _cells(kept_before, before.standing.unit.id, trait)
            compositions[title] = composition(
                explanation.contributions, before.contributions, cells, cells_before
            )
    return compositions


def _traits(kept: Kept) -> dict[str, str]:
    """Id of a trait of respondents -> its title; none where ballots are weighted, as the counts by trait are
    not."""
    criteria = kept.criteria.criteria
    if not isinstance(criteria, Criteria) or criteria.plan.columns.weight:
        return {}
    return {trait.id: trait.title for trait in criteria.plan.breakdowns}


def _cells(kept: Kept, unit: str, trait: str) -> Cells:
    """What the respondents of a unit with each value of a trait came to, criterion by criterion."""
    criteria = kept.criteria.criteria
    cells: dict[str, dict[str, Ratio]] = {}
    if not isinstance(criteria, Criteria) or kept.tally is None:
        return cells
    values = next(breakdown.values for breakdown in criteria.plan.breakdowns if breakdown.id == trait)
    for value in (*values, UNKNOWN):
        of_value = by_unit(kept.tally, f"{trait}={value}").get(unit)
        for code, answers in of_value.answers.items() if of_value else ():
            cells.setdefault(code, {})[value] = ratio_of(answers, criteria)
    return cells
