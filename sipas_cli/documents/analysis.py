"""What a report says of a run beside its ranks: profiles of the units, answers, importance, respondents.

Every figure is the printed one, and every difference that of two printed figures, so that a reader can check
it by the numbers beside it. Small cells are suppressed here, as `suppression.py` says, before anything
is drawn or written.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from heapq import nlargest, nsmallest
from statistics import StatisticsError, correlation
from string import ascii_uppercase
from typing import assert_never

from sipas_cli.documents.other_answers import OtherAnswers, other_answers
from sipas_cli.documents.run_scores import EarlierScores, RunScores, rounding_of
from sipas_cli.documents.suppression import too_few
from sipas_cli.documents.traits import Answers, Trait, traits_of
from sipas_cli.figures.lines import Movement
from sipas_cli.model import PAR, Group, GroupStandings, Standing, Unit, UnitCounts
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.policies import OverallOfBallots
from sipas_cli.rules.tree import Leaf
from sipas_cli.runs import history
from sipas_cli.runs.kept import Kept, judgement
from sipas_cli.runs.run import StoredRun
from sipas_cli.runs.sureties import Sureties
from sipas_cli.score.sipas import pooled, score_unit
from sipas_cli.tally import Tally, by_unit, judged_counts
from sipas_cli.workspace.succession import Succession

#: Units that a correlation must have at least: with fewer it says nothing.
FEWEST_UNITS = 10
#: Strengths and weaknesses that are named for a unit, at most.
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Item:
    """A factor or area of the index, or a criterion under one.

    id, title    as in the criteria; titles of criteria are the questions as printed
    number       what people call it by: ids of the PAR index are such numbers, 2.1.2; those of SIPAS are
                 names of columns, and there it is counted
    part         of a criterion: the id of its factor or area; "" for a factor or area itself
    score        the figure of the province in percent, as printed: of all ballots together, or where there
                 are none the mean of the units
    importance   how much hangs on it: of criteria of SIPAS the correlation over the units with the mean of
                 the other criteria, in [-1, 1]; in the PAR index the share of all maximum points in percent
    answers      of criteria of SIPAS: kind of answer -> ballots of all units
    """

    id: str
    title: str
    part: str
    score: Fraction | None
    number: str
    importance: float | None = None
    answers: Mapping[str, int] | None = None

    @property
    def name(self) -> str:
        """A factor or an area by its title, a criterion by its number too."""
        if self.part:
            return f"{self.number} {self.title}"
        return self.title


@dataclass(frozen=True, slots=True)
class Mark:
    """The score of a unit on one item beside the mean of its group, both in percent as printed.

    before   its score in the earlier year, where the same was asked then
    lost     of a leaf of the PAR index: the points, exactly, that are missing to its maximum
    """

    item: Item
    score: Fraction | None
    group_mean: Fraction | None
    before: Fraction | None = None
    lost: Fraction | None = None

    @property
    def difference(self) -> Fraction | None:
        """How much the unit is above the mean of its group."""
        if self.score is None or self.group_mean is None:
            return None
        return self.score - self.group_mean


@dataclass(frozen=True, slots=True)
class Profile:
    """One unit: its line of the table, what moved since the earlier year, its marks.

    parts      the factors or areas, without scores where the unit has fewer ballots than may be shown by
               themselves
    criteria   the criteria; none for such a unit
    """

    line: Standing
    group: Group
    movement: Movement | None
    parts: tuple[Mark, ...]
    criteria: tuple[Mark, ...]

    @property
    def has_result(self) -> bool:
        """Whether there is a score or, in a published table of ranks alone, a rank."""
        return self.line.score is not None or self.line.rank is not None

    @property
    def strengths(self) -> tuple[Mark, ...]:
        """What is farthest above the mean of the group, the farthest first."""
        return self._farthest(above=True)

    @property
    def weaknesses(self) -> tuple[Mark, ...]:
        """What is farthest below the mean of the group, the farthest first."""
        return self._farthest(above=False)

    def _farthest(self, *, above: bool) -> tuple[Mark, ...]:
        marks = self.criteria or self.parts
        apart = [(difference, mark) for mark in marks if (difference := mark.difference)]
        farthest = nlargest if above else nsmallest
        # differences of printed figures have so few digits that as floats none gets past another
        pairs = farthest(MOST_NAMED, apart, key=lambda pair: float(pair[0]))
        return tuple(mark for difference, mark in pairs if (difference > 0) == above)


@dataclass(frozen=True)
class GroupProfile:
    """One group with the profiles of its units in the order of its table."""

    standings: GroupStandings
    profiles: tuple[Profile, ...]

    @cached_property
    def ranked(self) -> int:
        """Units that have a rank: counted once, as the page of each of them says it."""
        return self.standings.ranked


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that a report says.

    before      the run of the earlier year that changes are told against
    criteria    as kept with the run; None for a published table that was imported
    parts       factors or areas, in the order of the criteria; items the criteria under them
    outcomes    what became of the ballots that were read: outcome -> ballots
    sureties    how sure scores and ranks are; None where nobody asked
    hidden      units whose factors and criteria are not shown, see `too_few`; of the PAR index those whose
                criteria are not, as points of few leaders are among them
    province    as in `sipas.yaml`; "" where it is not known
    others      what was answered to the questions beside those of the index
    in_percentage_points   whether sentences say so of a change of a percentage, else "%"
    """

    run: StoredRun
    before: StoredRun | None
    criteria: Criteria | ParCriteria | None
    minimum_cell: int
    parts: tuple[Item, ...]
    items: tuple[Item, ...]
    groups: tuple[GroupProfile, ...]
    traits: tuple[Trait, ...]
    outcomes: Mapping[str, int]
    sureties: Sureties | None = None
    hidden: frozenset[str] = frozenset()
    province: str = ""
    in_percentage_points: bool = False
    others: tuple[OtherAnswers, ...] = ()

    @property
    def is_weighted(self) -> bool:
        """Whether the ballots that scores are made from have weights; counts of answers and of respondents
        are numbers of ballots anyway."""
        return isinstance(self.criteria, Criteria) and bool(self.criteria.plan.columns.weight)

    def limits(self, group: str) -> list[Fraction]:
        """Where a band of a group ends and the next begins; none where nobody knows the bands."""
        if self.criteria is None:
            return []
        lows = [Fraction(band.low) for band in judgement(self.criteria, self.run.index).bands_of(group)]
        return [low for low in lows if low]

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Every unit, group by group."""
        return tuple(profile for group in self.groups for profile in group.profiles)

    def with_results(self) -> "Analysis":
        """The same without the groups in which no unit has a result."""
        return replace(self, groups=tuple(group for group in self.groups if group.standings.has_results))


def analyse(
    run: StoredRun,
    kept: Kept | None,
    before: StoredRun | None,
    succession: Succession,
    *,
    minimum_cell: int,
    few_leaders: frozenset[str] = frozenset(),
    few_leaders_before: frozenset[str] = frozenset(),
) -> Analysis:
    """The analysis of a stored run.

    kept           what its figures were made from; None for a published table that was imported
    before         a run of an earlier year and of the same index, if there is one
    minimum_cell   fewer respondents than this are not shown by themselves
    few_leaders    of a PAR run: the units that `too_few` has of the survey that went into it, and of that
                   of the earlier year (`few_leaders_before`)
    """
    criteria = kept.criteria.criteria if kept else None
    tally = kept.tally if kept else None
    scores = RunScores(run, rounding_of(run, criteria))
    hidden = too_few(run, minimum_cell) | few_leaders
    parts, items = _items(run, scores, criteria, tally, hidden)
    not_published = few_leaders_before | (too_few(before, minimum_cell) if before else frozenset())
    earlier = EarlierScores(before, moved(run, before, succession), (*parts, *items), not_published)
    leaves = {}
    if run.index == PAR and isinstance(criteria, ParCriteria):
        leaves = {leaf.id: leaf for leaf in criteria.plan.leaves}
    return Analysis(
        run=run,
        before=before,
        criteria=criteria,
        minimum_cell=minimum_cell,
        parts=parts,
        items=items,
        groups=tuple(
            _group(run, group, scores, parts, items, earlier, hidden, leaves)
            for group in run.standings.groups
        ),
        traits=traits_of(tally, criteria, scores, minimum_cell),
        outcomes=run.manifest["counts"].get("outcomes", {}),
        hidden=hidden,
        others=other_answers(tally, criteria, minimum_cell),
    )


# --- items ---------------------------------------------------------------------------------------


def _items(
    run: StoredRun,
    scores: RunScores,
    criteria: Criteria | ParCriteria | None,
    tally: Tally | None,
    hidden: frozenset[str],
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """The factors or areas, and the criteria under them."""
    if isinstance(criteria, Criteria):
        return _sipas_items(scores, criteria, tally, hidden)
    if criteria is not None and run.index == "par":
        return _par_items(run, scores, criteria, hidden)
    names = scores.names("factor")
    titles = {name: run.titles.get(name, name) for name in names}
    return tuple(Item(n, titles[n], "", scores.of_all("factor", n, hidden), n) for n in names), ()


def _sipas_items(
    scores: RunScores, criteria: Criteria, tally: Tally | None, hidden: frozenset[str]
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    counts = {unit: own for unit, own in by_unit(tally).items() if unit not in hidden} if tally else {}
    whole = _whole(scores, criteria, tally, hidden)
    factors = criteria.rules.factors
    importance = _importance(scores, [code for factor in factors for code in factor.criteria], hidden)
    texts = {question.code: question.text for question in criteria.plan.questions}
    together = _pooled([unit.answers for unit in counts.values()], texts)
    kinds = criteria.plan.scale.kinds
    parts, items = [], []
    for n, factor in enumerate(factors, start=1):
        parts.append(Item(factor.id, factor.title, "", whole("factor", factor.id), str(n)))
        for place, code in enumerate(factor.criteria, start=1):
            answers = {kind: together[code][kind] for kind in kinds if kind in together[code]}
            score, number = whole("criterion", code), f"{n}.{place}"
            items.append(Item(code, texts[code], factor.id, score, number, importance.get(code), answers))
    for content, letter in zip(criteria.rules.contents, ascii_uppercase, strict=False):
        parts.append(Item(content.id, content.title, "", whole("factor", content.id), letter))
    return tuple(parts), tuple(items)


def _whole(
    scores: RunScores, criteria: Criteria, tally: Tally | None, hidden: frozenset[str]
) -> Callable[[str, str], Fraction | None]:
    """The figure of the province by level and id; where units are hidden, of the others alone."""

    def of_shown_units(level: str, name: str) -> Fraction | None:
        return scores.of_all(level, name, hidden)

    if not hidden or tally is None:
        return of_shown_units
    match criteria.rules.overall:
        case OverallOfBallots.MEAN_OF_UNITS:
            return of_shown_units
        case OverallOfBallots.POOLED:
            shown = [own for unit, own in judged_counts(tally, criteria.plan).items() if unit not in hidden]
            together = _pooled([own.answers for own in shown], criteria.plan.codes)
            score = score_unit(UnitCounts(together, sum(own.ballots for own in shown), 0), criteria)
            levels = {"factor": score.factors, "criterion": score.criteria}
            return lambda level, name: scores.rounded(levels[level].get(name))
        case _:
            assert_never(criteria.rules.overall)


def _pooled(answers: Sequence[Answers], codes: Iterable[str]) -> dict[str, dict[str, int]]:
    """The answers of several units to each question."""
    together = {}
    for code in codes:
        together[code] = pooled(of_unit.get(code, {}) for of_unit in answers)
    return together


def _importance(scores: RunScores, codes: Sequence[str], hidden: frozenset[str]) -> dict[str, float]:
    """Criterion -> its correlation, over the units that have all criteria, with the mean of the others.

    Source: the corrected item-total correlation of test theory, over units in place of persons. It tells
    what goes together, not what causes what. Floats: it decides nothing.
    """
    level = scores.levels["criterion"]
    rows = []
    for unit in scores.units("criterion"):
        if unit not in hidden and all((unit, code) in level for code in codes):
            rows.append([float(level[unit, code]) for code in codes])
    if len(rows) < FEWEST_UNITS or len(codes) < 2:
        return {}
    correlations: dict[str, float] = {}
    for n, code in enumerate(codes):
        column = [row[n] for row in rows]
        others = [sum(row) - row[n] for row in rows]
        with suppress(StatisticsError):  # all units are equal on it
            correlations[code] = correlation(column, others)
    return correlations


def _par_items(
    run: StoredRun, scores: RunScores, criteria: ParCriteria, hidden: frozenset[str]
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Areas and leaves, these without units that are hidden; what hangs on an area is its share of the points
    of all units."""
    maxima = _maxima(run)
    total = sum(maxima.values())
    shares = {area: float(100 * maximum / total) for area, maximum in maxima.items() if maximum}
    parts = tuple(
        Item(area.id, area.title, "", scores.of_all("factor", area.id), area.id, shares.get(area.id))
        for area in criteria.plan.areas
    )
    known = set(scores.names("criterion"))
    items = tuple(
        Item(leaf.id, leaf.title, leaf.area, scores.of_all("criterion", leaf.id, hidden), leaf.id)
        for leaf in criteria.plan.leaves
        if leaf.id in known
    )
    return parts, items


