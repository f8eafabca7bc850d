"""Eight writers and three readers in one workspace, and who freezes, takes that back and imports beside them.

    python bench/beside.py [RUNS OF EACH WRITER]

Each writer scores files of its own, one after another; the readers ask for ranks, reports, runs until
the last writer is done. Every run must be stored once, the chain of runs must hold, and no command may fail.
Prints what failed and the figures.
"""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
from conftest import HEADER, ballots  # noqa: E402  # it lies beside the tests

PROGRAM = [sys.executable, "-P", "-m", "sipas_cli", "-q"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
WRITERS = 8
READ = (("rank",), ("report", "--format", "html", "-o", "r.html"), ("runs",))
PUBLISHED = "Tên đơn vị,Điểm,Xếp hạng\nSở Y tế,90.{number:02},1\nSở Nội vụ,80.00,2\n"
Failures = Counter[str]


def said(folder: Path, words: Sequence[str], failures: Failures) -> int:
    """Runs a command; notes it with its last line if it fails."""
    done = subprocess.run([*PROGRAM, *words], cwd=folder, env=ENVIRONMENT, capture_output=True, check=False)
    if done.returncode:
        failures[f"{words[0]} {done.returncode}: {done.stderr.decode()[-160:].strip()}"] += 1
    return done.returncode


def score(folder: Path, files: Iterable[str], failures: Failures) -> None:
    """A writer."""
    for name in files:
        said(folder, ("score", name, "--year", "2023"), failures)


def read(folder: Path, words: Sequence[str], ended: Event, failures: Failures) -> int:
    """A reader; returns how many commands it ran."""
    commands = 0
    while not ended.is_set():
        said(folder, words, failures)
        commands += 1
    return commands


def decide(folder: Path, number: int, ended: Event, failures: Failures) -> int:
    """Who freezes and takes it back, and imports tables of another year."""
    commands = 0
    while not ended.is_set():
        name = f"t{number}-{commands}.csv"
        (folder / name).write_text(PUBLISHED.format(number=commands % 100), encoding="utf-8")
        for words in (
            ("freeze", "--year", "2023", "--anyway"),
            ("freeze", "--year", "2023", "--undo"),
            ("import-results", name, "--year", "2022"),
        ):
            said(folder, words, failures)
            commands += 1
    return commands


def table(count: int) -> str:
    """Ballots as csv; each count gives another run."""
    lines = [HEADER, *ballots(count)]
    return "\n".join(",".join(map(str, line)) for line in lines)


def main() -> None:
    """Prints what came of it."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    failures: Failures = Counter()
    ended = Event()
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(WRITERS + len(READ) + 1) as pool:
        folder = Path(name)
        (folder / "first.csv").write_text(table(10), encoding="utf-8")
        said(folder, ("score", "first.csv", "--year", "2023"), failures)
        files = [[f"w{writer}-{run}.csv" for run in range(runs)] for writer in range(WRITERS)]
        for count, file in enumerate(file for own in files for file in own):
            (folder / file).write_text(table(20 + count), encoding="utf-8")
        readers = [pool.submit(read, folder, words, ended, failures) for words in READ]
        readers.append(pool.submit(decide, folder, 0, ended, failures))
        for writer in [pool.submit(score, folder, own, failures) for own in files]:
            writer.result()
        ended.set()
        commands = [reader.result() for reader in readers]
        stored = {path.name for path in (folder / "results" / "2023").glob("sipas-*") if path.is_dir()}
        said(folder, ("verify", "--year", "2023"), failures)
        left = [path.name for path in folder.rglob(".draft-*")]
    print(f"stored {len(stored)} of {WRITERS * runs + 1} runs")
    print(f"reading commands {commands[:-1]}, others {commands[-1]}")
    print(f"failed {sum(failures.values())}; drafts left {len(left)}")
    for what, times in failures.items():
        print(f"    {times} x {what}")


if __name__ == "__main__":
    main()
