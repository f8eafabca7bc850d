"""Writing files so that nothing is lost or run: in one move, the former version kept, csv harmless."""

import csv
import io
import os
import platform
import re
import shutil
import stat
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

from sipas_cli.errors import RulesError, SurroundingsError, reason
from sipas_cli.messages import Message

_ROWS_AT_ONCE = 10_000

FILE_MISSING = Message(
    vi="không có tệp này. Kiểm tra lại tên và thư mục.",
    en="there is no such file. Check its name and folder.",
)
FILE_UNREADABLE = Message(
    vi="không đọc được tệp ({reason}). Đóng tệp nếu đang mở ở chương trình khác, kiểm tra quyền đọc.",
    en="the file cannot be read ({reason}). Close it elsewhere and check the permissions.",
)
FILE_SPECIAL = Message(
    vi="không phải là tệp mà là thiết bị hoặc đường ống. Nêu một tệp, hoặc lưu nội dung vào tệp trước.",
    en="this is a device or a pipe, not a file. Name a file, or save what it gives into one first.",
)
CANNOT_WRITE = Message(
    vi="không ghi được ({reason}). Đóng tệp nếu đang mở ở Word hoặc Excel, kiểm tra quyền ghi và chỗ trống.",
    en="cannot write ({reason}). Close the file in Word or Excel, check permissions and free space.",
)
FOLDER_UNREADABLE = Message(
    vi="không đọc được thư mục ({reason}). Kiểm tra quyền; nếu là liên kết, xem nó dẫn tới đâu.",
    en="the folder cannot be read ({reason}). Check the permissions; if it is a link, see where it leads.",
)
_LINK_NOWHERE = Message(vi="liên kết dẫn tới chỗ không có gì", en="a link that leads nowhere")
SYSTEM_REFUSED = Message(
    vi="hệ thống không cho đọc hoặc ghi ({reason}). Kiểm tra quyền, thư mục và liên kết.",
    en="the system does not let this be read or written ({reason}). Look at permissions, folders and links.",
)

_NEGATIVE = re.compile(r"-\d+(?:\.\d+)?")  # a figure: an apostrophe would make it a text
_QUOTED = re.compile(r'[,"\n\r]')


def cannot_write(path: Path, error: OSError) -> SurroundingsError:
    """The error for a file or folder that cannot be written."""
    return SurroundingsError(CANNOT_WRITE, where=str(path), reason=reason(error))


def refuse_special(path: Path, where: str) -> None:
    """Refuses what is there and is neither file nor folder: a pipe may be waited for without an end, a device
    gives bytes without one. Raises OSError where nobody can tell."""
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise RulesError(FILE_SPECIAL, where=where)


def entries(folder: Path) -> list[Path]:
    """What lies in a folder, by name; nothing where there is no such folder. Raises SurroundingsError where
    nobody can tell: no permission, a file in its place, a link that leads nowhere or in a circle."""
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        if folder.is_symlink():
            raise SurroundingsError(FOLDER_UNREADABLE, where=str(folder), reason=_LINK_NOWHERE) from None
        return []
    except OSError as error:
        raise SurroundingsError(FOLDER_UNREADABLE, where=str(folder), reason=reason(error)) from None


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files in a folder, by name. Raises SurroundingsError as `entries` does."""
    return [path for path in entries(folder) if path.suffix in (".yaml", ".yml")]


def is_file(path: Path) -> bool:
    """Whether there is a file. Raises SurroundingsError where nobody can tell, as `Path.is_file` does not."""
    return stat.S_ISREG(_mode(path))


def is_folder(path: Path) -> bool:
    """Whether there is a folder. Raises SurroundingsError where nobody can tell."""
    return stat.S_ISDIR(_mode(path))


def read_bytes(path: Path) -> bytes:
    """What a file holds. Raises SurroundingsError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SurroundingsError(FILE_UNREADABLE, where=str(path), reason=reason(error)) from error


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0
    except OSError as error:
        raise SurroundingsError(FILE_UNREADABLE, where=str(path), reason=reason(error)) from None


