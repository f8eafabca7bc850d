"""A command that is ended from outside leaves nothing behind but its exit status, and can be run again."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from platform import node

import pytest
from conftest import ROOT, Sipas, ballots, write_book

from sipas_cli.files import write_file, write_into

#: Runs a command line in which, at the Nth time that something is seen to be on the disk, a signal comes.
PROGRAM = """
import os, signal, sys
for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # whoever runs the tests may have set them aside
    signal.signal(getattr(signal, name), signal.SIG_DFL)
number, wanted, words = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
fsync, calls = os.fsync, []
def at_the_disk(file):
    calls.append(file)
    if len(calls) == wanted:
        os.kill(os.getpid(), number)
    fsync(file)
os.fsync = at_the_disk
sys.argv[1:] = words
from sipas_cli.cli import main
main()
"""
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="signals of POSIX")


def ended(folder: Path, sent: signal.Signals, wanted: int, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(int(sent)), str(wanted), "-C", str(folder), *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )


def left(folder: Path) -> list[str]:
    """Every file, but for the lock, which stays where a run was to be stored."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.name != ".lock")


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [(signal.SIGTERM, 1), (signal.SIGTERM, 6), (signal.SIGINT, 3), (signal.SIGHUP, 2)],
    ids=str,
)
def test_a_signal_while_a_run_is_stored_leaves_nothing(
    tmp_path: Path, sipas: Sipas, sent: signal.Signals, wanted: int
) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    before = left(tmp_path)
    result = ended(tmp_path, sent, wanted, "score", "a.xlsx", "--year", "2023")
    assert result.returncode == 128 + sent
    assert result.stderr.splitlines()[-1] == "đã dừng theo yêu cầu; không có gì ghi dở."
    assert left(tmp_path) == [*before, "results", "results/2023"]
    assert sipas("-C", tmp_path, "score", "a.xlsx", "--year", 2023).status == 0
    assert sipas("-C", tmp_path, "rank").status == 0


def test_a_run_that_could_not_become_the_used_one_is_not_stored(
    scored_example: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C between the folder of the run and the note that says that it is the last one."""
    write_book(scored_example / "b.xlsx", ballots(40))
    before, ranks = left(scored_example), sipas("rank").out

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as during:
        during.setattr("sipas_cli.runs.storing.write_file", interrupted)
        assert sipas("score", "b.xlsx", "--year", 2023).status == 130
    assert left(scored_example) == before
    assert sipas("rank").out == ranks
    assert sipas("score", "b.xlsx", "--year", 2023).status == 0
    assert sipas("rank").out != ranks


def test_a_signal_while_a_document_is_written_leaves_the_former_one(example: Path, sipas: Sipas) -> None:
    assert sipas("score", "survey.xlsx").status == 0
    assert sipas("render-decision").status == 0
    before = left(example)
    former = (example / "quyet-dinh-2023.docx").read_bytes()
    result = ended(example, signal.SIGTERM, 1, "render-decision", "--number", "1")
    assert result.returncode == 128 + signal.SIGTERM
    assert (example / "quyet-dinh-2023.docx").read_bytes() == former
    assert left(example) == before


def test_under_nohup_a_closed_terminal_is_no_reason_to_end(tmp_path: Path) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    program = PROGRAM.replace(
        "sys.argv[1:] = words", "signal.signal(signal.SIGHUP, signal.SIG_IGN)\nsys.argv[1:] = words"
    )
    words = [str(int(signal.SIGHUP)), "2", "-C", str(tmp_path), "score", "a.xlsx", "--year", "2023"]
    result = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert result.returncode == 0


def test_what_a_killed_process_left_is_removed_by_the_next_one(scored_example: Path, sipas: Sipas) -> None:
    before = left(scored_example)
    result = ended(scored_example, signal.SIGKILL, 1, "render-decision")
    assert result.returncode == -signal.SIGKILL
    drafts = [name for name in left(scored_example) if name not in before]
    assert drafts[0].startswith(".draft-")
    elsewhere = scored_example / f".draft-x{node()}-abc"  # of another machine on the same drive
    longer = scored_example / f".draft-{node()}-2-abc"  # of one whose name begins alike
    for draft in (elsewhere, longer):
        draft.mkdir()
    assert sipas("render-decision").status == 0
    assert not any((scored_example / name).exists() for name in drafts)
    assert elsewhere.exists()
    assert longer.exists()


def test_a_draft_that_is_being_written_stays_whatever_the_number_of_its_process(tmp_path: Path) -> None:
    pages = write_into(tmp_path, [("a.html", b"a"), ("b.html", b"b")])
    next(pages)
    (draft,) = tmp_path.glob(".draft-*")
    write_file(tmp_path / "c.html", b"c")  # as another container would, which knows no such process
    assert draft.exists()
    for _ in pages:
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html", "c.html"]


def test_a_draft_that_was_removed_before_it_was_held_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tempfile.mkdtemp
    removed: list[str] = []

    def mkdtemp(*args: object, **named: object) -> str:
        folder = made(*args, **named)  # type: ignore[call-overload]
        if not removed:
            removed.append(folder)
            Path(folder).rmdir()
        return str(folder)

    monkeypatch.setattr(tempfile, "mkdtemp", mkdtemp)
    write_file(tmp_path / "a.html", b"a")
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


@pytest.mark.parametrize("late", [False, True])
def test_a_signal_that_comes_when_all_is_done_changes_nothing(scored_example: Path, late: bool) -> None:
    """`late`: while Python leaves, when it has given up the handlers of the program."""
    at = "import atexit; atexit.register(os.kill, os.getpid(), number)"
    freeze = "import gc; gc.freeze = lambda: os.kill(os.getpid(), number)"
    program = PROGRAM.replace("from sipas_cli.cli", f"{at if late else freeze}\nfrom sipas_cli.cli")
    words = [str(int(signal.SIGTERM)), "0", "-C", str(scored_example), "rank", "--format", "csv"]
    result = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert (result.returncode, result.stderr.count("Traceback")) == (0, 0)
    assert "Sở Nội vụ" in result.stdout