def _maxima(run: StoredRun) -> dict[str, Fraction]:
    """Area -> its maximum points of all units together, as far as its leaves apply to them."""
    maxima: dict[str, Fraction] = {}
    for group in run.standings.groups:
        for line in group.standings:
            if not line.achieved:
                continue
            for area, share in line.achieved.areas.items():
                maxima[area] = maxima.get(area, Fraction(0)) + share.maximum
    return maxima


# --- units ---------------------------------------------------------------------------------------


def moved(run: StoredRun, before: StoredRun | None, succession: Succession) -> dict[str, Movement]:
    """Id of each unit -> what moved since the earlier year; nothing where there is none."""
    if before is None:
        return {}
    return history.changes(run, before, succession)


def _group(
    run: StoredRun,
    group: GroupStandings,
    scores: RunScores,
    parts: Sequence[Item],
    items: Sequence[Item],
    earlier: EarlierScores,
    hidden: frozenset[str],
    leaves: Mapping[str, Leaf],
) -> GroupProfile:
    every = [line.unit.id for line in group.standings]
    shown = [unit for unit in every if unit not in hidden]
    areas_stand = run.index == PAR  # they are printed with the decided points
    means = {item.id: scores.mean("factor", item.id, every if areas_stand else shown) for item in parts}
    means |= {item.id: scores.mean("criterion", item.id, shown) for item in items}

    def lost(unit: Unit, item: Item) -> Fraction | None:
        score = scores.levels["criterion"].get((unit.id, item.id))
        maximum = leaves[item.id].maximum_of(unit) if item.id in leaves else None
        if score is None or maximum is None:
            return None
        return maximum * (100 - score) / 100

    def marks(line: Standing, level: str, of: Sequence[Item]) -> tuple[Mark, ...]:
        unit = line.unit.id
        former = earlier.of(unit, level)
        if unit in hidden and not (areas_stand and level == "factor"):
            return tuple(Mark(item, None, means[item.id]) for item in of)
        return tuple(
            Mark(
                item=item,
                score=scores.printed(level, unit, item.id),
                group_mean=means[item.id],
                before=former.get(item.id),
                lost=lost(line.unit, item),
            )
            for item in of
        )

    profiles = []
    for line in group.standings:
        profile = Profile(
            line=line,
            group=group.group,
            movement=earlier.movements.get(line.unit.id),
            parts=marks(line, "factor", parts),
            criteria=tuple(mark for mark in marks(line, "criterion", items) if mark.score is not None),
        )
        profiles.append(profile)
    return GroupProfile(group, tuple(profiles))
