"""The words that a shell completes, asked for by the shells themselves, and the words that were meant by
mistyped ones."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import EXAMPLE, Sipas, ballots, installed, write_book

from sipas_cli.cli.completion import COMPLETE
from sipas_cli.machine import requirements

UNITS = """
groups:
  - {id: so, name: Các sở}
  - {id: huyen, name: Các huyện}
units:
  - {id: so-noi-vu, name: Sở Nội vụ, group: so}
  - {id: so-y-te, name: Sở Y tế, group: so}
  - {id: tien-yen, name: Huyện Tiên Yên, group: huyen}
"""


@pytest.fixture
def workspace(tmp_path: Path, sipas: Sipas) -> Path:
    """A workspace with a register and one stored run of 2023."""
    (tmp_path / "units.yaml").write_text(UNITS, encoding="utf-8")
    write_book(tmp_path / "a.xlsx", ballots())
    assert sipas("score", "a.xlsx").status == 0
    return tmp_path


def run_of(workspace: Path) -> str:
    (run,) = (workspace / "results" / "2023").glob("sipas-*")
    return run.name


def program(folder: Path) -> Path:
    """A `sipas` that a shell finds on the path, whatever the tests were started with."""
    folder.mkdir(exist_ok=True)
    path = folder / "sipas"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sipas_cli "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return path


def bash(tmp_path: Path, *words: str) -> list[str]:
    """What bash offers for the last word, with the script loaded as the documentation says."""
    installed("bash", shutil.which("bash"))
    bin_folder = program(tmp_path / "bin").parent
    typed = " ".join(f"'{word}'" for word in words)
    script = f"""
        eval "$(sipas completion bash)"
        compopt() {{ echo "compopt $2"; }}
        COMP_WORDS=(sipas {typed}); COMP_CWORD={len(words)}
        complete -p sipas | grep -q _sipas_completion || exit 9
        _sipas_completion sipas
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    path = f"{bin_folder}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split("\n")[:-1]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["ra"], ["rank"]),
        (["criteria", "s"], ["show"]),
        (["rank", "--gr"], ["--group"]),
        (["rank", "--group", ""], ["so", "huyen"]),
        (["rank", "--group", "=", "h"], ["huyen"]),
        (["rank", "--group", "="], ["so", "huyen"]),
        (["rank", "--group", "nothing-like-it"], [""]),
        (["render-notice", "--unit", "so-"], ["so-noi-vu", "so-y-te"]),
        (["rank", "--year", ""], ["2023"]),
        (["compare", "--with", "20"], ["2023"]),
        (["rank", "--index", "x"], ["xhh"]),
        (["score", "--criteria", "quang"], ["quang-ninh-2023"]),
        (["criteria", "show", "quang"], ["quang-ninh-2023"]),
        (["completion", "p"], ["powershell"]),
        (["rank", "--format", "j"], ["json"]),
        (["score", ""], ["compopt default", ""]),
        (["rank", "-o", ""], ["compopt default", ""]),
        (["-C", ""], ["compopt dirnames", ""]),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_bash_offers_the_words_that_may_follow(tmp_path: Path, words: list[str], offered: list[str]) -> None:
    assert bash(tmp_path, *words) == offered


def test_bash_offers_the_stored_runs(workspace: Path) -> None:
    assert bash(workspace, "rank", "--run", "") == [run_of(workspace)]
    assert bash(workspace, "rank", "--year", "2022", "--run", "") == [""]
    assert bash(workspace, "rank", "--year", "2023", "--run", "si") == [run_of(workspace)]


def test_runs_in_use_are_offered_to_be_withdrawn_and_withdrawn_ones_to_be_restored(
    workspace: Path, sipas: Sipas
) -> None:
    run = run_of(workspace)
    assert bash(workspace, "runs", "--withdraw", "") == [run]
    assert run not in bash(workspace, "runs", "--restore", "")
    assert sipas("runs", "--withdraw", run, "--why", "nhầm").status == 0
    assert run not in bash(workspace, "runs", "--withdraw", "")
    assert bash(workspace, "runs", "--restore", "") == [run]


def test_the_workspace_is_the_one_that_was_named(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE / "units.yaml", tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "units.yaml").write_text(UNITS, encoding="utf-8")
    assert bash(tmp_path, "rank", "--group", "") == ["so", "huyen", "trung-uong"]
    assert bash(tmp_path, "-C", "elsewhere", "rank", "--group", "") == ["so", "huyen"]
    assert bash(tmp_path, "rank", "-C", "elsewhere", "--group", "") == ["so", "huyen"]


def test_without_a_register_the_groups_of_the_results_are_offered(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "t.csv").write_text("Tên đơn vị,Điểm,Xếp hạng\nSở A,90,1\nSở B,80,2\n", encoding="utf-8")
    assert sipas("import-results", "t.csv", "--year", "2022", "--group", "cac-so").status == 0
    assert bash(tmp_path, "rank", "--group", "") == ["cac-so"]


