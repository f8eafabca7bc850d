"""What the machine does not let the program do is said in words of its own, with status 4."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Sipas

from sipas_cli import errors
from sipas_cli.messages import say

pytestmark = pytest.mark.skipif(os.name == "nt", reason="permissions and streams of POSIX")
#: Root may do anything, unless it gives that up.
OBEYING = (
    ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    if hasattr(os, "geteuid") and os.geteuid() == 0
    else []
)
PERMITTED = pytest.mark.skipif(bool(OBEYING) and not shutil.which("setpriv"), reason="root may read all")
COMMANDS = ("rank", "runs", "verify", "score survey.xlsx")


def run(folder: Path, words: str, *, streams: str = "") -> subprocess.CompletedProcess[str]:
    """A command line run by a shell; `streams` are what the shell does to them."""
    line = f'exec "$0" -m sipas_cli {words} {streams}'
    return subprocess.run(
        [*OBEYING, "sh", "-c", line, sys.executable],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "SIPAS_LANG": "vi"},
        check=False,
    )


@pytest.mark.parametrize("words", ["rank", "rank --format json", "--help", "-q score survey.xlsx"])
@pytest.mark.parametrize("streams", [">&-", ">/dev/full"])
def test_a_standard_output_that_takes_nothing_is_told(scored_example: Path, words: str, streams: str) -> None:
    if streams != ">&-" and not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    result = run(scored_example, words, streams=streams)
    assert result.returncode == 4
    assert "Lỗi: không ghi được ra đầu ra chuẩn (" in result.stderr


def test_a_closed_standard_error_is_nobody_to_speak_to(scored_example: Path) -> None:
    result = run(scored_example, "rank", streams="2>&-")
    assert (result.returncode, "Sở Nội vụ" in result.stdout) == (0, True)
    assert run(scored_example, "rank", streams="<&- >&- 2>&-").returncode == 4
    full = run(scored_example, "rank", streams="2>/dev/full")
    assert (full.returncode, "Sở Nội vụ" in full.stdout) == (0, True)


def test_a_file_that_is_opened_does_not_become_the_standard_output(scored_example: Path) -> None:
    before = sorted(path.read_bytes() for path in scored_example.rglob("*") if path.is_file())
    for words in COMMANDS:
        run(scored_example, words, streams="<&- >&- 2>&-")
    assert sorted(path.read_bytes() for path in scored_example.rglob("*") if path.is_file()) == before


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("results", "results: không đọc được thư mục (liên kết vòng tròn)"),
        ("nowhere", "results: không đọc được thư mục (liên kết dẫn tới chỗ không có gì)"),
        ("survey.xlsx", "results: không đọc được thư mục (không phải là thư mục)"),
    ],
)
def test_results_that_lead_nowhere_are_told(example: Path, sipas: Sipas, target: str, said: str) -> None:
    (example / "results").symlink_to(target)
    for words in COMMANDS:
        result = sipas(*words.split())
        assert (result.status, said in result.err) == (4, True), words


@PERMITTED
@pytest.mark.parametrize(
    ("place", "mode"),
    [
        ("results", 0),
        ("results", 0o444),
        ("results/2023", 0),
        ("results/2023", 0o444),
        ("{run}", 0),
        ("{run}", 0o444),
        ("{run}/manifest.json", 0),
        ("{run}/standings.csv", 0),
        ("{run}/tally", 0),
    ],
)
def test_what_may_not_be_read_is_neither_missing_nor_damaged(
    scored_example: Path, place: str, mode: int
) -> None:
    (stored,) = scored_example.glob("results/2023/sipas-*")
    closed = scored_example / place.format(run=stored)
    former = closed.stat().st_mode
    closed.chmod(mode)
    try:
        results = {words: run(scored_example, words) for words in ("rank", "verify")}
    finally:
        closed.chmod(former)
    for words, result in results.items():
        assert (result.returncode, "(không có quyền)" in result.stderr) == (4, True), words


@PERMITTED
@pytest.mark.parametrize(
    ("place", "words"),
    [("criteria", "criteria list"), ("mappings", "score survey.xlsx"), ("results", "rank"), ("", "rank")],
)
def test_folders_of_the_workspace_that_may_not_be_read_are_told(
    example: Path, place: str, words: str
) -> None:
    (example / place).mkdir(exist_ok=True)
    (example / place).chmod(0)
    try:
        result = run(Path("/"), f"-C {example} {words}")
        health = run(Path("/"), f"-C {example} doctor")
    finally:
        (example / place).chmod(0o755)
    assert (result.returncode, "(không có quyền)" in result.stderr) == (4, True)
    assert "Traceback" not in health.stderr
    assert health.returncode in (0, 4)
    if place in ("results", ""):
        assert "không có quyền" in health.stdout


@PERMITTED
def test_a_file_that_may_not_be_read_is_told_as_that(example: Path) -> None:
    (example / "survey.xlsx").chmod(0)
    for words in ("score survey.xlsx", "check survey.xlsx", "map survey.xlsx"):
        result = run(example, words)
        assert result.returncode == 4
        assert "survey.xlsx: không đọc được tệp (không có quyền)" in result.stderr


@PERMITTED
def test_a_repeated_run_writes_nothing(scored_example: Path) -> None:
    year = scored_example / "results" / "2023"
    (year / ".lock").touch()
    year.chmod(0o555)
    try:
        assert run(scored_example, "score survey.xlsx").returncode == 0
    finally:
        year.chmod(0o755)


@pytest.mark.parametrize("number", [*errno.errorcode, 9999])
def test_no_reason_is_the_name_of_a_number(number: int) -> None:
    reason = errors.reason(OSError(number, ""))
    for language in ("vi", "en"):
        assert not any(name in say(reason, lang=language) for name in errno.errorcode.values())


def test_an_error_of_the_system_without_a_number_has_words_of_its_own() -> None:
    from sipas_cli.errors import reason

    assert reason(OSError("x")).vi == "hệ thống không cho biết lý do"
    assert reason(OSError(9999, "x")).vi == "lỗi hệ thống số 9999"
