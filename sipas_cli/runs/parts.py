"""A file of ballots as one of many machines reads and counts it. What several of them say adds up to what one
machine says of all the files; what each must know of the others is handed to it.

    file --read_part--> Held: its ballots, which never leave the machine that read them
    Held --head_of--> Head: what decides how it is counted beside the others; no row is in it
    Held --count_part--> Counted, once it is known which of its ballots do not count
    Counted ... --add_parts--> Counted

All of these are functions of what they are given: what is lost with a machine is made again by another one.
"""

import pickle
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from sipas_cli import __version__
from sipas_cli.errors import DataError, SipasError, SurroundingsError
from sipas_cli.findings import Findings
from sipas_cli.intake.ballot_sheets import take_ballots
from sipas_cli.intake.ballots.contents import Print
from sipas_cli.intake.ballots.copies import Copies, copies
from sipas_cli.intake.ballots.duplicates import content_digest, made_ids
from sipas_cli.intake.ballots.fingerprints import Fingerprints, Key, ballots_marked, contents_marked
from sipas_cli.intake.ballots.labels import missing_labels
from sipas_cli.intake.ballots.shared_ids import (
    Suspects,
    Verdict,
    judge_suspects,
    made_elsewhere,
    marks_of,
    occurring,
    standing_twice,
    suspects_of,
)
from sipas_cli.intake.ballots.validate import validate
from sipas_cli.intake.choice import Choice
from sipas_cli.intake.readings import Ballots as Reading
from sipas_cli.intake.readings import Gathered, Known, Points, Top
from sipas_cli.intake.tables import Understood
from sipas_cli.messages import use
from sipas_cli.model import OUTCOMES, Ballots, Column, Drawn, Finding
from sipas_cli.rules.criteria import Plan
from sipas_cli.runs import cluster_messages, judge
from sipas_cli.runs.checking import counted_of
from sipas_cli.runs.counted import Counted, add_counted
from sipas_cli.samples.population import Populations
from sipas_cli.sheets import Unreadable, opened
from sipas_cli.sheets import messages as sheets_messages
from sipas_cli.sheets.objects import Stored, at_hand
from sipas_cli.text.days import day_of
from sipas_cli.wording import Remark

if TYPE_CHECKING:
    from sipas_cli.intake.ballots.shared_ids import Marks
    from sipas_cli.intake.stated_year import Claim
    from sipas_cli.workspace.units import Registry


@dataclass(frozen=True)
class Kit:
    """What a machine must know to read files as this one would: the workspace in values, none of its files.

    remarks what was said when the populations were read
    marks    the key of marks and fingerprints of this one run, by which duplicates are found
    key      the key of the fingerprints that go into the tally; None for none
    reading  how all files are read; None as long as the first has not settled it
    """

    language: str
    about: Known = field(repr=False)
    registry: "Registry" = field(repr=False)
    year: int | None
    populations: Populations = field(repr=False)
    remarks: Sequence[Remark]
    marks: Key
    key: Key | None
    reading: Reading | None = field(default=None, repr=False)

    @property
    def plan(self) -> Plan:
        """By what ballots are counted."""
        if self.reading is None:
            raise ValueError("not settled")
        return self.reading.plan


@dataclass(frozen=True, repr=False)
class Packed:
    """A kit on its way: what a machine learns while it uses one does not go on to others."""

    version: str
    content: bytes

    @classmethod
    def of(cls, kit: Kit) -> "Packed":
        return cls(__version__, pickle.dumps(kit))

    def kit(self) -> Kit:
        """The kit, unpacked once on each machine. Raises SurroundingsError for one of another version."""
        if self.version != __version__:
            versions = {"there": __version__, "here": self.version}
            raise SurroundingsError(cluster_messages.OTHER_VERSION, **versions)
        kit = _unpacked(self.content)
        use(kit.language)
        return kit


@lru_cache(maxsize=2)
def _unpacked(content: bytes) -> Kit:
    kit: Kit = pickle.loads(content)  # noqa: S301  # who may hand it to a machine may run programs on it
    return kit


