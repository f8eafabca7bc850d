"""A file of ballots as another process took it in, to be added to what this one has gathered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sipas_cli.errors import DataError
from sipas_cli.intake.ballot_sheets import take_ballots
from sipas_cli.intake.ballots.table import Table
from sipas_cli.intake.choice import Choice
from sipas_cli.intake.readings import Gathered, Known, Points, Top, set_id
from sipas_cli.intake.tables import Understood
from sipas_cli.sheets import Source
from sipas_cli.wording import Remark


@dataclass(frozen=True)
class Taken:
    """What a file holds, and what is said about it; see Gathered.

    set_id   the criteria set by which it was read
    """

    name: str
    path: Path
    digest: str
    index: str
    set_id: str
    tables: Sequence[Table]
    contents: Mapping[str, str]
    doubled: Sequence[DataError]
    understood: Sequence[Understood]
    remarks: Sequence[Remark]


def taken(source: Source, path: Path, choice: Choice, about: Known) -> Taken | None:
    """A file of ballots, taken in for another process; None for what that one must read itself. Raises as
    reading it does."""
    tops = [Top(sheet, about) for sheet in source.sheets]
    reading = choice.reading(source, tops)
    if isinstance(reading, Points):
        return None
    gathered = Gathered(reading)
    remarks = take_ballots(source, tops, gathered, reading, about, lambda *_: None)
    return Taken(
        source.name,
        path,
        source.digest,
        reading.index,
        set_id(reading),
        gathered.tables,
        gathered.contents,
        gathered.doubled,
        gathered.understood,
        remarks,
    )
