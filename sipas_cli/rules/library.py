"""Where criteria sets and other shipped files are found: in the workspace, then in the program."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sipas_cli.errors import RulesError
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.gate import checked
from sipas_cli.rules.yaml_loader import load, parse

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped(folder: str) -> Path:
    """The shipped `criteria` or `templates`: inside the wheel, or beside the package in a checkout."""
    inside = _PACKAGE / "shipped" / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder


@dataclass(frozen=True)
class CriteriaSet:
    """A criteria file: what it says, its bytes as they will be kept with a run, where it lies."""

    criteria: Criteria
    raw: bytes
    path: Path
    local: bool


def read_set(path: Path, *, local: bool = True) -> CriteriaSet:
    """Reads and checks one criteria file."""
    document = load(path)
    return CriteriaSet(checked(document, Criteria), document.raw, path, local)


def read_stored(raw: bytes, shown: str) -> Criteria:
    """The criteria that were kept with a run."""
    return checked(parse(raw, shown), Criteria)


def all_sets(workspace: Path) -> Iterator[CriteriaSet]:
    """Every set, those of the workspace first; of two sets with one id the first is meant."""
    seen: set[str] = set()
    for folder in (workspace / "criteria", shipped("criteria")):
        local = folder.resolve() != shipped("criteria").resolve()
        for path in sorted(folder.glob("*.yaml")):
            found = read_set(path, local=local)
            if found.criteria.id not in seen:
                seen.add(found.criteria.id)
                yield found


def find_set(workspace: Path, name: str) -> CriteriaSet:
    """The set with the id `name`, or the file of that name if it looks like a path."""
    if name.endswith((".yaml", ".yml")):
        path = Path(name)
        return read_set(path if path.exists() or path.is_absolute() else workspace / path)
    known: list[str] = []
    for found in all_sets(workspace):
        if found.criteria.id == name:
            return found
        known.append(found.criteria.id)
    raise RulesError("criteria_unknown", name=name, known=", ".join(known))
