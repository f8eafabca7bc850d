"""How a figure came about, in the words of the terminal and the report."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from sipas_cli.documents import explained_messages as messages
from sipas_cli.documents.answers import kind_text
from sipas_cli.figures.printing import count_text, signed
from sipas_cli.messages import Message, decimal_mark, say
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.policies import Measure
from sipas_cli.runs.explanation import Explanation, Neighbour
from sipas_cli.runs.precision import RunPrecision
from sipas_cli.score.certainty import RankInterval
from sipas_cli.score.contributions import Item
from sipas_cli.score.precision import NoPrecision, Precision
from sipas_cli.score.terms import INDEX
from sipas_cli.text.numbers import decimal_text, exact_text, half_up
from sipas_cli.wording import source_name


def precision_sentences(explanation: Explanation, precision: RunPrecision) -> Iterator[str]:
    """How precise the index is and how sure the rank, or why nothing can be said of that."""
    unit = explanation.standing.unit.id
    index = precision.units.get(unit, {}).get(INDEX, NoPrecision.NO_SCORE)
    if isinstance(index, NoPrecision):
        yield say(messages.NO_ERROR, why=say(index.sentence))
        yield from _rank_without_error(explanation, precision, index)
        return
    decimals = explanation.run.standings.decimals
    figures = {"se": index.se, "low": index.low, "high": index.high}
    texts = {name: float_text(value, decimals) for name, value in figures.items()}
    yield say(messages.ERROR, **texts) + _design_effect(index)
    rank = precision.ranks.get(unit)
    if isinstance(rank, NoPrecision):
        yield say(messages.NO_RANK_INTERVAL, why=say(rank.sentence))
    elif rank is not None:
        yield rank.sentence(explanation.run.index, simultaneous=precision.simultaneous)


def _rank_without_error(
    explanation: Explanation, precision: RunPrecision, reason: NoPrecision
) -> Iterator[str]:
    """The ranks that a unit without a standard error may have: it was not drawn, or nobody knows it."""
    rank = precision.ranks.get(explanation.standing.unit.id)
    if not isinstance(rank, RankInterval) or rank.first == rank.last:
        return
    if reason == NoPrecision.NO_SURVEY:
        yield rank.sentence(explanation.run.index, simultaneous=precision.simultaneous)
    else:
        yield say(messages.RANK_ANYWHERE, first=rank.first, last=rank.last)


def _design_effect(precision: Precision) -> str:
    if precision.effect is None:
        return ""
    return " " + say(messages.DESIGN_EFFECT, effect=float_text(precision.effect, 2))


def float_text(value: float, decimals: int) -> str:
    """An estimate of precision; it decides nothing, so it may be a float."""
    return f"{value:.{decimals}f}".replace(".", decimal_mark())


def neighbour_sentences(explanation: Explanation) -> Iterator[str]:
    """What parts a unit from those ranked next above and below, and what would close the gap."""
    sides = (
        (explanation.above, messages.ABOVE, messages.CLOSES_ABOVE, messages.STEPS_ABOVE),
        (explanation.below, messages.BELOW, messages.CLOSES_BELOW, messages.STEPS_BELOW),
    )
    for neighbour, sentence, closes, steps in sides:
        if neighbour:
            closing = closes if counts_satisfied(explanation) else steps
            yield _neighbour(explanation, neighbour, sentence, closing)


def _neighbour(explanation: Explanation, neighbour: Neighbour, sentence: Message, closing: Message) -> str:
    decimals = explanation.run.standings.decimals
    parts = sorted(neighbour.parts.items(), key=lambda pair: -abs(pair[1]))
    sign = 1 if neighbour.ahead > 0 else -1  # the parts add up to the difference that is said
    differences = []
    for part, ahead in parts:
        if ahead:
            differences.append(f"{part_title(explanation, part)} {signed_text(sign * ahead, decimals + 1)}")
    text = say(
        sentence,
        unit=neighbour.standing.unit.name,
        rank=neighbour.standing.rank,
        score=known_text(neighbour.standing.score, decimals),
        difference=known_text(abs(neighbour.ahead), decimals + 1),
        parts="; ".join(differences) or "0",
    )
    if neighbour.rises is None:
        return text
    return f"{text} {say(closing, answers=neighbour.rises)}"


def counts_satisfied(explanation: Explanation) -> bool:
    """Whether an answer counts as satisfied or not, and not by its step on the scale."""
    criteria = explanation.criteria.criteria
    return isinstance(criteria, Criteria) and criteria.rules.measure == Measure.SATISFIED_SHARE


def what_is_counted(explanation: Explanation) -> str:
    """What the counts of criteria are: of SIPAS what is counted, of the leader survey what each answer is
    worth; "" for the PAR index."""
    if not isinstance(explanation.criteria.criteria, Criteria):
        return _worths(explanation)
    if explanation.criteria.criteria.plan.columns.weight:
        return say(messages.COUNTED_WEIGHTED)
    satisfied = counts_satisfied(explanation)
    return say(messages.COUNTED_SATISFIED if satisfied else messages.COUNTED_CODES)


def _worths(explanation: Explanation) -> str:
    """What each answer of the leader survey is worth, and what the counts are not of."""
    survey = explanation.survey
    if survey is None:
        return ""
    worths = ", ".join(f"{answer} = {points_text(worth)}" for answer, worth in survey.worth.items())
    sentences = [say(messages.WORTHS, worths=worths)]
    if explanation.kinds_apart:
        sentences.append(say(messages.KINDS_APART))
    return "\n".join(sentences)


def counts_text(item: Item) -> str:
    """174/200; of the leader survey, whose answers have a worth each, how many gave which."""
    if item.counted:
        return f"{item.reached}/{item.full}"
    return kinds_text(item.answers)


def kinds_text(answers: Mapping[str, int]) -> str:
    """How many ballots gave which answer."""
    return ", ".join(f"{kind_text(kind)}: {count_text(count)}" for kind, count in answers.items())


def part_title(explanation: Explanation, part: str) -> str:
    """What a factor, an area, a leaf of the survey, bonus or penalty is called."""
    return explanation.run.titles.get(part) or source_name(part)


def known_text(value: Fraction | None, decimals: int) -> str:
    """A figure rounded to be printed; "-" where there is none."""
    return "-" if value is None else decimal_text(half_up(value, decimals), decimals, mark=decimal_mark())


def signed_text(value: Fraction, decimals: int) -> str:
    """A difference rounded to be printed, with its sign."""
    return signed(half_up(value, decimals), decimals, decimal_mark())


def points_text(value: Fraction | None) -> str:
    """Points with as many digits as they have."""
    return "-" if value is None else exact_text(value, decimals=4, mark=decimal_mark())