@dataclass(frozen=True, repr=False)
class SheetRead:
    """A sheet of ballots, validated; its texts stay on the machine.

    content   digest of what it holds, where there are no ids
    """

    ballots: Ballots
    findings: Findings
    marks: "Marks"
    claim: "Claim | None"
    claimed: judge.Claimed
    content: str
    unlabelled: DataError | None


@dataclass(frozen=True, repr=False)
class Part:
    """A file of ballots that was read."""

    name: str
    digest: str
    sheets: Sequence[SheetRead]
    understood: Sequence[Understood]
    remarks: Sequence[Remark]


class Held:
    """A file that was read, or why it was refused, on the machine that read it. To another machine, or to the
    disk where memory is short, goes only what it takes to read the file again."""

    def __init__(self, packed: Packed, file: Stored, digest: str = "", part: Part | Unreadable | None = None):
        self._packed = packed
        self._file = file
        self._digest = digest
        self._part = part

    def __reduce__(self) -> tuple[Any, ...]:
        return Held, (self._packed, self._file, self._digest)

    def __sizeof__(self) -> int:
        """Bytes, about: by these Dask judges where work is done and when memory is short."""
        if not isinstance(self._part, Part):
            return 1000
        return 1000 + sum(map(_bytes, self._part.sheets))

    def read(self) -> Part | Unreadable:
        """The file, read again where it is not at hand. Raises DataError where it is another one by now."""
        if self._part is not None:
            return self._part
        part = _read(self._packed.kit(), self._file)
        if isinstance(part, Part) and self._digest not in ("", part.digest):
            raise DataError(sheets_messages.FILE_CHANGED, where=self._file.name)
        self._part = part
        return part

    def part(self) -> Part:
        """The same of a file that was not refused when it was read first. Raises why it is refused now."""
        part = self.read()
        if isinstance(part, Unreadable):
            raise part.error
        return part


#: Bytes of a text in memory, beside its letters.
_TEXT = 90


def _bytes(sheet: SheetRead) -> int:
    ballots = sheet.ballots
    columns = [column for column in (ballots.ids, ballots.days) if column]
    others = sum(bits.itemsize for bits in ballots.others.values())
    row: int = ballots.answers.shape[1] + 8 * (3 + len(columns)) + len(ballots.breakdowns) + others
    return row * len(ballots.rows) + _TEXT * sum(len(column.texts) for column in columns)


@dataclass(frozen=True)
class Head:
    """What is known of a file beside its ballots.

    claimed   of each sheet the year that it says of itself
    contents  of each sheet without ids: its place, and the digest of what it holds
    unnamed   the sheets whose ballots nothing tells apart
    """

    name: str
    digest: str
    rows: int
    claimed: Sequence[judge.Claimed]
    contents: Sequence[tuple[str, str]]
    unnamed: Collection[str]
    unlabelled: Mapping[str, DataError]
    understood: Sequence[Understood]
    remarks: Sequence[Remark]


def settle_reading(packed: Packed, choice: Choice, file: Stored) -> Reading | Points | Unreadable:
    """How the first of the files is read, which settles it for the others; or why it cannot be read. Only its
    first rows are looked at."""
    kit = packed.kit()
    try:
        with at_hand(file) as path:
            source = opened(path, file.name)
            if isinstance(source, Unreadable):
                return source
            return choice.reading(source, [Top(sheet, kit.about) for sheet in source.sheets])
    except SipasError as error:
        return Unreadable(file.name, error)


def read_part(packed: Packed, file: Stored) -> Held:
    """Reads and validates one file."""
    part = _read(packed.kit(), file)
    return Held(packed, file, part.digest if isinstance(part, Part) else "", part)


def _read(kit: Kit, file: Stored) -> Part | Unreadable:
    if kit.reading is None:
        raise ValueError("not settled")
    try:
        with at_hand(file) as path:
            source = opened(path, file.name)
            if isinstance(source, Unreadable):
                return source
            gathered = Gathered(kit.reading)
            tops = [Top(sheet, kit.about) for sheet in source.sheets]
            remarks = take_ballots(source, tops, gathered, kit.reading, kit.about, lambda *_: None)
        return Part(file.name, source.digest, _sheets(kit, gathered), gathered.understood, remarks)
    except SipasError as error:
        return Unreadable(file.name, error)


