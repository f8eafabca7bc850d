"""What `score` does with tallies that come as files, and `tally` with the key of their fingerprints."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sipas_cli.cli import messages, tally_words
from sipas_cli.cli.inputs import reading_apart, sizes
from sipas_cli.cli.named_files import STANDARD_INPUT, located, meant
from sipas_cli.cli.options import placeholder
from sipas_cli.cli.progress import progress
from sipas_cli.cli.session import UsageFaultError, session, tell
from sipas_cli.errors import SipasError, together

if TYPE_CHECKING:
    from sipas_cli.intake.ballots.fingerprints import Key
    from sipas_cli.runs.checking import AnyChecked
    from sipas_cli.runs.tally_reading import TallyFile
    from sipas_cli.wording import Remark

SUFFIX = ".tally"


@dataclass(frozen=True)
class Named:
    """What the command line names: files of ballots and points, tallies, the key, and how to read them.

    year   None for that of the tallies, of `sipas.yaml` or of the dates
    jobs   how many processes read files; None for as many as there are processors
    """

    files: Sequence[Path]
    tallies: Sequence[Path]
    key: Path | None
    criteria: Sequence[str]
    source: str | None
    year: int | None
    allow_copies: bool
    jobs: int | None


@dataclass(frozen=True)
class Read:
    """What was read of it."""

    checked: "Sequence[AnyChecked]"
    remarks: "Sequence[Remark]"
    refused: Sequence[SipasError]
    year: int | None


def parted(files: Sequence[Path], tallies: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The files of ballots and the tallies: a shell makes one option and many files of `--from *.tally`.
    Raises UsageFaultError where there are none of either."""
    others = [path for path in files if path.suffix.lower() != SUFFIX]
    named = [*tallies, *(path for path in files if path.suffix.lower() == SUFFIX)]
    if not others and not named:
        where = click.get_current_context().command_path
        raise UsageFaultError(messages.USAGE_MISSING, where=where, name=placeholder("FILE..."))
    return others, named


def key_in(path: Path | None) -> "Key | None":
    """The key in a file that was named."""
    if path is None:
        return None
    from sipas_cli.runs.tally_key import read_key

    key, remarks = read_key(located(path))
    tell(remarks)
    return key


def read_all(named: Named) -> Read:
    """Reads files and tallies, and adds these up."""
    if not named.tallies:
        return _read_files(named, named.year)
    from sipas_cli import pipeline
    from sipas_cli.runs.adding import Asked, common_year

    workspace = session().workspace
    tallies = _opened(named.tallies)
    year = common_year(tallies, named.year or workspace.settings.year)
    read = Read((), (), (), year)
    if named.files:
        read = _read_files(named, year)
    asked = Asked(named.criteria, year)
    checked, remarks = pipeline.with_tallies(read.checked, tallies, workspace, asked)
    return Read(checked, [*read.remarks, *remarks], read.refused, year)


def _read_files(named: Named, year: int | None) -> Read:
    key = key_in(named.key)
    asked: dict[str, Any] = {
        "criteria": named.criteria,
        "source": named.source,
        "year": year,
        "allow_copies": named.allow_copies,
    }
    files = named.files
    with reading_apart(files, named.jobs, **asked) as sources, progress(partial(sizes, files)) as advance:
        from sipas_cli import pipeline
        from sipas_cli.runs.checking import Wanted

        checked, remarks, refused = pipeline.check(
            sources, session().workspace, wanted=Wanted(key=key), progress=advance, **asked
        )
    return Read(checked, remarks, refused, year)


def read_on_cluster(named: Named, files: Sequence[str], scheduler: str) -> Read:
    """Lets the machines of a cluster read files, those of folders, and objects by their addresses."""
    from sipas_cli import pipeline
    from sipas_cli.runs.cluster import Asked
    from sipas_cli.sheets.objects import is_address, stored

    if str(STANDARD_INPUT) in files:
        raise UsageFaultError(tally_words.ENGINE_PIPED)
    paths: list[str] = []
    for name in files:
        paths += [name] if is_address(name) else map(str, meant(Path(name)))
    key = key_in(named.key)
    asked = Asked(named.criteria, named.source, named.year, named.allow_copies, key)
    objects = stored(paths)
    with progress(lambda: dict.fromkeys((file.name for file in objects), 1)) as advance:
        checked, remarks, refused = pipeline.check_on_cluster(
            objects, session().workspace, scheduler, asked, advance
        )
    return Read(checked, remarks, refused, named.year)


def _opened(paths: Sequence[Path]) -> "list[TallyFile]":
    """The tallies in the order of their names. Raises the first of the errors, which says the others too."""
    from sipas_cli.runs.tally_reading import read_tally_file
    from sipas_cli.sheets import named as in_order

    files = [path for named in paths for path in meant(named)]
    tallies, errors = [], []
    for path, name in in_order(files):
        try:
            tallies.append(read_tally_file(path, name))
        except SipasError as error:
            errors.append(error)
    if errors:
        raise together(errors)
    return tallies
