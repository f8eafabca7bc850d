"""The house: imports point strictly down, in no circle, and each library stays behind its fence."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from conftest import Sipas, ballots, write_book
from make_rooms import ROOMS, table

PACKAGE = Path(__file__).resolve().parents[1] / "sipas_cli"

FENCES = {
    "click": {"cli"},
    "rich": {"cli"},
    "yaml": {"rules"},
    "pydantic": {"rules", "workspace"},
    "openpyxl": {"sheets", "workbook"},
    "python_calamine": {"sheets"},
    "pyarrow": {"sheets"},
    "xlrd": {"sheets"},
    "zipfile": {"files", "sheets"},
    "docxtpl": {"templating"},
    "docx": {"forms", "machine", "templating"},
    "jinja2": {"documents", "templating"},
    "resvg_py": {"documents"},
    "scipy": {"score"},
    "xlsxwriter": {"documents", "forms", "workbook"},
    "weasyprint": {"machine"},
    "subprocess": {"machine"},
    "filelock": {"runs"},
    "distributed": {"runs"},
    "fsspec": {"sheets"},
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
def test_a_room_imports_only_from_those_below_it(path: Path) -> None:
    own = part(path)
    for name in imported(path):
        words = name.split(".")
        if words[0] == "sipas_cli" and len(words) > 1 and words[1] in ROOMS and words[1] != own:
            assert ROOMS.index(words[1]) > ROOMS.index(own), f"{path.name} imports {name}"


def test_the_guide_lists_the_rooms_with_their_own_sentences() -> None:
    guide = (PACKAGE.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    begin, end = "<!-- rooms -->\n", "<!-- /rooms -->"
    assert guide.partition(begin)[2].partition(end)[0] == table(), "python tools/make_rooms.py"


def test_no_modules_import_each_other_in_a_circle() -> None:
    dotted = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in MODULES}
    graph = {
        own: {name for full in imported(path) for name in (full, full.rpartition(".")[0]) if name in dotted}
        - {own}
        for own, path in dotted.items()
    }
    assert list(TopologicalSorter(graph).static_order())  # raises CycleError with the circle


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_stays_behind_its_fence(path: Path) -> None:
    for name in imported(path):
        allowed = FENCES.get(name.split(".")[0])
        assert allowed is None or part(path) in allowed, f"{path.name} imports {name}"


def test_every_room_has_its_place() -> None:
    assert {part(path) for path in MODULES} == set(ROOMS)


@pytest.mark.parametrize("words", [["--help"], ["score", "--help"], ["--version"], ["nothing"]])
def test_help_and_refused_words_do_not_wait_for_pandas(words: list[str]) -> None:
    code = (
        "import sys; from sipas_cli.cli.program import run; run(sys.argv[1:]); "
        "print([m for m in ('pandas', 'numpy', 'scipy', 'pydantic', 'rich', 'yaml', 'jinja2', 'pyarrow', "
        "'xlrd') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_stored_run_is_shown_without_register_and_decision(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "survey.xlsx", ballots())
    assert sipas("score", "survey.xlsx", "--year", "2023").status == 0
    code = (
        "import sys; from sipas_cli.cli.program import run; run(sys.argv[1:]); "
        "print([m for m in ('decision', 'register', 'succession', 'units') "
        "if f'sipas_cli.workspace.{m}' in sys.modules])"
    )
    words = ["rank", "-C", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, *words], capture_output=True, text=True, check=True
    )
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
            if node.attr == "_value_":  # what the documentation of `enum` names for the value of a member
                continue
            assert isinstance(node.value, ast.Name), f"line {node.lineno}: {node.attr}"
            assert node.value.id in ("self", "cls"), f"line {node.lineno}: {node.value.id}.{node.attr}"
        if isinstance(node, ast.ImportFrom) and not str(node.module).startswith("sipas_cli"):
            words = [*str(node.module).split("."), *(alias.name for alias in node.names)]
            assert not [word for word in words if word.startswith("_") and not word.startswith("__")]