def _sheets(kit: Kit, gathered: Gathered) -> list[SheetRead]:
    sheets = []
    for table in gathered.tables:
        ballots, findings = validate(table, kit.registry)
        sheets.append(
            SheetRead(
                ballots=replace(ballots, interviewers=None),
                findings=findings,
                marks=marks_of(ballots, kit.marks),
                claim=table.claim,
                claimed=judge.claimed(table, ballots, kit.year),
                content=content_digest(table) if gathered.contents else "",
                unlabelled=missing_labels(table, ballots),
            )
        )
    return sheets


def head_of(held: Held) -> Head | Unreadable:
    """What is known of a file beside its ballots; or why it was refused."""
    part = held.read()
    if isinstance(part, Unreadable):
        return part
    unnamed = {sheet.claimed.place for sheet in part.sheets if sheet.ballots.ids is None}
    return Head(
        name=part.name,
        digest=part.digest,
        rows=sum(len(sheet.ballots.rows) for sheet in part.sheets),
        claimed=[sheet.claimed for sheet in part.sheets],
        contents=[(sheet.claimed.place, sheet.content) for sheet in part.sheets if sheet.content],
        unnamed=unnamed,
        unlabelled={sheet.claimed.place: sheet.unlabelled for sheet in part.sheets if sheet.unlabelled},
        understood=part.understood,
        remarks=part.remarks,
    )


def _used(held: Held, left_out: Collection[str]) -> list[SheetRead]:
    """The sheets of a file but for those of another year."""
    return [sheet for sheet in held.part().sheets if sheet.claimed.place not in left_out]


# --- duplicates -----------------------------------------------------------------------------------


def marks_in(held: Held, left_out: Collection[str], lot: int, lots: int) -> "Marks":
    """The marks of the ids of a file that belong to one of several lots: equal ones to the same."""
    import numpy as np

    marks = [occurring(sheet.ballots, sheet.marks) for sheet in _used(held, left_out)]
    together = np.concatenate([*marks, np.zeros(0, dtype=np.uint64)])
    of_lot: Marks = together[together % np.uint64(lots) == lot]
    return of_lot


def twice_in(lots: "Sequence[Marks]") -> "Marks":
    """The marks of a lot that stand twice in all files."""
    return standing_twice(lots)


def suspects_in(packed: Packed, held: Held, left_out: Collection[str], twice: "Marks") -> list[Suspects]:
    """The ballots of a file whose marks stand twice."""
    kit, suspects = packed.kit(), []
    for number, sheet in enumerate(_used(held, left_out)):
        if one := suspects_of(number, sheet.ballots, sheet.marks, twice, kit.marks):
            suspects.append(one)
    return suspects


def judge_files(packed: Packed, files: Sequence[Sequence[Suspects]]) -> list[list[Verdict]]:
    """What came of the suspects of each file; the files are in the order of their names."""
    verdicts = iter(judge_suspects(list(chain.from_iterable(files)), packed.kit().plan))
    return [[next(verdicts) for _ in suspects] for suspects in files]


def verdicts_of(judged: Sequence[Sequence[Verdict]], file: int) -> Sequence[Verdict]:
    """What came of the suspects of one of the files."""
    return judged[file]


def _rejected(sheet: SheetRead, verdicts: Sequence[Verdict]) -> Ballots:
    """The ballots of a sheet, without those that are duplicates."""
    ballots = sheet.ballots
    outcome = ballots.outcome.copy()
    for verdict in verdicts:
        outcome[list(verdict.places)] = OUTCOMES.index("duplicate")
    return replace(ballots, outcome=outcome)


def _duplicates(verdicts: Sequence[Verdict]) -> list[Finding]:
    """The findings of a sheet on duplicates, in the order of the rows."""
    found = [pair for verdict in verdicts for pair in zip(verdict.places, verdict.findings, strict=True)]
    return [finding for _, finding in sorted(found, key=lambda pair: pair[0])]


def _by_sheet(verdicts: Sequence[Sequence[Verdict]], number: int) -> list[Verdict]:
    return [verdict for verdict in chain.from_iterable(verdicts) if verdict.table == number]


