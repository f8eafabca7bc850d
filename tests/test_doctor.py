"""`sipas doctor`: what is there, what is missing, and what does not work without it."""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Sipas, browser, installed, soffice

from sipas_cli.machine import doctor, fonts, programs, requirements
from sipas_cli.runs import folders

NEEDED = [
    "python",
    "packages",
    "shipped",
    "parquet",
    "encoding",
    "folder",
    "lock",
    "leftovers",
    "runs",
    "disk",
    "files",
]
OPTIONAL = ["fonts", "office", "browser"]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without programs and fonts, on whose disk nothing else is going on."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: type("Usage", (), {"free": 5_000_000_000}))
    monkeypatch.setattr(programs, "_patterns", lambda kind: [])
    monkeypatch.setattr(fonts, "_of_the_system", lambda name: None)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setitem(sys.modules, "weasyprint.urls", None)


def states(sipas: Sipas, *words: object) -> dict[str, str]:
    """Name of a check -> its state."""
    return {row["check"]: row["state"] for row in json.loads(sipas("doctor", "--format", "json", *words).out)}


@pytest.mark.usefixtures("bare")
def test_a_bare_machine_is_enough_and_is_told_what_does_not_work(sipas: Sipas, example: Path) -> None:
    result = sipas("doctor", "--format", "json", "--deep")
    rows = {row["check"]: row for row in json.loads(result.out)}
    assert result.status == 0
    assert list(rows) == NEEDED + OPTIONAL
    for name in OPTIONAL:
        assert rows[name]["state"] == "remark"
        assert "pdf" in rows[name]["without_it"]
        assert "cài" in rows[name]["what_to_do"]
    assert [rows[name]["state"] for name in ("python", "folder", "lock", "files")] == 4 * ["good"]
    assert rows["files"]["found"] == "sipas.yaml, units.yaml, decision.yaml"
    assert not [path for path in example.iterdir() if path.name.startswith(".")]


@pytest.mark.usefixtures("bare")
def test_each_format_says_the_same(sipas: Sipas) -> None:
    rows = json.loads(sipas("doctor", "--format", "json").out)
    text = sipas("doctor").out
    assert "Cần làm:\n" in text
    assert "- LibreOffice: cài LibreOffice" in text
    assert list(csv.DictReader(io.StringIO(sipas("doctor", "--format", "csv").out))) == rows
    assert "| LibreOffice | lưu ý | không có | pdf" in sipas("doctor", "--format", "md").out
    assert "| LibreOffice | remark | none | pdf" in sipas("doctor", "--format", "md", "--lang", "en").out


def test_with_the_programs_a_page_comes_out(sipas: Sipas) -> None:
    soffice()
    browser()
    found = states(sipas, "--deep")
    assert [found[name] for name in ("office", "browser", "word_pdf", "html_pdf")] == 4 * ["good"]


