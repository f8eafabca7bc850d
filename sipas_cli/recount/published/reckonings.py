"""Sentences that tell a sum, a share or a change together with what it is made of."""

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from sipas_cli.recount.published import messages
from sipas_cli.recount.published.facts import About, Addition, Change, Move, Share, Statements, Turn
from sipas_cli.recount.published.figures import Figure, Interval, Reading, figure_of, total
from sipas_cli.recount.published.phrases import arithmetic
from sipas_cli.recount.published.sums import number
from sipas_cli.recount.published.verdicts import Verdict
from sipas_cli.rules import words

_PERCENT = Fraction(100)
#: So many letters before its total a sum begins at most; one that begins early in them may be longer.
_LONGEST_SUM = 400


# --- reading -------------------------------------------------------------------------------------


def read_reckonings(lower: str, about: Callable[[int], About], statements: Statements) -> None:
    """Takes in what a sentence in small letters says; `about` is what holds at a place of it."""
    statements.shares += _shares(lower, about)
    statements.additions += _additions(lower, about)
    for pattern in (arithmetic().change, arithmetic().behind):
        for match in pattern.finditer(lower):
            _change(match, about(match.start()), statements)
    for match in arithmetic().turn.finditer(lower):
        statements.turns += _turns(match, about(match.start()))


def is_rough(match: re.Match[str], lower: str) -> bool:
    """Whether a number of units is said to be more or less than that: "trên 15 đơn vị"."""
    before = lower[: match.start("count")].rstrip()
    return before.endswith(tuple(map(str.casefold, words.statements().roughly)))


def _shares(lower: str, about: Callable[[int], About]) -> Iterator[Share]:
    places: set[int] = set()
    for match in arithmetic().share.finditer(lower):
        percent = figure_of(match["percent"] or match["percent_behind"])
        if percent and _whole(match["of"]) and not is_rough(match, lower):
            places.add(match.start("count"))
            yield Share(about(match.start()), _whole(match["count"]), _whole(match["of"]), percent, match[0])
    for pattern in (arithmetic().ranked, arithmetic().counted):
        for match in pattern.finditer(lower):
            if match.start("count") not in places:
                places.add(match.start("count"))
                yield Share(about(match.start()), _whole(match["count"]), _whole(match["of"]), None, match[0])


def _whole(text: str) -> int:
    return int(text.replace(".", ""))