# --- ballots without ids --------------------------------------------------------------------------


@dataclass(frozen=True, repr=False)
class Coded:
    """The ballots of a file as codes of their answers, with units, traits and days, and no text."""

    tables: Sequence[Ballots]


def coded_part(held: Held, left_out: Collection[str], verdicts: Sequence[Sequence[Verdict]]) -> Coded:
    """The ballots of a file, to be compared with those of others."""
    sheets = enumerate(_used(held, left_out))
    return Coded([_coded(_rejected(sheet, _by_sheet(verdicts, number))) for number, sheet in sheets])


def _coded(ballots: Ballots) -> Ballots:
    ids = None if ballots.ids is None else Column((), ballots.ids.codes[:0])
    return replace(ballots, ids=ids, days=_whole_days(ballots.days), drawn=Drawn(), others={})


def _whole_days(days: Column | None) -> Column | None:
    """Days of answering without the time."""
    import numpy as np

    if days is None:
        return None
    numbers: dict[str, int] = {}
    codes = [numbers.setdefault(day_of(text), len(numbers)) for text in days.texts]
    return Column(tuple(numbers), np.array(codes or [0], dtype=np.int32)[days.codes])


@dataclass(frozen=True)
class Compared:
    """Sheets of ballots without ids set against all others: those that are copies, and the fingerprints of
    what was answered, if there is a key."""

    copied: Sequence[Copies]
    contents: Mapping[str, Sequence[Print]] = field(repr=False)


def compare(packed: Packed, files: Sequence[Coded]) -> Compared:
    """Looks for copies among all files, as one machine does: it holds all their ballots, a byte an answer."""
    kit, tables = packed.kit(), list(chain.from_iterable(file.tables for file in files))
    units, plan = kit.registry.units, kit.plan
    contents = contents_marked(tables, plan, units, kit.key) if kit.key else {}
    return Compared(copies(tables, plan, units), contents)


# --- counting -------------------------------------------------------------------------------------


def count_part(
    packed: Packed,
    held: Held,
    left_out: Collection[str],
    verdicts: Sequence[Sequence[Verdict]],
) -> Counted | Unreadable:
    """The counts of a file of which at least one sheet is used; or why it was refused."""
    kit, sheets = packed.kit(), _used(held, left_out)
    of_sheets = [_by_sheet(verdicts, number) for number in range(len(sheets))]
    ballots = [_rejected(sheet, of_sheet) for sheet, of_sheet in zip(sheets, of_sheets, strict=True)]
    try:
        counted = counted_of(ballots, kit.plan, kit.populations)
    except SipasError as error:
        return Unreadable(held.part().name, error)
    return replace(
        counted,
        findings=Findings(*(sheet.findings for sheet in sheets)),
        duplicates=list(chain.from_iterable(map(_duplicates, of_sheets))),
        claims={sheet.claimed.place: sheet.claim for sheet in sheets if sheet.claim},
        fingerprints=_fingerprints(kit, ballots, verdicts),
    )


def _fingerprints(
    kit: Kit, ballots: Sequence[Ballots], verdicts: Sequence[Sequence[Verdict]]
) -> Fingerprints | None:
    """Those of the ballots that have ids."""
    if kit.key is None:
        return None
    told = {fingerprint for verdict in chain.from_iterable(verdicts) for fingerprint in verdict.made}
    made = made_ids(ballots).union(*(made_elsewhere(table, told, kit.marks) for table in ballots))
    return Fingerprints(kit.key.id, ballots_marked(ballots, kit.plan, made, kit.key), {}, {})


def add_parts(parts: Sequence[Counted | Unreadable]) -> Counted | Unreadable:
    """Some parts in one, in the order of their names; or the first that was refused."""
    counted = []
    for part in parts:
        if isinstance(part, Unreadable):
            return part
        counted.append(part)
    return replace(add_counted(counted), fingerprints=_joined([part.fingerprints for part in counted]))


def _joined(parts: Sequence[Fingerprints | None]) -> Fingerprints | None:
    known = [part for part in parts if part is not None]
    if not known:
        return None
    return replace(known[0], ballots=list(chain.from_iterable(part.ballots for part in known)))
