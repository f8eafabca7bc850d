"""Pdf by the programs of the machine: found, limited, checked, and the same bytes each time."""

import http.server
import io
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Sipas, ballots, browser, soffice, write_book

from sipas_cli.errors import SurroundingsError
from sipas_cli.machine import messages, pdf, programs
from sipas_cli.machine.programs import BROWSER, OFFICE

PAGE = "<!doctype html><html lang=vi><title>Thử</title><p>Đồng hạng".encode()


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice, browser and WeasyPrint."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(programs, "_patterns", lambda kind: ["/nowhere/*/soffice"])
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setitem(sys.modules, "weasyprint.urls", None)


def fake(folder: Path, name: str, script: str) -> Path:
    """A program in a folder of its own."""
    path = folder / "bin" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PATH with the folder of a program before the folders that a shell needs."""
    monkeypatch.setenv("PATH", f"{path.parent}:/usr/bin:/bin")


def decide(sipas: Sipas, folder: Path) -> None:
    """A workspace with a run that a decision can be made from."""
    write_book(folder / "a.xlsx", ballots())
    sipas("init", ".")
    assert sipas("score", "a.xlsx", "--criteria", "quang-ninh-2023", "--year", "2023").status == 0


# --- without the program, and with one that does not do its work ---------------------------------


@pytest.mark.usefixtures("nothing_installed")
def test_without_libreoffice_it_is_said_what_was_not_found_and_what_to_install(
    sipas: Sipas, tmp_path: Path
) -> None:
    decide(sipas, tmp_path)
    result = sipas("render-decision", "--format", "pdf")
    assert result.status == 4
    for text in ("LibreOffice", "PATH; /nowhere/*/soffice", "apt install libreoffice-writer"):
        assert text in result.err
    assert "was not found in: PATH" in sipas("render-decision", "--format", "pdf", "--lang", "en").err
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.usefixtures("nothing_installed")
def test_without_browser_and_weasyprint_an_html_is_not_made_into_pdf() -> None:
    with pytest.raises(SurroundingsError) as raised:
        pdf.from_html(PAGE)
    assert raised.value.message is messages.PDF_NO_BROWSER
    assert raised.value.exit_status == 4
    assert raised.value.params["looked"] == "PATH; /nowhere/*/soffice"