def _additions(lower: str, about: Callable[[int], About]) -> Iterator[Addition]:
    """The sums of which it is plain what is added: things that are named, or numbers with a plus between."""
    for match in arithmetic().total.finditer(lower):
        start = max(0, match.start() - _LONGEST_SUM)
        listed = arithmetic().parts.search(lower, start, match.start())
        whole = figure_of(match["whole"])
        if listed is None or whole is None or (start and listed.start() < start + _LONGEST_SUM // 2):
            continue
        figures = _added(listed[0])
        if not figures:
            continue
        exact = not match["unit"] and not any(figure.decimals for figure in (*figures, whole))
        yield Addition(about(listed.start()), figures, whole, exact)


def _added(text: str) -> list[Figure]:
    """The numbers of a sum; none where one of them is not named and has no plus beside it."""
    parts = [part.strip(" ,") for part in arithmetic().between.split(text)]
    items = [arithmetic().item.fullmatch(part) for part in parts]
    figures = [figure for item in items if item and (figure := figure_of(item[1]))]
    named = all(item and item[2] for item in items)
    if len(figures) < max(2, len(parts)) or not (named or text.count("+") == len(parts) - 1):
        return []
    return figures


def _change(match: re.Match[str], about: About, statements: Statements) -> None:
    """How much more or less, with both ends: of a rank, of a figure, or of a number of things."""
    change, before, now = (figure_of(match[name]) for name in ("change", "before", "now"))
    if change is None or before is None or now is None:
        return
    rises = match["way"] in map(str.casefold, words.statements().rises)
    kind = _kind(match["change_unit"])
    ends = _kind(match["before_unit"]) or _kind(match["now_unit"])
    whole = not (before.decimals or now.decimals or change.decimals)
    if kind == "steps" and not ends and whole:
        statements.moves.append(Move(about, int(before.value), int(now.value), rises, int(change.value)))
    elif kind != "steps" and (kind in (ends, "") or (not ends and (kind == "figure" or whole))):
        exact = whole and "figure" not in (kind, ends)
        relative = match["change_unit"] in map(str.casefold, words.statements().percent)
        statements.changes.append(Change(about, now, change, rises, before, relative, exact))


def _kind(unit: str | None) -> str:
    """What a unit of measure is of: "figure", "steps" or "things"; "" for none."""
    terms = words.statements()
    if not unit:
        return ""
    if unit in map(str.casefold, terms.steps):
        return "steps"
    if unit.endswith(tuple(map(str.casefold, (*terms.percent, *terms.points)))):
        return "figure"
    return "things"


def _turns(match: re.Match[str], about: About) -> Iterator[Turn]:
    """From which figure to which, where it is plain that these are figures or numbers of things; each of the
    words that say the way."""
    before, now = figure_of(match["before"]), figure_of(match["now"])
    if before is None or now is None:
        return
    kinds = {_kind(match["before_unit"]), _kind(match["now_unit"])}
    if "steps" in kinds or (kinds == {""} and not (before.decimals and now.decimals)):
        return
    yield Turn(about, before, now, match["up"] is not None)
    if match["way"]:
        yield Turn(about, before, now, match["way"] in map(str.casefold, words.statements().rises))


# --- checking ------------------------------------------------------------------------------------


def check_reckonings(statements: Statements, reading: Reading) -> Iterator[Verdict]:
    """Whether a part is no more than its whole and its percentage the quotient, a sum that of its parts, and
    what is more called more."""
    for share in statements.shares:
        yield from _check_share(share, reading)
    for addition in statements.additions:
        yield from _check_addition(addition, reading)
    for turn in statements.turns:
        yield from _check_turn(turn, reading)


def _check_share(share: Share, reading: Reading) -> Iterator[Verdict]:
    """The last digit may be put so that all shares come to 100: that is remarked."""
    if share.count > share.of and share.percent is None:
        params: dict[str, object] = {"said": share.said, "count": share.count, "whole": share.of}
        yield Verdict(messages.TOLD_OVER, share.about.place, True, params)
    if share.percent is None:
        return
    quotient = _PERCENT * share.count / share.of
    if _exactly(quotient).meets(share.percent.interval(reading)):
        return
    near = abs(quotient - share.percent.value) < Fraction(3, 2 * 10**share.percent.decimals)
    params = {
        "said": share.said,
        "sum": f"{share.count} : {share.of} × 100 = {number(quotient)}",
        "printed": share.percent.text,
    }
    yield Verdict(messages.TOLD_SHARE, share.about.place, not near, params)


def _exactly(value: Fraction) -> Interval:
    return Interval(value, value, True, True)


def _intervals(figures: Sequence[Figure], reading: Reading, *, exact: bool) -> list[Interval]:
    if exact:
        return [_exactly(figure.value) for figure in figures]
    return [figure.interval(reading) for figure in figures]


def _check_addition(addition: Addition, reading: Reading) -> Iterator[Verdict]:
    possible = total(_intervals(addition.parts, reading, exact=addition.exact))
    [whole] = _intervals([addition.whole], reading, exact=addition.exact)
    if possible.meets(whole):
        return
    result = sum((part.value for part in addition.parts), Fraction(0))
    params = {
        "unit": addition.about.quote,
        "sum": f"{' + '.join(part.text for part in addition.parts)} = {number(result)}",
        "printed": addition.whole.text,
        "possible": number(result) if addition.exact else possible.shown(),
    }
    yield Verdict(messages.SUM, addition.about.place, True, params)


def _check_turn(turn: Turn, reading: Reading) -> Iterator[Verdict]:
    lower, upper = turn.now, turn.before
    if not turn.rises:
        lower, upper = upper, lower
    if not lower.interval(reading).may_reach(upper.interval(reading)):
        params = {"said": turn.about.quote, "before": turn.before.text, "now": turn.now.text}
        yield Verdict(messages.TOLD_TURN, turn.about.place, True, params)
