"""The cases of a criteria file: small inputs, scored and ranked by its own rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sipas_cli.model import Group, Score, Standing, Unit, UnitCounts
from sipas_cli.rank import standings
from sipas_cli.rules.criteria import Case, CaseUnit, Criteria, Expected, Rules
from sipas_cli.score import sipas
from sipas_cli.text import decimal_text


@dataclass(frozen=True, slots=True)
class Difference:
    """What the case of that `number` expects and what came out; `unit` is "" for the overall score."""

    number: int
    case: str
    unit: str
    what: str
    expected: str
    actual: str


def run_cases(criteria: Criteria) -> list[Difference]:
    """Every difference between the cases of `criteria` and what its rules give."""
    return [
        difference
        for number, case in enumerate(criteria.cases)
        for difference in _run(number, case, criteria.under(case))
    ]


def _run(number: int, case: Case, criteria: Criteria) -> list[Difference]:
    counts = {name: _counts(unit, criteria) for name, unit in case.units.items()}
    scores = sipas.score_all(counts, criteria)
    given = {name: _given(case.units[name], scores.units[name], criteria.rules) for name in counts}
    overall = scores.overall.index
    if any(given[name] is not scores.units[name] for name in given):
        overall = sipas.mean(score.index for score in given.values())
    units = [Unit(name, name, unit.group) for name, unit in case.units.items()]
    groups = [Group(name, name) for name in dict.fromkeys(unit.group for unit in units)]
    ranking = standings(given, overall, criteria.rules, groups, units)
    lines = {line.unit.id: line for group in ranking.groups for line in group.standings}
    differences = [
        Difference(number, case.title, name, what, expected, actual)
        for name, wanted in case.expect.items()
        for what, expected, actual in _compare(wanted, lines[name], ranking.decimals)
    ]
    if case.overall is not None and ranking.overall != Fraction(case.overall):
        actual = _text(ranking.overall, ranking.decimals)
        differences.append(Difference(number, case.title, "", "overall", str(case.overall), actual))
    return differences


def _counts(unit: CaseUnit, criteria: Criteria) -> UnitCounts:
    whole = unit.answers.get("all", {})
    answers: Mapping[str, Mapping[str, int]] = {
        code: unit.answers.get(code, whole) for code in criteria.plan.codes
    }
    most = max((sum(counts.values()) for counts in answers.values()), default=0)
    ballots = most if unit.ballots is None else unit.ballots
    return UnitCounts(answers, ballots, unit.throughout or 0)


def _given(unit: CaseUnit, computed: Score, rules: Rules) -> Score:
    """The score of a unit whose factors or index the case gives; else the computed one."""
    if unit.index is not None:
        return Score(Fraction(unit.index), {}, {}, computed.ballots)
    if unit.factors:
        factors = {name: Fraction(score) for name, score in unit.factors.items()}
        return Score(sipas.index(factors, rules), factors, {}, computed.ballots)
    return computed


def _compare(wanted: Expected, line: Standing, decimals: int) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    if wanted.score is not None and line.score != Fraction(wanted.score):
        found.append(("score", str(wanted.score), _text(line.score, decimals)))
    for name in ("rank", "tied", "band"):
        expected, actual = getattr(wanted, name), getattr(line, name)
        if expected is not None and expected != actual:
            found.append((name, str(expected), str(actual)))
    if wanted.ranked is not None and wanted.ranked != (line.rank is not None):
        found.append(("ranked", str(wanted.ranked), str(line.rank is not None)))
    return found


def _text(score: Fraction | None, decimals: int) -> str:
    return "-" if score is None else decimal_text(score, decimals)
