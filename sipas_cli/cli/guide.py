"""`sipas guide`: from a folder and files to documents, question by question. Each step is a command of its
own, run as if it had been typed."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from sipas_cli.cli import guide_words as words
from sipas_cli.cli.options import PATH, Command
from sipas_cli.cli.screen import echo
from sipas_cli.cli.session import session
from sipas_cli.errors import DONE, SURROUNDINGS, WORDS, SipasError
from sipas_cli.files import entries
from sipas_cli.messages import LANGUAGES, Message, language, say
from sipas_cli.text.spelling import plain
from sipas_cli.workspace.settings import SETTINGS

_FIRST_YEAR, _LAST_YEAR = 1990, 2200
#: The commands that draft a document, as they are typed.
_DOCUMENTS = (
    ("render-decision",),
    ("render-submission",),
    ("report",),
    ("report", "--format", "xlsx"),
)


@click.command("guide", cls=Command, words=words.GUIDE)
@click.argument("files", nargs=-1, metavar="[FILE...]", type=PATH)
def command(files: tuple[Path, ...]) -> int:
    """Asks, and runs one command after another; the status is that of the last one that failed."""
    echo(say(words.WELCOME))
    folder = _folder(files)
    if not (folder / SETTINGS).exists() and (status := _make_workspace(folder)) != DONE:
        return status
    year = _year(folder)
    named = [str(file) for file in files or _files(folder)]
    status = _checked(folder, named, year)
    if status != DONE or not _agreed(words.SCORE):
        return status
    status = _run(folder, "score", *named, "--year", year)
    if status != DONE:
        return status
    if _agreed(words.DOCUMENTS):
        status = max(_run(folder, *document, "--year", year) for document in _DOCUMENTS)
    _open(folder)
    echo(say(words.NEXT, year=year))
    return status


# --- the steps -----------------------------------------------------------------------------------


def _folder(files: Sequence[Path]) -> Path:
    """The workspace: that of -C or of the files, unless another one is named."""
    proposed = session().folder
    if files and proposed == Path():
        proposed = files[0].parent
    return Path(_asked(words.FOLDER, str(proposed.absolute()))).absolute()


def _make_workspace(folder: Path) -> int:
    """Makes the files of a workspace, with the communes of a province where one is named; asks again for a
    province that there is not."""
    status = WORDS
    while status == WORDS:
        command = ["init"]
        if province := _asked(words.PROVINCE, ""):
            command += ["--province", province]
        status = _run(folder, *command)
    return status


def _year(folder: Path) -> str:
    year = _asked(words.YEAR, _year_of_settings(folder))
    while not year.isdecimal() or int(year) not in range(_FIRST_YEAR, _LAST_YEAR + 1):
        echo(say(words.YEAR_WRONG))
        year = _asked(words.YEAR, "")
    return year


def _year_of_settings(folder: Path) -> str:
    """The year in `sipas.yaml`; what is wrong with that file is for the commands to say."""
    from sipas_cli.workspace.workspace import Workspace

    try:
        year = Workspace(folder).settings.year
    except SipasError:
        return ""
    return str(year or "")


def _files(folder: Path) -> list[Path]:
    """The files that are chosen of those in the folder, by their numbers, or named by their paths."""
    listed = _listed(folder)
    if listed:
        echo(say(words.FILES_HERE))
    for number, path in enumerate(listed, start=1):
        echo(f"  {number}. {path.name}")
    proposed = "1" if len(listed) == 1 else ""
    while True:
        answer = _asked(words.FILES, proposed)
        chosen = [_chosen(word, listed) for word in _words(answer)]
        wrong = [str(path) for path in chosen if not path.is_file()]
        if chosen and not wrong:
            return chosen
        echo(say(words.FILES_WRONG, name=", ".join(wrong)))


def _listed(folder: Path) -> list[Path]:
    """The files that may hold ballots or points: none that this program wrote, no marks of open workbooks."""
    from sipas_cli.runs import written
    from sipas_cli.sheets.source import KNOWN_SUFFIXES
    from sipas_cli.workspace.workspace import Workspace

    workspace, own = Workspace(folder), {say(words.FINDINGS_FILE, lang=lang) for lang in LANGUAGES}
    paths = [path for path in entries(folder) if path.suffix.lower() in KNOWN_SUFFIXES]
    others = [path for path in paths if path.name[0] not in ".~" and path.name not in own]
    ours = written.unchanged(workspace, others)
    return [path for path in others if path.is_file() and path not in ours]


def _words(answer: str) -> list[str]:
    """The words of an answer; a path that was dragged here has quotation marks around its blanks."""
    if Path(answer).is_file():
        return [answer]
    try:
        return [word.strip("\"'") for word in shlex.split(answer, posix=False)]
    except ValueError:  # a mark without its other half, as of an apostrophe in a name
        return [answer]


def _chosen(word: str, listed: Sequence[Path]) -> Path:
    if word.isdecimal() and 1 <= int(word) <= len(listed):
        return listed[int(word) - 1]
    return Path(word)


def _checked(folder: Path, files: Sequence[str], year: str) -> int:
    """Checks until nothing speaks against the files, or somebody stops."""
    findings = folder / say(words.FINDINGS_FILE)
    while True:
        status = _run(folder, "check", *files, "--year", year, "-o", str(findings))
        written = findings.read_bytes() if findings.exists() else b""
        echo(say(words.FINDINGS, path=findings))
        if status == DONE or status > SURROUNDINGS or not _agreed(words.AGAIN):  # ended from outside
            return status
        if written and findings.exists() and findings.read_bytes() == written:
            findings.unlink()  # nobody wrote into it: it need not be kept as a .bak


def _open(folder: Path) -> None:
    """Opens the folder, or says where it is."""
    from sipas_cli.machine.programs import open_folder

    if not _agreed(words.OPEN) or not open_folder(folder):
        echo(say(words.NOT_OPENED, path=folder))


# --- asking and running --------------------------------------------------------------------------


def _asked(question: Message, proposed: str) -> str:
    """An answer without the quotation marks of a path that was copied; `proposed` where it is empty. Raises
    click.Abort where nobody answers."""
    echo(f"\n{say(question)}{proposed and f' [{proposed}]'}: ", nl=False)
    line = sys.stdin.readline()
    if not line:
        raise click.Abort
    return line.strip().strip('"') or proposed


def _agreed(question: Message) -> bool:
    return plain(_asked(question, say(words.YES))) not in words.ANSWERS_NO


def _run(folder: Path, *command: str) -> int:
    """Runs a command of the program; its status."""
    from sipas_cli.cli.program import run

    typed = ["-C", str(folder), *command]
    shown = " ".join(f'"{word}"' if " " in word else word for word in ("sipas", *typed))
    echo(f"\n{say(words.RUNNING, command=shown)}\n")
    return run(["--lang", language(), *typed])