def test_a_program_that_does_not_work_is_a_remark(
    sipas: Sipas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = states(sipas, "--deep")
    assert (found["office"], found["word_pdf"]) == ("remark", "remark")
    assert "không trả lời" in sipas("doctor").out


@pytest.mark.usefixtures("bare")
def test_settings_that_are_wrong_are_named_with_their_line_and_the_status_is_4(
    sipas: Sipas, tmp_path: Path
) -> None:
    (tmp_path / "sipas.yaml").write_text("year: 23\n", encoding="utf-8")
    result = sipas("doctor")
    assert result.status == 4
    assert "sipas.yaml:1:" in result.out
    assert "Tệp cấu hình" in result.err
    assert states(sipas)["files"] == "bad"


@pytest.mark.usefixtures("bare")
def test_a_folder_that_is_not_there_or_has_no_room_cannot_be_worked_in(
    sipas: Sipas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sipas("doctor", "-C", "nowhere").status == 4
    assert states(sipas, "-C", "nowhere")["folder"] == "bad"
    usage = type("Usage", (), {"free": 100_000_000})
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    assert states(sipas)["disk"] == "bad"
    usage.free = 500_000_000
    assert states(sipas)["disk"] == "remark"


@pytest.mark.usefixtures("bare")
def test_what_a_killed_command_left_is_named_and_the_next_run_removes_it(sipas: Sipas, example: Path) -> None:
    drafts = [example / ".draft-abc", example / "results" / "2023" / ".draft-def"]
    for draft in drafts:
        draft.mkdir(parents=True)
        (draft / "quyet-dinh-2023.docx").write_bytes(b"PK")
    line, _ = (line for line in sipas("doctor").out.splitlines() if "Tệp ghi dở còn sót" in line)
    assert ".draft-abc" in line
    assert sipas("score", "survey.xlsx").status == 0
    assert [draft.exists() for draft in drafts] == [True, False]  # của thư mục: có thể lệnh khác đang ghi


def test_a_lock_that_everybody_gets_is_found_out(sipas: Sipas, monkeypatch: pytest.MonkeyPatch) -> None:
    import filelock

    assert states(sipas)["lock"] == "good"
    monkeypatch.setattr(filelock, "FileLock", filelock.SoftFileLock)
    monkeypatch.setattr(
        filelock.SoftFileLock, "_acquire", lambda self: setattr(self._context, "lock_file_fd", 1)
    )
    monkeypatch.setattr(filelock.SoftFileLock, "_release", lambda self: None)
    assert states(sipas)["lock"] == "bad"
    assert sipas("doctor").status == 4


@pytest.mark.usefixtures("bare")
def test_a_package_that_is_too_old_or_missing_is_named(sipas: Sipas, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = ["click>=8.1.7", "rich>=9999.1", "not-there", 'pyarrow>=9999; extra == "parquet"']
    monkeypatch.setattr(requirements.metadata, "requires", lambda name: wanted)
    result = sipas("doctor")
    assert result.status == 4
    assert "(>= 9999.1), not-there - (>= 0)" in result.out
    assert "pyarrow - " not in result.out


def test_the_versions_are_checked_without_any_package() -> None:
    code = "from sipas_cli.machine.requirements import lacking; print(len(lacking()) > 5)"
    bare = {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-S", "-c", code]  # -S: no package that was installed is found
    done = subprocess.run(command, env=bare, capture_output=True, text=True, check=True)
    assert done.stdout.split() in (["True"], ["False"])


@pytest.mark.usefixtures("bare")
def test_a_locale_without_vietnamese_is_a_remark(sipas: Sipas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.locale, "getencoding", lambda: "cp1252")
    assert states(sipas)["encoding"] == "remark"
    assert "chcp 65001" in sipas("doctor").out
    monkeypatch.setattr(doctor.locale, "getencoding", lambda: "utf-8")
    assert states(sipas)["encoding"] == "good"


def test_nobody_is_named_by_a_path() -> None:
    assert doctor._shown(Path.home() / ".fonts" / "times.ttf") == str(Path("~/.fonts/times.ttf"))


class Open:
    """A lock that everybody gets, as on a network drive that does not know locks."""

    def __init__(self, path: Path, timeout: float) -> None:
        pass

    def acquire(self) -> None:
        pass

    __enter__ = acquire

    def __exit__(self, *_: object) -> None:
        pass


# --- fonts ---------------------------------------------------------------------------------------


def test_there_are_134_vietnamese_letters() -> None:
    # 12 nguyên âm x 6 thanh = 72, trừ 6 chữ a e i o u y có sẵn, thêm đ: 67 chữ thường, 67 chữ hoa
    assert len(fonts.LETTERS) == 134
    assert {"ệ", "Ữ", "đ", "Ơ", "ỹ", "Ắ"} < fonts.LETTERS


def listing(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fontconfig that answers what a script prints."""
    path = folder / "fc-list"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


@pytest.mark.skipif(sys.platform == "win32", reason="programs of a test are scripts of a shell")
@pytest.mark.usefixtures("bare")
class TestFontconfig:
    """What it says is taken; what it does not say is unknown."""

    def test_it_is_asked_for_fonts_with_all_letters(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        listing(tmp_path, f'printf "%s" "$*" > {tmp_path}/asked', monkeypatch)
        assert fonts.serif(None) is None
        assert fonts.can_be_asked()
        letters = (tmp_path / "asked").read_text().partition(":charset=")[2].partition(":")[0].split()
        assert len(letters) == 134
        assert {"111", "1ec7", "1af"} < set(letters)  # đ ệ Ư

    def test_the_first_font_of_our_list_is_named(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        script = """
case "$*" in
  *"family=Tinos:"*) echo file=/f/Tinos-Regular.ttf;;
  *"family=Liberation Serif:"*) printf 'Fontconfig warning: no cache\\nfile=/f/3.ttf\\nfile=/f/2.ttf\\n';;
esac"""
        listing(tmp_path, script, monkeypatch)
        assert fonts.serif(None) == ("Liberation Serif", Path("/f/2.ttf"))

    def test_one_that_fails_names_no_font(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        listing(tmp_path, "echo file=/f/Tinos.ttf; exit 1", monkeypatch)
        assert fonts.serif(None) is None

    def test_without_it_the_fonts_are_unknown(self, sipas: Sipas) -> None:
        rows = {row["check"]: row for row in json.loads(sipas("doctor", "--format", "json").out)}
        assert rows["fonts"]["found"] == "không rõ: không có fontconfig (fc-list)"
        assert rows["fonts"]["state"] == "remark"


def test_the_fontconfig_of_this_machine_understands_the_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed("fontconfig", shutil.which("fc-list"))
    settings = tmp_path / "fonts.conf"
    folders = f"<dir>{ROOT / 'templates' / 'fonts'}</dir><cachedir>{tmp_path / 'cache'}</cachedir>"
    settings.write_text(f"<?xml version='1.0'?><fontconfig>{folders}</fontconfig>", encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))
    assert fonts.serif(None) is None
    monkeypatch.setattr(fonts, "SERIF", ("Liberation Sans",))
    assert fonts.serif(None) == (
        "Liberation Sans",
        ROOT / "templates" / "fonts" / "LiberationSans-Regular.ttf",
    )
    monkeypatch.setattr(fonts, "LETTERS", fonts.LETTERS | {"\u6c34"})  # chữ Hán, phông này không có
    assert fonts.serif(None) is None


@pytest.mark.usefixtures("bare")
def test_the_font_that_libreoffice_brings_along_will_do(tmp_path: Path) -> None:
    path = tmp_path / "share" / "fonts" / "truetype" / "LiberationSerif-Regular.ttf"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"")
    assert fonts.serif(tmp_path / "program" / "soffice") == ("Liberation Serif", path)


def test_the_lock_of_a_run_keeps_others_out(tmp_path: Path) -> None:
    assert folders.keeps_others_out(tmp_path)
