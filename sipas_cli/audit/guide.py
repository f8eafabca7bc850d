"""The first sheet of an audit workbook: what it is about, what is where, what is not computed again."""

from collections.abc import Iterator
from fractions import Fraction

from sipas_cli.audit import messages
from sipas_cli.audit.asked import units_of
from sipas_cli.audit.exact import DIGITS, doubtful, prints_the_same
from sipas_cli.documents.method import method
from sipas_cli.documents.page import ABOUT, Page
from sipas_cli.documents.results import index_title
from sipas_cli.messages import Message, say
from sipas_cli.model import PAR
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.policies import Measure
from sipas_cli.runs.kept import Kept
from sipas_cli.text.names import GUIDE_SHEET
from sipas_cli.workbook.book import Book, height

#: Why there are no ballots in a workbook.
MISSING, KINDS, SIZE, WEIGHTS = "audit_missing", "audit_kinds", "audit_size", "audit_weights"
_WIDTH = 105
_WITHOUT = {
    MISSING: messages.WITHOUT_FILES,
    KINDS: messages.WITHOUT_KINDS,
    SIZE: messages.WITHOUT_ROOM,
    WEIGHTS: messages.WITHOUT_BALLOTS,
}
_REASONS = {
    "misaligned": messages.MISALIGNED,
    "not_approved": messages.NOT_APPROVED,
    "incomplete": messages.INCOMPLETE,
    "outside_period": messages.OUTSIDE_PERIOD,
    "excluded_kind": messages.EXCLUDED_KIND,
    "no_unit": messages.NO_UNIT,
    "unknown_unit": messages.UNKNOWN_UNIT,
    "excluded_unit": messages.EXCLUDED_UNIT,
    "no_answer": messages.NO_ANSWER,
    "few_answers": messages.FEW_ANSWERS,
    "bad_answer": messages.BAD_ANSWER,
    "duplicate": messages.DUPLICATE,
}


def reason_of(outcome: str) -> str:
    """Why ballots with an outcome do not count."""
    return say(_REASONS[outcome])


def write_guide(book: Book, kept: Kept, why: str) -> None:
    """Writes the sheet; `why` says why the ballots are not in the workbook, "" where they are."""
    title = say(messages.GUIDE_TITLE, index=index_title(kept.stored.index), year=kept.stored.year)
    page = Page(book, GUIDE_SHEET, title)
    page.sheet.set_column(0, 0, 26)
    page.sheet.set_column(1, 1, _WIDTH)
    groups = {group.group.id: group.group.name for group in kept.stored.standings.groups}
    rules = method(kept.criteria.criteria, kept.stored.index, groups)
    lines = [*_about(kept), *_sheets(kept, why), *rules, *_proof(kept), *_not_here(kept)]
    for row, (name, text) in enumerate(lines, start=ABOUT + 1):
        page.text(row, 0, name, "bold")
        page.text(row, 1, text, "wrapped")
        page.sheet.set_row(row, height(text, _WIDTH))
    page.sheet.activate()


Lines = Iterator[tuple[str, str]]


def _about(kept: Kept) -> Lines:
    manifest, about = kept.stored.manifest, kept.stored.manifest["criteria"]
    if notice := kept.stored.notice:
        yield say(messages.NOTICE), notice
    yield say(messages.RUN), kept.stored.name
    yield say(messages.CRITERIA), f"{about['id']}: {about['title']}"
    for source in manifest["sources"]:
        yield say(messages.SOURCE_FILE), f"{source['name']} (SHA-256 {source['sha256']})"
    for index, run in manifest["folded"].items():
        yield say(messages.FOLDED_INDEX), say(messages.FOLDED_FROM, index=index_title(index), run=run)
    if manifest["counts"]["ballots_read"]:
        yield from _ballots(kept)


