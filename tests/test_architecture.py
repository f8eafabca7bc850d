"""The floors: imports point strictly down, and each library stays behind its fence."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "sipas_cli"

FLOORS = {
    "cli": 6,
    "evidence": 5.5,  # reads the sources of a stored run again, stage by stage
    "acceptance": 5.2,  # check and score end by one decision
    "pipeline": 5,
    "doctor": 5,  # looks at all that a run and its documents need
    "gather": 4,
    "rows": 3.5,  # what an answer is tells a ballot from who signed below
    "judge": 4,
    "propose": 4.5,
    "indices": 4.5,  # what is folded in comes from stored runs
    "store": 4,
    "analysis": 4.25,  # what reports say of stored runs
    "render": 4.5,  # documents are made from stored runs
    "cases": 4,
    "history": 4,
    "kept": 4.2,  # what a stored run keeps, judged anew
    "published": 4.5,  # a table becomes a run that can be stored
    "strata": 4,
    "drawing": 4.5,
    "issued": 4.5,  # read as the other tables of numbers by unit and service
    "read": 3,
    "headers": 3,
    "merged": 3,
    "branches": 3,
    "appraisal": 3,
    "quality": 3,
    "validate": 3,
    "tally": 3,
    "score": 3,
    "rank": 3,
    "sampling": 3,
    "units": 2,
    "rules": 2,
    "words": 2,
    "files": 1,
    "fonts": 1,
    "programs": 1,
    "model": 1,
    "stamps": 1,
    "labels": 3.2,
    "copies": 3.2,  # by the chance that quality tells
    "stated_year": 1,
    "tables": 2.5,  # what a sheet says of itself, for every reader
    "totals": 1,
    "requirements": 0,
    "text": 0,
    "errors": 0,
    "i18n": 0,
}
FENCES = {
    "click": {"cli"},
    "rich": {"cli"},
    "yaml": {"rules"},
    "pydantic": {"rules"},
    "openpyxl": {"read"},
    "python_calamine": {"read"},
    "pyarrow": {"read"},
    "xlrd": {"read"},
    "zipfile": {"read", "files"},
    "docxtpl": {"render"},
    "docx": {"render"},
    "jinja2": {"render"},
    "resvg_py": {"render"},
    "xlsxwriter": {"render"},
    "weasyprint": {"render"},
    "subprocess": {"programs"},
    "filelock": {"store"},
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem[0] != "_")


def part(path: Path) -> str:
    """The folder or module of the package that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The full names that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_strictly_down(path: Path) -> None:
    own = part(path)
    for name in imported(path):
        words = name.split(".")
        if words[0] == "sipas_cli" and len(words) > 1 and words[1] in FLOORS and words[1] != own:
            assert FLOORS[words[1]] < FLOORS[own], f"{path.name} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_stays_behind_its_fence(path: Path) -> None:
    for name in imported(path):
        allowed = FENCES.get(name.split(".")[0])
        assert allowed is None or part(path) in allowed, f"{path.name} imports {name}"


def test_every_module_has_a_floor() -> None:
    assert {part(path) for path in MODULES} == set(FLOORS)


@pytest.mark.parametrize("words", [["--help"], ["score", "--help"], ["--version"], ["nothing"]])
def test_help_and_refused_words_do_not_wait_for_pandas(words: list[str]) -> None:
    code = (
        "import sys; from sipas_cli.cli.program import run; run(sys.argv[1:]); "
        "print([m for m in ('pandas', 'numpy', 'pydantic', 'rich', 'yaml', 'jinja2', 'pyarrow', 'xlrd') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "path",
    [
        own
        for folder in ("sipas_cli", "tools", "bench")
        for own in sorted((PACKAGE.parent / folder).rglob("*.py"))
    ],
    ids=lambda path: str(path.relative_to(PACKAGE.parent)),
)
def test_no_private_name_of_a_library_is_used(path: Path) -> None:
    """One that is gone in the next version, or was not there in the one before."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__"):
            assert isinstance(node.value, ast.Name), f"line {node.lineno}: {node.attr}"
            assert node.value.id in ("self", "cls"), f"line {node.lineno}: {node.value.id}.{node.attr}"
        if isinstance(node, ast.ImportFrom) and not str(node.module).startswith("sipas_cli"):
            words = [*str(node.module).split("."), *(alias.name for alias in node.names)]
            assert not [word for word in words if word.startswith("_") and not word.startswith("__")]
