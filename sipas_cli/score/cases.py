"""The cases of a criteria file: small inputs, scored and ranked by its own rules."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

from sipas_cli.intake.points.cells import BadCellError, points_in
from sipas_cli.model import XHH, Achieved, Group, Score, Scores, Share, Standing, Unit, UnitCounts
from sipas_cli.rules.criteria import NOT_APPLICABLE, Case, CaseUnit, Criteria, Expected, ExpectedSipas, Rules
from sipas_cli.rules.par import ParCase, ParCaseUnit, ParCriteria, ParExpected
from sipas_cli.rules.tree import ALL, APPRAISAL, FULL, Leaf
from sipas_cli.score import par, sipas, xhh
from sipas_cli.score.rank import printed, standings
from sipas_cli.text.numbers import decimal_text


@dataclass(frozen=True, slots=True)
class Difference:
    """What the case of that `number` expects and what came out; `unit` is "" for the overall score."""

    number: int
    case: str
    unit: str
    what: str
    expected: str
    actual: str


AnyCase = Case | ParCase
#: A case, the criteria with the rules that it changes, what came out, and the line of each unit.
CaseStandings = tuple[AnyCase, Criteria | ParCriteria, Scores, Mapping[str, Standing]]


def run_cases(criteria: Criteria | ParCriteria) -> list[Difference]:
    """Every difference between the cases of `criteria` and what its rules give."""
    differences: list[Difference] = []
    for number, (case, under, scores, lines) in enumerate(case_standings(criteria)):
        differences += _compared(number, case, scores, lines, under)
    return differences


def case_standings(criteria: Criteria | ParCriteria) -> Iterator[CaseStandings]:
    """What comes out of each case. Raises ValueError where a case changes rules so that they do not hold."""
    if isinstance(criteria, ParCriteria):
        for case in criteria.cases:
            ruled = criteria.under(case)
            scores = _par_scores(case, ruled)
            yield case, ruled, scores, _lines(case, scores, ruled)
        return
    for sipas_case in criteria.cases:
        under = criteria.under(sipas_case)
        scores = _scores(sipas_case, under)
        yield sipas_case, under, scores, _lines(sipas_case, scores, under)


def _lines(case: AnyCase, scores: Scores, criteria: Criteria | ParCriteria) -> Mapping[str, Standing]:
    """The line of each unit of a case in the ranking of its group."""
    units = [Unit(name, name, unit.group) for name, unit in case.units.items()]
    names = dict.fromkeys(unit.group for unit in units)
    groups = [Group(name, name) for name in names]
    ranking = standings(scores.units, None, criteria.rules, groups, units)
    return {line.unit.id: line for group in ranking.groups for line in group.standings}


def _compared(
    number: int,
    case: AnyCase,
    scores: Scores,
    lines: Mapping[str, Standing],
    criteria: Criteria | ParCriteria,
) -> list[Difference]:
    rounding = criteria.rules.rounding
    differences = []
    for name, wanted in case.expect.items():
        for what, expected, actual in _compare(wanted, lines[name], rounding.decimals):
            differences.append(Difference(number, case.title, name, what, expected, actual))
    exact = scores.overall.index
    overall = None if exact is None else printed(exact, rounding)
    if case.overall is not None and overall != Fraction(case.overall):
        actual = _text(overall, rounding.decimals)
        differences.append(Difference(number, case.title, "", "overall", str(case.overall), actual))
    return differences


# --- SIPAS ---------------------------------------------------------------------------------------


def _scores(case: Case, criteria: Criteria) -> Scores:
    counts = {name: _counts(unit, criteria) for name, unit in case.units.items()}
    scores = sipas.score_all(counts, criteria)
    unit_scores = {name: _given(case.units[name], scores.units[name], criteria.rules) for name in counts}
    if all(unit_scores[name] is scores.units[name] for name in unit_scores):
        return scores
    return Scores(unit_scores, Score(sipas.mean(score.index for score in unit_scores.values()), {}, {}, 0))


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
        whole = sipas.index(factors, rules)
        return Score(whole, factors | sipas.contents(factors, rules), {}, computed.ballots)
    return computed


# --- PAR -----------------------------------------------------------------------------------------


def _par_scores(case: ParCase, criteria: ParCriteria) -> Scores:
    scores = {
        name: _par_score(Unit(name, name, case_unit.group), case_unit, criteria)
        for name, case_unit in case.units.items()
    }
    return Scores(scores, Score(par.overall(scores, criteria.rules), {}, {}, 0))


def _par_score(unit: Unit, case_unit: ParCaseUnit, criteria: ParCriteria) -> Score:
    if case_unit.index is not None:
        return Score(Fraction(case_unit.index), {}, {}, 0)
    if case_unit.achieved is not None and case_unit.maximum is not None:
        total = Share(Fraction(case_unit.achieved), Fraction(case_unit.maximum))
        return Score(par.index(total, criteria.rules), {}, {}, 0, achieved=Achieved(total, {}, {}))
    percents = {name: {"": Fraction(percent)} for name, percent in case_unit.indices.items()}
    if case_unit.sipas is not None:
        percents["sipas"] = {"": Fraction(case_unit.sipas)}
    percents["xhh"] = _survey(unit, case_unit, criteria)
    return par.score_unit(unit, par.Given(_appraised(unit, case_unit, criteria), percents=percents), criteria)


def _appraised(unit: Unit, case: ParCaseUnit, criteria: ParCriteria) -> dict[str, Fraction | None]:
    """The points that a case gives, as they would stand in a workbook; a bad one is none."""
    points: dict[str, Fraction | None] = {}
    for leaf in criteria.plan.leaves:
        maximum = leaf.maximum_of(unit)
        whole = case.points.get(ALL) if leaf.points_from == APPRAISAL else None
        text = case.points.get(leaf.id, whole)
        if maximum is None or text is None:
            continue
        with suppress(BadCellError):
            points[leaf.id] = _points_in(text, leaf, maximum, criteria)
    for extra in (*criteria.plan.bonus, *criteria.plan.penalty):
        if extra.id in case.points:
            points[extra.id] = Fraction(case.points[extra.id])
    return points


def _points_in(text: str, leaf: Leaf, maximum: Fraction, criteria: ParCriteria) -> Fraction | None:
    if text == NOT_APPLICABLE:
        return None
    if text == FULL:
        return maximum
    return points_in(text, leaf, maximum, in_points=criteria.plan.steps_hold == "points")


def _survey(unit: Unit, case_unit: ParCaseUnit, criteria: ParCriteria) -> dict[str, Fraction]:
    """Leaf -> percent in the leader survey, given or from given answers."""
    leaves = [leaf for leaf in criteria.plan.leaves if leaf.points_from == XHH and leaf.maximum_of(unit)]
    typed = {leaf.id: case_unit.xhh.get(leaf.id, case_unit.xhh.get(ALL)) for leaf in leaves}
    percents = {leaf: Fraction(percent) for leaf, percent in typed.items() if percent is not None}
    if case_unit.answers and criteria.plan.xhh:
        survey = criteria.plan.survey
        answers = {
            q.code: case_unit.answers.get(q.code, case_unit.answers.get(ALL, {})) for q in survey.questions
        }
        shares = xhh.leaf_shares(answers, leaves, survey)
        percents |= {leaf: share for leaf, share in shares.items() if share is not None}
    return percents


# --- what came out -------------------------------------------------------------------------------


def _compare(wanted: Expected, line: Standing, decimals: int) -> list[tuple[str, str, str]]:
    differences: list[tuple[str, str, str]] = []
    if wanted.score is not None and line.score != Fraction(wanted.score):
        differences.append(("score", str(wanted.score), _text(line.score, decimals)))
    for name in ("rank", "tied", "band"):
        expected, actual = getattr(wanted, name), getattr(line, name)
        if expected is not None and expected != actual:
            differences.append((name, str(expected), str(actual)))
    if isinstance(wanted, ExpectedSipas):
        for name, expected in wanted.contents.items():
            if (actual := line.factors.get(name)) != Fraction(expected):
                differences.append((f"contents.{name}", str(expected), _text(actual, decimals)))
    if isinstance(wanted, ParExpected):
        differences += _compare_points(wanted, line, decimals)
    if wanted.ranked is not None and wanted.ranked != (line.rank is not None):
        differences.append(("ranked", str(wanted.ranked), str(line.rank is not None)))
    return differences


def _compare_points(wanted: ParExpected, line: Standing, decimals: int) -> list[tuple[str, str, str]]:
    total = line.achieved.total if line.achieved else None
    points = total.points if total else None
    maximum = total.maximum if total else None
    differences = []
    for what, expected, actual in (("points", wanted.points, points), ("maximum", wanted.maximum, maximum)):
        if expected is not None and actual != Fraction(expected):
            differences.append((what, str(expected), _text(actual, decimals)))
    if wanted.head is not None and wanted.head != line.head_class:
        differences.append(("head", wanted.head, line.head_class or "-"))
    return differences


def _text(score: Fraction | None, decimals: int) -> str:
    if score is None:
        return "-"
    return decimal_text(score, decimals)
