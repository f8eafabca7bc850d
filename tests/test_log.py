"""The log of commands that nobody watches: one line an event, whatever names hold, and nothing of ballots."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Sipas, ballot, ballots, write_book

HOSTILE = 'a\x1b[2J\n{"event": "end"}\u2028\x85.xlsx'


def events(log: Path) -> list[dict[str, Any]]:
    """The events of a log in JSON, without when and by which process."""
    lines = log.read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    found = [json.loads(line) for line in lines]
    for event in found:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", event.pop("time"))
        assert event.pop("process") == os.getpid()
    return found


def names(found: list[dict[str, Any]]) -> list[str]:
    return [event["event"] for event in found]


def test_a_run_is_logged_with_its_files_rows_findings_and_seconds(tmp_path: Path, sipas: Sipas) -> None:
    # 20 ballots in one file; in the other 5, one of which has an answer 9 and one no unit
    write_book(tmp_path / "a.xlsx", ballots())
    rows = [ballot(number, "Sở Y tế") for number in range(31, 36)]
    rows[0][3], rows[1][1] = 9, ""
    write_book(tmp_path / "b.xlsx", rows)
    words = ["score", "a.xlsx", "b.xlsx", "--year", 2023, "--log-file", "l.log", "--log-format", "json"]
    assert sipas(*words).status == 0
    start, first, second, stored, end = events(tmp_path / "l.log")
    assert (start["event"], start["command"]) == ("start", "sipas score")
    assert (first["file"], first["rows"], first["findings"]) == ("a.xlsx", 20, {})
    assert (second["file"], second["rows"]) == ("b.xlsx", 5)
    assert second["findings"] == {"answer_off_scale": 1, "ballot_no_unit": 1}
    (run,) = (path.name for path in tmp_path.glob("results/2023/sipas-*"))
    assert (stored["event"], stored["run"], stored["new"], stored["rows"]) == ("stored", run, True, 25)
    assert stored["findings"] == second["findings"]
    assert (end["event"], end["status"]) == ("end", 0)
    assert end["seconds"] >= 0


def test_the_same_again_is_quiet_and_counts_nothing_twice(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    words = ["-q", "score", "a.xlsx", "--year", 2023, "-o", "r.csv", "--log-file", "l.log"]
    assert sipas(*words, "--log-format", "json").status == 0
    before = {
        path: path.read_bytes() for path in tmp_path.rglob("*") if path.suffix != ".log" and path.is_file()
    }
    again = sipas(*words, "--log-format", "json")
    assert (again.status, again.out, again.err) == (0, "", "")
    assert {path: path.read_bytes() for path in before} == before
    stored = [event for event in events(tmp_path / "l.log") if event["event"] == "stored"]
    assert [event["new"] for event in stored] == [True, False]
    assert len({event["run"] for event in stored}) == 1


def test_a_log_for_people_has_the_same_in_a_line_each(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a b.xlsx", ballots())
    assert sipas("score", "a b.xlsx", "--year", 2023, "--log-file", "l.log").status == 0
    lines = (tmp_path / "l.log").read_text(encoding="utf-8").splitlines()
    words = [line.split("] ", 1)[1] for line in lines]
    assert words[0].startswith("sipas score: start version=")
    assert words[1].startswith('sipas score: read file="a b.xlsx" sha256=')
    assert re.fullmatch(r"sipas score: stored run=sipas-\w+ index=sipas year=2023 new=true rows=20", words[2])
    assert re.fullmatch(r"sipas score: end status=0 seconds=[\d.]+", words[3])


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_name_makes_no_line_of_its_own(tmp_path: Path, sipas: Sipas, form: str) -> None:
    write_book(tmp_path / HOSTILE, ballots())
    log = ["--log-file", "l.log", "--log-format", form]
    assert sipas("score", HOSTILE, "--year", 2023, *log).status == 0
    assert sipas("rank", "--run", HOSTILE, *log).status == 2
    text = (tmp_path / "l.log").read_text(encoding="utf-8")
    assert len(text.splitlines()) == text.count("\n") == 4 + 3
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028]", text)


def test_what_was_refused_is_logged_with_why_and_without_a_word_of_a_ballot(
    tmp_path: Path, sipas: Sipas
) -> None:
    secret = "Nguyễn Thị Bí Mật"
    write_book(tmp_path / "a.xlsx", [ballot(number, "", [secret] * 25) for number in range(1, 6)])
    log = ["--log-file", "l.log", "--log-format", "json"]
    assert sipas("score", "a.xlsx", "--year", 2023, *log).status == 3
    found = events(tmp_path / "l.log")
    assert names(found) == ["start", "read", "refused", "error", "end"]
    assert found[2]["findings"]["ballot_no_unit"] == 5
    assert found[-1]["status"] == 3
    assert secret not in (tmp_path / "l.log").read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written_is_told_before_anything_is_done(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    (tmp_path / "folder").mkdir()
    for place in ("none/l.log", "folder"):
        result = sipas("score", "a.xlsx", "--year", 2023, "--log-file", place)
        assert (result.status, result.err.count("Lỗi")) == (4, 1)
        assert f"{place}: không ghi được" in result.err
    assert not (tmp_path / "results").exists()
    alone = sipas("rank", "--log-format", "json")
    assert (alone.status, "--log-file" in alone.err) == (2, True)


def test_a_log_that_is_lost_on_the_way_stops_nothing_and_is_told(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sipas_cli import files

    append_line = files.append_line

    def once(path: Path, line: str) -> None:
        if path.exists():
            raise files.cannot_write(path, OSError(28, ""))
        append_line(path, line)

    monkeypatch.setattr(files, "append_line", once)
    write_book(tmp_path / "a.xlsx", ballots())
    result = sipas("score", "a.xlsx", "--year", 2023, "--log-file", "l.log")
    assert (result.status, "l.log: không ghi được (ổ đĩa đã đầy)" in result.err) == (4, True)
    assert len(list(tmp_path.glob("results/2023/sipas-*"))) == 1


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="signals of POSIX")
def test_who_is_ended_leaves_a_line_that_says_so(tmp_path: Path) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    program = (
        "import os, signal, sys\n"
        "os.fsync = lambda file: os.kill(os.getpid(), signal.SIGTERM)\n"
        "from sipas_cli.cli import main\nmain()\n"
    )
    words = ["score", "a.xlsx", "--year", "2023", "--log-file", "l.log"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program, *words], cwd=tmp_path, env=environment, check=False)
    assert done.returncode == 143
    last = (tmp_path / "l.log").read_text(encoding="utf-8").splitlines()[-1]
    assert "sipas score: end status=143" in last
    assert list(tmp_path.glob("results/2023/*-*")) == []
