"""What hostile and broken files cost: the files of tests/corpus.py, each given to a process of its own.

    python bench/hostile.py [PART OF A NAME]

Prints those that miss: another status than the right one, no line that says why, a trace of a fault, a raw
sign of control, something stored, above 10 s of processor time or 500 MB. Then the dearest of each kind.
"""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
from corpus import RAW, Case, cases, workspace  # noqa: E402  # it lies beside the tests, which are no package

SECONDS, MEGABYTES = 10, 500
#: Runs a command and writes what it took: a small process, as a child counts the memory of what it came from.
_MEASURED = (
    "import resource, subprocess, sys; status = subprocess.call(sys.argv[2:]); "
    "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
    "open(sys.argv[1], 'w').write(f'{status} {used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}')"
)


def run(case: Case) -> tuple[list[str], float, float]:
    """What is amiss with a case, its seconds of processor time and its megabytes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace(folder)
        case.make(folder)
        before = {path.name for path in folder.iterdir()}
        figures = folder.parent / f"{folder.name}.txt"
        command = [sys.executable, "-P", "-m", "sipas_cli", *case.words]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "SIPAS_LANG": "vi"}
        done = subprocess.run(
            [sys.executable, "-c", _MEASURED, str(figures), *command],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        said = done.stdout.decode("utf-8", "backslashreplace")
        status, seconds, megabytes = map(float, figures.read_text().split())
        figures.unlink()
        amiss = _amiss(case, int(status), said, {path.name for path in folder.iterdir()} - before)
    if seconds > SECONDS or megabytes > MEGABYTES:
        amiss.append("too dear")
    return amiss, seconds, megabytes


def _amiss(case: Case, status: int, said: str, more: set[str]) -> list[str]:
    faults = {
        f"status {status}": status not in case.status,
        "no line says why": bool(status) and "Lỗi: " not in said,
        "a trace": "Traceback" in said or "lỗi của chương trình" in said,
        "raw signs": any(ord(letter) in RAW for letter in said),
        "something was stored": bool(status) and bool(more),
    }
    amiss = [name for name, is_so in faults.items() if is_so]
    if amiss:
        amiss.append(said[-300:])
    return amiss


def main() -> None:
    """Runs them all, or those of a name."""
    wanted = " ".join(sys.argv[1:])
    dearest: dict[str, tuple[float, str]] = {}
    largest: dict[str, tuple[float, str]] = {}
    files: Counter[str] = Counter()
    for case in cases():
        if wanted not in f"{case.kind}: {case.name}":
            continue
        amiss, seconds, megabytes = run(case)
        files[case.kind] += 1
        dearest[case.kind] = max(dearest.get(case.kind, (0, "")), (seconds, case.name))
        largest[case.kind] = max(largest.get(case.kind, (0, "")), (megabytes, case.name))
        if amiss:
            print(
                f"MISS {case.kind}: {case.name}: {seconds:.1f} s, {megabytes:.0f} MB: {'; '.join(amiss)}",
                flush=True,
            )
    for kind, count in files.items():
        (seconds, slow), (megabytes, large) = dearest[kind], largest[kind]
        print(f"{kind}: {count} files; {seconds:.1f} s ({slow}); {megabytes:.0f} MB ({large})")


if __name__ == "__main__":
    main()