def write_file(path: Path, content: bytes, *, keep: bool = True) -> Path | None:
    """Writes a file in one move. If another content stood there and `keep`, it is kept beside it, as it
    may have been edited by hand: returns where, else None."""
    backup = None
    try:
        if path.exists() and not path.is_file():  # a device or a pipe is written to, not replaced
            path.write_bytes(content)
            return None
        path = path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        with _draft(path) as draft:
            _write(draft, content)
            draft.chmod(0o644)
            if keep and path.exists() and path.read_bytes() != content:
                backup = _kept(path, draft)
            draft.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    return backup


def _kept(path: Path, draft: Path) -> Path:
    """Keeps what a file holds under another name; returns which. Its own name is never without a file: who is
    interrupted here leaves the former content where it was."""
    former = draft.with_name(f"{draft.name}.former")
    _write(former, path.read_bytes())
    former.chmod(path.stat().st_mode)
    backup = _free_name(path)
    former.replace(backup)
    return backup


def write_into(folder: Path, files: Iterable[tuple[str, bytes]]) -> Iterator[Path]:
    """Writes many files, pairs of name and content, into a folder, in place of those that stood there: each
    in one move, once all of them are on the disk. Yields each path as it is written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _draft(folder.resolve() / "files") as draft:
            draft.mkdir()
            for name, content in files:
                (draft / name).write_bytes(content)
                yield folder / name
            paths = sorted(draft.iterdir())
            for path in paths:
                _through(path)
                path.chmod(0o644)
            for path in paths:
                path.replace(folder / path.name)
    except OSError as error:
        raise cannot_write(folder, error) from error


def _through(path: Path) -> None:
    """Sees to it that a file is on the disk."""
    with path.open("r+b") as file:  # Windows does it for files that may be written alone
        os.fsync(file.fileno())


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """All of `files`, name -> content, appear in the new folder `path` at once, or nothing does. Raises
    OSError, as what the folder is for is known to the caller."""
    with _draft(path) as draft:
        draft.mkdir()
        for name, content in files.items():
            (draft / name).parent.mkdir(parents=True, exist_ok=True)
            _write(draft / name, content)
        draft.chmod(0o755)
        draft.rename(path)


def remove_folder(path: Path) -> None:
    """A folder is gone at once, as it was made at once. Raises OSError."""
    with _draft(path) as draft:
        path.rename(draft)


#: What the names of drafts begin with.
DRAFT = ".draft-"
#: And those of this machine: another one may write to the same drive, which may not know the other's locks.
_DRAFT_HERE = f"{DRAFT}{platform.node()}-"
#: In a draft: who writes it holds this file. The number of a process would not tell, as containers of one
#: name may share a folder and each has its own numbers.
_HELD = ".lock"


def remove_leftovers(folder: Path) -> None:
    """Removes the drafts in a folder that whoever was killed left there. Nobody else may be writing."""
    for draft in folder.glob(f"{DRAFT}*"):
        shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    """A place on the same disk for what will be moved to `path`; what is not moved is removed, and so is what
    a process that was killed left beside it."""
    for draft in path.parent.glob(f"{_DRAFT_HERE}*"):
        if "-" not in draft.name.removeprefix(_DRAFT_HERE):  # else of a machine whose name begins alike
            _remove_unless_held(draft)
    while True:
        with tempfile.TemporaryDirectory(prefix=_DRAFT_HERE, dir=path.parent) as folder:
            held = _hold(Path(folder))
            if held is None:
                continue
            try:
                yield Path(folder) / path.name
                return
            finally:
                os.close(held)


def _hold(draft: Path) -> int | None:
    """Holds a new draft until what is returned is closed; None where somebody else was quicker and took it
    for one that was left. On a drive that knows no locks nobody can tell, so nobody removes it either."""
    try:
        file = os.open(draft / _HELD, os.O_RDWR | os.O_CREAT, 0o600)
    except FileNotFoundError:
        return None
    with suppress(OSError):
        _lock(file, wait=True)
    if os.fstat(file).st_nlink:
        return file
    os.close(file)
    return None


def _remove_unless_held(draft: Path) -> None:
    """Removes a draft whose process has ended: with it ended its lock."""
    with suppress(OSError):
        file = os.open(draft / _HELD, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(file, wait=False)
            shutil.rmtree(draft, ignore_errors=True)
        finally:
            os.close(file)


def _lock(file: int, *, wait: bool) -> None:
    """Locks a file until it is closed. Raises OSError where others hold it, or nothing can be locked."""
    if sys.platform == "win32":  # there nobody removes a file that somebody has open
        raise OSError
    import fcntl

    fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


def _write(path: Path, content: bytes) -> None:
    """Writes a file through to the disk: a move alone may outlive a power cut without its content."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _free_name(path: Path) -> Path:
    """The first of `path`.bak, .bak2, ... that does not exist."""
    names = chain([f"{path.name}.bak"], (f"{path.name}.bak{number}" for number in count(2)))
    return next(backup for name in names if not (backup := path.with_name(name)).exists())


