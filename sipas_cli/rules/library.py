"""Where criteria sets and other shipped files are found: in the workspace, then in the program."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sipas_cli.errors import RulesError
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.gate import checked
from sipas_cli.rules.yaml_loader import Document, load

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


def all_sets(workspace: Path) -> Iterator[CriteriaSet]:
    """Every set, those of the workspace first; one of the workspace goes before a shipped one of the
    same id. Raises RulesError for two files of one folder with the same id: nobody could tell which
    was meant."""
    seen: dict[str, CriteriaSet] = {}
    for path, local in _files(workspace):
        found = read_set(path, local=local)
        first = seen.setdefault(found.criteria.id, found)
        if first is found:
            yield found
        else:
            _refuse_twin(found, first)


def find_set(workspace: Path, name: str) -> CriteriaSet:
    """The set with the id `name`, or the file of that name if it looks like a path. A file that does
    not hold together matters only if no other has the name."""
    if name.endswith((".yaml", ".yml")):
        path = Path(name)
        return read_set(path if path.exists() or path.is_absolute() else workspace / path)
    seen: dict[str, CriteriaSet] = {}
    broken: RulesError | None = None
    for path, local in _files(workspace):
        try:
            found = read_set(path, local=local)
        except RulesError as error:
            broken = broken or error
            continue
        first = seen.setdefault(found.criteria.id, found)
        if found.criteria.id == name and first is not found:
            _refuse_twin(found, first)
    if name in seen:
        return seen[name]
    raise broken or RulesError("criteria_unknown", name=name, known=", ".join(seen))


def _files(workspace: Path) -> Iterator[tuple[Path, bool]]:
    """Every criteria file and whether it is the workspace's own; those go before the shipped ones."""
    own, others = workspace / "criteria", shipped("criteria")
    yield from ((path, own.resolve() != others.resolve()) for path in sorted(own.glob("*.yaml")))
    yield from ((path, False) for path in sorted(others.glob("*.yaml")) if own.resolve() != others.resolve())


def _refuse_twin(found: CriteriaSet, first: CriteriaSet) -> None:
    """Refuses two files of one folder with the same id; in two folders the first one is meant."""
    if first.path.parent == found.path.parent:
        raise RulesError(
            "criteria_twice", where=found.path.name, name=found.criteria.id, first=first.path.name
        )
