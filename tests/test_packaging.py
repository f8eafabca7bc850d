"""What the package says of itself, its licences, and which commands wait for no frame."""

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import make_third_party
import pytest
from conftest import ROOT, Once

from sipas_cli import __version__

REPOSITORY = "https://example.org/office/sipas"
LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Any:
    """hatch_build.py, without hatch: it is there while a package is built."""
    stub = ModuleType("hatchling.metadata.plugin.interface")
    vars(stub)["MetadataHookInterface"] = object
    for name in ("hatchling", "hatchling.metadata", "hatchling.metadata.plugin", stub.__name__):
        monkeypatch.setitem(sys.modules, name, stub if name == stub.__name__ else ModuleType(name))
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("repository", ["", REPOSITORY])
def test_no_link_of_the_page_on_an_index_leads_nowhere(
    hook: Any, monkeypatch: pytest.MonkeyPatch, repository: str
) -> None:
    monkeypatch.setenv(hook.REPOSITORY, repository and f"{repository}/")
    about: dict[str, Any] = {}
    made = hook.Metadata()
    made.root = str(ROOT)
    made.update(about)
    links = LINK.findall(about["readme"]["text"])
    assert all(link.startswith("https://") for link in links)
    assert bool(links) == bool(about["urls"]) == bool(repository)
    assert "sipas init my-survey" in about["readme"]["text"]
    if repository:
        assert f"[Reference]({REPOSITORY}/blob/v{__version__}/docs/reference.md)" in about["readme"]["text"]
        assert f"]({REPOSITORY}/raw/v{__version__}/docs/images/score.png)" in about["readme"]["text"]
        assert about["urls"]["Changelog"] == f"{REPOSITORY}/blob/v{__version__}/CHANGELOG.md"
        paths = [re.sub(r"^.*/v[^/]+/|#.*$", "", link) for link in links]
        assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_package_that_is_installed_stands_with_its_licence() -> None:
    page = (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z0-9-]+) \| (.+) \|$", page, re.MULTILINE)
    assert [name for name, _ in rows] == make_third_party.names(), "python tools/make_third_party.py"
    assert dict(rows)["docxtpl"] == "LGPL-2.1-only"


def test_the_licences_are_collected_with_their_texts(tmp_path: Path) -> None:
    make_third_party.collect(tmp_path / "licenses")
    names = {path.name for path in (tmp_path / "licenses").iterdir()}
    assert {"sipas.txt", "fonts.txt", "THIRD-PARTY.md"} <= names
    (lgpl,) = (tmp_path / "licenses").glob("docxtpl-*")  # its own, or ours where it brings none along
    assert "LESSER GENERAL PUBLIC LICENSE" in lgpl.read_text(encoding="utf-8").upper()
    installed = [name for name in make_third_party.names() if make_third_party.is_installed(name)]
    assert len(installed) > 20
    for package in installed:
        assert any(name.startswith(f"{package}-") for name in names), package


#: What takes long to import, and is not waited for by commands that only look at what is stored.
HEAVY = ("pandas", "numpy", "scipy", "pyarrow", "openpyxl", "docx", "docxtpl", "jinja2", "xlsxwriter")
LIGHT = [
    "runs",
    "rank",
    "rank --detail --format csv",
    "compare --year 2026",
    "freeze --year 2026",
    "criteria list",
    "criteria show sipas-39",
    "criteria check",
    "completion bash",
    "init new --province Huế",
]
#: Of those that count or write, none but counting puts ballots into frames.
WITHOUT_PANDAS = [
    "doctor",
    "verify --quick",
    "verify --seal --year 2026",
    "explain so-y-te",
    "what-if",
    "form --criteria sipas-39 -o form.xlsx",
    "render-decision --year 2026",
    "render-submission --year 2026",
    "report --year 2026",
    "import-results results-2024.csv --year 2024",
    "units import results-2024.csv -o units-2.yaml",
    "template check decision.docx",
]
GUARD = """
import sys

class Guard:
    def find_spec(self, name, path=None, target=None):
        if name in refused:
            raise ImportError(f"{name} is not waited for")

refused = sys.argv[1].split(",")
sys.meta_path.insert(0, Guard())
from sipas_cli.cli.program import run
sys.exit(run(sys.argv[2:]))
"""


@pytest.mark.parametrize(
    ("words", "refused"),
    [*((words, HEAVY) for words in LIGHT), *((words, HEAVY[:1]) for words in WITHOUT_PANDAS)],
)
def test_no_command_waits_for_what_it_does_not_need(
    examples_once: Once, tmp_path: Path, words: str, refused: tuple[str, ...]
) -> None:
    commands = ("import-results results-2024.csv --year 2024", "score survey.csv")
    folder = shutil.copytree(examples_once("hai-phong-2026", *commands), tmp_path / "w")
    shutil.copy(ROOT / "templates" / "decision.docx", folder)
    guarded = [sys.executable, "-P", "-c", GUARD, ",".join(refused), *words.split()]
    done = subprocess.run(guarded, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
