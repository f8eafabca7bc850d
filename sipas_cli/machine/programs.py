"""Other programs of this machine: where they are, and how to run one for a limited time."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_WINDOWS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432", "LOCALAPPDATA")
_FLATPAKS = ("/var/lib/flatpak/exports/bin", "~/.local/share/flatpak/exports/bin")
_SAID = 20_000  # of what a program says, the last characters are kept


@dataclass(frozen=True)
class Kind:
    """A program that does a job: what it may be called, and where it may be beside PATH.

    name      as people call it
    commands  its names in a folder of PATH
    places    patterns of paths; those without a drive or a root are tried in the folders that Windows
              keeps programs in
    """

    name: str
    commands: tuple[str, ...]
    places: tuple[str, ...]


OFFICE = Kind(
    "LibreOffice",
    ("soffice", "libreoffice", "soffice.com", "soffice.exe"),
    (
        "LibreOffice*/program/soffice.com",
        "LibreOffice*/program/soffice.exe",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "/usr/lib*/libreoffice/program/soffice",
        "/opt/libreoffice*/program/soffice",
        "/snap/bin/libreoffice",
        *(f"{folder}/org.libreoffice.LibreOffice" for folder in _FLATPAKS),
    ),
)
BROWSER = Kind(
    "Chromium / Chrome / Edge",
    (
        *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
        *("microsoft-edge", "microsoft-edge-stable", "chrome.exe", "msedge.exe"),
    ),
    (
        "Google/Chrome/Application/chrome.exe",
        "Chromium/Application/chrome.exe",
        "Microsoft/Edge/Application/msedge.exe",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        "/opt/google/chrome/chrome",
        "/opt/microsoft/msedge/msedge",
        "/snap/bin/chromium",
        *(
            f"{folder}/{name}"
            for folder in _FLATPAKS
            for name in ("org.chromium.Chromium", "com.google.Chrome", "com.microsoft.Edge")
        ),
    ),
)


# --- where they are ------------------------------------------------------------------------------


def find(kind: Kind) -> Path | None:
    """The program, from PATH or a usual place. A folder of PATH that is not absolute does not count: a
    workspace that came by mail could bring a program along."""
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        if not Path(folder).is_absolute():
            continue
        for command in kind.commands:
            if shutil.which(str(Path(folder) / command)):
                return Path(folder) / command
    return next((path for pattern in _patterns(kind) for path in _matching(pattern)), None)


def looked_in(kind: Kind) -> list[str]:
    """Where `find` looks on this machine, as people write it."""
    return ["PATH", *_patterns(kind)]


def _on_windows() -> bool:
    return os.name == "nt"


def _patterns(kind: Kind) -> list[str]:
    """The places that this system can have. Windows has several folders for programs."""
    rooted = [place for place in kind.places if place[0] in "/~"]
    if not _on_windows():
        mac = sys.platform == "darwin"
        return [place for place in rooted if place.startswith("/Applications") == mac]
    folders = dict.fromkeys(filter(None, map(os.environ.get, _WINDOWS)))
    return [str(Path(folder, place)) for folder in folders for place in kind.places if place not in rooted]


def _matching(pattern: str) -> list[Path]:
    """The files that a pattern means, the highest version first."""
    path = Path(pattern).expanduser()
    return sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor))), reverse=True)


def own_folder(program: Path) -> Path | None:
    """Where a program shut in by snap or flatpak can read and write; None for any folder."""
    if program.is_relative_to("/snap"):
        return Path.home() / "snap" / program.name / "common"
    if "flatpak" in program.parts:
        return Path.home() / ".var" / "app" / program.name / "cache"
    return None


# --- folders -------------------------------------------------------------------------------------


def open_folder(folder: Path) -> bool:
    """Shows a folder in the file manager; whether there is one that can be asked."""
    if sys.platform == "win32":
        os.startfile(folder)
        return True
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if not opener:
        return False
    return subprocess.run([opener, folder], capture_output=True, check=False).returncode == 0


# --- running one ---------------------------------------------------------------------------------


class ProgramSaidError(Exception):
    """What a program said when it failed; it is a cause, and seen under -v only."""


def run(command: Sequence[str], *, seconds: float, environment: Mapping[str, str]) -> tuple[int | None, str]:
    """Runs a program without input and returns its status, None if the time was up, and what it said.
    When the time is up, or on Ctrl-C, it is ended with all that it has started.

    environment   variables that are added to those of this process
    """
    with tempfile.TemporaryFile() as output:  # a pipe could be held open by what outlives the program
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment},
            start_new_session=True,
        )
        try:
            status: int | None = process.wait(seconds)
        except subprocess.TimeoutExpired:
            status = None
            _end(process)
        except BaseException:
            _end(process)
            raise
        output.seek(0)
        return status, _printable(output.read()[-_SAID:])


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a program and its children."""
    if sys.platform == "win32":
        tool = Path(os.environ.get("SYSTEMROOT", "C:/Windows"), "System32", "taskkill.exe")
        subprocess.run([tool, "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
        process.kill()
    else:
        import signal

        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _printable(output: bytes) -> str:
    """Text that cannot steer the terminal."""
    text = output.decode("utf-8", "replace")
    return "".join(map(_harmless, text)).strip()


def _harmless(letter: str) -> str:
    if letter.isprintable() or letter == "\n":
        return letter
    return " "
