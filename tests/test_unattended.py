"""What `contrib/unattended` has: its command lines are tried, and systemd is asked where there is one."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, Sipas, ballots, write_book

FOLDER = ROOT / "contrib" / "unattended"


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def words_in(name: str) -> list[str]:
    """The words after the program in the command line of a file."""
    line = re.search(r"(?:/bin/sipas |\$arguments = ')(.+?)'?$", text(name), re.MULTILINE)
    assert line
    return shlex.split(line[1].replace("\\", "/"))


@pytest.mark.parametrize("name", ["crontab", "sipas.service", "task.ps1"])
def test_the_command_line_scores_what_is_new_and_is_quiet_about_what_is_not(
    tmp_path: Path, sipas: Sipas, name: str
) -> None:
    words = [word.replace("/var/log/sipas/", "") for word in words_in(name)]
    (tmp_path / "inbox").mkdir()
    (tmp_path / "sipas.yaml").write_text("criteria: quang-ninh-2023\nyear: 2023\n", encoding="utf-8")
    runs = tmp_path / "results" / "2023"
    nothing = sipas(*words)
    assert (nothing.status, "*.xlsx: không có tệp này" in nothing.err) == (2, True)
    write_book(tmp_path / "inbox" / "a.xlsx", ballots())
    for _ in range(2):
        result = sipas(*words)
        assert (result.status, result.out, result.err) == (0, "", "")
        assert len(list(runs.glob("sipas-*"))) == 1
    write_book(tmp_path / "inbox" / "b.xlsx", [[f"B{row[0]}", *row[1:-1], 5] for row in ballots()])
    assert sipas(*words).status == 0
    assert len(list(runs.glob("sipas-*"))) == 2
    assert (tmp_path / "ranks.csv").exists()
    log = (tmp_path / "sipas.log").read_text(encoding="utf-8")
    assert (log.count("start"), log.count("end")) == (4, 4)


def test_systemd_takes_the_service_and_the_timer(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if not analyze:
        pytest.skip("systemd-analyze is not installed on this machine")
    for name in ("sipas.service", "sipas.timer"):
        unit = text(name).replace("/opt/sipas/bin/sipas", "/bin/true")
        (tmp_path / name).write_text(unit, encoding="utf-8")
    units = [tmp_path / "sipas.service", tmp_path / "sipas.timer"]
    done = subprocess.run([analyze, "verify", *units], capture_output=True, text=True, check=False)
    about = [line for line in done.stderr.splitlines() if "sipas." in line]
    assert (done.returncode, about) == (0, [])


def test_the_service_changes_nothing_but_its_workspace_and_its_log() -> None:
    unit = text("sipas.service").splitlines()
    for line in ("User=sipas", "ProtectSystem=strict", "PrivateTmp=yes", "PrivateNetwork=yes"):
        assert line in unit
    assert [line for line in unit if line.startswith("ReadWritePaths")] == ["ReadWritePaths=/srv/sipas/2024"]
