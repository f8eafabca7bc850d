"""A made-up analysis with something of every kind in it: what templates are tried on."""

from fractions import Fraction
from pathlib import Path

from sipas_cli.analysis import Analysis, Cell, GroupProfile, Item, Mark, Profile, Trait
from sipas_cli.history import Movement
from sipas_cli.model import SIPAS, Achieved, Group, GroupStandings, Share, Standing, Standings, Unit
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.library import read_set, shipped
from sipas_cli.store import PERCENT, StoredRun

_CRITERIA = "quang-ninh-2023"
_GROUP = Group("a", "A")
_BAND = "I"
_YEAR = 2000


def analysis() -> Analysis:
    """Two units of one group in two years, with the criteria of a shipped set."""
    criteria = read_set(shipped("criteria") / f"{_CRITERIA}.yaml").criteria
    run, before = _run(_YEAR, 95), _run(_YEAR - 1, 90)
    parts, items = _items(criteria) if isinstance(criteria, Criteria) else ((), ())
    (group,) = run.standings.groups
    profiles = tuple(_profile(line, parts, items) for line in group.standings)
    return Analysis(
        run=run,
        before=before,
        criteria=criteria,
        minimum_cell=10,
        parts=parts,
        items=items,
        groups=(GroupProfile(group, profiles),),
        traits=(Trait("T", (Cell("a", 20, Fraction(90)), Cell("b", None, None))),),
        outcomes={"valid": 20, "no_unit": 1},
    )


def _run(year: int, score: int) -> StoredRun:
    share = Share(Fraction(score), Fraction(100))
    achieved = Achieved(share, {"a": share}, {"appraisal": share})
    lines = tuple(
        Standing(
            unit=Unit(name, name, _GROUP.id),
            rank=rank,
            tied=False,
            score=Fraction(score),
            band=_BAND,
            ballots=10,
            factors={},
            achieved=achieved,
            head_class=_BAND,
        )
        for rank, name in enumerate(("a", "b"), start=1)
    )
    mean = Fraction(score)
    standings = Standings((GroupStandings(_GROUP, mean, lines),), mean, 2, 0, (_BAND,))
    return StoredRun("", Path(), _manifest(year), standings)


def _manifest(year: int) -> dict[str, object]:
    counts = {"ballots_read": 21, "ballots_valid": 20, "ballots_rejected": 1}
    return {
        "year": year,
        "index": SIPAS,
        "notice": "n",
        "unit_of_score": PERCENT,
        "counts": {**counts, "findings": {"answer_off_scale": 1}},
        "criteria": {"id": "c", "title": "c", "plan": "", "rules": ""},
        "folded": {SIPAS: ""},
        "sources": [{"name": "a.xlsx", "sha256": ""}],
        "seal": "",
        "tool": {"version": ""},
    }


def _items(criteria: Criteria) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Factors and criteria with scores that differ, so that all of the charts can be drawn."""
    factors = criteria.rules.factors
    texts = {question.code: question.text for question in criteria.plan.questions}
    answers = {str(answer.code): 4 for answer in criteria.plan.scale.answers}
    parts = tuple(Item(own.id, own.title, "", Fraction(90 + n), 0.5) for n, own in enumerate(factors))
    codes = [(code, factor.id) for factor in factors for code in factor.criteria]
    items = tuple(
        Item(code, texts[code], factor, Fraction(80 + n % 10), n / len(codes), answers)
        for n, (code, factor) in enumerate(codes)
    )
    return parts, items


def _profile(line: Standing, parts: tuple[Item, ...], items: tuple[Item, ...]) -> Profile:
    before = Standing(line.unit, 1, False, Fraction(90), _BAND, 10, {})
    high, low = Fraction(95), Fraction(85)

    def marks(own: tuple[Item, ...]) -> tuple[Mark, ...]:
        """The first is above the mean of the group, the others are below it."""
        return tuple(Mark(item, low if n else high, Fraction(90)) for n, item in enumerate(own))

    return Profile(line, _GROUP, Movement(line, before, 2, 2), marks(parts), marks(items))
