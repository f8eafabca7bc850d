"""The audit of a stored run: a workbook whose live formulas go from the answers, or from the points, to
every index, rank, band and mean, beside what the run stored."""

from collections.abc import Sequence

from sipas_cli.audit.answers import Answers, too_large
from sipas_cli.audit.asked import asked, by_kind
from sipas_cli.audit.guide import KINDS, MISSING, SIZE, WEIGHTS, write_guide
from sipas_cli.audit.leaves import Leaves
from sipas_cli.audit.ranking import Ranking, Settings
from sipas_cli.audit.weights import too_many_classes
from sipas_cli.messages import speaking
from sipas_cli.model import PAR, Ballots
from sipas_cli.rules.par import ParCriteria
from sipas_cli.runs.kept import Kept
from sipas_cli.workbook.book import Book


def audit_workbook(kept: Kept, ballots: Sequence[Ballots]) -> tuple[bytes, str]:
    """The workbook, in Vietnamese whatever the user speaks, and why the ballots are not in it: MISSING where
    `ballots` are none, KINDS where they would tell what kind of person each respondent is, SIZE; "" where
    they are, and for points; WEIGHTS where they are counted by weight."""
    why = _why_without(kept, ballots)
    with speaking("vi"):
        return _workbook(kept, None if why else ballots, why), why


def _workbook(kept: Kept, ballots: Sequence[Ballots] | None, why: str) -> bytes:
    book = Book(f"{kept.stored.index} {kept.stored.year}: {kept.stored.name}")
    write_guide(book, kept, why)
    settings = Settings(book)
    settings.write(kept)
    ranking = Ranking(book, kept, settings)
    criteria = kept.criteria.criteria
    if kept.stored.index == PAR and isinstance(criteria, ParCriteria):
        ranking.write(Leaves(book, kept, criteria).write())
    else:
        answers = Answers(book, kept, ballots, settings.cells, by_weight=why == WEIGHTS)
        ranking.write(answers.write())
    return book.finished()


def _why_without(kept: Kept, ballots: Sequence[Ballots]) -> str:
    if kept.stored.index == PAR:
        return ""
    if by_kind(kept):
        return KINDS
    if kept.is_weighted:
        return SIZE if too_many_classes(kept, asked(kept)) else WEIGHTS
    if not ballots:
        return MISSING
    if too_large(kept, ballots):
        return SIZE
    return ""
