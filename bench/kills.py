"""What a command leaves behind that is killed: each trial in a workspace of its own, at another moment.

    python bench/kills.py [TRIALS OF EACH KIND]

`written` kills as soon as a draft is seen, and a chosen moment later; `random` at any moment of the command.
After a kill, `rank` must print what it printed before the command or what it prints after it, a document must
be the former or the new one, and the command, repeated, must leave every file as if nobody had killed it.
Signals, sent once the program listens to them (as /proc says, so on Linux alone), must end the command with
128 and their number, and leave every file as it was or as it was to be. To die of the signal itself is amiss.
Prints a line for each kind, and what is amiss.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
from conftest import EXAMPLE, ballots, write_book  # noqa: E402  # it lies beside the tests

PROGRAM = [sys.executable, "-P", "-m", "sipas_cli", "-q"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
SCORE = ("score", "b.xlsx")
DOCUMENTS = (
    ("render-decision", "--number", "1"),
    ("report", "--format", "docx"),
    ("report", "--format", "html"),
)
#: The longest time between the draft that is seen and the kill, in seconds.
LATEST = 0.05
Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Command:
    """A command line with what there is before it, and after it where nobody kills it."""

    words: tuple[str, ...]
    before: Path
    files_before: Files
    files_after: Files
    ranks: tuple[bytes, bytes]
    seconds: float


def said(folder: Path, *words: str) -> tuple[int, bytes]:
    """The status of a command and what it prints."""
    done = subprocess.run(
        [*PROGRAM, *words],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a workspace but the locks, which stay."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def prepared(folder: Path, *words: str) -> Command:
    """A workspace with a run and its documents, in which another file is about to be scored or another
    decision to be made."""
    before = folder / "-".join(words).replace("/", "-")
    before.mkdir()
    for name in ("sipas.yaml", "units.yaml", "decision.yaml"):
        shutil.copy(EXAMPLE / name, before)
    write_book(before / "a.xlsx", ballots(20))
    write_book(before / "b.xlsx", ballots(40))
    for line in (("score", "a.xlsx"), *((line[:1] if line[0] != "report" else line) for line in DOCUMENTS)):
        if line[0] == "score" or words[0] == line[0]:
            assert said(before, *line)[0] == 0, line
    if words[0] == "report":  # of the run of another file, else the report is the same and nothing is written
        assert said(before, *SCORE)[0] == 0
    after = folder / "after"
    shutil.copytree(before, after)
    former = said(before, "rank", "--format", "json")[1]
    start = time.monotonic()
    assert said(after, *words)[0] == 0
    seconds = time.monotonic() - start
    new = said(after, "rank", "--format", "json")[1]
    command = Command(words, before, files(before), files(after), (former, new), seconds)
    shutil.rmtree(after)
    return command


def started(command: Command, folder: Path) -> subprocess.Popen[bytes]:
    """The command, in a copy of its workspace."""
    shutil.copytree(command.before, folder)
    return subprocess.Popen(
        [*PROGRAM, *command.words],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def at_writing(process: subprocess.Popen[bytes], folder: Path) -> None:
    """Waits for a draft, and a little longer."""
    places = (folder, folder / "results", folder / "results" / "2023")
    while process.poll() is None:
        if any(any(place.glob(".draft-*")) for place in places):
            time.sleep(random.choice((0, random.uniform(0, LATEST))))
            return


def killed(command: Command, folder: Path, *, written: bool) -> list[str]:
    """What is amiss after a kill, at writing or at any moment."""
    process = started(command, folder)
    if written:
        at_writing(process, folder)
    else:
        time.sleep(random.uniform(0, command.seconds))
    process.kill()
    ended = process.wait()
    amiss = [] if ended == -signal.SIGKILL else ["in time"]
    status, ranks = said(folder, "rank", "--format", "json")
    if status or ranks not in command.ranks:
        amiss.append(f"rank {status}")
    found = files(folder)
    amiss += [
        f"{name} is neither"
        for name in sorted(command.files_before.keys() & command.files_after.keys())
        if found.get(name) not in (command.files_before[name], command.files_after[name])
    ]
    repeated, _ = said(folder, *command.words)
    if repeated:
        amiss.append(f"repeat {repeated}")
    return amiss + differences(files(folder), command.files_after)


def signalled(command: Command, folder: Path, number: signal.Signals) -> list[str]:
    """What is amiss after a signal that asks a command to end, once the program listens to it."""
    process = started(command, folder)
    while process.poll() is None and not listens(process, number):
        pass
    time.sleep(random.uniform(0, command.seconds))
    process.send_signal(number)
    status = process.wait()
    if status == 0:
        return ["in time"]
    amiss = [] if status == 128 + number else [f"status {status}"]
    found = files(folder)
    if found not in (command.files_before, command.files_after):
        amiss += differences(found, command.files_before)
    return amiss


def listens(process: subprocess.Popen[bytes], number: signal.Signals) -> bool:
    """Whether the program has handlers of its own: Python alone has one for SIGINT, and none for SIGTERM."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    caught = int(status.partition("SigCgt:")[2].split()[0], 16)
    return all(caught >> one - 1 & 1 for one in (number, signal.SIGTERM))


def differences(found: Files, wanted: Files) -> list[str]:
    """The files that are not as they are to be; drafts by their kind, as their names are by chance."""
    names = (name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))
    kinds = {".draft" if ".draft-" in name else name for name in names}
    kind = {True: "too much", False: "otherwise"}
    return sorted(f"{name} {kind[name not in wanted]}" for name in kinds)


def tell(kind: str, trials: int, trial: Callable[[Path], list[str]]) -> None:
    """Prints in how many trials nothing was amiss. Those do not count in which the command ended first."""
    amiss: Counter[str] = Counter()
    good = struck = early = 0
    while struck < trials:
        with tempfile.TemporaryDirectory() as name:
            wrong = trial(Path(name) / "w")
        if "in time" in wrong:
            early += 1
            continue
        struck += 1
        good += not wrong
        amiss.update(wrong)
    print(f"{kind}: {good} of {trials}; {early} more ended first", *amiss.items(), sep="\n    ", flush=True)


def main() -> None:
    """All kinds, each so many times."""
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    with tempfile.TemporaryDirectory() as name:
        score = prepared(Path(name), *SCORE)
        tell("score, written", 2 * trials, lambda folder: killed(score, folder, written=True))
        tell("score, random", trials, lambda folder: killed(score, folder, written=False))
        for words in DOCUMENTS:
            made = prepared(Path(name), *words)
            tell(
                f"{' '.join(words)}, written",
                trials,
                lambda folder, made=made: killed(made, folder, written=True),
            )
        for number in (signal.SIGTERM, signal.SIGINT):
            tell(
                f"score, {number.name}",
                2 * trials // 3,
                lambda folder, number=number: signalled(score, folder, number),
            )


if __name__ == "__main__":
    main()
