"""Where criteria sets and other shipped files are found: in the workspace, then in the program."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from sipas_cli.errors import RulesError, SipasError, together
from sipas_cli.files import yaml_files
from sipas_cli.rules import messages
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.gate import checked
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.tree import Tree
from sipas_cli.rules.yaml_loader import MAX_BYTES, Document, Keys, load
from sipas_cli.rules.yaml_writer import dumped
from sipas_cli.text.names import nearest

C = TypeVar("C", bound=Criteria | ParCriteria)

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped(folder: str) -> Path:
    """The shipped `criteria` or `templates`: inside the wheel, or beside the package in a checkout."""
    inside = _PACKAGE / "shipped" / folder
    if inside.is_dir():
        return inside
    return _PACKAGE.parent / folder


@dataclass(frozen=True)
class CriteriaSet(Generic[C]):
    """A criteria file: what it says, the document that says it, where it lies.

    tree   the shared tree that a PAR set uses
    """

    criteria: C
    document: Document
    path: Path
    local: bool
    tree: Document | None = None

    @property
    def files(self) -> dict[str, bytes]:
        """The files that make up the set, as they are kept with a run."""
        files = {"criteria.yaml": self.document.raw}
        if self.tree:
            files["tree.yaml"] = self.tree.raw
        return files


AnySet = CriteriaSet[Criteria] | CriteriaSet[ParCriteria]


def read_set(path: Path, *, local: bool = True) -> AnySet:
    """Reads and checks one criteria file, with the shared tree that it may use."""
    document = load(path, shown_as=f"{path.parent.name}/{path.name}" if path.parent.name else path.name)
    if isinstance(document.value, dict) and "uses" in document.value:
        document = _with_used(document, path.parent)
    index = document.value.get("index") if isinstance(document.value, dict) else None
    if index == "par":
        document, tree = _with_tree(document, path.parent)
        return CriteriaSet(checked(document, ParCriteria), document, path, local, tree)
    if index is None and isinstance(document.value, dict) and "areas" in document.value:
        checked(document, Tree)
        raise RulesError(messages.PAR_TREE_ALONE, where=document.path)
    if isinstance(index, str) and index != "sipas":
        where = document.where(("index",))
        raise RulesError(messages.RULES_CHOICE, where=where, name="index", expected="sipas, par")
    return CriteriaSet(checked(document, Criteria), document, path, local)


#: The parts of a set whose keys another set may give.
_SHARED = ("plan", "rules")
#: Key of a set -> those keys of the set that it uses which it stands in place of, too.
_IN_PLACE_OF = {"areas": ("tree", "changes"), "tree": ("areas", "changes")}


def _with_used(document: Document, folder: Path) -> Document:
    """The document with each key of plan and rules that it does not have from the set that it uses;
    complaints there name that file's lines. Its raw text, which is kept with runs, has all of it."""
    where, name = document.where(("uses",)), str(document.value["uses"])
    places = [folder / f"{name}.yaml", shipped("criteria") / f"{name}.yaml"]
    path = next((place for place in places if "/" not in name and place.is_file()), None)
    used = load(path, shown_as=f"{path.parent.name}/{path.name}") if path else None
    if used is None or not isinstance(used.value, dict) or used.value.get("id") != name:
        raise RulesError(messages.USES_UNKNOWN, where=where, name=name)
    if "uses" in used.value:
        raise RulesError(messages.USES_CHAIN, where=where, name=name)
    if used.value.get("index") != document.value.get("index"):
        raise RulesError(messages.USES_INDEX, where=where, name=name)
    value = dict(document.value)
    grafts: dict[Keys, tuple[Document, Keys]] = {}
    for part in _SHARED:
        typed, other = document.value.get(part, {}), used.value.get(part)
        if not isinstance(typed, dict) or not isinstance(other, dict):
            continue
        settled = set(typed).union(*(_IN_PLACE_OF.get(key, ()) for key in typed))
        taken = {key: inner for key, inner in other.items() if key not in settled}
        value[part] = {**taken, **typed}
        grafts |= {(part, key): (used, (part, key)) for key in taken}
    whole = {key: inner for key, inner in value.items() if key != "uses"}
    return replace(document, value=value, grafts=grafts, raw=dumped(whole).encode())


