"""Files of ballots that every machine can reach: under one path, or in an object store such as S3."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from sipas_cli.errors import DataError, RulesError, SipasError, SurroundingsError
from sipas_cli.sheets import messages
from sipas_cli.sheets.source import KNOWN_SUFFIXES, bring, named

#: So many files are counted at once.
MOST_FILES = 100_000
_SCHEME = "://"


@dataclass(frozen=True)
class Stored:
    """A file by its address, s3://bucket/a.parquet or a path, and the name that it goes by."""

    address: str
    name: str


def is_address(text: str) -> bool:
    """Whether a text is the address of an object and no path."""
    return _SCHEME in text


def stored(names: Sequence[str]) -> list[Stored]:
    """The files that are meant, in the order of the names that they go by: paths as they are, of a folder
    all files of ballots in it, of an address those that lie below it or that its pattern matches.

    Raises RulesError where nothing is there, SurroundingsError for a store that does not answer.
    """
    addresses: dict[Path, str] = {}
    for name in names:
        for address in _below(name):
            addresses.setdefault(_path_of(address), address)
    if len(addresses) > MOST_FILES:
        raise DataError(messages.STORE_TOO_MANY, where=names[0], count=len(addresses), limit=MOST_FILES)
    return [Stored(addresses[path], name) for path, name in named(addresses)]


def _path_of(address: str) -> Path:
    """An address as if it were a path, so that names are told apart alike."""
    scheme, found, rest = address.partition(_SCHEME)
    return Path("/", scheme, rest) if found else Path(address).absolute()


def _below(name: str) -> list[str]:
    if is_address(name):
        found = _objects(name)
    elif Path(name).is_dir():
        found = [str(path) for path in sorted(Path(name).absolute().rglob("*")) if path.is_file()]
    else:
        return [str(Path(name).absolute())]
    kept = [address for address in found if _holds_ballots(PurePosixPath(address))]
    if not kept:
        raise RulesError(messages.STORE_EMPTY, where=name, suffixes=", ".join(sorted(KNOWN_SUFFIXES)))
    return kept


def _holds_ballots(path: PurePosixPath) -> bool:
    """Whether a file may hold ballots; what programs leave there begins with a mark: _SUCCESS, ~$a.xlsx."""
    return path.suffix.lower() in KNOWN_SUFFIXES and not path.name.startswith((".", "_", "~"))


def _objects(name: str) -> list[str]:
    """The addresses of the objects below one, or that it matches."""
    with _asking_of(name):
        store, path = _store(name)
        is_pattern = any(mark in path for mark in "*?[")
        objects = store.glob(path) if is_pattern else store.find(path)
        return [store.unstrip_protocol(address) for address in sorted(objects)]


@contextmanager
def _asking_of(name: str) -> Iterator[None]:
    """What a store says is wrong, whose errors are its own, becomes one of ours: by its name alone, as the
    words may hold keys."""
    try:
        yield
    except SipasError:
        raise
    except Exception as error:
        raise SurroundingsError(messages.STORE_UNREADABLE, where=name, reason=type(error).__name__) from error


def _store(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise SurroundingsError(messages.STORE_PACKAGE, where=address, package="fsspec") from error
    try:
        store, path = url_to_fs(address, use_listings_cache=False)
    except (ImportError, ValueError) as error:
        package = getattr(error, "name", None) or address.partition(_SCHEME)[0]
        raise SurroundingsError(messages.STORE_PACKAGE, where=address, package=package) from error
    return store, path


@contextmanager
def at_hand(file: Stored) -> Iterator[Path]:
    """A file as a path: an object is brought here, into a folder that only its owner sees, and removed.

    Raises DataError for one that is too large, SurroundingsError for one that does not arrive.
    """
    if not is_address(file.address):
        yield Path(file.address)
        return
    with TemporaryDirectory(prefix="sipas-") as folder:
        path = Path(folder) / f"object{PurePosixPath(file.address).suffix}"
        with _asking_of(file.name):
            _bring(file, path)
        yield path


def _bring(file: Stored, path: Path) -> None:
    store, place = _store(file.address)
    with store.open(place, "rb") as source:
        bring(source, path, file.name)