def _ballots(kept: Kept) -> Lines:
    """How many ballots were read, and what became of them."""
    counts = kept.stored.manifest["counts"]
    read, valid = counts["ballots_read"], counts["ballots_valid"]
    outcomes = [(_REASONS[name], ballots) for name, ballots in counts["outcomes"].items() if name in _REASONS]
    rejected = "; ".join(f"{say(reason)}: {ballots}" for reason, ballots in outcomes)
    yield say(messages.BALLOTS), say(messages.BALLOTS_READ, read=read, valid=valid)
    yield say(messages.BALLOTS_REJECTED), rejected or say(messages.NONE_REJECTED)
    used = sum(kept.scores.units[line.unit.id].ballots for line in units_of(kept))
    if unused := valid - used:
        yield say(messages.BALLOTS_UNUSED), say(messages.OF_OTHER_UNITS, ballots=unused)


def _sheets(kept: Kept, why: str) -> Lines:
    yield say(messages.HOW_TO_READ), say(messages.FOLLOW_FORMULAS)
    yield _sheet(messages.RULES_SHEET, messages.RULES_ABOUT)
    yield _sheet(messages.INDEX_SHEET, messages.INDEX_ABOUT)
    yield _sheet(messages.MEANS_SHEET, messages.MEANS_ABOUT)
    if kept.stored.index == PAR:
        yield _sheet(messages.AREAS_SHEET, messages.AREAS_ABOUT)
        yield _sheet(messages.LEAVES_SHEET, messages.LEAVES_ABOUT)
        return
    if _throughout(kept):
        yield _sheet(messages.COUNTS_SHEET, messages.THROUGHOUT_ABOUT)
    else:
        yield _sheet(messages.FACTORS_SHEET, messages.FACTORS_ABOUT)
        yield _sheet(messages.QUESTIONS_SHEET, messages.QUESTIONS_ABOUT)
        yield _sheet(messages.COUNTS_SHEET, messages.COUNTS_ABOUT)
    if why == WEIGHTS:
        yield _sheet(messages.WEIGHTS_SHEET, messages.WEIGHTS_ABOUT)
    if why:
        ballots, counts = say(messages.BALLOTS_SHEET), say(messages.COUNTS_SHEET)
        yield say(messages.NO_SHEET, name=ballots), say(_WITHOUT[why], counts=counts)
    else:
        yield _sheet(messages.BALLOTS_SHEET, messages.BALLOTS_ABOUT)


def _sheet(name: Message, about: Message) -> tuple[str, str]:
    return say(messages.SHEET, name=say(name)), say(about)


def _throughout(kept: Kept) -> bool:
    criteria = kept.criteria.criteria
    return isinstance(criteria, Criteria) and criteria.rules.measure == Measure.SATISFIED_THROUGHOUT


def _proof(kept: Kept) -> Lines:
    """What was proved of each figure when the workbook was written."""
    names = {line.unit.id: line.unit.name for line in units_of(kept)}
    lost = [names[unit] for unit in doubtful(kept.standings.groups, kept.scores.units, kept.rules)]
    lost += [name for name, exact in _means(kept) if not prints_the_same(exact, kept.rules.rounding)]
    proof = say(messages.PROOF, digits=DIGITS)
    if lost:
        yield say(messages.ROUNDING), say(messages.PROVED_EXCEPT, proof=proof, names="; ".join(lost))
    else:
        yield say(messages.ROUNDING), say(messages.PROVED, proof=proof)


def _means(kept: Kept) -> Iterator[tuple[str, Fraction]]:
    for group in kept.standings.groups:
        indices = [kept.scores.units[line.unit.id].index for line in group.standings]
        if scores := [score for score in indices if score is not None]:
            yield say(messages.MEAN_OF, group=group.group.name), sum(scores, Fraction(0)) / len(scores)
    if (whole := kept.scores.overall.index) is not None:
        yield say(messages.OVERALL_INDEX), whole


def _not_here(kept: Kept) -> Lines:
    in_points = kept.stored.index == PAR
    what = messages.NOT_COMPUTED_OF_POINTS if in_points else messages.NOT_COMPUTED_OF_BALLOTS
    yield say(messages.NOT_COMPUTED), say(what)