def _with_tree(document: Document, folder: Path) -> tuple[Document, Document | None]:
    """The document with the areas of its shared tree in place; complaints there name the tree's lines."""
    plan = document.value.get("plan")
    if not isinstance(plan, dict) or "tree" not in plan:
        return document, None
    where, name = document.where(("plan", "tree")), str(plan["tree"])
    if "areas" in plan:
        raise RulesError(messages.PAR_TREE_AND_AREAS, where=where)
    file = f"{name}.yaml"
    run_tree = folder / "tree.yaml"  # beside the criteria that are kept with a run
    places = [folder / "trees" / file, run_tree, shipped("criteria") / "trees" / file]
    path = next((place for place in places if "/" not in name and place.is_file()), None)
    if path is None:
        raise RulesError(messages.PAR_TREE_UNKNOWN, where=where, name=name)
    tree = load(path, shown_as=f"trees/{path.name}")
    checked(tree, Tree)
    value = {**document.value, "plan": {**plan, "areas": tree.value["areas"]}}
    grafts = {**document.grafts, ("plan", "areas"): (tree, ("areas",))}
    return replace(document, value=value, grafts=grafts), tree


def all_sets(workspace: Path) -> Iterator[AnySet]:
    """Every set, those of the workspace first; one of the workspace goes before a shipped one of the
    same id. Raises RulesError for two files of one folder with the same id: nobody could tell which
    was meant."""
    seen: dict[str, AnySet] = {}
    for path, local in set_files(workspace):
        criteria_set = read_set(path, local=local)
        first = seen.setdefault(criteria_set.criteria.id, criteria_set)
        if first is criteria_set:
            yield criteria_set
        else:
            _refuse_twin(criteria_set, first)


def find_set(workspace: Path, name: str) -> AnySet:
    """The set with the id `name`, or the file of that name if it looks like a path. A file that does
    not hold together matters only if no other has the name, or if it is the workspace's own and says that it
    has it: a shipped set in its place would judge by other rules."""
    if name.endswith((".yaml", ".yml")):
        path = Path(name)
        return read_set(path if path.exists() or path.is_absolute() else workspace / path)
    first: AnySet | None = None
    broken: SipasError | None = None
    for path, local in set_files(workspace):
        if not _names(path, name):
            continue
        try:
            criteria_set = read_set(path, local=local)
        except SipasError as error:
            if local and _claims(path, name):
                raise
            broken = broken or error
            continue
        if criteria_set.criteria.id == name:
            first = first or criteria_set
            if first is not criteria_set:
                _refuse_twin(criteria_set, first)
    if first:
        return first
    if broken:
        raise broken
    known, unread = _ids(workspace)
    meant = nearest(name, known)
    unknown = RulesError(messages.CRITERIA_UNKNOWN, name=name, meant=meant, known=", ".join(known))
    raise together([unknown, *unread])


def _claims(path: Path, name: str) -> bool:
    """Whether a file that does not hold together is that of an id, as far as can be told."""
    if path.stem == name:
        return True
    content = _content(path)
    said = rb"^id:[ \t]*[\"']?" + re.escape(name.encode()) + rb"[\"']?[ \t\r]*(#|$)"
    return content is not None and re.search(said, content, re.MULTILINE) is not None


def _names(path: Path, name: str) -> bool:
    """Whether a file has the id in it at all: reading every set in full would take longer than all that
    is done with the one that is wanted. True where it cannot be read, as reading it will say why."""
    content = _content(path)
    return content is None or name.encode() in content


def _content(path: Path) -> bytes | None:
    """As much of a criteria file as one may have; None for what is no file, or cannot be read."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES)
    except OSError:
        return None


def _ids(workspace: Path) -> tuple[list[str], list[SipasError]]:
    """The ids of the sets that hold together, and what is wrong with the workspace's own that do not: one of
    them may be the one that was meant."""
    ids, errors = [], []
    for path, local in set_files(workspace):
        try:
            ids.append(read_set(path, local=local).criteria.id)
        except SipasError as error:
            errors += [error] if local else []
    return list(dict.fromkeys(ids)), errors


def set_files(workspace: Path) -> Iterator[tuple[Path, bool]]:
    """Every criteria file and whether it is the workspace's own; those go before the shipped ones."""
    local_folder, shipped_folder = workspace / "criteria", shipped("criteria")
    apart = local_folder.resolve() != shipped_folder.resolve()
    yield from ((path, apart) for path in yaml_files(local_folder))
    if apart:
        yield from ((path, False) for path in yaml_files(shipped_folder))


def _refuse_twin(criteria_set: AnySet, first: AnySet) -> None:
    """Refuses two files of one folder with the same id; in two folders the first one is meant."""
    if first.path.parent == criteria_set.path.parent:
        raise RulesError(
            messages.CRITERIA_TWICE,
            where=criteria_set.path.name,
            name=criteria_set.criteria.id,
            first=first.path.name,
        )
