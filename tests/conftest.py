"""Fixtures: the program run in this process, and small workbooks made on the spot."""

import functools
import importlib
import io
import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, settings

from sipas_cli.cli.program import run
from sipas_cli.errors import SipasError
from sipas_cli.machine.programs import BROWSER, find
from sipas_cli.messages import FindingKind, Message

# a machine that has other work too is slow, not wrong
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "quang-ninh-2023"
CODES = [f"F{factor}_{number}" for factor in range(1, 6) for number in range(1, 6)]
collect_ignore = ["field"]  # small workspaces, and scripts that make the largest files of them
HEADER = ["Mã phiếu", "Tên đơn vị", "Ngày khảo sát", *CODES]


@functools.cache
def all_messages() -> dict[str, Message | FindingKind]:
    """Every message of every room: `room.NAME` -> the message."""
    names = [path.relative_to(ROOT).with_suffix("") for path in (ROOT / "sipas_cli").rglob("*.py")]
    modules = [importlib.import_module(".".join(name.parts)) for name in names if name.name != "__main__"]
    return {
        f"{module.__name__.removeprefix('sipas_cli.')}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Message | FindingKind)
    }


def key_of(error: SipasError) -> str:
    """The name of the message of an error, in small letters."""
    names = {value: name.rpartition(".")[2].lower() for name, value in all_messages().items()}
    return names[error.message]


@dataclass
class Outcome:
    """What a command line came to."""

    status: int
    out: str
    err: str


Sipas = Callable[..., Outcome]


@pytest.fixture
def sipas(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Sipas:
    """Runs `sipas` in an empty folder, which is also the workspace."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SIPAS_LANG", raising=False)

    def call(*words: object) -> Outcome:
        status = run([str(word) for word in words])
        captured = capfd.readouterr()
        return Outcome(status, captured.out, captured.err)

    return call


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the shipped example, as the workspace."""
    for name in ("sipas.yaml", "units.yaml", "decision.yaml", "survey.xlsx"):
        shutil.copy(EXAMPLE / name, tmp_path / name)
    return tmp_path


Once = Callable[..., Path]


@pytest.fixture(scope="session")
def examples_once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """(name of a shipped example, commands) -> a workspace in which they were run, once. Whoever changes it
    changes a copy."""
    made: dict[tuple[str, ...], Path] = {}

    def folder(name: str, *commands: str) -> Path:
        key = (name, *commands)
        if key not in made:
            made[key] = tmp_path_factory.mktemp("scored") / name
            left = shutil.ignore_patterns("results", "*.docx", "*.html", "*.py", "*.md")
            shutil.copytree(ROOT / "examples" / name, made[key], ignore=left)
            for command in commands:
                with redirect_stdout(io.StringIO()):  # no test is to take it for its own
                    status = run(["-q", "-C", str(made[key]), *command.split()])
                assert status == 0
        return made[key]

    return folder


@pytest.fixture
def scored_example(examples_once: Once, tmp_path: Path, sipas: Sipas) -> Path:
    """A copy of the first example with its run, as the workspace."""
    shutil.copytree(examples_once("quang-ninh-2023", "score survey.xlsx"), tmp_path, dirs_exist_ok=True)
    return tmp_path


Ods = Callable[..., Path]


@pytest.fixture
def ods(tmp_path: Path) -> Ods:
    """Makes an .ods of one sheet "S" from its rows as XML; `parts` replaces or adds parts of the package."""

    def make(rows: str, *, before: str = "", after: str = "", parts: Mapping[str, str] | None = None) -> Path:
        spaces = "".join(
            f' xmlns:{prefix}="urn:{prefix}"' for prefix in ("office", "table", "text", "calcext")
        )
        content = (
            f"<office:document-content{spaces}><office:body><office:spreadsheet>{before}"
            f'<table:table table:name="S">{rows}</table:table>{after}'
            "</office:spreadsheet></office:body></office:document-content>"
        )
        package = {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": content,
            **(parts or {}),
        }
        with zipfile.ZipFile(tmp_path / "a.ods", "w", zipfile.ZIP_DEFLATED) as file:
            for name, text in package.items():
                file.writestr(name, text)
        return tmp_path / "a.ods"

    return make


def soffice() -> str:
    """LibreOffice."""
    return installed("LibreOffice", shutil.which("soffice"))


def browser() -> str:
    """Chromium, Chrome or Edge."""
    return installed("a browser", find(BROWSER))


def installed(name: str, path: str | Path | None) -> str:
    """The path of a program. A machine without it skips what needs it, as nothing of ours can be tried
    there; CI installs every such program, and fails without it."""
    if not path and "CI" not in os.environ:
        pytest.skip(f"{name} is not installed on this machine; CI has it and must not skip this")
    assert path
    return str(path)


def ballot(number: int, unit: str, answers: Sequence[object] | object = 4) -> list[object]:
    """A row under HEADER; one answer stands for all 25."""
    own = list(answers) if isinstance(answers, list | tuple) else [answers] * len(CODES)
    return [f"P{number:04d}", unit, "2023-11-15", *own]


def ballots(count: int = 20) -> list[list[object]]:
    """Half for Sở Nội vụ, all satisfied; half for Sở Y tế, in which every fifth ballot is not."""
    return [
        ballot(n, "Sở Nội vụ" if n % 2 else "Sở Y tế", 4 if n % 2 or n % 10 else 2)
        for n in range(1, count + 1)
    ]


def write_book(
    path: Path,
    rows: Iterable[Sequence[object]],
    header: Sequence[object] | None = HEADER,
    edit: Callable[[Any, Any], None] | None = None,
) -> Path:
    """A workbook with one sheet "Phiếu"; `edit` gets the sheet and the book before it is saved."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Phiếu"
    for row in [*([header] if header else []), *rows]:
        sheet.append(list(row))
    if edit:
        edit(sheet, book)
    book.save(path)
    return path