def append_line(path: Path, line: str) -> None:
    """Adds a line at the end of a file, in one write: what others add at the same time stands before or after
    it. Others than the owner and the group may not read a new one. Raises SurroundingsError where it cannot
    be written."""
    try:
        if path.exists():
            refuse_special(path, str(path))
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        with os.fdopen(file, "ab", buffering=0) as log:
            log.write(f"{line}\n".encode())
    except OSError as error:
        raise cannot_write(path, error) from error


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Any]], *, bom: bool) -> bytes:
    """A csv as bytes; `bom` for files that Excel will open. A text that Excel would run as a
    formula gets an apostrophe before it, which Excel does not show."""
    following = iter(rows)
    batches = iter(lambda: list(islice(following, _ROWS_AT_ONCE)), [])
    return _csv(header, (list(zip(*batch, strict=True)) for batch in batches), bom=bom)


def csv_of_columns(header: Sequence[str], columns: Sequence[Any], *, bom: bool) -> bytes:
    """`csv_bytes` for a table that is at hand as arrays, one for each column, of texts or of whole numbers;
    no column at all is an empty table."""
    starts = range(0, len(columns[0]) if columns else 0, _ROWS_AT_ONCE)
    batches = ([column[start : start + _ROWS_AT_ONCE].tolist() for column in columns] for start in starts)
    known = [_Texts(end) for end in _ends(len(columns))]
    return _csv(header, batches, bom=bom, known=known)


def _csv(
    header: Sequence[str],
    batches: Iterable[Sequence[Sequence[Any]]],
    *,
    bom: bool,
    known: "Sequence[_Texts]" = (),
) -> bytes:
    """A csv of batches of rows, each column by column: a table takes far more as text than as bytes.

    known   of each column whose values are of one kind, its cells; none where that is not known
    """
    first = f"{_line(header)}\n".encode("utf-8-sig" if bom else "utf-8")
    return b"".join([first, *(_rows_text(columns, known).encode() for columns in batches)])


def _ends(width: int) -> list[str]:
    """What follows each cell of a row."""
    return [","] * (width - 1) + ["\n"]


def _rows_text(columns: Sequence[Sequence[Any]], known: "Sequence[_Texts]") -> str:
    """The rows of a table as csv has them: the cells of each column with what follows them, put between
    those of the other columns. That is several times as fast as a writer of rows."""
    width = len(columns)
    rows = [""] * (width * len(columns[0]))
    for place, (column, end) in enumerate(zip(columns, _ends(width), strict=True)):
        rows[place::width] = _column_texts(column, end, known[place] if known else None)
    if width == 1:
        return "".join('""\n' if cell == "\n" else cell for cell in rows)  # an empty line would be no row
    return "".join(rows)


