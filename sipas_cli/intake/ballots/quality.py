"""How sound the ballots look: how many came back and how complete, and signs that somebody else than
respondents filled them in.

Nothing is left out for it. Each sign is a question to whoever did the survey, and has its thresholds in
the criteria (`QualityRules`). A ballot is told of once: as a copy, else as an interviewer's, else as one
of a unit with too many ballots of one answer or of a row of equal ones; bursts of time stamps stand by
themselves. Everything is counted column-wise. Floats are good enough here, as no rank depends on them.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sipas_cli.intake.ballots.stamps import NO_TIME, seconds
from sipas_cli.model import OUTCOMES, Ballots, Finding, Unit, cell_name
from sipas_cli.rules.criteria import NOT_APPLICABLE, Plan
from sipas_cli.rules.quality import QualityRules
from sipas_cli.text import fold, half_up
from sipas_cli.workspace.workspace import ISSUED

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]
    Reals = npt.NDArray[np.float64]

#: An interviewer's ballots in one unit, fewer of which have no spread to speak of.
_FEWEST = 5
_NO_INTERVIEWER = -1


@dataclass(frozen=True, slots=True)
class Rates:
    """The counts of one unit, or of all (`unit` None).

    issued      ballots that were given out, None where `issued.csv` does not tell
    received    rows that name the unit, without second ones of the same id; `returned` of these, those of
                units of which is known how many were issued
    answered    counted answers of the valid ballots; `applicable` is how many there could be, without
                questions that nobody of the unit answered
    judged      valid ballots with enough answers to tell how they were filled in; of these
    straight    those with one answer throughout
    identical   those that are copies of others, in `groups` of equal ones
    """

    unit: Unit | None
    issued: int | None
    received: int
    returned: int
    valid: int
    answered: int
    applicable: int
    judged: int
    straight: int
    identical: int
    groups: int

    @property
    def response_pct(self) -> Fraction | None:
        """Received over issued ballots in percent, to one decimal as all of these."""
        return _pct(self.returned, self.issued or 0)

    @property
    def completion_pct(self) -> Fraction | None:
        return _pct(self.answered, self.applicable)

    @property
    def straight_pct(self) -> Fraction | None:
        return _pct(self.straight, self.judged)


@dataclass(frozen=True, slots=True)
class Quality:
    """What there is to say about the ballots of one index."""

    units: tuple[Rates, ...]
    total: Rates
    findings: tuple[Finding, ...]


def _pct(part: int, whole: int) -> Fraction | None:
    return half_up(Fraction(100 * part, whole), 1) if whole else None


def look_over(
    tables: Sequence[Ballots],
    plan: Plan,
    units: Sequence[Unit],
    rules: QualityRules,
    issued: Mapping[str, int] | None = None,
) -> Quality:
    """The quality of the ballots of all tables of one index, after duplicates were looked for.

    units    those that the ballots were validated against, in the same order
    issued   id of a unit -> ballots that were given out, for the units of which that is known
    """
    look = Look(pool(tables), plan, units, rules)
    copies = [*_copies(look)]
    signs = [
        *(_copies_finding(look, group) for group in _by_area(copies)),
        *_alike(look),
        *_straight_units(look),
        *_rows(look),
        *_bursts(look),
    ]
    rates = _rates(tables, look, copies, issued or {})
    return Quality(tuple(rates), _total(rates), (*_rate_findings(rates, rules), *signs))


# --- the valid ballots of all tables -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pool:
    """The valid ballots of all tables, one after the other: one entry a ballot in each column.

    table, row    where it stands
    answers       ballots x questions, indexes into the scale's kinds; a question lies in one piece
    interviewer   a number for each interviewer of all tables, or _NO_INTERVIEWER
    time          seconds, or NO_TIME
    """

    tables: Sequence[Ballots]
    table: "Numbers"
    row: "Numbers"
    unit: "Numbers"
    answers: "Numbers"
    interviewer: "Numbers"
    time: "Numbers"


def pool(tables: Sequence[Ballots]) -> Pool:
    import numpy as np

    names: dict[str, int] = {}
    rows = [np.nonzero(own.outcome == 0)[0] for own in tables]
    own_rows = list(zip(tables, rows, strict=True))
    return Pool(
        tables=tables,
        table=np.repeat(np.arange(len(tables)), [len(at) for at in rows]),
        row=np.concatenate(rows),
        unit=np.concatenate([own.unit[at] for own, at in own_rows]).astype(np.int64),
        answers=np.asfortranarray(np.concatenate([own.answers[at] for own, at in own_rows])),
        interviewer=np.concatenate([_interviewers(own, names)[at] for own, at in own_rows]),
        time=np.concatenate([_times(own)[at] for own, at in own_rows]),
    )


def _interviewers(own: Ballots, names: dict[str, int]) -> "Numbers":
    """The number of the interviewer of each row; `names` gives one person the same in all tables."""
    import numpy as np

    if own.interviewers is None:
        return np.full(len(own.rows), _NO_INTERVIEWER)
    keys = [fold(text) for text in own.interviewers.texts]
    known = [names.setdefault(key, len(names)) if key and key[0] != "\0" else _NO_INTERVIEWER for key in keys]
    return np.array(known, dtype=np.int64)[own.interviewers.codes]


def _times(own: Ballots) -> "Numbers":
    import numpy as np

    if own.days is None:
        return np.full(len(own.rows), NO_TIME)
    return seconds(own.days.texts)[own.days.codes]


class Look:
    """The pool with what all signs are told from; `told` marks ballots that a finding is about already."""

    def __init__(self, pool: Pool, plan: Plan, units: Sequence[Unit], rules: QualityRules) -> None:
        import numpy as np

        self.pool, self.plan, self.units, self.rules = pool, plan, units, rules
        self.kinds, self.levels = len(plan.scale.kinds), len(plan.scale.answers)
        self.ballots, self.questions = pool.answers.shape
        chosen = np.stack([(pool.answers == level).sum(axis=1) for level in range(self.levels)], axis=1)
        self.counted = chosen.sum(axis=1)
        self.usual = chosen.argmax(axis=1)
        self.judged: Mask = self.counted >= rules.least_answers
        changes = (pool.answers[:, 1:] != pool.answers[:, :-1]).sum(axis=1)
        self.varied: Mask = self.judged & (changes >= rules.identical_changes)
        self.straight: Mask = self.judged & (chosen.max(axis=1) == self.counted)
        self.content = numbered((pool.answers[:, n], self.kinds) for n in range(self.questions))
        self.told: Mask = np.zeros(self.ballots, dtype=bool)

    def per_unit(self, which: "Mask") -> "Numbers":
        """How many of the ballots each unit has."""
        import numpy as np

        return np.bincount(self.pool.unit[which], minlength=len(self.units))

    def finding(self, code: str, ballot: int, **params: Any) -> Finding:
        """A finding with the place of the first of the ballots that it is about."""
        own = self.pool.tables[self.pool.table[ballot]]
        return self._finding(code, ballot, own.id_column or 0, params)

    def interviewer_finding(self, code: str, ballot: int, **params: Any) -> Finding:
        """The same for an interviewer, who is named by his number among those in the column, the first of
        them 1: names are personal data."""
        import numpy as np

        own = self.pool.tables[self.pool.table[ballot]]
        everyone = _interviewers(own, {})
        _, first = np.unique(everyone[everyone != _NO_INTERVIEWER], return_index=True)
        at = everyone[everyone != _NO_INTERVIEWER][np.sort(first)].tolist()
        params["number"] = at.index(everyone[self.pool.row[ballot]]) + 1
        return self._finding(code, ballot, own.interviewer_column or 0, params)

    def _finding(self, code: str, ballot: int, column: int, params: Mapping[str, Any]) -> Finding:
        own = self.pool.tables[self.pool.table[ballot]]
        address = cell_name(int(own.rows[self.pool.row[ballot]]), column + 1)
        return Finding(code, own.file, own.sheet, address, params)


def numbered(columns: Iterable[tuple["npt.NDArray[Any]", int]]) -> "Numbers":
    """A number for each row of some columns, the same for equal rows and for no others.

    columns   values from 0, and how many different ones there can be

    As many columns as have room are packed into one integer before it is counted what occurs.
    """
    import numpy as np

    numbers, size = np.zeros(1, dtype=np.int64), 1
    for values, kinds in columns:
        if size * kinds >= 2**62:
            numbers = np.unique(numbers, return_inverse=True)[1]
            size = len(numbers)
        numbers, size = numbers * kinds + values, size * kinds
    return np.unique(numbers, return_inverse=True)[1]


# --- rates ---------------------------------------------------------------------------------------


def _rates(
    tables: Sequence[Ballots], look: Look, copies: Sequence["_Copies"], issued: Mapping[str, int]
) -> list[Rates]:
    """Of all units that are measured or have ballots."""
    import numpy as np

    counts = {
        "received": _received(tables, len(look.units)),
        "valid": look.per_unit(look.counted >= 0),
        "judged": look.per_unit(look.judged),
        "straight": look.per_unit(look.straight),
    }
    counts["answered"], counts["applicable"] = _answered(look)
    copied = [unit for group in copies for unit in look.pool.unit[group.ballots].tolist()]
    counts["identical"] = np.bincount(np.array(copied, dtype=np.int64), minlength=len(look.units))
    grouped = [unit for group in copies for unit in set(look.pool.unit[group.ballots].tolist())]
    counts["groups"] = np.bincount(np.array(grouped, dtype=np.int64), minlength=len(look.units))
    found = []
    for number, unit in enumerate(look.units):
        own = {name: int(column[number]) for name, column in counts.items()}
        given = issued.get(unit.id)
        if own["received"] or given is not None or not unit.excluded:
            returned = own["received"] if given is not None else 0
            found.append(Rates(unit=unit, issued=given, returned=returned, **own))
    return found


def _answered(look: Look) -> tuple["Numbers", "Numbers"]:
    """Counted answers of each unit, and applicable questions. A question that nobody of a unit answered
    was not put to them: leaders are not asked of every unit all that a criteria set has."""
    import numpy as np

    answered = applicable = np.zeros(len(look.units), dtype=np.int64)
    not_applicable = look.plan.scale.kinds.index(NOT_APPLICABLE)
    for question in range(look.questions):
        counts = _counts(look.pool.unit, look.pool.answers[:, question], len(look.units), look.kinds)
        own = counts[:, : look.levels].sum(axis=1)
        answered = answered + own
        applicable = applicable + np.where(own > 0, counts.sum(axis=1) - counts[:, not_applicable], 0)
    return answered, applicable


def _received(tables: Sequence[Ballots], units: int) -> "Numbers":
    import numpy as np

    received = np.zeros(units, dtype=np.int64)
    for own in tables:
        once = (own.unit >= 0) & (own.outcome != OUTCOMES.index("duplicate"))
        received += np.bincount(own.unit[once], minlength=units)
    return received


_SUMS = ("received", "returned", "valid", "answered", "applicable", "judged", "straight", "identical")


def _total(rates: Sequence[Rates]) -> Rates:
    """All units together; copies that went to several units count as a group in each."""
    sums = {name: sum(getattr(own, name) for own in rates) for name in (*_SUMS, "groups")}
    given = [own.issued for own in rates if own.issued is not None]
    return Rates(unit=None, issued=sum(given) if given else None, **sums)


def _rate_findings(rates: Sequence[Rates], rules: QualityRules) -> Iterator[Finding]:
    for own in rates:
        name = own.unit.name if own.unit else ""
        given = {"unit": name, "issued": own.issued, "received": own.received}
        if own.issued is not None and own.received > own.issued:
            yield Finding("quality_more_than_issued", ISSUED, params=given)
        low = own.received * 100 < rules.minimum_response_pct * (own.issued or 0)
        if low and (own.issued or 0) >= rules.least_ballots:
            yield Finding(
                "quality_low_response", ISSUED, params={**given, "limit": str(rules.minimum_response_pct)}
            )
        short = own.answered * 100 < rules.minimum_completion_pct * own.applicable
        if short and own.valid >= rules.least_ballots:
            params = {"unit": name, "answered": own.answered, "applicable": own.applicable}
            limit = str(rules.minimum_completion_pct)
            yield Finding("quality_low_completion", params={**params, "limit": limit})


# --- identical ballots ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Copies:
    """Ballots with the same answers, in one unit or, else, in one table.

    area      (whether it is a table, its number)
    ballots   their places in the pool
    chance    how many there would be without copying
    """

    area: tuple[bool, int]
    ballots: "Numbers"
    chance: float


def _copies(look: Look) -> Iterator[_Copies]:
    """Identical ballots in bulk; first within units, then those that were spread over the units of a table.

    Ballots whose answer seldom changes from one question to the next are not among them: many people tick
    one column, throughout or factor by factor, and are equal without having copied. Those with one answer
    throughout have a sign of their own.
    """
    pool = look.pool
    for is_table, area in ((False, pool.unit), (True, pool.table)):
        candidates = _equal(look, area, look.varied & ~look.straight & ~look.told)
        overall = chances(look, candidates)
        for number, own in _sorted_by(area, candidates):
            local = chances(look, [candidates[at] for at in own], area == number)
            within = int((look.judged & (area == number)).sum())
            for at, chance in zip(own, local, strict=True):
                expected = within * max(chance, overall[at])
                if _beyond_chance(len(candidates[at]), expected, within, look.rules):
                    look.told[candidates[at]] = True
                    yield _Copies((is_table, number), candidates[at], expected)


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
    return np.split(among[order], cuts) if len(order) else []


def _sorted_by(area: "Numbers", groups: Sequence["Numbers"]) -> Iterator[tuple[int, list[int]]]:
    """Each area with the places of its groups."""
    of: dict[int, list[int]] = {}
    for at, ballots in enumerate(groups):
        of.setdefault(int(area[ballots[0]]), []).append(at)
    yield from sorted(of.items())


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
    one = np.array([ballots[0] for ballots in groups])
    copies = np.array([len(ballots) for ballots in groups])
    among = np.nonzero(look.judged if which is None else look.judged & which)[0]
    usual, wanted_usual = look.usual[among], look.usual[one]
    chance = _share(usual, 0 * usual, wanted_usual, 0 * wanted_usual, copies, look.levels)
    before, wanted_before = usual, wanted_usual
    for question in range(look.questions):
        answers = look.pool.answers[:, question]
        own, other = answers[among].astype(np.int64), answers[one].astype(np.int64)
        chance = chance * _share(own, before, other, wanted_before, copies, look.kinds)
        before, wanted_before = usual * look.kinds + own, wanted_usual * look.kinds + other
    found: list[float] = chance.tolist()
    return found


def _share(
    values: "Numbers",
    given: "Numbers",
    wanted: "Numbers",
    wanted_given: "Numbers",
    copies: "Numbers",
    kinds: int,
) -> "Reals":
    """The share of a wanted value among those with the wanted condition, without the copies; values that
    never occur have a small chance all the same: together that of one ballot more."""
    import numpy as np

    size = (int(max(given.max(), wanted_given.max())) + 1) * kinds
    counts = np.bincount(given * kinds + values, minlength=size)
    whole = counts.reshape(-1, kinds).sum(axis=1)
    part = counts[wanted_given * kinds + wanted] - copies + 1 / kinds
    share: Reals = part / (whole[wanted_given] - copies + 1)
    return share


def _by_area(copies: Sequence[_Copies]) -> list[list[_Copies]]:
    of: dict[tuple[bool, int], list[_Copies]] = {}
    for group in copies:
        of.setdefault(group.area, []).append(group)
    return list(of.values())


def _copies_finding(look: Look, groups: Sequence[_Copies]) -> Finding:
    """One finding for each unit or table, at the first ballot of its largest group."""
    largest = max(groups, key=lambda group: len(group.ballots))
    is_table, number = largest.area
    return look.finding(
        "quality_identical_file" if is_table else "quality_identical",
        int(largest.ballots[0]),
        unit="" if is_table else look.units[number].name,
        ballots=sum(len(group.ballots) for group in groups),
        groups=len(groups),
        largest=len(largest.ballots),
        chance=math.ceil(largest.chance),
    )


# --- interviewers --------------------------------------------------------------------------------


def _alike(look: Look) -> Iterator[Finding]:
    """Interviewers whose ballots differ too little from each other.

    The spread of some ballots is the share of questions in which two of them differ, over all pairs. That
    of an interviewer, within each unit, is set against that of the other ballots of the same unit, and
    the units are averaged by his ballots. If his ballots were like the others, his spread would have the
    variance 4 v / n: v that of how far one ballot is from the rest (first term of Hoeffding 1948 for the
    variance of a mean over all pairs), n his ballots.
    """
    import numpy as np

    rules, spread = look.rules, _spreads(look)
    for who in np.unique(spread.who).tolist():
        at = spread.who == who
        ballots, others = int(spread.ballots[at].sum()), int(spread.others[at].sum())
        weight = spread.ballots[at] / ballots
        own = float((weight * spread.own[at]).sum())
        usual = float((weight * spread.usual[at]).sum())
        error = math.sqrt(float((weight**2 * 4 * spread.variance[at] / spread.ballots[at]).sum()))
        if (
            min(ballots, others) >= rules.least_ballots
            and own * 100 <= usual * float(rules.alike_pct)
            and usual - own >= error * float(rules.standard_errors) > 0
        ):
            his = (look.pool.interviewer == who) & ~look.told
            look.told[his] = True
            yield look.interviewer_finding(
                "quality_interviewer_alike",
                int(np.nonzero(his)[0][0]),
                ballots=int(his.sum()),
                own=round(100 * own),
                others=round(100 * usual),
                straight=int((his & look.straight).sum()),
            )


@dataclass(frozen=True, slots=True)
class _Spreads:
    """One entry for each interviewer in each unit: his ballots and the others, the spread of each, and the
    variance of how far one of the others is from the rest of the unit."""

    who: "Numbers"
    ballots: "Numbers"
    others: "Numbers"
    own: "Reals"
    usual: "Reals"
    variance: "Reals"


def _spreads(look: Look) -> _Spreads:
    import numpy as np

    answers, unit, who = (
        own[~look.told] for own in (look.pool.answers, look.pool.unit, look.pool.interviewer)
    )
    his = np.nonzero(_frequent(who, look.rules.least_ballots))[0]
    cells, cell = np.unique(who[his] * len(look.units) + unit[his], return_inverse=True)
    of, ballots = cells % len(look.units), np.bincount(cell, minlength=len(cells))
    whole = np.bincount(unit, minlength=len(look.units))
    others = whole[of] - ballots
    equal, equal_others, near = np.zeros(len(cells)), np.zeros(len(cells)), np.zeros(len(unit))
    for question in range(look.questions):
        answer = answers[:, question].astype(np.int64)
        counts = _counts(unit, answer, len(look.units), look.kinds)
        own = _counts(cell, answer[his], len(cells), look.kinds)
        equal += (own * (own - 1)).sum(axis=1)
        equal_others += ((counts[of] - own) * (counts[of] - own - 1)).sum(axis=1)
        near += counts[unit, answer] - 1
    near /= np.maximum(whole[unit] - 1, 1) * look.questions
    variance = _variance_without(near, unit, cell, his, of, others)
    enough = (ballots >= _FEWEST) & (others >= _FEWEST)
    return _Spreads(
        who=cells[enough] // len(look.units),
        ballots=ballots[enough],
        others=others[enough],
        own=1 - (equal[enough] / (ballots * (ballots - 1) * look.questions)[enough]),
        usual=1 - (equal_others[enough] / (others * (others - 1) * look.questions)[enough]),
        variance=variance[enough],
    )


def _frequent(who: "Numbers", least: int) -> "Mask":
    """Whether a ballot is of an interviewer with enough of them."""
    import numpy as np

    ballots = np.bincount(who + 1)
    frequent: Mask = (who != _NO_INTERVIEWER) & (ballots[who + 1] >= least)
    return frequent


def _counts(area: "Numbers", values: "Numbers", areas: int, kinds: int) -> "Numbers":
    """How often each value occurs in each area."""
    import numpy as np

    return np.bincount(area * kinds + values, minlength=areas * kinds).reshape(areas, kinds)


def _variance_without(
    values: "Reals", unit: "Numbers", cell: "Numbers", his: "Numbers", of: "Numbers", others: "Numbers"
) -> "Reals":
    """The variance of the values of a unit without those of an interviewer, for each of his units."""
    import numpy as np

    sums = []
    for power in (1, 2):
        whole = np.bincount(unit, weights=values**power, minlength=int(of.max(initial=0)) + 1)
        sums.append(whole[of] - np.bincount(cell, weights=values[his] ** power, minlength=len(of)))
    number = np.maximum(others, 1)
    variance: Reals = np.maximum(sums[1] / number - (sums[0] / number) ** 2, 0)
    return variance


# --- one answer throughout, equal ballots in a row -----------------------------------------------


def _straight_units(look: Look) -> Iterator[Finding]:
    """Units with far more ballots of one answer throughout than all others: by the gap between the shares
    and by the usual test for two shares, with the standard error of the pooled one."""
    rules, open_ = look.rules, look.judged & ~look.told
    ballots, straight = look.per_unit(open_).tolist(), look.per_unit(open_ & look.straight).tolist()
    all_, all_ticked = sum(ballots), sum(straight)
    for number, (own, ticked) in enumerate(zip(ballots, straight, strict=True)):
        others, ticked_others = all_ - own, all_ticked - ticked
        if min(own, others) < rules.least_ballots:
            continue
        gap = (ticked * others - ticked_others * own) / (own * others)
        pooled = (ticked + ticked_others) / (own + others)
        error = math.sqrt(pooled * (1 - pooled) * (1 / own + 1 / others))
        if gap * 100 >= float(rules.straight_gap_pct) and gap >= error * float(rules.standard_errors):
            yield Finding(
                "quality_straight",
                params={
                    "unit": look.units[number].name,
                    "straight": ticked,
                    "ballots": own,
                    "pct": int(half_up(Fraction(100 * ticked, own), 0)),
                    "others": int(half_up(Fraction(100 * ticked_others, others), 0)),
                },
            )


def _rows(look: Look) -> Iterator[Finding]:
    """Units with equal ballots one after the other: that n ballots of a unit in any order hold a row of k
    equal ones, of which there is the share p, has at most the chance n p^k."""
    import numpy as np

    pool = look.pool
    at = np.nonzero(look.judged & ~look.told)[0]
    at = at[np.lexsort((pool.table[at], pool.unit[at]))]
    if not len(at):
        return
    whole = look.per_unit(look.judged)
    kind = numbered(((look.content[at], look.ballots), (pool.unit[at], len(look.units))))
    start = np.nonzero(np.diff(kind, prepend=-1) | np.diff(pool.table[at], prepend=-1))[0]
    length, unit = np.diff(start, append=len(at)), pool.unit[at][start]
    chance = whole[unit] * (np.bincount(kind)[kind[start]] / whole[unit]) ** length
    long = (length >= look.rules.run_ballots) & (chance * 100 <= float(look.rules.chance_pct))
    for own in np.unique(unit[long]).tolist():
        rows = np.nonzero(long & (unit == own))[0]
        longest = rows[length[rows].argmax()]
        yield look.finding(
            "quality_equal_rows",
            int(at[start[longest]]),
            unit=look.units[own].name,
            ballots=int(length[rows].sum()),
            rows=len(rows),
            longest=int(length[longest]),
        )


# --- bursts --------------------------------------------------------------------------------------


def _bursts(look: Look) -> Iterator[Finding]:
    """Units, then interviewers, with many ballots at nearly the same time."""

    pool, rules = look.pool, look.rules
    timed = pool.time != NO_TIME
    limits = {"least": rules.burst_ballots, "seconds": rules.burst_seconds}
    for unit, bursts in _dense(pool.unit, pool.time, timed, rules):
        for ballots in bursts:
            timed[ballots] = False
        yield look.finding(
            "quality_burst", _first(bursts), unit=look.units[unit].name, **_sizes(bursts), **limits
        )
    for _, bursts in _dense(pool.interviewer, pool.time, timed & (pool.interviewer != -1), rules):
        yield look.interviewer_finding(
            "quality_interviewer_burst", _first(bursts), **_sizes(bursts), **limits
        )


def _dense(
    area: "Numbers", time: "Numbers", which: "Mask", rules: QualityRules
) -> Iterator[tuple[int, list["Numbers"]]]:
    """Each area with its bursts, in the order of time: ballots of which `burst_ballots`, one after the
    other, lie within less than `burst_seconds`."""
    import numpy as np

    at, least = np.nonzero(which)[0], rules.burst_ballots
    if len(at) < least:
        return
    at = at[np.argsort(area[at] * (int(time.max()) + 1) + time[at], kind="stable")]
    area, time = area[at], time[at]
    opens = np.nonzero(
        (area[least - 1 :] == area[: 1 - least])
        & (time[least - 1 :] - time[: 1 - least] < rules.burst_seconds)
    )[0]
    steps = np.zeros(len(at) + 1, dtype=np.int64)
    np.add.at(steps, opens, 1)
    np.add.at(steps, opens + least, -1)
    inside = np.nonzero(np.cumsum(steps)[:-1])[0]
    apart = (np.diff(area[inside]) != 0) | (np.diff(time[inside]) >= rules.burst_seconds)
    found: dict[int, list[Numbers]] = {}
    for places in np.split(inside, np.nonzero(apart)[0] + 1) if len(inside) else []:
        found.setdefault(int(area[places[0]]), []).append(at[places])
    yield from found.items()


def _first(bursts: Sequence["Numbers"]) -> int:
    """The first ballot of the largest burst."""
    return int(max(bursts, key=len)[0])


def _sizes(bursts: Sequence["Numbers"]) -> dict[str, int]:
    return {
        "ballots": sum(map(len, bursts)),
        "bursts": len(bursts),
        "largest": max(map(len, bursts)),
    }
