"""What this machine and this workspace lack, and what does not work without it."""

import locale
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

from sipas_cli import __version__
from sipas_cli.errors import SipasError, reason
from sipas_cli.files import DRAFT, entries
from sipas_cli.machine import fonts, messages, pdf, programs, requirements
from sipas_cli.machine.messages import Subject
from sipas_cli.machine.programs import BROWSER, OFFICE
from sipas_cli.messages import say
from sipas_cli.rules import library
from sipas_cli.runs import folders
from sipas_cli.wording import error_text
from sipas_cli.workspace.decision import DECISION
from sipas_cli.workspace.settings import PDF_SECONDS, SETTINGS
from sipas_cli.workspace.units import UNITS
from sipas_cli.workspace.workspace import Workspace

State = Literal["good", "remark", "bad"]

_PYTHON = (3, 11)
_ROOM, _LITTLE_ROOM = 2_000_000_000, 200_000_000  # bytes: of a year's runs and documents, of one run
_VERSION = 30  # seconds for a program to say its version
_SAMPLE = "\u1ebe \u1ec7 \u01a1 \u01b0 \u0111"  # letters that a console without Vietnamese shows as boxes


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    key    names it, messages.PYTHON; under this key stand what it is for and what to do about it
    state  good; a remark: some things do not work; bad: nothing works, or nothing can be relied on
    found  what is there, as people read it
    """

    subject: Subject
    state: State
    found: str


def examine(workspace: Workspace, *, deep: bool = False) -> Iterator[Check]:
    """Looks at everything, one after the other. Leaves nothing behind in the workspace.

    deep   also converts a page with each program, which takes some seconds
    """
    yield _python()
    yield _packages()
    yield _shipped()
    yield _optional(messages.PARQUET, "pyarrow")
    yield _encoding()
    yield from _workspace(workspace)
    office, browser = programs.find(OFFICE), programs.find(BROWSER)
    yield _fonts(office)
    yield _program(messages.OFFICE, programs.OFFICE, office)
    if browser:
        yield _program(messages.BROWSER, programs.BROWSER, browser)
    else:
        yield _weasyprint()
    if deep:
        seconds = _seconds(workspace)
        if office:
            yield _tried(messages.WORD_PDF, lambda: pdf.from_office(pdf.trial(), ".docx", seconds=seconds))
        if browser or pdf.has_weasyprint():
            page = b"<!doctype html><title>Aa</title><p>Aa"
            yield _tried(messages.HTML_PDF, lambda: pdf.from_html(page, seconds=seconds))


def _seconds(workspace: Workspace) -> int:
    """The limit of the workspace, if its settings can be read."""
    try:
        return workspace.settings.pdf_seconds
    except SipasError:
        return PDF_SECONDS


# --- Python --------------------------------------------------------------------------------------


def _python() -> Check:
    state: State = "good" if sys.version_info >= _PYTHON else "bad"
    version = f"{platform.python_version()}, {platform.system()} {platform.machine()}"
    if getattr(sys, "frozen", False):  # as PyInstaller leaves it
        version += f", {say(messages.FROZEN)}"
    return Check(messages.PYTHON, state, version)


def _packages() -> Check:
    """The packages that `sipas` asks for, with their versions."""
    if lacking := requirements.lacking():
        return Check(messages.PACKAGES, "bad", ", ".join(package.shown for package in lacking))
    packages = requirements.packages()
    if not packages:
        return Check(messages.PACKAGES, "remark", "sipas: -")
    return Check(
        messages.PACKAGES, "good", ", ".join(f"{package.name} {package.installed}" for package in packages)
    )


def _shipped() -> Check:
    """What came with the program, which an incomplete copy of it lacks."""
    sets = len(list(library.shipped("criteria").glob("*.yaml")))
    templates = len(list(library.shipped("templates").glob("*.docx")))
    state: State = "good" if sets and templates else "bad"
    return Check(messages.SHIPPED, state, f"{sets} criteria/*.yaml, {templates} templates/*.docx")


def _optional(subject: Subject, package: str) -> Check:
    version = requirements.version(package)
    return Check(subject, "good" if version else "remark", f"{package} {version or '-'}")


def _encoding() -> Check:
    """What the console makes of Vietnamese. A console of Windows takes any letter, a pipe there does not."""
    name = locale.getencoding()
    utf8 = name.lower().replace("-", "") == "utf8" or (os.name == "nt" and sys.stdout.isatty())
    return Check(messages.ENCODING, "good" if utf8 else "remark", f"{name}: {_SAMPLE}")


# --- the workspace -------------------------------------------------------------------------------


def _workspace(workspace: Workspace) -> Iterator[Check]:
    folder = workspace.folder
    try:
        with tempfile.TemporaryDirectory(prefix=".sipas-", dir=folder) as name:
            yield Check(messages.FOLDER, "good", str(folder))
            yield _lock(Path(name))
    except OSError as error:
        yield Check(messages.FOLDER, "bad", f"{folder}: {say(reason(error))}")
    if not os.access(folder, os.R_OK | os.X_OK):
        return
    try:
        entries(folder / folders.RESULTS)
        yield _leftovers(folder)
        yield _newer_runs(workspace)
    except SipasError as error:
        yield Check(messages.FOLDER, "bad", error_text(error))
    yield _room(folder)
    yield _files(workspace)


def _lock(folder: Path) -> Check:
    try:
        alone = folders.keeps_others_out(folder)
    except SipasError as error:
        return Check(messages.LOCK, "bad", error_text(error))
    if alone:
        return Check(messages.LOCK, "good", say(messages.YES))
    return Check(messages.LOCK, "bad", say(messages.NO))


def _leftovers(folder: Path) -> Check:
    """Drafts of documents and of runs, those of a command that is running now among them."""
    drafts = [*folder.glob(f"{DRAFT}*"), *(folder / folders.RESULTS).rglob(f"{DRAFT}*")]
    names = ", ".join(str(draft.relative_to(folder)) for draft in sorted(drafts))
    return Check(messages.LEFTOVERS, "remark" if names else "good", names or say(messages.NOTHING))


def _newer_runs(workspace: Workspace) -> Check:
    """Runs that a later version stored, which may hold what this one knows nothing of."""
    newer = []
    for year in folders.years(workspace):
        made = folders.manifests(folders.year_folder(workspace, year))
        versions = {name: str(manifest["tool"]["version"]) for name, manifest in made.items()}
        newer += [f"{name} ({version})" for name, version in versions.items() if _is_newer(version)]
    return Check(messages.RUNS, "remark" if newer else "good", ", ".join(newer) or say(messages.NOTHING))


def _is_newer(version: str) -> bool:
    """Whether a version of ours comes after this one; what stands before a release counts as the release."""
    return requirements.numbers(version)[:3] > requirements.numbers(__version__)[:3]


def _room(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    state: State = "bad"
    if free >= _ROOM:
        state = "good"
    elif free >= _LITTLE_ROOM:
        state = "remark"
    return Check(messages.DISK, state, f"{free // 1_000_000} MB")


def _files(workspace: Workspace) -> Check:
    """Whether the files that are there can be used."""
    readers: dict[str, Callable[[], object]] = {
        SETTINGS: lambda: workspace.settings,
        UNITS: lambda: workspace.succession,
        DECISION: workspace.decision,
        "criteria": lambda: list(library.all_sets(workspace.folder)),
    }
    names = [name for name in readers if (workspace.folder / name).exists()]
    wrong = list(chain.from_iterable(_errors(readers[name]) for name in names))
    if wrong:
        return Check(messages.FILES, "bad", "; ".join(map(error_text, wrong)))
    if not names:
        return Check(messages.FILES, "remark", say(messages.NOTHING))
    return Check(messages.FILES, "good", ", ".join(names))


def _errors(read: Callable[[], object]) -> list[SipasError]:
    try:
        read()
    except SipasError as error:
        return [error, *error.more]
    return []


# --- what documents need -------------------------------------------------------------------------


def _fonts(office: Path | None) -> Check:
    font = fonts.serif(office)
    if font is None:
        why = messages.NOTHING if fonts.can_be_asked() else messages.UNASKED
        return Check(messages.FONTS, "remark", say(why))
    name, path = font
    return Check(messages.FONTS, "good", f"{name} ({_shown(path)})")


def _program(subject: Subject, kind: programs.Kind, path: Path | None) -> Check:
    if path is None:
        return Check(subject, "remark", say(messages.NOTHING))
    version = pdf.version(kind, path, seconds=_VERSION)
    if version is None:
        return Check(subject, "remark", f"{_shown(path)}: {say(messages.SILENT)}")
    return Check(subject, "good", f"{version} ({_shown(path)})".strip())


def _weasyprint() -> Check:
    if pdf.has_weasyprint():
        return Check(messages.BROWSER, "good", f"WeasyPrint {requirements.version('weasyprint')}".strip())
    return Check(messages.BROWSER, "remark", say(messages.NOTHING))


def _tried(subject: Subject, convert: Callable[[], bytes]) -> Check:
    """Whether a page comes out, and after how long."""
    start = time.monotonic()
    try:
        convert()
    except SipasError as error:
        return Check(subject, "remark", error_text(error))
    return Check(subject, "good", f"{time.monotonic() - start:.0f} s")


def _shown(path: Path) -> str:
    """A path without the name of who is logged in."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        return str(path)