def _line(cells: Sequence[str]) -> str:
    """A row as csv has it, without the end of its line."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()[:-1]


#: Of other kinds two values that are equal may look different: 1 and True.
_PLAIN = frozenset({int, str, type(None)})


def _column_texts(values: Sequence[Any], following: str, known: "_Texts | None") -> list[str]:
    """The cells of a column as they are written, and what follows each. A distinct value is looked at once,
    and its text stands in memory once."""
    if known is None and not _PLAIN.issuperset(map(type, values)):
        return [f"{_cell_text(value)}{following}" for value in values]
    texts = _Texts(following) if known is None else known
    return list(map(texts.__getitem__, values))


class _Texts(dict[Any, str]):
    """Value -> its cell as it is written, with what follows each: made when it is first asked for."""

    def __init__(self, following: str) -> None:
        super().__init__()
        self._following = following

    def __missing__(self, value: Any) -> str:
        text = self[value] = f"{_cell_text(value)}{self._following}"
        return text


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    text = _harmless(value) if isinstance(value, str) else str(value)
    if _QUOTED.search(text):
        return _line([text])
    return text


def _harmless(text: str) -> str:
    if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not _NEGATIVE.fullmatch(text):
        return f"'{text}"
    return text


#: Columns of our files in which a text such as 1.2 is no figure.
_NAMES = frozenset(
    {
        *("id", "part", "leaf", "factor", "question", "other_question", "answer", "other_answer", "typed"),
        *("unit", "unit_id", "group", "service", "stratum", "cluster", "cell", "file", "sheet", "found"),
    }
)
_DECIMAL = re.compile(r"(-?\d+)\.(\d+)")


def csv_of_commas(content: bytes) -> bytes:
    r"""A csv of ours as an Excel with Vietnamese settings opens it: a semicolon between cells, a comma before
    decimals.

    >>> csv_of_commas(b"id,score\n1.2,94.81\n").decode()
    'id;score\n1.2;94,81\n'
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    rows = csv.reader(io.StringIO(content.decode()))
    header = next(rows, [])
    writer.writerow(header)
    for row in rows:
        writer.writerow(map(_with_comma, row, header))
    return out.getvalue().encode()


def _with_comma(cell: str, column: str) -> str:
    decimal = None if column in _NAMES else _DECIMAL.fullmatch(cell)
    if not decimal:
        return cell
    return f"{decimal[1]},{decimal[2]}"


def as_typed(value: str) -> str:
    """A cell of a csv that we wrote, without the apostrophe that made it harmless."""
    if value[:1] == "'" and value[1:2] in ("=", "+", "-", "@", "\t", "\r"):
        return value[1:]
    return value


#: Makes of the content of a member what is packed in its place, piece by piece.
Made = Callable[[bytes], Iterable[bytes]]


def timeless_package(package: bytes, made: Mapping[str, Made] | None = None) -> bytes:
    """The same package with a fixed time on every member: the same run gives the same bytes.

    made   name of a member -> what is packed in its place
    """
    out, makers = io.BytesIO(), made or {}
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if make := makers.get(member.filename):
                with new.open(_timeless(member.filename), "w") as file:
                    file.writelines(make(content))
            else:
                new.writestr(_timeless(member.filename), content)
    return out.getvalue()


def part_of(package: bytes, name: str) -> bytes:
    """The content of a member of a package of our own."""
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        return parts.read(name)


def is_sound_package(path: Path, most: int) -> bool:
    """Whether a file is a package of the kind that Word and Excel write, with no member damaged, and no
    more than `most` bytes in all of them; zipfile hands out no more than they say they have."""
    if not zipfile.is_zipfile(path):
        return False
    try:
        with zipfile.ZipFile(path) as package:
            small = sum(member.file_size for member in package.infolist()) <= most
            return small and package.testzip() is None
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, RuntimeError):
        return False


def members(path: Path) -> Iterator[tuple[str, bytes]]:
    """(name, content) of each member of a sound package."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            yield name, package.read(name)


def package_bytes(parts: Mapping[str, bytes]) -> bytes:
    """A package of some parts, name -> content, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in sorted(parts):
            package.writestr(_timeless(name), parts[name])
    return out.getvalue()


def _timeless(name: str) -> zipfile.ZipInfo:
    """A member that has a fixed time, and nothing of the machine that wrote it."""
    member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 0
    return member


def write_secret(path: Path, content: bytes) -> None:
    """Writes a new file that nobody else on the machine can read. Raises OSError, FileExistsError among
    them, as what the file is for is known to the caller."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
