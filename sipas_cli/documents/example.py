"""A made-up analysis with something of every kind in it: what templates are tried on."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from sipas_cli.documents.analysis import Analysis, GroupProfile, Item, Mark, Profile
from sipas_cli.documents.cells import cell, table
from sipas_cli.documents.other_answers import ChoiceCell, OtherAnswers
from sipas_cli.documents.printer import Printer
from sipas_cli.documents.traits import Cell, Trait
from sipas_cli.figures.lines import Movement
from sipas_cli.intake.ballots import messages as ballots_messages
from sipas_cli.model import SIPAS, Achieved, Group, GroupStandings, Share, Standing, Standings, Unit
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.library import read_set, shipped
from sipas_cli.runs.run import PERCENT, StoredRun

_CRITERIA = "quang-ninh-2023"
#: Group -> the scores of its units, the last one having none.
_SCORES = {Group("a", "A"): (100, 95), Group("b", "B"): (95, 10, None)}
#: Whoever has this score has no rank.
_UNRANKED = 10
_BAND = "I"
_YEAR = 2000
_CELLS = (ChoiceCell("a", 15, Fraction(75)), ChoiceCell("b", None, None))
_OTHER = OtherAnswers("o", "O", "", several=True, answered=20, cells=_CELLS)


def analysis() -> Analysis:
    """Two groups in two years, with the criteria of a shipped set. In the second one figures are so far apart
    that they are drawn as bars from 0, in the first they are dots."""
    criteria = read_set(shipped("criteria") / f"{_CRITERIA}.yaml").criteria
    run, before = _run(_YEAR), _run(_YEAR - 1)
    parts, items = _items(criteria) if isinstance(criteria, Criteria) else ((), ())
    return Analysis(
        run=run,
        before=before,
        criteria=criteria,
        minimum_cell=10,
        parts=parts,
        items=items,
        groups=tuple(_group_profile(group, parts, items) for group in run.standings.groups),
        traits=(Trait("t", "T", (Cell("a", 20, Fraction(90)), Cell("b", None, None))),),
        outcomes={"valid": 20, "no_unit": 1},
        others=(_OTHER,),
    )


def losses(_: Printer, profile: Profile) -> dict[str, Any] | None:
    """What is told of the losses of a unit; of those without a rank nothing."""
    if profile.line.rank is None:
        return None
    row = [cell("A"), cell("1")]
    columns = [("A", False), ("B", True)]
    made = table("A", columns, [row, row], foot=row, note="n", on_screen=[0], on_paper="n")
    return {"lost": "n", "parts": made, "criteria": made, "extras": made, "neighbours": ["n"]}


def _run(year: int) -> StoredRun:
    groups = []
    for group, scores in _SCORES.items():
        lines = tuple(_line(group, n, score) for n, score in enumerate(scores))
        groups.append(GroupStandings(group, Fraction(90), lines))
    return StoredRun("", Path(), _manifest(year), Standings(tuple(groups), Fraction(90), 2, 0, (_BAND,)))


def _line(group: Group, place: int, score: int | None) -> Standing:
    """A unit with its score, ranked or not; the last has none, and so no rank."""
    share = Share(Fraction(score or 0), Fraction(100))
    name = f"{group.id}{place}"
    if score is None:
        return Standing(Unit(name, name, group.id), None, False, None, "", 0, {}, note="no_score")
    ranked = Standing(
        unit=Unit(name, name, group.id),
        rank=place + 1,
        tied=False,
        score=Fraction(score),
        band=_BAND,
        ballots=10,
        factors={},
        achieved=Achieved(share, {"a": share}, {"appraisal": share}),
        head_class=_BAND,
    )
    if score == _UNRANKED:
        return replace(ranked, rank=None, note="not_ranked")
    return ranked


def _manifest(year: int) -> dict[str, object]:
    counts = {"ballots_read": 21, "ballots_valid": 20, "ballots_rejected": 1}
    return {
        "year": year,
        "index": SIPAS,
        "notice": "n",
        "unit_of_score": PERCENT,
        "counts": {**counts, "findings": {ballots_messages.ANSWER_OFF_SCALE.code: 1}},
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
    parts = tuple(
        Item(part.id, part.title, "", Fraction(90 + n), str(n), 0.5) for n, part in enumerate(factors)
    )
    codes = [(code, factor.id) for factor in factors for code in factor.criteria]
    items = tuple(
        Item(code, texts[code], factor, Fraction(80 + n % 10), str(n), n / len(codes), answers)
        for n, (code, factor) in enumerate(codes)
    )
    return parts, items


def _group_profile(group: GroupStandings, parts: tuple[Item, ...], items: tuple[Item, ...]) -> GroupProfile:
    return GroupProfile(group, tuple(_profile(line, group, parts, items) for line in group.standings))


def _profile(
    line: Standing, group: GroupStandings, parts: tuple[Item, ...], items: tuple[Item, ...]
) -> Profile:
    before = Standing(line.unit, 1, False, Fraction(90), _BAND, 10, {})
    lowest = min(other.score for other in group.standings if other.score is not None)

    def marks(shown: tuple[Item, ...]) -> tuple[Mark, ...]:
        """The first is above the mean of the group, the others are below it."""
        made = []
        score = Fraction(100)
        for item in shown:
            made.append(Mark(item, score, Fraction(97)))
            score = lowest
        return tuple(made)

    return Profile(line, group.group, Movement(line, before, 2, 2), marks(parts), marks(items))