@pytest.mark.parametrize("option", ["--group", "--run", "--unit", "--year", "--criteria", "--index"])
@pytest.mark.parametrize("content", ["groups: [", "\x00", "groups:\n  - {id: so}\n"])
def test_a_workspace_that_cannot_be_read_is_no_error(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch, option: str, content: str
) -> None:
    for name in ("units.yaml", "sipas.yaml"):
        (tmp_path / name).write_text(content, encoding="utf-8")
    run = tmp_path / "results" / "2023" / "sipas-0"
    run.mkdir(parents=True)
    (run / "manifest.json").write_text("{", encoding="utf-8")
    result = asked(sipas, monkeypatch, f"sipas rank {option} ", 3)
    assert (result[0], result[2]) == (0, "")


def asked(sipas: Sipas, monkeypatch: pytest.MonkeyPatch, words: str, place: int) -> tuple[int, str, str]:
    """(status, what is offered, what is said) where a script asks in the environment."""
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(place))
    monkeypatch.setenv(COMPLETE, "bash_complete")
    result = sipas()
    return result.status, result.out, result.err


def test_a_folder_that_is_not_there_and_words_that_are_none_are_no_error(
    sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked(sipas, monkeypatch, "sipas -C nowhere rank --group ", 5) == (0, "\n", "")
    assert asked(sipas, monkeypatch, "sipas nothing --group ", 3)[::2] == (0, "")
    assert asked(sipas, monkeypatch, "sipas rank --nothing ", 3)[::2] == (0, "")
    assert asked(sipas, monkeypatch, "sipas --help ", 2)[0] == 0
    assert "plain,rank\n" in asked(sipas, monkeypatch, "sipas --help ", 2)[1]
    assert "sipas 0" not in asked(sipas, monkeypatch, "sipas --version ", 2)[1]


@pytest.mark.parametrize("shell", ["csh_complete", "bash", "bash_nothing", "complete"])
def test_a_shell_that_is_not_known_is_told_nothing(
    sipas: Sipas, monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    monkeypatch.setenv(COMPLETE, shell)
    result = sipas("rank")
    assert (result.out, result.err) == ("", "")


@pytest.mark.usefixtures("workspace")
def test_powershell_gets_values_with_what_they_are_called(
    sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(COMPLETE, "powershell_complete")
    monkeypatch.setenv("COMP_WORDS", "sipas\nrank\n--group")
    monkeypatch.delenv("COMP_WORD", raising=False)
    assert sipas().out == "so\tCác sở\nhuyen\tCác huyện\n"
    monkeypatch.setenv("COMP_WORDS", "sipas\nrank\n--group\n'h")
    monkeypatch.setenv("COMP_WORD", "'h")
    assert sipas().out == "huyen\tCác huyện\n"
    monkeypatch.setenv("COMP_WORDS", "sipas\nscore")
    monkeypatch.delenv("COMP_WORD")
    assert sipas().out == "\n"  # PowerShell then offers files


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_script_calls_the_program_back(sipas: Sipas, shell: str) -> None:
    result = sipas("completion", shell)
    assert result.status == 0
    assert COMPLETE in result.out
    assert f"{shell}_complete" in result.out
    assert "sipas" in result.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_script_is_one_that_its_shell_reads(sipas: Sipas, tmp_path: Path, shell: str) -> None:
    installed(shell, shutil.which(shell))
    script = tmp_path / "script"
    script.write_text(sipas("completion", shell).out, encoding="utf-8")
    done = subprocess.run([shell, "-n", str(script)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_fish_offers_values_with_what_they_are_called(workspace: Path) -> None:
    installed("fish", shutil.which("fish"))
    path = f"{program(workspace / 'bin').parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["fish", "--no-config", "-c", "sipas completion fish | source; complete -C 'sipas rank --group '"],
        cwd=workspace,
        env={**os.environ, "PATH": path, "HOME": str(workspace)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert sorted(done.stdout.splitlines()) == ["huyen\tCác huyện", "so\tCác sở"]


# --- words that were meant -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["scor", "a.xlsx"], "score"),
        (["rnak"], "rank"),
        (["criteria", "lst"], "list"),
        (["rank", "--group", "huyn"], "huyen"),
        (["rank", "--group", "Huyện"], "huyen"),
        (["compare", "--group", "huyn"], "huyen"),
        (["import-results", "t.csv", "--year", "2022", "--group", "huyn"], "huyen"),
        (["criteria", "show", "quang-ninh"], "quang-ninh-2023"),
        (["criteria", "check", "sipas33"], "sipas-33"),
        (["score", "a.xlsx", "--criteria", "quang-ninh-2032"], "quang-ninh-2023"),
        (["check", "a.xlsx", "--criteria", "quangninh2023"], "quang-ninh-2023"),
        (["form", "--criteria", "quang-ninh-202", "-o", "f.xlsx"], "quang-ninh-2023"),
        (["score", "a.xlsx", "--source", "kobotolbox"], "kobotoolbox"),
    ],
)
def test_a_mistyped_word_gets_the_one_that_was_meant(
    workspace: Path, sipas: Sipas, words: list[str], meant: str
) -> None:
    (workspace / "units.yaml").write_text(UNITS, encoding="utf-8")
    header = "Tên đơn vị,Điểm,Xếp hạng\n"
    (workspace / "t.csv").write_text(f"{header}Sở Nội vụ,90,1\nSở Y tế,80,2\n", encoding="utf-8")
    if words[0] in ("rank", "compare"):
        three_units(workspace, sipas)
    result = sipas(*words)
    assert result.status == 2
    assert f'Ý bạn là "{meant}"?' in result.err
    assert f'Did you mean "{meant}"?' in sipas(*words, "--lang", "en").err


def three_units(workspace: Path, sipas: Sipas) -> None:
    """Results of both groups, of two years."""
    for year in (2022, 2023):
        own = workspace / f"{year}.csv"
        rows = "Sở Nội vụ,90,1\nSở Y tế,80,2\nHuyện Tiên Yên,70,1\n"
        own.write_text(f"Tên đơn vị,Điểm,Xếp hạng\n{rows}", encoding="utf-8")
        assert sipas("import-results", own.name, "--year", year).status == 0


def test_a_mistyped_run_gets_its_neighbour_of_any_year(workspace: Path, sipas: Sipas) -> None:
    run = run_of(workspace)
    for words in (["rank"], ["rank", "--year", "2023"], ["report"], ["audit", "-o", "a.xlsx"]):
        result = sipas(*words, "--run", run[:-1])
        assert result.status == 2
        assert f'Ý bạn là "{run}"?' in result.err


def test_a_word_that_is_near_nothing_gets_no_neighbour(workspace: Path, sipas: Sipas) -> None:
    assert "Ý bạn là" not in sipas("qqqqqq").err
    assert "Ý bạn là" not in sipas("rank", "--group", "qqqqqq").err
    assert "Ý bạn là" not in sipas("rank", "--run", "qqqqqq").err


def test_a_group_that_the_register_has_not_gets_the_one_that_was_meant(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    (tmp_path / "units.yaml").write_text(UNITS.replace("group: huyen", "group: huyn"), encoding="utf-8")
    result = sipas("score", "a.xlsx")
    assert result.status == 2
    assert "units.yaml:8:" in result.err
    assert 'Ý bạn là "huyen"?' in result.err


# --- packages ------------------------------------------------------------------------------------


def started(tmp_path: Path, *words: str, broken: str) -> subprocess.CompletedProcess[str]:
    """The program in a Python where the packages `broken` cannot be imported and click is too old."""
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nfrom importlib import metadata\n"
        f"sys.modules.update(dict.fromkeys({broken!r}.split()))\n"
        "real = metadata.version\n"
        "metadata.version = lambda name: '7.0' if name == 'click' else real(name)\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "SIPAS_LANG": "vi"}
    return subprocess.run(
        [sys.executable, "-m", "sipas_cli", *words],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("words", [["doctor"], ["rank"], ["--help"]])
def test_without_click_the_package_is_named_and_no_traceback_is_shown(
    tmp_path: Path, words: list[str]
) -> None:
    done = started(tmp_path, *words, broken="click")
    assert done.returncode == 4
    assert (
        done.stderr.count("các gói Python thiếu hoặc quá cũ: click 7.0 (>= 8.1.7). Cài lại: pip install") == 1
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("broken", ["pydantic", "numpy", "yaml", "rich", "filelock"])
def test_doctor_names_what_is_too_old_before_anything_that_needs_it(tmp_path: Path, broken: str) -> None:
    done = started(tmp_path, "doctor", broken=broken)
    assert done.returncode == 4
    assert done.stderr.startswith("Lỗi: các gói Python thiếu hoặc quá cũ: click 7.0 (>= 8.1.7).")
    assert "Traceback" not in done.stderr
    assert "lỗi của chương trình" not in done.stderr


def test_the_versions_that_were_tested_are_allowed_and_none_is_left_out() -> None:
    lines = (Path(__file__).parents[1] / "constraints.txt").read_text(encoding="utf-8").splitlines()
    tested = {line.split("==")[0].lower() for line in lines}
    wanted = requirements.packages()
    assert {package.name.lower() for package in wanted} - tested == set()
    for package in wanted:
        versions = [
            line.split("==")[1].split(" ")[0] for line in lines if line.split("==")[0] == package.name.lower()
        ]
        assert versions
        assert all(requirements.Package(package.name, package.least, own).good for own in versions)