@pytest.mark.parametrize(
    "script",
    [
        "echo 'the machine says' >&2; exit 1",
        "echo 'the machine says'; exit 0",
        "echo 'the machine says'; cd \"${0%/*}\"; exit 0",
    ],
)
def test_a_program_that_writes_nothing_is_reported_without_what_it_said(
    script: str, sipas: Sipas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(sipas, tmp_path)
    path = fake(tmp_path, "soffice", script)
    only(path, monkeypatch)
    result = sipas("render-decision", "--format", "pdf")
    assert result.status == 4
    assert f"{path}: LibreOffice không tạo được pdf" in result.err
    assert "the machine says" not in result.err
    assert "the machine says" in sipas("render-decision", "--format", "pdf", "-v").err


def test_what_a_program_says_cannot_steer_the_terminal(
    sipas: Sipas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(sipas, tmp_path)
    only(fake(tmp_path, "soffice", "printf '\\033[2Jcleared'; exit 1"), monkeypatch)
    said = sipas("render-decision", "--format", "pdf", "-v").err
    assert "[2Jcleared" in said
    assert "\x1b" not in said


@pytest.mark.parametrize("made", ["", "no pdf at all", "%PDF-1.7 broken off"])
def test_a_file_that_is_no_whole_pdf_is_refused(
    made: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = f'for last; do :; done; printf "{made}" > "${{last%.docx}}.pdf"'.replace("%PDF", "%%PDF")
    only(fake(tmp_path, "soffice", script), monkeypatch)
    with pytest.raises(SurroundingsError) as raised:
        pdf.from_office(b"", ".docx")
    assert raised.value.message is messages.PDF_FAILED


def test_a_program_that_hangs_is_ended_with_its_children_when_the_time_of_the_workspace_is_up(
    sipas: Sipas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(sipas, tmp_path)
    settings = tmp_path / "sipas.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\npdf_seconds: 1\n", encoding="utf-8")
    alive = tmp_path / "alive"
    script = f'mkfifo "{alive}.pipe"; (exec 3<>"{alive}.pipe"; read line <&3; touch "{alive}") & wait'
    only(fake(tmp_path, "soffice", script), monkeypatch)
    result = sipas("render-decision", "--format", "pdf")
    assert result.status == 4
    assert "LibreOffice chạy quá 1 giây" in result.err
    # nobody reads from the pipe any more: opening it for writing without waiting fails
    opener = "import os, sys; os.open(sys.argv[1], os.O_WRONLY | os.O_NONBLOCK)"
    status, said = programs.run([sys.executable, "-c", opener, f"{alive}.pipe"], seconds=20, environment={})
    assert (status, "No such device or address" in said) == (1, True)


def test_programs_are_not_taken_from_a_folder_that_path_names_relatively(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = fake(tmp_path, "soffice", "exit 0")
    monkeypatch.setattr(programs, "_patterns", lambda kind: [])
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv("PATH", "::.")
    assert programs.find(OFFICE) is None
    monkeypatch.setenv("PATH", str(path.parent))
    assert programs.find(OFFICE) == path


def test_programs_are_found_in_the_usual_places_of_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for place in ("LibreOffice 25/program/soffice.exe", "Microsoft/Edge/Application/msedge.exe"):
        made.append(tmp_path / place)
        made[-1].parent.mkdir(parents=True)
        made[-1].touch()
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(programs, "_on_windows", lambda: True)
    for name in ("PROGRAMFILES", "PROGRAMW6432", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    assert [programs.find(OFFICE), programs.find(BROWSER)] == made
    assert str(tmp_path / "Google/Chrome/Application/chrome.exe") in programs.looked_in(BROWSER)


def test_a_program_shut_in_by_snap_or_flatpak_gets_a_folder_that_it_can_write_to() -> None:
    home = Path.home()
    assert programs.own_folder(Path("/usr/bin/chromium")) is None
    assert programs.own_folder(Path("/snap/bin/chromium")) == home / "snap/chromium/common"
    flatpak = Path("/var/lib/flatpak/exports/bin/org.libreoffice.LibreOffice")
    assert programs.own_folder(flatpak) == home / ".var/app/org.libreoffice.LibreOffice/cache"


# --- WeasyPrint ----------------------------------------------------------------------------------


WEASYPRINT = """
from pathlib import Path

class HTML:
    def __init__(self, string, url_fetcher):
        assert "Đồng hạng" in string
        assert url_fetcher.allowed == ("data",)

    def write_pdf(self, target):
        Path(target).write_bytes(b"%PDF-1.7 /CreationDate(D:20261122135351+07'00') %%EOF")
"""
URLS = """
class URLFetcher:
    def __init__(self, allowed_protocols):
        self.allowed = allowed_protocols
"""


@pytest.mark.usefixtures("nothing_installed")
def test_weasyprint_makes_the_pdf_where_there_is_no_browser_and_may_fetch_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "weasyprint"
    package.mkdir()
    (package / "__init__.py").write_text(WEASYPRINT, encoding="utf-8")
    (package / "urls.py").write_text(URLS, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(pdf, "has_weasyprint", lambda: True)
    assert b"D:19800101000000+00'00'" in pdf.from_html(PAGE)
    with pytest.raises(SurroundingsError) as raised:
        pdf.from_html(b"<p>Aa")
    assert raised.value.message is messages.PDF_FAILED
    assert raised.value.params["name"] == "WeasyPrint"


# --- the same bytes ------------------------------------------------------------------------------


def test_dates_and_identities_are_replaced_by_fixed_ones_of_equal_length() -> None:
    body = (
        b"%PDF-1.6\n<</CreationDate(D:2026{}Z')/ModDate (D:2026{}+07'00')>>"
        b"<xmp:CreateDate>2026-{}T05:06:07+07:00</xmp:CreateDate>"
        b"/ID [ <A{}B>\n<A{}B> ]\n/DocChecksum /C{}D\n%%EOF"
    )
    first = body.replace(b"2026{}", b"20261122135351").replace(b"{}T", b"11-22T").replace(b"{}", 15 * b"0A")
    later = body.replace(b"2026{}", b"20270101000001").replace(b"{}T", b"12-01T").replace(b"{}", 15 * b"1B")
    assert pdf.timeless(first) == pdf.timeless(later)
    assert len(pdf.timeless(first)) == len(first)
    assert b"/CreationDate(D:19800101000000Z')/ModDate (D:19800101000000+00'00')" in pdf.timeless(first)
    assert b"<xmp:CreateDate>1980-01-01T00:00:00+00:00<" in pdf.timeless(first)
    assert pdf.timeless(first.replace(b"1.6", b"1.7"))[-60:] != pdf.timeless(first)[-60:]


def test_the_decision_in_pdf_is_the_same_each_time(
    sipas: Sipas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soffice()
    decide(sipas, tmp_path)
    assert sipas("render-decision", "--format", "pdf").out == "quyet-dinh-2023.pdf\n"
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    assert sipas("render-decision", "-o", "b.pdf").status == 0
    made = (tmp_path / "quyet-dinh-2023.pdf").read_bytes()
    assert made == (tmp_path / "b.pdf").read_bytes()
    assert b"LiberationSerif" in made or b"TimesNewRoman" in made


def test_a_browser_gives_the_same_bytes_each_time() -> None:
    browser()
    first = pdf.from_html(PAGE)
    assert first == pdf.from_html(PAGE)
    assert b"/CreationDate (D:19800101000000+00'00')" in first


# --- no network ----------------------------------------------------------------------------------


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and what was asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def parse_request(self) -> bool:
            asked.append(str(self.raw_requestline))
            return False

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as own:
        thread = threading.Thread(target=own.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{own.server_port}", asked
        own.shutdown()
        thread.join()


def test_a_browser_asks_nobody_for_what_a_page_links_to(server: tuple[str, list[str]]) -> None:
    browser()
    address, asked = server
    page = f'<img src="{address}/a.png"><script>fetch("{address}/b")</script><p>Aa'
    assert pdf.is_pdf(pdf.from_html(page.encode()))
    assert asked == []


def test_libreoffice_asks_nobody_for_what_a_document_links_to(server: tuple[str, list[str]]) -> None:
    soffice()
    address, asked = server
    names = {"office": "office", "text": "text", "draw": "drawing", "svg": "svg-compatible"}
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in names.items()
    )
    picture = f'<draw:image xlink:href="{address}/a.png" xlink:type="simple" xlink:actuate="onLoad"/>'
    document = (
        f'<office:document{spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>'
        f'<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char">{picture}</draw:frame>'
        "</text:p></office:text></office:body></office:document>"
    )
    assert pdf.is_pdf(pdf.from_office(document.encode(), ".fodt"))
    assert asked == []


def test_a_workbook_becomes_a_pdf() -> None:
    import openpyxl

    soffice()
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "Đồng hạng"
    book.save(out)
    assert pdf.is_pdf(pdf.from_office(out.getvalue(), ".xlsx"))
