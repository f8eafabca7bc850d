"""Where criteria sets and other shipped files are found: in the workspace, then in the program."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sipas_cli.errors import RulesError
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.gate import checked
from sipas_cli.rules.yaml_loader import Document, load, parse

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped(folder: str) -> Path:
    """The shipped `criteria` or `templates`: inside the wheel, or beside the package in a checkout."""
    inside = _PACKAGE / "shipped" / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder


@dataclass(frozen=True)
class CriteriaSet:
    """A criteria file: what it says, the document that says it, where it lies."""

    criteria: Criteria
    document: Document
    path: Path
    local: bool


def read_set(path: Path, *, local: bool = True) -> CriteriaSet:
    """Reads and checks one criteria file."""
    document = load(path, shown_as=f"{path.parent.name}/{path.name}" if path.parent.name else path.name)
    return CriteriaSet(checked(document, Criteria), document, path, local)


def read_stored(raw: bytes, shown: str) -> Criteria:
    """The criteria that were kept with a run."""
    return checked(parse(raw, shown), Criteria)


def all_sets(workspace: Path) -> Iterator[CriteriaSet]:
    """Every set, those of the workspace first; one of the workspace goes before a shipped one of the
    same id. Raises RulesError for two files of one folder with the same id: nobody could tell which
    was meant."""
    seen: dict[str, CriteriaSet] = {}
    for folder in _folders(workspace):
        local = folder.resolve() != shipped("criteria").resolve()
        for path in sorted(folder.glob("*.yaml")):
            found = read_set(path, local=local)
            first = seen.setdefault(found.criteria.id, found)
            if first is found:
                yield found
            elif first.path.parent == path.parent:
                raise RulesError(
                    "criteria_twice", where=path.name, name=found.criteria.id, first=first.path.name
                )


def find_set(workspace: Path, name: str) -> CriteriaSet:
    """The set with the id `name`, or the file of that name if it looks like a path."""
    if name.endswith((".yaml", ".yml")):
        path = Path(name)
        return read_set(path if path.exists() or path.is_absolute() else workspace / path)
    known: list[str] = []
    broken: RulesError | None = None
    for folder in _folders(workspace):
        for path in sorted(folder.glob("*.yaml")):
            try:
                found = read_set(path, local=folder != shipped("criteria"))
            except RulesError as error:  # another file's fault, unless nothing else has the name
                broken = broken or error
                continue
            if found.criteria.id == name:
                return found
            known.append(found.criteria.id)
    raise broken or RulesError("criteria_unknown", name=name, known=", ".join(known))


def _folders(workspace: Path) -> tuple[Path, Path]:
    """Where sets lie, those that go before others first."""
    return workspace / "criteria", shipped("criteria")
